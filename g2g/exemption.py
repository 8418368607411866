"""Why something is not for publication: the paragraphs of Part 1 of Schedule 12A to the Local Government Act 1972."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# “exempt:” as a key of its own line, behind a dash, or within braces on the line.
_MARK = re.compile(r"""( *)(- +(?:\{.*)?|[^#]*\{(?:.*[\s,{])?)?["']?exempt["']?\s*:""")

HEADING = "Not for publication"
# What stands for the number where something is exempt, and nothing says under which paragraph: without any it would be published.
UNSTATED = "paragraph not stated"
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
    return tuple(sorted(found, key=_order))


def _order(text: str) -> tuple[int, int, str]:
    if _is_number(text):
        return 0, int(text), ""
    return (2 if text == UNSTATED else 1), 0, text


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) < 4


def _numbers(text: str) -> list[str]:
    """``3 and 5`` as 3 and 5; what holds anything but short numbers is kept as it is written."""
    words = text.replace(",", " ").replace(" and ", " ").split()
    return words if all(map(_is_number, words)) else [text]


def given(text: str) -> tuple[str, ...] | None:
    """The paragraphs that somebody names: ``1,3`` as 1 and 3, ``paragraph not stated`` as that; () for none, None for other words."""
    words = " ".join(text.casefold().replace("paragraphs", " ").replace("paragraph", " ").split()).strip(" .()[]")
    if words in ("not stated", "unstated"):
        return (UNSTATED,)
    elsewhere = re.fullmatch(r"(\d{1,2}) of schedule (\d{1,2}a)", words)
    if elsewhere and elsewhere[2] != "12a":
        return (f"paragraph {elsewhere[1]} of Schedule {elsewhere[2].upper()}",)
    numbers = words.removesuffix(" of schedule 12a").replace(",", " ").replace(" and ", " ").split()
    return tuple(dict.fromkeys(str(int(number)) for number in numbers)) if all(map(_is_paragraph, numbers)) else None


def _is_paragraph(word: str) -> bool:
    return _is_number(word) and 0 < int(word) < 100


def paragraphs(numbers: Sequence[str]) -> str:
    """``paragraph 3``, ``paragraphs 1, 2 and 3``."""
    return under(numbers, "")


def under(numbers: Sequence[str], law: str = "Schedule 12A") -> str:
    """What something is exempt under: ``paragraphs 1 and 3 of Schedule 12A``; words that name a schedule themselves as they are."""
    named = [one for one in numbers if not _is_whole(one)]
    parts = [f"paragraph{'s' if len(named) > 1 else ''} {_listed(named)}" + (f" of {law}" if law else "")] if named else []
    parts += [one for one in numbers if _is_whole(one) and one != UNSTATED]
    return _listed([*parts, *(["a paragraph that is not stated"] if UNSTATED in numbers else [])])


def _is_whole(text: str) -> bool:
    return text.casefold().startswith("paragraph")


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def reason(exempt: Sequence[str]) -> str:
    """The sentence that stands over what is exempt under these paragraphs.

    A number that is none of the seven is named all the same, without a subject. Empty where there is no paragraph.
    """
    numbers = united([exempt])
    if not numbers:
        return ""
    if numbers == (UNSTATED,):
        return "Not for publication; it is not stated under which paragraph."
    subjects = [SUBJECTS[number] for number in numbers if number in SUBJECTS]
    about = f", for it is about {_joined(subjects)}" if subjects else ""
    return f"Not for publication under {under(numbers, _LAW)}{about}."


def _joined(subjects: Sequence[str]) -> str:
    # Some subjects have commas of their own.
    return subjects[0] if len(subjects) == 1 else "; ".join(subjects[:-1]) + "; and " + subjects[-1]


def public_in_both(old: str, new: str) -> tuple[list[str], list[str]]:
    """The lines of two states of a file of the record, without entries, items and resolutions that are exempt in either.

    What has become exempt is told of no more. They are told by their indents, so that a file which nothing else can read gives
    nothing away either.
    """
    one, other = old.splitlines(), new.splitlines()
    named = {lines[start] for lines in (one, other) for start in _exempt_starts(lines)}
    before, after = ([n for n, line in enumerate(lines) if line in named] for lines in (one, other))
    return _without(one, before), _without(other, after)


def _exempt_starts(lines: Sequence[str]) -> list[int]:
    """Where each exempt entry, item and resolution begins."""
    starts: list[int] = []
    end = 0
    for place, line in enumerate(lines):
        if place >= end and (found := _MARK.match(line)):
            starts.append(_owner(lines, place, found))
            end = _end(lines, starts[-1])
    return starts


def _without(lines: Sequence[str], starts: Sequence[int]) -> list[str]:
    """Lines without what begins at these places."""
    kept: list[str] = []
    place = 0
    for start in sorted(starts):
        kept += lines[place:start]
        place = max(place, _end(lines, start))
    return kept + list(lines[place:])


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
