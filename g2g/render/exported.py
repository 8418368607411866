"""An export for other programs: JSON, and CSV that Excel opens rightly. ``g2g import`` reads both back."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

from g2g.exchange import COLUMNS, Cell
from g2g.extract import Extract
from g2g.formulas import marked
from g2g.render.data import SCHEMA, laid_out
from g2g.render.safe import shown_controls


def as_json(extract: Extract) -> str:
    """The rows of a listing, each with the entry of the record; why it is not for publication stands over them."""
    head = {"schema": SCHEMA, "kind": "actions", "as_at": extract.as_at}
    closed = {"not_for_publication": extract.reason} if extract.reason else {}
    return laid_out({**head, **closed, "data": extract.data()})


def as_csv(extract: Extract) -> str:
    """A row an action under their headings, dates in the ISO form that every spreadsheet takes for dates.

    It begins with a byte order mark, without which Excel takes it for another alphabet. Why it is not for publication
    stands in a row over the headings.
    """
    written = StringIO()
    writer = csv.writer(written)
    if extract.reason:
        writer.writerow([marked(extract.reason)])
    writer.writerow([column.heading for column in COLUMNS])
    writer.writerows(map(_cell, row) for row in extract.rows())
    return "\ufeff" + written.getvalue()


def _cell(value: Cell) -> str | int:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int) else marked(shown_controls(value))
