"""When an action is due where its words hold no date: a meeting on no calendar, a time of the year, or what it waits for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from g2g.due import Context, Due, find_due, read_due
from g2g.minutes.vocabulary import VERBS

_NO_DAY = "kept as written: no day is named"
_WAITS = "kept as written: it waits for something else"
_INVITED = "kept as written: it is what somebody is invited to, and not when to invite them"
_INVITE = r"\binvit(?:e|es|ed|ing|ation)\b[^.;]*$"
_TO_EVENT = r"(?:to|at|on|for|in)\b|\d|(?:the|our) |(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_CONDITION = "kept as written: it is a condition"

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_SEASONS = "spring|summer|autumn|winter|christmas|easter|michaelmas|whitsun"
_END = r"(?=\s*(?:[.,;:)\]–—]|$)|\s+(?:and|so|to|for|or|then)\b)"
_MORE = r"(?: (?!(?:by|to|for|at|in|on|before|until|with|and)\b)[\w’'&-]+)"
# A meeting or a paper that is told from others: the next Board, the May agenda, the operators' meeting.
_SITTING = (
    r"\b(?:at|to|for|by|before|in time for|in|into|on|until|prior to|ahead of) (?:(?:the|our|its|their|his|her|a|this) )?"
    rf"(?:(?:very )?next|following|future|forthcoming|subsequent|{_MONTHS}|{_SEASONS}|annual|first|last|\d+(?:st|nd|rd|th))\b{_MORE}{{0,4}}?"
    r" (?:meeting|board|committee|forum|panel|council|group|agenda|report|term|session|issue|edition|circular|newsletter|bulletin|weekend|conference|assembly)s?\b"
    r"(?: of the [\w’'-]+(?: [\w’'-]+)?(?= committee| board| group)(?: committee| board| group))?"
    r"|\b(?:at|for|before|in time for|by) (?:the |our |its |their |his |her |this year[’']s )?(?:agm|annual (?:general )?meeting)\b"
    rf"|\b(?:at|for|before|in time for) (?:the|our|its|their|his|her){_MORE}{{1,4}}? (?:meeting|conference|agenda|session|day|lunch|dinner|assembly|newsletter|issue)s?\b{_END}"
    r"|\b(?:for |by |at )?next time\b|\b(?:attend|to) a future meeting\b"
)
# Each with the words of which one stands in it: they are looked for sooner than a pattern is compiled.
_TIMES = (
    (frozenset(str.split("then date day time half year month term end")),
     r"\bby (?:then|that (?:date|day|time)|half[- ]term|(?:the )?(?:year|month|term)[- ]end|(?:the )?end of (?:the |this )?(?:\w+ )?(?:term|season|year|week|month))\b"),
    (frozenset(("beforehand", "good", "itself")), r"\b(?:well )?beforehand\b|\bin good time\b(?: for (?:the )?[\w’' -]{3,40})?|\bon the (?:day|night|morning) itself\b"),
    (frozenset(str.split("weekend week month term year season monday tuesday wednesday thursday friday saturday sunday")),
     rf"\b(?:this|next|over|over the|at the) weekend\b|\b(?:this|next) (?:week|month|term|year|season|(?:mon|tues|wednes|thurs|fri|satur|sun)day){_END}|\bin (?:the )?\w+ week{_END}"),
    (frozenset((*_MONTHS.split("|"), *_SEASONS.split("|"), "new", "half", "holiday")),
     rf"\b(?:in|during|over|throughout) (?:the )?(?:early |late |mid[- ]?|second half of the |first half of the )?(?:{_MONTHS}|{_SEASONS}|new year|half[- ]term|holidays?)(?: (?:holidays?|term|break))?{_END}"
     r"|\b(?:for|over|by|before) the (?:\w+ ){0,3}bank holiday(?: weekend| monday)?\b"),
    (frozenset(("day", "week", "month", "fortnight")),
     r"\b(?:with)?in (?:a|an|the next|the coming|the)(?: (?:few|couple of|\d+|[a-z]+))? (?:working )?(?:day|week|month|fortnight)s?\b(?: (?:timeframe|deadline|limit|period))?"
     rf"|\b(?:(?:a|one|two|three|four|\d+) (?:day|week|month)s?|the (?:day|week|month)) (?:ahead|before|earlier){_END}"),
)  # fmt: skip

_SITTING_WORDS = frozenset(str.split(
    "meeting board committee forum panel council group agenda report term session issue edition circular newsletter bulletin weekend conference assembly agm day lunch dinner time"
))
_SOON_WORDS = frozenset(("asap", "p", "soon", "immediately", "urgently", "straight", "straightaway", "once"))
_CLAUSE_WORDS = frozenset(("before", "prior", "ahead", "advance", "time", "when", "once", "after", "soon", "until", "pending", "following"))
_SOON = r"\b(?:asap|a\.s\.a\.p\.?|as soon as possible|immediately|urgently|straight ?away|at once)\b"
_TOGETHER = rf"\bwith (?:the|these|this|our|its){_MORE}{{0,2}}? (?:minutes|papers|packs?|agenda|notes|report|demand|newsletter|mailing|bill|invoice)$"
_CLAUSE = (
    r"\b(?:before|prior to|ahead of|in advance of|in time for|when|once(?! more| again| a | every| per| in )|(?<!look )(?<!looks )(?<!looking )(?<!ask )(?<!asks )(?<!named )after|as soon as|until(?! then)"
    r"|pending|following(?! day| week| month| year| meeting))\b"
)
# What somebody is to find out or tell: when it will be is their question, and not when they do it.
_ASKED = r"\b(?:ask|find out|say|tell|told|establish|confirm|advise|inform|clarify|check|enquire|inquire|query|fix|agree|know|see|explain|show|a day|a date|day|date|time)\b[^,;.]*$"
_BEFORE_ON = r"\b(?P<way>if|unless|before|until|till|when|once(?! more| again))\b(?P<what>[^,;.]{2,60})$"


def read(words: str, context: Context) -> Due | None:
    """When an action of these words is due: with a day, a span or a rhythm, or kept as written; None where nothing says it."""
    words = re.sub(r"(?<=\d) (?=(?:st|nd|rd|th)\b)", "", words)
    due = _read(words, context)
    return _as_written(due.phrase, _INVITED) if due and due.date and _is_invitation(words, due.phrase) else due


def _is_invitation(words: str, phrase: str) -> bool:
    """Whether a phrase says what somebody is to be invited to: the invitation has to go out long before that."""
    at = words.rfind(phrase)
    return at > 0 and re.match(_TO_EVENT, phrase, re.I) is not None and re.search(_INVITE, words[:at], re.I) is not None


def _read(words: str, context: Context) -> Due | None:
    within = find_due(words, context)
    if within and within.kind != "kept":
        inside = _in_a_clause(words, within, context)
        if inside is None and within.kind == "soft" and within.phrase.lower().startswith("for "):
            # Figures for April, once they are signed off: the month says which figures.
            return next(_waits(words), within)
        return inside or within
    return next(_kept(words, context), within)


def _kept(words: str, context: Context) -> Iterator[Due]:
    has = _words(words)
    if not _SITTING_WORDS.isdisjoint(has) and (said := re.findall(_SITTING, words, re.I)):
        yield read_due(said[-1], context)
    if said := [found for cues, pattern in _TIMES if not cues.isdisjoint(has) for found in re.finditer(pattern, words, re.I)]:
        yield read_due(max(said, key=re.Match.start)[0], context)
    if not _SOON_WORDS.isdisjoint(has) and (soon := re.search(_SOON, words, re.I)):
        yield _as_written(soon[0], _NO_DAY)
    if "with" in has and (together := re.search(_TOGETHER, words.rstrip(" ."), re.I)):
        yield _as_written(together[0], "kept as written: it goes with something else")
    yield from _waits(words)


def _words(text: str) -> set[str]:
    """The words of a text in small letters, also each without the s of a plural."""
    words = set(re.findall("[a-z]+", text.lower()))
    return words | {word[:-1] for word in words if word.endswith("s")}


def _as_written(phrase: str, because: str) -> Due:
    return Due(phrase, None, None, None, "kept", because)


def _waits(words: str) -> Iterator[Due]:
    """The last clause that says what an action waits for, as far as the next comma."""
    if _CLAUSE_WORDS.isdisjoint(_words(words)):
        return
    for found in reversed([*re.finditer(_CLAUSE, words, re.I)]):
        clause = re.split(r"[,;.)]| so (?:that )?", words[found.start():], maxsplit=1)[0].strip()
        clause = next((clause[: more.start()] for more in re.finditer(r" and (\w+) ", clause) if more[1] in VERBS), clause)  # … and do something else
        closed = found.start() + len(clause) < len(words.rstrip(" ."))
        asked = found[0].lower() == "when" and re.search(_ASKED, words[: found.start()], re.I)
        if 1 < len(clause.split()) < 11 and not asked and (found.start() or closed):
            yield _as_written(clause, _WAITS)


def _in_a_clause(words: str, within: Due, context: Context) -> Due | None:
    """What a date means that stands in a clause of another verb: if nothing has come by 1 May, before it closes on 1 May."""
    at = words.rfind(within.phrase)
    found = re.search(_BEFORE_ON, words[:at], re.I) if at > 0 else None
    if found is None:
        return None
    phrase, way = words[found.start(): at + len(within.phrase)], found["way"].lower()
    if way in ("if", "unless"):
        return _as_written(phrase, _CONDITION)
    if not within.phrase.lower().startswith(("on ", "in ", "at ")):
        return None
    if not within.date:
        return _as_written(phrase, _WAITS) if way == "before" else None
    if way != "before":
        return _as_written(phrase, _WAITS)
    day = within.date - timedelta(days=1)
    return within._replace(phrase=phrase, date=day, because=f"{within.because}; the day before it") if day >= context.said_on else _as_written(phrase, _WAITS)
