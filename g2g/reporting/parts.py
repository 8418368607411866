"""Parts that several reports have: tables of actions, counts, what is exempt, and the words for numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from g2g import exemption
from g2g.actiontable import action_table, data
from g2g.model import Action
from g2g.papers import Part
from g2g.rag import of_action
from g2g.reporting.source import Source
from g2g.reports import Column, Table

RAG = Column("rag", "RAG", "rag")
TO_DO = "[To be completed by the officer: "


def actions_table(actions: Sequence[Action], source: Source, names: Sequence[str] = ("ref", "owner", "due", "action")) -> Table:
    """A table of actions, with the colour of each before its words."""
    table = action_table(actions, names, source.today)
    rows = tuple(
        (*row[:-1], of_action(action, source.rule, source.today).word or None, row[-1])
        for action, row in zip(actions, table.rows, strict=True)
    )
    return Table(table.heading, (*table.columns[:-1], RAG, table.columns[-1]), rows)


def actions_part(heading: str, actions: Sequence[Action], source: Source, names: Sequence[str], level: int = 2) -> Part:
    """A part with a table of actions, or one word where there is none."""
    counted = f"{heading} ({len(actions):,})"
    if not actions:
        return Part(counted, level, sentences=("None.",))
    return Part(counted, level, tables=(actions_table(actions, source, names),))


def override_sentences(actions: Iterable[Action], source: Source) -> tuple[str, ...]:
    """Why an action has another colour than the rule gives it, for each that has."""
    rags = ((action, of_action(action, source.rule, source.today)) for action in actions if action.rag)
    return tuple(
        f"{action.ref} is {rag.colour} by override, {rag.computed or 'no colour'} by the rule: {rag.reason or 'no reason is given'}."
        for action, rag in rags if rag.is_override
    )  # fmt: skip


def withheld_parts(actions: Sequence[Action], source: Source) -> tuple[Part, ...]:
    """The part that is not for publication; none where nothing in it was asked for."""
    if not actions:
        return ()
    table = actions_table(actions, source, ("ref", "owner", "status", "due", "action"))
    return (Part("Exempt actions", sentences=(), tables=(table,), exempt=exemption.united(a.exempt for a in actions)),)


def rows(actions: Iterable[Action], source: Source, **more: Any) -> list[dict[str, Any]]:
    """Actions as plain values, with the colour, and whatever else is given, first."""
    found = list(actions)
    rags = (of_action(action, source.rule, source.today) for action in found)
    return [
        more | row | {"rag": rag.colour or None, "rag_is_override": rag.is_override}
        for row, rag in zip(data(found, source.today), rags, strict=True)
    ]


def median_days(days: Sequence[int]) -> int | None:
    """The median, in whole days; None of none."""
    # statistics.median is the same, and dear to load.
    ordered = sorted(days)
    middle = len(ordered) // 2
    if not ordered:
        return None
    return ordered[middle] if len(ordered) % 2 else round((ordered[middle - 1] + ordered[middle]) / 2)


def in_time(actions: Iterable[Action]) -> tuple[list[Action], list[int]]:
    """Of actions, those closed that had a date first agreed and a day of closing; and for each how many days late it was."""
    done, late = [], []
    for action in actions:
        if action.status == "closed" and action.closed and action.due:
            done.append(action)
            late.append(action.days_slipped(action.closed))
    return done, late


def share(part: int, whole: int) -> str | None:
    """``75%``; None of nothing. A share that is not whole is never said to be none or all."""
    if not whole:
        return None
    percent = round(100 * part / whole)
    return f"{min(max(percent, 1 if part else 0), 99 if part < whole else 100)}%"


def count(number: int, noun: str, plural: str = "") -> str:
    """``1 action``, ``12 actions``, ``no actions``."""
    return f"{number or 'no':{'' if not number else ','}} {noun if number == 1 else plural or noun + 's'}"


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number_word(number: int) -> str:
    """``six``; figures above ten."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def by_due(action: Action) -> tuple[date, str]:
    """The order in which outstanding actions are listed: by the date in force, those without one last."""
    return action.due_now or date.max, action.ref


def live(actions: Iterable[Action]) -> list[Action]:
    """The actions that are open or proposed for closure."""
    return [action for action in actions if action.is_live]
