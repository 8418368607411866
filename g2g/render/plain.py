"""A report as aligned text: for pipes, paper and long lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from g2g.render.safe import terminal
from g2g.reports import Cell, Column, Report, Table

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NOTHING = "–"
INDENT = 4
LEAST_WORDS = 24  # a column of words narrower than this is a ladder that nobody reads
LEAST_NAME = 18
LONGEST_RULE = 80

_GAP = 2
_joined = (" " * _GAP).join
_UNEVEN = re.compile("[^\x00-\u02ff\u1e00-\u20cf\u2100-\u22ff]")  # every other character is one place wide


def cell_text(cell: Cell) -> str:
    """A cell as people read it, safe to show: ``10 Oct 2017`` for a day, a dash for what is not there."""
    if cell is None:
        return NOTHING
    if isinstance(cell, date):
        return f"{cell.day} {MONTHS[cell.month - 1]} {cell.year:04}"
    return terminal(cell) if isinstance(cell, str) else str(cell)


def title_text(table: Table) -> str:
    """The heading of a table with the number of its rows; empty where it has none."""
    return f"{terminal(table.heading)} ({len(table.rows)})" if table.heading else ""


def filled(report: Report) -> list[Table]:
    """The tables that have a row."""
    return [table for table in report.tables if table.rows]


def closing(report: Report) -> list[str]:
    """What is said below the tables, or in their stead."""
    said = report.sentences if filled(report) else (report.empty, *report.sentences)
    return [terminal(sentence) for sentence in said if sentence]


def text_width(text: str) -> int:
    """How many places the text takes on a screen: accents typed apart take none, Chinese characters two."""
    if text.isascii() or not _UNEVEN.search(text):
        return len(text)
    from unicodedata import category, east_asian_width  # seldom needed

    return sum(0 if category(c) in ("Mn", "Me") else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most ``width``, broken at spaces only: a longer word stands out, whole."""
    if text_width(text) <= width:
        return [text]
    lines = []
    line, room = "", width
    for word in text.split():
        size = text_width(word)
        if line and size >= room:
            lines.append(line)
            line = ""
        line, room = (f"{line} {word}", room - size - 1) if line else (word, width - size)
    return [*lines, line]


class Shown(NamedTuple):
    """A column as it is shown: its cells, the text of each different one, and the room they take.

    ``natural`` is the width of the widest text, ``least`` what the column cannot do without.
    """

    column: Column
    cells: tuple[Cell, ...]
    texts: dict[Cell, str]
    natural: int
    least: int


def _least(kind: str, natural: int, texts: Sequence[str]) -> int:
    if kind == "words":
        return min(natural, LEAST_WORDS)
    if kind == "name":
        longest = max((text_width(word) for text in texts for word in text.split()), default=0)
        return max(longest, min(natural, LEAST_NAME))
    return natural


def _shown(column: Column, cells: tuple[Cell, ...]) -> Shown:
    # Most cells of a long list say the same as another one, so each text is made once.
    texts = {cell: cell_text(cell) for cell in set(cells)}
    if column.kind == "date":
        texts = {cell: text.rjust(11) if cell else text for cell, text in texts.items()}
    everything = [terminal(column.heading), *texts.values()]
    natural = max(map(text_width, everything))
    return Shown(column, cells, texts, natural, _least(column.kind, natural, everything))


def shown_columns(table: Table) -> list[Shown]:
    """The columns of a table that has rows, those of words last."""
    columns = map(_shown, table.columns, zip(*table.rows, strict=True))
    return sorted(columns, key=lambda shown: shown.column.kind == "words")


class Layout(NamedTuple):
    """How wide each column is set, and how they stand.

    ``beside`` one another; or the words ``beneath`` the rest of their row; or, in very little room, ``apart``,
    each cell on a line of its own behind its heading.
    """

    how: str
    widths: tuple[int, ...]


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + _GAP * (len(widths) - 1)


def _fair_shares(wanted: Sequence[int], room: int) -> list[int]:
    """The room dealt out evenly, what one does not want going to the others."""
    shares = [0] * len(wanted)
    for nth, i in enumerate(sorted(range(len(wanted)), key=wanted.__getitem__)):
        shares[i] = min(wanted[i], (room - sum(shares)) // (len(wanted) - nth))
    return shares


def _layout(columns: Sequence[Shown], width: int | None) -> Layout:
    """The best that ``width`` has room for; without one, every column as wide as its widest cell."""
    natural = [c.natural for c in columns]
    if width is None or _total(natural) <= width:
        return Layout("beside", tuple(natural))
    short = [c for c in columns if c.column.kind != "words"]
    words = columns[len(short) :]
    narrowed = [min(c.natural, max(c.least, width // 4)) for c in short]
    shares = _fair_shares([c.natural for c in words], width - _total(narrowed) - _GAP * len(words))
    if all(share >= c.least for share, c in zip(shares, words, strict=True)) and _total([*narrowed, *shares]) <= width:
        return Layout("beside", (*narrowed, *shares))
    for widths in (natural[: len(short)], narrowed):
        if words and _total(widths) <= width:
            return Layout("beneath", (*widths, *(width - INDENT for _ in words)))
    heading = max(text_width(terminal(c.column.heading)) for c in columns)
    return Layout("apart", (heading, max(1, width - heading - _GAP)))


def layouts(report: Report, width: int | None) -> dict[tuple[Column, ...], Layout]:
    """One layout for all tables of the same columns, so that they line up down the page."""
    alike: dict[tuple[Column, ...], list[Shown]] = {}
    for table in filled(report):
        columns = shown_columns(table)
        pairs = zip(columns, alike.get(table.columns, columns), strict=True)
        alike[table.columns] = [
            a._replace(natural=max(a.natural, b.natural), least=max(a.least, b.least)) for a, b in pairs
        ]
    return {key: _layout(columns, width) for key, columns in alike.items()}


def split(columns: Sequence[Shown]) -> tuple[Sequence[Shown], Sequence[Shown]]:
    """The short columns, and those of words."""
    short = sum(c.column.kind != "words" for c in columns)
    return columns[:short], columns[short:]


def texts_beneath(words: Sequence[Shown], row: Sequence[Cell]) -> Iterator[str]:
    """The texts that stand beneath a row; those after the first say what they are."""
    for nth, (shown, cell) in enumerate(zip(words, row, strict=True)):
        if cell not in (None, ""):
            yield shown.texts[cell] if nth == 0 else f"{terminal(shown.column.heading)}: {shown.texts[cell]}"


def texts_apart(columns: Sequence[Shown], row: Sequence[Cell]) -> Iterator[tuple[str, str]]:
    """The cells of a row that say something, each behind the heading of its column."""
    for shown, cell in zip(columns, row, strict=True):
        if cell not in (None, ""):
            yield terminal(shown.column.heading), shown.texts[cell].lstrip()


def cells_by_row(columns: Sequence[Shown]) -> Iterator[tuple[Cell, ...]]:
    """The rows again, in the order of these columns."""
    return zip(*(c.cells for c in columns), strict=True)


def _padded(text: str, width: int, kind: str) -> str:
    space = " " * (width - text_width(text))
    return space + text if kind == "number" else text + space


def _one_line_each(columns: Sequence[Shown], widths: Sequence[int]) -> Iterator[str]:
    """The rows where every cell fits its column."""
    padded = []
    for (column, cells, texts, *_), width in zip(columns, widths, strict=True):
        if column.kind != "words" or column is not columns[-1].column:
            texts = {cell: _padded(text, width, column.kind) for cell, text in texts.items()}
        padded.append([texts[cell] for cell in cells])
    return map(_joined, zip(*padded, strict=True))


def _beside(columns: Sequence[Shown], widths: Sequence[int]) -> Iterator[str]:
    """The lines of the rows, a cell that is too long for its column going on below itself."""
    if all(c.natural <= width for c, width in zip(columns, widths, strict=True)):
        yield from _one_line_each(columns, widths)
        return
    kinds = [c.column.kind for c in columns]
    for row in cells_by_row(columns):
        pieces = (wrapped(c.texts[cell], width) for c, cell, width in zip(columns, row, widths, strict=True))
        for line in zip_longest(*pieces, fillvalue=""):
            yield _joined(map(_padded, line, widths, kinds))


def _beneath(columns: Sequence[Shown], widths: Sequence[int]) -> Iterator[str]:
    short, words = split(columns)
    for nth, row in enumerate(cells_by_row(words)):
        yield from _beside([c._replace(cells=c.cells[nth : nth + 1]) for c in short], widths[: len(short)])
        for text in texts_beneath(words, row):
            yield from (" " * INDENT + line for line in wrapped(text, widths[-1]))


def _apart(columns: Sequence[Shown], widths: Sequence[int]) -> Iterator[str]:
    for nth, row in enumerate(cells_by_row(columns)):
        if nth:
            yield ""
        for heading, text in texts_apart(columns, row):
            for line in wrapped(text, widths[1]):
                yield _joined((_padded(heading, widths[0], "name"), line))
                heading = ""


def _header(columns: Sequence[Shown], widths: Sequence[int]) -> list[str]:
    """The headings over a rule."""
    headings = [_padded(terminal(c.column.heading), w, c.column.kind) for c, w in zip(columns, widths, strict=True)]
    return [_joined(headings), "-" * min(_total(widths), LONGEST_RULE)]


def _table(table: Table, laid: Layout) -> list[str]:
    columns = shown_columns(table)
    if laid.how == "apart":
        return list(_apart(columns, laid.widths))
    if laid.how == "beneath":
        short, _ = split(columns)
        return [*_header(short, laid.widths[: len(short)]), *_beneath(columns, laid.widths)]
    return [*_header(columns, laid.widths), *_beside(columns, laid.widths)]


def _lines_of(text: str, width: int | None) -> list[str]:
    return wrapped(text, width) if width else [text]


def rendered(report: Report, width: int | None) -> str:
    """The report as text, wrapped at ``width``; without one each row is a single line, so that grep finds it."""
    blocks = [_lines_of(terminal(report.title), width)] if report.title else []
    laid = layouts(report, width)
    for table in filled(report):
        title = [title_text(table)] if table.heading else []
        blocks.append([*title, *_table(table, laid[table.columns])])
    if said := closing(report):
        blocks.append([line for sentence in said for line in _lines_of(sentence, width)])
    return "\n".join([line.rstrip() for block in blocks for line in [*block, ""]][:-1] or [""]) + "\n"
