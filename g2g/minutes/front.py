"""What stands above a text, between lines of dashes: title and date, and sometimes the text itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

_FIELD = re.compile(r"(title|date|start|location|venue)\s*[:=]\s*[\"']?(.*?)[\"']?\s*$", re.I)
_MINUTES = frozenset(("minutes", "notes", "content", "body", "text"))


def read(lines: Sequence[str]) -> tuple[tuple[tuple[str, str], ...], int]:
    """The title and date stated above the text between --- or +++, and the line on which the text begins."""
    fence = lines[0].strip().lstrip("\ufeff") if lines else ""
    if fence not in ("---", "+++"):
        return (), 0
    end = next((i for i, line in enumerate(islice(lines, 1, None), 1) if line.strip() == fence or (i > 60 and line[:1].strip())), 0)
    end = end if lines[end].strip() == fence else 0
    found = [(m[1].lower(), m[2]) for line in lines[1:end] if (m := _FIELD.match(line.strip()))]
    return tuple(found), end + 1 if end else 0


def within(lines: Sequence[str]) -> tuple[int, int]:
    """Where the minutes begin and end that stand above the text (``minutes: |-``), or else the longest of what does, for a page that has no text."""
    begun = [(at + 1, found[1].lower() in _MINUTES) for at, line in enumerate(lines) if (found := re.match(r"(\w+):\s*[|>][-+]?\s*$", line))]
    spans = [(named, start, next(at for at in range(start, len(lines)) if lines[at][:1].strip())) for start, named in begun]
    return max(spans, key=lambda span: (span[0], span[2] - span[1]), default=(False, len(lines), len(lines)))[1:]
