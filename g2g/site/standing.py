"""The first page: where things stand; and the pages of the plan and of the owners."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from g2g import coverage, exemption
from g2g.coverage import Row
from g2g.dates import british, british_full
from g2g.model import Action
from g2g.plan import KeyArea, due_of
from g2g.rag import rule_said
from g2g.reporting.parts import by_due, count, live
from g2g.reporting.plan import bars, standing
from g2g.reports import Column
from g2g.site import listing
from g2g.site.known import NOBODY, Known, filtered, year_before
from g2g.site.lives import anchor
from g2g.site.parts import Fact, Figure, Grid, Link, Page, Part, Words
from g2g.site.sittings import moment

_MOST = 10


def index(known: Known) -> Page:
    """``index.html``: counts, each body with its next meeting, what is overdue and due soon, and the plan's chart."""
    outstanding = sorted(live(known.actions), key=by_due)
    late = [a for a in outstanding if a.status == "open" and a.days_late(known.today)]
    soon_by = known.today + timedelta(days=known.source.rule.reminder_days)
    soon = [a for a in outstanding if a.status == "open" and a.due_now and known.today <= a.due_now <= soon_by and not a.is_watching_brief]
    since = year_before(known.today)
    closed = [a for a in known.actions if a.status == "closed" and a.closed and a.closed > since]
    figures = (
        Figure(len(outstanding), "outstanding", "actions.html" if not outstanding else filtered(status="outstanding")),
        Figure(len(late), "overdue", filtered(status="overdue"), is_alarm=bool(late)),
        Figure(sum(a.status == "proposed" for a in outstanding), "proposed for closure", filtered(status="proposed")),
        Figure(len(closed), "closed in the last 12 months", filtered(status="closed")),
    )
    parts = [
        _bodies(known, outstanding),
        *_some(known, late, "Overdue", "Overdue actions, the longest first", filtered(status="overdue")),
        *_some(known, soon, f"Due by {british(soon_by)}", "Actions due soon", "actions.html"),
        *_plan_drawn(known),
    ]
    return Page("index", "index.html", "Where things stand", "Where things stand", tuple(parts), lead=(f"As at {british_full(known.today)}.",), figures=figures)


def _bodies(known: Known, outstanding: Sequence[Action]) -> Part:
    several = len(known.source.codes) > 1
    rows = []
    for code in known.source.codes:
        # One that is past and still down as scheduled is an oversight, and nobody's next meeting.
        coming = known.source.calendar.after(code, known.today - timedelta(days=1))
        meeting = next((m for m in coming if m.is_scheduled), None)
        mine = [a for a in outstanding if a.body == code]
        late = sum(a.status == "open" and a.days_late(known.today) > 0 for a in mine)
        when = known.link(meeting.ref, moment(meeting)) if meeting else None
        here = Link(known.body(code), filtered(body=code)) if several and mine else known.body(code)
        last = known.source.calendar.last_held(code, before=known.today + timedelta(days=1))
        before = known.link(last.ref, british(last.date)) if last else None
        rows.append((here, before, when, meeting.venue or None if meeting else None, len(mine), late))
    columns = (
        Column("body", "Body", "words"), Column("last", "Last meeting"), Column("next", "Next meeting"), Column("venue", "Place", "words"),
        Column("outstanding", "Outstanding", "number"), Column("overdue", "Overdue", "number"),
    )  # fmt: skip
    heading = "Bodies" if several else "Meetings"
    if not rows:
        return Part(heading, sentences=(("There is no body on record yet.",),))
    return Part(heading, grids=(Grid("Each body with its next meeting and its actions" if several else "The last and the next meeting", columns, tuple(rows)),))


def _some(known: Known, actions: Sequence[Action], heading: str, caption: str, to: str) -> list[Part]:
    if not actions:
        return []
    shown = actions[:_MOST]
    more: tuple[Words, ...] = ((Link(f"All {len(actions):,}", to), f" \N{EN DASH} the first {_MOST} are shown here."),) if len(actions) > _MOST else ()
    grid = listing.outstanding(known, shown, caption, without=("status", "rag"))
    return [Part(f"{heading} ({len(actions):,})", sentences=more, grids=(grid,))]


def _plan_drawn(known: Known) -> list[Part]:
    if not known.has_plan:
        return []
    found = coverage.coverage(known.source.plan, known.actions, known.source.rule, known.today)
    chart = bars(found)
    words: Words = (Link(known.source.plan.name or "The plan", "plan.html"), ": what each key area has open, closed and overdue.")
    return [Part("The plan", sentences=(words,), charts=(chart,) if chart.points else ())]


# ---- the plan --------------------------------------------------------------------------------


def plan(known: Known) -> Page:
    """``plan.html``: key areas with their counts and colours, the chart, each with its actions; then the recommendations."""
    source = known.source
    found = coverage.coverage(source.plan, known.actions, source.rule, known.today)
    chart = bars(found)
    # Which file has the words of recommendations that are merely counted is nothing to the readers of a site.
    told = coverage.said(found._replace(plan=found.plan._replace(is_counted=False)))
    said: tuple[Words, ...] = tuple((sentence,) for sentence in (*told, rule_said(source.rule)))
    areas = coverage.area_table(found.areas)
    rows = tuple((row[0], Link(str(row[1] or row[0]), f"plan.html#area-{anchor(str(row[0]))}"), *row[2:]) for row in areas.rows)
    parts = []
    if rows:
        charts = (chart,) if chart.points else ()
        parts.append(Part("Key areas", grids=(_without_empty(Grid("Key areas with their actions and colours", areas.columns, rows)),), charts=charts))
    parts.append(Part("How it stands", points=said))
    parts += [_area(known, row) for row in found.areas]
    if shown := coverage.shown_recommendations(found):
        table = coverage.recommendation_table(shown)
        parts.append(Part("Recommendations", grids=(_without_empty(Grid("Recommendations with their actions and colours", table.columns, table.rows)),)))
    if found.unlinked:
        grid = listing.outstanding(known, found.unlinked, "Actions that serve no part of the plan")
        parts.append(Part(f"Actions that serve no part of the plan ({len(found.unlinked):,})", grids=(grid,)))
    parts += _withheld(known, [a for a in known.withheld if coverage.serves(source.plan, a)])
    review = ", ".join(filter(None, (source.plan.reviewed_by, source.plan.reviewed)))
    facts = (("Dated", british(source.plan.dated) if source.plan.dated else ""), ("Reviewed by", review))
    title = source.plan.name or "The plan"
    return Page("plan", "plan.html", "Plan" if title == known.name else title, title, tuple(parts), facts=tuple(Fact(a, (b,)) for a, b in facts if b))


def _without_empty(grid: Grid) -> Grid:
    """A table without the columns that say nothing in any row: leads and timescales that nobody wrote down."""
    kept = [at for at, column in enumerate(grid.columns) if column.kind == "number" or any(row[at] is not None for row in grid.rows)]
    return Grid(grid.caption, tuple(grid.columns[at] for at in kept), tuple(tuple(row[at] for at in kept) for row in grid.rows))


def _area(known: Known, row: Row) -> Part:
    area = row.row
    assert isinstance(area, KeyArea)
    due = due_of(area)
    facts = (("Lead", area.lead), ("Timescale", british(due) if due else area.timescale), ("Measure of success", area.measure))
    outstanding = live(row.actions)
    caption = f"Outstanding actions of key area {area.number}"
    grids = (listing.outstanding(known, outstanding, caption, without=("status",)),) if outstanding else ()
    said: tuple[Words, ...] = ((area.progress,), (standing(row),)) if area.progress else ((standing(row),),)
    return Part(area.title or f"Key area {area.number}", 2, area.number, f"area-{anchor(area.number)}", tuple(Fact(a, (b,)) for a, b in facts if b), said, grids=grids)


# ---- owners ----------------------------------------------------------------------------------


def owners(known: Known) -> Page:
    """``owners.html``: who has what outstanding; whoever has done their part of an action owes it no more."""
    held: dict[str, list[Action]] = {}
    for action in live(known.actions):
        done = set(map(known.owner, action.done_by))
        for name in [name for name in known.owners(action) if name not in done] or (() if action.owners else (NOBODY,)):
            held.setdefault(name, []).append(action)
    ordered = sorted(held, key=lambda name: (name == NOBODY, name.casefold()))
    parts = [_summary(known, held, ordered)] if held else [Part(sentences=(("No action is outstanding.",),))]
    for at, name in enumerate(ordered):
        grid = listing.outstanding(known, held[name], f"Outstanding actions of {name}", without=("owner",))
        of = known.source.directory.organisation(name)
        words: Words = (*((f"{of}. ",) if of else ()), Link(f"{name} in the list of actions", filtered(owner=name)))
        parts.append(Part(f"{name} ({len(held[name]):,})", anchor=f"owner-{at + 1}", sentences=(words,), grids=(grid,)))
    parts += _withheld(known, live(known.withheld))
    return Page("owners", "owners.html", "Owners", "Owners", tuple(parts))


def _summary(known: Known, held: dict[str, list[Action]], ordered: Sequence[str]) -> Part:
    columns = (
        Column("owner", "Owner"), Column("organisation", "Organisation", "words"), Column("outstanding", "Outstanding", "number"),
        Column("overdue", "Overdue", "number"), Column("slipped", "Past first date", "number"),
    )  # fmt: skip
    rows = []
    for at, name in enumerate(ordered):
        counts = coverage.counts(held[name], known.today)
        of = known.source.directory.organisation(name) or None
        rows.append((Link(name, f"owners.html#owner-{at + 1}"), of, counts.outstanding, counts.overdue, counts.slipped))
    said = (f"{count(len(rows), 'owner').capitalize()}. Past first date: of what is outstanding, extended since or not.",)
    return Part("Summary", sentences=(said,), grids=(Grid("Owners and what they have outstanding", columns, tuple(rows)),))


def _withheld(known: Known, actions: Sequence[Action]) -> list[Part]:
    if not actions:
        return []
    paragraphs = exemption.united(a.exempt for a in actions)
    grid = listing.outstanding(known, live(actions), "Exempt actions")
    return [Part(f"{exemption.HEADING} ({len(grid.rows):,})", grids=(grid,), exempt=paragraphs)] if grid.rows else []
