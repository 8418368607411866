"""Who was there and who sent apologies: in a sentence, in a list, in columns, in a table, under headings, or inside the first item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from g2g.minutes.document import Document, Para, Table
from g2g.minutes.findings import FoundItem, Named
from g2g.minutes.names import TITLES, is_initials, is_office_or_body, people, person

PRESENT, APOLOGIES, NOBODY = "present", "apologies", "nobody"


class Attendance(NamedTuple):
    """Those present, those who sent apologies, and the lines on which they were found."""

    present: tuple[Named, ...]
    apologies: tuple[Named, ...]
    lines: frozenset[int]


def read(document: Document, items: Sequence[FoundItem]) -> Attendance:
    """Who was there, given the items that are known by their numbers: a list of people ends where one of them begins."""
    reader = _Reader({item.line: item.title for item in items})
    for block in document.blocks:
        if isinstance(block, Table):
            reader.table(block)
        else:
            reader.para(block)
    return Attendance(tuple(_once(reader.found[PRESENT])), tuple(_once(reader.found[APOLOGIES])), frozenset(reader.lines))


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


# ---- labels -------------------------------------------------------------------------------------------

_LABEL = (
    r"(?P<apologies>(?:sent |received |with )?(?:(?:to )?(?:receive|note|accept|consider) )?(?:any )?(?:apolog(?:y|ies)|regrets)(?: ?(?:for|of|and|&|/|from|received|given|sent|absen(?:ce|ces|t|tees?)|non-? ?attendance|substitut(?:es?|ions?)|lateness|members?|in|advance|were|to|tendered))*"
    r"|absent (?:with|and) apolog(?:y|ies)(?: given| received)?|apolog(?:y|ies) and absen(?:ce|ces|t))"
    r"|(?P<nobody>(?:members? )?absent(?: without (?:apolog(?:y|ies)|notice))?|no(?:t| longer) (?:present|in attendance)|distribution(?: list)?|circulation(?: list)?|copies(?: to)?|cc|(?:members of )?(?:the )?public(?: present| in attendance| members)?(?: and press)?|press(?: and public)?"
    r"|date|time|venue|location|place|quorum|non-?attend(?:ees|ance))"
    r"|(?P<present>(?:there were )?(?:(?:the|those|members?|persons|people|councill?ors?|governors?|trustees?|directors?|officers?|staff|committee|board|forum|group|voting|non-voting|core|other|others|also|additionally|in|person|full|list|of|elected|executive|non-executive|pt members)(?: and)? )*"
    r"(?:present|attend(?:ees?|ance|ing|ed|ant)s?|in[- ]attendance|participants|attendance list)(?: ?(?:by|via|on|at|in|from|remotely|online|virtually|phone|telephone|zoom|teams|video(?:link|conference)?|person|part|for|of|the|meeting|members?|also|and|were|was|as|observers?|council|officers?|governors?|committee|board|list)\b)*"
    r"|on the (?:phone|telephone|call|line)|by (?:phone|telephone|video(?: ?link| ?conference)?)|via (?:zoom|teams|phone|video ?link)|remotely|online|dialled in|joined (?:by|via) (?:phone|zoom|teams))"
)
_GROUP = (
    r"(?:(?:the|county|borough|district|city|town|parish|community|unitary|co-?opted|elected|executive|non-?executive|voting|non-?voting|school|schools|academy|academies|maintained|primary|secondary|special|nursery|early|years|union|diocesan|church|staff"
    r"|panel|tenant|parent|foundation|associate|independent|lay|public|appointed|other|external|invited|clinical|partner|committee|council|board|local|authority|substitute|portfolio|lead|senior|non-schools|trust|cabinet|governing|body|members?|and|&|of|in|for) )*"
    r"(?:councill?ors?|cllrs?|members?|officers?|co-?optees?|governors?|trustees?|directors?|staff|observers?|guests?|visitors?|advis[eo]rs?|representatives?|reps|speakers?|presenters?|heads|headteachers?|academies|schools|schools members|providers|others?|officials|invitees|panel|landlord|residents|tenants|adults|young people|substitutes?|partners|organisations|clerk|chair(?:man|person)?|vice[- ]chair(?:man)?|secretary|treasurer|minutes|minute[- ]taker|note[- ]taker|taking minutes|nhs|council|parents?|practice)"
)


def _label(text: str) -> tuple[str, str, bool] | None:
    """What a text is labelled as (present, apologies, nobody), what follows the label, and whether a colon or dash stands after it."""
    text = text.strip(" •*")
    if not text[:1].isalpha() and not text[:1].isdigit():
        return None
    found = re.match(rf"(?:{_LABEL})(?=\s*(?:[:–—;.-]|$|\(| / ))|(?:{_LABEL.replace('?P<', '?P<n')})(?=\s+(?:[A-Z]|from|was|were|had|have|by|:))", text, re.I)
    if not found:
        return None
    kind = next((name for name in (APOLOGIES, NOBODY, PRESENT) if found[name] or found["n" + name]), "")
    rest = text[found.end():]
    rest = re.sub(r"^\s*\((?:\d+|by rotation|in alphabetical order|[a-z ]{3,30})\)", "", rest)
    colon = re.match(r"\s*[:–—;.-]+| / ", rest)
    body = rest[colon.end():] if colon else rest
    return kind, body.strip(), colon is not None


_INSIDE = r"(?<=[\s.;,)])(?=(?:Apologies|APOLOGIES|In [Aa]ttendance|IN ATTENDANCE|Also [Pp]resent|ALSO PRESENT|Also in [Aa]ttendance|Absent|ABSENT|Present|PRESENT|Officers|Observers|Minutes|Clerk|Chair|Not present|Attending)(?: for absence| received(?: from)?| from| present)?\s?[:–]\s)"


# ---- sentences ----------------------------------------------------------------------------------------

_FROM = (
    r"apologies(?: for (?:absence|non-attendance|his absence|her absence|their absence|not attending))?(?: and (?:reasons|absences?))?"
    r"[^.;:]{0,60}?\b(?:from|by|on behalf of|for)\b(?! (?:absence|lateness|late|non|being))\s*:?\s*(?P<after>[A-Z].*)"
)
_GAVE = (
    r"(?P<before>[A-Z][^.;:]{2,200}?)\s+(?:had |have |has |all |both |also )*(?:sent|gave|given|sends?|gives?|tendered|submitted|offered|conveyed) "
    r"(?:(?:their|his|her|in|formal) )?(?:apologies|apology)\b(?! for (?:late|being late|lateness|his late|her late|leaving))"
)
_SORRY = r"(?P<sorry>[A-Z][^.;:]{2,120}?)\s+(?:had |have |has )?apologi[sz]ed(?: for (?:(?:his|her|their) )?(?:absence|not (?:being|attending)|non-attendance)| that| and|\.|,|$)"
_NOTED = r"(?P<noted>[A-Z][^.;:]{2,120}?)['’]s?'? apologies (?:were|was|had|have)"
_REASON = (
    r"\s+(?:due to|owing to|because|who|whose|which|as (?:he|she|they|his|her|it)|and (?:these |they |it |the reasons? )?(?:was|were|accepted|noted|approved|received|it was)|were|was|had|have|has|is|are|with|for (?:the |a |his |her |their |personal|family|work|health|medical|this)|on account|"
    r"through|in view|having|being|by reason|at (?:the|a|another)|on (?:holiday|leave|business|other)|sent|gave|unable|ill\b|could|cannot|for their|for absence|for not|for non|that|in (?:his|her|their|advance)|whilst|while|after)\b.*"
)


def _sentences(text: str) -> list[str]:
    """A paragraph's sentences. A full stop after a title, an initial or an abbreviation ends none."""
    parts, begun = [], 0
    for found in re.finditer(r"[.!?]\s+(?=[A-Z“‘\"'(])", text):
        last = re.split(r"[\s(]", text[begun: found.start()])[-1]
        if len(last) < 2 or last.lower() in ("mr", "mrs", "ms", "dr", "cllr", "cllrs", "rev", "revd", "sgt", "prof", "st", "p.c", "hon", "fr", "supt", "insp", "capt", "col", "no", "miss", "messrs") or re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", last):
            continue
        parts.append(text[begun: found.start() + 1])
        begun = found.end()
    return [*parts, text[begun:]]


def said(text: str, line: int) -> list[Named]:
    """Who sent apologies by a sentence that says so."""
    found: list[Named] = []
    if "polog" not in text:
        return found
    for sentence in _sentences(text):
        if "polog" not in sentence or re.search(r"\bno (?:further |other )?apologies", sentence, re.I):
            continue
        match = re.search(_FROM, sentence[:1500], re.I) or re.search(_GAVE, sentence[:600]) or re.search(_NOTED, sentence[:400]) or re.search(_SORRY, sentence[:400])
        if not match:
            continue
        groups = match.groupdict()
        names = groups.get("after") or groups.get("before") or groups.get("noted") or groups.get("sorry") or ""
        if groups.get("after") is None and re.match(r"(?:The |It |There |Those |Apologies|No )", names):
            continue
        found += listed(names.rstrip("."), line)
    return found


def listed(names: str, line: int) -> list[Named]:
    """Those whom the rest of a sentence names as having sent apologies, without the reasons that it gives."""
    found: list[Named] = []
    for part in re.split(r"\s*;\s*", re.sub(r"\band (?:also )?from\b", "and", names)):
        part = re.sub(_REASON, "", part.strip(" ."))
        office = re.search(r"(?:^|,\s*|\band\s+)(the (?:[A-Z][\w’'-]+ ?|of |for |and ){1,6})$", part)
        if office and is_office_or_body(office[1]) and person(office[1]) is None:
            part = part[: office.start()]
        else:
            office = None
        found += people(part, line)
        found += [Named(office[1].strip(), line=line)] if office else []
    return [named for named in found if not _is_late(named.organisation)]


def _is_late(text: str) -> bool:
    return re.search(r"\blate(?:ness|r)?\b|early departure|\bleaving\b", text, re.I) is not None


# ---- the walk -----------------------------------------------------------------------------------------


class _Reader:
    """Goes through a document once, and knows whether it stands in a list of people."""

    def __init__(self, heads: dict[int, str]) -> None:
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

    def table(self, table: Table) -> None:
        self.columns = []
        if _of_people(self, table):
            return
        for row in table.rows:
            for cell in row.cells:
                if "polog" in cell:
                    for line in cell.split("\n"):
                        self.found[APOLOGIES] += self._apologies_in(line, row.line)
        self.state = ""

    def _apologies_in(self, text: str, line: int) -> list[Named]:
        label = _label(text)
        if label and label[0] == APOLOGIES and label[2] and label[1]:
            return said(text, line) or [named for named in listed(label[1], line) if not _is_late(named.organisation)]
        return said(text, line)

    def para(self, para: Para) -> None:
        if para.line in self.heads:
            self._heading(para)
            return
        if len(para.cells) > 1:
            self._cells(para)
            return
        parts = re.split(_INSIDE, para.text) if ":" in para.text or "–" in para.text else [para.text]
        for part in parts:
            if part.strip():
                self._part(part.strip(), para)

    def _heading(self, para: Para) -> None:
        """An item begins: a list of people may stand under it, or after its title."""
        title = self.heads[para.line].lower()
        self.begun = True
        self.columns = []
        self.state = self.group = ""
        if "apolog" in title or re.match(r"absen(?:t|ce)", title):
            self._enter(APOLOGIES)
            rest = para.text[len(self.heads[para.line]):].strip(" :.–—-")
            if rest:
                found = said(para.text, para.line) or ([] if _label(rest) else said("Apologies from " + rest, para.line) if not _is_sentence(rest) else [])
                self._keep(found, para)
        elif re.match(r"(?:present|attend(?:ance|ees)|members present|those present|in attendance|roll call)\b", title):
            self._enter(PRESENT)
            rest = para.text[len(self.heads[para.line]):].strip(" :.–—-")
            self._keep(people(rest, para.line) if rest else [], para)
        elif "polog" in para.text:
            self._keep_apologies(said(para.text, para.line), para)

    def _enter(self, state: str) -> None:
        self.state, self.group, self.misses, self.fresh = state, "", 0, True

    def _part(self, text: str, para: Para) -> None:
        """One paragraph, or what stands between two labels within one."""
        label = _label(text) if len(text) < 3000 else None
        if label and self._is_open(label, text, para):
            kind, rest, colon = label
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
                found = said(text, para.line) or ([] if _is_none(rest) else listed(re.sub(r"^(?:were |was |had been |have been )?(?:received |accepted |given |noted |tendered )*(?:from |by |for )?:?\s*", "", rest), para.line))
                self._keep(found, para)
                self.state = self.state if not rest.endswith(".") or not found else ""
                return
            if kind == PRESENT:
                self._keep(self._people(rest, para), para)
                return
            return
        if para.level and self.state:
            self.state = ""
        if self.state in (PRESENT, APOLOGIES) and not para.level:
            self._listed(text, para)
        elif self.state == NOBODY and (para.gap and len(text) > 60):
            self.state = ""
        if not self.begun and not self.state and (group := _group(text)) and len(found := people(group[1], para.line)) > 1:
            self._enter(PRESENT)
            self.fresh = False
            self._keep(found, para)
            return
        if self.state != APOLOGIES and "polog" in text:
            self._keep_apologies(said(text, para.line), para)

    def _is_open(self, label: tuple[str, str, bool], text: str, para: Para) -> bool:
        """Whether what looks like a label is one, and no sentence that begins like it."""
        kind, rest, colon = label
        if not rest:
            return len(text) < 70 and (kind != NOBODY or colon or bool(self.state))
        if kind == NOBODY:
            return bool(self.state) or colon
        if colon or (kind == APOLOGIES and re.match(r"(?:were|was|had|have|received|from)\b", rest)):
            return True
        return people(rest.split(".")[0][:300])[:1] != [] and not _is_sentence(rest)

    def _people(self, text: str, para: Para) -> list[Named]:
        if text[:1] == "(" and self.found[PRESENT] and (closed := text.find(")")) > 0:
            # The rest of a line that was broken after a name: its office in brackets.
            last = self.found[PRESENT][-1]
            self.found[PRESENT][-1] = last._replace(role=last.role or text[1:closed])
            text = text[closed + 1:].strip(" ,;")
        text = re.sub(r"^(?:and|&) ", "", text)
        text = re.sub(r"\s*(?:\.|,)?\s*(?:and|plus|together with|with)?\s*(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|some|no) (?:(?:other )?(?:members?|parishioners?|residents?|villagers?|public|people|persons?|observers|electors)).*$", "", text, flags=re.I)
        found: list[Named] = []
        for sentence in _sentences(text):
            if _is_sentence(sentence) and not ((first := person(sentence.split(",")[0])) and first.initials):
                break
            label = _group(sentence)
            if label:
                self.group = label[0]
                sentence = label[1]
            found += [named._replace(role=named.role or self.group) for named in people(sentence.strip(" ."), para.line)]
        return found

    def _listed(self, text: str, para: Para) -> None:
        """A line under a label: somebody, several, the organisation of the one above, a group, or the end of the list."""
        held = self.found[self.state]
        if text[:1] == "(" and self.state == PRESENT and held and held[-1].line >= para.line - 3 and ")" in text:
            self._keep(self._people(text, para), para)
            return
        if group := _group(text):
            self.group = group[0]
            text = group[1]
            if not text:
                self._taken(para)
                self.fresh = True
                return
        if self.state == APOLOGIES and "polog" in text and (found := said(text, para.line)):
            self._keep(found, para)
            return
        if _is_none(text):
            self.state = "" if self.state == APOLOGIES else self.state
            return
        under = held and not self.fresh and held[-1].line >= para.line - 2 and not para.gap and self.after_gap and not held[-1].organisation and para.mark != "-"
        under = under and (person(text) is None or (para.indent > 2 and "(" not in text and text.split()[0].strip(".").lower() not in TITLES))
        if (under and len(text) < 120 and not _is_sentence(text)) or (held and not self.fresh and is_office_or_body(text) and person(text) is None and not held[-1].organisation and len(text) < 120 and not para.mark):
            held[-1] = held[-1]._replace(organisation=text.strip(" .,"))
            self._taken(para)
            self.after_gap = 0
            return
        if self.state == APOLOGIES and (received := re.match(r"(?:(?:these|they) )?(?:were |had been )?(?:received|accepted|noted|given)(?: and (?:accepted|noted|approved))? (?:from|by)\s*:?\s*", text, re.I)):
            self._keep(listed(text[received.end():].split(". ")[0] if len(text) > 300 else _sentences(text[received.end():])[0], para.line), para)
            return
        named = person(text.split(",")[0])
        if _is_sentence(text) and not (named and (named.initials or para.is_bullet)) and not (self.state == APOLOGIES and self.fresh and (found := listed(text, para.line)) and not para.mark):
            self.misses += 2
        else:
            found = self._people(text, para) if self.state == PRESENT else listed(text, para.line)
            if found and (text.isupper() and len(found) == 1 and not found[0].initials and len(text.split()) == 1):
                found = []
            if found and not (para.mark and para.mark != "-" and self.begun and len(found) == 1 and len(text.split()) == 1):
                self._keep(found, para)
                self.misses = 0
                self.after_gap = para.gap
                self.fresh = False
                return
            self.misses += 1
        if self.misses > (1 if self.state == PRESENT else 0):
            self.state = ""

    def _cells(self, para: Para) -> None:
        """A line in columns: people side by side, or one with initials, organisation and office."""
        labels = [label[0] for cell in para.cells if (label := _label(cell)) and not label[1]]
        if len(labels) > 1 and len(labels) == len(para.cells):
            self._enter(labels[0])
            self.columns = labels
            self._taken(para)
            return
        if self.columns and para.gap < 2 and self._side_by_side(para):
            return
        self.columns = []
        before = self.state
        within = ""
        taken = False
        for place, cell in enumerate(para.cells):
            label = _label(cell)
            if label and (not label[1] or label[2] or person(label[1])) and (self.state or label[0] != NOBODY or label[2]) and not (self.begun and label[0] == PRESENT and self.found[PRESENT]):
                self._enter(label[0])
                within = label[0] if place else within
                taken = True
                cell = label[1]
                if not cell:
                    continue
            elif re.match(r"(?:chair|clerk|venue|date|time|distribution|minutes|location|place)[\w ]{0,14}:$", cell, re.I):
                self.state, within, taken = NOBODY, NOBODY, True
                continue
            if self.state not in (PRESENT, APOLOGIES):
                continue
            held = self.found[self.state]
            if not (held and held[-1].line == para.line) and (group := _group(cell)):
                self.group, cell = group
                if not cell:
                    taken = True
                    continue
            same = held and held[-1].line == para.line
            if same and is_initials(cell) and not held[-1].initials:
                held[-1] = held[-1]._replace(initials=cell)
            elif same and (is_office_or_body(cell) or (len(cell.split()) == 1 and held[-1].initials)) and (person(cell) is None or not self._is_row_of_names(para)):
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

    def _is_row_of_names(self, para: Para) -> bool:
        return sum(1 for cell in para.cells if person(cell) is not None) > 1

    def _taken(self, para: Para) -> None:
        self.lines.update(range(para.line, max(para.last, para.line) + 1))

    def _keep(self, found: Sequence[Named], para: Para) -> None:
        if found and self.state in (PRESENT, APOLOGIES):
            for named in found:
                late = _is_late(named.organisation) and self.state == APOLOGIES
                self.found[NOBODY if late else self.state].append(named)
            self._taken(para)

    def _keep_apologies(self, found: Sequence[Named], para: Para) -> None:
        if found:
            self.found[APOLOGIES] += found


def _group(text: str) -> tuple[str, str] | None:
    """The group that a line or the beginning of one names (Officers, Co-opted members), and what follows it."""
    found = re.match(rf"({_GROUP})(?:\s*\([^)]*\))?\s*(?::|$)", text.strip(" •"), re.I)
    if found and (":" in found[0] or not re.match(r"(?:vice[- ])?(?:chair(?:man|person)?|clerk|secretary|treasurer|minutes|council|officer|panel|landlord|practice)$", found[1], re.I)):
        return found[1], text.strip(" •")[found.end():].strip()
    return None


def _is_none(text: str) -> bool:
    return re.match(r"(?:none|nil|no(?: further)? apologies|there were no|n/?a|not applicable|as above|all present|no one|nobody)\b", text.strip(" ."), re.I) is not None


def _is_sentence(text: str) -> bool:
    """Whether a text says something instead of naming people: a verb stands in it outside brackets."""
    bare = re.sub(r"\([^()]{0,200}\)?", "", text)
    return len(bare) > 400 and "," not in bare or re.search(
        r"\b(?:was|were|is|are|had|has|have|welcomed|opened|reported|will|would|said|noted|agreed|asked|declared|took|thanked|informed|received|accepted|be|been|being|gave|the meeting|see|to (?:receive|note|confirm|consider|be))\b", bare
    ) is not None


# ---- tables -------------------------------------------------------------------------------------------


def _of_people(reader: _Reader, table: Table) -> bool:
    """Takes the people out of a table that lists them; says whether it was one."""
    if not table.rows:
        return False
    heads = [cell.strip(" :*").lower() for cell in table.rows[0].cells]
    kinds = [label[0] if (label := _label(cell)) and not label[1] else "" for cell in table.rows[0].cells]
    before = len(reader.found[PRESENT]) + len(reader.found[APOLOGIES])
    name = next((i for i, head in enumerate(heads) if re.match(r"(?:full |member['’]?s? )?names?\b|members?$|attendees?$|councillors?$|governors?$|representatives?$", head)), None)
    if name is not None and not any(kinds[:name] + kinds[name + 1:]) or (name is not None and any("initial" in head or "organi" in head or "role" in head for head in heads)):
        _by_columns(reader, table, heads, name)
    elif sum(map(bool, kinds)) and sum(1 for kind, head in zip(kinds, heads, strict=True) if kind or not head) >= 1 and sum(map(bool, kinds)) >= max(1, len([h for h in heads if h]) - 1) and len([h for h in heads if h]) > 1:
        for row in table.rows[1:]:
            for kind, cell in zip(kinds, row.cells, strict=True):
                reader.found.get(kind or NOBODY, []).extend(_in_cell(cell, row.line))
    elif not reader.begun and not _is_of_actions(heads) and len(table.rows) < 40 and _mostly_people(table):
        for row in table.rows[1:]:
            for head, cell in zip(heads, row.cells, strict=True):
                kind = APOLOGIES if re.search(r"apolog|not here|sorry|unable", head) else NOBODY if "absent" in head else PRESENT
                reader.found[kind].extend(_in_cell(cell, row.line))
    else:
        _by_rows(reader, table)
    return len(reader.found[PRESENT]) + len(reader.found[APOLOGIES]) > before


def _is_of_actions(heads: Sequence[str]) -> bool:
    return any(re.search(r"action|due|lead|owner|status|deadline|when", head) for head in heads)


def _mostly_people(table: Table) -> bool:
    """Whether nearly all cells below the headings hold names and nothing else."""
    cells = [cell for row in table.rows[1:] for cell in row.cells if cell.strip()]
    named = sum(1 for cell in cells if len(cell) < 400 and people(cell.replace("\n", ", ")) and not _is_sentence(cell))
    return len(cells) > 1 and named >= 0.8 * len(cells)


def _in_cell(cell: str, line: int) -> list[Named]:
    found: list[Named] = []
    for text in cell.split("\n"):
        text = text.strip(" -•*")
        if text and not _is_none(text) and not _is_sentence(text):
            found += people(text, line)
    return found


def _by_columns(reader: _Reader, table: Table, heads: Sequence[str], name: int) -> None:
    """A row each: name, organisation, initials, and perhaps whether they were there."""
    organisation = next((i for i, head in enumerate(heads) if i != name and re.match(r"organi[sz]ation|representing|role|title|job|position|designation|agency|school|sector|ward|representation|company|department|constituency", head)), None)
    initials = next((i for i, head in enumerate(heads) if "initial" in head or head in ("abbreviation", "abbr", "ref")), None)
    state = reader.state if reader.state in (PRESENT, APOLOGIES) else PRESENT
    if (label := _label(heads[name])) and label[0] in (PRESENT, APOLOGIES):
        state = label[0]
    for row in table.rows[1:]:
        cells = row.cells
        whole = " ".join(cell for cell in cells if cell.strip())
        if (label := _label(whole)) and not label[1] and label[0]:
            state = label[0]
            continue
        one = person(cells[name].split("\n")[0], row.line)
        if one is None:
            continue
        if organisation is not None:
            one = one._replace(organisation=cells[organisation].strip() or one.organisation)
        if initials is not None and is_initials(cells[initials].strip()):
            one = one._replace(initials=cells[initials].strip())
        marks = " ".join(cell for i, cell in enumerate(cells) if i not in (name, organisation, initials)).strip().lower()
        kind = state
        if re.search(r"\bapol|^a$|\bapologies\b", marks):
            kind = APOLOGIES
        elif re.search(r"\babsent\b|^(?:x|no|✗|✘|-|ab)$", marks):
            kind = NOBODY
        reader.found[kind].append(one)


def _by_rows(reader: _Reader, table: Table) -> None:
    """A label in the first cell of a row and names in the next, or rows of people under a label."""
    state = reader.state if reader.state in (PRESENT, APOLOGIES) else ""
    for row in table.rows:
        filled = [cell for cell in row.cells if cell.strip()]
        if not filled:
            continue
        label = _label(filled[0].split("\n")[0])
        if label and (not label[1] or label[2]):
            state = label[0]
            rest = [label[1], *filled[0].split("\n")[1:], *filled[1:]]
            for cell in rest:
                if state in (PRESENT, APOLOGIES) and cell:
                    reader.found[state].extend(_in_cell(cell, row.line))
        elif state in (PRESENT, APOLOGIES) and (row.cells[0].strip() == "" or person(filled[0]) is not None):
            one = _in_cell(filled[0], row.line)
            if len(one) == 1 and len(filled) > 1 and "\n" not in filled[0]:
                rest = [cell for cell in filled[1:]]
                marks = next((cell for cell in rest if is_initials(cell)), "")
                others = [cell for cell in rest if cell != marks]
                if others and person(others[0]) is not None and not is_office_or_body(others[0]):
                    for cell in filled[1:]:
                        one += _in_cell(cell, row.line)
                else:
                    one = [one[0]._replace(initials=one[0].initials or marks, organisation=one[0].organisation or ", ".join(others))]
            reader.found[state].extend(one)
        elif label is None and re.match(r"[\w ]{2,25}:$", filled[0]):
            state = ""
