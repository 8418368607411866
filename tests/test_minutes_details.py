"""Whole documents: minutes, pages, agendas and reports; the labelled ones of this folder; any text at all."""

import json
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from g2g.minutes import details
from g2g.minutes.document import Document
from g2g.minutes.findings import Details
from g2g.minutes.names import person
from g2g.minutes.paragraphs import of_text
from tests.steps import assert_grows_with_length

LABELLED = sorted((Path(__file__).parent / "minutes").glob("*.gold.json"))


def read(text: str) -> Details:
    return details.read(of_text(text))


PAGE = (
    "Agenda and minutes\n\nHarbour Scrutiny Committee - Wednesday, 3rd July, 2019 2.00 pm\n\nVenue: Council Chamber - Mole House\n\nNo. Item\n\n1.\n\nApologies for Absence\n\n"
    "To receive apologies for absence.\n\nMinutes:\n\nApologies for absence were received from County Councillors B Quoin and T Stope.\n\n2.\n\nDredging Contract PDF 90 KB\n\n"
    "Minutes:\n\nRESOLVED that:\n\n(i) the tender be accepted; and\n\n(ii) a further report be brought in October.\n\n3.\n\nDate of next meeting\n\nMinutes:\n\n"
    "The next meeting would be on 4 September.\n"
)


def test_a_page_of_minutes_is_read_whole() -> None:
    found = read(PAGE)
    assert (found.kind, found.body, found.date, found.time, found.venue) == (
        "minutes", "Harbour Scrutiny Committee", date(2019, 7, 3), "2.00 pm", "Council Chamber - Mole House",
    )  # fmt: skip
    assert [named.name for named in found.apologies] == ["B Quoin", "T Stope"]
    assert [(item.number, item.title) for item in found.items] == [("1", "Apologies for Absence"), ("2", "Dredging Contract"), ("3", "Date of next meeting")]
    assert [(entry.words, entry.item) for entry in found.resolutions] == [("The tender be accepted", "2"), ("A further report be brought in October.", "2")]
    assert found.next_meetings == (date(2019, 9, 4),)


def test_the_page_of_an_item_has_one_item_and_no_date() -> None:
    found = read("Agenda item\n\nHarbour Plan\n\nMinutes:\n\nThe plan was launched on 1 April 2019.\n\nResolved: That;\n\n  i.  The plan be noted.\n\n  ii.  It be published.\n\nSupporting documents:")
    assert (found.kind, found.body, found.date) == ("item", "", None)
    assert [item.title for item in found.items] == ["Harbour Plan"]
    assert len(found.resolutions) == 2


def test_the_page_of_a_decision_says_who_decided_and_when() -> None:
    found = read(
        "Decision details\n\nHarbour Review\n\nDecision Maker: Harbour Scrutiny Committee\n\nDecision status: Approved\n\nDecisions:\n\nThe Chair welcomed Jon Reed; and Deb Duff, to the meeting.\n\n"
        "Resolved: That the;\n\n  i.  Report presented be noted\n\n  ii.  A note be received.\n\nDate of decision: 14/03/2018\n\nDecided at meeting: 14/03/2018 - Harbour Scrutiny Committee\n"
    )
    assert (found.kind, found.body, found.date) == ("decision", "Harbour Scrutiny Committee", date(2018, 3, 14))
    assert [item.title for item in found.items] == ["Harbour Review"]
    assert len(found.resolutions) == 2
    assert found.present == () == found.apologies


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Harbour Committee\nMeeting to be held on Wednesday, 10 April 2019\n\nContact for further information:\nSal Penn\n\nRecommendation\nThe Committee is asked to:\n\ni. Note the report.\n\n1. Background\n\nAll is well.\n\n2. Action\n\nNone.", "report"),
        ("MARL TOWN COUNCIL\n\nAGENDA\n\nYou are summoned to a meeting of the Town Council to be held on Monday 4th March 2024 at 7pm.\n\n1. To receive apologies\n2. Date of next meeting: 8 April 2024", "agenda"),
        ("Dear Mrs Lund,\n\nThank you for your letter about the gate.\n\n1. The gate will be mended.\n\nYours sincerely,\n\nBob May", "report"),
    ],
)  # fmt: skip
def test_what_is_no_set_of_minutes_gives_nothing_of_a_meeting_that_was_held(text: str, kind: str) -> None:
    found = read(text)
    assert found.kind == kind
    assert found.present == found.apologies == found.resolutions == ()
    assert kind == "agenda" or found.items == found.next_meetings == ()


def test_an_agenda_has_its_business_and_its_dates() -> None:
    found = read("MARL TOWN COUNCIL\n\nAGENDA\n\nYou are summoned to a meeting of the Town Council to be held on Monday 4th March 2024 at 7pm.\n\n1. To receive apologies\n2. Date of next meeting: 8 April 2024")
    assert (found.date, found.next_meetings) == (date(2024, 3, 4), (date(2024, 4, 8),))
    assert [item.number for item in found.items] == ["1", "2"]


def test_nothing_is_made_up_of_an_empty_document() -> None:
    assert details.read(Document(())) == Details()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([
    "Present:", "Apologies:", "Apologies were received from", "Ann Lee", "Cllr B May (BM)", "1.", "1. Welcome", "2. Minutes", "RESOLVED", "Resolved: That;", "i. The", "(a) that", "| a | b |",
    "|---|---|", "Date of next meeting", "5 June", "31/31/2020", "# Actions", "**Bold**", "AOB", "\t", "    ", "((((", "–", "Item 4:", "23/045", "Agenda item", "Minutes:", "\x00", "é" * 40, "a, " * 50,
]) | st.text(max_size=40), max_size=40).map("\n".join))  # fmt: skip
def test_any_text_gives_details(text: str) -> None:
    found = read(text)
    lines = text.count("\n") + 2 + sum(text.count(mark) for mark in "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
    assert all(1 <= item.line <= item.last <= lines for item in found.items)
    assert [item.line for item in found.items] == sorted(item.line for item in found.items)
    assert all(named.name for named in (*found.present, *found.apologies))
    assert all(entry.words for entry in found.resolutions)


def test_the_work_grows_with_the_number_of_pages() -> None:
    def work(pages: int) -> Callable[[], object]:
        text = "\n".join(PAGE for _ in range(pages))
        return lambda: read(text)

    assert_grows_with_length(work, 10)


# ---- the labelled documents ---------------------------------------------------------------------------


def folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).lower().translate(str.maketrans("‘’“”–—−", "''\"\"---"))
    return " ".join(text.split()).strip(" .;:,-·•")


def bare(name: str) -> str:
    found = person(name)
    words = folded(found.name if found else name).replace(".", " ").split()
    titles = ("cllr", "councillor", "mrs", "mr", "ms", "miss", "dr", "rev", "revd", "prof", "professor", "the")
    return " ".join(word for word in words if word not in titles)


def shares() -> dict[str, tuple[int, int]]:
    """For each kind of finding how many of the labelled ones are right, and how many there are."""
    right: dict[str, int] = dict.fromkeys(("date", "apologies", "items", "next", "resolutions off"), 0)
    asked = dict(right)
    for path in LABELLED:
        gold = json.loads(path.read_text(encoding="utf-8"))
        found = read(path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8"))
        if day := gold["meeting"].get("date"):
            asked["date"] += 1
            right["date"] += str(found.date) == day
        absent = {bare(str(entry)) for entry in gold.get("apologies", [])}
        asked["apologies"] += len(absent)
        right["apologies"] += len(absent & {bare(named.name) for named in found.apologies})
        titles = {folded(item["title"]) for item in gold.get("items", [])}
        asked["items"] += len(titles)
        right["items"] += len(titles & {folded(item.title) for item in found.items})
        if following := gold.get("next_meeting"):
            asked["next"] += 1
            right["next"] += bool(found.next_meetings) and str(found.next_meetings[0]) == following
        parts = gold.get("resolution_parts", 0)
        asked["resolutions off"] += parts
        right["resolutions off"] += min(abs(parts - len(found.resolutions)), abs(gold.get("resolutions", parts) - len(found.resolutions)))
    return {name: (right[name], asked[name]) for name in right}


def test_the_labelled_documents_are_read_nearly_whole() -> None:
    assert len(LABELLED) > 20
    found = shares()
    for name, least in (("date", 1.0), ("apologies", 0.97), ("items", 0.97), ("next", 0.95)):
        right, asked = found[name]
        assert right >= least * asked, f"{name}: {right} of {asked}"
    off, asked = found["resolutions off"]
    assert off <= 0.05 * asked


def test_minutes_run_together_are_cut_at_numbers_with_a_year() -> None:
    filler = "The matter was talked over for some time and left as it was. " * 2
    found = read(
        f"Minutes of the Quay Association held on Tuesday 12th February 2013 at 7:00pm Present: Ann Lee, Bob May. Item 1/13: Minutes of the previous meeting: Approved. {filler}"
        f"Item 2/13: Matters arising: {filler}Item 3/13: Parking permits. {filler}4/13 DATE OF NEXT MEETING Tuesday 16th April 2013."
    )
    assert [(item.number, item.title.lower()) for item in found.items] == [
        ("1/13", "minutes of the previous meeting"), ("2/13", "matters arising"), ("3/13", "parking permits"), ("4/13", "date of next meeting"),
    ]  # fmt: skip
    assert found.next_meetings[:1] == (date(2013, 4, 16),)


def test_an_item_that_runs_on_into_the_next_ends_its_apologies_there() -> None:
    found = read(
        "MARL COUNCIL\n\nMINUTES OF THE MEETING ON MONDAY 9th MARCH 2015\n\nPRESENT: Cllrs A. Lee (Chairman), B. May.\n\n1. APOLOGIES Cllr Mrs C. Dunn (holiday), Cllr D. Eddy (work). 2. DECLARATIONS None. 3. MINUTES The minutes were signed.\n\n"
        "4. HIGHWAYS\nThe sign is down.\n"
    )
    assert [named.name for named in found.apologies] == ["Cllr Mrs C. Dunn", "Cllr D. Eddy"]
    assert [item.title for item in found.items] == ["APOLOGIES", "DECLARATIONS", "MINUTES", "HIGHWAYS"]
