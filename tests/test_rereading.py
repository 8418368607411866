"""When the calendar moves, dates read from phrases follow their meetings, and dates written as dates stay."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Clerk, write


def entry(clerk: Clerk, ref: str) -> str:
    """The lines of one action."""
    text = clerk.actions
    start = text.index(f"{ref}:\n")
    return text[start : text.find("\n\n", start) + 1 or None]


def test_a_phrase_gets_its_date_when_its_meeting_is_added(clerk: Clerk) -> None:
    clerk(["add", "Report on pilot fees", "--owner", "Nia", "--due", "at the June meeting"])
    assert "due:" not in entry(clerk, "HWB-2019-02-13-05")
    out = clerk("meeting add 12 June 2019")
    assert out == (
        "Added 1 meeting of Harbour and Wharves Board.\n"
        "  HWB-2019-06-12  Wednesday 12 June 2019\n"
        "    scheduled\n"
        "  HWB-2019-02-13-05  Report on pilot fees\n"
        "    due Wednesday 12 June 2019: the June meeting of HWB is Wednesday 12 June 2019\n"
    )
    assert entry(clerk, "HWB-2019-02-13-05").split("\n")[3:5] == ["  due: 2019-06-12", "  due_said: at the June meeting"]


def test_a_date_read_from_a_phrase_follows_its_meeting_and_leaves_a_note(clerk: Clerk) -> None:
    clerk(["add", "Report on pilot fees", "--owner", "Nia", "--due", "at the April meeting"])
    out = clerk(["meeting", "move", "04-10", "--to", "17 April 2019", "--reason", "Easter"])
    assert "due 10 April 2019 → 17 April 2019: the April meeting of HWB is Wednesday 17 April 2019" in out
    text = entry(clerk, "HWB-2019-02-13-05")
    assert "  due: 2019-04-17\n" in text
    assert "    - 2019-03-11 First date follows its meeting, from 2019-04-10 to 2019-04-17\n" in text


def test_a_date_written_as_a_date_stays_though_it_is_the_day_of_the_meeting(clerk: Clerk) -> None:
    before = entry(clerk, "HWB-2019-02-13-02")
    assert "  due: 2019-04-10\n" in before
    clerk(["meeting", "move", "04-10", "--to", "17 April 2019"])
    assert entry(clerk, "HWB-2019-02-13-02") == before


def test_a_phrase_that_names_no_meeting_stays(clerk: Clerk) -> None:
    before = entry(clerk, "HWB-2019-02-13-01")
    assert "  due_said: by 6 March\n" in before
    clerk(["meeting", "move", "03-13", "--to", "20 March 2019"])
    assert entry(clerk, "HWB-2019-02-13-01") == before


def test_the_next_meeting_is_another_one_when_the_next_is_cancelled(clerk: Clerk) -> None:
    clerk(["add", "Report on pilot fees", "--owner", "Nia", "--due", "next meeting"])
    assert "  due: 2019-03-13\n" in entry(clerk, "HWB-2019-02-13-05")
    out = clerk(["meeting", "cancel", "03-13", "--reason", "Storm"])
    assert "due 13 March 2019 → 10 April 2019" in out
    assert "  due: 2019-04-10\n" in entry(clerk, "HWB-2019-02-13-05")


def test_a_date_whose_meeting_is_lost_stays_and_that_is_said(clerk: Clerk) -> None:
    clerk(["add", "Report on pilot fees", "--owner", "Nia", "--due", "at the March meeting"])
    before = clerk.actions
    out = clerk(["meeting", "cancel", "03-13", "--reason", "Storm"])
    assert "“at the March meeting” has lost its meeting; the date 13 March 2019 stays until it is extended" in out
    assert clerk.actions == before


def test_an_extension_to_a_meeting_follows_it_by_a_further_extension(clerk: Clerk) -> None:
    clerk(["extend", "02-13-01", "--due", "at the April meeting", "--reason", "Waits for the survey"])
    clerk(["meeting", "move", "04-10", "--to", "17 April 2019"])
    text = entry(clerk, "HWB-2019-02-13-01")
    assert "  due: 2019-03-06\n" in text
    assert [line.strip() for line in text.split("\n") if "to: " in line] == ["- to: 2019-04-10", "- to: 2019-04-17"]


def test_a_dry_run_tells_the_same_and_writes_nothing(clerk: Clerk, folder: Path) -> None:
    clerk(["add", "Report on pilot fees", "--owner", "Nia", "--due", "at the June meeting"])
    before = clerk.actions
    out = clerk("meeting add 12 June 2019 -n")
    assert "due Wednesday 12 June 2019" in out
    assert clerk.actions == before
    assert not (folder / "meetings" / "HWB-2019-06-12.yaml").exists()


def test_ended_actions_are_left_alone(clerk: Clerk) -> None:
    clerk(["add", "Report on pilot fees", "--owner", "Nia", "--due", "at the April meeting"])
    clerk("close HWB-2019-02-13-05")
    before = clerk.actions
    clerk(["meeting", "move", "04-10", "--to", "17 April 2019"])
    assert clerk.actions == before


def test_another_bodys_meeting_moves_nothing(clerk: Clerk, folder: Path) -> None:
    bodies = (folder / "bodies.yaml").read_text(encoding="utf-8")
    write(folder / "bodies.yaml", bodies + "\nPCC:\n  name: Parish Council\n")
    write(folder / "meetings" / "PCC-2019-04-10.yaml", "body: PCC\ndate: 2019-04-10\nstatus: scheduled\n")
    clerk(["add", "Report", "--body", "HWB", "--owner", "Nia", "--due", "at the April meeting"])
    before = clerk.actions
    clerk(["meeting", "move", "PCC-2019-04-10", "--to", "17 April 2019"])
    assert clerk.actions == before
