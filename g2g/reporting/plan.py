"""The plan as a paper: each key area with its progress, its actions and its colour; then the recommendations."""

from __future__ import annotations

from collections.abc import Sequence

from g2g import coverage
from g2g.coverage import Coverage, Row
from g2g.dates import british, british_full
from g2g.errors import Refusal
from g2g.model import Action
from g2g.papers import Chart, Paper, Part
from g2g.plan import KeyArea, due_of
from g2g.rag import rule_said
from g2g.reporting.parts import actions_table, by_due, count, live, override_sentences, withheld_parts
from g2g.reporting.source import Source

COLUMNS = ("ref", "owner", "due", "action")


def paper(source: Source) -> Paper:
    """The plan's coverage. Raises Refusal where there is no plan."""
    needed(source)
    found = coverage.coverage(source.plan, source.actions, source.rule, source.today)
    parts = [
        Part("Summary", sentences=(*coverage.said(found), rule_said(source.rule)), tables=(coverage.area_table(found.areas),), charts=(bars(found),)),
        *(area_part(row, source) for row in found.areas),
    ]
    if shown := coverage.shown_recommendations(found):
        parts.append(Part("Recommendations", tables=(coverage.recommendation_table(shown),)))
    if found.unlinked:
        parts.append(Part(f"Actions that serve no part of the plan ({len(found.unlinked):,})", tables=(actions_table(found.unlinked, source, COLUMNS),)))
    return Paper(
        "plan", source.body, source.plan.name or "The plan", facts(source), source.today, (*parts, *withheld_parts(source.withheld, source)),
        lambda: coverage.data(found) + coverage.exempt_data(source.withheld, {}),
    )  # fmt: skip


def needed(source: Source) -> None:
    """Raises Refusal for a record without a plan."""
    if not source.plan.areas and not source.plan.recommendations:
        raise Refusal("There is no plan: plan.yaml in the data folder names key areas and recommendations, each with a number.")


def facts(source: Source) -> tuple[tuple[str, str], ...]:
    """What stands under the title: the day, and who reviews the plan."""
    plan = source.plan
    review = ", ".join(filter(None, (plan.reviewed_by, plan.reviewed)))
    return (("As at", british_full(source.today)), *((("Reviewed by", review),) if review else ()))


def bars(found: Coverage) -> Chart:
    """The outstanding actions of each key area."""
    points = tuple((f"{row.row.number} {row.row.title}".strip(), row.counts.outstanding) for row in found.areas)
    return Chart("bars", "Outstanding actions by key area", "actions", points if any(value for _, value in points) else ())


def area_part(row: Row, source: Source, level: int = 2) -> Part:
    """A key area with its facts, its progress in the plan's own words, how it stands, and its outstanding actions."""
    area = row.row
    assert isinstance(area, KeyArea)
    progress = (area.progress,) if area.progress else ()
    due = due_of(area)
    known = (("Lead", area.lead), ("Timescale", british(due) if due else area.timescale), ("Measure of success", area.measure))
    points = tuple(f"{label}: {value}" for label, value in known if value)
    outstanding: Sequence[Action] = sorted(live(row.actions), key=by_due)
    tables = (actions_table(outstanding, source, COLUMNS),) if outstanding else ()
    told = (*progress, standing(row), *override_sentences(outstanding, source))
    return Part(area.title or f"Key area {area.number}", level, area.number, told, points, tables)


def standing(row: Row) -> str:
    """How a key area stands, in a sentence with its counts and the word of its colour."""
    if row.is_bare and not row.rag.is_override:
        return "No action serves it."
    number = row.counts
    words = f"{count(number.outstanding, 'action')} outstanding, {number.closed:,} closed, {number.overdue:,} overdue, {number.slipped:,} slipped"
    colour = f" RAG: {row.rag.word}." if row.rag.word else ""
    return f"{words[0].upper()}{words[1:]}.{colour}"
