"""What a row of a log says otherwise than the record, and what of it an update takes over.

The date first agreed is never moved: a later date in a log is an extension, and an earlier one is no more than told. In an
export of g2g's own that date stands under its name, so there it is a correction.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from g2g.actionlog.proposals import Proposal
from g2g.dates import british
from g2g.model import Action
from g2g.records import action_of

# What a log says of an action, by the field and under the name that people know it by; notes and dates are looked at apart.
_LABELS = {
    "words": "action", "owners": "owner", "status": "status", "due": "due", "due_written": "due", "due_said": "due (as said)",
    "closed": "closed", "confirmed": "confirmed", "outcome": "outcome", "referred_to": "referred to", "done_by": "part done by",
    "chased": "chased", "carried": "carried to", "extended": "extended", "item": "item", "area": "key area",
    "recommendations": "recommendation", "rag": "RAG set to", "rag_reason": "RAG reason", "kind": "kind", "recurs": "recurs",
    "exempt": "exempt", "formerly": "formerly", "extra": "other fields",
}  # fmt: skip
_DATES = ("due", "due_written", "due_said", "extended")
# What ``register.edit`` corrects, by the field of the entry.
EDITED = {"words": "action", "owners": "owner", "due": "due", "due_said": "due_said", "item": "item", "area": "area",
          "recommendations": "recommendation", "kind": "kind", "rag": "rag", "rag_reason": "rag_reason"}  # fmt: skip


class Difference(NamedTuple):
    """What a log says otherwise than the record: the field, both sides in words, and whether an update takes it over.

    The field is one of an action, or ``in force`` for a later date, which is an extension. ``why`` says what else there
    is to say of it.
    """

    field: str
    label: str
    ours: str
    theirs: str
    taken: bool
    why: str = ""


def differences(action: Action, proposal: Proposal, today: date) -> list[Difference]:
    """What a row says otherwise than the record; where the row says nothing there is no difference."""
    theirs = action_of(action.ref, proposal.fields)
    found: list[Difference] = []
    for field, label in _LABELS.items():
        if field == "due" and not proposal.exact:
            found += _dates(action, theirs, today)
        if field in _DATES and not proposal.exact:
            continue
        mine, other = getattr(action, field), getattr(theirs, field)
        is_said = field != "status" or "status" in proposal.fields
        if not is_said or other in ("", (), None) or mine == other or (field == "formerly" and other in mine.split(", ")):
            continue
        found.append(Difference(field, label, _said(mine), _said(other), field in EDITED or _can_close(field, action, theirs)))
    if new := [note for note in theirs.notes if note not in action.notes]:
        found.append(Difference("notes", "notes", "", "; ".join(new), taken=True))
    return found


def _dates(action: Action, theirs: Action, today: date) -> Iterator[Difference]:
    """What the dates of a log are beside those of the record: the first, the one in force, and the words."""
    ours = action.due_now
    if ours is None:
        # What has no date gets its first one.
        if theirs.due and theirs.due != action.due:
            yield Difference("due", "due", _said(action.due_written), _said(theirs.due), taken=True)
        if theirs.due_said and theirs.due_said != action.due_said:
            yield Difference("due_said", "due (as said)", _said(action.due_said), theirs.due_said, taken=True)
        if theirs.extended and theirs.due_now:
            yield Difference("in force", "due", "none", _said(theirs.due_now), taken=bool(theirs.due) and _can_extend(action, theirs, today), why="an extension")
        return
    first, now = theirs.due, theirs.due_now
    if theirs.extended and first and action.due and first != action.due:
        why = f"“g2g edit {action.ref} --due DATE” corrects one put down wrongly"
        yield Difference("due", "first date", _said(action.due), _said(first), taken=False, why=why)
    known = {action.due, *(extension.to for extension in action.extended)}
    if now and now not in known:
        if now > ours:
            yield Difference("in force", "due", _said(ours), _said(now), taken=_can_extend(action, theirs, today), why="an extension")
        else:
            why = f"earlier; “g2g edit {action.ref} --due DATE” corrects a first date put down wrongly"
            yield Difference("due", "due", _said(ours), _said(now), taken=False, why=why)
    elif theirs.due_said and theirs.due_said != action.due_said and (first is None or first == action.due):
        # Words that give the same date are the clerk's to correct; words alone do not replace those of a date.
        yield Difference("due_said", "due (as said)", _said(action.due_said), theirs.due_said, taken=first is not None)


def _can_extend(action: Action, theirs: Action, today: date) -> bool:
    """Whether a later date can have been agreed by today for an action that lives on."""
    raised, now = action.raised, theirs.due_now
    return action.is_live and theirs.is_live and now is not None and (raised is None or raised <= min(now, today))


def _can_close(field: str, action: Action, theirs: Action) -> bool:
    """Whether what differs is that the log has closed an action, on a day on which it can have been."""
    if field not in ("status", "closed", "outcome") or not action.is_live or theirs.status != "closed" or theirs.closed is None:
        return False
    return action.raised is None or theirs.closed >= action.raised


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(_said(one) for one in value) or "none"
    if isinstance(value, date):
        return british(value)
    return str(value or "none")
