"""Meetings as a clerk types them: added, listed, held, moved, cancelled."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.conftest import ACTIONS, Clerk, write
from tests.test_cli_verbs import differences, everything

SCHEDULED = "body: HWB\ndate: 2019-03-13\ntime: 10.30 am\nvenue: Quay House, Port Tennant\nstatus: scheduled\n"
# The same meeting, kept by hand.
HAND = """\
# The March meeting; by hand.
body: HWB
date:   2019-03-13      # a Wednesday
status: "scheduled"
parking: no             # a field of our own
venue: >-
  Quay House,
  Port Tennant
present:
- Mair Preece           # as Chair
- {name: Idris Bowen, organisation: Harbour Trust}
"""


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """What reaches the disk when is tested elsewhere; here nobody pulls the plug."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)


def march(clerk: Clerk) -> Path:
    return clerk.folder / "meetings" / "HWB-2019-03-13.yaml"


def text_of(clerk: Clerk, ref: str) -> str:
    return (clerk.folder / "meetings" / f"{ref}.yaml").read_text(encoding="utf-8")


def names(clerk: Clerk) -> list[str]:
    return sorted(path.stem for path in (clerk.folder / "meetings").iterdir())


# ---- add -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["12 June 2019", "HWB 2019-06-12", "hwb 12/6/2019", "'Wednesday 12 June'"])
def test_add_one_meeting_at_the_time_and_place_of_its_body(clerk: Clerk, line: str) -> None:
    before = everything(clerk.folder)
    assert clerk(f"meeting add {line}") == (
        "Added 1 meeting of Harbour and Wharves Board.\n  HWB-2019-06-12  Wednesday 12 June 2019\n    scheduled\n"
    )
    assert text_of(clerk, "HWB-2019-06-12") == SCHEDULED.replace("2019-03-13", "2019-06-12")
    assert {name: content for name, content in everything(clerk.folder).items() if "06-12" not in name} == before


def test_add_with_its_own_time_and_place(clerk: Clerk) -> None:
    clerk("meeting add 2019-06-12 --time 14:15 --venue 'Town Hall: upstairs'")
    assert "time: 2.15 pm\nvenue: 'Town Hall: upstairs'\n" in text_of(clerk, "HWB-2019-06-12")


def test_add_a_series_every_six_weeks(clerk: Clerk) -> None:
    out = clerk("meeting add 5 June 2019 --every '6 weeks' --count 3")
    assert out == (
        "Added 3 meetings of Harbour and Wharves Board.\n"
        "  HWB-2019-06-05  Wednesday 5 June 2019\n    scheduled\n"
        "  HWB-2019-07-17  Wednesday 17 July 2019\n    scheduled\n"
        "  HWB-2019-08-28  Wednesday 28 August 2019\n    scheduled\n"
    )
    assert {"HWB-2019-06-05", "HWB-2019-07-17", "HWB-2019-08-28"} <= set(names(clerk))


def test_add_a_series_on_the_second_tuesday_without_august(clerk: Clerk) -> None:
    clerk("meeting add 1 June 2019 --every 'second Tuesday of each month' --without August --without dec --until '31 January 2020'")
    added = [name for name in names(clerk) if name > "HWB-2019-05"]
    assert added == [
        "HWB-2019-06-11", "HWB-2019-07-09", "HWB-2019-09-10", "HWB-2019-10-08", "HWB-2019-11-12", "HWB-2020-01-14",
    ]  # fmt: skip


def test_add_to_a_body_that_had_no_meeting(clerk: Clerk) -> None:
    clerk("init --body FSH --name 'Fisheries: Committee'")
    assert clerk("meeting add fsh 2019-06-12").startswith("Added 1 meeting of Fisheries: Committee.\n")
    assert text_of(clerk, "FSH-2019-06-12") == "body: FSH\ndate: 2019-06-12\nstatus: scheduled\n"


def test_a_phrase_gets_its_date_when_its_meeting_is_added(clerk: Clerk) -> None:
    clerk("add Oil the bell --due 'at the June Board meeting'")
    before = clerk.actions
    out = clerk("meeting add 2019-06-12")
    assert "HWB-2019-02-13-05  Oil the bell\n    due Wednesday 12 June 2019: " in out
    assert differences(before, clerk.actions) == ["+  due: 2019-06-12"]


# ---- list, show ----------------------------------------------------------------------------------


def test_list_by_date_body_and_status(clerk: Clerk) -> None:
    clerk("init --body FSH --name 'Fisheries Committee'")
    clerk("meeting add FSH 2019-02-20")

    def listed(line: str) -> list[str]:
        return [row["ref"] if "ref" in row else row["meeting"] for row in json.loads(clerk(f"meeting list --json {line}"))["data"]]

    assert listed("") == ["HWB-2019-01-16", "HWB-2019-02-13", "FSH-2019-02-20", "HWB-2019-03-13", "HWB-2019-04-10"]
    assert listed("--body fsh") == ["FSH-2019-02-20"]
    assert listed("--status held") == ["HWB-2019-01-16", "HWB-2019-02-13"]
    assert listed("--status cancelled") == []
    assert clerk("meeting list --body FSH").splitlines()[-1].split() == ["FSH-2019-02-20", "Wed", "20", "Feb", "2019", "–", "scheduled", "–"]


def test_show_gives_who_was_there_and_the_actions_raised(clerk: Clerk) -> None:
    clerk("meeting hold 02-13 --present nia --apologies mair")
    out = clerk("meeting show 02-13")
    assert out.startswith("Harbour and Wharves Board, Wednesday 13 February 2019\n")
    for words in ("Nia Rowlands  County Engineers", "Mair Preece", "HWB-2019-02-13-01", "HWB-2019-02-13-04", "Quay House"):
        assert words in out
    assert "HWB-2019-01-16-01" not in out


@pytest.mark.parametrize("typed", ["HWB-2019-03-13", "hwb-2019-03-13", "2019-03-13", "03-13", "3-13", "'13 March'", "13/3/2019"])
def test_a_meeting_is_found_by_the_end_of_its_reference_or_its_date(clerk: Clerk, typed: str) -> None:
    assert clerk(f"meeting show {typed}").startswith("Harbour and Wharves Board, Wednesday 13 March 2019\n")


# ---- hold ----------------------------------------------------------------------------------------


def test_hold_says_who_was_there_with_their_organisations(clerk: Clerk) -> None:
    clerk.today = "2019-03-14"
    assert clerk("meeting hold 03-13 --present nia --present TR --apologies mair --chair 'Nia Rowlands'") == (
        "Held HWB-2019-03-13.\n  HWB-2019-03-13  Wednesday 13 March 2019\n"
        "    scheduled → held; 2 present, 1 with apologies; chair Nia Rowlands\n"
    )
    assert text_of(clerk, "HWB-2019-03-13") == (
        SCHEDULED.replace("scheduled", "held")
        + "chair: Nia Rowlands\npresent:\n  - name: Nia Rowlands\n    organisation: County Engineers\n"
        "  - name: Tomos Rees\n    organisation: Pilots' Association\n"
        "apologies:\n  - name: Mair Preece\n    organisation: Harbour Trust\n    role: Chair\n"
    )


def test_hold_again_adds_only_new_names(clerk: Clerk) -> None:
    clerk.today = "2019-03-14"
    clerk("meeting hold 03-13 --present nia")
    before = text_of(clerk, "HWB-2019-03-13")
    assert clerk("meeting hold 03-13") == "HWB-2019-03-13 is down as held already; nothing was changed.\n"
    assert clerk("meeting hold 03-13 --present NR") == "HWB-2019-03-13 is down as held already; nothing was changed.\n"
    assert clerk("meeting hold 03-13 --present NR --present TV --present tomos-v") == (
        "Added to HWB-2019-03-13.\n  HWB-2019-03-13  Wednesday 13 March 2019\n    1 present, 0 with apologies\n"
    )
    assert differences(before, text_of(clerk, "HWB-2019-03-13")) == [
        "+  - name: Tomos Vaughan", "+    organisation: County Engineers",
    ]  # fmt: skip


def test_hold_keeps_a_stranger_as_written_and_says_so(clerk: Clerk) -> None:
    clerk("meeting hold 02-13 --present 'Zoe: Stranger'")
    assert clerk.err.startswith("g2g: Zoe: Stranger is not in people.yaml")
    assert text_of(clerk, "HWB-2019-02-13").endswith("present:\n  - name: 'Zoe: Stranger'\n")


# ---- move, cancel --------------------------------------------------------------------------------


def test_move_leaves_a_tombstone_that_references_follow(clerk: Clerk) -> None:
    assert clerk("meeting move 03-13 --to '20 March' --reason 'Spring tide'") == (
        "Moved the meeting of 13 March 2019 to Wednesday 20 March 2019.\n"
        "  HWB-2019-03-13  Wednesday 13 March 2019\n    HWB-2019-03-13 → HWB-2019-03-20: Spring tide\n"
    )
    assert differences(SCHEDULED, text_of(clerk, "HWB-2019-03-13")) == [
        "-status: scheduled", "+status: moved", "+reason: Spring tide", "+moved_to: HWB-2019-03-20",
    ]  # fmt: skip
    assert text_of(clerk, "HWB-2019-03-20") == SCHEDULED.replace("03-13", "03-20") + "moved_from: HWB-2019-03-13\n"
    assert clerk.actions == ACTIONS
    assert "–            Is carried forward to HWB-2019-03-13 (moved to 2019-03-20)\n" in clerk("show 13-1")
    assert clerk("check").endswith("Nothing is wrong.\n")
    assert "20 March 2019" in clerk("agenda")


def test_a_due_phrase_follows_its_meeting(clerk: Clerk) -> None:
    clerk("add Oil the bell --due 'next meeting'")
    before = clerk.actions
    assert "due 13 March 2019 → 20 March 2019" in clerk("meeting move 03-13 --to 2019-03-20")
    assert differences(before, clerk.actions) == [
        "-  due: 2019-03-13", "+  due: 2019-03-20", "+  notes:",
        "+    - 2019-03-11 First date follows its meeting, from 2019-03-13 to 2019-03-20",
    ]  # fmt: skip


def test_cancel_says_why_and_the_next_meeting_is_the_one_after(clerk: Clerk) -> None:
    assert clerk("meeting cancel 03-13 --reason 'Storm: no ferry'") == (
        "Cancelled HWB-2019-03-13.\n  HWB-2019-03-13  Wednesday 13 March 2019\n    scheduled → cancelled: Storm: no ferry\n"
    )
    assert differences(SCHEDULED, text_of(clerk, "HWB-2019-03-13")) == [
        "-status: scheduled", "+status: cancelled", "+reason: 'Storm: no ferry'",
    ]  # fmt: skip
    assert "forward to HWB-2019-04-10" in clerk("carry-forward")


# ---- refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        ("add", 2, "Missing argument '[BODY] DATE'."),
        ("add HWB", 2, "Say which day the meeting is on: g2g meeting add BODY DATE."),
        ("add soon", 2, "“soon” is not a date"),
        ("add XYZ 2019-06-12", 1, "There is no body “XYZ”; the record has HWB"),
        ("add 31/6/2019", 2, "June 2019 has no day 31"),
        ("add Monday 12 June 2019", 2, "12 June 2019 is a Wednesday, not a Monday"),
        ("add 2019-02-13", 1, "HWB-2019-02-13 stands on the calendar as held; “g2g meeting show HWB-2019-02-13” shows it."),
        ("add 2019-01-30 --every '1 week' --count 3", 1, "HWB-2019-02-13 stands on the calendar as held"),
        ("add 2019-06-12 --every '6 weeks'", 1, "A series needs an end: give --until DATE or --count NUMBER."),
        ("add 2019-06-12 --every 'blue moon' --count 2", 1, "“blue moon” is no rhythm that g2g knows"),
        ("add 2019-06-12 --every '6 weeks' --until 2019-06-11", 1, "No day belongs to this series"),
        ("add 2019-06-12 --every '6 weeks' --count 0", 2, "0 is not in the range 1<=x<=200."),
        ("add 2019-06-12 --every '6 weeks' --count 201", 2, "201 is not in the range 1<=x<=200."),
        ("add 2019-06-12 --every '1 week' --until 2040-01-01", 1, "A series has 200 meetings at most"),
        ("add 2019-06-12 --every '6 weeks' --count 3 --without Ju", 2, "“Ju” is no month; write its name, such as August."),
        ("add 2019-06-12 --every '6 weeks' --count 3 --without Mai", 2, "“Mai” is no month"),
        ("add 2019-06-12 --count 3", 2, "--until, --count and --without belong to a series: give --every too."),
        ("add 2019-06-12 --time 25:00", 2, "“25:00” is not a time; write it like 2.30 pm or 14:30."),
        ("add 2019-06-12 --time 2.30", 2, "“2.30” is not a time"),
        ("add 2019-06-12 --venue ''", 2, "--venue should have words in it."),
        ("add 2019-06-12 --venue 'a\x1b[31mb'", 2, "--venue holds control characters; leave them out."),
        ("show 05-05", 1, "There is no meeting “05-05”."),
        ("show HWB-2019-03-12", 1, "There is no meeting “HWB-2019-03-12”. Did you mean HWB-2019-03-13, "),
        ("list --body XX", 1, "There is no body “XX”; the record has HWB"),
        ("list --status lost", 2, "'lost' is not one of"),
        ("hold 03-13", 1, "HWB-2019-03-13 is still to come: it is on Wednesday 13 March 2019."),
        ("hold 02-13 --present Tomos", 1, "“Tomos” could be 2 people: Tomos Rees or Tomos Vaughan."),
        ("hold 02-13 --present ''", 2, "A name should have words in it."),
        ("hold 02-13 --present mair --apologies MP", 2, "Mair Preece is given as present and with apologies; leave one out."),
        ("hold 02-13 --chair 'x\x07'", 2, "A name holds control characters; leave them out."),
        ("move 02-13 --to 2019-02-20", 1, "HWB-2019-02-13 is held; only a scheduled meeting can be moved."),
        ("move 03-13 --to 2019-04-10", 1, "HWB-2019-04-10 is on the calendar already; cancel one of the two instead."),
        ("move 03-13 --to 2019-03-13", 1, "HWB-2019-03-13 is on Wednesday 13 March 2019 already."),
        ("move 03-13 --to soon", 2, "“soon” is not a date"),
        ("move 03-13", 2, "Missing option '--to'."),
        ("cancel 03-13", 2, "Say why: --reason TEXT."),
        ("cancel 02-13 --reason x", 1, "HWB-2019-02-13 is held; only a scheduled meeting can be cancelled."),
        ("postpone 03-13", 2, "There is no “g2g meeting postpone”. There are add, list, show, hold, edit, move and cancel."),
    ],
)  # fmt: skip
def test_a_refusal_is_one_sentence_and_writes_nothing(
    clerk: Clerk, untouched: object, line: str, status: int, said: str
) -> None:
    assert clerk(f"meeting {line}", status=status) == ""
    assert said in clerk.err
    assert clerk.err.startswith("g2g: ")
    assert clerk.err.count("\n") == 1
    assert "\x1b" not in clerk.err


def test_what_was_moved_names_where_it_went(clerk: Clerk) -> None:
    clerk("meeting move 03-13 --to 2019-03-20")
    for line in ("move 03-13 --to 2019-03-27", "cancel 03-13 --reason x", "hold 03-13"):
        clerk.today = "2019-03-28"
        clerk(f"meeting {line}", status=1)
        assert clerk.err.startswith("g2g: HWB-2019-03-13 was moved to HWB-2019-03-20; ")
    clerk("meeting move 03-20 --to 2019-03-13", status=1)
    assert clerk.err == "g2g: HWB-2019-03-13 stands on the calendar as moved, and keeps its day; choose another.\n"
    clerk("meeting cancel 03-20 --reason Storm")
    clerk("meeting hold 03-20", status=1)
    assert clerk.err == "g2g: HWB-2019-03-20 was cancelled; it cannot have been held.\n"


# ---- every write command -------------------------------------------------------------------------

WRITES = [
    ("meeting add 2019-06-12", ["HWB-2019-06-12"]),
    ("meeting add 2019-06-12 --every '6 weeks' --count 2", ["HWB-2019-06-12", "HWB-2019-07-24"]),
    ("meeting hold 03-13", ["HWB-2019-03-13"]),
    ("meeting hold 03-13 --present nia --present TR --apologies TV --chair IB", ["HWB-2019-03-13"]),
    ("meeting move 03-13 --to 2019-03-20 --reason Tide", ["HWB-2019-03-13", "HWB-2019-03-20"]),
    ("meeting cancel 03-13 --reason Storm", ["HWB-2019-03-13"]),
]


@pytest.mark.parametrize("form", ["lf", "bom crlf", "open end"])
@pytest.mark.parametrize("text", [SCHEDULED, HAND], ids=["written", "by hand"])
@pytest.mark.parametrize(("line", "named"), WRITES, ids=[line for line, _ in WRITES])
def test_only_the_files_and_lines_of_what_a_command_names_differ(
    clerk: Clerk, line: str, named: list[str], text: str, form: str
) -> None:
    from tests.test_cli_verbs import in_form

    clerk.today = "2019-03-14"
    march(clerk).write_bytes(in_form(text, form))
    before = everything(clerk.folder)
    clerk(line)
    after = everything(clerk.folder)
    differing = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert differing == {str(Path("meetings") / f"{ref}.yaml") for ref in named}
    raw = march(clerk).read_bytes()
    plainly = raw.decode("utf-8-sig").replace("\r\n", "\n")
    assert raw.startswith(b"\xef\xbb\xbf") == ("bom" in form)
    assert raw.count(b"\r") == (raw.count(b"\n") if "crlf" in form else 0)
    lost = [row for row in differences(text, plainly) if row.startswith("-")]
    status = next(row for row in text.splitlines() if row.startswith("status"))
    assert lost == ([] if "add" in line else [f"-{status}"])
    assert clerk("meeting list --json")


def test_a_meeting_kept_by_hand_is_changed_in_its_own_style(clerk: Clerk) -> None:
    clerk.today = "2019-03-14"
    write(march(clerk), HAND)
    clerk("meeting hold 03-13 --present mair --present nia --apologies TR")
    assert differences(HAND, text_of(clerk, "HWB-2019-03-13")) == [
        '-status: "scheduled"', "+status: held", "+- name: Nia Rowlands", "+  organisation: County Engineers", "+apologies:",
        "+  - name: Tomos Rees", "+    organisation: Pilots' Association",
    ]  # fmt: skip


def test_a_meeting_kept_by_hand_takes_everything_along_when_it_is_moved(clerk: Clerk) -> None:
    write(march(clerk), HAND)
    clerk("meeting move 03-13 --to 2019-03-20")
    assert text_of(clerk, "HWB-2019-03-20") == (
        "body: HWB\ndate: 2019-03-20\nvenue: Quay House, Port Tennant\nstatus: scheduled\nmoved_from: HWB-2019-03-13\n"
        "present:\n  - Mair Preece\n  - name: Idris Bowen\n    organisation: Harbour Trust\nparking: 'no'\n"
    )


def test_a_minute_on_several_lines_does_not_stop_a_move(clerk: Clerk) -> None:
    write(march(clerk), SCHEDULED + "items:\n  - number: 1\n    title: Tides\n    minute: |\n      One.\n\n      Two.\n")
    clerk("meeting move 03-13 --to 2019-03-20")
    assert text_of(clerk, "HWB-2019-03-20").endswith("items:\n  - number: 1\n    title: Tides\n    minute: One. Two.\n")


@pytest.mark.parametrize("line", [line for line, _ in WRITES])
def test_a_dry_run_writes_nothing_and_prints_what_would_be_done(clerk: Clerk, line: str) -> None:
    clerk.today = "2019-03-14"
    before = everything(clerk.folder)
    tried = clerk(f"{line} -n")
    assert everything(clerk.folder) == before
    assert tried == f"Not written, for this is a dry run: {clerk(line)}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("status: [held\n", "HWB-2019-03-13.yaml:1: this is not YAML that g2g can read"),
        ("- a\n- b\n", "HWB-2019-03-13.yaml:1: here stands text where fields should be"),
        (SCHEDULED + "venue: x\n", "HWB-2019-03-13.yaml:6: here stands “venue” a second time"),
        (SCHEDULED + "<<<<<<< ours\nchair: x\n=======\n>>>>>>> theirs\n", "lines 6 to 9 hold an unsettled merge conflict"),
        (SCHEDULED + "present: {a: b}\n", "“present” should be a list"),
        (SCHEDULED + "present:\n  - [a, b]\n", "“present” should be a list of entries"),
    ],
)
def test_a_broken_meeting_file_is_named_and_left_alone(clerk: Clerk, text: str, said: str) -> None:
    clerk.today = "2019-03-14"
    write(march(clerk), text)
    clerk("meeting hold 03-13 --present nia", status=1)
    assert said in clerk.err
    assert clerk.err.count("\n") == 1
    assert text_of(clerk, "HWB-2019-03-13") == text


# ---- corrected -------------------------------------------------------------------------------------------

HELD = """\
body: HWB
date: 2019-02-13
time: 10.30 am
venue: Quay House, Port Tennant
status: held
chair: Mair Preece
minutes: draft
items:
  - number: 5
    title: Dredging  # as on the agenda
    lead: Nia Rowlands
    resolutions:
      - ref: HWB-2019-02-13-R1
        text: That the basin be dredged
      - ref: HWB-2019-02-13-R2
        text: That the dredger be hired
  - number: 6
    title: Moorings
"""


@pytest.fixture
def february(clerk: Clerk) -> Path:
    file = clerk.folder / "meetings" / "HWB-2019-02-13.yaml"
    write(file, HELD)
    return file


def test_the_facts_of_a_meeting_are_corrected_each_on_its_line(clerk: Clerk, february: Path) -> None:
    said = clerk("meeting edit HWB-2019-02-13 --time 14:00 --venue 'The Old Mill' --chair 'Nia Rowlands'")
    assert said.startswith("Corrected HWB-2019-02-13.\n")
    assert "time: 10.30 am → 2 pm; venue: Quay House, Port Tennant → The Old Mill; chair: Mair Preece → Nia Rowlands" in said
    assert differences(HELD, february.read_text()) == [
        "-time: 10.30 am", "-venue: Quay House, Port Tennant", "+time: 2 pm", "+venue: The Old Mill", "-chair: Mair Preece", "+chair: Nia Rowlands",
    ]  # fmt: skip
    assert "nothing was changed" in clerk("meeting edit HWB-2019-02-13 --venue 'The Old Mill'")
    clerk("meeting edit HWB-2019-02-13 --venue ''")
    assert "venue" not in february.read_text()


def test_minutes_are_approved_at_a_later_meeting_of_the_body(clerk: Clerk, february: Path) -> None:
    clerk("meeting edit 02-13 --minutes approved --at 01-16", status=1)
    assert "cannot have approved the minutes of HWB-2019-02-13" in clerk.err
    clerk("meeting edit 02-13 --minutes approved --at 03-13", status=1)
    assert "HWB-2019-03-13 is still to come" in clerk.err
    clerk.today = "2019-03-14"
    clerk("meeting edit 02-13 --minutes approved --at 03-13")
    assert differences(HELD, february.read_text()) == ["-minutes: draft", "+minutes: approved at HWB-2019-03-13"]
    clerk("meeting edit 02-13 --minutes draft")
    assert february.read_text() == HELD


def test_an_item_is_marked_as_exempt_and_the_actions_under_it_are_told(clerk: Clerk, february: Path) -> None:
    assert "item 5: exempt from now on, under paragraphs 1 and 3 of Schedule 12A" in clerk("meeting edit 02-13 --item 5 --exempt 1,3")
    assert "Raised under this item, and still for publication: HWB-2019-02-13-01; “g2g edit REF --exempt 1,3” marks one as exempt." in clerk.err
    assert differences(HELD, february.read_text()) == ["+    exempt:", "+      - 1", "+      - 3"]
    assert "Dredging" not in clerk("meeting show 02-13")
    clerk("edit HWB-2019-02-13-01 --exempt 1,3")
    clerk("meeting edit 02-13 --item 5 --exempt 1")
    assert clerk.err == ""
    assert differences(HELD, february.read_text()) == ["+    exempt: 1"]
    assert "exempt no more" in clerk("meeting edit 02-13 --item dredging --exempt ''")
    assert february.read_text() == HELD


def test_a_resolution_is_marked_as_exempt_and_its_words_are_corrected(clerk: Clerk, february: Path) -> None:
    clerk("meeting edit 02-13 --resolution R2 --exempt 'paragraph not stated'")
    assert differences(HELD, february.read_text()) == ["+        exempt: paragraph not stated"]
    assert "hired" not in clerk("meeting show 02-13")
    assert "hired" in clerk("meeting show 02-13 --include-exempt")
    assert "it is not stated under which paragraph" in clerk("meeting show 02-13 --include-exempt")
    said = clerk("meeting edit 02-13 --resolution R2 --words 'That no dredger be hired'")
    assert "dredger" not in said
    assert "“That the basin be dredged” → “That the basin be left”" in clerk("meeting edit 02-13 --resolution R1 --words 'That the basin be left'")


def test_the_title_of_an_item_is_corrected_and_its_comment_kept(clerk: Clerk, february: Path) -> None:
    clerk("meeting edit 02-13 --item 6 --title 'Mooring rings'")
    assert differences(HELD, february.read_text()) == ["-    title: Moorings", "+    title: Mooring rings"]
    clerk("meeting edit 02-13 --item 5 --title Basin")
    assert differences(HELD, february.read_text())[:2] == ["-    title: Dredging  # as on the agenda", "+    title: Basin  # as on the agenda"]


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        ("", 2, "Say what to correct: --time, --venue, --chair, --minutes, --item or --resolution."),
        ("--exempt 3", 2, "--exempt needs --item NUMBER or --resolution REF"),
        ("--item 5", 2, "Say what of it to correct: --title or --exempt."),
        ("--item 5 --words x", 2, "--title belongs to --item NUMBER, and --words to --resolution REF."),
        ("--item 5 --resolution R1 --exempt 3", 2, "Give --item or --resolution, not both."),
        ("--item 5 --exempt 3 --venue x", 2, "in two commands"),
        ("--item 5 --exempt never", 2, "“never” names no paragraphs; write --exempt 3 or --exempt 1,3"),
        ("--item 9 --exempt 3", 1, "there is no item 9; its items are 5, 6."),
        ("--resolution R9 --exempt 3", 1, "has no resolution R9; its resolutions are HWB-2019-02-13-R1, HWB-2019-02-13-R2."),
        ("--at 03-13", 2, "--at MEETING belongs to --minutes approved"),
        ("--time never", 1, ""),
    ],
)
def test_a_correction_that_cannot_be_is_one_sentence(clerk: Clerk, february: Path, options: str, status: int, said: str) -> None:
    clerk(f"meeting edit 02-13 {options}", status=2 if options == "--time never" else status)
    assert said in clerk.err
    assert clerk.err.count("\n") == 1
    assert february.read_text() == HELD
