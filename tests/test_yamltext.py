"""YAML in any form: what ruamel says, within bounds, with every value as text and every place right."""

from __future__ import annotations

import time
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from g2g import yamltext
from g2g.errors import BrokenFile
from g2g.nodes import Mapping, Node, Scalar, Sequence, plain, scalars

# ---- what ruamel says, read independently of g2g ------------------------------------------------


class Said(NamedTuple):
    """A document by ruamel's own events: pairs and items in order, duplicates kept, and the places of scalars."""

    root: Any
    spans: dict[tuple[int, int], str]
    odd: bool  # it has an anchor, an alias, a tag, or a document marker


class Pairs(list):  # type: ignore[type-arg]
    """A mapping, as (key, value, where the key begins) in order."""


def ruamel_says(text: str) -> Said | None:
    """None where ruamel finds no YAML in it."""
    try:
        events = list(YAML(typ="safe", pure=True).parse(text))
    except Exception:
        return None
    names = [type(event).__name__ for event in events]
    marked = any(getattr(e, "explicit", False) for e in events if "Document" in type(e).__name__)
    odd = marked or names.count("DocumentStartEvent") > 1 or "AliasEvent" in names
    odd = odd or any(getattr(e, "anchor", None) or getattr(e, "tag", None) for e in events)
    spans: dict[tuple[int, int], str] = {}
    stream = iter([e for e in events if "Stream" not in type(e).__name__ and "Document" not in type(e).__name__])
    first = next(stream, None)
    return Said(None if first is None else _build(first, stream, spans), spans, odd)


def _build(event: Any, stream: Any, spans: dict[tuple[int, int], str]) -> Any:
    kind = type(event).__name__
    if kind == "ScalarEvent":
        text = "" if event.style is None and event.value in ("", "~") else event.value
        if event.end_mark.index > event.start_mark.index:
            spans[event.start_mark.index, event.end_mark.index] = text
        return text
    if kind == "SequenceStartEvent":
        items = []
        while type(following := next(stream)).__name__ != "SequenceEndEvent":
            items.append(_build(following, stream, spans))
        return items
    if kind == "MappingStartEvent":
        pairs = Pairs()
        while type(following := next(stream)).__name__ != "MappingEndEvent":
            where = following.start_mark.index
            key = _build(following, stream, spans)
            pairs.append((key, _build(next(stream), stream, spans), where))
        return pairs
    return ("alias",)


def as_plain(value: Any) -> Any:
    """What ruamel says as lists and dictionaries, the last of two equal keys winning."""
    if isinstance(value, Pairs):
        return {key if isinstance(key, str) else repr(key): as_plain(inner) for key, inner, _ in value}
    return [as_plain(item) for item in value] if isinstance(value, list) else value


def has_twice(value: Any) -> bool:
    """Whether a key stands twice in one mapping."""
    if isinstance(value, Pairs):
        keys = [repr(key) for key, _, _ in value]
        return len(set(keys)) < len(keys) or any(has_twice(inner) for _, inner, _ in value)
    return isinstance(value, list) and any(has_twice(item) for item in value)
