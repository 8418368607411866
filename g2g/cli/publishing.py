"""``g2g publish``: the record as a small site, in a folder that can be opened where it is."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from g2g.cli.app import App
from g2g.cli.commands import command
from g2g.cli.options import Filters, dry_alone, references, selected

if TYPE_CHECKING:
    from g2g.render.site import File
    from g2g.reporting import Source
    from g2g.site import Site

pass_app = click.make_pass_decorator(App)


@command("publish")
@click.argument("folder", metavar="DIR")
@click.option("--body", multiple=True, metavar="CODE", shell_complete=references("bodies"), help="Of this body; else of all.")
@click.option("--notes", is_flag=True, help="The notes of actions too, and when owners were chased: they are the clerk's own.")
@click.option("--include-exempt", "--exempt", "whole", is_flag=True, help="Exempt matter too; such a site is not for publication.")
@click.option("--force", is_flag=True, help="Replace DIR, with all that is in it, though g2g did not make it.")
@dry_alone
@pass_app
def publish_command(
    app: App, folder: str, body: tuple[str, ...], notes: bool, whole: bool, force: bool, dry: bool
) -> None:
    """Make a small site of the record in DIR: a page for each action and meeting, lists with filters, the plan.

    It needs no server and asks nothing of anywhere: open DIR/index.html. A site that g2g made is replaced whole. Notes of
    actions, and emails of people, are not published, nor what is exempt.
    """
    from g2g import folders
    from g2g.cli.papers import templates_of
    from g2g.render import site as rendering
    from g2g.site import Site

    site = Site(_source(app, body, whole=whole), notes=notes)
    made = rendering.files(site, templates_of(app))
    if dry:
        folders.check(folder, app.folder, force=force)
        count = sum(1 for _ in _followed(app, site, made))
    else:
        count = folders.replaced(folder, _followed(app, site, made), app.folder, force=force)
    pages = f"{count - rendering.OTHER_FILES:,} pages"
    if dry:
        app.say(f"Not written, for this is a dry run: a site of {pages} to {folder}.")
        return
    app.say(f"Wrote a site of {pages} to {folder}; open its index.html." + (" It is not for publication." if whole else ""))


def _source(app: App, named: tuple[str, ...], *, whole: bool) -> Source:
    """What the site is made from: every action of the bodies, ended ones too."""
    from g2g.cli.meant import body_meant
    from g2g.reporting import Source

    record = app.record_read
    codes = tuple(dict.fromkeys(body_meant(record, code) for code in named))
    found = selected(app, record, Filters(body=codes, status=("all",), exempt=True))
    # A body of which nothing is known but an exempt action is not named either.
    every = sorted({*record.calendar.bodies, *(a.body for a in found if whole or not a.exempt)} - {*record.bodies})
    return Source(
        actions=[a for a in found if not a.exempt], withheld=[a for a in found if a.exempt] if whole else [], is_whole=whole,
        codes=codes or (*record.bodies, *every), bodies=record.bodies, calendar=record.calendar,
        directory=app.directory(record, ended=True), plan=record.plan, rule=record.settings.rag, today=app.today,
        proceedings=record.proceedings,
    )  # fmt: skip


def _followed(app: App, site: Site, made: Iterable[File]) -> Iterator[File]:
    """The files with a bar that says how far they are, for whoever waits at a terminal."""
    if app.quiet or not sys.stderr.isatty():
        yield from made
        return
    from g2g.render.progress import followed

    yield from followed(made, len(site), "Pages")
