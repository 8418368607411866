"""Time whole commands side by side against ``python -c pass`` of the same environment.

    .venv/bin/python bench/run.py [--rounds 15] [--sizes 1000,10000,100000]

Each round runs ``python -c pass`` and then the command, so that a machine that grows slower does so for both;
the figure is the median of the ratios. Commands that write get a fresh copy of the register each time, made before
the clock starts. Peak memory is the largest resident set that the operating system saw of the process.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import registers

ROUNDS = 15
SIZES = (1_000, 10_000, 100_000)
OWNER = "Carys Shah"
REF = "B01-{day}-04"
REPORTS = ("meeting", "owner", "organisation", "plan", "slippage", "scrutiny", "decisions")
# What each command may cost, in starts of Python, at each size.
TARGETS = {
    "version": {0: 4.5},
    "when": {1_000: 6.0},
    "overdue": {1_000: 5.5, 10_000: 7.5, 100_000: 28.0},
    "close": {1_000: 5.5, 10_000: 7.5, 100_000: 28.0},
    "add": {1_000: 5.5, 10_000: 7.5, 100_000: 28.0},
    "carry-forward": {1_000: 6.5, 10_000: 11.0, 100_000: 45.0},
    **{name: {10_000: 20.0} for name in ("agenda", "outstanding", "list --md", "plan", *(f"report {kind}" for kind in REPORTS))},
}
# Those that change the record, and get a fresh copy each time.
WRITING = frozenset({"close", "add", "carry-forward"})


def commands(folder: Path) -> dict[str, list[str]]:
    """The command lines that are timed on a register."""
    live = _an_open_reference(folder)
    return {
        "when": ["when", "at the next meeting", "--body", "B01"],
        "overdue": ["overdue", "--owner", OWNER],
        "close": ["close", live, "--outcome", "Done"],
        "add": ["add", "Draft a paper", "--body", "B01", "--owner", OWNER, "--due", "2026-12-01"],
        "carry-forward": ["carry-forward"],
        "agenda": ["agenda", "--body", "B01", "--md"],
        "outstanding": ["agenda", "--body", "B01", "--outstanding", "--md"],
        "list --md": ["list", "--md"],
        "plan": ["plan", "--md"],
        **{f"report {kind}": ["report", kind, "--md"] for kind in REPORTS},
    }


def _an_open_reference(folder: Path) -> str:
    """An open action in the middle of the register. Only a part is read: what this process holds, its children inherit."""
    path = folder / "actions.yaml"
    with path.open("rb") as file:
        file.seek(path.stat().st_size // 2)
        lines = file.read(100_000).decode(errors="replace").split("\n")
    at = next(i for i in range(2, len(lines)) if lines[i] == "  status: open")
    return lines[at - 1].rstrip(":")


def timed(arguments: list[str], environment: dict[str, str]) -> tuple[float, int, int]:
    """Run a command into a pipe; returns seconds, peak memory in KiB and the exit status."""
    reading, writing = os.pipe()
    begin = time.perf_counter()
    child = os.posix_spawn(
        arguments[0], arguments, environment,
        file_actions=[(os.POSIX_SPAWN_DUP2, writing, 1), (os.POSIX_SPAWN_CLOSE, reading), (os.POSIX_SPAWN_CLOSE, writing)],
    )  # fmt: skip
    os.close(writing)
    while os.read(reading, 1 << 16):
        pass
    os.close(reading)
    _, status, usage = os.wait4(child, 0)
    return time.perf_counter() - begin, usage.ru_maxrss, os.waitstatus_to_exitcode(status)


def measure(g2g: list[str], words: list[str], made: Path | None, rounds: int, fresh: bool) -> tuple[float, float, int]:
    """The median ratio to ``python -c pass``, the median milliseconds, and the highest peak in MiB."""
    ratios, seconds, peaks = [], [], []
    python = g2g[0]
    for number in range(rounds + 1):
        with tempfile.TemporaryDirectory() as place:
            folder = made
            if made is not None and fresh:
                folder = Path(place) / "data"
                shutil.copytree(made, folder)
            environment = {**os.environ, **({"G2G_DATA": str(folder)} if folder else {}), "G2G_TODAY": "2026-11-21"}
            bare, _, _ = timed([python, "-c", "pass"], environment)
            took, peak, status = timed([*g2g, *words], environment)
            if status != 0:
                sys.exit(f"g2g {' '.join(words)} ended with status {status}")
        if number:  # the first round warms the caches
            ratios.append(took / bare)
            seconds.append(took)
            peaks.append(peak)
    return statistics.median(ratios), statistics.median(seconds) * 1000, max(peaks) // 1024


def in_process(made: Path, rounds: int) -> float:
    """The median milliseconds of the strict pass over a register's bytes, in this process."""
    from g2g import entries

    body = (made / "actions.yaml").read_bytes()
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        found = entries.scan(body)
        times.append(time.perf_counter() - begin)
    assert all(not isinstance(one, entries.Stretch) for one in found)
    return statistics.median(times) * 1000


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--rounds", type=int, default=ROUNDS)
    options.add_argument("--sizes", default=",".join(map(str, SIZES)))
    options.add_argument("--only", default="", help="only this command")
    given = options.parse_args()
    g2g = [sys.executable, str(Path(sys.executable).parent / "g2g")]
    print(f"{'command':20} {'actions':>8} {'x':>7} {'at most':>8} {'ms':>8} {'peak MiB':>9}")
    if given.only in ("", "version"):
        row("version", 0, *measure(g2g, ["--version"], None, given.rounds, fresh=False))
    with tempfile.TemporaryDirectory() as place:
        for size in map(int, given.sizes.split(",")):
            made = Path(place) / str(size) / "data"
            # A process of its own, for the peak of a child begins with the memory of its parent.
            subprocess.run([sys.executable, registers.__file__, str(made), str(size)], check=True, stdout=subprocess.DEVNULL)
            for name, words in commands(made).items():
                if given.only in ("", name):
                    row(name, size, *measure(g2g, words, made, given.rounds, fresh=name in WRITING))
        for size in map(int, given.sizes.split(",")):
            made = Path(place) / str(size) / "data"
            if given.only in ("", "read"):
                print(f"{'strict pass':20} {size:8,} {'':7} {'':8} {in_process(made, given.rounds):8.1f}")


def row(name: str, size: int, ratio: float, milliseconds: float, peak: int) -> None:
    """Print one line of the table."""
    most = TARGETS[name].get(size)
    print(f"{name:20} {size:8,} {ratio:7.2f} {most or '':>8} {milliseconds:8.1f} {peak:9}", flush=True)


if __name__ == "__main__":
    main()
