"""Tables whose columns are kept apart by tabs, or stand below their headings by wide spaces."""

from __future__ import annotations

import re
from collections.abc import Sequence

from g2g.minutes.cells import Rows, squared
from g2g.minutes.document import Table
from g2g.minutes.headings import is_heading_row, role
from g2g.minutes.pipes import RULE

_POINT = r"[-•·–*] +\S"
_WORDY = 20  # how wide a column is that can hold numbers and words


def spaced(raw: str) -> list[tuple[int, str]]:
    """The parts of a line between tabs or wide spaces, each with the column it begins in."""
    wide = raw.expandtabs(8)
    found, at = [], 0
    for piece in re.finditer(r"\S+(?: \S+)*", wide):
        found.append((piece.start(), piece[0]))
        at = piece.end()
    return found if at else []


def table(lines: Sequence[str], start: int) -> tuple[Table, int] | None:
    """Columns under a heading line, by tabs or by where its headings begin."""
    heads = spaced(lines[start])
    names = [text for _, text in heads]
    if len(heads) < 2:
        return None
    if under := _headings_under(lines, start, heads):
        return _columned(lines, start + 1, under)
    if not is_heading_row(names):
        return None
    if "\t" in lines[start].strip():
        tabbed = _tabbed(lines, start)
        if tabbed:
            return tabbed
    return _columned(lines, start, heads)


def _tabbed(lines: Sequence[str], start: int) -> tuple[Table, int] | None:
    heads = [part.strip() for part in lines[start].strip("\n").split("\t")]
    while heads and not heads[0]:
        heads.pop(0)
    shift = len(lines[start].strip("\n").split("\t")) - len(heads)
    rows: Rows = [(start + 1, heads)]
    at = end = start + 1
    while at < len(lines) and at - end < 3:
        text = lines[at].rstrip("\n")
        if "\t" in text.strip():
            cells = [part.strip() for part in text.split("\t")][shift if not text.split("\t")[0].strip() else 0:]
            rows.append((at + 1, cells))
            end = at + 1
        elif text.strip() and at == end and len(rows) > 1 and not text[:1].isspace() and _goes_on(rows[-1][1]):
            rows[-1][1][_wordiest(rows[-1][1])] += " " + text.strip()
            end = at + 1
        elif text.strip():
            break
        at += 1
    return (squared(start + 1, rows, len(heads)), end) if len(rows) > 1 else None


def _goes_on(cells: list[str]) -> bool:
    return bool(cells) and cells[-1] != "" and len(cells) > 1


def _wordiest(cells: list[str]) -> int:
    return max(range(len(cells)), key=lambda i: len(cells[i]))


def _columned(lines: Sequence[str], start: int, heads: list[tuple[int, str]]) -> tuple[Table, int] | None:
    """Columns by position: a part belongs to the column under whose heading it begins, or nearest to it."""
    starts = [at for at, _ in heads]
    start, heads = _second_line(lines, start, heads)
    words = _words_after_numbers(lines, start, starts)
    rows: Rows = []
    end = start + 1
    blanks = 0
    for at in range(start + 1, len(lines)):
        raw = lines[at]
        if not raw.strip():
            blanks += raw != "\f"
            if blanks > 3 and rows:
                break
        elif not RULE.match(raw.strip()):
            if not _takes(rows, lines, at, starts, blanks, words):
                break
            blanks = 0
            end = at + 1
    full = sum(1 for _, cells in rows if sum(map(bool, cells)) > 1)
    if not rows or full < max(1, len(rows) // 2):
        return None
    return squared(start + 1, [(start + 1, [text for _, text in heads]), *rows], len(starts)), end


def _takes(rows: Rows, lines: Sequence[str], at: int, starts: list[int], blanks: int, words: int) -> bool:
    """Adds a line to the rows, as one of its own or as the rest of the last; whether it is of the table at all."""
    parts = _with_number(starts, spaced(lines[at]))
    placed = _placed(starts, parts)
    above = rows[-1][1] if rows else []
    begins = (len(parts) > 1 and bool(placed)) or (bool(blanks and above) and _stands_in_column(lines, at, parts, starts)) or (bool(above) and _is_point(lines, at, parts, starts))
    beside = above and not blanks
    goes_on = beside and placed and 0 < words <= parts[0][0] + 1 and len(parts) < len(starts)
    if not begins and not goes_on and (not above or blanks > 1 or not _continues(parts, starts, above, blanks)):
        return False
    cells = [""] * len(starts)
    for column, (_, text) in zip(placed or [_column(starts, parts[0][0])], parts, strict=False):
        cells[column] = text
    if beside and (goes_on or _is_rest(cells, above)):
        _join(above, cells)
    elif begins or (beside and above[0] and any(c.isupper() for c in above[1:2])):
        rows.append((at + 1, cells))
    else:
        _join(above, cells)
    return True


def _is_point(lines: Sequence[str], at: int, parts: list[tuple[int, str]], starts: list[int]) -> bool:
    """Whether a line begins one of several points below a number, and has something of its own beside it further down."""
    if len(parts) != 1 or not re.match(_POINT, parts[0][1]) or min(abs(parts[0][0] - start) for start in starts) > 1:
        return False
    for raw in lines[at + 1:at + 12]:
        below = spaced(raw)
        if not below or re.match(_POINT, below[0][1]):
            return False
        if len(below) > 1:
            return _column(starts, below[0][0]) == _column(starts, parts[0][0])
    return False


def _placed(starts: list[int], parts: list[tuple[int, str]]) -> list[int]:
    """The columns of the parts of a line; none where two of them would stand in the same."""
    placed = [_column(starts, place) for place, _ in parts]
    return placed if placed == sorted(set(placed)) else []


def _words_after_numbers(lines: Sequence[str], start: int, starts: list[int]) -> int:
    """Where the words begin that stand behind a number under the first heading; 0 where no two rows below begin so."""
    if starts[1] - starts[0] < _WORDY:
        return 0
    below = [spaced(raw) for raw in lines[start + 1:start + 16]]
    places = [parts[1][0] for parts in below if len(_with_number(starts, parts)) < len(parts)]
    return next((at for at in places[:-1] if sum(abs(at - other) < 3 for other in places) > 1), 0)


def _with_number(starts: list[int], parts: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The parts of a line, with the number before its words where both stand under the first heading."""
    if len(parts) > 1 and _column(starts, parts[1][0]) == 0 and re.match(r"[A-Z]{0,4}[ /-]?\d[\w./-]{0,12}$", parts[0][1]):
        return [(parts[0][0], f"{parts[0][1]} {parts[1][1]}"), *parts[2:]]
    return parts


def _join(above: list[str], cells: list[str]) -> None:
    """The words of a line go behind those of the row above, column by column."""
    for column, text in enumerate(cells):
        above[column] = f"{above[column]} {text}".strip()


def _column(starts: list[int], place: int) -> int:
    """The column in which a part at this place stands: the last one that begins no later than three places on."""
    return max((i for i, begin in enumerate(starts) if begin <= place + 3), default=0)


def _stands_in_column(lines: Sequence[str], at: int, parts: list[tuple[int, str]], starts: list[int]) -> bool:
    """Whether a paragraph without anything beside it is a row of its own: it begins where a column does, and more rows follow."""
    place = parts[0][0]
    if min(abs(place - start) for start in starts) > 1 or len(parts) > 1:
        return False
    for raw in lines[at + 1:at + 16]:
        below = spaced(raw) if raw.strip() else []
        if len(below) > 1:
            placed = [_column(starts, begin) for begin, _ in below]
            return placed == sorted(set(placed)) and all(abs(begin - starts[i]) <= 3 for (begin, _), i in zip(below, placed, strict=True))
    return False


def _continues(parts: list[tuple[int, str]], starts: list[int], above: list[str], blanks: int) -> bool:
    """Whether a line of one part is the rest of a cell above: it begins where a column does that has words."""
    place, text = parts[0]
    column = _column(starts, place)
    near = abs(place - starts[column]) <= 3
    if not near or not above[column]:
        return False
    return (column > 0 or text[:1].islower()) if not blanks else column > 0 and text[:1].islower()


def _is_rest(cells: list[str], above: list[str]) -> bool:
    """Whether a line goes on with the row above it: in the midst of a sentence, or with nothing in the other columns."""
    if cells[0]:
        return False
    wordy = max(range(1, len(cells)), key=lambda i: len(above[i]))
    text, before = cells[wordy], above[wordy]
    if re.match(_POINT, text):
        return False  # the next of the points below one number
    if not text or text[:1].islower() or (before and not before.endswith((".", "?", "!", ":", ";")) and not before.isupper() and len(before) > 30):
        return True
    headed = bool(above[0]) and (before.isupper() or not before.endswith((".", "?", "!")))
    return not headed and not any(cells[i] for i in range(1, len(cells)) if i != wordy)


def _headings_under(lines: Sequence[str], start: int, over: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The headings of the next line, more than on this, where some of them begin here: ‘To be’ above ‘completed by’; none where it is not so."""
    heads = spaced(lines[start + 1]) if start + 1 < len(lines) and len(lines[start].strip()) < 140 else []
    if len(over) >= len(heads) or any(len(text) > 24 for _, text in (*over, *heads)):
        return []
    begun = dict(over)
    if not begun.keys() <= {at for at, _ in heads}:
        return []
    joined = [(at, f"{begun[at]} {text}" if at in begun else text) for at, text in heads]
    found = [role(text) for _, text in joined]
    return joined if all(found) and len(set(found)) == len(found) and is_heading_row([text for _, text in joined]) else []


def _second_line(lines: Sequence[str], start: int, heads: list[tuple[int, str]]) -> tuple[int, list[tuple[int, str]]]:
    """The headings with those of a second line, where theirs go on there: ‘Action’ above ‘No.’"""
    below = spaced(lines[start + 1]) if start + 1 < len(lines) else []
    starts = [at for at, _ in heads]
    if not below or len(below) > len(heads) or any(len(text) > 24 for _, text in below):
        return start, heads
    placed = [_column(starts, at) for at, _ in below]
    if any(abs(at - starts[i]) > 3 for (at, _), i in zip(below, placed, strict=True)):
        return start, heads
    more = {i: text for i, (_, text) in zip(placed, below, strict=True)}
    joined = [(at, f"{text} {more[i]}" if i in more else text) for i, (at, text) in enumerate(heads)]
    known = sum(bool(role(text)) for _, text in joined)
    better = known > sum(bool(role(text)) for _, text in heads) or len({role(t) for _, t in joined}) > len({role(t) for _, t in heads})
    better = better or all(text[:1].islower() for _, text in below)
    return (start + 1, joined) if better and known == len(joined) else (start, heads)
