"""Which meeting comes next, which was the last, and where one went that was moved."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from g2g.calendar import Calendar
from g2g.model import Meeting


def meeting(ref: str, status: str = "scheduled", **more: str) -> Meeting:
    body, _, day = ref.partition("-")
    return Meeting(ref, body, date.fromisoformat(day), status=status, **more)


YEAR = Calendar([
    meeting("HWB-2019-04-10"),
    meeting("HWB-2019-02-13", "held"),
    meeting("FSH-2019-02-20"),
    meeting("HWB-2019-01-16", "held"),
    meeting("HWB-2019-03-13", "moved", moved_to="HWB-2019-03-20"),
    meeting("HWB-2019-03-20", moved_from="HWB-2019-03-13"),
    meeting("HWB-2019-05-08", "cancelled"),
])  # fmt: skip


def refs(meetings: tuple[Meeting, ...]) -> list[str]:
    return [m.ref for m in meetings]


def test_meetings_stand_in_order_of_date_whatever_their_body() -> None:
    assert refs(YEAR.meetings) == [
        "HWB-2019-01-16", "HWB-2019-02-13", "FSH-2019-02-20", "HWB-2019-03-13", "HWB-2019-03-20", "HWB-2019-04-10",
        "HWB-2019-05-08",
    ]  # fmt: skip
    assert YEAR.bodies == ["FSH", "HWB"]


def test_sittings_leave_out_what_was_moved_or_cancelled() -> None:
    assert refs(YEAR.sittings("HWB")) == ["HWB-2019-01-16", "HWB-2019-02-13", "HWB-2019-03-20", "HWB-2019-04-10"]
    assert YEAR.sittings("XYZ") == ()


def test_the_next_meeting_is_the_earliest_still_scheduled() -> None:
    found = YEAR.next_scheduled("HWB")
    assert found is not None
    assert found.ref == "HWB-2019-03-20"
    assert YEAR.next_scheduled("XYZ") is None


def test_a_meeting_that_was_forgotten_before_one_that_was_held_is_not_next() -> None:
    forgotten = Calendar([meeting("HWB-2019-01-16"), meeting("HWB-2019-02-13", "held")])
    assert forgotten.next_scheduled("HWB") is None


def test_the_last_meeting_held_before_a_day() -> None:
    last, before = YEAR.last_held("HWB"), YEAR.last_held("HWB", date(2019, 2, 13))
    assert (last and last.ref, before and before.ref) == ("HWB-2019-02-13", "HWB-2019-01-16")
    assert YEAR.last_held("HWB", date(2019, 1, 16)) is None
    assert YEAR.last_held("FSH") is None


def test_after_and_in_month() -> None:
    assert refs(YEAR.after("HWB", date(2019, 2, 13))) == ["HWB-2019-03-20", "HWB-2019-04-10"]
    assert refs(YEAR.in_month("HWB", 2019, 3)) == ["HWB-2019-03-20"]
    assert YEAR.in_month("HWB", 2019, 5) == ()


def test_a_moved_meeting_is_followed_and_a_loop_ends() -> None:
    assert YEAR.settled("HWB-2019-03-13") == "HWB-2019-03-20"
    assert YEAR.settled("HWB-2019-09-09") == "HWB-2019-09-09"
    loop = Calendar([
        meeting("HWB-2019-01-01", "moved", moved_to="HWB-2019-01-02"), meeting("HWB-2019-01-02", "moved", moved_to="HWB-2019-01-01"),
    ])  # fmt: skip
    assert loop.settled("HWB-2019-01-01") == "HWB-2019-01-02"


def test_only_the_meetings_asked_for_are_read() -> None:
    read: list[str] = []

    def load(ref: str) -> Meeting:
        read.append(ref)
        return meeting(ref, "held" if ref < "HWB-2019-03" else "scheduled")

    calendar = Calendar.lazy(["HWB-2019-04-10", "HWB-2019-01-16", "HWB-2019-02-13", "FSH-2019-01-01"], load)
    assert calendar.bodies == ["FSH", "HWB"]
    last = calendar.last_held("HWB")
    assert last is not None
    assert calendar.get("HWB-2019-09-09") is None
    assert read == ["HWB-2019-04-10", "HWB-2019-02-13"]


DAYS = st.dates(date(2019, 1, 1), date(2019, 3, 1))


@given(st.dictionaries(DAYS, st.sampled_from(["scheduled", "held", "cancelled", "moved"]), max_size=12))
def test_last_held_comes_before_next_scheduled_and_both_are_sittings(days: dict[date, str]) -> None:
    calendar = Calendar(meeting(f"HWB-{day}", status) for day, status in days.items())
    last, following = calendar.last_held("HWB"), calendar.next_scheduled("HWB")
    assert last is None or last.date == max(day for day, status in days.items() if status == "held")
    later = [day for day, status in days.items() if status == "scheduled" and (last is None or day > last.date)]
    assert (following.date if following else None) == min(later, default=None)
    assert {m for m in (last, following) if m} <= set(calendar.sittings("HWB"))
