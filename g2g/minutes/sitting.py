"""The meeting itself: which body sat, when and where, and who was in the chair and who took the minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from g2g.dates import WrittenDate
from g2g.minutes.days import days_in, times_in, years_in
from g2g.minutes.document import Document, Para, Table
from g2g.minutes.findings import Named
from g2g.minutes.names import person
from g2g.minutes.passages import passages


class Sitting(NamedTuple):
    """What the heading says of a meeting; empty or None where it does not."""

    body: str = ""
    date: date | None = None
    date_line: int = 0
    time: str = ""
    venue: str = ""
    doubts: tuple[tuple[int, str], ...] = ()


class _Text(NamedTuple):
    line: int
    text: str


_NOT_HELD = r"approved|agreed (?:by|at|on)|published|printed|next meeting|previous|last meeting|uploaded|issued|circulated|posted|to be confirmed|confirmed (?:by|at|on)|amended|signed|notice|version|updated|minutes of (?:the )?(?:last|previous)|draft (?:of|dated)|review date|deadline"
_FIELD = r"\W*(?:date(?: held| of (?:the )?(?:meeting|decision))?(?: ?(?:&|and|/) ?time)?|meeting date|held(?: on)?|when|day|decided at meeting|date/time)\b\s*(?:[:–—-]|$)"
_VENUE = r"\W*(?:venue|location|place|where|held at|meeting place)\b\s*(?:[:–—-]\s*|$)"
_TIME_FIELD = r"\W*(?:time|start(?:ed)?(?: time)?|times?)\b\s*(?:[:–—-]\s*|$)"
_MINUTES = r"(?:(?:draft|unconfirmed|confirmed|approved|final|public|open|agreed|unapproved|un-approved|the|formal|summary|action) )*(?:minutes?|notes?|note|record|proceedings)\b"
_KIND = r"(?:ordinary|monthly|annual|quarterly|full|extraordinary|regular|special|remote|virtual|january|february|march|april|may|june|july|august|september|october|november|december|public|main|last|latest|open|first|second|statutory|scheduled|formal|termly|weekly|bi-?monthly|the|a|an|of|for|from|our)"


def read(document: Document, begins: int) -> Sitting:
    """The meeting as the heading tells it. ``begins`` is the line on which the people or the business begin."""
    head = list(_head(document, begins))
    day, line, doubts = _day(document, head)
    place, moment = _place_and_time(document, head, line)
    return Sitting(_body(document, head), day, line, moment, place, doubts)


def _head(document: Document, begins: int) -> Iterator[_Text]:
    """The lines of the heading, each part of a line in columns by itself where it is a field of a form."""
    count = 0
    front_page = False
    for block in document.blocks:
        if not begins and isinstance(block, Para) and (re.match(r"(?:minutes|decisions?|executive summary|recommendations?|purpose of|summary)\b\s*:?\s*$", block.text, re.I) or len(block.text) > 250):
            front_page = True
        if count > 40 or front_page:
            return
        if isinstance(block, Table):
            if (block.line >= begins and begins) or len(block.rows[0].cells) > 3:
                continue
            for row in block.rows[:12]:
                cells = [cell for cell in row.cells if cell.strip()]
                text = " ".join(cells) if len(cells) != 2 or len(cells[0]) > 25 else f"{cells[0].strip().rstrip(':')}: {cells[1]}"
                if len(text) < 300:
                    yield _Text(row.line, " ".join(text.split()))
            continue
        if begins and block.line >= begins and count:
            return
        count += 1
        if len(block.cells) > 1:
            at = 0
            while at < len(block.cells):
                beside = block.cells[at + 1] if block.cells[at].rstrip().endswith(":") and at + 1 < len(block.cells) else ""
                yield _Text(block.line, f"{block.cells[at]} {beside}".strip())
                at += 2 if beside else 1
        elif block.text:
            yield _Text(block.line, re.split(r"\s(?=(?:PRESENT|Present|ATTENDANCE|Attendance)\b[^:.]{0,30}:)", block.text)[0])


# ---- date ---------------------------------------------------------------------------------------------


def _day(document: Document, head: Sequence[_Text]) -> tuple[date | None, int, tuple[tuple[int, str], ...]]:
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


def _rank(text: str, before: str, above: str) -> int:
    """How likely a day in the heading is that of the meeting: the lower the likelier; 90 and more is another day."""
    if re.search(_NOT_HELD, before, re.I) or re.match(r"\W*(?:next|date of next)", text, re.I):
        return 99
    if re.match(_FIELD, text, re.I) or re.match(_FIELD + r"\s*$", above, re.I):
        return 0
    if re.search(r"\b(?:held|took place|met)\b.{0,80}$", before, re.I):
        return 2
    if re.search(_MINUTES, text, re.I) and re.search(r"meeting|minutes|notes", before, re.I):
        return 4
    if re.search(r"\bmeeting\b", before, re.I):
        return 6
    return 8 if len(text) < 120 else 20


def _decided(document: Document) -> tuple[WrittenDate, int] | None:
    """The day that a page about a decision gives at its end, or a field of a form further down."""
    for para in document.paras():
        if re.match(r"\W*(?:date of decision|decided at meeting|date of meeting|meeting date|date held)\b", para.text, re.I):
            named = next(days_in(para.text), None)
            if named and named.written.year:
                return named.written, para.line
    return None


# ---- place and time -----------------------------------------------------------------------------------


def _place_and_time(document: Document, head: Sequence[_Text], date_line: int) -> tuple[str, str]:
    """Where and when: from their fields, from the sentence with the date, from the lines below it."""
    place = moment = ""
    for at, text in enumerate(head):
        if not place and (found := re.match(_VENUE, text.text, re.I)):
            value = text.text[found.end():].strip() or (head[at + 1].text if at + 1 < len(head) else "")
            place = _place(value)
        if not moment and (field := re.match(_TIME_FIELD, text.text, re.I)) and (times := times_in(text.text[field.end():] or (head[at + 1].text if at + 1 < len(head) else ""))):
            moment = times[0][0]
    near = [text for text in head if text.line == date_line] + [text for text in head if date_line < text.line <= date_line + 3]
    near += [text for text in head if text not in near and re.search(r"\b(?:held|meeting|met|commenc|start)", text.text, re.I)]
    for text in near:
        if not moment and (times := times_in(text.text)):
            moment = times[0][0]
        if not place:
            place = _place_in(text.text)
    if not place:
        place = next((_place(text.text) for text in head if date_line and date_line < text.line <= date_line + 3 and re.search(_ROOM, text.text, re.I) and len(text.text) < 120), "")
    return place, moment.strip()


_ROOM = (
    r"\b(?:room|hall|centre|center|house|office|offices|school|library|church|building|chamber|hotel|inn|club|pavilion|court|lodge|suite|theatre|college|university|hospital|surgery|remote|remotely"
    r"|online|zoom|teams|video|flat|hut|loft|vestry|exchange|town hall|headquarters|cafe|pub|arms|barn|mill|museum|gallery|row|street|road|forge|guildhall|boardroom|schoolroom)\b"
)


def _place_in(text: str) -> str:
    """The place that a sentence of the heading names: after the date and time, ``in the …`` or ``at …``."""
    if found := re.search(rf"\b(?:in|at)\s+(?=(?:the|our|a) [a-z][^.;]{{0,60}}?{_ROOM})", text, re.I):
        return _place(text[found.end():])
    if (times := times_in(text)) and (found := re.match(r"[\s,–—.-]+(?:in |at )?(?=\S)", text[times[-1].end():])):
        rest = text[times[-1].end() + found.end():]
        if re.search(_ROOM, rest, re.I) and len(rest) < 120:
            return _place(rest)
    rest = text
    for _ in range(3):
        found = re.search(r"(?:\b(?:in|at)\s+|[–—-]\s+|^\s*,\s*)(?=(?:the |The )?[A-Z‘'\"“])", rest)
        if not found:
            return ""
        value = rest[found.end():]
        if not re.match(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Minutes|MINUTES|January|February|March|April|May\b|June|July|August|September|October|November|December|Attendance|Public\b", value):
            return _place(value)
        rest = value
    return ""


def _place(value: str) -> str:
    """A place without the date, the time and the rest of a sentence after it."""
    value = value.strip()
    cut = len(value)
    for named in days_in(value):
        cut = min(cut, named.start)
    for time in times_in(value):
        cut = min(cut, time.start())
    value = value[:cut]
    value = re.split(r"\.\s+[A-Z]|\s+(?:on|at|commencing|starting|from|to deal|to discuss|when|following|and (?:by|via)|beginning|which|,? ?between)\s*(?=[A-Z\d]|$|to|the following)|\s+(?:commencing|to deal|to discuss|and (?:by|via|on))\b|;\s", value)[0]
    return value.strip(" ,.:;–—-")[:200]


# ---- body ---------------------------------------------------------------------------------------------

_BODY = (
    r"\b(?:council|committee|sub-?committee|board|forum|partnership|group|cabinet|panel|trust|society|association|club|federation|union|co-?operative|governors|governing body|trustees|network|assembly|company|limited|ltd|commission|authority|governing|directors|consortium"
    r"|executive|team|alliance|foundation|charity|school|academy|institute|friends of|branch|league|chapter|college|congress|conference|fellowship|guild|parochial|pcc|ppg|ccg|collective|community)\b"
)


def _body(document: Document, head: Sequence[_Text]) -> str:
    """The name of the body that met, as the heading gives it; empty where it does not say."""
    for para in document.paras():
        if found := re.match(r"(?:decision maker|committee|(?:name|title) of (?:committee|meeting)|meeting(?: title| name| of)?|board|body)\s*:\s*(.{3,120})", para.text, re.I):
            return found[1].strip(" .")
        if para.line > 60:
            break
    for at, text in enumerate(head[:-1]):
        if text.text.strip(" :").lower() in ("title", "committee", "meeting", "board"):
            return head[at + 1].text.strip(" .")
    above = ""
    for text in head[:15]:
        words = text.text.strip()
        if above and ":" in words[:40] and not re.match(r"(?:minutes|notes)", words, re.I):
            continue
        if found := re.match(rf"\W*{_MINUTES}(?: (?:of|from|for))?\b", words, re.I):
            named = _named(words[found.end():], above)
            if named or above:
                return named or above
            continue
        if re.match(r"(?:agenda|present|attend|apolog|date|venue|time|held|draft|unconfirmed|confidential|approved|page|from the|chair|in the|clerk)\b", words, re.I) and not re.search(_BODY, words, re.I):
            continue
        if above and (re.match(r"\W*(?:(?:\w+ )?meeting|held|summary of|to be held)\b", words, re.I) or next(days_in(words), None)):
            own = _named(words, above) if not re.match(r"(?:you|members|councillors|notice|a meeting)\b", words, re.I) else ""
            return own if re.search(_BODY, own, re.I) else above
        own = _named(words, above)
        if own and not re.match(r"(?:agenda|approved|from the|held|draft|present|registered|charity|no\.|item|you|dear|members are|to all|notice)\b", own, re.I):
            above = own
            if re.search(r"\bmeeting\b", words, re.I) and re.search(_BODY, own, re.I):
                return own
    if above and re.search(_BODY, above, re.I):
        return above
    title = document.stated("title")
    if title:
        named = _named(re.sub(r"^\d{4}-\d\d-\d\d\s*", "", title), "")
        return named if re.search(_BODY, named, re.I) else ""
    return ""


def _named(words: str, above: str) -> str:
    """The body's name in a line of the heading; empty where the line names none, or only ``Parish Council`` below its full name."""
    words = re.sub(r"\s*\([^()]{0,40}\)\s*$", "", words.strip())
    cut = len(words)
    for named in days_in(words):
        cut = min(cut, named.start)
    for found in (*times_in(words), re.search(r",?\s+(?:which was |that was )?(?:held|HELD|commencing|starting|taking place|via|by video|on (?:the )?\d)\b|\s+(?:at|in|on|from|AT|IN|ON) (?=[A-Z\d]|the )", words)):
        if found:
            cut = min(cut, found.start())
    words = words[:cut]
    words = re.sub(r"[\s–—:,.-]*\b(?:(?:record of )?(?:meeting|mtg)s?(?: in public| in private| part \w+)?|minutes|notes|agenda|in public|record of)\b[\s–—:,.-]*$", "", words, flags=re.I).strip()
    words = re.sub(rf"^\W*(?:(?:{_KIND} )*(?:meetings?|minutes?|notes?)(?: (?:of|held by|for))?\b)?\W*", "", words, flags=re.I)
    words = re.sub(rf"[\s–—:,.-]*\b(?:{_KIND} ?)*(?:meeting|minutes|notes)\b[\s–—:,.-]*$", "", words, flags=re.I).strip(" ,.:;–—-*")
    words = re.sub(r"\s*\b(?:virtual|remote|meeting (?:no\.? ?)?\d+)$", "", words, flags=re.I)
    words = re.sub(r"^.{0,60}\bmeetings? of (?:the )?(?=[A-Z])", "", words, flags=re.I)
    words = re.sub(r"^(?:the|of) ", "", words, flags=re.I)
    if len(words) < 3 or len(words) > 110 or words[0].islower() or not any(letter.isalpha() for letter in words):
        return ""
    if re.fullmatch(r"(?:(?:the|full|main|executive|management|general|annual|ordinary|board|committee|trustees['’]?|council|group|forum|governing|body|parish|town|directors['’]?|members['’]?|of|extraordinary|special) ?)+", words, re.I) and not re.match(r"(?:board of|executive (?:group|board)|full governing|parish council$|governing body|full governing board)", words, re.I):
        return above or words
    if above and all(word.lower() in above.lower() or word.lower() in ("full", "the", "ordinary", "monthly") for word in words.split()):
        return above
    if above and not re.search(_BODY, words, re.I):
        return above
    return words


# ---- chair and clerk ----------------------------------------------------------------------------------


def chair_and_clerk(document: Document, present: Sequence[Named], begins: int) -> tuple[str, str]:
    """Who was in the chair and who took the minutes: by a field or a sentence, else by what stands beside their names."""
    chair = clerk = asked = ""
    for para in passages(document):
        if para.line > begins + 60 or (chair and clerk):
            break
        if asked:
            chair, clerk = (_somebody(para.text), clerk) if asked == "chair" else (chair, _somebody(para.text))
        asked = ""
        if field := re.match(r"\W*(chair(?:man|person)?|facilitator|note[- ]?taker|minute[- ]?taker|clerk|minutes by)\s*:\s*$", para.text, re.I):
            asked = "chair" if field[1][0] in "CcFf" and field[1][:5].lower() != "clerk" else "clerk"
        for cell in _fields(para):
            if not chair:
                chair = _in_chair(cell)
            if not clerk and (found := re.match(r"\W*(?:clerk|minutes?(?: taken by| taker| secretary)?|minute-taker|note[- ]?taker|notes(?: taken)? by|scribe|secretary|in attendance.{0,6}clerk)\b[^:/]{0,20}(?::| / )\s*(.{3,80})", cell, re.I)):
                clerk = _somebody(found[1])
    for named in present:
        beside = f"{named.role} {named.organisation}".strip().lower()
        if not chair and re.search(r"\b(?:chair(?:man|person|woman)?|in the chair)\b", beside) and not re.search(r"vice|deputy|former|past", beside):
            chair = named.name
    if not clerk:
        clerk = next((named.name for pattern in (r"(?:^|[ /(,])minutes?(?: secretary)?(?:$|[,)])|minute[- ]?taker|minuting|took the|note[- ]?taker|(?:^|[ ,])notes$|taking (?:the )?(?:notes|minutes)", r"^\W*(?:\w+ ){0,3}clerk|\bclerk\b", r"company secretary|trust secretary|^(?:hon(?:orary|\.)? )?secretary") for named in present
                      if re.search(pattern, f"{named.role} {named.organisation}".strip().lower()) and not re.search(r"deputy", f"{named.role}".lower())), "")
    return chair, clerk


def _fields(para: Para) -> list[str]:
    cells = para.cells
    if len(cells) < 2:
        return [para.text[:400]]
    return [f"{cell} {cells[i + 1]}" if cell.rstrip().endswith(":") and i + 1 < len(cells) else cell for i, cell in enumerate(cells)]


def _in_chair(text: str) -> str:
    """Who chaired, by a field or a sentence."""
    if found := re.match(r"\W*(?:(?:independent |acting |vice[- ]|joint )?chair(?:man|person|woman)?|chaired by|presiding|in the chair|meeting chair)\s*(?:[:–—-]|by)\s*(.{3,80})", text, re.I):
        return _somebody(found[1])
    if found := re.search(r"\b[Tt]he (?:Chair|CHAIR|chair)(?:man|person|woman)?, ([A-Z][^,.;]{3,50}),", text):
        return _somebody(found[1])
    if found := re.search(r"((?:[A-Z][\w.’'-]*\s){1,5}?)(?:took the [Cc]hair|presided|was in the [Cc]hair|in the [Cc]hair|presiding|chaired the meeting|was elected [Cc]hair)\b", text):
        return _somebody(found[1])
    return ""


def _somebody(text: str) -> str:
    found = person(text.split("\t")[0].split(".  ")[0]) or person(text.split(",")[0]) or person(text.split(".")[0])
    return found.name if found else ""
