"""Days and times within a sentence, as minutes write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from g2g.dates import MONTH_NUMBERS, MONTHS, ROMAN_MONTHS, WEEKDAY_NUMBERS, WrittenDate

_TIME = (
    r"\b(?:\d{1,2}(?:[.:]\d{2})?\s?(?:[ap]\.?\s?m\b\.?|[AP]\.?M\b\.?)|\d{1,2}:\d{2}(?:\s?(?:hrs|hours|h)\b)?|\d{4}\s?(?:hrs|hours)\b|(?:12 )?noon\b|midday\b)"
)
_PLAIN = str.maketrans("‘’–—−\u00a0", "''--- ")
_ORDINALS = ("st", "nd", "rd", "th")
_MISREAD = ('"', "“", "”", "™", "°", "º", "*", "'")


class Day(NamedTuple):
    """A day as a text names it, and where in the text it begins and ends."""

    start: int
    end: int
    written: WrittenDate


def days_in(text: str) -> Iterator[Day]:
    """Every day that a text names with its month, in order. A day that does not exist is left out.

    Read from figure to figure: a pattern of all spellings takes longer to compile than most documents to read.
    """
    if not any(letter.isdigit() for letter in text):
        return
    text = text.translate(_PLAIN)
    last = 0
    for found in re.finditer("[0-9]+", text):
        start, end = found.span()
        if start < last or end - start > 4 or (start and (text[start - 1].isalnum() or text[start - 1] == "_")):
            continue
        read: _Read | None = None
        if end - start == 4:
            read = _iso(text, start, end) or _in_words(text, start, end)
        elif end - start < 3:
            read = _figures(text, start, end) or _named(text, start, end) or _month_first(text, start, end)
        if read is None or read[0] < last:
            continue
        begun, ended, day, month, year = read
        begun, weekday = (begun, None) if begun == start and end - start == 4 else _weekday(text, begun, last)
        written = WrittenDate(day, month, year, weekday)
        if 1 <= month <= 12 and written.in_year(year or 2024):
            yield Day(begun, ended, written)
            last = ended


_Read = tuple[int, int, int, int, int | None]  # where it begins and ends, day, month, year


def _iso(text: str, start: int, end: int) -> _Read | None:
    """2017-09-12, 2017/09/12, 2017.09.12."""
    rest = text[end:end + 7]
    if len(rest) < 6 or rest[0] not in "-/." or (rest[0] != "-" and text[start - 1:start] in ("/", ".", "-")) or rest[3] != rest[0] or not (rest[1:3] + rest[4:6]).isdecimal() or (rest[6:].isalnum() and rest[6:] not in ("T", "t")):
        return None
    return start, end + 6, int(rest[4:6]), int(rest[1:3]), int(text[start:end])


def _figures(text: str, start: int, end: int) -> _Read | None:
    """12/9/2017, 12.09.17, 12 / 9 / 2017, 12.ix.2017."""
    mark = text[end:end + 1]
    if text[end:end + 3] == " / ":
        spaced = [part.strip() for part in text[end + 3:end + 18].split("/")]
        if len(spaced) > 1 and spaced[0].isdecimal() and len(spaced[0]) < 3 and spaced[1][:4].isdecimal() and len(spaced[1][:4]) == 4 and not spaced[1][4:5].isalnum():
            year = text.index(spaced[1][:4], end + 3 + len(spaced[0]))
            return start, year + 4, int(text[start:end]), int(spaced[0]), int(spaced[1][:4])
    if mark not in ("/", ".", "-") or not mark:
        return None
    parts = text[end + 1:end + 9].replace(".", "/").replace("-", "/").split("/")
    if parts[0].lower() in ROMAN_MONTHS and len(parts) > 1 and text[end + 1 + len(parts[0])] == mark and _is_year(text, year := end + 2 + len(parts[0])):
        return start, year + 4, int(text[start:end]), ROMAN_MONTHS.index(parts[0].lower()) + 1, int(text[year:year + 4])  # 12.ix.2017
    if len(parts) < 2 or not parts[0].isdecimal() or len(parts[0]) > 2:
        return None
    figures = 0
    while figures < len(parts[1]) and parts[1][figures].isdecimal():
        figures += 1
    ended = end + 2 + len(parts[0]) + figures
    if figures not in (2, 4) or (text[ended:ended + 1].isalnum()):
        return None
    return start, ended, int(text[start:end]), int(parts[0]), _year(parts[1][:figures])


def _named(text: str, start: int, end: int) -> _Read | None:
    """12 September 2017, 12th of Sept., 12th day of September, 12-Sep-17, and without the year."""
    at = end + 2 if text[end:end + 2].lower() in _ORDINALS else end + 3 if text[end:end + 1] == " " and text[end + 1:end + 3].lower() in _ORDINALS and text[end + 3:end + 4] == " " else end
    while at < end + 3 and text[at:at + 1] in _MISREAD:
        at += 1  # what a scan makes of a small raised th
    ordinal = at > end
    at += ordinal and text[at:at + 1] in (".", ",")
    word = _skip(text, at, 12)
    if text[word:word + 7].lower() == "day of " and word > at:
        word += 4
    if text[word:word + 3].lower() == "of " and word > at:
        word = _skip(text, word + 2, 6)
    elif text[at:word].strip(" \t/-\n") or word - at > 3:
        return None
    ended = word
    while ended < len(text) and ended - word < 10 and text[ended].isalpha():
        ended += 1
    month = MONTH_NUMBERS.get(said := text[word:ended].lower()) or _misspelt(said)
    if month is None or (text[ended:ended + 1].isalnum() and not _is_year(text, ended)):
        return None
    ended += text[ended:ended + 1] == "."
    year, after = _year_after(text, ended + (text[ended:ended + 1] == ","))
    if year is None and said not in MONTH_NUMBERS and not ordinal:
        return None
    return start, after or ended, int(text[start:end]), month, year


def _in_words(text: str, start: int, end: int) -> _Read | None:
    """The twelfth of September 2017, the twenty-first day of May, 2018: a day in words before the figures of its year."""
    words = text[max(0, start - 45):start].lower().replace(",", " ").replace("-", " ").split()
    month = MONTH_NUMBERS.get(words[-1]) if len(words) > 2 and words[-2] == "of" else None
    if month is None or not _is_year(text, start):
        return None
    before = words[:-3] if words[-3] == "day" else words[:-2]
    tens = before[-2] if len(before) > 1 and before[-2] in _TENS else ""
    said = before[-1] if before else ""
    day = _TENTHS.get(said) or (_ORDINAL_WORDS.index(said) + 1 + _TENS.get(tens, 0) if said in _ORDINAL_WORDS else 0)
    begun = text.lower().rfind(tens or said, 0, start) if day else -1
    return (begun, end, day, month, int(text[start:end])) if begun >= 0 else None


_ORDINAL_WORDS = str.split(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_TENS = {"twenty": 20, "thirty": 30}
_TENTHS = {"twentieth": 20, "thirtieth": 30}


def _misspelt(word: str) -> int | None:
    """The month of a word with one letter too few or too many: Febuary, Novemberr."""
    if not 4 < len(word) < 11:
        return None
    for month in MONTHS:
        longer, shorter = (month.lower(), word) if len(month) > len(word) else (word, month.lower())
        if longer[:3] == shorter[:3] and len(longer) == len(shorter) + 1 and any(longer[:at] + longer[at + 1:] == shorter for at in range(3, len(longer))):
            return MONTH_NUMBERS[month.lower()]
    return None


def _is_year(text: str, at: int) -> bool:
    """Whether a year of four figures stands at a place."""
    return text[at:at + 2] in ("19", "20") and len(text[at:at + 4]) == 4 and text[at:at + 4].isdecimal() and not text[at + 4:at + 5].isalnum()


def _month_first(text: str, start: int, end: int) -> _Read | None:
    """September 12th, 2017; without the year ``Sept 12th``, and ``Tuesday, September 12``."""
    head = text[max(0, start - 14):start].rstrip()
    word = head.rsplit(None, 1)[-1].lstrip("([").rstrip(".") if head else ""
    month = MONTH_NUMBERS.get(word.lower())
    if month is None or head == text[max(0, start - 14):start]:
        return None
    at = end + 2 if text[end:end + 2].lower() in _ORDINALS else end
    begun = text.rfind(word, 0, start)
    ended, at = at, at + (text[at:at + 1] == ",")
    figures = _skip(text, at, 4)
    if figures > at and len(text[figures:figures + 4]) == 4 and text[figures:figures + 4].isdecimal() and not text[figures + 4:figures + 5].isalnum():
        return begun, figures + 4, int(text[start:end]), month, int(text[figures:figures + 4])
    if not text[begun].isupper() or text[ended:ended + 1].isalnum() or text[ended:ended + 1] in ("/", ":", "-") or (ended == end and _weekday(text, begun, 0)[1] is None):
        return None
    return begun, ended, int(text[start:end]), month, None


def _skip(text: str, at: int, most: int) -> int:
    """The place of the next character that is no space, stroke or hyphen, at most so many further."""
    end = min(len(text), at + most)
    while at < end and (text[at].isspace() or text[at] in "/-"):
        at += 1
    return at


def _year_after(text: str, at: int) -> tuple[int | None, int]:
    """The year that stands at a place after a month, and where it ends; None and 0 where none does."""
    word = _skip(text, at, 3)
    if word == at:
        # Nothing between them: 14 March2012, 14 March,2012.
        return (int(text[at:at + 4]), at + 4) if _is_year(text, at) else (None, 0)
    if len(text[word:word + 4]) == 4 and text[word:word + 4].isdecimal():
        return int(text[word:word + 4]), word + 4
    word += text[word:word + 1] == "'"
    short = text[word:word + 2]
    rest = text[word + 2:word + 8].lower()
    if len(short) < 2 or not short.isdecimal() or rest[:1].isdecimal() or (rest[:1] in (".", "-") and rest[1:2].isdecimal()) or rest[:1] == ":":
        return None, 0
    if rest[:2] in _ORDINALS or rest.lstrip().replace(".", "").startswith(("am", "pm")):
        return None, 0
    return 2000 + int(short), word + 2


def _year(figures: str) -> int:
    return int(figures) + (2000 if len(figures) == 2 else 0)


def _weekday(text: str, start: int, last: int) -> tuple[int, int | None]:
    """Where a day begins with the weekday that stands before it, and which that is."""
    head = text[max(last, start - 20):start].rstrip()
    end = max(last, start - 20) + len(head)
    if head[-3:].lower() == "the" and not head[-4:-3].isalpha() and end < start:
        start, head = end - 3, head[:-3].rstrip()
        end = max(last, start - 20) if not head else text.rfind(head[-1], 0, start) + 1
    letters = 0
    while letters < min(len(head), 12) and (head[-1 - letters].isalpha() or (not letters and head[-1] in ".,")):
        letters += 1
    weekday = WEEKDAY_NUMBERS.get(head[len(head) - letters:].rstrip(".,").lower()) if letters and end < start else None
    return (start, None) if weekday is None else (end - letters, weekday)


_PLACES = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 0}


def by_weekday(text: str, meeting: date) -> list[date]:
    """The days that a text counts by weekday within a month, each the next one after a meeting: ``the second Monday in March``."""
    words = [word.strip(".,;:()").lower() for word in text.split()]
    found: list[date] = []
    for place, (which, weekday, joined, month) in enumerate(zip(words, words[1:], words[2:], words[3:], strict=False)):
        if which not in _PLACES or weekday not in WEEKDAY_NUMBERS or joined not in ("in", "of") or month not in MONTH_NUMBERS:
            continue
        said = words[place + 4] if place + 4 < len(words) else ""
        for year in (int(said),) if len(said) == 4 and said.isdecimal() else (meeting.year, meeting.year + 1):
            if (day := _counted(_PLACES[which], WEEKDAY_NUMBERS[weekday], MONTH_NUMBERS[month], year)) > meeting:
                found.append(day)
                break
    return found


def _counted(which: int, weekday: int, month: int, year: int) -> date:
    """The first, second … weekday of a month, 0 for the last."""
    if which:
        first = date(year, month, 1)
        return first + timedelta((weekday - first.weekday()) % 7 + 7 * (which - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
    return last - timedelta((last.weekday() - weekday) % 7)


def times_in(text: str) -> list[re.Match[str]]:
    """The times of day that a text gives, as they stand in it."""
    return list(re.finditer(_TIME, text)) if any(letter.isdigit() for letter in text) or "noon" in text or "midday" in text else []


def years_in(texts: Iterable[str]) -> list[int]:
    """The years that texts name by four figures."""
    found: list[int] = []
    for text in texts:
        for run in re.finditer("[0-9]+", text) if "19" in text or "20" in text else ():
            if len(run[0]) == 4 and run[0][:2] in ("19", "20") and (not run.start() or text[run.start() - 1] not in "/.-"):
                found.append(int(run[0]))
    return found


def after(day: WrittenDate, meeting: date | None) -> date | None:
    """The day meant by a meeting that speaks of one to come: its year as written, else the next such day; None where no year is known."""
    if day.year is not None:
        return day.in_year(day.year)
    return day.on_or_after(meeting) if meeting else None
