"""HTML pages: lists count as a browser counts, tables keep their cells, what frames a page is left out, hostile pages end soon."""

from __future__ import annotations

import contextlib
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g.errors import MissingLibrary, Refusal, TooLarge, UnreadableDocument
from g2g.minutes import details
from g2g.minutes.document import Document, Para
from g2g.sources import of_bytes
from g2g.sources.numbers import figure
from g2g.sources.pages import of_markup
from tests.limits import limited

Found = tuple[str, str, int]


def paras(markup: str) -> list[Found]:
    return [(para.mark, para.text, para.indent) for para in of_markup(markup, "page").paras()]


def texts(markup: str) -> list[str]:
    return [para.text for para in of_markup(markup, "page").paras()]


def cells(markup: str) -> list[list[tuple[str, ...]]]:
    return [[row.cells for row in table.rows] for table in of_markup(markup, "page").tables()]


# ---- paragraphs -------------------------------------------------------------------------------------


def test_headings_have_their_level_and_a_title_is_stated() -> None:
    page = of_markup("<title>Slipway\n Panel</title><h1>Minutes</h1><h3>The <em>beacon</em></h3><p>Lit.", "page")
    assert page.stated("title") == "Slipway Panel"
    assert [(para.text, para.level) for para in page.paras()] == [("Minutes", 1), ("The beacon", 3), ("Lit.", 0)]


def test_bold_is_said_where_all_of_a_paragraph_is() -> None:
    page = of_markup(
        "<p><b>All</b> <strong>of it</strong></p><p><b>Part</b> of it</p><p style='font-weight: 700'>Styled</p>"
        "<div style='font-weight:bold'><p>Around</p></div><p><b>Not <span style='font-weight:normal'>this</span></b>", "page",
    )  # fmt: skip
    assert [para.bold for para in page.paras()] == [True, False, True, True, False]


def test_line_ends_make_lines_unless_they_only_break_a_sentence() -> None:
    assert texts("<p>Present:<br>Hilda Marsh<br/>Theo Lund") == ["Present:", "Hilda Marsh", "Theo Lund"]
    assert texts("<p>The panel heard that the lamp at Gull Point went out<br>twice in March.<br>Agreed.") == [
        "The panel heard that the lamp at Gull Point went out twice in March.", "Agreed.",
    ]  # fmt: skip


def test_entities_and_hard_spaces_are_what_they_mean() -> None:
    assert texts("<p>Caf&eacute; &amp; C&ocirc;te&nbsp;&#8211; &pound;5 &lt;b&gt;") == ["Café & Côte – £5"]
    page = of_markup("<p>Send the list&nbsp;&nbsp;&nbsp;&nbsp;HM", "page")
    assert next(page.paras()).cells == ("Send the list", "HM")


def test_words_outside_any_element_are_paragraphs() -> None:
    assert texts("One<p>Two</p>Three<div>Four<div>Five</div>Six</div>Seven") == ["One", "Two", "Three", "Four", "Five", "Six", "Seven"]


def test_a_typed_number_is_a_mark() -> None:
    assert paras("<p>3. Weed</p><p>(a) Chain</p><p>• Lens") == [("3", "Weed", 0), ("a", "Chain", 0), ("-", "Lens", 0)]


# ---- lists ------------------------------------------------------------------------------------------


def test_lists_count_as_a_browser_counts() -> None:
    assert paras("<ol start=3><li>x<li value=7>y<li>z</ol>") == [("3", "x", 0), ("7", "y", 0), ("8", "z", 0)]
    assert paras("<ol type=a start=26><li>x<li>y</ol>") == [("z", "x", 0), ("aa", "y", 0)]
    assert paras("<ol style='list-style-type: lower-roman'><li>x<li>y</ol>") == [("i", "x", 0), ("ii", "y", 0)]
    assert paras("<ol reversed><li>x<li>y</ol>") == [("2", "x", 0), ("1", "y", 0)]
    assert paras("<ul><li>x<li><li>y</ul>") == [("-", "x", 0), ("-", "y", 0)]


def test_lists_in_lists_are_indented_and_count_on_their_own() -> None:
    assert paras("<ol><li>x<ul><li>in<ol><li>deep</ol></ul><li>y</ol>") == [
        ("1", "x", 0), ("-", "in", 2), ("1", "deep", 4), ("2", "y", 0),
    ]  # fmt: skip


def test_an_item_of_several_paragraphs_has_its_number_once() -> None:
    assert paras("<ol><li><p>x</p><p>more</p><li><p>y</ol>") == [("1", "x", 0), ("", "more", 0), ("2", "y", 0)]


@given(st.integers(1, 3999))
def test_roman_numbers_add_up(number: int) -> None:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    letters = [values[letter] for letter in figure(number, "lowerRoman")]
    assert sum(-a if a < max(letters[at:]) else a for at, a in enumerate(letters)) == number


# ---- tables -----------------------------------------------------------------------------------------


def test_cells_that_span_keep_their_words_in_the_first_place() -> None:
    assert cells(
        "<table><tr><th>Item<th>Action<th>Owner<tr><td rowspan=2>Beacon<td>Lens<td>TL<tr><td>Pilots<td>OF<tr><td colspan=2>Slipway<td>HM</table>"
    ) == [[("Item", "Action", "Owner"), ("Beacon", "Lens", "TL"), ("", "Pilots", "OF"), ("Slipway", "", "HM")]]


def test_paragraphs_breaks_and_lists_in_a_cell_are_its_lines() -> None:
    assert cells("<table><tr><td>1<td><p>One</p>Two<br>Three<ol><li>x<li>y</ol></table>") == [[("1", "One\nTwo\nThree\n1. x\n2. y")]]


def test_a_table_without_one_of_its_cells_is_filled_up() -> None:
    assert cells("<table><thead><tr><th>a<th>b</thead><tbody><tr><td>x</tbody><tfoot><tr><td>y<td>z</tfoot></table>") == [
        [("a", "b"), ("x", ""), ("y", "z")]
    ]


def test_a_page_laid_out_by_tables_is_read_as_if_there_were_none() -> None:
    inner = "<table><tr><td>Lens<td>TL<tr><td>Pilots<td>OF</table>"
    page = f"<table><tr><td>Menu<td><h1>Panel</h1><p>Lit.</p>{inner}<td>&nbsp;</table>"
    assert texts(page) == ["Menu", "Panel", "Lit."]
    assert cells(page) == [[("Lens", "TL"), ("Pilots", "OF")]]
    assert texts("<table><tr><td><p>One<p>Two<tr><td>Three</table>") == ["One", "Two", "Three"]
    assert texts("<table role=presentation><tr><td>One<td>Two</table>") == ["One", "Two"]


def test_minutes_with_a_narrow_column_for_actions_stay_a_table() -> None:
    assert cells("<table><tr><td><h2>The beacon</h2><p>Lit.<p>Order the lens.<td>TL<tr><td>The slipway<td></table>") == [
        [("The beacon\nLit.\nOrder the lens.", "TL"), ("The slipway", "")]
    ]


def test_empty_rows_and_columns_that_only_keep_distance_are_dropped() -> None:
    assert cells("<table><tr><td>a<td><td>b<tr><td>&nbsp;<td><td><tr><td>c<td><td>d</table>") == [[("a", "b"), ("c", "d")]]


# ---- what is not the document --------------------------------------------------------------------------


def test_what_frames_a_page_is_left_out() -> None:
    assert texts(
        "<header>Site</header><nav><a>Home</a></nav><form><input value=x><label>Search</label></form><script>x()</script><style>p{}</style>"
        "<main><header><h1>Panel</h1></header><p>Lit.</p><div hidden>Old</div><p style='display:none'>Gone</p></main>"
        "<aside>News</aside><footer>Cookies</footer><div role=navigation>Next</div>"
    ) == ["Panel", "Lit."]


def test_a_link_that_skips_to_the_words_is_left_out() -> None:
    assert texts('<p><a href="#main">Skip to main content</a></p><p>See <a href="#notes">the notes</a>.') == ["See the notes."]


def test_a_description_stands_beside_its_term() -> None:
    assert texts("<dl><dt>Date</dt><dd>4 May 2024</dd><div><dt>Present:</dt><dd>Hilda Marsh</dd><dd>Theo Lund</dd></div><dt>Place</dt></dl><p>Lit.") == [
        "Date: 4 May 2024", "Present: Hilda Marsh", "Theo Lund", "Place", "Lit.",
    ]  # fmt: skip


def test_a_form_round_the_whole_page_is_not() -> None:
    assert texts("<form><input type=hidden value=state><div><h1>Panel</h1><p>Lit.</p></div></form>") == ["Panel", "Lit."]


def test_what_frames_a_page_counts_where_there_is_nothing_else() -> None:
    assert texts("<nav><p>Hilda Marsh</nav><aside>Theo Lund</aside>") == ["Hilda Marsh", "Theo Lund"]


def test_typed_text_is_read_as_a_text_is() -> None:
    assert paras("<p>x</p>\n<pre>1. The beacon\n\n2. The slipway\n</pre>") == [("", "x", 0), ("1", "The beacon", 0), ("2", "The slipway", 0)]


# ---- lines and encodings -------------------------------------------------------------------------------


def test_lines_are_those_on_which_elements_begin() -> None:
    page = of_markup("<html>\n<p>One</p>\n\n<ul>\n<li>Two\n<li>Three</ul><table>\n<tr><td>a<td>b\n<tr><td>c<td>d</table>", "page")
    assert [block.line for block in page.blocks] == [2, 5, 6, 6]
    assert [row.line for table in page.tables() for row in table.rows] == [7, 8]


def test_lines_are_counted_where_libxml2_counts_no_further() -> None:
    page = of_markup("<p>x</p>\n" * 80_000, "page")
    assert [block.line for block in page.blocks] == list(range(1, 80_001))


@pytest.mark.parametrize(
    "raw",
    [
        '<p>Café – £5'.encode(),
        b"\xef\xbb\xbf<p>" + "Café – £5".encode(),
        "<html><p>Café – £5".encode("utf-16"),
        b"<meta charset=iso-8859-1><p>Caf\xe9 \x96 \xa35",
        b"<META http-equiv=Content-Type content='text/html; charset=windows-1252'><p>Caf\xe9 \x96 \xa35",
        b"<p>Caf\xe9 \x96 \xa35",
        '<meta charset="utf-8"><p>Café – £5'.encode(),
        '<meta charset="no-such-thing"><p>Café – £5'.encode(),
        '<meta charset="rot13"><p>Café – £5'.encode(),
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><p>Café – £5</p></html>'.encode(),
    ],
)
def test_a_page_is_read_in_its_encoding(raw: bytes) -> None:
    assert [para.text for para in of_bytes(raw, "x.html").paras()] == ["Café – £5"]


# ---- hostile ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "x",
        "<table><tr><td>" * 50_000 + "x",
        "<p " + " ".join(f"a{i}=1" for i in range(100_000)) + ">x",
        "<p>x" * 300_000,
        "<p>x" + "<br>x" * 200_000,
        "<table>" + "<tr><td rowspan=99999 colspan=99999>x" * 20_000,
        "<p>" + "words " * 2_000_000,
        "<i>" * 600_000,
    ],
    ids=["deep", "tables", "attributes", "paragraphs", "breaks", "spans", "long", "elements"],
)
@limited
def test_a_page_without_end_is_refused_and_does_not_hang(page: str) -> None:
    with pytest.raises(TooLarge, match=r"no minutes are, so it was not read\.$"):
        of_markup(page, "page")


@pytest.mark.parametrize(
    "page", ["<" * 100_000, "<!--" * 100_000, "<![CDATA[" * 50_000, "&" * 300_000, "<script>" * 50_000, "<p a='" * 100_000, ""]
)
@limited
def test_a_page_of_broken_signs_is_read_or_refused_and_does_not_hang(page: str) -> None:
    with contextlib.suppress(UnreadableDocument):
        assert isinstance(of_markup(page, "page"), Document)


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="holds no text"):
        of_markup("<html><body><img src=x></body></html>", "page")


PARTS = ["<p>", "<li>", "<ol>", "</ol>", "<table>", "</table>", "<tr>", "<td colspan=2>", "<br>", "<b>", "</b>", "<pre>", "<h2>", "</p>",
         "x", "words", "<!--", "-->", "&", '"', "'"]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=40))
def test_any_elements_in_any_order_are_a_document_or_a_refusal(parts: list[str]) -> None:
    try:
        found = of_markup(" ".join(parts), "page")
    except Refusal:
        return
    for block in found.blocks:
        assert block.text if isinstance(block, Para) else len({len(row.cells) for row in block.rows}) == 1


def test_a_page_on_one_line_has_its_paragraphs_counted() -> None:
    markup = "<h1>Quay Committee</h1><p>Minutes of the meeting held on 20 May 2026</p><p>Present: Ann Lee</p><table><tr><td>1<td>Crane<tr><td>2<td>Lamps</table><p>End"
    found = of_markup(markup, "page").blocks
    assert [block.line for block in found] == [1, 2, 3, 4, 6]
    assert [row.line for block in found if not isinstance(block, Para) for row in block.rows] == [4, 5]
    about = details.read(of_markup(markup, "page"))
    assert (about.body, about.date) == ("Quay Committee", date(2026, 5, 20))
    assert [block.line for block in of_markup(markup.replace("><", ">\n<"), "page").blocks][:3] == [1, 2, 3]


def test_without_the_library_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(MissingLibrary, match=r"pip install 'g2g\[minutes\]'"):
        of_bytes(b"<html><p>x", "page.html")
