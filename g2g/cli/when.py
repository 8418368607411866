"""How a due phrase is read: what it is read against, and ``g2g when``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from g2g.cli.app import App
from g2g.cli.commands import command
from g2g.cli.options import day, one_line, references
from g2g.dates import british_full
from g2g.due import Context, Due, Term, read_due
from g2g.errors import Misuse, NoRecord

if TYPE_CHECKING:
    from g2g.store import Record

pass_app = click.make_pass_decorator(App)


def context_of(record: Record, said_on: date, body: str) -> Context:
    """What a phrase is read against: the day it was said, the body's calendar, and what the settings give."""
    known = record.bodies.get(body)
    settings = record.settings
    return Context(
        said_on=said_on,
        body=body,
        calendar=record.calendar,
        body_names=(body, known.name, *known.also) if known else (body,),
        terms=tuple(Term(*row) for row in settings.terms),
        papers_days=known.papers_days if known else None,
        annual_meeting=known.annual_meeting if known else None,
        closed=settings.closed_days,
    )


@command("when")
@click.argument("words", nargs=-1, required=True, metavar="PHRASE...")
@click.option("--body", metavar="CODE", shell_complete=references("bodies"), help="The body whose calendar counts.")
@click.option("--on", metavar="DATE", help="The day of the meeting that said it; else today.")
@click.option("--json", "form", flag_value="json", help="As JSON.")
@pass_app
def when_command(app: App, words: tuple[str, ...], body: str | None, on: str | None, form: str | None) -> None:
    """Show how a due phrase is read, and why: g2g when by the end of Q2."""
    phrase = one_line(" ".join(words), "A phrase")
    said_on = day(app, on) if on is not None else app.today
    due = read_due(phrase, _context(app, said_on, body))
    app.say(_as_json(due) if form else _as_text(due))


def _context(app: App, said_on: date, body: str | None) -> Context:
    """The context of the body named, or of the only one; without a record nothing but the calendar of days."""
    try:
        record = app.record_read
    except NoRecord:
        if body is not None:
            raise
        return Context(said_on=said_on)
    codes = record.calendar.bodies
    if body is None and len(codes) != 1:
        return Context(said_on=said_on)
    code = body.upper() if body is not None else codes[0]
    if code not in codes and code not in record.bodies:
        raise Misuse(f"There is no body “{body}”; the record has {', '.join(codes) or 'none'}.")
    return context_of(record, said_on, code)


def _as_text(due: Due) -> str:
    from g2g.render.safe import terminal

    because = due.because.removeprefix("kept as written: ")
    lines = [_answer(due), f"  {terminal(because)}"]
    return "\n".join([*lines, *(f"  Doubt: {terminal(doubt)}" for doubt in due.doubts if doubt not in because)])


def _answer(due: Due) -> str:
    if due.date is not None:
        return british_full(due.date)
    if due.kind == "soft" and due.latest is not None:
        since = f"{british_full(due.earliest)} to " if due.earliest else "no later than "
        return f"No one day: {since}{british_full(due.latest)}"
    if due.kind == "start" and due.earliest is not None:
        return f"Not before {british_full(due.earliest)}"
    return f"No date: it recurs, {due.recurs}" if due.kind == "recurring" and due.recurs else "No date: kept as written"


def _as_json(due: Due) -> str:
    import json

    data: dict[str, Any] = {
        "phrase": due.phrase, "date": due.date, "earliest": due.earliest, "latest": due.latest, "kind": due.kind,
        "because": due.because, "doubts": list(due.doubts), "meeting": due.meeting or None, "recurs": due.recurs or None,
    }  # fmt: skip
    return json.dumps({"schema": 1, "kind": "due", "data": data}, default=str, ensure_ascii=False, indent=2)
