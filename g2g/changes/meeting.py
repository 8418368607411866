"""What differs between two states of a meeting: of its place on the calendar, and of its proceedings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from g2g.changes import Difference, Said, fields_differing
from g2g.changes.words import apart, changed, line, listed, under
from g2g.dates import british_full
from g2g.model import Attendance, Item, Proceedings, iso_date
from g2g.records import MEETING_FIELDS, Fields, meeting_of, proceedings_of


def of_meeting(ref: str, old: Fields | None, new: Fields | None, *, exempt: bool = False) -> list[Difference]:
    """What differs between two states of a meeting's file, given by its fields. Raises WrongType.

    Exempt items and resolutions are looked at only where they are asked for.
    """
    before = proceedings_of(meeting_of(ref, old), old) if old is not None else None
    after = proceedings_of(meeting_of(ref, new), new) if new is not None else None
    if not exempt:
        before, after = _public(before, after), _public(after)
    if before is None or after is None:
        said = _meeting_came(after) if after else ("removed", "taken off the calendar")
        return [Difference(ref, *said)]
    found = [Difference(ref, *said) for said in _meeting_told(before, after)]
    found += [Difference(ref, *said) for said in fields_differing(_unknown(old or {}), _unknown(new or {}))]
    return found


def _public(held: Proceedings | None, later: Proceedings | None = None) -> Proceedings | None:
    """What is public of a meeting, without what has become exempt ``later``: that is no longer told, and is not removed."""
    if held is None:
        return None
    now = _by_number(later.items) if later else {}
    items = []
    for key, item in _by_number(held.items).items():
        other = now.get(key)
        if item.exempt or (other and other.exempt) or (other is None and later and _may_have_become(item, later.items)):
            continue
        secret = {name for one in other.resolutions if one.exempt for name in (one.ref, one.words) if name} if other else set()
        items.append(item._replace(resolutions=tuple(r for r in item.resolutions if not r.exempt and secret.isdisjoint((r.ref, r.words)))))
    return held._replace(items=tuple(items))


def _may_have_become(item: Item, later: Sequence[Item]) -> bool:
    """Whether an item that is there no more could be one of those that are exempt now, under another number or title."""
    return any(other.exempt and (other.title == item.title or not item.number or not other.number) for other in later)


def exempt_in(ref: str, fields: Fields) -> list[tuple[str, ...]]:
    """The paragraphs under which items and resolutions of a meeting's file are exempt. Raises WrongType."""
    items = proceedings_of(meeting_of(ref, fields), fields).items
    return [*(item.exempt for item in items), *(one.exempt for item in items for one in item.resolutions)]


def _unknown(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if name not in MEETING_FIELDS or name in ("body", "date")}


def _meeting_came(held: Proceedings) -> Said:
    meeting = held.meeting
    status = "" if meeting.status == "scheduled" else f", {line(meeting.status)}"
    moved = f", moved from {line(meeting.moved_from)}" if meeting.moved_from else ""
    where = "".join(f", {line(one)}" for one in (meeting.time, meeting.venue) if one)
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
            yield field, changed(label, one, other)
    if "present" not in told:
        yield from _attended("present", old.present, new.present)
        yield from _attended("apologies", old.apologies, new.apologies)
    yield from _items_told(old.items, new.items)


def _sat(held: Proceedings) -> tuple[str, str, set[str]]:
    """The sentence for a meeting's new status: its kind, its words, and the fields that are told in it."""
    meeting = held.meeting
    why = f": {line(meeting.reason)}" if meeting.reason else ""
    told = {"reason"} if meeting.reason else set()
    match meeting.status:
        case "held":
            counts = [f"{len(held.present)} present"] * bool(held.present) + [f"{len(held.apologies)} with apologies"] * bool(held.apologies)
            return "held", "held" + (f": {', '.join(counts)}" if counts else ""), {"present"}
        case "cancelled":
            return "cancelled", f"cancelled{why}", told
        case "moved":
            day = iso_date(meeting.moved_to[-10:])
            to = british_full(day) if day else line(meeting.moved_to) or "another day"
            return "moved", f"moved to {to}{why}", {*told, "moved_to"}
        case "scheduled":
            return "scheduled", "scheduled again", set()
    return "status", f"status {line(meeting.status)}", set()


def _attended(field: str, old: Sequence[Attendance], new: Sequence[Attendance]) -> Iterator[Said]:
    came, gone = apart(old, new)
    names, left = [a.name for a in came], [a.name for a in gone]
    both = [name for name in names if name in left]
    for verb, some in (("added", names), ("removed", left)):
        if some := [name for name in some if name not in both]:
            yield field, f"{field}: {listed(some)} {verb}"
    if both:
        yield field, f"{field}: organisation or role of {listed(both)} changed"
    elif not came and not gone and tuple(old) != tuple(new):
        yield field, f"{field} put in another order"


def _items_told(old: Sequence[Item], new: Sequence[Item]) -> Iterator[Said]:
    if tuple(old) == tuple(new):
        return
    before, after = _by_number(old), _by_number(new)
    found: list[Said] = []
    for key, item in after.items():
        found += _item_told(before.get(key), item)
    found += [("item", f"{_item_name(item)} removed: {line(item.title)}") for key, item in before.items() if key not in after]
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
    return f"item {line(item.number)}" if item.number else "an item"


def _item_told(old: Item | None, new: Item) -> Iterator[Said]:
    name = _item_name(new)
    if old is None:
        yield "item", f"{name} added: {line(new.title)}"
        old = new._replace(resolutions=())
    for field in ("title", "lead"):
        if getattr(old, field) != getattr(new, field):
            yield "item", f"{name}: {changed(field, getattr(old, field), getattr(new, field), quoted=field == 'title')}"
    if old.minute != new.minute:
        yield "minuted", f"{name} " + (f"minuted: {line(new.minute)}" if not old.minute else "minuted in other words" if new.minute else "no longer minuted")
    if old.exempt != new.exempt:
        yield "exempt", _exempt_told(name, old.exempt, new.exempt)
    was, now = {r.ref: r for r in old.resolutions if r.ref}, {r.ref: r for r in new.resolutions if r.ref}
    both = [ref for ref in now if ref in was and was[ref]._replace(exempt=now[ref].exempt) == now[ref] != was[ref]]
    for ref in both:
        yield "exempt", _exempt_told(f"{name}, resolution {line(ref)}", was[ref].exempt, now[ref].exempt)
    came, gone = apart((r for r in old.resolutions if r.ref not in both), (r for r in new.resolutions if r.ref not in both))
    for one in came:
        yield "resolved", f"{name}, resolved: {line(one.words)}"
    for one in gone:
        yield "resolution removed", f"{name}, resolution removed: {line(one.words)}"
    if not came and not gone and not both and old.resolutions != new.resolutions:
        yield "resolved", f"{name}, resolutions put in another order"


def _exempt_told(name: str, old: Sequence[str], new: Sequence[str]) -> str:
    if not new:
        return f"{name} is no longer exempt"
    return f"{name} is exempt under {under(new)}, before under {under(old)}" if old else f"{name} is exempt from now on, under {under(new)}"
