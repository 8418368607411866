"""Numbered headings, put together to the chain that carries a document."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from g2g.minutes import lines, rolls
from g2g.minutes.days import days_in
from g2g.minutes.document import Document, Para, Table
from g2g.minutes.headings import role
from g2g.minutes.names import is_name, person
from g2g.minutes.numbers import before_title, leading, style, styles
from g2g.minutes.titles import is_of_actions, is_title, is_usual, numbered_title, title_of, titled

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


def numbered(document: Document, taken: frozenset[int]) -> list[Head]:
    """The chain of numbered headings that holds most of the document."""
    chains = list(_chains(document, taken))
    long = [chain for chain in chains if len(chain) > 1 and not _is_of_people(document, chain)]
    if not long:
        return []
    best = max(long, key=lambda chain: (score(document, chain), -chain[0].line))
    best = _above(best, long) or best
    whole = _with_agenda(document, best, long)
    whole += _run_on(document, whole)
    first = whole[0].line
    for chain in chains:
        if chain is best:
            continue
        if chain[0].style.endswith(".n") and best[0].style in ("n", "n.0"):
            # Points with numbers below their item's, where they have titles of their own.
            whole += [head for head in chain if first < head.line and (head.alone or is_usual(head.title))]
        elif len(chain) > 1 and "/" in best[0].style and chain[0].style.partition("/")[2] == best[0].style.partition("/")[2] and not _alike(chain, best):
            read = {head.line for head in whole}
            whole += [head for head in chain if head.line not in read]
    whole += _out_of_turn(whole, chains)
    whole.sort(key=lambda head: (head.line, head.at))
    return whole


def _is_of_people(document: Document, chain: Sequence[Head]) -> bool:
    """Whether numbers count those who were there: names and nothing else, right below the label of a list."""
    above = document.blocks[chain[0].at - 1] if chain[0].at else None
    label = rolls.label(above.text) if isinstance(above, Para) else None
    return label is not None and not label[1] and all(person(head.title) is not None for head in chain)


def single(document: Document) -> list[Head]:
    """The heading of a meeting with one item: the only number before a title, with text below it. A list's label above it makes it no item."""
    heads = [head for head in _candidates(document, frozenset()) if head.style == "n" or "/" in head.style]
    if len(heads) != 1 or (heads[0].order != 1 and "/" not in heads[0].style) or not heads[0].alone or heads[0].at + 1 == len(document.blocks):
        return []
    above, below = (document.blocks[heads[0].at + step] if heads[0].at else None for step in (-1, 1))
    if not isinstance(above, Para) or not isinstance(below, Para) or above.text.endswith(":") or (not above.text.endswith(".") and len(above.text.split()) < 3 and not above.level):
        return []
    return heads


def _out_of_turn(whole: Sequence[Head], chains: Sequence[list[Head]]) -> list[Head]:
    """Headings that look like those of a chain and have numbers that it lacks: items are not always taken in their order."""
    read = {head.number for head in whole}
    looks = {head.look for head in whole}
    all_marked = all(look[1] for look in looks)
    found: list[Head] = []
    for chain in chains if whole[0].style == "n" and len(whole) > 2 else ():
        first = chain[0]
        if first.style != "n" or not read.isdisjoint(head.number for head in chain) or first.look[0] != whole[0].look[0]:
            continue
        marked = all_marked and all(head.look[1] for head in chain)
        if marked or (len(chain) == 1 and first.alone and (is_usual(first.title) or first.look in looks) and first.order < whole[-1].order):
            found += chain
            read |= {head.number for head in chain}
    return found


def _alike(chain: Sequence[Head], best: Sequence[Head]) -> bool:
    """Whether most of the numbers of a chain are those of another: one of the two is the agenda."""
    numbers = {head.number for head in best}
    return sum(1 for head in chain if head.number in numbers) > len(chain) * 0.6


def _with_agenda(document: Document, best: Sequence[Head], chains: Sequence[list[Head]]) -> list[Head]:
    """Headings with the titles that the agenda above them gives their numbers, where those begin alike: a column may have cut theirs.

    So are found those whose own title cannot be told from the text beside it.
    """
    agenda: dict[str, str] = {}
    ended = 0
    for chain in chains:
        if len(chain) > 2 and chain[0].style == best[0].style and chain[-1].line < best[0].line and _alike(chain, best):
            agenda |= {head.number: head.title for head in chain}
            ended = max(ended, chain[-1].line)
    if not agenda:
        return list(best)
    read = {head.number for head in best}
    lost = [
        best[0]._replace(at=at, line=block.line, number=block.mark, title=agenda[block.mark], alone=False)
        for at, block in enumerate(document.blocks)
        if isinstance(block, Para) and block.mark in agenda and block.mark not in read and block.line > ended and _begin_alike(block.text, agenda[block.mark], 2)
    ]  # fmt: skip
    told = [head._replace(title=title) if _begin_alike(head.title, title := agenda.get(head.number, head.title), 1) else head for head in best]
    return sorted([*told, *{head.number: head for head in lost}.values()], key=lambda head: head.line)


def _begin_alike(one: str, other: str, words: int) -> bool:
    return one.lower().split()[:words] == other.lower().split()[:words]


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
    listed = 0  # the level of the heading that stands above a list of actions
    for at, block in enumerate(document.blocks):
        if isinstance(block, Table):
            yield from _rows(at, block)
            continue
        if block.level and (not listed or block.level <= listed):
            listed = block.level if is_of_actions(block.text) else 0
        if listed and not block.level:
            continue
        mark, text = block.mark, block
        if not mark or mark == "-":
            if len(block.cells) > 1 and 2 < len(block.cells[0]) < 5 and block.cells[0].isdigit():
                sort, order = style(block.cells[0])
                if title := titled(block.cells[1]):
                    yield Head(at, block.line, block.cells[0], title, sort, order, alone=len(block.cells) == 2)
                continue
            numbered_as, begun = leading(block.text)
            if numbered_as:
                sort, order = style(numbered_as)
                if sort and (title := titled(block.text[begun:])):
                    yield Head(at, block.line, numbered_as, title, sort, order, alone=len(block.text) < begun + len(title) + 12)
                continue
            if block.line not in taken and (head := _unmarked(at, block)):
                yield head
                continue
            found = re.match(r"\*?(?P<n>(?:[A-Z]{1,3}|[Mm]inute |[Mm]in\.? )?\d{1,4}[a-z]?)(?:[.:)]\s*|\s+)(?=[A-Z‘“])", block.text) if block.text[:1] in "*EPFCMHSTGNARLBDOJ" or (block.level and block.text[:1].isdigit()) else None
            if found is None or not (block.text[found.end():][:5].isupper() or block.text[0] == "*" or block.level or len(block.cells) > 1 or re.match("[A-Z]+\\d", found["n"])):
                continue
            mark = found["n"].removeprefix("*")
            text = block._replace(mark=mark, text=block.text[found.end():], cells=(block.text[found.end():],))
        sort, order = style(mark)
        if sort and (title := numbered_title(text)) and not re.match(LABELLED, text.text, re.I) and not (block.line in taken and is_name(title)):
            yield Head(at, block.line, mark, title, sort, order, (block.indent // 3, block.bold or block.level > 0, _is_caps(text.text)), len(text.text) < len(title) + 12)


def _unmarked(at: int, para: Para) -> Head | None:
    """A title after a number or letter that is written in no other way (``1 Welcome``, ``A. Welcome``): a line of its own, or one that everybody uses."""
    mark, begun = before_title(para.text)
    if not mark:
        return None
    title = para.text[begun:]
    sort, order = style(mark)
    if not sort or ((day := next(days_in(para.text), None)) and not day.start and day.end > begun):
        return None
    whole = is_title(title, numbered=True) and len(title.split()) < 10
    title = titled(title) if mark.isdecimal() or whole else ""
    if not title or not (whole or is_usual(title)):
        return None
    alone = len(para.text) < begun + len(title) + 12
    return Head(at, para.line, mark, title_of(title), sort, order, (-1, para.bold or para.level > 0, _is_caps(title)), alone)


def _rows(at: int, table: Table) -> Iterator[Head]:
    """The rows of a table that begin with a number and a title. A table of actions has numbers too, and no titles."""
    if not table.rows or len(table.rows[0].cells) < 2:
        return
    heads = [role(cell) for cell in table.rows[0].cells]
    if heads[0] in ("task", "raised", "due", "owner", "page") or heads[1] in ("task", "page", "raised", "due", "owner", "status"):
        return
    for row in table.rows:
        first, second = row.cells[0].strip(" .:*"), row.cells[1]
        sort, order = style(first)
        if not sort:
            mark, rest = lines.numbered(first)
            sort, order = style(mark)
            first, second = mark, rest
        words = second.strip().split("\n")[0].strip()
        if sort and words and (title := titled(words) or (title_of(words) if len(words) < 60 else "")):
            yield Head(at, row.line, first, title, sort, order)


def _chains(document: Document, taken: frozenset[int]) -> list[list[Head]]:
    """Numbered headings put together: each goes on with the nearest chain of its sort whose number it follows."""
    chains: list[list[Head]] = []
    open_at: dict[tuple[str, int], list[int]] = {}
    for head in _readings(_candidates(document, taken)):
        place = next((found for step in (1, 2, 3, 4) if (found := _nearest(open_at.get((head.style, head.order - step)), chains, head)) is not None), None)
        if place is None:
            chains.append([])
            place = len(chains) - 1
        chains[place].append(head)
        open_at.setdefault((head.style, head.order), []).append(place)
    return chains


def _readings(heads: Iterator[Head]) -> Iterator[Head]:
    """Headings, each as often as its number can be read."""
    for head in heads:
        yield head
        yield from (head._replace(style=other, order=order) for other, order in styles(head.number)[1:])


def _nearest(waiting: list[int] | None, chains: list[list[Head]], head: Head) -> int | None:
    """The chain that a heading goes on with: of those that wait for its number the last whose headings look like it."""
    if not waiting:
        return None
    reach = min(len(waiting), 6)
    for alike in (True, False):
        for back in range(1, reach + 1):
            look = chains[waiting[-back]][-1].look
            # What stands much deeper is a list below an item, and not the next item.
            if look == head.look if alike else head.look[0] < look[0] + 3:
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
