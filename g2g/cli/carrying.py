"""Carrying forward what is outstanding to the next meeting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from g2g import register
from g2g.cli.app import App
from g2g.cli.commands import command
from g2g.cli.meant import actions_meant, body_meant, needed, new_date, reason_option, warned
from g2g.cli.options import dry_run, references
from g2g.errors import Misuse, Refusal
from g2g.model import LIVE, Action, Change, Edit, Meeting

if TYPE_CHECKING:
    from g2g.store import Record

pass_app = click.make_pass_decorator(App)


@command("carry-forward")
@click.option("--body", metavar="CODE", shell_complete=references("bodies"), help="Only this body; else each that has a next meeting.")
@click.option("--only", multiple=True, metavar="REF", shell_complete=references("actions"), help="Only this action; repeat for several.")
@click.option("--due", metavar="WHEN", help="With --only: a new date for each of them.")
@reason_option
@dry_run
@pass_app
def carry_forward_command(
    app: App, body: str | None, only: tuple[str, ...], due: str | None, reason: str | None, dry: bool
) -> None:
    """Carry every outstanding action forward to its body's next meeting, and show what that meeting hears.

    Nothing but the carrying is recorded: no date, word or reference changes. Running it again changes nothing.
    """
    why = needed(reason, "--reason") if due is not None else ""
    if due is not None and not only:
        raise Misuse("--due needs --only REF: a new date is agreed for an action, not for all.")
    if reason is not None and due is None:
        raise Misuse("--reason goes with --due.")
    carried: list[_Carried] = []

    def make(record: Record) -> Change:
        carried[:] = _carry(app, record, body, only, due, why)
        return _joined([one.change for one in carried]) or _nothing(record, carried, body)

    app.record(make, dry, told=False)
    for one in carried:
        _show_outstanding(app, one)


class _Carried(NamedTuple):
    meeting: Meeting
    change: Change
    outstanding: list[Action]

    def afterwards(self) -> list[Action]:
        """What is outstanding, as it is once the change is made."""
        edits = dict(self.change.edits)
        return [_after(action, edits.get(action.ref, ())) for action in self.outstanding]


def _carry(app: App, record: Record, body: str | None, only: Sequence[str], due: str | None, why: str) -> list[_Carried]:
    chosen = {action.ref: action for action in actions_meant(record, only, LIVE)} if only else None
    for action in (chosen or {}).values():
        _can_be_carried(record, action, body)
    return [
        _carry_to(app, record, meeting, chosen, due, why)
        for meeting in _next_meetings(app, record, body, chosen)
    ]


def _can_be_carried(record: Record, action: Action, body: str | None) -> None:
    """Refuse for an action named with --only what is passed over in silence otherwise."""
    if body is not None and body.upper() != action.body:
        raise Misuse(f"{action.ref} is no action of {body.upper()}; leave --body out.")
    if not action.is_live:
        raise Refusal(f"{action.ref} cannot be carried forward: it is {action.status}; only a live action is.")
    meeting = record.calendar.next_scheduled(action.body)
    if meeting is not None and not register.is_outstanding(action, meeting):
        raise Refusal(f"{action.ref} cannot be carried forward to {meeting.ref}: it was not raised before that meeting.")


def _next_meetings(app: App, record: Record, body: str | None, chosen: dict[str, Action] | None) -> list[Meeting]:
    """The next meeting of each body that has actions to carry. Raises Refusal where there is none at all."""
    codes = [body_meant(record, body)] if body is not None else sorted({*record.bodies, *record.calendar.bodies})
    codes = codes or sorted({ref.partition("-")[0] for ref in record.actions.refs()})
    if chosen is not None:
        codes = [code for code in codes if any(action.body == code for action in chosen.values())]
    found, without = [], []
    for code in codes:
        meeting = record.calendar.next_scheduled(code)
        if meeting is not None:
            found.append(meeting)
        elif next(record.actions.select(LIVE, body=code), None) is not None:
            without.append(code)
    sentences = [f"{code} has no next meeting on the calendar; “g2g meeting add {code} DATE” adds one." for code in without]
    if without and not found:
        raise Refusal(" ".join(sentences))
    for sentence in sentences:
        app.warn(sentence)
    return found


def _carry_to(
    app: App, record: Record, meeting: Meeting, chosen: dict[str, Action] | None, due: str | None, why: str
) -> _Carried:
    outstanding = register.outstanding_at(record.actions.select(LIVE, body=meeting.body), meeting)
    subject = outstanding if chosen is None else [a for a in outstanding if a.ref in chosen]
    extension = when = None
    if due is not None:
        to, when = new_date(app, record, due, meeting.date, meeting.body)
        extension = register.extension_at(meeting, to, why, when.said)
    change = register.carry_forward(subject, meeting, record.calendar, extension, named=chosen is not None)
    if when:
        warned(app, when)
    return _Carried(meeting, change, outstanding)


def _after(action: Action, edits: Sequence[Edit]) -> Action:
    """An action as it is once it is carried, and extended where that was asked for."""
    from g2g.model import Extension, iso_date

    for edit in edits:
        if edit.field == "carried":
            action = action._replace(carried=(*action.carried, str(edit.value)))
        elif edit.field == "due":
            action = action._replace(due=iso_date(str(edit.value)))
        elif edit.field == "extended" and isinstance(edit.value, dict):
            row = Extension(iso_date(str(edit.value["to"])), str(edit.value["at"]), str(edit.value["reason"]))
            action = action._replace(extended=(*action.extended, row))
    return action


def _nothing(record: Record, carried: Sequence[_Carried], body: str | None) -> Change:
    """That there is nothing to do, and why: it is done, or there is nothing to carry, or nowhere to carry it."""
    if any(one.outstanding for one in carried):
        return Change("Nothing to carry forward: everything outstanding is with its next meeting already.")
    if any(next(record.actions.select(LIVE, body=one.meeting.body), None) for one in carried):
        meetings = " or ".join(one.meeting.ref for one in carried)
        return Change(f"Nothing to carry forward: nothing that is outstanding was raised before {meetings}.")
    codes = [body.upper()] if body is not None else sorted({*record.bodies, *record.calendar.bodies})
    told = [f"Nothing to carry forward: no action {f'of {body.upper()} ' if body is not None else ''}is outstanding."]
    if not codes:
        told.append("There is no body yet; “g2g init --body CODE --name NAME” adds one.")
    without = [code for code in codes if record.calendar.next_scheduled(code) is None]
    told += [f"{code} has no next meeting on the calendar; “g2g meeting add {code} DATE” adds one." for code in without]
    return Change(" ".join(told))


def _joined(changes: Sequence[Change]) -> Change | None:
    """The changes of several bodies as one; none where nothing was to be done."""
    done = [change for change in changes if not change.is_empty]
    if not done:
        return None
    return Change(
        " ".join(change.summary for change in done),
        tuple(told for change in done for told in change.told),
        tuple(edit for change in done for edit in change.edits),
    )


_MOST_SHOWN = 200


def _show_outstanding(app: App, one: _Carried) -> None:
    from g2g import matters
    from g2g.dates import british, british_full

    if not one.outstanding:
        return
    # The carrying itself moves nobody from one group to another: only what is shown line by line needs it.
    few = len(one.outstanding) <= _MOST_SHOWN
    shown = [a for a in (one.afterwards() if few else one.outstanding) if not a.exempt]
    as_at = matters.as_at_meeting(one.meeting, app.today)
    title = f"Outstanding at {one.meeting.ref}, {british_full(one.meeting.date)} (as at {british(as_at)})"
    if not few:
        groups = matters.outstanding(shown, one.meeting, as_at)
        counts = ", ".join(f"{name.lower()} {len(rows):,}" for name, rows in groups.items())
        app.say(f"{title}: {counts}. “g2g agenda {one.meeting.ref}” prints them all.")
        return
    app.say("")
    app.show(matters.report(shown, one.meeting, as_at, title))
