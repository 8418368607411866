"""Reading .csv files as spreadsheet programs write them: any of four encodings, any of four separators, quoted newlines."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from itertools import islice

from g2g.errors import BrokenFile, Refusal
from g2g.sheets import Row, Sheet, trimmed

_SEPARATORS = ",;\t|"
_MOST_CELLS = 2_000_000
_LOOKED_AT = 60  # rows, to find the separator
_LONGEST = 200_000  # characters of one cell


def read(path: str, data: bytes) -> Sheet:
    """The one sheet of a .csv file. Raises Refusal for what is no text, BrokenFile (with the line) for broken quotes."""
    text, said = _decoded(path, data)
    separator, skipped = _separator(text)
    rows: list[Row] = []
    cells = 0
    try:
        csv.field_size_limit(_LONGEST)
        # The form of a spreadsheet program: a quote inside quotes is doubled. Strict, for a quote that is never closed
        # would swallow the rest of the file without a word.
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        for number, record in enumerate(reader, 1):
            cells += len(record)
            if cells > _MOST_CELLS:
                raise Refusal(f"{path} has more than {_MOST_CELLS:,} cells; no action log has. Save the rows with the actions alone.")
            kept = trimmed([*record])
            if kept and number > skipped:
                rows.append(Row(number, kept))
    except csv.Error as trouble:
        raise BrokenFile(path, reader.line_num, f"{_told(str(trouble))}. Nothing was written.") from None
    return Sheet("", tuple(rows), said=said)


def _told(trouble: str) -> str:
    if "field limit" in trouble or "unexpected end" in trouble:
        return "a quotation mark is opened and never closed"
    return "a quotation mark stands inside a cell without being doubled"


def _decoded(path: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of the file, and what to say of how it was read. Raises Refusal for what is no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(path, data, "utf-16"), ()
    if b"\0" in data:
        sample = data[:4000]
        odd, even = sample[1::2].count(0), sample[::2].count(0)
        if max(odd, even) * 3 > len(sample) and len(data) % 2 == 0:
            return _strictly(path, data, "utf-16-le" if odd > even else "utf-16-be"), ()
        raise Refusal(f"{path} is no text: it has NUL bytes in it. Save the sheet as .csv or .xlsx again.")
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return _strictly(path, data, "cp1252"), ("read as the Western text of Windows (cp1252), for it is not UTF-8",)


def _strictly(path: str, data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise Refusal(f"{path} is no text in UTF-8, UTF-16 or the Western form of Windows; save the sheet as .csv (UTF-8) or .xlsx.") from None
    if "\0" in text:
        raise Refusal(f"{path} is no text: it has NUL characters in it. Save the sheet as .csv or .xlsx again.")
    return text


def _separator(text: str) -> tuple[str, int]:
    """What stands between the cells, and how many rows at the top only say so (Excel's ``sep=;``).

    Lines without a quotation mark are asked first, for in them every separator is one: that which parts the most lines,
    of equals the most of them alike, and then in more cells.
    """
    top = text[:6]
    if top[:4].lower() == "sep=" and top[4:5] in _SEPARATORS and top[4:5] and top[5:6] in ("\r", "\n", ""):
        return top[4], 1
    lines = [line for line in islice(io.StringIO(text[:100_000]), 10 * _LOOKED_AT) if '"' not in line and line.strip()]
    for some in (lines[:_LOOKED_AT], io.StringIO(text[:100_000], newline="")):
        worth = {separator: _worth(some, separator) for separator in _SEPARATORS}
        best = max(_SEPARATORS, key=lambda separator: worth[separator])
        if worth[best][0]:
            return best, 0
    return ",", 0


def _worth(lines: Iterable[str], separator: str) -> tuple[int, int, int]:
    """How many of the first rows this parts, how many of them into the usual number of cells, and that number."""
    if isinstance(lines, io.StringIO):
        lines.seek(0)
    widths: Counter[int] = Counter()
    try:
        for record in islice(csv.reader(lines, delimiter=separator), _LOOKED_AT):
            widths[len(record)] += 1
    except csv.Error:
        pass  # What is wrong is said when the file is read whole.
    rows, width = max(((rows, width) for width, rows in widths.items() if width > 1), default=(0, 0))
    return sum(rows for width, rows in widths.items() if width > 1), rows, width
