"""A report as a Markdown page with pipe tables, as GitHub and most editors show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from g2g.render.layout import cell_text
from g2g.render.safe import markdown_cell, markdown_text
from g2g.reports import Cell, Column, Report


def cell(value: Cell) -> str:
    """A cell of a table, its text shown as it stands."""
    # Words become a line of their own there already: once is enough.
    return markdown_cell(value if isinstance(value, str) else cell_text(value))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def table(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> list[str]:
    """The lines of a pipe table."""
    rule = ["---:" if column.kind == "number" else "---" for column in columns]
    headings = [markdown_cell(column.heading) for column in columns]
    made = _Cells()
    return [_line(headings), _line(rule), *(_line([made[value] for value in row]) for row in rows)]


class _Cells(dict[Cell, str]):
    """How each cell is written; owners and days come again and again, and are worked out once."""

    def __missing__(self, value: Cell) -> str:
        self[value] = written = cell(value)
        return written


def rendered(report: Report) -> str:
    """The report as a page: its title, each table that has a row under its heading, and the sentences."""
    tables = [t for t in report.tables if t.rows]
    blocks = [[f"# {markdown_text(report.title)}"]] if report.title else []
    for one in tables:
        if one.heading:
            blocks.append([f"## {markdown_text(one.heading)}"])
        blocks.append(table(one.columns, one.rows))
    said = report.sentences if tables else (report.empty, *report.sentences)
    blocks += [[markdown_text(sentence)] for sentence in said if sentence]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"
