"""A report as aligned text: for pipes, paper and long lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from g2g.render.layout import (
    INDENT,
    LONGEST_RULE,
    Laid,
    Shown,
    aligned,
    apart,
    beneath,
    by_row,
    closing,
    folded,
    header,
    joined,
    laid_out,
    split,
    total,
    wrapped,
)
from g2g.render.safe import terminal
from g2g.reports import Report


def _unfolded(cells: Sequence[list[str]], heights: Sequence[int]) -> list[str]:
    """The lines of a column, each cell filled up with empty ones to the height of its row."""
    return [line for cell, height in zip(cells, heights, strict=True) for line in cell + [""] * (height - len(cell))]


def _beside(columns: Sequence[Shown], widths: Sequence[int]) -> tuple[list[str], list[int]]:
    """The lines of the rows, and how many of them each row has."""
    lines = [c.texts for c in columns]
    heights = [1] * len(lines[0])
    if any(c.natural > width for c, width in zip(columns, widths, strict=True)):
        cells = [[folded(c, text, width) for text in c.texts] for c, width in zip(columns, widths, strict=True)]
        heights = [max(map(len, row)) for row in zip(*cells, strict=True)]
        lines = [_unfolded(column, heights) for column in cells]
    # No spaces after the last column: one long cell would make every line of the list as long.
    widths = widths if columns[-1].column.kind == "number" else (*widths[:-1], 0)
    kinds = [c.column.kind for c in columns]
    padded = [aligned(column, w, kind) for column, w, kind in zip(lines, widths, kinds, strict=True)]
    return list(map(joined, zip(*padded, strict=True))), heights


def _beneath(columns: Sequence[Shown], widths: Sequence[int]) -> Iterator[str]:
    """The lines of the rows, the words of each below it."""
    short, words = split(columns)
    lines, heights = _beside(short, widths[: len(short)])
    rest = iter(lines)
    for height, row in zip(heights, by_row(words), strict=True):
        yield from islice(rest, height)
        for text in beneath(words, row):
            yield from (" " * INDENT + line for line in wrapped(text, widths[-1]))


def _apart(columns: Sequence[Shown], widths: Sequence[int]) -> Iterator[str]:
    """The cells of the rows under one another, and an empty line between rows."""
    for nth, row in enumerate(by_row(columns)):
        if nth:
            yield ""
        for shown, text in apart(columns, row):
            for nth_line, line in enumerate(wrapped(text, widths[1])):
                label = aligned(["" if nth_line else shown.heading], widths[0], "name")[0]
                yield joined((label, line))


def _ruled(columns: Sequence[Shown], widths: Sequence[int], width: int | None) -> list[str]:
    headings = header(columns, widths)
    return [*headings, "-" * min(total(widths), width or LONGEST_RULE)] if headings else []


def table_lines(table: Laid, width: int | None) -> list[str]:
    """The lines of one table with its title."""
    columns, laid = table.columns, table.layout
    title = [table.title] if table.title else []
    if laid.how == "apart":
        return [*title, *_apart(columns, laid.widths)]
    if laid.how == "beneath":
        short, _ = split(columns)
        return [*title, *_ruled(short, laid.widths[: len(short)], width), *_beneath(columns, laid.widths)]
    return [*title, *_ruled(columns, laid.widths, width), *_beside(columns, laid.widths)[0]]


def _sentence(text: str, width: int | None) -> list[str]:
    return wrapped(text, width) if width else [text]


def rendered(report: Report, width: int | None) -> str:
    """The report as text, wrapped at ``width``; without one each row is a single line, so that grep finds it."""
    blocks = [_sentence(terminal(report.title), width)] if report.title else []
    blocks += [table_lines(table, width) for table in laid_out(report.tables, width)]
    if said := closing(report):
        blocks.append([line for sentence in said for line in _sentence(sentence, width)])
    return "\n\n".join(["\n".join(map(str.rstrip, block)) for block in blocks]) + "\n"
