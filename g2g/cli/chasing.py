"""Chasing: a draft of a mail to each owner, and on request the day recorded on which they were chased."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from g2g import chasers, exemption, register
from g2g.chasers import Asking, Chaser
from g2g.cli.app import App
from g2g.cli.commands import command
from g2g.cli.meant import body_meant, meeting_meant
from g2g.cli.options import FORMS, Filters, day, dry_run, names_meant, references
from g2g.dates import british
from g2g.errors import MissingLibrary, Misuse, Refusal
from g2g.model import LIVE, Action, Body, Change, Meeting, Proceedings

if TYPE_CHECKING:
    from datetime import date

    from g2g.store import Record

pass_app = click.make_pass_decorator(App)


@command("chase", params=[*FORMS])
@click.option("--owner", multiple=True, metavar="NAME", shell_complete=references("owners"), help="Only this owner; repeat for several.")
@click.option("--org", multiple=True, metavar="NAME", help="Only owners of this organisation (any part of its name).")
@click.option("--body", metavar="CODE", shell_complete=references("bodies"), help="Only what is owed to this body; else to all.")
@click.option("--for", "meant", metavar="MEETING", shell_complete=references("meetings"), help="For this meeting; else for each body's next.")
@click.option("--reply-by", metavar="DATE", help="When answers are wanted; else the day the papers go out, or the meeting's.")
@click.option("--out", metavar="FOLDER", help="Write the drafts into this folder, an .eml file an owner.")
@click.option("--force", is_flag=True, help="Overwrite drafts that are there.")
@click.option("--include-exempt", "--exempt", "include_exempt", is_flag=True, help="With exempt actions, marked as not for publication.")
@click.option("--record", "is_recorded", is_flag=True, help="Record on each action that its owners were chased today.")
@dry_run
@pass_app
def chase_command(
    app: App, owner: tuple[str, ...], org: tuple[str, ...], body: str | None, meant: str | None, reply_by: str | None,
    out: str | None, force: bool, include_exempt: bool, is_recorded: bool, form: str | None, dry: bool,
) -> None:  # fmt: skip
    """Draft a mail to each owner with the actions outstanding, what is asked, and by when; nothing is ever sent.

    Without --out it lists who would be chased. Once the mails are sent, g2g chase --record keeps the day.
    """
    if is_recorded and form in ("json", "csv"):
        raise Misuse(f"--{form} prints the list alone; leave --record out.")
    wanted = Filters(owner=owner, org=org, exempt=include_exempt)
    asked = _Question(app, wanted, body, meant, reply_by)
    record = app.record_read
    found = asked.found(record)
    sentences = [*asked.sentences(record, found)]
    names = None
    if out is not None:
        names = chasers.file_names({*app.directory(record).names(), *(one.owner for one in found)})
        sentences.append(_write(app, record, found, names, out, force=force, dry=dry))
    elif found and not is_recorded:
        sentences.append("Nothing was written: --out FOLDER writes these mails as drafts.")
    app.show(chasers.summary(found, app.today, sentences, names), form or "")
    if is_recorded:
        app.record(lambda fresh: _recorded(asked.found(fresh), app.today), dry)


def _recorded(found: Sequence[Chaser], today: date) -> Change:
    open_ones = {one.action.ref: one.action for chaser in found for one in chaser.asked}
    return register.chase([open_ones[ref] for ref in sorted(open_ones)], today)


# ---- whom, for which meetings, by when -----------------------------------------------------------


class _Question:
    """What the command line asks for; put to a record as it is, or as it is under the lock."""

    def __init__(self, app: App, wanted: Filters, body: str | None, meant: str | None, reply_by: str | None) -> None:
        self.app, self.wanted, self.body, self.meant = app, wanted, body, meant
        self.given = day(app, reply_by) if reply_by is not None else None
        if self.given and self.given < app.today:
            raise Refusal(f"{british(self.given)} is past; --reply-by names a day still to come.")
        self.askings: dict[str, Asking] = {}
        self.ownerless: list[str] = []
        self._is_told = False

    def found(self, record: Record) -> list[Chaser]:
        """The mails, as the record is now."""
        directory = self.app.directory(record)
        owners = names_meant(directory, self.wanted)
        self.askings = self._askings(record)
        actions = [action for asking in self.askings.values() for action in self._outstanding(record, asking)]
        self.ownerless = [] if owners is not None else [a.ref for a in actions if not a.owners]
        self._is_told = True
        return chasers.chasers(actions, self.askings, directory, _proceedings(record), self.app.today, owners)

    def _askings(self, record: Record) -> dict[str, Asking]:
        """For whom is asked, in the order of the days by which answers are wanted."""
        closed = record.settings.closed_days
        found = []
        for code, meeting in self._meetings(record).items():
            body = record.bodies.get(code, Body(code, code))
            found.append(chasers.asking(body, meeting, self.app.today, closed, self.given))
            if self.given and meeting and self.given > meeting.date and not self._is_told:
                self.app.warn(f"{british(self.given)} is after the meeting of {british(meeting.date)} ({meeting.ref}).")
        found.sort(key=lambda one: (one.by is None, one.by or self.app.today, one.body.code))
        return {one.body.code: one for one in found}

    def _meetings(self, record: Record) -> dict[str, Meeting | None]:
        if self.meant is not None:
            meeting = _to_come(record, self.meant, self.app.today)
            if self.body is not None and self.body.upper() != meeting.body:
                raise Misuse(f"{meeting.ref} is no meeting of {self.body.upper()}; leave --body out.")
            return {meeting.body: meeting}
        if self.body is not None:
            codes = [body_meant(record, self.body)]
        else:
            codes = sorted({*record.bodies, *record.calendar.bodies, *(ref.partition("-")[0] for ref in record.actions.refs())})
        return {code: self._next(record, code) for code in codes}

    def _next(self, record: Record, code: str) -> Meeting | None:
        """The body's next meeting from today on; one that is past and not yet held is no day to answer by."""
        upcoming = record.calendar.next_scheduled(code)
        if upcoming is None or upcoming.date >= self.app.today:
            return upcoming
        if not self._is_told and next(record.actions.select(LIVE, body=code), None) is not None:
            self.app.warn(f"{upcoming.ref} is past, and still down as scheduled: “g2g meeting hold {upcoming.ref}” says that it was held.")
        return next((m for m in record.calendar.sittings(code) if m.is_scheduled and m.date >= self.app.today), None)

    def _outstanding(self, record: Record, asking: Asking) -> list[Action]:
        live = record.actions.select(LIVE, body=asking.body.code)
        actions = list(live) if asking.meeting is None else register.outstanding_at(live, asking.meeting)
        return [a for a in actions if self.wanted.exempt or not a.exempt]

    def sentences(self, record: Record, found: Sequence[Chaser]) -> list[str]:
        """What the clerk should know beside the list; addresses that are none are told with their lines."""
        bodies = {part.asking.body.code for chaser in found for part in chaser.parts}
        said = [chasers.when_asked(asking) for code, asking in self.askings.items() if code in bodies]
        names = {chaser.owner for chaser in found if chaser.lacking == chasers.NO_ADDRESS}
        names |= {chaser.clerk for chaser in found if chaser.clerk}
        for name in sorted(names):
            _warn_of_address(self.app, record, name)
        without = sum(1 for chaser in found if not chaser.email)
        if without:
            said.append(f"Without an address: {without} of {len(found)}; their drafts have no To line. “email:” in people.yaml gives one.")
        if found and not any(chaser.clerk_email for chaser in found):
            said.append("The drafts have no From line: people.yaml has no e-mail address of the clerk, or bodies.yaml names none.")
        if exempt := exemption.united(action.exempt for chaser in found for action in chaser.actions):
            said.append(exemption.reason(exempt))
        if self.ownerless:
            verb = "have" if len(self.ownerless) > 1 else "has"
            said.append(f"Nobody is asked about {', '.join(self.ownerless)}, which {verb} no owner.")
        return said


def _to_come(record: Record, text: str, today: date) -> Meeting:
    """The meeting meant, which must be still to come; one that was moved is followed."""
    named = meeting_meant(record, text)
    meeting = record.calendar.get(record.calendar.settled(named.ref)) or named
    if not meeting.is_scheduled:
        raise Refusal(f"{meeting.ref} was {meeting.status}; chase for a meeting that is still to come.")
    if meeting.date < today:
        raise Refusal(f"{meeting.ref} is past ({british(meeting.date)}); chase for a meeting that is still to come.")
    return meeting


def _proceedings(record: Record) -> Callable[[Action], Proceedings | None]:
    """The meeting that raised an action, each read once."""
    read: dict[str, Proceedings | None] = {}

    def held(action: Action) -> Proceedings | None:
        if action.meeting not in read:
            ref = record.calendar.settled(action.meeting)
            read[action.meeting] = record.proceedings(ref) if record.calendar.get(ref) else None
        return read[action.meeting]

    return held


def _warn_of_address(app: App, record: Record, name: str) -> None:
    """Say where an address stands that is none; nothing is said of one that can be used, or that is not there."""
    from g2g.records import PERSON_FIELDS
    from g2g.whereabouts import PEOPLE

    person = record.people.get(name)
    if person is None or not person.email or chasers.is_address(person.email):
        return
    file = record.entry_file(PEOPLE, PERSON_FIELDS)
    line = file.line_of(file.find({name})[name], "email")
    app.warn(f"{file.text.shown}:{line}: “{person.email}” is no e-mail address of {name}; write it like name@example.org. It was left out.")


# ---- the drafts ----------------------------------------------------------------------------------


def _write(app: App, record: Record, found: Sequence[Chaser], names: Mapping[str, str], folder: str, *, force: bool, dry: bool) -> str:
    """Write the drafts into a folder, all of them or none that is new; returns the sentence that says so."""
    paths = [os.path.join(folder, names[one.owner]) for one in found]
    there = [path for path in paths if os.path.lexists(path)]
    if there and not force:
        more = f" (and {len(there) - 1} more)" if len(there) > 1 else ""
        raise Refusal(f"{there[0]}{more} is there already; --force overwrites it. Nothing was written.")
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise Refusal(f"{folder} is a file; name a folder for the drafts. Nothing was written.")
    drafts = _drafts(app, record, found)
    count = "1 draft" if len(drafts) == 1 else f"{len(drafts):,} drafts"
    if dry:
        return f"Not written, for this is a dry run: {count} in {folder}."
    if not drafts:
        return "No draft was written."
    _publish(folder, list(zip(paths, drafts, strict=True)))
    return f"Wrote {count} in {folder}. Look at each before you send it; g2g sends nothing."


def _drafts(app: App, record: Record, found: Sequence[Chaser]) -> list[bytes]:
    """Each mail as a file, with a calendar beside it where the library for that is there."""
    from g2g.render import ics, mail

    calendars: list[bytes] = []
    try:
        for one in found:
            dated = [action for action in one.actions if action.due_now]
            meetings = [part.asking.meeting for part in one.parts if part.asking.meeting]
            calendars.append(ics.rendered(dated, meetings, record.bodies, app.today) if dated else b"")
    except MissingLibrary as missing:
        app.warn(f"{missing} The drafts have none.")
        calendars = [b""] * len(found)
    return [mail.rendered(one, calendar) for one, calendar in zip(found, calendars, strict=True)]


def _publish(folder: str, drafts: Sequence[tuple[str, bytes]]) -> None:
    from g2g.files import output

    os.makedirs(folder, exist_ok=True)
    new: list[str] = []
    try:
        for path, data in drafts:
            is_new = not os.path.lexists(path)
            output.publish(path, data)
            new += [path] if is_new else []
    except BaseException:
        # Half of the drafts would pass for all of them.
        for path in new:
            with suppress(OSError):
                os.remove(path)
        raise
