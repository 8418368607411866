"""The actions as they stood on a past day: what the record gives a day for is undone, and today nothing is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g import past, register
from g2g.agenda import BEFORE
from g2g.model import Action, Change, Extension, Meeting
from tests.conftest import Clerk, write
from tests.test_register import after

RAISED, DAY, TODAY = date(2019, 2, 13), date(2019, 3, 12), date(2019, 6, 30)
MEETING = Meeting("HWB-2019-03-13", "HWB", date(2019, 3, 13), status="held")
OWNERS = ("Nia Rowlands", "Tomos Rees")


def one(**fields: object) -> Action:
    return Action("HWB-2019-02-13-01", "open", "Paint the crane", OWNERS)._replace(**fields)  # type: ignore[arg-type]


def then(action: Action, day: date = DAY) -> Action:
    return past.as_at([action], day)[0]


# ---- by hand ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["closed", "withdrawn", "referred", "proposed"])
def test_what_ended_later_is_open_and_what_ended_before_is_not(status: str) -> None:
    ended = one(status=status, closed=date(2019, 3, 13), outcome="Done", referred_to="PPC" if status == "referred" else "")
    assert then(ended) == one()
    assert then(ended, date(2019, 3, 13)) == ended


def test_what_was_confirmed_later_was_proposed() -> None:
    closed = one(status="closed", closed=date(2019, 3, 1), confirmed="HWB-2019-03-13", outcome="Done")
    assert then(closed) == one(status="proposed", closed=date(2019, 3, 1), outcome="Done")
    assert then(closed, date(2019, 2, 28)) == one()
    assert then(one(status="closed", confirmed="HWB-2019-03-13")) == one()


def test_an_extension_is_in_force_from_the_day_on_which_it_was_agreed() -> None:
    first = Extension(date(2019, 4, 1), "2019-03-12", "Rain")
    second = Extension(date(2019, 5, 1), "HWB-2019-03-13", "More rain")
    extended = one(due=date(2019, 3, 1), extended=(first, second))
    assert then(extended).due_now == date(2019, 4, 1)
    assert then(extended, date(2019, 3, 11)).due_now == date(2019, 3, 1)
    assert then(extended, date(2019, 3, 13)) == extended


def test_notes_and_chasers_of_later_days_are_absent_and_those_without_a_day_stay() -> None:
    said = one(notes=("In the old log: amber", "2019-03-12 Begun", "2019-03-13 Half done"), chased=("2019-03-01", "2019-03-20"))
    assert then(said) == one(notes=("In the old log: amber", "2019-03-12 Begun"), chased=("2019-03-01",))


def test_what_it_was_carried_forward_to_after_the_meeting_came_later() -> None:
    carried = one(carried=("HWB-2019-03-13", "HWB-2019-04-10"))
    assert past.as_at([carried], DAY, MEETING.date) == [one(carried=("HWB-2019-03-13",))]


def test_what_was_raised_later_is_left_out() -> None:
    assert past.as_at([one()], RAISED - timedelta(days=1)) == []
    assert past.as_at([one()], RAISED) == [one()]


def test_what_ended_without_a_day_is_as_it_is_today_and_told() -> None:
    ended = [one(status="closed")._replace(ref=f"HWB-2019-02-13-{number:02}") for number in range(1, 9)]
    assert past.as_at(ended, DAY) == ended
    told = past.notice(ended[:2], DAY)
    assert told[1] == "Ended, on a day that the record does not give, and taken to have ended before: HWB-2019-02-13-01 and HWB-2019-02-13-02."
    assert past.notice(ended, DAY)[1].endswith("HWB-2019-02-13-06 and 2 more.")
    assert past.notice(ended, date(2019, 1, 1)) == past.notice([one()], DAY) == (past.UNDATED,)


def test_a_note_in_somebodys_own_words_undoes_nothing() -> None:
    said = one(done_by=OWNERS[:1], notes=("2019-03-20 Reopened the lock", "2019-03-20 Transferred from the store to the shed"))
    assert then(said) == one(done_by=OWNERS[:1])


# ---- what the verbs did ----------------------------------------------------------------------------


def test_each_verb_of_a_later_day_is_undone_by_the_day() -> None:
    """Each verb of the register, done after the day to an action, leaves it then as it was."""
    on, start = date(2019, 3, 20), one(due=date(2019, 3, 1), notes=("2019-03-01 Begun",))
    undated = one()
    closed = after(start, register.close([start], date(2019, 3, 2), "Painted: twice (was red)"))
    proposed = after(start, register.propose([start], date(2019, 3, 2), "Done"))
    confirmed = after(proposed, register.confirm([proposed], MEETING._replace(date=date(2019, 3, 5), ref="HWB-2019-03-05")))
    referred = after(start, register.refer(start, "PPC", date(2019, 3, 2), "Theirs"))
    parted = after(start, register.close_part(start, OWNERS[0], date(2019, 3, 2)))
    parted = after(parted, register.close_part(parted, OWNERS[1], date(2019, 3, 3)))
    done = after(parted, register.close([parted], date(2019, 3, 4)))
    cases: list[tuple[Action, Change]] = [
        (start, register.note(start, "Red is out of stock", on)),
        (start, register.close([start], on, "Done")),
        (start, register.close_part(start, OWNERS[1], on)),
        (start, register.extend(start, date(2019, 5, 1), on.isoformat(), "Rain")),
        (undated, register.extend(undated, date(2019, 5, 1), on.isoformat(), "Rain")),
        (start, register.edit(start, {"due": "2019-04-01"}, on)),
        (one(due_written="31 June"), register.edit(one(due_written="31 June"), {"due": "2019-07-01"}, on)),
        (start, register.transfer(start, ["Mair Preece", "Idris Bowen"], on, "Moved: to Cardiff")),
        (start, register.transfer(start, ["Mair Preece"], on)),
        (start, register.transfer(start, ["Mair Preece"], on, "Away", OWNERS[1])),
        (one(owners=()), register.transfer(one(owners=()), ["Mair Preece"], on)),
        (start, register.chase([start], on)),
        *((ended, register.reopen(ended, "Not yet (was too early)", on)) for ended in (closed, confirmed, referred, done)),
    ]  # fmt: skip
    for before, change in cases:
        changed = after(before, change)
        assert changed != before
        assert then(changed) == before, change.summary


def test_an_occurrence_begins_when_the_one_before_it_ends() -> None:
    first = one(recurs="monthly", due=date(2019, 3, 1))
    closed = first._replace(status="closed", closed=date(2019, 3, 20))
    second = first._replace(ref=f"{first.ref}.2", due=date(2019, 4, 1))
    third = second._replace(ref=f"{first.ref}.3")
    assert past.as_at([closed, second, third], DAY) == [first]
    assert past.as_at([closed, second], date(2019, 3, 20)) == [closed, second]
    assert past.as_at([second], DAY) == [second]


# ---- whatever the record says ----------------------------------------------------------------------

days = st.dates(RAISED, TODAY)
texts = st.sampled_from(["Rain", "Done: twice", "Reopened, again (was closed)", "Reopened, again (was closed on 2019-03-01)", "Transferred from A to B", "x has done their part", "Date set: y"])


@st.composite
def actions(draw: st.DrawFn) -> Action:
    """An action of which everything that has a day happened by today."""
    status = draw(st.sampled_from(["open", "proposed", "closed", "withdrawn", "referred"]))
    closed = draw(days) if status != "open" else None
    return one(
        status=status, closed=closed,
        confirmed=f"HWB-{draw(st.dates(closed, TODAY))}" if closed and status == "closed" and draw(st.booleans()) else "",
        due=draw(st.none() | days), extended=tuple(Extension(draw(days), draw(days).isoformat(), "Rain") for _ in range(draw(st.integers(0, 3)))),
        notes=(*draw(st.lists(texts, max_size=2)), *(f"{day} {draw(texts)}" for day in sorted(draw(st.lists(days, max_size=4))))),
        chased=tuple(draw(days).isoformat() for _ in range(draw(st.integers(0, 2)))),
        carried=tuple(f"HWB-{draw(days)}" for _ in range(draw(st.integers(0, 3)))),
        done_by=OWNERS[: draw(st.integers(0, 2))],
    )  # fmt: skip


@given(actions())
def test_as_at_today_it_is_the_record(action: Action) -> None:
    assert past.as_at([action], TODAY) == [action]


@given(actions(), days, days)
def test_two_steps_back_are_one(action: Action, one_day: date, other: date) -> None:
    """Going back to a day, and from there to an earlier one, ends where going there at once does."""
    early, late = sorted((one_day, other))
    assert past.as_at(past.as_at([action], late), early) == past.as_at([action], early)


@given(actions(), days)
def test_nothing_of_a_later_day_is_left(action: Action, day: date) -> None:
    found = then(action, day)
    assert found.closed is None or found.closed <= day
    assert found.is_live or found.closed is not None
    later = {f"{day + timedelta(days=n)}" for n in range(1, 200)}
    assert not later & {e.at for e in found.extended} | later & {n[:10] for n in found.notes} | later & set(found.chased)
    assert (found.ref, found.words, found.due_said) == (action.ref, action.words, action.due_said)


# ---- as papers say it ------------------------------------------------------------------------------


def test_the_agenda_of_a_past_meeting_lists_what_was_outstanding_then(clerk: Clerk) -> None:
    before = clerk("agenda HWB-2019-03-13 --json"), clerk("agenda HWB-2019-03-13 --outstanding --csv")
    clerk.today = "2019-07-20"
    clerk("meeting hold 03-13")
    for line in (
        "close 02-13-01 --outcome Dredged", "close 02-13-02 --owner vaughan", "confirm 02-13-03 --meeting 03-13", "refer 02-13-04 --to PPC",
        "extend 02-13-02 --due 1/8/2019 --reason Rings",
    ):  # fmt: skip
        clerk(line)
    page = clerk("agenda HWB-2019-03-13")
    assert "Outstanding actions as at 13 March 2019:" in page
    assert "| HWB-2019-02-13-02 | Tomos Rees; Tomos Vaughan | 10 Apr 2019 | – | – | Agree where the new mooring rings go |" in page
    assert "(done)" not in page
    assert page.endswith(f"### Note\n\n{BEFORE}\n\n{past.UNDATED}\n")
    since = clerk("agenda HWB-2019-03-13 --json"), clerk("agenda HWB-2019-03-13 --outstanding --csv")
    assert since[0].replace("2019-03-13\",", "2019-03-11\",", 1).replace("as at 13 March", "as at 11 March") == before[0]
    # Only the days late differ: they count to the meeting's own day.
    assert [row.split(",")[:7] for row in since[1].splitlines()] == [row.split(",")[:7] for row in before[1].splitlines()]


def test_for_other_programs_the_note_is_said_beside_the_data(clerk: Clerk) -> None:
    clerk.today = "2019-07-20"
    for form in ("--json", "--csv"):
        assert past.UNDATED not in clerk(f"agenda HWB-2019-03-13 --outstanding {form}")
        assert clerk.err == f"g2g: {past.UNDATED}\n"


def test_the_agenda_of_a_meeting_to_come_has_no_note(clerk: Clerk) -> None:
    assert "Note" not in clerk("agenda HWB-2019-03-13")
    clerk.today = "2019-03-13"
    assert "Note" not in clerk("agenda HWB-2019-03-13")


def test_what_ended_on_no_day_is_told_below_and_an_exempt_one_is_not(clerk: Clerk) -> None:
    text = clerk.actions.replace("  status: closed\n  closed: 2019-02-11\n", "  status: closed\n")
    write(clerk.folder / "actions.yaml", text)
    clerk.today = "2019-07-20"
    assert "taken to have ended before: HWB-2019-01-16-01.\n" in clerk("agenda HWB-2019-03-13 --outstanding")
    write(clerk.folder / "actions.yaml", text.replace("  item: 4\n", "  item: 4\n  exempt: 3\n"))
    assert "HWB-2019-01-16-01" not in clerk("agenda HWB-2019-03-13 --outstanding")
    assert "taken to have ended" not in clerk("agenda HWB-2019-03-13 --outstanding")


def test_the_report_to_a_past_meeting_is_as_at_the_day_before_it(clerk: Clerk) -> None:
    clerk.today = "2019-03-12"
    before = clerk("report meeting --meeting HWB-2019-03-13 --json")
    clerk.today = "2019-07-20"
    clerk("meeting hold 03-13")
    for line in ("close 02-13-01", "extend 02-13-02 --due 1/8/2019 --reason Rings", "withdraw 02-13-04 --reason Over"):
        clerk(line)
    assert clerk("report meeting --meeting HWB-2019-03-13 --json") == before
    page = clerk("report meeting --meeting HWB-2019-03-13")
    assert "up to 12 March 2019; 4 were outstanding then." in page
    assert "up to 12 March 2019            4\n" in page
    assert "now" not in page
    assert past.UNDATED in page
