"""What every report is made from: the record's own nouns, already chosen, and the day."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from g2g.calendar import Calendar
from g2g.model import Action, Body, Meeting, Proceedings, RagRule
from g2g.people import Directory
from g2g.plan import Plan


class Source(NamedTuple):
    """What a report is made from.

    ``actions`` are those of every status that may be published, ``withheld`` exempt ones, and only where they were asked
    for (``is_whole``). ``codes`` are the bodies that the report is about; ``since``, ``meeting`` and ``names`` (of
    owners) what was asked for, if anything. ``proceedings`` reads a meeting by its reference.
    """

    actions: Sequence[Action]
    withheld: Sequence[Action]
    is_whole: bool
    codes: tuple[str, ...]
    bodies: Mapping[str, Body]
    calendar: Calendar
    directory: Directory
    plan: Plan
    rule: RagRule
    today: date
    proceedings: Callable[[str], Proceedings]
    since: date | None = None
    meeting: Meeting | None = None
    names: frozenset[str] | None = None

    @property
    def body(self) -> str:
        """The name of the one body that the report is about; empty where it is about several."""
        return self.name(self.codes[0]) if len(self.codes) == 1 else ""

    def name(self, code: str) -> str:
        """The name of a body, its code where it has none."""
        return self.bodies[code].name if code in self.bodies else code
