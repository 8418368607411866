"""The register as it stands in the files: the live actions, and those of the archive; each is typed when it is asked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import cached_property

from g2g import entries, files
from g2g.entryfile import EntryFile, Found, Loose
from g2g.errors import BrokenFile
from g2g.files import Text
from g2g.model import ACTION_REF, LIVE, Action
from g2g.records import ACTION_FIELDS, WrongType, action_of
from g2g.whereabouts import ARCHIVE


class Actions:
    """The actions of a file, and of the archive where one is given; an action is typed when it is asked for."""

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
        one = next((one for one in self.file.found if one[1] == key), None)
        if one:
            return self.action(one)
        renumbered = self._formerly(ref)
        if len(renumbered) == 1:
            return renumbered[0]
        # Most of what is typed is a part of a reference: the archive is no place to look for that.
        if self._archive is None or not re.fullmatch(ACTION_REF, ref):
            return None
        found = (Actions(file).get(ref) for file in self._archive.mentioning(key))
        return next((action for action in found if action), None)

    def formerly(self, text: str, *, archived: bool = False) -> list[str]:
        if archived:
            live = set(self.refs())
            files = [Actions(file) for file in self._archive.mentioning(b"formerly")] if self._archive else []
            return [ref for year in files for ref in year.formerly(text) if ref not in live]
        return [action.ref for action in self._formerly(text)]

    def _formerly(self, text: str) -> list[Action]:
        """The actions that had a reference or a number, or one in a list of several, before the one that they have."""
        body, found, wanted = self.file.text.body, [], text.casefold()
        at = body.find(b"formerly")
        while at >= 0 and wanted:
            end = body.find(b"\n", at)
            said = body[at + 8 : end if end >= 0 else len(body)].decode(errors="replace").strip(" :\r'\"").replace("''", "'")
            # Where a person gave it lines of its own, the entry is read.
            if not said or said[0] in "|>&!#" or wanted in said.casefold().split(", "):
                nth = bisect_right(self._starts, at) - 1
                action = self.action(self.file.found[nth]) if nth >= 0 else None
                if action and wanted in (action.formerly.casefold(), *action.formerly.casefold().split(", ")) and action not in found:
                    found.append(action)
            at = body.find(b"formerly", at + 8)
        return found

    @cached_property
    def _starts(self) -> list[int]:
        """Where each entry begins, in the order of the file."""
        return [one.start() for one in self.file.found]

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

    def unarchived(self, body: str = "", statuses: Collection[str] | None = None) -> Iterator[Action]:
        """All actions of the live file (or those of these statuses), ended ones too, and none of the archive."""
        return Actions(self.file).select(statuses, body)

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


class Archive:
    """The ended actions of past years, moved out of the live file and still found; each file is read when it is asked for."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._files: dict[str, EntryFile] = {}

    @cached_property
    def names(self) -> list[str]:
        """The files, by their names in the data folder, in order."""
        return sorted(f"{ARCHIVE}/{name}" for name in files.names(self.folder, ARCHIVE))

    @cached_property
    def texts(self) -> dict[str, Text]:
        """The files as they were read."""
        return {name: files.read(self.folder, name) for name in self.names}

    def file(self, name: str) -> EntryFile:
        """One file's entries; none where there is no such file yet. Raises BrokenFile."""
        if name not in self._files:
            text = self.texts[name] if name in self.texts else files.read(self.folder, name)
            self._files[name] = EntryFile(text, ACTION_FIELDS)
        return self._files[name]

    def files(self) -> list[EntryFile]:
        """All of them. Raises BrokenFile."""
        return [self.file(name) for name in self.names]

    def mentioning(self, words: bytes) -> Iterator[EntryFile]:
        """The files in which a reference stands anywhere; the others need not be read as entries."""
        for name, text in self.texts.items():
            if words in text.body:
                yield self.file(name)

    def holding(self, key: str) -> str | None:
        """The name of the file with the entry of a key."""
        words = key.encode()
        return next((n for n, t in self.texts.items() if words in t.body and key in set(self.file(n).keys())), None)

    def keys_at(self, meeting: str) -> list[str]:
        """The references that a meeting (or a day) has given to what is archived now, by a look at the text alone."""
        form = re.compile(rb"(?m)^[\"']?(" + re.escape(meeting.encode()) + rb"-\d{2,6}(?:\.\d{1,4})?)[\"']? *:")
        return [key.decode() for text in self.texts.values() for key in form.findall(text.body)]
