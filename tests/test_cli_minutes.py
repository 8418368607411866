"""`g2g minutes`: shown, as JSON, taken in once however often it is given, corrected in an editor, and never more than it says."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT, Clerk, run_g2g, write
from tests.harbour import is_golden, on_terminal
from tests.planned import planned
from tests.quay import HARBOUR, TABLED
from tests.test_imports import loaded

MEETING = "meetings/HWB-2019-03-13.yaml"


@pytest.fixture
def paper(clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Puts minutes into a file; the clerk sits on the day after the meeting, in the folder where it is."""
    clerk.today = "2019-03-14"
    monkeypatch.chdir(tmp_path)

    def put(text: str, name: str = "march.txt") -> str:
        write(tmp_path / name, text)
        return name

    return put


Paper = Callable[[str], str]


def meeting(clerk: Clerk) -> str:
    return (clerk.folder / MEETING).read_bytes().decode()


def everything(folder: Path) -> dict[str, bytes]:
    """Every file of the record, without what undo keeps."""
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and not any(part.startswith(".") for part in p.relative_to(folder).parts))
    return {str(p.relative_to(folder)): p.read_bytes() for p in files}


def read(clerk: Clerk, file: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(clerk(f"minutes {file} --json"))
    return found


# ---- shown -------------------------------------------------------------------------------------------


def test_the_preview_in_a_pipe(clerk: Clerk, paper: Paper, untouched: object) -> None:
    is_golden("minutes.txt", clerk(f"minutes {paper(HARBOUR)}"))


def test_the_preview_on_a_terminal_of_80_columns(clerk: Clerk, paper: Paper, tmp_path: Path, untouched: object) -> None:
    paper(HARBOUR)
    shown = on_terminal("--colour", "never", "--today", "2019-03-14", "minutes", str(tmp_path / "march.txt"), folder=clerk.folder)
    assert max(map(len, shown.splitlines())) <= 80
    is_golden("minutes.80.txt", shown)


def test_the_preview_says_how_each_was_found_where_that_is_asked_for(clerk: Clerk, paper: Paper) -> None:
    file = paper(HARBOUR)
    assert "label, then task" not in clerk(f"minutes {file}")
    assert clerk(f"minutes {file} -v").count("label, then task") == 3


@pytest.mark.parametrize("form", ["md", "csv", "plain"])
def test_the_preview_in_the_other_forms(clerk: Clerk, paper: Paper, form: str) -> None:
    is_golden(f"minutes.{form}", clerk(f"minutes {paper(HARBOUR)} --{form}"))


def test_the_preview_counts_those_in_attendance_apart(tmp_path: Path) -> None:
    write(tmp_path / "m.txt", "Quay Board\nMinutes of 20 May 2026\n\nPresent: Ann Lee (Quay Trust), Bob Day\nIn attendance: Pat Lowe\n\n1. Gate\nAction: Ann Lee to mend the gate.\n")
    said = run_g2g("minutes", "m.txt", cwd=tmp_path).stdout
    assert re.search(r"^Present +2: Ann Lee \(Quay Trust\), Bob Day$", said, re.M)
    assert re.search(r"^In attendance +1: Pat Lowe$", said, re.M)
    people = json.loads(run_g2g("minutes", "m.txt", "--json", cwd=tmp_path).stdout)["present"]
    assert [one["in_attendance"] for one in people] == [False, False, True]


def test_lines_of_one_paragraph_are_each_read_and_the_one_with_the_word_action_is_shown(tmp_path: Path) -> None:
    paragraphs = ["Quay Board", "Minutes of 20 May 2026", "Present: Ann Lee (AL), Bob Day (BD)", "", "<b>2. Close</b>", "At nine."]
    paragraphs[3] = "<b>1. Gate</b><br>It is bare.<br>AL to paint the gate.<br>" + "An action plan stands there, and it was handed round again, and nobody had read it before. " * 2 + "<br>BD to lock it."
    write(tmp_path / "m.html", "\n".join(f"<p>{words}</p>" for words in [*paragraphs, *(f"Line {number} of the list." for number in range(9))]))
    said = run_g2g("minutes", "m.html", cwd=tmp_path).stdout
    assert "Paint the gate" in said
    assert "Lock it" in said
    assert re.search(r"none was read \(1\)\n.*\n-+\n +4 .*An action plan stands there", said)


def test_what_was_read_as_json(clerk: Clerk, paper: Paper, untouched: object) -> None:
    is_golden("minutes.json", clerk(f"minutes {paper(HARBOUR)} --json"))


def test_json_needs_no_record_and_says_null_for_what_is_unknown(tmp_path: Path) -> None:
    write(tmp_path / "m.txt", "Present: Ann Lee, Bob Day\n\n1. Gate\nAction: Ann Lee to mend the gate.\n")
    done = run_g2g("minutes", "m.txt", "--json", cwd=tmp_path)
    found = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert found["meeting"] == dict.fromkeys(("body", "date", "time", "venue", "chair", "clerk"))
    assert [(a["text"], a["owners"], a["due"], a["line"]) for a in found["actions"]] == [("mend the gate", ["Ann Lee"], None, 4)]
    assert found["next_meeting"] is None


def test_json_reads_phrases_with_the_calendar_of_the_body(clerk: Clerk, paper: Paper) -> None:
    told = HARBOUR.replace("5. Date of next meeting\nWednesday 10 April 2019 at 10.30 am\n", "")
    assert [a["due"] for a in read(clerk, paper(told))["actions"]] == ["2019-03-29", None, "2019-04-10"]
    elsewhere = told.replace("Harbour and Wharves Board", "Pier Committee")
    assert [a["due"] for a in read(clerk, paper(elsewhere))["actions"]] == ["2019-03-29", None, None]


def test_initials_and_offices_are_people(clerk: Clerk, paper: Paper) -> None:
    found = read(clerk, paper(HARBOUR))["actions"]
    assert [(a["owners"], a["people"]) for a in found] == [
        (["NR"], ["Nia Rowlands"]), (["Clerk"], ["Idris Bowen"]), (["Tomos Rees", "TV"], ["Tomos Rees", "Tomos Vaughan"]),
    ]  # fmt: skip


@pytest.mark.parametrize("options", [["--json"], [], ["--apply"]])
def test_a_text_is_read_without_any_heavy_library(clerk: Clerk, paper: Paper, tmp_path: Path, options: list[str]) -> None:
    paper(HARBOUR.replace("Wednesday 13 March 2019", "Wednesday 13 February 2019"))
    names = {name.split(".")[0] for name in loaded(clerk.folder, "minutes", str(tmp_path / "march.txt"), *options)}
    assert not names & {"rich", "ruamel", "dateutil", "lxml", "pypdfium2", "docx", "openpyxl", "jinja2"}


# ---- taken in -------------------------------------------------------------------------------------------


def test_minutes_are_taken_in_by_one_change(clerk: Clerk, paper: Paper) -> None:
    file = paper(HARBOUR)
    is_golden("minutes-apply.txt", clerk(f"minutes {file} --apply"))
    is_golden("minutes-apply.actions.yaml", clerk.actions)
    is_golden("minutes-apply.meeting.yaml", meeting(clerk))
    assert {row["code"] for row in json.loads(clerk("check --json", status=1))["data"]} == {"no-due-date"}


def test_the_same_minutes_a_second_time_add_nothing(clerk: Clerk, paper: Paper) -> None:
    file = paper(HARBOUR)
    clerk(f"minutes {file} --apply")
    before = everything(clerk.folder)
    assert clerk(f"minutes {file} --apply") == "Nothing to add: the record has what these minutes say of HWB-2019-03-13.\n"
    assert everything(clerk.folder) == before


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "tests" / "minutes").glob("*.txt")))
def test_minutes_of_any_layout_are_taken_in_once(clerk: Clerk, name: str) -> None:
    clerk.today = "2026-01-05"
    file = str(ROOT / "tests" / "minutes" / name)
    found = read(clerk, file)
    words = ["minutes", file, "--apply", "--body", "HWB", *([] if found["meeting"]["date"] else ["--date", "2020-02-04"])]
    if found["kind"] in ("report", "agenda"):
        clerk(words, status=1)
        return
    assert clerk(words).startswith("Took in the minutes of HWB-")
    before = everything(clerk.folder)
    assert clerk(words).startswith("Nothing to add: ")
    assert everything(clerk.folder) == before


def test_a_dry_run_writes_nothing(clerk: Clerk, paper: Paper, untouched: object) -> None:
    assert clerk(f"minutes {paper(HARBOUR)} --apply -n").startswith("Not written, for this is a dry run: Took in the minutes of HWB-2019-03-13: ")


def test_corrected_minutes_add_what_is_new_and_list_what_differs(clerk: Clerk, paper: Paper) -> None:
    clerk(f"minutes {paper(HARBOUR)} --apply")
    before = clerk.actions
    corrected = HARBOUR.replace("three firms for a price", "four firms for a price").replace("by 29 March 2019", "by 5 April 2019")
    corrected = corrected.replace("Action: Clerk to write to the ministry about the dumping licence.", "Action: Gwen Pugh to test the water in the basin.")
    said = clerk(f"minutes {paper(corrected)} --apply")
    assert "added 1 action." in said.splitlines()[0]
    assert clerk.actions.startswith(before)
    assert "HWB-2019-03-13-04" in clerk.actions
    assert "HWB-2019-03-13-01  words: Ask three firms" in said
    assert "g2g edit HWB-2019-03-13-01 --due 2019-04-05" in said
    assert "In the record and not in these minutes" in said
    assert "HWB-2019-03-13-02  Write to the ministry" in said
    command = next(line.partition(": ")[2] for line in said.splitlines() if "--due 2019-04-05" in line)
    clerk(command.removeprefix("g2g "))
    assert "--due" not in clerk(f"minutes {paper(corrected)} --apply")


def test_an_owner_that_changed_is_listed_with_what_to_type(clerk: Clerk, paper: Paper) -> None:
    clerk(f"minutes {paper(HARBOUR)} --apply")
    said = clerk(f"minutes {paper(HARBOUR.replace('Action: NR to ask', 'Action: Tomos Rees to ask'))} --apply")
    assert said.startswith("Nothing to add: ")
    assert "HWB-2019-03-13-01  owner: Nia Rowlands (minutes: Tomos Rees)\n    line 23: g2g edit HWB-2019-03-13-01 --owner 'Tomos Rees'\n" in said


def test_what_a_hand_wrote_into_the_meeting_file_is_kept(clerk: Clerk, paper: Paper) -> None:
    written = (
        "# Kept by hand.\nbody: HWB\ndate: 2019-03-13\ntime: 11 am   # later than usual\nstatus: scheduled\nweather: gale\npresent:\n"
        "  - name: Mair Preece  # came late\nitems:\n  - number: 2\n    title: Minutes of the last meeting\n    minute: |\n      Taken as read,\n      all of them.\n"
        "  # the long one\n  - number: 3\n    title: Dredging\n"
    )
    write(clerk.folder / MEETING, written)
    said = clerk(f"minutes {paper(HARBOUR)} --apply")
    after = meeting(clerk)
    for line in written.splitlines():
        assert (line if line != "status: scheduled" else "status: held") in after.splitlines()
    assert "    resolutions:\n      - ref: HWB-2019-03-13-R1\n        text: The minutes of 13 February 2019 be approved" in after
    assert after.count("name: Mair Preece") == 1
    assert "time: 11 am (minutes: 10.30 am)" in said
    before = everything(clerk.folder)
    assert clerk(f"minutes {paper(HARBOUR)} --apply").startswith("Nothing to add: ")
    assert everything(clerk.folder) == before


def test_an_old_action_in_a_closing_list_is_not_added_again(clerk: Clerk, paper: Paper) -> None:
    said = clerk(f"minutes {paper(TABLED)} --apply")
    assert "still outstanding: HWB-2019-02-13-01" in said
    assert clerk.actions.count("Report on the cost of dredging the inner basin") == 1
    assert "formerly: '3.1'\n  action: Ask three firms" in clerk.actions
    assert "(“Harbour Master” is nobody in the list of those present or people.yaml; kept as written)" in said
    assert "Ask three firms" in clerk("show 3.1")


def test_a_renumbered_table_is_told_by_its_numbers(clerk: Clerk, paper: Paper) -> None:
    clerk(f"minutes {paper(TABLED)} --apply")
    said = clerk(f"minutes {paper(TABLED.replace('Paint the bollards on the coal wharf', 'Scrape and tar every post'))} --apply")
    assert said.startswith("Nothing to add: ")
    assert "HWB-2019-03-13-02  words: Paint the bollards on the coal wharf" in said


# ---- closures ----------------------------------------------------------------------------------------------

REPORTED = HARBOUR.replace(
    "3. Dredging\n",
    """2a. Action log

| Ref | Action | Owner | Status |
| --- | --- | --- | --- |
| 46.1 | Put up a notice about the tide gauge | Idris Bowen | Complete |
| 46.2 | Watch what the ministry decides on pilotage | Mair Preece | Carried forward |
| 46.5 | Fetch the chart of 1890 | Tomos Rees | Complete |

3. Dredging
""",
)


@pytest.fixture
def numbered(clerk: Clerk) -> Clerk:
    """The clerk's record, with the number that an old action had before it came into it."""
    write(clerk.folder / "actions.yaml", clerk.actions.replace("  action: Put up a notice", "  formerly: '46.1'\n  action: Put up a notice"))
    return clerk


def test_a_closure_is_offered_and_not_done(numbered: Clerk, paper: Paper) -> None:
    said = numbered(f"minutes {paper(REPORTED)} --apply")
    commands = [line.strip() for line in said.splitlines() if line.strip().startswith("g2g close")]
    assert len(commands) == 1
    # The owner said what came of it, when closure was proposed: “Complete” is no news.
    assert commands[0] == "g2g close HWB-2019-02-13-03 --on 2019-03-13"
    assert "outcome: Notice is up" in numbered.actions
    assert "status: proposed" in numbered.actions
    assert "Fetch the chart" not in numbered.actions
    assert numbered(commands[0].removeprefix("g2g ")).startswith("Closed HWB-2019-02-13-03.")
    assert "g2g close" not in numbered(f"minutes {paper(REPORTED)} --apply")


def test_the_preview_tells_how_old_actions_stand(numbered: Clerk, paper: Paper, untouched: object) -> None:
    said = numbered(f"minutes {paper(REPORTED)} --plain")
    old = said[said.index("Old actions (3)"):].split("\n\n")[0]
    assert re.search(r"HWB-2019-02-13-03 +done", old)
    assert re.search(r"HWB-2019-02-13-04 +still open", old)
    assert re.search(r"46.5 +done", old)


def test_a_certain_closure_is_done_when_it_is_asked_for(numbered: Clerk, paper: Paper) -> None:
    said = numbered(f"minutes {paper(REPORTED)} --apply --close")
    assert "added 3 actions; closed 1 action." in said.splitlines()[0]
    assert "HWB-2019-02-13-03:\n  status: closed\n  closed: 2019-03-13\n" in numbered.actions
    before = everything(numbered.folder)
    assert numbered(f"minutes {paper(REPORTED)} --apply --close").startswith("Nothing to add: ")
    assert everything(numbered.folder) == before


# ---- refused ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "options", "status", "said"),
    [
        (("Harbour and Wharves Board", "Pier Committee"), "", 1, "The record has no body called “Pier Committee”; --body HWB says which it is, or “g2g init"),
        (("x", "x"), "--date 2019-03-12", 1, "--date says Tuesday 12 March 2019, but the minutes are of Wednesday 13 March 2019 (line 3)"),
        (("x", "x"), "--date never", 2, "“never” is not a date"),
        (("x", "x"), "--body XYZ", 1, "There is no body “XYZ”"),
        (("13 March 2019", "12 June 2019"), "", 1, "Wednesday 12 June 2019 is still to come"),
        (("held on Wednesday 13 March 2019 at 10.30 am", "held"), "", 1, "These minutes do not say on which day the meeting was; give --date"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_in_is_one_sentence(
    clerk: Clerk, paper: Paper, untouched: object, change: tuple[str, str], options: str, status: int, said: str,
) -> None:  # fmt: skip
    text = HARBOUR.replace("Wednesday 10 April 2019 at 10.30 am", "To be arranged").replace("13 February 2019", "the last meeting")
    file = paper(text.replace(*change))
    clerk(f"minutes {file} --apply {options}", status=status)
    assert clerk.err.startswith(f"g2g: {said}")
    assert clerk.err.count("\n") == 1


def test_the_body_and_the_day_can_be_given(clerk: Clerk, paper: Paper) -> None:
    text = HARBOUR.replace("Harbour and Wharves Board", "Pier Committee").replace("held on Wednesday 13 March 2019 at 10.30 am", "held")
    said = clerk(f"minutes {paper(text)} --apply --body hwb --date 2019-03-13")
    assert "added 3 actions" in said
    assert "due: 2019-03-29" in clerk.actions
    assert "due: 2019-04-10" in clerk.actions


def test_minutes_that_name_no_body_are_those_of_the_only_one(clerk: Clerk, paper: Paper) -> None:
    text = HARBOUR.replace("Harbour and Wharves Board\n\n", "").replace("Nia Rowlands (NR), County Engineers\n", "")
    clerk(f"minutes {paper(text)} --apply")
    assert "  owner: Nia Rowlands\n  due: 2019-03-29\n" in clerk.actions
    write(clerk.folder / "bodies.yaml", "HWB:\n  name: Harbour and Wharves Board\n\nPPC:\n  name: Pilotage Panel\n")
    clerk(f"minutes {paper(text)} --apply", status=2)
    assert clerk.err == "g2g: Say which body: --body HWB or --body PPC.\n"


@pytest.mark.parametrize("status", ["cancelled", "moved\nmoved_to: HWB-2019-04-10"])
def test_a_meeting_that_was_not_held_has_no_minutes(clerk: Clerk, paper: Paper, status: str) -> None:
    write(clerk.folder / MEETING, f"body: HWB\ndate: 2019-03-13\nstatus: {status}\n")
    before = everything(clerk.folder)
    clerk(f"minutes {paper(HARBOUR)} --apply", status=1)
    assert "so these cannot be its minutes" in clerk.err
    assert everything(clerk.folder) == before


REPORT = "Report to the Harbour and Wharves Board\nReport of the Harbour Master\n\nPurpose of report\nTo tell members about the piles.\n\nRecommendation\nThat the report be noted.\n"


def test_a_report_gives_nothing_and_says_so(clerk: Clerk, paper: Paper, untouched: object) -> None:
    file = paper(REPORT)
    assert clerk(f"minutes {file}") == "march.txt is a report, not minutes: nothing was read.\n"
    assert read(clerk, file)["kind"] == "report"
    clerk(f"minutes {file} --apply", status=1)
    assert clerk.err == "g2g: march.txt is a report, not minutes: nothing was read. Nothing was written.\n"


@pytest.mark.parametrize("form", ["md", "html", "docx"])
@pytest.mark.parametrize(
    ("paper", "kind"),
    [("agenda HWB-2019-03-13", "an agenda"), ("agenda HWB-2019-03-13 --outstanding", "a report")]
    + [(f"report {kind}", "a report") for kind in ("meeting", "owner", "organisation", "plan", "slippage", "scrutiny", "decisions")],
)
def test_what_g2g_printed_itself_is_not_taken_for_minutes(clerk: Clerk, tmp_path: Path, paper: str, kind: str, form: str) -> None:
    planned(clerk.folder)
    file = tmp_path / f"ours.{form}"
    clerk(f"{paper} -o {file}")
    before = everything(clerk.folder)
    clerk(f"minutes {file} --apply --close", status=1)
    assert clerk.err == f"g2g: {file} is {kind}, not minutes: nothing was read. Nothing was written.\n"
    assert everything(clerk.folder) == before


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_a_file_that_cannot_be_read_is_one_sentence(clerk: Clerk, paper: Paper, untouched: object, name: str) -> None:
    clerk(f"minutes {name}", status=1)
    assert clerk.err.startswith(f"g2g: {name}: ")
    assert clerk.err.count("\n") == 1


@pytest.mark.parametrize("options", ["--apply --json", "--close", "-n", "--edit"])
def test_options_that_do_not_go_together(clerk: Clerk, paper: Paper, untouched: object, monkeypatch: pytest.MonkeyPatch, options: str) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    clerk(f"minutes {paper(HARBOUR)} {options}", status=2)
    assert clerk.err.count("\n") == 1


# ---- hostile ------------------------------------------------------------------------------------------------

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\x00\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), min_size=1, max_size=60)


@given(words=WORDS)
@settings(max_examples=40)
def test_whatever_stands_in_minutes_is_text_in_the_record_and_reads_back_the_same(words: str) -> None:
    from datetime import date

    from g2g import entries, yamltext
    from g2g.nodes import plain
    from g2g.proposal import Proposed, one_line
    from g2g.proposal.taking import fields_of
    from g2g.splice import entry_lines

    text = one_line(f"Mend {words} now")
    fields = fields_of(Proposed(1, text, owners=(one_line(f"A {words}"),), due=date(2019, 4, 1), due_said=one_line(words) or "soon", number="3.1"))
    entry = "".join(entry_lines("HWB-2019-03-13-01", fields))
    assert plain(entries.nodes(entry) or yamltext.read(entry, "x")) == {"HWB-2019-03-13-01": fields}
    assert entry.count("\n") == len(fields) + 1


def test_hostile_minutes_stay_text(clerk: Clerk, paper: Paper) -> None:
    hostile = HARBOUR.replace("three firms", "\x1b[31m{three}: *firms &x !!python [0m #").replace("Gwen Pugh – Port Health", "Gwen Pugh – 'Port: Health #1")
    paper(hostile)
    found = run_g2g("minutes", "march.txt", cwd=clerk.folder.parent, G2G_DATA=str(clerk.folder), G2G_TODAY="2019-03-14")
    if found.returncode:  # a control character may make the file no text at all
        assert "\x1b" not in found.stderr
        assert found.stderr.count("\n") == 1
        hostile = hostile.replace("\x1b", "")
    assert "\x1b" not in found.stdout
    said = clerk(f"minutes {paper(hostile)} --apply")
    assert "\x1b" not in said
    shown = json.loads(clerk("show 03-13-01 --json"))["data"][0]
    assert "{three}: *firms &x !!python" in shown["action"]
    assert clerk(f"minutes {paper(hostile)} --apply").startswith("Nothing to add: ")


# ---- looked through in an editor ------------------------------------------------------------------------------


@pytest.fixture
def editor(clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Makes $EDITOR a script that replaces texts, and keeps the page as it was opened."""
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.delenv("VISUAL", raising=False)

    def becomes(*pairs: tuple[str, str], save: bool = True) -> Path:
        script, opened = tmp_path / "editor.py", tmp_path / "opened.yaml"
        script.write_text(
            "import sys, pathlib\n"
            "file = pathlib.Path(sys.argv[1])\ntext = file.read_bytes().decode()\n"
            f"pathlib.Path({str(opened)!r}).write_bytes(text.encode())\n"
            f"for old, new in {pairs!r}:\n    assert old in text, old\n    text = text.replace(old, new)\n"
            + ("file.write_bytes(text.encode())\n" if save else ""),
            encoding="utf-8",
        )
        monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
        return opened

    return becomes


def test_the_page_saved_as_it_was_is_the_same_as_applied(clerk: Clerk, paper: Paper, editor: Callable[..., Path], tmp_path: Path) -> None:
    file = paper(HARBOUR)
    opened = editor()
    clerk(f"minutes {file} --edit")
    is_golden("minutes-page.yaml", opened.read_text(encoding="utf-8"))
    is_golden("minutes-apply.actions.yaml", clerk.actions)
    is_golden("minutes-apply.meeting.yaml", meeting(clerk))
    assert not list(tmp_path.glob("g2g-minutes-*"))


def test_what_is_changed_deleted_and_uncommented_on_the_page(clerk: Clerk, paper: Paper, editor: Callable[..., Path]) -> None:
    opened = editor(("Ask three firms", "Ask five firms"))
    file = paper(HARBOUR)
    clerk(f"minutes {file} --edit -n")
    page = opened.read_text(encoding="utf-8")
    deleted = re.search(r"  - action: Write to the ministry.*\n(?:    .*\n)*", page)
    prose = re.search(r"  # - action: Look at the rings.*\n(?:  #   .*\n)*", page)
    assert deleted
    assert prose
    editor(("Ask three firms", "Ask five firms"), (deleted[0], ""), (prose[0], prose[0].replace("  # ", "  ")))
    assert "added 3 actions" in clerk(f"minutes {file} --edit")
    assert "Ask five firms" in clerk.actions
    assert "ministry about" not in clerk.actions
    assert "Look at the rings on the south quay too" in clerk.actions


def test_a_page_closed_without_saving_writes_nothing(clerk: Clerk, paper: Paper, editor: Callable[..., Path], untouched: object) -> None:
    editor(save=False)
    assert clerk(f"minutes {paper(HARBOUR)} --edit") == "The page was closed without saving; nothing was written.\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    due: 2019-03-29\n", "    due: Friday\n", "“Friday” is no date"),
        ("    due: 2019-03-29\n", "    due: 2019-01-01\n", "Tuesday 1 January 2019 is before the meeting"),
        ("  body: HWB\n", "  body: XYZ\n", "“XYZ” is no body; the record has HWB"),
        ("    owner: Nia Rowlands\n", "    onwer: Nia Rowlands\n", "there is no field “onwer” in an action"),
        ("  - action: Ask", "  - action: [Ask\n", ""),
    ],
)
def test_what_is_wrong_on_the_page_is_told_with_its_line_and_the_text_is_kept(
    clerk: Clerk, paper: Paper, editor: Callable[..., Path], untouched: object, tmp_path: Path, old: str, new: str, said: str,
) -> None:  # fmt: skip
    opened = editor((old, new))
    clerk(f"minutes {paper(HARBOUR)} --edit", status=1)
    line = opened.read_text(encoding="utf-8").partition(old)[0].count("\n") + 1
    if said:
        assert f"the page:{line}: {said}" in clerk.err
    kept = re.search(r"what you wrote is in (\S+\.yaml)", clerk.err)
    assert kept
    assert new in Path(kept[1]).read_text(encoding="utf-8")


def test_what_is_wrong_on_the_page_is_told_a_line_each(clerk: Clerk, paper: Paper, editor: Callable[..., Path], untouched: object) -> None:
    editor(("    due: 2019-03-29\n", "    due: Friday\n"), ("    owner: Nia Rowlands\n", "    onwer: Nia Rowlands\n"))
    clerk(f"minutes {paper(HARBOUR)} --edit", status=1)
    told = clerk.err.splitlines()
    assert len(told) == 2
    assert [re.sub(r":\d+:", ":N:", line.partition("; ")[0]) for line in told] == [
        "g2g: the page:N: there is no field “onwer” in an action", "g2g: the page:N: “Friday” is no date",
    ]  # fmt: skip
    assert told[1].endswith(".yaml.")


# ---- what old actions came to ----------------------------------------------------------------------------


UPDATES = HARBOUR.replace(
    "3. Dredging\n",
    """2a. Matters arising

| Ref | Action | Owner | Update |
| --- | --- | --- | --- |
| 02-13-01 | Report on the cost of dredging the inner basin | Nia Rowlands | Completed |
| 02-13-02 | Agree where the new mooring rings go | Tomos Rees | Completed and handed to the pilots |
| 02-13-09 | Fetch the chart of 1890 | Tomos Rees | Completed |

3. Dredging
""",
)


def test_what_came_of_an_action_is_the_update_and_not_its_task(clerk: Clerk, paper: Paper) -> None:
    clerk(f"minutes {paper(UPDATES)} --apply --close")
    assert "HWB-2019-02-13-01:\n  status: closed\n  closed: 2019-03-13\n  outcome: Completed\n" in clerk.actions
    assert "HWB-2019-02-13-02:\n  status: closed\n  closed: 2019-03-13\n  outcome: Completed and handed to the pilots\n" in clerk.actions


def test_a_report_on_an_action_that_there_is_not_is_said(clerk: Clerk, paper: Paper) -> None:
    told = "The minutes report on an action as done, and there is no action “02-13-09” in the record."
    assert told in " ".join(clerk(f"minutes {paper(UPDATES)}").split())
    assert re.search(rf"  line \d+: {re.escape(told)}\n", clerk(f"minutes {paper(UPDATES)} --apply"))


def test_the_page_shows_what_is_to_be_closed_and_closes_what_is_left_there(clerk: Clerk, paper: Paper, editor: Callable[..., Path]) -> None:
    opened = editor()
    clerk(f"minutes {paper(UPDATES)} --edit -n")
    assert "\nclose:" not in opened.read_text(encoding="utf-8")
    clerk(f"minutes {paper(UPDATES)} --edit --close -n")
    page = opened.read_text(encoding="utf-8")
    assert "  # Report on the cost of dredging the inner basin\n  - ref: HWB-2019-02-13-01\n    outcome: Completed\n" in page
    editor(("  - ref: HWB-2019-02-13-01\n    outcome: Completed\n", ""), ("outcome: Completed and handed", "outcome: All handed"))
    assert "closed 1 action" in clerk(f"minutes {paper(UPDATES)} --edit --close")
    assert "HWB-2019-02-13-01:\n  status: open\n" in clerk.actions
    assert "  outcome: All handed to the pilots\n" in clerk.actions


def test_the_page_closes_nothing_that_the_minutes_do_not_report_as_done(clerk: Clerk, paper: Paper, editor: Callable[..., Path], untouched: object) -> None:
    editor(("  - ref: HWB-2019-02-13-01\n", "  - ref: HWB-2019-02-13-04\n"))
    clerk(f"minutes {paper(UPDATES)} --edit --close", status=1)
    assert "“HWB-2019-02-13-04” is none of the actions that the minutes say are done" in clerk.err


# ---- doubts ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("phrase", ["before the next Committee", "by close of play", "by the 29th"])
def test_a_date_of_which_it_is_not_sure_what_day_is_meant_is_not_stored(clerk: Clerk, paper: Paper, phrase: str) -> None:
    text = HARBOUR.replace("by 29 March 2019", phrase)
    found = read(clerk, paper(text))
    assert found["actions"][0]["due"] is None
    assert found["actions"][0]["due_said"] == phrase
    assert [one for one in found["problems"] if one["message"].endswith("; kept without a date.")]
    said = clerk(f"minutes {paper(text)} --apply")
    assert "kept without a date" in said
    entry = clerk.actions[clerk.actions.index("HWB-2019-03-13-01:") :].split("\n\n")[0]
    assert f"  due_said: {phrase}\n" in entry
    assert "  due: " not in entry


def test_a_weekday_that_is_another_leaves_the_date_and_a_doubt(clerk: Clerk, paper: Paper) -> None:
    found = read(clerk, paper(HARBOUR.replace("by 29 March 2019", "by Monday 29 March 2019")))
    assert found["actions"][0]["due"] == "2019-03-29"
    assert [one for one in found["problems"] if "29 March 2019 is a Friday, not a Monday" in one["message"]]


def test_a_doubt_about_the_day_of_the_meeting_is_said_when_the_minutes_are_taken_in(clerk: Clerk, paper: Paper) -> None:
    text = HARBOUR.replace("Wednesday 13 March 2019", "Thursday 13 March 2019")
    [doubt] = [one["message"] for one in read(clerk, paper(text))["problems"] if "Thursday" in one["message"]]
    assert f": {doubt}" in clerk(f"minutes {paper(text)} --apply")


@pytest.mark.parametrize("written", ["31 February 2019", "31/02/2019", "31st February, 2019"])
def test_a_day_that_there_is_not_is_said_to_be_none(clerk: Clerk, paper: Paper, untouched: object, written: str) -> None:
    text = HARBOUR.replace("Wednesday 13 March 2019", written)
    clerk(f"minutes {paper(text)} --apply", status=1)
    assert f"says {written}, and there is no such day (February 2019 has no day 31); correct the minutes, or give --date DATE." in clerk.err
    assert "there is no such day" in " ".join(clerk(f"minutes {paper(text)}").split())


def test_a_number_of_the_minutes_own_stands_in_a_column(clerk: Clerk, paper: Paper, untouched: object) -> None:
    assert "No." not in clerk(f"minutes {paper(HARBOUR)} --plain").partition("Actions (3)")[2].partition("\n\n")[0]
    actions = clerk(f"minutes {paper(TABLED)} --plain").partition("\nActions (")[2].splitlines()
    assert re.match(r"Line +No\. +Owner", actions[1])
    assert re.match(r" *\d+ +\d[\d.]* +[A-Z]", actions[3])


# ---- minutes corrected ---------------------------------------------------------------------------------------


def test_every_correction_of_a_meeting_is_listed_with_what_to_do(clerk: Clerk, paper: Paper) -> None:
    before = HARBOUR.replace("3. Dredging\n", "3. Dredging\nResolved: That the basin be sounded.\nResolved: That the dredger be hired for a year.\n")
    clerk(f"minutes {paper(before)} --apply")
    after = before.replace("Resolved: That the basin be sounded.\n", "").replace("hired for a year", "hired for two years").replace("Tomos Rees, Pilots' Association\n", "")
    after = after.replace("10.30 am", "11 am", 1)
    assert "What differs is left as it is; --apply lists how each is taken over." in clerk(f"minutes {paper(after)}")
    said = clerk(f"minutes {paper(after)} --apply")
    assert said.startswith("Nothing to add: ")
    told = said.partition("to take it over:\n")[2].splitlines()
    assert told == [
        "  HWB-2019-03-13  time: 10.30 am (minutes: 11 am)",
        "    g2g meeting edit HWB-2019-03-13 --time '11 am'",
        "  HWB-2019-03-13  present: Tomos Rees (minutes: not named)",
        "    take them out under “present:” in data/meetings/HWB-2019-03-13.yaml",
        "  HWB-2019-03-13  resolution R3: The dredger be hired for a year. (minutes: The dredger be hired for two years.)",
        "    g2g meeting edit HWB-2019-03-13 --resolution HWB-2019-03-13-R3 --words 'The dredger be hired for two years.'",
        "  HWB-2019-03-13  resolution R2: The basin be sounded. (minutes: not there)",
        "    take it out in data/meetings/HWB-2019-03-13.yaml",
    ]
    for line in told:
        if line.strip().startswith("g2g meeting edit"):
            clerk(line.strip().removeprefix("g2g "))
    said = clerk(f"minutes {paper(after)} --apply")
    assert "g2g meeting edit" not in said
    assert "resolution R2" in said


# ---- exempt ------------------------------------------------------------------------------------------------

CLOSED = HARBOUR.replace(
    "5. Date of next meeting",
    """5. Exclusion of the press and public
Resolved: That the public be excluded under paragraph 1 of Part 1 of Schedule 12A.

PART II – NOT FOR PUBLICATION

6. The crane driver
Resolved: That the claim be met.
Action: Clerk to write to the crane driver by 20 March 2019.

The public were readmitted.

7. Date of next meeting""",
)


def test_exempt_minutes_as_json_name_the_paragraphs_of_each(clerk: Clerk, paper: Paper) -> None:
    found = read(clerk, paper(CLOSED))
    assert {item["title"]: item["exempt"] for item in found["items"] if item["exempt"]} == {"The crane driver": ["1"]}
    assert [one["exempt"] for one in found["resolutions"]] == [[], [], ["1"]]
    assert [one["exempt"] for one in found["actions"]] == [[], [], [], ["1"]]
    assert [item["number"] for item in found["items"]][-3:] == ["5", "6", "7"]


def test_the_preview_says_what_is_taken_in_as_exempt(clerk: Clerk, paper: Paper, untouched: object) -> None:
    said = clerk(f"minutes {paper(CLOSED)} --plain")
    assert re.search(r"\n1 action, 1 item and 1 resolution stand in the exempt part \(line \d+ on\), and are taken in as exempt\.\n", said)
    assert re.search(r"\n +\d+  1 +Clerk → Idris Bowen +20 Mar 2019 ", said)


def test_exempt_minutes_are_written_as_exempt(clerk: Clerk, paper: Paper) -> None:
    said = clerk(f"minutes {paper(CLOSED)} --apply")
    assert "crane" not in said
    assert re.search(r"  HWB-2019-03-13-04  exempt under paragraph 1 \(line \d+\)\n", said)
    assert "  exempt: 1\n  action: Write to the crane driver" in clerk.actions
    assert "  - number: 6\n    title: The crane driver\n    exempt: 1\n    resolutions:\n" in meeting(clerk)
    assert clerk(f"minutes {paper(CLOSED)} --apply").startswith("Nothing to add: ")


def test_the_page_has_what_is_exempt_and_takes_it_over(clerk: Clerk, paper: Paper, editor: Callable[..., Path]) -> None:
    opened = editor()
    clerk(f"minutes {paper(CLOSED)} --edit -n")
    page = opened.read_text(encoding="utf-8")
    assert "    exempt: 1\n" in page[page.index("actions:") :]
    item, action = "    title: The crane driver\n    exempt: 1\n", "    item: 6\n    exempt: 1\n"
    editor((item, "    title: The crane driver\n    exempt: 1, 3\n"), (action, "    item: 6\n"))
    clerk(f"minutes {paper(CLOSED)} --edit")
    assert "    title: The crane driver\n    exempt:\n      - 1\n      - 3\n" in meeting(clerk)
    assert "exempt" not in clerk.actions
    # What a person took for public is told again, with what to type.
    assert "  HWB-2019-03-13-04  exempt: for publication (minutes: exempt, paragraph 1)\n" in clerk(f"minutes {paper(CLOSED)} --apply")


def test_a_page_with_paragraphs_that_are_none_is_refused(clerk: Clerk, paper: Paper, editor: Callable[..., Path], untouched: object) -> None:
    editor(("    item: 6\n    exempt: 1\n", "    item: 6\n    exempt: never\n"))
    clerk(f"minutes {paper(CLOSED)} --edit", status=1)
    assert "“never” names no paragraph; write it like 3, or 1, 3, or paragraph not stated" in clerk.err


def test_what_the_record_has_as_public_and_the_minutes_as_exempt_is_told(clerk: Clerk, paper: Paper) -> None:
    public = CLOSED.replace("Resolved: That the public be excluded under paragraph 1 of Part 1 of Schedule 12A.\n\nPART II – NOT FOR PUBLICATION\n", "There were no exempt items.\n")
    clerk(f"minutes {paper(public)} --apply")
    assert "exempt" not in clerk.actions
    said = clerk(f"minutes {paper(CLOSED)} --apply")
    commands = [line.strip().partition("g2g ")[2] for line in said.splitlines() if " --exempt 1" in line]
    assert len(commands) == 2
    for command in commands:
        clerk(command)
    assert "  exempt: 1\n  action: Write to the crane driver" in clerk.actions
    assert "    title: The crane driver\n    exempt: 1\n" in meeting(clerk)
    assert "--exempt" not in clerk(f"minutes {paper(CLOSED)} --apply")


def test_what_is_said_of_a_public_action_in_an_exempt_part_is_no_outcome(clerk: Clerk, paper: Paper) -> None:
    text = CLOSED.replace(
        "Resolved: That the claim be met.\n",
        "| Ref | Action | Owner | Update |\n| --- | --- | --- | --- |\n| 02-13-01 | Report on the cost of dredging the inner basin | Nia Rowlands | Completed for a secret sum |\n\n",
    )
    said = clerk(f"minutes {paper(text)} --apply")
    assert "secret" not in said
    assert "g2g close HWB-2019-02-13-01 --on 2019-03-13" in said
    clerk(f"minutes {paper(text)} --apply --close")
    assert "HWB-2019-02-13-01:\n  status: closed\n  closed: 2019-03-13\n  owner" in clerk.actions


def test_the_minutes_of_a_second_meeting_in_a_month_lose_nobody_their_meeting(clerk: Clerk, paper: Paper) -> None:
    clerk("add Count the buoys --owner rees --due 'at the March meeting' --meeting HWB-2019-02-13")
    assert "due: 2019-03-13\n  due_said: at the March meeting\n" in clerk.actions
    clerk.today = "2019-03-21"
    text = HARBOUR.replace("Wednesday 13 March 2019", "Wednesday 20 March 2019")
    assert "has lost its meeting" not in clerk(f"minutes {paper(text)} --apply")
