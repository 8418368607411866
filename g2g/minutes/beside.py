"""Actions in the column at the side of a page: who is to act on what stands beside it, or who is to do what."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from g2g.minutes import tasks
from g2g.minutes.document import Aside, Para
from g2g.minutes.findings import FoundAction
from g2g.minutes.labels import at_start
from g2g.minutes.lines import plain
from g2g.minutes.parties import Parties, among
from g2g.minutes.reading import SENTENCE, Reading, is_willing
from g2g.minutes.vocabulary import VERBS

_REF = r"(?:[A-Z]{1,4}[ /.-]?)?\d{1,4}[a-z]?(?:[/.-]\d{1,4}[a-z]?){0,2}[.):]?\s+(?:[–—-]\s+)?(?=[A-Z])"
_OPEN = r"(?:[,/&–-]|\b(?:and|or|to|the|a|an|of|for|with|by|in|on|at|from|ask|tell|remind|invite|Mr|Mrs|Ms|Miss|Dr|Cllr|Cllrs|Rev|Prof|Sir|Dame|Lady|Lord|Sgt|Capt))\.?$"  # what cannot be the end
_BODIES = frozenset("committee board council forum panel group members governors trustees meeting directors councillors partnership".split())
_AT_ALL = 3  # paragraphs above an owner among which the text is looked for


class _Entry(NamedTuple):
    """What belongs together in the column: the line on which it begins and ends, its words, by when, and who if that has a column too."""

    line: int
    last: int
    text: str
    due: str
    who: str = ""


def read(reading: Reading) -> None:
    """Read what stands at the side of the pages."""
    if not reading.asides:
        return
    starts = [block.line for block in reading.blocks]
    found = len(reading.found)
    for entry in _entries(reading.asides, reading.parties):
        if entry.text not in reading.parties.initials and (tasks.is_for_nobody(entry.text) or tasks.is_nothing(entry.text) or tasks.is_status(entry.text)):
            continue
        _Beside(reading, entry, bisect_right(starts, entry.line) - 1).read()
        if entry.line not in reading.lines and re.search(r"\b[Aa]ction(?:s|ed)?\b", entry.text):
            reading.doubt(entry.line, "The word “action” stands here, and no action was read.")
    reading.found[found:] = _shared(reading.found[found:])


def _shared(found: Sequence[FoundAction]) -> Iterator[FoundAction]:
    """The actions, those as one whose owners stand below each other beside one sentence."""
    held: FoundAction | None = None
    for action in found:
        if held and held.words == action.words and action.line - held.line < 3 and held.reader == action.reader and not (held.ref or action.ref):
            held = held._replace(owners=tuple(dict.fromkeys((*held.owners, *action.owners))), due_said=held.due_said or action.due_said)
            continue
        if held:
            yield held
        held = action
    if held:
        yield held


def _entries(asides: Sequence[Aside], parties: Parties) -> Iterator[_Entry]:
    """The entries of the column: its lines, joined where one goes on with the one above it."""
    widths = sorted(len(aside.text) for aside in asides)
    width = widths[len(widths) * 9 // 10] - 2 if len(widths) > 5 else 0
    held: _Entry | None = None
    before = ""  # the line above
    for place, aside in enumerate(asides):
        text, due, who = plain(aside.text), plain(aside.due), plain(aside.who)
        below = asides[place + 1].text if place + 1 < len(asides) and asides[place + 1].line == aside.line + 1 else ""
        room = len(before) + 1 + len(text.partition(" ")[0]) <= width
        both = held and held.who and who and not _is_cut(held.who, who, parties) and held.who[-1] not in ",/&"
        if held and aside.line == held.last + 1 and not both and not _begins(held, text, due, below, room, parties):
            held = _Entry(held.line, aside.line, _joined(held.text, text, parties), f"{held.due} {due}".strip(), f"{held.who} {who}".strip())
        else:
            if held:
                yield held
            held = _Entry(aside.line, aside.line, text, due, who)
        before = text
    if held:
        yield held


def _joined(above: str, below: str, parties: Parties) -> str:
    """The words of two lines as one text. A hyphen at the end of the first goes where the word that it parts is known without one."""
    if not above.endswith("-") or not below[:1].islower():
        return f"{above} {below}".strip()
    whole = above[:-1].rpartition(" ")[2] + below.split()[0].strip(" .,;:")
    return (above[:-1] if whole in VERBS or parties.is_word(whole) else above) + below


def _begins(held: _Entry, text: str, due: str, below: str, room: bool, parties: Parties) -> bool:
    """Whether a line right below another in the column begins something of its own; ``room``: its first word had room on that line."""
    if not text:
        return False
    if re.match(_REF + r"|\d{1,4}[-/.]\d{1,4}\b", text) or at_start(text) or tasks.is_for_nobody(held.text) or (tasks.is_for_nobody(text) and text[:1].isupper()):
        return True
    if re.search(_OPEN, held.text) or text[:1] in "/&(" or _is_cut(held.text, text, parties):
        return False
    if text[:1].isupper() and (room or (held.text.endswith((".", "!")) and len(held.text.split()) > 2)):
        return True
    alone = parties.owners(held.text, 2) is not None
    if alone and ((due and held.due) or parties.owners(text, 2) is not None):
        return True
    told = len(held.text.split()) > 3
    if not text[:1].isupper():
        return False
    if told and parties.owners(text, 2) is not None and held.text.split()[-1][:1].islower() and parties.leading(held.text) is not None:
        return True
    return (alone or told) and (parties.leading(text, 2) or parties.leading(f"{text} {below}", 2)) is not None


def _is_cut(above: str, below: str, parties: Parties) -> bool:
    """Whether a name known to the document was cut by the end of a line."""
    first, last = re.split(r" ?[/,&] ?| and ", above)[-1], re.split(r" ?[/,&] ?| and ", below)[0]
    return f"{first} {last}".strip(" .").casefold() in parties.full


class _Beside:
    """One entry of the column, and the text that it stands beside."""

    def __init__(self, reading: Reading, entry: _Entry, place: int) -> None:
        self.reading, self.entry, self.place = reading, entry, place
        ref = re.match(_REF, entry.text)
        self.ref = ref[0].strip(" .):–—-") if ref else ""
        self.words = entry.text[ref.end():] if ref else entry.text
        label = at_start(self.words)
        if label and label.firm and self.words[label.end:].strip():
            self.ref, self.words = self.ref or label.number, self.words[label.end:].strip()

    def read(self) -> None:
        if self._is_decision():
            return
        parties = self.reading.parties
        named = parties.owners(self.entry.who) if self.entry.who else None
        if named is not None and self.words:
            lead = parties.leading(self.words)
            self._keep(tasks.trimmed(lead[1] if lead and among(lead[0], named) else self.words), named)
            return
        owners = parties.owners(self.words)
        if owners is not None:
            self._owned(owners)
            return
        for task in self.reading.tasks(self.words):
            if self._is_task(task):
                self._keep(self.reading.words_of(task.words), task.owners)

    def _is_decision(self) -> bool:
        """Whether words in the column say what the body itself decided, or whom it chose."""
        if re.match(r"[\w ,/&’'.-]{2,60}? (?:was |were |is |are )?(?:re-?)?(?:appointed|elected|thanked|welcomed)\b", self.words):
            return True
        found = re.match(r"(?:[Tt]he )?([\w ]{2,40}?) (?:has |have )?(?:agreed|approved|resolved|decided|noted|accepted)\b", self.words)
        return found is not None and (found[1].casefold() in _BODIES or self.reading.parties.strength(found[1]) < 2)

    def _is_task(self, task: tasks.Task) -> bool:
        """Whether words in the column say what is to be done, and not what was decided."""
        if not task.words or tasks.is_statement(task.words, self.reading.parties) or tasks.is_statement(self.words, self.reading.parties):
            return False
        return bool(task.owners or (self.ref and is_willing(task.words)) or task.words.split()[0].casefold() in VERBS)

    def _owned(self, owners: tuple[str, ...]) -> None:
        """An owner alone: the sentence beside it is the task. Beside the heading of an item stands who leads it."""
        para = self._para()
        if para is None or (len(para.text.split()) < 8 and para.text[-1:] not in ".;" and not is_willing(para.text)):
            return
        self._keep(self.reading.words_of(self._sentence(para, owners), owners), owners, "owner beside the text")

    def _para(self) -> Para | None:
        """The paragraph that stands beside the entry, or ends right above it."""
        for place in range(self.place, max(-1, self.place - _AT_ALL), -1):
            para = self.reading.para(place)
            if para is None or not self.reading.is_item(para) or len(para.text.split()) > 10:
                return para
            if para.line == self.entry.line:
                return None
        return None

    def _sentence(self, para: Para, owners: Sequence[str]) -> str:
        """The sentence that names the owner and gives work, else the nearest to the owner that gives work, else the nearest."""
        sentences = [part for part in re.split(SENTENCE, para.text) if len(part.split()) > 1] or [para.text]
        lines = max(para.last, para.line) - para.line + 1
        at = len(para.text) * min(1.0, (self.entry.line - para.line + 0.5) / lines)
        ends = [para.text.find(sentence) + len(sentence) / 2 for sentence in sentences]
        near = sorted(range(len(sentences)), key=lambda i: abs(ends[i] - at))
        keys = [key for name in owners for key in (name, self.reading.parties.surnames.get(name, name.split()[-1])) if key]
        willing = [sentences[i] for i in near if is_willing(sentences[i])]
        willing = [sentence for sentence in willing if not self._names_another(sentence, keys)] or willing
        named = [sentence for sentence in willing if any(re.search(rf"\b{re.escape(key)}\b", sentence) for key in keys)]
        return (named or willing or [sentences[near[0]]])[0]

    def _names_another(self, sentence: str, keys: Sequence[str]) -> bool:
        """Whether a sentence names somebody by initials, and none of those whose task is looked for."""
        initials = [word for word in re.findall(r"\b[A-Z]{2,3}[a-z]?\b", sentence) if word in self.reading.parties.initials]
        return bool(initials) and not set(initials) & set(keys)

    def _keep(self, words: str, owners: tuple[str, ...], reader: str = "column at the side") -> None:
        due = "" if tasks.is_for_nobody(self.entry.due) else self.entry.due
        if tasks.is_ended(due) or len(words.split()) < 2:
            return
        self.reading.add(FoundAction(words, owners, self.entry.line, reader, due, ref=self.ref))
