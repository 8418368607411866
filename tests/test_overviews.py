"""The record at a glance: counts for each body, and what people owe."""

from __future__ import annotations

from datetime import date

from g2g import overviews
from g2g.calendar import Calendar
from g2g.model import Person
from tests.some_actions import MEETING, TODAY, action


def test_status_counts_what_each_body_has() -> None:
    actions = [
        action(1, due=date(2019, 3, 1)), action(2, due=date(2019, 3, 13)), action(3, due=date(2019, 4, 1)),
        action(4, status="proposed"), action(5),
    ]  # fmt: skip
    report = overviews.standing(actions, {"HWB": "Harbour Board", "PPC": ""}, Calendar([MEETING]), TODAY, 0)
    assert report.data() == [
        {"body": "HWB", "next_meeting": MEETING.date, "open": 4, "overdue": 1, "due_by_then": 1, "proposed": 1, "name": "Harbour Board"},
        {"body": "PPC", "next_meeting": None, "open": 0, "overdue": 0, "due_by_then": 0, "proposed": 0, "name": ""},
    ]


def test_people_with_what_they_owe() -> None:
    report = overviews.people([Person("A", "Trust", "Chair"), Person("B")], {"A": 2}, TODAY)
    assert report.tables[0].rows == (("A", 2, "Trust, Chair"), ("B", None, ""))
    assert [row["owes"] for row in report.data()] == [2, 0]
