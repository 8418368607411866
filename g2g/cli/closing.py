"""Ending actions: closed, confirmed, withdrawn; and opened again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from g2g import register
from g2g.cli.app import App
from g2g.cli.commands import command
from g2g.cli.meant import (
    actions_meant,
    body_meant,
    day_meant,
    meeting_meant,
    needed,
    on_option,
    own_spelling,
    reason_option,
)
from g2g.cli.options import dry_run, one_line, reference, references, several_references
from g2g.errors import Misuse, Refusal
from g2g.model import LIVE, Action, Change, Meeting

if TYPE_CHECKING:
    from g2g.store import Record

ENDED = frozenset({"closed", "withdrawn", "referred", "proposed"})
pass_app = click.make_pass_decorator(App)


@command("close")
@several_references
@click.option("--propose", is_flag=True, help="The owner says that it is done; a meeting has yet to confirm it.")
@on_option
@click.option("--outcome", metavar="TEXT", help="What came of it.")
@click.option("--owner", metavar="NAME", shell_complete=references("owners"), help="Only this owner's part of it is done.")
@dry_run
@pass_app
def close_command(
    app: App, refs: tuple[str, ...], propose: bool, on: str | None, outcome: str | None, owner: str | None, dry: bool
) -> None:
    """Close actions, or propose that the next meeting closes them."""
    text = one_line(outcome, "--outcome") if outcome is not None else ""
    if owner is not None and (len(refs) != 1 or propose or outcome is not None):
        raise Misuse("--owner closes one owner's part of one action; leave --propose and --outcome out.")

    def make(record: Record) -> Change:
        actions = actions_meant(record, refs, LIVE)
        if owner is not None:
            return register.close_part(actions[0], own_spelling(app, record, actions[0], owner), day_meant(app, on))
        if propose:
            return register.propose(actions, day_meant(app, on), text)
        return _continued(record, register.close(actions, day_meant(app, on), text), actions)

    app.record(make, dry)


def _continued(record: Record, change: Change, ended: list[Action]) -> Change:
    """A change that ends actions, with the next occurrence of those that recur."""
    if not any(action.recurs for action in ended):
        return change
    from g2g.recurrence import continued

    return continued(change, ended, record.actions, record.calendar)


@command("confirm")
@several_references
@click.option("--meeting", metavar="REF", shell_complete=references("meetings"), help="The meeting that confirms; else the one held last.")
@click.option("--body", metavar="CODE", shell_complete=references("bodies"), help="All that is proposed in this body.")
@dry_run
@pass_app
def confirm_command(app: App, refs: tuple[str, ...], meeting: str | None, body: str | None, dry: bool) -> None:
    """Confirm at a meeting that proposed closures are closed: those named, or all there are but exempt ones."""

    def make(record: Record) -> Change:
        actions = actions_meant(record, refs, frozenset({"proposed"})) if refs else _proposed(record, body, meeting)
        if not actions:
            return Change("Nothing is proposed for closure.")
        codes = {action.body for action in actions}
        if len(codes) > 1:
            raise Misuse(f"These belong to several bodies; confirm one at a time with --body {' or --body '.join(sorted(codes))}.")
        confirming = _confirming(record, codes.pop(), meeting)
        if meeting is None:
            _not_proposed_after(actions, confirming)
        return _continued(record, register.confirm(actions, confirming), actions)

    app.record(make, dry)


def _proposed(record: Record, body: str | None, meeting: str | None) -> list[Action]:
    code = body_meant(record, body) if body is not None else meeting_meant(record, meeting).body if meeting is not None else ""
    return [action for action in record.actions.select({"proposed"}, body=code) if not action.exempt]


def _confirming(record: Record, code: str, meeting: str | None) -> Meeting:
    found = meeting_meant(record, meeting) if meeting is not None else record.calendar.last_held(code)
    if found is None:
        raise Refusal(f"No meeting of {code} was held yet; “g2g meeting hold REF” says that one was, or give --meeting REF.")
    if found.body != code:
        raise Misuse(f"{found.ref} is no meeting of {code}.")
    if found.is_scheduled:
        raise Refusal(f"{found.ref} is scheduled; “g2g meeting hold {found.ref}” says that it was held.")
    if found.status != "held":
        raise Refusal(f"{found.ref} was {found.status}; only a meeting that was held can confirm.")
    return found


def _not_proposed_after(actions: Sequence[Action], meeting: Meeting) -> None:
    """The meeting held last, where nobody named one, cannot have confirmed what was proposed after it."""
    from g2g.dates import british

    late = next((a for a in actions if a.closed and a.closed > meeting.date), None)
    if late is not None and late.closed is not None:
        raise Refusal(
            f"{late.ref} was proposed for closure on {british(late.closed)}, after {meeting.ref}, the meeting held last;"
            " put down a later one with “g2g meeting hold REF”, or give --meeting REF."
        )


@command("reopen")
@reference
@reason_option
@on_option
@dry_run
@pass_app
def reopen_command(app: App, ref: str, reason: str | None, on: str | None, dry: bool) -> None:
    """Open an ended action again; what had ended it is kept as a note."""
    why = needed(reason, "--reason")
    app.record(lambda record: register.reopen(register.find(record.actions, ref, ENDED), why, day_meant(app, on)), dry)


@command("withdraw")
@reference
@reason_option
@on_option
@dry_run
@pass_app
def withdraw_command(app: App, ref: str, reason: str | None, on: str | None, dry: bool) -> None:
    """Withdraw an action that is no longer wanted."""
    why = needed(reason, "--reason")
    app.record(lambda record: register.withdraw(register.find(record.actions, ref, LIVE), why, day_meant(app, on)), dry)
