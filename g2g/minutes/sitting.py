"""The meeting itself: which body sat, when and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from g2g.dates import WrittenDate
from g2g.minutes import rolls
from g2g.minutes.bodies import body, is_about_minutes
from g2g.minutes.days import days_in, years_in
from g2g.minutes.document import Document, Para, Table
from g2g.minutes.passages import passages
from g2g.minutes.venues import TIME_FIELDS, VENUE_FIELDS, Text, field, place_and_time


class Sitting(NamedTuple):
    """What the heading says of a meeting; empty or None where it does not."""

    body: str = ""
    date: date | None = None
    date_line: int = 0
    time: str = ""
    venue: str = ""
    doubts: tuple[tuple[int, str], ...] = ()


# What stands before a day that is not that of the meeting.
_NOT_HELD = (
    "approved", "agreed by", "agreed at", "agreed on", "published", "printed", "next meeting", "previous", "last meeting", "uploaded", "issued", "circulated", "posted",
    "to be confirmed", "confirmed by", "confirmed at", "confirmed on", "amended", "signed", "notice", "version", "updated", "minutes of last", "minutes of the last",
    "minutes of previous", "minutes of the previous", "draft of", "draft dated", "review date", "deadline", "apologies by",
)  # fmt: skip
_DATE_FIELDS = frozenset((
    "date", "date held", "date of meeting", "date of the meeting", "date of decision", "date of the decision", "meeting date", "held", "held on", "when", "day",
    "decided at meeting", "date/time", "date & time", "date and time", "date and time of meeting", "date of meeting & time", "date / time", "date time", "meeting held on",
))  # fmt: skip
_FIELDS = _DATE_FIELDS | VENUE_FIELDS | TIME_FIELDS | {"committee", "meeting", "body", "board", "group"}
_ENDS_FRONT = frozenset(("minutes", "decision", "decisions", "executive summary", "recommendation", "recommendations", "purpose of", "summary"))
_DECIDED = ("date of decision", "decided at meeting", "date of meeting", "meeting date", "date held")


def read(document: Document, begins: int) -> Sitting:
    """The meeting as the heading tells it. ``begins`` is the line on which the people or the business begin."""
    head = list(_unposted(_head(document, begins)))
    day, line, doubts = _day(document, head)
    place, moment = place_and_time(head, line)
    place = place or document.stated("location") or document.stated("venue")
    return Sitting(body(document, [text.text for text in head]), day, line, moment, place, doubts)


def _head(document: Document, begins: int) -> Iterator[Text]:
    """The lines of the heading, each part of a line in columns by itself where it is a field of a form."""
    count = 0
    above: tuple[str, ...] = ()
    for block in document.blocks:
        if not begins and isinstance(block, Para) and (len(block.text) > 250 or block.text.lower().strip(" :") in _ENDS_FRONT):
            return
        if count > 40:
            return
        if isinstance(block, Table):
            if (block.line >= begins and begins) or len(block.rows[0].cells) > 3:
                continue
            for row in block.rows[:12]:
                cells = [cell for cell in row.cells if cell.strip()]
                text = " ".join(cells) if len(cells) != 2 or len(cells[0]) > 25 else f"{cells[0].strip().rstrip(':')}: {cells[1]}"
                if len(text) < 300:
                    yield Text(row.line, " ".join(text.split()))
            continue
        first = rolls.parts(block.text, casual=True)[0] if len(block.cells) < 2 else ""
        if begins and block.line >= begins and count:
            # What stands on the same line before the label of those present is still the heading.
            if block.line == begins and first.strip() and len(first) < len(block.text) and rolls.label(first) is None:
                yield Text(block.line, first.strip())
            return
        count += 1
        if above and len(above) == len(block.cells):
            # The names of fields side by side, and their values on the line below.
            yield from (Text(block.line, f"{name} {value}") for name, value in zip(above, block.cells, strict=True))
            above = ()
            continue
        above = _named_fields(block.cells)
        if len(block.cells) > 1:
            at = 0
            while at < len(block.cells):
                beside = block.cells[at + 1] if block.cells[at].rstrip().endswith(":") and at + 1 < len(block.cells) else ""
                yield Text(block.line, f"{block.cells[at]} {beside}".strip())
                at += 2 if beside else 1
        elif block.text:
            parts = [part.strip() for part in block.text.split(" | ")] if " | " in block.text else [part.strip() for part in block.text.split(" / ")] if ": " in block.text and " / " in block.text else [first]
            for part in parts:
                yield Text(block.line, part)


def _named_fields(cells: Sequence[str]) -> tuple[str, ...]:
    """The names of the fields, each with a colon, where a line in columns holds nothing else; none where it does not."""
    fields = tuple(f"{cell.rstrip(' :;')}:" for cell in cells)
    return fields if len(cells) > 1 and all(cell.rstrip()[-1:] in (":", ";") or field(name, _FIELDS) for cell, name in zip(cells, fields, strict=True)) else ()


def _unposted(head: Iterator[Text]) -> Iterator[Text]:
    """The heading without the head of the e-mail that the minutes came in, but for its subject."""
    texts = list(head)
    fields = [text.text.partition(":")[0].lower() for text in texts[:8]]
    posted = "from" in fields and "subject" in fields
    for place, text in enumerate(texts):
        if posted and place < 8 and fields[place] in ("from", "to", "cc", "bcc", "date", "sent", "reply-to", "subject"):
            continue
        yield text


# ---- date ---------------------------------------------------------------------------------------------


def _day(document: Document, head: Sequence[Text]) -> tuple[date | None, int, tuple[tuple[int, str], ...]]:
    """The day of the meeting, its line, and a doubt where its weekday is another's."""
    years = years_in(text.text for text in head) + years_in(value for _, value in document.front)
    begun = next((begun for text in head if (begun := _of_two_years(text.text))), 0)
    best: tuple[int, WrittenDate, int] | None = None
    without: list[tuple[int, WrittenDate, int]] = []  # days whose year is not known
    for place, text in enumerate(head):
        for named in days_in(text.text[:600]):
            before = text.text[: named.start]
            rank = _rank(text.text, before, head[place - 1].text if place else "")
            if named.written.year is None:
                if begun and set(years) == {begun} and (named.written.month > 8 or named.written.month < 4):
                    named = named._replace(written=named.written._replace(year=begun + (named.written.month < 4)))
                elif begun or len(set(years)) != 1:
                    without.append((rank, named.written, text.line))
                    continue
                rank += 1
            if rank < 90 and (best is None or rank < best[0]):
                best = (rank, named.written if named.written.year else named.written._replace(year=years[0]), text.line)
    decided = _decided(document) if best is None else None
    if best is None and decided:
        best = (0, decided[0], decided[1])
    if best is None:
        for name in ("title", "date", "start"):
            for named in days_in(document.stated(name) if name == "title" else document.stated(name)[:10]):
                if named.written.year and (whole := named.written.in_year(named.written.year)):
                    return whole, 1, ()
        return _by_weekday(document, without)
    whole = best[1].in_year(best[1].year or 0)
    clash = best[1].clash(whole) if whole else ""
    return whole, best[2], ((best[2], f"{clash}: the date of the meeting should be looked at"),) if clash else ()


def _of_two_years(text: str) -> int:
    """The first of the two calendar years of a municipal or school year that a text names (2020/21, 2020-2021); 0 where it names none."""
    found = re.search(r"\b(20\d\d) ?[/–-] ?(20)?(\d\d)(?![\d/.-])", text) if "20" in text else None
    return int(found[1]) if found and int(found[3]) == (int(found[1]) + 1) % 100 else 0


def _by_weekday(document: Document, days: Sequence[tuple[int, WrittenDate, int]]) -> tuple[date | None, int, tuple[tuple[int, str], ...]]:
    """The likeliest of days without a year in the one year that the document names and in which its weekday is right; none where there is not just one."""
    rank, day, line = min(days, key=lambda day: day[0], default=(99, None, 0))
    if day is None or day.weekday is None or rank >= 90:
        return None, 0, ()
    years = set(years_in(para.text for para in passages(document)))
    years |= {begun + 1 for para in document.blocks[:14] if isinstance(para, Para) and (begun := _of_two_years(para.text))}
    fits = [whole for year in years if (whole := day.in_year(year)) and not day.clash(whole)]
    if len(fits) != 1:
        return None, 0, ()
    return fits[0], line, ((line, f"The heading gives no year; in {fits[0].year}, which is named further down, the weekday is right: the date of the meeting should be looked at"),)


def _rank(text: str, before: str, above: str) -> int:
    """How likely a day in the heading is that of the meeting: the lower the likelier; 90 and more is another day."""
    words = before.lower()
    if any(said in words for said in _NOT_HELD) or text.lower().lstrip(" *-•").startswith(("next", "date of next")):
        return 99
    if field(text, _DATE_FIELDS) or (above and field(above, _DATE_FIELDS) >= len(above.rstrip())):
        return 0
    near = set(words[-100:].replace(",", " ").split())
    if not near.isdisjoint(("held", "met")) or "took place" in words[-100:]:
        return 2
    told = is_about_minutes(text)
    if told and any(said in words for said in ("meeting", "minutes", "notes")):
        return 4
    if "meeting" in words:
        return 6
    return 8 if len(text) < 120 else 20


def _decided(document: Document) -> tuple[WrittenDate, int] | None:
    """The day that a page about a decision gives at its end, or a field of a form further down."""
    for para in document.paras():
        if para.text.lower().lstrip(" *-•").startswith(_DECIDED):
            named = next(days_in(para.text), None)
            if named and named.written.year:
                return named.written, para.line
        elif para.line < 12 and (at := para.text.lower().find("date:")) >= 0 and (named := next(days_in(para.text[at + 5:at + 60]), None)) and named.written.year:
            # A field beside the list of those present, whose columns were lost.
            return named.written, para.line
    return None
