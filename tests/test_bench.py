"""The benchmark's registers are what they say: in the written form, of the size asked for, three in ten open."""

from __future__ import annotations

import sys
from pathlib import Path

from g2g import entries
from g2g.problems import problems
from g2g.store import Record
from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "bench"))
import registers


def test_a_register_is_read_by_the_strict_pass_alone_and_nothing_is_wrong_in_it(tmp_path: Path) -> None:
    folder = registers.make(tmp_path / "data", 600)
    body = (folder / "actions.yaml").read_bytes()
    assert not any(isinstance(one, entries.Stretch) for one in entries.scan(body))
    record = Record(str(folder))
    actions = list(record.actions.select(None))
    assert len(actions) == 600
    assert 0.2 < sum(a.is_live for a in actions) / 600 < 0.4
    assert 250 < len(body) / 600 < 450
    assert {p.code for p in problems(record)} <= {"no-meeting"}


def test_the_same_register_is_made_every_time(tmp_path: Path) -> None:
    one, other = (registers.make(tmp_path / name / "data", 120) for name in "ab")
    assert (one / "actions.yaml").read_bytes() == (other / "actions.yaml").read_bytes()
