"""What differs between two states of an action: nothing where they are equal, and a sentence for any field where they are not."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from g2g.changes.action import of_action
from g2g.model import Action, Extension

REF = "HWB-2019-02-13-01"

_words = st.text("abc XYZ", min_size=1, max_size=8).map(str.strip).filter(bool).map(lambda text: " ".join(text.split()))
_days = st.dates(date(2018, 1, 1), date(2020, 12, 31))
_lists = st.lists(_words, max_size=3, unique=True).map(tuple)
_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "status": st.sampled_from(["open", "proposed", "closed", "withdrawn", "referred", "odd"]),
    "words": _words, "owners": _lists, "done_by": _lists, "due": st.none() | _days, "due_said": _words | st.just(""),
    "due_written": st.just("") | _words, "carried": _lists, "chased": _lists, "notes": _lists, "item": _words, "area": _words, "recommendations": _lists,
    "rag": _words, "rag_reason": _words,
    "extended": st.lists(st.builds(Extension, st.none() | _days, _words, _words, _words), max_size=2).map(tuple),
    "kind": st.sampled_from(["", "watching brief", "other"]), "recurs": _words, "closed": st.none() | _days,
    "confirmed": _words | st.just(""), "outcome": _words | st.just(""), "referred_to": _words | st.just(""),
    "formerly": _words, "exempt": _lists, "extra": st.dictionaries(_words, _words, max_size=2).map(lambda d: tuple(d.items())),
}  # fmt: skip
_actions = st.builds(Action, ref=st.just(REF), **_FIELDS).map(lambda a: a._replace(due_written="" if a.due else a.due_written))


def test_every_field_of_an_action_is_in_the_properties() -> None:
    assert {*_FIELDS, "ref"} == set(Action._fields)


@given(_actions)
def test_equal_actions_have_no_difference(action: Action) -> None:
    assert of_action(REF, action, action) == []


@given(_actions, st.data(), st.sampled_from(sorted(_FIELDS)))
def test_any_field_that_changes_gives_a_sentence_that_names_the_action(action: Action, data: st.DataObject, field: str) -> None:
    value = data.draw(_FIELDS[field].filter(lambda value: value != getattr(action, field)))
    found = of_action(REF, action, action._replace(**{field: value}))
    if action.due and field == "due_written":
        return  # The text of a date that is none stands only where there is no date.
    assert found
    assert all(one.sentence.startswith(f"{REF} ") and one.what and "\n" not in one.what for one in found)


@given(_actions, _actions)
def test_two_actions_that_differ_give_a_sentence_both_ways(one: Action, other: Action) -> None:
    assert bool(of_action(REF, one, other)) == bool(of_action(REF, other, one)) == (one != other)
