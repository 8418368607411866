"""Lists of actions: which are in them, in what order, under which owner."""

from __future__ import annotations

from hypothesis import given

from g2g import listings
from g2g.actiontable import NOBODY
from g2g.model import Action
from g2g.reports import Report
from tests.some_actions import ACTIONS, TODAY


def refs(report: Report) -> list[str]:
    return [row["ref"] for row in report.data()]


@given(actions=ACTIONS)
def test_overdue_is_what_is_open_and_past_its_date_in_force(actions: list[Action]) -> None:
    expected = {a.ref for a in actions if a.status == "open" and not a.is_watching_brief and a.due_now and a.due_now < TODAY}
    report = listings.overdue(actions, TODAY, "Overdue")
    assert set(refs(report)) == expected
    late = [row["days_late"] for row in report.data()]
    assert late == sorted(late, reverse=True)
    assert all(row["days_late_first"] >= 0 for row in report.data())


@given(actions=ACTIONS)
def test_each_open_action_but_a_watching_brief_is_either_overdue_or_due(actions: list[Action]) -> None:
    both = refs(listings.overdue(actions, TODAY, "")) + refs(listings.due(actions, TODAY, ""))
    assert sorted(both) == sorted(a.ref for a in actions if a.status == "open" and not a.is_watching_brief)


@given(actions=ACTIONS)
def test_grouping_by_owner_loses_nobody_and_nothing(actions: list[Action]) -> None:
    report = listings.listing(actions, TODAY, "", "", by_owner=str)
    shown = {(table.heading, row[0]) for table in report.tables for row in table.rows}
    expected = {
        (name, a.ref)
        for a in actions
        for name in ((a.owners_left if a.is_live else a.owners) or (("all parts are done",) if a.owners else (NOBODY,)))
    }
    assert shown == expected
    headings = [table.heading for table in report.tables]
    assert headings == [name for name in ("A", "B", "C", "all parts are done", NOBODY) if name in headings]
