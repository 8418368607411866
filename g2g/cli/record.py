"""Making the record: a data folder, actions added, corrected and noted on."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import click

from g2g import register
from g2g.cli.app import App
from g2g.cli.commands import command
from g2g.cli.meant import (
    When,
    body_meant,
    day_meant,
    in_plan,
    meeting_meant,
    on_option,
    owners_meant,
    warned,
    when_meant,
)
from g2g.cli.options import dry_alone, dry_run, exempt_meant, exempt_option, one_line, reference, references, words_of
from g2g.errors import Misuse, Refusal
from g2g.model import LIVE, Action, Body, Change, Edit, Meeting, Told, Value
from g2g.records import one_or_several

if TYPE_CHECKING:
    from collections.abc import Iterator

    from g2g.actions import Actions
    from g2g.store import Record

pass_app = click.make_pass_decorator(App)


@command("init")
@click.option("--body", "code", metavar="CODE", help="The code of a body, such as CSIB.")
@click.option("--name", metavar="NAME", help="The name of that body.")
@dry_alone
@pass_app
def init_command(app: App, code: str | None, name: str | None, dry: bool) -> None:
    """Set up a data folder here, and a body in it; safe to run again."""
    from g2g.saving import lacking, start_record

    folder = app.new_folder
    made = (lacking if dry else start_record)(folder, _new_body(code, name))
    prefix = "Not written, for this is a dry run: " if dry else ""
    if made:
        following = f"g2g meeting add {code.upper()} DATE" if code else "g2g init --body CODE --name NAME"
        app.say(f"{prefix}Set up {folder}: wrote {', '.join(made)}. Next: “{following}”.")
    else:
        app.say(f"{folder} is set up already; nothing was changed.")
    from g2g.cli.merging import set_up_merging

    for sentence in set_up_merging(folder, dry=dry):
        app.say(prefix + sentence)


def _new_body(code: str | None, name: str | None) -> Body | None:
    from g2g.model import BODY_CODE

    if code is None:
        if name is not None:
            raise Misuse("--name needs --body CODE too.")
        return None
    if not re.fullmatch(BODY_CODE, code.upper()):
        raise Misuse(f"“{code}” is no code for a body; write up to 16 letters and digits, a letter first, such as CSIB.")
    return Body(code.upper(), one_line(name, "--name") if name is not None else code.upper())


@command("add")
@click.argument("words", nargs=-1, required=True, metavar="TEXT...")
@click.option("--owner", "owners", multiple=True, metavar="NAME", shell_complete=references("owners"), help="Who is to do it; repeat for several.")
@click.option("--due", metavar="WHEN", help="A date or a phrase: 10 October 2017, next meeting, within 14 days.")
@click.option("--meeting", metavar="REF", shell_complete=references("meetings"), help="The meeting that raised it; else the one held last.")
@click.option("--body", metavar="CODE", shell_complete=references("bodies"), help="The body; needed where there are several.")
@click.option("--on", metavar="DATE", help="The day it was raised, between meetings.")
@click.option("--item", metavar="NUMBER", help="The agenda item.")
@click.option("--area", metavar="NUMBER", help="The key area of the plan.")
@click.option("--recommendation", "recommendations", multiple=True, metavar="NUMBER", help="The recommendation of the plan; repeat for several.")
@click.option("--watching-brief", "watching", is_flag=True, help="A standing watching brief, with no end.")
@click.option("--recurs", metavar="RHYTHM", help="It recurs: quarterly, every 6 weeks, every meeting; closing it begins the next.")
@exempt_option
@dry_run
@pass_app
def add_command(
    app: App, words: tuple[str, ...], owners: tuple[str, ...], due: str | None, meeting: str | None, body: str | None,
    on: str | None, item: str | None, area: str | None, recommendations: tuple[str, ...], watching: bool, recurs: str | None,
    exempt: str | None, dry: bool,
) -> None:  # fmt: skip
    """Add an action: what is to be done, by whom, by when."""
    text, numbers = words_of(words, "An action"), exempt_meant(exempt) or ()
    if meeting is not None and on is not None:
        raise Misuse("Give --meeting or --on, not both: an action is raised at a meeting or between two.")

    def make(record: Record) -> Change:
        from g2g.records import new_action_fields

        raised = _raised_at(app, record, meeting, body, on)
        code, said_on = raised.partition("-")[0], date.fromisoformat(raised[-10:])
        when = warned(app, when_meant(app, record, due, said_on, code)) if due is not None else When(None, "", "no due date")
        in_plan(record, area, recommendations)
        names = owners_meant(app, record, owners)
        fields = new_action_fields(
            words=text, owners=names, due=when.day, due_said=when.said, watching=watching,
            item=one_line(item, "--item") if item else "", area=one_line(area, "--area") if area else "",
            recommendations=_numbers(recommendations), recurs=_rhythm(recurs, said_on) if recurs is not None else when.recurs,
            exempt=numbers,
        )  # fmt: skip
        number = register.next_number(record.actions.refs_at(raised), raised)
        return register.add(f"{raised}-{number:02}", fields, f"{', '.join(names) or 'no owner'}; {when.told}{_not_published(numbers)}")

    app.record(make, dry)


def _not_published(numbers: tuple[str, ...]) -> str:
    if not numbers:
        return ""
    from g2g.exemption import under

    return f"; exempt under {under(numbers)}, not for publication"


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
        return f"{code}-{day_meant(app, on)}"
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
@click.option("--recommendation", "recommendations", multiple=True, metavar="NUMBER", help="The recommendations of the plan, instead of those there are; an empty one takes them away.")
@click.option("--rag", metavar="COLOUR", help="An override of the computed colour (red, amber, green or blue), with --rag-reason; an empty one takes it away.")
@click.option("--rag-reason", metavar="TEXT", help="Why it has another colour than the rule gives it.")
@click.option("--watching-brief/--no-watching-brief", "watching", default=None, help="A standing watching brief, or not.")
@exempt_option
@dry_run
@pass_app
def edit_command(
    app: App, ref: str, words: str | None, owners: tuple[str, ...], due: str | None, item: str | None, area: str | None,
    recommendations: tuple[str, ...], rag: str | None, rag_reason: str | None, watching: bool | None, exempt: str | None, dry: bool,
) -> None:  # fmt: skip
    """Correct an action by options; with none of them, in your editor ($EDITOR)."""
    given = any(value is not None for value in (words, due, item, area, rag, rag_reason, watching, exempt)) or owners or recommendations
    if not given:
        _edit_in_editor(app, ref, dry)
        return
    numbers = exempt_meant(exempt)

    def make(record: Record) -> Change:
        action = register.find(record.actions, ref)
        in_plan(record, area, recommendations)
        changes: dict[str, Value] = {}
        if words is not None:
            changes["action"] = one_line(words, "--words")
        if owners:
            names = owners_meant(app, record, owners)
            changes["owner"] = names[0] if len(names) == 1 else list(names)
        if due is not None:
            said_on = action.raised or app.today
            when = warned(app, when_meant(app, record, due, said_on, action.body)) if due.strip() else When(None, "", "")
            changes |= {"due": when.day.isoformat() if when.day else "", "due_said": when.said}
        for name, value in (("item", item), ("area", area)):
            if value is not None:
                changes[name] = one_line(value, f"--{name}") if value.strip() else ""
        if recommendations:
            changes["recommendation"] = one_or_several(_numbers(recommendations))
        changes |= _override(action, rag, rag_reason)
        if watching is not None:
            changes["kind"] = "watching brief" if watching else ""
        return _marked(action, register.edit(action, changes, app.today), numbers)

    app.record(make, dry)


def _marked(action: Action, change: Change, numbers: tuple[str, ...] | None) -> Change:
    """A correction of an action, and with it its mark as exempt put on or taken away."""
    if numbers is None or numbers == action.exempt:
        return change
    from g2g.exemption import paragraphs

    edit = Edit("exempt", "set", one_or_several(numbers)) if numbers else Edit("exempt", "drop")
    ours, theirs = (paragraphs(one) if one else "no" for one in (action.exempt, numbers))
    said = f"exempt: {ours} → {theirs}" + ("; not for publication" if numbers else "; for publication")
    if change.is_empty:
        return Change(f"Changed {action.ref}.", (Told(action.ref, " ".join(action.words.split()), said),), ((action.ref, (edit,)),))
    told, (ref, edits) = change.told[0], change.edits[0]
    return change._replace(told=(told._replace(what=f"{told.what}; {said}"),), edits=((ref, (*edits, edit)),))


def _numbers(given: tuple[str, ...]) -> tuple[str, ...]:
    """Numbers of recommendations, each once; empty ones stand for none."""
    return tuple(dict.fromkeys(one_line(number, "--recommendation") for number in given if number.strip()))


def _override(action: Action, rag: str | None, reason: str | None) -> dict[str, Value]:
    """The fields of an override. Raises Misuse for a colour that is none, and for one without a reason."""
    if rag is None and reason is None:
        return {}
    from g2g.plan import COLOURS

    colour = action.rag if rag is None else rag.strip().casefold()
    if not colour and rag is not None:
        return {"rag": "", "rag_reason": ""}
    if colour not in COLOURS:
        raise Misuse(f"“{colour}” is no colour; write --rag {', '.join(COLOURS[:-1])} or {COLOURS[-1]}." if colour else "--rag-reason needs --rag COLOUR too.")
    why = one_line(reason, "--rag-reason") if reason is not None else action.rag_reason
    if not why:
        raise Misuse(f"Say why it is {colour}: --rag-reason TEXT.")
    return {"rag": colour, "rag_reason": why}


def _edit_in_editor(app: App, ref: str, dry: bool) -> None:
    import sys

    from g2g.cli.page import in_editor

    if not sys.stdin.isatty():
        raise Misuse("Say what to change (--words, --owner, --due, --item, --area, --recommendation, --rag, --exempt), or run it in a terminal for your editor.")
    record = app.record_read
    action = register.find(record.actions, ref)
    before = record.actions.file_of(action.ref).entry_text(action.ref)
    after = in_editor(before, require_save=False)
    if after is None or after.rstrip() == before.rstrip():
        app.say(f"{action.ref} was left as it is.")
        return
    _readable(after, before)
    app.record(lambda fresh: Change(f"Changed {action.ref} as edited.", texts=((action.ref, before, after),)), dry)


def _readable(text: str, before: str) -> None:
    """Refuse an entry that its writer could save and no command could then read, or not as it is meant."""
    from g2g.actions import Actions
    from g2g.entryfile import EntryFile
    from g2g.files import Text
    from g2g.model import STATUSES
    from g2g.records import ACTION_FIELDS

    def read(entry: str) -> Actions:
        return Actions(EntryFile(Text("", "the edited text", None, (entry.rstrip() + "\n").encode()), ACTION_FIELDS))

    for action in read(text).select():
        if action.status not in STATUSES:
            raise Refusal(f"“{action.status}” is no status; write one of {', '.join(STATUSES)}. Nothing was written.")
    was = set(_wrong(read(before)))
    for sentence in _wrong(read(text)):
        if sentence not in was:
            raise Refusal(f"{sentence} Nothing was written.")


# What an entry cannot be meant to say: days that there are not, and a mark of what is exempt that nothing reads.
_NEVER_MEANT = ("not-a-date", "misspelt-exempt", "no-paragraph")


def _wrong(actions: Actions) -> Iterator[str]:
    """What the entries of a text cannot be meant to say, in sentences."""
    from g2g.calendar import Calendar
    from g2g.check import Checker
    from g2g.people import Directory

    checker = Checker("", Calendar(()), Directory({}))
    for one in actions.file.found:
        for problem in checker.action(actions.action(one), actions.file.fields(one), lambda field: 0):
            if problem.code in _NEVER_MEANT:
                yield problem.sentence


@command("note")
@reference
@click.argument("words", nargs=-1, required=True, metavar="TEXT...")
@on_option
@dry_run
@pass_app
def note_command(app: App, ref: str, words: tuple[str, ...], on: str | None, dry: bool) -> None:
    """Add a dated note to an action."""
    text = words_of(words, "A note")
    app.record(lambda record: register.note(register.find(record.actions, ref, LIVE), text, day_meant(app, on)), dry)
