"""How old actions stand, as minutes report on them: behind the task, in brackets below it, after a label, and right below one."""

from __future__ import annotations

import re

from g2g.minutes import tasks
from g2g.minutes.document import Para
from g2g.minutes.fields import fields_below
from g2g.minutes.findings import FoundAction
from g2g.minutes.labels import Label
from g2g.minutes.reading import Reading, Report
from g2g.minutes.tasks import Task

_OPEN = r"(?i)open\b(?!\s*[.–-]|$)"  # a task: open the gate
_OF_OLD = r"(?i)\b(?:minutes|actions?|matters arising|last|previous)\b"  # an item whose actions are those of an earlier meeting
_REF = r"[A-Z][A-Z0-9]{0,7}(?:-[A-Z0-9]{1,8})?-\d{4}-\d\d-\d\d-\d{2,}$"  # an action's reference in the record
_STATES = 60  # sentences above a list of states among which those are looked for that the states belong to


class States:
    """A reader of one paragraph that may say how old actions stand."""

    def __init__(self, reading: Reading, place: int, para: Para) -> None:
        self.reading, self.place, self.para = reading, place, para
        self.parties = reading.parties

    def add(self, owners: tuple[str, ...], words: str, reader: str, label: Label, status: str = "") -> None:
        """An action of this paragraph, with what the fields below it say."""
        action = FoundAction(words, owners, self.para.line, reader, due_said=label.due, ref=label.number, status=status, source=self.reading.listed.get(self.place, 0))
        self.reading.add(fields_below(self.reading, self.place, action), self.place)

    def report(self, label: Label, words: str, status: str) -> None:
        """How the old action stands that the label and these words name."""
        task = (self.reading.tasks(words) or [Task((), words)])[0]
        self.reading.reports.append(Report(self.para.line, label.number, task.owners, task.words, status))
        self.reading.cover(self.para.line)

    def task_and_state(self) -> None:
        """A task without a label, with how it stands in a sentence of its own: minutes report so on old actions."""
        text = self.para.text
        if text[:1] == "[" and text[-1:] == "]" and self._state_below(text[1:-1]):
            return
        if self._state_of_ref():
            return
        found = tasks.with_state(text, self.parties)
        if not found:
            return
        task, _ = found
        self.reading.reports.append(Report(self.para.line, self.para.mark if "." in self.para.mark else "", task.owners, task.words, task.status))
        if tasks.is_ended(task.status):
            self.reading.taken.add(self.place)
            self.reading.cover(self.para.line)
        else:
            action = FoundAction(task.words, task.owners, self.para.line, "state after the task")
            self.reading.add(action._replace(status=task.status), self.place)

    def _state_of_ref(self) -> bool:
        """``TB-2026-05-14-02 Buy paint: Completed.``: whether a paragraph says of an action by its reference how it stands."""
        found = re.match(rf"(?P<words>.{{3,200}}?)\s*(?::|[–—]|\s-)\s*(?P<state>(?i:{tasks.STATUS})\b.{{0,200}})$", self.para.text) if re.match(_REF, self.para.mark) else None
        if not found:
            return False
        label = Label(0, 0, self.para.mark, False, False, True)
        self.report(label, found["words"], found["state"].strip(" ."))
        self.reading.taken.add(self.place)
        return True

    def _state_below(self, inner: str) -> bool:
        """Whether a paragraph in brackets says how the task above it stands; if so it is read."""
        above = self.reading.para(self.place - 1)
        lead = self.parties.leading(above.text, 2) if above else None
        states = tasks.statuses(inner, self.parties)
        if not above or not lead or (not states and not tasks.is_status(inner)):
            return False
        label = Label(0, 0, above.mark if re.search(r"\d[./]\d", above.mark) else "", False, True, True)
        self.report_states(label, states or [Task(lead[0], "", inner)], "")
        self.reading.taken.update((self.place, self.place - 1))
        return True

    def report_states(self, label: Label, states: list[Task], before: str) -> None:
        """How things stand with each owner of a task above; what of it has not ended is still an action."""
        sentence = self.reading.context(self.place, before)
        self.reading.cover(self.para.line)
        for words, some in self._theirs(states, sentence).items():
            for state in some:
                self.reading.reports.append(Report(self.para.line, label.number, state.owners, words, state.status))
            left = [state for state in some if not tasks.is_ended(state.status)]
            if left:
                owners = tuple(dict.fromkeys(owner for state in left for owner in state.owners))
                self.add(owners, words, "state after the task", label, status=left[0].status)

    def _theirs(self, states: list[Task], sentence: str) -> dict[str, list[Task]]:
        """The states by the words that they belong to: of the sentences above, for each owner that which begins with them."""
        above = self.reading.para(self.place - 1)
        sentences = re.split(r"(?<=[.?!;])\s+", above.text)[-_STATES:] if above else []
        led = [(lead[0], s) for s in sentences if (lead := self.parties.leading(s))]
        grouped: dict[str, list[Task]] = {}
        for state in states:
            own = next((s for owners, s in led if not set(owners).isdisjoint(state.owners)), sentence)
            grouped.setdefault(self.reading.words_of(own), []).append(state)
        return grouped

    def report_alone(self, label: Label, rest: str, before: str) -> None:
        """A label before words that say only how an old action stands."""
        reading = self.reading
        lead = rest.split(" ", 1)[0]
        owner = (lead,) if self.parties.strength(lead) > 1 else ()
        words = rest if label.number or not before.strip() else reading.words_of(reading.context(self.place, before))
        reading.reports.append(Report(self.para.line, label.number, owner, tasks.trimmed(words), rest))
        if not label.number:
            reading.doubt(self.para.line, "“Action” stands before words that say how things are; nothing to do was read from them.")
        reading.cover(self.para.line)

    def is_reported_below(self, label: Label, rest: str) -> bool:
        """Whether what stands right below says how this action stands: then it is an old one, reported on."""
        after = self.reading.para(self.place + 1)
        if after is None:
            return False
        plain = re.sub(r"(?i)^(?:update|status|outcome|progress|result)\s?:\s*", "", after.text)
        if plain != after.text and not self.reading.closes(after):
            ended = re.search(r"(?i)\b(?:closed|completed?|done)\b", plain)
            self.report(label, rest, "closed" if ended else plain)
        elif after.is_bullet and tasks.may_tell_a_state(after.text) and re.match(rf"(?i)(?:action )?{tasks.STATUS}\b", after.text) and not re.match(_OPEN, after.text):
            self.report(label, rest, after.text)
            self.reading.cover(after.line)
            old = label.number or re.search(_OF_OLD, self.reading.title(self.para.line))
            for task in () if old or tasks.is_ended(after.text) else self.reading.tasks(rest):
                self.add(task.owners, task.words, "state after the task", label, status=after.text)
        else:
            return False
        self.reading.taken.update((self.place, self.place + 1))
        return True
