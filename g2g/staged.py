"""What is staged: the record as the next commit would have it."""

from __future__ import annotations

import os
import re

from g2g.errors import NoRepository, Refusal
from g2g.files import Held
from g2g.git import Repository

# The files that are the record's, by their names in the data folder; no other is looked at.
_OURS = r"[^/]+\.yaml|(?:meetings|archive)/[^/]+\.yaml"


def staged(folder: str) -> Held | None:
    """The data folder as it is staged; None where no record is staged. Raises Refusal without git, or in a merge."""
    repository = Repository.around(folder)
    if repository is None:
        raise NoRepository(folder)
    rows = _rows(repository, repository.name_of(folder))
    if not any(name == "actions.yaml" for name, _ in rows):
        return None
    contents: dict[str, bytes] = {}
    for (name, _), content in zip(rows, repository.blobs([blob for _, blob in rows]), strict=True):
        if content is None:
            raise Refusal(f"git does not have {name} as it is staged.")
        contents[name] = content
    return Held.of(folder, contents)


def _rows(repository: Repository, below: str) -> list[tuple[str, str]]:
    prefix = "" if below == "." else f"{below}/"
    index = _index(repository)
    if repository.ask("ls-files", "--unmerged", "-z", "--", below, index=index):
        raise Refusal(f"A merge has left files of {below} unsettled; settle them first (“g2g resolve”, or by hand and “git add”).")
    listed = [(name.removeprefix(prefix), blob) for name, blob, _ in repository.listed(below, index=index)]
    return [(name, blob) for name, blob in listed if re.fullmatch(_OURS, name)]


def _index(repository: Repository) -> str | None:
    """The index that git is about to commit: for “git commit FILE” and “-a” it is another than the usual one."""
    given = os.environ.get("GIT_INDEX_FILE", "")
    path = os.path.realpath(os.path.join(repository.top, given)) if given else ""
    inside = path.startswith(os.path.realpath(repository.git_folder) + os.sep)
    return path if inside and os.path.isfile(path) else None

