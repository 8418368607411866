"""A list of people below its label: somebody a line, several on one, their initials and organisations, and where it ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from g2g.minutes import numbers, rolls
from g2g.minutes.apologies import is_late, is_unexcused, listed, said, sentences
from g2g.minutes.document import Para
from g2g.minutes.findings import Named
from g2g.minutes.names import are_of, is_initials, person
from g2g.minutes.offices import TITLES, is_office_or_body
from g2g.minutes.people import people
from g2g.minutes.rolls import APOLOGIES, NOBODY, PRESENT
from g2g.minutes.titles import is_usual


class Listing:
    """Where a reader stands in the lists of people, and whom it has found in them."""

    def __init__(self) -> None:
        self.found: dict[str, list[Named]] = {PRESENT: [], APOLOGIES: [], NOBODY: []}
        self.lines: set[int] = set()
        self.doubts: list[tuple[int, str]] = []
        self.state = ""
        self.group = ""
        self.misses = 0
        self.begun = False  # the business has begun: nobody is present any more who was not before
        self.fresh = False  # the label was the last thing read
        self.after_gap = 0
        self.inline = False  # the first of the list stand beside its label
        self.bounds: list[tuple[int, str]] = []  # with which of those present a label begins, and the label
        self.bulleted = False  # the last person stands behind a bullet
        self.columns: list[str] = []
        self.headed = 0  # how many columns the row of headings above the people names
        self.marks = 0  # lines that say of somebody above nothing but yes: a cell a line
        self.pairs = False  # names stand in the first column, organisations in the second
        self.whole = 0  # lines that say "name, organisation"
        self.two: set[int] = set()  # lines that seem to name two people so
        self.surely_two: set[int] = set()  # of these: lines whose second part is one word beside a whole name

    def enter(self, state: str, label: str = "") -> None:
        if state == PRESENT:
            self.bounds.append((len(self.found[PRESENT]), label))
        self.state, self.group, self.misses, self.fresh, self.headed, self.inline = state, "", 0, True, 0, False

    def tell_apart(self) -> None:
        """Marks those who were in attendance only: their label stands apart from that of those present."""
        there = self.found[PRESENT]
        ends = [*(begun for begun, _ in self.bounds[1:]), len(there)]
        spans = [(begun, end, label) for (begun, label), end in zip(self.bounds, ends, strict=False) if rolls.is_attending(label) and begun < end]
        for begun, end, _ in spans:
            there[begun:end] = [named._replace(attending=True) for named in there[begun:end]]
        if all(named.attending for named in there):
            # Everybody was in attendance; guests still are what they are called.
            guests = {at for begun, end, label in spans if begun and rolls.is_besides(label) for at in range(begun, end)}
            there[:] = [named._replace(attending=at in guests) for at, named in enumerate(there)]

    def people_in(self, text: str, para: Para) -> list[Named]:
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

    def line_of(self, text: str, para: Para) -> None:
        """A line under a label: somebody, several, the organisation of the one above, a group, or the end of the list."""
        if _is_public(text.split()):
            return
        if text[:1].isdigit() and " / " in text[:8]:
            # A row of the minutes whose cells were put on one line.
            self.state, self.begun = "", True
        elif text.lower().strip(" :*|") in COLUMN_HEADS:
            self.taken(para)
        elif self.found[self.state] and text.split(None, 1)[0].rstrip(",;:") in ("Y", "Yes", "✓", "✔"):
            self.marks += 1
            self.taken(para)
        elif self._is_role_below(text, para):
            self._give_organisation(text.strip(" .,"), para)
        elif para.is_bullet and (nick := _nickname(text)):
            self.keep([Named(nick, line=para.line)], para)
        elif self._is_own_group(text, para):
            self.group, self.fresh = text.strip(" :*"), True
            self.taken(para)
        elif self._is_field(text, para) or self._is_title(text, para):
            self.state = ""
        elif is_initials(text) and not self.fresh and self._initials(text):
            self.taken(para)
        elif self._is_office_of_last(text, para):
            self.keep(self.people_in(text, para), para)
        elif rest := self._ungrouped(text, para):
            self._entry(rest, para)

    def _is_field(self, text: str, para: Para) -> bool:
        """Whether a line below people is another field of the minutes: in bold, ``Papers: …``, or ``Chair`` with its value below it."""
        if not self.found[self.state] or self.fresh:
            return False
        first = _first_word(text)
        if not para.mark and (para.bold or (first in _FIELDS and ":" in text[:40])):
            return True
        return first in _FIELDS_ABOVE and first == text.lower() and bool(para.gap) and not self.after_gap

    def _is_own_group(self, text: str, para: Para) -> bool:
        """Whether a line in bold with a colon is a group as only this body has it, above the business: ``Shore nominees:``."""
        words = text.rstrip(" :").split()
        plural = 1 < len(words) < 5 and words[-1].lower().endswith("s") and all(word.isalpha() and word[0].isupper() for word in words)
        return para.bold and plural and text.rstrip().endswith(":") and self.state == PRESENT and not self.begun and not para.mark and not is_usual(text)

    def _is_title(self, text: str, para: Para) -> bool:
        """Whether right below the label comes what only begins like one, the title of an item: ``Apologies and welcome``."""
        return self.state == APOLOGIES and self.fresh and _first_word(text) == "apologies" and not said(text, para.line)

    def _is_role_below(self, text: str, para: Para) -> bool:
        """Whether a line right below somebody's name is their office: a cell a line, or an office in the singular with no colon."""
        held = self.found[self.state]
        if not held or held[-1].line != para.line - 1 or held[-1].organisation or para.gap or para.mark or ":" in text:
            return False
        return bool(self.marks) or ((group := rolls.group(text)) is not None and not group[1] and not group[0].endswith(("s", "S")))

    def _is_office_of_last(self, text: str, para: Para) -> bool:
        """Whether a line begins with the office, in brackets, of the person present who was named last."""
        held = self.found[self.state]
        return text[:1] == "(" and self.state == PRESENT and bool(held) and held[-1].line >= para.line - 3 and ")" in text

    def _ungrouped(self, text: str, para: Para) -> str:
        """A line without the group that it begins with, which holds from here on; empty where there is nothing else on it."""
        is_organisation = self._is_right_below(para) and para.indent > 2 and ":" not in text
        if is_organisation or not (group := rolls.group(text)):
            return text
        above, (self.group, rest) = self.group, group
        last = self.group.split()[-1].lower()
        if rest and self.state == APOLOGIES and not above and ((para.gap and last in _TAKERS) or last in _GUESTS or (self.inline and last in _STAFF)):
            # Who took the minutes was there, and so were visitors, and the staff below apologies that stand beside their label.
            self.enter(PRESENT, group[0])
            self.group = group[0]
        if not rest:
            self.taken(para)
            self.fresh = True
        return rest

    def _is_right_below(self, para: Para) -> bool:
        """Whether a line stands right below somebody whose organisation is not known and who had a line free above."""
        held = self.found[self.state]
        return bool(held) and not self.fresh and not para.gap and bool(self.after_gap) and not held[-1].organisation

    def _entry(self, text: str, para: Para) -> None:
        """What a line says besides its group: nobody, the next item, an organisation, who sent apologies, or who was there."""
        if self.state == APOLOGIES and "polog" in text and (found := said(text, para.line)):
            self.keep(found, para)
        elif rolls.is_none(text):
            # None of one group: the next group may follow.
            self.state = "" if self.state == APOLOGIES and not self.group else self.state
        elif not self.begun and numbers.leading(text)[0]:
            # An item begins whose number nobody has known for one.
            self.state = ""
        elif self._is_organisation(text, para):
            self._give_organisation(text.strip(" .,"), para)
            self.after_gap = 0
        elif self.state == APOLOGIES and (received := _RECEIVED.match(text)):
            names = text[received.end():]
            self.keep(listed(names.split(". ")[0] if len(text) > 300 else sentences(names)[0], para.line), para)
        elif self._is_sentence(text, para):
            self._missed(2)
        elif not self._somebody(text, para):
            self._missed(1)

    def _is_organisation(self, text: str, para: Para) -> bool:
        """Whether a line is the organisation of the person above it, who has none yet."""
        held = self.found[self.state]
        if not held or self.fresh or held[-1].organisation or len(text) >= 120 or rolls.is_sentence(text):
            return False
        nobody = person(text) is None
        indented = para.indent > 2 and "(" not in text and text.split()[0].strip(".").lower() not in TITLES
        if (nobody or indented) and self._is_right_below(para) and held[-1].line >= para.line - 2 and para.mark != "-":
            return True
        if self.bulleted and para.gap and not para.mark:
            return False  # the list of bullets has ended
        return nobody and not para.mark and is_office_or_body(text) and not is_usual(text)

    def _give_organisation(self, organisation: str, para: Para) -> None:
        """The person above comes from what the line names."""
        held = self.found[self.state]
        held[-1] = held[-1]._replace(organisation=organisation)
        self.taken(para)

    def _is_sentence(self, text: str, para: Para) -> bool:
        """Whether a line is a sentence, and does not begin with somebody who is listed."""
        if not rolls.is_sentence(text):
            return False
        named = person(text.split(",")[0]) if _NAME_FIRST.match(text) else None
        if named and (named.initials or para.is_bullet):
            return False
        return not (self.state == APOLOGIES and self.fresh and not para.mark and listed(text, para.line))

    def _missed(self, weight: int) -> None:
        """A line that names nobody counts against the list, which ends when there are too many."""
        self.misses += weight
        if self.misses > (1 if self.state == PRESENT else 0):
            self.state = ""

    def _somebody(self, text: str, para: Para) -> bool:
        """Keeps those whom a line names, or the body by its letters; whether there were any."""
        found = self.people_in(text, para) if self.state == PRESENT else listed(text, para.line)
        found = _one_a_line(found, text, para)
        if _is_letters(text, found, para):
            # A body by its letters, beside or below somebody with a whole name.
            held = self.found[self.state]
            below_name = bool(held) and " " in held[-1].name
            if below_name and not held[-1].organisation:
                self._give_organisation(text, para)
                return True
            found = found if len(text) < 4 and not below_name else []
        if not found or (para.mark and para.mark != "-" and self.begun and len(found) == 1 and len(text.split()) == 1):
            return False
        self.keep(found, para)
        self._shape(text, found)
        self.misses, self.after_gap, self.fresh, self.bulleted = 0, para.gap, False, para.is_bullet
        return True

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

    def taken(self, para: Para) -> None:
        self.lines.update(range(para.line, max(para.last, para.line) + 1))

    def keep(self, found: Sequence[Named], para: Para) -> None:
        if found and self.state in (PRESENT, APOLOGIES):
            for named in found:
                other = self.state == APOLOGIES and (is_late(named.organisation) or is_unexcused(named.organisation))
                self.found[NOBODY if other else self.state].append(named)
            self.taken(para)

    def keep_apologies(self, found: Sequence[Named], para: Para) -> None:
        if found:
            self.found[APOLOGIES] += found


COLUMN_HEADS = frozenset((
    "name", "names", "agency", "organisation", "organization", "representing", "representation", "role", "title", "initials", "position", "job title",
    "company", "ward", "designation", "school", "body", "capacity", "member",
))  # fmt: skip
_FIELDS = frozenset(("papers", "documents", "quorum", "copies", "notice", "action", "actions", "resolved", "decision", "decisions", "agreed"))
_GUESTS = frozenset(("visitor", "visitors", "guest", "guests", "speaker", "speakers", "observer", "observers"))
_STAFF = frozenset(("staff", "officers", "officials"))
_TAKERS = frozenset(("taker", "minute-taker", "note-taker", "minutes", "clerk", "secretary"))
_FIELDS_ABOVE = frozenset(("chair", "minutes", "notes"))  # their values may stand on the line below
_RECEIVED = re.compile(
    r"(?:(?:these|they) )?(?:were |had been )?(?:received|accepted|noted|given)(?: and (?:accepted|noted|approved))? (?:from|by)\s*:?\s*", re.I
)
_NAME_FIRST = re.compile(r"[^,–]{3,60}?(?:\s*\([^)]{0,40}\))?\s*[,–-]\s")
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


def _first_word(text: str) -> str:
    """The word that a line begins with, in small letters and without its colon."""
    return text.split(None, 1)[0].lower().rstrip(":") if text else ""


def _is_letters(text: str, found: Sequence[Named], para: Para) -> bool:
    """Whether the one person that a line seems to name is a single word of capitals."""
    if len(found) != 1 or found[0].initials or " " in text or para.is_bullet:
        return False
    return len(text) > 1 and (text.isupper() or is_initials(text))


def _one_a_line(found: list[Named], text: str, para: Para) -> list[Named]:
    """The one person of a bullet that gives their initials, or the letters of their body, before whatever else it says of them."""
    head, comma, rest = text.partition(",")
    if len(found) < 2 or not para.is_bullet or not comma or " and " in text or " & " in text or ";" in text or (one := person(head, para.line)) is None:
        return found
    body = rest.split(",")[0].strip()
    if (one.initials and not any(are_of(other.initials, other.name) for other in found[1:])) or (" " in one.name and len(body) > 2 and body.isalpha() and body.isupper()):
        return [one._replace(organisation=rest.strip(), role=one.role or found[0].role)]
    return found


def _nickname(text: str) -> str:
    """The name in a chat that a line gives, with how often it spoke: ``lomax (41)``."""
    name, _, count = text.partition(" (")
    return name if count.endswith(")") and count[:-1].isdigit() and " " not in name and name.replace("_", "").replace("-", "").isalnum() else ""
