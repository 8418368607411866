"""The papers of a meeting: its agenda, and what is outstanding at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from g2g import register
from g2g.cli.app import App
from g2g.cli.commands import command
from g2g.cli.meant import body_meant, meeting_meant
from g2g.cli.options import references
from g2g.cli.papers import PAPER_FORMS, show_paper
from g2g.errors import Misuse, Refusal
from g2g.model import LIVE, Body, Meeting

if TYPE_CHECKING:
    from g2g.agenda import Business
    from g2g.store import Record

pass_app = click.make_pass_decorator(App)


@command("agenda", params=[*PAPER_FORMS])
@click.argument("ref", required=False, metavar="[MEETING]", shell_complete=references("meetings"))
@click.option("--body", metavar="CODE", shell_complete=references("bodies"), help="Of this body.")
@click.option("--outstanding", is_flag=True, help="The paper for matters arising instead: every outstanding action, and what was last heard of it.")
@click.option("--include-exempt", is_flag=True, help="Exempt items and actions too, in a part that is not for publication.")
@pass_app
def agenda_command(
    app: App, ref: str | None, body: str | None, outstanding: bool, include_exempt: bool, form: str,
    output: str | None, force: bool,
) -> None:  # fmt: skip
    """Print the agenda of a meeting (else of the next one), in Markdown unless told otherwise, with its outstanding actions."""
    from g2g import agenda

    business = _business(app, ref, body, include_exempt)
    paper = (agenda.outstanding_paper if outstanding else agenda.agenda)(business, app.today)
    show_paper(app, paper, form or ("" if output else "md"), "actions" if outstanding else "", output=output, force=force)
    _remind(app, business)


def _business(app: App, ref: str | None, body: str | None, exempt: bool) -> Business:
    """What the papers of a meeting are made of: of the one named, else of the next."""
    from g2g.agenda import Business

    record = app.record_read
    meeting = meeting_meant(record, ref) if ref is not None else _upcoming(record, body)
    following = record.calendar.after(meeting.body, meeting.date)
    return Business(
        body=record.bodies.get(meeting.body, Body(meeting.body, meeting.body)),
        held=record.proceedings(meeting.ref),
        before=record.calendar.last_held(meeting.body, meeting.date),
        after=following[0] if following else None,
        actions=register.outstanding_at(record.actions.select(LIVE, body=meeting.body), meeting),
        columns=record.settings.columns,
        exempt=exempt,
    )


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
