"""Each rule of the record, what breaks it, and the sentence with path and line that says so."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench.registers import make
from g2g import check, problems, store
from tests.conftest import ACTIONS, MEETINGS, Clerk, write
from tests.harbour import grown
from tests.steps import assert_grows_with_length

FINE = {"status": "open", "owner": "Mair Preece", "due": "2019-03-20", "action": "Sweep the slipway"}
REF = "HWB-2019-02-13-09"
A, M = "data/actions.yaml", "data/meetings/HWB-2019-03-13.yaml"
UNSAID = "–"  # a field taken away


def entry(ref: str = REF, **fields: str) -> str:
    """An action with these fields besides the usual ones; lists are given with their line breaks."""
    rows = {name: value for name, value in {**FINE, **fields}.items() if value != UNSAID}
    return f"{ref}:\n" + "".join(f"  {name}:{value if value.startswith(chr(10)) else ' ' + value}\n" for name, value in rows.items())


ACTION_RULES = [
    ("malformed-reference", entry("HWB-19-02-13-9"), 1, "HWB-19-02-13-9: is no reference; write BODY-YYYY-MM-DD-NN, such as CSIB-2017-09-12-04."),
    ("malformed-reference", entry("HWB-2019-02-30-09"), 1, "HWB-2019-02-30-09: 2019-02-30 in the reference is no day of the calendar."),
    ("no-words", entry(action=UNSAID), 1, f"{REF}: does not say what is to be done; write it under “action:”."),
    ("no-status", entry(status=UNSAID), 1, f"{REF}: has no status; it is one of open, proposed, closed, withdrawn, referred."),
    ("unknown-status", entry(status="done"), 2, f"{REF}: “done” is no status; it is one of open, proposed, closed, withdrawn, referred."),
    ("unknown-kind", entry(kind="wish"), 6, f"{REF}: “wish” is no kind of action; the one there is is “watching brief”."),
    ("no-closing-date", entry(status="closed"), 2, f"{REF}: is closed but does not say when; add “closed: DATE”."),
    ("no-closing-date", entry(status="withdrawn"), 2, f"{REF}: is withdrawn but does not say when; add “closed: DATE”."),
    ("open-and-closed", entry(closed="2019-03-01"), 6, f"{REF}: is open, and yet says when it was closed; mend the status, or take that line away."),
    ("not-a-date", entry(due="20/3/2019"), 4, f"{REF}: “20/3/2019” is no date; write it like 2017-10-10."),
    ("not-a-date", entry(due="2019-02-30"), 4, f"{REF}: “2019-02-30” is no date; write it like 2017-10-10."),
    ("not-a-date", entry(status="closed", closed="yesterday"), 6, f"{REF}: “yesterday” is no date; write it like 2017-10-10."),
    (
        "not-a-date", entry(extended="\n    - to: soon\n      at: 2019-02-20\n      reason: Ill"), 6,
        f"{REF}: has an extension whose new date is no date; write it like 2017-10-10.",
    ),
    ("due-before-raised", entry(due="2019-02-12"), 4, f"{REF}: is due on 12 February 2019, before it was raised."),
    ("closed-before-raised", entry(status="closed", closed="2019-02-12"), 6, f"{REF}: was closed on 12 February 2019, before it was raised."),
    (
        "wrong-weekday", entry(due_said="by Monday 20 March 2019"), 6,
        f"{REF}: was due “by Monday 20 March 2019”, but 20 March 2019 is a Wednesday, not a Monday.",
    ),
    (
        "impossible-day", entry(due=UNSAID, due_said="31 June 2019"), 5,
        f"{REF}: was due “31 June 2019”, and June 2019 has no day 31; “g2g edit {REF} --due WHEN” sets a date.",
    ),
    ("impossible-day", entry(due=UNSAID, due_said="by 31/09/2019"), 5, f"{REF}: was due “by 31/09/2019”, and September 2019 has no day 31; “g2g edit {REF} --due WHEN” sets a date."),
    ("misspelt-exempt", entry(exmpt="3"), 6, f"{REF}: there is no field “exmpt”; did you mean “exempt”? As it stands it is published."),
    ("misspelt-exempt", entry(Exempt="3"), 6, f"{REF}: there is no field “Exempt”; did you mean “exempt”? As it stands it is published."),
    ("misspelt-exempt", entry(confidential="yes"), 6, f"{REF}: there is no field “confidential”; did you mean “exempt”? As it stands it is published."),
    ("no-owner", entry(owner=UNSAID), 1, f"{REF}: has no owner; “g2g transfer {REF} --to NAME” gives it one."),
    ("unknown-person", entry(owner="Mair Price"), 3, f"{REF}: Mair Price is not in people.yaml; add them there, or mend the name."),
    ("unknown-person", entry(done_by="Nia Rowlands"), 6, f"{REF}: Nia Rowlands has done their part but is not an owner."),
    ("no-meeting", entry(carried="\n    - HWB-2019-03-14"), 6, f"{REF}: names HWB-2019-03-14, which is not among the meetings."),
    (
        "no-meeting", entry(status="closed", closed="2019-03-01", confirmed="HWB-2019-03-14"), 7,
        f"{REF}: names HWB-2019-03-14, which is not among the meetings.",
    ),
    (
        "no-meeting", entry(extended="\n    - to: 2019-04-01\n      at: HWB-2019-03-14\n      reason: Ill"), 6,
        f"{REF}: names HWB-2019-03-14, which is not among the meetings.",
    ),
    (
        "no-meeting", entry(extended="\n    - to: 2019-04-01\n      reason: Ill"), 6,
        f"{REF}: names no meeting, which is not among the meetings.",
    ),
    ("carried-twice", entry(carried="\n    - HWB-2019-03-13\n    - HWB-2019-03-13"), 6, f"{REF}: is carried to HWB-2019-03-13 more than once."),
    ("no-reason", entry(extended="\n    - to: 2019-04-01\n      at: 2019-02-20"), 6, f"{REF}: was extended without a reason; add “reason:”."),
    (
        "no-due-date", entry(due=UNSAID), 1,
        f"{REF}: has no due date and is no watching brief; “g2g edit {REF} --due WHEN” sets one.",
    ),
    (
        "carried-without-note", entry(carried="\n    - HWB-2019-02-13\n    - HWB-2019-03-13\n    - HWB-2019-04-10"), 6,
        f"{REF}: was carried forward 3 times, the last three without a note; “g2g note {REF} TEXT” adds one.",
    ),
    (
        "no-paragraph", entry(exempt="''"), 6,
        f"{REF}: has “exempt:” without a paragraph, and so is published; write it like 3, or take the line away.",
    ),
    ("unknown-colour", entry(rag="pink", rag_reason="Because"), 6, f"{REF}: “pink” is no colour of RAG; it is one of red, amber, green, blue."),
    ("no-rag-reason", entry(rag="amber"), 6, f"{REF}: is given as amber without a reason; add “rag_reason:”, or take the line away."),
]  # fmt: skip

AREAS = "areas:\n  - number: 1\n    title: Quays\n"
P = "data/plan.yaml"
NEW = "body: HWB\ndate: 2019-03-13\nstatus: scheduled\n"
FILE_RULES = [
    ("wrong-name", M, NEW.replace("HWB", "XYZ"), 1, "HWB-2019-03-13: the file's name and its “body: XYZ” do not agree."),
    ("wrong-name", M, NEW.replace("-13", "-14"), 1, "HWB-2019-03-13: the file's name and its “date: 2019-03-14” do not agree."),
    ("wrong-name", "data/meetings/notes.yaml", "", 1, "“notes.yaml” is no name for a meeting's file; write BODY-YYYY-MM-DD.yaml."),
    ("unknown-status", M, NEW.replace("scheduled", "perhaps"), 1, "HWB-2019-03-13: “perhaps” is no status; it is one of scheduled, held, cancelled, moved."),
    ("unknown-body", "data/meetings/XYZ-2019-03-13.yaml", "status: scheduled\n", 1, "XYZ-2019-03-13: XYZ is not in bodies.yaml."),
    (
        "not-held", "data/meetings/HWB-2019-01-20.yaml", "status: scheduled\n", 1,
        "HWB-2019-01-20: is still down as scheduled, though the meeting of 13 February 2019 was held; “g2g meeting hold HWB-2019-01-20”, or cancel it.",
    ),
    (
        "half-moved", M, NEW + "moved_from: HWB-2019-04-10\n", 1,
        "HWB-2019-03-13: stands in place of HWB-2019-04-10, which is still down as scheduled;"
        " “g2g meeting move HWB-2019-04-10 --to 2019-03-13” completes the move.",
    ),
    ("no-meeting", M, NEW + "moved_from: HWB-2019-03-06\n", 1, "HWB-2019-03-13: moved_from names HWB-2019-03-06, which is not among the meetings."),
    (
        "no-meeting", "data/meetings/HWB-2019-03-06.yaml", "status: moved\nmoved_to: HWB-2019-03-14\n", 1,
        "HWB-2019-03-06: moved_to names HWB-2019-03-14, which is not among the meetings.",
    ),
    (
        "misspelt-exempt", M, NEW + "items:\n  - number: 5\n    title: Pay\n    exmept: 1\n", 7,
        "HWB-2019-03-13: there is no field “exmept”; did you mean “exempt”? As it stands it is published.",
    ),
    (
        "misspelt-exempt", M, NEW + "items:\n  - title: Pay\n    resolutions:\n      - text: That it be paid\n        Exempt:\n          - 1\n", 8,
        "HWB-2019-03-13: there is no field “Exempt”; did you mean “exempt”? As it stands it is published.",
    ),
    (
        "no-paragraph", M, NEW + "items:\n  - number: 5\n    title: Pay\n    exempt:\n", 7,
        "HWB-2019-03-13: item 5 has “exempt:” without a paragraph, and so is published; write it like 3, or take the line away.",
    ),
    ("no-number", P, AREAS + "  - title: Sheds\n", 4, "a key area (“Sheds”) has no number; add “number:”, for actions name it by that."),
    ("duplicate-number", P, AREAS + "  - number: 1\n    title: Sheds\n", 4, "key area 1 stands here a second time; give one of the two another number."),
    (
        "duplicate-number", P, AREAS + "recommendations:\n  - number: 4\n    title: Mend it\n  - number: 4\n    title: Paint it\n", 7,
        "recommendation 4 stands here a second time; give one of the two another number.",
    ),
    (
        "unknown-area", P, AREAS + "recommendations:\n  - number: 4\n    title: Mend it\n    area: 9\n", 5,
        "recommendation 4 names key area 9, which plan.yaml does not have.",
    ),
    ("unknown-colour", P, AREAS + "    rag: pink\n    rag_reason: So\n", 2, "key area 1: “pink” is no colour of RAG; it is one of red, amber, green, blue."),
    ("no-rag-reason", P, AREAS + "    rag: red\n", 2, "key area 1 is given as red without a reason; add “rag_reason:”, or take the line away."),
    ("broken-file", P, AREAS + "recommendations: eleven\n", 4, "“recommendations” should be how many there are (up to 999), or a list of them, not “eleven”."),
    ("broken-file", P, "areas: words\n", 1, "“areas” should be a list."),
    ("broken-file", P, "name: A plan\ndate: soon\n", 2, "“date” should be a date like 2019-04-05, not “soon”."),
    ("broken-file", "data/config.yaml", "rag:\n  extended: green\n", 2, "“extended” should be red or amber, not “green”."),
    ("broken-file", "data/config.yaml", "rag:\n  reminder_days: a week\n", 2, "“reminder_days” should be a number of days like 14, not “a week”."),
    ("broken-file", "data/config.yaml", "rag: strict\n", 1, "“rag” should be reminder_days and extended, each on a line below it."),
    ("broken-file", M, "- x\n", 1, "here stands text where fields should be; write “field: value” lines."),
    ("broken-file", M, NEW + "items: words\n", 4, "in HWB-2019-03-13, “items” should be a list."),
    ("broken-file", "data/people.yaml", "Mair Preece:\n  role: [x]\n", 2, "at Mair Preece, “role” should be words on one line, not a list."),
    ("broken-file", "data/bodies.yaml", "HWB: Harbour\n", 1, "“HWB” should have fields below it."),
    ("duplicate-name", "data/people.yaml", "Mair Preece:\n  role: Chair\n\nIdris Bowen:\n  role: Clerk\n\nMair Preece:\n  role: Chair\n", 7,
     "Mair Preece stands here a second time; keep one of the two."),
    ("duplicate-name", "data/bodies.yaml", "HWB:\n  name: One\n\nHWB:\n  name: Two\n", 4, "HWB stands here a second time; keep one of the two."),
]  # fmt: skip


def lines(clerk: Clerk) -> list[str]:
    return clerk("check", status=1).splitlines()


def test_the_record_is_in_order(clerk: Clerk) -> None:
    assert clerk("check") == "Nothing is wrong.\n"
    grown(clerk.folder)
    assert clerk("check") == "Nothing is wrong.\n"


@pytest.mark.parametrize(("code", "text", "line", "sentence"), ACTION_RULES, ids=[f"{r[0]}-{n}" for n, r in enumerate(ACTION_RULES)])
def test_an_action_that_breaks_a_rule(clerk: Clerk, code: str, text: str, line: int, sentence: str) -> None:
    write(clerk.folder / "actions.yaml", ACTIONS + "\n" + text)
    first = ACTIONS.count("\n") + 1
    assert lines(clerk) == [f"{A}:{first + line}: {sentence} [{code}]", "", "1 problem."]


@pytest.mark.parametrize(("code", "text", "line", "sentence"), ACTION_RULES, ids=[f"{r[0]}-{n}" for n, r in enumerate(ACTION_RULES)])
def test_a_hand_written_action_that_breaks_a_rule_has_the_same_line(clerk: Clerk, code: str, text: str, line: int, sentence: str) -> None:
    key, _, rest = text.partition(":\n")
    write(clerk.folder / "actions.yaml", f"# By hand\n\n{key}:   # as minuted\n{rest}")
    assert lines(clerk)[0] == f"{A}:{line + 2}: {sentence} [{code}]"


@pytest.mark.parametrize(("code", "path", "text", "line", "sentence"), FILE_RULES, ids=[f"{r[0]}-{n}" for n, r in enumerate(FILE_RULES)])
def test_a_file_that_breaks_a_rule(clerk: Clerk, code: str, path: str, text: str, line: int, sentence: str) -> None:
    write(clerk.folder.parent / path, text)
    assert f"{path}:{line}: {sentence} [{code}]" in lines(clerk)


WARNINGS = [
    ("data/bodies.yaml", "HWB:\n  name: Harbour Board\n  place: Quay House\n", 3, "HWB: there is no field “place”; did you mean “venue”?"),
    ("data/people.yaml", "Mair Preece:\n  emial: mair@harbour.example\n", 2, "Mair Preece: there is no field “emial”; did you mean “email”?"),
    ("data/people.yaml", "Mair Preece:\n  organization: Trust\n", 2, "Mair Preece: there is no field “organization”; did you mean “organisation”?"),
    (M, NEW + "minuets: draft\n", 4, "HWB-2019-03-13: there is no field “minuets”; did you mean “minutes”?"),
    (A, entry(note="2019-03-01 Asked"), 6, f"{REF}: there is no field “note”; did you mean “notes”?"),
    (A, entry(extended="\n    - to: 2019-04-01\n      at: 2019-02-20\n      reson: Ill\n      reason: Ill"), 6, ""),
]


@pytest.mark.parametrize(("path", "text", "line", "sentence"), WARNINGS)
def test_a_field_that_is_near_a_known_one_is_a_warning_and_no_failure(clerk: Clerk, path: str, text: str, line: int, sentence: str) -> None:
    write(clerk.folder.parent / path, text)
    write(clerk.folder / "actions.yaml", text if path == A else "")
    if path == "data/people.yaml" or not sentence:
        write(clerk.folder / "bodies.yaml", "HWB:\n  name: Harbour Board\n")
    said = clerk("check")
    if sentence:
        assert said.splitlines() == [f"{path}:{line}: warning: {sentence} [misspelt-field]", "", "1 warning."]
    else:
        assert said == "Nothing is wrong.\n"


@pytest.mark.parametrize("name", ["minuted_by", "closed_by", "lead_officer", "colour", "budget", "risk", "x" * 50, "priority"])
def test_a_name_of_the_clerk_s_own_is_no_misspelling(clerk: Clerk, name: str) -> None:
    write(clerk.folder / "actions.yaml", ACTIONS + "\n" + entry(**{name: "Idris"}))
    assert clerk("check") == "Nothing is wrong.\n"


def test_an_exempt_action_with_a_misspelt_field_says_no_more_than_where(clerk: Clerk) -> None:
    write(clerk.folder / "actions.yaml", entry(exempt="3", note="2019-03-01 Settled"))
    assert "exempt action" in clerk("check")
    assert "note" not in clerk("check")
    assert "did you mean “notes”?" in clerk("check --include-exempt")


def test_a_reference_given_twice_names_both_lines(clerk: Clerk) -> None:
    write(clerk.folder / "actions.yaml", f"{entry()}\n{entry()}\n{entry()}")
    assert lines(clerk) == [
        f"{A}:7: {REF} stands in line 1 already; give one of the two the next free number. [duplicate-reference]",
        f"{A}:13: {REF} stands in line 1 already; give one of the two the next free number. [duplicate-reference]",
        "",
        "2 problems.",
    ]


def test_every_code_has_its_test() -> None:
    written = {code for module in (check, problems, store) for code in re.findall(r'(?:yield |Problem\(\s*)"([a-z]+(?:-[a-z]+)+)"', Path(module.__file__).read_text("utf-8"))}
    tested = {rule[0] for rule in (*ACTION_RULES, *FILE_RULES)} | {"duplicate-reference", "unreadable-file"}
    tested |= {"archived-twice", "archived-but-live"}  # In test_archive.
    tested |= {"misspelt-field"}  # Above: it is no more than a warning.
    tested |= {"unknown-recommendation"}  # Below: it takes two files.
    assert written == tested


@pytest.mark.parametrize(
    "text",
    [
        entry(owner="NR"),
        entry(owner="\n    - Nia Rowlands-Hughes\n    - Tomos Rees", done_by="\n    - Tomos Rees"),
        entry(due=UNSAID, kind="watching brief"),
        entry(due=UNSAID, due_said="at the December meeting"),
        entry(due_said="by Wednesday 20 March 2019"),
        entry(extended="\n    - to: 2019-04-01\n      at: 2019-02-20\n      reason: Ill"),
        entry(extended="\n    - to: 2019-04-01\n      at: HWB-2019-03-13\n      reason: Ill"),
        entry(carried="\n    - HWB-2019-02-13\n    - HWB-2019-03-13\n    - HWB-2019-04-10", notes="\n    - 2019-03-20 Still waiting"),
        entry(status="closed", closed="2019-02-13", owner=UNSAID),
        entry(exempt="3"),
        entry(minuted_by="Idris"),
    ],
)
def test_what_breaks_no_rule(clerk: Clerk, text: str) -> None:
    write(clerk.folder / "actions.yaml", text)
    assert clerk("check") == "Nothing is wrong.\n"


def test_an_action_names_what_the_plan_has(clerk: Clerk) -> None:
    write(clerk.folder / "plan.yaml", AREAS + "recommendations: 3\n")
    write(clerk.folder / "actions.yaml", entry(area="2", recommendation="\n    - 3\n    - 4"))
    assert lines(clerk)[:2] == [
        f"{A}:6: {REF}: names key area 2, which plan.yaml does not have; its key areas are 1. [unknown-area]",
        f"{A}:7: {REF}: names recommendation 4, which plan.yaml does not have; its recommendations are 1, 2, 3. [unknown-recommendation]",
    ]
    write(clerk.folder / "actions.yaml", entry(area="1", recommendation="3"))
    assert clerk("check") == "Nothing is wrong.\n"


def test_without_a_plan_no_area_and_no_recommendation_is_unknown(clerk: Clerk) -> None:
    write(clerk.folder / "actions.yaml", entry(area="2", recommendation="4"))
    assert clerk("check") == "Nothing is wrong.\n"
    write(clerk.folder / "plan.yaml", "- x\n")
    assert [line.rpartition(" ")[2] for line in lines(clerk)[:-2]] == ["[broken-file]"]


def test_an_old_note_does_not_excuse_three_carryings(clerk: Clerk) -> None:
    carried = "\n    - HWB-2019-02-13\n    - HWB-2019-03-13\n    - HWB-2019-04-10"
    write(clerk.folder / "actions.yaml", entry("HWB-2019-01-16-02", carried=carried, notes="\n    - 2019-01-20 Begun"))
    assert "[carried-without-note]" in lines(clerk)[0]


def test_without_people_nobody_is_unknown(clerk: Clerk) -> None:
    write(clerk.folder / "people.yaml", "")
    assert clerk("check") == "Nothing is wrong.\n"


def test_a_broken_file_is_a_problem_and_the_others_are_still_looked_at(clerk: Clerk) -> None:
    write(clerk.folder / "people.yaml", "- x\n")
    write(clerk.folder / "bodies.yaml", "HWB: x\n")
    write(clerk.folder / "config.yaml", "closed_days: [never]\n")
    write(clerk.folder / "actions.yaml", ACTIONS + "\n" + entry(owner=UNSAID) + "\n" + entry("HWB-2019-02-13-10", action="[x]"))
    write(clerk.folder / "meetings" / "HWB-2019-02-13.yaml", "- x\n")
    write(clerk.folder / "meetings" / "HWB-2019-03-13.yaml", NEW.replace("scheduled", "perhaps"))
    found = [tuple(re.fullmatch(r"(data/[^:]+):(\d+): .* \[([a-z-]+)\]", line).groups()) for line in lines(clerk)[:-2]]  # type: ignore[union-attr]
    first = ACTIONS.count("\n") + 2
    assert found == [
        ("data/people.yaml", "1", "broken-file"),
        ("data/bodies.yaml", "1", "broken-file"),
        ("data/config.yaml", "1", "broken-file"),
        (A, str(first), "no-owner"),
        (A, str(first + 9), "broken-file"),
        ("data/meetings/HWB-2019-02-13.yaml", "1", "broken-file"),
        (M, "1", "unknown-status"),
    ]


def test_a_register_that_cannot_be_read_does_not_hide_the_rest(clerk: Clerk) -> None:
    write(clerk.folder / "actions.yaml", "- x\n")
    write(clerk.folder / "meetings" / "HWB-2019-03-13.yaml", NEW.replace("scheduled", "perhaps"))
    assert [line.rpartition(" ")[2] for line in lines(clerk)[:-2]] == ["[broken-file]", "[unknown-status]"]


def test_one_broken_meeting_is_told_once(clerk: Clerk) -> None:
    write(clerk.folder / "meetings" / "HWB-2019-04-10.yaml", "- x\n")
    assert len(lines(clerk)) == 3


def test_conflict_markers_are_told_with_their_lines(clerk: Clerk) -> None:
    write(clerk.folder / "actions.yaml", ACTIONS + f"\n<<<<<<< HEAD\n{entry()}=======\n{entry(owner='Tomos Rees')}>>>>>>> theirs\n")
    first = ACTIONS.count("\n") + 2
    assert lines(clerk)[0] == (
        f"{A}:{first}: lines {first} to {first + 12} hold an unsettled merge conflict; settle it with “g2g resolve REF --ours” (or --theirs, or --value TEXT), or by hand (git's marks <<<<<<<, ======= and"
        " >>>>>>> must go), then run the command again. [broken-file]"
    )


def test_as_json_and_csv_with_the_same_exit_status(clerk: Clerk) -> None:
    assert json.loads(clerk("check --json"))["data"] == []
    write(clerk.folder / "actions.yaml", entry(owner=UNSAID))
    whole = json.loads(clerk("check --json", status=1))
    assert whole == {
        "schema": 1, "kind": "problems", "as_at": "2019-03-11",
        "data": [{"code": "no-owner", "path": A, "line": 1, "sentence": f"{REF}: has no owner; “g2g transfer {REF} --to NAME” gives it one."}],
    }  # fmt: skip
    assert clerk("check --csv", status=1).splitlines()[0] == "code,path,line,sentence"


def test_status_counts_the_problems(clerk: Clerk) -> None:
    write(clerk.folder / "actions.yaml", ACTIONS + "\n" + entry(owner=UNSAID))
    assert clerk("").endswith("\n1 thing to look at in the files: “g2g check” lists them.\n")
    write(clerk.folder / "people.yaml", "- x\n")
    assert clerk("").endswith("\n2 things to look at in the files: “g2g check” lists them.\n")


def test_lines_are_right_in_a_file_with_windows_line_ends_and_a_byte_order_mark(clerk: Clerk) -> None:
    text = (ACTIONS + "\n" + entry(owner="Mair Price")).replace("\n", "\r\n")
    (clerk.folder / "actions.yaml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert lines(clerk)[0].startswith(f"{A}:{ACTIONS.count(chr(10)) + 4}: ")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text,
        lambda text: re.sub(r"  owner: .*\n", "  owner: No Body\n  due: never\n", text).replace("  due: 2", "  was: 2"),
        lambda text: re.sub(r"(?m)^B01-.*:$", "B01-2019-01-01-01:", text),
    ],
    ids=["in order", "two problems each", "one reference"],
)
def test_the_work_grows_with_the_number_of_actions(tmp_path: Path, spoil: Callable[[str], str]) -> None:
    def work(count: int) -> Callable[[], object]:
        folder = make(tmp_path / str(count), count)
        write(folder / "actions.yaml", spoil((folder / "actions.yaml").read_text("utf-8")))
        return lambda: problems.problems(store.Record(str(folder)))

    assert_grows_with_length(work, 100)


class Counted(bytes):
    """Bytes that say how many of them ``count`` has looked at."""

    looked_at = 0

    def count(self, sub: Any, start: Any = 0, end: Any = None) -> int:
        self.looked_at += len(range(len(self))[start:end])
        return super().count(sub, start, end)


def test_the_lines_are_counted_once_and_not_from_the_top_for_each_problem(tmp_path: Path) -> None:
    folder = make(tmp_path / "data", 200)
    write(folder / "actions.yaml", re.sub(r"  owner: .*\n", "  owner: No Body\n", (folder / "actions.yaml").read_text("utf-8")))
    record = store.Record(str(folder))
    file = record.actions.file
    body = Counted(file.text.body)
    file.text = file.text._replace(body=body)
    assert len(problems.problems(record)) >= 200
    assert 0 < body.looked_at < 2 * len(body)


def test_the_work_grows_with_the_number_of_people(clerk: Clerk) -> None:
    def work(count: int) -> Callable[[], object]:
        write(clerk.folder / "people.yaml", "".join(f"Person {n}:\n  role: x\n\n" for n in range(count)) + "Person 7:\n  role: y\n")
        again = f"data/people.yaml:{3 * count + 1}: Person 7 stands here a second time; keep one of the two. [duplicate-name]"
        assert again in lines(clerk)
        return lambda: problems.problems(store.Record(str(clerk.folder)))

    assert_grows_with_length(work, 100)


def test_the_names_of_meeting_files_are_those_of_the_calendar(clerk: Clerk) -> None:
    write(clerk.folder / "meetings" / ".hidden.yaml", "- x")
    write(clerk.folder / "meetings" / "notes.txt", "- x")
    assert clerk("check") == "Nothing is wrong.\n"
    assert [row["ref"] for row in json.loads(clerk("meeting list --json"))["data"]] == list(MEETINGS)
