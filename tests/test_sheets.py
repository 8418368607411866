"""Spreadsheets read within bounds: encodings, separators, merged cells and days as they are, and hostile files in one sentence."""

from __future__ import annotations

import os
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g import sheets
from g2g.errors import Refusal
from g2g.sheets import Sheet, workbook
from tests.limits import limited
from tests.steps import assert_grows_with_length, steps

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData>{}</worksheet>'


def cells(sheet: Sheet) -> list[tuple[object, ...]]:
    return [row.cells for row in sheet.rows]


def read_csv(text: str, encoding: str = "utf-8") -> Sheet:
    (sheet,) = sheets.read("log.csv", text.encode(encoding))
    return sheet


def book(fill: Callable[[Any], None]) -> bytes:
    """An .xlsx file whose one sheet ``fill`` fills."""
    made = openpyxl.Workbook()
    fill(made.active)
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def with_part(data: bytes, name: str, content: str | bytes) -> bytes:
    """The same file with another content in one of its parts."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
        if name not in old.namelist():
            new.writestr(name, content)
    return written.getvalue()


SMALL = book(lambda sheet: sheet.append(["Ref", "Action"]))


def refusal(path: str, data: bytes) -> str:
    with pytest.raises(Refusal) as refused:
        sheets.read(path, data)
    return str(refused.value)


# ---- .csv ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_csv_file_is_read_in_any_usual_encoding(encoding: str) -> None:
    assert cells(read_csv("Ref,Action\r\n1,Paint Siân’s boat – £5\r\n", encoding)) == [("Ref", "Action"), ("1", "Paint Siân’s boat – £5")]


def test_windows_text_is_said_to_be_read_as_such() -> None:
    assert read_csv("Ref,Action\n1,£5\n", "cp1252").said == ("read as the Western text of Windows (cp1252), for it is not UTF-8",)
    assert read_csv("Ref,Action\n1,£5\n").said == ()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_though_others_stand_in_the_words(separator: str) -> None:
    other = ";" if separator != ";" else ","
    text = f'Ref{separator}Action{separator}Due\n1{separator}a{other}b{other}c{other}d\n2{separator}"x{separator}y"{separator}z\n'
    assert cells(read_csv(text)) == [("Ref", "Action", "Due"), ("1", f"a{other}b{other}c{other}d"), ("2", f"x{separator}y", "z")]


def test_excels_own_line_about_the_separator_is_followed() -> None:
    sheet = read_csv("sep=;\nRef;Action\n1;a,b,c\n")
    assert [(row.number, row.cells) for row in sheet.rows] == [(2, ("Ref", "Action")), (3, ("1", "a,b,c"))]


def test_newlines_in_quotes_stay_and_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    sheet = read_csv('Ref,Action\n\n1,"two\nlines"\n2,one\n')
    assert [(row.number, row.cells) for row in sheet.rows] == [(1, ("Ref", "Action")), (3, ("1", "two\nlines")), (4, ("2", "one"))]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"Ref,Action\n1,a\0b\n", "log.csv is no text: it has NUL bytes in it."),
        (b"Ref,Action\n1,\x81\xff\n", "log.csv is no text in UTF-8, UTF-16 or the Western form of Windows"),
        (b"\xff\xfeR\x00e\x00f", "log.csv is no text in UTF-8, UTF-16 or the Western form of Windows"),
        (b'Ref,Action\n1,"never closed\n2,b\n', "log.csv:3: a quotation mark is opened and never closed. Nothing was written."),
        (b'Ref,Action\n1,"closed" too early\n', "log.csv:2: a quotation mark stands inside a cell without being doubled."),
        (b"Ref,Action\n1," + b"a" * 300_000, "log.csv:2: a quotation mark is opened and never closed."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more", "log.csv has a password, or is in the old form of Excel"),
        (b"PK\x03\x04 and no more", "log.csv cannot be unpacked as .xlsx"),
    ],
)
def test_a_broken_file_is_one_sentence(data: bytes, sentence: str) -> None:
    assert refusal("log.csv", data).startswith(sentence)


def test_a_file_of_another_kind_is_one_sentence() -> None:
    assert refusal("log.pdf", b"%PDF-1.7") == "log.pdf is neither .csv nor .xlsx; save the action log as one of the two."
    assert refusal("log.xlsx", b"Ref,Action\n").startswith("log.xlsx is not an .xlsx file, whatever its name says")


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    for name in ("log.csv", "log.xlsx"):
        try:
            sheets.read(name, data)
        except Refusal:
            continue


@given(st.binary(min_size=1, max_size=40), st.integers(0, len(SMALL) - 1))
def test_no_damage_to_a_workbook_breaks_the_reader(noise: bytes, at: int) -> None:
    said = "log.xlsx"
    try:
        sheets.read("log.xlsx", SMALL[:at] + noise + SMALL[at + len(noise) :])
    except Refusal as refused:
        said = str(refused)
    assert "log.xlsx" in said


def test_a_file_of_200_mb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    tracemalloc.start()
    with pytest.raises(Refusal, match="is larger than 20 MB"):
        sheets.read_bytes(str(path))
    assert tracemalloc.get_traced_memory()[1] < 100_000_000
    tracemalloc.stop()


def test_what_is_no_ordinary_file_is_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    for path, sentence in ((pipe, "is not an ordinary file"), (tmp_path, "cannot be read|is not an ordinary file"), (tmp_path / "none.csv", "No such file")):
        with pytest.raises(Refusal, match=sentence):
            sheets.read_bytes(str(path))


@limited
def test_more_cells_than_any_log_has_are_refused() -> None:
    assert "more than 2,000,000 cells" in refusal("log.csv", b",".join([b"a"] * 50) * 60_000)


# ---- .xlsx -----------------------------------------------------------------------------------------


def test_cells_are_read_as_a_person_sees_them() -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["Ref", "Action", "Due"])
        sheet.append([46.1, "Paint", datetime(2019, 3, 6)])
        sheet.append([3.0, True, datetime(2019, 3, 6, 14, 30)])
        sheet["A4"], sheet["B4"], sheet["C4"] = 1.1, "line one\nline two", 43530
        sheet["A4"].number_format = "0.00"

    (sheet,) = sheets.read("log.xlsx", book(fill))
    assert cells(sheet)[1:] == [("46.1", "Paint", date(2019, 3, 6)), ("3", "yes", "2019-03-06 14:30"), ("1.10", "line one\nline two", "43530")]
    assert (sheet.name, sheet.hidden, sheet.serials) == ("Sheet", False, True)


def test_blank_rows_and_columns_leave_the_numbers_of_the_others_as_they_are() -> None:
    def fill(sheet: Any) -> None:
        sheet["B3"], sheet["D3"], sheet["B7"] = "Action", "Owner", "Paint"

    (sheet,) = sheets.read("log.xlsx", book(fill))
    assert [(row.number, row.cells) for row in sheet.rows] == [(3, ("", "Action", "", "Owner")), (7, ("", "Paint"))]


def test_a_cell_merged_over_rows_holds_for_each_and_one_merged_over_columns_for_the_first() -> None:
    def fill(sheet: Any) -> None:
        for row in (["Meeting", "Action"], ["6 March 2019", "Paint"], [None, "Mend"], [None, "Sell"], ["Apart", "Buy"]):
            sheet.append(row)
        sheet.merge_cells("A2:A4")
        sheet["A7"] = "The end"
        sheet.merge_cells("A7:C7")

    (sheet,) = sheets.read("log.xlsx", book(fill))
    assert [row[0] for row in cells(sheet)] == ["Meeting", "6 March 2019", "6 March 2019", "6 March 2019", "Apart", "The end"]
    assert cells(sheet)[-1] == ("The end",)


def test_a_formula_that_was_never_worked_out_is_said() -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"], sheet["B2"] = "Action", "=TODAY()"

    (sheet,) = sheets.read("log.xlsx", book(fill))
    assert sheet.said == ("B2 has a formula that no program has worked out yet, and counts as empty",)


def test_hidden_sheets_are_told_apart_and_days_from_1904_are_right() -> None:
    made = openpyxl.Workbook()
    made.epoch = openpyxl.utils.datetime.MAC_EPOCH
    made.active["A1"] = datetime(2019, 3, 6)
    made.create_sheet("Old").sheet_state = "hidden"
    written = BytesIO()
    made.save(written)
    first, second = sheets.read("log.xlsx", written.getvalue())
    assert (first.hidden, second.hidden, first.serials) == (False, True, False)
    assert cells(first) == [(date(2019, 3, 6),)]


def test_the_size_that_a_sheet_states_is_not_believed() -> None:
    text = SHEET.replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>').format(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Action</t></is></c></row>', ""
    )
    stated = with_part(SMALL, "xl/worksheets/sheet1.xml", text)
    (sheet,) = sheets.read("log.xlsx", stated)
    assert cells(sheet) == [("Action",)]
    assert steps(lambda: sheets.read("log.xlsx", stated)) < 50_000  # of 16,384 columns and 1,048,576 rows


def test_characters_that_xml_cannot_hold_come_as_excel_writes_them() -> None:
    (sheet,) = sheets.read("log.xlsx", book(lambda one: one.append(["a_x000D_b", "_x005F_x0041_", "_xD800_"])))
    assert cells(sheet) == [("a\rb", "_x0041_", "_xD800_")]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 or str()};" * 10}">' for n in range(1, 9)) + "]><x>&a8;</x>"
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "docProps/core.xml", "xl/_rels/workbook.xml.rels"])
@pytest.mark.parametrize("text", [BOMB, OUTSIDE, OUTSIDE.encode("utf-16")], ids=["laughs", "outside", "utf-16"])
def test_a_document_type_in_any_part_is_refused(part: str, text: str | bytes) -> None:
    assert "declares a document type" in refusal("log.xlsx", with_part(SMALL, part, text))


def rows(count: int, cell: str = '<c r="A{0}"><v>1</v></c>') -> str:
    return "".join(f'<row r="{n}">{cell.format(n)}</row>' for n in range(1, count + 1))


HOSTILE = {
    "a zip bomb": ("xl/worksheets/sheet1.xml", lambda: b" " * 300_000_000),
    "very many cells": ("xl/worksheets/sheet1.xml", lambda: SHEET.format(rows(700_000), "")),
    "wide rows": ("xl/worksheets/sheet1.xml", lambda: SHEET.format(rows(60_000, '<c r="XFD{0}"><v>1</v></c>'), "")),
    "a row beyond all rows": ("xl/worksheets/sheet1.xml", lambda: SHEET.format('<row r="99999999999"><c><v>1</v></c></row>', "")),
    "very many merges": ("xl/worksheets/sheet1.xml", lambda: SHEET.format(rows(9), "<mergeCells>" + '<mergeCell ref="A1:A9"/>' * 100_000 + "</mergeCells>")),
    "merges over each other": (
        "xl/worksheets/sheet1.xml", lambda: SHEET.format(rows(9), "<mergeCells>" + '<mergeCell ref="A1:A1000000"/>' * 1000 + "</mergeCells>"),
    ),
    "very many styles": ("xl/styles.xml", lambda: "<styleSheet><cellXfs>" + "<xf/>" * 500_000 + "</cellXfs></styleSheet>"),
    "very many strings": ("xl/sharedStrings.xml", lambda: "<sst>" + "<si><t>a</t></si>" * 500_000 + "</sst>"),
    "very deep": ("xl/styles.xml", lambda: "<a>" * 50_000 + "</a>" * 50_000),
    "broken XML": ("xl/worksheets/sheet1.xml", lambda: "<worksheet><sheetData>"),
    "other XML": ("xl/workbook.xml", lambda: "<html/>"),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
@limited
def test_a_hostile_workbook_is_one_sentence_and_does_not_hang(what: str) -> None:
    part, content = HOSTILE[what]
    data = with_part(SMALL, part, content())
    sentence = refusal("log.xlsx", data)
    assert "log.xlsx" in sentence or "merged" in sentence
    assert "\n" not in sentence


def test_a_part_that_is_larger_than_the_directory_says_is_refused() -> None:
    data = bytearray(with_part(SMALL, "xl/styles.xml", "<styleSheet>" + " " * 1_000_000 + "</styleSheet>"))
    with zipfile.ZipFile(BytesIO(bytes(data))) as parts:
        info = parts.getinfo("xl/styles.xml")
    real = struct.pack("<I", info.file_size)
    at = data.rfind(b"xl/styles.xml") - 46 + 24
    assert data[at : at + 4] == real
    data[at : at + 4] = struct.pack("<I", 100)
    assert "log.xlsx" in refusal("log.xlsx", bytes(data))


def test_any_other_zip_is_no_workbook() -> None:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as parts:
        parts.writestr("word/document.xml", "<a/>")
    assert "is a zip file, and no workbook of Excel's" in refusal("log.xlsx", written.getvalue())


def test_without_openpyxl_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(Refusal, match=r"pip install 'g2g\[sheets\]'"):
        workbook.read("log.xlsx", SMALL)


def of_rows(count: int) -> bytes:
    """A workbook of rows of ten words."""
    text = "".join(f'<row r="{n}">' + "".join(f'<c r="{c}{n}" t="inlineStr"><is><t>word {n}</t></is></c>' for c in "ABCDEFGHIJ") + "</row>" for n in range(1, count + 1))
    return with_part(SMALL, "xl/worksheets/sheet1.xml", SHEET.format(text, ""))


@limited
def test_a_large_workbook_is_read_and_does_not_hang() -> None:
    (sheet,) = sheets.read("log.xlsx", of_rows(20_000))
    assert len(sheet.rows) == 20_000


def test_the_work_to_read_a_workbook_grows_with_its_rows() -> None:
    def work(count: int) -> Callable[[], object]:
        data = of_rows(count)
        return lambda: sheets.read("log.xlsx", data)

    assert_grows_with_length(work, 80)
