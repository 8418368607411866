"""Who is meant by a name: exact, also known as, initials or a part; never a guess between two."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from g2g.errors import AmbiguousReference, UnknownPerson
from g2g.model import Person


class Directory:
    """Everyone the record knows: the people of ``people.yaml`` and whoever else owns an action."""

    def __init__(self, people: Mapping[str, Person], others: Iterable[str] = (), withheld: Callable[[], Collection[str]] = tuple) -> None:
        """``withheld`` gives, when it is asked, those who are found by their names and never suggested."""
        self.people = people
        self._withheld = withheld
        others = sorted(others)
        self._spellings = {*others, *people, *(also for person in people.values() for also in person.also)}
        self._known: dict[str, str] = {}
        for name in people:
            self._known.setdefault(_key(name), name)
        self._shared = self._add_other_names()
        for name in others:
            if _key(name) not in self._shared:
                self._known.setdefault(_key(name), name)

    def _add_other_names(self) -> dict[str, set[str]]:
        """Put the other names beside the names; returns those that several people go by, which nobody is found by."""
        bearers: dict[str, set[str]] = {}
        for person in self.people.values():
            for also in person.also:
                bearers.setdefault(_key(also), set()).add(person.name)
        for key, names in bearers.items():
            if len(names) == 1:
                self._known.setdefault(key, *names)
        return {key: names for key, names in bearers.items() if len(names) > 1 and key not in self._known}

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

        One who is withheld is meant only by what nobody else answers to. Raises UnknownPerson, with names that look alike,
        and AmbiguousReference, with the candidates.
        """
        wanted = _key(text)
        if wanted in self._known:
            return self._known[wanted]
        if wanted in self._shared:
            raise AmbiguousReference("people", text, sorted(self._shared[wanted]))
        letters = any(char.isalnum() for char in wanted)
        for matches in (_initials_or_words_match, _part_matches):
            candidates = sorted({name for key, name in self._known.items() if letters and matches(wanted, key)})
            if len(candidates) == 1:
                return candidates[0]
            if candidates:
                withheld = self._withheld()
                public = [name for name in candidates if name not in withheld]
                if len(public) == 1:
                    return public[0]
                raise AmbiguousReference("people", text, candidates, withheld)
        raise UnknownPerson(text, self._near(wanted))

    def _near(self, wanted: str) -> list[str]:
        import difflib

        keys = difflib.get_close_matches(wanted, list(self._known), n=3, cutoff=0.6)
        near = sorted({self._known[key] for key in keys})
        withheld = self._withheld() if near else ()
        return [name for name in near if name not in withheld]


def _key(name: str) -> str:
    if not name.isascii():
        from unicodedata import normalize

        # The same letter can be written as one character or as two: Siân.
        name = normalize("NFC", name).replace("’", "'")
    return " ".join(name.casefold().split())


def initials(name: str) -> tuple[str, ...]:
    """The initials of a name, lower case; a double-barrelled one has two: Tracy Poole-Nandy is tpn or tp."""
    words = _key(name).split()
    long = "".join(word[0] for word in " ".join(words).replace("-", " ").split())
    short = "".join(word[0] for word in words)
    return (short, long) if long != short else (short,)


def _initials_or_words_match(wanted: str, key: str) -> bool:
    # Both at once: “Jo” may be Jane Osborne as well as Jo Smith.
    return _initials_match(wanted, key) or _words_match(wanted, key)


def _initials_match(wanted: str, key: str) -> bool:
    return wanted.replace(".", "").replace(" ", "") in initials(key) if len(wanted.replace(".", "")) > 1 else False


def _words_match(wanted: str, key: str) -> bool:
    """Whether each word wanted begins a word of the name, in order."""
    words, parts = iter(key.replace("-", " ").split()), wanted.replace("-", " ").split()
    return bool(parts) and all(any(word.startswith(part) for word in words) for part in parts)


def _part_matches(wanted: str, key: str) -> bool:
    return wanted in key
