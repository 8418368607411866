"""Reports as text: for a terminal, for paper and pipes, for a Markdown page, for other programs."""

from __future__ import annotations

from g2g.reports import Report

FORMS = ("table", "plain", "markdown", "json", "csv")
MOST_DRAWN = 150  # rows; beyond a few screens nobody looks at a drawn table, and rich takes 350 µs a row


def rendered(report: Report, form: str, width: int | None = None, colour: bool = False) -> str:
    """The report in one of ``FORMS``; a ``width`` of None is a pipe, where nothing is drawn or wrapped.

    Each form is imported when it is asked for: rich, csv and json are dear to load.
    """
    if form == "table" and width is not None and sum(len(t.rows) for t in report.tables) <= MOST_DRAWN:
        from g2g.render import table

        return table.rendered(report, width, colour)
    if form in ("table", "plain"):
        from g2g.render import plain

        return plain.rendered(report, width)
    if form == "markdown":
        from g2g.render import markdown

        return markdown.rendered(report)
    from g2g.render import data

    return {"json": data.as_json, "csv": data.as_csv}[form](report)
