"""The lists of actions: what is outstanding and ended of late on one page, what ended before on a page a year, all with filters.

A row says which options it answers to by their places: ``3 7,0,,1 2`` is the fourth and eighth owner, the first
organisation, no key area, the second and third status, in the order of the page's filters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from g2g import exemption
from g2g.actiontable import due_shown
from g2g.model import Action
from g2g.reporting.parts import by_due
from g2g.reports import Column
from g2g.site.known import NOBODY, STATUSES, Known, year_before
from g2g.site.parts import Cell, Filter, Grid, Link, Page, Part

OUTSTANDING = (
    Column("ref", "Reference", "ref"), Column("action", "Action", "words"), Column("owner", "Owner"), Column("due", "Due", "date"),
    Column("days_late", "Days late", "number"), Column("times_carried", "Carried", "number"), Column("status", "Status", "word"),
    Column("rag", "RAG", "rag"),
)  # fmt: skip
ENDED = (
    Column("ref", "Reference", "ref"), Column("action", "Action", "words"), Column("owner", "Owner"), Column("closed", "Ended", "date"),
    Column("status", "Status", "word"), Column("outcome", "Outcome", "outcome"),
)  # fmt: skip
_TOLD = {
    "outstanding": "Outstanding", "open": "Open", "overdue": "Overdue", "proposed": "Proposed for closure",
    "closed": "Closed", "withdrawn": "Withdrawn", "referred": "Referred",
}  # fmt: skip


def outstanding(known: Known, actions: Iterable[Action], caption: str, *, without: Sequence[str] = ()) -> Grid:
    """Live actions, by the date in force; ``without`` names columns that are left out."""
    ordered = sorted(actions, key=by_due)
    wanted = [at for at, column in enumerate(OUTSTANDING) if column.name not in without]
    rows = (_live_row(known, action) for action in ordered)
    return Grid(caption, tuple(OUTSTANDING[at] for at in wanted), tuple(tuple(row[at] for at in wanted) for row in rows))


def _live_row(known: Known, a: Action) -> tuple[Cell, ...]:
    late = a.days_late(known.today) or None
    return (
        known.link(a.ref), a.words, known.owners_shown(a), due_shown(a), late, a.times_carried or None,
        "Proposed" if a.status == "proposed" else STATUSES[a.status], known.rag(a).word or None,
    )  # fmt: skip


def ended(known: Known, actions: Iterable[Action], caption: str) -> Grid:
    """Ended actions, the last first."""
    rows = tuple(
        (known.link(a.ref), a.words, known.owners_shown(a), a.closed, STATUSES.get(a.status, a.status), a.outcome or None)
        for a in _last_first(actions)
    )
    return Grid(caption, ENDED, rows)


def _last_first(actions: Iterable[Action]) -> list[Action]:
    return sorted(actions, key=lambda a: (a.closed or date.min, a.ref), reverse=True)


def pages(known: Known) -> list[Page]:
    """``actions.html``, and a page for each year in which something ended."""
    live = sorted((a for a in known.actions if a.is_live), key=by_due)
    done = [a for a in known.actions if not a.is_live]
    since = year_before(known.today)
    late = _last_first(a for a in done if a.closed and a.closed > since)
    years = sorted({_year(a) for a in done}, reverse=True)
    kept = sorted(known.withheld, key=lambda a: (not a.is_live, by_due(a)))
    every = [*live, *late, *kept]
    filters, keys = _filters(known, every)
    grids = _keyed(outstanding(known, live, "Outstanding actions"), live, keys)
    parts = [Part(f"Outstanding ({len(live):,})", grids=grids, sentences=() if grids else (("None.",),))]
    if late:
        parts.append(Part(f"Ended in the last 12 months ({len(late):,})", grids=_keyed(ended(known, late, "Actions ended in the last 12 months"), late, keys)))
    told: tuple[str | Link, ...] = ()
    for name in years:
        told += (Link(name, _path(name)), ", ")
    listed = (("All that ended: ", *told[:-1], "."),) if told else ()
    if listed:
        parts.append(Part("Ended, year by year", sentences=listed))
    if kept:
        parts.append(_withheld(known, kept, keys))
    first = Page("actions", "actions.html", "Actions", "Actions", tuple(parts), filters=filters)
    return [first, *(_of_year(known, name, [a for a in done if _year(a) == name]) for name in years)]


def _of_year(known: Known, name: str, actions: Sequence[Action]) -> Page:
    shown = _last_first(actions)
    filters, keys = _filters(known, shown)
    heading = f"Actions that ended in {name}" if name.isdecimal() else "Ended actions without a date"
    grids = _keyed(ended(known, shown, heading), shown, keys)
    return Page("actions", _path(name), heading, heading, (Part(f"Ended ({len(shown):,})", grids=grids),), filters=filters, above=(Link("Actions", "actions.html"),))


def _withheld(known: Known, actions: Sequence[Action], keys: Callable[[Action], str]) -> Part:
    grid = Grid(exemption.HEADING, OUTSTANDING, tuple(_live_row(known, a) for a in actions))
    paragraphs = exemption.united(a.exempt for a in actions)
    return Part(f"{exemption.HEADING} ({len(actions):,})", grids=_keyed(grid, actions, keys), exempt=paragraphs)


def _keyed(grid: Grid, actions: Iterable[Action], keys: Callable[[Action], str]) -> tuple[Grid, ...]:
    return (grid._replace(keys=tuple(map(keys, actions))),) if grid.rows else ()


def _year(action: Action) -> str:
    return f"{action.closed.year:04}" if action.closed else "no date"


def _path(year: str) -> str:
    return f"ended-{year.replace(' ', '-')}.html"


# ---- filters ---------------------------------------------------------------------------------


def _filters(known: Known, actions: Sequence[Action]) -> tuple[tuple[Filter, ...], Callable[[Action], str]]:
    """The filters of a list of actions, and what tells the options that one answers to. What has no choice is left out."""
    places: list[tuple[Callable[[Action], Iterable[str]], dict[str, int]]] = []
    found = []
    for name, label, every, values_of, shown in _kinds(known):
        counted = {value for action in actions for value in values_of(action)}
        options = sorted(counted, key=shown)
        # A list of one choice filters nothing; whoever follows a link to an owner or a status must find it all the same.
        if len(options) > 1 or (options and name in ("owner", "status")):
            found.append(Filter(name, label, every, tuple((value, shown(value)[1]) for value in options)))
            places.append((values_of, {value: at for at, value in enumerate(options)}))

    def keys(action: Action) -> str:
        return ",".join(" ".join(str(at[value]) for value in values_of(action)) for values_of, at in places)

    return tuple(found), keys


_Kind = tuple[str, str, str, Callable[[Action], Iterable[str]], Callable[[str], tuple[int | str, str]]]


def _kinds(known: Known) -> tuple[_Kind, ...]:
    """Each filter: name, label, what stands for no choice, the values of an action, and a value's place and words."""
    order = {value: at for at, value in enumerate(_TOLD)}
    areas = {number: at for at, number in enumerate(known.area_titles)}

    def area(number: str) -> tuple[int | str, str]:
        return areas.get(number, len(areas)), known.area_titles.get(number, f"Key area {number}")

    def by_name(name: str) -> tuple[int | str, str]:
        return ("\U0010ffff" if name == NOBODY else name.casefold()), name

    def organisations(action: Action) -> Iterable[str]:
        return dict.fromkeys(filter(None, map(known.source.directory.organisation, action.owners)))

    def statuses(action: Action) -> Iterable[str]:
        if not action.is_live:
            return (action.status,)
        late = action.status == "open" and action.days_late(known.today)
        return ("outstanding", action.status, "overdue") if late else ("outstanding", action.status)

    return (
        ("status", "Status", "Any status", statuses, lambda value: (order.get(value, len(order)), _TOLD.get(value, value))),
        ("owner", "Owner", "All owners", lambda a: known.owners(a) or (NOBODY,), by_name),
        ("org", "Organisation", "All organisations", organisations, by_name),
        ("area", "Key area", "All key areas", known.areas, area),
        ("body", "Body", "All bodies", lambda a: (a.body,), lambda code: (code, known.body(code))),
    )


__all__ = ["ENDED", "OUTSTANDING", "ended", "outstanding", "pages"]
