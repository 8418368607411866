"""What ``g2g export`` wrote, read back field by field: a sheet known by its headings, or JSON."""

from __future__ import annotations

import json
import re
from datetime import date

from g2g.actionlog.proposals import Log, NotTaken, Proposal
from g2g.actionlog.words import picture
from g2g.errors import BrokenFile, Refusal
from g2g.exchange import entry, fields_of, is_heading_row
from g2g.formulas import unmarked
from g2g.model import ACTION_REF, STATUSES, Value, iso_date
from g2g.nodes import CONTROL
from g2g.records import WrongType, action_of
from g2g.sheets import Sheet

_LOOKED_AT = 6  # rows: over the headings there may be a line that says what the file is
_JOINED = "line breaks or control characters, which an entry cannot hold, were replaced"


def is_export(sheet: Sheet) -> bool:
    """Whether a sheet is one that g2g wrote."""
    return _headings_at(sheet) is not None


def _headings_at(sheet: Sheet) -> int | None:
    return next((at for at, row in enumerate(sheet.rows[:_LOOKED_AT]) if is_heading_row(row.cells)), None)


def read(sheet: Sheet) -> Log:
    """The actions of a sheet that g2g wrote."""
    at = _headings_at(sheet)
    assert at is not None
    headings = sheet.rows[at].cells
    reader = _Reader()
    for row in sheet.rows[at + 1 :]:
        cells = [cell if isinstance(cell, date) or sheet.form != "csv" else unmarked(cell) for cell in row.cells]
        try:
            ref, fields = fields_of(headings, cells)
        except ValueError as trouble:
            reader.not_taken.append(NotTaken(row.number, str(trouble)))
            continue
        reader.take(row.number, ref, fields)
    return reader.log()


def read_json(path: str, data: bytes) -> Log:
    """The actions of a JSON file that g2g wrote. Raises BrokenFile, with the line, for any other."""
    try:
        whole = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Refusal(f"{path} is not UTF-8 text; g2g writes JSON as UTF-8.") from None
    except json.JSONDecodeError as trouble:
        raise BrokenFile(path, trouble.lineno, f"this is not JSON ({trouble.msg}). Nothing was written.") from None
    except (ValueError, RecursionError):
        raise Refusal(f"{path} is nested too deeply, or has a number too long, to be an export of g2g's.") from None
    rows = whole.get("data") if isinstance(whole, dict) else None
    if not isinstance(rows, list) or whole.get("schema") != 1 or whole.get("kind") != "actions":
        raise Refusal(f"{path} is not what “g2g export json” writes: it should have schema 1, the kind actions, and data.")
    reader = _Reader()
    for number, row in enumerate(rows, 1):
        fields = row.get("record") if isinstance(row, dict) else None
        ref = row.get("ref") if isinstance(row, dict) else None
        if not isinstance(fields, dict) or not isinstance(ref, str):
            reader.not_taken.append(NotTaken(number, "it has no “ref” and “record”: “g2g export json” writes them, other commands do not"))
            continue
        found = re.fullmatch(ACTION_REF, ref)
        if not found or not iso_date(found[2]):
            reader.not_taken.append(NotTaken(number, f"“{ref[:40]}” is no reference of g2g's"))
            continue
        reader.take(number, ref, entry(fields))
    return reader.log()


class _Reader:
    """Keeps the proposals, and what there is to say."""

    def __init__(self) -> None:
        self.proposals: list[Proposal] = []
        self.not_taken: list[NotTaken] = []
        self.doubted: dict[str, list[int]] = {}

    def take(self, row: int, ref: str, fields: dict[str, Value]) -> None:
        kept = {_kept(name): _kept_value(value) for name, value in fields.items()}
        if kept != fields:
            self.doubted.setdefault(_JOINED, []).append(row)
        try:
            action = action_of(ref, kept)
        except WrongType as trouble:
            self.not_taken.append(NotTaken(row, str(trouble)))
            return
        if action.status not in STATUSES:
            self.not_taken.append(NotTaken(row, f"“{action.status[:40]}” is no status; it is one of {', '.join(STATUSES)}"))
            return
        if not action.words:
            self.not_taken.append(NotTaken(row, "it does not say what is to be done"))
            return
        self.proposals.append(Proposal(row, action.meeting, kept, ref, exact=True))

    def log(self) -> Log:
        return Log(tuple(self.proposals), tuple(self.not_taken), tuple((said, tuple(rows)) for said, rows in self.doubted.items()))


def _kept_value(value: Value) -> Value:
    if isinstance(value, list):
        return [_kept_value(one) for one in value]
    if isinstance(value, dict):
        return {_kept(name): _kept_value(one) for name, one in value.items()}
    return _kept(value)


def _kept(text: str) -> str:
    """The text with nothing in it that an entry cannot hold; all else as it is."""
    if text.isprintable():
        return text
    return re.sub(f"[{CONTROL}]", lambda found: " " if found[0].isspace() else picture(found), text)
