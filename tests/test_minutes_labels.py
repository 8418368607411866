"""The label of an action, told from the same word in prose, in names, and in quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g.minutes.labels import at_start, inside


@pytest.mark.parametrize(
    ("text", "rest", "number"),
    [
        ("Action: KA to row", "KA to row", ""),
        ("ACTION – KA to row", "KA to row", ""),
        ("Action - KA to row", "KA to row", ""),
        ("Actions: KA, WP", "KA, WP", ""),
        ("ACTION POINT 3: KA to row", "KA to row", "3"),
        ("Action 5.02: KA", "KA", "5.02"),
        ("Action No. 7: KA to row", "KA to row", "7"),
        ("Action 19/4 – KA to row", "KA to row", "19/4"),
        ("Action (a): KA to row", "KA to row", "a"),
        ("Action required: KA to row", "KA to row", ""),
        ("Action by: KA", "KA", ""),
        ("Action(s): KA to row", "KA to row", ""),
        ("Action : KA to row", "KA to row", ""),
        ("AP12: KA to row", "KA to row", "12"),
        ("TO DO: KA to row", "KA to row", ""),
        ("[Action: KA to row]", "KA to row]", ""),
        ("(Action: KA)", "KA)", ""),
    ],
)
def test_a_label_at_the_start_gives_its_number_and_leaves_the_rest(text: str, rest: str, number: str) -> None:
    label = at_start(text)
    assert label is not None
    assert label.firm
    assert (text[label.end:].strip(), label.number) == (rest, number)


@pytest.mark.parametrize(
    "text",
    ["Action plan for the quay", "Action Fraud had been told", "Action group met on Monday", "Action learning sets were held", "action was taken at once",
     "Actions taken since February", "Active members were thanked", "AP was late", "Action log", "Acting on advice, the forum closed the gate", "", "actionable: nothing"],
)  # fmt: skip
def test_what_only_begins_with_the_word_is_no_label(text: str) -> None:
    assert at_start(text) is None


def test_a_label_in_the_plural_and_one_in_brackets_are_known_as_such() -> None:
    many, bracketed = at_start("Actions: KA to row"), at_start("[ACTION: KA to row]")
    assert many is not None
    assert bracketed is not None
    assert (many.plural, many.bracketed) == (True, False)
    assert (bracketed.plural, bracketed.bracketed) == (False, True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The gate is loose. Action: KA", ["KA"]),
        ("The gate is loose. (Action: KA)", ["KA)"]),
        ("The gate is loose. ACTION KA.", ["KA."]),
        ("A rota is needed – action KA", ["KA"]),
        ("The bye-laws change.Action 5.03: Nell", ["Nell"]),
        ("It leaks. Action: KA to row. It rusts. Action: WP to paint.", ["KA to row. It rusts. Action: WP to paint.", "WP to paint."]),
    ],
)
def test_labels_in_the_midst_of_a_paragraph_are_found_in_order(text: str, found: list[str]) -> None:
    assert [text[label.end:].strip() for label in inside(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "The action plan was noted.",
        "They reported it to Action Fraud.",
        "Court action was begun, and industrial action is off.",
        "No action was taken. No further action: the file is closed.",
        "The board agreed immediate action to close the valve.",
        "The words “ACTION: KA to sell the dinghy” should read “ACTION: WP to sell the dinghy”.",
        'In item 4 "Action: KA to sell" was struck out, and "Action: WP to sell" put in.',
        "It was for action by the trust.",
        "Anti-Action leaflets were handed out",
        "An interaction: none",
    ],
)
def test_prose_names_and_quoted_corrections_hold_no_label(text: str) -> None:
    assert inside(text) == []


def test_a_label_after_a_quotation_that_is_closed_counts() -> None:
    text = "It should read “the gate”. Action: KA to mend it."
    assert [text[label.end:].strip() for label in inside(text)] == ["KA to mend it."]


@given(st.text(alphabet=st.sampled_from("Actions: –-[]().“”\"' KAplan12\n"), max_size=80))
def test_labels_lie_within_the_text_one_behind_the_other(text: str) -> None:
    found = inside(text)
    ends = [0]
    for label in found:
        assert ends[-1] <= label.start < label.end <= len(text)
        ends.append(label.end)
    first = at_start(text)
    assert first is None or 0 == first.start < first.end <= len(text)


def test_brackets_before_the_colon_of_a_label_are_left_to_its_words() -> None:
    (found,) = inside("The winch squeaks. Action (Kester): grease it")
    assert found.firm
    assert at_start("Action 25/131 (bins): Clerk to ring") == at_start("Action 25/131: Clerk to ring")._replace(end=14)  # type: ignore[union-attr]
    assert not at_start("Action (which nobody took) followed").firm  # type: ignore[union-attr]
