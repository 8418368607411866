"""A paper as a Markdown page."""

from __future__ import annotations

from g2g.papers import Chart, Paper, Part
from g2g.render import markdown, views
from g2g.render.filling import Ready, filled
from g2g.render.template_files import name_for, source
from g2g.reports import Table


def rendered(paper: Paper, templates: str | None) -> str:
    """The paper through its template; charts are left out, for their figures stand in a table.

    ``templates`` is the folder of a body's own templates, None where it has none. Raises BrokenFile for what is wrong
    in a template.
    """
    context = views.context(paper, views.Drawing(_table, _no_chart, _marks))
    name = name_for(paper.kind, "md", templates)
    found = source(name, templates)
    # The package's own template needs no sandbox; one that came with the record does, whatever is in it.
    page = filled(found.text, context) if found and not found.is_own else None
    if page is None:
        from g2g.render import templating

        page = templating.rendered(name, "md", context, templates)
    return page.rstrip() + "\n"


def _table(table: Table, part: Part) -> str:
    return Ready("\n".join(markdown.table(table.columns, table.rows)))


def _no_chart(chart: Chart) -> str:
    return ""


def _marks(level: int) -> str:
    # The body has the first level and the title of the paper the second.
    return Ready("#" * min(level + 1, 6))
