"""Real clones, real git merges: random pairs of clerks, and an oracle that does what both did, one after the other.

G2G_MERGE_PAIRS says how many pairs (24 unless told), G2G_MERGE_SEED begins another series. The seed is printed.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from g2g import entries, register, splice
from g2g.calendar import Calendar
from g2g.cli.merging import register_driver
from g2g.entryfile import EntryFile, order_of
from g2g.files import text_of
from g2g.git import Repository
from g2g.model import Action, Change, Edit, Meeting
from g2g.records import ACTION_FIELDS, action_of, new_action_fields
from tests.conftest import ROOT

PAIRS = int(os.environ.get("G2G_MERGE_PAIRS", "24"))
SEED = int(os.environ.get("G2G_MERGE_SEED", "20190311"))
DAY = date(2019, 3, 1)
PEOPLE = ["Mair Preece", "Idris Bowen", "Nia Rowlands", "Tomos Rees", "Siân O'Neill"]
WORDS = ["slipway", "dredging", "pilotage", "moorings", "lamps", "budget", "tide", "gauge", "notice", "harbour", "ferry", "basin", "survey", "quay"]
MEETINGS = [Meeting(f"{body}-{day}", body, date.fromisoformat(day), status=status)
            for body in ("HWB", "PTC") for day, status in (("2019-01-16", "held"), ("2019-02-13", "held"), ("2019-03-13", "scheduled"), ("2019-04-10", "scheduled"))]  # fmt: skip
CALENDAR = Calendar(MEETINGS)
Fields = dict[str, Any]


def base_text(r: random.Random) -> bytes:
    """Two bodies, two meetings each, some actions at each of them, a comment here and there."""
    out = ["# The actions of two invented bodies.\n"]
    for meeting in MEETINGS:
        if meeting.status != "held":
            continue
        out.append(f"\n# -- {meeting.ref} --\n" if r.random() < 0.5 else "")
        for number in range(1, r.randint(4, 8)):
            fields = new_action_fields(
                words=f"{' '.join(r.sample(WORDS, 4)).capitalize()} {meeting.ref} {number}", owners=tuple(r.sample(PEOPLE, r.choice((1, 1, 1, 2)))),
                due=meeting.date + timedelta(days=28) if r.random() < 0.8 else None, item=str(number),
            )  # fmt: skip
            if r.random() < 0.3:
                fields["notes"] = [f"{meeting.date + timedelta(days=3)} Begun"]
            fields = {name: fields[name] for name in ACTION_FIELDS if name in fields}
            out += ["\n", *splice.entry_lines(f"{meeting.ref}-{number:02}", fields)]
    return "".join(out).encode()


def opened(raw: bytes) -> EntryFile:
    return EntryFile(text_of("actions.yaml", "actions.yaml", raw), ACTION_FIELDS)


def fields_of(raw: bytes) -> dict[str, Fields]:
    file = opened(raw)
    assert len(set(file.keys())) == len(file.keys())
    return {key: file.fields(one) for key, one in zip(file.keys(), file.found, strict=True)}


# ---- one clerk -----------------------------------------------------------------------------------


class Clerk:
    """Gives five commands, and edits the file by hand between them."""

    def __init__(self, name: str, raw: bytes, bodies: list[str], r: random.Random, *, at_border: bool = True) -> None:
        self.name, self.raw, self.bodies, self.r, self.at_border = name, raw, bodies, r, at_border
        self.edits: list[tuple[str, Edit]] = []
        self.added: dict[str, Fields] = {}
        self.comments: list[str] = []
        for _ in range(5):
            self.command()
            if r.random() < 0.5:
                self.hand_edit()

    def words(self) -> list[str]:
        """What was added, and at which meeting."""
        return [f"{ref.rpartition('-')[0]}: {fields['action']}" for ref, fields in self.added.items()]

    def actions(self) -> list[Action]:
        return [action_of(ref, fields) for ref, fields in fields_of(self.raw).items() if ref[:3] in self.bodies]

    def command(self) -> None:
        live = [a for a in self.actions() if a.status == "open"]
        action = self.r.choice(live)
        on = DAY + timedelta(days=self.r.randint(1, 20))
        verb = self.r.choice(["add", "close", "note", "carry", "extend", "transfer", "withdraw", "propose", "part", "chase"])
        make = getattr(self, f"_{verb}")
        change: Change = make(action, on)
        self.raw = opened(self.raw).edited(change.edits, change.added)
        self.edits += [(ref, edit) for ref, some in change.edits for edit in some]
        self.added |= dict(change.added)

    def _add(self, action: Action, on: date) -> Change:
        meeting = self.r.choice([m.ref for m in MEETINGS if m.body == action.body and m.status == "held"])
        number = register.next_number([a.ref for a in self.actions()], meeting)
        words = f"Mind the {self.r.choice(WORDS)}" if self.r.random() < 0.2 else f"New for {self.name}: {self.r.random():.6f}"
        return register.add(f"{meeting}-{number:02}", new_action_fields(words=words, owners=(PEOPLE[0],)), "")

    def _close(self, action: Action, on: date) -> Change:
        return register.close([action], on, f"Done, says {self.name}" if self.r.random() < 0.7 else "")

    def _propose(self, action: Action, on: date) -> Change:
        return register.propose([action], on)

    def _withdraw(self, action: Action, on: date) -> Change:
        return register.withdraw(action, "No longer wanted", on)

    def _note(self, action: Action, on: date) -> Change:
        return register.note(action, f"Heard from {self.r.choice(PEOPLE)}, says {self.r.choice(['both', self.name])}", on)

    def _carry(self, action: Action, on: date) -> Change:
        meeting = self.r.choice([m for m in MEETINGS if m.body == action.body and m.status == "scheduled"])
        some = [a for a in self.actions() if self.r.random() < 0.5]
        return register.carry_forward(some, meeting, CALENDAR)

    def _extend(self, action: Action, on: date) -> Change:
        to = on + timedelta(days=self.r.randint(30, 60))
        return register.extend(action, to, on.isoformat(), f"Waits, says {self.name}") if to != action.due_now else self._note(action, on)

    def _transfer(self, action: Action, on: date) -> Change:
        to = self.r.choice([name for name in PEOPLE if (name,) != action.owners])
        return register.transfer(action, [to], on)

    def _part(self, action: Action, on: date) -> Change:
        left = action.owners_left
        return register.close_part(action, left[0], on) if len(action.owners) > 1 and left else self._note(action, on)

    def _chase(self, action: Action, on: date) -> Change:
        return register.chase([a for a in self.actions() if a.status == "open" and self.r.random() < 0.5], on)

    # -- by hand ------------------------------------------------------------------------------

    def hand_edit(self) -> None:
        file = opened(self.raw)
        mine = [one for one in file.found if (one[1] or b"").decode()[:3] in self.bodies]
        one = self.r.choice(mine)
        text = self.raw[one.start() : one.end()].decode()
        lines = text.rstrip("\n").split("\n")
        if any(line.startswith("#") for line in lines):
            return
        ways = [self._comment_above, self._comment_beside, self._requote, self._reorder]
        # Above the first action of a body and below the last of the body before it is one place to plain git.
        if self.at_border or one is not mine[0]:
            ways.append(self._head_comment)
        self.r.choice(ways)(lines)
        new = "\n".join(lines) + "\n" + text[len(text.rstrip("\n")) + 1 :]
        before, raw = fields_of(self.raw), self.raw[: one.start()] + new.encode() + self.raw[one.end() :]
        assert fields_of(raw) == before, new
        self.raw = raw

    def _comment(self) -> str:
        comment = f"# {self.name} by hand {self.r.random():.6f}"
        self.comments.append(comment)
        return comment

    def _fields_at(self, lines: list[str]) -> list[int]:
        return [i for i, line in enumerate(lines) if re.match(r"  [a-z_]+:", line)]

    def _comment_above(self, lines: list[str]) -> None:
        lines.insert(self.r.choice(self._fields_at(lines)), f"  {self._comment()}")

    def _head_comment(self, lines: list[str]) -> None:
        lines.insert(0, self._comment())

    def _comment_beside(self, lines: list[str]) -> None:
        at = self.r.randrange(len(lines))
        if " #" not in lines[at] and lines[at].strip()[:1] != "#":
            lines[at] += f"  {self._comment()}"

    def _requote(self, lines: list[str]) -> None:
        at = self.r.choice(self._fields_at(lines))
        name, _, value = lines[at].partition(": ")
        if value and value[0] not in "'\"" and " #" not in value:
            lines[at] = f'{name}: "{value}"'

    def _reorder(self, lines: list[str]) -> None:
        # The last field moves up, with the lines that belong to it.
        places = self._fields_at(lines)
        if len(places) > 2:
            last = lines[places[-1] :]
            del lines[places[-1] :]
            lines[places[-2] : places[-2]] = last


# ---- what should come of both --------------------------------------------------------------------


class Expected(NamedTuple):
    old: dict[str, Fields]
    new: Counter[str]
    conflicts: set[tuple[str, str]]


def oracle(base: bytes, ours: Clerk, theirs: Clerk) -> Expected:
    """Both clerks' commands done one after the other, and what they truly disagree about."""
    old: dict[str, Fields] = {}
    conflicts: set[tuple[str, str]] = set()
    for ref, fields in fields_of(base).items():
        sides = [[edit for key, edit in clerk.edits if key == ref] for clerk in (ours, theirs)]
        one, other = (splice.applied(fields, some) for some in sides)
        both = splice.applied(splice.applied(fields, sides[0]), sides[1])
        for name in ("owner", "due"):
            if fields.get(name) not in (one.get(name), other.get(name)) and one.get(name) != other.get(name):
                conflicts.add((ref, name))
            if other.get(name) == fields.get(name):
                both[name] = one.get(name)
        if ended(ref, fields, one, other, both):
            conflicts.add((ref, "status"))
        old[ref] = both
    return Expected(old, Counter(ours.words()) | Counter(theirs.words()), conflicts)


def ended(ref: str, fields: Fields, one: Fields, other: Fields, both: Fields) -> bool:
    """Put what became of an action's status into ``both``; whether that is a conflict."""
    if "open" in (one["status"], other["status"]):
        source = other if one["status"] == "open" else one
        for name in ("status", "closed", "outcome"):
            both[name] = source.get(name)
        return False
    kinds = {one["status"], other["status"]}
    if len(kinds) > 1 and "proposed" not in kinds:
        return True
    first, second = sorted((one, other), key=lambda f: (f["closed"], f.get("outcome") or ""))
    winner = first if len(kinds) == 1 else next(f for f in (one, other) if f["status"] != "proposed")
    both["status"], both["closed"] = winner["status"], winner["closed"]
    said = list(dict.fromkeys(f["outcome"] for f in (first, second) if f.get("outcome")))
    both["outcome"] = "; ".join(said) if said else None
    return False


def as_compared(fields: Fields, but: set[str]) -> Fields:
    """An entry's fields for comparing: lists that grow as sets, in no order; those in conflict left out."""
    out = {}
    for name, value in fields.items():
        if value is None or name in but or name == "formerly":
            continue
        if name in ("notes", "carried", "chased", "extended", "done_by"):
            value = sorted({str(item) for item in value})
        out[name] = value
    return out


# ---- the clones ----------------------------------------------------------------------------------


class Clones:
    """An origin and two clones of it, with or without the driver."""

    def __init__(self, folder: Path, *, driver: bool) -> None:
        self.env = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")} | {
            "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@x", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@x",
            "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        self.origin, self.one, self.other = (folder / name for name in ("origin", "one", "other"))
        (self.origin / "data").mkdir(parents=True)
        self.git(self.origin, "init", "-q", "-b", "main")
        (self.origin / ".gitattributes").write_text("data/*.yaml merge=g2g diff=g2g\n" if driver else "")
        self.commit(self.origin, b"# Nothing yet.\n")
        for clone in (self.one, self.other):
            self.git(folder, "clone", "-q", str(self.origin), str(clone))
            if driver:
                repository = Repository.around(str(clone))
                assert repository
                register_driver(repository)

    def git(self, folder: Path, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["git", *words], cwd=folder, env=self.env, capture_output=True, text=True, check=check, encoding="utf-8")

    def commit(self, clone: Path, raw: bytes) -> str:
        (clone / "data" / "actions.yaml").write_bytes(raw)
        self.git(clone, "add", "-A")
        self.git(clone, "commit", "-q", "--allow-empty", "-m", "x")
        return self.git(clone, "rev-parse", "HEAD").stdout.strip()

    def merge(self, base: bytes, ours: bytes, theirs: bytes) -> list[tuple[int, bytes, str]]:
        """Each clone takes the other's commit in: the exit status, the file and what was said, both ways."""
        start = self.commit(self.origin, base)
        for clone, raw in ((self.one, ours), (self.other, theirs)):
            self.git(clone, "fetch", "-q", "origin")
            self.git(clone, "reset", "-q", "--hard", start)
            self.commit(clone, raw)
        done = []
        heads = {clone: self.git(clone, "rev-parse", "HEAD").stdout.strip() for clone in (self.one, self.other)}
        for clone, another in ((self.one, self.other), (self.other, self.one)):
            self.git(clone, "fetch", "-q", str(another), heads[another])
            out = self.git(clone, "merge", "-q", "--no-edit", heads[another], check=False)
            done.append((out.returncode, (clone / "data" / "actions.yaml").read_bytes(), out.stdout + out.stderr))
        return done


MARKS = re.compile(r"^<<<<<<< ours: (\S+) / (.*)\n((?:.*\n)*?)=======\n((?:.*\n)*?)>>>>>>> theirs: \1 / \2\n", re.MULTILINE)


def chosen(text: str, side: int) -> bytes:
    return MARKS.sub(lambda match: match[side], text).encode()


def judged(base: bytes, ours: Clerk, theirs: Clerk, done: list[tuple[int, bytes, str]]) -> Counter[str]:
    """What is wrong with a merge, counted by kind."""
    wrong: Counter[str] = Counter()
    want = oracle(base, ours, theirs)
    (status, raw, _), (status_back, raw_back, _) = done
    text = raw.decode()
    found = {(ref, field) for ref, field, _, _ in MARKS.findall(text)}
    wrong["false conflicts"] = len(found - want.conflicts) + (status != 0 and not found)
    wrong["missed conflicts"] = len(want.conflicts - found) + (status == 0 and bool(found))
    swapped = MARKS.sub(lambda m: f"<<<<<<< ours: {m[1]} / {m[2]}\n{m[4]}=======\n{m[3]}>>>>>>> theirs: {m[1]} / {m[2]}\n", raw_back.decode())
    wrong["different results"] = int(swapped != text or status != status_back)
    comments = [line for line in base.decode().split("\n") if line.startswith("#")] + ours.comments + theirs.comments
    wrong["lost comments"] = sum(1 for comment in comments if comment not in text)
    for side in (3, 4):
        merged = fields_of(chosen(text, side))
        for ref, fields in want.old.items():
            but = {field for key, field in want.conflicts if key == ref}
            but |= {"status", "closed", "outcome"} if "status" in but else set()
            wrong["lost edits"] += as_compared(merged.pop(ref), but) != as_compared(fields, but)
        wrong["lost actions"] += Counter(f"{ref.rpartition('-')[0]}: {fields['action']}" for ref, fields in merged.items()) != want.new
        wrong["out of order"] += list(map(order_of, opened(chosen(text, side)).keys())) != sorted(map(order_of, opened(chosen(text, side)).keys()))
    return +wrong


def pair(seed: int, *, same: bool, at_border: bool = True) -> tuple[bytes, Clerk, Clerk]:
    r = random.Random(seed)
    base = base_text(r)
    ours = Clerk("Ann", base, ["HWB", "PTC"] if same else ["HWB"], r, at_border=at_border)
    theirs = Clerk("Bob", base, ["HWB", "PTC"] if same else ["PTC"], r, at_border=at_border)
    return base, ours, theirs


@pytest.mark.parametrize("same", [True, False], ids=["same bodies", "different bodies"])
def test_pairs_of_clerks_merge_as_if_one_had_done_both(same: bool, tmp_path: Path) -> None:
    clones, wrong, true = Clones(tmp_path, driver=True), Counter[str](), 0
    for number in range(PAIRS):
        base, ours, theirs = pair(SEED + number, same=same)
        done = clones.merge(base, ours.raw, theirs.raw)
        true += bool(oracle(base, ours, theirs).conflicts)
        faults = judged(base, ours, theirs, done)
        if faults:
            print(f"seed {SEED + number}: {dict(faults)}\n{done[0][2]}")
        wrong += faults
    print(f"seed {SEED}, {PAIRS} pairs, {true} with a true conflict: {dict(wrong) or 'nothing wrong'}")
    assert wrong == {}


def test_without_the_driver_different_bodies_never_conflict(tmp_path: Path) -> None:
    clones = Clones(tmp_path, driver=False)
    print(f"seed {SEED}, {PAIRS} pairs")
    for number in range(PAIRS):
        base, ours, theirs = pair(SEED + number, same=False, at_border=False)
        done = clones.merge(base, ours.raw, theirs.raw)
        assert [status for status, _, _ in done] == [0, 0], f"seed {SEED + number}: {done[0][2]}"
        assert judged(base, ours, theirs, done) == {}, f"seed {SEED + number}"


def test_entries_are_read_as_the_strict_pass_reads_them() -> None:
    raw = base_text(random.Random(SEED))
    assert not any(isinstance(one, entries.Stretch) for one in entries.scan(raw))
