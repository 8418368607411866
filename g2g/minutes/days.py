"""Days and times within a sentence, as minutes write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from g2g.dates import WrittenDate, written_date

_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|weds|thur?s?|fri|satur|sat|sun)(?:day)?\.?,?\s+)?(?:the\s+)?"
_DAYS = (
    rf"\b{_WEEKDAY}(?P<named>\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?[\s/-]{{0,3}}{_MONTH},?(?:[\s/-]{{1,3}}(?:\d{{4}}|'?\d{{2}}(?![\d:.]|\s*[ap]\.?m|\d*(?:st|nd|rd|th)\b)))?)"
    rf"|\b{_WEEKDAY}(?P<figures>\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d{{2}})\b)"
    r"|\b(?P<iso>\d{4}-\d{2}-\d{2})\b"
    rf"|\b{_WEEKDAY}(?P<month_first>{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}})\b"
)
_TIME = (
    r"\b(?:\d{1,2}(?:[.:]\d{2})?\s?(?:[ap]\.?\s?m\b\.?|[AP]\.?M\b\.?)|\d{1,2}:\d{2}(?:\s?(?:hrs|hours|h)\b)?|\d{4}\s?(?:hrs|hours)\b|(?:12 )?noon\b|midday\b)"
)


class Day(NamedTuple):
    """A day as a text names it, and where in the text it begins and ends."""

    start: int
    end: int
    written: WrittenDate


def days_in(text: str) -> Iterator[Day]:
    """Every day that a text names with its month, in order. A day that does not exist is left out."""
    if not any(letter.isdigit() for letter in text):
        return
    for found in re.finditer(_DAYS, text.translate(_PLAIN), re.I):
        said = " ".join(found[0].split()).rstrip(" ,.")
        if found["month_first"]:
            said = _day_first(said)
        written = written_date(said) or written_date(re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", said))
        if written and written.in_year(written.year or 2024):
            yield Day(found.start(), found.end(), written)


_PLAIN = str.maketrans("‘’–—−\u00a0", "''--- ")


def _day_first(text: str) -> str:
    """``November 9th, 2015`` with its day first."""
    found = re.search(r"([A-Za-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$", text, re.I)
    return f"{text[:found.start()]}{found[2]} {found[1]} {found[3]}" if found else text


def times_in(text: str) -> list[re.Match[str]]:
    """The times of day that a text gives, as they stand in it."""
    return list(re.finditer(_TIME, text)) if any(letter.isdigit() for letter in text) or "noon" in text or "midday" in text else []


def years_in(texts: Iterable[str]) -> list[int]:
    """The years that texts name by four figures."""
    return [int(year) for text in texts for year in re.findall(r"(?<![\d/.-])((?:19|20)\d{2})(?![\d])", text)]


def after(day: WrittenDate, meeting: date | None) -> date | None:
    """The day meant by a meeting that speaks of one to come: its year as written, else the next such day; None where no year is known."""
    if day.year is not None:
        return day.in_year(day.year)
    return day.on_or_after(meeting) if meeting else None
