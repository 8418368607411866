"""Pages set out in columns, with one at the side for who is to act: the columns are taken apart, so that the text reads on.

A page made into text keeps its columns apart by wide spaces; where they begin differs from page to page. Under a row of
headings (Item, Discussion, Action) the space that no line crosses parts the text from what stands at its side.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from g2g.minutes.aligned import spaced
from g2g.minutes.document import Aside
from g2g.minutes.headings import is_heading_row, role, roles
from g2g.minutes.lines import line_of

_LONGEST = 200  # lines that are looked at together where no page ends
_TRIES = 3  # rows of headings below which the columns are tried
_SAID = ("action", "whom", "owner", "lead", "responsib", "by who", "who")  # one of these stands in the last heading
_CLOSED = r"(?i)(?:(?:the )?meeting (?:was )?(?:closed|ended|finished)|there being no (?:further|other)|signed\b|chair(?:man)?’?s? signature)"
_ROW = r"(?:[A-Z][A-Z&]{0,4} ?)?\d{1,3}(?:[./]\d{1,4})*[a-z]?[.)]?(?:\s|$)"  # how the number of an item begins a row


class Numbered(NamedTuple):
    """A line and its number in the source; ``last`` is that of the last line in it, where it was put together from several."""

    number: int
    raw: str
    last: int = 0


class _Heads(NamedTuple):
    """Where the columns begin by their headings: titles of items, text, what is to be done or who is to act; days and who else (-1: none)."""

    title: int
    text: int
    side: int
    due: int = -1
    who: int = -1


def parted(raws: Sequence[str], pages: Set[int]) -> tuple[list[Numbered], list[Aside]]:
    """The lines of a text without the columns at the side of its pages, and what stands in those.

    ``pages`` are the indexes of the lines with which a page begins; so does the line after one that is only a form feed.
    """
    lines = [Numbered(at + 1, raw) for at, raw in enumerate(raws)]
    for start in islice((at for at, raw in enumerate(raws) if _heads(raw)), _TRIES):
        if (heads := _heads(raws[start])) and not _is_of_actions(raws, start) and not (heads.text == 0 and _is_centred(raws, start, heads)):
            end = next((at for at in range(start + 1, len(raws)) if _ends(raws[at])), len(raws))
            if _is_line_by_line(raws, start, end):
                continue
            cut = _Cut(heads)
            for piece in _pieces(raws, start + 1, end, pages):
                cut.piece(piece)
            if len(cut.asides) > 1:
                return [*lines[:start], Numbered(start + 1, "\f"), *cut.lines, *lines[end:]], cut.asides
    return lines, []


@lru_cache(maxsize=64)  # the same headings stand on page after page
def _heads(raw: str) -> _Heads | None:
    """Where columns begin, if a line holds their headings, and the last is for who is to act, or for who and what."""
    low = raw[-90:].lower() if raw[:1].isspace() or "  " in raw else ""
    if not low or len(raw) > 300 or not any(word in low for word in _SAID) or "\t" in raw.strip() or "|" in raw:
        return None
    found = spaced(raw)
    if len(found) == 1:
        at, text = found[0]
        return _Heads(-1, 0, at) if at > 44 and role(text) in ("owner", "task") and len(text) < 20 else None
    names = roles([text for _, text in found])
    side = next((i for i, name in enumerate(names) if name in ("task", "owner", "who or what")), 0)
    texts = [i for i, name in enumerate(names[:side]) if name == "minute" or (name == "status" and found[i][1].lower() == "notes")]
    if not texts or (names[side] == "task" and "owner" not in names[side:]) or side - texts[-1] > 1 or not {"owner", "due", "status", ""}.issuperset(names[side + 1:]):
        return None
    places = {name: at for (at, _), name in zip(found[side + 1:], names[side + 1:], strict=True)}
    return _Heads(found[texts[0]][0] if len(texts) > 1 else -1, found[texts[-1]][0], found[side][0], places.get("due", -1), places.get("owner", -1))


def _is_of_actions(raws: Sequence[str], start: int) -> bool:
    """Whether the line above the headings says that a table of actions stands below."""
    above = next((raw for raw in reversed(raws[max(0, start - 12):start]) if raw.strip()), "")
    return len(above.split()) < 8 and "action" in above.lower()


def _is_centred(raws: Sequence[str], start: int, heads: _Heads) -> bool:
    """Whether a heading stands in the middle of the lines below it, and not over a column at their side."""
    return heads.side < 0.6 * max((len(raw.rstrip()) for raw in raws[start + 1:start + 40]), default=0)


def _ends(raw: str) -> bool:
    """Whether the columns end before a line: it holds the headings of another table, or closes the minutes."""
    if re.match(_CLOSED, raw.lstrip()):
        return True
    low = raw.lower()
    return any(word in low for word in _SAID) and "  " in raw and _heads(raw) is None and is_heading_row([text for _, text in spaced(raw)])


def _is_line_by_line(raws: Sequence[str], start: int, end: int) -> bool:
    """Whether the columns are those of a table whose rows are a line each: most begin under the first heading and have more beside that."""
    first = spaced(raws[start])[0][0]
    below = [spaced(raw) for raw in raws[start + 1:min(end, start + 60)] if raw.strip(" \f")]
    return sum(len(found) > 1 and abs(found[0][0] - first) < 3 for found in below) * 10 > 7 * len(below)


def _pieces(raws: Sequence[str], start: int, end: int, pages: Set[int]) -> Iterator[list[Numbered]]:
    """The lines from a place on, page by page. A row of headings that is said again begins one too, and is left out."""
    held: list[Numbered] = []
    for at in range(start, end):
        again = bool(_heads(raws[at]))
        if at in pages or raws[at] == "\f" or again or len(held) >= _LONGEST:
            yield held
            held = []
        held.append(Numbered(at + 1, "\f" if again else raws[at].expandtabs(8)))
    yield held


class _Cut:
    """Takes the columns of one piece after another apart."""

    def __init__(self, heads: _Heads) -> None:
        self.heads = heads
        self.lines: list[Numbered] = []
        self.asides: list[Aside] = []
        self.title = -1  # the place among the lines of the title of the row that is being read

    def piece(self, lines: Sequence[Numbered]) -> None:
        heads = self.heads
        at = _gutter(lines, (max(heads.text, 0) + heads.side) // 2, 400)
        found = [_beside(line, at, heads) if at else (line, None) for line in lines]
        for place in range(1, len(found) - 1) if at else ():
            if _goes_on(lines[place].raw, at, found[place - 1][1], found[place + 1][1]):
                number, raw, _ = lines[place]
                found[place] = (Numbered(number, raw[: at - 1].rstrip()), Aside(number, raw[at:].strip()))
        self.asides += [aside for _, aside in found if aside]
        left = [line for line, _ in found]
        inner = _gutter(left, int(heads.text * 0.55), heads.text + 12) if heads.title >= 0 else 0
        titles = [text for line in left if (text := line.raw[:inner].strip()) and len(line.raw) > inner]
        if inner and any(word.isalpha() and len(word) > 2 for text in titles for word in re.sub(_ROW, "", text).split()):
            self._rows(left, inner)
        else:
            self.lines += _flowing(left, _edge(left)) if at else left

    def _rows(self, lines: Sequence[Numbered], inner: int) -> None:
        """Rows of a title, that goes over several lines, and the text beside it: the title first, then the text."""
        parts = [(number, raw, "") if raw[inner - 2:inner].strip() else (number, raw[:inner], raw[inner - 1:]) for number, raw, _ in lines]
        edge = _edge([Numbered(number, text) for number, _, text in parts])
        held: list[Numbered] = []  # the text of the row that has not ended
        gap = False
        for number, title, text in parts:
            if title.strip() and (re.match(_ROW, title.lstrip()) or gap or self.title < 0):
                self.lines += [*_flowing(held, edge), Numbered(number, ""), Numbered(number, title.strip()), Numbered(number, "")]
                self.title, held = len(self.lines) - 2, []
            elif title.strip():
                self.lines[self.title] = _put(self.lines[self.title], number, title)
            gap = not title.strip() and not text.strip()
            if text.strip() or not title.strip():
                held.append(Numbered(number, text))
        self.lines += _flowing(held, edge)


def _beside(line: Numbered, at: int, heads: _Heads) -> tuple[Numbered, Aside | None]:
    """A line without what stands at its side, and that, where there is anything."""
    number, raw, _ = line
    if len(raw) <= at - 1 or raw[max(0, at - 2):at].strip():
        return line, None
    words = [(place, text) for place, text in spaced(raw) if place >= at - 1]
    if not words:
        return line, None
    columns = {"text": 0, **{name: begins - heads.side for name, begins in (("who", heads.who), ("due", heads.due)) if begins > 0}}
    held: dict[str, str] = {}
    for place, text in words:
        name = min(columns, key=lambda name: abs(columns[name] - (place - at)))
        held[name] = f"{held[name]} {text}" if name in held else text
    return Numbered(number, raw[: at - 1].rstrip()), Aside(number, held.get("text", ""), held.get("due", ""), held.get("who", ""))


def _goes_on(raw: str, at: int, above: Aside | None, below: Aside | None) -> bool:
    """Whether the text of a line comes up to its side, with only a space between, where that goes on: it breaks off above, or stands below too."""
    if above is None or len(raw) <= at or raw[at - 1] != " " or raw[at] == " " or raw[at - 2] == " " or "  " in raw[at:].strip():
        return False
    return above.text[-1:] == "-" or (below is not None and below.text[:1].islower() and above.text[-1:] not in ".:;")


def _put(line: Numbered, number: int, raw: str) -> Numbered:
    """A line with another behind it."""
    return Numbered(line.number, f"{line.raw} {raw.strip()}", number)


def _edge(lines: Sequence[Numbered]) -> int:
    """Where the full lines of a column end, or nearly."""
    ends = sorted(len(raw) for _, raw, _ in lines if raw.strip() and raw != "\f")
    return ends[len(ends) * 9 // 10] - 2 if len(ends) > 5 else 1000


def _flowing(lines: Iterable[Numbered], edge: int) -> Iterator[Numbered]:
    """The lines of a column, those put together of which one was full: its sentence goes on in the next."""
    held: Numbered | None = None
    last = 0  # how long the line above is; 0 where none is
    for number, raw, _ in lines:
        word = raw.split(None, 1)[0] if raw.strip() and raw != "\f" else ""
        full = last + 1 + len(word) > edge or (word[:1].islower() and last > edge // 2 and held is not None and held.raw[-1:] not in ".:;?!")
        if held and last and word and full and len(spaced(raw)) == 1 and not line_of(number, raw).mark:
            held = _put(held, number, raw)
        else:
            if held:
                yield held
            held = Numbered(number, raw)
        last = len(raw) if word else 0
    if held:
        yield held


def _gutter(lines: Sequence[Numbered], low: int, high: int) -> int:
    """Where the column at the right begins: the first place that words begin at behind a gap which next to no line crosses; 0: nowhere."""
    raws = [raw.rstrip() for _, raw, _ in lines if raw.strip() and raw != "\f"]
    starts = [[at for at, _ in spaced(raw) if low <= at <= high] for raw in raws]
    begun = Counter(at for found in starts for at in found)
    furthest = [found[-1] if found else -1 for found in starts]
    last = len(raws) - 1
    for at in sorted(begun):
        while furthest[last] < at:
            last -= 1
        crossing = sum(1 for raw in raws[:last + 1] if raw[at - 2:at].strip())
        if crossing <= max((last + 1) // 12, sum(begun[place] for place in range(at, at + 6)) // 3):
            return at
    return 0
