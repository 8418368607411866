"""Files on disk: read as text that can be given back byte for byte, and replaced whole or not at all.

The only module that writes to the record. A file is replaced so that a kill at any moment leaves the old bytes
or the new ones, and so that an edit which somebody else makes meanwhile is noticed and never lost.
"""

import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

from g2g.errors import BrokenFile, Refusal

_PATIENCE, _PAUSE = 10.0, 0.05
_PIECE = 1 << 16
_NEW, _SWAP, _LOCK = ".g2g-new", ".g2g-swap", ".g2g-lock"
_BOM = b"\xef\xbb\xbf"
_BINARY = getattr(os, "O_BINARY", 0)
_TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
# Some network file systems lock no folder, or nothing that is not open for writing.
_NO_LOCKS = (errno.EBADF, errno.EINVAL, errno.EISDIR, errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)
_Mark = tuple[int, int, int]


class Changed(Exception):
    """The file is no longer what was read."""


_NO_UTF8 = "this is not UTF-8 text; save the file as UTF-8."


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
    mark: _Mark = (0, 0, 0)

    def encoded(self, body: bytes) -> bytes:
        """The bytes of a file of this form with another body."""
        if not self.ended and body.endswith(b"\n"):
            body = body[:-1]
        if self.crlf:
            body = body.replace(b"\n", b"\r\n")
        return _BOM + body if self.bom else body

    def part(self, start: int, end: int) -> str:
        """The words between two offsets of the body. Raises BrokenFile, with the line, for bytes that are no UTF-8."""
        try:
            return self.body[start:end].decode()
        except UnicodeDecodeError as trouble:
            raise BrokenFile(self.shown, self.line(start + trouble.start), _NO_UTF8) from None

    def line(self, offset: int) -> int:
        """The number, from 1, of the line on which an offset of the body stands."""
        return self.body.count(b"\n", 0, offset) + 1


class Held(str):
    """A data folder that is held in memory: its name, and its files' bytes by their names. It is only read."""

    contents: dict[str, bytes]

    @classmethod
    def of(cls, folder: str, contents: dict[str, bytes]) -> "Held":
        held = cls(folder)
        held.contents = contents
        return held


# -- reading -----------------------------------------------------------------------------------


def names(folder: str, inner: str) -> list[str]:
    """The names of the YAML files of a folder below the data folder, in any order; hidden ones are passed over."""
    if isinstance(folder, Held):
        found = [name.removeprefix(f"{inner}/") for name in folder.contents if name.startswith(f"{inner}/")]
    else:
        try:
            found = os.listdir(os.path.join(folder, inner))
        except (FileNotFoundError, NotADirectoryError):
            return []
    return [name for name in found if name.endswith(".yaml") and not name.startswith(".")]


def read(folder: str, name: str, *, check: bool = True) -> Text:
    """The file ``name`` of a data folder; an absent one reads as an empty text whose ``raw`` is None.

    Raises Refusal for a link that leads out of the folder and for what is no ordinary file, BrokenFile for
    bytes that are no UTF-8; without ``check`` whoever takes a ``part`` is told.
    """
    shown = os.path.join(os.path.basename(folder) or folder, name)
    if isinstance(folder, Held):
        held = folder.contents.get(name)
        return text_of(shown, shown, held, check=check) if held is not None else Text(shown, shown, None, b"")
    path = _real(folder, name)
    try:
        raw, mark = _bytes(path, shown)
    except FileNotFoundError:
        return Text(path, shown, None, b"")
    except OSError as trouble:
        raise Refusal(f"{shown} cannot be read: {trouble.strerror}.") from None
    return text_of(path, shown, raw, mark, check=check)


def text_of(path: str, shown: str, raw: bytes, mark: _Mark = (0, 0, 0), *, check: bool = True) -> Text:
    """Bytes, from the disk or from elsewhere, as a text. Raises BrokenFile for what is no UTF-8, unless told not to look."""
    body = raw
    bom = body.startswith(_BOM)
    if bom:
        body = body[len(_BOM) :]
    # The one byte is found much faster than the two, and most files have neither.
    crlf = b"\r" in body and b"\r\n" in body and body.count(b"\r\n") == body.count(b"\n")
    if crlf:
        body = body.replace(b"\r\n", b"\n")
    ended = not body or body.endswith(b"\n")
    if not ended:
        body += b"\n"
    if check:
        check_utf8(body, shown)
    return Text(path, shown, raw, body, bom, crlf, ended, mark)


def raw_files(folder: str, inner: str) -> Iterator[tuple[str, bytes]]:
    """The YAML files of a folder below the data folder, in any order: name and bytes. Raises as ``read`` does.

    There is a file for every meeting there ever was: what is plainly an ordinary file is read without further ado.
    """
    place = os.path.join(folder, inner)
    plain = not os.path.islink(place)
    try:
        listed = list(os.scandir(place))
    except (FileNotFoundError, NotADirectoryError):
        return
    for one in listed:
        if not one.name.endswith(".yaml") or one.name.startswith("."):
            continue
        if plain and one.is_file(follow_symlinks=False):
            yield one.name, _plain_bytes(one.path)
        elif (raw := read(folder, f"{inner}/{one.name}").raw) is not None:
            yield one.name, raw


def _plain_bytes(path: str) -> bytes:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | _BINARY)
    try:
        pieces = [os.read(handle, _PIECE)]
        while len(pieces[-1]) == _PIECE:
            pieces.append(os.read(handle, _PIECE))
    finally:
        os.close(handle)
    return b"".join(pieces)


def _real(folder: str, name: str) -> str:
    path = os.path.join(folder, name)
    if not os.path.islink(path) and not os.path.islink(os.path.dirname(path)):
        return path
    home, real = os.path.realpath(folder), os.path.realpath(path)
    if not _is_inside(real, home):
        raise Refusal(f"{name} is a link that leads out of the data folder; g2g does not follow it.")
    return real


def _is_inside(path: str, home: str) -> bool:
    try:
        return os.path.commonpath([home, path]) == home
    except ValueError:  # Windows: another drive.
        return False


def _bytes(path: str, shown: str) -> tuple[bytes, _Mark]:
    """A file's bytes, and its mark: inode, time of change and size."""
    # O_NONBLOCK: a named pipe in a hostile folder must not hold the command for ever.
    wary = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, os.O_RDONLY | wary | _BINARY)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise Refusal(f"{shown} is not an ordinary file.")
        with open(handle, "rb", closefd=False) as file:
            return file.read(), _mark(status)
    finally:
        os.close(handle)


def _mark(status: os.stat_result) -> _Mark:
    return status.st_ino, status.st_mtime_ns, status.st_size


def _mark_at(path: str) -> _Mark | None:
    try:
        return _mark(os.lstat(path))
    except FileNotFoundError:
        return None


def check_utf8(body: bytes, shown: str) -> None:
    """Raise BrokenFile, with the line, for bytes that are no UTF-8."""
    if body.isascii():
        return
    try:
        body.decode()
    except UnicodeDecodeError as trouble:
        line = body.count(b"\n", 0, trouble.start) + 1
        raise BrokenFile(shown, line, _NO_UTF8) from None


# -- the lock ----------------------------------------------------------------------------------


@contextmanager
def locked(folder: str) -> Iterator[list[str]]:
    """Hold the data folder alone for one command; yields sentences about what an earlier kill had left.

    On POSIX the lock is on the folder itself, so no lock file has to be made, kept out of git or raced for;
    where that cannot be had, on a file ``.g2g-lock`` that stays. Raises Refusal when another command holds it
    for long.
    """
    handle = _lock(folder)
    try:
        yield _sweep(folder)
    finally:
        os.close(handle)


def _lock(folder: str) -> int:
    give_up = time.monotonic() + _PATIENCE
    while (handle := _lock_at_once(folder)) is None:
        if time.monotonic() > give_up:
            raise Refusal(f"Another g2g command is at work in {folder}; nothing was written: run this one again.")
        time.sleep(0.02)
    return handle


def _lock_at_once(folder: str) -> int | None:
    """A handle that holds the lock, or None where another command has it."""
    with _blaming(folder):
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


@contextmanager
def _blaming(path: str) -> Iterator[None]:
    """The system's errors name the file that the clerk knows, not the temporary one beside it."""
    try:
        yield
    except OSError as trouble:
        trouble.filename, trouble.filename2 = path, None
        raise


# -- writing -----------------------------------------------------------------------------------


def replace(text: Text, body: bytes) -> None:
    """Put a new body in the place of a file that was read, or make the file where there was none.

    Returns once the bytes are on the disk. Raises Changed, with the file as somebody else left it, where it is
    not the file that was read. Called under the lock.
    """
    data = text.encoded(body)
    with _blaming(text.shown):
        if text.raw is None:
            # The first meeting, the first year of the archive: a folder of the record may be as new as the file.
            os.makedirs(os.path.dirname(text.path), exist_ok=True)
        temporary = _written_beside(text.path, data, _status(text))
        try:
            if text.raw is None:
                _make(temporary, text.path)
            else:
                _swap(temporary, text)
        except Changed:
            # Whoever is at it gets a moment to finish, before the command is done again on the new text.
            time.sleep(_PAUSE)
            raise
        finally:
            _remove(temporary)
        _sync_folder(os.path.dirname(text.path))


def remove(text: Text) -> None:
    """Take away a file that was read. Raises Changed, with the file left there, where it is not what was read.

    Called under the lock.
    """
    swap = _swap_name(text.path, (0, 0, 0), text.mark)
    with _blaming(text.shown):
        if _mark_at(text.path) != text.mark:
            raise Changed
        os.rename(text.path, swap)
        if _has_writer(swap) or not _is_as_read(swap, text):
            _make(swap, text.path)
            _remove(swap)
            raise Changed
        os.unlink(swap)
        _sync_folder(os.path.dirname(text.path))


def _status(text: Text) -> os.stat_result | None:
    """Owner and mode of the file that was read; None where there was none."""
    if text.raw is None:
        return None
    try:
        return os.lstat(text.path)
    except FileNotFoundError:
        raise Changed from None


def publish(path: str, data: bytes) -> None:
    """Write a paper (an agenda, a report) outside the record: the whole file or none of it."""
    with _blaming(path):
        status = os.stat(path) if os.path.exists(path) else None
        if status is not None and (stream := _own_stream(status)) is not None:
            sys.stdout.flush()
            _write(stream, data)
        elif status is not None and not stat.S_ISREG(status.st_mode):
            with open(path, "wb") as device:
                device.write(data)
        else:
            _publish_whole(os.path.realpath(path), data, status)


def _own_stream(status: os.stat_result) -> int | None:
    # /dev/stdout, with the output sent to a file: to replace or cut that file would lose what is in it.
    for handle in (1, 2):
        with suppress(OSError):
            if os.path.samestat(os.fstat(handle), status):
                return handle
    return None


def _publish_whole(target: str, data: bytes, status: os.stat_result | None) -> None:
    temporary = _written_beside(target, data, status)
    try:
        os.replace(temporary, target)
    except BaseException:
        _remove(temporary)
        raise
    _sync_folder(os.path.dirname(target))


def _written_beside(path: str, data: bytes, like: os.stat_result | None) -> str:
    folder, name = os.path.split(path)
    temporary = os.path.join(folder, f".{name[:40]}.{os.urandom(6).hex()}{_NEW}")
    # Nobody else's until it has the owner and mode of the file that it will replace.
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666 if like is None else 0o600)
    try:
        try:
            if like is not None:
                _make_alike(handle, like, path)
            _write(handle, data)
            os.fsync(handle)
        finally:
            os.close(handle)
    except BaseException:
        _remove(temporary)
        raise
    return temporary


def _write(handle: int, data: bytes) -> None:
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


def _make(temporary: str, path: str) -> None:
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
    new = _mark(os.lstat(temporary))
    if _mark_at(text.path) != text.mark:
        raise Changed
    swap = _swap_name(text.path, new, text.mark)
    os.rename(temporary, swap)
    try:
        if _exchange(swap, text.path):
            if _has_writer(swap) or not _is_as_read(swap, text):
                _give_back(swap, text.path, new)
                raise Changed
            _remove(swap)
        else:
            # No exchange on this system: the moment between the comparison and the rename remains.
            if not _is_as_read(text.path, text):
                raise Changed
            os.replace(swap, text.path)
    finally:
        if _mark_at(swap) == new:
            _remove(swap)


def _is_as_read(path: str, text: Text) -> bool:
    try:
        return _bytes(path, text.shown)[0] == text.raw
    except (OSError, Refusal):
        return False


def _has_writer(path: str) -> bool:
    """Whether somebody has the file open for writing, and may have more to write; only Linux can tell."""
    if sys.platform != "linux":
        return False
    import fcntl

    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
        try:
            # A lease on reading is granted where nobody writes. No new writer comes, for the name is ours alone.
            fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
        except BlockingIOError:
            return True
        finally:
            os.close(handle)
    return False


def _give_back(swap: str, path: str, ours: _Mark) -> None:
    """Put somebody's edit back where our file stands now.

    Where our file has been replaced or edited as well, that is the later edit and stays; the earlier one is
    left under the swap's name, for the next command to rescue.
    """
    if _mark_at(path) != ours:
        return
    if not _exchange(swap, path):
        os.replace(swap, path)
    elif _mark_at(swap) != ours:
        _exchange(swap, path)


def exchange(one: str, other: str) -> bool:
    """Swap the names of two files or folders in one step; False where the system cannot. Raises Changed where one is missing."""
    return _exchange(one, other)


def _exchange(one: str, other: str) -> bool:
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


def _remove(path: str) -> None:
    # Litter that cannot be removed is no reason to fail: the next command sweeps it.
    with suppress(OSError):
        os.unlink(path)


def _sync_folder(folder: str) -> None:
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


# -- what a kill left --------------------------------------------------------------------------


def _sweep(folder: str) -> list[str]:
    """Clear what a killed command left; returns a sentence for whatever had to be rescued."""
    told = []
    for place, folders, names in os.walk(folder):
        # Links are not followed, for they may lead out of the data folder; git's own folder is git's.
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in sorted(name for name in names if name.startswith(".")):
            if name.endswith(_NEW):
                _remove(os.path.join(place, name))
            elif name.endswith(_SWAP):
                told += _clear_swap(place, name)
    return told


def _swap_name(path: str, new: _Mark, old: _Mark) -> str:
    """A name that says which two files may stand under it; any other is somebody's edit."""
    folder, own = os.path.split(path)
    return os.path.join(folder, f".{own}.{'-'.join(str(n) for n in (*new, *old))}{_SWAP}")


def _marks(name: str) -> tuple[_Mark, _Mark, str] | None:
    """From a swap file's name: the marks of the new and of the old file, and the file's own name."""
    own, _, marks = name[1 : -len(_SWAP)].rpartition(".")
    numbers = [int(n) for n in marks.split("-") if n.isascii() and n.isdigit()]
    if len(numbers) != 6 or not own:
        return None
    return (numbers[0], numbers[1], numbers[2]), (numbers[3], numbers[4], numbers[5]), own


def _clear_swap(folder: str, name: str) -> list[str]:
    read = _marks(name)
    if read is None:
        return []
    new, old, own = read
    swap, path = os.path.join(folder, name), os.path.join(folder, own)
    found, there = _mark_at(swap), _mark_at(path)
    # The new file (not yet exchanged) or the old one (exchanged) can go, unless the latter is the last there is.
    if found == new or (found == old and there is not None):
        _remove(swap)
        return []
    return [_rescue(swap, path, new)]


def _rescue(swap: str, path: str, new: _Mark) -> str:
    own = os.path.basename(path)
    try:
        if _mark_at(path) is None:
            _make(swap, path)
            _remove(swap)
        else:
            _give_back(swap, path, new)
            if _mark_at(swap) == new:
                _remove(swap)
    except Changed:
        pass
    if not os.path.lexists(swap):
        _sync_folder(os.path.dirname(path))
        return f"An edit of {own} that a killed command had set aside is back in its place."
    kept = _free_name(path)
    os.rename(swap, kept)
    _sync_folder(os.path.dirname(path))
    return f"An edit of {own} that a killed command had set aside is kept in {kept}; compare the two."


def _free_name(path: str) -> str:
    kept, count = f"{path}.rescued", 1
    while os.path.lexists(kept):
        count += 1
        kept = f"{path}.rescued-{count}"
    return kept
