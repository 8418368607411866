"""Actions as a table: the columns that there are, what stands in their cells, and the same as plain values."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from g2g.dates import british
from g2g.model import Action, iso_date
from g2g.reports import Cell, Column, Table

NOBODY = "no owner named"
_COLUMNS = (
    Column("ref", "Reference", "ref"), Column("owner", "Owner"), Column("status", "Status"), Column("due", "Due", "date"),
    Column("days_late", "Days late", "number"), Column("days_late_first", "Since first date", "number"),
    Column("times_carried", "Carried", "number"), Column("action", "Action", "words"), Column("outcome", "Outcome", "words"),
    Column("progress", "Progress", "words"),
    # These a table of actions has only where config.yaml asks for them.
    Column("raised", "Raised", "date"), Column("item", "Item"), Column("area", "Key area"), Column("due_first", "First due", "date"),
)  # fmt: skip

_OF_A_LOG = re.compile(r"(?:\d{4}-\d\d-\d\d )?(?:B?RAG\b[^:]{0,20}|Status|Closed) in the log: ")

# How each column of an action gets its cell: from the action and the day.
_CELLS: dict[str, Callable[[Action, date], Cell]] = {
    "ref": lambda a, _: a.ref,
    "owner": lambda a, _: owners_shown(a),
    "status": lambda a, _: a.status,
    "due": lambda a, _: due_shown(a),
    "days_late": lambda a, today: a.days_late(today) or None,
    "days_late_first": lambda a, today: a.days_late_first(today) or None,
    "times_carried": lambda a, _: a.times_carried or None,
    "action": lambda a, _: a.words,
    "raised": lambda a, _: a.raised,
    "item": lambda a, _: a.item or None,
    "area": lambda a, _: a.area or None,
    "due_first": lambda a, _: a.due,
    "outcome": lambda a, _: a.outcome or None,
    "progress": lambda a, _: progress(a) or None,
}


def action_table(actions: Iterable[Action], names: Sequence[str], today: date, heading: str = "") -> Table:
    """A table of actions with the columns of these names (of ``model.ACTION_COLUMNS``), in their order."""
    cells = [_CELLS[name] for name in names]
    # Lists on the way: a page has thousands of rows, and a generator for each takes longer than its cells.
    rows = tuple([tuple([cell(action, today) for cell in cells]) for action in actions])
    known = {column.name: column for column in _COLUMNS}
    return Table(heading, tuple(known[name] for name in names), rows)


def progress(action: Action) -> str:
    """What was last heard of an action: its outcome, else its last note, else why it was extended last.

    What an old log said of the colour or the status is kept as a note, and tells nothing of how it went.
    """
    if action.outcome:
        return action.outcome
    notes = [note for note in action.notes if not _OF_A_LOG.match(note)]
    if notes:
        note = notes[-1]
        day = iso_date(note[:10])
        return f"{british(day)}: {note[10:].strip()}" if day else note
    return f"Extended: {action.extended[-1].reason}" if action.extended and action.extended[-1].reason else ""


def owners_shown(action: Action) -> str:
    """The owners of an action on one line, those whose part is done marked so."""
    if not action.owners:
        return NOBODY
    return "; ".join(f"{o} (done)" if o in action.done_by else o for o in action.owners)


def due_shown(action: Action) -> Cell:
    """The date in force; the clerk's words where there is none."""
    if action.is_watching_brief and action.due_now is None:
        return "watching brief"
    return action.due_now or action.due_written or action.due_said or None


def owing(action: Action) -> tuple[str, ...]:
    """Those under whom an action is listed: whoever has a part left to do, and once it is ended all its owners."""
    return action.owners_left if action.is_live else action.owners


def data(actions: Iterable[Action], today: date) -> list[dict[str, Any]]:
    """Actions as plain values, derived facts among them; dates are dates, and absent ones None."""
    return [_action_data(action, today) for action in actions]


def _action_data(action: Action, today: date) -> dict[str, Any]:
    return {
        "ref": action.ref,
        "status": action.status,
        "action": action.words,
        "owners": list(action.owners),
        "done_by": list(action.done_by),
        "raised": action.raised,
        "due": action.due_now,
        "due_first": action.due,
        "due_said": action.due_said or None,
        "days_late": action.days_late(today),
        "days_late_first": action.days_late_first(today),
        "slipped": action.slipped(today),
        "times_carried": action.times_carried,
        "carried": list(action.carried),
        "chased": list(action.chased),
        "extended": [{"to": e.to, "at": e.at, "reason": e.reason} for e in action.extended],
        "notes": list(action.notes),
        "item": action.item or None,
        "area": action.area or None,
        "recommendations": list(action.recommendations),
        "rag_override": action.rag or None,
        "rag_reason": action.rag_reason or None,
        "kind": action.kind or None,
        "recurs": action.recurs or None,
        "closed": action.closed,
        "confirmed": action.confirmed or None,
        "outcome": action.outcome or None,
        "referred_to": action.referred_to or None,
        "exempt": list(action.exempt),
    }
