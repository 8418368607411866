"""The words of an action log: days, statuses, and notes with their days, read strictly or kept as they are."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from g2g.dates import fold, read_date, written_date
from g2g.errors import NotADate
from g2g.model import Value, iso_date
from g2g.nodes import CONTROL
from g2g.sheets import Cell

NOTHING = frozenset({"", "-", "--", "–", "—", "n/a", "na", "none", "nil", "?", "."})
_NUMERIC = r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})"
_MIDNIGHT = r"[T ]0{1,2}:00(?::00(?:\.0+)?)?Z?$"
# Days of Excel's count from 2000 to 2049; a smaller or larger number is something else.
_FIRST_SERIAL, _LAST_SERIAL, _SERIAL_FROM = 36526, 54788, date(1899, 12, 30)


def one_line(text: str) -> str:
    """Words on one line, as an entry can hold them: control characters are shown by their pictures."""
    joined = " ".join(text.split())
    return re.sub(f"[{CONTROL}]", picture, joined) if not joined.isprintable() else joined


def picture(found: re.Match[str]) -> str:
    """What is shown for a control character: ␛ for Escape."""
    code = ord(found[0])
    return chr(0x2400 + code) if code < 32 else "\N{SYMBOL FOR DELETE}" if code == 127 else "\N{REPLACEMENT CHARACTER}"


def shown(cell: Cell) -> str:
    """A cell as words on one line."""
    return cell.isoformat() if isinstance(cell, date) else one_line(cell)


def says_nothing(text: str) -> bool:
    """Whether a cell only says that there is nothing to say."""
    return text.strip().lower() in NOTHING


# ---- days ------------------------------------------------------------------------------------------


class Day(NamedTuple):
    """What a cell says of a day: the day, or why it gives none though it has the shape of one; and how it was read."""

    day: date | None
    why: str = ""
    how: str = ""


def says_month_first(heading: str) -> bool:
    """Whether a heading says that the days below it have the month first: Due (mm/dd/yyyy)."""
    return bool(re.search(r"(?i)\bmm?[/.-]dd?\b", heading))


def order_of(cell: Cell) -> str:
    """Which way round a day can only have been written: month first, as 03/25/2019, day first, as 25/03/2019; else empty."""
    found = re.fullmatch(_NUMERIC, re.sub(_MIDNIGHT, "", cell.strip()[:60])) if isinstance(cell, str) else None
    if found is None:
        return ""
    first, second = int(found[1]), int(found[2])
    return "month" if first <= 12 < second <= 31 else "day" if second <= 12 < first <= 31 else ""


def day_of(cell: Cell, *, month_first: bool = False, serials: bool = True) -> Day:
    """The day that a cell names, the year written; no day and no reason where it has not the shape of one."""
    if isinstance(cell, date):
        return Day(cell)
    text = re.sub(_MIDNIGHT, "", cell.strip()[:60])
    if re.fullmatch(r"[0-9]{5}", text) and serials and _FIRST_SERIAL <= int(text) <= _LAST_SERIAL:
        day = _SERIAL_FROM + timedelta(days=int(text))
        return Day(day, how=f"the number {text} is read as Excel's for {day}")
    if order_of(text) == "month":
        return Day(None, f"“{text}” is written with the month first")
    if month_first and re.fullmatch(_NUMERIC, text):
        return Day(None, f"“{text}” may be written with the month first, as others in its column are")
    written = written_date(text)
    if written is None or written.year is None:
        return Day(None)
    try:
        return Day(read_date(text))
    except NotADate as trouble:
        return Day(None, str(trouble).partition(";")[0])


_DAY_INSIDE = (
    r"(?<![\w/.-])(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:[0-9]{4}|[0-9]{2})"
    r"|[0-9]{1,2}(?:st|nd|rd|th)?(?: of)? [A-Za-z]{3,9}\.?,? [0-9]{4})(?![\w/-])"
)


def day_inside(text: str, *, month_first: bool = False) -> date | None:
    """The one day that words name somewhere: Meeting of 12 March 2019."""
    found = {match[0] for match in re.finditer(_DAY_INSIDE, text[:200])}
    return day_of(found.pop(), month_first=month_first, serials=False).day if len(found) == 1 else None


# ---- statuses --------------------------------------------------------------------------------------

_STATUSES = {
    "closed": "closed|close|complete|completed|done|finished|discharged|achieved|implemented|actioned|complete and closed|yes|y|c",
    "proposed": "proposed|proposed for closure|propose closure|propose to close|proposed to close|recommended for closure"
    "|recommend closure|for closure|to be closed|suggest closure|closure proposed",
    "open": "open|opened|ongoing|on going|in progress|in hand|underway|under way|outstanding|not started|not yet started|carried forward"
    "|carry forward|c/f|cf|on track|overdue|not yet due|not due|new|live|active|pending|delayed|late|work in progress|wip|started|to do"
    "|todo|current|not complete|not completed|incomplete|not done|behind schedule|slipped|no|n|o",
    "withdrawn": "withdrawn|superseded|cancelled|canceled|no longer required|no longer needed|no longer relevant|not required|not needed"
    "|abandoned|void|dropped|deleted|removed|not pursued|rescinded",
    "referred": "referred",
}
_MEANS = {words: status for status, known in _STATUSES.items() for words in known.split("|")}
_COLOURS = frozenset({"red", "amber", "green", "blue", "yellow", "black", "purple", "grey", "r", "a", "g", "b", "amber/green", "amber/red"})


class Status(NamedTuple):
    """What a status says: one of g2g's, a day and words beside it; no status where the words are none that is known."""

    status: str
    day: date | None = None
    rest: str = ""
    to: str = ""


def is_colour(text: str) -> bool:
    """Whether this is a colour of RAG, and so no status."""
    return fold(text).strip(" .") in _COLOURS


def status_of(text: str, *, month_first: bool = False) -> Status:
    """What the words of a status column mean: Completed 12/03/2019; Closed – report sent; Referred to the Audit Committee."""
    folded = fold(text).strip(" .*")
    plain = " ".join(folded.replace("-", " ").split())
    if plain in _MEANS:
        return Status(_MEANS[plain])
    if found := re.match(r"referred to (?:the )?(.{2,80})$", text, re.IGNORECASE):
        return Status("referred", to=found[1].strip())
    lowered = text.lower()
    for words in sorted((w for w in _MEANS if len(w) > 3 and lowered.startswith(w)), key=len, reverse=True):
        rest = text[len(words) :]
        bare = re.sub(r"^[\s:;,.()–—-]*(?:on|at|in)?\b[\s:]*|[\s).]+$", "", rest)
        if (day := day_of(bare, month_first=month_first, serials=False).day) is not None:
            return Status(_MEANS[words], day)
        if re.match(r"\s*[:;,.(–—]|\s+-\s|-\s", rest) and re.search(r"\w", rest):
            return Status(_MEANS[words], rest=rest.strip(" :;,.–—-").removeprefix("(").removesuffix(")") if rest.strip()[:1] == "(" else rest.strip(" :;,–—-"))
    return Status("")


# ---- notes -----------------------------------------------------------------------------------------


def notes_of(text: str, *, month_first: bool = False) -> list[str]:
    """The notes in a progress cell: one a line that begins with a day, the lines below it its own; else all of it as one."""
    notes: list[str] = []
    pending = ""
    for line in filter(None, map(one_line, text.split("\n"))):
        day, rest = _day_before(line, month_first=month_first)
        if day and not rest:
            # The day on a line of its own: what it heads follows.
            notes += [pending] if pending else []
            pending = str(day)
        elif day or pending:
            notes.append(f"{day} {rest}" if day else f"{pending} {line}")
            pending = ""
        elif notes and not re.match(_NUMERIC, line):
            notes[-1] += f" {line}"
        else:
            notes.append(line)
    return [*notes, pending] if pending else notes


def _day_before(line: str, *, month_first: bool) -> tuple[date | None, str]:
    """The day with which a line begins, and what follows it."""
    words = line.split(" ")
    for count in range(min(5, len(words)), 0, -1):
        head = " ".join(words[:count])
        day = day_of(head.strip("[](): ,;–—-"), month_first=month_first, serials=False).day
        if day:
            return day, " ".join(words[count:]).lstrip(" :–—-,;.)]")
    return None, line


# ---- the rest ------------------------------------------------------------------------------------


def paragraphs(text: str) -> list[str]:
    """The paragraphs of Schedule 12A that a cell names: 3; paragraphs 1 and 3."""
    if not re.fullmatch(r"(?i)(?:exempt|yes|paragraphs?|paras?|under|\band\b|[\s:;,.()/&-]|[1-7](?![0-9]))+", text or "-"):
        return []
    return sorted(set(re.findall(r"[1-7]", text)))


def numbers(text: str) -> Value:
    """The recommendations that a cell names, each by its number; other words as they are."""
    parts = [part for part in re.split(r"\s*(?:[,;&\n]|\band\b)\s*", text) if part]
    return list(parts) if all(re.fullmatch(r"[A-Za-z]{0,3}[0-9][\w.]{0,8}", part) for part in parts) else text


def headed(note: str, heading: str) -> str:
    """A note of a further column, with its heading behind the day."""
    return f"{note[:10]} {heading}: {note[11:]}" if iso_date(note[:10]) else f"{heading}: {note}"


def lines(text: str) -> str:
    """Words without blank lines, each line as an entry can hold it."""
    return "\n".join(filter(None, map(one_line, text.split("\n"))))


def short(text: str) -> str:
    """The beginning of words, to be told in a sentence."""
    return text if len(text) <= 60 else text[:59] + "…"
