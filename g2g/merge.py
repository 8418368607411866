"""Two sides of a file and what both came from, merged entry by entry: three texts in, one text and its conflicts out.

What one side alone changed is that side's text, byte for byte; nothing is written anew that was not changed twice.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from g2g import files, numbering, splice
from g2g.entryfile import EntryFile, Found, order_of
from g2g.errors import BrokenFile, LeftToGit, Refusal
from g2g.model import Value
from g2g.nodes import Mapping, Scalar, plain, written
from g2g.numbering import Unit, Units
from g2g.pieces import Conflict, Divided, Part, comments_of, divided, line_end, parsed, woven, woven_lines
from g2g.records import ACTION_FIELDS, BODY_FIELDS, MEETING_FIELDS, PERSON_FIELDS
from g2g.settling import ENDING, KEYED, UNITED, Place, Unsettled, meaning, picked, settled, with_comments

_SIDES = ("base", "ours", "theirs")
Says = Callable[[Conflict], str]
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


def marked(size: int = 7) -> Says:
    """Both sides' lines between git's marks, which name what they are about."""

    def says(conflict: Conflict) -> str:
        about = f"{conflict.ref} / {conflict.field or 'entry'}"
        return f"{'<' * size} ours: {about}\n{conflict.ours}{'=' * size}\n{conflict.theirs}{'>' * size} theirs: {about}\n"

    return says


def sentence(conflict: Conflict) -> str:
    """What is to be settled, in words, and how."""
    about = f"{conflict.ref}, {conflict.field}" if conflict.field else conflict.ref
    command = f"g2g resolve {_shell_word(conflict.ref)}"
    if not conflict.field:
        gone, kept = ("ours", "theirs") if not conflict.ours else ("theirs", "ours")
        if conflict.ours and conflict.theirs:
            return f"{about}: changed in two ways that cannot be told apart by field. Settle it: “{command} --ours” or --theirs."
        return f"{about}: {gone} took it away (or archived it), {kept} changed it. Settle it: “{command} --ours” or --theirs."
    ours, theirs = _words(conflict.ours), _words(conflict.theirs)
    return f"{about}: ours {ours}, theirs {theirs}. Settle it: “{command} --ours”, --theirs or --value TEXT."


def _shell_word(ref: str) -> str:
    return ref if re.fullmatch(r"[\w.-]+", ref) else f"'{ref}'"


def _words(text: str) -> str:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not lines:
        return "has it no more"
    said = lines[0].partition(": ")[2] if len(lines) == 1 and ": " in lines[0] else "; ".join(lines)
    return f"“{said if len(said) <= 100 else said[:99] + '…'}”"


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
    found = {key: some for key in {**ours, **theirs, **base} if (some := _unit(key, base.get(key), ours.get(key), theirs.get(key), kind))}
    order = woven(base, ours, theirs, found.keys(), _rank)
    order += sorted(found.keys() - set(order), key=lambda key: (_rank(key), key))
    head = woven_lines(*(side.head.decode() for side in sides)).encode()
    tail = woven_lines(*(side.tail.decode() for side in sides)).encode()
    firsts = {next(iter(side.units)) for side in sides if side.units and not side.head}
    parts = tuple(_together(head, [(key, found[key]) for key in order], tail, firsts))
    result = _checked(Merged(form, parts, tuple(told)), kind)
    both = [key for key in found if "\0" not in key and not (base.get(key) in (ours.get(key), theirs.get(key)) or ours.get(key) == theirs.get(key))]
    if not result.conflicts and not _fits(result, base, ours, theirs, kind, both):
        raise LeftToGit(path, "the merged file would not say what the two sides say")
    return result


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
        key, end = (one[1] or b"").decode(), _end_of(file, one)
        units[_free(key, units)] = Unit(body[at : one.start()], body[one.start() : end])
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


def _end_of(file: EntryFile, one: Found) -> int:
    """Where what belongs to an entry ends; in nearly every entry there is but one blank line behind it."""
    body, end = file.text.body, one.end()
    if isinstance(one, re.Match) and body[end - 2 : end] == b"\n\n" and body[body.rfind(b"\n", 0, end - 2) + 1] == 32:
        return end - 1
    return file.own_end(one)


def _unit(key: str, base: Unit | None, ours: Unit | None, theirs: Unit | None, kind: Kind) -> _Parts:
    """An entry and what stands above it; empty where it is gone."""
    if ours == theirs or theirs == base:
        return [*ours] if ours else []
    if ours == base:
        return [*theirs] if theirs else []
    key = key.partition("\0")[0]
    if ours is None or theirs is None:
        return _gone(key, base, ours, theirs)
    old = base or Unit(b"", b"")
    lead = woven_lines(old.lead.decode(), ours.lead.decode(), theirs.lead.decode())
    return [lead.encode(), *_as_bytes(_entry(key, old.text.decode(), ours.text.decode(), theirs.text.decode(), kind))]


def _gone(key: str, base: Unit | None, ours: Unit | None, theirs: Unit | None) -> _Parts:
    """One side took away what the other changed: a change is never dropped; what is said in comments alone is kept."""
    left = ours or theirs
    assert left is not None
    if base is None or meaning("", plain(parsed(left.text.decode())[0])) != meaning("", plain(parsed(base.text.decode())[0])):
        our, their, old = (unit.text.decode() if unit else "" for unit in (ours, theirs, base))
        return [left.lead, Conflict(key, "", our, their, old)]
    new = comments_of((left.lead + left.text).decode()) - comments_of((base.lead + base.text).decode())
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
        elif key in firsts and rest and not lead.startswith(b"\n"):
            lead = b"\n" + lead
        yield lead
        yield from rest
        above = True
    yield tail


# ---- looking at what came out --------------------------------------------------------------------


def _checked(result: Merged, kind: Kind) -> Merged:
    """The same, once it has been read again. Raises LeftToGit where it cannot be."""
    for choice in ("ours", "theirs") if result.conflicts else ("ours",):
        body = result.body(lambda conflict, side=choice: getattr(conflict, side))  # type: ignore[misc]
        text = result.form._replace(body=body)
        try:
            if kind.of_entries:
                EntryFile(text, kind.order)
            elif divided(body.decode()) is None:
                raise BrokenFile(text.path, 1, "no fields")
        except Refusal as trouble:
            raise LeftToGit(text.path, f"the merged file could not be read again ({trouble})") from None
    return result


def _fits(result: Merged, base: Units, ours: Units, theirs: Units, kind: Kind, keys: Sequence[str]) -> bool:
    """Whether every entry that both sides changed says what the side says that alone changed a field."""
    if not keys:
        return True
    file = EntryFile(result.form._replace(body=result.body(lambda conflict: "")), kind.order)
    wanted = set(keys)
    try:
        found = {key: file.fields(one) for one in file.found if (key := (one[1] or b"").decode()) in wanted}
        return all(_follows(_fields(base.get(key)), _fields(ours.get(key)), _fields(theirs.get(key)), said) for key, said in found.items())
    except BrokenFile:
        return False


def _fields(unit: Unit | None) -> dict[str, Value]:
    said = plain(parsed(unit.text.decode())[0].pairs[0].node) if unit else {}
    return said if isinstance(said, dict) else {}


def _follows(base: dict[str, Value], ours: dict[str, Value], theirs: dict[str, Value], said: dict[str, Value]) -> bool:
    for name in {*ours, *theirs, *said} - {*ENDING, *UNITED, *KEYED}:
        old, our, their, new = (meaning(name, fields.get(name)) for fields in (base, ours, theirs, said))
        if new != (their if our == old else our) and their != old:
            return False
        if their == old and new != our:
            return False
    return True
