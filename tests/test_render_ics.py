"""Actions and meetings as a calendar file, read back by icalendar: dates, zones, UIDs, and nothing of the record alive in it."""

from __future__ import annotations

import re
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g.errors import MissingLibrary
from g2g.model import Action, Body, Extension, Meeting
from g2g.render import ics
from g2g.render.safe import terminal
from tests.harbour import is_golden

DAY = date(2019, 3, 11)
HWB = Body("HWB", "Harbour and Wharves Board", chair="Mair Preece", venue="Quay House, Port Tennant", time="10.30 am")
BODIES = {"HWB": HWB}
FEBRUARY = Meeting("HWB-2019-02-13", "HWB", date(2019, 2, 13), status="held")
APRIL = Meeting("HWB-2019-04-10", "HWB", date(2019, 4, 10), time="2 pm", venue="The pump house; upstairs")
REF = "HWB-2019-02-13-01"


def action(**fields: Any) -> Action:
    known: dict[str, Any] = {"ref": REF, "status": "open", "words": "Report on the cost of dredging", "owners": ("Nia Rowlands",), "due": date(2019, 3, 6)}
    return Action(**(known | fields))


def read(raw: bytes) -> list[Any]:
    """The entries of a calendar file, those that tell of a time zone left out."""
    calendar = icalendar.Calendar.from_ical(raw)
    assert not [problem for part in calendar.walk() for problem in part.errors]
    return [part for part in calendar.subcomponents if part.name in ("VTODO", "VEVENT")]


def todo(one: Action, *meetings: Meeting) -> Any:
    return read(ics.rendered([one], meetings, BODIES, DAY))[-1]


def event(*meetings: Meeting, bodies: dict[str, Body] = BODIES) -> Any:
    [entry] = read(ics.rendered([], meetings, bodies, DAY))
    return entry


# ---- whole -----------------------------------------------------------------------------------------


def test_a_calendar_whole() -> None:
    extended = action(
        ref="HWB-2019-02-13-05", extended=(Extension(date(2019, 4, 3), "HWB-2019-03-13", "Fog"),), carried=("HWB-2019-03-13",),
        owners=("Nia Rowlands", "Tomos Rees"), done_by=("Tomos Rees",),
    )  # fmt: skip
    raw = ics.rendered([action(), extended, action(ref="HWB-2019-02-13-07", due=None)], [FEBRUARY, APRIL], BODIES, DAY)
    is_golden("calendar.ics", raw.decode())
    assert [entry["UID"] for entry in read(raw)] == ["HWB-2019-02-13@g2g", "HWB-2019-04-10@g2g", f"{REF}@g2g", "HWB-2019-02-13-05@g2g"]


def test_the_same_day_gives_the_same_bytes_and_a_later_one_a_higher_sequence() -> None:
    def made(day: date) -> bytes:
        return ics.rendered([action()], [APRIL], BODIES, day)

    assert made(DAY) == made(DAY)
    for old, new in zip(read(made(DAY)), read(made(DAY + timedelta(days=1))), strict=True):
        assert (old["UID"], old["SEQUENCE"] + 1) == (new["UID"], new["SEQUENCE"])
        assert old["DTSTAMP"].dt == old["LAST-MODIFIED"].dt == datetime(2019, 3, 11, tzinfo=UTC)


def test_nothing_at_all_is_still_a_calendar() -> None:
    assert read(ics.rendered([], [], {}, DAY)) == []


def test_what_to_install_is_said_where_the_library_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(MissingLibrary, match=re.escape("A calendar file needs icalendar, which is not installed; “pip install 'g2g[calendar]'” installs it.")):
        ics.rendered([], [], {}, DAY)


# ---- actions -----------------------------------------------------------------------------------------


def test_an_action_is_a_task_of_a_day() -> None:
    entry = todo(action(carried=("HWB-2019-03-13", "HWB-2019-04-10")))
    assert (str(entry["SUMMARY"]), entry["DUE"].dt, entry["DUE"].params["VALUE"]) == ("Report on the cost of dredging", date(2019, 3, 6), "DATE")
    assert str(entry["DESCRIPTION"]).split("\n") == [f"{REF}, open", "Owner: Nia Rowlands", "Carried forward: twice"]
    assert [str(name) for name in entry["CATEGORIES"].cats] == ["Harbour and Wharves Board"]
    assert str(entry["RELATED-TO"]) == "HWB-2019-02-13@g2g"
    assert "CLASS" not in entry


def test_the_date_in_force_counts_and_the_first_is_told() -> None:
    entry = todo(action(extended=(Extension(date(2019, 4, 3), "HWB-2019-03-13", "Fog"),)))
    assert entry["DUE"].dt == date(2019, 4, 3)
    assert "First agreed: 6 March 2019" in entry["DESCRIPTION"]


@pytest.mark.parametrize(
    ("status", "said"),
    [("open", "NEEDS-ACTION"), ("proposed", "IN-PROCESS"), ("closed", "COMPLETED"), ("withdrawn", "CANCELLED"), ("referred", "CANCELLED"), ("odd", "NEEDS-ACTION")],
)
def test_the_status_of_a_task(status: str, said: str) -> None:
    entry = todo(action(status=status, closed=None if status == "open" else date(2019, 3, 5)))
    assert str(entry["STATUS"]) == said
    assert ("COMPLETED" in entry) == (said == "COMPLETED")
    if "COMPLETED" in entry:
        assert entry["COMPLETED"].dt == datetime(2019, 3, 5, tzinfo=UTC)


def test_an_exempt_action_says_so_where_it_is_put_in() -> None:
    entry = todo(action(exempt=("3",)))
    assert str(entry["CLASS"]) == "CONFIDENTIAL"
    assert "Not for publication under paragraph 3" in entry["DESCRIPTION"]


# ---- meetings ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2019, 2, 13), 0), (date(2019, 4, 10), 1), (date(2019, 3, 30), 0), (date(2019, 4, 1), 1), (date(2031, 10, 25), 1), (date(2031, 10, 27), 0)]
)
def test_a_meeting_is_at_its_hour_in_london(day: date, hours: int) -> None:
    raw = ics.rendered([], [APRIL._replace(ref=f"HWB-{day}", date=day)], BODIES, DAY)
    [entry] = read(raw)
    start = entry["DTSTART"].dt
    assert (start.date(), start.hour, start.minute, start.utcoffset()) == (day, 14, 0, timedelta(hours=hours))
    # The file's own account of the zone says the same, for whoever knows no zone of that name.
    [zone] = [part for part in icalendar.Calendar.from_ical(raw).subcomponents if part.name == "VTIMEZONE"]
    assert zone.to_tz().utcoffset(datetime(day.year, day.month, day.day, 14)) == timedelta(hours=hours)


def test_the_body_gives_time_and_place_where_the_meeting_has_none() -> None:
    entry = event(APRIL._replace(time="", venue=""))
    assert (entry["DTSTART"].dt.hour, entry["DTSTART"].dt.minute, str(entry["LOCATION"])) == (10, 30, "Quay House, Port Tennant")
    assert str(entry["DESCRIPTION"]).split("\n") == ["HWB-2019-04-10", "Chair: Mair Preece"]


@pytest.mark.parametrize("time", ["2.30", "after the service", ""])
def test_a_time_that_cannot_be_read_makes_a_whole_day_and_is_told(time: str) -> None:
    raw = ics.rendered([], [APRIL._replace(time=time)], {}, DAY)
    [entry] = read(raw)
    assert entry["DTSTART"].dt == date(2019, 4, 10)
    assert b"VTIMEZONE" not in raw
    assert ("Time: " in entry["DESCRIPTION"]) == bool(time)
    assert time in entry["DESCRIPTION"]


@pytest.mark.parametrize(("status", "said"), [("scheduled", "CONFIRMED"), ("held", "CONFIRMED"), ("cancelled", "CANCELLED")])
def test_the_status_of_a_meeting(status: str, said: str) -> None:
    entry = event(APRIL._replace(status=status, reason="Storm" if said == "CANCELLED" else ""))
    assert str(entry["STATUS"]) == said
    assert ("Cancelled: Storm" in entry["DESCRIPTION"]) == (said == "CANCELLED")


def test_a_meeting_that_was_moved_moves_its_entry() -> None:
    first = Meeting("HWB-2019-04-03", "HWB", date(2019, 4, 3), status="moved", moved_to="HWB-2019-04-10")
    second = APRIL._replace(moved_from="HWB-2019-04-03", status="moved", moved_to="HWB-2019-04-17")
    third = Meeting("HWB-2019-04-17", "HWB", date(2019, 4, 17), moved_from="HWB-2019-04-10")
    entry = event(first, second, third)
    assert (entry["UID"], entry["DTSTART"].dt.date()) == ("HWB-2019-04-03@g2g", date(2019, 4, 17))
    assert str(todo(action(ref="HWB-2019-04-17-01"), first, second, third)["RELATED-TO"]) == "HWB-2019-04-03@g2g"
    assert event(third)["UID"] == "HWB-2019-04-10@g2g"
    circle = third._replace(moved_from="HWB-2019-04-17")
    assert event(circle)["UID"] == "HWB-2019-04-17@g2g"


# ---- nothing of the record is alive ------------------------------------------------------------------

_hostile = st.text(st.sampled_from("\r\n\t\x00\x1b\x85\u2028\u202e,;:\\\"'^=N n éŁ海😀aB0"), max_size=200) | st.text(max_size=60) | st.sampled_from(
    ["Report\r\nEND:VTODO\r\nBEGIN:VALARM\r\nACTION:PROCEDURE", "\nATTACH:file:///etc/passwd", "\\nBEGIN:VEVENT", "é" * 200, "海" * 100, "a\rb", "\\", ";,:"]
)  # fmt: skip


@given(_hostile, _hostile, _hostile, _hostile)
def test_no_text_makes_a_line_of_its_own(words: str, owner: str, venue: str, name: str) -> None:
    one = action(ref=f"HWB-2019-02-13-01 {words}", words=words, owners=(owner,), outcome=venue, referred_to=owner, exempt=(venue,) if venue else ())
    sitting = APRIL._replace(time=words, venue=venue, chair=owner, status="cancelled", reason=words)
    raw = ics.rendered([one], [sitting], {"HWB": HWB._replace(name=name)}, DAY)
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    lines = raw.decode().replace("\r\n ", "").split("\r\n")
    names = [re.split("[:;]", line)[0] for line in lines]
    assert names.count("BEGIN") == names.count("END") == 3 + (b"VTIMEZONE" in raw) * 3
    assert set(names) <= {
        "BEGIN", "END", "PRODID", "VERSION", "CALSCALE", "METHOD", "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "SUMMARY", "DUE", "STATUS", "DESCRIPTION",
        "CATEGORIES", "RELATED-TO", "CLASS", "DTSTART", "LOCATION", "TZID", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "",
    }  # fmt: skip
    meeting, task = read(raw)
    assert str(task["SUMMARY"]) == (terminal(words) or one.ref)
    assert str(meeting["SUMMARY"]) == terminal(name)
    assert [str(c) for c in meeting["CATEGORIES"].cats] == [terminal(name)]
    assert str(meeting.get("LOCATION", "")) == terminal(venue or HWB.venue)
