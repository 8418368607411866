"""The one change that takes a log into the record: what is new, and with an update what it says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from g2g import register
from g2g.actionlog.differing import EDITED, Difference, differences
from g2g.actionlog.matching import Match, described, matched
from g2g.actionlog.proposals import NotTaken, Proposal
from g2g.actionlog.words import short
from g2g.dates import british
from g2g.errors import Refusal
from g2g.exchange import entry
from g2g.model import Action, Change, Edit, Told, Value
from g2g.records import action_of


class Import(NamedTuple):
    """What an import does: the matches, the rows that repeat another or leave a doubt, the change, and what was left as it is.

    ``doubts`` are sentences with the rows that they are about.
    """

    matches: tuple[Match, ...]
    left_out: tuple[NotTaken, ...]
    change: Change
    left: tuple[tuple[Match, tuple[Difference, ...]], ...]
    doubts: tuple[tuple[str, tuple[int, ...]], ...] = ()


def imported(
    proposals: Sequence[Proposal], actions: Sequence[Action], today: date, source: str, *, update: bool = False
) -> Import:
    """What is new is added; what differs is listed, or with ``update`` taken over where a verb can do that.

    ``actions`` are all of the record's, the archive's among them. ``source`` names the file in the change's sentence.
    """
    matches, left_out = matched(proposals, actions)
    added, told = _added([m.proposal for m in matches if m.action is None], [a.ref for a in actions])
    edits: list[tuple[str, tuple[Edit, ...]]] = []
    left: list[tuple[Match, tuple[Difference, ...]]] = []
    updated = same = 0
    for match in matches:
        if match.action is None:
            continue
        found = differences(match.action, match.proposal, today)
        same += not found
        if update and any(one.taken for one in found):
            change = _updated(match.action, match.proposal, found, today, source)
            edits += change.edits
            told += change.told
            updated += 1
            found = [one for one in found if not one.taken]
        if found:
            left.append((match, tuple(found)))
    summary = _summary(source, len(added), updated, len(left), same)
    change = Change(summary, tuple(told), tuple(edits), tuple(added))
    return Import(tuple(matches), tuple(left_out), change, tuple(left), _doubts(matches))


def _summary(source: str, added: int, updated: int, left: int, same: int) -> str:
    parts = [f"added {_count(added)}" if added else "", f"updated {_count(updated)}" if updated else ""]
    there = [f"{_count(same)} the same" if same else "", f"{_count(left)} with differences" if left and not updated else ""]
    if not added and not updated:
        has = " and ".join(filter(None, there))
        return f"Nothing to import from {source}: the record has {has} already." if has else f"Nothing to import from {source}."
    return f"Imported {source}: {' and '.join(filter(None, parts))}."


def _count(number: int) -> str:
    return "1 action" if number == 1 else f"{number:,} actions"


def _doubts(matches: Iterable[Match]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Old numbers that stand for more than one action: in the record, or in the file."""
    found: list[tuple[str, tuple[int, ...]]] = []
    rows: dict[tuple[str, str], list[int]] = {}
    for match in matches:
        one = match.proposal
        if match.stood_for:
            found.append((f"number {short(one.formerly)} stands for {_too(match.stood_for)}; added as another action", (one.row,)))
        if one.formerly:
            rows.setdefault((one.at.partition("-")[0], one.formerly), []).append(one.row)
    for (_, number), those in rows.items():
        if len(those) > 1:
            found.append((f"number {short(number)} stands for {_count(len(those))}: each is found by its new reference", tuple(those)))
    return tuple(found)


def _too(action: Action) -> str:
    ref, comma, rest = described(action).partition(",")
    return f"{ref} too{comma}{rest}"


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
    due += f", first {british(action.due)}" if action.due and action.due != action.due_now else ""
    ended = f"; {action.status}" + (f" on {british(action.closed)}" if action.closed else "") if action.status != "open" else ""
    former = f"; formerly {action.formerly}" if action.formerly else ""
    return f"row {proposal.row}: {', '.join(action.owners) or 'no owner'}; due {due}{ended}{former}"


def _updated(action: Action, proposal: Proposal, found: Sequence[Difference], today: date, source: str) -> Change:
    """What a log says otherwise, taken over by the verbs that a clerk would use."""
    theirs = action_of(action.ref, proposal.fields)
    taken = {one.field for one in found if one.taken}
    wanted = {EDITED[field]: proposal.fields[EDITED[field]] for field in EDITED if field in taken}
    changes = [register.edit(action, wanted, today)] if wanted else []
    if "in force" in taken:
        assert theirs.due_now is not None
        dated = action._replace(due=theirs.due, due_written="") if "due" in taken else action
        said = theirs.due_said if theirs.due_said and not theirs.extended else ""
        changes.append(register.extend(dated, theirs.due_now, today.isoformat(), f"as in {source}", said))
    if taken & {"status", "closed", "outcome"}:
        assert theirs.closed is not None
        changes.append(register.close([action], theirs.closed, theirs.outcome))
    edits = [edit for change in changes for _, some in change.edits for edit in some]
    what = [told.what for change in changes for told in change.told]
    for note in theirs.notes:
        if note not in action.notes:
            edits.append(Edit("notes", "append", note))
            what.append(f"note: {note}")
    if not edits:
        raise Refusal(f"{action.ref} cannot be updated from row {proposal.row}. Nothing was written.")
    return Change("", (Told(action.ref, action.words, "; ".join(what)),), ((action.ref, tuple(edits)),))
