"""How minutes speak of excluding the press and public: the sentences and headings that do, and the paragraphs that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from g2g.minutes.document import Document, Para


class Unit(NamedTuple):
    """A paragraph, or a row of a table, on one line."""

    line: int
    last: int
    text: str
    is_heading: bool


_PUBLIC = r"(?:press|public|observers|non-members)"
_THEM = rf"(?:the |all )?(?:\w+ (?:and|&) (?:the )?)?{_PUBLIC}"
# Resolved, or done: what excludes. What only speaks of it (a heading, the words of an agenda) is no more than that.
_EXCLUDED = (
    rf"(?<!member of the )\b{_PUBLIC}\b.{{0,120}}?\b(?:(?:be|were|was|is|are|been)(?: now| then| hereby)? excluded|(?:be|were|was) (?:then )?(?:asked|required|requested|invited) to (?:leave|withdraw))\b"
    rf"|\b(?:resolved|agreed|moved|voted|decided|carried|approved)\b.{{0,160}}?\bexclud(?:e|ed|ing) {_THEM}\b|\bexcluded {_THEM}\b"
    rf"|\b(?:resolved|agreed)\b.{{0,250}}?\b{_PUBLIC} (?:should |to |must )?(?:leave|withdraw)\b"
    r"|\b(?:moved|went|go|continued|met|resolved|entered|sat) (?:on )?(?:in(?:to)?|to) (?:closed|private|confidential|exempt) session\b|\b(?:moved|went|go|continued|met) (?:in(?:to)? )?(?:camera|private)\b"
    r"|\b(?:following|remaining) (?:items?|business|matters?)\b.{0,60}\b(?:considered|taken|dealt with|discussed|heard|was|were) (?:in (?:private|confidence|camera|closed session|private session)|as (?:confidential|exempt))\b"
)
_SPEAKS = (
    rf"\bexclu(?:de|ded|ding|sion)\b.{{0,80}}\b{_PUBLIC}\b|\b{_PUBLIC}\b.{{0,80}}\bexclu(?:ded|sion)\b|(?<!of the )\bpublic (?:then |now )?(?:left|withdrew)\b"
)
# From a place, and not from the meeting.
_ELSEWHERE = r"\bexcluded from (?!(?:the |this |that |all )?(?:meeting|remainder|rest|proceedings|discussion|debate|consideration|room|hall|chamber|items?|session|following|whole|part)\b)"
_BETWEEN = r"(?:(?:and|or|the|any|press|public|observers|present|who|had|left|then|now|were|was|be|are|being|having|been|again|subsequently) )*"
_READMITTED = (
    rf"\b{_PUBLIC} {_BETWEEN}(?:re-?admitted|(?:invited|asked|allowed) (?:back|to return|to re-?join)|returned to the (?:meeting|room|chamber|hall)|re-?joined|came back)\b"
    rf"|\bre-?admi(?:ssion of|t) {_THEM}\b|\b(?:end|close) of (?:the )?(?:exempt|confidential|private|closed) (?:items?|session|part|section|business|minutes)\b|\bend of part (?:2|ii|two|b)\b"
    r"|\b(?:returned|resumed|re-?opened|reconvened|moved back|went back|back) (?:in|into|to) (?:the )?(?:public|open) (?:session|part|meeting|business)\b"
    rf"|\bre-?opened to {_THEM}\b|\b(?:resumed|reconvened) in public\b|\b(?:public|open) session (?:was )?(?:resumed|re-?opened)\b|\breturn to (?:public|open) session\b"
)
_NOT_YET = r"\bnot (?:be )?re-?admitted\b|\bbefore the (?:press|public)\b"
# Nothing was exempt: in the words that speak of it, and as the words below a heading on it.
_NONE = (
    r"\b(?:no|not any) (?:\w+ ){0,2}?(?:exempt|confidential|private|such)\b|\bthere (?:were|was|are|is) none\b|[:–—-] (?:none|nil|not required)\W*$|\bno items\b"
    r"|\bnot (?:be )?(?:necessary|required|needed|excluded)\b|\bno need to\b|\b(?:did not|not to) exclude\b"
)
_NOTHING = (
    r"\W*(?:(?:resolved|agreed|noted)\W+(?:that )?)?(?:there (?:were|was|are|is|being) )?(?:none\b(?! of\b)|nil\b|n/?a\b|not applicable\b|not (?:required|necessary|needed)\b"
    r"|no (?:\w+ ){0,2}?(?:exempt|confidential|private|such)\b|no (?:items?|exclusions?)\b|no business(?:\W*$| (?:was|were|to|of|requiring|in)\b))"
    r"|.{0,60}\b(?:not (?:necessary|required|needed) to|no need to|did not|not to) (?:exclude|move|pass|resolve)\b|.{0,80}\bnot (?:be )?excluded\b"
)
# The words of an agenda, or of a notice: whether anybody was excluded does not follow from them.
_PERHAPS = (
    rf"\b(?:may|might|could|can)\b.{{0,30}}\bexclu|\bwhether\b.{{0,60}}\bexclu|\bif\b.{{0,40}}\bnecessary\b|\bany (?:\w+ )?items?\b|\bto (?:consider|note|identify|agree|determine|confirm|resolve)\b.{{0,100}}\b(?:exclu|{_PUBLIC})"
)
_PART = r"part (?:2|ii|two|b)"
_FIRST_PART = r"(?:\W*)part (?:1|i|one|a)\b(?! of\b)\W*(?:(?:open|public|for publication|items? (?:open|for)|business|minutes|resumed|continued)\b.*)?$|(?:\W*)(?:open|public) (?:session|business|part)(?: resumed)?\W*$"
_CLOSED_WORDS = r"(?:private|exempt|confidential|closed|not for publication|not open to the (?:press|public)|in camera|public excluded|press and public excluded)"
# A heading below which all is exempt: it names the part, and no matter.
_CLOSED_HEADING = (
    rf"(?!\W*closed\W*$)\W*(?:the )?(?:{_PART}\b.{{0,60}}\b{_CLOSED_WORDS}\b.*|(?:minutes\W+)?{_CLOSED_WORDS}(?:\W+{_CLOSED_WORDS})*(?: (?:and|or) {_CLOSED_WORDS})?"
    rf"(?: (?:items?|business|matters?|session|part|section|information|minutes|reports?|agenda|meeting)){{0,2}}(?: \(?{_PART}\)?)?(?:\W+(?:by virtue|under|in accordance|pursuant|paragraphs?|schedule)\b.*)?\W*"
    rf"|{_PART} (?:items?|business|matters?|minutes|session|agenda|reports?)\W*|.{{0,90}}\b{_PART}\b\W{{0,3}}\(?(?:confidential|private|exempt)\b.{{0,40}}"
    r"|(?:items?|business|matters?|reports?) (?:considered|taken|dealt with|discussed) (?:in private|in closed session|in the absence of the (?:press|public)\b.*|after the exclusion\b.*|whilst\b.*|while\b.*|following the exclusion\b.*)\W*)$"
)
# A title that says of its own item that it is exempt.
_MARKED_TITLE = (
    rf"[(\[]\s*(?:{_CLOSED_WORDS}|{_PART})\b[^)\]]*[)\]]|\bnot for publication\b|\b(?:exempt|confidential) (?:information|items?|report|appendix|appendices|business|matters?|minutes|session|annex)\b"
    rf"|\b(?:private|closed) (?:session|item|business|minutes)\b|\bin camera\b|^\W*(?:exempt|confidential|private|{_PART})\s*[:–—-]|[:–—-]\s*(?:exempt|confidential|private)\W*$"
)
# The line below a title that says so.
_LABEL = r"\W*(?:not for publication|exempt (?:information|item|report|from publication|under|by virtue)|confidential(?: item| report)?\W*$|exempt\W*(?:$|paragraph)|this (?:item|report) (?:is|was|contains?) (?:exempt|confidential|not for publication))"
_MENTIONS = (
    "exempt information", "exempt item", "exempt report", "exempt appendix", "confidential item", "confidential report", "confidential session", "confidential discussion",
    "closed session", "private session", "schedule 12a", "schedule 7a", "not for publication", "in camera", "in confidence",
)  # fmt: skip
_LAW = r"\b(?:schedule (?:12a|7a)|exempt information)\b"
# What is public whenever it is dealt with.
_AFTERWARDS = r"\W*(?:dates?|time)(?: (?:and|,) (?:time|venue|place))*(?: of| for)? (?:the )?next\b|\W*next (?:ordinary )?meetings?\b|\W*(?:close|end) of (?:the )?meeting\b|\W*(?:the )?meeting (?:closed|ended)\b"
_FORMAL = r"\b(?:local government|paragraphs?|schedule|section 100|exempt information|public interest|admission to meetings|press|public)\b"
# Words without which a pattern finds nothing: most documents then are read without its being compiled.
_WORDS = ("exempt", "confidential", "publication", "private", "camera", "closed", "part ", "press", "public excluded", "considered", "taken", "dealt", "discussed")
_OPENING = ("exempt", "confidential", "publication", "private", "camera", "closed", "part ", "open to the", "excluded", "absence of the", "exclusion", "whilst", "while")
_TELLING = ("exclu", "exempt", "confidential", "publication", "private", "camera", "part ", "readm", "re-adm", "return", "resum", "schedule", "closed", "public", "press", "open",
            "considered in", "taken in", "dealt with", "discussed in", "in confidence")  # fmt: skip
_OUT = ("exclu", "leave", "withdraw", "session", "camera", "in private", "in confidence", "as confidential", "as exempt")
_BARE_PARTS = ("part 2", "part ii", "part two", "part b")
_NUMBERS = r"\(?\d{1,2}\)?(?!\.\d|\d)(?:\s*(?:,|and|&|or|to|-|–|/)\s*(?:and )?\(?\d{1,2}\)?(?!\.\d|\d))*"
_PARAGRAPHS = rf"\bpara(?:graph)?s?(?:\(s\))?\.?\s*(?:nos?\.?\s*|numbers?\s*)?({_NUMBERS})|\bcategor(?:y|ies)\s*({_NUMBERS})|\brules? 10\.4\s*({_NUMBERS})"
_ITEMS = r"\b(?:agenda |minute )?(?:items?|minutes?)\s*(?:nos?\.?\s*|numbers?\s*)?((?:[a-z]?\d{1,3}[a-z]?)(?:/\d{2,4})?(?:\s*(?:,|and|&|to|-|–)\s*(?:and )?(?:items? )?[a-z]?\d{1,3}[a-z]?(?:/\d{2,4})?)*)(?![\d.]*\d)"


def units(document: Document) -> Iterator[Unit]:
    """The paragraphs of a document and the rows of its tables, in order."""
    for block in document.blocks:
        if isinstance(block, Para):
            text = block.text
            is_heading = bool(block.level or block.bold) or (len(text) < 120 and not text.rstrip().endswith((".", ";", ",")))
            yield Unit(block.line, max(block.last, block.line), text, is_heading)
        else:
            for row in block.rows:
                text = " ".join(cell.strip() for cell in row.cells if cell.strip())
                yield Unit(row.line, row.line, text, len(text) < 120 and not text.endswith("."))


def excludes(text: str) -> bool:
    """Whether a text says that the public were excluded from the meeting."""
    if not any(word in text for word in _OUT):
        return False
    return bool(re.search(_EXCLUDED, text)) and not none_were(text) and not re.search(_ELSEWHERE, text)


def excludes_from_elsewhere(text: str) -> bool:
    """Whether it is some other place that somebody was excluded from."""
    return "excluded from" in text and bool(re.search(_ELSEWHERE, text))


def speaks(text: str) -> bool:
    """Whether a text speaks of excluding the public, whatever it says of it."""
    return ("exclu" in text or "left" in text or "withdrew" in text) and bool(re.search(_SPEAKS, text))


def none_were(text: str) -> bool:
    """Whether a text on the exclusion says that there was none."""
    return bool(re.search(_NONE, text))


def perhaps(text: str) -> bool:
    """Whether a text on the exclusion is an agenda's or a notice's, and does not say that anybody was excluded."""
    return bool(re.search(_PERHAPS, text))


def is_formal(text: str) -> bool:
    """Whether a text gives the law for an exclusion."""
    return bool(re.search(_FORMAL, text))


def readmits(text: str) -> bool:
    """Whether a text says that the public came back."""
    return bool(re.search(_READMITTED, text)) and not re.search(_NOT_YET, text)


def names_the_law(text: str) -> bool:
    """Whether a text names the schedule that says what is exempt."""
    return bool(re.search(_LAW, text))


def mentions(text: str) -> bool:
    """Whether a text mentions exempt matter, and not that there was none."""
    return any(words in text for words in _MENTIONS) and not none_were(text)


def is_bare_part(text: str) -> bool:
    """Whether a heading is Part II, and nothing else."""
    return text.strip(" .:*-–—#") in _BARE_PARTS


def is_first_part(text: str) -> bool:
    """Whether a heading is that of the public part."""
    return ("part " in text or "session" in text or "business" in text) and bool(re.match(_FIRST_PART, text))


def opens(text: str, unit: Unit) -> bool:
    """Whether a heading says that what stands below it is exempt."""
    return unit.is_heading and len(text) < 200 and any(word in text for word in _OPENING) and bool(re.match(_CLOSED_HEADING, text))


def is_marked(title: str) -> bool:
    """Whether the title of an item says that it is exempt."""
    return any(word in title for word in _WORDS) and bool(re.search(_MARKED_TITLE, title))


def is_label(text: str) -> bool:
    """Whether a line below a title says that the item is exempt."""
    return any(word in text for word in _WORDS) and bool(re.match(_LABEL, text))


def is_afterwards(title: str) -> bool:
    """Whether an item is public whenever it is dealt with: the date of the next meeting, the close of this one."""
    return any(word in title for word in ("next", "close", "end")) and bool(re.match(_AFTERWARDS, title))


def items_named(text: str) -> Sequence[str]:
    """The items for which a text says that the public were excluded; none where it names none."""
    found = re.search(_ITEMS, text)
    return expanded(found[1]) if found else ()


def may_tell(text: str) -> bool:
    """Whether a text has any of the words by which all of this is told: most have none, and are not looked at further."""
    return any(word in text for word in _TELLING)


def lowered(text: str) -> str:
    """Words in small letters, as the patterns here expect them."""
    return " ".join(text.replace("’", "'").casefold().split())


def says_nothing(text: str) -> bool:
    """Whether the words below a heading say that there was nothing exempt."""
    return len(text) < 200 and bool(re.match(_NOTHING, text))


def plain(text: str) -> str:
    """Words without marks, as they are looked for."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def paragraphs(text: str) -> list[str]:
    """The paragraphs that a text names, in order: those of Schedule 7A by its name, for another Act has them."""
    if "para" not in text and "categor" not in text and "10.4" not in text:
        return []
    found = [number for one in re.finditer(_PARAGRAPHS, text) for number in expanded(one[1] or one[2] or one[3])]
    # Rules of procedure say 10.4(3) for paragraph 3.
    elsewhere = "schedule 7a" in text
    return list(dict.fromkeys(f"paragraph {number} of Schedule 7A" if elsewhere else number for number in found))


def expanded(text: str) -> Sequence[str]:
    """``1, 2 and 3``, ``1 to 3`` and ``(1)–(3)``, each number by itself."""
    bare = re.sub(r"[()]", " ", text)
    bare = re.sub(r"(\d+)\s*(?:to|-|–)\s*(\d+)", lambda m: " ".join(map(str, range(int(m[1]), min(int(m[2]), int(m[1]) + 40) + 1))), bare)
    return [plain(word) for word in re.findall(r"[a-z]?\d{1,3}[a-z]?(?:/\d{2,4})?", bare)]
