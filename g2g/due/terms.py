"""Due phrases of the school year and of the great feasts: terms only as the settings give them."""

from __future__ import annotations

import re
from datetime import date

from g2g.dates import british, british_full
from g2g.due.phrases import DAY, Context, Example, Family, Kept, Reading, Span, Term, year_number
from g2g.holidays_england import easter

NO_TERMS = "that needs the dates of the school terms, which the settings do not give"
_NAME = r"(?P<name>spring|summer|autumn|winter)"


def _named(context: Context, name: str | None) -> list[Term]:
    return [t for t in context.terms if name is None or name in t.name.lower()]


def _next(days: list[date | None], said_on: date) -> date | None:
    return min((d for d in days if d and d >= said_on), default=None)


def _edge(found: re.Match[str], context: Context) -> Reading:
    """The first or the last day of a term."""
    terms, ending = _named(context, found["name"]), found["edge"] in ("end", "last day", "close")
    if found["which"] in ("next", "new"):
        terms = [t for t in terms if t.start and t.start > context.said_on][:1]
    day = _next([t.end if ending else t.start for t in terms], context.said_on)
    if day is None:
        return Kept(NO_TERMS)
    because = f"the term {'ends' if ending else 'begins'} on {british_full(day)}"
    return Span.of(day, because, at_end=ending)


def _break_up(found: re.Match[str], context: Context) -> Reading:
    ending = "break" in found[0] or "finish" in found[0]
    day = _next([t.end if ending else t.start for t in context.terms], context.said_on)
    return Span.of(day, f"the schools do so on {british_full(day)}", at_end=ending) if day else Kept(NO_TERMS)


def _term(found: re.Match[str], context: Context) -> Reading:
    terms = _named(context, found["name"])
    if found["which"] in ("next", "new"):
        terms = [t for t in terms if t.start and t.start > context.said_on]
    else:
        terms = [t for t in terms if not t.end or t.end >= context.said_on]
    if not terms or not (terms[0].start or terms[0].end):
        return Kept(NO_TERMS)
    term = terms[0]
    begins = f"begins on {british(term.start)}" if term.start else ""
    ends = f"ends on {british(term.end)}" if term.end else ""
    return Span(term.start, term.end, f"the {term.name} {' and '.join(w for w in (begins, ends) if w)}", soft=True)


def _half_term(found: re.Match[str], context: Context) -> Reading:
    terms = [t for t in _named(context, found["name"]) if t.half_term_start and t.half_term_start > context.said_on]
    if not terms or not terms[0].half_term_start:
        return Kept(NO_TERMS)
    first, last = terms[0].half_term_start, terms[0].half_term_end
    because = f"half term begins on {british(first)}" + (f" and ends on {british(last)}" if last else "")
    return Span(first, last or first, because, soft=True)


_BREAKS = {"easter": "spring", "summer": "summer", "christmas": "autumn"}


def _holidays(found: re.Match[str], context: Context) -> Reading:
    """The time between the end of one term and the start of the next."""
    terms = list(context.terms)
    named = _BREAKS.get(found["feast"], "")
    ends = [t for t in terms if t.end and t.end >= context.said_on and named in t.name.lower()]
    if not ends or ends[0].end is None:
        return Kept(NO_TERMS)
    first = ends[0].end + DAY
    back = min((t.start for t in terms if t.start and t.start > first), default=None)
    if back is None:
        return Kept(NO_TERMS)
    return Span(first, back - DAY, f"the holidays are {british(first)} to {british(back - DAY)}", soft=True)


def _school_year(found: re.Match[str], context: Context) -> Reading:
    ending = found["edge"] == "end"
    name = "summer" if ending else "autumn"
    day = _next([t.end if ending else t.start for t in _named(context, name)], context.said_on)
    return Span.of(day, f"the school year {'ends' if ending else 'begins'} on {british_full(day)}",
                   at_end=ending) if day else Kept(NO_TERMS)


def _feast(found: re.Match[str], context: Context) -> Reading:
    """Easter and Christmas: “by” is the day itself, “before” the day before, “after” the day after the bank holiday."""
    said = context.said_on
    years = [year_number(found["year"])] if found["year"] else [said.year, said.year + 1]
    days = [easter(y) if found["feast"] == "easter" else date(y, 12, 25) for y in years]
    day = next((d for d in days if d >= said), days[-1])
    because = f"{found['feast'].title()} Day is {british_full(day)}"
    if found["feast"] == "easter":
        because += f" and Easter Monday {british(day + DAY)}"
    return Span(day, day + DAY, because, by=day, soft=True, written=bool(found["year"]))


_WHICH = r"(?:(?P<which>this|next|new|current|school) )?"

FAMILIES = (
    Family(
        "the start or end of a school term",
        rf"(?P<edge>end|start|beginning|last day|first day"
        rf"|close)(?: of)? (?:the )?{_WHICH}(?:{_NAME} )?(?:school )?term",
        _edge,
        (Example("by the end of term", "date", "2019-04-05"), Example("before the start of term", "date", "2019-04-22"),
         Example("end of the summer term", "date", "2019-07-19")),
        cues=("term",),
    ),
    Family(
        "when schools break up",
        r"(?:when )?(?:the )?schools? (?:break(?:s)? up|go(?:es)? back|finish(?:es)?|returns?|starts?|resumes?)",
        _break_up,
        (Example("before schools break up", "date", "2019-04-05"),),
        cues=("school",),
    ),
    Family(
        "half term",
        rf"(?:{_NAME} |may |october |february )?half[ -]?term(?: holidays?| break| week)?",
        _half_term,
        (Example("after half term", "start", "", "2019-06-01"),),
        cues=("half",),
    ),
    Family(
        "a school term",
        rf"{_WHICH}(?:{_NAME} )?(?:school )?term",
        _term,
        (Example("next term", "soft", "", "2019-04-23", "2019-07-19"),),
        cues=("term",),
    ),
    Family(
        "the school holidays",
        r"(?:(?P<feast>summer|easter|christmas|school) )(?:school )?(?:holidays?|break|vacation)",
        _holidays,
        (Example("after the summer holidays", "start", "", "2019-09-03"),),
        cues=("holiday", "break", "vacation"),
    ),
    Family(
        "the school year",
        r"(?:(?P<edge>end|start|beginning) of )?(?:the )?(?:this |next |new |current )?(?:academic|school) year",
        _school_year,
        (Example("by the end of the school year", "date", "2019-07-19"),),
        cues=("academic", "school"),
    ),
    Family(
        "Easter and Christmas",
        r"(?P<feast>easter|christmas|xmas)(?: (?P<year>20[0-9]{2}))?",
        _feast,
        (Example("before Christmas", "date", "2019-12-24"), Example("by Easter", "date", "2019-04-21"),
         Example("after Easter", "start", "", "2019-04-23")),
        cues=("easter", "christmas", "xmas"),
    ),
)
