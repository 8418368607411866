"""A page for each action: its words, who owns it, its dates, how it stands, and what happened to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from g2g.dates import british, days
from g2g.model import Action
from g2g.particulars import happened
from g2g.reports import Column
from g2g.site.known import NOBODY, STATUSES, Known, filtered
from g2g.site.parts import Fact, Grid, Link, Page, Part, Words, joined

_HISTORY = (Column("day", "Date", "date"), Column("what", "What happened", "words"))
_LONGEST_TITLE = 60


def pages(known: Known) -> Iterator[Page]:
    """The pages of all actions. Of one that stands in the files twice the first is shown; ``g2g check`` tells of it."""
    made = set()
    for action in (*known.actions, *known.withheld):
        if (path := known.path(action.ref)) and action.ref not in made:
            made.add(action.ref)
            yield _page(known, action, path)


def _page(known: Known, action: Action, path: str) -> Page:
    history = tuple((day, known.words(what)) for day, what in happened(_published(known, action), known.source.calendar, known.today))
    parts = (Part("History", grids=(Grid("What happened, in order of date", _HISTORY, history),)),) if history else ()
    facts = tuple(Fact(label, words, "rag" if label == "RAG" else "") for label, words in _facts(known, action) if any(words))
    return Page(
        "action", path, f"{action.ref}: {_short(action.words)}", f"Action {action.ref}", parts,
        lead=known.words(action.words), facts=facts, above=(Link("Actions", "actions.html"),), exempt=action.exempt,
    )  # fmt: skip


def _published(known: Known, action: Action) -> Action:
    """Notes, and on which days somebody was chased, are the clerk's own; they are published only where that is asked for."""
    return action if known.notes else action._replace(notes=(), chased=())


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_TITLE else words[: _LONGEST_TITLE - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"


def _facts(known: Known, a: Action) -> list[tuple[str, Words]]:
    late, first = a.days_late(known.today), a.days_late_first(known.today)
    rag = known.rag(a)
    organisations = dict.fromkeys(filter(None, map(known.source.directory.organisation, a.owners)))
    return [
        ("Status", (STATUSES.get(a.status, a.status) + (f", to {a.referred_to}" if a.referred_to else ""),)),
        ("RAG", (rag.word,)),
        ("Override", (f"{(rag.computed or 'no colour').capitalize()} by the rule. {rag.reason or 'No reason is given.'}" if rag.is_override else "",)),
        ("Owner", _owners(known, a)),
        ("Organisation", ("; ".join(organisations),)),
        ("Due", (_due(a),)),
        ("First agreed", (british(a.due) if a.due and a.due != a.due_now else "",)),
        ("As minuted", (a.due_said if a.due_said and (a.due or a.is_watching_brief) else "",)),
        ("Late", (_late(late, first),)),
        ("Carried forward", ("" if not a.carried else "once" if a.times_carried == 1 else f"{a.times_carried} times",)),
        ("Raised at", _raised(known, a)),
        ("Item", _item(known, a)),
        ("Key area", _areas(known, a)),
        ("Recommendations", (", ".join(a.recommendations),)),
        ("Recurs", (a.recurs,)),
        ("Said to be done" if a.confirmed or a.status == "proposed" else STATUSES.get(a.status, "Ended"), (_day(a.closed),)),
        ("Outcome", known.words(a.outcome)),
        ("Closure confirmed at", _meeting(known, a.confirmed) if a.confirmed else ()),
        ("Formerly", (a.formerly,)),
    ]  # fmt: skip


def _owners(known: Known, a: Action) -> Words:
    """The owners, each leading to what is outstanding of theirs."""
    done = set(map(known.owner, a.done_by))
    # What is exempt is listed for nobody who was not to see it: the names on its page lead nowhere.
    lists = a.is_live and not a.exempt
    names: list[Words] = [
        (Link(name, filtered(owner=name)) if lists else name, " (done)" if name in done else "") for name in known.owners(a)
    ]  # fmt: skip
    return joined(names) or (NOBODY,)


def _due(a: Action) -> str:
    if a.due_now:
        return british(a.due_now)
    if a.is_watching_brief:
        return "Watching brief: no date"
    return a.due_written or a.due_said or "No date"


def _day(day: date | None) -> str:
    return british(day) if day else ""


def _late(late: int, first: int) -> str:
    if late and first > late:
        return f"{days(late)} past the date in force, {days(first)} past the date first agreed"
    return days(late) if late else f"{days(first)} past the date first agreed" if first else ""


def _raised(known: Known, a: Action) -> Words:
    return _meeting(known, a.meeting) if known.path(a.meeting) else (_day(a.raised),)


def _meeting(known: Known, ref: str) -> Words:
    meeting = known.source.calendar.get(ref)
    return (known.link(ref, known.meeting_name(meeting) if meeting else ref),)


def _item(known: Known, a: Action) -> Words:
    if not a.item:
        return ()
    item = known.items.get((a.meeting, a.item))
    return (f"{a.item} {item.title}" if item and item.title else a.item,)


def _areas(known: Known, a: Action) -> Words:
    titles = ((number, known.area_titles.get(number, number)) for number in known.areas(a))
    return joined((Link(title, f"plan.html#area-{anchor(number)}") if known.has_plan and number in known.area_titles else title,) for number, title in titles)


def anchor(number: str) -> str:
    """The number of a key area as part of an anchor: letters, figures and hyphens alone."""
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in number)
