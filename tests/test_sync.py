"""``g2g sync`` between real clones: each step said, and the first trouble leaves the record whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import Clerk, write
from tests.test_commit import _own_settings_stay_out, trap  # noqa: F401
from tests.test_undo import clone, git, held  # noqa: F401


@pytest.fixture
def shared(clone: Path, tmp_path: Path) -> Path:  # noqa: F811
    """The clerk's clone, which follows a bare repository; a colleague's clone of it is beside, called ``theirs``."""
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "hub.git")
    git(clone, "remote", "add", "origin", str(tmp_path / "hub.git"))
    write(clone / ".git" / "info" / "exclude", "hub.git\ntheirs\n")
    git(clone, "push", "--quiet", "-u", "origin", "main")
    git(tmp_path, "clone", "--quiet", str(tmp_path / "hub.git"), str(tmp_path / "theirs"))
    git(tmp_path / "theirs", "config", "user.name", "Mair Preece")
    git(tmp_path / "theirs", "config", "user.email", "mair@example.org")
    return clone


@pytest.fixture
def colleague(shared: Path, clerk: Clerk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Clerk:
    return Clerk(shared / "theirs" / "data", capsys, monkeypatch)


def hub(shared: Path) -> list[str]:
    return git(shared / "hub.git", "log", "--format=%s", "main").splitlines()


def test_each_step_is_said_and_both_clones_come_together(shared: Path, clerk: Clerk, colleague: Clerk) -> None:
    colleague("note 02-13-02 Measured")
    assert colleague("sync") == (
        "Committed actions.yaml.\nNothing new in main of origin.\nPushed to main of origin.\n"
    )
    clerk("close 02-13-01")
    clerk("meeting add 2019-05-08")
    assert clerk("sync") == (
        "Committed actions.yaml, meetings/HWB-2019-05-08.yaml.\nMerged main of origin.\nChecked: nothing is wrong.\nPushed to main of origin.\n"
    )
    colleague("sync")
    assert held(colleague) == held(clerk)
    assert "Measured" in clerk.actions
    assert "closed: 2019-03-11" in clerk.actions
    assert hub(shared)[0] == "Merge main of origin"
    assert clerk("sync") == (
        "Nothing to commit: the record is as in the last commit.\nNothing new in main of origin.\nNothing to push: main of origin has it all.\n"
    )


def test_only_the_record_is_committed(shared: Path, clerk: Clerk) -> None:
    write(shared / "letter.txt", "Dear all\n")
    write(clerk.folder / "scratch.txt", "Mine\n")
    write(clerk.folder / ".hidden.yaml", "Mine\n")
    write(clerk.folder / "templates" / "agenda.txt", "Ours\n")
    git(shared, "add", "letter.txt")
    clerk("close 02-13-01")
    clerk("sync")
    assert git(shared, "show", "--format=", "--name-only", "HEAD").split() == ["data/actions.yaml", "data/templates/agenda.txt"]
    assert git(shared, "status", "--porcelain").splitlines() == ["A  letter.txt", "?? data/.hidden.yaml", "?? data/scratch.txt"]


def test_a_file_that_was_taken_away_is_taken_away_for_all(shared: Path, clerk: Clerk, colleague: Clerk) -> None:
    (clerk.folder / "meetings" / "HWB-2019-04-10.yaml").unlink()
    clerk("sync")
    colleague("sync")
    assert held(colleague) == held(clerk)


def test_a_dry_run_does_nothing(shared: Path, clerk: Clerk) -> None:
    clerk("close 02-13-01")
    assert clerk("sync -n") == (
        "Not done, for this is a dry run: would commit data/actions.yaml, then fetch main of origin, merge it, check, and push.\n"
    )
    assert git(shared, "log", "--format=%s") == "Start\n"


def test_a_conflict_stays_to_be_settled_and_nothing_is_pushed(shared: Path, clerk: Clerk, colleague: Clerk) -> None:
    colleague("edit 02-13-01 --words 'Report on dredging the outer basin'")
    colleague("sync")
    pushed = hub(shared)
    clerk("edit 02-13-01 --words 'Report on dredging both basins'")
    clerk("sync", status=1)
    assert "disagree in data/actions.yaml. “g2g resolve” settles it" in clerk.err
    assert "<<<<<<<" in clerk.actions
    assert hub(shared) == pushed
    clerk("sync", status=1)
    assert "A merge is not finished; settle it with “g2g resolve”" in clerk.err
    write(clerk.folder / "actions.yaml", colleague.actions)
    git(shared, "add", "data")
    git(shared, "commit", "--quiet", "-m", "Settled")
    clerk("sync")
    assert hub(shared)[0] == "Settled"


def test_problems_that_a_merge_brings_stop_it_before_the_push_once(shared: Path, clerk: Clerk, colleague: Clerk) -> None:
    write(colleague.folder / "people.yaml", (colleague.folder / "people.yaml").read_text().replace("Nia Rowlands:", "Nia Rowland:"))
    colleague("sync")
    clerk("close 02-13-03", status=0)
    clerk("note 02-13-01 Drafted")
    said = clerk("sync", status=1)
    assert "Nia Rowlands is not in people.yaml" in said
    assert "The merge has brought 1 problem into the record; nothing was pushed" in clerk.err
    assert hub(shared)[0] == "Changes of the record: people.yaml"
    # The same problem is not held against the clerk a second time: it was there before.
    clerk("sync")
    assert hub(shared)[0] == "Merge main of origin"


def test_what_was_wrong_before_holds_nothing_up(shared: Path, clerk: Clerk, colleague: Clerk) -> None:
    write(clerk.folder / "people.yaml", (clerk.folder / "people.yaml").read_text().replace("Nia Rowlands:", "Nia Rowland:"))
    colleague("note 02-13-02 Measured")
    colleague("sync")
    assert "Checked: 1 problem, as before." in clerk("sync")


def test_a_push_that_lost_the_race_says_so(shared: Path, clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk("close 02-13-01")
    hook = shared / "hub.git" / "hooks" / "update"
    hook.write_text("#!/bin/sh\necho no >&2\nexit 1\n")
    hook.chmod(0o755)
    clerk("sync", status=1)
    assert clerk.err.startswith("g2g: ")
    assert clerk.err.count("\n") == 1


def test_one_sentence_for_what_it_cannot_do(clone: Path, clerk: Clerk, tmp_path: Path) -> None:  # noqa: F811
    clerk("close 02-13-01")
    clerk("sync", status=1)
    assert "The branch main follows no other clone's; “git push -u origin main” makes it follow one" in clerk.err
    git(clone, "remote", "add", "origin", str(tmp_path / "nowhere.git"))
    git(clone, "config", "branch.main.remote", "origin")
    git(clone, "config", "branch.main.merge", "refs/heads/main")
    clerk("sync", status=1)
    assert clerk.err.startswith("g2g: git fetch failed: ")
    git(clone, "checkout", "--quiet", "--detach")
    clerk("sync", status=1)
    assert "on no branch" in clerk.err
    assert clerk.err.count("\n") == 1


def test_without_git_one_sentence_says_so(clerk: Clerk) -> None:
    clerk("sync", status=1)
    assert "is not in a git repository" in clerk.err


def test_edits_of_other_files_that_the_merge_would_touch_are_not_lost(shared: Path, clerk: Clerk, colleague: Clerk) -> None:
    theirs = shared / "theirs"
    write(theirs / "letter.txt", "Dear all\n")
    git(theirs, "add", "letter.txt")
    git(theirs, "commit", "--quiet", "-m", "Letter")
    git(theirs, "push", "--quiet")
    write(shared / "letter.txt", "My own\n")
    clerk("close 02-13-01")
    clerk("sync", status=1)
    assert "git merge failed: " in clerk.err
    assert (shared / "letter.txt").read_text() == "My own\n"
    assert not (shared / ".git" / "MERGE_HEAD").exists()


def test_a_shallow_clone_works(shared: Path, clerk: Clerk, colleague: Clerk, tmp_path: Path) -> None:
    for number in range(3):
        colleague(f"note 02-13-02 'Note {number}' --commit")
    colleague("sync")
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{tmp_path}/hub.git", str(tmp_path / "shallow"))
    git(tmp_path / "shallow", "config", "user.name", "Nia Rowlands")
    git(tmp_path / "shallow", "config", "user.email", "nia@example.org")
    clerk.folder = tmp_path / "shallow" / "data"
    clerk("close 02-13-01")
    clerk("sync")
    assert "Changes of the record: actions.yaml" in hub(shared)


def test_nothing_that_the_clone_configures_runs_but_what_fetching_needs(shared: Path, clerk: Clerk, colleague: Clerk) -> None:
    script, mark = trap(shared)
    for name in ("pre-push", "post-merge", "pre-merge-commit", "commit-msg", "reference-transaction", "post-checkout", "pre-commit"):
        (shared / ".git" / "hooks" / name).symlink_to(script)
    for key in ("core.fsmonitor", "core.pager", "core.editor", "diff.external", "core.askPass", "gpg.program"):
        git(shared, "config", key, script)
    for key in ("commit.gpgSign", "push.gpgSign", "fetch.recurseSubmodules", "submodule.recurse"):
        git(shared, "config", key, "true")
    git(shared, "config", "pull.rebase", "true")
    git(shared, "config", "push.gpgSign", "false")
    colleague("note 02-13-02 Measured")
    colleague("sync")
    clerk("close 02-13-01")
    clerk("sync")
    assert not mark.exists(), mark.read_text()
    assert os.path.exists(script)


@pytest.mark.parametrize("name", ["--upload-pack=touch sprung", "-c", "ext::sh -c 'touch sprung'"])
def test_a_remote_is_never_an_option_or_a_command(shared: Path, clerk: Clerk, name: str) -> None:
    git(shared, "config", "branch.main.remote", name)
    git(shared, "config", "protocol.ext.allow", "always")
    clerk("sync", status=1)
    assert not list(shared.rglob("sprung"))
