"""A paper's parts in the order in which they are printed: what is for publication first, what is exempt apart."""

from __future__ import annotations

from typing import NamedTuple

from g2g import exemption
from g2g.papers import Paper, Part

PART_ONE = "Part I \N{EN DASH} for publication"
PART_TWO = "Part II \N{EN DASH} not for publication"
MARKER = exemption.HEADING


class Section(NamedTuple):
    """Parts under one heading, which is empty where the paper has only one kind. ``reason`` is set for exempt ones."""

    heading: str
    reason: str
    parts: tuple[Part, ...]

    @property
    def is_exempt(self) -> bool:
        return bool(self.reason)


def sections(paper: Paper) -> tuple[Section, ...]:
    """The parts of a paper as councils divide them: Part I and, where anything is exempt, Part II.

    Without anything exempt there is one section without a heading. Below a heading the parts' own are one level lower.
    """
    public = tuple(part for part in paper.parts if not part.exempt)
    exempt = tuple(part for part in paper.parts if part.exempt)
    if not exempt:
        return (Section("", "", public),)
    # Something that is exempt for no paragraph that can be named is kept back all the same.
    reason = exemption.reason(exemption.united(part.exempt for part in exempt)) or f"{MARKER}."
    closed = Section(PART_TWO, reason, _lower(exempt))
    return (Section(PART_ONE, "", _lower(public)), closed) if public else (closed,)


def _lower(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    return tuple(part._replace(level=part.level + 1) for part in parts)


def part_reason(part: Part, section: Section) -> str:
    """Why a part of a section is exempt, where that is not what stands over the whole section."""
    reason = exemption.reason(part.exempt)
    return reason if reason != section.reason else ""


def page_title(paper: Paper) -> str:
    """What a browser's tab or a file's properties show: the paper, its day where it has one, and the body."""
    day = next((value for label, value in paper.facts if label == "Date"), "")
    return " \N{EN DASH} ".join(filter(None, (", ".join(filter(None, (paper.title, day))), paper.body)))
