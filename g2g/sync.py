"""What a clone and its upstream have to tell each other, step by step; each step leaves the record whole."""

from __future__ import annotations

import os
from collections.abc import Sequence

from g2g.errors import NoRepository, Refusal
from g2g.git import Repository

_NAMED = 3


class Exchange:
    """The clone that a data folder is in, the branch that it is on, and the one that this follows."""

    def __init__(self, folder: str) -> None:
        repository = Repository.around(folder)
        if repository is None:
            raise NoRepository(folder)
        self.repository = repository
        self.folder = folder
        self.below = repository.name_of(folder)
        self._not_under_way()
        if not repository.branch:
            raise Refusal("This clone is on no branch (a detached head); “git switch BRANCH” goes to one.")
        upstream = repository.upstream()
        if upstream is None:
            raise Refusal(
                f"The branch {repository.branch} follows no other clone's; “git push -u origin {repository.branch}” makes it follow"
                " one. Nothing was done."
            )
        self.remote, self.there = upstream

    def _not_under_way(self) -> None:
        what = self.repository.under_way()
        if what == "merge":
            raise Refusal("A merge is not finished; settle it with “g2g resolve”, end it with “git commit”, then run “g2g sync” again.")
        if what:
            raise Refusal(f"A {what} is not finished; end it first. Nothing was done.")

    # -- what is ours --------------------------------------------------------------------------

    def changed(self) -> list[str]:
        """The record's files that differ from the last commit: those that git knows, and new ones of the record's kinds."""
        head = self.repository.commit("HEAD")
        committed = self.repository.tree(head, self.below) if head else {}
        known = {*committed, *(name for name, _, _ in self.repository.listed(self.below))}
        new = {name for name in self.repository.untracked(self.below) if self._is_ours(name)}
        blobs = dict(zip(committed, self.repository.blobs(list(committed.values())), strict=True))
        return sorted(name for name in {*known, *new} if not self._is_as(name, blobs.get(name)))

    def _is_ours(self, name: str) -> bool:
        own = name.removeprefix("" if self.below == "." else f"{self.below}/")
        hidden = any(part.startswith(".") for part in own.split("/"))
        return not hidden and (own.endswith(".yaml") or own.startswith("templates/"))

    def _is_as(self, name: str, committed: bytes | None) -> bool:
        path = os.path.join(self.repository.top, name)
        if os.path.islink(path) or os.path.isdir(path):
            return True  # Not a file of the record: whoever put it there commits it.
        try:
            with open(path, "rb") as file:
                data = file.read()
        except FileNotFoundError:
            return committed is None
        # git may keep the line ends of Windows otherwise than they are on the disk.
        return committed is not None and committed in (data, data.replace(b"\r\n", b"\n"))

    def commit(self, names: Sequence[str]) -> str:
        """Commit files; returns a sentence."""
        shown = [name.removeprefix(f"{self.below}/") for name in names]
        what = ", ".join(shown[:_NAMED]) + (f" and {len(shown) - _NAMED} more" if len(shown) > _NAMED else "")
        self.repository.commit_files(names, f"Changes of the record: {what}")
        return f"Committed {what}."

    # -- what is theirs ------------------------------------------------------------------------

    @property
    def upstream(self) -> str:
        """The other branch, as people call it."""
        branch = self.there.removeprefix("refs/heads/")
        return branch if self.remote == "." else f"{branch} of {self.remote}"

    def fetch(self) -> str:
        """The commit that the upstream is at, brought here."""
        return self.repository.fetch(self.remote, self.there)

    def is_new(self, theirs: str) -> bool:
        """Whether the upstream has anything that is not here."""
        return not self.repository.has(theirs)

    def merge(self, theirs: str) -> None:
        """Merge it. Raises Refusal for a conflict, which stays as it is to be settled."""
        conflicts = self.repository.merge(theirs, f"Merge {self.upstream}")
        if conflicts:
            raise Refusal(
                f"What others did and what was done here disagree in {', '.join(conflicts[:_NAMED])}"
                f"{' and more' if len(conflicts) > _NAMED else ''}. “g2g resolve” settles it, “git commit” ends the merge"
                " (“git merge --abort” takes it back), and “g2g sync” goes on. Nothing was pushed."
            )

    def push(self, theirs: str) -> bool:
        """Push what is not there yet; False where there is nothing."""
        if self.repository.commit("HEAD") == theirs:
            return False
        self.repository.push(self.remote, self.there)
        return True
