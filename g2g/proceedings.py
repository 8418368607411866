"""Meetings as views: those on the calendar, and one with its proceedings."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from g2g.actiontable import action_table
from g2g.dates import MONTHS, WEEKDAYS
from g2g.model import Action, Item, Meeting, Proceedings
from g2g.reports import Cell, Column, Report, Table


def meetings(found: Sequence[Meeting], today: date, title: str) -> Report:
    """Meetings by date, with time, place and status."""
    columns = (
        Column("ref", "Meeting", "ref"), Column("date", "Date"), Column("time", "Time"),
        Column("status", "Status"), Column("venue", "Place", "words"),
    )  # fmt: skip
    rows = tuple((m.ref, _short(m.date), m.time or None, _meeting_status(m), m.venue or None) for m in found)
    return Report(
        "meetings", today, title, (Table("", columns, rows),), "There is no meeting on the calendar.",
        lambda: [_meeting_data(m) for m in found],
    )  # fmt: skip


def _short(day: date) -> str:
    """``Wed 13 Mar 2019``."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day:2} {MONTHS[day.month - 1][:3]} {day.year:04}"


def _meeting_status(meeting: Meeting) -> str:
    return f"moved to {meeting.moved_to[-10:]}" if meeting.status == "moved" else meeting.status


def _meeting_data(meeting: Meeting) -> dict[str, Any]:
    fields = meeting._asdict()
    return {name: value or None for name, value in fields.items()}


def meeting(held: Proceedings, raised: Sequence[Action], today: date, title: str, *, exempt: bool = False) -> Report:
    """One meeting: who was there, the items with their resolutions, and the actions raised at it.

    ``exempt`` shows exempt items, resolutions and actions too, apart from the others and under the reason; else there is
    no sign of them.
    """
    meeting = held.meeting
    facts: tuple[tuple[Cell, ...], ...] = tuple(
        (name, value)
        for name, value in (
            ("Meeting", meeting.ref), ("Status", _meeting_status(meeting)), ("Time", meeting.time), ("Place", meeting.venue),
            ("Chair", meeting.chair), ("Minutes", meeting.minutes), ("Reason", meeting.reason),
        )
        if value
    )  # fmt: skip
    two = (Column("field", "", "name"), Column("value", "", "words"))
    who = (Column("name", "Name"), Column("organisation", "Organisation or role", "words"))
    what, columns = (Column("number", "No."), Column("title", "Item, or what was resolved", "words")), ("ref", "owner", "status", "action")
    public, secret = _divided(held.items)
    open_ones, exempt_ones = [a for a in raised if not a.exempt], [a for a in raised if a.exempt and exempt]
    tables: tuple[Table, ...] = (
        Table("", two, facts),
        Table("Present", who, tuple((a.name, a.organisation or a.role) for a in held.present)),
        Table("Apologies", who, tuple((a.name, a.organisation or a.role) for a in held.apologies)),
        Table("Items and resolutions", what, _item_rows(public)),
        action_table(open_ones, columns, today, "Actions"),
    )
    sentences: tuple[str, ...] = ()
    if exempt and (secret or exempt_ones):
        from g2g import exemption

        tables += (
            Table(f"{exemption.HEADING}: items and resolutions", what, _item_rows(secret)),
            action_table(exempt_ones, columns, today, f"{exemption.HEADING}: actions"),
        )
        paragraphs = [item.exempt for item in secret] + [r.exempt for item in secret for r in item.resolutions] + [a.exempt for a in exempt_ones]
        sentences = (exemption.reason(exemption.united(paragraphs)),)
    shown = [*open_ones, *exempt_ones]
    return Report("meeting", today, title, tables, "", lambda: [_proceedings_data(held, held.items if exempt else public, shown)], sentences)


def _item_rows(items: Iterable[Item]) -> tuple[tuple[Cell, ...], ...]:
    """The items, and below each what was resolved under it, with the number of the resolution."""
    rows: list[tuple[Cell, ...]] = []
    for item in items:
        rows.append((item.number or None, item.title))
        rows += [(r.ref.rpartition("-")[2] or None, f"Resolved: {r.resolved}") for r in item.resolutions]
    return tuple(rows)


def _divided(items: Iterable[Item]) -> tuple[list[Item], list[Item]]:
    """The items and resolutions that may be published; and those that may not, a resolution under its item's title."""
    public, secret = [], []
    for item in items:
        exempt = tuple(r for r in item.resolutions if r.exempt)
        if item.exempt:
            secret.append(item)
            continue
        public.append(item._replace(resolutions=tuple(r for r in item.resolutions if not r.exempt)))
        if exempt:
            secret.append(item._replace(minute="", lead="", resolutions=exempt))
    return public, secret


def _proceedings_data(held: Proceedings, items: Sequence[Item], raised: Sequence[Action]) -> dict[str, Any]:
    return _meeting_data(held.meeting) | {
        "present": [a._asdict() for a in held.present],
        "apologies": [a._asdict() for a in held.apologies],
        "items": [i._asdict() | {"resolutions": [r._asdict() for r in i.resolutions]} for i in items],
        "actions": [a.ref for a in raised],
    }
