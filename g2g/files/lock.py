"""The lock that a command holds on the data folder while it writes."""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from g2g.errors import Refusal
from g2g.files import NEW, SWAP, blaming

_PATIENCE = 10.0
_LOCK = ".g2g-lock"
_TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
# Some network file systems lock no folder, or nothing that is not open for writing.
_NO_LOCKS = (errno.EBADF, errno.EINVAL, errno.EISDIR, errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)


@contextmanager
def locked(folder: str) -> Iterator[list[str]]:
    """Hold the data folder alone for one command; yields sentences about what an earlier kill had left.

    On POSIX the lock is on the folder itself, so no lock file has to be made, kept out of git or raced for;
    where that cannot be had, on a file ``.g2g-lock`` that stays. Raises Refusal when another command holds it
    for long.
    """
    handle = _lock(folder)
    try:
        yield _swept(folder)
    finally:
        os.close(handle)


def _swept(folder: str) -> list[str]:
    found = list(_left(folder))
    if not found:
        return []
    # Not at the top: hardly any command was ever killed.
    from g2g.files.leftovers import cleared

    return cleared(found)


def _left(folder: str) -> Iterator[tuple[str, str]]:
    """What a killed command left: the folder and the name of each file that is not there while nobody writes."""
    for place, folders, names in os.walk(folder):
        # Links are not followed, for they may lead out of the data folder; git's own folder is git's.
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from ((place, name) for name in sorted(names) if name.startswith(".") and name.endswith((NEW, SWAP)))


def _lock(folder: str) -> int:
    give_up = time.monotonic() + _PATIENCE
    while (handle := _lock_at_once(folder)) is None:
        if time.monotonic() > give_up:
            raise Refusal(f"Another g2g command is at work in {folder}; nothing was written: run this one again.")
        time.sleep(0.02)
    return handle


def _lock_at_once(folder: str) -> int | None:
    """A handle that holds the lock, or None where another command has it."""
    with blaming(folder):
        if sys.platform != "win32":
            try:
                return _gripped(folder, os.O_RDONLY)
            except OSError as trouble:
                if trouble.errno not in _NO_LOCKS:
                    raise
        try:
            return _gripped(os.path.join(folder, _LOCK), os.O_RDWR | os.O_CREAT)
        except OSError as trouble:
            if trouble.errno not in _NO_LOCKS:
                raise
    raise Refusal(f"The file system of {folder} has no locks, and g2g does not write without one.")


def _gripped(place: str, flags: int) -> int | None:
    handle = os.open(place, flags, 0o666)
    try:
        # A folder that was moved away and made anew while we waited: the lock is on one that nobody uses.
        if _grip(handle) and os.path.samestat(os.fstat(handle), os.stat(place)):
            return handle
    except FileNotFoundError:
        pass
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return None


def _grip(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as trouble:
        if trouble.errno in _TAKEN:
            return False
        raise
    return True
