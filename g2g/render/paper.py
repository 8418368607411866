"""A paper as aligned text: for pipes, and for whatever is too long for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from g2g.papers import Chart, Paper, Part
from g2g.render import chart, plain
from g2g.render.layout import Laid, laid_out, wrapped
from g2g.render.safe import terminal
from g2g.render.sections import Section, sections
from g2g.reports import Table


def head(paper: Paper) -> list[str]:
    """The lines above the parts, after the title: the body, and the facts."""
    lines = [terminal(paper.body)] if paper.body and paper.body not in paper.title else []
    return lines + [f"{terminal(name)}: {terminal(value)}" for name, value in paper.facts]


def section_head(section: Section) -> list[str]:
    """What stands over the public or the exempt parts, where a paper has both: which they are, and why."""
    return [terminal(line) for line in (section.heading, section.reason) if line]


def heading(part: Part) -> str:
    """The heading of a part, with its number."""
    return terminal(f"{part.number}. {part.heading}" if part.number else part.heading)


def words(part: Part) -> list[str]:
    """The sentences and points of a part, each on a line."""
    return [*map(terminal, part.sentences), *(f"- {terminal(point)}" for point in part.points)]


class LaidPart(NamedTuple):
    """A part of a paper as text has it: its tables laid out, and its charts."""

    part: Part
    tables: Sequence[Laid]
    charts: Sequence[Chart]


def laid_parts(paper: Paper, width: int | None) -> list[tuple[Section, list[LaidPart]]]:
    """The sections of a paper and their parts. Tables of the same columns line up down the whole paper.

    Where a chart says all that a table says, the number beside each bar too, the table is left out.
    """
    divided = [(section, [(part, _tables(part)) for part in section.parts]) for section in sections(paper)]
    laid = iter(laid_out([table for _, parts in divided for _, tables in parts for table in tables], width))
    return [(section, [LaidPart(part, [*islice(laid, len(tables))], [c for c in part.charts if c.points]) for part, tables in parts]) for section, parts in divided]


def _tables(part: Part) -> list[Table]:
    drawn = {chart.points for chart in part.charts if chart.kind == "bars"}
    return [table for table in part.tables if table.rows and table.rows not in drawn]


def is_close(one: LaidPart) -> bool:
    """Whether the first table or chart stands right below the part's heading, which is its own too, and no words are between."""
    if not one.part.heading or words(one.part):
        return False
    return not one.tables[0].title if one.tables else any(chart.title(first) == heading(one.part) for first in one.charts[:1])


def chart_titles(one: LaidPart) -> list[str]:
    """The titles of the charts; empty for one that stands right below the part's heading."""
    titles = list(map(chart.title, one.charts))
    return ["", *titles[1:]] if is_close(one) and not one.tables else titles


def rendered(paper: Paper, width: int | None) -> str:
    """The paper as text, wrapped at ``width``; without one each row and sentence is a single line."""
    blocks = ["\n".join(_folded([terminal(paper.title), *head(paper)], width))]
    for section, parts in laid_parts(paper, width):
        blocks.append("\n".join(_folded(section_head(section), width)))
        for one in parts:
            blocks += _blocks(one, width)
    return "\n\n".join(block for block in blocks if block) + "\n"


def _blocks(one: LaidPart, width: int | None) -> Iterator[str]:
    above = [heading(one.part)] if one.part.heading else []
    above = _folded([*above, *words(one.part)], width)
    below = [list(map(str.rstrip, plain.table_lines(table, width))) for table in one.tables]
    for title, drawn in zip(chart_titles(one), one.charts, strict=True):
        below.append([*(_folded([title], width) if title else ()), *map(chart.text, chart.lines(drawn, width))])
    if is_close(one):
        below[0] = [*above, *below[0]]
    else:
        below = [above, *below]
    yield from map("\n".join, below)


def _folded(lines: Sequence[str], width: int | None) -> list[str]:
    return [piece for line in lines for piece in (wrapped(line, width) if width else [line])]
