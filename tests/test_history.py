"""One action's life: through commits, merges, archives, new numbers and moves; and what is passed over."""

from __future__ import annotations

import io
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g.cli.changes import _progress
from g2g.entryfile import EntryFile
from g2g.errors import BrokenFile
from g2g.files import text_of
from g2g.git import Repository
from g2g.lives import lines_of, told
from g2g.records import ACTION_FIELDS
from tests.conftest import ACTIONS, Clerk, write
from tests.harbour import on_terminal

Git = Callable[..., str]
ADDED = "added for Nia Rowlands, due 6 March 2019: Report on the cost of dredging the inner basin"


@pytest.fixture
def git(folder: Path) -> Git:
    """A repository around the data folder, with one commit of 13 February 2019; runs git in it."""

    def run(*words: str, on: str = "2019-03-01", who: str = "Idris Bowen") -> str:
        when = f"{on}T12:00:00+00:00"
        clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        names = {f"GIT_{role}_{part}": text for role in ("AUTHOR", "COMMITTER") for part, text in (("NAME", who), ("EMAIL", "x@y"), ("DATE", when))}
        done = subprocess.run(
            ["git", *words], cwd=folder.parent, check=True, capture_output=True, text=True,
            env={**clean, **names, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
        )  # fmt: skip
        return done.stdout.strip()

    run("init", "--quiet", "--initial-branch=main")
    run("add", ".")
    run("commit", "--quiet", "--message=Start", on="2019-02-13")
    return run


def committed(git: Git, *, on: str = "2019-03-01", who: str = "Idris Bowen") -> None:
    git("add", "--all", ".")
    git("commit", "--quiet", "--message=Change", on=on, who=who)


def edit(clerk: Clerk, old: str, new: str) -> None:
    text = clerk.actions
    assert old in text
    write(clerk.folder / "actions.yaml", text.replace(old, new, 1))


def life(clerk: Clerk, ref: str = "02-13-01") -> list[str]:
    """What the commits tell of an action."""
    rows = json.loads(clerk(f"history {ref} --json"))["data"]
    return [row["what"] for row in rows if row["source"] == "commit"]


def test_the_whole_life_in_a_pipe(clerk: Clerk, git: Git) -> None:
    clerk("note 02-13-01 'Drafted'")
    committed(git, on="2019-03-02", who="Mair Preece")
    clerk("note 02-13-02 'About another action'")
    committed(git, on="2019-03-03")
    clerk("close 02-13-01 --outcome Sent")
    names = git("log", "--format=%h", "--abbrev=7").split()
    assert clerk("history 02-13-01") == (
        "HWB-2019-02-13-01: Report on the cost of dredging the inner basin\n\n"
        "In the record (4)\n"
        "Day          What happened\n"
        "--------------------------------------------------\n"
        "13 Feb 2019  Raised\n"
        "11 Mar 2019  Drafted\n"
        "11 Mar 2019  Closed: Sent\n"
        "–            Was carried forward to HWB-2019-03-13\n\n"
        "In the commits (3)\n"
        "Day          Who          Commit   What changed\n"
        "--------------------------------------------------------------------------------\n"
        f"13 Feb 2019  Idris Bowen  {names[2]}  {ADDED}\n"
        f" 2 Mar 2019  Mair Preece  {names[1]}  note added: 11 March 2019, Drafted\n"
        "–                         not yet  closed, 5 days late (11 March 2019): Sent; owner Nia Rowlands\n"
    )


def test_commits_that_left_its_lines_alone_are_not_told(clerk: Clerk, git: Git) -> None:
    for n in range(3):
        clerk(f"note 02-13-02 'Note {n}'")
        committed(git)
    edit(clerk, "# The actions", "# All the actions")
    committed(git)
    assert life(clerk) == [ADDED]


def test_the_archive_is_followed_there_and_back(clerk: Clerk, git: Git) -> None:
    start, end = ACTIONS.index("HWB-2019-01-16-01"), ACTIONS.index("HWB-2019-02-13-01")
    write(clerk.folder / "actions.yaml", ACTIONS[:start] + ACTIONS[end:])
    write(clerk.folder / "archive" / "2019.yaml", ACTIONS[start:end].rstrip("\n") + "\n")
    committed(git)
    added = "added for Tomos Rees, due 13 February 2019 (closed): Replace the lamps on the piers"
    assert life(clerk, "01-16-01") == [added, "moved to archive/2019.yaml"]
    assert "Closed: Lamps replaced on both piers" in clerk("history HWB-2019-01-16-01")
    write(clerk.folder / "actions.yaml", ACTIONS)
    (clerk.folder / "archive" / "2019.yaml").unlink()
    assert life(clerk, "01-16-01") == [added, "moved to archive/2019.yaml", "brought back from archive/2019.yaml"]


def test_former_references_are_followed(clerk: Clerk, git: Git) -> None:
    clerk("note 02-13-01 'Drafted'")
    committed(git)
    edit(clerk, "HWB-2019-02-13-01:\n  status: open\n", "HWB-2019-02-13-07:\n  status: open\n  formerly: HWB-2019-02-13-01\n")
    committed(git)
    edit(clerk, "HWB-2019-02-13-07:\n  status: open\n  formerly: ", "HWB-2019-02-13-08:\n  status: open\n  formerly: HWB-2019-02-13-07, ")
    committed(git)
    wanted = [
        ADDED, "note added: 11 March 2019, Drafted", "renumbered from HWB-2019-02-13-01", "renumbered from HWB-2019-02-13-07",
    ]  # fmt: skip
    assert life(clerk, "02-13-08") == wanted
    assert life(clerk, "HWB-2019-02-13-01") == wanted
    assert life(clerk, "HWB-2019-02-13-07") == wanted


def test_an_action_that_was_taken_out_is_still_known(clerk: Clerk, git: Git) -> None:
    write(clerk.folder / "actions.yaml", ACTIONS[: ACTIONS.index("HWB-2019-02-13-04")])
    assert life(clerk, "HWB-2019-02-13-04")[-1] == "removed from the record: Watch what the ministry decides on pilotage"
    committed(git)
    assert life(clerk, "HWB-2019-02-13-04")[-1] == "removed from the record: Watch what the ministry decides on pilotage"
    assert "which the record no longer has" in clerk("history HWB-2019-02-13-04")


def test_an_action_that_never_was_is_unknown(clerk: Clerk, git: Git) -> None:
    clerk("history HWB-2019-02-13-77", status=1)
    assert clerk.err.startswith("g2g: There is no action “HWB-2019-02-13-77”.")
    clerk("history zz", status=1)
    assert clerk.err.startswith("g2g: There is no action “zz”.")


def test_a_merge_is_told_only_for_what_it_did_itself(clerk: Clerk, git: Git) -> None:
    git("checkout", "--quiet", "-b", "other")
    edit(clerk, "  owner: Nia Rowlands\n", "  owner: Mair Preece\n")
    committed(git, on="2019-03-02", who="Mair Preece")
    git("checkout", "--quiet", "main")
    clerk("note 02-13-01 'On main'")
    committed(git, on="2019-03-03")
    git("merge", "--quiet", "--no-ff", "--no-commit", "other", on="2019-03-04")
    git("commit", "--quiet", "--message=Merge", on="2019-03-04")
    assert life(clerk) == [ADDED, "transferred from Nia Rowlands to Mair Preece", "note added: 11 March 2019, On main"]


def test_the_record_is_followed_where_it_stood_before(clerk: Clerk, git: Git) -> None:
    clerk("note 02-13-01 'Drafted'")
    committed(git)
    git("mv", "data", "record")
    git("commit", "--quiet", "--message=Moved")
    clerk.folder = clerk.folder.parent / "record"
    clerk("note 02-13-01 'Sent'")
    committed(git)
    assert life(clerk) == [ADDED, "note added: 11 March 2019, Drafted", "note added: 11 March 2019, Sent"]


def test_a_broken_file_at_a_commit_is_passed_over_and_said(clerk: Clerk, git: Git) -> None:
    good = clerk.actions
    write(clerk.folder / "actions.yaml", good.replace("HWB-2019-02-13-01:\n", "HWB-2019-02-13-01:\n<<<<<<< ours\n"))
    committed(git)
    name = git("rev-parse", "HEAD")[:7]
    write(clerk.folder / "actions.yaml", good)
    clerk("note 02-13-01 'Drafted'")
    committed(git)
    assert life(clerk) == [ADDED, "note added: 11 March 2019, Drafted"]
    assert f"Commit {name} of 1 March 2019 was passed over: actions.yaml:" in clerk("history 02-13-01")


def test_a_wrong_type_at_a_commit_is_passed_over_and_said(clerk: Clerk, git: Git) -> None:
    edit(clerk, "  owner: Nia Rowlands\n", "  owner:\n    - name: Nia\n")
    committed(git)
    edit(clerk, "  owner:\n    - name: Nia\n", "  owner: Nia Rowlands\n")
    clerk("note 02-13-01 'Drafted'")
    committed(git)
    assert "was passed over: “owner” should be words, or a list of words." in clerk("history 02-13-01")
    assert life(clerk) == [ADDED, "note added: 11 March 2019, Drafted"]


def test_without_commits_the_record_is_told_and_why(clerk: Clerk, folder: Path) -> None:
    assert "is not in a git repository" in clerk("history 02-13-01")
    assert "Raised" in clerk("history 02-13-01")
    subprocess.run(["git", "init", "-q"], cwd=folder.parent, check=True)
    assert "There is no commit yet." in clerk("history 02-13-01")


def test_without_git_the_record_is_told(clerk: Clerk, git: Git, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    shown = clerk("history 02-13-01")
    assert "git is not installed on this machine" in shown
    assert "Is carried forward to HWB-2019-03-13" in shown


def test_a_shallow_clone_says_that_it_is_one(clerk: Clerk, git: Git, tmp_path: Path) -> None:
    clerk("note 02-13-01 'Drafted'")
    committed(git)
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{clerk.folder.parent}", clone], check=True)
    clerk.folder = clone / "data"
    assert life(clerk) == [ADDED.replace("added", "there already")]
    assert "This clone is shallow" in clerk("history 02-13-01")


def test_an_exempt_action_is_marked(clerk: Clerk, git: Git) -> None:
    edit(clerk, "  item: 8\n", "  item: 8\n  exempt:\n    - 3\n")
    assert "Not for publication: HWB-2019-02-13-04 is exempt" in clerk("history 02-13-04")


def test_what_is_quick_draws_no_bar_on_a_terminal(clerk: Clerk, git: Git) -> None:
    assert "versions" not in on_terminal("history", "02-13-01", folder=clerk.folder)


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("took", "drawn"), [(0.5, ""), (2.0, "\r[###############...............] 1 of 2 versions\r" + " " * 70 + "\r")])
def test_a_bar_is_drawn_after_a_second(took: float, drawn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([0.0, took])
    monkeypatch.setattr("g2g.clock.seconds", lambda: next(times))
    monkeypatch.setattr("sys.stderr", screen := _Terminal())
    with _progress() as step:
        step(1, 2)
    assert screen.getvalue() == drawn


def test_every_version_of_a_file_is_looked_at_once(clerk: Clerk, git: Git) -> None:
    for n in range(4):
        clerk(f"note 02-13-02 'Note {n}'")
        committed(git)
    git("revert", "--no-edit", "HEAD")
    seen: list[tuple[int, int]] = []
    repository = Repository.around(str(clerk.folder))
    assert repository
    told(repository, str(clerk.folder), "data", "HWB-2019-02-13-02", lambda done, of: seen.append((done, of)))
    assert seen == [(n, 5) for n in range(1, 6)]


# ---- finding one action's lines ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "X-2019-01-01-01:\n  action: One\n",
        "# head\n\nX-2019-01-01-01:\n  action: One\n\n# about the next\nX-2019-01-01-02:\n  action: Two\n",
        "X-2019-01-01-02:\n  action: See X-2019-01-01-01\n\nX-2019-01-01-01:\n  action: One",
        "\ufeffX-2019-01-01-01:\n  action: One\n",
        "X-2019-01-01-01:\r\n  action: One\r\n\r\nX-2019-01-01-02:\r\n  action: Two\r\n",
        "X-2019-01-01-01.2:\n  action: Second\n\nX-2019-01-01-01:\n  action: One\n",
        'X-2019-01-01-02:\n  action: "Two\nX-2019-01-01-01:\n  "\n\nX-2019-01-01-01:\n  action: One\n',
    ],
    ids=["alone", "with comments", "last", "behind a mark", "crlf", "beside another occurrence", "beside words that look like it"],
)
def test_the_lines_of_an_action(text: str) -> None:
    assert lines_of(text.encode(), "X-2019-01-01-01", "x") == b"X-2019-01-01-01:\n  action: One\n"


def test_a_key_in_quotes_is_the_same_key() -> None:
    assert lines_of(b"\"X-2019-01-01-01\":\n  action: One\n", "X-2019-01-01-01", "x") == b"\"X-2019-01-01-01\":\n  action: One\n"


@pytest.mark.parametrize("text", [b"", b"X-2019-01-01-012:\n  a: b\n", b"Y:\n  action: X-2019-01-01-01\n", b"X-2019-01-01-01.2:\n  a: b\n"])
def test_an_action_that_is_not_there(text: bytes) -> None:
    assert lines_of(text, "X-2019-01-01-01", "x") is None


_LINES = ("K-2019-01-01-01:", "K-2019-01-01-02:", "  a: b", "  a: 'c", "  d'", "", "# K-2019-01-01-01:", "'K-2019-01-01-01':", "  - x", "  f: \"")


@given(st.lists(st.sampled_from(_LINES), max_size=9).map("\n".join))
def test_the_quick_look_says_what_reading_the_whole_file_says(text: str) -> None:
    try:
        file = EntryFile(text_of("", "x", text.encode()), ACTION_FIELDS)
    except BrokenFile:
        return
    one = next((one for one in file.found if one[1] == b"K-2019-01-01-01"), None)
    lines = lines_of(text.encode(), "K-2019-01-01-01", "x")
    assert (lines is None) == (one is None)
    if one and lines:
        assert file.text.body[one.start() : one.end()].startswith(lines.removesuffix(b"\n"))


def test_it_has_the_forms_of_every_view(clerk: Clerk, git: Git) -> None:
    assert "| Day | What happened |" in clerk("history 02-13-01 --md")
    assert clerk("history 02-13-01 --csv").startswith("ref,source,when,")
    assert clerk("history 02-13-01 --plain") == clerk("history 02-13-01")
