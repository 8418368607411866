"""The views: where things stand, who owes what, what is late, and what is wrong in the files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from g2g import listings
from g2g.cli.app import App
from g2g.cli.commands import command
from g2g.cli.options import FILTERS, FORMS, Filters, names_meant, reference, selected, words_of
from g2g.dates import british, british_full
from g2g.model import LIVE, Action, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from g2g.listings import Grouping
    from g2g.store import Record

pass_app = click.make_pass_decorator(App)


def _by_owner(app: App, wanted: Filters) -> Grouping | None:
    """The name under which each owner is grouped; none for those whom --org or a further --owner leave out."""
    if not wanted.by_owner:
        return None
    directory = app.directory(app.record_read, ended=bool(wanted.status))
    names = names_meant(directory, wanted)
    return lambda name: found if (found := directory.canonical(name)) and (names is None or found in names) else ""


@command("list", params=[*FILTERS])
@pass_app
def list_command(app: App, /, form: str, **options: Any) -> None:
    """List actions: the open and proposed ones, unless --status says otherwise."""
    wanted = Filters(**options)
    actions = selected(app, app.record_read, wanted)
    # On a page the columns are those of the body's papers.
    columns = app.record_read.settings.columns if form == "md" else ()
    report = listings.listing(actions, app.today, "Actions", "There is no such action.", _by_owner(app, wanted), columns)
    if wanted.body and wanted._replace(body=(), owner=(), exempt=False) == Filters():
        report = report._replace(sentences=(*report.sentences, *_referred(app.record_read, wanted.body)))
    app.show(report, form)


def _referred(record: Record, codes: Iterable[str]) -> tuple[str, ...]:
    """What other bodies have referred to these, in sentences: it is on no list of theirs, for its reference is the other's."""
    from g2g import referrals
    from g2g.model import Body

    named = [record.bodies.get(code, Body(code, code)) for code in dict.fromkeys(code.upper() for code in codes)]
    return referrals.told(record.actions.unarchived(statuses={"referred"}), named, record.calendar.last_held)


@command("search", params=[*FILTERS])
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@pass_app
def search_command(app: App, /, words: tuple[str, ...], form: str, **options: Any) -> None:
    """Find actions, ended ones too, by words in them, their notes, outcomes or owners."""
    wanted = Filters(**options)
    text = words_of(words, "A search")
    wanted = wanted._replace(search=(*wanted.search, text), status=wanted.status or ("all",))
    actions = selected(app, app.record_read, wanted)
    app.show(listings.listing(actions, app.today, f"Actions with “{text}”", "No action has these words.", _by_owner(app, wanted)), form)


@command("overdue", params=[*FILTERS])
@pass_app
def overdue_command(app: App, /, form: str, **options: Any) -> None:
    """List what is overdue: days late on the date in force and on the date first agreed, and times carried."""
    wanted = Filters(**options)
    actions = selected(app, app.record_read, wanted)
    app.show(listings.overdue(actions, app.today, f"Overdue at {british(app.today)}", _by_owner(app, wanted)), form)


@command("due", params=[*FILTERS])
@pass_app
def due_command(app: App, /, form: str, **options: Any) -> None:
    """List what falls due, by date, and what has no date yet."""
    wanted = Filters(**options)
    actions = selected(app, app.record_read, wanted)
    app.show(listings.due(actions, app.today, f"Due from {british(app.today)}", _by_owner(app, wanted)), form)


@command("show", params=[*FORMS])
@reference
@pass_app
def show_command(app: App, ref: str, form: str) -> None:
    """Show everything about one action, with its history."""
    record = app.record_read
    from g2g import particulars, register

    action = register.find(record.actions, ref, LIVE)
    file = record.actions.file_of(action.ref)
    place = f"{file.text.shown}, line {file.line(file.find({action.ref})[action.ref])}"
    report = particulars.whole(action, app.today, record.calendar, app.directory(record), action.ref, place)
    app.show(report, form)


# ---- status --------------------------------------------------------------------------------------


@command("status", params=[*FORMS])
@pass_app
def status_command(app: App, form: str) -> None:
    """Show where things stand: the next meeting, what is due and overdue, and problems in the files."""
    from g2g import overviews

    record = app.record_read
    actions = [a for a in record.actions.select(LIVE) if not a.exempt]
    # What is wrong with exempt actions “check” tells by its place alone; here it would be a count of them.
    wrong = sum(1 for problem in _problems(record) if not problem.exempt)
    codes = _codes(record, actions)
    app.show(overviews.standing(actions, codes, record.calendar, app.today, wrong, _referred(record, codes)), form)


def _codes(record: Record, actions: list[Action]) -> dict[str, str]:
    codes = sorted({*record.bodies, *record.calendar.bodies, *(a.body for a in actions)})
    return {code: record.bodies[code].name if code in record.bodies else "" for code in codes}


# ---- check ---------------------------------------------------------------------------------------


@command("check")
@click.option("--json", "form", flag_value="json", help="As JSON.")
@click.option("--csv", "form", flag_value="csv", help="As CSV.")
@click.option("--staged", "is_staged", is_flag=True, help="What is staged in git, as the next commit would have it.")
@click.option("--include-exempt", "--exempt", "whole", is_flag=True, help="Say of exempt actions what is wrong, too, and not only where; it is not for publication.")
@click.pass_context
def check_command(ctx: click.Context, form: str | None, is_staged: bool, whole: bool) -> int:
    """Check the files against the rules of the record; exit status 1 if anything is wrong (a warning alone is not)."""
    app: App = ctx.obj
    problems = _staged_problems(app) if is_staged else _problems(app.record_read)
    if not whole and any(problem.exempt for problem in problems):
        from g2g.check import withheld

        problems = [withheld(problem) for problem in problems]
    from g2g.cli.merging import lacks_driver

    if lacks_driver(app.folder):
        app.warn("This clone does not know how to merge the record yet; run “g2g init” in it once.")
    if form:
        from g2g import overviews

        app.show(overviews.problems(problems, app.today), form)
        return 1 if any(not problem.warning for problem in problems) else 0
    from g2g.render.safe import terminal

    for problem in problems:
        app.say(terminal(str(problem)))
    app.say("" if problems else "Nothing is wrong.")
    if problems:
        app.say(_counted(problems))
    if whole and any(problem.exempt for problem in problems):
        app.say("Not for publication: some of these are about exempt actions.")
    return 1 if any(not problem.warning for problem in problems) else 0


def _counted(problems: Sequence[Problem]) -> str:
    """``2 problems.``, ``1 problem and 2 warnings.``"""
    warnings = sum(problem.warning for problem in problems)
    counts = ((len(problems) - warnings, "problem"), (warnings, "warning"))
    return " and ".join(f"{count} {what}{'s' if count > 1 else ''}" for count, what in counts if count) + "."


def _staged_problems(app: App) -> list[Problem]:
    from g2g.staged import staged
    from g2g.store import Record

    folder = staged(app.folder)
    return _problems(Record(folder)) if folder is not None else []


def _problems(record: Record) -> list[Problem]:
    from g2g.problems import problems

    return problems(record)


# ---- who there is --------------------------------------------------------------------------------


@command("people", params=[*FORMS])
@pass_app
def people_command(app: App, form: str) -> None:
    """List the people of people.yaml, with organisation, role and how many actions they owe."""
    from g2g import overviews

    record = app.record_read
    directory = app.directory(record)
    owed: dict[str, int] = {}
    for action in record.actions.select(LIVE):
        if action.exempt:
            continue
        for owner in {directory.canonical(name) for name in action.owners_left}:
            owed[owner] = owed.get(owner, 0) + 1
    app.show(overviews.people(list(record.people.values()), owed, app.today), form)


@command("bodies", params=[*FORMS])
@pass_app
def bodies_command(app: App, form: str) -> None:
    """List the bodies, with chair, clerk and next meeting."""
    from g2g import overviews

    record = app.record_read
    upcoming = {code: record.calendar.next_scheduled(code) for code in record.bodies}
    when = {code: british_full(meeting.date) for code, meeting in upcoming.items() if meeting}
    app.show(overviews.bodies(list(record.bodies.values()), when, app.today), form)
