"""How alike two tasks are said: the share of telling words that they have in common, whatever their endings."""

from __future__ import annotations

import re

from g2g.dates import fold

VERY = 0.75  # one of the two with a word or two changed
SOMEWHAT = 0.34  # the same thing said in other words, where owner and item agree as well

_COMMON = (
    "the a an to of and in on for be is it that this with by at from will would shall should as so how what who which are was were has"
    " have been their they its our we into over any all"
)
_STOP = frozenset(_COMMON.split())
_LONGEST = 2_000


def folded(words: str) -> str:
    """Words as they are compared: without the marks that stand around them."""
    return fold(words).strip(" .;:,-•*")


def telling(words: str) -> frozenset[str]:
    """The words that tell a task from others, without their endings: developing and development are one."""
    found = re.findall(r"[^\W_]+", fold(words[:_LONGEST]).replace("'", ""))
    return frozenset(word[:5] if len(word) > 6 else word.rstrip("s") or word for word in found if word not in _STOP)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0, nothing in common, to 1, the same telling words."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
