"""Views of the record as plain data: tables of cells, and the same rows for other programs."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from g2g.calendar import Calendar
from g2g.model import Action, Body, Item, Meeting, Person, Problem, Proceedings, iso_date
from g2g.people import Directory

Cell = str | int | date | None
Grouping = Callable[[str], str]


class Column(NamedTuple):
    """A column of a table.

    ``kind`` says how a cell is set: ref (never broken), name, number, date, rag (Red, Amber, Green or Blue, and
    coloured so where there are colours), or words (takes the width that is left, and wraps). ``name`` is its key for
    other programs.
    """

    name: str
    heading: str
    kind: str = "name"


class Table(NamedTuple):
    """Rows under a heading (which may be empty). Each row has a cell for each column."""

    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Report(NamedTuple):
    """A view: what kind of rows, as at which day, the tables, and sentences below them.

    ``empty`` is what is said where no table has a row. ``data`` makes the same rows as plain values for JSON
    and CSV, when asked.
    """

    kind: str
    as_at: date
    title: str
    tables: tuple[Table, ...]
    empty: str
    data: Callable[[], list[dict[str, Any]]]
    sentences: tuple[str, ...] = ()


_REF = Column("ref", "Reference", "ref")
_OWNER = Column("owner", "Owner")
_STATUS = Column("status", "Status")
_DUE = Column("due", "Due", "date")
_LATE = Column("days_late", "Days late", "number")
_LATE_FIRST = Column("days_late_first", "Since first date", "number")
_CARRIED = Column("times_carried", "Carried", "number")
_WORDS = Column("action", "Action", "words")
_OUTCOME = Column("outcome", "Outcome", "words")
_PROGRESS = Column("progress", "Progress", "words")
# Those that a table of actions in a paper has only where config.yaml asks for them.
_FURTHER = (
    Column("raised", "Raised", "date"), Column("item", "Item"), Column("area", "Key area"), Column("due_first", "First due", "date"),
)  # fmt: skip

_NOBODY, _ALL_DONE = "nobody", "all parts are done"

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


def action_columns(names: Iterable[str]) -> tuple[Column, ...]:
    """The columns of actions that these names (of ``model.ACTION_COLUMNS``) choose, in their order."""
    every = (_REF, _OWNER, _STATUS, _DUE, _LATE, _LATE_FIRST, _CARRIED, _WORDS, _OUTCOME, _PROGRESS, *_FURTHER)
    known = {column.name: column for column in every}
    return tuple(known[name] for name in names)


def progress(action: Action) -> str:
    """What was last heard of an action: its outcome, else its last note, else why it was extended last."""
    if action.outcome:
        return action.outcome
    if action.notes:
        note = action.notes[-1]
        day = iso_date(note[:10])
        return f"{_british(day)}: {note[10:].strip()}" if day else note
    return f"Extended: {action.extended[-1].reason}" if action.extended and action.extended[-1].reason else ""


def owners_shown(action: Action) -> str:
    """The owners of an action on one line, those whose part is done marked so."""
    if not action.owners:
        return _NOBODY
    return "; ".join(f"{o} (done)" if o in action.done_by else o for o in action.owners)


def due_shown(action: Action) -> Cell:
    """The date in force; the clerk's words where there is none."""
    if action.is_watching_brief and action.due_now is None:
        return "watching brief"
    return action.due_now or action.due_written or action.due_said or None


def _rows(actions: Iterable[Action], columns: Sequence[Column], today: date) -> tuple[tuple[Cell, ...], ...]:
    cells = [_CELLS[column.name] for column in columns]
    # Lists on the way: a page has thousands of rows, and a generator for each takes longer than its cells.
    return tuple([tuple([cell(action, today) for cell in cells]) for action in actions])


def action_table(actions: Iterable[Action], names: Sequence[str], today: date, heading: str = "") -> Table:
    """A table of actions with the columns of these names: ref, owner, status, due, days_late, days_late_first, …"""
    known = {column.name: column for column in (_REF, _OWNER, _STATUS, _DUE, _LATE, _LATE_FIRST, _CARRIED, _WORDS)}
    columns = tuple(known[name] for name in names)
    return Table(heading, columns, _rows(actions, columns, today))


def listing(
    actions: Sequence[Action], today: date, title: str, empty: str, by_owner: Grouping | None = None, columns: Sequence[str] = (),
) -> Report:  # fmt: skip
    """Actions in the order of their references, with status and date; a table an owner where asked.

    ``by_owner`` gives the heading under which a name stands, or nothing where it is not wanted; ``columns`` are the
    names of other columns than these.
    """
    return _report(actions, today, title, empty, action_columns(columns) or (_REF, _OWNER, _STATUS, _DUE, _WORDS), by_owner)


def overdue(actions: Iterable[Action], today: date, title: str, by_owner: Grouping | None = None) -> Report:
    """The actions whose date in force is past, latest first.

    With the days past the date in force, the days past the date first agreed, and the times carried forward.
    """
    late = [a for a in actions if a.status == "open" and a.days_late(today)]
    late.sort(key=lambda a: (-a.days_late(today), a.ref))
    columns = (_REF, _OWNER, _DUE, _LATE, _LATE_FIRST, _CARRIED, _WORDS)
    return _report(late, today, title, "Nothing is overdue.", columns, by_owner)


def due(actions: Iterable[Action], today: date, title: str, by_owner: Grouping | None = None) -> Report:
    """The open actions with a date still to come, by date; then those whose words name no day on the calendar."""
    live = [a for a in actions if a.status == "open" and not a.is_watching_brief]
    dated = sorted((a for a in live if a.due_now and not a.days_late(today)), key=lambda a: (a.due_now, a.ref))
    waiting = [a for a in live if not a.due_now]
    shown = [*dated, *waiting]
    late = sum(1 for a in live if a.days_late(today))
    said = (f"{late:,} {'is' if late == 1 else 'are'} overdue: “g2g overdue” lists {'it' if late == 1 else 'them'}.",) if late else ()
    columns = (_REF, _OWNER, _DUE, _WORDS)
    if by_owner:
        report = _report(shown, today, title, "Nothing is due.", columns, by_owner)
        return report._replace(sentences=(*said, *report.sentences))
    tables = (
        Table("With a date", columns, _rows(dated, columns, today)),
        Table("No date yet", columns, _rows(waiting, columns, today)),
    )
    sentences = (*said, *not_for_publication(shown))
    return Report("actions", today, title, tables, "Nothing is due.", lambda: data(shown, today), sentences)


def _report(
    actions: Sequence[Action], today: date, title: str, empty: str, columns: tuple[Column, ...], by_owner: Grouping | None,
) -> Report:  # fmt: skip
    if by_owner is None:
        tables: tuple[Table, ...] = (Table("", columns, _rows(actions, columns, today)),)
    else:
        inner = tuple(c for c in columns if c is not _OWNER)
        grouped = _by_owner(actions, by_owner)
        tables = tuple(Table(name, inner, _rows(grouped[name], inner, today)) for name in sorted(grouped, key=_by_name))
    return Report("actions", today, title, tables, empty, lambda: data(actions, today), not_for_publication(actions))


def not_for_publication(actions: Iterable[Action]) -> tuple[str, ...]:
    """The sentences that stand below exempt actions: they are shown only where they were asked for, and it is said what they are."""
    exempt: dict[tuple[str, ...], list[str]] = {}
    for action in actions:
        if action.exempt:
            exempt.setdefault(action.exempt, []).append(action.ref)
    return tuple(
        f"Not for publication: {', '.join(refs)} {'is' if len(refs) == 1 else 'are'} exempt under {_paragraphs(numbers)} of Schedule 12A"
        " to the Local Government Act 1972."
        for numbers, refs in exempt.items()
    )


def _by_owner(actions: Iterable[Action], heading: Grouping) -> dict[str, list[Action]]:
    """The actions under each owner who has a part left to do; one without an owner stands under nobody."""
    grouped: dict[str, list[Action]] = {}
    for action in actions:
        names = owing(action)
        headings = [heading(name) for name in names] or [_ALL_DONE if action.owners else _NOBODY]
        for name in dict.fromkeys(headings):
            if name:
                grouped.setdefault(name, []).append(action)
    return grouped


def _by_name(heading: str) -> tuple[bool, str]:
    return heading in (_ALL_DONE, _NOBODY), heading.casefold()


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


# ---- what is outstanding at a meeting -----------------------------------------------------------

GROUPS = ("Proposed for closure", "Overdue", "Due at this meeting", "Not yet due", "No date", "Watching briefs")


def outstanding(actions: Iterable[Action], meeting: Meeting, as_at: date) -> dict[str, list[Action]]:
    """The live actions of a meeting's matters arising under the headings of ``GROUPS``; empty groups are left out.

    Overdue is what was due before ``as_at``; due at this meeting what falls due from then up to its day.
    """
    grouped: dict[str, list[Action]] = {name: [] for name in GROUPS}
    for action in actions:
        grouped[_group(action, meeting, as_at)].append(action)
    for rows in grouped.values():
        rows.sort(key=lambda a: (a.due_now or date.max, a.ref))
    return {name: rows for name, rows in grouped.items() if rows}


def _group(action: Action, meeting: Meeting, as_at: date) -> str:
    if action.status == "proposed":
        return "Proposed for closure"
    if action.is_watching_brief:
        return "Watching briefs"
    day = action.due_now
    if day is None:
        return "No date"
    if day < as_at:
        return "Overdue"
    return "Due at this meeting" if day <= meeting.date else "Not yet due"


def as_at_meeting(meeting: Meeting, today: date) -> date:
    """The day as at which a meeting's papers count: today, or the meeting's own day once that is past."""
    return min(today, meeting.date)


_GROUP_COLUMNS = {
    "Overdue": ("ref", "owner", "due", "days_late", "days_late_first", "times_carried", "action"),
    "Not yet due": ("ref", "owner", "due", "days_late_first", "times_carried", "action"),
    "Watching briefs": ("ref", "owner", "times_carried", "action"),
}
_USUAL_COLUMNS = ("ref", "owner", "due", "times_carried", "action")


def outstanding_tables(
    grouped: dict[str, list[Action]], as_at: date, columns: Sequence[str] = (), *, heard: bool = False
) -> tuple[Table, ...]:
    """The groups as tables; days late are shown where something is late.

    ``columns`` are names that all of them have instead. ``heard`` adds what was last heard of each, where there is any.
    """
    return tuple(_outstanding_table(name, rows, as_at, columns, heard) for name, rows in grouped.items())


def _outstanding_table(name: str, rows: list[Action], as_at: date, columns: Sequence[str], heard: bool) -> Table:
    wanted = tuple(columns) or _GROUP_COLUMNS.get(name, _USUAL_COLUMNS)
    if heard and not columns and any(map(progress, rows)):
        wanted += ("progress",)
    chosen = action_columns(wanted)
    return Table(name, chosen, _rows(rows, chosen, as_at))


def matters(actions: Sequence[Action], meeting: Meeting, as_at: date, title: str) -> Report:
    """What is outstanding at a meeting, in its groups."""
    tables = outstanding_tables(outstanding(actions, meeting, as_at), as_at)
    return Report("actions", as_at, title, tables, "Nothing is outstanding.", lambda: data(actions, as_at))


# ---- one action, and its history ------------------------------------------------------------------


def whole(action: Action, today: date, calendar: Calendar, directory: Directory, title: str, place: str) -> Report:
    """Everything about one action: its facts, then what happened to it, in order of date."""
    facts = tuple((name, value) for name, value in _facts(action, today, directory, place) if value)
    history = tuple((day, what) for day, what in happened(action, calendar))
    tables = (
        Table("", (Column("field", "", "name"), Column("value", "", "words")), facts),
        Table("History", (Column("day", "Day", "date"), Column("what", "What happened", "words")), history),
    )
    return Report("action", today, title, tables, "", lambda: data([action], today))


def _facts(action: Action, today: date, directory: Directory, place: str) -> list[tuple[str, Cell]]:
    late, first = action.days_late(today), action.days_late_first(today)
    organisations = "; ".join(dict.fromkeys(o for name in action.owners if (o := directory.organisation(name))))
    return [
        ("Action", action.words),
        ("Owner", owners_shown(action)),
        ("Organisation", organisations),
        ("Status", action.status + (f", to {action.referred_to}" if action.referred_to else "")),
        ("Due", due_shown(action)),
        ("First due", action.due if action.due != action.due_now else None),
        ("As said", action.due_said),
        ("Late", _late(late, first)),
        ("Slipped", f"{days(first)} past the date first agreed" if first and not late else ""),
        ("Carried", f"{action.times_carried} times" if action.times_carried > 1 else "once" if action.carried else ""),
        ("Chased", chased_shown(action.chased)),
        ("Kind", action.kind),
        ("Recurs", action.recurs),
        ("Item", action.item),
        ("Key area", action.area),
        ("Recommendation", ", ".join(action.recommendations)),
        ("RAG", ": ".join(filter(None, (f"{action.rag} (override)", action.rag_reason))) if action.rag and action.is_live else ""),
        ("Closed", action.closed),
        ("Confirmed", f"at {action.confirmed}" if action.confirmed else ""),
        ("Outcome", action.outcome),
        ("Formerly", action.formerly),
        ("Exempt", f"{_paragraphs(action.exempt)} of Schedule 12A: not for publication" if action.exempt else ""),
        *((name, value) for name, value in action.extra),
        ("Written in", place),
    ]


def chased_shown(told: Sequence[str]) -> str:
    """How often somebody was chased, and when last: ``once, on 4 March 2019``. Empty where nobody was."""
    known = [day for text in told if (day := iso_date(text))]
    count = {0: "", 1: "once", 2: "twice"}.get(len(told), f"{len(told)} times")
    last = f", {'last ' if len(told) > 1 else ''}on {_british(max(known))}" if known else ""
    return count + last


def _late(late: int, first: int) -> str:
    if not late:
        return ""
    return days(late) if late == first else f"{days(late)} past the date in force, {days(first)} past the date first agreed"


def _paragraphs(numbers: Sequence[str]) -> str:
    """``paragraph 3``, ``paragraphs 1, 2 and 3``."""
    return f"paragraph {numbers[0]}" if len(numbers) == 1 else f"paragraphs {', '.join(numbers[:-1])} and {numbers[-1]}"


def days(count: int) -> str:
    """``1 day``, ``12 days``."""
    return "1 day" if count == 1 else f"{count:,} days"


def happened(action: Action, calendar: Calendar) -> list[tuple[Cell, str]]:
    """What the record says happened to an action, in order of date; None for a day that is not known."""
    events: list[tuple[date, str]] = []
    if action.raised:
        events.append((action.raised, "Raised"))
    for ref in action.carried:
        events.append((_day(ref), f"Carried forward to {ref}" + _where_moved(ref, calendar)))
    events += [(_day(day), "Chased" if iso_date(day) else f"Chased, {day}") for day in action.chased]
    for one in action.extended:
        to = _british(one.to) if one.to else "a date that cannot be read"
        events.append((_day(one.at), f"Extended to {to}: {one.reason}"))
    events += [(_day(note[:10]), note[10:].strip() if _day(note[:10]) != date.max else note) for note in action.notes]
    if action.closed:
        verb = "Said to be done" if action.confirmed or action.status == "proposed" else action.status.capitalize()
        events.append((action.closed, f"{verb}: {action.outcome}" if action.outcome else verb))
    if action.confirmed:
        events.append((_day(action.confirmed), f"Closure confirmed at {action.confirmed}"))
    events.sort(key=lambda event: event[0])
    return [(None if day == date.max else day, what) for day, what in events]


def _where_moved(ref: str, calendar: Calendar) -> str:
    settled = calendar.settled(ref)
    return f" (moved to {settled[-10:]})" if settled != ref else ""


def _day(text: str) -> date:
    return iso_date(text[-10:]) or date.max


# ---- meetings --------------------------------------------------------------------------------------


def meetings(found: Sequence[Meeting], today: date, title: str) -> Report:
    """Meetings by date, with time, place and status."""
    columns = (
        Column("ref", "Meeting", "ref"), Column("day", "Day"), Column("time", "Time"),
        Column("status", "Status"), Column("venue", "Place", "words"),
    )  # fmt: skip
    rows = tuple((m.ref, weekday(m.date), m.time or None, _meeting_status(m), m.venue or None) for m in found)
    return Report(
        "meetings", today, title, (Table("", columns, rows),), "There is no meeting on the calendar.",
        lambda: [_meeting_data(m) for m in found],
    )  # fmt: skip


def weekday(day: date) -> str:
    """The name of the day of the week, in English whatever the machine speaks."""
    return ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[day.weekday()]


def _meeting_status(meeting: Meeting) -> str:
    return f"moved to {meeting.moved_to[-10:]}" if meeting.status == "moved" else meeting.status


def _meeting_data(meeting: Meeting) -> dict[str, Any]:
    fields = meeting._asdict()
    return {name: value or None for name, value in fields.items()}


def proceedings(held: Proceedings, raised: Sequence[Action], today: date, title: str, *, exempt: bool = False) -> Report:
    """One meeting: who was there, the items with their resolutions, and the actions raised at it.

    ``exempt`` shows exempt items, resolutions and actions too, apart from the others and under the reason; else there is
    no sign of them.
    """
    meeting = held.meeting
    facts: tuple[tuple[Cell, ...], ...] = tuple(
        (name, value)
        for name, value in (
            ("Meeting", meeting.ref), ("Status", _meeting_status(meeting)), ("Time", meeting.time), ("Place", meeting.venue),
            ("Chair", meeting.chair), ("Minutes", meeting.minutes), ("Reason", meeting.reason),
        )
        if value
    )  # fmt: skip
    two = (Column("field", "", "name"), Column("value", "", "words"))
    who = (Column("name", "Name"), Column("organisation", "For", "words"))
    what, columns = (Column("number", "No."), Column("title", "Item and resolutions", "words")), (_REF, _OWNER, _STATUS, _WORDS)
    public, secret = _divided(held.items)
    open_ones, exempt_ones = [a for a in raised if not a.exempt], [a for a in raised if a.exempt and exempt]
    tables: tuple[Table, ...] = (
        Table("", two, facts),
        Table("Present", who, tuple((a.name, a.organisation or a.role) for a in held.present)),
        Table("Apologies", who, tuple((a.name, a.organisation or a.role) for a in held.apologies)),
        Table("Items", what, _item_rows(public)),
        Table("Actions", columns, _rows(open_ones, columns, today)),
    )
    sentences: tuple[str, ...] = ()
    if exempt and (secret or exempt_ones):
        from g2g import exemption

        tables += (
            Table(f"{exemption.HEADING}: items", what, _item_rows(secret)),
            Table(f"{exemption.HEADING}: actions", columns, _rows(exempt_ones, columns, today)),
        )
        paragraphs = [item.exempt for item in secret] + [r.exempt for item in secret for r in item.resolutions] + [a.exempt for a in exempt_ones]
        sentences = (exemption.reason(exemption.united(paragraphs)),)
    shown = [*open_ones, *exempt_ones]
    return Report("meeting", today, title, tables, "", lambda: [_proceedings_data(held, held.items if exempt else public, shown)], sentences)


def _item_rows(items: Iterable[Item]) -> tuple[tuple[Cell, ...], ...]:
    return tuple((item.number or None, "; ".join([item.title, *(r.words for r in item.resolutions)])) for item in items)


def _divided(items: Iterable[Item]) -> tuple[list[Item], list[Item]]:
    """The items and resolutions that may be published; and those that may not, a resolution under its item's title."""
    public, secret = [], []
    for item in items:
        exempt = tuple(r for r in item.resolutions if r.exempt)
        if item.exempt:
            secret.append(item)
            continue
        public.append(item._replace(resolutions=tuple(r for r in item.resolutions if not r.exempt)))
        if exempt:
            secret.append(item._replace(minute="", lead="", resolutions=exempt))
    return public, secret


def _proceedings_data(held: Proceedings, items: Sequence[Item], raised: Sequence[Action]) -> dict[str, Any]:
    return _meeting_data(held.meeting) | {
        "present": [a._asdict() for a in held.present],
        "apologies": [a._asdict() for a in held.apologies],
        "items": [i._asdict() | {"resolutions": [r._asdict() for r in i.resolutions]} for i in items],
        "actions": [a.ref for a in raised],
    }


# ---- where things stand ----------------------------------------------------------------------------


def standing(
    actions: Sequence[Action], bodies: dict[str, str], calendar: Calendar, today: date, problems: int
) -> Report:
    """One screen: for each body the next meeting and how many of its live actions are where.

    ``actions`` are the live ones, ``bodies`` code and name, ``problems`` how many ``check`` found.
    """
    columns = (
        Column("body", "Body", "ref"), Column("next_meeting", "Next meeting", "date"), Column("open", "Open", "number"),
        Column("overdue", "Overdue", "number"), Column("due_by_then", "Due by then", "number"),
        Column("proposed", "Proposed", "number"), Column("name", "", "words"),
    )  # fmt: skip
    rows = tuple(_standing_row(code, name, [a for a in actions if a.body == code], calendar, today) for code, name in bodies.items())
    tables = (Table("", columns, rows),)
    sentences = (
        *(said for code in bodies if (said := _not_yet_held(calendar.next_scheduled(code), today))),
        "Nothing is wrong in the files." if not problems
        else f"{problems:,} thing{'s' if problems != 1 else ''} to look at in the files: “g2g check” lists them.",
    )  # fmt: skip
    names = [column.name for column in columns]
    return Report(
        "status", today, f"Where things stand on {_british(today)}", tables, "There is no body yet: “g2g init --body CODE --name NAME”.",
        lambda: [dict(zip(names, row, strict=True)) for row in rows], sentences,
    )  # fmt: skip


def _not_yet_held(meeting: Meeting | None, today: date) -> str:
    if meeting is None or meeting.date >= today:
        return ""
    return f"{meeting.ref} is past, and still down as scheduled: “g2g meeting hold {meeting.ref}” says that it was held."


def _standing_row(code: str, name: str, actions: Sequence[Action], calendar: Calendar, today: date) -> tuple[Cell, ...]:
    meeting = calendar.next_scheduled(code)
    opened = [a for a in actions if a.status == "open"]
    late = [a for a in opened if a.days_late(today)]
    by_then = [a for a in opened if meeting and a.due_now and not a.days_late(today) and a.due_now <= meeting.date]
    proposed = len(actions) - len(opened)
    return (code, meeting.date if meeting else None, len(opened), len(late), len(by_then), proposed, name)


def _british(day: date) -> str:
    from g2g.dates import british

    return british(day)


def problems(found: Sequence[Problem], today: date) -> Report:
    """What breaks the rules of the record, for other programs."""
    columns = (Column("path", "File"), Column("line", "Line", "number"), Column("code", "Code"), Column("sentence", "Problem", "words"))
    rows = tuple((p.path, p.line, p.code, p.sentence) for p in found)
    return Report("problems", today, "Problems", (Table("", columns, rows),), "Nothing is wrong.", lambda: [dict(zip(p._fields[:4], p[:4], strict=True)) for p in found])


def people(found: Sequence[Person], owed: dict[str, int], today: date) -> Report:
    """People with organisation and role, and how many live actions each still owes."""
    columns = (Column("name", "Name"), Column("owes", "Owes", "number"), Column("organisation", "Organisation and role", "words"))
    rows = tuple((p.name, owed.get(p.name), ", ".join(filter(None, (p.organisation, p.role)))) for p in found)
    return Report(
        "people", today, "People", (Table("", columns, rows),), "people.yaml names nobody yet.",
        lambda: [p._asdict() | {"also": list(p.also), "owes": owed.get(p.name, 0)} for p in found],
    )  # fmt: skip


def bodies(found: Sequence[Body], upcoming: dict[str, str], today: date) -> Report:
    """Bodies with chair, clerk and the day of the next meeting."""
    columns = (
        Column("code", "Code", "ref"), Column("chair", "Chair"), Column("clerk", "Clerk"), Column("next", "Next meeting"),
        Column("name", "Name", "words"),
    )  # fmt: skip
    rows = tuple((b.code, b.chair or None, b.clerk or None, upcoming.get(b.code), b.name) for b in found)
    return Report(
        "bodies", today, "Bodies", (Table("", columns, rows),), "bodies.yaml names no body yet.",
        lambda: [b._asdict() | {"standing_items": list(b.standing_items), "also": list(b.also)} for b in found],
    )  # fmt: skip
