"""What sort of paper a document is: an agenda and a report are told from minutes by what they say, not by their headings alone."""

import pytest

from g2g.minutes.kinds import kind_of
from g2g.minutes.paragraphs import of_text

AGENDA = "Quay Trust Board\nThursday 12 November 2026 at 10 am, Custom House\n\nAGENDA\n\n1. Apologies for absence\n2. Minutes of the meeting held on 10 September 2026\n3. Dredging\nThe Board is asked to approve the tender.\n4. Any other business"
SUMMONS = "QUAY TRUST BOARD\n\nYou are hereby summoned to a meeting of the Quay Trust Board to be held on Thursday 12 November 2026.\n\nAGENDA\n1. Apologies for absence\n2. To receive the report of the Head of Dredging\n   Recommendation: that the tender be accepted"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (AGENDA, "agenda"), (SUMMONS, "agenda"), (AGENDA.replace("AGENDA", "# Agenda"), "agenda"),
        ("Quay Panel\nMeeting to be held on 10 April 2019\n\nAgenda Item 5\n\nContact for further information:\nSal Penn\n\nRecommendation\nNote the report.", "report"),
        ("Slippage\n\nAs at: 10 April 2019\n\nSummary\n\n2 actions are late.", "report"),
        ("Dear Mrs Lund,\n\nThe gate will be mended.\n\nYours sincerely,\n\nBob May", "report"),
        ("", "minutes"), ("Quay Panel\n\nThe gate was painted.", "minutes"),
    ],
)  # fmt: skip
def test_other_papers_are_told_from_minutes(text: str, kind: str) -> None:
    assert kind_of(of_text(text)) == kind


@pytest.mark.parametrize(
    "told",
    [
        "Present: Ann Lee, Bob May", "Participants:\n\nAnn Lee (AL), Bob May (BM)", "Apologies were received from Ann Lee.", "Resolved: That the tender be accepted.",
        "The Board noted the tender.\n\nBob May reported on the crane.\n\nThe Board agreed to wait.",
    ],
)  # fmt: skip
def test_minutes_may_call_themselves_an_agenda(told: str) -> None:
    assert kind_of(of_text(f"{AGENDA}\n\n{told}")) == "minutes"


def test_a_title_says_it_whatever_follows() -> None:
    assert kind_of(of_text("Quay Trust Board meeting minutes\n\nAGENDA\n\n1. Apologies for absence\n2. Dredging")) == "minutes"
    assert kind_of(of_text(f"Minutes of the Quay Trust Board\n\n{AGENDA}")) == "minutes"
