"""A paper as one accessible page of HTML (WCAG 2.2 AA): no script, and nothing asked of anywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from html import escape

from g2g.papers import Chart, Paper, Part
from g2g.render import drawing, templating, views
from g2g.render.layout import cell_text
from g2g.render.safe import terminal
from g2g.reports import Cell, Column, Table

_FEW = 6  # so many rows are kept on one page in print
# How the cells of a column are set: each kind is a class of the style sheet.
_CLASSES = ("number", "date", "ref", "rag", "name", "words")


def rendered(paper: Paper, templates: str | None) -> str:
    """The paper through its template, as a whole page.

    ``templates`` is the folder of a body's own templates, None where it has none. Raises BrokenFile for what is wrong
    in a template.
    """
    page = _Page()
    form = views.Drawing(page.table, page.chart, lambda level: "")
    return templating.page(paper.kind, "html", views.context(paper, form), templates).strip() + "\n"


class _Page:
    """Hands out what must be on a page once only: the names of its tables, and the marks of its charts."""

    def __init__(self) -> None:
        self._names: Counter[str] = Counter()
        self._charts = 0

    def table(self, table: Table, part: Part) -> str:
        """A table in a region that can be reached and scrolled by keyboard where it is wider than the window."""
        caption = table.heading or part.heading or "Table"
        label = f"{part.heading}: {caption}" if table.heading and part.heading else caption
        return templating.ready("html", region(table, caption, self._unique(label), hidden=not table.heading))

    def _unique(self, label: str) -> str:
        self._names[label] += 1
        return label if self._names[label] == 1 else f"{label} ({self._names[label]})"

    def chart(self, chart: Chart) -> str:
        self._charts += 1
        return templating.ready("html", drawing.figure(chart, f"chart-{self._charts}"))


def region(table: Table, caption: str, label: str, *, hidden: bool) -> str:
    """A table as HTML. ``hidden`` shows its caption only to those who hear the page; ``label`` names its region."""
    shown = ' class="unseen"' if hidden else ""
    size = "wide short" if len(table.rows) <= _FEW else "wide"
    lines = [
        f'<div class="{size}" role="region" aria-label="{text(label)}" tabindex="0">',
        "<table>" if any(column.kind == "words" for column in table.columns) else '<table class="compact">',
        f"<caption{shown}>{text(caption)}</caption>",
        *_head(table.columns),
        "<tbody>",
        *rows(table),
        "</tbody>",
        "</table>",
        "</div>",
    ]
    return "\n".join(lines)


def text(words: str) -> str:
    """Words from the record as HTML, in an element or an attribute."""
    return escape(terminal(words))


def _head(columns: Sequence[Column]) -> list[str]:
    # A table of labels and values has no headings: its labels stand in the first column.
    if not any(column.heading for column in columns):
        return []
    cells = [f'<th scope="col"{_class(c)}>{text(c.heading)}</th>' if c.heading else "<td></td>" for c in columns]
    return ["<thead>", f"<tr>{''.join(cells)}</tr>", "</thead>"]


def _class(column: Column) -> str:
    return f' class="{column.kind}"' if column.kind in _CLASSES else ""


def rows(table: Table) -> Iterator[str]:
    """The rows of a table as HTML; the first cell of each is its heading."""
    first, *others = table.columns
    starts = [f'<th scope="row"{_class(first)}>', *(f"<td{_class(column)}>" for column in others)]
    ends = ["</th>", *("</td>" for _ in others)]
    draw = [_DRAWN.get(column.kind, _cell) for column in table.columns]
    for row in table.rows:
        cells = [start + shown(cell) + end for start, shown, cell, end in zip(starts, draw, row, ends, strict=True)]
        yield f"<tr>{''.join(cells)}</tr>"


@cache
def _cell(cell: Cell) -> str:
    return escape(cell_text(cell))


@cache
def _names(cell: Cell) -> str:
    """Several owners, each on a line."""
    return "; <br>".join(escape(name) for name in cell_text(cell).split("; "))


def _rag(cell: Cell) -> str:
    """The word of a colour with the colour behind it; the word says all, where colours are not seen."""
    word = cell_text(cell)
    colour = word.partition(" ")[0].casefold()
    known = colour in ("red", "amber", "green", "blue")
    return f'<span class="{colour}">{escape(word)}</span>' if known else escape(word)


_DRAWN: dict[str, Callable[[Cell], str]] = {"rag": _rag, "name": _names}
