"""Edits at their place: what is asked for is done, and the rest of the text is not touched."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from g2g import splice, yamltext
from g2g.model import Edit, Value
from g2g.nodes import plain
from g2g.splice import Unsafe, applied, entry_lines, field_lines, item_lines, spliced
from tests.test_nodes import words

ORDER = ("status", "closed", "owner", "due", "carried", "item", "exempt", "notes", "action")


def edit(text: str, *edits: Edit) -> str:
    return spliced(text, yamltext.read(text, "x"), edits, ORDER, head=0)


def dashes(*items: str) -> str:
    return "".join(f"  - {item}\n" for item in items)


SET = [
    ("due: x\n", "due", "y z", "due: y z\n"),
    ("due:   x   # why\n", "due", "no", "due:   'no'   # why\n"),
    ("due: 'x'\n", "due", "2018-01-16", "due: 2018-01-16\n"),
    ("due: \"x\\ty\"\n", "due", "y z", "due: y z\n"),
    ("due:\n", "due", "x", "due: x\n"),
    ("due: # later\n", "due", "x", "due: x # later\n"),
    ("due: ~ # later\n", "due", "x", "due: x # later\n"),
    ("due: x\n  goes on\nitem: 1\n", "due", "z", "due: z\nitem: 1\n"),
    ("due: 'x\n\n  y' # c\n", "due", "z", "due: z # c\n"),
    ("action: >\n  x\n  y\n\n# below\n", "action", "z", "action: z\n\n# below\n"),
    ("owner:\n  - a\nitem: 1\n", "owner", "b", "owner: b\nitem: 1\n"),
    ("owner:\n  - a # first\n", "owner", ["b"], "owner:\n  - b # first\n"),
    ("owner: [a] # first\n", "owner", ["b, c"], "owner: ['b, c'] # first\n"),
    ("owner: a\n", "owner", ["b", "c"], "owner:\n  - b\n  - c\n"),
    ("owner: [a,\n  b]\nitem: 1\n", "owner", "c", "owner: c\nitem: 1\n"),
    ("exempt:\n- 1\n", "exempt", ["3"], "exempt:\n- 3\n"),
    ("status: open\n# of the item\nitem: 1\n", "due", "x y", "status: open\ndue: x y\n# of the item\nitem: 1\n"),
    ("item: 1\nColour: red\n", "due", "x y", "due: x y\nitem: 1\nColour: red\n"),
    ("item: 1\naction: x\n", "Colour", "red", "item: 1\naction: x\nColour: red\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "field", "value", "expected"), SET)
def test_a_field_is_set_where_it_stands_or_where_it_belongs(text: str, field: str, value: Value, expected: str) -> None:
    assert edit(text, Edit(field, "set", value)) == expected


APPEND = [
    ("carried:\n  - a\n", "b", "carried:\n  - a\n  - b\n"),
    ("carried:\n- a # c\n\nitem: 1\n", "b", "carried:\n- a # c\n- b\n\nitem: 1\n"),
    ("carried:\n      - a\n      # last\nitem: 1\n", "b", "carried:\n      - a\n      - b\n      # last\nitem: 1\n"),
    ("carried: a\n", "b", "carried:\n  - a\n  - b\n"),
    ("carried: 'a' # why\n", "b", "carried: # why\n  - 'a'\n  - b\n"),
    ("carried: ~\n", "b", "carried:\n  - b\n"),
    ("carried: ''\n", "b", "carried:\n  - b\n"),
    ("carried:\nitem: 1\n", "b", "carried:\n  - b\nitem: 1\n"),
    ("carried: [a, 'c'] # x\n", "b", "carried: [a, 'c', b] # x\n"),
    ("carried: []\n", "b: c", "carried: ['b: c']\n"),
    ("carried: [ a, ]\n", "b", "carried: [ a, b ]\n"),
    ("carried: [a,\n  c\n  ]\n", "b", "carried: [a,\n  c, b\n  ]\n"),
    ("carried: [a]\n", {"to": "2018-01-16", "reason": "a, b?"}, "carried: [a, {to: 2018-01-16, reason: 'a, b?'}]\n"),
    ("carried:\n  - to: a\n    at: b\n", {"to": "c", "at": "d"}, "carried:\n  - to: a\n    at: b\n  - to: c\n    at: d\n"),
    ("carried:\n  - >\n    a\nitem: 1\n", "b", "carried:\n  - >\n    a\n  - b\nitem: 1\n"),
    ("carried:\n  - a: |+\n      b\n\n\nitem: 1\n", "b", "carried:\n  - a: |+\n      b\n\n\n  - b\nitem: 1\n"),
    ("status: open\nitem: 1\n", "b", "status: open\ncarried:\n  - b\nitem: 1\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "expected"), APPEND)
def test_an_item_joins_a_list_in_the_list_s_own_form(text: str, value: Value, expected: str) -> None:
    new = edit(text, Edit("carried", "append", value))
    before, after = plain(yamltext.read(text, "x")), plain(yamltext.read(new, "x"))
    assert isinstance(before, dict)
    assert after == applied(before, [Edit("carried", "append", value)])
    assert new == expected


DROP = [
    ("due: x\nitem: 1\n", "item: 1\n"),
    ("# above\ndue: x # why\nitem: 1\n", "# above\n# why\nitem: 1\n"),
    ("due:\n  - a # b\n  # c\n  - d\n# e\nitem: 1\n", "# b\n# c\n# e\nitem: 1\n"),
    ("due: > # f\n  x\n\nitem: 1\n", "# f\n\nitem: 1\n"),
    ("due: [a, # b\n  c]\nitem: 1\n", "# b\nitem: 1\n"),
    ("due:\nitem: 1\n", "item: 1\n"),
    ("item: 1\n", "item: 1\n"),
]


@pytest.mark.parametrize(("text", "expected"), DROP)
def test_a_field_is_dropped_and_its_comments_stay(text: str, expected: str) -> None:
    assert edit(text, Edit("due", "drop")) == expected


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("{due: x}\n", Edit("due", "set", "y")),
        ("owner:\n  - a # b\n  - c\n", Edit("owner", "set", "d")),
        ("due: > # why\n  x\n", Edit("due", "set", "y")),
        ("carried:\n  a: b\n", Edit("carried", "append", "c")),
        ("carried: >\n  a\n", Edit("carried", "append", "c")),
        ("carried: a\n  b\n", Edit("carried", "append", ["c"])),
        ("carried: [a # b\n  ]\n", Edit("carried", "append", "c")),
        ("carried:\n  - a: b\n", Edit("carried", "set", ["c"])),
    ],
)  # fmt: skip
def test_where_there_is_no_place_the_edit_is_unsafe(text: str, change: Edit) -> None:
    with pytest.raises(Unsafe):
        edit(text, change)


def test_several_edits_are_made_in_one_go_each_at_its_place() -> None:
    text = "status: open # s\nowner: a\nnotes:\n  - n\naction: x\n"
    new = edit(
        text,
        Edit("action", "set", "y z"), Edit("closed", "set", "2018-01-16"), Edit("status", "set", "closed"), Edit("carried", "append", "c"),
        Edit("due", "set", "2018-01-15"), Edit("notes", "append", "m"), Edit("notes", "append", "l"), Edit("owner", "drop"),
    )  # fmt: skip
    expected = "status: closed # s\nclosed: 2018-01-16\ndue: 2018-01-15\ncarried:\n  - c\nnotes:\n  - n\n  - m\n  - l\naction: y z\n"
    assert new == expected


@pytest.mark.parametrize("how", [("append", "append"), ("set", "append"), ("append", "set"), ("set", "drop"), ("drop", "append"), ("set", "set")])
@pytest.mark.parametrize("text", ["status: open\n", "status: open\ncarried: x\n", "status: open\ncarried: [x]\n"])
def test_edits_of_one_field_follow_each_other(text: str, how: tuple[str, str]) -> None:
    edits = [Edit("carried", how[0], "a"), Edit("carried", how[1], "b")]
    before = plain(yamltext.read(text, "x"))
    assert isinstance(before, dict)
    assert plain(yamltext.read(edit(text, *edits), "x")) == applied(before, edits)


def test_what_edits_come_to() -> None:
    fields: dict[str, Value] = {"a": "1", "b": ["2"], "c": ""}
    edits = [Edit("a", "append", "x"), Edit("b", "append", "x"), Edit("c", "append", "x"), Edit("d", "append", "x"), Edit("e", "set", "x"), Edit("f", "drop")]
    assert applied(fields, edits) == {"a": ["1", "x"], "b": ["2", "x"], "c": ["x"], "d": ["x"], "e": "x"}
    assert applied(fields, [Edit("a", "drop"), Edit("b", "set", "y")]) == {"b": "y", "c": ""}
    assert fields == {"a": "1", "b": ["2"], "c": ""}


@pytest.mark.parametrize("how", ["set", "append"])
def test_a_value_that_no_entry_can_hold_is_refused(how: str) -> None:
    with pytest.raises(ValueError, match="no line breaks"):
        edit("carried: [a]\ndue: x\n", Edit("carried", how, "a\nb"))


# ---- written as g2g writes ----------------------------------------------------------------------

values = st.recursive(
    words, lambda inner: st.one_of(st.lists(inner.filter(lambda v: not isinstance(v, list)), max_size=3), st.dictionaries(st.sampled_from("abc"), inner, max_size=2)), max_leaves=5
)  # fmt: skip


def events_of(text: str) -> list[Any]:
    return [(type(e).__name__, getattr(e, "value", None)) for e in YAML(typ="safe", pure=True).parse(text)]


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(["action", "due", "exempt", "x"]), values, min_size=1, max_size=3), words.filter(bool))
def test_a_written_entry_reads_back_as_what_it_says(fields: dict[str, Value], key: str) -> None:
    text = "".join(entry_lines(key, fields))
    assert text.endswith("\n")
    assert plain(yamltext.read(text, "x")) == {key: fields}


@settings(max_examples=150, deadline=None)
@given(st.lists(words, min_size=1, max_size=3))
def test_words_in_brackets_read_back_as_those_words_in_either_version_of_yaml(items: list[str]) -> None:
    text = "due: []\n"
    for item in items:
        text = edit(text, Edit("due", "append", item))
    assert plain(yamltext.read(text, "x")) == {"due": items}
    old = [value for kind, value in events_of(f"%YAML 1.1\n---\n{text}") if kind == "ScalarEvent"]
    assert old == ["due", *items]


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ("x", "  f: x\n"),
        ("", "  f: ''\n"),
        ([], "  f: []\n"),
        ({}, "  f: {}\n"),
        (["a", "no"], "  f:\n    - a\n    - 'no'\n"),
        ([{"to": "2018-01-16", "by": "a: b"}, "c"], "  f:\n    - to: 2018-01-16\n      by: 'a: b'\n    - c\n"),
        ({"a": {"b": ["c"]}}, "  f:\n    a:\n      b:\n        - c\n"),
        ([{"a": ["b"]}], "  f:\n    - a:\n        - b\n"),
    ],
)
def test_a_field_as_g2g_writes_it(value: Value, lines: str) -> None:
    assert "".join(field_lines("f", value, "  ")) == lines


def test_a_list_in_a_list_is_not_written() -> None:
    with pytest.raises(Unsafe):
        item_lines(["a"], "  ")
    with pytest.raises(Unsafe):
        edit("due: [a]\n", Edit("due", "append", ["b"]))


def test_nothing_is_written_in_brackets_that_a_bracket_would_end() -> None:
    for text in ("a, b", "a]", "[a", "{a", "a}", "what?", "a:b"):
        assert re.fullmatch("'.*'", splice._in_flow(text))
    assert splice._in_flow("2017-10-10", "due") == "2017-10-10"
