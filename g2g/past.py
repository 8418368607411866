"""The actions as they stood at the end of a past day, rebuilt from the days that the record holds.

Of most of what happens to an action the record keeps the day: when it ended, was proposed and confirmed, extended, noted,
chased, transferred, reopened, and when an owner's part was done. What it gives no day for (the words, the owners as
corrected, a first date that was put in later) is as it is today, and ``UNDATED`` says so under a paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from g2g.model import Action, iso_date

UNDATED = "What the record gives no day for, such as a correction of the words or a first date put in later, is as it is today."

_MOST_NAMED = 6
# What the verbs of the register write into a note, and what can be read back from it.
_REOPENED = re.compile(
    r"Reopened, .*?\(was (proposed|closed|withdrawn|referred) on (\d{4}-\d{2}-\d{2})(?:, confirmed at ([A-Z0-9-]+))?"
    r"(?:, to ([^:]*?))?(, every part done by [^:]*)?(?:: (.*))?\)",
    re.DOTALL,
)
_TRANSFERRED = re.compile(r"Transferred from (.+?) to (.+)", re.DOTALL)
_FIRST_DATE = re.compile(r"First date corrected from (.+) to (?:\d{4}-\d{2}-\d{2}|none)", re.DOTALL)
_PART_DONE = " has done their part"


def as_at(actions: Iterable[Action], day: date, meeting: date = date.max) -> list[Action]:
    """The actions as they stood at the end of ``day``; those raised after it are left out.

    What has happened since is not in them. On which day an action was carried forward is not on record: what it was
    carried forward to after ``meeting``, the meeting that came next then, came later.
    """
    then = {action.ref: _back(action, day, meeting) for action in actions if action.raised is None or action.raised <= day}
    return [action for action in then.values() if _has_begun(action, then)]


def _has_begun(action: Action, then: Mapping[str, Action]) -> bool:
    """Whether an occurrence of a duty that recurs was there: ending the one before it begins it."""
    first, _, number = action.ref.partition(".")
    if not number:
        return True
    before = then.get(first if number == "2" else f"{first}.{int(number) - 1}")
    return before is None or not before.is_live


def notice(actions: Iterable[Action], day: date) -> tuple[str, ...]:
    """What stands under a paper of a past day: what could not be rebuilt. ``actions`` are those it was made from."""
    refs = [a.ref for a in actions if not a.is_live and _ended_on(a) is None and a.raised is not None and a.raised <= day]
    if not refs:
        return (UNDATED,)
    more = [f"{len(refs) - _MOST_NAMED:,} more"] if len(refs) > _MOST_NAMED else []
    named = _and([*refs[:_MOST_NAMED], *more])
    return (UNDATED, f"Ended, on a day that the record does not give, and taken to have ended before: {named}.")


def _back(action: Action, day: date, meeting: date) -> Action:
    """One action as it stood at the end of a day."""
    for note in reversed(action.notes):
        if _is_after(note[:10], day):
            action = _before_note(_before_end(action, day), note)
    action = _before_end(action, day)
    return action._replace(
        extended=tuple(one for one in action.extended if not _is_after(one.at[-10:], day)),
        notes=tuple(note for note in action.notes if not _is_after(note[:10], day)),
        chased=tuple(one for one in action.chased if not _is_after(one, day)),
        carried=tuple(ref for ref in action.carried if not _is_after(ref[-10:], meeting)),
    )


def _is_after(text: str, day: date) -> bool:
    """Whether what happened on a day of the record happened later; what has no day is not undone."""
    found = iso_date(text)
    return found is not None and found > day


def _ended_on(action: Action) -> date | None:
    return action.closed or iso_date(action.confirmed[-10:])


def _before_end(action: Action, day: date) -> Action:
    """An action that ended after a day as it was before that: open; or proposed, where it was only confirmed after it."""
    ended = _ended_on(action)
    if action.status == "open" or ended is None:
        return action
    if ended > day:
        return action._replace(status="open", closed=None, confirmed="", outcome="", referred_to="")
    if action.confirmed and _is_after(action.confirmed[-10:], day):
        return action._replace(status="proposed", confirmed="")
    return action


def _before_note(action: Action, note: str) -> Action:
    """An action before what one of g2g's own notes tells; as it is, where the note is somebody's own words."""
    said = note[10:].strip()
    if match := _REOPENED.fullmatch(said):
        status, closed, confirmed, to, parts, outcome = match.groups()
        return action._replace(
            status=status, closed=iso_date(closed), confirmed=confirmed or "", referred_to=to or "", outcome=outcome or "",
            done_by=action.owners if parts else action.done_by,
        )  # fmt: skip
    if said.endswith(_PART_DONE):
        name = said.removesuffix(_PART_DONE)
        return action._replace(done_by=tuple(one for one in action.done_by if one != name))
    if match := _FIRST_DATE.fullmatch(said):
        day = iso_date(match[1])
        return action._replace(due=day, due_written="" if day else match[1])
    if said.startswith("Date set: "):
        return action._replace(due=None)
    if match := _TRANSFERRED.fullmatch(said):
        return _before_transfer(action, match[1], match[2])
    return action


def _before_transfer(action: Action, old: str, said: str) -> Action:
    """The owners before a transfer: whoever took it on stands last among the owners since, and the reason may follow."""
    owners = action.owners
    for at in range(len(owners)):
        new = _and(owners[at:])
        if said == new or said.startswith(f"{new}: "):
            return action._replace(owners=(*owners[:at], *_names(old)) if at else _names(old))
    return action


def _names(listed: str) -> tuple[str, ...]:
    if listed == "nobody":
        return ()
    *first, last = listed.rsplit(" and ", 1)
    return (*(first[0].split(", ") if first else ()), last)


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]
