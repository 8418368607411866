"""The rules that the record must keep, and what breaks them: a code, the place, and a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date

from g2g import misspellings
from g2g.calendar import Calendar
from g2g.dates import british, written_date
from g2g.misspellings import Misspelt
from g2g.model import ACTION_REF, MEETING_STATUSES, STATUSES, Action, Meeting, Problem, Value, iso_date
from g2g.people import Directory
from g2g.plan import COLOURS, KeyArea, Plan, Recommendation

Place = Callable[[str], int]
_PUBLISHED = "has “exempt:” without a paragraph, and so is published; write it like 3, or take the line away."
_KNOWN_KINDS = ("", "watching brief")


class Checker:
    """Checks actions one by one against the calendar, the people and the plan; problems carry ``path``."""

    def __init__(self, path: str, calendar: Calendar, directory: Directory, plan: Plan | None = None) -> None:
        self.path = path
        self.directory = directory
        self.meeting_days = frozenset(calendar.refs)
        self.calendar = calendar
        # Where the plan numbers none, none is unknown.
        self.areas = frozenset(area.number for area in plan.areas) if plan else frozenset()
        self.recommendations = frozenset(one.number for one in plan.recommendations) if plan else frozenset()
        self._seen: dict[str, int] = {}

    def action(self, action: Action, fields: Mapping[str, Value], line: Place) -> Iterator[Problem]:
        """The problems of one action. ``line`` gives the line of a field, of the entry for ``""``."""
        for code, field, sentence in self._findings(action, fields):
            yield Problem(code, self.path, line(field), f"{action.ref}: {sentence}", bool(action.exempt))
        yield from misspelt(action.ref, fields, misspellings.ACTION, self.path, lambda one: line(one.within), exempt=bool(action.exempt))
        if action.ref in self._seen:
            yield Problem(
                "duplicate-reference", self.path, line(""),
                f"{action.ref} stands in line {self._seen[action.ref]} already; give one of the two the next free number.",
                bool(action.exempt),
            )  # fmt: skip
        else:
            self._seen[action.ref] = line("")

    def _findings(self, action: Action, fields: Mapping[str, Value]) -> Iterator[tuple[str, str, str]]:
        yield from _reference(action)
        yield from _status(action, fields)
        yield from _dates(action, fields)
        yield from self._people(action)
        yield from self._meetings(action)
        yield from self._plan(action)
        yield from _override(action)
        if action.is_live:
            yield from _due(action)
            yield from _carried(action)

    def _people(self, action: Action) -> Iterator[tuple[str, str, str]]:
        if not action.owners and action.is_live:
            yield "no-owner", "", f"has no owner; “g2g transfer {action.ref} --to NAME” gives it one."
        for name in action.owners:
            if self.directory.people and not self.directory.knows(name):
                yield "unknown-person", "owner", f"{name} is not in people.yaml; add them there, or mend the name."
        for name in action.done_by:
            if name not in action.owners:
                yield "unknown-person", "done_by", f"{name} has done their part but is not an owner."

    def _plan(self, action: Action) -> Iterator[tuple[str, str, str]]:
        if action.area and self.areas and action.area not in self.areas:
            yield "unknown-area", "area", f"names key area {action.area}, which plan.yaml does not have; {_has('key areas', self.areas)}."
        for number in action.recommendations:
            if self.recommendations and number not in self.recommendations:
                yield "unknown-recommendation", "recommendation", (
                    f"names recommendation {number}, which plan.yaml does not have; {_has('recommendations', self.recommendations)}."
                )

    def _meetings(self, action: Action) -> Iterator[tuple[str, str, str]]:
        named = [("carried", ref) for ref in action.carried]
        named += [("confirmed", action.confirmed)] if action.confirmed else []
        named += [("extended", e.at) for e in action.extended if iso_date(e.at) is None]
        for field, ref in named:
            if ref not in self.meeting_days:
                yield "no-meeting", field, f"names {ref or 'no meeting'}, which is not among the meetings."
        met: set[str] = set()
        again = next((ref for ref in action.carried if ref in met or met.add(ref)), None)  # type: ignore[func-returns-value]
        if again:
            yield "carried-twice", "carried", f"is carried to {again} more than once."


def misspelt(
    called: str, fields: Mapping[str, Value], known: misspellings.Known, path: str, line: Callable[[Misspelt], int], *, exempt: bool = False
) -> Iterator[Problem]:
    """Fields that nothing reads, and that are near one that is read; worse than a slip where what is exempt would be published."""
    for one in misspellings.found(fields, known):
        sentence = f"{called}: there is no field “{one.name}”; did you mean “{one.meant}”?"
        if one.meant == "exempt":
            yield Problem("misspelt-exempt", path, line(one), f"{sentence} As it stands it is published.", exempt)
        else:
            yield Problem("misspelt-field", path, line(one), sentence, exempt, True)


def withheld(problem: Problem) -> Problem:
    """A problem of an exempt action with its place and its rule, and nothing of the action: it has to be mended all the same."""
    return problem._replace(sentence="an exempt action breaks this rule; “g2g check --include-exempt” says how.") if problem.exempt else problem


def _has(what: str, numbers: Collection[str]) -> str:
    ordered = sorted(numbers, key=lambda number: (len(number), number))
    return f"its {what} are {', '.join(ordered[:12])}" + (f" and {len(ordered) - 12} more" if len(ordered) > 12 else "")


def _override(one: Action | KeyArea | Recommendation) -> Iterator[tuple[str, str, str]]:
    """A colour that somebody gave, in place of the one that is computed."""
    if one.rag and one.rag not in COLOURS:
        yield "unknown-colour", "rag", f"“{one.rag}” is no colour of RAG; it is one of {', '.join(COLOURS)}."
    elif one.rag and not one.rag_reason:
        yield "no-rag-reason", "rag", f"is given as {one.rag} without a reason; add “rag_reason:”, or take the line away."


def plan_problems(plan: Plan, path: str, line: Callable[[str, int], int]) -> Iterator[Problem]:
    """The problems of plan.yaml. ``line`` gives the line of a row, by the list and the place in it."""
    areas = {area.number for area in plan.areas}
    lists: tuple[tuple[str, str, Sequence[KeyArea | Recommendation]], ...] = (
        ("areas", "key area", plan.areas),
        ("recommendations", "recommendation", () if plan.is_counted else plan.recommendations),
    )
    for name, what, rows in lists:
        seen: set[str] = set()
        for index, row in enumerate(rows):
            for code, sentence in _row_findings(row, what, seen, areas):
                yield Problem(code, path, line(name, index), sentence)
            seen.add(row.number)


def _row_findings(row: KeyArea | Recommendation, what: str, seen: Collection[str], areas: Collection[str]) -> Iterator[tuple[str, str]]:
    called = f"{what} {row.number}" if row.number else f"a {what} (“{row.title}”)"
    if not row.number:
        yield "no-number", f"{called} has no number; add “number:”, for actions name it by that."
    elif row.number in seen:
        yield "duplicate-number", f"{called} stands here a second time; give one of the two another number."
    if isinstance(row, Recommendation) and row.area and row.area not in areas:
        yield "unknown-area", f"{called} names key area {row.area}, which plan.yaml does not have."
    for code, _, sentence in _override(row):
        yield code, f"{called} {sentence}" if code == "no-rag-reason" else f"{called}: {sentence}"


def _reference(action: Action) -> Iterator[tuple[str, str, str]]:
    match = re.fullmatch(ACTION_REF, action.ref)
    if not match:
        yield "malformed-reference", "", "is no reference; write BODY-YYYY-MM-DD-NN, such as CSIB-2017-09-12-04."
    elif iso_date(match[2]) is None:
        yield "malformed-reference", "", f"{match[2]} in the reference is no day of the calendar."
    if not action.words:
        yield "no-words", "", "does not say what is to be done; write it under “action:”."


def _status(action: Action, fields: Mapping[str, Value]) -> Iterator[tuple[str, str, str]]:
    if "status" not in fields:
        yield "no-status", "", f"has no status; it is one of {', '.join(STATUSES)}."
    elif action.status not in STATUSES:
        yield "unknown-status", "status", f"“{action.status}” is no status; it is one of {', '.join(STATUSES)}."
    if "exempt" in fields and not action.exempt:
        yield "no-paragraph", "exempt", _PUBLISHED
    if action.kind not in _KNOWN_KINDS:
        yield "unknown-kind", "kind", f"“{action.kind}” is no kind of action; the one there is is “watching brief”."
    if action.status == "open" and "closed" in fields:
        yield "open-and-closed", "closed", "is open, and yet says when it was closed; mend the status, or take that line away."
    if action.status in ("closed", "withdrawn", "referred") and "closed" not in fields:
        yield "no-closing-date", "status", f"is {action.status} but does not say when; add “closed: DATE”."


def _dates(action: Action, fields: Mapping[str, Value]) -> Iterator[tuple[str, str, str]]:
    for name in ("due", "closed"):
        written = fields.get(name, "")
        if isinstance(written, str) and written and iso_date(written) is None:
            yield "not-a-date", name, f"“{written}” is no date; write it like 2017-10-10."
    if action.due and action.raised and action.due < action.raised:
        yield "due-before-raised", "due", f"is due on {british(action.due)}, before it was raised."
    if action.closed and action.raised and action.closed < action.raised:
        yield "closed-before-raised", "closed", f"was closed on {british(action.closed)}, before it was raised."
    for day in action.chased:
        if iso_date(day) is None:
            yield "not-a-date", "chased", f"was chased on “{day}”, which is no date; write it like 2017-10-10."
    yield from _weekday(action)
    for extension in action.extended:
        if extension.to is None:
            yield "not-a-date", "extended", "has an extension whose new date is no date; write it like 2017-10-10."
        if not extension.reason:
            yield "no-reason", "extended", "was extended without a reason; add “reason:”."


def _weekday(action: Action) -> Iterator[tuple[str, str, str]]:
    """The clerk's words name a day of the week, and it is not that day's."""
    said = written_date(re.sub(r"^(?:by|on|before|due|no later than)\s+", "", action.due_said.strip(), flags=re.IGNORECASE))
    near = action.raised or date.min
    day = said.on_or_after(near) if said else None
    if said and day is None and 1 <= said.month <= 12:
        yield "impossible-day", "due_said", f"was due “{action.due_said}”, and {said.impossible()}; “g2g edit {action.ref} --due WHEN” sets a date."
    if said and day and (clash := said.clash(day)):
        yield "wrong-weekday", "due_said", f"was due “{action.due_said}”, but {clash}."


def _due(action: Action) -> Iterator[tuple[str, str, str]]:
    if not (action.due_now or action.due_said or action.due_written or action.is_watching_brief or action.recurs):
        yield "no-due-date", "", f"has no due date and is no watching brief; “g2g edit {action.ref} --due WHEN” sets one."


def _carried(action: Action) -> Iterator[tuple[str, str, str]]:
    """Carried three times, and nobody said why since the first of the three."""
    if len(action.carried) < 3:
        return
    since = iso_date(action.carried[-3][-10:])
    told = [iso_date(note[:10]) for note in action.notes] + [iso_date(e.at[-10:]) for e in action.extended]
    if since and not any(day and day >= since for day in told):
        yield "carried-without-note", "carried", (
            f"was carried forward {action.times_carried} times, the last three without a note; “g2g note {action.ref} TEXT” adds one."
        )


def meeting_problems(
    meeting: Meeting, fields: Mapping[str, Value], path: str, calendar: Calendar, bodies: Collection[str], line: Place
) -> Iterator[Problem]:
    """The problems of one meeting file. ``line`` gives the first line on which a field of a name stands."""
    for code, sentence in _meeting_findings(meeting, fields, calendar, bodies):
        yield Problem(code, path, 1, f"{meeting.ref}: {sentence}")
    for row in _rows_with(fields, "exempt"):
        if not row["exempt"]:
            what = f"item {row['number']}" if row.get("number") else f"resolution {row['ref']}" if row.get("ref") else "an item or resolution"
            yield Problem("no-paragraph", path, line("exempt"), f"{meeting.ref}: {what} {_PUBLISHED}")
    yield from misspelt(meeting.ref, fields, misspellings.MEETING, path, lambda one: line(one.name))


def _rows_with(fields: Mapping[str, Value], name: str) -> Iterator[Mapping[str, Value]]:
    """The items of a meeting, and their resolutions, that have a field."""
    for field in ("items", "resolutions"):
        value = fields.get(field)
        for row in value if isinstance(value, list) else ():
            if isinstance(row, dict):
                yield from (row,) if name in row else ()
                yield from _rows_with(row, name)


def _meeting_findings(
    meeting: Meeting, fields: Mapping[str, Value], calendar: Calendar, bodies: Collection[str]
) -> Iterator[tuple[str, str]]:
    for name, wanted in (("body", meeting.body), ("date", meeting.date.isoformat())):
        if fields.get(name, wanted) != wanted:
            yield "wrong-name", f"the file's name and its “{name}: {fields[name]}” do not agree."
    if meeting.status not in MEETING_STATUSES:
        yield "unknown-status", f"“{meeting.status}” is no status; it is one of {', '.join(MEETING_STATUSES)}."
    if bodies and meeting.body not in bodies:
        yield "unknown-body", f"{meeting.body} is not in bodies.yaml."
    last = calendar.last_held(meeting.body) if meeting.is_scheduled else None
    if last and last.date > meeting.date:
        yield "not-held", f"is still down as scheduled, though the meeting of {british(last.date)} was held; “g2g meeting hold {meeting.ref}”, or cancel it."
    older = calendar.get(meeting.moved_from) if meeting.moved_from else None
    if older and older.is_scheduled:
        yield "half-moved", (
            f"stands in place of {older.ref}, which is still down as scheduled;"
            f" “g2g meeting move {older.ref} --to {meeting.date}” completes the move."
        )
    for name in ("moved_to", "moved_from"):
        ref = str(fields.get(name, ""))
        if ref and ref not in calendar.refs:
            yield "no-meeting", f"{name} names {ref}, which is not among the meetings."
