"""What a piece of YAML says, as text, and where each part of it stands; and how g2g writes a value."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from g2g.model import Value, iso_date


class Scalar(NamedTuple):
    """One value, always text. ``style`` is plain, single, double, block or null; offsets are characters."""

    text: str
    start: int
    end: int
    style: str = "plain"


class Pair(NamedTuple):
    """One field of a mapping: its key, where the key stands, and its value."""

    key: Scalar
    node: "Node"


class Mapping(NamedTuple):
    """Fields in the order in which they are written."""

    pairs: tuple[Pair, ...]
    start: int
    end: int
    flow: bool = False

    def find(self, key: str) -> Pair | None:
        return next((p for p in self.pairs if p.key.text == key), None)


class Sequence(NamedTuple):
    """Items in the order in which they are written; ``start`` is where the first dash or the bracket stands."""

    items: tuple["Node", ...]
    start: int
    end: int
    flow: bool = False


Node = Scalar | Mapping | Sequence


def plain(node: Node) -> Value:
    """The node as strings, lists and dictionaries; nothing is typed, and an empty value is ``""``."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {pair.key.text: plain(pair.node) for pair in node.pairs}


def scalars(node: Node) -> Iterator[Scalar]:
    """Every scalar below a node, keys among them."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    else:
        for pair in node.pairs:
            yield pair.key
            yield from scalars(pair.node)


def comments(text: str, node: Node) -> list[str]:
    """The comments in a text: what stands behind a ``#`` outside every scalar."""
    found, at = [], 0
    for scalar in [*scalars(node), None]:
        gap = text[at : scalar.start if scalar else len(text)]
        if scalar and scalar.style == "block":
            # The line of the “>” or “|” may have one too.
            gap += text[scalar.start : scalar.end].partition("\n")[0]
        found += [line[line.index("#") :].rstrip(" \t\r") for line in gap.split("\n") if "#" in line]
        at = scalar.end if scalar else at
    return sorted(found)


def shifted(node: Node, by: int) -> Node:
    """The same node in a text that begins ``by`` characters later."""
    if isinstance(node, Scalar):
        return node._replace(start=node.start - by, end=node.end - by)
    if isinstance(node, Sequence):
        items = tuple(shifted(item, by) for item in node.items)
        return Sequence(items, node.start - by, node.end - by, node.flow)
    pairs = tuple(Pair(_shifted_key(p.key, by), shifted(p.node, by)) for p in node.pairs)
    return Mapping(pairs, node.start - by, node.end - by, node.flow)


def _shifted_key(key: Scalar, by: int) -> Scalar:
    return key._replace(start=key.start - by, end=key.end - by)


# What YAML 1.1 or 1.2 readers would take for a null, a boolean, a number or a date.
_LOOKALIKE = (
    r"(?:null|true|false|yes|no|on|off|y|n|~|=|<<)"
    r"|[-+]?(?:0x[0-9a-f_]+|0o?[0-7_]+|0b[01_]+|[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?)"
    r"|[-+]?\.(?:inf|nan|[0-9_]+(?:e[-+]?[0-9]+)?)"
    r"|[-+]?[0-9][0-9_]*(?::[0-9]{1,2})+(?:\.[0-9_]*)?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ][0-9:.Zz+\- ]*)?"
)
# The fields whose values are meant as dates or numbers, and so stand without quotes.
TYPED = frozenset(
    {"due", "closed", "to", "at", "date", "item", "area", "number", "exempt", "time", "left", "recommendation", "recommendations",
     "chased", "annual_meeting", "papers_days", "start", "end", "half_term_start", "half_term_end"}
)
_DATE_OR_NUMBER = r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[1-9][0-9]{0,5}"

# A plain value as g2g writes it: it starts with nothing that YAML gives a meaning to, holds no “: ” and
# no “ #”, and does not end in a space or a colon.
CONTROL = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
PLAIN = (
    rf"[^\n\-?:,\[\]{{}}#&*!|>'\"%@`~ {CONTROL}]"
    rf"(?:[^\n:# {CONTROL}]++|:(?![ \n])(?!\Z)|(?<!\ )\#|\ ++(?![\#\n])(?!\Z))*+"
)


_PROSE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 (),.;/'-–’“”£%&+?!")
_NO_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def _is_prose(text: str) -> bool:
    """Whether this is beyond doubt text that stands plain: a letter first, no mark of YAML, no word it reads otherwise."""
    return text[:1].isalpha() and text[-1] != " " and _PROSE.issuperset(text) and text.lower() not in _NO_WORDS


def written(text: str, field: str = "") -> str:
    """A value as g2g writes it: plain where every YAML reader takes it for this text, else in single quotes.

    Raises ValueError for text with line breaks or control characters, which no entry may hold.
    """
    if _is_prose(text):
        return text
    if iso_date(text):
        return text if field in TYPED else f"'{text}'"
    # Patterns are compiled where they are used: few commands need them.
    if re.search(f"[{CONTROL}]", text):
        raise ValueError("a value may hold no line breaks and no control characters")
    if field in TYPED and re.fullmatch(_DATE_OR_NUMBER, text):
        return text
    if re.fullmatch(PLAIN, text, re.VERBOSE) and not re.fullmatch(_LOOKALIKE, text, re.IGNORECASE):
        return text
    return "'" + text.replace("'", "''") + "'"
