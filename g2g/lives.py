"""One action's life: what the record says of it, and what each commit that touched it did.

Of every version of the files only that action's lines are looked at, and only where they differ are they typed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from g2g import entries, files, register
from g2g.actions import Actions
from g2g.calendar import Calendar
from g2g.changes import Difference
from g2g.changes.action import of_action, of_fields
from g2g.dates import british
from g2g.entryfile import EntryFile
from g2g.errors import BrokenFile, UnknownReference
from g2g.git import Commit, Repository
from g2g.listings import not_for_publication
from g2g.model import ACTION_REF, LIVE, Action, iso_date
from g2g.particulars import happened
from g2g.records import ACTION_FIELDS, Fields, WrongType
from g2g.reports import Column, Report, Table
from g2g.snapshots import folder_at
from g2g.store import Record
from g2g.whereabouts import ACTIONS, ARCHIVE

_MOST_MOVES = 20
_MARKS = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")
Step = Callable[[int, int], None]


class Event(NamedTuple):
    """What one commit did to the action; without a commit, what has not been committed yet."""

    commit: Commit | None
    told: tuple[Difference, ...]


class State(NamedTuple):
    """How an action stood in a version of the record: the file, its reference there, and its lines."""

    name: str
    key: str
    raw: bytes

    def fields(self) -> Fields:
        """What the lines say. Raises BrokenFile."""
        file = EntryFile(files.text_of("", self.name, self.raw), ACTION_FIELDS)
        return file.fields(file.found[0])


# ---- which action is meant ---------------------------------------------------------------------------


def find(record: Record, ref: str) -> tuple[str, Action | None]:
    """The action that is meant, among the live, the ended and the archived ones; its reference and what it says.

    A whole reference that the record no longer has may still be known to the commits: it comes without an action.
    """
    registers = [record.actions, *(Actions(record.entry_file(name, ACTION_FIELDS)) for name in _archives(record.folder))]
    for one in registers:
        try:
            found = register.find(one, ref, LIVE)
            return found.ref, found
        except UnknownReference:
            continue
    key = ref.strip().upper()
    if re.fullmatch(ACTION_REF, key):
        renumbered = next((action for one in registers if (action := _renumbered(one, key))), None)
        return (renumbered.ref, renumbered) if renumbered else (key, None)
    register.find(record.actions, ref, LIVE)
    raise UnknownReference("action", ref)


def _renumbered(actions: Actions, key: str) -> Action | None:
    """The action that had a reference among its former ones."""
    body = actions.file.text.body
    said = re.compile(rb"(?m)^  formerly:[^\n]*\b" + re.escape(key.encode()) + rb"(?![\w.])")
    return next((actions.action(one) for one in actions.file.found if said.search(body, one.start(), one.end())), None)


def _archives(folder: str) -> list[str]:
    """The archive's files, newest year first."""
    try:
        names = os.listdir(os.path.join(folder, ARCHIVE))
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [f"{ARCHIVE}/{name}" for name in sorted(names, reverse=True) if name.endswith(".yaml") and not name.startswith(".")]


# ---- the versions of the record ----------------------------------------------------------------------


class _Version(NamedTuple):
    """The record at a commit: the files that can hold the action, each with the name of its contents."""

    commit: Commit
    before: tuple[str, ...]
    files: tuple[tuple[str, str], ...]


def _versions(repository: Repository, folder: str) -> list[_Version]:
    """Every version of the register, newest first, through moves of the whole record within the repository."""
    rows: list[tuple[str, Commit, tuple[str, ...]]] = []
    revision = "HEAD"
    for _ in range(_MOST_MOVES):
        here = _below(folder)
        found = repository.lineage([f"{here}{ACTIONS}", f"{here}{ARCHIVE}"], revision)
        rows += [(folder, commit, before) for commit, before in found]
        earlier = repository.commit(f"{found[-1][0].name}^") if found else repository.commit(revision)
        moved = folder_at(repository, earlier, folder) if earlier else ""
        if not earlier or not moved or moved == folder:
            break
        folder, revision = moved, earlier
        following = repository.lineage([f"{_below(moved)}{ACTIONS}", f"{_below(moved)}{ARCHIVE}"], revision)[:1]
        if rows and following:
            rows[-1] = (*rows[-1][:2], (following[0][0].name,))
    return _with_files(repository, rows)


def _below(folder: str) -> str:
    return "" if folder == "." else f"{folder}/"


def _with_files(repository: Repository, rows: Sequence[tuple[str, Commit, tuple[str, ...]]]) -> list[_Version]:
    wanted = [f"{commit.name}:{_below(folder)}{name}" for folder, commit, _ in rows for name in (ACTIONS, ARCHIVE)]
    found = repository.objects(wanted)
    folders = list(dict.fromkeys(name for name in found[1::2] if name))
    inside = {name: _listed(raw or b"", len(name) // 2) for name, raw in zip(folders, repository.each(folders), strict=True)}
    return [
        _Version(commit, before, (((ACTIONS, own),) if own else ()) + inside.get(archive, ()))
        for (_, commit, before), own, archive in zip(rows, found[::2], found[1::2], strict=True)
    ]


def _listed(tree: bytes, size: int) -> tuple[tuple[str, str], ...]:
    """The files of the archive folder, from git's own form of a folder: mode, name, NUL, the name of the contents."""
    rows = re.findall(rb"(?s)(\d+) ([^\0]+)\0(.{%d})" % size, tree)
    named = [(f"{ARCHIVE}/{os.fsdecode(name)}", contents.hex()) for mode, name, contents in rows if mode.startswith(b"100")]
    return tuple(row for row in named if row[0].endswith(".yaml"))


# ---- the action in each of them ----------------------------------------------------------------------


class _Finder:
    """Finds the action in one version after the other, under the references it had; each file is looked at once."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = list(keys)
        self.seen: dict[str, State | BrokenFile | None] = {}

    def look(self, contents: str, name: str, raw: bytes) -> None:
        """Look into a file for the action. ``contents`` is its name in git."""
        try:
            self.seen[contents] = self._state(name, raw)
        except BrokenFile as trouble:
            self.seen[contents] = trouble

    def _state(self, name: str, raw: bytes) -> State | None:
        for key in self.keys:
            lines = lines_of(raw, key, name)
            if lines is not None:
                for earlier in re.findall(rb"(?m)^  formerly:[^\n]*", lines):
                    self.keys += [m[0] for m in re.finditer(ACTION_REF, earlier.decode()) if m[0] not in self.keys]
                return State(name, key, lines)
        return None

    def at(self, version: _Version) -> State | BrokenFile | None:
        """How the action stood in a version; the trouble where a file cannot be read and no other has the action."""
        seen = [self.seen.get(contents) for _, contents in version.files]
        # Contents are looked at once, and may have stood under another name since.
        for (name, _), one in zip(version.files, seen, strict=True):
            if isinstance(one, State):
                return one._replace(name=name)
        return next((one for one in seen if isinstance(one, BrokenFile)), None)


def lines_of(raw: bytes, key: str, name: str) -> bytes | None:
    """The lines of one action in a file, line ends as LF; None where it is not there. Raises BrokenFile.

    The file is read whole only where the action is not plainly to be seen in it.
    """
    mark = key.encode()
    starts, odd = _starts(raw, mark)
    if not starts and not odd:
        return None
    if len(starts) == 1 and not odd:
        end = re.compile(rb"\n(?=[^\s#])").search(raw, starts[0])
        own = raw[starts[0] : end.end() if end else len(raw)].replace(b"\r\n", b"\n")
        following = raw[end.end() :][:7] if end else b""
        found = entries.scan(own if own.endswith(b"\n") else own + b"\n")
        if following not in _MARKS and len(found) == 1 and not isinstance(found[0], entries.Stretch) and found[0][1] == mark:
            return _own(own)
    file = EntryFile(files.text_of("", name, raw), ACTION_FIELDS)
    one = next((one for one in file.found if one[1] == mark), None)
    return _own(file.text.body[one.start() : one.end()]) if one else None


def _starts(raw: bytes, mark: bytes) -> tuple[list[int], bool]:
    """Where lines begin with a key, and whether it may stand as a key in another way, such as in quotes."""
    starts, odd, at = [], False, raw.find(mark)
    while at >= 0:
        before = raw[raw.rfind(b"\n", 0, at) + 1 : at]
        behind = raw[at + len(mark) : at + len(mark) + 1]
        if not before and behind == b":":
            starts.append(at)
        elif not before.strip(b"\"'? \xef\xbb\xbf") and before[:1] != b" " and not behind.isalnum() and behind != b".":
            odd = True
        at = raw.find(mark, at + 1)
    return starts, odd


def _own(raw: bytes) -> bytes:
    """The lines that are the action's own: blank ones and comments at the end belong to what follows."""
    lines = raw.split(b"\n")
    while lines and (not lines[-1].strip() or lines[-1].startswith(b"#")):
        lines.pop()
    return b"\n".join(lines) + b"\n"


# ---- what happened -----------------------------------------------------------------------------------


def told(repository: Repository, place: str, folder: str, key: str, step: Step) -> tuple[list[Event], list[str]]:
    """What each commit did to an action, oldest first, and what has not been committed; and sentences beside it.

    ``place`` is the data folder on the disk, ``folder`` as git names it. ``step`` is told how far it has got.
    """
    finder = _Finder([key])
    now = _on_disk(place, finder)
    versions = _versions(repository, folder)
    wanted = {contents: name for version in versions for name, contents in version.files}
    for number, ((contents, name), raw) in enumerate(zip(wanted.items(), repository.each(wanted), strict=True), 1):
        finder.look(contents, name, raw or b"")
        step(number, len(wanted))
    shallow = repository.is_shallow()
    events, last, sentences = _events(versions, finder, shallow)
    if isinstance(now, State) and (some := _between(last, now)):
        events.append(Event(None, tuple(some)))
    elif now is None and last is not None:
        events.append(Event(None, tuple(of_action(last.key, Action(last.key, "", "")._replace(words=_words(last)), None))))
    if shallow:
        sentences.append("This clone is shallow: it does not hold the older commits (“git fetch --unshallow” brings them).")
    return events, sentences


def _on_disk(place: str, finder: _Finder) -> State | BrokenFile | None:
    found: State | BrokenFile | None = None
    for name in (ACTIONS, *_archives(place)):
        finder.look("", name, files.read(place, name).raw or b"")
        one = finder.seen.pop("")
        if isinstance(one, State):
            return one
        found = found or one
    return found


def _events(versions: Sequence[_Version], finder: _Finder, shallow: bool) -> tuple[list[Event], State | None, list[str]]:
    """The events of all versions, oldest first; how the action stands in the newest; and what was passed over."""
    states: dict[str, State | None] = {}
    events: list[Event] = []
    sentences: list[str] = []
    for version in reversed(versions):
        before = [states[name] for name in version.before if name in states]
        state = finder.at(version)
        if isinstance(state, BrokenFile):
            sentences.append(f"{_called(version.commit)} was passed over: {_ended(state)}")
            state = before[0] if before else None
        states[version.commit.name] = state
        if state in before:
            continue
        try:
            some = _since_all(before, state, shallow)
        except (BrokenFile, WrongType) as trouble:
            sentences.append(f"{_called(version.commit)} was passed over: {_ended(trouble)}")
            states[version.commit.name] = before[0] if before else None
            continue
        if some:
            events.append(Event(version.commit, tuple(some)))
    return events, states[versions[0].commit.name] if versions else None, sentences


def _called(commit: Commit) -> str:
    day = iso_date(commit.when[:10])
    return f"Commit {commit.name[:7]} of {british(day) if day else commit.when}"


def _ended(trouble: Exception) -> str:
    """What is wrong, with a full stop."""
    return str(trouble).rstrip(".") + "."


def _since_all(before: Sequence[State | None], state: State | None, shallow: bool) -> list[Difference]:
    """What differs from every one of the states before: a merge is told only for what it did itself."""
    if not before:
        first = _between(None, state)
        return [d._replace(kind="there", what=d.what.replace("added", "there already", 1)) for d in first] if shallow else first
    some = _between(before[0], state)
    for other in before[1:]:
        what = {d.what for d in _between(other, state)}
        some = [d for d in some if d.what in what]
    return some


def _between(old: State | None, new: State | None) -> list[Difference]:
    if new is None:
        return of_fields(old.key, old.fields(), None) if old else []
    found = of_fields(new.key, old.fields() if old else None, new.fields()) if not old or old.raw != new.raw else []
    if old and old.key != new.key:
        found = [Difference(new.key, "renumbered", f"renumbered from {old.key}"), *(d for d in found if d.kind != "formerly")]
    if old and old.name != new.name:
        where = f"moved to {new.name}" if new.name != ACTIONS else f"brought back from {old.name}"
        found.insert(0, Difference(new.key, "archived", where))
    return found


def _words(state: State) -> str:
    said = state.fields().get("action", "")
    return said if isinstance(said, str) else ""


# ---- as a view ---------------------------------------------------------------------------------------


def report(
    key: str, action: Action | None, events: Sequence[Event], calendar: Calendar, as_at: date, sentences: Sequence[str]
) -> Report:
    """The life of an action: what the record says, and what the commits tell."""
    record = tuple(happened(action, calendar, as_at)) if action else ()
    dated = (Column("day", "Day", "date"), Column("what", "What happened", "words"))
    committed = (Column("day", "Day", "date"), Column("who", "Who"), Column("commit", "Commit"), Column("what", "What changed", "words"))
    rows = tuple(
        (iso_date(e.commit.when[:10]), e.commit.author, e.commit.name[:7], one.what) if e.commit
        else (None, "", "not yet", one.what)
        for e in events for one in e.told
    )  # fmt: skip
    tables = (Table("In the record", dated, record), Table("In the commits", committed, rows))
    notice = not_for_publication([action] if action else [])
    return Report(
        "history", as_at, f"{key}: {' '.join(action.words.split())}" if action else f"{key}, which the record no longer has",
        tables, "Nothing is known of it.", lambda: _data(key, record, events), (*sentences, *notice),
    )  # fmt: skip


def _data(key: str, record: Iterable[tuple[Any, str]], events: Iterable[Event]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {"ref": key, "source": "record", "when": day, "who": None, "commit": None, "subject": None, "kind": None, "what": what}
        for day, what in record
    ]
    for event in events:
        made = event.commit
        about = {"when": made.when, "who": made.author, "commit": made.name, "subject": made.subject} if made else dict.fromkeys(("when", "who", "commit", "subject"))
        rows += [{"ref": one.ref, "source": "commit", **about, "kind": one.kind, "what": one.what} for one in event.told]
    return rows


__all__ = ["Event", "State", "find", "lines_of", "report", "told"]
