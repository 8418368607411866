"""The particulars of one action: its facts, and what happened to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from g2g.actiontable import data, due_shown, owners_shown
from g2g.dates import british, days
from g2g.model import Action, iso_date
from g2g.reports import Cell, Column, Report, Table

if TYPE_CHECKING:
    from g2g.calendar import Calendar
    from g2g.people import Directory


def whole(action: Action, today: date, calendar: Calendar, directory: Directory, title: str, place: str) -> Report:
    """Everything about one action: its facts, then what happened to it, in order of date."""
    facts = tuple((name, value) for name, value in _facts(action, today, directory, place) if value)
    history = tuple((day, what) for day, what in happened(action, calendar, today))
    tables = (
        Table("", (Column("field", "", "name"), Column("value", "", "words")), facts),
        Table("History", (Column("day", "Day", "date"), Column("what", "What happened", "words")), history),
    )
    return Report("action", today, title, tables, "", lambda: data([action], today))


def _facts(action: Action, today: date, directory: Directory, place: str) -> list[tuple[str, Cell]]:
    late, first = action.days_late(today), action.days_late_first(today)
    organisations = "; ".join(dict.fromkeys(o for name in action.owners if (o := directory.organisation(name))))
    return [
        ("Action", action.words),
        ("Owner", owners_shown(action)),
        ("Organisation", organisations),
        ("Status", action.status + (f", to {action.referred_to}" if action.referred_to else "")),
        ("Due", due_shown(action)),
        ("First due", action.due if action.due != action.due_now else None),
        ("As said", action.due_said),
        ("Late", _late(late, first)),
        ("Slipped", f"{days(first)} past the date first agreed" if first and not late else ""),
        ("Carried", f"{action.times_carried} times" if action.times_carried > 1 else "once" if action.carried else ""),
        ("Chased", _chased(action.chased)),
        ("Kind", action.kind),
        ("Recurs", action.recurs),
        ("Item", action.item),
        ("Key area", action.area),
        ("Recommendation", ", ".join(action.recommendations)),
        ("RAG", ": ".join(filter(None, (f"{action.rag} (override)", action.rag_reason))) if action.rag and action.is_live else ""),
        ("Closed", action.closed),
        ("Confirmed", f"at {action.confirmed}" if action.confirmed else ""),
        ("Outcome", action.outcome),
        ("Formerly", action.formerly),
        ("Exempt", _exempt(action.exempt)),
        *((name, value) for name, value in action.extra),
        ("Written in", place),
    ]


def _chased(told: Sequence[str]) -> str:
    """How often somebody was chased, and when last: ``once, on 4 March 2019``. Empty where nobody was."""
    known = [day for text in told if (day := iso_date(text))]
    count = {0: "", 1: "once", 2: "twice"}.get(len(told), f"{len(told)} times")
    last = f", {'last ' if len(told) > 1 else ''}on {british(max(known))}" if known else ""
    return count + last


def _late(late: int, first: int) -> str:
    if not late:
        return ""
    return days(late) if late == first else f"{days(late)} past the date in force, {days(first)} past the date first agreed"


def _exempt(numbers: Sequence[str]) -> str:
    if not numbers:
        return ""
    from g2g.exemption import under

    return f"{under(numbers)}: not for publication"


def happened(action: Action, calendar: Calendar, today: date) -> list[tuple[Cell, str]]:
    """What the record says happened to an action, in order of date; None for a day that is not known.

    On which day it was carried forward is not on record: the day of the meeting stands for it, once that has come.
    """
    events: list[tuple[date, str]] = []
    if action.raised:
        events.append((action.raised, "Raised"))
    for ref in action.carried:
        is_coming = today < _day(calendar.settled(ref)) < date.max
        verb = "Carried" if not is_coming else "Is carried" if action.is_live else "Was carried"
        what = f"{verb} forward to {ref}{_where_moved(ref, calendar)}"
        events.append((date.max if is_coming else _day(ref), what))
    events += [(_day(day), "Chased" if iso_date(day) else f"Chased, {day}") for day in action.chased]
    for one in action.extended:
        to = british(one.to) if one.to else "a date that cannot be read"
        events.append((_day(one.at), f"Extended to {to}: {one.reason}"))
    events += [(_day(note[:10]), note[10:].strip() if _day(note[:10]) != date.max else note) for note in action.notes]
    if action.closed:
        verb = "Said to be done" if action.confirmed or action.status == "proposed" else action.status.capitalize()
        events.append((action.closed, f"{verb}: {action.outcome}" if action.outcome else verb))
    if action.confirmed:
        events.append((_day(action.confirmed), f"Closure confirmed at {action.confirmed}"))
    events.sort(key=lambda event: event[0])
    return [(None if day == date.max else day, what) for day, what in events]


def _where_moved(ref: str, calendar: Calendar) -> str:
    settled = calendar.settled(ref)
    return f" (moved to {settled[-10:]})" if settled != ref else ""


def _day(text: str) -> date:
    return iso_date(text[-10:]) or date.max
