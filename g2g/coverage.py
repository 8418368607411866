"""How far the actions cover the plan: for each key area and recommendation what is outstanding, closed, overdue and slipped."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from g2g import exemption
from g2g.actiontable import action_table
from g2g.model import Action, RagRule
from g2g.plan import KeyArea, Plan, Recommendation, due_of
from g2g.rag import Rag, of_action, of_row, rule_said
from g2g.reports import Column, Report, Table


class Counts(NamedTuple):
    """How many actions are where.

    Outstanding is what is open or proposed for closure, closed what was done; overdue is past the date in force, slipped
    missed its first.
    """

    outstanding: int
    closed: int
    overdue: int
    slipped: int


class Row(NamedTuple):
    """A key area or a recommendation with its actions, in the order of the record."""

    row: KeyArea | Recommendation
    actions: tuple[Action, ...]
    counts: Counts
    rag: Rag

    @property
    def is_bare(self) -> bool:
        """Whether no action serves it; one that was withdrawn does not."""
        return all(action.status == "withdrawn" for action in self.actions)


class Coverage(NamedTuple):
    """The plan with its actions. ``unlinked`` are live actions that serve no part of it."""

    plan: Plan
    areas: tuple[Row, ...]
    recommendations: tuple[Row, ...]
    unlinked: tuple[Action, ...]

    @property
    def bare(self) -> tuple[Row, ...]:
        """The recommendations that no action serves."""
        return tuple(row for row in self.recommendations if row.is_bare)


def counts(actions: Iterable[Action], today: date) -> Counts:
    """How many of some actions are outstanding, closed, overdue, and have slipped."""
    # A register has thousands, nearly all ended: one look at each.
    live = closed = overdue = slipped = 0
    for action in actions:
        if action.status == "closed":
            closed += 1
        elif action.is_live:
            live += 1
            overdue += action.status == "open" and action.days_late(today) > 0
        slipped += action.slipped(today)
    return Counts(live, closed, overdue, slipped)


def coverage(plan: Plan, actions: Iterable[Action], rule: RagRule, today: date) -> Coverage:
    """The plan with these actions. An action under a recommendation counts for the recommendation's key area too."""
    area_of = {one.number: one.area for one in plan.recommendations}
    by_area: dict[str, list[Action]] = {area.number: [] for area in plan.areas}
    by_number: dict[str, list[Action]] = {one.number: [] for one in plan.recommendations}
    unlinked: list[Action] = []
    for action in actions:
        if not action.recommendations:  # as of nearly all
            if (rows := by_area.get(action.area)) is not None:
                rows.append(action)
            elif action.is_live:
                unlinked.append(action)
            continue
        numbers = [number for number in dict.fromkeys(action.recommendations) if number in by_number]
        areas = {area for area in (action.area, *(area_of[number] for number in numbers)) if area in by_area}
        for number in numbers:
            by_number[number].append(action)
        for area in areas:
            by_area[area].append(action)
        if not numbers and not areas and action.is_live:
            unlinked.append(action)
    covered = _covering(rule, today)
    return Coverage(
        plan,
        tuple(covered(area, by_area[area.number]) for area in plan.areas),
        tuple(covered(one, by_number[one.number]) for one in plan.recommendations),
        tuple(unlinked),
    )


def serves(plan: Plan, action: Action) -> bool:
    """Whether an action serves a key area or a recommendation that the plan has."""
    return any(area.number == action.area for area in plan.areas) or any(one.number in action.recommendations for one in plan.recommendations)


def _covering(rule: RagRule, today: date) -> Callable[[KeyArea | Recommendation, Sequence[Action]], Row]:
    def row(one: KeyArea | Recommendation, actions: Sequence[Action]) -> Row:
        rag = of_row(one, (of_action(action, rule, today) for action in actions))
        return Row(one, tuple(actions), counts(actions, today), rag)

    return row


# ---- as tables -------------------------------------------------------------------------------------

_NUMBERS = (
    Column("outstanding", "Outstanding", "number"), Column("closed", "Closed", "number"), Column("overdue", "Overdue", "number"),
    Column("slipped", "Slipped", "number"), Column("rag", "RAG", "rag"),
)  # fmt: skip


def area_table(rows: Sequence[Row], heading: str = "") -> Table:
    """Key areas with lead, timescale and counts."""
    return _table(rows, heading, Column("title", "Key area", "words"))


def recommendation_table(rows: Sequence[Row], heading: str = "") -> Table:
    """Recommendations with lead, timescale and counts."""
    return _table(rows, heading, Column("title", "Recommendation", "words"))


def _table(rows: Sequence[Row], heading: str, title: Column) -> Table:
    columns = (Column("number", "No.", "ref"), title, Column("lead", "Lead"), Column("timescale", "Timescale", "date"), *_NUMBERS)
    cells = tuple(
        (r.row.number, r.row.title or None, r.row.lead or None, due_of(r.row) or r.row.timescale or None, *r.counts, r.rag.word or None) for r in rows
    )
    # What the plan says of none of them needs no column.
    kept = [i for i, column in enumerate(columns) if column.name not in ("title", "lead", "timescale") or any(row[i] for row in cells)]
    return Table(heading, tuple(columns[i] for i in kept), tuple(tuple(row[i] for i in kept) for row in cells))


def shown_recommendations(found: Coverage) -> tuple[Row, ...]:
    """The recommendations that a table shows: of those that are merely counted, the ones with actions."""
    return tuple(row for row in found.recommendations if row.actions) if found.plan.is_counted else found.recommendations


def said(found: Coverage) -> tuple[str, ...]:
    """What the tables do not say by themselves: overrides, what has no action, what serves nothing."""
    plan = found.plan
    sentences = [override_said(row) for row in (*found.areas, *found.recommendations) if row.rag.is_override]
    if undated := {a.ref for row in (*found.areas, *found.recommendations) for a in row.actions if _is_undated(a)}:
        have, are = ("have", "are") if len(undated) > 1 else ("has", "is")
        sentences.append(f"{len(undated):,} outstanding action{'s' * (len(undated) > 1)} of the plan {have} no date, and {are} green for want of one.")
    sentences += undated_said(a for row in (*found.areas, *found.recommendations) for a in row.actions)
    if idle := [row.row.number for row in found.areas if row.is_bare]:
        sentences.append(f"No action serves key area{'s' * (len(idle) > 1)} {_and(idle)}.")
    if plan.recommendations:
        sentences.append(_bare_said(found))
    # Actions that serve another part of the plan are not among those of a part.
    if (plan.areas or plan.recommendations) and (found.unlinked or not plan.is_part):
        sentences.append(_unlinked_said(found.unlinked))
    return tuple(sentences)


def undated_said(actions: Iterable[Action]) -> tuple[str, ...]:
    """How many of some actions ended without a date, and so are left out of figures; nothing where none did."""
    found = {action.ref for action in actions if action.lacks_end}
    if not found:
        return ()
    have, are = ("have", "are") if len(found) > 1 else ("has", "is")
    return (f"{len(found):,} ended action{'s' * (len(found) > 1)} {have} no closing date, and {are} counted in no figure that needs one.",)


def _is_undated(action: Action) -> bool:
    return action.is_live and action.due_now is None and not action.is_watching_brief and not action.rag


def override_said(row: Row) -> str:
    """That a colour was given by hand, which one the rule gives, and why."""
    what = "Key area" if isinstance(row.row, KeyArea) else "Recommendation"
    rule = row.rag.computed or "no colour"
    return f"{what} {row.row.number} is {row.rag.colour} by override, {rule} by the rule: {row.rag.reason or 'no reason is given'}."


def _bare_said(found: Coverage) -> str:
    count, bare = len(found.recommendations), [row.row.number for row in found.bare]
    whose = "Their" if count > 1 else "Its"
    unknown = f" {whose} words are not in plan.yaml." if found.plan.is_counted else ""
    if not bare:
        return (f"Each of the {count} recommendations has an action." if count > 1 else f"Recommendation {found.recommendations[0].row.number} has an action.") + unknown
    if len(bare) == count:
        return f"None of the {count} recommendations has an action.{unknown}" if count > 1 else f"Recommendation {bare[0]} has no action.{unknown}"
    return f"No action serves recommendation{'s' * (len(bare) > 1)} {_and(bare)}.{unknown}"


def _unlinked_said(actions: Sequence[Action]) -> str:
    if not actions:
        return "Every outstanding action serves a part of the plan."
    return f"{len(actions):,} outstanding action{'s serve' if len(actions) > 1 else ' serves'} no part of the plan."


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


# ---- for other programs ----------------------------------------------------------------------------


def data(found: Coverage) -> list[dict[str, Any]]:
    """A row for each key area and recommendation, then one for each action that serves no part of the plan."""
    rows = [_data(row) for row in (*found.areas, *found.recommendations)]
    return rows + [_blank() | {"part": "unlinked", "actions": [action.ref]} for action in found.unlinked]


def _blank() -> dict[str, Any]:
    return dict.fromkeys(
        ("part", "number", "title", "lead", "timescale", "measure", "outstanding", "closed", "overdue", "slipped", "rag",
         "rag_override", "rag_computed", "rag_reason", "actions")
    )  # fmt: skip


def _data(row: Row) -> dict[str, Any]:
    one = row.row
    return _blank() | {
        "part": "area" if isinstance(one, KeyArea) else "recommendation",
        "number": one.number,
        "title": one.title or None,
        "lead": one.lead or None,
        "timescale": due_of(one) or one.timescale or None,
        "measure": one.measure or None,
        **row.counts._asdict(),
        "rag": row.rag.colour or None,
        "rag_override": row.rag.is_override,
        "rag_computed": row.rag.computed or None,
        "rag_reason": row.rag.reason or None,
        "actions": [action.ref for action in row.actions],
    }


def report(found: Coverage, withheld: Sequence[Action], rule: RagRule, today: date) -> Report:
    """The view of the plan. ``withheld`` are exempt actions, which stand apart and count for nothing above them."""
    columns = ("ref", "owner", "due", "action")
    tables = [
        area_table(found.areas, "Key areas"),
        recommendation_table(shown_recommendations(found), "Recommendations"),
        action_table(found.unlinked, columns, today, "Actions that serve no part of the plan"),
        action_table(withheld, columns, today, exemption.HEADING),
    ]
    sentences = (*said(found), rule_said(rule), *_withheld_said(withheld))
    nothing = not found.areas and not found.recommendations
    empty = "plan.yaml names no key area and no recommendation yet." if nothing else ""
    kept = tuple(table for table in tables if table.rows) if not nothing else ()
    return Report(
        "plan", today, found.plan.name or "The plan", kept, empty, lambda: data(found) + exempt_data(withheld, _blank()),
        () if nothing else sentences,
    )  # fmt: skip


def _withheld_said(withheld: Sequence[Action]) -> tuple[str, ...]:
    return (exemption.reason(exemption.united(a.exempt for a in withheld)),) if withheld else ()


def exempt_data(withheld: Sequence[Action], blank: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A row for each exempt action that was asked for, marked as such, with its words."""
    return [{**blank, "part": "exempt", "title": a.words, "actions": [a.ref], "exempt": list(a.exempt)} for a in withheld]
