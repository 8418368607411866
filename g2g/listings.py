"""Lists of actions as views: all that were chosen, what is overdue, and what falls due; together, or a table an owner."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from g2g.actiontable import NOBODY, action_table, data, owing
from g2g.model import Action
from g2g.reports import Report, Table

# The heading under which a name stands, or nothing where it is not wanted.
Grouping = Callable[[str], str]
_ALL_DONE = "all parts are done"


def listing(
    actions: Sequence[Action], today: date, title: str, empty: str, by_owner: Grouping | None = None, columns: Sequence[str] = (),
) -> Report:  # fmt: skip
    """Actions in the order of their references, with status and date; a table an owner where asked.

    ``by_owner`` gives the heading under which a name stands, or nothing where it is not wanted; ``columns`` are the
    names of other columns than these.
    """
    return _report(actions, today, title, empty, columns or ("ref", "owner", "status", "due", "action"), by_owner)


def overdue(actions: Iterable[Action], today: date, title: str, by_owner: Grouping | None = None) -> Report:
    """The actions whose date in force is past, latest first.

    With the days past the date in force, the days past the date first agreed, and the times carried forward.
    """
    late = [a for a in actions if a.status == "open" and a.days_late(today)]
    late.sort(key=lambda a: (-a.days_late(today), a.ref))
    columns = ("ref", "owner", "due", "days_late", "days_late_first", "times_carried", "action")
    return _report(late, today, title, "Nothing is overdue.", columns, by_owner)


def due(actions: Iterable[Action], today: date, title: str, by_owner: Grouping | None = None) -> Report:
    """The open actions with a date still to come, by date; then those whose words name no day on the calendar."""
    live = [a for a in actions if a.status == "open" and not a.is_watching_brief]
    dated = sorted((a for a in live if a.due_now and not a.days_late(today)), key=lambda a: (a.due_now, a.ref))
    waiting = [a for a in live if not a.due_now]
    shown = [*dated, *waiting]
    late = sum(1 for a in live if a.days_late(today))
    said = (f"{late:,} {'is' if late == 1 else 'are'} overdue: “g2g overdue” lists {'it' if late == 1 else 'them'}.",) if late else ()
    columns = ("ref", "owner", "due", "action")
    if by_owner:
        report = _report(shown, today, title, "Nothing is due.", columns, by_owner)
        return report._replace(sentences=(*said, *report.sentences))
    tables = (action_table(dated, columns, today, "With a date"), action_table(waiting, columns, today, "No date yet"))
    sentences = (*said, *not_for_publication(shown))
    return Report("actions", today, title, tables, "Nothing is due.", lambda: data(shown, today), sentences)


def _report(
    actions: Sequence[Action], today: date, title: str, empty: str, columns: Sequence[str], by_owner: Grouping | None,
) -> Report:  # fmt: skip
    if by_owner is None:
        tables: tuple[Table, ...] = (action_table(actions, columns, today),)
    else:
        inner = [name for name in columns if name != "owner"]
        grouped = _by_owner(actions, by_owner)
        tables = tuple(action_table(grouped[name], inner, today, name) for name in sorted(grouped, key=_by_name))
    return Report("actions", today, title, tables, empty, lambda: data(actions, today), not_for_publication(actions))


def not_for_publication(actions: Iterable[Action]) -> tuple[str, ...]:
    """The sentences that stand below exempt actions: they are shown only where they were asked for, and it is said what they are."""
    exempt: dict[tuple[str, ...], list[str]] = {}
    for action in actions:
        if action.exempt:
            exempt.setdefault(action.exempt, []).append(action.ref)
    if not exempt:
        return ()
    from g2g.exemption import under

    return tuple(
        f"Not for publication: {', '.join(refs)} {'is' if len(refs) == 1 else 'are'} exempt under"
        f" {under(numbers, 'Schedule 12A to the Local Government Act 1972')}."
        for numbers, refs in exempt.items()
    )


def _by_owner(actions: Iterable[Action], heading: Grouping) -> dict[str, list[Action]]:
    """The actions under each owner who has a part left to do; one without an owner stands under nobody."""
    grouped: dict[str, list[Action]] = {}
    for action in actions:
        names = owing(action)
        headings = [heading(name) for name in names] or [_ALL_DONE if action.owners else NOBODY]
        for name in dict.fromkeys(headings):
            if name:
                grouped.setdefault(name, []).append(action)
    return grouped


def _by_name(heading: str) -> tuple[bool, str]:
    return heading in (_ALL_DONE, NOBODY), heading.casefold()
