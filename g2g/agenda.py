"""What goes on the agenda of a meeting, in the order in which it is called; and the paper of what is outstanding at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from g2g import exemption, referrals
from g2g.actiontable import data
from g2g.dates import british, british_full
from g2g.matters import as_at_meeting, outstanding, outstanding_tables
from g2g.model import Action, Body, Item, Meeting, Proceedings
from g2g.papers import Paper, Part
from g2g.reports import Table

BEFORE = "The actions are as the record has them for the day before the meeting; what was done at it or since is not among them."


class Business(NamedTuple):
    """What a meeting's papers are made of.

    ``before`` is the meeting held last before it, ``after`` the next one on the calendar, ``actions`` what is
    outstanding, ``columns`` the names of the columns of their tables, where they are not the usual ones.
    ``exempt`` False leaves out every item and action that is not for publication, and any sign of them. ``notices`` say
    under the papers what holds of the actions as a whole, where they are those of a day that is past. ``referred`` are
    other bodies' actions that were referred to this one, ``bodies`` all there are, for their names.
    """

    body: Body
    held: Proceedings
    before: Meeting | None
    after: Meeting | None
    actions: Sequence[Action]
    columns: Sequence[str] = ()
    exempt: bool = False
    notices: Sequence[str] = ()
    referred: Sequence[Action] = ()
    bodies: Mapping[str, Body] = {}

    @property
    def meeting(self) -> Meeting:
        return self.held.meeting

    @property
    def public_actions(self) -> list[Action]:
        return [action for action in self.actions if not action.exempt]

    @property
    def exempt_actions(self) -> list[Action]:
        return [action for action in self.actions if action.exempt and self.exempt]


def agenda(business: Business, today: date) -> Paper:
    """The agenda of a meeting.

    The table of actions counts as at today, or the meeting's own day once that is past. What is exempt comes last, so
    that the numbers of the public items are the same with it and without.
    """
    body, as_at = business.body, as_at_meeting(business.meeting, today)
    own = [_of_item(item) for item in business.held.items if not item.exempt]
    matters = [*_minutes_and_matters(business, as_at), *_referred(business, exempt=False)]
    parts = [_apologies(business.held), *matters, *(_standing(title, own) for title in body.standing_items)]
    last = [_part("Any other business"), _part("Date of next meeting", (_next(business.after),))]
    there = {part.heading.casefold() for part in (*parts, *last)}
    parts += [*(part for part in own if part.heading.casefold() not in there), *last, *_exempt(business, as_at)]
    numbered = tuple(part._replace(number=str(number)) for number, part in enumerate(parts, 1))
    return Paper(
        "agenda", body.name, "Agenda", _facts(business), as_at, (*numbered, *_notices(business)), lambda: list(map(_part_data, numbered))
    )


def outstanding_paper(business: Business, today: date) -> Paper:
    """The paper for matters arising: every action outstanding at a meeting, in groups, with what was last heard of it."""
    as_at = as_at_meeting(business.meeting, today)
    parts = tuple(_groups(business.public_actions, business, as_at)) or (Part("", sentences=("No actions are outstanding.",)),)
    parts += tuple(_referred(business, exempt=False))
    secret = (*_groups(business.exempt_actions, business, as_at), *_referred(business, exempt=True))
    referred = (a for a in business.referred if business.exempt or not a.exempt)
    shown = [*business.public_actions, *business.exempt_actions, *referred]
    facts = (("Meeting", british_full(business.meeting.date)), ("As at", british(as_at)))
    every = (*parts, *_notices(business), *secret)
    return Paper("outstanding", business.body.name, "Outstanding actions", facts, as_at, every, lambda: data(shown, as_at))


def _notices(business: Business) -> list[Part]:
    return [Part("Note", sentences=(BEFORE, *business.notices))] if business.notices else []


def _groups(actions: Sequence[Action], business: Business, as_at: date) -> list[Part]:
    """A part for each group of actions."""
    grouped = outstanding(actions, business.meeting, as_at)
    tables = outstanding_tables(grouped, as_at, business.columns, heard=True)
    return [
        Part(table.heading, tables=(table._replace(heading=""),), exempt=exemption.united(a.exempt for a in rows))
        for table, rows in zip(tables, grouped.values(), strict=True)
    ]


def _referred(business: Business, *, exempt: bool) -> list[Part]:
    """The part that tells of what was referred to this body; none where nothing was."""
    rows = [a for a in business.referred if bool(a.exempt) == exempt and (business.exempt or not exempt)]
    table = referrals.table(rows, business.bodies)
    return [Part(referrals.HEADING, tables=(table,), exempt=exemption.united(a.exempt for a in rows))] if rows else []


def _facts(business: Business) -> tuple[tuple[str, str], ...]:
    meeting, body = business.meeting, business.body
    when = british_full(meeting.date) + (f" at {meeting.time}" if meeting.time else "")
    when += f" ({meeting.status})" if meeting.status in ("cancelled", "moved") else ""
    facts = (("Date", when), ("Place", meeting.venue or body.venue), ("Chair", meeting.chair or body.chair))
    return tuple(fact for fact in facts if fact[1])


def _part(heading: str, sentences: tuple[str, ...] = (), tables: tuple[Table, ...] = (), exempt: tuple[str, ...] = ()) -> Part:
    return Part(heading, sentences=sentences, tables=tables, exempt=exempt)


def _of_item(item: Item) -> Part:
    return _part(item.title, (f"Lead: {item.lead}",) if item.lead else (), exempt=item.exempt)


def _standing(title: str, own: Sequence[Part]) -> Part:
    """A standing item as this meeting has it, with its lead; the bare title where the meeting says nothing of it."""
    return next((part for part in own if part.heading.casefold() == title.casefold()), _part(title))


def _apologies(held: Proceedings) -> Part:
    names = [f"{a.name} ({a.organisation})" if a.organisation else a.name for a in held.apologies]
    return _part("Apologies for absence", (f"Received from {'; '.join(names)}.",) if names else ())


def _minutes_and_matters(business: Business, as_at: date) -> list[Part]:
    body, before = business.body, business.before
    minutes = f"The minutes of the meeting held on {british_full(before.date)}, to be agreed." if before else ""
    tables = outstanding_tables(outstanding(business.public_actions, business.meeting, as_at), as_at, business.columns)
    counted = f"Outstanding actions as at {british(as_at)}:" if tables else "No actions are outstanding."
    # Some bodies take both under one heading of their own.
    if not before:
        return [_part(body.matters_arising, (counted,), tables)]
    if "minutes" in body.matters_arising.casefold():
        return [_part(body.matters_arising, (minutes, counted), tables)]
    return [_part("Minutes of the last meeting", (minutes,)), _part(body.matters_arising, (counted,), tables)]


def _exempt(business: Business, as_at: date) -> list[Part]:
    """The items and actions that are not for publication, where they are wanted."""
    if not business.exempt:
        return []
    actions = business.exempt_actions
    tables = outstanding_tables(outstanding(actions, business.meeting, as_at), as_at, business.columns)
    counted = f"Outstanding actions as at {british(as_at)}:"
    matters = [_part(business.body.matters_arising, (counted,), tables, exemption.united(a.exempt for a in actions))] if tables else []
    return [*matters, *_referred(business, exempt=True), *(_of_item(item) for item in business.held.items if item.exempt)]


def _part_data(part: Part) -> dict[str, Any]:
    """An item of the agenda for other programs: its actions by their references."""
    refs = [row[at] for t in part.tables for at, c in enumerate(t.columns) if c.name == "ref" for row in t.rows]
    return {
        "number": part.number, "title": part.heading, "said": list(part.sentences), "actions": refs, "exempt": list(part.exempt),
    }  # fmt: skip


def _next(after: Meeting | None) -> str:
    if after is None:
        return "To be agreed."
    when = british_full(after.date) + (f" at {after.time}" if after.time else "")
    return when + (f", {after.venue}" if after.venue else "") + "."
