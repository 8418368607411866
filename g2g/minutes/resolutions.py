"""What was resolved: in a sentence, after a label, or in parts below one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from g2g.minutes.document import Document, Para, Table
from g2g.minutes.findings import FoundItem, FoundResolution
from g2g.minutes.lines import numbered

# In capitals or as a label the word is the formal one; in small letters only where a body is said to have resolved, or it was.
# Three patterns for three sorts of documents: none is compiled for one that has not its words.
_CAPITALS = (
    r"^(?:RESOLUTION|Resolution)(?: [A-Z]{0,3}\d[\w/.-]{0,12})?(?=\s?:\s)|(?<![A-Z])(?:UNANIMOUSLY )?RESOLVED\b(?!\s+(?:ACTIONS?|ITEMS?|ISSUES?|MATTERS?)\b)"
)
_LABEL = (
    r"^(?:[Aa]nd )?(?:It (?:was|is) |it (?:was|is) )?(?:[Uu]nanimously )?(?:Resolved|resolved)\b(?=\s*(?:[:;,–—-]|that\b|That\b|to\b|unanimously\b|by\b|\(|$|[ivx1a]+[.)]))"
    r"|(?:(?<=[.;:,] )[Aa]nd |(?<=[.;:] ))Resolved\b(?=\s*(?:[:–—-]|that\b|That\b|to\b|unanimously\b|\())"
)
_SAID = (
    r"(?P<said>\b(?:[Ii]t (?:was|is|has been)|(?:was|were)|(?:[Tt]he )?(?:Council|Committee|Board|Forum|Cabinet|Group|Governors|Trustees|Members|Panel|Society|Partnership|meeting|members|council|committee|board|governors|trustees)|(?:[Pp]roposed|[Ss]econded|[Mm]oved) (?:by )?[A-Z][^.;:]{2,60}?,? and)"
    r"(?:,? (?:then|therefore|also|further|duly|thereupon|accordingly|unanimously|formally|subsequently|by a majority|and))* (?:resolved)(?=\s*(?:[:,–—-]|that\b|to (?!meet\b|be\b)|unanimously\b|by\b|nem)))"
)
_TAIL = (
    r"(?:\s*,?\s*(?:(?:nem\.? ?con\.?)|unanimously|(?:by|on) (?:a |an )?(?:unanimous |majority |show |vote |casting )?(?:vote|majority|show of hands|hands|agreement)?(?: of \d+ (?:votes )?to \d+)?"
    r"|with (?:one|two|three|\d+) (?:abstentions?|against)|on the proposition of [^,:;]{3,60},?|\((?:unanimous(?:ly)?|nem con|[\d/]+|minute [^)]{1,20})\)))*\s*[:;,.–—-]*\s*"
)
_PART = r"(?:^|(?<=[\s:;.]))\(?(?P<mark>[a-z]|[ivx]{1,4}|\d{1,2})[).](?!\d)\s+"


class _Spot(NamedTuple):
    para: Para
    item: str


def read(document: Document, items: Sequence[FoundItem]) -> tuple[FoundResolution, ...]:
    """Everything formally resolved, a part each, with the number (or title) of the item that it stands under."""
    spots = list(_spots(document, items))
    found: list[FoundResolution] = []
    heads = {item.line for item in items}
    skip = 0
    for place, spot in enumerate(spots):
        if place < skip:
            continue
        text = spot.para.text
        if "esolved" not in text and "ESOLVED" not in text and not text.startswith(("RESOLUTION", "Resolution")):
            continue
        marks = [mark for mark in _marks(text) if not _is_other(text, mark)] if len(text) < 20000 else []
        for index, mark in enumerate(marks):
            end = marks[index + 1].start() if index + 1 < len(marks) else len(text)
            tail = re.compile(_TAIL, re.I).match(text, mark.end(), end)
            begun = tail.end() if tail else mark.end()
            words = _ended(text[begun:end], index + 1 < len(marks), inside=_is_said(mark) or mark.start() > 12 or mark[0].lower().startswith("it "))
            lead, words = _led(words)
            if index + 1 == len(marks) and _waits(words, lead, text[:mark.start()]):
                parts, skip = _below(spots, place, heads, words if words else lead)
            else:
                parts = [(spot.para.line, part) for part in _within(words)]
            if not parts and not words.strip(" .;:,") and text[: mark.start()].strip(" .(["):
                parts = [(spot.para.line, _before(text[: mark.start()]))]
            found += [FoundResolution(_whole(part), spot.item, line) for line, part in parts if part.strip(" .;:,)")]
    return tuple(found)


def _marks(text: str) -> list[re.Match[str]]:
    """Where a text says that something was resolved, in order."""
    found: list[re.Match[str]] = []
    if "RESOL" in text or text.startswith("Resolution"):
        found += re.finditer(_CAPITALS, text)
    if "esolved" in text:
        found += re.finditer(_LABEL, text)
    if " resolved" in text:
        found += re.finditer(_SAID, text)
    kept: list[re.Match[str]] = []
    for mark in sorted(found, key=lambda mark: mark.start()):
        if not kept or mark.start() >= kept[-1].end():
            kept.append(mark)
    return kept


def _is_said(mark: re.Match[str]) -> bool:
    """Whether the word was found in a sentence, not as a label."""
    return "said" in mark.re.groupindex


def _spots(document: Document, items: Sequence[FoundItem]) -> Iterator[_Spot]:
    """Every paragraph, those in cells too, with its item."""
    at = -1
    for block in document.blocks:
        paras = [block] if isinstance(block, Para) else list(_in_cells(block))
        for para in paras:
            while at + 1 < len(items) and items[at + 1].line <= para.line:
                at += 1
            item = (items[at].number or items[at].title) if at >= 0 else ""
            yield _Spot(para, item)


def _in_cells(table: Table) -> Iterator[Para]:
    for row in table.rows:
        for cell in row.cells:
            if "esolved" not in cell and "ESOLVED" not in cell:
                continue
            for text in cell.split("\n"):
                if text.strip():
                    mark, rest = numbered(text.strip())
                    yield Para(row.line, rest, mark)


def _is_other(text: str, mark: re.Match[str]) -> bool:
    """Whether the word is no resolution: the whole of a cell, or said of an issue, or of what is yet to be."""
    if text.strip(" .") in ("Resolved", "RESOLVED") and len(text) < 10 and not text.endswith(":"):
        return text.strip() == "resolved"
    before = text[max(0, mark.start() - 40): mark.start()].lower()
    if _is_said(mark):
        said = mark[0].lower()
        return said.startswith(("was", "were")) and not re.search(r"\bit $|\band $", before) and re.match(r"\s*(?:that|unanimously)", text[mark.end():]) is None
    return re.search(r"\b(?:un|not|be|been|being|fully|now|issues?|matter|problem|query|dispute|previously|status:?|as)\s*$", before) is not None


def _ended(words: str, followed: bool, *, inside: bool) -> str:
    """The words of a resolution up to where something else begins in the same paragraph.

    ``inside`` says that it stands in the midst of a paragraph: then it ends with its sentence.
    """
    cut = re.search(r"(?<=[.;)])\s+(?=(?:ACTIONS?|Actions?)\s*:|\(?Proposed\b|\(?PROPOSED\b|(?:\w+ ){1,4}(?:abstained|declared|asked that|thanked|reported|informed)\b|(?:The )?(?:[A-Z][\w’'.-]*[ &/]{1,3}(?:and )?){1,4}to action\b)", words)
    words = words[: cut.start()] if cut else words
    if followed:
        # What leads to the next resolution in the paragraph is no part of this one.
        sentences = re.split(r"(?<=[.;])\s+(?=[A-Z(])", words.rstrip())
        words = " ".join(sentences[:-1]) if len(sentences) > 1 and not re.search(r"[.;]$", sentences[-1].strip()) else words
    if inside and (stop := re.search(r"(?<=[a-z)]\d\d)\.\s+(?=[A-Z])|(?<=[a-z)]{2})\.\s+(?!That\b|To\b)(?=[A-Z])", words)) and not re.search(r"[:;]\s*(?:\(|[a-z]\))", words[: stop.start()]):
        words = words[: stop.start() + 1]
    return re.sub(r"(?<=[.;])\s+\(?[a-z\d]{1,3}[).]$", "", words.strip())


def _led(words: str) -> tuple[str, str]:
    """The lead-in that parts share (``That the;``), and the words without it where it is all that stands there."""
    if found := re.match(r"(?P<lead>that\b[^.;:–—]{0,80}?|to\b[^.;:–—]{0,30}?|(?:the )?(?:following|as follows)[^.;:]{0,40})\s*[;:–—-]*$", words, re.I):
        return found["lead"].strip(" ,"), ""
    return "", words


def _waits(words: str, lead: str, before: str) -> bool:
    """Whether the words of a resolution stand below its label."""
    if lead:
        return True
    if not words.strip(" .:;–-"):
        return not before.strip(" .*(") or before.rstrip().endswith((",", "and", "was", "it was", "unanimously")) or before.strip(" (")[-1:] not in ".;)"
    return words.rstrip().endswith((":", ":-", ": -"))


def _below(spots: Sequence[_Spot], place: int, heads: set[int], lead: str) -> tuple[list[tuple[int, str]], int]:
    """The parts that stand below a label, and the place after them: numbered or lettered ones, else one paragraph."""
    parts: list[tuple[int, str]] = []
    at = place + 1
    style = ""
    lead = lead.rstrip(" :;–-")
    while at < len(spots):
        para = spots[at].para
        if para.line in heads or para.level or re.match(r"(?:Actions?|ACTIONS?|RESOLVED|Resolved|Decision|Supporting documents|Date of decision|Minutes)\b\s*[:.]?", para.text):
            break
        if not para.mark:
            inner = _within(para.text)
            if not parts and para.text.strip():
                parts = [(para.line, _joined(lead, part)) for part in inner]
                at += 1
            elif parts and style and para.indent > 0 and para.text[:1].islower():
                parts[-1] = (parts[-1][0], f"{parts[-1][1]} {para.text}")
                at += 1
                continue
            break
        kind = "-" if para.mark == "-" else "d" if para.mark[0].isdigit() else "a"
        if style and kind != style:
            if para.indent > spots[place].para.indent + 3:
                # Points below a part belong to it.
                at += 1
                continue
            break
        style = kind
        if not para.text.strip():
            break
        parts.append((para.line, _joined(lead, para.text)))
        at += 1
    return parts, at


def _joined(lead: str, text: str) -> str:
    """A part with the words that lead to it, where it makes no sentence without: ``That the`` and ``report be noted``."""
    bare = lead.strip()
    if not bare or bare.lower() in ("that", "to", "that:", "the following", "as follows") or re.match(r"(?:the )?(?:following|as follows)", bare, re.I):
        return f"to {text}" if bare.lower() == "to" else text
    if re.match(r"(?:the|a|an|this|that|these|any|all)\b", text, re.I) and bare.lower().endswith(("the", "a")):
        return text
    return f"{bare} {text[:1].lower()}{text[1:]}" if text[1:2].islower() or text[1:2] == " " else f"{bare} {text}"


def _within(words: str) -> list[str]:
    """The parts of a resolution within one paragraph: (a) … (b) …, i. … ii. …; the whole where it has none."""
    marks = list(re.finditer(_PART, words)) if len(words) > 8 else []
    chain: list[re.Match[str]] = []
    for mark in marks:
        if mark["mark"] == _following(chain[-1]["mark"] if chain else "") or (not chain and mark["mark"] in ("a", "i", "1")):
            chain.append(mark)
    if len(chain) < 2:
        return [words] if words.strip() else []
    lead = words[: chain[0].start()].strip(" :;–-")
    ends = [mark.start() for mark in chain[1:]] + [len(words)]
    return [_joined(lead, re.sub(r"(?<=[\s;,])and$", "", words[mark.end():end].rstrip(" \t\n;,")).rstrip(" \t\n;,")) for mark, end in zip(chain, ends, strict=True)]


_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def _following(mark: str) -> str:
    """The mark that comes next; empty where there was none before."""
    if not mark:
        return ""
    if mark.isdigit():
        return str(int(mark) + 1)
    if mark in _ROMANS and mark != "v" and mark != "x":
        return _ROMANS[min(_ROMANS.index(mark) + 1, len(_ROMANS) - 1)]
    return chr(ord(mark[0]) + 1) if len(mark) == 1 else ""


def _before(text: str) -> str:
    """The last sentence before the word, for minutes that put it at the end."""
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z])", text.rstrip(" ([").rstrip())
    return sentences[-1].strip()


def _whole(words: str) -> str:
    """A resolution's words with a capital first, without the word that, and without what joined it to the next part."""
    words = " ".join(words.split()).strip()
    words = re.sub(r"^that[\s:;,]+(?=\S)", "", words, flags=re.I)
    words = re.sub(r"[;,]\s*(?:and|or)?$|\s+and$", "", words).strip()
    return words[:1].upper() + words[1:]
