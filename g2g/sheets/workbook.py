"""Reading .xlsx files through openpyxl, once a look at the parts has shown that it can be done in bounded time.

A workbook is a zip of XML: either can be a bomb, and either can point elsewhere. Every part is looked at first, by expat
alone: a document type (the only place for entities) is refused, and what openpyxl is slow at is counted.
"""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any, NamedTuple
from xml.parsers import expat

from g2g.errors import MissingLibrary, Refusal
from g2g.sheets import MOST_CELLS, Cell, Merge, Row, Sheet, trimmed

_MOST_XML = 64_000_000  # bytes of XML, unpacked
_MOST_PARTS = 2_000
_MOST_ROWS = 1_048_576  # as many as Excel has
_MOST_SLOTS = 4_000_000  # cells and the gaps before them
_MOST_OTHERS = 60_000  # elements, of a part, that openpyxl makes an object of
_CELL_PARTS = frozenset({"row", "c", "v", "f", "is", "t"})
_PIECE = 1 << 16


class _Looked(NamedTuple):
    """What a look at the parts found: merged cells, and cells with a formula, by the part's name."""

    merged: dict[str, list[str]]
    formulas: dict[str, list[str]]


def read(path: str, data: bytes) -> list[Sheet]:
    """The sheets of an .xlsx file. Raises Refusal where it is broken, has a password or is too large."""
    looked = _look(path, data)
    try:
        import openpyxl
    except ImportError:
        raise MissingLibrary("Reading .xlsx", "openpyxl", "sheets") from None
    try:
        with warnings.catch_warnings():
            # What openpyxl leaves out of what it reads (colours, validation) is nothing that an import uses.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            is_1904 = book.epoch.year == 1904
            sheets = [_sheet(sheet, looked, serials=not is_1904) for sheet in book.worksheets]
            book.close()
    except Refusal:
        raise
    except Exception as trouble:  # A broken file breaks openpyxl in any way there is; each is this one sentence.
        raise Refusal(f"{path} cannot be read as .xlsx ({type(trouble).__name__}: {str(trouble)[:120]}); open and save it again.") from trouble
    if not sheets:
        raise Refusal(f"{path} is a workbook without a sheet; open and save it again.")
    return sheets


# ---- a look before it is opened --------------------------------------------------------------------


def _look(path: str, data: bytes) -> _Looked:
    """Raises Refusal for a zip that is broken, too large, or has XML in it that nobody should read."""
    looked = _Looked({}, {})
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            listed = parts.infolist()
            if "xl/workbook.xml" not in parts.namelist():
                raise Refusal(f"{path} is a zip file, and no workbook of Excel's; save the action log as .xlsx or .csv.")
            if len(listed) > _MOST_PARTS:
                raise _too_large(path)
            xml = [part for part in listed if part.filename.lower().endswith((".xml", ".rels", ".vml"))]
            # zipfile never unpacks more of a part than the directory says.
            if sum(part.file_size for part in xml) > _MOST_XML:
                raise _too_large(path)
            for part in xml:
                with parts.open(part) as stream:
                    _Look(path, part.filename, looked).through(stream)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as trouble:
        raise Refusal(f"{path} cannot be unpacked as .xlsx ({trouble}); open and save it again.") from None
    return looked


def _too_large(path: str) -> Refusal:
    return Refusal(f"{path} is too large when it is unpacked; no action log is. Save the sheet with the actions alone.")


class _Look:
    """One part, parsed for its size alone."""

    def __init__(self, path: str, name: str, looked: _Looked) -> None:
        self.path, self.name, self.looked = path, name, looked
        self.cells = self.others = self.slots = 0
        self.at, self.kind = "", ""
        self.is_sheet = name.startswith("xl/worksheets/")

    def through(self, stream: Any) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        # Pictures' and comments' parts are not read any further: their size and their head are enough.
        if self.is_sheet:
            parser.StartElementHandler, parser.EndElementHandler = self._start_in_sheet, self._end_in_sheet
        else:
            parser.StartElementHandler = self._start
        try:
            while piece := stream.read(_PIECE):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except expat.ExpatError as trouble:
            raise Refusal(f"{self.path} is broken in its part {self.name[:80]} ({trouble}); open and save it again.") from None

    def _doctype(self, *_: object) -> None:
        raise Refusal(f"{self.path} declares a document type in its part {self.name[:80]}, which no spreadsheet does; g2g does not read it.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.others += 1
        if self.others > (_MOST_OTHERS if "sharedStrings" not in self.name else 5 * _MOST_OTHERS):
            raise _too_large(self.path)

    def _start_in_sheet(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self.cells += 1
            self.at, self.kind = attributes.get("r", ""), attributes.get("t", "")
            if self.cells > MOST_CELLS:
                raise _too_large(self.path)
        elif name == "f" and self.kind != "str":
            # Of the kind str it can be that its words are none.
            self.looked.formulas.setdefault(self.name, []).append(self.at)
        elif name == "row":
            self._row(attributes.get("r", ""))
        elif name == "mergeCell":
            self.others += 1
            self.looked.merged.setdefault(self.name, []).append(attributes.get("ref", ""))
        elif name not in _CELL_PARTS:
            self.others += 1
        if self.others > _MOST_OTHERS:
            raise _too_large(self.path)

    def _row(self, number: str) -> None:
        if number and not (number.isdecimal() and len(number) < 9 and int(number) <= _MOST_ROWS):
            raise Refusal(f"{self.path} has a row “{number[:20]}”, which no spreadsheet has; open and save it again.")

    def _end_in_sheet(self, name: str) -> None:
        if name.rpartition(":")[2] == "row" and self.at:
            self.slots += _column(self.at)
            if self.slots > _MOST_SLOTS:
                raise _too_large(self.path)


def _column(reference: str) -> int:
    """The number, from 1, of the column of a cell: 28 for AB12."""
    column = 0
    for char in reference:
        if not "A" <= char <= "Z":
            break
        column = column * 26 + ord(char) - 64
    return column


# ---- rows ------------------------------------------------------------------------------------------


def _sheet(sheet: Any, looked: _Looked, *, serials: bool) -> Sheet:
    part = sheet._worksheet_path.lstrip("/")
    # The size that the file states may be that of all columns there are.
    sheet.reset_dimensions()
    merged = tuple(_merges(looked.merged.get(part, ())))
    found = dict(_rows(sheet))
    never = [place for place in looked.formulas.get(part, ()) if _is_empty(found, place)]
    rows = _filled(found, merged)
    said = (f"{_some(never)} {'has a formula' if len(never) == 1 else 'have formulas'} that no program has worked out yet, and "
            f"{'counts' if len(never) == 1 else 'count'} as empty",) if never else ()  # fmt: skip
    hidden = sheet.sheet_state != "visible"
    return Sheet(sheet.title, tuple(Row(n, cells) for n, cells in rows.items()), merged, said, hidden, serials, "xlsx")


def _is_empty(rows: dict[int, tuple[Cell, ...]], place: str) -> bool:
    match = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", place)
    cells = rows.get(int(match[2]), ()) if match else ()
    column = _column(match[1]) if match else 0
    return column > len(cells) or cells[column - 1] == ""


def _some(places: list[str]) -> str:
    return ", ".join(places[:5]) + (f" and {len(places) - 5} more cells" if len(places) > 5 else "")


def _rows(sheet: Any) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    for number, cells in enumerate(sheet.iter_rows(), 1):
        kept = trimmed([_cell(cell) for cell in cells])
        if kept:
            yield number, kept


def _merges(refs: list[str] | tuple[str, ...]) -> Iterator[Merge]:
    for ref in refs:
        if found := re.fullmatch(r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})", ref):
            yield Merge(int(found[2]), int(found[4]), _column(found[1]) - 1, _column(found[3]) - 1)


def _filled(found: dict[int, tuple[Cell, ...]], merged: tuple[Merge, ...]) -> dict[int, tuple[Cell, ...]]:
    """What stands in a cell merged over several rows holds for each of them that has anything else in it."""
    if sum(merge.last_row - merge.first_row for merge in merged) > MOST_CELLS:
        raise Refusal("More cells are merged than there are rows; open the workbook and save it again.")
    rows = {number: list(cells) for number, cells in found.items()}
    for merge in merged:
        column, top = merge.first_column, rows.get(merge.first_row, [])
        value = top[column] if column < len(top) else ""
        for number in range(merge.first_row + 1, merge.last_row + 1) if value != "" else ():
            if number in rows:
                rows[number] += [""] * (column + 1 - len(rows[number]))
                rows[number][column] = value
    return {number: trimmed(cells) for number, cells in rows.items()}


_DECIMALS = re.compile(r"0\.(0{1,6})")


def _cell(cell: Any) -> Cell:
    """A cell as a person sees it: numbers as they are shown, days as days."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return _unescaped(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, timedelta):
        return str(value)
    return _number(float(value) if not isinstance(value, int) else value, str(cell.number_format))


def _number(value: float, form: str) -> str:
    # A reference 1.10 is the number 1.1 shown with two places.
    if found := _DECIMALS.fullmatch(form):
        return f"{value:.{len(found[1])}f}"
    return str(int(value)) if value == value and abs(value) < 1e15 and value == int(value) else repr(value)


def _unescaped(text: str) -> str:
    """Excel writes a character that XML cannot hold as ``_x000D_``, and such words themselves with ``_x005F_`` before them."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", _character, text) if "_x" in text else text


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if 0xD800 <= code < 0xE000 else chr(code)


