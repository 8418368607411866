"""Minutes of an invented forum, for the tests of the readers of actions: its heading, and what is read below it."""

from __future__ import annotations

from g2g.minutes import reader
from g2g.minutes.findings import FoundAction
from g2g.minutes.paragraphs import of_text
from g2g.minutes.reader import Minutes

HEADING = """\
Skerry Harbour Users' Forum

Minutes of the meeting held on Tuesday 5 March 2019 at 7.00 pm in the Net Loft

Present: Odile Farrant (Chair), Kester Amory, Wilf Pascoe, Nell Tranter, Sara Gill
Apologies: Una Thorne, Ben Ludlow
In attendance: Dora Quint (Clerk)

1. Welcome

The Chair welcomed everybody to the loft.

2. Slipway

"""

Task = tuple[str, tuple[str, ...]]


def minutes(text: str, heading: str = HEADING) -> Minutes:
    """The forum's minutes with this text under the second item, read."""
    return reader.read(of_text(heading + text))


def tasks(text: str, heading: str = HEADING) -> list[Task]:
    """The words and owners of the actions of such minutes."""
    return [told(action.found) for action in minutes(text, heading).actions]


def told(found: FoundAction) -> Task:
    return found.words, found.owners
