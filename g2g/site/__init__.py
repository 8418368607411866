"""The record as a small site: every page as data, in the order in which they are written; files and HTML are others' business."""

from __future__ import annotations

from collections.abc import Iterator

from g2g.reporting.source import Source
from g2g.site import listing, lives, sittings, standing
from g2g.site.known import Known
from g2g.site.parts import Page


class Site:
    """The site of a record on a day.

    ``source`` says what it is made from: exempt matter is in it only where it ``is_whole``. ``notes`` publishes the notes of
    actions, and when somebody was chased, which are the clerk's own. Raises BrokenFile for a meeting that cannot be read.
    """

    def __init__(self, source: Source, *, notes: bool = False) -> None:
        self.known = Known(source, notes=notes)
        self._single = [standing.index(self.known), *listing.pages(self.known), standing.owners(self.known), *sittings.pages(self.known)]
        if self.known.has_plan:
            self._single.append(standing.plan(self.known))

    @property
    def name(self) -> str:
        """What stands over every page."""
        return self.known.name

    @property
    def navigation(self) -> tuple[tuple[str, str], ...]:
        """The pages that every page leads to: words and path."""
        pages = (("Where things stand", "index.html"), ("Actions", "actions.html"), ("Owners", "owners.html"), ("Meetings", "meetings.html"))
        return (*pages, ("Plan", "plan.html")) if self.known.has_plan else pages

    @property
    def is_whole(self) -> bool:
        """Whether exempt matter was asked for."""
        return self.known.source.is_whole

    def __len__(self) -> int:
        """How many pages there are."""
        return len(self._single) + self.known.actions_with_pages

    def __iter__(self) -> Iterator[Page]:
        """The pages; those of actions are made one after the other, for there can be very many."""
        yield from self._single
        yield from lives.pages(self.known)


__all__ = ["Page", "Site"]
