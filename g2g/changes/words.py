"""The words in which a change is told, on one line each whatever somebody wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from g2g import exemption
from g2g.dates import british

T = TypeVar("T")


def changed(label: str, old: object, new: object, *, quoted: bool = False) -> str:
    """``venue: Quay House``, ``venue Quay House → Old Mill``, ``venue removed (was Old Mill)``."""
    put: Callable[[object], str] = (lambda value: f"“{shown(value)}”") if quoted else shown
    if shown(old) == shown(new):
        return f"{label} written in another form"
    if not shown(old):
        return f"{label}: {put(new)}"
    return f"{label} {put(old)} → {put(new)}" if shown(new) else f"{label} removed (was {put(old)})"


def shown(value: object) -> str:
    """A value of a field; a day as people write it, and nothing for None."""
    return british(value) if isinstance(value, date) else line(str(value)) if value is not None else ""


def line(text: str) -> str:
    """Words that somebody may have written on several lines, on one."""
    return " ".join(text.split())


def listed(words: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    lines = [line(word) for word in words]
    return lines[0] if len(lines) == 1 else ", ".join(lines[:-1]) + " and " + lines[-1] if lines else ""


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def count(number: int, noun: str) -> str:
    """``note``, ``two notes``."""
    if number == 1:
        return noun
    return f"{_NUMBERS[number] if number < len(_NUMBERS) else f'{number:,}'} {noun}s"


def apart(old: Iterable[T], new: Iterable[T]) -> tuple[list[T], list[T]]:
    """What is in the one and not in the other, as often as it is: what came, and what went."""
    came, gone = Counter(new), Counter(old)
    came, gone = came - gone, gone - came
    return list(came.elements()), list(gone.elements())


def under(numbers: Sequence[str]) -> str:
    """``paragraph 3 of Schedule 12A``, ``paragraphs 1, 2 and 3 of Schedule 12A``, each on one line."""
    return exemption.under([line(number) for number in numbers])
