"""Matters arising: every outstanding action in one group, and in its place there."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from g2g import matters
from g2g.model import WATCHING_BRIEF, Action, Extension
from tests.some_actions import ACTIONS, DAYS, MEETING, TODAY, action


@given(actions=ACTIONS, today=DAYS)
def test_every_outstanding_action_stands_in_one_group(actions: list[Action], today: date) -> None:
    live = [a for a in actions if a.is_live]
    grouped = matters.outstanding(live, MEETING, matters.as_at_meeting(MEETING, today))
    assert sorted(a.ref for rows in grouped.values() for a in rows) == sorted(a.ref for a in live)
    assert list(grouped) == [name for name in matters.GROUPS if name in grouped]
    assert all(grouped.values())


@pytest.mark.parametrize(
    ("fields", "group"),
    [
        ({"status": "proposed", "due": date(2019, 3, 1)}, "Proposed for closure"),
        ({"kind": WATCHING_BRIEF, "due": date(2019, 3, 1)}, "Watching briefs"),
        ({"due": date(2019, 3, 10)}, "Overdue"),
        ({"due": date(2019, 3, 11)}, "Due by this meeting"),
        ({"due": date(2019, 3, 13)}, "Due by this meeting"),
        ({"due": date(2019, 3, 14)}, "Not yet due"),
        ({"due": date(2019, 3, 1), "extended": (Extension(date(2019, 4, 1), "2019-03-01", "Ill"),)}, "Not yet due"),
        ({"due_said": "in the spring"}, "No date"),
        ({"due_written": "soon"}, "No date"),
    ],
)
def test_the_group_of_an_action(fields: dict[str, object], group: str) -> None:
    assert list(matters.outstanding([action(**fields)], MEETING, TODAY)) == [group]


def test_within_a_group_the_earliest_date_comes_first() -> None:
    actions = [action(1, due=date(2019, 3, 5)), action(2, due=date(2019, 3, 4)), action(3, due=date(2019, 3, 4))]
    assert [a.ref[-2:] for a in matters.outstanding(actions, MEETING, TODAY)["Overdue"]] == ["02", "03", "01"]


def test_papers_of_a_past_meeting_count_as_at_its_own_day() -> None:
    assert matters.as_at_meeting(MEETING, TODAY) == TODAY
    assert matters.as_at_meeting(MEETING, date(2020, 1, 1)) == MEETING.date
