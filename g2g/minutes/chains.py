"""Numbered headings, put together to the chain that carries a document."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from g2g.minutes import lines
from g2g.minutes.document import Document, Para, Table
from g2g.minutes.headings import role
from g2g.minutes.names import is_name
from g2g.minutes.titles import is_usual, numbered_title, title_of, titled

LABELLED = r"(?:actions?|decisions?|resolved|agreed|proposals?|action points?)\b ?(?:[:–-]|\d+(?:\.\d+)? ?(?:[:–-]|$))"


class Head(NamedTuple):
    """What may head an item: its place among the blocks, its line, number and title, what sort of number it is, and how it looks."""

    at: int
    line: int
    number: str
    title: str
    style: str
    order: int
    look: tuple[int, bool, bool] = (0, False, False)
    alone: bool = True  # nothing follows the title in its paragraph
    swallowed: bool = False  # it stands in the midst of a paragraph


def score(document: Document, heads: Sequence[Head]) -> float:
    """How well headings carry a document: how many have text below them, how many have titles that minutes have, how far they reach."""
    if len(heads) < 2:
        return 0.0
    score = 0.0
    for place, head in enumerate(heads):
        following = heads[place + 1].at if place + 1 < len(heads) else len(document.blocks)
        good = not head.alone or following - head.at > 1
        if place + 1 < len(heads):
            good = good or heads[place + 1].swallowed or (head.at == following and heads[place + 1].line - head.line > 1)
        score += good * (4 if is_usual(head.title) else 1)
    # A list stands in one place; headings stand all through.
    return min(score, 120) + 8 * (heads[-1].line - heads[0].line) / max(1, last_line(document))


def last_line(document: Document) -> int:
    if not document.blocks:
        return 0
    last = document.blocks[-1]
    return max(last.last, last.line) if isinstance(last, Para) else last.rows[-1].line if last.rows else last.line


_ROMAN = {"I": 1, "V": 5, "X": 10}


def _style(mark: str) -> tuple[str, int]:
    """What sort of number a mark is, and its place in the order; an empty sort for what numbers no item."""
    if mark.isdigit():
        return ("n", int(mark)) if len(mark) < 5 else ("", 0)
    if found := re.fullmatch(r"(\d{1,3})\.0", mark):
        return "n.0", int(found[1])
    if found := re.fullmatch(r"(\d{1,3})\.(\d{1,2})", mark):
        return f"{found[1]}.n", int(found[2])
    if "-" in mark and (found := re.fullmatch(r"([A-Za-z]{1,6}/)(\d{1,4})(/\d\d-\d\d)", mark)):
        return f"{found[1]}n{found[3]}", int(found[2])
    if "-" in mark and (found := re.fullmatch(r"(\d{1,3})-(\d{4}/\d{1,2})", mark)):
        return f"n-{found[2]}", int(found[1])
    if (found := re.fullmatch(r"(\d{2,4}|[A-Za-z]{1,6}[ /-]?\d{2,4})[/.-](\d{1,4})", mark)) and not re.fullmatch(r"[A-Z]?0\d+/\d{2}", mark):
        return f"{found[1]}/n", int(found[2])
    if found := re.fullmatch(r"([A-Z]{0,3})(\d{1,4})/(\d{2,4})", mark):
        return f"{found[1]}n/{found[3]}", int(found[2])
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


def numbered(document: Document, taken: frozenset[int]) -> list[Head]:
    """The chain of numbered headings that holds most of the document."""
    chains = list(_chains(document, taken))
    long = [chain for chain in chains if len(chain) > 1]
    if not long:
        return []
    best = max(long, key=lambda chain: (score(document, chain), -chain[0].line))
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


def _above(best: list[Head], chains: Sequence[list[Head]]) -> list[Head] | None:
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


def _candidates(document: Document, taken: frozenset[int]) -> Iterator[Head]:
    """Everything with a number before a title: paragraphs, and rows of a table that holds the minutes."""
    for at, block in enumerate(document.blocks):
        if isinstance(block, Table):
            yield from _rows(at, block)
            continue
        mark, text = block.mark, block
        if not mark or mark == "-":
            if len(block.cells) > 1 and 2 < len(block.cells[0]) < 5 and block.cells[0].isdigit():
                style, order = _style(block.cells[0])
                if title := titled(block.cells[1]):
                    yield Head(at, block.line, block.cells[0], title, style, order, alone=len(block.cells) == 2)
                continue
            numbered_as, begun = leading(block.text)
            if numbered_as:
                style, order = _style(numbered_as)
                if style and (title := titled(block.text[begun:])):
                    yield Head(at, block.line, numbered_as, title, style, order, alone=len(block.text) < begun + len(title) + 12)
                continue
            found = re.match(r"\*?(?P<n>(?:[A-Z]{1,3}|[Mm]inute |[Mm]in\.? )?\d{1,4}[a-z]?)(?:[.:)]\s*|\s+)(?=[A-Z‘“])", block.text) if block.text[:1] in "*EPFCMHSTGNARLBDOJ" or (block.level and block.text[:1].isdigit()) else None
            if found is None or not (block.text[found.end():][:5].isupper() or block.text[0] == "*" or block.level or len(block.cells) > 1 or re.match("[A-Z]+\\d", found["n"])):
                continue
            mark = found["n"].removeprefix("*")
            text = block._replace(mark=mark, text=block.text[found.end():], cells=(block.text[found.end():],))
        style, order = _style(mark)
        if style and (title := numbered_title(text)) and not re.match(LABELLED, text.text, re.I) and not (block.line in taken and is_name(title)):
            yield Head(at, block.line, mark, title, style, order, (block.indent // 3, block.bold or block.level > 0, _is_caps(text.text)), len(text.text) < len(title) + 12)


def leading(text: str) -> tuple[str, int]:
    """The number with strokes that begins a text, and where its words begin: ``Item 1/13: …``, ``017/17Apologies``, ``T021/18 MINUTES``, ``FC/21/04: …``.

    An empty number where there is none, or where it is a date or the number of a planning application.
    """
    begun = 0
    for said in ("Agenda Item ", "Item ", "ITEM ", "Minute ", "Min. "):
        if text.startswith(said):
            begun = len(said)
            break
    if "/" not in text[begun:begun + 14]:
        return "", 0
    if (word := text[begun:begun + 18].split(" ", 1)[0].rstrip(":.")) and "-" in word and text[begun + len(word):][:1] in (" ", ":", ".") and _style(word)[0].replace("-", "/") != _style(word)[0]:
        # Res/112/11-12, 3-1112/4: the year stands in it.
        rest = text[begun + len(word):].lstrip(" :.–-")
        return (word, len(text) - len(rest)) if rest[:1].isupper() else ("", 0)
    at = begun
    while at < len(text) and (text[at].isdigit() or text[at] == "/" or (text[at].isupper() and text[at].isascii() and not text[at - 1:at].isdigit()) or (text[at] == " " and text[at - 1:at] == "/" and text[at + 1:at + 2].isdigit())):
        at += 1
        if at - begun > 24:
            return "", 0
    mark = text[begun:at].replace(" ", "")
    parts = mark.split("/")
    letters = mark.rstrip("0123456789/") if mark[:1].isalpha() else ""
    rest = text[at:].lstrip(" .:)–-")
    if len(parts) < 2 or not all(parts) or not parts[-1].isdigit() or not rest[:1].isalpha() or not rest[0].isupper():
        return "", 0
    if not all(part.isdigit() for part in parts[1:]) or len(letters) > 6 or len(parts[-1]) > 4 or (len(parts) == 3 and not letters and not begun):
        return "", 0
    if not (begun or letters or text[at:at + 1] == ":" or text[at:at + 1].isupper() or len(parts[0]) > 2 or rest[:4].isupper()):
        return "", 0
    return mark, len(text) - len(rest)


def _rows(at: int, table: Table) -> Iterator[Head]:
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
            yield Head(at, row.line, first, title, style, order)


def _chains(document: Document, taken: frozenset[int]) -> list[list[Head]]:
    """Numbered headings put together: each goes on with the nearest chain of its sort whose number it follows."""
    chains: list[list[Head]] = []
    open_at: dict[tuple[str, int], list[int]] = {}
    for head in _candidates(document, taken):
        place = next((found for step in (1, 2, 3, 4) if (found := _nearest(open_at.get((head.style, head.order - step)), chains, head)) is not None), None)
        if place is None:
            chains.append([])
            place = len(chains) - 1
        chains[place].append(head)
        open_at.setdefault((head.style, head.order), []).append(place)
    return chains


def _nearest(waiting: list[int] | None, chains: list[list[Head]], head: Head) -> int | None:
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


def _run_on(document: Document, chain: list[Head]) -> list[Head]:
    """Headings that were swallowed by the paragraph before them: ``… at the stile. 65. HIGHWAYS The County …``."""
    found: list[Head] = []
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
                    found.append(Head(place, line, str(order), title, head.style, order, alone=False, swallowed=True))
                    at = place
                    break
    return found
