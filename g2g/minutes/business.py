"""The items of business: which paragraphs are their headings, with number and title, and where each ends."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from g2g.minutes import chains
from g2g.minutes.chains import LABELLED, Head, last_line, score
from g2g.minutes.document import Document, Para
from g2g.minutes.findings import FoundItem
from g2g.minutes.titles import is_title, is_usual, title_of


def numbered(document: Document) -> tuple[FoundItem, ...]:
    """The items that have numbers, where they carry the document: known before anybody has looked who was there."""
    heads = chains.numbered(document, frozenset())
    marked = _marked(document, 4, frozenset())
    return _closed(document, heads) if len(heads) > 1 and score(document, heads) * 1.3 > score(document, marked) else ()


def read(document: Document, begins: int, taken: frozenset[int]) -> tuple[FoundItem, ...]:
    """The items of a set of minutes: of the ways in which headings can stand out, the one that carries most of the document.

    ``begins`` is the first line after the heading and the list of those present, ``taken`` the lines that hold people.
    """
    heads = chains.numbered(document, taken)
    best = score(document, heads) * 1.3
    for others, share in ((_marked(document, begins, taken), 1.0), (_slashed(document), 1.2)):
        if (worth := score(document, others) * share) > best:
            heads, best = others, worth
    if (worth := score(document, run_in := _run_in(document, begins)) * 0.8) > best:
        heads, best = run_in, worth
    if len(heads) < 3 and (worth := score(document, plain := _plain(document, begins, taken)) * 0.9) > best:
        heads, best = plain, worth
    if len(heads) < 2:
        listed = _listed(document)
        heads = listed if len(listed) > len(heads) else heads
    return _closed(document, heads)


def _closed(document: Document, heads: Sequence[Head]) -> tuple[FoundItem, ...]:
    """Items with their last lines."""
    end = last_line(document)
    lasts = [max(head.line, following.line - 1) for head, following in itertools.pairwise(heads)] + [end]
    return tuple(FoundItem(head.number, head.title, head.line, last) for head, last in zip(heads, lasts, strict=False))


def _slashed(document: Document) -> list[Head]:
    """Rows of a table whose cells were put on one line: ``4 / Residents / No. 6 is empty. … / Warden``."""
    heads: list[Head] = []
    for at, block in enumerate(document.blocks):
        if isinstance(block, Para) and " / " in block.text and (found := re.match(r"(\d{1,3}(?:\.\d)?) ?/ ([A-Z][^/]{1,70}?) / ", f"{block.text} ")) and is_title(found[2]):
            heads.append(Head(at, block.line, found[1], title_of(found[2]), "slash", 0, alone=False))
    return heads


# ---- headings without numbers -------------------------------------------------------------------------


def _marked(document: Document, begins: int, taken: frozenset[int]) -> list[Head]:
    """Headings that the source marks: by their level, all in bold, or all in capitals."""
    families: dict[str, list[Head]] = {}
    for at, block in enumerate(document.blocks):
        if not isinstance(block, Para) or block.line in taken or (block.line < begins and not block.level) or (block.mark == "-" and not block.level):
            continue
        text = block.cells[0] if len(block.cells) == 2 and block.cells[0].isupper() and is_usual(block.cells[0]) else block.text
        family = f"h{block.level}" if block.level else "bold" if block.bold else "caps" if text.isupper() and len(text) > 2 else ""
        if not family or (not is_title(text) and not block.level) or (is_label(text) and not _is_of_minutes(document, at)):
            continue
        title = title_of(text)
        if title and len(title) < 140:
            families.setdefault(family, []).append(Head(at, block.line, block.mark if block.mark != "-" else "", title, family, 0))
    best = max(families.values(), key=lambda heads: score(document, heads) - 0.01 * len(heads), default=[])
    return best if len(best) > 1 else []


def _is_of_minutes(document: Document, at: int) -> bool:
    """Whether ``Minutes`` heads the item on the last ones, and not all that follows: a paragraph stands below it."""
    block, below = document.blocks[at], document.blocks[at + 1] if at + 1 < len(document.blocks) else None
    return (
        isinstance(block, Para) and block.text.lower().strip(" :") == "minutes"
        and isinstance(below, Para) and not below.level and not below.bold and below.mark != "-" and len(below.text) > 20
    )  # fmt: skip


def _plain(document: Document, begins: int, taken: frozenset[int]) -> list[Head]:
    """Short lines that stand alone and have no full stop, as titles do, where nothing else marks a heading."""
    heads: list[Head] = []
    for at, block in enumerate(document.blocks):
        if not isinstance(block, Para) or block.line in taken or block.line < begins or block.mark == "-" or len(block.cells) > 2:
            continue
        following = document.blocks[at + 1] if at + 1 < len(document.blocks) else None
        if not is_title(block.text) or is_label(block.text) or not isinstance(following, Para) or re.search(r":|\. ", block.text):
            continue
        usual = is_usual(block.text)
        if not usual and (not block.gap or block.indent > 3):
            continue
        if following.gap or usual or following.is_bullet:
            title = title_of(block.text)
            if title:
                heads.append(Head(at, block.line, block.mark, title, "plain", 0))
    return heads if sum(1 for head in heads if is_usual(head.title)) else []


def _run_in(document: Document, begins: int) -> list[Head]:
    """Titles that begin a paragraph and end with a colon: ``Matters arising: The gate …``."""
    heads: list[Head] = []
    for at, block in enumerate(document.blocks):
        if not isinstance(block, Para) or block.line < begins or ":" not in block.text[:60] or block.mark == "-":
            continue
        title, _, rest = block.text.partition(":")
        if is_title(title) and len(title.split()) < 7 and (title.lower() == "minutes" or not is_label(title)) and not re.match(LABELLED, block.text, re.I):
            heads.append(Head(at, block.line, "", title_of(title), "run in", 0, alone=not rest.strip()))
    return heads if sum(1 for head in heads if is_usual(head.title)) > 1 else []


def is_label(text: str) -> bool:
    """Whether a line labels something else than an item: people, a decision, an action, a field of a form."""
    words = text[:80].lower().strip(" .:*-–")
    return re.match(
        LABELLED + r"|present ?:|(?:actions?|action points?|decisions?|resolved|agreed|noted|resolution|recommendations?|recommended|proposal|present|in attendance|also present|attendees|attendance|attending"
        r"|members present|absent|agenda|notes|minutes|summary|context|supporting documents|additional documents|accompanying documents|documents|venue|date|time|title|contact|signed"
        r"|chair|chairman|clerk|officers|members|councillors|draft|confidential|unconfirmed|approved|apologies for absence and|no\. item|discussion|background|part [12iab]+|page \d+|appendix.*)$"
        r"|(?:signed|chairman?|date|page|printed|author|proposal|proposed|seconded|actions? by)\b ?[:.…_]",
        words,
    ) is not None


# ---- titles only in the agenda ------------------------------------------------------------------------


def _listed(document: Document) -> list[Head]:
    """The titles of the agenda that stands above the notes, where the notes themselves have none."""
    heads: list[Head] = []
    inside = False
    for at, block in enumerate(document.blocks):
        if not isinstance(block, Para):
            continue
        if re.match(r"(?:the )?agenda\b ?:?$", block.text.strip(), re.I):
            inside, heads = True, []
        elif inside and block.mark:
            title = title_of(block.text)
            if title and len(block.text) < 140:
                heads.append(Head(at, block.line, "" if block.mark == "-" else block.mark, title, "agenda", 0))
        elif inside and heads:
            break
    return heads


def page_title(document: Document, first: int) -> tuple[FoundItem, ...]:
    """The one item of a page about an item or a decision: the title below its first line."""
    for block in document.paras():
        if block.line > first and block.text.strip():
            return (FoundItem("", title_of(block.text), block.line, last_line(document)),)
    return ()
