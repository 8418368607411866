"""An HTML page → a Document: headings, paragraphs, lists with the numbers that a browser counts, and tables with their cells.

``line`` is the line of the source on which the element begins; in a page that was written on few lines, the number of the
paragraph. What frames a page is left out: navigation, head and foot, forms, what is hidden. Where a table only places things
on the page, what is in its cells counts as if there were none.

lxml (libxml2) reads the page: kept well, as fast as any, and it knows the lines. html5lib and the standard library's parser
take time that grows with the square of a hostile page; selectolax knows no lines, and has crashed on some.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any

from g2g.errors import MissingLibrary, NotText, TooLarge, UnreadableDocument
from g2g.minutes.document import Document, Table
from g2g.minutes.paragraphs import of_text
from g2g.sources import blocks, text
from g2g.sources.blocks import Cell, Grid, Piece
from g2g.sources.numbers import figure

_MOST_BYTES, _MOST_ELEMENTS, _MOST_ATTRIBUTES = 24 << 20, 500_000, 400
_LAST_LINE = 65_535  # libxml2 counts no further
_CHARSET = re.compile(rb"<meta\b[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_UNSEEN = {
    "script", "style", "head", "template", "noscript", "iframe", "object", "svg", "math", "select", "button", "textarea", "input",
    "datalist", "canvas", "audio", "video", "map", "title",
}  # fmt: skip
_FRAME = {"nav", "header", "footer", "aside"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd", "label",
    "mark", "o:p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "st1:place",
}  # fmt: skip
_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I"}
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]{0,60}?\b(none|(?:lower|upper)-(?:alpha|latin|roman))\b", re.I)
_BOLD = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00|normal|lighter|[1-5]00)", re.I)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_DISTANCE = re.compile("[ \u00a0]*(?:\u00a0[ \u00a0]{2,}|[ ]\u00a0[ \u00a0]+)")
_CLOSED = re.compile(r"[.:;?!)]$")


def document(raw: bytes, shown: str) -> Document:
    """The document of an HTML page; its title is stated as ``title``.

    Raises MissingLibrary, TooLarge, UnreadableDocument for a page without any text.
    """
    return of_markup(_decoded(raw, shown), shown)


def of_markup(markup: str, shown: str) -> Document:
    """The document of a page that is text already."""
    root = _root(markup, shown)
    if root is None:
        raise UnreadableDocument(shown, "this HTML page holds no text.")
    body = root.find("body")
    top = root if body is None else body
    contents = _Page(shown, is_framed=False).of(top)
    if not any(isinstance(content, Grid) or content.text for content in contents):
        contents = _Page(shown, is_framed=True).of(top)
    title = root.find(".//title")
    words = " ".join("".join(title.itertext()).split()) if title is not None else ""
    found = blocks.document(contents, shown, (("title", words),) if words else (), page=True)
    if not found.blocks:
        raise UnreadableDocument(shown, "this HTML page holds no text.")
    return blocks.counted(found)


def _decoded(raw: bytes, shown: str) -> str:
    """The page as text: by its byte order mark, by what it says of itself, else UTF-8, else Windows-1252."""
    if len(raw) > _MOST_BYTES:
        raise TooLarge(shown, f"this page is larger than {_MOST_BYTES >> 20} MB")
    named = _CHARSET.search(raw[:4096])
    if named and not raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            codec = codecs.lookup(named[1].decode())
        except LookupError:
            codec = None
        # Browsers read Latin-1 and ASCII as Windows-1252, and a page that can say UTF-16 in ASCII letters is not.
        name = {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(codec.name, codec.name) if codec else ""
        if codec and codec._is_text_encoding and not name.startswith(("utf-16", "utf-32", "utf-8", "idna", "punycode")):
            return raw.decode(name, "replace")
    try:
        return text.decoded(raw, shown)
    except NotText:
        if b"<" not in raw:
            raise
        return raw.decode("utf-8", "replace")


def _root(markup: str, shown: str) -> Any:
    """The element at the top of a page; None where there is none."""
    try:
        from lxml import etree
    except ImportError:
        raise MissingLibrary("Reading HTML pages", "lxml", "minutes") from None
    # What XML cannot hold would end the page there.
    source = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", " ", markup).encode("utf-8", "replace")
    if not source.strip():
        return None
    try:
        etree.fromstring(source, etree.HTMLParser(encoding="utf-8", target=_Counter(shown)))
        parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        root = etree.fromstring(source, parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise UnreadableDocument(shown, "this is a damaged HTML page.") from None
    if any(entry.level >= 3 for entry in parser.error_log):
        raise TooLarge(shown, "this page is nested deeper, or has longer paragraphs, than pages are")
    return root


class _Counter:
    """Looks at a page as it streams past, before its tree is built: libxml2 takes time that grows with the square of attributes."""

    def __init__(self, shown: str) -> None:
        self.shown, self.elements = shown, 0

    def start(self, _: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > _MOST_ELEMENTS:
            raise TooLarge(self.shown, f"this page has more than {_MOST_ELEMENTS:,} elements")
        if len(attributes) > _MOST_ATTRIBUTES:
            raise TooLarge(self.shown, f"this page has an element with more than {_MOST_ATTRIBUTES} attributes")

    def close(self) -> None:
        """The end of the page."""


class _List:
    """A list that is being read: what its next item is marked with."""

    def __init__(self, element: Any) -> None:
        style = _LIST_STYLE.search(element.get("style") or "")
        self.form, self.step = "", 1
        named = style[1].lower() if style else ""
        if named == "none":
            self.form = "none"
        elif element.tag == "ol":
            self.form = _TYPES.get(_STYLES.get(named, element.get("type") or ""), "decimal")
        self.number = _whole(element.get("start"), 1)
        if element.tag == "ol" and element.get("reversed") is not None:
            self.number = _whole(element.get("start"), sum(1 for child in element if child.tag == "li"))
            self.step = -1

    def mark(self, item: Any) -> str:
        if self.form in ("", "none"):
            return "" if self.form else "-"
        number = _whole(item.get("value"), self.number)
        self.number = number + self.step
        return figure(number, _TYPES.get(item.get("type") or "", self.form))


class _Page:
    """Takes the elements of a page one by one, and holds the contents that they make. ``is_framed`` keeps navigation too."""

    def __init__(self, shown: str, *, is_framed: bool) -> None:
        self.shown, self.is_framed = shown, is_framed
        self.contents: list[Piece | Grid] = []
        self._held: list[tuple[str, bool]] = []
        self._line = 1
        self._begun, self._has_words = 0, False
        self._mark = ""
        self._level = 0
        self._lists: list[_List] = []
        self._bold = False
        self._pieces = self._letters = 0
        self._term = -1  # how many contents there were when a term of a list of terms ended

    def of(self, top: Any) -> list[Piece | Grid]:
        self._walk(top)
        self._flush()
        return self.contents

    # -- walking: one frame of Python for each level of elements, of which libxml2 allows 256 -------

    def _walk(self, element: Any) -> None:
        tag = element.tag
        line = element.sourceline or 0
        # Beyond what libxml2 counts, the line ends in the text are counted.
        self._line = max(self._line, line) if line < _LAST_LINE else max(self._line, _LAST_LINE)
        if tag == "br":
            self._held.append(("\n", True))
            return
        if not isinstance(tag, str) or self._is_left_out(element, tag):
            return
        if tag == "pre":
            self._flush()
            self._preformatted(element)
            return
        if tag == "table":
            self._flush()
            self._table(element)
            return
        before = (self._bold, self._level)
        self._bold = self._is_bold(element, tag)
        is_block = tag not in _INLINE
        if is_block:
            self._flush()
            self._level = _HEADINGS.get(tag, self._level)
            if tag in ("ul", "ol"):
                self._lists.append(_List(element))
            elif tag == "li" and self._lists:
                self._mark = self._lists[-1].mark(element)
        self._hold(element.text)
        for child in element:
            self._walk(child)
            self._hold(child.tail)
        if is_block:
            self._flush()
            self._mark = ""
            if tag in ("ul", "ol"):
                self._lists.pop()
            elif tag == "dt":
                self._term = len(self.contents)
            elif tag == "dd":
                self._describe()
        self._bold, self._level = before

    def _describe(self) -> None:
        """A description stands beside its term, as ``Date: 4 May``."""
        at = self._term
        if 0 < at < len(self.contents) and isinstance(term := self.contents[at - 1], Piece) and isinstance(said := self.contents[at], Piece):
            self.contents[at - 1:at + 1] = [term._replace(text=f"{term.text.rstrip(' :')}: {said.text}", bold=False)]
        self._term = -1

    def _is_left_out(self, element: Any, tag: str) -> bool:
        if tag in _UNSEEN or element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
            return True
        if self.is_framed:
            return False
        if tag == "a" and (element.get("href") or "").startswith("#") and "".join(element.itertext()).strip().lower().startswith("skip "):
            return True
        if tag in _FRAME or element.get("role") in ("navigation", "banner", "contentinfo", "search"):
            # The head of an article is its title; that of the page is the site's.
            return tag not in ("header", "footer") or next(element.iterancestors("article", "main"), None) is None
        # Some sites wrap each page in one form.
        return tag == "form" and next(element.iter("p", "table", "h1", "h2", "h3", "li"), None) is None

    def _is_bold(self, element: Any, tag: str) -> bool:
        style = _BOLD.search(element.get("style") or "")
        if style:
            return style[1].lower() in ("bold", "bolder", "600", "700", "800", "900")
        return self._bold or tag in ("b", "strong", "th")

    def _hold(self, words: str | None) -> None:
        if not words:
            return
        self._letters += len(words)
        if self._letters > blocks.MOST_LETTERS:
            raise TooLarge(self.shown, f"this page has more than {blocks.MOST_LETTERS:,} letters")
        if not self._has_words:
            self._begun, self._has_words = self._line, not words.isspace()
        self._held.append((_SPACE.sub(" ", words), self._bold))
        if self._line >= _LAST_LINE:
            self._line += words.count("\n")

    def _flush(self) -> None:
        """Put down the paragraph that is held: a piece for each of its lines."""
        held, self._held = self._held, []
        if not self._has_words:
            return
        self._has_words = False
        indent = 2 * max(0, len(self._lists) - 1)
        for words, bold in _lines(held):
            self._add(Piece(self._begun, _DISTANCE.sub("\t", words).strip(" "), self._mark, indent, self._level, bold))
            self._mark = ""

    def _add(self, content: Piece | Grid) -> None:
        self._pieces += 1
        if self._pieces > blocks.MOST_PIECES:
            raise TooLarge(self.shown, f"this has more than {blocks.MOST_PIECES:,} paragraphs")
        self.contents.append(content)

    # -- what is no plain paragraph -----------------------------------------------------------------

    def _preformatted(self, element: Any) -> None:
        """A text that was typed: its lines are joined to paragraphs as those of a text file are."""
        words = "".join(element.itertext())
        first = self._line
        for block in of_text(text.limited(words, self.shown)).blocks:
            if isinstance(block, Table):
                rows = [
                    (first + row.line - 1, [Cell([Piece(first, line) for line in cell.split("\n")]) for cell in row.cells])
                    for row in block.rows
                ]
                self._add(Grid(first + block.line - 1, rows))
                continue
            for _ in range(block.gap):
                self._add(Piece(first, ""))
            typed = "\t".join(block.cells) if len(block.cells) > 1 else block.text
            self._add(Piece(first + block.line - 1, typed, block.mark, block.indent, block.level or self._level, block.bold))

    def _table(self, table: Any) -> None:
        """A table with the contents of its cells; what stands in it outside any row is dropped, as browsers do."""
        for caption in table.iterchildren("caption"):
            self._walk(caption)
        kept = (self.contents, self._lists, self._mark, self._level, self._bold)
        rows = []
        for row in _rows(table):
            cells = []
            begun = row.sourceline or self._line
            for cell in row.iterchildren("td", "th"):
                if _HIDDEN.search(cell.get("style") or ""):
                    continue
                self.contents, self._lists, self._mark, self._level, self._bold = [], [], "", 0, False
                self._walk(cell)
                cells.append(Cell(self.contents, _whole(cell.get("colspan"), 1), max(1, _whole(cell.get("rowspan"), 1))))
            rows.append((begun if begun < _LAST_LINE else self._line, cells))
        self.contents, self._lists, self._mark, self._level, self._bold = kept
        self._add(Grid(table.sourceline or self._line, rows, (table.get("role") or "") in ("presentation", "none")))


def _lines(held: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """The lines of a paragraph, and whether all of each is bold; line ends in the midst of a sentence are none."""
    found: list[tuple[list[str], bool]] = []
    parts: list[str] = []
    bold, is_long = True, False
    for part, is_bold in [*held, ("\n", True)]:
        if part != "\n":
            bold = bold and (is_bold or not part.strip())
            parts.append(part)
            continue
        words = _SPACE.sub(" ", "".join(parts)).strip(" ")
        if words and is_long and words[0].islower() and not _CLOSED.search(found[-1][0][-1]):
            found[-1][0].append(words)
            found[-1] = (found[-1][0], found[-1][1] and bold)
        elif words:
            found.append(([words], bold))
        is_long = len(words) > 45
        parts, bold = [], True
    return [(" ".join(lines), bold) for lines, bold in found]


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def _whole(words: str | None, otherwise: int) -> int:
    words = (words or "").strip()
    return int(words) if re.fullmatch(r"-?[0-9]{1,6}", words) else otherwise
