"""The record at a glance: where things stand, the people and the bodies, and what is wrong in the files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from g2g.dates import british
from g2g.model import Action, Body, Meeting, Person, Problem
from g2g.reports import Cell, Column, Report, Table

if TYPE_CHECKING:
    from g2g.calendar import Calendar


def standing(
    actions: Sequence[Action], bodies: dict[str, str], calendar: Calendar, today: date, problems: int, referred: Sequence[str] = ()
) -> Report:
    """One screen: for each body the next meeting and how many of its live actions are where.

    ``actions`` are the live ones, ``bodies`` code and name, ``problems`` how many ``check`` found, ``referred`` sentences
    about what bodies have referred to each other.
    """
    columns = (
        Column("body", "Body", "ref"), Column("next_meeting", "Next meeting", "date"), Column("open", "Open", "number"),
        Column("overdue", "Overdue", "number"), Column("due_by_then", "Due by then", "number"),
        Column("proposed", "Proposed", "number"), Column("name", "", "words"),
    )  # fmt: skip
    rows = tuple(_standing_row(code, name, [a for a in actions if a.body == code], calendar, today) for code, name in bodies.items())
    tables = (Table("", columns, rows),)
    sentences = (
        *(said for code in bodies if (said := _not_yet_held(calendar.next_scheduled(code), today))),
        *referred,
        "Nothing is wrong in the files." if not problems
        else f"{problems:,} thing{'s' if problems != 1 else ''} to look at in the files: “g2g check” lists them.",
    )  # fmt: skip
    names = [column.name for column in columns]
    return Report(
        "status", today, f"Where things stand on {british(today)}", tables, "There is no body yet: “g2g init --body CODE --name NAME”.",
        lambda: [dict(zip(names, row, strict=True)) for row in rows], sentences,
    )  # fmt: skip


def _not_yet_held(meeting: Meeting | None, today: date) -> str:
    if meeting is None or meeting.date >= today:
        return ""
    return f"{meeting.ref} is past, and still down as scheduled: “g2g meeting hold {meeting.ref}” says that it was held."


def _standing_row(code: str, name: str, actions: Sequence[Action], calendar: Calendar, today: date) -> tuple[Cell, ...]:
    meeting = calendar.next_scheduled(code)
    opened = [a for a in actions if a.status == "open"]
    late = [a for a in opened if a.days_late(today)]
    by_then = [a for a in opened if meeting and a.due_now and not a.days_late(today) and a.due_now <= meeting.date]
    proposed = len(actions) - len(opened)
    return (code, meeting.date if meeting else None, len(opened), len(late), len(by_then), proposed, name)


def problems(found: Sequence[Problem], today: date) -> Report:
    """What breaks the rules of the record, for other programs."""
    columns = (Column("path", "File"), Column("line", "Line", "number"), Column("code", "Code"), Column("sentence", "Problem", "words"))
    rows = tuple((p.path, p.line, p.code, p.sentence) for p in found)
    return Report("problems", today, "Problems", (Table("", columns, rows),), "Nothing is wrong.", lambda: [dict(zip(p._fields[:4], p[:4], strict=True)) for p in found])


def people(found: Sequence[Person], owed: dict[str, int], today: date) -> Report:
    """People with organisation and role, and how many live actions each still owes."""
    columns = (Column("name", "Name"), Column("owes", "Owes", "number"), Column("organisation", "Organisation and role", "words"))
    rows = tuple((p.name, owed.get(p.name), ", ".join(filter(None, (p.organisation, p.role)))) for p in found)
    return Report(
        "people", today, "People", (Table("", columns, rows),), "people.yaml names nobody yet.",
        lambda: [p._asdict() | {"also": list(p.also), "owes": owed.get(p.name, 0)} for p in found],
    )  # fmt: skip


def bodies(found: Sequence[Body], upcoming: dict[str, str], today: date) -> Report:
    """Bodies with chair, clerk and the day of the next meeting."""
    columns = (
        Column("code", "Code", "ref"), Column("chair", "Chair"), Column("clerk", "Clerk"), Column("next", "Next meeting"),
        Column("name", "Name", "words"),
    )  # fmt: skip
    rows = tuple((b.code, b.chair or None, b.clerk or None, upcoming.get(b.code), b.name) for b in found)
    return Report(
        "bodies", today, "Bodies", (Table("", columns, rows),), "bodies.yaml names no body yet.",
        lambda: [b._asdict() | {"standing_items": list(b.standing_items), "also": list(b.also)} for b in found],
    )  # fmt: skip
