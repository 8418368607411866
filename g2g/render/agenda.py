"""An agenda as Markdown."""

from __future__ import annotations

from g2g.agenda import Agenda, Heading
from g2g.render import markdown, safe


def rendered(agenda: Agenda) -> str:
    """The agenda as a page: the heading with date, time and place, then the items, numbered."""
    text = safe.markdown_text
    lines = [f"# {text(agenda.body)}", "", f"## {agenda.title}", "", f"**Date:** {text(agenda.when)}  "]
    lines += [f"**Place:** {text(agenda.where)}  "] if agenda.where else []
    lines += [f"**Chair:** {text(agenda.chair)}"] if agenda.chair else []
    for number, heading in enumerate(agenda.headings, 1):
        lines += ["", *_heading(number, heading)]
    return "\n".join(lines).rstrip() + "\n"


def _heading(number: int, heading: Heading) -> list[str]:
    lines = [f"### {number}. {safe.markdown_text(heading.title)}"]
    for line in heading.lines:
        lines += ["", safe.markdown_text(line)]
    for table in heading.tables:
        lines += ["", f"**{table.heading}**", "", *markdown.table(table.columns, table.rows)]
    return lines
