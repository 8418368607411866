"""Resolutions: every form that is formal, part by part, and none that is not."""

import pytest

from g2g.minutes.document import Document
from g2g.minutes.findings import FoundItem
from g2g.minutes.paragraphs import of_text
from g2g.minutes.resolutions import read


def words(text: str) -> list[str]:
    return [found.words for found in read(of_text(text), ())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Resolved: That the minutes be signed.", ["The minutes be signed."]),
        ("RESOLVED – that the lease be renewed.", ["The lease be renewed."]),
        ("It was resolved unanimously that three be tried. Otis would ring the firm.", ["Three be tried."]),
        ("**RESOLVED** unanimously that the budget be approved.", ["The budget be approved."]),
        ("The Board RESOLVED to approve the statement.", ["To approve the statement."]),
        ("It was resolved, nem. con., to accept the estimate of £740. (Proposed A Lee.)", ["To accept the estimate of £740."]),
        ("RESOLVED that Councillor Marl would represent the Council in June.", ["Councillor Marl would represent the Council in June."]),
        ("Resolved:\n\nThat the form be adopted and reviewed.", ["The form be adopted and reviewed."]),
        ("Resolved: That;\n\n  i.  The report be noted.\n\n  ii.  A briefing be arranged.", ["The report be noted.", "A briefing be arranged."]),
        ("Resolved: That the;\n\n  i.  Report presented be noted\n\n  ii.  A note be received.", ["the report presented be noted", "A note be received."]),
        ("RESOLVED that\n\na)\tthe quotation be accepted; and\nb)\tthe pump be replaced.", ["The quotation be accepted", "The pump be replaced."]),
        ("RESOLVED (a) that the report be noted; (b) that the budget be adopted.", ["The report be noted", "The budget be adopted."]),
        ("a) It was resolved that one be paid. b) It was resolved that two be paid.", ["One be paid.", "Two be paid."]),
        ("Proposed by Councillor Lune;\nSeconded by Councillor Pell;\nAnd Resolved:\n\n“That the accounts be signed.”", ["“That the accounts be signed.”"]),
        ("Proposed by Cllr Lune, seconded by Cllr Pell and resolved that Cllr Marl be elected Chairman.", ["Cllr Marl be elected Chairman."]),
        ("It was moved by Mr Lune, seconded by Mrs Pell and unanimously resolved to buy a pump.", ["To buy a pump."]),
        ("The hedge shall be cut in May. RESOLVED.", ["The hedge shall be cut in May."]),
        ("Resolved\n\n1. The plan be adopted.\n\n2. The plan be published.\n\nThe Chair thanked all.", ["The plan be adopted.", "The plan be published."]),
    ],
)
def test_what_is_resolved(text: str, expected: list[str]) -> None:
    assert [found.casefold() for found in words(text)] == [one.casefold() for one in expected]


@pytest.mark.parametrize(
    "text",
    [
        "Two complaints remain unresolved.", "The issue has been resolved.", "They resolved to meet the driver.", "The leak was looked at by Mr Lune and resolved to everybody's relief.", "• NOTED the register\n• APPROVED the closure",
        "Agreed that –\n\n1. The lights be kept.", "Decision:\n\nThe Board agreed the paper.", "The query was resolved by the bank.",
        "The Committee is asked to:\n\ni. Note the report.",
    ],
)  # fmt: skip
def test_what_is_no_resolution(text: str) -> None:
    assert words(text) == []


def test_a_resolution_stands_under_its_item_and_on_its_line() -> None:
    document = of_text("1. Welcome\n\nHello.\n\n2. Quay wall\n\nRESOLVED that the wall be mended.")
    found = read(document, (FoundItem("1", "Welcome", 1, 4), FoundItem("2", "Quay wall", 5, 7)))
    assert [(entry.item, entry.line) for entry in found] == [("2", 7)]


def test_parts_end_where_the_next_item_begins() -> None:
    text = "7. Roof\n\nResolved: That;\n\ni. The roof be mended.\n\n8. Gate\n\nNothing to report."
    found = read(of_text(text), (FoundItem("7", "Roof", 1, 6), FoundItem("8", "Gate", 7, 9)))
    assert [entry.words for entry in found] == ["The roof be mended."]


def test_an_empty_document_resolves_nothing() -> None:
    assert read(Document(()), ()) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RESOLUTION: A range may have one open end", ["A range may have one open end"]),
        ("Resolution 12/04: That the lease be renewed.", ["The lease be renewed."]),
        ("Resolution was difficult to reach in the old photographs.", []),
        ("A resolution was passed to adopt this policy.", []),
    ],
)
def test_a_resolution_after_its_name(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_who_is_to_act_on_a_resolution_is_no_part_of_it() -> None:
    assert words("Resolved that the bin be moved to the gate. Clerk to action.") == ["The bin be moved to the gate."]
