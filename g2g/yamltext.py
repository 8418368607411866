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

LONGEST = 2_000_000
DEEPEST = 30
_STYLES = {None: "plain", "'": "single", '"': "double", "|": "block", ">": "block"}


def read(text: str, path: str, first_line: int = 1) -> Mapping:
    """What a text says, as a mapping with places (offsets in characters).

    Raises BrokenFile, naming the file and the line (counted from ``first_line``), for text that is no YAML,
    that is no mapping, or that uses what g2g's files have no use for: tags, anchors, aliases, several documents.
    """
    _refuse_giants(text, path, first_line)
    return _Reader(text, path, first_line).document()


def _refuse_giants(text: str, path: str, first_line: int) -> None:
    if len(text) > LONGEST:
        raise BrokenFile(path, first_line, f"this part is longer than {LONGEST:,} characters; g2g reads no more of one entry.")
    depth = 0
    for bracket in re.finditer(r"[\[{]|[\]}]", text):
        depth = depth + 1 if bracket[0] in "[{" else max(0, depth - 1)
        if depth > DEEPEST:
            line = first_line + text.count("\n", 0, bracket.start())
            raise BrokenFile(path, line, f"brackets are nested more than {DEEPEST} deep; write plain lines instead.")


class _Reader:
    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.text, self.path, self.first_line = text, path, first_line
        self._events = self._parse()

    def _parse(self) -> Iterator[Any]:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        try:
            yield from YAML(typ="safe", pure=True).parse(self.text)
        except MarkedYAMLError as trouble:
            mark = trouble.problem_mark or trouble.context_mark
            what = f"this is not YAML that g2g can read ({_one_line(trouble.problem or 'it breaks off')})"
            raise BrokenFile(self.path, self.first_line + (mark.line if mark else 0), what + ".") from None
        except (YAMLError, ValueError, RecursionError) as trouble:
            raise BrokenFile(self.path, self.first_line, f"this is not YAML that g2g can read ({_one_line(str(trouble))}).") from None

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
        if isinstance(node, Scalar) and node.style == "null":
            return Mapping((), 0, 0)
        if not isinstance(node, Mapping):
            self._refuse(event, "text where fields should be; write “field: value” lines")
        closing = [next(self._events), next(self._events)]
        if type(closing[1]).__name__ != "StreamEndEvent" or getattr(closing[0], "explicit", False):
            self._refuse(closing[1], "a document marker (--- or ...); g2g's files have none")
        return node

    def _node(self, event: Any, after: int, depth: int) -> Node:
        """The node that begins with an event; ``after`` is where the text before it ends."""
        kind = type(event).__name__
        if kind == "AliasEvent" or getattr(event, "anchor", None):
            self._refuse(event, "an anchor or alias (& or *); write the value out")
        if getattr(event, "tag", None):
            self._refuse(event, "a tag (!); values are plain text, put it in quotes")
        if depth > DEEPEST:
            self._refuse(event, f"lists nested more than {DEEPEST} deep")
        if kind == "ScalarEvent":
            return self._scalar(event, after)
        return self._sequence(event, depth) if kind == "SequenceStartEvent" else self._mapping(event, depth)

    def _scalar(self, event: Any, after: int) -> Scalar:
        style = _STYLES[event.style]
        start, end = event.start_mark.index, event.end_mark.index
        if style == "plain" and event.value in ("", "~"):
            # An empty value has the place of whatever comes next: give it its own.
            return Scalar("", start, end, "null") if end > start else Scalar("", after, after, "null")
        if style == "block":
            end = start + len(self.text[start:end].rstrip())
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
        match = re.compile(r"(?:[^\S\n]*(?:#[^\n]*)?\n)*\s*-").match(self.text, at)
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
            colon = self.text.find(":", key.end)
            node = self._node(next(self._events), colon + 1, depth + 1)
            pairs[key.text] = Pair(key, node)
            end = node.end
        return Mapping(tuple(pairs.values()), start, following.end_mark.index if flow else end, flow)

    def _refuse(self, event: Any, what: str) -> NoReturn:
        raise BrokenFile(self.path, self.first_line + event.start_mark.line, f"here stands {what}.")


def _one_line(text: str) -> str:
    return " ".join(re.sub(r"[^\x20-\x7e]", " ", text).split())[:120]


def rewritten(text: str, fields: dict[str, Value]) -> str | None:
    """An entry written anew by ruamel with other values, its comments kept where ruamel can keep them.

    ``text`` is one entry (its key and all below); ``fields`` what it should say. None where ruamel cannot
    do it. The caller reads the result back: what comes out is a proposal, not yet a fact.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

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
    except (YAMLError, ValueError, TypeError, RecursionError):
        return None
    return out.getvalue()


def _as_text(value: object) -> object:
    if isinstance(value, list):
        return [_as_text(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _as_text(item) for key, item in value.items()}
    return str(value)
