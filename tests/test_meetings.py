"""Series of meetings, and which meeting a reference or a date means."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g import meetings
from g2g.calendar import Calendar
from g2g.errors import AmbiguousReference, Refusal, UnknownReference
from g2g.model import Attendance, Body, Meeting, Proceedings

BOARD = Body("HWB", "Harbour and Wharves Board", venue="Quay House", time="10.30 am")


def meeting(ref: str, status: str = "scheduled", **more: str) -> Meeting:
    body, _, day = ref.partition("-")
    return Meeting(ref, body, date.fromisoformat(day), status=status, **more)


CALENDAR = Calendar([meeting("HWB-2019-03-13"), meeting("HWB-2019-04-10"), meeting("FSH-2019-04-10"), meeting("HWB-2020-03-13")])


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("HWB-2019-03-13", "HWB-2019-03-13"),
        ("hwb-2019-04-10", "HWB-2019-04-10"),
        ("2019-03-13", "HWB-2019-03-13"),
        (" 2019-3-13 ", "HWB-2019-03-13"),
        ("13 March 2019", "HWB-2019-03-13"),
        ("13/3/2020", "HWB-2020-03-13"),
        ("Friday 13 March 2020", "HWB-2020-03-13"),
    ],
)
def test_a_meeting_is_found_by_the_end_of_its_reference_or_its_date(text: str, ref: str) -> None:
    assert meetings.find(CALENDAR, text).ref == ref


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("03-13", ("HWB-2019-03-13", "HWB-2020-03-13")),
        ("13 March", ("HWB-2019-03-13", "HWB-2020-03-13")),
        ("2019-04-10", ("FSH-2019-04-10", "HWB-2019-04-10")),
        ("10/4/2019", ("FSH-2019-04-10", "HWB-2019-04-10")),
    ],
)
def test_a_reference_to_two_meetings_lists_them(text: str, candidates: tuple[str, ...]) -> None:
    with pytest.raises(AmbiguousReference) as refused:
        meetings.find(CALENDAR, text)
    assert tuple(sorted(refused.value.candidates)) == candidates


@pytest.mark.parametrize("text", ["", " ", "-", "05-01", "1 May 2019", "WB-2019-03-13", "13", "x" * 1000])
def test_a_meeting_that_is_not_there(text: str) -> None:
    with pytest.raises((UnknownReference, AmbiguousReference)) as refused:
        meetings.find(CALENDAR, text)
    assert isinstance(refused.value, UnknownReference) or text == "13"


def test_a_mistyped_reference_asks_which_was_meant() -> None:
    with pytest.raises(UnknownReference, match="Did you mean HWB-2019-03-13"):
        meetings.find(CALENDAR, "HWB-2019-03-14")


@pytest.mark.parametrize(
    ("start", "rhythm", "count", "days"),
    [
        ("2019-01-09", "6 weeks", 3, ["2019-01-09", "2019-02-20", "2019-04-03"]),
        ("2019-01-09", "every six weeks", 2, ["2019-01-09", "2019-02-20"]),
        ("2019-01-09", "fortnight", 2, ["2019-01-09", "2019-01-23"]),
        ("2019-01-09", "Weekly", 2, ["2019-01-09", "2019-01-16"]),
        ("2019-01-09", "second Tuesday of each month", 3, ["2019-02-12", "2019-03-12", "2019-04-09"]),
        ("2019-01-08", "the second Tuesday of the month", 2, ["2019-01-08", "2019-02-12"]),
        ("2019-01-01", "last Friday", 3, ["2019-01-25", "2019-02-22", "2019-03-29"]),
        ("2019-01-01", "every 1st monday", 2, ["2019-01-07", "2019-02-04"]),
    ],
)
def test_a_series_by_rhythm(start: str, rhythm: str, count: int, days: list[str]) -> None:
    assert [str(day) for day in meetings.series(date.fromisoformat(start), rhythm, None, count)] == days


def test_a_series_leaves_months_out_and_counts_only_what_is_left() -> None:
    days = meetings.series(date(2019, 6, 1), "second Tuesday", None, 3, [8])
    assert [str(day) for day in days] == ["2019-06-11", "2019-07-09", "2019-09-10"]


def test_a_series_until_a_day_has_that_day_too() -> None:
    assert [str(day) for day in meetings.series(date(2019, 1, 9), "2 weeks", date(2019, 2, 6), None)] == [
        "2019-01-09", "2019-01-23", "2019-02-06",
    ]  # fmt: skip


@pytest.mark.parametrize("rhythm", ["", "monthly", "0 weeks", "53 weeks", "-2 weeks", "fifth Monday", "second Tues day", "6 weeks x", "²"])
def test_a_rhythm_that_is_none(rhythm: str) -> None:
    with pytest.raises(Refusal, match="is no rhythm that g2g knows; write “6 weeks” or “second Tuesday”"):
        meetings.series(date(2019, 1, 1), rhythm, None, 3)


def test_a_series_needs_an_end_and_has_two_hundred_at_most() -> None:
    with pytest.raises(Refusal, match="A series needs an end"):
        meetings.series(date(2019, 1, 1), "6 weeks", None, None)
    with pytest.raises(Refusal, match="200 meetings at most"):
        meetings.series(date(2019, 1, 1), "weekly", date(2040, 1, 1), None)
    assert len(meetings.series(date(2019, 1, 1), "weekly", None, 200)) == 200


def test_a_series_at_the_end_of_time_is_no_bug() -> None:
    assert meetings.series(date(9999, 12, 1), "6 weeks", None, 5) == [date(9999, 12, 1)]
    assert meetings.series(date(2019, 1, 1), "6 weeks", None, 5, range(1, 13)) == []


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 52), st.integers(1, 20), st.sets(st.integers(1, 12), max_size=6))
def test_a_series_of_weeks_keeps_its_weekday_and_step(start: date, weeks: int, count: int, without: set[int]) -> None:
    days = meetings.series(start, f"{weeks} weeks", None, count, without)
    assert days == sorted(set(days))
    assert all((day - start) % timedelta(weeks=weeks) == timedelta(0) and day.month not in without for day in days)
    assert len(days) <= count


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(["first", "second", "third", "fourth", "last"]), st.integers(0, 6))
def test_a_place_in_the_month_is_that_place(start: date, place: str, weekday: int) -> None:
    name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday]
    days = meetings.series(start, f"{place} {name}", None, 4)
    assert [day.weekday() for day in days] == 4 * [weekday]
    first = {"first": 1, "second": 8, "third": 15, "fourth": 22}.get(place)
    for day in days:
        assert first <= day.day < first + 7 if first else (day + timedelta(days=7)).month != day.month


# ---- add, hold, move, cancel ---------------------------------------------------------------------


def test_add_takes_time_and_venue_of_the_body_unless_others_are_given() -> None:
    change = meetings.add(CALENDAR, BOARD, [date(2019, 6, 12)])
    assert change.new_meetings == (
        ("HWB-2019-06-12", {"body": "HWB", "date": "2019-06-12", "time": "10.30 am", "venue": "Quay House", "status": "scheduled"}),
    )
    change = meetings.add(CALENDAR, BOARD, [date(2019, 6, 12)], "noon", "Afloat")
    assert change.new_meetings[0][1] | {"time": "noon", "venue": "Afloat"} == change.new_meetings[0][1]


def test_a_series_passes_over_a_day_on_which_a_meeting_is_scheduled_already() -> None:
    change = meetings.add(CALENDAR, BOARD, [date(2019, 4, 3), date(2019, 4, 10)])
    assert change.summary == "Added 1 meeting of Harbour and Wharves Board. HWB-2019-04-10 is on the calendar already."
    assert [ref for ref, _ in change.new_meetings] == ["HWB-2019-04-03"]
    assert meetings.add(CALENDAR, BOARD, [date(2019, 4, 10)]).is_empty


def test_a_move_that_was_killed_half_way_is_completed_by_giving_it_again() -> None:
    whole = meetings.move(CALENDAR, meeting("HWB-2019-04-10"), date(2019, 4, 17))
    new = meeting("HWB-2019-04-17")._replace(moved_from="HWB-2019-04-10")
    again = meetings.move(Calendar([*CALENDAR.meetings, new]), meeting("HWB-2019-04-10"), date(2019, 4, 17))
    assert again == whole._replace(new_meetings=())


def test_hold_adds_names_to_those_there_and_says_how_many() -> None:
    nia, mair = Attendance("Nia Rowlands", "County Engineers"), Attendance("Mair Preece")
    change = meetings.hold(Proceedings(meeting("HWB-2019-03-13")), [nia], [mair], "Nia Rowlands")
    assert change.summary == "Held HWB-2019-03-13."
    assert change.told[0].what == "scheduled → held; 1 present, 1 with apologies; chair Nia Rowlands"
    again = meetings.hold(Proceedings(meeting("HWB-2019-03-13", "held"), present=(nia,)), [mair], [])
    assert again.summary == "Added to HWB-2019-03-13."
    assert [(e.field, e.how, e.value) for e in again.meetings[0][1]] == [("present", "append", {"name": "Mair Preece"})]
    assert meetings.hold(Proceedings(meeting("HWB-2019-03-13", "held")), [], []).is_empty


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (meeting("HWB-2019-03-13", "cancelled"), "HWB-2019-03-13 was cancelled; it cannot have been held."),
        (meeting("HWB-2019-03-13", "moved", moved_to="HWB-2019-03-20"), "HWB-2019-03-13 was moved to HWB-2019-03-20; it cannot"),
    ],
)
def test_what_did_not_take_place_cannot_be_held(standing: Meeting, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        meetings.hold(Proceedings(standing), [], [])


def test_move_takes_everything_along_on_one_line_and_leaves_a_tombstone() -> None:
    fields = {"body": "HWB", "date": "2019-03-13", "venue": "Quay\nHouse\n", "status": "scheduled", "parking": ["one\ntwo", "three"]}
    change = meetings.move(CALENDAR, meeting("HWB-2019-03-13"), date(2019, 3, 20), "Tides", fields)  # type: ignore[arg-type]
    assert change.new_meetings == ((
        "HWB-2019-03-20",
        {"body": "HWB", "date": "2019-03-20", "venue": "Quay House", "parking": ["one two", "three"], "status": "scheduled",
         "moved_from": "HWB-2019-03-13"},
    ),)  # fmt: skip
    assert [(e.field, e.value) for e in change.meetings[0][1]] == [
        ("status", "moved"), ("moved_to", "HWB-2019-03-20"), ("reason", "Tides"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("to", "said"),
    [
        (date(2019, 3, 13), "HWB-2019-03-13 is on Wednesday 13 March 2019 already."),
        (date(2019, 4, 10), "HWB-2019-04-10 is on the calendar already; cancel one of the two instead."),
    ],
)
def test_move_refuses_a_day_that_is_taken(to: date, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        meetings.move(CALENDAR, meeting("HWB-2019-03-13"), to)


@pytest.mark.parametrize("status", ["held", "cancelled", "moved"])
def test_only_a_scheduled_meeting_is_moved_or_cancelled(status: str) -> None:
    standing = meeting("HWB-2019-03-13", status, moved_to="HWB-2019-03-20")
    for refused in (lambda: meetings.cancel(standing, "x"), lambda: meetings.move(CALENDAR, standing, date(2019, 5, 1))):
        with pytest.raises(Refusal, match="was moved to HWB-2019-03-20" if status == "moved" else "only a scheduled meeting can be"):
            refused()
