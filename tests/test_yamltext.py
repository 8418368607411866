"""YAML in any form: what ruamel says, within bounds, with every value as text and every place right."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from itertools import pairwise
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from g2g import yamltext
from g2g.errors import BrokenFile
from g2g.nodes import Mapping, Node, Scalar, Sequence, plain, scalars
from tests.limits import limited
from tests.steps import assert_grows_with_length

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


# ---- reading ------------------------------------------------------------------------------------

keys = st.sampled_from(["a", "b c", "'d'", '"e"', "é", "~"])
leaves = st.sampled_from(["x", "'y: z'", '"\\t"', "~", "", "null", "2017-10-10", "[]", "{}", "[a, 'b', {c: d}]", "{a: , b: [c]}", "{a}", "[a: b]", "[a,\n      b]"])
blocks = st.sampled_from([">\n{0}  x\n{0}  y\n", "|+ # c\n{0}  x\n\n", ">-\n{0}  x\n", "'x\n{0}  y'\n", "x\n{0}  y\n", "|2\n{0}   x\n"])


@st.composite
def documents(draw: st.DrawFn, depth: int = 0) -> str:
    """A mapping in lines, with comments and blank lines in every place."""
    margin = "  " * depth
    out = ""
    for _ in range(draw(st.integers(1, 3))):
        out += draw(st.sampled_from(["", "", "", f"{margin}# note: 'x\n", "\n", "# margin\n"]))
        out += margin + draw(keys) + draw(st.sampled_from([":", ":", " :"]))
        kind = draw(st.integers(0, 5 if depth < 3 else 2))
        if kind <= 1:
            out += " " + draw(leaves) + draw(st.sampled_from(["", "", " # c: d", "  "])) + "\n"
        elif kind == 2:
            out += " " + draw(blocks).format(margin)
        elif kind == 3:
            out += "\n" + draw(documents(depth + 1))
        else:
            level = draw(st.booleans())
            dash = margin + ("- " if level else "  - ")
            items = st.one_of(leaves.map(lambda leaf: leaf + "\n"), st.just("# c\n"), st.just("- x\n"), st.just("a: b\n" + " " * len(dash) + "c: d\n"))
            out += "\n" + "".join(dash + draw(items) for _ in range(draw(st.integers(1, 3))))
    return out


@settings(max_examples=250, deadline=None)
@given(documents())
def test_what_is_read_is_what_ruamel_says_with_places_in_order(text: str) -> None:
    said = ruamel_says(text)
    try:
        read = yamltext.read(text, "x")
    except BrokenFile:
        assert said is None or said.odd or has_twice(said.root)
        return
    assert said is not None
    assert plain(read) == as_plain(said.root)
    found = list(scalars(read))
    for one in found:
        assert one.end == one.start or one.style == "block" or said.spans[one.start, one.end] == one.text
        assert one.style != "block" or text[one.end :].strip(" ")[:1] in ("", "\n")
    assert all(one.end <= two.start for one, two in pairwise(found))


def empties(node: Node) -> list[int]:
    return [one.start for one in scalars(node) if one.style == "null"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a:\n", [2]),
        ("a:\nb: c\n", [2]),
        ("a :  # why: b\n\nb: c\n", [3]),
        ("a:\n  -\n  # x\n  - b\n  -\n", [6, 22]),
        ("a: ~\n", [3]),
        ("a: {b, c: d}\n", [5]),
        ("? a\n\nb: c\n", [3]),
        ("a:\n  - b:\n  - c:\n", [9, 16]),
    ],
)
def test_an_empty_value_has_a_place_of_its_own(text: str, places: list[int]) -> None:
    assert empties(yamltext.read(text, "x")) == places


@pytest.mark.parametrize("text", ["", "\n", "# only this\n", "\n# x\x85\n"])
def test_nothing_at_all_is_an_empty_mapping(text: str) -> None:
    assert yamltext.read(text, "x") == Mapping((), 0, 0)


def test_every_value_is_text() -> None:
    text = "a: no\nb: 012\nc: 19:30\nd: 2025-02-30\ne: null\nf: ~\ng: 1e3\nh:\ni: =\n"
    values = {"a": "no", "b": "012", "c": "19:30", "d": "2025-02-30", "e": "null", "f": "", "g": "1e3", "h": "", "i": "="}
    assert plain(yamltext.read(text, "x")) == values


def test_the_places_of_lists_and_mappings_are_known() -> None:
    text = "a:\n- b\n- 'c' # d\ne: [f]\ng:\n    h: i\n"
    pairs = yamltext.read(text, "x").pairs
    places = [text[p.node.start : p.node.end] for p in pairs]
    assert places == ["- b\n- 'c'", "[f]", "h: i"]
    assert [p.node.flow for p in pairs if not isinstance(p.node, Scalar)] == [False, True, False]
    assert isinstance(pairs[0].node, Sequence)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: b\n\n--- \nc: d\n", 13, "document marker"), ("a: b\n...\n", 12, "document marker"), ("%YAML 1.1\n---\na: b\n", 12, "document marker"), ("a: b\n...\nc: d\n", 12, "document marker"),
        ("~\n---\na: b\n", 11, "text where fields"), ("~\n", 11, "text where fields"), ("- a\n", 11, "text where fields"), ("\nwords\n", 12, "text where fields"),
        ("a: &x b\n", 11, "anchor"), ("a: b\nc: *a\n", 12, "anchor"), ("a: !x b\n", 11, "a tag"), ("a: ! b\n", 11, "a tag"), ("!!map\na: b\n", 11, "a tag"),
        ("a:\n  b: c\n  'b': d\n", 13, "“b” a second time"), ("? [a]\n: b\n", 11, "not a plain word"), ("a: b\n? >\n  c\n: d\n", 12, "not a plain word"),
        ("a: 'b\n\nc: d\n", 11, "end of stream"), ("a: b\nc: [d,\n\ne: f\n", 12, "not YAML"), ("a: b\nc d\ne: f\n", 12, "expected ':'"), ("a: \"\\q\"\n", 11, "escape"),
        ("a: b\n c: d\n", 12, "not allowed"), ("a: \x0c\n", 11, "special"), ("a: b\n\nc: \ufffe\n", 13, "special"), ("# \x85 \x85\na: \x01\n", 12, "special"), ("a: \"\\U99999999\"\n", 11, "not YAML"),
        ("a: \"\\udfff\"\n", 11, "half of a character"), ("a: b\n\ufeffc: d\n", 12, "byte order"), ("a:\n  - " + "- " * 40 + "b\n", 12, "inside more than 30"), ("a: " + "[" * 31 + "\n", 11, "inside more than 30"),
        ("a: 'b'\n" * 50_000 + "c" * 200_000, 11, "longer than 500,000"),
    ],
)  # fmt: skip
def test_a_text_that_is_refused_is_told_with_file_and_line(text: str, line: int, said: str) -> None:
    with pytest.raises(BrokenFile, match=said) as refused:
        yamltext.read(text, "data/x.yaml", 11)
    assert (refused.value.path, refused.value.line) == ("data/x.yaml", line)
    assert "\n" not in str(refused.value)
    assert str(refused.value).isprintable()


def test_brackets_in_words_are_words() -> None:
    text = "".join(f"a{i}: 'see [{i} and {{'\n" for i in range(100))
    assert len(yamltext.read(text, "x").pairs) == 100


@settings(max_examples=500, deadline=None)
@given(st.text(st.sampled_from("a:b- \n'\"[]{},#&*!|>%?\\\t\r\x85\u2028\ufeff~@x0U"), max_size=30))
def test_any_text_is_read_as_ruamel_reads_it_or_refused(text: str) -> None:
    said = ruamel_says(text)
    try:
        read = yamltext.read(text, "x")
    except BrokenFile:
        return
    assert said is not None
    assert not said.odd
    assert not has_twice(said.root)
    assert plain(read) == (as_plain(said.root) or {})


PARTS = ["[", "{a: ", "- ", "a", "'", '"', "\\", "&a ", "*a ", "!", "#", " ", "\n", "|\n", "? ", "a: [\n", "é", "\t", ",", "b, ", "\n  - b"]


def read_or_refused(text: str) -> None:
    with contextlib.suppress(BrokenFile):
        yamltext.read(text, "x")


@pytest.mark.parametrize("before", ["", "a: ", "a: '", 'a: "', "a: [", "a:\n  - b"])
@pytest.mark.parametrize("part", [part for part in PARTS if part != "["])
def test_the_work_on_a_text_grows_with_its_length_alone(part: str, before: str) -> None:
    def work(length: int) -> Callable[[], object]:
        text = before + part * (length // len(part))
        return lambda: read_or_refused(text)

    # Of brackets ruamel looks a thousand ahead, and at all before it for each: up to there that is a square. See below.
    assert_grows_with_length(work, 200)


@pytest.mark.parametrize("part", PARTS)
@limited
def test_the_longest_text_that_is_read_does_not_hang(part: str) -> None:
    read_or_refused(part * (yamltext.LONGEST // len(part)))


# ---- writing anew -------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["A:\n  due: 2025-02-30\n", "A:\n  a: &x [*x]\n", "A:\n", "A: b\n", "A:\n  a: b\nB:\n  a: b\n", "A:\n  a: 'b\n", "A:\n  a: !!python/name:os.x c\n  <<: d\n", "", "- a\n"])
def test_what_ruamel_cannot_write_anew_is_left_alone(text: str) -> None:
    yamltext.rewritten(text, {"a": "c"})  # a proposal, or None: never an exception
    assert yamltext.rewritten(text, {"a": "c"}) in (None, "A:\n  a: c\n")


def test_an_entry_written_anew_keeps_its_comments_and_says_what_it_should() -> None:
    text = "A:\n  a: >  # one\n    b\n  # two\n  c: [d, e] # three\n  f: 012\n"
    new = yamltext.rewritten(text, {"a": "no", "c": ["d", "x"], "f": "012", "g": {"h": "1"}})
    assert new is not None
    assert plain(yamltext.read(new, "x")) == {"A": {"a": "no", "c": ["d", "x"], "f": "012", "g": {"h": "1"}}}
