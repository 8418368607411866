"""The verbs: what a clerk does to the record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import click

from g2g import register
from g2g.cli.app import App
from g2g.cli.commands import command
from g2g.cli.options import day, dry_run, one_line, reference, references, several_references, words_of
from g2g.errors import AmbiguousReference, Misuse, Refusal, UnknownPerson
from g2g.model import LIVE, Action, Body, Change, Edit, Meeting, Value

if TYPE_CHECKING:
    from g2g.store import Record

ENDED = frozenset({"closed", "withdrawn", "referred", "proposed"})
pass_app = click.make_pass_decorator(App)
_on = click.option("--on", metavar="DATE", help="The day it happened; else today.")
_reason = click.option("--reason", metavar="TEXT", help="Why.")


class When(NamedTuple):
    """A due date as it was given: the day if there is one, the words, how they were read, a rhythm, and doubts."""

    day: date | None
    said: str
    told: str
    recurs: str = ""
    doubts: tuple[str, ...] = ()


# ---- init ----------------------------------------------------------------------------------------


@command("init")
@click.option("--body", "code", metavar="CODE", help="The code of a body, such as CSIB.")
@click.option("--name", metavar="NAME", help="The name of that body.")
@pass_app
def init_command(app: App, code: str | None, name: str | None) -> None:
    """Set up a data folder here, and a body in it; safe to run again."""
    from g2g.store import start_record

    folder = app.new_folder
    made = start_record(folder, _new_body(code, name))
    if made:
        following = f"g2g meeting add {code.upper()} DATE" if code else "g2g init --body CODE --name NAME"
        app.say(f"Set up {folder}: wrote {', '.join(made)}. Next: “{following}”.")
    else:
        app.say(f"{folder} is set up already; nothing was changed.")


def _new_body(code: str | None, name: str | None) -> Body | None:
    from g2g.model import BODY_CODE

    if code is None:
        if name is not None:
            raise Misuse("--name needs --body CODE too.")
        return None
    if not re.fullmatch(BODY_CODE, code.upper()):
        raise Misuse(f"“{code}” is no code for a body; write up to 16 letters and digits, a letter first, such as CSIB.")
    return Body(code.upper(), one_line(name, "--name") if name is not None else code.upper())


# ---- what the options mean -----------------------------------------------------------------------


def body_meant(record: Record, code: str | None) -> str:
    """The body meant: the one named, or the only one there is."""
    known = sorted({*record.bodies, *record.calendar.bodies})
    if code is not None:
        if known and code.upper() not in known:
            raise Refusal(
                f"There is no body “{code}”; the record has {', '.join(known)}, and “g2g init --body CODE --name NAME” adds one."
            )
        return code.upper()
    if len(known) == 1:
        return known[0]
    if not known:
        raise Misuse("Say which body: --body CODE; “g2g init --body CODE --name NAME” sets one up.")
    raise Misuse(f"Say which body: --body {' or --body '.join(known)}.")


def meeting_meant(record: Record, text: str) -> Meeting:
    from g2g import meetings

    return meetings.find(record.calendar, text)


def owners_meant(app: App, record: Record, names: Sequence[str]) -> tuple[str, ...]:
    """The owners named, by their full names; one that nobody knows is kept as written, and that is said."""
    directory = app.directory(record)
    found: list[str] = []
    for text in names:
        name = one_line(text, "A name")
        try:
            found.append(directory.find(name))
        except UnknownPerson:
            app.warn(f"{name} is not in people.yaml and owns nothing yet; kept as written.")
            found.append(name)
    return tuple(dict.fromkeys(found))


def _own_spelling(app: App, record: Record, action: Action, text: str) -> str:
    """An owner of an action, spelled as the action has it; of several people meant, the one who is its owner."""
    directory = app.directory(record)
    try:
        wanted = directory.find(text)
    except AmbiguousReference as several:
        theirs = {directory.canonical(owner) for owner in action.owners}.intersection(several.candidates)
        if len(theirs) != 1:
            raise
        wanted = theirs.pop()
    match = next((owner for owner in action.owners if directory.canonical(owner) == wanted), None)
    if match is None:
        owners = " and ".join(action.owners) or "not known"
        raise Refusal(f"{wanted} is not an owner of {action.ref}; its owners are {owners}.")
    return match


def _when(app: App, record: Record, text: str, said_on: date, body: str) -> When:
    """A due date or phrase, read for a body from the day on which it was said.

    Raises NotADate for what has the shape of a date and is none.
    """
    from g2g.dates import british, british_full, read_date, written_date

    phrase = one_line(text, "--due")
    if written_date(phrase) is not None:
        day_meant = read_date(phrase, near=said_on)
        early = (f"{british_full(day_meant)} is before it was agreed ({british(said_on)})",) if day_meant < said_on else ()
        return When(day_meant, "", f"due {british_full(day_meant)}", doubts=early)
    from g2g.cli.when import context_of
    from g2g.due import read_due

    due = read_due(phrase, context_of(record, said_on, body))
    doubts = tuple(f"“{phrase}”: {doubt}" for doubt in due.doubts)
    if due.date is not None and due.date < app.today:
        doubts += (f"{british_full(due.date)} is past already: “{phrase}” counts from {british_full(said_on)}",)
    if due.date is None:
        because = due.because.removeprefix("kept as written: ")
        return When(None, phrase, f"“{phrase}” is kept as written, with no date: {because}", due.recurs, doubts)
    return When(due.date, phrase, f"due {british_full(due.date)}: {due.because}", doubts=doubts)


def _warned(app: App, when: When) -> When:
    """A due date as it was given; what is doubtful about it is said."""
    for doubt in when.doubts:
        app.warn(f"{doubt}.")
    return when


def _new_date(app: App, record: Record, text: str, agreed_on: date, body: str) -> tuple[date, When]:
    """The date of an extension. Raises Refusal for words that give none."""
    when = _when(app, record, text, agreed_on, body)
    if when.day is None:
        raise Refusal(f"An extension needs a date, and {when.told.replace('is kept as written, with no date', 'gives none')}. Nothing was written.")
    return when.day, when


def _actions(record: Record, refs: Sequence[str], statuses: frozenset[str]) -> list[Action]:
    if not refs:
        raise Misuse("Say which: give one reference or more, such as CSIB-2017-09-12-04 or just 12-4.")
    found = [register.find(record.actions, ref, statuses) for ref in refs]
    return list({action.ref: action for action in found}.values())


def _day(app: App, text: str | None) -> date:
    """The day on which something happened: today, or the one given; without a year the last such day."""
    if text is None:
        return app.today
    happened = _last_such_day(app, text)
    if happened > app.today:
        from g2g.dates import british

        raise Refusal(f"{british(happened)} is still to come; --on is the day on which it happened.")
    return happened


def _last_such_day(app: App, text: str) -> date:
    from g2g.dates import written_date

    written = written_date(text)
    if written is None or written.year is not None:
        return day(app, text)
    # 29 February may have been up to eight years ago.
    years = (written.in_year(year) for year in range(app.today.year, app.today.year - 9, -1))
    return next((found for found in years if found and found <= app.today and not written.clash(found)), day(app, text))


# ---- add, edit, note -----------------------------------------------------------------------------


@command("add")
@click.argument("words", nargs=-1, required=True, metavar="TEXT...")
@click.option("--owner", "owners", multiple=True, metavar="NAME", shell_complete=references("owners"), help="Who is to do it; repeat for several.")
@click.option("--due", metavar="WHEN", help="A date or a phrase: 10 October 2017, next meeting, within 14 days.")
@click.option("--meeting", metavar="REF", shell_complete=references("meetings"), help="The meeting that raised it; else the one held last.")
@click.option("--body", metavar="CODE", shell_complete=references("bodies"), help="The body; needed where there are several.")
@click.option("--on", metavar="DATE", help="The day it was raised, between meetings.")
@click.option("--item", metavar="NUMBER", help="The agenda item.")
@click.option("--area", metavar="NUMBER", help="The key area of the plan.")
@click.option("--watching-brief", "watching", is_flag=True, help="A standing watching brief, with no end.")
@click.option("--recurs", metavar="RHYTHM", help="It recurs: quarterly, every 6 weeks, every meeting; closing it begins the next.")
@dry_run
@pass_app
def add_command(
    app: App, words: tuple[str, ...], owners: tuple[str, ...], due: str | None, meeting: str | None, body: str | None,
    on: str | None, item: str | None, area: str | None, watching: bool, recurs: str | None, dry: bool,
) -> None:  # fmt: skip
    """Add an action: what is to be done, by whom, by when."""
    text = words_of(words, "An action")
    if meeting is not None and on is not None:
        raise Misuse("Give --meeting or --on, not both: an action is raised at a meeting or between two.")

    def make(record: Record) -> Change:
        from g2g.records import new_action_fields

        raised = _raised_at(app, record, meeting, body, on)
        code, said_on = raised.partition("-")[0], date.fromisoformat(raised[-10:])
        when = _warned(app, _when(app, record, due, said_on, code)) if due is not None else When(None, "", "no due date")
        names = owners_meant(app, record, owners)
        fields = new_action_fields(
            words=text, owners=names, due=when.day, due_said=when.said, watching=watching,
            item=one_line(item, "--item") if item else "", area=one_line(area, "--area") if area else "", recurs=_rhythm(recurs, said_on) if recurs is not None else when.recurs,
        )  # fmt: skip
        number = register.next_number(record.actions.refs(), raised)
        return register.add(f"{raised}-{number:02}", fields, f"{', '.join(names) or 'no owner'}; {when.told}")

    app.record(make, dry)


def _rhythm(text: str, said_on: date) -> str:
    """A rhythm in its one spelling. Raises Misuse for words that are none."""
    from g2g.due import Context, read_due

    due = read_due(text, Context(said_on=said_on))
    if due.kind != "recurring" or not due.recurs:
        raise Misuse(f"“{text}” is no rhythm; write quarterly, monthly, every 6 weeks, every Friday or every meeting.")
    return due.recurs


def _raised_at(app: App, record: Record, meeting: str | None, body: str | None, on: str | None) -> str:
    """The first part of a new reference: the meeting, or the body and the day."""
    if meeting is not None:
        found = meeting_meant(record, meeting)
        if body is not None and body.upper() != found.body:
            raise Misuse(f"{found.ref} is no meeting of {body.upper()}; leave --body out.")
        _can_raise(app, found)
        return found.ref
    code = body_meant(record, body)
    if on is not None:
        return f"{code}-{_day(app, on)}"
    held = record.calendar.last_held(code)
    return held.ref if held else f"{code}-{app.today}"


def _can_raise(app: App, meeting: Meeting) -> None:
    """An action is raised at a meeting that takes place; one still to come is no more than odd."""
    if meeting.status == "moved":
        raise Refusal(f"{meeting.ref} was moved to {meeting.moved_to}; give that one.")
    if meeting.status == "cancelled":
        raise Refusal(f"{meeting.ref} was cancelled; --on DATE puts an action between meetings.")
    if meeting.date > app.today:
        app.warn(f"{meeting.ref} is still to come.")


@command("edit")
@reference
@click.option("--words", metavar="TEXT", help="What is to be done.")
@click.option("--owner", "owners", multiple=True, metavar="NAME", help="The owners, instead of those there are.")
@click.option("--due", metavar="WHEN", help="The date first agreed, where it was put down wrongly (a new date is “extend”); an empty one takes it away.")
@click.option("--item", metavar="NUMBER", help="The agenda item; an empty one takes it away.")
@click.option("--area", metavar="NUMBER", help="The key area of the plan; an empty one takes it away.")
@click.option("--watching-brief/--no-watching-brief", "watching", default=None, help="A standing watching brief, or not.")
@dry_run
@pass_app
def edit_command(
    app: App, ref: str, words: str | None, owners: tuple[str, ...], due: str | None, item: str | None, area: str | None,
    watching: bool | None, dry: bool,
) -> None:  # fmt: skip
    """Correct an action by options; with none of them, in your editor ($EDITOR)."""
    given = any(value is not None for value in (words, due, item, area, watching)) or owners
    if not given:
        _edit_in_editor(app, ref, dry)
        return

    def make(record: Record) -> Change:
        action = register.find(record.actions, ref)
        changes: dict[str, Value] = {}
        if words is not None:
            changes["action"] = one_line(words, "--words")
        if owners:
            names = owners_meant(app, record, owners)
            changes["owner"] = names[0] if len(names) == 1 else list(names)
        if due is not None:
            said_on = action.raised or app.today
            when = _warned(app, _when(app, record, due, said_on, action.body)) if due.strip() else When(None, "", "")
            changes |= {"due": when.day.isoformat() if when.day else "", "due_said": when.said}
        for name, value in (("item", item), ("area", area)):
            if value is not None:
                changes[name] = one_line(value, f"--{name}") if value.strip() else ""
        if watching is not None:
            changes["kind"] = "watching brief" if watching else ""
        return register.edit(action, changes, app.today)

    app.record(make, dry)


def _edit_in_editor(app: App, ref: str, dry: bool) -> None:
    import sys

    if not sys.stdin.isatty():
        raise Misuse("Say what to change (--words, --owner, --due, --item, --area), or run it in a terminal for your editor.")
    record = app.record_read
    action = register.find(record.actions, ref)
    before = record.actions.file.entry_text(action.ref)
    after = click.edit(before, extension=".yaml", require_save=False)
    if after is None or after.rstrip() == before.rstrip():
        app.say(f"{action.ref} was left as it is.")
        return
    _readable(after)
    app.record(lambda fresh: Change(f"Changed {action.ref} as edited.", texts=((action.ref, before, after),)), dry)


def _readable(text: str) -> None:
    """Refuse an entry that its writer could save and no command could then read."""
    from g2g.entryfile import EntryFile
    from g2g.files import Text
    from g2g.model import STATUSES
    from g2g.records import ACTION_FIELDS
    from g2g.store import Actions

    edited = Actions(EntryFile(Text("", "the edited text", None, (text.rstrip() + "\n").encode()), ACTION_FIELDS))
    for action in edited.select():
        if action.status not in STATUSES:
            raise Refusal(f"“{action.status}” is no status; write one of {', '.join(STATUSES)}. Nothing was written.")


@command("note")
@reference
@click.argument("words", nargs=-1, required=True, metavar="TEXT...")
@_on
@dry_run
@pass_app
def note_command(app: App, ref: str, words: tuple[str, ...], on: str | None, dry: bool) -> None:
    """Add a dated note to an action."""
    text = words_of(words, "A note")
    app.record(lambda record: register.note(register.find(record.actions, ref, LIVE), text, _day(app, on)), dry)


# ---- closing -------------------------------------------------------------------------------------


@command("close")
@several_references
@click.option("--propose", is_flag=True, help="The owner says that it is done; a meeting has yet to confirm it.")
@_on
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
        actions = _actions(record, refs, LIVE)
        if owner is not None:
            return register.close_part(actions[0], _own_spelling(app, record, actions[0], owner), _day(app, on))
        if propose:
            return register.propose(actions, _day(app, on), text)
        return _continued(record, register.close(actions, _day(app, on), text), actions)

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
    """Confirm at a meeting that proposed closures are closed: those named, or all there are."""

    def make(record: Record) -> Change:
        actions = _actions(record, refs, frozenset({"proposed"})) if refs else _proposed(record, body, meeting)
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
    return list(record.actions.select({"proposed"}, body=code))


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
@_reason
@_on
@dry_run
@pass_app
def reopen_command(app: App, ref: str, reason: str | None, on: str | None, dry: bool) -> None:
    """Open an ended action again; what had ended it is kept as a note."""
    why = _needed(reason, "--reason")
    app.record(lambda record: register.reopen(register.find(record.actions, ref, ENDED), why, _day(app, on)), dry)


@command("withdraw")
@reference
@_reason
@_on
@dry_run
@pass_app
def withdraw_command(app: App, ref: str, reason: str | None, on: str | None, dry: bool) -> None:
    """Withdraw an action that is no longer wanted."""
    why = _needed(reason, "--reason")
    app.record(lambda record: register.withdraw(register.find(record.actions, ref, LIVE), why, _day(app, on)), dry)


def _needed(text: str | None, option: str) -> str:
    if text is None:
        raise Misuse(f"Say why: {option} TEXT.")
    return one_line(text, option)


# ---- to others, and to another day ---------------------------------------------------------------


@command("transfer")
@reference
@click.option("--to", multiple=True, required=True, metavar="NAME", shell_complete=references("owners"), help="The new owner; repeat for several.")
@click.option("--from", "giver", metavar="NAME", help="Only this owner's part.")
@_reason
@_on
@dry_run
@pass_app
def transfer_command(
    app: App, ref: str, to: tuple[str, ...], giver: str | None, reason: str | None, on: str | None, dry: bool
) -> None:
    """Give an action to another owner."""
    why = one_line(reason, "--reason") if reason is not None else ""

    def make(record: Record) -> Change:
        action = register.find(record.actions, ref, LIVE)
        old = _own_spelling(app, record, action, giver) if giver is not None else ""
        return register.transfer(action, owners_meant(app, record, to), _day(app, on), why, old)

    app.record(make, dry)


@command("refer")
@reference
@click.option("--to", required=True, metavar="BODY", help="The body that takes it on.")
@_reason
@_on
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
        return register.refer(action, other, _day(app, on), why)

    app.record(make, dry)


@command("extend")
@reference
@click.option("--due", required=True, metavar="WHEN", help="The new date: a date or a phrase.")
@_reason
@click.option("--meeting", metavar="REF", shell_complete=references("meetings"), help="The meeting that agreed it; else today.")
@_on
@dry_run
@pass_app
def extend_command(
    app: App, ref: str, due: str, reason: str | None, meeting: str | None, on: str | None, dry: bool
) -> None:
    """Give an action a new date, for a reason; the date first agreed stays on record."""
    why = _needed(reason, "--reason")

    def make(record: Record) -> Change:
        action = register.find(record.actions, ref, LIVE)
        at = meeting_meant(record, meeting).ref if meeting is not None else _day(app, on).isoformat()
        to, when = _new_date(app, record, due, date.fromisoformat(at[-10:]), action.body)
        change = register.extend(action, to, at, why, when.said)
        _warned(app, when)
        return change

    app.record(make, dry)


# ---- carry-forward -------------------------------------------------------------------------------


@command("carry-forward")
@click.option("--body", metavar="CODE", shell_complete=references("bodies"), help="Only this body; else each that has a next meeting.")
@click.option("--only", multiple=True, metavar="REF", shell_complete=references("actions"), help="Only this action; repeat for several.")
@click.option("--due", metavar="WHEN", help="With --only: a new date for each of them.")
@_reason
@dry_run
@pass_app
def carry_forward_command(
    app: App, body: str | None, only: tuple[str, ...], due: str | None, reason: str | None, dry: bool
) -> None:
    """Carry every outstanding action forward to its body's next meeting, and show what that meeting hears.

    Nothing but the carrying is recorded: no date, word or reference changes. Running it again changes nothing.
    """
    why = _needed(reason, "--reason") if due is not None else ""
    if due is not None and not only:
        raise Misuse("--due needs --only REF: a new date is agreed for an action, not for all.")
    if reason is not None and due is None:
        raise Misuse("--reason goes with --due.")
    carried: list[_Carried] = []

    def make(record: Record) -> Change:
        carried[:] = _carry(app, record, body, only, due, why)
        return _joined([one.change for one in carried])

    app.record(make, dry, told=False)
    for one in carried:
        _show_outstanding(app, one)


class _Carried(NamedTuple):
    meeting: Meeting
    change: Change
    outstanding: list[Action]


def _carry(app: App, record: Record, body: str | None, only: Sequence[str], due: str | None, why: str) -> list[_Carried]:
    chosen = {action.ref: action for action in _actions(record, only, LIVE)} if only else None
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
    live = record.actions.select(LIVE, body=meeting.body)
    outstanding = [a for a in live if register.is_outstanding(a, meeting)]
    subject = outstanding if chosen is None else [a for a in outstanding if a.ref in chosen]
    extension = None
    if due is not None:
        to, when = _new_date(app, record, due, meeting.date, meeting.body)
        extension = register.extension_at(meeting, to, why, when.said)
        _warned(app, when)
    change = register.carry_forward(subject, meeting, record.calendar, extension)
    edits = dict(change.edits)
    return _Carried(meeting, change, [_after(a, edits.get(a.ref, ())) for a in outstanding])


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


def _joined(changes: Sequence[Change]) -> Change:
    """The changes of several bodies as one: what was done, or that there was nothing to do."""
    done = [change for change in changes if not change.is_empty]
    if not done:
        return Change("Nothing to carry forward: everything outstanding is with its next meeting already.")
    return Change(
        " ".join(change.summary for change in done),
        tuple(told for change in done for told in change.told),
        tuple(edit for change in done for edit in change.edits),
    )


_MOST_SHOWN = 200


def _show_outstanding(app: App, one: _Carried) -> None:
    from g2g import reports
    from g2g.dates import british, british_full

    shown = [a for a in one.outstanding if not a.exempt]
    if not one.outstanding:
        return
    as_at = reports.as_at_meeting(one.meeting, app.today)
    title = f"Outstanding at {one.meeting.ref}, {british_full(one.meeting.date)} (as at {british(as_at)})"
    if len(shown) > _MOST_SHOWN:
        groups = reports.outstanding(shown, one.meeting, as_at)
        counts = ", ".join(f"{name.lower()} {len(rows):,}" for name, rows in groups.items())
        app.say(f"{title}: {counts}. “g2g agenda {one.meeting.ref}” prints them all.")
        return
    app.say("")
    app.show(reports.matters(shown, one.meeting, as_at, title))
