"""What a set of minutes would put into the record: the meeting, who was there, what was resolved, and the actions.

``of`` makes a proposal of minutes that were read; ``matching`` finds what the record has of it, ``taking`` makes one change
of the rest. Nothing here reads or writes a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from g2g.dates import MONTHS, british_full, british_time, fold, read_time, written_date
from g2g.errors import NotATime, Refusal
from g2g.minutes.closed import Closed
from g2g.minutes.document import Document
from g2g.minutes.findings import Details, Doubt, Named
from g2g.minutes.reader import Minutes, TimedAction
from g2g.minutes.reading import Report
from g2g.model import Attendance, Body, Item, Resolution
from g2g.nodes import CONTROL
from g2g.proposal.owners import Meeters, resolved

_MOST_WORDS = 4_000  # a task longer than this is a page that was taken for one
_TOP = 20  # paragraphs in which minutes say on which day the meeting was
# Doubts that leave the date as it is written; any other is about which day or meeting is meant, and then there is no date.
_WRITTEN = r" is an? \w+day, not an? |is no (?:Monday|Friday)|still to be confirmed|say “about”|the calendar has no meeting|“the meeting” is taken as"


class Proposed(NamedTuple):
    """One action as it would be added, with the line on which it stands and how it was found.

    ``written`` are its owners as the minutes write them, ``owners`` the same by name. ``number`` is the one that the minutes
    give it, ``status`` what they say of it, ``raised`` the day on which a log says that it was raised. ``exempt`` holds the
    paragraphs under which it is not for publication.
    """

    line: int
    words: str
    written: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    due: date | None = None
    due_said: str = ""
    recurs: str = ""
    item: str = ""
    number: str = ""
    status: str = ""
    raised: str = ""
    reader: str = ""
    doubts: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()


class Proposal(NamedTuple):
    """Everything that one set of minutes would put into the record, for one body and one day.

    ``items`` hold their resolutions, which have no references yet. ``implied`` are tasks in prose, ``reports`` what is said of
    old actions. ``is_whole`` is not what the page of one item or decision is. ``closed`` says what of it all is exempt.
    ``closing`` are the old actions that a person left on the page to be closed, with what came of each; None where nobody was asked.
    """

    body: str
    day: date
    time: str = ""
    venue: str = ""
    chair: str = ""
    present: tuple[Attendance, ...] = ()
    apologies: tuple[Attendance, ...] = ()
    items: tuple[Item, ...] = ()
    actions: tuple[Proposed, ...] = ()
    implied: tuple[Proposed, ...] = ()
    reports: tuple[Report, ...] = ()
    next_meetings: tuple[date, ...] = ()
    is_whole: bool = True
    closed: Closed = Closed()
    closing: tuple[tuple[str, str], ...] | None = None

    @property
    def meeting(self) -> str:
        """The reference of the meeting."""
        return f"{self.body}-{self.day}"


def of(minutes: Minutes, body: str, day: date, meeters: Meeters) -> Proposal:
    """The proposal of minutes of a body's meeting on a day."""
    details = minutes.details
    return Proposal(
        body, day, spelled(details.time), one_line(details.venue), one_line(details.chair),
        _attendances(details.present, meeters, details.clerk), _attendances(details.apologies, meeters),
        _items(details, minutes.closed), proposed(minutes.actions, meeters, day, minutes.closed),
        proposed(minutes.implied, meeters, day, minutes.closed),
        tuple(_reported(one, meeters) for one in minutes.reports), tuple(one for one in details.next_meetings if one > day),
        details.kind == "minutes", minutes.closed,
    )  # fmt: skip


def body_meant(name: str, bodies: dict[str, Body]) -> str:
    """The code of the one body that goes by a name; empty where none does, or several do."""
    wanted = _as_name(name)
    found = [b.code for b in bodies.values() if wanted and wanted in {_as_name(n) for n in (b.code, b.name, *b.also)}]
    return found[0] if len(found) == 1 else ""


def _as_name(name: str) -> str:
    words = fold(name).replace("&", " and ").replace("'", "").replace("-", " ").split()
    return " ".join(word.strip(".,:;()") for word in words if word not in ("the", "of"))


def day_meant(details: Details, given: date | None, document: Document | None = None) -> date:
    """The day of the meeting: as the minutes have it, or as given. Raises Refusal where the two differ, or there is neither."""
    if details.date is None and given is None:
        if wrong := _no_such_day(document) if document else "":
            raise Refusal(f"{wrong}; correct the minutes, or give --date DATE.")
        raise Refusal("These minutes do not say on which day the meeting was; give --date DATE.")
    if details.date is not None and given is not None and details.date != given:
        raise Refusal(
            f"--date says {british_full(given)}, but the minutes are of {british_full(details.date)} (line {details.date_line});"
            " leave --date out, or correct the minutes. Nothing was written."
        )
    day = details.date or given
    assert day is not None
    return day


def _no_such_day(document: Document) -> str:
    """What is wrong with a date near the top of the minutes that is of no day; empty where there is none."""
    for para in islice(document.paras(), _TOP):
        for found in re.finditer(rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{'|'.join(MONTHS)}),? \d{{4}}\b|\b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}\b", para.text):
            written = written_date(found[0].replace(",", ""))
            if written and written.on_or_after(date.min) is None:
                return f"Line {para.line} says {found[0]}, and there is no such day ({written.impossible()})"
    return ""


def proposed(actions: Sequence[TimedAction], meeters: Meeters, day: date | None, closed: Closed) -> tuple[Proposed, ...]:
    """Actions as they would be added: owners by name, and a date only where it is certain and not before the meeting."""
    return tuple(_proposed(action, meeters, day, closed) for action in actions)


def _proposed(action: TimedAction, meeters: Meeters, day: date | None, closed: Closed) -> Proposed:
    found = action.found
    owners, doubts = resolved(map(one_line, found.owners), meeters)
    due, said = action.date, one_line(action.due_said or found.due_said)
    if due and day and due < day:
        doubts += (f"“{said}” would be {british_full(due)}, before the meeting; kept without a date",)
        due = None
    elif action.due and action.due.doubts:
        unsure = bool(due) and not all(re.search(_WRITTEN, doubt) for doubt in action.due.doubts)
        doubts += tuple(f"“{said}”: {doubt}{'; kept without a date' if unsure else ''}" for doubt in action.due.doubts)
        due = None if unsure else due
    if not owners:
        doubts += ("no owner is named",)
    words = one_line(found.words)
    return Proposed(
        found.line, words[0].upper() + words[1:] if words[:1].islower() else words, found.owners, owners, due, said,
        action.due.recurs if action.due else "", one_line(found.item), one_line(found.ref), one_line(found.status),
        one_line(found.raised), found.reader, doubts, closed.of_action(found),
    )  # fmt: skip


def doubts(minutes: Minutes, actions: Iterable[Proposed]) -> list[Doubt]:
    """Every doubt, in order of lines: those of the readers, and those about who and when."""
    found = [*minutes.doubts]
    found += [Doubt(one.line, f"{doubt[0].upper()}{doubt[1:]}.") for one in actions for doubt in one.doubts]
    return sorted(set(found))


def one_line(text: str) -> str:
    """Words on one line, as an entry can hold them; control characters are shown by their pictures."""
    joined = " ".join(text.split())
    if len(joined) > _MOST_WORDS:
        joined = joined[: _MOST_WORDS - 1] + "…"
    if joined.isprintable():
        return joined
    return re.sub(f"[{CONTROL}]", _picture, joined)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 32 else "\N{SYMBOL FOR DELETE}" if code == 127 else "\N{REPLACEMENT CHARACTER}"


def _reported(one: Report, meeters: Meeters) -> Report:
    """What is said of an old action, with its owners by name."""
    return Report(one.line, one.ref, resolved(map(one_line, one.owners), meeters)[0], one.words, one.status)


def spelled(said: str) -> str:
    """A time in its one spelling; as written where it is none (a span, or words)."""
    try:
        return british_time(read_time(said)) if said else ""
    except NotATime:
        return one_line(said)


def _attendances(people: Sequence[Named], meeters: Meeters, clerk: str = "") -> tuple[Attendance, ...]:
    """Those present, as minuted; where no other role is given, the one who took the minutes has that for it, and who was not of the body “in attendance”."""
    found = []
    for one in people:
        role = one.role or ("Clerk" if clerk and fold(one.name) == fold(clerk) else "in attendance" if one.attending else "")
        found.append(Attendance(one_line(one.name), one_line(one.organisation), one_line(role)))
    return tuple(dict.fromkeys(found))


def _items(details: Details, closed: Closed) -> tuple[Item, ...]:
    """The items with what was resolved under each; what was resolved under none has an item of its own."""
    held: dict[int, list[Resolution]] = {}
    for one in details.resolutions:
        place = max((nth for nth, item in enumerate(details.items) if item.line <= one.line), default=-1)
        held.setdefault(place, []).append(Resolution("", one_line(one.words), closed.paragraphs(one.line)))
    items = [
        Item(one_line(item.number), one_line(item.title), resolutions=tuple(held.get(nth, ())), exempt=closed.paragraphs(item.line))
        for nth, item in enumerate(details.items)
    ]
    return (*([Item("", "Resolutions", resolutions=tuple(held[-1]))] if -1 in held else []), *items)
