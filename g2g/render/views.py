"""What a template is given of a paper: its sections and parts, with the tables and charts already in the form's own words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from g2g.dates import british
from g2g.papers import Chart, Paper, Part
from g2g.render.sections import MARKER, Section, page_title, part_reason, sections
from g2g.reports import Cell, Column, Table


class TableView(NamedTuple):
    """A table: what a template needs to lay it out itself, and ``text``, laid out already."""

    heading: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    text: str


class ChartView(NamedTuple):
    """A chart: its figures, and ``text``, drawn already; empty where the form cannot draw."""

    title: str
    unit: str
    points: tuple[tuple[str, int], ...]
    text: str


class PartView(NamedTuple):
    """A part. ``marks`` are the ``#`` of its heading in Markdown; ``reason`` says why it is exempt, where that is its own."""

    heading: str
    number: str
    level: int
    marks: str
    sentences: tuple[str, ...]
    points: tuple[str, ...]
    tables: tuple[TableView, ...]
    charts: tuple[ChartView, ...]
    reason: str


class SectionView(NamedTuple):
    """Part I, Part II, or the whole paper (then without a heading)."""

    heading: str
    reason: str
    is_exempt: bool
    parts: tuple[PartView, ...]


class Drawing(NamedTuple):
    """How a form draws: a table of a part, a chart of a part, and the marks of a heading of a level."""

    table: Callable[[Table, Part], str]
    chart: Callable[[Chart], str]
    marks: Callable[[int], str]


def context(paper: Paper, drawing: Drawing) -> dict[str, Any]:
    """The names that a template knows, with their values."""
    return {
        "kind": paper.kind,
        "body": paper.body,
        "title": paper.title,
        "page_title": page_title(paper),
        "facts": paper.facts,
        "as_at": british(paper.as_at),
        "marker": MARKER,
        "sections": tuple(_section(section, drawing) for section in sections(paper)),
    }


def _section(section: Section, drawing: Drawing) -> SectionView:
    parts = tuple(_part(part, section, drawing) for part in section.parts)
    return SectionView(section.heading, section.reason, section.is_exempt, parts)


def _part(part: Part, section: Section, drawing: Drawing) -> PartView:
    return PartView(
        part.heading, part.number, part.level, drawing.marks(part.level), part.sentences, part.points,
        # A table without a row says nothing.
        tuple(TableView(t.heading, t.columns, t.rows, drawing.table(t, part)) for t in part.tables if t.rows),
        tuple(ChartView(c.title, c.unit, c.points, drawing.chart(c)) for c in part.charts if c.points),
        part_reason(part, section),
    )  # fmt: skip
