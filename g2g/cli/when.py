"""How a due phrase is read: what it is read against, and ``g2g when``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from g2g.due import Context

if TYPE_CHECKING:
    from g2g.store import Record


def context_of(record: Record, said_on: date, body: str) -> Context:
    """What a phrase is read against: the day it was said and the body's calendar."""
    known = record.bodies.get(body)
    names = (body, known.name) if known else (body,)
    return Context(said_on=said_on, body=body, calendar=record.calendar, body_names=names)
