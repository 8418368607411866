"""The XML of a Word file's parts, read as it streams past: no document types, no entities, and limits on their size."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

from g2g.errors import TooLarge, UnreadableDocument

MOST_ELEMENTS, MOST_DEPTH = 2_500_000, 300
Start = Callable[[str, dict[str, str]], object]
End = Callable[[str], object]


def stream(raw: bytes, shown: str, part: str, start: Start, end: End, words: Callable[[str], object]) -> None:
    """Call ``start``, ``end`` and ``words`` for what a part holds; names are ``URI local``.

    A document type, which a Word file must not have (ECMA-376, part 2, 7.2.1), is refused before any of its entities is read:
    nothing is expanded and nothing outside is opened. Raises UnreadableDocument for it and for broken XML, TooLarge.
    """
    # Counted before, in one go: a count for each element as it comes would cost a third of the time.
    if raw.count(b"<") - raw.count(b"</") > MOST_ELEMENTS:
        raise TooLarge(shown, f"{part} has more than {MOST_ELEMENTS:,} elements")
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def typed(*_: object) -> None:
        raise UnreadableDocument(
            shown, f"{part} declares a document type, which no Word file does and which may do harm; it was not read."
        )

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = typed
    try:
        parser.Parse(raw, True)
    except (ExpatError, ValueError, LookupError) as trouble:
        raise UnreadableDocument(shown, f"this is a damaged Word file ({part} is no XML: {trouble}).") from None


def too_deep(shown: str, part: str) -> TooLarge:
    """The refusal for a part whose elements stand in one another without end."""
    return TooLarge(shown, f"{part} is nested more than {MOST_DEPTH} deep")


class Node(NamedTuple):
    """An element of a small part: its name without namespace, its attributes likewise, and the elements in it."""

    name: str
    attributes: dict[str, str]
    inner: list[Node]

    def all(self, name: str) -> list[Node]:
        return [node for node in self.inner if node.name == name]

    def first(self, *names: str) -> Node | None:
        """The element that stands in this one under these names, one in the other; None where one of them is missing."""
        found: Node | None = self
        for name in names:
            found = next((node for node in found.inner if node.name == name), None) if found else None
        return found

    def value(self, *names: str) -> str:
        """The ``val`` of the element under these names; empty where there is none."""
        found = self.first(*names)
        return found.attributes.get("val", "") if found else ""

    def is_on(self, *names: str) -> bool | None:
        """Whether a property under these names is switched on; None where nothing says so."""
        found = self.first(*names)
        return None if found is None else is_on(found.attributes)


def local(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes by their names without namespaces."""
    return {name.rpartition(" ")[2]: value for name, value in attributes.items()}


def is_on(attributes: dict[str, str]) -> bool:
    """Whether a switch (w:b, w:vanish) is on: it is, unless its value says otherwise."""
    return attributes.get("val", "1").lower() not in ("0", "false", "off", "none")


def whole(text: str | None, otherwise: int) -> int:
    """The whole number that an attribute holds; ``otherwise`` for anything else, and for numbers that no list has."""
    text = (text or "").strip()
    return int(text) if len(text) < 7 and text.removeprefix("-").isascii() and text.removeprefix("-").isdigit() else otherwise


def tree(raw: bytes, shown: str, part: str) -> Node:
    """A small part as a tree. Raises as ``stream`` does."""
    top = Node("", {}, [])
    path = [top]

    def start(name: str, attributes: dict[str, str]) -> None:
        node = Node(name.rpartition(" ")[2], local(attributes), [])
        path[-1].inner.append(node)
        path.append(node)
        if len(path) > MOST_DEPTH:
            raise too_deep(shown, part)

    stream(raw, shown, part, start, lambda _: path.pop(), lambda _: None)
    return top.inner[0] if top.inner else top
