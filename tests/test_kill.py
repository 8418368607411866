"""A kill, or somebody's edit, before every file operation of a command: from outside, in processes of their own.

``killer/sitecustomize.py`` is put on the path of those processes and does the killing and the editing.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

from g2g import store
from g2g.cli import main
from g2g.problems import problems

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the operations are those of Linux")

HERE = Path(__file__).parent
RECORD = {
    "bodies.yaml": "CSIB:\n  name: Improvement Board\n",
    "people.yaml": "David Graham:\n  role: Head of SEND\n",
    "actions.yaml": (
        "# By hand.\n\nCSIB-2017-09-12-01:\n  status: open\n  owner: David Graham\n  due: 2017-10-10\n"
        "  action: Report on support for children with SEND\n"
    ),
    "meetings/CSIB-2017-09-12.yaml": "body: CSIB\ndate: 2017-09-12\nstatus: held\n",
    "meetings/CSIB-2017-10-10.yaml": "body: CSIB\ndate: 2017-10-10\nstatus: scheduled\n",
}
NOTE = ("note", "01", "Still to come")
COMMANDS = {
    "add": ("add", "Write to the schools", "--owner", "David Graham"),
    "close": ("close", "01"),
    "carry-forward": ("carry-forward",),
    "meeting add": ("meeting", "add", "14 November 2017", "--every", "second Tuesday", "--count", "3"),
    "meeting move": ("meeting", "move", "2017-10-10", "--to", "2017-10-17"),
    "init": ("init", "--body", "CSIB", "--name", "Improvement Board"),
}
# What a second run makes of what the first one finished already.
SAFE_TO_REPEAT = {"carry-forward", "init"}


def make_record(folder: Path) -> Path:
    for name, text in RECORD.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def start_of(command: str, folder: Path) -> Path:
    """The folder as it is before a command: for init there is nothing in it."""
    folder.mkdir(parents=True)
    return folder if command == "init" else make_record(folder)


class Job(NamedTuple):
    """A command to run in a process of its own, on a folder, with what is to happen to it there."""

    folder: Path
    args: Sequence[str]
    environ: dict[str, str]


class Run(NamedTuple):
    folder: Path
    status: int
    said: str

    @property
    def text(self) -> str:
        return (self.folder / "actions.yaml").read_text()


def command_line(folder: Path, args: Sequence[str]) -> list[str]:
    return ["--data", str(folder), "--today", "2017-09-20", *args]


def environment(extra: dict[str, str]) -> dict[str, str]:
    path = os.pathsep.join([str(HERE / "killer"), str(HERE.parent)])
    return {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", **extra}


def outside(folder: Path, args: Sequence[str], **environ: str) -> Run:
    """A g2g process from its very start, with the killer on its path."""
    done = subprocess.run(
        [sys.executable, "-m", "g2g", *command_line(folder, args)],
        env=environment(environ), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return Run(folder, done.returncode, done.stdout + done.stderr)


def all_outside(jobs: Sequence[Job]) -> list[Run]:
    """Many g2g processes, one after the other, forked from one that has read its modules already."""
    told = [(command_line(j.folder, j.args), j.environ, f"{j.folder.parent}.said") for j in jobs]
    rehearsal = shutil.copytree(jobs[0].folder.parent, f"{jobs[0].folder.parent}-rehearsal")
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, sitecustomize as s; s.run_each(sys.stdin.read(), '{rehearsal}/data')"],
        env=environment({}), input=json.dumps(told), capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    statuses = json.loads(done.stdout)
    return [Run(j.folder, n, Path(f"{j.folder.parent}.said").read_text()) for j, n in zip(jobs, statuses, strict=True)]


def inside(folder: Path, args: Sequence[str]) -> tuple[int, str]:
    """A g2g command in this process, for it is faster: its exit status and what it said."""
    said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said), pytest.raises(SystemExit) as left:
        main(command_line(folder, args))
    said.seek(0)
    return int(left.value.code or 0), said.read()


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def visible(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in everything(folder).items() if not os.path.basename(name).startswith(".")}


def operations(folder: Path, args: Sequence[str], **environ: str) -> list[str]:
    """The file operations of a command that is left alone."""
    log = folder.with_name("operations")
    (run,) = all_outside([Job(folder, args, {"G2G_COUNTED": str(log), **environ})])
    assert run.status == 0, run.said
    return log.read_text().split()


class Killed(NamedTuple):
    """What stood in the folder before a command, what stands there when it is left alone, and where it was killed."""

    before: dict[str, bytes]
    after: dict[str, bytes]
    folders: list[Path]


@pytest.fixture
def place() -> Iterator[Path]:
    with temporary_place() as folder:
        yield folder


@contextlib.contextmanager
def temporary_place() -> Iterator[Path]:
    # In memory, where there is such a folder: a kill is no loss of power, and to sync a disk takes its time.
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="module", params=COMMANDS)
def killed(request: pytest.FixtureRequest) -> Iterator[tuple[str, Killed]]:
    """A command, killed before each of its operations."""
    with temporary_place() as place:
        yield request.param, killed_at_each(request.param, place)


def killed_at_each(command: str, place: Path) -> Killed:
    alone = start_of(command, place / "alone" / "data")
    before = everything(alone)
    count = len(operations(alone, COMMANDS[command]))
    folders = [start_of(command, place / str(n) / "data") for n in range(1, count + 1)]

    jobs = [Job(folder, COMMANDS[command], {"G2G_KILL": str(n)}) for n, folder in enumerate(folders, 1)]
    assert {run.status for run in all_outside(jobs)} == {-signal.SIGKILL}
    print(f"{command}: {count} operations")
    return Killed(before, everything(alone), folders)


def copied(folder: Path, suffix: str) -> Path:
    # Linked, not copied: it is by its inode that a file is known which a kill left.
    return Path(shutil.copytree(folder, folder.with_name(folder.name + suffix), copy_function=os.link))


def test_a_kill_before_any_operation_leaves_each_file_old_or_new(killed: tuple[str, Killed]) -> None:
    _, (before, after, folders) = killed
    for folder in folders:
        found = visible(folder)
        assert found.keys() >= before.keys(), folder
        assert all(data in (before.get(name), after[name]) for name, data in found.items()), folder


def test_a_kill_leaves_at_most_one_hidden_file(killed: tuple[str, Killed]) -> None:
    _, (_, _, folders) = killed
    for folder in folders:
        hidden = everything(folder).keys() - visible(folder).keys()
        assert len(hidden) <= 1, folder
        assert all(name.endswith((".g2g-new", ".g2g-swap")) for name in hidden), folder


def test_after_a_kill_the_record_still_reads(killed: tuple[str, Killed]) -> None:
    _, (_, _, folders) = killed
    for folder in folders:
        broken = [p for p in problems(store.Record(str(folder))) if p.code == "broken-file"]
        assert not broken, folder


def test_after_a_kill_another_command_sweeps_and_works(killed: tuple[str, Killed]) -> None:
    command, (before, after, folders) = killed
    other = ("init",) if command == "init" else NOTE
    for folder in folders:
        folder = copied(folder, "-other")
        status, said = inside(folder, other)
        assert status == 0, said
        assert "rescued" not in said
        found = everything(folder)
        assert all(not os.path.basename(name).startswith(".") for name in found), folder
        changed = found.pop("actions.yaml")
        assert command == "init" or b"Still to come" in changed
        assert all(data in (before.get(name), after.get(name)) for name, data in found.items()), folder


def test_after_a_kill_the_same_command_completes(killed: tuple[str, Killed]) -> None:
    command, (_, after, folders) = killed
    for folder in folders:
        folder = copied(folder, "-same")
        done_already = visible(folder) == after
        status, said = inside(folder, COMMANDS[command])
        assert "g2g-" not in "".join(everything(folder)), folder
        if not done_already or command in SAFE_TO_REPEAT:
            assert status == 0 or is_half_done(command, folder, after), said
        if status == 0 and not (done_already and command == "add"):
            assert everything(folder) == after, folder


def is_half_done(command: str, folder: Path, after: dict[str, bytes]) -> bool:
    """Several files in one command, and the kill came between them: some meetings are there."""
    return command.startswith("meeting ") and visible(folder).keys() > RECORD.keys()


def test_a_meeting_half_moved_counts_as_moved(place: Path) -> None:
    folder = make_record(place / "data")
    steps = operations(make_record(place / "alone" / "data"), COMMANDS["meeting move"])
    between = steps.index("link") + 2
    assert outside(folder, COMMANDS["meeting move"], G2G_KILL=str(between)).status == -signal.SIGKILL
    assert (folder / "meetings" / "CSIB-2017-10-10.yaml").read_text() == RECORD["meetings/CSIB-2017-10-10.yaml"]
    calendar = store.Record(str(folder)).calendar
    following = calendar.next_scheduled("CSIB")
    assert following
    assert following.ref == "CSIB-2017-10-17"
    assert [m.ref for m in calendar.sittings("CSIB")] == ["CSIB-2017-09-12", "CSIB-2017-10-17"]


# -- somebody else's edit ----------------------------------------------------------------------

APPENDED = "printf '# an edit\\n' >> actions.yaml"
RENAMED = "{ cat actions.yaml; printf '# an edit\\n'; } > other.tmp && mv other.tmp actions.yaml"
# An editor that holds the text as it was when the command began.
STALE_IN_PLACE = "cat edited > actions.yaml"
STALE_RENAMED = "cp edited other.tmp && mv other.tmp actions.yaml"
EDITED = RECORD["actions.yaml"] + "# an edit\n"


def edited(place: Path, edit: str, at: int, kill: int = 0, **environ: str) -> Job:
    """A note made while somebody edits the file before the ``at``-th operation."""
    folder = make_record(place / "data")
    (place / "edited").write_text(EDITED)
    script = f"cd {folder} && {edit.replace('edited', '../edited')}"
    return Job(folder, NOTE, {"G2G_EDIT_AT": str(at), "G2G_EDIT": script, "G2G_KILL": str(kill), **environ})


def edited_at_each(place: Path, edit: str, **environ: str) -> tuple[list[str], list[Run]]:
    steps = operations(make_record(place / "alone" / "data"), NOTE, **environ)
    return steps, all_outside([edited(place / str(n), edit, n, **environ) for n in range(1, len(steps) + 1)])


def is_whole(run: Run) -> bool:
    """Both the edit and the note are there, once; or the command said why not, and the edit stands."""
    if run.status:
        return run.said.count("\n") == 1 and run.text == EDITED
    return run.text.count("# an edit") == 1 and run.text.count("Still to come") == 1


@pytest.mark.parametrize("edit", [APPENDED, RENAMED])
def test_an_edit_at_any_moment_is_kept_beside_the_change(place: Path, edit: str) -> None:
    _, runs = edited_at_each(place, edit)
    assert not [run for run in runs if not is_whole(run)]
    assert not [run for run in runs if visible(run.folder).keys() != RECORD.keys() or len(everything(run.folder)) != 5]


@pytest.mark.parametrize("edit", [STALE_IN_PLACE, STALE_RENAMED])
def test_an_edit_of_the_text_as_it_was_is_noticed_up_to_the_exchange(place: Path, edit: str) -> None:
    steps, runs = edited_at_each(place, edit)
    exchange = steps.index("dlopen") + 1
    assert not [run for run in runs[:exchange] if not is_whole(run)]
    # Later it is an edit of a file that was saved already, and stands like any other.
    assert not [run for run in runs[exchange:] if "# an edit" not in run.text]


def test_a_writer_who_is_not_done_yet_is_waited_for_or_refused(place: Path) -> None:
    """Somebody holds the file open, and writes only after the exchange."""
    slow = (
        "{ (exec 3>>actions.yaml; : > ../opened; sleep 0.4; printf '# an edit\\n' >&3) >/dev/null 2>&1 &"
        " while ! test -e ../opened; do sleep 0.01; done; }"
    )
    steps = operations(make_record(place / "alone" / "data"), NOTE)
    moments = (1, steps.index("fsync") + 1, steps.index("dlopen") + 1)
    runs = all_outside([edited(place / str(at), slow, at) for at in moments])
    until = time.monotonic() + 5
    while not all("# an edit" in run.text for run in runs) and time.monotonic() < until:
        time.sleep(0.05)
    assert all(is_whole(run) for run in runs), runs


@pytest.mark.parametrize("edit", [APPENDED, RENAMED])
def test_an_edit_and_then_a_kill_lose_nothing(place: Path, edit: str) -> None:
    steps = operations(make_record(place / "alone" / "data"), NOTE)
    exchange = steps.index("dlopen") + 1
    kills = range(exchange, len(steps) + 1)
    rescues = []
    for run in all_outside([edited(place / str(kill), edit, exchange, kill) for kill in kills]):
        assert run.status == -signal.SIGKILL
        status, said = inside(run.folder, ("note", "01", "Second"))
        assert (status, run.text.count("# an edit"), run.text.count("Second")) == (0, 1, 1), said
        assert visible(run.folder).keys() == RECORD.keys() == everything(run.folder).keys()
        rescues.append("back in its place" in said)
    # Not exchanged yet; exchanged, with the edit in hand; the edit put back.
    assert (rescues[0], rescues[1], rescues[-1]) == (False, True, False)


def test_without_an_exchange_only_the_moment_before_the_rename_remains(place: Path) -> None:
    steps, runs = edited_at_each(place, RENAMED, G2G_WITHOUT="renameat2")
    rename = steps.index("replace")
    compared = max(n for n in range(rename) if steps[n : n + 2] == ["open", "fstat"])
    assert not [run for n, run in enumerate(runs) if not is_whole(run) and not compared < n <= rename]


# -- other systems -----------------------------------------------------------------------------


@pytest.mark.parametrize("without", ["renameat2", "link", "fchown", "listxattr", "renameat2 link fchown"])
@pytest.mark.parametrize("command", ["close", "meeting move"])
def test_a_system_without_some_calls_writes_the_same(place: Path, without: str, command: str) -> None:
    plain, poor = make_record(place / "plain" / "data"), make_record(place / "poor" / "data")
    assert inside(plain, COMMANDS[command])[0] == 0
    done = outside(poor, COMMANDS[command], G2G_WITHOUT=without)
    assert done.status == 0, done.said
    assert everything(poor) == everything(plain)


# -- commands at once --------------------------------------------------------------------------


def test_twenty_notes_at_once_are_all_there(place: Path) -> None:
    folder = make_record(place / "data")
    with ThreadPoolExecutor(20) as pool:
        runs = list(pool.map(lambda n: outside(folder, ("note", "01", f"Note {n} of many")), range(20)))
    assert {run.status for run in runs} == {0}
    text = (folder / "actions.yaml").read_text()
    assert sorted(n for n in range(20) for _ in range(text.count(f" Note {n} of many\n"))) == list(range(20))
    assert everything(folder).keys() == RECORD.keys()
