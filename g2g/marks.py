"""Conflict marks in a text: where they stand, whose lines they hold, and what is put in their place."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from g2g import splice
from g2g.errors import Misuse

_HUNK = re.compile(
    r"^<{7,}(?: (?P<label>.*))?\n(?P<ours>(?:(?![<>]{7,}(?: |$)).*\n)*?)"
    r"(?:\|{7,}(?: .*)?\n(?P<base>(?:.*\n)*?))?={7,}\n(?P<theirs>(?:(?![<>]{7,}(?: |$)).*\n)*?)>{7,}(?: .*)?(?:\n|\Z)",
    re.MULTILINE,
)


class Hunk(NamedTuple):
    """What stands between one pair of marks. ``ref`` and ``field`` are empty where git wrote them, not g2g."""

    start: int
    end: int
    ref: str
    field: str
    ours: str
    theirs: str


def hunks(text: str) -> list[Hunk]:
    """Every marked place of a text, in order."""
    found = []
    for match in _HUNK.finditer(text):
        label = match["label"] or ""
        ref, slash, field = label.removeprefix("ours: ").rpartition(" / ") if label.startswith("ours: ") else ("", "", "")
        found.append(Hunk(match.start(), match.end(), ref if slash else "", field, match["ours"], match["theirs"]))
    return found


def replaced(text: str, wanted: Callable[[Hunk], str | None]) -> str:
    """The text with marked places settled; where ``wanted`` gives None the marks stay."""
    out, at = [], 0
    for hunk in hunks(text):
        new = wanted(hunk)
        out += [text[at : hunk.start], text[hunk.start : hunk.end] if new is None else new]
        at = hunk.end
    return "".join([*out, text[at:]])


def saying(hunk: Hunk, value: str) -> str:
    """The lines of a marked place with another value. Raises Misuse where it is not one field, or for an odd value."""
    lines = hunk.ours or hunk.theirs
    first = re.match(r"( *)(- )?([A-Za-z_]+):", lines)
    fields = re.findall(r"(?m)^ {%d}(?:- )?[A-Za-z_]+:" % len(first[1]), lines) if first else []  # noqa: UP031
    if first is None or len(fields) != 1 or hunk.field in ("entry", "status"):
        raise Misuse(f"{hunk.ref}: {hunk.field} cannot be settled by --value; take --ours or --theirs, and “g2g edit” it afterwards.")
    try:
        new = "".join(splice.field_lines(first[3], value, first[1] + (first[2] or "").replace("-", " ")))
    except ValueError as trouble:
        raise Misuse(f"--value: {trouble}.") from None
    return first[1] + "- " + new[len(first[1]) + 2 :] if first[2] else new
