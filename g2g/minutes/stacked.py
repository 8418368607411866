"""Tables whose cells were put out one under another: each on a line of its own, or apart by blank lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from g2g.minutes.cells import Rows, squared
from g2g.minutes.document import Table
from g2g.minutes.headings import is_heading_row, role


def table(lines: Sequence[str], start: int, *, piped: bool) -> tuple[Table, int] | None:
    """A table whose cells were put out one under another: as many to a row as it has headings."""
    heads, at = _heads_below(lines, start, piped)
    progress = [role(h) for h in heads] == ["task", "status"] and at - start > 2
    if len(heads) < (2 if piped or progress else 3) or not is_heading_row(heads) or len({role(h) for h in heads}) < len(heads) - 1:
        return None
    if piped:
        cells, at = _piped_cells(lines, at)
        rows = _rows_of(cells, len(heads))
    elif not any(lines[i].strip() for i in range(start + 1, at, 2)) and at - start >= 2 * len(heads) - 1:
        rows, at = _parted_rows(lines, at, [role(h) for h in heads])
    elif [role(h) for h in heads] == ["minute", "minute", "task"]:
        rows, at = _items_from_lines(lines, at, heads)
    else:
        rows, at = _rows_from_lines(lines, at, [role(h) for h in heads])
    if not rows:
        return None
    return squared(start + 1, [(start + 1, list(heads)), *rows], len(heads)), at


_NUMBERED = ("no", "no.", "number", "ref", "ref.")


def _heads_below(lines: Sequence[str], start: int, piped: bool) -> tuple[list[str], int]:
    """The headings that stand one under another, and the index after them."""
    heads: list[str] = []
    at, blanks = start, 0
    while at < len(lines) and len(heads) < 10:
        text = lines[at].strip()
        if not text:
            blanks += 1
            if blanks > 1 and not piped:
                break
        else:
            blanks = 0
            words = text.rstrip("|").strip()
            if piped != text.endswith("|") or not role(words) or len(words) > 40:
                break
            if words.lower() in _NUMBERED and heads and heads[-1].lower() in ("action", "page", "item", "minute"):
                heads[-1] += f" {words}"  # “Action” above “No.”
                at += 1
                continue
            if words.lower() in (h.lower() for h in heads):
                break
            heads.append(words)
        at += 1
    return heads, at


def _piped_cells(lines: Sequence[str], at: int) -> tuple[list[tuple[int, str]], int]:
    """Cells that each end with a pipe, from a line on, until a blank line follows a row or the pipes stop."""
    cells: list[tuple[int, str]] = []
    held: list[str] = []
    begun, end = at, at
    while at < len(lines) and at - end < 12:
        text = lines[at].strip()
        if text.endswith("|"):
            held.append(text[:-1].strip())
            cells.append((begun + 1, "\n".join(part for part in held if part)))
            held, begun, end = [], at + 1, at + 1
        elif text:
            held.append(text)
        at += 1
    return cells, end


def _rows_of(cells: list[tuple[int, str]], width: int) -> Rows:
    return [(cells[i][0], [text for _, text in cells[i:i + width]]) for i in range(0, len(cells) - width + 1, width)]


def _parted_rows(lines: Sequence[str], at: int, names: list[str]) -> tuple[Rows, int]:
    """Rows whose cells stand apart by blank lines, each of one or more lines; a row begins where its first column can."""
    rows: Rows = []
    end = at
    while True:
        cells: list[tuple[int, str]] = []
        place = at
        while len(cells) < len(names):
            while place < len(lines) and not lines[place].strip():
                place += 1
            begun = place
            while place < len(lines) and lines[place].strip():
                place += 1
            if begun == place:
                break
            cells.append((begun, " ".join(line.strip() for line in lines[begun:place])))
        if len(cells) < len(names) or not _fits(cells[0][1], names[0]) or (len(cells[0][1]) > 60 and names[0] != "task"):
            return rows, end
        if names == ["task", "status"] and not re.match(_STATE, cells[1][1]):
            return rows, end
        rows.append((cells[0][0] + 1, [text for _, text in cells]))
        at = end = place


_REF = r"[A-Z]{0,6}[-/ ]?\d{1,4}(?:[./-]\d{1,4}){0,3}[a-z]?[.)]?$"
_DATE = (
    r"(?i)(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]* )?\d{1,2}(?:st|nd|rd|th)?[ ./-](?:\d{1,2}|[a-z]{3,9})(?:[ ./-]\d{2,4})?$"
    r"|(?:w/c|w/e|before|by|after|end of|mid|early|late|within|next|prior to)[ -][\w /’'.-]{2,32}$|(?:asap|ongoing|on-going|tbc|n/?a|next meeting|[a-z]{3,9} (?:board |committee )?meeting|end of .{1,20}|immediate(?:ly)?|(?:early |mid |late )?[a-z]{3,9} \d{2,4})$"
)
_STATE = (
    r"(?i)(?:open|closed|complete[d]?|done|ongoing|on-?going|in progress|overdue|new|pending|green|amber|red|blue|not started|carried forward"
    r"|c/f|cf|on track|outstanding|started|deferred|superseded)\b"
)


def _fits(text: str, name: str) -> bool:
    """Whether a line can be the cell of a column with this role."""
    if name == "ref":
        return bool(re.match(_REF, text))
    if name in ("due", "raised", "closed"):
        return bool(re.match(_DATE, text))
    if name == "status":
        return bool(re.match(_STATE, text)) or len(text) < 60
    if name == "owner":
        return len(text) < 40 and text[:1].isupper()
    return True


def _rows_from_lines(lines: Sequence[str], at: int, names: list[str]) -> tuple[Rows, int]:
    """Rows whose cells stand on lines of their own; each row begins where its first column can, and its cells fit their columns."""
    if "minute" in names and "owner" in names and "task" not in names:
        return _minutes_from_lines(lines, at, names)
    rows: Rows = []
    end = at
    while at < len(lines):
        while at < len(lines) and not lines[at].strip():
            at += 1
        cells, after = _one_row(lines, at, names)
        if cells is None:
            break
        rows.append((at + 1, cells))
        at = end = after
    return rows, end


_WHO = r"(?:[A-Z][A-Za-z.]{1,4}|All|ALL|[A-Z][a-z]+(?: [A-Z][\w’'-]+){0,2})(?: ?(?:[/,&+]|and) ?(?:[A-Z][A-Za-z.]{1,4}|[A-Z][a-z]+(?: [A-Z][\w’'-]+){0,2}))*$"


_INITIALS = r"(?:[A-Z]{2,4}[a-z]?|All|ALL|Clerk|Chair|Head)(?:\s?(?:[/,&]|and)\s?(?:[A-Z]{2,4}[a-z]?|Clerk|Chair|Head)){0,6}$"


def _items_from_lines(lines: Sequence[str], at: int, heads: list[str]) -> tuple[Rows, int]:
    """Item, discussion and action put out one under another: from number to number one row, with the initials on lines of their own."""
    rows: Rows = []
    end = last = at
    repeated = {head.lower() for head in heads}
    while at < len(lines) and at - last < _LONGEST:
        text = lines[at].strip()
        if re.match(r"\d{1,2}\.?$", text):
            rows.append((at + 1, [text, "", ""]))
            last = at
        elif text and rows and text.lower() not in repeated:
            cells = rows[-1][1]
            cell = 2 if cells[1] and re.match(_INITIALS, text) else 1
            parted = "\n" if cell == 2 or not lines[at - 1].strip() or cells[1].count("\n") == 0 else " "
            cells[cell] = f"{cells[cell]}{parted}{text}".strip()
            end = at + 1
            last = at if cell == 2 else last
        elif text and not rows:
            break
        at += 1
    return (rows, end) if sum(1 for _, cells in rows if cells[2]) > 1 else ([], end)


_LONGEST = 60  # lines that may stand between one owner and the next


def _minutes_from_lines(lines: Sequence[str], at: int, names: list[str]) -> tuple[Rows, int]:
    """Minutes in columns put out a cell a line: a number, what was said, then who and by when, where those columns had words."""
    rows: Rows = []
    held: list[str] = []
    number, begun, end = "", at, at
    kept = 0  # the rows up to the last one with an owner: what comes long after it is no part of the table

    def row(text: str, owner: str, due: str) -> None:
        values = {"ref": number, "minute": text, "owner": owner, "due": due}
        rows.append((begun + 1, [values.get(name, "") for name in names]))

    while at < len(lines) and at - end < _LONGEST:
        text = lines[at].strip()
        following = next((line.strip() for line in lines[at + 1:at + 3] if line.strip()), "")
        if re.match(r"\d{1,2}\.?$", text):
            if held:
                row(" ".join(held), "", "")
            number, held, begun = text, [], at + 1
        elif not text or (held and re.match(r"\d{1,2}\.\d{1,2} ", text)):
            if held:
                row(" ".join(held), "", "")
                number, held = "", []
            held, begun = [text] if text else [], at
        elif held and len(text) < 40 and re.match(_WHO, text) and (re.match(_DATE, following) or len(held) == 1 or lines[at - 1].strip()):
            dated = "due" in names and bool(re.match(_DATE, following) or following.upper() in ("TBC", "TBA", "N/A"))
            row(" ".join(held), text, following if dated else "")
            number, held = "", []
            at += 1 if dated else 0
            end = begun = at + 1
            kept = len(rows)
        else:
            held.append(text)
        at += 1
    rows = rows[:kept]
    found = sum(1 for _, cells in rows if cells[names.index("owner")] and ("due" not in names or cells[names.index("due")]))
    return (rows, end) if found > 1 else ([], end)


def _one_row(lines: Sequence[str], at: int, names: list[str]) -> tuple[list[str] | None, int]:
    """One row from a line on: each column takes a line that fits it, the words as many lines as stand before the next fit."""
    begun = at
    cells: list[str] = []
    for place, name in enumerate(names):
        while at < len(lines) and not lines[at].strip():
            at += 1
        if at >= len(lines) or at - begun > 40:
            return (None, begun) if place < 2 else ([*cells, *[""] * (len(names) - len(cells))], at)
        text = lines[at].strip()
        if name in ("task", "minute"):
            held = [text]
            at += 1
            following = names[place + 1] if place + 1 < len(names) else names[0]
            while at < len(lines) and lines[at].strip() and len(held) < 12 and not _fits(lines[at].strip(), following):
                held.append(lines[at].strip())
                at += 1
            cells.append(" ".join(held))
        elif _fits(text, name):
            cells.append(text)
            at += 1
        elif place == 0:
            return None, begun
        else:
            cells.append("")
    return (cells if any(cells[1:]) else None), at


