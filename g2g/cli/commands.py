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
    """Commands under one name."""

    command_class = Command


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
