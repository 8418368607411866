"""Commands taken back and done again: whole, shown, and never over somebody's later change."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from g2g import undo
from tests.conftest import Clerk, write
from tests.test_kill import (
    Job,
    all_outside,
    everything,
    inside,
    make_record,
    operations,
    outside,
    temporary_place,
    visible,
)

CLOSE = "close 02-13-01 --outcome 'Report sent'"


def git(folder: Path, *words: str) -> str:
    """git, as the clerk would run it, in a folder."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    done = subprocess.run(
        ["git", *words], cwd=folder, env={**clean, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"},
        capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, f"git {' '.join(words)}: {done.stderr}"
    return done.stdout


def make_clone(top: Path) -> Path:
    """A repository whose only commit holds all that is there."""
    git(top, "init", "--quiet", "--initial-branch=main", ".")
    git(top, "config", "user.name", "Idris Bowen")
    git(top, "config", "user.email", "idris@example.org")
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "--message", "Start")
    return top


@pytest.fixture
def clone(folder: Path) -> Path:
    """The board's data folder in a repository."""
    return make_clone(folder.parent)


def held(clerk: Clerk) -> dict[str, bytes]:
    return everything(clerk.folder)


@pytest.mark.parametrize(
    "line",
    [
        CLOSE, "add Paint the bollards --owner Nia", "note 02-13-01 Drafted", "edit 02-13-01 --words 'Report on dredging'",
        "withdraw 02-13-01 --reason 'Not wanted'", "confirm 02-13-03 --meeting 2019-02-13",
        "transfer 02-13-01 --to 'Tomos Rees'", "refer 02-13-01 --to Council", "extend 02-13-01 --due 2019-05-01 --reason Late",
        "carry-forward", "chase --record", "reopen 01-16-01 --reason 'They went out'",
        "meeting add 2019-05-08 --every '4 weeks' --count 3", "meeting move 2019-04-10 --to 2019-04-17",
        "meeting cancel 2019-04-10 --reason Tide", "init --body PIL --name Pilotage",
    ],
)  # fmt: skip
def test_every_command_that_writes_is_taken_back_and_done_again_to_the_byte(clone: Path, clerk: Clerk, line: str) -> None:
    if line.startswith("init"):
        line = f"--data {clerk.folder} {line}"
    before = held(clerk)
    clerk(line)
    after = held(clerk)
    assert before != after
    clerk("undo")
    assert held(clerk) == before
    clerk("redo")
    assert held(clerk) == after


def test_each_entry_stands_under_its_own_name(clone: Path, clerk: Clerk) -> None:
    """An apology goes from under “apologies”, and a whole action under its own reference, not under the one before it."""
    path = clerk.folder / "meetings" / "HWB-2019-02-13.yaml"
    write(path, path.read_text(encoding="utf-8") + "apologies:\n  - name: Nia Rowlands\nitems:\n  - title: The lamps\n")
    clerk("meeting hold 02-13 --apologies 'Tomos Rees'")
    assert "  data/meetings/HWB-2019-02-13.yaml\n    apologies:\n    -   - name: Tomos Rees\n    -     organisation: Pilots' Association\nDone" in clerk("undo")
    clerk("add Paint the crane --owner nia --due 1/5/2019 --meeting HWB-2019-01-16")
    shown = clerk("undo -n").splitlines()
    assert shown[1:4] == ["  data/actions.yaml", "    - HWB-2019-01-16-02:", "    -   status: open"]
    assert not [line for line in shown if "HWB" in line and "01-16-02" not in line]
    clerk("undo")
    assert "    + HWB-2019-01-16-02:\n    +   status: open\n" in clerk("redo")


def test_two_entries_changed_at_once_are_told_apart(clone: Path, clerk: Clerk) -> None:
    clerk("close 02-13-01 02-13-04 --outcome Done")
    shown = clerk("undo")
    first, second = shown.index("    HWB-2019-02-13-01:\n    -   status: closed"), shown.index("    HWB-2019-02-13-04:\n    -   status: closed")
    assert first < second


def test_undo_shows_what_goes_back_and_a_dry_run_writes_nothing(clone: Path, clerk: Clerk) -> None:
    before = held(clerk)
    clerk(CLOSE)
    after = held(clerk)
    shown = (
        "taking back “Closed HWB-2019-02-13-01.”\n  data/actions.yaml\n    HWB-2019-02-13-01:\n    -   status: closed\n"
        "    -   closed: 2019-03-11\n    -   outcome: Report sent\n    +   status: open\n"
    )
    assert clerk("undo -n") == f"Not written, for this is a dry run: {shown}"
    assert held(clerk) == after
    assert clerk("undo") == f"T{shown[1:]}Done; “g2g redo” does it again.\n"
    assert held(clerk) == before
    assert "dry run: doing again" in clerk("redo -n")
    assert held(clerk) == before


def test_commands_go_back_one_after_the_other_and_come_again_in_their_order(clone: Path, clerk: Clerk) -> None:
    states = [held(clerk)]
    for line in (CLOSE, "meeting add 2019-05-08", "note 02-13-02 Measured", "carry-forward"):
        clerk(line)
        states.append(held(clerk))
    for state in reversed(states[:-1]):
        clerk("undo")
        assert held(clerk) == state
    assert "There is no command to take back" in clerk("undo", status=1) + clerk.err
    for state in states[1:]:
        clerk("redo")
        assert held(clerk) == state
    assert "There is nothing to do again" in clerk("redo", status=1) + clerk.err


def test_a_new_command_ends_what_could_be_done_again(clone: Path, clerk: Clerk) -> None:
    clerk(CLOSE)
    clerk("undo")
    clerk("note 02-13-02 Measured")
    clerk("redo", status=1)
    assert "nothing to do again" in clerk.err


def test_a_refused_command_or_a_dry_run_leaves_undo_and_redo_as_they_are(clone: Path, clerk: Clerk) -> None:
    clerk(CLOSE)
    after = held(clerk)
    clerk("undo")
    clerk("note 99 Nothing", status=1)
    clerk("close 02-13-01 -n")
    clerk("redo")
    assert held(clerk) == after


def test_what_was_changed_since_is_not_taken_back(clone: Path, clerk: Clerk) -> None:
    clerk(CLOSE)
    edited = clerk.actions.replace("tide gauge", "tide gauges")
    write(clerk.folder / "actions.yaml", edited)
    clerk("undo", status=1)
    assert clerk.err == (
        "g2g: data/actions.yaml was changed since “Closed HWB-2019-02-13-01.” was run; nothing was taken back, for the later"
        " change would be lost. See it with “git diff data/actions.yaml”; take it out first, or use the command that does the"
        " opposite.\n"
    )
    assert clerk.actions == edited
    write(clerk.folder / "actions.yaml", edited.replace("tide gauges", "tide gauge"))
    clerk("undo")


def test_a_change_of_one_file_keeps_the_whole_command_from_going_back(clone: Path, clerk: Clerk) -> None:
    write(clerk.folder / "actions.yaml", clerk.actions.replace("due_said: by 6 March", "due_said: at the April Board meeting"))
    clerk("meeting move 2019-04-10 --to 2019-04-17")
    moved = clerk.folder / "meetings" / "HWB-2019-04-10.yaml"
    write(moved, moved.read_text() + "# By hand.\n")
    state = held(clerk)
    clerk("undo", status=1)
    assert held(clerk) == state


def test_what_somebody_took_back_already_is_said_and_the_one_before_is_next(clone: Path, clerk: Clerk) -> None:
    first = held(clerk)
    clerk(CLOSE)
    second = held(clerk)
    clerk("note 02-13-02 Measured")
    write(clerk.folder / "actions.yaml", second["actions.yaml"].decode())
    assert "is in the files no more" in clerk("undo -n")
    assert clerk("undo").startswith("“Noted on HWB-2019-02-13-02.” is in the files no more")
    assert held(clerk) == second
    clerk("undo")
    assert held(clerk) == first


@pytest.mark.parametrize("form", ["crlf", "bom", "no end"])
def test_the_form_of_the_file_comes_back_too(clone: Path, clerk: Clerk, form: str) -> None:
    path = clerk.folder / "actions.yaml"
    raw = path.read_bytes()
    path.write_bytes({"crlf": raw.replace(b"\n", b"\r\n"), "bom": b"\xef\xbb\xbf" + raw, "no end": raw[:-1]}[form])
    before = held(clerk)
    clerk(CLOSE)
    clerk("undo")
    assert held(clerk) == before


def test_without_git_one_sentence_says_what_is_missing(clerk: Clerk) -> None:
    clerk(CLOSE)
    clerk("undo", status=1)
    assert clerk.err.count("\n") == 1
    assert "“git init” above" in clerk.err


def test_the_state_is_kept_in_the_git_folder_and_bounded(clone: Path, clerk: Clerk) -> None:
    for number in range(25):
        clerk(f"note 02-13-01 Note {number}")
    kept = [p for p in (clone / ".git" / "g2g").rglob("*") if p.is_file()]
    assert len(kept) == 20
    assert all(p.stat().st_mode & 0o077 == 0 for p in kept)
    assert git(clone, "status", "--porcelain") == " M data/actions.yaml\n"
    for _ in range(20):
        clerk("undo")
    clerk("undo", status=1)
    assert "Note 4\n" in clerk.actions
    assert "Note 5\n" not in clerk.actions


def test_a_further_work_tree_has_a_stack_of_its_own(clone: Path, clerk: Clerk, tmp_path: Path) -> None:
    git(clone, "worktree", "add", "--quiet", str(tmp_path / "second"))
    clerk(CLOSE)
    clerk.folder = tmp_path / "second" / "data"
    clerk("undo", status=1)
    clerk("note 02-13-01 Drafted")
    assert "Drafted" in clerk("undo")


@pytest.mark.parametrize("link", ["g2g", "g2g/undo"])
def test_a_link_in_the_git_folder_is_not_followed(clone: Path, clerk: Clerk, tmp_path: Path, link: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    place = clone / ".git" / link
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(elsewhere)
    clerk(CLOSE)
    assert list(elsewhere.iterdir()) == []
    clerk("undo", status=1)


def test_a_git_file_that_leads_nowhere_is_no_git(clone: Path, clerk: Clerk, tmp_path: Path) -> None:
    shutil.rmtree(clone / ".git")
    (tmp_path / "elsewhere").mkdir()
    for text in (f"gitdir: {tmp_path / 'elsewhere'}\n", "gitdir: \0\n", "", "rubbish", "gitdir: .git\n"):
        (clone / ".git").write_text(text)
        clerk("note 02-13-01 Drafted")
        clerk("undo", status=1)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_an_entry_that_was_spoilt_is_refused(clone: Path, clerk: Clerk) -> None:
    clerk(CLOSE)
    (entry,) = [p for p in (clone / ".git" / "g2g").rglob("*") if p.is_file()]
    whole = entry.read_bytes()
    for spoilt in (b"", whole[:-1], whole.replace(b"closed", b"opened"), b"\xff" * 20):
        entry.write_bytes(spoilt)
        state = held(clerk)
        clerk("undo", status=1)
        assert "is not whole" in clerk.err
        assert held(clerk) == state


def test_a_folder_that_cannot_be_written_costs_a_warning_and_no_more(clone: Path, clerk: Clerk) -> None:
    (clone / ".git" / "g2g").write_text("in the way\n")
    clerk(CLOSE)
    assert "cannot be taken back" in clerk.err
    assert "status: closed" in clerk.actions


def test_the_same_beginning_and_end_are_found() -> None:
    for one, other in ((b"", b""), (b"abc", b"abc"), (b"abXc", b"abc"), (b"aaaa", b"aa"), (b"x", b"y"), (b"", b"abc")):
        piece = undo._piece("data/f", one, other)
        assert one[: piece.at] + piece.new + one[piece.at + len(piece.old) :] == other
        assert other[: piece.at] + piece.old + other[piece.at + len(piece.new) :] == one


# ---- killed ----------------------------------------------------------------------------------------

MOVE = ("meeting", "move", "2017-10-10", "--to", "2017-10-17")


def make_git(folder: Path) -> Path:
    """As much of a git folder as it takes: the commands that are killed here start no git."""
    make_record(folder)
    (folder.parent / ".git").mkdir()
    (folder.parent / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    return folder


@pytest.fixture
def place() -> Iterator[Path]:
    with temporary_place() as folder:
        yield folder


def killed_at_each(place: Path, args: tuple[str, ...], before: tuple[tuple[str, ...], ...] = ()) -> list[Path]:
    def start(name: str) -> Path:
        folder = make_git(place / name / "data")
        for words in before:
            assert inside(folder, words)[0] == 0
        return folder

    count = len(operations(start("alone"), args))
    folders = [start(str(n)) for n in range(1, count + 1)]
    runs = all_outside([Job(folder, args, {"G2G_KILL": str(n)}) for n, folder in enumerate(folders, 1)])
    assert {run.status for run in runs} == {-signal.SIGKILL}
    return folders


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the operations are those of Linux")
def test_a_kill_of_a_command_leaves_nothing_that_undo_would_take_back_wrongly(place: Path) -> None:
    first = ("note", "01", "An earlier one")
    start = make_git(place / "start" / "data")
    original = visible(start)
    assert inside(start, first)[0] == 0
    noted = visible(start)
    for folder in killed_at_each(place, MOVE, (first,)):
        status, said = inside(folder, ("undo",))
        assert status == 0, said
        # The command that was killed is gone, or it had not begun and the one before it went back, as was shown.
        assert visible(folder) == (original if "An earlier one" in said else noted), said


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the operations are those of Linux")
@pytest.mark.parametrize("verb", ["undo", "redo"])
def test_a_killed_undo_is_finished_by_the_next_and_takes_no_more_back(place: Path, verb: str) -> None:
    steps = (("note", "01", "An earlier one"), MOVE, *((("undo",),) if verb == "redo" else ()))
    goal = make_git(place / "goal" / "data")
    for words in (*steps, (verb,)):
        assert inside(goal, words)[0] == 0
    for folder in killed_at_each(place, (verb,), steps):
        status, said = inside(folder, (verb,))
        # All was done before the kill: there is no more to do again, or the one before it is next, as is shown.
        if verb == "redo" and status == 1:
            assert "nothing to do again" in said
        elif "An earlier one" in said:
            assert status == 0
            continue
        assert visible(folder) == visible(goal), said


def test_a_command_costs_hardly_more_for_it(place: Path) -> None:
    """No process is started, and nothing heavy is loaded, to keep what undo needs."""
    folder = make_git(place / "data")
    assert outside(folder, ("note", "01", "Still to come"), PATH="/nowhere").status == 0
    assert inside(folder, ("undo",))[0] == 0
