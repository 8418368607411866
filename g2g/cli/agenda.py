"""The papers of a meeting: its agenda, and what is outstanding at it."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

import click

from g2g import register
from g2g.cli.app import App
from g2g.cli.commands import command
from g2g.cli.meant import body_meant, meeting_meant
from g2g.cli.options import references
from g2g.cli.papers import PAPER_FORMS, show_paper
from g2g.errors import Misuse, Refusal
from g2g.model import LIVE, Action, Body, Meeting
from g2g.people import Directory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from g2g.agenda import Business
    from g2g.store import Record

pass_app = click.make_pass_decorator(App)


@command("agenda", params=[*PAPER_FORMS])
@click.argument("ref", required=False, metavar="[MEETING]", shell_complete=references("meetings"))
@click.option("--body", metavar="CODE", shell_complete=references("bodies"), help="Of the next meeting of this body.")
@click.option("--outstanding", is_flag=True, help="The paper for matters arising instead: every outstanding action, and what was last heard of it.")
@click.option("--notes", is_flag=True, help="The notes of actions too, as what was last heard of them: they are the clerk's own.")
@click.option("--include-exempt", "--exempt", "include_exempt", is_flag=True, help="Exempt items and actions too, in a part that is not for publication.")
@pass_app
def agenda_command(
    app: App, ref: str | None, body: str | None, outstanding: bool, notes: bool, include_exempt: bool, form: str,
    output: str | None, force: bool,
) -> None:  # fmt: skip
    """Print the agenda of a meeting (else of the next one; --body says whose), in Markdown unless told otherwise, with its outstanding actions.

    Without MEETING, and where several bodies have a next meeting, --body is needed. The papers of a meeting that is past
    show the actions as they stood before it.
    """
    from g2g import agenda

    business = _business(app, ref, body, include_exempt, notes=notes)
    paper = (agenda.outstanding_paper if outstanding else agenda.agenda)(business, app.today)
    show_paper(app, paper, form or ("" if output else "md"), "actions" if outstanding else "", output=output, force=force)
    # What is for other programs has no place for sentences.
    for sentence in business.notices if form in ("json", "csv") else ():
        app.warn(sentence)
    _remind(app, business)


def _business(app: App, ref: str | None, body: str | None, exempt: bool, *, notes: bool) -> Business:
    """What the papers of a meeting are made of: of the one named, else of the next. ``notes`` publishes those of actions."""
    from g2g import referrals
    from g2g.agenda import Business

    record = app.record_read
    meeting = meeting_meant(record, ref) if ref is not None else _upcoming(record, body)
    if ref is not None and body is not None and (code := body_meant(record, body)) != meeting.body:
        raise Misuse(f"{meeting.ref} is a meeting of {meeting.body} and not of {code}; leave --body out.")
    following = record.calendar.after(meeting.body, meeting.date)
    code = meeting.body
    before = record.calendar.last_held(code, meeting.date)
    own = record.bodies.get(code, Body(code, code))
    actions, elsewhere, notices = _actions(record, meeting, app.today)
    named = _published(record, notes=notes)
    return Business(
        body=own,
        held=record.proceedings(meeting.ref),
        before=before,
        after=following[0] if following else None,
        actions=list(map(named, register.outstanding_at(actions, meeting))),
        columns=record.settings.columns,
        exempt=exempt,
        notices=notices,
        referred=list(map(named, referrals.waiting(elsewhere, own, before))),
        bodies=record.bodies,
    )


def _published(record: Record, *, notes: bool) -> Callable[[Action], Action]:
    """Gives an action as members read it.

    Its owners have the names under which they stand in people.yaml. Notes, and on which days somebody was chased, are the
    clerk's own, as on the site; they are in it only where that is asked for.
    """
    canonical = lru_cache(None)(Directory(record.people).canonical)

    def named(action: Action) -> Action:
        owners, done = tuple(dict.fromkeys(map(canonical, action.owners))), tuple(dict.fromkeys(map(canonical, action.done_by)))
        action = action if notes else action._replace(notes=(), chased=())
        return action._replace(owners=owners, done_by=done)

    return named


def _actions(record: Record, meeting: Meeting, today: date) -> tuple[Iterable[Action], Iterable[Action], tuple[str, ...]]:
    """The body's own actions, those among which others are that were referred to it, and what has to be said of them.

    They are those of today; of a meeting that is past, as they stood before it.
    """
    if meeting.date >= today:
        # What was archived has been heard of long ago; to read the archive is dear.
        return record.actions.select(LIVE, body=meeting.body), record.actions.unarchived(statuses={"referred"}), ()
    from g2g import past

    day = meeting.date - timedelta(days=1)
    every = list(record.actions.select(None))
    own = (action for action in every if action.body == meeting.body and not action.exempt)
    then = past.as_at(every, day, meeting.date)
    return then, then, past.notice(own, day)


def _upcoming(record: Record, body: str | None) -> Meeting:
    """The next meeting: of the body named, else of the only body that has one."""
    codes = [body_meant(record, body)] if body is not None else sorted({*record.bodies, *record.calendar.bodies})
    found = [meeting for code in codes if (meeting := record.calendar.next_scheduled(code))]
    if not found:
        code = codes[0] if len(codes) == 1 else ""
        raise Refusal(f"There is no next meeting{' of ' if code else ''}{code} on the calendar; “g2g meeting add {code or 'BODY'} DATE” adds one.")
    if len(found) > 1:
        raise Misuse(f"Say which meeting: {' or '.join(m.ref for m in found)}.")
    return found[0]


def _remind(app: App, business: Business) -> None:
    """Say by when the papers have to go out, where the body has a rule for it and that day is still to come."""
    if app.quiet or business.body.papers_days is None or not business.meeting.is_scheduled:
        return
    from g2g.dates import british_full
    from g2g.holidays_england import add_working_days

    # Clear days count neither the day on which the papers go out nor that of the meeting.
    day = add_working_days(business.meeting.date, -(business.body.papers_days + 1), app.record_read.settings.closed_days)
    app.warn(f"Papers {'to be' if day >= app.today else 'were to be'} sent by {british_full(day)}.")
