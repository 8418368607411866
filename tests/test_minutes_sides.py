"""Pages in columns with one at the side for who is to act: taken apart, and what stands at the side read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from g2g.minutes.document import Aside
from g2g.minutes.paragraphs import of_text
from g2g.minutes.sides import Numbered, parted
from tests.skerry import HEADING, minutes, tasks, told
from tests.steps import steps

PAGES = """\
 Item    Discussion                                                 Action
 2.1     The lamp on the outer buoy is out again and the keeper     KA to order a lamp
         has no more of them. He will have to be rung.              from the yard
         The rope is sound.                                         Noted
 2.2     Two gulls nest on the loft roof. They may stay.
\f  2.3   Wilf Pascoe has found the old chart of the harbour.      WP to have it framed
         It was agreed that the trust should see it.              NT/SG
  2.4   The kettle was given away.                               None
"""


def test_the_column_at_the_side_is_taken_from_the_text_wherever_it_begins_on_a_page() -> None:
    document = of_text(PAGES)
    assert document.asides == (
        Aside(2, "KA to order a lamp"), Aside(3, "from the yard"), Aside(4, "Noted"), Aside(7, "WP to have it framed"), Aside(8, "NT/SG"), Aside(9, "None"),
    )
    assert [(para.line, para.mark, para.text) for para in document.paras()] == [
        (2, "2.1", "The lamp on the outer buoy is out again and the keeper has no more of them. He will have to be rung."),
        (4, "", "The rope is sound."),
        (5, "2.2", "Two gulls nest on the loft roof. They may stay."),
        (7, "2.3", "Wilf Pascoe has found the old chart of the harbour."),
        (8, "", "It was agreed that the trust should see it."),
        (9, "2.4", "The kettle was given away."),
    ]


def test_what_stands_at_the_side_is_who_or_who_and_what_or_nothing_to_do() -> None:
    assert tasks(PAGES) == [("order a lamp from the yard", ("KA",)), ("have it framed", ("WP",)), ("the trust should see it", ("NT", "SG"))]


def test_titles_that_go_over_several_lines_in_a_column_of_their_own_stand_before_their_text() -> None:
    text = """\
           Item              Notes                                              Action
 7/2019    To hear of the    The bell was hung in May, and it is to be rung     Clerk to write to
           new bell          on the first of June.                              the founder

 8/2019    Ropes             The store has none left that is longer than ten
                             fathoms. A coil is to be bought.                   KA
"""
    assert [(para.mark, para.text) for para in of_text(text).paras()] == [
        ("7/2019", "To hear of the new bell"), ("", "The bell was hung in May, and it is to be rung on the first of June."),
        ("8/2019", "Ropes"), ("", "The store has none left that is longer than ten fathoms. A coil is to be bought."),
    ]
    assert tasks(text) == [("write to the founder", ("Clerk",)), ("A coil is to be bought", ("KA",))]


def test_no_column_is_taken_where_lines_run_through_it_or_a_heading_stands_in_the_middle() -> None:
    through = ["Items                                       Action"] + ["The harbour was quiet, and nobody had anything to say about it.", "It rained.                                  KA"] * 4
    assert parted(through, frozenset()) == ([Numbered(at + 1, raw) for at, raw in enumerate(through)], [])
    centred = [" " * 46 + "ACTION"] + ["Moor the barge" + " " * 40 + "by the steps, and then the lighter" + " " * 10 + "KA"] * 3
    assert parted(centred, frozenset())[1] == []


def test_a_table_that_can_be_read_to_its_end_stays_one() -> None:
    text = "Item   Discussion             Action\n1      The winch is stiff.    KA\n2      The rope will be cut.  WP\n"
    assert of_text(text).asides == ()
    assert len(list(of_text(text).tables())) == 1


def test_the_columns_end_with_the_headings_of_another_table_and_with_the_meeting() -> None:
    log = "Action                    Owner     Due\nTar the punt              KA        May\nDry the nets              WP        June\n"
    document = of_text(f"{PAGES}\n{log}")
    assert len(document.asides) == 6
    assert [row.cells for table in document.tables() for row in table.rows][1] == ("Tar the punt", "KA", "May")
    closed = of_text(f"{PAGES}The meeting closed at nine.\n\n         Chairman                                                 NT\n")
    assert len(closed.asides) == 6


def test_numbers_decisions_and_notes_at_the_side_are_told_from_tasks() -> None:
    text = """\
Item   Discussion                                           Decisions and Action Points
01     Oars
       Three pairs are cracked and the rest are short.      04-01 KA, WP to buy oars for
                                                            the gig
       Nobody had tried the new ones.                       03-07, 03-09 action points
                                                            ongoing
       Mr Amory offered to lend his own pair for May.       Offer of Mr Amory accepted
02     Pontoon
       It will be scraped when the weather allows.          04-02 – Pontoon to be scraped
       All had read the survey.                             Committee agreed to note the survey
       The buoys were counted.                              NT elected keeper of buoys
"""
    found = minutes(text).actions
    assert [(action.found.ref, *told(action.found)) for action in found] == [
        ("04-01", "buy oars for the gig", ("KA", "WP")), ("04-02", "Pontoon to be scraped", ()),
    ]
    assert [doubt.line - HEADING.count("\n") for doubt in minutes(text).doubts] == [5]  # “action points ongoing”


def test_days_have_a_column_too_and_beside_the_heading_of_an_item_stands_who_leads_it() -> None:
    text = """\
 No     Item                                               Action by     Action date

 3      Moorings                                           Sara Gill

        The chain of the third mooring is worn through.
        KA to lift it, and to ask the diver to look at     KA            by 3 May
        the other two.

        Visitors still tie up to the lifeboat. A board     WP, NT        next
        is to be put up.                                                 meeting

        The list was read.                                 Note

 4      Lights                                             Sara Gill

        All six are lit.
"""
    found = [(*told(action.found), action.due_said) for action in minutes(text).actions]
    assert found == [("lift it, and to ask the diver to look at the other two", ("KA",), "by 3 May"), ("A board is to be put up", ("WP", "NT"), "next meeting")]


def test_a_name_cut_by_the_end_of_a_line_is_one_and_owners_below_each_other_share_the_sentence() -> None:
    text = """\
Item   Discussion                                           Action
1      The deeds of the loft are to be looked for in the    Sara
       chest before the spring tide.                        Gill/Wilf
                                                            Pascoe
2      The slip was swept.                                  None
3      Somebody should ring the mayor about the flags, as   KA
       the old ones are torn.                               NT
4      Nothing else was said.                               None
"""
    assert tasks(text) == [
        ("The deeds of the loft are to be looked for in the chest before the spring tide", ("Sara Gill", "Wilf Pascoe")),
        ("ring the mayor about the flags, as the old ones are torn", ("KA", "NT")),
    ]


def test_an_action_that_a_summary_gives_with_the_number_of_its_item_counts_once() -> None:
    text = """\
 ACTIONS TO BE TAKEN
 ITEM                                                     BY WHOM        BY WHEN
 7/2019     Signed copy to the trust                      Clerk          asap
 8b/2019    Buy rope that is longer than ten fathoms      Kester         1 May
            for the store                                 Amory

           Item              Notes                                              Action
SH 7/2019  Last minutes      The minutes were agreed and are to be sent on.     Clerk to post
                                                                                them
SH 8/2019  Ropes             a. The short ones were sold.
                             b. A coil is to be bought.                         Kester Amory
SH 9/2019  Gulls             They may stay.                                     None
"""
    assert tasks(text) == [("Signed copy to the trust", ("Clerk",)), ("Buy rope that is longer than ten fathoms for the store", ("Kester Amory",))]


def test_the_numbered_heads_and_feet_of_pages_are_left_out() -> None:
    page = "{0}. ITEM\n\nThe boats of the {1} row were counted.\n\n          {0}                VER.9.{0}\n"
    text = "\f".join(page.format(number, word) for number, word in enumerate(("first", "second", "third"), 1))
    assert "VER" not in " ".join(para.text for para in of_text(text).paras())


@given(st.lists(st.text(st.sampled_from("ab .\t:/1AK"), max_size=90), max_size=30), st.sampled_from(["Item     Notes          Action", " " * 50 + "Action by", "Minute          Lead      By when", "Item     Notes          Action      Lead   By"]))
def test_no_line_and_no_word_is_lost(below: list[str], heads: str) -> None:
    lines, asides = parted([heads, *below], frozenset([7, 11]))
    words = " ".join([line.raw for line in lines] + [f"{aside.text} {aside.due} {aside.who}" for aside in asides]).replace("\f", "").split()
    given_words = " ".join([heads, *below] if not asides else below).split()
    assert sorted(words) == sorted(given_words)
    assert {line.number for line in lines} <= set(range(1, len(below) + 2))


def test_a_document_in_columns_that_is_four_times_as_long_takes_four_times_the_work() -> None:
    head, below = PAGES.split("\n", 1)
    long = head + "\n" + f"{below}\f" * 25
    longer = head + "\n" + f"{below}\f" * 100
    assert len(of_text(longer).asides) == 600
    assert steps(lambda: of_text(longer)) < 5 * steps(lambda: of_text(long))


def test_where_tasks_owners_and_days_have_columns_of_their_own_each_goes_with_its_own() -> None:
    text = """\
Item   Discussion                                    Action                          Lead     By
1      The queue for the slip is long at weekends    Ask the marina for a second     KA       1 April
       and the members would like it shorter.        ladder at the steps
       The bell is cracked.                          Ring the founder                WP/NT    next
                                                                                              meeting
                                         Page 1
2      Two of the charts are out of date, and        Buy new ones, and send the     SG
       the third has a hole in it.                   third to the binder
       The rest were approved.                       Noted
       The rack for them is full.                    Empty the rack                 NT       asap
"""
    assert [(*told(action.found), action.due_said) for action in minutes(text).actions] == [
        ("Ask the marina for a second ladder at the steps", ("KA",), "1 April"), ("Ring the founder", ("WP", "NT"), "next meeting"),
        ("Buy new ones, and send the third to the binder", ("SG",), ""), ("Empty the rack", ("NT",), "asap"),
    ]


def _beside(*rows: tuple[str, str]) -> str:
    """Lines of a text with what stands at their side, that begins in one column."""
    return "".join(f"         {text:<47}{side}".rstrip() + "\n" for text, side in rows)


def test_a_line_that_comes_up_to_its_side_is_parted_where_the_side_goes_on() -> None:
    rows = [
        ("The lamps of the pier were looked at.", "KA to repla-"), ("Of nine at the east end of the pier two are no", "ce the lamps"), ("", ""),
        ("The punt leaks, and is to be tarred by the", "WP to ask the"), ("fair. The yard has the tar, and all the tools", "yard for tar"), ("are in the loft.", "and a brush"),
        ("", ""), ("The gulls may stay where they are.", "None"), ("", ""), ("The bell was heard.", "Noted"), ("", ""), ("The rope is sound.", "Noted"),
    ]  # fmt: skip
    text = " Item    Discussion                                     Action\n" + _beside(*rows)
    assert tasks(text) == [("replace the lamps", ("KA",)), ("ask the yard for tar and a brush", ("WP",))]
