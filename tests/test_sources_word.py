"""Word files: numbers that Word counts, what is seen counts and what is deleted does not, merged cells, and hostile archives."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g.errors import Encrypted, Refusal, TooLarge, UnreadableDocument, WrongForm
from g2g.minutes.document import Document
from g2g.sources import of_bytes
from g2g.sources.numbers import Level, Numbers, Series, figure
from tests.conftest import ROOT
from tests.documents import TYPES, W, saved, word_of, zipped
from tests.test_sources import FORMS, broken, refused


def read(raw: bytes) -> Document:
    return of_bytes(raw, "minutes.docx")


def texts(raw: bytes) -> list[str]:
    return [para.text for para in read(raw).paras()]


def p(words: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r></w:p>"


def numbered(words: str, series: int = 1, level: int = 0) -> str:
    return p(words, f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{series}'/></w:numPr>")


# ---- paragraphs -------------------------------------------------------------------------------------


def test_headings_are_known_by_their_styles() -> None:
    made = docx.Document()
    made.add_heading("Slipway Panel", 0)
    made.add_heading("The beacon", 2)
    made.add_paragraph("Lit.")
    assert [(para.text, para.level, para.line) for para in read(saved(made)).paras()] == [
        ("Slipway Panel", 1, 1), ("The beacon", 2, 2), ("Lit.", 0, 3),
    ]  # fmt: skip


def test_a_style_takes_over_from_the_one_it_is_based_on() -> None:
    styles = (
        "<w:style w:type='paragraph' w:styleId='H'><w:name w:val='heading 3'/><w:rPr><w:b/></w:rPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='Mine'><w:name w:val='Item title'/><w:basedOn w:val='H'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='A'><w:name w:val='a'/><w:basedOn w:val='B'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='B'><w:name w:val='b'/><w:basedOn w:val='A'/></w:style>"
    )
    raw = word_of(p("Beacon", "<w:pStyle w:val='Mine'/>") + p("Round", "<w:pStyle w:val='A'/>") + p("None", "<w:pStyle w:val='Z'/>")
                  + p("Outline", "<w:outlineLvl w:val='1'/>"), styles=styles)  # fmt: skip
    assert [(para.level, para.bold) for para in read(raw).paras()] == [(3, True), (0, False), (0, False), (2, False)]


def test_bold_is_said_where_all_of_a_paragraph_is() -> None:
    made = docx.Document()
    whole = made.add_paragraph()
    for words in ("ACTION: ", "Theo Lund"):
        whole.add_run(words).bold = True
    part = made.add_paragraph()
    part.add_run("ACTION: ").bold = True
    part.add_run("Theo Lund")
    made.add_paragraph().add_run("Styled", style="Strong")
    assert [para.bold for para in read(saved(made)).paras()] == [True, False, True]


def test_tabs_part_cells_and_line_breaks_part_lines() -> None:
    made = docx.Document()
    made.add_paragraph("Hilda Marsh\tHarbour Trust\nTheo Lund\tPilots' Club")
    assert [(para.cells, para.line) for para in read(saved(made)).paras()] == [
        (("Hilda Marsh", "Harbour Trust"), 1), (("Theo Lund", "Pilots' Club"), 1),
    ]  # fmt: skip


def test_empty_paragraphs_are_the_gap_before_the_next() -> None:
    found = list(read(word_of(p("One") + p("") + p(" ") + p("Two"))).paras())
    assert [(para.text, para.gap, para.line) for para in found] == [("One", 0, 1), ("Two", 2, 4)]


def test_what_a_reader_sees_counts_and_nothing_else() -> None:
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    body = (
        "<w:p>" + run.format("The panel ") + "<w:ins>" + run.format("agreed") + "</w:ins><w:del><w:r><w:delText>refused</w:delText></w:r></w:del>"
        "<w:moveFrom>" + run.format("gone") + "</w:moveFrom><w:hyperlink>" + run.format(" to order") + "</w:hyperlink>"
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:smartTag>" + run.format(" a lens") + "</w:smartTag>"
        "<w:r><w:noBreakHyphen/><w:t>x</w:t><w:softHyphen/></w:r></w:p>"
    )
    assert texts(word_of(body)) == ["The panel agreed to order a lens-x"]


def test_a_paragraph_whose_end_is_deleted_goes_on_with_the_next() -> None:
    deleted = "<w:rPr><w:del w:id='1'/></w:rPr>"
    assert texts(word_of(p("The panel agreed ", deleted) + p("to order a lens.") + p("Next."))) == ["The panel agreed to order a lens.", "Next."]


def test_content_controls_are_read_and_their_empty_prompts_are_not() -> None:
    body = (
        "<w:sdt><w:sdtPr/><w:sdtContent>" + p("Chosen") + "</w:sdtContent></w:sdt>"
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + p("Click here to enter text") + "</w:sdtContent></w:sdt>"
        "<w:p><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>In line</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    assert texts(word_of(body)) == ["Chosen", "In line"]


def test_a_text_box_follows_the_paragraph_it_is_fixed_to_and_is_read_once() -> None:
    box = f"<w:txbxContent>{p('Boxed')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Before </w:t></w:r><w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>after</w:t></w:r></w:p>" + p("Last")
    )
    assert texts(word_of(body)) == ["Before after", "Boxed", "Last"]


def test_heads_and_feet_are_left_out() -> None:
    made = docx.Document()
    made.add_paragraph("Body")
    made.sections[0].header.paragraphs[0].text = "Head"
    made.sections[0].footer.paragraphs[0].text = "Foot"
    assert texts(saved(made)) == ["Body"]


# ---- numbers ----------------------------------------------------------------------------------------

LISTS = (
    "<w:abstractNum w:abstractNumId='0'>"
    "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>"
    "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.%2'/></w:lvl>"
    "<w:lvl w:ilvl='2'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='(%3)'/></w:lvl>"
    "<w:lvl w:ilvl='3'><w:start w:val='1'/><w:numFmt w:val='lowerRoman'/><w:lvlText w:val='%4)'/></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='&#xF0B7;'/></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId='2'><w:lvl w:ilvl='0'><w:start w:val='5'/><w:numFmt w:val='decimal'/><w:lvlText w:val='Item %1:'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>"
    "<w:num w:numId='3'><w:abstractNumId w:val='2'/></w:num><w:num w:numId='4'><w:abstractNumId w:val='0'/></w:num>"
    "<w:num w:numId='5'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num>"
)


def marks(*paragraphs: str, styles: str = "") -> list[str]:
    return [para.mark for para in read(word_of("".join(paragraphs), numbering=LISTS, styles=styles)).paras()]


def test_the_numbers_of_lists_are_those_that_word_shows() -> None:
    levels = [0, 1, 1, 2, 2, 3, 0, 1, 2]
    assert marks(*(numbered("x", level=level) for level in levels)) == ["1", "1.1", "1.2", "a", "b", "i", "2", "2.1", "a"]


def test_a_list_goes_on_after_other_paragraphs_and_in_tables() -> None:
    table = f"<w:tbl><w:tr><w:tc>{numbered('')}</w:tc><w:tc>{p('Beacon')}</w:tc></w:tr></w:tbl>"
    raw = word_of(numbered("One") + p("Between") + table + numbered("Three"), numbering=LISTS)
    assert [para.mark for para in read(raw).paras()] == ["1", "", "3"]
    assert next(read(raw).tables()).rows[0].cells == ("2", "Beacon")


def test_lists_of_one_definition_count_on_unless_one_starts_anew() -> None:
    assert marks(numbered("x"), numbered("x"), numbered("x", 4), numbered("x", 5), numbered("x", 5)) == ["1", "2", "3", "1", "2"]


def test_bullets_words_round_numbers_and_lists_that_are_none() -> None:
    assert marks(numbered("x", 2), numbered("x", 3), numbered("x", 3), numbered("x", 0), numbered("x", 99)) == ["-", "5", "6", "", ""]


def test_a_style_can_carry_the_list() -> None:
    styles = "<w:style w:type='paragraph' w:styleId='L'><w:name w:val='Item'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
    assert marks(p("x", "<w:pStyle w:val='L'/>"), p("x", "<w:pStyle w:val='L'/>"), styles=styles) == ["1", "2"]


def test_the_forms_of_numbers() -> None:
    assert [figure(n, "lowerLetter") for n in (1, 26, 27, 28, 53)] == ["a", "z", "aa", "bb", "aaa"]
    assert [figure(n, "upperRoman") for n in (4, 9, 40, 1999)] == ["IV", "IX", "XL", "MCMXCIX"]
    assert [figure(n, "ordinal") for n in (1, 2, 3, 4, 11, 12, 13, 21, 112)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th",
    ]  # fmt: skip
    assert [figure(3, form) for form in ("decimalZero", "none such", "upperLetter")] == ["03", "3", "C"]
    assert figure(10**6, "lowerLetter") == figure(10**6, "lowerRoman") == "1000000"
    assert figure(0, "lowerRoman") == "0"


@given(st.lists(st.integers(0, 8), min_size=1, max_size=60))
def test_a_list_of_levels_counts_as_an_outline_does(levels: list[int]) -> None:
    rules = {at: Level(text=".".join(f"%{place + 1}" for place in range(at + 1))) for at in range(9)}
    numbers = Numbers({"0": rules}, {"1": Series("0", {}, {})})
    seen = [tuple(map(int, numbers.next("1", level).split("."))) for level in levels]
    assert [len(mark) - 1 for mark in seen] == levels
    assert seen == sorted(set(seen))


# ---- tables -----------------------------------------------------------------------------------------


def test_merged_cells_keep_their_words_in_the_first_place() -> None:
    made = docx.Document()
    table = made.add_table(3, 3)
    for place, words in enumerate(("Item", "Action", "Owner")):
        table.cell(0, place).text = words
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Beacon"
    table.cell(1, 1).merge(table.cell(1, 2)).text = "Noted\nby all"
    table.cell(2, 1).text, table.cell(2, 2).text = "Lens", "TL"
    assert [row.cells for row in next(read(saved(made)).tables()).rows] == [
        ("Item", "Action", "Owner"), ("Beacon", "Noted\nby all", ""), ("", "Lens", "TL"),
    ]  # fmt: skip


def test_a_deleted_row_does_not_count_and_a_row_may_begin_further_right() -> None:
    def row(properties: str, *cells: str) -> str:
        return f"<w:tr><w:trPr>{properties}</w:trPr>" + "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in cells) + "</w:tr>"

    body = f"<w:tbl>{row('', 'a', 'b')}{row('<w:del/>', 'c', 'd')}" + row("<w:gridBefore w:val='1'/>", "e") + "</w:tbl>"
    assert [row.cells for row in next(read(word_of(body)).tables()).rows] == [("a", "b"), ("", "e")]


def test_a_table_in_a_cell_is_lines_and_one_of_one_column_is_a_frame() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p('x')}</w:tc><w:tc>{p('y')}</w:tc></w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc>{p('Text')}{inner}</w:tc><w:tc>{p('TL')}</w:tc></w:tr></w:tbl>"
    assert next(read(word_of(body)).tables()).rows[0].cells == ("Text\nx | y", "TL")
    assert texts(word_of(f"<w:tbl><w:tr><w:tc>{p('One')}{p('Two')}</w:tc></w:tr></w:tbl>")) == ["One", "Two"]


# ---- files that are none, and hostile ones ------------------------------------------------------------


def test_a_relationship_to_nothing_does_no_harm() -> None:
    relations = '<Relationships><Relationship Type="x/image" Target="NULL"/><Relationship Type="x/styles" Target="../none.xml"/></Relationships>'
    raw = word_of(p("Lit."))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    assert texts(zipped(parts | {"word/_rels/document.xml.rels": relations})) == ["Lit."]


def test_the_main_part_may_have_another_name() -> None:
    relations = '<Relationships><Relationship Type="http://x/officeDocument" Target="/word/document2.xml"/></Relationships>'
    body = f"<w:document {W}><w:body>{p('Lit.')}</w:body></w:document>"
    parts: dict[str, str | bytes] = {"[Content_Types].xml": TYPES.format(kind="wordprocessingml.document")}
    assert texts(zipped(parts | {"_rels/.rels": relations, "word/document2.xml": body})) == ["Lit."]


def test_macros_are_refused() -> None:
    raw = zipped({"[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml", "word/document.xml": "<x/>"})
    with pytest.raises(WrongForm, match=r"with macros \(\.docm\); save it as \.docx"):
        read(raw)


TYPE = TYPES.format(kind="wordprocessingml.document")
BOMB = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefghi", "bcdefghij", strict=True)) + "]>"
OUTSIDE = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
ENTITY = f"<w:document {W}><w:body><w:p><w:r><w:t>&a;&j;</w:t></w:r></w:p></w:body></w:document>"


@pytest.mark.parametrize(
    ("document", "refusal", "what"),
    [
        (BOMB + ENTITY, UnreadableDocument, "declares a document type"),
        (OUTSIDE + ENTITY, UnreadableDocument, "declares a document type"),
        (ENTITY, UnreadableDocument, "is no XML"),
        (f"<w:document {W}><w:body>" + "<w:p>" * 5_000, TooLarge, "nested more than 300 deep"),
        (f"<w:document {W}><w:body>" + "<w:p/>" * 200_000 + "</w:body></w:document>", TooLarge, "more than 100,000 paragraphs"),
        (f"<w:document {W}><w:body>" + "<w:t/>" * 2_600_000, TooLarge, "more than 2,500,000 elements"),
        (f"<w:document {W}><w:tbl><w:tr>" + "<w:tc/>" * 200_000 + "</w:tr></w:tbl></w:document>", TooLarge, "more than 150,000 cells"),
        (f"<w:document {W}><w:p><w:r><w:t>" + "x" * 10_000_001 + "</w:t></w:r></w:p></w:document>", TooLarge, "10,000,000 letters"),
        (f"<w:document {W}><w:p><w:r><w:t>" + "x" * 1_000_001 + "</w:t></w:r></w:p></w:document>", TooLarge, "1,000,000 letters"),
        ("", UnreadableDocument, "is no XML"),
        ('<?xml version="1.0" encoding="no-such"?><x/>', UnreadableDocument, "is no XML"),
        ('<?xml version="1.0" encoding="utf-7"?><x/>', UnreadableDocument, "is no XML"),
    ],
    ids=["bomb", "outside", "undeclared", "deep", "paragraphs", "elements", "cells", "letters", "paragraph", "empty", "encoding", "long encoding"],
)
def test_hostile_xml_is_one_sentence(document: str, refusal: type[Refusal], what: str) -> None:
    with pytest.raises(refusal, match=what) as caught:
        read(zipped({"[Content_Types].xml": TYPE, "word/document.xml": document}))
    assert str(caught.value).startswith("minutes.docx: ")


def flagged(raw: bytes, bits: int) -> bytes:
    """The archive with these bits set in each entry of its directory."""
    made, at = bytearray(raw), raw.find(b"PK\x01\x02")
    while at >= 0:
        made[at + 8 : at + 10] = struct.pack("<H", bits)
        at = raw.find(b"PK\x01\x02", at + 1)
    return bytes(made)


def lying(raw: bytes, size: int) -> bytes:
    """The archive whose directory says that every entry unpacks to this size."""
    made, at = bytearray(raw), raw.find(b"PK\x01\x02")
    while at >= 0:
        made[at + 24 : at + 28] = struct.pack("<I", size)
        at = raw.find(b"PK\x01\x02", at + 1)
    return bytes(made)


GOOD = word_of(p("Lit."))


@pytest.mark.parametrize(
    ("raw", "refusal", "what"),
    [
        (GOOD[:-30], UnreadableDocument, "cut off or broken"),
        (GOOD[:200], UnreadableDocument, "cut off or broken"),
        (b"PK\x03\x04" + b"x" * 100, UnreadableDocument, "cut off or broken"),
        (b"words", UnreadableDocument, "cut off or broken"),
        (zipped({"a.txt": "x"}), WrongForm, "no Word file"),
        (zipped({"[Content_Types].xml": TYPE}), UnreadableDocument, "has no word/document.xml"),
        (flagged(GOOD, 1), Encrypted, "password"),
        (lying(GOOD, 1 << 30), TooLarge, "unpacks to more than"),
        (GOOD[:-10] + b"\xff\xff\xff\x7f" + GOOD[-6:], TooLarge, "table of contents"),
    ],
    ids=["cut", "cut short", "no zip", "no archive", "other", "no document", "encrypted", "declared", "directory"],
)
def test_a_broken_or_hostile_archive_is_one_sentence(raw: bytes, refusal: type[Refusal], what: str) -> None:
    with pytest.raises(refusal, match=what):
        read(raw)


def test_a_small_archive_that_unpacks_to_a_large_one_is_refused_within_its_time_and_memory(tmp_path: Path) -> None:
    """Declared rightly, and declared small: 200 MB of spaces in 200 kB."""
    pytest.importorskip("resource")
    honest = zipped({"[Content_Types].xml": TYPE, "word/document.xml": b" " * (200 << 20)})
    script = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_AS, (500 << 20,) * 2)\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (10, 10))\n"
        "from g2g.errors import Refusal\nfrom g2g.sources import read\n"
        "try:\n    read(sys.argv[1])\nexcept Refusal as refusal:\n    print(refusal)\n"
    )
    for name, raw, what in (("a", honest, "more than 64 MB"), ("b", lying(honest, 1000), "cannot be unpacked"),
                            ("c", word_of("<w:p>" + "<w:r/>" * 2_400_000 + "</w:p>"), "")):  # fmt: skip
        (tmp_path / f"{name}.docx").write_bytes(raw)
        done = subprocess.run(
            [sys.executable, "-c", script, f"{name}.docx"], cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert what in done.stdout


PARTS = ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml", "word/styles.xml", "word/numbering.xml")


@given(st.sampled_from(PARTS), st.integers(0, 2**32))
def test_a_part_broken_at_random_is_a_document_or_a_refusal(part: str, seed: int) -> None:
    with zipfile.ZipFile(io.BytesIO(FORMS["minutes.docx"])) as archive:
        parts = {name: archive.read(name) for name in PARTS}
    said = refused(zipped({**parts, part: broken(parts[part], seed)}), "minutes.docx")
    assert not said or said.startswith("minutes.docx: ")


ELEMENTS = ["p", "pPr", "r", "rPr", "t", "tab", "br", "tbl", "tr", "tc", "trPr", "tcPr", "gridSpan", "gridBefore", "vMerge", "del", "ins",
            "numPr", "numId", "sdt", "sdtContent", "showingPlcHdr", "txbxContent", "b", "sym"]  # fmt: skip


@given(st.lists(st.sampled_from(ELEMENTS), max_size=30), st.integers(0, 2**32))
def test_any_elements_in_any_order_are_a_document_or_a_refusal(names: list[str], ends: int) -> None:
    made, open_names = "", []
    for place, name in enumerate(names):
        made += f"<w:{name} w:val='2' w:char='F0B7'>x"
        open_names.append(name)
        while open_names and ends >> place & 1:
            made += f"</w:{open_names.pop()}>"
            ends >>= 1
    made += "".join(f"</w:{name}>" for name in reversed(open_names))
    try:
        found = read(word_of(made))
    except Refusal:
        return
    for table in found.tables():
        assert len({len(row.cells) for row in table.rows}) == 1


def test_line_ends_within_a_paragraph_make_lines_unless_they_only_break_a_sentence() -> None:
    made = docx.Document()
    run = made.add_paragraph().add_run("The bin by the loft is full again, and the Clerk is to")
    for line in ("write to the firm.", "KA to paint the slip", "WP to tell the trust"):
        run.add_break()
        run.add_text(line)
    assert texts(saved(made)) == [
        "The bin by the loft is full again, and the Clerk is to write to the firm.", "KA to paint the slip", "WP to tell the trust",
    ]  # fmt: skip
