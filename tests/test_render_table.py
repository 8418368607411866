"""A report drawn on a terminal."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from g2g.render import layout, plain, table
from g2g.reports import Cell, Column, Report, Table

TODAY = date(2017, 10, 3)
COLUMNS = (
    Column("action", "Action", "words"),
    Column("ref", "Reference", "ref"),
    Column("owner", "Owner"),
    Column("due", "Due", "date"),
    Column("days_late", "Days late", "number"),
    Column("times_carried", "Carried", "number"),
)
FOUR = (
    "Report to the October Board on support for children with SEND",
    "CSIB-2017-09-12-04", "Gareth Bowen", date(2017, 9, 12), 21, 2,
)  # fmt: skip
ELEVEN = (
    "Circulate the revised terms of reference, as CSIB-2017-07-04-02 asked, to all members of the Board",
    "CSIB-2017-09-12-11", "Siân Poole-Nandy", date(2017, 9, 3), 128, None,
)  # fmt: skip
ACCOUNTS = ("Sign the accounts", "AC-2017-07-04-02", "", None, None, 0)
REPORT = Report(
    "actions",
    TODAY,
    "Overdue on 3 October 2017",
    (
        Table("Children’s Board", COLUMNS, (FOUR, ELEVEN)),
        Table("Nobody’s", COLUMNS, ()),
        Table("Audit", COLUMNS, (ACCOUNTS,)),
    ),
    "Nothing is overdue.",
    list,
    ("3 actions.", "Two of them late."),
)
STYLE = re.compile(r"\x1b\[[0-9;]*m")
ANY_TEXT = st.text(st.characters(), max_size=40)


def of(columns: tuple[Column, ...], *rows: tuple[Cell, ...], heading: str = "") -> Report:
    return Report("actions", TODAY, "", (Table(heading, columns, rows),), "Nothing.", list)


def test_eighty_columns() -> None:
    expected = """\
Overdue on 3 October 2017

Children’s Board (2)
Reference           Owner             Due          Days late  Carried
─────────────────────────────────────────────────────────────────────
CSIB-2017-09-12-04  Gareth Bowen      12 Sep 2017         21        2
    Report to the October Board on support for children with SEND
CSIB-2017-09-12-11  Siân Poole-Nandy   3 Sep 2017        128        –
    Circulate the revised terms of reference, as CSIB-2017-07-04-02 asked, to
    all members of the Board

Audit (1)
Reference           Owner             Due          Days late  Carried
─────────────────────────────────────────────────────────────────────
AC-2017-07-04-02                      –                    –        0
    Sign the accounts

3 actions.
Two of them late.
"""
    assert table.rendered(REPORT, 80, colour=False) == expected


@pytest.mark.parametrize("width", [30, 40, 60, 80, 100, 120, 200])
def test_it_is_laid_out_as_the_plain_form_is(width: int) -> None:
    several = (*ELEVEN[:2], "Siân Poole-Nandy; Gareth Bowen (done); the Director of Adult Services", *ELEVEN[3:])
    for report in (REPORT, of(COLUMNS, FOUR, several)):
        assert table.rendered(report, width, colour=False).replace("─", "-") == plain.rendered(report, width)


def test_colour_marks_what_is_late_and_says_nothing_more() -> None:
    report = of(COLUMNS, FOUR, (*ELEVEN[:4], None, None))
    coloured = table.rendered(report, 80, colour=True)
    assert "\x1b[1;31m       21\x1b[0m" in coloured
    assert coloured.count("31m") == 1
    assert STYLE.sub("", coloured) == table.rendered(report, 80, colour=False)


def test_no_colour_has_no_escape_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in table.rendered(REPORT, 80, colour=False)


def test_colour_asked_for_is_given_whatever_the_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "20")
    assert table.rendered(REPORT, 80, colour=True).startswith("\x1b[1mOverdue on 3 October 2017\x1b[0m\n\n")


@pytest.mark.parametrize(
    "words", ["[i]x[/i] [sic] [/] [bold", ":smile: :warning:", "http://a.b 10.30 'quoted' True 0x1F"]
)
def test_markup_emoji_and_figures_are_text(words: str) -> None:
    columns = (Column("ref", "Reference", "ref"), Column("action", "Action", "words"))
    assert table.rendered(of(columns, ("A-1", words)), 80, colour=True).splitlines()[-1] == f"A-1        {words}"


def test_an_empty_report_says_so() -> None:
    empty = REPORT._replace(tables=(Table("", COLUMNS, ()),))
    assert table.rendered(empty, 80, colour=False) == plain.rendered(empty, 80)


def test_facts_without_headings_have_no_header() -> None:
    columns = (Column("field", ""), Column("value", "", "words"))
    assert table.rendered(of(columns, ("Owner", "Gareth Bowen")), 80, colour=False) == "Owner  Gareth Bowen\n"


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("width", [20, 80, 130])
@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.tuples(ANY_TEXT, ANY_TEXT, ANY_TEXT | st.dates(), st.integers(0, 999), ANY_TEXT), max_size=3))
def test_nothing_live_and_nothing_lost_at_any_width(width: int, colour: bool, rows: list[tuple[Cell, ...]]) -> None:
    columns = COLUMNS[1:5] + COLUMNS[:1]
    text = STYLE.sub("", table.rendered(of(columns, *rows, heading="H"), width, colour))
    lines = text.split("\n")
    assert all(line.isprintable() for line in lines)
    assert all(cell_len(line) <= width for line in lines)
    letters = "".join(text.split())
    for cell in (cell for row in rows for cell in row):
        shown = layout.cell_text(cell)
        assert shown == layout.NOTHING or all(letter in letters for letter in "".join(shown.split()))
