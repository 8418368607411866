"""Papers for the tests of the forms: invented ones, harmless and hostile, and the reading back of what was made of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from g2g.papers import Chart, Paper, Part
from g2g.reports import Cell, Column, Table

AS_AT = date(2019, 3, 11)
COLUMNS = (
    Column("ref", "Reference", "ref"), Column("owner", "Owner"), Column("due", "Due", "date"),
    Column("days_late", "Days late", "number"), Column("rag", "RAG", "rag"), Column("action", "Action", "words"),
)  # fmt: skip
ROWS: tuple[tuple[Cell, ...], ...] = (
    ("HWB-2019-02-13-01", "Nia Rowlands; Tomos Rees", date(2019, 3, 6), 5, "Red", "Report on the cost of dredging"),
    ("HWB-2019-02-13-02", "Tomos Rees", "at the next meeting", None, "Amber (override)", "Agree where the mooring rings go"),
    ("HWB-2019-02-13-03", "Idris Bowen", None, None, "Green", "Put up a notice about the tide gauge"),
)
TABLE = Table("What is due", COLUMNS, ROWS)
CHARTS = (
    Chart("bars", "Open by owner", "actions", (("Nia Rowlands", 3), ("Tomos Rees", 1), ("Idris Bowen", 0))),
    Chart("line", "Outstanding", "actions", tuple((f"{day} Jan 2019", day % 7) for day in range(1, 25))),
)
# Each would be alive in one form or another.
HOSTILE = (
    "{{ 7*7 }}", "{% raw %}", "{# no comment #}", "<script>alert(1)</script>", "a | b \\| c", "**bold** _it_ [x](javascript:1)",
    "# no heading", "- no point", "`code` ~~gone~~ &amp; &#60;", "http://example.org/ <b onclick=x>", "\x1b[31mred\x07 \x00 \x0b",
    "left \u202eright\u2066", "]]> --> <!-- </style></title>", "=1+1", "|---|", "\ud800 \ufffe",
)  # fmt: skip


def paper(*parts: Part, kind: str = "meeting", body: str = "Harbour and Wharves Board", title: str = "Report", **fields: Any) -> Paper:
    facts = fields.pop("facts", (("Date", "Wednesday 13 March 2019"), ("Chair", "Mair Preece")))
    return Paper(kind, body, title, facts, AS_AT, parts, list, **fields)


def full() -> Paper:
    """A paper with everything that a paper can have, exempt parts among it."""
    return paper(
        Part("Summary", sentences=("One thing is late.", "The rest is not."), points=("Dredging", "Moorings"), charts=CHARTS),
        Part("Actions", number="2", tables=(TABLE, TABLE._replace(heading=""), Table("Nothing", COLUMNS, ()))),
        Part("Below", level=3, sentences=("A part of a part.",)),
        Part("The crane driver", number="3", sentences=("The claim is to be settled.",), tables=(TABLE,), exempt=("1",)),
        Part("The coal wharf", number="4", sentences=("The lease is to end.",), exempt=("3",)),
    )


def hostile() -> Paper:
    """A paper in which every word is one of HOSTILE."""
    columns = tuple(Column("c", text, "words") for text in HOSTILE)
    table = Table(HOSTILE[0], columns, (HOSTILE, HOSTILE[::-1]))
    charts = (Chart("bars", HOSTILE[3], HOSTILE[3], tuple((text, 1) for text in HOSTILE)),)
    parts = [
        Part(text, number=text, sentences=HOSTILE, points=HOSTILE, tables=(table._replace(heading=text),), charts=charts)
        for text in HOSTILE
    ]
    facts = tuple((text, text) for text in HOSTILE)
    return paper(*parts, Part("Secret", sentences=HOSTILE, exempt=HOSTILE), body=HOSTILE[3], title=HOSTILE[5], facts=facts)
