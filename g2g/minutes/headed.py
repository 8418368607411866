"""Actions in a list under a heading: ``Action points``, ``Actions carried forward``, with owners before, after or as headings."""

from __future__ import annotations

import re

from g2g.minutes import tasks
from g2g.minutes.document import Para
from g2g.minutes.findings import FoundAction
from g2g.minutes.labels import Label, at_start
from g2g.minutes.reading import Reading, is_willing
from g2g.minutes.vocabulary import PASTS, VERBS

_HEADING = (
    r"(?:the )?(?:(?:summary|list|table|schedule|record|log) of |outstanding |other |new |agreed |further |ongoing |current |all |key |post[- ]meeting |meeting |any |still )*"
    r"(?:actions?|action points?|action items?|matters? for action|to[- ]do(?: list)?|tasks|jobs|next steps)"
    r"(?: (?:points?|items?|list|log|sheet|summary|overflow|arising|agreed|outstanding|required|needed|carried forward|carried over|brought forward|to be taken|to take|still open|and (?:owners?|decisions|next steps)"
    r"|(?:(?:agreed|given out|handed out|shared out|allocated|split|grouped|sorted|listed) (?:at|in|by|to)|for|relating to|on|re|regarding|by|before|arising from|from (?:this|today's?|the|last|before|other|earlier|previous|past)) ?.{0,60}))*\s*[:.]?$"
    r"|(?:who (?:is doing|does|will do) what|jobs(?: to (?:do|be done))?|things to do|outstanding(?: (?:items|matters|from|at|since) ?.{0,40})?)\s*:?$"
)
_OLD = r".*\b(?:updates?|review|status|progress on)\b|.*\b(?:last|previous|earlier|past|prior)\b|.*\b(?:taken|completed|closed|review of)\b|matters arising"
_CARRIED = r".*\b(?:carried|brought) (?:forward|over)|outstanding|.*\bstill (?:open|to[- ]do|outstanding)"
_BRACKETED = r"((?:[(\[][^()\[\]]{1,50}[)\]]\s*)+)[:–-]?\s*(?=\S)"
_PARKED = r"(?i).*\b(?:on hold|parked|completed|closed|done|for information)\b"


_NAMED = r"(?P<who>[^:]{2,40}?) ?: (?P<verb>[A-Z][a-z-]+) \S"
# An entry that names those of the list which are done with, in itself or below it.
_ENDED = r"(?i)(?:all )?(?:of )?the (?:following|rest|others)(?: \w+){0,2} (?:are|were|was|is|have been|has been|had been)(?: (?!not|to|still|yet|only|must|should)\w+){0,3} (?:done|completed?|closed|discharged|finished)\b"
_SHORT = 160  # a task in a list that names nobody; what is longer tells of something
_NO_LABEL = Label(0, 0, "", False, False, False)


def read(reading: Reading) -> None:
    """Read every list that stands under a heading for actions."""
    for place, para in list(reading.paras()):
        if place in reading.taken:
            continue
        if is_action_heading(reading, place, para):
            _Headed(reading, place, para).read()
        elif para.level and (owners := _heads_a_person(reading, para)) and not _is_report(reading, place):
            _Headed(reading, place, para, owners).read()


def _may_head(text: str) -> bool:
    """Whether a word stands in a text without which it heads no list of actions."""
    low = text.casefold()
    return any(word in low for word in ("action", "task", "to do", "to-do", "next steps", "what", "jobs", "outstanding"))


def _heads_a_person(reading: Reading, para: Para) -> tuple[str, ...]:
    """The owner whom a heading names, where the document knows them or has such headings again and again."""
    owners = reading.parties.owners(para.text) or ()
    known = reading.parties.single | reading.parties.full
    if owners and (all(o.casefold() in known for o in owners) or (len(para.text.split()) == 1 and para.level in reading.person_levels)):
        return owners
    return ()


def _is_report(reading: Reading, place: int) -> bool:
    """Whether what stands below a person's heading says what that person did, or reports of."""
    if re.search(r"(?i)\b(?:reports?|updates?|introductions|attendance|present)\b", reading.title(reading.blocks[place].line)):
        return True
    for below in map(reading.para, range(place + 1, place + 5)):
        if below is None or reading.is_heading(below):
            return False
        first = below.text.split(None, 1)[0].casefold() if below.text else ""
        if first in PASTS or (first.endswith("ed") and first not in ("need", "feed", "embed", "seed", "weed", "speed")):
            return True
    return False


def is_action_heading(reading: Reading, place: int, para: Para) -> bool:
    """Whether a paragraph heads a list of actions."""
    text = re.sub(r"\s*\([^()]{3,60}\)$", "", para.text.strip(" *"))
    if len(text) > 90 or not _may_head(text) or (at_start(text) or _NO_LABEL).number or not re.match(_HEADING, text, re.I) or (re.match(_OLD, text, re.I) and not re.match(_CARRIED, text, re.I)):
        return False
    bare = text.rstrip(":").casefold()
    if bare.startswith(("action carried ", "action brought ")):
        return False  # how one action stands
    if bare in ("action", "actions", "action required") and not (para.level or reading.is_item(para)):
        return False  # a label: what stands below it is for the reader of labels
    below = reading.para(place + 1)
    if bare == "next steps" and not (below and reading.parties.leading(below.text, 2)):
        return False
    if bare.startswith("outstanding") and "action" not in bare and not (
        below and (_names_an_owner(reading, below) or is_willing(below.text) or reading.parties.owners(below.text.rstrip(":"), 2))
    ):
        return False  # what is owed, more often than what is to be done
    if reading.is_heading(para) or text.endswith(":") or (len(text.split()) < 7 and below is not None):
        return True
    return below is not None and _names_an_owner(reading, below)


def _names_an_owner(reading: Reading, para: Para) -> bool:
    """Whether a paragraph has the form of an entry of a list of actions: an owner before it, after it or beside it."""
    parties = reading.parties
    beside = len(para.cells) > 1 and parties.owners(para.cells[-1])
    return bool(beside or parties.leading(para.text) or re.match(_BRACKETED, para.text) or parties.trailing(para.text) or parties.glued(para.text))


def _has_no_task(para: Para) -> bool:
    """Whether an entry says that there is none, or only how things stand: nothing, (dropped)."""
    return tasks.is_nothing(para.text) or tasks.is_status(para.text.strip(" ()"))


class _Headed:
    """One list under its heading."""

    def __init__(self, reading: Reading, place: int, para: Para, group: tuple[str, ...] = ()) -> None:
        self.reading, self.place, self.para = reading, place, para
        self.parties = reading.parties
        self.group = group
        # A part of the list that is done with, one that has nothing in it, a list with marks, and one whose part has a heading that is nobody.
        self.parked = self.idle = self.marked = self.parted = False
        self.last = self.depth = 0  # the line and the indent of the last entry read
        self.beside: set[str] = set()  # whom the column beside the entries names
        self.outline = 0  # how deep entries stand that are below a name which is an entry itself
        self.source = 0 if group else para.line
        self.named = -1  # entries that begin with a name and a colon; less than none where they are not counted yet
        self.named_only = para.text.strip(" :").casefold() == "next steps" or bool(group)
        self.by_name = not group and self._is_by_name()

    def read(self) -> None:
        reading = self.reading
        reading.cover(self.para.line)
        reading.taken.add(self.place)
        place, count = self.place + 1, 0
        while (para := reading.para(place)) and place not in reading.taken:
            group = self._group(place, para)
            if group is not None:
                self.group, self.idle, self.parked, self.parted = group, False, False, False
                reading.taken.add(place)
                place += 1
                continue
            if self._ends(para, count) or (self.parted and self._leaves(place, para)):
                return
            self.parted = self.parted and (bool(para.level) or self.parked)
            if self.outline and para.indent < self.outline:
                self.group = ()  # beside the names, and not below one
            if para.level or (self.reading.is_heading(para) and not self._is_task(para) and not para.mark and not _has_no_task(para)):
                self.parked, self.idle, self.group, self.parted = bool(re.match(_PARKED, para.text)), False, (), not re.match(_HEADING, para.text, re.I)
                self.source = para.line
                reading.taken.add(place)
                place += 1
                continue
            label = at_start(para.text)
            if self.parked:
                reading.cover(para.line)
                reading.taken.add(place)
            elif re.match(_ENDED, para.text):
                reading.cover(para.line)
                reading.taken.add(place)
                self.parked = para.text.endswith(":")
            elif label and label.firm:
                reading.listed[place] = self.para.line
            elif not self._heads_more(place, para):
                count += self._one(place, para)
            place += 1

    def _beside(self, para: Para) -> tuple[tuple[str, ...] | None, str]:
        """The owners that stand in a column beside an entry, and what stands beside them: when it is due."""
        for place, cell in enumerate(para.cells[1:], 1):
            if owners := self.parties.owners(cell):
                return owners, " ".join(para.cells[place + 1:])
        whole = self.parties.owners(" / ".join(para.cells[1:])) if len(para.cells) > 1 else None
        return whole, ""

    def _reaching(self, text: str) -> tuple[tuple[str, ...], str] | None:
        """An entry as long as the list is wide, up to the initials in the column beside it: who they are, and the task. None where it is not so."""
        found = re.search(r"\s(?P<who>[A-Z]{2,3}(?:(?: ?[/&,] ?| and )[A-Z]{2,3})*)$", text) if len(self.beside) > 1 else None
        owners = self.parties.owners(found["who"]) if found else None
        return (owners, text[: found.start()]) if found and owners and all(o in self.beside or o in self.parties.initials for o in owners) else None

    def _state_for(self, text: str) -> tuple[tuple[str, ...], str, str] | None:
        """``Paint the gate [ongoing for Nell Orme]``: the owners, the task and the state, where a bracket at its end says both."""
        found = re.search(r"[\[(](?P<state>[A-Za-z ]{3,20}?) (?:for|with|by) (?P<who>[^\[\]()]{2,60})[\])][ .]*$", text)
        if not found or not (found["state"].casefold() == "new" or tasks.is_status(found["state"])):
            return None
        owners = self.parties.owners(found["who"])
        return (owners, text[: found.start()], found["state"]) if owners else None

    def _named(self, text: str) -> tuple[tuple[str, ...], str] | None:
        """``Nell: Book the hall``: somebody whom the document may not know, in a list whose entries begin so again and again."""
        found = re.match(_NAMED, text)
        if not found or found["verb"].casefold() not in VERBS or self.parties.is_topic(found["who"]):
            return None
        self.named = self.named if self.named >= 0 else self._count_named()
        owners = self.parties.owners(found["who"]) if self.named > 2 else None
        return (owners, text[found.start("verb"):]) if owners else None

    def _count_named(self) -> int:
        """How many of the next entries begin with somebody whom the document knows, and a colon."""
        after = (self.reading.para(place) for place in range(self.place + 1, self.place + 40))
        found = (re.match(_NAMED, para.text) for para in after if para)
        return sum(1 for one in found if one and self.parties.owners(one["who"], 2))

    def _is_by_name(self) -> bool:
        """Whether the list is one of lines of one or two words over deeper ones, and each of the short can be somebody: who has to do what."""
        names = deeper = indent = 0
        for para in map(self.reading.para, range(self.place + 1, self.place + 40)):
            if para is None or para.mark or self.reading.closes(para):
                break
            text = para.text.rstrip(": ")
            if len(text.split()) < 3 and self.parties.owners(text) and not self.parties.is_topic(text):
                names, indent = names + 1, para.indent
            elif names and para.indent > indent:
                deeper += 1
            else:
                return False
        return deeper > 1 and names > 2

    def _is_detail(self, place: int, para: Para, owners: tuple[str, ...] | None) -> bool:
        """Whether an entry that names nobody stands below one that does, deeper: it says more of that one."""
        last = self.reading.found[-1] if self.reading.found else None
        above = self.reading.para(place - 1)
        if owners or (not para.mark and para.gap) or self._is_task(para) or last is None or above is None or above.line != self.last or para.indent <= self.depth:
            return False
        self.reading.found[-1] = last._replace(words=f"{last.words} {para.text.rstrip(' .')}")
        self.reading.taken.add(place)
        self.reading.cover(para.line)
        self.last = para.line
        return True

    def _heads_more(self, place: int, para: Para) -> bool:
        """Whether an entry that names nobody only stands over deeper ones, or over the next few."""
        below = self.reading.para(place + 1)
        if self._is_task(para) or below is None or self.group:
            return False
        return (para.text.endswith(":") and not para.mark) or (bool(para.mark) and bool(below.mark) and below.indent > para.indent and self._is_task(below))

    def _outline(self, para: Para, text: str) -> tuple[str, ...] | None:
        """The owners whom an entry names and nothing else, with their tasks in deeper entries below it."""
        if len(text.split()) > 4 or self.parties.is_topic(text):
            return None
        owners = self.parties.owners(text, 1 if self.outline else 2)
        self.outline = para.indent + 1 if owners else self.outline
        return owners

    def _group(self, place: int, para: Para) -> tuple[str, ...] | None:
        """The owners for whom what follows is, where a paragraph names them and nothing else."""
        if tasks.is_nothing(para.text):
            return None
        text = para.text.rstrip(": ")
        below = self.reading.para(place + 1)
        if para.mark and not para.level:
            deeper = below is not None and bool(below.mark) and below.indent > para.indent
            return self._outline(para, text) if deeper else None
        if text[:1] == "[" and text[-1:] == "]":
            text = text[1:-1]
        if self.para.level and para.level > self.para.level:
            name = text if self.parties.owners(text) is not None else re.split(r"\s[–—-]\s", text)[0]
            return None if self.parties.is_topic(name) else self.parties.owners(name)
        own_line = para.level or para.bold or para.text.endswith(":") or len(text.split()) < 4
        if self.group and below is not None and below.mark and len(text.split()) < 3 and not self.parties.is_topic(text):
            return self.parties.owners(text)  # in the place of the names before it
        if self.by_name and len(text.split()) < 3:
            return self.parties.owners(text)
        return self.parties.owners(text, 2) if own_line and len(text) < 60 else None

    def _ends(self, para: Para, count: int) -> bool:
        if (para.level and self.para.level and para.level > self.para.level) or (self.group and _has_no_task(para)):
            return False
        if self.reading.closes(para) and not (para.mark and not para.level and self._is_task(para)):
            return True
        if not para.mark and self.last and para.indent > self.depth + 1 and not para.gap:
            return False
        if self.idle and not self._is_task(para):
            return True
        if para.mark or self._is_task(para) or (self.group and not self.marked):
            return para.gap > 5 or len(para.text) > 600
        if re.match(r"[\w ]{2,20}:\s", para.text):
            return True  # a field, not an entry
        return count > 0 or len(para.text) > 200 or tasks.tells(para.text)

    def _leaves(self, place: int, para: Para) -> bool:
        """Whether the minutes go on below a heading that names nobody: neither a task stands there, nor what heads some."""
        if para.level or self.parked or self._is_task(para) or self._heads_more(place, para) or at_start(para.text):
            return False
        return len(para.text) > _SHORT or not is_willing(para.text)

    def _is_task(self, para: Para) -> bool:
        return _names_an_owner(self.reading, para)

    def _one(self, place: int, para: Para) -> int:
        """Read one entry of the list; the number of actions that it gave."""
        reading, text = self.reading, para.text
        if reading.is_spoken and re.match(r"[A-Z]{2,4}[a-z]? ?[-–:] (?!to\b)", text):
            return 0
        if _has_no_task(para):
            reading.cover(para.line)
            self.idle = tasks.is_nothing(text)
            return 0
        bracket = re.match(_BRACKETED, text)
        owners = self.parties.owners(re.sub(r"[()\[\]]+", " / ", bracket[1]).strip(" /")) if bracket else None
        if self._is_detail(place, para, owners):
            return 0
        if self.named_only and not owners and not self.parties.leading(text, 2) and not (self.group and text.split(None, 1)[0].casefold() in VERBS):
            return 0
        if not owners and tasks.is_statement(text, self.parties) and not self.parties.trailing(text):
            return 0
        side, due = self._beside(para)
        if side:
            text = para.cells[0]
            self.beside.update(side)
        elif reaching := self._reaching(text):
            side, text = reaching
        if told := self._state_for(text):
            side, text, status = told
        else:
            text, status = tasks.without_state(text)
        if status and tasks.is_ended(status):
            reading.cover(para.line)
            return 0
        if named := self._named(text):
            side, text = named
        if side:
            found = [tasks.Task(side, tasks.trimmed(text))]
        elif bracket and owners:
            found = [tasks.Task(owners, tasks.trimmed(text[bracket.end():]))]
        else:
            found = reading.tasks(text)
        for task in found:
            if len(task.words) > 2 and not tasks.is_nothing(task.words):
                action = FoundAction(task.words, task.owners or self.group, para.line, "list under a heading", due, ref=para.mark if re.search(r"\d[./]\d", para.mark) else "", status=status, source=self.source)
                reading.add(action, place)
                self.last, self.depth, self.marked = para.line, para.indent, bool(para.mark)
        return len(found)
