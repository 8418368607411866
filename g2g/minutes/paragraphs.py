"""A plain text, or one in Markdown, as a document: lines joined to the paragraphs that were broken, tables found, furniture left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from g2g.minutes import front
from g2g.minutes.document import Block, Document, Para, Table
from g2g.minutes.furniture import cleaned
from g2g.minutes.grids import table_at
from g2g.minutes.lines import Line, is_number, line_of, plain
from g2g.minutes.sides import Numbered, parted

_SPACES = " \t\u00a0\u200b\ufeff"
_BULLETS = "•·-–*o●▪"
_SETEXT = re.compile(r"(?:=+|-{3,})\s*$")
_RULE = re.compile(r"(?:[-_*=~] ?){3,}$")
_STARTS_ANEW = re.compile(
    r"(?:(?:=+>|-+>|→|⇒|➔|➜|►|▶|>>)|AP ?\d|\[[ xX✓]\]|(?:New|Further) action\b|(?:Responsible|Update|Status|Outcome)s?\b ?:|\[?(?:ACTIONS?|Actions?)\b(?!\s+(?:[a-z]{2,}|plans?\b))|Resolved\b|RESOLVED\b|Decisions?\b ?:|DECISIONS?\b|Present\b ?:|Apologies\b.{0,20}:|In attendance\b ?:|Minutes ?:|Proposal ?:"
    r"|(?:Chair|Clerk|Date|Time|Venue|Title|Place|Location|Attendees|Attending|Members|Absent|Note[sd]?|Agreed|Recommendation|Next meeting|Action by|Owner|Due|Deadline|Lead)s?\b ?:)"
)
_BESIDE = re.compile(r" *\t\s*| {3,}")
_ENDS = re.compile(r"[.?!:;)\]\"”’…]$")
_LABEL_LAST = re.compile(r"[\w.)] +(?:ACTION|Action)s?(?: [\d./-]{1,9})?:?$")
_LABEL_ONLY = re.compile(r"(?:ACTION|Action)s?(?: [\d./-]{1,9})?:?$")
_SALUTED = re.compile(r"(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Rev|Prof)s?\b")  # a list of people, one a line
# A name after a dash or a stroke, cut by the end of the line.
_NAME_CUT = re.compile(
    r"(?:[–—/]|\s-|(?:ACTION|Action)s?(?: [\d./-]{1,9})?:?(?= )|,)\s?(?:[A-Z][\w’'.-]*\s){0,3}[A-Z][\w’'.-]*\n[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?\.?$"
    r"|(?:[–—]|\s-)\s(?:[A-Z][\w’'.-]*(?:,? and |, | ?/ ?| ?& ?| )){0,7}[A-Z][\w’'.-]*(?:,? and|,| ?/| ?&)?\n[A-Z][\w’'-]+(?:(?: ?[/&] ?|, | and | )[A-Z][\w’'-]+){0,6}\.$"
)
_INITIALS = re.compile(r"[A-Z]{2,3}(?:(?: ?[/&,+] ?| and )[A-Z]{2,3})*$")
_NAMES_ONLY = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}\.?$")
_JOINS = re.compile(
    r"(?:\b(?:a|an|the|to|of|and|or|for|in|on|at|by|with|from|that|which|who|be|is|are|was|were|will|as|its|their|his|her|this|these|has|have|had"
    r"|not|but|if|into|about|between|before|after|until|within|than|when|where|how|what|whether|so|over|under|during|since|via|then|can|should|would|could|must|per|Mr|Mrs|Ms|Dr|Cllr|Councillor)|[,–—-])$"
)


def of_text(text: str) -> Document:
    """The document that a text is. Line numbers are those of the text, from 1."""
    lines = re.split(r"\r\n|[\n\r\u2028\u2029\x0b\x85]", text.replace("\f", "\n\f") if "\f" in text and "\f\n" not in text else text)
    pages = frozenset(at for at, line in enumerate(lines) if "\f" in line)
    for at in pages:
        lines[at] = lines[at].replace("\f", "")
    stated, start = front.read(lines)
    if start and not any(line.strip() for line in islice(lines, start, None)):
        start, end = front.within(lines[:start])
        lines = lines[:end]
    markdown = start > 0 or any("**" in line or line.startswith("#") for line in lines[:400])
    raws = cleaned(lines, start, pages)
    numbered, asides = parted(raws, pages)
    return Document(tuple(_Blocks(numbered, markdown).read(start)), stated, tuple(asides))


class _Blocks:
    """Goes through the lines of a text once, and holds those of the paragraph that has not ended yet."""

    def __init__(self, lines: Sequence[Numbered], markdown: bool) -> None:
        self.lines = lines
        self.raws = raws = [line.raw for line in lines]
        self.markdown = markdown
        self.doubled = _is_doubled(raws)
        self.width = _wrapped_at([raw for raw in raws if raw.strip(_SPACES)] if self.doubled else raws)
        self.hyphened = sum(1 for raw in raws if raw.endswith("-") and raw[-2:-1].isalpha()) > 2
        self.held: list[Line] = []
        self.gap = 0  # empty lines above the paragraph that is held
        self.blanks = 0  # empty lines since the last that was read
        self.plain_until = 0  # lines with pipes before this one are known for no table

    def read(self, start: int) -> Iterator[Block]:
        """Paragraphs and tables in order, from the line at ``start``."""
        at = start
        while at < len(self.raws):
            raw = self.raws[at]
            if raw == "\f":
                pass
            elif not raw.strip(_SPACES):
                self.blanks += 1
            elif self.markdown and len(self.held) == 1 and not self.blanks and _SETEXT.match(raw) and self.held[0].text[-1:] not in ".;,":
                self.held[0] = self.held[0]._replace(level=1 if raw.lstrip()[0] == "=" else 2)
            elif _RULE.match(raw.strip()):
                self.blanks += 1
            elif found := self._table(at):
                yield from self._ended()
                yield found[0]
                self.blanks = 0
                at = found[1]
                continue
            else:
                number, _, last = self.lines[at]
                yield from self._line(line_of(number, raw, markdown=self.markdown)._replace(last=last))
            at += 1
        yield from self._ended()

    def _table(self, at: int) -> tuple[Table, int] | None:
        """The table that begins at a line, and the line after it."""
        found = self._table_at(at)
        if found and found[0].line != self.lines[at].number:
            rows = tuple(row._replace(line=self.lines[row.line - 1].number) for row in found[0].rows)
            return Table(rows[0].line, rows), found[1]
        return found

    def _table_at(self, at: int) -> tuple[Table, int] | None:
        if "|" not in self.raws[at]:
            return table_at(self.raws, at)
        if at < self.plain_until:
            return None
        found = table_at(self.raws, at)
        if found is None:
            # Lines with pipes that turned out to be no table are not tried again, one after another.
            self.plain_until = next((i for i in range(at, len(self.raws)) if "|" not in self.raws[i]), len(self.raws))
        return found

    def _line(self, line: Line) -> Iterator[Para]:
        """Adds a line to the paragraph that is held, or begins one with it; the paragraph that ends so comes out."""
        blanks = self.blanks - 1 if self.doubled and self.blanks else self.blanks
        if self.held and not self.blanks and _is_owner(self.held, line):
            self.held.append(line._replace(mark="", text=f"– {line.text}", raw=f"– {line.raw}"))
        elif self.held and _belongs(self.held, line, blanks, self.width):
            self.held.append(line)
        elif len(self.held) == 1 and (marked := _with_mark(self.held[0], line, blanks)):
            self.held = [marked]
        else:
            yield from self._ended()
            self.held, self.gap = [line], self.blanks
        self.blanks = 0

    def _ended(self) -> Iterator[Para]:
        """The paragraph that is held, which no line goes on with."""
        if self.held:
            yield _para(self.held, self.gap, self.hyphened)
        self.held = []


def _is_owner(held: list[Line], line: Line) -> bool:
    """Whether a line holds the owner of the task above it, after the dash that parts them: it looks like a bullet, and is a name alone."""
    above = held[-1].text
    return line.mark == "-" and not held[0].mark and len(above) > 40 and not _ENDS.search(above) and line.text.endswith(".") and bool(_NAMES_ONLY.match(line.text))


def _with_mark(above: Line, line: Line, blanks: int) -> Line | None:
    """A line with the bullet or the number that stands on a line of its own above it; None where no such thing does."""
    if above.mark or line.mark:
        return None
    if above.text and above.text in _BULLETS and blanks < 2:
        return line._replace(mark="-", number=above.number, last=line.number, raw=line.raw.strip(), indent=above.indent)
    if is_number(above.text):
        return line._replace(mark=above.text.rpartition(" ")[2].strip("().:"), number=above.number, last=line.number, raw=line.raw.strip())
    return None


def _is_doubled(raws: Sequence[str]) -> bool:
    """Whether a text has an empty line below nearly every line, so that those within a sentence part it too."""
    filled = [at for at, raw in enumerate(raws) if raw != "\f" and raw.strip(_SPACES)]
    apart = [(above, below) for above, below in pairwise(filled) if below - above > 1]
    if len(apart) < 12 or len(apart) < len(filled) * 0.9:
        return False
    cut = sum(1 for above, below in apart if raws[below].lstrip(_SPACES)[:1].islower() and len(raws[above]) > 50 and not _ENDS.search(raws[above].rstrip()))
    return cut > len(apart) // 8


def _wrapped_at(raws: Sequence[str]) -> int:
    """The width at which a text was wrapped; 0 where each paragraph is one line."""
    full = [_length(a) for a, b in pairwise(raws) if len(a) > 45 and b.strip() and b[:1] != "|" and a[:1] != "|"]
    if len(full) < 6:
        return 0
    full.sort()
    longest = full[int(len(full) * 0.9)]
    if longest > 140:
        return 0
    close = sum(1 for length in full if length > longest - 14)
    return longest if close >= len(full) * 0.5 else 0


def _belongs(held: list[Line], line: Line, blanks: int, width: int) -> bool:
    """Whether a line goes on with the paragraph whose lines are held."""
    last = held[-1]
    if line.mark or line.level or last.level or last.breaks or line.bold != last.bold:
        # A wrapped line may begin with what looks like a mark: a date, a number.
        return bool(line.mark and not line.level and not line.bold and not blanks and _is_wrapped(last, line, width) and _no_mark(held, line))
    if _STARTS_ANEW.match(line.text) and not (_JOINS.search(last.text) and not blanks):
        return False
    first, text = line.text[:1], last.text
    if blanks:
        # A sentence that was broken by blank lines.
        return blanks < 4 and first.islower() and len(text) > 40 and not _ENDS.search(text) and line.raw[:1] != "\t" and len(line.text.split()) > 1
    if (line.raw[:1] == "\t" and not first.islower()) or (len(line.text) < 16 and text[-1:] == "." and _INITIALS.match(line.text)):
        return False
    if len(held) == 1 and len(text) < 12 and text.endswith(":"):
        return False
    if len(parts := _BESIDE.split(last.raw.strip())) > 1 < len(_BESIDE.split(line.raw.rstrip())) and "\t" in last.raw and len(parts[0]) > 36:
        return True  # both have something in a column beside them
    if len(parts) > 2 and all(len(part) < 30 for part in parts) and not first.islower():
        return False  # a line in columns: people with their offices
    if not blanks and re.match(r"\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\b", line.text) and not _ENDS.search(text) and len(text) > 30:
        return True
    if not blanks and line.indent > held[0].indent + 20 and len(line.text) < 30 and len(held[0].cells) > 1:
        return True
    if not blanks and len(text) > 14 and _LABEL_LAST.search(text) and len(line.text) < 60:
        return True
    if not blanks and _is_cut_task(held, line):
        return True
    if not blanks and text[-1:] in ",;" and line.raw[:1] != "\t" and len(text) > 30 and not _SALUTED.match(line.text):
        return True
    if _is_open(text, line.text) or (len(line.text) < 80 and _NAME_CUT.search(f"{text[-120:]}\n{line.text}")):
        return True
    if width and last.raw[:1] != "\t":
        return _is_wrapped(last, line, width)
    return (first.islower() and len(text) > 30) or (len(text) > 25 and bool(_JOINS.search(text)) and not _ENDS.search(text))


def _is_cut_task(held: list[Line], line: Line) -> bool:
    """Whether a labelled sentence was cut by the end of a line: it has no stop yet, and the next line gives nobody anything anew."""
    first, text = held[0].text, held[-1].text
    if len(text) < 40 or _ENDS.search(text) or not re.match(r"\[?(?:ACTION|Action)", first) or line.raw[:1] == "\t":
        return False
    return line.text.rstrip().endswith(".") and not re.match(r"(?:[A-Z][\w.’'-]*[ ,/&]{1,2}(?:and )?){1,5}(?:to|will|is|are) ", line.text)


def _is_open(text: str, below: str) -> bool:
    """Whether a bracket was opened at the end of a line that is closed on the next."""
    opened = max(text.rfind("("), text.rfind("["))
    return opened > len(text) - 90 and opened > max(text.rfind(")"), text.rfind("]")) and bool(re.match(r"[^()\[\]]{1,120}[)\]]", below))


def _is_wrapped(last: Line, line: Line, width: int) -> bool:
    """Whether the line before was full: the first word of this one had no room on it."""
    length = _length(last.raw) if not last.mark else last.indent + _length(last.raw) + 4
    if not width:
        return line.text[:1].islower() and length > 60
    word = line.raw.split(None, 1)[0] if line.raw.strip() else ""
    full = length + 1 + len(word) > width - 2
    if full:
        return True
    goes_on = line.text[:1].islower() or re.match(r"\d{1,4} [a-z]", line.text) or _JOINS.search(last.text)
    return bool(goes_on) and length > width * 0.55 and not _ENDS.search(last.text)


def _length(raw: str) -> int:
    """How long a line is without what stands in a column of its own beside it."""
    if "\t" in raw or "   " in raw:
        parts = _BESIDE.split(raw.strip())
        if len(parts) > 1 and len(parts[0]) > 24 and len(parts[-1]) < 30:
            return len(raw) - len(raw.lstrip()) + len(parts[0])
    return len(raw.rstrip())


def _no_mark(held: list[Line], line: Line) -> bool:
    """Whether what looks like a mark is only part of a sentence: it is a number or letter in the midst of one."""
    if line.mark == "-" or re.search(r"[;,] ?(?:and|or)$", held[-1].text):
        # The last but one of a list ends with ``; and``: what comes next is its last.
        return False
    return bool(_JOINS.search(held[-1].text)) and line.text[:1].islower() and line.indent >= held[0].indent


def _is_cut(name: str, rest: str) -> bool:
    """Whether names in a column beside the text were cut by the line's end: the rest of them stands below, where the text begins."""
    return bool(_NAME_CUT.search(f"{name}\n{rest}") or ((name.endswith((",", "/", "&", " and")) or _LABEL_ONLY.match(name)) and _NAMES_ONLY.match(rest)))


def _mended(held: list[Line]) -> str:
    """The words of lines at whose ends words were parted with hyphens."""
    text = held[0].text
    for line in held[1:]:
        parted = text[-1:] == "-" and text[-2:-1].isalpha() and line.text[:1].islower()
        text = text[:-1] + line.text if parted else f"{text} {line.text}"
    return text


def _para(held: list[Line], gap: int, hyphened: bool) -> Para:
    first = held[0]
    text = " ".join(line.text for line in held if line.text) if not hyphened else _mended(held)
    cells: tuple[str, ...] = ()
    if len(held) == 1:
        cells = tuple(part for cell in first.cells if (part := plain(cell)))
    elif any("\t" in line.raw.strip() or "   " in line.raw.strip() for line in held):
        # What stands in a column of its own beside the lines goes behind them.
        parts = [line.cells for line in held]
        parts = [("", *some) if len(some) == 1 and line.indent > first.indent + 20 else some for some, line in zip(parts, held, strict=True)]
        words: list[str] = []
        beside: list[str] = []
        for some in parts:
            if beside and (len(some) == 1 or not some[0]) and _is_cut(beside[-1], some[-1]):
                beside[-1] += f" {plain(some[-1])}"
                continue
            words += [plain(cell) for cell in some[:1] if cell]
            beside += [plain(cell) for cell in some[1:]]
        if beside and all(len(cell) < 40 for cell in beside):
            cells = (" ".join(words), *beside)
            text = " ".join(cells)
    return Para(
        first.number, text, first.mark, first.indent, first.level, all(line.bold for line in held), gap, held[-1].last or held[-1].number, cells or (text,)
    )
