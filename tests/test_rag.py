"""The colour of an action on a day, of a key area from its actions, and where the rule of the record says otherwise."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g.model import Action, Extension, RagRule
from g2g.plan import COLOURS, KeyArea
from g2g.rag import Rag, of_action, of_row, rule_said, worst
from tests.conftest import Clerk, write
from tests.planned import planned

TODAY = date(2019, 3, 11)
RULE = RagRule()
FIRST, LATER = date(2019, 3, 1), date(2019, 4, 30)


def action(status: str = "open", due: date | None = None, to: date | None = None, **fields: object) -> Action:
    extended = (Extension(to, "2019-02-20", "Ill"),) if to else ()
    return Action("HWB-2019-02-13-09", status, "Sweep", ("Ann",), due=due, extended=extended, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "colour"),
    [
        (action("closed", FIRST, closed=TODAY), "blue"),
        (action("closed", FIRST, closed=date(2019, 2, 20)), "blue"),
        (action(due=FIRST), "red"),
        (action(due=FIRST, to=LATER), "red"),
        (action(due=TODAY - timedelta(days=1)), "red"),
        (action(due=TODAY), "amber"),
        (action(due=TODAY + timedelta(days=14)), "amber"),
        (action(due=TODAY + timedelta(days=15)), "green"),
        (action(due=date(2019, 4, 1), to=LATER), "amber"),
        (action(), "green"),
        (action("proposed", FIRST, closed=FIRST), "green"),
        (action("proposed", FIRST, closed=TODAY), "red"),
        (action("proposed", TODAY, closed=TODAY), "green"),
        (action(kind="watching brief"), ""),
        (action(due=FIRST, kind="watching brief"), ""),
        (action("withdrawn", FIRST, closed=TODAY), ""),
        (action("referred", FIRST, closed=TODAY), ""),
        (action("odd", FIRST), ""),
    ],
)
def test_the_rule(one: Action, colour: str) -> None:
    assert of_action(one, RULE, TODAY) == Rag(colour, colour)


@pytest.mark.parametrize(
    ("due", "to", "colour"),
    [(FIRST, LATER, "amber"), (FIRST, date(2019, 3, 5), "red"), (FIRST, None, "red"), (date(2019, 4, 1), LATER, "amber")],
)
def test_an_extension_makes_amber_of_red_where_the_record_says_so(due: date, to: date | None, colour: str) -> None:
    assert of_action(action(due=due, to=to), RagRule(extended="amber"), TODAY).colour == colour


def test_the_reminder_days_are_those_of_the_record() -> None:
    due = TODAY + timedelta(days=3)
    assert [of_action(action(due=due), RagRule(days), TODAY).colour for days in (0, 2, 3)] == ["green", "green", "amber"]
    assert of_action(action(due=TODAY), RagRule(0), TODAY).colour == "amber"


def test_an_override_is_shown_as_one_and_keeps_what_the_rule_gives() -> None:
    rag = of_action(action(due=FIRST, rag="green", rag_reason="Stones are here"), RULE, TODAY)
    assert rag == Rag("green", "red", "Stones are here", is_override=True)
    assert rag.word == "Green (override)"
    assert of_action(action(due=FIRST), RULE, TODAY).word == "Red"


def test_an_override_ends_with_the_action_and_a_colour_that_is_none_is_no_override() -> None:
    assert of_action(action("closed", FIRST, closed=TODAY, rag="red", rag_reason="x"), RULE, TODAY).word == "Blue"
    assert of_action(action(due=FIRST, rag="pink", rag_reason="x"), RULE, TODAY).word == "Red"


def test_a_key_area_has_the_worst_colour_of_its_actions_or_its_own() -> None:
    rags = [Rag(colour) for colour in ("green", "amber", "", "blue")]
    assert worst(rags) == "amber"
    assert worst([Rag("blue"), Rag("")]) == "blue"
    assert worst([]) == worst([Rag("")]) == ""
    assert of_row(KeyArea("1", "Quays"), rags).word == "Amber"
    assert of_row(KeyArea("1", "Quays", rag="red", rag_reason="Storm"), rags) == Rag("red", "amber", "Storm", is_override=True)


@given(st.lists(st.sampled_from(["", *COLOURS]).map(Rag)), st.sampled_from(["", *COLOURS]).map(Rag))
def test_one_action_more_never_makes_it_better(rags: list[Rag], more: Rag) -> None:
    rank = [*COLOURS, ""].index
    assert rank(worst([*rags, more])) == min(rank(worst(rags)), rank(more.colour))


@given(st.dates(date(2019, 1, 1), date(2019, 12, 1)), st.none() | st.dates(date(2019, 1, 1), date(2019, 12, 1)), st.integers(0, 60))
def test_an_open_action_only_gets_worse_from_day_to_day(due: date, to: date | None, days: int) -> None:
    rule, one = RagRule(days), action(due=due, to=to)
    ranks = [COLOURS.index(of_action(one, rule, date(2019, 1, 1) + timedelta(days=n)).colour) for n in range(0, 365, 5)]
    assert ranks == sorted(ranks, reverse=True)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (RULE, "red is past the date first agreed; amber was extended, or is due within 14 days; green"),
        (RagRule(1, "amber"), "red is past the date first agreed (amber where it was extended to a date still to come); amber was extended, or is due within 1 day;"),
        (RagRule(0), "or is due today; green"),
    ],
)
def test_the_rule_is_said_as_the_record_has_it(rule: RagRule, words: str) -> None:
    assert words in rule_said(rule)


def test_the_rule_is_read_from_config_yaml(clerk: Clerk) -> None:
    planned(clerk.folder)
    assert "is due within 14 days" in clerk("plan")
    write(clerk.folder / "config.yaml", "rag:\n  reminder_days: 3\n  extended: amber\n")
    shown = clerk("plan")
    assert "is due within 3 days" in shown
    assert "amber by override, amber by the rule" in shown
