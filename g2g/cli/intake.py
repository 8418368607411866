"""``g2g minutes``: a document read, shown, and taken into the record."""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from g2g.cli.app import App
from g2g.cli.commands import command
from g2g.cli.options import dry_run, references
from g2g.errors import BrokenFile, Misuse, NoRecord, Refusal

if TYPE_CHECKING:
    from g2g.due import Context
    from g2g.minutes.document import Document
    from g2g.minutes.reader import Minutes
    from g2g.model import Change
    from g2g.proposal import Proposal
    from g2g.proposal.owners import Meeters
    from g2g.proposal.taking import Taking
    from g2g.store import Record

pass_app = click.make_pass_decorator(App)
_NOT_MINUTES = {"report": "a report", "agenda": "an agenda"}


@command("minutes")
@click.argument("file", metavar="FILE")
@click.option("--apply", "apply", is_flag=True, help="Write the meeting and add the actions; safe to run again.")
@click.option("--edit", "edit", is_flag=True, help="Look through what was read in your editor ($EDITOR) first, then apply it.")
@click.option("--close", "close", is_flag=True, help="With --apply or --edit: close the old actions that the minutes surely say are done.")
@click.option("--body", metavar="CODE", shell_complete=references("bodies"), help="The body, where the minutes do not name one of the record's.")
@click.option("--date", "on", metavar="DATE", help="The day of the meeting, where the minutes do not say it.")
@click.option("--verbose", "-v", "verbose", is_flag=True, help="Show how each action was found, too.")
@click.option("--json", "form", flag_value="json", help="What was read, as JSON; needs no record.")
@click.option("--csv", "form", flag_value="csv", help="The actions, as CSV.")
@click.option("--md", "form", flag_value="md", help="As Markdown.")
@click.option("--plain", "form", flag_value="plain", help="As plain text.")
@dry_run
@pass_app
def minutes_command(
    app: App, file: str, apply: bool, edit: bool, close: bool, body: str | None, on: str | None, verbose: bool, form: str | None, dry: bool,
) -> None:  # fmt: skip
    """Read the minutes of a meeting (text, HTML, .docx, .pdf): who was there, what was resolved, the actions.

    Alone it shows what it found and writes nothing. “-” reads standard input.
    """
    taking_in = apply or edit
    if form and taking_in:
        raise Misuse("--json, --csv, --md and --plain show what was read; leave them out with --apply and --edit.")
    if (close or dry) and not taking_in:
        raise Misuse(f"{'--close' if close else '--dry-run'} belongs to --apply or --edit.")
    if edit and not sys.stdin.isatty():
        raise Misuse("--edit opens your editor, which needs a terminal; --apply takes in what was read as it stands.")
    source = _Source(app, file, body, on, alone=form != "json")
    if form == "json":
        app.say(_as_json(source))
    elif source.is_nothing:
        if taking_in:
            raise Refusal(f"{source.said_nothing} Nothing was written.")
        app.say(source.said_nothing)
    elif not taking_in:
        _show(app, source, form or "", verbose)
    else:
        _take_in(app, source, edit=edit, close=close, dry=dry)


# ---- reading ----------------------------------------------------------------------------------------------


class _Setting(NamedTuple):
    """What the record adds to the reading: the body's code, and what its phrases are read against."""

    body: str
    context: Context


class _Source:
    """The document, and what was read from it, against the record where the minutes are of one of its bodies.

    ``alone`` takes minutes that name no body for those of the record's only one.
    """

    def __init__(self, app: App, file: str, body: str | None, on: str | None, *, alone: bool) -> None:
        from g2g import sources
        from g2g.minutes import details, reader

        self.app, self.file = app, file
        self.day_given = _day(on) if on is not None else None
        self.code_given, self.alone = body, alone
        self.document = _dated(sources.read(file), self.day_given)
        self.record = _record(app, needed=body is not None)
        about = details.read(self.document)
        setting = self._setting(about) if self.record else None
        self.code = setting.body if setting else ""
        self.minutes: Minutes = reader.read(self.document, setting.context if setting else None, about=about)
        self.meeters: Meeters = self._meeters()

    def _setting(self, about: Any) -> _Setting | None:
        """What the record has for the body of the minutes; None where it is none of its bodies, or cannot be told."""
        from g2g.cli.when import context_of
        from g2g.proposal import body_meant

        assert self.record is not None
        bodies = self.record.bodies
        code = self.code_given.upper() if self.code_given is not None else body_meant(about.body, bodies)
        known = sorted({*bodies, *self.record.calendar.bodies})
        if not about.body and self.alone and len(known) == 1 and not code:
            code = known[0]
        if code not in known:
            return None
        day = about.date or self.day_given
        context = context_of(self.record, day or self.app.today, code)
        # The names of people.yaml are no help in finding actions: CP may be Child Protection as well as somebody's initials.
        return _Setting(code, context._replace(calendar=_calendar(self.record, code, (day, *about.next_meetings))))

    def _meeters(self) -> Meeters:
        from g2g.proposal.owners import Meeters

        if self.record is None or not self.code:
            return Meeters(self.minutes.details)
        return Meeters(self.minutes.details, self.record.people, self.record.bodies.get(self.code))

    @property
    def is_nothing(self) -> bool:
        """Whether this is a paper of another kind, or nothing at all was read."""
        found, about = self.minutes, self.minutes.details
        return about.kind in _NOT_MINUTES or not (
            found.actions or found.implied or found.reports or about.present or about.apologies or about.items or about.resolutions
        )

    @property
    def said_nothing(self) -> str:
        kind = _NOT_MINUTES.get(self.minutes.details.kind)
        return f"{self.file} is {kind}, not minutes: nothing was read." if kind else f"{self.file}: nothing was found that minutes have."

    def proposal(self, record: Record) -> Proposal:
        """What would be taken in. Raises Refusal and Misuse where the body or the day cannot be told."""
        from g2g import proposal

        code = self._body(record)
        day = proposal.day_meant(self.minutes.details, self.day_given, self.document)
        if day > self.app.today:
            from g2g.dates import british_full

            raise Refusal(f"{british_full(day)} is still to come, so these cannot be the minutes of a meeting held then. Nothing was written.")
        return proposal.of(self.minutes, code, day, self.meeters)

    def _body(self, record: Record) -> str:
        """The code of the body whose minutes these are; never a guess between two."""
        from g2g.cli.meant import body_meant
        from g2g.proposal import body_meant as body_named

        said = self.minutes.details.body
        named = body_named(said, record.bodies)
        if self.code_given is not None:
            code = body_meant(record, self.code_given)
            if named and named != code:
                raise Refusal(f"--body says {code}, but these are minutes of {record.bodies[named].name} ({named}). Nothing was written.")
            return code
        if named:
            return named
        if not said:
            return body_meant(record, None)
        known = sorted({*record.bodies, *record.calendar.bodies})
        choice = f"--body {' or --body '.join(known[:6])} says which it is, or " if known else ""
        raise Refusal(
            f"The record has no body called “{said}”; {choice}“g2g init --body CODE --name NAME” sets one up"
            f"{' (bodies.yaml can name it under “also:”)' if known else ''}. Nothing was written."
        )

    def taking(self, record: Record, proposal: Proposal, *, by_words: bool = False) -> Taking:
        from g2g.proposal.taking import Known, taken

        known = Known(
            record.proceedings(proposal.meeting) if record.calendar.get(proposal.meeting) else None,
            tuple(record.actions.select(None, body=proposal.body)), tuple(record.actions.refs_at(proposal.meeting)),
        )  # fmt: skip
        return taken(proposal, known, self.meeters.full, by_words=by_words)


def _day(text: str) -> date:
    from g2g.dates import read_date

    return read_date(text)


def _dated(document: Document, day: date | None) -> Document:
    """The document, stating the day that was given for it: what it says itself goes before that."""
    return document._replace(front=(*document.front, ("date", day.isoformat()))) if day and not document.stated("date") else document


def _record(app: App, *, needed: bool) -> Record | None:
    try:
        return app.record_read if app.folder else None
    except NoRecord:
        if needed:
            raise
        return None


def _calendar(record: Record, code: str, days: tuple[date | None, ...]) -> Any:
    """The record's calendar, with the meeting itself and those that its minutes announce."""
    from g2g.calendar import Calendar
    from g2g.model import Meeting

    more = {f"{code}-{day}": Meeting(f"{code}-{day}", code, day) for day in days if day}
    there = set(record.calendar.refs)
    return Calendar.lazy(there | set(more), lambda ref: record.meeting(ref) if ref in there else more[ref])


# ---- as JSON ----------------------------------------------------------------------------------------------


def _as_json(source: _Source) -> str:
    import json

    from g2g.proposal import proposed
    from g2g.proposal.data import data_of
    from g2g.render.safe import is_plain

    actions = proposed(source.minutes.actions, source.meeters, source.minutes.details.date, source.minutes.closed)
    text = json.dumps(data_of(source.minutes, actions), indent=2, ensure_ascii=False, default=str)
    if text.isascii() and "\x7f" not in text:
        return text
    # What cannot be seen is written as an escape.
    return "".join(char if char == "\n" or is_plain(char) else json.dumps(char)[1:-1] for char in text)


# ---- shown ------------------------------------------------------------------------------------------------


def _show(app: App, source: _Source, form: str, verbose: bool) -> None:
    from g2g.proposal import proposed
    from g2g.proposal.preview import Sheet, commands, would
    from g2g.proposal.taking import exempt_said

    taking, sentences = None, []
    actions = proposed(source.minutes.actions, source.meeters, source.minutes.details.date, source.minutes.closed)
    implied = proposed(source.minutes.implied, source.meeters, source.minutes.details.date, source.minutes.closed)
    if source.record is None:
        sentences.append("There is no record here: “g2g init --body CODE --name NAME” sets one up, and --apply then takes this in.")
    else:
        try:
            taking = source.taking(source.record, source.proposal(source.record))
        except BrokenFile:
            raise
        except Refusal as refusal:
            sentences.append(f"--apply would be refused: {str(refusal).removesuffix(' Nothing was written.')}")
        else:
            if taking.differences:
                sentences.append("What differs is left as it is; --apply lists how each is taken over.")
            sentences += [*filter(None, [exempt_said(taking.proposal)]), *_offered(commands(taking)), *_to_come(source.record, taking), would(taking)]
    texts: dict[int, str] = {}
    for block in source.document.paras():
        texts[block.line] = f"{texts.get(block.line, '')} {block.text}".strip()
    sheet = Sheet(source.file, source.minutes, actions, implied, taking, lambda line: texts.get(line, ""), verbose=verbose)
    app.show(sheet.report(app.today, sentences), form)


def _offered(commands: list[str]) -> list[str]:
    return [f"Done, as the minutes say: “{command}”" for command in commands]


def _to_come(record: Record, taking: Taking) -> list[str]:
    """The meetings that the minutes announce and the calendar does not have: said, for a person to add."""
    from g2g.dates import british_full

    body = taking.proposal.body
    missing = [day for day in taking.proposal.next_meetings if record.calendar.get(f"{body}-{day}") is None]
    return [f"The next meeting is not on the calendar: “g2g meeting add {body} {day}” adds {british_full(day)}." for day in missing]


# ---- taken in ---------------------------------------------------------------------------------------------


def _take_in(app: App, source: _Source, *, edit: bool, close: bool, dry: bool) -> None:
    record = app.record_read
    proposal = source.proposal(record)
    left = ""
    if edit:
        from g2g.cli.page import edited

        page = edited(app, source.file, source.taking(record, proposal), record, close=close)
        if page is None:
            return
        proposal, left = page
    done: list[Taking] = []

    def make(fresh: Record) -> Change:
        from g2g.proposal.taking import with_closures

        done[:] = [source.taking(fresh, proposal, by_words=edit)]
        change = with_closures(done[0], fresh.actions, fresh.calendar) if close else done[0].change
        return _reread(app, fresh, proposal.body, change)

    try:
        app.record(make, dry)
    except Refusal as refusal:
        if left:
            raise Refusal(f"{refusal} What you wrote is in {left}.") from None
        raise
    if left:
        os.unlink(left)
    _tell_the_rest(app, record, done[0], source.minutes, close=close)


def _reread(app: App, record: Record, code: str, change: Change) -> Change:
    """The change, with the dates of older actions whose phrases name the meeting that it puts on the calendar."""
    if not change.new_meetings:
        return change
    from g2g.cli.when import context_of
    from g2g.model import LIVE
    from g2g.rereading import after, reread

    spoken = [a for a in record.actions.select(LIVE, body=code) if a.due_said or any(e.said for e in a.extended)]
    return reread(change, spoken, context_of(record, app.today, code), after(record.calendar, change), app.today) if spoken else change


def _tell_the_rest(app: App, record: Record, taking: Taking, minutes: Minutes, *, close: bool) -> None:
    """What was not done, for a person to decide: what differs, old actions, closures, people and meetings that are not known."""
    from g2g.proposal.preview import commands, unknown
    from g2g.proposal.taking import exempt_said
    from g2g.render.safe import terminal

    lines = [said] if not taking.change.is_empty and (said := exempt_said(taking.proposal)) else []
    doubts = sorted({*minutes.meeting_doubts, *unknown(taking)})
    if doubts:
        lines += ["To look at in the minutes:", *(f"  line {doubt.line}: {doubt.sentence}" for doubt in doubts)]
    if taking.differences:
        lines.append("Different in the minutes, and left as it is in the record; to take it over:")
        for one in taking.differences:
            lines += [f"  {one.ref}  {one.what}: {one.ours} (minutes: {one.theirs})", f"    {f'line {one.line}: ' if one.line else ''}{one.command}"]
    if taking.matches.gone:
        lines.append("In the record and not in these minutes (“g2g withdraw REF --reason …” if it was struck out):")
        lines += [f"  {action.ref}  {action.words}" for action in taking.matches.gone]
    if taking.matches.old:
        lines.append("Old actions that the minutes list again, not added:")
        for match in taking.matches.old:
            stands = f"still outstanding: {match.action.ref}" if match.action and match.action.is_live else (
                f"is {match.action.status} already: {match.action.ref}" if match.action else f"not in the record: {match.rule}; --edit can add it")
            words = "an exempt action" if match.proposed.exempt else match.proposed.words
            lines.append(f"  line {match.proposed.line}: {words} ({stands})")
    offers = [] if close else commands(taking)
    if offers:
        lines += ["Done, as the minutes say; to close them (or run this again with --close):", *(f"  {command}" for command in offers)]
    lines += _to_come(record, taking)
    if lines:
        app.say("\n".join(terminal(line) for line in lines))

