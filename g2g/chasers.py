"""What each owner is asked before a meeting: their outstanding actions, what is wanted of each, and by when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from g2g.dates import british, british_full
from g2g.holidays_england import add_working_days
from g2g.model import Action, Attendance, Body, Meeting, Person, Proceedings, iso_date
from g2g.people import Directory
from g2g.reports import Column, Report, Table

# An address that every mail program takes: no quotes, no comments, no letters beyond ASCII.
_ADDRESS = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]"
_LONGEST_ADDRESS = 254

# Why a draft has no address.
UNKNOWN, NO_EMAIL, NO_ADDRESS, LEFT = "unknown", "no email", "no address", "left"

# Why an owner may not know of an action: what the minutes say of the meeting that gave it to them.
APOLOGIES, NOT_PRESENT = "apologies", "not present"

OVERDUE, BY_MEETING, NOT_YET, UNDATED, WATCHED, PROPOSED = (
    "Overdue", "Due by the meeting", "Not yet due", "No date yet", "Watching briefs", "Said to be done",
)  # fmt: skip
_GROUPS = (OVERDUE, BY_MEETING, NOT_YET, UNDATED, WATCHED, PROPOSED)


class Asked(NamedTuple):
    """One action in an owner's mail: who else has a part left to do, and whether they were away when it was given."""

    action: Action
    others: tuple[str, ...] = ()
    absence: str = ""
    given_on: date | None = None


class Group(NamedTuple):
    """Actions of which the same is asked, under one heading. ``exempt`` holds the paragraphs where they are exempt."""

    heading: str
    asked: tuple[Asked, ...]
    exempt: tuple[str, ...] = ()


class Asking(NamedTuple):
    """For whom the clerk asks: the body, its next meeting if there is one, and the day by which an answer is wanted.

    ``because`` is papers, meeting or given: the papers go out that day, the meeting is that day, or the clerk set it.
    """

    body: Body
    meeting: Meeting | None = None
    by: date | None = None
    because: str = ""


class Part(NamedTuple):
    """What one body asks of an owner."""

    asking: Asking
    groups: tuple[Group, ...]

    @property
    def asked(self) -> list[Asked]:
        """All that an answer is wanted on: what is said to be done waits for the meeting alone."""
        return [one for group in self.groups if group.heading != PROPOSED for one in group.asked]


class Chaser(NamedTuple):
    """One mail to one owner. ``email`` is empty where there is none to be had; ``lacking`` then says why.

    ``clerk`` and ``clerk_email`` are of whoever signs: empty where no clerk, or several, are known.
    """

    owner: str
    organisation: str
    email: str
    lacking: str
    clerk: str
    clerk_email: str
    as_at: date
    parts: tuple[Part, ...]

    @property
    def asked(self) -> list[Asked]:
        """Every action on which an answer is wanted."""
        return [one for part in self.parts for one in part.asked]

    @property
    def actions(self) -> list[Action]:
        """Every action in the mail, what is said to be done among them."""
        return [one.action for part in self.parts for group in part.groups for one in group.asked]

    @property
    def overdue(self) -> int:
        """How many of them are past the date in force."""
        return sum(1 for one in self.asked if one.action.days_late(self.as_at))

    @property
    def chased(self) -> list[date]:
        """The days on which the owners of any of these actions were chased before, in order."""
        return sorted({day for one in self.asked for text in one.action.chased if (day := iso_date(text))})

    @property
    def is_exempt(self) -> bool:
        """Whether anything in the mail is not for publication."""
        return any(group.exempt for part in self.parts for group in part.groups)


def is_address(text: str) -> bool:
    """Whether a mail can be addressed to this: NAME@DOMAIN in plain letters, and nothing that begins another header."""
    return len(text) <= _LONGEST_ADDRESS and re.fullmatch(_ADDRESS, text) is not None


# ---- by when -------------------------------------------------------------------------------------


def asking(body: Body, meeting: Meeting | None, today: date, closed: frozenset[date] = frozenset(), given: date | None = None) -> Asking:
    """For whom is asked, and by when: the day given, else the day on which the papers go out, else the meeting's own.

    The papers go out so many clear working days before the meeting as the body's ``papers_days`` says (Local Government
    Act 1972, section 100B: five). Without a meeting still to come no day is named, unless one is given.
    """
    if given is not None:
        return Asking(body, meeting, given, "given")
    if meeting is None:
        return Asking(body)
    if body.papers_days is not None:
        papers = add_working_days(meeting.date, -(body.papers_days + 1), closed)
        if papers >= today:
            return Asking(body, meeting, papers, "papers")
    return Asking(body, meeting, meeting.date, "meeting")


# ---- who is asked what ---------------------------------------------------------------------------


def chasers(
    actions: Iterable[Action], askings: Mapping[str, Asking], directory: Directory,
    proceedings: Callable[[Action], Proceedings | None], today: date, wanted: set[str] | None = None,
) -> list[Chaser]:  # fmt: skip
    """A mail an owner, by name: each who has a part left to do in one of these live actions.

    ``askings`` are by the codes of the bodies, in the order in which they stand in a mail; ``proceedings`` gives the
    meeting at which an action was raised, None where it has no file; ``wanted`` are the owners chased, by their names in
    people.yaml (None: all). Whoever owes nothing but what is said to be done gets no mail.
    """
    owed: dict[str, dict[str, list[Action]]] = {}
    for action in actions:
        for name in dict.fromkeys(directory.canonical(owner) for owner in action.owners_left):
            if action.body in askings and (wanted is None or name in wanted):
                owed.setdefault(name, {}).setdefault(action.body, []).append(action)
    found = []
    for name in sorted(owed, key=lambda name: (name.casefold(), name)):
        parts = tuple(
            Part(askings[code], _groups(name, owed[name][code], askings[code].meeting, directory, proceedings, today))
            for code in askings if code in owed[name]
        )  # fmt: skip
        if any(part.asked for part in parts):
            found.append(_chaser(name, parts, directory, today))
    return found


def _chaser(name: str, parts: tuple[Part, ...], directory: Directory, today: date) -> Chaser:
    person = directory.people.get(name)
    email, lacking = _email(person)
    clerks = {directory.canonical(part.asking.body.clerk) for part in parts}
    clerk = clerks.pop() if len(clerks) == 1 else ""
    return Chaser(name, person.organisation if person else "", email, lacking, clerk, _email(directory.people.get(clerk))[0], today, parts)


def _email(person: Person | None) -> tuple[str, str]:
    """Somebody's address, or why there is none."""
    if person is None:
        return "", UNKNOWN
    if person.left:
        return "", LEFT
    if not person.email:
        return "", NO_EMAIL
    return (person.email, "") if is_address(person.email) else ("", NO_ADDRESS)


def _groups(
    name: str, actions: Sequence[Action], meeting: Meeting | None, directory: Directory,
    proceedings: Callable[[Action], Proceedings | None], today: date,
) -> tuple[Group, ...]:  # fmt: skip
    rows: dict[tuple[bool, str], list[Asked]] = {(bool(exempt), heading): [] for exempt in (False, True) for heading in _GROUPS}
    for action in sorted(actions, key=lambda a: (a.due_now or date.max, a.ref)):
        rows[bool(action.exempt), _heading(action, meeting, today)].append(_asked(name, action, directory, proceedings))
    return tuple(
        Group(heading, tuple(some), tuple(dict.fromkeys(n for one in some for n in one.action.exempt)))
        for (_, heading), some in rows.items() if some
    )  # fmt: skip


def _heading(action: Action, meeting: Meeting | None, today: date) -> str:
    if action.status == "proposed":
        return PROPOSED
    if action.is_watching_brief:
        return WATCHED
    if action.due_now is None:
        return UNDATED
    if action.days_late(today):
        return OVERDUE
    return BY_MEETING if meeting and action.due_now <= meeting.date else NOT_YET


def _asked(name: str, action: Action, directory: Directory, proceedings: Callable[[Action], Proceedings | None]) -> Asked:
    canonical = directory.canonical
    others = tuple(dict.fromkeys(other for owner in action.owners_left if (other := canonical(owner)) != name))
    held = None if _was_transferred(action) else proceedings(action)
    absence = _absence(name, held, directory) if held else ""
    return Asked(action, others, absence, held.meeting.date if held and absence else None)


def _was_transferred(action: Action) -> bool:
    """Whether it came to its owners later than the meeting that raised it."""
    return any(note[10:].startswith(" Transferred from ") for note in action.notes)


def _absence(name: str, held: Proceedings, directory: Directory) -> str:
    """How somebody missed a meeting, as far as its file says it beyond doubt."""
    if held.meeting.status != "held":
        return ""
    there = [*(a.name for a in held.present), *([held.meeting.chair] if held.meeting.chair else [])]
    if any(_may_be(name, one, directory) for one in there):
        return ""
    if any(directory.canonical(one.name) == name for one in held.apologies):
        return APOLOGIES
    # Of a group or an office it cannot be said; nor where the minutes do not list those present.
    return NOT_PRESENT if held.present and name in directory.people and not _sent(name, held.apologies, directory) else ""


def _sent(name: str, apologies: Iterable[Attendance], directory: Directory) -> bool:
    return any(_may_be(name, one.name, directory) for one in apologies)


def _may_be(name: str, minuted: str, directory: Directory) -> bool:
    """Whether a name in the minutes may be theirs: the same person, or the same surname (“Mrs Rowlands”)."""
    canonical = directory.canonical(minuted)
    if canonical == name:
        return True
    return canonical not in directory.people and _surname(minuted) == _surname(name)


def _surname(name: str) -> str:
    return (name.casefold().split() or [""])[-1]


# ---- what the clerk sees of it -------------------------------------------------------------------


def summary(found: Sequence[Chaser], today: date, sentences: Sequence[str] = (), files: Mapping[str, str] | None = None) -> Report:
    """The mails as a list: the owner, how much is asked and overdue, when they were chased before, and the address.

    ``files`` are the drafts' names by owner, where there are any.
    """
    columns = [
        Column("owner", "Owner"), Column("actions", "Actions", "number"), Column("overdue", "Overdue", "number"),
        Column("chased", "Chased", "number"), Column("last_chased", "Last", "date"), Column("email", "E-mail", "words"),
    ]  # fmt: skip
    rows: list[tuple[Any, ...]] = [
        (c.owner, len(c.asked), c.overdue or None, len(c.chased) or None, c.chased[-1] if c.chased else None, c.email or _lack(c.lacking))
        for c in found
    ]
    if files is not None:
        columns.append(Column("file", "Draft", "ref"))
        rows = [(*row, files[c.owner]) for row, c in zip(rows, found, strict=True)]
    table = Table("", tuple(columns), tuple(rows))
    return Report("chasers", today, f"To chase on {british(today)}", (table,), "There is nobody to chase.", lambda: _data(found, files), tuple(sentences))


def _lack(lacking: str) -> str:
    return {
        UNKNOWN: "none: not in people.yaml", NO_EMAIL: "none in people.yaml", NO_ADDRESS: "none that can be used", LEFT: "none: has left",
    }[lacking]  # fmt: skip


def _data(found: Sequence[Chaser], files: Mapping[str, str] | None) -> list[dict[str, Any]]:
    return [
        {
            "owner": c.owner, "organisation": c.organisation or None, "email": c.email or None,
            "actions": [one.action.ref for one in c.asked], "overdue": c.overdue,
            "reply_by": min((p.asking.by for p in c.parts if p.asking.by), default=None),
            "chased": c.chased, "absent_from": [one.action.meeting for one in c.asked if one.absence],
            "exempt": [one.action.ref for one in c.asked if one.action.exempt],
        } | ({"file": files[c.owner]} if files is not None else {})
        for c in found
    ]  # fmt: skip


def when_asked(one: Asking) -> str:
    """By when a body's answers are asked for, as a sentence for the clerk."""
    name = one.body.name
    if one.by is None:
        return f"{name}: no day is named, for no meeting to come is on the calendar; “g2g meeting add {one.body.code} DATE” or --reply-by names one."
    meeting = f"the meeting of {british(one.meeting.date)}" if one.meeting else ""
    if one.because == "papers":
        return f"{name}: answers by {british_full(one.by)}, when the papers for {meeting} go out."
    if one.because == "meeting":
        why = "" if one.body.papers_days is None else "; the day on which its papers go out is past"
        return f"{name}: answers by {meeting}{why}."
    return f"{name}: answers by {british_full(one.by)}" + (f", for {meeting}." if meeting else ".")


# ---- the names of the drafts ---------------------------------------------------------------------

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.ASCII)


def file_names(owners: Iterable[str]) -> dict[str, str]:
    """A file name for each owner's draft, the same in every run, and safe on Windows too: ``nia-rowlands.eml``.

    A name that leaves no letters, or the same ones as another's, gets some of its checksum.
    """
    stems = {owner: _stem(owner) for owner in owners}
    taken = Counter(stems.values())
    return {
        owner: (stem if stem and taken[stem] == 1 else f"{stem or 'owner'}-{_checksum(owner)}") + ".eml"
        for owner, stem in stems.items()
    }


def _stem(owner: str) -> str:
    from unicodedata import normalize

    letters = normalize("NFKD", owner).replace("'", "").replace("’", "").encode("ascii", "ignore").decode().casefold()
    stem = re.sub(r"[^a-z0-9]+", "-", letters)[:60].strip("-")
    return f"{stem}-" if _RESERVED.fullmatch(stem) else stem


def _checksum(owner: str) -> str:
    import hashlib

    return hashlib.sha256(owner.encode("utf-8", "surrogatepass")).hexdigest()[:8]
