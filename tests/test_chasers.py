"""What each owner is asked, by when, and what they may not know: from records alone, with no file and no mail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g import chasers, register
from g2g.chasers import Asked, Asking, Chaser
from g2g.errors import Refusal
from g2g.model import Action, Attendance, Body, Edit, Extension, Meeting, Person, Proceedings
from g2g.people import Directory

TODAY = date(2019, 3, 4)
HWB = Body("HWB", "Harbour and Wharves Board", clerk="Idris Bowen", papers_days=5)
PPC = Body("PPC", "Pilotage Panel", clerk="Gwen Hopkin")
MARCH = Meeting("HWB-2019-03-13", "HWB", date(2019, 3, 13))
PANEL = Meeting("PPC-2019-03-20", "PPC", date(2019, 3, 20))
PEOPLE = {
    "Nia Rowlands": Person("Nia Rowlands", "County Engineers", email="nia@engineers.example", also=("NR",)),
    "Tomos Rees": Person("Tomos Rees", "Pilots' Association"),
    "Idris Bowen": Person("Idris Bowen", email="clerk@harbour.example"),
    "Huw Pugh": Person("Huw Pugh", email="huw@harbour.example", left="2018-12-31"),
    "Elin Morris": Person("Elin Morris", email="elin at harbour"),
}


def action(number: int = 1, *owners: str, **fields: object) -> Action:
    ref = fields.pop("ref", f"HWB-2019-02-13-{number:02}")
    return Action(str(ref), str(fields.pop("status", "open")), f"Do thing {number}", owners or ("Nia Rowlands",), **fields)  # type: ignore[arg-type]


def february(present: tuple[str, ...] = (), apologies: tuple[str, ...] = (), **fields: str) -> Proceedings:
    meeting = Meeting("HWB-2019-02-13", "HWB", date(2019, 2, 13), status=fields.get("status", "held"), chair=fields.get("chair", ""))
    return Proceedings(meeting, tuple(map(Attendance, present)), tuple(map(Attendance, apologies)))


def made(
    *actions: Action, askings: tuple[Asking, ...] = (), held: Proceedings | None = None, wanted: set[str] | None = None,
    people: dict[str, Person] = PEOPLE,
) -> list[Chaser]:  # fmt: skip
    known = {one.body.code: one for one in askings or (chasers.asking(HWB, MARCH, TODAY),)}
    directory = Directory(people, {owner for one in actions for owner in one.owners})
    return chasers.chasers(actions, known, directory, lambda _: held, TODAY, wanted)


def one(*actions: Action, **options: object) -> Chaser:
    [found] = made(*actions, **options)  # type: ignore[arg-type]
    return found


def asked(*actions: Action, held: Proceedings | None = None) -> Asked:
    return one(*actions, held=held).asked[0]


# ---- by when -------------------------------------------------------------------------------------


def test_answers_are_wanted_when_the_papers_go_out() -> None:
    # Five clear working days before Wednesday 13 March: the 12th, 11th, 8th, 7th and 6th; the papers go on the 5th.
    assert chasers.asking(HWB, MARCH, TODAY) == Asking(HWB, MARCH, date(2019, 3, 5), "papers")


def test_a_day_on_which_nobody_works_moves_the_papers_earlier() -> None:
    assert chasers.asking(HWB, MARCH, TODAY, frozenset({date(2019, 3, 8)})).by == date(2019, 3, 4)


@pytest.mark.parametrize("body", [PPC, HWB])
def test_answers_are_wanted_by_the_meeting_where_no_rule_is_known_or_the_papers_are_out(body: Body) -> None:
    assert chasers.asking(body, MARCH, date(2019, 3, 6)) == Asking(body, MARCH, MARCH.date, "meeting")


def test_without_a_meeting_no_day_is_invented() -> None:
    assert chasers.asking(HWB, None, TODAY) == Asking(HWB)
    assert "no day is named" in chasers.when_asked(Asking(HWB))


def test_a_day_that_the_clerk_gives_counts() -> None:
    for meeting in (MARCH, None):
        assert chasers.asking(HWB, meeting, TODAY, given=date(2019, 3, 8)) == Asking(HWB, meeting, date(2019, 3, 8), "given")


@given(st.dates(date(2015, 1, 1), date(2030, 1, 1)), st.integers(0, 200), st.none() | st.integers(0, 30))
def test_an_answer_is_never_wanted_in_the_past_nor_after_the_meeting(today: date, ahead: int, rule: int | None) -> None:
    meeting = MARCH._replace(date=date.fromordinal(today.toordinal() + ahead))
    by = chasers.asking(HWB._replace(papers_days=rule), meeting, today).by
    assert by is not None
    assert today <= by <= meeting.date


# ---- who is asked what ---------------------------------------------------------------------------


def test_an_owner_under_several_names_gets_one_mail() -> None:
    found = one(action(1, "Nia Rowlands"), action(2, "NR"), action(3, "nia  rowlands"))
    assert (found.owner, found.organisation, found.email) == ("Nia Rowlands", "County Engineers", "nia@engineers.example")
    assert [a.ref[-2:] for a in found.actions] == ["01", "02", "03"]


def test_an_action_of_two_is_asked_of_both_and_each_is_told_of_the_other() -> None:
    first, second = made(action(1, "Tomos Rees", "NR"))
    assert (first.owner, first.asked[0].others) == ("Nia Rowlands", ("Tomos Rees",))
    assert (second.owner, second.asked[0].others) == ("Tomos Rees", ("Nia Rowlands",))


def test_who_has_done_their_part_is_not_asked() -> None:
    found = one(action(1, "Tomos Rees", "NR", done_by=("NR",)))
    assert (found.owner, found.asked[0].others) == ("Tomos Rees", ())


def test_the_headings_in_their_order_and_the_earliest_first() -> None:
    found = one(
        action(1, due=date(2019, 4, 1)), action(2, due=date(2019, 3, 13)), action(3, due=date(2019, 3, 1)), action(4, due_said="in May"),
        action(5, kind="watching brief"), action(6, status="proposed", due=date(2019, 1, 1)), action(7, due=date(2019, 2, 20)),
    )  # fmt: skip
    groups = [(group.heading, [one.action.ref[-2:] for one in group.asked]) for group in found.parts[0].groups]
    assert groups == [
        ("Overdue", ["07", "03"]), ("Due by the meeting", ["02"]), ("Not yet due", ["01"]), ("No date yet", ["04"]),
        ("Watching briefs", ["05"]), ("Said to be done", ["06"]),
    ]  # fmt: skip
    assert (len(found.asked), found.overdue, len(found.actions)) == (6, 2, 7)


def test_nobody_is_chased_for_what_they_say_is_done() -> None:
    assert made(action(status="proposed")) == []


def test_exempt_actions_stand_apart_with_their_paragraphs() -> None:
    found = one(action(1, exempt=("3",)), action(2), action(3, exempt=("1", "3")))
    assert [(g.heading, g.exempt, len(g.asked)) for g in found.parts[0].groups] == [("No date yet", (), 1), ("No date yet", ("3", "1"), 2)]
    assert found.is_exempt
    assert not one(action(2)).is_exempt


def test_an_extended_action_counts_by_the_date_in_force() -> None:
    late = action(due=date(2019, 2, 20), extended=(Extension(date(2019, 3, 20), "HWB-2019-02-27", "Fog"),))
    assert [group.heading for group in one(late).parts[0].groups] == ["Not yet due"]


def test_each_body_is_a_part_and_two_clerks_sign_nothing() -> None:
    askings = (chasers.asking(HWB, MARCH, TODAY), chasers.asking(PPC, PANEL, TODAY))
    both = one(action(1), action(ref="PPC-2019-02-06-01"), askings=askings)
    assert [part.asking.body.code for part in both.parts] == ["HWB", "PPC"]
    assert (both.clerk, both.clerk_email) == ("", "")
    assert (one(action()).clerk, one(action()).clerk_email) == ("Idris Bowen", "clerk@harbour.example")


def test_only_the_owners_and_bodies_asked_for() -> None:
    actions = (action(1), action(2, "Tomos Rees"), action(ref="PPC-2019-02-06-01"))
    assert [one.owner for one in made(*actions, wanted={"Tomos Rees"})] == ["Tomos Rees"]
    assert [a.ref for one in made(*actions) for a in one.actions] == ["HWB-2019-02-13-01", "HWB-2019-02-13-02"]


@pytest.mark.parametrize(
    ("owner", "lacking"),
    [("Nia Rowlands", ""), ("Tomos Rees", chasers.NO_EMAIL), ("Elin Morris", chasers.NO_ADDRESS), ("Huw Pugh", chasers.LEFT), ("The pilots", chasers.UNKNOWN)],
)
def test_why_a_mail_has_no_address(owner: str, lacking: str) -> None:
    found = one(action(1, owner))
    assert found.lacking == lacking
    assert bool(found.email) == (not lacking)


def test_the_days_on_which_they_were_chased_each_once() -> None:
    found = one(action(1, chased=("2019-02-20", "2019-02-27")), action(2, chased=("2019-02-20", "soon")))
    assert found.chased == [date(2019, 2, 20), date(2019, 2, 27)]


# ---- who was away --------------------------------------------------------------------------------


def test_an_owner_who_sent_apologies_is_told() -> None:
    found = asked(action(), held=february(("Tomos Rees",), ("NR",)))
    assert (found.absence, found.given_on) == (chasers.APOLOGIES, date(2019, 2, 13))


def test_an_owner_who_is_not_among_those_present_is_told() -> None:
    assert asked(action(), held=february(("Tomos Rees",), ())).absence == chasers.NOT_PRESENT


@pytest.mark.parametrize(
    "held",
    [
        february(("Nia Rowlands",)), february(("NR",), ("Nia Rowlands",)), february(("Mrs Rowlands",)), february((), ("Mrs Rowlands",)),
        february(("Tomos Rees",), ("Cllr Rowlands",)), february(("Tomos Rees",), chair="Nia Rowlands"), february(), february((), ("Tomos Rees",)),
        february(("Tomos Rees",), status="scheduled"), None,
    ],
    ids=["present", "present as well", "surname", "surname in apologies", "other title", "chair", "nobody listed", "only apologies", "not held", "no file"],
)  # fmt: skip
def test_nothing_is_said_where_the_minutes_do_not_say_it_beyond_doubt(held: Proceedings | None) -> None:
    assert asked(action(), held=held).absence == ""


def test_nothing_is_said_of_a_group_nor_of_who_got_it_later() -> None:
    held = february(("Tomos Rees",))
    assert asked(action(1, "All pilots"), held=held).absence == ""
    assert asked(action(1, notes=("2019-02-20 Transferred from Tomos Rees to Nia Rowlands",)), held=held).absence == ""


# ---- addresses and names of files ----------------------------------------------------------------


@pytest.mark.parametrize("text", ["nia@engineers.example", "n.r+board@mail.engineers.co.uk", "o'neill@harbour.example"])
def test_an_address(text: str) -> None:
    assert chasers.is_address(text)


@pytest.mark.parametrize(
    "text",
    ["", "nia", "nia@", "@x.example", "nia at x.example", "nia@localhost", "a b@x.example", "nia@x.example\nBcc: all@x.example", "nia@x.example\n",
     "<nia@x.example>", "Nia <nia@x.example>", "a@x.example,b@x.example", "siân@x.example", "nia@é.example", ".nia@x.example", "nia@-x.example",
     "nia@x..example", '"n"@x.example', "a" * 250 + "@x.example"],
)  # fmt: skip
def test_no_address(text: str) -> None:
    assert not chasers.is_address(text)


def test_file_names_are_plain_and_each_its_own() -> None:
    names = chasers.file_names(["Nia Rowlands", "Siân O'Neill", "Con", "Aux.", "海", "../../etc/passwd", "A B", "A-B"])
    assert [names[n] for n in ("Nia Rowlands", "Siân O'Neill", "Con", "Aux.", "../../etc/passwd")] == [
        "nia-rowlands.eml", "sian-oneill.eml", "con-.eml", "aux-.eml", "etc-passwd.eml"
    ]  # fmt: skip
    assert names["海"].startswith("owner-")
    assert names["A B"] != names["A-B"]


@given(st.lists(st.text(max_size=90), unique=True, max_size=8))
def test_any_names_give_files_that_every_system_takes(owners: list[str]) -> None:
    names = chasers.file_names(owners)
    assert len({name.casefold() for name in names.values()}) == len(owners)
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.") and len(name) < 80 and name[0] != "." for name in names.values())
    assert names == chasers.file_names(reversed(owners))


# ---- recording it --------------------------------------------------------------------------------


def test_chasing_is_one_day_more_on_each() -> None:
    change = register.chase([action(1), action(2, chased=("2019-02-20",))], TODAY)
    assert change.summary == "Chased the owners of 2 actions on 4 March 2019."
    assert change.edits == tuple((f"HWB-2019-02-13-0{n}", (Edit("chased", "append", "2019-03-04"),)) for n in (1, 2))
    assert [told.what for told in change.told] == ["chased on 4 March 2019, for the first time", "chased on 4 March 2019, 2 times in all"]


def test_the_same_day_is_recorded_once() -> None:
    assert register.chase([action(chased=("2019-03-04",))], TODAY).is_empty
    assert register.chase([], TODAY).is_empty


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [(action(status="closed"), "it is closed; only an open action is"), (action(ref="HWB-2019-03-05-01"), "nobody can have been chased on 4 March")],
)
def test_what_cannot_have_been_chased(bad: Action, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        register.chase([bad], TODAY)


def test_the_meeting_file_is_asked_for_each_action() -> None:
    seen: list[str] = []
    look: Callable[[Action], Proceedings | None] = lambda a: seen.append(a.meeting)  # type: ignore[func-returns-value]  # noqa: E731
    chasers.chasers([action()], {"HWB": Asking(HWB)}, Directory(PEOPLE), look, TODAY)
    assert seen == ["HWB-2019-02-13"]
