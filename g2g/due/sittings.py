"""Due phrases that name a meeting: the next one, the December Board, the one after next, the annual meeting."""

from __future__ import annotations

import re

from g2g.dates import MONTH_NUMBERS, MONTHS, british, british_full, written_date
from g2g.due.days import on_date
from g2g.due.periods import annual_meeting
from g2g.due.phrases import Context, Example, Family, Kept, Reading, Span, month_number, year_number
from g2g.holidays_england import add_working_days
from g2g.model import Meeting

_NOUNS = frozenset((
    "meeting", "mtg", "board", "committee", "council", "cabinet", "panel", "forum", "group", "partnership", "body",
    "executive", "trust", "assembly", "agenda", "boards", "committees",
))
# Said in a committee these are as likely the council's own meetings as the committee's.
_STRICT = frozenset(("council", "cabinet", "executive", "trust", "full", "assembly"))
_NEXT = frozenset(("next", "following", "forthcoming", "upcoming", "coming"))
_FILLER = frozenset((
    "available", "possible", "convenient",
    "the", "our", "its", "this", "of", "for", "in", "on", "to", "scheduled", "ordinary", "regular", "formal", "main",
    "public", "monthly", "time", "date", "at", "held", "be",
))
_VAGUE = frozenset((
    "a", "an", "future", "later", "another", "any", "some", "subsequent", "meetings", "boards",
))
_SPECIAL = frozenset((
    "extraordinary", "special", "emergency", "additional", "budget", "informal", "private",
))


def _words_of(name: str) -> set[str]:
    return set(re.findall(r"[a-z0-9&]+", name.lower().replace("'s", "")))


def _own_words(context: Context) -> set[str]:
    own: set[str] = set()
    for name in (context.body, *context.body_names):
        own |= _words_of(name)
    return own


def _told(meeting: Meeting, what: str, doubts: tuple[str, ...] = ()) -> Span:
    because = f"{what} of {meeting.body} is {british_full(meeting.date)}"
    return Span.of(meeting.date, because, meeting=meeting.ref, doubts=doubts)


def sittings_after(context: Context) -> tuple[Meeting, ...]:
    """The body's sittings strictly after the day the phrase was said."""
    return context.calendar.after(context.body, context.said_on) if context.calendar and context.body else ()


def _next(context: Context, index: int, doubts: tuple[str, ...]) -> Reading:
    sittings = sittings_after(context)
    if len(sittings) <= index:
        return Kept("there is no such meeting on the calendar yet")
    return _told(sittings[index], "the meeting after next" if index else "the next meeting", doubts)


def _in_month(context: Context, month: int, year: int | None, doubts: tuple[str, ...]) -> Reading:
    """The body's one meeting in the next such month; where there are two it is not for g2g to choose."""
    said, name = context.said_on, MONTHS[month - 1]
    found = [m for m in sittings_after(context) if m.date.month == month and (year is None or m.date.year == year)]
    first = (said.year if month >= said.month else said.year + 1) if year is None else year
    if year is None and month == said.month and not [m for m in found if m.date.year == first]:
        first += 1
    found = [m for m in found if m.date.year == first]
    if not found:
        return Kept(f"there is no {name} meeting on the calendar yet")
    if len(found) > 1:
        days = " and ".join(british(m.date) for m in found)
        why = f"{context.body} has {len(found)} meetings in {name} {first}: {days}"
        return Kept(why, (why,))
    return _told(found[0], f"the {name} meeting", doubts)


def _annual(context: Context, sure_only: bool) -> Reading:
    day, doubts = annual_meeting(context)
    if day is None or (sure_only and doubts):
        return Kept("the date of the annual meeting is not known")
    at = context.calendar.in_month(context.body, day.year, day.month) if context.calendar else ()
    ref = next((m.ref for m in at if m.date == day), "")
    return Span.of(day, f"the annual meeting is {british_full(day)}", meeting=ref, doubts=doubts)


def _quarterly(context: Context) -> Reading:
    day = min((d for d in context.quarterly if d > context.said_on), default=None)
    if day is None:
        return Kept("which meetings are the quarterly ones is not known")
    return Span.of(day, f"the next quarterly meeting is {british_full(day)}")


def _strangers(tokens: list[str], context: Context) -> tuple[list[str], tuple[str, ...]]:
    """Words that name another body, and doubts where a bare “Board” may be one."""
    own = _own_words(context)
    strange = [t for t in tokens if t not in _FILLER | _NOUNS and t not in own]
    nouns = [t for t in tokens if t in _NOUNS - {"meeting", "mtg", "agenda"}]
    if context.body_names:
        strange += [t for t in tokens if t in _STRICT and t not in own]
    unsure = [t for t in nouns if context.body_names and t not in own]
    return strange, tuple(f"“{t}” may be another body than {context.body}" for t in unsure)


def _meeting(found: re.Match[str], context: Context) -> Reading:
    words = re.sub(r" \([a-z0-9 ]{1,30}\)$", "", found[0]).replace("'s", "").replace("/", " / ")
    tokens = [t.strip("., ") for t in words.split()]
    own = _own_words(context)
    codes = {context.body.lower()} if context.body else set()
    if not any(t in _NOUNS or t in codes for t in tokens):
        return None
    if _VAGUE & set(tokens) or "/" in tokens:
        return Kept("no particular meeting is named")
    if _SPECIAL & set(tokens) - own:
        return Kept("the calendar does not tell which meeting that is")
    return _wanted([t for t in tokens if t], context)


def _wanted(tokens: list[str], context: Context) -> Reading:
    left, month, year, following, after_next = [], None, None, False, False
    text = " ".join(tokens)
    for idiom in ("after next", "following next", "but one"):
        if idiom in text:
            after_next, tokens = True, text.replace(idiom, "").split()
    for token in tokens:
        if token in MONTH_NUMBERS and month is None:
            month = month_number(token)
        elif re.fullmatch(r"20[0-9]{2}", token):
            year = year_number(token)
        elif token in _NEXT or (token in ("first", "earliest") and {"available", "possible"} & set(tokens)):
            following = True
        elif token not in ("quarterly", "annual", "general"):
            left.append(token)
    strange, doubts = _strangers(left, context)
    if strange:
        return Kept(f"that is a meeting of another body, or none that the calendar knows ({' '.join(strange)})")
    if "annual" in tokens:
        return _annual(context, sure_only="general" in tokens)
    if "quarterly" in tokens:
        return _quarterly(context)
    if month is not None:
        return _in_month(context, month, year, doubts)
    if following or after_next:
        return _next(context, int(after_next), doubts)
    return None


def _next_month(found: re.Match[str], context: Context) -> Reading:
    month = context.said_on.month % 12 + 1 if found["which"] == "next" else context.said_on.month
    year = context.said_on.year + (found["which"] == "next" and month == 1)
    return _in_month(context, month, year, ())


def _ahead(found: re.Match[str], context: Context) -> Reading:
    return _next(context, {"two": 1, "2": 1}[found["count"]], ())


def _next_time(found: re.Match[str], context: Context) -> Reading:
    return _next(context, 0, ())


def _agm(found: re.Match[str], context: Context) -> Reading:
    return _annual(context, sure_only=True)


def _dated(found: re.Match[str], context: Context) -> Reading:
    """A meeting named by its date: the date is what counts, and a calendar without it is a doubt."""
    written = written_date(found["after"] or found["before"])
    if written is None:
        return None
    span = on_date(written, context)
    if not isinstance(span, Span) or span.by is None:
        return span
    strange, _ = _strangers([t for t in re.sub(r"['/()]", " ", found["body"] or "").split() if t not in _NEXT], context)
    if strange or context.calendar is None:
        return span
    day = span.by
    at = [m for m in context.calendar.in_month(context.body, day.year, day.month) if m.date == day]
    if at:
        return span._replace(because=f"the meeting is {british_full(day)}", meeting=at[0].ref)
    why = f"the calendar has no meeting of {context.body or 'the body'} on {british(day)}"
    return span._replace(doubts=(*span.doubts, why))


def _papers(found: re.Match[str], context: Context) -> Reading:
    """The body's own rule: so many clear working days before the meeting that the papers are for."""
    if context.papers_days is None:
        return Kept("that needs the body's rule for agenda papers, which the settings do not give")
    meeting = _next(context, 0, ())
    if found["month"]:
        meeting = _in_month(context, month_number(found["month"]), None, ())
    if not isinstance(meeting, Span) or meeting.by is None:
        return meeting
    day = add_working_days(meeting.by, -(context.papers_days + 1), context.closed)
    because = f"{context.papers_days} clear working days before {british_full(meeting.by)} leave {british_full(day)}"
    return Span.of(day, because, meeting=meeting.meeting, at_end=True)


_MONTHS = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
_NOUN = "(?:meeting|mtg|(?:board|committee|council)(?: meeting)?|panel|forum|cabinet|governing body|agm)"
_FOR = (
    rf"(?: (?:for|of) (?:the )?(?:next|(?P<month>{_MONTHS})(?:'s)?)? ?(?:board |committee )?"
    r"(?:meeting|board|committee|agenda))?"
)

FAMILIES = (
    Family(
        "the papers for a meeting",
        rf"(?:with|in time for|in time to go (?:out )?with|to go (?:out )?with|by|before"
        rf"|for)? ?(?:the )?(?:(?:agenda|papers?|report) deadline"
        rf"|deadline for (?:the )?(?:papers|agenda|reports)|(?:agenda )?papers|agenda(?: papers)?"
        rf"|despatch of (?:the )?(?:papers|agenda))"
        rf"(?: (?:go(?:es)? out|(?:is|are) (?:sent|issued|published)))?{_FOR}",
        _papers,
        (Example("in time for the papers", "date", "2019-04-04"), Example("with the agenda", "date", "2019-04-04")),
        whole=True,
        cues=("paper", "agenda", "report deadline"),
    ),
    Family(
        "a meeting by its date",
        rf"(?:(?P<body>(?:[a-z'&-]+ ){{0,6}}?)(?:{_NOUN})(?: to be held)?,? (?:\(|- ?)?(?:on "
        rf"|of )?(?:the )?(?P<after>[0-9a-z][0-9a-z ,./'-]{{3,36}}?)\)?"
        rf"|(?P<before>[0-9][0-9a-z ,./'-]{{3,30}}?)(?:'s)? {_NOUN})",
        _dated,
        (Example("at the meeting on 12 June", "date", "2019-06-12"),),
        cues=tuple("0123456789"),
    ),
    Family(
        "next month's meeting",
        r"(?P<which>next|this) month's (?:board |committee |council )?(?:meeting|board|agenda|committee)",
        _next_month,
        (Example("at next month's meeting", "date", "2019-04-10"),),
        cues=("month's",),
    ),
    Family(
        "next time",
        r"next time(?: round)?",
        _next_time,
        (Example("for next time", "date", "2019-04-10"),),
        cues=("time",),
    ),
    Family(
        "in two meetings' time",
        r"(?P<count>two|2) meetings'? time",
        _ahead,
        (Example("in two meetings' time", "date", "2019-05-08"),),
        cues=("meetings",),
    ),
    Family(
        "the annual general meeting",
        r"(?:next |following |\w+ )?(?:agm|annual general meeting)",
        _agm,
        (Example("before the AGM", "date", "2019-05-07"),),
        cues=("agm", "annual general"),
    ),
    Family(
        "a meeting of the body",
        r"[a-z0-9][a-z0-9 ,.'&()/-]{2,70}",
        _meeting,
        (
            Example("before the next meeting", "date", "2019-04-09"),
            Example("to the next Board", "date", "2019-04-10"),
            Example("at the December Board meeting", "date", "2019-12-11"),
            Example("at the meeting after next", "date", "2019-05-08"),
            Example("at the August meeting", "kept"),
            Example("at the annual meeting", "date", "2019-05-08"),
            Example("at the next quarterly meeting", "date", "2019-06-12"),
            Example("for a future agenda", "kept"),
        ),
    ),
)
