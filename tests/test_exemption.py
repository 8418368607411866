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
        (("9",), "Not for publication under paragraph 9 of Part 1 of Schedule 12A to the Local Government Act 1972."),
    ],
)
def test_the_reason_names_the_paragraphs_and_what_they_are_about(exempt: tuple[str, ...], sentence: str) -> None:
    assert exemption.reason(exempt) == sentence


def test_every_paragraph_has_a_subject_of_its_own() -> None:
    assert list(exemption.SUBJECTS) == ["1", "2", "3", "4", "5", "6", "7"]
    assert len({exemption.reason([number]) for number in exemption.SUBJECTS}) == 7


def test_paragraphs_of_several_things_are_united_once_each_in_order() -> None:
    assert exemption.united([("3",), (), ("1", "3"), ("10",), ("2 and 5",), ("3, 4",)]) == ("1", "2", "3", "4", "5", "10")


def test_what_is_no_number_is_kept_as_written_and_stands_last() -> None:
    assert exemption.united([("7",), ("see the letter",), ("²",), ("1" * 5000,)]) == ("7", "1" * 5000, "see the letter", "²")
