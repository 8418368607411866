"""What the tests share: a data folder of an invented board, and a clerk who types commands at it."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from g2g.cli import main

# The same examples in every run, so that what passes here passes elsewhere; `--hypothesis-profile search` looks for new ones.
settings.register_profile(
    "search", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], print_blob=True
)
settings.register_profile("g2g", settings.get_profile("search"), derandomize=True)
settings.load_profile("g2g")

ROOT = Path(__file__).resolve().parent.parent

BODIES = """\
HWB:
  name: Harbour and Wharves Board
  chair: Mair Preece
  clerk: Idris Bowen
  venue: Quay House, Port Tennant
  time: 10.30 am
  matters_arising: Matters arising
  standing_items:
    - Harbour Master's report
    - Safety
"""
PEOPLE = """\
Mair Preece:
  organisation: Harbour Trust
  role: Chair

Idris Bowen:
  organisation: Harbour Trust
  role: Clerk

Nia Rowlands:
  organisation: County Engineers
  also:
    - NR
    - Nia Rowlands-Hughes

Tomos Rees:
  organisation: Pilots' Association

Tomos Vaughan:
  organisation: County Engineers
"""
ACTIONS = """\
# The actions of an invented board.

HWB-2019-01-16-01:
  status: closed
  closed: 2019-02-11
  outcome: Lamps replaced on both piers
  owner: Tomos Rees
  due: 2019-02-13
  item: 4
  action: Replace the lamps on the piers

HWB-2019-02-13-01:
  status: open
  owner: Nia Rowlands
  due: 2019-03-06
  due_said: by 6 March
  carried:
    - HWB-2019-03-13
  item: 5
  action: Report on the cost of dredging the inner basin

HWB-2019-02-13-02:
  status: open
  owner:
    - Tomos Rees
    - Tomos Vaughan
  due: 2019-04-10
  item: 6
  action: Agree where the new mooring rings go

HWB-2019-02-13-03:
  status: proposed
  closed: 2019-03-01
  outcome: Notice is up
  owner: Idris Bowen
  due: 2019-03-13
  item: 6
  action: Put up a notice about the tide gauge

HWB-2019-02-13-04:
  status: open
  owner: Mair Preece
  kind: watching brief
  item: 8
  action: Watch what the ministry decides on pilotage
"""
MEETINGS = {
    "HWB-2019-01-16": "held",
    "HWB-2019-02-13": "held",
    "HWB-2019-03-13": "scheduled",
    "HWB-2019-04-10": "scheduled",
}


def write(path: Path, text: str) -> None:
    """A text file with the line endings it has in the test."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder of the Harbour and Wharves Board: five actions, five people, four meetings."""
    data = tmp_path / "data"
    write(data / "bodies.yaml", BODIES)
    write(data / "people.yaml", PEOPLE)
    write(data / "actions.yaml", ACTIONS)
    for ref, status in MEETINGS.items():
        text = f"body: HWB\ndate: {ref[-10:]}\ntime: 10.30 am\nvenue: Quay House, Port Tennant\nstatus: {status}\n"
        write(data / "meetings" / f"{ref}.yaml", text)
    return data


class Clerk:
    """Types commands, in this process, and reads what comes back."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.err = ""
        self.today = "2019-03-11"
        self._capsys, self._monkeypatch = capsys, monkeypatch

    def __call__(self, line: str | list[str], *, status: int = 0) -> str:
        """Run a command line; returns what it printed, keeps stderr in ``err``, and checks the exit status."""
        words = shlex.split(line) if isinstance(line, str) else line
        self._monkeypatch.setenv("G2G_DATA", str(self.folder))
        self._monkeypatch.setenv("G2G_TODAY", self.today)
        self._monkeypatch.setenv("COLUMNS", "80")
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main(words)
        out, self.err = self._capsys.readouterr()
        print(f"$ g2g {shlex.join(words)}\n{out}{self.err}")
        assert left.value.code == status, f"exit {left.value.code}: {self.err or out}"
        assert "Traceback" not in self.err
        return out

    @property
    def actions(self) -> str:
        """The text of actions.yaml as it is now."""
        return (self.folder / "actions.yaml").read_bytes().decode()


@pytest.fixture
def clerk(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Clerk:
    """A clerk at the data folder, on Monday 11 March 2019."""
    return Clerk(folder, capsys, monkeypatch)


@pytest.fixture
def untouched(folder: Path) -> Iterator[Callable[[], dict[str, bytes]]]:
    """Every file of the data folder as bytes; the test fails if any of them differs at its end."""

    def everything() -> dict[str, bytes]:
        return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}

    before = everything()
    yield everything
    assert everything() == before


def run_g2g(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run g2g as a process of its own, as a user does."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("G2G_", "GIT_"))}
    return subprocess.run(
        [sys.executable, "-m", "g2g", *words], cwd=cwd, env={**clean, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
