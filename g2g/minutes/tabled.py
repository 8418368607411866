"""Actions in tables: a table or log of actions, and minutes set out in columns with one for who is to act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from g2g.minutes import flattened, headings, roles, shares, tasks
from g2g.minutes.document import Row, Table
from g2g.minutes.findings import FoundAction
from g2g.minutes.labels import at_start
from g2g.minutes.reading import Reading, Report, is_willing
from g2g.minutes.vocabulary import VERBS

_REVIEW = r".*\b(?:last|previous) (?:meeting|minutes)|matters arising|.*\bactions? (?:arising )?from\b|.*\breview of (?:the )?actions?|.*\bprogress (?:on|against|with)\b"
_NUMBER = r"[A-Z]{0,4}[ /-]?\d[\w./-]{0,12}$"
_NOT_YET = r"n/?a|none|-+|–|nil|tbc|tba"


def read(reading: Reading) -> None:
    """Read every table that has a column of tasks, or of who is to act."""
    for place, block in enumerate(reading.blocks[: reading.end]):
        if isinstance(block, Table):
            found = roles.of_table(reading, place, block)
            if found:
                _Tabled(reading, place, block, *found).read()
    flattened.glued_rows(reading)


class _Told(NamedTuple):
    """What a row of a table of actions says, by the roles of its columns."""

    words: str
    owner: str
    due: str
    ref: str
    status: str


class _Tabled:
    """One table whose columns are known."""

    def __init__(self, reading: Reading, place: int, table: Table, head: int, names: tuple[str, ...]) -> None:
        self.reading, self.place, self.table = reading, place, table
        self.parties = reading.parties
        self.rows = table.rows[head + 1:]
        self.head = table.rows[max(head, 0)]
        self.roles = roles.by_content(list(names), self.rows, self.parties)
        self.is_owners = "owner" in names and "task in column" in self.roles  # the column is for owners, and holds what they are to do
        self.item = ""
        self.are_items = self._are_items()
        self.said: tuple[int, list[str]] = (0, [])  # the line of a row, and the sentences of its minute
        self.ends: dict[int, int] = {}  # for the line on which a row begins, that of the next row
        end = table.rows[-1].line + 1
        for row in reversed(table.rows):
            end = self.ends.setdefault(row.line, end)
            end = row.line

    def _are_items(self) -> bool:
        """Whether the numbers beside the tasks are those of items: one stands twice, or all under ‘Item’ are items of these minutes."""
        name = next((name for name in ("ref", "minute") if name in self.roles), "")
        numbers = [number for row in self.rows if (number := self._cell(row, name).strip(" .")) and re.match(_NUMBER, number)]
        known = {item.number for item in self.reading.details.items}
        return len(set(numbers)) < len(numbers) or (name == "minute" and bool(numbers) and known.issuperset(numbers))

    def _cell(self, row: Row, name: str) -> str:
        """What stands in the column with a role; of several columns of minutes the one with most in it."""
        if name == "minute":
            return max((cell.strip() for cell, role in zip(row.cells, self.roles, strict=False) if role == name), key=len, default="")
        return next((cell.strip() for cell, role in zip(row.cells, self.roles, strict=False) if role == name), "")

    def _all(self, row: Row, name: str) -> str:
        return "; ".join(cell.strip() for cell, role in zip(row.cells, self.roles, strict=False) if role == name and cell.strip())

    def read(self) -> None:
        reading = self.reading
        reading.taken.add(self.place)
        reading.cover(self.head.line)
        review = self._is_review()
        for row in self.rows:
            if not any(cell.strip() for cell in row.cells) or headings.is_heading_row(row.cells):
                reading.cover(row.line)
                continue
            if "task" in self.roles:
                self._task_row(row, review)
            elif "task in column" in self.roles:
                self._column_row(row)
            else:
                self._minute_row(row)

    def _is_review(self) -> bool:
        """Whether the table goes through the actions of the last meeting: it says of each how it stands, and gives none anew."""
        if "status" not in self.roles:
            return False
        above = self.reading.para(self.place - 1)
        titles = (self.reading.title(self.table.line), above.text if above and len(above.text) < 90 else "")
        return not {"owner", "due"} & set(self.roles) or any(re.match(_REVIEW, title, re.I) for title in titles)

    # ---- a row of a table of actions ------------------------------------------------------------------

    def _task_row(self, row: Row, review: bool) -> None:
        """A row with a column for the task: an action, nothing at all, or a heading across the table."""
        told = self._told(row)
        if not told.words or tasks.is_nothing(told.words):
            if told.words or not told.owner:
                self.reading.cover(row.line)
        elif _is_across(row, told):
            self.item = told.words
        else:
            told = self._sorted(told)
            for owners, words in self._shared(told):
                self._keep(row, words, owners, told.due, told.ref, told.status, review)

    def _told(self, row: Row) -> _Told:
        """What a row says; where it has no task but an owner, its minute is the task."""
        words = self._cell(row, "task").replace("\n", " ").strip()
        owner, due, ref = self._cell(row, "owner"), self._cell(row, "due"), self._cell(row, "ref").strip(" .")
        minute = self._cell(row, "minute").replace("\n", " ")
        if not words and owner and len(minute) > 15:
            words, minute = minute, ""
        if self.are_items and re.match(_NUMBER, ref or minute):
            self.item, ref = ref or minute, ""
        elif not ref and re.match(_NUMBER, minute):
            ref = minute
        elif not ref and "ref" not in self.roles and (numbered := re.match(r"(\d{1,3}[a-z]?(?:[./]\d{1,4})+|[A-Z]{1,4}[ /-]?\d[\d./-]{0,9}[a-z]?)\s+(?=[A-Z])", words)):
            self.item, words = numbered[1], words[numbered.end():]
        return _Told(words, owner, due, ref, self._all(row, "status").replace("\n", " "))

    def _sorted(self, told: _Told) -> _Told:
        """What a row says, with owner, day and state each in its place: one column often holds two of them."""
        _, owner, due, _, status = told
        if not due and (dated := roles.dated(owner.replace("\n", " "), self.parties)):
            owner, due = dated
        if not due and re.match(r"(?:due|by|before|until|target:?)\s.{3,40}$", status, re.I):
            due = status
        in_one = re.match(r"(?P<who>.{2,60}?)\s*[–-]\s*(?P<when>.{3,40})$", due)
        if in_one and not owner and self.parties.owners(in_one["who"]):
            owner, due = in_one["who"], in_one["when"]
        if tasks.is_status(due) and not re.match(r"(?i)ongoing", due):
            status, due = status or due, ""
        return told._replace(owner=owner, due=due, status=status)

    def _shared(self, told: _Told) -> list[tuple[tuple[str, ...], str]]:
        """The tasks of a row, each with its owners: those of the owner's column, else those whom the words name."""
        if told.owner:
            owners = self.parties.owners(told.owner.replace("\n", " / "), 1)
            return [(self._names(told.owner) if owners is None else owners, tasks.trimmed(told.words))]
        found = self.reading.tasks(told.words)
        if len(found) == 1 or "owner" not in self.roles:
            return [(task.owners, task.words) for task in found]
        owners, words = self.parties.leading(told.words) or ((), told.words)
        return [(owners, tasks.trimmed(words))]

    def _names(self, cell: str) -> tuple[str, ...]:
        """The owners in a cell that says more than their names: the words before a bracket or line end, if short."""
        pieces = [p.strip(" ,;") for p in re.split(r"\n|;", re.sub(r"\([^()]*\)", "", cell)) if p.strip(" ,;")]
        names: list[str] = []
        for piece in pieces:
            found = self.parties.owners(piece)
            names += found if found is not None else [piece] if len(piece) < 50 and not re.match(rf"(?i)(?:{_NOT_YET})$", piece) else []
        return tuple(dict.fromkeys(names))

    def _keep(self, row: Row, words: str, owners: tuple[str, ...], due: str, ref: str, status: str, review: bool = False) -> None:
        reading = self.reading
        reading.cover(row.line)
        for line in range(row.line, self.ends[row.line]):
            reading.cover(line)
        due = "" if re.match(rf"(?i)(?:{_NOT_YET})$", due) else " ".join(due.split())
        if tasks.is_ended(status) or (tasks.is_ended(due) and not status) or (review and status and not re.match(r"(?i)new\b", status)):
            reading.reports.append(Report(row.line, ref, owners, words, status or due))
            return
        if not words or (tasks.is_statement(words, self.parties) and not owners):
            return
        if status and ref:
            reading.reports.append(Report(row.line, ref, owners, words, status))
        raised = self._cell(row, "raised")
        action = FoundAction(words, owners, row.line, "table of actions", due, self.item or reading.item(row.line), ref, status, raised, source=self.table.line)
        reading.found.append(action)

    # ---- minutes in columns -----------------------------------------------------------------------------

    def _column_row(self, row: Row) -> None:
        """A row whose last column holds the tasks themselves, each with its owner."""
        cell = self._cell(row, "task in column")
        self._item_of(row)
        pieces = shares.pieces(cell)
        dated = len(pieces) > 1 and re.match(roles.DAY, pieces[-1], re.I) and not self.parties.leading(pieces[-1])
        due = pieces.pop() if dated else self._cell(row, "due")
        for piece in pieces:
            if piece not in self.parties.initials and (tasks.is_nothing(piece) or tasks.is_for_nobody(piece)):
                self.reading.cover(row.line)
                continue
            label = at_start(piece)
            text = piece[label.end:].strip() if label and label.firm else piece
            who, when = roles.dated(text, self.parties) or (text, due)
            owners = self.parties.owners(who)
            if owners is not None:
                self._owned(row, [owners], [when])
                continue
            for task in self.reading.tasks(text):
                if tasks.is_statement(task.words, self.parties) or (self.is_owners and not task.owners):
                    continue
                if len(task.words.split()) > 1 or (task.owners and task.words in VERBS):
                    self._keep(row, task.words, task.owners, due, "", "")
                elif task.owners or self.parties.leading(text, 2):
                    self._unread(row, pieces)

    def _item_of(self, row: Row) -> None:
        ref = self._cell(row, "ref").strip(" .")
        if ref:
            self.item = ref

    def _minute_row(self, row: Row) -> None:
        """A row of minutes with owners beside it; a heading row names who leads the section, and gives nothing."""
        self._item_of(row)
        pieces, dues = self._with_days(shares.pieces(self._cell(row, "owner")), shares.pieces(self._cell(row, "due")))
        kept = [i for i, p in enumerate(pieces) if p in self.parties.initials or not tasks.is_for_nobody(p)]
        dues = [dues[i] for i in kept] if len(dues) == len(pieces) else dues
        cells = [pieces[i] for i in kept]
        owners = [found for piece in cells if (found := self.parties.owners(piece)) is not None]
        if not owners or len(owners) < len(cells) * 0.5:
            self._labelled_inside(row)
            self._unread(row, cells)
            return
        if self._is_heading(row):
            self.reading.cover(row.line)
            return
        self._owned(row, owners, dues)

    def _with_days(self, pieces: list[str], dues: list[str]) -> tuple[list[str], list[str]]:
        """The owners in a cell, and when each is to act: the days that stand with them (``KM by 1 June``) where they have no column."""
        parted: list[tuple[str, str]] = []
        for piece in pieces if not dues else ():
            if parted and not parted[-1][1] and roles.is_day(piece) and self.parties.owners(piece, 2) is None:
                parted[-1] = (parted[-1][0], piece)
            else:
                parted.append(roles.dated(piece, self.parties) or (piece, ""))
        return ([who for who, _ in parted], [due for _, due in parted]) if any(due for _, due in parted) else (pieces, dues)

    def _unread(self, row: Row, cells: Sequence[str]) -> None:
        """A doubt where something stands in the column for who is to act, and gave nothing."""
        if cells and row.line not in self.reading.lines:
            self.reading.doubt(row.line, f"“{' '.join(cells)[:60]}” stands in the column for who is to act, and nothing was read from it.")
            self.reading.cover(row.line)

    def _is_heading(self, row: Row) -> bool:
        text = self._cell(row, "minute")
        return "\n" not in text.strip() and len(text.split()) < 10 and not text.rstrip().endswith(".") and not self.parties.leading(text) and not is_willing(text)

    def _labelled_inside(self, row: Row) -> None:
        """Labels and owners in the text of a minute that has nobody beside it."""
        for piece in shares.pieces(self._cell(row, "minute")):
            label = at_start(piece)
            if label and label.firm and piece[label.end:].strip() and not tasks.is_nothing(piece[label.end:]):
                for task in self.reading.tasks(piece[label.end:].strip()):
                    self._keep(row, task.words, task.owners, self._cell(row, "due"), "", "")

    def _owned(self, row: Row, owners: Sequence[tuple[str, ...]], dues: Sequence[str]) -> None:
        """One action for each owner beside a minute, with the sentence that is theirs, in order."""
        if self.said[0] != row.line:
            self.said = (row.line, shares.sentences(self._cell(row, "minute")))
        sentences = self.said[1]
        if not sentences:
            return
        each = shares.own(sentences, owners[0], self.parties) if len(owners) == 1 else []
        owners = [names for names, _ in each] or owners
        chosen = [sentence for _, sentence in each] or shares.chosen(sentences, owners, self.parties.surnames)
        for place, (names, sentence) in enumerate(zip(owners, chosen, strict=True)):
            due = dues[place] if len(dues) == len(owners) else dues[0] if len(dues) == 1 else ""
            self._keep(row, self._their_part(sentence, names), names, due, "", "")

    def _their_part(self, sentence: str, names: tuple[str, ...]) -> str:
        """What of a sentence an owner is to do: what stands after their name and ‘to’ or ‘will’, else all of it."""
        for name in names:
            found = re.search(rf"\b{re.escape(name)}(?:'s|’s)?\s+(?:to|will|would|agreed to|offered to|is to)\s+", sentence)
            if found:
                return tasks.trimmed(sentence[found.end():])
        return self.reading.words_of(sentence)


def _is_across(row: Row, told: _Told) -> bool:
    """Whether a row is a heading across the table: few words in one cell, and nothing in the others."""
    if told.owner or told.due or told.ref or told.status or len(told.words) >= 60 or len(row.cells) < 3:
        return False
    return sum(1 for cell in row.cells if cell.strip()) == 1
