"""Templates: a body's own take precedence, what they print is safe, and whatever is wrong in one is a sentence with its line."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from g2g.errors import BrokenFile, Refusal
from g2g.render import template_files, templating
from tests.conftest import write

CONTEXT = {"title": "*Report* <b>", "names": ("a|b", "<c>"), "table": templating.Ready("| *ready* |"), "none": None}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder of a body's own templates."""
    folder = tmp_path / "data" / "templates"
    folder.mkdir(parents=True)
    return folder


def made(own: Path, text: str, form: str = "md") -> str:
    """What a template says."""
    write(own / f"try.{form}.j2", text)
    return templating.page("try", form, CONTEXT, str(own)).removesuffix("\n")


def refused(own: Path, text: str, form: str = "md") -> str:
    """The one sentence that is said of a template."""
    with pytest.raises(BrokenFile) as told:
        made(own, text, form)
    sentence = str(told.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


# ---- what is printed is safe ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{{ title }}", r"\*Report\* \<b>"),
        ("{{ '*' }}{{ title|upper }}", r"\*\*REPORT\* \<B>"),
        ("{{ table }}", "| *ready* |"),
        ("{{ table ~ title }}", r"| \*ready\* |\*Report\* \<b>"),
        ("{{ table.upper() }}", r"| \*READY\* |"),
        ("{{ [table, title]|join(' ') }}", r"| \*ready\* | \*Report\* \<b>"),
        ("{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m(title) }}", r"[\*Report\* \<b>]"),
        ("{% set x %}**{{ title }}**{% endset %}{{ x }}", r"**\*Report\* \<b>**"),
        ("{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}*{{ title }}*{% endcall %}", r"*\*Report\* \<b>*"),
        ("{% block b %}*{{ title }}*{% endblock %}{{ self.b() }}", r"*\*Report\* \<b>**\*Report\* \<b>*"),
        ("{% for n in names %}{{ loop.index }}: {{ n }};{% endfor %}", r"1: a|b;2: \<c>;"),
        ("{{ none }}", "–"),
        ("{{ title.startswith('*') }} {{ 2 * 3 }}", "True 6"),
    ],
)
def test_in_markdown_nothing_is_alive_but_what_is_ready(own: Path, text: str, printed: str) -> None:
    assert made(own, text) == printed


def test_in_html_nothing_is_alive_but_what_is_ready(own: Path) -> None:
    write(own / "try.html.j2", "{{ title }}|{{ ready }}|{{ title ~ ready }}|{{ bidi }}|{{ [ready, title]|join }}")
    context = {**CONTEXT, "ready": templating.ready("html", "<i>x</i>"), "bidi": "a\u202eb\x1b"}
    page = templating.page("try", "html", context, str(own))
    assert page.rstrip() == "*Report* &lt;b&gt;|<i>x</i>|*Report* &lt;b&gt;<i>x</i>|a\ufffdb\u241b|<i>x</i>*Report* &lt;b&gt;"


@pytest.mark.parametrize("form", templating.FORMS)
@pytest.mark.parametrize(
    "text",
    [
        "{% autoescape false %}{{ title }}{% endautoescape %}", "{% filter upper %}{{ title }}{% endfilter %}", "{{ title|safe }}",
        "{{ title|urlize }}", "{{ title|tojson }}", "{{ '{}'.format(title) }}", "{{ title.format_map({}) }}",
        "{{ title['format']('x') }}", "{{ '%s' % title }}",
    ],
)  # fmt: skip
def test_a_template_cannot_switch_the_escaping_off(own: Path, form: str, text: str) -> None:
    assert refused(own, text, form).startswith(f"data/templates/try.{form}.j2:1: ")


# ---- which template is taken ---------------------------------------------------------------------


def test_a_bodys_own_comes_first_and_can_extend_the_one_that_it_stands_in_for(own: Path) -> None:
    write(own / "layout.html.j2", '{% extends "g2g:layout.html.j2" %}{% block footer %}Ours: {{ title }} {{ super() }}{% endblock %}')
    context = {"page_title": "P", "body": "B", "title": "<T>", "as_at": "1 May 2019", "marker": "M"}
    page = templating.rendered("layout.html.j2", "html", context, str(own))
    assert "Ours: &lt;T&gt; <p>P</p>" in page
    assert "Ours" not in templating.rendered("layout.html.j2", "html", context, None)


def test_a_kind_without_a_template_of_its_own_takes_that_of_every_paper(own: Path) -> None:
    write(own / "paper.md.j2", "any {{ title }}")
    write(own / "agenda.md.j2", "agenda {{ title }}")
    assert templating.page("plan", "md", {"title": "x"}, str(own)) == "any x\n"
    assert templating.page("agenda", "md", {"title": "x"}, str(own)) == "agenda x\n"


@pytest.mark.parametrize("name", ["../bodies.yaml", "/etc/passwd", "sub/x.j2", "../x.md.j2", "g2g:../errors.py", ".hidden.j2", "bodies.yaml"])
def test_no_file_is_read_but_the_templates(own: Path, name: str) -> None:
    write(own.parent / "bodies.yaml", "secret")
    write(own.parent / "x.md.j2", "secret")
    write(own / ".hidden.j2", "secret")
    write(own / "sub" / "x.j2", "secret")
    sentence = refused(own, "\n{% include '" + name + "' %}")
    assert sentence == (
        f"data/templates/try.md.j2:2: there is no template “{name}”;"
        f" there are {', '.join(template_files.names())}, try.md.j2."
    )


def test_a_link_that_leads_out_of_the_record_is_refused(own: Path, tmp_path: Path) -> None:
    write(tmp_path / "outside.j2", "secret")
    os.symlink(tmp_path / "outside.j2", own / "agenda.md.j2")
    with pytest.raises(Refusal, match=r"^templates/agenda.md.j2 is a link that leads out of the data folder"):
        templating.page("agenda", "md", CONTEXT, str(own))


# ---- what is wrong is a sentence -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\n{{ title", "data/templates/try.md.j2:2: unexpected end of template, expected 'end of print statement'."),
        ("\n\n{% for x in %}", "data/templates/try.md.j2:3: Expected an expression, got 'end of statement block'."),
        ("{% if title %}", "data/templates/try.md.j2:1: Unexpected end of template."),
        ("\n{{ owner }}", "data/templates/try.md.j2:2: a paper has no such thing: 'owner' is undefined."),
        ("{{ title|nosuch }}", "data/templates/try.md.j2:1: No filter named 'nosuch'."),
        ("\n{{ 1 // 0 }}", "data/templates/try.md.j2:2: this cannot be worked out (ZeroDivisionError: "),
        ("{{ title + 1 }}", "data/templates/try.md.j2:1: this cannot be worked out (TypeError: "),
        ("\n{{ title.__class__ }}", "data/templates/try.md.j2:2: a template may not do this: access to attribute '__class__'"),
        ("{{ ''['__class__'].__mro__ }}", "data/templates/try.md.j2:1: a template may not do this: "),
        ("{{ names|map(attribute='__class__')|first }}", "data/templates/try.md.j2:1: a template may not do this: "),
        ("{{ names.count('x') }}", "data/templates/try.md.j2:1: a template may not do this: "),
        ("{{ range.__globals__ }}", "data/templates/try.md.j2:1: a template may not do this: "),
        ("{{ namespace.__init__.__globals__ }}", "data/templates/try.md.j2:1: a template may not do this: "),
        ("{{ lipsum() }}", "data/templates/try.md.j2:1: a paper has no such thing: 'lipsum' is undefined."),
        ("{{ title() }}", "data/templates/try.md.j2:1: a template may not do this: "),
    ],
)
def test_whatever_is_wrong_is_one_sentence_with_path_and_line(own: Path, text: str, said: str) -> None:
    assert refused(own, text).startswith(said)


def test_what_is_wrong_in_a_template_that_another_includes_names_that_one(own: Path) -> None:
    write(own / "inner.md.j2", "fine\n\n{{ nothing }}")
    assert refused(own, "{% include 'inner.md.j2' %}").startswith("data/templates/inner.md.j2:3: ")
    write(own / "inner.md.j2", "fine\n{% endif %}")
    assert refused(own, "{% include 'inner.md.j2' %}").startswith("data/templates/inner.md.j2:2: ")


def test_bytes_that_are_no_text_are_one_sentence(own: Path) -> None:
    (own / "agenda.md.j2").write_bytes(b"fine\n\xff\n")
    with pytest.raises(BrokenFile, match=r"^data/templates/agenda.md.j2:2: this is not UTF-8"):
        templating.page("agenda", "md", CONTEXT, str(own))


# ---- bounds --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{% for x in range(10**9) %}{% endfor %}", "“**” is no part"),
        ("{% for x in range(1000000000) %}{% endfor %}", "Range too big"),
        ("{{ 'a' * 1000000000 }}", "nothing is repeated more than 10,000 times"),
        ("{{ names * 1000000000 }}", "nothing is repeated more than 10,000 times"),
        ("{{ '%1000000000d' % 1 }}", "“%” is no part"),
        ("{% include 'try.md.j2' %}", "goes too deep"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "goes too deep"),
        ("(" * 3 + "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "goes too deep"),
    ],
)
def test_what_would_never_end_is_stopped(own: Path, text: str, said: str) -> None:
    assert said in refused(own, text)


def test_a_page_that_grows_too_large_is_stopped(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templating, "MOST_TEXT", 1000)
    text = "{% for x in range(90000) %}\n{{ x }}{% endfor %}"
    assert refused(own, text) == "data/templates/try.md.j2:1: the paper grew beyond 1,000 characters."


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no such clock on this system")
def test_what_takes_too_long_is_stopped_and_the_clock_is_put_back(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.getsignal(signal.SIGALRM)
    monkeypatch.setattr(templating, "SECONDS", 0.2)
    loops = "{% for x in range(99999) %}\n{% for y in range(99999) %}{% set z = x %}{% endfor %}{% endfor %}"
    sentence = refused(own, loops)
    assert sentence.startswith("data/templates/try.md.j2:")
    assert sentence.endswith(" this template was stopped after 0.2 seconds.")
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux keeps such a limit")
def test_what_takes_too_much_memory_is_stopped_and_the_limit_is_put_back(own: Path) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    doubling = "{% macro d(x, n) %}{% if n %}\n{{ d(x ~ x, n - 1) }}{% endif %}{% endmacro %}{{ d('0123456789', 60) }}"
    assert refused(own, doubling) == "data/templates/try.md.j2:2: this template takes too much memory."
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_a_bug_of_ours_is_not_told_as_one_of_the_template(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templating, "_printed", lambda template, context: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        made(own, "fine")
