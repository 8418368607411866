"""An action log typed row by row: headings found, words read strictly, what is not sure kept and said, and nothing twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g import actionlog, exchange, formulas
from g2g.actionlog import Setting, differing, headings, matching, owners, taking, words
from g2g.actionlog.proposals import Log, Proposal
from g2g.calendar import Calendar
from g2g.due import Context
from g2g.errors import Misuse, Refusal
from g2g.model import Action, Body, Meeting, Person, Value, iso_date
from g2g.people import Directory
from g2g.records import action_of
from g2g.render.safe import shown_controls
from g2g.sheets import Cell, Merge, Row, Sheet

MEETINGS = [Meeting(f"HWB-{day}", "HWB", date.fromisoformat(day), status="held") for day in ("2019-01-16", "2019-02-13")]
MEETINGS.append(Meeting("HWB-2019-03-13", "HWB", date(2019, 3, 13)))
CALENDAR = Calendar(MEETINGS)
PEOPLE = Directory(
    {name: Person(name, also=also) for name, also in {
        "Nia Rowlands": ("NR", "Nia Rowlands-Hughes"), "Tomos Rees": (), "Tomos Vaughan": (), "Allan Pugh": (), "Health and Safety Team": (),
    }.items()}
)  # fmt: skip
SETTING = Setting(
    date(2019, 3, 20), {"HWB": Body("HWB", "Harbour and Wharves Board", also=("The Harbour Board",))}, CALENDAR, PEOPLE,
    lambda said_on, body: Context(said_on=said_on, body=body, calendar=CALENDAR), "HWB",
)  # fmt: skip


def sheet(*rows: tuple[Cell, ...], first: int = 1, merged: tuple[Merge, ...] = ()) -> Sheet:
    found = [Row(number, cells) for number, cells in enumerate(rows, first) if any(cells)]
    return Sheet("", tuple(found), merged)


def mapped(*rows: tuple[Cell, ...], chosen: dict[str, str] | None = None, merged: tuple[Merge, ...] = ()) -> dict[str, str]:
    """What each heading is taken for."""
    found = headings.find(sheet(*rows, merged=merged), chosen)
    assert found is not None
    return {column.shown: column.field for column in found.columns}


def read(*rows: tuple[Cell, ...], setting: Setting = SETTING) -> Log:
    one = sheet(*rows)
    found = headings.find(one)
    assert found is not None
    return actionlog.read(one, found, setting)


def fields(log: Log, at: int = 0) -> dict[str, Value]:
    return log.proposals[at].fields


def doubts(log: Log) -> list[str]:
    return [sentence for sentence, _ in log.doubts]


# ---- headings --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Ref.", "ref"), ("No:", "ref"), ("Action No", "ref"), ("#", "ref"), ("ACTION", "action"), ("Action/Task", "action"),
        ("Agreed action(s)", "action"), ("Lead Officer", "owner"), ("By whom?", "owner"), ("Lead / Owner", "owner"),
        ("Due date (dd/mm/yyyy)", "due"), ("By When", "due"), ("Timescale", "due"), ("RAG", "rag"), ("Current status", "status"),
        ("Progress/Update", "progress"), ("Progress and comments", "progress"), ("Date raised", "raised"), ("Date of meeting", "raised"),
        ("Date closed", "closed"), ("Revised date", "revised"), ("Key area", "area"), ("Recommendation", "recommendation"),
        ("Outcome", "outcome"), ("Board", "body"), ("Agenda item", "item"), ("Cost", ""), ("Completion date", ""), ("Owner/Due date", ""),
    ],
)  # fmt: skip
def test_a_heading_is_the_field_that_clerks_mean_by_it(heading: str, field: str) -> None:
    others = {"action": ("Colour", "Owner"), "owner": ("Action", "Colour")}.get(field, ("Action", "Status" if field != "status" else "Colour"))
    assert mapped((heading, *others))[heading] == field


def test_headings_stand_below_a_title_and_over_several_rows() -> None:
    rows = (("Harbour Board: action log",), (), ("", "", "Date", ""), ("Ref", "Action", "agreed", "for"), ("1", "Paint", "16/01/2019", "ASAP"))
    found = headings.find(sheet(*rows, merged=(Merge(3, 3, 2, 3),)))
    assert found is not None
    assert found.below == 4
    assert [(c.heading, c.field) for c in found.columns] == [("Ref", "ref"), ("Action", "action"), ("Date agreed", "raised"), ("Date for", "")]


def test_of_two_columns_for_one_field_the_surer_is_taken_and_the_other_named() -> None:
    found = headings.find(sheet(("Description", "Action", "Owner")))
    assert found is not None
    assert [(c.field, c.why) for c in found.columns] == [("", "“Action” is taken for the action"), ("action", ""), ("owner", "")]


def test_every_progress_column_is_taken() -> None:
    assert mapped(("Action", "Progress", "Comments")) == {"Action": "action", "Progress": "progress", "Comments": "progress"}


def test_what_a_person_says_of_a_column_replaces_what_would_be_guessed() -> None:
    row = ("What", "Action", "Who", "Wer")
    assert mapped(row, chosen={"what": "action", "D": "owner"}) == {"What": "action", "Action": "", "Who": "", "Wer": "owner"}
    assert mapped(("Tun", "Wer"), chosen={"Tun": "action"}) == {"Tun": "action", "Wer": ""}
    found = headings.find(sheet(row))
    assert found is not None
    with pytest.raises(Misuse, match="There is no column “Deadline”; the headings are “What”, “Action”"):
        headings.check_chosen(found, {"Deadline": "due"})


def test_a_lone_date_is_the_date_raised_unless_another_is() -> None:
    assert mapped(("Action", "Owner", "Date"))["Date"] == "raised"
    assert mapped(("Action", "Date raised", "Date"))["Date"] == ""


def test_a_sheet_without_such_a_row_has_no_headings() -> None:
    assert headings.find(sheet(("Name", "Telephone"), ("A", "1"))) is None
    assert headings.find(sheet(("Actions",), ("Paint the boat",))) is None


# ---- days ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2019, 3, 6), "2019-03-06"), ("06/03/2019", "2019-03-06"), ("6 March 2019", "2019-03-06"), ("2019-03-06", "2019-03-06"),
        ("2019-03-06 00:00:00", "2019-03-06"), ("2019-03-06T00:00:00", "2019-03-06"), ("43530", "2019-03-06"), ("6.3.19", "2019-03-06"),
        ("25/13/2019", ""), ("6 March", ""), ("March 2019", ""), ("999", ""), ("99999", ""), ("Tuesday 6 March 2019", ""),
    ],
)  # fmt: skip
def test_days_are_british_or_iso_and_never_guessed(cell: Cell, day: str) -> None:
    found = words.day_of(cell).day
    assert (found.isoformat() if found else "") == day


def test_a_column_with_one_american_day_gives_none_that_could_be_american() -> None:
    assert [words.order_of(cell) for cell in ("", "03/06/2019", "03/25/2019", "25/03/2019", "25/13/2019", date(2019, 1, 25), "03/25/2019 00:00")] == [
        "", "", "month", "day", "", "", "month",
    ]  # fmt: skip
    assert words.says_month_first("Due (mm/dd/yyyy)")
    assert not words.says_month_first("Due (dd/mm/yyyy)")
    log = read(("Action", "Date raised", "Due"), ("a", "13/02/2019", "03/25/2019"), ("b", "13/02/2019", "04/05/2019"), ("c", "13/02/2019", "6 May 2019"))
    assert [(p.fields.get("due"), p.fields.get("due_said")) for p in log.proposals] == [(None, "03/25/2019"), (None, "04/05/2019"), ("2019-05-06", None)]
    assert len([one for one in doubts(log) if "month first" in one]) == 2


def test_one_day_with_the_month_first_among_days_with_the_day_first_is_kept_as_words_alone() -> None:
    heads = ("Action", "Date raised", "Due")
    log = read(heads, ("a", "13/02/2019", "03/25/2019"), ("b", "13/02/2019", "04/05/2019"), ("c", "02/25/2019", "25/05/2019"))
    assert [(p.fields.get("due"), p.fields.get("due_said")) for p in log.proposals] == [(None, "03/25/2019"), ("2019-05-04", None)]
    assert ("“03/25/2019” is written with the month first; kept as words, with no date", (2,)) in log.doubts
    assert [(one.row, one.why) for one in log.not_taken] == [(4, "“02/25/2019” is written with the month first")]


def test_a_column_written_both_ways_round_is_refused_with_the_rows() -> None:
    with pytest.raises(Refusal) as refused:
        read(("Action", "Raised", "Due"), ("a", "13/02/2019", "03/25/2019"), ("b", "13/02/2019", "25/03/2019"), ("c", "13/02/2019", "03/26/2019"))
    assert str(refused.value) == (
        "The dates under “Due” of the log are written both ways round: with the month first in rows 2 and 4 (03/25/2019), with the day first in row 3"
        " (25/03/2019). Write them one way, such as 2019-03-25, and import it again. Nothing was written."
    )


def test_a_serial_number_is_read_and_said_and_not_where_they_begin_in_1904() -> None:
    rows = (("Action", "Raised"), ("Paint", "43530"))
    log = read(*rows)
    assert log.proposals[0].at == "HWB-2019-03-06"
    assert "the number 43530 is read as Excel's for 2019-03-06" in doubts(log)
    one = sheet(*rows)._replace(serials=False)
    found = headings.find(one)
    assert found is not None
    assert not actionlog.read(one, found, SETTING).proposals


# ---- statuses, notes, owners -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "status", "day", "rest"),
    [
        ("Complete", "closed", "", ""), ("DONE", "closed", "", ""), ("Closed.", "closed", "", ""), ("On-going", "open", "", ""),
        ("In progress", "open", "", ""), ("Carried forward", "open", "", ""), ("c/f", "open", "", ""), ("Not complete", "open", "", ""),
        ("Superseded", "withdrawn", "", ""), ("Withdrawn", "withdrawn", "", ""), ("Proposed for closure", "proposed", "", ""),
        ("Completed 12/03/2019", "closed", "2019-03-12", ""), ("Closed on 12 March 2019", "closed", "2019-03-12", ""),
        ("Closed (12.3.2019)", "closed", "2019-03-12", ""), ("Complete – report sent", "closed", "", "report sent"),
        ("Ongoing: waits for the tide", "open", "", "waits for the tide"), ("Completed in part", "", "", ""), ("Parked", "", "", ""),
        ("Green", "", "", ""), ("Closed?", "", "", ""), ("Nearly done", "", "", ""), ("", "", "", ""),
    ],
)  # fmt: skip
def test_a_status_is_one_that_is_known_or_none(text: str, status: str, day: str, rest: str) -> None:
    found = words.status_of(text)
    assert (found.status, found.day.isoformat() if found.day else "", found.rest) == (status, day, rest)


def test_what_was_referred_names_the_body() -> None:
    assert words.status_of("Referred to the Audit Committee") == words.Status("referred", to="Audit Committee")


def test_a_colour_is_no_status() -> None:
    log = read(("Action", "Raised", "Status", "RAG"), ("Paint", "13/02/2019", "Green", "Amber"))
    assert fields(log)["status"] == "open"
    assert fields(log)["notes"] == ["Status in the log: Green", "RAG in the log: Amber"]
    assert "“Green” is a colour of RAG, and no status; kept as a note, and the action taken as open" in doubts(log)


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("12/03/2019: asked\n20 March 2019 - came", ["2019-03-12 asked", "2019-03-20 came"]),
        ("Asked twice\nand again", ["Asked twice and again"]),
        ("12/03/2019\nasked\nwaited\n[20.3.2019] came", ["2019-03-12 asked waited", "2019-03-20 came"]),
        ("12/03: asked", ["12/03: asked"]),
        ("2019-03-12", ["2019-03-12"]),
        ("31/02/2019: asked", ["31/02/2019: asked"]),
        ("  \n ", []),
    ],
)
def test_progress_becomes_notes_with_a_day_where_it_has_one(text: str, notes: list[str]) -> None:
    assert words.notes_of(text) == notes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("NR", ["Nia Rowlands"]), ("N.R.", ["Nia Rowlands"]), ("Rowlands", ["Nia Rowlands"]), ("Cllr Pugh", ["Allan Pugh"]),
        ("T Rees", ["Tomos Rees"]), ("NR/TR", ["Nia Rowlands", "Tomos Rees"]), ("Nia and Allan", ["Nia Rowlands", "Allan Pugh"]),
        ("Health and Safety Team", ["Health and Safety Team"]), ("NR, Contractor", ["Nia Rowlands", "Contractor"]),
        ("Jane Smith and Bob Jones", ["Jane Smith", "Bob Jones"]), ("Legal and Finance", ["Legal and Finance"]), ("Smith, Jane", ["Smith, Jane"]),
        # No guess: a part of a word, a first name of two, small initials.
        ("All", ["All"]), ("Tomos", ["Tomos"]), ("nr", ["Nia Rowlands"]), ("tr", ["tr"]), ("TBC", []), ("", []),
        ("Nia Rowlands\nTomos Rees", ["Nia Rowlands", "Tomos Rees"]),
    ],
)  # fmt: skip
def test_an_owner_is_surely_somebody_or_kept_as_written(text: str, names: list[str]) -> None:
    found = owners.owners_of(text, PEOPLE)
    assert list(found.names) == names
    unsure = [name for name in names if name not in PEOPLE.people]
    assert len(found.doubts) == len(unsure) + (text == "TBC")


# ---- rows ------------------------------------------------------------------------------------------

HEADINGS = ("Ref", "Action", "Lead", "Raised", "Due", "Status", "Closed", "Progress", "Outcome")


def test_a_row_becomes_an_action_with_its_old_reference() -> None:
    log = read(HEADINGS, ("46.1", "Paint the\nbollards", "NR", "13/02/2019", "next meeting", "Closed", "06/03/2019", "01/03/2019: begun", "All painted"))
    assert log.proposals == (
        Proposal(2, "HWB-2019-02-13", {
            "status": "closed", "closed": "2019-03-06", "outcome": "All painted", "owner": "Nia Rowlands", "due": "2019-03-13",
            "due_said": "next meeting", "formerly": "46.1", "notes": ["2019-03-01 begun"], "action": "Paint the bollards",
        }),
    )  # fmt: skip
    assert (log.not_taken, log.doubts) == ((), ())


def test_the_written_order_ends_in_the_words() -> None:
    log = read((*HEADINGS, "Recommendation", "Area"), ("1", "Paint", "NR", "13/02/2019", "", "Open", "", "n", "", "R1 and R2", "3"))
    assert list(fields(log)) == ["status", "owner", "area", "recommendation", "formerly", "notes", "action"]
    assert fields(log)["recommendation"] == ["R1", "R2"]


def test_every_row_is_taken_or_told_with_the_reason() -> None:
    rows: list[tuple[Cell, ...]] = [
        HEADINGS, ("1", "Paint", "", "13/02/2019"), ("2", ""), ("", "Sell", "", ""), HEADINGS, ("The end",), ("5", "Buy", "", "Spring"),
    ]  # fmt: skip
    log = read(*rows)
    assert [p.row for p in log.proposals] == [2]
    assert {one.row: one.why for one in log.not_taken} == {
        3: "“2” stands alone", 4: "nothing says when it was raised", 5: "it repeats the headings", 6: "“The end” stands alone",
        7: "“Spring” under “Raised” is no day with its year",
    }  # fmt: skip
    assert {p.row for p in log.proposals} | {one.row for one in log.not_taken} == set(range(2, len(rows) + 1))


def test_a_meeting_given_takes_the_actions_that_say_no_day_and_keeps_that_doubt() -> None:
    setting = SETTING._replace(meeting="HWB-2019-01-16")
    log = read(HEADINGS, ("1", "Paint", "", ""), ("2", "Sell", "", "Spring"), setting=setting)
    assert [p.at for p in log.proposals] == ["HWB-2019-01-16"] * 2
    assert doubts(log) == ["“Spring” under “Raised” is no day with its year; put to HWB-2019-01-16"]


def test_a_line_between_the_rows_can_say_at_which_meeting_they_were_raised() -> None:
    log = read(("Action", "Lead"), ("Meeting of 16 January 2019",), ("Paint", "NR"), ("Board, 13 February 2019",), ("Sell", "NR"))
    assert [p.at for p in log.proposals] == ["HWB-2019-01-16", "HWB-2019-02-13"]
    assert log.not_taken[0].why == "“Meeting of 16 January 2019” heads the rows below it, which were raised at HWB-2019-01-16"


def test_a_meeting_is_found_in_words_or_by_its_reference() -> None:
    log = read(("Action", "Meeting"), ("a", "Board meeting of 16 January 2019"), ("b", "hwb-2019-02-13"), ("c", "1 March 2019"))
    assert [p.at for p in log.proposals] == ["HWB-2019-01-16", "HWB-2019-02-13", "HWB-2019-03-01"]
    assert log.doubts == (("there is no meeting on the calendar that day; taken as raised between meetings", (4,)),)


def test_a_body_is_found_by_any_of_its_names_and_an_unknown_one_is_told() -> None:
    log = read(("Action", "Raised", "Board"), ("a", "16/01/2019", "the harbour board"), ("b", "16/01/2019", "Parks"), setting=SETTING._replace(body=""))
    assert [p.at for p in log.proposals] == ["HWB-2019-01-16"]
    assert log.not_taken[0].why.startswith("there is no body “Parks”")


def test_what_ended_without_a_day_gets_none_and_is_told() -> None:
    log = read(HEADINGS, ("1", "Paint", "", "13/02/2019", "", "Superseded"), ("2", "Sell", "", "13/02/2019", "", "Complete"))
    assert [(p.fields["status"], p.fields.get("closed"), p.fields.get("outcome")) for p in log.proposals] == [("withdrawn", None, "Superseded"), ("closed", None, None)]
    assert [rows for sentence, rows in log.doubts if "nothing says when" in sentence] == [(2,), (3,)]


def test_an_open_action_with_a_closing_day_stays_open_and_is_told() -> None:
    log = read(HEADINGS, ("1", "Paint", "", "13/02/2019", "", "Open", "06/03/2019"))
    assert (fields(log)["status"], fields(log)["notes"]) == ("open", ["Closed in the log: 2019-03-06"])
    assert "closed" not in fields(log)
    assert doubts(log) == ["open by its status, and yet with a day on which it was closed; taken as open, and the day kept as a note"]


def test_a_revised_date_is_an_extension_and_a_priority_a_note() -> None:
    log = read(("Action", "Raised", "Due", "Revised date", "Priority"), ("Paint", "13/02/2019", "01/03/2019", "01/05/2019", "High"))
    assert fields(log)["due"] == "2019-03-01"
    assert fields(log)["extended"] == [{"to": "2019-05-01", "at": "2019-03-20", "reason": "as in the log"}]
    assert fields(log)["notes"] == ["Priority: High"]
    assert doubts(log) == ["“High” is no area of the plan; kept as a note"]


def test_several_revised_dates_are_several_extensions_and_the_first_date_again_is_none() -> None:
    log = read(
        ("Action", "Raised", "Due", "Revised date", "New date"), ("Paint", "13/02/2019", "01/03/2019", "01/05/2019", "01/04/2019"),
        ("Sell", "13/02/2019", "01/03/2019", "01/03/2019", ""),
    )  # fmt: skip
    moved = fields(log)["extended"]
    assert isinstance(moved, list)
    assert [one["to"] for one in moved if isinstance(one, dict)] == ["2019-05-01", "2019-04-01"]
    assert doubts(log) == ["the “New date”, 1 April 2019, is earlier than the date before it"]
    assert "extended" not in fields(log, 1)


def test_an_exempt_row_keeps_its_paragraphs_and_without_one_is_not_taken() -> None:
    log = read(("Action", "Raised", "Exempt"), ("a", "13/02/2019", "3"), ("b", "13/02/2019", "Yes"), ("c", "13/02/2019", "No"), ("d", "13/02/2019", "paragraphs 1 and 3"))
    assert [(p.words, p.fields.get("exempt")) for p in log.proposals] == [("a", ["3"]), ("c", None), ("d", ["1", "3"])]
    assert log.not_taken[0].why.startswith("“Yes” under “Exempt” names no paragraph of Schedule 12A")


def test_a_due_date_before_the_day_it_was_raised_is_kept_and_told() -> None:
    log = read(("Action", "Raised", "Due"), ("a", "13/02/2019", "01/02/2019"))
    assert fields(log)["due"] == "2019-02-01"
    assert doubts(log) == ["due on 1 February 2019, before it was raised"]


def test_a_reference_of_g2gs_own_is_kept_as_it_is() -> None:
    log = read(("Ref", "Action", "Lead"), ("hwb-2019-02-13-07", "Paint", "NR"))
    assert (log.proposals[0].ref, log.proposals[0].at, log.proposals[0].formerly) == ("HWB-2019-02-13-07", "HWB-2019-02-13", "")


CELLS = st.one_of(st.text(max_size=40), st.dates(date(1990, 1, 1), date(2030, 1, 1)))


@given(st.lists(st.tuples(*[CELLS] * 9), max_size=6))
def test_any_row_is_taken_or_told_and_what_is_taken_can_be_written(rows: list[tuple[Any, ...]]) -> None:
    from g2g import entries
    from g2g.nodes import plain
    from g2g.splice import entry_lines

    one = Sheet("", (Row(1, HEADINGS), *(Row(number, row) for number, row in enumerate(rows, 2))))
    found = headings.find(Sheet("", one.rows[:1]))
    assert found is not None
    log = actionlog.read(one, found, SETTING)
    assert sorted([*(p.row for p in log.proposals), *(n.row for n in log.not_taken)]) == [row.number for row in one.rows[1:]]
    for proposal in log.proposals:
        text = "".join(entry_lines("HWB-2019-02-13-01", proposal.fields))
        root = entries.root_of(text) or entries.nodes(text)
        assert root is not None
        assert plain(root) == {"HWB-2019-02-13-01": proposal.fields}
        action_of("HWB-2019-02-13-01", proposal.fields)


# ---- which is which --------------------------------------------------------------------------------


def proposal(row: int, said: str, formerly: str = "", at: str = "HWB-2019-02-13", **more: Value) -> Proposal:
    given: dict[str, Value] = {"status": "open", **more, "action": said}
    return Proposal(row, at, given | ({"formerly": formerly} if formerly else {}))


def action(number: int, said: str, formerly: str = "", at: str = "HWB-2019-02-13", **more: Any) -> Action:
    return Action(f"{at}-{number:02}", "open", said, formerly=formerly, **more)


def matches(proposals: list[Proposal], actions: list[Action]) -> list[str]:
    found, _ = matching.matched(proposals, actions)
    return [match.action.ref[-2:] if match.action else "new" for match in found]


def test_an_old_reference_finds_its_action_though_words_and_meeting_were_corrected() -> None:
    assert matches([proposal(2, "Paint it", "46.1", at="HWB-2019-01-16")], [action(3, "Paint", "46.1")]) == ["03"]
    assert matches([proposal(2, "Paint", "46.1")], [action(3, "Paint", "46.10"), action(4, "Paint it", "46.1, 45.2")]) == ["04"]


def test_numbers_that_begin_anew_at_each_meeting_are_told_apart() -> None:
    record = [action(1, "Paint", "1", at="HWB-2019-01-16"), action(1, "Sell", "1"), action(2, "Buy", "1")]
    log = [proposal(2, "Paint them", "1", at="HWB-2019-01-16"), proposal(3, "Buy", "1"), proposal(4, "Sell all", "1"), proposal(5, "New", "1", at="HWB-2019-03-13")]
    assert matches(log, record) == ["01", "02", "01", "new"]


def test_without_a_reference_words_and_meeting_are_the_action() -> None:
    record = [action(1, "Paint  the Boat")]
    assert matches([proposal(2, "paint the boat")], record) == ["01"]
    assert matches([proposal(2, "Paint the boat", at="HWB-2019-01-16")], record) == ["new"]
    # What stands in the record without an old reference is not added again for having one in the log.
    assert matches([proposal(2, "Paint the boat", "46.1")], record) == ["01"]


def test_a_row_that_repeats_another_is_told() -> None:
    found, repeated = matching.matched([proposal(2, "Paint", "1"), proposal(3, "Paint", "1"), proposal(4, "Paint", "1", owner="Nia Rowlands")], [])
    assert [match.proposal.row for match in found] == [2]
    assert [one.why for one in repeated] == ["it repeats row 2 (the same action)", "it repeats row 2 (the same action), with other particulars: compare the two"]


def test_numbers_go_on_from_the_highest_that_the_meeting_gave() -> None:
    record = [action(7, "Paint"), action(2, "Sell")]
    done = taking.imported([proposal(2, "Buy"), proposal(3, "Rent", at="HWB-2019-03-13"), proposal(4, "Lend")], record, SETTING.today, "log.csv")
    assert [ref for ref, _ in done.change.added] == ["HWB-2019-02-13-08", "HWB-2019-03-13-01", "HWB-2019-02-13-09"]


@given(st.lists(st.tuples(st.sampled_from(["", "1", "2"]), st.sampled_from(["Paint", "Sell", "Buy"]), st.sampled_from(["HWB-2019-01-16", "HWB-2019-02-13"])), max_size=8))
def test_what_was_imported_is_there_the_next_time(rows: list[tuple[str, str, str]]) -> None:
    log = [proposal(row, said, old, at=at) for row, (old, said, at) in enumerate(rows, 2)]
    first = taking.imported(log, [], SETTING.today, "log.csv")
    record = [action_of(ref, fields) for ref, fields in first.change.added]
    again = taking.imported(log, record, SETTING.today, "log.csv")
    assert again.change.is_empty
    assert again.left == ()
    assert len(record) + len(first.left_out) == len(rows)


# ---- an action as a row, and back ------------------------------------------------------------------

# What an entry can hold as g2g writes it.
KEPT = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp"), blacklist_characters="\ufeff\ufffe\uffff"), min_size=1, max_size=30)
HOSTILE = st.sampled_from(["=cmd|'/c calc'!A0", "+1", "-1", "@x", "'=x", "''-", "[a]", '["a"]', "{}", '{"a": "b"}', ", agreed at x: y", "a: b", "_x0041_", '"', "a;b", "#N/A", "012", "NO"])
TEXT = KEPT | HOSTILE
LISTS = st.lists(TEXT, min_size=1, max_size=3)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(str)
ENTRIES = st.fixed_dictionaries(
    {"status": st.sampled_from(["open", "closed", "proposed"]), "action": TEXT},
    optional={
        "closed": DAYS | TEXT, "confirmed": TEXT, "outcome": TEXT, "referred_to": TEXT, "owner": LISTS, "done_by": LISTS, "chased": LISTS,
        "rag": TEXT, "rag_reason": TEXT, "due": DAYS, "due_said": TEXT, "carried": LISTS, "item": TEXT, "area": TEXT,
        "recommendation": LISTS, "kind": TEXT, "recurs": TEXT, "exempt": LISTS, "formerly": TEXT, "notes": LISTS,
        "extended": st.lists(st.fixed_dictionaries({"to": DAYS, "at": TEXT, "reason": TEXT}, optional={"said": TEXT}), min_size=1, max_size=3),
        "colour": TEXT, "x: y": TEXT, "their own": LISTS,
    },
)  # fmt: skip


@given(ENTRIES)
def test_every_field_of_an_action_comes_back_from_its_row(given: dict[str, Any]) -> None:
    whole = exchange.entry(given)
    made = action_of("HWB-2019-02-13-01", whole)
    row = exchange.row(made, whole, date(2019, 3, 11), "Red")
    back = [str(cell) if isinstance(cell, int) else "" if cell is None else cell for cell in row]
    ref, fields = exchange.fields_of([column.heading for column in exchange.COLUMNS], back)
    closed = str(whole.get("closed", ""))
    # A day that somebody wrote in words where a day belongs comes back as a day.
    if not iso_date(closed) and words.day_of(closed, serials=False).day:
        return
    assert (ref, fields) == ("HWB-2019-02-13-01", whole)
    assert list(fields) == list(whole)


def test_the_cells_are_such_as_a_person_reads() -> None:
    whole: dict[str, Value] = {
        "status": "open", "owner": ["Tomos Rees", "Nia Rowlands"], "due": "2019-03-01",
        "extended": [{"to": "2019-05-01", "at": "HWB-2019-03-13", "reason": "The tide", "said": "by May"}],
        "notes": ["2019-03-02 Asked", "Waited"], "colour": "amber", "action": "Paint",
    }  # fmt: skip
    row = dict(zip([c.heading for c in exchange.COLUMNS], exchange.row(action_of("HWB-2019-02-13-01", whole), whole, date(2019, 3, 11), "Amber"), strict=True))
    assert {name: cell for name, cell in row.items() if cell is not None} == {
        "Reference": "HWB-2019-02-13-01", "Action": "Paint", "Owner": "Tomos Rees\nNia Rowlands", "Status": "open", "RAG": "Amber",
        "Due now": date(2019, 5, 1), "First due": date(2019, 3, 1), "Extended": "2019-05-01, agreed at HWB-2019-03-13: The tide (as said: “by May”)",
        "Notes": "2019-03-02 Asked\nWaited", "Other fields": "colour: amber",
    }  # fmt: skip


def test_a_day_that_a_spreadsheet_turned_round_is_read_all_the_same() -> None:
    row = {"Reference": "HWB-2019-02-13-01", "Action": "Paint", "First due": "06/03/2019", "Closed": "31/02/2019"}
    assert exchange.fields_of(list(row), list(row.values()))[1] == {"closed": "31/02/2019", "due": "2019-03-06", "action": "Paint"}


def test_a_row_that_does_not_say_how_an_action_stands_leaves_that_alone() -> None:
    row = Proposal(2, "HWB-2019-02-13", {"action": "Paint"}, "HWB-2019-02-13-01")
    assert differing.differences(action(1, "Paint")._replace(status="closed"), row, SETTING.today) == []
    assert taking.imported([row], [], SETTING.today, "a.csv").change.added == (("HWB-2019-02-13-01", {"status": "open", "action": "Paint"}),)


@pytest.mark.parametrize(("heading", "cell"), [("Extended", "next week"), ("Other fields", "no colon"), ("Reference", "46.1")])
def test_a_cell_that_is_not_what_its_column_holds_is_told(heading: str, cell: str) -> None:
    row = {"Reference": "HWB-2019-02-13-01", "Action": "Paint"} | {heading: cell}
    with pytest.raises(ValueError, match=cell):
        exchange.fields_of(list(row), list(row.values()))


@given(TEXT | st.text())
def test_a_formula_is_marked_and_what_was_marked_comes_back(text: str) -> None:
    marked = formulas.marked(text)
    assert formulas.unmarked(marked) == text
    assert marked.lstrip()[:1] not in formulas.STARTS
    assert formulas.marked(marked) != marked or marked == text


def test_the_marks_of_a_formula_are_those_of_every_other_output() -> None:
    from g2g.render import safe

    assert formulas.STARTS == safe._FORMULA_STARTS


def test_control_characters_are_shown_and_what_a_cell_can_hold_stays() -> None:
    assert shown_controls("a\0b\x1bc\x7f\td\r\ne\x85\ufffe") == "a␀b␛c␡\td\r\ne\ufffd\ufffd"
    assert shown_controls("é\u200d🚢\u00a0") == "é\u200d🚢\u00a0"
