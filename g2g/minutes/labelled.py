"""Actions with a label: before the task, before the owner and the task, before the owner alone, and in the midst of a paragraph."""

from __future__ import annotations

import re

from g2g.minutes import below, tasks
from g2g.minutes.findings import FoundAction
from g2g.minutes.labels import Label, at_start, inside
from g2g.minutes.parties import SENTENCE_END
from g2g.minutes.reading import Reading, is_willing
from g2g.minutes.states import States
from g2g.minutes.tasks import Task

_IDLE = r"(?:welcome|introduc|apolog|chair(?:man)?['’]s (?:welcome|opening)|declar|minutes|notes of|any other|aob|other (?:urgent )?business|urgent business|dates?\b|next meeting|close)"
_PARKED = r"(?:closed|completed?|done|discharged)(?: (?:actions?|items?|since last (?:time|meeting)))?\s*:?$"
# What somebody reports of others gives them nothing to do: KM reported that the roof is to be mended.
_REPORTED = r"(?:\S+ ){1,3}(?:reported|noted|explained) that (?!.*\b(?:would|will|should|must|he|she|they)\b)"
_AS_ABOVE = r"(?i)[\s,;–-]*(?:\(?(?:as|see) above\)?|to action(?: (?:this|it|above))?|both)[\s.]*$"


def read(reading: Reading) -> None:
    """Read every labelled paragraph of the document."""
    leads = _leads(reading)
    parked = False
    for place, para in list(reading.paras()):
        if reading.is_heading(para):
            parked = bool(re.match(_PARKED, para.text, re.I))
        if place in reading.taken:
            continue
        if parked and at_start(para.text):
            reading.cover(para.line)
            continue
        if place in leads:
            reading.cover(para.line)
            continue
        _Labelled(reading, place, para).read()
    if leads:
        first = min(leads)
        reading.doubt(reading.blocks[first].line, f"“Actions:” stands under {len(leads)} items with a name alone; it is read as who leads the item, not as an action.")


def _leads(reading: Reading) -> set[int]:
    """The places of ``Actions: NAME`` where that stands under every item, and so names its lead; none where tasks stand after the same label."""
    alone: list[int] = []
    forms: list[str] = []  # how the labels read before a name alone, and before a task
    tasked: list[str] = []
    idle = 0  # of those, under items that hand out no work: welcome, minutes, the next meeting
    fields = 0
    for place, para in reading.paras():
        if re.match(r"(?:Proposal|Purpose|Type|For|Lead)\s?: ?(?:Information|Discuss|Action|Decision|Noting|Approval)", para.text, re.I):
            fields += 1
        label = at_start(para.text)
        if label and label.firm and not label.bracketed:
            rest = para.text[label.end:].strip()
            form = para.text[:label.end].strip(" :–-").casefold()
            if reading.parties.leading(rest):
                tasked.append(form)
            elif rest and not tasks.is_nothing(rest) and not tasks.is_status(rest) and reading.parties.owners(rest.split(",")[0]) is not None:
                alone.append(place)
                forms.append(form)
                idle += bool(re.match(_IDLE, reading.title(para.line), re.I))
    is_field = len(alone) > 2 and (idle > 1 or fields > 2) and sum(form in forms for form in tasked) < 2
    return set(alone) if is_field else set()


def _without_as_above(text: str) -> str:
    """A text that is short enough to be a list of owners, without the words that say where their task stands."""
    return re.sub(_AS_ABOVE, "", text) if len(text) < 240 else text


class _Labelled(States):
    """One paragraph with a label in it."""

    def read(self) -> None:
        text = self._text()
        above = self.reading.para(self.place - 1)
        if above and re.match(r"(?i)(?:rating|score|likelihood|impact|rag|mitigation)\s?:", above.text):
            return  # a field of a register of risks
        first = at_start(text)
        labels = inside(text, max(1, first.end if first else 1))
        if first is None and not labels:
            self.task_and_state()
            return
        if first and not first.firm and not self._is_label(first, text[first.end:]):
            first = None
            labels = inside(text)
        every = [first, *labels] if first else labels
        for at, label in enumerate(every):
            after = every[at + 1].start if at + 1 < len(every) else len(text)
            rest = text[label.end: after].strip()
            if label.bracketed:
                rest = self._unbracketed(rest)
            elif (whole := re.match(r"[\[(]([^()\[\]]{1,60})[\])]\.?$", rest)) and self.parties.owners(whole[1]):
                rest = whole[1]
            before = text[(every[at - 1].end if at else 0): label.start]
            if not label.firm and label is not first and not self._is_label(label, rest):
                continue
            self._one(label, rest, before, last=at + 1 == len(every))

    def _text(self) -> str:
        """The paragraph's words; a label in a column of its own beside them stands apart from them."""
        cells = self.para.cells
        if len(cells) > 1 and any(re.match(r"(?:ACTION|Action)s?\b", cell) for cell in cells[1:]):
            return "   ".join(cells)
        return self.para.text

    @staticmethod
    def _unbracketed(rest: str) -> str:
        depth = 0
        for at, char in enumerate(rest):
            if char in "[(":
                depth += 1
            elif char in ")]":
                if not depth:
                    return rest[:at].strip()
                depth -= 1
        return rest.rstrip(" ])")

    def _is_label(self, label: Label, rest: str) -> bool:
        """Whether a label with nothing after it but words is one: an owner follows, alone or with a task."""
        rest = rest.strip(" .")
        if not rest:
            return False
        short = re.split(SENTENCE_END, rest)[0]
        owners = self.parties.owners(_without_as_above(short), 2)
        if owners is not None and len(short) < 60:
            return True
        lead = self.parties.leading(rest, 1 if label.bracketed else 2)
        if lead is not None or label.number:
            return True
        # ACTION CF. – capitals that the document does not explain, after a label.
        initials = re.match(r"[A-Z]{2,3}[a-z]?(?:(?:\s?[/&,]\s?| and )[A-Z]{2,3}[a-z]?){0,3}(?=[.;,:]|$| [a-z])", rest)
        return initials is not None and self.parties.owners(initials[0]) is not None

    # ---- what stands after a label ---------------------------------------------------------------------

    def _one(self, label: Label, rest: str, before: str, last: bool) -> None:
        """One label, with the words after it and those between it and the label before."""
        reading = self.reading
        rest = tasks.without_next_item(rest.strip()).strip()
        if re.match(r"(?i)\((?:was|formerly|from|see|ex|carried|c/f)\b[^()]{0,40}\)$", rest):
            rest = ""
        if rest.startswith("/"):
            reading.cover(self.para.line)  # the headings of a table put out with strokes
            return
        if not rest.strip(" .:–-*"):
            self._nothing_after(label, before, last)
            return
        if tasks.is_nothing(rest):
            reading.cover(self.para.line)
            return
        if each := self._each_in_brackets(rest, before) or self._named_before(label, rest, before):
            for task in each:
                self.add(task.owners, task.words, "label, then task", label)
            return
        states = tasks.statuses(rest, self.parties)
        if states:
            self.report_states(label, states, before)
            return
        owners = None if tasks.is_status(rest) else self.parties.owners(_without_as_above(rest) or rest)
        if owners is None:
            owners = self._owners_first(rest)
        if owners is not None and not (label.number and not label.firm and not owners):
            self._owners_alone(label, owners, rest, before)
            return
        if tasks.is_status(rest) or (not label.firm and label.number and not any(task.owners for task in self.reading.tasks(rest))) or (
            tasks.is_statement(rest, self.parties) and not self.parties.leading(rest)
        ):
            self.report_alone(label, rest, before)
            return
        self._tasks(label, rest, before, last)

    def _nothing_after(self, label: Label, before: str, last: bool) -> None:
        """A label that ends its paragraph or stands before another: its actions are below, or there are none."""
        if self.para.indent > 20 and not self.para.text.rstrip().endswith(":"):
            self.reading.cover(self.para.line)  # the heading of a column
        elif last and (not before.strip() or label.plural):
            below.read(self.reading, self.place, label)
        else:
            self.reading.doubt(self.para.line, "“Action” stands here with nobody's name and nothing to do after it.")

    def _each_in_brackets(self, rest: str, before: str) -> list[Task]:
        """``KM (to ring the vet) and LP (the feed)``: owners each with their task in brackets; empty where it is not so."""
        parts = re.findall(r"([^()]{2,40}?)\s*\(([^()]{3,160})\)\.?", rest)
        if not parts or "".join(f"{who}({what})" for who, what in parts).count("(") != rest.count("(") or rest.rstrip(" .")[-1:] != ")":
            return []
        if not any(re.match(r"to [a-z]", what) for _, what in parts):
            return []
        found = []
        for who, what in parts:
            owners = self.parties.owners(re.sub(r"^\s*(?:[,;&/]|and\b)\s*", "", who))
            if not owners:
                return []
            if not re.match(r"to [a-z]", what):
                what = f"{self.reading.words_of(self.reading.context(self.place, before))} ({what})"
            found.append(Task(owners, tasks.trimmed(what)))
        return found

    def _named_before(self, label: Label, rest: str, before: str) -> list[Task]:
        """``KM - Action-12 Ring the vet``: the owner before a numbered label, and the task after it."""
        owners = self.parties.owners(before) if label.number and len(before) < 60 and len(rest.split()) > 1 else None
        return [Task(owners, tasks.trimmed(rest))] if owners and not self.parties.leading(rest) else []

    def _owners_first(self, rest: str) -> tuple[str, ...] | None:
        """The owners with whom the words after a label begin, where the minutes go on after them in the same paragraph."""
        if self.parties.leading(rest):
            return None
        first = re.split(SENTENCE_END, rest, maxsplit=1)[0]
        if first != rest.rstrip(" .;") and len(first) < 60 and (owners := self.parties.owners(first)):
            return owners
        words = rest.split()
        for count in range(min(4, len(words) - 2), 0, -1):
            owners = self.parties.owners(" ".join(words[:count]), 2)
            if owners:
                return owners if words[count][:1].isupper() else None
        return None

    def _owners_alone(self, label: Label, owners: tuple[str, ...], rest: str, before: str) -> None:
        if self.para.level and below.read(self.reading, self.place, label, quiet=True, group=owners):
            return
        as_above = bool(re.search(r"(?i)as above", rest))
        if as_above and len(owners) > 1:
            chosen = self._sentences_for(owners, before)
            if len(set(chosen)) == 1 and self.parties.leading(chosen[0]) is None:
                self.add(owners, self.reading.words_of(chosen[0]), "owner alone", label)  # one task for all of them
                return
            for owner, sentence in zip(owners, chosen, strict=True):
                self.add((owner,), self.reading.words_of(sentence), "owner alone", label)
            return
        sentence = self.reading.context(self.place, before)
        self.add(owners, self.reading.words_of(sentence), "owner alone", label)

    def _sentences_for(self, owners: tuple[str, ...], before: str) -> list[str]:
        """For each of several owners the sentence before that is theirs: the one that names them, else the next that gives work."""
        text = before
        if len(re.split(r"[.?!]\s", before.strip())) < len(owners):
            text = " ".join(p.text for back in (3, 2, 1) if (p := self.reading.para(self.place - back)) and not self.reading.is_heading(p)) + " " + before
        sentences = [s for s in re.split(r"(?<=[.?!])\s+", text) if len(s.split()) > 2 and not re.match(_REPORTED, s)]
        willing = [s for s in sentences if is_willing(s)] or sentences or [text]
        willing = willing[-len(owners):] if len(willing) >= len(owners) else [*willing, *[willing[-1]] * (len(owners) - len(willing))]
        chosen = []
        for owner, fallback in zip(owners, willing, strict=True):
            chosen.append(next((s for s in reversed(sentences) if re.search(rf"\b{re.escape(owner)}\b", s) and is_willing(s)), fallback))
        return chosen

    def _tasks(self, label: Label, rest: str, before: str, last: bool) -> None:
        if last and self.is_reported_below(label, rest):
            return None
        if label.number and re.search(r",\s+(?:was|were|is|are|has been|had been)\s", rest):
            self.report_alone(label, rest, before)
            return None
        rest, said = tasks.until_state(rest)
        words, state = tasks.without_state(rest) if not said else (rest, said)
        if state and tasks.is_ended(state):
            self.report(label, words, state)
            return None
        found = self.reading.tasks(rest)
        if len(found) == 1 and label.bracketed and len(found[0].words.split()) < 2:
            sentence = self.reading.context(self.place, before)
            found = [Task(found[0].owners, f"{self.reading.words_of(sentence)} ({found[0].words})")]
        if len(found) == 1 and not found[0].owners and last and self._owner_below():
            return self._with_owner_below(found[0], label)
        if rest.rstrip().endswith(":") and last and below.read(self.reading, self.place, label, quiet=True, group=found[0].owners if found else ()):
            return None
        for task in found:
            if tasks.is_nothing(task.words):
                self.reading.cover(self.para.line)
                continue
            if tasks.is_statement(task.words, self.parties) and not task.owners:
                self.reading.doubt(self.para.line, "“Action” stands before words that say how things are; nothing to do was read from them.")
                continue
            self.add(task.owners, task.words, "label, then task", label)
        if last and not label.bracketed:
            self._unlabelled_after(label)
        return None

    def _owner_below(self) -> bool:
        after = self.reading.para(self.place + 1)
        return bool(
            after and after.gap == 0 and not after.mark and len(after.text) < 50 and not self.reading.is_heading(after)
            and self.parties.owners(after.text, 2)
        )

    def _with_owner_below(self, task: Task, label: Label) -> None:
        after = self.reading.para(self.place + 1)
        owners = self.parties.owners(after.text, 2) if after else None
        self.add(owners or (), task.words, "label, then task", label)
        self.reading.taken.add(self.place + 1)

    def _unlabelled_after(self, label: Label) -> None:
        """Lines right below a labelled one that give somebody else a task in the same form."""
        place = self.place + 1
        while (after := self.reading.para(place)) and place not in self.reading.taken:
            if after.gap > min(self.para.gap, 1) or after.gap or self.reading.is_heading(after) or len(after.text) > 240 or at_start(after.text):
                return
            lead = self.parties.leading(after.text, 2)
            if not lead or lead[1].startswith("be ") or tasks.is_statement(after.text, self.parties) or after.mark != self.para.mark:
                return
            for task in tasks.split(after.text, self.parties, least=2):
                self.reading.add(FoundAction(task.words, task.owners, after.line, "line after a labelled one"), place)
            place += 1
