"""The verbs as pure functions: what each changes, what each keeps, and what none of them may lose."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g import register
from g2g.calendar import Calendar
from g2g.errors import AmbiguousReference, Refusal, UnknownReference
from g2g.model import LIVE, STATUSES, Action, Change, Extension, Meeting
from g2g.records import action_of
from g2g.splice import applied

TODAY = date(2019, 3, 11)
MARCH = Meeting("HWB-2019-03-13", "HWB", date(2019, 3, 13))
CALENDAR = Calendar([MARCH])


class Fake:
    """A register of actions in memory."""

    def __init__(self, *actions: Action) -> None:
        self.actions = {action.ref: action for action in actions}

    def refs(self) -> list[str]:
        return list(self.actions)

    def archived(self) -> list[str]:
        return []

    def get(self, ref: str) -> Action | None:
        return self.actions.get(ref)

    def formerly(self, text: str, *, archived: bool = False) -> list[str]:
        return [] if archived else [ref for ref, action in self.actions.items() if text in action.formerly.split(", ")]

    def select(
        self, statuses: Collection[str] | None = None, body: str = "", owners: Collection[str] | None = None
    ) -> Iterator[Action]:
        return (a for a in self.actions.values() if statuses is None or a.status in statuses)


def action(ref: str = "HWB-2019-02-13-01", status: str = "open", **more: object) -> Action:
    return Action(ref, status, "Oil the bell", **{"owners": ("Nia Rowlands",), **more})  # type: ignore[arg-type]


def after(before: Action, change: Change) -> Action:
    """The action once a change is made, through the fields that it is written in."""
    fields: dict[str, object] = {"status": before.status, "action": before.words, "owner": list(before.owners)}
    if before.due:
        fields["due"] = str(before.due)
    fields |= {name: list(getattr(before, name)) for name in ("carried", "notes", "done_by") if getattr(before, name)}
    if before.extended:
        fields["extended"] = [{"to": str(e.to), "at": e.at, "reason": e.reason} for e in before.extended]
    if before.closed:
        fields["closed"] = str(before.closed)
    fields |= {name: getattr(before, name) for name in ("confirmed", "outcome", "referred_to") if getattr(before, name)}
    edits = [edit for ref, edits in change.edits if ref == before.ref for edit in edits]
    return action_of(before.ref, applied(fields, edits))  # type: ignore[arg-type]


# ---- finding -------------------------------------------------------------------------------------

RECORD = Fake(
    action("HWB-2019-01-16-01", "closed"), action("HWB-2019-02-13-01"), action("HWB-2019-02-13-12"), action("FSH-2019-02-12-04"),
    action("HWB-2018-12-04-100"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "ref"),
    [
        ("HWB-2019-02-13-01", "HWB-2019-02-13-01"),
        ("hwb-2019-02-13-01", "HWB-2019-02-13-01"),
        ("02-13-01", "HWB-2019-02-13-01"),
        ("2-13-1", "HWB-2019-02-13-01"),
        ("13-12", "HWB-2019-02-13-12"),
        ("12-4", "FSH-2019-02-12-04"),
        ("12", "HWB-2019-02-13-12"),
        ("100", "HWB-2018-12-04-100"),
        ("fsh", "FSH-2019-02-12-04"),
        ("2018", "HWB-2018-12-04-100"),
    ],
)
def test_a_reference_is_found_by_its_end_or_any_part(typed: str, ref: str) -> None:
    assert register.find(RECORD, typed).ref == ref


def test_those_of_the_statuses_wanted_come_first() -> None:
    assert register.find(RECORD, "1", LIVE).ref == "HWB-2019-02-13-01"
    assert register.find(RECORD, "1", {"closed"}).ref == "HWB-2019-01-16-01"
    with pytest.raises(AmbiguousReference):
        register.find(RECORD, "1")
    assert register.find(RECORD, "16-1", LIVE).ref == "HWB-2019-01-16-01", "one that is meant beyond doubt is found"


@pytest.mark.parametrize("typed", ["", " ", "99", "HWB-2019-02-13-99", "0", "-1-1-1-1-1-1", "²", "\x00", "x" * 10_000, "13-1-", "--"])
def test_what_is_not_there_is_not_found(typed: str) -> None:
    with pytest.raises((UnknownReference, AmbiguousReference)):
        register.find(RECORD, typed)


@given(st.lists(st.tuples(st.sampled_from(["AB", "CD"]), st.dates(), st.integers(1, 120)), min_size=1, unique=True))
def test_every_reference_is_found_by_itself_in_any_case(parts: list[tuple[str, date, int]]) -> None:
    record = Fake(*(action(f"{body}-{day}-{number:02}") for body, day, number in parts))
    for ref in record.refs():
        assert register.find(record, ref).ref == register.find(record, ref.lower()).ref == ref


@given(st.sets(st.integers(1, 500)), st.sets(st.integers(1, 500)))
def test_the_next_number_is_above_every_one_ever_given_at_that_meeting_and_no_other(here: set[int], there: set[int]) -> None:
    refs = [f"HWB-2019-02-13-{n:02}" for n in here] + [f"HWB-2019-02-14-{n:02}" for n in there] + ["HWB-2019-02-13-x", "nonsense"]
    assert register.next_number(refs, "HWB-2019-02-13") == max(here, default=0) + 1


# ---- what a verb keeps ---------------------------------------------------------------------------


def test_extend_keeps_the_first_date_and_takes_the_new_one_as_in_force() -> None:
    first = action(due=date(2019, 3, 6), extended=(Extension(date(2019, 4, 1), "2019-03-01", "Rain"),))
    second = after(first, register.extend(first, date(2019, 5, 1), "HWB-2019-03-13", "Snow", "by May"))
    assert (second.due, second.due_now) == (date(2019, 3, 6), date(2019, 5, 1))
    assert second.extended == (*first.extended, Extension(date(2019, 5, 1), "HWB-2019-03-13", "Snow", "by May"))


def test_extend_of_an_action_that_has_lost_its_first_date_is_still_an_extension() -> None:
    odd = action(extended=(Extension(date(2019, 4, 1), "2019-03-01", "Rain"),))
    assert after(odd, register.extend(odd, date(2019, 5, 1), "2019-03-11", "Snow")).due is None


def test_reopen_keeps_what_had_ended_it_as_a_note() -> None:
    ended = action(status="closed", closed=date(2019, 3, 1), confirmed="HWB-2019-03-13", outcome="Done:\n\nall of it")
    again = after(ended, register.reopen(ended, "It squeaks", TODAY))
    assert (again.status, again.closed, again.confirmed, again.outcome) == ("open", None, "", "")
    assert again.notes == (
        "2019-03-11 Reopened, It squeaks (was closed on 2019-03-01, confirmed at HWB-2019-03-13: Done: all of it)",
    )


def test_reopen_keeps_the_parts_done_while_somebody_still_owes_theirs() -> None:
    ended = action(status="withdrawn", owners=("Nia", "Tomos"), done_by=("Nia",))
    assert after(ended, register.reopen(ended, "Wanted", TODAY)).done_by == ("Nia",)


@pytest.mark.parametrize(("to", "giver", "owners", "left"), [
    (["Mair"], "", ("Mair",), ()),
    (["Mair"], "Nia", ("Tomos", "Mair"), ()),
    (["Nia"], "", ("Nia",), ()),
    (["Nia"], "Tomos", ("Nia",), ()),
    (["Mair"], "Tomos", ("Nia", "Mair"), ("Nia",)),
])  # fmt: skip
def test_transfer_gives_the_part_to_whoever_takes_it_on(to: list[str], giver: str, owners: tuple[str, ...], left: tuple[str, ...]) -> None:
    shared = action(owners=("Nia", "Tomos"), done_by=("Nia",))
    new = after(shared, register.transfer(shared, to, TODAY, giver=giver))
    assert (new.owners, new.done_by) == (owners, left)
    assert new.owners_left


def test_an_edit_tells_old_and_new_and_leaves_the_rest() -> None:
    change = register.edit(action(due=date(2019, 3, 6), item="4"), {"due": "2019-03-08", "item": "4", "area": "2"}, TODAY)
    assert change.told[0].what == "due 6 March 2019 → 8 March 2019; area none → 2"
    assert [edit.field for edit in change.edits[0][1]] == ["due", "area", "notes"]


def test_many_actions_are_summed_up() -> None:
    many = [action(f"HWB-2019-02-13-{n:02}") for n in range(1, 10)]
    assert register.close(many, TODAY).summary == (
        "Closed HWB-2019-02-13-01, HWB-2019-02-13-02, HWB-2019-02-13-03, HWB-2019-02-13-04, HWB-2019-02-13-05,"
        " HWB-2019-02-13-06 and 3 more."
    )


@pytest.mark.parametrize("status", sorted(set(STATUSES) - LIVE))
def test_what_has_ended_is_not_changed_but_by_reopening(status: str) -> None:
    ended = action(status=status, due=date(2019, 3, 6))
    verbs = [
        lambda: register.close([ended], TODAY),
        lambda: register.propose([ended], TODAY),
        lambda: register.confirm([ended], MARCH),
        lambda: register.close_part(ended, "Nia Rowlands", TODAY),
        lambda: register.withdraw(ended, "x", TODAY),
        lambda: register.refer(ended, "FSH", TODAY),
        lambda: register.transfer(ended, ["Mair"], TODAY),
        lambda: register.extend(ended, date(2019, 5, 1), "2019-03-11", "x"),
    ]
    for verb in verbs:
        with pytest.raises(Refusal, match="HWB-2019-02-13-01 cannot be "):
            verb()
    assert register.carry_forward([ended], MARCH, CALENDAR).is_empty
    assert after(ended, register.reopen(ended, "x", TODAY)).status == "open"


# ---- carrying ------------------------------------------------------------------------------------


def test_only_live_actions_of_the_body_raised_before_the_meeting_are_outstanding() -> None:
    assert register.is_outstanding(action(), MARCH)
    assert register.is_outstanding(action(status="proposed"), MARCH)
    for other in (
        action(status="closed"), action("FSH-2019-02-13-01"), action("HWB-2019-03-13-01"), action("HWB-2019-04-01-01"),
        action("HWB-2019-02-31-01"),
    ):  # fmt: skip
        assert not register.is_outstanding(other, MARCH)


def test_a_meeting_that_was_moved_counts_as_carried_to() -> None:
    moved = Calendar([
        Meeting("HWB-2019-03-06", "HWB", date(2019, 3, 6), status="moved", moved_to="HWB-2019-03-13"),
        MARCH._replace(moved_from="HWB-2019-03-06"),
    ])  # fmt: skip
    assert register.carry_forward([action(carried=("HWB-2019-03-06",))], MARCH, moved).is_empty
    assert not register.carry_forward([action(carried=("HWB-2019-02-27",))], MARCH, moved).is_empty


def test_a_date_agreed_with_the_carrying_is_given_once() -> None:
    extension = register.extension_at(MARCH, date(2019, 5, 1), "Rain")
    due = action(due=date(2019, 5, 1))
    late, none = action("HWB-2019-02-13-02", due=date(2019, 3, 1)), action("HWB-2019-02-13-03")
    change = register.carry_forward([due, late, none], MARCH, CALENDAR, extension)
    assert [[e.field for e in edits] for _, edits in change.edits] == [["carried"], ["carried", "extended"], ["carried", "due", "notes"]]
    again = [after(one, change) for one in (due, late, none)]
    assert register.carry_forward(again, MARCH, CALENDAR, extension).is_empty
    later = register.carry_forward(again, MARCH, CALENDAR, register.extension_at(MARCH, date(2019, 6, 1), "Snow"))
    assert later.summary == (
        "Extended HWB-2019-02-13-01, HWB-2019-02-13-02 and HWB-2019-02-13-03, carried forward to HWB-2019-03-13 already."
    )


DAYS = st.dates(date(2019, 1, 1), date(2019, 12, 31))
ACTIONS = st.builds(
    action,
    ref=st.builds(lambda day, number: f"HWB-{day}-{number:02}", DAYS, st.integers(1, 120)),
    status=st.sampled_from(STATUSES),
    due=st.none() | DAYS,
    carried=st.lists(DAYS.map(lambda day: f"HWB-{day}"), max_size=3).map(tuple),
    closed=st.none() | DAYS,
    outcome=st.sampled_from(["", "Done"]),
)


@given(st.lists(ACTIONS, max_size=8, unique_by=lambda a: a.ref), DAYS)
def test_carrying_forward_adds_a_meeting_and_nothing_else_and_once(actions: list[Action], day: date) -> None:
    meeting = Meeting(f"HWB-{day}", "HWB", day)
    change = register.carry_forward(actions, meeting, Calendar([meeting]))
    assert all([(e.field, e.how, e.value) for e in edits] == [("carried", "append", meeting.ref)] for _, edits in change.edits)
    new = [after(one, change) for one in actions]
    for old, now in zip(actions, new, strict=True):
        assert now._replace(carried=()) == old._replace(carried=())
        assert now.carried in (old.carried, (*old.carried, meeting.ref))
        assert (meeting.ref in now.carried) or not register.is_outstanding(old, meeting)
    assert register.carry_forward(new, meeting, Calendar([meeting])).is_empty


def every_verb(one: Action, day: date) -> Iterator[Change]:
    """What each verb makes of an action, those that refuse it left out."""
    verbs = [
        lambda: register.note(one, "Rang", day),
        lambda: register.propose([one], day, "Sent"),
        lambda: register.close([one], day, "Done"),
        lambda: register.close_part(one, "Nia Rowlands", day),
        lambda: register.confirm([one], Meeting(f"HWB-{day}", "HWB", day, status="held")),
        lambda: register.reopen(one, "Again", day),
        lambda: register.withdraw(one, "No money", day),
        lambda: register.refer(one, "FSH", day),
        lambda: register.transfer(one, ["Mair Preece"], day),
        lambda: register.extend(one, day + timedelta(days=30), str(day), "Rain"),
        lambda: register.carry_forward([one], MARCH, CALENDAR),
    ]
    for verb in verbs:
        try:
            yield verb()
        except Refusal:
            continue


@given(ACTIONS, DAYS)
def test_no_verb_changes_the_first_date_or_shortens_what_only_grows(one: Action, day: date) -> None:
    for change in every_verb(one, day):
        new = after(one, change)
        assert new.due == one.due or one.due is None
        assert new.words == one.words
        assert new.carried[: len(one.carried)] == one.carried
        assert new.extended[: len(one.extended)] == one.extended
        assert new.notes[: len(one.notes)] == one.notes
        assert new.status in STATUSES
        assert new.owners_left or "done_by" in {e.field for _, edits in change.edits for e in edits}


@given(ACTIONS, DAYS)
def test_every_change_tells_the_reference_and_ends_in_a_stop(one: Action, day: date) -> None:
    for change in every_verb(one, day):
        assert change.summary.endswith(".")
        assert "\n" not in change.summary + "".join(told.what for told in change.told)
        assert change.is_empty or [told.ref for told in change.told] == [one.ref]


@given(ACTIONS, DAYS)
def test_nothing_ends_before_it_was_raised(one: Action, day: date) -> None:
    for change in every_verb(one, day):
        new = after(one, change)
        if new.closed and new.closed != one.closed and one.raised:
            assert new.closed >= one.raised
