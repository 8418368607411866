"""The numbers of lists as Word and HTML count them: 3, c, iii, 2.1 - minutes cite them, and no file holds them written out."""

from __future__ import annotations

import re
from typing import NamedTuple

from g2g.sources.blocks import mark_of

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
          (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_TEENTH = ("th", "st", "nd", "rd")


def figure(number: int, form: str) -> str:
    """A number in the form that Word names: decimal, lowerLetter (27 is aa, 28 bb), lowerRoman, ordinal …; others are decimal.

    Source: the number formats of ECMA-376, part 1, 17.18.59.
    """
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 780:
        letters = chr(ord("a") + (number - 1) % 26) * ((number + 25) // 26)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        found = ""
        for value, letter in _ROMAN:
            count, number = divmod(number, value)
            found += letter * count
        return found.upper() if form == "upperRoman" else found
    if form == "decimalZero":
        return f"{number:02}"
    if form == "ordinal":
        last = number % 10 if number % 100 not in (11, 12, 13) else 0
        return f"{number}{_TEENTH[last] if last < len(_TEENTH) else 'th'}"
    return str(number)


class Level(NamedTuple):
    """One level of a Word list: where it starts, the form of its number, and the text round it (%1.%2)."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restarts: bool = True
    legal: bool = False  # every number in it is shown in figures


class Series(NamedTuple):
    """A list in use: the definition whose numbers it counts, its own levels, and where it starts anew."""

    definition: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbers:
    """The lists of a document, counted on as its paragraphs come.

    ``definitions`` are levels by definition; ``series`` are the lists by the number that paragraphs carry. Lists of one
    definition count on from each other, unless one says where it starts: it does so when it is first used.
    """

    def __init__(self, definitions: dict[str, dict[int, Level]], series: dict[str, Series]) -> None:
        self.definitions, self.series = definitions, series
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, series: str, level: int) -> str:
        """The mark of the next paragraph of a list at a level (from 0): 3, b, 2.1, - for a bullet, or nothing."""
        found = self.series.get(series)
        if found is None or not 0 <= level < _LEVELS:
            return ""
        levels = self.definitions.get(found.definition, {}) | found.levels
        counts = self._counts.setdefault(found.definition, {})
        rule = levels.get(level, Level(text=f"%{level + 1}."))
        if level in found.starts and (series, level) not in self._begun:
            counts[level] = found.starts[level] - 1
        self._begun.add((series, level))
        counts[level] = counts.get(level, rule.start - 1) + 1
        for deeper in [deeper for deeper in counts if deeper > level and levels.get(deeper, rule).restarts]:
            del counts[deeper]
        if rule.form == "bullet":
            return "-"
        if rule.form == "none":
            return ""

        def shown(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            other = levels.get(at, Level())
            # A level that was passed over counts as begun.
            number = counts.setdefault(at, other.start) if at < level else counts.get(at, other.start)
            return figure(number, "decimal" if rule.legal else other.form) if other.form not in ("bullet", "none") else ""

        return mark_of(_PLACE.sub(shown, rule.text))
