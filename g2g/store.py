"""The data folder: its files read as the record."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from g2g import entries, files
from g2g.actions import Actions, Archive
from g2g.calendar import Calendar
from g2g.entryfile import EntryFile
from g2g.errors import BrokenFile
from g2g.files import Text
from g2g.model import MEETING_REF, Body, Meeting, Person, Proceedings, Settings, Value, iso_date
from g2g.nodes import Mapping, plain
from g2g.records import (
    ACTION_FIELDS,
    BODY_FIELDS,
    PERSON_FIELDS,
    WrongType,
    body_of,
    meeting_of,
    person_of,
    proceedings_of,
    settings_of,
)
from g2g.whereabouts import ACTIONS, BODIES, CONFIG, MEETINGS, PEOPLE, PLAN

if TYPE_CHECKING:
    from g2g.plan import Plan

_HEAD = 4096
_OF_THE_HEAD = rb"(?m)^(status|time|venue|chair|minutes|moved_to|moved_from|reason|<<<<<<<|>>>>>>>)(?= ?:| )"
T = TypeVar("T")


class Record:
    """A data folder, its files read when they are asked for."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

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
        fields = plain(_small_file(text))
        assert isinstance(fields, dict)
        return _typed(text, lambda: settings_of(fields))

    @cached_property
    def plan(self) -> Plan:
        """What plan.yaml says; a plan without areas where there is no such file. Raises BrokenFile."""
        return self.plan_read()[0]

    def plan_read(self) -> tuple[Plan, Mapping, Text]:
        """The plan, with the nodes and the text of its file. Raises BrokenFile."""
        from g2g.plan import plan_of

        text = files.read(self.folder, PLAN)
        node = _small_file(text) if text.raw is not None else Mapping((), 0, 0)
        fields = plain(node)
        assert isinstance(fields, dict)
        return _typed(text, lambda: plan_of(fields)), node, text

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
        fields = _meeting_fields(text)
        return _typed(text, lambda: meeting_of(ref, fields), f"in {ref}, ")

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
        fields = _meeting_fields(text)
        return _typed(text, lambda: proceedings_of(meeting_of(ref, fields), fields), f"in {ref}, ")

    @cached_property
    def _meeting_bodies(self) -> dict[str, bytes]:
        return {} if isinstance(self.folder, files.Held) else dict(files.raw_files(self.folder, MEETINGS))

    def meeting_read(self, ref: str) -> tuple[Meeting, dict[str, Value]]:
        """One meeting, all of its file found to be in order, and what the file says."""
        held, fields = self._proceedings_read(ref)
        return held.meeting, fields

    def _proceedings_read(self, ref: str) -> tuple[Proceedings, dict[str, Value]]:
        text = files.read(self.folder, f"{MEETINGS}/{ref}.yaml")
        fields = _meeting_fields(text)
        return _typed(text, lambda: proceedings_of(meeting_of(ref, fields), fields), f"in {ref}, "), fields

    def shown(self, name: str) -> str:
        """How a file in the folder of meetings is named to people."""
        return f"{os.path.basename(self.folder)}/{MEETINGS}/{name}"

    def meeting_fields(self, ref: str) -> dict[str, Value]:
        """What a meeting's file says, nothing typed."""
        return _meeting_fields(files.read(self.folder, f"{MEETINGS}/{ref}.yaml"))


def _typed(text: Text, make: Callable[[], T], where: str = "") -> T:
    """What is made of a file that is no list of entries. Raises BrokenFile, with the line, for a field of the wrong type."""
    try:
        return make()
    except WrongType as trouble:
        from g2g.smallfile import line_of_field

        line = line_of_field(_small_file(text), text.body.decode(), trouble.field)
        raise BrokenFile(text.shown, line, f"{where}{trouble}.") from None


def _meeting_fields(text: Text) -> dict[str, Value]:
    from g2g import straight

    fields = straight.fields_of(text.body) or plain(_small_file(text))
    assert isinstance(fields, dict)
    return fields


def _small_file(text: Text) -> Mapping:
    # Not at the top: everyday commands do without.
    from g2g.smallfile import small_file

    return small_file(text)
