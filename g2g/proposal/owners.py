"""Who is meant by an owner as minutes write them: somebody at the meeting, an office, then people.yaml; never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from g2g.dates import fold
from g2g.errors import AmbiguousReference, UnknownPerson
from g2g.minutes.findings import Details
from g2g.minutes.parties import untitled
from g2g.model import Body, Person
from g2g.people import Directory, initials, title_and_rest, titles_clash

_CLERK = frozenset({"clerk", "secretary", "minute taker", "minutes secretary", "committee clerk", "parish clerk", "town clerk", "clerk to the council",
                    "clerk to the governors", "democratic services officer"})  # fmt: skip
_CHAIR = frozenset({"chair", "chairman", "chairwoman", "chairperson"})
_GROUP = r"(?i)(?:all|both|every|each|any|members?|everyone|everybody|board|committee|council|group|team|partners)\b"


class Meant(NamedTuple):
    """Who is meant by one owner as written: the name, and what is not sure about it (empty where all is)."""

    name: str
    doubt: str = ""


class Meeters:
    """Those at one meeting, and whoever else the record knows."""

    def __init__(self, details: Details, people: dict[str, Person] | None = None, body: Body | None = None) -> None:
        self.directory = Directory(people or {})
        self.people = people or {}
        self.named = (*details.present, *details.apologies)
        self._chair, self._clerk = details.chair, details.clerk
        self._body = body
        self._full = {one: self.full(one.name) for one in self.named}

    def full(self, name: str) -> str:
        """The name of somebody in people.yaml, with or without titles; as written where they do not stand there."""
        for spelled in (name, untitled(name)):
            if self.directory.knows(spelled):
                return self.directory.canonical(spelled)
        return name

    def meant(self, text: str) -> Meant:
        """Who is meant by one owner. Somebody who cannot be told is kept as written, and the doubt says why."""
        wanted = " ".join(text.split())
        here = self._at_the_meeting(wanted)
        if len(here) == 1:
            return Meant(here[0])
        if here:
            return Meant(wanted, f"“{wanted}” could be {_or(here)}; kept as written")
        office = self._in_office(wanted)
        if office:
            return Meant(office)
        return self._in_the_record(wanted)

    def _at_the_meeting(self, wanted: str) -> list[str]:
        """Those at the meeting who go by a name: the whole of it first, then initials, then a part that is a word of it."""
        bare, whole = fold(untitled(wanted)), fold(wanted)
        letters = wanted.replace(".", "").replace(" ", "")
        # TL, T.L., TLo, but not Tom.
        are_initials = bool(re.fullmatch(r"[A-Z]{2,4}|[A-Z][a-z]?[A-Z][a-z]?", letters))
        # Initials that people.yaml gives somebody win over those that a name merely has.
        are_given = are_initials and self.directory.knows(letters)
        tests = (
            lambda one: fold(one.name) == whole or fold(untitled(one.name)) == (bare or None),
            lambda one: bool(one.initials) and one.initials.replace(".", "") == letters,
            lambda one: are_initials and not are_given and letters.lower() in (*initials(untitled(one.name)), *initials(one.name)),
            lambda one: not are_initials and _are_words_of(bare, fold(untitled(one.name))),
        )
        title = title_and_rest(wanted)[0]
        for test in tests:
            found = [self._full[one] for one in self.named if test(one) and not titles_clash(title, title_and_rest(one.name)[0])]
            if found:
                return list(dict.fromkeys(found))
        return []

    def _in_office(self, wanted: str) -> str:
        """Who holds an office: as the minutes say, then as the record does."""
        office = fold(wanted).removeprefix("the ").strip()
        told = self._clerk if office in _CLERK else self._chair if office in _CHAIR else ""
        if told:
            return self.full(told)
        holders = [self._full[one] for one in self.named if office in (fold(one.role), fold(one.organisation))]
        if len(set(holders)) == 1:
            return holders[0]
        if self._body:
            told = self._body.clerk if office in _CLERK else self._body.chair if office in _CHAIR else ""
        return self.full(told) if told else ""

    def _in_the_record(self, wanted: str) -> Meant:
        if re.match(_GROUP, wanted) and not self.directory.knows(wanted):
            return Meant(wanted, f"“{wanted}” names nobody in particular; kept as written")
        for words in dict.fromkeys((wanted, untitled(wanted))):
            try:
                name = self.directory.find(words)
            except AmbiguousReference as several:
                return Meant(wanted, f"“{wanted}” could be {_or(several.candidates[:4])}; kept as written")
            except UnknownPerson as unknown:
                if unknown.another_title:
                    return Meant(wanted, f"“{wanted}” may be {unknown.near[0]}, who has another title; kept as written")
                continue
            if self.directory.holder(words):
                return Meant(name, f"“{wanted}” is the role of {name} in people.yaml, who is taken for the owner")
            if self._is_sure(words, name):
                return Meant(name)
        where = " or people.yaml" if self.people else ""
        return Meant(wanted, f"“{wanted}” is nobody in the list of those present{where}; kept as written")

    def _is_sure(self, text: str, name: str) -> bool:
        """Whether a name is given whole, by its initials or by whole words of it; a part of a word proves nothing."""
        letters = text.replace(".", "").replace(" ", "")
        if self.directory.canonical(text) == name or (letters.isupper() and letters.lower() in initials(name)):
            return True
        return _are_words_of(fold(text), fold(name))


def resolved(written: Iterable[str], meeters: Meeters) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The owners of one action by their names, each once, and what is doubtful about them."""
    found = [meeters.meant(text) for text in written if text.strip()]
    names = dict.fromkeys(one.name for one in found)
    return tuple(names), tuple(dict.fromkeys(one.doubt for one in found if one.doubt))


def _are_words_of(wanted: str, name: str) -> bool:
    """Whether words are words of a name, in order; a single letter stands for the word that it begins: T Rees."""
    words, parts = name.replace("-", " ").split(), wanted.replace("-", " ").replace(".", " ").split()
    if not any(len(part) > 1 for part in parts):
        return False
    rest = iter(words)
    return all(any(word == part or (len(part) == 1 and word.startswith(part)) for word in rest) for part in parts)


def _or(names: Sequence[str]) -> str:
    return " or ".join(names[:4])

