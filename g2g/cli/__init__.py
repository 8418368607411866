"""The command line: words in, verbs called, views shown; and the one place that turns errors into messages."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from g2g.cli.app import App, ReaderGone
from g2g.cli.commands import Group, version_option
from g2g.errors import Refusal

# Each command is imported when it is called: (module, name in it).
COMMANDS = {
    "init": "record", "add": "record", "edit": "record", "note": "record", "close": "closing", "confirm": "closing",
    "reopen": "closing", "withdraw": "closing", "transfer": "passing", "refer": "passing", "extend": "passing",
    "carry-forward": "carrying",
    "status": "report", "list": "report", "show": "report", "search": "report", "overdue": "report", "due": "report",
    "when": "when", "check": "report", "people": "report", "bodies": "report",
    "plan": "reporting", "report": "reporting",
    "chase": "chasing", "import": "importing", "export": "exporting", "publish": "publishing",
    "meeting": "meeting", "agenda": "agenda", "minutes": "intake", "templates": "templates",
    "undo": "keeping", "redo": "keeping", "archive": "keeping", "hook": "keeping", "fmt": "keeping", "sync": "keeping",
    "changes": "changes", "history": "changes",
    "resolve": "resolving", "merge-driver": "merging",
    "completion": "shell",
}  # fmt: skip


class Commands(Group):
    """The commands by name; an unknown one is answered with the names that look like it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"g2g.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_") + "_command")
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            _unknown(args[0], ctx)
        return super().resolve_command(ctx, args)


def _unknown(name: str, ctx: click.Context) -> NoReturn:
    import difflib

    near = difflib.get_close_matches(name, COMMANDS, n=3, cutoff=0.5)
    hint = f" Did you mean {' or '.join(near)}?" if near else " “g2g --help” lists them."
    ctx.fail(f"There is no command “{name}”.{hint}")


@click.group(cls=Commands, invoke_without_command=True)
@click.option("--data", metavar="FOLDER", envvar="G2G_DATA", help="The data folder; else the nearest data/ going up.")
@click.option("--today", metavar="DATE", envvar="G2G_TODAY", help="Count as if it were this day.")
@click.option(
    "--colour", "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours on the terminal."
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@version_option()  # type: ignore[untyped-decorator]
@click.pass_context
def cli(ctx: click.Context, data: str | None, today: str | None, colour: str, quiet: bool) -> None:
    """Keep the actions of boards and committees: who owes what, since when, and what the next meeting hears.

    Bare “g2g” shows where things stand.
    """
    ctx.obj = App(data, today, colour, quiet)
    if ctx.invoked_subcommand is None:
        ctx.invoke(Commands.get_command(cli, ctx, "status"))  # type: ignore[arg-type]


def main(args: list[str] | None = None) -> NoReturn:
    """Run a command line and leave with its exit status: 0 done, 1 refused or problems found, 2 misuse, 3 a bug."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal or pipe that cannot show a character must not stop the command.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        status = cli.main(args=args, prog_name="g2g", standalone_mode=False)
        sys.stdout.flush()
        _leave(status if isinstance(status, int) else 0)
    except Refusal as refusal:
        _fail(str(refusal), refusal.exit_status)
    except click.UsageError as misuse:
        _fail(misuse.format_message(), misuse.exit_code)
    except click.ClickException as trouble:
        _fail(trouble.format_message(), trouble.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _fail("Stopped; nothing more was done.", 130)
    except (BrokenPipeError, ReaderGone):
        # Python must not complain when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        _leave(0)
    except OSError as trouble:
        _fail(_said_by_the_system(trouble), 1)
    except Exception as bug:
        if os.environ.get("G2G_DEBUG"):
            raise
        _fail(f"A bug in g2g: {type(bug).__name__}: {bug}. Run again with G2G_DEBUG=1 to see where. Nothing more was done.", 3)


def _said_by_the_system(trouble: OSError) -> str:
    where = f"{trouble.filename}: " if trouble.filename else ""
    return f"{where}{trouble.strerror or trouble}. Nothing was written."


def _fail(sentence: str, status: int) -> NoReturn:
    from g2g.render.safe import terminal

    print(f"g2g: {terminal(sentence)}", file=sys.stderr)
    _leave(status)


def _leave(status: int) -> NoReturn:
    sys.exit(status)


__all__: list[Any] = ["cli", "main"]
