"""The register of actions, and what can be done to one: each verb returns a change and writes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol

from g2g.calendar import Calendar
from g2g.dates import british
from g2g.errors import AmbiguousReference, Refusal, UnknownReference
from g2g.model import ACTION_REF, LIVE, Action, Change, Edit, Meeting, Told, Value, iso_date


class Register(Protocol):
    """Every action of the record, typed when asked for."""

    def refs(self) -> list[str]:
        """All references, in the order of the record; those of the archive are not among them."""

    def archived(self) -> list[str]:
        """The references of the archive, which is read only when it is asked for."""

    def get(self, ref: str) -> Action | None:
        """The action of that exact reference (or the one that had it formerly), in the archive too."""

    def formerly(self, text: str, *, archived: bool = False) -> list[str]:
        """The references of all that had this reference or number formerly; those of the archive are asked for apart."""

    def select(
        self, statuses: Collection[str] | None = None, body: str = "", owners: Collection[str] | None = None
    ) -> Iterator[Action]:
        """The actions of these statuses (all: None), of a body, with an owner spelled in one of these ways."""


def find(register: Register, text: str, statuses: Collection[str] | None = None) -> Action:
    """The one action that a reference, or any unambiguous end or part of one, means; or the number that it had elsewhere.

    Where several answer, those of ``statuses`` come first. The archive is looked into where no other action answers, or
    where ended ones are wanted and none does. Raises UnknownReference and AmbiguousReference.
    """
    typed = text.strip()
    # A number of another register, 46.1, may have been given anew every year, and may be the end of a reference as well.
    exact = register.get(typed.upper()) if re.fullmatch(ACTION_REF, typed.upper()) else None
    if exact:
        return exact
    refs = list(dict.fromkeys(register.refs()))
    candidates = _answering(refs, typed, register.formerly(typed))
    if not candidates or (statuses is not None and not LIVE.issuperset(statuses) and not _among(register, candidates, statuses)):
        ended = _answering(register.archived(), typed, register.formerly(typed, archived=True))
        candidates = (_among(register, ended, statuses or ()) or candidates) if candidates else ended
    if len(candidates) > 1 and statuses is not None:
        candidates = _among(register, candidates, statuses) or candidates
    if len(candidates) > 1:
        raise AmbiguousReference("actions", text, candidates, {ref for ref in candidates if _is_exempt(register, ref)})
    action = register.get(candidates[0]) if candidates else None
    if action is None:
        raise UnknownReference("action", text, [ref for ref in near(typed.upper(), refs) if not _is_exempt(register, ref)])
    return action


def _is_exempt(register: Register, ref: str) -> bool:
    action = register.get(ref)
    return bool(action and action.exempt)


def _answering(refs: Sequence[str], typed: str, former: Sequence[str]) -> list[str]:
    """Those that end in what was typed or had it as their number before; else those that have it anywhere."""
    return list(dict.fromkeys([r for r in refs if ends_in(r, typed) or r in former])) or [r for r in refs if typed and typed.upper() in r]


def _among(register: Register, refs: Sequence[str], statuses: Collection[str]) -> list[str]:
    return [r for r in refs if (a := register.get(r)) and a.status in statuses]


def ends_in(ref: str, typed: str) -> bool:
    """Whether the parts typed are the last parts of a reference, numbers taken as numbers: 12-4 is …-12-04."""
    wanted, parts = typed.upper().split("-"), ref.split("-")
    if len(wanted) > len(parts):
        return False
    return all(
        w == p or (w.isdecimal() and p.isdecimal() and int(w) == int(p))
        for w, p in zip(reversed(wanted), reversed(parts), strict=False)
    )


def near(typed: str, refs: list[str]) -> list[str]:
    """The references that look like what was typed."""
    import difflib

    return difflib.get_close_matches(typed, refs[-5000:], n=3, cutoff=0.7)


def next_number(refs: Iterable[str], meeting: str) -> int:
    """The number that the next action of a meeting gets: one more than the highest ever given there."""
    numbers = [int(m[3]) for r in refs if r.startswith(meeting) and (m := re.fullmatch(ACTION_REF, r))]
    return max(numbers, default=0) + 1


def add(ref: str, fields: dict[str, Value], said: str) -> Change:
    """A new action. ``said`` tells owner and date as they were read."""
    words = str(fields.get("action", ""))
    return Change(f"Added {ref}.", (Told(ref, words, said),), added=((ref, fields),))


def archive(actions: Iterable[Action], before: date, twice: Sequence[str] = ()) -> Change:
    """Ended actions, closed before a day, move to the archive of the year in which they were closed.

    What is proposed for closure is live until a meeting has confirmed it. Exempt ones move too, and are not told. ``twice`` are those that a move which was
    broken off has left in both places: they are settled as well.
    """
    rows = [(a, a.closed.year) for a in actions if not a.is_live and a.closed and a.closed < before]
    left = [ref for ref in twice if ref not in {a.ref for a, _ in rows}]
    settled = tuple(Told(ref, "", "stood in the archive too, from a move that was broken off") for ref in left)
    if not rows:
        if left:
            return Change(f"Settled {len(left)} of a move that was broken off.", settled, archived=tuple((ref, 0) for ref in left))
        return Change(f"Nothing to archive: no ended action was closed before {british(before)}.")
    archived = (*((a.ref, year) for a, year in rows), *((ref, 0) for ref in left))
    public = [(a, year) for a, year in rows if not a.exempt]
    if not public:
        return Change("Archived what had ended.", settled, archived=archived)
    years = sorted({year for _, year in public})
    counts = [f"{sum(y == year for _, y in public)} to archive/{year}.yaml" for year in years]
    told = tuple(Told(a.ref, a.words, f"{a.status} on {british(a.closed)} → archive/{year}.yaml") for a, year in public if a.closed)
    what = "1 action" if len(public) == 1 else f"{len(public):,} actions"
    return Change(f"Archived {what}: {', '.join(counts)}.", told + settled, archived=archived)


def note(action: Action, text: str, on: date) -> Change:
    """A dated note on an action."""
    line = f"{on} {text}"
    return _change(f"Noted on {action.ref}", [(action, f"note of {british(on)}: {text}", (_append("notes", line),))])


def propose(actions: Sequence[Action], on: date, outcome: str = "") -> Change:
    """The owner says that it is done, on a day; a meeting has yet to confirm it."""
    _require(actions, {"open"}, "proposed for closure", "is {status}; only an open action can be proposed for closure")
    return _ended(actions, "proposed", on, outcome, "Proposed for closure:")


def close(actions: Sequence[Action], on: date, outcome: str = "") -> Change:
    """Closed on a day, with what came of it."""
    _require(actions, LIVE, "closed", "is {status} already; “g2g reopen” opens it again")
    return _ended(actions, "closed", on, outcome, "Closed")


def _ended(actions: Sequence[Action], status: str, on: date, outcome: str, verb: str) -> Change:
    _not_before_raised(actions, on)
    edits: tuple[Edit, ...] = (_set("status", status), _set("closed", on.isoformat()))
    edits += (_set("outcome", outcome),) if outcome else ()
    tail = f": {outcome}" if outcome else ""
    return _change(f"{verb} {_refs(actions)}", [(a, f"{a.status} → {status} on {british(on)}{_lateness(a, on)}{tail}", edits) for a in actions])


def _lateness(action: Action, on: date) -> str:
    if action.due is None or action.is_watching_brief:
        return ""
    late = (on - action.due).days
    return f", {_days(late)} after the date first agreed" if late > 0 else ", in time"


def close_part(action: Action, owner: str, on: date) -> Change:
    """One of several owners has done their part. ``owner`` is spelled as the action has it."""
    _require([action], LIVE, "changed", "is {status} already")
    if owner not in action.owners:
        raise Refusal(f"{owner} is not an owner of {action.ref}; its owners are {_and(action.owners) or 'not known'}.")
    if owner in action.done_by:
        raise Refusal(f"{owner}'s part of {action.ref} is done already.")
    left = [o for o in action.owners_left if o != owner]
    rest = f"{_and(left)} still to do theirs" if left else f"all parts are done: close it with “g2g close {action.ref}”"
    edits = (_append("done_by", owner), _append("notes", f"{on} {owner} has done their part"))
    return _change(f"{owner} has done their part of {action.ref}", [(action, rest, edits)])


def confirm(actions: Sequence[Action], meeting: Meeting) -> Change:
    """A meeting agrees that what was proposed for closure is closed."""
    _require(actions, {"proposed"}, "confirmed", "is {status}; only what was proposed for closure can be confirmed")
    _not_before_raised(actions, meeting.date)
    rows = []
    for action in actions:
        edits: tuple[Edit, ...] = (_set("status", "closed"), _set("confirmed", meeting.ref))
        edits += () if action.closed else (_set("closed", meeting.date.isoformat()),)
        rows.append((action, f"proposed → closed, confirmed at {meeting.ref}", edits))
    return _change(f"Confirmed {_refs(actions)} at the meeting of {british(meeting.date)}", rows)


def reopen(action: Action, reason: str, on: date) -> Change:
    """Open again; what had ended it is kept as a note."""
    if action.status == "open":
        raise Refusal(f"{action.ref} is open already.")
    was = f"was {action.status}" + (f" on {action.closed}" if action.closed else "")
    was += f", confirmed at {action.confirmed}" if action.confirmed else ""
    was += f", to {_line(action.referred_to)}" if action.referred_to else ""
    # Where every part was done, somebody must owe it again.
    parts = ("done_by",) if action.owners and not action.owners_left else ()
    was += f", every part done by {_and(action.done_by)}" if parts else ""
    was += f": {_line(action.outcome)}" if action.outcome else ""
    gone = ("closed", "confirmed", "outcome", "referred_to", *parts)
    edits = (
        _set("status", "open"),
        *(_drop(name) for name in gone if getattr(action, name)),
        _append("notes", f"{on} Reopened, {reason} ({was})"),
    )
    return _change(f"Reopened {action.ref}", [(action, f"{action.status} → open: {reason}", edits)])


def withdraw(action: Action, reason: str, on: date) -> Change:
    """No longer wanted, for a reason."""
    _require([action], LIVE, "withdrawn", "is {status} already")
    _not_before_raised([action], on)
    edits = (_set("status", "withdrawn"), _set("closed", on.isoformat()), _set("outcome", reason))
    return _change(f"Withdrew {action.ref}", [(action, f"{action.status} → withdrawn: {reason}", edits)])


def refer(action: Action, to: str, on: date, reason: str = "") -> Change:
    """Handed to another body, which answers for it from now on."""
    _require([action], LIVE, "referred", "is {status} already")
    _not_before_raised([action], on)
    edits: tuple[Edit, ...] = (_set("status", "referred"), _set("closed", on.isoformat()), _set("referred_to", to))
    edits += (_set("outcome", reason),) if reason else ()
    tail = f": {reason}" if reason else ""
    return _change(f"Referred {action.ref} to {to}", [(action, f"{action.status} → referred to {to}{tail}", edits)])


def transfer(action: Action, to: Sequence[str], on: date, reason: str = "", giver: str = "") -> Change:
    """To other owners: all of it, or the part of ``giver`` (spelled as the action has it)."""
    _require([action], LIVE, "transferred", "is {status} already")
    owners = [o for o in action.owners if o != giver] if giver else []
    owners += [o for o in to if o not in owners]
    if tuple(owners) == action.owners:
        raise Refusal(f"{action.ref} belongs to {_and(owners)} already.")
    old, new = giver or _and(action.owners) or "nobody", _and(to)
    tail = f": {reason}" if reason else ""
    edits = (
        _set("owner", owners[0] if len(owners) == 1 else list(owners)),
        *_parts_of(action, owners, to),
        _append("notes", f"{on} Transferred from {old} to {new}{tail}"),
    )
    return _change(f"Transferred {action.ref} to {new}", [(action, f"owner {old} → {new}{tail}", edits)])


def _parts_of(action: Action, owners: Sequence[str], to: Sequence[str]) -> tuple[Edit, ...]:
    """The parts still done once an action has other owners: whoever takes it on has theirs to do."""
    done: list[Value] = [name for name in action.done_by if name in owners and name not in to]
    if len(done) == len(action.done_by):
        return ()
    return (_set("done_by", done) if done else _drop("done_by"),)


def extend(action: Action, to: date, at: str, reason: str, said: str = "") -> Change:
    """A new date, agreed at a meeting or on a day, for a reason; the date first agreed stays.

    An action that had no date gets its first one.
    """
    _require([action], LIVE, "extended", "is {status} already; only a live action has a date to move")
    if action.due_now == to:
        raise Refusal(f"{action.ref} is due on {british(to)} already.")
    what, edits = _extension(action, to, at, reason, said)
    return _change(f"Extended {action.ref} to {british(to)}", [(action, what, edits)])


def _extension(action: Action, to: date, at: str, reason: str, said: str) -> tuple[str, tuple[Edit, ...]]:
    raised = action.raised
    if raised and to < raised:
        raise Refusal(f"{british(to)} is before {action.ref} was raised ({british(raised)}).")
    agreed = iso_date(at[-10:])
    if raised and agreed and agreed < raised:
        raise Refusal(f"{action.ref} was raised on {british(raised)}; no new date can have been agreed on {british(agreed)}.")
    forward = action.due_now is not None and to < action.due_now
    if forward and agreed and to < agreed and action.due_now:
        raise Refusal(
            f"{british(to)} was past on {british(agreed)}, when it is said to be agreed, and is earlier than {action.ref} is due"
            f" ({british(action.due_now)}): that extends nothing. “g2g extend --on DATE” says when an earlier date was agreed,"
            f" “g2g edit {action.ref} --due DATE” corrects the date first agreed."
        )
    if action.due is None and not action.extended:
        edits: tuple[Edit, ...] = (_set("due", to.isoformat()),)
        edits += (_set("due_said", said),) if said and not action.due_said else ()
        return f"no date → {british(to)}, its first date: {reason}", (*edits, _append("notes", f"{at[-10:]} Date set: {reason}"))
    row: dict[str, Value] = {"to": to.isoformat(), "at": at, "reason": reason}
    if said:
        row["said"] = said
    now = british(action.due_now) if action.due_now else "no date"
    return f"due {now} → {british(to)}{', brought forward' if forward else ''}: {reason}", (_append("extended", row),)


def edit(action: Action, changes: dict[str, Value], on: date) -> Change:
    """Fields corrected. A first date that changes leaves a note: it is otherwise never moved."""
    before: dict[str, Value] = {
        "action": action.words, "item": action.item, "area": action.area, "due_said": action.due_said,
        "recommendation": list(action.recommendations) if len(action.recommendations) > 1 else "".join(action.recommendations),
        "rag": action.rag, "rag_reason": action.rag_reason,
        "owner": list(action.owners) if len(action.owners) > 1 else "".join(action.owners),
        "due": action.due.isoformat() if action.due else action.due_written, "kind": action.kind,
    }  # fmt: skip
    differing = {name: value for name, value in changes.items() if value != before[name]}
    if not differing:
        return Change(f"{action.ref} says so already; nothing was changed.")
    edits = [_drop(name) if value in ("", []) else _set(name, value) for name, value in differing.items()]
    if "due" in differing and before["due"]:
        edits.append(_append("notes", f"{on} First date corrected from {before['due']} to {differing['due'] or 'none'}"))
    what = "; ".join(f"{_field(n)} {_value(n, before[n])} → {_value(n, v)}" for n, v in differing.items())
    return _change(f"Changed {action.ref}", [(action, what, tuple(edits))])


def _field(name: str) -> str:
    return {"action": "words", "due_said": "due (as said)", "rag": "RAG by override", "rag_reason": "reason for the RAG"}.get(name, name)


def _value(field: str, value: Value) -> str:
    if isinstance(value, list):
        return _and([str(v) for v in value])
    day = iso_date(str(value)) if field == "due" else None
    return british(day) if day else _line(str(value)) or "none"


def carry_forward(
    actions: Iterable[Action], meeting: Meeting, calendar: Calendar,
    extension: Callable[[Action], tuple[str, tuple[Edit, ...]]] | None = None, *, named: bool = False,
) -> Change:  # fmt: skip
    """Every live action raised before a meeting is carried forward to it; what is carried already is left alone.

    ``extension`` gives each a new date as well, what is carried already among them. Exempt ones are counted and told only
    where the actions were ``named``.
    """
    rows = []
    carried = 0
    names = calendar.names_of(meeting)
    carrying = _append("carried", meeting.ref)
    for action in outstanding_at(actions, meeting):
        what, edits = extension(action) if extension else ("", ())
        if names.isdisjoint(action.carried):
            carried += named or not action.exempt
            edits = (carrying, *edits)
            what = f"carried forward to {meeting.ref}" + (f"; {what}" if what else "")
        if edits:
            rows.append((action, what, edits))
    if not rows:
        return Change(f"Nothing to carry forward: all that is outstanding is at {meeting.ref} already.")
    if extension and not carried:
        return _change(f"Extended {_refs([action for action, _, _ in rows])}, carried forward to {meeting.ref} already", rows)
    count = "1 action" if carried == 1 else f"{carried} actions" if carried else "what is outstanding"
    return _untold(_change(f"Carried {count} forward to {meeting.ref}", rows), [] if named else [action for action, _, _ in rows])


def chase(actions: Sequence[Action], on: date) -> Change:
    """The owners of open actions were asked about them on a day; what says so already is left alone."""
    _require(actions, {"open"}, "chased", "is {status}; only an open action is")
    _not_after(actions, on)
    day = on.isoformat()
    rows = [(a, f"chased on {british(on)}{_again(a)}", (_append("chased", day),)) for a in actions if day not in a.chased]
    if not rows:
        return Change(f"Nothing to record: all of them were chased on {british(on)} already." if actions else "Nothing to record: nobody is chased.")
    count = "1 action" if len(rows) == 1 else f"{len(rows):,} actions"
    return _change(f"Chased the owners of {count} on {british(on)}", rows)


def _not_after(actions: Sequence[Action], on: date) -> None:
    for action in actions:
        if action.raised and on < action.raised:
            raise Refusal(f"{action.ref} was raised on {british(action.raised)}; nobody can have been chased on {british(on)}.")


def _again(action: Action) -> str:
    return f", {len(action.chased) + 1} times in all" if action.chased else ", for the first time"


def outstanding_at(actions: Iterable[Action], meeting: Meeting) -> list[Action]:
    """What comes up under matters arising at a meeting: the live actions of that body raised before it."""
    body, day = f"{meeting.body}-", meeting.date.isoformat()
    return [
        a for a in actions
        if a.status in LIVE and a.ref.startswith(body) and a.meeting[-10:] < day and a.raised is not None
    ]  # fmt: skip


def is_outstanding(action: Action, meeting: Meeting) -> bool:
    """Whether an action comes up under matters arising at a meeting."""
    return bool(outstanding_at((action,), meeting))


def extension_at(meeting: Meeting, to: date, reason: str, said: str = "") -> Callable[[Action], tuple[str, tuple[Edit, ...]]]:
    """A new date agreed at a meeting, for each of the actions carried forward to it that is not due then already."""
    return lambda action: _extension(action, to, meeting.ref, reason, said) if action.due_now != to else ("", ())


def _set(field: str, value: Value) -> Edit:
    return Edit(field, "set", value)


def _append(field: str, value: Value) -> Edit:
    return Edit(field, "append", value)


def _drop(field: str) -> Edit:
    return Edit(field, "drop")


def _change(summary: str, rows: Sequence[tuple[Action, str, tuple[Edit, ...]]]) -> Change:
    told = tuple(Told(action.ref, _line(action.words), what) for action, what, _ in rows)
    return Change(summary + ".", told, tuple((action.ref, edits) for action, _, edits in rows))


def _untold(change: Change, actions: Iterable[Action]) -> Change:
    """A change of actions that nobody named, without a word of those of them that are exempt."""
    exempt = {action.ref for action in actions if action.exempt}
    return change._replace(told=tuple(told for told in change.told if told.ref not in exempt)) if exempt else change


def _line(text: str) -> str:
    """Words that somebody may have written on several lines, on one."""
    return " ".join(text.split()) if "\n" in text else text


def _require(actions: Sequence[Action], statuses: Collection[str], done: str, why: str) -> None:
    for action in actions:
        if action.status not in statuses:
            raise Refusal(f"{action.ref} cannot be {done}: it {why.format(status=action.status)}.")


def _not_before_raised(actions: Sequence[Action], on: date) -> None:
    for action in actions:
        if action.raised and on < action.raised:
            raise Refusal(f"{action.ref} was raised on {british(action.raised)}; it cannot have ended on {british(on)}.")


def _refs(actions: Sequence[Action]) -> str:
    return _and([action.ref for action in actions[:6]] + ([f"{len(actions) - 6} more"] if len(actions) > 6 else []))


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1] if words else ""


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
