"""Phrases that recur: the rhythm they name, in one fixed spelling.

A rhythm is written ``daily``, ``weekly``, ``fortnightly``, ``monthly``, ``quarterly``, ``annually``,
``every N days|weeks|months|years``, ``every Friday``, ``every other Friday``, ``N times a week|month|year``,
``termly``, ``every meeting``, or, where the words hold more, as they stand (``second Tuesday of every month``).
"""

from __future__ import annotations

import re

from g2g.dates import WEEKDAYS
from g2g.due.phrases import COUNT, MONTH, NTH, WEEKDAY, Context, Example, Family, Kept, count, weekday_number

_WORDS = {
    "daily": "daily", "weekly": "weekly", "fortnightly": "fortnightly", "monthly": "monthly", "quarterly": "quarterly",
    "annually": "annually", "annual": "annually", "yearly": "annually", "termly": "termly",
    "half-yearly": "every 6 months",
    "half yearly": "every 6 months", "twice-yearly": "every 6 months", "six-monthly": "every 6 months",
    "six monthly": "every 6 months", "6-monthly": "every 6 months", "6 monthly": "every 6 months",
    "three-monthly": "quarterly", "three monthly": "quarterly", "3-monthly": "quarterly", "3 monthly": "quarterly",
    "two-monthly": "every 2 months", "six-weekly": "every 6 weeks", "six weekly": "every 6 weeks",
    "6-weekly": "every 6 weeks", "6 weekly": "every 6 weeks", "four-weekly": "every 4 weeks",
    "biennially": "every 2 years",
    "half-termly": "half-termly", "per annum": "annually", "nightly": "daily", "monthly basis": "monthly",
}
_UNSURE = {"bi-monthly": "every 2 months or twice a month", "bimonthly": "every 2 months or twice a month",
           "bi-weekly": "every 2 weeks or twice a week", "biweekly": "every 2 weeks or twice a week",
           "bi-annually": "twice a year or every 2 years", "biannually": "twice a year or every 2 years",
           "bi-annual": "twice a year or every 2 years", "biannual": "twice a year or every 2 years"}
_SINGLE = {"day": "daily", "week": "weekly", "fortnight": "fortnightly", "month": "monthly", "quarter": "quarterly",
           "year": "annually", "term": "termly", "half term": "half-termly", "meeting": "every meeting",
           "board": "every meeting", "agenda": "every meeting", "board meeting": "every meeting",
           "committee meeting": "every meeting", "committee": "every meeting", "weekday": "daily"}
_PLAIN = {(2, "week"): "fortnightly", (3, "month"): "quarterly", (12, "month"): "annually"}
_TIMES = {"once": 1, "twice": 2}
_RHYTHM = "|".join(sorted({**_WORDS, **_UNSURE}, key=len, reverse=True))
_REST = r"(?:,? (?:from|until|till|starting|beginning|commencing|thereafter|to|at|in|for|as|on)\b.{0,80})?"
_REPORT = (r"(?: (?:basis|briefing(?: note)?|note|report(?:s|ing)?|update(?:s)?|review(?:s)?|return(?:s)?|monitoring"
           r"|statement(?:s)?|bulletin|newsletter|check(?:s)?|inspection(?:s)?|summary|item|dashboard"
           r"|progress (?:report|update)))?")


def every(number: int, unit: str) -> str:
    """The one spelling of “every N units”: every 2 weeks is fortnightly, every 3 months quarterly."""
    if number == 1:
        return _SINGLE[unit]
    return _PLAIN.get((number, unit), f"every {number} {unit}s")


def _kept(rhythm: str, doubts: tuple[str, ...] = ()) -> Kept:
    return Kept(f"it recurs ({rhythm}), so there is no one date", doubts, rhythm)


def _word(found: re.Match[str], context: Context) -> Kept:
    word = found["word"]
    if word in _UNSURE:
        why = f"“{word}” could be {_UNSURE[word]}"
        return Kept(f"it recurs, but {why}", (why,), word)
    return _kept(_WORDS[word])


def _single(found: re.Match[str], context: Context) -> Kept:
    return _kept(_SINGLE[found["unit"]])


def _every(found: re.Match[str], context: Context) -> Kept:
    unit = {"fortnight": "week", "quarter": "month"}.get(found["unit"], found["unit"])
    factor = {"fortnight": 2, "quarter": 3}.get(found["unit"], 1)
    number = 2 if found["other"] else count(found["count"])
    return _kept(every(number * factor, unit))


def _weekday(found: re.Match[str], context: Context) -> Kept:
    name = WEEKDAYS[weekday_number(found["day"].removesuffix("s") if found["day"] not in _SHORT else found["day"])]
    return _kept(f"every other {name}" if found["other"] else f"every {name}")


_SHORT = ("tues", "weds", "thurs")


def _times(found: re.Match[str], context: Context) -> Kept:
    number = _TIMES.get(found["times"]) or count(found["times"].removesuffix(" times"))
    unit = found["unit"]
    if number == 1:
        return _kept(_SINGLE[unit])
    return _kept(every(12 // number, "month") if unit == "year" and 12 % number == 0 else f"{number} times a {unit}")


def _nth_weekday(found: re.Match[str], context: Context) -> Kept:
    day = found["day"]
    name = WEEKDAYS[weekday_number(day)] if re.fullmatch(WEEKDAY, day) else day
    return _kept(f"{found['nth']} {name} of every month")


def _day_of_month(found: re.Match[str], context: Context) -> Kept:
    return _kept(f"{found['day']} of every month")


FAMILIES = (
    Family(
        "a rhythm in a word",
        rf"(?:on )?(?:an? )?(?:regular )?(?P<word>{_RHYTHM})(?! meeting){_REPORT}{_REST}",
        _word,
        (Example("monthly", "recurring", recurs="monthly"),
         Example("on a quarterly basis", "recurring", recurs="quarterly"),
         Example("a quarterly briefing note", "recurring", recurs="quarterly")),
        whole=True,
        cues=("ly", "annual", "annum"),
    ),
    Family(
        "every one",
        rf"(?:at |on |for |in |to |before |after |following |prior to |ahead of |in advance of |by the end of "
        rf"|the end of |end of )?(?:each|every|per|once (?:a|per|each|every)) (?P<unit>day|weekday|week|fortnight|month"
        rf"|quarter|year|half term|term|board meeting|committee meeting|meeting|board|committee|agenda){_REST}",
        _single,
        (Example("every day", "recurring", recurs="daily"),
         Example("at each meeting", "recurring", recurs="every meeting")),
        whole=True,
        cues=("each", "every", "per", "once"),
    ),
    Family(
        "every so many",
        rf"(?:once )?every (?:(?P<other>other|second|alternate)|(?P<count>{COUNT})) (?P<unit>day|week|fortnight"
        rf"|month|quarter|year)s?{_REST}",
        _every,
        (Example("every six weeks", "recurring", recurs="every 6 weeks"),
         Example("every other week", "recurring", recurs="fortnightly"),
         Example("every three months", "recurring", recurs="quarterly")),
        whole=True,
        cues=("every",),
    ),
    Family(
        "every weekday of a name",
        rf"(?:on )?(?:(?:each|every)(?: (?P<other>other|second|alternate))? (?P<day>{WEEKDAY}s?)){_REST}",
        _weekday,
        (Example("every other Friday", "recurring", recurs="every other Friday"),),
        whole=True,
        cues=("each", "every"),
    ),
    Family(
        "on the same weekday",
        r"(?:on )?(?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day)s",
        lambda found, context: _kept(f"every {found['day'].title()}"),
        (Example("on Fridays", "recurring", recurs="every Friday"),),
        whole=True,
        cues=("days",),
    ),
    Family(
        "in the same month every year",
        rf"(?:(?:by|in|on|before|at|during) )?(?:the end of )?[0-9]{{0,2}}(?:st|nd|rd|th)? ?(?:of )?(?:{MONTH}"
        rf"|spring|summer|autumn|winter),? (?:of )?(?:each|every) year"
        rf"|(?:(?:in|by|before) )?(?:each|every) {MONTH}",
        lambda found, context: _kept("annually"),
        (Example("by 31 March each year", "recurring", recurs="annually"),
         Example("every March", "recurring", recurs="annually")),
        whole=True,
        cues=("each", "every"),
    ),
    Family(
        "so many times a year",
        rf"(?P<times>once|twice|(?:{COUNT}) times) (?:a|per|each|every) (?P<unit>day|week|month|quarter|year"
        rf"|term){_REST}",
        _times,
        (Example("twice a year", "recurring", recurs="every 6 months"),),
        whole=True,
        cues=("once", "twice", "times"),
    ),
    Family(
        "a day of every month",
        rf"(?:on |by )?(?:the )?(?P<nth>{'|'.join(NTH)}) (?P<day>{WEEKDAY}|working day|day) (?:of|in) (?:each|every"
        rf"|the following) month",
        _nth_weekday,
        (Example("the second Tuesday of each month", "recurring", recurs="second Tuesday of every month"),),
        whole=True,
        cues=("month",),
    ),
    Family(
        "a date of every month",
        r"(?:on |by )?(?:the )?(?P<day>[0-9]{1,2}(?:st|nd|rd|th)) (?:of|in) (?:each|every) month",
        _day_of_month,
        (Example("by the 15th of each month", "recurring", recurs="15th of every month"),),
        whole=True,
        cues=("month",),
    ),
    Family(
        "a standing item",
        r"(?:(?:a |as a )?(?:standing|rolling|regular) (?:agenda )?item|standing(?: agenda)?)",
        lambda found, context: _kept("every meeting"),
        (Example("standing item", "recurring", recurs="every meeting"),),
        whole=True,
        cues=("standing", "item"),
    ),
)
