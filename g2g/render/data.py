"""A report for other programs: JSON and CSV."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO
from typing import Any

from g2g.render.safe import is_plain, spreadsheet
from g2g.reports import Report

SCHEMA = 1

_ODD = re.compile(r"[^\n -~]")


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _escaped(found: re.Match[str]) -> str:
    char = found[0]
    # json.dumps in its ASCII form knows the escape of every character, those beyond U+FFFF among them.
    return char if is_plain(char) else json.dumps(char)[1:-1]


def as_json(report: Report) -> str:
    """The rows with the day they hold for, laid out to be read; what cannot be seen is written as an escape."""
    return laid_out({"schema": SCHEMA, "kind": report.kind, "as_at": report.as_at, "data": report.data()})


def laid_out(whole: dict[str, Any]) -> str:
    """Plain values as JSON that can be read, days in their ISO form."""
    text = json.dumps(whole, indent=2, ensure_ascii=False, default=_iso)
    return _ODD.sub(_escaped, text) + "\n"


def _text(value: Any) -> str:
    """A value on one line: lists joined with semicolons, the fields of what is inside them with commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_text(inner)}" for name, inner in value.items() if inner not in (None, ""))
    if isinstance(value, list | tuple):
        return "; ".join(map(_text, value))
    return str(value)


def _cell(value: Any) -> Any:
    # A number stays one: -3 is no formula.
    return value if isinstance(value, int) and not isinstance(value, bool) else spreadsheet(_text(value))


def as_csv(report: Report, columns: Sequence[str] = ()) -> str:
    """The rows as a spreadsheet reads them, under the names of their values.

    ``columns`` chooses names and their order. Without it they are those that the rows have, or where there is no
    row, those of the first table.
    """
    rows = report.data()
    names = columns or list(dict.fromkeys(name for row in rows for name in row)) or _column_names(report)
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(map(_cell, names))
    writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
    return written.getvalue()


def _column_names(report: Report) -> Iterable[str]:
    return [column.name for column in report.tables[0].columns] if report.tables else []
