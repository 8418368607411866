"""A view of the record as plain data: tables of cells, and the same rows for other programs."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

Cell = str | int | date | None


class Column(NamedTuple):
    """A column of a table.

    ``kind`` says how a cell is set: ref (never broken), name, number, date, rag (Red, Amber, Green or Blue, and
    coloured so where there are colours), or words (takes the width that is left, and wraps). ``name`` is its key for
    other programs.
    """

    name: str
    heading: str
    kind: str = "name"


class Table(NamedTuple):
    """Rows under a heading (which may be empty). Each row has a cell for each column."""

    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Report(NamedTuple):
    """A view: what kind of rows, as at which day, the tables, and sentences below them.

    ``empty`` is what is said where no table has a row. ``data`` makes the same rows as plain values for JSON
    and CSV, when asked.
    """

    kind: str
    as_at: date
    title: str
    tables: tuple[Table, ...]
    empty: str
    data: Callable[[], list[dict[str, Any]]]
    sentences: tuple[str, ...] = ()
