"""British and ISO spellings of days and times, read strictly and printed for people.

Nothing here asks the machine's locale or clock: the names of months and days are written out.
"""

from __future__ import annotations

import re
from datetime import date, time
from typing import NamedTuple

from g2g.errors import NotADate, NotATime

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

MONTH_NUMBERS = {name.lower(): n for n, name in enumerate(MONTHS, 1)}
MONTH_NUMBERS |= {name[:3].lower(): n for n, name in enumerate(MONTHS, 1)}
MONTH_NUMBERS["sept"] = 9
WEEKDAY_NUMBERS = {name.lower(): n for n, name in enumerate(WEEKDAYS)}
WEEKDAY_NUMBERS |= {name[:3].lower(): n for n, name in enumerate(WEEKDAYS)}
WEEKDAY_NUMBERS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}

_LONGEST = 60  # the longest spelling has some 35 characters; nothing longer is looked at
# Kept as text, and compiled when first used, to start fast.
_WEEKDAY = r"(?:((?!the\b)[a-z]{3,9})\.?,?\s+)?"
_NUMBERS = _WEEKDAY + r"([0-9]{1,2})([./-])([0-9]{1,2})(?:\3([0-9]{4}|[0-9]{2}))?"
_NAMED = (
    _WEEKDAY + r"(?:the\s+)?([0-9]{1,2})(st|nd|rd|th)?(?:\s+of)?[\s/-]?\s*([a-z]{3,9})\.?,?"
    r"(?:[\s/-]?\s*([0-9]{4}|'?[0-9]{2}))?"
)
_ROMAN = r"([0-9]{1,2})\.([ivx]{1,4})\.([0-9]{4})"
ROMAN_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_TIME = r"([0-9]{1,2})(?:[.:]([0-9]{2}))?\s*(am|pm)"
_TIME_24 = r"([0-9]{1,2}:[0-9]{2}|[0-9]{2}[.]?[0-9]{2})\s*(?:hrs|hours|h)?"
_TIME_WORDS = {"noon": 12, "midday": 12, "12 noon": 12, "12noon": 12, "midnight": 0, "12 midnight": 0}


class WrittenDate(NamedTuple):
    """What a spelling says, before anyone asks whether there is such a day."""

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None

    def in_year(self, year: int) -> date | None:
        """That day and month in a year; None where the year has no such day."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    def on_or_after(self, near: date) -> date | None:
        """The day itself where the year is written, else the next such day on or after ``near``."""
        if self.year is not None:
            return self.in_year(self.year)
        # Eight years: 29 February skips the years 1900 and 2100.
        days = (self.in_year(year) for year in range(near.year, min(near.year + 9, 10000)))
        return next((day for day in days if day and day >= near), None)

    def clash(self, day: date) -> str:
        """A sentence where the weekday written is not that of the day; empty where they agree."""
        if self.weekday is None or self.weekday == day.weekday():
            return ""
        return f"{british(day)} is a {WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[self.weekday]}"

    def impossible(self) -> str:
        """Why there can be no such day."""
        if not 1 <= self.month <= 12:
            return "there are twelve months, and the day comes first"
        if self.year is None:
            return f"{MONTHS[self.month - 1]} has no day {self.day}"
        return f"{MONTHS[self.month - 1]} {self.year} has no day {self.day}"


def fold(text: str) -> str:
    """Lower case, single spaces, plain apostrophes and dashes."""
    return " ".join(text.translate(_PLAIN).lower().split())


_PLAIN = str.maketrans("‘’“”‐‑‒–—−", "''\"\"------")


def _ordinal_suffix(day: int) -> str:
    if day in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _year(text: str | None) -> int | None:
    if not text:
        return None
    digits = text.removeprefix("'")
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _numbers(text: str) -> WrittenDate | None:
    found = re.fullmatch(_NUMBERS, text)
    if found is None and (roman := re.fullmatch(_ROMAN, text)) and roman[2] in ROMAN_MONTHS:
        return WrittenDate(int(roman[1]), ROMAN_MONTHS.index(roman[2]) + 1, int(roman[3]))
    if not found:
        return None
    weekday, day, separator, month, year = found.groups()
    # Without a year only 24/09 is a date: 5.4 is a paragraph and 5-4 a score.
    if (year is None and separator != "/") or (weekday and weekday not in WEEKDAY_NUMBERS):
        return None
    return WrittenDate(int(day), int(month), _year(year), WEEKDAY_NUMBERS.get(weekday or ""))


def _named(text: str) -> WrittenDate | None:
    found = re.fullmatch(_NAMED, text)
    if not found:
        return None
    weekday, day, suffix, month, year = found.groups()
    if month not in MONTH_NUMBERS or (weekday and weekday not in WEEKDAY_NUMBERS):
        return None
    if suffix and suffix != _ordinal_suffix(int(day)):
        return None
    return WrittenDate(int(day), MONTH_NUMBERS[month], _year(year), WEEKDAY_NUMBERS.get(weekday or ""))


def written_date(text: str) -> WrittenDate | None:
    """What a date in figures or words says, the day first; None where the text has not that shape.

    Two figures of a year are 20xx. The day need not exist: see ``WrittenDate.on_or_after``.
    """
    if len(text) > _LONGEST:
        return None
    if iso := re.fullmatch(r"\s*([0-9]{4})-([0-9]{2})-([0-9]{2})\s*", text):
        return WrittenDate(int(iso[3]), int(iso[2]), int(iso[1]))
    folded = fold(text)
    return _numbers(folded) or _named(folded)


def read_date(text: str, *, near: date | None = None) -> date:
    """The day that an ISO or British spelling names, strictly.

    Without a year it is the next such day on or after ``near``; where no ``near`` is given the year
    must be written. Raises NotADate for any other shape, a day that does not exist (31 April) and a
    weekday that is not that day's.
    """
    written = written_date(text)
    if written is None:
        raise NotADate(text)
    if written.year is None and near is None:
        raise NotADate(text, "the year is missing")
    day = written.on_or_after(near or date.min)
    if day is None:
        raise NotADate(text, written.impossible())
    if clash := written.clash(day):
        raise NotADate(text, clash)
    return day


def british(day: date) -> str:
    """``10 October 2017``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year:04}"


def british_full(day: date) -> str:
    """``Tuesday 10 October 2017``."""
    return f"{WEEKDAYS[day.weekday()]} {british(day)}"


def days(count: int) -> str:
    """``1 day``, ``12 days``."""
    return "1 day" if count == 1 else f"{count:,} days"


def _time_of(hour: int, minute: int, half: str) -> time | None:
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def read_time(text: str) -> time:
    """The time of day that ``2.30 pm``, ``7pm``, ``14:30``, ``1430 hrs`` or ``noon`` names.

    Midnight is 00:00. ``2.30`` alone is refused, for it could be either half of the day. Raises NotATime.
    """
    folded = fold(text[:_LONGEST]).replace("a.m", "am").replace("p.m", "pm").rstrip(".")
    if folded in _TIME_WORDS:
        return time(_TIME_WORDS[folded])
    found = None
    if match := re.fullmatch(_TIME, folded):
        found = _time_of(int(match[1]), int(match[2] or 0), match[3])
    elif match := re.fullmatch(_TIME_24, folded):
        figures = match[1].replace(":", "").replace(".", "")
        found = _time_of(int(figures[:-2]), int(figures[-2:]), "")
    if found is None:
        raise NotATime(text)
    return found


def british_time(moment: time) -> str:
    """``2.30 pm``, ``7 pm``, ``noon``; seconds are left out."""
    if moment.minute == 0 and moment.hour in (0, 12):
        return "noon" if moment.hour else "midnight"
    minutes = f".{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes} {'pm' if moment.hour >= 12 else 'am'}"
