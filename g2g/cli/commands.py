"""What every command of g2g shares with click's, and where it differs: help that costs nothing until it is asked for."""

from __future__ import annotations

from functools import partial
from typing import Any

import click


def _show_help(ctx: click.Context, parameter: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


class _Help:
    """Click words its own help option through gettext, which loads the machine's locale at every start."""

    def get_help_option(self, ctx: click.Context) -> click.Option:
        found = self.__dict__.get("_g2g_help")
        if found is None:
            found = click.Option(
                ["-h", "--help"], is_flag=True, is_eager=True, expose_value=False, callback=_show_help,
                help="Show this message and exit.",
            )  # fmt: skip
            self.__dict__["_g2g_help"] = found
        return found


class Command(_Help, click.Command):
    """One command."""


class Group(_Help, click.Group):
    """Commands under one name. With none of them it shows its help; an unknown one is answered with those there are."""

    command_class = Command

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they are written down, the first one first."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """With their whole sentences, not cut at the edge."""
        found = [(name, command) for name in self.list_commands(ctx) if (command := self.get_command(ctx, name)) and not command.hidden]
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.get_short_help_str(300)) for name, command in found])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args and not self.invoke_without_command and not ctx.resilient_parsing:
            # Click makes an error of it, whose many lines would go on the one of a message.
            click.echo(ctx.get_help(), color=ctx.color)
            ctx.exit(2)
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        names = self.list_commands(ctx)
        if args and args[0] not in names and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], names, n=3, cutoff=0.5)
            hint = f"Did you mean {' or '.join(near)}?" if near else f"There are {', '.join(names[:-1])} and {names[-1]}."
            ctx.fail(f"There is no “{ctx.command_path} {args[0]}”. {hint}")
        return super().resolve_command(ctx, args)


def _show_version(ctx: click.Context, parameter: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from g2g import __version__

        click.echo(f"g2g {__version__}", color=ctx.color)
        ctx.exit()


def version_option() -> Any:
    """``--version``, worded here for the same reason."""
    return click.option(
        "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Show the version and exit."
    )


command = partial(click.command, cls=Command)
