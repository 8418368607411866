"""Who was there and who sent apologies: in a sentence, in a list, in columns, in a table, under headings, or inside the first item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from g2g.minutes import registers, rolls
from g2g.minutes.apologies import is_late, listed, said, sentences
from g2g.minutes.columns import Columns
from g2g.minutes.document import Document, Para, Table
from g2g.minutes.findings import FoundItem, Named
from g2g.minutes.names import are_of, is_initials, person
from g2g.minutes.offices import TITLES
from g2g.minutes.people import people, pieces
from g2g.minutes.rolls import APOLOGIES, NOBODY, PRESENT


class Attendance(NamedTuple):
    """Those present, those who sent apologies, the lines on which they were found, and what is doubtful, by its line."""

    present: tuple[Named, ...]
    apologies: tuple[Named, ...]
    lines: frozenset[int]
    doubts: tuple[tuple[int, str], ...] = ()


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
    reader.tell_apart()
    present, apologies = (tuple(_once(map(_noted, _with_their_bodies(reader.found[kind], pairs)))) for kind in (PRESENT, APOLOGIES))
    away = {_bare(named.name) for named in apologies}
    return Attendance(tuple(named for named in present if _bare(named.name) not in away or " " not in named.name), apologies, frozenset(reader.lines), tuple(reader.doubts))


def _bare(name: str) -> str:
    """A name without titles, as names are compared."""
    return " ".join(word for word in name.casefold().split() if word.strip(".") not in TITLES)


def _noted(named: Named) -> Named:
    """Somebody with the body in brackets for their organisation, where no other stands beside the name."""
    return named._replace(organisation=named.organisation or named.note, note="")


def _once(people_of: Iterable[Named]) -> Iterator[Named]:
    """Each person once: the first finding, with what later ones add to it."""
    found = list(people_of)
    seen: dict[str, int] = {}
    kept: list[Named] = []
    whole: dict[str, set[str]] = {}  # names in full, by the surname
    for named in found:
        if " " in (bare := _bare(named.name)):
            whole.setdefault(bare.rpartition(" ")[2], set()).add(named.name)
    for named in found:
        words = named.name.casefold().split()
        if len(words) == 2 and words[0].strip(".") in TITLES and len(same := whole.get(words[1], set())) == 1:
            named = named._replace(name=next(iter(same)))  # Mrs Marsh, who is named in full elsewhere
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


class _Reader(Columns):
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
            for place, cell in enumerate(row.cells):
                if "polog" in cell:
                    for line in cell.split("\n"):
                        self.found[APOLOGIES] += self._apologies_in(line, row.line)
                    self.found[APOLOGIES] += self._apologies_beside(cell, row.cells[place + 1:], row.line)
        self.state = ""

    def _apologies_beside(self, title: str, cells: Sequence[str], line: int) -> list[Named]:
        """Who sent apologies by the cell beside the title of the item on them."""
        label = rolls.label(title)
        beside = next((cell for cell in cells if cell.strip()), "").split("\n")[0].strip()
        if not label or label[0] != APOLOGIES or label[1] or rolls.is_none(beside) or is_initials(beside) or said(beside, line):
            return []
        names = sentences(_RECEIVED.sub("", beside[:1].lower() + beside[1:] if beside.startswith(("From ", "Received ")) else beside))[0]
        return [] if rolls.is_sentence(names) else [named for named in listed(names, line) if not is_late(named.organisation)]

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
            self._columned(para)
            return
        for part in rolls.parts(para.text, casual=not self.begun):
            if part.strip():
                self._part(part.strip(), para)

    def _columned(self, para: Para) -> None:
        """A line in columns, or one that only looks like it."""
        if self.row(para):
            return
        if self.state:
            self._part(para.text, para)
        elif "polog" in para.text:
            self.keep_apologies(said(para.text, para.line), para)

    def _heading(self, para: Para, head: str) -> None:
        """An item begins: a list of people may stand under it, or after its title."""
        title = head.lower()
        behind = para.text[max(0, para.text.find(head)) + len(head):]
        self.begun = True
        self.columns = []
        self.state = self.group = ""
        first = title.split(None, 1)[0].rstrip(":") if title.strip() else ""
        listed_here = first in ("sederunt", "present", "attendance", "attendees", "attending") or title.startswith(("members present", "those present", "in attendance", "roll call"))
        if ("apolog" in title and not (listed_here and "polog" not in behind and not behind.strip(" :.–—-"))) or first in ("absent", "absence", "absences", "regrets"):
            self.enter(APOLOGIES)
            rest = _without_act(behind.strip(" :.–—-"))
            if rest and not (is_initials(rest) and para.cells[-1:] == (rest,)):  # in a column by itself stand the letters of who leads the item
                found = said(para.text, para.line)
                first_said = sentences(rest)[0]
                if not found and not rolls.label(rest) and not rolls.is_sentence(first_said):
                    found = said("Apologies from " + first_said, para.line)
                self.keep(found, para)
        elif listed_here:
            self.enter(PRESENT)
            rest = behind.strip(" :.–—-")
            self.keep(self.people_in(rest, para) if rest else [], para)
        elif "polog" in para.text:
            self.keep_apologies(said(para.text, para.line), para)

    def _part(self, text: str, para: Para) -> None:
        """One paragraph, or what stands between two labels within one."""
        label = rolls.label(text) if len(text) < 3000 else None
        if label and not (self.begun and rolls.is_casual(text)) and self._is_open(label, text, para):
            self._label(label, text, para)
        else:
            self._unlabelled(text, para)

    def _label(self, label: tuple[str, str, bool], text: str, para: Para) -> None:
        """A label: those named after it are its people, and so are those on the lines below."""
        kind, rest, colon = label
        if self.marks and not rest and not colon and not para.gap and self.state == PRESENT and kind != PRESENT and self.found[PRESENT]:
            # A cell a line, and the last of each row says who was there.
            self.found[kind].append(self.found[PRESENT].pop())
            self.taken(para)
            return
        if kind == APOLOGIES and self.state == PRESENT and self.fresh and not rest and not para.level:
            # Both labels and nobody between them: two columns whose lines were put one below the other. Who belongs
            # to which cannot be told; nobody is said to have been away.
            self.taken(para)
            self.doubts.append((para.line, "The heading of those present and that of the apologies stand together above one list; all of it is taken as present."))
            return
        if kind == PRESENT and self.begun and not (para.level or (colon and (rest or not self.found[PRESENT]))):
            self.state = ""
            return
        self.enter(kind, text)
        if kind != NOBODY:
            self.taken(para)
        if rest:
            self.fresh, self.inline = False, True
            if kind == NOBODY and "(apolog" in rest.lower():
                away = [part for part in pieces(rest) if "(apolog" in part.lower()]
                self.found[APOLOGIES] += [one for part in away if (one := person(part, para.line))]
            if kind == APOLOGIES:
                self._apologies_after(rest, text, para)
            elif kind == PRESENT:
                self.keep(self.people_in(rest, para), para)
                if "polog" in rest:
                    self.keep_apologies(said(rest, para.line), para)

    def _apologies_after(self, rest: str, text: str, para: Para) -> None:
        """Who sent apologies by the words after the label; a full stop behind them ends the list."""
        found = said(text, para.line)
        if not found and not rolls.is_none(rest):
            # After “Apologies were accepted.” comes another sentence.
            ended = text[: len(text) - len(rest)].rstrip().endswith(".") and rolls.is_sentence(sentences(rest)[0])
            found = listed(_RECEIVED.sub("", rest), para.line) if not ended else []
        self.keep(found, para)
        if (rest.endswith(".") and found and not para.is_bullet) or rolls.is_none(rest):
            self.state = ""

    def _unlabelled(self, text: str, para: Para) -> None:
        """Words without a label: a line of the list that is open, the first of a list without any label, or apologies in a sentence."""
        if para.level and self.state and not self._is_of_list(text):
            self.state = ""
        if self.state in (PRESENT, APOLOGIES):
            self.line_of(text, para)
        elif self.state == NOBODY and (para.gap and len(text) > 60):
            self.state = ""
        if self.state == APOLOGIES and not para.is_bullet and len(text) < 40 and text.lower().rstrip(":") in _THERE:
            # Below the apologies, who was there besides.
            self.enter(PRESENT, text)
        elif not self.begun and not self.state and self._begins_bare(text, para):
            return
        elif self.state != APOLOGIES and "polog" in text:
            self.keep_apologies(said(text, para.line), para)

    def _begins_bare(self, text: str, para: Para) -> bool:
        """Whether those present begin to be listed though no label says so; whoever is named is kept."""
        found = _bare_list(text, para) if not self.found[PRESENT] else []
        if not found and rolls.is_list(text) and para.line > 2:
            self.enter(PRESENT)
            return True
        if not found and (group := rolls.group(text)) and len(grouped := people(group[1], para.line)) > 1:
            found = grouped
        if found:
            self.enter(PRESENT)
            self.fresh = False
            self.keep(found, para)
        return bool(found)

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
        first = sentences(rest)[0]
        return people(first[:300])[:1] != [] and not rolls.is_sentence(first)


def _without_act(rest: str) -> str:
    """What follows a title without the Act in brackets under which apologies are accepted: ``(LGA 1972, s. 85(1)) A Quill``."""
    depth = 0
    for at, letter in enumerate(rest[:120] if rest[:1] == "(" else ""):
        depth += (letter == "(") - (letter == ")")
        if not depth:
            return rest[at + 1:].strip(" :.–—-") if any(map(str.isdecimal, rest[:at])) else rest
    return rest


def _bare_list(text: str, para: Para) -> list[Named]:
    """People listed without any label: a title in the plural and several names, or a name with initials on a line each."""
    first = text.split(None, 1)[0].rstrip(".:").lower() if text else ""
    if first in ("councillors", "cllrs", "councilors") and text.count(",") + text.count(" and ") > 1 and not rolls.is_sentence(text):
        found = people(text, para.line)
        if len(found) > 2:
            return found
    short = len(text) < 80
    if (short and text.endswith(")")) or ") – " in text or ") - " in text:
        one = person(text, para.line)
        if one and one.initials:
            whole = short and not rolls.is_sentence(text) and are_of(one.initials, one.name)
            if whole or (" " not in one.name and one.initials[0] == one.name[0]):
                return [one]
    return []


_RECEIVED = re.compile(r"^(?:were |was |had been |have been )?(?:received |accepted |given |noted |tendered )*(?:from |by |for )?:?\s*")
_THERE = frozenset(("officials", "guests", "guest", "secretariat", "observers", "observer", "visitors", "visitor", "speaker", "officers in attendance", "invited guests", "speakers"))
