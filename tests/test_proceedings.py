"""Meetings as views: their weekdays, and nothing exempt unasked."""

from __future__ import annotations

from datetime import date, timedelta

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
    assert [table.rows for table in whole.tables if table.heading == "Not for publication: items"] == [(("1", "Secret"), ("2", "Dues; Bribe"))]
    assert whole.sentences[0].startswith("Not for publication under paragraphs 1 and 3 of ")


@given(day=DAYS)
def test_the_weekday_is_english_whatever_the_machine_speaks(day: date) -> None:
    days = [day, day + timedelta(days=7)]
    rows = proceedings.meetings([Meeting(f"HWB-{one}", "HWB", one) for one in days], TODAY, "").tables[0].rows
    assert [row[1] for row in rows] == [["Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun"][day.weekday()] + "day"] * 2
