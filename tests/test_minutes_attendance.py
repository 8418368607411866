"""Who was there and who sent apologies, in every family of lists; sentences are no people, and who was late was not absent."""

import pytest

from g2g.minutes import business
from g2g.minutes.attendance import Attendance, read
from g2g.minutes.paragraphs import of_text
from g2g.minutes.passages import unrolled


def attendance(text: str) -> Attendance:
    document = unrolled(of_text(text))
    return read(document, business.numbered(document))


def present(text: str) -> list[str]:
    return [named.name for named in attendance(text).present]


def apologies(text: str) -> list[str]:
    return [named.name for named in attendance(text).apologies]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Present: Ann Lee (Chair), Bob May and Cy Dunn", ["Ann Lee", "Bob May", "Cy Dunn"]),
        ("**Present**: Tess, Bilal, Rosie (youth worker)  \n**Apologies**: Darcey", ["Tess", "Bilal", "Rosie"]),
        ("PRESENT: Cllrs Derek Maund (Chairman) and Roy Hext. IN ATTENDANCE: Mrs J. Cosway (Clerk), four parishioners.", ["Derek Maund", "Roy Hext", "Mrs J. Cosway"]),
        ("Present:\nDr Ravi Penn (RP) Clinical Chair\nBea Thwait (BT) Chief Finance Officer\nIn attendance:\nDora Lint (DL) Minute Taker", ["Dr Ravi Penn", "Bea Thwait", "Dora Lint"]),
        ("Present: Mrs Una Lace - Chair\n\nMr Fred Stoat - Vice-Chair\n\n11 members of the public", ["Mrs Una Lace", "Mr Fred Stoat"]),
        ("There were present: the Revd Tamsin Roe (in the chair), Giles Part and Edna Cope (churchwardens).", ["the Revd Tamsin Roe", "Giles Part", "Edna Cope"]),
        ("Members present: Cllrs. P. Rudd (Chairman), Mrs. G. Lilley\nOfficers present: D. Marl (Assistant Clerk)", ["P. Rudd", "Mrs. G. Lilley", "D. Marl"]),
        ("Present:\n\nCounty Councillor Ada Kay (Chair)\nCounty Councillors\n\n\tN Henny\n\nA Gard\n\nMs S Mall\n\nCo-opted members\n\tCouncillor Stel Brun, Partnership Board - Hynd, Ribb", ["County Councillor Ada Kay", "N Henny", "A Gard", "Ms S Mall", "Councillor Stel Brun"]),
        ("## Attendees\nCarys Lom (CL), Wil Hark (WH) (deputising for Dame Olive Gran)\nOn the phone: Yan Tren (YT)", ["Carys Lom", "Wil Hark", "Yan Tren"]),
        ("Panel: Winston Abar, Dilys Crumb – quorate\nLandlord: Nina Forst (Manager), Jake Wyld (Repairs)", ["Winston Abar", "Dilys Crumb", "Nina Forst", "Jake Wyld"]),
        ("## Attendees\n- [DC] Daniel Coll\n- [NM] Nicholas May (Chair)", ["Daniel Coll", "Nicholas May"]),
        ("Present: rhiba, mcnutty, hir142 and veltas", ["rhiba", "mcnutty", "hir142", "veltas"]),
        ("Attending:\n- RM\n- JB", ["RM", "JB"]),
        ("Quay Board\n\n20 May\n\n**MEMBERS :**\n\nCouncillors Lune and Pell\n\n**SHORE NOMINEES :**\n\nMr. C. Teal, Senior Exec. Officer, Moorings\n\n**PILOTS :**\n\n**Crane Watch:**\n\nIt creaks.", ["Lune", "Pell", "Mr. C. Teal"]),
        ("**IN THE CHAIR :**\n\nCouncillor Ned Lune\n\n**MEMBERS :**\n\nCouncillors Pell and Teal", ["Councillor Ned Lune", "Pell", "Teal"]),
        ("Members of the public: 3", []),
        ("The Chair was present when the gate was opened.", []),
    ],
)
def test_those_present(text: str, names: list[str]) -> None:
    assert present(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Apologies: Gus Marl; Nan Astor", ["Gus Marl", "Nan Astor"]),
        ("Apologies: none", []),
        ("Apologies for absence were received from Cllr Ann Lee (holiday), P.C. Lomas and Canon Piers Wade.", ["Cllr Ann Lee", "P.C. Lomas", "Canon Piers Wade"]),
        ("Apologies had come from Ruth Fair, Tunde Akin and Sgt Moss.", ["Ruth Fair", "Tunde Akin", "Sgt Moss"]),
        ("Apologies were received and accepted from Councillors D. Sker and Mrs. P. Winst.", ["D. Sker", "Mrs. P. Winst"]),
        ("1. Apologies\n\nApologies were accepted from Ann Lee, who is in hospital.\n\n2. Minutes\n\nAgreed.", ["Ann Lee"]),
        ("1. Apologies\n\nMr Des Furl\n\nMiss Ivy Chant\n\n2. Interests\n\nNone declared.", ["Mr Des Furl", "Miss Ivy Chant"]),
        ("2/24 APOLOGIES\n\nReceived from Dr Sheena Mood and from Arthur Pell, who is in hospital.\n\n3/24 MINUTES\n\nSigned.", ["Dr Sheena Mood", "Arthur Pell"]),
        ("E34  APOLOGIES FOR ABSENCE: Cllr. N. Garv (work) and Cllr. Mrs. H. Stoat (unwell).\n\nE35  INTERESTS: None.", ["Cllr. N. Garv", "Cllr. Mrs. H. Stoat"]),
        ("Sent apologies\n\nOlive Tran (Probation)\nDr Mick Hall", ["Olive Tran", "Dr Mick Hall"]),
        ("Apologies: Viv Hick (VH); OF for late arrival", ["Viv Hick"]),
        ("Cllr F. South had sent apologies, as had PCSO Green. Cllr G. East apologised for his late arrival.", ["Cllr F. South", "PCSO Green"]),
        ("Apologies were received from Cllr A Lee. Apologies for lateness were received from Cllr B May.", ["Cllr A Lee"]),
        ("Present: Stella, Noor and\nTomasz Apologies: Gus", ["Gus"]),
        ("Apologies for absence were received from Professor Iain Bal, Dr Lucia March and the Dean of Science.", ["Professor Iain Bal", "Dr Lucia March", "the Dean of Science"]),
        ("## Apologies\nDame Olive Gran, Rev Toby Marl (TM", ["Dame Olive Gran", "Rev Toby Marl"]),
        ("Apologies:\nMavis Ledge\nLen Stoke\n\n(Initials in brackets after a point show who does it.)\n\nWELCOME\n\nHazel welcomed everybody.", ["Mavis Ledge", "Len Stoke"]),
        ("Absent without apology: Councillor J. Rudd", []),
        ("There were no apologies.", []),
        ("The Clerk wrote a letter of apology from the Council to Mr Green.", []),
    ],
)
def test_those_who_sent_apologies(text: str, names: list[str]) -> None:
    assert apologies(text) == names


def test_name_and_organisation_may_stand_on_two_lines() -> None:
    text = "Present:\n\n\tOwen Task\n\tMarrow NHS Trust\n\n\tAda Quill (Chair)\n\tVoluntary Forum\n\nApologies:\n\n\tMiles Pen\n\n\tMarrow County Council\n\n\tJude Cole\n\tSecondary Schools\n"
    found = attendance(text)
    assert [(named.name, named.organisation) for named in found.present] == [("Owen Task", "Marrow NHS Trust"), ("Ada Quill", "Voluntary Forum")]
    assert [(named.name, named.organisation) for named in found.apologies] == [("Miles Pen", "Marrow County Council"), ("Jude Cole", "Secondary Schools")]


def test_initials_and_offices_stand_in_columns() -> None:
    text = "Present:\nSir Ansel Croy\tAC\tChairman\nOrla Quig\tOQ\tChief Nurse\n\nApologies:\nLionel Gars\tLG\tNon-Executive Director\n"
    found = attendance(text)
    assert [(named.name, named.initials, named.organisation) for named in found.present] == [("Sir Ansel Croy", "AC", "Chairman"), ("Orla Quig", "OQ", "Chief Nurse")]
    assert [(named.name, named.initials) for named in found.apologies] == [("Lionel Gars", "LG")]


def test_present_and_apologies_may_stand_side_by_side() -> None:
    text = "PRESENT                                        APOLOGIES\n\nDes Kett (DK)         Chair                    Mo Farn (MF)\nIrene Scale (IS)      Secretary                Trev Bull (TB)\nEddie Coil (EC)       Water\n"
    found = attendance(text)
    assert [named.name for named in found.present] == ["Des Kett", "Irene Scale", "Eddie Coil"]
    assert [named.name for named in found.apologies] == ["Mo Farn", "Trev Bull"]


def test_a_table_says_who_was_there() -> None:
    text = "| Name | Initials | Role | Attendance |\n|---|---|---|---|\n| Ann Lee | AL | Chair | Present |\n| Bob May | BM | Parent governor | Apologies |\n| Dee Fox | DF | Staff | A |\n| Cy Dunn | CD | Head | x |"
    found = attendance(text)
    assert [(named.name, named.initials, named.organisation) for named in found.present] == [("Ann Lee", "AL", "Chair")]
    assert [named.name for named in found.apologies] == ["Bob May", "Dee Fox"]


def test_a_table_may_have_a_column_for_each() -> None:
    text = "| Present | Apologies |\n|---|---|\n| Ann Lee<br>Bob May | Cy Dunn |"
    assert present(text) == ["Ann Lee", "Bob May"]
    assert apologies(text) == ["Cy Dunn"]


def test_a_substitute_was_there_and_the_other_sent_apologies() -> None:
    found = attendance("Present: Jon Prisk (substitute for Moira Esk), Ann Lee\nApologies: Moira Esk")
    assert [named.name for named in found.present] == ["Jon Prisk", "Ann Lee"]
    assert [named.name for named in found.apologies] == ["Moira Esk"]


def test_nobody_is_listed_twice() -> None:
    found = attendance("Apologies: Ann Lee\n\n1. Apologies\n\nApologies were received from Ann Lee.\n\n2. Minutes\n\nAgreed.")
    assert [named.name for named in found.apologies] == ["Ann Lee"]


@pytest.mark.parametrize(
    ("text", "there", "away"),
    [
        ("Here: Ann Lee (chair), Bob\nSorry: Cy Dunn", ["Ann Lee", "Bob"], ["Cy Dunn"]),
        ("Marl Skiff Club, 9 March 2011, boathouse, 7pm in: Ann, Bob, Cy out: Dot, Mr Eddy", ["Ann", "Bob", "Cy"], ["Dot", "Mr Eddy"]),
        ("Who came: Ann Lee, Bob May\n\nApologies: Cy Dunn", ["Ann Lee", "Bob May"], ["Cy Dunn"]),
        ("Taking part: Ann Lee, Bob May\n\nSent apologies: Cy Dunn", ["Ann Lee", "Bob May"], ["Cy Dunn"]),
        ("**There:** Ann Lee, Bob May\n\n**Not there:** Cy Dunn", ["Ann Lee", "Bob May"], ["Cy Dunn"]),
        ("Trustees: Ann Lee (AL), Bob May (BM)\nSorry to miss it: Cy Dunn (CD)", ["Ann Lee", "Bob May"], ["Cy Dunn"]),
        ("Apologies had come from –\nAnn Lee (AL)\nBob May (BM)", [], ["Ann Lee", "Bob May"]),
        ("Present … Councillors: Ann Lee, Bob May & Cy Dunn.\n\nIn attendance … Dot Eddy – Parish Clerk.", ["Ann Lee", "Bob May", "Cy Dunn", "Dot Eddy"], []),
        ("Present Ann Lee (chair), Bob May\n\nAlso Cllr Cy Dunn, four members of the public\n\nApologies Dot Eddy", ["Ann Lee", "Bob May", "Cllr Cy Dunn"], ["Dot Eddy"]),
        ("Attendees and apologies\n\n- Ann Lee (AL) Harbour Office\n- Bob May (BM) Police\n\nApologies\n\n- Cy Dunn (CD) Fire Service", ["Ann Lee", "Bob May"], ["Cy Dunn"]),
        ("Marl Board\n\nMembers and office bearers\nAnn Lee, Chair (AL)\nBob May, Treasurer (BM)", ["Ann Lee", "Bob May"], []),
        ("Marl Board\n\nMembers\nProfessor Ann Lee\nMr Bob May\n\nSecretariat\nMr Cy Dunn (Secretary)\n\nApologies\nDr Dot Eddy, Mr Ed Fry", ["Professor Ann Lee", "Mr Bob May", "Mr Cy Dunn"], ["Dr Dot Eddy", "Mr Ed Fry"]),
        ("Marl Council\n\nCouncillors A Lee (Chairman) (AL), B May (BM) and C Dunn (CD)\n\nThe Chairman opened the meeting.", ["A Lee", "B May", "C Dunn"], []),
        ("Notes of a meeting\n\nAnn (AL) - Chairman\n\nBob (BM)\n\nCy (CD) – Practice Manager", ["Ann", "Bob", "Cy"], []),
    ],
)  # fmt: skip
def test_labels_of_clubs_and_lists_without_a_label(text: str, there: list[str], away: list[str]) -> None:
    assert (present(text), apologies(text)) == (there, away)


def test_a_club_s_label_means_nobody_once_the_business_has_begun() -> None:
    text = "Present: Ann Lee\n\n1. Welcome\n\nHello.\n\n2. Gate\n\nIn: two new hinges, Red Oak\n\nOut: Old Padlock\n\n3. Close\n\nThanks."
    assert (present(text), apologies(text)) == (["Ann Lee"], [])


def test_names_in_the_first_column_and_organisations_in_the_second() -> None:
    text = "Name                    Organisation\nAnn Lee (Chair)         Quay Traders\nSgt. Bob May            Constabulary\n\nApologies from:\n\nDame Dot Eddy           Quay Fund"
    found = attendance(text)
    assert [(named.name, named.organisation) for named in found.present] == [("Ann Lee", "Quay Traders"), ("Sgt. Bob May", "Constabulary")]
    assert [(named.name, named.organisation) for named in found.apologies] == [("Dame Dot Eddy", "Quay Fund")]


def test_names_and_agencies_on_lines_by_turns() -> None:
    text = "Present:\nName\nAgency\nAnn Lee (AL) - Chair\nMarl County Council\nBob May (BM)\nHealthwatch Marl\nApologies:\nSister Dot Eddy\nMarl Care Trust"
    assert (present(text), apologies(text)) == (["Ann Lee", "Bob May"], ["Sister Dot Eddy"])


def test_columns_put_one_below_the_other_give_initials_and_no_more_people() -> None:
    text = "PRESENT:\nSCHOOL MEMBERS:\nAnn Lee\nBob May\nChair / Academy Governor\nEarly Years Provider\nAL\nBM\nAPOLOGIES:\nCy Dunn"
    found = attendance(text)
    assert [(named.name, named.initials) for named in found.present] == [("Ann Lee", "AL"), ("Bob May", "BM")]
    assert [named.name for named in found.apologies] == ["Cy Dunn"]


def test_a_line_each_of_name_and_organisation_holds_one_person() -> None:
    text = "Present:\n\nAnn Lee, Quay Council\n\nBob May, Talking Tides\n\nCy Dunn, Office of Works\n\nApologies:\n\nDot Eddy, Rowers' Aid"
    assert (present(text), apologies(text)) == (["Ann Lee", "Bob May", "Cy Dunn"], ["Dot Eddy"])


def test_nobody_is_away_where_both_labels_stand_above_one_list_and_that_is_doubtful() -> None:
    text = "Attendees:\n\nApologies:\n\nAnn Lee (Chair)\n\nBob May, Highways\n\nCy Dunn, Records\n\n1. Welcome\n\nHello.\n\n2. Close\n\nThanks."
    assert (present(text), apologies(text)) == (["Ann Lee", "Bob May", "Cy Dunn"], [])
    assert [(line, "stand together above one list" in sentence) for line, sentence in attendance(text).doubts] == [(3, True)]
    assert attendance(text.replace("Attendees:\n\n", "Attendees: Una Lace\n\n")).doubts == ()


def test_officials_below_the_apologies_were_there() -> None:
    assert apologies("Present\n\n• Ann Lee\n\nApologies\n\n• Lord Cy Dunn\n\nOfficials\n\n• Bob May (Cabinet Office)") == ["Lord Cy Dunn"]


def test_headings_of_a_wiki_hold_the_names() -> None:
    text = "== Attending ==\n\n=== Trustees ===\n# Ann Lee (Chair) AL\n# Bob May (Treasurer) BM\n\nApologies: Cy Dunn\n\n== Report ==\n\nNoted."
    assert (present(text), apologies(text)) == (["Ann Lee", "Bob May"], ["Cy Dunn"])


def test_nicknames_of_a_chat() -> None:
    assert present("People present (lines said)\n---------------------------\n* lomax (41)\n* petra_k (4)\n") == ["lomax", "petra_k"]


def test_who_sent_apologies_is_not_present() -> None:
    text = "Members and officers present:\nAnn Lee (AL)\nBob May (BM)\n\n1. Welcome\n\nApologies were received from Bob May.\n\n2. Minutes\n\nAgreed."
    assert (present(text), apologies(text)) == (["Ann Lee"], ["Bob May"])


@pytest.mark.parametrize(
    ("text", "away"),
    [
        ("Apologies: Mr W Gale - accepted", ["Mr W Gale"]),
        ("Apologies were received from Ann Lee and Bob May, and accepted.", ["Ann Lee", "Bob May"]),
        ("An apology for absence was received from Cllr A Lee. Apologies were also received from Cllrs B May and C Dunn.", ["Cllr A Lee", "B May", "C Dunn"]),
        ("Apologies for absence were received from Ann Lee and Bob May, for whom Cy Dunn and Ed Fry substituted.", ["Ann Lee", "Bob May"]),
        ("Apologies: Ann Lee, Bob May; OK left at 8pm", ["Ann Lee", "Bob May"]),
        ("1. Apologies\n\nCouncillor Ann Lee, harvest; Ward Councillor Bob May; all apologies accepted.\n\n2. Minutes\n\nAgreed.", ["Councillor Ann Lee", "Ward Councillor Bob May"]),
        ("1. Apologies for Absences – Ann Lee. The death of Mr Fry was also noted.\n\n2. Minutes\n\nAgreed.", ["Ann Lee"]),
        ("1. Welcome and Apologies.\n\nThe Chairman welcomed all. It was noted that B May was away.\n\n2. Minutes\n\nAgreed.", []),
        ("Please send apologies to the Clerk by noon.", []),
    ],
)  # fmt: skip
def test_apologies_with_what_was_done_about_them(text: str, away: list[str]) -> None:
    assert apologies(text) == away


@pytest.mark.parametrize(
    ("text", "away"),
    [
        ("Sorry that they could not join us: Ann Lee, Mrs. May (Lunch Club)", ["Ann Lee", "Mrs. May"]),
        ("Those who could not come: Ann Lee; Bob May", ["Ann Lee", "Bob May"]),
        ("**Couldn't come** Ann Lee; Bob May", ["Ann Lee", "Bob May"]),
        ("Apologies accepted\nDr Ann Lee\nStaff member – on a course\nMr Bob May\nChurch governor – unwell", ["Dr Ann Lee", "Mr Bob May"]),
        ("Apologies: Ann Lee, Membership Secretary – Bob May", ["Ann Lee", "Bob May"]),
        ("Apologies: Dr Ann Lee, Rowing Club; Bob May, Growers' League", ["Dr Ann Lee", "Bob May"]),
        ("Apologies: Mr & Mrs Lee, Bob May", ["Mr & Mrs Lee", "Bob May"]),
        ("Apologies: Ann Lee/Bob May", ["Ann Lee", "Bob May"]),
        ("Apologies: Ann Lee Bob May Cy Dunn", ["Ann Lee", "Bob May", "Cy Dunn"]),
        ("## Apologies for Absence\n\n- Ann Lee—_Secretary_\n- Cllr Bob May\n", ["Ann Lee", "Cllr Bob May"]),
        ("Apologies were received from Ann Lee, on holiday, and from Bob May, who was at work.", ["Ann Lee", "Bob May"]),
        ("Not present: Ann Lee (apologies), Bob May", ["Ann Lee"]),
        ("Apologies: Ann Lee\n\nMinute taker: Bob May", ["Ann Lee"]),
        ("Apologies: None.\nVisitors: Bob May", []),
        ("Apologies:\nAnn Lee (AL), Bob May (BM).\n\nThe turn to bring the cake goes by our names: AL, CD, EF.", ["Ann Lee", "Bob May"]),
        ("Apologies:\n- AL - Ann Lee, Tide Office, Norway [TO], Chair\n- BM - Bob May, Lighthouse, Norway", ["Ann Lee", "Bob May"]),
        ("Apologies\n\n- Ann Lee, QRTS, Tidal Modelling", ["Ann Lee"]),
        ("1. Apologies (LGA 1972, s. 85(1) & (2)) A Lee (ill); B May (no reason given).\n\n2. Minutes\n\nAgreed.", ["A Lee", "B May"]),
        ("| 1 | Apologies | From Ann Lee and Canon May. |\n|---|---|---|\n| 2 | Minutes | Agreed. |", ["Ann Lee", "Canon May"]),
    ],
)  # fmt: skip
def test_further_ways_of_saying_who_was_away(text: str, away: list[str]) -> None:
    assert apologies(text) == away


def test_initials_in_a_column_beside_a_title_are_those_of_its_lead() -> None:
    assert apologies("1   Apologies                              BT\n      - Sam Oakes\n\n2   Minutes                                LA\n      - Agreed\n") == ["Sam Oakes"]


def test_columns_with_headings_hold_organisations() -> None:
    found = attendance("APOLOGIES:\nName                  Organisation          Sectr\nAnn Lee               Quoin                 IND\nBob May (Bobby)       Larder                IND\n")
    assert [(named.name, named.organisation, named.initials) for named in found.apologies] == [("Ann Lee", "Quoin, IND", ""), ("Bob May", "Larder, IND", "")]


def test_a_dash_in_a_column_of_its_own_parts_name_and_organisation() -> None:
    found = attendance("Apologies:\nAnn Lee (AL)\t\t-\tMarl Strand UHB\nBob May (BM)\t\t-\tShire Government\n")
    assert [(named.name, named.organisation) for named in found.apologies] == [("Ann Lee", "Marl Strand UHB"), ("Bob May", "Shire Government")]


def test_a_cell_a_line_with_who_came_as_the_last_of_each_row() -> None:
    found = attendance("Name\nRole\nAttended\nAnn Lee\nIndependent trustee (Chair)\nY\nCol. Bob May\nCo-opted\nApologies\nCy Dunn\nHead of Estates\nY, left early\n\n1. Welcome\n\nHello.\n\n2. Minutes\n\nAgreed.")
    assert [(named.name, named.organisation) for named in found.present] == [("Ann Lee", "Independent trustee (Chair)"), ("Cy Dunn", "Head of Estates")]
    assert [named.name for named in found.apologies] == ["Col. Bob May"]


@pytest.mark.parametrize(
    "text",
    [
        "| Present | Ann Lee, Bob May |\n|---|---|\n| Apologies | Cy Dunn |",
        "| Name | Present |\n|---|---|\n| Ann Lee | Yes |\n| Bob May | Y |\n| Cy Dunn | Apologies |",
        "Marl Panel\n\nMembers:\nAnn Lee\tTrust\t✓\nBob May\tPolice\t✓\nCy Dunn\tMind\tApologies\n",
        "In attendance were Ann Lee (in the chair) and Bob May. Apologies had been received from Cy Dunn.",
        "Trustees present: Ann Lee (Chair)\nStaff present: Bob May (notes)\nTrustees' apologies: Cy Dunn",
    ],
)
def test_tables_and_sentences_that_say_both(text: str) -> None:
    assert (sorted(present(text)), apologies(text)) == (["Ann Lee", "Bob May"], ["Cy Dunn"])


def test_labels_side_by_side_with_organisations_between() -> None:
    text = (
        "Marl Panel\n\n Present                        Apologies                     Absent\n Ann Lee (AL)     Chair, Marl    Gail Price (GP), Homes        V. Teal\n"
        " Bob May (BM)     Dene, tenant\n"
    )
    assert (present(text), apologies(text)) == (["Ann Lee", "Bob May"], ["Gail Price"])


@pytest.mark.parametrize(
    "text",
    ["Mr Lee sent his apologies to the tenants for the noise.", "Bob May apologised that the notes were late.", "Those who could not hear: please sit at the front."],
)
def test_who_is_sorry_for_something_else_was_there(text: str) -> None:
    assert apologies(f"1. Welcome\n\n{text}\n\n2. Minutes\n\nAgreed.") == []


def test_what_follows_accepted_apologies_names_nobody_who_was_away() -> None:
    assert apologies("1. Apologies\n\nApologies were accepted. Mr Lee has missed three meetings.\n\n2. Minutes\n\nAgreed.") == []
    assert apologies("Apologies: Ann Lee\nObserver: Bob May") == ["Ann Lee"]


def test_bodies_in_brackets_are_organisations_and_remarks_are_not() -> None:
    text = (
        "Present: Moira Teal (Mooring Users Association), Tom Yarrow (NHS Trust), Hanna Reed (Environment Agency, for item 5), Joe Lamb (RSPB), Val Horne (VHO),"
        " Ivy Moss (until 8pm), Bob Ames (via Zoom), Kit Dorn (Head of School), Gil Hume (District Councillor), Fay Pell (Treasurer), Meg Orr (Harbour Office, minutes)"
    )
    assert [(named.organisation, named.role, named.initials) for named in attendance(text).present] == [
        ("Mooring Users Association", "", ""), ("NHS Trust", "", ""), ("Environment Agency", "", ""), ("RSPB", "", ""), ("", "", "VHO"),
        ("", "", ""), ("", "", ""), ("", "Head of School", ""), ("", "District Councillor", ""), ("", "Treasurer", ""), ("Harbour Office", "minutes", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "there", "besides"),
    [
        ("Present: Ann Lee, Bob May\nIn attendance: Pat Lowe (Clerk), Gil Hume", 2, 2),
        ("Councillors present: Ann Lee, Bob May\nAlso present: Pat Lowe (Clerk)\nApologies: Cy Dunn", 2, 1),
        ("Members in attendance: Ann Lee, Bob May\nIn attendance: Pat Lowe", 2, 1),
        ("In attendance: Ann Lee, Bob May", 2, 0),
        ("In attendance:\nAnn Lee\nBob May\n\nApologies:\nCy Dunn\n\nGuest\nGil Hume", 2, 1),
        ("| Present | Ann Lee, Bob May |\n|---|---|\n| In attendance | Pat Lowe |", 2, 1),
        ("| Present | In attendance |\n|---|---|\n| Ann Lee | Pat Lowe |\n| Bob May | |", 2, 1),
    ],
)
def test_those_in_attendance_are_told_from_those_present(text: str, there: int, besides: int) -> None:
    found = attendance(text).present
    assert (sum(not named.attending for named in found), sum(named.attending for named in found)) == (there, besides)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Present: Ann Lee\nApologies: Cy Dunn, Ivy and Ned Teal", ["Cy Dunn", "Ivy Teal", "Ned Teal"]),
        ("Present: Ann Lee\nApologies: Cllrs Dunn and Teal", ["Dunn", "Teal"]),
        ("Present: Ann Lee\nApologies: Canon Dunn, the Misses Teal", ["Canon Dunn", "the Misses Teal"]),
        ("Quay Club\n\nHere: Ann Lee\n\nNot here: Cy Dunn (sent apologies), Ned Teal (no word)", ["Cy Dunn"]),
        ("Quay Club\n\nIn: Ann Lee\n\nNot in: Cy Dunn, Ned Teal", ["Cy Dunn", "Ned Teal"]),
        ("Present: Ann Lee\nApologies: Ned Teal (no word) and Cy Dunn (ill)", ["Cy Dunn"]),
        ("Quay Club\n\nWho was there / Ann Lee, Bob May\nWho wasn't / Cy Dunn (ill), Mrs Teal", ["Cy Dunn", "Mrs Teal"]),
        ("Present: Ann Lee\n\nApologies:   Cy Dunn   Treasurer   Ivy Teal   Catering", ["Cy Dunn", "Ivy Teal"]),
        ("Present: Ann Lee\n\nApologies:   Cy Dunn   Bob May   Ivy Teal   Morwenna", ["Cy Dunn", "Bob May", "Ivy Teal", "Morwenna"]),
        ("Present: Ann Lee\n\nApologies:   Cy Dunn, Patient\n   Parish Clerk Ivy Teal", ["Cy Dunn", "Ivy Teal"]),
        ("Present: Ann Lee\nNot there: Cy Dunn (Sport) - apologies, Ned Teal (Rowing) - no word\nStaff: Gil Hume (Bar)", ["Cy Dunn"]),
        ("Present: Ann Lee\nApologies: Mrs Ivy Teal\n\n1. Apologies\nApologies from Mrs Teal were accepted.\n\n2. Crane\nIt creaks.", ["Mrs Ivy Teal"]),
        ("Attended:      Ann Lee (AL) Chair        Absent with apologies:\n               Bob May (BM)              Cy Dunn (CD)\n               Ed Fyfe (EF)              Minutes taken by:\n               Flo Gant (FG)             Pat Lowe (PL)", ["Cy Dunn"]),
        ("Apologies:\n\n* Cy Dunn (Rower, cd3)\n\nReview of minutes of previous meetings\n\nFine.", ["Cy Dunn"]),
        ("Apologies: Cy Dunn\n\nCrane\nAction: AL to ask the yard.", ["Cy Dunn", "Crane"]),
    ],
)
def test_who_was_away_is_read_and_nobody_else(text: str, names: list[str]) -> None:
    found = attendance(text).apologies
    assert [named.name for named in found] == names
    assert not any("Action" in named.organisation or "minutes" in named.organisation for named in found)
