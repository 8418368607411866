"""What a clerk gets who types the wrong thing: one sentence that says what would do, and nothing written."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Clerk, write

PLAN = "name: Deep Water Plan\nareas:\n  - number: 1\n    title: Piers\n  - number: 2\n    title: Walls\nrecommendations: 3\n"


@pytest.fixture
def beside(clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to write papers into, with a file and a folder in it."""
    place = tmp_path / "papers"
    (place / "there.csv").mkdir(parents=True)
    (place / "there.md").mkdir()
    write(place / "note.txt", "mine\n")
    monkeypatch.chdir(place)
    return place


@pytest.mark.parametrize("force", ["", " --force"])
@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("export -o there.csv", "there.csv is a folder; name a file in it. Nothing was written."),
        ("agenda -o there.md", "there.md is a folder; name a file in it. Nothing was written."),
        ("report owner -o there.md", "there.md is a folder; name a file in it. Nothing was written."),
        ("templates export --to note.txt", "note.txt is a file; name a folder. Nothing was written."),
    ],
)
def test_a_folder_in_place_of_a_file_and_a_file_in_place_of_a_folder(
    clerk: Clerk, beside: Path, line: str, sentence: str, force: str
) -> None:
    clerk(line + force, status=1)
    assert clerk.err == f"g2g: {sentence}\n"
    assert (beside / "note.txt").read_text() == "mine\n"
    assert not [*(beside / "there.csv").iterdir(), *(beside / "there.md").iterdir()]


def test_drafts_go_into_a_folder(clerk: Clerk, beside: Path) -> None:
    clerk("chase --out note.txt", status=1)
    assert clerk.err.endswith("g2g: note.txt is a file; name a folder for the drafts. Nothing was written.\n")
    assert (beside / "note.txt").read_text() == "mine\n"


def test_templates_that_are_there_are_named_once(clerk: Clerk, beside: Path) -> None:
    clerk("templates export --to copies")
    clerk("templates export --to copies", status=1)
    assert clerk.err.startswith("g2g: copies/")
    assert clerk.err.count(".j2") == 1
    assert " more) is there already; --force overwrites it. Nothing was written." in clerk.err


@pytest.mark.parametrize("group", ["report", "meeting", "templates", "hook"])
def test_a_group_without_a_command_shows_what_there_is_line_by_line(clerk: Clerk, group: str) -> None:
    shown = clerk(group, status=2)
    assert shown.startswith(f"Usage: g2g {group} ")
    assert len(shown.splitlines()) > 8
    assert "..." not in shown.partition("Options:")[2]
    assert clerk.err == ""


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("report ownr", "There is no “g2g report ownr”. Did you mean owner?"),
        ("report zzz", "There is no “g2g report zzz”. There are meeting, owner, organisation, plan, slippage, scrutiny and decisions."),
        ("templates exprt", "There is no “g2g templates exprt”. Did you mean export?"),
    ],
)
def test_a_command_of_a_group_that_is_none(clerk: Clerk, line: str, sentence: str) -> None:
    clerk(line, status=2)
    assert clerk.err == f"g2g: {sentence}\n"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("plan --area 99", "The plan has no key area 99; its key areas are 1, 2."),
        ("report plan --area 99", "The plan has no key area 99; its key areas are 1, 2."),
        ("plan --recommendation 4", "The plan has no recommendation 4; its recommendations are 1, 2, 3."),
    ],
)
def test_a_part_of_the_plan_that_is_none(clerk: Clerk, line: str, sentence: str) -> None:
    write(clerk.folder / "plan.yaml", PLAN)
    clerk(line, status=1)
    assert clerk.err == f"g2g: {sentence}\n"


def test_a_part_of_the_plan_says_nothing_of_actions_elsewhere(clerk: Clerk) -> None:
    write(clerk.folder / "plan.yaml", PLAN)
    shown = clerk("plan --recommendation 2")
    assert "Recommendation 2 has no action. Its words are not in plan.yaml." in shown
    assert "Every outstanding action" not in shown
    assert "4 outstanding actions serve no part of the plan." in clerk("plan")


def test_a_body_without_a_next_meeting_is_named(clerk: Clerk) -> None:
    for ref in ("HWB-2019-03-13", "HWB-2019-04-10"):
        (clerk.folder / "meetings" / f"{ref}.yaml").unlink()
    clerk("agenda", status=1)
    assert clerk.err == "g2g: There is no next meeting of HWB on the calendar; “g2g meeting add HWB DATE” adds one.\n"


def test_an_editor_that_is_not_there_is_named(clerk: Clerk, untouched: Callable[[], dict[str, bytes]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    for name in ("no-such-editor", "false"):
        monkeypatch.setenv("EDITOR", name)
        monkeypatch.delenv("VISUAL", raising=False)
        clerk("edit 02-13-01", status=1)
        assert clerk.err == f"g2g: The editor “{name}” could not be run, or failed; $EDITOR names another. Nothing was written.\n"


def test_minutes_that_say_the_date_in_the_task_are_of_the_action_that_has_it_apart(clerk: Clerk, tmp_path: Path) -> None:
    write(
        tmp_path / "minutes.txt",
        "Harbour and Wharves Board\nMinutes of the meeting held on 13 February 2019\n\nPresent: Mair Preece (Chair)\n\n"
        "5. Lamps\nAction: Nia Rowlands to paint the lamps by 6 March.\n",
    )
    clerk("add Paint the lamps --owner nia --due 'by 6 March' --meeting 02-13 --item 5")
    before = clerk.actions
    shown = clerk(f"minutes {tmp_path / 'minutes.txt'}")
    assert "HWB-2019-02-13-05  words  Paint the lamps" in re.sub(" {3,}", "  ", shown)
    clerk(f"minutes {tmp_path / 'minutes.txt'} --apply")
    assert clerk.actions == before
