"""Everything that minutes say but their actions: the meeting, who was there, the items, what was resolved, and the meetings to come."""

from __future__ import annotations

from g2g.minutes import attendance, business, following, resolutions, sitting
from g2g.minutes.chairs import chair_and_clerk
from g2g.minutes.document import Document, Para
from g2g.minutes.findings import Details, FoundItem, Named
from g2g.minutes.kinds import kind_of
from g2g.minutes.passages import unrolled


def read(document: Document) -> Details:
    """What a document says of a meeting. What it does not say is empty; nothing is made up."""
    document = unrolled(document)
    kind = kind_of(document)
    numbered = business.numbered(document)
    if kind in ("report", "agenda"):
        return _not_held(document, kind, numbered)
    if kind == "item" and len(numbered) > 1:
        kind = "minutes"
    people = attendance.read(document, numbered)
    begins = _begins(document, people.lines, numbered)
    if kind in ("decision", "item"):
        items = business.page_title(document, document.blocks[0].line)
    else:
        names = frozenset(part for named in people.present + people.apologies for part in (named.name.casefold(), named.name.split()[0].casefold(), named.initials.casefold()))
        items = business.read(document, begins, people.lines, names)
    first = min([line for line in (*people.lines, *(item.line for item in items)) if line] or [0])
    held = sitting.read(document, first if kind == "minutes" else 0)
    chair, clerk = chair_and_clerk(document, people.present, begins)
    present = people.present
    if chair and present and not any(chair in named.name or named.name in chair for named in present):
        present = (Named(chair, role="Chair"), *present)
    return Details(
        held.body if kind != "item" else "", held.date, held.date_line, held.time, held.venue, chair, clerk, present, people.apologies, items,
        resolutions.read(document, items), following.read(document, items, held.date), kind, (*held.doubts, *people.doubts),
    )  # fmt: skip


def _not_held(document: Document, kind: str, numbered: tuple[FoundItem, ...]) -> Details:
    """What a paper says that is not of a meeting which was held: of an agenda the business and the dates, of a report its head."""
    held = sitting.read(document, 0)
    said = Details(held.body, held.date, held.date_line, held.time, held.venue, kind=kind, doubts=held.doubts)
    if kind == "report":
        return said
    items = business.read(document, _begins(document, frozenset(), numbered), frozenset(), frozenset())
    return said._replace(items=items, next_meetings=following.read(document, items, held.date))


def _begins(document: Document, people: frozenset[int], items: tuple[FoundItem, ...]) -> int:
    """The first line that can hold an item's heading: after the heading of the minutes and the list of those present."""
    if items:
        return items[0].line
    first = min(people, default=0)
    if first:
        # Those who were there stand together near the top.
        last = first
        for line in sorted(people):
            if line - last > 12:
                break
            last = line
        return last + 1
    for block in document.blocks:
        if isinstance(block, Para) and len(block.text) > 160:
            return block.line
    return 3
