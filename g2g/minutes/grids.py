"""Tables in a text: with pipes, with pipes after each cell, with columns kept apart by spaces or tabs, and with a cell a line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from g2g.minutes.document import Row, Table
from g2g.minutes.headings import is_heading_row, role
from g2g.minutes.lines import plain

_RULE = re.compile(r"[\s|:+=-]*-[\s|:+=-]*$")
_CELL_END = re.compile(r"(?<!\\)\|")
_WIDE = re.compile(r"\t[ \t]*| {2,}")
_MOST = 400  # lines that one row of a table may span


def table_at(lines: Sequence[str], start: int) -> tuple[Table, int] | None:
    """The table that begins on a line (an index into ``lines``), and the index after it; None where none does."""
    first = lines[start].strip()
    if not first:
        return None
    if first[0] == "|":
        return _piped(lines, start)
    if first[-1] == "|" and "|" not in first[:-1]:
        return _cell_a_line(lines, start, piped=True)
    if "|" in first and start + 1 < len(lines) and "|" in lines[start + 1] and _RULE.match(lines[start + 1].strip() or "x"):
        return _piped(lines, start)
    if "|" in first:
        return _loosely_piped(lines, start)
    if " / " in first and first.count("/ ") > 1:
        return (_stroked(lines, start) if len(first) < 90 else None) or _unheaded(lines, start)
    if "\t" in lines[start] or "   " in first or "  " in first:
        return _aligned(lines, start)
    return _cell_a_line(lines, start, piped=False) if len(first) < 40 and role(first) else None


def _squared(line: int, rows: list[tuple[int, list[str]]], width: int) -> Table:
    made = []
    for number, cells in rows:
        cells = [*cells, *[""] * (width - len(cells))] if len(cells) < width else [*cells[: width - 1], " ".join(cells[width - 1:])]
        made.append(Row(number, tuple(_cell(cell) for cell in cells)))
    return Table(line, tuple(made))


def _cell(text: str) -> str:
    """A cell's words: a line for each paragraph in it."""
    text = re.sub(r"<br ?/?>", "\n", text)
    if "\n" not in text:
        return plain(text)
    return "\n".join(plain(line) for line in text.strip("\n").split("\n")).strip()


# ---- | a | b | ------------------------------------------------------------------------------------


def _split(text: str) -> list[str]:
    return [cell.replace("\\|", "|") for cell in _CELL_END.split(text)]


def _piped(lines: Sequence[str], start: int) -> tuple[Table, int] | None:
    """Rows between pipes; a row whose cells hold line ends goes on until it has as many cells as the first."""
    rows: list[tuple[int, list[str]]] = []
    width, at, ruled = 0, start, False
    while at < len(lines):
        text = lines[at].strip()
        if not text or ("|" not in text):
            break
        if _RULE.match(text):
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
    return (_squared(start + 1, rows, width), at) if width > 1 else None


def _width_below(lines: Sequence[str], at: int) -> int:
    """How many columns a table has by the rule below its headings; else by its first row."""
    for text in lines[at:at + 60]:
        if _RULE.match(text.strip()) and text.count("|") > 1:
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
    whole, after = text, at + 1
    while after < len(lines) and after - at < _MOST:
        pieces = _split(whole)
        closed = whole.rstrip().endswith("|")
        if closed and len(pieces) - 1 >= width:
            return pieces[: len(pieces) - 1], after
        if closed and len(pieces) - 1 >= max(2, width - 1) and _next_starts_row(lines, after, width):
            return pieces[:-1], after
        whole += "\n" + lines[after]
        after += 1
    pieces = _split(whole)
    if len(pieces) - 1 >= width and whole.rstrip().endswith("|"):
        return pieces[:-1], after
    return (cells, at + 1) if len(cells) > 1 else (None, at)


def _next_starts_row(lines: Sequence[str], at: int, width: int) -> bool:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at >= len(lines) or _starts_row(lines, at, width)


def _starts_row(lines: Sequence[str], at: int, width: int) -> bool:
    text = lines[at].strip()
    return text.startswith("|") and len(_split(text)) >= max(3, width)


# ---- a | b | c without outer pipes, and without a rule -----------------------------------------------


def _loosely_piped(lines: Sequence[str], start: int) -> tuple[Table, int] | None:
    cells = _split(lines[start].strip().strip("|"))
    if len(cells) < 3 and not is_heading_row(cells):
        return None
    rows, at = [], start
    while at < len(lines) and "|" in lines[at] and len(found := _split(lines[at].strip().strip("|"))) == len(cells):
        rows.append((at + 1, found))
        at += 1
    return (_squared(start + 1, rows, len(cells)), at) if len(rows) > 1 and is_heading_row(cells) else None


# ---- a / b / c ----------------------------------------------------------------------------------


def _unheaded(lines: Sequence[str], start: int) -> tuple[Table, int] | None:
    """Rows with strokes between their cells and a reference first, below no headings."""
    rows: list[tuple[int, list[str]]] = []
    at = start
    while at < len(lines) and (cells := re.split(r" ?/ ", lines[at].strip())) and len(cells) > 2 and re.match(r"[A-Z]{0,5}[-.]?\d[\d./-]*[a-z]?$", cells[0]):
        rows.append((at + 1, [cell.strip() for cell in cells]))
        at += 1
    if len(rows) < 2:
        return None
    width = max(len(cells) for _, cells in rows)
    fewest = min(len(cells) for _, cells in rows)
    # A stroke too many stands between two owners.
    rows = [(line, cells if len(cells) == fewest else [*cells[:2], "/".join(cells[2: len(cells) - fewest + 3]), *cells[len(cells) - fewest + 3:]]) for line, cells in rows]
    return _squared(start + 1, rows, fewest if width > fewest else width), at


def _stroked(lines: Sequence[str], start: int) -> tuple[Table, int] | None:
    """Rows put out with strokes between their cells; what goes beyond the last column stands in it on a line of its own."""
    heads = [part.strip() for part in lines[start].strip().strip("/").split(" / ")]
    if len(heads) < 3 or not is_heading_row(heads):
        return None
    rows: list[tuple[int, list[str]]] = []
    at = end = start + 1
    held, begun = "", at
    while at <= len(lines):
        text = lines[at].strip() if at < len(lines) else ""
        if text and held:
            held += " " + text
        elif text:
            if text.count(" / ") + text.endswith(" /") < 1 or not re.match(r"[\w.]{1,12} / ", text):
                break
            held, begun = text, at
        elif held:
            cells = [part.strip() for part in re.split(r" / | /$", held)]
            rows.append((begun + 1, [*cells[: len(heads) - 1], "\n".join(cells[len(heads) - 1:])]))
            held, end = "", at
        at += 1
    return (_squared(start + 1, [(start + 1, heads), *rows], len(heads)), end) if rows else None


# ---- a cell a line --------------------------------------------------------------------------------


def _cell_a_line(lines: Sequence[str], start: int, *, piped: bool) -> tuple[Table, int] | None:
    """A table whose cells were put out one under another: as many to a row as it has headings."""
    heads, at = _heads_below(lines, start, piped)
    progress = [role(h) for h in heads] == ["task", "status"] and at - start > 2
    if len(heads) < (2 if piped or progress else 3) or not is_heading_row(heads) or len({role(h) for h in heads}) < len(heads) - 1:
        return None
    cells: list[tuple[int, str]] = []
    if piped:
        cells, at = _piped_cells(lines, at)
        rows = _rows_of(cells, len(heads))
    elif not any(lines[i].strip() for i in range(start + 1, at, 2)) and at - start >= 2 * len(heads) - 1:
        rows, at = _parted_rows(lines, at, [role(h) for h in heads])
    else:
        rows, at = _rows_from_lines(lines, at, [role(h) for h in heads])
    if not rows:
        return None
    return _squared(start + 1, [(start + 1, list(heads)), *rows], len(heads)), at


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


def _rows_of(cells: list[tuple[int, str]], width: int) -> list[tuple[int, list[str]]]:
    return [(cells[i][0], [text for _, text in cells[i:i + width]]) for i in range(0, len(cells) - width + 1, width)]


def _parted_rows(lines: Sequence[str], at: int, names: list[str]) -> tuple[list[tuple[int, list[str]]], int]:
    """Rows whose cells stand apart by blank lines, each of one or more lines; a row begins where its first column can."""
    rows: list[tuple[int, list[str]]] = []
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
        if names == ["task", "status"] and not _STATE.match(cells[1][1]):
            return rows, end
        rows.append((cells[0][0] + 1, [text for _, text in cells]))
        at = end = place


_REF = re.compile(r"[A-Z]{0,6}[-/ ]?\d{1,4}(?:[./-]\d{1,4}){0,3}[a-z]?[.)]?$")
_DATE = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]* )?\d{1,2}(?:st|nd|rd|th)?[ ./-](?:\d{1,2}|[a-z]{3,9})(?:[ ./-]\d{2,4})?$"
    r"|(?:asap|ongoing|on-going|tbc|n/?a|next meeting|end of .{1,20}|immediate(?:ly)?|(?:early |mid |late )?[a-z]{3,9} \d{2,4})$",
    re.I,
)
_STATE = re.compile(
    r"(?:open|closed|complete[d]?|done|ongoing|on-?going|in progress|overdue|new|pending|green|amber|red|blue|not started|carried forward"
    r"|c/f|cf|on track|outstanding|started|deferred|superseded)\b",
    re.I,
)


def _fits(text: str, name: str) -> bool:
    """Whether a line can be the cell of a column with this role."""
    if name == "ref":
        return bool(_REF.match(text))
    if name in ("due", "raised", "closed"):
        return bool(_DATE.match(text))
    if name == "status":
        return bool(_STATE.match(text)) or len(text) < 60
    if name == "owner":
        return len(text) < 40 and text[:1].isupper()
    return True


def _rows_from_lines(lines: Sequence[str], at: int, names: list[str]) -> tuple[list[tuple[int, list[str]]], int]:
    """Rows whose cells stand on lines of their own; each row begins where its first column can, and its cells fit their columns."""
    if "minute" in names and "owner" in names and "task" not in names:
        return _minutes_from_lines(lines, at, names)
    rows: list[tuple[int, list[str]]] = []
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


_WHO = re.compile(r"(?:[A-Z][A-Za-z.]{1,4}|All|ALL|[A-Z][a-z]+(?: [A-Z][\w’'-]+){0,2})(?: ?(?:[/,&+]|and) ?(?:[A-Z][A-Za-z.]{1,4}|[A-Z][a-z]+(?: [A-Z][\w’'-]+){0,2}))*$")


def _minutes_from_lines(lines: Sequence[str], at: int, names: list[str]) -> tuple[list[tuple[int, list[str]]], int]:
    """Minutes in columns put out a cell a line: a number, what was said, then who and by when, where those columns had words."""
    rows: list[tuple[int, list[str]]] = []
    held: list[str] = []
    number, begun, end = "", at, at

    def row(text: str, owner: str, due: str) -> None:
        values = {"ref": number, "minute": text, "owner": owner, "due": due}
        rows.append((begun + 1, [values.get(name, "") for name in names]))

    while at < len(lines):
        text = lines[at].strip()
        following = next((line.strip() for line in lines[at + 1:at + 3] if line.strip()), "")
        if re.match(r"\d{1,2}\.?$", text):
            if held:
                row(" ".join(held), "", "")
            number, held, begun = text, [], at + 1
            end = at + 1
        elif not text or (held and re.match(r"\d{1,2}\.\d{1,2} ", text)):
            if held:
                row(" ".join(held), "", "")
                number, held = "", []
            held, begun = [text] if text else [], at
        elif held and len(text) < 40 and _WHO.match(text) and (_DATE.match(following) or len(held) == 1 or lines[at - 1].strip()):
            dated = "due" in names and bool(_DATE.match(following) or following.upper() in ("TBC", "TBA", "N/A"))
            row(" ".join(held), text, following if dated else "")
            number, held = "", []
            at += 1 if dated else 0
            end = at + 1
            begun = at + 1
        else:
            held.append(text)
        at += 1
    found = sum(1 for _, cells in rows if cells[names.index("owner")] and ("due" not in names or cells[names.index("due")]))
    return (rows, max(end, at if held or rows else end)) if found > 1 else ([], end)


def _one_row(lines: Sequence[str], at: int, names: list[str]) -> tuple[list[str] | None, int]:
    """One row from a line on: each column takes a line that fits it, the words as many lines as stand before the next fit."""
    begun, cells = at, []
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


# ---- columns kept apart by spaces or tabs -------------------------------------------------------------


def _parts(raw: str) -> list[tuple[int, str]]:
    """The parts of a line between tabs or wide spaces, each with the column it begins in."""
    wide = raw.expandtabs(8)
    found, at = [], 0
    for piece in re.finditer(r"\S+(?: \S+)*", wide):
        found.append((piece.start(), piece[0]))
        at = piece.end()
    return found if at else []


def _aligned(lines: Sequence[str], start: int) -> tuple[Table, int] | None:
    """Columns under a heading line, by tabs or by where its headings begin."""
    heads = _parts(lines[start])
    names = [text for _, text in heads]
    if len(heads) < 2 or not is_heading_row(names):
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
    rows: list[tuple[int, list[str]]] = [(start + 1, heads)]
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
    return (_squared(start + 1, rows, len(heads)), end) if len(rows) > 1 else None


def _goes_on(cells: list[str]) -> bool:
    return bool(cells) and cells[-1] != "" and len(cells) > 1


def _wordiest(cells: list[str]) -> int:
    return max(range(len(cells)), key=lambda i: len(cells[i]))


def _columned(lines: Sequence[str], start: int, heads: list[tuple[int, str]]) -> tuple[Table, int] | None:
    """Columns by position: a part belongs to the column under whose heading it begins, or nearest to it."""
    starts = [at for at, _ in heads]
    start, heads = _second_line(lines, start, heads)
    rows: list[tuple[int, list[str]]] = []
    at = end = start + 1
    blanks = strays = 0
    while at < len(lines):
        raw = lines[at]
        if not raw.strip():
            blanks += raw != "\f"
            if blanks > 3 and rows:
                break
            at += 1
            continue
        if _RULE.match(raw.strip()):
            at += 1
            continue
        parts = _parts(raw)
        placed = [_column(starts, place) for place, _ in parts]
        if placed != sorted(set(placed)):
            placed = []
        whole = len(parts) > 1 and bool(placed)
        lone = not whole and bool(blanks) and bool(rows) and _stands_in_column(lines, at, parts, starts)
        if not whole and not lone and (not rows or blanks > 1 or not _continues(parts, starts, rows[-1][1], blanks)):
            break
        if whole and strays > 3:
            break
        cells = [""] * len(starts)
        for column, (_, text) in zip(placed or [_column(starts, parts[0][0])], parts, strict=False):
            cells[column] = text
        if rows and not blanks and _is_rest(cells, rows[-1][1]):
            for column, text in enumerate(cells):
                rows[-1][1][column] = f"{rows[-1][1][column]} {text}".strip()
        elif whole or lone or (rows and not blanks and rows[-1][1][0] and any(c.isupper() for c in rows[-1][1][1:2])):
            rows.append((at + 1, cells))
        elif rows:
            for column, text in enumerate(cells):
                rows[-1][1][column] = f"{rows[-1][1][column]} {text}".strip()
        blanks = 0
        at += 1
        end = at
    if not rows or sum(1 for _, cells in rows if sum(map(bool, cells)) > 1) < max(1, len(rows) // 2):
        return None
    return _squared(start + 1, [(start + 1, [text for _, text in heads]), *rows], len(starts)), end


def _column(starts: list[int], place: int) -> int:
    """The column in which a part at this place stands: the last one that begins no later than three places on."""
    return max((i for i, begin in enumerate(starts) if begin <= place + 3), default=0)


def _stands_in_column(lines: Sequence[str], at: int, parts: list[tuple[int, str]], starts: list[int]) -> bool:
    """Whether a paragraph without anything beside it is a row of its own: it begins where a column does, and more rows follow."""
    place = parts[0][0]
    if min(abs(place - start) for start in starts) > 1 or len(parts) > 1:
        return False
    for raw in lines[at + 1:at + 16]:
        below = _parts(raw) if raw.strip() else []
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
    if not text or text[:1].islower() or (before and not before.endswith((".", "?", "!", ":", ";")) and not before.isupper() and len(before) > 30):
        return True
    headed = bool(above[0]) and (before.isupper() or not before.endswith((".", "?", "!")))
    return not headed and not any(cells[i] for i in range(1, len(cells)) if i != wordy)


def _second_line(lines: Sequence[str], start: int, heads: list[tuple[int, str]]) -> tuple[int, list[tuple[int, str]]]:
    """The headings with those of a second line, where theirs go on there: ‘Action’ above ‘No.’"""
    below = _parts(lines[start + 1]) if start + 1 < len(lines) else []
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
    return (start + 1, joined) if better and known == len(joined) else (start, heads)
