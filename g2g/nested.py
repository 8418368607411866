"""Rows joined to a list that stands inside another one: the resolutions of an item of a meeting file, at their place.

Such an edit names its field by a path, ``items/3/resolutions``: the list, the place in it, and the list of that row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from g2g.model import Edit, Value
from g2g.nodes import Mapping, Node, Scalar
from g2g.nodes import Sequence as Items
from g2g.splice import Unsafe, applied, field_lines, item_lines, spliced


def is_nested(edit: Edit) -> bool:
    """Whether an edit is of a list inside another one."""
    return edit.field.count("/") == 2


def spliced_all(text: str, root: Mapping, edits: Sequence[Edit], order: Sequence[str], reread: Callable[[str], Mapping]) -> str:
    """The text with all edits made, those inside lists first. Raises Unsafe where one has no place at which all else stays.

    ``reread`` gives the nodes of a text, for each such edit moves what stands below it.
    """
    for edit in edits:
        if is_nested(edit):
            text = _joined(text, root, edit)
            root = reread(text)
    return spliced(text, root, [edit for edit in edits if not is_nested(edit)], order, head=0)


def applied_all(fields: dict[str, Value], edits: Sequence[Edit]) -> dict[str, Value]:
    """What the fields should say once the edits are made."""
    after = dict(fields)
    for edit in edits:
        if not is_nested(edit):
            continue
        name, place, inner = edit.field.split("/")
        rows = after.get(name)
        row = rows[int(place)] if isinstance(rows, list) and int(place) < len(rows) else None
        if not isinstance(rows, list) or not isinstance(row, dict):
            raise Unsafe
        after[name] = [applied(row, [edit._replace(field=inner)]) if one is row else one for one in rows]
    return applied(after, [edit for edit in edits if not is_nested(edit)])


def _joined(text: str, root: Mapping, edit: Edit) -> str:
    name, place, inner = edit.field.split("/")
    found = root.find(name)
    rows: Node | None = found.node if found else None
    row = rows.items[int(place)] if isinstance(rows, Items) and int(place) < len(rows.items) else None
    if edit.how != "append" or not isinstance(rows, Items) or rows.flow or not isinstance(row, Mapping) or row.flow or not row.pairs:
        raise Unsafe
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
