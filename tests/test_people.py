"""Who is meant by a name: exact, other names, initials, a part; and never a guess between two."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g.errors import AmbiguousReference, UnknownPerson
from g2g.model import Person
from g2g.people import Directory, initials, titles_clash
from tests.conftest import Clerk, write

PEOPLE = [
    Person("Mair Preece", "Harbour Trust", "Chair"),
    Person("Nia Rowlands", "County Engineers", also=("NR", "Nia Rowlands-Hughes")),
    Person("Tomos Rees", "Pilots' Association"),
    Person("Tomos Vaughan", "County Engineers"),
    Person("Siân O’Neill-Pugh", "Port Health"),
]


def directory(*people: Person, others: tuple[str, ...] = ()) -> Directory:
    return Directory({person.name: person for person in people or PEOPLE}, others)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nia Rowlands", "Nia Rowlands"),
        ("nia  rowlands ", "Nia Rowlands"),
        ("Nia Rowlands-Hughes", "Nia Rowlands"),
        ("nr", "Nia Rowlands"),
        ("N.R.", "Nia Rowlands"),
        ("MP", "Mair Preece"),
        ("m. p.", "Mair Preece"),
        ("mair", "Mair Preece"),
        ("Preece", "Mair Preece"),
        ("t rees", "Tomos Rees"),
        ("TV", "Tomos Vaughan"),
        ("vaug", "Tomos Vaughan"),
        ("aughan", "Tomos Vaughan"),
        ("Sian O'Neill-Pugh".replace("Sian", "Siân"), "Siân O’Neill-Pugh"),
        ("Sia\u0302n", "Siân O’Neill-Pugh"),
        ("so", "Siân O’Neill-Pugh"),
        ("sop", "Siân O’Neill-Pugh"),
        ("pugh", "Siân O’Neill-Pugh"),
        ("o'neill pugh", "Siân O’Neill-Pugh"),
    ],
)
def test_a_name_other_name_initials_or_part_finds_the_person(text: str, name: str) -> None:
    assert directory().find(text) == name


@pytest.mark.parametrize("text", ["Tomos", "tom", "T", "omos"])
def test_a_part_of_two_names_lists_both(text: str) -> None:
    with pytest.raises(AmbiguousReference) as refused:
        directory().find(text)
    assert refused.value.candidates == ("Tomos Rees", "Tomos Vaughan")
    assert str(refused.value) == f"“{text}” could be 2 people: Tomos Rees or Tomos Vaughan. Type more of it."


@pytest.mark.parametrize("text", ["", "  ", "-", "--", "' '", "Nobody", "NN", "Nia Rees", "rowlands nia"])
def test_nobody_is_made_up(text: str) -> None:
    with pytest.raises(UnknownPerson):
        directory().find(text)


def test_a_lone_person_is_not_found_by_nothing() -> None:
    for text in ("", "-", " - ", "."):
        with pytest.raises(UnknownPerson):
            directory(Person("Mair Preece")).find(text)


def test_a_misspelled_name_asks_who_was_meant() -> None:
    with pytest.raises(UnknownPerson) as refused:
        directory().find("Nia Rowland's")
    assert str(refused.value).endswith("is called “Nia Rowland's”. Did you mean Nia Rowlands?")


def test_initials_of_one_and_first_name_of_another_are_two_people() -> None:
    with pytest.raises(AmbiguousReference):
        directory(Person("Jane Osborne"), Person("Jo Smith")).find("Jo")


def test_another_name_that_two_people_go_by_finds_neither() -> None:
    two = directory(Person("Ann Lloyd", also=("Chair",)), Person("Bet Morgan", also=("chair",)))
    with pytest.raises(AmbiguousReference) as refused:
        two.find("Chair")
    assert refused.value.candidates == ("Ann Lloyd", "Bet Morgan")
    assert two.canonical("Chair") == "Chair"
    assert not two.knows("Chair")


def test_a_full_name_wins_over_the_other_name_of_somebody_else() -> None:
    assert directory(Person("Ann Lloyd", also=("Bet Morgan",)), Person("Bet Morgan")).find("bet morgan") == "Bet Morgan"


def test_an_owner_outside_people_yaml_is_found_too_and_known_by_nobody() -> None:
    both = directory(others=("Zed Unknown", "NR"))
    assert both.find("zed") == "Zed Unknown"
    assert not both.knows("Zed Unknown")
    assert both.organisation("Zed Unknown") == ""
    assert both.canonical("NR") == "Nia Rowlands"
    assert both.knows("nr")
    assert both.organisation("NR") == "County Engineers"


def test_names_and_spellings() -> None:
    both = directory(others=("Zed Unknown",))
    assert both.names() == [*sorted(person.name for person in PEOPLE if person.name[0] < "Z"), "Zed Unknown"]
    assert {"NR", "Nia Rowlands-Hughes", "Zed Unknown", "Mair Preece"} <= both.spellings()


def test_two_spellings_of_one_stranger_give_the_same_name_whatever_the_order() -> None:
    assert {directory(others=names).find("ZED") for names in (("zed", "Zed"), ("Zed", "zed"))} == {"Zed"}


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Mair Preece", ("mp",)), ("Tracy Poole-Nandy", ("tp", "tpn")), ("Bo", ("b",)), ("  Ann  M  Lloyd ", ("aml",))],
)
def test_initials(name: str, letters: tuple[str, ...]) -> None:
    assert initials(name) == letters


WORD = st.text("abcdeABCDEÅéô'-", min_size=1, max_size=6).filter(lambda word: word.strip("-"))
NAMES = st.lists(st.lists(WORD, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=6, unique_by=str.casefold)


@given(NAMES, st.data())
def test_every_full_name_finds_its_own_person(names: list[str], data: st.DataObject) -> None:
    also = data.draw(st.lists(WORD, max_size=3))
    both = Directory({name: Person(name, also=tuple(also)) for name in names})
    for name in names:
        assert both.find(name) == both.canonical(name) == name


@given(NAMES, st.text("abcdeABCDEÅéô'- .", max_size=8))
def test_what_is_found_depends_on_neither_case_nor_spacing(names: list[str], text: str) -> None:
    both = Directory({name: Person(name) for name in names})

    def outcome(typed: str) -> object:
        try:
            return both.find(typed)
        except AmbiguousReference as refused:
            return refused.candidates
        except UnknownPerson:
            return None

    spaced = "  ".join(text.split())
    assert outcome(text) == outcome(text.upper()) == outcome(text.lower()) == outcome(f" {spaced}\t")


@given(NAMES, st.text("abcdeÅéô'- .", min_size=1, max_size=5))
def test_nobody_is_found_whose_name_has_none_of_the_letters_and_never_one_of_two(names: list[str], text: str) -> None:
    both = Directory({name: Person(name) for name in names})
    try:
        found = both.find(text)
    except (AmbiguousReference, UnknownPerson):
        return
    words = text.casefold().replace("-", " ").replace(".", " ").split()
    letters = set("".join(words))
    assert letters <= set(found.casefold())
    if found.casefold() != " ".join(text.casefold().split()):
        same = [name for name in names if name != found and " ".join(text.casefold().split()) in name.casefold().split()]
        assert not same, "another has that very word in the name"


# ---- titles, roles and initials ------------------------------------------------------------------

COUNCIL = (
    Person("Dr Wen Okafor", role="Director of Finance"), Person("Mr John Brady"), Person("Col Brady", also=("CB",)), Person("Carl Bevan"),
    Person("Ann Lee", role="Harbour Master"), Person("Una Ford", role="Trustee"), Person("Eva Hale", role="Trustee"),
    Person("Old Tom", role="Pilot", left="2019-01-01"), Person("Mrs Joan Reid"), Person("Mr Ian Reid"), Person("Pat Reid"), Person("Major Hill"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("W Okafor", "Dr Wen Okafor"), ("W. Okafor", "Dr Wen Okafor"), ("Dr. W. Okafor", "Dr Wen Okafor"), ("Dr Okafor", "Dr Wen Okafor"),
        ("Doctor Okafor", "Dr Wen Okafor"), ("Cllr Okafor", "Dr Wen Okafor"), ("W.O.", "Dr Wen Okafor"), ("WO", "Dr Wen Okafor"),
        ("CB", "Col Brady"), ("C.B.", "Col Brady"), ("c. b.", "Col Brady"), ("Col Brady", "Col Brady"), ("Col", "Col Brady"),
        ("Mr Brady", "Mr John Brady"), ("Mr J. Brady", "Mr John Brady"), ("J Brady", "Mr John Brady"),
        ("Mrs Reid", "Mrs Joan Reid"), ("Ms Reid", "Mrs Joan Reid or Pat Reid"), ("Mr Reid", "Mr Ian Reid"), ("Dr Reid", "Pat Reid"),
        ("Reid", "Mr Ian Reid or Mrs Joan Reid or Pat Reid"), ("Major", "Major Hill"), ("M Hill", "Major Hill"), ("Maj. Hill", "Major Hill"),
        ("Harbour Master", "Ann Lee"), ("the harbour master", "Ann Lee"), ("Director of Finance", "Dr Wen Okafor"),
    ],
)  # fmt: skip
def test_titles_roles_and_given_initials_decide_where_they_can(text: str, name: str) -> None:
    try:
        found = directory(*COUNCIL).find(text)
    except AmbiguousReference as several:
        found = " or ".join(several.candidates)
    assert found == name


@pytest.mark.parametrize(
    ("text", "near"),
    [("Mrs Brady", "Mr John Brady"), ("Dr Brady", "Mr John Brady"), ("Mrs Okafor", "Dr Wen Okafor"), ("Trustee", ""), ("Pilot", ""), ("Finance", ""), ("Master", "")],
)
def test_another_title_a_shared_role_or_a_part_of_one_is_nobody(text: str, near: str) -> None:
    people = [person for person in COUNCIL if person.name != "Col Brady"]
    with pytest.raises(UnknownPerson) as unknown:
        directory(*people).find(text)
    assert unknown.value.another_title is bool(near)
    assert ", ".join(unknown.value.near) == near or not near


def test_what_an_action_calls_by_a_role_belongs_to_its_holder() -> None:
    both = directory(*COUNCIL, others=("Harbour Master", "Trustee"))
    assert both.canonical("Harbour Master") == both.find("Harbour master") == both.holder("the Harbour Master") == "Ann Lee"
    assert both.knows("Harbour Master")
    assert both.find("Trustee") == "Trustee"
    assert (both.holder("Ann Lee"), both.holder("Trustee")) == ("", "")


def test_a_name_wins_over_a_role() -> None:
    both = directory(Person("Pilot"), Person("Ann Lee", role="Pilot"))
    assert both.find("pilot") == "Pilot"
    assert both.holder("pilot") == ""


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [("mrs", "mr", True), ("mrs", "ms", False), ("miss", "mrs", True), ("cllr", "mr", False), ("", "mr", False), ("dr", "mr", True), ("mr", "mr", False)],
)
def test_titles_of_two_people_clash(one: str, other: str, clash: bool) -> None:
    assert titles_clash(one, other) is titles_clash(other, one) is clash


@given(NAMES, st.sampled_from(["Mr", "Mrs.", "DR", "cllr", "Councillor", "Rev Dr"]))
def test_a_title_before_a_name_that_is_known_without_one_changes_nothing(names: list[str], title: str) -> None:
    both = Directory({name: Person(name) for name in names})
    for name in names:
        try:
            found: tuple[str, ...] = (both.find(f"{title} {name}"),)
        except AmbiguousReference as several:
            found = several.candidates
        assert name in found


# ---- where a clerk names somebody ----------------------------------------------------------------

PEOPLE_YAML = """\
Dr Wen Okafor:
  role: Director of Finance

Mr John Brady:
  organisation: Harbour Trust

Ann Lee:
  role: Harbour Master
"""
NAMED = [("W. Okafor", "Dr Wen Okafor"), ("Harbour Master", "Ann Lee"), ("Mrs Brady", "Mrs Brady"), ("Mr Brady", "Mr John Brady")]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_add_import_minutes_and_lists_agree_on_who_is_meant(clerk: Clerk, tmp_path: Path, text: str, name: str) -> None:
    write(clerk.folder / "people.yaml", PEOPLE_YAML)
    clerk(["add", "Oil the bell", "--owner", text])
    said = {"Harbour Master": "is the role of Ann Lee in people.yaml", "Mrs Brady": "Is Mr John Brady meant, with another title?"}.get(text, "")
    assert (said in clerk.err) if said else not clerk.err
    write(tmp_path / "log.csv", f"Action,Lead,Date raised\nPaint the bollards,{text},13/02/2019\n")
    shown = clerk(["import", str(tmp_path / "log.csv")])
    said = {"Harbour Master": "is the role of Ann Lee in people.yaml", "Mrs Brady": "“Mrs Brady” may be Mr John Brady, who has another title; kept as written"}.get(text, "")
    assert (said in shown) if said else "To look at" not in shown
    write(tmp_path / "m.txt", f"Harbour and Wharves Board\nMinutes of the meeting held on 13 March 2019\n\nPresent: Mair Preece, Una Ford\n\n1. Lamps\nThe lamps are dim.\nACTION: {text} to clean the lamps\n")
    shown = clerk(["minutes", str(tmp_path / "m.txt"), "--json"])
    assert f'"{name}"' in shown
    assert (said in shown) if said else "kept as written" not in shown
    listed = json.loads(clerk(["list", "--owner", text, "--json"]))["data"]
    assert sorted(row["action"] for row in listed) == ["Oil the bell", "Paint the bollards"]
    assert {owner for row in listed for owner in row["owners"]} == {name}


def test_initials_that_people_yaml_gives_win_over_those_of_a_name_in_minutes_too(clerk: Clerk, tmp_path: Path) -> None:
    write(clerk.folder / "people.yaml", "Col Brady:\n  also:\n    - CB\n")
    write(tmp_path / "m.txt", "Harbour and Wharves Board\nMinutes of the meeting held on 13 March 2019\n\nPresent: Col Brady, Carl Bevan\n\n1. Lamps\nThe lamps are dim.\nACTION: CB to clean the lamps\n")
    assert '"Col Brady"' in clerk(["minutes", str(tmp_path / "m.txt"), "--json"])
    clerk("add Oil it --owner CB")
    assert "owner: Col Brady\n" in clerk.actions


def test_somebody_present_with_another_title_is_not_meant(clerk: Clerk, tmp_path: Path) -> None:
    write(tmp_path / "m.txt", "Harbour and Wharves Board\nMinutes of the meeting held on 13 March 2019\n\nPresent: Mr John Brady, Una Ford\n\n1. Lamps\nThe lamps are dim.\nACTION: Mrs Brady to clean the lamps\n")
    shown = clerk(["minutes", str(tmp_path / "m.txt"), "--json"])
    assert "“Mrs Brady” is nobody in the list of those present or people.yaml; kept as written" in shown
