"""``g2g import`` as a clerk sees it: the mapping shown, nothing dropped silently, run again adds nothing, and nothing written on a refusal."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import ROOT, Clerk, write
from tests.harbour import is_golden
from tests.steps import assert_grows_with_length

LOG = """\
Harbour action log,,,,,,,,
,,,,,,,,
Ref,Action,Lead,Date raised,Due,RAG,Status,Progress/Update,Cost
46.1,Paint the bollards,NR,13/02/2019,next meeting,Amber,In progress,"12/02/2019: quotes asked for
20/02/2019 - two came
one still to come",100
46.2,"Mend, then paint the crane",Tomos Rees/Contractor,13/02/2019,25 April 2019,,Completed 01/03/2019,,
46.3,Order the buoys,All,16 Jan 2019,Friday 3 April 2019,Green,Parked,,
,,,,,,,,
46.4,,Idris Bowen,,,,,,
46.5,Look at the cat's cradle,"Jane Smith and Bob Jones",,by the end of March,,open,,
HWB-2019-02-13-01,Report on the cost of dredging the inner basin,Nia Rowlands,13/02/2019,6 March 2019,,Closed 5 March 2019,,
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """The log of the harbour as it was kept before."""
    path = tmp_path / "log.csv"
    write(path, LOG)
    return path


def imported(clerk: Clerk, path: Path, options: str = "", *, status: int = 0) -> str:
    """What ``import`` printed, without the folder in the name of the file."""
    return clerk(["import", str(path), *options.split()], status=status).replace(f"{path.parent}/", "")


# ---- what is shown, and what is written ------------------------------------------------------------


def test_the_whole_of_an_import(clerk: Clerk, log: Path) -> None:
    before = clerk.actions
    is_golden("import.txt", imported(clerk, log))
    assert clerk.actions != before
    is_golden("import.yaml", clerk.actions)
    assert clerk("check", status=1).count("unknown-person") == 2


def test_a_dry_run_shows_the_same_and_writes_nothing(clerk: Clerk, log: Path, untouched: Callable[[], dict[str, bytes]]) -> None:
    shown = imported(clerk, log, "-n")
    assert "Not written, for this is a dry run: Imported log.csv: added 3 actions." in shown
    assert "row 9: nothing says when it was raised." in shown
    untouched()


def test_run_again_it_adds_nothing_and_a_corrected_file_lists_what_differs(clerk: Clerk, log: Path) -> None:
    imported(clerk, log, "--meeting HWB-2019-02-13")
    once = clerk.actions
    again = imported(clerk, log, "--meeting HWB-2019-02-13")
    assert "Nothing to import from log.csv: the record has 4 actions the same and 1 action with differences already." in again
    assert clerk.actions == once
    write(log, LOG.replace("Paint the bollards,NR", "Paint the bollards black,Tomos Rees").replace("next meeting", "10 April 2019") + "46.6,Sell the tug,NR,13/02/2019,,,,,\n")
    shown = imported(clerk, log, "--meeting HWB-2019-02-13")
    assert "Imported log.csv: added 1 action." in shown
    assert "HWB-2019-02-13-08  Sell the tug" in shown
    for line in (
        "row 4: action is Paint the bollards, in the file Paint the bollards black", "row 4: owner is Nia Rowlands, in the file Tomos Rees",
        "row 4: due is 13 March 2019, in the file 10 April 2019: an extension", "row 10: status is open, in the file closed",
    ):  # fmt: skip
        assert f"    {line}\n" in shown
    assert clerk.actions.replace("HWB-2019-02-13-08:\n  status: open\n  owner: Nia Rowlands\n  formerly: '46.6'\n  action: Sell the tug\n", "").rstrip() == once.rstrip()


def test_an_old_reference_is_found_as_it_was_written(clerk: Clerk, log: Path) -> None:
    write(log, LOG + "pier-6b,Sell the tug,NR,13/02/2019,,,,,\n")
    imported(clerk, log, "--meeting HWB-2019-02-13")
    assert "Sell the tug" in clerk("show pier-6b")


def test_update_takes_over_what_a_verb_can_and_says_each(clerk: Clerk, log: Path) -> None:
    imported(clerk, log, "--meeting HWB-2019-02-13")
    write(log, LOG.replace("Paint the bollards,NR", "Paint the bollards black,Tomos Rees").replace("next meeting", "10 April 2019").replace("one still", "25/02/2019 one still"))
    shown = imported(clerk, log, "--meeting HWB-2019-02-13 --update")
    assert "Imported log.csv: updated 2 actions." in shown
    assert "words Paint the bollards → Paint the bollards black; owner Nia Rowlands → Tomos Rees" in shown
    assert "due 13 March 2019 → 10 April 2019" in shown
    assert "open → closed on 5 March 2019, in time" in shown
    assert "note: 2019-02-25 one still to come" in shown
    assert "    - to: 2019-04-10\n      at: 2019-03-11\n      reason: as in log.csv\n" in clerk.actions
    once = clerk.actions
    again = imported(clerk, log, "--meeting HWB-2019-02-13 --update")
    assert "Nothing to import" in again
    assert clerk.actions == once


def test_one_undo_takes_the_whole_import_back(clerk: Clerk, log: Path) -> None:
    subprocess.run(["git", "init", "-q", str(clerk.folder.parent)], check=True)
    before = clerk.actions
    imported(clerk, log)
    clerk("undo")
    assert clerk.actions == before


def test_an_action_is_found_by_its_old_reference(clerk: Clerk, log: Path) -> None:
    imported(clerk, log)
    assert "Paint the bollards" in clerk("show 46.1")


def test_columns_are_corrected_by_name_or_letter(clerk: Clerk, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    write(path, "What,Wer,Bis,Tag,Action\nPaint,NR,1 May 2019,13/02/2019,urgent\n")
    shown = imported(clerk, path, "--column action=What --column owner=B --column due=Bis --column raised=tag --column none=Action")
    assert "   E  Action  not used (1 cell; you said so)" in shown
    assert "row 2: Nia Rowlands; due 1 May 2019" in shown


def test_a_sheet_is_chosen_by_its_name_and_several_logs_are_asked_about(clerk: Clerk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Open"
    for sheet in (book.active, book.create_sheet("Closed")):
        sheet.append(["Action", "Owner", "Date raised", "Due"])
        sheet.append([f"Paint {sheet.title}", "NR", datetime(2019, 2, 13), datetime(2019, 5, 1)])
    book.create_sheet("Notes").append(["Nothing"])
    path = tmp_path / "log.xlsx"
    book.save(path)
    assert imported(clerk, path, status=2) == ""
    assert clerk.err == "g2g: Say which sheet: --sheet “Open” or “Closed”.\n"
    assert "log.xlsx, sheet “Closed”: headings in row 1, 1 row below." in imported(clerk, path, "--sheet closed")
    assert "due: 2019-05-01" in clerk.actions
    imported(clerk, path, "--sheet Third", status=2)
    assert "has no sheet “Third”; it has “Open”, “Closed”, “Notes”." in clerk.err


def test_with_several_bodies_the_one_is_named(clerk: Clerk, tmp_path: Path) -> None:
    clerk("init --body PPC --name 'Pilotage Panel'")
    path = tmp_path / "log.csv"
    write(path, "Action,Owner,Date raised,Committee\nPaint,NR,13/02/2019,\nSell,NR,06/02/2019,Pilotage Panel\n")
    shown = imported(clerk, path)
    assert "row 2: nothing says of which body it is." in shown
    assert "PPC-2019-02-06-01  Sell" in shown
    assert "HWB-2019-02-13-05  Paint" in imported(clerk, path, "--body hwb")


def test_one_day_with_the_month_first_costs_no_other_row(clerk: Clerk, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    write(path, "Action,Owner,Due,Raised\nPaint,NR,01/04/2019,13/02/2019\nSell,NR,04/15/2019,13/02/2019\nBuy,NR,15/04/2019,04/15/2019\n")
    shown = imported(clerk, path)
    assert "Imported log.csv: added 2 actions." in shown
    assert "row 3: “04/15/2019” is written with the month first; kept as words, with no date." in shown
    assert "Not taken:\n  row 4: “04/15/2019” is written with the month first.\n" in shown
    assert "  due: 2019-04-01\n  action: Paint\n" in clerk.actions
    assert "  due_said: 04/15/2019\n  action: Sell\n" in clerk.actions


# ---- refusals --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "options", "status", "sentence"),
    [
        ("Name,Telephone\nA,1\n", "", 1, "No row of log.csv looks like the headings of an action log"),
        ("Action,Owner\nPaint,NR\n", "", 1, "log.csv gives no action: row 2: nothing says when it was raised. --meeting REF says to which meeting they belong"),
        ("Action,Raised\na,04/15/2019\nb,04/05/2019\n", "", 1, "row 2: “04/15/2019” is written with the month first; row 3: “04/05/2019” may be written with the month first"),
        ("Action,Raised\na,04/15/2019\nb,04/16/2019\nc,16/04/2019\n", "", 1, "The dates under “Raised” of log.csv are written both ways round"),
        ("Action,Owner\n", "", 1, "log.csv gives no action; there is no row below the headings. Nothing was written."),
        (LOG, "--column colour=RAG", 2, "There is no field “colour”; the fields are ref, action"),
        (LOG, "--column RAG", 2, "“RAG” should be FIELD=HEADING, such as action=Task."),
        (LOG, "--column due=Spring", 2, "There is no column “Spring”; the headings are “Ref”, “Action”"),
        (LOG, "--column due=", 2, "Say which column is the due"),
        (LOG, "--sheet Open", 2, "log.csv has no sheet “Open”; a .csv file has no sheets."),
        (LOG, "--body XYZ", 1, "There is no body “XYZ”"),
        (LOG, "--meeting 1999-01-01", 1, "There is no meeting “1999-01-01”"),
        (LOG + 'a,"b\n', "", 1, "a quotation mark is opened and never closed. Nothing was written."),
        (LOG + "a,\0b\n", "", 1, "log.csv is no text: it has NUL bytes in it."),
    ],
)
def test_a_refusal_is_one_sentence_and_nothing_is_written(
    clerk: Clerk, log: Path, untouched: Callable[[], dict[str, bytes]], text: str, options: str, status: int, sentence: str
) -> None:
    write(log, text)
    imported(clerk, log, options, status=status)
    assert sentence in clerk.err.replace(f"{log.parent}/", "")
    assert clerk.err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "log.json:1: this is not JSON"),
        ("[" * 100_000, "is nested too deeply"),
        ('{"schema": 1, "kind": "meetings", "data": []}', "is not what “g2g export json” writes"),
        ('{"schema": 1, "kind": "actions", "data": []}', "log.json gives no action"),
        ('{"schema": 1, "kind": "actions", "data": [{"ref": "HWB-2019-02-30-01", "record": {}}]}', "is no reference of g2g's"),
        ('{"schema": 1, "kind": "actions", "data": [{"ref": "HWB-2019-02-13-09", "record": {"owner": {"a": "b"}}}]}', "“owner” should be words"),
        ('{"schema": 1, "kind": "actions", "data": [{"ref": "HWB-2019-02-13-09", "record": {"status": "lost", "action": "a"}}]}', "“lost” is no status"),
    ],
)
def test_json_that_is_no_export_is_refused(clerk: Clerk, tmp_path: Path, untouched: Callable[[], dict[str, bytes]], text: str, sentence: str) -> None:
    path = tmp_path / "log.json"
    write(path, text)
    imported(clerk, path, status=1)
    assert sentence in clerk.err.replace(f"{tmp_path}/", "")


def test_words_of_a_hostile_log_reach_neither_terminal_nor_file_alive(clerk: Clerk, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    write(path, 'Action,Owner,Date raised,\x1b[31m\nPaint \x1b]0;gone\x07 [bold]red[/],"N\tR",13/02/2019,x\n"- a: b # c",NR,13/02/2019,\n')
    shown = imported(clerk, path)
    assert "\x1b" not in shown
    assert "\x1b" not in clerk.actions
    assert "Paint ␛]0;gone␇ [bold]red[/]" in shown
    assert "action: '- a: b # c'" in clerk.actions
    clerk("check", status=1)


# ---- bounds ----------------------------------------------------------------------------------------


def bounded(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command as a process of its own, which ends if it takes more than ten seconds of the processor or 500 MB.

    It takes one or two of those seconds, and those in which a busy machine does other things are none of them.
    """
    script = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (10, 10))\n"
        "resource.setrlimit(resource.RLIMIT_AS, (500_000_000, 500_000_000))\n"
        "from g2g.cli import main\n"
        "main(sys.argv[1:])\n"
    )
    return subprocess.run(
        [sys.executable, "-c", script, "--data", str(folder), "--today", "2019-03-11", *words],
        capture_output=True, text=True, check=False, cwd=folder, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip


def test_a_bomb_is_refused_within_ten_seconds_and_500_mb(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", "<workbook/>")
        with parts.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(2000):
                part.write(b" " * 1_000_000)
    done = bounded(folder, "import", str(path))
    assert (done.returncode, done.stdout) == (1, "")
    assert "is too large when it is unpacked" in done.stderr


def test_the_largest_log_that_is_read_stays_within_ten_seconds_and_500_mb(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(b"Name,Telephone\n" + b"ab,cd,ef,gh,ij,kl,mn\n" * 280_000)
    done = bounded(folder, "import", str(path))
    assert done.returncode == 1
    assert "looks like the headings" in done.stderr


def test_the_work_grows_with_the_rows(clerk: Clerk, tmp_path: Path) -> None:
    def work(count: int) -> Callable[[], object]:
        path = tmp_path / f"{count}.csv"
        rows = "".join(f"A{n},Do the thing {n},NR,13/02/2019,1 May 2019,Open\n" for n in range(count))
        write(path, "Ref,Action,Lead,Date raised,Due,Status\n" + rows)
        return lambda: clerk(["-q", "import", str(path), "-n"])

    assert_grows_with_length(work, 50)


# ---- old numbers, and which action they mean -----------------------------------------------------

YEARLY = "Ref,Action,Owner,Due,Status,Raised\n"


def yearly(tmp_path: Path, name: str, *rows: str) -> Path:
    """A year's log, whose numbers began anew."""
    path = tmp_path / f"{name}.csv"
    write(path, YEARLY + "".join(f"{row}\n" for row in rows))
    return path


@pytest.mark.parametrize("options", ["", "--update"])
def test_an_old_number_that_stands_for_an_unlike_action_of_another_day_is_a_new_action(clerk: Clerk, tmp_path: Path, options: str) -> None:
    imported(clerk, yearly(tmp_path, "2018", "1,Mend the pump,NR,01/03/2018,Open,01/02/2018"))
    before = clerk.actions
    second = yearly(tmp_path, "2019", "1,Paint the hall,Tomos Rees,01/06/2019,Open,01/02/2019")
    shown = imported(clerk, second, options)
    assert "Imported 2019.csv: added 1 action." in shown
    assert "row 2: number 1 stands for HWB-2018-02-01-01 too, “Mend the pump”, raised on 1 February 2018; added as another action." in shown
    assert "action: Mend the pump" in clerk.actions
    assert "HWB-2019-02-01-01:\n  status: open\n  owner: Tomos Rees\n  due: 2019-06-01\n  formerly: '1'\n  action: Paint the hall\n" in clerk.actions
    first = before.partition("HWB-2018-02-01-01:")[2].partition("\n\n")[0]
    assert f"HWB-2018-02-01-01:{first}\n" in clerk.actions
    assert "Nothing to import" in imported(clerk, second, options)


def test_an_action_that_was_closed_before_a_row_was_raised_is_not_that_row_though_it_says_the_same(clerk: Clerk, tmp_path: Path) -> None:
    imported(clerk, yearly(tmp_path, "2018", "1,Agree the budget,NR,01/03/2018,Closed 28/02/2018,01/02/2018"))
    shown = imported(clerk, yearly(tmp_path, "2019", "1,Agree the budget,NR,01/03/2019,Open,01/02/2019"))
    assert "HWB-2019-02-01-01  Agree the budget" in shown


@pytest.mark.parametrize("options", ["", "--update"])
def test_where_an_old_number_leaves_a_doubt_the_row_is_left_out_and_asked_about(
    clerk: Clerk, tmp_path: Path, options: str,
) -> None:  # fmt: skip
    imported(clerk, yearly(tmp_path, "2018", "1,Report on dredging the basin,NR,01/03/2018,Open,01/02/2018"))
    before = clerk.actions
    rows = ("1,Report on the cost of dredging,Tomos Rees,01/06/2019,Open,01/02/2019", "2,Sell the tug,NR,01/06/2019,Open,01/02/2019")
    shown = imported(clerk, yearly(tmp_path, "2019", *rows), options)
    assert (
        "Not taken:\n  row 2: number 1 stands for another action in the record, or for this one in other words: HWB-2018-02-01-01, “Report on dredging"
        " the basin”, raised on 1 February 2018; put that reference in the row if it is the same, take the number out if it is not.\n"
    ) in shown
    assert "added 1 action" in shown
    added = "HWB-2019-02-01-01:\n  status: open\n  owner: Nia Rowlands\n  due: 2019-06-01\n  formerly: '2'\n  action: Sell the tug\n"
    assert clerk.actions.replace(added, "").split() == before.split()
    # Either answer to the question does what it says.
    imported(clerk, yearly(tmp_path, "2019", rows[0][1:]))
    assert clerk.actions.count("of dredging\n") == 1
    shown = imported(clerk, yearly(tmp_path, "2019", f"HWB-2018-02-01-01{rows[0][1:]}"))
    assert "action is Report on dredging the basin, in the file Report on the cost of dredging" in shown


def test_with_the_same_day_an_old_number_is_its_action_in_whatever_words(clerk: Clerk, tmp_path: Path) -> None:
    imported(clerk, yearly(tmp_path, "a", "1,Mend the pump,NR,01/03/2019,Open,01/02/2019"))
    shown = imported(clerk, yearly(tmp_path, "b", "1,Replace all of it,NR,01/03/2019,Open,01/02/2019"), "--update")
    assert "words Mend the pump → Replace all of it" in shown


def test_a_number_that_stands_twice_in_the_file_is_said(clerk: Clerk, tmp_path: Path) -> None:
    rows = ("4,Mend the pump,NR,01/03/2019,Open,01/02/2019", "4,Paint the hall,NR,01/03/2019,Open,16/01/2019", "5,Sell,NR,,Open,01/02/2019")
    shown = imported(clerk, yearly(tmp_path, "log", *rows))
    assert "rows 2 and 3: number 4 stands for 2 actions: each is found by its new reference." in shown


@pytest.mark.parametrize("line", ["close {}", "note {} Begun", "show {}", "withdraw {} --reason None", "extend {} --due '1 June 2019' --reason None"])
def test_a_number_that_several_actions_had_finds_none_of_them(
    clerk: Clerk, tmp_path: Path, line: str,
) -> None:  # fmt: skip
    rows = ("4,Mend the pump,NR,01/03/2019,Open,01/02/2019", "4,Paint the hall,NR,01/03/2019,Open,16/01/2019", "7,Sell,NR,,Open,01/02/2019")
    imported(clerk, yearly(tmp_path, "log", *rows))
    before = clerk.actions
    clerk(line.format("4"), status=1)
    # HWB-2019-02-13-04 ends in that number as well.
    assert clerk.err == "g2g: “4” could be 3 actions: HWB-2019-01-16-02, HWB-2019-02-01-01 or HWB-2019-02-13-04. Type more of it.\n"
    assert clerk.actions == before
    clerk(line.format("7"))


def test_one_of_several_old_numbers_of_an_action_finds_it(clerk: Clerk) -> None:
    write(clerk.folder / "actions.yaml", clerk.actions.replace("  action: Put up a notice", "  formerly: '46.1, 45.2'\n  action: Put up a notice"))
    assert "Put up a notice" in clerk("show 45.2")
    assert "Put up a notice" in clerk("show 46.1")
    clerk("show 5.2", status=1)


# ---- dates that moved ----------------------------------------------------------------------------


def test_a_later_date_in_a_log_is_an_extension_and_the_first_date_stays(clerk: Clerk, tmp_path: Path) -> None:
    imported(clerk, yearly(tmp_path, "log", "1,Mend the pump,NR,01/03/2019,Open,01/02/2019"))
    path = yearly(tmp_path, "log", "1,Mend the pump,NR,31/12/2019,Open,01/02/2019")
    shown = imported(clerk, path)
    assert "row 2: due is 1 March 2019, in the file 31 December 2019: an extension" in shown
    assert "extends to later dates" in shown
    shown = imported(clerk, path, "--update")
    assert "due 1 March 2019 → 31 December 2019: as in log.csv" in shown
    assert (
        "  due: 2019-03-01\n  formerly: '1'\n  extended:\n    - to: 2019-12-31\n      at: 2019-03-11\n      reason: as in log.csv\n  action: Mend the pump\n"
        in clerk.actions
    )
    assert "First date corrected" not in clerk.actions
    once = clerk.actions
    assert "1 action the same" in imported(clerk, path, "--update")
    # The log as it was is no news either.
    assert "1 action the same" in imported(clerk, yearly(tmp_path, "log", "1,Mend the pump,NR,01/03/2019,Open,01/02/2019"), "--update")
    assert clerk.actions == once
    clerk("check", status=0)


def test_an_earlier_date_in_a_log_is_listed_and_never_taken(clerk: Clerk, tmp_path: Path) -> None:
    imported(clerk, yearly(tmp_path, "log", "1,Mend the pump,NR,01/03/2019,Open,01/02/2019"))
    before = clerk.actions
    shown = imported(clerk, yearly(tmp_path, "log", "1,Mend the pump,NR,15/02/2019,Open,01/02/2019"), "--update")
    assert "row 2: due is 1 March 2019, in the file 15 February 2019: earlier; “g2g edit HWB-2019-02-01-01 --due DATE” corrects a first date put down wrongly" in shown
    assert clerk.actions == before


def test_a_date_where_the_record_has_none_is_its_first(clerk: Clerk, tmp_path: Path) -> None:
    imported(clerk, yearly(tmp_path, "log", "1,Mend the pump,NR,,Open,01/02/2019"))
    imported(clerk, yearly(tmp_path, "log", "1,Mend the pump,NR,15/04/2019,Open,01/02/2019"), "--update")
    assert "  due: 2019-04-15\n  formerly: '1'\n  action: Mend the pump\n" in clerk.actions


def test_a_revised_date_is_the_date_in_force_and_the_target_the_first(clerk: Clerk, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    text = "Ref,Action,Raised,Target date,Revised date,Who\n1,Mend the pump,01/02/2019,01/03/2019,{},NR\n2,Sell,01/02/2019,01/03/2019,soon,NR\n3,Buy,01/02/2019,,01/04/2019,NR\n"
    write(path, text.format("01/05/2019"))
    shown = imported(clerk, path)
    assert "C  Raised" in shown
    assert "E  Revised date  → revised: the date in force" in shown
    assert "row 2: Nia Rowlands; due 1 May 2019, first 1 March 2019; formerly 1" in shown
    assert "row 3: “soon” under “Revised date” is no day with its year; kept as a note." in shown
    assert "row 4: no date first agreed stands beside the “Revised date”; taken as the date in force, and counted in no slippage." in shown
    assert "    - to: 2019-05-01\n      at: 2019-03-11\n      reason: as in log.csv\n" in clerk.actions
    assert "3 actions the same" in imported(clerk, path, "--update")
    write(path, text.format("01/06/2019"))
    assert "due 1 May 2019 → 1 June 2019: as in log.csv" in imported(clerk, path, "--update")
    assert clerk.actions.count("due: 2019-03-01\n") == 2
    assert "3 actions the same" in imported(clerk, path, "--update")
    clerk("check", status=0)


def test_the_day_of_a_row_that_closes_an_action_does_not_extend_it(clerk: Clerk, tmp_path: Path) -> None:
    imported(clerk, yearly(tmp_path, "log", "1,Mend the pump,NR,01/03/2019,Open,01/02/2019"))
    shown = imported(clerk, yearly(tmp_path, "log", "1,Mend the pump,NR,01/06/2019,Closed 05/03/2019,01/02/2019"), "--update")
    assert "open → closed on 5 March 2019, 4 days after the date first agreed" in shown
    assert "row 2: due is 1 March 2019, in the file 1 June 2019" in shown
    assert "extended" not in clerk.actions
