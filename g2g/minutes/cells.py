"""Rows of a table made even, and the words of one cell."""

from __future__ import annotations

import re

from g2g.minutes.document import Row, Table
from g2g.minutes.lines import plain

Rows = list[tuple[int, list[str]]]
"""Rows as they are found: the line on which each begins, and its cells."""


def squared(line: int, rows: Rows, width: int) -> Table:
    """A table of rows that all have ``width`` cells: short rows are filled, what is too much stands in the last cell."""
    made = []
    for number, cells in rows:
        cells = [*cells, *[""] * (width - len(cells))] if len(cells) < width else [*cells[: width - 1], " ".join(cells[width - 1:])]
        made.append(Row(number, tuple(_words(cell) for cell in cells)))
    return Table(line, tuple(made))


def _words(text: str) -> str:
    """A cell's words: a line for each paragraph in it."""
    text = re.sub(r"<br ?/?>", "\n", text)
    if "\n" not in text:
        return plain(text)
    return "\n".join(plain(line) for line in text.strip("\n").split("\n")).strip()
