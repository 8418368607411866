"""How long a merge takes: two sides of a register, each with some hundred changes, and what both came from.

usage: python bench/merge.py [COUNT...]   (10,000 and 100,000 actions unless told)
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import registers

from g2g.merge import merged

CHANGES = 300
CEILINGS = {10_000: 0.5, 100_000: 6.0}


def changed(base: bytes, seed: int) -> bytes:
    """A side: actions closed, notes added, owners changed, all over the register, half of it where the other side is too."""
    r, lines = random.Random(seed), base.split(b"\n")
    places = [i for i, line in enumerate(lines) if line == b"  status: open"]
    both = random.Random(0).sample(places, min(len(places), CHANGES // 2))
    for at in {*both, *r.sample(places, min(len(places), CHANGES // 2))}:
        if r.random() < 0.5:
            lines[at] = b"  status: closed\n  closed: 2026-09-%02d\n  outcome: Done, says %d" % (r.randint(1, 28), seed)
        else:
            lines[at] += b"\n  outcome: Begun"
    return re.sub(rb"Paper drafted with", b"Paper drafted by", b"\n".join(lines), count=seed * 10)


def best(base: bytes, ours: bytes, theirs: bytes, runs: int = 3) -> tuple[float, int]:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        result = merged(base, ours, theirs, "data/actions.yaml")
        times.append(time.perf_counter() - start)
    return min(times), len(result.conflicts)


def main() -> int:
    slow = 0
    for count in [int(word) for word in sys.argv[1:]] or list(CEILINGS):
        with tempfile.TemporaryDirectory() as folder:
            base = (registers.make(Path(folder) / "data", count) / "actions.yaml").read_bytes()
        seconds, conflicts = best(base, changed(base, 1), changed(base, 2))
        ceiling = CEILINGS.get(count)
        slow += ceiling is not None and seconds > ceiling
        print(f"{count:>7,} actions: {seconds:.2f} s, {conflicts} conflicts" + (f" (at most {ceiling} s)" if ceiling else ""))
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
