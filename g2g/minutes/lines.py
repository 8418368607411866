"""One line of a text: its indent, its mark, and its words without emphasis, escapes and links."""

import re
from typing import NamedTuple

TAB = 4  # columns to which a tab counts


class Line(NamedTuple):
    """A line of the source. ``raw`` keeps inner spaces and tabs; ``text`` has single spaces and no mark."""

    number: int
    raw: str
    text: str
    mark: str = ""
    indent: int = 0
    level: int = 0
    bold: bool = False
    breaks: bool = False  # a hard line break of Markdown: the next line does not belong to it
    last: int = 0  # the line on which it ends, where its mark stood on a line of its own

    @property
    def cells(self) -> tuple[str, ...]:
        """The parts between tabs or wide spaces, each without marks."""
        return tuple(part for part in _GAPS.split(self.raw.strip()) if part.strip())


_GAPS = re.compile(r" *\t[ \t]*| {3,}")
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_STARS = r"\*{2,}|(?<![\w*])__(?=\S)|(?<=\S)__(?![\w_])"
_ONE_STAR = r"(?<![\w*\\])\*(?=[^\s*])([^*]{1,300}?)(?<=[^\s*])\*(?![\w*])"
_UNDERLINE = r"(?<![\w\\])_(?=[^\s_])([^_]{1,300}?)(?<=[^\s_])_(?!\w)"
_LINK = r"!?\[([^\[\]]{0,300})\]\((?:[^()\s]|\([^()\s]*\)){0,500}(?: \"[^\"]{0,200}\")?\)"
_TAG = r"(?i)</?(?:b|i|u|em|strong|span|p|br|div|sup|sub|small|font|ul|ol|li)\b[^<>]{0,200}>"
_ENTITY = r"&(?:nbsp|amp|lt|gt|quot|#39|#8211|ndash|rsquo|pound);"
_ENTITIES = {
    "&nbsp;": " ", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#8211;": "–", "&ndash;": "–",
    "&rsquo;": "’", "&pound;": "£",
}  # fmt: skip
_ESCAPE = r"\\([\\`*_{}\[\]()#+\-.!|<>~])"
_HEADING = r"(#{1,6})[ \t]+(?=\S)"
_GLUED = r"(#{2,6}(?=[A-Z])|#(?=[A-Z]\w* [^\s#]))"  # without the space that belongs there
_WIKI_HEADING = r"(={2,6})\s*(?=[^=\s])"
_BULLET = re.compile(r"(?:[•·●▪◦‣⁃∙■□○➢➤✓♦\uf0b7\uf0a7]|[-*–—+](?=\s)|[-–](?=[A-Z][\w/’']+ )|o(?=\t| {2,}))\s*(?=\S)")
_WHOLLY_BOLD = r"(?:[-*+•·] +)?(?:\*\*[^*]+\*\*[ .:]*)+$"

# What stands before a line as its number, by how the line begins; the patterns of a kind are tried in order.
_OF_LETTERS = (
    r"(?P<n>(?!ACTION|ITEM)[A-Z]{2,6}[ /-]\d{2,4}[/-]\d{1,4}(?:[/-]\d{1,4}){0,2})(?=[:.)\s])[:.)]?\s+(?=\S)",  # GBM/2223/027:
    r"(?:Agenda )?[Ii]tem(?: [Nn]o\.?)? ?(?P<n>\d{1,3}(?:\.\d{1,2}){0,2}[a-z]?)\s*(?:[:.)–—-]\s*|(?<=\s\s))(?=[^\s*])",  # Item 4:
)
_OF_FIGURES = (
    r"(?P<n>\d{1,4}[/-]\d{1,4}(?:[/-]\d{1,4}|\.\d{1,2})?)(?![\d/.]|-\d)(?:[.):]\s*|\s+)(?=[A-Z“‘'\"(])",  # 23/045
    r"(?P<n>\d{1,3}(?:\.\d{1,3}){1,3})(?![\d/])(?:[.):]\s*|\s+)(?![ap]\.?m\b|%|million|billion)(?=\S)",  # 2.1
    r"(?P<n>\d{1,4}[a-z]?)[.):](?:\s+(?=\S)|(?=[A-Z“‘]))",  # 1.
    r"(?P<n>\d{1,3})(?:\t\s*| {2,})(?=\S)",  # 1  Welcome
    r"(?P<n>\d{1,3}) (?=[A-Z]{3}[A-Z ,&'’/-]*$)",  # 4 FINANCE
)
_BRACKETED = (r"\((?P<n>\d{1,3}|[a-z]|[ivx]{1,5})\)\s*(?=\S)",)  # (1) (a) (iv)
_CLOSED = (r"(?P<n>[ivx]{1,5}|[IVX]{1,5}|[a-zA-Z]{1,2})\)\s*(?=\S)",)  # i) a)
_STOPPED = (r"(?P<n>[ivx]{1,5}|[a-h]|[IVX]{1,4})\.(?:\s+)(?=\S)",)  # i. a.
_ONLY_NUMBER = r"(?:(?:Agenda )?[Ii]tem )?\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[ivx]{1,5}|[a-h]|\d{2,4}/\d{1,4}|[A-Z]{2,6}/\d{2,4}/\d{1,4})[.):]?$"
_NO_NUMBER = r"\d{1,2}\.\d{2} ?(?:am|pm|hrs|hours|noon|to |-|–)|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|(?:19|20)\d{2}-[01]\d-[0-3]\d\b|[A-Z]\. ?[A-Z]"


def plain(raw: str) -> str:
    """Words as they are read: without emphasis, links, escapes, entities and signs that cannot be seen."""
    if "&" in raw:
        raw = re.sub(_ENTITY, lambda m: _ENTITIES[m[0]], raw)
    if "<" in raw:
        raw = re.sub(_TAG, " ", raw)
    if not raw.isascii():
        raw = _HIDDEN.sub("", raw)
    if "''" in raw:
        raw = re.sub(r"'{2,5}", "", raw)
    if "[[" in raw:
        raw = re.sub(r"\[\[(?:[^\[\]|]{1,200}\|)?([^\[\]|]{1,200})\]\]", r"\1", raw)
    if "{{" in raw:
        raw = re.sub(r"\{\{(\w{1,20})\}\}", r"\1", raw)
    if "](" in raw:
        raw = re.sub(_LINK, r"\1", raw)
    if "*" in raw or "_" in raw:
        raw = re.sub(_STARS, "", raw)
        raw = re.sub(_ONE_STAR, r"\1", raw) if "*" in raw else raw
        raw = re.sub(_UNDERLINE, r"\1", raw) if "_" in raw else raw
    if "\\" in raw:
        raw = re.sub(_ESCAPE, r"\1", raw)
    # A stroke at the end of a line breaks it in Markdown.
    return _SPACES.sub(" ", raw).strip().removesuffix("\\").rstrip()


def numbered(text: str) -> tuple[str, str]:
    """The number before a line's words, without its full stop, and the words; an empty number where there is none."""
    for pattern in _patterns(text[:16]) if text else ():
        if found := re.match(pattern, text):
            return ("", text) if re.match(_NO_NUMBER, text) else (found["n"], text[found.end():])
    return "", text


def _patterns(begun: str) -> tuple[str, ...]:
    """The patterns that can fit a line which begins so; few lines have any."""
    if begun[0].isdigit():
        return _OF_FIGURES
    if begun[0] == "(":
        return _BRACKETED
    if not begun[0].isalpha():
        return ()
    if ")" in begun[:7]:
        return _CLOSED
    if "." in begun[:6]:
        return (*_OF_LETTERS, *_STOPPED) if any(c.isdigit() for c in begun) else _STOPPED
    return _OF_LETTERS if any(c.isdigit() for c in begun) else ()


def is_number(text: str) -> bool:
    """Whether a line holds nothing but an item's number."""
    return len(text) < 16 and bool(re.match(_ONLY_NUMBER, text))


def line_of(number: int, raw: str, *, markdown: bool = False) -> Line:
    """A line of the source, taken apart."""
    raw = raw.rstrip("\r\n")
    widened = raw.expandtabs(TAB)
    indent = len(widened) - len(widened.lstrip(" \u00a0"))
    stripped = raw.strip(" \t\u00a0\u200b\ufeff")
    level = 0
    if heading := re.match(_HEADING, stripped) or (re.match(_GLUED, stripped) if markdown and stripped[:1] == "#" else None):
        level = len(heading[1])
        stripped = stripped[heading.end():].rstrip("#").rstrip(" \t") or "#"
    elif (heading := re.match(_WIKI_HEADING, stripped)) and stripped.endswith(heading[1]) and len(stripped) > heading.end() + len(heading[1]):
        level = len(heading[1])
        stripped = stripped[heading.end():-level].rstrip()
    bold = stripped.startswith("**") and bool(re.match(_WHOLLY_BOLD, stripped))
    mark = ""
    if bullet := _BULLET.match(stripped):
        mark, stripped = "-", stripped[bullet.end():].lstrip(" \t\u00a0")
    elif stripped[:1] in "*_" and (inner := re.match(r"(?:\*\*|__)((?:(?:Agenda )?[Ii]tem )?\d.{0,300})", stripped)):
        stripped = inner[1]
    spaced = stripped if "\\" not in stripped else re.sub(_ESCAPE, r"\1", stripped)
    if not mark or spaced[:1].isdigit():
        found, rest = numbered(spaced)
        if found:
            mark, stripped = found, rest
    return Line(
        number, stripped if mark else raw, plain(stripped), mark, indent, level, bold, markdown and raw.endswith("  ") and bool(stripped)
    )
