"""What happened to the actions since the last meeting: opened, closed, proposed, carried forward, slipped."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from g2g.calendar import Calendar
from g2g.coverage import undated_said
from g2g.dates import british, british_full
from g2g.errors import Refusal
from g2g.model import Action, Meeting, iso_date
from g2g.papers import Chart, Paper, Part
from g2g.reporting.parts import actions_part, live, override_sentences, rows, withheld_parts
from g2g.reporting.source import Source
from g2g.reports import Column, Table

MOST_MEETINGS = 12


class Period(NamedTuple):
    """The time that a report is about: from the meeting (or day) where the last one ended, up to a day, which may be past."""

    code: str
    start: date
    end: date
    last: Meeting | None
    following: Meeting | None
    is_past: bool = False

    def has_opened(self, action: Action) -> bool:
        """Raised at the last meeting or since: what that meeting agreed is new to the next."""
        return action.raised is not None and self.start <= action.raised <= self.end and not self._is_of_the_next(action)

    def _is_of_the_next(self, action: Action) -> bool:
        return self.following is not None and action.raised == self.following.date

    def has_closed(self, action: Action) -> bool:
        """Closed after the last meeting."""
        return action.status == "closed" and action.closed is not None and self.start < action.closed <= self.end

    def is_proposed(self, action: Action) -> bool:
        """Waits for a meeting to confirm that it is closed, since whenever."""
        return action.status == "proposed" and (action.closed is None or action.closed <= self.end)

    def was_carried(self, action: Action) -> bool:
        """Carried forward to a meeting after the last."""
        return any((day := iso_date(ref[-10:])) and self.start < day <= self._latest for ref in action.carried)

    @property
    def _latest(self) -> date:
        return self.following.date if self.following else date.max

    def has_slipped(self, action: Action) -> bool:
        """The date first agreed went by since the last meeting, and it was not done."""
        return action.due is not None and self.start <= action.due < self.end and action.slipped(self.end)


# The groups of the report, in its order; each by what tells whether an action belongs to it, and its columns.
GROUPS: dict[str, tuple[Callable[[Period, Action], bool], tuple[str, ...]]] = {
    "opened": (Period.has_opened, ("ref", "owner", "due", "action")),
    "closed": (Period.has_closed, ("ref", "owner", "due", "action")),
    "proposed": (Period.is_proposed, ("ref", "owner", "due", "action")),
    "carried": (Period.was_carried, ("ref", "owner", "due", "times_carried", "action")),
    "slipped": (Period.has_slipped, ("ref", "owner", "due", "days_late_first", "times_carried", "action")),
}
_HEADINGS = {"proposed": "Proposed for closure", "carried": "Carried forward"}


def paper(source: Source) -> Paper:
    """The report for a meeting, or as at today: for each body what happened since its last meeting. Raises Refusal."""
    periods = [period for code in source.codes if (period := _period(source, code))]
    if not periods:
        raise Refusal("No meeting was held yet, so there is nothing since then; “--since DATE” gives a day to begin with.")
    source, notices = _as_at(source, max(period.end for period in periods))
    parts: list[Part] = []
    groups: list[tuple[str, str, Sequence[Action]]] = []
    # Most of a register is ended and long past; each body's own is told apart once.
    by_body: dict[str, list[Action]] = {period.code: [] for period in periods}
    for action in source.actions:
        if action.body in by_body:
            by_body[action.body].append(action)
    for period in periods:
        mine = by_body[period.code]
        # What ended before the period began belongs to none of its groups.
        recent = [a for a in mine if a.is_live or a.closed is None or a.closed >= period.start]
        found = {name: [a for a in recent if belongs(period, a)] for name, (belongs, _) in GROUPS.items()}
        groups += [(period.code, name, actions) for name, actions in found.items()]
        parts += _parts(source, period, mine, found, alone=len(periods) == 1)
    withheld = [a for a in source.withheld if any(a.body == p.code and _concerns(p, a) for p in periods)]
    return Paper(
        "meeting", source.body, _title(periods), _facts(periods), min(source.today, max(p.end for p in periods)),
        (*parts, *notices, *withheld_parts(withheld, source)), lambda: _data(groups, withheld, source),
    )  # fmt: skip


def _as_at(source: Source, day: date) -> tuple[Source, list[Part]]:
    """The source as it was at the end of a day, and what has to be said of that; as it is where the day is today."""
    if day >= source.today:
        return source, []
    from g2g import past

    said = past.notice((a for a in source.actions if a.body in source.codes), day)
    meeting = source.meeting.date if source.meeting else day
    actions, withheld = past.as_at(source.actions, day, meeting), past.as_at(source.withheld, day, meeting)
    return source._replace(actions=actions, withheld=withheld, today=day), [Part("Note", sentences=said)]


def _concerns(period: Period, action: Action) -> bool:
    return any(belongs(period, action) for belongs, _ in GROUPS.values())


def _data(groups: Sequence[tuple[str, str, Sequence[Action]]], withheld: Sequence[Action], source: Source) -> list[dict[str, Any]]:
    public = [row for code, name, actions in groups for row in rows(actions, source, group=name, body=code)]
    return public + [row for action in withheld for row in rows([action], source, group="exempt", body=action.body)]


def _last_held(calendar: Calendar, code: str, meeting: Meeting | None, today: date) -> Meeting | None:
    """The meeting with which the time of the report begins: the one held before the meeting reported to, else the last."""
    return calendar.last_held(code, meeting.date if meeting else today + timedelta(days=1))


def first_day(calendar: Calendar, codes: Sequence[str], meeting: Meeting | None, since: date | None, today: date) -> date:
    """The day from which on the report shows what ended; the first of all days where there is none."""
    held = (_last_held(calendar, code, meeting, today) for code in codes)
    return since or min((one.date for one in held if one), default=date.min)


def _period(source: Source, code: str) -> Period | None:
    meeting = source.meeting
    following = meeting or source.calendar.next_scheduled(code)
    # What is reported to a meeting ends with the day before it; a meeting still to come is reported to as at today.
    end = min(source.today, following.date - timedelta(days=1)) if meeting and following else source.today
    last = _last_held(source.calendar, code, meeting, source.today)
    start = source.since or (last.date if last else None)
    if start is None:
        return None
    end = max(end, start)
    return Period(code, start, end, None if source.since else last, following, end < source.today)


def _title(periods: Sequence[Period]) -> str:
    if len(periods) == 1 and (last := periods[0].last):
        return f"Actions since the meeting of {british(last.date)}"
    if len({period.start for period in periods}) == 1:
        return f"Actions since {british(periods[0].start)}"
    return "Actions since the last meetings"


def _facts(periods: Sequence[Period]) -> tuple[tuple[str, str], ...]:
    facts = [("As at", british_full(max(period.end for period in periods)))]
    if len(periods) == 1 and (following := periods[0].following):
        facts.append(("For the meeting of", british_full(following.date)))
    return tuple(facts)


def _parts(source: Source, period: Period, mine: Sequence[Action], found: dict[str, list[Action]], *, alone: bool) -> list[Part]:
    level = 2 if alone else 3
    if not alone and not live(mine) and not any(found.values()):
        return [Part(source.name(period.code), sentences=(f"Nothing since {british(period.start)}, and no action is outstanding.",))]
    since = f"the meeting of {british(period.last.date)}" if period.last else british(period.start)
    counts = {name: len(actions) for name, actions in found.items()}
    line = _outstanding(source, period, mine)
    summary = Table(
        "", (Column("what", "Since then"), Column("actions", "Actions", "number")),
        tuple((_HEADINGS.get(name, name.capitalize()), number) for name, number in counts.items()),
    )  # fmt: skip
    over = Part("Summary" if alone else source.name(period.code), 2, sentences=(_said(since, period, mine), *undated_said(mine)), tables=(summary,))
    meetings = Table("", (Column("at", "Meeting"), Column("outstanding", "Outstanding", "number")), line)
    points = tuple((str(day), number) for day, number in line if isinstance(number, int))
    drawn = Chart("line", "Actions outstanding over the meetings", "actions", points)
    held = Part("Outstanding at each meeting", level, tables=(meetings,), charts=(drawn,))
    parts = [over, *([held] if len(line) > 1 else [])]
    for name, (_, columns) in GROUPS.items():
        parts.append(actions_part(_HEADINGS.get(name, name.capitalize()), found[name], source, columns, level))
    told = override_sentences(dict.fromkeys(a for actions in found.values() for a in actions), source)
    return parts + ([Part("Overrides", level, sentences=told)] if told else [])


def _said(since: str, period: Period, mine: Sequence[Action]) -> str:
    now = len(live(mine))
    verb, was = ("is", "was") if now == 1 else ("are", "were")
    count = f"{now:,}" if now else "none"
    happened = f"What happened to the actions since {since}, up to {british(period.end)}"
    return f"{happened}; {count} {verb} outstanding now." if not period.is_past else f"{happened}; {count} {was} outstanding then."


def _outstanding(source: Source, period: Period, mine: Sequence[Action]) -> tuple[tuple[str, int], ...]:
    """How many actions each of the latest meetings held found outstanding, and how many are now."""
    held: list[Meeting] = []
    before: date = period.end + timedelta(days=1)
    while len(held) < MOST_MEETINGS and (meeting := source.calendar.last_held(period.code, before)):
        held.append(meeting)
        before = meeting.date
    # An action that is ended, and does not say when, is taken to have been outstanding at no meeting.
    ends = ((a, date.max if a.is_live else a.closed) for a in mine)
    spans = [(raised, ended) for a, ended in ends if ended and held and ended >= held[-1].date and (raised := a.raised)]
    days = [meeting.date for meeting in reversed(held)]
    counts = [(british(day), sum(1 for raised, ended in spans if raised < day and ended >= day)) for day in days]
    return (*counts, (f"up to {british(period.end)}" if period.is_past else "now", len(live(mine))))
