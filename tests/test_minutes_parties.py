"""Who is meant: names, initials and roles told from other words, and several of them split where they are several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g.minutes.findings import Named
from g2g.minutes.parties import Parties, initials_of, untitled

PEOPLE = (Named("Odile Farrant", initials="OF"), Named("Kester Amory"), Named("Wilf Pascoe"), Named("Cllr Nell Tranter"))
PARTIES = Parties(PEOPLE, "Odile said that the lamps are out. The posters and the details went up.")


@pytest.mark.parametrize(
    "one",
    ["OF", "KA", "Odile Farrant", "Kester", "Amory", "Cllr Tranter", "Mrs Tranter", "clerk", "the Clerk", "Vice-Chair", "Harbour Master", "All", "all members", "Everyone (except KA)",
     "All (apart from Odile)", "events team", "Head of Moorings", "both", "Everyone else", "whoever owns a punt", "Anyone who wants to row", "The Hon. Treasurer", "area rangers", "Director of Finance and Resources", "Working group", "Quay Trust", "the trust"],
)  # fmt: skip
def test_one_who_can_own_an_action_is_known_as_one(one: str) -> None:
    assert PARTIES.owners(one, 2) == (one,)


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("OF/KA", ("OF", "KA")),
        ("OF, KA and WP", ("OF", "KA", "WP")),
        ("KA, WP & NT", ("KA", "WP", "NT")),
        ("OF KA", ("OF", "KA")),
        ("Odile Farrant and Wilf Pascoe", ("Odile Farrant", "Wilf Pascoe")),
        ("Odile Farrant/Wilf Pascoe", ("Odile Farrant", "Wilf Pascoe")),
        ("Chair and Clerk", ("Chair", "Clerk")),
        ("Chair/Clerk", ("Chair", "Clerk")),
        ("Wilf Pascoe / events team", ("Wilf Pascoe", "events team")),
        ("KA, WP and whoever is free", ("KA", "WP", "whoever is free")),
        ("Cllrs Tranter and Amory", ("Tranter", "Amory")),
        ("KA; WP", ("KA", "WP")),
        ("KA + WP", ("KA", "WP")),
        ("KA, KA", ("KA",)),
        ("Clerk (Dora Quint, office), KA", ("Clerk (Dora Quint, office)", "KA")),
    ],
)
def test_several_are_split_as_they_are_written(text: str, owners: tuple[str, ...]) -> None:
    assert PARTIES.owners(text) == owners


@pytest.mark.parametrize("text", ["TBC", "someone", "No one", "nobody", "somebody strong", "to be confirmed", "N/A"])
def test_nobody_is_said_and_is_not_a_name(text: str) -> None:
    assert PARTIES.owners(text) == ()


@pytest.mark.parametrize(
    "text",
    ["Poster", "Posters", "Details", "Letter", "Write", "Report", "Done", "Noted", "NHS", "AGM", "CCTV", "the ferry is late", "5 members", "next meeting", "Late January", "Once", "in May", "",
     "Moorings, which are old", "x" * 300],
)  # fmt: skip
def test_things_verbs_and_states_are_nobody_who_could_own_an_action(text: str) -> None:
    assert PARTIES.owners(text) is None


def test_people_whom_the_document_does_not_know_are_less_sure_than_those_it_does() -> None:
    assert PARTIES.strength("Xavier Quill") == PARTIES.strength("ZZ") == 1
    assert PARTIES.owners("Alison and Stephen Cox", 2) is None
    assert PARTIES.strength("Kester") == PARTIES.strength("KA") == 2


def test_where_nobody_is_listed_any_initials_are_somebody() -> None:
    assert Parties(()).owners("ZZ", 2) == ("ZZ",)


def test_whoever_the_text_says_has_spoken_is_somebody() -> None:
    parties = Parties(PEOPLE, "Perkins said that the lamps are out. Sums are due.")
    assert parties.strength("Perkins") == 2
    assert PARTIES.strength("Perkins") == 0


def test_names_known_from_elsewhere_count_as_those_of_the_document() -> None:
    assert Parties((), "", ["Tamsin Ould"]).strength("TO") == 2


# ---- before a task ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "owners", "task"),
    [
        ("KA to row", ("KA",), "row"),
        ("KA and WP to row", ("KA", "WP"), "row"),
        ("KA will row", ("KA",), "row"),
        ("KA is to row", ("KA",), "row"),
        ("KA agreed to row", ("KA",), "row"),
        ("KA: row to the buoy", ("KA",), "row to the buoy"),
        ("KA – To row", ("KA",), "row"),
        ("The Clerk should write", ("The Clerk",), "write"),
        ("OF, KA and WP to row", ("OF", "KA", "WP"), "row"),
        ("All to read it", ("All",), "read it"),
        ("Harbour Master to inspect the chains", ("Harbour Master",), "inspect the chains"),
        ("Someone to look in", (), "look in"),
    ],
)
def test_the_owner_before_a_task_is_told_from_it(text: str, owners: tuple[str, ...], task: str) -> None:
    assert PARTIES.leading(text) == (owners, task)


@pytest.mark.parametrize(
    "text",
    [
        "Poster to go up",
        "Details will be sent",
        "Letter to be written",
        "Write to the trust",
        "Ask KA to row",
        "KA to be thanked",
        "Alison and Stephen Cox are to be added to the list",
        "The plan needs to be drawn",
        "KA went to the quay",
        "",
    ],
)
def test_things_verbs_and_those_to_whom_something_is_done_own_no_task(text: str) -> None:
    assert PARTIES.leading(text) is None


# ---- after a task -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "task", "owners"),
    [
        ("Row to the buoy – Kester Amory.", "Row to the buoy", ("Kester Amory",)),
        ("Row to the buoy - WP", "Row to the buoy", ("WP",)),
        ("Row (KA)", "Row", ("KA",)),
        ("Row to the buoy [OF/KA]", "Row to the buoy", ("OF", "KA")),
        ("Row to the buoy (action: KA)", "Row to the buoy", ("KA",)),
        ("Row to the buoy......KA", "Row to the buoy", ("KA",)),
        ("Row to the buoy (north) (events team)", "Row to the buoy (north)", ("events team",)),
    ],
)
def test_the_owner_after_a_task_is_told_from_it(text: str, task: str, owners: tuple[str, ...]) -> None:
    assert PARTIES.trailing(text) == (task, owners)


@pytest.mark.parametrize("text", ["Row to the buoy", "Row to the buoy – at once", "Row to the buoy (in May)", "Row to the twenty-first buoy", "", "–"])
def test_what_else_stands_behind_a_task_is_no_owner(text: str) -> None:
    assert PARTIES.trailing(text) is None


def test_a_known_name_stuck_to_the_last_word_is_parted_from_it() -> None:
    assert PARTIES.glued("Copy to be sentto membersKester Amory") == ("Copy to be sentto members", ("Kester Amory",))
    assert PARTIES.glued("Copy to be sentto membersXavier Quill") is None


# ---- parts --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "bare", "initials"),
    [("Cllr Mrs P. Winnow (Chair)", "P. Winnow", "PW"), ("Dr Anna-May Frost", "Anna-May Frost", "AF"), ("Revd Canon Jo van Moor", "Jo van Moor", "JM"), ("Mair", "Mair", "M")],
)
def test_a_name_without_its_titles_gives_the_initials(name: str, bare: str, initials: str) -> None:
    assert (untitled(name), initials_of(name)) == (bare, initials)


_WORDS = st.sampled_from("KA WP Kester Amory Odile the Clerk and / , & ; to will be row Poster – : ( ) [ ] . team All except 5 Xavier".split())


@given(st.lists(_WORDS, max_size=14).map(" ".join))
def test_whatever_a_text_is_its_owners_stand_in_it_and_nothing_is_lost_of_its_task(text: str) -> None:
    owners = PARTIES.owners(text)
    assert owners is None or all(owner and owner in text for owner in owners)
    if lead := PARTIES.leading(text):
        assert text.endswith(lead[1])
        assert all(owner in text for owner in lead[0])
    if trail := PARTIES.trailing(text):
        assert text.startswith(trail[0])
        assert trail[1]
        assert all(owner in text for owner in trail[1])


def test_a_forename_may_end_as_other_words_do() -> None:
    assert PARTIES.strength("Wilfred") == PARTIES.strength("Gladys") == 1
    assert PARTIES.strength("Berths") == PARTIES.strength("Flooded") == 0


def test_those_whom_one_acts_with_are_owners_too_and_initials_that_are_known_stand_apart() -> None:
    assert PARTIES.owners("Clerk, with Kester") == ("Clerk", "Kester")
    assert PARTIES.owners("Liaise with Skerry Trust") is None
    assert PARTIES.owners("KA WP") == ("KA", "WP")


def test_capitals_that_say_something_or_are_given_work_again_and_again_are_somebodys_initials() -> None:
    parties = Parties(PEOPLE, "LQ said that the lamps are out.\nACTION: PS to row and\nACTION: PS and VB to scull\nAction - MW to wait\nThe AGM will be held in May. NHS said no.")
    assert [parties.strength(one) for one in ("LQ", "VB", "MW", "PS")] == [2, 2, 2, 2]
    assert [parties.strength(one) for one in ("LX", "AGM", "NHS")] == [1, 0, 0]
