"""The reports that leave the clerk's desk: one module a kind, each with ``paper(source)``, which gives a Paper."""

from __future__ import annotations

from importlib import import_module

from g2g.papers import Paper
from g2g.reporting.source import Source

# Each kind, and what its report is in a sentence.
KINDS = {
    "meeting": "What was opened, closed, proposed, carried forward and slipped since the last meeting.",
    "owner": "What each owner has outstanding, overdue, slipped and closed, with their actions.",
    "organisation": "What each organisation has outstanding, overdue, slipped and closed.",
    "plan": "Each key area and recommendation of the plan, with its actions and its colour.",
    "slippage": "What was carried forward and how often, what is past the date first agreed, and what was done in time.",
    "scrutiny": "The report to a scrutiny committee: progress by key area, with headings for the officer to fill in.",
    "decisions": "The register of decisions: every resolution, and those that imply work and have no action.",
}


def paper(kind: str, source: Source) -> Paper:
    """The report of a kind (one of ``KINDS``), as a paper. Raises Refusal where the record has nothing to make it from."""
    made: Paper = import_module(f"g2g.reporting.{kind}").paper(source)
    return made


__all__ = ["KINDS", "Source", "paper"]
