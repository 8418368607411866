"""The sentence that stands over what is not for publication."""

from __future__ import annotations

import pytest

from g2g import exemption


@pytest.mark.parametrize(
    ("exempt", "sentence"),
    [
        ((), ""),
        (
            ("1",),
            "Not for publication under paragraph 1 of Part 1 of Schedule 12A to the Local Government Act 1972, for it is about an individual.",
        ),
        (
            ("3", "1"),
            "Not for publication under paragraphs 1 and 3 of Part 1 of Schedule 12A to the Local Government Act 1972, for it is about"
            " an individual; and the financial or business affairs of a person or organisation, the authority itself among them.",
        ),
        ((exemption.UNSTATED,), "Not for publication; it is not stated under which paragraph."),
        (("paragraph 6 of Schedule 7A",), "Not for publication under paragraph 6 of Schedule 7A."),
        (("9",), "Not for publication under paragraph 9 of Part 1 of Schedule 12A to the Local Government Act 1972."),
    ],
)
def test_the_reason_names_the_paragraphs_and_what_they_are_about(exempt: tuple[str, ...], sentence: str) -> None:
    assert exemption.reason(exempt) == sentence


@pytest.mark.parametrize(
    ("exempt", "words"),
    [
        (("3",), "paragraph 3 of Schedule 12A"), (("1", "2", "3"), "paragraphs 1, 2 and 3 of Schedule 12A"), ((exemption.UNSTATED,), "a paragraph that is not stated"),
        (("paragraph 6 of Schedule 7A",), "paragraph 6 of Schedule 7A"), (("3", exemption.UNSTATED), "paragraph 3 of Schedule 12A and a paragraph that is not stated"),
    ],
)  # fmt: skip
def test_what_something_is_exempt_under(exempt: tuple[str, ...], words: str) -> None:
    assert exemption.under(exempt) == words


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3", ("3",)), ("1,3", ("1", "3")), ("paragraphs 1 and 3", ("1", "3")), ("3 of Schedule 12A", ("3",)), ("", ()), (" ", ()), ("3, 3", ("3",)),
        ("not stated", (exemption.UNSTATED,)), (exemption.UNSTATED, (exemption.UNSTATED,)), ("paragraph 6 of schedule 7a", ("paragraph 6 of Schedule 7A",)),
        ("none", None), ("0", None), ("²", None), ("3.1", None),
    ],
)  # fmt: skip
def test_the_paragraphs_that_somebody_names(text: str, numbers: tuple[str, ...] | None) -> None:
    assert exemption.given(text) == numbers


def test_what_is_exempt_in_either_state_is_in_neither() -> None:
    public = "A-1:\n  action: One\n\nA-2:\n  action: Two\n\nA-3:\n  action: Three\n"
    marked = public.replace("  action: One", "  exempt: 3\n  action: One").replace("Three", "Four")
    for old, new in ((public, marked), (marked, public)):
        assert not [line for lines in exemption.public_in_both(old, new) for line in lines if "One" in line]
        assert [line for lines in exemption.public_in_both(old, new) for line in lines if "Four" in line] == ["  action: Four"]
    nested = "items:\n  - number: 1\n    title: A\n    resolutions:\n      - ref: R1\n        text: That A\n        exempt: 1\n    exempt: 3\n  - number: 2\n    title: B\n"
    assert exemption.public_in_both(nested, nested.replace("    exempt: 3\n", "")) == (["items:", "  - number: 2", "    title: B"],) * 2


def test_every_paragraph_has_a_subject_of_its_own() -> None:
    assert list(exemption.SUBJECTS) == ["1", "2", "3", "4", "5", "6", "7"]
    assert len({exemption.reason([number]) for number in exemption.SUBJECTS}) == 7


def test_paragraphs_of_several_things_are_united_once_each_in_order() -> None:
    assert exemption.united([("3",), (), ("1", "3"), ("10",), ("2 and 5",), ("3, 4",)]) == ("1", "2", "3", "4", "5", "10")


def test_what_is_no_number_is_kept_as_written_and_stands_last() -> None:
    assert exemption.united([("7",), ("see the letter",), ("²",), ("1" * 5000,)]) == ("7", "1" * 5000, "see the letter", "²")
