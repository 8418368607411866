"""A proposal of minutes, opened in the clerk's editor as YAML, and what comes back."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from g2g.cli.app import App
from g2g.errors import Refusal

if TYPE_CHECKING:
    from g2g.proposal import Proposal
    from g2g.proposal.taking import Taking
    from g2g.store import Record


def edited(app: App, name: str, taking: Taking, record: Record, *, close: bool) -> tuple[Proposal, str] | None:
    """The proposal as it comes back, and the file in which the clerk's text is kept until it is taken in; None for nothing.

    With ``close`` the page has the old actions that are to be closed. Raises Refusal for what cannot be read, with each line that
    is wrong and the place where the text was left.
    """
    from g2g.files import Text
    from g2g.proposal import page
    from g2g.render.safe import terminal
    from g2g.smallfile import small_file

    after = in_editor(page.written(taking, os.path.basename(name), terminal, close=close), require_save=True)
    if after is None or page.is_empty(after):
        app.say("The page was closed without saving; nothing was written." if after is None else "Nothing was left on the page; nothing was written.")
        return None
    left = _kept(after)
    bodies = sorted({*record.bodies, *record.calendar.bodies})
    try:
        root = small_file(Text("", "the page", None, (after.rstrip() + "\n").encode()))
        return page.read(after.rstrip() + "\n", "the page", root, taking, bodies), left
    except page.WrongPage as wrong:
        for error in wrong.errors[:-1]:
            app.warn(f"{error}.")
        raise Refusal(f"{wrong.errors[-1]}. Nothing was written; what you wrote is in {left}.") from None
    except Refusal as refusal:
        raise Refusal(f"{refusal} Nothing was written; what you wrote is in {left}.") from None


def in_editor(text: str, *, require_save: bool) -> str | None:
    """A text as it comes back from the clerk's editor; None where it was closed without saving, and that is asked.

    Raises Refusal where the editor cannot be started, or says that it failed.
    """
    try:
        return click.edit(text, extension=".yaml", require_save=require_save)
    except click.ClickException as trouble:
        editor = trouble.message.partition(":")[0]
        raise Refusal(f"The editor “{editor}” could not be run, or failed; $EDITOR names another. Nothing was written.") from None


def _kept(text: str) -> str:
    """The clerk's text in a file of its own, for nothing that was typed may be lost."""
    import tempfile

    handle, path = tempfile.mkstemp(prefix="g2g-minutes-", suffix=".yaml")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    return path
