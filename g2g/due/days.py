"""Due phrases that name one day: a date, a weekday, tomorrow, so many days or months from now."""

from __future__ import annotations

import re
from datetime import date, timedelta

from g2g.dates import WEEKDAYS, WrittenDate, british, british_full, written_date
from g2g.due.phrases import (
    COUNT,
    MONTH,
    NTH,
    UNIT,
    UNIT_CUES,
    WEEKDAY,
    WEEKDAY_CUES,
    Context,
    Example,
    Family,
    Kept,
    Reading,
    Span,
    count,
    end_of_month,
    month_number,
    weekday_number,
    year_number,
)
from g2g.holidays_england import NAMED_DAYS, add_working_days, bank_holidays, is_working_day, named_bank_holiday


def _add_month(year: int, month: int, by: int) -> tuple[int, int]:
    return year + (month - 1 + by) // 12, (month - 1 + by) % 12 + 1


def _months_on(day: date, months: int) -> date:
    """So many calendar months on; a month without such a day gives its last."""
    year, month = _add_month(day.year, day.month, months)
    return date(year, month, min(day.day, end_of_month(date(year, month, 1)).day))


def move(day: date, number: int, unit: str, context: Context) -> date:
    """The day so many units after the day, or before it where the number is negative."""
    unit = unit.removeprefix("calendar ")
    if "working" in unit or "business" in unit or unit.startswith("weekday"):
        # Clear days leave out both ends, so the day itself lies one working day further off.
        clear = (1 if number > 0 else -1) if unit.startswith("clear") else 0
        return add_working_days(day, number + clear, context.closed)
    if unit.startswith(("week", "wk")):
        return day + timedelta(weeks=number)
    if unit.startswith("fortnight"):
        return day + timedelta(weeks=2 * number)
    if unit.startswith(("hour", "hr")):
        return day + timedelta(days=-(-number // 24))
    if unit.startswith(("month", "mth")):
        return _months_on(day, number)
    if unit.startswith(("year", "yr")):
        return _months_on(day, 12 * number)
    return day + timedelta(days=number)


def _holidays_between(first: date, last: date) -> str:
    found = sorted(d for year in range(first.year, last.year + 1) for d in bank_holidays(year) if first < d <= last)
    return ", and " + " and ".join(british(d) for d in found[:4]) + " left out as bank holidays" if found else ""


def _counted(context: Context, number: int, unit: str) -> Span:
    day = move(context.said_on, number, unit, context)
    because = f"{number} {unit} counted from the day after {british(context.said_on)} end on {british_full(day)}"
    if "working" in unit or "business" in unit:
        because += _holidays_between(context.said_on, day)
    return Span.of(day, because)


def _within(found: re.Match[str], context: Context) -> Reading:
    number, more, unit = found["count"], found["more"], found["unit"]
    anchor = found["anchor"] or ""
    if unit.startswith("clear") or (number is None and not found["next"]):
        return None
    doubts = ("“the meeting” is taken as the one at which it was said",) if "meeting" in anchor else ()
    span = _counted(context, count(more or number or "a"), unit)
    if more and number:
        least = move(context.said_on, count(number), unit, context)
        return Span(least, span.last, f"{number} to {span.because}", soft=True, doubts=doubts)
    return Span.of(span.by or context.said_on, span.because, doubts=doubts)


def _over(found: re.Match[str], context: Context) -> Reading:
    span = _counted(context, count(found["count"] or "a"), found["unit"])
    return Span(context.said_on, span.last, span.because, soft=True)


def _within_the(found: re.Match[str], context: Context) -> Reading:
    """“Within the month” could end with this month or a month from now: both are shown, as a span."""
    said = context.said_on
    ends = {"week": said + timedelta(days=max(0, 4 - said.weekday())), "month": end_of_month(said),
            "year": date(said.year, 12, 31)}
    either = sorted((ends[found[1]], move(said, 1, found[1], context)))
    why = f"within the {found[1]} could mean {british(either[0])} or {british(either[1])}"
    return Span(either[0], either[1], why, soft=True, doubts=(why,))


def _impossible(written: WrittenDate) -> Kept:
    return Kept(f"there is no such day: {written.impossible()}", (written.impossible(),))


def _guessed_year(written: WrittenDate, day: date, context: Context) -> tuple[str, ...]:
    """A doubt where the same day of last year had only just gone by."""
    last = written.in_year(day.year - 1)
    if written.year is None and last and (context.said_on - last).days < 60:
        return (f"no year is written; {british(last)} had just gone by",)
    return ()


def on_date(written: WrittenDate, context: Context) -> Reading:
    """A written date as a day: the next one where it has no year; a weekday that differs is a doubt."""
    day = written.on_or_after(context.said_on)
    if day is None:
        return _impossible(written)
    clash = written.clash(day)
    how = "" if written.year else f", the next after {british(context.said_on)}"
    doubts = (*((clash,) if clash else ()), *_guessed_year(written, day, context))
    because = f"the date is written: {british_full(day)}{how}"
    return Span.of(day, because, written=written.year is not None, doubts=doubts)


def _date(found: re.Match[str], context: Context) -> Reading:
    written = written_date(found[0])
    if written and not 1 <= written.month <= 12 and written.year is None:
        return None  # 45/19 is the number of a minute
    return on_date(written, context) if written else None


def _month_first(found: re.Match[str], context: Context) -> Reading:
    if not found["suffix"] and not found["year"]:
        return None  # “May 22” is a day or a year
    year = year_number(found["year"]) if found["year"] else None
    weekday = weekday_number(found["weekday"]) if found["weekday"] else None
    return on_date(WrittenDate(int(found["day"]), month_number(found["month"]), year, weekday), context)


def _day_in_month(day: int, context: Context, by: int) -> date | None:
    year, month = _add_month(context.said_on.year, context.said_on.month, by)
    return WrittenDate(day, month).in_year(year)


def _day_number(found: re.Match[str], context: Context) -> Reading:
    """The 27th: of this month with inst., of the next with prox., else the next such day."""
    number, which = int(found["day"]), (found["which"] or "").removesuffix("the month")
    if not (found["weekday"] or found["suffix"] or which):
        return None  # a bare number
    if which.startswith("ult"):
        return Kept("the month before is meant, which is past")
    if which:
        by = 1 if which.startswith(("prox", "of next", "next", "proximo")) else 0
        days = [_day_in_month(number, context, by)]
    else:
        days = [d for by in range(3) if (d := _day_in_month(number, context, by)) and d >= context.said_on]
    day = next(iter(days), None)
    if day is None:
        return Kept(f"there is no day {number} in the month meant", (f"there is no day {number} in the month meant",))
    return _checked_day(found, day, guessed=not which)


def _checked_day(found: re.Match[str], day: date, guessed: bool) -> Reading:
    doubts = []
    if guessed and not found["weekday"]:
        doubts.append(f"the month is not written: {british(day)} is the next such day")
    weekday = weekday_number(found["weekday"]) if found["weekday"] else None
    if clash := WrittenDate(day.day, day.month, None, weekday).clash(day):
        if guessed:
            return Kept(clash, (clash,))  # neither month nor weekday is sure
        doubts.append(clash)
    return Span.of(day, f"the day meant is {british_full(day)}", doubts=tuple(doubts))


def next_weekday(weekday: int, after: date) -> date:
    """The first such weekday strictly after a day."""
    return after + timedelta(days=(weekday - after.weekday() - 1) % 7 + 1)


def _next_named(day: date, weekday: int, context: Context) -> Span:
    """“Next Friday”: where this week still has its Friday it could be either, so both are shown."""
    other = day + timedelta(days=7)
    if day.isocalendar()[:2] != context.said_on.isocalendar()[:2]:
        because = f"the {WEEKDAYS[weekday]} of the week after {british_full(context.said_on)} is {british(day)}"
        return Span.of(day, because)
    why = f"“next {WEEKDAYS[weekday]}” could mean {british(day)} or {british(other)}"
    return Span(day, other, why, soft=True, doubts=(why,))


def _weekday(found: re.Match[str], context: Context) -> Reading:
    said, weekday = context.said_on, weekday_number(found["weekday"])
    day = next_weekday(weekday, said)
    monday = said - timedelta(days=said.weekday())
    which, shift = found["which"] or "", found["shift"] or ""
    if "next week" in shift or "next week" in which:
        day = monday + timedelta(days=7 + weekday)
    elif shift.strip(", ") == "next":
        return _next_named(day, weekday, context)
    elif shift or "week" in which or "fortnight" in which:
        weeks = 2 if "fortnight" in shift + which or which.startswith(("two", "2")) else 1
        day += timedelta(weeks=weeks) if "this week" not in shift else timedelta()
    elif which.startswith("next"):
        return _next_named(day, weekday, context)
    return Span.of(day, f"the {WEEKDAYS[weekday]} meant after {british_full(said)} is {british(day)}")


_RELATIVE = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "day of the meeting": 0,
    "tomorrow": 1, "day after tomorrow": 2, "week today": 7, "today week": 7, "week tomorrow": 8, "tomorrow week": 8,
    "fortnight today": 14, "fortnight tomorrow": 15,
}


def _relative(found: re.Match[str], context: Context) -> Reading:
    day = context.said_on + timedelta(days=_RELATIVE[found[1]])
    return Span.of(day, f"{found[1]} was said on {british_full(context.said_on)}")


def _weeks_from(found: re.Match[str], context: Context) -> Reading:
    number = count(found["count"]) * (2 if found["unit"].startswith("fortnight") else 1)
    day = context.said_on + timedelta(days=7 * number + (found["day"] == "tomorrow"))
    return Span.of(day, f"counted from {british_full(context.said_on)}")


def _end_of_today(found: re.Match[str], context: Context) -> Reading:
    why = f"no day is written: taken as the day it was said, {british(context.said_on)}"
    return Span.of(context.said_on, why, doubts=(why,))


def _months_meant(found: re.Match[str], context: Context) -> list[tuple[int, int]]:
    said = context.said_on
    if found["relative"]:
        return [_add_month(said.year, said.month, 1 if "next" in found["relative"] else 0)]
    month = month_number(found["month"])
    if found["year"]:
        return [(year_number(found["year"]), month)]
    return [(said.year, month), (said.year + 1, month)]


def _nth_in(n: int, what: str, year: int, month: int, context: Context) -> date | None:
    first = date(year, month, 1)
    days = [first + timedelta(days=i) for i in range(end_of_month(first).day)]
    if what in ("working day", "business day", "weekday"):
        days = [d for d in days if is_working_day(d, context.closed)]
    elif what != "day":
        days = [d for d in days if d.weekday() == weekday_number(what)]
    index = n - 1 if n > 0 else len(days) + n
    return days[index] if index < len(days) else None


def _nth(found: re.Match[str], context: Context) -> Reading:
    """The first Monday in May; the last working day of the month. The next one, where no year is written."""
    for year, month in _months_meant(found, context):
        day = _nth_in(NTH[found["nth"]], found["what"], year, month, context)
        if day and (day >= context.said_on or found["year"]):
            return Span.of(day, f"that day is {british_full(day)}", written=bool(found["year"]))
    return Kept("there is no such day in the month meant, or it has gone by")


def _next_of(name: str, context: Context, year: str | None) -> date:
    rule = NAMED_DAYS[name]
    if year:
        return rule(year_number(year))
    day = rule(context.said_on.year)
    return day if day >= context.said_on else rule(context.said_on.year + 1)


def _named(found: re.Match[str], context: Context) -> Reading:
    day = _next_of(found["name"], context, found["year"])
    return Span.of(day, f"{found[0]} is {british_full(day)}", written=bool(found["year"]))


def _clocks(found: re.Match[str], context: Context) -> Reading:
    names = ["clocks go back"] if found["back"] else ["clocks go forward"] if found["forward"] else [
        "clocks go back", "clocks go forward"]
    day = min(_next_of(name, context, None) for name in names)
    return Span.of(day, f"the clocks change on {british_full(day)}")


def _bank_holiday(found: re.Match[str], context: Context) -> Reading:
    said, words = context.said_on, (found["which"] or "").strip()
    if words in ("", "next", "coming"):
        day = min(d for year in (said.year, said.year + 1) for d in bank_holidays(year) if d > said)
        return Span.of(day, f"the next bank holiday of England is {british_full(day)}")
    if words == "may":
        why = "May has two bank holidays, early May and spring"
        return Kept(why, (why,))
    days = [named_bank_holiday(words, year) for year in (said.year, said.year + 1)]
    meant = next((d for d in days if d and d >= said), None)
    return Span.of(meant, f"that bank holiday is {british_full(meant)}") if meant else None


_IN_MONTH = rf"(?:(?P<relative>(?:the|this|next) month)|(?P<month>{MONTH})(?:,? ?(?P<year>20[0-9]{{2}}|'[0-9]{{2}}))?)"
_OF_NOW = (r"(?: (?:of|from|after) (?P<anchor>(?:the |this |today's )?meeting|(?:the date of )(?:the |this )meeting"
           r"|today|now|this date|the date of these minutes))?")

WITHIN = Family(
    "so long from now",
    rf"(?:(?:with)?in|inside|not? more than) (?:no more than |under |less than )?"
    rf"(?P<next>(?:the )?(?:next|coming) )?(?:(?P<count>{COUNT})(?:(?: to |-| or |/)(?P<more>{COUNT}))?[ -])?"
    rf"(?P<unit>{UNIT})(?:'s?)?(?: time)?{_OF_NOW}",
    _within,
    (
        Example("within 14 days", "date", "2019-03-27"),
        Example("within 20 working days", "date", "2019-04-10"),
        Example("within the next fortnight", "date", "2019-03-27"),
        Example("in six months' time", "date", "2019-09-13"),
        Example("in 2-3 weeks", "soft", "", "2019-03-27", "2019-04-03"),
    ),
    whole=True,
    cues=UNIT_CUES,
)
FROM_NOW = Family(
    "so long from today",
    rf"(?:by |in )?(?:a date )?(?P<count>{COUNT}) (?P<unit>{UNIT}) (?:from|after) "
    r"(?:now|today|this meeting|today's meeting|the date of this meeting)",
    lambda found, context: _counted(context, count(found["count"]), found["unit"]),
    (Example("six weeks from today", "date", "2019-04-24"),),
    whole=True,
    cues=("now", "today", "meeting"),
)
OVER = Family(
    "during the time to come",
    rf"(?:over|during|in the course of|throughout) (?:the )?(?:next|coming"
    rf"|following) (?:(?P<count>{COUNT}) )?(?P<unit>{UNIT})",
    _over,
    (Example("over the next six weeks", "soft", "", "2019-03-13", "2019-04-24"),),
    whole=True,
    cues=("over", "during", "course of", "throughout"),
)
WITHIN_THE = Family(
    "within the month",
    r"within the (week|month|year)",
    _within_the,
    (Example("within the month", "soft", "", "2019-03-31", "2019-04-13"),),
    whole=True,
    cues=("within the",),
)
DATE = Family(
    "a date",
    r"[a-z0-9][a-z0-9 .,/'-]{2,40}",
    _date,
    (
        Example("by 31 March", "date", "2019-03-31"),
        Example("5/4/19", "date", "2019-04-05"),
        Example("16.06.22", "date", "2022-06-16"),
        Example("before 5 April", "date", "2019-04-04"),
        Example("by noon on Friday 15th March", "date", "2019-03-15"),
        Example("29 February 2019", "kept"),
        Example("not before 1 June 2019", "start", "", "2019-06-01"),
    ),
    cues=tuple("0123456789"),
)
MONTH_FIRST = Family(
    "a date, the month first in words",
    rf"(?:(?P<weekday>{WEEKDAY}),? )?(?P<month>{MONTH}),? (?:the )?(?P<day>[0-9]{{1,2}})(?P<suffix>st|nd|rd|th)?"
    r"(?:,? (?P<year>20[0-9]{2}))?",
    _month_first,
    (Example("by June 12th", "date", "2019-06-12"),),
    cues=tuple("0123456789"),
)
DAY_NUMBER = Family(
    "a day of the month",
    rf"(?:(?P<weekday>{WEEKDAY}),? )?(?:the )?(?P<day>[0-9]{{1,2}})(?P<suffix>st|nd|rd|th)?"
    r"(?:,? (?P<which>inst(?:ant)?\.?|prox(?:imo)?\.?|ult(?:imo)?\.?|(?:of )?(?:the|this|next) month))?",
    _day_number,
    (
        Example("by Monday 25th", "date", "2019-03-25"),
        Example("the 27th", "date", "2019-03-27"),
        Example("5th prox.", "date", "2019-04-05"),
    ),
    cues=tuple("0123456789"),
)
WEEKDAY_FAMILY = Family(
    "a weekday",
    rf"(?P<which>this coming|coming|this|next|next week's|a week on|week on|a fortnight on|fortnight on|(?:two"
    rf"|2) weeks on)? ?"
    rf"(?P<weekday>{WEEKDAY})(?P<shift>,? (?:(?:of |in )?(?:this|next) week|week|fortnight|week next"
    r"|next))?(?: coming)?",
    _weekday,
    (
        Example("by Friday", "date", "2019-03-15"),
        Example("Friday week", "date", "2019-03-22"),
        Example("close of play Monday", "date", "2019-03-18"),
        Example("next Friday", "soft", "", "2019-03-15", "2019-03-22"),
    ),
    cues=WEEKDAY_CUES,
)
RELATIVE = Family(
    "today and tomorrow",
    "(?:a )?(" + "|".join(sorted(_RELATIVE, key=len, reverse=True)) + ")",
    _relative,
    (Example("tomorrow", "date", "2019-03-14"), Example("tonight", "date", "2019-03-13")),
    cues=("today", "tonight", "tomorrow", "this ", "day of"),
)
WEEKS_FROM = Family(
    "weeks from today",
    rf"(?P<count>{COUNT}) (?P<unit>weeks?|fortnights?) (?P<day>today|tomorrow)",
    _weeks_from,
    (Example("two weeks today", "date", "2019-03-27"),),
    cues=("today", "tomorrow"),
)
END_OF_TODAY = Family(
    "close of play",
    r"(?:by |before )?(?:the )?(?:(?:close|end) of (?:the )?(?:play|business|working day|day)|cop|cob|eod)(?: today)?",
    _end_of_today,
    (Example("by close of play", "date", "2019-03-13"),),
    whole=True,
    cues=("close", "end of", "cop", "cob", "eod"),
)
NTH_DAY = Family(
    "the first Monday in a month",
    rf"(?P<nth>{'|'.join(NTH)}) (?P<what>{WEEKDAY}|working day|business day|weekday|day) (?:in"
    rf"|of) (?:the month of )?{_IN_MONTH}",
    _nth,
    (
        Example("by the last Friday of the month", "date", "2019-03-29"),
        Example("the first Monday in May", "date", "2019-05-06"),
        Example("last working day of April", "date", "2019-04-30"),
    ),
    cues=tuple(NTH),
)
NAMED_DAY = Family(
    "a day known by name",
    "(?P<name>" + "|".join(sorted((n for n in NAMED_DAYS if "clocks" not in n), key=len, reverse=True))
    + r")(?:,? (?P<year>20[0-9]{2}))?",
    _named,
    (Example("by Good Friday", "date", "2019-04-19"),),
    cues=tuple(name.split(" ")[0] for name in NAMED_DAYS),
)
CLOCKS = Family(
    "when the clocks change",
    r"(?:when )?(?:the )?clocks? (?:go(?:es)? |change|are put )(?:(?P<back>back)|(?P<forward>forwards?))?",
    _clocks,
    (Example("before the clocks go back", "date", "2019-10-26"),),
    cues=("clock",),
)
BANK_HOLIDAY = Family(
    "a bank holiday",
    r"(?P<which>(?:[a-z]+ ){0,2})bank holiday(?: monday)?",
    _bank_holiday,
    (Example("before the August bank holiday", "date", "2019-08-25"),),
    cues=("bank holiday",),
)

FAMILIES = (
    WITHIN, FROM_NOW, OVER, WITHIN_THE, END_OF_TODAY, RELATIVE, WEEKS_FROM, DATE, MONTH_FIRST, DAY_NUMBER,
    WEEKDAY_FAMILY, NTH_DAY, NAMED_DAY, CLOCKS, BANK_HOLIDAY,
)
