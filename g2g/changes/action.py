"""What differs between two states of an action."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from g2g.changes import Difference, Said, fields_differing
from g2g.changes.words import apart, changed, count, line, listed, shown, under
from g2g.dates import british, days
from g2g.model import WATCHING_BRIEF, Action, iso_date
from g2g.records import Fields, action_of


def of_fields(ref: str, old: Fields | None, new: Fields | None) -> list[Difference]:
    """What differs between two entries of an action, given by their fields; None where it has none. Raises WrongType.

    What the types of an action pass over is told by the field's own name.
    """
    before = action_of(ref, old) if old is not None else None
    after = action_of(ref, new) if new is not None else None
    found = of_action(ref, before, after)
    if not found and old is not None and new is not None:
        found = [Difference(ref, kind, what) for kind, what in fields_differing(old, new)]
    return found


def of_action(ref: str, old: Action | None, new: Action | None) -> list[Difference]:
    """What differs between two states of an action; None where it was not there, or is not any more."""
    if new is None:
        return [Difference(ref, "removed", f"removed from the record: {line(old.words)}")] if old else []
    if old is None:
        return [Difference(ref, "added", _added(new))]
    return [Difference(ref, kind, what) for kind, what in _Pair(old, new).told()]


def _added(new: Action) -> str:
    owners = f" for {listed(new.owners)}" if new.owners else ""
    day = new.due_now
    due = f", due {british(day)}" if day else f", due {line(new.due_said or new.due_written)}" if new.due_said or new.due_written else ""
    status = f" ({new.status})" if new.status != "open" else ""
    return f"added{owners}{due}{status}: {line(new.words)}"


class _Pair:
    """Two states of one action. A note that another sentence tells is not told a second time."""

    def __init__(self, old: Action, new: Action) -> None:
        self.old, self.new = old, new
        self.notes, self.notes_gone = apart(old.notes, new.notes)

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
            yield "confirmed", f"closure confirmed at {line(new.confirmed)}"
        labels = {"closed": "day of closing", "confirmed": "confirmed at", "outcome": "outcome", "referred_to": "referred to"}
        for field, label in labels.items():
            was, now = getattr(old, field), getattr(new, field)
            if was != now and field not in told:
                yield field, changed(label, was, now)

    def _ended(self) -> tuple[str, set[str]]:
        """The sentence for a new status that is not open, and the fields whose new values are in it."""
        new = self.new
        day = f" ({british(new.closed)})" if new.closed else ""
        outcome = f": {line(new.outcome)}" if new.outcome else ""
        told = {name for name in ("closed", "outcome") if getattr(new, name)}
        # Whose it was, and not who did it: the record does not say who closed an action.
        owner = f"; owner{'s' if len(new.owners) > 1 else ''} {listed(new.owners)}" if new.owners else ""
        match new.status:
            case "proposed":
                return f"proposed for closure{_lateness(new)}{day}{outcome}{owner}", told
            case "closed" if self.old.status == "proposed" and new.confirmed:
                return f"closure confirmed at {line(new.confirmed)}", {"confirmed"}
            case "closed":
                confirmed = f", confirmed at {line(new.confirmed)}" if new.confirmed else ""
                return f"closed{_lateness(new)}{day}{confirmed}{outcome}{owner}", told | ({"confirmed"} if confirmed else set())
            case "withdrawn":
                return f"withdrawn{day}{outcome}", told
            case "referred" if new.referred_to:
                return f"referred to {line(new.referred_to)}{day}{outcome}", told | {"referred_to"}
        return changed("status", self.old.status, new.status), set()

    def _reopened(self) -> tuple[str, set[str]]:
        gone = {name for name in ("closed", "confirmed", "outcome", "referred_to") if not getattr(self.new, name)}
        note = self._note_taken(r"Reopened, (.*?)(?: \(was .*\))?")
        return f"reopened, was {line(self.old.status)}" + (f": {note[1]}" if note else ""), gone

    def _owners(self) -> Iterator[Said]:
        old, new = self.old.owners, self.new.owners
        if old == new:
            return
        note = self._note_taken(r"Transferred from .* to .*?(?:: (.*))?")
        reason = f": {note[1]}" if note and note[1] else ""
        yield "transferred", f"transferred from {listed(old) or 'nobody'} to {listed(new) or 'nobody'}{reason}"

    def _parts(self) -> Iterator[Said]:
        came, gone = apart(self.old.done_by, self.new.done_by)
        for name in came:
            self._note_taken(re.escape(name) + " has done their part")
            yield "part done", f"{line(name)} has done their part"
        if gone:
            yield "part undone", f"the part of {listed(gone)} is no longer down as done"
        if not came and not gone and self.old.done_by != self.new.done_by:
            yield "part done", "those whose part is done put in another order"

    # -- when it is due -----------------------------------------------------------------------

    def _due(self) -> Iterator[Said]:
        was: object = self.old.due or self.old.due_written
        now: object = self.new.due or self.new.due_written
        if was != now:
            yield "due", changed("first date", was, now) if was else f"due {shown(now)}, its first date"
        if self.old.due_said != self.new.due_said:
            yield "due", changed("due date as said", self.old.due_said, self.new.due_said, quoted=True)

    def _extended(self) -> Iterator[Said]:
        old, new = self.old, self.new
        if old.extended == new.extended:
            return
        if new.extended[: len(old.extended)] != old.extended:
            yield "extensions", f"extensions corrected, {changed('due', old.due_now or 'no date', new.due_now or 'no date')}"
            return
        due: object = old.due_now or "no date"
        for one in new.extended[len(old.extended) :]:
            to: object = one.to or "a date that cannot be read"
            yield "extended", f"due {shown(due)} → {shown(to)}: {line(one.reason) or 'no reason is given'}"
            due = to

    def _carried(self) -> Iterator[Said]:
        came, gone = apart(self.old.carried, self.new.carried)
        if came:
            yield "carried forward", f"carried forward to {listed(came)}"
        if gone:
            yield "carried forward", f"no longer carried forward to {listed(gone)}"
        if not came and not gone and self.old.carried != self.new.carried:
            yield "carried forward", f"meetings it was carried forward to put in another order: {listed(self.new.carried)}"

    def _chased(self) -> Iterator[Said]:
        came, gone = apart(self.old.chased, self.new.chased)
        if came:
            yield "chased", f"chased on {listed([_day(day) for day in came])}"
        if gone:
            yield "chased", f"no longer down as chased on {listed([_day(day) for day in gone])}"
        if not came and not gone and self.old.chased != self.new.chased:
            yield "chased", "days on which it was chased put in another order"

    # -- the rest -----------------------------------------------------------------------------

    def _plain(self) -> Iterator[Said]:
        old, new = self.old, self.new
        if old.words != new.words:
            yield "words", changed("words", old.words, new.words, quoted=True)
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
                yield field, changed(label, ", ".join(was) if several else was, ", ".join(now) if several else now)

    def _exempt(self) -> Iterator[Said]:
        old, new = self.old.exempt, self.new.exempt
        if old == new:
            return
        if not new:
            yield "exempt", "no longer exempt"
        else:
            yield "exempt", f"exempt under {under(new)}, before under {under(old)}" if old else f"exempt from now on, under {under(new)}"

    def _extra(self) -> Iterator[Said]:
        old, new = dict(self.old.extra), dict(self.new.extra)
        for name in dict.fromkeys([*old, *new]):
            was, now = old.get(name, ""), new.get(name, "")
            if was != now or (name in old) != (name in new):
                yield name, changed(line(name), was, now)

    def _noted(self) -> Iterator[Said]:
        if self.notes:
            yield "noted", f"{count(len(self.notes), 'note')} added: {'; '.join(map(_note, self.notes))}"
        if self.notes_gone:
            yield "note removed", f"{count(len(self.notes_gone), 'note')} removed: {'; '.join(map(_note, self.notes_gone))}"
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
    since = f"{days(first)} after the date first agreed" if first > 0 and action.due != action.due_now else ""
    if late > 0:
        return f", {days(late)} late" + (f" and {since}" if since else "")
    return f", in time, {since}" if since else ", in time"


def _kind(old: str, new: str) -> str:
    if new == WATCHING_BRIEF:
        return "made a watching brief"
    return "no longer a watching brief" if old == WATCHING_BRIEF and not new else changed("kind", old, new)


def _day(text: str) -> str:
    day = iso_date(text)
    return british(day) if day else text


def _note(text: str) -> str:
    """A note with its day as people write it."""
    day = iso_date(text[:10])
    return f"{british(day)}, {line(text[10:])}" if day and text[10:].strip() else line(text)
