"""A paper in the form that was asked for: the one place that knows which there are."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from g2g.cli.app import SCREENS
from g2g.cli.options import FORMS
from g2g.errors import Misuse, Refusal

if TYPE_CHECKING:
    from g2g.cli.app import App
    from g2g.papers import Paper


# The forms of whatever makes a paper: those of every view, and a file.
PAPER_FORMS: list[click.Parameter] = [
    *FORMS,
    click.Option(["-o", "--output"], metavar="FILE", help="Write it to a file: .md, .html or .docx, as its name ends."),
    click.Option(["--force"], is_flag=True, help="Overwrite the file."),
]


def show_paper(app: App, paper: Paper, form: str, kind: str = "", *, output: str | None = None, force: bool = False) -> None:
    """Print a paper: json, csv, md or plain; else drawn on a terminal, and plain text in a pipe. Or write it to a file.

    ``kind`` is that of the rows for JSON, where it is another than the paper's own. ``output`` is a file, whose ending
    says the form; ``force`` overwrites one that is there.
    """
    if output is None:
        app.say(_rendered(app, paper, form, kind or paper.kind))
        return
    if form:
        raise Misuse("A file has the form that its name ends in; leave out either --output or the other form.")
    write_paper(app, paper, output, force=force)
    app.say(f"Wrote {output}.")


def write_paper(app: App, paper: Paper, path: str, *, force: bool) -> None:
    """Write a paper to a file: all of it, or nothing. Raises Refusal where that cannot be."""
    from g2g.files.output import publish

    render = _FILES[_ending(path)]
    refuse_to_overwrite(path, force=force)
    publish(path, render(paper, templates_of(app)))


def refuse_to_overwrite(path: str, *, force: bool) -> None:
    """Raises Refusal for a file that is there, where it was not said to overwrite it, and for a folder in any case."""
    if os.path.isdir(path):
        raise Refusal(f"{path} is a folder; name a file in it. Nothing was written.")
    if os.path.lexists(path) and not force:
        raise Refusal(f"{path} is there already; --force overwrites it. Nothing was written.")


def _ending(path: str) -> str:
    """The ending of a file's name, for the form. A device or a pipe has none, and is given Markdown."""
    ending = os.path.splitext(path)[1].lower()
    if ending in _FILES:
        return ending
    if os.path.exists(path) and not stat.S_ISREG(os.stat(path).st_mode) and not os.path.isdir(path):
        return ".md"
    raise Misuse(f"The name {path} does not say in which form to write; end it in {', '.join([*_FILES][:-1])} or {[*_FILES][-1]}.")


def _as_markdown(paper: Paper, templates: str | None) -> bytes:
    from g2g.render.paper_markdown import rendered

    return rendered(paper, templates).encode()


def _as_html(paper: Paper, templates: str | None) -> bytes:
    from g2g.render.paper_html import rendered

    return rendered(paper, templates).encode()


def _as_word(paper: Paper, templates: str | None) -> bytes:
    from g2g.render.paper_word import rendered

    return rendered(paper, templates)


_FILES: dict[str, Callable[[Paper, str | None], bytes]] = {".md": _as_markdown, ".html": _as_html, ".docx": _as_word}


def _rendered(app: App, paper: Paper, form: str, kind: str) -> str:
    if form in ("json", "csv"):
        from g2g.render import data
        from g2g.reports import Report

        view = Report(kind, paper.as_at, paper.title, tuple(table for part in paper.parts for table in part.tables), "", paper.data)
        return data.as_json(view) if form == "json" else data.as_csv(view)
    if form == "md":
        from g2g.render.paper_markdown import rendered

        return rendered(paper, templates_of(app))
    rows = sum(len(table.rows) for part in paper.parts for table in part.tables)
    if form == "plain" or not app.draws or rows > SCREENS:
        from g2g.render import paper as plain

        return plain.rendered(paper, app.width if app.on_terminal else None)
    from g2g.render import table

    return table.rendered_paper(paper, app.width, app.colour)


def templates_of(app: App) -> str | None:
    """The folder with the body's own templates, where the record has one."""
    folder = os.path.join(app.folder, "templates")
    return folder if os.path.isdir(folder) else None
