"""The meeting file: a new one as the minutes have it, or what is missing in the one there is; nothing in it is overwritten."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from g2g.dates import fold
from g2g.errors import Refusal
from g2g.exemption import paragraphs
from g2g.minutes.parties import untitled
from g2g.model import Attendance, Edit, Item, Proceedings, Resolution, Value
from g2g.proposal import Proposal, spelled
from g2g.proposal.likeness import SOMEWHAT, folded, likeness, telling
from g2g.proposal.matching import Difference, quoted
from g2g.records import one_or_several

Same = Callable[[str], str]


class Merged(NamedTuple):
    """What becomes of a meeting file: the edits, what they add in words, and what the minutes say otherwise."""

    edits: tuple[Edit, ...] = ()
    added: tuple[str, ...] = ()
    differs: tuple[Difference, ...] = ()


class _Merging:
    """A meeting file and the minutes of that meeting, put together: what is added, and what differs."""

    def __init__(self, proposal: Proposal, held: Proceedings, same: Same) -> None:
        self.proposal, self.held, self.same = proposal, held, same
        self.ref = held.meeting.ref
        self.edits: list[Edit] = []
        self.added: list[str] = []
        self.differs: list[Difference] = []

    def differ(self, what: str, ours: str, theirs: str, command: str) -> None:
        self.differs.append(Difference(self.ref, what, ours, theirs, command))

    def edit(self, options: str) -> str:
        """The command that corrects the meeting."""
        return f"g2g meeting edit {self.ref} {options}"

    def by_hand(self, what: str) -> str:
        return f"{what} in data/meetings/{self.ref}.yaml"


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
    merging = _Merging(proposal, held, same)
    if meeting.status != "held":
        merging.edits.append(Edit("status", "set", "held"))
        merging.added.append(f"{meeting.status} → held")
    for name, ours, theirs in (("time", meeting.time, proposal.time), ("venue", meeting.venue, proposal.venue), ("chair", meeting.chair, proposal.chair)):
        if theirs and not ours:
            merging.edits.append(Edit(name, "set", theirs))
            merging.added.append(f"{name} {theirs}")
        elif theirs and fold(spelled(ours)) != fold(spelled(theirs)) and fold(same(ours)) != fold(same(theirs)):
            merging.differ(name, ours, theirs, merging.edit(f"--{name} {quoted(theirs)}"))
    if not meeting.minutes and meeting.status != "held" and proposal.is_whole:
        merging.edits.append(Edit("minutes", "set", "draft"))
        merging.added.append("minutes draft")
    _merge_people(merging)
    _merge_items(merging)
    return Merged(tuple(merging.edits), tuple(merging.added), tuple(merging.differs))


# ---- who was there ------------------------------------------------------------------------------------


def _merge_people(merging: _Merging) -> None:
    proposal, held, same = merging.proposal, merging.held, merging.same

    def key(one: Attendance) -> str:
        return fold(untitled(same(one.name)))

    named = {key(one) for one in (*proposal.present, *proposal.apologies)}
    for field, ours, others, theirs in (
        ("present", held.present, held.apologies, proposal.present), ("apologies", held.apologies, held.present, proposal.apologies),
    ):  # fmt: skip
        there, elsewhere = {key(one): one for one in ours}, {key(one) for one in others}
        other = "apologies" if field == "present" else "present"
        new = []
        for one in theirs:
            known = there.get(key(one))
            if known is None and key(one) in elsewhere:
                merging.differ(field, f"{one.name} stands under {other}", one.name, merging.by_hand(f"move them from “{other}:” to “{field}:”"))
            elif known is None:
                new.append(one)
            elif known.organisation and one.organisation and fold(known.organisation) != fold(one.organisation):
                merging.differ(field, f"{known.name}, {known.organisation}", f"{one.name}, {one.organisation}", merging.by_hand("change it"))
        merging.edits += appended(field, [_attendance(one) for one in new], ours)
        if new:
            merging.added.append(f"{len(new)} {'present' if field == 'present' else 'with apologies'}")
        # A page about one item names nobody; and what somebody put down before the meeting may be all there is.
        for one in ours if theirs and proposal.is_whole else ():
            if key(one) not in named:
                merging.differ(field, one.name, "not named", merging.by_hand(f"take them out under “{field}:”"))


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
        if item.exempt:
            row["exempt"] = one_or_several(item.exempt)
        if item.resolutions:
            # Of an exempt item all is exempt.
            row["resolutions"] = [_resolution(one, numbers, bool(item.exempt)) for one in item.resolutions]
        rows.append(row)
    return rows


def _resolution(one: Resolution, numbers: _Numbers, within: bool) -> dict[str, Value]:
    """The row of a resolution; ``within`` an item that is exempt as a whole."""
    row: dict[str, Value] = {"ref": numbers.following(), "text": one.words}
    return row | ({"exempt": one_or_several(one.exempt)} if one.exempt and not within else {})


def _merge_items(merging: _Merging) -> None:
    proposal, held = merging.proposal, merging.held
    numbers = _Numbers(held.meeting.ref, [one for item in held.items for one in item.resolutions])
    pairs = _paired(proposal.items, held.items)
    new = [item for nth, item in enumerate(proposal.items) if nth not in pairs]
    resolved = sum(len(item.resolutions) for item in new)
    for nth, place in sorted(pairs.items()):
        theirs, ours = proposal.items[nth], held.items[place]
        named = quoted(ours.number or ours.title)
        if theirs.exempt and not ours.exempt:
            command = merging.edit(f"--item {named} --exempt {quoted(','.join(theirs.exempt))}")
            merging.differ(f"item {ours.number or place + 1}", "for publication", f"exempt, {paragraphs(theirs.exempt)}", command)
        if folded(theirs.title) != folded(ours.title) and not ours.exempt and not theirs.exempt:
            merging.differ(f"item {ours.number or place + 1}", ours.title, theirs.title, merging.edit(f"--item {named} --title {quoted(theirs.title)}"))
        missing = _missing(merging, theirs, ours, ours.number or str(place + 1))
        resolved += len(missing)
        merging.edits += [Edit(f"items/{place}/resolutions", "append", _resolution(one, numbers, bool(ours.exempt))) for one in missing]
    for place, ours in enumerate(held.items):
        if proposal.is_whole and proposal.items and held.meeting.status == "held" and held.meeting.minutes and place not in pairs.values() and not ours.exempt:
            merging.differ(f"item {ours.number or place + 1}", ours.title, "not there", merging.by_hand("take it out under “items:”"))
    merging.edits += appended("items", _items(new, numbers), held.items)
    if new:
        merging.added.append(f"{len(new)} item{'s' if len(new) > 1 else ''}")
    if resolved:
        merging.added.append(f"{resolved} resolution{'s' if resolved > 1 else ''}")


def _paired(theirs: Sequence[Item], ours: Sequence[Item]) -> dict[int, int]:
    """Items by their number, else by their title, one to one; a public one with an exempt one only where their titles agree."""
    found: dict[int, int] = {}
    tests: tuple[Callable[[Item, Item], bool], ...] = (
        lambda a, b: bool(a.number) and fold(a.number).strip(".") == fold(b.number).strip(".") and _related(a, b),
        lambda a, b: folded(a.title) == folded(b.title),
        lambda a, b: bool(a.number) and fold(a.number).strip(".") == fold(b.number).strip(".") and (bool(a.exempt) or not b.exempt),
    )
    for test in tests:
        for nth, one in enumerate(theirs):
            place = next((p for p, other in enumerate(ours) if nth not in found and p not in found.values() and test(one, other)), None)
            if place is not None:
                found[nth] = place
    return found


def _related(one: Item, other: Item) -> bool:
    return likeness(telling(one.title), telling(other.title)) >= SOMEWHAT


def _missing(merging: _Merging, theirs: Item, ours: Item, number: str) -> list[Resolution]:
    """The resolutions that an item of the record does not have; one in other words, or struck out, is told as a difference."""
    there = list(ours.resolutions)
    missing = []
    for one in theirs.resolutions:
        words = telling(_bare(one.words))
        scored = sorted(((likeness(words, telling(_bare(other.words))), -nth) for nth, other in enumerate(there)), reverse=True)
        if not scored or scored[0][0] < SOMEWHAT:
            missing.append(one)
            continue
        other = there.pop(-scored[0][1])
        if not (ours.exempt or other.exempt):
            _compared(merging, one, other, number, bool(theirs.exempt))
    for other in there if merging.proposal.is_whole else ():
        if not (ours.exempt or other.exempt):
            merging.differ(_called(other, number), other.words, "not there", merging.by_hand("take it out"))
    return missing


def _compared(merging: _Merging, one: Resolution, other: Resolution, number: str, within: bool) -> None:
    """A public resolution of the record, in other words or exempt by the minutes; ``within`` an item that they have as exempt."""
    if one.exempt and not within:
        command = merging.edit(f"--resolution {other.ref} --exempt {quoted(','.join(one.exempt))}") if other.ref else merging.by_hand("mark it as exempt")
        merging.differ(_called(other, number), "for publication", f"exempt, {paragraphs(one.exempt)}", command)
    if folded(_bare(other.words)) != folded(_bare(one.words)) and not one.exempt:
        command = merging.edit(f"--resolution {other.ref} --words {quoted(one.words)}") if other.ref else merging.by_hand("change its words")
        merging.differ(_called(other, number), other.words, one.words, command)


def _called(one: Resolution, number: str) -> str:
    return f"resolution {one.ref.rpartition('-')[2] or number}"


def _bare(words: str) -> str:
    return re.sub(r"(?i)^that[;:,]? ", "", words)
