"""Edits at their place: a field set, added, lengthened or dropped, and not a byte beside it changed."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from g2g.model import Edit, Value
from g2g.nodes import CONTROL, Mapping, Pair, Scalar, comments, plain, scalars, written
from g2g.nodes import Sequence as Items


class Unsafe(Exception):
    """There is no place at which this edit would leave all else as it is."""


class _Splice(NamedTuple):
    start: int
    end: int
    text: str


def applied(fields: dict[str, Value], edits: Iterable[Edit]) -> dict[str, Value]:
    """What the fields should say once the edits are made."""
    after = dict(fields)
    for edit in edits:
        if edit.how == "drop":
            after.pop(edit.field, None)
        elif edit.how == "append":
            old = after.get(edit.field) or []
            after[edit.field] = [*(old if isinstance(old, list) else [old]), edit.value]
        else:
            after[edit.field] = edit.value
    return after


def spliced(text: str, fields: Mapping, edits: Sequence[Edit], order: Sequence[str], *, head: int) -> str:
    """The text with the edits made where the fields stand.

    ``fields`` is what the text says, with offsets into it; ``order`` the written order of fields, by which a
    new one finds its place; ``head`` the offset just after the line of the entry's key (0 for a file whose
    fields stand at the margin). Raises Unsafe, and ValueError for a value that no entry can hold.
    """
    if fields.flow:
        raise Unsafe
    indent = _indent(text, fields.start) if fields.pairs else "  "
    edits = _one_a_field(fields, edits)
    splices = [_splice(text, fields, edit, order, head, indent) for edit in edits]
    rank = {name: i for i, name in enumerate(order)}
    ordered = sorted(
        zip(splices, edits, strict=True), key=lambda pair: (pair[0].start, rank.get(pair[1].field, len(rank)))
    )
    parts, at = [], 0
    for splice, _ in ordered:
        if splice.start < at:
            raise Unsafe
        parts += [text[at : splice.start], splice.text]
        at = splice.end
    return "".join([*parts, text[at:]])


def _one_a_field(fields: Mapping, edits: Sequence[Edit]) -> list[Edit]:
    """The same edits, several of one field made one; items that join a list that is there stay as they are."""
    by_field: dict[str, list[Edit]] = {}
    for edit in edits:
        by_field.setdefault(edit.field, []).append(edit)
    return [one for name, some in by_field.items() for one in _joined(fields.find(name), some)]


def _joined(pair: Pair | None, edits: list[Edit]) -> list[Edit]:
    if len(edits) == 1 or (pair and isinstance(pair.node, Items) and all(edit.how == "append" for edit in edits)):
        return edits
    if pair and any(re.search(f"[{CONTROL}]", one.text) for one in scalars(pair.node)):
        raise Unsafe
    name = edits[0].field
    after = applied({name: plain(pair.node)} if pair else {}, edits)
    return [Edit(name, "set", after[name]) if name in after else Edit(name, "drop")]


def _splice(text: str, fields: Mapping, edit: Edit, order: Sequence[str], head: int, indent: str) -> _Splice:
    pair = fields.find(edit.field)
    if edit.how == "drop":
        return _dropped(text, pair, indent) if pair else _Splice(head, head, "")
    if pair is None:
        value = [edit.value] if edit.how == "append" else edit.value
        at = _place(text, fields, edit.field, order, head)
        return _Splice(at, at, "".join(field_lines(edit.field, value, indent)))
    if edit.how == "append":
        return _appended(text, pair, edit.value, indent)
    return _set(text, pair, edit.value, indent)


def _place(text: str, fields: Mapping, name: str, order: Sequence[str], head: int) -> int:
    """After the last field that is written before this one; else right below the entry's key."""
    earlier = set(order[: order.index(name)]) if name in order else {p.key.text for p in fields.pairs}
    ends = [_line_end(text, _end(p)) for p in fields.pairs if p.key.text in earlier]
    return max(ends, default=head)


def _end(pair: Pair) -> int:
    return max(pair.node.end, pair.key.end + 1)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _indent(text: str, at: int) -> str:
    """The spaces before a place; Unsafe where something else stands there."""
    margin = text[text.rfind("\n", 0, at) + 1 : at]
    if margin.strip(" "):
        raise Unsafe
    return margin


def _dropped(text: str, pair: Pair, indent: str) -> _Splice:
    start = text.rfind("\n", 0, pair.key.start) + 1
    end = _line_end(text, _end(pair))
    kept = [f"{indent}{comment}\n" for comment in _inner_comments(text, pair, end)]
    return _Splice(start, end, "".join(kept))


def _inner_comments(text: str, pair: Pair, end: int) -> list[str]:
    piece = text[pair.key.start : end]
    shifted = Mapping((pair,), pair.key.start, end)
    return comments(" " * pair.key.start + piece, shifted)


def _set(text: str, pair: Pair, value: Value, indent: str) -> _Splice:
    name, node = pair.key.text, pair.node
    if isinstance(value, str) and isinstance(node, Scalar) and node.style != "block":
        new = written(value, name)
        return _Splice(node.start, node.end, new if node.end > node.start else " " + new)
    if isinstance(value, list) and isinstance(node, Items) and len(value) == len(node.items) == 1:
        return _replaced_item(node, value[0], name)
    end = _end(pair)
    if _inner_comments(text, pair, end):
        raise Unsafe
    lines = "".join(field_lines(name, value, indent))
    return _Splice(pair.key.start, end, lines[len(indent) : -1])


def _replaced_item(node: Items, value: Value, name: str) -> _Splice:
    item = node.items[0]
    if not isinstance(item, Scalar) or not isinstance(value, str) or item.style in ("block", "null"):
        raise Unsafe
    return _Splice(item.start, item.end, _in_flow(value, name) if node.flow else written(value, name))


def _appended(text: str, pair: Pair, value: Value, indent: str) -> _Splice:
    node = pair.node
    if isinstance(node, Items) and node.flow:
        return _appended_in_flow(text, node, value, pair.key.text)
    if isinstance(node, Items) and node.items:
        at = _line_end(text, _end(pair))
        return _Splice(at, at, "".join(item_lines(value, _indent(text, node.start), pair.key.text)))
    if isinstance(node, Scalar) and node.style != "block":
        return _scalar_made_list(text, pair, node, value, indent)
    raise Unsafe


def _scalar_made_list(text: str, pair: Pair, node: Scalar, value: Value, indent: str) -> _Splice:
    """``carried: X # why`` becomes a list of X and the new item, X written as it was, its comment above it."""
    start, end = pair.key.end + 1, _end(pair)
    if "\n" in text[start:end]:
        raise Unsafe
    comment = text[end : _line_end(text, end)].strip()
    old = "" if not node.text else f"{indent}  - {text[node.start : node.end]}\n"
    new = "".join(item_lines(value, indent + "  ", pair.key.text))
    return _Splice(start, _line_end(text, end), (f" {comment}\n" if comment else "\n") + old + new)


def _appended_in_flow(text: str, node: Items, value: Value, name: str) -> _Splice:
    last = node.items[-1].end if node.items else node.start + 1
    tail = text[last : node.end - 1]
    if "#" in tail:
        raise Unsafe
    comma = "" if not node.items or "," in tail else ","
    space = " " if node.items else ""
    return _Splice(last + len(tail.rstrip()), last + len(tail.rstrip()), comma + space + _in_flow(value, name))


def _in_flow(value: Value, name: str = "") -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {_in_flow(v, k)}" for k, v in value.items()) + "}"
    if not isinstance(value, str):
        raise Unsafe
    text = written(value, name)
    # Older readers take “?” and “:” for signs too, even with no space behind them.
    return "'" + value.replace("'", "''") + "'" if re.search(r"[,\[\]{}:?]", text) and text == value else text


def field_lines(name: str, value: Value, indent: str) -> list[str]:
    """A field as g2g writes it, in lines that end in a line feed."""
    if isinstance(value, str):
        return [f"{indent}{name}: {written(value, name)}\n"]
    if not value:
        return [f"{indent}{name}: {'{}' if isinstance(value, dict) else '[]'}\n"]
    if isinstance(value, dict):
        below = [line for key, inner in value.items() for line in field_lines(key, inner, indent + "  ")]
        return [f"{indent}{name}:\n", *below]
    return [f"{indent}{name}:\n", *(line for item in value for line in item_lines(item, indent + "  ", name))]


def item_lines(value: Value, indent: str, name: str = "") -> list[str]:
    """One item of a list as g2g writes it."""
    if isinstance(value, str):
        return [f"{indent}- {written(value, name)}\n"]
    if isinstance(value, list):
        raise Unsafe
    if not value:
        return [f"{indent}- {{}}\n"]
    lines = [line for key, inner in value.items() for line in field_lines(key, inner, indent + "  ")]
    return [f"{indent}- {lines[0][len(indent) + 2 :]}", *lines[1:]]


def entry_lines(key: str, fields: dict[str, Value]) -> list[str]:
    """A whole new entry as g2g writes it."""
    return [f"{written(key)}:\n", *(line for name, value in fields.items() for line in field_lines(name, value, "  "))]
