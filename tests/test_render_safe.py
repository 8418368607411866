"""Nothing that the record holds is live on a terminal, on a Markdown page or in a spreadsheet."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from g2g.render import safe

ANY_TEXT = st.text(st.characters())  # lone surrogates among them
MARKS = st.text(st.sampled_from("\\`*_[]()<>!|#&;~$:.-+=19ab/@w \n\té\x1b"))
LIVE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}

PAGE = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def read(text: str) -> str:
    """What a reader of the page sees of one block: fails where it is more than plain text."""
    opening, inline, closing = PAGE.parse(text)
    assert (opening.type, closing.type) in [("paragraph_open", "paragraph_close"), ("heading_open", "heading_close")]
    children = inline.children or []
    assert {child.type for child in children} <= {"text", "text_special", "softbreak"}
    return "".join("\n" if child.type == "softbreak" else child.content for child in children)


def seen(text: str) -> str:
    return " ".join(safe.terminal(text).split())


@pytest.mark.parametrize(
    "text",
    [
        "Report to the October Board on support for children with SEND",
        "Siân Poole-Nandy – “Tŷ Gwyn”, £5 ½ €6 …",
        "Gŵyl Ŵyr Łódź Ωμέγα Київ 委員会",
        "e\u0301 written apart",
        "✔️ done",
        "",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert safe.terminal(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("\x00\x7f\x08", "␀␡␈"),
        ("one\nCSIB-2017-09-12-04 forged", "one CSIB-2017-09-12-04 forged"),
        ("one\r\ntwo\rthree\tfour\x0bfive\x0csix", "one two three four five six"),
        ("next\x85line\u2028and\u2029so on", "next line and so on"),
        ("\x9b31m", "\ufffd31m"),
        ("\u202eevil\u202c \u2066x\u2069 \u200e\u200f\u061c", "\ufffdevil\ufffd \ufffdx\ufffd \ufffd\ufffd\ufffd"),
        ("zero\u200bwidth\u200d\u2060\ufeff", "zero\ufffdwidth\ufffd\ufffd\ufffd"),
        ("tags \U000e0041 fillers \u3164\u115f\u2800", "tags \ufffd fillers \ufffd\ufffd\ufffd"),
        ("lone \ud800 own \uf0b7", "lone \ufffd own \ufffd"),
        ("imple\u00admentation", "implementation"),
        ("10\u00a0October\u20092017", "10 October 2017"),
    ],
)
def test_what_is_live_or_unseen_is_shown(text: str, shown: str) -> None:
    assert safe.terminal(text) == shown


@given(ANY_TEXT)
def test_nothing_live_is_left(text: str) -> None:
    shown = safe.terminal(text)
    assert not {unicodedata.category(c) for c in shown} & LIVE
    assert len(shown.splitlines()) <= 1
    assert shown.isprintable()
    assert safe.terminal(shown) == shown
    shown.encode("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "Poole-Nandy to report by 10.30 am (item 6)",
        "data_2017_final, snake_case_name",
        "5 * 3 < 16 > 2 and a_b",
        "R&D; Q&A, see https://example.org/a_b?c=1&d=2",
        "C:\\papers\\2017",
        "~30 places at $5, #4, 50% + 1",
        "e.g. 12.5 or (a) or [",
    ],
)
def test_prose_is_not_littered_with_escapes(text: str) -> None:
    assert safe.markdown_text(text) == text.replace("[", "\\[")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("[sic] *bold* _so_ `code`", r"\[sic] \*bold\* \_so\_ \`code\`"),
        ("<script>x</script> <!-- note -->", r"\<script>x\</script> \<!-- note -->"),
        ("<https://example.org> ![x](y)", r"\<https\://example.org> !\[x](y)"),
        ("&lt; &#35; &#x41;", r"\&lt; \&#35; \&#x41;"),
        ("~~gone~~", r"\~\~gone\~\~"),
        ("# not a heading", r"\# not a heading"),
        ("closed #", r"closed \#"),
        ("> not quoted", r"\> not quoted"),
        ("- not a list", r"\- not a list"),
        ("12. not a list", r"12\. not a list"),
        ("12) not a list", r"12\) not a list"),
        ("---", r"\---"),
        ("===", r"\==="),
        ("* * *", r"\* * *"),
        ("_ _ _", r"\_ _ _"),
        ("|---|---|", r"\|---|---|"),
        ("ends in \\", "ends in \\\\"),
        ("a\\*b", r"a\\\*b"),
        ("see https://example.org/_x_", r"see https\://example.org/\_x\_"),
        ("    four spaces", "four spaces"),
        ("two\n\nparagraphs", "two paragraphs"),
        ("\x1b[1m", "␛\\[1m"),
    ],
)
def test_marks_of_markdown_are_escaped(text: str, written: str) -> None:
    assert safe.markdown_text(text) == written
    assert read(written) == seen(text)


@given(ANY_TEXT | MARKS)
@example("a **b** c")
@example("1. x")
@example("&#124;")
def test_a_line_of_markdown_reads_back(text: str) -> None:
    written = safe.markdown_text(text)
    if seen(text):
        assert read(written) == seen(text)
        assert read(f"# {written}") == seen(text)
        assert read(f"before\n{written}") == f"before\n{seen(text)}"
    else:
        assert written == ""


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a|b", r"a\|b"),
        ("a\\|b", r"a\\&#124;b"),
        ("- plain in a cell", "- plain in a cell"),
        ("12. plain", "12. plain"),
    ],
)
def test_a_cell_escapes_its_bars_and_needs_no_escapes_for_lines(text: str, written: str) -> None:
    assert safe.markdown_cell(text) == written


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t=", "\r=", "\r\n=", "  =", "\u00a0-", "\u00ad="]
)
def test_a_formula_gets_an_apostrophe(start: str) -> None:
    written = safe.spreadsheet(f"{start}cmd|' /C calc'!A0")
    assert written.startswith("'")
    assert written.endswith("cmd|' /C calc'!A0")


@pytest.mark.parametrize(
    "text", ["", "CSIB-2017-09-12-04", "O’Brien", "2017-10-10", "a = b", "'quoted'", "£5", "a@b.org"]
)
def test_an_ordinary_value_is_left_alone(text: str) -> None:
    assert safe.spreadsheet(text) == text


@given(ANY_TEXT)
def test_no_cell_starts_a_formula(text: str) -> None:
    written = safe.spreadsheet(text)
    assert unicodedata.normalize("NFKC", written.lstrip())[:1] not in ("=", "+", "-", "@")
    assert written.removeprefix("'") == safe.terminal(text).removeprefix("'")
