"""Tables found in a text, whatever keeps their cells apart: pipes, tabs, strokes, columns, or a line for each cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g.minutes.document import Table
from g2g.minutes.headings import is_heading_row, role, roles
from g2g.minutes.paragraphs import of_text

Rows = list[tuple[int, tuple[str, ...]]]
HEADS = ("Ref", "Action", "Owner")


def tables(text: str) -> list[Rows]:
    return [[(row.line, row.cells) for row in table.rows] for table in of_text(text).tables()]


def the_table(text: str) -> Rows:
    (table,) = tables(text)
    return table


def test_a_table_of_pipes_ends_with_its_last_row() -> None:
    text = "| Ref | Action | Owner |\n|----|:----:|---|\n| 1 | Oil it | KA |\n\nAfter."
    assert the_table(text) == [(1, HEADS), (3, ("1", "Oil it", "KA"))]
    assert [para.text for para in of_text(text).paras()] == ["After."]


def test_a_cell_of_several_lines_is_one_cell_with_line_ends_in_it() -> None:
    text = "| Ref | Action | Owner |\n|---|---|---|\n| 1 | Oil the\nwinch\nand the rope | KA |\n| 2 | Paint it | WP |\n"
    assert the_table(text)[1:] == [(3, ("1", "Oil the\nwinch\nand the rope", "KA")), (6, ("2", "Paint it", "WP"))]


def test_a_break_of_html_in_a_cell_is_a_line_end_and_an_escaped_pipe_is_a_pipe() -> None:
    text = "| Ref | Action | Owner |\n|---|---|---|\n| 1 | Paint \\| scrape | KA<br>WP |\n"
    assert the_table(text)[1] == (3, ("1", "Paint | scrape", "KA\nWP"))


def test_pipes_need_not_stand_at_the_ends_of_a_row() -> None:
    assert the_table("Ref | Action | Owner\n--- | --- | ---\n1 | Oil it | KA\n") == [(1, HEADS), (3, ("1", "Oil it", "KA"))]
    assert the_table("Ref | Action | Owner\n1 | Oil it | KA\n") == [(1, HEADS), (2, ("1", "Oil it", "KA"))]


def test_rows_are_filled_where_they_are_short_and_what_is_too_much_stands_in_the_last_cell() -> None:
    text = "| a | b |\n|---|---|\n| only | this | more |\n| less | |\n"
    assert the_table(text) == [(1, ("a", "b")), (3, ("only", "this more")), (4, ("less", ""))]


def test_cells_that_each_end_with_a_pipe_are_put_into_rows() -> None:
    text = "Ref |\nAction |\nOwner |\n1 |\nOil the\nwinch |\nKA |\n2 |\nPaint it |\nWP |\n"
    assert the_table(text) == [(1, HEADS), (4, ("1", "Oil the\nwinch", "KA")), (8, ("2", "Paint it", "WP"))]


def test_columns_stand_below_their_headings_and_wrapped_cells_are_whole() -> None:
    text = """\
Ref  Action                           Owner      By when
1    Oil the winch and the rope of    KA         1 May
     the crane
2    Paint the gate                   Wilf       June
                                      Pascoe

After.
"""
    assert the_table(text) == [
        (1, (*HEADS, "By when")),
        (2, ("1", "Oil the winch and the rope of the crane", "KA", "1 May")),
        (4, ("2", "Paint the gate", "Wilf Pascoe", "June")),
    ]
    assert [para.text for para in of_text(text).paras()] == ["After."]


@pytest.mark.parametrize(
    ("first", "second", "heads"),
    [
        ("Action  Page  Action                 To be", "No.     No.                          completed by", ("Action No.", "Page No.", "Action", "To be completed by")),
        ("Ref     Page  Action                 Owner", "              agreed", ("Ref", "Page", "Action agreed", "Owner")),
    ],
)
def test_a_second_line_of_headings_belongs_to_the_first(first: str, second: str, heads: tuple[str, ...]) -> None:
    rows = the_table(f"{first}\n{second}\n1       2     Oil the winch          KA\n2       2     Paint the gate         WP\n")
    assert rows[0][1] == heads
    assert [cells[2:] for _, cells in rows[1:]] == [("Oil the winch", "KA"), ("Paint the gate", "WP")]


def test_columns_parted_by_tabs() -> None:
    assert the_table("Ref\tAction\tOwner\n1\tOil it\tKA\n2\tPaint\tWP\n") == [(1, HEADS), (2, ("1", "Oil it", "KA")), (3, ("2", "Paint", "WP"))]


def test_rows_put_out_with_strokes_under_their_headings() -> None:
    assert the_table("Ref / Action / Owner\n1 / Oil the winch / KA\n\n2 / Paint it / WP\n\n") == [
        (1, HEADS), (2, ("1", "Oil the winch", "KA")), (4, ("2", "Paint it", "WP")),
    ]  # fmt: skip


def test_rows_with_strokes_below_no_headings_begin_with_a_reference() -> None:
    assert the_table("12 / Oil the winch / KA / May\n13 / Paint the gate / WP / June\n") == [
        (1, ("12", "Oil the winch", "KA", "May")), (2, ("13", "Paint the gate", "WP", "June")),
    ]  # fmt: skip


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_cells_on_lines_of_their_own_are_put_into_rows_by_what_their_columns_can_hold(between: str) -> None:
    cells = ["Ref", "Action", "Owner", "Due", "1", "Oil the winch", "KA", "1 May 2019", "2", "Paint the gate", "WP", "2 May 2019"]
    rows = the_table(between.join(cells) + "\n\nAfter the table the forum had tea.")
    assert [row for _, row in rows] == [(*HEADS, "Due"), ("1", "Oil the winch", "KA", "1 May 2019"), ("2", "Paint the gate", "WP", "2 May 2019")]


@pytest.mark.parametrize(
    "text",
    [
        "The gate / the winch / the lamp were looked at.",
        "The forum asked: who | what",
        "Action   was taken at once",
        "Minutes\nof the forum",
        "Owner\n\nThe owner of the boat spoke.\n",
        "Hilda to ring    the yard\nand to ask",
        "3 / Gate / It is loose. / Hilda to mend it\n4 / Lamp / It is out. / Wilf to ring the yard\n",
    ],
)
def test_prose_with_strokes_pipes_and_wide_spaces_is_no_table(text: str) -> None:
    assert tables(text) == []


# ---- headings -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "what"),
    [
        ("Ref", "ref"), ("Action No.", "ref"), ("#", "ref"), ("ACTION", "task"), ("Agreed action", "task"), ("Description", "task"), ("By whom", "owner"),
        ("Lead officer", "owner"), ("Person responsible", "owner"), ("Action by", "owner"), ("By when", "due"), ("Target date", "due"), ("Deadline", "due"),
        ("To be completed by", "due"), ("RAG status", "status"), ("Progress / comments", "status"), ("Date raised", "raised"), ("Date closed", "closed"),
        ("Page", "page"), ("Agenda item", "minute"), ("**Owner**:", "owner"), ("Apologies", ""), ("", ""), ("Owner of the boat that lies beside the inner pier", ""),
    ],
)  # fmt: skip
def test_a_heading_says_what_its_column_holds(heading: str, what: str) -> None:
    assert role(heading) == what


def test_two_known_columns_are_needed_and_one_of_them_for_tasks_or_owners() -> None:
    assert is_heading_row(("No", "Action", "Owner"))
    assert not is_heading_row(("Action", ""))
    assert not is_heading_row(("Date", "Page"))
    assert not is_heading_row(("Boat", "Berth", "Action"))


def test_a_bare_action_column_beside_minutes_may_hold_owners_or_tasks() -> None:
    assert roles(("No", "Item", "Action")) == ("ref", "minute", "who or what")
    assert roles(("No", "Action", "Owner")) == ("ref", "task", "owner")


# ---- a table written out comes back -------------------------------------------------------------------

_CELL = st.sampled_from(["KA", "Oil the winch", "1 May", "Paint it, and soon", "12", "Wilf Pascoe", "a - b", "-"])


@given(st.lists(st.tuples(_CELL, _CELL, _CELL), min_size=1, max_size=6))
def test_a_table_of_pipes_comes_back_as_it_was_written(rows: list[tuple[str, str, str]]) -> None:
    text = "".join(f"| {' | '.join(row)} |\n" for row in [HEADS, ("---", "---", "---"), *rows])
    (table,) = [block for block in of_text(text).blocks if isinstance(block, Table)]
    wanted = [row for row in rows if set("".join(row)) - set("-|: ")]  # a row of dashes is a rule
    assert [row.cells for row in table.rows] == [HEADS, *wanted]


@given(st.lists(st.lists(_CELL, min_size=1, max_size=5), min_size=1, max_size=8), st.sampled_from(["|", "\t", " / ", "    ", "\n"]))
def test_whatever_stands_in_rows_every_table_found_is_even(rows: list[list[str]], apart: str) -> None:
    for table in of_text("Ref" + apart + "Action" + apart + "Owner\n" + "".join(apart.join(row) + "\n" for row in rows)).tables():
        assert {len(row.cells) for row in table.rows} == {len(table.rows[0].cells)}
        assert [row.line for row in table.rows] == sorted(row.line for row in table.rows)


def test_headings_may_begin_on_the_line_above_the_one_that_has_them_all() -> None:
    text = (
        "Action   Page                                 To be\nNo.      No.      Action                      completed by\n\n"
        "1        2        Clerk to oil the winch      30 May\n2        4        Wilf to count the boats     Next meeting\n"
    )
    assert the_table(text) == [
        (2, ("Action No.", "Page No.", "Action", "To be completed by")),
        (4, ("1", "2", "Clerk to oil the winch", "30 May")),
        (5, ("2", "4", "Wilf to count the boats", "Next meeting")),
    ]
