"""The record that comes with the project: it can be read, and carrying it forward adds lines and no more."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from g2g.problems import problems
from g2g.store import Record
from tests.conftest import ROOT, run_g2g

TODAY = {"G2G_TODAY": "2017-10-02"}


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The record under git, committed."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "The record"]):
        git(tmp_path, *words)
    return tmp_path


def git(where: Path, *words: str) -> str:
    identity = ["-c", "user.name=Clerk", "-c", "user.email=clerk@example.org", "-c", "core.autocrlf=false"]
    return subprocess.run(["git", *identity, *words], cwd=where, check=True, capture_output=True, text=True).stdout


def test_the_board_left_nine_actions_with_their_owners() -> None:
    record = Record(str(ROOT / "data"))
    assert [(a.ref[-2:], *a.owners) for a in record.actions.select(None, body="CSIB")] == [
        ("01", "Natasha Wright"), ("02", "Tony Crane"), ("03", "Louise Taylor"), ("04", "David Graham"), ("05", "Louise Storey"),
        ("06", "Amanda Hatton"), ("07", "Amanda Hatton"), ("08", "Jane Booth"), ("09", "Jane Booth"),
    ]  # fmt: skip


def test_the_dates_are_those_that_the_minutes_give_and_no_others() -> None:
    record = Record(str(ROOT / "data"))
    dated = {a.ref[-2:]: (str(a.due or ""), a.due_said) for a in record.actions.select(None) if a.due or a.due_said}
    assert dated == {
        "01": ("", "at the December Board meeting"),
        "04": ("2017-10-10", "at the October Board meeting"),
        "07": ("2017-10-10", "to the next Board"),
        "09": ("", "prior to the meeting"),
    }


def test_both_bodies_have_every_meeting_that_is_known() -> None:
    record = Record(str(ROOT / "data"))
    assert [(m.ref, m.status) for m in record.calendar.meetings] == [
        ("CSIB-2017-06-06", "held"), ("CSIB-2017-09-12", "held"), ("CSIB-2017-10-10", "scheduled"),
        ("CSSC-2018-03-14", "held"), ("CSSC-2018-07-04", "held"), ("CSSC-2018-10-10", "held"),
        ("CSSC-2018-12-05", "scheduled"), ("CSSC-2019-04-10", "held"),
    ]  # fmt: skip


def test_resolutions_are_numbered_through_each_meeting() -> None:
    record = Record(str(ROOT / "data"))
    counts = {}
    for ref in record.meeting_refs():
        refs = [r.ref for item in record.proceedings(ref).items for r in item.resolutions]
        assert refs == [f"{ref}-R{n}" for n in range(1, len(refs) + 1)]
        counts[ref] = len(refs)
    assert {ref: n for ref, n in counts.items() if n} == {
        "CSIB-2017-09-12": 2, "CSSC-2018-03-14": 2, "CSSC-2018-10-10": 6, "CSSC-2019-04-10": 6,
    }  # fmt: skip


def test_everybody_who_owns_an_action_is_in_people_and_vicky_gent_is_victoria() -> None:
    from g2g.people import Directory

    record = Record(str(ROOT / "data"))
    directory = Directory(record.people)
    assert all(directory.knows(owner) for owner in record.actions.owners())
    assert directory.find("Vicky Gent") == "Victoria Gent"


def test_the_plan_has_its_six_key_areas() -> None:
    from g2g import files
    from g2g.nodes import plain
    from g2g.smallfile import small_file

    plan = plain(small_file(files.read(str(ROOT / "data"), "plan.yaml")))
    assert isinstance(plan, dict)
    assert [area["number"] for area in plan["areas"]] == ["1", "2", "3", "4", "5", "6"]  # type: ignore[index, union-attr]


def test_carrying_it_forward_adds_two_lines_to_each_of_nine_actions_and_does_so_once(clone: Path) -> None:
    first = run_g2g("carry-forward", cwd=clone, **TODAY)
    assert first.stdout.startswith("Carried 9 actions forward to CSIB-2017-10-10.\n")
    diff = git(clone, "diff", "--unified=0", "--", "data").split("\n")
    changed = [line for line in diff if line[:1] in "+-" and line[:3] not in ("+++", "---") and line]
    assert changed == ["+  carried:", "+    - CSIB-2017-10-10"] * 9
    assert git(clone, "status", "--porcelain") == " M data/actions.yaml\n"
    after = (clone / "data" / "actions.yaml").read_bytes()
    second = run_g2g("carry-forward", cwd=clone, **TODAY)
    assert second.stdout.startswith("Nothing to carry forward")
    assert (clone / "data" / "actions.yaml").read_bytes() == after


def test_what_check_finds_is_what_the_documents_leave_open() -> None:
    found = [(p.code, p.sentence.split(":")[0]) for p in problems(Record(str(ROOT / "data")))]
    assert found == [
        ("no-due-date", "CSIB-2017-09-12-03"), ("no-due-date", "CSIB-2017-09-12-05"),
        ("no-due-date", "CSIB-2017-09-12-06"), ("no-due-date", "CSIB-2017-09-12-08"),
        ("not-held", "CSSC-2018-12-05"),
    ]  # fmt: skip
