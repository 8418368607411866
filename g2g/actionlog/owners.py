"""Who is meant in the owner's column of a log: surely somebody of the record, or kept as written and said."""

from __future__ import annotations

import re
from typing import NamedTuple

from g2g.errors import AmbiguousReference, UnknownPerson
from g2g.people import Directory, initials, title_and_rest

_BETWEEN = r"\s*(?:[/;&+\n]|,|\band\b)\s*"
# Two to four words that begin with a capital, or initials: what is plainly one person.
_NAME = r"(?:[^\W\d_][\w'’.-]*)(?: (?:[^\W\d_][\w'’.-]*)){1,3}"
_INITIALS = r"[A-Z]{2,4}|[A-Z](?:\.[A-Z]){1,3}\.?"
_NOBODY = frozenset({"tbc", "tba", "tbd", "unassigned", "to be confirmed", "to be agreed", "nobody"})


class Owners(NamedTuple):
    """The owners of an action, and what there is to say about them: what is not sure, and who was found by a role."""

    names: tuple[str, ...]
    doubts: tuple[str, ...] = ()


def owners_of(text: str, directory: Directory) -> Owners:
    """The owners that a cell names. A name that nobody in the record has is kept as written; none is ever guessed."""
    whole = " ".join(text.split())
    if not whole or whole.casefold() in _NOBODY:
        return Owners((), (f"“{whole}” is no owner",) if whole else ())
    name, doubt = _meant(whole, directory)
    if name:
        return Owners((name,), (doubt,) if doubt else ())
    parts = [part for part in re.split(_BETWEEN, text.strip()) if part.strip()]
    found = [_meant(" ".join(part.split()), directory) for part in parts]
    if len(parts) > 1 and (any(name for name, _ in found) or all(_is_a_person(part.strip()) for part in parts)):
        names = [name or " ".join(part.split()) for part, (name, _) in zip(parts, found, strict=True)]
        doubts = [doubt for _, doubt in found if doubt]
        return Owners(tuple(dict.fromkeys(names)), tuple(dict.fromkeys(doubts)))
    return Owners((whole,), (doubt,))


def _meant(text: str, directory: Directory) -> tuple[str, str]:
    """The one person who is surely meant, and what there is to say of that; else nobody, and why."""
    try:
        name = directory.find(text)
    except AmbiguousReference as several:
        return "", f"“{text}” could be {' or '.join(several.candidates[:4])}; kept as written"
    except UnknownPerson as unknown:
        if unknown.another_title:
            return "", f"“{text}” may be {unknown.near[0]}, who has another title; kept as written"
        return "", f"“{text}” is not in people.yaml; kept as written"
    if directory.holder(text):
        return name, f"“{text}” is the role of {name} in people.yaml, who is taken for the owner"
    if _is_sure(text, name, directory):
        return name, ""
    return "", f"“{text}” may be {name}, or not; kept as written"


def _is_sure(text: str, name: str, directory: Directory) -> bool:
    """Whether a name was given whole, by initials or by whole words of it; a part of a word (All, of Allan) proves nothing."""
    if directory.canonical(text) == name:
        return True
    letters = text.replace(".", "").replace(" ", "").casefold()
    if letters in initials(name):
        return text.replace(".", "").replace(" ", "").isupper()
    own = title_and_rest(name)[1].replace("-", " ").split()
    words = title_and_rest(text)[1].replace("-", " ").replace(".", " ").split()
    return bool(words) and any(len(word) > 1 and word in own for word in words) and all(
        word in own or (len(word) == 1 and any(one.startswith(word) for one in own)) for word in words
    )


def _is_a_person(text: str) -> bool:
    words = text.split()
    if re.fullmatch(_INITIALS, text):
        return True
    title, rest = title_and_rest(text)
    bare = words[-len(rest.split()) :] if title else words
    is_name = bool(re.fullmatch(_NAME, " ".join(bare))) and all(word[:1].isupper() for word in bare)
    # Cllr Reed
    return is_name or (bool(title) and len(words) == 2)
