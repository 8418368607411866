"""The clerk's nouns, as frozen records; whatever can be derived is computed and never stored.

They are named tuples, and their annotations are not postponed: as frozen dataclasses this module took five times
as long to import, and with postponed annotations twice.
"""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

LIVE = frozenset({"open", "proposed"})
STATUSES = ("open", "proposed", "closed", "withdrawn", "referred")
# What a column of a table of actions can hold, by the names that config.yaml uses.
ACTION_COLUMNS = (
    "ref", "owner", "status", "raised", "item", "area", "due", "due_first", "days_late", "days_late_first", "times_carried",
    "outcome", "progress", "action",
)  # fmt: skip
MEETING_STATUSES = ("scheduled", "held", "cancelled", "moved")
WATCHING_BRIEF = "watching brief"

BODY_CODE = r"[A-Z][A-Z0-9]{0,15}"
MEETING_REF = r"([A-Z][A-Z0-9]{0,15})-(\d{4}-\d{2}-\d{2})"
# The last part, .2, .3 …, is the second, third … occurrence of a duty that recurs.
ACTION_REF = r"([A-Z][A-Z0-9]{0,15})-(\d{4}-\d{2}-\d{2})-(\d{2,6})(?:\.([2-9]|[1-9]\d{1,3}))?"

# A clause of what is to be, as “That” begins it: its first “be” stands for itself (“be approved”), and not behind “to” or “should”.
_CLAUSE = (
    r"(?!That\b|To\b)([A-Z][\w’'-]*)(?=\s)(?:(?! be |[.;:] ).)*"
    r"(?<! to)(?<! not)(?<! shall)(?<! will)(?<!ould)(?<! must)(?<! may)(?<! might)(?<! can) be [a-z]"
)
_ARTICLES = ("The", "A", "An", "All", "Both", "Each", "Every", "No", "This", "These", "Those", "It")


@lru_cache(maxsize=10_000)
def iso_date(text: str) -> date | None:
    """``2017-10-10`` as a date; None for anything else, impossible days among it."""
    # A check of the form comes first: Python 3.11 also takes 20171010 and 2017-W41-2.
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class Problem(NamedTuple):
    """Something in the files that breaks a rule of the record: a code, the place, and one sentence.

    ``exempt`` where it is about an exempt action, whose name and words are for nobody who did not ask for them. A ``warning``
    is of what may well be meant so.
    """

    code: str
    path: str
    line: int
    sentence: str
    exempt: bool = False
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {'warning: ' if self.warning else ''}{self.sentence} [{self.code}]"


class Extension(NamedTuple):
    """A new date agreed for an action: the date, the meeting or day that agreed it, and the reason."""

    to: date | None
    at: str
    reason: str
    said: str = ""


class Action(NamedTuple):
    """What somebody is to do, as a meeting recorded it.

    ``due`` is the date first agreed; ``due_said`` the clerk's own words for it. ``due_written`` holds
    the text of a ``due`` that is no date, so that it can still be shown. ``carried`` names the meetings
    the action was carried forward to, ``chased`` the days on which its owners were asked.
    ``recommendations`` are those of the plan, by number. ``rag`` is no more than an override with its reason: the colour
    itself is computed. ``extra`` keeps fields that g2g does not know, as text.
    """

    ref: str
    status: str
    words: str
    owners: tuple[str, ...] = ()
    done_by: tuple[str, ...] = ()
    due: date | None = None
    due_said: str = ""
    due_written: str = ""
    chased: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    extended: tuple[Extension, ...] = ()
    notes: tuple[str, ...] = ()
    item: str = ""
    area: str = ""
    recommendations: tuple[str, ...] = ()
    rag: str = ""
    rag_reason: str = ""
    kind: str = ""
    recurs: str = ""
    closed: date | None = None
    confirmed: str = ""
    outcome: str = ""
    referred_to: str = ""
    formerly: str = ""
    exempt: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def body(self) -> str:
        return self.ref[: self.ref.find("-")]

    @property
    def meeting(self) -> str:
        """The reference of the meeting (or of the day) at which the action was raised."""
        return self.ref[: self.ref.rfind("-")]

    @property
    def raised(self) -> date | None:
        return iso_date(self.meeting[-10:])

    @property
    def is_live(self) -> bool:
        return self.status in LIVE

    @property
    def is_watching_brief(self) -> bool:
        return self.kind == WATCHING_BRIEF

    @property
    def due_now(self) -> date | None:
        """The date in force: the last one agreed, else the first."""
        for extension in reversed(self.extended):
            if extension.to:
                return extension.to
        return self.due

    @property
    def times_carried(self) -> int:
        return len(self.carried)

    @property
    def owners_left(self) -> tuple[str, ...]:
        """The owners whose part is not yet done."""
        return tuple(o for o in self.owners if o not in self.done_by) if self.done_by else self.owners

    def days_late(self, today: date) -> int:
        """Days past the date in force; 0 where it is not late, has no date, is a watching brief, or is ended."""
        return self._days_past(self.due_now, today)

    def days_late_first(self, today: date) -> int:
        """Days past the date first agreed, however often it was extended since."""
        return self._days_past(self.due, today)

    def _days_past(self, due: date | None, today: date) -> int:
        if due is None or self.status not in LIVE or self.kind == WATCHING_BRIEF:
            return 0
        # Proposed for closure: the owner says that it was done that day, so it got no later since.
        end = self.closed if self.closed and self.status == "proposed" else today
        return max(0, (end - due).days)

    def days_slipped(self, today: date) -> int:
        """Days past the date first agreed: of a live action up to now, of one that ended up to its end.

        0 for what was withdrawn, and for what does not say when it ended: nobody knows whether that was late.
        """
        if self.status in LIVE:
            return self.days_late_first(today)
        if self.due is None or self.closed is None or self.status == "withdrawn":
            return 0
        return max(0, (self.closed - self.due).days)

    def slipped(self, today: date) -> bool:
        """Whether it is past the date first agreed, or was done after it, extended or not."""
        return self.days_slipped(today) > 0

    @property
    def lacks_end(self) -> bool:
        """Whether it ended as something that figures count, and does not say when."""
        return self.closed is None and self.status in ("closed", "referred")


class Meeting(NamedTuple):
    """One sitting of a body on a day: when and where, and whether it was held."""

    ref: str
    body: str
    date: date
    time: str = ""
    venue: str = ""
    status: str = "scheduled"
    chair: str = ""
    minutes: str = ""
    moved_to: str = ""
    moved_from: str = ""
    reason: str = ""

    @property
    def is_scheduled(self) -> bool:
        return self.status == "scheduled"


class Attendance(NamedTuple):
    """Someone present, or who sent apologies: the name as minuted, and whom they were there for."""

    name: str
    organisation: str = ""
    role: str = ""


class Resolution(NamedTuple):
    """What a meeting resolved: its reference and its words; ``key`` is yes or no where it is recorded as a key decision or not."""

    ref: str
    words: str
    exempt: tuple[str, ...] = ()
    key: str = ""

    @property
    def resolved(self) -> str:
        """The words as they follow on “Resolved”: “The minutes be approved” is half a sentence without its “That”."""
        # A register has thousands, and most begin with “That”.
        match = None if self.words.startswith(("That ", "To ")) or " be " not in self.words else re.match(_CLAUSE, self.words)
        if match is None:
            return self.words
        first = match[1].lower() if match[1] in _ARTICLES else match[1]
        return f"That {first}{self.words[match.end(1) :]}"


class Item(NamedTuple):
    """One item of an agenda, with what was minuted and resolved under it."""

    number: str
    title: str
    lead: str = ""
    minute: str = ""
    resolutions: tuple[Resolution, ...] = ()
    exempt: tuple[str, ...] = ()


class Proceedings(NamedTuple):
    """What a meeting file says beyond the calendar: who was there, and the items."""

    meeting: Meeting
    present: tuple[Attendance, ...] = ()
    apologies: tuple[Attendance, ...] = ()
    items: tuple[Item, ...] = ()


class Body(NamedTuple):
    """A board or committee: its code, its names, and how its papers are headed.

    ``papers_days`` is how many clear working days before a meeting its papers go out.
    """

    code: str
    name: str
    chair: str = ""
    clerk: str = ""
    venue: str = ""
    time: str = ""
    matters_arising: str = "Matters arising"
    standing_items: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    annual_meeting: date | None = None
    papers_days: int | None = None


class RagRule(NamedTuple):
    """How the colour of an action is told: within how many days of its date it is amber.

    ``extended`` is the colour of an action that is past the date first agreed, but not past the date to which it was
    extended: red, for it has slipped, or amber.
    """

    reminder_days: int = 14
    extended: str = "red"


class Settings(NamedTuple):
    """What config.yaml sets for all: school terms, days on which nobody works, whether writes are committed, the RAG rule.

    ``columns`` are those of the tables of actions in papers, where they are not the usual ones.
    A term is its name, first and last day, and first and last day of half term; a day that is not given is None.
    """

    terms: tuple[tuple[str, date | None, date | None, date | None, date | None], ...] = ()
    closed_days: frozenset[date] = frozenset()
    commit: bool = False
    rag: RagRule = RagRule()
    columns: tuple[str, ...] = ()


class Person(NamedTuple):
    """Somebody who owns actions or attends: the name, and every other name or initials they go by."""

    name: str
    organisation: str = ""
    role: str = ""
    email: str = ""
    also: tuple[str, ...] = ()
    left: str = ""


Value = str | list["Value"] | dict[str, "Value"]


class Edit(NamedTuple):
    """One change of one field of an entry. ``how`` is set, append (to a list) or drop."""

    field: str
    how: str
    value: Value = ""


class Told(NamedTuple):
    """What a change does to one entry, for the person who made it: reference, words, old → new."""

    ref: str
    words: str
    what: str


class Change(NamedTuple):
    """What a verb does to the record, and the sentence that says so. Nothing is written by making one.

    ``edits`` are by the reference of an action, ``added`` new actions as reference and fields; ``meetings`` are
    edits by the reference of a meeting, ``new_meetings`` new meeting files, ``texts`` whole entries that a person
    wrote (reference, text before, text after), ``archived`` actions that move to the archive, with the year, ``form`` a
    new body for the file of actions. An empty change has none of them.
    """

    summary: str
    told: tuple[Told, ...] = ()
    edits: tuple[tuple[str, tuple[Edit, ...]], ...] = ()
    added: tuple[tuple[str, dict[str, Value]], ...] = ()
    meetings: tuple[tuple[str, tuple[Edit, ...]], ...] = ()
    new_meetings: tuple[tuple[str, dict[str, Value]], ...] = ()
    texts: tuple[tuple[str, str, str], ...] = ()
    archived: tuple[tuple[str, int], ...] = ()
    form: bytes = b""

    @property
    def is_empty(self) -> bool:
        return not (self.edits or self.added or self.meetings or self.new_meetings or self.texts or self.archived or self.form)
