"""Actions that one body has referred to another: what the body that takes them on has to hear of.

A referred action is an ended one of the body that raised it. It stands on the agendas of the body to which it was referred
until that body has met: from then on it is that body's to raise an action of its own for it, or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from g2g.actiontable import owners_shown
from g2g.model import Action, Body, Meeting
from g2g.reports import Cell, Column, Table

HEADING = "Referred to this body"


def waiting(actions: Iterable[Action], body: Body, held: Meeting | None) -> list[Action]:
    """The actions referred to a body that it has not met since; ``held`` is its last meeting that was held.

    One of which no day is on record waits on: it cannot be known to have been heard of.
    """
    names = {name.casefold() for name in (body.code, body.name, *body.also)}
    return [
        action for action in actions
        if action.status == "referred" and action.referred_to.casefold() in names
        and (held is None or action.closed is None or held.date <= action.closed)
    ]  # fmt: skip


def table(actions: Sequence[Action], bodies: Mapping[str, Body]) -> Table:
    """Referred actions with where they come from, the day, and why, where a reason is given."""
    columns = [
        Column("ref", "Reference", "ref"), Column("from", "From"), Column("owner", "Owner"), Column("referred", "Referred", "date"),
        Column("action", "Action", "words"),
    ]  # fmt: skip
    rows: list[tuple[Cell, ...]] = [(a.ref, _name(a, bodies), owners_shown(a), a.closed, a.words) for a in actions]
    if any(a.outcome for a in actions):
        columns.append(Column("outcome", "Why", "words"))
        rows = [(*row, a.outcome or None) for row, a in zip(rows, actions, strict=True)]
    return Table("", tuple(columns), tuple(rows))


def _name(action: Action, bodies: Mapping[str, Body]) -> str:
    return bodies[action.body].name if action.body in bodies else action.body


def told(actions: Iterable[Action], bodies: Iterable[Body], last_held: Callable[[str], Meeting | None]) -> tuple[str, ...]:
    """A sentence for each body to which something was referred that it has not met since; exempt ones are not told."""
    public = [action for action in actions if action.status == "referred" and not action.exempt]
    found = ((body, waiting(public, body, last_held(body.code))) for body in bodies) if public else ()
    return tuple(
        f"Referred to {body.code}, and not yet before a meeting of it: {', '.join(a.ref for a in mine)};"
        f" “g2g agenda --body {body.code}” lists {'it' if len(mine) == 1 else 'them'}."
        for body, mine in found if mine
    )  # fmt: skip
