"""The commands for templates: which there are, copies to start from, and that a copy changes nothing until it is edited."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.conftest import Clerk, run_g2g, write
from tests.harbour import is_golden

EVERY = [
    "layout.html.j2", "paper.html.j2", "paper.md.j2", "site-actions.html.j2", "site-index.html.j2", "site-page.html.j2",
    "site-style.css.j2", "style.css.j2",
]  # fmt: skip
HOUSE_SAID = "The styles of Word papers are not among them: “g2g templates export house.docx” writes them.\n"


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_they_are_listed_with_where_they_come_from(clerk: Clerk) -> None:
    is_golden("templates.txt", clerk("templates list"))
    write(clerk.folder / "templates" / "agenda.md.j2", "x")
    write(clerk.folder / "templates" / "paper.html.j2", "x")
    write(clerk.folder / "templates" / "head.md.j2", "x")
    write(clerk.folder / "templates" / "notes.txt", "x")
    is_golden("templates-own.txt", clerk("templates list"))


def test_where_there_is_no_record_they_are_listed_all_the_same(tmp_path: Path) -> None:
    done = run_g2g("templates", "list", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "g2g: There is no record here, so these are g2g's own.\n")
    assert all(name in done.stdout for name in EVERY)


def test_all_are_exported_and_change_nothing(clerk: Clerk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    clerk(f"agenda -o {tmp_path / 'before.html'}")
    before = clerk("agenda")
    monkeypatch.chdir(clerk.folder.parent)
    dry = clerk("templates export -n")
    assert dry == "".join(f"Not written, for this is a dry run: data/templates/{name}.\n" for name in EVERY) + HOUSE_SAID
    assert not (clerk.folder / "templates").exists()
    assert clerk("templates export") == "".join(f"Wrote data/templates/{name}.\n" for name in EVERY) + HOUSE_SAID
    assert listed(clerk.folder / "templates") == EVERY
    assert clerk("agenda") == before
    clerk(f"agenda -o {tmp_path / 'after.html'}")
    assert (tmp_path / "after.html").read_bytes() == (tmp_path / "before.html").read_bytes()


def test_a_template_for_one_kind_alone_begins_as_that_of_every_paper(clerk: Clerk) -> None:
    clerk("templates export agenda.md.j2 outstanding.html.j2")
    folder = clerk.folder / "templates"
    assert listed(folder) == ["agenda.md.j2", "outstanding.html.j2"]
    text = (folder / "agenda.md.j2").read_text(encoding="utf-8")
    write(folder / "agenda.md.j2", text.replace("{{ title }}", "{{ title }} of ours"))
    assert "## Agenda of ours\n" in clerk("agenda")
    assert "## Outstanding actions\n" in clerk("agenda --outstanding")


def test_the_house_style_is_a_word_document_that_word_files_then_have(clerk: Clerk, tmp_path: Path) -> None:
    clerk("templates export house.docx")
    assert zipfile.is_zipfile(clerk.folder / "templates" / "house.docx")
    clerk(f"agenda -o {tmp_path / 'a.docx'}")
    assert zipfile.is_zipfile(tmp_path / "a.docx")
    assert ["house.docx", "data/templates"] in [line.split()[:2] for line in clerk("templates list").splitlines()]


def test_they_go_to_another_folder_when_asked(clerk: Clerk, tmp_path: Path) -> None:
    assert clerk(f"templates export paper.md.j2 --to {tmp_path / 'here'}") == f"Wrote {tmp_path / 'here'}/paper.md.j2.\n"
    assert not (clerk.folder / "templates").exists()


def test_nothing_is_overwritten_without_force(clerk: Clerk) -> None:
    path = clerk.folder / "templates" / "paper.md.j2"
    write(path, "mine")
    clerk("templates export", status=1)
    assert clerk.err == f"g2g: {path} is there already; --force overwrites it. Nothing was written.\n"
    assert listed(path.parent) == ["paper.md.j2"]
    assert path.read_bytes() == b"mine"
    clerk("templates export --force")
    assert listed(path.parent) == EVERY
    assert path.read_bytes() != b"mine"


@pytest.mark.parametrize("name", ["nope.md.j2", "../paper.md.j2", "agenda.pdf.j2", "agenda", "paper.md", "/etc/passwd", "g2g:paper.md.j2"])
def test_a_name_that_is_none_is_one_sentence(clerk: Clerk, name: str) -> None:
    clerk(["templates", "export", name], status=2)
    assert clerk.err == (
        f"g2g: There is no template “{name}”; there are {', '.join(EVERY)}, house.docx,"
        " and agenda.md.j2 and the like for one kind of paper.\n"
    )
    assert not (clerk.folder / "templates").exists()


def test_a_folder_that_is_a_link_is_not_written_through(clerk: Clerk, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (clerk.folder / "templates").symlink_to(tmp_path / "elsewhere")
    clerk("templates export", status=1)
    assert clerk.err == f"g2g: {clerk.folder}/templates is a link; g2g does not write through it. Name its folder with --to.\n"
    assert listed(tmp_path / "elsewhere") == []
