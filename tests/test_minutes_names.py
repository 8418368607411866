"""People in lists: titles, initials, offices and organisations told apart; what is no name gives nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g.minutes.names import is_initials, person
from g2g.minutes.offices import is_office_or_body
from g2g.minutes.people import people, pieces


@pytest.mark.parametrize(
    ("text", "name", "organisation", "initials", "role"),
    [
        ("Ottilie Frame", "Ottilie Frame", "", "", ""),
        ("Dr Ravi Penn (RP) Clinical Chair", "Dr Ravi Penn", "Clinical Chair", "RP", ""),
        ("Una Skerry – Quayside Trust", "Una Skerry", "Quayside Trust", "", ""),
        ("Cllr Mrs. P. Winnow (Chair)", "Cllr Mrs. P. Winnow", "", "", "Chair"),
        ("County Councillor Miles Denny", "County Councillor Miles Denny", "", "", ""),
        ("HM – Hilda Mould", "Hilda Mould", "", "HM", ""),
        ("Tom Pellow TP Chief Finance Officer (part meeting)", "Tom Pellow", "Chief Finance Officer", "TP", ""),
        ("Martin Webb (MWe) Lay Member / Vice Chair", "Martin Webb", "Lay Member / Vice Chair", "MWe", ""),
        ("Rev Toby Marl (TM", "Rev Toby Marl", "", "TM", ""),
        ("the Revd Tamsin Rolle (in the chair)", "the Revd Tamsin Rolle", "", "", "in the chair"),
        ("[MS] Manod Sinclair", "Manod Sinclair", "", "MS", ""),
        ("Nicholas May", "Nicholas May", "", "", ""),
        ("Winnie Fiske Clerk", "Winnie Fiske", "Clerk", "", ""),
        ("Jon Prisk (for Moira Estcott)", "Jon Prisk", "", "", ""),
        ("Anna de la Tour OBE", "Anna de la Tour OBE", "", "", ""),
        ("Ann Poole (Hon. Sec.)", "Ann Poole", "", "", "Hon. Sec"),
        ("J.J.", "J.J", "", "", ""),
        ("Col Brace (CB)", "Col Brace", "", "CB", ""),
        ("Col Brace CB", "Col Brace", "", "CB", ""),
        ("Major Tom Hale TH", "Major Tom Hale", "", "TH", ""),
        ("Dean Smale (DS)", "Dean Smale", "", "DS", ""),
    ],
)
def test_a_person_is_taken_apart(text: str, name: str, organisation: str, initials: str, role: str) -> None:
    found = person(text)
    assert found is not None
    assert (found.name, found.organisation, found.initials, found.role) == (name, organisation, initials, role)


@pytest.mark.parametrize(
    "text",
    [
        "Harbour Council", "Quayside Care Foundation Trust", "Primary Schools", "None", "11 members of the public", "The Chair opened the meeting",
        "Declarations of Interest", "as above", "", "Members of the Public: 3", "apologies", "Minutes of the last meeting", "Chairman",
    ],
)  # fmt: skip
def test_what_is_no_name_gives_nobody(text: str) -> None:
    assert person(text) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Lee, Bob May and Cy Dunn", ["Ann Lee", "Bob May", "Cy Dunn"]),
        ("Cllrs Smith, Jones and Lee", ["Smith", "Jones", "Lee"]),
        ("Councillors: A Smith (Chairman), B Jones", ["A Smith", "B Jones"]),
        ("Ann Lee (AL) (Chair); Bob May (BM) (minutes); Cy Dunn (CD)", ["Ann Lee", "Bob May", "Cy Dunn"]),
        ("S. Whitlow (Town Clerk), M. Dory (Deputy Town Clerk)", ["S. Whitlow", "M. Dory"]),
        ("Councillor Stella Brun, Children's Partnership Board - Hyndle, Ribbon Valley, Rossen", ["Councillor Stella Brun"]),
        ("Jackie Sinclair, NACRO", ["Jackie Sinclair"]),
        ("Tess, Bilal, Ewan and J.J.", ["Tess", "Bilal", "Ewan", "J.J"]),
        ("C. Humphrey: G. Clare", ["C. Humphrey", "G. Clare"]),
        ("Beth Cud (deputy head, items 4 and 5 only), Alison Hoad (clerk)", ["Beth Cud", "Alison Hoad"]),
    ],
)
def test_a_list_is_split_into_its_people(text: str, names: list[str]) -> None:
    assert [named.name for named in people(text)] == names


def test_what_follows_a_name_after_a_comma_is_the_office_of_that_person() -> None:
    found = people("Ann Lee, Chief Executive, Bob May, Treasurer")
    assert [(named.name, named.organisation) for named in found] == [("Ann Lee", "Chief Executive"), ("Bob May", "Treasurer")]


def test_a_bracket_is_never_split() -> None:
    assert pieces("Ann Lee (for items 4, 5 and 6), Bob May") == ["Ann Lee (for items 4, 5 and 6)", "Bob May"]


@pytest.mark.parametrize("text", ["HM", "MWe", "WFI", "J.J.", "A.B"])
def test_initials_are_known(text: str) -> None:
    assert is_initials(text)


@pytest.mark.parametrize("text", ["Hm", "May", "hm", "A", "HARBOUR", "H-M"])
def test_what_are_no_initials(text: str) -> None:
    assert not is_initials(text)


def test_an_office_or_a_body_is_told_from_a_person() -> None:
    assert is_office_or_body("Voluntary Sector Forum")
    assert is_office_or_body("Head of Governance")
    assert not is_office_or_body("Ottilie Frame")


@given(st.text(alphabet="ABab .,;:()[]–-'’/&and\n", max_size=300))
def test_whoever_is_named_stands_in_the_text(text: str) -> None:
    letters = "".join(filter(str.isalpha, text))
    for named in people(text):
        assert named.name
        assert "".join(filter(str.isalpha, named.name)) in letters


def test_initials_beside_a_name_tell_it_from_the_name_of_a_body() -> None:
    found = person("Stella Moor SM Director of Community Services")
    assert found is not None
    assert (found.name, found.initials, found.organisation) == ("Stella Moor", "SM", "Director of Community Services")


def test_initials_may_hold_a_title_or_be_those_of_an_honour() -> None:
    for text, name, initials in (("Dr Ann Bray DrAB Chair", "Dr Ann Bray", "DrAB"), ("Dora Lint DL Minute Taker", "Dora Lint", "DL"), ("Hugh Penn DL", "Hugh Penn DL", "")):
        found = person(text)
        assert found is not None
        assert (found.name, found.initials) == (name, initials)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Lee, Harbour Office; Bob May, Quay Traders; Cy Dunn", ["Ann Lee", "Bob May", "Cy Dunn"]),
        ("Councillor Ann Lee (Chairman); Councillors Bob May, Cy Dunn and Dot Eddy", ["Councillor Ann Lee", "Bob May", "Cy Dunn", "Dot Eddy"]),
        ("Nell Firth NF Deputy Director Harbours and Fisheries", ["Nell Firth"]),
        ("Ward Councillor: Ann Lee", ["Ann Lee"]),
        ("Practice Manager Ann Lee", ["Ann Lee"]),
        ("Ann Lee, Practice Manager Mill Lane", ["Ann Lee"]),
        ("Governor Support Officer", []),
        ("Chief Executive Harbour Trust", []),
        ("Questions from the public", []),
        ("It was noted", []),
    ],
)
def test_lists_in_which_bodies_look_like_people(text: str, names: list[str]) -> None:
    assert [named.name for named in people(text)] == names
