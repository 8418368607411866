"""Why something is not for publication: the paragraphs of Part 1 of Schedule 12A to the Local Government Act 1972."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# “exempt:” as a key of its own line, behind a dash, or within braces on the line.
_MARK = re.compile(r"""( *)(- +(?:\{.*)?|[^#]*\{(?:.*[\s,{])?)?["']?exempt["']?\s*:""")

HEADING = "Not for publication"
_LAW = "Part 1 of Schedule 12A to the Local Government Act 1972"

# What each paragraph is about, in our words: the Act's own are longer, and say more than a heading has room for.
SUBJECTS = {
    "1": "an individual",
    "2": "what is likely to reveal who an individual is",
    "3": "the financial or business affairs of a person or organisation, the authority itself among them",
    "4": "consultations or negotiations on a labour relations matter",
    "5": "what legal professional privilege could be claimed for",
    "6": "a notice, order or direction that the authority proposes to give or make",
    "7": "the prevention, investigation or prosecution of crime",
}


def united(groups: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The paragraphs of several things together: each once, in the order of their numbers, others last."""
    found = {number for group in groups for text in group for number in _numbers(text)}
    return tuple(sorted(found, key=lambda text: (0, int(text), "") if _is_number(text) else (1, 0, text)))


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) < 4


def _numbers(text: str) -> list[str]:
    """``3 and 5`` as 3 and 5; what holds anything but short numbers is kept as it is written."""
    words = text.replace(",", " ").replace(" and ", " ").split()
    return words if all(map(_is_number, words)) else [text]


def paragraphs(numbers: Sequence[str]) -> str:
    """``paragraph 3``, ``paragraphs 1, 2 and 3``."""
    return f"paragraph {numbers[0]}" if len(numbers) == 1 else f"paragraphs {', '.join(numbers[:-1])} and {numbers[-1]}"


def reason(exempt: Sequence[str]) -> str:
    """The sentence that stands over what is exempt under these paragraphs.

    A number that is none of the seven is named all the same, without a subject. Empty where there is no paragraph.
    """
    numbers = united([exempt])
    if not numbers:
        return ""
    subjects = [SUBJECTS[number] for number in numbers if number in SUBJECTS]
    about = f", for it is about {_joined(subjects)}" if subjects else ""
    return f"Not for publication under {paragraphs(numbers)} of {_LAW}{about}."


def _joined(subjects: Sequence[str]) -> str:
    # Some subjects have commas of their own.
    return subjects[0] if len(subjects) == 1 else "; ".join(subjects[:-1]) + "; and " + subjects[-1]


def public_lines(text: str) -> tuple[list[str], list[str]]:
    """The lines of a file of the record without those of exempt entries, items and resolutions; and the keys of such entries.

    They are told by their indents, so that a file which nothing else can read gives nothing away either.
    """
    lines = text.splitlines()
    kept = [True] * len(lines)
    keys = []
    for place, line in enumerate(lines):
        if kept[place] and (found := _MARK.match(line)):
            start = _owner(lines, place, found)
            end = _end(lines, start)
            kept[start:end] = [False] * (end - start)
            keys += [lines[start].split(":")[0].strip("\"' ")] if lines[start][:1].strip() else []
    return [line for line, shown in zip(lines, kept, strict=True) if shown], keys


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _owner(lines: Sequence[str], place: int, mark: re.Match[str]) -> int:
    """The line that begins what a mark is about: a key, or the dash of an item of a list."""
    if mark[2]:
        return place
    depth = _indent(lines[place])
    return next((n for n in range(place, -1, -1) if lines[n].strip() and lines[n].lstrip()[0] != "#" and _indent(lines[n]) < depth), place)


def _end(lines: Sequence[str], start: int) -> int:
    """The first line behind what begins in a line: one that is indented no deeper, and is no dash of a list below a key."""
    depth, is_item = _indent(lines[start]), lines[start].lstrip(" ").startswith("-")
    for n in range(start + 1, len(lines)):
        line = lines[n]
        if line.strip() and line.lstrip(" ")[0] != "#" and _indent(line) <= depth and (is_item or not line.lstrip(" ").startswith("-")):
            return n
    return len(lines)
