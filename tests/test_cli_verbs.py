"""The verbs as a clerk types them: what is printed, which lines of the files change, and what is refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path

import pytest

from g2g.cli import main
from tests.conftest import ACTIONS, Clerk, write

DREDGING = "Report on the cost of dredging the inner basin"
RINGS = "Agree where the new mooring rings go"
NOTICE = "Put up a notice about the tide gauge"
PILOTAGE = "Watch what the ministry decides on pilotage"

# The same board, kept by hand: comments, flow lists, quotes, folded text, aligned values, an unknown field.
HAND = """\
# Kept by hand, since 2018.

HWB-2019-02-13-01:   # the dredging one
    status:   open        # since February
    owner:    "Nia Rowlands"
    due:      2019-03-06
    carried:  [HWB-2019-03-06]
    colour:   amber          # a field of our own
    # the harbour master asked for this
    action: >-
        Report on the cost
        of dredging: the inner basin

# Between the two.
HWB-2019-02-13-02:
  owner: [ Tomos Rees, 'Tomos Vaughan' ]
  status: 'open'
  action: "Agree where the new: mooring rings go"
  notes:
  - 2019-02-20 Asked the pilots   # by telephone
  - >
    2019-02-21 A longer note
    on two lines
  due: 2019-04-10


HWB-2019-02-13-03: {status: proposed, owner: Idris Bowen, closed: 2019-03-01, action: Put up a notice}
HWB-2019-02-13-04:
  status: open
  owner:
  - Mair Preece
  # nobody knows when
  kind: watching brief
  action: |
    Watch what the ministry decides

    on pilotage
"""
AWKWARD = [
    "Ask: why, and by whom: the Trust", "a # b #c", "- a dash first", "no", "012", "~", "null", "'single'", '"double"', "it's",
    "2019-03-13", "1:30", "{a: b}", "[x]", "[/]", "*star", "&amp", "!tag", "%d", "@home", "`tick`", "| pipe", "> fold", "? ask",
    "trailing:", "=", "🚢 quay", "Siân", "a\u00a0b", "\\n", "100%", "#1", "key: - value # not a comment", "'", "--- x", "<<",
]  # fmt: skip


def differences(before: str, after: str) -> list[str]:
    """The lines that differ, each with - or + before it, as in a git diff."""
    lines = list(unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""))
    return [line for line in lines[2:] if not line.startswith("@@")]


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def shown(clerk: Clerk, ref: str) -> dict[str, object]:
    """What ``show --json`` says of an action."""
    data = json.loads(clerk(["show", ref, "--json"]))["data"]
    row = data[0] if isinstance(data, list) else data
    assert isinstance(row, dict)
    return row


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """What reaches the disk when is tested elsewhere; here nobody pulls the plug."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)


# ---- init ----------------------------------------------------------------------------------------


@pytest.fixture
def empty(clerk: Clerk, tmp_path: Path) -> Clerk:
    """The same clerk, before there is a data folder."""
    clerk.folder = tmp_path / "new" / "data"
    return clerk


def test_init_sets_up_a_folder_and_its_first_body(empty: Clerk) -> None:
    assert empty("init --body hwb --name 'Harbour: and Wharves'") == (
        f"Set up {empty.folder}: wrote actions.yaml, bodies.yaml. Next: “g2g meeting add HWB DATE”.\n"
    )
    assert (empty.folder / "bodies.yaml").read_text().rstrip() == "HWB:\n  name: 'Harbour: and Wharves'"
    assert empty("list --json").startswith("{")


def test_a_dry_run_of_init_writes_nothing_and_says_what_it_would(empty: Clerk) -> None:
    git = subprocess.run(["git", "init", "-q", str(empty.folder.parent)], check=True, capture_output=True)
    assert git.returncode == 0
    before = everything(empty.folder.parent)
    said = empty("init -n --body HWB --name Board").splitlines()
    assert everything(empty.folder.parent) == before
    assert not empty.folder.exists()
    # The same sentences as those of what is then done.
    assert said == [f"Not written, for this is a dry run: {line}" for line in empty("init --body HWB --name Board").splitlines()]
    assert empty("init -n") == f"{empty.folder} is set up already; nothing was changed.\n"


def test_init_again_changes_nothing(empty: Clerk) -> None:
    empty("init --body HWB --name Board")
    before = everything(empty.folder)
    assert empty("init --body HWB --name Other") == f"{empty.folder} is set up already; nothing was changed.\n"
    assert everything(empty.folder) == before


def test_init_without_a_body_says_how_to_add_one(empty: Clerk) -> None:
    assert "Next: “g2g init --body CODE --name NAME”." in empty("init")
    empty("add Something", status=2)
    assert empty.err == "g2g: Say which body: --body CODE; “g2g init --body CODE --name NAME” sets one up.\n"


@pytest.mark.parametrize("code", ["C S", "1AB", "", "A-B", "ABCDEFGHIJKLMNOPQ", "Ä", "A\n"])
def test_init_refuses_a_code_that_is_none(empty: Clerk, code: str) -> None:
    empty(["init", "--body", code], status=2)
    assert "is no code for a body" in empty.err
    assert not empty.folder.exists()


def test_the_first_command_after_init_needs_nothing_but_the_words(empty: Clerk) -> None:
    empty("init --body HWB --name Board")
    assert empty("add Paint the railings") == (
        "Added HWB-2019-03-11-01.\n  HWB-2019-03-11-01  Paint the railings\n    no owner; no due date\n"
    )


# ---- add -----------------------------------------------------------------------------------------


def test_add_needs_only_the_words_and_belongs_to_the_meeting_held_last(clerk: Clerk) -> None:
    assert clerk("add Paint the railings") == (
        "Added HWB-2019-02-13-05.\n  HWB-2019-02-13-05  Paint the railings\n    no owner; no due date\n"
    )
    assert clerk.actions == ACTIONS + "\nHWB-2019-02-13-05:\n  status: open\n  action: Paint the railings\n"


def test_add_takes_owners_date_item_and_area(clerk: Clerk) -> None:
    out = clerk("add Oil the bell --owner nia --owner 'tomos r' --due '1 April 2019' --item 7a --area 2")
    assert out == (
        "Added HWB-2019-02-13-05.\n  HWB-2019-02-13-05  Oil the bell\n"
        "    Nia Rowlands, Tomos Rees; due Monday 1 April 2019\n"
    )
    assert differences(ACTIONS, clerk.actions) == [
        "+", "+HWB-2019-02-13-05:", "+  status: open", "+  owner:", "+    - Nia Rowlands", "+    - Tomos Rees",
        "+  due: 2019-04-01", "+  item: 7a", "+  area: 2", "+  action: Oil the bell",
    ]  # fmt: skip


@pytest.mark.parametrize("due", ["2019-04-10", "10/4/2019", "10 April 2019", "Wednesday 10th April 2019", "10 April", "10/04"])
def test_add_reads_british_and_iso_dates_and_keeps_no_words_for_them(clerk: Clerk, due: str) -> None:
    assert "due Wednesday 10 April 2019\n" in clerk(["add", "Oil the bell", "--due", due])
    assert clerk.actions.endswith("  due: 2019-04-10\n  action: Oil the bell\n")


def test_add_keeps_the_words_of_a_phrase_beside_its_date(clerk: Clerk) -> None:
    assert "due Wednesday 13 March 2019: " in clerk("add Oil the bell --due 'next meeting'")
    assert clerk.actions.endswith("  due: 2019-03-13\n  due_said: next meeting\n  action: Oil the bell\n")


def test_add_keeps_a_phrase_without_a_date_and_says_so(clerk: Clerk) -> None:
    assert "“when the crane is mended” is kept as written, with no date: " in clerk("add Oil it --due 'when the crane is mended'")
    assert clerk.actions.endswith("  due_said: when the crane is mended\n  action: Oil it\n")


def test_add_puts_an_action_of_an_older_meeting_in_its_place(clerk: Clerk) -> None:
    clerk("add Count the buoys --meeting 01-16")
    assert [line for line in clerk.actions.splitlines() if line.startswith("HWB")] == [
        "HWB-2019-01-16-01:", "HWB-2019-01-16-02:", "HWB-2019-02-13-01:", "HWB-2019-02-13-02:", "HWB-2019-02-13-03:",
        "HWB-2019-02-13-04:",
    ]  # fmt: skip
    assert differences(ACTIONS, clerk.actions) == ["+", "+HWB-2019-01-16-02:", "+  status: open", "+  action: Count the buoys"]


def test_add_between_meetings_takes_the_day(clerk: Clerk) -> None:
    assert "Added HWB-2019-03-05-01." in clerk("add Ring the pilots --on 2019-03-05")
    assert "Added HWB-2019-03-05-02." in clerk("add Ring them again --on 5/3/2019")


def test_a_day_without_a_year_is_the_last_such_day_for_what_has_happened(clerk: Clerk) -> None:
    assert "Added HWB-2019-03-05-01." in clerk("add Ring the pilots --on '5 March'")
    assert "Added HWB-2018-12-05-01." in clerk("add Ring the pilots --on '5 December'")


def test_numbers_are_never_reused(clerk: Clerk) -> None:
    kept = clerk.actions.replace("HWB-2019-02-13-03", "HWB-2019-02-13-17")
    write(clerk.folder / "actions.yaml", kept)
    assert "Added HWB-2019-02-13-18." in clerk("add Oil the bell")
    clerk("withdraw 13-18 --reason 'Put down twice'")
    assert "Added HWB-2019-02-13-19." in clerk("add Oil the bell")


def test_add_keeps_an_unknown_owner_as_written_and_says_so(clerk: Clerk) -> None:
    assert "Zed Unknown; no due date" in clerk("add Oil the bell --owner 'Zed  Unknown'")
    assert clerk.err == "g2g: Zed Unknown is not in people.yaml and owns nothing yet; kept as written.\n"
    clerk("add Oil it again --owner zed")
    assert clerk.err == ""
    assert clerk.actions.count("  owner: Zed Unknown\n") == 2


def test_add_refuses_an_owner_who_could_be_two_people(clerk: Clerk, untouched: object) -> None:
    clerk("add Oil the bell --owner Tomos", status=1)
    assert clerk.err == "g2g: “Tomos” could be 2 people: Tomos Rees or Tomos Vaughan. Type more of it.\n"


def test_add_a_watching_brief(clerk: Clerk) -> None:
    clerk("add Watch the tides --watching-brief --owner mair")
    assert clerk.actions.endswith("  owner: Mair Preece\n  kind: watching brief\n  action: Watch the tides\n")


def test_add_warns_of_a_date_before_the_action_was_raised(clerk: Clerk) -> None:
    clerk("add Oil the bell --due 2019-02-01")
    assert clerk.err == "g2g: Friday 1 February 2019 is before it was agreed (13 February 2019).\n"


def test_add_needs_the_body_where_there_are_several(clerk: Clerk) -> None:
    clerk("init --body FSH --name 'Fisheries Committee'")
    clerk("add Oil the bell", status=2)
    assert clerk.err == "g2g: Say which body: --body FSH or --body HWB.\n"
    assert "Added FSH-2019-03-11-01." in clerk("add Count the nets --body fsh")
    assert "Added HWB-2019-02-13-05." in clerk("add Oil the bell --body hwb")
    assert clerk.actions.index("FSH-2019") < clerk.actions.index("HWB-2019")


@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        ("add x --body XX", 1, "There is no body “XX”; the record has HWB"),
        ("add x --meeting 02-13 --body XX", 2, "HWB-2019-02-13 is no meeting of XX; leave --body out."),
        ("add x --meeting 02-13 --on 2019-02-13", 2, "Give --meeting or --on, not both"),
        ("add x --meeting 05-01", 1, "There is no meeting “05-01”."),
        ("add x --on 2019-03-12", 1, "12 March 2019 is still to come; --on is the day on which it happened."),
        ("add x --on 31/2/2019", 2, "“31/2/2019” is not a date: February 2019 has no day 31"),
        ("add x --due 'Monday 10 April 2019'", 2, "10 April 2019 is a Wednesday, not a Monday"),
        ("add x --due 31/4/2019", 2, "April 2019 has no day 31"),
        ("add", 2, "Missing argument 'TEXT...'."),
        ("add ''", 2, "An action should have words in it."),
        ("add x --owner ' '", 2, "A name should have words in it."),
        ("add x --due ''", 2, "--due should have words in it."),
        ("add x --colour-of-it red", 2, "No such option '--colour-of-it'."),
    ],
)
def test_add_refuses_in_one_sentence(clerk: Clerk, untouched: object, line: str, status: int, said: str) -> None:
    assert clerk(line, status=status) == ""
    assert said in clerk.err
    assert clerk.err.startswith("g2g: ")
    assert clerk.err.count("\n") == 1


def test_add_refuses_a_meeting_that_did_not_take_place(clerk: Clerk) -> None:
    clerk("meeting cancel 04-10 --reason Storm")
    clerk("meeting move 03-13 --to 2019-03-20")
    clerk("add x --meeting 04-10", status=1)
    assert clerk.err == "g2g: HWB-2019-04-10 was cancelled; --on DATE puts an action between meetings.\n"
    clerk("add x --meeting 03-13", status=1)
    assert clerk.err == "g2g: HWB-2019-03-13 was moved to HWB-2019-03-20; give that one.\n"
    clerk("add x --meeting 03-20")
    assert clerk.err == "g2g: HWB-2019-03-20 is still to come.\n"


# ---- awkward text --------------------------------------------------------------------------------


@pytest.mark.parametrize("text", AWKWARD)
def test_text_that_looks_like_yaml_comes_back_exactly(clerk: Clerk, text: str) -> None:
    plain = " ".join(text.split())  # a no-break space is a space
    clerk(["add", "--owner", "nia", "--", text])
    clerk(["note", "13-05", "--", text])
    clerk(["close", "13-05", f"--outcome={text}"])
    row = shown(clerk, "13-05")
    assert row["action"] == plain
    assert row["outcome"] == plain
    assert row["notes"] == [f"2019-03-11 {plain}"]
    assert clerk("check") == "Nothing is wrong.\n"


@pytest.mark.parametrize("option", ["--item", "--area", "--owner", "--due"])
def test_other_fields_come_back_exactly_too(clerk: Clerk, option: str) -> None:
    for text in ("no", "012", "a: b", "# c", "- d", "~"):
        clerk(["add", "Words", f"{option}={text}"])
        row = shown(clerk, clerk.actions.rsplit("HWB-", 1)[1].split(":")[0])
        name = {"--owner": "owners", "--due": "due_said"}.get(option, option[2:])
        assert row[name] == ([text] if option == "--owner" else text)


def test_very_long_text_is_one_line(clerk: Clerk) -> None:
    text = "word " * 40_000
    clerk(["add", text])
    assert clerk.actions.endswith(f"  action: {text.strip()}\n")
    assert shown(clerk, "13-05")["action"] == text.strip()


def test_line_breaks_and_tabs_in_words_become_spaces(clerk: Clerk) -> None:
    clerk(["add", " two\nlines\tand\u2028more \n"])
    assert clerk.actions.endswith("  action: two lines and more\n")


@pytest.mark.parametrize(
    "line",
    [
        ["add", "TEXT"], ["note", "13-1", "TEXT"], ["close", "13-1", "--outcome", "TEXT"], ["withdraw", "13-1", "--reason", "TEXT"],
        ["reopen", "16-1", "--reason", "TEXT"], ["refer", "13-1", "--to", "TEXT"], ["transfer", "13-1", "--to", "TEXT"],
        ["transfer", "13-1", "--to", "TR", "--reason", "TEXT"], ["add", "x", "--owner", "TEXT"], ["add", "x", "--due", "TEXT"],
        ["add", "x", "--item", "TEXT"], ["edit", "13-1", "--words", "TEXT"], ["edit", "13-1", "--item", "TEXT"],
        ["edit", "13-1", "--area", "TEXT"], ["extend", "13-1", "--due", "1/6/2019", "--reason", "TEXT"],
        ["extend", "13-1", "--due", "TEXT", "--reason", "x"],
        ["carry-forward", "--only", "13-1", "--due", "1/6/2019", "--reason", "TEXT"],
    ],
)  # fmt: skip
def test_control_characters_are_refused_in_every_text(clerk: Clerk, untouched: object, line: list[str]) -> None:
    for char in ("\x1b[31m", "\x07", "\x00", "\x9b", "\ufeff", "\ufffe", "\udcff", "\x7f"):
        clerk([f"a{char}b" if word == "TEXT" else word for word in line], status=2)
        assert "holds control characters; leave them out." in clerk.err
        assert char not in clerk.err


@pytest.mark.parametrize("text", ["\x1b[31m", "\x1b]0;evil\x07", "x\x00", "[/]", "[bold]", "' OR 1", "../../etc", "*", "(", "\\", "😀" * 50])
def test_hostile_references_are_refused_as_text(clerk: Clerk, untouched: object, text: str) -> None:
    for line in (["close", text], ["show", text], ["meeting", "show", text], ["add", "x", "--meeting", text]):
        clerk(line, status=1)
        assert "There is no " in clerk.err
        assert "\x1b" not in clerk.err
        assert "\x00" not in clerk.err


# ---- references ----------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["HWB-2019-02-13-01", "hwb-2019-02-13-01", "02-13-01", "2-13-1", "13-1", "13-01", " 13-1 ", "1"])
def test_a_reference_is_found_by_its_end(clerk: Clerk, typed: str) -> None:
    assert clerk(["close", typed, "-n"]).startswith("Not written, for this is a dry run: Closed HWB-2019-02-13-01.")


def test_a_live_action_is_meant_rather_than_an_ended_one(clerk: Clerk) -> None:
    assert "Closed HWB-2019-02-13-01" in clerk("close 01 -n")  # HWB-2019-01-16-01 ends so too, and is closed
    assert "Reopened HWB-2019-01-16-01" in clerk("reopen 01 --reason Dark -n")


def test_an_ambiguous_reference_lists_the_candidates(clerk: Clerk, untouched: object) -> None:
    clerk("close 02-13", status=1)
    assert clerk.err == (
        "g2g: “02-13” could be 4 actions: HWB-2019-02-13-01, HWB-2019-02-13-02, HWB-2019-02-13-03 or HWB-2019-02-13-04."
        " Type more of it.\n"
    )


def test_an_unknown_reference_asks_what_was_meant(clerk: Clerk, untouched: object) -> None:
    clerk("close HWB-2019-02-31-01", status=1)
    assert clerk.err.startswith("g2g: There is no action “HWB-2019-02-31-01”. Did you mean HWB-2019-02-13-01, ")
    clerk("close 99", status=1)
    assert clerk.err == "g2g: There is no action “99”.\n"
    clerk(["close", ""], status=1)
    assert clerk.err == "g2g: There is no action “”.\n"


# ---- edit ----------------------------------------------------------------------------------------


def test_edit_changes_only_the_fields_named(clerk: Clerk) -> None:
    assert clerk("edit 13-1 --words 'Report on dredging' --item '' --area 3") == (
        "Changed HWB-2019-02-13-01.\n"
        f"  HWB-2019-02-13-01  {DREDGING}\n"
        f"    words {DREDGING} → Report on dredging; item 5 → none; area none → 3\n"
    )
    assert differences(ACTIONS, clerk.actions) == [
        "-  item: 5", f"-  action: {DREDGING}", "+  area: 3", "+  action: Report on dredging",
    ]  # fmt: skip


def test_edit_of_the_first_date_leaves_a_note(clerk: Clerk) -> None:
    assert "due 6 March 2019 → 20 March 2019; due (as said) by 6 March → none" in clerk("edit 13-1 --due 2019-03-20")
    assert differences(ACTIONS, clerk.actions) == [
        "-  due: 2019-03-06", "-  due_said: by 6 March", "+  due: 2019-03-20", "+  notes:",
        "+    - 2019-03-11 First date corrected from 2019-03-06 to 2019-03-20",
    ]  # fmt: skip


def test_edit_takes_a_date_away(clerk: Clerk) -> None:
    assert "due 10 April 2019 → none\n" in clerk(["edit", "13-2", "--due", ""])
    assert differences(ACTIONS, clerk.actions) == [
        "-  due: 2019-04-10", "+  notes:", "+    - 2019-03-11 First date corrected from 2019-04-10 to none",
    ]  # fmt: skip


def test_edit_of_owners_and_of_a_watching_brief(clerk: Clerk) -> None:
    clerk("edit 13-4 --owner TV --owner NR --no-watching-brief")
    assert differences(ACTIONS, clerk.actions) == [
        "-  owner: Mair Preece", "-  kind: watching brief", "+  owner:", "+    - Tomos Vaughan", "+    - Nia Rowlands",
    ]  # fmt: skip


def test_edit_to_what_it_says_already_changes_nothing(clerk: Clerk, untouched: object) -> None:
    assert clerk("edit 13-1 --item 5 --owner nia") == "HWB-2019-02-13-01 says so already; nothing was changed.\n"


def test_edit_without_options_needs_a_terminal(clerk: Clerk, untouched: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    clerk("edit 13-1", status=2)
    assert clerk.err.startswith("g2g: Say what to change (--words, --owner, --due")


def test_an_action_is_marked_as_exempt_and_for_publication_again(clerk: Clerk) -> None:
    assert "exempt: no → paragraphs 1 and 3; not for publication\n" in clerk("edit 13-2 --exempt 1,3")
    assert differences(ACTIONS, clerk.actions) == ["+  exempt:", "+    - 1", "+    - 3"]
    assert "mooring rings" not in clerk("list")
    assert "“8” → " not in clerk("edit 13-2 --exempt 3 --item 8")
    assert differences(ACTIONS, clerk.actions) == ["-  item: 6", "+  item: 8", "+  exempt: 3"]
    assert "nothing was changed" in clerk("edit 13-2 --exempt 'paragraph 3'")
    assert "exempt: paragraph 3 → no; for publication\n" in clerk("edit 13-2 --exempt '' --item 6")
    assert clerk.actions == ACTIONS


def test_an_action_is_added_as_exempt(clerk: Clerk) -> None:
    assert "; exempt under paragraph 2 of Schedule 12A, not for publication\n" in clerk("add Write to the cooper --owner rees --exempt 2")
    assert clerk.actions.endswith("  owner: Tomos Rees\n  exempt: 2\n  action: Write to the cooper\n")
    assert "cooper" not in clerk("list")
    assert "exempt under a paragraph that is not stated" in clerk("add Write to the smith --exempt 'not stated' -n")
    assert "exempt under paragraph 6 of Schedule 7A" in clerk("add Write to the smith --exempt 'paragraph 6 of Schedule 7A' -n")


@pytest.mark.parametrize("numbers", ["never", "0", "1;2", "100", "1.5"])
def test_paragraphs_that_are_none_are_refused(clerk: Clerk, untouched: object, numbers: str) -> None:
    for line in (f"edit 13-2 --exempt {numbers!r}", f"add Write --exempt {numbers!r}"):
        clerk(line, status=2)
        assert f"“{numbers}” names no paragraphs; write --exempt 3 or --exempt 1,3" in clerk.err


@pytest.fixture
def editor(clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Makes $EDITOR a script that changes what it is given: ``editor(old, new)``."""
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)

    def becomes(old: str, new: str) -> None:
        script = tmp_path / "editor.py"
        script.write_text(
            "import sys, pathlib\n"
            "file = pathlib.Path(sys.argv[1])\n"
            f"file.write_bytes(file.read_bytes().replace({old.encode()!r}, {new.encode()!r}))\n"
        )
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")

    return becomes


def test_the_editor_is_given_one_entry_and_its_text_is_kept_as_written(clerk: Clerk, editor: object) -> None:
    editor("  item: 6\n", "  item:   6   # as minuted\n  colour: amber\n")  # type: ignore[operator]
    assert clerk("edit 13-2") == "Changed HWB-2019-02-13-02 as edited.\n"
    assert differences(ACTIONS, clerk.actions) == ["-  item: 6", "+  item:   6   # as minuted", "+  colour: amber"]


def test_the_editor_left_without_a_change(clerk: Clerk, editor: object, untouched: object) -> None:
    editor("nothing of this kind", "x")  # type: ignore[operator]
    assert clerk("edit 13-2") == "HWB-2019-02-13-02 was left as it is.\n"


def test_a_dry_run_of_the_editor_writes_nothing(clerk: Clerk, editor: object, untouched: object) -> None:
    editor("item: 6", "item: 7")  # type: ignore[operator]
    assert clerk("edit 13-2 -n") == "Not written, for this is a dry run: Changed HWB-2019-02-13-02 as edited.\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("HWB-2019-02-13-02:", "HWB-2019-02-13-77:", "should be the one entry HWB-2019-02-13-02"),
        ("  item: 6", "  item: 6\nHWB-2019-02-13-77:\n  status: open", "should be the one entry HWB-2019-02-13-02"),
        ("  item: 6", "  item: [6", "this is not YAML that g2g can read"),
        ("  due: 2019-04-10", "  due: [a, b]", "“due” should be words on one line"),
        ("status: open", "status: opne", "“opne” is no status"),
        ("  item: 6", "  item: !!python/object:os.system x", "a tag (!)"),
        ("  item: 6", "  item: 6\n  item: 7", "a second time"),
        ("  due: 2019-04-10", "  due: 2019-04-32", "HWB-2019-02-13-02: “2019-04-32” is no date; write it like 2017-10-10. Nothing was written."),
        ("  item: 6", "  exmpt: 3\n  item: 6", "there is no field “exmpt”; did you mean “exempt”? As it stands it is published. Nothing was written."),
        ("  item: 6", "  exempt: ''\n  item: 6", "has “exempt:” without a paragraph, and so is published"),
        ("  item: 6", "  item: \x1b[31m", "this is not YAML that g2g can read"),
    ],
)
def test_what_the_editor_leaves_is_refused_where_it_could_not_be_read_again(
    clerk: Clerk, editor: object, untouched: object, old: str, new: str, said: str
) -> None:
    editor(old, new)  # type: ignore[operator]
    clerk("edit 13-2", status=1)
    assert said in clerk.err
    assert clerk.err.count("\n") == 1


# ---- note, close, confirm ------------------------------------------------------------------------


def test_note_adds_one_dated_line(clerk: Clerk) -> None:
    assert clerk("note 13-1 Quotation is in: 4,000 pounds") == (
        f"Noted on HWB-2019-02-13-01.\n  HWB-2019-02-13-01  {DREDGING}\n"
        "    note of 11 March 2019: Quotation is in: 4,000 pounds\n"
    )
    assert differences(ACTIONS, clerk.actions) == ["+  notes:", "+    - '2019-03-11 Quotation is in: 4,000 pounds'"]
    before = clerk.actions
    clerk("note 13-1 Paid --on '9 March'")
    assert differences(before, clerk.actions) == ["+    - 2019-03-09 Paid"]


def test_close_says_how_late_and_changes_the_status_alone(clerk: Clerk) -> None:
    assert clerk("close 13-1 --outcome 'Report received'") == (
        f"Closed HWB-2019-02-13-01.\n  HWB-2019-02-13-01  {DREDGING}\n"
        "    open → closed on 11 March 2019, 5 days after the date first agreed: Report received\n"
    )
    assert differences(ACTIONS, clerk.actions) == [
        "-  status: open", "+  status: closed", "+  closed: 2019-03-11", "+  outcome: Report received",
    ]  # fmt: skip


def test_close_several_on_a_day(clerk: Clerk) -> None:
    assert clerk("close 13-1 13-2 13-1 --on '5 March'") == (
        "Closed HWB-2019-02-13-01 and HWB-2019-02-13-02.\n"
        f"  HWB-2019-02-13-01  {DREDGING}\n    open → closed on 5 March 2019, in time\n"
        f"  HWB-2019-02-13-02  {RINGS}\n    open → closed on 5 March 2019, in time\n"
    )
    assert differences(ACTIONS, clerk.actions) == 2 * ["-  status: open", "+  status: closed", "+  closed: 2019-03-05"]


def test_close_one_of_several_that_cannot_be_closes_none(clerk: Clerk, untouched: object) -> None:
    clerk("close 13-1 01-16-01", status=1)
    assert clerk.err == (
        "g2g: HWB-2019-01-16-01 cannot be closed: it is closed already; “g2g reopen” opens it again.\n"
    )


def test_propose_and_confirm(clerk: Clerk) -> None:
    assert clerk("close --propose 13-1 --outcome 'Report sent'") == (
        f"Proposed for closure: HWB-2019-02-13-01.\n  HWB-2019-02-13-01  {DREDGING}\n"
        "    open → proposed on 11 March 2019, 5 days after the date first agreed: Report sent\n"
    )
    clerk.today = "2019-03-14"
    clerk("meeting hold 03-13")
    before = clerk.actions
    assert clerk("confirm") == (
        "Confirmed HWB-2019-02-13-01 and HWB-2019-02-13-03 at the meeting of 13 March 2019.\n"
        f"  HWB-2019-02-13-01  {DREDGING}\n    proposed → closed, confirmed at HWB-2019-03-13\n"
        f"  HWB-2019-02-13-03  {NOTICE}\n    proposed → closed, confirmed at HWB-2019-03-13\n"
    )
    assert sorted(differences(before, clerk.actions)) == [
        *2 * ["+  confirmed: HWB-2019-03-13"], *2 * ["+  status: closed"], *2 * ["-  status: proposed"],
    ]  # fmt: skip
    assert clerk("confirm") == "Nothing is proposed for closure.\n"


def test_an_outcome_that_is_a_sentence_ends_as_one(clerk: Clerk) -> None:
    said = clerk("close 02-13-01 --outcome 'Sent. All done.'")
    assert "open → closed on 11 March 2019, 5 days after the date first agreed: Sent. All done.\n" in said


def test_a_field_is_called_as_people_call_it(clerk: Clerk) -> None:
    said = clerk("edit 02-13-01 --rag green --rag-reason 'It has begun'")
    assert "RAG by override none → green; reason for the RAG none → It has begun\n" in said


def test_confirm_by_reference_at_a_meeting(clerk: Clerk) -> None:
    clerk("confirm 13-3 --meeting 02-13")
    assert differences(ACTIONS, clerk.actions) == [
        "-  status: proposed", "+  status: closed", "+  confirmed: HWB-2019-02-13",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        ("confirm", 1, "HWB-2019-02-13-03 was proposed for closure on 1 March 2019, after HWB-2019-02-13, the meeting held last"),
        ("confirm --meeting 03-13", 1, "HWB-2019-03-13 is scheduled; “g2g meeting hold HWB-2019-03-13” says that it was held."),
        ("confirm --meeting 01-16", 1, "HWB-2019-02-13-03 was raised on 13 February 2019; it cannot have ended on 16 January 2019."),
        ("confirm --meeting 05-05", 1, "There is no meeting “05-05”."),
        ("confirm 13-1 --meeting 02-13", 1, "HWB-2019-02-13-01 cannot be confirmed: it is open; only what was proposed"),
        ("confirm --body XX", 1, "There is no body “XX”; the record has HWB"),
        ("close", 2, "Say which: give one reference or more"),
        ("close 13-1 --on 2019-02-12", 1, "HWB-2019-02-13-01 was raised on 13 February 2019; it cannot have ended on 12 February"),
        ("close 13-1 --on 2019-03-12", 1, "12 March 2019 is still to come"),
        ("close 13-1 --on soon", 2, "“soon” is not a date"),
        ("close 13-1 --outcome ''", 2, "--outcome should have words in it."),
        ("close --propose 13-3", 1, "HWB-2019-02-13-03 cannot be proposed for closure: it is proposed"),
        ("close 13-1 13-2 --owner nia", 2, "--owner closes one owner's part of one action"),
        ("close 13-2 --owner nia", 1, "Nia Rowlands is not an owner of HWB-2019-02-13-02; its owners are Tomos Rees and Tomos Vaughan."),
        ("close 13-2 --owner Tomos", 1, "“Tomos” could be 2 people: Tomos Rees or Tomos Vaughan."),
        ("close 13-2 --owner Nobody", 1, "Nobody in people.yaml, and no owner of an action, is called “Nobody”."),
        ("note 13-1", 2, "Missing argument 'TEXT...'."),
        ("note 13-1 ''", 2, "A note should have words in it."),
        ("reopen 13-1 --reason x", 1, "HWB-2019-02-13-01 is open already."),
        ("reopen 01-16-01", 2, "Say why: --reason TEXT."),
        ("withdraw 13-1", 2, "Say why: --reason TEXT."),
        ("withdraw 13-1 --reason ''", 2, "--reason should have words in it."),
        ("withdraw 01-16-01 --reason x", 1, "HWB-2019-01-16-01 cannot be withdrawn: it is closed already."),
        ("withdraw 13-1 --reason x --on 2019-01-01", 1, "it cannot have ended on 1 January 2019."),
        ("refer 01-16-01 --to X", 1, "HWB-2019-01-16-01 cannot be referred: it is closed already."),
        ("refer 13-1 --to hwb", 1, "HWB-2019-02-13-01 is an action of HWB already; refer it to another body."),
        ("refer 13-1", 2, "Missing option '--to'."),
        ("transfer 13-1 --to nia", 1, "HWB-2019-02-13-01 belongs to Nia Rowlands already."),
        ("transfer 01-16-01 --to nia", 1, "HWB-2019-01-16-01 cannot be transferred: it is closed already."),
        ("transfer 13-2 --from mair --to nia", 1, "Mair Preece is not an owner of HWB-2019-02-13-02"),
        ("transfer 13-1 --to Tomos", 1, "“Tomos” could be 2 people"),
        ("extend 13-2 --due 1/6/2019", 2, "Say why: --reason TEXT."),
        ("extend 13-2 --reason x", 2, "Missing option '--due'."),
        ("extend 13-2 --due 2019-02-12 --reason x", 1, "12 February 2019 is before HWB-2019-02-13-02 was raised (13 February 2019)."),
        ("extend 13-2 --due 2019-04-10 --reason x", 1, "HWB-2019-02-13-02 is due on 10 April 2019 already."),
        ("extend 13-2 --due 'when it rains' --reason x", 1, "An extension needs a date, and “when it rains” gives none: "),
        ("extend 13-2 --due 2019-06-01 --reason x --meeting 01-16", 1, "no new date can have been agreed on 16 January 2019."),
        ("extend 01-16-01 --due 2019-06-01 --reason x", 1, "HWB-2019-01-16-01 cannot be extended: it is closed already"),
        ("carry-forward --due 1/6/2019 --reason x", 2, "--due needs --only REF"),
        ("carry-forward --only 13-1 --due 1/6/2019", 2, "Say why: --reason TEXT."),
        ("carry-forward --only 13-1 --reason x", 2, "--reason goes with --due."),
        ("carry-forward --only 01-16-01", 1, "HWB-2019-01-16-01 cannot be carried forward: it is closed; only a live action is."),
        ("carry-forward --only 99", 1, "There is no action “99”."),
        ("carry-forward --body XX", 1, "There is no body “XX”; the record has HWB"),
        ("carry-forward --body XX --only 13-1", 2, "HWB-2019-02-13-01 is no action of XX; leave --body out."),
        ("edit 13-1 --words ''", 2, "--words should have words in it."),
        ("edit 13-1 --owner Tomos", 1, "“Tomos” could be 2 people"),
        ("edit 99 --words x", 1, "There is no action “99”."),
        ("carryforward", 2, "There is no command “carryforward”. Did you mean carry-forward?"),
    ],
)  # fmt: skip
def test_a_verb_refuses_in_one_sentence_and_writes_nothing(
    clerk: Clerk, untouched: object, line: str, status: int, said: str
) -> None:
    assert clerk(line, status=status) == ""
    assert said in clerk.err
    assert clerk.err.startswith("g2g: ")
    assert clerk.err.count("\n") == 1


def test_a_part_done_by_one_of_several_owners(clerk: Clerk) -> None:
    assert clerk("close 13-2 --owner TV") == (
        f"Tomos Vaughan has done their part of HWB-2019-02-13-02.\n  HWB-2019-02-13-02  {RINGS}\n    Tomos Rees still to do theirs\n"
    )
    assert differences(ACTIONS, clerk.actions) == [
        "+  done_by:", "+    - Tomos Vaughan", "+  notes:", "+    - 2019-03-11 Tomos Vaughan has done their part",
    ]  # fmt: skip
    assert "all parts are done: close it with “g2g close HWB-2019-02-13-02”" in clerk("close 13-2 --owner TR")
    clerk("close 13-2 --owner TR", status=1)
    assert clerk.err == "g2g: Tomos Rees's part of HWB-2019-02-13-02 is done already.\n"


def test_of_two_people_meant_the_owner_of_the_action_is_taken(clerk: Clerk) -> None:
    clerk("transfer 13-2 --from TV --to nia")
    assert clerk("close 13-2 --owner tomos").startswith("Tomos Rees has done their part of HWB-2019-02-13-02.")


def test_reopening_an_action_whose_parts_were_all_done_gives_it_owners_again(clerk: Clerk) -> None:
    clerk("close 13-2 --owner TV")
    clerk("close 13-2 --owner TR")
    clerk("close 13-2")
    clerk("reopen 13-2 --reason 'Two rings are missing'")
    assert "done_by" not in clerk.actions
    assert "was closed on 2019-03-11, every part done by Tomos Vaughan and Tomos Rees" in clerk.actions
    assert "HWB-2019-02-13-02" in clerk("list --owner TV")


# ---- reopen, withdraw, transfer, refer -----------------------------------------------------------


def test_reopen_loses_nothing(clerk: Clerk) -> None:
    assert clerk("reopen 01-16-01 --reason 'One lamp is dark'") == (
        "Reopened HWB-2019-01-16-01.\n  HWB-2019-01-16-01  Replace the lamps on the piers\n    closed → open: One lamp is dark\n"
    )
    assert differences(ACTIONS, clerk.actions) == [
        "-  status: closed", "-  closed: 2019-02-11", "-  outcome: Lamps replaced on both piers", "+  status: open", "+  notes:",
        "+    - '2019-03-11 Reopened, One lamp is dark (was closed on 2019-02-11: Lamps replaced on both piers)'",
    ]  # fmt: skip


def test_reopen_keeps_an_outcome_written_on_several_lines(clerk: Clerk) -> None:
    text = ACTIONS.replace("outcome: Lamps replaced on both piers", "outcome: |\n    Lamps replaced\n\n    on both piers")
    write(clerk.folder / "actions.yaml", text)
    clerk("reopen 01-16-01 --reason Dark")
    assert "    - '2019-03-11 Reopened, Dark (was closed on 2019-02-11: Lamps replaced on both piers)'\n" in clerk.actions


def test_withdraw_gives_the_reason(clerk: Clerk) -> None:
    assert clerk("withdraw 13-2 --reason 'No money'") == (
        f"Withdrew HWB-2019-02-13-02.\n  HWB-2019-02-13-02  {RINGS}\n    open → withdrawn: No money\n"
    )
    assert differences(ACTIONS, clerk.actions) == [
        "-  status: open", "+  status: withdrawn", "+  closed: 2019-03-11", "+  outcome: No money",
    ]  # fmt: skip


def test_transfer_of_all_and_of_a_part(clerk: Clerk) -> None:
    assert clerk("transfer 13-2 --from TV --to nia --reason 'On leave'") == (
        f"Transferred HWB-2019-02-13-02 to Nia Rowlands.\n  HWB-2019-02-13-02  {RINGS}\n"
        "    owner Tomos Vaughan → Nia Rowlands: On leave\n"
    )
    assert differences(ACTIONS, clerk.actions) == [
        "-    - Tomos Vaughan", "+    - Nia Rowlands", "+  notes:",
        "+    - '2019-03-11 Transferred from Tomos Vaughan to Nia Rowlands: On leave'",
    ]  # fmt: skip
    before = clerk.actions
    clerk("transfer 13-2 --to mair --to IB")
    assert differences(before, clerk.actions) == [
        "-    - Tomos Rees", "-    - Nia Rowlands", "+    - Mair Preece", "+    - Idris Bowen",
        "+    - 2019-03-11 Transferred from Tomos Rees and Nia Rowlands to Mair Preece and Idris Bowen",
    ]  # fmt: skip


def test_whoever_takes_a_part_on_has_it_to_do(clerk: Clerk) -> None:
    clerk("close 13-2 --owner TV")
    clerk("transfer 13-2 --to TV")
    assert "done_by" not in clerk.actions
    assert "HWB-2019-02-13-02" in clerk("list --owner TV")


def test_refer_to_a_body_of_the_record_and_to_one_that_is_not(clerk: Clerk) -> None:
    clerk("init --body FSH --name 'Fisheries Committee'")
    assert "open → referred to FSH: Theirs" in clerk("refer 13-1 --to fsh --reason Theirs")
    assert differences(ACTIONS, clerk.actions) == [
        "-  status: open", "+  status: referred", "+  closed: 2019-03-11", "+  outcome: Theirs", "+  referred_to: FSH",
    ]  # fmt: skip
    assert "open → referred to The Pilotage Authority\n" in clerk("refer 13-2 --to 'The Pilotage Authority'")


# ---- parts of the plan ---------------------------------------------------------------------------

PLAN = "name: The Harbour Plan\nareas:\n" + "".join(f"  - number: {n}\n    title: Area {n}\n" for n in (1, 2, 3))


@pytest.mark.parametrize("line", ["edit 13-1", "add Oil the bell"])
def test_a_key_area_or_recommendation_that_the_plan_has_not_is_refused(clerk: Clerk, line: str) -> None:
    write(clerk.folder / "plan.yaml", PLAN + "recommendations: 4\n")
    before = clerk.actions
    clerk(f"{line} --area 9", status=1)
    assert clerk.err == "g2g: The plan has no key area 9; its key areas are 1, 2, 3.\n"
    clerk(f"{line} --recommendation 2 --recommendation 5", status=1)
    assert clerk.err == "g2g: The plan has no recommendation 5; its recommendations are 1, 2, 3, 4.\n"
    assert clerk.actions == before
    clerk(f"{line} --area 3 --recommendation 4")
    assert "  area: 3\n  recommendation: 4\n" in clerk.actions
    clerk("edit 13-1 --area '' --recommendation ''")


@pytest.mark.parametrize("plan", ["", "name: The Harbour Plan\n"])
def test_where_no_plan_names_them_any_key_area_is_taken(clerk: Clerk, plan: str) -> None:
    write(clerk.folder / "plan.yaml", plan)
    clerk("edit 13-1 --area 9 --recommendation R7")
    assert "  area: 9\n  recommendation: R7\n" in clerk.actions


# ---- extend --------------------------------------------------------------------------------------


def test_extend_keeps_the_date_first_agreed(clerk: Clerk) -> None:
    assert clerk("extend 13-1 --due '1 May' --reason 'Waits for the survey' --meeting 02-13") == (
        f"Extended HWB-2019-02-13-01 to 1 May 2019.\n  HWB-2019-02-13-01  {DREDGING}\n"
        "    due 6 March 2019 → 1 May 2019: Waits for the survey\n"
    )
    assert differences(ACTIONS, clerk.actions) == [
        "+  extended:", "+    - to: 2019-05-01", "+      at: HWB-2019-02-13", "+      reason: Waits for the survey",
    ]  # fmt: skip
    before = clerk.actions
    clerk("extend 13-1 --due 2019-06-05 --reason Rain")
    assert differences(before, clerk.actions) == ["+    - to: 2019-06-05", "+      at: 2019-03-11", "+      reason: Rain"]


def test_extend_keeps_the_words_of_a_phrase(clerk: Clerk) -> None:
    clerk("extend 13-1 --due 'at the April meeting' --reason Rain")
    assert differences(ACTIONS, clerk.actions) == [
        "+  extended:", "+    - to: 2019-04-10", "+      at: 2019-03-11", "+      reason: Rain", "+      said: at the April meeting",
    ]  # fmt: skip


def test_extend_gives_an_action_without_a_date_its_first_one(clerk: Clerk) -> None:
    assert "no date → 1 June 2019, its first date: Ministry has written" in clerk(
        "extend 13-4 --due 2019-06-01 --reason 'Ministry has written'"
    )
    assert differences(ACTIONS, clerk.actions) == [
        "+  due: 2019-06-01", "+  notes:", "+    - '2019-03-11 Date set: Ministry has written'",
    ]  # fmt: skip


def test_extend_to_a_later_day_that_is_past_is_doubted(clerk: Clerk) -> None:
    clerk("extend 13-1 --due 2019-03-08 --reason x")
    assert clerk.err == "g2g: Friday 8 March 2019 is before it was agreed (11 March 2019).\n"


@pytest.mark.parametrize("line", ["extend 13-2", "carry-forward --only 13-2"])
def test_a_day_that_is_past_and_earlier_than_the_one_in_force_is_no_extension(clerk: Clerk, untouched: Callable[[], object], line: str) -> None:
    clerk(f"{line} --due 2019-03-01 --reason x", status=1)
    agreed = "13" if line.startswith("carry") else "11"
    assert clerk.err == (
        f"g2g: 1 March 2019 was past on {agreed} March 2019, when it is said to be agreed, and is earlier than HWB-2019-02-13-02 is due (10 April 2019):"
        " that extends nothing. “g2g extend --on DATE” says when an earlier date was agreed, “g2g edit HWB-2019-02-13-02 --due DATE” corrects the date"
        " first agreed.\n"
    )


def test_a_date_brought_forward_says_so(clerk: Clerk) -> None:
    assert "due 10 April 2019 → 1 April 2019, brought forward: x\n" in clerk("extend 13-2 --due 2019-04-01 --reason x")
    # One that was agreed before it was past can be put down later.
    assert "due 1 April 2019 → 1 March 2019, brought forward: x\n" in clerk("extend 13-2 --due 2019-03-01 --reason x --on 2019-02-20")


# ---- carry-forward -------------------------------------------------------------------------------


def test_carry_forward_adds_lines_only_and_prints_the_groups(clerk: Clerk) -> None:
    out = clerk("carry-forward")
    assert out.startswith(
        "Carried 3 actions forward to HWB-2019-03-13.\n\n"
        "Outstanding at HWB-2019-03-13, Wednesday 13 March 2019 (as at 11 March 2019)\n"
    )
    assert differences(ACTIONS, clerk.actions) == 3 * ["+  carried:", "+    - HWB-2019-03-13"]
    groups = ["Proposed for closure (1)", "Overdue (1)", "Not yet due (1)", "Watching briefs (1)"]
    assert [line for line in out.splitlines() if line.endswith("(1)")] == groups


def test_carry_forward_again_changes_nothing_and_prints_the_same(clerk: Clerk) -> None:
    first = clerk("carry-forward")
    before = everything(clerk.folder)
    again = clerk("carry-forward")
    assert everything(clerk.folder) == before
    assert again.splitlines()[0] == "Nothing to carry forward: everything outstanding is with its next meeting already."
    assert again.splitlines()[1:] == first.splitlines()[1:]


def test_carry_forward_goes_on_meeting_by_meeting(clerk: Clerk) -> None:
    clerk("carry-forward")
    before = clerk.actions
    clerk.today = "2019-03-14"
    clerk("meeting hold 03-13")
    assert "Carried 4 actions forward to HWB-2019-04-10.\n" in clerk("carry-forward")
    assert differences(before, clerk.actions) == 4 * ["+    - HWB-2019-04-10"]


def test_carry_forward_takes_only_what_was_raised_before_the_meeting(clerk: Clerk) -> None:
    text = ACTIONS + "\nHWB-2019-03-13-01:\n  status: open\n  owner: Nia Rowlands\n  action: Raised there\n"
    write(clerk.folder / "actions.yaml", text + "\nHWB-2019-04-01-01:\n  status: open\n  action: Raised after\n")
    out = clerk("carry-forward")
    assert "Raised" not in out
    assert clerk.actions.count("- HWB-2019-03-13\n") == 4
    clerk("carry-forward --only 03-13-01", status=1)
    assert clerk.err == (
        "g2g: HWB-2019-03-13-01 cannot be carried forward to HWB-2019-03-13: it was not raised before that meeting.\n"
    )


def test_carry_forward_some_with_a_new_date(clerk: Clerk) -> None:
    out = clerk("carry-forward --only 13-2 --due '1 July' --reason 'Rings not delivered'")
    assert out.startswith("Carried 1 action forward to HWB-2019-03-13.\n")
    assert " 1 Jul 2019 " in out
    added = ["+  carried:", "+    - HWB-2019-03-13", "+  extended:", "+    - to: 2019-07-01", "+      at: HWB-2019-03-13"]
    assert differences(ACTIONS, clerk.actions) == [*added, "+      reason: Rings not delivered"]
    before = everything(clerk.folder)
    clerk("carry-forward --only 13-2 --due '1 July' --reason 'Rings not delivered'")
    assert everything(clerk.folder) == before


def test_carry_forward_extends_what_was_carried_before(clerk: Clerk) -> None:
    out = clerk("carry-forward --only 13-1 --due 2019-07-01 --reason Rain")
    assert out.startswith("Extended HWB-2019-02-13-01, carried forward to HWB-2019-03-13 already.\n")
    assert differences(ACTIONS, clerk.actions) == [
        "+  extended:", "+    - to: 2019-07-01", "+      at: HWB-2019-03-13", "+      reason: Rain",
    ]  # fmt: skip


def test_carry_forward_of_several_bodies(clerk: Clerk) -> None:
    clerk("init --body FSH --name 'Fisheries Committee'")
    clerk("add Count the nets --body FSH")
    assert "Carried 3 actions forward to HWB-2019-03-13.\n" in clerk("carry-forward")
    assert clerk.err == "g2g: FSH has no next meeting on the calendar; “g2g meeting add FSH DATE” adds one.\n"
    clerk("carry-forward --body FSH", status=1)
    assert clerk.err == "g2g: FSH has no next meeting on the calendar; “g2g meeting add FSH DATE” adds one.\n"
    clerk("meeting add FSH 2019-05-01")
    out = clerk("carry-forward")
    assert out.startswith("Carried 1 action forward to FSH-2019-05-01.\n")
    assert "Outstanding at FSH-2019-05-01, " in out
    assert "Outstanding at HWB-2019-03-13, " in out


def test_a_meeting_that_was_moved_counts_as_carried_to(clerk: Clerk) -> None:
    clerk("carry-forward")
    before = clerk.actions
    clerk("meeting move 03-13 --to 2019-03-20")
    assert "Nothing to carry forward" in clerk("carry-forward")
    assert clerk.actions == before


def test_an_empty_record_has_nothing_to_carry(empty: Clerk) -> None:
    empty("init")
    nothing = "Nothing to carry forward: no action is outstanding."
    assert empty("carry-forward") == f"{nothing} There is no body yet; “g2g init --body CODE --name NAME” adds one.\n"
    empty("init --body FSH --name 'Fisheries Committee'")
    assert empty("carry-forward") == f"{nothing} FSH has no next meeting on the calendar; “g2g meeting add FSH DATE” adds one.\n"
    assert empty("carry-forward --body FSH").startswith("Nothing to carry forward: no action of FSH is outstanding.")
    empty("meeting add FSH 2019-04-10")
    assert empty("carry-forward") == f"{nothing}\n"
    empty.today = "2019-04-11"
    empty("add Count the boats --on 2019-04-10")
    assert empty("carry-forward") == "Nothing to carry forward: nothing that is outstanding was raised before FSH-2019-04-10.\n"


def test_actions_without_any_calendar_ask_for_a_meeting(empty: Clerk) -> None:
    empty("init")
    write(empty.folder / "actions.yaml", "HWB-2019-02-13-01:\n  status: open\n  action: x\n")
    empty("carry-forward", status=1)
    assert empty.err == "g2g: HWB has no next meeting on the calendar; “g2g meeting add HWB DATE” adds one.\n"


# ---- every write command -------------------------------------------------------------------------

WRITES = [
    ("add Oil the bell --owner nia --due 2019-05-01", []),
    ("add Count the buoys --meeting 01-16", []),
    ("add Ring the pilots --on 2019-03-05", []),
    ("edit 13-1 --words 'New words' --item 9 --area 2", ["01"]),
    ("edit 13-2 --owner nia --due 2019-05-01", ["02"]),
    ("edit 13-4 --no-watching-brief --owner TV", ["04"]),
    ("note 13-1 'Rang: them'", ["01"]),
    ("note 13-2 'Rang them' --on 2019-03-01", ["02"]),
    ("note 13-3 'Rang them'", ["03"]),
    ("note 13-4 'Rang them'", ["04"]),
    ("close 13-1 13-4 --outcome 'All: done'", ["01", "04"]),
    ("close 13-1 13-2 13-3 13-4", ["01", "02", "03", "04"]),
    ("close 13-2 --propose", ["02"]),
    ("close 13-2 --owner TV", ["02"]),
    ("confirm --meeting 02-13", ["03"]),
    ("reopen 13-3 --reason 'It fell down'", ["03"]),
    ("withdraw 13-1 --reason 'No money'", ["01"]),
    ("transfer 13-2 --from TV --to nia", ["02"]),
    ("transfer 13-4 --to nia --to TR --reason Leave", ["04"]),
    ("refer 13-1 --to 'Pilotage Authority' --reason Theirs", ["01"]),
    ("extend 13-2 --due 2019-06-01 --reason Rain", ["02"]),
    ("extend 13-4 --due 2019-06-01 --reason Rain", ["04"]),
    ("carry-forward", ["01", "02", "03", "04"]),
    ("carry-forward --only 13-2 --due 2019-06-01 --reason Rain", ["02"]),
]


def entries_of(text: str) -> dict[str, list[str]]:
    """The lines below each key, with the comments and empty lines that follow; under "" those before the first."""
    found: dict[str, list[str]] = {"": []}
    key = ""
    for line in text.splitlines():
        if line.startswith("HWB-"):
            key = line.partition(":")[0]
        found.setdefault(key, []).append(line)
    return found


def in_form(text: str, form: str) -> bytes:
    """A text with LF or CRLF, with a byte order mark, or without a last newline."""
    if "open end" in form:
        text = text.removesuffix("\n")
    if "crlf" in form:
        text = text.replace("\n", "\r\n")
    return (b"\xef\xbb\xbf" if "bom" in form else b"") + text.encode()


@pytest.mark.parametrize("form", ["lf", "crlf", "bom open end"])
@pytest.mark.parametrize("text", [ACTIONS, HAND], ids=["written", "by hand"])
@pytest.mark.parametrize(("line", "named"), WRITES, ids=[line for line, _ in WRITES])
def test_only_the_lines_of_what_a_command_names_differ(clerk: Clerk, line: str, named: list[str], text: str, form: str) -> None:
    path = clerk.folder / "actions.yaml"
    path.write_bytes(in_form(text, form))
    others = {name: content for name, content in everything(clerk.folder).items() if name != "actions.yaml"}
    clerk(line)
    after = path.read_bytes()
    assert {name: content for name, content in everything(clerk.folder).items() if name != "actions.yaml"} == others
    assert after.startswith(b"\xef\xbb\xbf") == ("bom" in form)
    assert after.endswith(b"\n") == ("open end" not in form)
    assert after.count(b"\r") == (after.count(b"\n") if "crlf" in form else 0)
    plainly = after.decode("utf-8-sig").replace("\r\n", "\n")
    old, new = entries_of(text), entries_of(plainly)
    touched = {f"HWB-2019-02-13-{number}" for number in named}
    added = new.keys() - old.keys()
    assert len(added) == (1 if line.startswith("add") else 0)
    for key in old.keys() - touched:
        # A new entry takes an empty line before or behind it, which is counted to its neighbour here.
        kept = [row for row in old[key] if row or not added]
        assert [row for row in new[key] if row or not added] == kept
    if added:
        assert [row for row in differences(text, plainly) if row.startswith("-")] == []
    for key in touched & old.keys():
        lost = [row for row in differences("\n".join(old[key]), "\n".join(new[key])) if row.startswith("-")]
        assert len(lost) <= 7, lost
        assert [row.partition("#")[2] for row in new[key] if "#" in row] == [row.partition("#")[2] for row in old[key] if "#" in row]
    assert clerk("list --status all --json")


def test_hand_written_entries_change_in_their_own_style(clerk: Clerk) -> None:
    write(clerk.folder / "actions.yaml", HAND)
    clerk("carry-forward")
    assert differences(HAND, clerk.actions) == [
        "-    carried:  [HWB-2019-03-06]",
        "+    carried:  [HWB-2019-03-06, HWB-2019-03-13]",
        "+  carried:",
        "+    - HWB-2019-03-13",
        "-HWB-2019-02-13-03: {status: proposed, owner: Idris Bowen, closed: 2019-03-01, action: Put up a notice}",
        "+HWB-2019-02-13-03: {status: proposed, owner: Idris Bowen, closed: 2019-03-01, action: Put up a notice,"
        " carried: [HWB-2019-03-13]}",
        "+  carried:",
        "+    - HWB-2019-03-13",
    ]
    before = clerk.actions
    clerk("close 13-1 13-2 --outcome Done")
    assert differences(before, clerk.actions) == [
        "-    status:   open        # since February", "+    status:   closed        # since February", "+    closed: 2019-03-11",
        "+    outcome: Done", "-  status: 'open'", "+  status: closed", "+  closed: 2019-03-11", "+  outcome: Done",
    ]  # fmt: skip
    before = clerk.actions
    clerk("note 13-2 'Rang them'")
    assert differences(before, clerk.actions) == ["+  - 2019-03-11 Rang them"]


def test_words_on_several_lines_are_told_on_one(clerk: Clerk) -> None:
    write(clerk.folder / "actions.yaml", HAND)
    assert clerk("note 13-4 'Rang them'") == (
        f"Noted on HWB-2019-02-13-04.\n  HWB-2019-02-13-04  {PILOTAGE}\n    note of 11 March 2019: Rang them\n"
    )


def test_a_name_written_on_several_lines_is_that_name(clerk: Clerk) -> None:
    write(clerk.folder / "actions.yaml", ACTIONS.replace("owner: Mair Preece", "owner: |\n    Mair\n    Preece"))
    assert "HWB-2019-02-13-04" in clerk("list --owner mair")
    assert "owner Mair Preece → Nia Rowlands" in clerk("transfer 13-4 --to nia")


@pytest.mark.parametrize("line", [line for line, _ in WRITES])
def test_a_dry_run_writes_nothing_and_prints_what_would_be_done(clerk: Clerk, line: str) -> None:
    before = everything(clerk.folder)
    tried = clerk(f"{line} -n")
    assert everything(clerk.folder) == before
    done = clerk(line)
    assert tried == f"Not written, for this is a dry run: {done}"


@pytest.mark.parametrize("line", [line for line, _ in WRITES])
def test_quiet_says_nothing_and_does_it_all_the_same(clerk: Clerk, line: str) -> None:
    before = clerk.actions
    assert clerk(f"-q {line}") == ""
    assert clerk.actions != before


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (ACTIONS.replace("  item: 5\n", "  item: [5\n"), "data/actions.yaml:"),
        (ACTIONS.replace("  due: 2019-03-06\n", "  due: [1, 2]\n"), "data/actions.yaml:15: in HWB-2019-02-13-01, “due” should be"),
        (ACTIONS.replace("  item: 5\n", "<<<<<<< ours\n  item: 5\n=======\n  item: 6\n>>>>>>> theirs\n"), "data/actions.yaml:19: lines 19 to 23"),
        (ACTIONS.replace("  item: 5\n", "  item: !!python/name:os.system\n"), "data/actions.yaml:19: here stands a tag (!)"),
        (ACTIONS.replace("  item: 5\n", "  item: &a 5\n"), "data/actions.yaml:19: here stands an anchor"),
    ],
)
def test_a_broken_file_is_named_with_its_line_and_left_alone(clerk: Clerk, text: str, where: str) -> None:
    write(clerk.folder / "actions.yaml", text)
    for line in ("note 13-1 Hello", "close 13-1", "carry-forward"):
        clerk(line, status=1)
        assert where in clerk.err
        assert clerk.err.count("\n") == 1
        assert clerk.actions == text


def test_a_reference_that_stands_twice_is_not_changed(clerk: Clerk) -> None:
    text = ACTIONS.replace("HWB-2019-02-13-02:", "HWB-2019-02-13-01:")
    write(clerk.folder / "actions.yaml", text)
    clerk("close HWB-2019-02-13-01", status=1)
    assert "HWB-2019-02-13-01 stands here and in line 12" in clerk.err
    assert clerk.actions == text


def test_no_data_folder_is_one_sentence(clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk.folder = tmp_path / "nowhere"
    clerk("add x", status=1)
    assert clerk.err.startswith(f"g2g: There is no actions.yaml in {clerk.folder}; ")
    assert clerk.err.count("\n") == 1


def test_the_nearest_data_folder_going_up_is_used(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    below = clerk.folder.parent / "papers" / "march"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    monkeypatch.delenv("G2G_DATA", raising=False)
    with pytest.raises(SystemExit) as left:
        main(["--today", "2019-03-11", "note", "13-1", "Hello"])
    assert left.value.code == 0
    assert "Noted on HWB-2019-02-13-01" in capsys.readouterr().out
    assert "- 2019-03-11 Hello" in clerk.actions


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_the_editor_on_a_real_terminal(clerk: Clerk, tmp_path: Path) -> None:
    import pty

    script = tmp_path / "ed.py"
    script.write_text("import sys, pathlib\np = pathlib.Path(sys.argv[1])\np.write_text(p.read_text().replace('item: 5', 'item: 7'))\n")
    root = Path(__file__).resolve().parent.parent
    pid, terminal = pty.fork()
    if pid == 0:
        environment = {**os.environ, "G2G_DATA": str(clerk.folder), "EDITOR": f"{sys.executable} {script}", "PYTHONPATH": str(root)}
        environment.pop("VISUAL", None)
        os.execve(sys.executable, [sys.executable, "-m", "g2g", "edit", "13-1"], environment)
    said = b""
    try:
        while piece := os.read(terminal, 4096):
            said += piece
    except OSError:
        pass  # the other end has closed
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0, said
    os.close(terminal)
    assert b"Changed HWB-2019-02-13-01 as edited." in said
    assert differences(ACTIONS, clerk.actions) == ["-  item: 5", "+  item: 7"]
