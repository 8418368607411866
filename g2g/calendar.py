"""Which meeting of a body comes next, and which came before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from g2g.model import Meeting


class Calendar:
    """The meetings of all bodies, in order of date; each is read when somebody asks for it.

    A meeting that was cancelled or moved away is kept, for references to it still stand in the record,
    but it is no meeting that anything can be due at.
    """

    def __init__(self, meetings: Iterable[Meeting]) -> None:
        known = {m.ref: m for m in meetings}
        self._fill(known, known.__getitem__)

    @classmethod
    def lazy(cls, refs: Iterable[str], load: Callable[[str], Meeting]) -> Calendar:
        """A calendar of references (``BODY-YYYY-MM-DD``), each read by ``load`` when it is needed."""
        calendar = cls(())
        calendar._fill(refs, load)
        return calendar

    def _fill(self, refs: Iterable[str], load: Callable[[str], Meeting]) -> None:
        self._refs: dict[str, list[str]] = {}
        for ref in sorted(refs):
            self._refs.setdefault(ref.partition("-")[0], []).append(ref)
        self._load = load
        self._known: dict[str, Meeting] = {}

    @property
    def bodies(self) -> list[str]:
        """The codes of the bodies that have a meeting."""
        return sorted(self._refs)

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """Every meeting of every body, in order of date."""
        found = (self._get(ref) for refs in self._refs.values() for ref in refs)
        return tuple(sorted(found, key=lambda m: (m.date, m.ref)))

    @property
    def refs(self) -> list[str]:
        """Every meeting's reference, none of them read."""
        return [ref for refs in self._refs.values() for ref in refs]

    def get(self, ref: str) -> Meeting | None:
        """The meeting of that exact reference, or None."""
        return self._get(ref) if ref in self._refs.get(ref.partition("-")[0], ()) else None

    def _get(self, ref: str) -> Meeting:
        if ref not in self._known:
            self._known[ref] = self._load(ref)
        return self._known[ref]

    def settled(self, ref: str) -> str:
        """The reference that a meeting has now, following it where it was moved."""
        seen = {ref}
        while (meeting := self.get(ref)) and meeting.moved_to and meeting.moved_to not in seen:
            ref = meeting.moved_to
            seen.add(ref)
        return ref

    def names_of(self, meeting: Meeting) -> frozenset[str]:
        """Every reference that a meeting has, or had before it was moved."""
        names = [meeting.ref]
        while (older := self.get(names[-1])) and older.moved_from and older.moved_from not in names:
            names.append(older.moved_from)
        return frozenset(names)

    def sittings(self, body: str) -> tuple[Meeting, ...]:
        """The body's meetings that were held or are still to be, earliest first."""
        return self._sittings(self._refs.get(body, []))

    def _sittings(self, refs: list[str]) -> tuple[Meeting, ...]:
        meetings = [self._get(ref) for ref in refs]
        moved = {m.moved_from for m in meetings}
        return tuple(m for m in meetings if m.status in ("scheduled", "held") and m.ref not in moved)

    def next_scheduled(self, body: str) -> Meeting | None:
        """The earliest meeting still scheduled after the last one held, whatever today is.

        One that is still down as scheduled although a later one was held is an oversight (``check`` says so),
        and nothing is carried back to it.
        """
        scheduled, moved = [], set()
        for ref in reversed(self._refs.get(body, ())):
            meeting = self._get(ref)
            if meeting.status == "held":
                break
            moved.add(meeting.moved_from)
            if meeting.is_scheduled:
                scheduled.append(meeting)
        return next((m for m in reversed(scheduled) if m.ref not in moved), None)

    def last_held(self, body: str, before: date | None = None) -> Meeting | None:
        """The latest meeting of the body that was held, strictly before a day where one is given."""
        for ref in reversed(self._refs.get(body, ())):
            meeting = self._get(ref)
            if meeting.status == "held" and (before is None or meeting.date < before):
                return meeting
        return None

    def after(self, body: str, day: date) -> tuple[Meeting, ...]:
        """The body's sittings strictly after a day, earliest first; the others are not read."""
        return self._sittings([ref for ref in self._refs.get(body, ()) if ref[-10:] > day.isoformat()])

    def in_month(self, body: str, year: int, month: int) -> tuple[Meeting, ...]:
        """The body's sittings in a calendar month."""
        return tuple(m for m in self.sittings(body) if (m.date.year, m.date.month) == (year, month))
