"""A report as a Markdown page."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from g2g.render import markdown
from g2g.render.layout import cell_text
from g2g.reports import Cell, Column, Report, Table

TODAY = date(2017, 10, 3)
COLUMNS = (
    Column("ref", "Reference", "ref"),
    Column("days_late", "Days late", "number"),
    Column("action", "Action", "words"),
)
PAGE = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TEXTS = st.text(st.characters()) | st.text(st.sampled_from("\\`*_[]()<>!|#&;~$:.-19a \n\t"))
CELLS = TEXTS | st.integers() | st.dates() | st.none()


def report(
    *tables: Table, title: str = "Overdue", empty: str = "Nothing is overdue.", sentences: tuple[str, ...] = ()
) -> Report:
    return Report("actions", TODAY, title, tables, empty, list, sentences)


def read_table(lines: list[str]) -> list[list[str]]:
    """The texts of the cells of the one table that the lines are; fails where a cell is more than text."""
    tokens = PAGE.parse("\n".join(lines))
    assert [t.type for t in tokens if t.level == 0] == ["table_open", "table_close"]
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        if token.type == "inline":
            children = token.children or []
            assert {child.type for child in children} <= {"text", "text_special"}
            rows[-1].append("".join(child.content for child in children))
    return rows


def seen(cell: Cell) -> str:
    return " ".join(cell_text(cell).split())


def test_a_page() -> None:
    tables = (
        Table(
            "Children’s Board",
            COLUMNS,
            (
                ("CSIB-2017-09-12-04", 35, "Report on support for children with SEND"),
                ("CSIB-2017-09-12-11", None, "Circulate the *revised* terms | reference [sic]\x1b[31m"),
            ),
        ),
        Table("Not this one", COLUMNS, ()),
    )
    page = markdown.rendered(
        report(*tables, title="Overdue on 3 October_2017", sentences=("2 actions.", "- and so on"))
    )
    assert page == (
        "# Overdue on 3 October_2017\n"
        "\n"
        "## Children’s Board\n"
        "\n"
        "| Reference | Days late | Action |\n"
        "| --- | ---: | --- |\n"
        "| CSIB-2017-09-12-04 | 35 | Report on support for children with SEND |\n"
        "| CSIB-2017-09-12-11 | – | Circulate the \\*revised\\* terms \\| reference \\[sic]␛\\[31m |\n"
        "\n"
        "2 actions.\n"
        "\n"
        "\\- and so on\n"
    )


def test_a_table_without_a_heading_has_none() -> None:
    page = markdown.rendered(report(Table("", COLUMNS[:1], (("A-2017-01-01-01",),)), title=""))
    assert page == "| Reference |\n| --- |\n| A-2017-01-01-01 |\n"


def test_an_empty_report_says_so() -> None:
    assert markdown.rendered(report(Table("", COLUMNS, ()))) == "# Overdue\n\nNothing is overdue.\n"


def test_a_day_is_written_out() -> None:
    assert markdown.cell(date(2017, 9, 3)) == "3 Sep 2017"


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=4), st.tuples(TEXTS, TEXTS, TEXTS))
@example([("a\\", "|", "b")], ("", "", ""))
@example([("\\|", "\\\\|", "|\\")], ("-", "--", ":-"))
@example([("", "", "")], ("```", "~~~", "# x"))
def test_a_table_keeps_its_cells_and_their_texts(rows: list[tuple[Cell, ...]], headings: tuple[str, ...]) -> None:
    columns = tuple(Column(str(n), heading) for n, heading in enumerate(headings))
    assert read_table(markdown.table(columns, rows)) == [[seen(cell) for cell in row] for row in (headings, *rows)]
