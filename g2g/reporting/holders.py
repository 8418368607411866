"""Who has what: a row for each owner or organisation, with what is outstanding, overdue, slipped and done in time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from g2g.actiontable import NOBODY, owing
from g2g.coverage import counts, undated_said
from g2g.dates import british, british_full
from g2g.model import Action
from g2g.papers import Chart, Paper, Part
from g2g.reporting.parts import (
    actions_table,
    by_due,
    count,
    in_time,
    live,
    override_sentences,
    rows,
    share,
    withheld_parts,
)
from g2g.reporting.source import Source
from g2g.reports import Column, Table

MOST_BARS = 20


def paper_by(source: Source, kind: str, holder: str, holders_of: Callable[[Action], Iterable[str]], columns: Sequence[str]) -> Paper:
    """A report with a row and a table of outstanding actions for each holder (an owner, an organisation) of the actions."""
    counted = source.actions if source.since is None else [a for a in source.actions if _counts(a, source)]
    held = grouped(counted, holders_of)
    table = summary(held, source, Column(kind, holder))
    outstanding_of = {name: live(actions) for name, actions in held.items()}
    bars = tuple((name, len(actions)) for name, actions in outstanding_of.items())
    chart = Chart("bars", f"Outstanding by {holder.lower()}", "actions", tuple(bar for bar in bars if bar[1])[:MOST_BARS])
    left_out = undated_said(action for action in source.actions if action.lacks_end and any(holders_of(action)))
    parts = [Part("Summary", sentences=(_said(held, source, holder), *left_out), tables=(table,), charts=(chart,))]
    for name, actions in outstanding_of.items():
        if outstanding := sorted(actions, key=by_due):
            told = override_sentences(outstanding, source)
            parts.append(Part(f"{name} ({len(outstanding):,})", sentences=told, tables=(actions_table(outstanding, source, columns),)))
    withheld = [a for a in source.withheld if _counts(a, source)]
    return Paper(
        kind, source.body, f"Actions by {holder.lower()}", (("As at", british_full(source.today)),), source.today,
        (*parts, *withheld_parts(withheld, source)), lambda: _data(held, withheld, source, kind),
    )  # fmt: skip


def _counts(action: Action, source: Source) -> bool:
    """Live actions, and those closed since the day asked for, if there is one."""
    return action.is_live or source.since is None or (action.closed is not None and action.closed >= source.since)


def grouped(actions: Iterable[Action], holders_of: Callable[[Action], Iterable[str]]) -> dict[str, list[Action]]:
    """The actions under each holder; who has most outstanding first."""
    found: dict[str, list[Action]] = {}
    for action in actions:
        for name in holders_of(action):
            held = found.get(name)
            if held is None:
                found[name] = [action]
            elif held[-1] is not action:  # as where two owners are of one organisation
                held.append(action)
    return dict(sorted(found.items(), key=lambda pair: (-len(live(pair[1])), pair[0].casefold())))


def owners_of(source: Source) -> Callable[[Action], list[str]]:
    """The owners of an action by their full names: those who have a part left, of an ended one all."""
    known: dict[tuple[str, ...], list[str]] = {}

    def named(owed: tuple[str, ...]) -> list[str]:
        names = list(dict.fromkeys(map(source.directory.canonical, owed)))
        return names if source.names is None else [name for name in names if name in source.names]

    def owners(action: Action) -> list[str]:
        owed = owing(action)
        # A register has thousands of actions, and the same few owners.
        names = known.get(owed)
        if names is None:
            known[owed] = names = named(owed)
        return names or ([NOBODY] if source.names is None and not action.owners else [])

    return owners


def summary(held: Mapping[str, Sequence[Action]], source: Source, first: Column) -> Table:
    """A row for each holder."""
    numbers = ("outstanding", "Outstanding"), ("overdue", "Overdue"), ("slipped", "Slipped"), ("times_carried", "Carried"), ("closed", "Closed")
    columns = (first, *(Column(name, heading, "number") for name, heading in numbers), Column("in_time", "In time", "number"))
    found = []
    for name, actions in held.items():
        number = counts(actions, source.today)
        done, late = in_time(actions)
        carried = sum(a.times_carried for a in actions if a.is_live)
        found.append((name, number.outstanding, number.overdue, number.slipped, carried, number.closed, share(late.count(0), len(done))))
    return Table("", columns, tuple(found))


def _said(held: Mapping[str, Sequence[Action]], source: Source, holder: str) -> str:
    if not held:
        return "There is no action to report."
    closed = f"closed since {british(source.since)}" if source.since else "closed"
    return (
        f"{count(len(held), holder.lower()).capitalize()}. Slipped counts outstanding and ended actions that missed the date first agreed;"
        f" carried, how often the outstanding ones were carried forward; in time, the share of those {closed} by that date."
    )


def _data(held: Mapping[str, Sequence[Action]], withheld: Sequence[Action], source: Source, kind: str) -> list[dict[str, Any]]:
    found = []
    for name, actions in held.items():
        done, late = in_time(actions)
        found.append({
            kind: name, **counts(actions, source.today)._asdict(), "times_carried": sum(a.times_carried for a in actions if a.is_live),
            "closed_with_date": len(done), "closed_in_time": late.count(0), "actions": [a.ref for a in actions if a.is_live],
        })  # fmt: skip
    return found + [{kind: None, "exempt": row["exempt"], "actions": [row["ref"]], "action": row["action"]} for row in rows(withheld, source)]
