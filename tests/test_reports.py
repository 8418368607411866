"""The views as data: which actions are in them, in what order, with which cells."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g import reports
from g2g.calendar import Calendar
from g2g.model import STATUSES, WATCHING_BRIEF, Action, Extension, Item, Meeting, Person, Proceedings, Resolution
from g2g.people import Directory

TODAY = date(2019, 3, 11)
MEETING = Meeting("HWB-2019-03-13", "HWB", date(2019, 3, 13))
NOBODY = Directory({})


def action(number: int = 1, **fields: object) -> Action:
    return Action(f"HWB-2019-02-13-{number:02}", **{"status": "open", "words": "x", "owners": ("Mair Preece",), **fields})  # type: ignore[arg-type]


def refs(report: reports.Report) -> list[str]:
    return [row["ref"] for row in report.data()]


DAYS = st.dates(date(2019, 1, 1), date(2019, 6, 30))
ACTIONS = st.lists(
    st.builds(
        action,
        number=st.integers(1, 99),
        status=st.sampled_from(STATUSES),
        due=st.none() | DAYS,
        closed=st.none() | DAYS,
        kind=st.sampled_from(["", WATCHING_BRIEF]),
        extended=st.lists(st.builds(Extension, st.none() | DAYS, st.just("2019-02-20"), st.just("Ill")), max_size=2).map(tuple),
        owners=st.lists(st.sampled_from(["A", "B", "C"]), unique=True).map(tuple),
        done_by=st.lists(st.sampled_from(["A", "B"]), unique=True).map(tuple),
    ),
    max_size=8,
    unique_by=lambda a: a.ref,
)


@given(actions=ACTIONS)
def test_overdue_is_what_is_open_and_past_its_date_in_force(actions: list[Action]) -> None:
    expected = {a.ref for a in actions if a.status == "open" and not a.is_watching_brief and a.due_now and a.due_now < TODAY}
    report = reports.overdue(actions, TODAY, "Overdue")
    assert set(refs(report)) == expected
    late = [row["days_late"] for row in report.data()]
    assert late == sorted(late, reverse=True)
    assert all(row["days_late_first"] >= 0 for row in report.data())


@given(actions=ACTIONS)
def test_each_open_action_but_a_watching_brief_is_either_overdue_or_due(actions: list[Action]) -> None:
    both = refs(reports.overdue(actions, TODAY, "")) + refs(reports.due(actions, TODAY, ""))
    assert sorted(both) == sorted(a.ref for a in actions if a.status == "open" and not a.is_watching_brief)


@given(actions=ACTIONS, today=DAYS)
def test_every_outstanding_action_stands_in_one_group(actions: list[Action], today: date) -> None:
    live = [a for a in actions if a.is_live]
    grouped = reports.outstanding(live, MEETING, reports.as_at_meeting(MEETING, today))
    assert sorted(a.ref for rows in grouped.values() for a in rows) == sorted(a.ref for a in live)
    assert list(grouped) == [name for name in reports.GROUPS if name in grouped]
    assert all(grouped.values())


@given(actions=ACTIONS)
def test_grouping_by_owner_loses_nobody_and_nothing(actions: list[Action]) -> None:
    report = reports.listing(actions, TODAY, "", "", by_owner=str)
    shown = {(table.heading, row[0]) for table in report.tables for row in table.rows}
    expected = {
        (name, a.ref)
        for a in actions
        for name in ((a.owners_left if a.is_live else a.owners) or (("all parts are done",) if a.owners else ("nobody",)))
    }
    assert shown == expected
    headings = [table.heading for table in report.tables]
    assert headings == [name for name in ("A", "B", "C", "all parts are done", "nobody") if name in headings]


@pytest.mark.parametrize(
    ("fields", "group"),
    [
        ({"status": "proposed", "due": date(2019, 3, 1)}, "Proposed for closure"),
        ({"kind": WATCHING_BRIEF, "due": date(2019, 3, 1)}, "Watching briefs"),
        ({"due": date(2019, 3, 10)}, "Overdue"),
        ({"due": date(2019, 3, 11)}, "Due at this meeting"),
        ({"due": date(2019, 3, 13)}, "Due at this meeting"),
        ({"due": date(2019, 3, 14)}, "Not yet due"),
        ({"due": date(2019, 3, 1), "extended": (Extension(date(2019, 4, 1), "2019-03-01", "Ill"),)}, "Not yet due"),
        ({"due_said": "in the spring"}, "No date"),
        ({"due_written": "soon"}, "No date"),
    ],
)
def test_the_group_of_an_action(fields: dict[str, object], group: str) -> None:
    assert list(reports.outstanding([action(**fields)], MEETING, TODAY)) == [group]


def test_within_a_group_the_earliest_date_comes_first() -> None:
    actions = [action(1, due=date(2019, 3, 5)), action(2, due=date(2019, 3, 4)), action(3, due=date(2019, 3, 4))]
    assert [a.ref[-2:] for a in reports.outstanding(actions, MEETING, TODAY)["Overdue"]] == ["02", "03", "01"]


def test_papers_of_a_past_meeting_count_as_at_its_own_day() -> None:
    assert reports.as_at_meeting(MEETING, TODAY) == TODAY
    assert reports.as_at_meeting(MEETING, date(2020, 1, 1)) == MEETING.date


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"due": date(2019, 3, 5)}, date(2019, 3, 5)),
        ({"due": date(2019, 3, 5), "extended": (Extension(date(2019, 4, 1), "", ""),)}, date(2019, 4, 1)),
        ({"due_said": "in the spring"}, "in the spring"),
        ({"due_written": "30/2/2019", "due_said": "by the end of February"}, "30/2/2019"),
        ({"kind": WATCHING_BRIEF}, "watching brief"),
        ({}, None),
    ],
)
def test_the_date_that_is_shown(fields: dict[str, object], shown: reports.Cell) -> None:
    assert reports.due_shown(action(**fields)) == shown


def test_owners_are_shown_with_whose_part_is_done() -> None:
    assert reports.owners_shown(action(owners=("A", "B"), done_by=("A",))) == "A (done); B"
    assert reports.owners_shown(action(owners=())) == "nobody"


def facts(one: Action, today: date = TODAY) -> dict[str, reports.Cell]:
    report = reports.whole(one, today, Calendar([MEETING]), NOBODY, one.ref, "data/actions.yaml, line 1")
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
    history = reports.whole(one, TODAY, Calendar([MEETING]), NOBODY, "", "").tables[1].rows
    assert [row[1] for row in history] == [
        "Raised", "Begun", "Extended to 10 March 2019: Ill", "Said to be done: Done",
        "Carried forward to HWB-2019-03-13", "Closure confirmed at HWB-2019-03-13", "no day given",
    ]  # fmt: skip
    assert history[-1][0] is None


def test_status_counts_what_each_body_has() -> None:
    actions = [
        action(1, due=date(2019, 3, 1)), action(2, due=date(2019, 3, 13)), action(3, due=date(2019, 4, 1)),
        action(4, status="proposed"), action(5),
    ]  # fmt: skip
    report = reports.standing(actions, {"HWB": "Harbour Board", "PPC": ""}, Calendar([MEETING]), TODAY, 0)
    assert report.data() == [
        {"body": "HWB", "next_meeting": MEETING.date, "open": 4, "overdue": 1, "due_by_then": 1, "proposed": 1, "name": "Harbour Board"},
        {"body": "PPC", "next_meeting": None, "open": 0, "overdue": 0, "due_by_then": 0, "proposed": 0, "name": ""},
    ]


def test_exempt_items_and_resolutions_are_not_in_the_data_of_a_meeting() -> None:
    items = (Item("1", "Secret", exempt=("3",)), Item("2", "Dues", resolutions=(Resolution("", "Raise"), Resolution("", "Bribe", ("1",)))))
    report = reports.proceedings(Proceedings(MEETING, items=items), [], TODAY, "")
    (row,) = report.data()
    assert [(i["title"], [r["words"] for r in i["resolutions"]]) for i in row["items"]] == [("Dues", ["Raise"])]
    assert report.sentences == ()
    whole = reports.proceedings(Proceedings(MEETING, items=items), [], TODAY, "", exempt=True)
    assert [table.rows for table in whole.tables if table.heading == "Not for publication: items"] == [(("1", "Secret"), ("2", "Dues; Bribe"))]
    assert whole.sentences[0].startswith("Not for publication under paragraphs 1 and 3 of ")


def test_people_with_what_they_owe() -> None:
    report = reports.people([Person("A", "Trust", "Chair"), Person("B")], {"A": 2}, TODAY)
    assert report.tables[0].rows == (("A", 2, "Trust, Chair"), ("B", None, ""))
    assert [row["owes"] for row in report.data()] == [2, 0]


@given(day=DAYS)
def test_the_weekday_is_english_whatever_the_machine_speaks(day: date) -> None:
    assert reports.weekday(day) == ["Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun"][day.weekday()] + "day"
    assert reports.weekday(day) == reports.weekday(day + timedelta(days=7))


@pytest.mark.parametrize(("count", "words"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (1234, "1,234 days")])
def test_days_are_counted_in_words(count: int, words: str) -> None:
    assert reports.days(count) == words
