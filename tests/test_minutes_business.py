"""Items: every way in which their headings stand out; agendas, lists and numbered sentences are none."""

import pytest

from g2g.minutes import business, details
from g2g.minutes.paragraphs import of_text
from g2g.minutes.titles import is_title, title_of, titled


def titles(text: str) -> list[str]:
    return [item.title for item in business.read(of_text(text), 1, frozenset())]


def numbers(text: str) -> list[str]:
    return [item.number for item in business.read(of_text(text), 1, frozenset())]


BODY = "\n\nThe matter was discussed at some length.\n\n"


@pytest.mark.parametrize(
    ("heads", "number"),
    [
        (("1. Welcome", "2. Minutes", "3. Quay wall"), ["1", "2", "3"]),
        (("1\\. Welcome", "2\\. Minutes", "3\\. Quay wall"), ["1", "2", "3"]),
        (("1.0 Welcome", "2.0 Minutes", "3.0 Quay wall"), ["1.0", "2.0", "3.0"]),
        (("62.1\tWelcome", "62.2\tMinutes", "62.3\tQuay wall"), ["62.1", "62.2", "62.3"]),
        (("23/045 Welcome", "23/046 Minutes", "23/047 Quay wall"), ["23/045", "23/046", "23/047"]),
        (("1/24\tWelcome", "2/24\tMinutes", "3/24\tQuay wall"), ["1/24", "2/24", "3/24"]),
        (("ABC/2223/027: Welcome", "ABC/2223/028: Minutes", "ABC/2223/ 029: Quay wall"), ["ABC/2223/027", "ABC/2223/028", "ABC/2223/029"]),
        (("Item 1 – Welcome", "Item 2 – Minutes", "Item 3 – Quay wall"), ["1", "2", "3"]),
        (("Agenda item 1: Welcome", "Agenda item 2: Minutes", "Agenda item 3: Quay wall"), ["1", "2", "3"]),
        (("Item 1/13: Welcome", "Item 2/13: Minutes", "Item 3/13: Quay wall"), ["1/13", "2/13", "3/13"]),
        (("I.\tWelcome", "II.\tMinutes", "III.\tQuay wall"), ["I", "II", "III"]),
        (("E34  WELCOME", "E35  MINUTES", "E36  QUAY WALL"), ["E34", "E35", "E36"]),
        (("*450 Welcome", "*451 Minutes", "*452 Quay wall"), ["450", "451", "452"]),
        (("**1. Welcome**", "**2. Minutes**", "**3. Quay wall**"), ["1", "2", "3"]),
        (("1.\n\nWelcome", "2.\n\nMinutes", "3.\n\nQuay wall"), ["1", "2", "3"]),
        (("# Welcome", "# Minutes", "# Quay wall"), ["", "", ""]),
        (("**Welcome**", "**Minutes of the last meeting**", "**Quay wall**"), ["", "", ""]),
        (("WELCOME", "MINUTES OF LAST MEETING", "QUAY WALL"), ["", "", ""]),
        (("Welcome", "Minutes of the last meeting", "Quay wall"), ["", "", ""]),
    ],
)
def test_headings_of_every_kind(heads: tuple[str, ...], number: list[str]) -> None:
    text = "Harbour Board\n\n" + BODY.join(heads) + BODY
    found = business.read(of_text(text), 2, frozenset())
    assert [item.title.lower() for item in found][::2] == ["welcome", "quay wall"]
    assert "minutes" in found[1].title.lower()
    assert [item.number for item in found] == number


def test_an_item_ends_where_the_next_begins() -> None:
    found = business.read(of_text("1. Welcome\n\nHello.\n\n2. Minutes\n\nAgreed.\n"), 1, frozenset())
    assert [(item.line, item.last) for item in found] == [(1, 4), (5, 7)]


def test_an_agenda_before_or_after_the_minutes_is_not_read() -> None:
    agenda = "1. Apologies\n2. Minutes\n3. Any other business\n\n"
    minutes = "1. Apologies\n\nNone.\n\n2. Minutes\n\nThese were agreed.\n\n3. Any other business\n\nNone.\n\n"
    lines = [item.line for item in business.read(of_text("AGENDA\n\n" + agenda + "MINUTES\n\n" + minutes), 1, frozenset())]
    assert lines == [9, 13, 17]
    assert [item.line for item in business.read(of_text(minutes + "AGENDA\n\n" + agenda), 1, frozenset())] == [1, 5, 9]


def test_an_agenda_gives_the_titles_where_the_notes_have_none() -> None:
    text = "# Agenda\n\n  - Actions from meeting 46 (Stella)\n  - Catalogue move (Pete and Idris?)\n\n# Notes\n\n  - The start was late as the alarm had gone off.\n  - Nobody had seen the key.\n"
    assert titles(text) == ["Actions from meeting 46", "Catalogue move"]


def test_numbered_sentences_and_lists_are_no_items() -> None:
    text = (
        "1. Welcome\n\n1.1 The Chair welcomed all who had come to the meeting.\n\n2. Grounds\n\nPoints raised:\n\n1. The hedge is too high.\n2. The gate was left open again.\n\n"
        "3. Next meeting\n\n5 May\n"
    )
    assert titles(text) == ["Welcome", "Grounds", "Next meeting"]


def test_points_with_titles_of_their_own_are_items() -> None:
    text = "**1. Introduction**\n\nN/A\n\n**2. Discussions**\n\n2.1 Riverside path\n\nQuestions throughout.\n\n2.2\tCovered market\n\nSurvey results.\n\n**3. Board business**\n\n3.1\tAny Other Business - none\n"
    assert set(titles(text)) >= {"Introduction", "Riverside path", "Covered market", "Any Other Business"}


def test_headings_swallowed_by_a_paragraph_are_found() -> None:
    text = "64. MATTERS ARISING\nThe firm was rung. RH to walk the path and look at the stile. 65. HIGHWAYS The County said that work would start.\n\n66. PLAYGROUND\nThe report was read.\n"
    assert titles(text) == ["MATTERS ARISING", "HIGHWAYS", "PLAYGROUND"]


def test_minutes_run_together_into_one_paragraph_are_cut() -> None:
    from g2g.minutes.passages import unrolled

    text = (
        "MINUTES OF MARL PARISH COUNCIL HELD ON 6 JULY 2020 Present: Cllr Dai Lew – Chairman, Cllr Mart Cann. 1. Apologies for Absence: Apologies received from Cllr Mick Peak. "
        "2. Declarations of Interest: None. 3. Reports: The Chairman reported that he has checked the defibrillator and that it works. 4. Correspondence: A letter from the bank. "
        "5. Any Other Business: There was none."
    )
    found = business.read(unrolled(of_text(text)), 1, frozenset())
    assert [item.title for item in found] == ["Apologies for Absence", "Declarations of Interest", "Reports", "Correspondence", "Any Other Business"]


def test_rows_of_a_table_are_items_but_not_those_of_an_action_log() -> None:
    table = "| No | Item | Action by |\n|---|---|---|\n| **1.** | **Apologies** | |\n| | As above | |\n| **2.** | **Matters Arising – 10th May** | HM |\n| | None | |\n"
    assert titles(table) == ["Apologies", "Matters Arising"]
    log = "| No | Action | Lead |\n|---|---|---|\n| 1 | Paint the gate | HM |\n| 2 | Ring the firm | TL |\n"
    assert titles(log) == []


def test_rows_put_on_one_line_are_items() -> None:
    text = "No / Item / Discussion / Action\n\n1 / Welcome / All were welcomed. /\n\n2 / Repairs / The lift is out. / Osric to ring\n"
    assert titles(text) == ["Welcome", "Repairs"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("DECLARATIONS OF INTEREST None.", "DECLARATIONS OF INTEREST"),
        ("MINUTES of the meeting of 18th July, having been circulated, were signed.", "MINUTES"),
        ("DATE OF NEXT MEETING: Monday 17th October 2022", "DATE OF NEXT MEETING"),
        ("BUDGET AND PRECEPT 2023/24", "BUDGET AND PRECEPT 2023/24"),
        ("MINUTES OF 6th FEBRUARY", "MINUTES OF 6th FEBRUARY"),
        ("Apologies. None received.", "Apologies"),
        ("AOB", "AOB"),
        ("St. Anne's Church roof", "St. Anne's Church roof"),
        ("Finance report – month 1", "Finance report – month 1"),
        ("Next meeting - Weds 17 January 2018, 2pm", "Next meeting"),
        ("The stile at Mill End has been mended and the path is open.", ""),
        ("Present: Ann Lee, Bob May", "Present"),
    ],
)
def test_the_title_at_the_beginning_of_a_text(text: str, title: str) -> None:
    assert titled(text) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Matters arising PDF 71 KB", "Matters arising"),
        ("Minutes pdf icon PDF 65 KB", "Minutes"),
        ("Action overflow:", "Action overflow"),
        ("Catalogue move (Pete and Idris?)", "Catalogue move"),
        ("Harbour Safeguarding Board (HSB)", "Harbour Safeguarding Board (HSB)"),
        ("From the Chair – L Sharp", "From the Chair"),
    ],
)
def test_a_title_loses_what_is_no_part_of_it(text: str, title: str) -> None:
    assert title_of(text) == title


def test_a_sentence_is_no_title() -> None:
    assert not is_title("The minutes were then agreed")
    assert not is_title("To open the meeting and record absences")
    assert not is_title("None.")
    assert is_title("Asthma in Primary Schools")


@pytest.mark.parametrize(
    ("heads", "number"),
    [
        (("017/17Welcome", "018/17Minutes", "019/17Quay wall"), ["017/17", "018/17", "019/17"]),
        (("T021/18 WELCOME", "T022/18 MINUTES", "T023/18 QUAY WALL"), ["T021/18", "T022/18", "T023/18"]),
        (("Res/112/11-12 Welcome", "Res/113/11-12 Minutes", "Res/114/11-12 Quay wall"), ["Res/112/11-12", "Res/113/11-12", "Res/114/11-12"]),
        (("1-1112/4 - Welcome", "2-1112/4 - Minutes", "3-1112/4 - Quay wall"), ["1-1112/4", "2-1112/4", "3-1112/4"]),
        (("12/41 / Welcome", "12/42 / Minutes", "12/43 / Quay wall"), ["12/41", "12/42", "12/43"]),
        (("4 / Welcome", "5 / Minutes", "6 / Quay wall"), ["4", "5", "6"]),
    ],
)
def test_numbers_with_strokes_and_letters(heads: tuple[str, ...], number: list[str]) -> None:
    text = BODY.join(heads) + BODY
    assert numbers(text) == number
    assert [title.title() for title in titles(text)] == ["Welcome", "Minutes", "Quay Wall"]


def test_rows_of_a_table_on_one_line_under_the_names_of_its_columns() -> None:
    text = (
        "Item / Raised by / Discussion\nApologies / Chair / None.\n\nMatters Arising.\n\nFinance / Bob May / The grant has been paid in.\nDrop-in day / Ann Lee / Sunday, 2pm. / Bob to make a sign\n"
        "Draft plan / – / was June, now July\nAny other business / Chair / None.\nActions\nE17 / County map of paths / 28/08/15\nE18 / School roll / 02/09/15\n"
    )
    assert titles(text) == ["Apologies", "Matters Arising", "Finance", "Drop-in day", "Any other business"]


def test_titles_in_capitals_that_run_into_their_text() -> None:
    text = (
        "PRESENT A Lee, B May\n\nMATTERS ARISING - the gate was mended in June.\n\nFREIGHT - one more train a day. Nobody minded.\n\nRESOLVED that the fee remain.\n\nSTATIONS\nThe lamps are out.\n\n"
        "WEBSITE - K Osman sent a note.\n\nFINANCE - £6 in the tin.\n"
    )
    assert titles(text) == ["MATTERS ARISING", "FREIGHT", "STATIONS", "WEBSITE", "FINANCE"]


def test_titles_without_any_mark_above_a_longer_text() -> None:
    text = (
        "\n\nLast minutes\nAgreed. Bob will put them on the page.\n\nChristmas fair\nMade more than ever. The tombola ran out by three.\n\nCake rota\nYear 1 has been missed out. Say sorry.\n\n"
        "Finished 8.40pm\n\nNext meeting\n\nTuesday 7th March, 7pm\n"
    )
    assert titles(text) == ["Last minutes", "Christmas fair", "Cake rota", "Next meeting"]


def test_topics_of_a_chat() -> None:
    text = (
        "Meeting summary\n---------------\n* roll call  (lomax, 18:01:02)\n\n* mirrors  (lomax, 18:20:01)\n  * the mirror is three weeks behind  (yuki, 18:21:30)\n  * ACTION: yuki mail the admin  (yuki, 18:23:12)\n\n"
        "* open floor  (lomax, 18:40:00)\n  * nothing  (lomax, 18:41:00)\n"
    )
    assert titles(text) == ["roll call", "mirrors", "open floor"]


def test_headings_that_are_names_dates_or_lists_of_actions_are_no_items() -> None:
    text = "# Matters arising\n\nNone.\n\n# Quay wall\n\nIt leans.\n\n# 19 July 2012\n\nA date.\n\n# Bob\n\n# Cy\n\n- buy sand\n\n# Outstanding actions\n\n- none\n"
    found = business.read(of_text(text), 1, frozenset(), frozenset(["bob", "cy"]))
    assert [item.title for item in found] == ["Matters arising", "Quay wall"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Correspondence Letters came from the county about the lane.", "Correspondence"),
        ("Minutes of 11 June Agreed. All was gone through.", "Minutes of 11 June"),
        ("Apologies for absence were received from Ann Lee.", "Apologies for absence"),
        ("Declarations of interest … There were none.", "Declarations of interest"),
        ("Next meeting Tuesday 8 October 2019, 1.30pm, same room", "Next meeting"),
        ("Wreck of the Amity (Paper HWF 31/02)", "Wreck of the Amity"),
        ("PLANNING 15/00214/FUL", "PLANNING"),
        ("Regatta week 4 - 8 July", "Regatta week 4 - 8 July"),
        ("MATTERS ARISING for information only", "MATTERS ARISING for information only"),
        ("Corresponding members were thanked for their letters by the Chair.", ""),
    ],
)
def test_a_title_ends_where_its_text_begins(text: str, title: str) -> None:
    assert titled(text) == title


@pytest.mark.parametrize(
    ("heads", "number"),
    [
        (("1 Welcome", "2 Minutes", "3 Quay wall"), ["1", "2", "3"]),
        (("1 - Welcome", "2 - Minutes", "3 - Quay wall"), ["1", "2", "3"]),
        (("A. Welcome", "B. Minutes", "C. Quay wall"), ["A", "B", "C"]),
        (("(A) Welcome", "(B) Minutes", "(C) Quay wall"), ["A", "B", "C"]),
        (("[1] Welcome", "[2] Minutes", "[3] Quay wall"), ["1", "2", "3"]),
        (("#1 Welcome", "#2 Minutes", "#3 Quay wall"), ["1", "2", "3"]),
        (("Item 1 Welcome", "Item 2 Minutes", "Item 3 Quay wall"), ["1", "2", "3"]),
        (("No. 9 Welcome", "No. 10 Minutes", "No. 11 Quay wall"), ["9", "10", "11"]),
        (("12/21. Welcome", "13/21. Minutes", "14/21. Quay wall"), ["12/21", "13/21", "14/21"]),
        (("PC 8/21 Welcome", "PC 9/21 Minutes", "PC 10/21 Quay wall"), ["PC 8/21", "PC 9/21", "PC 10/21"]),
        (("QW 31/2021 Welcome", "QW 32/2021 Minutes", "QW 33/2021 Quay wall"), ["QW 31/2021", "QW 32/2021", "QW 33/2021"]),
        (("12/05/21 Welcome", "13/05/21 Minutes", "14/05/21 Quay wall"), ["12/05/21", "13/05/21", "14/05/21"]),
        (("07/34 Welcome", "07/35 Minutes", "07/36 Quay wall"), ["07/34", "07/35", "07/36"]),
        (("98 – Welcome", "99 – Minutes", "100 – Quay wall"), ["98", "99", "100"]),
    ],
)
def test_numbers_in_whatever_way_they_are_written(heads: tuple[str, ...], number: list[str]) -> None:
    text = BODY.join(heads) + BODY
    assert (titles(text), numbers(text)) == (["Welcome", "Minutes", "Quay wall"], number)


def test_a_list_deep_below_an_item_does_not_take_its_place() -> None:
    text = "1. Welcome\n2. Oars\n                      1. Old oars\n                      2. New oars\n                      3. Split oars\n3. Quay wall\n4. Any other business\n"
    assert titles(text) == ["Welcome", "Oars", "Quay wall", "Any other business"]


def test_the_agenda_gives_titles_that_a_column_has_cut() -> None:
    agenda = "Agenda\n\nQW 31/2021 Welcome\nQW 32/2021 Minutes of the last meeting\nQW 33/2021 Quay wall and steps\n\n"
    text = agenda + BODY.join(("QW 31/2021 Welcome", "QW 32/2021 Minutes of", "QW 33/2021 Quay wall")) + BODY
    assert titles(text) == ["Welcome", "Minutes of the last meeting", "Quay wall and steps"]


def test_headings_of_the_same_level_without_a_number_are_items_too() -> None:
    assert titles("## 1 - Welcome" + BODY + "## 2 - Minutes" + BODY + "## 3 - Quay wall" + BODY + "## Next\n\n6 June.\n") == ["Welcome", "Minutes", "Quay wall", "Next"]


def test_bullets_with_deeper_bullets_below_each_are_items() -> None:
    text = "".join(f"- {title}.\n    - It was discussed at length.\n    - Action: Ann to see to it.\n" for title in ("Split oars", "Boathouse roof", "Summer regatta", "Notice board"))
    assert titles(text) == ["Split oars", "Boathouse roof", "Summer regatta", "Notice board"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Roof and gutters [JBK]", "Roof and gutters"),
        ("Next host: JL", "Next host"),
        ("Quay news (standing item)", "Quay news (standing item)"),
        ("Steps, slip and quay:", "Steps, slip and quay"),
    ],
)
def test_a_title_keeps_what_is_its_own(text: str, title: str) -> None:
    assert title_of(text) == title


def test_letters_that_stand_for_something_are_a_title_or_begin_one() -> None:
    text = BODY.join(("1. RYA", "2. GPS Chart Faults", "3. VHF Trial", "4. AOCB")) + BODY
    assert titles(text) == ["RYA", "GPS Chart Faults", "VHF Trial", "AOCB"]


def test_a_stroke_or_a_full_stop_at_the_end_is_no_part_of_a_title() -> None:
    assert titles(BODY.join(("1\\. Welcome", "2\\. Split oars\\", "3\\. Tea urns and cups.", "4\\. Quay wall")) + BODY) == ["Welcome", "Split oars", "Tea urns and cups", "Quay wall"]


def test_a_long_title_and_the_last_item_without_a_number() -> None:
    long = "Signing of the Minutes of 10th July and Approval of Minutes of the September Meeting of Trustees"
    assert titles(BODY.join(("1. Welcome", f"2. {long}", "3. Quay wall", "Any Other Business")) + BODY) == ["Welcome", long, "Quay wall", "Any Other Business"]


def minutes_of(*rest: str) -> str:
    return "\n\n".join(("Marl Quay Group", "Minutes of the meeting held on 20 May 2026", "Present: Ann Lee (AL), Bob May", "Apologies: Cy Dunn", *rest))


@pytest.mark.parametrize("head", ["1. Crane", "1. Crane repairs", "1 Crane repairs", "**1. Crane**", "Item 1: Crane", "45/26 Crane"])
def test_a_meeting_with_one_item_has_it(head: str) -> None:
    found = details.read(of_text(minutes_of(f"{head}\nAction: AL to ask the yard.")))
    assert [item.title.partition(" ")[0] for item in found.items] == ["Crane"]
    assert [named.name for named in found.apologies] == ["Cy Dunn"]


@pytest.mark.parametrize("rest", ["Actions:\n1. Crane paint", "The crane was looked at.\n\n1. Ann said that it creaks.", "To do\n\n1. Crane paint"])
def test_one_number_alone_makes_no_item(rest: str) -> None:
    assert details.read(of_text(minutes_of(rest))).items == ()


def test_numbers_that_count_people_are_no_items() -> None:
    found = details.read(of_text("Marl Quay Group\nMinutes of 20 May 2026\n\nPresent:\n1. Ann Lee (AL)\n2. Bob May (BM)\n\nThe crane was looked at.\n"))
    assert ([item.title for item in found.items], [named.name for named in found.present]) == ([], ["Ann Lee", "Bob May"])


def test_items_taken_out_of_turn_are_items() -> None:
    said = "\n\nThe matter was discussed at some length.\n\n"
    assert numbers(said.join(["**Item 1: Minutes**", "**Item 6: Crane**", "**Item 4: Quay wall**", "**Item 2: Lamps**", "**Item 7: Rates**", ""])) == ["1", "6", "4", "2", "7"]
    assert numbers(said.join(["2. CRANE HIRE", "1. Adoption of Minutes", "3. Quay wall", "4. Lamps", ""])) == ["2", "1", "3", "4"]
    # A list below an item counts from one again, and is no item.
    assert numbers(said.join(["1. Minutes", "2. Crane", "3. Quay wall\n\n1. The lamp is out.\n\n2. The rope is thin.", "4. Lamps", ""])) == ["1", "2", "3", "4"]


def test_a_number_stands_on_a_line_above_its_title_or_in_words_before_it() -> None:
    said = "\n\nThe matter was discussed at some length.\n\n"
    assert titles(said.join(["**Item 1:**\n\n**Minutes**", "**Item 2:**\n\n**Quay wall**", "**Item 3: Lamps**", ""])) == ["Minutes", "Quay wall", "Lamps"]
    spelled = said.join(["Agenda number one - Minutes", "Agenda number two - Quay wall", "Agenda number three - Lamps", ""])
    assert (numbers(spelled), titles(spelled)) == (["one", "two", "three"], ["Minutes", "Quay wall", "Lamps"])
    assert titles("Item one is the crane.\n\nItem two is the wall.\n") == []


def test_numbers_in_a_list_of_actions_are_no_items() -> None:
    text = "## Minutes of last meeting\n\nFine.\n\n## Crane\n\nIt creaks.\n\n## Lamps\n\nOut.\n\n# Actions:\n## List of all actions:\n\n1. Crane paint\n2. Lamp glass\n\n3. Rope\n4. Oil\n"
    assert titles(text) == ["Minutes of last meeting", "Crane", "Lamps"]


def test_headings_above_those_present_are_of_the_head() -> None:
    text = "# Minutes\n\n## Marl Club\n\n## Committee 3\n\n## Links\n- quay.example\n\n## Present:\n- Ann Lee\n- Bob May\n\n## Item 1 - Minutes\n\nFine.\n\n## Item - Crane\n\nIt creaks.\n\n## AOB\n\nNone.\n"
    assert [item.title for item in details.read(of_text(text)).items] == ["Minutes", "Crane", "AOB"]


def test_names_below_a_summary_of_actions_are_no_items() -> None:
    text = "Minutes of last meeting\n\nFine.\n\nLamps, ropes, etc.\n\nThe lamp is out.\n\nAny other business\n\nNone.\n\nActions Summary\n\nAnn\n\n* Buy a lamp\n\nSexton\n\n* Oil the winch\n"
    assert titles(text) == ["Minutes of last meeting", "Lamps, ropes, etc.", "Any other business"]


def test_a_title_in_capitals_keeps_its_years() -> None:
    assert titled("QUAY PLAN 2024-2028") == "QUAY PLAN 2024-2028"


def test_rows_on_one_line_may_hold_number_and_title_in_one_cell() -> None:
    text = "1 Last minutes / Fine. / -\n\n2 Crane / It creaks. / Ann to oil it\n\n2 Crane / The rope is frayed. / Bob\n\n3 Lamps / All are out. / -\n\n4 Any other / None.\n"
    assert (numbers(text), titles(text)) == (["1", "2", "3", "4"], ["Last minutes", "Crane", "Lamps", "Any other"])
    listed = "\n\n".join(f"{number} {what} / Ann / May" for number, what in enumerate(("Crane oil", "Lamp glass", "Rope", "Tar", "Nails", "Oars", "Paint", "Bungs"), 1))
    assert titles(f"**Minutes**\n\nThe last ones were signed.\n\n**Crane**\n\nIt creaks.\n\n**Actions**\n\n{listed}\n") == ["Minutes", "Crane"]


def test_a_title_may_say_which_by_a_clause() -> None:
    assert titled("Rowers who have moved away. Their oars hang in the shed.") == "Rowers who have moved away"
    assert not is_title("Rowers have moved away")
    assert not is_title("Who was there")


def test_three_capitals_are_a_title_where_they_are_a_word_and_nobodys_initials() -> None:
    said = "\n\n - It was talked about (RT)\n - Nothing was settled.\n\n"
    text = "Quay Club\n\nPresent: Rhys Teal (RT), Dee Ann Mund (DAM)\n\n" + said.join(["LAST MINUTES", "BAR", "RTW", "CORRESPONDENCE", "DAM", "ANY OTHER", ""])
    assert [item.title for item in details.read(of_text(text)).items] == ["LAST MINUTES", "BAR", "CORRESPONDENCE", "ANY OTHER"]
