"""Tables whose cells are kept apart by pipes, or by strokes: ``| a | b |``, ``a / b / c``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from g2g.minutes.cells import Rows, squared
from g2g.minutes.document import Table
from g2g.minutes.headings import is_heading_row

RULE = re.compile(r"(?=[^-]*-)[\s|:+=-]+$")
_CELL_END = re.compile(r"(?<!\\)\|")
_MOST = 200  # lines that one row of a table may span


def _split(text: str) -> list[str]:
    return [cell.replace("\\|", "|") for cell in _CELL_END.split(text)]


def piped(lines: Sequence[str], start: int) -> tuple[Table, int] | None:
    """Rows between pipes; a row whose cells hold line ends goes on until it has as many cells as the first."""
    rows: Rows = []
    width, at, ruled = 0, start, False
    while at < len(lines):
        text = lines[at].strip()
        if not text or ("|" not in text):
            break
        if RULE.match(text):
            ruled = ruled or "-" in text
            width = max(width, len(_split(text.strip("|"))))
            at += 1
            continue
        if not width:
            width = _width_below(lines, at)
        cells, after = _row(lines, at, width)
        if cells is None:
            break
        rows.append((at + 1, cells))
        at = after
    if len(rows) < 1 or (len(rows) == 1 and not ruled):
        return None
    width = width or max(len(cells) for _, cells in rows)
    return (squared(start + 1, rows, width), at) if width > 1 else None


def _width_below(lines: Sequence[str], at: int) -> int:
    """How many columns a table has by the rule below its headings; else by its first row."""
    for text in lines[at:at + 60]:
        if RULE.match(text.strip()) and text.count("|") > 1:
            return len(_split(text.strip().strip("|")))
    return len(_split(lines[at].strip().strip("|"))) if lines[at].strip().endswith("|") and len(lines[at].strip()) > 1 else 0


def _row(lines: Sequence[str], at: int, width: int) -> tuple[list[str] | None, int]:
    """The cells of the row that begins on a line, and the index after it; no cells where the row does not end."""
    text = lines[at].strip()
    text = text[1:] if text.startswith("|") else text
    cells = _split(text)
    if len(cells) > 1 and not cells[-1].strip():
        cells.pop()
    if not width or (len(cells) >= width and lines[at].rstrip().endswith("|")) or (len(cells) >= width and at + 1 < len(lines) and (
            not lines[at + 1].strip() or lines[at + 1].lstrip().startswith("|"))):
        return cells, at + 1
    held, after = [text], at + 1
    ends, closed = len(_CELL_END.findall(text)), text.endswith("|")  # how many cells have ended, and whether the last one has
    while True:
        if closed and (ends >= width or (ends >= max(2, width - 1) and _next_starts_row(lines, after, width))):
            return _split("\n".join(held))[:-1], after
        if after >= len(lines) or after - at >= _MOST:
            return (cells, at + 1) if len(cells) > 1 else (None, at)
        held.append(lines[after])
        ends += len(_CELL_END.findall(lines[after]))
        closed = lines[after].rstrip().endswith("|") if lines[after].strip() else closed
        after += 1


def _next_starts_row(lines: Sequence[str], at: int, width: int) -> bool:
    end = min(len(lines), at + _MOST)
    while at < end and not lines[at].strip():
        at += 1
    return at >= end or _starts_row(lines, at, width)


def _starts_row(lines: Sequence[str], at: int, width: int) -> bool:
    text = lines[at].strip()
    return text.startswith("|") and len(_split(text)) >= max(3, width)


def loosely_piped(lines: Sequence[str], start: int) -> tuple[Table, int] | None:
    """Rows with pipes between their cells and none before them, under a row of headings and no rule; as many cells in each."""
    cells = _split(lines[start].strip().strip("|"))
    if len(cells) < 3 and not is_heading_row(cells):
        return None
    rows, at = [], start
    while at < len(lines) and "|" in lines[at] and len(found := _split(lines[at].strip().strip("|"))) == len(cells):
        rows.append((at + 1, found))
        at += 1
    return (squared(start + 1, rows, len(cells)), at) if len(rows) > 1 and is_heading_row(cells) else None


def unheaded(lines: Sequence[str], start: int) -> tuple[Table, int] | None:
    """Rows with strokes between their cells and a reference first, below no headings."""
    rows: Rows = []
    at = start
    while at < len(lines) and (cells := re.split(r" ?/ ", lines[at].strip())) and len(cells) > 2 and re.match(r"[A-Z]{0,5}[-.]?\d[\d./-]*[a-z]?$", cells[0]):
        rows.append((at + 1, [cell.strip() for cell in cells]))
        at += 1
    if len(rows) < 2 or sum(bool(re.search(r"[a-z] (?:to|will) [a-z]", cells[-1])) for _, cells in rows) * 2 >= len(rows):
        return None  # minutes: what is to be done stands last, and no state or date
    width = max(len(cells) for _, cells in rows)
    fewest = min(len(cells) for _, cells in rows)
    # A stroke too many stands between two owners.
    rows = [(line, cells if len(cells) == fewest else [*cells[:2], "/".join(cells[2: len(cells) - fewest + 3]), *cells[len(cells) - fewest + 3:]]) for line, cells in rows]
    return squared(start + 1, rows, fewest if width > fewest else width), at


def _follows(text: str, above: str) -> bool:
    """Whether a line begins with the number after that with which the row above begins."""
    number, last = re.match(r"(\d{1,3})[.)]? / ", text), re.match(r"(\d{1,3})[.)]? / ", above)
    return number is not None and last is not None and int(number[1]) == int(last[1]) + 1


def stroked(lines: Sequence[str], start: int) -> tuple[Table, int] | None:
    """Rows put out with strokes between their cells; what goes beyond the last column stands in it on a line of its own."""
    heads = [part.strip() for part in lines[start].strip().strip("/").split(" / ")]
    if len(heads) < 3 or not is_heading_row(heads):
        return None
    rows: Rows = []
    at = end = start + 1
    held: list[str] = []
    while at <= len(lines):
        text = lines[at].strip() if at < len(lines) else ""
        if held and (not text or _follows(text, held[0])):
            cells = [part.strip() for part in re.split(r" / | /$", " ".join(held))]
            rows.append((at - len(held) + 1, [*cells[: len(heads) - 1], "\n".join(cells[len(heads) - 1:])]))
            held, end = [], at
        if held:
            held.append(text)
        elif text:
            if text.count(" / ") + text.endswith(" /") < 1 or not re.match(r"[\w.]{1,12} / ", text):
                break
            held = [text]
        at += 1
    return (squared(start + 1, [(start + 1, heads), *rows], len(heads)), end) if rows else None


