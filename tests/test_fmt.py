"""The written form on request: the same meaning, the same comments, and nothing to do the second time."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g.entryfile import EntryFile
from g2g.files import Text
from g2g.form import _unended, formatted
from g2g.records import ACTION_FIELDS
from tests.conftest import Clerk, write
from tests.test_archive import random_record

BY_HAND = """\
# The actions of an invented board.


# Chased twice.
HWB-2019-02-13-02: # the rings
    action: "Agree where the new mooring rings go"   # see the plan
    owner: [Tomos Rees, 'Tomos Vaughan']  # both
    # Not ours:
    x_file: {shelf: B, box: 12}
    status: 'open'

    # The meeting moved it.
    due: "2019-04-10"
# Below the rings.

# A paragraph of its own.

"HWB-2019-02-13-01": {status: open, owner: Nia Rowlands, due: 2019-03-06, action: Report on dredging}
HWB-2019-02-13-03:
  status: proposed
  notes:
    - 2019-03-01 Drafted
    # inside
    - 2019-03-02 Sent
  action: Put up a notice
HWB-2019-02-13-04:
  status: open
  action: >-
    Watch what the ministry
    decides on pilotage
# The end.
"""
WRITTEN = """\
# The actions of an invented board.

# A paragraph of its own.

HWB-2019-02-13-01:
  status: open
  owner: Nia Rowlands
  due: 2019-03-06
  action: Report on dredging

# Chased twice.
HWB-2019-02-13-02: # the rings
  status: open
  owner:  # both
    - Tomos Rees
    - Tomos Vaughan
  # The meeting moved it.
  due: 2019-04-10
  # Not ours:
  x_file:
    shelf: B
    box: '12'
  action: Agree where the new mooring rings go   # see the plan
# Below the rings.

HWB-2019-02-13-03:
  status: proposed
  notes:
    - 2019-03-01 Drafted
    # inside
    - 2019-03-02 Sent
  action: Put up a notice

HWB-2019-02-13-04:
  status: open
  action: Watch what the ministry decides on pilotage
# The end.
"""


def file_of(text: str) -> EntryFile:
    return EntryFile(Text("data/actions.yaml", "data/actions.yaml", text.encode(), text.encode()), ACTION_FIELDS)


def says(file: EntryFile) -> dict[str, object]:
    return {key: _unended(file.fields(one)) for key, one in zip(file.keys(), file.found, strict=True)}


def comment_words(text: str) -> list[str]:
    return sorted(line[line.index("#") :] for line in text.split("\n") if "#" in line)


def test_entries_are_written_anew_in_order_with_their_comments(clerk: Clerk) -> None:
    write(clerk.folder / "actions.yaml", BY_HAND)
    said = clerk("fmt")
    assert clerk.actions == WRITTEN
    assert said == (
        "Put data/actions.yaml into the written form: 3 entries written anew.\n"
        "  HWB-2019-02-13-02  written anew\n  HWB-2019-02-13-01  written anew\n  HWB-2019-02-13-04  written anew\n"
        "  HWB-2019-02-13-01  moved to its place\n"
        "  HWB-2019-02-13-03  left as it is: a comment stands inside its “notes”\n"
    )
    assert clerk("fmt").startswith("data/actions.yaml is in the written form already.\n  HWB-2019-02-13-03  left as it is")
    assert clerk.actions == WRITTEN


def test_a_dry_run_writes_nothing(clerk: Clerk) -> None:
    write(clerk.folder / "actions.yaml", BY_HAND)
    assert clerk("fmt -n").startswith("Not written, for this is a dry run: Put data/actions.yaml into the written form")
    assert clerk.actions == BY_HAND


def test_what_g2g_wrote_is_left_to_the_byte(clerk: Clerk) -> None:
    clerk("fmt")
    before = clerk.actions
    assert clerk("fmt") == "data/actions.yaml is in the written form already.\n"
    clerk("note 02-13-01 Drafted")
    clerk("fmt")
    assert clerk.actions == before.replace("  action: Report", "  notes:\n    - 2019-03-11 Drafted\n  action: Report")


@pytest.mark.parametrize("form", ["crlf", "bom", "no end"])
def test_the_form_of_the_file_stays(clerk: Clerk, form: str) -> None:
    def in_form(text: str) -> bytes:
        raw = text.encode()
        return {"crlf": raw.replace(b"\n", b"\r\n"), "bom": b"\xef\xbb\xbf" + raw, "no end": raw[:-1]}[form]

    (clerk.folder / "actions.yaml").write_bytes(in_form(BY_HAND))
    clerk("fmt")
    assert (clerk.folder / "actions.yaml").read_bytes() == in_form(WRITTEN)


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ("  action: |\n    One\n    Two\n", "a value of it can stand on no single line"),
        ("  odd: [[a], b]\n  action: Do\n", "a value of it can stand on no single line"),
        ("  owner: [A, # first\n    B]\n  action: Do\n", "a comment stands inside its “owner”"),
        ("  action: > # folded\n    Do\n", "a comment stands inside its “action”"),
    ],
)
def test_what_would_lose_something_is_left_and_said(clerk: Clerk, entry: str, why: str) -> None:
    text = f"HWB-2019-02-13-01:\n  due: 2019-04-01\n  status: open\n{entry}"
    write(clerk.folder / "actions.yaml", text)
    assert f"left as it is: {why}" in clerk("fmt")
    assert clerk.actions == text


def test_two_of_one_reference_are_refused(clerk: Clerk) -> None:
    text = clerk.actions + "\n" + clerk.actions.partition("\n\n")[2]
    write(clerk.folder / "actions.yaml", text)
    clerk("fmt", status=1)
    assert clerk.actions == text


def test_an_empty_file_stays_empty(clerk: Clerk) -> None:
    for text in ("", "# Nothing yet.\n", "\n\n"):
        write(clerk.folder / "actions.yaml", text)
        clerk("fmt")
        assert clerk.actions == text


def is_well_formed(text: str) -> None:
    before = file_of(text)
    done = formatted(before)
    body = done.body.decode()
    print(f"{text}\n---\n{body}")
    after = file_of(body)
    assert says(after) == says(before)
    assert comment_words(body) == comment_words(text)
    assert after.keys() == sorted(before.keys())
    again = formatted(after)
    assert (again.body, again.rewritten, again.moved) == (done.body, (), ())
    assert again.left == () or {key for key, _ in again.left} == {key for key, _ in done.left}


@pytest.mark.parametrize("seed", range(200))
def test_any_record_by_hand_keeps_its_meaning_and_comments(seed: int) -> None:
    is_well_formed(random_record(random.Random(seed)))


VALUE = st.sampled_from(
    ["open", "'it''s'", '"a: b"', "2019-03-06", "'no'", "[A, B]", "[]", "''", "{a: b, c: d}", "~", "12", "'012'", "A # b", "é – ü",
     "\n      - A\n      - B", "\n    - to: 2019-04-01\n      at: 2019-03-06\n      reason: 'x: y'", ">\n      Folded\n      text", '"\\u00e9"',
     "\n      a: b\n      c: d", "A\n      B"]
)  # fmt: skip
FIELD = st.tuples(st.sampled_from([*ACTION_FIELDS, "x_one", "Two words", "x3"]), VALUE, st.sampled_from(["", "", "", "    # above\n", "\n"]))
ENTRY = st.tuples(st.integers(1, 99), st.lists(FIELD, max_size=7, unique_by=lambda field: field[0]), st.sampled_from(["", "# lead\n", "# apart\n\n"]))


@given(st.lists(ENTRY, min_size=1, max_size=6, unique_by=lambda entry: entry[0]), st.sampled_from(["", "# head\n\n", "# head\n"]))
def test_any_fields_keep_their_meaning_and_comments(rows: list[tuple[int, list[tuple[str, str, str]], str]], head: str) -> None:
    text = head
    for number, fields, lead in rows:
        text += f"{lead}HWB-2019-02-13-{number:02}:\n" + "".join(f"{above}    {name}: {value}\n" for name, value, above in fields) + "\n"
    is_well_formed(text)
