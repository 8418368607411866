"""How far what was agreed is done when it was agreed: times carried, days past the date first agreed, share in time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from g2g.coverage import undated_said
from g2g.dates import british, british_full
from g2g.model import Action
from g2g.papers import Chart, Paper, Part
from g2g.reporting.holders import grouped, owners_of
from g2g.reporting.parts import actions_part, count, in_time, live, median_days, rows, share, withheld_parts
from g2g.reporting.source import Source
from g2g.reports import Column, Table

# The most days past the date first agreed that count for each band; the last has no end.
BANDS = ((0, "not past it"), (30, "1 to 30 days"), (90, "31 to 90 days"), (180, "91 to 180 days"), (None, "more than 180 days"))
MOST_CARRIED = 5


def paper(source: Source) -> Paper:
    """The report on slippage, of outstanding actions and of those closed (since a day, where one is given)."""
    closed = [a for a in source.actions if a.status == "closed" and (source.since is None or (a.closed and a.closed >= source.since))]
    outstanding = live(source.actions)
    overrun = [(days, action) for action in outstanding if (days := action.days_late_first(source.today))]
    late = [action for _, action in sorted(overrun, key=lambda pair: (-pair[0], pair[1].ref))]
    behind = frozenset(action.ref for action in late)
    carried, past = _carried(outstanding), _past(outstanding, source)
    counted = [*outstanding, *closed]
    parts = [
        Part("Summary", sentences=(*_said(closed, late, source), *undated_said(a for a in source.actions if a.status == "closed"))),
        _counted("Outstanding actions by times carried forward", "Carried forward", carried),
        _counted("Outstanding actions by days past the date first agreed", "Past the date first agreed", past),
        Part("By body", tables=(_table(Column("body", "Body", "ref"), grouped(counted, lambda a: [a.body]), behind),)),
        Part("By owner", tables=(_table(Column("owner", "Owner"), grouped(counted, owners_of(source)), behind),)),
        actions_part("Past the date first agreed", late, source, ("ref", "owner", "due", "days_late", "days_late_first", "times_carried", "action")),
    ]
    withheld = [a for a in source.withheld if a.is_live or a.status == "closed"]
    return Paper(
        "slippage", source.body, "Slippage", (("As at", british_full(source.today)),), source.today,
        (*(part for part in parts if part.sentences or any(t.rows for t in part.tables)), *withheld_parts(withheld, source)),
        lambda: rows(outstanding + closed, source) + rows(withheld, source),
    )  # fmt: skip


def _said(closed: Sequence[Action], late: Sequence[Action], source: Source) -> tuple[str, ...]:
    done, days = in_time(closed)
    since = f" since {british(source.since)}" if source.since else ""
    said = [f"{count(len(late), 'outstanding action').capitalize()} {'is' if len(late) == 1 else 'are'} past the date first agreed."]
    if not done:
        return (*said, f"No action with a date was closed{since}.")
    on_time, behind = days.count(0), [number for number in days if number]
    said.append(f"Of {count(len(done), 'action')} with a date that {'was' if len(done) == 1 else 'were'} closed{since}, {on_time:,} ({share(on_time, len(done))}) {'was' if on_time == 1 else 'were'} done by the date first agreed.")
    if (middle := median_days(behind)) is not None:
        said.append(f"The others were {count(middle, 'day')} late in the median." if len(behind) > 1 else f"The other was {count(middle, 'day')} late.")
    if undated := sum(action.due is None for action in closed):
        said.append(f"{count(undated, 'closed action').capitalize()} without a date {'is' if undated == 1 else 'are'} not counted in that.")
    return tuple(said)


def _carried(actions: Iterable[Action]) -> dict[str, int]:
    found = dict.fromkeys(["never", "once", "twice", *(f"{n} times" for n in range(3, MOST_CARRIED)), f"{MOST_CARRIED} times or more"], 0)
    names = list(found)
    for action in actions:
        found[names[min(action.times_carried, MOST_CARRIED)]] += 1
    return found


def _past(actions: Iterable[Action], source: Source) -> dict[str, int]:
    found = {name: 0 for _, name in BANDS}
    for action in actions:
        if action.due:
            late = action.days_late_first(source.today)
            found[next(name for most, name in BANDS if most is None or late <= most)] += 1
    return found


def _counted(heading: str, first: str, found: Mapping[str, int]) -> Part:
    if not any(found.values()):
        return Part(heading)
    table = Table("", (Column("what", first), Column("actions", "Actions", "number")), tuple(found.items()))
    return Part(heading, tables=(table,), charts=(Chart("bars", heading, "actions", tuple(found.items())),))


def _table(first: Column, held: Mapping[str, Sequence[Action]], behind: frozenset[str]) -> Table:
    """A row for each holder. ``behind`` are the references of the outstanding actions that are past the date first agreed."""
    columns = (
        first, Column("closed", "Closed", "number"), Column("in_time", "In time", "number"), Column("share", "Share", "number"),
        Column("median", "Median days late", "number"), Column("outstanding_past", "Outstanding past first date", "number"),
    )  # fmt: skip
    found = []
    for name, actions in held.items():
        done, days = in_time(actions)
        past = len([action for action in actions if action.ref in behind and action.is_live])
        late = median_days([number for number in days if number])
        if done or past:
            found.append((name, len(done), days.count(0), share(days.count(0), len(done)), late, past or None))
    return Table("", columns, tuple(found))
