"""Whose task a sentence of a row is, where minutes stand in columns: the owners beside it, and what each of them is to do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from g2g.minutes.parties import Parties
from g2g.minutes.reading import is_willing

_AHEAD = 60  # sentences of a cell among which that of an owner is looked for


def pieces(cell: str) -> list[str]:
    """The lines of a cell, without marks."""
    return [piece.strip(" -•·*\t") for piece in cell.split("\n") if piece.strip(" -•·*\t")]


def sentences(cell: str) -> list[str]:
    """The sentences of a cell that have more than one word."""
    return [s.strip(" -•·\t") for piece in cell.split("\n") for s in re.split(r"(?<=[.?!])\s+(?=[A-Z(‘“])", piece) if len(s.split()) > 1]


def own(said: Sequence[str], owners: tuple[str, ...], parties: Parties) -> list[tuple[tuple[str, ...], str]]:
    """Each of several owners with the sentence that begins with them: ``AL / BC`` beside ``AL to paint. BC to pay.``; empty where one has none."""
    led = [(lead[0], sentence) for sentence in said[:_AHEAD] if (lead := parties.leading(sentence))]
    theirs = [(owner, sentence) for owner in owners for named, sentence in led if named == (owner,)]
    return [((owner,), sentence) for owner, sentence in theirs] if len(owners) > 1 and {owner for owner, _ in theirs} == set(owners) else []


def chosen(said: list[str], owners: Sequence[tuple[str, ...]], surnames: Mapping[str, str]) -> list[str]:
    """A sentence for each owner: the next one that names them and gives work, else the next that gives work, else the next.

    An owner alone beside several sentences has the last one of them instead.
    """
    found: list[str] = []
    at = 0
    for names in owners:
        places = range(at, min(at + _AHEAD, len(said))) or range(len(said) - 1, len(said))
        if len(owners) == 1:
            places = range(len(said))[::-1][:_AHEAD]
        keys = [key for name in names for key in (name, surnames.get(name, name.split()[-1])) if key]
        named = [i for i in places if any(re.search(rf"\b{re.escape(key)}\b", said[i]) for key in keys)]
        willing = (i for some in (named, places) for i in some if is_willing(said[i]))
        at = next(willing, (named or places)[0]) + 1
        found.append(said[at - 1])
    return found
