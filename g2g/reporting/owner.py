"""What each owner has to do, and how far they are."""

from __future__ import annotations

from g2g.papers import Paper
from g2g.reporting.holders import owners_of, paper_by
from g2g.reporting.source import Source


def paper(source: Source) -> Paper:
    """A row and a table of outstanding actions for each owner; who has done their part of an action owes it no more."""
    return paper_by(source, "owner", "Owner", owners_of(source), ("ref", "due", "days_late", "days_late_first", "times_carried", "action"))
