"""A duty that recurs: closing one occurrence begins the next, derived from the first alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g.calendar import Calendar
from g2g.model import Meeting
from g2g.recurrence import due_at, first_of, occurrence
from tests.conftest import Clerk

NO_MEETINGS = Calendar(())


@pytest.mark.parametrize(
    ("rhythm", "first", "number", "expected"),
    [
        ("weekly", "2019-03-13", 3, "2019-03-27"),
        ("fortnightly", "2019-03-13", 2, "2019-03-27"),
        ("every 6 weeks", "2019-03-13", 2, "2019-04-24"),
        ("monthly", "2019-01-31", 2, "2019-02-28"),
        ("monthly", "2019-01-31", 3, "2019-03-31"),
        ("quarterly", "2019-03-13", 5, "2020-03-13"),
        ("annually", "2020-02-29", 2, "2021-02-28"),
        ("every 2 years", "2019-03-13", 2, "2021-03-13"),
        ("every Friday", "2019-03-15", 2, "2019-03-22"),
        ("every other Friday", "2019-03-15", 2, "2019-03-29"),
        ("daily", "2019-03-13", 2, "2019-03-14"),
    ],
)
def test_each_rhythm_counts_from_the_first_date(rhythm: str, first: str, number: int, expected: str) -> None:
    assert due_at(rhythm, date.fromisoformat(first), number, NO_MEETINGS, "HWB") == date.fromisoformat(expected)


def test_every_meeting_goes_by_the_calendar_and_ends_where_it_ends() -> None:
    days = [date(2019, 3, 13), date(2019, 4, 10), date(2019, 6, 12)]
    calendar = Calendar(Meeting(f"HWB-{day}", "HWB", day) for day in days)
    found = [due_at("every meeting", days[0], n, calendar, "HWB") for n in (1, 2, 3, 4)]
    assert found == [*days, None]


def test_a_rhythm_without_a_calendar_gives_no_date() -> None:
    assert due_at("termly", date(2019, 3, 13), 2, NO_MEETINGS, "HWB") is None


@given(st.sampled_from(["daily", "weekly", "monthly", "quarterly", "annually", "every 6 weeks"]), st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 40))
def test_later_occurrences_are_due_later(rhythm: str, first: date, number: int) -> None:
    one, other = (due_at(rhythm, first, n, NO_MEETINGS, "HWB") for n in (number, number + 1))
    assert one is not None
    assert other is not None
    assert one < other


def test_the_reference_names_the_first_and_which_it_is() -> None:
    assert [first_of(ref) for ref in ("HWB-2019-02-13-05", "HWB-2019-02-13-05.3")] == ["HWB-2019-02-13-05"] * 2
    assert [occurrence(ref) for ref in ("HWB-2019-02-13-05", "HWB-2019-02-13-05.3")] == [1, 3]


@pytest.fixture
def clerk(clerk: Clerk) -> Clerk:
    """The clerk, a month later."""
    clerk.today = "2019-04-05"
    return clerk


def test_closing_begins_the_next_with_the_same_owner_words_and_rhythm(clerk: Clerk) -> None:
    clerk(["add", "Read the tide gauge", "--owner", "Nia", "--due", "31 March 2019", "--recurs", "every month", "--item", "7"])
    out = clerk("close 02-13-05 --on 2019-03-29")
    assert "  HWB-2019-02-13-05.2  Read the tide gauge\n    begins now, for it recurs (monthly); due 30 April 2019\n" in out
    assert clerk.actions.endswith(
        "\n\nHWB-2019-02-13-05.2:\n  status: open\n  owner: Nia Rowlands\n  due: 2019-04-30\n  item: 7\n  recurs: monthly\n"
        "  action: Read the tide gauge\n"
    )
    assert clerk("check") == "Nothing is wrong.\n"


def test_two_clones_that_close_the_same_one_on_different_days_make_the_same_next(clerk: Clerk, folder: Path) -> None:
    clerk(["add", "Read the tide gauge", "--owner", "Nia", "--due", "31 March 2019", "--recurs", "monthly"])
    start = clerk.actions
    made = []
    for day in ("2019-03-29", "2019-04-04"):
        (folder / "actions.yaml").write_text(start, encoding="utf-8")
        clerk(f"close 02-13-05 --on {day}")
        made.append(clerk.actions[clerk.actions.index("HWB-2019-02-13-05.2") :])
    assert made[0] == made[1]


def test_one_that_was_begun_already_is_not_begun_again(clerk: Clerk) -> None:
    clerk(["add", "Read the tide gauge", "--owner", "Nia", "--due", "31 March 2019", "--recurs", "monthly"])
    clerk("close HWB-2019-02-13-05 --on 2019-03-29")
    clerk("reopen HWB-2019-02-13-05 --reason Misread")
    clerk("close HWB-2019-02-13-05 --on 2019-03-30")
    assert clerk.actions.count("HWB-2019-02-13-05.") == 1


def test_confirming_begins_the_next_and_proposing_does_not(clerk: Clerk) -> None:
    clerk(["add", "Read the tide gauge", "--owner", "Nia", "--due", "31 March 2019", "--recurs", "monthly"])
    clerk("close HWB-2019-02-13-05 --propose --on 2019-02-13")
    assert "05.2" not in clerk.actions
    clerk("confirm HWB-2019-02-13-05")
    assert "HWB-2019-02-13-05.2:\n" in clerk.actions


def test_withdrawing_ends_the_series(clerk: Clerk) -> None:
    clerk(["add", "Read the tide gauge", "--owner", "Nia", "--due", "31 March 2019", "--recurs", "monthly"])
    clerk(["withdraw", "HWB-2019-02-13-05", "--reason", "The gauge is automatic now"])
    assert "05.2" not in clerk.actions


def test_a_phrase_that_recurs_sets_the_rhythm_and_no_date(clerk: Clerk) -> None:
    clerk(["add", "Send a briefing note", "--owner", "Nia", "--due", "quarterly"])
    assert "  due_said: quarterly\n  item" not in clerk.actions
    assert "  owner: Nia Rowlands\n  due_said: quarterly\n  recurs: quarterly\n  action: Send a briefing note\n" in clerk.actions
    out = clerk("close 02-13-05")
    assert "begins now, for it recurs (quarterly); with no date: the first had none" in out


def test_the_next_action_of_the_meeting_takes_the_next_whole_number(clerk: Clerk) -> None:
    clerk(["add", "Read the tide gauge", "--owner", "Nia", "--due", "31 March 2019", "--recurs", "monthly"])
    clerk("close 02-13-05 --on 2019-03-29")
    clerk(["add", "Paint the bollards", "--owner", "Nia"])
    assert "HWB-2019-02-13-06:\n" in clerk.actions


def test_looking_begins_nothing(clerk: Clerk) -> None:
    clerk(["add", "Read the tide gauge", "--owner", "Nia", "--due", "1 March 2019", "--recurs", "monthly"])
    before = clerk.actions
    for view in ("list", "overdue", "due", "show 02-13-05", "check", "agenda", ""):
        clerk(view)
    assert clerk.actions == before


def test_words_that_are_no_rhythm_are_refused(clerk: Clerk, untouched: object) -> None:
    clerk(["add", "Read the tide gauge", "--recurs", "now and then"], status=2)
    assert clerk.err == "g2g: “now and then” is no rhythm; write quarterly, monthly, every 6 weeks, every Friday or every meeting.\n"
