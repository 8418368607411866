"""What is read from an action log, and what it is read against."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from g2g.calendar import Calendar
from g2g.due import Context
from g2g.model import Body, Value
from g2g.people import Directory


class Setting(NamedTuple):
    """What a log is read against: the record's bodies, calendar and people, and what the command line says.

    ``body`` is the body where a row names none, ``meeting`` the one that actions without a raised date belong to, both
    empty where not given. ``context`` gives what a due phrase is read against: the day it was said, and the body.
    ``source`` is the name of the file, which is the reason of an extension that it has and does not explain.
    """

    today: date
    bodies: Mapping[str, Body]
    calendar: Calendar
    directory: Directory
    context: Callable[[date, str], Context]
    body: str = ""
    meeting: str = ""
    source: str = "the log"


class Proposal(NamedTuple):
    """An action as a row of a log has it: where it was raised, its fields, and its reference if that is one of g2g's.

    ``exact`` where they are the fields of an entry one by one, as g2g's own export has them.
    """

    row: int
    at: str
    fields: dict[str, Value]
    ref: str = ""
    exact: bool = False

    @property
    def formerly(self) -> str:
        return str(self.fields.get("formerly", ""))

    @property
    def words(self) -> str:
        return str(self.fields["action"])


class NotTaken(NamedTuple):
    """A row that gives no action, and why."""

    row: int
    why: str


class Log(NamedTuple):
    """What a log says: proposals, the rows not taken, doubts with their rows, and how each status was read."""

    proposals: tuple[Proposal, ...]
    not_taken: tuple[NotTaken, ...] = ()
    doubts: tuple[tuple[str, tuple[int, ...]], ...] = ()
    statuses: tuple[tuple[str, str, int], ...] = ()
