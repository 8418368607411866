"""Which action of the record each row of a log is, what differs, and the one change that takes in what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from g2g import register
from g2g.actionlog.proposals import NotTaken, Proposal
from g2g.dates import british, fold
from g2g.errors import Refusal
from g2g.exchange import entry
from g2g.model import Action, Change, Edit, Told, Value
from g2g.records import action_of

# What a log says of an action, by the field and under the name that people know it by; notes are looked at apart.
_LABELS = {
    "words": "action", "owners": "owner", "status": "status", "due": "due", "due_written": "due", "due_said": "due (as said)",
    "closed": "closed", "confirmed": "confirmed", "outcome": "outcome", "referred_to": "referred to", "done_by": "part done by",
    "chased": "chased", "carried": "carried to", "extended": "extended", "item": "item", "area": "key area",
    "recommendations": "recommendation", "rag": "RAG set to", "rag_reason": "RAG reason", "kind": "kind", "recurs": "recurs",
    "exempt": "exempt", "formerly": "formerly", "extra": "other fields",
}  # fmt: skip
# What ``register.edit`` corrects, by the field of the entry.
_EDITED = {"words": "action", "owners": "owner", "due": "due", "due_said": "due_said", "item": "item", "area": "area",
           "recommendations": "recommendation", "kind": "kind", "rag": "rag", "rag_reason": "rag_reason"}  # fmt: skip


class Match(NamedTuple):
    """A row of a log, and the action that it is in the record; none where it is new."""

    proposal: Proposal
    action: Action | None


class Difference(NamedTuple):
    """What a log says otherwise than the record: the field, both sides in words, and whether an update takes it over."""

    field: str
    label: str
    ours: str
    theirs: str
    taken: bool


class Import(NamedTuple):
    """What an import does: the matches, the rows that say what another has said, the change, and what was left as it is."""

    matches: tuple[Match, ...]
    repeated: tuple[NotTaken, ...]
    change: Change
    left: tuple[tuple[Match, tuple[Difference, ...]], ...]


# ---- which is which --------------------------------------------------------------------------------


def matched(proposals: Sequence[Proposal], actions: Iterable[Action]) -> tuple[list[Match], list[NotTaken]]:
    """Each row with its action, and the rows that repeat an earlier one.

    A reference of g2g's is that action. A reference of the log's own is the action that has it as its former one; of
    several, which began their numbers anew, the one with these words, else the only one of that meeting. Without a
    reference, words and meeting together are the action.
    """
    seen = _Seen(actions)
    fresh, repeated = _without_repeats(proposals)
    counts = Counter((p.at.partition("-")[0], p.formerly) for p in fresh if p.formerly)
    # What is said in the same words first: what is left over is told apart by less.
    found: dict[int, Action] = {}
    for surely in (True, False):
        for nth, proposal in enumerate(fresh):
            if nth not in found and (action := seen.take(proposal, counts, surely=surely)):
                found[nth] = action
    return [Match(p, found.get(nth)) for nth, p in enumerate(fresh)], repeated


def _without_repeats(proposals: Sequence[Proposal]) -> tuple[list[Proposal], list[NotTaken]]:
    fresh: list[Proposal] = []
    repeated: list[NotTaken] = []
    first: dict[tuple[str, ...], Proposal] = {}
    for proposal in proposals:
        key = (proposal.ref,) if proposal.ref else (proposal.at, proposal.formerly, fold(proposal.words))
        earlier = first.setdefault(key, proposal)
        if earlier is proposal:
            fresh.append(proposal)
            continue
        what = proposal.ref or "the same action"
        other = "" if earlier.fields == proposal.fields else ", with other particulars: compare the two"
        repeated.append(NotTaken(proposal.row, f"it repeats row {earlier.row} ({what}){other}"))
    return fresh, repeated


class _Seen:
    """The actions of the record by what a row can know them by; each is taken once."""

    def __init__(self, actions: Iterable[Action]) -> None:
        self.by_ref: dict[str, Action] = {}
        self.by_former: dict[tuple[str, str], list[Action]] = {}
        self.by_words: dict[tuple[str, str], list[Action]] = {}
        self.taken: set[str] = set()
        for action in actions:
            self.by_ref[action.ref] = action
            for former in {action.formerly, *action.formerly.split(", ")} - {""}:
                self.by_former.setdefault((action.body, former), []).append(action)
            self.by_words.setdefault((action.meeting, fold(action.words)), []).append(action)

    def take(self, proposal: Proposal, counts: Counter[tuple[str, str]], *, surely: bool) -> Action | None:
        action = self._found(proposal, counts, surely=surely)
        if action:
            self.taken.add(action.ref)
        return action

    def _found(self, proposal: Proposal, counts: Counter[tuple[str, str]], *, surely: bool) -> Action | None:
        body = proposal.at.partition("-")[0]
        if proposal.ref:
            return self._one([self.by_ref[proposal.ref]] if proposal.ref in self.by_ref else self.by_former.get((body, proposal.ref), []))
        former = self._left(self.by_former.get((body, proposal.formerly), [])) if proposal.formerly else []
        words = fold(proposal.words)
        same = [a for a in former if fold(a.words) == words]
        if surely:
            there = [a for a in same if a.meeting == proposal.at]
            return self._one(there) or self._one(same) or self._one(self._unnamed(proposal, words))
        there = [a for a in former if a.meeting == proposal.at]
        if len(there) == 1:
            return there[0]
        return self._one(former) if counts[body, proposal.formerly] == 1 else None

    def _unnamed(self, proposal: Proposal, words: str) -> list[Action]:
        """Those of that meeting in these words that have no former reference; where the row has none, else those that do."""
        left = self._left(self.by_words.get((proposal.at, words), []))
        bare = [action for action in left if not action.formerly]
        return bare if proposal.formerly else bare or left

    def _left(self, actions: Iterable[Action]) -> list[Action]:
        return [action for action in actions if action.ref not in self.taken]

    def _one(self, actions: Iterable[Action]) -> Action | None:
        left = self._left(actions)
        return left[0] if len(left) == 1 else None


# ---- what differs ----------------------------------------------------------------------------------


def differences(action: Action, proposal: Proposal) -> list[Difference]:
    """What a row says otherwise than the record; where the row says nothing there is no difference."""
    theirs = action_of(action.ref, proposal.fields)
    found = []
    for field, label in _LABELS.items():
        mine, other = getattr(action, field), getattr(theirs, field)
        is_said = field != "status" or "status" in proposal.fields
        if not is_said or other in ("", (), None) or mine == other or (field == "formerly" and other in mine.split(", ")):
            continue
        found.append(Difference(field, label, _said(mine), _said(other), field in _EDITED or _can_close(field, action, theirs)))
    if new := [note for note in theirs.notes if note not in action.notes]:
        found.append(Difference("notes", "notes", "", "; ".join(new), taken=True))
    return found


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


# ---- the change ------------------------------------------------------------------------------------


def imported(
    proposals: Sequence[Proposal], actions: Sequence[Action], today: date, source: str, *, update: bool = False
) -> Import:
    """What is new is added; what differs is listed, or with ``update`` taken over where a verb can do that.

    ``actions`` are all of the record's, the archive's among them. ``source`` names the file in the change's sentence.
    """
    matches, repeated = matched(proposals, actions)
    added, told = _added([m.proposal for m in matches if m.action is None], [a.ref for a in actions])
    edits: list[tuple[str, tuple[Edit, ...]]] = []
    left: list[tuple[Match, tuple[Difference, ...]]] = []
    updated = same = 0
    for match in matches:
        if match.action is None:
            continue
        found = differences(match.action, match.proposal)
        same += not found
        if update and any(one.taken for one in found):
            change = _updated(match.action, match.proposal, found, today)
            edits += change.edits
            told += change.told
            updated += 1
            found = [one for one in found if not one.taken]
        if found:
            left.append((match, tuple(found)))
    summary = _summary(source, len(added), updated, len(left), same)
    return Import(tuple(matches), tuple(repeated), Change(summary, tuple(told), tuple(edits), tuple(added)), tuple(left))


def _summary(source: str, added: int, updated: int, left: int, same: int) -> str:
    parts = [f"added {_count(added)}" if added else "", f"updated {_count(updated)}" if updated else ""]
    there = [f"{_count(same)} the same" if same else "", f"{_count(left)} with differences" if left and not updated else ""]
    if not added and not updated:
        return f"Nothing to import from {source}: the record has {' and '.join(filter(None, there)) or 'all of it'} already."
    return f"Imported {source}: {' and '.join(filter(None, parts))}."


def _count(number: int) -> str:
    return "1 action" if number == 1 else f"{number:,} actions"


def _added(new: Sequence[Proposal], refs: Iterable[str]) -> tuple[list[tuple[str, dict[str, Value]]], list[Told]]:
    """New actions, numbered on from the highest number that their meeting has ever given."""
    known: dict[str, list[str]] = {}
    for ref in [*refs, *(p.ref for p in new if p.ref)]:
        known.setdefault(ref[: ref.rfind("-")], []).append(ref)
    following = {at: register.next_number(known.get(at, ()), at) for at in {p.at for p in new}}
    added, told = [], []
    for proposal in new:
        ref = proposal.ref
        if not ref:
            ref = f"{proposal.at}-{following[proposal.at]:02}"
            following[proposal.at] += 1
        added.append((ref, entry({"status": "open"} | proposal.fields)))
        told.append(Told(ref, proposal.words, _as_read(proposal)))
    return added, told


def _as_read(proposal: Proposal) -> str:
    """How a row was read, in one line."""
    action = action_of("", proposal.fields)
    due = british(action.due_now) if action.due_now else action.due_written or (f"“{action.due_said}”" if action.due_said else "no date")
    ended = f"; {action.status}" + (f" on {british(action.closed)}" if action.closed else "") if action.status != "open" else ""
    former = f"; formerly {action.formerly}" if action.formerly else ""
    return f"row {proposal.row}: {', '.join(action.owners) or 'no owner'}; due {due}{ended}{former}"


def _updated(action: Action, proposal: Proposal, found: Sequence[Difference], today: date) -> Change:
    """What a log says otherwise, taken over by the verbs that a clerk would use."""
    theirs = action_of(action.ref, proposal.fields)
    wanted = {_EDITED[one.field]: proposal.fields[_EDITED[one.field]] for one in found if one.field in _EDITED}
    steps: list[Callable[[], Change]] = []
    if wanted:
        steps.append(lambda: register.edit(action, wanted, today))
    if any(one.field in ("status", "closed", "outcome") and one.taken for one in found):
        closed = theirs.closed
        assert closed is not None
        steps.append(lambda: register.close([action], closed, theirs.outcome))
    changes = [step() for step in steps]
    edits = [edit for change in changes for _, some in change.edits for edit in some]
    what = [told.what for change in changes for told in change.told]
    for note in theirs.notes:
        if note not in action.notes:
            edits.append(Edit("notes", "append", note))
            what.append(f"note: {note}")
    if not edits:
        raise Refusal(f"{action.ref} cannot be updated from row {proposal.row}. Nothing was written.")
    return Change("", (Told(action.ref, action.words, "; ".join(what)),), ((action.ref, tuple(edits)),))


