"""A paper as it leaves the clerk's desk: its parts in order, with sentences, tables and charts, and no form of its own."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from g2g.reports import Table


class Chart(NamedTuple):
    """Figures that people would rather look at than read.

    ``kind`` is bars (a value for each label) or line (a value for each day, in order). ``unit`` says what is counted.
    The same figures stand in a table beside it, so a form that cannot draw leaves it out.
    """

    kind: str
    title: str
    unit: str
    points: tuple[tuple[str, int], ...]


class Part(NamedTuple):
    """One part of a paper. ``level`` is that of its heading (2 to 4), ``number`` the agenda item's, where it has one.

    ``sentences`` are paragraphs, ``points`` a list below them. ``exempt`` holds the paragraphs of Schedule 12A for a part
    that is not for publication.
    """

    heading: str
    level: int = 2
    number: str = ""
    sentences: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    exempt: tuple[str, ...] = ()


class Paper(NamedTuple):
    """A whole paper. ``kind`` names its template (agenda, outstanding, meeting, owner, plan, scrutiny …).

    ``facts`` stand under the title, as label and value (Date, Place, Chair, Contact). ``data`` makes the rows for
    JSON and CSV, when asked.
    """

    kind: str
    body: str
    title: str
    facts: tuple[tuple[str, str], ...]
    as_at: date
    parts: tuple[Part, ...]
    data: Callable[[], list[dict[str, Any]]]
