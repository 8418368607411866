"""The due phrases of a log, each read once for a day and a body: most rows say the same few."""

from __future__ import annotations

from datetime import date

from g2g.actionlog import words
from g2g.actionlog.proposals import Setting
from g2g.dates import read_date, written_date
from g2g.due import Context, read_due
from g2g.errors import NotADate
from g2g.model import Value


class Phrases:
    """Reads due phrases against a setting."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.contexts: dict[tuple[date, str], Context] = {}
        self.dues: dict[tuple[str, date, str], tuple[dict[str, Value], tuple[str, ...]]] = {}

    def read(self, text: str, said_on: date, body: str) -> tuple[dict[str, Value], tuple[str, ...]]:
        """The fields that a due phrase gives, and what is doubtful about it."""
        key = (text, said_on, body)
        if key not in self.dues:
            self.dues[key] = self._read(text, said_on, body)
        return self.dues[key]

    def _read(self, text: str, said_on: date, body: str) -> tuple[dict[str, Value], tuple[str, ...]]:
        if written_date(text) is not None:
            try:
                return {"due": read_date(text, near=said_on).isoformat(), "due_said": text}, ()
            except NotADate as trouble:
                return {"due_said": text}, (f"{str(trouble).partition(';')[0]}; kept as words, with no date",)
        if (said_on, body) not in self.contexts:
            self.contexts[said_on, body] = self.setting.context(said_on, body)
        due = read_due(text, self.contexts[said_on, body])
        fields: dict[str, Value] = {"due_said": text}
        if due.date:
            fields["due"] = due.date.isoformat()
        if due.recurs:
            fields["recurs"] = due.recurs
        doubts = tuple(f"“{words.short(text)}”: {doubt}" for doubt in due.doubts)
        if due.date is None and not due.recurs:
            doubts = (*doubts, f"“{words.short(text)}” is kept as words, with no date: {due.because.removeprefix('kept as written: ')}")
        return fields, doubts
