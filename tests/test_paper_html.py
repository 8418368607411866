"""A paper as a page: what a reader of HTML finds in it, and what a real browser and the rules of accessibility say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from g2g import matters
from g2g.papers import Paper, Part
from g2g.render import paper_html
from g2g.render.layout import cell_text
from g2g.reports import Cell
from tests import papers
from tests.browsing import browser, needs_browser, show, violations
from tests.some_actions import TODAY, action

BOTH = ("Siân Poole-Nandy", "Gareth Bowen")
VOID = {"meta", "br"}


class Page(HTMLParser):
    """The elements of a page with their attributes, and the cells of its tables; fails where an element is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.tables: list[list[list[str]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            self.tables[-1][-1].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if {"td", "th"} & set(self._open):
            self.tables[-1][-1][-1] += data
        elif "style" not in self._open:
            self.texts.append(data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def made(*parts: Part, **fields: Any) -> str:
    return paper_html.rendered(papers.paper(*parts, **fields), None)


def test_language_title_landmarks_and_one_heading_above_all() -> None:
    page = paper_html.rendered(papers.full(), None)
    read = Page(page)
    assert page.startswith('<!DOCTYPE html>\n<html lang="en-GB">\n')
    assert "<title>Report, Wednesday 13 March 2019 – Harbour and Wharves Board</title>" in page
    assert [len(read.named(tag)) for tag in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]
    levels = [int(tag[1]) for tag, _ in read.elements if re.fullmatch("h[1-6]", tag)]
    assert levels == [1, 2, 3, 3, 4, 2, 3, 3]
    assert read.named("a") == [{"class": "skip", "href": "#main"}]


def test_nothing_runs_and_nothing_is_asked_for() -> None:
    page = paper_html.rendered(papers.full(), None)
    read = Page(page)
    assert {"script", "link", "img", "iframe", "object", "form", "base"}.isdisjoint({tag for tag, _ in read.elements})
    assert not [name for _, attributes in read.elements for name in attributes if name.startswith("on") or name in ("src", "style")]
    assert not re.search(r"(?i)https?:|url\(|@import", page)


def test_tables_are_tables() -> None:
    read = Page(paper_html.rendered(papers.full(), None))
    heads = [column.heading for column in papers.COLUMNS]
    assert read.tables == [[heads, *([cell_text(cell) for cell in row] for row in papers.ROWS)]] * 3
    assert [a["scope"] for a in read.named("th")] == (["col"] * 6 + ["row"] * 3) * 3
    assert len(read.named("caption")) == 3
    regions = [a for a in read.named("div") if a.get("role") == "region"]
    assert all(a["tabindex"] == "0" for a in regions)
    labels = [a["aria-label"] for a in regions]
    assert labels == ["Chart: Open by owner", "Chart: Outstanding", "Actions: What is due", "Actions", "The crane driver: What is due"]


def test_regions_of_the_same_name_are_told_apart() -> None:
    part = Part("Actions", tables=(papers.TABLE, papers.TABLE))
    labels = [a["aria-label"] for a in Page(made(part, part)).named("div") if a.get("role") == "region"]
    assert labels == ["Actions: What is due", *(f"Actions: What is due ({n})" for n in (2, 3, 4))]


def test_a_colour_never_stands_without_its_word() -> None:
    page = made(Part("One", tables=(papers.TABLE,)))
    assert '<td class="rag"><span class="red">Red</span></td>' in page
    assert '<td class="rag"><span class="amber">Amber (override)</span></td>' in page
    assert '<td class="rag"><span class="green">Green</span></td>' in page


def test_a_chart_says_its_figures_in_words() -> None:
    page = made(Part("One", charts=papers.CHARTS))
    assert '<svg role="img" aria-labelledby="chart-1-title chart-1-figures"' in page
    assert '<title id="chart-1-title">Open by owner</title>' in page
    assert '<desc id="chart-1-figures">actions. Nia Rowlands: 3; Tomos Rees: 1; Idris Bowen: 0</desc>' in page
    assert 'width="380" height="18"' in page
    assert 'width="0" height="18"' in page
    assert len(Page(page).named("circle")) == 24


def test_exempt_parts_stand_apart_with_the_reason() -> None:
    page = paper_html.rendered(papers.full(), None)
    public, _, secret = page.partition('<section class="exempt">')
    assert "<h2>Part I – for publication</h2>" in public
    assert "crane driver" not in public
    assert "coal wharf" not in public
    assert secret.startswith("\n<h2>Part II – not for publication</h2>\n<p class=\"reason\">Not for publication under paragraphs 1 and 3 of")
    assert "@page exempt" in public
    assert 'content: "NOT FOR PUBLICATION"' in public


def test_hostile_text_stays_text() -> None:
    page = paper_html.rendered(papers.hostile(), None)
    read = Page(page)

    def seen(cell: Cell) -> str:
        return cell_text(cell)

    texts = [seen(text) for text in papers.HOSTILE]
    assert read.tables == [[texts, texts, texts[::-1]]] * len(texts)
    assert {"script", "b", "raw"}.isdisjoint({tag for tag, _ in read.elements})
    for text in texts:
        assert read.texts.count(text) >= 2 * len(texts), text
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e\u2066\ud800]", page)
    page.encode()


# ---- a real browser ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "paper.html"
    path.write_text(paper_html.rendered(papers.full(), None), encoding="utf-8")
    return path


@needs_browser
@pytest.mark.parametrize(
    "how", [{}, {"scheme": "dark"}, {"media": "print"}, {"width": 320, "height": 256}], ids=["light", "dark", "print", "zoomed"]
)
def test_axe_finds_no_violation(driver: Any, page: Path, how: dict[str, Any]) -> None:
    show(driver, page, **how)
    assert violations(driver) == []


@needs_browser
def test_axe_would_find_one(driver: Any, page: Path, tmp_path: Path) -> None:
    worse = tmp_path / "worse.html"
    text = page.read_text(encoding="utf-8").replace("--ink: #1a2027", "--ink: #cccccc").replace(' lang="en-GB"', "")
    worse.write_text(text, encoding="utf-8")
    show(driver, worse)
    assert {found.partition(":")[0] for found in violations(driver)} >= {"color-contrast", "html-has-lang"}


@needs_browser
def test_at_four_times_the_size_only_tables_and_charts_scroll(driver: Any, page: Path) -> None:
    show(driver, page, width=320, height=256)
    assert driver.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    wide = driver.execute_script("return [...document.querySelectorAll('.wide')].map(e => [e.scrollWidth > e.clientWidth, e.tabIndex])")
    assert len(wide) == 5
    assert all(scrolls and index == 0 for scrolls, index in wide)


def printed(driver: Any, paper: Paper, folder: Path) -> list[str]:
    """The text of each page of a paper as the browser prints it."""
    import base64
    import shutil
    import subprocess

    if not shutil.which("pdftotext"):
        pytest.skip("left out, for the machine has no pdftotext (poppler-utils)")
    path = folder / "printed.html"
    path.write_text(paper_html.rendered(paper, None), encoding="utf-8")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    driver.get(path.as_uri())
    raw = driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})["data"]
    (folder / "printed.pdf").write_bytes(base64.b64decode(raw))
    done = subprocess.run(["pdftotext", "-layout", str(folder / "printed.pdf"), "-"], capture_output=True, check=True, text=True)
    return done.stdout.split("\f")[:-1]


def of_matters(late: int) -> Paper:
    """The paper of outstanding actions: the widest table there is, and short ones below it."""
    rows = [action(owners=BOTH, due=date(2019, 2, 20), notes=("2019-03-01 Drafted and sent to both",))] * late
    grouped = {"Overdue": rows, "Due by this meeting": [action(owners=BOTH[:1])], "No date": [action(owners=BOTH)] * 2}
    tables = matters.outstanding_tables(grouped, TODAY, heard=True)
    return papers.paper(*(Part(table.heading, tables=(table._replace(heading=""),)) for table in tables))


@needs_browser
def test_the_widest_table_fits_a_window_of_a_thousand_pixels(driver: Any, tmp_path: Path) -> None:
    path = tmp_path / "wide.html"
    path.write_text(paper_html.rendered(of_matters(40), None), encoding="utf-8")
    show(driver, path, width=1000, height=800)
    assert driver.find_elements("css selector", "th")[7].text == "Progress"
    assert driver.execute_script("return [...document.querySelectorAll('.wide')].map(e => e.scrollWidth <= e.clientWidth)") == [True] * 3


@needs_browser
@pytest.mark.parametrize("late", [*range(5, 10), 14, 60])
def test_printed_a_table_begins_on_the_page_of_its_heading(driver: Any, tmp_path: Path, late: int) -> None:
    pages = printed(driver, of_matters(late), tmp_path)
    assert "HWB-2019" in pages[0]
    assert all("Reference" in text for text in pages if "HWB-2019" in text)


@needs_browser
def test_the_keyboard_reaches_the_main_part_and_every_wide_table(driver: Any, page: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    show(driver, page, width=320, height=256)
    visited = []
    for _ in range(7):
        driver.switch_to.active_element.send_keys(Keys.TAB)
        visited.append(driver.execute_script("return document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"))
    assert visited[0] == "Skip to the main part"
    assert visited[1:6] == ["Chart: Open by owner", "Chart: Outstanding", "Actions: What is due", "Actions", "The crane driver: What is due"]


@needs_browser
def test_printed_the_heading_row_is_on_every_page_and_the_exempt_pages_say_so(driver: Any, tmp_path: Path) -> None:
    rows = tuple((f"HWB-2019-02-13-{n:03}", "Nia Rowlands", None, n, "Red", "Report on the cost of dredging") for n in range(90))
    long = Part("Long", tables=(papers.TABLE._replace(rows=rows),))
    pages = printed(driver, papers.paper(long, long._replace(heading="Secret", exempt=("3",))), tmp_path)
    assert len(pages) >= 4
    assert all("Reference" in text and "Days" in text for text in pages if "HWB-2019" in text)
    assert [f"Page {n} of {len(pages)}" in text for n, text in enumerate(pages, 1)] == [True] * len(pages)
    secret = next(n for n, text in enumerate(pages) if "Part II" in text)
    assert ["NOT FOR PUBLICATION" in text for text in pages] == [n >= secret for n in range(len(pages))]
