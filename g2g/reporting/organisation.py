"""What each organisation has to do: a board of partners holds each of them to account."""

from __future__ import annotations

from g2g.model import Action
from g2g.papers import Paper
from g2g.reporting.holders import owners_of, paper_by
from g2g.reporting.source import Source

UNKNOWN = "Organisation not known"


def paper(source: Source) -> Paper:
    """A row and a table of outstanding actions for each organisation that people.yaml names for an owner."""
    owners = owners_of(source)

    def organisations(action: Action) -> list[str]:
        return [source.directory.organisation(owner) or UNKNOWN for owner in owners(action)]

    return paper_by(source, "organisation", "Organisation", organisations, ("ref", "owner", "due", "days_late", "times_carried", "action"))
