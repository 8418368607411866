"""A report for other programs."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from g2g.render import data
from g2g.render.safe import is_plain, spreadsheet
from g2g.reports import Column, Report, Table

TODAY = date(2017, 10, 3)
ANY_TEXT = st.text(st.characters())
COLUMNS = (Column("ref", "Reference", "ref"), Column("days_late", "Days late", "number"))
ROW = {
    "ref": "CSIB-2017-09-12-04",
    "action": "Report – with “figures”, and\nmore",
    "owners": ["Gareth Bowen", "Siân Poole-Nandy"],
    "due": date(2017, 10, 10),
    "days_late": -3,
    "slipped": True,
    "extended": [{"to": date(2018, 1, 16), "at": "CSIB-2017-12-05", "reason": "Waits", "said": ""}],
    "area": None,
}


def report(*rows: dict[str, Any]) -> Report:
    return Report("actions", TODAY, "All", (Table("", COLUMNS, ()),), "None.", lambda: list(rows))


def read_csv(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline=""), strict=True))


def test_json_is_laid_out_to_be_read() -> None:
    assert data.as_json(report(ROW)) == (
        "{\n"
        '  "schema": 1,\n'
        '  "kind": "actions",\n'
        '  "as_at": "2017-10-03",\n'
        '  "data": [\n'
        "    {\n"
        '      "ref": "CSIB-2017-09-12-04",\n'
        '      "action": "Report – with “figures”, and\\nmore",\n'
        '      "owners": [\n'
        '        "Gareth Bowen",\n'
        '        "Siân Poole-Nandy"\n'
        "      ],\n"
        '      "due": "2017-10-10",\n'
        '      "days_late": -3,\n'
        '      "slipped": true,\n'
        '      "extended": [\n'
        "        {\n"
        '          "to": "2018-01-16",\n'
        '          "at": "CSIB-2017-12-05",\n'
        '          "reason": "Waits",\n'
        '          "said": ""\n'
        "        }\n"
        "      ],\n"
        '      "area": null\n'
        "    }\n"
        "  ]\n"
        "}\n"
    )


def test_json_without_rows() -> None:
    assert (
        data.as_json(report()) == '{\n  "schema": 1,\n  "kind": "actions",\n  "as_at": "2017-10-03",\n  "data": []\n}\n'
    )


def test_json_writes_what_cannot_be_seen_as_escapes() -> None:
    text = data.as_json(report({"words": "é \x1b \x7f \x9b \u202e \u2028 \ud800 \U000e0041 😀"}))
    assert r'"é \u001b \u007f \u009b \u202e \u2028 \ud800 \udb40\udc41 😀"' in text


def _paired(text: str) -> str:
    """Two halves of a surrogate pair, one behind the other, are one character to a reader of JSON."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


@given(
    st.lists(
        st.dictionaries(ANY_TEXT.map(_paired), ANY_TEXT | st.integers() | st.booleans() | st.none(), max_size=3),
        max_size=3,
    )
)
def test_json_reads_back(rows: list[dict[str, Any]]) -> None:
    text = data.as_json(report(*rows))
    assert is_plain(text.replace("\n", ""))
    text.encode("utf-8")
    expected = [{k: _paired(v) if isinstance(v, str) else v for k, v in row.items()} for row in rows]
    assert json.loads(text) == {"schema": 1, "kind": "actions", "as_at": "2017-10-03", "data": expected}


def test_csv_has_a_line_a_row() -> None:
    assert data.as_csv(report(ROW)) == (
        "ref,action,owners,due,days_late,slipped,extended,area\r\n"
        'CSIB-2017-09-12-04,"Report – with “figures”, and more",Gareth Bowen; Siân Poole-Nandy,2017-10-10,-3,true,'
        '"to: 2018-01-16, at: CSIB-2017-12-05, reason: Waits",\r\n'
    )


def test_csv_without_rows_keeps_its_header() -> None:
    assert data.as_csv(report()) == "ref,days_late\r\n"
    assert data.as_csv(report(), ["ref", "action"]) == "ref,action\r\n"


def test_csv_of_chosen_columns() -> None:
    assert (
        data.as_csv(report(ROW), ["due", "ref", "unknown"]) == "due,ref,unknown\r\n2017-10-10,CSIB-2017-09-12-04,\r\n"
    )


def test_rows_with_different_keys_share_one_header() -> None:
    assert data.as_csv(report({"a": "1"}, {"b": "2", "a": "3"})) == "a,b\r\n1,\r\n3,2\r\n"


def test_formulas_are_text() -> None:
    assert data.as_csv(report({"=a": ["=1+1", "x"], "b": "-2", "c": -2})) == "'=a,b,c\r\n'=1+1; x,'-2,-2\r\n"


@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT), min_size=1, max_size=4))
def test_csv_reads_back(rows: list[tuple[str, str]]) -> None:
    text = data.as_csv(report(*({"a": a, "b": b} for a, b in rows)))
    assert read_csv(text) == [["a", "b"], *([spreadsheet(a), spreadsheet(b)] for a, b in rows)]
    assert text.count("\r\n") == len(rows) + 1
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for row in read_csv(text) for cell in row)
