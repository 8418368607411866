"""What stands on the pages of a text and is not of it: tags of the program it comes from, heads and feet of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set

_TAGGED = re.compile(r"</?(?:AI|TRAILER_SECTION|PAGE|HEADER_SECTION|TITLE_SECTION|LAYOUT_SECTION|OPENING)[A-Z_]*\d{0,4}>\s*", re.I)
_FURNITURE = re.compile(
    r"(?:page|p\.?) ?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?$|[-–—] ?\d{1,4} ?[-–—]$|\d{1,4} ?\| ?p ?a ?g ?e$|\[?page \d{1,4}\]?$", re.I
)
_TYPED = re.compile(r"\s*<[\w-]{2,20}> (?=\S)")  # who typed a line, in minutes made from what was typed


def cleaned(lines: Sequence[str], start: int, pages: Set[int]) -> list[str]:
    """The lines without tags and page furniture, which leaves a form feed in its line so that the numbers hold.

    ``start`` is the line on which the text begins, ``pages`` the lines with which a page does.
    """
    kept = [_TAGGED.sub("", line) if "<" in line else line for line in lines]
    if sum(1 for line in kept if "> " in line and _TYPED.match(line)) > 2:
        kept = [_TYPED.sub("", line) if "> " in line else line for line in kept]
    # What stands alone again and again with a page's number, or the same each time, is the head or foot of a page.
    alike = Counter(_unnumbered(line) for line in kept if 3 < len(line.strip()) < 100)
    often = {key for key, count in alike.items() if count > 2 and "#" in key}
    for i in range(start, len(kept)):
        text = kept[i].strip()
        if text and text[0] != "|" and len(text) < 100 and (_FURNITURE.match(text) or (_unnumbered(text) in often and re.search(r"\bpage\b|\d+ of \d+|\| ?\w{4,}|\w{4,} ?\| ?\d", text, re.I))):
            kept[i] = "\f"
    if pages:
        _without_feet(kept, pages)
    return kept


def _unnumbered(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def _without_feet(raws: list[str], pages: Set[int]) -> None:
    """Leaves out the numbered heads and feet of pages: what stands first or last on half of them, but for its figures."""
    edges: list[int] = []
    for page in (*pages, len(raws)):
        for places in (range(page, min(page + 12, len(raws))), range(page - 1, max(page - 12, -1), -1)):
            edges += [at for at in places if raws[at].strip(" \f")][:2]
    keys = {at: " ".join(_unnumbered(raws[at]).split()) for at in edges}
    alike = Counter(keys.values())
    for at, key in keys.items():
        if "#" in key and 3 < len(key) < 100 and key[-1] not in ".;:," and alike[key] > max(1, len(pages) // 2):
            raws[at] = "\f"
