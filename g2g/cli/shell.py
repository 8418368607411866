"""Completion in the shell, with the references, owners, bodies and meetings of the record."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem, get_completion_class

from g2g.cli.app import App
from g2g.cli.commands import command
from g2g.errors import Misuse, Refusal
from g2g.model import LIVE
from g2g.render.safe import terminal

_HOW = {
    "bash": 'Add to ~/.bashrc:  eval "$(g2g completion bash)"',
    "zsh": 'Add to ~/.zshrc:  eval "$(g2g completion zsh)"',
    "fish": "Run once:  g2g completion fish > ~/.config/fish/completions/g2g.fish",
}


def candidates(ctx: click.Context, kind: str, typed: str) -> list[CompletionItem]:
    """What could be meant by the letters typed so far: actions, owners, bodies or meetings, with their words."""
    root = ctx.find_root()
    app = App(root.params.get("data"), None, "never", True)
    try:
        offered = _offered(app, kind)
    except Refusal:
        return []  # A shell that completes has no place for a message; the command itself will give it.
    wanted = typed.casefold()
    # A name that would not stand on a command line as it is shown is not offered.
    return [
        CompletionItem(value, help=terminal(words))
        for value, words in offered
        if wanted in value.casefold() and terminal(value) == value
    ]


def _offered(app: App, kind: str) -> list[tuple[str, str]]:
    record = app.record_read
    if kind == "actions":
        return [(a.ref, a.words) for a in record.actions.select(LIVE) if not a.exempt]
    if kind == "meetings":
        return [(meeting.ref, meeting.status) for meeting in record.calendar.meetings]
    if kind == "bodies":
        codes = sorted({*record.bodies, *record.calendar.bodies})
        return [(code, record.bodies[code].name if code in record.bodies else "") for code in codes]
    withheld = app.withheld_owners(record)
    return [(name, "") for name in app.directory(record).names() if name not in withheld]


@command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion_command(ctx: click.Context, shell: str) -> None:
    """Print the script that completes commands, references, owners and meetings in your shell."""
    kind = get_completion_class(shell)
    if kind is None:
        raise Misuse(f"g2g knows no completion for {shell}.")
    root = ctx.find_root().command
    script = kind(root, {}, "g2g", "_G2G_COMPLETE").source()
    if shell == "bash":
        # The other shells quote what they insert; here names of several words would fall apart.
        script = script.replace("COMPREPLY+=($value)", 'COMPREPLY+=("$(printf %q "$value")")')
    click.echo(f"# {_HOW[shell]}\n{script}")
