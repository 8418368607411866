"""What breaks the rules of the record, found in every file of a data folder, with the place of each."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cached_property, partial

from g2g import files
from g2g.actions import Actions
from g2g.calendar import Calendar
from g2g.entryfile import EntryFile, Found, Loose
from g2g.errors import BrokenFile, Refusal
from g2g.model import (
    LIVE,
    MEETING_REF,
    Meeting,
    Problem,
    Value,
    iso_date,
)
from g2g.nodes import Sequence
from g2g.people import Directory
from g2g.records import (
    BODY_FIELDS,
    PERSON_FIELDS,
    body_of,
    person_of,
)
from g2g.store import Record
from g2g.whereabouts import ACTIONS, BODIES, CONFIG, MEETINGS, PEOPLE, PLAN


def problems(record: Record) -> list[Problem]:
    """What breaks the rules of the record, in every file, in order of file and line.

    A file that cannot be read at all is one problem, and the others are looked at all the same.
    """
    found: list[Problem] = []
    for look in (_named_problems, _action_problems, _meeting_problems):
        found += look(record)
    return found


def _broken(record: Record, name: str, trouble: Refusal) -> Problem:
    """A file that cannot be read, as a problem."""
    if isinstance(trouble, BrokenFile):
        return Problem("broken-file", trouble.path, trouble.line, trouble.what)
    return Problem("unreadable-file", os.path.join(os.path.basename(record.folder), name), 1, str(trouble))


def _named_problems(record: Record) -> Iterator[Problem]:
    from g2g import misspellings
    from g2g.check import misspelt

    for name, order, make, known in ((PEOPLE, PERSON_FIELDS, person_of, misspellings.PERSON), (BODIES, BODY_FIELDS, body_of, misspellings.BODY)):
        try:
            file = record.entry_file(name, order)
            list(record.named(file, make))
        except Refusal as trouble:
            yield _broken(record, name, trouble)
            continue
        seen: set[bytes | None] = set()
        lines = _Lines(file)
        for one in file.found:
            line_of = partial(lines.of, one)
            yield from misspelt((one[1] or b"").decode(), file.fields(one), known, file.text.shown, lambda slip, of=line_of: of(slip.name))  # type: ignore[misc]
            if one[1] in seen:
                key = (one[1] or b"").decode()
                yield Problem("duplicate-name", file.text.shown, file.line(one), f"{key} stands here a second time; keep one of the two.")
            seen.add(one[1])
    try:
        _ = record.settings
    except Refusal as trouble:
        yield _broken(record, CONFIG, trouble)
    try:
        plan, node, text = record.plan_read()
    except Refusal as trouble:
        yield _broken(record, PLAN, trouble)
        return
    from g2g.check import plan_problems

    body = text.body.decode()

    def line(name: str, index: int) -> int:
        """The line on which a row of one of the plan's lists begins; that of the list where it is no list."""
        pair = node.find(name)
        items = pair.node.items if pair and isinstance(pair.node, Sequence) else ()
        at = items[index].start if index < len(items) else pair.key.start if pair else 0
        return body.count("\n", 0, at) + 1

    yield from plan_problems(plan, text.shown, line)


def _action_problems(record: Record) -> list[Problem]:
    live: dict[str, EntryFile] = {}
    try:
        found = _entry_problems(record, record.actions, ACTIONS)
        live |= dict.fromkeys(record.actions.refs(), record.actions.file)
    except Refusal as trouble:
        found = [_broken(record, ACTIONS, trouble)]
    for name in record.archive.names:
        try:
            file = record.archive.file(name)
        except Refusal as trouble:
            found.append(_broken(record, name, trouble))
            continue
        found += _entry_problems(record, Actions(file), name)
        found += _archive_problems(file, live)
    return found


def _archive_problems(file: EntryFile, seen: dict[str, EntryFile]) -> Iterator[Problem]:
    """What is wrong with an action for it stands in the archive. ``seen``: the others by reference, with their files."""
    for one in file.found:
        ref = (one[1] or b"").decode()
        is_exempt = file.text.body.find(b"exempt", one.start(), one.end()) >= 0
        if ref in seen and seen[ref] is not file:
            yield Problem(
                "archived-twice", file.text.shown, file.line(one),
                f"{ref} stands in {seen[ref].text.shown} too, and that one counts; “g2g archive --before DATE” settles a move"
                " that was broken off.", is_exempt,
            )  # fmt: skip
        seen.setdefault(ref, file)
        if (status := (one[2] or b"").decode()) in LIVE:
            yield Problem("archived-but-live", file.text.shown, file.line(one), f"{ref} is {status}: move it to {ACTIONS}.", is_exempt)


def _entry_problems(record: Record, actions: Actions, name: str) -> list[Problem]:
    file = actions.file
    try:
        directory = Directory(record.people)
    except Refusal:
        directory = Directory({})  # Told already: without people.yaml nobody can be looked up.
    from g2g.check import Checker

    try:
        plan = record.plan
    except Refusal:
        plan = None  # Told already.
    checker, lines = Checker(file.text.shown, record.calendar, directory, plan), _Lines(file)
    found: list[Problem] = []
    for one in file.found:
        try:
            action, fields = actions.action(one), file.fields(one)
        except BrokenFile as trouble:
            found.append(_broken(record, name, trouble))
            continue
        found += checker.action(action, fields, partial(lines.of, one))
    return found


class _Lines:
    """The lines of entries and their fields, asked for in about the order of the file: each stretch is counted once."""

    def __init__(self, file: EntryFile) -> None:
        self.file = file
        self._offset, self._line = 0, 1

    def of(self, one: Found, field: str) -> int:
        """The line of a field of an entry; that of its key for ``""``, and where it has no such field."""
        body, start = self.file.text.body, one.start()
        if start < self._offset:
            self._offset, self._line = 0, 1
        self._line += body.count(b"\n", self._offset, start)
        self._offset = start
        if field and isinstance(one, Loose):
            return self.file.line_of(one, field)
        at = body.find(f"\n  {field}:".encode(), start, one.end()) if field else -1
        return self._line + (body.count(b"\n", start, at) + 1 if at >= 0 else 0)


def _meeting_problems(record: Record) -> Iterator[Problem]:
    from g2g.check import meeting_problems

    try:
        bodies = record.bodies
    except Refusal:
        bodies = {}  # Told already.
    found: list[Problem] = []
    read: list[tuple[Meeting, dict[str, Value]]] = []
    for name in record.meeting_files():
        ref = name.removesuffix(".yaml")
        if not re.fullmatch(MEETING_REF, ref) or not iso_date(ref[-10:]):
            sentence = f"“{name}” is no name for a meeting's file; write BODY-YYYY-MM-DD.yaml."
            found.append(Problem("wrong-name", record.shown(name), 1, sentence))
            continue
        try:
            read.append(record.meeting_read(ref))
        except Refusal as trouble:
            found.append(_broken(record, f"{MEETINGS}/{name}", trouble))
    # The calendar of those that can be read: one broken file does not hide what is wrong in the others.
    calendar = Calendar(meeting for meeting, _ in read)
    for meeting, fields in read:
        line = _FirstLines(record, f"{meeting.ref}.yaml").of
        found += meeting_problems(meeting, fields, record.shown(f"{meeting.ref}.yaml"), calendar, bodies, line)
    yield from sorted(found, key=lambda problem: problem.path)


class _FirstLines:
    """The first line of a meeting's file on which each field stands, whatever it is in; looked for when one is asked for."""

    def __init__(self, record: Record, name: str) -> None:
        self._record, self._name = record, name

    @cached_property
    def _lines(self) -> dict[str, int]:
        body = files.read(self._record.folder, f"{MEETINGS}/{self._name}").body.decode()
        keys = ((re.match(r"""\s*(?:- +)?["']?([^"':#]+?)["']?\s*:""", line), number) for number, line in enumerate(body.splitlines(), 1))
        found: dict[str, int] = {}
        for key, number in keys:
            if key:
                found.setdefault(key[1], number)
        return found

    def of(self, field: str) -> int:
        """The line of a field; 1 where it has none of its own."""
        return self._lines.get(field, 1)
