"""Actions and meetings for a calendar program: VTODO and VEVENT (RFC 5545), by the icalendar library.

An entry's UID is its reference, so that what is imported twice is one entry; a meeting that was moved keeps the UID of its
first day, so that the entry moves with it. Nothing here depends on the clock: the same record on the same day gives the
same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from g2g.dates import british, read_time
from g2g.errors import MissingLibrary, NotATime
from g2g.exemption import reason
from g2g.model import Action, Body, Meeting
from g2g.render.safe import terminal

if TYPE_CHECKING:
    from icalendar import Event, Timezone, Todo

_ZONE = "Europe/London"
_EPOCH = date(2000, 1, 1)
_STATUSES = {"open": "NEEDS-ACTION", "proposed": "IN-PROCESS", "closed": "COMPLETED", "withdrawn": "CANCELLED", "referred": "CANCELLED"}


def rendered(actions: Iterable[Action], meetings: Iterable[Meeting], bodies: Mapping[str, Body], stamp: date) -> bytes:
    """A calendar file: an entry for each action that has a date, and for each meeting.

    ``stamp`` is the day as at which the record is told; a later day's file replaces an earlier one's entries. A meeting
    that was moved away is left out, for the one it was moved to stands in its place. Raises MissingLibrary.
    """
    try:
        import icalendar
    except ImportError:
        raise MissingLibrary("A calendar file", "icalendar", "calendar") from None
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//g2g//Actions of boards and committees//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    sittings = {meeting.ref: meeting for meeting in meetings}
    events = [_event(m, sittings, _body(m.body, bodies), stamp) for m in sittings.values() if m.status != "moved"]
    if any("TZID" in event["DTSTART"].params for event in events):
        calendar.add_component(_london())
    for entry in (*events, *(_todo(a, sittings, _body(a.body, bodies), stamp) for a in actions if a.due_now)):
        calendar.add_component(entry)
    written: bytes = calendar.to_ical()
    return written


def _body(code: str, bodies: Mapping[str, Body]) -> Body:
    return bodies.get(code) or Body(code, code)


def _uid(ref: str) -> str:
    return f"{terminal(ref)}@g2g"


def _stamped(entry: Event | Todo, uid: str, stamp: date) -> None:
    entry.add("uid", uid)
    moment = datetime.combine(stamp, time(), UTC)
    entry.add("dtstamp", moment)
    entry.add("last-modified", moment)
    # It must grow with every state that is sent out: the days do, and no state has to be remembered for it.
    entry.add("sequence", max(0, (stamp - _EPOCH).days))


# ---- actions -------------------------------------------------------------------------------------


def _todo(action: Action, sittings: Mapping[str, Meeting], body: Body, stamp: date) -> Todo:
    from icalendar import Todo

    entry = Todo()
    _stamped(entry, _uid(action.ref), stamp)
    entry.add("summary", terminal(action.words) or action.ref)
    entry.add("due", action.due_now)
    status = _STATUSES.get(action.status, "NEEDS-ACTION")
    entry.add("status", status)
    if status == "COMPLETED" and action.closed:
        entry.add("completed", datetime.combine(action.closed, time(), UTC))
        entry.add("percent-complete", 100)
    entry.add("description", "\n".join(map(terminal, _told(action))))
    entry.add("categories", [terminal(body.name)])
    entry.add("related-to", _uid(_first(action.meeting, sittings)))
    if action.exempt:
        entry.add("class", "CONFIDENTIAL")
    return entry


def _told(action: Action) -> Sequence[str]:
    """What an entry says below its title, a line each."""
    owners = [f"{owner} (done)" if owner in action.done_by else owner for owner in action.owners]
    lines = [
        f"{action.ref}, {action.status}" + (f" to {action.referred_to}" if action.referred_to else ""),
        f"Owner: {'; '.join(owners) or 'nobody'}",
        f"First agreed: {british(action.due)}" if action.due and action.due != action.due_now else "",
        f"Carried forward: {_times(action.times_carried)}" if action.carried else "",
        f"Outcome: {action.outcome}" if action.outcome else "",
        reason(action.exempt),
    ]
    return [line for line in lines if line]


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


# ---- meetings ------------------------------------------------------------------------------------


def _event(meeting: Meeting, sittings: Mapping[str, Meeting], body: Body, stamp: date) -> Event:
    from icalendar import Event

    entry = Event()
    _stamped(entry, _uid(_first(meeting.ref, sittings)), stamp)
    entry.add("summary", terminal(body.name))
    said = meeting.time or body.time
    try:
        # The record does not say when a meeting ends, so nothing here does.
        entry.add("dtstart", datetime.combine(meeting.date, read_time(said)), parameters={"TZID": _ZONE})
        said = ""
    except NotATime:
        entry.add("dtstart", meeting.date)
    if place := meeting.venue or body.venue:
        entry.add("location", terminal(place))
    entry.add("status", "CANCELLED" if meeting.status == "cancelled" else "CONFIRMED")
    lines = [meeting.ref, f"Time: {said}" if said else "", f"Chair: {meeting.chair or body.chair}" if meeting.chair or body.chair else ""]
    lines += [f"{meeting.status.capitalize()}: {meeting.reason}"] if meeting.reason else []
    entry.add("description", "\n".join(terminal(line) for line in lines if line))
    entry.add("categories", [terminal(body.name)])
    return entry


def _first(ref: str, sittings: Mapping[str, Meeting]) -> str:
    """The reference that a meeting had before it was ever moved."""
    seen = {ref}
    while (meeting := sittings.get(ref)) and meeting.moved_from and meeting.moved_from not in seen:
        ref = meeting.moved_from
        seen.add(ref)
    return ref


def _london() -> Timezone:
    """The time of the United Kingdom since 1996: the clocks change on the last Sundays of March and October, at 1.00 UTC."""
    from datetime import timedelta

    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    zone = Timezone()
    zone.add("tzid", _ZONE)
    hour = timedelta(hours=1)
    summer = (TimezoneDaylight(), "BST", datetime(1996, 3, 31, 1), timedelta(0), hour, 3)
    winter = (TimezoneStandard(), "GMT", datetime(1996, 10, 27, 2), hour, timedelta(0), 10)
    for part, name, start, before, after, month in (summer, winter):
        part.add("tzname", name)
        part.add("dtstart", start)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        zone.add_component(part)
    return zone
