"""``--commit``: exactly the files that a command changed, in repositories of every kind, hostile ones among them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from g2g.errors import Refusal
from g2g.git import Repository
from tests.conftest import Clerk, write
from tests.test_undo import clone, git, held  # noqa: F401

CLOSE = "close 02-13-01 --outcome 'Report sent'"


@pytest.fixture(autouse=True)
def _own_settings_stay_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))


def log(clone: Path) -> list[str]:  # noqa: F811
    return git(clone, "log", "--format=%s").splitlines()


def test_a_write_is_committed_with_its_own_sentence_when_asked(clone: Path, clerk: Clerk) -> None:  # noqa: F811
    clerk(f"{CLOSE} --commit")
    assert log(clone) == ["Closed HWB-2019-02-13-01.", "Start"]
    assert git(clone, "show", "--format=", "--name-only", "HEAD") == "data/actions.yaml\n"
    assert git(clone, "show", "HEAD:data/actions.yaml") == clerk.actions
    assert git(clone, "status", "--porcelain") == ""


def test_nothing_is_committed_unless_asked(clone: Path, clerk: Clerk) -> None:  # noqa: F811
    clerk(CLOSE)
    assert log(clone) == ["Start"]
    assert git(clone, "status", "--porcelain") == " M data/actions.yaml\n"


def test_config_asks_for_all_and_no_commit_for_one_not(clone: Path, clerk: Clerk) -> None:  # noqa: F811
    write(clerk.folder / "config.yaml", "commit: true\n")
    clerk(CLOSE)
    clerk("note 02-13-02 Measured --no-commit")
    assert log(clone) == ["Closed HWB-2019-02-13-01.", "Start"]
    write(clerk.folder / "config.yaml", "commit: perhaps\n")
    clerk("note 02-13-02 Again", status=1)
    assert "should be true or false" in clerk.err
    assert "saved, but not committed" in clerk.err


def test_a_dry_run_commits_nothing(clone: Path, clerk: Clerk) -> None:  # noqa: F811
    before = held(clerk)
    clerk(f"{CLOSE} -n --commit")
    assert (held(clerk), log(clone)) == (before, ["Start"])


def test_a_command_that_changes_nothing_makes_no_commit(clone: Path, clerk: Clerk) -> None:  # noqa: F811
    clerk("carry-forward --commit")
    clerk("carry-forward --commit")
    assert log(clone) == ["Carried 3 actions forward to HWB-2019-03-13.", "Start"]


def test_all_files_of_a_command_go_into_one_commit(clone: Path, clerk: Clerk) -> None:  # noqa: F811
    clerk("meeting move 2019-04-10 --to 2019-04-17 --commit")
    names = git(clone, "show", "--format=", "--name-status", "HEAD").split()
    assert names == ["M", "data/meetings/HWB-2019-04-10.yaml", "A", "data/meetings/HWB-2019-04-17.yaml"]
    clerk("undo --commit")
    assert git(clone, "diff", "HEAD~2", "HEAD") == ""
    assert log(clone)[0].startswith("Took back: ")
    assert git(clone, "status", "--porcelain") == ""


def test_what_the_user_has_staged_and_edited_stays_as_it_is(clone: Path, clerk: Clerk) -> None:  # noqa: F811
    people = clerk.folder / "people.yaml"
    write(people, people.read_text() + "\nStaged One:\n  role: Guest\n")
    write(clone / "letter.txt", "Dear all\n")
    git(clone, "add", "--all")
    write(people, people.read_text() + "\nUnstaged One:\n  role: Guest\n")
    staged = git(clone, "diff", "--cached")
    unstaged = git(clone, "diff")
    clerk(f"{CLOSE} --commit")
    assert git(clone, "diff", "--cached") == staged
    assert git(clone, "diff") == unstaged
    assert git(clone, "show", "--format=", "--name-only", "HEAD") == "data/actions.yaml\n"


def test_a_repository_without_commits_gets_its_first(folder: Path, clerk: Clerk) -> None:
    git(folder.parent, "init", "--quiet", ".")
    git(folder.parent, "config", "user.name", "Idris Bowen")
    git(folder.parent, "config", "user.email", "idris@example.org")
    clerk(f"{CLOSE} --commit")
    assert git(folder.parent, "ls-tree", "-r", "--name-only", "HEAD") == "data/actions.yaml\n"


def test_a_detached_head_and_a_further_work_tree_work(clone: Path, clerk: Clerk, tmp_path: Path) -> None:  # noqa: F811
    git(clone, "worktree", "add", "--quiet", "--detach", str(tmp_path / "second"))
    clerk.folder = tmp_path / "second" / "data"
    clerk(f"{CLOSE} --commit")
    assert log(tmp_path / "second") == ["Closed HWB-2019-02-13-01.", "Start"]
    assert log(clone) == ["Start"]
    assert git(tmp_path / "second", "status", "--porcelain") == ""


def test_no_repository_is_said_and_the_record_is_saved(clerk: Clerk) -> None:
    clerk(f"{CLOSE} --commit", status=1)
    assert "The record was saved, but not committed: " in clerk.err
    assert "is not in a git repository" in clerk.err
    assert "status: closed\n  closed: 2019-03-11" in clerk.actions


def test_no_identity_is_said_and_the_record_is_saved(clone: Path, clerk: Clerk) -> None:  # noqa: F811
    git(clone, "config", "--unset", "user.name")
    git(clone, "config", "--unset", "user.email")
    git(clone, "config", "user.useConfigOnly", "true")
    clerk(f"{CLOSE} --commit", status=1)
    assert "saved, but not committed: git does not know who you are" in clerk.err
    assert "Report sent" in clerk.actions
    assert log(clone) == ["Start"]
    assert git(clone, "status", "--porcelain") == " M data/actions.yaml\n"


def test_a_merge_under_way_is_said_and_left_alone(clone: Path, clerk: Clerk) -> None:  # noqa: F811
    git(clone, "checkout", "--quiet", "-b", "other")
    write(clone / "letter.txt", "Dear all\n")
    git(clone, "add", "letter.txt")
    git(clone, "commit", "--quiet", "-m", "Letter")
    git(clone, "checkout", "--quiet", "main")
    git(clone, "merge", "--quiet", "--no-ff", "--no-commit", "other")
    clerk(f"{CLOSE} --commit", status=1)
    assert "saved, but not committed: A merge is under way" in clerk.err
    assert (clone / ".git" / "MERGE_HEAD").exists()


def test_a_data_folder_with_an_odd_name_is_committed_all_the_same(clone: Path, clerk: Clerk) -> None:  # noqa: F811
    odd = clone / "--all :(top)*\n ü"
    (clone / "data").rename(odd)
    clerk.folder = odd
    clerk(f"{CLOSE} --commit")
    assert "Closed" in log(clone)[0]
    assert git(clone, "-c", "core.quotePath=false", "show", "--format=", "--name-only", "-z", "HEAD") == f"{odd.name}/actions.yaml\0"


# ---- what a hostile repository configures ----------------------------------------------------------


def trap(clone: Path) -> tuple[str, Path]:  # noqa: F811
    """A command that leaves a mark when it is run."""
    mark = clone.parent / "sprung"
    script = clone.parent / "trap.sh"
    script.write_text(f"#!/bin/sh\necho \"$0 $@\" >> '{mark}'\ncat 2>/dev/null\nexit 0\n")
    script.chmod(0o755)
    return str(script), mark


@pytest.mark.parametrize(
    "settings",
    [
        ["core.fsmonitor={}"], ["commit.gpgSign=true", "gpg.program={}"], ["core.pager={}", "pager.log=true"],
        ["core.editor={}", "sequence.editor={}"], ["diff.external={}"], ["core.askPass={}", "credential.helper=!{}"],
        ["core.sshCommand={}"], ["alias.commit-tree=!{}", "alias.update-index=!{}"],
        ["gpg.ssh.defaultKeyCommand={}", "gpg.format=ssh", "commit.gpgSign=true", "tag.gpgSign=true"],
    ],
    ids=lambda settings: settings[0].partition("=")[0],
)  # fmt: skip
def test_what_a_repository_configures_is_not_run(clone: Path, clerk: Clerk, settings: list[str]) -> None:  # noqa: F811
    script, mark = trap(clone)
    for setting in settings:
        key, _, value = setting.partition("=")
        git(clone, "config", key, value.format(script))
    clerk(f"{CLOSE} --commit")
    clerk("undo --commit")
    assert not mark.exists(), mark.read_text()


def test_hooks_of_every_name_are_not_run(clone: Path, clerk: Clerk) -> None:  # noqa: F811
    script, mark = trap(clone)
    for name in ("pre-commit", "post-commit", "reference-transaction", "post-index-change", "prepare-commit-msg", "fsmonitor-watchman"):
        (clone / ".git" / "hooks" / name).symlink_to(script)
    git(clone, "config", "core.hooksPath", str(clone / ".git" / "hooks"))
    clerk(f"{CLOSE} --commit")
    assert not mark.exists(), mark.read_text()


@pytest.mark.parametrize("kind", ["clean", "process"])
def test_a_filter_is_not_run_and_not_passed_over(clone: Path, clerk: Clerk, kind: str) -> None:  # noqa: F811
    script, mark = trap(clone)
    write(clone / ".gitattributes", "*.yaml filter=own diff=own merge=own\n")
    git(clone, "config", f"filter.own.{kind}", script)
    git(clone, "config", "filter.own.required", "true")
    git(clone, "config", "diff.own.textconv", script)
    git(clone, "config", "merge.own.driver", script)
    clerk(f"{CLOSE} --commit", status=1)
    assert "goes through “filter=own” of .gitattributes, which g2g does not run" in clerk.err
    assert not mark.exists()
    assert log(clone) == ["Start"]


def test_a_partial_clone_does_not_start_the_transport_that_it_names(clone: Path, clerk: Clerk) -> None:  # noqa: F811
    script, mark = trap(clone)
    for key, value in {
        "core.repositoryFormatVersion": "1", "extensions.partialClone": "origin", "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::{script}", "remote.origin.uploadpack": script, "protocol.ext.allow": "always",
        "protocol.file.allow": "always", "protocol.allow": "always",
    }.items():  # fmt: skip
        git(clone, "config", key, value)
    for url in (f"ext::{script}", str(clone)):
        git(clone, "config", "remote.origin.url", url)
        repository = Repository(str(clone), str(clone / ".git"))
        blob = git(clone, "rev-parse", "HEAD:data/people.yaml").strip()
        stored = clone / ".git" / "objects" / blob[:2] / blob[2:]
        kept = stored.read_bytes() if stored.exists() else b""
        stored.unlink(missing_ok=True)
        assert repository.blob("HEAD", "data/people.yaml") is None
        clerk(f"{CLOSE} --commit" if "ext" in url else "note 02-13-02 Measured --commit")
        stored.write_bytes(kept)
    assert not mark.exists(), mark.read_text()


def test_variables_that_lead_git_elsewhere_are_not_followed(clone: Path, clerk: Clerk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:  # noqa: F811
    script, mark = trap(clone)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_CEILING_DIRECTORIES"):
        monkeypatch.setenv(name, str(tmp_path / "elsewhere"))
    for name in ("GIT_SSH_COMMAND", "GIT_EXTERNAL_DIFF", "GIT_EDITOR", "GIT_PAGER", "GIT_ASKPASS", "GIT_TRACE2_EVENT"):
        monkeypatch.setenv(name, script)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.fsmonitor")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", script)
    clerk(f"{CLOSE} --commit")
    assert not (tmp_path / "elsewhere").exists()
    assert not mark.exists()
    monkeypatch.undo()
    assert log(clone) == ["Closed HWB-2019-02-13-01.", "Start"]


# ---- line ends -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attributes", "autocrlf", "stored"),
    [
        ("", "", b"\r\n"), ("*.yaml text\n", "", b"\n"), ("*.yaml eol=crlf\n", "", b"\n"), ("* text=auto\n", "", b"\n"),
        ("", "true", b"\n"), ("*.yaml -text\n", "true", b"\r\n"),
    ],
)  # fmt: skip
def test_line_ends_are_stored_as_git_would(folder: Path, clerk: Clerk, attributes: str, autocrlf: str, stored: bytes) -> None:
    top = folder.parent
    path = folder / "actions.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    git(top, "init", "--quiet", ".")
    git(top, "config", "user.name", "Idris Bowen")
    git(top, "config", "user.email", "idris@example.org")
    git(top, "config", "core.safecrlf", "false")
    if autocrlf:
        git(top, "config", "core.autocrlf", autocrlf)
    write(top / ".gitattributes", attributes)
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "-m", "Start")
    clerk(f"{CLOSE} --commit")
    blob = Repository(str(top), str(top / ".git")).blob("HEAD", "data/actions.yaml") or b""
    assert blob == path.read_bytes().replace(b"\r\n", stored)
    assert git(top, "status", "--porcelain") == ""


def test_a_path_out_of_the_work_tree_is_refused(clone: Path, tmp_path: Path) -> None:  # noqa: F811
    repository = Repository.around(str(clone / "data"))
    assert repository is not None
    (clone / "..odd").mkdir()
    assert repository.name_of(str(clone / "..odd" / "f")) == "..odd/f"
    with pytest.raises(Refusal, match="is not in the repository"):
        repository.name_of(str(clone.parent / "f"))
