"""What the words on the command line mean: bodies, meetings, owners, days and due phrases of the record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import click

from g2g import register
from g2g.cli.app import App
from g2g.cli.options import day, known_to_plan, one_line
from g2g.errors import AmbiguousReference, Misuse, Refusal, UnknownPerson
from g2g.model import Action, Meeting

if TYPE_CHECKING:
    from g2g.store import Record

on_option = click.option("--on", metavar="DATE", help="The day it happened; else today.")
reason_option = click.option("--reason", metavar="TEXT", help="Why.")


class When(NamedTuple):
    """A due date as it was given: the day if there is one, the words, how they were read, a rhythm, and doubts."""

    day: date | None
    said: str
    told: str
    recurs: str = ""
    doubts: tuple[str, ...] = ()


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
            if directory.holder(name):
                app.warn(f"{name} is the role of {found[-1]} in people.yaml, who is taken for the owner.")
        except UnknownPerson as unknown:
            another = f" Is {unknown.near[0]} meant, with another title?" if unknown.another_title else ""
            app.warn(f"{name} is not in people.yaml and owns nothing yet; kept as written.{another}")
            found.append(name)
    return tuple(dict.fromkeys(found))


def in_plan(record: Record, area: str | None, recommendations: Sequence[str]) -> None:
    """Refuse a key area or a recommendation that the plan has not, where it names any."""
    if not area and not any(recommendations):
        return
    plan = record.plan
    known_to_plan("key area", {(area or "").strip()} - {""}, [one.number for one in plan.areas])
    known_to_plan("recommendation", {one.strip() for one in recommendations} - {""}, [one.number for one in plan.recommendations])


def own_spelling(app: App, record: Record, action: Action, text: str) -> str:
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


def when_meant(app: App, record: Record, text: str, said_on: date, body: str) -> When:
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
    # What is said of a phrase as its reason is not said a second time.
    doubts = tuple(f"“{phrase}”: {doubt}" for doubt in due.doubts if doubt not in due.because)
    if due.date is not None and due.date < app.today:
        doubts += (f"{british_full(due.date)} is past already: “{phrase}” counts from {british_full(said_on)}",)
    if due.date is None:
        because = due.because.removeprefix("kept as written: ")
        return When(None, phrase, f"“{phrase}” is kept as written, with no date: {because}", due.recurs, doubts)
    return When(due.date, phrase, f"due {british_full(due.date)}: {due.because}", doubts=doubts)


def warned(app: App, when: When) -> When:
    """A due date as it was given; what is doubtful about it is said."""
    for doubt in when.doubts:
        app.warn(f"{doubt}.")
    return when


def new_date(app: App, record: Record, text: str, agreed_on: date, body: str) -> tuple[date, When]:
    """The date of an extension. Raises Refusal for words that give none."""
    when = when_meant(app, record, text, agreed_on, body)
    if when.day is None:
        raise Refusal(f"An extension needs a date, and {when.told.replace('is kept as written, with no date', 'gives none')}. Nothing was written.")
    return when.day, when


def actions_meant(record: Record, refs: Sequence[str], statuses: frozenset[str]) -> list[Action]:
    if not refs:
        raise Misuse("Say which: give one reference or more, such as CSIB-2017-09-12-04 or just 12-4.")
    found = [register.find(record.actions, ref, statuses) for ref in refs]
    return list({action.ref: action for action in found}.values())


def day_meant(app: App, text: str | None) -> date:
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


def needed(text: str | None, option: str) -> str:
    if text is None:
        raise Misuse(f"Say why: {option} TEXT.")
    return one_line(text, option)
