"""The meeting file: a new one as the minutes have it, or what is missing in the one there is; nothing in it is overwritten."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from g2g.dates import fold
from g2g.errors import Refusal
from g2g.minutes.parties import untitled
from g2g.model import Attendance, Edit, Item, Proceedings, Resolution, Value
from g2g.proposal import Proposal, spelled
from g2g.proposal.likeness import SOMEWHAT, folded, likeness, telling

Same = Callable[[str], str]


class Merged(NamedTuple):
    """What becomes of a meeting file: the edits, what they add in words, and what it says otherwise (field, record, minutes)."""

    edits: tuple[Edit, ...] = ()
    added: tuple[str, ...] = ()
    differs: tuple[tuple[str, str, str], ...] = ()


def new_fields(proposal: Proposal) -> dict[str, Value]:
    """The fields of a new meeting file."""
    fields: dict[str, Value] = {"body": proposal.body, "date": proposal.day.isoformat()}
    known: tuple[tuple[str, Value], ...] = (("time", proposal.time), ("venue", proposal.venue))
    fields |= {name: value for name, value in known if value}
    fields["status"] = "held"
    if proposal.chair:
        fields["chair"] = proposal.chair
    if proposal.is_whole:
        fields["minutes"] = "draft"
    lists: tuple[tuple[str, list[Value]], ...] = (
        ("present", [_attendance(one) for one in proposal.present]), ("apologies", [_attendance(one) for one in proposal.apologies]),
        ("items", _items(proposal.items, _Numbers(proposal.meeting, ()))),
    )  # fmt: skip
    return fields | {name: rows for name, rows in lists if rows}


def merged(proposal: Proposal, held: Proceedings, same: Same) -> Merged:
    """What the minutes add to a meeting that is on the calendar; ``same`` gives the one name of somebody by any of theirs.

    Raises Refusal for a meeting that cannot have been held.
    """
    meeting = held.meeting
    if meeting.status == "cancelled":
        raise Refusal(f"{meeting.ref} was cancelled, so these cannot be its minutes. Nothing was written.")
    if meeting.status == "moved":
        raise Refusal(f"{meeting.ref} was moved to {meeting.moved_to}, so these cannot be its minutes. Nothing was written.")
    edits: list[Edit] = [] if meeting.status == "held" else [Edit("status", "set", "held")]
    added: list[str] = [] if meeting.status == "held" else [f"{meeting.status} → held"]
    differs: list[tuple[str, str, str]] = []
    for name, ours, theirs in (("time", meeting.time, proposal.time), ("venue", meeting.venue, proposal.venue), ("chair", meeting.chair, proposal.chair)):
        if theirs and not ours:
            edits.append(Edit(name, "set", theirs))
            added.append(f"{name} {theirs}")
        elif theirs and fold(spelled(ours)) != fold(spelled(theirs)) and fold(same(ours)) != fold(same(theirs)):
            differs.append((name, ours, theirs))
    if not meeting.minutes and meeting.status != "held" and proposal.is_whole:
        edits.append(Edit("minutes", "set", "draft"))
        added.append("minutes draft")
    _merge_people(proposal, held, same, edits, added, differs)
    _merge_items(proposal, held, edits, added, differs)
    return Merged(tuple(edits), tuple(added), tuple(differs))


# ---- who was there ------------------------------------------------------------------------------------


def _merge_people(
    proposal: Proposal, held: Proceedings, same: Same, edits: list[Edit], added: list[str], differs: list[tuple[str, str, str]],
) -> None:  # fmt: skip
    def key(one: Attendance) -> str:
        return fold(untitled(same(one.name)))

    for field, ours, others, theirs in (
        ("present", held.present, held.apologies, proposal.present), ("apologies", held.apologies, held.present, proposal.apologies),
    ):  # fmt: skip
        there, elsewhere = {key(one): one for one in ours}, {key(one) for one in others}
        new = []
        for one in theirs:
            known = there.get(key(one))
            if known is None and key(one) in elsewhere:
                differs.append((field, f"{one.name} stands under {'apologies' if field == 'present' else 'present'}", one.name))
            elif known is None:
                new.append(one)
            elif known.organisation and one.organisation and fold(known.organisation) != fold(one.organisation):
                differs.append((field, f"{known.name}, {known.organisation}", f"{one.name}, {one.organisation}"))
        edits += appended(field, [_attendance(one) for one in new], ours)
        if new:
            added.append(f"{len(new)} {'present' if field == 'present' else 'with apologies'}")


def appended(field: str, rows: Sequence[Value], there: Sequence[object]) -> list[Edit]:
    """Rows put after those of a list; the list itself where there is none."""
    if there or not rows:
        return [Edit(field, "append", row) for row in rows]
    return [Edit(field, "set", list(rows))]


def _attendance(person: Attendance) -> Value:
    fields: dict[str, Value] = {"name": person.name}
    return fields | {k: v for k, v in (("organisation", person.organisation), ("role", person.role)) if v}


# ---- items and resolutions ------------------------------------------------------------------------------


class _Numbers:
    """The references of resolutions: one after the highest that the meeting has given."""

    def __init__(self, meeting: str, there: Iterable[Resolution]) -> None:
        self.meeting = meeting
        numbers = [int(found[1]) for one in there if (found := re.fullmatch(rf"{re.escape(meeting)}-R(\d{{1,4}})", one.ref))]
        self.last = max(numbers, default=0)

    def following(self) -> str:
        self.last += 1
        return f"{self.meeting}-R{self.last}"


def _items(items: Sequence[Item], numbers: _Numbers) -> list[Value]:
    rows: list[Value] = []
    for item in items:
        row: dict[str, Value] = {"number": item.number} if item.number else {}
        row["title"] = item.title
        if item.resolutions:
            row["resolutions"] = [{"ref": numbers.following(), "text": one.words} for one in item.resolutions]
        rows.append(row)
    return rows


def _merge_items(
    proposal: Proposal, held: Proceedings, edits: list[Edit], added: list[str], differs: list[tuple[str, str, str]],
) -> None:  # fmt: skip
    numbers = _Numbers(held.meeting.ref, [one for item in held.items for one in item.resolutions])
    pairs = _paired(proposal.items, held.items)
    new = [item for nth, item in enumerate(proposal.items) if nth not in pairs]
    resolved = sum(len(item.resolutions) for item in new)
    for nth, place in sorted(pairs.items()):
        theirs, ours = proposal.items[nth], held.items[place]
        if folded(theirs.title) != folded(ours.title) and not ours.exempt:
            differs.append((f"item {ours.number or place + 1}", ours.title, theirs.title))
        missing = _missing(theirs, ours, differs, ours.number or str(place + 1))
        rows: list[Value] = [{"ref": numbers.following(), "text": one.words} for one in missing]
        resolved += len(missing)
        edits += [Edit(f"items/{place}/resolutions", "append", row) for row in rows]
    edits += appended("items", _items(new, numbers), held.items)
    if new:
        added.append(f"{len(new)} item{'s' if len(new) > 1 else ''}")
    if resolved:
        added.append(f"{resolved} resolution{'s' if resolved > 1 else ''}")


def _paired(theirs: Sequence[Item], ours: Sequence[Item]) -> dict[int, int]:
    """Items by their number, else by their title, one to one."""
    found: dict[int, int] = {}
    tests: tuple[Callable[[Item, Item], bool], ...] = (
        lambda a, b: bool(a.number) and fold(a.number).strip(".") == fold(b.number).strip(".") and _related(a, b),
        lambda a, b: folded(a.title) == folded(b.title),
        lambda a, b: bool(a.number) and fold(a.number).strip(".") == fold(b.number).strip("."),
    )
    for test in tests:
        for nth, one in enumerate(theirs):
            place = next((p for p, other in enumerate(ours) if nth not in found and p not in found.values() and test(one, other)), None)
            if place is not None:
                found[nth] = place
    return found


def _related(one: Item, other: Item) -> bool:
    return likeness(telling(one.title), telling(other.title)) >= SOMEWHAT


def _missing(theirs: Item, ours: Item, differs: list[tuple[str, str, str]], number: str) -> list[Resolution]:
    """The resolutions that an item of the record does not have; one that it has in other words is told as a difference."""
    there = list(ours.resolutions)
    missing = []
    for one in theirs.resolutions:
        words = telling(_bare(one.words))
        scored = sorted(((likeness(words, telling(_bare(other.words))), -nth) for nth, other in enumerate(there)), reverse=True)
        if not scored or scored[0][0] < SOMEWHAT:
            missing.append(one)
            continue
        other = there.pop(-scored[0][1])
        if folded(_bare(other.words)) != folded(_bare(one.words)) and not (ours.exempt or other.exempt):
            differs.append((f"resolution {other.ref.rpartition('-')[2] or number}", other.words, one.words))
    return missing


def _bare(words: str) -> str:
    return re.sub(r"(?i)^that[;:,]? ", "", words)
