"""The data folder: its files read as the record, and a change saved so that it is there whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from g2g import archive, entries, files, splice, yamltext
from g2g.archive import Archive
from g2g.calendar import Calendar
from g2g.entryfile import EntryFile, Found, Loose, order_of
from g2g.errors import BrokenFile, ChangedMeanwhile, HalfWritten, NoSafeEdit, Refusal
from g2g.model import (
    ACTION_REF,
    LIVE,
    MEETING_REF,
    Action,
    Body,
    Change,
    Edit,
    Meeting,
    Person,
    Proceedings,
    Settings,
    Value,
    iso_date,
)
from g2g.nodes import Mapping, Node, Pair, Scalar, Sequence, comments, plain
from g2g.records import (
    ACTION_FIELDS,
    BODY_FIELDS,
    MEETING_FIELDS,
    PERSON_FIELDS,
    WrongType,
    action_of,
    body_of,
    meeting_of,
    person_of,
    proceedings_of,
    settings_of,
)
from g2g.whereabouts import ACTIONS

if TYPE_CHECKING:
    from g2g.plan import Plan

BODIES, PEOPLE, MEETINGS, CONFIG = "bodies.yaml", "people.yaml", "meetings", "config.yaml"
PLAN = "plan.yaml"
_HEAD = 4096
_OF_THE_HEAD = rb"(?m)^(status|time|venue|chair|minutes|moved_to|moved_from|reason|<<<<<<<|>>>>>>>)(?= ?:| )"
T = TypeVar("T")
_TRIES = 3


class Actions:
    """The register as it stands in actions.yaml; an action is typed when it is asked for."""

    def __init__(self, file: EntryFile, archive: Archive | None = None) -> None:
        self.file = file
        self._archive = archive
        self._body_index: dict[frozenset[str] | None, dict[bytes, list[Found]]] = {}
        self._owner_index: dict[frozenset[str] | None, dict[str, list[Found]]] = {}

    def refs(self) -> list[str]:
        return self.file.keys()

    @cached_property
    def _years(self) -> list[Actions]:
        """The archive, a register a file."""
        return [Actions(file) for file in self._archive.files()] if self._archive else []

    def archived(self) -> list[str]:
        live = set(self.refs())
        return [ref for year in self._years for ref in year.refs() if ref not in live]

    def twice(self) -> list[str]:
        """What stands in the live file and in the archive: a move was broken off."""
        live = set(self.refs())
        return [ref for year in self._years for ref in year.refs() if ref in live]

    def refs_at(self, meeting: str) -> list[str]:
        """The references that a meeting (or a day) has given, the archive's among them: none is given again."""
        start = f"{meeting}-".encode()
        here = [key.decode() for one in self.file.found if (key := one[1]) and key.startswith(start)]
        return here + (self._archive.keys_at(meeting) if self._archive else [])

    def file_of(self, ref: str) -> EntryFile:
        """The file in which an action stands: the live one, or one of the archive."""
        key = ref.encode()
        if self._archive is None or any(one[1] == key for one in self.file.found):
            return self.file
        name = self._archive.holding(ref)
        return self._archive.file(name) if name else self.file

    def get(self, ref: str) -> Action | None:
        key = ref.encode()
        one = next((one for one in self.file.found if one[1] == key), None) or self._formerly(key)
        if one:
            return self.action(one)
        # Most of what is typed is a part of a reference: the archive is no place to look for that.
        if self._archive is None or not re.fullmatch(ACTION_REF, ref):
            return None
        found = (Actions(file).get(ref) for file in self._archive.mentioning(key))
        return next((action for action in found if action), None)

    def _formerly(self, key: bytes) -> Found | None:
        body = self.file.text.body
        # The old number of another register, 46.1, stands in quotes.
        marks = [m for m in (b"formerly: " + key, b"formerly: '" + key.replace(b"'", b"''") + b"'") if m in body]
        named = (one for one in self.file.found if any(body.find(m, one.start(), one.end()) >= 0 for m in marks)) if marks else iter(())
        # …-01 is the beginning of …-012, too.
        return next((one for one in named if self.action(one).formerly == key.decode()), None)

    def select(
        self, statuses: Collection[str] | None = None, body: str = "", owners: Collection[str] | None = None,
        brief_before: date | None = None,
    ) -> Iterator[Action]:  # fmt: skip
        """The actions of these statuses, of a body, of owners as they are written; the archive's first.

        Those that ended before ``brief_before`` are given as ``brief`` gives them: enough to be counted.
        """
        if statuses is None or not LIVE.issuperset(statuses):
            live = set(self.refs()) if self._years else set()
            for year in self._years:
                yield from (action for action in year.select(statuses, body, owners, brief_before) if action.ref not in live)
        typed = self._briefly(brief_before) if brief_before else self.action
        for one in self._candidates(statuses, body, owners):
            action = typed(one)
            if one[2] is not None or statuses is None or action.status in statuses:
                yield action

    def _candidates(
        self, statuses: Collection[str] | None, body: str, owners: Collection[str] | None
    ) -> list[Found]:
        if owners is None:
            return self._of_body(statuses, body) if body else self._entries(statuses)
        prefix = f"{body}-".encode() if body else b""
        return [one for one in self._owned(statuses, owners) if (one[1] or b"").startswith(prefix)]

    def _of_body(self, statuses: Collection[str] | None, body: str) -> list[Found]:
        """The entries of a body; they are told apart once for all bodies, for whoever asks for one asks for the next."""
        wanted = None if statuses is None else frozenset(statuses)
        if wanted not in self._body_index:
            index: dict[bytes, list[Found]] = {}
            for one in self._entries(statuses):
                index.setdefault((one[1] or b"").partition(b"-")[0], []).append(one)
            self._body_index[wanted] = index
        return self._body_index[wanted].get(body.encode(), [])

    def unarchived(self, body: str = "") -> Iterator[Action]:
        """All actions of the live file, ended ones too, and none of the archive."""
        return Actions(self.file).select(None, body)

    def _entries(self, statuses: Collection[str] | None) -> list[Found]:
        if statuses is None:
            return self.file.found
        # Where a person put the status elsewhere in the entry, it is seen only when the action is typed.
        wanted: set[bytes | None] = {None, *(s.encode() for s in statuses)}
        return [one for one in self.file.found if one[2] in wanted]

    def owners(self, *, ended: bool = False) -> set[str]:
        """Every owner of a live action, as written; with ``ended`` those of all others too."""
        found = set(self._by_owner(None if ended else LIVE))
        return found.union(*(year.owners(ended=True) for year in self._years)) if ended else found

    def _owned(self, statuses: Collection[str] | None, owners: Collection[str]) -> list[Found]:
        index = self._by_owner(None if statuses is None else frozenset(statuses))
        found = {one.start(): one for name in owners for one in index.get(name, ())}
        return [found[start] for start in sorted(found)]

    def _by_owner(self, statuses: frozenset[str] | None) -> dict[str, list[Found]]:
        """The entries of these statuses under each owner, by a look at the owner's line alone."""
        if statuses not in self._owner_index:
            body = self.file.text.body
            lines: dict[bytes, list[Found]] = {}
            several: list[Found] = []
            for one in self._entries(statuses):
                at = body.find(b"\n  owner: ", one.start(), one.end())
                if at < 0 or isinstance(one, Loose):
                    several.append(one)
                else:
                    lines.setdefault(body[at + 10 : body.find(b"\n", at + 10)], []).append(one)
            index: dict[str, list[Found]] = {}
            for line, found in lines.items():
                owner = self.action(found[0]).owners[0] if not line.isascii() else entries.value_of(line.decode())
                index.setdefault(owner, []).extend(found)
            for one in several:
                for owner in self.action(one).owners:
                    index.setdefault(owner, []).append(one)
            self._owner_index[statuses] = index
        return self._owner_index[statuses]

    def _briefly(self, before: date) -> Callable[[Found], Action]:
        """How actions are typed where those that ended before a day are only counted: by a look at each, not at each field."""
        from g2g import straight
        from g2g.brief import brief

        text, day = self.file.text, before.isoformat().encode()
        body = text.body

        def typed(one: Found) -> Action:
            key, status = one[1], one[2]
            if isinstance(one, Loose) or key is None or status is None:
                return self.action(one)
            start, end = one.start(), one.end()
            return (
                brief(key, status, body[start:end], day) or straight.action_of(key.decode(), text.part(start, end)) or self.action(one)
            )

        return typed

    def action(self, one: Found) -> Action:
        """The action of an entry. Raises BrokenFile for a field of the wrong type."""
        ref = (one[1] or b"").decode()
        try:
            return action_of(ref, self.file.fields(one))
        except WrongType as trouble:
            line = self.file.line_of(one, trouble.field)
            raise BrokenFile(self.file.text.shown, line, f"in {ref}, {trouble}.") from None


class Record:
    """A data folder, its files read when they are asked for."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        # The files that ``save`` has written, by their names in the folder.
        self.saved: list[str] = []

    # -- reading ------------------------------------------------------------------------------

    @cached_property
    def actions(self) -> Actions:
        """The register. Raises BrokenFile where actions.yaml cannot be read.

        That all of it is UTF-8 is left to ``check``: here each entry is looked at when it is typed.
        """
        return Actions(EntryFile(files.read(self.folder, ACTIONS, check=False), ACTION_FIELDS), self.archive)

    @cached_property
    def archive(self) -> Archive:
        """The ended actions of past years."""
        return Archive(self.folder)

    @cached_property
    def bodies(self) -> dict[str, Body]:
        """The bodies by code; those that only have meetings or actions are not among them."""
        return {b.code: b for b in self.named(self.entry_file(BODIES, BODY_FIELDS), body_of)}

    @cached_property
    def people(self) -> dict[str, Person]:
        """The people by name."""
        return {p.name: p for p in self.named(self.entry_file(PEOPLE, PERSON_FIELDS), person_of)}

    def named(self, file: EntryFile, make: Callable[[str, dict[str, Value]], T]) -> Iterator[T]:
        """The records of a file of entries. Raises BrokenFile for a field of the wrong type."""
        for one in file.found:
            key = (one[1] or b"").decode()
            try:
                yield make(key, file.fields(one))
            except WrongType as trouble:
                raise BrokenFile(file.text.shown, file.line_of(one, trouble.field), f"at {key}, {trouble}.") from None

    def entry_file(self, name: str, order: tuple[str, ...]) -> EntryFile:
        """A file of entries of this folder, read anew."""
        return EntryFile(files.read(self.folder, name), order)

    @cached_property
    def settings(self) -> Settings:
        """What config.yaml says. Raises BrokenFile for a setting that is not what it should be."""
        text = files.read(self.folder, CONFIG)
        if text.raw is None:
            return Settings()
        node = small_file(text)
        fields = plain(node)
        assert isinstance(fields, dict)
        try:
            return settings_of(fields)
        except WrongType as trouble:
            raise BrokenFile(text.shown, line_of_field(node, text.body.decode(), trouble.field), f"{trouble}.") from None

    @cached_property
    def plan(self) -> Plan:
        """What plan.yaml says; a plan without areas where there is no such file. Raises BrokenFile."""
        return self.plan_read()[0]

    def plan_read(self) -> tuple[Plan, Mapping, files.Text]:
        """The plan, with the nodes and the text of its file. Raises BrokenFile."""
        from g2g.plan import plan_of

        text = files.read(self.folder, PLAN)
        node = small_file(text) if text.raw is not None else Mapping((), 0, 0)
        fields = plain(node)
        assert isinstance(fields, dict)
        try:
            return plan_of(fields), node, text
        except WrongType as trouble:
            raise BrokenFile(text.shown, line_of_field(node, text.body.decode(), trouble.field), f"{trouble}.") from None

    @property
    def commits(self) -> bool:
        """Whether config.yaml wants every write committed; every write asks, so the file is read only where it says so."""
        return b"commit" in files.read(self.folder, CONFIG).body and self.settings.commit

    @cached_property
    def calendar(self) -> Calendar:
        """The meetings: the names of the files say which there are, and each is read when it is asked for."""
        return Calendar.lazy(self.meeting_refs(), self.meeting)

    def meeting_refs(self) -> list[str]:
        """The references of the meeting files, in order; files of another name are passed over."""
        is_ref = re.compile(MEETING_REF).fullmatch
        refs = [name[:-5] for name in self.meeting_files() if is_ref(name[:-5])]
        return sorted(ref for ref in refs if iso_date(ref[-10:]))

    def meeting_files(self) -> list[str]:
        """The names of the YAML files in the folder of meetings."""
        return files.names(self.folder, MEETINGS)

    def meeting(self, ref: str) -> Meeting:
        """One meeting, read from the top of its file where that is enough."""
        text = files.read(self.folder, f"{MEETINGS}/{ref}.yaml")
        head = entries.head_fields(text.body[:_HEAD])
        # A file that a person ordered differently, or that a merge left unsettled, is read whole.
        rest = {name.decode() for name in re.findall(_OF_THE_HEAD, text.body)} - head.keys()
        if "status" in head and not rest:
            return meeting_of(ref, head)
        fields = self._meeting_fields(text)
        return self._typed(text, ref, lambda: meeting_of(ref, fields))

    def proceedings(self, ref: str) -> Proceedings:
        """One meeting, with who was there and its items."""
        return self._proceedings_read(ref)[0]

    def proceedings_of_many(self, ref: str) -> Proceedings:
        """The same, for views that ask for meeting after meeting: their files are read together when the first is asked for."""
        name = f"{MEETINGS}/{ref}.yaml"
        raw = self._meeting_bodies.get(f"{ref}.yaml")
        if raw is None:
            return self.proceedings(ref)
        text = files.text_of(os.path.join(self.folder, name), os.path.join(os.path.basename(self.folder) or self.folder, name), raw)
        fields = self._meeting_fields(text)
        return self._typed(text, ref, lambda: proceedings_of(meeting_of(ref, fields), fields))

    @cached_property
    def _meeting_bodies(self) -> dict[str, bytes]:
        return {} if isinstance(self.folder, files.Held) else dict(files.raw_files(self.folder, MEETINGS))

    def meeting_read(self, ref: str) -> tuple[Meeting, dict[str, Value]]:
        """One meeting, all of its file found to be in order, and what the file says."""
        held, fields = self._proceedings_read(ref)
        return held.meeting, fields

    def _proceedings_read(self, ref: str) -> tuple[Proceedings, dict[str, Value]]:
        text = files.read(self.folder, f"{MEETINGS}/{ref}.yaml")
        fields = self._meeting_fields(text)
        return self._typed(text, ref, lambda: proceedings_of(meeting_of(ref, fields), fields)), fields

    def shown(self, name: str) -> str:
        """How a file in the folder of meetings is named to people."""
        return f"{os.path.basename(self.folder)}/{MEETINGS}/{name}"

    def meeting_fields(self, ref: str) -> dict[str, Value]:
        """What a meeting's file says, nothing typed."""
        return self._meeting_fields(files.read(self.folder, f"{MEETINGS}/{ref}.yaml"))

    def _typed(self, text: files.Text, ref: str, make: Callable[[], T]) -> T:
        try:
            return make()
        except WrongType as trouble:
            line = line_of_field(small_file(text), text.body.decode(), trouble.field)
            raise BrokenFile(text.shown, line, f"in {ref}, {trouble}.") from None

    def _meeting_fields(self, text: files.Text) -> dict[str, Value]:
        from g2g import straight

        fields = straight.fields_of(text.body) or plain(small_file(text))
        assert isinstance(fields, dict)
        return fields

    # -- writing ------------------------------------------------------------------------------

    def preview(self, make: Callable[[Record], Change]) -> Change:
        """The change that a verb would make, tried out in full; nothing is written."""
        change = make(self)
        self._new_bodies(change)
        return change

    def save(self, make: Callable[[Record], Change]) -> tuple[Change, list[str]]:
        """Make a change and save it; returns it once it is on the disk, and what an earlier kill had left.

        ``make`` is called with the record as it is under the lock, and again where somebody else changed a
        file meanwhile. Raises ChangedMeanwhile when that does not end.
        """
        from g2g import undo

        with files.locked(self.folder) as rescued, undo.journal(self.folder) as journal:
            for _ in range(_TRIES):
                fresh = Record(self.folder)
                change = make(fresh)
                bodies = fresh._new_bodies(change)
                # Before the record changes: whatever is killed from here on can be taken back.
                rescued += journal.begin(change.summary, bodies)
                written: list[str] = []
                try:
                    for text, body in bodies:
                        files.replace(text, body)
                        journal.wrote(text, body)
                        written.append(text.shown)
                except (files.Changed, OSError) as trouble:
                    if written:
                        why = (trouble.strerror if isinstance(trouble, OSError) else "") or "somebody else changed it meanwhile"
                        raise HalfWritten(text.shown, why, written) from None
                    if isinstance(trouble, OSError):
                        raise
                    continue
                self.saved = journal.names
                return change, rescued
        raise ChangedMeanwhile(os.path.join(self.folder, ACTIONS))

    def _new_bodies(self, change: Change) -> list[tuple[files.Text, bytes]]:
        """Each file that a change touches, with its new body, in the order in which they are written.

        New meetings come first, then the actions, then what is said of old meetings: a kill in between leaves
        meetings to which nothing refers yet, never a reference to a meeting that is not there; and the command
        that was killed can be given again, for the old meetings still stand as it found them.
        """
        todo = [self._new_meeting(ref, fields) for ref, fields in change.new_meetings]
        edits, below = change.edits, change.edits[:0]
        if edits and self.archive.names:
            live = set(self.actions.refs())
            edits, below = tuple(r for r in edits if r[0] in live), tuple(r for r in edits if r[0] not in live)
        if edits or change.added:
            todo.append((self.actions.file.text, self.actions.file.edited(edits, change.added)))
        for ref, before, after in change.texts:
            file = self.actions.file_of(ref)
            todo.append((file.text, file.rewritten(ref, before, after)))
        todo += self._edited_archive(below)
        if change.form:
            todo.append((self.actions.file.text, change.form))
        if change.archived:
            todo += archive.moved(self.actions.file, self.archive, dict(change.archived))
        todo += [self._edited_meeting(ref, edits) for ref, edits in change.meetings]
        for text, _ in todo:
            # The register is read without a look at every byte: before it is written, there is one.
            files.check_utf8(text.body, text.shown)
        return todo

    def _edited_archive(self, edits: tuple[tuple[str, tuple[Edit, ...]], ...]) -> list[tuple[files.Text, bytes]]:
        """Archived actions edited where they stand; one that is opened again comes back among the live ones."""
        named: dict[str, list[tuple[str, tuple[Edit, ...]]]] = {}
        for row in edits:
            # Where nobody has such an action, the live file says so.
            named.setdefault(self.archive.holding(row[0]) or "", []).append(row)
        todo: list[tuple[files.Text, bytes]] = []
        for name, rows in named.items():
            file = self.archive.file(name) if name else self.actions.file
            after = EntryFile(file.text._replace(body=file.edited(rows)), file.order)
            back = {key: after for key, some in rows if any(e.field == "status" and e.value in LIVE for e in some)}
            todo += archive.brought_back(self.actions.file, self.archive, back) if back else [(file.text, after.text.body)]
        return todo

    def _new_meeting(self, ref: str, fields: dict[str, Value]) -> tuple[files.Text, bytes]:
        os.makedirs(os.path.join(self.folder, MEETINGS), exist_ok=True)
        text = files.read(self.folder, f"{MEETINGS}/{ref}.yaml")
        if text.raw is not None:
            raise Refusal(f"{text.shown} is there already; nothing was written.")
        rank = {name: i for i, name in enumerate(MEETING_FIELDS)}
        ordered = sorted(fields.items(), key=lambda pair: rank.get(pair[0], len(rank)))
        body = "".join(line for name, value in ordered for line in splice.field_lines(name, value, ""))
        return text, body.encode()

    def _edited_meeting(self, ref: str, edits: tuple[Edit, ...]) -> tuple[files.Text, bytes]:
        text = files.read(self.folder, f"{MEETINGS}/{ref}.yaml")
        root = small_file(text)
        old = text.body.decode()
        fields = plain(root)
        assert isinstance(fields, dict)
        from g2g import nested

        try:
            new = nested.spliced_all(old, root, edits, MEETING_FIELDS, lambda body: entries.nodes(body) or yamltext.read(body, text.shown))
            after, wanted = entries.nodes(new) or yamltext.read(new, text.shown), nested.applied_all(fields, edits)
        except (splice.Unsafe, BrokenFile):
            raise NoSafeEdit(text.shown, 1, ref) from None
        if plain(after) != wanted or not set(comments(old, root)) <= set(comments(new, after)):
            raise NoSafeEdit(text.shown, 1, ref)
        return text, new.encode()


def line_of_field(node: Node, text: str, field: str) -> int:
    """The line of the first field of that name which does not hold words; 1 where there is none."""
    named = [pair for pair in _pairs_below(node) if pair.key.text == field]
    wrong = [pair for pair in named if not isinstance(pair.node, Scalar)] or named
    return text.count("\n", 0, wrong[0].key.start) + 1 if wrong else 1


def _pairs_below(node: Node) -> Iterator[Pair]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _pairs_below(item)
    elif isinstance(node, Mapping):
        for pair in node.pairs:
            yield pair
            yield from _pairs_below(pair.node)


def small_file(text: files.Text) -> Mapping:
    """What a file that is no list of entries says: a meeting, the plan, the settings. Raises BrokenFile."""
    body = text.body.decode()
    found = entries.nodes(body)
    if found is None:
        text_lines = body.split("\n")
        marks = [i for i, line in enumerate(text_lines, 1) if line.startswith(("<<<<<<<", "=======", ">>>>>>>"))]
        if marks:
            from g2g.errors import ConflictMarkers

            raise ConflictMarkers(text.shown, marks[0], marks[-1])
        found = yamltext.read(body, text.shown)
    return found


def _put(folder: str, sentence: str, text: files.Text, body: bytes, *, undoable: bool) -> None:
    """Save one file; in a record that is new there is nothing to go back to."""
    from g2g import undo

    with undo.journal(folder) as journal:
        if undoable:
            journal.begin(sentence, [(text, body)])
        files.replace(text, body)
        journal.wrote(text, body)


def start_record(folder: str, body: Body | None) -> list[str]:
    """Make a data folder, or what is missing in one; returns the files made or changed.

    With ``body`` it is put into bodies.yaml where it is not there yet.
    """
    os.makedirs(os.path.join(folder, MEETINGS), exist_ok=True)
    made = []
    with files.locked(folder):
        actions = files.read(folder, ACTIONS)
        if actions.raw is None:
            files.replace(actions, b"# The actions of every body, by reference: BODY-DATE-NUMBER. Kept by g2g and by hand.\n")
            made.append(ACTIONS)
        if body and body.code not in Record(folder).bodies:
            bodies = EntryFile(files.read(folder, BODIES), BODY_FIELDS)
            fields: dict[str, Value] = {"name": body.name}
            _put(folder, f"Set up {body.code}.", bodies.text, bodies.edited((), ((body.code, fields),)), undoable=not made)
            made.append(BODIES)
    return made


__all__ = ["ACTIONS", "Actions", "Record", "line_of_field", "order_of", "small_file", "start_record"]
