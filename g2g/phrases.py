"""The words of a due phrase: what is made of them, and how a phrase is taken apart before any rule is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from g2g.calendar import Calendar
from g2g.dates import MONTH_NUMBERS, WEEKDAY_NUMBERS, british, british_full, fold

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
NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
       "last": -1, "penultimate": -2}


@dataclass(frozen=True)
class Term:
    """A school term as the body's settings give it; a day that is not given leaves its phrases as written."""

    name: str
    start: date | None = None
    end: date | None = None
    half_term_start: date | None = None
    half_term_end: date | None = None


@dataclass(frozen=True)
class Context:
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


@dataclass(frozen=True)
class Due:
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


@dataclass(frozen=True)
class Span:
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
    def of(cls, day: date, because: str, **more: object) -> Span:
        """A single day."""
        return replace(cls(day, day, because, by=day), **more)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Kept:
    """Words that are understood, and hold no date; ``rhythm`` where they recur."""

    because: str
    doubts: tuple[str, ...] = ()
    rhythm: str = ""


Reading = Span | Kept | None
Resolver = Callable[[re.Match[str], Context], Reading]


@dataclass(frozen=True)
class Example:
    """A phrase and how it is read on Wednesday 13 March 2019, with the calendar of ``due.specimen``."""

    phrase: str
    kind: str
    date: str = ""
    earliest: str = ""
    latest: str = ""
    recurs: str = ""


@dataclass(frozen=True)
class Family:
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


@dataclass(frozen=True)
class Heard:
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


_TIME = (
    r"(?:(?:12 ?)?noon|midday|(?:12 ?)?midnight|[0-9]{1,2}(?:[.:][0-9]{2})? ?(?:am|pm|a\.m\.?|p\.m\.?)(?![a-z])"
    r"|[0-2]?[0-9]:[0-5][0-9](?: ?h(?:ou)?rs)?)"
)
_DAY_PART = (
    rf"(?:(?:the )?(?:close|end) of(?= (?:today|tomorrow|{WEEKDAY}))|(?:the )?(?:close|end"
    rf"|start) of (?:the )?(?:play|business|working day|day|office hours)|close(?! of)"
    r"|cop|cob|eod|first thing|last thing|(?:the )?(?:early |late |mid-?)?(?:morning|afternoon|evening|night)"
    r"|lunch ?time|lunch|am|pm)\b"
)
_LEAD = re.compile(
    r"(?:(?:asap|as soon as possible|immediately|ongoing),?(?: and| but| or)?,? (?=(?:by|before|no later|not later"
    r"|within)\b)"
    r"|(?:(?:new|revised|agreed|proposed|target|completion|closing|review|return|submission|end|due|action)\s)?"
    r"(?:deadline|due date|date|due|target|timescale|by when)(?: is| of|:| -|:-)? ?(?=\S)"
    r"|(?:to be |for |to )?(?:complet(?:e|ed|ion)|done|finish(?:ed)?|report(?:ed|ing)?|return(?:ed|able)?|respond"
    r"|submit(?:ted)?|submission|circulated?|br(?:ing|ought)|present(?:ed)?|review(?:ed)?|updated?|send|sent"
    r"|publish(?:ed)?"
    r"|action(?:ed)?|deliver(?:ed|y)?|discussion|consideration|decision|response|feedback|carried forward|c/f|deferred"
    r"|extended|moved|postponed|rescheduled)(?: back)? "
    r"(?=(?:by|to|for|no later|not later|before|prior|within|until|in time|ahead|in advance)\b)"
    r"|(?:review|report|update|return|bring|meet|revisit)(?: back| again)? (?=(?:at|in|on)\b))"
)
_SENSES = tuple(
    (sense, re.compile(pattern))
    for sense, pattern in (
        (Sense.AFTER, r"(?:any time |shortly |soon |immediately |straight |just )?after |following (?!meeting|board|"
                      r"committee|month|week|year|day|mtg)|once (?=easter|christmas)"),
        (Sense.FROM, r"(?:not|no) (?:before|earlier than|sooner than) |on or after |as from |as of |from (?!now\b)"
                     r"|with effect from |w\.?e\.?f\.? |(?:starting|commencing|beginning)(?: from| on| in)? (?!of )"),
        (Sense.BY, r"on or before |by or before |by no later than |(?:by |at the latest by |no later than "
            r"|not later than |"
                   r"not after |until |till |'til |up to (?:and including )?|up until |in time for |ready for "
                   r"|in readiness for "
                   r"|due (?:on|by|in|at) |for completion by |latest )"),
        (Sense.BEFORE, r"(?:at any time |well |just |shortly |immediately |some ?time |ideally |preferably )?"
                       r"(?:before|prior to|ahead of|in advance of|previous to|earlier than) "),
        (Sense.IN, r"(?:some ?time (?:in|during|around)|at some point (?:in|during)|in the course of|in|on"
            r"|at(?! least| the latest)|during|for|over"
                   r"|throughout|to) "),
    )
)
_ABOUT = re.compile(r"(?:around|about|approx(?:\.|imately)?|circa|c\.) ?(?=\S)")
_ARTICLE = re.compile(r"(?:the|our|this body's|a date) ")
_TIME_FIRST = re.compile(rf"(?:{_TIME}|{_DAY_PART})(?: \({_TIME}\))?(?:,? (?:on|of|at|by))? (?:the )?(?=\S)")
_TIME_LAST = re.compile(rf",? (?:(?:at|by|before|from|in the|@) ?)?(?:{_TIME}|{_DAY_PART})$")
_LATEST = re.compile(r",? ?\(?\b(?:at the (?:very )?latest|latest|at latest|or (?:sooner|earlier|before)"
            r"|inclusive)\)?$")
_EARLIEST = re.compile(r",? (?:at the (?:very )?earliest|onwards?|or (?:later|after))$")
_POLITE = re.compile(r",? (?:if (?:at all )?possible|where possible|if not (?:sooner|before|earlier)|please|only)$")
_UNSURE = re.compile(r",? ?[(\[]?\b(?:tbc|to be confirmed|provisional(?:ly)?|prov|tentative(?:ly)?|est)\b[)\]]?$")


def plain(phrase: str) -> str:
    """The phrase in lower case with single spaces, without bullets, outer brackets and a last stop."""
    words = fold(phrase).strip(" .;:,*•·").removeprefix("- ")
    while len(words) > 1 and (words[0], words[-1]) in (("(", ")"), ("[", "]"), ('"', '"'), ("'", "'")):
        words = words[1:-1].strip(" .;:,")
    return words


def hear(words: str) -> Heard:
    """Take the folded words apart: lead-in and courtesies off, preposition and time of day heard."""
    doubts: list[str] = []
    sense: Sense | None = None
    core, tail = _without_tail(words, doubts)
    core = _LEAD.sub("", core, count=1) if _LEAD.match(core) else core
    words = core
    for _ in range(6):
        core, found = _strip_front(core, sense, doubts)
        if found is None:
            break
        sense = found
    core = _TIME_LAST.sub("", core)
    if tail and not (tail is Sense.BY and sense in (Sense.BEFORE, Sense.AFTER)):
        sense = tail
    return Heard(words, sense or Sense.IN, core, tuple(doubts))


def _without_tail(words: str, doubts: list[str]) -> tuple[str, Sense | None]:
    words = _POLITE.sub("", words)
    if _UNSURE.search(words) and len(words) > 14:
        words = _UNSURE.sub("", words)
        doubts.append("the words say that it is still to be confirmed")
    for pattern, sense in ((_LATEST, Sense.BY), (_EARLIEST, Sense.FROM)):
        shorter = pattern.sub("", words)
        if shorter and shorter != words:
            return shorter, sense
    return words, None


_STRONGER = (Sense.IN, Sense.BY, Sense.BEFORE, Sense.FROM, Sense.AFTER)


def _strip_front(core: str, sense: Sense | None, doubts: list[str]) -> tuple[str, Sense | None]:
    """The words after one preposition, article or time of day, and the sense so far; None when nothing was there."""
    for heard, pattern in _SENSES:
        if found := pattern.match(core):
            best = max(heard, sense or Sense.IN, key=_STRONGER.index)
            return core[found.end():], best
    if found := _ABOUT.match(core):
        doubts.append("the words say “about”")
        return core[found.end():], sense or Sense.IN
    if found := _ARTICLE.match(core):
        return core[found.end():], sense or Sense.IN
    if found := _TIME_FIRST.match(core):
        # “before noon on Friday” is still Friday.
        return core[found.end():], Sense.BY if sense in (Sense.BEFORE, Sense.BY) else sense or Sense.IN
    return core, None


def settle(phrase: str, span: Span, heard: Heard, said_on: date) -> Due:
    """What the preposition makes of a day or a time; kept as written where that lies before the day it was said."""
    doubts = (*heard.doubts, *span.doubts)
    due = _settled(phrase, span, heard.sense, doubts)
    past = [day for day in (due.date, due.latest) if day is not None and day < said_on]
    if past and not span.written:
        why = f"that would be {british(past[0])}, before it was said on {british(said_on)}"
        return Due(phrase, None, None, None, "kept", f"kept as written: {why}", (why, *doubts))
    if past:
        due = replace(due, doubts=(*doubts, f"{british(past[0])} is before it was said on {british(said_on)}"))
    if due.earliest and due.earliest < said_on and not span.written:
        due = replace(due, earliest=said_on)
    return due


def _settled(phrase: str, span: Span, sense: Sense, doubts: tuple[str, ...]) -> Due:
    if sense in (Sense.AFTER, Sense.FROM):
        return _start(phrase, span, sense, doubts)
    if sense is Sense.IN and span.first and span.last is None:
        return _start(phrase, span, Sense.FROM, doubts)
    if sense is Sense.BEFORE and not span.at_end:
        return _before(phrase, span, doubts)
    if sense is Sense.IN and (span.soft or span.by is None):
        return Due(phrase, None, span.first, span.last, "soft", span.because, doubts, span.meeting)
    if span.by is not None:
        return Due(phrase, span.by, None, None, "date", span.because, doubts, span.meeting)
    return Due(phrase, None, None, span.last, "soft", span.because, doubts, span.meeting)


def _start(phrase: str, span: Span, sense: Sense, doubts: tuple[str, ...]) -> Due:
    first = span.first if sense is Sense.FROM or (span.first and not span.last) else span.last and span.last + DAY
    if first is None:
        return Due(phrase, None, None, None, "kept", f"{span.because}; nothing says when it ends", doubts, span.meeting)
    because = f"{span.because}; so not before {british_full(first)}, with no end"
    return Due(phrase, None, first, None, "start", because, doubts, span.meeting)


def _before(phrase: str, span: Span, doubts: tuple[str, ...]) -> Due:
    if span.first is None:
        return Due(phrase, None, None, None, "kept", f"{span.because}; nothing says when it begins", doubts)
    day = span.first - DAY
    because = f"{span.because}; the day before is {british_full(day)}"
    if span.by is None:
        return Due(phrase, None, None, day, "soft", because, doubts, span.meeting)
    return Due(phrase, day, None, None, "date", because, doubts, span.meeting)
