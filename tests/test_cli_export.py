"""``g2g export``: each form opened by a real reader of it, hostile words kept as words, nothing exempt unasked, and all of it read back."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from g2g.exchange import COLUMNS
from g2g.store import Record
from tests.conftest import Clerk, write
from tests.harbour import SECRET, grown, is_golden

HEADINGS = [column.heading for column in COLUMNS]
HOSTILE = [
    "=cmd|'/c calc'!A0", "+1+1", "-2", "@SUM(A1)", "'=quoted", "<b>bold</b> & [link](http://example.org) | *x* `y`", "_x0041_ stays", "#N/A",
    'He said "no"; twice', "012", "1/2", "\N{FULLWIDTH EQUALS SIGN}1", "=",
]  # fmt: skip


@pytest.fixture
def board(clerk: Clerk) -> Clerk:
    grown(clerk.folder)
    return clerk


@pytest.fixture
def hostile(board: Clerk) -> Clerk:
    """A board whose actions have words that could do something."""
    for number, words in enumerate(HOSTILE, 1):
        board(["add", f"--owner={words}", "--due", "1 May 2019", "--on", "2019-03-01", "--body", "HWB", "--", words])
        board(["note", f"HWB-2019-03-01-{number:02}", "--", words])
    return board


def office(path: Path, form: str, folder: Path, *options: str) -> Path:
    """The file as LibreOffice opens it, saved in another form."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed, and so nobody but our own readers has opened this: apt-get install libreoffice-calc")
    subprocess.run(
        [program, "--headless", f"-env:UserInstallation=file://{folder}/profile", *options, "--convert-to", form, "--outdir", str(folder / "opened"), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / "opened" / f"{path.stem}.{form.partition(':')[0]}"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def sheet(path: Path) -> Any:
    return openpyxl.load_workbook(path)["Actions"]


def entries(folder: Path) -> dict[str, Any]:
    """Every action of a record, typed."""
    return {action.ref: action for action in Record(str(folder)).actions.select(None)}


# ---- the forms, whole ------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["json", "csv", "md"])
def test_a_form_whole(board: Clerk, form: str) -> None:
    is_golden(f"export.{form}", board(f"export {form}").replace("\r\n", "\n"))


def test_the_page_has_a_row_an_action_with_its_colour_in_words(board: Clerk) -> None:
    page = board("export html")
    assert page.count('<th scope="row"') == 9
    assert re.search(r"Survey the piles[^<]*", page)
    assert '<span class="red">Red</span>' in page


def test_a_table_an_owner_is_for_listings_and_an_export_has_each_action_once(board: Clerk) -> None:
    assert board("export csv --owner") == board("export csv")


def test_everything_is_exported_unless_a_filter_says_otherwise(board: Clerk) -> None:
    def refs(line: str) -> list[str]:
        return [row["Reference"] for row in rows(board(line))]

    assert len(refs("export csv")) == 9
    assert refs("export csv --status closed") == ["HWB-2019-01-16-01"]
    assert refs("export csv --owner nia --area 2") == ["HWB-2019-02-13-05"]
    assert refs("export csv --body PPC") == ["PPC-2019-02-06-01"]
    assert refs("export csv --search nothing") == []


def test_the_archive_is_exported_too(board: Clerk) -> None:
    board("archive --before 2019-03-01")
    assert next(row["Reference"] for row in rows(board("export csv"))) == "HWB-2019-01-16-01"


# ---- files -----------------------------------------------------------------------------------------


def test_the_ending_says_the_form_and_an_existing_file_is_kept(board: Clerk, tmp_path: Path) -> None:
    path = tmp_path / "actions.csv"
    assert board(["export", "-o", str(path)]) == f"Wrote {path}: 9 actions.\n"
    before = path.read_bytes()
    assert before.decode() == board("export csv")
    assert before.startswith(b"\xef\xbb\xbfReference,Action,")
    board(["export", "-o", str(path), "--status", "closed"], status=1)
    assert board.err == f"g2g: {path} is there already; --force overwrites it. Nothing was written.\n"
    assert path.read_bytes() == before
    board(["export", "-o", str(path), "--status", "closed", "--force"])
    assert len(rows(path.read_bytes().decode())) == 1


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("export", "Say in which form: json, csv, xlsx, md, html or ics; or -o FILE"), ("export xlsx", "A workbook goes to a file"),
        ("export -o actions.odt", "The ending of actions.odt says no form"), ("export odt", "Invalid value"),
        ("export csv -o actions.json", "The ending of actions.json says json, and not csv; leave one of the two out."),
        ("export html -o actions.md", "The ending of actions.md says md, and not html; leave one of the two out."),
    ],
)  # fmt: skip
def test_misuse_is_one_sentence(board: Clerk, untouched: Callable[[], dict[str, bytes]], line: str, sentence: str) -> None:
    board(line, status=2)
    assert sentence in board.err


@pytest.mark.parametrize(("form", "name"), [("csv", "actions.txt"), ("html", "actions.HTM"), ("json", "actions")])
def test_a_form_goes_to_a_file_whose_ending_says_the_same_or_nothing(board: Clerk, tmp_path: Path, form: str, name: str) -> None:
    board(["export", form, "-o", str(tmp_path / name)])
    assert (tmp_path / name).stat().st_size


def test_an_export_that_fails_leaves_no_half_file(board: Clerk, tmp_path: Path) -> None:
    for _ in range(12):
        board(["note", "02-13-01", "a" * 3000])
    path = tmp_path / "actions.xlsx"
    board(["export", "-o", str(path)], status=1)
    assert "HWB-2019-02-13-01 has 36,143 characters under “Notes”, and a cell of a workbook holds 32,767" in board.err
    assert list(tmp_path.glob("*.xlsx")) == []
    board(["export", "-o", str(tmp_path / "none" / "actions.csv")], status=1)
    assert "No such file" in board.err


# ---- exempt ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["json", "csv", "xlsx", "md", "html", "ics"])
def test_what_is_exempt_is_left_out_unless_asked_for_and_then_said(board: Clerk, tmp_path: Path, form: str) -> None:
    path, closed = tmp_path / f"a.{form}", tmp_path / f"b.{form}"
    board(["export", "-o", str(path)])
    told = board(["export", "-o", str(closed), "--include-exempt"])
    if form == "xlsx":
        public, exempt = ("\n".join(str(cell.value) for row in sheet(one).iter_rows() for cell in row) for one in (path, closed))
    else:
        public, exempt = path.read_text(encoding="utf-8"), re.sub(r"\r?\n ", "", closed.read_bytes().decode()) if form == "ics" else closed.read_text(encoding="utf-8")
    assert SECRET not in public
    assert "02-13-06" not in public
    assert "ot for publication" not in public
    assert SECRET in exempt
    assert "paragraphs 1 and 3" in exempt
    assert "Not for publication" in exempt
    held = "8 of 10 actions; 2 have no date" if form == "ics" else "10 actions"
    assert told.endswith(f": {held}. It is not for publication.\n")


def test_an_exempt_export_is_read_back_with_its_paragraphs(board: Clerk, tmp_path: Path) -> None:
    for form in ("csv", "xlsx", "json"):
        path = tmp_path / f"a.{form}"
        board(["export", "-o", str(path), "--include-exempt"])
        assert read_back(board, path, tmp_path / form) == entries(board.folder)


# ---- and back --------------------------------------------------------------------------------------


def read_back(clerk: Clerk, path: Path, folder: Path) -> dict[str, Any]:
    """What a new record has once a file has been imported into it; imported twice, for the second time adds nothing."""
    old, clerk.folder = clerk.folder, folder / "data"
    try:
        clerk("init")
        clerk(["import", str(path)])
        before = clerk.actions
        assert "Nothing to import" in clerk(["import", str(path)])
        assert clerk.actions == before
        return entries(clerk.folder)
    finally:
        clerk.folder = old


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_export_then_import_gives_the_same_record_back(hostile: Clerk, tmp_path: Path, form: str) -> None:
    text = hostile.actions.replace("  area: 2\n", "  area: 2\n  colour: amber\n  their own:\n    - a\n    - b\n", 1)
    write(hostile.folder / "actions.yaml", text.replace("      reason: Waits for the divers\n", "      reason: Waits for the divers\n      said: by the equinox\n"))
    path = tmp_path / f"a.{form}"
    hostile(["export", "-o", str(path), "--include-exempt"])
    assert read_back(hostile, path, tmp_path / "new") == entries(hostile.folder)


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_what_no_entry_can_hold_comes_back_on_one_line_and_that_is_said(board: Clerk, tmp_path: Path, form: str) -> None:
    entry = '\nHWB-2019-03-01-01:\n  status: open\n  outcome: "a\\tb\\rc\\0d\\e"\n  action: |\n    Two lines\n\n    of it\n'
    write(board.folder / "actions.yaml", board.actions + entry)
    path = tmp_path / f"a.{form}"
    board(["export", "-o", str(path)])
    old, board.folder = board.folder, tmp_path / "new" / "data"
    board("init")
    shown = board(["import", str(path)])
    found = entries(board.folder)["HWB-2019-03-01-01"]
    board.folder = old
    assert (found.outcome, found.words.split()) == ("a b c␀d␛", ["Two", "lines", "of", "it"])
    assert "line breaks or control characters, which an entry cannot hold, were replaced" in shown


# ---- real readers ----------------------------------------------------------------------------------


def test_json_is_json_with_the_entry_in_each_row(hostile: Clerk) -> None:
    whole = json.loads(hostile("export json"))
    assert (whole["schema"], whole["kind"], whole["as_at"]) == (1, "actions", "2019-03-11")
    by_ref = {row["ref"]: row for row in whole["data"]}
    assert [by_ref[f"HWB-2019-03-01-{n:02}"]["action"] for n in range(1, len(HOSTILE) + 1)] == HOSTILE
    assert by_ref["HWB-2019-02-13-05"]["record"]["extended"] == [{"to": "2019-03-20", "at": "2019-02-27", "reason": "Waits for the divers"}]
    assert by_ref["HWB-2019-02-13-05"]["rag"] == "red"


def live(cells: Iterator[str]) -> list[str]:
    """The cells that a spreadsheet would take for a formula."""
    return [text for text in cells if text.lstrip()[:1] in tuple("=+-@")]


def test_csv_has_no_live_formula_and_iso_dates(hostile: Clerk) -> None:
    found = rows(hostile("export csv"))
    assert live(cell for row in found for cell in row.values()) == []
    by_ref = {row["Reference"]: row for row in found}
    assert list(found[0]) == HEADINGS
    assert by_ref["HWB-2019-03-01-01"]["Action"] == "'=cmd|'/c calc'!A0"
    assert (by_ref["HWB-2019-02-13-05"]["First due"], by_ref["HWB-2019-02-13-05"]["Due now"]) == ("2019-02-28", "2019-03-20")


def test_libreoffice_opens_the_csv_file_as_it_is_meant(hostile: Clerk, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    hostile(["export", "-o", str(path)])
    # Commas, quotes, UTF-8 (which a window would find by the mark), British, and numbers and days found by themselves.
    saved = office(path, "xlsx", tmp_path, "--infilter=CSV:44,34,76,1,,2057,false,true")
    opened = openpyxl.load_workbook(saved).worksheets[0]
    found = [[cell.value for cell in row] for row in opened.iter_rows()]
    assert found[0] == HEADINGS
    assert not any(cell.data_type == "f" for row in opened.iter_rows() for cell in row)
    by_ref = {row[0]: dict(zip(HEADINGS, row, strict=False)) for row in found[1:]}
    assert len(by_ref) == 9 + len(HOSTILE)
    assert by_ref["HWB-2019-02-13-05"]["First due"] == datetime(2019, 2, 28)
    assert by_ref["HWB-2019-02-13-02"]["Owner"] == "Tomos Rees\nTomos Vaughan"
    assert by_ref["HWB-2019-03-01-06"]["Action"] == HOSTILE[5]


def test_the_workbook_is_a_table_with_filters_real_dates_and_colours(board: Clerk, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    board(["export", "-o", str(path)])
    found = sheet(path)
    table = found.tables["Actions"]
    last = found.cell(1, len(HEADINGS)).column_letter
    assert (table.ref, table.autoFilter.ref, found.freeze_panes) == (f"A1:{last}10", f"A1:{last}10", "B2")
    assert [cell.value for cell in found[1]] == HEADINGS == table.column_names
    row = {heading: found.cell(7, at) for at, heading in enumerate(HEADINGS, 1)}
    assert row["Reference"].value == "HWB-2019-02-13-05"
    assert (row["Due now"].value, row["Due now"].is_date, row["Due now"].number_format) == (datetime(2019, 3, 20), True, "d mmm yyyy")
    assert (row["RAG"].value, row["RAG"].fill.fgColor.rgb, row["RAG"].font.color.rgb) == ("Red", "00C00000", "00FFFFFF")
    assert row["Action"].alignment.wrap_text
    assert found.column_dimensions["B"].width == 60
    hidden = {HEADINGS[at] for at in range(len(HEADINGS)) if found.column_dimensions[found.cell(1, at + 1).column_letter].hidden}
    assert "Other fields" in hidden
    assert not hidden & {"Reference", "Action", "Owner", "RAG", "Notes", "Extended"}
    assert (found.print_title_rows, found.print_title_cols) == ("$1:$1", "$A:$A")
    # What is asked first on the first pages, the rest on others.
    at = [found.cell(1, HEADINGS.index(name) + 1).column_letter for name in ("Due as said", "Extended", "Outcome", "Referred to")]
    assert found.print_area == f"'Actions'!$A$1:${at[0]}$10,'Actions'!${at[1]}$1:${at[2]}$10,'Actions'!${at[3]}$1:${last}$10"
    assert (found.page_setup.orientation, found.page_setup.fitToWidth, found.page_setup.fitToHeight) == ("landscape", 1, 0)


def test_the_workbook_holds_no_time_of_day(board: Clerk, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    board(["export", "-o", str(path)])
    with zipfile.ZipFile(path) as packed:
        core = packed.read("docProps/core.xml").decode()
    assert core.count("2019-03-11T00:00:00Z") == 2
    assert sheet(path).parent.properties.modified == datetime(2019, 3, 11)


def test_hostile_words_are_text_in_the_workbook_and_in_libreoffice(hostile: Clerk, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    hostile(["export", "-o", str(path)])
    found = sheet(path)
    assert {cell.data_type for row in found.iter_rows() for cell in row if isinstance(cell.value, str)} == {"s"}
    back = office(path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1", tmp_path)
    opened = next(one for one in back.parent.glob("*.csv"))
    by_ref = {row["Reference"]: row for row in rows(opened.read_text(encoding="utf-8"))}
    assert [by_ref[f"HWB-2019-03-01-{n:02}"]["Action"] for n in range(1, len(HOSTILE) + 1)] == HOSTILE
    assert by_ref["HWB-2019-02-13-05"]["Due now"] == "20 Mar 2019"


def test_a_workbook_that_libreoffice_has_saved_is_read_back(hostile: Clerk, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    hostile(["export", "-o", str(path), "--include-exempt"])
    found, before = read_back(hostile, office(path, "xlsx", tmp_path), tmp_path / "new"), entries(hostile.folder)
    # LibreOffice reads _x005F_x0041_ as the words _x0041_, and writes them so, which is an A.
    escaped = f"HWB-2019-03-01-{HOSTILE.index('_x0041_ stays') + 1:02}"
    assert found.pop(escaped).words == "A stays"
    assert before.pop(escaped).words == "_x0041_ stays"
    assert found == before


def test_an_empty_record_gives_files_that_open(clerk: Clerk, tmp_path: Path) -> None:
    write(clerk.folder / "actions.yaml", "")
    for form in ("json", "csv", "xlsx", "md", "html", "ics"):
        clerk(["export", "-o", str(tmp_path / f"a.{form}")])
    assert [cell.value for cell in sheet(tmp_path / "a.xlsx")[1]] == HEADINGS
    assert office(tmp_path / "a.xlsx", "pdf", tmp_path).exists()
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["data"] == []


def test_markdown_and_html_are_read_as_they_are_meant(hostile: Clerk) -> None:
    from markdown_it import MarkdownIt

    page = MarkdownIt("commonmark").enable("table").render(hostile("export md"))
    for text in (page, hostile("export html")):
        assert "<b>bold</b>" not in text
        assert 'href="http://example.org"' not in text
        assert "&lt;b&gt;bold&lt;/b&gt; &amp; [link](http://example.org) | *x* `y`" in text


def test_ics_has_an_entry_for_each_dated_action_and_meeting(board: Clerk, tmp_path: Path) -> None:
    import icalendar

    path = tmp_path / "a.ics"
    board(["export", "-o", str(path), "--body", "HWB", "--status", "open"])
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    todos = {str(one["SUMMARY"]): one for one in calendar.walk("VTODO")}
    assert todos["Agree where the new mooring rings go"]["DUE"].dt == date(2019, 4, 10)
    assert len(list(calendar.walk("VEVENT"))) == 4


def test_ics_says_which_actions_have_no_date_and_no_place_in_it(clerk: Clerk, tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    clerk("add Look into it --meeting 02-13")
    assert clerk(["export", "-o", str(path)]) == f"Wrote {path}: 4 of 6 actions; 2 have no date.\n"
    assert path.read_bytes().count(b"BEGIN:VTODO") == 4
    assert clerk("export ics").count("BEGIN:VTODO") == 4
    assert clerk.err == "g2g: 4 of 6 actions; 2 have no date.\n"
    assert clerk(["export", "-o", str(path), "--force", "--search", "rings"]) == f"Wrote {path}: 1 action.\n"
    clerk("export ics --search rings")
    assert clerk.err == ""


def test_without_openpyxl_one_sentence_says_what_to_install(board: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    board(["export", "-o", str(tmp_path / "a.xlsx")], status=1)
    assert "pip install 'g2g[sheets]'" in board.err
    assert not (tmp_path / "a.xlsx").exists()
