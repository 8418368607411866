"""Texts that would take a careless reader for ever: one thing again and again, where its patterns look far or look twice.

Each is made by a function of a scale: 1 is the full size, which ``bench/minutes.py`` reads; the tests read smaller ones.
"""

from __future__ import annotations

from collections.abc import Callable

Made = Callable[[float], str]


def _again(what: str, times: int, before: str = "", after: str = "") -> Made:
    return lambda scale: before + what * int(times * scale) + after


_TABLE = "| No | Action | Owner |\n|---|---|---|\n"
_COLUMN = "Item\t\t\tAction\n\n1. Works\n\n"

HOSTILE: dict[str, Made] = {
    "one line of sentences": _again("The harbour wall was looked at. ", 150_000),
    "one word": _again("a", 5_000_000),
    "Action: on one line": _again("Action: ", 100_000),
    "Action: on every line": _again("Action: \n", 100_000),
    "ACTION and an opened quotation": lambda scale: "“" * int(50_000 * scale) + " Action: HM to go. " * int(5_000 * scale),
    "brackets opened": _again("[(", 50_000),
    "brackets opened and closed": lambda scale: "(" * int(50_000 * scale) + ")" * int(50_000 * scale),
    "links opened": _again("[a](", 50_000),
    "spaces between two letters": _again(" ", 1_000_000, "a", "b"),
    "hard spaces": _again("\u00a0", 500_000),
    "wide spaces after an item": _again("\u3000", 100_000, "Item 1"),
    "capital letters": _again("A", 100_000),
    "capital letters after a comma": _again(f", {'A' * 2000}!\nb c\n", 20),
    "pipes": _again("|", 50_000),
    "rows of pipes": _again("| a |\n", 50_000),
    "rows that never close": _again("| 1 | paint\n", 20_000, _TABLE),
    "rows that close too late": _again("1 | paint\n", 20_000, _TABLE),
    "cells that end with a pipe": _again("x |\n", 50_000, "Action |\nOwner |\n"),
    "a table of one row again and again": _again("Paint it\tHM\n", 50_000, "Action\tOwner\n"),
    "headings of tables": _again("Action                 Owner          Date\n", 30_000),
    "headings of tables, one a line": _again("Action\n\nOwner\n\nDate\n\n", 20_000),
    "headings of minutes, one a line": _again("No\nItem\nWho\nx is y of z\n\n", 15_000),
    "a cell of sentences beside a cell of owners": lambda scale: (
        "| Minute | Action |\n|---|---|\n| " + "The wall is to be painted by HM. " * int(10_000 * scale) + "| " + "HM<br>" * int(10_000 * scale) + "|\n"
    ),
    "names and names": _again("Ann and Bob and Cy and Dee and ", 12_500, "Action: ", "Eve to paint the wall."),
    "names and commas": _again("Ann Lee, Bob May, Cy Dunn, ", 16_000, "Present: "),
    "initials and strokes": _again("HM/TL/", 25_000, "Action: "),
    "titles": _again("Mr ", 30_000, "Present: "),
    "full stops": _again(".", 30_000),
    "full stops and then a sentence": _again(".", 50_000, "Action: x ", "y" * 100),
    "dashes": _again(" – ", 50_000),
    "dashes and letters": _again(" – c", 50_000, "Action: a – b"),
    "hyphens": _again("-", 100_000, "", "x"),
    "rules": _again("-|", 50_000, "", "x"),
    "commas in a task": _again(",", 50_000, "Action: HM to a ", " b."),
    "commas and spaces in a task": _again(", ", 50_000, "Action: HM to a ", " b."),
    "marks before a due phrase": _again(",;-", 30_000, "Action: HM to a ", " b."),
    "tasks in one paragraph": _again("TL to stay; ", 20_000, "Action: HM to go; "),
    "states in one paragraph": _again("HM Done; ", 20_000, "Action: "),
    "and": _again("and ", 50_000, "Action: "),
    "tabs": _again("\t", 100_000, "a", "b"),
    "cells between tabs": _again("a\t", 50_000),
    "a heading of spaces and tabs": _again(" \t", 50_000, "# a", "b"),
    "a heading of a wiki": _again(" ", 100_000, "== a", "b"),
    "stars": _again("*a ", 50_000),
    "tags opened": _again("<b ", 50_000),
    "headings": _again("# Actions\n", 20_000),
    "agendas": _again("Agenda\n\n", 20_000),
    "items": lambda scale: "".join(f"{number}. Item {number}\n\nText.\n\n" for number in range(1, int(20_000 * scale))),
    "owners in a column, below the text": lambda scale: _COLUMN + "The wall is to be painted.\n\n" * int(10_000 * scale) + "HM\n\n" * int(10_000 * scale),
    "owners alone after a label": _again("Action: HM\n\n", 20_000),
    "actions that differ by a number": lambda scale: "".join(f"Action: Clerk to paint wall {i} of quay {i * 7}.\n\n" for i in range(int(20_000 * scale))),
    "the same action": _again("Action: Clerk to paint the wall.\n\n", 20_000),
    "bullets": _again("- HM to paint the wall\n", 30_000, "Actions:\n"),
    "lines that go on": _again("the wall of the harbour and\n", 50_000),
    "resolutions on one line": _again("RESOLVED that it be. ", 30_000),
    "resolutions": _again("RESOLVED:\n", 30_000),
    "parts of a resolution": _again(" ,", 50_000, "RESOLVED: a) x", "y b) z"),
    "apologies on one line": _again("Apologies were received from A Lee. ", 20_000),
    "apologies": _again("Apologies\n", 30_000),
    "meetings to come": _again("Next meeting 4 March\n", 30_000),
    "dates": _again("4 March 2020 ", 50_000),
}
