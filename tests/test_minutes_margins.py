"""Owners at the margin, after the last sentence, and in rows of tables that were put out as one line each."""

from __future__ import annotations

import pytest

from g2g.minutes.document import Row
from g2g.minutes.paragraphs import of_text
from g2g.minutes.parties import Parties
from g2g.minutes.roles import by_content
from g2g.minutes.tasks import is_ended, is_for_nobody
from tests.skerry import minutes, tasks, told

ENDS = """\
The lamp on the pier should be looked at before the winter. Clerk

Wilf Pascoe would ask the mayor about the flags. Wilf Pascoe

The mud is deeper than it was. Kester Amory was thanked.

The lifeboat's crew wish to be told when the slip is shut, and a list is to be sent to them. Clerk/Nell Tranter
"""


def test_names_and_offices_after_the_last_sentence_of_a_paragraph_are_its_owners() -> None:
    assert tasks(ENDS) == [
        ("The lamp on the pier should be looked at before the winter", ("Clerk",)),
        ("ask the mayor about the flags", ("Wilf Pascoe",)),
        ("The lifeboat's crew wish to be told when the slip is shut, and a list is to be sent to them", ("Clerk", "Nell Tranter")),
    ]


def test_one_such_ending_alone_is_none_nor_are_proposers() -> None:
    assert tasks("The lamp on the pier should be looked at. Clerk\n") == []
    assert tasks("\n\n".join(f"The {what} should be sold. Proposed Kester Amory, sec. Wilf Pascoe" for what in ("winch", "rope", "punt"))) == []


def test_owners_on_the_line_below_a_sentence_that_gives_work_are_its_owners_where_others_end_theirs() -> None:
    text = ENDS + "\nThe rules are to be read through by the spring.\nKester Amory/Clerk\n"
    assert tasks(text)[-1] == ("The rules are to be read through by the spring", ("Kester Amory", "Clerk"))


def test_an_owner_without_room_for_a_gap_at_the_end_of_a_full_line_counts_where_there_is_a_column() -> None:
    text = """\
Items                                                                        Action

The harbour was quiet all through the winter, and nobody had anything to say about it.

The winch is stiff and will be greased.                                      KA

The rope has been cut by somebody who should be found and spoken to. NT
"""
    assert tasks(text) == [("The winch is stiff and will be greased", ("KA",)), ("The rope has been cut by somebody who should be found and spoken to", ("NT",))]


def test_who_signed_at_the_margin_is_to_do_nothing() -> None:
    text = "The minutes of February were found to be right by all who were there.      Signed by the Chair\n\nThe gate is to be oiled before the regatta by one of us.             Clerk\n\nA new rope is to be bought for the bell of the loft.            KA\n"
    assert [owners for _, owners in tasks(text)] == [("Clerk",), ("KA",)]


def test_people_with_their_organisations_in_brackets_are_no_actions_wherever_they_are_listed() -> None:
    text = "1. Lamps\n\nAll are lit.\n\nApologies\n\n- RW - Rhoda Wills, Harbour Office [HO]\n- TB - Tom Binns, Lifeboat Institution [LI]\n- UP - Ute Prinz, Marsh Trust [MT]\n"
    assert tasks(text) == []


STROKES = """\
No. / Subject / What was said / Who

1. / Lamps / All are lit. /
2. / Winch / It is stiff, and the grease
has run out. / KA to buy grease. WP to print
3. / Rope / It should be cut before the spring. / Nell Tranter
4. / Bill / For £20. / Paid
5. / Punt / It leaks. / SG to tar it / before May
6. / Gulls / They stay. / Well done the gulls
"""


def test_rows_put_out_with_strokes_end_where_the_next_number_begins() -> None:
    found = [(action.found.words, action.found.owners, action.found.due_said) for action in minutes(STROKES).actions]
    assert found == [
        ("buy grease", ("KA",), ""), ("print", ("WP",), ""), ("It should be cut before the spring", ("Nell Tranter",), ""), ("tar it", ("SG",), "before May"),
    ]


def test_rows_whose_cells_are_stuck_together_are_read_below_headings_that_are() -> None:
    text = "ActionLead\n\nMend the cratch boardKester Amory\nCount the potsSara Gill/Nell Tranter\nAsk the schoolno one yet\n\nThe meeting closed.\n"
    assert tasks(text) == [("Mend the cratch board", ("Kester Amory",)), ("Count the pots", ("Sara Gill", "Nell Tranter")), ("Ask the school", ())]


def test_rows_whose_cells_are_stuck_together_end_with_when_they_are_due_where_a_heading_says_so() -> None:
    text = "JobWhoBy when\nMend the cratch boardKester Amory3/6/19\nCount the potsSara Gill / Nell TranterASAP\nTar the puntWilf Pascoebefore the fair\nOil the winchWilf Pascoeongoing\nNets -done\nThe meeting closed.\n"
    found = [(*told(action.found), action.due_said) for action in minutes(text).actions]
    assert found == [
        ("Mend the cratch board", ("Kester Amory",), "3/6/19"), ("Count the pots", ("Sara Gill", "Nell Tranter"), "ASAP"),
        ("Tar the punt", ("Wilf Pascoe",), "before the fair"), ("Oil the winch", ("Wilf Pascoe",), ""),
    ]  # fmt: skip


def test_a_stroke_between_owners_parts_no_cells() -> None:
    text = "2 Lamps / Two are out. / Nell / Wilf to hang them up on Friday\n\n2 Punt / It leaks. / Sara to tar it\n"
    assert tasks(text) == [("hang them up on Friday", ("Nell", "Wilf")), ("tar it", ("Sara",))]


def test_a_column_for_owners_that_says_what_they_are_to_do_holds_tasks() -> None:
    rows = [Row(1, ("Lamps", "KA to buy oil")), Row(2, ("Rope", "WP to cut it")), Row(3, ("Gulls", "Noted"))]
    assert by_content(["minute", "owner"], rows, Parties(())) == ("minute", "task in column")
    assert by_content(["minute", "owner"], [Row(1, ("Lamps", "KA")), Row(2, ("Rope", "WP"))], Parties(())) == ("minute", "owner")


def test_an_agenda_of_items_and_descriptions_is_no_table_of_actions() -> None:
    assert tasks("Agenda\n\nItem   Description\n1      Welcome by the Chair\n2      Report on the lamps of the pier\n3      Close\n") == []


def test_numbers_before_the_words_below_one_heading_are_those_of_items_and_lines_below_go_on_with_them() -> None:
    text = """\
ACTIONS TO BE TAKEN
ITEM                                                  BY WHOM            BY WHEN
3/2019    Mend the lamp on the pier before the        Kester Amory/      May
          evenings draw in                            Wilf Pascoe
4c/2019   Ask the mayor                               Clerk              asap
"""
    found = minutes(text).actions
    assert [(action.found.words, action.found.owners, action.found.due_said, action.found.item) for action in found] == [
        ("Mend the lamp on the pier before the evenings draw in", ("Kester Amory", "Wilf Pascoe"), "May", "3/2019"), ("Ask the mayor", ("Clerk",), "asap", "4c/2019"),
    ]


def test_an_action_that_ends_with_the_number_of_one_in_the_log_is_that_one() -> None:
    text = "Action: the cost of a lamp to be known before the summer (SH 12).\n\nRef | Action | Lead | Due\n--- | --- | --- | ---\nSH 12 | Find out what a lamp costs | KA | June\nSH 13 | Tar the punt | WP | May\n"
    found = minutes(text).actions
    assert [(action.found.words, action.found.owners, action.found.ref) for action in found] == [("Find out what a lamp costs", ("KA",), "SH 12"), ("Tar the punt", ("WP",), "SH 13")]


@pytest.mark.parametrize("cell", ["Noted", "To note", "For information", "None", "Minutes approved", "Paid", "-", "All to note"])
def test_what_stands_in_the_column_for_who_is_to_act_may_say_that_nobody_is(cell: str) -> None:
    assert is_for_nobody(cell)


def test_an_open_action_of_which_a_part_is_done_is_open() -> None:
    assert not is_ended("Open. 2 of 4 done")
    assert is_ended("Done")


def test_initials_below_a_full_line_that_ends_a_sentence_stand_alone() -> None:
    line = "The accounts of the loft were read, and the bell was rung at the very end of it."
    text = "\n".join([line] * 8 + ["KA", "WP"])
    assert [para.text for para in of_text(text).paras()][1:] == ["KA", "WP"]


def test_a_name_at_the_end_of_a_sentence_without_a_stop_is_no_owner_after_a_word_that_wants_it() -> None:
    assert tasks("Long answers to the trust will be typed upKester Amory\n") == [("Long answers to the trust will be typed up", ("Kester Amory",))]
    assert tasks("A copy of the chart will be sent to Kester Amory\n\nThe letter to the trust will be signed by Sara Gill\n") == []


def test_a_sentence_cut_after_a_name_names_no_owner_even_where_there_is_a_column() -> None:
    text = """\
Item   Discussion                                           Action
1      The oars should be counted before the spring by      KA
       one of the members.
       They are short. Wilf
       went to look at them, and came back wet.             Noted
"""
    assert tasks(text) == [("The oars should be counted before the spring by one of the members", ("KA",))]


def test_entries_with_initials_in_brackets_before_them_are_tasks_unless_they_say_who_spoke() -> None:
    text = "For the board\n\n* (KA) Letter to the school about the berths\n* (WP & NT) Lift the mat so that it can be glued\n* (All) Ask one neighbour to come\n"
    assert tasks(text) == [("Letter to the school about the berths", ("KA",)), ("Lift the mat so that it can be glued", ("WP", "NT")), ("Ask one neighbour to come", ("All",))]
    assert tasks("* (KA) The winch has squeaked since May.\n* (WP) The trust was told of it.\n* (NT) It is a nuisance.\n") == []


def test_somebody_else_than_the_owner_in_the_margin_stays_in_the_words_and_so_does_what_it_is_about() -> None:
    text = "Hole in Net Lane. Clerk to report.      KA\n\nThe shelter by the slip is to be painted.      WP\n"
    assert tasks(text) == [("Hole in Net Lane. Clerk to report", ("KA",)), ("The shelter by the slip is to be painted", ("WP",))]


def test_a_point_that_says_how_things_are_and_what_is_wanted_is_a_task_of_those_in_brackets() -> None:
    text = "- Licence for the slip is £30 - pay it (KA)\n- The red punt is split along the keel and wants a new plank (WP)\n- Nets to be dried before the regatta (all)\n"
    assert tasks(text) == [
        ("Licence for the slip is £30 - pay it", ("KA",)),
        ("The red punt is split along the keel and wants a new plank", ("WP",)),
        ("Nets to be dried before the regatta", ("all",)),
    ]
    assert tasks("- The lamp is brighter than it was (KA)\n- The slip was swept - it was thick with weed (WP)\n") == []
