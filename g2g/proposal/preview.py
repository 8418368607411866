"""What was read from minutes, as a report: for a person to check against the paper, line by line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from g2g.dates import british_full
from g2g.exemption import UNSTATED
from g2g.minutes.findings import Details, Doubt, Named
from g2g.minutes.reader import Minutes
from g2g.minutes.reading import Report as Reported
from g2g.proposal import Proposed, doubts
from g2g.proposal.matching import Closure, Match, quoted, stands
from g2g.proposal.taking import Taking, endings, outcome
from g2g.reports import Cell, Column, Report, Table

_LINE = Column("line", "Line", "number")
_HOW = Column("how", "How it was found", "words")
_GAVE_NONE = "no action was read"
_EXCERPT = 100
_STANDS = {"done": "done", "dropped": "no longer wanted", "left": "still open"}


class Sheet:
    """One set of minutes to be shown: as read, as proposed, and with ``taking`` against what the record has."""

    def __init__(
        self, name: str, minutes: Minutes, actions: Sequence[Proposed], implied: Sequence[Proposed], taking: Taking | None,
        text_of: Callable[[int], str], *, verbose: bool,
    ) -> None:  # fmt: skip
        self.name, self.minutes, self.taking = name, minutes, taking
        self.actions, self.implied = actions, implied
        self.text_of, self.verbose = text_of, verbose

    def report(self, today: date, sentences: Sequence[str]) -> Report:
        """The whole; ``sentences`` say what would be done."""
        details = self.minutes.details
        tables = (
            Table("", (Column("field", ""), Column("value", "", "words")), tuple(_facts(details))),
            self._items(details), self._resolutions(details),
            self._found("Actions", self.actions), self._found("Not taken as actions: tasks in prose", self.implied),
            self._old(), *self._left(), self._doubts(), self._without(),
        )  # fmt: skip
        return Report("minutes", today, _title(details), tables, "Nothing was read.", lambda: [_row(one) for one in self.actions], tuple(sentences))

    # ---- the tables ------------------------------------------------------------------------------------

    def _items(self, details: Details) -> Table:
        columns = (_LINE, Column("number", "No."), Column("title", "Item", "words"))
        rows = tuple((i.line, i.number or None, i.title) for i in details.items)
        return self._marked(Table("Items", columns, rows), [self.minutes.closed.paragraphs(i.line) for i in details.items])

    def _resolutions(self, details: Details) -> Table:
        columns = (_LINE, Column("item", "Item"), Column("resolution", "Resolved", "words"))
        rows = tuple((r.line, _short(r.item), r.words) for r in details.resolutions)
        return self._marked(Table("Resolutions", columns, rows), [self.minutes.closed.paragraphs(r.line) for r in details.resolutions])

    @staticmethod
    def _marked(table: Table, exempt: Sequence[tuple[str, ...]]) -> Table:
        """A table with the paragraphs under which each row is exempt, before its words; as it is where none is."""
        if not any(exempt):
            return table
        rows = tuple((*row[:-1], _paragraphs(numbers), row[-1]) for row, numbers in zip(table.rows, exempt, strict=True))
        return table._replace(columns=(*table.columns[:-1], Column("exempt", "Exempt"), table.columns[-1]), rows=rows)

    def _found(self, heading: str, found: Sequence[Proposed]) -> Table:
        # Few minutes number their actions, and fewer have any that is exempt.
        columns: tuple[tuple[Column, Callable[[Proposed], Cell], bool], ...] = (
            (_LINE, lambda one: one.line, True),
            (Column("number", "No."), lambda one: one.number or None, any(one.number for one in found)),
            (Column("exempt", "Exempt"), lambda one: _paragraphs(one.exempt), any(one.exempt for one in found)),
            (Column("owner", "Owner"), _owners, True),
            (Column("due", "Due", "date"), lambda one: one.due, True),
            (Column("action", "Action", "words"), lambda one: one.words, True),
            (Column("due_said", "When", "words"), lambda one: f"“{one.due_said}”" if one.due_said else None, True),
            (_HOW, lambda one: one.reader, self.verbose),
        )
        shown = [(column, cell) for column, cell, is_shown in columns if is_shown]
        return Table(heading, tuple(column for column, _ in shown), tuple(tuple(cell(one) for _, cell in shown) for one in found))

    def _old(self) -> Table:
        """What the minutes say of old actions, and those that they list again."""
        columns = (_LINE, Column("about", "About", "ref"), Column("stands", "Stands"), Column("said", "What the minutes say", "words"))
        rows: list[tuple[Cell, ...]] = []
        if self.taking is None:
            rows = [(one.line, one.ref or None, _STANDS[stands(one.status or one.words)], _said(one)) for one in self.minutes.reports]
        else:
            rows = [(c.report.line, c.action.ref if c.action else c.report.ref or None, _stands(c), _said(c.report)) for c in self.taking.closures]
            told = {c.report.line for c in self.taking.closures}
            rows += [_again(match) for match in self.taking.matches.old if match.proposed.line not in told]
        return Table("Old actions", columns, tuple(sorted(rows, key=lambda row: int(str(row[0])))))

    def _left(self) -> Iterable[Table]:
        """What differs from the record, and what only the record has."""
        if self.taking is None:
            return
        there = [m for m in self.taking.matches.now if m.action]
        columns = (_LINE, Column("ref", "In the record as", "ref"), Column("rule", "Told by", "words"))
        yield Table("Already in the record", columns, tuple((m.proposed.line, m.action.ref, m.rule) for m in there if m.action) if self.verbose else ())
        yield differing(self.taking, commands=self.verbose)
        gone = self.taking.matches.gone
        yield Table("In the record and not in these minutes", (Column("ref", "Reference", "ref"), Column("action", "Action", "words")), tuple((a.ref, a.words) for a in gone))

    def _doubts(self) -> Table:
        """What a person should look at; the same doubt about several lines once."""
        found = [doubt for doubt in doubts(self.minutes, self.actions) if not doubt.sentence.endswith(f"{_GAVE_NONE}.")]
        found = sorted([*found, *unknown(self.taking)]) if self.taking else found
        grouped: dict[str, list[int]] = {}
        for doubt in found:
            grouped.setdefault(doubt.sentence, []).append(doubt.line)
        rows = tuple((lines_said(lines), sentence) for sentence, lines in grouped.items())
        return Table("Doubts", (Column("lines", "Line", "name"), Column("doubt", "Doubt", "words")), rows)

    def _without(self) -> Table:
        lines = [doubt.line for doubt in self.minutes.doubts if doubt.sentence.endswith(f"{_GAVE_NONE}.")]
        return Table("“Action” stands here, and none was read", (_LINE, Column("text", "Words", "words")), tuple((line, self._excerpt(line)) for line in lines))

    def _excerpt(self, line: int) -> str:
        """The words of a line about the word action."""
        text = self.text_of(line)
        if len(text) <= _EXCERPT:
            return text
        found = re.search(r"(?i)\baction", text)
        start = max(0, (found.start() if found else 0) - _EXCERPT // 2)
        start = text.find(" ", start) + 1 if start else 0
        end = text.rfind(" ", start, start + _EXCERPT)
        return ("… " if start else "") + text[start : end if end > start else start + _EXCERPT] + " …"


def differing(taking: Taking, *, commands: bool) -> Table:
    """What the minutes say otherwise than the record, which is left as it is; with ``commands`` what to type to take it over."""
    columns = [Column("ref", "Reference", "ref"), Column("what", "What"), Column("ours", "The record", "words"), Column("theirs", "The minutes", "words")]
    columns += [Column("command", "To take it over", "words")] if commands else []
    rows: list[tuple[Cell, ...]] = [(one.ref, one.what, one.ours, one.theirs, one.command) for one in taking.differences]
    return Table("Different in the minutes, and left as it is in the record", tuple(columns), tuple(row[: len(columns)] for row in rows))


def unknown(taking: Taking) -> list[Doubt]:
    """What the minutes report on, and the record does not have; what they leave open there is no matter."""
    return [
        Doubt(one.report.line, f"The minutes report on an action as {_STANDS[one.stands]}, and {one.doubt}.")
        for one in taking.closures if one.doubt and (one.report.ref or one.stands != "left")
    ]  # fmt: skip


def commands(taking: Taking) -> list[str]:
    """What to type for what is offered and not done: closures, and meetings to come."""
    found = [command for one in taking.closures if (command := closing(one, taking.proposal.day))]
    return list(dict.fromkeys(found))


def would(taking: Taking) -> str:
    """What --apply would do, in one sentence."""
    change, proposal = taking.change, taking.proposal
    if change.is_empty:
        return f"--apply would add nothing: the record has what these minutes say of {proposal.meeting}."
    parts = []
    if change.new_meetings:
        parts.append(f"write data/meetings/{proposal.meeting}.yaml")
    elif change.meetings:
        parts.append(f"add to data/meetings/{proposal.meeting}.yaml ({'; '.join(taking.meeting.added)})")
    if change.added:
        first, last = change.added[0][0], change.added[-1][0]
        parts.append(f"add 1 action, {first}" if first == last else f"add {len(change.added)} actions, {first} to -{last[-2:]}")
    closes = len(endings(taking))
    more = f"; --close would close {closes} more" if closes else ""
    return f"--apply would {' and '.join(parts)}{more}."


def closing(one: Closure, on: date) -> str:
    """The command that ends what the minutes say is done, or no longer wanted; empty where they do not, or nothing is certain."""
    if one.action is None or not one.action.is_live:
        return ""
    if one.stands == "done":
        said = outcome(one)
        return f"g2g close {one.action.ref}{f' --outcome {quoted(said)}' if said else ''} --on {on}"
    why = outcome(one) or "As minuted"
    return f"g2g withdraw {one.action.ref} --reason {quoted(why)} --on {on}" if one.stands == "dropped" else ""


def lines_said(lines: Sequence[int], most: int = 6) -> str:
    """``12``, ``12, 30``, ``12, 30 … (9)``."""
    shown = ", ".join(map(str, lines[:most]))
    return shown if len(lines) <= most else f"{shown} … ({len(lines)})"


def _title(details: Details) -> str:
    day = british_full(details.date) if details.date else "day not given"
    return f"{details.body or 'Body not named'}, {day}"


def _facts(details: Details) -> Iterable[tuple[Cell, ...]]:
    def attendance(people: Sequence[Named]) -> str:
        named = [f"{one.name} ({'; '.join(filter(None, (one.initials, one.organisation, one.role)))})"
                 if one.initials or one.organisation or one.role else one.name for one in people]  # fmt: skip
        return f"{len(people)}: {', '.join(named)}"

    facts = (
        ("Time", details.time), ("Place", details.venue), ("Chair", details.chair), ("Clerk", details.clerk),
        ("Present", attendance([one for one in details.present if not one.attending]) if details.present else "nobody was read"),
        *([("In attendance", attendance(besides))] if (besides := [one for one in details.present if one.attending]) else []),
        ("Apologies", attendance(details.apologies) if details.apologies else "none were read"),
        ("Next meeting", ", ".join(map(british_full, details.next_meetings))),
    )  # fmt: skip
    return ((name, value or "not given") for name, value in facts)


def _short(item: str) -> Cell:
    return None if not item else item if len(item) <= 16 else item[:15].rstrip() + "…"


def _owners(one: Proposed) -> str:
    """The owners: as written, and the name where that is another."""
    if not one.owners:
        return "nobody"
    if len(one.written) != len(one.owners):
        return "; ".join(one.owners)
    return "; ".join(name if name.casefold() == said.casefold() else f"{said} → {name}" for said, name in zip(one.written, one.owners, strict=True))


def _said(one: Reported) -> str:
    words = one.words if one.words.casefold() in one.status.casefold() or not one.status else f"{one.words}: {one.status}"
    return one.status if one.words.casefold() in one.status.casefold() and one.status else words


def _stands(one: Closure) -> str:
    if one.action and not one.action.is_live:
        return f"is {one.action.status} already"
    if one.doubt and one.stands != "left":
        return f"{_STANDS[one.stands]}, of no action that is known"
    return _STANDS[one.stands]


def _again(match: Match) -> tuple[Cell, ...]:
    one, action = match.proposed, match.action
    if action is None:
        return one.line, one.number or None, "not in the record", f"{one.words} ({match.rule})"
    return one.line, action.ref, "still outstanding" if action.is_live else f"is {action.status} already", one.words


def _paragraphs(numbers: Sequence[str]) -> Cell:
    return None if not numbers else ", ".join(numbers) if UNSTATED not in numbers else "yes"


def _row(one: Proposed) -> dict[str, Any]:
    """An action for other programs."""
    return {
        "line": one.line, "owners": list(one.written), "people": list(one.owners), "due_said": one.due_said or None, "due": one.due,
        "item": one.item or None, "number": one.number or None, "reader": one.reader, "text": one.words,
        "exempt": list(one.exempt),
    }  # fmt: skip

