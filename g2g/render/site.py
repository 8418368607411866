"""The pages of a site as HTML, through templates that a body can have its own of; no page asks anything of anywhere."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Any, NamedTuple

from g2g import exemption
from g2g.dates import british
from g2g.papers import Chart
from g2g.render import drawing, templating
from g2g.render.layout import cell_text
from g2g.render.safe import terminal
from g2g.render.template_files import PACKAGE
from g2g.reports import Column
from g2g.site import Page, Site
from g2g.site.parts import Cell, Fact, Grid, Link, Part, Words

STYLE, SCRIPT = "style.css", "site.js"
OTHER_FILES = 2  # those that are no pages
_COLOURS = ("red", "amber", "green", "blue")


class File(NamedTuple):
    """One file of the site: its path below the site's folder, and what it holds."""

    path: str
    data: bytes


class FactView(NamedTuple):
    """A label and its value, ready to be printed."""

    label: str
    text: str


class FigureView(NamedTuple):
    """A number, what it counts, and where that is listed."""

    number: str
    label: str
    href: str
    is_alarm: bool


class PartView(NamedTuple):
    """A part of a page, its words, tables and charts ready to be printed."""

    heading: str
    level: int
    number: str
    anchor: str
    facts: tuple[FactView, ...]
    sentences: tuple[str, ...]
    points: tuple[str, ...]
    tables: tuple[str, ...]
    charts: tuple[str, ...]


class SectionView(NamedTuple):
    """Parts that are for publication, or parts that are not, with the reason."""

    is_exempt: bool
    reason: str
    parts: tuple[PartView, ...]


class NavigationView(NamedTuple):
    """A page that every page leads to. ``current`` is page on that page itself, true on those below it, else empty."""

    text: str
    href: str
    current: str


def files(site: Site, templates: str | None) -> Iterator[File]:
    """Every file of the site: style sheet, script, pages. Raises BrokenFile for what is wrong in a template."""
    printer = templating.Printer("html", templates)
    style = {"marker": exemption.HEADING}
    yield File(STYLE, (printer.page("style.css.j2", style) + printer.page("site-style.css.j2", style)).encode())
    with open(os.path.join(PACKAGE, SCRIPT), "rb") as file:
        yield File(SCRIPT, file.read())
    for page in site:
        own = f"site-{page.kind}.html.j2"
        text = printer.page(own if printer.has(own) else "site-page.html.j2", _Drawn(site, page).context())
        yield File(page.path, (text.strip() + "\n").encode())


class _Drawn:
    """One page: hands out what must be on it once only, and writes links as seen from it."""

    def __init__(self, site: Site, page: Page) -> None:
        self._site, self._page = site, page
        self._root = "../" * page.path.count("/")
        self._names: Counter[str] = Counter()
        self._charts = 0

    def context(self) -> dict[str, Any]:
        """The names that a template knows, with their values."""
        site, page = self._site, self._page
        reason = _reason(page.all_exempt)
        return {
            "kind": page.kind, "body": site.name, "title": page.heading, "page_title": f"{page.title} \N{EN DASH} {site.name}",
            "as_at": british(site.known.today), "marker": exemption.HEADING, "root": self._root, "style": STYLE, "script": SCRIPT,
            "navigation": tuple(self._navigation()), "lead": self._ready(page.lead), "reason": reason, "is_exempt": bool(page.exempt),
            "is_whole": site.is_whole,
            "facts": tuple(map(self._fact, page.facts)),
            "figures": tuple(FigureView(f"{f.number:,}", f.label, self._href(f.to), f.is_alarm) for f in page.figures),
            "filters": page.filters,
            "sections": tuple(self._sections()),
        }  # fmt: skip

    def _navigation(self) -> Iterator[NavigationView]:
        above = {link.to for link in self._page.above}
        for text, path in self._site.navigation:
            current = "page" if path == self._page.path else "true" if path in above else ""
            yield NavigationView(text, self._href(path), current)

    def _sections(self) -> Iterator[SectionView]:
        for is_exempt, group in groupby(self._page.parts, lambda part: bool(part.exempt)):
            parts = tuple(group)
            reason = _reason(exemption.united(part.exempt for part in parts)) if is_exempt else ""
            yield SectionView(is_exempt, reason, tuple(map(self._part, parts)))

    def _part(self, part: Part) -> PartView:
        return PartView(
            part.heading, part.level, part.number, self._unique(part.anchor) if part.anchor else "",
            tuple(map(self._fact, part.facts)), tuple(map(self._ready, part.sentences)), tuple(map(self._ready, part.points)),
            tuple(self._grid(grid) for grid in part.grids if grid.rows), tuple(map(self._chart, part.charts)),
        )  # fmt: skip

    def _chart(self, chart: Chart) -> str:
        self._charts += 1
        return templating.ready("html", drawing.figure(chart, f"chart-{self._charts}"))

    def _unique(self, name: str) -> str:
        """A name that nothing else on the page has: of two key areas of one number the second is called otherwise."""
        self._names[name] += 1
        return name if self._names[name] == 1 else f"{name}-{self._names[name]}"

    # -- words and links ------------------------------------------------------------------------

    def _href(self, to: str) -> str:
        """An address as seen from the page."""
        path, mark, fragment = to.partition("#")
        return f"#{fragment}" if mark and path == self._page.path else f"{self._root}{to}"

    def _link(self, link: Link) -> str:
        return f'<a href="{escape(self._href(link.to))}">{_text(link.text)}</a>'

    def _words(self, words: Words) -> str:
        return "".join(self._link(p) if isinstance(p, Link) else _text(p) for p in words)

    def _ready(self, words: Words) -> str:
        return templating.ready("html", self._words(words))

    def _fact(self, fact: Fact) -> FactView:
        shown = f'<span class="rag">{_rag(fact.words)}</span>' if fact.kind == "rag" else self._words(fact.words)
        return FactView(fact.label, templating.ready("html", shown))

    # -- tables -----------------------------------------------------------------------------------

    def _grid(self, grid: Grid) -> str:
        """A table in a region that can be reached and scrolled by keyboard where it is wider than the window."""
        caption = _text(grid.caption)
        label = _text(self._unique(grid.caption))
        heads = "".join(f'<th scope="col" class="{c.kind}">{_text(c.heading)}</th>' for c in grid.columns)
        size = ' class="compact"' if not any(c.kind == "words" for c in grid.columns) else ""
        lines = [
            f'<div class="wide" role="region" aria-label="{label}" tabindex="0">', f"<table{size}>",
            f'<caption class="unseen">{caption}</caption>', f"<thead><tr>{heads}</tr></thead>", "<tbody>", *self._rows(grid),
            "</tbody>", "</table>", "</div>",
        ]  # fmt: skip
        return templating.ready("html", "\n".join(lines))

    def _rows(self, grid: Grid) -> Iterator[str]:
        starts = [f'<td class="{c.kind}">' for c in grid.columns]
        starts[0] = f'<th scope="row" class="{grid.columns[0].kind}">'
        ends = ["</th>", *["</td>"] * (len(starts) - 1)]
        draw = [self._drawing(column) for column in grid.columns]
        keys: Sequence[str] = grid.keys or [""] * len(grid.rows)
        for row, key in zip(grid.rows, keys, strict=True):
            cells = "".join([start + shown(cell) + end for start, shown, cell, end in zip(starts, draw, row, ends, strict=True)])
            yield f'<tr data-in="{key}">{cells}</tr>' if grid.keys else f"<tr>{cells}</tr>"

    def _drawing(self, column: Column) -> Callable[[Cell], str]:
        if column.kind == "rag":
            return lambda cell: _rag((cell,) if isinstance(cell, str) else ())
        if column.kind == "name":
            return self._name
        return self._cell

    def _cell(self, cell: Cell) -> str:
        if isinstance(cell, Link):
            return self._link(cell)
        return self._words(cell) if isinstance(cell, tuple) else escape(cell_text(cell))

    def _name(self, cell: Cell) -> str:
        """Several owners, each on a line."""
        return "; <br>".join(_text(name) for name in cell.split("; ")) if isinstance(cell, str) else self._cell(cell)


def _text(words: str) -> str:
    return escape(terminal(words))


def _rag(words: Words) -> str:
    """The word of a colour with the colour behind it; the word says all, where colours are not seen."""
    word = str(words[0]) if words and words[0] else ""
    colour = word.partition(" ")[0].casefold()
    return f'<span class="{colour}">{_text(word)}</span>' if colour in _COLOURS else _text(word) or cell_text(None)


def _reason(paragraphs: Sequence[str]) -> str:
    """Why something is not for publication; empty where nothing is exempt."""
    # What is exempt for no paragraph that can be named is kept back all the same.
    return exemption.reason(paragraphs) or f"{exemption.HEADING}." if paragraphs else ""
