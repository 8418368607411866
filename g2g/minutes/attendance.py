"""Who was there and who sent apologies: in a sentence, in a list, in columns, in a table, under headings, or inside the first item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from g2g.minutes import registers, rolls
from g2g.minutes.apologies import is_late, listed, said, sentences
from g2g.minutes.document import Document, Para, Table
from g2g.minutes.findings import FoundItem, Named
from g2g.minutes.lists import COLUMN_HEADS, Listing
from g2g.minutes.names import TITLES, are_of, is_initials, is_office_or_body, people, person
from g2g.minutes.rolls import APOLOGIES, NOBODY, PRESENT


class Attendance(NamedTuple):
    """Those present, those who sent apologies, and the lines on which they were found."""

    present: tuple[Named, ...]
    apologies: tuple[Named, ...]
    lines: frozenset[int]


def read(document: Document, items: Sequence[FoundItem]) -> Attendance:
    """Who was there, given the items that are known by their numbers: a list of people ends where one of them begins."""
    heads: dict[int, list[str]] = {}
    for item in items:
        heads.setdefault(item.line, []).append(item.title)
    reader = _Reader(heads)
    for block in document.blocks:
        if isinstance(block, Table):
            reader.table(block)
        else:
            reader.para(block)
    pairs = frozenset(reader.two if reader.whole > 1 and reader.whole >= len(reader.two) else reader.surely_two)
    present, apologies = (tuple(_once(_with_their_bodies(reader.found[kind], pairs))) for kind in (PRESENT, APOLOGIES))
    away = {_bare(named.name) for named in apologies}
    return Attendance(tuple(named for named in present if _bare(named.name) not in away or " " not in named.name), apologies, frozenset(reader.lines))


def _bare(name: str) -> str:
    """A name without titles, as names are compared."""
    return " ".join(word for word in name.casefold().split() if word.strip(".") not in TITLES)


def _once(found: Sequence[Named]) -> Iterator[Named]:
    """Each person once: the first finding, with what later ones add to it."""
    seen: dict[str, int] = {}
    kept: list[Named] = []
    for named in found:
        key = named.name.casefold()
        if key in seen:
            old = kept[seen[key]]
            kept[seen[key]] = old._replace(
                organisation=old.organisation or named.organisation, initials=old.initials or named.initials, role=old.role or named.role
            )
        else:
            seen[key] = len(kept)
            kept.append(named)
    return iter(kept)


def _with_their_bodies(found: Sequence[Named], pairs: frozenset[int]) -> Sequence[Named]:
    """People without those who are none: where a list says *name, organisation* on a line each, the second is always one.

    ``pairs`` are the lines that seem to name two people with nothing but a comma between them.
    """
    kept: list[Named] = []
    for named in found:
        if named.line in pairs and kept and kept[-1].line == named.line and not kept[-1].organisation:
            kept[-1] = kept[-1]._replace(organisation=named.name)
        else:
            kept.append(named)
    return kept


# ---- the walk -----------------------------------------------------------------------------------------


class _Reader(Listing):
    """Goes through a document once, and knows whether it stands in a list of people."""

    def __init__(self, heads: dict[int, list[str]]) -> None:
        super().__init__()
        self.heads = heads

    def table(self, table: Table) -> None:
        self.columns = []
        found = registers.read(table, self.state, begun=self.begun)
        if found[PRESENT] or found[APOLOGIES]:
            for kind, people_of in found.items():
                self.found[kind] += people_of
            return
        for row in table.rows:
            for cell in row.cells:
                if "polog" in cell:
                    for line in cell.split("\n"):
                        self.found[APOLOGIES] += self._apologies_in(line, row.line)
        self.state = ""

    def _apologies_in(self, text: str, line: int) -> list[Named]:
        label = rolls.label(text)
        if label and label[0] == APOLOGIES and label[2] and label[1]:
            return said(text, line) or [named for named in listed(label[1], line) if not is_late(named.organisation)]
        return said(text, line)

    def para(self, para: Para) -> None:
        if para.line in self.heads:
            titles = self.heads[para.line]
            title = next((title for title in titles if title in para.text[: len(title) + 30]), "")
            if title or len(titles) == 1:
                self._heading(para, title or titles[0])
                return
        if len(para.cells) > 1:
            self._cells(para)
            return
        for part in rolls.parts(para.text, casual=not self.begun):
            if part.strip():
                self._part(part.strip(), para)

    def _heading(self, para: Para, head: str) -> None:
        """An item begins: a list of people may stand under it, or after its title."""
        title = head.lower()
        self.begun = True
        self.columns = []
        self.state = self.group = ""
        first = title.split(None, 1)[0].rstrip(":") if title.strip() else ""
        listed_here = first in ("sederunt", "present", "attendance", "attendees", "attending") or title.startswith(("members present", "those present", "in attendance", "roll call"))
        if ("apolog" in title and not (listed_here and "polog" not in para.text[len(head):] and not para.text[len(head):].strip(" :.–—-"))) or first in ("absent", "absence", "absences", "regrets"):
            self.enter(APOLOGIES)
            rest = para.text[len(head):].strip(" :.–—-")
            if rest:
                found = said(para.text, para.line)
                first_said = sentences(rest)[0]
                if not found and not rolls.label(rest) and not rolls.is_sentence(first_said):
                    found = said("Apologies from " + first_said, para.line)
                self.keep(found, para)
        elif listed_here:
            self.enter(PRESENT)
            rest = para.text[len(head):].strip(" :.–—-")
            self.keep(self.people_in(rest, para) if rest else [], para)
        elif "polog" in para.text:
            self.keep_apologies(said(para.text, para.line), para)

    def _part(self, text: str, para: Para) -> None:
        """One paragraph, or what stands between two labels within one."""
        label = rolls.label(text) if len(text) < 3000 else None
        if label and self.begun and rolls.is_casual(text):
            label = None
        if label and self._is_open(label, text, para):
            kind, rest, colon = label
            if kind == APOLOGIES and self.state == PRESENT and self.fresh and not rest and not para.level:
                # Both labels and nobody between them: two columns whose lines were put one below the other. Who belongs
                # to which cannot be told; nobody is said to have been away.
                self.taken(para)
                return
            if kind == PRESENT and self.begun and not (para.level or (colon and (rest or not self.found[PRESENT]))):
                self.state = ""
                return
            self.enter(kind)
            if kind != NOBODY:
                self.taken(para)
            if not rest:
                return
            self.fresh = False
            if kind == APOLOGIES:
                found = said(text, para.line) or ([] if rolls.is_none(rest) else listed(re.sub(r"^(?:were |was |had been |have been )?(?:received |accepted |given |noted |tendered )*(?:from |by |for )?:?\s*", "", rest), para.line))
                self.keep(found, para)
                self.state = self.state if not rest.endswith(".") or not found or para.is_bullet else ""
                return
            if kind == PRESENT:
                self.keep(self.people_in(rest, para), para)
                return
            return
        if para.level and self.state and not self._is_of_list(text):
            self.state = ""
        if self.state in (PRESENT, APOLOGIES):
            self.line_of(text, para)
        elif self.state == NOBODY and (para.gap and len(text) > 60):
            self.state = ""
        if self.state == APOLOGIES and not para.is_bullet and len(text) < 40 and text.lower().rstrip(":") in _THERE:
            # Below the apologies, who was there besides.
            self.enter(PRESENT)
            return
        if not self.begun and not self.state and not self.found[PRESENT] and self._is_bare_list(text, para):
            return
        if not self.begun and not self.state and rolls.is_list(text) and para.line > 2:
            self.enter(PRESENT)
            return
        if not self.begun and not self.state and (group := rolls.group(text)) and len(found := people(group[1], para.line)) > 1:
            self.enter(PRESENT)
            self.fresh = False
            self.keep(found, para)
            return
        if self.state != APOLOGIES and "polog" in text:
            self.keep_apologies(said(text, para.line), para)

    def _is_bare_list(self, text: str, para: Para) -> bool:
        """Whether people begin to be listed without any label: a title in the plural and several names, or a name with initials on a line each."""
        first = text.split(None, 1)[0].rstrip(".:").lower() if text else ""
        if first in ("councillors", "cllrs", "councilors") and text.count(",") + text.count(" and ") > 1 and not rolls.is_sentence(text) and len(found := people(text, para.line)) > 2:
            self.enter(PRESENT)
            self.fresh = False
            self.keep(found, para)
            return True
        if (len(text) < 80 and text.endswith(")")) or ") – " in text or ") - " in text:
            one = person(text, para.line)
            if (one and one.initials and len(text) < 80 and not rolls.is_sentence(text) and are_of(one.initials, one.name)) or (one and one.initials and " " not in one.name and one.initials[0] == one.name[0]):
                self.enter(PRESENT)
                self.fresh = False
                self.keep([one], para)
                return True
        return False

    def _is_of_list(self, text: str) -> bool:
        """Whether what the source marks as a heading is one of a list: a group of people, or somebody's name."""
        return self.state == PRESENT and (((group := rolls.group(text)) is not None and not group[1]) or ((one := person(text)) is not None and (bool(one.initials) or bool(one.role))))

    def _is_open(self, label: tuple[str, str, bool], text: str, para: Para) -> bool:
        """Whether what looks like a label is one, and no sentence that begins like it."""
        kind, rest, colon = label
        if not rest:
            return len(text) < 70 and (kind != NOBODY or colon or bool(self.state))
        if kind == NOBODY:
            return bool(self.state) or colon
        if colon or (kind == APOLOGIES and re.match(r"(?:were|was|had|have|received|from)\b", rest)):
            return True
        return people(rest.split(".")[0][:300])[:1] != [] and not rolls.is_sentence(rest)

    def _cells(self, para: Para) -> None:
        """A line in columns: people side by side, or one with initials, organisation and office."""
        labels = [marked[0] for cell in para.cells if (marked := rolls.label(cell)) and not marked[1]]
        if len(labels) > 1 and len(labels) == len(para.cells):
            self.enter(labels[0])
            self.columns = labels
            self.taken(para)
            return
        if not self.begun and all(cell.lower().strip(" :*") in COLUMN_HEADS for cell in para.cells) and "name" in para.cells[0].lower():
            if self.state not in (PRESENT, APOLOGIES):
                self.enter(PRESENT)
            self.pairs = True
            self.taken(para)
            return
        if self.columns and para.gap < 2 and self._side_by_side(para):
            return
        self.columns = []
        before = self.state
        within = ""
        taken = False
        for place, cell in enumerate(para.cells):
            label = rolls.label(cell)
            if label and (not label[1] or label[2] or person(label[1])) and (self.state or label[0] != NOBODY or label[2]) and not (self.begun and label[0] == PRESENT and self.found[PRESENT]):
                self.enter(label[0])
                within = label[0] if place else within
                taken = True
                cell = label[1]
                if not cell:
                    continue
            elif cell.endswith(":") and len(cell) < 28 and cell.split()[0].rstrip(":").lower() in _FIELDS:
                self.state, within, taken = NOBODY, NOBODY, True
                continue
            if self.state not in (PRESENT, APOLOGIES):
                continue
            held = self.found[self.state]
            if not (held and held[-1].line == para.line) and (group := rolls.group(cell)):
                self.group, cell = group
                if not cell:
                    taken = True
                    continue
            same = held and held[-1].line == para.line
            if same and is_initials(cell.strip("()")) and not held[-1].initials:
                held[-1] = held[-1]._replace(initials=cell.strip("()"))
            elif same and place == 1 and not held[-1].organisation and self._is_beside(cell, held[-1], para):
                held[-1] = held[-1]._replace(organisation=cell)
                self.pairs = True
            elif same and ((is_office_or_body(cell) and (person(cell) is None or not self._is_row_of_names(para))) or (len(cell.split()) == 1 and held[-1].initials)):
                held[-1] = held[-1]._replace(organisation=", ".join(filter(None, (held[-1].organisation, cell))))
            else:
                found = self.people_in(cell, para) if self.state == PRESENT else listed(cell, para.line)
                if is_initials(cell) and place + 1 < len(para.cells) and person(para.cells[place + 1]):
                    continue
                if found and place and is_initials(para.cells[place - 1]) and not found[0].initials:
                    found[0] = found[0]._replace(initials=para.cells[place - 1])
                self.keep(found, para)
                taken = taken or bool(found)
        if within:
            self.state = before
        if taken:
            self.taken(para)
            self.fresh, self.after_gap = False, 0
        elif self.state:
            self._part(para.text, para)
        elif "polog" in para.text:
            self.keep_apologies(said(para.text, para.line), para)

    def _side_by_side(self, para: Para) -> bool:
        """A line under two labels that stand side by side: the first person on it belongs to the first label, the next to the next."""
        column, taken = -1, False
        for cell in para.cells:
            one = person(cell, para.line)
            held = self.found[self.columns[max(column, 0)]]
            if one is None or (is_office_or_body(cell) and not one.initials) or (column >= 0 and len(cell.split()) == 1 and column + 1 >= len(self.columns)):
                if column >= 0 and held and held[-1].line == para.line:
                    held[-1] = held[-1]._replace(organisation=held[-1].organisation or cell)
                continue
            column += 1
            if column < len(self.columns):
                if len(cell.split()) == 1 and column:
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

    def _is_row_of_names(self, para: Para) -> bool:
        return sum(1 for cell in para.cells if person(cell) is not None) > 1


_THERE = frozenset(("officials", "guests", "secretariat", "observers", "visitors", "officers in attendance", "invited guests", "speakers"))
_FIELDS = frozenset(("chair", "clerk", "venue", "date", "time", "distribution", "minutes", "location", "place"))
