"""What Word files and HTML pages are made of, before it is a Document: pieces and grids, whose cells hold pieces and grids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count, pairwise
from typing import NamedTuple

from g2g.errors import TooLarge
from g2g.minutes.document import Block, Document, Para, Row, Table
from g2g.minutes.lines import line_of, numbered, plain

MOST_PIECES, MOST_CELLS, MOST_COLUMNS = 100_000, 150_000, 60
MOST_LETTERS, MOST_LINE = 10_000_000, 1_000_000  # of a document, and of one paragraph
_GAPS = re.compile(r" *\t[ \t]*| {3,}")


class Piece(NamedTuple):
    """One line of a paragraph as the source has it: tabs are kept, its number or bullet stands apart in ``mark``."""

    line: int
    text: str
    mark: str = ""
    indent: int = 0
    level: int = 0
    bold: bool = False


class Cell(NamedTuple):
    """A cell: what it holds, and how many columns and rows it covers."""

    contents: Sequence[Piece | Grid]
    across: int = 1
    down: int = 1


class Grid(NamedTuple):
    """A table as the source has it. ``layout`` where the source says that it only places things on the page."""

    line: int
    rows: Sequence[tuple[int, Sequence[Cell]]]
    layout: bool = False


def document(contents: Sequence[Piece | Grid], shown: str, front: tuple[tuple[str, str], ...] = (), *, page: bool = False) -> Document:
    """The document that these contents are. ``page`` for HTML, where a table that holds tables only places things.

    Empty pieces are the blank lines between paragraphs. Raises TooLarge for a table with more cells than any has.
    """
    return Document(tuple(_Blocks(shown, page).of(contents)), front)


def counted(found: Document) -> Document:
    """A document of a page that was written on few lines, with its paragraphs and rows counted as those of a Word file are: there its lines tell nothing apart."""
    starts = [row.line for block in found.blocks for row in (block.rows if isinstance(block, Table) else (block,))]
    if sum(1 for above, below in pairwise(starts) if above == below) * 3 <= len(starts):
        return found
    numbers = count(1)
    made: list[Block] = []
    for block in found.blocks:
        if isinstance(block, Table):
            rows = tuple(row._replace(line=next(numbers)) for row in block.rows)
            made.append(Table(rows[0].line, rows))
        else:
            line = next(numbers)
            made.append(block._replace(line=line, last=line))
    return found._replace(blocks=tuple(made))


def mark_of(label: str) -> str:
    """A list's number as minutes cite it: without full stop, bracket, or the word before it (Item 3: → 3)."""
    label = " ".join(label.split())
    found, rest = numbered(f"{label} X")
    return (found if rest == "X" else label).strip(" .:()[]")


# The last word of a line that is no end of a sentence.
_OPEN = re.compile(r"\b(?:a|an|the|to|of|and|or|for|in|on|at|by|with|from|that|which|who|be|is|are|was|were|will|as|its|their|his|her|our|this|Mr|Mrs|Ms|Dr|Cllr)$|,$")
_STOPS = (".", "?", "!", ":", ";", ")", "”", "\"")
_FULL = 40  # letters of a line that may have been broken because it was full


def _rejoined(contents: Sequence[Piece | Grid]) -> Iterator[Piece | Grid]:
    """The contents, with the lines of one paragraph as one where a sentence goes on from line to line: it was broken by hand."""
    held: Piece | None = None
    for content in contents:
        if held and isinstance(content, Piece) and _goes_on(held, content):
            held = held._replace(text=f"{held.text} {content.text}", bold=held.bold and content.bold)
            continue
        if held:
            yield held
        held = content if isinstance(content, Piece) else None
        if held is None:
            yield content
    if held:
        yield held


def _goes_on(above: Piece, below: Piece) -> bool:
    """Whether a line goes on with the sentence of the one above it, in the same paragraph of the source."""
    text, more = above.text.rstrip(), below.text.lstrip()
    if above.line != below.line or below.mark or not text or not more or "\t" in text or "\t" in more or text.endswith(_STOPS):
        return False
    last = text[max(0, len(text) - 12):]
    return (more[:1].islower() and len(text) > _FULL) or (len(text) > _FULL and _OPEN.search(last) is not None)


class _Blocks:
    def __init__(self, shown: str, page: bool) -> None:
        self.shown, self.page = shown, page
        self.gap = self.cells = 0

    def of(self, contents: Sequence[Piece | Grid]) -> Iterator[Block]:
        for content in _rejoined(contents):
            if isinstance(content, Piece):
                if len(content.text) > MOST_LINE:
                    raise TooLarge(self.shown, f"the paragraph at {content.line} has more than {MOST_LINE:,} letters")
                para = _para(content, self.gap)
                self.gap = 0 if para else self.gap + 1
                if para:
                    yield para
            else:
                yield from self._grid(content)

    def _grid(self, grid: Grid) -> Iterator[Block]:
        rows = self._squared(grid)
        width = max((len(cells) for _, cells in rows), default=0)
        if width < 2 or grid.layout or (self.page and any(_is_table(cell) for _, cells in rows for cell in cells if cell)):
            for _, cells in rows:
                for cell in cells:
                    yield from self.of(cell.contents if cell else ())
            return
        self.gap = 0
        made = [
            Row(line, tuple(_words(cell) if cell else "" for cell in cells) + ("",) * (width - len(cells))) for line, cells in rows
        ]
        if trimmed := _without_empty(made):
            yield Table(grid.line, tuple(trimmed))

    def _squared(self, grid: Grid) -> list[tuple[int, list[Cell | None]]]:
        """The rows with a place for each column; what a cell covers beside and below its own place is None."""
        below: dict[int, int] = {}
        rows: list[tuple[int, list[Cell | None]]] = []
        for line, cells in grid.rows:
            row: list[Cell | None] = []
            waiting = list(reversed(cells))
            while waiting or len(row) in below:
                place = len(row)
                if place in below:
                    row.append(None)
                    continue
                cell = waiting.pop()
                across = max(1, min(cell.across, MOST_COLUMNS))
                row += [cell, *[None] * (across - 1)]
                if cell.down > 1:
                    below |= dict.fromkeys(range(place, place + across), cell.down)
                if len(row) > MOST_COLUMNS * 4:
                    raise TooLarge(self.shown, f"the table at {line} has more than {MOST_COLUMNS * 4} columns")
            below = {place: left - 1 for place, left in below.items() if left > 1}
            self.cells += len(row)
            if self.cells > MOST_CELLS:
                raise TooLarge(self.shown, f"its tables have more than {MOST_CELLS:,} cells")
            rows.append((line, row))
        return rows


def _para(piece: Piece, gap: int) -> Para | None:
    """A piece as a paragraph; None for an empty one."""
    if piece.mark and piece.mark != "-":
        text, mark, inner, raw = plain(piece.text), piece.mark, 0, piece.text
    else:
        line = line_of(piece.line, f"- {piece.text}" if piece.mark else piece.text)
        text, mark, inner, raw = line.text, line.mark, 0 if piece.mark else line.indent, line.raw
    if not text:
        return None
    cells = tuple(part for cell in _GAPS.split(raw.strip()) if (part := plain(cell)))
    return Para(piece.line, text, mark, piece.indent + inner, piece.level, piece.bold, gap, piece.line, cells or (text,))


def _words(cell: Cell) -> str:
    """The words of a cell: a line for each paragraph in it, with its number or bullet."""
    return "\n".join(line for content in cell.contents for line in _lines(content) if line)


def _lines(content: Piece | Grid) -> Iterator[str]:
    if isinstance(content, Piece):
        text = plain(content.text)
        label = "-" if content.mark == "-" else content.mark and f"{content.mark}."
        yield f"{label} {text}" if label and text else text or label.rstrip(".-")
        return
    for _, cells in content.rows:
        yield " | ".join(words for cell in cells if (words := _words(cell).replace("\n", " ")))


def _is_table(cell: Cell) -> bool:
    """Whether a table stands in a cell that has more to it than one column."""
    return any(isinstance(content, Grid) and _is_wide(content) for content in cell.contents)


def _is_wide(grid: Grid) -> bool:
    return any(len(cells) > 1 or any(_is_table(cell) for cell in cells) for _, cells in grid.rows)


def _without_empty(rows: list[Row]) -> list[Row]:
    """The rows without rows and columns in which nothing stands: those only keep distance."""
    filled = [row for row in rows if any(row.cells)]
    used = [place for place in range(len(rows[0].cells) if rows else 0) if any(row.cells[place] for row in filled)]
    return [Row(row.line, tuple(row.cells[place] for place in used)) for row in filled]
