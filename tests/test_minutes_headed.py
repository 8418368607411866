"""Lists of actions under headings: grouped by owner, with parts that hold nothing, and what stands behind their end."""

from __future__ import annotations

import pytest

from tests.skerry import minutes, tasks

NOBODY: tuple[str, ...] = ()


def test_a_list_grouped_by_owner_goes_on_over_those_who_have_nothing() -> None:
    text = (
        "## Still to do from before\n\n### Odile\n\n### Stout Jem\n - tar the punt\n - mend the red net\n\n### Una\n\n(dropped, no need now)\n\n### Thin Jem\n - oil the lamps\n\n### Sara\n\nnothing\n\n### Ben\n\n"
        "Next meeting Tuesday 2 April in the loft\n\nTo be talked of then: fees\n"
    )
    assert tasks(text) == [("tar the punt", ("Stout Jem",)), ("mend the red net", ("Stout Jem",)), ("oil the lamps", ("Thin Jem",))]


def test_a_heading_that_names_nobody_known_ends_the_part_of_the_one_before() -> None:
    text = "# Actions\n\n## Wilf\n- Grease the winch.\n\n## Perran\n- Write to the trust.\n\n## KA, NT - those with a boat\n- Bring it to the slip.\n"
    assert tasks(text) == [("Grease the winch", ("Wilf",)), ("Write to the trust", ("Perran",)), ("Bring it to the slip", ("KA", "NT"))]


def test_none_under_a_heading_ends_its_list() -> None:
    assert tasks("Actions relating to moorings\n\nNone\n\nMoorings fees\n\nThe fees stay as they are.\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "* Outstanding:\n    * Two subscriptions\n    * £40 for the coal\n* Wilf keeps the receipts.\n",
        "## Reports\n\n### Wilf\n- two boats are out\n- the trust wants the forms\n\n### Sara\n- £40 in the tin\n\n### Nell\n- sent the forms off\n",
        "### Wilf\n- Met the trust\n- Winch greased\n\n### Sara\n- Two new members\n",
    ],
)
def test_what_is_owed_and_what_somebody_reports_is_no_list_of_actions(text: str) -> None:
    assert tasks(text) == []


def test_a_list_without_empty_lines_ends_at_one_unless_an_owner_follows() -> None:
    read = minutes("ACTIONS:\n- KA to sweep the slip.\n- Lamps to be bought.\n\n- A walk to the lock will be thought about in May.\n- It rained.\n")
    assert [action.found.words for action in read.actions] == ["sweep the slip", "Lamps to be bought"]


def test_a_task_that_names_nobody_goes_on_with_the_paragraphs_below_a_label() -> None:
    text = "Actions:\n\nMrs Gill to air the marquee.\n\nThe rotten fence to be taken down.\n\nThe fence is green.\n"
    assert tasks(text) == [("air the marquee", ("Mrs Gill",)), ("The rotten fence to be taken down", NOBODY)]


def test_a_summary_at_the_beginning_ends_where_the_minutes_themselves_begin_below_it() -> None:
    text = (
        "## Summary of actions\n\n* **Winch:** KA to grease it.\n* **Lamps:** to be bought by May – WP.\n\n### Harbour Master's update\n\n"
        "* **Slip:** The slip was swept in March and looks well. Some of the stones are loose and the trust has been told of it; Sara thinks that it will mend them before the summer, and that the fees should stay.\n"
        "* Two boats were sold.\n"
    )
    assert tasks(text) == [("Winch: grease it", ("KA",)), ("Lamps: to be bought by May", ("WP",))]


def test_parts_by_topic_stay_parts_of_the_list() -> None:
    text = "# Actions\n\n## Deliverables\n\n- D1 (a chart)\n    - [KA] Draw the chart.\n- D2 (a rota)\n    - [NT] Ask who is free.\n\n## General\n\n- Create a list of berths.\n- Quay walls\n"
    assert tasks(text) == [("Draw the chart", ("KA",)), ("Ask who is free", ("NT",)), ("Create a list of berths", NOBODY), ("Quay walls", NOBODY)]


def test_what_is_put_down_word_for_word_is_no_list_of_actions() -> None:
    talk = "".join(f"- KA - Shall we take number {number}?\n- WP - Yes, let's row there.\n" for number in range(9))
    assert tasks("## Outstanding actions\n\n" + talk + "- NT to row home.\n") == [("row home", ("NT",))]


def test_an_entry_that_only_names_somebody_is_for_the_deeper_ones_below_it() -> None:
    text = "Summary of actions:\n\n* Kester\n    * Grease the winch.\n    * Tar the punt.\n* Gladys\n    * Ask the school.\n* Order more rope for the slip.\n"
    assert tasks(text) == [("Grease the winch", ("Kester",)), ("Tar the punt", ("Kester",)), ("Ask the school", ("Gladys",)), ("Order more rope for the slip", NOBODY)]


def test_whoever_stands_in_the_place_of_the_names_before_is_somebody() -> None:
    assert tasks("## Actions summary\n\nKester\n\n* Grease the winch.\n\nGladys\n\n* Ask the school.\n") == [("Grease the winch", ("Kester",)), ("Ask the school", ("Gladys",))]


def test_a_name_and_a_colon_count_where_other_entries_begin_so() -> None:
    entries = "- Kester: Grease the winch\n- Wilf: Tar the punt\n- Nell: Ask the school\n"
    assert tasks(f"## Actions\n\n{entries}- Morwen: Book the loft\n")[3:] == [("Book the loft", ("Morwen",))]
    assert tasks("## Actions\n\n- Morwen: Book the loft\n- Grease the winch\n")[0][1] == NOBODY


def test_a_bracket_at_the_end_says_how_a_task_stands_and_whose_it_is() -> None:
    text = "## Actions\n\n- Set the dates [closed for Sara Gill]\n\n- Boats to show their papers [ongoing for members]\n\n- Grease the winch [new for Kester Amory]\n"
    assert tasks(text) == [("Boats to show their papers", ("members",)), ("Grease the winch", ("Kester Amory",))]


def test_short_lines_over_deeper_ones_name_those_for_whom_they_are() -> None:
    text = "Still to do from earlier meetings\n\nMorwen\n\n    Nell\n\n        Grease the winch.\n\n    Jory\n\n    Tegen\n\n        Tar the punt (April)\n        Ask the school\n\n    Wilf\n\n        nothing left, many thanks\n"
    assert tasks(text) == [("Grease the winch", ("Nell",)), ("Tar the punt (April)", ("Tegen",)), ("Ask the school", ("Tegen",))]
    topics = text.replace("Jory", "Finance")
    assert ("Grease the winch", ("Nell",)) not in tasks(topics) or ("Tar the punt (April)", ("Tegen",)) not in tasks(topics)


def test_a_list_of_what_is_to_be_done_before_a_day_leaves_out_what_it_names_as_done() -> None:
    text = "TO DO BEFORE THE REGATTA\n\n* (KA) Book the band.\n* (WP) Have the winch oiled.\n\nThe following were reported as done: the flags (KA), the coal (NT).\n"
    assert tasks(text) == [("Book the band", ("KA",)), ("Have the winch oiled", ("WP",))]
    assert tasks("Actions carried forward\n\n* KA to book the band.\n\nThe following have been completed:\n\n* WP to oil the winch.\n") == [("book the band", ("KA",))]
    for left in ("are to be completed", "are still not done"):
        text = f"Actions carried forward\n\n* KA to book the band.\n* The following moorings {left}: 4 and 7 (WP).\n"
        assert tasks(text)[-1] == (f"The following moorings {left}: 4 and 7", ("WP",))


def test_an_entry_as_long_as_its_list_is_wide_has_its_owner_right_behind_it() -> None:
    text = (
        "OUTSTANDING ACTIONS\n\n(1)   Write the rules of the slip                              KA\n(2)   Count the moorings                                       WP\n"
        "(3)   Ask the trust for the cost of a lamp on the slip by night  NT\n(4)   Sell the coal                                            QX\n(5)   Clean the lamps, the long stairs and all of their windows  QX\n"
        "(6)   Find the deeds of the shed, or somebody who has seen them  UK\n"
    )
    assert tasks(text) == [
        ("Write the rules of the slip", ("KA",)), ("Count the moorings", ("WP",)), ("Ask the trust for the cost of a lamp on the slip by night", ("NT",)),
        ("Sell the coal", ("QX",)), ("Clean the lamps, the long stairs and all of their windows", ("QX",)),
        ("Find the deeds of the shed, or somebody who has seen them UK", ()),
    ]  # fmt: skip
