"""What is counted of an ended action by a look at a few lines is what the whole entry says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bench.registers import make
from g2g.brief import brief
from g2g.model import Action
from g2g.store import Record
from tests.planned import planned

COUNTED = ("ref", "status", "owners", "due", "item", "area", "recommendations", "closed", "body", "meeting", "raised", "exempt")


def counted(action: Action) -> tuple[object, ...]:
    return (*(getattr(action, name) for name in COUNTED), action.slipped(date(2026, 11, 21)))


@pytest.mark.parametrize("before", [date.min, date(2019, 2, 20), date(2024, 1, 1), date.max])
def test_the_same_is_counted_of_every_action(tmp_path: Path, folder: Path, before: date) -> None:
    for data in (planned(folder), make(tmp_path / "many", 2_000)):
        actions = Record(str(data)).actions
        whole = list(actions.select(None))
        some = list(actions.select(None, brief_before=before))
        assert [counted(a) for a in some] == [counted(a) for a in whole]
        # What is live, or ended since, is there with every word.
        assert all(a == b for a, b in zip(some, whole, strict=True) if a.is_live or not a.closed or a.closed >= before)


def test_long_ended_actions_are_given_without_their_words(tmp_path: Path) -> None:
    actions = Record(str(make(tmp_path / "many", 200))).actions
    ended = [a for a in actions.select(None, brief_before=date.max) if not a.is_live]
    assert ended
    assert {a.words for a in ended} == {""}


ENTRY = b"X-2019-01-01-01:\n  status: closed\n  closed: 2019-02-01\n  owner: Ann\n  due: 2019-01-20\n  action: Mend it\n"


@pytest.mark.parametrize(
    ("change", "to"),
    [
        (b"  owner: Ann\n", b"  owner:\n    - Ann\n    - Bob\n"),
        (b"  action", b"  exempt: 3\n  action"),
        (b"  action", b"  exempt:\n    - 3\n  action"),
        (b"  owner: Ann\n", b"  owner: Ann\n  owner: Bob\n"),
        (b"  closed: 2019-02-01\n", b""),
        (b"Mend it", b"Mend it, as X-2019-01-01-R3 says"),
        (b"2019-02-01", b"2019-03-01"),
        (b"2019-02-01", b"some day"),
    ],
)
def test_whatever_is_not_plain_is_left_to_be_read_whole(change: bytes, to: bytes) -> None:
    assert brief(b"X-2019-01-01-01", b"closed", ENTRY, b"2019-03-01") is not None
    assert brief(b"X-2019-01-01-01", b"closed", ENTRY.replace(change, to), b"2019-03-01") is None


def test_a_live_action_and_one_without_a_status_are_read_whole() -> None:
    assert brief(b"X-2019-01-01-01", b"open", ENTRY, b"2019-03-01") is None
    assert brief(b"X-2019-01-01-01", None, ENTRY, b"2019-03-01") is None


def test_quotes_are_taken_off() -> None:
    found = brief(b"X-2019-01-01-01", b"closed", ENTRY.replace(b"Ann", b"'Ann O''Hara'"), b"2019-03-01")
    assert found is not None
    assert found.owners == ("Ann O'Hara",)
