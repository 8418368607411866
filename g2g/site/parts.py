"""What the pages of a site are made of: words with links in them, facts, tables, and parts in their order."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from g2g.papers import Chart
from g2g.reports import Column


class Link(NamedTuple):
    """Words that lead somewhere. ``to`` is a path from the site's own folder, with a fragment where there is one."""

    text: str
    to: str


# Words as they are read, with the links among them.
Words = tuple[str | Link, ...]
Cell = str | int | date | None | Link | Words


class Fact(NamedTuple):
    """A label and its value. ``kind`` rag is a colour, said by its word."""

    label: str
    words: Words
    kind: str = ""


class Figure(NamedTuple):
    """A number that says how things stand, what it counts, and where those are listed. ``is_alarm``: bad news."""

    number: int
    label: str
    to: str
    is_alarm: bool = False


class Grid(NamedTuple):
    """A table with links. ``keys`` say for each row which options of the page's filters it answers to (see ``listing``)."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    keys: tuple[str, ...] = ()


class Filter(NamedTuple):
    """Something to filter by: its name in an address, what it is called, what stands for no choice, and value and words of each option."""

    name: str
    label: str
    every: str
    options: tuple[tuple[str, str], ...]


class Part(NamedTuple):
    """One part of a page. ``level`` is that of its heading, ``number`` an item's or a key area's.

    ``anchor`` is what links on other pages call it. ``exempt`` holds the paragraphs of Schedule 12A for what is not for publication.
    """

    heading: str = ""
    level: int = 2
    number: str = ""
    anchor: str = ""
    facts: tuple[Fact, ...] = ()
    sentences: tuple[Words, ...] = ()
    points: tuple[Words, ...] = ()
    grids: tuple[Grid, ...] = ()
    charts: tuple[Chart, ...] = ()
    exempt: tuple[str, ...] = ()


class Page(NamedTuple):
    """One page of the site. ``kind`` names its template, ``path`` its file below the site's folder.

    ``title`` is what the browser's tab shows, other than that of any other page; ``heading`` stands over it. ``above`` are
    pages that lead here. ``exempt`` marks a page that is, as a whole, not for publication.
    """

    kind: str
    path: str
    title: str
    heading: str
    parts: tuple[Part, ...]
    lead: Words = ()
    facts: tuple[Fact, ...] = ()
    figures: tuple[Figure, ...] = ()
    filters: tuple[Filter, ...] = ()
    above: tuple[Link, ...] = ()
    exempt: tuple[str, ...] = ()

    @property
    def all_exempt(self) -> tuple[str, ...]:
        """The paragraphs under which anything on the page is exempt."""
        return self.exempt + tuple(number for part in self.parts for number in part.exempt)


def joined(pieces: Iterable[Words], between: str = "; ") -> Words:
    """Several words with links as one, with something between each two."""
    found: list[str | Link] = []
    for words in pieces:
        found += [between, *words] if found else words
    return tuple(found)
