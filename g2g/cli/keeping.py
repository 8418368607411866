"""Keeping the record: commands taken back and done again, the clones brought together, the files kept in order."""

from __future__ import annotations

import click

from g2g.cli.app import App
from g2g.cli.commands import command
from g2g.cli.options import dry_run

pass_app = click.make_pass_decorator(App)


# ---- undo, redo ----------------------------------------------------------------------------------


@command("undo")
@dry_run
@pass_app
def undo_command(app: App, dry: bool) -> None:
    """Take back the last g2g command that wrote, in all the files that it changed."""
    _step(app, dry, back=True)


@command("redo")
@dry_run
@pass_app
def redo_command(app: App, dry: bool) -> None:
    """Do again what “undo” took back."""
    _step(app, dry, back=False)


def _step(app: App, dry: bool, *, back: bool) -> None:
    from g2g import undo
    from g2g.render.safe import terminal

    step = undo.look(app.folder, back=back)
    words = ("take back", "Took back") if back else ("do again", "Did again")
    if not step.stale:
        prefix = f"Not written, for this is a dry run: would {words[0]}" if dry else words[1]
        # Shown before it is done: whoever stops it here has seen what it would have been.
        app.say("\n".join(terminal(line) for line in [f"{prefix} “{step.sentence}”", *_shown(step)]))
    if dry:
        app.say("" if not step.stale else terminal(_stale(step, back)))
        return
    step, rescued = undo.take(app.folder, back=back)
    for sentence in rescued:
        app.warn(sentence)
    if step.stale:
        app.say(terminal(_stale(step, back)))
    app.commit_saved([text.shown.partition("/")[2] for text, _ in step.files], f"{words[1]}: {step.sentence}")


def _stale(step: undo.Step, back: bool) -> str:
    if back:
        return f"“{step.sentence}” is not in the files any more, or never got there; nothing was changed. “g2g undo” takes back the one before it."
    return f"“{step.sentence}” is in the files already; nothing was changed."
