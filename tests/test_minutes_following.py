"""The meetings to come: under a heading, in a sentence, in a table, several; never one that is past."""

from datetime import date

import pytest

from g2g.minutes import business
from g2g.minutes.following import read
from g2g.minutes.paragraphs import of_text

HELD = date(2019, 3, 20)


def days(text: str, meeting: date | None = HELD) -> list[date]:
    document = of_text(text)
    return list(read(document, business.read(document, 1, frozenset()), meeting))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Welcome\n\nHello.\n\n2. Date of next meeting\n\nWednesday 10th July 2019 at 9.30 am", [date(2019, 7, 10)]),
        ("8. DATE OF NEXT MEETING: Monday 14th October 2019", [date(2019, 10, 14)]),
        ("Next meeting: Tuesday 21st January, 7.45pm", [date(2020, 1, 21)]),
        ("Next: 8th November 2019 19:00 Schoolroom", [date(2019, 11, 8)]),
        ("It was noted that the date of the next meeting is Thursday, 13 June 2019 at 10.00am.", [date(2019, 6, 13)]),
        ("The next meeting of the Harbour Committee will take place on Wednesday 5 June at 2:00pm in Room C.", [date(2019, 6, 5)]),
        ("Dates of future meetings:\n\n5 June 2019\n\n4 September 2019\n\n8 January 2020", [date(2019, 6, 5), date(2019, 9, 4), date(2020, 1, 8)]),
        ("3.2 Next meeting - Weds 17 July 2019, 2pm, Customs House", [date(2019, 7, 17)]),
        ("It was agreed to hold the May Meeting of the Board on Tuesday, 7th May, 2019.", [date(2019, 5, 7)]),
        ("It was agreed to hold an open meeting on 7th May 2019.", []),
        ("The next monthly meeting is at the Customs House, Quay St. Marl, Co. Lune, on 7\" May, 2019.", [date(2019, 5, 7)]),
        ("# Next one\n\nThursday 6th June 2019, 5.30pm, same place.", [date(2019, 6, 6)]),
        ("The minutes of the meeting of 6 February 2019 were agreed.", []),
        ("Date of next meeting: to be confirmed", []),
        ("Date of next meeting: 6 February 2019", []),
    ],
)
def test_the_meetings_to_come(text: str, expected: list[date]) -> None:
    assert days(text) == expected


def test_without_the_year_of_the_meeting_nothing_is_made_up() -> None:
    assert days("Next meeting: Tuesday 21st January", None) == []
    assert days("Next meeting: Tuesday 21st January 2020", None) == [date(2020, 1, 21)]


def test_the_day_on_which_minutes_were_typed_is_no_meeting() -> None:
    text = "8. Date of next meeting\n\nMonday 22nd April, 7.45pm.\n\nUM 22/3/19"
    assert days(text)[0] == date(2019, 4, 22)


def test_a_row_of_a_table_can_hold_the_next_meeting() -> None:
    text = "| Item | Discussion | Action |\n|---|---|---|\n| 1. Welcome | Hello. | |\n| 2. Date of next meeting | 5 July 2019 | |"
    assert days(text) == [date(2019, 7, 5)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Welcome\n\nHello.\n\n2. Dates\n\nMonday 2 December 2019, 6.30 pm; Monday 9 March 2020.", [date(2019, 12, 2), date(2020, 3, 9)]),
        ("1. Welcome\n\nHello.\n\n2. Next\n\nThursday 13 June 2019, 7pm. Ann will bring cake.", [date(2019, 6, 13)]),
        ("1. Welcome\n\nHello.\n\n2. NEXT PANEL\n\nWednesday 15 May 2019, 7pm, Library.", [date(2019, 5, 15)]),
        ("47.\n\nGate\n\nMinutes:\n\nIt leans.\n\n48.\n\nDate of next meeting\n\nFor: Information\n\nMinutes:\n\nTuesday, 14 May 2019 at 2.00 pm.", [date(2019, 5, 14)]),
        ("12/50 / Date of next meeting\nThursday 13 June 2019 at 6.30pm.", [date(2019, 6, 13)]),
        ("RESOLUTION: Next call on 1 June 2019, 15:00 UTC", [date(2019, 6, 1)]),
        ("Next AGM: Thursday 7 November 2019, same place.", [date(2019, 11, 7)]),
        ("Next steps: the report is due on 7 November 2019.", []),
        ("Next meeting: papers to the Clerk by 1 May 2019.", []),
    ],
)
def test_further_headings_of_meetings_to_come(text: str, expected: list[date]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Welcome\n\nHello.\n\n2. Date of 88\n\nWednesday 5 June 2019, the Net Loft.", [date(2019, 6, 5)]),
        ("1. Welcome\n\nHello.\n\n2. Date of regatta\n\nWednesday 5 June 2019, the Net Loft.", []),
        ("1. Welcome\n\nHello.\n\n2. Next meeting\n\n5.vi.2019, the Net Loft.", [date(2019, 6, 5)]),
        ("Next Trustees: Weds 12 June, 6.30, upstairs.", [date(2019, 6, 12)]),
        ("DONM – Monday 3 June 2019, the Schoolroom", [date(2019, 6, 3)]),
        ("Date of next meeting: second Monday in June, in the loft.", [date(2019, 6, 10)]),
        ("Papers follow some days before the next quarterly meeting (June 6th).", [date(2019, 6, 6)]),
        ("## Next meetings\n\n### 9.00, Friday 7 June 2019, Net Loft\n\n1. Ropes\n", [date(2019, 6, 7)]),
        ("1. Welcome\n\nHello.\n\n2. Future meetings\n\n04.06.2019, 02.07.2019", [date(2019, 6, 4), date(2019, 7, 2)]),
        ("Next meeting: to be arranged by poll by 28 May", []),
        ("Next meeting\n\nReports by 21 May, please. We meet on Tuesday 4 June.", [date(2019, 6, 4)]),
        ("It came up at the 5 August meeting, and subsequent to that meeting the rope was found.", []),
        ("Further to their first meeting, the group looked at ropes.\n\nThe Fleet sailed on 18th July.", []),
    ],
)
def test_more_ways_of_saying_when_the_next_meeting_is(text: str, expected: list[date]) -> None:
    assert days(text) == expected
