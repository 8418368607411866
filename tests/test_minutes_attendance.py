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
