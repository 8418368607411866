"""Passing actions on: to another owner, another body, another day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from g2g import register
from g2g.cli.app import App
from g2g.cli.commands import command
from g2g.cli.meant import (
    day_meant,
    meeting_meant,
    needed,
    new_date,
    on_option,
    own_spelling,
    owners_meant,
    reason_option,
    warned,
)
from g2g.cli.options import dry_run, one_line, reference, references
from g2g.errors import Refusal
from g2g.model import LIVE, Change

if TYPE_CHECKING:
    from g2g.store import Record

pass_app = click.make_pass_decorator(App)


@command("transfer")
@reference
@click.option("--to", multiple=True, required=True, metavar="NAME", shell_complete=references("owners"), help="The new owner; repeat for several.")
@click.option("--from", "giver", metavar="NAME", help="Only this owner's part.")
@reason_option
@on_option
@dry_run
@pass_app
def transfer_command(
    app: App, ref: str, to: tuple[str, ...], giver: str | None, reason: str | None, on: str | None, dry: bool
) -> None:
    """Give an action to another owner."""
    why = one_line(reason, "--reason") if reason is not None else ""

    def make(record: Record) -> Change:
        action = register.find(record.actions, ref, LIVE)
        old = own_spelling(app, record, action, giver) if giver is not None else ""
        return register.transfer(action, owners_meant(app, record, to), day_meant(app, on), why, old)

    app.record(make, dry)


@command("refer")
@reference
@click.option("--to", required=True, metavar="BODY", help="The body that takes it on.")
@reason_option
@on_option
@dry_run
@pass_app
def refer_command(app: App, ref: str, to: str, reason: str | None, on: str | None, dry: bool) -> None:
    """Refer an action to another body."""
    why = one_line(reason, "--reason") if reason is not None else ""
    target = one_line(to, "--to")

    def make(record: Record) -> Change:
        action = register.find(record.actions, ref, LIVE)
        other = target.upper() if target.upper() in {*record.bodies, *record.calendar.bodies} else target
        if other == action.body:
            raise Refusal(f"{action.ref} is an action of {other} already; refer it to another body.")
        return register.refer(action, other, day_meant(app, on), why)

    app.record(make, dry)


@command("extend")
@reference
@click.option("--due", required=True, metavar="WHEN", help="The new date: a date or a phrase.")
@reason_option
@click.option("--meeting", metavar="REF", shell_complete=references("meetings"), help="The meeting that agreed it; else today.")
@on_option
@dry_run
@pass_app
def extend_command(
    app: App, ref: str, due: str, reason: str | None, meeting: str | None, on: str | None, dry: bool
) -> None:
    """Give an action a new date, for a reason; the date first agreed stays on record."""
    why = needed(reason, "--reason")

    def make(record: Record) -> Change:
        action = register.find(record.actions, ref, LIVE)
        at = meeting_meant(record, meeting).ref if meeting is not None else day_meant(app, on).isoformat()
        to, when = new_date(app, record, due, date.fromisoformat(at[-10:]), action.body)
        change = register.extend(action, to, at, why, when.said)
        warned(app, when)
        return change

    app.record(make, dry)
