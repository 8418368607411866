"""Registers of any size in the written form, for the benchmark and the tests: invented, and the same every time."""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from pathlib import Path

FIRST = ["Ann", "Bob", "Carys", "Dan", "Eve", "Farah", "Gwen", "Hal", "Ivy", "Jan"]
LAST = ["Smith", "O'Brien", "Shah", "Brown-Lee", "Évans"]
OWNERS = [f"{first} {last}" for first in FIRST for last in LAST]
VERBS = ["Report", "Circulate", "Review", "Draft", "Agree", "Send", "Arrange", "Prepare"]
WORDS = ["the", "revised", "strategy", "for", "children", "who", "need", "help", "and", "protection", "to", "partners", "schools", "health", "police", "and", "members", "with", "figures", "on", "placements", "caseloads", "audits", "training", "recruitment", "–", "the", "Director’s", "summary", "costs", "£12,000"]
AREAS = ITEMS = 6
OPEN_SHARE = 0.3
ACTIONS_A_BODY = 5_000
ACTIONS_A_MEETING = 10


def make(folder: Path, count: int) -> Path:
    """Make a data folder with ``count`` actions, three in ten of them open; returns the folder.

    Every body has its meetings (ten actions each) over about ten years, all held, and one still scheduled.
    """
    random_numbers = random.Random(count)
    (folder / "meetings").mkdir(parents=True)
    bodies = [f"B{n:02}" for n in range(1, -(-count // ACTIONS_A_BODY) + 1)]
    with (folder / "actions.yaml").open("w", encoding="utf-8", newline="\n") as out:
        out.write("# An invented register.\n")
        left = count
        for body in bodies:
            left -= _body(folder, out, body, min(left, ACTIONS_A_BODY), random_numbers)
    _write(folder / "bodies.yaml", "\n".join(f"{body}:\n  name: Board {body}\n" for body in bodies))
    _write(folder / "people.yaml", "\n".join(f"{name}:\n  organisation: Council\n" for name in OWNERS))
    _write(folder / "plan.yaml", _plan(bodies[0]))
    return folder


def _plan(body: str) -> str:
    """The plan whose key areas the actions serve."""
    areas = [
        f"  - number: {number}\n    title: Key area {number}\n    lead: {OWNERS[number]}\n    timescale: 31 March 2027\n"
        "    measure: Every child is seen within ten days\n    progress: Work goes on.\n"
        for number in range(1, AREAS + 1)
    ]  # fmt: skip
    return f"name: The improvement plan\ndate: 2019-01-09\nbody: {body}\nareas:\n{''.join(areas)}"


def _body(folder: Path, out, body: str, count: int, random_numbers: random.Random) -> int:
    meetings = -(-count // ACTIONS_A_MEETING)
    step = max(7, 3650 // meetings)
    day = date(2026, 9, 1) - timedelta(days=step * meetings)
    for index in range(meetings):
        _meeting(folder, body, day, "held", _items(f"{body}-{day}"))
        for number in range(1, min(ACTIONS_A_MEETING, count - index * ACTIONS_A_MEETING) + 1):
            out.write("\n" + _action(body, day, number, step, random_numbers))
        day += timedelta(days=step)
    _meeting(folder, body, date(2026, 12, 1), "scheduled")
    return count


def _action(body: str, day: date, number: int, step: int, r: random.Random) -> str:
    lines = [f"{body}-{day}-{number:02}:"]
    is_open = r.random() < OPEN_SHARE
    due = day + timedelta(days=35)
    closed = ["closed", f"  closed: {due - timedelta(days=3)}", "  outcome: Done, and reported to the Board"]
    lines += ["  status: open"] if is_open else [f"  status: {closed[0]}", *closed[1:]]
    owner = r.choice(OWNERS)
    lines += [f"  owner: {owner}", f"  due: {due}", "  due_said: at the next Board meeting"]
    carried = [f"    - {body}-{day + timedelta(days=step * n)}" for n in range(1, r.randint(1, 3))]
    lines += ["  carried:", *carried] if carried else []
    lines += [f"  item: {r.randint(1, 12)}", f"  area: {r.randint(1, AREAS)}"]
    lines += ["  notes:", f"    - {day + timedelta(days=9)} Paper drafted with the Director"] if r.random() < 0.5 else []
    words = " ".join(r.choice(WORDS) for _ in range(16))
    lines += [f"  action: {r.choice(VERBS)} {words}"]
    return "\n".join(lines) + "\n"


def _meeting(folder: Path, body: str, day: date, status: str, items: str = "") -> None:
    _write(folder / "meetings" / f"{body}-{day}.yaml", f"body: {body}\ndate: {day}\ntime: 2.30 pm\nstatus: {status}\n{items}")


def _items(meeting: str) -> str:
    """Six items, half of them with a resolution, one of which implies work."""
    resolved = ("the report be noted", "a summary of costs be circulated to members before the next meeting", "the strategy be approved")
    lines = ["items:"]
    for number in range(1, ITEMS + 1):
        lines += [f"  - number: {number}", f"    title: {VERBS[number]} of the revised strategy"]
        if number % 2 == 0:
            nth = number // 2
            lines += ["    resolutions:", f"      - ref: {meeting}-R{nth}", f"        text: That {resolved[nth - 1]}"]
    return "\n".join(lines) + "\n"


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[2].isdecimal():
        sys.exit("usage: python bench/registers.py FOLDER COUNT")
    print(make(Path(sys.argv[1]), int(sys.argv[2])))
