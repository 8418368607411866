"""Who is meant by a name: exact, other names, initials, a part; and never a guess between two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g.errors import AmbiguousReference, UnknownPerson
from g2g.model import Person
from g2g.people import Directory, initials

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
