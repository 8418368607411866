"""Where and when a meeting was: by the fields of the heading, by its sentences, or by what stands below the date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from g2g.dates import WEEKDAY_NUMBERS
from g2g.minutes.bodies import is_about_minutes
from g2g.minutes.days import days_in, times_in


class Text(NamedTuple):
    """A line of the heading, or a part of one that is a field of a form."""

    line: int
    text: str


VENUE_FIELDS = frozenset(("venue", "location", "place", "where", "held at", "meeting place", "venue of meeting", "place of meeting", "meeting venue"))
TIME_FIELDS = frozenset(("time", "times", "start", "started", "start time", "started time", "time of meeting", "meeting time", "time started", "date and time", "date & time", "date/time"))


def field(text: str, names: frozenset[str]) -> int:
    """Where the value of a field begins, if a text begins with the name of one and a colon or dash, or is nothing but its name; 0 where not."""
    for mark in (":", " – ", " - ", " — "):
        at = text.find(mark, 0, 44)
        if at > 0 and text[:at].lower().strip(" *-•.#") in names:
            return at + len(mark)
    return len(text) if len(text) < 40 and text.lower().strip(" *-•.#:") in names else 0


def place_and_time(head: Sequence[Text], date_line: int) -> tuple[str, str]:
    """Where and when: from their fields, from the sentence with the date, from the lines below it."""
    place = moment = ""
    for at, text in enumerate(head):
        below = head[at + 1].text if at + 1 < len(head) else ""
        if not place and (begun := field(text.text, VENUE_FIELDS)):
            place = _place(text.text[begun:].strip() or below)
        if not moment and (begun := field(text.text, TIME_FIELDS)):
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
        if (first.isupper() or first in ("‘", "'", '"', "“")) and value.split(None, 1)[0].strip(",.").lower() not in _NO_PLACE and not value.lower().startswith("meeting of") and (begun in starts or not (is_about_minutes(value) or "meeting" in value.lower())):
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
