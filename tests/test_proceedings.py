"""Meetings as views: their weekdays, and nothing exempt unasked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given

from g2g import proceedings
from g2g.model import Item, Meeting, Proceedings, Resolution
from tests.some_actions import DAYS, MEETING, TODAY


def test_exempt_items_and_resolutions_are_not_in_the_data_of_a_meeting() -> None:
    items = (Item("1", "Secret", exempt=("3",)), Item("2", "Dues", resolutions=(Resolution("", "Raise"), Resolution("", "Bribe", ("1",)))))
    report = proceedings.meeting(Proceedings(MEETING, items=items), [], TODAY, "")
    (row,) = report.data()
    assert [(i["title"], [r["words"] for r in i["resolutions"]]) for i in row["items"]] == [("Dues", ["Raise"])]
    assert report.sentences == ()
    whole = proceedings.meeting(Proceedings(MEETING, items=items), [], TODAY, "", exempt=True)
    assert [table.rows for table in whole.tables if table.heading == "Not for publication: items and resolutions"] == [(("1", "Secret"), ("2", "Dues"), (None, "Resolved: Bribe"))]
    assert whole.sentences[0].startswith("Not for publication under paragraphs 1 and 3 of ")


@given(day=DAYS)
def test_the_weekday_is_english_whatever_the_machine_speaks(day: date) -> None:
    days = [day, day + timedelta(days=7)]
    rows = proceedings.meetings([Meeting(f"HWB-{one}", "HWB", one) for one in days], TODAY, "").tables[0].rows
    assert [str(row[1])[:3] for row in rows] == [["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day.weekday()]] * 2


def test_what_was_resolved_stands_below_its_item_with_its_number() -> None:
    words = "The minutes of 16 January be approved."
    items = (Item("2", "Minutes", resolutions=(Resolution("HWB-2019-03-13-R1", words), Resolution("", "That they be signed"))), Item("3", "Dues"))
    report = proceedings.meeting(Proceedings(MEETING, items=items), [], TODAY, "")
    (table,) = (table for table in report.tables if table.heading == "Items and resolutions")
    assert table.rows == (
        ("2", "Minutes"), ("R1", "Resolved: That the minutes of 16 January be approved."), (None, "Resolved: That they be signed"), ("3", "Dues"),
    )  # fmt: skip
    # For other programs it stays as it was written.
    assert report.data()[0]["items"][0]["resolutions"][0]["words"] == words


def test_a_list_of_meetings_has_their_dates() -> None:
    (table,) = proceedings.meetings([MEETING], TODAY, "").tables
    assert [(column.heading, cell) for column, cell in zip(table.columns, table.rows[0], strict=True)][:2] == [
        ("Meeting", "HWB-2019-03-13"), ("Date", "Wed 13 Mar 2019"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("The minutes be approved.", "That the minutes be approved."),
        ("Cllr Hughes be appointed", "That Cllr Hughes be appointed"),
        *(
            (words, words) for words in (
                "That the minutes be approved", "To be decided in June", "The fence should be mended", "The dues will not be raised",
                "The work to be done was noted", "(unanimously) that it be so", "Noted. The rest be left", "Approve the minutes", "be it so", "",
            )
        ),
    ],
)  # fmt: skip
def test_a_clause_has_the_that_which_makes_it_a_sentence(words: str, said: str) -> None:
    assert Resolution("", words).resolved == said
