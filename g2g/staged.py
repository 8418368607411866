"""What is staged: the record as the next commit would have it, written out to a folder of its own to be read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

from g2g.errors import NoRepository, Refusal
from g2g.git import Repository

# The files that are the record's, by their names in the data folder; no other is written out.
_OURS = r"[^/]+\.yaml|(?:meetings|archive)/[^/]+\.yaml"


@contextmanager
def staged(folder: str) -> Iterator[str | None]:
    """A folder with the data folder's staged files; None where none of them is staged. It goes with the block."""
    repository = Repository.around(folder)
    if repository is None:
        raise NoRepository(folder)
    below = repository.name_of(folder)
    rows = _rows(repository, below)
    if not any(name == "actions.yaml" for name, _ in rows):
        yield None
        return
    import tempfile

    with tempfile.TemporaryDirectory(prefix="g2g-") as place:
        # Called as the data folder is, for that is how problems name the files.
        data = os.path.join(place, os.path.basename(folder))
        os.mkdir(data)
        blobs = repository.blobs([blob for _, blob in rows])
        for (name, _), content in zip(rows, blobs, strict=True):
            if content is None:
                raise Refusal(f"git does not have {below}/{name} as it is staged.")
            _put(os.path.join(data, name), content)
        yield data


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


def _put(path: str, content: bytes) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "xb") as file:
        file.write(content)
