"""A proposal against the record: who is meant, which action is which, what a meeting file lacks; and once is as good as twice."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g import entries, nested, yamltext
from g2g.errors import Refusal
from g2g.minutes.findings import Details, Named
from g2g.minutes.reading import Report
from g2g.model import Action, Attendance, Body, Edit, Item, Meeting, Person, Proceedings, Resolution
from g2g.nodes import Mapping, comments, plain
from g2g.proposal import Proposal, Proposed, body_meant, day_meant
from g2g.proposal.likeness import likeness, telling
from g2g.proposal.matching import closures, differences, matched, stands
from g2g.proposal.meeting import merged, new_fields
from g2g.proposal.owners import Meeters, resolved
from g2g.proposal.taking import Known, taken
from g2g.records import action_of, proceedings_of
from g2g.splice import Unsafe

MEETING = "HWB-2019-03-13"
DAY = date(2019, 3, 13)


# ---- who is meant ---------------------------------------------------------------------------------------

PEOPLE = {
    "Nia Rowlands": Person("Nia Rowlands", also=("Cllr Rowlands-Hughes",)), "Tomos Rees": Person("Tomos Rees"),
    "Huw Tudor": Person("Huw Tudor"), "Ann Ellis": Person("Ann Ellis"), "Abel Evans": Person("Abel Evans"),
}  # fmt: skip
DETAILS = Details(
    chair="Mair Preece", clerk="Idris Bowen",
    present=(Named("Cllr Mair Preece", role="Chair"), Named("Nia Rowlands", initials="NRo"), Named("Tomos Vaughan"), Named("Tomos Lloyd"),
             Named("Idris Bowen"), Named("Sian Pugh", "Port Health", role="Treasurer")),
    apologies=(Named("Mrs G. Lilley"),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("written", "name", "doubt"),
    [
        ("Nia Rowlands", "Nia Rowlands", ""),
        ("NRo", "Nia Rowlands", ""),
        ("NR", "Nia Rowlands", ""),
        ("Nia", "Nia Rowlands", ""),
        ("Cllr Preece", "Cllr Mair Preece", ""),
        ("Mair Preece", "Cllr Mair Preece", ""),
        ("Cllr Rowlands-Hughes", "Nia Rowlands", ""),
        ("Lilley", "Mrs G. Lilley", ""),
        ("TV", "Tomos Vaughan", ""),
        ("T.V.", "Tomos Vaughan", ""),
        ("Tomos", "Tomos", "“Tomos” could be Tomos Vaughan or Tomos Lloyd; kept as written"),
        ("the Clerk", "Idris Bowen", ""),
        ("CHAIR", "Mair Preece", ""),
        ("Treasurer", "Sian Pugh", ""),
        ("Huw", "Huw Tudor", ""),
        ("HT", "Huw Tudor", ""),
        ("Tud", "Tud", "“Tud” is nobody in the list of those present or people.yaml; kept as written"),
        ("AE", "AE", "“AE” could be Abel Evans or Ann Ellis; kept as written"),
        ("All members", "All members", "“All members” names nobody in particular; kept as written"),
        ("Football Club", "Football Club", "“Football Club” is nobody in the list of those present or people.yaml; kept as written"),
    ],
)
def test_who_is_meant(written: str, name: str, doubt: str) -> None:
    assert Meeters(DETAILS, PEOPLE).meant(written) == (name, doubt)


def test_a_name_that_begins_as_a_title_does_has_both_initials() -> None:
    there = Details(present=(Named("Col Brace"), Named("Dr Ned Teal")))
    assert [Meeters(there).meant(written).name for written in ("CB", "NT", "DT")] == ["Col Brace", "Dr Ned Teal", "DT"]
    # Initials that are given win.
    assert Meeters(there._replace(present=(*there.present, Named("Cy Dunn", initials="CB")))).meant("CB").name == "Cy Dunn"
    assert Meeters(there, {"Cy Dunn": Person("Cy Dunn", also=("CB",))}).meant("CB").name == "Cy Dunn"


def test_an_office_is_held_as_the_record_says_where_the_minutes_do_not() -> None:
    body = Body("HWB", "Harbour Board", chair="Mair Preece", clerk="Idris Bowen")
    assert resolved(["Clerk", "Chairman", "Clerk"], Meeters(Details(), {}, body)) == (("Idris Bowen", "Mair Preece"), ())
    assert Meeters(Details()).meant("Clerk").doubt


@given(st.text(max_size=40))
def test_any_words_mean_somebody_or_are_kept_with_a_doubt(words: str) -> None:
    name, doubt = Meeters(DETAILS, PEOPLE).meant(words)
    assert doubt or name in {*PEOPLE, "Cllr Mair Preece", "Mair Preece", "Tomos Vaughan", "Tomos Lloyd", "Idris Bowen", "Sian Pugh", "Mrs G. Lilley"}
    assert not doubt or name == " ".join(words.split())


# ---- the body and the day ---------------------------------------------------------------------------------

BODIES = {
    "HWB": Body("HWB", "Harbour & Wharves Board", also=("The Quay Board",)), "PPC": Body("PPC", "Pilotage Panel"),
    "PP2": Body("PP2", "Second Panel", also=("Pilotage  panel",)),
}  # fmt: skip


@pytest.mark.parametrize(
    ("said", "code"),
    [("HARBOUR AND WHARVES BOARD", "HWB"), ("quay board", "HWB"), ("hwb", "HWB"), ("Pilotage Panel", ""), ("Harbour", ""), ("", ""), ("PP2", "PP2")],
)
def test_a_body_is_told_by_its_whole_name_and_never_between_two(said: str, code: str) -> None:
    assert body_meant(said, BODIES) == code


def test_the_day_is_that_of_the_minutes_or_as_given_and_never_both() -> None:
    assert day_meant(Details(date=DAY), None) == day_meant(Details(), DAY) == day_meant(Details(date=DAY), DAY) == DAY
    with pytest.raises(Refusal, match="leave --date out"):
        day_meant(Details(date=DAY), date(2019, 3, 14))
    with pytest.raises(Refusal, match="give --date"):
        day_meant(Details(), None)


# ---- which is which ------------------------------------------------------------------------------------------


def action(ref: str, words: str, owners: tuple[str, ...] = ("Nia Rowlands",), **other: str) -> Action:
    return Action(ref, other.pop("status", "open"), words, owners, **other)  # type: ignore[arg-type]


def rule(found: Proposed, *known: Action, reports: tuple[Report, ...] = ()) -> tuple[str, str]:
    """The reference that a found action has in the record, and the rule that told."""
    matches = matched([found], MEETING, known, reports)
    match = (*matches.now, *matches.old)[0]
    return match.action.ref if match.action else "", match.rule


NIA = ("Nia Rowlands",)


@pytest.mark.parametrize(
    ("found", "known", "told"),
    [
        (Proposed(1, "Paint the post.", NIA, NIA), action(f"{MEETING}-01", "paint the  post"), (f"{MEETING}-01", "the same words")),
        (Proposed(1, "Scrape it", number="3.1"), action(f"{MEETING}-01", "Paint the post", formerly="3.1"), (f"{MEETING}-01", "the minutes' number")),
        (Proposed(1, "Ask four firms for a price for dredging the inner basin", NIA, NIA),
         action(f"{MEETING}-01", "Ask three firms for a price for dredging the inner basin"), (f"{MEETING}-01", "nearly the same words, the same owner")),
        (Proposed(1, "Ask four firms for a price for dredging the inner basin", ("A",), ("A",)),
         action(f"{MEETING}-01", "Ask three firms for a price for dredging the inner basin"), ("", "")),
        (Proposed(1, "Develop core principles for the model", NIA, NIA, item="6"), action(f"{MEETING}-01", "Draft principles of a model", item="6"),
         (f"{MEETING}-01", "the same owner and item, words alike")),
        (Proposed(1, "Develop core principles for the model", NIA, NIA, item="5"), action(f"{MEETING}-01", "Draft principles of a model", item="6"), ("", "")),
        (Proposed(1, "Paint the post", NIA, NIA), action("HWB-2019-02-13-01", "Paint the post"), ("HWB-2019-02-13-01", "the same words")),
        (Proposed(1, "Paint the post", NIA, NIA), action("HWB-2019-02-13-01", "Paint the post", status="closed"), ("", "")),
        (Proposed(1, "Paint it", number="2.4"), action("HWB-2019-02-13-01", "Paint the post", formerly="2.4"), ("HWB-2019-02-13-01", "the minutes' number")),
        (Proposed(1, "Paint it", number="HWB-2019-02-13-01"), action("HWB-2019-02-13-01", "Post"), ("HWB-2019-02-13-01", "the minutes' number")),
        (Proposed(1, "Paint the post", NIA, NIA), action("HWB-2019-04-10-01", "Paint the post"), ("", "")),
    ],
)  # fmt: skip
def test_which_action_of_the_record_it_is(found: Proposed, known: Action, told: tuple[str, str]) -> None:
    assert rule(found, known) == told


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (Proposed(1, "Mend it", number="46.2"), "its number, 46.2, is that of an earlier meeting"),
        (Proposed(1, "Mend it", number="47.1"), ""),
        (Proposed(1, "Mend it", number="46.2", item="46"), ""),
        (Proposed(1, "Mend it", raised="12/02/2019"), "raised on 12 February 2019"),
        (Proposed(1, "Mend it", raised="13 March 2019"), ""),
        (Proposed(1, "Mend it", raised="12/02/19 (4)"), "raised on 12 February 2019"),
        (Proposed(1, "Mend it", number="46.2", status="New"), ""),
        (Proposed(1, "Mend it", number="HWB-2019-01-16-02"), "raised at HWB-2019-01-16"),
        (Proposed(1, "Mend it", status="Complete"), "the minutes say “Complete” of it"),
        (Proposed(1, "Mend it", status="Open"), ""),
    ],
)
def test_an_action_that_is_old_by_its_number_is_not_raised_again(found: Proposed, why: str) -> None:
    assert rule(found, reports=(Report(9, "46.1", (), "Noor has asked", "done"),)) == ("", why)


TASKS = st.lists(
    st.builds(
        Proposed, st.integers(1, 400), st.text("abc ", min_size=1, max_size=12).filter(str.strip),
        owners=st.sampled_from([(), ("Nia",), ("Tomos",), ("Nia", "Tomos")]), item=st.sampled_from(["", "1", "2"]),
        number=st.sampled_from(["", "1.1", "1.2"]), status=st.just(""), raised=st.just(""),
    ),
    max_size=8,
)  # fmt: skip


def known_after(proposal: Proposal, known: Known) -> Known:
    """The record as it is once a proposal is taken in."""
    change = taken(proposal, known, str).change
    new = tuple(action_of(ref, fields) for ref, fields in change.added)
    meeting = Meeting(proposal.meeting, "HWB", DAY, status="held")
    fields = change.new_meetings[0][1] if change.new_meetings else {}
    held = proceedings_of(meeting, fields) if fields else known.held
    return Known(held, known.actions + new, known.refs + tuple(a.ref for a in new))


@given(TASKS)
def test_taken_in_twice_is_taken_in_once(tasks: list[Proposed]) -> None:
    proposal = Proposal("HWB", DAY, actions=tuple(tasks))
    after = known_after(proposal, Known(None, (), ()))
    assert len(after.actions) == len(tasks)
    again = taken(proposal, after, str)
    assert again.change.is_empty
    assert again.matches.gone == ()


@given(TASKS, TASKS, st.randoms())
def test_corrected_minutes_add_what_is_new_and_nothing_else(tasks: list[Proposed], more: list[Proposed], chance: object) -> None:
    after = known_after(Proposal("HWB", DAY, actions=tuple(tasks)), Known(None, (), ()))
    every = [*tasks, *(one._replace(words=f"new {one.words}", number="") for one in more)]
    chance.shuffle(every)  # type: ignore[attr-defined]
    change = taken(Proposal("HWB", DAY, actions=tuple(every)), after, str).change
    assert len(change.added) == len(more)
    assert not {ref for ref, _ in change.added} & set(after.refs)
    assert change.edits == ()


# ---- what differs --------------------------------------------------------------------------------------------


def test_what_the_minutes_do_not_say_is_no_difference() -> None:
    known = action(f"{MEETING}-01", "Paint the post", due=date(2019, 4, 1), item="3")  # type: ignore[arg-type]
    assert list(differences(matched([Proposed(1, "Paint the post")], MEETING, [known]).now[0])) == []


def test_each_difference_has_what_to_type() -> None:
    known = action(f"{MEETING}-01", "Paint the post", formerly="3.1", item="3", due_said="soon")
    found = Proposed(1, "Paint the post's top", ("Tomos Rees",), ("Tomos Rees",), date(2019, 4, 1), "by 1 April", item="4", number="3.1")
    commands = [one.command for one in differences(matched([found], MEETING, [known]).now[0])]
    assert commands == [
        f"g2g edit {MEETING}-01 --words 'Paint the post'\"'\"'s top'", f"g2g edit {MEETING}-01 --owner 'Tomos Rees'",
        f"g2g edit {MEETING}-01 --due 2019-04-01", f"g2g edit {MEETING}-01 --item 4",
    ]  # fmt: skip


# ---- what is said of old actions --------------------------------------------------------------------------------


def test_a_number_that_begins_with_a_year_is_old_only_in_a_later_year() -> None:
    reports = (Report(9, "2223/030", (), "Noor has asked", "done"),)
    assert rule(Proposed(1, "Mend it", number="2223/031"), reports=reports) == ("", "")
    assert rule(Proposed(1, "Mend it", number="2122/031"), reports=reports)[1] == "its number, 2122/031, is that of an earlier meeting"


@pytest.mark.parametrize(
    ("said", "how"),
    [
        ("Done", "done"), ("Complete.", "done"), ("Idris has put the notice up. Done.", "done"), ("Closed", "done"), ("Discharged", "done"),
        ("Not done", "left"), ("Nearly complete", "left"), ("In progress", "left"), ("Carried forward", "left"), ("will be done by May", "left"),
        ("Done, except for the gate", "left"), ("No longer needed", "dropped"), ("may be no longer needed", "left"), ("", "left"), ("uncompleted", "left"),
    ],
)  # fmt: skip
def test_how_an_old_action_stands(said: str, how: str) -> None:
    assert stands(said) == how


def about(report: Report, *known: Action) -> tuple[str, bool]:
    closure = closures([report], MEETING, known)[0]
    return closure.action.ref if closure.action else "", closure.closes


OLD = "HWB-2019-02-13-01"


@pytest.mark.parametrize(
    ("report", "known", "told"),
    [
        (Report(1, "46.1", (), "Notice is up", "Done"), action(OLD, "Put up a notice", formerly="46.1"), (OLD, True)),
        (Report(1, "46.1", (), "Notice is up", "Done"), action(OLD, "Put up a notice", formerly="46.1", status="closed"), (OLD, False)),
        (Report(1, "46.1", (), "Notice is up", "In hand"), action(OLD, "Put up a notice", formerly="46.1"), (OLD, False)),
        (Report(1, "02-13-01", (), "Notice is up", "Done"), action(OLD, "Put up a notice"), (OLD, True)),
        (Report(1, "", NIA, "Put up the notice about tides", "Done"), action(OLD, "Put up a notice about the tides"), (OLD, True)),
        (Report(1, "", ("Tomos",), "Put up the notice about the tide", "Done"), action(OLD, "Put up a notice about tides"), ("", False)),
        (Report(1, "46.1", (), "Notice is up", "Done"), action("HWB-2019-04-10-01", "Put up a notice", formerly="46.1"), ("", False)),
    ],
)  # fmt: skip
def test_which_old_action_is_reported_on(report: Report, known: Action, told: tuple[str, bool]) -> None:
    assert about(report, known) == told


def test_a_number_that_two_old_actions_had_closes_neither() -> None:
    two = (action(OLD, "Put up a notice", formerly="1"), action("HWB-2019-01-16-01", "Take it down", formerly="1"))
    assert about(Report(1, "1", (), "It is up", "Done"), *two) == ("", False)


# ---- the meeting file -----------------------------------------------------------------------------------------

PROPOSAL = Proposal(
    "HWB", DAY, "10.30 am", "Quay House", "Mair Preece", (Attendance("Mair Preece", "Trust"), Attendance("Nia Rowlands")),
    (Attendance("Gwen Pugh"),), (Item("1", "Welcome"), Item("2", "Minutes", resolutions=(Resolution("", "That they be approved"),))),
)  # fmt: skip


def test_a_new_meeting_says_what_the_minutes_say() -> None:
    fields = new_fields(PROPOSAL)
    held = proceedings_of(Meeting(MEETING, "HWB", DAY, "10.30 am", "Quay House", "held", "Mair Preece", "draft"), fields)
    assert held.items[1].resolutions == (Resolution(f"{MEETING}-R1", "That they be approved"),)
    assert merged(PROPOSAL, held, str) == ((), (), ())


def test_what_a_meeting_file_has_is_never_written_over() -> None:
    there = Proceedings(
        Meeting(MEETING, "HWB", DAY, "11 am", "", "held", "Somebody Else", "approved at HWB-2019-04-10"),
        (Attendance("mair preece", "Harbour Trust"),), (Attendance("Nia Rowlands"),),
        (Item("2", "Minutes", resolutions=(Resolution(f"{MEETING}-R7", "That they be signed"),)), Item("", "welcome")),
    )  # fmt: skip
    found = merged(PROPOSAL, there, str)
    assert [(e.field, e.how, e.value) for e in found.edits] == [
        ("venue", "set", "Quay House"), ("apologies", "append", {"name": "Gwen Pugh"}),
        ("items/0/resolutions", "append", {"ref": f"{MEETING}-R8", "text": "That they be approved"}),
    ]  # fmt: skip
    assert [one.what for one in found.differs] == ["time", "chair", "present", "present", "resolution R7"]
    assert all(one.command for one in found.differs)


@pytest.mark.parametrize("status", ["cancelled", "moved"])
def test_a_meeting_that_was_not_held_takes_no_minutes(status: str) -> None:
    with pytest.raises(Refusal, match="so these cannot be its minutes"):
        merged(PROPOSAL, Proceedings(Meeting(MEETING, "HWB", DAY, status=status)), str)


# ---- lists inside lists ----------------------------------------------------------------------------------------


def nodes_of(text: str) -> Mapping:
    return entries.nodes(text) or yamltext.read(text, "a file")


@given(
    st.lists(st.sampled_from(["", "    minute: |\n      Text # no comment\n      of two lines\n\n", "    lead: Nia  # for now\n",
                              "    resolutions:\n      # first\n      - ref: R1\n        text: One  # why\n", "    colour: red\n"]),
             min_size=1, max_size=5),
    st.data(),
)  # fmt: skip
def test_a_row_joined_to_an_inner_list_leaves_all_else(inner: list[str], data: st.DataObject) -> None:
    text = "# head\nbody: HWB\nitems:\n" + "".join(f"  - title: Item {n}  # {n}\n{some}" for n, some in enumerate(inner)) + "colour: amber\n"
    places = data.draw(st.lists(st.integers(0, len(inner) - 1), min_size=1, max_size=4))
    edits = [Edit(f"items/{place}/resolutions", "append", {"ref": f"N{n}", "text": "That: it"}) for n, place in enumerate(places)]
    edits.append(Edit("chair", "set", "Mair"))
    before = nodes_of(text)
    after = nested.spliced_all(text, before, edits, ("body", "chair", "items"), nodes_of)
    fields = plain(before)
    assert isinstance(fields, dict)
    assert plain(nodes_of(after)) == nested.applied_all(fields, edits)
    assert comments(after, nodes_of(after)) == comments(text, before)
    rest = iter(after.splitlines())
    assert all(line in rest for line in text.splitlines())


@given(
    st.lists(st.sampled_from(["", "    minute: |\n      Text # no comment\n      of two lines\n\n", "    lead: Nia\n", "    exempt: 3\n", "    exempt:\n      - 1\n      - 3\n",
                              "    resolutions:\n      # first\n      - ref: R1\n        text: One\n        exempt: 5\n", "    colour: red\n"]),
             min_size=1, max_size=5),
    st.data(),
)  # fmt: skip
def test_a_field_set_or_dropped_in_a_row_leaves_all_else(inner: list[str], data: st.DataObject) -> None:
    text = "# head\nbody: HWB\nitems:\n" + "".join(f"  - title: Item {n}  # {n}\n{some}" for n, some in enumerate(inner)) + "colour: amber\n"
    place = data.draw(st.integers(0, len(inner) - 1))
    within = "/resolutions/0" if "resolutions" in inner[place] and data.draw(st.booleans()) else ""
    edit = data.draw(st.sampled_from([
        Edit(f"items/{place}{within}/exempt", "set", "1"), Edit(f"items/{place}{within}/exempt", "set", ["1", "2"]), Edit(f"items/{place}{within}/exempt", "drop"),
        Edit(f"items/{place}{within}/{'text' if within else 'colour'}", "set", "Other: words"),
    ]))  # fmt: skip
    before = nodes_of(text)
    fields = plain(before)
    assert isinstance(fields, dict)
    try:
        after = nested.spliced_all(text, before, [edit], ("items",), nodes_of)
    except Unsafe:
        assert edit.how == "drop" or "|" in inner[place]
        return
    assert plain(nodes_of(after)) == nested.applied_all(fields, [edit])
    assert comments(after, nodes_of(after)) == comments(text, before)


@pytest.mark.parametrize("text", ["items: [{title: A}]\n", "items:\n  - A\n", "items:\n  - title: A\n    resolutions: [x]\n", "body: HWB\n"])
def test_a_list_in_another_form_is_left_alone(text: str) -> None:
    with pytest.raises(Unsafe):
        nested.spliced_all(text, nodes_of(text), [Edit("items/0/resolutions", "append", {"ref": "R"})], ("items",), nodes_of)


# ---- likeness --------------------------------------------------------------------------------------------------


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_the_same_both_ways_and_never_more_than_one(one: str, other: str) -> None:
    first, second = telling(one), telling(other)
    assert likeness(first, second) == likeness(second, first) <= 1.0
    assert likeness(first, first) == float(bool(first))
