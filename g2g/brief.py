"""What is counted of an action that ended long ago, without a look at the rest of its entry."""

import re
from functools import cache, lru_cache

from g2g import entries
from g2g.model import LIVE, Action, iso_date

_LIVE = frozenset(status.encode() for status in LIVE)


@cache
def _form() -> re.Pattern[bytes]:
    """The fields of an entry in the written form by which it is counted; the value of a list is empty."""
    # It begins with plain bytes, not with “^”: those are looked for twice as fast.
    return re.compile(rb"\n  (closed|owner|done_by|due|item|area|recommendation|exempt):(| [^\n]+)(?=\n)")


@lru_cache(maxsize=10_000)
def _value(raw: bytes) -> str:
    """What stands behind the colon of a field. What is no UTF-8 is told by whoever reads the entry whole."""
    return entries.value_of(raw[1:].decode(errors="replace"))


def brief(key: bytes, status: bytes | None, entry: bytes, before: bytes) -> Action | None:
    """An action that ended before a day (``2019-02-13``, as bytes), with no more of it than is counted or leads to it.

    That is its status, owners, dates and place in the plan: no words, no notes, no outcome. ``entry`` is in the written
    form. None for one that has to be read whole: one that is live or may be exempt, has lists where one value is usual,
    or may name a resolution. A register of ten years is nearly all long ended, and to read it whole takes three times
    as long.
    """
    if status is None or status in _LIVE:
        return None
    rows = _form().findall(entry)
    fields = dict(rows)
    if len(fields) != len(rows) or b"-R" in entry or not b"" < fields.get(b"closed", b"")[1:] < before:
        return None
    if b"" in fields.values() or b"exempt" in fields:
        return None
    said = fields.get
    recommendation, owner = said(b"recommendation"), said(b"owner")
    return Action(
        key.decode(), status.decode(), "", (_value(owner),) if owner else (),
        due=iso_date(_value(said(b"due", b""))), item=_value(said(b"item", b"")), area=_value(said(b"area", b"")),
        recommendations=(_value(recommendation),) if recommendation else (), closed=iso_date(_value(fields[b"closed"])),
    )  # fmt: skip
