"""A folder of output put in the place of an older one whole, so that a run that is broken off leaves the old or the new.

What g2g wrote is known again by a list that it leaves in the folder, with a mark of each file's content: a folder that holds
anything else is not replaced unasked.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from g2g.errors import Refusal
from g2g.files import NEW, WARY, blaming, is_within
from g2g.files.replacement import exchange, hidden_name

MARKER = ".g2g-site"
_HEADING = "# Made by “g2g publish”, which replaces this folder as long as nothing else is in it. Each file, and a mark of its content.\n"
_OLD = ".g2g-old"


def replaced(path: str, contents: Iterable[tuple[str, bytes]], kept: str, *, force: bool) -> int:
    """Write files (paths below the folder, and bytes) into a folder, in the place of whatever is there; returns how many.

    ``kept`` is a folder (the record) that must not be touched. Raises Refusal where ``path`` is no place for a site, and,
    without ``force``, where it holds what g2g did not write. The bytes are not forced to the disk: what a power cut spoils
    can be made again.
    """
    target = os.path.realpath(path)
    _check_place(target, path, os.path.realpath(kept))
    with blaming(path):
        os.makedirs(os.path.dirname(target), exist_ok=True)
        _tidy(target)
        _check_old(target, path, force=force)
        with _beside(target) as new:
            count = _write_all(new, contents)
            _put(new, target)
    return count


def check(path: str, kept: str, *, force: bool) -> None:
    """Raises Refusal where ``replaced`` would; nothing is written."""
    target = os.path.realpath(path)
    _check_place(target, path, os.path.realpath(kept))
    with blaming(path):
        _check_old(target, path, force=force)


def _check_place(target: str, path: str, kept: str) -> None:
    """A site takes a folder for itself: not the record's, nor one that somebody works in."""
    if os.path.lexists(target) and not os.path.isdir(target):
        raise Refusal(f"{path} is a file; name a folder for the site.")
    if is_within(kept, target) or is_within(target, kept):
        raise Refusal(f"{path} holds the record, or is in it; name a folder beside it. Nothing was written.")
    for busy in (os.getcwd(), os.path.expanduser("~")):
        if is_within(os.path.realpath(busy), target):
            raise Refusal(f"{path} is a folder that you work in, or above it; name a new one for the site. Nothing was written.")
    if os.path.lexists(os.path.join(target, ".git")):
        raise Refusal(f"{path} is a git repository; name a folder in it, such as {os.path.join(path, 'site')}. Nothing was written.")


def _check_old(target: str, path: str, *, force: bool) -> None:
    if force or not os.path.isdir(target) or not os.listdir(target):
        return
    if not os.path.lexists(os.path.join(target, MARKER)):
        raise Refusal(f"{path} is there already, and g2g did not make it; --force replaces the whole folder. Nothing was written.")
    if strange := _strange(target):
        raise Refusal(f"{path} holds {strange}, which g2g did not write so; move it away, or --force replaces the whole folder. Nothing was written.")


def _strange(folder: str) -> str:
    """The first file of a site that is not as g2g wrote it; empty where there is none. What is missing is no loss."""
    wrote = _read_marker(os.path.join(folder, MARKER))
    for name in _found(folder):
        if name == MARKER:
            continue
        if name not in wrote:
            return name
        with open(os.path.join(folder, name), "rb") as file:
            if _mark(file.read()) != wrote[name]:
                return name
    return ""


def _found(folder: str, below: str = "") -> Iterator[str]:
    """Every file of a folder, in order, and whatever is neither file nor folder."""
    for one in sorted(os.scandir(os.path.join(folder, below)), key=lambda one: one.name):
        name = f"{below}/{one.name}" if below else one.name
        if one.is_dir(follow_symlinks=False):
            yield from _found(folder, name)
        elif one.is_file(follow_symlinks=False):
            yield name
        else:
            # A link or a device; its name, with something that no file of ours is called.
            yield f"{name}/"


def _read_marker(path: str) -> dict[str, str]:
    with open(os.open(path, WARY), "rb") as file:
        lines = file.read().decode(errors="replace").splitlines()
    return {name: mark for mark, _, name in (line.partition("  ") for line in lines if not line.startswith("#"))}


def _mark(data: bytes) -> str:
    from hashlib import blake2b

    return blake2b(data, digest_size=8).hexdigest()


# ---- the new folder --------------------------------------------------------------------------


@contextmanager
def _beside(target: str) -> Iterator[str]:
    """A new folder beside the old one, held so that nobody takes it for litter; gone afterwards, with whatever is in it."""
    new = hidden_name(target, NEW)
    # Not a private one: whoever may read a new folder here may read the site.
    os.mkdir(new)
    handle = _held(new)
    try:
        if os.path.isdir(target):
            with suppress(OSError):
                os.chmod(new, stat.S_IMODE(os.stat(target).st_mode))
        yield new
    finally:
        if handle is not None:
            os.close(handle)
        shutil.rmtree(new, ignore_errors=True)


def _held(folder: str) -> int | None:
    """A handle with a lock on a folder; None where there is no such lock, or another run has it."""
    if sys.platform == "win32":
        return None
    import fcntl

    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            return None
        return handle
    return None


def _write_all(folder: str, contents: Iterable[tuple[str, bytes]]) -> int:
    made, lines = {folder}, []
    for name, data in contents:
        path = os.path.join(folder, name)
        if (inner := os.path.dirname(path)) not in made:
            os.makedirs(inner, exist_ok=True)
            made.add(inner)
        with open(path, "xb") as file:
            file.write(data)
        lines.append(f"{_mark(data)}  {name}\n")
    with open(os.path.join(folder, MARKER), "x", encoding="utf-8", newline="\n") as marker:
        marker.write(_HEADING + "".join(sorted(lines, key=lambda line: line.partition("  ")[2])))
    return len(lines)


def _put(new: str, target: str) -> None:
    """The new folder into its place; the old one, if any, has the new one's name afterwards, or is gone."""
    if not os.path.lexists(target):
        os.rename(new, target)
    elif not exchange(new, target):
        # Two renames: a kill between them leaves the old folder under a name that the next run knows.
        old = hidden_name(target, _OLD)
        os.rename(target, old)
        try:
            os.rename(new, target)
        except BaseException:
            os.rename(old, target)
            raise
        shutil.rmtree(old, ignore_errors=True)


def _tidy(target: str) -> None:
    """Clear what a killed run left beside the folder, and put back an old one that it had set aside."""
    folder, name = os.path.split(target)
    start = f".{name[:40]}."
    for one in sorted(os.listdir(folder)):
        hexed, _, ending = one.removeprefix(start).partition(".")
        if not one.startswith(start) or f".{ending}" not in (NEW, _OLD) or len(hexed) != 12:
            continue
        path = os.path.join(folder, one)
        if os.path.islink(path) or not os.path.isdir(path):
            continue
        if f".{ending}" == _OLD and not os.path.lexists(target):
            os.rename(path, target)
        elif (handle := _held(path)) is not None:
            os.close(handle)
            shutil.rmtree(path, ignore_errors=True)
