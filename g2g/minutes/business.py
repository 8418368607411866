"""The items of business: which paragraphs are their headings, with number and title, and where each ends."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from g2g.minutes import lines
from g2g.minutes.document import Document, Para, Table
from g2g.minutes.findings import FoundItem
from g2g.minutes.headings import role
from g2g.minutes.names import is_name
from g2g.minutes.titles import is_title, is_usual, numbered_title, title_of, titled


class _Head(NamedTuple):
    """What may head an item: its place among the blocks, its line, number and title, what sort of number it is, and how it looks."""

    at: int
    line: int
    number: str
    title: str
    style: str
    order: int
    look: tuple[int, bool, bool] = (0, False, False)
    alone: bool = True  # nothing follows the title in its paragraph


def numbered(document: Document) -> tuple[FoundItem, ...]:
    """The items that have numbers, where they carry the document: known before anybody has looked who was there."""
    heads = _numbered(document, frozenset())
    marked = _marked(document, 4, frozenset())
    return _closed(document, heads) if len(heads) > 1 and _score(document, heads) * 1.3 > _score(document, marked) else ()


def read(document: Document, begins: int, taken: frozenset[int]) -> tuple[FoundItem, ...]:
    """The items of a set of minutes: of the ways in which headings can stand out, the one that carries most of the document.

    ``begins`` is the first line after the heading and the list of those present, ``taken`` the lines that hold people.
    """
    heads = _numbered(document, taken)
    best = _score(document, heads) * 1.3
    for others, share in ((_marked(document, begins, taken), 1.0), (_slashed(document), 1.2)):
        if (score := _score(document, others) * share) > best:
            heads, best = others, score
    if (score := _score(document, run_in := _run_in(document, begins)) * 0.8) > best:
        heads, best = run_in, score
    if len(heads) < 3 and (score := _score(document, plain := _plain(document, begins, taken)) * 0.9) > best:
        heads, best = plain, score
    if len(heads) < 2:
        listed = _listed(document)
        heads = listed if len(listed) > len(heads) else heads
    return _closed(document, heads)


def _score(document: Document, heads: Sequence[_Head]) -> float:
    """How well headings carry a document: how many have text below them, how many have titles that minutes have, how far they reach."""
    if len(heads) < 2:
        return 0.0
    score = 0.0
    for place, head in enumerate(heads):
        following = heads[place + 1].at if place + 1 < len(heads) else len(document.blocks)
        good = not head.alone or following - head.at > 1 or (place + 1 < len(heads) and head.at == following and heads[place + 1].line - head.line > 1)
        score += good * (4 if is_usual(head.title) else 1)
    # A list stands in one place; headings stand all through.
    return min(score, 120) + 8 * (heads[-1].line - heads[0].line) / max(1, _last_line(document))


def _closed(document: Document, heads: Sequence[_Head]) -> tuple[FoundItem, ...]:
    """Items with their last lines."""
    end = _last_line(document)
    lasts = [max(head.line, following.line - 1) for head, following in itertools.pairwise(heads)] + [end]
    return tuple(FoundItem(head.number, head.title, head.line, last) for head, last in zip(heads, lasts, strict=False))


def _last_line(document: Document) -> int:
    if not document.blocks:
        return 0
    last = document.blocks[-1]
    return max(last.last, last.line) if isinstance(last, Para) else last.rows[-1].line if last.rows else last.line


# ---- numbered headings --------------------------------------------------------------------------------

_ROMAN = {"I": 1, "V": 5, "X": 10}


def _style(mark: str) -> tuple[str, int]:
    """What sort of number a mark is, and its place in the order; an empty sort for what numbers no item."""
    if mark.isdigit():
        return ("n", int(mark)) if len(mark) < 5 else ("", 0)
    if found := re.fullmatch(r"(\d{1,3})\.0", mark):
        return "n.0", int(found[1])
    if found := re.fullmatch(r"(\d{1,3})\.(\d{1,2})", mark):
        return f"{found[1]}.n", int(found[2])
    if found := re.fullmatch(r"(\d{2,4}|[A-Za-z]{1,6}[ /-]?\d{2,4})[/.-](\d{1,4})", mark):
        return f"{found[1]}/n", int(found[2])
    if found := re.fullmatch(r"(\d{1,4})/(\d{2,4})", mark):
        return f"n/{found[2]}", int(found[1])
    if found := re.fullmatch(r"(.*[/.-])(\d{1,4})", mark):
        return f"{found[1]}n", int(found[2])
    if found := re.fullmatch(r"(\d{1,3})[a-z]", mark):
        return "n", int(found[1])
    if len(mark) < 7 and mark and set(mark) <= set("IVX"):
        total = 0
        for letter, following in zip(mark, [*mark[1:], "I"], strict=True):
            total += -_ROMAN[letter] if _ROMAN[letter] < _ROMAN[following] else _ROMAN[letter]
        return "roman", total
    if found := re.fullmatch(r"([A-Z]{1,3})(\d{1,4})", mark):
        return f"{found[1]}#", int(found[2])
    if re.fullmatch("[A-Z]", mark):
        return "letter", ord(mark) - 64
    return "", 0


def _numbered(document: Document, taken: frozenset[int]) -> list[_Head]:
    """The chain of numbered headings that holds most of the document."""
    chains = list(_chains(document, taken))
    long = [chain for chain in chains if len(chain) > 1]
    if not long:
        return []
    best = max(long, key=lambda chain: (_score(document, chain), -chain[0].line))
    best = _above(best, long) or best
    whole = list(best)
    whole += _run_on(document, whole)
    first = whole[0].line
    for chain in chains:
        if chain is best:
            continue
        if chain[0].style.endswith(".n") and best[0].style in ("n", "n.0"):
            # Points with numbers below their item's, where they have titles of their own.
            whole += [head for head in chain if first < head.line and (head.alone or is_usual(head.title))]
        elif len(chain) > 1 and "/" in best[0].style and chain[0].style.partition("/")[2] == best[0].style.partition("/")[2]:
            whole += chain
    whole.sort(key=lambda head: (head.line, head.at))
    return whole


def _above(best: list[_Head], chains: Sequence[list[_Head]]) -> list[_Head] | None:
    """The chain of whole numbers whose item a chain such as 2.1, 2.2 stands under."""
    if not (found := re.fullmatch(r"(\d{1,3})\.n", best[0].style)):
        return None
    for chain in chains:
        if chain[0].style not in ("n", "n.0"):
            continue
        above = [head for head in chain if head.line < best[0].line]
        if above and above[-1].order == int(found[1]) and all(head.line > best[-1].line for head in chain[len(above):]):
            return chain
    return None


def _candidates(document: Document, taken: frozenset[int]) -> Iterator[_Head]:
    """Everything with a number before a title: paragraphs, and rows of a table that holds the minutes."""
    for at, block in enumerate(document.blocks):
        if isinstance(block, Table):
            yield from _rows(at, block)
            continue
        mark, text = block.mark, block
        if not mark or mark == "-":
            found = re.match(r"\*?(?P<n>(?:[A-Z]{1,3}|[Mm]inute |[Mm]in\.? )?\d{1,4}[a-z]?)(?:[.:)]\s*|\s+)(?=[A-Z‘“])", block.text) if block.text[:1] in "*EPFCMHSTGNARLBDOJ" else None
            if found is None or not (block.text[found.end():][:5].isupper() or block.text[0] == "*" or len(block.cells) > 1 or re.match("[A-Z]+\\d", found["n"])):
                continue
            mark = found["n"].removeprefix("*")
            text = block._replace(mark=mark, text=block.text[found.end():], cells=(block.text[found.end():],))
        style, order = _style(mark)
        if style and (title := numbered_title(text)) and not re.match(_LABELLED, text.text, re.I) and not (block.line in taken and is_name(title)):
            yield _Head(at, block.line, mark, title, style, order, (block.indent // 3, block.bold or block.level > 0, _is_caps(text.text)), len(text.text) < len(title) + 12)


def _rows(at: int, table: Table) -> Iterator[_Head]:
    """The rows of a table that begin with a number and a title. A table of actions has numbers too, and no titles."""
    if not table.rows or len(table.rows[0].cells) < 2:
        return
    heads = [role(cell) for cell in table.rows[0].cells]
    if heads[0] in ("task", "raised", "due", "owner", "page") or heads[1] in ("task", "page", "raised", "due", "owner", "status"):
        return
    for row in table.rows:
        first, second = row.cells[0].strip(" .:*"), row.cells[1]
        style, order = _style(first)
        if not style:
            mark, rest = lines.numbered(first)
            style, order = _style(mark)
            first, second = mark, rest
        words = second.strip().split("\n")[0].strip()
        if style and words and (title := titled(words) or (title_of(words) if len(words) < 60 else "")):
            yield _Head(at, row.line, first, title, style, order)


def _chains(document: Document, taken: frozenset[int]) -> list[list[_Head]]:
    """Numbered headings put together: each goes on with the nearest chain of its sort whose number it follows."""
    chains: list[list[_Head]] = []
    open_at: dict[tuple[str, int], list[int]] = {}
    for head in _candidates(document, taken):
        place = next((found for step in (1, 2, 3, 4) if (found := _nearest(open_at.get((head.style, head.order - step)), chains, head)) is not None), None)
        if place is None:
            chains.append([])
            place = len(chains) - 1
        chains[place].append(head)
        open_at.setdefault((head.style, head.order), []).append(place)
    return chains


def _nearest(waiting: list[int] | None, chains: list[list[_Head]], head: _Head) -> int | None:
    """The chain that a heading goes on with: of those that wait for its number the last whose headings look like it."""
    if not waiting:
        return None
    reach = min(len(waiting), 6)
    for alike in (True, False):
        for back in range(1, reach + 1):
            if not alike or chains[waiting[-back]][-1].look == head.look:
                return waiting.pop(-back)
    return None


def _is_caps(text: str) -> bool:
    return text[:12].isupper()


def _run_on(document: Document, chain: list[_Head]) -> list[_Head]:
    """Headings that were swallowed by the paragraph before them: ``… at the stile. 65. HIGHWAYS The County …``."""
    found: list[_Head] = []
    if chain[0].style not in ("n", "n.0"):
        return found
    for head, following in itertools.pairwise(chain):
        at = head.at
        for order in range(head.order + 1, following.order):
            pattern = rf"(?:^|(?<=[.!?)\] ]))\s*{order}\.(?:0\b\.?)?\s+(?=[A-Z]{{3}})"
            for place in range(at, following.at):
                block = document.blocks[place]
                if isinstance(block, Para) and str(order) in block.text and (match := re.search(pattern, block.text)) and (title := titled(block.text[match.end():])):
                    lines = max(block.last, block.line) - block.line + 1
                    line = block.line + min(lines - 1, int(lines * match.start() / max(1, len(block.text))))
                    found.append(_Head(place, line, str(order), title, head.style, order))
                    at = place
                    break
    return found


def _slashed(document: Document) -> list[_Head]:
    """Rows of a table whose cells were put on one line: ``4 / Residents / No. 6 is empty. … / Warden``."""
    heads: list[_Head] = []
    for at, block in enumerate(document.blocks):
        if isinstance(block, Para) and " / " in block.text and (found := re.match(r"(\d{1,3}(?:\.\d)?) ?/ ([A-Z][^/]{1,70}?) / ", f"{block.text} ")) and is_title(found[2]):
            heads.append(_Head(at, block.line, found[1], title_of(found[2]), "slash", 0, alone=False))
    return heads


# ---- headings without numbers -------------------------------------------------------------------------


def _marked(document: Document, begins: int, taken: frozenset[int]) -> list[_Head]:
    """Headings that the source marks: by their level, all in bold, or all in capitals."""
    families: dict[str, list[_Head]] = {}
    for at, block in enumerate(document.blocks):
        if not isinstance(block, Para) or block.line in taken or (block.line < begins and not block.level) or (block.mark == "-" and not block.level):
            continue
        text = block.cells[0] if len(block.cells) == 2 and block.cells[0].isupper() and is_usual(block.cells[0]) else block.text
        family = f"h{block.level}" if block.level else "bold" if block.bold else "caps" if text.isupper() and len(text) > 2 else ""
        if not family or (not is_title(text) and not block.level) or is_label(text):
            continue
        title = title_of(text)
        if title and len(title) < 140:
            families.setdefault(family, []).append(_Head(at, block.line, block.mark if block.mark != "-" else "", title, family, 0))
    best = max(families.values(), key=lambda heads: _score(document, heads) - 0.01 * len(heads), default=[])
    return best if len(best) > 1 else []


def _plain(document: Document, begins: int, taken: frozenset[int]) -> list[_Head]:
    """Short lines that stand alone and have no full stop, as titles do, where nothing else marks a heading."""
    heads: list[_Head] = []
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
                heads.append(_Head(at, block.line, block.mark, title, "plain", 0))
    return heads if sum(1 for head in heads if is_usual(head.title)) else []


_LABELLED = r"(?:actions?|decisions?|resolved|agreed|proposals?|action points?)\b ?(?:[:–-]|\d+(?:\.\d+)? ?(?:[:–-]|$))"


def _run_in(document: Document, begins: int) -> list[_Head]:
    """Titles that begin a paragraph and end with a colon: ``Matters arising: The gate …``."""
    heads: list[_Head] = []
    for at, block in enumerate(document.blocks):
        if not isinstance(block, Para) or block.line < begins or ":" not in block.text[:60] or block.mark == "-":
            continue
        title, _, rest = block.text.partition(":")
        if is_title(title) and len(title.split()) < 7 and (title.lower() == "minutes" or not is_label(title)) and not re.match(_LABELLED, block.text, re.I):
            heads.append(_Head(at, block.line, "", title_of(title), "run in", 0, alone=not rest.strip()))
    return heads if sum(1 for head in heads if is_usual(head.title)) > 1 else []


def is_label(text: str) -> bool:
    """Whether a line labels something else than an item: people, a decision, an action, a field of a form."""
    words = text[:80].lower().strip(" .:*-–")
    return re.match(
        _LABELLED + r"|present ?:|(?:actions?|action points?|decisions?|resolved|agreed|noted|resolution|recommendations?|recommended|proposal|present|in attendance|also present|attendees|attendance|attending"
        r"|members present|absent|agenda|notes|minutes|summary|context|supporting documents|additional documents|accompanying documents|documents|venue|date|time|title|contact|signed"
        r"|chair|chairman|clerk|officers|members|councillors|draft|confidential|unconfirmed|approved|apologies for absence and|no\. item|discussion|background|part [12iab]+|page \d+|appendix.*)$"
        r"|(?:signed|chairman?|date|page|printed|author|proposal|proposed|seconded|actions? by)\b ?[:.…_]",
        words,
    ) is not None


# ---- titles only in the agenda ------------------------------------------------------------------------


def _listed(document: Document) -> list[_Head]:
    """The titles of the agenda that stands above the notes, where the notes themselves have none."""
    heads: list[_Head] = []
    inside = False
    for at, block in enumerate(document.blocks):
        if not isinstance(block, Para):
            continue
        if re.match(r"(?:the )?agenda\b ?:?$", block.text.strip(), re.I):
            inside, heads = True, []
        elif inside and block.mark:
            title = title_of(block.text)
            if title and len(block.text) < 140:
                heads.append(_Head(at, block.line, "" if block.mark == "-" else block.mark, title, "agenda", 0))
        elif inside and heads:
            break
    return heads


def page_title(document: Document, first: int) -> tuple[FoundItem, ...]:
    """The one item of a page about an item or a decision: the title below its first line."""
    for block in document.paras():
        if block.line > first and block.text.strip():
            return (FoundItem("", title_of(block.text), block.line, _last_line(document)),)
    return ()
