"""A paper as a Word document: real headings, tables whose heading rows repeat, and a body's own house style."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from g2g import files
from g2g.errors import MissingLibrary, Refusal
from g2g.papers import Paper, Part
from g2g.render import word_table
from g2g.render.safe import terminal
from g2g.render.sections import MARKER, Section, page_title, part_reason, sections

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section as Pages
    from docx.text.paragraph import Paragraph

    from g2g.reports import Table

HOUSE = "house.docx"
_LARGEST_HOUSE, _LARGEST_UNPACKED = 20_000_000, 100_000_000
_FONT = "Arial"
# Points of the headings from the paper's own down, where there is no house style.
_SIZES = {"Title": 20, "Heading 1": 18, "Heading 2": 14, "Heading 3": 12, "Heading 4": 12, "Heading 5": 12, "Heading 6": 12}


def rendered(paper: Paper, templates: str | None) -> bytes:
    """The paper as the bytes of a .docx file.

    ``templates`` is the folder of a body's own templates: its house.docx, where there is one, gives the styles, the page
    and what stands at its head and foot; what is in it as text is left out. Raises MissingLibrary without python-docx,
    and Refusal for a house.docx that cannot be used.
    """
    document, is_own = _opened(templates)
    if not is_own:
        _set_house_style(document)
        _turn_where_cramped(document, paper)
    _describe(document, paper)
    writer = _Writer(document)
    writer.paper(paper)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def house_style() -> bytes:
    """An empty document in the style that g2g uses where a body has none of its own: a house.docx to start from."""
    document, _ = _opened(None)
    _set_house_style(document)
    _set_language(document)
    document.core_properties.comments = document.core_properties.author = ""
    document.core_properties.title, document.core_properties.language = "House style", "en-GB"
    written = BytesIO()
    document.save(written)
    return written.getvalue()


# ---- the house style -------------------------------------------------------------------------


def _opened(templates: str | None) -> tuple[Document, bool]:
    """An empty document to write in, and whether it is the body's own."""
    try:
        import docx
    except ImportError:
        raise MissingLibrary("A Word document", "python-docx", "papers") from None
    raw, shown = _house(templates)
    if raw is None:
        return docx.Document(), False
    try:
        document = docx.Document(BytesIO(raw))
        _empty(document)
    except Exception as trouble:  # Whatever a library for zips, XML and Word can raise at a broken file.
        raise Refusal(f"{shown} cannot be used as a Word document ({type(trouble).__name__}); save it again as .docx in Word.") from None
    return document, True


def _house(templates: str | None) -> tuple[bytes | None, str]:
    """The bytes of the body's own house.docx, and how it is named; no bytes where there is none."""
    if templates is None:
        return None, ""
    folder, inner = os.path.split(templates)
    text = files.read(folder, f"{inner}/{HOUSE}", check=False)
    if text.raw is None:
        return None, text.shown
    if len(text.raw) > _LARGEST_HOUSE or _unpacked(text.raw, text.shown) > _LARGEST_UNPACKED:
        raise Refusal(f"{text.shown} is too large for a house style.")
    return text.raw, text.shown


def _unpacked(raw: bytes, shown: str) -> int:
    try:
        with zipfile.ZipFile(BytesIO(raw)) as packed:
            return sum(member.file_size for member in packed.infolist())
    except (zipfile.BadZipFile, ValueError):
        raise Refusal(f"{shown} is no Word document; save it as .docx in Word.") from None


def _empty(document: Document) -> None:
    """Take out what the document says, and keep its styles, its page, and the head and foot of it."""
    body = document.element.body
    for element in list(body):
        if not element.tag.endswith("}sectPr"):
            body.remove(element)


def _set_house_style(document: Document) -> None:
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Cm, Pt, RGBColor

    pages = document.sections[0]
    pages.page_width, pages.page_height = Cm(21), Cm(29.7)
    pages.left_margin = pages.right_margin = Cm(2)
    pages.top_margin = pages.bottom_margin = Cm(2.2)
    normal: Any = document.styles["Normal"]
    _set_font(normal, 12)
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    normal.paragraph_format.line_spacing = 1.15
    for name, size in _SIZES.items():
        style: Any = document.styles[name]
        _set_font(style, size)
        style.font.bold, style.font.italic = True, False
        style.font.color.rgb = RGBColor(0x17, 0x40, 0x6B) if name in ("Title", "Heading 1") else RGBColor(0, 0, 0)
        style.paragraph_format.space_before = Pt(0 if name == "Title" else 14)
        style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.keep_with_next = True
    caption: Any = document.styles["Caption"]
    _set_font(caption, 11)
    caption.font.bold, caption.font.color.rgb = True, RGBColor(0, 0, 0)
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(10), Pt(4)
    caption.paragraph_format.keep_with_next = True


def _turn_where_cramped(document: Document, paper: Paper) -> None:
    """Lay the pages on their side where a table has more columns than an upright page has room for."""
    from docx.enum.section import WD_ORIENT

    pages = document.sections[0]
    if any(word_table.is_cramped(table, _room(pages)) for part in paper.parts for table in part.tables if table.rows):
        pages.orientation, pages.page_width, pages.page_height = WD_ORIENT.LANDSCAPE, pages.page_height, pages.page_width


def _room(pages: Pages) -> int:
    """The width between the margins."""
    return int(pages.page_width or 0) - int(pages.left_margin or 0) - int(pages.right_margin or 0)


def _set_font(style: Any, size: int) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style.font.name, style.font.size = _FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        # A font of the theme would win over the one that is named.
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), _FONT)


def _describe(document: Document, paper: Paper) -> None:
    """The properties of the file: its title and language, which readers aloud need, and its day."""
    about = document.core_properties
    day = datetime.combine(paper.as_at, time())
    about.title, about.subject, about.author = terminal(page_title(paper))[:255], terminal(paper.title)[:255], terminal(paper.body)[:255]
    about.language, about.comments, about.keywords, about.last_modified_by = "en-GB", "", "", ""
    about.created = about.modified = day
    about.revision = 1
    _set_language(document)


def _set_language(document: Document) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    styles: Any = document.styles.element
    found = styles.findall(f".//{qn('w:lang')}")
    if not found:
        properties: Any = document.styles["Normal"].element.get_or_add_rPr()
        properties.append(OxmlElement("w:lang"))
        found = [properties[-1]]
    for lang in found:
        lang.set(qn("w:val"), "en-GB")


# ---- the words -------------------------------------------------------------------------------


class _Writer:
    """Writes the parts of a paper into a document, one after another."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def paper(self, paper: Paper) -> None:
        from docx.shared import Pt

        self._foot(paper)
        if paper.body:
            self._paragraph(paper.body, "Title")
        self._heading(paper.title, 1)
        for label, value in paper.facts:
            line = self._paragraph("")
            line.paragraph_format.space_after = Pt(0)
            line.add_run(f"{terminal(label)}: ").bold = True
            line.add_run(terminal(value))
        for at, section in enumerate(sections(paper)):
            self._section(section, is_first=at == 0)

    def _section(self, section: Section, *, is_first: bool) -> None:
        if section.is_exempt:
            self._mark_pages(is_first)
        if section.heading:
            self._heading(section.heading, 2)
        if section.is_exempt:
            self._reason(section.reason)
        for part in section.parts:
            self._part(part, part_reason(part, section))

    def _part(self, part: Part, reason: str) -> None:
        if part.heading:
            self._heading(f"{part.number}. {part.heading}" if part.number else part.heading, part.level)
        if reason:
            self._reason(reason)
        for sentence in part.sentences:
            self._paragraph(sentence)
        for point in part.points:
            self._paragraph(point, "List Bullet")
        for at, table in enumerate(table for table in part.tables if table.rows):
            self._table(table, part, at)

    def _table(self, table: Table, part: Part, at: int) -> None:
        if table.heading:
            self._paragraph(table.heading, "Caption").paragraph_format.keep_with_next = True
        elif at:
            self._paragraph("")  # Two tables that touch would be one.
        body: Any = self.document.element.body
        body.insert(len(body) - 1, word_table.element(table, table.heading or part.heading, _room(self.document.sections[-1])))

    def _reason(self, words: str) -> None:
        self._paragraph("").add_run(terminal(words)).bold = True

    def _heading(self, words: str, level: int) -> None:
        self._paragraph(words, f"Heading {min(level, 6)}")

    def _paragraph(self, words: str, style: str = "Normal") -> Paragraph:
        return self.document.add_paragraph(terminal(words), style=self._style(style))

    def _style(self, name: str) -> Any:
        """A style by its name; a house style without it gets a plain one of that name, so that headings stay headings."""
        from docx.enum.style import WD_STYLE_TYPE

        styles = self.document.styles
        if name not in styles:
            made: Any = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
            made.base_style = styles.default(WD_STYLE_TYPE.PARAGRAPH)
            made.font.bold = name != "List Bullet"
            if name.startswith("Heading "):
                word_table.set_outline(made, int(name[-1]))
        return styles[name]

    # -- head and foot of the pages --

    def _foot(self, paper: Paper) -> None:
        """Title and page number at the foot of each page, unless the house style has something there."""
        from docx.enum.text import WD_TAB_ALIGNMENT
        from docx.shared import Emu

        foot = self.document.sections[0].footer
        if any(p.text.strip() or len(p.runs) for p in foot.paragraphs) or foot.tables:
            return
        line = foot.paragraphs[0]
        # Not in the style of feet, whose tabs are those of another page's width.
        line.style = self._style("Normal")
        line.paragraph_format.tab_stops.add_tab_stop(Emu(_room(self.document.sections[0])), WD_TAB_ALIGNMENT.RIGHT)
        line.add_run(f"{terminal(page_title(paper))}\tPage ")
        word_table.add_field(line, "PAGE")
        line.add_run(" of ")
        word_table.add_field(line, "NUMPAGES")
        for run in line.runs:
            _make_small(run)

    def _mark_pages(self, is_first: bool) -> None:
        """Begin pages that say at their head that they are not for publication, above what stands there anyway."""
        from docx.enum.section import WD_SECTION

        if not is_first:
            self.document.add_section(WD_SECTION.NEW_PAGE)
        # Word keeps the last section's settings at the very end: the one before is known only now.
        before, pages = self.document.sections[-1 if is_first else -2], self.document.sections[-1]
        even = bool(self.document.settings.odd_and_even_pages_header_footer)
        for head, old in zip(_heads(pages, even), _heads(before, even), strict=True):
            if not is_first:
                had = not old.is_linked_to_previous
                head.is_linked_to_previous = False
                if had:
                    _copy_head(old, head)
            line = head.paragraphs[0].insert_paragraph_before() if head.paragraphs[0].text.strip() else head.paragraphs[0]
            line.add_run(MARKER.upper()).bold = True


def _heads(pages: Pages, even: bool) -> Iterator[Any]:
    """The heads that the pages of this section can have."""
    yield pages.header
    if pages.different_first_page_header_footer:
        yield pages.first_page_header
    if even:
        yield pages.even_page_header


def _copy_head(old: Any, new: Any) -> None:
    """Copy the head of the pages before, with its pictures."""
    from copy import deepcopy

    names = {name: new.part.rels.get_or_add(rel.reltype, rel._target) for name, rel in old.part.rels.items() if not rel.is_external}
    for element in list(new._element):
        new._element.remove(element)
    for element in old._element:
        copy = deepcopy(element)
        for inner in copy.iter():
            for attribute, value in inner.attrib.items():
                if "officeDocument/2006/relationships" in attribute and value in names:
                    inner.set(attribute, names[value].rId)
        new._element.append(copy)


def _make_small(run: Any) -> None:
    from docx.shared import Pt

    run.font.size = Pt(9)
