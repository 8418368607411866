"""A Markdown template in the simplest form, filled in without Jinja2: loading that takes longer than a whole paper.

The form is a small part of Jinja2's: comments, names with fields printed, ``if`` with ``not`` and ``else``, ``for`` with
``loop.last``. What such a template says is beyond doubt; of every other, and of one that asks for what is not there, it is
said that it cannot be filled in here, and ``templating`` takes over. So the template in the package is the only source of
what a paper looks like, and both ways make the same page of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from g2g.render.layout import cell_text
from g2g.render.safe import markdown_text


class Ready(str):
    """Text that is Markdown already, and stands on the page as it is."""

    __slots__ = ()

    @classmethod
    def joined(cls, pieces: Iterable[str]) -> Ready:
        """What a block, a macro or a whole page printed: each piece of it has been made safe."""
        return cls("".join(pieces))


def shown(value: object) -> str:
    """Any value as words: a cell as in every table, anything else as Python has it."""
    return cell_text(value) if value is None or isinstance(value, str | int | date) else str(value)


def in_markdown(value: object) -> str:
    """A value as a Markdown template prints it: made safe, unless it is Markdown already."""
    return value if isinstance(value, Ready) else markdown_text(shown(value))


# ---- the form --------------------------------------------------------------------------------

# A tag takes the blanks before it with it where nothing else stands before it on its line, and the end of the line.
_TOKEN = r"(?s)(?:(?:\A|(?<=\n))[ \t]*)?(?:(?P<tag>\{%.*?%\})|(?P<comment>\{#.*?#\}))\n?|(?P<value>\{\{.*?\}\})"
_PATH = r"[a-z_]+(?:\.[a-z_]+)*"
_VALUE = r"\{\{ (" + _PATH + r") \}\}"
_TAG = (
    r"\{% (?:(?P<word>if) (?P<not>not )?(?P<test>" + _PATH + r")|(?P<end>else|endif|endfor)"
    r"|for (?P<names>[a-z_]+(?:, [a-z_]+)*) in (?P<each>" + _PATH + r")) (?P<kept>\+?)%\}"
)
# Where a name could stand these mean something else.
_NO_NAMES = frozenset("and caller else false if import in is none not or recursive self super true with without".split())

Path = tuple[str, ...]


class Value(NamedTuple):
    """A value that is printed."""

    path: Path


class If(NamedTuple):
    """What is printed where a value is something, and where it is nothing; the other way round with ``negated``."""

    path: Path
    negated: bool
    body: list[Node]
    other: list[Node]


class For(NamedTuple):
    """What is printed for each of several values, under a name; for the fields of each, under several."""

    names: Path
    path: Path
    body: list[Node]


Node = str | Value | If | For


class _Loop(NamedTuple):
    last: bool


class _Declined(Exception):
    """The template is not in the simplest form, or asks for what is not there."""


def filled(text: str, context: Mapping[str, object]) -> str | None:
    """The page that a template makes; None for one that is left to Jinja2."""
    try:
        nodes, end = _parsed(_tokens(text))
        if end:
            raise _Declined
        pieces: list[str] = []
        _fill(nodes, context, pieces.append)
        return "".join(pieces)
    except _Declined:
        return None


def _tokens(text: str) -> Iterator[str | re.Match[str]]:
    """The text in pieces: words as they stand, and the tags and values between them."""
    at = 0
    for token in re.finditer(_TOKEN, text):
        before = text[at : token.start()]
        # A brace right before another makes a mark of the two: what follows is then no tag.
        if before.endswith("{") and token[0].startswith("{"):
            raise _Declined
        yield _words(before)
        at = token.end()
        if comment := token["comment"]:
            # These marks say what becomes of the blanks around it.
            if comment[2] in "-+" or comment[-3] in "-+":
                raise _Declined
            continue
        tag = _whole(_TAG, token["tag"]) if token["tag"] else _whole(_VALUE, token["value"])
        yield tag
        if token["tag"] and tag["kept"] and token[0].endswith("\n"):
            yield "\n"
    yield _words(text[at:])


def _words(text: str) -> str:
    if "{{" in text or "{%" in text or "{#" in text or "\r" in text:
        raise _Declined
    return text


def _whole(form: str, text: str) -> re.Match[str]:
    match = re.fullmatch(form, text)
    if match is None:
        raise _Declined
    return match


def _path(text: str, separator: str = ".") -> Path:
    path = tuple(text.split(separator))
    if not _NO_NAMES.isdisjoint(path):
        raise _Declined
    return path


def _parsed(tokens: Iterator[str | re.Match[str]]) -> tuple[list[Node], str]:
    """What stands up to the end of a block (else, endif, endfor) or of the text (nothing), and which that is."""
    nodes: list[Node] = []
    for token in tokens:
        if isinstance(token, str):
            nodes.append(token)
        elif token.re.pattern == _VALUE:
            nodes.append(Value(_path(token[1])))
        elif token["end"]:
            return nodes, token["end"]
        elif token["word"]:
            nodes.append(_if(token, tokens))
        else:
            body, end = _parsed(tokens)
            each = For(_path(token["names"], ", "), _path(token["each"]), body)
            if end != "endfor" or "loop" in each.names:
                raise _Declined
            nodes.append(each)
    return nodes, ""


def _if(tag: re.Match[str], tokens: Iterator[str | re.Match[str]]) -> If:
    other: list[Node] = []
    body, end = _parsed(tokens)
    if end == "else":
        other, end = _parsed(tokens)
    if end != "endif":
        raise _Declined
    return If(_path(tag["test"]), bool(tag["not"]), body, other)


# ---- filling it in ---------------------------------------------------------------------------


def _fill(nodes: Iterable[Node], names: Mapping[str, object], say: Callable[[str], None]) -> None:
    for node in nodes:
        if isinstance(node, str):
            say(node)
        elif isinstance(node, Value):
            say(in_markdown(_found(node.path, names)))
        elif isinstance(node, If):
            _fill(node.other if bool(_found(node.path, names)) == node.negated else node.body, names, say)
        else:
            _fill_each(node, names, say)


def _fill_each(node: For, names: Mapping[str, object], say: Callable[[str], None]) -> None:
    values = _found(node.path, names)
    if not isinstance(values, tuple | list):
        raise _Declined
    for index, value in enumerate(values, 1):
        fields = (value,) if len(node.names) == 1 else value
        if not isinstance(fields, tuple) or len(fields) != len(node.names):
            raise _Declined
        _fill(node.body, {**names, "loop": _Loop(index == len(values)), **dict(zip(node.names, fields, strict=True))}, say)


def _found(path: Path, names: Mapping[str, object]) -> object:
    """The value of a name, or of a field of it."""
    if path[0] not in names:
        raise _Declined
    value = names[path[0]]
    for field in path[1:]:
        # Records alone have fields: whatever else an object has is no part of a paper.
        if field not in getattr(type(value), "_fields", ()):
            raise _Declined
        value = getattr(value, field)
    return value
