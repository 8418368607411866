"""Meetings: put on the calendar, held, corrected, moved, cancelled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from g2g import meetings
from g2g.calendar import Calendar
from g2g.cli.app import App
from g2g.cli.commands import Group
from g2g.cli.meant import body_meant, meeting_meant
from g2g.cli.options import FORMS, day, dry_run, exempt_meant, exempt_option, one_line, references
from g2g.dates import MONTHS, british_full
from g2g.errors import Misuse, Refusal
from g2g.model import LIVE, Attendance, Body, Change, Meeting

if TYPE_CHECKING:
    from g2g.store import Record

pass_app = click.make_pass_decorator(App)
_MONTHS = [name.casefold() for name in MONTHS]
_meeting_argument = click.argument("ref", metavar="MEETING", shell_complete=references("meetings"))
_body_option = click.option("--body", metavar="CODE", shell_complete=references("bodies"), help="Of this body.")
_reason = click.option("--reason", metavar="TEXT", help="Why.")


@click.group("meeting", cls=Group)
def meeting_command() -> None:
    """Meetings: add them to the calendar, list and show them, hold, correct, move or cancel one."""


@meeting_command.command("add")
@click.argument("words", nargs=-1, required=True, metavar="[BODY] DATE")
@click.option("--every", metavar="RHYTHM", help="A series from that date on: “6 weeks”, “second Tuesday”.")
@click.option("--until", metavar="DATE", help="The last day of a series.")
@click.option("--count", type=click.IntRange(1, meetings.MOST_IN_A_SERIES), metavar="NUMBER", help="How many meetings a series has.")
@click.option("--without", multiple=True, metavar="MONTH", help="Leave this month out of a series; repeat for several.")
@click.option("--time", metavar="TIME", help="When it begins; else the body's own time.")
@click.option("--venue", metavar="PLACE", help="Where; else the body's own place.")
@dry_run
@pass_app
def add_command(
    app: App, words: tuple[str, ...], every: str | None, until: str | None, count: int | None, without: tuple[str, ...],
    time: str | None, venue: str | None, dry: bool,
) -> None:  # fmt: skip
    """Add a meeting to the calendar, or a series of them.

    The body can be left out where there is only one: g2g meeting add 12 December 2017.
    """
    if every is None and (until is not None or count is not None or without):
        raise Misuse("--until, --count and --without belong to a series: give --every too.")
    hour = _time(time) if time is not None else ""
    place = one_line(venue, "--venue") if venue is not None else ""

    def make(record: Record) -> Change:
        body, start = _body_and_day(app, record, words)
        days = _series(app, start, every, until, count, without) if every is not None else [start]
        return _reread(app, record, body.code, meetings.add(record.calendar, body, days, hour, place))

    app.record(make, dry)


def _reread(app: App, record: Record, code: str, change: Change, without: str = "") -> Change:
    """A change of meetings, with the dates that follow from it: phrases that name a meeting are read again.

    ``without`` is a meeting that was not there when the dates were read.
    """
    spoken = [a for a in record.actions.select(LIVE, body=code) if a.due_said or any(e.said for e in a.extended)]
    if not spoken:
        return change
    from g2g.cli.when import context_of
    from g2g.rereading import after, reread

    context = context_of(record, app.today, code)
    if without:
        context = context._replace(calendar=Calendar(m for m in record.calendar.meetings if m.ref != without))
    return reread(change, spoken, context, after(record.calendar, change), app.today)


def _time(text: str) -> str:
    from g2g.dates import british_time, read_time

    return british_time(read_time(text))


def _body_and_day(app: App, record: Record, words: Sequence[str]) -> tuple[Body, date]:
    """The body and the day that the words name; the body first, where it is named."""
    from g2g.model import BODY_CODE

    named = words[0].upper() in {*record.bodies, *record.calendar.bodies}
    if not named and len(words) > 1 and re.fullmatch(BODY_CODE, words[0]):
        body_meant(record, words[0])
    code = words[0].upper() if named else body_meant(record, None)
    rest = " ".join(words[1:] if named else words)
    if not rest:
        raise Misuse("Say which day the meeting is on: g2g meeting add BODY DATE.")
    return record.bodies.get(code, Body(code, code)), day(app, rest)


def _series(
    app: App, start: date, every: str, until: str | None, count: int | None, without: Sequence[str]
) -> list[date]:
    end = day(app, until) if until is not None else None
    days = meetings.series(start, every, end, count, [_month(name) for name in without])
    if not days:
        raise Refusal("No day belongs to this series; look at --until and --without.")
    return days


def _month(name: str) -> int:
    near = [n for n, month in enumerate(_MONTHS, 1) if len(name) >= 3 and month.startswith(name.casefold())]
    if len(near) != 1:
        raise Misuse(f"“{name}” is no month; write its name, such as August.")
    return near[0]


@meeting_command.command("list", params=[*FORMS])
@_body_option
@click.option("--status", multiple=True, type=click.Choice(["scheduled", "held", "cancelled", "moved"]), help="Of this status.")
@pass_app
def list_command(app: App, body: str | None, status: tuple[str, ...], form: str) -> None:
    """List the meetings, by date."""
    from g2g import proceedings

    record = app.record_read
    code = body_meant(record, body) if body is not None else ""
    found = [m for m in record.calendar.meetings if (not code or m.body == code) and (not status or m.status in status)]
    app.show(proceedings.meetings(found, app.today, "Meetings"), form)


@meeting_command.command("show", params=[*FORMS])
@_meeting_argument
@click.option("--include-exempt", "--exempt", "exempt", is_flag=True, help="Exempt items, resolutions and actions too; they are not for publication.")
@pass_app
def show_command(app: App, ref: str, exempt: bool, form: str) -> None:
    """Show one meeting: who was there, its items and resolutions, and the actions raised at it."""
    from g2g import proceedings

    record = app.record_read
    meeting = meeting_meant(record, ref)
    raised = [a for a in record.actions.select(None, body=meeting.body) if a.meeting == meeting.ref and (exempt or not a.exempt)]
    name = record.bodies[meeting.body].name if meeting.body in record.bodies else meeting.body
    title = f"{name}, {british_full(meeting.date)}"
    app.show(proceedings.meeting(record.proceedings(meeting.ref), raised, app.today, title, exempt=exempt), form)


@meeting_command.command("hold")
@_meeting_argument
@click.option("--present", multiple=True, metavar="NAME", shell_complete=references("owners"), help="Who was there; repeat for each.")
@click.option("--apologies", multiple=True, metavar="NAME", shell_complete=references("owners"), help="Who sent apologies; repeat for each.")
@click.option("--chair", metavar="NAME", help="Who took the chair.")
@dry_run
@pass_app
def hold_command(
    app: App, ref: str, present: tuple[str, ...], apologies: tuple[str, ...], chair: str | None, dry: bool
) -> None:
    """Say that a meeting was held, and who was there."""

    def make(record: Record) -> Change:
        meeting = meeting_meant(record, ref)
        _not_ahead(meeting, app.today)
        held = record.proceedings(meeting.ref)
        came, sent = _attendances(app, record, present), _attendances(app, record, apologies)
        _not_both(came, sent)
        canonical = app.directory(record).canonical
        there = {canonical(a.name) for a in (*held.present, *held.apologies)}
        return meetings.hold(
            held,
            [a for a in came if a.name not in there],
            [a for a in sent if a.name not in there],
            _attendances(app, record, [chair])[0].name if chair is not None else "",
        )

    app.record(make, dry)


def _not_both(present: Sequence[Attendance], apologies: Sequence[Attendance]) -> None:
    names = {a.name for a in present}
    for absent in apologies:
        if absent.name in names:
            raise Misuse(f"{absent.name} is given as present and with apologies; leave one out.")


def _not_ahead(meeting: Meeting, today: date) -> None:
    if meeting.date > today:
        raise Refusal(f"{meeting.ref} is still to come: it is on {british_full(meeting.date)}.")


def _attendances(app: App, record: Record, names: Sequence[str]) -> list[Attendance]:
    from g2g.cli.meant import owners_meant

    people = record.people
    found = []
    for name in owners_meant(app, record, names):
        person = people.get(name)
        found.append(Attendance(name, person.organisation if person else "", person.role if person else ""))
    return found


@meeting_command.command("edit")
@_meeting_argument
@click.option("--time", metavar="TIME", help="When it began.")
@click.option("--venue", metavar="PLACE", help="Where it was.")
@click.option("--chair", metavar="NAME", shell_complete=references("owners"), help="Who took the chair.")
@click.option("--minutes", "minutes", type=click.Choice(["draft", "approved"]), help="How its minutes stand.")
@click.option("--at", "at", metavar="MEETING", shell_complete=references("meetings"), help="With --minutes approved: the meeting that approved them.")
@click.option("--item", metavar="NUMBER", help="Of this item: --title, --exempt.")
@click.option("--title", metavar="TEXT", help="The title of the item.")
@click.option("--resolution", metavar="REF", help="Of this resolution, such as R2: --words, --exempt.")
@click.option("--words", metavar="TEXT", help="The words of the resolution.")
@exempt_option
@dry_run
@pass_app
def edit_command(
    app: App, ref: str, time: str | None, venue: str | None, chair: str | None, minutes: str | None, at: str | None, item: str | None,
    title: str | None, resolution: str | None, words: str | None, exempt: str | None, dry: bool,
) -> None:  # fmt: skip
    """Correct a meeting: its time, place or chair, how its minutes stand, one of its items or resolutions.

    g2g meeting edit HWB-2019-02-13 --item 5 --exempt 3 keeps an item out of every paper; --exempt "" takes that back.
    """
    _one_thing(item, title, resolution, words, exempt)
    if at is not None and minutes != "approved":
        raise Misuse("--at MEETING belongs to --minutes approved: it says which meeting approved them.")
    numbers = exempt_meant(exempt)
    facts = (("time", time), ("venue", venue), ("chair", chair))
    if item is None and resolution is None and minutes is None and all(value is None for _, value in facts):
        raise Misuse("Say what to correct: --time, --venue, --chair, --minutes, --item or --resolution.")
    if (item is not None or resolution is not None) and (minutes is not None or any(value is not None for _, value in facts)):
        raise Misuse("Correct the meeting and its items in two commands: --item and --resolution go with no other option but their own.")

    def make(record: Record) -> Change:
        held = record.proceedings(meeting_meant(record, ref).ref)
        if item is not None:
            return meetings.correct_item(held, item, one_line(title, "--title") if title is not None else None, numbers)
        if resolution is not None:
            return meetings.correct_resolution(held, resolution, one_line(words, "--words") if words is not None else None, numbers)
        changes = {name: one_line(value, f"--{name}") if value.strip() else "" for name, value in facts if value is not None}
        if changes.get("time"):
            changes["time"] = _time(changes["time"])
        if minutes is not None:
            changes["minutes"] = _approved(record, held.meeting, at, app.today) if minutes == "approved" else minutes
        return meetings.correct(held, changes)

    app.record(make, dry)
    if item is not None and numbers:
        _tell_public(app, ref, item, exempt or "")


def _tell_public(app: App, ref: str, item: str, exempt: str) -> None:
    """Say which actions were raised under an exempt item, and are still for publication."""
    record = app.record_read
    meeting = meeting_meant(record, ref)
    raised = record.actions.select(None, body=meeting.body)
    refs = [a.ref for a in raised if a.meeting == meeting.ref and a.item.strip(" .").casefold() == item.strip(" .").casefold() and not a.exempt]
    if refs:
        app.warn(f"Raised under this item, and still for publication: {', '.join(refs)}; “g2g edit REF --exempt {exempt}” marks one as exempt.")


def _one_thing(item: str | None, title: str | None, resolution: str | None, words: str | None, exempt: str | None) -> None:
    """Refuse options that say nothing of what they are about."""
    if item is not None and resolution is not None:
        raise Misuse("Give --item or --resolution, not both.")
    if (item is None and title is not None) or (resolution is None and words is not None):
        raise Misuse("--title belongs to --item NUMBER, and --words to --resolution REF.")
    if exempt is not None and item is None and resolution is None:
        raise Misuse("--exempt needs --item NUMBER or --resolution REF: a meeting as a whole is not exempt.")
    if (item is not None and title is None and exempt is None) or (resolution is not None and words is None and exempt is None):
        raise Misuse(f"Say what of it to correct: {'--title' if item is not None else '--words'} or --exempt.")


def _approved(record: Record, meeting: Meeting, at: str | None, today: date) -> str:
    """How approved minutes are put down: with the meeting that approved them, where that is given."""
    if at is None:
        return "approved"
    later = meeting_meant(record, at)
    if later.body != meeting.body or later.date <= meeting.date:
        raise Refusal(f"{later.ref} cannot have approved the minutes of {meeting.ref}: it is no later meeting of {meeting.body}.")
    _not_ahead(later, today)
    return f"approved at {later.ref}"


@meeting_command.command("move")
@_meeting_argument
@click.option("--to", "to", required=True, metavar="DATE", help="The new day.")
@_reason
@dry_run
@pass_app
def move_command(app: App, ref: str, to: str, reason: str | None, dry: bool) -> None:
    """Move a scheduled meeting to another day; references to the old one still lead to it."""
    why = one_line(reason, "--reason") if reason is not None else ""

    def make(record: Record) -> Change:
        meeting = meeting_meant(record, ref)
        change = meetings.move(record.calendar, meeting, day(app, to), why, record.meeting_fields(meeting.ref))
        return _reread(app, record, meeting.body, change, without=f"{meeting.body}-{day(app, to)}")

    app.record(make, dry)


@meeting_command.command("cancel")
@_meeting_argument
@_reason
@dry_run
@pass_app
def cancel_command(app: App, ref: str, reason: str | None, dry: bool) -> None:
    """Cancel a scheduled meeting."""
    if reason is None:
        raise Misuse("Say why: --reason TEXT.")
    why = one_line(reason, "--reason")

    def make(record: Record) -> Change:
        meeting = meeting_meant(record, ref)
        return _reread(app, record, meeting.body, meetings.cancel(meeting, why))

    app.record(make, dry)
