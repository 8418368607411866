"""Text from the record, made safe to show on a terminal, on a Markdown page and in a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

UNKNOWN = "\N{REPLACEMENT CHARACTER}"

# Printable by their category, yet nothing is seen of them: two references that differ could look the same.
_INVISIBLE = (
    "[\u034f"  # combining grapheme joiner
    "\u115f\u1160\u3164\uffa0"  # Hangul fillers: letters that show nothing
    "\u17b4\u17b5\u180b-\u180f"  # Khmer and Mongolian selectors
    "\u2800"  # a Braille cell without dots
    "\ufe00-\ufe0d\U000e0100-\U000e01ef]"  # variation selectors, save the two that belong to emoji
)


def is_plain(text: str) -> bool:
    """Whether every character is seen, and does nothing but be seen."""
    return text.isprintable() and (text.isascii() or not _invisible()(text))


@cache
def _invisible() -> Callable[[str], re.Match[str] | None]:
    return re.compile(_INVISIBLE).search


class _Shown(dict[int, str]):
    """How each character is shown; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = char if is_plain(char) else " " if char.isspace() else UNKNOWN
        return self[code]


_SHOWN = _Shown({code: chr(0x2400 + code) for code in range(32)})
_SHOWN |= {ord(c): " " for c in "\t\n\v\f\r"}
_SHOWN[0x7F] = "\N{SYMBOL FOR DELETE}"
_SHOWN[0xAD] = ""  # a soft hyphen says where a word may be divided; ours are not


def terminal(text: str) -> str:
    """The text on one line, with nothing in it that a terminal would act on or that cannot be seen.

    Control characters are shown by their pictures (``␛`` for Escape); line breaks, tabs and odd spaces as a
    space; whatever else is not seen, or turns the direction of writing, as U+FFFD. Soft hyphens are left out.
    """
    if text.isascii() and text.isprintable():
        return text
    return text if is_plain(text) else text.replace("\r\n", "\n").translate(_SHOWN)


_ASCII_PUNCTUATION = r"[!-/:-@\[-`{-~]"
# What can begin a mark of Markdown wherever it stands, and where it cannot: a_b, 5 * 3, x < y, ~30 days, $5, R&D,
# C:\papers. A "]" or ">" ends nothing once what opens it is escaped.
# The expressions for Markdown are compiled when first used: the other forms do without.
_MARKS = rf"""(?x)
    (?P<pipe>\|) | (?<!\S)[*_<](?!\S) | (?<=[^\W_])_+(?=[^\W_]) | (?<!\S)[~$](?=\d)
    | (?P<mark>[`*_\[<~$] | &(?=\#\w+;|\w\w+;) | \\(?={_ASCII_PUNCTUATION}|\Z))"""
_ANY_MARK = r"[\\`*_\[<~$&|]"
_LINK = r"(?i)(?<=[a-z])(?=://)|(?<=www)(?=\.)"
_BLOCK_START = r"""(?x)
    \#{1,6}(?=\ |\Z) | [-+*_](?=\ |\Z) | > | \d{1,9}(?P<after>[.)])(?=\ |\Z) | [-=:|](?=[-=:|\ ]*\Z)"""
_CLOSING_HASHES = r"(?:^|(?<= ))#+\Z"


@cache
def _any_mark() -> Callable[[str], re.Match[str] | None]:
    return re.compile(_ANY_MARK).search


def _words(text: str) -> list[str]:
    return terminal(text).split()


def _escaped(word: str, pipe: str) -> str:
    """One word with its marks escaped; ``pipe`` is what stands for a ``|``."""
    if not re.search(_ANY_MARK, word):
        return word
    changed = re.sub(_MARKS, lambda m: pipe if m["pipe"] else "\\" + m[0] if m["mark"] else m[0], word)
    # GitHub makes a link of a bare address and would show our backslashes in it, so it must not see one.
    return word if changed == word else re.sub(_LINK, r"\\", changed)


def markdown_cell(text: str) -> str:
    """The text for a cell of a Markdown table, where it is shown as it stands."""
    if not _any_mark()(text):  # as in most; a look at each word takes longer
        line = terminal(text)
        return line if "  " not in line and line.strip() == line else " ".join(line.split())
    # Readers differ on whether "\\|" ends a cell: after a backslash the pipe is written as an entity.
    return " ".join([_escaped(w, "&#124;" if "\\|" in w else r"\|") for w in _words(text)])


def markdown_text(text: str) -> str:
    """The text for a line of its own on a Markdown page, a heading or a list item, shown as it stands."""
    line = " ".join([_escaped(w, "|") for w in _words(text)])
    line = re.sub(_CLOSING_HASHES, r"\\\g<0>", line)
    if found := re.match(_BLOCK_START, line):
        at = found.start("after") if found["after"] else 0
        return line[:at] + "\\" + line[at:]
    return line


_FORMULA_STARTS = frozenset("=+-@\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}"
                            "\N{FULLWIDTH COMMERCIAL AT}\N{SMALL PLUS SIGN}\N{SMALL HYPHEN-MINUS}"
                            "\N{SMALL EQUALS SIGN}\N{SMALL COMMERCIAL AT}")  # fmt: skip


def spreadsheet(text: str) -> str:
    """The text for a cell of a spreadsheet; an apostrophe goes before what would be taken for a formula."""
    clean = terminal(text)
    return f"'{clean}" if clean.lstrip()[:1] in _FORMULA_STARTS else clean


def shown_controls(text: str) -> str:
    """The text with control characters shown by their pictures; line breaks and tabs, which a cell can hold, stay.

    For files that are read back: nothing else is changed.
    """
    return text if text.isprintable() else "".join(c if c.isprintable() or c in "\t\n\r" else _control_shown(c) for c in text)


def _control_shown(char: str) -> str:
    from g2g.nodes import CONTROL

    if not re.match(f"[{CONTROL}]", char):
        return char
    return chr(0x2400 + ord(char)) if char < " " else "\N{SYMBOL FOR DELETE}" if char == "\x7f" else UNKNOWN
