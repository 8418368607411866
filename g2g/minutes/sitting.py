"""The meeting itself: which body sat, when and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from g2g.dates import WEEKDAY_NUMBERS, WrittenDate
from g2g.minutes import rolls
from g2g.minutes.bodies import body, is_about_minutes
from g2g.minutes.days import days_in, times_in, years_in
from g2g.minutes.document import Document, Para, Table


class Sitting(NamedTuple):
    """What the heading says of a meeting; empty or None where it does not."""

    body: str = ""
    date: date | None = None
    date_line: int = 0
    time: str = ""
    venue: str = ""
    doubts: tuple[tuple[int, str], ...] = ()


class Text(NamedTuple):
    """A line of the heading, or a part of one that is a field of a form."""

    line: int
    text: str


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
_VENUE_FIELDS = frozenset(("venue", "location", "place", "where", "held at", "meeting place", "venue of meeting", "place of meeting", "meeting venue"))
_TIME_FIELDS = frozenset(("time", "times", "start", "started", "start time", "started time", "time of meeting", "meeting time", "time started", "date and time", "date & time", "date/time"))
_ENDS_FRONT = frozenset(("minutes", "decision", "decisions", "executive summary", "recommendation", "recommendations", "purpose of", "summary"))
_DECIDED = ("date of decision", "decided at meeting", "date of meeting", "meeting date", "date held")


def read(document: Document, begins: int) -> Sitting:
    """The meeting as the heading tells it. ``begins`` is the line on which the people or the business begin."""
    head = list(_unposted(_head(document, begins)))
    day, line, doubts = _day(document, head)
    place, moment = _place_and_time(head, line)
    return Sitting(body(document, [text.text for text in head]), day, line, moment, place, doubts)


def _head(document: Document, begins: int) -> Iterator[Text]:
    """The lines of the heading, each part of a line in columns by itself where it is a field of a form."""
    count = 0
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
    best: tuple[int, WrittenDate, int] | None = None
    for place, text in enumerate(head):
        for named in days_in(text.text[:600]):
            before = text.text[: named.start]
            rank = _rank(text.text, before, head[place - 1].text if place else "")
            if named.written.year is None:
                if len(set(years)) != 1:
                    continue
                rank += 1
            if rank < 90 and (best is None or rank < best[0]):
                best = (rank, named.written if named.written.year else named.written._replace(year=years[0]), text.line)
    decided = _decided(document) if best is None else None
    if best is None and decided:
        best = (0, decided[0], decided[1])
    if best is None:
        for name in ("title", "date"):
            for named in days_in(document.stated(name) if name == "title" else document.stated(name)[:10]):
                if named.written.year and (whole := named.written.in_year(named.written.year)):
                    return whole, 1, ()
        return None, 0, ()
    whole = best[1].in_year(best[1].year or 0)
    clash = best[1].clash(whole) if whole else ""
    return whole, best[2], ((best[2], f"{clash}: the date of the meeting should be looked at"),) if clash else ()


def _field(text: str, names: frozenset[str]) -> int:
    """Where the value of a field begins, if a text begins with the name of one and a colon or dash, or is nothing but its name; 0 where not."""
    for mark in (":", " – ", " - ", " — "):
        at = text.find(mark, 0, 44)
        if at > 0 and text[:at].lower().strip(" *-•.#") in names:
            return at + len(mark)
    return len(text) if len(text) < 40 and text.lower().strip(" *-•.#:") in names else 0


def _rank(text: str, before: str, above: str) -> int:
    """How likely a day in the heading is that of the meeting: the lower the likelier; 90 and more is another day."""
    words = before.lower()
    if any(said in words for said in _NOT_HELD) or text.lower().lstrip(" *-•").startswith(("next", "date of next")):
        return 99
    if _field(text, _DATE_FIELDS) or (above and _field(above, _DATE_FIELDS) >= len(above.rstrip())):
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


# ---- place and time -----------------------------------------------------------------------------------


def _place_and_time(head: Sequence[Text], date_line: int) -> tuple[str, str]:
    """Where and when: from their fields, from the sentence with the date, from the lines below it."""
    place = moment = ""
    for at, text in enumerate(head):
        below = head[at + 1].text if at + 1 < len(head) else ""
        if not place and (begun := _field(text.text, _VENUE_FIELDS)):
            place = _place(text.text[begun:].strip() or below)
        if not moment and (begun := _field(text.text, _TIME_FIELDS)):
            moment = _moment(text.text[begun:] or below, field=True)
    near = [text for text in head if text.line == date_line] + [text for text in head if date_line < text.line <= date_line + 3]
    near += [text for text in head if text not in near and any(said in text.text.lower() for said in ("held", "meeting", "met ", "commenc", "start"))]
    for text in near:
        moment = moment or _moment(text.text)
        place = place or _place_in(text.text)
    if not place:
        place = next((_place(text.text) for text in head if date_line and date_line < text.line <= date_line + 3 and _has_room(text.text) and len(text.text) < 120), "")
    return place or next((found for text in near if text.line == date_line and (found := _between_commas(text.text))), ""), moment.strip()


def _moment(text: str, *, field: bool = False) -> str:
    """The time of day that a text gives; ``14.15`` counts after the word at, and in a field of its own."""
    if times := times_in(text):
        return times[0][0]
    words = text.split()
    for before, word in zip(["at" if field else "", *words], words, strict=False):
        bare = word.strip(" ,;.")
        if before.lower() in ("at", "from") and len(bare) == 5 and bare[2] == "." and bare.replace(".", "").isdigit() and int(bare[:2]) < 24 and int(bare[3:]) < 60:
            return bare
    return ""


_ROOMS = frozenset(str.split(
    "room hall centre center house office offices school library church building chamber hotel inn club pavilion court lodge suite theatre college university hospital surgery remote"
    " remotely online zoom teams video flat hut loft vestry exchange headquarters cafe café pub arms barn mill museum gallery row street road forge guildhall boardroom schoolroom mission"
    " boathouse chandlery classroom clubhouse lounge bar studio workshop chapel lane place square station wharf canteen refectory annexe cabin tavern institute"
))
_NO_PLACE = frozenset((*WEEKDAY_NUMBERS, *str.split("minutes january february march april may june july august september october november december attendance public accordance")))


def _has_room(text: str) -> bool:
    return any(word.strip(".,;:'\"’”()") in _ROOMS for word in text.lower().replace("-", " ").split())


def _place_in(text: str) -> str:
    """The place that a sentence of the heading names: after the date and time, ``in the …`` or ``at …``."""
    words = f" {text}"
    lower = words.lower()
    starts = sorted(found + 4 for said in (" in ", " at ") for found in _all(lower, said))
    for begun in starts:
        if lower[begun:].startswith(("the ", "our ", "a ")) and _has_room(_sentence(words[begun:begun + 90])):
            return _place(words[begun:])
    if times := times_in(text):
        rest = text[times[-1].end():].lstrip(" \t,–—.-")
        rest = rest.removeprefix("in ").removeprefix("at ")
        if rest and rest != text[times[-1].end():] and _has_room(rest) and len(rest) < 120:
            return _place(rest)
    dashes = [found + 3 for said in (" – ", " — ", " - ") for found in _all(words, said)]
    for begun in sorted([*starts, *dashes])[:8] if len(text) < 300 else ():
        value = words[begun:].lstrip()
        first = value.removeprefix("the ").removeprefix("The ")[:1]
        if (first.isupper() or first in ("‘", "'", '"', "“")) and value.split(None, 1)[0].strip(",.").lower() not in _NO_PLACE and (begun in starts or not (is_about_minutes(value) or "meeting" in value.lower())):
            return _place(value)
    return ""


def _between_commas(text: str) -> str:
    """The place in a heading that gives all in turn: ``Trustees' meeting, 11 September 2014, Engine House``, ``…, boathouse, 7pm``."""
    days = list(days_in(text))
    if not days or len(text) > 250:
        return ""
    for part in text[days[-1].end:].split(",")[1:4]:
        part = part.strip(" .")
        if part and not times_in(part) and any(letter.isalpha() for letter in part) and (_has_room(part) or part[0].isupper()) and not is_about_minutes(part):
            return _place(part)
    return ""


def _all(text: str, said: str) -> list[int]:
    found: list[int] = []
    at = text.find(said)
    while at >= 0 and len(found) < 20:
        found.append(at)
        at = text.find(said, at + 1)
    return found


def _sentence(text: str) -> str:
    """A text up to the first full stop or semicolon."""
    return text.partition(". ")[0].partition(";")[0]


_AFTER_PLACE = frozenset(str.split("on at commencing starting from when following beginning which between to"))


def _place(value: str) -> str:
    """A place without the date, the time and the rest of a sentence after it."""
    value = _sentence(value.strip())
    cut = min([len(value), *(named.start for named in days_in(value)), *(time.start() for time in times_in(value))])
    words = value[:cut].split()
    kept: list[str] = []
    for place, word in enumerate(words):
        bare = word.lower().strip(",")
        after = words[place + 1] if place + 1 < len(words) else ""
        if bare in ("commencing", "starting") or (bare == "to" and after in ("deal", "discuss")) or (bare == "and" and after in ("by", "via", "on")) or (bare == "for" and after == "the"):
            break
        if place and bare in _AFTER_PLACE and (not after or after[0].isupper() or after[0].isdigit() or (after == "the" and words[place + 2:place + 3] == ["following"])):
            break
        kept.append(word)
    return " ".join(kept).strip(" ,.:;–—-|")[:200]
