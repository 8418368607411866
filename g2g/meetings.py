"""What can be done to a meeting: added, held, moved, cancelled; each returns a change and writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from g2g.calendar import Calendar
from g2g.dates import british, british_full, fold, written_date
from g2g.errors import AmbiguousReference, Refusal, UnknownReference
from g2g.exemption import under
from g2g.model import Attendance, Body, Change, Edit, Meeting, Proceedings, Told, Value
from g2g.register import ends_in, near

MOST_IN_A_SERIES = 200


def find(calendar: Calendar, text: str) -> Meeting:
    """The one meeting that a reference, the end of one, or its date means. Raises UnknownReference, AmbiguousReference."""
    typed = text.strip().upper()
    exact = calendar.get(typed)
    if exact:
        return exact
    refs = [ref for ref in calendar.refs if ends_in(ref, typed)] or _on_the_day(calendar, text)
    if len(refs) > 1:
        raise AmbiguousReference("meetings", text, refs)
    found = calendar.get(refs[0]) if refs else None
    if found is None:
        raise UnknownReference("meeting", text, near(typed, calendar.refs) or [ref for ref in calendar.refs if typed and typed in ref])
    return found


def _on_the_day(calendar: Calendar, text: str) -> list[str]:
    written = written_date(text)
    if written is None:
        return []
    wanted = f"{written.month:02}-{written.day:02}"
    return [ref for ref in calendar.refs if ref.endswith(wanted if written.year is None else f"-{written.year:04}-{wanted}")]


def series(start: date, rhythm: str, until: date | None, count: int | None, without: Iterable[int] = ()) -> list[date]:
    """The days of a series of meetings, from the first on.

    ``rhythm`` is “six weeks” (in days: 42) or a place in the month such as “second Tuesday”; months in
    ``without`` (1 to 12) are left out. Raises Refusal for a rhythm that is none, and where the series has no end.
    """
    from dateutil.rrule import MONTHLY, WEEKLY, rrule

    if until is None and count is None:
        raise Refusal("A series needs an end: give --until DATE or --count NUMBER.")
    skipped = set(without)
    weeks, ordinal, weekday = _rhythm(rhythm)
    horizon = until or (start + timedelta(days=366 * 50) if start.year < 9900 else date.max)
    if weeks:
        rule = rrule(WEEKLY, interval=weeks, dtstart=_midnight(start), until=_midnight(horizon))
    else:
        rule = rrule(
            MONTHLY, byweekday=weekday, bysetpos=ordinal, dtstart=_midnight(start), until=_midnight(horizon)
        )
    days: list[date] = []
    for moment in rule:
        if moment.month not in skipped:
            days.append(moment.date())
        if len(days) == count:
            break
        if len(days) > MOST_IN_A_SERIES:
            raise Refusal(f"A series has {MOST_IN_A_SERIES} meetings at most; give an earlier --until, or --count NUMBER.")
    return days


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
}  # fmt: skip
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _rhythm(text: str) -> tuple[int, int, int]:
    """“six weeks” as (6, 0, 0); “second Tuesday of each month” as (0, 2, 1)."""
    words = [w for w in text.casefold().split() if w not in ("every", "the", "of", "each", "month")]
    match words:
        case ["week" | "weekly"]:
            return 1, 0, 0
        case ["fortnight" | "fortnightly"]:
            return 2, 0, 0
        case [number, "week" | "weeks"] if number in _NUMBERS or (number.isdecimal() and 0 < int(number) <= 52):
            return _NUMBERS.get(number) or int(number), 0, 0
        case [ordinal, weekday] if ordinal in _ORDINALS and weekday in _WEEKDAYS:
            return 0, _ORDINALS[ordinal], _WEEKDAYS.index(weekday)
    raise Refusal(f"“{text}” is no rhythm that g2g knows; write “6 weeks” or “second Tuesday”.")


def add(calendar: Calendar, body: Body, days: Sequence[date], time: str = "", venue: str = "") -> Change:
    """Meetings put on the calendar, as scheduled; those that stand there as scheduled already are left as they are.

    Raises Refusal for a day on which one stands that was held, cancelled or moved.
    """
    there = {day: meeting for day in days if (meeting := calendar.get(f"{body.code}-{day}"))}
    if ended := [meeting for meeting in there.values() if not meeting.is_scheduled]:
        raise Refusal(f"{ended[0].ref} stands on the calendar as {ended[0].status}; “g2g meeting show {ended[0].ref}” shows it.")
    new = [(f"{body.code}-{day}", _scheduled(body, day, time, venue)) for day in days if day not in there]
    if not new:
        return Change(f"{_refs([m.ref for m in there.values()])} on the calendar already; nothing was changed.")
    count = "1 meeting" if len(new) == 1 else f"{len(new)} meetings"
    kept = f" {_refs([m.ref for m in there.values()])} on the calendar already." if there else ""
    told = tuple(Told(f"{body.code}-{day}", british_full(day), "scheduled") for day in days if day not in there)
    return Change(f"Added {count} of {body.name}.{kept}", told, new_meetings=tuple(new))


def _refs(refs: Sequence[str]) -> str:
    return f"{refs[0]} is" if len(refs) == 1 else f"{len(refs)} of them are"


def _scheduled(body: Body, day: date, time: str, venue: str) -> dict[str, Value]:
    fields: dict[str, Value] = {"body": body.code, "date": day.isoformat()}
    if time or body.time:
        fields["time"] = time or body.time
    if venue or body.venue:
        fields["venue"] = venue or body.venue
    fields["status"] = "scheduled"
    return fields


def hold(held: Proceedings, present: Sequence[Attendance], apologies: Sequence[Attendance], chair: str = "") -> Change:
    """The meeting took place; who was there, and who sent apologies, is added to what stands there."""
    meeting = held.meeting
    if meeting.status == "cancelled":
        raise Refusal(f"{meeting.ref} was cancelled; it cannot have been held.")
    if meeting.status == "moved":
        raise Refusal(f"{meeting.ref} was moved to {meeting.moved_to}; it cannot have been held.")
    edits: list[Edit] = [] if meeting.status == "held" else [Edit("status", "set", "held")]
    edits += [Edit("chair", "set", chair)] if chair and chair != meeting.chair else []
    edits += _names_added("present", held.present, present) + _names_added("apologies", held.apologies, apologies)
    if not edits:
        return Change(f"{meeting.ref} is down as held already; nothing was changed.")
    counts = f"{len(present)} present, {len(apologies)} with apologies" if present or apologies else "no names"
    counts += f"; chair {chair}" if chair and chair != meeting.chair else ""
    if meeting.status == "held":
        return _change(f"Added to {meeting.ref}", meeting, counts, edits)
    return _change(f"Held {meeting.ref}", meeting, f"{meeting.status} → held; {counts}", edits)


def _names_added(field: str, there: Sequence[Attendance], names: Sequence[Attendance]) -> list[Edit]:
    if there or not names:
        return [Edit(field, "append", _attendance(a)) for a in names]
    rows: list[Value] = [_attendance(a) for a in names]
    return [Edit(field, "set", rows)]


def _attendance(person: Attendance) -> dict[str, Value]:
    fields: dict[str, Value] = {"name": person.name}
    fields |= {k: v for k, v in (("organisation", person.organisation), ("role", person.role)) if v}
    return fields


def correct(held: Proceedings, changes: Mapping[str, str]) -> Change:
    """Facts of a meeting corrected: time, venue, chair, minutes. An empty value takes the line away."""
    meeting = held.meeting
    changed = {name: value for name, value in changes.items() if value != getattr(meeting, name)}
    if not changed:
        return Change(f"{meeting.ref} says that already; nothing was changed.")
    edits = [Edit(name, "set", value) if value else Edit(name, "drop") for name, value in changed.items()]
    told = [f"{name}: {getattr(meeting, name) or 'nothing'} → {value or 'nothing'}" for name, value in changed.items()]
    return _change(f"Corrected {meeting.ref}", meeting, "; ".join(told), edits)


def correct_item(held: Proceedings, named: str, title: str | None, exempt: tuple[str, ...] | None) -> Change:
    """An item of a meeting corrected: its title, and the paragraphs under which it is exempt (none take the mark away).

    ``named`` is its number, or its title. Raises Refusal where that is no item, or are several.
    """
    wanted = fold(named).strip(" .")
    places = [n for n, item in enumerate(held.items) if item.number and fold(item.number).strip(" .") == wanted]
    places = places or [n for n, item in enumerate(held.items) if fold(item.title).strip(" .") == wanted]
    if len(places) != 1:
        numbers = ", ".join(item.number or item.title for item in held.items if not item.exempt) or "none"
        found = f"there are {len(places)} items {named}" if places else f"there is no item {named}; its items are {numbers}"
        raise Refusal(f"Of {held.meeting.ref} {found}.")
    item = held.items[places[0]]
    return _corrected_row(held.meeting, f"items/{places[0]}", f"item {item.number or named}", _Row(item.title, item.exempt, "title"), title, exempt)


def correct_resolution(held: Proceedings, named: str, words: str | None, exempt: tuple[str, ...] | None) -> Change:
    """A resolution of a meeting corrected. ``named`` is its reference, or the end of that (R2). Raises Refusal where it is none."""
    wanted = named.upper()
    found = [
        (f"items/{n}/resolutions/{m}", one) for n, item in enumerate(held.items) for m, one in enumerate(item.resolutions)
        if one.ref and (one.ref.upper() == wanted or one.ref.upper().endswith(f"-{wanted}"))
    ]  # fmt: skip
    if len(found) != 1:
        refs = ", ".join(one.ref for item in held.items if not item.exempt for one in item.resolutions if one.ref and not one.exempt) or "none"
        raise Refusal(f"{held.meeting.ref} has no resolution {named}; its resolutions are {refs}.")
    path, one = found[0]
    return _corrected_row(held.meeting, path, f"resolution {one.ref.rpartition('-')[2]}", _Row(one.words, one.exempt, "text"), words, exempt)


class _Row(NamedTuple):
    """An item or a resolution: its words, the paragraphs under which it is exempt, and the field that has the words."""

    words: str
    exempt: tuple[str, ...]
    field: str


def _corrected_row(meeting: Meeting, path: str, called: str, row: _Row, words: str | None, exempt: tuple[str, ...] | None) -> Change:
    edits, told = [], []
    if words is not None and words != row.words:
        edits.append(Edit(f"{path}/{row.field}", "set", words))
        # Of exempt matter no words are told.
        told.append("other words" if exempt or (row.exempt and exempt is None) else f"“{row.words}” → “{words}”")
    if exempt is not None and exempt != row.exempt:
        value: Value = list(exempt) if len(exempt) > 1 else "".join(exempt)
        edits.append(Edit(f"{path}/exempt", "set", value) if exempt else Edit(f"{path}/exempt", "drop"))
        told.append(f"exempt from now on, under {under(exempt)}" if exempt else "exempt no more")
    if not edits:
        return Change(f"{called[0].upper()}{called[1:]} of {meeting.ref} says that already; nothing was changed.")
    return _change(f"Corrected {called} of {meeting.ref}", meeting, f"{called}: {'; '.join(told)}", edits)


def cancel(meeting: Meeting, reason: str) -> Change:
    """The meeting will not take place."""
    _still_scheduled(meeting, "cancelled")
    edits = [Edit("status", "set", "cancelled"), Edit("reason", "set", reason)]
    return _change(f"Cancelled {meeting.ref}", meeting, f"scheduled → cancelled: {reason}", edits)


def move(calendar: Calendar, meeting: Meeting, to: date, reason: str = "", fields: dict[str, Value] | None = None) -> Change:
    """The meeting takes place on another day.

    The old file stays, marked as moved, so that every reference to it still leads somewhere; ``fields`` are
    what the old file says, and go along.
    """
    _still_scheduled(meeting, "moved")
    new = f"{meeting.body}-{to}"
    if to == meeting.date:
        raise Refusal(f"{meeting.ref} is on {british_full(to)} already.")
    taken = calendar.get(new)
    begun = taken is not None and taken.is_scheduled and taken.moved_from == meeting.ref
    if taken is not None and not begun:
        if taken.status in ("moved", "cancelled"):
            raise Refusal(f"{new} stands on the calendar as {taken.status}, and keeps its day; choose another.")
        raise Refusal(f"{new} is on the calendar already; cancel one of the two instead.")
    kept = {k: _on_one_line(v) for k, v in (fields or {}).items() if k not in ("date", "status", "reason", "moved_to", "moved_from")}
    new_fields: dict[str, Value] = {"body": meeting.body, "date": to.isoformat(), **_without(kept, "body")}
    new_fields |= {"status": "scheduled", "moved_from": meeting.ref}
    edits = [Edit("status", "set", "moved"), Edit("moved_to", "set", new)]
    edits += [Edit("reason", "set", reason)] if reason else []
    tail = f": {reason}" if reason else ""
    return Change(
        f"Moved the meeting of {british(meeting.date)} to {british_full(to)}.",
        (Told(meeting.ref, british_full(meeting.date), f"{meeting.ref} → {new}{tail}"),),
        meetings=((meeting.ref, tuple(edits)),),
        # A move that was killed half way has made the new meeting already: giving it again completes it.
        new_meetings=() if begun else ((new, new_fields),),
    )


def _on_one_line(value: Value) -> Value:
    """A value as g2g can write it: each text on one line."""
    if isinstance(value, str):
        return " ".join(value.split()) if "\n" in value else value
    if isinstance(value, list):
        return [_on_one_line(item) for item in value]
    return {key: _on_one_line(item) for key, item in value.items()}


def _without(fields: dict[str, Value], name: str) -> dict[str, Value]:
    return {k: v for k, v in fields.items() if k != name}


def _still_scheduled(meeting: Meeting, verb: str) -> None:
    if meeting.status == "moved":
        raise Refusal(f"{meeting.ref} was moved to {meeting.moved_to}; give that one.")
    if not meeting.is_scheduled:
        raise Refusal(f"{meeting.ref} is {meeting.status}; only a scheduled meeting can be {verb}.")


def _change(summary: str, meeting: Meeting, what: str, edits: Sequence[Edit]) -> Change:
    told = (Told(meeting.ref, british_full(meeting.date), what),)
    return Change(summary + ".", told, meetings=((meeting.ref, tuple(edits)),))
