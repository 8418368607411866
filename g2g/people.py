"""Who is meant by a name: exact, also known as, initials or a part; never a guess between two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from g2g.errors import AmbiguousReference, UnknownPerson
from g2g.model import Person


class Directory:
    """Everyone the record knows: the people of ``people.yaml`` and whoever else owns an action."""

    def __init__(self, people: Mapping[str, Person], others: Iterable[str] = ()) -> None:
        self.people = people
        others = tuple(others)
        self._spellings = {*others, *people, *(also for person in people.values() for also in person.also)}
        self._known: dict[str, str] = {}
        for person in people.values():
            for spelling in (person.name, *person.also):
                self._known.setdefault(_key(spelling), person.name)
        for name in others:
            self._known.setdefault(_key(name), name)

    def canonical(self, name: str) -> str:
        """The name under which somebody stands in people.yaml; the name as written where they do not."""
        return self._known.get(_key(name), name)

    def knows(self, name: str) -> bool:
        """Whether this is a name, or another name, of somebody in people.yaml."""
        return self.canonical(name) in self.people

    def organisation(self, name: str) -> str:
        """Whom somebody acts for; empty where the record does not say."""
        person = self.people.get(self.canonical(name))
        return person.organisation if person else ""

    def names(self) -> list[str]:
        """Everyone's name, in order."""
        return sorted(set(self._known.values()))

    def spellings(self) -> set[str]:
        """Every way in which anyone's name is written."""
        return self._spellings

    def find(self, text: str) -> str:
        """The name of the one person whom a text means: a name, another name, initials, or any part of them.

        Raises UnknownPerson, with names that look alike, and AmbiguousReference, with the candidates.
        """
        wanted = _key(text)
        if wanted in self._known:
            return self._known[wanted]
        for matches in (_initials_match, _words_match, _part_matches):
            candidates = sorted({name for key, name in self._known.items() if wanted and matches(wanted, key)})
            if len(candidates) == 1:
                return candidates[0]
            if candidates:
                raise AmbiguousReference("people", text, candidates)
        raise UnknownPerson(text, self._near(wanted))

    def _near(self, wanted: str) -> list[str]:
        import difflib

        keys = difflib.get_close_matches(wanted, list(self._known), n=3, cutoff=0.6)
        return sorted({self._known[key] for key in keys})


def _key(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").split())


def initials(name: str) -> tuple[str, ...]:
    """The initials of a name, lower case; a double-barrelled one has two: Tracy Poole-Nandy is tpn or tp."""
    words = _key(name).split()
    long = "".join(word[0] for word in " ".join(words).replace("-", " ").split())
    short = "".join(word[0] for word in words)
    return (short, long) if long != short else (short,)


def _initials_match(wanted: str, key: str) -> bool:
    return wanted.replace(".", "").replace(" ", "") in initials(key) if len(wanted.replace(".", "")) > 1 else False


def _words_match(wanted: str, key: str) -> bool:
    """Whether each word wanted begins a word of the name, in order."""
    words = iter(key.replace("-", " ").split())
    return all(any(word.startswith(part) for word in words) for part in wanted.replace("-", " ").split())


def _part_matches(wanted: str, key: str) -> bool:
    return wanted in key
