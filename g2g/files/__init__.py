"""The files of a data folder, read as text that can be given back byte for byte.

Only the modules of this package write to the record: ``replacement`` puts a new file in the place of an old one,
``leftovers`` settles what a kill has left of that, and both are called under the ``lock``.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from g2g.errors import BrokenFile, Refusal

_PIECE = 1 << 16
_BOM = b"\xef\xbb\xbf"
# How the names of files end that are a command's own while it writes: a new file, and one that is being exchanged.
NEW, SWAP = ".g2g-new", ".g2g-swap"
BINARY = getattr(os, "O_BINARY", 0)
# How a file that others may have put there is opened: a named pipe in a hostile folder must not hold the command for ever.
WARY = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | BINARY
_NO_UTF8 = "this is not UTF-8 text; save the file as UTF-8."
# What a file is known by: inode, time of change and size.
Mark = tuple[int, int, int]


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
    mark: Mark = (0, 0, 0)

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
        raw, mark = bytes_at(path, shown)
    except FileNotFoundError:
        return Text(path, shown, None, b"")
    except OSError as trouble:
        raise Refusal(f"{shown} cannot be read: {trouble.strerror}.") from None
    return text_of(path, shown, raw, mark, check=check)


def text_of(path: str, shown: str, raw: bytes, mark: Mark = (0, 0, 0), *, check: bool = True) -> Text:
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
    handle = os.open(path, WARY)
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
    if not is_within(real, home):
        raise Refusal(f"{name} is a link that leads out of the data folder; g2g does not follow it.")
    return real


def is_within(path: str, folder: str) -> bool:
    """Whether a path is that of a folder or of something below it, by the names alone."""
    try:
        return os.path.commonpath([folder, path]) == folder
    except ValueError:  # Windows: another drive.
        return False


def bytes_at(path: str, shown: str) -> tuple[bytes, Mark]:
    """A file's bytes, and its mark. Raises Refusal for what is no ordinary file; ``shown`` is its name there."""
    handle = os.open(path, WARY)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise Refusal(f"{shown} is not an ordinary file.")
        with open(handle, "rb", closefd=False) as file:
            return file.read(), mark_of(status)
    finally:
        os.close(handle)


def mark_of(status: os.stat_result) -> Mark:
    """The mark of a file whose status this is."""
    return status.st_ino, status.st_mtime_ns, status.st_size


def mark_at(path: str) -> Mark | None:
    """The mark of the file at a path; None where there is none. A link is not followed."""
    try:
        return mark_of(os.lstat(path))
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


@contextmanager
def blaming(path: str) -> Iterator[None]:
    """The system's errors name the file that the clerk knows, not the temporary one beside it."""
    try:
        yield
    except OSError as trouble:
        trouble.filename, trouble.filename2 = path, None
        raise
