"""The templates that papers are made by: which there are, and copies to start a house style from."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from g2g.cli.app import App
from g2g.cli.commands import Group
from g2g.cli.options import FORMS, dry_alone
from g2g.errors import Misuse, NoRecord, Refusal

if TYPE_CHECKING:
    from g2g.reports import Report

pass_app = click.make_pass_decorator(App)

HOUSE = "house.docx"
# What each of the package's templates is for.
_FOR = {
    "layout.html.j2": "the frame of every page in HTML: language, landmarks, head and foot",
    "paper.html.j2": "every paper in HTML that has no template of its own",
    "paper.md.j2": "every paper in Markdown that has no template of its own",
    "site-actions.html.j2": "the lists of actions, with filters, in the site that “g2g publish” makes",
    "site-index.html.j2": "the first page of that site",
    "site-page.html.j2": "every page of that site that has no template of its own",
    "site-style.css.j2": "what the pages of that site need beyond style.css.j2",
    "style.css.j2": "the style sheet of every page in HTML: fonts, colours, print",
    HOUSE: "the styles, page, head and foot of every Word document",
}


@click.group("templates", cls=Group)
def templates_command() -> None:
    """Templates of papers: list them, or export copies into data/templates/ to change."""


@templates_command.command("list", params=[*FORMS])
@pass_app
def list_command(app: App, form: str) -> None:
    """List the templates: g2g's own, and those in data/templates/ that take their place."""
    app.show(_listing(app), form)


def _listing(app: App) -> Report:
    from g2g.cli.papers import templates_of
    from g2g.render import template_files
    from g2g.reports import Column, Report, Table

    try:
        folder = templates_of(app)
    except NoRecord:
        folder = None
        app.warn("There is no record here, so these are g2g's own.")
    own = template_files.own_names(folder)
    own += [HOUSE] if folder and os.path.isfile(os.path.join(folder, HOUSE)) else []
    columns = (Column("name", "Template", "ref"), Column("from", "From"), Column("for", "For", "words"))
    rows = tuple((name, "data/templates" if name in own else "g2g", _purpose(name)) for name in sorted({*_FOR, *own}))
    data = [dict(zip(("name", "from", "for"), row, strict=True)) for row in rows]
    said = "“g2g templates export NAME” puts a copy into data/templates/; agenda.md.j2, say, is for agendas in Markdown alone."
    return Report("templates", app.today, "Templates", (Table("", columns, rows),), "", lambda: data, (said,))


def _purpose(name: str) -> str:
    if name in _FOR:
        return _FOR[name]
    kind, _, form = name.removesuffix(".j2").partition(".")
    if kind in _kinds() and form in ("md", "html"):
        return f"the paper “{kind}” in {'HTML' if form == 'html' else 'Markdown'}"
    return "what other templates include or extend"


def _kinds() -> list[str]:
    """The kinds of papers, each of which can have templates of its own."""
    from g2g.reporting import KINDS

    return ["agenda", "outstanding", *KINDS]


@templates_command.command("export")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--to", metavar="FOLDER", help="Into this folder; else the record's own templates/.")
@click.option("--force", is_flag=True, help="Overwrite what is there.")
@dry_alone
@pass_app
def export_command(app: App, names: tuple[str, ...], to: str | None, force: bool, dry: bool) -> None:
    """Copy templates to where they can be changed: all of g2g's but house.docx, or those named.

    A name such as agenda.md.j2 or scrutiny.html.j2 begins a template for that kind of paper alone. “g2g templates export
    house.docx” gives the styles of Word papers.
    """
    from g2g.files.output import publish

    copies = {name: _copy(name) for name in dict.fromkeys(names) or _FOR if names or name != HOUSE}
    folder = to if to is not None else _own_folder(app)
    paths = {name: os.path.join(folder, name) for name in copies}
    there = [path for path in paths.values() if os.path.lexists(path)]
    if there and not force:
        more = f" (and {len(there) - 1} more)" if len(there) > 1 else ""
        raise Refusal(f"{there[0]}{more} is there already; --force overwrites it. Nothing was written.")
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise Refusal(f"{folder} is a file; name a folder. Nothing was written.")
    if not dry:
        os.makedirs(folder, exist_ok=True)
    for name, path in paths.items():
        if not dry:
            publish(path, copies[name])
        app.say(f"Not written, for this is a dry run: {path}." if dry else f"Wrote {path}.")
    if not names:
        app.say(f"The styles of Word papers are not among them: “g2g templates export {HOUSE}” writes them.")


def _own_folder(app: App) -> str:
    folder = os.path.join(app.folder, "templates")
    if os.path.islink(folder):
        raise Refusal(f"{folder} is a link; g2g does not write through it. Name its folder with --to.")
    return os.path.relpath(folder) if folder.startswith(os.getcwd() + os.sep) else folder


def _copy(name: str) -> bytes:
    """What an exported template holds. Raises Misuse where there is no such template."""
    from g2g.render import template_files

    if name == HOUSE:
        from g2g.render.paper_word import house_style

        return house_style()
    kind, _, form = name.partition(".")
    stem = f"paper.{form}" if kind in _kinds() else name
    found = template_files.source(template_files.FROM_PACKAGE + stem, None)
    if found is None:
        raise Misuse(f"There is no template “{name}”; there are {_listed([*_FOR])}, and agenda.md.j2 and the like for one kind of paper.")
    return found.text.encode()


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)
