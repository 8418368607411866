"""The meetings to come: the next one, and the further dates that were agreed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from g2g.minutes.days import Day, after, by_weekday, days_in
from g2g.minutes.document import Document, Para
from g2g.minutes.findings import FoundItem
from g2g.minutes.passages import passages

_DATES = ("date", "time", "details", "schedule", "calendar", "venue")
_TO_COME = ("next", "future", "forthcoming", "further", "subsequent")
_MEETINGS = ("meeting", "date", "one", "time", "board", "forum", "agm", "panel", "committee", "session", "group", "trustees", "governors", "mtg")
# Titles that by themselves say it.
_WHOLE = frozenset(("dates", "next", "diary dates", "dates for your diary", "dates for the diary", "diary", "meeting dates", "dates of meetings", "meetings", "date", "dates and times"))
_SENTENCE = (
    r"(?:next|following|subsequent|future|forthcoming) (?!to |the |that |this |on )(?:[\w’'&-]+ ){0,6}?(?:meetings?|session|board|forum|agm|one)\b|meet (?:again|next)|next (?:call|meet|mtg)|reconvene|meetings? (?:is|are|will be|would be|was|were) (?:\w+ ){0,4}?(?:arranged|scheduled|fixed|set|planned|held)"
    r"|hold (?:the|its|our|their) (?:january|february|march|april|may|june|july|august|september|october|november|december) (?:\w+ )?meeting"
    r"|date of (?:the )?next|(?:date|dates) (?:of|for) (?:the )?(?:next|future)"
)
# What stands before a day that is no meeting's.
_NO_MEETING = (
    "minutes of", "minutes from", "notes of", "notes from", "action of", "action from", "actions of", "actions from", "deadline", "item for", "items for", "item to", "items to",
    "items by", "clerk by", "secretary by", "approved", "last meeting", "previous meeting", "since the", "published", "drafted",
)  # fmt: skip
_SENT_BY = ("apologies", "papers", "reports", "agenda items")


def read(document: Document, items: Sequence[FoundItem], meeting: date | None) -> tuple[date, ...]:
    """The days of the meetings to come, the next one first; none where no year can be known."""
    found: list[date] = []
    spans = [(item.line, item.last) for item in items if _speaks(item.title) or item.title.lower().strip(" .:") in _WHOLE]
    for place, texts in enumerate(_under_headings(document, spans)):
        found += _days(texts, meeting) if place < 6 else []
    if not found:
        for text in _sentences(document):
            days = _days([text], meeting)
            if days:
                found = days
    return tuple(dict.fromkeys(_in_order(found)))


def _in_order(found: Sequence[date]) -> list[date]:
    """The first that is named is the next meeting; after it the later ones by their days."""
    return [*found[:1], *sorted(day for day in found[1:] if day > found[0])]


def _under_headings(document: Document, spans: Sequence[tuple[int, int]]) -> Iterator[list[str]]:
    """What stands in and below each heading that speaks of meetings to come."""
    at = left = 0
    held: list[str] = []
    within = False
    for para in passages(document):
        while at < len(spans) and spans[at][1] < para.line:
            at += 1
        inside = at < len(spans) and spans[at][0] <= para.line
        begins = inside and para.line == spans[at][0]
        if begins or (not inside and _is_heading(para)):
            if held:
                yield held
            held, left, within = [para.text], 16 if inside else 4, inside
        elif left and inside == within and not _ends(para):
            held.append(para.text)
            left -= 1
        else:
            left = 0
    if held:
        yield held


def _is_heading(para: Para) -> bool:
    return len(para.text) < 250 and _speaks(para.text)


def _speaks(text: str) -> bool:
    """Whether a line begins as the heading of meetings to come does: ``Date of next meeting``, ``Future meetings``, ``Next: 3 May``."""
    words = text[:90].lower().lstrip(" \t.,:;–—-*#=/()0123456789")
    words = words.removeprefix("the ").removeprefix("proposed ").removeprefix("provisional ").removeprefix("confirmed ")
    if words.startswith("date of ") and (which := words[8:].strip(" .:")).isdecimal() and len(which) < 4:
        return True  # Date of 119: a body that calls its meetings by their numbers
    if words.startswith(_DATES):
        return any(word in words[4:60] for word in _TO_COME) or ("meeting" in words[4:50] and not words.startswith(("date of meeting", "date of the meeting", "time of meeting", "date and time of meeting", "venue")))
    if words.startswith(_TO_COME):
        first = next(word for word in _TO_COME if words.startswith(word))
        rest = words[len(first):]
        if rest.startswith((" year", " month", " week", " steps", " to ")):
            return False
        return any(word in rest[:46] for word in _MEETINGS) or (first == "next" and _is_label(rest))
    return words.startswith(("meeting dates", "dates for", "diary dates", "donm", "d.o.n.m"))


def _is_label(rest: str) -> bool:
    """Whether after the word next there are at most three words more and a colon or dash: ``Next: …``, ``Next PTA: …``."""
    name = re.split(r":|\s[–—/-]", rest, maxsplit=1)[0]
    return len(name) < len(rest) and len(name.split()) < 4


_OTHERS = (
    "signed", "chair", "the meeting closed", "the meeting ended", "the meeting finished", "the meeting was closed", "meeting closed", "meeting ended", "meeting finished",
    "agenda", "action", "minutes", "there being", "appendix", "approved", "resolved", "distribution", "copies to",
)  # fmt: skip


def _ends(para: Para) -> bool:
    """Whether a paragraph under such a heading speaks of something else."""
    words = para.text[:60].lower().lstrip(" .*_-–")
    if words.rstrip(" :") == "minutes" or words.startswith(("action (", "actions: <")):
        # A page of the web puts a label between an item and what was said.
        return False
    if para.level > 0:
        # A heading for each of the meetings to come, or that of something else.
        return not any(days_in(para.text))
    return words.startswith(_OTHERS) or (words.startswith("date") and words[4:].lstrip()[:1] in (":", ".", "…", "_")) or (words[:2].strip().isdigit() and words[2:6].lstrip().startswith("/ "))


def _sentences(document: Document) -> Iterator[str]:
    """Every sentence that says when there will be another meeting."""
    for para in passages(document):
        if "meet" not in para.text and "MEET" not in para.text and "Meet" not in para.text and "next" not in para.text and "Next" not in para.text:
            continue
        if not any(letter.isdigit() for letter in para.text):
            continue
        for found in re.finditer(_SENTENCE, para.text[:5000], re.I):
            before = re.split(r"[.;]\s+(?=[A-Z])", para.text[: found.start()])[-1]
            yield before[-120:] + re.split(r"(?<=[a-z)])(?<!\bCo)(?<!\bSt)(?<!\bRd)\.\s+(?=[A-Z])", para.text[found.start(): found.start() + 400])[0]


def _days(texts: Sequence[str], meeting: date | None) -> list[date]:
    """The days that some lines name, with a year that another of them gives where theirs is not written."""
    named: list[Day] = []
    for text in texts:
        for day in days_in(text):
            if not _is_other(text[max(0, day.start - 45): day.start].lower()):
                named.append(day)
    found: list[date] = []
    for place, day in enumerate(named):
        whole = after(day.written, (found[-1] + timedelta(1)) if found and meeting is None else meeting)
        if whole is None:
            year = next((later.written.year for later in named[place + 1:] if later.written.year is not None), None)
            whole = day.written.in_year(year) if year else None
        if whole and (meeting is None or (meeting < whole and (whole - meeting).days < 1100)):
            found.append(whole)
    if not named and meeting:
        return [day for text in texts for day in by_weekday(text, meeting)]
    return found


def _is_other(before: str) -> bool:
    """Whether the words before a day say that it is no meeting's: that of the minutes, the last day for papers."""
    if any(said in before for said in _NO_MEETING) or before.endswith((" by ", " by the ")):
        return True
    sentence = before.rpartition(". ")[2]
    return " by " in f"{sentence} " and any(said in sentence for said in _SENT_BY)
