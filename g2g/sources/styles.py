"""What a Word file's styles and lists say of its paragraphs: heading levels, bold, and the numbers that are not written out."""

from __future__ import annotations

import re
from typing import NamedTuple

from g2g.sources.markup import Node, whole
from g2g.sources.numbers import Level, Numbers, Series

_HEADING = re.compile(r"heading ([1-9])$", re.I)


class Style(NamedTuple):
    """What a style says; None and empty where it says nothing, and the one it is based on does."""

    level: int = 0
    bold: bool | None = None
    series: str = ""
    depth: int | None = None
    indent: int | None = None


class Styles:
    """The styles of a document by their ids, each with what it takes over from those that it is based on."""

    def __init__(self, root: Node | None) -> None:
        nodes = root.all("style") if root else []
        self._nodes = {node.attributes.get("styleId", ""): node for node in nodes}
        self._known: dict[str, Style] = {}
        self.default = next(
            (node.attributes.get("styleId", "") for node in nodes
             if node.attributes.get("default") in ("1", "true", "on") and node.attributes.get("type") == "paragraph"), "",
        )  # fmt: skip

    def of(self, name: str) -> Style:
        """What the style with this id says; nothing for one that is not there."""
        if name not in self._known:
            self._known[name] = self._found(name)
        return self._known[name]

    def _found(self, name: str) -> Style:
        found, passed = Style(), set[str]()
        while name in self._nodes and name not in passed and len(passed) < 32:
            passed.add(name)
            node = self._nodes[name]
            own = _style(node)
            found = Style(
                found.level or own.level,
                own.bold if found.bold is None else found.bold,
                found.series or own.series,
                own.depth if found.depth is None else found.depth,
                own.indent if found.indent is None else found.indent,
            )
            name = node.value("basedOn")
        return found


def _style(node: Node) -> Style:
    level = 0
    title = node.value("name").lower()
    if heading := _HEADING.match(title):
        level = min(6, int(heading[1]))
    elif title == "title":
        level = 1
    elif (outline := whole(node.value("pPr", "outlineLvl"), 9)) < 6:
        level = outline + 1
    depth = node.value("pPr", "numPr", "ilvl")
    indent = node.first("pPr", "ind")
    return Style(
        level, node.is_on("rPr", "b"), node.value("pPr", "numPr", "numId"), whole(depth, 0) if depth else None,
        indent_of(indent.attributes) if indent else None,
    )  # fmt: skip


def indent_of(attributes: dict[str, str]) -> int:
    """The columns that a paragraph is indented by; a column is a twelfth of an inch, 120 twentieths of a point."""
    return max(0, whole(attributes.get("left") or attributes.get("start"), 0)) // 120


def numbers(root: Node | None, styles: Node | None) -> Numbers:
    """The lists of a document, from its numbering part; styles may name the list that a definition refers to."""
    if root is None:
        return Numbers({}, {})
    nodes = {node.attributes.get("abstractNumId", ""): node for node in root.all("abstractNum")}
    definitions = {name: _levels(node) for name, node in nodes.items()}
    lists = {node.attributes.get("numId", ""): node for node in root.all("num")}
    by_style = {
        node.attributes.get("styleId", ""): node.value("pPr", "numPr", "numId") for node in (styles.all("style") if styles else [])
    }
    series = {}
    for name, node in lists.items():
        definition = node.value("abstractNumId")
        link = nodes[definition].value("numStyleLink") if definition in nodes else ""
        if link and (linked := lists.get(by_style.get(link, ""))):
            definition = linked.value("abstractNumId")
        levels, starts = {}, {}
        for own in node.all("lvlOverride"):
            at = whole(own.attributes.get("ilvl"), -1)
            if rule := own.first("lvl"):
                levels[at] = _level(rule)
            if anew := own.value("startOverride"):
                starts[at] = whole(anew, 1)
        series[name] = Series(definition, levels, starts)
    return Numbers(definitions, series)


def _levels(node: Node) -> dict[int, Level]:
    return {whole(rule.attributes.get("ilvl"), -1): _level(rule) for rule in node.all("lvl")}


def _level(rule: Node) -> Level:
    return Level(
        whole(rule.value("start"), 1 if rule.first("start") else 0),
        rule.value("numFmt") or "decimal",
        rule.value("lvlText")[:80],
        rule.value("lvlRestart") != "0",
        bool(rule.is_on("isLgl")),
    )
