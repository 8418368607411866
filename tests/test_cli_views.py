"""What a clerk sees: the views whole, on a terminal, in a pipe and for other programs, and what the filters let through."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.registers import make
from tests.conftest import ROOT, Clerk, run_g2g, write
from tests.harbour import SECRET, grown, in_pipe, is_golden, on_terminal

VIEWS = {
    "status": "",
    "list": "list",
    "list-by-owner": "list --owner",
    "show": "show 02-13-05",
    "search": "search lamps",
    "overdue": "overdue",
    "due": "due",
    "people": "people",
    "bodies": "bodies",
    "meetings": "meeting list",
    "meeting": "meeting show HWB-2019-03-13",
}
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def board(clerk: Clerk) -> Clerk:
    grown(clerk.folder)
    return clerk


def rows(clerk: Clerk, line: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(clerk(line + " --json"))["data"]
    return found


def refs(clerk: Clerk, line: str) -> list[str]:
    """The references that a view shows, without what they all begin with here."""
    return [row["ref"].replace("HWB-2019-02-13-", "") for row in rows(clerk, line)]


# ---- the views, whole ------------------------------------------------------------------------------


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_in_a_pipe(board: Clerk, view: str) -> None:
    is_golden(f"{view}.txt", board(VIEWS[view]))


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_on_a_terminal_of_80_columns(board: Clerk, view: str) -> None:
    shown = on_terminal("--colour", "never", *VIEWS[view].split(), folder=board.folder)
    assert max(map(len, shown.splitlines())) <= 80
    is_golden(f"{view}.80.txt", shown)


@pytest.mark.parametrize("view", ["status", "list", "list-by-owner", "show", "overdue", "due"])
def test_a_view_as_markdown(board: Clerk, view: str) -> None:
    is_golden(f"{view}.md", board(f"{VIEWS[view] or 'status'} --md"))


@pytest.mark.parametrize("view", ["status", "show", "overdue", "people", "bodies", "meeting"])
def test_a_view_as_json(board: Clerk, view: str) -> None:
    is_golden(f"{view}.json", board(f"{VIEWS[view] or 'status'} --json"))


@pytest.mark.parametrize("view", ["list", "overdue", "people"])
def test_a_view_as_csv(board: Clerk, view: str) -> None:
    is_golden(f"{view}.csv", board(f"{VIEWS[view]} --csv"))


def test_plain_text_on_a_terminal_is_what_a_pipe_gets_wrapped_at_the_edge(board: Clerk) -> None:
    shown = on_terminal("list", "--plain", folder=board.folder)
    assert max(map(len, shown.splitlines())) <= 80
    assert " ".join(shown.split()).count("Survey the piles under the east pier, and say which of them must be replaced") == 1
    wide = on_terminal("list", "--plain", folder=board.folder, columns=400)
    assert re.sub("-{80,}", "-" * 80, wide) == board("list")


@pytest.mark.parametrize("line", ["list", "overdue", "due", "search piles"])
@pytest.mark.parametrize("columns", [60, 80, 132])
def test_reference_owner_and_words_are_never_cut(board: Clerk, line: str, columns: int) -> None:
    shown = on_terminal("--colour", "never", *line.split(), folder=board.folder, columns=columns)
    assert "…" not in shown.replace("--", "")
    words = set(shown.split())
    for row in rows(board, line):
        assert row["ref"] in words
        assert set(row["action"].split()) <= words
        for owner in row["owners"]:
            assert set(owner.split()) <= {word.rstrip(";") for word in words}
        if line == "overdue" and columns >= 80:
            (own,) = [text for text in shown.splitlines() if text.startswith(row["ref"])]
            assert f" {row['days_late']} " in own
            assert f" {row['days_late_first']} " in own


def test_bare_g2g_is_status(board: Clerk) -> None:
    assert board("") == board("status")


# ---- colour ----------------------------------------------------------------------------------------


def test_a_terminal_gets_colour_and_days_late_in_red(board: Clerk) -> None:
    shown = on_terminal("overdue", folder=board.folder)
    assert re.search(r"\x1b\[1;31m *7\x1b\[0m", shown)
    assert COLOURS.sub("", shown) == on_terminal("--colour", "never", "overdue", folder=board.folder)


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colour_where_it_is_not_wanted(board: Clerk, environment: dict[str, str]) -> None:
    shown = on_terminal("overdue", folder=board.folder, **environment)
    assert "\x1b" not in shown
    assert "─" in shown


def test_colour_in_a_pipe_only_where_it_is_asked_for(board: Clerk) -> None:
    assert "\x1b" not in in_pipe("overdue", folder=board.folder).stdout
    assert "\x1b[1;31m" in in_pipe("--colour", "always", "overdue", folder=board.folder, COLUMNS="80").stdout
    assert "\x1b[1;31m" in on_terminal("--color", "always", "overdue", folder=board.folder, NO_COLOR="1")


@pytest.mark.parametrize("form", ["--json", "--csv", "--md", "--plain"])
def test_a_form_for_others_has_no_colour_even_where_it_is_asked_for(board: Clerk, form: str) -> None:
    assert "\x1b" not in board(f"--colour always overdue {form}")


# ---- JSON and CSV ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("status", "status"), ("list", "actions"), ("search dredging", "actions"), ("overdue", "actions"), ("due", "actions"),
        ("show 02-13-01", "action"), ("people", "people"), ("bodies", "bodies"), ("meeting list", "meetings"),
        ("meeting show 03-13", "meeting"), ("check", "problems"),
    ],
)  # fmt: skip
def test_json_has_one_envelope(clerk: Clerk, line: str, kind: str) -> None:
    whole = json.loads(clerk(f"{line} --json"))
    assert list(whole) == ["schema", "kind", "as_at", "data"]
    assert (whole["schema"], whole["kind"], whole["as_at"]) == (1, kind, "2019-03-11")
    assert isinstance(whole["data"], list)


def test_csv_has_the_same_rows_as_json(board: Clerk) -> None:
    table = list(csv.DictReader(io.StringIO(board("list --status all --csv"))))
    whole = rows(board, "list --status all")
    assert [row["ref"] for row in table] == [row["ref"] for row in whole]
    assert list(table[0]) == list(whole[0])
    assert [int(row["days_late"]) for row in table] == [row["days_late"] for row in whole]


# ---- nothing to show -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("list --search zebra", "There is no such action."),
        ("search zebra", "No action has these words."),
        ("overdue --owner Mair", "Nothing is overdue."),
        ("due --owner Idris", "Nothing is due."),
        ("list --owner --search zebra", "There is no such action."),
    ],
)
def test_an_empty_list_is_one_sentence_and_a_success(clerk: Clerk, line: str, sentence: str) -> None:
    assert clerk(line).splitlines()[2:] == [sentence]
    assert clerk(line + " --md").splitlines()[2:] == [sentence]
    assert json.loads(clerk(line + " --json"))["data"] == []
    assert len(clerk(line + " --csv").splitlines()) == 1


def test_views_of_an_empty_record(clerk: Clerk) -> None:
    for name in ("actions.yaml", "people.yaml", "bodies.yaml"):
        write(clerk.folder / name, "")
    for path in (clerk.folder / "meetings").iterdir():
        path.unlink()
    assert "There is no body yet" in clerk("")
    assert "people.yaml names nobody yet." in clerk("people")
    assert "bodies.yaml names no body yet." in clerk("bodies")
    assert "There is no meeting on the calendar." in clerk("meeting list")
    assert "There is no such action." in clerk("list")
    assert "Nothing is wrong." in clerk("check")


# ---- owners ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Nia Rowlands", "nia", "ROWLANDS", "NR", "nr", "n.r.", "Nia Rowlands-Hughes", "rowl", "nia row"])
def test_an_owner_by_any_unambiguous_part_other_name_or_initials(board: Clerk, name: str) -> None:
    assert refs(board, f"list --owner '{name}'") == ["01", "05"]


def test_several_owners_are_alternatives(board: Clerk) -> None:
    assert refs(board, "list --owner nia --owner 'Tomos Rees'") == ["01", "02", "05", "PPC-2019-02-06-01"]


@pytest.mark.parametrize(("typed", "meant"), [("Rolands", "Nia Rowlands"), ("Mair Price", "Mair Preece"), ("Idriss Bowen", "Idris Bowen")])
def test_an_unknown_owner_is_answered_with_who_was_meant(board: Clerk, typed: str, meant: str) -> None:
    assert board(f"list --owner '{typed}'", status=1) == ""
    assert board.err == f"g2g: Nobody in people.yaml, and no owner of an action, is called “{typed}”. Did you mean {meant}?\n"


def test_an_ambiguous_owner_is_answered_with_the_candidates(board: Clerk) -> None:
    assert board("overdue --owner tomos", status=1) == ""
    assert board.err == "g2g: “tomos” could be 2 people: Tomos Rees or Tomos Vaughan. Type more of it.\n"


@pytest.mark.parametrize("line", ["overdue --owner", "overdue --owner --plain", "overdue --owner --area 1 --area 2 --area ''"])
def test_owner_alone_groups_wherever_it_stands(board: Clerk, line: str) -> None:
    shown = board(line)
    assert re.findall(r"^(.+) \((\d+)\)$", shown, re.MULTILINE)[:1] == [("Nia Rowlands", "1")] or "--area" in line
    assert re.search(r"^Tomos Vaughan \(1\)$", shown, re.MULTILINE)


def test_owners_are_grouped_under_their_own_names(board: Clerk) -> None:
    headings = re.findall(r"^(.+) \((\d+)\)$", board("list --owner"), re.MULTILINE)
    assert headings == [
        ("Idris Bowen", "1"), ("Mair Preece", "2"), ("Nia Rowlands", "2"), ("Tomos Rees", "2"), ("Tomos Vaughan", "2"),
    ]  # fmt: skip


def test_an_owner_whose_part_is_done_owes_it_no_more(board: Clerk) -> None:
    assert refs(board, "list --owner 'Idris Bowen'") == ["03"]
    assert refs(board, "list --owner 'Tomos Vaughan'") == ["02", "08"]
    assert "Idris Bowen (done); Tomos Vaughan" in board("list --owner 'Tomos Vaughan'")
    board("close 02-13-02 --owner 'Tomos Rees'")
    assert refs(board, "list --owner 'Tomos Rees'") == ["PPC-2019-02-06-01"]
    assert {row["name"]: row["owes"] for row in rows(board, "people")}["Tomos Rees"] == 1


def test_all_parts_done_but_not_closed_stands_apart(board: Clerk) -> None:
    board("close 02-13-08 --owner 'Tomos Vaughan'")
    assert re.search(r"^all parts are done \(1\)\n.*\n.*\nHWB-2019-02-13-08 ", board("list --owner"), re.MULTILINE)


def test_a_closed_action_is_found_under_all_its_owners(board: Clerk) -> None:
    board("close 02-13-08 --on 2019-03-08")
    assert refs(board, "list --status closed --owner 'Idris Bowen'") == ["08"]


def test_an_action_without_an_owner_is_grouped_apart(board: Clerk) -> None:
    board("add --body HWB Sweep the slipway")
    assert re.search(r"^no owner named \(1\)$", board("list --owner"), re.MULTILINE)


def test_groups_of_owners_keep_to_the_organisation_asked_for(board: Clerk) -> None:
    headings = re.findall(r"^(.+) \((\d+)\)$", board("list --owner --org engineers"), re.MULTILINE)
    assert headings == [("Nia Rowlands", "2"), ("Tomos Vaughan", "2")]


# ---- the other filters -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("--org engineers", "01 02 05 08"),
        ("--org engineers --org pilots", "01 02 05 08 PPC-2019-02-06-01"),
        ("--org engineers --owner nia", "01 05"),
        ("--org pilots --owner nia", ""),
        ("--org engineers --owner 'Tomos Rees'", ""),
        ("--body ppc", "PPC-2019-02-06-01"),
        ("--body ppc --body HWB", "01 02 03 04 05 07 08 PPC-2019-02-06-01"),
        ("--meeting 01-16 --status all", "HWB-2019-01-16-01"),
        ("--meeting HWB-2019-01-16 --meeting 02-06 --status all", "HWB-2019-01-16-01 PPC-2019-02-06-01"),
        ("--status proposed", "03"),
        ("--status closed --status proposed", "HWB-2019-01-16-01 03"),
        ("--area 2", "05 07"),
        ("--area 1 --area 2", "05 07 08"),
        ("--due-before 6/3/2019", "08"),
        ("--due-after '13 March 2019'", "02 05 PPC-2019-02-06-01"),
        ("--due-after 2019-03-05 --due-before 2019-03-14", "01 03"),
        ("--search PIER", "05"),
        ("--search 'pier storms'", "05"),
        ("--search divers", "05"),
        ("--search piles --search regatta", "05 07"),
        ("--search tomos --area 1", "08"),
        ("--exempt --owner idris", "03 06"),
    ],
)
def test_a_filter_lets_through_what_it_says(board: Clerk, options: str, expected: str) -> None:
    assert refs(board, f"list {options}") == expected.split()


@pytest.mark.parametrize("view", ["list", "overdue", "due", "search a"])
def test_every_listing_takes_every_filter(board: Clerk, view: str) -> None:
    board(
        f"{view} --owner nia --org engineers --body HWB --meeting 02-13 --status open --area 2 --due-before 1/4/2019"
        " --due-after 1/1/2019 --search piles --exempt --json"
    )


@pytest.mark.parametrize(
    ("options", "status", "sentence"),
    [
        ("--body XYZ", 1, "There is no body “XYZ”; the record has HWB, PPC."),
        ("--meeting 2018-01-01", 1, "There is no meeting “2018-01-01”."),
        ("--meeting 2019-03", 1, "There is no meeting “2019-03”. Did you mean HWB-2019-03-13 or PPC-2019-03-20?"),
        ("--due-before soonish", 2, "“soonish” is not a date; write it like 10 October 2017, 10/10/2017 or 2017-10-10."),
        ("--due-after 30/2/2019", 2, "“30/2/2019” is not a date: February 2019 has no day 30; write it like 10 October 2017, 10/10/2017 or 2017-10-10."),
        ("--search ' '", 2, "--search should have words in it."),
        ("--org enginers", 1, "No organisation in people.yaml is called “enginers”. Did you mean County Engineers?"),
        ("--org engineers --org zzz", 1, "No organisation in people.yaml is called “zzz”. It has County Engineers; Harbour Trust; Pilots' Association."),
        ("--area 9", 1, "No action has key area 9; there are 1, 2."),
        ("--area 2 --area two", 1, "No action has key area two; there are 1, 2."),
        ("--recommendation 9", 1, "No action has recommendation 9; there is none."),
    ],
)  # fmt: skip
def test_a_filter_that_cannot_be_is_refused(board: Clerk, options: str, status: int, sentence: str) -> None:
    assert board(f"list {options}", status=status) == ""
    assert board.err == f"g2g: {sentence}\n"


OPTIONS: dict[str, tuple[list[str], Any]] = {
    "--owner": (["nia", "mair", "'Tomos Rees'", "idris"], lambda row, v: PEOPLE[v] & (_left(row))),
    "--org": (["engineers", "pilots", "harbour"], lambda row, v: ORGANISATIONS[v] & _left(row)),
    "--body": (["HWB", "PPC"], lambda row, v: row["ref"].startswith(v)),
    "--meeting": (["HWB-2019-02-13", "PPC-2019-02-06"], lambda row, v: row["ref"].startswith(v)),
    "--status": (["open", "proposed", "closed", "withdrawn"], lambda row, v: row["status"] == v),
    "--area": (["1", "2"], lambda row, v: row["area"] == v),
    "--search": (["the", "pier", "bowen"], lambda row, v: v in json.dumps([row[k] for k in WORDS]).casefold()),
}
PEOPLE = {"nia": {"Nia Rowlands", "NR"}, "mair": {"Mair Preece"}, "'Tomos Rees'": {"Tomos Rees"}, "idris": {"Idris Bowen"}}
ORGANISATIONS = {
    "engineers": {"Nia Rowlands", "NR", "Tomos Vaughan"}, "pilots": {"Tomos Rees"}, "harbour": {"Mair Preece", "Idris Bowen"},
}  # fmt: skip
WORDS = ("ref", "action", "outcome", "due_said", "owners", "notes")
WANTED = st.fixed_dictionaries(
    {}, optional={name: st.sets(st.sampled_from(values), min_size=1) for name, (values, _) in OPTIONS.items()}
)
DAYS = st.none() | st.dates(date(2019, 2, 15), date(2019, 4, 15))


def _somebody_is_both(row: dict[str, Any], wanted: dict[str, set[str]]) -> bool:
    """--owner and --org are said of one and the same owner."""
    if not {"--owner", "--org"} <= wanted.keys():
        return True
    named = set().union(*(PEOPLE[value] for value in wanted["--owner"]))
    return bool(_left(row) & named & set().union(*(ORGANISATIONS[value] for value in wanted["--org"])))


def _left(row: dict[str, Any]) -> set[str]:
    live = row["status"] in ("open", "proposed")
    return set(row["owners"]) - (set(row["done_by"]) if live else set())


@given(wanted=WANTED, before=DAYS, after=DAYS)
@settings(max_examples=60)
def test_filtering_is_what_it_would_be_by_hand(board: Clerk, wanted: dict[str, set[str]], before: date | None, after: date | None) -> None:
    line = " ".join(f"{name} {value}" for name, values in wanted.items() for value in sorted(values))
    line += f" --due-before {before}" if before else ""
    line += f" --due-after {after}" if after else ""
    statuses = {} if "--status" in wanted else {"--status": {"open", "proposed"}}
    by_hand = [
        row["ref"]
        for row in rows(board, "list --status all")
        if all(any(OPTIONS[name][1](row, value) for value in values) for name, values in (wanted | statuses).items())
        and _somebody_is_both(row, wanted)
        and (before is None or (row["due"] is not None and row["due"] < before.isoformat()))
        and (after is None or (row["due"] is not None and row["due"] > after.isoformat()))
    ]
    assert [row["ref"] for row in rows(board, f"list {line}")] == by_hand


@pytest.mark.parametrize("key", ["HWB-2019-02-13-09:", "HWB-2019-02-13-09:  # by hand"])
@pytest.mark.parametrize(("status", "expected"), [("closed", []), ("open", ["09"])])
def test_a_status_counts_wherever_it_stands_in_the_entry(clerk: Clerk, key: str, status: str, expected: list[str]) -> None:
    write(clerk.folder / "actions.yaml", f"{key}\n  owner: Mair Preece\n  due: 2019-02-20\n  status: {status}\n  action: x\n")
    assert refs(clerk, "list") == refs(clerk, "overdue") == refs(clerk, "list --owner mair") == expected
    assert refs(clerk, f"list --status {status}") == ["09"]


def test_an_open_action_with_a_day_of_closing_left_behind_is_as_late_as_any_other(clerk: Clerk) -> None:
    write(clerk.folder / "actions.yaml", "HWB-2019-02-13-09:\n  status: open\n  closed: 2019-02-19\n  owner: Mair Preece\n  due: 2019-02-20\n  action: x\n")
    assert [row["days_late"] for row in rows(clerk, "overdue")] == [19]


# ---- late, extended, watched -----------------------------------------------------------------------


def test_days_late_count_from_both_dates(board: Clerk) -> None:
    (row,) = [row for row in rows(board, "overdue") if row["ref"].endswith("-08")]
    assert (row["days_late"], row["days_late_first"], row["times_carried"]) == (7, 19, 1)
    assert (row["due"], row["due_first"]) == ("2019-03-04", "2019-02-20")


def test_an_extended_action_is_not_overdue_but_has_slipped(board: Clerk) -> None:
    assert "05" not in refs(board, "overdue")
    (row,) = rows(board, "show 02-13-05")
    assert (row["days_late"], row["days_late_first"], row["slipped"]) == (0, 11, True)
    assert "11 days past the date first agreed" in board("show 02-13-05")
    board.today = "2019-03-21"
    assert refs(board, "overdue --area 2") == ["05"]


def test_overdue_stands_latest_first(board: Clerk) -> None:
    late = [row["days_late"] for row in rows(board, "overdue")]
    assert late == sorted(late, reverse=True) == [7, 5]


def test_due_today_is_not_overdue(board: Clerk) -> None:
    board.today = "2019-03-04"
    assert refs(board, "overdue") == []
    assert refs(board, "due")[0] == "08"


def test_a_watching_brief_is_never_overdue_nor_due(board: Clerk) -> None:
    board("edit 02-13-04 --due 20/2/2019")
    assert "04" not in refs(board, "overdue") + refs(board, "due")
    assert rows(board, "show 02-13-04")[0]["days_late"] == 0


def test_what_is_proposed_got_no_later_since_and_is_not_called_overdue(board: Clerk) -> None:
    board.today = "2019-04-01"
    assert "03" not in refs(board, "overdue")
    assert rows(board, "show 02-13-03")[0]["days_late"] == 0


def test_due_says_how_many_are_overdue(board: Clerk) -> None:
    assert board("due").endswith("\n2 are overdue: “g2g overdue” lists them.\n")


def test_status_says_that_a_past_meeting_is_still_down_as_scheduled(board: Clerk) -> None:
    board.today = "2019-03-14"
    assert "HWB-2019-03-13 is past, and still down as scheduled: “g2g meeting hold HWB-2019-03-13” says that it was held." in board("")


# ---- show ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ref", ["HWB-2019-02-13-05", "hwb-2019-02-13-05", "02-13-05", "2-13-5", "13-5", "5", "05"])
def test_show_takes_any_unambiguous_part_of_a_reference(board: Clerk, ref: str) -> None:
    assert board(f"show {ref}").startswith("HWB-2019-02-13-05\n")


def test_an_ambiguous_reference_is_answered_with_the_candidates(board: Clerk) -> None:
    board("show 2019-02-13", status=1)
    assert board.err.startswith("g2g: “2019-02-13” could be 7 actions: HWB-2019-02-13-01, HWB-2019-02-13-02, ")


def test_an_unknown_reference_is_answered_with_what_looks_like_it(board: Clerk) -> None:
    board("show HWB-2019-02-31-05", status=1)
    assert board.err.startswith("g2g: There is no action “HWB-2019-02-31-05”. Did you mean HWB-2019-0")


# ---- what is not for publication -------------------------------------------------------------------

EVERYWHERE = [
    "", "list", "list --status all", "list --owner", "list --owner idris", "search claim", "search 'crane driver'", "overdue", "due",
    "overdue --owner", "people", "bodies", "meeting list", "meeting show 02-13", "agenda HWB-2019-03-13", "check",
    "carry-forward -n", "carry-forward",
]  # fmt: skip


@pytest.mark.parametrize("line", EVERYWHERE)
def test_exempt_words_are_in_no_output(board: Clerk, line: str) -> None:
    forms = ["", " --json", " --csv", " --md", " --plain"] if not re.match("agenda|carry|check", line) and line else [""]
    for form in forms:
        assert "crane driver" not in board(line + form).replace("Actions with “crane driver”", "")
        assert "crane driver" not in board.err


def test_exempt_actions_are_shown_on_request_and_said_not_to_be_for_publication(board: Clerk) -> None:
    last = "Not for publication: HWB-2019-02-13-06 is exempt under paragraphs 1 and 3 of Schedule 12A to the Local Government Act 1972."
    for line in ("list --exempt", "overdue --exempt", "search claim --exempt", "list --exempt --owner", "overdue --exempt --md"):
        shown = board(line)
        assert SECRET in shown
        assert shown.splitlines()[-1] == last
    assert last not in board("list --exempt --owner nia")


def test_an_exempt_action_asked_for_by_reference_says_so(board: Clerk) -> None:
    shown = board("show 02-13-06")
    assert SECRET in shown
    assert "paragraphs 1 and 3 of Schedule 12A: not for publication" in shown
    assert rows(board, "show 02-13-06")[0]["exempt"] == ["1", "3"]


def test_exempt_actions_are_not_counted_for_the_public(board: Clerk) -> None:
    assert {row["name"]: row["owes"] for row in rows(board, "people")}["Idris Bowen"] == 1
    assert rows(board, "status")[0]["overdue"] == 2


def test_exempt_items_and_resolutions_are_left_out_of_a_meeting(clerk: Clerk) -> None:
    write(
        clerk.folder / "meetings" / "HWB-2019-02-13.yaml",
        "body: HWB\ndate: 2019-02-13\nstatus: held\nitems:\n"
        "  - number: 4\n    title: The secret lease\n    exempt: 3\n"
        "  - number: 5\n    title: Dues\n    resolutions:\n"
        "      - text: That the dues rise\n"
        "      - text: That the bribe be paid\n        exempt:\n          - 1\n",
    )
    for line in ("meeting show 02-13", "meeting show 02-13 --json", "agenda HWB-2019-02-13"):
        shown = clerk(line)
        assert "secret lease" not in shown
        assert "bribe" not in shown
    assert "xempt" not in clerk("meeting show 02-13")
    assert "That the dues rise" in clerk("meeting show 02-13")


# ---- as a program among others ---------------------------------------------------------------------


def test_a_reader_that_has_seen_enough_is_no_trouble(tmp_path: Path) -> None:
    folder = make(tmp_path / "data", 3000)
    run = f"'{sys.executable}' -m g2g --data '{folder}' list --status all | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", run], env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("Actions\n0\n", "")


@pytest.mark.parametrize("environment", [{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}])
def test_an_output_without_our_characters_does_not_stop_a_view(board: Clerk, environment: dict[str, str]) -> None:
    for line in (["overdue"], ["due"], ["list", "--owner"], ["show", "02-13-05"], ["list", "--owner", "zzz"]):
        done = in_pipe(*line, folder=board.folder, **environment)
        assert done.returncode == (1 if "zzz" in line else 0)
        assert "Traceback" not in done.stderr
        assert "bug" not in done.stderr


def test_python_dash_m_g2g_is_g2g(board: Clerk) -> None:
    done = in_pipe("overdue", folder=board.folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == board("overdue")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("lst", "There is no command “lst”. Did you mean list or close?"),
        ("overdu", "There is no command “overdu”. Did you mean overdue?"),
        ("frobnicate", "There is no command “frobnicate”. “g2g --help” lists them."),
        ("--today never list", "“never” is not a date; write it like 10 October 2017, 10/10/2017 or 2017-10-10."),
        ("--today 29/2/2019", "“29/2/2019” is not a date: February 2019 has no day 29; write it like 10 October 2017, 10/10/2017 or 2017-10-10."),
    ],
)
def test_misuse_is_answered_in_one_sentence(clerk: Clerk, line: str, sentence: str) -> None:
    assert clerk(line, status=2) == ""
    assert clerk.err == f"g2g: {sentence}\n"


@pytest.mark.parametrize("line", ["list --ownr nia", "list nia", "show", "search", "list --status done", "--colour blue list", "overdue --area"])
def test_wrong_options_and_arguments_are_misuse_in_one_line(clerk: Clerk, line: str) -> None:
    assert clerk(line, status=2) == ""
    assert clerk.err.startswith("g2g: ")
    assert clerk.err.count("\n") == 1


def test_no_record_is_one_sentence(clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk.folder = tmp_path / "elsewhere"
    assert clerk("list", status=1) == ""
    assert clerk.err == f"g2g: There is no actions.yaml in {clerk.folder}; “g2g --data {clerk.folder} init” sets up a record there.\n"
    done = in_pipe("list", folder=tmp_path)
    assert done.returncode == 1


def test_the_record_is_found_from_a_folder_below(board: Clerk) -> None:
    below = board.folder.parent / "papers" / "2019"
    below.mkdir(parents=True)
    done = run_g2g("--today", board.today, "overdue", cwd=below)
    assert done.stdout == board("overdue")


def test_quiet_says_nothing_but_errors(board: Clerk) -> None:
    assert board("-q list") == ""
    assert board("-q list --owner nobody-of-that-name", status=1) == ""
    assert board.err


def test_no_view_writes_anything(board: Clerk, untouched: object) -> None:
    for line in VIEWS.values():
        board(line)
