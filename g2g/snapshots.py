"""The record as a commit, or the disk, has it; and what differs between two such snapshots.

Only files whose bytes differ are read, and of those only the entries whose bytes differ are typed.
"""

from __future__ import annotations

import hashlib
import os
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from g2g import exemption, files
from g2g.changes import Difference, of_entry
from g2g.changes.action import of_fields
from g2g.changes.meeting import exempt_in, of_meeting
from g2g.entryfile import EntryFile, Found, Loose
from g2g.errors import BrokenFile, Refusal
from g2g.files import Text
from g2g.git import Repository
from g2g.model import ACTION_REF, MEETING_REF, Value
from g2g.nodes import plain
from g2g.records import ACTION_FIELDS, BODY_FIELDS, PERSON_FIELDS, Fields, WrongType, texts
from g2g.smallfile import small_file
from g2g.whereabouts import ACTIONS, ARCHIVE, BODIES, CONFIG, MEETINGS, PEOPLE, PLAN

_OF_THE_RECORD = re.compile(rf"{ACTIONS}|{BODIES}|{PEOPLE}|{CONFIG}|{PLAN}|{ARCHIVE}/[^/.][^/]*\.yaml|{MEETINGS}/{MEETING_REF}\.yaml")
_SINGLE = (ACTIONS, BODIES, PEOPLE, CONFIG, PLAN)
_ENTRIES = {PEOPLE: PERSON_FIELDS, BODIES: BODY_FIELDS}


class Snapshot:
    """The record's files as they stand somewhere: the name of each one's contents, and the contents when asked for.

    ``shown`` is what stands before a file's name where something is said of it.
    """

    def __init__(self, shown: str, ids: dict[str, str], read: Callable[[Sequence[str]], Iterable[bytes]], *, is_disk: bool = False) -> None:
        self.shown = shown
        self.ids = ids
        self.is_disk = is_disk
        self._read = read

    @property
    def has_record(self) -> bool:
        return ACTIONS in self.ids

    def texts(self, names: Iterable[str]) -> tuple[dict[str, Text], list[str]]:
        """The contents of these files, those left out that are not there; and sentences about what is no text."""
        there = [name for name in names if name in self.ids]
        found: dict[str, Text] = {}
        broken = []
        for name, raw in zip(there, self._read(there), strict=True):
            try:
                # The registers are large: only what differs of them is looked at.
                found[name] = files.text_of("", self.shown + name, raw, check=not _holds_actions(name))
            except BrokenFile as trouble:
                broken.append(f"{name} could not be compared: {trouble}")
        return found, broken


def _holds_actions(name: str) -> bool:
    return name == ACTIONS or name.startswith(f"{ARCHIVE}/")


class Compared(NamedTuple):
    """What differs: in the actions, the meetings, and the rest; and what must be said beside it.

    It is not whole where something could not be read and was left out.
    """

    actions: tuple[Difference, ...]
    meetings: tuple[Difference, ...]
    others: tuple[Difference, ...]
    sentences: tuple[str, ...]
    is_whole: bool


# ---- where the files are ---------------------------------------------------------------------------


def at_commit(repository: Repository, commit: str, folder: str) -> Snapshot:
    """The record as a commit has it in a folder, given as git names it."""
    prefix = "" if folder == "." else f"{folder}/"
    tree = repository.tree(commit, folder)
    ids = {path[len(prefix) :]: name for path, name in tree.items() if _OF_THE_RECORD.fullmatch(path[len(prefix) :])}

    def read(names: Sequence[str]) -> Iterator[bytes]:
        for name, raw in zip(names, repository.each([ids[name] for name in names]), strict=True):
            if raw is None:
                raise Refusal(f"git does not have {name} as it was in {commit[:7]}; this clone is not whole (“git fsck” says more).")
            yield raw

    return Snapshot(f"{commit[:7]}:{prefix}", ids, read)


def folder_at(repository: Repository, commit: str, folder: str) -> str:
    """Where a commit has the record: in this folder, else in the only other that has actions.yaml; else empty."""
    if repository.objects([f"{commit}:{ACTIONS if folder == '.' else f'{folder}/{ACTIONS}'}"]) != [""]:
        return folder
    found = [os.path.dirname(path) or "." for path in repository.tree(commit, ".") if os.path.basename(path) == ACTIONS]
    return found[0] if len(found) == 1 else ""


def on_disk(folder: str, like: Snapshot) -> Snapshot:
    """The record as its files are now. ``like`` says in what form git names contents."""
    raws = {name: raw for name in _SINGLE if (raw := files.read(folder, name).raw) is not None}
    for inner in (ARCHIVE, MEETINGS):
        raws |= {f"{inner}/{name}": raw for name, raw in files.raw_files(folder, inner)}
    long = any(len(name) == 64 for name in like.ids.values())
    ids = {name: _id(raw, like.ids.get(name, ""), long) for name, raw in raws.items() if _OF_THE_RECORD.fullmatch(name)}
    return Snapshot(f"{os.path.basename(folder)}/", ids, lambda names: [raws[name] for name in names], is_disk=True)


def _id(raw: bytes, wanted: str, long: bool) -> str:
    """The name that git gives these bytes; where git keeps CRLF as LF, that of the bytes as it keeps them."""
    own = _hashed(raw, long)
    return wanted if own != wanted and b"\r\n" in raw and _hashed(raw.replace(b"\r\n", b"\n"), long) == wanted else own


def _hashed(raw: bytes, long: bool) -> str:
    make = hashlib.sha256 if long else hashlib.sha1
    return make(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


# ---- what differs ----------------------------------------------------------------------------------


def compare(old: Snapshot, new: Snapshot, *, exempt: bool = False) -> Compared:
    """What differs from one snapshot of the record to another, in the order of the references."""
    differing = sorted(name for name in {*old.ids, *new.ids} if old.ids.get(name) != new.ids.get(name))
    comparison = _Comparison(old, new, differing, exempt)
    actions, meetings, others = comparison.actions(), comparison.meetings(), comparison.others()
    sentences = comparison.sentences(bool(actions or meetings or others))
    return Compared(tuple(actions), tuple(meetings), tuple(others), tuple(sentences), not comparison.broken)


class _Entry(NamedTuple):
    """An entry that may differ: its key, its bytes, the file that it is in, and how its fields are read."""

    key: str
    raw: bytes
    name: str
    fields: Callable[[], dict[str, Value]]


class _Comparison:
    def __init__(self, old: Snapshot, new: Snapshot, differing: Sequence[str], exempt: bool) -> None:
        self.old, self.new, self.exempt = old, new, exempt
        self.rewritten = 0
        self.withheld: set[str] = set()
        # Those of Schedule 12A under which anything told is exempt.
        self.paragraphs: list[tuple[str, ...]] = []
        self.was, was_broken = old.texts(differing)
        self.now, now_broken = new.texts(differing)
        self.broken = was_broken + now_broken
        # What cannot be read on one side is not taken for removed or added there.
        self.differing = [
            name for name in differing if (name in old.ids) == (name in self.was) and (name in new.ids) == (name in self.now)
        ]

    def sentences(self, told: bool) -> Iterator[str]:
        yield from self.broken
        differing = [name for name in self.differing if self._body(self.was, name) != self._body(self.now, name)]
        if differing and not (told or self.broken or self.rewritten or self.withheld):
            yield f"Only comments, blank lines or the order of entries differ, in {', '.join(differing)}."
        if self.rewritten:
            entries = "1 entry is" if self.rewritten == 1 else f"{self.rewritten:,} entries are"
            yield f"{entries} written in another way (comments, quotes or order), and say{'s' if self.rewritten == 1 else ''} the same."
        if any(self.paragraphs):
            yield exemption.reason(exemption.united(self.paragraphs))

    # -- actions ------------------------------------------------------------------------------

    def actions(self) -> list[Difference]:
        names = [name for name in self.differing if _holds_actions(name)]
        pairs = self._paired(names, ACTION_FIELDS)
        found: list[Difference] = []
        for one, other in _renumbered(pairs):
            found += self._action(one, other)
        return found

    def _action(self, one: _Entry | None, other: _Entry | None) -> list[Difference]:
        key = (other or one).key  # type: ignore[union-attr]
        found: list[Difference] = []
        if one and other and one.name != other.name:
            where = f"moved to {other.name}" if other.name != ACTIONS else f"brought back from {one.name}"
            found.append(Difference(key, "archived", where))
        try:
            was, now = one.fields() if one else None, other.fields() if other else None
            told = of_fields(key, was, now) if was != now else []
        except (BrokenFile, WrongType) as trouble:
            what = trouble.what if isinstance(trouble, BrokenFile) else f"{trouble}."
            self.broken.append(f"{key} was left out, for it cannot be read: {what}")
            return []
        if any(fields and fields.get("exempt") for fields in (was, now)):
            if not self.exempt:
                self.withheld.add(key)
                return []
            if told or found:
                self.paragraphs += [texts(fields, "exempt") for fields in (was, now) if fields]
        self.rewritten += bool(one and other and one.key == other.key and was == now and one.raw != other.raw)
        if one and other and one.key != other.key:
            found.append(Difference(key, "renumbered", f"renumbered from {one.key}"))
            told = [d for d in told if d.kind != "formerly"]
        return found + told

    # -- meetings -----------------------------------------------------------------------------

    def meetings(self) -> list[Difference]:
        found: list[Difference] = []
        for name in self.differing:
            if name.startswith(f"{MEETINGS}/"):
                found += self._meeting(name)
        # A meeting that was moved is told once: the sentence of the old day names the new one.
        moved = {d.ref for d in found if d.kind == "moved"}
        return [d for d in found if not (d.kind == "added" and any(f"moved from {ref}" in d.what for ref in moved))]

    def _meeting(self, name: str) -> list[Difference]:
        ref = name[len(MEETINGS) + 1 : -5]
        try:
            was, now = (_small(texts.get(name)) for texts in (self.was, self.now))
            found = of_meeting(ref, was, now, exempt=self.exempt) if was != now else []
            if was != now and not found:
                # What differs is exempt, and no comment either.
                self.withheld.add(ref)
            elif self.exempt and found != of_meeting(ref, was, now):
                self.paragraphs += [one for fields in (was, now) if fields for one in exempt_in(ref, fields)]
            return found
        except (BrokenFile, WrongType) as trouble:
            what = str(trouble) if isinstance(trouble, BrokenFile) else f"{name}: {trouble}."
            self.broken.append(f"{ref} was left out, for it cannot be read: {what}")
            return []

    # -- the rest -----------------------------------------------------------------------------

    def others(self) -> list[Difference]:
        found: list[Difference] = []
        for name, order in _ENTRIES.items():
            if name in self.differing:
                found += self._named(name, order)
        for name in (CONFIG, PLAN):
            if name in self.differing and self._body(self.was, name) != self._body(self.now, name):
                verb = "removed" if name not in self.now else "changed" if name in self.was else "added"
                found.append(Difference(name, verb, verb))
        return found

    def _named(self, name: str, order: tuple[str, ...]) -> Iterator[Difference]:
        for one, other in self._paired([name], order):
            try:
                yield from of_entry((other or one).key, one.fields() if one else None, other.fields() if other else None)  # type: ignore[union-attr]
            except BrokenFile as trouble:
                self.broken.append(f"An entry of {name} was left out, for it cannot be read: {trouble.what}")

    @staticmethod
    def _body(texts: dict[str, Text], name: str) -> bytes | None:
        return texts[name].body if name in texts else None

    # -- entries ------------------------------------------------------------------------------

    def _paired(self, names: Iterable[str], order: tuple[str, ...]) -> list[tuple[_Entry | None, _Entry | None]]:
        """The entries that differ, old and new by their keys, in the order of the files, new ones where they stand."""
        olds: list[_Entry] = []
        news: list[_Entry] = []
        for name in names:
            try:
                was, now = differing_entries(self.was.get(name), self.now.get(name), order)
            except BrokenFile as trouble:
                if trouble.path == self.new.shown + name and self.new.is_disk:
                    raise
                self.broken.append(f"{name} could not be compared: {trouble}")
                continue
            olds += [_entry(file, one, name) for file, one in was]
            news += [_entry(file, one, name) for file, one in now]
        return _matched(olds, news)


def _small(text: Text | None) -> Fields | None:
    if text is None:
        return None
    fields = plain(small_file(text))
    assert isinstance(fields, dict)
    return fields


def _entry(file: EntryFile, one: Found, name: str) -> _Entry:
    raw = _own(file.text.body[one.start() : one.end()])
    return _Entry((one[1] or b"").decode(), raw, name, lambda: file.fields(one))


def _own(raw: bytes) -> bytes:
    """An entry's own lines: blank lines and comments at its end belong to what follows."""
    lines = raw.split(b"\n")
    while lines and (not lines[-1].strip() or lines[-1].startswith(b"#")):
        lines.pop()
    return b"\n".join(lines)


def _matched(olds: Sequence[_Entry], news: Sequence[_Entry]) -> list[tuple[_Entry | None, _Entry | None]]:
    """Entries of one key put together, the first with the first where a key stands twice; then those without a partner."""
    waiting: dict[str, list[_Entry]] = {}
    for one in olds:
        waiting.setdefault(one.key, []).append(one)
    pairs: list[tuple[_Entry | None, _Entry | None]] = []
    for other in news:
        partners = waiting.get(other.key)
        # A key that stands twice: what is the same in both is no difference, whichever stands first.
        same = next((p for p in partners or () if p.raw == other.raw), None)
        partner = same or (partners[0] if partners else None)
        if partner and partners:
            partners.remove(partner)
        if partner is None or partner.raw != other.raw or partner.name != other.name:
            pairs.append((partner, other))
    pairs += [(gone, None) for left in waiting.values() for gone in left]
    return pairs


def _renumbered(pairs: Sequence[tuple[_Entry | None, _Entry | None]]) -> list[tuple[_Entry | None, _Entry | None]]:
    """The pairs, an entry that went put together with the new one that says it had its reference formerly."""
    gone = {one.key: one for one, other in pairs if one and not other}
    found: list[tuple[_Entry | None, _Entry | None]] = []
    taken: set[str] = set()
    for one, other in pairs:
        earlier = _formerly(other) if gone and other and not one else []
        key = next((key for key in earlier if key in gone and key not in taken), "")
        if key:
            taken.add(key)
        found.append((gone[key] if key else one, other))
    return [(one, other) for one, other in found if other or (one and one.key not in taken)]


def _formerly(entry: _Entry) -> list[str]:
    """The references that an entry says it had, the latest first."""
    lines = re.findall(rb"(?m)^  formerly:[^\n]*", entry.raw)
    return [found[0] for line in lines for found in re.finditer(ACTION_REF, line.decode())]


# ---- entries whose bytes differ --------------------------------------------------------------------

_Located = list[tuple[EntryFile, Found]]


def differing_entries(old: Text | None, new: Text | None, order: tuple[str, ...]) -> tuple[_Located, _Located]:
    """The entries of two states of a file, without what both have at the beginning and at the end. Raises BrokenFile."""
    if old is None or new is None or old.body == new.body:
        return ([] if old is None or new is not None else _all(old, order)), ([] if new is None or old is not None else _all(new, order))
    file = EntryFile(new, order)
    if Loose in set(map(type, file.found)):
        return _all(old, order), [(file, one) for one in file.found]
    before, behind = shared(old.body, new.body)
    # An entry ends where the next begins: the last that is wholly in the shared part could go on in the other file.
    first = max(0, bisect_right(file.found, before, key=lambda one: one.end()) - 1)
    last = max(first, bisect_left(file.found, len(new.body) - behind, key=lambda one: one.start()))
    start = file.found[first].start() if first and file.found else 0
    end = file.found[last].start() if last < len(file.found) else len(new.body)
    end += len(old.body) - len(new.body)
    kept = [(file, one) for one in file.found[first:last]]
    files.check_utf8(new.body[start : end - len(old.body) + len(new.body)], new.shown)
    try:
        files.check_utf8(old.body[start:end], old.shown)
        middle = EntryFile(old._replace(body=old.body[start:end]), order)
    except BrokenFile:
        return _all(old, order), [(file, one) for one in file.found]
    if Loose in set(map(type, middle.found)):
        return _all(old, order), [(file, one) for one in file.found]
    return [(middle, one) for one in middle.found], kept


def _all(text: Text, order: tuple[str, ...]) -> _Located:
    files.check_utf8(text.body, text.shown)
    file = EntryFile(text, order)
    return [(file, one) for one in file.found]


def shared(one: bytes, other: bytes) -> tuple[int, int]:
    """How many bytes two texts have in common at their beginnings, and then at their ends, nothing counted twice."""
    most = min(len(one), len(other))
    before = _reach(most, lambda low, high: one[low:high] == other[low:high])
    most -= before
    a, b = len(one), len(other)
    behind = _reach(most, lambda low, high: one[a - high : a - low] == other[b - high : b - low])
    return before, behind


def _reach(most: int, same: Callable[[int, int], bool]) -> int:
    """How far two texts are the same, by halves."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if same(low, middle):
            low = middle
        else:
            high = middle - 1
    return low


__all__ = ["Compared", "Snapshot", "at_commit", "compare", "differing_entries", "folder_at", "on_disk", "shared"]
