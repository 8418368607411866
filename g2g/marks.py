"""Conflict marks: how a conflict is written and told, where marks stand in a text, and what is put in their place."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from g2g import splice
from g2g.errors import Misuse
from g2g.pieces import Conflict

Says = Callable[[Conflict], str]

_HUNK = re.compile(
    r"^<{7,}(?: (?P<label>.*))?\n(?P<ours>(?:(?![<>]{7,}(?: |$)).*\n)*?)"
    r"(?:\|{7,}(?: .*)?\n(?P<base>(?:.*\n)*?))?={7,}\n(?P<theirs>(?:(?![<>]{7,}(?: |$)).*\n)*?)>{7,}(?: .*)?(?:\n|\Z)",
    re.MULTILINE,
)


def marked(size: int = 7) -> Says:
    """Both sides' lines between git's marks, which name what they are about."""

    def says(conflict: Conflict) -> str:
        about = f"{conflict.ref} / {conflict.field or 'entry'}"
        return f"{'<' * size} ours: {about}\n{conflict.ours}{'=' * size}\n{conflict.theirs}{'>' * size} theirs: {about}\n"

    return says


def sentence(conflict: Conflict) -> str:
    """What is to be settled, in words, and how."""
    about = f"{conflict.ref}, {conflict.field}" if conflict.field else conflict.ref
    command = f"g2g resolve {_shell_word(conflict.ref)}"
    if not conflict.field:
        gone, kept = ("ours", "theirs") if not conflict.ours else ("theirs", "ours")
        if conflict.ours and conflict.theirs:
            return f"{about}: changed in two ways that cannot be told apart by field. Settle it: “{command} --ours” or --theirs."
        return f"{about}: {gone} took it away (or archived it), {kept} changed it. Settle it: “{command} --ours” or --theirs."
    ours, theirs = _words(conflict.ours), _words(conflict.theirs)
    return f"{about}: ours {ours}, theirs {theirs}. Settle it: “{command} --ours”, --theirs or --value TEXT."


def _shell_word(ref: str) -> str:
    return ref if re.fullmatch(r"[\w.-]+", ref) else f"'{ref}'"


def _words(text: str) -> str:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not lines:
        return "has it no more"
    said = lines[0].partition(": ")[2] if len(lines) == 1 and ": " in lines[0] else "; ".join(lines)
    return f"“{said if len(said) <= 100 else said[:99] + '…'}”"


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
