"""Lines of a text joined to the paragraphs that were broken; numbers, furniture and columns put where they belong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g.minutes.document import Para, Table
from g2g.minutes.paragraphs import of_text

# A text wrapped at 65 letters: long enough for its width to be seen.
WRAPPED = """\
The slipway committee had met on the quay twice since February
and had looked at the stones. It thought that the third row of
stones had moved by an inch or so, and that the rope was worn
through. The members of the forum thought that a diver should be
asked before the regatta, and that the cost should be found from
the reserve, as it was last year when the chain broke. They knew
that the trust had money.
The next thing was the lamp, which is out.
"""


def paras(text: str) -> list[Para]:
    return list(of_text(text).paras())


def texts(text: str) -> list[str]:
    return [para.text for para in paras(text)]


def test_a_wrapped_paragraph_is_one_and_the_next_begins_after_a_line_that_was_not_full() -> None:
    first, second = paras(WRAPPED)
    assert first.text.startswith("The slipway committee had met")
    assert first.text.endswith("They knew that the trust had money.")
    assert (first.line, first.last) == (1, 7)
    assert (second.line, second.text) == (8, "The next thing was the lamp, which is out.")


def test_a_line_that_goes_on_in_small_letters_belongs_to_the_one_before() -> None:
    assert texts("The forum looked at the gate and thought that it was\nloose.\nThe winch is stiff.") == [
        "The forum looked at the gate and thought that it was loose.", "The winch is stiff.",
    ]  # fmt: skip


def test_a_sentence_broken_by_blank_lines_is_made_whole() -> None:
    assert texts("The gate is loose and the forum thought of a bolt\n\nand of a chain, which is cheaper.") == [
        "The gate is loose and the forum thought of a bolt and of a chain, which is cheaper."
    ]


def test_a_hard_break_of_markdown_ends_a_paragraph() -> None:
    assert texts("# Quay\nThe lamp, which the forum  \nbought, is out") == ["Quay", "The lamp, which the forum", "bought, is out"]


def test_a_name_cut_by_the_end_of_the_line_is_made_whole() -> None:
    assert texts("Action: oil the winch before the lamps are lit – Kester\nAmory.") == ["Action: oil the winch before the lamps are lit – Kester Amory."]


def test_a_list_of_names_that_goes_on_after_a_comma_is_one_and_a_label_begins_anew() -> None:
    assert texts("Present: Odile Farrant, Kester Amory,\nWilf Pascoe\nApologies: Nell Tranter") == [
        "Present: Odile Farrant, Kester Amory, Wilf Pascoe", "Apologies: Nell Tranter",
    ]  # fmt: skip


@pytest.mark.parametrize("label", ["Action: KA", "ACTION: KA", "RESOLVED that it be", "Decision: none", "[Actions: KA", "Due: May"])
def test_a_label_always_begins_a_paragraph(label: str) -> None:
    assert texts(f"The gate of the yard is loose and swings in the wind\n{label}")[1] == label


@pytest.mark.parametrize("number", ["1.", "2.1", "(a)", "iv."])
def test_a_number_on_a_line_of_its_own_is_that_of_the_title_below_it(number: str) -> None:
    first, second = paras(f"{number}\n\nWelcome\n\nThe Chair spoke.")
    assert (first.mark, first.text, first.line) == (number.strip(".()"), "Welcome", 1)
    assert second.text == "The Chair spoke."


def test_a_bullet_on_a_line_of_its_own_is_that_of_the_line_below_it() -> None:
    assert [(para.mark, para.text, para.line) for para in paras("•\nOil the winch\n•\nPaint the gate")] == [
        ("-", "Oil the winch", 1), ("-", "Paint the gate", 3),
    ]  # fmt: skip


@pytest.mark.parametrize("foot", ["page 3 of 9", "Page 3", "- 3 -", "3 | P a g e", "[Page 3]", "p. 3/9"])
def test_the_number_of_a_page_is_left_out_and_the_lines_keep_their_numbers(foot: str) -> None:
    assert [(para.line, para.text) for para in paras(f"The gate is loose.\n\n{foot}\n\nThe winch is stiff.")] == [
        (1, "The gate is loose."), (5, "The winch is stiff."),
    ]  # fmt: skip


def test_a_head_that_stands_on_every_page_is_left_out_and_parts_no_sentence() -> None:
    pages = [f"Quay minutes March | page {number}" for number in (1, 2, 3)]
    text = f"{pages[0]}\n\nThe gate is loose and the forum thought about a bolt for it but\n\n{pages[1]}\n\nthe cost was high.\n\n{pages[2]}\n"
    assert texts(text) == ["The gate is loose and the forum thought about a bolt for it but the cost was high."]


def test_tags_of_an_export_are_taken_off_and_their_lines_stay() -> None:
    assert [(para.line, para.mark, para.text) for para in paras("<AI1>\n1. Gate\n</AI1>\nIt is loose.")] == [(2, "1", "Gate"), (4, "", "It is loose.")]


@pytest.mark.parametrize("fence", ["---", "+++"])
def test_what_a_page_states_of_itself_above_its_text_is_kept_apart(fence: str) -> None:
    document = of_text(f"{fence}\ntitle: \"Minutes of March\"\ndate = 2019-03-05\nlayout: post\n{fence}\n\nWelcome")
    assert (document.stated("title"), document.stated("date"), document.stated("layout")) == ("Minutes of March", "2019-03-05", "")
    assert [(para.line, para.text) for para in document.paras()] == [(7, "Welcome")]


def test_a_fence_that_is_never_closed_is_only_a_rule() -> None:
    assert texts("---\nThe gate is loose.") == ["The gate is loose."]


def test_a_title_underlined_is_a_heading_in_markdown() -> None:
    assert [(para.level, para.text) for para in paras("Minutes\n=====\n\nGate\n----\n\n**Action:** KA to mend it.")] == [
        (1, "Minutes"), (2, "Gate"), (0, "Action: KA to mend it."),
    ]  # fmt: skip


def test_a_rule_of_any_kind_says_nothing() -> None:
    assert texts("The gate\n\n* * *\n\n______\n\n~~~~~~\n\nThe winch") == ["The gate", "The winch"]


def test_what_stands_in_a_column_beside_the_text_is_a_cell_of_its_own() -> None:
    (one, other) = paras("The gate was mended in the winter.            KA\nThe winch was oiled by the yard.              WP\n")
    assert one.cells == ("The gate was mended in the winter.", "KA")
    assert other.cells == ("The winch was oiled by the yard.", "WP")


def test_what_stands_beside_one_line_of_a_paragraph_goes_behind_all_of_it() -> None:
    (one,) = paras("The gate was mended in the winter and the forum    Action 5.04 KA\nthanked the yard for it.\n")
    assert one.cells == ("The gate was mended in the winter and the forum thanked the yard for it.", "Action 5.04 KA")


@pytest.mark.parametrize(
    ("beside", "below", "whole"),
    [("Action 5.04 Wilf", "Pascoe", "Action 5.04 Wilf Pascoe"), ("Action 5.04: Wilf Pascoe,", "Odile Farrant", "Action 5.04: Wilf Pascoe, Odile Farrant")],
)
def test_names_cut_in_the_column_beside_the_text_are_made_whole_there(beside: str, below: str, whole: str) -> None:
    (one,) = paras(f"The lamps are to be lit before Easter.     {beside}\n{below}\n")
    assert one.cells == ("The lamps are to be lit before Easter.", whole)


def test_blank_lines_before_a_paragraph_are_counted() -> None:
    assert [para.gap for para in paras("Gate\n\n\nWinch\n\nLamp\n")] == [0, 2, 1]


# ---- any text -----------------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    ["The gate is loose.", "and the winch", "1.", "2.1 Gate", "- Oil it", "Action:", "KA", "| a | b |", "|---|---|", "", "", "\tKA", "page 2 of 3", "# Head", "Gate     KA",
     "Action", "Owner", "Ref", "7", "---", "“quoted", "a / b / c", "Present: Odile Farrant,"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=25))
def test_line_numbers_do_not_depend_on_how_lines_end(lines: list[str]) -> None:
    plain = of_text("\n".join(lines))
    assert of_text("\r\n".join(lines)) == plain
    assert of_text("\r".join(lines)) == plain


@given(st.lists(_PIECES, max_size=25))
def test_blocks_stand_in_order_on_lines_of_the_text_and_say_what_stands_there(lines: list[str]) -> None:
    at = 0
    for block in of_text("\n".join(lines)).blocks:
        assert at < block.line <= len(lines)
        at = block.line
        if isinstance(block, Table):
            assert len({len(row.cells) for row in block.rows}) == 1
            assert all(block.line <= row.line <= len(lines) for row in block.rows)
        else:
            assert block.line <= block.last <= len(lines)
            here = " ".join(lines[block.line - 1: block.last])
            assert set(block.text.split()) <= set(here.replace("#", " ").replace("-", " - ").split()) | set(here.split())


@given(st.text(max_size=300))
def test_any_text_at_all_is_a_document(text: str) -> None:
    for block in of_text(text).blocks:
        assert block.line >= 1


def test_a_sentence_is_whole_where_every_line_has_an_empty_one_below_it() -> None:
    sentence = "The members looked at the slipway and thought that the third row of stones had moved, so that\n\nMr Lune would have to be asked for a diver before the regatta, and the cost should be found\n\nfrom the reserve as it was last year."
    found = texts("\n\n".join([sentence] * 8))
    assert len(found) == 8
    assert all(text.endswith("last year.") and "so that Mr Lune" in text for text in found)


def test_a_rule_below_a_sentence_makes_it_no_heading() -> None:
    found = paras("# Crane\n\nThe crane creaks.\n---\nIt is old.\n\nLamps\n---\nOut.")
    assert [(para.text, para.level) for para in found] == [("Crane", 1), ("The crane creaks.", 0), ("It is old.", 0), ("Lamps", 2), ("Out.", 0)]


def test_minutes_within_what_stands_above_an_empty_page_are_its_text_on_their_own_lines() -> None:
    page = "---\ntitle: Spring Moorings Group\nagenda: |-\n  Berths\n\n  Ropes and other things that are not minutes\nminutes: >-\n  ### Actions\n\n  1. Grease the winch\nlocation: Loft\n---\n"
    assert [(para.line, para.text) for para in paras(page)] == [(8, "Actions"), (10, "Grease the winch")]
    assert texts(page + "Words of its own.\n") == ["Words of its own."]


def test_a_line_that_begins_with_a_figure_goes_on_with_a_sentence_that_was_broken() -> None:
    full = "The berths along the west quay were counted again by the warden and by two of us who row\n"
    assert len(paras(full * 7 + "there on most days of the week, and it was thought best that he order\n20 sacks of sand before the price goes up.\n")) == 1


def test_a_name_alone_after_a_dash_on_a_line_of_its_own_is_the_end_of_the_task_above() -> None:
    assert texts("A fire officer is to visit the loft and the two sheds by 29 March\n– Wilf Pascoe.\n") == ["A fire officer is to visit the loft and the two sheds by 29 March – Wilf Pascoe."]
    assert len(paras("– Tar the punt and the long red boat before the summer fair\n– Wilf Pascoe.\n")) == 2


def test_a_list_of_owners_cut_after_a_forename_is_made_whole() -> None:
    assert texts("To ask both of the yards whether the price that they gave still holds – Wilf\nPascoe/Nell Tranter.\n") == [
        "To ask both of the yards whether the price that they gave still holds – Wilf Pascoe/Nell Tranter.",
    ]  # fmt: skip


def test_a_task_for_somebody_else_below_one_that_ends_with_it_is_its_own() -> None:
    assert texts("ACTION: Kester to write condition 9 out and circulate it\nWP to try the new one out with the crews.\n") == [
        "ACTION: Kester to write condition 9 out and circulate it", "WP to try the new one out with the crews.",
    ]  # fmt: skip
