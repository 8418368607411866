"""The list of actions with which minutes close, where it says in other words what the body says: each counted once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from g2g.minutes.findings import FoundAction
from g2g.minutes.vocabulary import VERBS

_LISTS = ("table of actions", "list under a heading", "label alone, tasks below")
_APART = 12  # lines between two entries of one list
_LEAST = 3  # entries that a list has which sums up
_SURE = 5  # entries that are in the body too, after which a list surely sums up
_FEW = 6  # words that tell one task from others
_MOST = 300  # entries that are compared each with each
_SMALL = frozenset(
    "the a an to of and or in on for be is are it that this with by at from will as their his her its our they who which would should up out if whether".split()
)
# Words that point to what stands before them: whoever reads a task with one of them alone cannot tell what it is.
_POINTING = r"(?i)\b(?:this|these|ditto|as above|the above|do so)\b"


def summed(found: Sequence[FoundAction], kept: list[FoundAction], twice: Iterable[int]) -> list[FoundAction]:
    """The actions kept, without those of a closing list, or of one before the business, that are in the body in other words.

    ``found`` are all actions in order of their lines, ``twice`` the places in ``kept`` of those that stand in both in much the
    same words. A list of which these are a third or more sums up the body: the rest of it is paired by owners and key words, and,
    where most of it is paired, by an owner who has one task left in each. The words kept are the fuller ones, or those that need no others.
    """
    listed = _closing(found) or _opening(found)
    if not listed or len(listed) == len(found):
        return kept
    begins, ends, both = listed[0].line, listed[-1].line, set(twice)
    left = [place for place, action in enumerate(kept) if begins <= action.line <= ends and place not in both]
    body = [place for place, action in enumerate(kept) if not begins <= action.line <= ends and place not in both]
    paired = len(listed) - len(left)
    if not left or not body or paired * 3 < len(listed) or max(len(left), len(body)) > _MOST:
        return kept
    pairs = _alike(kept, body, left)
    sure = paired + len(pairs)
    if sure >= _SURE and sure * 5 >= len(listed) * 3:
        pairs.update(_only_one_left(kept, [place for place in body if place not in pairs.values()], [place for place in left if place not in pairs]))
    pairs = {max(pair): min(pair) for pair in pairs.items()}
    for later, earlier in pairs.items():
        kept[earlier] = joined(kept[earlier], kept[later], _fuller(kept[earlier], kept[later]))
    return [action for place, action in enumerate(kept) if place not in pairs]


def _closing(found: Sequence[FoundAction]) -> list[FoundAction]:
    """The actions of the list or table with which a document ends; none where it ends with no such thing."""
    listed = _run(found[::-1])[::-1]
    return listed if len(listed) < len(found) else []


def _opening(found: Sequence[FoundAction]) -> list[FoundAction]:
    """The actions of the list or table that stands before the business; none where no such thing does."""
    listed = _run(found)
    return [] if any(action.item for action in listed) else listed


def _run(found: Sequence[FoundAction]) -> list[FoundAction]:
    """The actions of the list or table to which the first of some belongs; none where it is in no list, or in a short one."""
    if not found or found[0].reader not in _LISTS:
        return []
    last = 1
    while last < len(found) and (found[last].reader, found[last].source) == (found[0].reader, found[0].source) and abs(found[last].line - found[last - 1].line) < _APART:
        last += 1
    return list(found[:last]) if last >= _LEAST else []


def _alike(kept: Sequence[FoundAction], body: Sequence[int], left: Sequence[int]) -> dict[int, int]:
    """Of the entries left, those that share their owners and most of their key words with one of the body: the likest pairs first."""
    scored = []
    for later in left:
        for earlier in body:
            common = _stems(kept[later].words) & _stems(kept[earlier].words)
            smaller = min(len(_stems(kept[later].words)), len(_stems(kept[earlier].words)))
            if kept[later].owners and kept[earlier].owners and _owners(kept[later].owners).isdisjoint(_owners(kept[earlier].owners)):
                continue
            if len(common) * 2 >= smaller and len(common) > 1 and common - _verbs():
                scored.append((-len(common) / smaller, later, earlier))
    return _chosen(scored)


def _only_one_left(kept: Sequence[FoundAction], body: Sequence[int], left: Sequence[int]) -> dict[int, int]:
    """The entries left whose owners have one in the list and one in the body."""
    pairs = {}
    for later in left:
        own = _owners(kept[later].owners)
        earlier = [place for place in body if own and _owners(kept[place].owners) == own]
        if len(earlier) == 1 and sum(_owners(kept[place].owners) == own for place in left) == 1:
            pairs[later] = earlier[0]
    return pairs


def _chosen(scored: list[tuple[float, int, int]]) -> dict[int, int]:
    """Each entry with the likest one that no other has."""
    pairs: dict[int, int] = {}
    for _, later, earlier in sorted(scored):
        if later not in pairs and earlier not in pairs.values():
            pairs[later] = earlier
    return pairs


def points(words: str) -> bool:
    """Whether the few words of a task point to what stands before them in the body, so that alone they say little."""
    return bool(re.search(_POINTING, words)) and len(_stems(words)) < _FEW


def _fuller(one: FoundAction, other: FoundAction) -> str:
    """The words of two actions that say the same: those that need no others to be understood, or that say more."""
    if points(one.words) != points(other.words):
        return other.words if points(one.words) else one.words
    said, again = _stems(one.words), _stems(other.words)
    return other.words if said != again and len(again) >= len(said) else one.words  # of as many, those written to be handed out


def joined(one: FoundAction, other: FoundAction, words: str) -> FoundAction:
    """Two that say the same, with these words and what only one of them has, as one."""
    return one._replace(
        words=words, owners=one.owners or other.owners, due_said=one.due_said or other.due_said, ref=one.ref or other.ref, status=one.status or other.status
    )


@lru_cache(maxsize=4000)
def _stems(text: str) -> frozenset[str]:
    """The words of a text that tell it from others, without their endings."""
    return frozenset(_stem(word) for word in re.findall(r"[a-z0-9]+(?:['’][a-z]+)?", text.casefold()) if word not in _SMALL)


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    """The verbs with which tasks begin, as they are compared: one alone does not make two tasks the same."""
    return frozenset(map(_stem, VERBS))


def _stem(word: str) -> str:
    """A word without the endings of numbers and times: named and names are one, Mondays and Monday."""
    word = re.sub(r"['’].*", "", word)
    return re.sub(r"(?:ing|ed|es|s|e)$", "", word) if len(word) > 3 else word


@lru_cache(maxsize=1000)
def _owners(names: tuple[str, ...]) -> frozenset[str]:
    """The words of owners' names, and their initials."""
    bare = [re.sub(r"\([^()]*\)", "", name).strip() for name in names]
    words = {_stem(word) for name in bare for word in re.findall(r"[\w'’-]+", name.casefold())}
    initials = {"".join(word[0] for word in name.split() if word[:1].isupper()).casefold() for name in bare if " " in name}
    return frozenset({*words, *initials})
