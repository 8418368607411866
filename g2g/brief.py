"""What is counted of an action that ended long ago, without a look at the rest of its entry."""

import re
from datetime import date
from functools import cache, lru_cache

from g2g import entries
from g2g.model import LIVE, Action, iso_date

_LIVE = frozenset(status.encode() for status in LIVE)


def _any_of(*names: str) -> str:
    """A run of fields, each with a value behind its colon or with a list below it."""
    return rf"(?:  (?:{'|'.join(names)}):[^\n]*+\n(?:    [^\n]*+\n)*+)*+"


def _one(name: str) -> str:
    """A field that may be there, with one value; where it has a list nothing that follows can match."""
    return rf"(?:  {name}: ([^\n]++)\n)?+"


@cache
def _form() -> re.Pattern[bytes]:
    """A whole entry with its fields in the order in which g2g writes them, and the values by which it is counted.

    Fields that g2g does not know, and ``exempt``, are not in it.
    """
    return re.compile((
        r"[^\n]++\n  status: [a-z]++\n  closed: ([0-9]{4}-[0-9]{2}-[0-9]{2})\n" + _any_of("confirmed", "outcome", "referred_to")
        + _one("owner") + _any_of("done_by", "chased", "rag", "rag_reason") + _one("due") + _any_of("due_said", "carried")
        + _one("item") + _one("area") + _one("recommendation") + _any_of("kind", "recurs", "formerly", "extended", "notes", "action")
        + r"(?:\n|#[^\n]*+\n)*+"
    ).encode())  # fmt: skip


@lru_cache(maxsize=10_000)
def _value(raw: bytes | None) -> str:
    """The words of a value. What is no UTF-8 is told by whoever reads the entry whole."""
    return entries.value_of(raw.decode(errors="replace")) if raw else ""


@lru_cache(maxsize=10_000)
def _values(raw: bytes | None) -> tuple[str, ...]:
    return (_value(raw),) if raw else ()


@lru_cache(maxsize=10_000)
def _day(raw: bytes | None) -> date | None:
    return iso_date(_value(raw))


_made = tuple.__new__


def brief(key: bytes, status: bytes | None, entry: bytes, before: bytes) -> Action | None:
    """An action that ended before a day (``2019-02-13``, as bytes), with no more of it than is counted or leads to it.

    That is its status, owners, dates and place in the plan: no words, no notes, no outcome. ``entry`` is in the written
    form. None for one that has to be read whole: one that is live or may be exempt, has lists where one value is usual,
    has its fields in an order of its own, or may name a resolution. A register of ten years is nearly all long ended, and
    to read it whole takes three times as long.
    """
    if status is None or status in _LIVE or b"-R" in entry:
        return None
    match = _form().fullmatch(entry)
    if match is None or match[1] >= before:
        return None
    closed, owner, due, item, area, recommendation = match.groups()
    # There are thousands of these: to name each field takes three times as long.
    return _made(Action, (
        key.decode(), _value(status), "", _values(owner), (), _day(due), "", "", (), (), (), (), _value(item), _value(area),
        _values(recommendation), "", "", "", "", _day(closed), "", "", "", "", (), (),
    ))  # fmt: skip
