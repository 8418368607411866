"""Due phrases that name a time with a first and a last day: weeks, months, quarters and years, and parts of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from g2g.dates import MONTHS, WrittenDate, british, british_full, written_date
from g2g.due.days import on_date
from g2g.due.phrases import (
    DAY,
    MONTH,
    NTH,
    WEEKDAY,
    Context,
    Example,
    Family,
    Kept,
    Reading,
    Span,
    end_of_month,
    month_number,
    weekday_number,
    year_number,
)

Days = tuple[date, date]


class Period(NamedTuple):
    """A named time and the spans it may be, the earliest first; just one where the words leave no choice."""

    name: str
    spans: tuple[Days, ...]
    written: bool = False
    doubts: tuple[str, ...] = ()


def month_span(year: int, month: int) -> Days:
    """The first and the last day of a month."""
    first = date(year, month, 1)
    return first, end_of_month(first)


def months_span(year: int, month: int, length: int) -> Days:
    """So many whole months from the start of one."""
    year_after, month_after = year + (month - 1 + length) // 12, (month - 1 + length) % 12 + 1
    return date(year, month, 1), date(year_after, month_after, 1) - DAY


def financial_year(day: date) -> int:
    """The calendar year in which the day's financial year, from 1 April, began."""
    return day.year if day.month >= 4 else day.year - 1


def _near(said_on: date) -> range:
    return range(said_on.year - 1, said_on.year + 3)


def _month(found: re.Match[str], context: Context) -> Period:
    month = month_number(found["month"])
    name = MONTHS[month - 1]
    if found["month_which"] == "next":
        year = context.said_on.year + (month <= context.said_on.month)
        either = (month_span(year, month), month_span(year + 1, month))
        doubt = f"“next {name}” could be that of {year} or of {year + 1}"
        return Period(f"next {name}", ((either[0][0], either[1][1]),), doubts=(doubt,))
    if found["month_year"]:
        return Period(name, (month_span(year_number(found["month_year"]), month),), written=True)
    return Period(name, tuple(month_span(year, month) for year in _near(context.said_on)))


def _months(found: re.Match[str], context: Context) -> Period:
    first, last = month_number(found["from_month"]), month_number(found["to_month"])
    length = (last - first) % 12 + 1
    year = found["months_year"]
    years = [year_number(year)] if year else _near(context.said_on)
    name = f"{MONTHS[first - 1]} to {MONTHS[last - 1]}"
    return Period(name, tuple(months_span(y, first, length) for y in years), written=bool(year))


def _this_month(found: re.Match[str], context: Context) -> Period:
    first = context.said_on.replace(day=1)
    for _ in range(2 if found["month_after"] else found["month_word"] == "next"):
        first = end_of_month(first) + DAY
    return Period(f"{MONTHS[first.month - 1]} {first.year}", (month_span(first.year, first.month),))


def _week(found: re.Match[str], context: Context) -> Period:
    word = found["week_word"] or ""
    monday = context.said_on - timedelta(days=context.said_on.weekday())
    weeks = 2 if found["week_after"] else 1 if "next" in word or "following" in word else 0
    monday += timedelta(weeks=weeks)
    friday = monday + timedelta(days=4)
    if friday < context.said_on:
        friday = monday + timedelta(days=6)
    return Period(f"the week of {british(monday)}", ((monday, friday),))


def _weekend(found: re.Match[str], context: Context) -> Period:
    said = context.said_on
    saturday = said + timedelta(days=(5 - said.weekday()) % 7) if said.weekday() < 6 else said - DAY
    if found["weekend_word"] == "next":
        saturday += timedelta(weeks=1)
    return Period(f"the weekend of {british(saturday)}", ((saturday, saturday + DAY),))


def _quarter(found: re.Match[str], context: Context) -> Period:
    number = int(found["q"]) if found["q"] else NTH[found["q_nth"]]
    name = f"quarter {number} of the financial year"
    if found["q_fy"]:
        year = year_number(found["q_fy"])
        return Period(name, (_quarter_span(year, number),), written=True)
    if found["q_year"]:
        year = year_number(found["q_year"])
        doubt = f"quarter {number} of {year} is taken as one of the financial year that begins in April {year}"
        return Period(name, (_quarter_span(year, number),), written=True, doubts=(doubt,))
    near = range(financial_year(context.said_on) - 1, financial_year(context.said_on) + 3)
    return Period(name, tuple(_quarter_span(year, number) for year in near))


def _quarter_span(year: int, number: int) -> Days:
    return months_span(year + (number == 4), (number * 3) % 12 + 1, 3)


def _this_quarter(found: re.Match[str], context: Context) -> Period:
    said = context.said_on
    first = date(said.year, (said.month - 1) // 3 * 3 + 1, 1)
    if found["quarter_word"] == "next":
        first = months_span(first.year, first.month, 3)[1] + DAY
    return Period("the quarter", (months_span(first.year, first.month, 3),))


def _financial(found: re.Match[str], context: Context) -> Period | None:
    if found["fy_from"]:
        year, to = year_number(found["fy_from"]), int(found["fy_to"][-2:])
        if (year + 1) % 100 != to:
            return None
        return Period(f"the year {year}/{to:02}", (months_span(year, 4, 12),), written=True)
    year = financial_year(context.said_on)
    if found["fy_word"] in ("next", "new", "coming"):
        return Period("the next financial year", (months_span(year + 1, 4, 12),))
    return Period("the financial year", (months_span(year, 4, 12), months_span(year + 1, 4, 12)))


def _tax(found: re.Match[str], context: Context) -> Period:
    spans = tuple((date(year, 4, 6), date(year + 1, 4, 5)) for year in _near(context.said_on))
    return Period("the tax year", tuple(s for s in spans if s[1] >= context.said_on))


def _year(found: re.Match[str], context: Context) -> Period:
    year = context.said_on.year
    if found["number"]:
        year = year_number(found["number"])
    elif found["year_word"] in ("next", "new", "coming"):
        year += 1
    return Period(str(year), ((date(year, 1, 1), date(year, 12, 31)),), written=bool(found["number"]))


def _municipal(found: re.Match[str], context: Context) -> Period | None:
    """The municipal year runs from one annual meeting to the day before the next."""
    day, doubts = annual_meeting(context)
    if day is None:
        return None
    coming = (day, months_span(day.year, day.month, 12)[1])  # its last day waits on the annual meeting after
    if found["my_word"] in ("next", "new"):
        return Period("the new municipal year", (coming,), doubts=doubts)
    name = f"the municipal year, with its annual meeting on {british(day)},"
    return Period(name, ((day - timedelta(days=365), day - DAY), coming), doubts=doubts)


def annual_meeting(context: Context) -> tuple[date | None, tuple[str, ...]]:
    """The body's next annual meeting, and doubts: as given, else the one sitting of next May, when councils hold it."""
    if context.annual_meeting and context.annual_meeting > context.said_on:
        return context.annual_meeting, ()
    if context.calendar is None:
        return None, ()
    year = context.said_on.year + (context.said_on.month > 5)
    sittings = [m.date for m in context.calendar.in_month(context.body, year, 5) if m.date > context.said_on]
    if len(sittings) != 1:
        return None, ()
    return sittings[0], (f"taken as the annual meeting: {british(sittings[0])}, the only meeting in May",)


_UNDER = r"(?:the |this |current |coming )?"
_KINDS: tuple[tuple[str, Callable[[re.Match[str], Context], Period | None]], ...] = (
    (rf"(?:(?P<month_which>this|next|coming) )?(?P<month>{MONTH})(?:(?:,? |-| of |/)?(?P<month_year>20[0-9]{{2}}"
     rf"|'[0-9]{{2}}))?", _month),
    (rf"(?:between |from )?(?P<from_month>{MONTH})(?: ?(?:/|-|to|and|or|or even) ?)(?P<to_month>{MONTH})"
     r"(?:,? (?P<months_year>20[0-9]{2}))?", _months),
    (r"(?:the )?(?P<month_word>this|next|current|following|coming|calendar)? ?month(?P<month_after> after next)?",
     _this_month),
    (r"(?:the )?(?P<week_word>this|next|following|working"
     r"|current)? ?(?:working )?week(?P<week_after> after next)?", _week),
    (r"(?:the )?(?P<week_word>next) week(?P<week_after>)", _week),
    (r"(?:the )?(?P<weekend_word>this|next|coming)? ?weekend", _weekend),
    (r"(?:the )?(?:q(?:tr|uarter)?\.? ?(?P<q>[1-4])|(?P<q_nth>first|second|third|fourth|1st|2nd|3rd|4th"
     r"|last) quarter)(?:,? (?:of )?(?:the )?"
     r"(?:(?P<q_fy>20[0-9]{2}|'?[0-9]{2})[/-](?:20)?[0-9]{2}|(?P<q_year>20[0-9]{2})|financial year|year))?", _quarter),
    (r"(?:the )?(?P<quarter_word>this|next|current|financial)? ?quarter", _this_quarter),
    (r"(?:the )?(?P<fy_word>this|next|current|new|coming|council's)? ?(?:financial year|fiscal year|accounting year|fy)"
     r"(?:,? (?P<fy_from>20[0-9]{2})[/-](?P<fy_to>(?:20)?[0-9]{2}))?", _financial),
    (r"(?:fy ?)?(?P<fy_from>20[0-9]{2}"
     r"|[12][0-9])[/-](?P<fy_to>(?:20)?[0-9]{2})(?P<fy_word>)(?: (?:financial )?year)?", _financial),
    (r"(?:the )?(?:this |current )?tax year", _tax),
    (r"(?:the )?(?P<my_word>this|next|current|new)? ?(?:municipal|civic|council|mayoral) year", _municipal),
    (r"(?:the )?(?:(?P<year_word>this|next|current|new|coming|calendar) (?:calendar )?year|calendar year"
     r"|(?P<number>20[0-9]{2})"
     r"|(?P<just>year))", _year),
)


def named_period(words: str, context: Context) -> Period | None:
    """The week, month, quarter or year that words name; None for other words, or where a calendar is wanting."""
    for pattern, make in _KINDS:
        if any(cue in words for cue in _CUES[make]) and (found := re.fullmatch(pattern, words)):
            return make(found, context)
    return None


_MONTH_CUES = tuple(name[:3].lower() for name in MONTHS)
_CUES: dict[object, tuple[str, ...]] = {
    _month: _MONTH_CUES, _months: _MONTH_CUES, _this_month: ("month",), _week: ("week",), _weekend: ("weekend",),
    _quarter: ("q",), _this_quarter: ("quarter",), _financial: ("year", "/", "-", "fy"), _tax: ("tax",),
    _municipal: ("year",), _year: ("year", "20"),
}


def upcoming(period: Period, part: Callable[[Days], Days], said_on: date) -> Days | None:
    """That part of the first span in which it is not yet past; of the only span there is, whenever it is."""
    parts = [part(span) for span in period.spans]
    if len(parts) == 1:
        return parts[0]
    return next((p for p in parts if p[1] >= said_on), None)


def _thirds(span: Days) -> list[Days]:
    """Early, middle and late: ten days each of a month, calendar months of anything longer, days of a week."""
    first, last = span
    length = (last - first).days + 1
    if length <= 7:
        cuts = [first + DAY, first + 2 * DAY]
    elif length <= 31:
        cuts = [first.replace(day=10), first.replace(day=20)]
    else:
        months = round(length / 30.4 / 3)
        cuts = [months_span(first.year, first.month, months * n)[1] for n in (1, 2)]
    return [(first, cuts[0]), (cuts[0] + DAY, cuts[1]), (cuts[1] + DAY, last)]


def _halves(span: Days) -> list[Days]:
    first, last = span
    length = (last - first).days + 1
    if length <= 31:
        middle = first + timedelta(days=min(14, length // 2))
    else:
        middle = months_span(first.year, first.month, round(length / 30.4 / 2))[1]
    return [(first, middle), (middle + DAY, last)]


_PARTS: dict[str, Callable[[Days], Days]] = {
    "early": lambda span: _thirds(span)[0],
    "mid": lambda span: _thirds(span)[1],
    "late": lambda span: _thirds(span)[2],
    "first half": lambda span: _halves(span)[0],
    "second half": lambda span: _halves(span)[1],
}
_PART_WORDS = (
    (r"(?:very )?(?:early(?: in| on in)?|(?:the )?early part of|(?:the )?first part of)", "early"),
    (r"mid(?:dle)?(?:-| of| in)?|(?:the )?middle of|halfway through", "mid"),
    (r"late(?: in|-)?|(?:the )?latter part of|(?:towards|toward|near|nearer) (?:the )?end of"
     r"|(?:the )?back end of", "late"),
    (r"(?:the )?(?:first|1st) half of", "first half"),
    (r"(?:the )?(?:second|2nd|latter|last) half of", "second half"),
)


def _span(part: Days, because: str, period: Period) -> Span:
    return Span(part[0], part[1], because, written=period.written, doubts=period.doubts)


def _whole(found: re.Match[str], context: Context) -> Reading:
    if found[0] in ("week", "month", "quarter", "year"):
        return None  # “the month” alone names none
    if re.search(r"^(?:fy)? ?[0-9]{2,4}[/-][0-9]", found[0]):
        return None  # 2018/19 is a year under discussion; only its end or start is a due date
    words = re.sub(r"^(?:later|some time|sometime|(?:the )?(?:rest|remainder|course) of) ", "", found[0])
    period = named_period(words, context)
    if period is None:
        return None
    span = upcoming(period, lambda span: span, context.said_on)
    if span is None:
        return None
    because = f"{period.name} is {british(span[0])} to {british(span[1])}"
    if words in ("this week", "week"):
        return Span(context.said_on, span[1], because, by=span[1])
    return _span(span, because, period)


def _part(found: re.Match[str], context: Context) -> Reading:
    period = named_period(found["period"], context)
    name = next(name for pattern, name in _PART_WORDS if re.fullmatch(pattern, found["part"].strip()))
    part = upcoming(period, _PARTS[name], context.said_on) if period else None
    if period is None or part is None:
        return None
    because = f"{found['part'].strip(' -')} {period.name} is read as {british(part[0])} to {british(part[1])}"
    return _span(part, because, period)


def _end(found: re.Match[str], context: Context) -> Reading:
    words = found["period"] or found["ending"]
    if words == "year" and found["ending"]:
        words = "financial year"  # “year end” is the accounts' year, “the end of the year” the calendar's
    period = named_period(words, context)
    end = upcoming(period, lambda span: (span[1], span[1]), context.said_on) if period else None
    if period is None or end is None:
        return None
    because = f"{period.name} ends on {british_full(end[1])}"
    return Span(end[1], end[1], because, by=end[1], at_end=True, written=period.written, doubts=period.doubts)


def _start(found: re.Match[str], context: Context) -> Reading:
    """The start of a month or year: a day for “by” and “before”, its first part for “at”."""
    period = named_period(found["period"], context)
    start = upcoming(period, lambda span: (span[0], span[0]), context.said_on) if period else None
    if period is None or start is None:
        return None
    because = f"{period.name} begins on {british_full(start[0])}"
    whole = next(span for span in period.spans if span[0] == start[0])
    short = (whole[1] - whole[0]).days < 31
    last = _thirds(whole)[0][1] if short else end_of_month(start[0])
    return Span(start[0], last, because, by=start[0], soft=True, written=period.written, doubts=period.doubts)


def _new_year(found: re.Match[str], context: Context) -> Reading:
    """“In the new year” begins on 1 January and has no end."""
    day = date(context.said_on.year + 1, 1, 1)
    return Span(day, None, f"the new year begins on {british_full(day)}", by=day)


def week_of_month(number: int, year: int, month: int) -> Days:
    """The n-th week, Monday to Friday within the month; the first is the one that has most of its days."""
    first, last = month_span(year, month)
    if number > 0:
        thursday = first + timedelta(days=(3 - first.weekday()) % 7)
        monday = thursday + timedelta(days=-3 + 7 * (number - 1))
    else:
        # The last week is that of the month's last working day.
        friday = last - timedelta(days=max(0, last.weekday() - 4))
        monday = friday - timedelta(days=friday.weekday())
    return max(monday, first), min(monday + timedelta(days=4), last)


def _week_in(found: re.Match[str], context: Context) -> Reading:
    period = named_period(found["period"], context)
    number = NTH[found["nth"]]
    if period is None or not period.name.startswith(MONTHS) or number < -1:
        return None
    week = upcoming(period, lambda span: week_of_month(number, span[0].year, span[0].month), context.said_on)
    if week is None or week[0] > week[1]:
        return None
    doubts: tuple[str, ...] = period.doubts
    if number > 0 and date(week[0].year, week[0].month, 1).weekday() in (1, 2, 3):
        doubts += (f"the month begins in mid-week: the {found['nth']} week could also be the one after",)
    because = f"the {found['nth']} week of {period.name} is {british(week[0])} to {british(week[1])}"
    return Span(week[0], week[1], because, written=period.written, doubts=doubts)


def _week_day(found: re.Match[str], context: Context) -> date | Reading:
    words = found["day"].removeprefix("next ")
    if re.fullmatch(WEEKDAY, words):
        return context.said_on + timedelta(days=(weekday_number(words) - context.said_on.weekday() - 1) % 7 + 1)
    written = written_date(words)
    return on_date(written, context) if written else None


def _week_named(found: re.Match[str], context: Context) -> Reading:
    """A week by its Monday (w/c) is that day; by its last day (w/e) that day; other weekdays are a doubt."""
    day = _week_day(found, context)
    if isinstance(day, date):
        return Span.of(day, f"the week named by {british_full(day)}")
    if not isinstance(day, Span) or day.by is None:
        return day
    ending = found["kind"].replace(" ", "").endswith(("e", "ending", "ended"))
    named, usual = day.by, (4, 5, 6) if ending else (0,)
    doubts = day.doubts
    if named.weekday() not in usual:
        doubts += (f"{british_full(named)} is no {'Friday, Saturday or Sunday' if ending else 'Monday'}",)
    because = f"the week {'ends' if ending else 'begins'} on {british_full(named)}"
    return Span(named, named if ending else named + timedelta(days=6 - named.weekday()), because, by=named,
                written=day.written, doubts=doubts)


def _week_of(found: re.Match[str], context: Context) -> Reading:
    day = _week_day(found, context)
    if isinstance(day, date) or not isinstance(day, Span) or day.by is None:
        return None
    monday = day.by - timedelta(days=day.by.weekday())
    because = f"{british_full(day.by)} is in the week of {british(monday)}"
    return Span(monday, monday + timedelta(days=4), because, written=day.written, doubts=day.doubts)


def _range(found: re.Match[str], context: Context) -> Reading:
    """Two dates with something between: a span, whose month and year the second date may give to the first."""
    last = written_date(found["last"])
    if last is None:
        return None
    words = found["first"]
    if words.rstrip("stndrh").isdecimal():
        words += f" {MONTHS[last.month - 1]}"
    first, end = written_date(words), on_date(last, context)
    if first is None or not isinstance(end, Span) or end.by is None:
        return None
    begin = first.in_year(first.year or end.by.year)
    if begin is None or begin > end.by:
        return None
    because = f"the dates are written: {british(begin)} to {british(end.by)}"
    return Span(begin, end.by, because, soft=True, written=end.written, doubts=end.doubts)


def _ambiguous_month(found: re.Match[str], context: Context) -> Reading:
    why = f"“{found[0]}” could be a day of the month or a year"
    number = int(found["number"])
    if 0 <= 2000 + number - context.said_on.year <= 5:
        return Kept(why, (why,))
    return on_date(WrittenDate(number, month_number(found["month"])), context)


def _any(words: str) -> str:
    return f"(?P<period>{words})"


_PERIOD = _any(r"[a-z0-9'][a-z0-9 ,./'-]{1,60}")
_PART_PATTERN = "|".join(pattern for pattern, _ in _PART_WORDS)
_DATE_WORDS = r"[a-z0-9][a-z0-9 .,/'-]{1,36}"


def _examples(*rows: tuple[str, ...]) -> tuple[Example, ...]:
    return tuple(Example(*row) for row in rows)


FAMILIES: tuple[Family, ...] = (
    Family(
        "a week by its first or last day",
        rf"(?P<kind>(?:w/?c|w/?b|w/?e|w/s|(?:week|wk) (?:commencing|beginning|starting|ending|ended)|w/ending"
        rf"|w/commencing))\b[: ]? ?(?:on )?(?:the )?"
        rf"(?P<day>{_DATE_WORDS})",
        _week_named,
        _examples(("w/c 3 June", "date", "2019-06-03"), ("week ending 5 July", "date", "2019-07-05")),
        cues=("w/", "wc", "wb", "we", "wk"),
    ),
    Family(
        "the week of a day",
        rf"week (?:of|including|containing) (?:the )?(?P<day>{_DATE_WORDS})",
        _week_of,
        _examples(("the week of 3 June", "soft", "", "2019-06-03", "2019-06-07")),
        cues=("week",),
    ),
    Family(
        "a week of a month",
        rf"(?P<nth>{'|'.join(NTH)}) (?:full )?week (?:in|of) {_PERIOD}",
        _week_in,
        _examples(("in the second week of December", "soft", "", "2019-12-09", "2019-12-13")),
        cues=("week",),
    ),
    Family(
        "between two days",
        rf"(?:between )?(?:the )?(?P<first>(?:{WEEKDAY} )?[0-9][a-z0-9 /.]{{0,20}}?)(?: to | and | until | & | - "
        rf"|-)(?:the )?(?P<last>{_DATE_WORDS})",
        _range,
        _examples(("between 3 and 7 June", "soft", "", "2019-06-03", "2019-06-07")),
        cues=("to ", "and", "-", "until", "&"),
    ),
    Family(
        "in the new year",
        r"(?:early in |beginning of |start of )?(?:the )?new year",
        _new_year,
        _examples(("in the New Year", "start", "", "2020-01-01")),
        cues=("new year",),
    ),
    Family(
        "the end of a month, quarter or year",
        rf"(?:(?:very )?(?:end|close|finish|last day)(?: of| in)?[ -](?:the )?{_PERIOD}"
        r"|(?P<ending>(?:[a-z0-9/]{1,12} ){0,3}[a-z0-9/]{1,12})[ -]end)",
        _end,
        _examples(
            ("by the end of the month", "date", "2019-03-31"),
            ("end of July 2019", "date", "2019-07-31"),
            ("before the end of the year", "date", "2019-12-31"),
            ("by year end", "date", "2019-03-31"),
            ("end of Q2", "date", "2019-09-30"),
            ("by the end of the municipal year", "date", "2019-05-07"),
        ),
        cues=("end", "close", "finish", "last day"),
    ),
    Family(
        "the start of a month, quarter or year",
        rf"(?:start|beginning|first day|outset|opening)(?: of| in)? (?:the )?{_PERIOD}",
        _start,
        _examples(("by the start of June", "date", "2019-06-01"),
                  ("at the beginning of June", "soft", "", "2019-06-01", "2019-06-10")),
        cues=("start", "beginning", "first day", "outset", "opening"),
    ),
    Family(
        "part of a month or year",
        rf"(?P<part>{_PART_PATTERN}) ?(?:the )?{_PERIOD}",
        _part,
        _examples(("early May", "soft", "", "2019-05-01", "2019-05-10"),
                  ("mid-June", "soft", "", "2019-06-11", "2019-06-20"),
                  ("late September", "soft", "", "2019-09-21", "2019-09-30")),
        cues=("early", "mid", "late", "half", "part", "toward", "near", "back end"),
    ),
    Family(
        "a day or a year",
        rf"(?P<month>{MONTH})[ -](?P<number>[0-9]{{2}})",
        _ambiguous_month,
        _examples(("May 22", "kept"), ("March 31", "date", "2019-03-31")),
        cues=tuple("0123456789"),
    ),
    Family(
        "a month, quarter or year",
        r"[a-z0-9][a-z0-9 ,./'-]{1,60}",
        _whole,
        _examples(
            ("by June", "soft", "", "", "2019-06-30"),
            ("March 2020", "soft", "", "2020-03-01", "2020-03-31"),
            ("May/June", "soft", "", "2019-05-01", "2019-06-30"),
            ("next month", "soft", "", "2019-04-01", "2019-04-30"),
            ("this week", "date", "2019-03-15"),
            ("next week", "soft", "", "2019-03-18", "2019-03-22"),
            ("Q3", "soft", "", "2019-10-01", "2019-12-31"),
        ),
        cues=("week", "month", "quarter", "year", "q", "fy", *_MONTH_CUES, "20"),
    ),
)
