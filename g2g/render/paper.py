"""A paper as aligned text: for pipes, and for whatever is too long for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from g2g.papers import Paper, Part
from g2g.render import chart, plain
from g2g.render.layout import wrapped
from g2g.render.safe import terminal
from g2g.render.sections import Section, sections
from g2g.reports import Report


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


def report_of(paper: Paper, part: Part) -> Report:
    """The tables of a part, as a view has them."""
    return Report(paper.kind, paper.as_at, "", tuple(t for t in part.tables if t.rows), "", list)


def is_close(part: Part) -> bool:
    """Whether the first table stands right below the part's heading: it has none of its own, and no words are between."""
    tables = [t for t in part.tables if t.rows]
    return bool(part.heading and tables and not tables[0].heading and not words(part))


def rendered(paper: Paper, width: int | None) -> str:
    """The paper as text, wrapped at ``width``; without one each row and sentence is a single line."""
    blocks = ["\n".join(_folded([terminal(paper.title), *head(paper)], width))]
    for section in sections(paper):
        blocks.append("\n".join(_folded(section_head(section), width)))
        for part in section.parts:
            blocks += _blocks(paper, part, width)
    return "\n\n".join(block for block in blocks if block) + "\n"


def _blocks(paper: Paper, part: Part, width: int | None) -> Iterator[str]:
    above = _folded([heading(part), *words(part)] if part.heading else words(part), width)
    tables = plain.rendered(report, width).rstrip("\n") if (report := report_of(paper, part)).tables else ""
    if is_close(part):
        yield "\n".join([*above, tables])
    else:
        yield "\n".join(above)
        yield tables
    for one in part.charts:
        if drawn := chart.lines(one, width):
            yield "\n".join([*_folded([chart.title(one)], width), *map(chart.text, drawn)])


def _folded(lines: Sequence[str], width: int | None) -> list[str]:
    return [piece for line in lines for piece in (wrapped(line, width) if width else [line])]
