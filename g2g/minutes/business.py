"""The items of business: which paragraphs are their headings, with number and title, and where each ends."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from g2g.minutes import chains
from g2g.minutes.chains import Head, last_line, score
from g2g.minutes.days import days_in
from g2g.minutes.document import Document, Para
from g2g.minutes.findings import FoundItem
from g2g.minutes.headings import role
from g2g.minutes.titles import is_of_actions, is_title, is_usual, title_of, titled


def numbered(document: Document) -> tuple[FoundItem, ...]:
    """The items that have numbers, where they carry the document: known before anybody has looked who was there."""
    heads = chains.numbered(document, frozenset())
    marked = _marked(document, 4, frozenset())
    if not heads and not marked and len(_plain(document, 4, frozenset())) < 2:
        return _closed(document, chains.single(document))
    return _closed(document, heads) if len(heads) > 1 and score(document, heads) * 1.3 > score(document, marked) else ()


def read(document: Document, begins: int, taken: frozenset[int], names: frozenset[str] = frozenset()) -> tuple[FoundItem, ...]:
    """The items of a set of minutes: of the ways in which headings can stand out, the one that carries most of the document.

    ``begins`` is the first line after the heading and the list of those present, ``taken`` the lines that hold people, and
    ``names`` their names: actions are listed below headings that are one.
    """
    heads = chains.numbered(document, taken)
    best = score(document, heads) * 1.3
    for others, share in (
        (_marked(document, begins, taken, names), 1.0), (_slashed(document), 1.6), (_timed(document), 1.5), (_run_in(document, begins), 0.8), (_capitals(document, begins), 0.95),
    ):  # fmt: skip
        if (worth := score(document, others) * share) > best:
            heads, best = others, worth
    if len(heads) < 3 and (worth := score(document, plain := _plain(document, begins, taken)) * 0.9) > best:
        heads, best = plain, worth
    if len(heads) < 3 and (worth := score(document, outlined := _outlined(document, begins)) * 0.9) > best:
        heads, best = outlined, worth
    if len(heads) < 2:
        listed = _listed(document)
        heads = listed if len(listed) > len(heads) else heads or chains.single(document)
    heads = _with_last(document, _with_their_level(document, heads, taken))
    return _closed(document, [head for head in heads if head.number or head.title.casefold() not in names])


def _with_their_level(document: Document, heads: Sequence[Head], taken: frozenset[int]) -> list[Head]:
    """Numbered headings that the source marks, with those of the same level that have no number."""
    levels = {block.level for head in heads if isinstance(block := document.blocks[head.at], Para)}
    if len(heads) < 3 or len(levels) != 1 or levels == {0} or not any(head.number for head in heads):
        return list(heads)
    known = {head.at for head in heads}
    others = [
        Head(at, block.line, "", title_of(block.text), "level", 0)
        for at, block in enumerate(document.blocks)
        if isinstance(block, Para) and block.level in levels and at not in known and block.line > heads[0].line and block.line not in taken
        and is_title(block.text) and not is_label(block.text) and not is_of_actions(block.text) and not any(days_in(block.text))
    ]  # fmt: skip
    return sorted([*heads, *others], key=lambda head: head.line)


def _with_last(document: Document, heads: list[Head]) -> list[Head]:
    """Numbered headings with the one for any other business, if it stands below the last of them without a number."""
    if len(heads) < 3 or not heads[-1].number or any(head.title.lower().strip(".") in _LAST for head in heads):
        return heads
    for at, block in enumerate(document.blocks[heads[-1].at + 1:], heads[-1].at + 1):
        if isinstance(block, Para) and block.gap and block.mark in ("", "-") and block.text.lower().strip(" .:") in _LAST:
            return [*heads, Head(at, block.line, "", title_of(block.text), "last", 0)]
    return heads


_LAST = frozenset(("any other business", "aob", "a.o.b", "aocb", "any other business (aob)", "any other competent business"))


def _outlined(document: Document, begins: int) -> list[Head]:
    """Bullets that stand furthest left, where what was said of each is in deeper bullets below it."""
    paras = [(at, block) for at, block in enumerate(document.blocks) if isinstance(block, Para)]
    bullets = [para for _, para in paras if para.is_bullet and para.line >= begins]
    if len(bullets) < 6:
        return []
    left = min(para.indent for para in bullets)
    heads, others = [], 0
    for (at, para), (_, below) in itertools.pairwise(paras):
        if para.line < begins or not para.is_bullet or para.indent > left:
            continue
        text = para.text.rstrip(".")
        if below.is_bullet and below.indent > left and is_title(text, numbered=True) and not is_label(text):
            heads.append(Head(at, para.line, "", title_of(text), "outline", 0))
        else:
            others += 1
    return heads if len(heads) > 3 and others <= len(heads) * 0.2 else []


def _closed(document: Document, heads: Sequence[Head]) -> tuple[FoundItem, ...]:
    """Items with their last lines."""
    end = last_line(document)
    lasts = [max(head.line, following.line - 1) for head, following in itertools.pairwise(heads)] + [end]
    return tuple(FoundItem(head.number, head.title, head.line, last) for head, last in zip(heads, lasts, strict=False))


def _slashed(document: Document) -> list[Head]:
    """Rows of a table whose cells were put on one line: ``4 / Residents / No. 6 is empty. … / Warden``, ``Finance / Ned Crewe / The grant …``."""
    heads: list[Head] = []
    columns = 0  # how many the row of headings has, where it names items and no numbers
    joined = False  # numbers and titles share a cell, as those of actions may too
    for at, block in enumerate(document.blocks):
        if not isinstance(block, Para):
            continue
        cells = [cell.strip() for cell in block.text.split(" / ")]
        if len(cells) == 1:
            if columns and heads and is_usual(block.text) and is_title(block.text):
                heads.append(Head(at, block.line, "", title_of(block.text), "slash", 0))
            elif columns and is_of_actions(block.text):
                columns = 0
            continue
        if (len(cells) > 2 or heads) and (head := _in_first_cell(cells[0], heads)):
            joined = True
            if not heads or heads[-1].number != head[0]:
                heads.append(Head(at, block.line, *head, "slash", 0, alone=False))
        elif _is_number(cells[0]):
            if is_title(cells[1]) and not (len(cells) > 2 and len(cells[1]) > 70):
                heads.append(Head(at, block.line, cells[0], title_of(cells[1]), "slash", 0, alone=len(cells) == 2))
        elif role(cells[0]) == "minute" and len(cells[0]) < 20:
            columns = len(cells) if all(len(cell) < 40 for cell in cells) else 0
        elif columns and is_title(cells[0]) and len(cells[0]) < 60 and cells[0][0].isalpha() and (is_usual(cells[0]) or (len(cells) >= columns > 2 and any(letter.isalpha() for letter in cells[1]))):
            heads.append(Head(at, block.line, "", title_of(cells[0]), "slash", 0, alone=False))
    return heads if not joined or any(is_usual(head.title) for head in heads) else []


def _in_first_cell(cell: str, heads: Sequence[Head]) -> tuple[str, str] | None:
    """Number and title that a row's first cell holds together, where it is the first item, that of the row above or the next: ``2 Boats / … / …``."""
    mark, _, title = cell.partition(" ")
    number, last = mark.rstrip(".)"), heads[-1] if heads else None
    if not number.isdecimal() or len(cell) > 60 or not is_title(title, numbered=True) or any(map(str.isdecimal, title)):
        return None
    follows = number == "1" if last is None else (number, title_of(title)) == last[2:4] or (last.number.isdecimal() and int(number) == int(last.number) + 1)
    return (number, title_of(title)) if follows else None


def _is_number(cell: str) -> bool:
    """Whether the first cell of a row is an item's number: 4, 4.1, 12/41."""
    return 0 < len(cell) < 8 and cell[0].isdigit() and cell.replace("/", "").replace(".", "").isdigit() and cell.count("/") + cell.count(".") < 2


# ---- headings without numbers -------------------------------------------------------------------------


def _marked(document: Document, begins: int, taken: frozenset[int], names: frozenset[str] = frozenset()) -> list[Head]:
    """Headings that the source marks: by their level, all in bold, or all in capitals. ``names`` are people's: no item is called so."""
    families: dict[str, list[Head]] = {}
    first = min(taken, default=0)
    for at, block in enumerate(document.blocks):
        if not isinstance(block, Para) or block.line in taken or (block.line < begins and not block.level) or (block.mark == "-" and not block.level):
            continue
        if block.line < first and not is_usual(block.text):
            continue  # the heading of the minutes, above those who were there
        text = block.cells[0] if len(block.cells) == 2 and block.cells[0].isupper() and is_usual(block.cells[0]) else block.text
        family = f"h{block.level}" if block.level else "bold" if block.bold else "caps" if text.partition(" (")[0].isupper() and len(text) > 2 else ""
        if not family or (not is_title(text) and not block.level) or (is_label(text) and not _is_of_minutes(document, at)):
            continue
        title = title_of(text)
        if title and len(title) < 140 and title.casefold() not in names and not is_of_actions(title) and not _is_only_a_day(title):
            families.setdefault(family, []).append(Head(at, block.line, block.mark if block.mark != "-" else "", title, family, 0))
    name, best = max(families.items(), key=lambda family: score(document, family[1]) - 0.01 * len(family[1]), default=("", []))
    if name[:1] == "h" and len(best) > 1:
        # A part of the minutes that the source marks as more than an item is one too, where it comes after them.
        best = sorted([*best, *(head for other, heads in families.items() if other[0] == "h" and other < name for head in heads if head.line > best[-1].line and not head.title.lower().startswith("next"))], key=lambda head: head.line)
    return best if len(best) > 1 else []


def _is_only_a_day(title: str) -> bool:
    """Whether a heading is nothing but a date, a list of dates, a meeting to come by time and date, or the time at which this one ended."""
    days = list(days_in(title))
    day = days[0] if days else None
    if day and title[0].isdigit() and day.written.weekday is not None:
        return True
    return (len(days) > 1 and days[0].start == 0) or (day is not None and day.start < 12 and day.end > len(title) - 3 and not any(letter.isalpha() for letter in title[:day.start].removeprefix("Date").strip(" :,"))) or (
        title.split(" ", 1)[0].lower() in ("finished", "closed", "ended", "began", "started") and title[-1:].lower() in "m0123456789"
    )


def _is_of_minutes(document: Document, at: int) -> bool:
    """Whether ``Minutes`` heads the item on the last ones, and not all that follows: a paragraph stands below it."""
    block, below = document.blocks[at], document.blocks[at + 1] if at + 1 < len(document.blocks) else None
    return (
        isinstance(block, Para) and block.text.lower().strip(" :") == "minutes" and (block.mark.isdigit() or (
            isinstance(below, Para) and not below.level and not below.bold and below.mark != "-" and len(below.text) > 20
        ))
    )  # fmt: skip


def _plain(document: Document, begins: int, taken: frozenset[int]) -> list[Head]:
    """Short lines that stand alone and have no full stop, as titles do, where nothing else marks a heading."""
    heads: list[Head] = []
    listed = False  # below the title of the list of actions stand the names of those who have some
    for at, block in enumerate(document.blocks):
        if not isinstance(block, Para) or block.line in taken or block.line < begins or block.mark == "-" or len(block.cells) > 2:
            continue
        listed = (listed and not is_usual(block.text)) or (is_of_actions(block.text) and not is_label(block.text))
        if listed:
            continue
        following = document.blocks[at + 1] if at + 1 < len(document.blocks) else None
        if not is_title(block.text) or is_label(block.text) or not isinstance(following, Para) or re.search(r":|\. ", block.text):
            continue
        usual = is_usual(block.text)
        if (not usual and (not block.gap or block.indent > 3)) or is_of_actions(block.text) or _is_only_a_day(block.text):
            continue
        # A title stands alone, or a text that is longer than one stands right below it.
        if following.gap or usual or following.is_bullet or (block.gap and not following.gap and not is_title(following.text) and len(block.text) < 50):
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
        if is_title(title) and len(title.split()) < 7 and (title.lower() == "minutes" or not is_label(title)) and not is_label(block.text):
            heads.append(Head(at, block.line, "", title_of(title), "run in", 0, alone=not rest.strip()))
    return heads if sum(1 for head in heads if is_usual(head.title)) > 1 else []


def _capitals(document: Document, begins: int) -> list[Head]:
    """Titles in capitals that begin a paragraph, or have one to themselves: ``FREIGHT - the quarry would like …``."""
    heads: list[Head] = []
    for at, block in enumerate(document.blocks):
        if not isinstance(block, Para) or block.line < begins or block.mark or not block.text[:3].isupper() or (len(block.text) < 4 and not _is_short_title(block)):
            continue
        title = titled(block.text)
        if title and title.isupper() and not is_label(title) and not is_of_actions(title) and len(title.split()) < 7:
            heads.append(Head(at, block.line, "", title, "capitals", 0, alone=len(block.text) < len(title) + 4))
    return heads if sum(1 for head in heads if is_usual(head.title)) > 1 else []


def _is_short_title(para: Para) -> bool:
    """Whether three capitals that stand alone are a title, and hardly somebody's initials: a word as BAR is, with a vowel in its midst."""
    text = para.text
    return bool(para.gap) and len(text) == 3 and text[1] in "AEIOU" and text[0] not in "AEIOU" and text[2] not in "AEIOU"


def _timed(document: Document) -> list[Head]:
    """The topics of a chat's minutes: a bullet each, that ends with who set it and when (``* mirrors  (lomax, 18:20:01)``), with deeper bullets below."""
    heads: list[Head] = []
    for at, block in enumerate(document.blocks):
        if not isinstance(block, Para) or not block.is_bullet or block.indent > 1 or not block.text.endswith(")"):
            continue
        title, _, stamp = block.text[:-1].rpartition("(")
        moment = stamp.rpartition(", ")[2]
        if title.strip() and moment.count(":") > 0 and moment.replace(":", "").isdigit():
            heads.append(Head(at, block.line, "", title.strip(), "timed", 0, alone=False))
    return heads if len(heads) > 2 else []


# A whole line that is one of these labels something else than an item: people, a decision, an action, a field of a form.
_LABELS = frozenset((
    "action", "actions", "action point", "action points", "decision", "decisions", "resolved", "agreed", "noted", "resolution", "recommendation", "recommendations",
    "recommended", "proposal", "present", "in attendance", "also present", "attendees", "attendance", "attending", "members present", "absent", "agenda", "notes", "minutes",
    "summary", "context", "supporting documents", "additional documents", "accompanying documents", "documents", "venue", "date", "time", "title", "contact", "signed",
    "chair", "chairman", "clerk", "officers", "members", "councillors", "draft", "confidential", "unconfirmed", "approved", "apologies for absence and", "no. item",
    "discussion", "background", "trustees", "governors", "secretariat", "regrets", "scribe", "here", "who came", "jobs done", "distribution", "lead", "owner", "due", "for",
))  # fmt: skip
_FIELDS = frozenset((
    "signed", "chairman", "chair", "date", "page", "printed", "author", "proposal", "proposed", "seconded", "action by", "actions by", "present", "responsible", "deadline",
    "owner", "lead", "who", "what", "when", "by when", "by whom", "task", "due", "notes", "venue", "where", "time", "for", "from", "to", "subject", "copies",
    "action", "actions", "decision", "decisions", "resolved", "agreed", "proposals", "action point", "action points",
))  # fmt: skip


def is_label(text: str) -> bool:
    """Whether a line labels something else than an item: people, a decision, an action, a field of a form."""
    words = text[:80].lower().strip(" .:*-–")
    if words in _LABELS or words in _FIELDS or words.rstrip("0123456789. ") in ("action point", "decision", "action", "actions", "resolution") or words.startswith(("appendix", "page ")) or (words.startswith("part ") and len(words) < 8):
        return True
    for mark in (":", "…", "_", ". . ", "....", " – ", " - "):
        if words.partition(mark)[0].rstrip(" .").rstrip("0123456789. ") in _FIELDS and mark in words:
            return True
    first = words.split(" ", 1)[0]
    return first in ("action", "actions", "decision", "decisions") and words.rstrip("0123456789.").rstrip() == first


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
