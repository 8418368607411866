"""A page for each meeting: when and where, who was there, what was said and resolved; and the calendar of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from g2g import exemption
from g2g.dates import british, british_full
from g2g.model import Attendance, Item, Meeting, Proceedings, Resolution
from g2g.reports import Column
from g2g.site import listing
from g2g.site.known import Known
from g2g.site.parts import Cell, Fact, Grid, Link, Page, Part, Words, joined

_RAISED = (
    Column("ref", "Reference", "ref"), Column("action", "Action", "words"), Column("owner", "Owner"), Column("due", "Due", "date"),
    Column("status", "Status", "word"), Column("rag", "RAG", "rag"),
)  # fmt: skip


def pages(known: Known) -> Iterator[Page]:
    """``meetings.html``, then the page of each meeting."""
    yield _calendar(known)
    for meeting in known.meetings:
        yield _page(known, known.proceedings[meeting.ref])


# ---- the calendar ----------------------------------------------------------------------------


def _calendar(known: Known) -> Page:
    coming = [m for m in known.meetings if m.date >= known.today]
    past = [m for m in known.meetings if m.date < known.today][::-1]
    parts = [_listed(known, coming, "Coming"), _listed(known, past, "Past")]
    return Page("meetings", "meetings.html", "Meetings", "Meetings", tuple(parts))


def _listed(known: Known, meetings: Sequence[Meeting], heading: str) -> Part:
    if not meetings:
        return Part(heading, sentences=(("There is none on the calendar.",),))
    several = len(known.source.codes) > 1
    columns = (
        Column("date", "Date", "day"), *((Column("body", "Body", "words"),) if several else ()), Column("time", "Time"),
        Column("venue", "Place", "words"), Column("status", "Status", "word"), Column("actions", "Actions raised", "number"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for m in meetings:
        body = (known.body(m.body),) if several else ()
        rows.append((known.link(m.ref, british_full(m.date)), *body, m.time or None, m.venue or None, _status(m), len(known.raised.get(m.ref, ())) or None))
    return Part(f"{heading} ({len(rows):,})", grids=(Grid(f"{heading} meetings", columns, tuple(rows)),))


def _status(meeting: Meeting) -> str:
    return f"Moved to {meeting.moved_to[-10:]}" if meeting.status == "moved" and meeting.moved_to else meeting.status.capitalize()


# ---- one meeting -----------------------------------------------------------------------------


def _page(known: Known, held: Proceedings) -> Page:
    meeting = held.meeting
    parts = [
        *_people("Present", held.present),
        *_people("Apologies", held.apologies),
        *_items(known, held),
        *_actions(known, meeting),
        *_exempt(known, held),
    ]
    facts = tuple(Fact(label, words) for label, words in _facts(known, held) if any(words))
    return Page(
        "meeting", known.path(meeting.ref), known.meeting_name(meeting), known.meeting_name(meeting), tuple(parts),
        facts=facts, above=(Link("Meetings", "meetings.html"),),
    )  # fmt: skip


def _facts(known: Known, held: Proceedings) -> list[tuple[str, Words]]:
    m = held.meeting
    body = known.source.bodies.get(m.body)
    chair = m.chair or (body.chair if body and m.is_scheduled else "")
    status = (("Moved to ", known.link(m.moved_to)) if m.moved_to else (m.status.capitalize(),)) if m.status == "moved" else (m.status.capitalize(),)
    minutes = m.minutes.strip()
    return [
        ("Date", (british_full(m.date),)),
        ("Time", (m.time,)),
        ("Place", (m.venue or (body.venue if body and m.is_scheduled else ""),)),
        ("Chair", (chair,)),
        ("Status", status),
        ("Moved from", (known.link(m.moved_from),) if m.moved_from else ()),
        ("Reason", known.words(m.reason)),
        ("Minutes", known.words(f"{minutes[:1].upper()}{minutes[1:]}")),
        ("Reference", (m.ref,)),
    ]


def _people(heading: str, people: Sequence[Attendance]) -> list[Part]:
    """Who was there, or sent apologies: with whom they were there for, where that is said of anybody."""
    if not people:
        return []
    columns = [Column("name", "Name")]
    columns += [Column("organisation", "Organisation")] if any(a.organisation for a in people) else []
    columns += [Column("role", "Role")] if any(a.role for a in people) else []
    rows = tuple(tuple(getattr(a, column.name) or None for column in columns) for a in people)
    return [Part(f"{heading} ({len(people)})", grids=(Grid(heading, tuple(columns), rows),))]


def _items(known: Known, held: Proceedings) -> list[Part]:
    public = [item for item in held.items if not item.exempt]
    raised = known.raised.get(held.meeting.ref, ())
    parts = []
    for item in public:
        refs = [a.ref for a in raised if item.number and a.item == item.number]
        parts.append(_item(known, item, [r for r in item.resolutions if not r.exempt], refs))
    return [Part("Items"), *parts] if parts else []


def _item(known: Known, item: Item, resolutions: Sequence[Resolution], refs: Sequence[str], exempt: tuple[str, ...] = ()) -> Part:
    minuted = (known.words(line.strip()) for line in item.minute.split("\n"))
    sentences: list[Words] = [words for words in ((f"Lead: {item.lead}",) if item.lead else (), *minuted) if any(words)]
    points: list[Words] = [(f"Resolved{f' ({r.ref})' if r.ref else ''}: ", *known.words(r.resolved)) for r in resolutions]
    if refs:
        # What came of a resolution stands below it.
        led: Words = ("Actions: " if len(refs) > 1 else "Action: ", *joined(((known.link(ref),) for ref in refs), ", "))
        (points if points else sentences).append(led)
    return Part(item.title or "Untitled item", 3, item.number, sentences=tuple(sentences), points=tuple(points), exempt=exempt)


def _actions(known: Known, meeting: Meeting) -> list[Part]:
    parts = []
    if raised := known.raised.get(meeting.ref):
        rows = tuple(
            (known.link(a.ref), a.words, known.owners_shown(a), a.due_now or a.due_said or None, _action_status(a.status), known.rag(a).word or None)
            for a in raised
        )
        parts.append(Part(f"Actions raised here ({len(raised):,})", grids=(Grid("Actions raised at this meeting", _RAISED, rows),)))
    if carried := known.carried.get(meeting.ref):
        grid = listing.outstanding(known, carried, "Outstanding actions carried forward to this meeting")
        parts.append(Part(f"Actions carried forward to this meeting ({len(carried):,})", grids=(grid,)))
    return parts


def _action_status(status: str) -> str:
    return "Proposed" if status == "proposed" else status.capitalize()


def _exempt(known: Known, held: Proceedings) -> list[Part]:
    """The items, resolutions and actions that are not for publication; none where they were not asked for."""
    if not known.source.is_whole:
        return []
    parts = []
    for item in held.items:
        secret = item.resolutions if item.exempt else tuple(r for r in item.resolutions if r.exempt)
        if item.exempt or secret:
            paragraphs = exemption.united((item.exempt, *(r.exempt for r in secret)))
            shown = item if item.exempt else item._replace(minute="", lead="")
            parts.append(_item(known, shown, secret, (), paragraphs))
    if actions := known.raised_exempt.get(held.meeting.ref):
        grid = listing.outstanding(known, actions, "Exempt actions raised at this meeting")
        parts.append(Part(f"Exempt actions raised here ({len(actions):,})", 3, grids=(grid,), exempt=exemption.united(a.exempt for a in actions)))
    return [Part(exemption.HEADING, exempt=exemption.united(p.exempt for p in parts)), *parts] if parts else []


def moment(meeting: Meeting) -> str:
    """When a meeting is: ``13 March 2019 at 10.30 am``."""
    return british(meeting.date) + (f" at {meeting.time}" if meeting.time else "")
