"""The bank holidays of England, the days that take their name from Easter or the calendar, and working days.

The rule for bank holidays is the Banking and Financial Dealings Act 1971, schedule 1, with the days that
royal proclamations added (New Year's Day from 1974, early May from 1978) or moved. Days proclaimed after
this was written have to be given as further closed days.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta
from functools import cache

DAY = timedelta(days=1)

# Proclaimed for one year only: a day added, or one of the usual days moved.
_PROCLAIMED = {
    1999: (date(1999, 12, 31),),
    2002: (date(2002, 6, 3), date(2002, 6, 4)),
    2011: (date(2011, 4, 29),),
    2012: (date(2012, 6, 4), date(2012, 6, 5)),
    2020: (date(2020, 5, 8),),
    2022: (date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19)),
    2023: (date(2023, 5, 8),),
}
_NO_EARLY_MAY = (1995, 2020)
_NO_LAST_MAY = (2002, 2012, 2022)


def easter(year: int) -> date:
    """Easter Day of the western churches (the only use of dateutil's computus)."""
    from dateutil.easter import easter as easter_day

    return easter_day(year)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date | None:
    """The n-th such weekday of a month, counted from its end where n is negative; None where there is none."""
    first = date(year, month, 1)
    if n < 0:
        last = (first + 31 * DAY).replace(day=1) - DAY
        day = last - ((last.weekday() - weekday) % 7 + 7 * (-n - 1)) * DAY
    else:
        day = first + ((weekday - first.weekday()) % 7 + 7 * (n - 1)) * DAY
    return day if day.month == month else None


def _weekday(year: int, month: int, weekday: int, n: int) -> date:
    day = nth_weekday(year, month, weekday, n)
    assert day is not None  # the first four and the last of a weekday are in every month
    return day


def _observed(*days: date) -> list[date]:
    """Each day, or the next day of the week that is still free where it falls on a weekend."""
    taken: list[date] = []
    for day in days:
        while day.weekday() > 4 or day in taken:
            day += DAY
        taken.append(day)
    return taken


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The days on which the banks of England are closed by law, beside Saturdays and Sundays."""
    days = [*_observed(date(year, 1, 1)), *_observed(date(year, 12, 25), date(year, 12, 26))]
    days += [easter(year) - 2 * DAY, easter(year) + DAY, _weekday(year, 8, 0, -1)]
    if year not in _NO_EARLY_MAY:
        days.append(_weekday(year, 5, 0, 1))
    if year not in _NO_LAST_MAY:
        days.append(_weekday(year, 5, 0, -1))
    return frozenset([*days, *_PROCLAIMED.get(year, ())])


def is_working_day(day: date, closed: Collection[date] = ()) -> bool:
    """Whether it is neither a Saturday, a Sunday, a bank holiday of England nor a closed day of the body."""
    return day.weekday() < 5 and day not in bank_holidays(day.year) and day not in closed


def add_working_days(day: date, count: int, closed: Collection[date] = ()) -> date:
    """The working day that is ``count`` working days after the day, or before it where ``count`` is negative."""
    step = DAY if count > 0 else -DAY
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day, closed)
    return day


def _last_sunday(month: int) -> Callable[[int], date]:
    # The Summer Time Order 2002: the clocks change on the last Sundays of March and October.
    return lambda year: _weekday(year, month, 6, -1)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + days * DAY


NAMED_DAYS: dict[str, Callable[[int], date]] = {
    "new year's day": _fixed(1, 1),
    "new year's eve": _fixed(12, 31),
    "burns night": _fixed(1, 25),
    "shrove tuesday": _from_easter(-47),
    "ash wednesday": _from_easter(-46),
    "mothering sunday": _from_easter(-21),
    "palm sunday": _from_easter(-7),
    "maundy thursday": _from_easter(-3),
    "good friday": _from_easter(-2),
    "easter sunday": _from_easter(0),
    "easter day": _from_easter(0),
    "easter monday": _from_easter(1),
    "ascension day": _from_easter(39),
    "whit sunday": _from_easter(49),
    "whitsun": _from_easter(49),
    "lady day": _fixed(3, 25),
    "st george's day": _fixed(4, 23),
    "midsummer day": _fixed(6, 24),
    "midsummer's day": _fixed(6, 24),
    "michaelmas": _fixed(9, 29),
    "halloween": _fixed(10, 31),
    "bonfire night": _fixed(11, 5),
    "armistice day": _fixed(11, 11),
    "remembrance sunday": lambda year: _weekday(year, 11, 6, 2),
    "christmas eve": _fixed(12, 24),
    "christmas day": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
    "clocks go forward": _last_sunday(3),
    "clocks go back": _last_sunday(10),
}
"""Days known by name, each with the rule that finds it in a year; the quarter days are those of leases."""


def named_bank_holiday(words: str, year: int) -> date | None:
    """The bank holiday that “early May”, “spring”, “August” and the like name in a year; None for other words."""
    if words in ("early may", "may day"):
        days = [d for d in bank_holidays(year) if d.month == 5 and d.day < 15]
    elif words in ("spring", "late may", "end of may", "whitsun", "whit"):
        days = [d for d in bank_holidays(year) if (5, 24) < (d.month, d.day) < (6, 3)]
    elif words in ("august", "summer", "late summer", "late august"):
        days = [d for d in bank_holidays(year) if d.month == 8]
    else:
        return None
    return min(days, default=None)
