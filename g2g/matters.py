"""Matters arising: what is outstanding at a meeting, in its groups."""

from collections.abc import Iterable, Sequence
from datetime import date

from g2g.actiontable import action_table, data, progress
from g2g.model import Action, Meeting
from g2g.reports import Report, Table

GROUPS = ("Proposed for closure", "Overdue", "Due by this meeting", "Not yet due", "No date", "Watching briefs")


def outstanding(actions: Iterable[Action], meeting: Meeting, as_at: date) -> dict[str, list[Action]]:
    """The live actions of a meeting's matters arising under the headings of ``GROUPS``; empty groups are left out.

    Overdue is what was due before ``as_at``; due by this meeting what falls due from then up to its day.
    """
    grouped: dict[str, list[Action]] = {name: [] for name in GROUPS}
    for action in actions:
        grouped[_group(action, meeting, as_at)].append(action)
    for rows in grouped.values():
        rows.sort(key=lambda a: (a.due_now or date.max, a.ref))
    return {name: rows for name, rows in grouped.items() if rows}


def _group(action: Action, meeting: Meeting, as_at: date) -> str:
    if action.status == "proposed":
        return "Proposed for closure"
    if action.is_watching_brief:
        return "Watching briefs"
    day = action.due_now
    if day is None:
        return "No date"
    if day < as_at:
        return "Overdue"
    return "Due by this meeting" if day <= meeting.date else "Not yet due"


def as_at_meeting(meeting: Meeting, today: date) -> date:
    """The day as at which a meeting's papers count: today, or the meeting's own day once that is past."""
    return min(today, meeting.date)


_GROUP_COLUMNS = {
    "Overdue": ("ref", "owner", "due", "days_late", "days_late_first", "times_carried", "action"),
    "Not yet due": ("ref", "owner", "due", "days_late_first", "times_carried", "action"),
    "Watching briefs": ("ref", "owner", "times_carried", "action"),
}
_USUAL_COLUMNS = ("ref", "owner", "due", "times_carried", "action")


def outstanding_tables(
    grouped: dict[str, list[Action]], as_at: date, columns: Sequence[str] = (), *, heard: bool = False
) -> tuple[Table, ...]:
    """The groups as tables; days late are shown where something is late.

    ``columns`` are names that all of them have instead. ``heard`` adds what was last heard of each, where there is any.
    """
    return tuple(_outstanding_table(name, rows, as_at, columns, heard) for name, rows in grouped.items())


def _outstanding_table(name: str, rows: list[Action], as_at: date, columns: Sequence[str], heard: bool) -> Table:
    wanted = tuple(columns) or _GROUP_COLUMNS.get(name, _USUAL_COLUMNS)
    if heard and not columns and any(map(progress, rows)):
        wanted += ("progress",)
    return action_table(rows, wanted, as_at, name)


def report(actions: Sequence[Action], meeting: Meeting, as_at: date, title: str) -> Report:
    """What is outstanding at a meeting, in its groups."""
    tables = outstanding_tables(outstanding(actions, meeting, as_at), as_at)
    return Report("actions", as_at, title, tables, "Nothing is outstanding.", lambda: data(actions, as_at))
