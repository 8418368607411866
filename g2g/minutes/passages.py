"""A document as a run of paragraphs: what stands in tables is taken out of them where it is no table's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from g2g.minutes.document import Block, Document, Para, Row, Table
from g2g.minutes.lines import numbered


def unrolled(document: Document) -> Document:
    """The document with its tables cut where a row holds nothing but a paragraph in its first cell.

    Columns made of spaces have no end: the text below such a table may have been taken for a row of it.
    """
    return document._replace(blocks=tuple(_unrolled(document)))


def _unrolled(document: Document) -> Iterator[Block]:
    mark = ""  # the number of the item that the text stands under
    for block in document.blocks:
        if not isinstance(block, Table):
            mark = block.mark if block.mark[:1].isdigit() and len(block.mark) < 8 and "." not in block.mark else mark
            if mark and _next(block.text, mark, 0):
                for para in _on(block, mark):
                    mark = para.mark or mark
                    yield para
            else:
                yield from _cut(block) if len(block.text) > _LONG else (block,)
            continue
        held: list[Row] = []
        for row in block.rows:
            if len(row.cells) < 3 or any(cell.strip() for cell in row.cells[1:]) or len(row.cells[0]) < 12:
                held.append(row)
                continue
            if held:
                yield Table(held[0].line, tuple(held))
                held = []
            for text in row.cells[0].split("\n"):
                if text.strip():
                    mark, words = numbered(text.strip())
                    yield Para(row.line, words, mark, last=row.line, gap=1, cells=(words,))
        if held:
            yield Table(held[0].line, tuple(held))


_LONG = 300
_NUMBER = r"(?:^|(?<=[.!?:;)\]’”\"a-z])\s)(\d{1,2})\.\s+(?=[A-Z“‘])"
_LABEL = r"\s(?=(?:PRESENT|Present|IN ATTENDANCE|In [Aa]ttendance|APOLOGIES|Apologies|Also present|Clerk)\b(?: for absence| \([^()]{0,40}\))?\s?:)"


def _next(text: str, mark: str, begun: int) -> tuple[int, int, str] | None:
    """Where the item after this one begins within a text: its number's place, that of its words, and the number; None where it does not."""
    number, stroke, year = mark.partition("/")
    if not number.isdigit() or (stroke and not year.isdigit()):
        return None
    following = f"{int(number) + 1}{stroke}{year}"
    sought = f" {following} " if stroke else f" {following}. "
    for wanted in (f" Item {following}:", f" {following}:", sought) if stroke else (sought,):
        at = text.find(wanted, begun)
        words = text[at + len(wanted):at + len(wanted) + 8].lstrip()
        if at > 0 and (words[:4].isupper() if wanted == sought else words[:1].isupper()) and (stroke or text[at - 1] in ".!?)]"):
            return at, at + len(wanted), following
    return None


def _on(para: Para, mark: str) -> Iterator[Para]:
    """A paragraph and the items that it runs on into (``3. MINUTES … signed. 4. POLICE …``), told by the number after that of its own item."""
    text, line, begun, own = para.text, para.line, 0, para.mark
    lines = max(para.last, para.line) - para.line + 1
    while found := _next(text, mark, begun):
        words = text[begun:found[0]].strip()
        yield para._replace(line=line, text=words, mark=own, last=line, cells=(words,))
        begun, mark = found[1], found[2]
        own = mark
        line = para.line + min(lines - 1, lines * begun // len(text))
    words = text[begun:].strip()
    yield para._replace(line=line, text=words, mark=own, cells=(words,))


_STROKE = r"(?<!\S)(?:[Ii]tem )?(\d{1,3})/(\d{2})(?::\s+(?=[A-Z])|\s+(?=[A-Z]{3}))"


def _cut(para: Para) -> Iterator[Para]:
    """The items of minutes that were run together into one paragraph: its numbers go 1, 2, 3, 4 or 1/13, 2/13."""
    cuts: list[re.Match[str]] = []
    for found in re.finditer(_STROKE, para.text) if "1/" in para.text else ():
        if (not cuts and found[1] == "1") or (cuts and found[2] == cuts[0][2] and int(found[1]) - int(cuts[-1][1]) in (1, 2)):
            cuts.append(found)
    for found in re.finditer(_NUMBER, para.text) if len(cuts) < 4 else ():
        if cuts and cuts[0].re.pattern == _STROKE:
            cuts = []
        step = int(found[1]) - (int(cuts[-1][1]) if cuts else int(found[1]) - 1)
        if (cuts and step in (1, 2)) or (not cuts and found[1] == "1"):
            cuts.append(found)
    if len(cuts) < 4:
        yield para
        return
    lines = max(para.last, para.line) - para.line + 1
    for text in re.split(_LABEL, para.text[: cuts[0].start()]):
        if text.strip():
            yield para._replace(text=text.strip(), cells=(text.strip(),), last=para.line)
    ends = [found.start() for found in cuts[1:]] + [len(para.text)]
    for found, end in zip(cuts, ends, strict=True):
        text = para.text[found.end():end].strip()
        line = para.line + min(lines - 1, lines * found.start() // len(para.text))
        mark = f"{found[1]}/{found[2]}" if found.re.groups > 1 else found[1]
        yield para._replace(line=line, text=text, mark=mark, gap=0, last=line, cells=(text,))


def passages(document: Document) -> Iterator[Para]:
    """Every paragraph, and every row of a table as one: its cells side by side."""
    for block in document.blocks:
        if isinstance(block, Para):
            yield block
            continue
        for row in block.rows:
            cells = tuple(" ".join(cell.split()) for cell in row.cells if cell.strip())
            if cells:
                yield Para(row.line, " ".join(cells), last=row.line, cells=cells)
