"""Days and times within a sentence; what is no day is left alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g.dates import british, british_full
from g2g.minutes.days import after, by_weekday, days_in, times_in, years_in


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("held on Thursday, 8th March, 2018 at 10.00 am", [(8, 3, 2018)]),
        ("Tuesday the 18th of October 2011", [(18, 10, 2011)]),
        ("17/11/2021", [(17, 11, 2021)]),
        ("on 16.06.22 (031)", [(16, 6, 2022)]),
        ("2017-11-15 Town Board", [(15, 11, 2017)]),
        ("THURSDAY APRIL 2ND 2009", [(2, 4, 2009)]),
        ("Wed 11th February, 1pm", [(11, 2, None)]),
        ("10th December 7.30pm", [(10, 12, None)]),
        ("5 June and 3 July 2024", [(5, 6, None), (3, 7, 2024)]),
        ("ON TUESDAY, 9” MAY 2017", [(9, 5, 2017)]),
        ("14™ March, 2018 and 3\" June", [(14, 3, 2018), (3, 6, None)]),
        ("a 12\" board in May", []),
        ("31st April 2020", []),
        ("paragraph 5.4, 91.4% and 12/45", []),
        ("no figures at all", []),
    ],
)
def test_the_days_of_a_sentence(text: str, said: list[tuple[int, int, int | None]]) -> None:
    assert [(found.written.day, found.written.month, found.written.year) for found in days_in(text)] == said


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2089, 12, 31)))
def test_a_day_is_found_in_a_sentence_as_it_was_put_there(day: date) -> None:
    for said in (british(day), british_full(day), day.isoformat(), f"{day.day:02}/{day.month:02}/{day.year}"):
        found = list(days_in(f"Minutes of the meeting held on {said} in the Hut"))
        assert [entry.written.in_year(entry.written.year or 0) for entry in found] == [day]


@pytest.mark.parametrize(
    ("text", "times"),
    [("at 10.00 am in", ["10.00 am"]), ("at 7pm", ["7pm"]), ("16:45–18:00", ["16:45", "18:00"]), ("1400 hrs", ["1400 hrs"]), ("12 noon", ["12 noon"]), ("in 2018", [])],
)
def test_times(text: str, times: list[str]) -> None:
    assert [found[0] for found in times_in(text)] == times


def test_a_day_without_a_year_is_the_next_one_after_the_meeting() -> None:
    day = next(days_in("10 January"))
    assert after(day.written, date(2023, 12, 6)) == date(2024, 1, 10)
    assert after(day.written, None) is None


def test_years() -> None:
    assert years_in(["September 2022", "12/10/2019", "no 1234"]) == [2022]


@given(st.text(max_size=200))
def test_any_text_gives_days_that_exist(text: str) -> None:
    for found in days_in(text):
        assert found.written.in_year(found.written.year or 2024) is not None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("(Tue 7th March 2023)", [(7, 3, 2023, 1)]),
        ("on the 4 July meeting", [(4, 7, None, None)]),
        ("Monday 3rd December – 11-1pm", [(3, 12, None, 0)]),
        ("12-Sep-17 and 13 Sept. '18", [(12, 9, 2017, None), (13, 9, 2018, None)]),
        ("2021-02-09T10:00:00Z", [(9, 2, 2021, None)]),
        ("4th of March, 2019", [(4, 3, 2019, None)]),
        ("Thursday May 7th 2009", [(7, 5, 2009, 3)]),
        ("29 May, 16:00 and 30 May 10am", [(29, 5, None, None), (30, 5, None, None)]),
        ("10 Mayors, 17/00031/HHA, x5 May, 14/15/2016", []),
    ],
)
def test_spellings_of_days_with_their_weekdays(text: str, said: list[tuple[int, int, int | None, int | None]]) -> None:
    assert [(found.written.day, found.written.month, found.written.year, found.written.weekday) for found in days_in(text)] == said


@given(st.text(alphabet="0123456789 /.-:,'’stndrhofMayJunTue\n", max_size=60))
def test_days_stand_one_after_the_other_within_the_text(text: str) -> None:
    last = 0
    for found in days_in(text):
        assert last <= found.start < found.end <= len(text)
        last = found.end


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("the 4th day of June 2012", (4, 6, 2012)),
        ("14th. May 2012", (14, 5, 2012)),
        ("2nd, May 2013", (2, 5, 2013)),
        ("12th March,2020", (12, 3, 2020)),
        ("14 May2012", (14, 5, 2012)),
        ("2012/05/14", (14, 5, 2012)),
        ("14 / 5 / 2012", (14, 5, 2012)),
        ("(Jan 7th, if enough come)", (7, 1, None)),
        ("Tuesday, May 5 at 7pm", (5, 5, None)),
        ("11th Febuary 2013", (11, 2, 2013)),
        ("Monday 3rd Novemberr", (3, 11, None)),
        ("the meeting of 7.iii.1998, at noon", (7, 3, 1998)),
        ("19-XI-2011", (19, 11, 2011)),
        ("Thursday the twelfth of April 2018", (12, 4, 2018)),
        ("on the twenty-first day of May, 2018", (21, 5, 2018)),
        ("THE THIRTIETH OF JUNE 2017", (30, 6, 2017)),
    ],
)
def test_further_spellings_of_a_day(text: str, said: tuple[int, int, int | None]) -> None:
    assert [(found.written.day, found.written.month, found.written.year) for found in days_in(text)] == [said]


@pytest.mark.parametrize("text", ["in June 12 members came", "May 5", "Oct. 4th-9th", "Flat 12 Augusta Road", "12 Marsh 2019", "ABC/2012/05/14", "4 / 5 / Roof", "the second half of May 2018", "the first Monday of May 2018", "point 3.i.2", "7.iii.98"])
def test_figures_beside_a_month_that_are_no_day(text: str) -> None:
    assert list(days_in(text)) == []


def test_a_day_counted_by_weekday_is_the_next_one_after_the_meeting() -> None:
    meeting = date(2019, 2, 11)
    assert by_weekday("the third Thursday in April", meeting) == [date(2019, 4, 18)]
    assert by_weekday("First Tuesday of January, 7pm", meeting) == [date(2020, 1, 7)]
    assert by_weekday("last Friday in December 2019", meeting) == [date(2019, 12, 27)]
    assert by_weekday("the third Thursday of the month", meeting) == []


def test_a_day_in_words_has_its_weekday() -> None:
    found = next(iter(days_in("held on Thursday the twelfth of April 2018")))
    assert (found.start, found.written.weekday) == (8, 3)
