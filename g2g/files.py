"""Files on disk: read as text that can be given back byte for byte, and replaced whole or not at all.

The only module that writes to the record. A file is replaced so that a kill at any moment leaves the old bytes
or the new ones, and so that an edit which somebody else makes meanwhile is noticed and never lost.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from g2g.errors import BrokenFile, Refusal

_PATIENCE = 10.0
_NEW, _SWAP = ".g2g-new", ".g2g-swap"
_BOM = b"\xef\xbb\xbf"


class Changed(Exception):
    """The file is no longer what was read."""


class Text(NamedTuple):
    """A file as it was read. ``body`` is UTF-8 with LF line endings and a newline at its end.

    ``raw`` is what stood on the disk, None where there was no file. The form (byte order mark, CRLF, a last
    line without an end) is kept beside the body, and ``encoded`` gives it back.
    """

    path: str
    shown: str
    raw: bytes | None
    body: bytes
    bom: bool = False
    crlf: bool = False
    ended: bool = True
    mark: tuple[int, int, int] = (0, 0, 0)

    def encoded(self, body: bytes) -> bytes:
        """The bytes of a file of this form with another body."""
        if not self.ended and body.endswith(b"\n"):
            body = body[:-1]
        if self.crlf:
            body = body.replace(b"\n", b"\r\n")
        return _BOM + body if self.bom else body

    def line(self, offset: int) -> int:
        """The number, from 1, of the line on which an offset of the body stands."""
        return self.body.count(b"\n", 0, offset) + 1


def read(folder: str, name: str) -> Text:
    """The file ``name`` of a data folder; an absent one reads as an empty text whose ``raw`` is None.

    Raises Refusal for a link that leads out of the folder and for what is no ordinary file, BrokenFile for
    bytes that are no UTF-8.
    """
    path, shown = _real(folder, name), os.path.join(os.path.basename(folder) or folder, name)
    try:
        raw, mark = _bytes(path, shown)
    except FileNotFoundError:
        return Text(path, shown, None, b"")
    except (IsADirectoryError, PermissionError) as trouble:
        raise Refusal(f"{shown} cannot be read: {trouble.strerror}.") from None
    body = raw
    bom = body.startswith(_BOM)
    if bom:
        body = body[len(_BOM) :]
    crlf = b"\r\n" in body and body.count(b"\r\n") == body.count(b"\n")
    if crlf:
        body = body.replace(b"\r\n", b"\n")
    ended = not body or body.endswith(b"\n")
    if not ended:
        body += b"\n"
    _check_utf8(body, shown)
    return Text(path, shown, raw, body, bom, crlf, ended, mark)


def _real(folder: str, name: str) -> str:
    path = os.path.join(folder, name)
    if not os.path.islink(path) and not os.path.islink(os.path.dirname(path)):
        return path
    home, real = os.path.realpath(folder), os.path.realpath(path)
    if os.path.commonpath([home, real]) != home:
        raise Refusal(f"{name} is a link that leads out of the data folder; g2g does not follow it.")
    return real


def _bytes(path: str, shown: str) -> tuple[bytes, tuple[int, int, int]]:
    """A file's bytes, and its mark: inode, time of change and size."""
    # O_NONBLOCK: a named pipe in a hostile folder must not hold the command for ever.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise Refusal(f"{shown} is not an ordinary file.")
        return file.read(), _mark(status)


def _mark(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_mtime_ns, status.st_size


def _check_utf8(body: bytes, shown: str) -> None:
    if body.isascii():
        return
    try:
        body.decode()
    except UnicodeDecodeError as trouble:
        line = body.count(b"\n", 0, trouble.start) + 1
        raise BrokenFile(shown, line, "this is not UTF-8 text; save the file as UTF-8.") from None


@contextmanager
def locked(folder: str) -> Iterator[list[str]]:
    """Hold the data folder alone for one command; yields sentences about what an earlier kill had left.

    On POSIX the lock is on the folder itself, so no lock file has to be made, kept out of git or raced for;
    elsewhere on a file ``.g2g-lock`` that stays. Raises Refusal when another command holds it for long.
    """
    handle = _lock_handle(folder)
    try:
        _wait_for(handle, folder)
        yield _sweep(folder) + _sweep(os.path.join(folder, "meetings"))
    finally:
        os.close(handle)


def _lock_handle(folder: str) -> int:
    if sys.platform == "win32":
        return os.open(os.path.join(folder, ".g2g-lock"), os.O_RDWR | os.O_CREAT)
    return os.open(folder, os.O_RDONLY)


def _wait_for(handle: int, folder: str) -> None:
    give_up = time.monotonic() + _PATIENCE
    while not _try_lock(handle):
        if time.monotonic() > give_up:
            raise Refusal(f"Another g2g command is at work in {folder}; nothing was written: run this one again.")
        time.sleep(0.02)


def _try_lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as trouble:
        if trouble.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            return False
        raise
    return True


def replace(text: Text, body: bytes) -> None:
    """Put a new body in the place of a file that was read, or make the file where there was none.

    Returns once the bytes are on the disk. Raises Changed, with the file as somebody else left it, where it is
    not the file that was read. Called under the lock.
    """
    data = text.encoded(body)
    temporary = _written_beside(text, data)
    try:
        if text.raw is None:
            _make(temporary, text.path)
        else:
            temporary = _swap(temporary, text)
    finally:
        _remove(temporary)
    _sync_folder(os.path.dirname(text.path))


def publish(path: str, data: bytes) -> None:
    """Write a paper (an agenda, a report) outside the record: the whole file or none of it."""
    status = os.stat(path) if os.path.exists(path) else None
    if status is not None and not stat.S_ISREG(status.st_mode):
        with open(path, "wb") as device:
            device.write(data)
        return
    target = os.path.realpath(path)
    temporary = _written_beside(Text(target, path, b"" if status else None, b""), data)
    try:
        os.replace(temporary, target)
    except BaseException:
        _remove(temporary)
        raise
    _sync_folder(os.path.dirname(target))


def _written_beside(text: Text, data: bytes) -> str:
    folder, name = os.path.split(text.path)
    temporary = os.path.join(folder, f".{name}.{os.getpid()}{_NEW}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        if text.raw is not None:
            _same_owner_and_mode(handle, text.path)
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        os.fsync(handle)
    except BaseException:
        _remove(temporary)
        raise
    finally:
        os.close(handle)
    return temporary


def _same_owner_and_mode(handle: int, path: str) -> None:
    try:
        old = os.stat(path)
    except FileNotFoundError:
        raise Changed from None
    if sys.platform == "win32":
        return
    mine = os.fstat(handle)
    if (old.st_uid, old.st_gid) != (mine.st_uid, mine.st_gid):
        for uid, gid in ((old.st_uid, old.st_gid), (-1, old.st_gid)):
            try:
                os.fchown(handle, uid, gid)
                break
            except PermissionError:
                # Only root gives files away; in a shared folder the group is what lets the others in.
                continue
    os.fchmod(handle, stat.S_IMODE(old.st_mode))


def _make(temporary: str, path: str) -> None:
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise Changed from None
    except OSError:
        # A file system without hard links: the moment between the look and the rename remains.
        if os.path.lexists(path):
            raise Changed from None
        os.rename(temporary, path)


def _swap(temporary: str, text: Text) -> str:
    """Exchange the new file with the old one, and look at what came out; returns the name to remove."""
    new, old = os.stat(temporary), _stat(text.path)
    if _mark(old) != text.mark:
        raise Changed
    swap = os.path.join(
        os.path.dirname(temporary),
        f".{os.path.basename(text.path)}.{new.st_ino}-{new.st_mtime_ns}-{old.st_ino}-{old.st_mtime_ns}{_SWAP}",
    )
    os.rename(temporary, swap)
    try:
        exchanged = _exchange(swap, text.path)
        if not exchanged:
            # No exchange on this system: the moment between the comparison and the rename remains.
            _compare(text.path, text)
            os.replace(swap, text.path)
    except (OSError, Changed):
        _remove(swap)
        raise
    if exchanged:
        _compare_or_swap_back(swap, text)
    return swap


def _compare_or_swap_back(swap: str, text: Text) -> None:
    try:
        _compare(swap, text)
    except Changed:
        # What came out is somebody's edit, made since the look above: it goes back.
        _exchange(swap, text.path)
        _remove(swap)
        raise


def _stat(path: str) -> os.stat_result:
    try:
        return os.stat(path)
    except FileNotFoundError:
        raise Changed from None


def _compare(path: str, text: Text) -> None:
    try:
        if _bytes(path, text.shown)[0] != text.raw:
            raise Changed
    except FileNotFoundError:
        raise Changed from None


def _exchange(one: str, other: str) -> bool:
    """Swap two names in one step (Linux); False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    if call(-100, os.fsencode(one), -100, os.fsencode(other), 2) == 0:
        return True
    if ctypes.get_errno() == errno.ENOENT:
        raise Changed
    return False


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except FileNotFoundError:
        return


def _sync_folder(folder: str) -> None:
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(folder: str) -> list[str]:
    """Clear what a killed command left; returns a sentence for whatever had to be rescued."""
    told = []
    try:
        names = [n for n in os.listdir(folder) if n.startswith(".") and n.endswith((_NEW, _SWAP))]
    except FileNotFoundError:
        return []
    for name in names:
        path = os.path.join(folder, name)
        if name.endswith(_NEW) or not _is_rescue(path, name):
            _remove(path)
        else:
            told.append(_rescue(folder, name))
    return told


def _marks(name: str) -> tuple[tuple[int, int], tuple[int, int], str]:
    """From a swap file's name: inode and time of the new file, those of the old one, and the file's own name."""
    own, _, marks = name[1 : -len(_SWAP)].rpartition(".")
    new_inode, new_time, old_inode, old_time = (int(n) for n in marks.split("-"))
    return (new_inode, new_time), (old_inode, old_time), own


def _is_rescue(path: str, name: str) -> bool:
    # After a kill the swap file is the new file (not yet exchanged) or the old one (exchanged): both can go.
    # Anything else is an edit that somebody made in between, and is theirs.
    try:
        new, old, _ = _marks(name)
    except ValueError:
        return True
    found = os.stat(path)
    return (found.st_ino, found.st_mtime_ns) not in (new, old)


def _rescue(folder: str, name: str) -> str:
    path = os.path.join(folder, name)
    try:
        new, _, own = _marks(name)
        now = os.stat(os.path.join(folder, own))
        if (now.st_ino, now.st_mtime_ns) == new:
            os.replace(path, os.path.join(folder, own))
            return f"An edit of {own} that a killed command had set aside is back in its place."
    except (ValueError, FileNotFoundError):
        own = "a file"
    kept = os.path.join(folder, f"{own}.rescued")
    os.rename(path, kept)
    return f"An edit of {own} that a killed command had set aside is kept in {kept}; compare the two."
