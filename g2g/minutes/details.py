"""Everything that minutes say but their actions: the meeting, who was there, the items, what was resolved, and the meetings to come."""

from __future__ import annotations

import re

from g2g.minutes import attendance, business, following, resolutions, sitting
from g2g.minutes.chairs import chair_and_clerk
from g2g.minutes.document import Document, Para
from g2g.minutes.findings import Details, FoundItem, Named
from g2g.minutes.passages import unrolled


def read(document: Document) -> Details:
    """What a document says of a meeting. What it does not say is empty; nothing is made up."""
    document = unrolled(document)
    kind = kind_of(document)
    if kind in ("report", "agenda"):
        held = sitting.read(document, 0)
        return Details(held.body, held.date, held.date_line, held.time, held.venue, kind=kind, doubts=held.doubts)
    numbered = business.numbered(document)
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


def kind_of(document: Document) -> str:
    """What sort of paper it is: minutes, the page of a decision or of an item, an agenda, or a report."""
    top = [block.text.strip() for block in document.blocks[:14] if isinstance(block, Para)]
    if not top:
        return "minutes"
    first = top[0].lower()
    if first.startswith("decision details") or any(re.match(r"decision maker\s*:", text, re.I) for text in top):
        return "decision"
    if re.match(r"agenda item\b", first) and any(re.match(r"(?:minutes|decisions?)\s*:?$", text, re.I) for text in top):
        return "item"
    has = _has(document)
    if has["minutes"]:
        return "minutes"
    to_come = any(re.search(r"\bto be held\b|will be held|you are (?:hereby )?summoned|are called to meet|is called", text, re.I) for text in top)
    if has["report"] or (has["recommendation"] and (to_come or has["contact"])):
        return "report"
    if has["letter"]:
        return "report"
    if (to_come or any(re.match(r"agenda\b", text, re.I) for text in top)) and not has["present"]:
        return "agenda"
    return "minutes"


def _has(document: Document) -> dict[str, bool]:
    """What a document has that tells its sort."""
    has = dict.fromkeys(("minutes", "present", "report", "recommendation", "contact", "letter"), False)
    dear = False
    for place, block in enumerate(document.blocks):
        if not isinstance(block, Para):
            continue
        text = block.text[:80].lower()
        if place < 25 and re.match(r"\W*(?:draft |unconfirmed |approved )?(?:minutes|notes?) (?:of|from|for)\b|(?:draft )?minutes$", text):
            has["minutes"] = True
        if text.startswith(("present", "apologies", "attend", "in attendance", "resolved", "members present")):
            has["present"] = has["minutes"] = True
        if place < 25:
            has["report"] |= text.startswith(("report of", "report to", "report by", "report author", "purpose of report", "purpose of the report"))
            has["contact"] |= text.startswith(("contact for further", "contact officer", "report author", "executive summary"))
            dear |= text.startswith("dear ")
        has["recommendation"] |= text.startswith(("recommendation", "recommended"))
        has["letter"] |= dear and text.startswith(("yours sincerely", "yours faithfully", "kind regards"))
    return has
