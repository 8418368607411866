"""The calendar moved: the due phrases that depend on it are read again, and each change is told.

A date that was written as a date stays. One that was read from a phrase follows its meeting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from g2g.calendar import Calendar
from g2g.dates import british, british_full
from g2g.due import Context, Due, read_due
from g2g.model import Action, Change, Edit, Meeting, Told, Value, iso_date
from g2g.records import meeting_of

Reader = Callable[[str, date], Due]


def after(calendar: Calendar, change: Change) -> Calendar:
    """The calendar as it will be once a change of meetings is made."""
    meetings = {m.ref: m for m in calendar.meetings}
    for ref, fields in change.new_meetings:
        meetings[ref] = meeting_of(ref, fields)
    for ref, edits in change.meetings:
        meetings[ref] = _edited(meetings[ref], edits)
    return Calendar(meetings.values())


def _edited(meeting: Meeting, edits: Sequence[Edit]) -> Meeting:
    known = {e.field: e.value for e in edits if e.how == "set" and e.field in meeting._fields}
    return meeting._replace(**known)  # type: ignore[arg-type]


def reread(change: Change, live: Iterable[Action], before: Context, calendar: Calendar, today: date) -> Change:
    """A change of meetings, and with it the new dates of the actions whose phrases name those meetings.

    ``before`` is what phrases of that body are read against now, ``calendar`` the calendar as it will be. Exempt actions,
    which nobody named, get their new dates and are not told.
    """
    old, new = _reader(before), _reader(before._replace(calendar=calendar))
    there = frozenset(meeting.ref for meeting in calendar.meetings if meeting.status in ("scheduled", "held"))
    found = [row for action in live if (row := _followed(action, old, new, there, today))]
    if not found:
        return change
    return change._replace(
        told=change.told + tuple(Told(action.ref, action.words, what) for action, what, _ in found if not action.exempt),
        edits=change.edits + tuple((action.ref, edits) for action, _, edits in found if edits),
    )


def _reader(context: Context) -> Reader:
    return lambda phrase, said_on: read_due(phrase, context._replace(said_on=said_on))


def _followed(action: Action, old: Reader, new: Reader, there: frozenset[str], today: date) -> tuple[Action, str, tuple[Edit, ...]] | None:
    """What becomes of one action: what is said of it, and its edits; None where nothing does.

    ``there`` are the meetings that take place. One that does is not lost where the phrase could now mean another as well: the
    June meeting, once there are two in June.
    """
    said_on = action.raised
    if said_on is None:
        return None
    if action.extended:
        return _extension_followed(action, old, new, there, today)
    if not action.due_said or (action.due is None and action.due_written):
        return None
    was, now = old(action.due_said, said_on), new(action.due_said, said_on)
    if action.due is None:
        return _first_date(action, now)
    if not was.meeting or was.date != action.due or now.date == was.date:
        return None
    if now.date is None or not now.meeting:
        if was.meeting in there:
            return None
        return action, f"“{action.due_said}” has lost its meeting; the date {british(action.due)} stays until it is extended", ()
    note = f"{today} First date follows its meeting, from {action.due} to {now.date}"
    edits = (Edit("due", "set", now.date.isoformat()), Edit("notes", "append", note))
    return action, f"due {british(action.due)} → {british(now.date)}: {now.because}", edits


def _first_date(action: Action, now: Due) -> tuple[Action, str, tuple[Edit, ...]] | None:
    if now.date is None or not now.meeting:
        return None
    return action, f"due {british_full(now.date)}: {now.because}", (Edit("due", "set", now.date.isoformat()),)


def _extension_followed(
    action: Action, old: Reader, new: Reader, there: frozenset[str], today: date
) -> tuple[Action, str, tuple[Edit, ...]] | None:
    """An extension to a meeting follows it by a further extension: what was agreed stays on record."""
    last = action.extended[-1]
    agreed = iso_date(last.at[-10:])
    if not last.said or last.to is None or agreed is None:
        return None
    was, now = old(last.said, agreed), new(last.said, agreed)
    if not was.meeting or was.date != last.to or now.date == was.date:
        return None
    if now.date is None or not now.meeting:
        if was.meeting in there:
            return None
        return action, f"“{last.said}” has lost its meeting; the date {british(last.to)} stays until it is extended", ()
    row: dict[str, Value] = {
        "to": now.date.isoformat(), "at": today.isoformat(), "reason": "Follows its meeting", "said": last.said,
    }  # fmt: skip
    return action, f"due {british(last.to)} → {british(now.date)}: {now.because}", (Edit("extended", "append", row),)
