"""A report as aligned text."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g.render import layout, plain
from g2g.reports import Cell, Column, Report, Table

TODAY = date(2017, 10, 3)
COLUMNS = (
    Column("action", "Action", "words"),  # whatever its place, it is shown last
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
ANY_TEXT = st.text(st.characters())


def of(columns: tuple[Column, ...], *rows: tuple[Cell, ...], heading: str = "") -> Report:
    return Report("actions", TODAY, "", (Table(heading, columns, rows),), "Nothing.", list)


def test_a_pipe_has_each_row_on_one_line() -> None:
    expected = """\
Overdue on 3 October 2017

Children’s Board (2)
Reference           Owner             Due          Days late  Carried  Action
--------------------------------------------------------------------------------
CSIB-2017-09-12-04  Gareth Bowen      12 Sep 2017         21        2  Report to the October Board on support for children with SEND
CSIB-2017-09-12-11  Siân Poole-Nandy   3 Sep 2017        128        –  Circulate the revised terms of reference, as CSIB-2017-07-04-02 asked, to all members of the Board

Audit (1)
Reference           Owner             Due          Days late  Carried  Action
--------------------------------------------------------------------------------
AC-2017-07-04-02                      –                    –        0  Sign the accounts

3 actions.
Two of them late.
"""
    assert plain.rendered(REPORT, None) == expected


def test_a_wide_terminal_has_the_words_beside_the_rest_and_hanging() -> None:
    expected = """\
Overdue on 3 October 2017

Children’s Board (2)
                                                   Days
Reference           Owner             Due          late  Carried  Action
------------------------------------------------------------------------------------------------------------------------
CSIB-2017-09-12-04  Gareth Bowen      12 Sep 2017    21        2  Report to the October Board on support for children
                                                                  with SEND
CSIB-2017-09-12-11  Siân Poole-Nandy   3 Sep 2017   128        –  Circulate the revised terms of reference, as
                                                                  CSIB-2017-07-04-02 asked, to all members of the Board

Audit (1)
                                                   Days
Reference           Owner             Due          late  Carried  Action
------------------------------------------------------------------------------------------------------------------------
AC-2017-07-04-02                      –               –        0  Sign the accounts

3 actions.
Two of them late.
"""
    assert plain.rendered(REPORT, 120) == expected


def test_eighty_columns_have_the_words_beneath() -> None:
    expected = """\
Overdue on 3 October 2017

Children’s Board (2)
Reference           Owner             Due          Days late  Carried
---------------------------------------------------------------------
CSIB-2017-09-12-04  Gareth Bowen      12 Sep 2017         21        2
    Report to the October Board on support for children with SEND
CSIB-2017-09-12-11  Siân Poole-Nandy   3 Sep 2017        128        –
    Circulate the revised terms of reference, as CSIB-2017-07-04-02 asked, to
    all members of the Board

Audit (1)
Reference           Owner             Due          Days late  Carried
---------------------------------------------------------------------
AC-2017-07-04-02                      –                    –        0
    Sign the accounts

3 actions.
Two of them late.
"""
    assert plain.rendered(REPORT, 80) == expected


def test_a_narrow_terminal_has_each_cell_on_its_own_line() -> None:
    table = Table("", COLUMNS, (FOUR, ACCOUNTS))
    expected = """\
Overdue on 3 October 2017

Reference  CSIB-2017-09-12-04
Owner      Gareth Bowen
Due        12 Sep 2017
Days late  21
Carried    2
Action     Report to the October Board
           on support for children with
           SEND

Reference  AC-2017-07-04-02
Carried    0
Action     Sign the accounts

3 actions.
Two of them late.
"""
    assert plain.rendered(REPORT._replace(tables=(table,)), 40) == expected


def test_long_headings_and_names_give_way_first() -> None:
    columns = (*COLUMNS[:5], Column("days_late_first", "Since first date", "number"), COLUMNS[5])
    row = (FOUR[0], FOUR[1], "Siân Poole-Nandy (done); Gareth Bowen", FOUR[3], 21, 1204, 2)
    expected = """\
                                                                  Since
                                                            Days  first
Reference           Owner                      Due          late   date  Carried
--------------------------------------------------------------------------------
CSIB-2017-09-12-04  Siân Poole-Nandy (done);   12 Sep 2017    21   1204        2
                    Gareth Bowen
    Report to the October Board on support for children with SEND
"""
    assert plain.rendered(of(columns, row), 80) == expected


def test_each_of_several_owners_begins_a_line_where_they_have_no_room_together() -> None:
    owners = "Siân Poole-Nandy; Gareth Bowen (done); the Director of Adult Services"
    expected = """\
Reference           Owner                   Action
-----------------------------------------------------------------
CSIB-2017-09-12-04  Siân Poole-Nandy;       Circulate the minutes
                    Gareth Bowen (done);
                    the Director of Adult
                    Services
"""
    assert plain.rendered(of((*COLUMNS[:3],), ("Circulate the minutes", "CSIB-2017-09-12-04", owners)), 90) == expected


def test_words_where_a_day_is_expected_are_kept() -> None:
    columns = (Column("due", "Due", "date"), Column("action", "Action", "words"))
    expected = """\
Due                    Action
-----------------------------
at the December Board  One
 2 Jan 2017            Two
"""
    assert plain.rendered(of(columns, ("at the December Board", "One"), (date(2017, 1, 2), "Two")), 80) == expected


def test_facts_without_headings_have_no_header() -> None:
    columns = (Column("field", ""), Column("value", "", "words"))
    expected = """\
Owner  Gareth Bowen
Due    10 Oct 2017
"""
    assert plain.rendered(of(columns, ("Owner", "Gareth Bowen"), ("Due", date(2017, 10, 10))), 80) == expected


def test_a_second_column_of_words_says_what_it_is_beneath() -> None:
    columns = (
        Column("ref", "Reference", "ref"),
        Column("action", "Action", "words"),
        Column("outcome", "Outcome", "words"),
    )
    rows = (
        ("CSIB-2017-09-12-04", "Sign the accounts of the year", "Signed by the Chair"),
        ("AC-2017-09-12-01", "Sign", None),
    )
    expected = """\
Reference
------------------
CSIB-2017-09-12-04
    Sign the accounts of the year
    Outcome: Signed by the Chair
AC-2017-09-12-01
    Sign
"""
    assert plain.rendered(of(columns, *rows), 60) == expected


def test_two_columns_of_words_alone_come_apart_where_there_is_no_room() -> None:
    columns = (Column("was", "Was", "words"), Column("now", "Is now", "words"))
    report = of(columns, ("Sign the accounts of the year", "Sign the accounts of last year"))
    expected = """\
Was     Sign the accounts of the year
Is now  Sign the accounts of last year
"""
    assert plain.rendered(report, 40) == expected


def test_an_empty_report_says_so() -> None:
    empty = REPORT._replace(tables=(Table("", COLUMNS, ()),), sentences=("Nothing is wrong.",))
    assert plain.rendered(empty, 80) == "Overdue on 3 October 2017\n\nNothing is overdue.\nNothing is wrong.\n"


def test_accents_typed_apart_and_wide_characters_stay_in_line() -> None:
    columns = (Column("name", "Name"), Column("owes", "Owes", "number"))
    assert plain.rendered(of(columns, ("Sia\u0302n", 1), ("委員会", 2), ("Plain", 3)), None) == (
        "Name    Owes\n------------\nSia\u0302n       1\n委員会     2\nPlain      3\n"
    )


def test_nothing_from_the_record_forges_a_line_or_reaches_the_terminal() -> None:
    columns = (Column("ref", "Ref\x1b", "ref"), Column("action", "Action", "words"))
    hostile = of(columns, ("A-1\nB-2", "x\x1b[2J\u202e\r\u2028y"), heading="H\n")._replace(
        title="T\x1b", sentences=("S\x07",)
    )
    assert (
        plain.rendered(hostile, None)
        == "T␛\n\nH  (1)\nRef␛     Action\n------------------\nA-1 B-2  x␛[2J\ufffd  y\n\nS␇\n"
    )


@pytest.mark.parametrize("width", [None, 20, 40, 80, 130])
@given(
    rows=st.lists(st.tuples(ANY_TEXT, ANY_TEXT, ANY_TEXT | st.dates() | st.none(), st.integers(), ANY_TEXT), max_size=5)
)
def test_no_word_is_lost_at_any_width(width: int | None, rows: list[tuple[Cell, ...]]) -> None:
    columns = COLUMNS[1:5] + COLUMNS[:1]
    text = plain.rendered(of(columns, *rows), width)
    assert all(line.isprintable() for line in text.split("\n"))
    words = text.split()
    for cell in (cell for row in rows for cell in row):
        shown = layout.cell_text(cell)
        # A dash alone says nothing, and is left out where it would stand on a line of its own.
        assert shown == layout.NOTHING or all(word in words for word in shown.split())


@given(st.text(st.sampled_from("ab é委\u0301 ")), st.integers(1, 12))
def test_a_line_is_never_wider_than_asked_but_for_one_word(text: str, width: int) -> None:
    lines = layout.wrapped(text, width)
    assert " ".join(lines).split() == text.split()
    assert all(layout.text_width(line) <= width or " " not in line for line in lines)


def test_it_loads_neither_rich_nor_other_heavy_modules() -> None:
    code = "import sys, g2g.render.plain; print({'rich', 'dataclasses', 'textwrap', 'csv', 'json'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
