"""Time the reading of minutes: whole commands beside ``python -c pass``, in-process by the line, and hostile texts.

    .venv/bin/python bench/minutes.py [--rounds 9] [--sizes 200,2000,20000,100000] [--only command|lines|hostile]

The minutes are some of those in tests/minutes, one after another, as many lines as asked for: sets that end with no agenda
and hold no table without an end, so that every line is read. Ratios are medians of pairs of runs, as
in bench/run.py. Hostile texts (bench/hostile.py) are read in a process of their own: seconds of processor time, peak memory.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from hostile import HOSTILE
from run import timed

HERE = Path(__file__).resolve().parent
ROUNDS = 9
SIZES = (200, 2_000, 20_000, 100_000)
SETS = ("02", "05", "07", "10", "12", "13", "16", "19", "22")
TARGETS = {200: 12.0}  # starts of Python
MOST_SECONDS, MOST_MIB = 10.0, 500


def document(size: int) -> str:
    """Invented minutes of this many lines."""
    texts = itertools.cycle(sorted(path for path in (HERE.parent / "tests" / "minutes").glob("*.txt") if path.name.partition("-")[0] in SETS))
    lines: list[str] = []
    while len(lines) < size:
        lines += [*next(texts).read_text(encoding="utf-8").splitlines(), ""]
    return "\n".join(lines[:size]) + "\n"


def measure(g2g: list[str], path: Path, rounds: int) -> tuple[float, float, int]:
    """The median ratio to ``python -c pass`` of reading a file, the median milliseconds, and the highest peak in MiB."""
    ratios, seconds, peaks = [], [], []
    for number in range(rounds + 1):
        bare, _, _ = timed([g2g[0], "-c", "pass"], dict(os.environ))
        took, peak, status = timed([*g2g, "minutes", str(path), "--json"], {**os.environ, "PYTHONPATH": str(HERE.parent)})
        if status != 0:
            sys.exit(f"g2g minutes ended with status {status}")
        if number:  # the first round warms the caches
            ratios.append(took / bare)
            seconds.append(took)
            peaks.append(peak)
    return statistics.median(ratios), statistics.median(seconds) * 1000, max(peaks) // 1024


def by_line(size: int, rounds: int) -> tuple[float, float, float]:
    """For 1,000 lines, median milliseconds of processor time in this process (the text as a document, that read), and actions."""
    from g2g.minutes import paragraphs, reader

    text = document(size)
    reader.read(paragraphs.of_text(document(200)))  # loads what is loaded once
    times = []
    for _ in range(rounds):
        begin = time.process_time()
        made = paragraphs.of_text(text)
        middle = time.process_time()
        read = reader.read(made)
        times.append((middle - begin, time.process_time() - middle))
    first, second = (statistics.median(some) * 1_000_000 / size for some in zip(*times, strict=True))
    return first, second, (len(read.actions) + len(read.implied)) * 1_000 / size


def hostile(name: str) -> tuple[float, int] | str:
    """Processor seconds and peak MiB of reading one hostile text; a sentence where it does not come to its end."""
    script = (
        "import json, resource, sys, time\n"
        f"sys.path[:0] = [{str(HERE)!r}, {str(HERE.parent)!r}]\n"
        "from hostile import HOSTILE\n"
        "from g2g.minutes import paragraphs, reader\n"
        "text = HOSTILE[sys.argv[1]](1)\n"
        "begin = time.process_time()\n"
        "reader.read(paragraphs.of_text(text))\n"
        "print(json.dumps([time.process_time() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024]))\n"
    )
    try:
        done = subprocess.run([sys.executable, "-c", script, name], capture_output=True, text=True, timeout=12 * MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return "no end"
    if done.returncode:
        return done.stderr.strip().splitlines()[-1]
    seconds, peak = json.loads(done.stdout)
    return float(seconds), int(peak)


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--rounds", type=int, default=ROUNDS)
    options.add_argument("--sizes", default=",".join(map(str, SIZES)))
    options.add_argument("--only", default="", choices=("", "command", "lines", "hostile"))
    given = options.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")]
    if given.only in ("", "command"):
        print(f"{'command':15} {'lines':>8} {'x':>7} {'at most':>8} {'ms':>8} {'peak MiB':>9}")
        with tempfile.TemporaryDirectory() as place:
            for size in sizes:
                path = Path(place) / f"{size}.txt"
                path.write_text(document(size), encoding="utf-8")
                ratio, milliseconds, peak = measure([sys.executable, str(Path(sys.executable).parent / "g2g")], path, given.rounds if size < 10_000 else 3)
                print(f"{'minutes':15} {size:8,} {ratio:7.2f} {TARGETS.get(size) or '':>8} {milliseconds:8.1f} {peak:9}", flush=True)
    if given.only in ("", "lines"):
        print(f"\n{'ms / 1,000 lines':15} {'lines':>7} {'document':>9} {'read':>7} {'actions':>8}")
        for size in sizes:
            first, second, actions = by_line(size, given.rounds if size < 10_000 else 1)
            print(f"{'in process':16} {size:7,} {first:9.1f} {second:7.1f} {actions:8.1f}", flush=True)
    if given.only in ("", "hostile"):
        print(f"\n{'hostile text':46} {'s':>6} {'peak MiB':>9}")
        for name in HOSTILE:
            found = hostile(name)
            if isinstance(found, str):
                print(f"{name:46} {found}")
            else:
                late = "  more than it may" if found[0] > MOST_SECONDS or found[1] > MOST_MIB else ""
                print(f"{name:46} {found[0]:6.2f} {found[1]:9}{late}", flush=True)


if __name__ == "__main__":
    main()
