"""A Word file (.docx) → a Document: its paragraphs and tables in order, with the numbers that Word counts.

``line`` is the number of the paragraph, from 1, those in tables counted too: a Word file has no lines. What a reader of the
paper sees counts: inserted text does, deleted and hidden text does not; content controls and text boxes do, headers and
footers do not.

The file is read as it streams past, with the standard library alone. python-docx was weighed: it refuses files that Word
saves (a relationship to nothing), knows neither list numbers nor tracked changes nor text boxes, and holds the tree of the
whole document, tenfold its size, in memory.
"""

from __future__ import annotations

from g2g.errors import TooLarge
from g2g.minutes.document import Document
from g2g.sources import blocks, markup, styles
from g2g.sources.blocks import Cell, Grid, Piece
from g2g.sources.markup import is_on, local, whole
from g2g.sources.numbers import Numbers
from g2g.sources.package import Package, damaged, resolved

_MOST_DOCUMENT, _MOST_PART = 64 << 20, 8 << 20
_WORDS = ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
_MATHS = ("http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math")
_CHOICES = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_OFFICE = ("/officeDocument", "/styles", "/numbering")
# What is not part of the document as it is read: deletions, what formats were before, codes of fields, alternatives.
_LEFT_OUT = {
    "del", "moveFrom", "delText", "instrText", "delInstrText", "rPrChange", "pPrChange", "tblPrChange", "tblPrExChange", "trPrChange",
    "tcPrChange", "sectPr", "Fallback", "rt",
}  # fmt: skip
_KNOWN = _LEFT_OUT | {
    "p", "pPr", "rPr", "r", "t", "tab", "ptab", "br", "cr", "noBreakHyphen", "sym", "pStyle", "rStyle", "ind", "outlineLvl", "numPr",
    "numId", "ilvl", "b", "vanish", "tbl", "tr", "trPr", "tc", "tcPr", "gridSpan", "gridBefore", "vMerge", "txbxContent", "sdt",
    "showingPlcHdr", "sdtContent",
}  # fmt: skip
_NAMES = {f"{uri} {name}": name for uri in _WORDS for name in _KNOWN}
_NAMES |= {f"{uri} t": "t" for uri in _MATHS} | {f"{_CHOICES} Fallback": "Fallback"}
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def document(raw: bytes, shown: str) -> Document:
    """The document of a Word file. Raises UnreadableDocument and its kinds: damaged, encrypted, with macros, too large."""
    package = Package(raw, shown)
    types = package.part("[Content_Types].xml", _MOST_PART) if package.has("[Content_Types].xml") else b""
    package.check_is_word(types.decode("utf-8", "replace"))
    main = _related(package, "_rels/.rels", "").get("/officeDocument", "word/document.xml")
    if not package.has(main):
        raise damaged(shown, f"it has no {main}")
    folder, _, name = main.rpartition("/")
    beside = _related(package, f"{folder}/_rels/{name}.rels", folder)
    style_part, list_part = (
        markup.tree(package.part(part, _MOST_PART), shown, part) if package.has(part) else None
        for part in (beside.get("/styles", f"{folder}/styles.xml"), beside.get("/numbering", f"{folder}/numbering.xml"))
    )
    body = _Body(shown, styles.Styles(style_part), styles.numbers(list_part, style_part))
    markup.stream(package.part(main, _MOST_DOCUMENT), shown, main, body.start, body.end, body.words)
    return blocks.document(body.contents, shown)


def _related(package: Package, name: str, folder: str) -> dict[str, str]:
    """The parts that matter here, by the kind of their relationship. One that points nowhere does no harm."""
    if not package.has(name):
        return {}
    found = {}
    for node in markup.tree(package.part(name, _MOST_PART), package.shown, name).all("Relationship"):
        kind = node.attributes.get("Type", "")
        for ending in _OFFICE:
            if kind.endswith(ending) and node.attributes.get("TargetMode") != "External":
                found[ending] = resolved(node.attributes.get("Target", ""), folder)
    return found


class _Paragraph:
    """A paragraph that is being read."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.parts: list[str] = []
        self.style = self.series = ""
        self.depth: int | None = None
        self.indent: int | None = None
        self.level = 0
        self.has_words = self.has_plain = self.is_joined = False
        self.run_bold: bool | None = None
        self.run_style = ""
        self.is_hidden = False
        self.after: list[Piece | Grid] = []  # the text boxes that are fixed to it


class _Table:
    """A table that is being read."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.rows: list[tuple[int, list[Cell]]] = []
        self.begin_row(line)

    def begin_row(self, line: int) -> None:
        self.row_line, self.cells, self.is_deleted = line, list[Cell](), False
        self.begin_cell()

    def begin_cell(self) -> None:
        self.contents: list[Piece | Grid] = []
        self.across, self.is_covered = 1, False


class _Body:
    """Takes the elements of document.xml one by one, and holds the contents that they make."""

    def __init__(self, shown: str, known: styles.Styles, numbers: Numbers) -> None:
        self.shown, self.styles, self.numbers = shown, known, numbers
        self.contents: list[Piece | Grid] = []
        self._within: list[list[Piece | Grid]] = [self.contents]
        self._paragraphs: list[_Paragraph] = []
        self._tables: list[_Table] = []
        self._path = ["", ""]
        self._skipped = 0
        self._number = self._pieces = self._letters = self._cells = 0
        self._is_text = self._is_placeholder = False
        self._carried: list[str] = []

    # -- what expat calls ------------------------------------------------------------------------

    def start(self, full: str, attributes: dict[str, str]) -> None:
        if self._skipped:
            self._skipped += 1
            return
        name = _NAMES.get(full, "")
        if name and not self._begin(name, attributes):
            name = ""
        if not self._skipped:
            self._path.append(name)
            if len(self._path) > markup.MOST_DEPTH:
                raise markup.too_deep(self.shown, "this Word file")

    def words(self, text: str) -> None:
        if not self._is_text or self._skipped or not self._paragraphs:
            return
        paragraph = self._paragraphs[-1]
        if paragraph.is_hidden:
            return
        self._letters += len(text)
        if self._letters > blocks.MOST_LETTERS:
            raise TooLarge(self.shown, f"this has more than {blocks.MOST_LETTERS:,} letters")
        paragraph.parts.append(text.replace("\n", " ").replace("\r", " "))
        if not text.isspace():
            paragraph.has_words = True
            paragraph.has_plain = paragraph.has_plain or not self._is_bold(paragraph)

    def end(self, _: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        name = self._path.pop()
        if name == "t":
            self._is_text = False
        elif name == "r" and self._paragraphs:
            paragraph = self._paragraphs[-1]
            paragraph.run_bold, paragraph.run_style, paragraph.is_hidden = None, "", False
        elif name == "p":
            self._close_paragraph(self._paragraphs.pop())
        elif name == "txbxContent":
            self._within.pop()
        elif name == "tc":
            table = self._tables[-1]
            self._within.pop()
            self._cells += 1
            if self._cells > blocks.MOST_CELLS:
                raise TooLarge(self.shown, f"its tables have more than {blocks.MOST_CELLS:,} cells")
            # A cell that goes on from the row above: its words, if it has any, are not shown.
            table.cells.append(Cell([] if table.is_covered else table.contents, table.across))
        elif name == "tr":
            table = self._tables[-1]
            if not table.is_deleted:
                table.rows.append((table.row_line, table.cells))
        elif name == "tbl":
            table = self._tables.pop()
            self._within[-1].append(Grid(table.line, table.rows))

    # -- elements --------------------------------------------------------------------------------

    def _begin(self, name: str, attributes: dict[str, str]) -> bool:
        """Take an element in; False for one that stands where it means nothing."""
        parent, above = self._path[-1], self._path[-2]
        if name in _LEFT_OUT:
            if name in ("del", "moveFrom") and parent == "rPr" and above == "pPr":
                self._paragraphs[-1].is_joined = True
            elif name == "del" and parent == "trPr" and self._tables:
                self._tables[-1].is_deleted = True
            self._skipped = 1
            return False
        if name in _SIGNS:
            if parent == "r" and self._paragraphs and not self._paragraphs[-1].is_hidden:
                self._paragraphs[-1].parts.append(_SIGNS[name])
            return False
        if name == "p":
            self._number += 1
            self._paragraphs.append(_Paragraph(self._number))
            return True
        if name == "t":
            self._is_text = True
            return True
        if name in ("r", "rPr", "pPr", "numPr", "trPr", "tcPr"):
            return name not in ("pPr", "numPr") or bool(self._paragraphs)
        if name in ("tbl", "tr", "tc", "txbxContent"):
            return self._begin_part(name)
        if name in ("sdt", "showingPlcHdr"):
            self._is_placeholder = name != "sdt"
            return False
        if name == "sdtContent":
            # Word's own words in an empty control: Click here to enter a date.
            self._skipped = int(self._is_placeholder)
            self._is_placeholder = False
            return False
        self._take_property(name, parent, above, local(attributes))
        return False

    def _begin_part(self, name: str) -> bool:
        parent = next((part for part in reversed(self._path) if part in ("tbl", "tr", "tc", "txbxContent")), "")
        if name == "tbl":
            self._tables.append(_Table(self._number + 1))
        elif name == "txbxContent":
            if not self._paragraphs:
                return False
            self._within.append(self._paragraphs[-1].after)
        elif parent != {"tr": "tbl", "tc": "tr"}[name]:
            return False
        elif name == "tr":
            self._tables[-1].begin_row(self._number + 1)
        else:
            self._tables[-1].begin_cell()
            self._within.append(self._tables[-1].contents)
        return True

    def _take_property(self, name: str, parent: str, above: str, attributes: dict[str, str]) -> None:
        """A property of a run, a paragraph, a row or a cell."""
        value = attributes.get("val", "")
        if parent == "tcPr" and self._tables:
            table = self._tables[-1]
            if name == "gridSpan":
                table.across = whole(value, 1)
            elif name == "vMerge":
                table.is_covered = value != "restart"
        elif parent == "trPr" and name == "gridBefore" and self._tables:
            self._tables[-1].cells += [Cell([])] * max(0, min(whole(value, 0), blocks.MOST_COLUMNS))
        elif not self._paragraphs:
            return
        elif parent == "rPr" and above == "r":
            self._take_run(self._paragraphs[-1], name, value, attributes)
        elif parent == "pPr":
            self._take_paragraph(self._paragraphs[-1], name, value, attributes)
        elif parent == "numPr":
            if name == "numId":
                self._paragraphs[-1].series = value
            elif name == "ilvl":
                self._paragraphs[-1].depth = whole(value, 0)
        elif name == "sym" and parent == "r":
            with_sign = value or attributes.get("char", "")
            if len(with_sign) == 4 and all(letter in "0123456789abcdefABCDEF" for letter in with_sign):
                sign = chr(int(with_sign, 16))
                self._paragraphs[-1].parts.append(sign if sign.isprintable() or "\uf000" <= sign <= "\uf0ff" else "")

    @staticmethod
    def _take_run(paragraph: _Paragraph, name: str, value: str, attributes: dict[str, str]) -> None:
        if name == "b":
            paragraph.run_bold = is_on(attributes)
        elif name == "rStyle":
            paragraph.run_style = value
        elif name == "vanish":
            paragraph.is_hidden = is_on(attributes)

    @staticmethod
    def _take_paragraph(paragraph: _Paragraph, name: str, value: str, attributes: dict[str, str]) -> None:
        if name == "pStyle":
            paragraph.style = value
        elif name == "ind" and ("left" in attributes or "start" in attributes):
            paragraph.indent = styles.indent_of(attributes)
        elif name == "outlineLvl" and whole(value, 9) < 6:
            paragraph.level = max(0, whole(value, 9)) + 1

    # -- paragraphs ------------------------------------------------------------------------------

    def _is_bold(self, paragraph: _Paragraph) -> bool:
        if paragraph.run_bold is not None:
            return paragraph.run_bold
        if paragraph.run_style and (bold := self.styles.of(paragraph.run_style).bold) is not None:
            return bold
        return bool(self.styles.of(paragraph.style or self.styles.default).bold)

    def _close_paragraph(self, paragraph: _Paragraph) -> None:
        """Put a paragraph into what it stands in: a piece for each of its lines, then the text boxes fixed to it."""
        if paragraph.is_joined:
            # The end of the paragraph is deleted: it goes on with the next one.
            self._carried += paragraph.parts
            self._within[-1].extend(paragraph.after)
            return
        parts, self._carried = self._carried + paragraph.parts, []
        style = self.styles.of(paragraph.style or self.styles.default)
        depth = next((found for found in (paragraph.depth, style.depth) if found is not None), 0)
        series = paragraph.series or style.series
        mark = self.numbers.next(series, depth) if series and series != "0" else ""
        indent = next((found for found in (paragraph.indent, style.indent) if found is not None), 0)
        bold = paragraph.has_words and not paragraph.has_plain
        level = paragraph.level or style.level
        lines = "".join(parts).split("\n")
        self._pieces += len(lines)
        if self._pieces > blocks.MOST_PIECES:
            raise TooLarge(self.shown, f"this has more than {blocks.MOST_PIECES:,} paragraphs")
        for place, line in enumerate(lines):
            words = line if line.strip() else ""
            self._within[-1].append(
                Piece(paragraph.number, words, "" if place else mark, indent or (2 * depth if mark else 0), level, bold)
            )
        self._within[-1].extend(paragraph.after)
