"""A text divided into the pieces that a merge moves whole, and the pieces of two sides put into one order.

A piece is a field or an item with the comments above it. Nothing here decides between two sides.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from g2g import entries, splice, yamltext
from g2g.errors import BrokenFile
from g2g.model import Value
from g2g.nodes import Mapping, Node, comments, plain
from g2g.nodes import Sequence as Items

T = TypeVar("T", bound=Hashable)


class Conflict(NamedTuple):
    """What two sides say differently: of which entry, in which field, and each side's lines, whole."""

    ref: str
    field: str
    ours: str
    theirs: str
    base: str

    def swapped(self) -> Conflict:
        return self._replace(ours=self.theirs, theirs=self.ours)


Part = str | Conflict


class Piece(NamedTuple):
    """A field or an item: the comments and blank lines above it, its own lines, and what it says."""

    lead: str
    text: str
    value: Value | None


ABSENT = Piece("", "", None)


class Divided(NamedTuple):
    """A mapping's lines: its fields by name, in order, how far they are indented, and what stands below them."""

    pieces: dict[str, Piece]
    tail: str
    indent: int | None

    def piece(self, name: str) -> Piece:
        return self.pieces.get(name, ABSENT)


class Listed(NamedTuple):
    """A field that holds a list: its first line, its items, and the column of their dashes (None where there is none)."""

    head: str
    items: list[Piece]
    column: int | None


def parsed(text: str) -> tuple[Mapping, int]:
    """What lines say, wherever they are indented; offsets are counted from that many characters before them."""
    above = "x:\n" if re.match(r"(?:\s*(?:#.*)?\n)*[ ]", text) else ""
    root = entries.nodes(above + text) or yamltext.read(above + text, "merge")
    if not above:
        return root, 0
    inner = root.pairs[0].node if len(root.pairs) == 1 else None
    if isinstance(inner, Mapping):
        return inner, len(above)
    if inner is not None and plain(inner) == "":
        return Mapping((), 0, 0), len(above)
    raise BrokenFile("merge", 1, "these lines are no fields.")


def comments_of(text: str) -> Counter[str]:
    """The comments in a piece's lines."""
    if "#" not in text:
        return Counter()
    try:
        root, by = parsed(text)
        return Counter(comments(" " * by + text, root))
    except BrokenFile:
        return Counter(line[line.index("#") :].rstrip() for line in text.split("\n") if "#" in line)


def line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def divided(text: str) -> Divided | None:
    """A mapping's lines in pieces; None where a field does not have lines of its own."""
    try:
        root, by = parsed(text)
    except BrokenFile:
        return None
    if root.flow:
        return None
    pieces: dict[str, Piece] = {}
    at, indent = 0, None
    for pair in root.pairs:
        start = text.rfind("\n", 0, max(0, pair.key.start - by)) + 1
        end = line_end(text, max(pair.node.end, pair.key.end + 1) - by)
        margin = text[start : pair.key.start - by]
        if start < at or margin.strip(" "):
            return None
        indent = len(margin)
        pieces[pair.key.text] = Piece(text[at:start], text[start:end], plain(pair.node))
        at = end
    return Divided(pieces, text[at:], indent)


def shifted(text: str, by: int) -> str:
    """Lines indented further, or less far."""
    if by == 0:
        return text
    if by > 0:
        return re.sub(r"(?m)^(?=.)", " " * by, text)
    return re.sub(rf"(?m)^ {{1,{-by}}}", "", text)


def aligned(block: Divided, indent: int) -> Divided:
    """The same mapping with its fields at another column."""
    if block.indent is None or block.indent == indent:
        return block
    by = indent - block.indent
    pieces = {n: Piece(shifted(p.lead, by), shifted(p.text, by), p.value) for n, p in block.pieces.items()}
    return Divided(pieces, shifted(block.tail, by), indent)


def listed(piece: Piece, name: str, indent: str) -> Listed:
    """A field as a list of items; one value alone counts as a list of one, written as g2g would.

    Raises Unsafe for an item that cannot be written.
    """
    if piece.value is None or piece.value == "":
        return Listed(f"{indent}{name}:\n", [], None)
    root, by = parsed(piece.text)
    node = root.pairs[0].node
    found = _block_items(piece.text, node, by) if isinstance(node, Items) and not node.flow else None
    if found is not None:
        return found
    values = piece.value if isinstance(piece.value, list) else [piece.value]
    items = [Piece("", "".join(splice.item_lines(value, indent + "  ", name)), value) for value in values]
    return Listed(f"{indent}{name}:\n", items, len(indent) + 2)


def _block_items(text: str, node: Items, by: int) -> Listed | None:
    head = at = line_end(text, 0)
    items: list[Piece] = []
    column = 0
    for item in node.items:
        start = text.rfind("\n", 0, item.start - by) + 1
        end = line_end(text, max(item.end, item.start) - by)
        dash = text[start : item.start - by]
        if start < at or dash.strip(" ") != "-":
            return None
        column = dash.index("-")
        items.append(Piece(text[at:start], text[start:end], plain(item)))
        at = end
    return None if text[at:] else Listed(text[:head], items, column)


def undashed(piece: Piece, column: int) -> str:
    """An item that is a mapping, as the lines of that mapping."""
    return piece.text[:column] + " " + piece.text[column + 1 :]


def dashed(parts: Sequence[Part], column: int) -> list[Part] | None:
    """The lines of a mapping as an item of a list; None where one side's wording would have no first line."""
    for at, part in enumerate(parts):
        sides = [part] if isinstance(part, str) else [part.ours, part.theirs]
        marked = [_dash(side, column) for side in sides]
        if None in marked and (len(sides) > 1 or re.search(r"(?m)^ *[^ #\n]", sides[0])):
            return None
        if None not in marked:
            new = marked[0] if isinstance(part, str) else part._replace(ours=str(marked[0]), theirs=str(marked[1]))
            return [*parts[:at], new, *parts[at + 1 :]]  # type: ignore[list-item]
    return None


def _dash(text: str, column: int) -> str | None:
    first = re.search(r"(?m)^ *[^ #\n]", text)
    if first is None or first.end() - first.start() <= column + 2:
        return None
    at = first.start() + column
    return text[:at] + "-" + text[at + 1 :]


def field_text(name: str, value: Value, indent: str) -> str:
    """A field as g2g writes it."""
    return "".join(splice.field_lines(name, value, indent))


# ---- the order of two sides' pieces --------------------------------------------------------------


def woven(
    base: Iterable[T], ours: Iterable[T], theirs: Iterable[T], kept: Collection[T], rank: Callable[[T], Any] | None = None
) -> list[T]:
    """What is kept of two sides, in one order that is the same whichever side is which.

    What both have stands as the side has it that moved something; what one side alone has stands behind what it
    stood behind there. Where both put something at one place ``rank`` orders it, or each side's run stays whole.
    """
    our, their = [k for k in ours if k in kept], [k for k in theirs if k in kept]
    both = set(our) & set(their)
    skeleton = _skeleton([k for k in base if k in both], [k for k in our if k in both], [k for k in their if k in both], rank)
    if len(our) == len(their) == len(both):
        return skeleton
    ours_at, theirs_at = _runs(our, both), _runs(their, both)
    result: list[T] = []
    for anchor in (None, *skeleton):
        if anchor is not None:
            result.append(anchor)
        one, other = ours_at.get(anchor, []), theirs_at.get(anchor, [])
        if one and other:
            result += heapq.merge(one, other, key=lambda k: (rank(k), k)) if rank else [k for run in sorted([one, other]) for k in run]
        else:
            result += one or other
    return result


def _skeleton(base: list[T], ours: list[T], theirs: list[T], rank: Callable[[T], Any] | None) -> list[T]:
    if ours == theirs:
        return ours
    known = set(base)
    our_moves, their_moves = ([k for k in side if k in known] != base for side in (ours, theirs))
    if our_moves != their_moves:
        return ours if our_moves else theirs
    return min(ours, theirs, key=lambda side: [((rank(k), k) if rank else k) for k in side])


def _runs(side: list[T], both: set[T]) -> dict[T | None, list[T]]:
    """What a side alone has, by what it stands behind."""
    runs: dict[T | None, list[T]] = {}
    if len(side) == len(both):
        return runs
    anchor: T | None = None
    for key in side:
        if key in both:
            anchor = key
        else:
            runs.setdefault(anchor, []).append(key)
    return runs


def surviving(base: Collection[T], ours: Collection[T], theirs: Collection[T]) -> set[T]:
    """What both sides have, and what either added: what one side took away is gone."""
    return {k for k in {*ours, *theirs} if (k in ours and k in theirs) or k not in base}


def counted(items: Iterable[T]) -> list[tuple[T, int]]:
    """Each item with how often it came before, so that no two are alike."""
    seen: Counter[T] = Counter()
    out = []
    for item in items:
        out.append((item, seen[item]))
        seen[item] += 1
    return out


def woven_lines(base: str, ours: str, theirs: str) -> str:
    """Comments and blank lines of both sides: what either added is kept, what either took away is gone."""
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    old, our, their = (counted(text.splitlines(keepends=True)) for text in (base, ours, theirs))
    return "".join(line for line, _ in woven(old, our, their, surviving(set(old), set(our), set(their))))


__all__ = ["ABSENT", "Conflict", "Divided", "Listed", "Node", "Part", "Piece"]
