"""The meeting itself: body, day, time, place, chair and clerk; what is not said stays empty."""

from datetime import date

import pytest

from g2g.minutes import details
from g2g.minutes.findings import Details
from g2g.minutes.paragraphs import of_text


def read(text: str) -> Details:
    return details.read(of_text(text))


END = "\n\nPresent: Ann Lee, Bob May\n\n1. Welcome\n\nHello.\n\n2. Minutes\n\nThese were agreed.\n"


@pytest.mark.parametrize(
    ("head", "body", "day", "time", "venue"),
    [
        ("Marl Improvement Board\nMinutes of the Meeting held on Thursday, 8th March, 2018 at 10.00 am in Committee Room 'D', Shire House", "Marl Improvement Board", date(2018, 3, 8), "10.00 am", "Committee Room 'D', Shire House"),
        ("MARL PARISH COUNCIL\n\nMINUTES OF MEETING 7.30pm THURSDAY 12 NOVEMBER 2009\n\nIN THE READING ROOM", "MARL PARISH COUNCIL", date(2009, 11, 12), "7.30pm", "THE READING ROOM"),
        ("ST BRAN'S SCHOOL\n\nMinutes of the Full Governing Board\nThursday 11th October 2018 at 6.00pm in the Staff Room", "Full Governing Board", date(2018, 10, 11), "6.00pm", "the Staff Room"),
        ("Marl County Council\n\nScrutiny Committee\nMinutes of the Meeting held on Wednesday, 10th October, 2018 at 2.00 pm", "Scrutiny Committee", date(2018, 10, 10), "2.00 pm", ""),
        ("MARL FILM SOCIETY\n\nCOMMITTEE MEETING\n\nMonday 16th January 2012, 7.45pm, at 3 Chandler's Row", "MARL FILM SOCIETY", date(2012, 1, 16), "7.45pm", "3 Chandler's Row"),
        ("---\ntitle: 2017-11-15 Town Deal Board\n---\n", "Town Deal Board", date(2017, 11, 15), "", ""),
        ("---\ntitle: \"Marl Parish Council - August\"\ndate: \"2013-09-03\"\n---\n\n**Date held:**   **9th August 2013**   **Venue:**   Chapel Schoolroom", "Marl Parish Council - August", date(2013, 8, 9), "", "Chapel Schoolroom"),
        ("Approved by the Board, 21 September 2010.\n\nMarl Film Co-operative Board meeting Tuesday 7th September 2010, 7:45pm in the projection room", "Marl Film Co-operative Board", date(2010, 9, 7), "7:45pm", "the projection room"),
        ("Title:\n\nGrowth Board\n\nDate:\n\nThursday 17 January 2019\n\nVenue:\n\nBeech Room, Unity Buildings", "Growth Board", date(2019, 1, 17), "", "Beech Room, Unity Buildings"),
        ("---\ntitle: Autumn Moorings Group\nstart: 2022-09-20T09:30:00.000Z\n---\n", "Autumn Moorings Group", date(2022, 9, 20), "", ""),
        ("---\ntitle: Autumn Moorings Group\ndate: 2022-09-20\nlocation: Customs House\n---\n", "Autumn Moorings Group", date(2022, 9, 20), "", "Customs House"),
        ("# Minutes\n## Author:\nNed Teal (nt4)\n\n## Marl Rowing Club\n\n## 2022-09-20", "Marl Rowing Club", date(2022, 9, 20), "", ""),
        ("MINUTES OF PROCEEDINGS AT MEETING OF THE MUNICIPAL\nDISTRICT OF MARL HELD IN THE CUSTOMS HOUSE ON 9 MAY 2017", "MUNICIPAL DISTRICT OF MARL", date(2017, 5, 9), "", "THE CUSTOMS HOUSE"),
        ("MINUTES OF PROCEEDINGS AT MEETING OF THE MUNICIPAL DISTRICT OF MARL, 9 MAY 2017", "MUNICIPAL DISTRICT OF MARL", date(2017, 5, 9), "", ""),
        ("MINUTES OF THE MARL QUAY BOARD HELD IN THE CUSTOMS HOUSE ON TUESDAY, 9™ MAY\n\n2017, AT 10.30 A.M.", "MARL QUAY BOARD", date(2017, 5, 9), "10.30 A.M.", "THE CUSTOMS HOUSE"),
        ("Marl Town Council\nMinutes, September 2022\nHeld on Monday 19th September", "Marl Town Council", date(2022, 9, 19), "", ""),
        ("Notes", "", None, "", ""),
    ],
)  # fmt: skip
def test_the_heading_says_who_met_and_when_and_where(head: str, body: str, day: date | None, time: str, venue: str) -> None:
    found = read(head + END)
    assert (found.date, found.time, found.venue) == (day, time, venue)
    assert found.body == body or (body.endswith("August") and found.body)


def test_the_weekday_is_a_checksum() -> None:
    found = read("Marl Board\nMinutes of the meeting held on Monday 8 March 2018" + END)
    assert found.date == date(2018, 3, 8)
    assert [line for line, _ in found.doubts] == [2]
    assert "8 March 2018 is a Thursday, not a Monday" in found.doubts[0][1]


def test_a_day_without_a_year_is_no_date() -> None:
    assert read("Marl Board\nMinutes of the meeting held on Monday 8 March" + END).date is None


@pytest.mark.parametrize(
    ("text", "chair"),
    [
        ("Present: Ann Lee (Chair), Bob May", "Ann Lee"),
        ("Chair: Ann Lee\nPresent: Bob May", "Ann Lee"),
        ("Independent Chair: Rosa Fitch\n\nPresent: Bob May", "Rosa Fitch"),
        ("Present: Mrs Una Lace - Chair\n\nMr Fred Stoat - Vice-Chair", "Mrs Una Lace"),
        ("Present: Ann Lee, Bob May\n\nInes Bark took the chair.", "Ines Bark"),
        ("Present: Ann Lee\n\nThe Chair, Cllr Gwil Rose, opened the meeting.", "Cllr Gwil Rose"),
        ("Present: Ann Lee, Bob May", ""),
    ],
)
def test_who_was_in_the_chair(text: str, chair: str) -> None:
    assert read("Marl Board\nMinutes of 8 March 2018\n\n" + text).chair == chair


@pytest.mark.parametrize(
    ("text", "clerk"),
    [
        ("Present: Ann Lee (Chair), Bob May (Clerk)", "Bob May"),
        ("Present: Ann Lee; Bob May (minutes)", "Bob May"),
        ("Present: Ann Lee\nIn attendance:\nDora Lint (DL) Executive Assistant / Minute Taker", "Dora Lint"),
        ("Present: Ann Lee\nMinutes: Bob May", "Bob May"),
        ("Present: Ann Lee, Bob May", ""),
    ],
)
def test_who_took_the_minutes(text: str, clerk: str) -> None:
    assert read("Marl Board\nMinutes of 8 March 2018\n\n" + text).clerk == clerk


def test_a_chair_who_is_only_named_as_such_was_there() -> None:
    assert [named.name for named in read("Chair: Ann Lee\nPresent: Bob May, Cy Dunn").present] == ["Ann Lee", "Bob May", "Cy Dunn"]


@pytest.mark.parametrize(
    ("head", "body", "time", "venue"),
    [
        ("Marl Tool Library - collective meeting\n\nTuesday 12 March 2024, 7pm, the old ticket office", "Marl Tool Library", "7pm", "the old ticket office"),
        ("Marl Sinfonia - Committee\n\nMeeting 5: Monday 8 May 2017, 6.45pm, bar of the Assembly Rooms", "Marl Sinfonia", "6.45pm", "bar of the Assembly Rooms"),
        ("The Marl Mill Trust\n\nTrustees’ meeting, 11 September 2014, Engine House", "The Marl Mill Trust", "", "Engine House"),
        ("ADVISORY PANEL ON WRECKS\n\nMinutes of the 31st Meeting\nThursday 9 June 2011, 11.00am, Room 2, Moor House", "ADVISORY PANEL ON WRECKS", "11.00am", "Room 2, Moor House"),
        ("MARL PANEL\n\nNOTES OF MEETING HELD AT MARL LIBRARY, WEDNESDAY 15 MARCH 2017, 7.00PM", "MARL PANEL", "7.00PM", "MARL LIBRARY"),
        ("Marl Panel - Minutes of the meeting held on 5 October 2011 at the Toll House", "Marl Panel", "", "the Toll House"),
        ("Marl Trust\n\nDate: 30 September 2021\nTime: 13.30\nVenue: Net Loft", "Marl Trust", "13.30", "Net Loft"),
        ("MARL COUNCIL\n\nHome  |  Village  |  Council  |  Links\n\nPosted 16th March by S. Amor\n\nMINUTES OF THE MEETING HELD IN THE OLD SCHOOL ON MONDAY 9th MARCH 2015 AT 7PM", "MARL COUNCIL", "7PM", "THE OLD SCHOOL"),
        ("# Trustees' meeting 2019-02-05\n\n**Marl Hackspace** | The Old Chandlery | started 19:05", "Marl Hackspace", "19:05", "The Old Chandlery"),
    ],
)  # fmt: skip
def test_headings_that_give_all_in_turn(head: str, body: str, time: str, venue: str) -> None:
    found = read(head + END)
    assert found.date is not None
    assert (found.body, found.time, found.venue) == (body, time, venue)


def test_the_head_of_an_e_mail_is_not_that_of_the_minutes() -> None:
    mail = "From: Ann Lee <ann@example.org>\nTo: park@example.org\nSubject: Minutes, Tues 28 April\nDate: Thu, 30 Apr 2015 21:14:55 +0100\n\nHello all,\n\nMinutes of Tuesday below. Shout if anything is wrong.\n\n"
    found = read(mail + "FRIENDS OF MARL PARK\nMeeting 14, Tuesday 28 April 2015, 7.30pm, Bowls Pavilion" + END)
    assert (found.body, found.date, found.time, found.venue) == ("FRIENDS OF MARL PARK", date(2015, 4, 28), "7.30pm", "Bowls Pavilion")


def test_the_heading_may_run_into_the_list_of_people() -> None:
    found = read("Minutes of the Board Meeting of Marl Dock Ltd. held at the Sail Loft on Tuesday 12th February 2013 at\n7:00pm Present: Ann Lee, Bob May. Apologies: Cy Dunn.\n\n1. Welcome\n\nHello.\n\n2. Minutes\n\nAgreed.\n")
    assert (found.date, found.time, found.venue) == (date(2013, 2, 12), "7:00pm", "the Sail Loft")
    assert [named.name for named in found.present] == ["Ann Lee", "Bob May"]


@pytest.mark.parametrize(
    ("text", "chair", "clerk"),
    [
        ("Present: Ann Lee (AL), Bob May (BM)\n\n1. Welcome\n\nAL took the chair.\n\n2. Minutes\n\nAgreed.", "Ann Lee", ""),
        ("The Chairman of the Council, Cllr Ann Lee, presided. Thirty electors were present.", "Cllr Ann Lee", ""),
        ("Present: Fourteen households. The President, Miss Ann Lee, was in the chair.", "Miss Ann Lee", ""),
        ("Members present:\nAnn Lee, President (Chair)\nBob May, VP Sport\nIn attendance: Cy Dunn, minutes", "Ann Lee", "Cy Dunn"),
        ("PRESENT: Councillor Mrs A. Lee in the Chair", "Councillor Mrs A. Lee", ""),
        ("Present / Ann Lee (Chair), Bob May\nMinutes / Bob May", "Ann Lee", "Bob May"),
        ("Present: Ann Lee, Bob May (secretary)\n\nAnn Lee took the chair for this item.", "", "Bob May"),
    ],
)
def test_further_ways_of_saying_who_chaired_and_wrote(text: str, chair: str, clerk: str) -> None:
    found = read("Marl Board\nMinutes of 8 March 2018\n\n" + text)
    assert (found.chair, found.clerk) == (chair, clerk)


def test_the_year_is_the_one_of_the_document_in_which_the_weekday_is_right() -> None:
    found = read("Marl Angling Club\n\nDate: Tuesday 4th May" + END + "\n3. Cup\n\nThe cup of 2019 and the dinner of 2021 were discussed.\n")
    assert found.date == date(2021, 5, 4)
    assert "weekday" in found.doubts[0][1]
    assert read("Marl Angling Club\n\nDate: 4th May" + END + "\n3. Cup\n\nThe dinner of 2021 was discussed.\n").date is None


def test_a_year_of_two_calendar_years_gives_the_one_that_the_month_belongs_to() -> None:
    head = "Marl Parish Council\n\nMeeting 3 of 2020/21\n\n"
    assert read(head + "12 November" + END).date == date(2020, 11, 12)
    assert read(head + "12 February" + END).date == date(2021, 2, 12)
    assert read(head + "Tuesday 4 May" + END).date == date(2021, 5, 4)
    assert read(head + "4 May" + END).date is None


def test_fields_side_by_side_have_their_values_on_the_line_below() -> None:
    found = read("MARL SCHOOL\n\nCOMMITTEE;                    DATE;\n       Moorings                     17/11/2020\n\n 14/09/2020\n\n" + END)
    assert found.date == date(2020, 11, 17)


def test_place_and_date_in_columns_are_of_the_heading() -> None:
    found = read("Marl Rowing Club\n\n  Location:      Boathouse\n  Date:          Tuesday 4th May 2021\n  Attendees:     Ann Lee (AL), Bob May (BM)\n\n1. Welcome\n\nHello.\n\n2. Oars\n\nThree are split.\n")
    assert (found.date, found.venue) == (date(2021, 5, 4), "Boathouse")


def test_a_day_that_begins_a_line_is_no_number() -> None:
    assert read("# Ropes group\n\n**2021-06-09 UTC 14:00-15:00**" + END).date == date(2021, 6, 9)
