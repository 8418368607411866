"""Duties that recur: what ending one occurrence begins.

The next occurrence is derived from the first (its reference, its date, its rhythm) and from nothing else, so that
two clones which close the same one make the same next one.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from g2g.calendar import Calendar
from g2g.dates import WEEKDAYS, british
from g2g.model import Action, Change, Told, Value
from g2g.records import new_action_fields
from g2g.register import Register

_MONTHS = {"monthly": 1, "quarterly": 3, "annually": 12}
_DAYS = {"daily": 1, "weekly": 7, "fortnightly": 14}


def first_of(ref: str) -> str:
    """The reference of the first occurrence of a duty: …-04 for …-04.3."""
    return ref.partition(".")[0]


def occurrence(ref: str) -> int:
    """Which occurrence a reference is: 1 for …-04, 3 for …-04.3."""
    number = ref.partition(".")[2]
    return int(number) if number.isdecimal() else 1


def due_at(rhythm: str, first: date, number: int, calendar: Calendar, body: str) -> date | None:
    """When occurrence ``number`` of a duty is due whose first was due on a day; None where no calendar says.

    Months are counted from the first date, so that the 31st comes back after a short month.
    """
    steps = number - 1
    if rhythm == "every meeting":
        later = calendar.after(body, first)
        return later[steps - 1].date if 0 < steps <= len(later) else None if steps else first
    if weekday := re.fullmatch(r"every (other )?([A-Z][a-z]+day)", rhythm):
        on = first + timedelta(days=(WEEKDAYS.index(weekday[2]) - first.weekday()) % 7)
        return on + timedelta(days=steps * (14 if weekday[1] else 7))
    months, days = _span(rhythm)
    if months:
        from dateutil.relativedelta import relativedelta

        return first + relativedelta(months=months * steps)
    return first + timedelta(days=days * steps) if days else None


def _span(rhythm: str) -> tuple[int, int]:
    """A rhythm as months or as days; (0, 0) for one that is neither."""
    if rhythm in _MONTHS or rhythm in _DAYS:
        return _MONTHS.get(rhythm, 0), _DAYS.get(rhythm, 0)
    match re.fullmatch(r"every (\d{1,3}) (day|week|month|year)s", rhythm):
        case re.Match() as found:
            number = int(found[1])
            return {"month": (number, 0), "year": (12 * number, 0), "week": (0, 7 * number), "day": (0, number)}[found[2]]
    return 0, 0


def continued(change: Change, ended: list[Action], register: Register, calendar: Calendar) -> Change:
    """A change that ends actions, and begins the next occurrence of each that recurs.

    One that is in the record already (the action was reopened in between) is not made again.
    """
    begun = [(action, *_next(action, register, calendar)) for action in ended if action.recurs]
    new = [(action, ref, fields) for action, ref, fields in begun if register.get(ref) is None]
    told = tuple(Told(ref, action.words, _said(action, fields)) for action, ref, fields in new)
    return change._replace(told=change.told + told, added=change.added + tuple((ref, fields) for _, ref, fields in new))


def _next(action: Action, register: Register, calendar: Calendar) -> tuple[str, dict[str, Value]]:
    base, number = first_of(action.ref), occurrence(action.ref) + 1
    first = register.get(base)
    start = first.due if first else None
    due = due_at(action.recurs, start, number, calendar, action.body) if start else None
    fields = new_action_fields(
        words=action.words, owners=action.owners, due=due, due_said=action.due_said, item=action.item, area=action.area,
        recommendations=action.recommendations, recurs=action.recurs,
    )  # fmt: skip
    return f"{base}.{number}", fields


def _said(action: Action, fields: dict[str, Value]) -> str:
    due = fields.get("due")
    when = f"due {british(date.fromisoformat(str(due)))}" if due else "with no date: the first had none"
    return f"begins now, for it recurs ({action.recurs}); {when}"
