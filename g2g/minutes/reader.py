"""A set of minutes, read: the meeting, who was there, its items, resolutions and actions, with when they are due."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from g2g.calendar import Calendar
from g2g.due import Context, Due, find_due, read_due
from g2g.minutes import actions, closed, details, waiting
from g2g.minutes.closed import Closed
from g2g.minutes.document import Document
from g2g.minutes.findings import Details, Doubt, FoundAction
from g2g.minutes.reading import Report
from g2g.model import Meeting

_NO_DAY = date(2000, 1, 1)  # stands for the day of a meeting whose date is not in the document; no date read from it is kept
_YEAR = r"\b(?:19|20)\d{2}\b"


class TimedAction(NamedTuple):
    """An action as it was found, and how its due phrase is read; ``due`` is None where its words hold no such phrase."""

    found: FoundAction
    due: Due | None

    @property
    def due_said(self) -> str:
        return self.due.phrase if self.due else ""

    @property
    def date(self) -> date | None:
        return self.due.date if self.due else None


class Minutes(NamedTuple):
    """Everything that was read from one document."""

    details: Details
    actions: tuple[TimedAction, ...]
    implied: tuple[TimedAction, ...]
    reports: tuple[Report, ...]
    doubts: tuple[Doubt, ...]
    closed: Closed = Closed()

    @property
    def meeting_doubts(self) -> tuple[Doubt, ...]:
        """The doubts about the meeting itself, and about what of it is exempt: those that are about no action."""
        return tuple(sorted({*(Doubt(*one) for one in self.details.doubts), *self.closed.doubts}))


def read(
    document: Document, context: Context | None = None, known: Iterable[str] = (), about: Details | None = None,
) -> Minutes:  # fmt: skip
    """Read a document.

    ``context`` is that of the body whose minutes they are, with its calendar; without one, the dates that the document
    itself names are the calendar. ``known`` are names that initials may stand for besides those in the document;
    ``about`` is what ``details`` read, where that was done already.
    """
    about = closed.without_parts(document, about or details.read(document))
    shut = closed.read(document, about)
    found = actions.read(document, about, known)
    timed = _Timing(about, context)
    doubts = [Doubt(line, sentence) for line, sentence in about.doubts]
    return Minutes(
        about, tuple(map(timed.of, found.actions)), tuple(map(timed.of, found.implied)), found.reports,
        tuple(sorted({*doubts, *found.doubts, *shut.doubts})), shut,
    )  # fmt: skip


class _Timing:
    """Reads the due phrases of one set of minutes."""

    def __init__(self, about: Details, context: Context | None) -> None:
        self.dated = about.date is not None
        said_on = about.date or _NO_DAY
        if context is None:
            days = sorted({*about.next_meetings, *([about.date] if about.date else [])})
            calendar = Calendar(Meeting(f"M-{day}", "M", day) for day in days)
            context = Context(said_on, "M", calendar, (about.body,) if about.body else ())
        else:
            context = context._replace(said_on=said_on)
        self.context = context

    def of(self, action: FoundAction) -> TimedAction:
        if action.due_said:
            due = read_due(action.due_said, self.context)
            if due.kind == "kept" and (inner := find_due(action.due_said, self.context)) and inner.date:
                due = inner._replace(phrase=action.due_said)
            return TimedAction(action, self._sure(due))
        within = waiting.read(action.words, self.context)
        return TimedAction(action, self._sure(within) if within else None)

    def _sure(self, due: Due) -> Due:
        """Without the meeting's own day only a date whose year is written is a date."""
        if self.dated or not due.date or re.search(_YEAR, due.phrase):
            return due
        return Due(due.phrase, None, None, None, "kept", "kept as written: the day of the meeting is not known")


def problems(minutes: Minutes) -> Sequence[Doubt]:
    """What a person should look at, in order of lines: doubts, owners nobody knows, and phrases that hold a doubt."""
    found = list(minutes.doubts)
    for action in minutes.actions:
        if action.due and action.due.doubts:
            found.append(Doubt(action.found.line, f"“{action.due_said}”: {'; '.join(action.due.doubts)}."))
    return sorted(set(found))
