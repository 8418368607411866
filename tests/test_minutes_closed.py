"""Which lines of minutes are exempt, and under which paragraphs; what is public stays so, and what is not certain is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g.exemption import UNSTATED
from g2g.minutes import reader
from g2g.minutes.document import Document
from g2g.minutes.paragraphs import of_text
from g2g.minutes.reader import Minutes
from tests.steps import assert_grows_with_length

TOP = """\
Sluice and Weir Committee
Minutes of the meeting held on Tuesday 9 May 2023 at 7 pm

Present: Cllr Edda Quill (Chair), Moss Arden, Bryn Tallow
Clerk: Pia Lorne

1. Weir gates
The gates stick in the cold.
Action: Moss Arden to grease the gates by 30 June 2023.

"""
AFTER = """\

3. Barge licence
A sum was named.
RESOLVED: That the sum be paid.
Action: Bryn Tallow to pay the barge company by 16 May 2023.

"""
BACK = """\
4. Any other business
Action: Pia Lorne to order a new map by 1 July 2023.
"""
EXCLUSION = "2. Exclusion of the press and public\n"


def document(text: str) -> Document:
    return of_text(text)


def minutes(text: str) -> Minutes:
    return reader.read(document(text))


def found(text: str) -> dict[str, tuple[str, ...]]:
    """The paragraphs under which each action is exempt, by the last word but those of its date."""
    read = minutes(text)
    return {next(word for word in ("gates", "barge", "map") if word in one.found.words): read.closed.of_action(one.found) for one in read.actions}


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("RESOLVED: That the press and public be excluded under paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972.", ("3",)),
        ("RESOLVED – That under Section 100A(4) of the Local Government Act 1972 the public be excluded from the meeting for the following items, as they"
         " involve the likely disclosure of exempt information as defined in paragraphs 1, 2 and 3 of Part 1 of Schedule 12A.", ("1", "2", "3")),
        ("It was resolved to exclude the press and public under paragraphs 1 to 3 of Schedule 12A.", ("1", "2", "3")),
        ("Agreed that, under the Public Bodies (Admission to Meetings) Act 1960, the public and press be excluded.", (UNSTATED,)),
        ("RESOLVED that members of the press and public be excluded under paragraph 6 of Part 1 of Schedule 7A of the Local Government (Scotland) Act 1973.",
         ("paragraph 6 of Schedule 7A",)),
        ("RESOLVED that the public be excluded as set out in paragraphs 12 and 14 of Part 4 of Schedule 12A.", ("12", "14")),
        ("The press and public were asked to leave the meeting.", (UNSTATED,)),
        ("It was RESOLVED that, for the business is confidential, the public and press leave the meeting.", (UNSTATED,)),
        ("The Committee moved into closed session at 8.15 pm.", (UNSTATED,)),
        ("The following items were considered in private.", (UNSTATED,)),
        ("RESOLVED: That the public be excluded under Access to Information Procedure Rule 10.4(3).", ("3",)),
        ("Resolved.", (UNSTATED,)),
        ("RESOLVED: That the press and public be excluded.\n\nPART II – NOT FOR PUBLICATION", (UNSTATED,)),
        ("RESOLVED: That the press and public be excluded.\n\nPART II – NOT FOR PUBLICATION BY VIRTUE OF PARAGRAPH 3 OF SCHEDULE 12A", ("3",)),
    ],
)  # fmt: skip
def test_after_the_public_were_excluded_all_is_exempt_under_the_paragraphs_named(said: str, numbers: tuple[str, ...]) -> None:
    assert found(f"{TOP}{EXCLUSION}{said}\n{AFTER}") == {"gates": (), "barge": numbers}


@pytest.mark.parametrize(
    "heading",
    [
        "PART II – NOT FOR PUBLICATION", "PART 2 (PRIVATE)", "Part B – Confidential", "NOT FOR PUBLICATION", "CONFIDENTIAL ITEMS", "EXEMPT ITEMS", "Private session",
        "PART TWO: EXEMPT INFORMATION", "Part B confidential minutes", "CONFIDENTIAL BUSINESS", "EXEMPT", "Part II items", "ITEMS CONSIDERED IN PRIVATE",
    ],
)  # fmt: skip
def test_below_the_heading_of_a_closed_part_all_is_exempt(heading: str) -> None:
    assert found(f"{TOP}{heading}\n{AFTER}") == {"gates": (), "barge": (UNSTATED,)}


@pytest.mark.parametrize(
    "back",
    [
        "The public were readmitted.", "The press and public were then readmitted to the meeting.", "RESOLVED: That the public be re-admitted.", "PART I", "PART 1 – OPEN TO THE PUBLIC",
        "The meeting returned to public session.", "The meeting was reopened to the public.", "Members of the public were invited to return.", "End of confidential session.",
    ],
)  # fmt: skip
def test_the_exempt_part_ends_where_the_public_come_back(back: str) -> None:
    text = f"{TOP}{EXCLUSION}RESOLVED: That the public be excluded under paragraph 5 of Schedule 12A.\n{AFTER}{back}\n\n{BACK}"
    assert found(text) == {"gates": (), "barge": ("5",), "map": ()}


@pytest.mark.parametrize(
    "within",
    [
        "The press officer had returned the form.", "The pupil would be readmitted in June.", "The public toilets were mentioned when the Committee returned to the matter of the quay.",
        "This stays so until the public are readmitted, which they were not readmitted.", "The end of the private lease was noted.",
    ],
)  # fmt: skip
def test_the_exempt_part_does_not_end_where_something_else_comes_back(within: str) -> None:
    text = f"{TOP}{EXCLUSION}RESOLVED: That the public be excluded.\n{AFTER.replace('A sum was named.', within)}{BACK}"
    assert found(text) == {"gates": (), "barge": (UNSTATED,), "map": (UNSTATED,)}


@pytest.mark.parametrize(
    "said",
    [
        "There were no exempt items.", "None.", "There was no need to exclude the press and public.", "Not required.", "RESOLVED: That the public be not excluded.",
        "It was not necessary to exclude the press and public.", "There were none.", "No items.",
    ],
)  # fmt: skip
def test_where_nobody_was_excluded_nothing_is_exempt(said: str) -> None:
    assert found(f"{TOP}{EXCLUSION}{said}\n{AFTER}") == {"gates": (), "barge": ()}
    assert not minutes(f"{TOP}{EXCLUSION}{said}\n{AFTER}").closed.doubts


@pytest.mark.parametrize(
    ("title", "numbers"),
    [
        ("3. Barge licence (exempt)", (UNSTATED,)), ("3. Barge licence – NOT FOR PUBLICATION", (UNSTATED,)), ("3. Barge licence [Exempt: paragraph 3]", ("3",)),
        ("3. Confidential item: barge licence", (UNSTATED,)), ("3. Exempt report on the barge", (UNSTATED,)), ("3. Barge licence\nNot for publication under paragraph 7 of Schedule 12A", ("7",)),
    ],
)  # fmt: skip
def test_an_item_that_says_so_is_exempt_and_no_other(title: str, numbers: tuple[str, ...]) -> None:
    assert found(f"{TOP}{AFTER.replace('3. Barge licence', title)}{BACK}") == {"gates": (), "barge": numbers, "map": ()}


def test_an_exempt_item_in_which_there_were_no_objections_is_exempt_all_the_same() -> None:
    text = AFTER.replace("3. Barge licence", "3. Barge licence (exempt)").replace("A sum was named.", "There were no objections.")
    assert found(f"{TOP}{text}{BACK}") == {"gates": (), "barge": (UNSTATED,), "map": ()}


@pytest.mark.parametrize("title", ["3. Exempt accommodation by the barge", "3. Confidential reporting at the barge", "3. Private moorings for the barge", "3. Part II of the barge rules"])
def test_a_title_that_only_has_such_a_word_is_public(title: str) -> None:
    assert found(f"{TOP}{AFTER.replace('3. Barge licence', title)}{BACK}") == {"gates": (), "barge": (), "map": ()}


def test_the_public_can_be_excluded_for_items_that_are_named() -> None:
    said = "RESOLVED: That the public be excluded for item 3 under paragraph 3 of Schedule 12A."
    assert found(f"{TOP}{EXCLUSION}{said}\n{AFTER}{BACK}") == {"gates": (), "barge": ("3",), "map": ()}


def test_each_item_of_an_exempt_part_can_name_its_own_paragraphs() -> None:
    text = TOP + EXCLUSION + "RESOLVED: That the public be excluded under paragraphs 1 and 3 of Schedule 12A.\n"
    text += AFTER.replace("licence", "licence (paragraph 3)") + BACK.replace("business", "business (paragraph 1)")
    assert found(text) == {"gates": (), "barge": ("3",), "map": ("1",)}


def test_the_resolution_to_exclude_and_the_date_of_the_next_meeting_are_public() -> None:
    text = f"{TOP}{EXCLUSION}RESOLVED: That the public be excluded under paragraph 3 of Schedule 12A.\n{AFTER}4. Date of next meeting\n13 June 2023 at 7 pm\n"
    read = minutes(text)
    assert [(item.title, read.closed.paragraphs(item.line)) for item in read.details.items] == [
        ("Weir gates", ()), ("Exclusion of the press and public", ()), ("Barge licence", ("3",)), ("Date of next meeting", ()),
    ]  # fmt: skip
    assert [read.closed.paragraphs(one.line) for one in read.details.resolutions] == [(), ("3",)]


def test_what_a_list_at_the_end_repeats_of_the_exempt_part_is_exempt() -> None:
    text = f"{TOP}{EXCLUSION}RESOLVED: That the public be excluded under paragraph 3 of Schedule 12A.\n"
    text += AFTER.replace("Action: Bryn Tallow to pay", "It was agreed that Bryn Tallow would pay") + "The public were readmitted.\n\n" + BACK
    text += "\nActions\n\n| Item | Action | Owner |\n|---|---|---|\n| 1 | Grease the gates | Moss Arden |\n| 3 | Settle with the barge people | Bryn Tallow |\n"
    read = minutes(text)
    shut = {one.found.words: read.closed.of_action(one.found) for one in read.actions}
    assert [numbers for words, numbers in shut.items() if "barge" in words]
    assert all(numbers == ("3",) for words, numbers in shut.items() if "barge" in words)
    assert not any(numbers for words, numbers in shut.items() if "barge" not in words)


@pytest.mark.parametrize(
    ("said", "doubt"),
    [
        ("The press and public may be excluded for any items that are exempt.", "does not say that they were excluded"),
        ("2. Part II\n\nBarge licences", "nothing says whether that is for publication"),
        ("2. Rents\nThe appendix held exempt information.", "nothing says which part is exempt"),
        ("The public left at 7.20 pm.", "does not say that they were excluded"),
        ("The public were excluded from the towpath in March.", "does not say that they were excluded"),
    ],
)  # fmt: skip
def test_what_is_not_certain_is_public_and_said(said: str, doubt: str) -> None:
    text = f"{TOP}{said}\n{AFTER}"
    assert found(text) == {"gates": (), "barge": ()}
    assert [one for one in minutes(text).doubts if doubt in one.sentence]


def test_a_list_of_actions_in_the_exempt_part_hides_no_public_one() -> None:
    text = f"{TOP}{EXCLUSION}RESOLVED: That the public be excluded.\n{AFTER}Actions agreed\nMoss Arden to grease the gates by 30 June 2023.\n"
    assert found(text) == {"gates": (), "barge": (UNSTATED,)}


def test_the_resolution_to_exclude_is_public_below_the_heading_of_the_part_too() -> None:
    read = minutes(f"{TOP}2. Part 2 items\nEXEMPT INFORMATION\nRESOLVED: That the public be excluded under paragraph 3 of Schedule 12A.\n{AFTER}")
    assert [item.title for item in read.details.items] == ["Weir gates", "Barge licence"]
    assert [read.closed.paragraphs(one.line) for one in read.details.resolutions] == [(), ("3",)]


def test_the_heading_of_a_part_is_no_item_and_swallows_none() -> None:
    caps = TOP.replace("1. Weir gates", "WEIR GATES") + "LOCKS\nThe locks are well.\n\nEXCLUSION OF THE PRESS AND PUBLIC\nRESOLVED: That the public be excluded.\n\nPART II – NOT FOR PUBLICATION\n\n"
    for title in ("BARGE LICENCE", "Barge licence"):
        read = minutes(caps + AFTER.replace("3. Barge licence", title))
        assert [item.title for item in read.details.items][-2:] == ["EXCLUSION OF THE PRESS AND PUBLIC", title]
        assert [one.item for one in read.details.resolutions][-1] == title


@given(st.lists(st.sampled_from(["item", "item", "out", "back"]), min_size=1, max_size=12))
def test_what_is_said_while_the_public_are_out_is_exempt_and_nothing_else(steps: list[str]) -> None:
    text, expected, is_out = TOP, {}, False
    for number, step in enumerate(steps, 2):
        if step == "item":
            text += f"{number}. Mooring {number}\nThe rings were looked at.\nAction: Moss Arden to paint ring number {number} of the quay.\n\n"
            expected[f"paint ring number {number} of the quay"] = ("3",) if is_out else ()
        elif step == "out" and not is_out:
            text += f"{number}. Exclusion of the public\nRESOLVED: That the public be excluded under paragraph 3 of Schedule 12A.\n\n"
            is_out = True
        elif step == "back":
            text += "The public were readmitted.\n\n"
            is_out = False
    read = minutes(text)
    assert {one.found.words: read.closed.of_action(one.found) for one in read.actions if "ring" in one.found.words} == expected


def test_the_work_grows_with_the_length_of_the_minutes() -> None:
    def work(length: int) -> Callable[[], object]:
        items = "".join(
            f"{n}. Mooring {n} (exempt: paragraph 3)\nPara of text on the press and public and paragraph 3 of it.\nAction: Moss Arden to see to mooring {n}.\n\n"
            for n in range(2, length + 2)
        )
        made = document(TOP + EXCLUSION + "RESOLVED: That the public be excluded.\n\n" + items)
        about = reader.details.read(made)
        return lambda: reader.closed.read(made, about)

    assert_grows_with_length(work, 60)
