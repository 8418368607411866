"""What is found in minutes: each finding with its line, and the reader that found it."""

import datetime
from typing import NamedTuple


class Named(NamedTuple):
    """Somebody present, or who sent apologies: name as written, organisation or role, and initials given beside it.

    ``note`` is the body that stands in brackets after the name, while the list is read; then it is the organisation of who has
    no other. ``attending`` says that they were in attendance, in a list apart from those present.
    """

    name: str
    organisation: str = ""
    initials: str = ""
    line: int = 0
    role: str = ""
    note: str = ""
    attending: bool = False


class FoundItem(NamedTuple):
    """An item of business: number as written (may be empty), title, first line, and the line before the next item's."""

    number: str
    title: str
    line: int
    last: int


class FoundResolution(NamedTuple):
    """One thing resolved: its words (a part each, where it has parts), and the item it stands under."""

    words: str
    item: str
    line: int


class Details(NamedTuple):
    """The meeting itself, as far as the document says: what is not said is empty or None."""

    body: str = ""
    date: datetime.date | None = None
    date_line: int = 0
    time: str = ""
    venue: str = ""
    chair: str = ""
    clerk: str = ""
    present: tuple[Named, ...] = ()
    apologies: tuple[Named, ...] = ()
    items: tuple[FoundItem, ...] = ()
    resolutions: tuple[FoundResolution, ...] = ()
    next_meetings: tuple[datetime.date, ...] = ()
    kind: str = "minutes"  # minutes, decision, item, agenda or report
    doubts: tuple[tuple[int, str], ...] = ()


class Doubt(NamedTuple):
    """Something that a person should look at: the line and one sentence."""

    line: int
    sentence: str


class FoundAction(NamedTuple):
    """One action: its words, owners as written, due phrase, and where and how it was found.

    ``reader`` names the family of layouts; ``ref`` the number that the minutes give it; ``status`` what they say of it, if
    it is an old one; ``raised`` the day it was raised as a log gives it.
    """

    words: str
    owners: tuple[str, ...]
    line: int
    reader: str
    due_said: str = ""
    item: str = ""
    ref: str = ""
    status: str = ""
    raised: str = ""
    sure: bool = True
    source: int = 0  # the line on which the table begins that it stands in
