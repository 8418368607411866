"""The plan that the actions serve: its key areas and recommendations, and how plan.yaml says them."""

import re
from datetime import date
from typing import NamedTuple

from g2g.dates import written_date
from g2g.records import Fields, WrongType, rows, text

# The colours of a RAG rating, worst first; blue is what is done.
COLOURS = ("red", "amber", "green", "blue")
MOST = 999


class KeyArea(NamedTuple):
    """A key area of the plan. ``timescale`` is kept as words; ``rag`` is no more than an override, with its reason."""

    number: str
    title: str
    progress: str = ""
    lead: str = ""
    timescale: str = ""
    measure: str = ""
    rag: str = ""
    rag_reason: str = ""


class Recommendation(NamedTuple):
    """Something that was recommended (by inspectors, say), under a key area; its words are ``title``."""

    number: str
    title: str = ""
    area: str = ""
    lead: str = ""
    timescale: str = ""
    measure: str = ""
    rag: str = ""
    rag_reason: str = ""


class Plan(NamedTuple):
    """The plan as it stands.

    ``is_counted`` says that plan.yaml gives no more than the number of recommendations: they are numbered from 1, and
    have no words. ``is_part`` says that only some of its key areas or recommendations were asked for.
    """

    name: str = ""
    dated: date | None = None
    body: str = ""
    reviewed_by: str = ""
    reviewed: str = ""
    areas: tuple[KeyArea, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    is_counted: bool = False
    is_part: bool = False


def due_of(row: KeyArea | Recommendation) -> date | None:
    """The timescale as a day, where it is one."""
    return _day(row.timescale)


def _day(words: str) -> date | None:
    said = written_date(words)
    return said.in_year(said.year) if said and said.year is not None else None


def plan_of(fields: Fields) -> Plan:
    """The plan from the fields of plan.yaml. Raises WrongType, for a list where words should be among others."""
    counted = isinstance(fields.get("recommendations", ""), str)
    written = text(fields, "date")
    day = _day(written)
    if written and day is None:
        raise WrongType("date", f"a date like 2019-04-05, not “{written}”")
    return Plan(
        name=text(fields, "name"),
        dated=day,
        body=text(fields, "body"),
        reviewed_by=text(fields, "reviewed_by"),
        reviewed=text(fields, "reviewed"),
        areas=tuple(_area(row) for row in rows(fields, "areas", "title")),
        recommendations=_numbered(text(fields, "recommendations")) if counted else _recommendations(fields),
        is_counted=counted,
    )


def _area(row: Fields) -> KeyArea:
    return KeyArea(
        text(row, "number"), text(row, "title"), text(row, "progress"), text(row, "lead"), text(row, "timescale"),
        text(row, "measure"), text(row, "rag"), text(row, "rag_reason"),
    )  # fmt: skip


def _recommendations(fields: Fields) -> tuple[Recommendation, ...]:
    return tuple(
        Recommendation(
            text(row, "number"), text(row, "title") or text(row, "text"), text(row, "area"), text(row, "lead"),
            text(row, "timescale"), text(row, "measure"), text(row, "rag"), text(row, "rag_reason"),
        )
        for row in rows(fields, "recommendations", "title")
    )  # fmt: skip


def _numbered(count: str) -> tuple[Recommendation, ...]:
    """So many recommendations, of which nothing more is known."""
    if not count:
        return ()
    if not re.fullmatch("[0-9]{1,3}", count):
        raise WrongType("recommendations", f"how many there are (up to {MOST}), or a list of them, not “{count}”")
    return tuple(Recommendation(str(number)) for number in range(1, int(count) + 1))
