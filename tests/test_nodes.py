"""Values as g2g writes them, and what a piece of YAML says with the places of its parts."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.resolver import VersionedResolver

from g2g import yamltext
from g2g.nodes import TYPED, Mapping, Pair, Scalar, Sequence, comments, plain, scalars, shifted, written
from tests.limits import limited

# ---- how a value is written ---------------------------------------------------------------------

printable = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"), max_size=12
)
signs = st.text(st.sampled_from("ab:#'\"-?,[]{}&*!|>%@`~=<. \\019_+eExXoOyYnN"), max_size=8)
words = st.one_of(printable, signs, st.from_regex(r"\A[-+]?[0-9][0-9_.:eE+-]{0,8}\Z"), st.from_regex(r"\A[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[Tt 0-9:.Z+-]{0,6}\Z"))


def taken_for(text: str, version: str) -> str:
    """The tag that a reader of this version of YAML gives a plain scalar."""
    yaml = YAML(typ="safe", pure=True)
    yaml.version = version
    resolver = VersionedResolver(version=version, loader=yaml)
    from ruamel.yaml.nodes import ScalarNode

    return str(resolver.resolve(ScalarNode, text, (True, False)))


def value_in(yaml_text: str) -> tuple[str, str | None]:
    """The one value of ``a: …`` or ``a: […]``, and its quotes."""
    found = [e for e in YAML(typ="safe", pure=True).parse(yaml_text) if type(e).__name__ == "ScalarEvent"]
    assert len(found) == 2
    return found[1].value, found[1].style


@settings(max_examples=400, deadline=None)
@given(words)
@example("")
@example(" ")
@example("... x")
@example("a:")
@example("a\xa0")
@example("a #b")
@example("0o14")
@example("1__0.5e+3")
@example("2001-12-14 21:59:43.10 -5")
@example("12:30:45")
@example("<<")
@example("=")
def test_whatever_is_written_reads_back_as_the_same_words_and_as_nothing_else(text: str) -> None:
    said = written(text)
    assert value_in(f"a: {said}\n") == (text, "'" if said.startswith("'") else None)
    assert value_in(f"A:\n  a:\n    - {said}\n".replace("A:\n", "")) == (text, "'" if said.startswith("'") else None)
    if not said.startswith("'"):
        assert {taken_for(said, version) for version in ("1.1", "1.2")} == {"tag:yaml.org,2002:str"}


LOOKALIKES = [
    "null", "Null", "NULL", "~", "true", "False", "yes", "Yes", "NO", "no", "on", "Off", "y", "N", "=", "<<", "0", "1", "-1", "+1", "012", "0o14", "0x1F", "0b11", "1_000",
    "1.5", ".5", "1.", "1e3", "1.5e+3", "-.inf", ".INF", "+.inf", ".nan", "1:30", "19:30", "190:20:30", "190:20:30.15", "2017-10-10", "2017-1-2", "2017-10-10T10:00:00Z",
    "2017-10-10 10:00", "2001-12-14t21:59:43.10-05:00", "123456789012345678901234567890", "0.0", "-0", "685_230.15",
]  # fmt: skip


@pytest.mark.parametrize("text", LOOKALIKES)
def test_what_another_reader_would_take_for_something_else_is_quoted(text: str) -> None:
    assert written(text) == f"'{text}'"


@pytest.mark.parametrize(
    "text", ["none", "nothing", "Report", "A-2017-10-10", "12 October", "2.30 pm", "a:b", "a#b", "O'Brien", "(c)", "£5", "10%", "1st", "no.", "e3", "a - b", "Évans’"]
)
def test_nothing_else_is_quoted(text: str) -> None:
    assert written(text) == text


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("due", "2017-10-10", "2017-10-10"), ("item", "6", "6"), ("exempt", "3", "3"), ("item", "06", "'06'"), ("item", "0", "'0'"), ("item", "1.5", "'1.5'"),
        ("due", "no", "'no'"), ("due", "2017-1-2", "'2017-1-2'"), ("time", "19:30", "'19:30'"), ("action", "6", "'6'"), ("notes", "2017-10-10", "'2017-10-10'"),
    ],
)  # fmt: skip
def test_only_in_a_field_that_is_typed_does_a_date_or_a_number_stand_without_quotes(field: str, text: str, expected: str) -> None:
    assert written(text, field) == expected
    assert (field in TYPED) == (field not in ("action", "notes"))


@pytest.mark.parametrize("text", ["a\nb", "a\rb", "a\tb", "\x00", "\x1b[1m", "\x7f", "\x85", "\x9f", "\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff", "\ud800"])
def test_line_breaks_and_control_characters_are_not_written(text: str) -> None:
    with pytest.raises(ValueError, match="no line breaks and no control characters"):
        written(text)


@pytest.mark.parametrize("part", [" ", ":", ": ", "#", " #", "'", "1", "1_", "a", "0:0", "-", "a ", "a:", "é", ".", "2017-10-10 "])
@limited
def test_no_value_of_a_million_characters_hangs_the_expressions_that_look_at_it(part: str) -> None:
    value = part * (1_000_000 // len(part))
    assert len(written("x" + value)) > len(value)
    assert len(written(value)) >= len(value)


# ---- nodes --------------------------------------------------------------------------------------

TEXT = "A: # one\n  b: 'c # d' # two\n  # three\n  e: [f, g] # four # five\n  h: > # six\n    # no comment\n    i\n#seven \t\nJ: \"#\"\n"


def test_comments_are_what_stands_outside_every_scalar() -> None:
    read = yamltext.read(TEXT, "x")
    assert comments(TEXT, read) == sorted(["# one", "# two", "# three", "# four # five", "# six", "#seven"])


def test_a_node_as_lists_and_dictionaries() -> None:
    assert plain(yamltext.read(TEXT, "x")) == {"A": {"b": "c # d", "e": ["f", "g"], "h": "# no comment i\n"}, "J": "#"}


def test_scalars_are_told_in_the_order_of_the_text_with_their_places() -> None:
    found = list(scalars(yamltext.read(TEXT, "x")))
    assert [one.text for one in found] == ["A", "b", "c # d", "e", "f", "g", "h", "# no comment i\n", "J", "#"]
    assert [TEXT[one.start : one.end] for one in found][:7] == ["A", "b", "'c # d'", "e", "f", "g", "h"]
    assert [one.start for one in found] == sorted(one.start for one in found)


@pytest.mark.parametrize("lead", ["", "# é\n", "\n\n"])
def test_a_shifted_node_is_that_of_the_shorter_text(lead: str) -> None:
    assert shifted(yamltext.read(lead + TEXT, "x"), len(lead)) == yamltext.read(TEXT, "x")


def test_a_field_is_found_by_its_key() -> None:
    pair = Pair(Scalar("a", 0, 1), Scalar("b", 3, 4))
    mapping = Mapping((pair,), 0, 4)
    assert mapping.find("a") is pair
    assert mapping.find("b") is None
    assert plain(Sequence((mapping, pair.node), 0, 4)) == [{"a": "b"}, "b"]


def test_every_value_on_one_line_is_written_on_one_line() -> None:
    assert not re.search(r"\n", written("a: " * 1000))
