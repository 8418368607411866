"""Edits inside the rows of a list: the items of a meeting file and their resolutions, at their place.

Such an edit names its field by a path: ``items/3/resolutions`` is the list of the fourth item, to which rows are joined;
``items/3/exempt`` and ``items/3/resolutions/0/text`` are fields that are set or dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from g2g.model import Edit, Value
from g2g.nodes import Mapping, Node, Pair, Scalar, written
from g2g.nodes import Sequence as Items
from g2g.splice import Unsafe, applied, field_lines, item_lines, spliced


def is_nested(edit: Edit) -> bool:
    """Whether an edit is of something inside the row of a list."""
    return "/" in edit.field


def spliced_all(text: str, root: Mapping, edits: Sequence[Edit], order: Sequence[str], reread: Callable[[str], Mapping]) -> str:
    """The text with all edits made, those inside lists first. Raises Unsafe where one has no place at which all else stays.

    ``reread`` gives the nodes of a text, for each such edit moves what stands below it.
    """
    for edit in edits:
        if is_nested(edit):
            text = _joined(text, root, edit) if edit.how == "append" else _put(text, root, edit)
            root = reread(text)
    return spliced(text, root, [edit for edit in edits if not is_nested(edit)], order, head=0)


def applied_all(fields: dict[str, Value], edits: Sequence[Edit]) -> dict[str, Value]:
    """What the fields should say once the edits are made."""
    after = dict(fields)
    for edit in edits:
        if not is_nested(edit):
            continue
        after = _within(after, edit)
    return applied(after, [edit for edit in edits if not is_nested(edit)])


def _within(fields: dict[str, Value], edit: Edit) -> dict[str, Value]:
    """Fields with an edit made in a row of one of their lists, however deep."""
    if not is_nested(edit):
        return applied(fields, [edit])
    name, place, inner = edit.field.split("/", 2)
    rows = fields.get(name)
    row = rows[int(place)] if isinstance(rows, list) and int(place) < len(rows) else None
    if not isinstance(rows, list) or not isinstance(row, dict):
        raise Unsafe
    return {**fields, name: [_within(row, edit._replace(field=inner)) if nth == int(place) else one for nth, one in enumerate(rows)]}


def _row(fields: Mapping, path: str) -> tuple[Mapping, str]:
    """The row that a path leads to, and the name of the field in it."""
    if "/" not in path:
        return fields, path
    name, place, inner = path.split("/", 2)
    found = fields.find(name)
    rows: Node | None = found.node if found else None
    row = rows.items[int(place)] if isinstance(rows, Items) and not rows.flow and int(place) < len(rows.items) else None
    if not isinstance(row, Mapping) or row.flow or not row.pairs:
        raise Unsafe
    return _row(row, inner)


def _put(text: str, root: Mapping, edit: Edit) -> str:
    """A field of a row set, or dropped; a new one stands below the plain ones that the row has."""
    row, name = _row(root, edit.field)
    indent = " " * _column(text, row.start)
    pair = row.find(name)
    if edit.how == "drop":
        if pair is None or pair is row.pairs[0]:
            raise Unsafe
        return _cut(text, text.rfind("\n", 0, pair.key.start) + 1, pair, "")
    lines = "".join(field_lines(name, edit.value, indent))
    if pair and isinstance(pair.node, Scalar) and pair.node.style in ("plain", "single", "double") and isinstance(edit.value, str):
        return text[: pair.node.start] + written(edit.value, name) + text[pair.node.end :]
    if pair:
        return _cut(text, pair.key.start, pair, lines[len(indent) :])
    above = [one for one in row.pairs if isinstance(one.node, Scalar)]
    if not above or any(one.node.style == "block" for one in above if isinstance(one.node, Scalar)):
        raise Unsafe
    end = text.find("\n", max(above[-1].key.end, above[-1].node.end))
    at = len(text) if end < 0 else end + 1
    return text[:at] + ("" if text[:at].endswith("\n") else "\n") + lines + text[at:]


def _cut(text: str, start: int, pair: Pair, lines: str) -> str:
    """The text with whole lines from a place to the end of a field replaced; Unsafe where a comment would go with them."""
    end = text.find("\n", max(pair.node.end - 1, pair.key.end))
    end = len(text) if end < 0 else end + 1
    if "#" in text[pair.node.end : end]:
        raise Unsafe
    return text[:start] + lines + text[end:]


def _joined(text: str, root: Mapping, edit: Edit) -> str:
    row, inner = _row(root, edit.field)
    there = row.find(inner)
    if there and isinstance(there.node, Items) and there.node.items and not there.node.flow:
        at, lines = there.node.end, item_lines(edit.value, " " * _column(text, there.node.start), inner)
    elif there is None or (isinstance(there.node, Scalar) and not there.node.text):
        if there:
            raise Unsafe
        at, lines = max(pair.node.end for pair in row.pairs), field_lines(inner, [edit.value], " " * _column(text, row.start))
    else:
        raise Unsafe
    end = text.find("\n", max(at - 1, 0))
    at = len(text) if end < 0 else end + 1
    return text[:at] + ("" if text[:at].endswith("\n") else "\n") + "".join(lines) + text[at:]


def _column(text: str, at: int) -> int:
    return at - (text.rfind("\n", 0, at) + 1)
