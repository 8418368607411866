"""Two versions of one entry and what both came from, settled field by field: the rules of the minutes, and no file."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from g2g import ending
from g2g.ending import ENDING
from g2g.model import Value, iso_date
from g2g.pieces import (
    ABSENT,
    Conflict,
    Divided,
    Listed,
    Part,
    Piece,
    aligned,
    comments_of,
    counted,
    dashed,
    divided,
    field_text,
    listed,
    shifted,
    surviving,
    undashed,
    woven,
    woven_lines,
)
from g2g.splice import Unsafe

# Lists of which each side's additions are kept, each once.
UNITED = frozenset(
    {"notes", "carried", "chased", "extended", "done_by", "also", "exempt", "standing_items", "closed_days", "recommendation"}
)
# Lists of entries, by what tells one entry from another.
KEYED = {"present": "name", "apologies": "name", "items": "number", "resolutions": "ref", "areas": "number", "recommendations": "number", "terms": "name"}
# One word alone means the same as a list of that one.
_LISTS = UNITED | {"owner"}


class Place(NamedTuple):
    """Where something stands: the entry's reference, the fields that lead to it, and the written order of fields."""

    ref: str
    path: str = ""
    order: tuple[str, ...] = ()
    is_action: bool = False

    def below(self, name: str) -> Place:
        return Place(self.ref, f"{self.path} {name}".strip())

    def conflict(self, base: str, ours: str, theirs: str) -> Conflict:
        return Conflict(self.ref, " ".join(self.path.split()), ours, theirs, base)


class Unsettled(Exception):
    """The parts cannot be told apart well enough to settle them one by one."""


def meaning(name: str, value: Value | None) -> Value | None:
    """What a field says, whatever its form: line breaks in words, and a list of one, are no difference."""
    if isinstance(value, str):
        words = " ".join(value.split())
        return [words] if name in _LISTS and words else words
    if isinstance(value, list):
        return [meaning("", item) or "" for item in value]
    if isinstance(value, dict):
        return {key: meaning(key, inner) or "" for key, inner in value.items()}
    return value


# ---- one of several texts ------------------------------------------------------------------------


def picked(base: str, ours: str, theirs: str) -> str:
    """One of two texts that say the same: the one that somebody changed, the same whichever side is which."""
    if theirs == base or ours == theirs:
        return ours
    return theirs if ours == base else min(ours, theirs)


def with_comments(parts: Sequence[Part], base: str, ours: str, theirs: str, indent: str) -> list[Part]:
    """The parts, with the comments above them that were lost because one side's text was taken."""
    if "#" not in base + ours + theirs:
        return list(parts)
    old, our, their = comments_of(base), comments_of(ours), comments_of(theirs)
    wanted = Counter({c: _survivors(old[c], our[c], their[c]) for c in our | their})
    wanted -= comments_of(said(parts, "ours")) | comments_of(said(parts, "theirs"))
    lifted = "".join(f"{indent}{comment}\n" for comment in sorted(wanted.elements()))
    return [lifted, *parts] if lifted else list(parts)


def _survivors(base: int, ours: int, theirs: int) -> int:
    if ours == theirs or theirs == base:
        return ours
    return theirs if ours == base else max(ours, theirs) if max(ours, theirs) > base else min(ours, theirs)


def said(parts: Sequence[Part], side: str) -> str:
    """The text of the parts as one side has it."""
    return "".join(part if isinstance(part, str) else getattr(part, side) for part in parts)


# ---- a mapping -----------------------------------------------------------------------------------


def settled(base: Divided, ours: Divided, theirs: Divided, place: Place) -> list[Part]:
    """A mapping of fields, merged. Raises Unsettled."""
    indent = _indent(base, ours, theirs)
    base, ours, theirs = (aligned(block, indent) for block in (base, ours, theirs))
    rank = {name: i for i, name in enumerate(place.order)}
    names = {*ours.pieces, *theirs.pieces}
    order = woven(base.pieces, ours.pieces, theirs.pieces, names, lambda name: rank.get(name, len(rank)))
    margin = " " * indent
    ended = _ending(base, ours, theirs, place, margin) if place.is_action else {}
    parts: list[Part] = []
    for name in order:
        b, o, t = base.piece(name), ours.piece(name), theirs.piece(name)
        parts.append(woven_lines(b.lead, o.lead, t.lead))
        parts += ended[name] if name in ended else settled_field(name, b, o, t, place.below(name), margin)
    return [part for part in [*parts, woven_lines(base.tail, ours.tail, theirs.tail)] if part]


def _indent(base: Divided, ours: Divided, theirs: Divided) -> int:
    known = [block.indent for block in (base, ours, theirs)]
    old, our, their = known
    if our is None or their is None:
        return (their if our is None else our) or 0
    return our if their == old else their if our == old else min(our, their)


def settled_field(name: str, b: Piece, o: Piece, t: Piece, place: Place, margin: str) -> list[Part]:
    """One field, the comments above it aside."""
    if o.text == t.text or t.text == b.text:
        return [o.text]
    if o.text == b.text:
        return [t.text]
    return with_comments(_field(name, b, o, t, place, margin), b.text, o.text, t.text, margin)


def _field(name: str, b: Piece, o: Piece, t: Piece, place: Place, margin: str) -> list[Part]:
    old, our, their = (meaning(name, piece.value) for piece in (b, o, t))
    if our == their:
        return [picked(b.text, o.text, t.text)]
    if old == our:
        return [t.text]
    if old == their:
        return [o.text]
    try:
        if name in UNITED:
            return _united(name, b, o, t, margin)
        if name in KEYED and all(isinstance(v, list) for v in (our, their)):
            return _keyed(name, b, o, t, place, margin)
        if isinstance(our, dict) and isinstance(their, dict):
            return _nested(b, o, t, place)
    except (Unsafe, Unsettled, ValueError):
        pass
    return [place.conflict(b.text, o.text, t.text)]


def _nested(b: Piece, o: Piece, t: Piece, place: Place) -> list[Part]:
    cuts = [piece.text.partition("\n") for piece in (b, o, t)]
    old, our, their = (divided(below) for _, _, below in cuts)
    if old is None or our is None or their is None:
        raise Unsettled
    heads = [head + end for head, end, _ in cuts]
    return [picked(*heads), *settled(old, our, their, place)]


# ---- lists ---------------------------------------------------------------------------------------


def _united(name: str, b: Piece, o: Piece, t: Piece, margin: str) -> list[Part]:
    """Both sides' items, each once, in the order of their days."""
    lists = _lists(name, b, o, t, margin)
    sides = [dict(zip(counted(_token(name, i.value) for i in one.items), one.items, strict=True)) for one in lists]
    old, our, their = sides
    kept = surviving(set(old), set(our), set(their))
    order = woven(old, our, their, kept, lambda token: (_day(token[0]), token[0]))
    if not order:
        return []
    parts: list[Part] = [picked(*(one.head for one in lists))]
    for token in order:
        b, o, t = (side.get(token, ABSENT) for side in sides)
        both = o.value is not None and t.value is not None
        parts += [woven_lines(b.lead, o.lead, t.lead), picked(b.text, o.text, t.text) if both else o.text or t.text]
    return parts


def _lists(name: str, b: Piece, o: Piece, t: Piece, margin: str) -> list[Listed]:
    """Three versions of a list, their dashes in one column."""
    lists = [listed(piece, name, margin) for piece in (b, o, t)]
    old, our, their = (one.column for one in lists)
    column = our if their is None or their == old else their if our is None or our == old else min(our, their)
    return [_at_column(one, column) for one in lists]


def _at_column(one: Listed, column: int | None) -> Listed:
    if column is None or one.column is None or one.column == column:
        return one
    by = column - one.column
    items = [Piece(shifted(item.lead, by), shifted(item.text, by), item.value) for item in one.items]
    return Listed(one.head, items, column)


def _token(name: str, value: Value | None) -> str:
    said = meaning("", value)
    return said if isinstance(said, str) else json.dumps(said, ensure_ascii=False, sort_keys=True)


def _day(token: str) -> str:
    """The day of a note (its first word), of a carrying (the meeting's) or of an extension (when it was agreed)."""
    agreed = re.search(r'"at": "([^"]*)"', token) if token.startswith("{") else None
    words = agreed[1] if agreed else token
    day = words[:10] if iso_date(words[:10]) else words[-10:]
    return day if iso_date(day) else ""


def _keyed(name: str, b: Piece, o: Piece, t: Piece, place: Place, margin: str) -> list[Part]:
    """A list of entries, each by its key. Raises Unsettled where a key is missing or stands twice."""
    lists = _lists(name, b, o, t, margin)
    old, our, their = sides = [_by_key(one, KEYED[name]) for one in lists]
    kept = {*our, *their}
    order = woven(old, our, their, kept, _rank_of_key)
    column = next(one.column for one in lists[1:] if one.column is not None)
    parts: list[Part] = [picked(*(one.head for one in lists))]
    for key in order:
        b, o, t = (side.get(key, ABSENT) for side in sides)
        parts += [woven_lines(b.lead, o.lead, t.lead), *_item(b, o, t, place.below(key), column)]
    return parts if any(parts[1:]) else []


def _by_key(one: Listed, name: str) -> dict[str, Piece]:
    found: dict[str, Piece] = {}
    for item in one.items:
        key = item.value.get(name, "") if isinstance(item.value, dict) else item.value
        if not isinstance(key, str) or not key or key in found:
            raise Unsettled
        found[key] = item
    return found


def _rank_of_key(key: str) -> tuple[int, str]:
    return (int(key), "") if key.isdecimal() else (0, key)


def _item(b: Piece, o: Piece, t: Piece, place: Place, column: int) -> list[Part]:
    old, our, their = (meaning("", piece.value) for piece in (b, o, t))
    if our == their or t.text == b.text:
        return with_comments([o.text if t.text == b.text else picked(b.text, o.text, t.text)], b.text, o.text, t.text, " " * column)
    if old in (our, their):
        return with_comments([t.text if old == our else o.text], b.text, o.text, t.text, " " * column)
    if isinstance(our, dict) and isinstance(their, dict):
        blocks = [divided(undashed(piece, column)) if piece.value is not None else Divided({}, "", None) for piece in (b, o, t)]
        known = [block for block in blocks if block is not None]
        parts = dashed(settled(known[0], known[1], known[2], place), column) if len(known) == 3 else None
        if parts is not None:
            return parts
    return [place.conflict(b.text, o.text, t.text)]


# ---- how an action ended -------------------------------------------------------------------------


def _ending(base: Divided, ours: Divided, theirs: Divided, place: Place, margin: str) -> dict[str, list[Part]]:
    """The fields that say how an action stands, where both sides changed its status; else nothing."""
    old, our, their = (_standing(block) for block in (base, ours, theirs))
    if not ending.is_twofold(old, our, their):
        return {}
    wanted = ending.agreed(old, our, their)
    if wanted is None:
        whole = [_joined(block) for block in (base, ours, theirs)]
        return {"status": [place.below("status").conflict(*whole)], **{name: [] for name in ENDING[1:]}}
    return {name: _field_saying(name, wanted[name], base, ours, theirs, margin) for name in ENDING}


def _standing(block: Divided) -> dict[str, str]:
    said = {name: meaning("", block.piece(name).value) for name in ENDING}
    return {name: value if isinstance(value, str) else "" for name, value in said.items()} | {
        "status": str(said["status"] or "open")
    }


def _field_saying(name: str, value: str, base: Divided, ours: Divided, theirs: Divided, margin: str) -> list[Part]:
    """A field with this value: as one of the sides writes it, where one does."""
    b, o, t = base.piece(name), ours.piece(name), theirs.piece(name)
    texts = sorted({p.text for p in (o, t) if p.value is not None and meaning("", p.value) == value})
    new = texts[0] if texts else field_text(name, value, margin) if value else ""
    return with_comments([new], b.text, o.text, t.text, margin)


def _joined(block: Divided) -> str:
    return "".join(block.piece(name).text for name in ENDING)
