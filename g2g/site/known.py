"""What every page of the site knows: which pages there are, and how actions, meetings and people are named and linked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from g2g.dates import british
from g2g.model import ACTION_REF, Action, Item, Meeting, Proceedings
from g2g.rag import Rag, of_action
from g2g.reporting.source import Source
from g2g.site.parts import Link, Words

STATUSES = {
    "open": "Open", "proposed": "Proposed for closure", "closed": "Closed", "withdrawn": "Withdrawn", "referred": "Referred",
}  # fmt: skip
NOBODY = "No owner named"
_REFERENCES = re.compile(r"(?<![\w-])[A-Z][A-Z0-9]{0,15}-\d{4}-\d{2}-\d{2}(?:-\d{2,6}(?:\.\d{1,4})?)?(?![\w-])")


class Known:
    """The record as the site shows it.

    ``source.withheld`` are exempt actions, there only where they were asked for. ``notes`` publishes the clerk's notes too.
    """

    def __init__(self, source: Source, *, notes: bool) -> None:
        self.source = source
        self.today = source.today
        self.notes = notes
        self.actions: Sequence[Action] = source.actions
        self.withheld: Sequence[Action] = source.withheld
        self.meetings = [m for m in source.calendar.meetings if m.body in source.codes]
        # A reference of another form would be a file of another name, perhaps elsewhere.
        refs = {action.ref for action in (*source.actions, *source.withheld) if re.fullmatch(ACTION_REF, action.ref)}
        self.actions_with_pages = len(refs)
        self._paths = {ref: f"actions/{ref}.html" for ref in refs} | {m.ref: f"meetings/{m.ref}.html" for m in self.meetings}
        self._canonical: dict[str, str] = {}

    # -- names ----------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """What stands over every page: the body's name, where the site is about one."""
        return self.source.body or "Actions and meetings"

    @property
    def has_plan(self) -> bool:
        return bool(self.source.plan.areas or self.source.plan.recommendations)

    def owner(self, name: str) -> str:
        """The name under which an owner stands in people.yaml; as written where they do not."""
        if name not in self._canonical:
            self._canonical[name] = self.source.directory.canonical(name)
        return self._canonical[name]

    def owners(self, action: Action) -> tuple[str, ...]:
        """All owners of an action by their full names."""
        return tuple(dict.fromkeys(map(self.owner, action.owners)))

    def owners_shown(self, action: Action) -> str:
        """The owners on one line, those whose part is done marked so."""
        done = set(map(self.owner, action.done_by))
        return "; ".join(f"{name} (done)" if name in done else name for name in self.owners(action)) or NOBODY

    def body(self, code: str) -> str:
        return self.source.name(code)

    def meeting_name(self, meeting: Meeting) -> str:
        """``Harbour and Wharves Board, 13 March 2019``."""
        return f"{self.body(meeting.body)}, {british(meeting.date)}"

    def rag(self, action: Action) -> Rag:
        return of_action(action, self.source.rule, self.today)

    # -- links ----------------------------------------------------------------------------------

    def path(self, ref: str) -> str:
        """The page of an action or a meeting; empty where it has none."""
        return self._paths.get(ref, "")

    def link(self, ref: str, text: str = "") -> Link | str:
        """A reference that leads to its page, where there is one."""
        path = self.path(ref)
        return Link(text or ref, path) if path else text or ref

    def words(self, text: str) -> Words:
        """A text in which the references of pages that there are lead to them."""
        found: list[str | Link] = []
        at = 0
        for one in _REFERENCES.finditer(text) if "-" in text else ():
            if one[0] in self._paths:
                found += [text[at : one.start()], Link(one[0], self._paths[one[0]])]
                at = one.end()
        return tuple(piece for piece in (*found, text[at:]) if piece)

    # -- meetings -------------------------------------------------------------------------------

    @cached_property
    def proceedings(self) -> dict[str, Proceedings]:
        """Every meeting whole, by reference. Raises BrokenFile for one that cannot be read."""
        return {meeting.ref: self.source.proceedings(meeting.ref) for meeting in self.meetings}

    @cached_property
    def items(self) -> dict[tuple[str, str], Item]:
        """The items that may be published, by meeting and number; their titles stand on the pages of actions."""
        return {
            (ref, item.number): item
            for ref, held in self.proceedings.items() for item in held.items if item.number and not item.exempt
        }  # fmt: skip

    @cached_property
    def raised(self) -> dict[str, list[Action]]:
        """The actions that may be published, by the meeting that raised them."""
        return _grouped((action.meeting, action) for action in self.actions)

    @cached_property
    def raised_exempt(self) -> dict[str, list[Action]]:
        return _grouped((action.meeting, action) for action in self.withheld)

    @cached_property
    def carried(self) -> dict[str, list[Action]]:
        """Live actions by each meeting that they were carried forward to."""
        return _grouped((ref, action) for action in self.actions if action.is_live for ref in dict.fromkeys(action.carried))

    # -- the plan -------------------------------------------------------------------------------

    @cached_property
    def area_titles(self) -> dict[str, str]:
        return {area.number: f"{area.number} {area.title}".strip() for area in self.source.plan.areas}

    @cached_property
    def _area_of(self) -> dict[str, str]:
        return {one.number: one.area for one in self.source.plan.recommendations if one.area}

    def areas(self, action: Action) -> tuple[str, ...]:
        """The key areas that an action serves, itself or by its recommendations."""
        numbers = (action.area, *(self._area_of.get(number, "") for number in action.recommendations))
        return tuple(dict.fromkeys(filter(None, numbers)))


def _grouped(pairs: Iterable[tuple[str, Action]]) -> dict[str, list[Action]]:
    found: dict[str, list[Action]] = {}
    for key, action in pairs:
        found.setdefault(key, []).append(action)
    return found


def filtered(**wanted: str) -> str:
    """The list of actions with a filter in force, as an address."""
    return f"actions.html#{urlencode(wanted)}"


def year_before(today: date) -> date:
    """The same day a year before; 28 February for the 29th."""
    try:
        return today.replace(year=today.year - 1)
    except ValueError:
        return today.replace(year=today.year - 1, day=28)
