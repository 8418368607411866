"""A report drawn on a terminal, by rich."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from g2g.papers import Chart, Paper
from g2g.render import chart, layout, paper
from g2g.render.layout import Laid, Shown
from g2g.render.paper import LaidPart
from g2g.render.safe import terminal
from g2g.reports import Report

LATE = frozenset({"days_late", "overdue"})  # the columns whose numbers, where there are any, are bad news

_TITLE = "bold"
_RULE = "bright_black"
_ALARM = "bold red"
_BAR = "cyan"
_COLOURS = {"Red": "bold red", "Amber": "yellow", "Green": "green", "Blue": "blue"}


def _console(width: int, colour: bool) -> Console:
    # Everything that rich would otherwise ask the surroundings is said here: our caller has asked already.
    return Console(
        file=StringIO(), width=width, force_terminal=colour, color_system="standard" if colour else None,
        no_color=not colour, legacy_windows=False, force_jupyter=False, emoji=False, markup=False, highlight=False,
    )  # fmt: skip


def _cell(shown: Shown, text: str, style: str = "") -> Text:
    if shown.column.kind == "rag":
        # The word stands in the cell in any case; the colour says it once more.
        cell = Text(text)
        cell.stylize(_COLOURS.get(next(iter(text.split()), ""), style))
        return cell
    late = shown.column.name in LATE and text.isdecimal() and int(text) > 0
    return Text(text, style=_ALARM if late else style)


def _row(columns: Sequence[Shown], widths: Sequence[int], row: Sequence[str], first: str = "") -> list[Text]:
    """The cells of a row, the first in a style of its own."""
    lines = ["\n".join(layout.folded(c, text, w)) for c, text, w in zip(columns, row, widths, strict=True)]
    return [_cell(columns[0], lines[0], first), *map(_cell, columns[1:], lines[1:])]


def _grid(columns: Sequence[Shown], widths: Sequence[int], rows: Iterable[Sequence[Text]]) -> Table:
    """Rows in columns of exactly these widths; rich shall neither draw nor measure."""
    grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, layout.GAP, 0, 0))
    for shown, width in zip(columns, widths, strict=True):
        number = shown.column.kind == "number"
        grid.add_column(width=width, justify="right" if number else "left", overflow="fold")
    for row in rows:
        grid.add_row(*row)
    return grid


def _header(columns: Sequence[Shown], widths: Sequence[int]) -> Iterator[Text]:
    lines = layout.header(columns, widths)
    yield from (Text(line.rstrip()) for line in lines)
    if lines:
        yield Text("─" * layout.total(widths), style=_RULE)


def _beside(columns: Sequence[Shown], widths: Sequence[int]) -> Iterator[RenderableType]:
    yield from _header(columns, widths)
    yield _grid(columns, widths, (_row(columns, widths, row) for row in layout.by_row(columns)))


def _beneath(columns: Sequence[Shown], widths: Sequence[int]) -> Iterator[RenderableType]:
    short, words = layout.split(columns)
    widths = widths[: len(short)]
    yield from _header(short, widths)
    for row, texts in zip(layout.by_row(short), layout.by_row(words), strict=True):
        # The reference stands out from the words of the row before.
        yield _grid(short, widths, [_row(short, widths, row, first=_TITLE)])
        for text in layout.beneath(words, texts):
            yield Padding(Text(text, overflow="fold"), (0, 0, 0, layout.INDENT))


def _apart(columns: Sequence[Shown], widths: Sequence[int]) -> Iterator[RenderableType]:
    for nth, row in enumerate(layout.by_row(columns)):
        if nth:
            yield ""
        for shown, text in layout.apart(columns, row):
            facts = Table.grid(padding=(0, layout.GAP, 0, 0))
            facts.add_column(width=widths[0])
            facts.add_column(overflow="fold")
            facts.add_row(Text(shown.heading), _cell(shown, text))
            yield facts


def _table(table: Laid) -> Iterator[RenderableType]:
    if table.title:
        yield Text(table.title, style=_TITLE)
    how = {"beside": _beside, "beneath": _beneath, "apart": _apart}[table.layout.how]
    yield from how(table.columns, table.layout.widths)


def _blocks(report: Report, width: int) -> Iterator[Iterable[RenderableType]]:
    if report.title:
        yield [Text(terminal(report.title), style=_TITLE)]
    yield from map(_table, layout.laid_out(report.tables, width))
    if said := layout.closing(report):
        yield map(Text, said)


def rendered(report: Report, width: int, colour: bool) -> str:
    """The report for a terminal of ``width`` columns; with ``colour``, what is late stands out in red as well."""
    return _printed(_blocks(report, width), width, colour)


def rendered_paper(one: Paper, width: int, colour: bool) -> str:
    """A paper for a terminal of ``width`` columns, its tables and charts drawn."""
    return _printed(_paper_blocks(one, width), width, colour)


def _paper_blocks(one: Paper, width: int) -> Iterator[Iterable[RenderableType]]:
    yield [Text(terminal(one.title), style=_TITLE), *map(Text, paper.head(one))]
    for section, parts in paper.laid_parts(one, width):
        if over := paper.section_head(section):
            yield [Text(over[0], style=_ALARM if section.is_exempt else _TITLE), *map(Text, over[1:])]
        for part in parts:
            yield from _part_blocks(part, width)


def _part_blocks(one: LaidPart, width: int) -> Iterator[Iterable[RenderableType]]:
    above: list[RenderableType] = [Text(paper.heading(one.part), style=_TITLE)] if one.part.heading else []
    above += map(Text, paper.words(one.part))
    below = [list(_table(table)) for table in one.tables]
    below += [_chart(drawn, title, width) for drawn, title in zip(one.charts, paper.chart_titles(one), strict=True)]
    if paper.is_close(one):
        below[0] = [*above, *below[0]]
    elif above:
        yield above
    yield from below


def _chart(one: Chart, title: str, width: int) -> list[RenderableType]:
    parts = [[Text(line.label), Text(line.drawn, style=_BAR), Text(line.number)] for line in chart.lines(one, width)]
    drawn = [Text("  ").join(text for text in texts if text.plain) for texts in parts]
    return [Text(title, style=_TITLE), *drawn] if title else [*drawn]


def _printed(blocks: Iterable[Iterable[RenderableType]], width: int, colour: bool) -> str:
    console = _console(width, colour)
    with console.capture() as drawn:
        for nth, block in enumerate(blocks):
            if nth:
                console.print()
            for part in block:
                console.print(part)
    return "".join(line.rstrip() + "\n" for line in drawn.get().splitlines())
