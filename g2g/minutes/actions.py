"""The actions of a set of minutes: every reader over the one document, and what they found twice counted once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from g2g.minutes import beside, headed, implied, labelled, margins, tabled
from g2g.minutes.document import Document, Para
from g2g.minutes.findings import Details, Doubt, FoundAction
from g2g.minutes.parties import Parties
from g2g.minutes.reading import Reading, Report
from g2g.minutes.summaries import joined, points, summed

_STOP = frozenset(["the", "a", "an", "to", "of", "and", "in", "on", "for", "be", "is", "it", "that", "with", "by", "at", "from", "will"])
_LIKE = 0.65
_BESIDE = ("column at the side", "owner beside the text")
_FAR = 60  # how many actions with a word back one is looked for that says the same


class Found(NamedTuple):
    """What was read: actions, tasks in prose, what is said of old actions, and what a person should look at."""

    actions: tuple[FoundAction, ...]
    implied: tuple[FoundAction, ...]
    reports: tuple[Report, ...]
    doubts: tuple[Doubt, ...]


def read(document: Document, details: Details, known: Iterable[str] = ()) -> Found:
    """The actions of a document whose meeting, attendance and items are read. ``known`` are names from elsewhere."""
    text = "\n".join(block.text for block in document.blocks if isinstance(block, Para))
    first = min((item.line for item in details.items), default=0)
    head = "\n".join(block.text for block in document.blocks if isinstance(block, Para) and block.line < first)
    reading = Reading(document, details, Parties((*details.present, *details.apologies), text, known, head))
    if details.kind in ("report", "agenda"):
        return Found((), (), (), tuple(_unread(reading)))
    tabled.read(reading)
    beside.read(reading)
    headed.read(reading)
    labelled.read(reading)
    margins.read(reading)
    actions = folded(reading.found)
    prose = _without_these(implied.read(reading), (*actions, *reading.reports))
    return Found(tuple(actions), tuple(prose), tuple(reading.reports), tuple(sorted({*reading.doubts, *_unread(reading)})))


def _without_these(prose: Iterable[FoundAction], others: Iterable[FoundAction | Report]) -> Iterator[FoundAction]:
    """The tasks in prose that no action, and no report on one, says in the same words: they are read from a label beside it."""
    said = {telling(other.words) for other in others}
    return (task for task in prose if telling(task.words) not in said)


def telling(text: str) -> frozenset[str]:
    """The words of a text that tell it from others."""
    return frozenset(w for w in re.findall(r"[a-z0-9']+", text.lower().replace("’", "'")) if w not in _STOP)


def folded(found: list[FoundAction]) -> list[FoundAction]:
    """Actions in order of their lines, with those that a summary or a log repeats counted once.

    The first to stand in the document is kept, with the number, the due phrase and the owners that only the other has.
    """
    kept: list[FoundAction] = []
    words: list[frozenset[str]] = []
    holding: dict[str, list[int]] = {}
    twice: set[int] = set()
    pairs = _of_one_item(found)
    places: dict[FoundAction, int] = {}
    for action in sorted(_referred(found), key=lambda a: a.line):
        own = telling(action.words)
        twin = next((i for i in _near(own, holding) if _same(kept[i], words[i], action, own)), None)
        twin = places.get(pairs[action]) if twin is None and action in pairs else twin
        if twin is None:
            for word in own:
                holding.setdefault(word, []).append(len(kept))
            places[action] = len(kept)
            kept.append(action)
            words.append(own)
        else:
            twice.add(twin)
            kept[twin] = _joined(kept[twin], action)
    return summed(sorted(found, key=lambda a: a.line), kept, twice)


def _referred(found: list[FoundAction]) -> Iterator[FoundAction]:
    """The actions, those that end with the number of another in brackets (``… before the summer (PC 12)``) with that as their own."""
    refs = {action.ref for action in found if _tells(action.ref)}
    for action in found:
        words, _, last = action.words.rstrip(" .)").rpartition(" (")
        yield action._replace(words=words, ref=last) if words and last in refs and not action.ref else action


def _tells(ref: str) -> bool:
    """Whether the number of an action is one that nothing else in the minutes has: PC 12, and not 12."""
    return ref[:1].isalpha() and ref[-1:].isdigit()


def _of_one_item(found: Iterable[FoundAction]) -> dict[FoundAction, FoundAction]:
    """The actions that a summary names with the number of their item, and the only one of the same owner beside the text of that item."""
    listed: dict[tuple[str, ...], list[FoundAction]] = {}
    beside: dict[tuple[str, ...], list[FoundAction]] = {}
    for action in found:
        numbers = tuple(re.findall(r"\d+", action.item))
        if len(numbers) > 1 and action.reader == "table of actions":
            listed.setdefault(numbers, []).append(action)
        elif len(numbers) > 1 and action.reader in _BESIDE:
            beside.setdefault(numbers, []).append(action)
    pairs: dict[FoundAction, FoundAction] = {}
    for numbers, some in listed.items():
        others = {one: [other for other in beside.get(numbers, ()) if _share(one.owners, other.owners)] for one in some}
        for one, near in others.items():
            if len(near) == 1 and sum(near[0] in more for more in others.values()) == 1:
                pairs |= {one: near[0], near[0]: one}
    return pairs


def _near(own: frozenset[str], holding: dict[str, list[int]]) -> list[int]:
    """The actions kept so far that share a rare word with another."""
    places = [holding[word] for word in own if word in holding]
    return sorted({i for some in sorted(places, key=len)[:6] for i in some[-_FAR:]})


def _same(one: FoundAction, first: frozenset[str], other: FoundAction, second: frozenset[str]) -> bool:
    if one.reader == other.reader and one.source == other.source and one.reader not in ("table of actions", "box to tick", "list under a heading", *_BESIDE):
        return False
    if one.ref and other.ref and one.reader == other.reader and one.source == other.source:
        return one.ref == other.ref and len(first & second) >= _LIKE * min(len(first), len(second))
    if one.ref == other.ref and one.reader != other.reader and _tells(one.ref):
        return True
    common = len(first & second)
    smaller = min(len(first), len(second))
    if one.ref and one.ref == other.ref and one.reader != other.reader and common >= _LIKE * smaller and common > 2:
        return True  # whoever is named as its owner in each
    if one.owners and other.owners and not _share(one.owners, other.owners):
        return False
    if one.reader == other.reader and one.reader in ("box to tick", "list under a heading") and (one.item, one.source) != (other.item, other.source):
        shared = _share(one.owners, other.owners)
        return (common == smaller > 1 and (shared or not (one.owners and other.owners))) or (shared and common >= 0.8 * smaller and common > 2)
    if one.reader == other.reader and one.source == other.source:
        return common == len(first) == len(second)
    return bool(smaller) and common >= _LIKE * smaller and (common > 2 or common == smaller)


def _share(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether two sets of owners have somebody in common, by name or by initials."""
    return not _keys(some).isdisjoint(_keys(others))


@lru_cache(maxsize=1000)
def _keys(names: tuple[str, ...]) -> frozenset[str]:
    """The names, their words and their initials."""
    words = {word.casefold() for name in names for word in name.split()}
    initials = {"".join(w[0] for w in name.split() if w[:1].isupper()).casefold() for name in names if " " in name}
    return frozenset({*(name.casefold() for name in names), *words, *initials})


def _joined(one: FoundAction, other: FoundAction) -> FoundAction:
    vague = one.reader.startswith("owner ") and len(other.words) > 12
    if {one.reader, other.reader} & set(_BESIDE) and "table of actions" in (one.reader, other.reader):
        return joined(one, other, (one if one.reader == "table of actions" else other).words)  # the column may say no more than who
    vague = vague or (points(one.words) and not points(other.words)) or (not one.owners and bool(other.owners))
    return joined(one, other, other.words if vague else one.words)


def _unread(reading: Reading) -> list[Doubt]:
    """The lines with the word action that gave none, so that nothing is missed silently."""
    told = {doubt.line for doubt in reading.doubts}
    found = []
    for place, block in enumerate(reading.blocks):
        if place in reading.taken or not isinstance(block, Para) or block.line in reading.lines or block.line in told:
            continue
        if re.search(r"\b(?:action(?:s|ed)?|ACTION(?:S|ED)?|Action(?:s|ed)?)\b", block.text):
            found.append(Doubt(block.line, "The word “action” stands here, and no action was read."))
    return found
