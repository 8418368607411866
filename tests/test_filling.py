"""The package's Markdown template filled in without Jinja2 makes the same page as with it; what is not simple is left to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g.papers import Paper, Part
from g2g.render import paper_markdown, templating, views
from g2g.render.filling import Ready, filled
from g2g.render.template_files import source
from tests import papers
from tests.conftest import Clerk, write
from tests.planned import planned
from tests.test_imports import loaded


class Record(NamedTuple):
    name: str
    rows: tuple[str, ...] = ()
    day: date | None = None


CONTEXT: dict[str, object] = {
    "title": "*Report* <b>", "empty": "", "nobody": None, "number": 7, "day": date(2019, 3, 1), "ready": Ready("| *ready* |"),
    "one": Record("# no heading", ("a", "- b", "")), "all": (Record("x"), Record("y", ("1. z",), date(2019, 1, 2))),
    "pairs": (("Date", "1 May"), ("Chair", "_Ann_")), "nothing": (), "text": "several words",
}  # fmt: skip


def with_jinja(text: str) -> str:
    return templating._printed(templating._environment("md", None).from_string(text), CONTEXT)


def package_template() -> str:
    found = source("paper.md.j2", None)
    assert found is not None
    return found.text


def both_ways(paper: Paper) -> None:
    """The package's template in its simple form, and through Jinja2."""
    context = views.context(paper, views.Drawing(paper_markdown._table, paper_markdown._no_chart, paper_markdown._marks))
    page = filled(package_template(), context)
    assert page is not None
    assert page == templating.rendered("paper.md.j2", "md", context, None)


@pytest.mark.parametrize("paper", [papers.full(), papers.hostile(), papers.paper(), papers.paper(body="", facts=())])
def test_the_packages_template_makes_the_same_page_both_ways(paper: Paper) -> None:
    both_ways(paper)


WORDS = st.one_of(st.sampled_from([*papers.HOSTILE, "", "Plain words"]), st.text(max_size=12))


@st.composite
def part(draw: st.DrawFn) -> Part:
    texts = st.lists(WORDS, max_size=2).map(tuple)
    tables = st.sampled_from([(), (papers.TABLE,), (papers.TABLE._replace(heading=""), papers.TABLE)])
    return Part(draw(WORDS), draw(st.integers(2, 6)), draw(WORDS), draw(texts), draw(texts), draw(tables), exempt=draw(texts))


@given(st.lists(part(), max_size=3), WORDS, WORDS, st.lists(st.tuples(WORDS, WORDS), max_size=3))
def test_any_paper_is_the_same_both_ways(parts: list[Part], body: str, title: str, facts: Iterable[tuple[str, str]]) -> None:
    both_ways(papers.paper(*parts, body=body, title=title, facts=tuple(facts)))


@pytest.mark.parametrize(
    "text",
    [
        "{# comment #}\n{{ title }}\n", "a\n  {# comment\n more #}\nb", "x {# c #} y", "{{ nobody }}{{ number }} {{ day }}{{ ready }}",
        "{% if title %}\nyes\n{% else %}\nno\n{% endif %}\n", "{% if not empty %}yes{% endif %}", "{% if nothing %}yes{% else %}no{% endif %}",
        "{% for a, b in pairs %}\n**{{ a }}:** {{ b }}{% if not loop.last %}  {% endif +%}\n{% endfor %}\n",
        "  {% for one in all %}  {% for row in one.rows %}\n    {{ row }}{{ one.name }} {{ loop.last }}\n  {% endfor %}\n{{ one.day }}\n{% endfor %}",
        "{{ one.name }}\n\n\n", "\t{% if one %}\n\t{{ title }}\t{% endif %}\t\nend", "{% for one in nothing %}never{% endfor %}{{ one.name }}",
        "{{ pairs }}", "", "a }} b %} c #} d { e", "{% if one.rows +%}\n\n  {% endif +%}\n  {% if number %}\n{% endif %}",
    ],
)  # fmt: skip
def test_a_simple_template_is_filled_in_as_jinja_fills_it_in(text: str) -> None:
    assert filled(text, CONTEXT) == with_jinja(text)


@pytest.mark.parametrize(
    "text",
    [
        "{{ title|upper }}", "{{ title.upper() }}", "{{ title.upper }}", "{{ title._x }}", "{{ one.count }}", "{{ one.missing }}", "{{ missing }}",
        "{{ one['name'] }}", "{{ 'x' }}", "{{ 1 }}", "{{ true }}", "{{ title ~ title }}", "{{title}}", "{{- title }}", "{{ title -}}",
        "{% if title == empty %}{% endif %}", "{% if title and empty %}{% endif %}", "{% if missing %}{% endif %}", "{%- if title %}{% endif %}",
        "{%+ if title %}{% endif %}", "{% if title -%}{% endif %}", "{% if title %}", "{% endif %}", "{% if title %}{% endfor %}",
        "{% if title %}{% elif one %}{% endif %}", "{% if title %}{% else %}{% else %}{% endif %}", "{% for x in all %}{% else %}{% endfor %}",
        "{% for x in all if x %}{% endfor %}", "{% for x in title %}{% endfor %}", "{% for x in number %}{% endfor %}", "{% for a, b in all %}{% endfor %}",
        "{% for loop in all %}{% endfor %}", "{% for x in all %}{{ loop.index }}{% endfor %}", "{{ loop.last }}", "{% set x = 1 %}", "{% include 'x' %}",
        "{% raw %}{{ title }}{% endraw %}", "{#- comment #}", "{# comment -#}", "{# comment +#}", "{# open", "{{ open", "{% open", "a\r\n{{ title }}",
        "{{# c #}", "{{% if title %}{% endif %}", "{{{ title }}", "{{ title }}{{# c #}", "{% for x in missing %}{% endfor %}", "{{ not title }}", "{{ self.title }}", "{{ none.name }}",
    ],
)  # fmt: skip
def test_whatever_is_not_simple_is_left_to_jinja(text: str) -> None:
    assert filled(text, CONTEXT) is None


PIECES = (
    "{{ title }}", "{{ one.name }}", "{{ x }}", "{% if empty %}", "{% if not one.rows %}", "{% else %}", "{% endif %}", "{% endif +%}", "{% for x in all %}",
    "{% for x in one.rows %}", "{% endfor %}", "{% if not loop.last %}", "{# c #}", "{#\n c #}", "\n", "\n\n", "  ", "\t", "# text", "{", "}", " {% if x %}",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_what_is_filled_in_here_is_what_jinja_makes_of_it(pieces: list[str]) -> None:
    text = "".join(pieces)
    page = filled(text, CONTEXT)
    assert page is None or page == with_jinja(text)


@pytest.mark.parametrize("words", ["report meeting --md", "report scrutiny --md", "agenda HWB-2019-03-13", "agenda HWB-2019-03-13 --outstanding", "plan --md"])
def test_a_paper_in_markdown_needs_no_jinja(folder: Path, words: str) -> None:
    assert not {name for name in loaded(planned(folder), *words.split()) if name.split(".")[0] in ("jinja2", "markupsafe", "rich")}


def test_an_exported_copy_makes_the_same_paper_in_the_sandbox(clerk: Clerk) -> None:
    planned(clerk.folder)
    plain = clerk("report scrutiny --md")
    clerk("templates export paper.md.j2")
    assert (clerk.folder / "templates" / "paper.md.j2").read_text(encoding="utf-8") == package_template()
    assert clerk("report scrutiny --md") == plain
    write(clerk.folder / "templates" / "scrutiny.md.j2", "Ours: {{ title|upper }}")
    assert clerk("report scrutiny --md") == "Ours: SAFE HARBOUR PLAN\n"
