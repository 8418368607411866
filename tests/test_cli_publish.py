"""``g2g publish`` as a user sees it: a folder that is there whole or not at all, and that holds what may be read by all."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from g2g import folders
from tests import published
from tests.conftest import ROOT, Clerk, write
from tests.harbour import in_pipe, on_terminal
from tests.published import EMAIL, EXEMPT, NOTE, Read, pages, references


@pytest.fixture
def harbour(folder: Path) -> Path:
    return published.record(folder)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def litter(folder: Path) -> list[str]:
    """What stands beside a site that should not."""
    return sorted(p.name for p in folder.iterdir() if p.name.startswith("."))


# ---- what is in it --------------------------------------------------------------------------------


def test_it_writes_pages_a_style_sheet_and_a_script(harbour: Path, clerk: Clerk, site: Path, untouched: Callable[[], object]) -> None:
    untouched()
    assert clerk(f"publish {site}") == f"Wrote a site of 21 pages to {site}; open its index.html.\n"
    found = everything(site)
    assert len([name for name in found if name.endswith(".html")]) == 21
    assert {name for name in found if not name.endswith(".html")} == {"style.css", "site.js", ".g2g-site"}
    assert litter(site.parent) == []


def test_a_dry_run_writes_nothing_and_refuses_what_would_be_refused(harbour: Path, clerk: Clerk, site: Path) -> None:
    assert clerk(f"publish -n {site}") == f"Not written, for this is a dry run: a site of 21 pages to {site}.\n"
    assert not site.exists()
    write(site / "mine.txt", "mine")
    clerk(f"publish -n {site}", status=1)
    assert clerk.err.startswith(f"g2g: {site} is there already, and g2g did not make it")
    clerk(f"publish -n {clerk.folder}/site", status=1)
    assert everything(site) == {"mine.txt": b"mine"}


@pytest.mark.parametrize("make", [published.record, published.hostile])
def test_every_link_leads_to_a_place_that_is_there(folder: Path, clerk: Clerk, site: Path, make: Callable[[Path], Path]) -> None:
    make(folder)
    clerk(f"publish {site} --include-exempt --notes")
    read = pages(site)
    seen = 0
    for name, page in read.items():
        assert len(set(page.ids())) == len(page.ids()), name
        for path, fragment in references(site / name, page):
            assert path.is_file(), f"{name}: {path}"
            assert path.is_relative_to(site)
            if fragment and "=" not in fragment:
                assert fragment in read[str(path.relative_to(site))].ids(), f"{name}: {fragment}"
            seen += 1
    assert seen > 200


@pytest.mark.parametrize("make", [published.record, published.hostile])
def test_nothing_runs_but_the_one_script_and_nothing_is_asked_of_anywhere(folder: Path, clerk: Clerk, site: Path, make: Callable[[Path], Path]) -> None:
    make(folder)
    clerk(f"publish {site} --include-exempt --notes")
    for name, page in pages(site).items():
        scripts = page.named("script")
        assert all(s == {"src": "site.js", "defer": None} for s in scripts), name
        assert {"img", "iframe", "object", "embed", "base", "style", "b", "i"}.isdisjoint(tag for tag, _ in page.elements), name
        attributes = {a for _, found in page.elements for a in found}
        assert not [a for a in attributes if a.startswith("on") or a in ("style", "autofocus", "srcdoc", "action", "formaction")], name
        assert {a["rel"] for a in page.named("link")} == {"stylesheet", "icon"}
        policy = next(m["content"] for m in page.named("meta") if m.get("http-equiv"))
        assert policy is not None
        assert policy.startswith("default-src 'none';")
    text = "".join(data.decode() for name, data in everything(site).items() if name in ("style.css", "site.js"))
    assert not re.search(r"(?i)https?:|url\(|@import|innerHTML|eval\(|fetch\(|XMLHttpRequest", text)


def test_hostile_text_is_read_as_it_was_written(folder: Path, clerk: Clerk, site: Path) -> None:
    published.hostile(folder)
    clerk(f"publish {site}")
    for name in ("actions.html", "owners.html", "plan.html", "meetings/HWB-2019-02-13.html"):
        text = pages(site)[name].text
        for alive in published.ALIVE:
            assert alive.replace("\N{RIGHT-TO-LEFT OVERRIDE}", "\N{REPLACEMENT CHARACTER}") in text, (name, alive)
    assert not any("\N{RIGHT-TO-LEFT OVERRIDE}" in data.decode() for data in everything(site).values())
    assert not (site.parent / "outside.html").exists()


def test_language_titles_landmarks_headings_and_tables(harbour: Path, clerk: Clerk, site: Path) -> None:
    clerk(f"publish {site}")
    titles = []
    for name, page in pages(site).items():
        assert page.named("html") == [{"lang": "en-GB"}], name
        assert [len(page.named(tag)) for tag in ("header", "nav", "main", "footer", "h1")] == [1] * 5, name
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert all(b - a <= 1 for a, b in pairwise(levels)), (name, levels)
        assert len(page.named("caption")) == len(page.named("table"))
        assert {a.get("scope") for a in page.named("th")} <= {"row", "col"}
        current = [a["href"] for a in page.named("a") if a.get("aria-current")]
        assert len(current) == 1, name
        found = re.search("<title>(.*)</title>", (site / name).read_text(encoding="utf-8"))
        assert found
        titles.append(found[1])
    assert len(set(titles)) == len(titles)


def test_a_colour_is_never_without_its_word(harbour: Path, clerk: Clerk, site: Path) -> None:
    clerk(f"publish {site}")
    text = (site / "actions.html").read_text(encoding="utf-8")
    assert re.findall('class="(red|amber|green|blue)">(\\w+)', text)
    assert all(colour == word.lower() for colour, word in re.findall('class="(red|amber|green|blue)">(\\w+)', text))


def test_nothing_exempt_is_in_any_file_or_file_name(harbour: Path, clerk: Clerk, site: Path) -> None:
    clerk(f"publish {site}")
    whole = "".join(f"{name}\n{data.decode()}" for name, data in everything(site).items())
    assert [words for words in EXEMPT if words in whole] == []
    assert not re.search(r"(?i)not for publication|exempt|schedule 12a", "".join(page.text for page in pages(site).values()))
    assert NOTE not in whole
    assert EMAIL not in whole


def test_a_body_of_which_nothing_but_an_exempt_action_is_known_is_not_named(harbour: Path, clerk: Clerk, site: Path) -> None:
    write(harbour / "actions.yaml", clerk.actions + "\nQQQ-2019-02-13-01:\n  status: open\n  exempt:\n    - 1\n  action: Keep it quiet\n")
    clerk(f"publish {site}")
    assert not [name for name, data in everything(site).items() if b"QQQ" in data or "QQQ" in name]
    clerk(f"publish {site} --include-exempt")
    assert "QQQ" in pages(site)["index.html"].text


def test_with_it_each_page_that_has_some_says_why_it_is_not_for_publication(harbour: Path, clerk: Clerk, site: Path) -> None:
    assert clerk(f"publish {site} --include-exempt").endswith("open its index.html. It is not for publication.\n")
    read = pages(site)
    having = {name for name, page in read.items() if any(words in page.text for words in EXEMPT)}
    marked = {name for name, page in read.items() if "under paragraph" in page.text}
    assert having == marked == {"actions.html", "owners.html", "meetings/HWB-2019-02-13.html", "actions/HWB-2019-02-13-06.html"}
    assert "Not for publication under paragraphs 1 and 3 of Part 1 of Schedule 12A" in read["actions.html"].text
    assert "paragraphs 1, 3 and 5 of" in read["meetings/HWB-2019-02-13.html"].text
    assert all("is not for publication" in page.text for page in read.values())


def test_notes_are_the_clerks_own_and_published_only_when_asked_for(harbour: Path, clerk: Clerk, site: Path) -> None:
    assert "clerk's own" in " ".join(clerk("publish --help").split())
    clerk(f"publish {site} --notes")
    assert NOTE in pages(site)["actions/HWB-2019-02-13-05.html"].text


def test_one_body_alone_or_one_that_is_none(harbour: Path, clerk: Clerk, site: Path) -> None:
    assert clerk(f"publish {site} --body ppc") == f"Wrote a site of 8 pages to {site}; open its index.html.\n"
    assert "Harbour and Wharves" not in "".join(page.text for page in pages(site).values())
    clerk(f"publish {site} --body XX", status=1)
    assert clerk.err.count("\n") == 1
    assert "XX" in clerk.err


def test_the_same_record_and_day_give_the_same_bytes(harbour: Path, clerk: Clerk, site: Path) -> None:
    clerk(f"publish {site}")
    before = everything(site)
    clerk(f"publish {site}")
    clerk(f"publish {site.parent / 'other'}")
    assert everything(site) == before == everything(site.parent / "other")


def test_a_house_template_stands_in_for_one_kind_of_page(harbour: Path, clerk: Clerk, site: Path) -> None:
    write(harbour / "templates" / "site-plan.html.j2", '{% extends "site-page.html.j2" %}{% block lead %}<p>House {{ title }}</p>{% endblock %}')
    write(harbour / "templates" / "style.css.j2", ":root { --page: #fffff0; }\n")
    clerk(f"publish {site}")
    assert "House Deep Water Plan" in pages(site)["plan.html"].text
    assert (site / "style.css").read_text(encoding="utf-8").startswith(":root { --page: #fffff0; }")


# ---- what it replaces -----------------------------------------------------------------------------


def test_a_page_that_is_no_more_goes(harbour: Path, clerk: Clerk, site: Path) -> None:
    clerk(f"publish {site}")
    write(harbour / "actions.yaml", re.sub("(?s)PPC-2019-02-06-01:.*", "", clerk.actions))
    clerk(f"publish {site}")
    assert not (site / "actions" / "PPC-2019-02-06-01.html").exists()
    assert (site / "actions" / "HWB-2019-02-13-01.html").exists()


def strange(site: Path, how: str) -> None:
    if how == "a file more":
        write(site / "actions" / "mine.html", "mine")
    elif how == "an edit":
        write(site / "index.html", (site / "index.html").read_text(encoding="utf-8") + "<!-- mine -->")
    elif how == "a link":
        (site / "actions" / "link").symlink_to(site / "index.html")
    elif how == "no marker":
        (site / ".g2g-site").unlink()


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("a file more", "holds actions/mine.html, which g2g did not write so; move it away"),
        ("an edit", "holds index.html, which g2g did not write so; move it away"),
        ("a link", "holds actions/link/, which g2g did not write so; move it away"),
        ("no marker", "is there already, and g2g did not make it"),
    ],
)
def test_what_g2g_did_not_write_is_not_replaced_unasked(harbour: Path, clerk: Clerk, site: Path, how: str, said: str) -> None:
    clerk(f"publish {site}")
    strange(site, how)
    before = everything(site)
    clerk(f"publish {site}", status=1)
    assert clerk.err.startswith(f"g2g: {site} {said}")
    assert clerk.err.endswith("--force replaces the whole folder. Nothing was written.\n")
    assert everything(site) == before
    clerk(f"publish {site} --force")
    assert not (site / "actions" / "mine.html").exists()
    assert not (site / "actions" / "link").is_symlink()
    clerk(f"publish {site}")


def test_an_empty_folder_is_taken_and_folders_above_are_made(harbour: Path, clerk: Clerk, site: Path) -> None:
    site.mkdir()
    clerk(f"publish {site}")
    clerk(f"publish {site / '../new/er/site'}")
    assert (site.parent / "new" / "er" / "site" / "index.html").is_file()


def test_it_never_takes_the_record_a_repository_or_a_folder_that_is_worked_in(
    harbour: Path, clerk: Clerk, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / ".git").mkdir(parents=True)
    write(site.parent / "file", "x")
    (site.parent / "home" / "work").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(site.parent / "home" / "work"))
    before = everything(site.parent)
    for where, said in (
        (harbour, "holds the record"), (harbour.parent, "holds the record"), (harbour / "site", "holds the record"), (Path("/"), "holds the record"),
        (site, "is a git repository"), (site.parent / "file", "is a file"), (site.parent / "home", "is a folder that you work in"),
    ):  # fmt: skip
        clerk(f"publish {where} --force", status=1)
        assert said in clerk.err
        assert clerk.err.count("\n") == 1
    monkeypatch.chdir(site.parent / "home")
    clerk("publish . --force", status=1)
    assert "is a folder that you work in" in clerk.err
    assert everything(site.parent) == before


def test_a_link_to_a_site_stays_a_link(harbour: Path, clerk: Clerk, site: Path) -> None:
    clerk(f"publish {site}")
    link = site.parent / "link"
    link.symlink_to(site)
    clerk(["--today", "2019-03-12", "publish", str(link)])
    assert link.is_symlink()
    assert "12 March 2019" in pages(site)["index.html"].text


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_others_may_read_it_as_they_may_any_new_folder(harbour: Path, clerk: Clerk, site: Path) -> None:
    before = os.umask(0o022)
    try:
        clerk(f"publish {site}")
        assert site.stat().st_mode & 0o777 == 0o755
        site.chmod(0o750)
        clerk(f"publish {site}")
        assert site.stat().st_mode & 0o777 == 0o750
    finally:
        os.umask(before)


# ---- broken off -----------------------------------------------------------------------------------


def test_a_template_that_fails_leaves_the_old_site(harbour: Path, clerk: Clerk, site: Path) -> None:
    clerk(f"publish {site}")
    before = everything(site)
    write(harbour / "templates" / "site-action.html.j2", '{% extends "site-page.html.j2" %}\n{% block lead %}{{ nothing.here }}{% endblock %}')
    clerk(f"publish {site}", status=1)
    assert clerk.err.startswith("g2g: data/templates/site-action.html.j2:2: ")
    assert everything(site) == before
    assert litter(site.parent) == []


def test_a_meeting_that_cannot_be_read_leaves_the_old_site(harbour: Path, clerk: Clerk, site: Path) -> None:
    clerk(f"publish {site}")
    before = everything(site)
    write(harbour / "meetings" / "HWB-2019-01-16.yaml", "body: [HWB\n")
    clerk(f"publish {site}", status=1)
    assert "HWB-2019-01-16.yaml:" in clerk.err
    assert everything(site) == before


@pytest.mark.parametrize("exchanges", [True, False])
def test_a_failure_at_the_last_step_leaves_the_old_site(
    harbour: Path, clerk: Clerk, site: Path, monkeypatch: pytest.MonkeyPatch, exchanges: bool
) -> None:
    clerk(f"publish {site}")
    before = everything(site)
    real = os.rename

    def rename(one: str, other: str) -> None:
        if other == str(site) and one.endswith(".g2g-new"):
            raise OSError(28, "No space left on device")
        real(one, other)

    def exchange(one: str, other: str) -> bool:
        if exchanges:
            raise OSError(28, "No space left on device")
        return False

    monkeypatch.setattr(folders, "exchange", exchange)
    monkeypatch.setattr(os, "rename", rename)
    clerk(["--today", "2019-03-12", "publish", str(site)], status=1)
    assert clerk.err == f"g2g: {site}: No space left on device. Nothing was written.\n"
    assert everything(site) == before
    assert litter(site.parent) == []


def test_without_an_exchange_two_renames_do(harbour: Path, clerk: Clerk, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk(f"publish {site}")
    monkeypatch.setattr(folders, "exchange", lambda one, other: False)
    clerk(["--today", "2019-03-12", "publish", str(site)])
    assert "12 March 2019" in pages(site)["index.html"].text
    assert litter(site.parent) == []


def test_an_old_site_that_was_set_aside_comes_back(harbour: Path, clerk: Clerk, site: Path) -> None:
    clerk(f"publish {site}")
    write(site / "mine.html", "mine")
    site.rename(site.parent / ".site.0123456789ab.g2g-old")
    (site.parent / ".site.ba9876543210.g2g-new").mkdir()
    clerk(f"publish {site}", status=1)
    assert "holds mine.html" in clerk.err
    assert (site / "mine.html").read_text(encoding="utf-8") == "mine"
    assert litter(site.parent) == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
@pytest.mark.parametrize("sent", ["SIGKILL", "SIGINT"])
def test_a_run_that_is_broken_off_leaves_the_old_site_whole_and_the_next_clears_up(harbour: Path, clerk: Clerk, site: Path, sent: str) -> None:
    clerk(f"publish {site}")
    before = everything(site)
    many = "\n".join(f"HWB-2019-04-10-{n:03}:\n  status: open\n  action: Count bollard {n}\n" for n in range(1, 1000))
    write(harbour / "actions.yaml", many)
    clean = {k: v for k, v in os.environ.items() if not k.startswith("G2G_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "g2g", "--data", str(harbour), "--today", "2019-03-11", "publish", str(site)],
        cwd=ROOT, env=clean, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    end = time.monotonic() + 30
    while not list(site.parent.glob(".site.*.g2g-new/actions/*.html")):
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.005)
    process.send_signal(getattr(signal, sent))
    assert process.wait() == (-signal.SIGKILL if sent == "SIGKILL" else 130)
    assert everything(site) == before
    assert len(litter(site.parent)) == (1 if sent == "SIGKILL" else 0)
    clerk(f"publish {site}")
    assert litter(site.parent) == []
    assert len(everything(site)) > 1000


def test_litter_of_a_run_that_is_still_at_work_is_left_alone(tmp_path: Path) -> None:
    target = str(tmp_path / "site")
    with folders._beside(target) as new:
        folders.replaced(target, [("index.html", b"x")], str(tmp_path / "data"), force=False)
        assert os.path.isdir(new)
    assert litter(tmp_path) == []


# ---- at a terminal --------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is POSIX's")
def test_a_terminal_sees_a_bar_and_a_pipe_does_not(harbour: Path, site: Path) -> None:
    seen = on_terminal("publish", str(site), folder=harbour)
    assert "Pages" in seen
    assert "/21" in seen
    assert f"Wrote a site of 21 pages to {site}" in seen.replace("\n", "")
    quiet = on_terminal("-q", "publish", str(site), folder=harbour)
    assert quiet == ""
    piped = in_pipe("publish", str(site), folder=harbour)
    assert (piped.stdout, piped.stderr) == (f"Wrote a site of 21 pages to {site}; open its index.html.\n", "")


def test_a_read_page_is_well_formed_only_if_every_element_is_closed(tmp_path: Path) -> None:
    write(tmp_path / "x.html", "<p><b>x</p>")
    with pytest.raises(AssertionError):
        Read(tmp_path / "x.html")
    shutil.rmtree(tmp_path)
