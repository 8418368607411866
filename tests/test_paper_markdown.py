"""A paper as Markdown, read back by a real reader of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from g2g.papers import Part
from g2g.render import paper_markdown
from g2g.render.layout import cell_text
from g2g.reports import Cell, Column, Table
from tests import papers
from tests.conftest import write
from tests.harbour import is_golden

PAGE = MarkdownIt("commonmark").enable(["table", "strikethrough"])
# What a paper has of its own; anything else would be something alive in a text.
OWN = {"heading", "paragraph", "inline", "bullet_list", "list_item", "table", "thead", "tbody", "tr", "th", "td"}


def words(token: Token) -> str:
    """The text of one run of words; fails for a link, an image, code or HTML among them."""
    assert {c.type for c in token.children or []} <= {"text", "text_special", "hardbreak", "softbreak", "strong_open", "strong_close"}
    return "".join("\n" if c.type.endswith("break") else c.content for c in token.children or [])


def read(page: str) -> tuple[list[str], list[list[list[str]]]]:
    """The lines of text outside the tables, and the cells of each table."""
    lines: list[str] = []
    tables: list[list[list[str]]] = []
    is_cell = False
    for token in PAGE.parse(page):
        kind = token.type.removesuffix("_open").removesuffix("_close")
        assert kind in OWN, token
        is_cell = token.nesting == 1 if kind in ("th", "td") else is_cell
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append([])
        elif token.type == "inline" and is_cell:
            tables[-1][-1].append(words(token))
        elif token.type == "inline":
            lines += words(token).split("\n")
    return lines, tables


def seen(cell: Cell) -> str:
    return " ".join(cell_text(cell).split())


def test_a_whole_paper() -> None:
    is_golden("paper.md", paper_markdown.rendered(papers.full(), None))


def test_the_tables_come_out_with_the_same_cells() -> None:
    _, (first, second, _) = read(paper_markdown.rendered(papers.full(), None))
    heads = [column.heading for column in papers.COLUMNS]
    assert first == second == [heads, *([seen(cell) for cell in row] for row in papers.ROWS)]


def test_hostile_text_stays_text() -> None:
    paper = papers.hostile()
    lines, tables = read(paper_markdown.rendered(paper, None))
    texts = [seen(text) for text in papers.HOSTILE]
    assert tables == [[texts, texts, texts[::-1]]] * len(texts)
    for text in texts:
        # As a fact, as a heading with its number, as a table's heading, and as a sentence and a point of every part.
        assert f"{text}: {text}" in lines
        assert f"{text}. {text}" in lines
        assert lines.count(text) >= 2 * len(texts) + 1
    assert "49" not in lines


@given(st.lists(st.text(max_size=40) | st.text(st.sampled_from("\\`*_[]()<>!|#&;~$:.-19a {%}\n"), max_size=20), min_size=1, max_size=6))
def test_whatever_is_said_is_read_back(said: list[str]) -> None:
    columns = tuple(Column(str(n), "Words", "words") for n in range(len(said)))
    paper = papers.paper(Part("Part", sentences=tuple(said), tables=(Table("", columns, (tuple(said),)),)), facts=())
    lines, (table,) = read(paper_markdown.rendered(paper, None))
    assert table[1] == [seen(text) for text in said]
    assert lines[3:] == [seen(text) for text in said if seen(text)]


@pytest.mark.parametrize("level", [2, 3, 4])
def test_a_part_has_the_heading_of_its_level(level: int) -> None:
    page = paper_markdown.rendered(papers.paper(Part("Deep", level=level)), None)
    assert f"\n{'#' * (level + 1)} Deep\n" in page


def test_without_a_body_the_title_stands_first() -> None:
    assert paper_markdown.rendered(papers.paper(Part("One"), body="", facts=()), None) == "# Report\n\n### One\n"


def test_a_paper_without_exempt_parts_has_no_part_one() -> None:
    page = paper_markdown.rendered(papers.paper(Part("One")), None)
    assert "Part I" not in page
    assert "publication" not in page


def test_exempt_parts_alone_are_a_part_two() -> None:
    page = paper_markdown.rendered(papers.paper(Part("One", exempt=("3",))), None)
    assert "Part I " not in page
    assert "### Part II – not for publication\n\n**Not for publication under paragraph 3 of Part 1 of Schedule 12A" in page


def test_an_exempt_part_without_a_paragraph_that_counts_is_kept_apart_all_the_same() -> None:
    page = paper_markdown.rendered(papers.paper(Part("One"), Part("Two", exempt=("yes",))), None)
    assert page.index("### Part II – not for publication\n\n**Not for publication") < page.index("#### Two")


def test_a_bodys_own_template_can_lay_a_table_out_itself(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "templates"
    text = (
        "{% for section in sections %}{% for part in section.parts %}{% for table in part.tables %}{% for row in table.rows %}\n"
        "{% for cell in row %}{{ table.columns[loop.index0].heading }}: {{ cell }}; {% endfor +%}\n"
        "{% endfor %}{% endfor %}{% endfor %}{% endfor %}"
    )
    write(folder / "meeting.md.j2", text)
    page = paper_markdown.rendered(papers.paper(Part("One", tables=(papers.TABLE._replace(rows=papers.ROWS[:1]),))), str(folder))
    assert page == (
        "Reference: HWB-2019-02-13-01; Owner: Nia Rowlands; Tomos Rees; Due: 6 Mar 2019; Days late: 5; RAG: Red;"
        " Action: Report on the cost of dredging;\n"
    )
