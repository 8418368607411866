"""The agenda of a meeting, whole, as the clerk sends it out."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from g2g.model import ACTION_COLUMNS
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


def test_owners_stand_under_their_full_names(board: Clerk) -> None:
    write(board.folder / "actions.yaml", board.actions.replace("  owner: Nia Rowlands\n", "  owner: [NR, Tomos Rees]\n  done_by: [NR]\n", 1))
    for line in ("agenda HWB-2019-03-13", "agenda HWB-2019-03-13 --outstanding"):
        page = board(line)
        assert "| Nia Rowlands (done); Tomos Rees |" in page
        assert "| NR" not in page


def test_every_group_of_outstanding_actions(board: Clerk) -> None:
    board("extend 02-13-02 --due 12/3/2019 --reason Sooner --on 2019-02-20")
    page = board("agenda HWB-2019-03-13")
    groups = [line.strip("*") for line in page.splitlines() if line.startswith("**") and ":" not in line]
    assert groups == ["Proposed for closure", "Overdue", "Due by this meeting", "Not yet due", "No date", "Watching briefs"]
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


def test_a_meeting_and_another_body_contradict_each_other(board: Clerk) -> None:
    assert board("agenda HWB-2019-03-13 --body PPC", status=2) == ""
    assert board.err == "g2g: HWB-2019-03-13 is a meeting of HWB and not of PPC; leave --body out.\n"
    assert board("agenda HWB-2019-03-13 --body hwb") == board("agenda HWB-2019-03-13")
    assert "where several bodies have a next meeting, --body is needed" in " ".join(board("agenda --help").split())


def test_no_next_meeting_says_how_to_add_one(clerk: Clerk) -> None:
    for path in (clerk.folder / "meetings").glob("*-0[34]-*"):
        path.unlink()
    assert clerk("agenda", status=1) == ""
    assert clerk.err == "g2g: There is no next meeting of HWB on the calendar; “g2g meeting add HWB DATE” adds one.\n"


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


# ---- Part II -------------------------------------------------------------------------------------


def test_with_the_exempt_part_the_public_part_is_the_same(board: Clerk) -> None:
    public = board("agenda HWB-2019-03-13")
    whole = board("agenda HWB-2019-03-13 --include-exempt")
    first, _, second = whole.partition("\n### Part II – not for publication\n")
    assert first.replace("\n### Part I – for publication\n", "").replace("\n#### ", "\n### ") == public.rstrip("\n") + "\n"
    assert "#### 10. Matters arising\n" in second
    assert SECRET in second
    assert "#### 11. The lease of the coal wharf\n" in second
    assert "\n**Not for publication under paragraph 3 of Part 1 of Schedule 12A" in second
    is_golden("agenda-exempt.md", whole)


@pytest.mark.parametrize("form", ["md", "html", "docx"])
@pytest.mark.parametrize("paper", ["", "--outstanding"])
def test_no_form_gives_away_that_there_is_anything_exempt(board: Clerk, tmp_path: Path, form: str, paper: str) -> None:
    """A record from which everything exempt is taken out makes the same papers, to the letter."""
    with_it, without = tmp_path / f"with.{form}", tmp_path / f"without.{form}"
    board(f"agenda HWB-2019-03-13 {paper} -o {with_it}")
    text = (board.folder / "actions.yaml").read_text(encoding="utf-8")
    start = text.index("HWB-2019-02-13-06:")
    write(board.folder / "actions.yaml", text[:start] + text[text.index("HWB-2019-02-13-07:") :])
    write(board.folder / "meetings" / "HWB-2019-03-13.yaml", RICH[: RICH.index("  - number: 7")])
    board(f"agenda HWB-2019-03-13 {paper} -o {without}")
    assert _contents(with_it) == _contents(without)


def _contents(path: Path) -> dict[str, bytes]:
    if path.suffix != ".docx":
        return {"": path.read_bytes()}
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_json_of_an_agenda_has_its_items(board: Clerk) -> None:
    told = json.loads(board("agenda HWB-2019-03-13 --json"))
    assert (told["kind"], told["as_at"]) == ("agenda", "2019-03-11")
    assert [row["title"] for row in told["data"]][:3] == ["Apologies for absence", "Minutes of the last meeting", "Matters arising"]
    assert told["data"][2]["actions"][0] == "HWB-2019-02-13-03"
    assert "lease" not in json.dumps(told)
    whole = json.loads(board("agenda HWB-2019-03-13 --json --include-exempt"))["data"]
    assert [(row["title"], row["exempt"]) for row in whole[-2:]] == [("Matters arising", ["1", "3"]), ("The lease of the coal wharf", ["3"])]


# ---- what is outstanding -------------------------------------------------------------------------


def test_the_paper_of_what_is_outstanding(board: Clerk) -> None:
    is_golden("outstanding.md", board("agenda HWB-2019-03-13 --outstanding"))
    is_golden("outstanding.csv", board("agenda HWB-2019-03-13 --outstanding --csv"))
    assert SECRET not in board("agenda HWB-2019-03-13 --outstanding")
    assert SECRET in board("agenda HWB-2019-03-13 --outstanding --include-exempt")


def test_notes_are_the_clerks_own_and_on_a_paper_only_where_that_is_asked_for(board: Clerk) -> None:
    """As on the site that publish makes."""
    for form in ("", "--json", "--csv", "--plain"):
        assert "Divers booked" not in board(f"agenda HWB-2019-03-13 --outstanding {form}")
        assert "Divers booked" in board(f"agenda HWB-2019-03-13 --outstanding --notes {form}")
    page = board("agenda HWB-2019-03-13 --outstanding")
    assert "| Extended: Waits for the divers |" in page
    assert "| Notice is up |" in page


def test_what_an_old_log_said_of_the_colour_is_no_progress(board: Clerk) -> None:
    text = board.actions.replace("  notes:\n    - 2019-02-26 Divers booked for 18 March\n", "  notes:\n    - Divers booked\n    - 'RAG in the log: A'\n")
    write(board.folder / "actions.yaml", text)
    page = board("agenda HWB-2019-03-13 --outstanding --notes")
    assert "| Divers booked |" in page
    assert "RAG in" not in page


def test_the_paper_of_nothing_outstanding(clerk: Clerk) -> None:
    write(clerk.folder / "actions.yaml", "")
    assert clerk("agenda --outstanding").endswith("**As at:** 11 March 2019\n\nNo actions are outstanding.\n")


def test_columns_are_those_of_the_configuration(board: Clerk) -> None:
    write(board.folder / "config.yaml", "columns:\n  - ref\n  - raised\n  - due_first\n  - progress\n  - action\n")
    head = "| Reference | Raised | First due | Progress | Action |\n"
    row = "| HWB-2019-02-13-05 | 13 Feb 2019 | 28 Feb 2019 | 26 February 2019: Divers booked for 18 March | Survey the piles"
    for line in ("agenda HWB-2019-03-13 --notes", "agenda HWB-2019-03-13 --outstanding --notes", "list --md"):
        page = board(line)
        assert head in page
        assert row in page
        assert "Owner" not in page
    assert "Raised" not in board("list --plain")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("columns: [ref, colour]", "there is no “colour”"),
        ("columns: [ref, ref]", "one stands there twice"),
        ("columns:\n  ref: 1", "words, or a list of words"),
    ],
)
def test_columns_that_are_not_known_are_one_sentence(
    clerk: Clerk, untouched: Callable[[], dict[str, bytes]], written: str, said: str
) -> None:
    path = clerk.folder / "config.yaml"
    write(path, f"commit: no\n\n{written}\n")
    assert clerk("agenda", status=1) == ""
    assert clerk.err.startswith("g2g: data/config.yaml:3: “columns” should be ")
    assert said in clerk.err
    path.unlink()


def test_every_column_that_can_be_configured_has_a_heading_and_a_cell(board: Clerk) -> None:
    write(board.folder / "config.yaml", f"columns: [{', '.join(ACTION_COLUMNS)}]\n")
    first = next(line for line in board("agenda HWB-2019-03-13").splitlines() if line.startswith("| Reference"))
    assert first.count(" | ") == len(ACTION_COLUMNS) - 1


# ---- the forms -----------------------------------------------------------------------------------


def test_the_form_is_that_of_the_ending(clerk: Clerk, tmp_path: Path) -> None:
    for ending, start in (("md", b"# Harbour"), ("html", b"<!DOCTYPE html>"), ("HTML", b"<!DOCTYPE html>"), ("docx", b"PK")):
        path = tmp_path / f"paper.{ending}"
        assert clerk(f"agenda -o {path}") == f"Wrote {path}.\n"
        assert path.read_bytes().startswith(start)


@pytest.mark.parametrize("name", ["paper.pdf", "paper", "paper.docx.txt", "paper.doc"])
def test_another_ending_is_one_sentence(clerk: Clerk, tmp_path: Path, name: str) -> None:
    assert clerk(f"agenda -o {tmp_path / name}", status=2) == ""
    assert clerk.err == f"g2g: The name {tmp_path / name} does not say in which form to write; end it in .md, .html or .docx.\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["data"]


def test_a_file_and_another_form_are_a_misuse(clerk: Clerk, tmp_path: Path) -> None:
    clerk(f"agenda --json -o {tmp_path / 'x.md'}", status=2)
    assert clerk.err == "g2g: A file has the form that its name ends in; leave out either --output or the other form.\n"


def test_a_template_that_fails_leaves_what_was_there(clerk: Clerk, tmp_path: Path) -> None:
    write(tmp_path / "a.md", "mine")
    write(clerk.folder / "templates" / "agenda.md.j2", "# {{ title }}\n{{ owner }}\n")
    clerk(f"agenda -o {tmp_path / 'a.md'} --force", status=1)
    assert clerk.err == "g2g: data/templates/agenda.md.j2:2: a paper has no such thing: 'owner' is undefined.\n"
    assert (tmp_path / "a.md").read_bytes() == b"mine"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.md", "data"]


def test_the_day_on_which_papers_go_out_is_said_and_stands_on_no_paper(clerk: Clerk) -> None:
    write(clerk.folder / "bodies.yaml", BODIES + "  papers_days: 5\n")
    clerk.today = "2019-03-01"
    page = clerk("agenda")
    # Five clear working days before Wednesday 13 March: the 6th, 7th, 8th, 11th and 12th.
    assert clerk.err == "g2g: Papers to be sent by Tuesday 5 March 2019.\n"
    assert "to be sent" not in page
    clerk.today = "2019-03-06"
    clerk("agenda")
    assert clerk.err == "g2g: Papers were to be sent by Tuesday 5 March 2019.\n"
    clerk("-q agenda")
    assert clerk.err == ""
