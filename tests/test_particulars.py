"""One action: its facts, and its history in order of date."""

from __future__ import annotations

from datetime import date

from g2g import particulars
from g2g.calendar import Calendar
from g2g.model import Action, Extension
from g2g.people import Directory
from g2g.reports import Cell
from tests.some_actions import MEETING, TODAY, action

NOBODY = Directory({})


def facts(one: Action, today: date = TODAY) -> dict[str, Cell]:
    report = particulars.whole(one, today, Calendar([MEETING]), NOBODY, one.ref, "data/actions.yaml, line 1")
    return {str(row[0]): row[1] for row in report.tables[0].rows}


def test_late_is_one_number_until_a_date_was_moved() -> None:
    assert facts(action(due=date(2019, 3, 10)))["Late"] == "1 day"
    moved = action(due=date(2019, 3, 1), extended=(Extension(date(2019, 3, 9), "2019-03-01", "Ill"),))
    assert facts(moved)["Late"] == "2 days past the date in force, 10 days past the date first agreed"
    assert "Slipped" not in facts(moved)
    assert facts(moved, date(2019, 3, 9))["Slipped"] == "8 days past the date first agreed"


def test_exempt_paragraphs_read_as_a_sentence() -> None:
    assert facts(action(exempt=("3",)))["Exempt"] == "paragraph 3 of Schedule 12A: not for publication"
    assert facts(action(exempt=("1", "2", "3")))["Exempt"] == "paragraphs 1, 2 and 3 of Schedule 12A: not for publication"


def test_the_history_is_in_order_of_date_and_what_has_none_comes_last() -> None:
    one = action(
        status="closed", closed=date(2019, 3, 12), confirmed="HWB-2019-03-13", outcome="Done", carried=("HWB-2019-03-13",),
        notes=("2019-02-20 Begun", "no day given"), extended=(Extension(date(2019, 3, 10), "2019-03-01", "Ill"),),
    )  # fmt: skip
    history = particulars.whole(one, date(2019, 3, 14), Calendar([MEETING]), NOBODY, "", "").tables[1].rows
    assert [row[1] for row in history] == [
        "Raised", "Begun", "Extended to 10 March 2019: Ill", "Said to be done: Done",
        "Carried forward to HWB-2019-03-13", "Closure confirmed at HWB-2019-03-13", "no day given",
    ]  # fmt: skip
    assert history[-1][0] is None


def test_what_it_is_carried_forward_to_has_not_happened_before_that_meeting() -> None:
    def last(one: Action, today: date) -> tuple[Cell, ...]:
        return particulars.whole(one, today, Calendar([MEETING]), NOBODY, "", "").tables[1].rows[-1]

    carried = action(carried=("HWB-2019-03-13",))
    assert last(carried, date(2019, 3, 12)) == (None, "Is carried forward to HWB-2019-03-13")
    assert last(carried, date(2019, 3, 13)) == (date(2019, 3, 13), "Carried forward to HWB-2019-03-13")
    ended = carried._replace(status="closed", closed=date(2019, 3, 2))
    assert last(ended, date(2019, 3, 12)) == (None, "Was carried forward to HWB-2019-03-13")
