"""An export as a workbook: one table with filters, real dates, RAG by word and colour. The one module that writes through openpyxl."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from g2g import exemption
from g2g.errors import MissingLibrary, Refusal
from g2g.exchange import COLUMNS, Cell, Column
from g2g.extract import Extract
from g2g.render.safe import shown_controls

if TYPE_CHECKING:
    from openpyxl import Workbook

_A3, _FONT = 8, "Calibri"
_LINE, _HIGHEST = 14.5, 409.0  # points
_ALWAYS = frozenset({"Reference", "Action", "Owner", "Status", "RAG", "Due now", "Days late", "First due", "Due as said", "Notes", "Closed", "Outcome"})
_PAGE_ENDS = ("Due as said", "Outcome")  # where the columns of a printed page end
_LONGEST = 32_767  # characters that a cell of Excel's holds
_EARLIEST = date(1900, 3, 1)  # before it Excel counts a day that there was not
_WIDTHS = {"Reference": 22, "Action": 60, "Notes": 50, "Outcome": 40, "Extended": 40, "Owner": 22, "Due as said": 24, "Other fields": 24}
_WIDTH_OF_KIND = {"date": 13, "number": 9, "colour": 10, "lines": 20}
# Background and text, each pair with a contrast of at least 4.5 to 1; the word says all, where colours are not seen.
_COLOURS = {"red": ("C00000", "FFFFFF"), "amber": ("FFC000", "000000"), "green": ("00703C", "FFFFFF"), "blue": ("1F4E9E", "FFFFFF")}


def rendered(extract: Extract) -> bytes:
    """The bytes of an .xlsx file. Raises MissingLibrary, and Refusal for text that no cell holds."""
    try:
        import openpyxl
        from openpyxl.writer.excel import ExcelWriter
    except ImportError:
        raise MissingLibrary("A workbook (.xlsx)", "openpyxl", "sheets") from None
    rows = list(extract.rows())
    # Before anything is begun: a sheet that is written half cannot be left.
    _check_lengths(rows)
    book = openpyxl.Workbook(write_only=True)
    _described(book, extract)
    _sheet(book, extract, rows)
    written = BytesIO()
    # The library's own way of saving puts the time of day into the file: the same record would not give the same workbook.
    ExcelWriter(book, ZipFile(written, "w", ZIP_DEFLATED)).save()
    return written.getvalue()


def _check_lengths(rows: Sequence[Sequence[Cell]]) -> None:
    for row in rows:
        for column, cell in zip(COLUMNS, row, strict=True):
            if isinstance(cell, str) and len(cell) * 7 > _LONGEST and len(_text(cell)) > _LONGEST:
                raise Refusal(
                    f"{row[0]} has {len(_text(cell)):,} characters under “{column.heading}”, and a cell of a workbook holds {_LONGEST:,};"
                    " export it as csv or json. Nothing was written."
                )


def _described(book: Workbook, extract: Extract) -> None:
    moment = datetime.combine(extract.as_at, time())
    book.properties.title = _text(f"{extract.body}: {extract.title}")
    book.properties.creator = "g2g"
    book.properties.created = book.properties.modified = moment
    book.properties.language = "en-GB"


def _sheet(book: Workbook, extract: Extract, rows: Sequence[Sequence[Cell]]) -> None:
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet("Actions")
    styles = _Styles(sheet)
    head = 3 if extract.reason else 1
    for number, column in enumerate(COLUMNS):
        dimension = sheet.column_dimensions[get_column_letter(number + 1)]
        dimension.width = _width(column)
        # What no action has is there to be read back, and not to be looked at.
        dimension.hidden = column.heading not in _ALWAYS and all(row[number] is None for row in rows)
    sheet.freeze_panes = f"B{head + 1}"
    _on_paper(sheet, extract, head, head + max(len(rows), 1))
    if extract.reason:
        sheet.append([styles.reason(extract.reason)])
        sheet.append([])
    sheet.row_dimensions[head].height = 2 * _LINE + 1
    sheet.append([styles.heading(column.heading) for column in COLUMNS])
    for number, row in enumerate(rows, head + 1):
        sheet.row_dimensions[number].height = _height(row)
        sheet.append([styles.cell(column.kind, cell) for column, cell in zip(COLUMNS, row, strict=True)])
    # A table without a row is none to Excel.
    if not rows:
        sheet.append([None])
    _as_table(sheet, f"A{head}:{get_column_letter(len(COLUMNS))}{head + max(len(rows), 1)}")


def _width(column: Column) -> int:
    return _WIDTHS.get(column.heading, _WIDTH_OF_KIND.get(column.kind, 15))


def _height(row: Sequence[Cell]) -> float:
    """A row high enough for its longest cell, as not every program works it out for itself."""
    lines = 1
    for column, cell in zip(COLUMNS, row, strict=True):
        if isinstance(cell, str) and (len(cell) > 12 or "\n" in cell):
            lines = max(lines, sum(1 + len(line) // _width(column) for line in cell.split("\n")))
    return min(lines * _LINE + 1, _HIGHEST)


def _as_table(sheet: Any, place: str) -> None:
    """Make a table of cells, with a filter on each heading."""
    from openpyxl.worksheet.filters import AutoFilter
    from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

    table = Table(displayName="Actions", ref=place, autoFilter=AutoFilter(ref=place))
    table.tableColumns = [TableColumn(id=number, name=column.heading) for number, column in enumerate(COLUMNS, 1)]
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight15", showRowStripes=True)
    with warnings.catch_warnings():
        # It reminds us to add the columns, which stand there.
        warnings.simplefilter("ignore")
        sheet.add_table(table)


def _on_paper(sheet: Any, extract: Extract, head: int, last: int) -> None:
    """How it is printed: on its side, what is asked first on the first pages and the rest on others, none of them smaller than
    can be read; headings and references on every page, and the reason at the foot.
    """
    from openpyxl.utils import get_column_letter

    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows, sheet.print_title_cols = f"{head}:{head}", "A:A"
    letters = [get_column_letter(number) for number in range(1, len(COLUMNS) + 1)]
    ends = [at + 1 for at, column in enumerate(COLUMNS) if column.heading in _PAGE_ENDS]
    groups = [letters[start:end] for start, end in zip([0, *ends], [*ends, len(letters)], strict=True)]
    shown = [group for group in groups if not all(sheet.column_dimensions[letter].hidden for letter in group)]
    sheet.print_area = [f"{group[0]}1:{group[-1]}{last}" for group in shown]
    sheet.oddFooter.left.text = exemption.HEADING if extract.reason else ""
    sheet.oddFooter.center.text = "&P / &N"


class _Styles:
    """Cells in the few styles that the sheet has, each style made once."""

    def __init__(self, sheet: Any) -> None:
        from openpyxl.styles import Alignment, Font, PatternFill

        self._sheet = sheet
        self._wrapped = Alignment(vertical="top", wrap_text=True)
        self._top, self._day = Alignment(vertical="top"), Alignment(vertical="top", horizontal="left")
        self._bold, self._white = Font(name=_FONT, bold=True), Font(name=_FONT, bold=True, color="FFFFFF")
        self._dark = PatternFill("solid", fgColor="1F2937")
        self._colours = {
            word: (PatternFill("solid", fgColor=behind), Font(name=_FONT, bold=True, color=before)) for word, (behind, before) in _COLOURS.items()
        }

    def _make(self, value: Any) -> Any:
        from openpyxl.cell import WriteOnlyCell

        return WriteOnlyCell(self._sheet, value=value)

    def heading(self, text: str) -> Any:
        cell = self._make(text)
        cell.font, cell.fill, cell.alignment = self._white, self._dark, self._wrapped
        return cell

    def reason(self, text: str) -> Any:
        cell = self._make(None)
        cell.value, cell.data_type, cell.font = _text(text), "s", self._bold
        return cell

    def cell(self, kind: str, value: Cell) -> Any:
        """One cell; text stays text, whatever it begins with."""
        if value is None:
            return None
        if isinstance(value, date) and value >= _EARLIEST:
            cell = self._make(datetime.combine(value, time()))
            cell.number_format, cell.alignment = "d mmm yyyy", self._day
            return cell
        if isinstance(value, int):
            cell = self._make(value)
            cell.alignment = self._top
            return cell
        return self._words(kind, str(value))

    def _words(self, kind: str, value: str) -> Any:
        text = _text(value)
        cell = self._make(text)
        # openpyxl takes “=…” for a formula and “#N/A” for an error.
        cell.data_type, cell.alignment = "s", self._wrapped
        if kind == "colour" and (colour := self._colours.get(text.partition(" ")[0].casefold())):
            cell.fill, cell.font = colour
        return cell


def _text(text: str) -> str:
    """Text as a workbook holds it: what XML cannot keep (a carriage return) is written as Excel writes it."""
    escaped = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", shown_controls(text)) if "_x" in text else shown_controls(text)
    return escaped.replace("\r", "_x000D_")
