"""A line of a text: its mark, indent and level, and its words without emphasis, links, escapes and what cannot be seen."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from g2g.minutes.lines import is_number, line_of, numbered, plain


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("**Action:** Oil the winch", "Action: Oil the winch"),
        ("the *old* rope and the _new_ one", "the old rope and the new one"),
        ("__Bold__ and snake_case_names stay", "Bold and snake_case_names stay"),
        ("5 * 3 = 15 and 2*2", "5 * 3 = 15 and 2*2"),
        ("[the plan](https://quay.example/plan_(1).pdf) was seen", "the plan was seen"),
        ("see [3] and (4)", "see [3] and (4)"),
        (r"\[Action: KA to row\]", "[Action: KA to row]"),
        ("Oars &amp; sails&nbsp;&ndash; 4&pound;", "Oars & sails – 4£"),
        ("a<br>b <strong>c</strong> 3 < 4", "a b c 3 < 4"),
        ("wide   spaces\tand\u00a0hard ones", "wide spaces and hard ones"),
        ("in\u200bvisi\u00adble\ufeff", "invisible"),
        ("", ""),
    ],
)
def test_words_are_read_without_what_only_shows_how_they_looked(raw: str, words: str) -> None:
    assert plain(raw) == words


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("1. Welcome", "1", "Welcome"),
        ("2.1 The gate", "2.1", "The gate"),
        ("12) Any other business", "12", "Any other business"),
        ("(a) the accounts be noted", "a", "the accounts be noted"),
        ("iv. That the lease be signed", "iv", "That the lease be signed"),
        ("23/045 Slipway", "23/045", "Slipway"),
        ("QHB/2223/027: Slipway", "QHB/2223/027", "Slipway"),
        ("Agenda item 4: Slipway", "4", "Slipway"),
        ("Item No. 7 – Moorings", "7", "Moorings"),
        ("1  Welcome", "1", "Welcome"),
        ("4 MOORINGS AND FEES", "4", "MOORINGS AND FEES"),
        ("3.Moorings", "3", "Moorings"),
    ],
)
def test_what_stands_before_the_words_as_a_number_is_told_from_them(text: str, number: str, words: str) -> None:
    assert numbered(text) == (number, words)


@pytest.mark.parametrize(
    "text",
    ["7.30 pm at the loft", "12.05.2019 was a Sunday", "1/4/2019 is the day", "3 lamps are out", "A. B. Penrose took the chair", "2.5% more", "1.2 million was paid",
     "ACTION 12-4 was closed", "", "Welcome"],
)  # fmt: skip
def test_times_dates_sums_and_names_are_no_numbers_of_items(text: str) -> None:
    assert numbered(text) == ("", text)


@pytest.mark.parametrize("text", ["1", "2.1", "iv.", "23/045", "QHB/2223/027", "b)"])
def test_a_number_alone_on_its_line_is_known(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["1 lamp", "seven", "2019-03-05 19:00", ""])
def test_what_is_more_than_a_number_is_not_taken_for_one(text: str) -> None:
    assert not is_number(text)


@pytest.mark.parametrize("bullet", ["- ", "* ", "• ", "· ", "– ", "o\t", "▪", "\uf0b7 ", "➢ "])
def test_every_bullet_is_the_same_mark(bullet: str) -> None:
    line = line_of(3, f"  {bullet}Oil the winch")
    assert (line.number, line.mark, line.text, line.indent) == (3, "-", "Oil the winch", 2)


def test_a_minus_or_an_o_that_belongs_to_a_word_is_no_bullet() -> None:
    assert line_of(1, "-4 degrees").mark == line_of(1, "old ropes").mark == ""


def test_a_number_after_a_bullet_counts_more_than_the_bullet() -> None:
    line = line_of(1, "* 2.1 The gate")
    assert (line.mark, line.text) == ("2.1", "The gate")


@pytest.mark.parametrize(
    ("raw", "level", "text"),
    [
        ("# Minutes", 1, "Minutes"),
        ("### Action 4: ###", 3, "Action 4:"),
        ("## C# for clerks #", 2, "C# for clerks"),
        ("== Moorings ==", 2, "Moorings"),
        ("#hashtag", 0, "#hashtag"),
        ("####### seven", 0, "####### seven"),
        ("== unclosed", 0, "== unclosed"),
    ],
)
def test_headings_of_markdown_and_of_wikis_have_their_level(raw: str, level: int, text: str) -> None:
    line = line_of(1, raw)
    assert (line.level, line.text) == (level, text)


def test_a_line_is_bold_only_where_all_of_it_is() -> None:
    assert line_of(1, "**Action - KA to row**").bold
    assert line_of(1, "**Action:**").bold
    assert not line_of(1, "**Action:** KA to row").bold


def test_tabs_count_as_four_columns_and_part_the_cells() -> None:
    line = line_of(1, "\tOil the winch\t\tKA     by May")
    assert line.indent == 4
    assert line.cells == ("Oil the winch", "KA", "by May")


def test_two_spaces_at_the_end_break_a_line_of_markdown_alone() -> None:
    assert line_of(1, "Oil the winch  ", markdown=True).breaks
    assert not line_of(1, "Oil the winch  ").breaks


@given(st.text(alphabet=st.sampled_from("aA1 .*_[]()<>&#-–•\t\\\u00a0iv/:\"'"), max_size=60))
@example(":\t\u00a0\t1")
def test_any_line_is_taken_apart_into_words_without_inner_gaps(raw: str) -> None:
    line = line_of(7, raw)
    assert line.number == 7
    assert line.text == " ".join(line.text.split(" ")) == line.text.strip()
    assert 0 <= line.level <= 6
    assert line.indent <= len(raw.expandtabs(4))
    assert all(part.strip() for part in line.cells)


@given(st.integers(1, 999), st.sampled_from("Abc Moorings Gate".split()))
def test_a_number_with_a_stop_is_always_parted_from_a_title(number: int, title: str) -> None:
    assert numbered(f"{number}. {title}") == (str(number), title)


def test_a_heading_of_markdown_may_lack_its_space_and_a_tag_is_none() -> None:
    assert [line_of(1, raw, markdown=True).level for raw in ("#Notes of last meeting", "##Crane", "#quay", "#Quay2019", "#14")] == [1, 2, 0, 0, 0]
    assert line_of(1, "#Notes of last meeting").level == 0


def test_a_line_of_several_runs_in_bold_is_bold() -> None:
    assert line_of(1, "**Minutes of the meeting of 24th** **October**").bold
    assert not line_of(1, "**Minutes** of the meeting of **October**").bold
