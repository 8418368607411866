"""Who is meant by a name: exact, also known as, the role, initials or a part; titles decide where they can; never a guess between two."""

from __future__ import annotations

import re
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
        self._roles = self._roles_held()
        for name in others:
            # What an action calls by a role is its holder's.
            if (key := _key(name)) not in self._shared and _role(key) not in self._roles:
                self._known.setdefault(key, name)

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

    def _roles_held(self) -> dict[str, str]:
        """The roles that one person of people.yaml holds, and nobody else; who has left holds none."""
        holders: dict[str, list[str]] = {}
        for person in self.people.values():
            if person.role and not person.left:
                holders.setdefault(_role(_key(person.role)), []).append(person.name)
        return {role: names[0] for role, names in holders.items() if len(names) == 1 and role not in self._known}

    def canonical(self, name: str) -> str:
        """The name under which somebody stands in people.yaml, by a name or a role; the name as written where they do not."""
        key = _key(name)
        return self._known.get(key) or self._roles.get(_role(key), name)

    def holder(self, text: str) -> str:
        """The one person whose role a text is, which is no name of anybody's; empty where there is none."""
        key = _key(text)
        return "" if key in self._known or key in self._shared else self._roles.get(_role(key), "")

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
        """The name of the one person whom a text means: a name, another name, a role, initials, or any part of a name.

        Initials that people.yaml gives somebody win over those that a name merely has. One with the title that was given
        wins over one with none, and one with another title is not meant.
        One who is withheld is meant only by what nobody else answers to. Raises UnknownPerson, with names that look alike
        or bear another title, and AmbiguousReference, with the candidates.
        """
        wanted = _key(text)
        given = _letters(wanted) if re.fullmatch(r"(?:\w[. ]+)+\w?", wanted) else wanted
        for key in (wanted, given):
            if key in self._known:
                return self._known[key]
            if key in self._shared:
                raise AmbiguousReference("people", text, sorted(self._shared[key]))
        if _role(wanted) in self._roles:
            return self._roles[_role(wanted)]
        named = [(self._named(key, name), name) for key, name in self._known.items()] if any(map(str.isalnum, wanted)) else []
        others: set[str] = set()
        for matches in (_initials_or_words_match, _part_matches):
            candidates = self._answering(wanted, named, matches, others)
            if len(candidates) == 1:
                return candidates[0]
            if candidates:
                withheld = self._withheld()
                public = [name for name in candidates if name not in withheld]
                if len(public) == 1:
                    return public[0]
                raise AmbiguousReference("people", text, candidates, withheld)
            if others:
                known = sorted(others.difference(self._withheld()))
                raise UnknownPerson(text, known, another_title=len(known) == 1)
        raise UnknownPerson(text, self._near(wanted))

    def _answering(
        self, text: str, named: Iterable[tuple[_Named, str]], matches: Callable[[_Named, _Named], bool], others: set[str]
    ) -> list[str]:
        """Those who answer to a name, the ones with its title before those without; whoever has another title goes to ``others``."""
        wanted = _Named(text)
        first = text.split(" ")[0].rstrip(".") if text else ""
        readings = [wanted, _Named(text, is_titled=False)] if wanted.title and first in _OR_NAMES else [wanted]
        with_title: set[str] = set()
        without: set[str] = set()
        for reading in readings:
            for one, name in named:
                if not matches(reading, one):
                    continue
                if titles_clash(reading.title, one.title):
                    others.add(name)
                else:
                    (with_title if reading.title and reading.title == one.title else without).add(name)
        return sorted(with_title or without)

    def _named(self, key: str, name: str) -> _Named:
        """A name with its title; where other initials of people.yaml count its first word, that is no title but a name."""
        person = self.people.get(name)
        whole = _initials(key) if person and key.split(" ")[0] in _OR_NAMES else ()
        return _Named(key, is_titled=not any(_letters(_key(also)) in whole for also in (person.also if person else ())))

    def _near(self, wanted: str) -> list[str]:
        import difflib

        keys = difflib.get_close_matches(wanted, list(self._known), n=3, cutoff=0.6)
        near = sorted({self._known[key] for key in keys})
        withheld = self._withheld() if near else ()
        return [name for name in near if name not in withheld]


def _role(key: str) -> str:
    """A role as it is looked for: the Harbour Master is Harbour Master."""
    return key.removeprefix("the ")


def _key(name: str) -> str:
    if not name.isascii():
        from unicodedata import normalize

        # The same letter can be written as one character or as two: Siân.
        name = normalize("NFC", name).replace("’", "'")
    return " ".join(name.casefold().split())


# ---- titles --------------------------------------------------------------------------------------

# Titles in their one spelling each. Of those of no kind (Cllr, Hon) everybody may have another one besides.
_SPELLED = {
    "councillor": "cllr", "reverend": "rev", "revd": "rev", "professor": "prof", "captain": "capt", "colonel": "col", "major": "maj",
    "lieutenant": "lt", "commander": "cdr", "doctor": "dr", "sergeant": "sgt", "superintendent": "supt", "inspector": "insp",
    "honourable": "hon", "alderwoman": "ald", "alderman": "ald", "mister": "mr",
}  # fmt: skip
_TITLES = frozenset(str.split(
    "mr mrs ms miss mx dr prof sir dame lord lady baroness baron rev canon fr father archdeacon bishop capt maj col lt cdr sgt insp supt"
    " cllr ald hon"
)) | _SPELLED.keys()  # fmt: skip
_OF_ANYBODY = frozenset({"cllr", "ald", "hon", "mx"})
_ALIKE = frozenset({frozenset({"ms", "mrs"}), frozenset({"ms", "miss"})})
# Of these, Christian names or short forms of them are made: Col, Dean, Major.
_OR_NAMES = frozenset({"col", "major", "maj", "canon", "lord", "baron", "bishop", "ald", "father", "lady"})


def title_and_rest(name: str) -> tuple[str, str]:
    """A name's title, in its one spelling and small letters, and the name without it: Mrs. Ann Lee is mrs and ann lee.

    Of several titles the first that not everybody may have is given. A word that stands alone is a name.
    """
    words = _key(name).split()
    titles = []
    while len(words) > 1 and (word := words[0].rstrip(".")) in _TITLES:
        titles.append(_SPELLED.get(word, word))
        words = words[1:]
    return next((title for title in titles if title not in _OF_ANYBODY), titles[0] if titles else ""), " ".join(words)


def titles_clash(one: str, other: str) -> bool:
    """Whether two titles are surely or likely those of two people: Mrs and Mr, but not Mrs and Ms, nor Cllr and anything."""
    if not one or not other or one == other or frozenset({one, other}) in _ALIKE:
        return False
    return one not in _OF_ANYBODY and other not in _OF_ANYBODY


def initials(name: str) -> tuple[str, ...]:
    """The initials of a name without its title, lower case; a double-barrelled one has two: Tracy Poole-Nandy is tpn or tp.

    Where the first word may be a title or a name there are those of both: Col Brady.
    """
    whole, (_, bare) = _key(name), title_and_rest(name)
    read = (bare, whole) if bare != whole and whole.split()[0] in _OR_NAMES else (bare,)
    return tuple(dict.fromkeys(letters for words in read for letters in _initials(words)))


def _initials(words: str) -> tuple[str, ...]:
    long = "".join(word[0] for word in words.replace("-", " ").split())
    short = "".join(word[0] for word in words.split())
    return (short, long)


class _Named:
    """A name as it is looked for: its title and the rest; ``forms`` are the rest, and the whole where the title may be a name."""

    __slots__ = ("forms", "key", "rest", "title")

    def __init__(self, key: str, *, is_titled: bool = True) -> None:
        self.key = key
        self.title, self.rest = title_and_rest(key) if is_titled else ("", key)
        self.forms = (self.rest, key) if self.title and key.split(" ")[0].rstrip(".") in _OR_NAMES else (self.rest,)


def _initials_or_words_match(wanted: _Named, one: _Named) -> bool:
    # Both at once: “Jo” may be Jane Osborne as well as Jo Smith.
    return _initials_match(wanted.rest, one) or any(_words_match(wanted.rest, form) for form in one.forms)


def _initials_match(wanted: str, one: _Named) -> bool:
    letters = _letters(wanted)
    return len(wanted.replace(".", "")) > 1 and letters in (initials(one.key) if one.title else _initials(one.rest))


def _letters(text: str) -> str:
    return text.replace(".", "").replace(" ", "")


def _words_match(wanted: str, rest: str) -> bool:
    """Whether each word wanted begins a word of the name, in order; a full stop ends what is no more than a beginning."""
    words, parts = iter(rest.replace("-", " ").split()), [part for word in wanted.replace("-", " ").split() if (part := word.rstrip("."))]
    return bool(parts) and all(any(word.startswith(part) for word in words) for part in parts)


def _part_matches(wanted: _Named, one: _Named) -> bool:
    return any(wanted.rest in form for form in one.forms)
