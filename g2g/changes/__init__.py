"""What differs between two states of something in the record, in sentences that a clerk reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from g2g.changes.words import changed, line
from g2g.records import Fields, shown
from g2g.reports import Column, Report, Table


class Difference(NamedTuple):
    """One thing that differs: what it is about, what kind of change it is, and the words that follow the reference."""

    ref: str
    kind: str
    what: str

    @property
    def sentence(self) -> str:
        return f"{self.ref} {self.what}"


# The kind of a change, and its words.
Said = tuple[str, str]


def of_entry(key: str, old: Fields | None, new: Fields | None) -> list[Difference]:
    """What differs between two entries of any other file, by the names of their fields."""
    if new is None:
        return [Difference(key, "removed", "removed")]
    if old is None:
        told = ", ".join(f"{line(name)} {line(shown(value))}" for name, value in new.items())
        return [Difference(key, "added", f"added: {told}" if told else "added")]
    return [Difference(key, *said) for said in fields_differing(old, new)]


def fields_differing(old: Fields, new: Fields) -> Iterator[Said]:
    """What differs, a field at a time, each by its own name."""
    for name in dict.fromkeys([*old, *new]):
        was, now = old.get(name), new.get(name)
        if was != now:
            one, other = shown(was) if was is not None else "", shown(now) if now is not None else ""
            label = line(name).replace("_", " ")
            yield name, changed(label, one, other) if one != other else f"{label} written in another form"


def report(
    actions: Sequence[Difference], meetings: Sequence[Difference], others: Sequence[Difference], as_at: date, title: str,
    sentences: Sequence[str] = (),
) -> Report:  # fmt: skip
    """The differences as a view: a table for the actions, one for the meetings, one for the rest."""
    columns = (Column("ref", "Reference", "ref"), Column("what", "What changed", "words"))
    parts = (("Actions", "action", actions), ("Meetings", "meeting", meetings), ("People, bodies and settings", "other", others))
    tables = tuple(Table(heading, columns, tuple((d.ref, d.what) for d in some)) for heading, _, some in parts)
    return Report(
        "changes", as_at, title, tables, "Nothing has changed.",
        lambda: [_data(about, d) for _, about, some in parts for d in some], tuple(sentences),
    )  # fmt: skip


def _data(about: str, one: Difference) -> dict[str, str]:
    return {"about": about, "ref": one.ref, "kind": one.kind, "what": one.what, "sentence": one.sentence}
