"""A chaser as a draft: read back by the email package, the same every time, and nothing of the record alive in it."""

from __future__ import annotations

import email
import html
import re
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP, default
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g import chasers
from g2g.chasers import Asked, Asking, Chaser, Group, Part
from g2g.model import Action, Body, Extension, Meeting
from g2g.render import mail
from tests.conftest import ROOT
from tests.harbour import is_golden

TODAY = date(2019, 3, 4)
HWB = Body("HWB", "Harbour and Wharves Board", clerk="Idris Bowen", venue="Quay House, Port Tennant", time="10.30 am", papers_days=5)
MARCH = Meeting("HWB-2019-03-13", "HWB", date(2019, 3, 13))
CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"


def action(number: int, words: str, **fields: object) -> Action:
    status = str(fields.pop("status", "open"))
    return Action(f"HWB-2019-02-13-{number:02}", status, words, ("Nia Rowlands",), **fields)  # type: ignore[arg-type]


WHOLE = Chaser(
    "Nia Rowlands", "County Engineers", "nia@engineers.example", "", "Idris Bowen", "clerk@harbour.example", TODAY,
    (
        Part(Asking(HWB, MARCH, date(2019, 3, 5), "papers"), (
            Group(chasers.OVERDUE, (
                Asked(
                    action(5, "Survey the piles under the east pier, and say which of them must be replaced before the winter storms",
                           due=date(2019, 2, 14), extended=(Extension(date(2019, 3, 1), "HWB-2019-02-13", "Fog"),), carried=("HWB-2019-02-13", "HWB-2019-03-13")),
                    ("Tomos Vaughan",), chasers.APOLOGIES, date(2019, 2, 13),
                ),
                Asked(action(1, "Report on the cost of dredging the inner basin", due=date(2019, 3, 3))),
            )),
            Group(chasers.BY_MEETING, (Asked(action(2, "Agree where the new mooring rings go", due=date(2019, 3, 13)), (), chasers.NOT_PRESENT, date(2019, 2, 13)),)),
            Group(chasers.NOT_YET, (Asked(action(3, "Paint the bollards", due=date(2019, 6, 1))),)),
            Group(chasers.UNDATED, (Asked(action(7, "Say how the regatta went", due_said="at the December Board meeting")), Asked(action(8, "Find the key")))),
            Group(chasers.WATCHED, (Asked(action(4, "Watch what the ministry decides on pilotage", kind="watching brief")),)),
            Group(chasers.PROPOSED, (Asked(action(9, "Put up a notice", status="proposed", outcome="Notice is up", due=date(2019, 2, 1))),)),
            Group(chasers.OVERDUE, (Asked(action(6, "Settle the claim of the crane driver", due=date(2019, 3, 1), exempt=("1", "3"))),), ("1", "3")),
        )),
        Part(Asking(Body("PPC", "Pilotage Panel")), (Group(chasers.UNDATED, (Asked(Action("PPC-2019-02-06-01", "open", "Bring the rota up to date", ("NR",))),)),)),
    ),
)  # fmt: skip


def read(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    assert all(not part.defects for part in message.walk())
    return message


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    text: str = part.get_content()
    return text.replace("\r\n", "\n")


class Cells(HTMLParser):
    """The elements of a page, and the text outside the head."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not {name for name, _ in attrs} - {"lang", "charset", "style", "scope"}

    def handle_data(self, data: str) -> None:
        self.text += f" {data}"


# ---- one mail, whole -------------------------------------------------------------------------------


def test_the_text_whole() -> None:
    is_golden("chaser.txt", mail.as_text(WHOLE))


def test_the_page_whole() -> None:
    is_golden("chaser.html", mail.as_html(WHOLE))


def test_the_file_whole() -> None:
    is_golden("chaser.eml", mail.rendered(WHOLE, CALENDAR).decode("ascii"))


def test_what_a_mail_program_reads() -> None:
    message = read(mail.rendered(WHOLE, CALENDAR))
    assert (message["X-Unsent"], message["Content-Language"]) == ("1", "en-GB")
    assert (message["To"], message["From"]) == ("Nia Rowlands <nia@engineers.example>", "Idris Bowen <clerk@harbour.example>")
    assert message["Subject"] == "Harbour and Wharves Board, 13 March 2019 and Pilotage Panel: 9 actions outstanding, 3 overdue"
    assert body(message, "plain") == mail.as_text(WHOLE)
    assert body(message, "html") == mail.as_html(WHOLE)
    [calendar] = message.iter_attachments()
    assert (calendar.get_content_type(), calendar.get_filename()) == ("text/calendar", "actions.ics")
    assert calendar.get_payload(decode=True) == CALENDAR


def test_two_runs_give_the_same_bytes_and_no_clock_is_in_them() -> None:
    assert mail.rendered(WHOLE, CALENDAR) == mail.rendered(WHOLE, CALENDAR)
    assert {"Date", "Message-ID"}.isdisjoint(read(mail.rendered(WHOLE)))
    assert "20" not in str(read(mail.rendered(WHOLE)).get_boundary())[:8]


def test_a_draft_without_addresses_has_neither_line() -> None:
    message = read(mail.rendered(WHOLE._replace(email="", clerk_email="", clerk="")))
    assert {"To", "From"}.isdisjoint(message)
    assert "Clerk to" not in body(message, "plain") + body(message, "html")
    assert message.get_content_type() == "multipart/alternative"


def test_what_is_exempt_is_said_to_be_and_the_mail_is_marked() -> None:
    message = read(mail.rendered(WHOLE))
    assert message["Sensitivity"] == "Company-Confidential"
    assert "Not for publication under paragraphs 1 and 3 of" in " ".join(body(message, "plain").split())
    public = WHOLE._replace(parts=WHOLE.parts[1:])
    assert "Sensitivity" not in read(mail.rendered(public))
    assert "publication" not in mail.as_text(public) + mail.as_html(public)


def test_text_and_page_say_the_same() -> None:
    said = re.findall(r"\w+", Cells(mail.as_html(WHOLE)).text)
    for word in re.findall(r"\w+", mail.as_text(WHOLE)):
        assert word.casefold() in {other.casefold() for other in said} | {"due", "late", "first", "agreed", "carried", "forward"}, word


def test_the_page_has_a_language_headings_and_header_cells_and_fetches_nothing() -> None:
    page = mail.as_html(WHOLE)
    tags = Cells(page).tags
    assert '<html lang="en-GB">' in page
    assert {"script", "img", "link", "a", "iframe"}.isdisjoint(tags)
    assert tags.count("table") == 8
    assert page.count('<th scope="row"') == 10
    assert tags.count("h1") == 2
    assert "http" not in page


def test_lines_of_the_text_fit_and_so_do_those_of_the_file() -> None:
    assert max(map(len, mail.as_text(WHOLE).splitlines())) <= 72
    assert max(map(len, mail.rendered(WHOLE, CALENDAR).partition(b"\r\n\r\n")[2].split(b"\r\n"))) <= 78


@pytest.mark.parametrize(
    ("asking", "sentence"),
    [
        (Asking(HWB, MARCH, date(2019, 3, 5), "papers"), "Please answer by Tuesday 5 March 2019, when the papers for the meeting go out, with a line on it."),
        (Asking(HWB, MARCH, date(2019, 3, 13), "meeting"), "Please answer by Wednesday 13 March 2019, the day of the meeting, with a line on it."),
        (Asking(HWB, MARCH, date(2019, 3, 8), "given"), "Please answer by Friday 8 March 2019 with a line on it."),
        (Asking(HWB), "Please answer with a line on it."),
    ],
)
def test_by_when_an_answer_is_asked_for(asking: Asking, sentence: str) -> None:
    chaser = WHOLE._replace(parts=(Part(asking, WHOLE.parts[1].groups),))
    text = " ".join(mail.as_text(chaser).split())
    assert f"1 action of yours is outstanding. {sentence}" in text
    assert sentence in html.unescape(mail.as_html(chaser))


# ---- nothing of the record is alive ------------------------------------------------------------------

_hostile = st.text(st.sampled_from("\r\n\t\x00\x1b\u2028\u202e,;:<>@\"'&=?_()[]\\%#.- éŁ海😀aB0"), max_size=40) | st.text(max_size=40) | st.sampled_from(
    ["Nia\r\nBcc: all@x.example", "</td><script>alert(1)</script>", "=?utf-8?q?x=0D=0ABcc:_a@x.example?=", "\n.\n", "\n\nDear", "--=_g2g_0_", "a" * 300, "é" * 120, '"', "Rees, Siân"]
)  # fmt: skip
PLAIN = ["X-Unsent", "From", "To", "Subject", "MIME-Version", "Content-Type", "Content-Language"]


@given(st.text("abcdefghij ,:é海", max_size=200))
def test_a_subject_begins_behind_its_name(name: str) -> None:
    part = WHOLE.parts[1]
    chaser = WHOLE._replace(parts=(part._replace(asking=Asking(Body("PPC", f"The {name} Panel"))),))
    raw = mail.rendered(chaser)
    assert not re.search(rb"(?m)^[A-Za-z-]+:[ ]*\r$", raw.partition(b"\r\n\r\n")[0])
    assert " ".join(read(raw)["Subject"].split()) == " ".join(mail.subject(chaser).split())


@given(_hostile, _hostile, _hostile, _hostile)
def test_no_text_makes_a_header_a_part_or_markup(owner: str, clerk: str, name: str, words: str) -> None:
    one = Asked(Action("HWB-2019-02-13-01", "open", words, (owner,), due_said=words), (owner,), chasers.APOLOGIES, TODAY)
    asking = Asking(HWB._replace(name=name, venue=words, time=words), MARCH, MARCH.date, "meeting")
    chaser = Chaser(owner, "", "nia@engineers.example", "", clerk, "clerk@harbour.example", TODAY, (Part(asking, (Group(chasers.UNDATED, (one,)),)),))
    raw = mail.rendered(chaser)
    message = read(raw)
    assert message.keys() == PLAIN
    assert [[(a.username, a.domain) for a in message[line].addresses] for line in ("To", "From")] == [[("nia", "engineers.example")], [("clerk", "harbour.example")]]
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert body(message, "plain") == mail.as_text(chaser)
    assert body(message, "html") == mail.as_html(chaser)
    page = Cells(mail.as_html(chaser))
    assert {"script", "img", "a"}.isdisjoint(page.tags)
    assert page.tags.count("td") == 1 + bool(words)
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))


@given(st.text("abcdefghijklmnopqrstuvwxyzABC éŁ海'.-", min_size=1, max_size=60).map(lambda text: " ".join(text.split())).filter(bool))
def test_a_name_is_read_back_as_it_is(owner: str) -> None:
    message = read(mail.rendered(WHOLE._replace(owner=owner)))
    assert message["To"].addresses[0].display_name == owner


def test_the_golden_file_is_a_mail(tmp_path: Path) -> None:
    raw = (ROOT / "tests" / "golden" / "chaser.eml").read_bytes()
    assert email.message_from_bytes(raw, policy=SMTP)["Subject"] == mail.subject(WHOLE)
