"""Reading spreadsheets: a file as sheets of rows, every cell a text or a day, under the number its row has in the file.

Nothing here knows what the columns mean. A file is read within bounds, for it may come from anywhere: ``csvfile`` knows
encodings and separators, ``workbook`` is the only module that reads through openpyxl.
"""

from __future__ import annotations

import os
import stat
from datetime import date
from typing import NamedTuple

from g2g.errors import Refusal

Cell = str | date

MOST_BYTES = 20_000_000
MOST_CELLS = 300_000  # of a workbook; a file of text has more, for it is read faster
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")


class Row(NamedTuple):
    """One row that is not blank: its number in the file, and its cells from the first column on."""

    number: int
    cells: tuple[Cell, ...]


class Merge(NamedTuple):
    """Cells that were merged into one: rows by their numbers, columns from 0."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


class Sheet(NamedTuple):
    """One sheet. ``said`` is what its reader has to say of it; ``serials`` whether a bare number can be a day of Excel's."""

    name: str
    rows: tuple[Row, ...]
    merged: tuple[Merge, ...] = ()
    said: tuple[str, ...] = ()
    hidden: bool = False
    serials: bool = True
    form: str = "csv"


def read_bytes(path: str, most: int = MOST_BYTES) -> bytes:
    """The bytes of an ordinary file of bounded size. Raises Refusal for any other."""
    try:
        # O_NONBLOCK: a named pipe must not hold the command for ever.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as trouble:
        raise Refusal(f"{path} cannot be read: {trouble.strerror}.") from None
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise Refusal(f"{path} is not an ordinary file.")
        with open(handle, "rb", closefd=False) as file:
            data = file.read(most + 1)
    finally:
        os.close(handle)
    if len(data) > most:
        raise Refusal(f"{path} is larger than {most // 1_000_000} MB; no action log is. Save the sheet with the actions alone.")
    return data


def read(path: str, data: bytes) -> list[Sheet]:
    """The sheets of a .csv or .xlsx file (one, of a .csv file), in their order. Raises Refusal for what is neither."""
    ending = os.path.splitext(path)[1].lower()
    if data.startswith(_OLE):
        raise Refusal(f"{path} has a password, or is in the old form of Excel; save it as .xlsx without a password.")
    if data.startswith(_ZIP):
        from g2g.sheets import workbook

        return workbook.read(path, data)
    if ending in (".xlsx", ".xlsm"):
        raise Refusal(f"{path} is not an .xlsx file, whatever its name says; save it again as .xlsx or .csv.")
    if ending not in _ENDINGS:
        raise Refusal(f"{path} is neither .csv nor .xlsx; save the action log as one of the two.")
    from g2g.sheets import csvfile

    return [csvfile.read(path, data)]


def trimmed(cells: list[Cell]) -> tuple[Cell, ...]:
    """The cells without the empty ones at the end."""
    end = len(cells)
    while end and cells[end - 1] == "":
        end -= 1
    return tuple(cells[:end])
