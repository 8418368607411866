"""Two sides of a file and what both came from, merged entry by entry: three texts in, one text and its conflicts out.

What one side alone changed is that side's text, byte for byte; nothing is written anew that was not changed twice.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from g2g import files, numbering, splice
from g2g.ending import ENDING
from g2g.entryfile import EntryFile, Found, Loose, order_of
from g2g.errors import BrokenFile, LeftToGit, Refusal
from g2g.marks import Says
from g2g.model import Value
from g2g.nodes import Mapping, Scalar, plain, written
from g2g.numbering import Units
from g2g.pieces import Conflict, Divided, Part, comments_of, divided, line_end, parsed, woven, woven_lines
from g2g.records import ACTION_FIELDS, BODY_FIELDS, MEETING_FIELDS, PERSON_FIELDS
from g2g.settling import KEYED, UNITED, Place, Unsettled, meaning, picked, settled, with_comments

_SIDES = ("base", "ours", "theirs")
_READINGS: tuple[Says, Says] = (lambda conflict: conflict.ours, lambda conflict: conflict.theirs)
_Parts = list[bytes | Conflict]


class Merged(NamedTuple):
    """A merged file: its parts, in order, and what there is to say of it besides its conflicts."""

    form: files.Text
    parts: tuple[bytes | Conflict, ...]
    told: tuple[str, ...] = ()

    @property
    def conflicts(self) -> list[Conflict]:
        return [part for part in self.parts if isinstance(part, Conflict)]

    def body(self, says: Says) -> bytes:
        return b"".join(part if isinstance(part, bytes) else says(part).encode() for part in self.parts)

    def raw(self, says: Says) -> bytes:
        """The bytes of the file, each conflict worded by ``says``."""
        return self.form.encoded(self.body(says))


class Kind(NamedTuple):
    """What a file holds: the written order of fields, whether it is a file of entries, and of actions; its own reference."""

    order: tuple[str, ...]
    of_entries: bool
    of_actions: bool
    ref: str


def kind_of(path: str) -> Kind:
    """What a file holds, by its name."""
    folder, name = os.path.split(path.replace("\\", "/"))
    ref = name.removesuffix(".yaml")
    if name == "actions.yaml" or os.path.basename(folder) == "archive":
        return Kind(ACTION_FIELDS, True, True, ref)
    if name in ("bodies.yaml", "people.yaml"):
        return Kind(BODY_FIELDS if name == "bodies.yaml" else PERSON_FIELDS, True, False, ref)
    return Kind(MEETING_FIELDS if os.path.basename(folder) == "meetings" else (), False, False, ref)


def merged(base: bytes, ours: bytes, theirs: bytes, path: str) -> Merged:
    """The file that comes of two sides. Raises LeftToGit where that must not be guessed."""
    if theirs in (base, ours) or ours == base:
        same = ours if theirs in (base, ours) else theirs
        return Merged(files.Text(path, path, same, same), (same,))
    kind = kind_of(path)
    texts = [_text(raw, path, side) for raw, side in zip((base, ours, theirs), _SIDES, strict=True)]
    form = _form(*texts)
    if not kind.of_entries:
        return _checked(Merged(form, _small(texts, path, kind)), kind)
    return _entries(texts, form, path, kind)


def twice(body: bytes, path: str) -> list[str]:
    """The references that stand more than once in a file of actions. Raises BrokenFile."""
    keys = EntryFile(files.text_of(path, path, body), ACTION_FIELDS).keys()
    return list(dict.fromkeys(key for key, count in Counter(keys).items() if count > 1))


def told_apart(raw: bytes, path: str, ref: str) -> Merged:
    """A file in which a reference stands twice, merged as if each of the two had come from one side."""
    text = files.text_of(path, path, raw)
    file = EntryFile(text, ACTION_FIELDS)
    one, other = [one for one in file.found if one[1] == ref.encode()][:2]
    without = [_without(file, *some) for some in ((one, other), (other,), (one,))]
    base, ours, theirs = (text.encoded(body) for body in without)
    return merged(base, ours, theirs, path)


def _without(file: EntryFile, *gone: Found) -> bytes:
    body, at, out = file.text.body, 0, []
    for one in sorted(gone, key=lambda one: one.start()):
        out.append(body[at : one.start()])
        at = one.end()
    return b"".join([*out, body[at:]])


def _text(raw: bytes, path: str, side: str) -> files.Text:
    try:
        return files.text_of(path, f"{path} ({side})", raw)
    except BrokenFile as trouble:
        raise LeftToGit(path, f"{side} cannot be read (line {trouble.line}: {trouble.what.rstrip('.')})") from None


def _form(base: files.Text, ours: files.Text, theirs: files.Text) -> files.Text:
    """Ours with the byte order mark, line endings and last line that either side gave the file, else its own."""
    if not base.body:
        return ours
    changes = {name: getattr(theirs, name) for name in ("bom", "crlf", "ended") if getattr(ours, name) == getattr(base, name)}
    return ours._replace(**changes)


# ---- a small file: a meeting, the plan, the settings ---------------------------------------------


def _small(texts: Sequence[files.Text], path: str, kind: Kind) -> tuple[bytes | Conflict, ...]:
    blocks = []
    for text, side in zip(texts, _SIDES, strict=True):
        block = divided(text.body.decode())
        if block is None:
            raise LeftToGit(path, f"{side} cannot be read as fields")
        blocks.append(block)
    try:
        parts = settled(blocks[0], blocks[1], blocks[2], Place(kind.ref, "", kind.order))
    except Unsettled:
        raise LeftToGit(path, "the two sides cannot be told apart by field") from None
    return _as_bytes(parts)


def _as_bytes(parts: Sequence[Part]) -> tuple[bytes | Conflict, ...]:
    return tuple(part.encode() if isinstance(part, str) else part for part in parts)


# ---- a file of entries ---------------------------------------------------------------------------


class _Side(NamedTuple):
    head: bytes
    units: Units
    tail: bytes


def _entries(texts: Sequence[files.Text], form: files.Text, path: str, kind: Kind) -> Merged:
    sides = [_side(text, path, kind, name) for text, name in zip(texts, _SIDES, strict=True)]
    for side, name in zip(sides[1:], _SIDES[1:], strict=True):
        lost = sum(1 for key in sides[0].units if key not in side.units)
        if 2 * lost > len(sides[0].units):
            raise LeftToGit(path, f"{name} lost {lost} of {len(sides[0].units)} entries")
    base, ours, theirs = _by_words([side.units for side in sides])
    told: list[str] = []
    if kind.of_actions:
        ours, theirs, told = numbering.apart(base, ours, theirs)
    found, both = _found(base, ours, theirs, kind)
    order = woven(base, ours, theirs, found.keys(), _rank)
    order += sorted(found.keys() - set(order), key=lambda key: (_rank(key), key))
    head = woven_lines(*(side.head.decode() for side in sides)).encode()
    tail = woven_lines(*(side.tail.decode() for side in sides)).encode()
    firsts = {next(iter(side.units)) for side in sides if side.units and not side.head}
    parts = tuple(_together(head, [(key, found[key]) for key in order], tail, firsts))
    result = _checked(Merged(form, parts, tuple(told)), kind)
    if not _fits(form, {key: found[key] for key in both}, (base, ours, theirs), kind):
        raise LeftToGit(path, "the merged file would not say what the two sides say")
    return result


def _found(base: Units, ours: Units, theirs: Units, kind: Kind) -> tuple[dict[str, _Parts], list[str]]:
    """The parts of every entry, and which of them both sides changed."""
    found: dict[str, _Parts] = {}
    both = []
    for key in {**ours, **theirs, **base}:
        old, our, their = base.get(key), ours.get(key), theirs.get(key)
        taken = our if our == their or their == old else their
        if our != their and old not in (our, their):
            both.append(key)
            if some := _unit(key, old, our, their, kind):
                found[key] = some
        elif taken is not None:
            found[key] = [taken]
    return found, [key for key in both if key in found]


def _side(text: files.Text, path: str, kind: Kind, name: str) -> _Side:
    try:
        file = EntryFile(text, kind.order)
    except BrokenFile as trouble:
        raise LeftToGit(path, f"{name} cannot be read (line {trouble.line}: {trouble.what.rstrip('.')})") from None
    if not file.found:
        return _Side(text.body, {}, b"")
    body, start = text.body, file.comments_start(file.found[0])
    while start and body[start - 2 : start] == b"\n\n":
        start -= 1
    units: Units = {}
    at = start
    for one in file.found:
        key, end = (one[1] or b"").decode(), one.end()
        # Nearly every entry has but one blank line behind it, and that stands above the next one.
        plain_end = body[end - 2 : end] == b"\n\n" and not isinstance(one, Loose) and body[body.rfind(b"\n", 0, end - 2) + 1] == 32
        end = end - 1 if plain_end else file.own_end(one)
        units[_free(key, units) if key in units else key] = body[at:end]
        at = end
    return _Side(body[:start], units, body[at:])


def _by_words(sides: list[Units]) -> list[Units]:
    """The sides' entries, those whose key stands twice on a side told apart by their words on all of them."""
    twice = {key.partition("\0")[0] for units in sides for key in units if "\0" in key}
    if not twice:
        return sides
    out: list[Units] = [{} for _ in sides]
    for units, new in zip(sides, out, strict=True):
        for key, unit in units.items():
            own = key.partition("\0")[0]
            new[_free(f"{own}\0{numbering.words_of(unit)}" if own in twice else key, new)] = unit
    return out


def _rank(key: str) -> tuple[str, str, int, int, str]:
    return order_of(key.partition("\0")[0])


def _free(key: str, units: Units) -> str:
    """A key, made another where it stands in the file already: what is there twice is merged as it stands."""
    number = 1
    known = key
    while known in units:
        number += 1
        known = f"{key}\0{number}"
    return known


def _unit(key: str, base: bytes | None, ours: bytes | None, theirs: bytes | None, kind: Kind) -> _Parts:
    """An entry that both sides changed, and what stands above it; empty where it is gone."""
    key = key.partition("\0")[0]
    if ours is None or theirs is None:
        return _gone(key, base, ours, theirs)
    leads, texts = zip(*(numbering.parted(unit) for unit in (base or b"", ours, theirs)), strict=True)
    lead = woven_lines(leads[0].decode(), leads[1].decode(), leads[2].decode())
    return [lead.encode(), *_as_bytes(_entry(key, texts[0].decode(), texts[1].decode(), texts[2].decode(), kind))]


def _gone(key: str, base: bytes | None, ours: bytes | None, theirs: bytes | None) -> _Parts:
    """One side took away what the other changed: a change is never dropped; what is said in comments alone is kept."""
    left = ours or theirs or b""
    lead, text = numbering.parted(left)
    old = numbering.parted(base or b"")[1]
    if meaning("", plain(parsed(text.decode())[0])) != meaning("", plain(parsed(old.decode())[0])):
        our, their = (numbering.parted(unit or b"")[1].decode() for unit in (ours, theirs))
        return [lead, Conflict(key, "", our, their, old.decode())]
    new = comments_of(left.decode()) - comments_of((base or b"").decode())
    return ["".join(f"{comment}\n" for comment in new.elements()).encode()] if new else []


def _entry(key: str, base: str, ours: str, theirs: str, kind: Kind) -> list[Part]:
    if ours == theirs or theirs == base:
        return [ours]
    if ours == base:
        return [theirs]
    whole = Conflict(key, "", ours, theirs, base)
    old, our, their = _cut(base), _cut(ours), _cut(theirs)
    if old is None or our is None or their is None:
        return [whole]
    try:
        parts = settled(old[1], our[1], their[1], Place(key, "", kind.order, kind.of_actions))
    except Unsettled:
        return [whole]
    return [*with_comments([picked(old[0], our[0], their[0])], old[0], our[0], their[0], ""), *parts]


def _cut(text: str) -> tuple[str, Divided] | None:
    """An entry as its first line and its fields; one in braces, without comments, as g2g would write it."""
    if not text:
        return "", Divided({}, "", None)
    # Nearly every entry has a plain key in a line of its own.
    if (key := re.match(r"[A-Za-z0-9][^:\n'\"]*:\n(?=  )", text)) and (block := divided(text[key.end() :])):
        return key[0], block
    root, _ = parsed(text)
    pair = root.pairs[0]
    at = line_end(text, pair.key.end)
    if isinstance(pair.node, Mapping) and not pair.node.flow and pair.node.start >= at:
        block = divided(text[at:])
    elif isinstance(pair.node, Mapping) and not comments_of(text):
        block = divided("".join(line for p in pair.node.pairs for line in splice.field_lines(p.key.text, plain(p.node), "  ")))
        return (f"{written(pair.key.text)}:\n", block) if block else None
    elif isinstance(pair.node, Scalar) and not pair.node.text:
        block = Divided({}, text[at:], None)
    else:
        return None
    return (text[:at], block) if block else None


def _together(head: bytes, found: Sequence[tuple[str, _Parts]], tail: bytes, firsts: set[str]) -> Iterator[bytes | Conflict]:
    """The parts of a file. An entry that stood first in a file has no blank line above it, and needs one further down."""
    yield head
    above = bool(head)
    for key, (lead, *rest) in found:
        assert isinstance(lead, bytes)
        if not above:
            lead = lead.lstrip(b"\n")
        elif key in firsts and not lead.startswith(b"\n"):
            lead = b"\n" + lead
        yield lead
        yield from rest
        above = True
    yield tail


# ---- looking at what came out --------------------------------------------------------------------


def _checked(result: Merged, kind: Kind) -> Merged:
    """The same, once it has been read again. Raises LeftToGit where it cannot be."""
    body = result.body(lambda conflict: conflict.ours)
    text = result.form._replace(body=body)
    try:
        if kind.of_entries:
            EntryFile(text, kind.order)
        elif not all(divided(result.body(side).decode()) for side in _READINGS):
            raise BrokenFile(text.path, 1, "no fields")
    except Refusal as trouble:
        raise LeftToGit(text.path, f"the merged file could not be read again ({trouble})") from None
    return result


def _fits(form: files.Text, found: dict[str, _Parts], sides: tuple[Units, Units, Units], kind: Kind) -> bool:
    """Whether every entry that both sides changed can be read, and says what the side says that alone changed a field."""
    try:
        for key, parts in found.items():
            result = Merged(form, tuple(parts))
            said = [_fields(result.body(side), form, kind) for side in _READINGS[: 1 + bool(result.conflicts)]]
            if not result.conflicts and said[0] and not _follows([_fields(units.get(key, b""), form, kind) for units in sides], said[0]):
                return False
    except BrokenFile:
        return False
    return True


def _fields(unit: bytes, form: files.Text, kind: Kind) -> dict[str, Value]:
    """What an entry says; nothing where it has gone. Raises BrokenFile."""
    file = EntryFile(form._replace(body=unit), kind.order)
    return file.fields(file.found[0]) if file.found else {}


def _follows(sides: list[dict[str, Value]], said: dict[str, Value]) -> bool:
    base, ours, theirs = sides
    for name in {*ours, *theirs, *said} - {*ENDING, *UNITED, *KEYED}:
        old, our, their, new = (meaning(name, fields.get(name)) for fields in (base, ours, theirs, said))
        if (our == old and new != their) or (their == old and new != our):
            return False
    return True
