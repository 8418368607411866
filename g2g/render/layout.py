"""How the columns of a table share the width there is: beside one another, words beneath, or all apart."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from g2g.render.safe import terminal
from g2g.reports import Cell, Column, Report, Table

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NOTHING = "\N{EN DASH}"
INDENT = 4
LEAST_WORDS = 24  # a column of words narrower than this is a ladder that nobody reads
LEAST_NAME = 11  # that of a date, which is never broken
MOST_NAME = 20
LONGEST_RULE = 80

GAP = 2
joined = (" " * GAP).join


@cache
def _uneven() -> re.Pattern[str]:
    return re.compile("[^\x00-\u02ff\u1e00-\u20cf\u2100-\u22ff]")  # every other character is one place wide


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


def closing(report: Report) -> list[str]:
    """What is said below the tables, or in their stead."""
    said = report.sentences if any(table.rows for table in report.tables) else (report.empty, *report.sentences)
    return [terminal(sentence) for sentence in said if sentence]


def _is_even(text: str) -> bool:
    """Whether every character is one place wide on a screen."""
    return text.isascii() or not _uneven().search(text)


def text_width(text: str) -> int:
    """How many places the text takes: accents typed apart take none, Chinese characters two."""
    if _is_even(text):
        return len(text)
    from unicodedata import category, east_asian_width  # seldom needed

    return sum(0 if category(c) in ("Mn", "Me") else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most ``width``, broken at spaces only: a longer word stands out, whole."""
    measure = len if _is_even(text) else text_width
    if measure(text) <= width:
        return [text]
    lines: list[str] = []
    line, room = "", width
    for word in text.split():
        size = measure(word)
        if size < room and line:
            line += " " + word
            room -= size + 1
            continue
        if line:
            lines.append(line)
        line, room = word, width - size
    return [*lines, line]


class Shown(NamedTuple):
    """A column as it is shown: the text of each row, and the room they take.

    ``natural`` is the width of the widest, ``least`` what the column cannot do without.
    """

    column: Column
    heading: str
    texts: list[str]
    natural: int
    least: int


def _texts(column: Column, cells: Sequence[Cell]) -> list[str]:
    different = set(cells)
    if 2 * len(different) > len(cells):
        # The first test of terminal() stands here too: a call for each cell takes longer than the test.
        texts = [c if isinstance(c, str) and c.isascii() and c.isprintable() else cell_text(c) for c in cells]
    else:  # owners and days come again and again: each text is made once
        made = {cell: cell_text(cell) for cell in different}
        texts = [made[cell] for cell in cells]
    # Days of one figure move in, so that the months stand under one another.
    return [f" {t}" if t[1:2] == " " and t[0].isdecimal() else t for t in texts] if column.kind == "date" else texts


def _all_even(texts: Sequence[str]) -> bool:
    return all(map(str.isascii, texts)) or _is_even("".join(set(texts)))


def _widest(texts: Sequence[str]) -> int:
    return max(map(len if _all_even(texts) else text_width, texts))


def _least(kind: str, heading: str, texts: Sequence[str], widest: int) -> int:
    if kind == "words":
        return min(max(widest, text_width(heading)), LEAST_WORDS)
    longest = _widest(heading.split() or [""])
    if kind in ("ref", "number"):
        return max(longest, widest)
    # A colour is one word, and “(override)” has room below it; a date is never broken.
    least = 0 if kind == "rag" else min(widest, LEAST_NAME)
    return max(longest, least, _widest(" ".join(set(texts)).split() or [""]))


def _shown(column: Column, cells: Sequence[Cell]) -> Shown:
    heading = terminal(column.heading)
    texts = _texts(column, cells)
    widest = _widest(texts)
    natural = max(widest, text_width(heading))
    return Shown(column, heading, texts, natural, _least(column.kind, heading, texts, widest))


def folded(shown: Shown, text: str, width: int) -> list[str]:
    """The lines of a cell; of several owners who have no room together, each begins a line."""
    if shown.column.kind != "name" or "; " not in text or text_width(text) <= width:
        return wrapped(text, width)
    return [line for name in text.replace("; ", ";\n").split("\n") for line in wrapped(name, width)]


def _shown_columns(table: Table) -> list[Shown]:
    """The columns of a table that has rows, those of words last."""
    columns = map(_shown, table.columns, zip(*table.rows, strict=True))
    return sorted(columns, key=lambda shown: shown.column.kind == "words")


def split(columns: Sequence[Shown]) -> tuple[Sequence[Shown], Sequence[Shown]]:
    """The short columns, and those of words."""
    short = sum(c.column.kind != "words" for c in columns)
    return columns[:short], columns[short:]


def by_row(columns: Sequence[Shown]) -> Iterator[tuple[str, ...]]:
    """The rows again, in the order of these columns."""
    return zip(*(c.texts for c in columns), strict=True)


class Layout(NamedTuple):
    """How wide each column is set, and how they stand.

    ``beside`` one another; or the words ``beneath`` the rest of their row; or, in very little room, ``apart``,
    each cell on a line of its own behind its heading.
    """

    how: str
    widths: tuple[int, ...]


def total(widths: Sequence[int]) -> int:
    """The width of columns side by side."""
    return sum(widths) + GAP * (len(widths) - 1)


def _stretched(columns: Sequence[Shown], room: int) -> list[int]:
    """Widths for the columns that fill the room: to each its least, then as much as it can use, dealt out evenly.

    Where there is not even room for the least, they take more than there is.
    """
    widths = [c.least for c in columns]
    spare = max(0, room - sum(widths))
    by_want = sorted(range(len(columns)), key=lambda i: columns[i].natural - columns[i].least)
    for nth, i in enumerate(by_want):
        extra = min(columns[i].natural - columns[i].least, spare // (len(columns) - nth))
        widths[i] += extra
        spare -= extra
    return widths


def _short_widths(short: Sequence[Shown], room: int) -> list[int]:
    """Widths where room is scarce: headings of numbers in several lines, and names in what is left."""
    names = [c for c in short if c.column.kind not in ("ref", "number")]
    fixed = sum(c.least for c in short if c.column.kind in ("ref", "number"))
    stretched = iter(_stretched(names, room - fixed - GAP * (len(short) - 1)))
    return [c.least if c.column.kind in ("ref", "number") else next(stretched) for c in short]


def _layout(columns: Sequence[Shown], width: int | None) -> Layout:
    """The best that ``width`` has room for; without one, every column as wide as its widest cell."""
    natural = [c.natural for c in columns]
    if width is None or total(natural) <= width:
        return Layout("beside", tuple(natural))
    short, words = split(columns)
    most = max(MOST_NAME, width // 4)
    narrow = _short_widths([c._replace(natural=max(c.least, min(c.natural, most))) for c in short], width)
    beside = [*narrow, *_stretched(words, width - total(narrow) - GAP * len(words))]
    if total(beside) <= width:
        return Layout("beside", tuple(beside))
    for widths in (natural[: len(short)], _short_widths(short, width)):
        if short and words and total(widths) <= width:
            return Layout("beneath", (*widths, width - INDENT))
    heading = max(text_width(c.heading) for c in columns)
    return Layout("apart", (heading, max(1, width - heading - GAP)))


class Laid(NamedTuple):
    """A table ready to be set: its title, its columns and their layout."""

    title: str
    columns: Sequence[Shown]
    layout: Layout


def _together(same: Sequence[Shown]) -> Shown:
    return same[0]._replace(natural=max(c.natural for c in same), least=max(c.least for c in same))


def laid_out(tables: Iterable[Table], width: int | None) -> list[Laid]:
    """The tables that have a row. Those of the same columns get one layout, so that they line up down the page."""
    shown = [(table, _shown_columns(table)) for table in tables if table.rows]
    alike: dict[tuple[Column, ...], list[list[Shown]]] = {}
    for table, columns in shown:
        alike.setdefault(table.columns, []).append(columns)
    layouts = {
        key: _layout([_together(same) for same in zip(*group, strict=True)], width) for key, group in alike.items()
    }
    return [Laid(title_text(table), columns, layouts[table.columns]) for table, columns in shown]


def beneath(words: Sequence[Shown], row: Sequence[str]) -> Iterator[str]:
    """The texts that stand beneath a row; those after the first say what they are."""
    for nth, (shown, text) in enumerate(zip(words, row, strict=True)):
        if text not in ("", NOTHING):
            yield text if nth == 0 else f"{shown.heading}: {text}"


def apart(columns: Sequence[Shown], row: Sequence[str]) -> Iterator[tuple[Shown, str]]:
    """The cells of a row that say something, and of which column."""
    for shown, text in zip(columns, row, strict=True):
        if text not in ("", NOTHING):
            yield shown, text.lstrip()


def aligned(texts: Sequence[str], width: int, kind: str) -> Sequence[str]:
    if not width:
        return texts
    pad = str.rjust if kind == "number" else str.ljust
    if _all_even(texts):
        return [pad(text, width) for text in texts]
    return [pad(text, width + len(text) - text_width(text)) for text in texts]


def header(columns: Sequence[Shown], widths: Sequence[int]) -> list[str]:
    """The headings of the columns, long ones in several lines that end together; empty where there are none."""
    cells = [wrapped(c.heading, width) for c, width in zip(columns, widths, strict=True)]
    depth = max(map(len, cells))
    padded = [
        aligned([""] * (depth - len(cell)) + cell, width, c.column.kind)
        for cell, width, c in zip(cells, widths, columns, strict=True)
    ]
    return list(map(joined, zip(*padded, strict=True))) if any(c.heading for c in columns) else []
