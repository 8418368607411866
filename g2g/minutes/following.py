"""The meetings to come: the next one, and the further dates that were agreed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from g2g.minutes.days import Day, after, days_in
from g2g.minutes.document import Document, Para
from g2g.minutes.findings import FoundItem
from g2g.minutes.passages import passages

_HEADING = r"(?:\W*(?:the |proposed |provisional )?(?:dates?|time|details|schedule|calendar|venue)\b.{0,40}\b(?:next|future|forthcoming|further|meetings?)\b|\W*(?:next|future|forthcoming|further|subsequent)\b.{0,30}?(?:meetings?|dates?|one|time|board|forum|agm)\b|\W*meeting dates|\W*dates? for (?:the )?(?:diary|your diary|next)|\W*next\s*[:–—-]|\W*diary dates)"
_SENTENCE = (
    r"(?:next|following|subsequent|future|forthcoming) (?:[\w’'&-]+ ){0,6}?(?:meetings?|session|board|forum|agm|one)\b|meet (?:again|next)|next meet|reconvene|meetings? (?:is|are|will be|would be|was|were) (?:\w+ ){0,4}?(?:arranged|scheduled|fixed|set|planned|held)"
    r"|date of (?:the )?next|(?:date|dates) (?:of|for) (?:the )?(?:next|future)"
)
_NO_MEETING = r"\b(?:minutes|notes|actions?) (?:of|from)|\bdeadline|\bitems? (?:for|by|to)|\bto (?:the )?(?:clerk|secretary) by|\b(?:apologies|papers|reports|agenda items)\b.{0,30}\bby\b|approved|last meeting|previous meeting|since the"


def read(document: Document, items: Sequence[FoundItem], meeting: date | None) -> tuple[date, ...]:
    """The days of the meetings to come, the next one first; none where no year can be known."""
    found: list[date] = []
    spans = [(item.line, item.last) for item in items if re.match(_HEADING, item.title, re.I)]
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
    return len(para.text) < 250 and re.match(_HEADING, para.text, re.I) is not None and not re.match(r"next (?:year|month|week|steps)", para.text, re.I)


def _ends(para: Para) -> bool:
    """Whether a paragraph under such a heading speaks of something else."""
    return para.level > 0 or re.match(r"\W*(?:signed|chair|chairman|the meeting (?:closed|ended|finished|was closed)|meeting (?:closed|ended|finished)|agenda|actions?\b|minutes|there being|appendix|approved|date\b ?[:.…_]|\d\d? / )", para.text, re.I) is not None


def _sentences(document: Document) -> Iterator[str]:
    """Every sentence that says when there will be another meeting."""
    for para in passages(document):
        if "meet" not in para.text and "MEET" not in para.text and "Meet" not in para.text and "next" not in para.text and "Next" not in para.text:
            continue
        if not any(letter.isdigit() for letter in para.text):
            continue
        for found in re.finditer(_SENTENCE, para.text[:5000], re.I):
            before = re.split(r"[.;]\s+(?=[A-Z])", para.text[: found.start()])[-1]
            yield before[-120:] + re.split(r"(?<=[a-z)])\.\s+(?=[A-Z])", para.text[found.start(): found.start() + 400])[0]


def _days(texts: Sequence[str], meeting: date | None) -> list[date]:
    """The days that some lines name, with a year that another of them gives where theirs is not written."""
    named: list[Day] = []
    for text in texts:
        for day in days_in(text):
            if not re.search(_NO_MEETING, text[max(0, day.start - 45): day.start], re.I):
                named.append(day)
    found: list[date] = []
    for place, day in enumerate(named):
        whole = after(day.written, (found[-1] + timedelta(1)) if found and meeting is None else meeting)
        if whole is None:
            year = next((later.written.year for later in named[place + 1:] if later.written.year is not None), None)
            whole = day.written.in_year(year) if year else None
        if whole and (meeting is None or (meeting < whole and (whole - meeting).days < 1100)):
            found.append(whole)
    return found
