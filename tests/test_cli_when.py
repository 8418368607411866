"""``g2g when`` shows how a phrase is read and why; and dates on the command line are strict."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Clerk, run_g2g, write


def test_a_phrase_is_read_with_the_calendar_of_the_only_body(clerk: Clerk) -> None:
    assert clerk("when at the April meeting") == (
        "Wednesday 10 April 2019\n  the April meeting of HWB is Wednesday 10 April 2019\n"
    )


def test_words_are_kept_and_that_is_no_error(clerk: Clerk) -> None:
    assert clerk("when once the survey is in") == "No date: kept as written\n  it waits on something that has no date yet\n"


def test_the_json_says_everything(clerk: Clerk) -> None:
    assert json.loads(clerk("when early May --json")) == {
        "schema": 1,
        "kind": "due",
        "data": {
            "phrase": "early May", "date": None, "earliest": "2019-05-01", "latest": "2019-05-10", "kind": "soft",
            "because": "early May is read as 1 May 2019 to 10 May 2019", "doubts": [], "meeting": None, "recurs": None,
        },
    }  # fmt: skip


@pytest.mark.parametrize(
    ("phrase", "first"),
    [
        ("before the next meeting", "Tuesday 12 March 2019"),
        ("within 14 days", "Monday 25 March 2019"),
        ("after Easter", "Not before Tuesday 23 April 2019"),
        ("every six weeks", "No date: it recurs, every 6 weeks"),
        ("31 April", "No date: kept as written"),
        ("by June", "No one day: no later than Sunday 30 June 2019"),
    ],
)
def test_the_first_line_is_the_answer(clerk: Clerk, phrase: str, first: str) -> None:
    assert clerk(["when", phrase]).split("\n")[0] == first


def test_the_day_of_the_meeting_can_be_given(clerk: Clerk) -> None:
    assert clerk("when within 14 days --on 2019-02-13").startswith("Wednesday 27 February 2019\n")


def test_it_needs_no_record(tmp_path: Path) -> None:
    done = run_g2g("when", "by", "31/3/19", "--on", "2019-03-13", cwd=tmp_path)
    assert (done.stdout, done.returncode) == ("Sunday 31 March 2019\n  the date is written: Sunday 31 March 2019\n", 0)


def test_school_terms_count_where_the_settings_give_them(clerk: Clerk, folder: Path) -> None:
    assert clerk("when by the end of term").startswith("No date: kept as written\n")
    write(folder / "config.yaml", "terms:\n  - name: spring term\n    start: 2019-01-07\n    end: 2019-04-05\n")
    assert clerk("when by the end of term").startswith("Friday 5 April 2019\n")


def test_a_setting_that_is_no_date_is_said_with_its_file(clerk: Clerk, folder: Path) -> None:
    write(folder / "config.yaml", "closed_days:\n  - Friday\n")
    clerk("when next meeting", status=1)
    assert clerk.err == "g2g: data/config.yaml:1: “closed_days” should be a date like 2019-04-05, not “Friday”.\n"


def test_an_impossible_date_is_explained_once(clerk: Clerk) -> None:
    assert clerk("when 31 April").count("April has no day 31") == 1
    assert (clerk("add Paint it --due 'by 31 April'") + clerk.err).count("April has no day 31") == 1


@pytest.mark.parametrize("written", ["31 April 2019", "32/1/19", "Monday 10 April 2019", "2019-02-30"])
def test_an_impossible_date_is_refused_with_examples(clerk: Clerk, untouched: object, written: str) -> None:
    clerk(["add", "Paint the bollards", "--due", written], status=2)
    assert clerk.err.startswith(f"g2g: “{written}” is not a date: ")
    assert clerk.err.endswith("; write it like 10 October 2017, 10/10/2017 or 2017-10-10.\n")


@pytest.mark.parametrize(
    ("given", "due", "said"),
    [
        ("10 April 2019", "2019-04-10", None),
        ("10/4/19", "2019-04-10", None),
        ("2019-04-10", "2019-04-10", None),
        ("next meeting", "2019-03-13", "next meeting"),
        ("by 31 March", "2019-03-31", "by 31 March"),
        ("when the survey is in", None, "when the survey is in"),
    ],
)
def test_add_stores_the_date_and_keeps_the_words_of_a_phrase(clerk: Clerk, given: str, due: str | None, said: str | None) -> None:
    clerk(["add", "Paint the bollards", "--owner", "Nia", "--due", given])
    action = json.loads(clerk("show 02-13-05 --json"))["data"][0]
    assert (action["due"], action["due_said"]) == (due, said)


def test_how_a_phrase_was_read_is_said(clerk: Clerk) -> None:
    out = clerk(["add", "Paint the bollards", "--owner", "Nia", "--due", "next meeting"])
    assert "Nia Rowlands; due Wednesday 13 March 2019: the next meeting of HWB is Wednesday 13 March 2019\n" in out


def test_a_watching_brief_is_never_overdue_and_stands_apart(clerk: Clerk) -> None:
    clerk.today = "2030-01-01"
    assert "HWB-2019-02-13-04" not in clerk("overdue")
    page = clerk("agenda HWB-2019-03-13")
    assert page.index("**Watching briefs**") < page.index("HWB-2019-02-13-04")
