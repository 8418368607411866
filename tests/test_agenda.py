"""The agenda of a meeting, whole, as the clerk sends it out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import BODIES, Clerk, write
from tests.harbour import SECRET, grown, is_golden

RICH = """\
body: HWB
date: 2019-03-13
time: 2 pm
venue: The pump house
status: scheduled
chair: Tomos Rees
apologies:
  - name: Nia Rowlands
    organisation: County Engineers
  - Idris Bowen
items:
  - number: 4
    title: Dredging of the inner basin
    lead: Tomos Vaughan
  - number: 5
    title: Safety
    lead: Mair Preece
  - number: 6
    title: Dues for 2019/20
  - number: 7
    title: The lease of the coal wharf
    exempt: 3
"""


@pytest.fixture
def board(clerk: Clerk) -> Clerk:
    grown(clerk.folder)
    write(clerk.folder / "meetings" / "HWB-2019-03-13.yaml", RICH)
    return clerk


def test_a_rich_agenda(board: Clerk) -> None:
    is_golden("agenda.md", board("agenda HWB-2019-03-13"))


def test_every_group_of_outstanding_actions(board: Clerk) -> None:
    board("extend 02-13-02 --due 12/3/2019 --reason Sooner --on 2019-02-20")
    page = board("agenda HWB-2019-03-13")
    groups = [line.strip("*") for line in page.splitlines() if line.startswith("**") and ":" not in line]
    assert groups == ["Proposed for closure", "Overdue", "Due at this meeting", "Not yet due", "No date", "Watching briefs"]
    is_golden("agenda-all-groups.md", page)


def test_a_body_that_takes_minutes_and_matters_arising_together(board: Clerk) -> None:
    is_golden("agenda-combined.md", board("agenda --body PPC"))


def test_nothing_outstanding(clerk: Clerk) -> None:
    write(clerk.folder / "actions.yaml", "")
    is_golden("agenda-nothing.md", clerk("agenda"))


def test_a_first_meeting_has_no_minutes_to_agree(clerk: Clerk) -> None:
    page = clerk("agenda HWB-2019-01-16")
    assert "Minutes of the last meeting" not in page
    assert "### 2. Matters arising\n\nNo actions are outstanding.\n" in page


def test_the_last_meeting_on_the_calendar_leaves_the_next_to_be_agreed(clerk: Clerk) -> None:
    assert clerk("agenda HWB-2019-04-10").endswith("### 7. Date of next meeting\n\nTo be agreed.\n")


def test_the_default_is_the_next_meeting(clerk: Clerk) -> None:
    assert clerk("agenda") == clerk("agenda HWB-2019-03-13") == clerk("agenda 03-13")


def test_with_several_bodies_it_must_be_said_which(board: Clerk) -> None:
    assert board("agenda", status=2) == ""
    assert board.err == "g2g: Say which meeting: HWB-2019-03-13 or PPC-2019-03-20.\n"
    assert board("agenda --body hwb") == board("agenda HWB-2019-03-13")


def test_no_next_meeting_says_how_to_add_one(clerk: Clerk) -> None:
    for path in (clerk.folder / "meetings").glob("*-0[34]-*"):
        path.unlink()
    assert clerk("agenda", status=1) == ""
    assert clerk.err == "g2g: There is no next meeting on the calendar; “g2g meeting add BODY DATE” adds one.\n"


def test_days_late_count_to_today_and_for_a_past_meeting_to_its_day(clerk: Clerk) -> None:
    row = "| HWB-2019-02-13-01 | Nia Rowlands | 6 Mar 2019 | {0} | {0} | 1 | Report on the cost of dredging the inner basin |"
    assert row.format(5) in clerk("agenda")
    clerk.today = "2019-06-01"
    page = clerk("agenda HWB-2019-03-13")
    assert "Outstanding actions as at 13 March 2019:" in page
    assert row.format(7) in page


def test_what_was_raised_at_the_meeting_itself_is_not_on_its_agenda(clerk: Clerk) -> None:
    assert "No actions are outstanding." in clerk("agenda HWB-2019-02-13")


def test_place_and_chair_are_the_bodys_own_where_the_meeting_names_none(clerk: Clerk) -> None:
    write(clerk.folder / "meetings" / "HWB-2019-03-13.yaml", "status: scheduled\n")
    assert "**Date:** Wednesday 13 March 2019  \n**Place:** Quay House, Port Tennant  \n**Chair:** Mair Preece\n" in clerk("agenda")


def test_a_body_without_an_entry_goes_by_its_code(clerk: Clerk) -> None:
    write(clerk.folder / "bodies.yaml", "")
    assert clerk("agenda").startswith("# HWB\n\n## Agenda\n")


def test_a_cancelled_meeting_says_so(clerk: Clerk) -> None:
    clerk("meeting cancel 04-10 --reason Flood")
    assert "**Date:** Wednesday 10 April 2019 at 10.30 am (cancelled)" in clerk("agenda HWB-2019-04-10")


def test_an_item_that_stands_on_every_agenda_is_not_repeated(board: Clerk) -> None:
    write(board.folder / "meetings" / "HWB-2019-03-13.yaml", RICH + "  - title: APOLOGIES FOR ABSENCE\n  - title: Any other business\n  - title: Matters arising\n")
    is_golden("agenda.md", board("agenda HWB-2019-03-13"))


def test_a_heading_of_the_bodys_own(clerk: Clerk) -> None:
    write(clerk.folder / "bodies.yaml", BODIES.replace("Matters arising", "Minutes, and actions from the last meeting"))
    page = clerk("agenda")
    assert "### 2. Minutes, and actions from the last meeting\n\nThe minutes of the meeting held on Wednesday 13 February 2019, to be agreed.\n" in page
    assert "Minutes of the last meeting" not in page


def test_what_is_exempt_is_on_no_agenda(board: Clerk) -> None:
    page = board("agenda HWB-2019-03-13")
    assert SECRET not in page
    assert "lease" not in page


def test_it_is_written_to_a_file_and_never_over_one_unasked(clerk: Clerk, tmp_path: Path) -> None:
    path = tmp_path / "agenda.md"
    assert clerk(f"agenda -o {path}") == f"Wrote {path}.\n"
    page = path.read_bytes().decode()
    assert page == clerk("agenda")
    write(path, "mine")
    assert clerk(f"agenda -o {path}", status=1) == ""
    assert clerk.err == f"g2g: {path} is there already; --force overwrites it. Nothing was written.\n"
    assert path.read_bytes() == b"mine"
    clerk(f"agenda -o {path} --force")
    assert path.read_bytes().decode() == page
    assert sorted(p.name for p in tmp_path.iterdir()) == ["agenda.md", "data"]


@pytest.mark.parametrize("name", ["no/such/folder/agenda.md", "data/bodies.yaml/agenda.md"])
def test_where_nothing_can_be_written_it_says_so_in_one_sentence(clerk: Clerk, tmp_path: Path, name: str) -> None:
    assert clerk(f"agenda -o {tmp_path / name}", status=1) == ""
    assert clerk.err.startswith(f"g2g: {tmp_path / name}: ")
    assert clerk.err.endswith(". Nothing was written.\n")
    assert clerk.err.count("\n") == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing stops the administrator")
def test_a_folder_that_may_not_be_written_to(clerk: Clerk, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    clerk(f"agenda -o {closed}/agenda.md", status=1)
    assert clerk.err == f"g2g: {closed}/agenda.md: Permission denied. Nothing was written.\n"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device of Linux")
def test_a_full_disk_is_one_sentence(clerk: Clerk) -> None:
    assert clerk("agenda -o /dev/full --force", status=1) == ""
    assert clerk.err.count("\n") == 1
    assert "No space left" in clerk.err
