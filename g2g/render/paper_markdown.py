"""A paper as a Markdown page."""

from __future__ import annotations

from g2g.papers import Chart, Paper, Part
from g2g.render import markdown, templating, views
from g2g.reports import Table


def rendered(paper: Paper, templates: str | None) -> str:
    """The paper through its template; charts are left out, for their figures stand in a table.

    ``templates`` is the folder of a body's own templates, None where it has none. Raises BrokenFile for what is wrong
    in a template.
    """
    drawing = views.Drawing(_table, _no_chart, _marks)
    return templating.page(paper.kind, "md", views.context(paper, drawing), templates).rstrip() + "\n"


def _table(table: Table, part: Part) -> str:
    return templating.ready("md", "\n".join(markdown.table(table.columns, table.rows)))


def _no_chart(chart: Chart) -> str:
    return ""


def _marks(level: int) -> str:
    # The body has the first level and the title of the paper the second.
    return templating.ready("md", "#" * min(level + 1, 6))
