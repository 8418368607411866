"""When an action's own words say that it is due: a day where one is certain, else the words, and never the day of something else."""

from datetime import date

import pytest

from g2g.calendar import Calendar
from g2g.due import Context
from g2g.minutes.waiting import read
from g2g.model import Meeting

SAID = date(2019, 3, 13)
CONTEXT = Context(SAID, "QB", Calendar([Meeting("QB-2019-04-10", "QB", date(2019, 4, 10))]))


def when(words: str) -> tuple[str, str]:
    """The phrase that was found, and the day that was read from it."""
    due = read(words, CONTEXT)
    return (due.phrase, str(due.date or "")) if due else ("", "")


@pytest.mark.parametrize(
    ("words", "phrase", "day"),
    [
        ("send the chart to members by 3 April", "by 3 April", "2019-04-03"),
        ("send the chart to members by 3 rd April", "by 3rd April", "2019-04-03"),
        ("bring samples of rope to the next meeting", "to the next meeting", "2019-04-10"),
        ("think of a name, for next time", "for next time", "2019-04-10"),
        ("paint the buoy before the mooring fee goes up on 1 May", "before the mooring fee goes up on 1 May", "2019-04-30"),
    ],
)
def test_a_day_that_is_certain_is_read(words: str, phrase: str, day: str) -> None:
    assert when(words) == (phrase, day)


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("put the ladder on the May agenda", "on the May agenda"), ("explain the tariff at the pilots' conference", "at the pilots' conference"),
        ("report to the October meeting", "to the October meeting"), ("gather prices for the AGM", "for the AGM"),
        ("write something for the autumn newsletter", "for the autumn newsletter"), ("hold an open evening for sailors in the autumn", "in the autumn"),
        ("seek leave by that date, in case it is wanted", "by that date"), ("draft it and send it round beforehand", "beforehand"),
        ("write to last year's donors by half term", "by half term"), ("tell the crews before half term so that they can plan", "before half term"),
        ("put up posters this weekend", "this weekend"), ("send the new plan in a few weeks", "in a few weeks"), ("see the insurer in good time", "in good time"),
        ("text the crews the week before", "the week before"), ("answer within the 20 working day limit", "within the 20 working day limit"),
        ("send the accounts out with the budget packs", "with the budget packs"), ("order the paint as soon as possible", "as soon as possible"),
        ("publish the rota once it has been checked, and tell the crews", "once it has been checked"),
        ("give the panel the tide figures for April and May, once they are signed off", "once they are signed off"),
        ("scrub the slip before the Easter weekend", "before the Easter weekend"),
        ("hire a crane for the May bank holiday weekend", "for the May bank holiday weekend"), ("put the cones out on the day itself", "on the day itself"),
        ("buy the rope before the price goes up in April", "before the price goes up in April"),
    ],
)  # fmt: skip
def test_what_names_no_certain_day_is_kept_as_written(words: str, phrase: str) -> None:
    assert when(words) == (phrase, "")


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("sell the tug if no offer has come by 1 May", "if no offer has come by 1 May"),
        ("see whether the hall is free, and sell the tug unless it is let by 1 May", "unless it is let by 1 May"),
        ("keep the slip clear until the race ends on 1 May", "until the race ends on 1 May"),
    ],
)
def test_the_day_of_a_condition_is_not_the_actions_own(words: str, phrase: str) -> None:
    assert when(words) == (phrase, "")


@pytest.mark.parametrize(
    "words",
    [
        "ring the family within two working days of a complaint", "ask the yard when the rope will be here", "find out when the hall is free",
        "build the monthly table", "share the link in the weekly newsletter", "move the race to the Sunday", "write to them once more",
        "see to the insurance until then", "paint the gate", "",
    ],
)  # fmt: skip
def test_what_is_somebody_elses_time_is_no_due_phrase(words: str) -> None:
    due = read(words, CONTEXT)
    assert due is None or (due.date is None and due.kind != "recurring")
    assert when(words)[1] == ""


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("invite the Mayor to the April meeting", "to the April meeting"), ("invite the vicar to the fair on 20 April", "on 20 April"),
        ("send an invitation to the mayor for the next meeting", "for the next meeting"),
    ],
)
def test_what_somebody_is_invited_to_is_not_when_to_invite_them(words: str, phrase: str) -> None:
    assert when(words) == (phrase, "")


def test_a_clause_ends_where_another_task_begins() -> None:
    assert when("hold a second drill before the nights draw in and ask the crews to watch from the quay wall") == ("before the nights draw in", "")


def test_by_when_to_invite_somebody_is() -> None:
    assert when("invite the Mayor to the fair by 3 April") == ("by 3 April", "2019-04-03")
