"""The headings of an action log: which row they stand in, and which field of an action each column is."""

from __future__ import annotations

import re
from collections.abc import Mapping as Given
from collections.abc import Sequence
from typing import NamedTuple

from g2g.dates import fold
from g2g.errors import Misuse
from g2g.sheets import Cell, Merge, Row, Sheet

# The fields that a column can be, each with the headings that clerks give it, the surest first.
FIELDS: dict[str, tuple[str, ...]] = {
    "ref": ("ref", "reference", "ref no", "ref number", "reference no", "reference number", "action no", "action number", "action ref",
            "action reference", "action id", "id", "unique id", "unique ref", "log no", "no", "number", "num", "nr", "#"),
    "action": ("action", "actions", "agreed action", "actions agreed", "action agreed", "action required", "actions required",
               "action to be taken", "action description", "description of action", "action point", "action points", "task", "tasks",
               "description", "what", "what needs to be done", "to do"),
    "owner": ("owner", "owners", "action owner", "lead", "leads", "lead officer", "action lead", "lead person", "responsible",
              "responsible officer", "responsible person", "person responsible", "responsibility", "assigned", "assigned to", "by whom",
              "who", "action by", "allocated to", "officer", "officer responsible", "accountable"),
    "due": ("due", "due date", "date due", "due by", "deadline", "deadline date", "target", "target date", "target completion date",
            "by when", "when", "when by", "timescale", "timescales", "timeframe", "completion due", "to be completed by", "original due date",
            "original deadline", "original target date"),
    "revised": ("revised date", "revised due date", "revised due", "revised deadline", "revised target date", "new date", "new due date",
                "new deadline", "extended to", "extension", "extended date"),
    "status": ("status", "state", "action status", "current status", "open closed", "closed open", "complete", "complete y n", "done",
               "is it done"),
    "closed": ("closed", "date closed", "closed date", "closed on", "completed", "date completed", "completed date", "completed on",
               "date of completion", "actual completion date", "closure date", "date of closure", "date done"),
    "progress": ("progress", "progress update", "progress updates", "progress notes", "progress report", "update", "updates",
                 "latest update", "comments", "comment", "notes", "note", "position", "latest position", "commentary", "remarks"),
    "outcome": ("outcome", "outcomes", "result", "results", "closing note"),
    "rag": ("rag", "rag status", "rag rating", "brag", "brag rating", "brag status"),
    "raised": ("date raised", "raised", "raised on", "date of meeting", "meeting date", "meeting", "raised at", "date agreed", "agreed on",
               "date opened", "date set", "date assigned", "date logged", "date added", "opened", "origin"),
    "item": ("item", "item no", "item number", "agenda item", "agenda item no", "agenda no", "minute", "minute no", "minute ref",
             "minute number", "minute reference"),
    "area": ("area", "key area", "priority area", "priority", "theme", "workstream", "objective"),
    "recommendation": ("recommendation", "recommendations", "rec", "rec no", "recommendation no", "recommendation number"),
    "exempt": ("exempt", "exempt paragraph", "exempt paragraphs", "exemption", "confidential", "not for publication", "part 2", "part ii",
               "private", "restricted"),
    "body": ("body", "board", "committee", "group", "forum"),
}  # fmt: skip
_SEVERAL = frozenset({"progress", "rag", "revised"})  # fields that more than one column can tell of
_UNSURE = {
    "completion date": "it could be the date due or the date closed", "date of action": "it could be the date raised or the date due",
    "completion": "it could be the date due or the date closed", "action date": "it could be the date raised or the date due",
}  # fmt: skip
_RANK = {heading: (field, rank) for field, headings in FIELDS.items() for rank, heading in enumerate(headings)}
_FILLERS = frozenset({"the", "current", "latest", "name", "names", "details", "full", "please", "key"})
_LOOKED_AT, _DEEPEST, _LONGEST = 40, 3, 90


class Column(NamedTuple):
    """A column of the log: its place from 0, its heading, the field it is (or none), and why none."""

    place: int
    heading: str
    field: str = ""
    why: str = ""

    @property
    def letter(self) -> str:
        """The name that a spreadsheet gives it: A, B … Z, AA."""
        left, name = self.place + 1, ""
        while left:
            left, digit = divmod(left - 1, 26)
            name = chr(65 + digit) + name
        return name

    @property
    def shown(self) -> str:
        """The heading, or the letter of a column that has none."""
        return self.heading or f"column {self.letter}"


class Mapping(NamedTuple):
    """Which field each column is. ``below`` is the number of the last row of headings: the actions stand below it."""

    below: int
    columns: tuple[Column, ...]

    def of(self, field: str) -> tuple[Column, ...]:
        """The columns of a field."""
        return tuple(column for column in self.columns if column.field == field)

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(column.field for column in self.columns if column.field)


def plain(heading: str) -> str:
    """A heading as it is looked up: small letters, without brackets and what stands in them, or marks."""
    text = re.sub(r"\([^()]{0,60}\)", " ", fold(heading)) if "(" in heading else fold(heading)
    return " ".join(re.sub(r"[^\w/&+#]+", " ", text).replace("_", " ").split()).strip("/ ") if text.strip() else ""


def _looked_up(text: str) -> tuple[str, int] | None:
    """The field of a heading, and how far down its list it stands; None where no list has it."""
    for words in (text, " ".join(word for word in text.split() if word not in _FILLERS)):
        if words in _RANK:
            return _RANK[words]
    parts = [part.strip() for part in re.split(r"/|&|\+| and | or ", text)]
    found = [_RANK.get(part) for part in parts if part]
    if len(found) > 1 and all(found) and len({one[0] for one in found if one}) == 1:
        return found[0]
    return _RANK.get(text.replace("/", " "))


def find(sheet: Sheet, chosen: Given[str, str] | None = None) -> Mapping | None:
    """The headings of a sheet, and what their columns are; None where no row names actions and one thing more.

    ``chosen`` gives fields to headings as a person named them: heading (or the letter of a column) → field, or no field.
    """
    best: tuple[tuple[int, int, int], Mapping] | None = None
    for start in range(min(len(sheet.rows), _LOOKED_AT)):
        for depth in range(1, _DEEPEST + 1):
            rows = sheet.rows[start : start + depth]
            if len(rows) < depth or not all(_can_head(row.cells) for row in rows):
                break
            mapping = Mapping(rows[-1].number, tuple(_mapped(_joined(rows, sheet.merged), chosen or {})))
            named = "action" in mapping.fields and (len(mapping.fields) > 1 or "action" in (chosen or {}).values())
            worth = (len(mapping.fields), -depth, -start)
            if named and (best is None or worth > best[0]):
                best = worth, mapping
    return best[1] if best else None


def _can_head(cells: Sequence[Cell]) -> bool:
    return all(isinstance(cell, str) and len(cell) <= _LONGEST for cell in cells)


def _joined(rows: Sequence[Row], merged: Sequence[Merge]) -> list[str]:
    """The headings that several rows give together; what is merged over columns heads each of them."""
    width = max(len(row.cells) for row in rows)
    headings = [""] * width
    for row in rows:
        texts = [str(cell) for cell in row.cells] + [""] * (width - len(row.cells))
        for merge in merged:
            if len(rows) > 1 and merge.first_row <= row.number <= merge.last_row and merge.first_column < width:
                for column in range(merge.first_column + 1, min(merge.last_column + 1, width)):
                    texts[column] = texts[column] or texts[merge.first_column]
        for column, text in enumerate(texts):
            text = " ".join(text.split())
            # A cell merged over the rows says it once.
            if text and not headings[column].endswith(text):
                headings[column] = f"{headings[column]} {text}".strip()
    return headings


def _mapped(headings: Sequence[str], chosen: Given[str, str]) -> list[Column]:
    columns = [Column(place, heading) for place, heading in enumerate(headings)]
    wanted = {index: field for name, field in chosen.items() for index in _named(columns, name)}
    taken = set(wanted.values())
    best: dict[str, int] = {}
    guesses: dict[int, str] = {}
    ranks: dict[int, int] = {}
    # What a person names for a field replaces what would be guessed for it.
    for column in columns:
        found = _looked_up(plain(column.heading))
        if column.place in wanted or found is None or found[0] in taken:
            continue
        guesses[column.place], ranks[column.place] = found
        field = found[0]
        if field not in best or (field not in _SEVERAL and ranks[column.place] < ranks[best[field]]):
            best[field] = column.place
    return [_decided(column, columns, wanted, guesses, best) for column in columns]


def _decided(column: Column, columns: Sequence[Column], wanted: Given[int, str], guesses: Given[int, str], best: Given[str, int]) -> Column:
    if column.place in wanted:
        return column._replace(field=wanted[column.place], why="" if wanted[column.place] else "you said so")
    field = guesses.get(column.place, "")
    if field and (field in _SEVERAL or best[field] == column.place):
        return column._replace(field=field)
    if field:
        return column._replace(why=f"“{columns[best[field]].shown}” is taken for the {field}")
    if not column.heading:
        return column._replace(why="it has no heading")
    why = _UNSURE.get(plain(column.heading), "")
    if not why and plain(column.heading) == "date":
        if "raised" not in {*best, *wanted.values()}:
            return column._replace(field="raised")
        why = "it does not say of what"
    return column._replace(why=why)


def _named(columns: Sequence[Column], name: str) -> list[int]:
    """The columns that a name on the command line means: a heading, else a letter."""
    same = [c.place for c in columns if c.heading and (c.heading.casefold() == name.casefold() or plain(c.heading) == plain(name) != "")]
    return same or [c.place for c in columns if c.letter == name.upper()]


def check_chosen(mapping: Mapping, chosen: Given[str, str]) -> None:
    """Raise Misuse for a heading that was named on the command line and is not there."""
    for name in chosen:
        if not _named(mapping.columns, name):
            there = ", ".join(f"“{c.heading}”" for c in mapping.columns if c.heading)
            raise Misuse(f"There is no column “{name}”; the headings are {there}.")
