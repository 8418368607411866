"""The words of a due phrase: what is made of them, and how a phrase is taken apart before any rule is asked."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from g2g.calendar import Calendar
from g2g.dates import MONTH_NUMBERS, WEEKDAY_NUMBERS

Day = date  # a second name, for a record whose field is called date
DAY = timedelta(days=1)
LONGEST = 200  # characters; a longer phrase is prose and is kept as written

MONTH = "(?:" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
WEEKDAY = "(?:" + "|".join(sorted(WEEKDAY_NUMBERS, key=len, reverse=True)) + r")\b\.?"
YEAR = r"(?:,? ?(?:of )?(?P<year>20[0-9]{2}|'[0-9]{2}))"
COUNTS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
}
COUNTS |= {"a": 1, "an": 1, "eighteen": 18, "twenty": 20, "thirty": 30, "twenty-one": 21, "twenty-eight": 28}
COUNTS |= {"forty": 40, "sixty": 60, "ninety": 90}
COUNT = r"(?:[0-9]{1,4}|" + "|".join(sorted(COUNTS, key=len, reverse=True)) + r")\b(?: \([0-9]{1,4}\))?"
UNIT = (
    r"(?:hours?|hrs?|(?:calendar )?days?|(?:clear )?(?:working|business) days?|weekdays?|(?:calendar )?(?:weeks?|wks?)"
    r"|fortnights?|(?:calendar )?(?:months?|mths?)|years?|yrs?)"
)
UNIT_CUES = ("hour", "hr", "day", "week", "wk", "fortnight", "month", "mth", "year", "yr")
WEEKDAY_CUES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
       "last": -1, "penultimate": -2}


class Term(NamedTuple):
    """A school term as the body's settings give it; a day that is not given leaves its phrases as written."""

    name: str
    start: date | None = None
    end: date | None = None
    half_term_start: date | None = None
    half_term_end: date | None = None


class Context(NamedTuple):
    """What a phrase is read against: the day it was said, the body, and whatever calendars there are.

    ``body_names`` are the body's code, name and other names, for telling “the Standards Board” from this
    one. ``papers_days`` is the body's rule for agenda papers, in clear working days before a meeting.
    ``annual_meeting`` and ``quarterly`` are dates out of the body's calendar; ``closed`` are days beyond
    weekends and bank holidays that are no working days.
    """

    said_on: date
    body: str = ""
    calendar: Calendar | None = None
    body_names: tuple[str, ...] = ()
    terms: Sequence[Term] = ()
    papers_days: int | None = None
    annual_meeting: date | None = None
    quarterly: tuple[date, ...] = ()
    closed: frozenset[date] = frozenset()


class Due(NamedTuple):
    """How a phrase was read.

    ``kind`` is date, soft (a span: ``latest`` sorts and reminds), start (not before ``earliest``), recurring
    (``recurs`` is the rhythm) or kept. ``because`` is a sentence a clerk can check, ``doubts`` what to ask.
    ``meeting`` is the reference of the meeting that it was read from.
    """

    phrase: str
    date: Day | None
    earliest: Day | None
    latest: Day | None
    kind: str
    because: str
    doubts: tuple[str, ...] = ()
    meeting: str = ""
    recurs: str = ""


class Sense(Enum):
    """What the preposition makes of the day or the time that follows it."""

    IN = "in"
    BY = "by"
    BEFORE = "before"
    FROM = "from"
    AFTER = "after"


class Span(NamedTuple):
    """A day, or a time with a first and a last day, before the preposition is heard.

    ``by`` is the day that “by” means: None where that is the whole span, softly. ``at_end`` says that
    “before the end of” means the end itself. ``written`` says that the year, or the day, left no choice.
    """

    first: date | None
    last: date | None
    because: str
    by: date | None = None
    at_end: bool = False
    soft: bool = False
    written: bool = False
    doubts: tuple[str, ...] = ()
    meeting: str = ""

    @classmethod
    def of(
        cls, day: date, because: str, *, at_end: bool = False, written: bool = False, doubts: tuple[str, ...] = (),
        meeting: str = "",
    ) -> "Span":
        """A single day."""
        return cls(day, day, because, day, at_end, False, written, doubts, meeting)


class Kept(NamedTuple):
    """Words that are understood, and hold no date; ``rhythm`` where they recur."""

    because: str
    doubts: tuple[str, ...] = ()
    rhythm: str = ""


Reading = Span | Kept | None
Resolver = Callable[[re.Match[str], Context], Reading]


class Example(NamedTuple):
    """A phrase and how it is read on Wednesday 13 March 2019, with the calendar of ``due.specimen``."""

    phrase: str
    kind: str
    date: str = ""
    earliest: str = ""
    latest: str = ""
    recurs: str = ""


class Family(NamedTuple):
    """Phrases read by one rule: a pattern for the folded words, and what is made of a match.

    ``whole`` families see the phrase as written; the others what is left of it without its preposition.
    ``cues`` spares the pattern where none of them stands in the words.
    """

    name: str
    pattern: str
    resolve: Resolver
    examples: tuple[Example, ...]
    whole: bool = False
    cues: tuple[str, ...] = ()

    def read(self, words: str, context: Context) -> Reading:
        """What this family makes of the words; None where they are none of its own."""
        if self.cues and not any(cue in words for cue in self.cues):
            return None
        found = re.fullmatch(self.pattern, words)
        return self.resolve(found, context) if found else None


class Heard(NamedTuple):
    """A phrase taken apart: its folded words, its preposition, what follows, and doubts in its own words."""

    words: str
    sense: Sense
    core: str
    doubts: tuple[str, ...] = ()


def count(words: str) -> int:
    """The number that figures or words name: 14, fourteen, fourteen (14), a."""
    first = words.split(" ")[0]
    return int(first) if first.isdecimal() else COUNTS[first]


def month_number(word: str) -> int:
    """The number of a month's name or abbreviation."""
    return MONTH_NUMBERS[word.rstrip(".")]


def year_number(words: str) -> int:
    """2019, or '19."""
    return int(words.lstrip("'")) + (2000 if len(words.lstrip("'")) == 2 else 0)


def end_of_month(day: date) -> date:
    """The last day of the month that the day is in."""
    return (day.replace(day=28) + 4 * DAY).replace(day=1) - DAY


def weekday_number(word: str) -> int:
    """Monday is 0."""
    return WEEKDAY_NUMBERS[word.rstrip(".")]
