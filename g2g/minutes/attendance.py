"""Who was there and who sent apologies: in a sentence, in a list, in columns, in a table, under headings, or inside the first item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from g2g.minutes import registers, rolls
from g2g.minutes.apologies import is_late, listed, said, sentences
from g2g.minutes.document import Document, Para, Table
from g2g.minutes.findings import FoundItem, Named
from g2g.minutes.names import TITLES, are_of, is_initials, is_office_or_body, people, person
from g2g.minutes.rolls import APOLOGIES, NOBODY, PRESENT
from g2g.minutes.titles import is_usual


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


class _Reader:
    """Goes through a document once, and knows whether it stands in a list of people."""

    def __init__(self, heads: dict[int, list[str]]) -> None:
        self.heads = heads
        self.found: dict[str, list[Named]] = {PRESENT: [], APOLOGIES: [], NOBODY: []}
        self.lines: set[int] = set()
        self.state = ""
        self.group = ""
        self.misses = 0
        self.begun = False  # the business has begun: nobody is present any more who was not before
        self.fresh = False  # the label was the last thing read
        self.after_gap = 0
        self.columns: list[str] = []
        self.pairs = False  # names stand in the first column, organisations in the second
        self.whole = 0  # lines that say "name, organisation"
        self.two: set[int] = set()  # lines that seem to name two people so
        self.surely_two: set[int] = set()  # of these: lines whose second part is one word beside a whole name

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
        listed_here = first in ("present", "attendance", "attendees", "attending") or title.startswith(("members present", "those present", "in attendance", "roll call"))
        if ("apolog" in title and not (listed_here and "polog" not in para.text[len(head):] and not para.text[len(head):].strip(" :.–—-"))) or first in ("absent", "absence", "absences", "regrets"):
            self._enter(APOLOGIES)
            rest = para.text[len(head):].strip(" :.–—-")
            if rest:
                found = said(para.text, para.line) or ([] if rolls.label(rest) else said("Apologies from " + rest, para.line) if not rolls.is_sentence(rest) else [])
                self._keep(found, para)
        elif listed_here:
            self._enter(PRESENT)
            rest = para.text[len(head):].strip(" :.–—-")
            self._keep(self._people(rest, para) if rest else [], para)
        elif "polog" in para.text:
            self._keep_apologies(said(para.text, para.line), para)

    def _enter(self, state: str) -> None:
        self.state, self.group, self.misses, self.fresh = state, "", 0, True

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
                self._taken(para)
                return
            if kind == PRESENT and self.begun and not (para.level or (colon and (rest or not self.found[PRESENT]))):
                self.state = ""
                return
            self._enter(kind)
            if kind != NOBODY:
                self._taken(para)
            if not rest:
                return
            self.fresh = False
            if kind == APOLOGIES:
                found = said(text, para.line) or ([] if rolls.is_none(rest) else listed(re.sub(r"^(?:were |was |had been |have been )?(?:received |accepted |given |noted |tendered )*(?:from |by |for )?:?\s*", "", rest), para.line))
                self._keep(found, para)
                self.state = self.state if not rest.endswith(".") or not found or para.is_bullet else ""
                return
            if kind == PRESENT:
                self._keep(self._people(rest, para), para)
                return
            return
        if para.level and self.state and not self._is_of_list(text):
            self.state = ""
        if self.state in (PRESENT, APOLOGIES):
            self._listed(text, para)
        elif self.state == NOBODY and (para.gap and len(text) > 60):
            self.state = ""
        if self.state == APOLOGIES and not para.is_bullet and len(text) < 40 and text.lower().rstrip(":") in _THERE:
            # Below the apologies, who was there besides.
            self._enter(PRESENT)
            return
        if not self.begun and not self.state and rolls.is_list(text) and para.line > 2:
            self._enter(PRESENT)
            return
        if not self.begun and not self.state and (group := rolls.group(text)) and len(found := people(group[1], para.line)) > 1:
            self._enter(PRESENT)
            self.fresh = False
            self._keep(found, para)
            return
        if self.state != APOLOGIES and "polog" in text:
            self._keep_apologies(said(text, para.line), para)

    def _is_of_list(self, text: str) -> bool:
        """Whether what the source marks as a heading is one of a list: a group of people, or somebody's name."""
        return self.state == PRESENT and ((group := rolls.group(text)) is not None and not group[1] or (one := person(text)) is not None and (bool(one.initials) or bool(one.role)))

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

    def _people(self, text: str, para: Para) -> list[Named]:
        if text[:1] == "(" and self.found[PRESENT] and (closed := text.find(")")) > 0:
            # The rest of a line that was broken after a name: its office in brackets.
            last = self.found[PRESENT][-1]
            self.found[PRESENT][-1] = last._replace(role=last.role or text[1:closed])
            text = text[closed + 1:].strip(" ,;")
        text = _without_public(text.removeprefix("and ").removeprefix("& "))
        found: list[Named] = []
        for sentence in sentences(text):
            if rolls.is_sentence(sentence) and not ((first := person(sentence.split(",")[0])) and first.initials):
                break
            label = rolls.group(sentence)
            if label:
                self.group = label[0]
                sentence = label[1]
            found += [named._replace(role=named.role or self.group) for named in people(sentence.strip(" ."), para.line)]
        if not found and len(parts := re.split(r"\s*,\s*(?:and )?|\s+and\s+", text.strip(" ."))) > 2 and all(re.fullmatch(r"[\w.’'-]{2,20}", part) for part in parts):
            # Names as a club writes them: rhiba, mcnutty, hir142.
            found = [Named(part, line=para.line) for part in parts]
        return found

    def _listed(self, text: str, para: Para) -> None:
        """A line under a label: somebody, several, the organisation of the one above, a group, or the end of the list."""
        held = self.found[self.state]
        if _is_public(text.split()):
            return
        if text.lower().strip(" :*|") in _COLUMN_HEADS:
            self._taken(para)
            return
        first = text.split(None, 1)[0].lower().rstrip(":") if text else ""
        if (para.bold or (first in ("papers", "documents", "quorum", "copies", "notice") and ":" in text[:40])) and held and not self.fresh and not para.mark:
            self.state = ""
            return
        if first in ("chair", "minutes", "notes") and first == text.lower() and para.gap and not self.after_gap and held and not self.fresh:
            # A field whose value stands below it.
            self.state = ""
            return
        if para.is_bullet and (nick := _nickname(text)):
            self._keep([Named(nick, line=para.line)], para)
            return
        if is_initials(text) and not self.fresh and self._initials(text):
            self._taken(para)
            return
        if self.state == APOLOGIES and self.fresh and first == "apologies" and not said(text, para.line):
            self.state = ""
            return
        if text[:1] == "(" and self.state == PRESENT and held and held[-1].line >= para.line - 3 and ")" in text:
            self._keep(self._people(text, para), para)
            return
        below = held and not self.fresh and not para.gap and self.after_gap and not held[-1].organisation and para.indent > 2 and ":" not in text
        if not below and (group := rolls.group(text)):
            self.group = group[0]
            text = group[1]
            if not text:
                self._taken(para)
                self.fresh = True
                return
        if self.state == APOLOGIES and "polog" in text and (found := said(text, para.line)):
            self._keep(found, para)
            return
        if rolls.is_none(text):
            self.state = "" if self.state == APOLOGIES else self.state
            return
        under = held and not self.fresh and held[-1].line >= para.line - 2 and not para.gap and self.after_gap and not held[-1].organisation and para.mark != "-"
        under = under and (person(text) is None or (para.indent > 2 and "(" not in text and text.split()[0].strip(".").lower() not in TITLES))
        if (under and len(text) < 120 and not rolls.is_sentence(text)) or (held and not self.fresh and is_office_or_body(text) and person(text) is None and not held[-1].organisation and len(text) < 120 and not para.mark and not is_usual(text)):
            held[-1] = held[-1]._replace(organisation=text.strip(" .,"))
            self._taken(para)
            self.after_gap = 0
            return
        if self.state == APOLOGIES and (received := re.match(r"(?:(?:these|they) )?(?:were |had been )?(?:received|accepted|noted|given)(?: and (?:accepted|noted|approved))? (?:from|by)\s*:?\s*", text, re.I)):
            self._keep(listed(text[received.end():].split(". ")[0] if len(text) > 300 else sentences(text[received.end():])[0], para.line), para)
            return
        named = person(text.split(",")[0]) if re.match(r"[^,–]{3,60}?(?:\s*\([^)]{0,40}\))?\s*[,–-]\s", text) else None
        if rolls.is_sentence(text) and not (named and (named.initials or para.is_bullet)) and not (self.state == APOLOGIES and self.fresh and (found := listed(text, para.line)) and not para.mark):
            self.misses += 2
        else:
            found = self._people(text, para) if self.state == PRESENT else listed(text, para.line)
            if len(found) == 1 and not found[0].initials and " " not in text and not para.is_bullet and (text.isupper() or is_initials(text)) and len(text) > 1:
                # A body by its letters, beside or below somebody with a whole name.
                if held and " " in held[-1].name and not held[-1].organisation:
                    held[-1] = held[-1]._replace(organisation=text)
                    self._taken(para)
                    return
                found = found if len(text) < 4 and not (held and " " in held[-1].name) else []
            if found and not (para.mark and para.mark != "-" and self.begun and len(found) == 1 and len(text.split()) == 1):
                self._keep(found, para)
                self._shape(text, found)
                self.misses = 0
                self.after_gap = para.gap
                self.fresh = False
                return
            self.misses += 1
        if self.misses > (1 if self.state == PRESENT else 0):
            self.state = ""

    def _initials(self, text: str) -> bool:
        """Whether initials that stand on a line alone are those of somebody above who has none yet."""
        for kind in (self.state, PRESENT):
            for place, named in enumerate(self.found[kind][-40:], max(0, len(self.found[kind]) - 40)):
                if not named.initials and are_of(text, named.name):
                    self.found[kind][place] = named._replace(initials=text)
                    return True
        return False

    def _shape(self, text: str, found: Sequence[Named]) -> None:
        """Keeps count of lines that say ``name, organisation``, and of those that might."""
        if text.count(",") != 1 or " and " in text:
            return
        if len(found) == 1 and found[0].organisation:
            self.whole += 1
        elif len(found) == 2 and not (found[1].initials or found[1].organisation) and found[1].name.split()[0].strip(".").lower() not in TITLES and len(found[1].name.split()[0].strip(".")) > 1:
            self.two.add(found[1].line)
            if " " not in found[1].name and " " in found[0].name:
                self.surely_two.add(found[1].line)

    def _cells(self, para: Para) -> None:
        """A line in columns: people side by side, or one with initials, organisation and office."""
        labels = [marked[0] for cell in para.cells if (marked := rolls.label(cell)) and not marked[1]]
        if len(labels) > 1 and len(labels) == len(para.cells):
            self._enter(labels[0])
            self.columns = labels
            self._taken(para)
            return
        if not self.begun and all(cell.lower().strip(" :*") in _COLUMN_HEADS for cell in para.cells) and "name" in para.cells[0].lower():
            if self.state not in (PRESENT, APOLOGIES):
                self._enter(PRESENT)
            self.pairs = True
            self._taken(para)
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
                self._enter(label[0])
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
                found = self._people(cell, para) if self.state == PRESENT else listed(cell, para.line)
                if is_initials(cell) and place + 1 < len(para.cells) and person(para.cells[place + 1]):
                    continue
                if found and place and is_initials(para.cells[place - 1]) and not found[0].initials:
                    found[0] = found[0]._replace(initials=para.cells[place - 1])
                self._keep(found, para)
                taken = taken or bool(found)
        if within:
            self.state = before
        if taken:
            self._taken(para)
            self.fresh, self.after_gap = False, 0
        elif self.state:
            self._part(para.text, para)
        elif "polog" in para.text:
            self._keep_apologies(said(para.text, para.line), para)

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
            self._taken(para)
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

    def _taken(self, para: Para) -> None:
        self.lines.update(range(para.line, max(para.last, para.line) + 1))

    def _keep(self, found: Sequence[Named], para: Para) -> None:
        if found and self.state in (PRESENT, APOLOGIES):
            for named in found:
                late = is_late(named.organisation) and self.state == APOLOGIES
                self.found[NOBODY if late else self.state].append(named)
            self._taken(para)

    def _keep_apologies(self, found: Sequence[Named], para: Para) -> None:
        if found:
            self.found[APOLOGIES] += found


_THERE = frozenset(("officials", "guests", "secretariat", "observers", "visitors", "officers in attendance", "invited guests", "speakers"))
_COLUMN_HEADS = frozenset((
    "name", "names", "agency", "organisation", "organization", "representing", "representation", "role", "title", "initials", "position", "job title",
    "company", "ward", "designation", "school", "body", "capacity", "member",
))  # fmt: skip
_FIELDS = frozenset(("chair", "clerk", "venue", "date", "time", "distribution", "minutes", "location", "place"))
_COUNTS = frozenset(str.split("one two three four five six seven eight nine ten eleven twelve several some no fourteen fifteen twenty thirteen"))
_PUBLIC = frozenset(str.split("member members parishioner parishioners resident residents villager villagers public people person persons observers electors guests visitors"))


def _is_public(words: Sequence[str]) -> bool:
    """Whether words count the public: nine parishioners, 7 members of the public."""
    if len(words) < 2 or not (words[0].isdigit() or words[0].lower() in _COUNTS):
        return False
    following = words[2] if words[1] == "other" and len(words) > 2 else words[1]
    return following.lower().rstrip(".,;") in _PUBLIC


def _without_public(text: str) -> str:
    """A list of people without the public that is counted at its end."""
    words = text.split()
    for at in range(len(words) - 1):
        if _is_public(words[at:at + 3]):
            kept = words[:at]
            while kept and kept[-1].lower() in ("and", "plus", "with", "together"):
                kept.pop()
            return " ".join(kept).rstrip(" .,")
    return text


def _nickname(text: str) -> str:
    """The name in a chat that a line gives, with how often it spoke: ``lomax (41)``."""
    name, _, count = text.partition(" (")
    return name if count.endswith(")") and count[:-1].isdigit() and " " not in name and name.replace("_", "").replace("-", "").isalnum() else ""


