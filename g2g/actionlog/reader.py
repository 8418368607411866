"""The rows of an action log, typed one by one; what is not sure is kept as it is written, and said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from g2g.actionlog import words
from g2g.actionlog.headings import FIELDS, Column
from g2g.actionlog.headings import Mapping as Headings
from g2g.actionlog.orders import is_month_first
from g2g.actionlog.owners import Owners, owners_of
from g2g.actionlog.phrases import Phrases
from g2g.actionlog.proposals import Log, NotTaken, Proposal, Setting
from g2g.dates import british, fold
from g2g.exchange import entry
from g2g.model import ACTION_REF, LIVE, MEETING_REF, Value, iso_date
from g2g.sheets import Cell, Row, Sheet

_NOT_EXEMPT = frozenset({"no", "n", "false", "public", "open", "0", "not exempt"})
_PRIORITIES = frozenset({"high", "medium", "low", "h", "m", "l", "urgent", "critical", "med", "normal", "routine"})


def read(sheet: Sheet, headings: Headings, setting: Setting) -> Log:
    """The actions of a sheet whose columns are known."""
    return _Reader(sheet, headings, setting).read()


class _Reader:
    """Reads one sheet, row by row, and keeps what there is to say."""

    def __init__(self, sheet: Sheet, headings: Headings, setting: Setting) -> None:
        self.sheet, self.headings, self.setting = sheet, headings, setting
        self.columns = {field: headings.of(field) for field in FIELDS}
        self.rows = [row for row in sheet.rows if row.number > headings.below]
        dated = [column for field in ("due", "revised", "closed", "raised") for column in self.columns[field]]
        self.month_first = {column.place for column in dated if is_month_first(column, self.rows, setting.source)}
        self.doubted: dict[str, list[int]] = {}
        self.statuses: Counter[tuple[str, str]] = Counter()
        self.phrases = Phrases(setting)
        self.owners: dict[str, Owners] = {}
        self.codes = self._codes()
        self.section = ""

    def read(self) -> Log:
        proposals, not_taken = [], []
        for row in self.rows:
            found = self._row(row)
            if isinstance(found, Proposal):
                proposals.append(found)
            else:
                not_taken.append(found)
        statuses = tuple((said, status, count) for (said, status), count in self.statuses.items())
        doubts = tuple((sentence, tuple(dict.fromkeys(rows))) for sentence, rows in self.doubted.items())
        return Log(tuple(proposals), tuple(not_taken), doubts, statuses)

    # -- cells -------------------------------------------------------------------------------

    def _cells(self, row: Row, field: str) -> list[tuple[Column, Cell]]:
        """The cells of a field that say something."""
        found = [(c, row.cells[c.place]) for c in self.columns[field] if c.place < len(row.cells)]
        return [(c, cell) for c, cell in found if isinstance(cell, date) or not words.says_nothing(cell)]

    def _text(self, row: Row, field: str) -> str:
        return " ".join(words.shown(cell) for _, cell in self._cells(row, field))

    def _doubt(self, row: Row, sentence: str) -> None:
        self.doubted.setdefault(sentence, []).append(row.number)

    def _day(self, column: Column, cell: Cell) -> words.Day:
        return words.day_of(cell, month_first=column.place in self.month_first, serials=self.sheet.serials)

    def _codes(self) -> dict[str, str]:
        """The code of each body by every name that it has."""
        named = {code: code for code in [*self.setting.calendar.bodies, *self.setting.bodies, self.setting.body] if code}
        for code, body in self.setting.bodies.items():
            named |= dict.fromkeys((body.name, *body.also), code)
        return {name.casefold(): code for name, code in named.items()}

    # -- one row -----------------------------------------------------------------------------

    def _row(self, row: Row) -> Proposal | NotTaken:
        said = self._text(row, "action")
        filled = [cell for cell in row.cells if cell != ""]
        if self._repeats_headings(row):
            return NotTaken(row.number, "it repeats the headings")
        if not said or (len(filled) == 1 and self._is_section(row, words.shown(filled[0]))):
            return self._without_words(row, filled)
        if trouble := self._hides(row):
            return trouble
        old = self._text(row, "ref")
        if (found := re.fullmatch(ACTION_REF, old.upper())) and iso_date(found[2]):
            at = f"{found[1]}-{found[2]}"
            return Proposal(row.number, at, self._fields(row, at, said, ""), old.upper())
        raised = self._raised(row)
        if isinstance(raised, NotTaken):
            return raised
        return Proposal(row.number, raised, self._fields(row, raised, said, old))

    def _repeats_headings(self, row: Row) -> bool:
        same = [c for c in self.headings.columns if c.heading and c.place < len(row.cells) and row.cells[c.place] == c.heading]
        return len(same) > 1 and len(same) == sum(cell != "" for cell in row.cells)

    def _hides(self, row: Row) -> NotTaken | None:
        """Why a row cannot be taken though it is exempt: an action without its paragraph would be published."""
        text = self._text(row, "exempt")
        if not text or text.casefold() in _NOT_EXEMPT or words.paragraphs(text):
            return None
        heading = self._cells(row, "exempt")[0][0].shown
        return NotTaken(row.number, f"“{words.short(text)}” under “{heading}” names no paragraph of Schedule 12A (1 to 7), and without one it would be published")

    def _is_section(self, row: Row, text: str) -> bool:
        """Whether a cell that stands alone heads the rows below it: Meeting of 12 March 2019."""
        return not self.columns["raised"] and bool(re.search(r"(?i)\b(?:meeting|board|committee|actions?|minutes)\b", text)) and (
            words.day_inside(text) is not None and len(text) < 80
        )

    def _without_words(self, row: Row, filled: Sequence[Cell]) -> NotTaken:
        text = words.shown(filled[0]) if filled else ""
        if len(filled) != 1:
            heading = " and ".join(f"“{c.shown}”" for c in self.columns["action"])
            return NotTaken(row.number, f"there are no words under {heading}")
        if self._is_section(row, text) and (day := words.day_inside(text)) and self.setting.body:
            self.section = f"{self.setting.body}-{day}"
            return NotTaken(row.number, f"“{words.short(text)}” heads the rows below it, which were raised at {self.section}")
        return NotTaken(row.number, f"“{words.short(text)}” stands alone")

    def _body(self, row: Row) -> str | None:
        """The code of the row's body; None where it names one that is not known."""
        named = self._text(row, "body")
        if not named:
            return self.setting.body
        return self.codes.get(named.casefold())

    def _raised(self, row: Row) -> str | NotTaken:
        """Where an action was raised: the body and the day."""
        body = self._body(row)
        if body is None:
            return NotTaken(row.number, f"there is no body “{words.short(self._text(row, 'body'))}”: “g2g init --body CODE --name NAME” adds it")
        given = self._cells(row, "raised")
        why = ""
        for column, cell in given:
            text = words.shown(cell)
            day = self._day(column, cell)
            if (found := re.fullmatch(MEETING_REF, text.upper())) and iso_date(found[2]):
                return text.upper()
            inside = None if day.why else words.day_inside(text, month_first=column.place in self.month_first)
            if (raised := day.day or inside) is not None:
                if day.how:
                    self._doubt(row, day.how)
                return self._at(row, body, raised)
            why = day.why or f"“{words.short(text)}” under “{column.shown}” is no day with its year"
        fallback = self.setting.meeting if not body or self.setting.meeting.startswith(f"{body}-") else ""
        if at := self.section or fallback:
            if why:
                self._doubt(row, f"{why}; put to {at}")
            return at
        return NotTaken(row.number, why or "nothing says when it was raised")

    def _at(self, row: Row, body: str, day: date) -> str | NotTaken:
        if not body:
            return NotTaken(row.number, "nothing says of which body it is")
        at = f"{body}-{day}"
        meeting = self.setting.calendar.get(at)
        if day > self.setting.today:
            self._doubt(row, f"{british(day)}, when it was raised, is still to come")
        elif meeting is None:
            self._doubt(row, "there is no meeting on the calendar that day; taken as raised between meetings")
        elif meeting.status in ("cancelled", "moved"):
            self._doubt(row, f"{at} was {meeting.status}")
        return at

    def _fields(self, row: Row, at: str, said: str, old: str) -> dict[str, Value]:
        said_on, body = iso_date(at[-10:]) or self.setting.today, at[:-11]
        fields: dict[str, Value] = {"action": said}
        notes: list[str] = []
        self._owners(row, fields)
        self._due(row, fields, said_on, body)
        self._revised(row, fields, notes)
        self._status(row, fields, notes, said_on)
        if old:
            fields["formerly"] = old
        fields["item"] = self._text(row, "item")
        fields["recommendation"] = words.numbers(self._text(row, "recommendation"))
        self._area(row, fields, notes)
        self._noted(row, notes)
        if paragraphs := words.paragraphs(self._text(row, "exempt")):
            fields["exempt"] = list(paragraphs)
        if notes:
            fields["notes"] = list(dict.fromkeys(notes))
        return entry(fields)

    def _owners(self, row: Row, fields: dict[str, Value]) -> None:
        cells = self._cells(row, "owner")
        names: list[str] = []
        for _, cell in cells:
            found = self._owners_of(words.shown(cell) if isinstance(cell, date) else words.lines(cell))
            names += found.names
            for doubt in found.doubts:
                self._doubt(row, doubt)
        names = list(dict.fromkeys(names))
        if names:
            fields["owner"] = names[0] if len(names) == 1 else list(names)

    def _owners_of(self, text: str) -> Owners:
        if text not in self.owners:
            self.owners[text] = owners_of(text, self.setting.directory)
        return self.owners[text]

    # -- when it is due ----------------------------------------------------------------------

    def _due(self, row: Row, fields: dict[str, Value], said_on: date, body: str) -> None:
        for column, cell in self._cells(row, "due")[:1]:
            text, day = words.shown(cell), self._day(column, cell)
            if day.how:
                self._doubt(row, day.how)
            if day.day:
                fields["due"] = day.day.isoformat()
            elif day.why:
                fields["due_said"] = text
                self._doubt(row, f"{day.why}; kept as words, with no date")
            else:
                found, doubts = self.phrases.read(text, said_on, body)
                fields |= found
                for doubt in doubts:
                    self._doubt(row, doubt)
        due = iso_date(str(fields.get("due", "")))
        if due and due < said_on:
            self._doubt(row, f"due on {british(due)}, before it was raised")

    def _revised(self, row: Row, fields: dict[str, Value], notes: list[str]) -> None:
        """The dates to which it was extended, in the order of their columns; the last is the one in force."""
        before = str(fields.get("due", ""))
        moved: list[Value] = []
        for column, cell in self._cells(row, "revised"):
            day, text = self._day(column, cell), words.shown(cell)
            if day.how:
                self._doubt(row, day.how)
            if day.day is None:
                notes.append(f"{column.shown}: {text}")
                self._doubt(row, f"{day.why or f'“{words.short(text)}” under “{column.shown}” is no day with its year'}; kept as a note")
                continue
            if (to := day.day.isoformat()) == before:
                continue
            if not before:
                self._doubt(row, f"no date first agreed stands beside the “{column.shown}”; taken as the date in force, and counted in no slippage")
            elif to < before:
                self._doubt(row, f"the “{column.shown}”, {british(day.day)}, is earlier than the date before it")
            moved.append({"to": to, "at": self.setting.today.isoformat(), "reason": f"as in {self.setting.source}"})
            before = to
        if moved:
            fields["extended"] = moved

    # -- how it stands -----------------------------------------------------------------------

    def _status(self, row: Row, fields: dict[str, Value], notes: list[str], said_on: date) -> None:
        closed = self._closed(row, notes)
        status, outcome = "closed" if closed else "open", self._text(row, "outcome")
        for column, cell in self._cells(row, "status")[:1]:
            text = words.shown(cell)
            read = words.status_of(text, month_first=column.place in self.month_first)
            self.statuses[text, read.status or status] += 1
            if not read.status:
                notes.append(f"{column.shown} in the log: {text}")
                kind = "is a colour of RAG, and no status" if words.is_colour(text) else "is no status that g2g knows"
                self._doubt(row, f"“{words.short(text)}” {kind}; kept as a note, and the action taken as {status}")
                continue
            if read.status == "open" and closed:
                self._doubt(row, "open by its status, and yet with a day on which it was closed; taken as open, and the day kept as a note")
                notes.append(f"Closed in the log: {closed}")
                closed = None
            status, closed = read.status, closed or read.day
            if read.to:
                fields["referred_to"] = read.to
            if read.rest and status == "open":
                notes.append(read.rest)
            outcome = outcome or (read.rest if status != "open" else "")
            if status in ("withdrawn", "referred") and not outcome and fold(text) != status and not read.to:
                outcome = text
        fields["status"] = status
        if status == "open":
            notes += [f"Outcome: {outcome}"] if outcome else []
        else:
            self._ended(row, fields, closed, outcome, said_on)

    def _ended(self, row: Row, fields: dict[str, Value], closed: date | None, outcome: str, said_on: date) -> None:
        status = str(fields["status"])
        if outcome:
            fields["outcome"] = outcome
        if closed:
            fields["closed"] = closed.isoformat()
            if closed < said_on:
                self._doubt(row, f"{status} on {british(closed)}, before it was raised")
            if closed > self.setting.today:
                self._doubt(row, f"{status} on {british(closed)}, which is still to come")
        elif status not in LIVE:
            self._doubt(row, f"{status}, and nothing says when: “g2g check” lists it until “closed: DATE” is added")

    def _closed(self, row: Row, notes: list[str]) -> date | None:
        for column, cell in self._cells(row, "closed")[:1]:
            day, text = self._day(column, cell), words.shown(cell)
            if day.how:
                self._doubt(row, day.how)
            if day.day:
                return day.day
            inside = None if day.why else words.day_inside(text, month_first=column.place in self.month_first)
            notes.append(f"{column.shown}: {text}")
            if inside:
                return inside
            self._doubt(row, f"{day.why or f'“{words.short(text)}” under “{column.shown}” is no day with its year'}; kept as a note")
        return None

    # -- the rest ----------------------------------------------------------------------------

    def _area(self, row: Row, fields: dict[str, Value], notes: list[str]) -> None:
        for column, cell in self._cells(row, "area")[:1]:
            text = words.shown(cell)
            if text.casefold() in _PRIORITIES:
                notes.append(f"{column.shown}: {text}")
                self._doubt(row, f"“{text}” is no area of the plan; kept as a note")
            else:
                fields["area"] = text

    def _noted(self, row: Row, notes: list[str]) -> None:
        for column, cell in self._cells(row, "rag"):
            notes.append(f"{column.shown} in the log: {words.shown(cell)}")
        first = self.columns["progress"][:1]
        for column, cell in self._cells(row, "progress"):
            found = [words.shown(cell)] if isinstance(cell, date) else words.notes_of(cell, month_first=bool(self.month_first))
            notes += found if (column,) == first else [words.headed(note, column.shown) for note in found]
