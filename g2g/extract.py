"""What an export holds: the actions that were asked for, each with its entry and its colour, as rows and as a paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from g2g import exchange, exemption
from g2g.actiontable import data
from g2g.dates import british
from g2g.listings import listing
from g2g.model import Action, RagRule, Settings, Value
from g2g.papers import Paper, Part
from g2g.rag import of_action
from g2g.reports import Cell, Column, Table


class Entry(NamedTuple):
    """One action, and the fields of its entry as they are written."""

    action: Action
    fields: dict[str, Value]


class Extract(NamedTuple):
    """The entries that were asked for, in their order, as at a day. ``body`` names the body, or the several."""

    entries: tuple[Entry, ...]
    as_at: date
    body: str
    settings: Settings = Settings()

    @property
    def rule(self) -> RagRule:
        return self.settings.rag

    @property
    def reason(self) -> str:
        """Why it is not for publication; empty where all of it is."""
        return exemption.reason(exemption.united(entry.action.exempt for entry in self.entries))

    @property
    def title(self) -> str:
        return f"Actions at {british(self.as_at)}"

    def rows(self) -> Iterator[list[exchange.Cell]]:
        """The rows of a spreadsheet, under the headings of ``exchange.COLUMNS``."""
        for entry in self.entries:
            yield exchange.row(entry.action, entry.fields, self.as_at, of_action(entry.action, self.rule, self.as_at).word)

    def data(self) -> list[dict[str, Any]]:
        """The rows of a listing for other programs, and in each ``record``: the entry itself, from which it can be made again."""
        listed = data([entry.action for entry in self.entries], self.as_at)
        rags = [of_action(entry.action, self.rule, self.as_at) for entry in self.entries]
        return [
            row | {"rag": rag.colour or None, "record": entry.fields} for row, entry, rag in zip(listed, self.entries, rags, strict=True)
        ]

    def paper(self) -> Paper:
        """A table to be read; what is exempt stands apart, under its reason."""
        public = [entry.action for entry in self.entries if not entry.action.exempt]
        exempt = [entry.action for entry in self.entries if entry.action.exempt]
        count = "1 action" if len(public) == 1 else f"{len(public):,} actions" if public else "There is no action"
        parts = [Part("Actions", sentences=(f"{count}.",), tables=(self._table(public),) if public else ())]
        if exempt:
            paragraphs = exemption.united(action.exempt for action in exempt)
            parts.append(Part("Exempt actions", tables=(self._table(exempt),), exempt=paragraphs))
        return Paper("actions", self.body, self.title, (), self.as_at, tuple(parts), self.data)

    def _table(self, actions: Sequence[Action]) -> Table:
        table = listing(actions, self.as_at, "", "", columns=self.settings.columns).tables[0]
        columns = (*table.columns[:-1], Column("rag", "RAG", "rag"), table.columns[-1])
        colours: list[Cell] = [of_action(action, self.rule, self.as_at).word or None for action in actions]
        rows = tuple((*row[:-1], colour, row[-1]) for row, colour in zip(table.rows, colours, strict=True))
        return table._replace(columns=columns, rows=rows)
