"""The written form, for entries that people wrote otherwise: the same fields and comments, as g2g writes them.

What cannot be written anew without a loss is left as it is, and said.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from g2g import entries, splice, yamltext
from g2g.entryfile import EntryFile, Found, order_of
from g2g.errors import BrokenFile, Refusal
from g2g.model import Value
from g2g.nodes import Mapping, Pair, Scalar, comments, plain, written

# Fields that g2g does not know stand before these, so that the words of the action stay the last line.
_LAST = ("extended", "notes", "action")


class Formatted(NamedTuple):
    """A file in the written form: its body, the entries written anew or moved, and those left, with the reason."""

    body: bytes
    rewritten: tuple[str, ...]
    moved: tuple[str, ...]
    left: tuple[tuple[str, str], ...]


class _Left(Exception):
    """This entry stays as it is; the text says why."""


class _Beside(NamedTuple):
    """The comments that go with a field: those above it, and those behind its first and its last line."""

    above: tuple[str, ...] = ()
    first: str = ""
    last: str = ""


class _Block(NamedTuple):
    key: str
    lead: str
    text: str
    tail: str


def formatted(file: EntryFile) -> Formatted:
    """All entries in the written form and in order, with one blank line between."""
    keys = file.keys()
    file.find(set(keys))  # Two of one reference are refused: which comes first would be a guess.
    if not keys:
        return Formatted(file.text.body, (), (), ())
    head, blocks, foot = _blocks(file)
    rewritten, left, news = [], [], []
    for one, block in zip(file.found, blocks, strict=True):
        try:
            new = _anew(file, one, block)
        except _Left as why:
            left.append((block.key, str(why)))
            new = block.text
        if new != block.text:
            rewritten.append(block.key)
        news.append(block._replace(text=new))
    ordered = sorted(news, key=lambda block: order_of(block.key))
    moved = tuple(b.key for a, b in pairwise(news) if order_of(b.key) < order_of(a.key))
    parts = [*([head] if head else []), *(block.lead + block.text + block.tail for block in ordered), *([foot] if foot else [])]
    body = "\n".join(parts).encode()
    _check(file, body)
    return Formatted(body, tuple(rewritten), moved, tuple(left))


def _blocks(file: EntryFile) -> tuple[str, list[_Block], str]:
    """The head of the file, each entry with the comments that go with it, and what stands below the last."""
    body = file.text.body
    bounds = [(file.comments_start(one), file.own_end(one)) for one in file.found]
    head = _paragraph(body[: bounds[0][0]])
    blocks, last = [], bounds[0][0]
    for one, key, (start, end) in zip(file.found, file.keys(), bounds, strict=True):
        text = file.entry_text(key)
        apart = _paragraph(body[last:start])
        lead = (apart + "\n" if apart else "") + body[start : one.start()].decode()
        blocks.append(_Block(key, lead, text, body[one.start() + len(text.encode()) : end].decode().rstrip("\n")))
        last = end
    blocks = [block._replace(tail=block.tail + "\n" if block.tail else "") for block in blocks]
    return head, blocks, _paragraph(body[last:])


def _paragraph(gap: bytes) -> str:
    """What stands between entries, without the blank lines around it."""
    text = gap.decode().strip("\n")
    return text + "\n" if text.strip() else ""


def _anew(file: EntryFile, one: Found, block: _Block) -> str:
    root = entries.nodes(block.text) or yamltext.read(block.text, file.text.shown)
    pair = root.pairs[0]
    fields = {name: _unended(value) for name, value in file.fields(one).items()}
    try:
        new = _written_anew(block.text, pair, fields, file.order)
    except (ValueError, splice.Unsafe):
        raise _Left("a value of it can stand on no single line") from None
    try:
        after = entries.nodes(new) or yamltext.read(new, file.text.shown)
    except BrokenFile:
        raise _Left("it could not be read back") from None
    if plain(after) != {block.key: fields or ""}:
        raise _Left("it would say something else")
    if comments(new, after) != comments(block.text, root):
        raise _Left("a comment of it would be lost")
    return new


def _unended(value: Value) -> Value:
    """A folded text ends in a line break that nobody meant."""
    if isinstance(value, str):
        return value.removesuffix("\n")
    if isinstance(value, list):
        return [_unended(item) for item in value]
    return {key: _unended(inner) for key, inner in value.items()}


def _written_anew(text: str, pair: Pair, fields: dict[str, Value], order: tuple[str, ...]) -> str:
    node = pair.node
    if not isinstance(node, Mapping):
        return text
    if node.flow:
        if comments(text, Mapping((pair,), 0, node.end)):
            raise _Left("comments stand in its braces")
        placed: dict[str, _Beside] = {}
        behind_key = ""
    else:
        behind_key, placed = _comments_by_field(text, pair.key.end + 1, node)
    out = [f"{written(pair.key.text)}:{behind_key}\n"]
    for name in sorted(fields, key=lambda name: _rank(name, order)):
        by = placed.get(name, _Beside())
        lines = splice.field_lines(name, fields[name], "  ")
        for at, comment in ((0, by.first), (-1, by.last)):
            lines[at] = lines[at][:-1] + comment + "\n"
        out += [f"  {comment}\n" for comment in by.above] + lines
    return "".join(out)


def _rank(name: str, order: tuple[str, ...]) -> tuple[int, int]:
    if name in _LAST:
        return 2, order.index(name)
    return (0, order.index(name)) if name in order else (1, 0)


def _comments_by_field(text: str, at: int, node: Mapping) -> tuple[str, dict[str, _Beside]]:
    """What stands behind the entry's key, and the comments that go with each field. Raises _Left for those inside a value."""
    firsts: list[str] = []
    behinds: list[str] = []
    aboves: list[list[str]] = []
    for pair in node.pairs:
        firsts.append(_behind_key(text, pair))
        inner = comments(" " * pair.key.start + text[pair.key.start : _end(pair)], Mapping((pair,), pair.key.start, _end(pair)))
        if inner != ([firsts[-1].strip()] if firsts[-1] else []):
            raise _Left(f"a comment stands inside its “{pair.key.text}”")
        behind, above = _gap(text[at : pair.key.start])
        behinds.append(behind)
        aboves.append(above)
        at = _end(pair)
    behind, below = _gap(text[at:])
    if below:
        raise _Left("a comment stands below its last field")
    behinds.append(behind)
    placed = {}
    for pair, above, first, own in zip(node.pairs, aboves, firsts, behinds[1:], strict=True):
        is_first = isinstance(pair.node, Scalar) or pair.node.flow
        placed[pair.key.text] = _Beside(tuple(above), own, "") if is_first else _Beside(tuple(above), first, own)
    return behinds[0], placed


def _behind_key(text: str, pair: Pair) -> str:
    """The comment behind a field's name, where its items stand in the lines below, with the space before it."""
    if isinstance(pair.node, Scalar) or pair.node.flow:
        return ""
    line = text[pair.key.end + 1 : text.index("\n", pair.key.end)]
    return line.rstrip() if line.strip().startswith("#") else ""


def _end(pair: Pair) -> int:
    return max(pair.node.end, pair.key.end + 1)


def _gap(text: str) -> tuple[str, list[str]]:
    """The comment behind a line, with the space before it, and the comments on lines of their own below it."""
    first, _, rest = text.partition("\n")
    behind = first.rstrip() if "#" in first else ""
    return behind, [line.strip() for line in rest.split("\n") if "#" in line]


def _check(file: EntryFile, body: bytes) -> None:
    """Raise Refusal unless every entry reads back as it was, but for the line break at the end of a folded text."""
    after = EntryFile(file.text._replace(body=body), file.order)
    says = {key: _unended(after.fields(one)) for key, one in zip(after.keys(), after.found, strict=True)}
    for key, one in zip(file.keys(), file.found, strict=True):
        if says.pop(key, None) != _unended(file.fields(one)):
            raise Refusal(f"{file.text.shown}:{file.line(one)}: {key} would say something else; nothing was written.")
    if says:
        raise Refusal(f"{file.text.shown} would have entries that it has not; nothing was written.")
