"""An action as one row of a spreadsheet, and back: every field of its entry, in cells that a person can read.

``g2g export`` writes these rows and ``g2g import`` knows them by their headings. What is computed (the date in force,
days late …) stands beside what is recorded, and is never read back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from g2g.model import ACTION_REF, Action, Value, iso_date
from g2g.records import ACTION_FIELDS, texts

Cell = str | int | date | None


class Column(NamedTuple):
    """A column: its heading, the field of the entry that it holds (none where it is computed), and the kind of its cells.

    ``kind`` is words, date, lines (a list, an item a line), extensions, others (fields that g2g does not know) or number.
    """

    heading: str
    field: str = ""
    kind: str = "words"
    cell: Callable[[Action, date], Cell] | None = None


COLUMNS: tuple[Column, ...] = (
    Column("Reference", "ref"),
    Column("Action", "action"),
    Column("Owner", "owner", "lines"),
    Column("Status", "status"),
    Column("RAG", kind="colour"),
    Column("Due now", kind="date", cell=lambda action, _: action.due_now),
    Column("Days late", kind="number", cell=lambda action, today: action.days_late(today) or None),
    Column("First due", "due", "date"),
    Column("Due as said", "due_said"),
    Column("Extended", "extended", "extensions"),
    Column("Times carried", kind="number", cell=lambda action, _: action.times_carried or None),
    Column("Carried to", "carried", "lines"),
    Column("Notes", "notes", "lines"),
    Column("Closed", "closed", "date"),
    Column("Confirmed at", "confirmed"),
    Column("Outcome", "outcome"),
    Column("Referred to", "referred_to"),
    Column("Part done by", "done_by", "lines"),
    Column("Chased", "chased", "lines"),
    Column("Item", "item"),
    Column("Key area", "area"),
    Column("Recommendation", "recommendation", "lines"),
    Column("RAG set to", "rag"),
    Column("RAG reason", "rag_reason"),
    Column("Kind", "kind"),
    Column("Recurs", "recurs"),
    Column("Exempt paragraphs", "exempt", "lines"),
    Column("Formerly", "formerly"),
    Column("Other fields", kind="others"),
)
_BY_HEADING = {column.heading: column for column in COLUMNS}
_NEEDED = frozenset({"Reference", "Action", "First due"})
_FIELDS = frozenset(ACTION_FIELDS)

# Lists that are written as words where they have one item.
_ALONE = ("owner", "recommendation")

_EXTENSION = r"(\S+), agreed at (\S+): (.*?)(?: \(as said: “(.*)”\))?"


def row(action: Action, fields: Mapping[str, Value], today: date, rag: str = "") -> list[Cell]:
    """The cells of an action, in the order of ``COLUMNS``. ``fields`` are those of its entry; ``rag`` its colour in words."""
    return [_cell(column, action, fields, today, rag) for column in COLUMNS]


def _cell(column: Column, action: Action, fields: Mapping[str, Value], today: date, rag: str) -> Cell:
    if column.cell:
        return column.cell(action, today)
    if column.kind == "colour":
        return rag or None
    if column.field == "ref":
        return action.ref
    if column.kind == "others":
        return _others({name: value for name, value in fields.items() if name not in _FIELDS}) or None
    value = fields.get(column.field, "")
    if column.kind == "lines":
        return _lines(list(texts(fields, column.field))) or None
    if column.kind == "extensions":
        return _extensions(value) or None
    text = str(value)
    return (iso_date(text) if column.kind == "date" else None) or text or None


# ---- cells that hold several things: a form for people, and JSON where that would not come back the same ----


def _lines(items: Sequence[str]) -> str:
    text = "\n".join(items)
    return text if _lines_read(text) == list(items) else json.dumps(list(items), ensure_ascii=False)


def _lines_read(text: str) -> list[str]:
    if text.startswith("[") and isinstance(found := _from_json(text), list):
        return [item if isinstance(item, str) else json.dumps(item, ensure_ascii=False) for item in found]
    return text.split("\n") if text else []


def _extensions(value: Value) -> str:
    given = value if isinstance(value, list) else []
    text = "\n".join(_extension(one) for one in given)
    return text if _says(_extensions_read, text, given) else json.dumps(given, ensure_ascii=False)


def _says(read: Callable[[str], object], text: str, value: object) -> bool:
    """Whether a text that was made of a value is read as that value."""
    try:
        return read(text) == value
    except ValueError:
        return False


def _extension(one: Value) -> str:
    if not isinstance(one, dict):
        return ""
    said = f" (as said: “{one['said']}”)" if "said" in one else ""
    return f"{one.get('to', '')}, agreed at {one.get('at', '')}: {one.get('reason', '')}{said}"


def _extensions_read(text: str) -> list[Value]:
    """Raises ValueError for a line that is no extension."""
    if text.startswith("[") and isinstance(found := _from_json(text), list):
        return [_value(one) for one in found]
    rows: list[Value] = []
    for line in text.split("\n") if text else []:
        match = re.fullmatch(_EXTENSION, line)
        if match is None:
            raise ValueError(f"“{line[:60]}” under “Extended” is not like “2019-05-08, agreed at HWB-2019-04-10: the reason”")
        one: dict[str, Value] = {"to": match[1], "at": match[2], "reason": match[3]}
        rows.append(one if match[4] is None else one | {"said": match[4]})
    return rows


def _others(fields: Mapping[str, Value]) -> str:
    text = "\n".join(f"{name}: {value}" for name, value in fields.items())
    plain = all(isinstance(value, str) for value in fields.values())
    return text if plain and _says(_others_read, text, fields) else json.dumps(fields, ensure_ascii=False)


def _others_read(text: str) -> dict[str, Value]:
    """Raises ValueError for a line that is no field."""
    if text.startswith("{") and isinstance(found := _from_json(text), dict):
        return {str(name): _value(value) for name, value in found.items()}
    fields: dict[str, Value] = {}
    for line in text.split("\n") if text else []:
        name, colon, value = line.partition(": ")
        if not colon or not name or name in fields:
            raise ValueError(f"“{line[:60]}” under “Other fields” is not like “name: value”")
        fields[name] = value
    return fields


def _from_json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _value(found: Any) -> Value:
    """A value of JSON as one of an entry: everything in it is text."""
    if isinstance(found, list):
        return [_value(one) for one in found]
    if isinstance(found, dict):
        return {str(name): _value(one) for name, one in found.items()}
    return found if isinstance(found, str) else "" if found is None else json.dumps(found)


# ---- back ------------------------------------------------------------------------------------------


def is_heading_row(cells: Iterable[object]) -> bool:
    """Whether these are the headings of an export: none but its own, and those without which it cannot be read."""
    headings = [cell for cell in cells if cell != ""]
    return _NEEDED <= set(headings) <= set(_BY_HEADING) and len(headings) == len(set(headings))


def fields_of(headings: Sequence[object], cells: Sequence[str | date]) -> tuple[str, dict[str, Value]]:
    """The reference and the fields that a row of an export holds.

    Raises ValueError, in words, for a row without a reference of g2g's, and for a cell that is not what its column holds.
    """
    ref, fields = "", {}
    others: dict[str, Value] = {}
    for heading, cell in zip(headings, cells, strict=False):
        column = _BY_HEADING.get(str(heading))
        if column is None or cell == "":
            continue
        text = cell.isoformat() if isinstance(cell, date) else cell
        if column.field == "ref":
            ref = text.strip()
        elif column.kind == "others":
            others = _others_read(text)
        elif column.field:
            fields[column.field] = _read(column, text)
    found = re.fullmatch(ACTION_REF, ref)
    if not found or not iso_date(found[2]):
        raise ValueError(f"“{ref[:40]}” is no reference of g2g's" if ref else "it has no reference: “g2g add” adds an action")
    return ref, entry(fields | {name: value for name, value in others.items() if name not in _FIELDS})


def _read(column: Column, text: str) -> Value:
    if column.kind == "lines":
        return list(_lines_read(text))
    if column.kind == "extensions":
        return _extensions_read(text)
    return _day(text) if column.kind == "date" else text


def _day(text: str) -> str:
    """A day as the record writes it; a spreadsheet may have turned it round. Other words stay as they are."""
    from g2g.dates import read_date, written_date
    from g2g.errors import NotADate

    written = written_date(text)
    if iso_date(text) or written is None or written.year is None:
        return text
    try:
        return read_date(text).isoformat()
    except NotADate:
        return text


def entry(given: Mapping[str, Any]) -> dict[str, Value]:
    """Fields as an entry has them: in their order, what stands alone in a list as words, and nothing empty.

    A field that g2g does not know goes before the words of the action, which stand last.
    """
    fields = {str(name): _value(value) for name, value in given.items()}
    for name in _ALONE:
        if isinstance(value := fields.get(name), list) and len(value) == 1:
            fields[name] = value[0]
    rank = {name: i for i, name in enumerate(ACTION_FIELDS)}
    kept = {name: value for name, value in fields.items() if value not in ("", [], {})}
    return dict(sorted(kept.items(), key=lambda pair: rank.get(pair[0], len(rank) - 1.5)))
