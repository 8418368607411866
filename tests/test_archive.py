"""Ended actions moved to the years in which they were closed: byte for byte, found by every command, whole after a kill."""

from __future__ import annotations

import json
import os
import random
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from g2g.entryfile import EntryFile
from g2g.files import read
from g2g.model import Change
from g2g.records import ACTION_FIELDS
from g2g.saving import save
from g2g.store import Record
from tests.conftest import Clerk, write
from tests.test_kill import Job, all_outside, copied, everything, inside, operations, temporary_place
from tests.test_undo import clone, held  # noqa: F401

OLD = """\
# The actions of an invented board.

# Chased twice.
HWB-2016-11-16-02:
  status: closed   # at last
  closed: 2017-01-11
  confirmed: HWB-2017-01-11
  outcome: 'Paid: all of it'
  owner: [Tomos Rees, Nia Rowlands]
  x_file: B/12
  action: >
    Pay the diver,
    and thank him
  # Cheque 1007.

HWB-2016-11-16-10:
  status: withdrawn
  closed: 2016-12-01
  outcome: No longer wanted
  owner: Tomos Rees
  action: Ask for a second crane
# This stands below it.

HWB-2017-01-11-01:
  status: referred
  closed: 2017-01-20
  referred_to: Council
  owner: Tomos Rees
  exempt: 3
  action: Settle the claim

HWB-2019-02-13-01:
  status: open
  owner: Nia Rowlands
  due: 2019-03-06
  action: Report on the cost of dredging

HWB-2019-02-13-02:
  status: proposed
  closed: 2019-02-14
  owner: Nia Rowlands
  action: Put up a notice
"""
LEFT = """\
# The actions of an invented board.

HWB-2019-02-13-01:
  status: open
  owner: Nia Rowlands
  due: 2019-03-06
  action: Report on the cost of dredging

HWB-2019-02-13-02:
  status: proposed
  closed: 2019-02-14
  owner: Nia Rowlands
  action: Put up a notice
"""


def between(first: str, end: str) -> str:
    return OLD[OLD.index(first) : OLD.index(end)].rstrip("\n") + "\n"


YEARS = {
    "archive/2016.yaml": between("HWB-2016-11-16-10", "HWB-2017-01-11-01:"),
    "archive/2017.yaml": between("# Chased", "HWB-2016-11-16-10") + "\n" + between("HWB-2017-01-11-01:", "HWB-2019-02-13-01"),
}


@pytest.fixture
def old(clerk: Clerk) -> Clerk:
    """A clerk whose record has ended actions of past years."""
    write(clerk.folder / "actions.yaml", OLD)
    for ref in ("HWB-2016-11-16", "HWB-2017-01-11"):
        write(clerk.folder / "meetings" / f"{ref}.yaml", f"body: HWB\ndate: {ref[-10:]}\nstatus: held\n")
    return clerk


@pytest.fixture
def archived(old: Clerk) -> Clerk:
    """The same clerk, once they are archived."""
    old("archive --before 2018-01-01")
    return old


def texts(folder: Path) -> dict[str, str]:
    return {name: data.decode() for name, data in everything(folder).items() if name.startswith(("actions", "archive"))}


def test_ended_actions_move_to_their_years_byte_for_byte_with_their_comments(old: Clerk) -> None:
    """The exempt one among them moves, and is neither told nor counted."""
    said = old("archive --before 2018-01-01")
    assert said.startswith("Archived 2 actions: 1 to archive/2016.yaml, 1 to archive/2017.yaml.\n  HWB-2016-11-16-02  Pay the diver")
    assert texts(old.folder) == {"actions.yaml": LEFT, **YEARS}
    assert old("archive --before 2018-01-01") == "Nothing to archive: no ended action was closed before 1 January 2018.\n"


def test_a_dry_run_writes_nothing(old: Clerk) -> None:
    before = everything(old.folder)
    assert old("archive --before 2018-01-01 -n").startswith("Not written, for this is a dry run: Archived 2 actions")
    assert everything(old.folder) == before


def test_what_is_live_or_was_closed_later_stays(old: Clerk) -> None:
    old("archive --before 2017-01-11")
    assert set(texts(old.folder)) == {"actions.yaml", "archive/2016.yaml"}
    old("archive --before 2030-01-01")
    assert texts(old.folder) == {"actions.yaml": LEFT, **YEARS}


def test_one_body_can_be_archived_alone(old: Clerk) -> None:
    write(old.folder / "actions.yaml", OLD + "\nPIL-2016-01-01-01:\n  status: closed\n  closed: 2016-02-01\n  action: Buy a launch\n")
    write(old.folder / "bodies.yaml", (old.folder / "bodies.yaml").read_text() + "\nPIL:\n  name: Pilotage\n")
    old("archive --before 2018-01-01 --body pil")
    assert texts(old.folder) == {
        "actions.yaml": OLD, "archive/2016.yaml": "PIL-2016-01-01-01:\n  status: closed\n  closed: 2016-02-01\n  action: Buy a launch\n",
    }  # fmt: skip
    old("archive --before 2018-01-01 --body nobody", status=1)


def test_it_is_undone_and_done_again_whole(clone: Path, old: Clerk) -> None:  # noqa: F811
    before = held(old)
    old("archive --before 2018-01-01 --commit")
    after = held(old)
    old("undo --commit")
    assert held(old) == before
    old("redo")
    assert held(old) == after


def test_line_ends_are_those_of_the_record(old: Clerk) -> None:
    (old.folder / "actions.yaml").write_bytes(OLD.replace("\n", "\r\n").encode())
    old("archive --before 2018-01-01")
    assert texts(old.folder) == {n: t.replace("\n", "\r\n") for n, t in {"actions.yaml": LEFT, **YEARS}.items()}


# ---- found ---------------------------------------------------------------------------------------


def test_every_view_finds_what_is_archived(archived: Clerk) -> None:
    shown = archived("show HWB-2016-11-16-10")
    assert "Ask for a second crane" in shown
    assert "data/archive/2016.yaml, line 1" in shown
    assert archived("show 16-10") == archived("show 2016-11-16-10") == shown
    assert "second crane" in archived("search crane")
    every = json.loads(archived("list --status all --json"))["data"]
    assert [row["ref"] for row in every] == [
        "HWB-2016-11-16-10", "HWB-2016-11-16-02", "HWB-2019-02-13-01", "HWB-2019-02-13-02",
    ]  # fmt: skip
    assert "second crane" in archived("list --status withdrawn")
    assert "Pay the diver" in archived("list --status closed --owner 'Tomos Rees'")
    assert "second crane" in archived("meeting show HWB-2016-11-16")
    assert "Settle" not in archived("search claim")
    assert "Settle" in archived("search claim --exempt")


def test_the_live_ones_are_listed_without_the_archive_being_read(archived: Clerk) -> None:
    (archived.folder / "archive" / "2016.yaml").write_bytes(b"\xff: broken\n")
    for line in ("list", "overdue", "status", "show 02-13-01", "note 02-13-01 Drafted", "close 02-13-01", "list --body HWB"):
        archived(line)
    archived("list --status all", status=1)
    assert "2016.yaml:1" in archived.err


def test_a_note_on_an_archived_action_is_put_where_it_stands(archived: Clerk) -> None:
    archived("note 2016-11-16-10 'The crane came after all'")
    assert texts(archived.folder) == {
        "actions.yaml": LEFT, **YEARS,
        "archive/2016.yaml": YEARS["archive/2016.yaml"].replace(
            "  action: Ask", "  notes:\n    - 2019-03-11 The crane came after all\n  action: Ask"
        ),
    }  # fmt: skip


def test_reopen_brings_an_action_back_to_its_place(archived: Clerk) -> None:
    archived("reopen 11-16-2 --reason 'He was not paid'")
    now = texts(archived.folder)
    assert now["archive/2016.yaml"] == YEARS["archive/2016.yaml"]
    assert now["archive/2017.yaml"] == between("HWB-2017-01-11-01:", "HWB-2019-02-13-01")
    assert now["actions.yaml"].startswith("# The actions of an invented board.\n\n# Chased twice.\nHWB-2016-11-16-02:\n  status: open   # at last\n")
    assert now["actions.yaml"].endswith("  # Cheque 1007.\n\n" + LEFT.partition("\n\n")[2])
    assert "He was not paid" in archived("show 11-16-2")


def test_live_actions_come_first_and_ended_ones_where_they_are_meant(archived: Clerk) -> None:
    write(archived.folder / "actions.yaml", LEFT.replace("HWB-2019-02-13-02", "HWB-2019-02-16-10"))
    assert "Put up a notice" in archived("show 16-10")
    archived("reopen 16-10 --reason Wrong")
    assert "reopened" in archived.actions.lower()
    archived("reopen 16-10 --reason Wrong")
    assert "second crane" in archived.actions


def test_an_archived_action_is_not_closed_again(archived: Clerk) -> None:
    archived("close HWB-2016-11-16-10", status=1)
    assert "is withdrawn already" in archived.err


def test_a_number_that_was_given_is_never_given_again(archived: Clerk) -> None:
    archived("add Buy rope --owner Nia --meeting HWB-2016-11-16")
    assert "HWB-2016-11-16-11:" in archived.actions
    archived("add Buy twine --owner Nia --meeting HWB-2017-01-11")
    assert "HWB-2017-01-11-02:" in archived.actions


def test_a_duty_that_recurs_counts_on_from_its_archived_occurrences(clerk: Clerk) -> None:
    clerk("add Inspect the fenders --owner Nia --due 2019-03-31 --recurs monthly --meeting 2019-02-13")
    for number in ("05", "05.2"):
        clerk(f"close HWB-2019-02-13-{number}")
        clerk("archive --before 2020-01-01")
    assert "due: 2019-05-31" in clerk("show HWB-2019-02-13-05.3 --json") or "2019-05-31" in clerk.actions
    clerk("reopen HWB-2019-02-13-05.2 --reason Early")
    clerk("close HWB-2019-02-13-05.2")
    assert clerk.actions.count("-05.3:") == 1


# ---- wrong ---------------------------------------------------------------------------------------


def test_two_actions_of_one_reference_are_not_mixed(old: Clerk) -> None:
    write(old.folder / "archive" / "2016.yaml", "HWB-2016-11-16-10:\n  status: closed\n  closed: 2016-12-03\n  action: Quite another\n")
    before = everything(old.folder)
    old("archive --before 2018-01-01", status=1)
    assert "stands in data/actions.yaml and, with other words, in data/archive/2016.yaml" in old.err
    assert everything(old.folder) == before
    assert "second crane" in old("show HWB-2016-11-16-10")


def test_check_looks_at_the_archive(archived: Clerk) -> None:
    path = archived.folder / "archive" / "2016.yaml"
    write(path, path.read_text().replace("status: withdrawn", "status: open").replace("closed: 2016-12-01", "closed: soon"))
    write(archived.folder / "archive" / "2015.yaml", LEFT)
    write(archived.folder / "archive" / "2014.yaml", "<<<<<<< ours\n")
    said = archived("check", status=1)
    assert "data/archive/2016.yaml:1: HWB-2016-11-16-10 is open: move it to actions.yaml. [archived-but-live]" in said
    assert "data/archive/2016.yaml:3: HWB-2016-11-16-10: “soon” is no date; write it like 2017-10-10. [not-a-date]" in said
    assert "data/archive/2015.yaml:3: HWB-2019-02-13-01 stands in data/actions.yaml too" in said
    assert "[archived-twice]" in said
    assert "data/archive/2014.yaml:1: " in said


def test_links_and_pipes_in_the_archive_are_not_read(archived: Clerk, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    write(secret, "HWB-2015-01-01-01:\n  status: closed\n  action: Secret\n")
    (archived.folder / "archive" / "2015.yaml").symlink_to(secret)
    assert "link that leads out" in archived("check", status=1)
    archived("list --status all", status=1)
    (archived.folder / "archive" / "2015.yaml").unlink()
    os.mkfifo(archived.folder / "archive" / "2015.yaml")
    archived("list --status all", status=1)
    archived("list")


# ---- any record ----------------------------------------------------------------------------------


def random_record(chance: random.Random) -> str:
    """Entries in several hands, with comments above, inside, behind and below them."""
    parts = [chance.choice(["", "# A head.\n\n", "\n"])]
    numbers = sorted(chance.sample(range(1, 90), chance.randint(1, 9)))
    if chance.random() < 0.3:
        chance.shuffle(numbers)
    for number in numbers:
        status = chance.choice(["open", "closed", "withdrawn", "proposed"])
        parts.append("# Above.\n" * chance.choice([0, 0, 1, 2]))
        parts.append(f"HWB-2016-01-01-{number:02}:\n  status: {status}\n  closed: 201{chance.randint(6, 8)}-05-0{chance.randint(1, 9)}\n")
        parts.append(chance.choice(["", "  # Inside.\n", "  odd: {a: 'b', c: [d]}\n", '  outcome: "So \\u00e9"\n', "  outcome: é # behind\n"]))
        parts.append(f"  action: {chance.choice(['Do', '>' + chr(10) + '    Do', '|' + chr(10) + '    Do'])} number {number}\n")
        parts.append(chance.choice(["\n", "\n", "\n\n", "  # Indented.\n\n", "# Below.\n\n", ""]))
    return "".join(parts)


def meaning(*files: EntryFile) -> dict[str, object]:
    return {(one[1] or b"").decode(): file.fields(one) for file in files for one in file.found}


@pytest.mark.parametrize("seed", range(150))
def test_any_record_says_the_same_after_and_loses_no_comment(tmp_path: Path, seed: int) -> None:
    text = random_record(random.Random(seed))
    print(text)
    write(tmp_path / "data" / "actions.yaml", text)
    record = Record(str(tmp_path / "data"))
    before = meaning(record.actions.file)
    old = [a for a in record.actions.unarchived() if not a.is_live and a.closed and a.closed.year < 2018]
    save(str(tmp_path / "data"), lambda _: Change("Archived.", archived=tuple((a.ref, a.closed.year) for a in old if a.closed)))
    after = texts(tmp_path / "data")
    for name, year in after.items():
        print(f"--- {name}\n{year}")
    files = [EntryFile(read(str(tmp_path / "data"), name), ACTION_FIELDS) for name in after]
    assert meaning(*files) == before
    lines = sorted(line for line in text.split("\n") if line)
    assert sorted(line for year in after.values() for line in year.split("\n") if line) == lines


# ---- killed --------------------------------------------------------------------------------------

ARCHIVE = ("archive", "--before", "2018-01-01")
REOPEN = ("reopen", "HWB-2016-11-16-10", "--reason", "Wanted")


@pytest.fixture
def place() -> Iterator[Path]:
    with temporary_place() as folder:
        yield folder


def make_old(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "actions.yaml").write_text(OLD)
    for ref in ("HWB-2016-11-16", "HWB-2017-01-11"):
        write(folder / "meetings" / f"{ref}.yaml", f"body: HWB\ndate: {ref[-10:]}\nstatus: held\n")
    return folder


def says(folder: Path) -> list[tuple[str, str]]:
    record = Record(str(folder))
    return sorted((a.ref, a.status) for a in record.actions.select(None))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the operations are those of Linux")
def test_a_killed_archiving_never_lies_and_the_next_one_completes_it(place: Path) -> None:
    alone = make_old(place / "alone" / "data")
    count = len(operations(alone, ARCHIVE))
    goal, said = texts(alone), says(alone)
    folders = [make_old(place / str(n) / "data") for n in range(1, count + 1)]
    runs = all_outside([Job(folder, ARCHIVE, {"G2G_KILL": str(n)}) for n, folder in enumerate(folders, 1)])
    assert {run.status for run in runs} == {-signal.SIGKILL}
    halves = 0
    for folder in folders:
        assert says(folder) == said
        halves += "archived-twice" in inside(folder, ("check",))[1]
        # A later run with an earlier day settles what is there twice; the same one completes it.
        other = copied(folder, "-other")
        assert inside(other, ("archive", "--before", "2010-01-01"))[0] == 0
        assert says(other) == said
        assert "archived-twice" not in inside(other, ("check",))[1]
        assert inside(folder, ARCHIVE)[0] == 0
        assert texts(folder) == goal
    assert halves > 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the operations are those of Linux")
def test_a_killed_reopening_counts_once_and_is_settled(place: Path) -> None:
    def start(name: str) -> Path:
        folder = make_old(place / name / "data")
        assert inside(folder, ARCHIVE)[0] == 0
        return folder

    alone = start("alone")
    before = says(alone)
    count = len(operations(alone, REOPEN))
    after, goal = says(alone), texts(alone)
    folders = [start(str(n)) for n in range(1, count + 1)]
    runs = all_outside([Job(folder, REOPEN, {"G2G_KILL": str(n)}) for n, folder in enumerate(folders, 1)])
    assert {run.status for run in runs} == {-signal.SIGKILL}
    for folder in folders:
        state = says(folder)
        assert state in (before, after)
        assert inside(folder, ARCHIVE)[0] == 0
        assert says(folder) == state
        if state == after:
            assert {n: t for n, t in texts(folder).items() if t} == {n: t for n, t in goal.items() if t}


def test_an_old_number_finds_its_action_in_the_archive_too_and_never_one_of_two(clerk: Clerk) -> None:
    text = clerk.actions.replace("  action: Replace the lamps", "  formerly: 'Q''46.1, pier-6b'\n  action: Replace the lamps")
    write(clerk.folder / "actions.yaml", text.replace("  action: Put up a notice", "  formerly: 46.2\n  action: Put up a notice"))
    assert "Replace the lamps" in clerk(["show", "Q'46.1"])
    clerk("archive --before 2019-03-01")
    assert (clerk.folder / "archive" / "2019.yaml").exists()
    for number in ("Q'46.1", "q'46.1", "PIER-6B"):
        assert "Replace the lamps" in clerk(["show", number])
    assert "Put up a notice" in clerk("show 46.2")
    for number in ("46.1", "46", "6b", "pier"):
        clerk(["show", number], status=1)
    archive = clerk.folder / "archive" / "2019.yaml"
    write(archive, archive.read_text(encoding="utf-8") + "\nHWB-2019-01-16-02:\n  status: closed\n  closed: 2019-02-11\n  formerly:\n    pier-6b\n  action: Oil it\n")
    clerk("show pier-6b", status=1)
    assert clerk.err == "g2g: “pier-6b” could be 2 actions: HWB-2019-01-16-01 or HWB-2019-01-16-02. Type more of it.\n"
