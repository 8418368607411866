"""What goes on the agenda of a meeting, in the order in which it is called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from g2g.dates import british, british_full
from g2g.model import Action, Body, Meeting, Proceedings
from g2g.reports import Table, as_at_meeting, outstanding, outstanding_tables


class Heading(NamedTuple):
    """An item of the agenda: its title, what stands below it, and its tables."""

    title: str
    lines: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


class Agenda(NamedTuple):
    """An agenda: the body, when and where, and its items in order."""

    body: str
    title: str
    when: str
    where: str
    chair: str
    headings: tuple[Heading, ...]


def agenda(
    body: Body, held: Proceedings, before: Meeting | None, after: Meeting | None, actions: Sequence[Action], today: date,
) -> Agenda:  # fmt: skip
    """The agenda of a meeting.

    ``before`` is the meeting held last before it, ``after`` the next one on the calendar, ``actions`` what is
    outstanding. The table of actions counts as at today, or the meeting's own day once that is past.
    """
    meeting = held.meeting
    when = british_full(meeting.date) + (f" at {meeting.time}" if meeting.time else "")
    when += f" ({meeting.status})" if meeting.status in ("cancelled", "moved") else ""
    own = [Heading(item.title, (f"Lead: {item.lead}",) if item.lead else ()) for item in held.items if not item.exempt]
    headings = [
        _apologies(held),
        *_minutes_and_matters(body, meeting, before, actions, today),
        *(_own_heading(title, own) for title in body.standing_items),
    ]
    last = [Heading("Any other business"), Heading("Date of next meeting", (_next(after),))]
    there = {heading.title.casefold() for heading in (*headings, *last)}
    headings += [*(heading for heading in own if heading.title.casefold() not in there), *last]
    return Agenda(body.name, "Agenda", when, meeting.venue or body.venue, meeting.chair or body.chair, tuple(headings))


def _own_heading(title: str, own: Sequence[Heading]) -> Heading:
    """A standing item as this meeting has it, with its lead; the bare title where the meeting says nothing of it."""
    return next((heading for heading in own if heading.title.casefold() == title.casefold()), Heading(title))


def _apologies(held: Proceedings) -> Heading:
    names = [f"{a.name} ({a.organisation})" if a.organisation else a.name for a in held.apologies]
    return Heading("Apologies for absence", (f"Received from {'; '.join(names)}.",) if names else ())


def _minutes_and_matters(
    body: Body, meeting: Meeting, before: Meeting | None, actions: Sequence[Action], today: date
) -> list[Heading]:
    minutes = f"The minutes of the meeting held on {british_full(before.date)}, to be agreed." if before else ""
    as_at = as_at_meeting(meeting, today)
    tables = outstanding_tables(outstanding(actions, meeting, as_at), as_at)
    counted = f"Outstanding actions as at {british(as_at)}:" if tables else "No actions are outstanding."
    # Some bodies take both under one heading of their own.
    if not before:
        return [Heading(body.matters_arising, (counted,), tables)]
    if "minutes" in body.matters_arising.casefold():
        return [Heading(body.matters_arising, (minutes, counted), tables)]
    return [Heading("Minutes of the last meeting", (minutes,)), Heading(body.matters_arising, (counted,), tables)]


def _next(after: Meeting | None) -> str:
    if after is None:
        return "To be agreed."
    when = british_full(after.date) + (f" at {after.time}" if after.time else "")
    return when + (f", {after.venue}" if after.venue else "") + "."
