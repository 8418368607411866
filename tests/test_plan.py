"""The plan: what plan.yaml says, how actions are put under it, and what “g2g plan” shows of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from g2g.plan import KeyArea, Recommendation, due_of, plan_of
from g2g.records import WrongType
from g2g.store import Record
from tests.conftest import ROOT, Clerk, write
from tests.harbour import SECRET, is_golden, on_terminal
from tests.planned import SECRETS, planned


@pytest.fixture
def board(clerk: Clerk) -> Clerk:
    planned(clerk.folder)
    return clerk


def rows(clerk: Clerk, line: str = "plan") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(clerk(line + " --json"))["data"]
    return found


# ---- what the file says ----------------------------------------------------------------------------


def test_areas_and_recommendations_with_lead_timescale_and_measure(board: Clerk) -> None:
    plan = Record(str(board.folder)).plan
    assert plan.name == "Safe Harbour Plan"
    assert plan.dated == date(2019, 1, 9)
    assert plan.areas[0] == KeyArea(
        "1", "Quays and fences", "Two of the three fences are mended.", "Tomos Vaughan", "2019-06-30", "No open fault is older than a month"
    )
    assert plan.recommendations[0] == Recommendation("1", "Survey every pile each year", "2", "Nia Rowlands", "31 March 2019")
    assert plan.recommendations[2].title == "Say who answers for the gauge"


def test_a_timescale_is_a_date_where_it_is_one_and_words_elsewhere(board: Clerk) -> None:
    plan = Record(str(board.folder)).plan
    assert [due_of(area) for area in plan.areas] == [date(2019, 6, 30), None, None]
    assert [due_of(one) for one in plan.recommendations] == [date(2019, 3, 31), None, None]
    assert due_of(KeyArea("1", "x", timescale="31 June 2019")) is None
    assert due_of(KeyArea("1", "x", timescale="31 May")) is None  # Nobody says of which year.


def test_a_bare_number_of_recommendations_numbers_them(clerk: Clerk) -> None:
    plan = plan_of({"recommendations": "11"})
    assert plan.is_counted
    assert [one.number for one in plan.recommendations] == [str(n) for n in range(1, 12)]
    assert plan_of({}).recommendations == ()


@pytest.mark.parametrize("count", ["eleven", "1000", "-1", "²", "1.5"])
def test_a_number_that_is_none_is_refused(count: str) -> None:
    with pytest.raises(WrongType, match="how many there are"):
        plan_of({"recommendations": count})


def test_the_plan_of_the_record_in_data_counts_eleven_and_names_six(clerk: Clerk) -> None:
    plan = Record(str(ROOT / "data")).plan
    assert plan.is_counted
    assert (len(plan.areas), len(plan.recommendations)) == (6, 11)


def test_a_plan_that_cannot_be_read_is_one_sentence_with_its_line(board: Clerk, untouched: Callable[[], object]) -> None:
    write(board.folder / "plan.yaml", "areas:\n  - number: 1\n    lead: [x]\n")
    for line in ("plan", "report plan", "report scrutiny"):
        board(line, status=1)
        assert board.err == "g2g: data/plan.yaml:3: “lead” should be words on one line, not a list.\n"
    planned(board.folder)


# ---- actions under it ------------------------------------------------------------------------------


def test_an_action_is_put_under_recommendations_when_it_is_added(board: Clerk) -> None:
    board(["add", "Count the pilots", "--body", "HWB", "--owner", "Nia", "--area", "3", "--recommendation", "2", "--recommendation", "3"])
    assert "  area: 3\n  recommendation:\n    - 2\n    - 3\n  action: Count the pilots\n" in board.actions
    board(["add", "Count the ropes", "--body", "HWB", "--owner", "Nia", "--recommendation", "2"])
    assert "  recommendation: 2\n  action: Count the ropes\n" in board.actions


def test_recommendations_are_changed_and_taken_away(board: Clerk) -> None:
    out = board("edit 02-13-01 --recommendation 1 --recommendation 3")
    assert "recommendation none → 1 and 3" in out
    assert "  item: 5\n  recommendation:\n    - 1\n    - 3\n  action: Report on the cost" in board.actions
    board("edit 02-13-01 --recommendation 2")
    assert "  item: 5\n  recommendation: 2\n  action: Report on the cost" in board.actions
    board("edit 02-13-01 --recommendation ''")
    assert "  item: 5\n  action: Report on the cost" in board.actions


def test_the_next_of_a_duty_that_recurs_keeps_its_recommendations(clerk: Clerk) -> None:
    clerk(["add", "Read the gauge", "--owner", "Nia", "--due", "1 March 2019", "--recurs", "monthly", "--recommendation", "4"])
    clerk("close 02-13-05")
    assert clerk.actions.endswith("  recommendation: 4\n  recurs: monthly\n  action: Read the gauge\n")


def test_an_override_is_written_with_its_reason_and_taken_away(board: Clerk) -> None:
    board(["edit", "02-13-01", "--rag", "Amber", "--rag-reason", "The report is at the printer's"])
    assert "  owner: Nia Rowlands\n  rag: amber\n  rag_reason: The report is at the printer's\n  due: 2019-03-06\n" in board.actions
    assert "RAG           amber (override): The report is at the printer's" in board("show 02-13-01")
    board(["edit", "02-13-01", "--rag", ""])
    assert "printer" not in board.actions


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--rag", "red"], "Say why it is red: --rag-reason TEXT."),
        (["--rag", "pink", "--rag-reason", "x"], "“pink” is no colour; write --rag red, amber, green or blue."),
        (["--rag-reason", "x"], "--rag-reason needs --rag COLOUR too."),
    ],
)
def test_an_override_without_reason_or_colour_is_refused(board: Clerk, words: list[str], sentence: str) -> None:
    before = board.actions
    board(["edit", "02-13-01", *words], status=2)
    assert board.err == f"g2g: {sentence}\n"
    assert board.actions == before


def test_every_listing_filters_by_recommendation(board: Clerk) -> None:
    found = json.loads(board("list --status all --recommendation 1 --json"))["data"]
    assert [(row["ref"], row["recommendations"]) for row in found] == [("HWB-2019-01-16-02", ["1", "3"])]
    assert "HWB-2019-02-13-09" in board("overdue --recommendation 3 --recommendation 1")
    board("list --recommendation 7", status=1)
    assert board.err == "g2g: The plan has no recommendation 7; its recommendations are 1, 2, 3.\n"


def test_changes_tells_what_became_of_them(board: Clerk) -> None:
    from g2g.changes.action import of_action

    record = Record(str(board.folder))
    old = record.actions.get("HWB-2019-02-13-09")
    assert old is not None
    told = [one.what for one in of_action(old.ref, old, old._replace(recommendations=("1", "2"), rag="", rag_reason=""))]
    assert told == ["recommendation 3 → 1, 2", "RAG by override removed (was green)", "reason for the RAG removed (was The stones are on the quay already)"]


# ---- what is shown ---------------------------------------------------------------------------------


def test_the_plan_in_a_pipe_on_a_terminal_and_for_others(board: Clerk) -> None:
    is_golden("plan.txt", board("plan"))
    shown = on_terminal("--colour", "never", "plan", folder=board.folder)
    assert max(map(len, shown.splitlines())) <= 80
    is_golden("plan.80.txt", shown)
    is_golden("plan.json", board("plan --json"))
    is_golden("plan.csv", board("plan --csv"))
    is_golden("plan.md", board("plan --md"))


def test_counts_are_those_of_the_actions(board: Clerk) -> None:
    one, two, three = rows(board)[:3]
    assert (one["outstanding"], one["closed"], one["overdue"], one["slipped"], one["rag"]) == (2, 1, 2, 3, "red")
    assert (two["rag"], two["rag_override"], two["rag_computed"]) == ("amber", True, "red")
    assert (three["outstanding"], three["closed"], three["rag"], three["actions"]) == (0, 0, None, ["HWB-2019-01-16-03"])


def test_an_action_counts_for_the_key_area_of_its_recommendation(board: Clerk) -> None:
    # The diver's invoice is under recommendation 1, which is of key area 2.
    assert "HWB-2019-01-16-02" in rows(board)[1]["actions"]


def test_the_word_stands_beside_the_colour(board: Clerk) -> None:
    shown = on_terminal("plan", folder=board.folder)
    assert "\x1b[1;31mRed" in shown
    assert "\x1b[33mAmber" in shown
    assert "\x1b[34mBlue" in shown
    assert "\x1b[32mGreen" in shown
    assert "Red" in board("plan")


def test_what_serves_nothing_and_what_nothing_serves_is_said(board: Clerk) -> None:
    shown = board("plan")
    assert "No action serves key area 3.\nNo action serves recommendation 2.\n5 outstanding actions serve no part of the plan.\n" in shown
    assert next(row["actions"] for row in rows(board) if row["part"] == "unlinked") == ["HWB-2019-02-13-01"]


def test_an_action_under_a_number_that_the_plan_lacks_serves_no_part(board: Clerk) -> None:
    lines = "  item: 5\n  area: 9\n  recommendation: 8\n  action: Report on the cost"
    write(board.folder / "actions.yaml", re.sub(r"  item: 5\n(?:  (?:area|recommendation): .*\n)*  action: Report on the cost", lines, board.actions))
    assert lines in board.actions
    assert "5 outstanding actions serve no part of the plan." in board("plan")


def test_one_key_area_alone(board: Clerk) -> None:
    assert [(row["part"], row["number"]) for row in rows(board, "plan --area 1")] == [("area", "1"), ("recommendation", "3")]
    assert [(row["part"], row["number"]) for row in rows(board, "plan --recommendation 1")] == [("area", "2"), ("recommendation", "1")]


def test_of_one_owner_or_body(board: Clerk) -> None:
    assert [row["outstanding"] for row in rows(board, "plan --owner Vaughan")[:3]] == [2, 0, 0]
    assert [row["outstanding"] for row in rows(board, "plan --body PPC")[:3]] == [0, 0, 0]


def test_without_a_plan_it_says_so(clerk: Clerk) -> None:
    assert clerk("plan").splitlines() == ["The plan", "", "plan.yaml names no key area and no recommendation yet."]
    assert json.loads(clerk("plan --json"))["kind"] == "plan"
    for kind in ("plan", "scrutiny"):
        clerk(f"report {kind}", status=1)
        assert clerk.err.startswith("g2g: There is no plan: plan.yaml in the data folder")


def test_merely_counted_recommendations_are_shown_where_an_action_names_them(board: Clerk) -> None:
    write(board.folder / "plan.yaml", "name: Plan\nrecommendations: 11\n")
    found = [row["number"] for row in rows(board) if row["part"] == "recommendation"]
    assert found == [str(n) for n in range(1, 12)]
    shown = board("plan")
    assert "Recommendations (3)" in shown
    assert "No action serves recommendations 2, 4, 5, 6, 7, 8, 9, 10 and 11. Their words are not in plan.yaml." in shown


def test_exempt_actions_count_for_nothing_and_stand_apart_where_they_are_asked_for(board: Clerk) -> None:
    public = board("plan")
    assert not any(word in public for word in SECRETS)
    whole = board("plan --include-exempt")
    assert whole.startswith(public[: public.index("\n\nKey area 2 is amber")])
    assert "Not for publication (2)\n" in whole
    assert SECRET in whole
    assert whole.rstrip().splitlines()[-1].startswith("Not for publication under paragraphs 1, 3 and 5 of Part 1 of Schedule 12A")
    assert [row["exempt"] for row in rows(board, "plan --exempt") if row["part"] == "exempt"] == [["1", "3"], ["5"]]


# ---- two clerks ------------------------------------------------------------------------------------


def test_what_two_clerks_put_under_the_plan_apart_is_united() -> None:
    from tests.test_merge import A, clean

    base = "HWB-2019-02-13-01:\n  status: open\n  owner: Ann\n  recommendation:\n    - 1\n  action: Sweep\n"
    ours, theirs = base.replace("    - 1\n", "    - 1\n    - 2\n"), base.replace("    - 1\n", "    - 1\n    - 3\n")
    merged = clean(base, ours, theirs, A)
    assert all(f"    - {n}\n" in merged for n in (1, 2, 3))


def test_two_recommendations_changed_apart_are_both_kept() -> None:
    from tests.test_merge import clean

    base = "recommendations:\n  - number: 1\n    title: One\n  - number: 2\n    title: Two\n"
    ours, theirs = base.replace("One", "First"), base.replace("Two", "Second")
    assert clean(base, ours, theirs, "data/plan.yaml") == ours.replace("Two", "Second")


def test_as_a_file_it_is_the_paper_of_the_report(board: Clerk, tmp_path: Path) -> None:
    for words in ("", "--body HWB --area 2"):
        assert board(f"plan {words} -o {tmp_path / 'plan.md'} --force") == f"Wrote {tmp_path / 'plan.md'}.\n"
        board(f"report plan {words} -o {tmp_path / 'report.md'} --force")
        assert (tmp_path / "plan.md").read_bytes() == (tmp_path / "report.md").read_bytes() != b""
    board(f"plan -o {tmp_path / 'plan.md'}", status=1)
    assert "is there already; --force overwrites it" in board.err
