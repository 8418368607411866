"""g2g chase: the list, the drafts, what is recorded on request, and what is refused."""

from __future__ import annotations

import email
import json
import os
import sys
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import icalendar
import pytest

from g2g.files import output
from tests.conftest import ACTIONS, Clerk, write
from tests.harbour import SECRET, grown, is_golden
from tests.test_imports import loaded
from tests.test_undo import make_clone

PEOPLE = """\
Mair Preece:
  organisation: Harbour Trust
  role: Chair
  email: mair@harbour.example

Idris Bowen:
  organisation: Harbour Trust
  role: Clerk
  email: clerk@harbour.example

Nia Rowlands:
  organisation: County Engineers
  email: nia@engineers.example
  also:
    - NR
    - Nia Rowlands-Hughes

Tomos Rees:
  organisation: Pilots' Association
  email: tomos at pilots

Tomos Vaughan:
  organisation: County Engineers
"""
HELD = """\
body: HWB
date: 2019-02-13
status: held
present:
  - Mair Preece
  - Tomos Rees
apologies:
  - name: NR
"""


@pytest.fixture
def board(clerk: Clerk) -> Clerk:
    """The harbour board with addresses, a meeting that says who was there, and a rule for its papers, on 4 March 2019."""
    grown(clerk.folder)
    write(clerk.folder / "people.yaml", PEOPLE)
    write(clerk.folder / "meetings" / "HWB-2019-02-13.yaml", HELD)
    bodies = clerk.folder / "bodies.yaml"
    write(bodies, bodies.read_text(encoding="utf-8").replace("  time: 10.30 am\n", "  time: 10.30 am\n  papers_days: 5\n"))
    clerk.today = "2019-03-04"
    return clerk


@pytest.fixture
def out(board: Clerk) -> Path:
    return board.folder.parent / "drafts"


def drafts(out: Path) -> dict[str, EmailMessage]:
    found = {}
    for path in sorted(out.iterdir()):
        message = email.message_from_bytes(path.read_bytes(), policy=default)
        assert isinstance(message, EmailMessage)
        found[path.name] = message
    return found


def text(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return " ".join(part.get_content().split())


def everything(message: EmailMessage) -> str:
    """All that can be read in a mail, decoded, whatever part it is in."""
    parts = [part for part in message.walk() if not part.is_multipart()]
    return str(message.items()) + "".join((part.get_payload(decode=True) or b"").decode() for part in parts)  # type: ignore[union-attr]


# ---- the list ------------------------------------------------------------------------------------------


def test_the_list(board: Clerk, untouched: Callable[[], dict[str, bytes]]) -> None:
    is_golden("chase.txt", board("chase"))
    assert board.err == (
        "g2g: data/people.yaml:20: “tomos at pilots” is no e-mail address of Tomos Rees; write it like name@example.org. It was left out.\n"
    )


def test_the_list_for_other_programs(board: Clerk, untouched: Callable[[], dict[str, bytes]]) -> None:
    rows = {row["owner"]: row for row in json.loads(board("chase --json"))["data"]}
    assert rows["Nia Rowlands"] == {
        "owner": "Nia Rowlands", "organisation": "County Engineers", "email": "nia@engineers.example",
        "actions": ["HWB-2019-02-13-01", "HWB-2019-02-13-05"], "overdue": 0, "reply_by": "2019-03-05", "chased": [],
        "absent_from": ["HWB-2019-02-13", "HWB-2019-02-13"], "exempt": [],
    }  # fmt: skip
    assert list(rows) == ["Mair Preece", "Nia Rowlands", "Tomos Rees", "Tomos Vaughan"]


@pytest.mark.parametrize(
    ("options", "owners"),
    [
        ("--owner nia", ["Nia Rowlands"]), ("--owner NR --owner vaughan", ["Nia Rowlands", "Tomos Vaughan"]), ("--org engineers", ["Nia Rowlands", "Tomos Vaughan"]),
        ("--body ppc", ["Tomos Rees"]), ("--for PPC-2019-03-20", ["Tomos Rees"]), ("--for 03-20 --body PPC", ["Tomos Rees"]),
        ("--owner Idris", []), ("--owner Idris --include-exempt", ["Idris Bowen"]),
    ],
)  # fmt: skip
def test_whom_it_chases(board: Clerk, options: str, owners: list[str]) -> None:
    assert [row["owner"] for row in json.loads(board(f"chase --json {options}"))["data"]] == owners


def test_nobody_to_chase(board: Clerk, out: Path) -> None:
    assert "There is nobody to chase." in board("chase --owner Idris")
    assert "No draft was written." in board(["chase", "--owner", "Idris", "--out", str(out)])
    assert not out.exists()


def test_an_action_without_an_owner_is_named(board: Clerk) -> None:
    write(board.folder / "actions.yaml", ACTIONS.replace("  owner: Mair Preece\n", ""))
    assert "Nobody is asked about HWB-2019-02-13-04, which has no owner." in " ".join(board("chase").split())


def test_an_action_raised_at_the_next_meeting_is_not_yet_outstanding(board: Clerk) -> None:
    board("add Oil the lock gates --owner Nia --meeting HWB-2019-03-13")
    assert "HWB-2019-03-13-01" not in board("chase --json --owner nia")
    assert "HWB-2019-03-13-01" in board("chase --json --owner nia --for 04-10")


# ---- by when -------------------------------------------------------------------------------------------


def test_the_day_on_which_the_papers_go_out_is_named(board: Clerk) -> None:
    assert "Harbour and Wharves Board: answers by Tuesday 5 March 2019, when the papers for the meeting of 13 March 2019 go out." in board("chase")


def test_once_the_papers_are_out_it_is_the_meeting(board: Clerk) -> None:
    board.today = "2019-03-08"
    assert "answers by the meeting of 13 March 2019; the day on which its papers go out is past." in board("chase")


def test_the_day_that_the_clerk_names(board: Clerk) -> None:
    assert "answers by Friday 8 March 2019, for the meeting of 13 March 2019." in board("chase --reply-by 8/3")


def test_a_meeting_that_is_past_names_no_day(board: Clerk) -> None:
    board.today = "2019-05-01"
    said = board("chase --body HWB")
    assert "Harbour and Wharves Board: no day is named, for no meeting to come is on the calendar" in said
    assert "HWB-2019-03-13 is past, and still down as scheduled: “g2g meeting hold HWB-2019-03-13” says that it was held." in board.err


def test_a_meeting_past_and_not_held_gives_way_to_the_next(board: Clerk) -> None:
    board.today = "2019-03-20"
    assert "for the meeting of 10 April 2019" in board("chase --body HWB")


def test_a_day_after_the_meeting_is_doubted(board: Clerk) -> None:
    board("chase --body HWB --reply-by 2019-03-20")
    assert board.err.startswith("g2g: 20 March 2019 is after the meeting of 13 March 2019 (HWB-2019-03-13).\n")


# ---- the drafts ----------------------------------------------------------------------------------------


def test_a_draft_an_owner(board: Clerk, out: Path, untouched: Callable[[], dict[str, bytes]]) -> None:
    said = board(["chase", "--out", str(out)])
    assert "Wrote 4 drafts in " in said
    assert "nia-rowlands.eml" in said
    found = drafts(out)
    assert list(found) == ["mair-preece.eml", "nia-rowlands.eml", "tomos-rees.eml", "tomos-vaughan.eml"]
    nia = found["nia-rowlands.eml"]
    assert (nia["To"], nia["From"]) == ("Nia Rowlands <nia@engineers.example>", "Idris Bowen <clerk@harbour.example>")
    assert nia["Subject"] == "Harbour and Wharves Board, 13 March 2019: 2 actions outstanding"
    assert "Please answer by Tuesday 5 March 2019, when the papers for the meeting go out, with a line on each." in text(nia)
    assert text(nia).count("This was given to you at the meeting of 13 February 2019, to which you sent apologies.") == 2
    assert "given to you" not in text(found["tomos-rees.eml"]) + text(found["mair-preece.eml"])
    assert "at which you are not minuted as present" in text(found["tomos-vaughan.eml"])
    assert "To" not in found["tomos-rees.eml"]
    assert "To" not in found["tomos-vaughan.eml"]


def test_one_mail_with_a_part_for_each_body(board: Clerk, out: Path) -> None:
    board(["chase", "--out", str(out), "--owner", "Tomos Rees"])
    [rees] = drafts(out).values()
    assert rees["Subject"] == "Harbour and Wharves Board, 13 March 2019 and Pilotage Panel, 20 March 2019: 2 actions outstanding"
    assert text(rees).index("Harbour and Wharves Board") < text(rees).index("Pilotage Panel")
    assert "Shared with Tomos Vaughan." in text(rees)


def test_the_calendar_beside_it(board: Clerk, out: Path) -> None:
    board(["chase", "--out", str(out), "--owner", "nia"])
    [nia] = drafts(out).values()
    [attached] = nia.iter_attachments()
    entries = icalendar.Calendar.from_ical(attached.get_payload(decode=True)).walk()  # type: ignore[arg-type]
    dated = {str(e["UID"]): (e.get("DUE") or e["DTSTART"]).dt.isoformat() for e in entries if e.name in ("VTODO", "VEVENT")}
    assert dated == {
        "HWB-2019-03-13@g2g": "2019-03-13T10:30:00+00:00", "HWB-2019-02-13-01@g2g": "2019-03-06", "HWB-2019-02-13-05@g2g": "2019-03-20"
    }  # fmt: skip


def test_without_the_calendar_library_the_drafts_go_without(board: Clerk, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    board(["chase", "--out", str(out), "--owner", "nia"])
    assert board.err == "g2g: A calendar file needs icalendar, which is not installed; “pip install 'g2g[calendar]'” installs it. The drafts have none.\n"
    assert not list(drafts(out)["nia-rowlands.eml"].iter_attachments())


def test_two_runs_write_the_same(board: Clerk, out: Path) -> None:
    board(["chase", "--out", str(out)])
    first = {path.name: path.read_bytes() for path in out.iterdir()}
    board(["chase", "--out", str(out), "--force"])
    assert {path.name: path.read_bytes() for path in out.iterdir()} == first


def test_what_is_exempt_is_in_no_draft_unless_asked_for(board: Clerk, out: Path) -> None:
    board(["chase", "--out", str(out)])
    assert not any("crane driver" in everything(one) or "02-13-06" in everything(one) for one in drafts(out).values())
    said = board(["chase", "--out", str(out), "--force", "--include-exempt"])
    idris = drafts(out)["idris-bowen.eml"]
    assert SECRET in everything(idris)
    assert SECRET not in said
    assert "Not for publication under paragraphs 1 and 3 of Part 1 of Schedule 12A" in text(idris)
    assert idris["Sensitivity"] == "Company-Confidential"
    assert not any(SECRET in everything(one) for name, one in drafts(out).items() if name != "idris-bowen.eml")


@pytest.mark.parametrize("options", ["", "--record", "--json", "--md"])
def test_a_draft_that_is_there_is_not_overwritten(board: Clerk, out: Path, options: str, untouched: Callable[[], dict[str, bytes]]) -> None:
    write(out / "tomos-rees.eml", "mine")
    board(f"chase --out {out} {options}", status=1)
    assert board.err.endswith(f"g2g: {out}/tomos-rees.eml is there already; --force overwrites it. Nothing was written.\n")
    assert os.listdir(out) == ["tomos-rees.eml"]
    board(["chase", "--out", str(out), "--force"])
    assert len(drafts(out)) == 4


def test_drafts_that_cannot_all_be_written_are_not_there_at_all(board: Clerk, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish = output.publish

    def full(path: str, data: bytes) -> None:
        if path.endswith("tomos-rees.eml"):
            raise OSError(28, "No space left on device", path)
        publish(path, data)

    monkeypatch.setattr(output, "publish", full)
    board(["chase", "--out", str(out)], status=1)
    assert board.err.endswith(f"{out}/tomos-rees.eml: No space left on device. Nothing was written.\n")
    assert os.listdir(out) == []


def test_a_dry_run_writes_no_draft_and_records_nothing(board: Clerk, out: Path, untouched: Callable[[], dict[str, bytes]]) -> None:
    said = board(["chase", "--out", str(out), "--record", "-n"])
    assert f"Not written, for this is a dry run: 4 drafts in {out}." in said
    assert "Not written, for this is a dry run: Chased the owners of 7 actions" in said
    assert not out.exists()


# ---- recording -----------------------------------------------------------------------------------------


def test_drafts_first_then_the_record_and_undo(board: Clerk, out: Path) -> None:
    make_clone(board.folder.parent)
    before = board.actions
    board(["chase", "--out", str(out)])
    assert board.actions == before
    said = board("chase --record")
    assert "Chased the owners of 7 actions on 4 March 2019." in said
    assert board.actions.count("  chased:\n    - 2019-03-04\n") == 7
    assert "  owner: Nia Rowlands\n  chased:\n    - 2019-03-04\n  due: 2019-03-06\n" in board.actions
    assert SECRET in board.actions
    assert board.actions.split("HWB-2019-02-13-06:")[1].split("\n\n")[0].count("chased") == 0
    assert "chased" in board("changes")
    assert "[not-a-date]" not in board("check")
    board("undo")
    assert board.actions == before


def test_the_same_day_is_recorded_once_and_a_later_one_again(board: Clerk) -> None:
    board("chase --owner nia --record")
    once = board.actions
    assert "Nothing to record: all of them were chased on 4 March 2019 already." in board("chase --owner nia --record")
    assert board.actions == once
    board.today = "2019-03-08"
    assert "chased on 8 March 2019, 2 times in all" in board("chase --owner nia --record")
    assert "    - 2019-03-04\n    - 2019-03-08\n" in board.actions
    assert json.loads(board("chase --json --owner nia"))["data"][0]["chased"] == ["2019-03-04", "2019-03-08"]


def test_show_and_history_tell_it(board: Clerk) -> None:
    board("chase --owner nia --record")
    board.today = "2019-03-08"
    board("chase --owner nia --record")
    shown = board("show 02-13-01 --plain")
    assert "twice, last on 8 March 2019" in shown
    assert shown.count("  Chased") == 2
    assert json.loads(board("show 02-13-01 --json"))["data"][0]["chased"] == ["2019-03-04", "2019-03-08"]
    assert "Chased" in board("history 02-13-01")


def test_a_day_in_the_list_that_is_none_is_a_problem_that_check_names(board: Clerk) -> None:
    write(board.folder / "actions.yaml", ACTIONS.replace("  due: 2019-03-06\n", "  chased:\n    - last week\n  due: 2019-03-06\n"))
    assert "HWB-2019-02-13-01: was chased on “last week”, which is no date; write it like 2017-10-10. [not-a-date]" in board("check", status=1)


# ---- refusals ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "status", "sentence"),
    [
        ("chase --owner Zebedee", 1, "Nobody in people.yaml, and no owner of an action, is called “Zebedee”."),
        ("chase --body XYZ", 1, "There is no body “XYZ”"),
        ("chase --for HWB-2019-02-13", 1, "HWB-2019-02-13 was held; chase for a meeting that is still to come."),
        ("chase --for 2019-09-09", 1, "There is no meeting “2019-09-09”."),
        ("chase --for HWB-2019-03-13 --body PPC", 2, "HWB-2019-03-13 is no meeting of PPC; leave --body out."),
        ("chase --reply-by 2019-03-03", 1, "3 March 2019 is past; --reply-by names a day still to come."),
        ("chase --reply-by soon", 2, "“soon” is not a date"),
        ("chase --record --json", 2, "--json prints the list alone; leave --record out."),
        ("chase --out data/actions.yaml", 1, "data/actions.yaml"),
    ],
)
def test_what_is_refused(board: Clerk, line: str, status: int, sentence: str, untouched: Callable[[], dict[str, bytes]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(board.folder.parent)
    board(line, status=status)
    assert sentence in board.err
    assert board.err.splitlines()[-1].startswith("g2g: ")


def test_a_meeting_that_is_past_is_refused(board: Clerk) -> None:
    board.today = "2019-03-20"
    board("chase --for HWB-2019-03-13", status=1)
    assert "HWB-2019-03-13 is past (13 March 2019); chase for a meeting that is still to come." in board.err


def test_a_meeting_that_was_moved_is_followed(board: Clerk) -> None:
    board("meeting move HWB-2019-03-13 --to 2019-03-27")
    assert "the meeting of 27 March 2019" in board("chase --for HWB-2019-03-13")


# ---- hostile text --------------------------------------------------------------------------------------


def test_a_name_or_words_from_the_record_stay_what_they_are(board: Clerk, out: Path) -> None:
    name = "=?utf-8?q?X=0D=0ABcc:_all@x.example?= \"Bo\", <b>Ł\u202e</b>"
    write(board.folder / "people.yaml", f"'{name}':\n  email: bo@x.example\n")
    write(
        board.folder / "actions.yaml",
        f"HWB-2019-02-13-01:\n  status: open\n  owner: '{name}'\n  due: 2019-03-06\n  action: \"Do\\r\\nBcc: all@x.example\\nEND:VTODO <script>alert(1)</script>\"\n",
    )
    said = board(["chase", "--out", str(out)])
    [message] = drafts(out).values()
    assert "Bcc" not in message
    assert [(a.username, a.domain) for a in message["To"].addresses] == [("bo", "x.example")]
    assert "\u202e" not in said
    assert "<script" not in message.get_body(("html",)).get_content()
    [attached] = message.iter_attachments()
    assert attached.get_payload(decode=True).count(b"\r\nEND:VTODO") == 1  # type: ignore[union-attr]


def test_everyday_commands_know_nothing_of_mail(folder: Path) -> None:
    assert {"g2g.chasers", "icalendar", "g2g.render.mail"}.isdisjoint(loaded(folder, "overdue"))
    assert {"icalendar", "g2g.render.mail", "email.message"}.isdisjoint(loaded(folder, "chase"))
