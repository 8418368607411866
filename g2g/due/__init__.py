"""When is it due: a clerk's phrase and the calendars give a date, a span, or the words kept, and always the reason.

Nothing is invented. What cannot be read is kept as written, and a guess is said as a doubt.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from g2g.calendar import Calendar
from g2g.dates import MONTH_NUMBERS, british, british_full, written_date
from g2g.due import days, periods, rhythms, sittings, terms, undated
from g2g.due.days import move
from g2g.due.hearing import hear, plain, settle
from g2g.due.phrases import (
    COUNT,
    DAY,
    LONGEST,
    MONTH,
    UNIT,
    WEEKDAY,
    Context,
    Due,
    Example,
    Family,
    Heard,
    Kept,
    Reading,
    Span,
    Term,
    count,
    weekday_number,
)
from g2g.model import Meeting

__all__ = ["PHRASES", "Context", "Due", "Example", "Family", "Term", "find_due", "read_due", "specimen"]


def specimen() -> Context:
    """The body, the calendar and the day that the examples of ``PHRASES`` are read with: Wednesday 13 March 2019."""
    sittings_2019 = ((4, 10), (5, 8), (6, 12), (7, 10), (9, 11), (10, 9), (11, 13), (12, 11))
    held = [date(2019, month, day) for month, day in sittings_2019]
    return Context(
        said_on=date(2019, 3, 13),
        body="FPC",
        calendar=Calendar(Meeting(f"FPC-{day}", "FPC", day) for day in held),
        terms=(
            Term("spring term", None, date(2019, 4, 5)),
            Term("summer term", date(2019, 4, 23), date(2019, 7, 19), date(2019, 5, 27), date(2019, 5, 31)),
            Term("autumn term", date(2019, 9, 3)),
        ),
        papers_days=3,
        annual_meeting=date(2019, 5, 8),
        quarterly=(date(2019, 6, 12), date(2019, 9, 11), date(2019, 12, 11)),
    )


def _span(words: str, context: Context) -> Span | None:
    """The day or time that bare words name, by the families that need no preposition."""
    heard = hear(words)
    for family in _CORE:
        reading = family.read(heard.core, context)
        if isinstance(reading, Span):
            return reading
        if reading is not None:
            return None
    return None


def _offset(found: re.Match[str], context: Context) -> Reading:
    """So long before or after something: two weeks before the June meeting, within a week of Easter."""
    anchor = _span(found["anchor"], context)
    number, unit = count(found["count"]), found["unit"]
    before = found["way"] in ("before", "prior to", "ahead of", "in advance of")
    end = (anchor.first if before else anchor.last) if anchor else None
    if anchor is None or end is None or anchor.by is None or (anchor.soft and not before):
        return Kept("nothing says which day that is counted from")
    day = move(end, -number if before else number, unit, context)
    because = f"{anchor.because}; {number} {unit} {found['way']} it is {british_full(day)}"
    return Span.of(day, because, written=anchor.written, doubts=anchor.doubts, meeting=anchor.meeting, at_end=True)


def _beside(found: re.Match[str], context: Context) -> Reading:
    """The Friday before, the week after something that has a day."""
    anchor = _span(found["anchor"], context)
    if anchor is None or anchor.first is None or anchor.by is None or anchor.last is None:
        return None
    before = found["way"] in ("before", "prior to", "preceding")
    what = found["what"]
    if what == "week":
        monday = anchor.first - timedelta(days=anchor.first.weekday()) + timedelta(days=-7 if before else 7)
        because = f"{anchor.because}; the week {found['way']} begins on {british_full(monday)}"
        friday = monday + timedelta(days=4)
        return anchor._replace(first=monday, last=friday, because=because, by=None, soft=True, at_end=False)
    if what == "day":
        day = anchor.first - DAY if before else anchor.last + DAY
    elif before:
        day = days.next_weekday(weekday_number(what), anchor.first - timedelta(days=8))
    else:
        day = days.next_weekday(weekday_number(what), anchor.last)
    because = f"{anchor.because}; the {what} {found['way']} it is {british_full(day)}"
    return Span.of(day, because, written=anchor.written, doubts=anchor.doubts, meeting=anchor.meeting)


def _meeting_of_time(found: re.Match[str], context: Context) -> Reading:
    """The first meeting in, or after, a time; the last one in, or before, it."""
    time = _span(found["anchor"], context)
    if time is None or time.first is None:
        return Kept("nothing says when that is")
    way, first, last = found["way"], time.first, time.last
    coming = sittings.sittings_after(context)
    if way in ("after", "following") and last:
        within = [m for m in coming if m.date > last]
    elif way == "before":
        within = [m for m in coming if m.date < first]
    else:
        within = [m for m in coming if m.date >= first and (not last or m.date <= last)]
    if not within:
        return Kept("there is no such meeting on the calendar yet")
    chosen = within[0] if found["which"] == "first" else within[-1]
    because = f"{time.because}; the {found['which']} meeting {way} it is {british_full(chosen.date)}"
    return Span.of(chosen.date, because, meeting=chosen.ref, doubts=time.doubts)


def _in_brackets(found: re.Match[str], context: Context) -> Reading:
    """Two ways of saying it, one in brackets: a written date goes first, and the other is a doubt if it differs."""
    said = [(words, span) for words in (found["first"], found["second"]) if (span := _span(words, context))]
    said.sort(key=lambda pair: (written_date(pair[0]) is None, pair[1].by is None))
    if len(said) < 2:
        return said[0][1] if said else None
    (_, best), (words, other) = said
    if best.by is None or other.by is None or best.by == other.by:
        return best
    return best._replace(doubts=(*best.doubts, f"“{words}” would be {british(other.by)}"))


_COMPOSED = (
    Family(
        "so long before or after something",
        rf"(?:(?:with)?in |at least |no later than |not less than |up to )?(?P<count>{COUNT})[ -](?P<unit>{UNIT})'? "
        r"(?P<way>before|prior to|ahead of|in advance of|after|following|from|of) (?P<anchor>.{3,80})",
        _offset,
        (Example("two weeks before the June meeting", "date", "2019-05-29"),
         Example("5 working days before the next meeting", "date", "2019-04-03"),
         Example("within a week of the annual meeting", "date", "2019-05-15")),
        cues=("before ", "prior to", "ahead of", "in advance", "after ", "following ", "from ", " of "),
    ),
    Family(
        "the day before something",
        rf"(?P<what>day|week|{WEEKDAY}) (?P<way>before|prior to|preceding|after|following) (?P<anchor>.{{3,80}})",
        _beside,
        (Example("the Friday before the next meeting", "date", "2019-04-05"),
         Example("the week after Easter", "soft", "", "2019-04-22", "2019-04-26")),
        cues=("before", "prior", "preced", "after", "following"),
    ),
    Family(
        "the first meeting after something",
        r"(?P<which>first|last) (?:\w+ )?(?:meeting|board|committee) (?P<way>in|of|after|before"
        r"|following) (?P<anchor>.{3,60})",
        _meeting_of_time,
        (Example("at the first meeting in September", "date", "2019-09-11"),
         Example("at the first meeting after Easter", "date", "2019-05-08"),
         Example("the last meeting before Christmas", "date", "2019-12-11")),
        cues=("first", "last"),
    ),
    Family(
        "said twice, once in brackets",
        r"(?P<first>[^()]{3,60}?) ?\((?P<second>[^()]{3,60})\)",
        _in_brackets,
        (Example("the next meeting (10 April)", "date", "2019-04-10"),),
        cues=("(",),
    ),
)
_CORE = (*_COMPOSED, *sittings.FAMILIES[1:], *terms.FAMILIES, *days.FAMILIES, *periods.FAMILIES)
_CORE = tuple(family for family in _CORE if not family.whole)
_WHOLE = tuple(
    family for family in (*undated.FAMILIES, *rhythms.FAMILIES, sittings.FAMILIES[0], *days.FAMILIES) if family.whole
)

PHRASES: tuple[Family, ...] = (*_WHOLE, *_CORE)
"""The table of families: what g2g reads, in the order it tries; the examples are its tests and its documentation."""


def _first(heard: Heard, context: Context) -> Reading:
    for family in _WHOLE:
        if (reading := family.read(heard.words, context)) is not None:
            return reading
    kept: Reading = None
    for family in _CORE:
        reading = family.read(heard.core, context)
        if isinstance(reading, Span):
            return reading
        kept = kept or reading
    return kept


def _kept(phrase: str, reading: Kept | None) -> Due:
    if reading is None:
        return Due(phrase, None, None, None, "kept", "kept as written: no date can be read from it")
    kind = "recurring" if reading.rhythm else "kept"
    because = reading.because if reading.rhythm else f"kept as written: {reading.because}"
    return Due(phrase, None, None, None, kind, because, reading.doubts, recurs=reading.rhythm)


def read_due(phrase: str, context: Context) -> Due:
    """How a due phrase is read on the day it was said, with the reason; words that hold no date are kept.

    Never raises for any text, and gives no date before ``context.said_on`` unless the phrase writes its year.
    """
    if len(phrase) > LONGEST:
        return _kept(phrase, Kept("it is too long for a due phrase"))
    heard = hear(plain(phrase))
    try:
        reading = _first(heard, context)
        if isinstance(reading, Span):
            return settle(phrase, reading, heard, context.said_on)
    except (OverflowError, ValueError):  # the day lies beyond the years 1 to 9999
        return _kept(phrase, None)
    return _kept(phrase, reading)


# Kept as text and compiled when first used: reading one phrase needs none of them.
_STARTS = (
    r"(?i)(?<![\w/.-])(?:by|before|no later than|not later than|prior to|ahead of|in advance of|within|until"
    r"|on or before|w/c|w/e|week commencing|in time for|to|at|for|in|on|after|from|not before|tomorrow|tonight|today"
    r"|next week|next month|this week|asap|as soon as possible|every|each|on a|quarterly|monthly|weekly|fortnightly"
    r"|annually)(?![\w/])"
)
_PAST = (
    r"(?i)\b(?:held|dated|received|agreed|sent|issued|published|approved|met|raised|noted|discussed|made|took place"
    r"|letter|minutes|report|not \w{1,30}|was|were|since)\s{0,9}$"
)
_NEVER_LAST = r"(?i)\b(?:to|on|for|of|in|at|and|the|a|an|by|with|from|until|be)$"
_MORE_OF_A_DATE = rf"(?i)[ ,]{{0,3}}(?:[0-9]|{MONTH}|{WEEKDAY}|(?:week|weekend|holidays?|break|term|meeting|agenda|issue|edition)\b)"
# Within two days of a complaint is how it is always to be done; a monthly newsletter is a sort of newsletter.
_OF_ANOTHER = r"(?i)\s+of (?:an?|any|each|every)\b"
_ALONE = r"(?i)\s*(?:[^\w\s]|$)|\s+(?:by|to|from|until|at|in|and|for|with|on|or|as|starting|beginning|thereafter)\b"
_YEAR = r"\b20[0-9]{2}\b|[./-][0-9]{2}\b|'[0-9]{2}\b"
# Words without which no words are a due phrase. What is not letters alone (5th, half-term, w/c) may be one too.
_TIMELY_STARTS = frozenset(
    "jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun day dai wee yea qua ann hou ter sem sea".split()
)
_TIMELY = frozenset(
    "meeting meetings mtg board boards committee committees council councils forum panel group agm egm assembly session sitting cabinet executive"
    " end start beginning middle mid close noon midday midnight morning afternoon evening night fortnight fortnights today tomorrow tonight"
    " asap possible soon soonest immediately immediate urgently forthwith shortly ongoing regularly each every next following spring summer autumn"
    " winter christmas easter whitsun pentecost lent advent michaelmas half century agenda papers deadline date dates time century lunch later now"
    " then once twice holiday holidays bank new old due course future report reports minutes publication notice".split()
)
_LOOSE = frozenset(("to", "at", "for", "in", "on", "after", "from"))
_LONG_AHEAD = 270  # days: “on 9 January”, said in March, is more likely to be past than to come
_MOST_WORDS = 11
_NAMED = 6  # words with which a meeting or a time is named, before its day in brackets
_MOST_TEXT = 2000


def _worth(due: Due, start: str, text: str, at: int, end: int, context: Context) -> bool:
    """Whether words in the midst of a sentence are surely its due phrase; rather none than a wrong one."""
    words, loose = text[at:end], start in _LOOSE
    if due.kind == "kept" and start not in ("asap", "as soon as possible"):
        return False
    if (due.doubts and due.date is None) or (due.date and due.date < context.said_on):
        return False
    if re.search(_NEVER_LAST, words) or re.match(_MORE_OF_A_DATE, text[end:]) or _is_a_word(words):
        return False
    if loose and len(words.partition(" (")[0].split()) > _NAMED and "(" in words:
        return False  # a bracket after much else says when that is
    if start == "within" and re.match(_OF_ANOTHER, text[end:]):
        return False
    if due.kind == "recurring" and start.endswith("ly") and not re.match(_ALONE, text[at + len(start):]):
        return False
    if not loose and start != "within":
        return True
    if start == "to" and not due.meeting and not re.search(r"[0-9]", words):
        # Moved to the Sunday: a day that something gets, and not when that is done.
        return False
    if due.date and not due.meeting and not re.search(_YEAR, words) and (due.date - context.said_on).days > _LONG_AHEAD:
        return False
    if loose and due.kind in ("soft", "start") and not re.match(r"\s*(?:[.,;:)(–-]|$)", text[end:]):
        return False
    return bool(due.meeting) or not re.search(_PAST, text[max(0, at - 40):at])


def _is_a_word(words: str) -> bool:
    """Whether a month or a day stands there in small letters: in prose may, march, mar and sun are other words."""
    return any(w in MONTH_NUMBERS or w in ("sat", "sun") for w in re.findall(r"[^\W\d_]+", words))


def _ends(text: str) -> list[int]:
    """Where a due phrase that begins here can end: after each word, as far as some word speaks of a time."""
    words = list(re.finditer(r"\S+(?=\s|$)", text))[:_MOST_WORDS]
    timely = [i for i, word in enumerate(words) if _is_timely(word[0])]
    return [word.end() for word in words[: timely[-1] + 4]] if timely else []


def _is_timely(word: str) -> bool:
    bare = word.strip(".,;:()'’\"“”").lower()
    return not bare.isalpha() or bare in _TIMELY or bare[:3] in _TIMELY_STARTS


def _from(text: str, at: int, start: str, context: Context) -> tuple[int, Due] | None:
    """The longest run of words from a place that is surely a due phrase; of a rhythm the shortest."""
    ends = _ends(text[at:at + LONGEST])
    best: tuple[int, Due] | None = None
    for end in reversed(ends):
        words = text[at:at + end].rstrip(".,;:")
        if best and best[1].kind != "recurring":
            break
        due = read_due(words, context)
        if best and due.recurs != best[1].recurs:
            continue
        if _worth(due, start, text, at, at + len(words), context):
            best = at + end, due
    return best


def find_due(text: str, context: Context) -> Due | None:
    """The due phrase inside the words of an action, read; None where no words are surely one.

    “To report at the October Board meeting on drains” holds “at the October Board meeting”. Of several,
    a date goes before a span, and the last one said before the others.
    """
    text = text[:_MOST_TEXT]
    best: tuple[int, Due] | None = None
    for found in re.finditer(_STARTS, text):
        read = _from(text, found.start(), found[0].lower(), context)
        if read is None or (best and _RANK[read[1].kind] > _RANK[best[1].kind]):
            continue
        inside = best is not None and found.start() < best[0]
        if best is None or not inside or _RANK[read[1].kind] < _RANK[best[1].kind]:
            best = read
    return best[1] if best else None


_RANK = {"date": 0, "soft": 1, "start": 2, "recurring": 3, "kept": 4}
