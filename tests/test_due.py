"""Due phrases: what each family reads, and what none may ever do."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from g2g.calendar import Calendar
from g2g.dates import MONTHS, british, british_full
from g2g.due import PHRASES, Context, Due, Example, Family, Term, find_due, read_due, specimen
from g2g.holidays_england import add_working_days, bank_holidays, is_working_day
from g2g.model import Meeting
from tests.limits import limited
from tests.steps import assert_grows_with_length

HERE = specimen()
SAID = HERE.said_on
BARE = Context(SAID)


def told(due: Due) -> str:
    """The outcome in short: the date, or the kind and its span."""
    if due.kind == "date":
        return str(due.date)
    if due.kind in ("soft", "start"):
        span = f"{due.earliest or ''}..{due.latest or ''}"
        assert due.date is None
        return f"{due.kind} {span}"
    assert (due.date, due.earliest, due.latest) == (None, None, None)
    return f"recurring {due.recurs}" if due.kind == "recurring" else due.kind


def meetings(*days: date, body: str = "FPC") -> Calendar:
    return Calendar(Meeting(f"{body}-{day}", body, day) for day in days)


@pytest.mark.parametrize(
    ("family", "example"), [(f, e) for f in PHRASES for e in f.examples], ids=lambda v: getattr(v, "phrase", "")
)
def test_every_example_of_the_table_is_read_as_it_says(family: Family, example: Example) -> None:
    due = read_due(example.phrase, HERE)
    told_dates = tuple(str(day or "") for day in (due.date, due.earliest, due.latest))
    assert (due.kind, *told_dates, due.recurs) == (
        example.kind, example.date, example.earliest, example.latest, example.recurs
    ), due.because


def test_every_family_has_a_name_of_its_own_and_an_example() -> None:
    names = [family.name for family in PHRASES]
    assert len(set(names)) == len(names)
    assert all(family.examples for family in PHRASES)


CATALOGUE = """
by 31 March = 2019-03-31
by 5/4/19 = 2019-04-05
24/09 = 2019-09-24
by 27 November = 2019-11-27
8th November = 2019-11-08
by Friday 15th March = 2019-03-15
by 29 February 2019 = kept
by Friday = 2019-03-15
by Monday = 2019-03-18
by Thursday midnight = 2019-03-14
tomorrow = 2019-03-14
this week = 2019-03-15
w/c 3 June = 2019-06-03
within 14 days = 2019-03-27
within the next fortnight = 2019-03-27
within 20 working days = 2019-04-10
within 28 days = 2019-04-10
within a month = 2019-04-13
within six months = 2019-09-13
in six months = 2019-09-13
by the end of the month = 2019-03-31
by the last Friday of the month = 2019-03-29
end of July 2019 = 2019-07-31
early May = soft 2019-05-01..2019-05-10
by June = soft ..2019-06-30
in the second week of December = soft 2019-12-09..2019-12-13
before the end of the year = 2019-12-31
before the next meeting = 2019-04-09
prior to the next meeting = 2019-04-09
at the meeting after next = 2019-05-08
at the December Board meeting = 2019-12-11
at a future meeting = kept
for a future agenda = kept
in time for the papers = 2019-04-04
with the agenda = 2019-04-04
a few days in advance of the meetings = kept
in advance of the Standards Board = kept
end of Q2 = 2019-09-30
by year end = 2019-03-31
before the end of the financial year = 2019-03-31
by the end of the municipal year = 2019-05-07
after Easter = start 2019-04-23..
before Christmas = 2019-12-24
by the summer = kept
in the autumn = kept
before the start of term = 2019-04-22
by the end of term = 2019-04-05
Week 4/5 of Term 2 = kept
week 9 = kept
Friday Week 3 = kept
at the time of the last cut of the season = kept
ASAP = kept
asap = kept
as soon as possible = kept
nownow = kept
ongoing = kept
on-going = kept
On going = kept
once received = kept
once agreed = kept
once finalised = kept
if adopted = kept
subject to approval = kept
if the head agrees = kept
monthly = recurring monthly
weekly = recurring weekly
every other Friday = recurring every other Friday
every day = recurring daily
for six weeks = kept
in due course = kept
shortly = kept
soon = kept
at the earliest opportunity = kept
TBC = kept
tba = kept
n/a = kept
– = kept
Complete = kept
Note = kept
Done = kept
"""

DAYS = """
before 5 April = 2019-04-04
no later than 5 April = 2019-04-05
not later than 5 April = 2019-04-05
on or before 5 April = 2019-04-05
5.4.19 = 2019-04-05
by noon on 5 April = 2019-04-05
before noon on 5 April = 2019-04-05
12 noon on Friday 15 March = 2019-03-15
by 5pm on Friday = 2019-03-15
by Friday 5pm = 2019-03-15
close of play Friday = 2019-03-15
COP Friday = 2019-03-15
COB 5 April = 2019-04-05
by close of business on 5 April = 2019-04-05
Friday afternoon = 2019-03-15
first thing Monday = 2019-03-18
by lunchtime tomorrow = 2019-03-14
31 March at the latest = 2019-03-31
31 March or sooner = 2019-03-31
by 31 March if possible = 2019-03-31
Deadline: 31/3/19 = 2019-03-31
to be completed by 31 March = 2019-03-31
ASAP and no later than 31 March = 2019-03-31
2019-03-31 = 2019-03-31
June 12th = 2019-06-12
June 12, 2019 = 2019-06-12
by the 1st of April = 2019-04-01
this Friday = 2019-03-15
next Monday = 2019-03-18
on Monday next = 2019-03-18
next Wednesday = 2019-03-20
Friday week = 2019-03-22
a week on Friday = 2019-03-22
Friday next week = 2019-03-22
a fortnight on Friday = 2019-03-29
by Wednesday = 2019-03-20
by Monday 25th = 2019-03-25
13th inst. = 2019-03-13
20th inst = 2019-03-20
5th prox. = 2019-04-05
5th ult. = kept
10th inst. = kept
today = 2019-03-13
tonight = 2019-03-13
a week today = 2019-03-20
a fortnight today = 2019-03-27
the day after tomorrow = 2019-03-15
within 10 working days = 2019-03-27
within ten (10) working days = 2019-03-27
within 3 months = 2019-06-13
within one calendar month = 2019-04-13
within 48 hours = 2019-03-15
in a fortnight's time = 2019-03-27
in two weeks = 2019-03-27
six weeks from now = 2019-04-24
within 2-3 weeks = soft 2019-03-27..2019-04-03
within 7 days of receipt = kept
within 5 clear days = kept
over the next three months = soft 2019-03-13..2019-06-13
first Monday in May = 2019-05-06
the last working day of March = 2019-03-29
the last day of March = 2019-03-31
Maundy Thursday = 2019-04-18
when the clocks go back = 2019-10-27
before the bank holiday = 2019-04-18
before the May bank holiday = kept
from 1 April = start 2019-04-01..
not before June = start 2019-06-01..
after 1 June = start 2019-06-02..
1 April onwards = start 2019-04-01..
between 3 and 7 June = soft 2019-06-03..2019-06-07
1/4/19 - 30/4/19 = soft 2019-04-01..2019-04-30
"""

PERIODS = """
end of the week = 2019-03-15
by the end of next week = 2019-03-22
next week = soft 2019-03-18..2019-03-22
over the weekend = soft 2019-03-16..2019-03-17
week ending 5 July = 2019-07-05
wc 03/06/19 = 2019-06-03
week commencing next Monday = 2019-03-18
wk commencing 3 June = 2019-06-03
end of the month after next = 2019-05-31
the week of 3 June = soft 2019-06-03..2019-06-07
by mid-June = soft ..2019-06-20
late September = soft 2019-09-21..2019-09-30
first half of June = soft 2019-06-01..2019-06-15
end of month = 2019-03-31
month end = 2019-03-31
end May = 2019-05-31
by the end of next month = 2019-04-30
March 2020 = soft 2020-03-01..2020-03-31
next month = soft 2019-04-01..2019-04-30
this month = soft 2019-03-13..2019-03-31
before May = soft ..2019-04-30
after May = start 2019-06-01..
April or May = soft 2019-04-01..2019-05-31
last week of June = soft 2019-06-24..2019-06-28
by the start of June = 2019-06-01
before the beginning of June = 2019-05-31
Q3 = soft 2019-10-01..2019-12-31
by Q1 2019/20 = soft ..2019-06-30
end of Q4 2019/20 = 2020-03-31
quarter end = 2019-03-31
next quarter = soft 2019-04-01..2019-06-30
by the end of the calendar year = 2019-12-31
by the end of 2019 = 2019-12-31
end of 2019/20 = 2020-03-31
by the start of the new financial year = 2019-04-01
year-end = 2019-03-31
by 2020 = soft ..2020-12-31
next year = soft 2020-01-01..2020-12-31
in the New Year = start 2020-01-01..
by Easter = 2019-04-21
after Christmas = start 2019-12-27..
end of summer = kept
spring 2020 = kept
half term = soft 2019-05-27..2019-05-31
after half term = start 2019-06-01..
before the summer holidays = soft ..2019-07-19
end of the summer term = 2019-07-19
before schools break up = 2019-04-05
"""

SITTINGS = """
by the next meeting = 2019-04-10
Next Mtg = 2019-04-10
to the next Board = 2019-04-10
report back to the next meeting = 2019-04-10
at the following meeting = 2019-04-10
next meeting but one = 2019-05-08
at the next but one meeting = 2019-05-08
at the next available meeting = 2019-04-10
at the first available meeting = 2019-04-10
before the AGM on 8 May = 2019-05-07
in two meetings' time = 2019-05-08
at the June meeting = 2019-06-12
June Board = 2019-06-12
meeting in June = 2019-06-12
at the June 2019 meeting = 2019-06-12
June FPC = 2019-06-12
on the agenda for June = 2019-06-12
ahead of the July Board meeting = 2019-07-09
at next month's meeting = 2019-04-10
at the August meeting = kept
at the annual meeting = 2019-05-08
before the AGM = 2019-05-07
next quarterly meeting = 2019-06-12
at the meeting on 10 April = 2019-04-10
10 April meeting = 2019-04-10
at the Audit Committee on 16.06.22 = 2022-06-16
one week before the next meeting = 2019-04-03
6 weeks before the June meeting = 2019-05-01
6 weeks before the meeting = kept
3 clear working days before the next meeting = 2019-04-04
the day before the next meeting = 2019-04-09
the Friday before the next meeting = 2019-04-05
within a week of the annual meeting = 2019-05-15
papers deadline = 2019-04-04
first meeting of the new municipal year = 2019-05-08
last meeting before Christmas = 2019-12-11
after the next meeting = start 2019-04-11..
prior to the meeting = kept
at the meeting = kept
at a subsequent meeting = kept
next PHiL meeting = kept
at the next Standards Committee = kept
at the budget meeting = kept
at an extraordinary meeting = kept
"""

RHYTHMS = """
every six weeks = recurring every 6 weeks
every 6 weeks = recurring every 6 weeks
six-weekly = recurring every 6 weeks
every two weeks = recurring fortnightly
every three months = recurring quarterly
quarterly = recurring quarterly
a quarterly briefing note = recurring quarterly
on a monthly basis = recurring monthly
monthly from April = recurring monthly
annually = recurring annually
by 31 March each year = recurring annually
every March = recurring annually
twice a year = recurring every 6 months
at each meeting = recurring every meeting
standing agenda item = recurring every meeting
on Fridays = recurring every Friday
the second Tuesday of each month = recurring second Tuesday of every month
bi-monthly = recurring bi-monthly
watching brief = kept
"""

TRAPS = """
19/00112/FUL = kept
45/19 = kept
038/18 = kept
17/11/16-02 = kept
2018/19 = kept
in 2019/20 = kept
£5.4m = kept
5.4 = kept
the letter of 9 January = kept
it may be done = kept
they march on = kept
6 months = kept
32/1/19 = kept
12/25/19 = kept
31 April = kept
20190331 = kept
"""


def rows(*tables: str) -> list[tuple[str, str]]:
    lines = "".join(tables).strip().splitlines()
    return [(phrase, outcome) for line in lines if line for phrase, outcome in [line.split(" = ")]]


@pytest.mark.parametrize(("phrase", "outcome"), rows(CATALOGUE, DAYS, PERIODS, SITTINGS, RHYTHMS, TRAPS))
def test_a_phrase_gives_what_clerks_mean_by_it(phrase: str, outcome: str) -> None:
    due = read_due(phrase, HERE)
    assert told(due) == outcome, due.because
    assert due.phrase == phrase
    assert due.because


@pytest.mark.parametrize(
    ("phrase", "said_on", "outcome"),
    [
        ("16.06.22", date(2022, 5, 5), "2022-06-16"),
        ("by 3 July 2020", date(2020, 6, 25), "2020-07-03"),
        ("week commencing 11 May", date(2015, 4, 2), "2015-05-11"),
        ("Aug 2013", date(2013, 8, 2), "soft 2013-08-01..2013-08-31"),
        ("before Easter", date(2015, 3, 19), "2015-04-04"),
        ("by Monday 27th", date(2017, 11, 15), "2017-11-27"),
        ("on Saturday 21st November at 10am", date(2009, 11, 12), "2009-11-21"),
        ("End of Q1", date(2022, 3, 3), "2022-06-30"),
        ("within a month", date(2019, 1, 31), "2019-02-28"),
        ("by 29 February", date(2019, 3, 13), "2020-02-29"),
        ("within 5 working days", date(2019, 12, 23), "2020-01-02"),
        ("by year end", date(2019, 4, 1), "2020-03-31"),
        ("by the end of the year", date(2019, 12, 31), "2019-12-31"),
        ("this week", date(2019, 3, 16), "2019-03-17"),
        ("by Wednesday", date(2019, 3, 12), "2019-03-13"),
        ("early March", SAID, "soft 2020-03-01..2020-03-10"),
    ],
)
def test_the_day_it_was_said_decides(phrase: str, said_on: date, outcome: str) -> None:
    assert told(read_due(phrase, HERE._replace(said_on=said_on))) == outcome


@pytest.mark.parametrize("phrase", ["", "  ", "-", "–", "—", "TBC", "N/A", "?"])
def test_a_blank_or_a_dash_is_no_due_date(phrase: str) -> None:
    assert read_due(phrase, HERE).kind == "kept"
    assert "no due date" in read_due(phrase, HERE).because


@pytest.mark.parametrize(
    "phrase",
    [
        "BY 31 MARCH.", " by\u00a031  March ", "(by 31 March)", "– by 31 March", "By the 31st March;",
        "by 31st of March,", "[by 31 March]", "“by 31 March”", "by 31 Mar.",
    ],
)
def test_case_spaces_brackets_and_stops_change_nothing(phrase: str) -> None:
    assert read_due(phrase, HERE).date == date(2019, 3, 31)


@pytest.mark.parametrize(
    ("phrase", "day", "doubt"),
    [
        ("Friday 16 March", date(2019, 3, 16), "16 March 2019 is a Saturday, not a Friday"),
        ("w/c 4 June", date(2019, 6, 4), "Tuesday 4 June 2019 is no Monday"),
        ("w/e Wednesday 5 June", date(2019, 6, 5), "Wednesday 5 June 2019 is no Friday, Saturday or Sunday"),
        ("the 27th", date(2019, 3, 27), "the month is not written: 27 March 2019 is the next such day"),
        ("1 March", date(2020, 3, 1), "no year is written; 1 March 2019 had just gone by"),
        ("31 March 2018", date(2018, 3, 31), "31 March 2018 is before it was said on 13 March 2019"),
        ("around 5 June", date(2019, 6, 5), "the words say “about”"),
        ("the meeting on 11 April", date(2019, 4, 11), "the calendar has no meeting of FPC on 11 April 2019"),
        ("next meeting (12 April)", date(2019, 4, 12), "“next meeting” would be 10 April 2019"),
        ("close of play", SAID, "no day is written: taken as the day it was said, 13 March 2019"),
    ],
)
def test_a_date_is_kept_and_what_is_odd_about_it_is_said(phrase: str, day: date, doubt: str) -> None:
    due = read_due(phrase, HERE)
    assert due.date == day
    assert doubt in due.doubts


@pytest.mark.parametrize(
    ("phrase", "doubt"),
    [
        ("29 February 2019", "February 2019 has no day 29"),
        ("31 April", "April has no day 31"),
        ("Monday 27th", "27 March 2019 is a Wednesday, not a Monday"),
        ("May 22", "“may 22” could be a day of the month or a year"),
        ("before the May bank holiday", "May has two bank holidays, early May and spring"),
        ("10th inst.", "that would be 10 March 2019, before it was said on 13 March 2019"),
    ],
)
def test_what_cannot_be_is_kept_with_the_reason(phrase: str, doubt: str) -> None:
    due = read_due(phrase, HERE)
    assert due.kind == "kept"
    assert doubt in due.doubts


def test_next_friday_is_shown_as_both_fridays() -> None:
    due = read_due("next Friday", HERE)
    assert told(due) == "soft 2019-03-15..2019-03-22"
    assert due.doubts == ("“next Friday” could mean 15 March 2019 or 22 March 2019",)


def test_a_meeting_phrase_says_which_meeting_it_was_read_from() -> None:
    due = read_due("at the June meeting", HERE)
    assert due.meeting == "FPC-2019-06-12"
    assert due.because == "the June meeting of FPC is Wednesday 12 June 2019"


def test_two_meetings_in_the_month_are_both_named_and_none_is_chosen() -> None:
    context = HERE._replace(calendar=meetings(date(2019, 6, 5), date(2019, 6, 26)))
    due = read_due("at the June meeting", context)
    assert due.kind == "kept"
    assert due.doubts == ("FPC has 2 meetings in June 2019: 5 June 2019 and 26 June 2019",)


def test_a_second_meeting_in_the_same_month_is_the_one_still_to_come() -> None:
    context = HERE._replace(calendar=meetings(date(2019, 3, 6), SAID, date(2019, 3, 27)))
    assert read_due("at the March meeting", context).date == date(2019, 3, 27)


def test_a_month_that_is_over_means_the_one_of_next_year_and_no_later() -> None:
    context = HERE._replace(calendar=meetings(date(2020, 2, 12), date(2021, 1, 13)))
    assert read_due("at the February meeting", context).date == date(2020, 2, 12)
    assert read_due("at the January meeting", context).kind == "kept"


def test_a_cancelled_meeting_is_none_to_be_due_at() -> None:
    cancelled = Meeting("FPC-2019-04-10", "FPC", date(2019, 4, 10), status="cancelled")
    context = HERE._replace(calendar=Calendar([cancelled, Meeting("FPC-2019-05-08", "FPC", date(2019, 5, 8))]))
    assert read_due("at the next meeting", context).date == date(2019, 5, 8)


def test_meetings_of_other_bodies_do_not_count() -> None:
    context = HERE._replace(calendar=meetings(date(2019, 4, 1), body="AUD"))
    assert read_due("at the next meeting", context).kind == "kept"


@pytest.mark.parametrize(
    "phrase", ["at the next meeting", "at the December Board meeting", "at the annual meeting", "with the agenda",
               "by the end of term", "by half term", "by the end of the municipal year", "next quarterly meeting"]
)
def test_without_a_calendar_the_words_are_kept(phrase: str) -> None:
    assert told(read_due(phrase, BARE)) == "kept"


def test_the_body_may_be_named_and_another_is_told_from_it() -> None:
    context = HERE._replace(body_names=("Finance and Policy Committee",))
    for phrase in ("the June Finance and Policy Committee", "June Committee", "the committee's June meeting"):
        assert read_due(phrase, context).date == date(2019, 6, 12)
        assert not read_due(phrase, context).doubts
    assert read_due("the June Standards Committee", context).kind == "kept"
    assert read_due("the next Full Council", context).kind == "kept"
    assert read_due("the June Board", context).doubts == ("“board” may be another body than FPC",)


def test_the_only_meeting_in_may_stands_for_the_annual_meeting_with_a_doubt() -> None:
    due = read_due("at the annual meeting", HERE._replace(annual_meeting=None))
    assert due.date == date(2019, 5, 8)
    assert due.doubts == ("taken as the annual meeting: 8 May 2019, the only meeting in May",)
    assert read_due("before the AGM", HERE._replace(annual_meeting=None)).kind == "kept"


def test_terms_are_only_those_given() -> None:
    terms = (Term("autumn term", date(2019, 9, 3), date(2019, 12, 20)),)
    assert read_due("by the end of the autumn term", BARE._replace(terms=terms)).date == date(2019, 12, 20)
    assert read_due("by the end of the summer term", BARE._replace(terms=terms)).kind == "kept"


def test_closed_days_of_the_body_are_no_working_days() -> None:
    context = HERE._replace(closed=frozenset({date(2019, 3, 14)}))
    assert read_due("within 1 working days", context).date == date(2019, 3, 15)


@pytest.mark.parametrize(
    ("text", "phrase", "outcome"),
    [
        ("To report at the October Board meeting on drains", "at the October Board meeting", "2019-10-09"),
        ("Report to the next Board so that a price can be agreed", "to the next Board", "2019-04-10"),
        ("Explain the forms not returned within 45 days to the next Board", "to the next Board", "2019-04-10"),
        ("Clerk to thank the contractor by 30 March 2019.", "by 30 March 2019", "2019-03-30"),
        ("Meet the warden on Saturday 21st November at 10am", "on Saturday 21st November at 10am", "2019-11-21"),
        ("Return the survey by Monday 25th", "by Monday 25th", "2019-03-25"),
        ("Order the chairs before the start of term", "before the start of term", "2019-04-22"),
        ("Pay the £30 invoice before the end of the month", "before the end of the month", "2019-03-31"),
        ("Bring the budget to the Audit Committee on 16.06.22", "to the Audit Committee on 16.06.22", "2022-06-16"),
        ("Mend the gate next week", "next week", "soft 2019-03-18..2019-03-22"),
        ("Bench to be delivered in June", "in June", "soft 2019-06-01..2019-06-30"),
        ("Ring the plumber ASAP", "ASAP", "kept"),
        ("Inspect the slides every six weeks", "every six weeks", "recurring every 6 weeks"),
        ("Circulate the note within 14 days of the meeting", "within 14 days of the meeting", "2019-03-27"),
        ("To be discussed at the May meeting", "at the May meeting", "2019-05-08"),
    ],
)
def test_the_due_phrase_is_found_in_the_words_of_an_action(text: str, phrase: str, outcome: str) -> None:
    due = find_due(text, HERE)
    assert due is not None
    assert (due.phrase, told(due)) == (phrase, outcome)


@pytest.mark.parametrize(
    "text",
    [
        "", "Reply to the letter of 9 January", "Circulate the minutes of the meeting held on 5 May",
        "Object to planning application 19/00112/FUL", "He may march to the office in may",
        "Report on the 2018/19 outturn", "Correct the figures in paragraph 9", "Pin the notice to the board",
        "Audit the March accounts", "Pay £5.4m to the Board", "Agree the paper prior to the meeting",
        "Close minute 45/19", "Strike the word 'may' from the lease", "Confirm what was agreed on 9 January",
        "Look by Monday 27th",  # 27 March is a Wednesday: neither day is sure
    ],
)
def test_what_may_be_no_due_phrase_is_left_alone(text: str) -> None:
    assert find_due(text, HERE) is None


BANK_HOLIDAYS = {
    2012: "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26",
    2015: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2016: "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}


@pytest.mark.parametrize("year", BANK_HOLIDAYS)
def test_bank_holidays_are_those_that_the_government_publishes(year: int) -> None:
    working = {day for day in bank_holidays(year) if day.weekday() < 5}
    assert sorted(f"{day:%m-%d}" for day in working) == BANK_HOLIDAYS[year].split()


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_counting_working_days_there_and_back_is_where_one_began(day: date, number: int) -> None:
    later = add_working_days(day, number)
    assert is_working_day(later)
    if is_working_day(day):
        assert add_working_days(later, -number) == day


PIECES = st.sampled_from(
    """by before after until from on at in the end of start early mid late next this last first second Friday
    Monday week month quarter year meeting Board June March May Q2 financial municipal Easter Christmas term
    half 3 5th fourteen 31st days weeks working within every (10 April) 31/12 5/4 2 w/c and prior to AGM papers
    bank holiday noon close play 1 - / , fortnight inst. prox. tomorrow new summer holidays agenda for a an two
    six months ago no later than""".split()
)
SAYINGS = st.lists(PIECES, min_size=1, max_size=7).map(" ".join)
SAID_DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


def at(said_on: date) -> Context:
    held = [said_on + timedelta(days=28 * n) for n in range(14)]
    return Context(said_on, "FPC", meetings(*held), papers_days=3, terms=HERE.terms)


@settings(max_examples=1500, deadline=None)
@given(SAYINGS, SAID_DAYS)
def test_no_phrase_without_a_year_gives_a_day_before_it_was_said(phrase: str, said_on: date) -> None:
    due = read_due(phrase, at(said_on))
    assert all(day >= said_on for day in (due.date, due.earliest, due.latest) if day), due


@settings(max_examples=400, deadline=None)
@given(st.sampled_from([e.phrase for f in PHRASES for e in f.examples]), SAID_DAYS)
def test_no_example_said_on_any_day_gives_a_day_before_it(phrase: str, said_on: date) -> None:
    due = read_due(phrase, at(said_on))
    past = [day for day in (due.date, due.latest) if day and day < said_on]
    assert not past or any(figures in phrase for figures in ("201", "202", "/19", ".22")), due


@settings(max_examples=500, deadline=None)
@given(st.one_of(SAYINGS, st.text(max_size=220)), SAID_DAYS)
def test_any_words_are_read_or_kept_with_a_reason(phrase: str, said_on: date) -> None:
    due = read_due(phrase, at(said_on))
    assert due.phrase == phrase
    assert due.because
    assert due.kind in ("date", "soft", "start", "recurring", "kept")
    assert (due.date is not None) == (due.kind == "date")
    assert (due.kind == "recurring") == bool(due.recurs)
    if due.earliest and due.latest:
        assert due.earliest <= due.latest


@given(SAID_DAYS, st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_form_of_a_date_that_is_printed_reads_back_as_due(said_on: date, day: date) -> None:
    for form in (british(day), british_full(day), day.isoformat(), f"by {british_full(day)}"):
        assert read_due(form, Context(said_on)).date == day


@given(st.sampled_from(MONTHS), SAID_DAYS)
def test_a_month_is_soft_and_ends_within_a_year(month: str, said_on: date) -> None:
    due = read_due(f"by {month}", Context(said_on))
    assert due.kind == "soft"
    assert due.latest is not None
    assert said_on <= due.latest < said_on + timedelta(days=397)


@pytest.mark.parametrize("said_on", [date.min, date(1, 12, 31), date(9999, 1, 1), date.max])
def test_the_ends_of_time_keep_the_words(said_on: date) -> None:
    for phrase in [e.phrase for f in PHRASES for e in f.examples] + ["within 9999 years", "within 9999 working days"]:
        assert read_due(phrase, Context(said_on)).because


@pytest.mark.parametrize(
    "words", ["by ", "the ", "1 ", "a ", "-", "(", "may/", "next meeting ", "end of ", "before after ", "end ", "(a (",
              "by the end of the next meeting in June on "]
)  # fmt: skip
@limited
def test_hostile_words_do_not_hang_the_expressions_that_read_them(words: str) -> None:
    read_due((words * 200)[:200], HERE)
    find_due(words * (20_000 // len(words)), HERE)


@pytest.mark.parametrize("words", ["by ", "before after ", "by the end of the next meeting in June on "])
def test_the_work_to_search_a_text_grows_with_its_length(words: str) -> None:
    def work(length: int) -> Callable[[], object]:
        text = words * (length // len(words))
        return lambda: find_due(text, HERE)

    assert_grows_with_length(work, 200)  # up to 1,800 characters: of a longer text the first 2,000 are searched


def test_what_is_too_long_is_kept() -> None:
    assert read_due("by 31 March" + " " * 200 + "2019", HERE).kind == "kept"


OTHER_MACHINE = """
import os, time
os.environ["TZ"] = "Pacific/Kiritimati"
time.tzset()
from g2g.due import read_due, find_due, specimen
said = [read_due(p, specimen()) for p in ("by Friday", "w/c 3 June", "at the June meeting", "early May", "tonight")]
print([(str(d.date), str(d.latest), d.because) for d in said])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no tzset on Windows")
def test_nothing_comes_from_the_machines_clock_zone_or_locale() -> None:
    said = [read_due(p, HERE) for p in ("by Friday", "w/c 3 June", "at the June meeting", "early May", "tonight")]
    expected = str([(str(d.date), str(d.latest), d.because) for d in said])
    done = subprocess.run(
        [sys.executable, "-c", OTHER_MACHINE], capture_output=True, text=True, check=True, encoding="utf-8",
        env={"PYTHONPATH": ":".join(sys.path), "LC_ALL": "de_DE.UTF-8", "PYTHONUTF8": "1"},
    )
    assert done.stdout.strip() == expected


def test_a_day_in_brackets_is_of_the_words_right_before_it() -> None:
    due = find_due("ask at the yard about a berth for the new launch (April)", HERE)
    assert due is None or not due.phrase.startswith("at the yard")
    due = find_due("report at the next meeting (10 April)", HERE)
    assert due is not None
    assert due.date == date(2019, 4, 10)


def test_dateutil_is_imported_only_where_it_is_needed() -> None:
    code = (
        "import sys; from g2g.due import read_due, specimen; c = specimen();"
        "read_due('by 5/4/19', c); read_due('at the June meeting', c); print('dateutil' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert done.stdout.strip() == "False"
