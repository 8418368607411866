"""One number given to two actions by two clerks: both are kept, and one of them takes the next free number.

Which one is decided by what they say, so that it comes out the same whichever side merges.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress

from g2g import splice
from g2g.entryfile import order_of
from g2g.errors import BrokenFile
from g2g.model import ACTION_REF, Edit
from g2g.nodes import Mapping, plain, written
from g2g.pieces import line_end, parsed
from g2g.records import ACTION_FIELDS

# Entries as they stand in a file, each with the comments and blank lines above it, by their keys.
Units = dict[str, bytes]


def parted(unit: bytes) -> tuple[bytes, bytes]:
    """What stands above an entry, and its own text."""
    lead = re.match(rb"(?:\n|#[^\n]*\n)*", unit)
    at = lead.end() if lead else 0
    return unit[:at], unit[at:]


def words_of(unit: bytes) -> str:
    """What tells one action from another: its words, or all of it where it has none."""
    text = parted(unit)[1].decode()
    try:
        said = plain(parsed(text)[0].pairs[0].node)
    except BrokenFile:
        return text
    words = said.get("action", "") if isinstance(said, dict) else ""
    return " ".join(words.split()) if isinstance(words, str) and words else text.partition("\n")[2]


def apart(base: Units, ours: Units, theirs: Units) -> tuple[Units, Units, list[str]]:
    """Both sides, with the numbers that each gave to an action of its own told apart; and what was done, in sentences."""
    collided = [
        key for key in ours
        if key not in base and key in theirs and ours[key] != theirs[key] and words_of(ours[key]) != words_of(theirs[key])
    ]  # fmt: skip
    told: list[str] = []
    for meeting in sorted({match[1] + "-" + match[2] for key in collided if (match := re.fullmatch(ACTION_REF, key)) and not match[4]}):
        ours, theirs, said = _meeting_apart(meeting, base, ours, theirs)
        told += said
    return ours, theirs, told


def _meeting_apart(meeting: str, base: Units, ours: Units, theirs: Units) -> tuple[Units, Units, list[str]]:
    our, their = (_new(meeting, base, side) for side in (ours, theirs))
    taken = {key for side in (base, ours, theirs) for key in side if key.startswith(f"{meeting}-")}
    taken |= {old for side in (ours, theirs) for unit in side.values() if (old := _formerly(unit, meeting))}
    had = {words: sorted({side[words] for side in (our, their) if words in side}, key=order_of) for words in {*our, *their}}
    given: dict[str, str] = {}
    for words in sorted(had, key=lambda words: (order_of(had[words][0]), words)):
        ref = next((ref for ref in had[words] if ref not in given.values()), "") or next_free(taken, meeting)
        taken.add(ref)
        given[words] = ref
    told = [_told(words, had[words], given[words]) for words in given if had[words] != [given[words]]]
    return _renamed(ours, our, had, given), _renamed(theirs, their, had, given), told


def _told(words: str, had: list[str], ref: str) -> str:
    if len(had) > 1:
        return f"“{_short(words)}” was {' and '.join(had)}; it is {ref} now."
    return f"{had[0]} was given to two actions; “{_short(words)}” is now {ref}."


def _new(meeting: str, base: Units, side: Units) -> dict[str, str]:
    """The references of a meeting's actions that one side added, by their words."""
    new: dict[str, str] = {}
    for key, unit in side.items():
        if key.startswith(f"{meeting}-") and key not in base and re.fullmatch(ACTION_REF, key):
            new.setdefault(words_of(unit), key)
    return new


def _formerly(unit: bytes, meeting: str) -> str:
    found = re.search(rb"(?m)^ +formerly: (" + re.escape(meeting.encode()) + rb"-[0-9]+)", unit)
    return found[1].decode() if found else ""


def next_free(taken: Iterable[str], meeting: str) -> str:
    """The reference after the highest that a meeting has given."""
    numbers = [int(match[3]) for key in taken if key.startswith(f"{meeting}-") and (match := re.fullmatch(ACTION_REF, key))]
    return f"{meeting}-{max(numbers, default=0) + 1:02}"


def _renamed(side: Units, new: dict[str, str], had: dict[str, list[str]], given: dict[str, str]) -> Units:
    """One side, its new actions under the references given to them, behind the others of their meeting."""
    moved = {ref: words for words, ref in new.items() if had[words] != [given[words]]}
    if not moved:
        return side
    out: Units = {key: unit for key, unit in side.items() if key not in moved}
    for key, words in sorted(moved.items(), key=lambda pair: order_of(given[pair[1]])):
        formerly = ", ".join(ref for ref in had[words] if ref != given[words])
        lead, text = parted(side[key])
        out = _put(out, given[words], lead + renumbered(text, formerly, given[words]))
    return out


def _put(units: Units, key: str, unit: bytes) -> Units:
    rows = list(units.items())
    meeting = key.rpartition("-")[0] + "-"
    places = [i for i, (other, _) in enumerate(rows, 1) if other.startswith(meeting) and order_of(other) < order_of(key)]
    body = key.partition("-")[0] + "-"
    places = places or [i for i, (other, _) in enumerate(rows, 1) if other.startswith(body) and order_of(other) < order_of(key)]
    at = places[-1] if places else 0
    return dict([*rows[:at], (key, unit), *rows[at:]])


def renumbered(text: bytes, old: str, new: str) -> bytes:
    """An entry under another reference, which keeps the one it had."""
    words = text.decode()
    root, _ = parsed(words)
    pair = root.pairs[0]
    if isinstance(pair.node, Mapping):
        before = pair.node.find("formerly")
        said = plain(before.node) if before else ""
        edit = Edit("formerly", "set", f"{old}, {said}" if isinstance(said, str) and said else old)
        # Where there is no safe place for it, its former number is told all the same.
        with suppress(splice.Unsafe):
            words = splice.spliced(words, pair.node, [edit], ACTION_FIELDS, head=line_end(words, pair.key.end))
    return (written(new) + words[pair.key.end :]).encode()


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:59] + "…"
