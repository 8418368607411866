"""A paper as a Word document: what its reader in Python finds in it, and what LibreOffice makes of it."""

from __future__ import annotations

import builtins
import shutil
import subprocess
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from g2g import matters
from g2g.errors import MissingLibrary, Refusal
from g2g.papers import Part
from g2g.render import paper_word
from g2g.render.layout import cell_text
from g2g.reports import Column, Table
from tests import papers
from tests.some_actions import TODAY, action

needs_office = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="left out, for the machine has no LibreOffice (libreoffice-writer) or no pdftotext (poppler-utils)",
)


def read(raw: bytes) -> Any:
    return docx.Document(BytesIO(raw))


def made(*parts: Part, templates: Path | None = None, **fields: Any) -> Any:
    return read(paper_word.rendered(papers.paper(*parts, **fields), str(templates) if templates else None))


def cells(table: Any) -> list[list[str]]:
    return [[cell.text.replace("\n", "") for cell in row.cells] for row in table.rows]


def style(document: Any, text: str) -> str:
    name: str = next(p.style.name for p in document.paragraphs if p.text == text)
    return name


def test_headings_are_headings() -> None:
    document = read(paper_word.rendered(papers.full(), None))
    found = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith(("Heading", "Title"))]
    assert found == [
        ("Title", "Harbour and Wharves Board"), ("Heading 1", "Report"), ("Heading 2", "Part I – for publication"),
        ("Heading 3", "Summary"), ("Heading 3", "2. Actions"), ("Heading 4", "Below"),
        ("Heading 2", "Part II – not for publication"), ("Heading 3", "3. The crane driver"), ("Heading 3", "4. The coal wharf"),
    ]  # fmt: skip
    assert style(document, "Dredging") == "List Bullet"
    assert style(document, "What is due") == "Caption"


def test_title_and_language_are_in_its_properties() -> None:
    document = made(Part("One"))
    about = document.core_properties
    assert (about.title, about.language, about.author) == (
        "Report, Wednesday 13 March 2019 – Harbour and Wharves Board", "en-GB", "Harbour and Wharves Board",
    )  # fmt: skip
    assert about.created.date() == papers.AS_AT
    assert about.comments == ""
    assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}


def test_tables_have_the_cells_and_a_heading_row_that_repeats() -> None:
    document = read(paper_word.rendered(papers.full(), None))
    heads = [column.heading for column in papers.COLUMNS]
    assert [cells(t) for t in document.tables] == [[heads, *([cell_text(c) for c in row] for row in papers.ROWS)]] * 3
    for table in document.tables:
        rows = table._tbl.tr_lst
        assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True, False, False, False]
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
        assert sum(int(g.get(qn("w:w"))) for g in table._tbl.iter(qn("w:gridCol"))) <= 17 * 567 + 5


def test_a_colour_stands_behind_its_word() -> None:
    table = made(Part("One", tables=(papers.TABLE,))).tables[0]
    shades = [row.cells[4]._tc.find(f".//{qn('w:shd')}").get(qn("w:fill")) for row in table.rows[1:]]
    assert shades == ["B3261E", "FFC247", "1D6B36"]
    assert [row.cells[4].text for row in table.rows[1:]] == ["Red", "Amber (override)", "Green"]


def test_a_table_with_many_columns_lays_the_pages_on_their_side() -> None:
    upright = made(Part("One", tables=(papers.TABLE,))).sections[0]
    more = (*papers.COLUMNS, Column("first", "Since first date", "number"), Column("progress", "Progress", "words"))
    wide = papers.TABLE._replace(columns=more, rows=tuple((*row, 1, "Divers are booked") for row in papers.ROWS))
    side = made(Part("One", tables=(wide,))).sections[0]
    assert (upright.page_width, upright.page_height) == (side.page_height, side.page_width)
    assert side.page_width > side.page_height


def test_on_an_upright_page_the_words_have_the_widest_column() -> None:
    actions = [action(owners=("Siân Poole-Nandy", "Gareth Bowen"), due=date(2019, 2, 20), words="Report on dredging " * 6)] * 3
    (late,) = matters.outstanding_tables({"Overdue": actions}, TODAY)
    head = ("ref", "Reference", "ref"), ("date", "Date", "date"), ("by", "Decided by", "name"), ("key", "Key decision", "name"), ("item", "Item", "name")
    decisions = Table("", (*(Column(*one) for one in head), Column("words", "Decision", "words")), (
        ("HWB-2019-02-13-R1", TODAY, "Harbour and Wharves Board", "not recorded", "Minutes of the last meeting", "That the dues be raised " * 5),
    ))  # fmt: skip
    for table in (late, decisions):
        document = made(Part("One", tables=(table,)))
        assert document.sections[0].page_width < document.sections[0].page_height
        widths = [int(column.get(qn("w:w"))) for column in document.tables[0]._tbl.tblGrid]
        assert max(widths) == widths[-1]
        assert widths[-1] > 0.28 * sum(widths)
        # A reference is never broken.
        assert widths[0] > 20 * 80


def test_hostile_text_stays_text() -> None:
    document = read(paper_word.rendered(papers.hostile(), None))
    texts = [cell_text(text) for text in papers.HOSTILE]
    assert [cells(table) for table in document.tables] == [[texts, texts, texts[::-1]]] * len(texts)
    said = [p.text for p in document.paragraphs]
    for text in texts:
        assert f"{text}: {text}" in said
        assert f"{text}. {text}" in said
        assert said.count(text) >= 2 * len(texts)


def test_exempt_parts_have_pages_of_their_own_that_say_so() -> None:
    document = read(paper_word.rendered(papers.full(), None))
    first, second = document.sections
    assert first.header.is_linked_to_previous
    assert [p.text for p in second.header.paragraphs] == ["NOT FOR PUBLICATION"]
    assert len(made(Part("One")).sections) == 1
    alone = made(Part("One", exempt=("3",)))
    assert [p.text for p in alone.sections[0].header.paragraphs] == ["NOT FOR PUBLICATION"]


# ---- the house style -----------------------------------------------------------------------------


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A folder of templates with a house style: a green Heading 2, a head with a picture, and words that are left out."""
    from docx.shared import RGBColor

    folder = tmp_path / "data" / "templates"
    folder.mkdir(parents=True)
    document: Any = docx.Document()
    document.add_paragraph("Words that show the style")
    document.styles["Heading 2"].font.color.rgb = RGBColor(0, 0x66, 0)
    document.sections[0].header.paragraphs[0].add_run("Port Tennant ").add_picture(BytesIO(_PICTURE))
    document.sections[0].footer.paragraphs[0].text = "Quay House"
    document.styles.element.remove(document.styles["Caption"].element)
    document.styles.element.remove(document.styles["Heading 3"].element)
    document.save(str(folder / "house.docx"))
    return folder


_PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)


def test_a_house_style_gives_styles_heads_and_feet(house: Path) -> None:
    document = read(paper_word.rendered(papers.full(), str(house)))
    assert "Words that show the style" not in [p.text for p in document.paragraphs]
    assert str(document.styles["Heading 2"].font.color.rgb) == "006600"
    assert document.sections[0].footer.paragraphs[0].text == "Quay House"
    first, second = (section.header for section in document.sections)
    assert first.paragraphs[0].text == "Port Tennant "
    assert [p.text for p in second.paragraphs] == ["NOT FOR PUBLICATION", "Port Tennant "]
    # The picture of the head is there on the exempt pages too.
    names = [blip.get(qn("r:embed")) for blip in second._element.iter(qn("a:blip"))]
    assert [second.part.rels[name].target_part.blob for name in names] == [_PICTURE]


def test_a_house_style_without_a_heading_still_has_headings(house: Path) -> None:
    document = read(paper_word.rendered(papers.full(), str(house)))
    assert style(document, "Summary") == "Heading 3"
    assert document.styles["Heading 3"].element.find(f".//{qn('w:outlineLvl')}").get(qn("w:val")) == "2"


@pytest.mark.parametrize("raw", [b"no zip", b"PK\x03\x04 broken", b""], ids=["text", "cut", "empty"])
def test_a_broken_house_style_is_one_sentence(house: Path, raw: bytes) -> None:
    (house / "house.docx").write_bytes(raw)
    with pytest.raises(Refusal, match=r"^data/templates/house.docx is no Word document; save it as .docx in Word\.$"):
        made(Part("One"), templates=house)


def test_a_zip_that_is_no_document_is_one_sentence(house: Path) -> None:
    with zipfile.ZipFile(house / "house.docx", "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(Refusal, match=r"^data/templates/house.docx cannot be used as a Word document \("):
        made(Part("One"), templates=house)


def test_a_house_style_that_unpacks_to_too_much_is_refused(house: Path) -> None:
    with zipfile.ZipFile(house / "house.docx", "w", zipfile.ZIP_DEFLATED) as packed:
        for n in range(3):
            packed.writestr(f"word/{n}.xml", b" " * 40_000_000)
    with pytest.raises(Refusal, match=r"^data/templates/house.docx is too large for a house style\.$"):
        made(Part("One"), templates=house)


def test_the_exported_house_style_makes_the_same_paper(house: Path) -> None:
    (house / "house.docx").write_bytes(paper_word.house_style())
    own, ours = made(Part("One"), templates=house), made(Part("One"))
    assert [(p.text, p.style.name) for p in own.paragraphs] == [(p.text, p.style.name) for p in ours.paragraphs]
    assert own.styles["Normal"].font.name == "Arial"
    assert own.sections[0].page_width == ours.sections[0].page_width


def test_without_the_library_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.split(".")[0] == "docx":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingLibrary) as told:
        made(Part("One"))
    assert str(told.value) == "A Word document needs python-docx, which is not installed; “pip install 'g2g[papers]'” installs it."


def test_a_thousand_rows_take_a_moment() -> None:
    rows = papers.ROWS * 700
    document = made(Part("Long", tables=(papers.TABLE._replace(rows=rows),)))
    assert len(document.tables[0]._tbl.tr_lst) == 2101


# ---- LibreOffice ---------------------------------------------------------------------------------


def pages(raw: bytes, folder: Path) -> list[str]:
    """The text of each page, as LibreOffice prints the document."""
    (folder / "paper.docx").write_bytes(raw)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "paper.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    done = subprocess.run(["pdftotext", "-layout", str(folder / "paper.pdf"), "-"], check=True, capture_output=True, text=True)
    return done.stdout.split("\f")[:-1]


@needs_office
def test_libreoffice_prints_it(tmp_path: Path) -> None:
    rows = tuple((f"HWB-2019-02-13-{n:02}", "Nia Rowlands", papers.AS_AT, n, "Red", "Report on dredging") for n in range(100))
    long = Part("Long", tables=(papers.TABLE._replace(rows=rows),))
    printed = pages(paper_word.rendered(papers.paper(long, Part("Secret", sentences=("Hush.",), exempt=("3",))), None), tmp_path)
    assert len(printed) >= 4
    assert all("Reference" in page and "Action" in page for page in printed if "HWB-2019" in page)
    assert [f"Page {n} of {len(printed)}" in page for n, page in enumerate(printed, 1)] == [True] * len(printed)
    assert ["NOT FOR PUBLICATION" in page for page in printed] == [False] * (len(printed) - 1) + [True]
    assert "Hush." in printed[-1]
    whole = "\n".join(printed)
    assert all(row[0] in whole for row in rows)


@needs_office
def test_libreoffice_prints_hostile_text_as_text(tmp_path: Path) -> None:
    whole = "\n".join(pages(paper_word.rendered(papers.hostile(), None), tmp_path))
    for text in ("{{ 7*7 }}", "{% raw %}", "<script>alert(1)</script>", "**bold** _it_ [x](javascript:1)", "=1+1"):
        assert text in whole
