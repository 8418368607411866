"""How a due phrase is taken apart before any rule is asked, and what its preposition makes of the answer."""

from __future__ import annotations

import re
from datetime import date

from g2g.dates import british, british_full, fold
from g2g.due.phrases import DAY, WEEKDAY, Due, Heard, Sense, Span

# The patterns are kept as text and compiled when first used, behind a cheap look for one of their words:
# compiling them all would take longer than the rest of a command that reads one date.
_TIME = (
    r"(?:(?:12 ?)?noon|midday|(?:12 ?)?midnight|[0-9]{1,2}(?:[.:][0-9]{2})? ?(?:am|pm|a\.m\.?|p\.m\.?)(?![a-z])"
    r"|[0-2]?[0-9]:[0-5][0-9](?: ?h(?:ou)?rs)?)"
)
_DAY_PART = (
    rf"(?:(?:the )?(?:close|end) of(?= (?:today|tomorrow|{WEEKDAY}))"
    r"|(?:the )?(?:close|end|start) of (?:the )?(?:play|business|working day|day|office hours)|close(?! of)"
    r"|cop|cob|eod|first thing|last thing|(?:the )?(?:early |late |mid-?)?(?:morning|afternoon|evening|night)"
    r"|lunch ?time|lunch|am|pm)\b"
)
_TIME_FIRST = rf"(?:{_TIME}|{_DAY_PART})(?: \({_TIME}\))?(?:,? (?:on|of|at|by))? (?:the )?(?=\S)"
_TIME_LAST = rf",? (?:(?:at|by|before|from|in the|@) ?)?(?:{_TIME}|{_DAY_PART})$"
_TIME_CUES = (
    "noon", "midday", "night", "am", "pm", ".m", ":", "close", "end of", "start of", "cop", "cob", "eod", "thing",
    "morning", "evening", "lunch",
)

_LEADS = (
    # As soon as possible, and by 5 May: the date is what counts.
    r"(?:asap|as soon as possible|immediately|ongoing),?(?: and| but| or)?,? "
    r"(?=(?:by|before|no later|not later|within)\b)",
    # Revised deadline: 5 May
    r"(?:(?:new|revised|agreed|proposed|target|completion|closing|review|return|submission|end|due|action)\s)?"
    r"(?:deadline|due date|date|due|target|timescale|by when)(?: is| of|:| -|:-)? ?(?=\S)",
    # To be completed by 5 May, report back to the next meeting
    r"(?:to be |for |to )?(?:complet(?:e|ed|ion)|done|finish(?:ed)?|report(?:ed|ing)?|return(?:ed|able)?|respond"
    r"|submit(?:ted)?|submission|circulated?|br(?:ing|ought)|present(?:ed)?|review(?:ed)?|updated?|send|sent"
    r"|publish(?:ed)?|action(?:ed)?|deliver(?:ed|y)?|discussion|consideration|decision|response|feedback"
    r"|carried forward|c/f|deferred|extended|moved|postponed|rescheduled)(?: back)? "
    r"(?=(?:by|to|for|no later|not later|before|prior|within|until|in time|ahead|in advance)\b)",
    # Review in six months
    r"(?:review|report|update|return|bring|meet|revisit)(?: back| again)? (?=(?:at|in|on)\b)",
)
_SENSES = (
    (
        Sense.AFTER,
        r"(?:any time |shortly |soon |immediately |straight |just )?after |once (?=easter|christmas)"
        r"|following (?!meeting|board|committee|month|week|year|day|mtg)",
    ),
    (
        Sense.FROM,
        r"(?:not|no) (?:before|earlier than|sooner than) |on or after |as from |as of |from (?!now\b)"
        r"|with effect from |w\.?e\.?f\.? |(?:starting|commencing|beginning)(?: from| on| in)? (?!of )",
    ),
    (
        Sense.BY,
        r"on or before |by or before |by no later than |by |at the latest by |no later than |not later than |not after "
        r"|until |till |'til |up to (?:and including )?|up until |in time for |ready for |in readiness for "
        r"|due (?:on|by|in|at) |for completion by |latest ",
    ),
    (
        Sense.BEFORE,
        r"(?:at any time |well |just |shortly |immediately |some ?time |ideally |preferably )?"
        r"(?:before|prior to|ahead of|in advance of|previous to|earlier than) ",
    ),
    (
        Sense.IN,
        r"(?:some ?time (?:in|during|around)|at some point (?:in|during)|in the course of|in|on"
        r"|at(?! least| the latest)|during|for|over|throughout|to) ",
    ),
)
_ABOUT = r"(?:around|about|approx(?:\.|imately)?|circa|c\.) ?(?=\S)"
_ARTICLE = r"(?:the|our|this body's|a date) "
_LATEST = r",? ?\(?\b(?:at the (?:very )?latest|latest|at latest|or (?:sooner|earlier|before)|inclusive)\)?$"
_EARLIEST = r",? (?:at the (?:very )?earliest|onwards?|or (?:later|after))$"
_POLITE = r",? (?:if (?:at all )?possible|where possible|if not (?:sooner|before|earlier)|please|only)$"
_UNSURE = r",? ?[(\[]?\b(?:tbc|to be confirmed|provisional(?:ly)?|prov|tentative(?:ly)?|est)\b[)\]]?$"
_STRONGER = (Sense.IN, Sense.BY, Sense.BEFORE, Sense.FROM, Sense.AFTER)


def plain(phrase: str) -> str:
    """The phrase in lower case with single spaces, without bullets, outer brackets and a last stop."""
    words = fold(phrase).strip(" .;:,*•·").removeprefix("- ")
    while len(words) > 1 and (words[0], words[-1]) in (("(", ")"), ("[", "]"), ('"', '"'), ("'", "'")):
        words = words[1:-1].strip(" .;:,")
    return words


def hear(words: str) -> Heard:
    """Take the folded words apart: lead-in and courtesies off, preposition and time of day heard."""
    doubts: list[str] = []
    core, tail = _without_tail(words, doubts)
    words = core = _without_lead(core)
    sense: Sense | None = None
    for _ in range(6):
        core, found = _strip_front(core, sense, doubts)
        if found is None:
            break
        sense = found
    if _tells_time(core):
        core = re.sub(_TIME_LAST, "", core)
    if tail and not (tail is Sense.BY and sense in (Sense.BEFORE, Sense.AFTER)):
        sense = tail
    return Heard(words, sense or Sense.IN, core, tuple(doubts))


def _tells_time(words: str) -> bool:
    return any(cue in words for cue in _TIME_CUES)


def _without_lead(words: str) -> str:
    if words.startswith(("by ", "before ", "at ", "in ", "on ", "within ", "the ", "next ")) or words[:1].isdecimal():
        return words.removeprefix("by when ")
    for lead in _LEADS:
        if found := re.match(lead, words):
            return words[found.end():]
    return words


def _without_tail(words: str, doubts: list[str]) -> tuple[str, Sense | None]:
    """The words without a courtesy or a “tbc”, and the sense that a tail such as “at the latest” gives them."""
    words = re.sub(_POLITE, "", words)
    if len(words) > 9 and (found := re.search(_UNSURE, words)) and found.start() > 3:
        words = words[: found.start()]
        doubts.append("the words say that it is still to be confirmed")
    for pattern, sense in ((_LATEST, Sense.BY), (_EARLIEST, Sense.FROM)):
        shorter = re.sub(pattern, "", words)
        if shorter and shorter != words:
            return shorter, sense
    return words, None


def _strip_front(core: str, sense: Sense | None, doubts: list[str]) -> tuple[str, Sense | None]:
    """The words after one preposition, article or time of day, and the sense so far; None when nothing was there."""
    for heard, pattern in _SENSES:
        if found := re.match(pattern, core):
            return core[found.end():], max(heard, sense or Sense.IN, key=_STRONGER.index)
    if found := re.match(_ABOUT, core):
        doubts.append("the words say “about”")
        return core[found.end():], sense or Sense.IN
    if found := re.match(_ARTICLE, core):
        return core[found.end():], sense or Sense.IN
    if _tells_time(core) and (found := re.match(_TIME_FIRST, core)):
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
        due = due._replace(doubts=(*doubts, f"{british(past[0])} is before it was said on {british(said_on)}"))
    if due.earliest and due.earliest < said_on and not span.written:
        due = due._replace(earliest=said_on)
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
