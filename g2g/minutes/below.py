"""The tasks in the paragraphs or the list below a label that stands alone."""

from __future__ import annotations

import re

from g2g.minutes import tasks
from g2g.minutes.document import Para, Table
from g2g.minutes.fields import fields_below
from g2g.minutes.findings import FoundAction
from g2g.minutes.labels import Label, at_start
from g2g.minutes.reading import Reading

_TO_BE = r"(?:The |A |An |All )?(?:[\w’'-]+ ){1,5}to be (?:\w+ly )?[a-z]+(?: [^.]*)?\.?$"  # a task that names nobody
_FAR = 4  # blank lines after which nothing belongs to a label any more


def read(reading: Reading, place: int, label: Label, *, quiet: bool = False, group: tuple[str, ...] = ()) -> bool:
    """Read what stands below the label at a place; whether it gave an action, or said that there is none.

    ``group`` are the owners of tasks that name none; ``quiet`` leaves out the doubt where nothing is found.
    """
    return _Below(reading, place, label, group).read(quiet)


class _Below:
    """What stands below one label."""

    def __init__(self, reading: Reading, place: int, label: Label, group: tuple[str, ...]) -> None:
        self.reading, self.place, self.label, self.group = reading, place, label, group
        para = reading.para(place)
        assert para is not None
        self.para: Para = para
        self.parties = reading.parties
        self.count = 0
        self.close = False  # no empty line stands between the label and the first task
        self.listed: str | None = None  # what kind of list the first task stands in; nothing for none

    def read(self, quiet: bool) -> bool:
        reading, place = self.reading, self.place + 1
        if not self.group and self._heads_a_column():
            reading.cover(self.para.line)
            return False
        while (para := reading.para(place)) and place not in reading.taken and not self._ends(para):
            if tasks.is_nothing(para.text):
                reading.cover(self.para.line)
                reading.cover(para.line)
                return True
            if tasks.is_statement(para.text, self.parties) and not self.parties.trailing(para.text):
                if not self.count:
                    return self._told(para)
                if not self.listed:
                    break
                place += 1
                continue
            place += self._one(place, para)
            if not self.listed and self.label.number and not self.label.plural:
                break
        reading.cover(self.para.line)
        if not self.count and not quiet and not isinstance(next(iter(reading.blocks[self.place + 1: self.place + 2]), None), Table):
            reading.doubt(self.para.line, "“Action” stands here alone, and what stands below it gives nobody anything to do.")
        return bool(self.count)

    def _heads_a_column(self) -> bool:
        """Whether the label heads a column that was put out as lines of owners alone, below the text they belong to."""
        below = self.reading.para(self.place + 1)
        if below is None or self.para.text.rstrip().endswith(":") or len(below.text) > 40 or self.reading.closes(below):
            return False
        owners = self.parties.owners(below.text, 2)
        after = self.reading.para(self.place + 2)
        task = after is not None and not self.reading.closes(after) and self.parties.owners(after.text) is None
        return bool(owners) and not (task and after is not None and after.gap == 0)

    def _ends(self, para: Para) -> bool:
        """Whether what belongs to the label ends before this paragraph."""
        bold_task = not self.count and para.bold and not para.level and len(para.text) > 30
        numbered_task = not self.count and self.reading.is_item(para) and (self.parties.leading(para.text) or self.parties.trailing(para.text))
        if self.reading.closes(para) and not bold_task and not numbered_task:
            return True
        if (other := at_start(para.text)) and other.firm:
            return True
        if not self.count:
            return False
        kind = _kind(para)
        if self.listed is not None and kind != self.listed and not (self.listed and para.indent > 0 and kind):
            return True
        if not self.listed and not self._goes_on(para):
            return True
        if self.listed and para.gap and self.close and not self._is_owned(para):
            return True  # the list had no empty lines
        return para.gap > _FAR or bool(self.listed and self.para.mark and para.indent <= self.para.indent)

    def _told(self, para: Para) -> bool:
        self.reading.doubt(para.line, "Below “Action” stand words that say how things are; nothing to do was read from them.")
        self.reading.cover(self.para.line)
        self.reading.cover(para.line)
        return True

    def _one(self, place: int, para: Para) -> int:
        """Read one paragraph of tasks; how many paragraphs that took, for the owner may stand in the next one."""
        reading = self.reading
        if self.label.number and not self.count and (taken := self._owner_first(place, para)):
            return taken
        found = [task for task in reading.tasks(para.text) if not tasks.is_nothing(task.words)]
        if not found:
            reading.cover(para.line)
        owned = self._owner_after(place) if len(found) == 1 and not found[0].owners else None
        number = self.label.number or (para.mark if "." in para.mark else "")
        for task in found:
            action = FoundAction(task.words, task.owners or owned or self.group, para.line, "label alone, tasks below", ref=number)
            reading.add(fields_below(reading, place, action), place)
        if not self.count:
            self.listed, self.close = _kind(para), not para.gap
        self.count += len(found)
        if owned:
            reading.taken.add(place + 1)
        return 2 if owned else 1

    def _owner_first(self, place: int, para: Para) -> int:
        """An owner on a line alone below a numbered label, with ‘to …’ on the next or the task before it; the paragraphs read, or 0."""
        owners = self.parties.owners(para.text)
        below = self.reading.para(place + 1)
        if owners and below and re.match(r"to [a-z]", below.text):
            words, count = tasks.trimmed(below.text), 2
        elif owners and self.parties.owners(para.text, 2):
            words, count = self.reading.words_of(self.reading.context(self.place)), 1
        else:
            return 0
        reader = "label alone, tasks below" if count > 1 else "owner alone"
        self.reading.add(FoundAction(words, owners, para.line, reader, ref=self.label.number), *range(place, place + count))
        self.count += 1
        return count

    def _is_owned(self, para: Para) -> bool:
        return bool(self.parties.leading(para.text) or self.parties.trailing(para.text) or re.match(r"[(\[]", para.text))

    def _owner_after(self, place: int) -> tuple[str, ...] | None:
        below = self.reading.para(place + 1)
        if below is None or len(below.text) > 60 or self.reading.closes(below) or below.gap > 1:
            return None
        return self.parties.owners(below.text, 2)

    def _goes_on(self, para: Para) -> bool:
        """Whether an unmarked paragraph below another task is a task as well."""
        if len(para.text) > 400 or tasks.is_statement(para.text, self.parties):
            return False
        if re.match(r"To [a-z]", para.text):
            return True
        lead = self.parties.leading(para.text)
        if lead and not lead[1].startswith("be "):
            return len(para.text) < 250
        return self.parties.trailing(para.text) is not None or bool(re.match(_TO_BE, para.text))


def _kind(para: Para) -> str:
    """What kind of list a paragraph belongs to: - for bullets, # for numbers and letters, nothing for none."""
    return "-" if para.is_bullet else "#" if para.mark else ""
