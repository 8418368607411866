"""Any other YAML, read through ruamel: values with their places, and an entry rewritten as a last resort.

The only module that knows ruamel. It takes the parser's events, so that nothing is ever constructed, every
value stays text, and depth, size and what an alias could multiply are bounded.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from g2g.errors import BrokenFile
from g2g.model import Value
from g2g.nodes import Mapping, Node, Pair, Scalar, Sequence

LONGEST = 500_000
DEEPEST = 30
# Where these go wrong ruamel's own mark is where it gave up, often many lines below what has to be mended.
_BEGINS_THE_TROUBLE = ("while scanning a simple key", "while parsing a flow sequence", "while parsing a flow mapping")
# Space, line breaks and comments.
_SPACE = r"(?:[^\S\n]*+(?:#[^\n]*+)?+\n)*+[^\S\n]*+"
_STYLES = {None: "plain", "'": "single", '"': "double", "|": "block", ">": "block"}


def read(text: str, path: str, first_line: int = 1) -> Mapping:
    """What a text says, as a mapping with places (offsets in characters).

    Raises BrokenFile, naming the file and the line (counted from ``first_line``), for text that is no YAML,
    that is no mapping, or that uses what g2g's files have no use for: tags, anchors, aliases, several documents.
    """
    _refuse_outright(text, path, first_line)
    return _Reader(text, path, first_line).document()


def _refuse_outright(text: str, path: str, first_line: int) -> None:
    if len(text) > LONGEST:
        raise BrokenFile(path, first_line, f"this part is longer than {LONGEST:,} characters; g2g reads no more of one entry.")
    # At the beginning of what is read ruamel passes over it, elsewhere it becomes a part of the key.
    if mark := re.search(r"^\ufeff", text, re.MULTILINE):
        line = first_line + text.count("\n", 0, mark.start())
        raise BrokenFile(path, line, "here stands a byte order mark that cannot be seen; delete the line and type it anew.")


class _Reader:
    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.text, self.path, self.first_line = text, path, first_line
        self._events = self._parse()
        self._reached = 0

    def _parse(self) -> Iterator[Any]:
        from ruamel.yaml import YAML

        try:
            yield from YAML(typ="safe", pure=True).parse(self.text)
        except Exception as trouble:
            # Besides its own errors ruamel lets through whatever Python raises at, say, an impossible escape.
            why = getattr(trouble, "problem", None) or getattr(trouble, "reason", None) or str(trouble) or "it breaks off"
            what = f"this is not YAML that g2g can read ({_one_line(why)})."
            raise BrokenFile(self.path, self._line(self._where(trouble)), what) from None

    def _where(self, trouble: Exception) -> int:
        """The offset of what has to be mended."""
        position = getattr(trouble, "position", None)
        if isinstance(position, int):
            return position
        mark, context = getattr(trouble, "problem_mark", None), getattr(trouble, "context_mark", None)
        begins = getattr(trouble, "context", None) in _BEGINS_THE_TROUBLE or "unexpected" in str(getattr(trouble, "problem", ""))
        chosen = context if context and (begins or not mark) else mark
        # At the very end the last line that says something is meant, not the empty ones below it.
        return min(chosen.index if chosen else self._reached, max(0, len(self.text.rstrip()) - 1))

    def _line(self, offset: int) -> int:
        # ruamel counts other characters as ends of lines too; editors and git count these alone.
        return self.first_line + self.text.count("\n", 0, offset)

    def document(self) -> Mapping:
        kinds = ("StreamStartEvent", "DocumentStartEvent")
        event = next(self._events)
        while type(event).__name__ in kinds:
            if getattr(event, "explicit", False):
                self._refuse(event, "a document marker (---) or directive; g2g's files have none")
            event = next(self._events)
        if type(event).__name__ == "StreamEndEvent":
            return Mapping((), 0, 0)
        node = self._node(event, 0, 0)
        if not isinstance(node, Mapping):
            self._refuse(event, "text where fields should be; write “field: value” lines")
        # To the very end, for whatever is broken there must be told.
        closing = [next(self._events), next(self._events)]
        marks = [e for e in closing if getattr(e, "explicit", False) or type(e).__name__ == "DocumentStartEvent"]
        if marks:
            self._refuse(marks[0], "a document marker (--- or ...); g2g's files have none")
        return node

    def _node(self, event: Any, after: int, depth: int) -> Node:
        """The node that begins with an event; ``after`` is where the text before it ends."""
        kind = type(event).__name__
        self._reached = event.end_mark.index
        if kind == "AliasEvent" or getattr(event, "anchor", None):
            self._refuse(event, "an anchor or alias (& or *); write the value out")
        if getattr(event, "tag", None):
            self._refuse(event, "a tag (!); values are plain text, put it in quotes")
        if depth > DEEPEST:
            self._refuse(event, f"a list or mapping inside more than {DEEPEST} others; write plain lines instead")
        if kind == "ScalarEvent":
            return self._scalar(event, after)
        return self._sequence(event, depth) if kind == "SequenceStartEvent" else self._mapping(event, depth)

    def _scalar(self, event: Any, after: int) -> Scalar:
        style = _STYLES[event.style]
        start, end = event.start_mark.index, event.end_mark.index
        if style == "plain" and event.value in ("", "~"):
            # An empty value has the place of whatever comes next: give it its own.
            return Scalar("", start, end, "null") if end > start else Scalar("", after, after, "null")
        if re.search("[\ud800-\udfff]", event.value):
            self._refuse(event, "half of a character, by an escape (\\ud800 to \\udfff); write the character itself")
        if style == "block":
            keeps_blank_lines = "+" in self.text[start : start + 3]
            said = self.text[start:end].removesuffix("\n") if keeps_blank_lines else self.text[start:end].rstrip(" \t\r\n")
            end = start + len(said)
        return Scalar(event.value, start, end, style)

    def _sequence(self, event: Any, depth: int) -> Sequence:
        flow, start = bool(event.flow_style), event.start_mark.index
        items: list[Node] = []
        at = start
        while type(following := next(self._events)).__name__ != "SequenceEndEvent":
            if not flow:
                at = self._after_dash(at)
            items.append(self._node(following, at, depth + 1))
            at = items[-1].end
        return Sequence(tuple(items), start, following.end_mark.index if flow else at, flow)

    def _after_dash(self, at: int) -> int:
        match = re.compile(_SPACE + "-").match(self.text, at)
        return match.end() if match else at

    def _after_colon(self, at: int) -> int:
        """Behind the colon of a key that ends here; the key's end where it has none (``? key``, ``{key}``)."""
        match = re.compile(_SPACE + ":").match(self.text, at)
        return match.end() if match else at

    def _mapping(self, event: Any, depth: int) -> Mapping:
        flow, start = bool(event.flow_style), event.start_mark.index
        pairs: dict[str, Pair] = {}
        end = start
        while type(following := next(self._events)).__name__ != "MappingEndEvent":
            key = self._node(following, following.start_mark.index, depth + 1)
            if not isinstance(key, Scalar) or "\n" in key.text:
                self._refuse(following, "a key that is not a plain word")
            if key.text in pairs:
                self._refuse(following, f"“{key.text}” a second time in one place; keep one of the two")
            node = self._node(next(self._events), self._after_colon(key.end), depth + 1)
            pairs[key.text] = Pair(key, node)
            end = node.end
        return Mapping(tuple(pairs.values()), start, following.end_mark.index if flow else end, flow)

    def _refuse(self, event: Any, what: str) -> NoReturn:
        raise BrokenFile(self.path, self._line(event.start_mark.index), f"here stands {what}.")


def _one_line(text: str) -> str:
    return " ".join(re.sub(r"[^\x20-\x7e]", " ", text).split())[:120]


def rewritten(text: str, fields: dict[str, Value]) -> str | None:
    """An entry written anew by ruamel with other values, its comments kept where ruamel can keep them.

    ``text`` is one entry (its key and all below); ``fields`` what it should say. None where ruamel cannot
    do it. The caller reads the result back: what comes out is a proposal, not yet a fact.
    """
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    try:
        document = yaml.load(text)
        (key,) = document
        entry = document[key]
        for name in [n for n in entry if n not in fields]:
            del entry[name]
        for name, value in fields.items():
            if name not in entry or _as_text(entry[name]) != value:
                entry[name] = value
        out = io.StringIO()
        yaml.dump(document, out)
    except Exception:
        # ruamel constructs what it reads here, and raises whatever comes of it (a bare ValueError at 2025-02-30).
        return None
    return out.getvalue()


def _as_text(value: object) -> object:
    if isinstance(value, list):
        return [_as_text(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _as_text(item) for key, item in value.items()}
    return str(value)
