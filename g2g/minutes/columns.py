"""Lists of people whose lines are in columns: side by side under labels, or one with initials, organisation and office beside."""

from __future__ import annotations

from collections.abc import Sequence

from g2g.minutes import rolls
from g2g.minutes.apologies import listed
from g2g.minutes.document import Para
from g2g.minutes.findings import Named
from g2g.minutes.lists import COLUMN_HEADS, Listing
from g2g.minutes.names import are_of, is_initials, person
from g2g.minutes.offices import TITLES, is_office_or_body
from g2g.minutes.rolls import APOLOGIES, NOBODY, PRESENT


class Columns(Listing):
    """A reader of lists that knows lines in columns too."""

    def __init__(self) -> None:
        super().__init__()
        self.within = False  # a label stands in the midst of the line: what it opens ends with the line

    def row(self, para: Para) -> bool:
        """Reads a line in columns; whether it holds labels, headings or people."""
        if any(cell in _DASHES for cell in para.cells[1:]) and person(para.cells[0]):
            # Name, dash, organisation.
            para = para._replace(cells=tuple(cell.strip("–—- ") for cell in para.cells if cell not in _DASHES))
            self.pairs = True
        if self._is_head(para) or (self.columns and para.gap < 2 and self._side_by_side(para)):
            return True
        self.columns = []
        before, self.within = self.state, False
        taken = [self._cell(place, para) and self.state for place in range(len(para.cells))]
        if self.within and self._is_open_beside(para):
            self.state = PRESENT
            self.columns = [PRESENT, APOLOGIES]
        elif self.within:
            self.state = before
        if any(taken):
            if before in (PRESENT, APOLOGIES) or PRESENT in taken or APOLOGIES in taken:
                # Date, time and place in columns above the list are of the heading, and not of the people.
                self.taken(para)
            self.fresh, self.after_gap = False, 0
        return any(taken)

    def _is_open_beside(self, para: Para) -> bool:
        """Whether the apologies begin in a column beside those present: their label ends the line on which these begin."""
        label = rolls.label(para.cells[-1])
        return label is not None and label[0] == APOLOGIES and not label[1] and label[2] and len(self.found[PRESENT]) > 0 and self.found[PRESENT][-1].line == para.line

    def _is_head(self, para: Para) -> bool:
        """Whether a line holds nothing but labels side by side, or the headings of columns: a list begins below it."""
        labels = [marked[0] for cell in para.cells if (marked := rolls.label(cell)) and not marked[1]]
        if len(labels) > 1 and len(labels) == len(para.cells):
            self.enter(labels[0])
            self.columns = labels
        elif not self.begun and _are_heads(para):
            if self.state not in (PRESENT, APOLOGIES):
                self.enter(PRESENT)
            self.pairs, self.fresh, self.headed = True, False, len(para.cells)
        else:
            return False
        self.taken(para)
        return True

    def _cell(self, place: int, para: Para) -> bool:
        """Reads one cell of a line; whether it is a label, a group or people, and not only what belongs to somebody beside it."""
        cell = para.cells[place]
        label = rolls.label(cell)
        held = self.found[PRESENT]
        if place and place + 1 == len(para.cells) and label and label[0] != PRESENT and not label[1] and not label[2] and held and held[-1].line == para.line:
            # The last column says who was away.
            self.found[label[0]].append(held.pop())
            return True
        if label and self._is_label(label):
            self.enter(label[0], cell)
            self.within = self.within or place > 0
            self._entry_in(label[1], place, para)
            return True
        if cell.endswith(":") and len(cell) < 28 and cell.split()[0].rstrip(":").lower() in _FIELDS:
            self.state, self.within = NOBODY, True
            return True
        return self._entry_in(cell, place, para)

    def _is_label(self, label: tuple[str, str, bool]) -> bool:
        """Whether what looks like a label in a cell is one, and may stand where the reader is."""
        kind, rest, colon = label
        if rest and not colon and not person(rest):
            return False
        if kind == NOBODY and not self.state and not colon:
            return False
        return not (self.begun and kind == PRESENT and self.found[PRESENT])

    def _entry_in(self, cell: str, place: int, para: Para) -> bool:
        """What a cell says besides its label; whether it begins a group or names people."""
        if not cell or self.state not in (PRESENT, APOLOGIES):
            return False
        held = self.found[self.state]
        beside = bool(held) and held[-1].line == para.line
        if beside and len(cell) == 1:
            return False  # a mark of who was there
        if not beside and (group := rolls.group(cell)):
            self.group, cell = group
            if not cell:
                return True
        if beside and (fuller := self._with_cell(held[-1], cell, place, para)):
            held[-1] = fuller
            return False
        return self._people_in_cell(cell, place, para)

    def _with_cell(self, named: Named, cell: str, place: int, para: Para) -> Named | None:
        """Somebody on the same line with what a cell adds: initials, an organisation or an office; None where it adds nothing."""
        initials = cell.strip("()")
        if is_initials(initials) and not named.initials and (place >= self.headed or are_of(initials, named.name)):
            return named._replace(initials=initials)
        if place < self.headed:
            return named._replace(organisation=", ".join(filter(None, (named.organisation, cell))))
        if place == 1 and not named.organisation and self._is_beside(cell, named, para):
            self.pairs = True
            return named._replace(organisation=cell)
        if place > 2 and " " not in cell and not named.organisation and " " in named.name and _is_beside_name(para.cells[place - 3:place]):
            return named._replace(organisation=cell)
        office = is_office_or_body(cell) and (person(cell) is None or not _is_row_of_names(para))
        if office or (len(cell.split()) == 1 and named.initials):
            return named._replace(organisation=", ".join(filter(None, (named.organisation, cell))))
        return None

    def _people_in_cell(self, cell: str, place: int, para: Para) -> bool:
        """Keeps those whom a cell names, with the initials in the cell before it; whether there were any."""
        found = self.people_in(cell, para) if self.state == PRESENT else listed(cell, para.line)
        if is_initials(cell) and place + 1 < len(para.cells) and person(para.cells[place + 1]):
            return False
        if found and place and is_initials(para.cells[place - 1]) and not found[0].initials:
            found[0] = found[0]._replace(initials=para.cells[place - 1])
        self.keep(found, para)
        return bool(found)

    def _side_by_side(self, para: Para) -> bool:
        """A line under two labels that stand side by side: the first person on it belongs to the first label, the next to the next."""
        column, taken = -1, False
        for place, cell in enumerate(para.cells[1:len(self.columns)], 1):
            if cell.endswith(":") and len(cell) < 40:
                label = rolls.label(cell)
                self.columns[place] = label[0] if label else NOBODY  # what stands below it is another field
        for cell in para.cells:
            one = person(cell, para.line)
            held = self.found[self.columns[max(column, 0)]]
            if one is None or (is_office_or_body(cell) and not one.initials) or (column >= 0 and len(cell.split()) == 1 and column + 1 >= len(self.columns)):
                if column >= 0 and held and held[-1].line == para.line:
                    held[-1] = held[-1]._replace(organisation=held[-1].organisation or cell)
                continue
            column += 1
            if column < len(self.columns):
                if " " not in one.name and not one.initials and column:
                    column -= 1
                    self.found[self.columns[column]][-1] = self.found[self.columns[column]][-1]._replace(organisation=cell)
                    continue
                self.found[self.columns[column]].append(one)
                taken = True
        if taken:
            self.taken(para)
            self.fresh = False
        return taken

    def _is_beside(self, cell: str, named: Named, para: Para) -> bool:
        """Whether the second of two columns holds somebody's organisation: it did on a line before, or it is one word beside a whole name."""
        words = cell.split()
        if len(para.cells) != 2 or words[0].strip(".").lower() in TITLES or "(" in cell:
            return False
        return self.pairs or (len(words) == 1 and " " in named.name)


def _are_heads(para: Para) -> bool:
    """Whether a line names columns of people: Name first, and at least every other one a heading that such columns have."""
    heads = [cell.lower().strip(" :*") for cell in para.cells]
    return heads[0] in ("name", "names") and sum(head in COLUMN_HEADS for head in heads) * 2 >= len(heads) and not any(letter.isdigit() for letter in para.text)


def _is_beside_name(cells: Sequence[str]) -> bool:
    """Whether three cells are a name, their office in a word, and another name: after it comes that one's office."""
    return " " in cells[0] and is_office_or_body(cells[1]) and all(person(cell) is not None and not is_office_or_body(cell) for cell in (cells[0], cells[2]))


_DASHES = frozenset(("-", "–", "—"))


def _is_row_of_names(para: Para) -> bool:
    """Whether several cells of a line name somebody."""
    return sum(1 for cell in para.cells if person(cell) is not None) > 1


_FIELDS = frozenset(("chair", "clerk", "venue", "date", "time", "distribution", "minutes", "location", "place"))
