"""A new file in the place of one that was read: whole or not at all, and never over somebody else's edit.

A kill at any moment leaves the old bytes or the new ones, and an edit which somebody makes meanwhile is noticed and kept.
"""

import errno
import os
import stat
import sys
import time
from contextlib import suppress

from g2g.errors import Refusal
from g2g.files import BINARY, NEW, SWAP, WARY, Mark, Text, blaming, bytes_at, mark_at, mark_of

_PAUSE = 0.05


class Changed(Exception):
    """The file is no longer what was read."""


def replace(text: Text, body: bytes) -> None:
    """Put a new body in the place of a file that was read, or make the file where there was none.

    Returns once the bytes are on the disk. Raises Changed, with the file as somebody else left it, where it is
    not the file that was read. Called under the lock.
    """
    data = text.encoded(body)
    with blaming(text.shown):
        if text.raw is None:
            # The first meeting, the first year of the archive: a folder of the record may be as new as the file.
            os.makedirs(os.path.dirname(text.path), exist_ok=True)
        temporary = written_beside(text.path, data, _status(text))
        try:
            if text.raw is None:
                place(temporary, text.path)
            else:
                _swap(temporary, text)
        except Changed:
            # Whoever is at it gets a moment to finish, before the command is done again on the new text.
            time.sleep(_PAUSE)
            raise
        finally:
            discard(temporary)
        sync_folder(os.path.dirname(text.path))


def remove(text: Text) -> None:
    """Take away a file that was read. Raises Changed, with the file left there, where it is not what was read.

    Called under the lock.
    """
    swap = swap_name(text.path, (0, 0, 0), text.mark)
    with blaming(text.shown):
        if mark_at(text.path) != text.mark:
            raise Changed
        os.rename(text.path, swap)
        if _has_writer(swap) or not _is_as_read(swap, text):
            place(swap, text.path)
            discard(swap)
            raise Changed
        os.unlink(swap)
        sync_folder(os.path.dirname(text.path))


def _status(text: Text) -> os.stat_result | None:
    """Owner and mode of the file that was read; None where there was none."""
    if text.raw is None:
        return None
    try:
        return os.lstat(text.path)
    except FileNotFoundError:
        raise Changed from None


# -- the new file beside the old one ------------------------------------------------------------


def hidden_name(path: str, ending: str) -> str:
    """A name beside a path that nobody else has, and that is not too long."""
    folder, name = os.path.split(path)
    return os.path.join(folder, f".{name[:40]}.{os.urandom(6).hex()}{ending}")


def written_beside(path: str, data: bytes, like: os.stat_result | None) -> str:
    """Write a new file beside a path, with the owner and mode of the old one there (``like``); returns its name.

    Its bytes are on the disk then. Where that fails, there is no such file.
    """
    temporary = hidden_name(path, NEW)
    # Nobody else's until it has the owner and mode of the file that it will replace.
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o666 if like is None else 0o600)
    try:
        try:
            if like is not None:
                _make_alike(handle, like, path)
            write_all(handle, data)
            os.fsync(handle)
        finally:
            os.close(handle)
    except BaseException:
        discard(temporary)
        raise
    return temporary


def write_all(handle: int, data: bytes) -> None:
    """Write all of it, in as many pieces as the system takes it."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _make_alike(handle: int, like: os.stat_result, path: str) -> None:
    if sys.platform == "win32":
        return
    mine = os.fstat(handle)
    if (like.st_uid, like.st_gid) != (mine.st_uid, mine.st_gid):
        _give_to(handle, like)
    _copy_attributes(handle, path)
    mode = stat.S_IMODE(like.st_mode)
    if os.fstat(handle).st_gid != like.st_gid:
        # What the group might do was meant for another group: this one gets what everybody gets.
        mode = mode & ~0o2070 | (mode & 0o007) << 3
    if mode != stat.S_IMODE(os.fstat(handle).st_mode):
        os.fchmod(handle, mode)


def _give_to(handle: int, like: os.stat_result) -> None:
    if sys.platform == "win32" or not hasattr(os, "fchown"):
        return
    # Only root gives files away; in a shared folder the group is what lets the others in.
    for uid in (like.st_uid, -1):
        with suppress(OSError):
            os.fchown(handle, uid, like.st_gid)
            return


def _copy_attributes(handle: int, path: str) -> None:
    """Access lists and other extended attributes, as far as the system lets us."""
    if sys.platform != "linux" or not hasattr(os, "listxattr"):
        return
    with suppress(OSError):
        for name in os.listxattr(path, follow_symlinks=False):
            with suppress(OSError):
                os.setxattr(handle, name, os.getxattr(path, name, follow_symlinks=False))


# -- the exchange ------------------------------------------------------------------------------


def place(temporary: str, path: str) -> None:
    """Give a file a name that nobody has. Raises Changed where somebody has it; the old name may still be there."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise Changed from None
    except (OSError, AttributeError):
        # A file system, or a system, without hard links: the moment between the look and the rename remains.
        if os.path.lexists(path):
            raise Changed from None
        os.rename(temporary, path)


def _swap(temporary: str, text: Text) -> None:
    """Exchange the new file with the old one, and look at what came out."""
    new = mark_of(os.lstat(temporary))
    if mark_at(text.path) != text.mark:
        raise Changed
    swap = swap_name(text.path, new, text.mark)
    os.rename(temporary, swap)
    try:
        if exchange(swap, text.path):
            if _has_writer(swap) or not _is_as_read(swap, text):
                give_back(swap, text.path, new)
                raise Changed
            discard(swap)
        else:
            # No exchange on this system: the moment between the comparison and the rename remains.
            if not _is_as_read(text.path, text):
                raise Changed
            os.replace(swap, text.path)
    finally:
        if mark_at(swap) == new:
            discard(swap)


def _is_as_read(path: str, text: Text) -> bool:
    try:
        return bytes_at(path, text.shown)[0] == text.raw
    except (OSError, Refusal):
        return False


def _has_writer(path: str) -> bool:
    """Whether somebody has the file open for writing, and may have more to write; only Linux can tell."""
    if sys.platform != "linux":
        return False
    import fcntl

    with suppress(OSError):
        handle = os.open(path, WARY)
        try:
            # A lease on reading is granted where nobody writes. No new writer comes, for the name is ours alone.
            fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
        except BlockingIOError:
            return True
        finally:
            os.close(handle)
    return False


def give_back(swap: str, path: str, ours: Mark) -> None:
    """Put somebody's edit back where our file stands now.

    Where our file has been replaced or edited as well, that is the later edit and stays; the earlier one is
    left under the swap's name, for the next command to rescue.
    """
    if mark_at(path) != ours:
        return
    if not exchange(swap, path):
        os.replace(swap, path)
    elif mark_at(swap) != ours:
        exchange(swap, path)


def exchange(one: str, other: str) -> bool:
    """Swap two names in one step (Linux); False where the system cannot. Raises Changed where one is missing."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        import ctypes
    except ImportError:
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    if call(-100, os.fsencode(one), -100, os.fsencode(other), 2) == 0:
        return True
    if ctypes.get_errno() == errno.ENOENT:
        raise Changed
    return False


def discard(path: str) -> None:
    """Take away a file of our own."""
    # Litter that cannot be removed is no reason to fail: the next command sweeps it.
    with suppress(OSError):
        os.unlink(path)


def sync_folder(folder: str) -> None:
    """Have the names in a folder on the disk, as far as the system does that."""
    if sys.platform == "win32":
        return
    # By now the file is in its place. A file system that syncs no folders, or a folder that may be written but
    # not read, must not make a refusal of it.
    with suppress(OSError):
        handle = os.open(folder or ".", os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


# -- the name of what is being exchanged --------------------------------------------------------


def swap_name(path: str, new: Mark, old: Mark) -> str:
    """A name that says which two files may stand under it; any other is somebody's edit."""
    folder, own = os.path.split(path)
    return os.path.join(folder, f".{own}.{'-'.join(str(n) for n in (*new, *old))}{SWAP}")


def marks_in(name: str) -> tuple[Mark, Mark, str] | None:
    """From a swap file's name: the marks of the new and of the old file, and the file's own name."""
    own, _, marks = name[1 : -len(SWAP)].rpartition(".")
    numbers = [int(n) for n in marks.split("-") if n.isascii() and n.isdigit()]
    if len(numbers) != 6 or not own:
        return None
    return (numbers[0], numbers[1], numbers[2]), (numbers[3], numbers[4], numbers[5]), own
