"""A table as Word keeps it: columns of fixed widths, a heading row that repeats, rows that no page cuts, colours with words.

It is put together as text and read once: cell by cell through the library a long table takes minutes.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from g2g.render.layout import cell_text
from g2g.render.safe import terminal
from g2g.reports import Cell, Column, Table

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TWIPS = 635  # in the library's units
_HEAD, _RULE = "E3EAF1", "8A949E"
# Behind the word, and the colour of the word itself: each pair has a contrast of 4.5 to 1 or more.
_COLOURS = {"red": ("B3261E", "FFFFFF"), "amber": ("FFC247", "1A1300"), "green": ("1D6B36", "FFFFFF"), "blue": ("1F5C9E", "FFFFFF")}
# Widths of letters, in sizes of the type; what both sides of a cell take, in points.
_LETTER, _CAPITAL, _WIDE, _NARROW, _SIDES = 0.56, 0.74, 0.88, 0.34, 10
_WIDE_ONES, _NARROW_ONES = frozenset("MWmw%@"), frozenset(" .,;:-!|'()[]/fijlrtI")
_WIDEST_NAME = 92.0
_LOOSEST = 1.3  # a table without words is not spread over the whole page
_LEAST_WORDS = 20 * 85  # twentieths of a point
_SHARES, _SHARE = {1: 0.34, 2: 0.46}, 0.6  # how much of the page one, two or more columns of words should have
_SMALL, _SMALLER = 20, 18  # half points


def element(table: Table, title: str, room: int) -> Any:
    """A table as an element for the body of a document, ``room`` wide (in the library's units); ``title`` is said aloud."""
    from docx.oxml import parse_xml

    size = _SMALL if len(table.columns) < 6 else _SMALLER
    widths = _widths(table, room // _TWIPS, size)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    said = escape(terminal(title))
    pieces = [
        f"<w:tbl {_SPACE}><w:tblPr>",
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{_BORDERS}<w:tblLayout w:type="fixed"/>{_MARGINS}',
        f'<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{said}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>',
    ]
    if any(column.heading for column in table.columns):
        heads = [_head(column, width, size) for column, width in zip(table.columns, widths, strict=True)]
        pieces.append(f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(heads)}</w:tr>")
    setting = list(zip(table.columns, widths, strict=True))
    for row in table.rows:
        cells = [_cell(column, width, cell, size) for (column, width), cell in zip(setting, row, strict=True)]
        pieces.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>")
    pieces.append("</w:tbl>")
    return parse_xml("".join(pieces))


_EDGE = f'w:val="single" w:sz="4" w:space="0" w:color="{_RULE}"'
_BORDERS = (
    "<w:tblBorders>" + "".join(f"<w:{side} {_EDGE}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    + "</w:tblBorders>"
)  # fmt: skip
_MARGINS = (
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
)  # fmt: skip


def is_cramped(table: Table, room: int) -> bool:
    """Whether the words of a table would be a ladder that nobody reads, were the table ``room`` wide."""
    widths = _widths(table, room // _TWIPS, _SMALLER)
    return any(width < _LEAST_WORDS for column, width in zip(table.columns, widths, strict=True) if column.kind == "words")


def _widths(table: Table, room: int, size: int) -> list[int]:
    """The width of each column, in twentieths of a point: the short ones what they need, the words what is left.

    Words that would have less than their share take it from columns whose cells can be broken between their words.
    """
    wanted = [_wanted(column, [row[at] for row in table.rows], size / 2) for at, column in enumerate(table.columns)]
    points, needed = room / 20, [most for _, most in wanted]
    words = needed.count(0)
    if not words:
        share = min(points / sum(needed), _LOOSEST)
        return [round(20 * width * share) for width in needed]
    lacking = max(points * _SHARES.get(words, _SHARE) - (points - sum(needed)), 0)
    spare = sum(most - least for least, most in wanted)
    taken = min(lacking / spare, 1) if spare else 0
    needed = [most - taken * (most - least) for least, most in wanted]
    left = max(points - sum(needed), points * 0.2) / words
    whole = [width or left for width in needed]
    return [round(width * room / sum(whole)) for width in whole]


def _wanted(column: Column, cells: list[Cell], size: float) -> tuple[float, float]:
    """How wide a column has to be at least, and would best be, in points; 0 for words, which take what is left."""
    if column.kind == "words":
        return 0, 0
    texts = {cell_text(cell) for cell in set(cells)}
    # The headings are in bold, which takes a little more.
    wide = max(_room(word) for text in texts for word in text.split() or [""])
    wide = max(wide, max(1.08 * _room(word) for word in column.heading.split() or [""]))
    # Several owners stand one below another.
    whole = max(_room(line) for text in texts for line in (text.split("; ") if column.kind == "name" else [text]))
    least = wide
    if column.kind == "ref":
        least = wide = max(wide, whole)
    elif column.kind == "date":  # never broken, unless it is a clerk's words
        least = wide = max(wide, min(whole, _room("30 Sep 2019")))
    elif column.kind == "name":
        wide = max(wide, min(whole, (_WIDEST_NAME - _SIDES) / size))
    return least * size + _SIDES, wide * size + _SIDES


def _room(text: str) -> float:
    """About how wide a text is, in sizes of the type."""
    return sum(
        _WIDE if letter in _WIDE_ONES else _NARROW if letter in _NARROW_ONES else _CAPITAL if letter.isupper() else _LETTER
        for letter in text
    )


def _run(text: str, size: int, more: str = "") -> str:
    lines = '</w:t><w:br/><w:t xml:space="preserve">'.join(map(escape, text.split("\n")))
    return f'<w:r><w:rPr>{more}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr><w:t xml:space="preserve">{lines}</w:t></w:r>'


def _paragraph(runs: str, column: Column) -> str:
    side = '<w:jc w:val="right"/>' if column.kind == "number" else ""
    return f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>{side}</w:pPr>{runs}</w:p>'


def _head(column: Column, width: int, size: int) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:shd w:val="clear" w:color="auto" w:fill="{_HEAD}"/>'
        f'<w:vAlign w:val="bottom"/></w:tcPr>{_paragraph(_run(terminal(column.heading), size, "<w:b/>"), column)}</w:tc>'
    )


def _cell(column: Column, width: int, cell: Cell, size: int) -> str:
    text, shade, more = cell_text(cell), "", ""
    if column.kind == "name":
        text = text.replace("; ", "; \n")  # several owners, each on a line
    if column.kind == "rag" and (colours := _COLOURS.get(text.partition(" ")[0].casefold())):
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{colours[0]}"/>'
        more = f'<w:b/><w:color w:val="{colours[1]}"/>'
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{_paragraph(_run(text, size, more), column)}</w:tc>'


def set_outline(style: Any, level: int) -> None:
    """Make a style a heading of a level, for the outline of the document."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level - 1))
    style.element.get_or_add_pPr().append(outline)


def add_field(line: Paragraph, name: str) -> None:
    """Add to a line something that Word works out itself, such as the number of the page."""
    from docx.oxml import parse_xml

    pieces = [f'<w:fldChar {_SPACE} w:fldCharType="begin"/>', f'<w:instrText {_SPACE} xml:space="preserve"> {name} </w:instrText>',
              f'<w:fldChar {_SPACE} w:fldCharType="separate"/>', f"<w:t {_SPACE}>1</w:t>", f'<w:fldChar {_SPACE} w:fldCharType="end"/>']  # fmt: skip
    for piece in pieces:
        line.add_run()._r.append(parse_xml(piece))
