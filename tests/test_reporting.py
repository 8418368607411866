"""The reports, whole and in every form: their figures, their periods, and nothing exempt among them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.registers import make
from g2g.model import Action, Extension
from g2g.reporting import KINDS
from g2g.reporting.decisions import WORK
from g2g.reporting.parts import count, median_days, share
from tests.conftest import ROOT, Clerk, run_g2g, write
from tests.harbour import in_pipe, is_golden, on_terminal
from tests.limits import limited
from tests.planned import SECRETS, planned
from tests.steps import assert_grows_with_length

FORMS = ("", "--plain", "--md", "--json", "--csv")


@pytest.fixture
def board(clerk: Clerk) -> Clerk:
    planned(clerk.folder)
    return clerk


def rows(clerk: Clerk, line: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(clerk(f"report {line} --json"))["data"]
    return found


def refs(clerk: Clerk, line: str, group: str) -> list[str]:
    return [row["ref"] for row in rows(clerk, line) if row["group"] == group]


# ---- whole -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_in_a_pipe(board: Clerk, kind: str) -> None:
    is_golden(f"report-{kind}.txt", board(f"report {kind}"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_on_a_terminal_of_80_columns(board: Clerk, kind: str) -> None:
    shown = on_terminal("--colour", "never", "report", kind, folder=board.folder)
    assert max(map(len, shown.splitlines())) <= 80
    is_golden(f"report-{kind}.80.txt", shown)


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_for_other_programs(board: Clerk, kind: str) -> None:
    text = board(f"report {kind} --json")
    whole = json.loads(text)
    assert (whole["schema"], whole["kind"], whole["as_at"]) == (1, f"report-{kind}", "2019-03-11")
    is_golden(f"report-{kind}.json", text)


def test_the_exempt_part_whole(board: Clerk) -> None:
    is_golden("report-scrutiny-exempt.txt", board("report scrutiny --include-exempt"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("columns", [60, 132])
def test_a_report_fits_other_terminals(board: Clerk, kind: str, columns: int) -> None:
    shown = on_terminal("--colour", "never", "report", kind, folder=board.folder, columns=columns)
    assert max(map(len, shown.splitlines())) <= columns


@pytest.mark.parametrize("kind", KINDS)
def test_plain_text_on_a_terminal_is_wrapped_at_its_edge(board: Clerk, kind: str) -> None:
    shown = on_terminal("report", kind, "--plain", folder=board.folder)
    assert max(map(len, shown.splitlines())) <= 80
    assert not set("─\x1b") & set(shown)


def test_a_report_of_many_screens_is_not_drawn(tmp_path: Path) -> None:
    folder = make(tmp_path / "data", 1_000)
    shown = on_terminal("report", "owner", folder=folder)
    assert len(shown.splitlines()) > 200
    assert not set("─\x1b") & set(shown)


def test_colour_only_where_it_is_wanted(board: Clerk) -> None:
    assert "\x1b" not in in_pipe("report", "meeting", folder=board.folder).stdout
    shown = on_terminal("report", "meeting", folder=board.folder)
    assert "\x1b[1;31mRed" in shown
    assert re.sub(r"\x1b\[[0-9;]*m", "", shown) == on_terminal("--colour", "never", "report", "meeting", folder=board.folder)


def test_the_help_tells_of_each_kind_in_a_whole_sentence(clerk: Clerk) -> None:
    shown = " ".join(clerk("report --help").split())
    for kind, sentence in KINDS.items():
        assert f"{kind} {sentence}" in shown
        clerk(f"report {kind} --help")


def test_an_unknown_kind_is_misuse(clerk: Clerk) -> None:
    clerk("report weather", status=2)
    assert "weather" in clerk.err


# ---- exempt ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [*(f"report {kind}" for kind in KINDS), "plan"])
@pytest.mark.parametrize("form", FORMS)
def test_nothing_exempt_is_in_any_form(board: Clerk, kind: str, form: str) -> None:
    for more in ("", " --body HWB"):
        shown = board(f"{kind}{more} {form}").casefold()
        assert [word for word in SECRETS if word.casefold() in shown] == []
        assert "02-13-06" not in shown
        assert "01-16-04" not in shown


@pytest.mark.parametrize("kind", [*(f"report {kind}" for kind in KINDS), "plan"])
@pytest.mark.parametrize("form", FORMS)
def test_no_figure_gives_exempt_actions_away(board: Clerk, kind: str, form: str) -> None:
    shown = board(f"{kind} {form}")
    text = board.actions
    without = re.sub(r"\nHWB-2019-(02-13-06|01-16-04):\n(?:  .*\n)+", "", text)
    assert without.count("exempt") == 0
    write(board.folder / "actions.yaml", without)
    held = board.folder / "meetings" / "HWB-2019-02-13.yaml"
    said = held.read_text("utf-8")
    said = said[: said.index("  - number: 10\n")].replace("      - ref: HWB-2019-02-13-R3\n        text: That the chandlery be written to with an offer\n        exempt: 3\n", "")
    write(held, said)
    assert board(f"{kind} {form}") == shown


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_exempt_stands_apart_with_its_reason_where_it_is_asked_for(board: Clerk, kind: str) -> None:
    for option in ("--include-exempt", "--exempt"):
        shown = board(f"report {kind} {option}")
        public, _, closed = shown.partition("\n\nPart II – not for publication\nNot for publication under paragraph")
        assert closed, kind
        assert [word for word in SECRETS if word in public] == []
        assert "the lower slip be arranged" in closed if kind == "decisions" else "Pay the widow" in closed
        assert "Not for publication" not in board(f"report {kind}")


def test_the_views_take_both_spellings_of_the_option(board: Clerk) -> None:
    for view in ("list", "overdue", "due", "search claim"):
        assert board(f"{view} --include-exempt") == board(f"{view} --exempt")
    assert any(word in board("list --include-exempt") for word in SECRETS)
    assert "--include-exempt, --exempt" in board("changes --help")


# ---- since the last meeting ------------------------------------------------------------------------


def test_since_the_last_meeting_each_thing_is_in_its_group(board: Clerk) -> None:
    line = "meeting --body HWB"
    assert refs(board, line, "opened") == [f"HWB-2019-02-13-0{n}" for n in (1, 2, 3, 4, 5, 7, 8, 9)]
    assert refs(board, line, "closed") == ["HWB-2019-01-16-02"]
    assert refs(board, line, "proposed") == ["HWB-2019-02-13-03"]
    assert refs(board, line, "carried") == [f"HWB-2019-02-13-0{n}" for n in (1, 5, 8)]
    assert sorted(refs(board, line, "slipped")) == ["HWB-2019-01-16-02", *(f"HWB-2019-02-13-0{n}" for n in (1, 5, 8, 9))]


def test_for_a_meeting_that_was_held_it_ends_with_the_day_before(board: Clerk) -> None:
    line = "meeting --meeting 2019-02-13"
    assert refs(board, line, "opened") == ["HWB-2019-01-16-01", "HWB-2019-01-16-02", "HWB-2019-01-16-03"]
    assert refs(board, line, "closed") == ["HWB-2019-01-16-01"]
    assert refs(board, line, "carried") == ["HWB-2019-01-16-02"]
    assert json.loads(board("report meeting --meeting 2019-02-13 --json"))["as_at"] == "2019-02-12"
    assert board("report meeting --meeting 2019-02-13").startswith("Actions since the meeting of 16 January 2019\n")


def test_since_a_day(board: Clerk) -> None:
    assert refs(board, "meeting --since 2019-01-16 --body HWB", "closed") == ["HWB-2019-01-16-01", "HWB-2019-01-16-02"]
    assert refs(board, "meeting --since 2019-02-21 --body HWB", "closed") == []
    board("report meeting --since 2019-03-12", status=2)
    assert board.err == "g2g: --since takes a day that is past, or today.\n"


def test_a_meeting_of_one_body_and_another_body_do_not_go_together(board: Clerk) -> None:
    board("report meeting --meeting HWB-2019-02-13 --body PPC", status=2)
    assert board.err == "g2g: HWB-2019-02-13 is a meeting of HWB; leave --body out.\n"


def test_outstanding_over_the_meetings(board: Clerk) -> None:
    shown = board("report meeting --body HWB")
    assert "16 January 2019             0\n13 February 2019            2\nnow                         8\n" in shown


def test_before_any_meeting_was_held_it_says_so(board: Clerk) -> None:
    for path in (board.folder / "meetings").iterdir():
        path.unlink()
    board("report meeting", status=1)
    assert board.err == "g2g: No meeting was held yet, so there is nothing since then; “--since DATE” gives a day to begin with.\n"
    assert refs(board, "meeting --since 2019-02-01 --body HWB", "closed") == ["HWB-2019-01-16-01", "HWB-2019-01-16-02"]


# ---- owners and organisations ----------------------------------------------------------------------


def test_owners_with_what_they_owe(board: Clerk) -> None:
    found = {row["owner"]: row for row in rows(board, "owner")}
    assert set(found) == {"Nia Rowlands", "Tomos Vaughan", "Tomos Rees", "Mair Preece", "Idris Bowen"}
    assert found["Tomos Vaughan"] == {
        "owner": "Tomos Vaughan", "outstanding": 3, "closed": 0, "overdue": 2, "slipped": 2, "times_carried": 1, "closed_with_date": 0,
        "closed_in_time": 0, "actions": ["HWB-2019-02-13-02", "HWB-2019-02-13-08", "HWB-2019-02-13-09"],
    }  # fmt: skip
    # Idris Bowen has done his part of mending the fence.
    assert found["Idris Bowen"]["actions"] == ["HWB-2019-02-13-03"]


def test_one_owner_alone(board: Clerk) -> None:
    assert [row["owner"] for row in rows(board, "owner --owner nia")] == ["Nia Rowlands"]
    assert [row["owner"] for row in rows(board, "owner --org engineers")] == ["Tomos Vaughan", "Nia Rowlands"]
    board("report owner --owner Nobody", status=1)
    assert "is called “Nobody”" in board.err


def test_organisations_add_up_what_their_people_owe(board: Clerk) -> None:
    found = {row["organisation"]: (row["outstanding"], row["closed"], row["closed_in_time"]) for row in rows(board, "organisation")}
    assert found == {"County Engineers": (5, 1, 0), "Pilots' Association": (2, 1, 1), "Harbour Trust": (3, 0, 0)}


def test_an_owner_whom_nobody_knows_has_no_organisation(board: Clerk) -> None:
    write(board.folder / "people.yaml", "")
    assert {row["organisation"] for row in rows(board, "organisation")} == {"Organisation not known"}


def test_what_was_closed_before_a_day_is_left_out(board: Clerk) -> None:
    assert sum(row["closed"] for row in rows(board, "owner")) == 2
    assert sum(row["closed"] for row in rows(board, "owner --since 2019-02-15")) == 1


# ---- slippage --------------------------------------------------------------------------------------


def test_slippage_counts_what_was_done_in_time(board: Clerk) -> None:
    shown = board("report slippage")
    assert "4 outstanding actions are past the date first agreed.\nOf 2 actions with a date that were closed, 1 (50%) was done by the date first agreed.\n" in shown
    assert "The other was 7 days late.\n" in shown
    assert f"1 to 30 days        {'█' * 40}  4\n" in shown
    assert f"once             {'█' * 20}  3\n" in shown
    assert "Carried forward  Actions" not in shown  # the bars have their numbers beside them: no table says them again
    assert "| 1 to 30 days | 4 |" in board("report slippage --md")
    assert {row["ref"] for row in rows(board, "slippage") if row["status"] == "closed"} == {"HWB-2019-01-16-01", "HWB-2019-01-16-02"}
    assert all(row["action"] for row in rows(board, "slippage"))


@given(st.lists(st.integers(0, 500)))
def test_the_median_is_that_of_the_library(days: list[int]) -> None:
    from statistics import median

    assert median_days(days) == (round(median(days)) if days else None)


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_share_is_all_or_nothing_only_where_it_is(part: int, whole: int) -> None:
    part = min(part, whole)
    assert (share(part, whole) == "100%") == (part == whole)
    assert (share(part, whole) == "0%") == (part == 0)


def test_of_nothing_there_is_no_share() -> None:
    assert share(0, 0) is None
    assert [count(n, "day") for n in (0, 1, 2, 1234)] == ["no days", "1 day", "2 days", "1,234 days"]


# ---- scrutiny --------------------------------------------------------------------------------------


def test_the_scrutiny_report_of_the_record_in_data_shows_the_six_key_areas() -> None:
    from g2g.store import Record

    areas = Record(str(ROOT / "data")).plan.areas
    for form in ("--plain", "--md"):
        shown = run_g2g("report", "scrutiny", form, cwd=ROOT, G2G_TODAY="2019-04-01")
        assert shown.stderr == ""
        headings = [line.lstrip("# ") for line in shown.stdout.splitlines() if re.match(r"(#+ )?\d\. ", line)]
        assert headings == [f"{area.number}. {area.title}" for area in areas]
        assert len(areas) == 6
        assert all(area.progress in shown.stdout for area in areas)
    assert "answers 11 recommendations" in shown.stdout


def test_the_officer_is_asked_for_what_no_record_holds(board: Clerk) -> None:
    shown = board("report scrutiny")
    for heading in ("Consultations", "Implications", "Risk management", "Financial", "Legal"):
        assert re.search(rf"\n{heading}\n\[To be completed by the officer: [^\n]+\]\n", shown), heading


def test_the_contact_is_the_clerk_with_the_address_of_people_yaml(board: Clerk) -> None:
    assert "Contact for further information\nIdris Bowen, Clerk, Harbour Trust, clerk@harbour.example\n" in board("report scrutiny")
    assert "Contact for further information\n[To be completed by the officer: whom to ask, and how]\n" in board("report scrutiny --body PPC")


def test_the_committee_is_another_body_and_hears_of_every_bodys_actions(board: Clerk) -> None:
    shown = board("report scrutiny --body PPC")
    assert "The Pilotage Panel is asked to:\n" in shown
    assert "Relay the setts" in shown
    assert "Meeting: Wednesday 20 March 2019" in shown


def test_it_is_asked_to_consider_what_slipped(board: Clerk) -> None:
    assert "- consider the three actions that are past the date first agreed.\n" in board("report scrutiny")


# ---- decisions -------------------------------------------------------------------------------------


def test_the_register_has_maker_date_and_key_decision(board: Clerk) -> None:
    found = {row["ref"]: row for row in rows(board, "decisions")}
    assert list(found) == ["HWB-2019-01-16-R1", "HWB-2019-02-13-R1", "HWB-2019-02-13-R2", "HWB-2019-02-13-R4"]
    assert [row["key_decision"] for row in found.values()] == [None, None, False, True]
    assert found["HWB-2019-02-13-R4"] == {
        "ref": "HWB-2019-02-13-R4", "date": "2019-02-13", "meeting": "HWB-2019-02-13", "body": "HWB", "maker": "Harbour and Wharves Board",
        "key_decision": True, "item": "9", "title": "The regatta", "decision": "That the rowing club be invited to report back in the autumn",
        "implies_work": True, "actions": [], "exempt": [],
    }  # fmt: skip


def test_a_decision_that_implies_work_and_has_no_action_is_told(board: Clerk) -> None:
    shown = board("report decisions")
    idle = shown[shown.index("Decisions that imply work") :]
    assert "Of 2 decisions whose words imply work, 1 has no action" in idle
    assert re.findall(r"-R\d", idle) == ["-R4"]


def test_an_action_carries_out_a_decision_of_its_item_or_one_that_it_names(board: Clerk) -> None:
    assert rows(board, "decisions")[1]["actions"] == ["HWB-2019-02-13-01"]
    board(["note", "02-13-09", "Carries out HWB-2019-02-13-R4"])
    assert rows(board, "decisions")[3]["actions"] == ["HWB-2019-02-13-09"]
    assert "Each decision whose words imply work has an action.\n" in board("report decisions")
    board(["close", "02-13-09", "--outcome", "Done"])
    assert rows(board, "decisions")[3]["actions"] == ["HWB-2019-02-13-09"]


def test_decisions_since_a_day_of_a_meeting_and_none_to_come(board: Clerk) -> None:
    assert [row["ref"][-2:] for row in rows(board, "decisions --since 2019-02-01")] == ["R1", "R2", "R4"]
    assert [row["ref"][-2:] for row in rows(board, "decisions --meeting 2019-01-16")] == ["R1"]
    assert rows(board, "decisions --body PPC") == []
    board.today = "2019-02-01"
    assert [row["ref"] for row in rows(board, "decisions")] == ["HWB-2019-01-16-R1"]


@pytest.mark.parametrize(
    ("words", "implies"),
    [
        ("That a visit to the lighthouse be arranged", True),
        ("That the accounts be presented in May", True),
        ("That other moorings be explored", True),
        ("That the pilots report back in June", True),
        ("That the Chair would write to the ministry", True),
        ("To provide members with a chart", True),
        ("That a briefing note on the piles be received each quarter", True),
        ("That a paper come back to the Board", True),
        ("That members have a short briefing on dredging", True),
        ("That the report be noted", False),
        ("That the minutes be approved", False),
        ("That the minutes be signed by the Chair", False),
        ("That the recommendations be agreed", False),
        ("That progress be considered", False),
        ("That the report be received", False),
    ],
)
def test_words_that_imply_work(words: str, implies: bool) -> None:
    assert bool(re.search(WORK, words.lower())) is implies


@pytest.mark.parametrize("words", ["be ", "to ", "go back to ", "have a ", "have a note ", "report ", "briefing note ", "briefing note be ", "beto", " "])
@limited
def test_no_words_of_a_resolution_hang_the_expression_that_looks_for_work(words: str) -> None:
    re.search(WORK, f"{words * (500_000 // len(words))} have a {'a ' * 250_000}")


# ---- bad input -------------------------------------------------------------------------------------

HOSTILE = "[red]x[/] \x1b[31m :smile: | <script>a</script> `b` =1+1 \u202e"


def test_hostile_text_stays_text(board: Clerk) -> None:
    quoted = HOSTILE.replace("\x1b", "\\e").replace("\u202e", "\\u202E").replace('"', '\\"')
    write(
        board.folder / "plan.yaml",
        f'name: "{quoted}"\nareas:\n  - number: "{quoted}"\n    title: "{quoted}"\n    progress: "{quoted}"\n    lead: "{quoted}"\n'
        f'    timescale: "{quoted}"\n    rag: red\n    rag_reason: "{quoted}"\nrecommendations:\n  - number: 1\n    title: "{quoted}"\n',
    )
    write(board.folder / "people.yaml", "")
    write(board.folder / "actions.yaml", board.actions.replace("owner: Tomos Vaughan", f'owner: "{quoted}"').replace("Relay the setts", "=Relay [b]the[/b] *setts*"))
    for kind in KINDS:
        for form in ("", "--md", "--csv"):
            shown = board(f"report {kind} {form}")
            assert "\x1b" not in shown
            assert "\u202e" not in shown
            assert form != "--md" or not re.search(r"(?<!\\)<script", shown)
            assert form != "--csv" or not re.search(r'(?m)^"?=|,"?=', shown)
        drawn = on_terminal("--colour", "never", "report", kind, folder=board.folder)
        assert "\x1b" not in drawn
    drawn = " ".join(on_terminal("--colour", "never", "report", "plan", folder=board.folder, columns=200).split())
    assert "[red]x[/] ␛[31m :smile: |" in drawn


def test_a_broken_meeting_stops_the_register_with_its_line(board: Clerk) -> None:
    write(board.folder / "meetings" / "HWB-2019-02-13.yaml", "items: words\n")
    board("report decisions", status=1)
    assert board.err == "g2g: data/meetings/HWB-2019-02-13.yaml:1: in HWB-2019-02-13, “items” should be a list.\n"


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_record_is_a_sentence(clerk: Clerk, kind: str) -> None:
    for name in ("actions.yaml", "people.yaml", "bodies.yaml"):
        write(clerk.folder / name, "")
    for path in (clerk.folder / "meetings").iterdir():
        path.unlink()
    status = 1 if kind in ("meeting", "plan", "scrutiny") else 0
    shown = clerk(f"report {kind}", status=status)
    assert shown if status == 0 else clerk.err.startswith("g2g: ")
    assert "Traceback" not in clerk.err


def test_reports_write_nothing(board: Clerk, untouched: Callable[[], object]) -> None:
    for kind in KINDS:
        board(f"report {kind}")


def test_the_archive_counts_too(board: Clerk) -> None:
    import subprocess

    before = board("report owner")
    subprocess.run(["git", "init", "-q"], cwd=board.folder.parent, check=True)
    board("archive --before 2019-03-01")
    assert (board.folder / "archive" / "2019.yaml").exists()
    assert board("report owner") == before


@pytest.mark.parametrize("kind", ["meeting", "owner", "slippage", "decisions"])
def test_the_work_grows_with_the_number_of_actions(clerk: Clerk, tmp_path: Path, kind: str) -> None:
    clerk.today = "2026-11-21"

    def work(count: int) -> Callable[[], object]:
        folder = make(tmp_path / str(count) / "data", count)

        def report() -> None:
            clerk.folder = folder
            assert clerk(f"report {kind} --plain")

        return report

    assert_grows_with_length(work, 200)


def test_open_and_outstanding_are_two_words_for_two_things_everywhere(board: Clerk) -> None:
    """Proposed for closure is outstanding, and not open."""
    status = json.loads(board("status --json"))["data"]
    opened, proposed = (sum(row[name] for row in status) for name in ("open", "proposed"))
    assert proposed
    outstanding = opened + proposed
    owned = {ref for row in rows(board, "owner") for ref in row["actions"]}
    assert len(owned) == outstanding
    assert "open" not in rows(board, "owner")[0]
    assert sum(row["outstanding"] for row in rows(board, "owner")) >= outstanding
    for line in ("plan", "report plan", "report owner", "report organisation", "report slippage", "report scrutiny --body HWB"):
        shown = board(line)
        assert not re.search(r"(?i)\bopen\b", shown.replace("No open fault", "")), line
        assert re.search(r"(?i)\boutstanding\b", shown), line


# ---- what has no closing date ----------------------------------------------------------------------


@pytest.fixture
def undated(clerk: Clerk) -> Clerk:
    """A board with one action past its date, and two that an old log calls closed without saying when."""
    write(clerk.folder / "bodies.yaml", "HWB:\n  name: Harbour and Wharves Board\n")
    write(clerk.folder / "plan.yaml", "name: The Harbour Plan\nareas:\n  - number: 1\n    title: Safety\n")
    write(
        clerk.folder / "actions.yaml",
        "HWB-2019-02-13-01:\n  status: closed\n  owner: Nia Rowlands\n  due: 2019-02-20\n  area: 1\n  action: Mend the lamp\n\n"
        "HWB-2019-02-13-02:\n  status: closed\n  owner: Tomos Rees\n  due: 2019-02-20\n  action: Sell the tug\n\n"
        "HWB-2019-02-13-03:\n  status: open\n  owner: Nia Rowlands\n  due: 2019-02-20\n  area: 1\n  action: Buy a rope\n\n"
        "HWB-2019-02-13-04:\n  status: closed\n  closed: 2019-02-25\n  owner: Nia Rowlands\n  due: 2019-02-20\n  area: 1\n  action: Coil it\n",
    )
    return clerk


NOT_COUNTED = "{} no closing date, and {} counted in no figure that needs one."


def test_what_has_no_closing_date_is_in_no_figure_that_needs_one_and_every_report_says_so(undated: Clerk) -> None:
    one, two = NOT_COUNTED.format("1 ended action has", "is"), NOT_COUNTED.format("2 ended actions have", "are")
    owners = {row["owner"]: (row["slipped"], row["closed"], row["closed_with_date"]) for row in rows(undated, "owner")}
    assert owners == {"Nia Rowlands": (2, 2, 1), "Tomos Rees": (0, 1, 0)}
    for line, sentence in {
        "report owner": two, "report owner --owner Nia": one, "report owner --since 2019-02-01": two, "report organisation": two,
        "report slippage": two, "report slippage --since 2019-02-01": two, "report meeting": two, "plan": one, "report plan": one,
    }.items():  # fmt: skip
        assert sentence in " ".join(undated(line).split()), line
    assert sorted(refs(undated, "meeting", "closed")) == ["HWB-2019-02-13-04"]
    [area, *_] = rows(undated, "plan")
    assert (area["closed"], area["slipped"]) == (2, 2)
    slippage = " ".join(undated("report slippage").split())
    assert "Of 1 action with a date that was closed, 0 (0%) were done by the date first agreed." in slippage
    listed = {row["ref"]: row["slipped"] for row in json.loads(undated("list --status all --json"))["data"]}
    assert listed == {"HWB-2019-02-13-01": False, "HWB-2019-02-13-02": False, "HWB-2019-02-13-03": True, "HWB-2019-02-13-04": True}


def test_where_every_closing_date_is_there_nothing_is_said_of_it(board: Clerk) -> None:
    for line in ("report owner", "report slippage", "report meeting"):
        assert "closing date" not in board(line)


@pytest.mark.parametrize(
    ("action", "slipped"),
    [
        (Action("X-2019-01-01-01", "open", "a", due=date(2019, 3, 1)), 10),
        (Action("X-2019-01-01-01", "open", "a", due=date(2019, 3, 11)), 0),
        (Action("X-2019-01-01-01", "open", "a", due=date(2019, 3, 1), kind="watching brief"), 0),
        (Action("X-2019-01-01-01", "open", "a", due=date(2019, 3, 1), extended=(Extension(date(2019, 4, 1), "2019-02-28", "r"),)), 10),
        (Action("X-2019-01-01-01", "proposed", "a", due=date(2019, 3, 1), closed=date(2019, 3, 4)), 3),
        (Action("X-2019-01-01-01", "closed", "a", due=date(2019, 3, 1), closed=date(2019, 3, 4)), 3),
        (Action("X-2019-01-01-01", "closed", "a", due=date(2019, 3, 1), closed=date(2019, 2, 4)), 0),
        (Action("X-2019-01-01-01", "closed", "a", due=date(2019, 3, 1)), 0),
        (Action("X-2019-01-01-01", "referred", "a", due=date(2019, 3, 1), closed=date(2019, 3, 4)), 3),
        (Action("X-2019-01-01-01", "referred", "a", due=date(2019, 3, 1)), 0),
        (Action("X-2019-01-01-01", "withdrawn", "a", due=date(2019, 3, 1), closed=date(2019, 3, 4)), 0),
        (Action("X-2019-01-01-01", "closed", "a", closed=date(2019, 3, 4)), 0),
    ],
)
def test_slipped_is_past_or_done_after_the_date_first_agreed(action: Action, slipped: int) -> None:
    assert action.days_slipped(date(2019, 3, 11)) == slipped
    assert action.slipped(date(2019, 3, 11)) is (slipped > 0)
