"""The pre-commit hook: what is staged is checked, and the hooks that were there go on working."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, Clerk, run_g2g, write
from tests.test_commit import _own_settings_stay_out  # noqa: F401
from tests.test_undo import clone, git  # noqa: F401

BROKEN = ("status: open", "status: opne")


def commit(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """git commit, as the clerk runs it, with the hooks of the clone."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "G2G_"))}
    done = subprocess.run(
        ["git", "commit", "--quiet", "-m", "By hand", *words], cwd=folder, capture_output=True, text=True, check=False,
        env={**clean, "PYTHONPATH": str(ROOT), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}, encoding="utf-8",
    )  # fmt: skip
    print(done.stdout, done.stderr)
    return done


def break_actions(clerk: Clerk) -> str:
    text = clerk.actions.replace(*BROKEN, 1)
    write(clerk.folder / "actions.yaml", text)
    return text


@pytest.fixture
def hooked(clone: Path, clerk: Clerk) -> Path:  # noqa: F811
    clerk("hook install")
    return clone


def test_a_commit_of_what_is_wrong_is_stopped_and_says_why(hooked: Path, clerk: Clerk) -> None:
    break_actions(clerk)
    git(hooked, "add", "data")
    done = commit(hooked)
    assert done.returncode == 1
    assert "data/actions.yaml:13: HWB-2019-02-13-01: “opne” is no status" in done.stdout + done.stderr
    assert git(hooked, "log", "--format=%s") == "Start\n"


def test_what_is_staged_counts_and_not_what_stands_on_the_disk(hooked: Path, clerk: Clerk) -> None:
    good = clerk.actions
    break_actions(clerk)
    git(hooked, "add", "data")
    write(clerk.folder / "actions.yaml", good)
    assert commit(hooked).returncode == 1
    write(clerk.folder / "actions.yaml", good + "\n# By hand.\n")
    git(hooked, "add", "data")
    break_actions(clerk)
    assert commit(hooked).returncode == 0


def test_git_commit_of_named_files_or_of_all_is_checked_as_it_will_be(hooked: Path, clerk: Clerk) -> None:
    break_actions(clerk)
    assert commit(hooked, "-a").returncode == 1
    assert commit(hooked, "--", "data/actions.yaml").returncode == 1
    people = clerk.folder / "people.yaml"
    write(people, people.read_text() + "\nEmrys:\n  role: Diver\n")
    assert commit(hooked, "--", "data/people.yaml").returncode == 0


def test_a_commit_of_other_files_is_not_held_up_by_the_record(hooked: Path, clerk: Clerk) -> None:
    break_actions(clerk)
    git(hooked, "add", "data")
    git(hooked, "commit", "--quiet", "--no-verify", "-m", "Broken")
    write(hooked / "letter.txt", "Dear all\n")
    git(hooked, "add", "letter.txt")
    assert commit(hooked).returncode == 0


def test_meetings_and_archives_are_checked_too(hooked: Path, clerk: Clerk) -> None:
    write(clerk.folder / "meetings" / "HWB-2019-05-08.yaml", "status: perhaps\n")
    write(clerk.folder / "archive" / "2016.yaml", "HWB-2016-01-01-01:\n  status: open\n  action: Live\n")
    git(hooked, "add", "data")
    said = commit(hooked)
    assert "[archived-but-live]" in said.stdout + said.stderr
    assert "“perhaps” is no status" in said.stdout + said.stderr


def test_a_link_that_is_staged_is_not_followed(hooked: Path, clerk: Clerk, tmp_path: Path) -> None:
    write(tmp_path / "secret.yaml", "HWB-2016-01-01-01: [\n")
    (clerk.folder / "archive").mkdir()
    (clerk.folder / "archive" / "2016.yaml").symlink_to(tmp_path / "secret.yaml")
    git(hooked, "add", "data")
    assert commit(hooked).returncode == 0


def test_an_index_elsewhere_is_not_read(clone: Path, clerk: Clerk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:  # noqa: F811
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "elsewhere"))
    write(tmp_path / "elsewhere", "no index")
    clerk("check --staged")


def test_check_staged_needs_a_repository_and_takes_an_empty_one(clerk: Clerk, folder: Path) -> None:
    clerk("check --staged", status=1)
    assert "is not in a git repository" in clerk.err
    git(folder.parent, "init", "--quiet", ".")
    assert clerk("check --staged") == "Nothing is wrong.\n"


# ---- installed beside others -----------------------------------------------------------------------


def hooks(clone: Path) -> dict[str, str]:  # noqa: F811
    return {p.name: p.read_text() for p in (clone / ".git" / "hooks").iterdir() if not p.name.endswith(".sample")}


def own_hook(path: Path, does: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{does}\n")
    path.chmod(0o755)


def test_installing_twice_changes_nothing_and_uninstalling_leaves_nothing(clone: Path, clerk: Clerk) -> None:  # noqa: F811
    before = hooks(clone)
    clerk("hook install -n")
    assert hooks(clone) == before
    assert clerk("hook install").endswith("checks the record before every commit that changes it.\n")
    after = hooks(clone)
    assert "already; nothing was changed" in clerk("hook install")
    assert hooks(clone) == after
    clerk("hook uninstall -n")
    assert hooks(clone) == after
    clerk("hook uninstall")
    assert hooks(clone) == before
    assert "is no hook of g2g; nothing was changed" in clerk("hook uninstall")


def test_a_hook_that_is_there_is_kept_run_first_and_put_back(clone: Path, clerk: Clerk) -> None:  # noqa: F811
    own = clone / ".git" / "hooks" / "pre-commit"
    own_hook(own, f"echo ran >> '{clone.parent}/ran'; test ! -e '{clone.parent}/stop'")
    before = hooks(clone)
    assert "kept as pre-commit.before-g2g, and run first" in clerk("hook install")
    clerk("hook install")
    break_actions(clerk)
    git(clone, "add", "data")
    assert commit(clone).returncode == 1
    write(clerk.folder / "actions.yaml", clerk.actions.replace(*reversed(BROKEN)) + "# By hand.\n")
    git(clone, "add", "data")
    (clone.parent / "stop").touch()
    assert commit(clone).returncode == 1
    (clone.parent / "stop").unlink()
    assert commit(clone).returncode == 0
    assert (clone.parent / "ran").read_text() == "ran\n" * 3
    clerk("hook uninstall")
    assert hooks(clone) == before
    assert os.access(own, os.X_OK)


def test_a_hook_that_is_switched_off_or_a_link_is_kept_as_it_is(clone: Path, clerk: Clerk) -> None:  # noqa: F811
    own = clone / ".git" / "hooks" / "pre-commit"
    own_hook(own, "exit 1")
    own.chmod(0o644)
    clerk("hook install")
    assert commit(clone, "--allow-empty").returncode == 0
    clerk("hook uninstall")
    own.unlink()
    own.symlink_to("../elsewhere")
    clerk("hook install")
    assert not (clone / ".git" / "elsewhere").exists()
    clerk("hook uninstall")
    assert os.readlink(own) == "../elsewhere"


def test_two_hooks_of_others_are_not_mixed_up(clone: Path, clerk: Clerk) -> None:  # noqa: F811
    for name in ("pre-commit", "pre-commit.before-g2g"):
        own_hook(clone / ".git" / "hooks" / name, "true")
    before = hooks(clone)
    clerk("hook install", status=1)
    assert hooks(clone) == before


def test_core_hooks_path_is_honoured(clone: Path, clerk: Clerk) -> None:  # noqa: F811
    git(clone, "config", "core.hooksPath", "our hooks")
    clerk("hook install")
    assert (clone / "our hooks" / "pre-commit").exists()
    break_actions(clerk)
    git(clone, "add", "data")
    assert commit(clone).returncode == 1


def test_a_further_work_tree_shares_the_hook(clone: Path, clerk: Clerk, tmp_path: Path) -> None:  # noqa: F811
    git(clone, "worktree", "add", "--quiet", str(tmp_path / "second"))
    clerk.folder = tmp_path / "second" / "data"
    clerk("hook install")
    assert "pre-commit" in hooks(clone)
    break_actions(clerk)
    assert commit(tmp_path / "second", "-a").returncode == 1


def test_a_folder_with_an_odd_name_is_checked(clone: Path, clerk: Clerk) -> None:  # noqa: F811
    odd = clone / "-it's $(touch x) data"
    (clone / "data").rename(odd)
    clerk.folder = odd
    clerk("hook install")
    break_actions(clerk)
    git(clone, "add", "--all")
    assert commit(clone).returncode == 1
    assert not (clone / "x").exists()


def test_a_module_of_the_repository_is_not_taken_for_g2g(hooked: Path, clerk: Clerk) -> None:
    for name in ("g2g", "click", "os"):
        write(hooked / f"{name}.py", f"open('{hooked.parent}/sprung', 'w')\n")
    break_actions(clerk)
    git(hooked, "add", "data")
    assert commit(hooked).returncode == 1
    assert not (hooked.parent / "sprung").exists()


def test_without_git_one_sentence_says_so(clerk: Clerk) -> None:
    clerk("hook install", status=1)
    assert clerk.err.count("\n") == 1


def test_the_pre_commit_tool_finds_a_hook_whose_command_there_is(clone: Path) -> None:  # noqa: F811
    text = (ROOT / ".pre-commit-hooks.yaml").read_text()
    entry = re.search(r"^  entry: g2g (.*)$", text, re.MULTILINE)
    assert "- id: g2g-check\n" in text
    assert entry
    assert run_g2g(*entry[1].split(), cwd=clone).returncode == 0
