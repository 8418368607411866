"""A command ends at once, with all that it said, the right exit status, and everybody's tidying up done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from bench.registers import make
from tests.conftest import ROOT, run_g2g


def ran(script: str, stdout: IO[str] | int = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    """What comes of it when a line of Python stands in for the command line."""
    whole = f"import atexit, sys, g2g.cli, g2g.__main__\ndef run():\n    {script}\ng2g.cli.main = run\ng2g.__main__.main()\n"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.run(
        [sys.executable, "-c", whole], env={**environment, "PYTHONPATH": str(ROOT)}, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False
    )


@pytest.mark.parametrize(("words", "status"), [(["list"], 0), (["show", "nothing"], 1), (["list", "--nothing"], 2)])
def test_the_exit_status_is_that_of_the_command(folder: Path, words: list[str], status: int) -> None:
    assert run_g2g(*words, cwd=folder.parent).returncode == status


def test_a_long_listing_reaches_the_pipe_whole(tmp_path: Path) -> None:
    folder = make(tmp_path / "data", 2_000)
    done = run_g2g("list", "--status", "all", "--md", cwd=tmp_path)
    assert done.stdout.count("| B01-") == (folder / "actions.yaml").read_text(encoding="utf-8").count("\nB01-") == 2_000
    assert done.stdout.endswith("|\n")


def test_whoever_wants_to_tidy_up_at_the_end_still_does(tmp_path: Path) -> None:
    done = ran("atexit.register(print, 'tidied'); print('said'); sys.exit(4)")
    assert (done.returncode, done.stdout, done.stderr) == (4, "said\ntidied\n", "")


def test_nothing_is_taken_apart_at_the_end() -> None:
    script = "run.kept = type('Kept', (), {'__del__': lambda self: print('taken apart')})(); run.kept.me = run.kept; sys.exit(0)"
    assert ran(script).stdout == ""


def test_a_bug_that_nobody_caught_is_told_by_python() -> None:
    done = ran("raise ZeroDivisionError('no')")
    assert (done.returncode, done.stderr.strip().split("\n")[-1]) == (1, "ZeroDivisionError: no")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_what_could_not_be_said_is_told() -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = ran("print('lost'); sys.exit(0)", full)
    assert done.returncode == 120
    assert "No space left on device" in done.stderr
