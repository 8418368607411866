"""What differs between two states of an action, a meeting or an entry, in sentences that a clerk reads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from g2g.dates import british, british_full
from g2g.model import WATCHING_BRIEF, Action, Attendance, Item, Proceedings, iso_date
from g2g.records import MEETING_FIELDS, Fields, action_of, meeting_of, proceedings_of, shown
from g2g.reports import Column, Report, Table


class Difference(NamedTuple):
    """One thing that differs: what it is about, what kind of change it is, and the words that follow the reference."""

    ref: str
    kind: str
    what: str

    @property
    def sentence(self) -> str:
        return f"{self.ref} {self.what}"


Said = tuple[str, str]  # the kind, and the words
T = TypeVar("T")

# ---- an action -----------------------------------------------------------------------------------


def of_fields(ref: str, old: Fields | None, new: Fields | None) -> list[Difference]:
    """What differs between two entries of an action, given by their fields; None where it has none. Raises WrongType.

    What the types of an action pass over is told by the field's own name.
    """
    before = action_of(ref, old) if old is not None else None
    after = action_of(ref, new) if new is not None else None
    found = of_action(ref, before, after)
    if not found and old is not None and new is not None:
        found = [Difference(ref, kind, what) for kind, what in _fields_differing(old, new)]
    return found


def of_action(ref: str, old: Action | None, new: Action | None) -> list[Difference]:
    """What differs between two states of an action; None where it was not there, or is not any more."""
    if new is None:
        return [Difference(ref, "removed", f"removed from the record: {_line(old.words)}")] if old else []
    if old is None:
        return [Difference(ref, "added", _added(new))]
    return [Difference(ref, kind, what) for kind, what in _Pair(old, new).told()]


def _added(new: Action) -> str:
    owners = f" for {_and(new.owners)}" if new.owners else ""
    day = new.due_now
    due = f", due {british(day)}" if day else f", due {_line(new.due_said or new.due_written)}" if new.due_said or new.due_written else ""
    status = f" ({new.status})" if new.status != "open" else ""
    return f"added{owners}{due}{status}: {_line(new.words)}"


class _Pair:
    """Two states of one action. A note that another sentence tells is not told a second time."""

    def __init__(self, old: Action, new: Action) -> None:
        self.old, self.new = old, new
        self.notes, self.notes_gone = _apart(old.notes, new.notes)

    def told(self) -> Iterator[Said]:
        yield from self._status()
        yield from self._owners()
        yield from self._parts()
        yield from self._due()
        yield from self._extended()
        yield from self._carried()
        yield from self._chased()
        yield from self._plain()
        yield from self._exempt()
        yield from self._extra()
        yield from self._noted()

    # -- how it stands ------------------------------------------------------------------------

    def _status(self) -> Iterator[Said]:
        old, new = self.old, self.new
        told: set[str] = set()
        if old.status != new.status:
            what, told = self._ended() if new.status != "open" else self._reopened()
            yield _KINDS.get(new.status, "status"), what
        elif new.status == "closed" and new.confirmed and not old.confirmed:
            told = {"confirmed"}
            yield "confirmed", f"closure confirmed at {_line(new.confirmed)}"
        labels = {"closed": "day of closing", "confirmed": "confirmed at", "outcome": "outcome", "referred_to": "referred to"}
        for field, label in labels.items():
            was, now = getattr(old, field), getattr(new, field)
            if was != now and field not in told:
                yield field, _changed(label, was, now)

    def _ended(self) -> tuple[str, set[str]]:
        """The sentence for a new status that is not open, and the fields whose new values are in it."""
        new = self.new
        day = f" ({british(new.closed)})" if new.closed else ""
        outcome = f": {_line(new.outcome)}" if new.outcome else ""
        told = {name for name in ("closed", "outcome") if getattr(new, name)}
        by = f" by {_and(new.owners)}" if new.owners else ""
        match new.status:
            case "proposed":
                return f"proposed for closure{by}{_lateness(new)}{day}{outcome}", told
            case "closed" if self.old.status == "proposed" and new.confirmed:
                return f"closure confirmed at {_line(new.confirmed)}", {"confirmed"}
            case "closed":
                confirmed = f", confirmed at {_line(new.confirmed)}" if new.confirmed else ""
                return f"closed{by}{_lateness(new)}{day}{confirmed}{outcome}", told | ({"confirmed"} if confirmed else set())
            case "withdrawn":
                return f"withdrawn{day}{outcome}", told
            case "referred" if new.referred_to:
                return f"referred to {_line(new.referred_to)}{day}{outcome}", told | {"referred_to"}
        return _changed("status", self.old.status, new.status), set()

    def _reopened(self) -> tuple[str, set[str]]:
        gone = {name for name in ("closed", "confirmed", "outcome", "referred_to") if not getattr(self.new, name)}
        note = self._note_taken(r"Reopened, (.*?)(?: \(was .*\))?")
        return f"reopened, was {_line(self.old.status)}" + (f": {note[1]}" if note else ""), gone

    def _owners(self) -> Iterator[Said]:
        old, new = self.old.owners, self.new.owners
        if old == new:
            return
        note = self._note_taken(r"Transferred from .* to .*?(?:: (.*))?")
        reason = f": {note[1]}" if note and note[1] else ""
        yield "transferred", f"transferred from {_and(old) or 'nobody'} to {_and(new) or 'nobody'}{reason}"

    def _parts(self) -> Iterator[Said]:
        came, gone = _apart(self.old.done_by, self.new.done_by)
        for name in came:
            self._note_taken(re.escape(name) + " has done their part")
            yield "part done", f"{_line(name)} has done their part"
        if gone:
            yield "part undone", f"the part of {_and(gone)} is no longer down as done"
        if not came and not gone and self.old.done_by != self.new.done_by:
            yield "part done", "those whose part is done put in another order"

    # -- when it is due -----------------------------------------------------------------------

    def _due(self) -> Iterator[Said]:
        was: object = self.old.due or self.old.due_written
        now: object = self.new.due or self.new.due_written
        if was != now:
            yield "due", _changed("first date", was, now) if was else f"due {_shown(now)}, its first date"
        if self.old.due_said != self.new.due_said:
            yield "due", _changed("due date as said", self.old.due_said, self.new.due_said, quoted=True)

    def _extended(self) -> Iterator[Said]:
        old, new = self.old, self.new
        if old.extended == new.extended:
            return
        if new.extended[: len(old.extended)] != old.extended:
            yield "extensions", f"extensions corrected, {_changed('due', old.due_now or 'no date', new.due_now or 'no date')}"
            return
        due: object = old.due_now or "no date"
        for one in new.extended[len(old.extended) :]:
            to: object = one.to or "a date that cannot be read"
            yield "extended", f"due {_shown(due)} → {_shown(to)}: {_line(one.reason) or 'no reason is given'}"
            due = to

    def _carried(self) -> Iterator[Said]:
        came, gone = _apart(self.old.carried, self.new.carried)
        if came:
            yield "carried forward", f"carried forward to {_and(came)}"
        if gone:
            yield "carried forward", f"no longer carried forward to {_and(gone)}"
        if not came and not gone and self.old.carried != self.new.carried:
            yield "carried forward", f"meetings it was carried forward to put in another order: {_and(self.new.carried)}"

    def _chased(self) -> Iterator[Said]:
        came, gone = _apart(self.old.chased, self.new.chased)
        if came:
            yield "chased", f"chased on {_and([_day(day) for day in came])}"
        if gone:
            yield "chased", f"no longer down as chased on {_and([_day(day) for day in gone])}"
        if not came and not gone and self.old.chased != self.new.chased:
            yield "chased", "days on which it was chased put in another order"

    # -- the rest -----------------------------------------------------------------------------

    def _plain(self) -> Iterator[Said]:
        old, new = self.old, self.new
        if old.words != new.words:
            yield "words", _changed("words", old.words, new.words, quoted=True)
        if old.kind != new.kind:
            yield "kind", _kind(old.kind, new.kind)
        labels = {
            "item": "item", "area": "key area", "recommendations": "recommendation", "rag": "RAG by override",
            "rag_reason": "reason for the RAG", "recurs": "recurs", "formerly": "formerly",
        }  # fmt: skip
        for field, label in labels.items():
            was, now = getattr(old, field), getattr(new, field)
            if was != now:
                several = isinstance(was, tuple)
                yield field, _changed(label, ", ".join(was) if several else was, ", ".join(now) if several else now)

    def _exempt(self) -> Iterator[Said]:
        old, new = self.old.exempt, self.new.exempt
        if old == new:
            return
        if not new:
            yield "exempt", "no longer exempt"
        else:
            yield "exempt", f"exempt under {_paragraphs(new)} of Schedule 12A" + (f", before under {_paragraphs(old)}" if old else "")

    def _extra(self) -> Iterator[Said]:
        old, new = dict(self.old.extra), dict(self.new.extra)
        for name in dict.fromkeys([*old, *new]):
            was, now = old.get(name, ""), new.get(name, "")
            if was != now or (name in old) != (name in new):
                yield name, _changed(_line(name), was, now)

    def _noted(self) -> Iterator[Said]:
        if self.notes:
            yield "noted", f"{_count(len(self.notes), 'note')} added: {'; '.join(map(_note, self.notes))}"
        if self.notes_gone:
            yield "note removed", f"{_count(len(self.notes_gone), 'note')} removed: {'; '.join(map(_note, self.notes_gone))}"
        old, new = self.old.notes, self.new.notes
        if old != new and Counter(old) == Counter(new):
            yield "noted", "notes put in another order"

    def _note_taken(self, pattern: str) -> re.Match[str] | None:
        """The new note that says this in g2g's own words, which then is told already."""
        form = re.compile(r"\d{4}-\d{2}-\d{2} " + pattern, re.DOTALL)
        for note in self.notes:
            if said := form.fullmatch(note):
                self.notes.remove(note)
                return said
        return None


_KINDS = {"open": "reopened", "proposed": "proposed", "closed": "closed", "withdrawn": "withdrawn", "referred": "referred"}


def _lateness(action: Action) -> str:
    """How late it was done: past the date in force, and past the date first agreed where that is another."""
    if action.closed is None or action.due_now is None or action.is_watching_brief:
        return ""
    late = (action.closed - action.due_now).days
    first = (action.closed - action.due).days if action.due else late
    since = f"{_days(first)} after the date first agreed" if first > 0 and action.due != action.due_now else ""
    if late > 0:
        return f", {_days(late)} late" + (f" and {since}" if since else "")
    return f", in time, {since}" if since else ", in time"


def _kind(old: str, new: str) -> str:
    if new == WATCHING_BRIEF:
        return "made a watching brief"
    return "no longer a watching brief" if old == WATCHING_BRIEF and not new else _changed("kind", old, new)


def _day(text: str) -> str:
    day = iso_date(text)
    return british(day) if day else text


def _note(text: str) -> str:
    """A note with its day as people write it."""
    day = iso_date(text[:10])
    return f"{british(day)}, {_line(text[10:])}" if day and text[10:].strip() else _line(text)


# ---- a meeting -----------------------------------------------------------------------------------


def of_meeting(ref: str, old: Fields | None, new: Fields | None, *, exempt: bool = False) -> list[Difference]:
    """What differs between two states of a meeting's file, given by its fields. Raises WrongType.

    Exempt items and resolutions are looked at only where they are asked for.
    """
    before = _public(proceedings_of(meeting_of(ref, old), old), exempt) if old is not None else None
    after = _public(proceedings_of(meeting_of(ref, new), new), exempt) if new is not None else None
    if before is None or after is None:
        said = _meeting_came(after) if after else ("removed", "taken off the calendar")
        return [Difference(ref, *said)]
    found = [Difference(ref, *said) for said in _meeting_told(before, after)]
    found += [Difference(ref, *said) for said in _fields_differing(_unknown(old or {}), _unknown(new or {}))]
    return found


def _public(held: Proceedings, exempt: bool) -> Proceedings:
    if exempt:
        return held
    items = [i._replace(resolutions=tuple(r for r in i.resolutions if not r.exempt)) for i in held.items if not i.exempt]
    return held._replace(items=tuple(items))


def exempt_in(ref: str, fields: Fields) -> list[tuple[str, ...]]:
    """The paragraphs under which items and resolutions of a meeting's file are exempt. Raises WrongType."""
    items = proceedings_of(meeting_of(ref, fields), fields).items
    return [*(item.exempt for item in items), *(one.exempt for item in items for one in item.resolutions)]


def _unknown(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if name not in MEETING_FIELDS or name in ("body", "date")}


def _meeting_came(held: Proceedings) -> Said:
    meeting = held.meeting
    status = "" if meeting.status == "scheduled" else f", {_line(meeting.status)}"
    moved = f", moved from {_line(meeting.moved_from)}" if meeting.moved_from else ""
    where = "".join(f", {_line(one)}" for one in (meeting.time, meeting.venue) if one)
    return "added", f"added{status}{moved}: {british_full(meeting.date)}{where}"


def _meeting_told(old: Proceedings, new: Proceedings) -> Iterator[Said]:
    was, now = old.meeting, new.meeting
    told: set[str] = set()
    if was.status != now.status:
        kind, what, told = _sat(new)
        yield kind, what
    labels = {
        "reason": "reason", "moved_to": "moved to", "moved_from": "moved from", "time": "time", "venue": "place",
        "chair": "chair", "minutes": "minutes",
    }  # fmt: skip
    for field, label in labels.items():
        one, other = getattr(was, field), getattr(now, field)
        if one != other and field not in told:
            yield field, _changed(label, one, other)
    if "present" not in told:
        yield from _attended("present", old.present, new.present)
        yield from _attended("apologies", old.apologies, new.apologies)
    yield from _items_told(old.items, new.items)


def _sat(held: Proceedings) -> tuple[str, str, set[str]]:
    """The sentence for a meeting's new status: its kind, its words, and the fields that are told in it."""
    meeting = held.meeting
    why = f": {_line(meeting.reason)}" if meeting.reason else ""
    told = {"reason"} if meeting.reason else set()
    match meeting.status:
        case "held":
            counts = [f"{len(held.present)} present"] * bool(held.present) + [f"{len(held.apologies)} with apologies"] * bool(held.apologies)
            return "held", "held" + (f": {', '.join(counts)}" if counts else ""), {"present"}
        case "cancelled":
            return "cancelled", f"cancelled{why}", told
        case "moved":
            day = iso_date(meeting.moved_to[-10:])
            to = british_full(day) if day else _line(meeting.moved_to) or "another day"
            return "moved", f"moved to {to}{why}", {*told, "moved_to"}
        case "scheduled":
            return "scheduled", "scheduled again", set()
    return "status", f"status {_line(meeting.status)}", set()


def _attended(field: str, old: Sequence[Attendance], new: Sequence[Attendance]) -> Iterator[Said]:
    came, gone = _apart(old, new)
    names, left = [a.name for a in came], [a.name for a in gone]
    both = [name for name in names if name in left]
    for verb, some in (("added", names), ("removed", left)):
        if some := [name for name in some if name not in both]:
            yield field, f"{field}: {_and(some)} {verb}"
    if both:
        yield field, f"{field}: organisation or role of {_and(both)} changed"
    elif not came and not gone and tuple(old) != tuple(new):
        yield field, f"{field} put in another order"


def _items_told(old: Sequence[Item], new: Sequence[Item]) -> Iterator[Said]:
    if tuple(old) == tuple(new):
        return
    before, after = _by_number(old), _by_number(new)
    found: list[Said] = []
    for key, item in after.items():
        found += _item_told(before.get(key), item)
    found += [("item", f"{_item_name(item)} removed: {_line(item.title)}") for key, item in before.items() if key not in after]
    yield from found or [("item", "items put in another order")]


def _by_number(items: Sequence[Item]) -> dict[tuple[str, int], Item]:
    seen: Counter[str] = Counter()
    found = {}
    for item in items:
        name = item.number or item.title
        found[name, seen[name]] = item
        seen[name] += 1
    return found


def _item_name(item: Item) -> str:
    return f"item {_line(item.number)}" if item.number else "an item"


def _item_told(old: Item | None, new: Item) -> Iterator[Said]:
    name = _item_name(new)
    if old is None:
        yield "item", f"{name} added: {_line(new.title)}"
        old = new._replace(resolutions=())
    for field in ("title", "lead"):
        if getattr(old, field) != getattr(new, field):
            yield "item", f"{name}: {_changed(field, getattr(old, field), getattr(new, field), quoted=field == 'title')}"
    if old.minute != new.minute:
        yield "minuted", f"{name} " + (f"minuted: {_line(new.minute)}" if not old.minute else "minuted in other words" if new.minute else "no longer minuted")
    if old.exempt != new.exempt:
        yield "exempt", f"{name} " + (f"exempt under {_paragraphs(new.exempt)}" if new.exempt else "no longer exempt")
    came, gone = _apart(old.resolutions, new.resolutions)
    for one in came:
        yield "resolved", f"{name}, resolved: {_line(one.words)}"
    for one in gone:
        yield "resolution removed", f"{name}, resolution removed: {_line(one.words)}"
    if not came and not gone and old.resolutions != new.resolutions:
        yield "resolved", f"{name}, resolutions put in another order"


# ---- people, bodies and whatever else has entries --------------------------------------------------


def of_entry(key: str, old: Fields | None, new: Fields | None) -> list[Difference]:
    """What differs between two entries of any other file, by the names of their fields."""
    if new is None:
        return [Difference(key, "removed", "removed")]
    if old is None:
        told = ", ".join(f"{_line(name)} {_line(shown(value))}" for name, value in new.items())
        return [Difference(key, "added", f"added: {told}" if told else "added")]
    return [Difference(key, *said) for said in _fields_differing(old, new)]


def _fields_differing(old: Fields, new: Fields) -> Iterator[Said]:
    for name in dict.fromkeys([*old, *new]):
        was, now = old.get(name), new.get(name)
        if was != now:
            one, other = shown(was) if was is not None else "", shown(now) if now is not None else ""
            label = _line(name).replace("_", " ")
            yield name, _changed(label, one, other) if one != other else f"{label} written in another form"


def report(
    actions: Sequence[Difference], meetings: Sequence[Difference], others: Sequence[Difference], as_at: date, title: str,
    sentences: Sequence[str] = (),
) -> Report:  # fmt: skip
    """The differences as a view: a table for the actions, one for the meetings, one for the rest."""
    columns = (Column("ref", "Reference", "ref"), Column("what", "What changed", "words"))
    parts = (("Actions", "action", actions), ("Meetings", "meeting", meetings), ("People, bodies and settings", "other", others))
    tables = tuple(Table(heading, columns, tuple((d.ref, d.what) for d in some)) for heading, _, some in parts)
    return Report(
        "changes", as_at, title, tables, "Nothing has changed.",
        lambda: [_data(about, d) for _, about, some in parts for d in some], tuple(sentences),
    )  # fmt: skip


def _data(about: str, one: Difference) -> dict[str, str]:
    return {"about": about, "ref": one.ref, "kind": one.kind, "what": one.what, "sentence": one.sentence}


# ---- words -----------------------------------------------------------------------------------------


def _changed(label: str, old: object, new: object, *, quoted: bool = False) -> str:
    put: Callable[[object], str] = (lambda value: f"“{_shown(value)}”") if quoted else _shown
    if _shown(old) == _shown(new):
        return f"{label} written in another form"
    if not _shown(old):
        return f"{label}: {put(new)}"
    return f"{label} {put(old)} → {put(new)}" if _shown(new) else f"{label} removed (was {put(old)})"


def _shown(value: object) -> str:
    return british(value) if isinstance(value, date) else _line(str(value)) if value is not None else ""


def _line(text: str) -> str:
    """Words that somebody may have written on several lines, on one."""
    return " ".join(text.split())


def _and(words: Sequence[str]) -> str:
    lines = [_line(word) for word in words]
    return lines[0] if len(lines) == 1 else ", ".join(lines[:-1]) + " and " + lines[-1] if lines else ""


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _count(number: int, noun: str) -> str:
    """``note``, ``two notes``."""
    if number == 1:
        return noun
    return f"{_NUMBERS[number] if number < len(_NUMBERS) else f'{number:,}'} {noun}s"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"


def _paragraphs(numbers: Sequence[str]) -> str:
    return f"paragraph {numbers[0]}" if len(numbers) == 1 else f"paragraphs {_and(numbers)}"


def _apart(old: Iterable[T], new: Iterable[T]) -> tuple[list[T], list[T]]:
    """What is in the one and not in the other, as often as it is: what came, and what went."""
    came, gone = Counter(new), Counter(old)
    came, gone = came - gone, gone - came
    return list(came.elements()), list(gone.elements())


__all__ = ["Difference", "of_action", "of_entry", "of_fields", "of_meeting", "report"]
