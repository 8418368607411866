"""British and ISO spellings of days and times."""

from __future__ import annotations

import contextlib
import locale
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g import dates
from g2g.dates import british, british_full, british_time, read_date, read_time, written_date
from g2g.errors import NotADate, NotATime

TUESDAY = date(2017, 10, 10)


@pytest.mark.parametrize(
    "text",
    [
        "2017-10-10", "10 October 2017", "10th October 2017", "10th Oct. 2017", "10 Oct 17", "10 oct '17",
        "10-Oct-2017", "10Oct17", "10th of October 2017", "the 10th of October, 2017", "Tuesday 10 October 2017",
        "Tuesday, 10th October, 2017", "Tues. 10 Oct. 2017", "tue 10/10/17", "10/10/2017", "10.10.17", "10-10-17",
        "10.10.2017", "  10   OCTOBER\u00a02017 ", "10 October ’17",
    ],
)
def test_every_british_and_iso_spelling_names_the_day(text: str) -> None:
    assert read_date(text) == TUESDAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/3/19", date(2019, 3, 31)),
        ("5/4/19", date(2019, 4, 5)),
        ("31.03.2019", date(2019, 3, 31)),
        ("31-3-19", date(2019, 3, 31)),
        ("31.iii.2019", date(2019, 3, 31)),
        ("12 Sept 2017", date(2017, 9, 12)),
        ("1st January 2000", date(2000, 1, 1)),
        ("22nd May 2021", date(2021, 5, 22)),
        ("23rd May 2021", date(2021, 5, 23)),
        ("11th May 2021", date(2021, 5, 11)),
        ("29 February 2020", date(2020, 2, 29)),
    ],
)
def test_the_day_comes_first(text: str, day: date) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("13 March", date(2019, 3, 13)),
        ("14 March", date(2019, 3, 14)),
        ("12 March", date(2020, 3, 12)),
        ("24/09", date(2019, 9, 24)),
        ("29 February", date(2020, 2, 29)),
        ("Friday 15th March", date(2019, 3, 15)),
    ],
)
def test_without_a_year_it_is_the_next_such_day(text: str, day: date) -> None:
    assert read_date(text, near=date(2019, 3, 13)) == day


def test_a_leap_day_is_found_across_a_century_without_one() -> None:
    assert read_date("29 February", near=date(2096, 3, 1)) == date(2104, 2, 29)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31 April 2019", "April 2019 has no day 31"),
        ("32/1/19", "January 2019 has no day 32"),
        ("29 February 2019", "February 2019 has no day 29"),
        ("12/25/19", "the day comes first"),
        ("Monday 10 October 2017", "10 October 2017 is a Tuesday, not a Monday"),
        ("10 October", "the year is missing"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(NotADate, match=why) as refusal:
        read_date(text)
    assert "10 October 2017" in str(refusal.value)


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "October", "October 2017", "2017", "10", "20171010", "2017-W41-2", "2017-1-5", "17-10-10x",
        "10//10/17", "10/10-17", "10.10", "5-4", "1/2/3/4", "2018/19", "45/19/00112", "19/00112/FUL", "17/11/16-02",
        "038/18", "22th May 2021", "10 Octember 2017", "Someday 10 October 2017", "10 10 2017", "October 10 2017",
        "10 October 201", "10 October 20177",
        "10 October 2017 at noon", "１０/10/17", "9" * 500,
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(NotADate):
        read_date(text)


def test_a_weekday_that_differs_can_be_had_without_refusal() -> None:
    written = written_date("Friday 16 March")
    assert written is not None
    day = written.on_or_after(date(2019, 3, 13))
    assert day == date(2019, 3, 16)
    assert written.clash(day) == "16 March 2019 is a Saturday, not a Friday"


def test_dates_are_printed_as_clerks_write_them() -> None:
    assert british(TUESDAY) == "10 October 2017"
    assert british_full(TUESDAY) == "Tuesday 10 October 2017"


@pytest.mark.parametrize(("count", "words"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (1234, "1,234 days")])
def test_days_are_counted_in_words(count: int, words: str) -> None:
    assert dates.days(count) == words


@given(st.dates())
def test_every_form_that_is_printed_reads_back(day: date) -> None:
    for form in (british(day), british_full(day), day.isoformat()):
        assert read_date(form) == day


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_figures_read_back_in_every_separator(day: date) -> None:
    for separator in "/.-":
        figures = separator.join((str(day.day), str(day.month), f"{day.year % 100:02}"))
        assert read_date(figures) == day
        assert read_date(separator.join((f"{day.day:02}", f"{day.month:02}", str(day.year)))) == day


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.dates(date(1900, 1, 1), date(2190, 12, 31)))
def test_without_a_year_the_day_is_never_before_the_one_given(day: date, near: date) -> None:
    read = read_date(f"{day.day} {dates.MONTHS[day.month - 1]}", near=near)
    assert read >= near
    assert (read.day, read.month) == (day.day, day.month)


@given(st.text(max_size=80))
def test_any_text_is_a_date_or_a_refusal(text: str) -> None:
    with contextlib.suppress(NotADate):
        assert isinstance(read_date(text, near=TUESDAY), date)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2.30 pm", time(14, 30)), ("2.30pm", time(14, 30)), ("2:30 p.m.", time(14, 30)), ("14:30", time(14, 30)),
        ("14.30", time(14, 30)), ("1430", time(14, 30)), ("1430 hrs", time(14, 30)), ("09:30", time(9, 30)),
        ("9:30", time(9, 30)),
        ("7pm", time(19)), ("7 PM", time(19)), ("2pm", time(14)), ("10.00 am", time(10)), ("12 noon", time(12)),
        ("noon", time(12)), ("midday", time(12)), ("12pm", time(12)), ("12am", time(0)), ("midnight", time(0)),
        ("12.15 am", time(0, 15)), ("00:00", time(0)), ("23:59", time(23, 59)),
    ],
)
def test_times_of_day_are_read(text: str, moment: time) -> None:
    assert read_time(text) == moment


@pytest.mark.parametrize(
    "text",
    ["", "2.30", "13pm", "0 am", "25:00", "14:60", "2.75pm", "half past two", "2", "14:3", "noonish", "pm", "7 p"],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(NotATime, match=r"2\.30 pm or 14:30"):
        read_time(text)


@given(st.times().map(lambda t: t.replace(second=0, microsecond=0)))
def test_every_time_that_is_printed_reads_back(moment: time) -> None:
    assert read_time(british_time(moment)) == moment


def test_times_are_printed_as_clerks_write_them() -> None:
    said = [british_time(t) for t in (time(14, 30), time(19), time(12), time(0), time(0, 5), time(10, 0))]
    assert said == ["2.30 pm", "7 pm", "noon", "midnight", "12.05 am", "10 am"]


def test_no_name_comes_from_the_locale() -> None:
    before = locale.setlocale(locale.LC_ALL)
    for name in ("de_DE.UTF-8", "fr_FR.UTF-8", "C"):
        try:
            locale.setlocale(locale.LC_ALL, name)
        except locale.Error:
            continue
        try:
            assert british_full(TUESDAY) == "Tuesday 10 October 2017"
            assert read_date("10 Oct 2017") == TUESDAY
        finally:
            locale.setlocale(locale.LC_ALL, before)
