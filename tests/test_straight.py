"""An action typed in one look is what the fields of its entry say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.registers import make
from g2g import entries, straight, yamltext
from g2g.model import Action
from g2g.nodes import plain
from g2g.records import ACTION_FIELDS, WrongType, action_of
from g2g.store import Record
from tests.conftest import ROOT
from tests.planned import planned

VALUES = ("Ann", "2019-02-13", "2019-02-30", "''", "'it''s'", "'a: b'", "a:b – c", "- x", "Mend it  twice", "3", "red #2", "[x", "to: x", "é")
REF = "X-2019-01-01-01"


def by_field(text: str) -> Action | None:
    fields = entries.fields_of(text)
    return action_of(REF, fields) if fields is not None else None  # type: ignore[arg-type]


def test_every_action_of_a_record_is_the_same_both_ways(tmp_path: Path, folder: Path) -> None:
    for data in (planned(folder), make(tmp_path / "many", 1_000), ROOT / "data"):
        actions = Record(str(data)).actions
        for one in actions.file.found:
            text = actions.file.text.part(one.start(), one.end())
            assert straight.action_of((one[1] or b"").decode(), text) in (None, actions.action(one))


def test_it_is_the_usual_way_and_whoever_asks_for_counts_gets_the_same(tmp_path: Path) -> None:
    actions = Record(str(make(tmp_path / "many", 500))).actions
    texts = [(one, actions.file.text.part(one.start(), one.end())) for one in actions.file.found]
    assert all(straight.action_of((one[1] or b"").decode(), text) for one, text in texts)
    assert list(actions.select(None, brief_before=date.min)) == list(actions.select(None))


@st.composite
def entry(draw: st.DrawFn) -> str:
    """An entry with some of the fields, mostly in their order, each with a value or a list; not all of it is right."""
    names = [name for name in (*ACTION_FIELDS, "colour") if draw(st.integers(0, 2))]
    if not draw(st.integers(0, 4)):
        names = draw(st.permutations([*names, "due"]))
    lines = [f"{REF}:"]
    for name in names:
        values = draw(st.lists(st.sampled_from(VALUES), min_size=1, max_size=3))
        lines += [f"  {name}: {values[0]}"] if draw(st.integers(0, 3)) else [f"  {name}:", *(f"    - {value}" for value in values)]
    return "\n".join(lines) + draw(st.sampled_from(("\n", "\n\n", "\n\n# said\n\n")))


@given(entry())
def test_it_says_what_the_fields_say_or_leaves_the_entry_to_them(text: str) -> None:
    found = entries.scan(text.encode())
    if len(found) != 1 or isinstance(found[0], entries.Stretch):
        return
    straightly = straight.action_of(REF, text)
    try:
        slowly = by_field(text)
    except WrongType:
        assert straightly is None
        return
    assert straightly in (None, slowly)
    assert straightly is None or slowly is not None


@pytest.mark.parametrize(
    ("lines", "is_straight"),
    [
        ("  status: open\n  owner: Ann\n  action: Mend it\n", True),
        ("  owner:\n    - Ann\n    - Bob\n  action: Mend it\n\n# a comment\n", True),
        ("  due: at Easter\n  notes:\n    - 2019-01-02 Drafted\n", True),
        ("  action: Mend it\n  owner: Ann\n", False),
        ("  owner: Ann\n  owner: Bob\n", False),
        ("  owner: 'Ann'\n", False),
        ("  exempt: 3\n  action: Mend it\n", False),
        ("  colour: blue\n  action: Mend it\n", False),
        ("  notes:\n    - to: x\n", False),
    ],
)
def test_which_entries_are_typed_in_one_look(lines: str, is_straight: bool) -> None:
    text = f"{REF}:\n{lines}"
    found = straight.action_of(REF, text)
    assert (found is not None) == is_straight
    assert not is_straight or found == by_field(text)


# ---- a meeting's file ----------------------------------------------------------------------------

HELD = "body: X\nstatus: held\npresent:\n  - Ann\n  - 'O''Hara: x'\n  - name: Bob\n    role: Chair\nitems:\n  - number: 1\n    resolutions:\n      - ref: R1\n        text: That https://x be noted\n      - That it be so\n    lead: Ann\n  - Any other business\n"


def test_a_meeting_in_the_written_form_is_read_in_one_look() -> None:
    found = entries.nodes(HELD)
    assert found is not None
    assert straight.fields_of(HELD.encode()) == plain(found)


def test_the_meetings_of_the_record_are_the_same_both_ways() -> None:
    for path in (ROOT / "data" / "meetings").glob("*.yaml"):
        found = entries.nodes(path.read_text(encoding="utf-8"))
        assert found is not None
        assert straight.fields_of(path.read_bytes()) in (None, plain(found))


LINES = (
    "body: X", "status: held", "items:", "present:", "  - Ann", "  - 'Ann: x'", "  - number: 1", "    title: T", "    title:", "    resolutions:",
    "      - ref: R1", "        text: words", "      - words", "  - resolutions:", "  title: T", "      more", "- Ann", "", "# said", "   - Ann", "    - Ann",
    "  -  Ann", "a:b", "body: ''", "body: 'x", "text: |", "text: &a x", "  - - x", "body: x # y", "body: x: y", "body:", " body: X", "x y: z", "body:  x",
)  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=9), st.sampled_from(("", HELD)))
def test_a_meeting_says_what_the_careful_reader_says_or_is_left_to_it(lines: list[str], start: str) -> None:
    text = start + "\n".join(lines) + "\n"
    fields = straight.fields_of(text.encode())
    if fields is not None:
        assert fields == plain(yamltext.read(text, "a meeting"))


@pytest.mark.parametrize("change", [("held", "held # so"), ("Chair", "Chair\n    role: Clerk"), ("  - Ann", "  -  Ann"), ("lead: Ann", "lead:"), ("X", '"X"')])
def test_what_is_not_plain_in_a_meeting_is_left_to_the_careful_reader(change: tuple[str, str]) -> None:
    assert straight.fields_of(HELD.replace(*change).encode()) is None
