"""Which lines of minutes are exempt: after the press and public were excluded, below a heading such as Part II, items marked so.

Local authorities resolve under the Local Government Act 1972 (in Scotland that of 1973) to exclude the public while exempt
information is likely to be disclosed, and name paragraphs of Schedule 12A (7A in Scotland). The resolution itself is public.
Where it is not certain that something may be published it is taken for exempt: what is published cannot be taken back.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from g2g.exemption import UNSTATED
from g2g.minutes import exclusion
from g2g.minutes.document import Document
from g2g.minutes.exclusion import (
    Unit,
    excludes,
    excludes_from_elsewhere,
    is_afterwards,
    is_bare_part,
    is_first_part,
    is_formal,
    is_label,
    is_marked,
    items_named,
    lowered,
    may_tell,
    mentions,
    names_the_law,
    none_were,
    opens,
    paragraphs,
    perhaps,
    plain,
    readmits,
    says_nothing,
    speaks,
)
from g2g.minutes.findings import Details, Doubt, FoundAction, FoundItem

_OF_ITEMS = ("item", "item no", "item number", "agenda item", "minute", "minute no", "minute ref", "minute number")
# With one of these in it a document has a part that is private, and a bare “Part II” is the heading of it.
_OF_PARTS = ("exclu", "private", "exempt", "confidential", "not for publication", "in camera", "part 1", "part i ", "part one", "part a")
_SOME = 50  # places at which the same three words stand that are looked at


class Stretch(NamedTuple):
    """Lines that are exempt, from the first to the last, and the paragraphs under which they are; none where they are public."""

    first: int
    last: int
    paragraphs: tuple[str, ...]


class Words:
    """The words of the exempt lines, to look up where some of them stand."""

    def __init__(self, units: Iterable[Unit] = ()) -> None:
        self._words: list[str] = []
        self._lines: list[int] = []
        for unit in units:
            found = plain(unit.text).split()
            self._words += found
            self._lines += [unit.line] * len(found)
        self._places: dict[tuple[str, ...], list[int]] = {}
        for place in range(len(self._words) - 2):
            self._places.setdefault(tuple(self._words[place : place + 3]), []).append(place)

    def line(self, text: str) -> int:
        """The line on which words stand one after the other; 0 where they do not, or are fewer than three."""
        words = plain(text).split()
        places = self._places.get(tuple(words[:3]), []) if len(words) > 2 else []
        return next((self._lines[place] for place in places[:_SOME] if self._words[place : place + len(words)] == words), 0)


class Closed(NamedTuple):
    """What is exempt of one document: whole parts, and items by themselves (some are public within such a part).

    ``items`` are the exempt ones by number and title, ``begins`` is the line of the first item of all, ``words`` are those of the
    exempt lines.
    """

    parts: tuple[Stretch, ...] = ()
    single: tuple[Stretch, ...] = ()
    items: tuple[tuple[str, tuple[str, ...]], ...] = ()
    begins: int = 0
    words: Words = Words()
    doubts: tuple[Doubt, ...] = ()

    @property
    def first(self) -> int:
        """The first line that is exempt; 0 where none is."""
        return min((one.first for one in (*self.parts, *self.single) if one.paragraphs), default=0)

    def paragraphs(self, line: int) -> tuple[str, ...]:
        """The paragraphs under which a line is exempt; empty for one that is public."""
        found = _around(self.single, line) or _around(self.parts, line)
        return found.paragraphs if found else ()

    def of_action(self, found: FoundAction) -> tuple[str, ...]:
        """The paragraphs under which an action is exempt: by its line, by its item, or for its words stand in an exempt part.

        A list of actions repeats those of the exempt part, and stands behind it, or above all items.
        """
        if by_line := self.paragraphs(found.line):
            return by_line
        if not self.first or self.begins <= found.line < self.first:
            return ()
        item = plain(found.item)
        by_item = next((numbers for name, numbers in self.items if item and name == item), ())
        return by_item or self.paragraphs(self.words.line(found.words))


def _around(stretches: Sequence[Stretch], line: int) -> Stretch | None:
    """The stretch that a line is in; they stand in order and do not overlap."""
    place = bisect_right(stretches, line, key=lambda one: one.first) - 1
    return stretches[place] if place >= 0 and line <= stretches[place].last else None


def without_parts(document: Document, details: Details) -> Details:
    """The details, no heading such as PART II – NOT FOR PUBLICATION among their items.

    What stands right below such a heading and reads as a title becomes the item in its place.
    """
    if not any(_is_part(item.title) for item in details.items):
        return details
    units, starts = list(exclusion.units(document)), {item.line for item in details.items}
    items: list[FoundItem] = []
    renamed: dict[str, str] = {}
    for item in details.items:
        if not _is_part(item.title):
            items.append(item)
            continue
        below = next((unit for unit in units if unit.line > item.line), None)
        is_next = below is not None and below.line <= item.last and below.line not in starts
        title = below.text if below and is_next and _is_title(below) and not opens(lowered(below.text), below) else ""
        renamed[item.title] = title
        if below and title:
            items.append(FoundItem("", title, below.line, item.last))
        elif items:
            items[-1] = items[-1]._replace(last=max(items[-1].last, item.last))
    resolutions = tuple(one._replace(item=renamed.get(one.item, one.item)) for one in details.resolutions)
    return details._replace(items=tuple(items), resolutions=resolutions)


_PERHAPS = "This speaks of excluding the public, and does not say that they were excluded; what follows is taken for public."
_MENTIONED = "This speaks of exempt matter, and nothing says which part is exempt; what stands here is taken for public."


def _is_part(title: str) -> bool:
    text = lowered(title)
    return is_bare_part(text) or is_first_part(text) or (text.startswith(("part ", "not for publication")) and opens(text, Unit(0, 0, text, True)))


def _is_title(unit: Unit) -> bool:
    text = unit.text
    return 2 < len(text) < 80 and text[:1].isupper() and not text.endswith((".", ":", ";", ",")) and not re.match(r"(?i)(?:resolved|agreed|action|present|apologies|note)\b", text)


def read(document: Document, details: Details) -> Closed:
    """What is exempt of a document, and the doubts about what could be."""
    reading = _Closing(document, details)
    reading.walk()
    return reading.closed()


class _Closing:
    """One document, walked from its beginning: whether the part that is read is public, and since where it is not."""

    def __init__(self, document: Document, details: Details) -> None:
        self.units = [unit._replace(text=lowered(unit.text)) for unit in exclusion.units(document)]
        self.tables = tuple(document.tables())
        self.items = details.items
        self.titles = {item.line: item for item in details.items}
        self.stretches: list[Stretch] = []
        self.own: dict[int, Stretch] = {}
        self.doubts: list[Doubt] = []
        self.since = 0  # the line at which the exempt part begins that is read; 0 in a public part
        self.numbers: list[str] = []
        self.has_item = False  # whether an item began in the exempt part that is read
        self.speaks: set[int] = set()  # lines that speak of excluding the public, and are public themselves
        self.is_private = any(word in unit.text for unit in self.units for word in _OF_PARTS)

    def walk(self) -> None:
        for place, unit in enumerate(self.units):
            if not may_tell(unit.text) and unit.line not in self.titles:
                continue
            if self.since:
                self._inside(unit)
            else:
                self._outside(place, unit)
        if self.since:
            self._close(self.units[-1].last)
        self._marked()

    # ---- in a public part --------------------------------------------------------------------------

    def _outside(self, place: int, unit: Unit) -> None:
        item = self.titles.get(unit.line)
        text = unit.text
        if opens(text, unit):
            below_title = item is None and place > 0 and self.units[place - 1].line in self.titles
            if self._said_none(place):
                self.speaks.add(unit.line)
            elif not (below_title and is_label(text)):  # that is said of the one item
                self._open(unit.line, text)
        elif unit.is_heading and is_bare_part(text):
            if self.is_private:
                self._open(unit.line, text)
            else:
                self.doubts.append(Doubt(unit.line, f"“{text.upper()}” heads what follows, and nothing says whether that is for publication; it is taken for public."))
        elif excludes(text):
            self.speaks.add(unit.line)
            if perhaps(text) and not re.search(r"\b(?:resolved|agreed|were excluded|was excluded)\b", text):
                self._headed(place, unit, item)
            elif not self._named(text, unit.line):
                self._open(unit.last + 1, text)
        elif speaks(text):
            self.speaks.add(unit.line)
            self._headed(place, unit, item)

    def _headed(self, place: int, unit: Unit, item: FoundItem | None) -> None:
        """A heading on the exclusion: what stands below it says whether anybody was excluded."""
        if none_were(unit.text) or self._said_none(place):
            return
        below = [self.units[n] for n in range(place + 1, min(place + 4, len(self.units))) if self.units[n].line not in self.titles]
        if any(excludes(one.text) for one in below):
            return  # that paragraph opens the exempt part
        if excludes_from_elsewhere(unit.text) or (item is None and not unit.is_heading and not excludes(unit.text)):
            self._perhaps(place, unit)
            return
        if perhaps(unit.text) and not any(re.match(r"\W*(?:resolved|agreed|approved|carried)\b", one.text) for one in below[:1]):
            self._perhaps(place, unit)
            return
        # Below a heading that says no more than this, all is exempt but what speaks of the exclusion itself.
        start = unit.last + 1
        for one in below:
            if not (re.fullmatch(r"\W*(?:it was )?(?:resolved|agreed|approved|carried|noted)\W*", one.text) or (is_formal(one.text) and not opens(one.text, one))):
                break
            start = one.last + 1
        self._open(start, " ".join([unit.text, *(one.text for one in below if one.line < start)]))

    def _perhaps(self, place: int, unit: Unit) -> None:
        if not self._said_none(place):
            self.doubts.append(Doubt(unit.line, _PERHAPS))

    def _said_none(self, place: int) -> bool:
        """Whether the next words below a heading say that there was nothing exempt."""
        following = self.units[place + 1] if place + 1 < len(self.units) else None
        return bool(following and following.line not in self.titles and says_nothing(following.text))

    def _named(self, text: str, line: int) -> bool:
        """Whether the public were excluded for items that are named; these then are exempt, and nothing between them."""
        named = set(items_named(text))
        items = [item for item in self.items if item.line > line and plain(item.number) in named]
        if not items:
            return False
        numbers = tuple(paragraphs(text)) or (UNSTATED,)
        self.own |= {item.line: Stretch(item.line, item.last, numbers) for item in items}
        return True

    def _open(self, line: int, text: str) -> None:
        self.since, self.numbers, self.has_item = line, paragraphs(text), False

    # ---- in an exempt part -------------------------------------------------------------------------

    def _inside(self, unit: Unit) -> None:
        text = unit.text
        if (unit.is_heading and is_first_part(text)) or readmits(text):
            self._close(unit.line - 1)
        elif not self.has_item and excludes(text):
            # The resolution is public, though the heading of the part stands above it.
            self.speaks.add(unit.line)
            self.since = unit.last + 1
            self.numbers += [number for number in paragraphs(text) if number not in self.numbers]
        elif unit.line in self.titles:
            self.has_item = True
        elif not self.has_item and (opens(text, unit) or names_the_law(text)):
            # Before the first exempt item the paragraphs may be named once more, or only here.
            self.numbers += [number for number in paragraphs(text) if number not in self.numbers]

    def _close(self, last: int) -> None:
        first = next((unit.line for unit in self.units[bisect_left(self.units, self.since, key=lambda one: one.line) :]), self.since)
        if last >= first:
            self.stretches.append(Stretch(first, last, tuple(self.numbers) or (UNSTATED,)))
        self.since = 0

    # ---- afterwards --------------------------------------------------------------------------------

    def _marked(self) -> None:
        """Items that say of themselves that they are exempt, or under which paragraphs."""
        texts = {unit.line: place for place, unit in enumerate(self.units)}
        for item in self.items:
            place = texts.get(item.line)
            title = self.units[place].text if place is not None and len(self.units[place].text) < 200 else lowered(item.title)
            below = [] if place is None else [one.text for one in self.units[place + 1 : place + 3] if one.line not in self.titles]
            if is_afterwards(lowered(item.title)) and item.line not in self.speaks:
                self._mark(item, ())
                continue
            labels = [text for text in below if is_label(text)]
            inside = _around(self.stretches, item.line)
            numbers = [number for text in (title, *labels) for number in paragraphs(text)]
            says_so = bool(labels or is_marked(title))
            if (numbers if inside else says_so) and item.line not in self.speaks and not any(map(says_nothing, below[:1])):
                self._mark(item, tuple(dict.fromkeys(numbers)) or (UNSTATED,))

    def _mark(self, item: FoundItem, numbers: tuple[str, ...]) -> None:
        """An item by itself, up to where the part ends that it stands in; a resolution that named it has said more."""
        inside = _around(self.stretches, item.line)
        if item.line not in self.own or numbers not in ((), (UNSTATED,)):
            self.own[item.line] = Stretch(item.line, min(item.last, inside.last) if inside else item.last, numbers)

    def closed(self) -> Closed:
        """What was found. Exempt information that is spoken of in a part that is taken for public is a doubt."""
        begins = self.items[0].line if self.items else 0
        shut = Closed(tuple(self.stretches), tuple(self.own[line] for line in sorted(self.own)), begins=begins)
        last = max((one.first for one in (*shut.parts, *shut.single) if one.paragraphs), default=0)
        self.doubts = [doubt for doubt in self.doubts if doubt.sentence != _PERHAPS or doubt.line > last]
        told = self.speaks | {doubt.line for doubt in self.doubts}
        spoken = [one for one in self.units if mentions(one.text) and not opens(one.text, one)]
        self.doubts += [Doubt(one.line, _MENTIONED) for one in spoken if one.line not in told and not shut.paragraphs(one.line)]
        if not shut.first:
            return Closed(doubts=tuple(self.doubts))
        names = [(plain(name), shut.paragraphs(item.line)) for item in self.items for name in (item.number, item.title)]
        public = {name for name, numbers in names if not numbers}
        named = tuple((name, numbers) for name, numbers in names if name and numbers and name not in public)
        shut = shut._replace(single=tuple(sorted((*shut.single, *self._rows(shut, dict(named))))))
        return shut._replace(items=named, words=Words(unit for unit in self.units if shut.paragraphs(unit.line)), doubts=tuple(self.doubts))

    def _rows(self, shut: Closed, named: Mapping[str, tuple[str, ...]]) -> Iterator[Stretch]:
        """The rows of tables that give the number of an exempt item in a column for that: a list of actions has them."""
        for table in self.tables:
            heads = [plain(cell) for cell in table.rows[0].cells] if table.rows else []
            column = next((nth for nth, head in enumerate(heads) if head in _OF_ITEMS), None)
            if column is None:
                continue
            for row in table.rows[1:]:
                numbers = named.get(plain(row.cells[column]), ())
                if numbers and not shut.paragraphs(row.line):
                    yield Stretch(row.line, row.line, numbers)
