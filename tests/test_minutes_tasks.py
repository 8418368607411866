"""The words after a label taken apart: several owners and tasks, what is no task, and how an old one stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g.minutes import tasks
from g2g.minutes.findings import Named
from g2g.minutes.parties import Parties

PARTIES = Parties([Named("Odile Farrant", initials="OF"), Named("Kester Amory"), Named("Wilf Pascoe"), Named("Nell Tranter")])
NOBODY: tuple[str, ...] = ()


def split(text: str) -> list[tuple[tuple[str, ...], str]]:
    return [(task.owners, task.words) for task in tasks.split(text, PARTIES)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("KA to row. WP to paint.", [(("KA",), "row"), (("WP",), "paint")]),
        ("KA to row, WP to paint; OF to watch", [(("KA",), "row"), (("WP",), "paint"), (("OF",), "watch")]),
        ("KA to row and WP to paint", [(("KA",), "row"), (("WP",), "paint")]),
        ("KA to row and then WP to paint, and", [(("KA",), "row"), (("WP",), "paint")]),
        ("OF, KA and WP to row; all to watch", [(("OF", "KA", "WP"), "row"), (("all",), "watch")]),
        ("KA to row.WP to paint", [(("KA",), "row"), (("WP",), "paint")]),
        ("KA to row\nWP to paint", [(("KA",), "row"), (("WP",), "paint")]),
        ("Poster to be put up. KA to row.", [(NOBODY, "Poster to be put up"), (("KA",), "row")]),
        ("KA to row. Lamps to be bought.", [(("KA",), "row"), (NOBODY, "Lamps to be bought")]),
        ("KA to row. Someone to watch.", [(("KA",), "row"), (NOBODY, "watch")]),
        ("Row to the buoy – KA", [(("KA",), "Row to the buoy")]),
        ("Lists to be shared by KA/WP before May", [(("KA", "WP"), "Lists to be shared by KA/WP before May")]),
        ("Lists to be shared by the end of May", [(NOBODY, "Lists to be shared by the end of May")]),
        ("The lamps will be bought. KA and WP will see to this.", [(("KA", "WP"), "The lamps will be bought")]),
        ("KA to make a plan so that grants can begin to be claimed", [(("KA",), "make a plan so that grants can begin to be claimed")]),
    ],
)
def test_each_owner_gets_the_task_that_is_theirs(text: str, found: list[tuple[tuple[str, ...], str]]) -> None:
    assert split(text) == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("KA to row to the buoy and back, and to paint it", "row to the buoy and back, and to paint it"),
        ("KA to ask WP to row", "ask WP to row"),
        ("KA to row. He will take WP, who will paint.", "row. He will take WP, who will paint"),
        ("KA to row. Bring a rope as well.", "row. Bring a rope as well"),
        ("KA to write to Jo Bell, who is to choose a day", "write to Jo Bell, who is to choose a day"),
    ],
)
def test_what_names_no_other_owner_goes_on_with_the_task(text: str, words: str) -> None:
    assert split(text) == [(("KA",), words)]


@pytest.mark.parametrize(
    "text",
    ["KA to row. The buoy is red.", "KA to row. WP has the oars, and will bring them.", "KA to row. Porch for the Old Forge: no objection.", "KA to row. No further action.", "KA to row. 15. FLAGS The flag is torn.", "KA to row. Odile reported that the lamps are out.",
     "KA to row. Item 4: Flags", "KA to row. There was tea.", "KA to row. 7. MOORINGS AND FEES KA to weigh anchor."],
)  # fmt: skip
def test_a_task_ends_where_the_minutes_go_on_with_something_else(text: str) -> None:
    assert split(text) == [(("KA",), "row")]


@pytest.mark.parametrize("text", ["KA to look at item 4. Gates, which is old", "KA to read section 3. PLANS"])
def test_a_number_that_the_task_speaks_of_is_not_the_next_item(text: str) -> None:
    assert tasks.without_next_item(text) == text


@pytest.mark.parametrize(
    "text",
    ["None", "none.", "N/A", "Nil", "-", "No action required", "No further actions", "No actions were recorded", "There were no outstanding actions", "None (see above)",
     "No action at this time", "No new actions arising", "", "Nothing to report"],
)  # fmt: skip
def test_nothing_to_do_is_known_in_all_its_forms(text: str) -> None:
    assert tasks.is_nothing(text)


@pytest.mark.parametrize("text", ["No lamps to be bought", "None of the lamps work", "Nothing was done by the trust", "Not yet done", "KA to row", "Nora to row"])
def test_what_only_begins_like_nothing_is_something(text: str) -> None:
    assert not tasks.is_nothing(text)


@pytest.mark.parametrize(
    "text",
    ["The map is with the printer", "KA has rowed", "This has been done", "There is nothing to be afraid of", "The lamps are out", "It was noted", "Members noted the report",
     "Odile reported that the lamps are out", "The trust remains hopeful"],
)  # fmt: skip
def test_a_sentence_that_tells_what_is_or_was_gives_nobody_anything_to_do(text: str) -> None:
    assert tasks.is_statement(text, PARTIES)


@pytest.mark.parametrize(
    "text",
    ["KA to row", "KA will row", "KA needs to row", "KA has to row", "Lamps to be bought", "Buy lamps", "He should row", "There should be a lamp", "There must be a lamp on the pier",
     "Report on what was found", ""],
)  # fmt: skip
def test_a_sentence_that_gives_work_is_no_statement(text: str) -> None:
    assert not tasks.is_statement(text, PARTIES)


@pytest.mark.parametrize("text", ["Done", "On hold", "Still with the trust", "This has been completed", "carried forward", "In progress", "Now closed", "Action complete", "c/f", "CF", "Held over to May", "Open"])
def test_words_that_say_only_how_a_task_stands_are_known(text: str) -> None:
    assert tasks.is_status(text)


@pytest.mark.parametrize("text", ["CF to row", "Open a bank account", "Left rail to be mended"])
def test_what_only_begins_like_a_state_is_none(text: str) -> None:
    assert not tasks.is_status(text)


@pytest.mark.parametrize("status", ["Done", "Complete", "Completed 3 May", "closed", "No longer needed", "Y", "Withdrawn", "done ✓", "Superseded by 4.2"])
def test_a_state_that_means_an_end_is_told(status: str) -> None:
    assert tasks.is_ended(status)


@pytest.mark.parametrize(
    "status", ["", "Not done", "not yet completed", "Partially complete", "nearly complete", "Ongoing", "In progress", "to be closed", "re-opened", "incomplete", "Carried forward", "Open"]
)
def test_a_state_that_leaves_something_to_do_is_no_end(status: str) -> None:
    assert not tasks.is_ended(status)


def test_owners_with_a_state_each_are_read_only_where_nothing_else_is_said() -> None:
    assert tasks.statuses("KA Done; WP, OF Carried forward", PARTIES) == [tasks.Task(("KA",), "", "Done"), tasks.Task(("WP", "OF"), "", "Carried forward")]
    assert tasks.statuses("KA: done. OF – ongoing", PARTIES) == [tasks.Task(("KA",), "", "done"), tasks.Task(("OF",), "", "ongoing")]
    assert tasks.statuses("KA Done; WP to row", PARTIES) == []


def test_a_task_with_its_state_in_a_sentence_behind_it() -> None:
    found = tasks.with_state("KA to count the seats. Carried forward (no time).", PARTIES)
    assert found == (tasks.Task(("KA",), "count the seats", "Carried forward"), "no time")
    assert tasks.with_state("The seats were counted. Done", PARTIES) is None


@pytest.mark.parametrize(
    ("text", "words", "state"),
    [
        ("KA to ring the yard. Closed. The yard has moved.", "KA to ring the yard.", "Closed"),
        ("KA to ring the yard. Ongoing WP has asked too.", "KA to ring the yard.", "Ongoing"),
        ("KA to ring the yard. Open the gate first.", "KA to ring the yard. Open the gate first.", ""),
    ],
)
def test_a_state_in_the_midst_of_a_note_ends_the_words_of_the_task(text: str, words: str, state: str) -> None:
    assert tasks.until_state(text) == (words, state)


def test_a_task_passed_on_is_that_of_the_new_owner() -> None:
    found = tasks.with_state("KA to count the seats. Transferred (transferred to OF)", PARTIES)
    assert found is not None
    assert found[0].owners == ("OF",)


@pytest.mark.parametrize(
    ("text", "words"),
    [(" – To row to the buoy. ", "row to the buoy"), ("and to row;", "row"), ("** row ** |", "row"), ("To Kester: row", "To Kester: row"), ("row]", "row"), ("row [the boat]", "row [the boat]"), ("See the rota, e.g. https://skerry.example/a#b", "See the rota")],
)
def test_what_stands_around_the_words_of_a_task_is_taken_off(text: str, words: str) -> None:
    assert tasks.trimmed(text) == words


_WORDS = st.sampled_from("KA WP Odile to row will paint be painted . ; , and then the lamps to The is 15. FLAGS Done – (KA) someone No action".split())


@given(st.lists(_WORDS, max_size=25).map(" ".join))
def test_tasks_hold_no_words_and_no_owners_that_the_text_does_not(text: str) -> None:
    for task in tasks.split(text, PARTIES):
        assert task.words
        assert set(task.words.split()) <= set(text.replace(".", " ").replace(",", " ").split()) | set(text.split()) | {word.rstrip(".;,") for word in text.split()}
        assert all(owner in text for owner in task.owners)


def test_the_short_word_for_numbers_ends_no_state_and_those_who_are_to_be_asked_have_something_to_come() -> None:
    assert tasks.statuses("KA Done nos. 1-6; WP c/f no. 7", PARTIES) == [tasks.Task(("KA",), "", "Done nos. 1-6"), tasks.Task(("WP",), "", "c/f no. 7")]
    assert not tasks.is_statement("Odile, Kester and Wilf are to be put on the list", PARTIES)
    assert tasks.is_statement("Odile, Kester and Wilf are on the list", PARTIES)
