"""What the last commands wrote, kept in the clone's own git folder so that they can be taken back and done again.

An entry is written before the record changes and holds, for each file, a hash of its bytes before and after and what
differs. Whether a command took effect is not remembered but seen: by what the files hold when it is taken back. So a
kill at any moment leaves nothing that could be taken back wrongly.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import NamedTuple

try:
    # The part of hashlib that is needed, without the OpenSSL that hashlib loads at every start.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

from g2g import files
from g2g.errors import Refusal
from g2g.files import replacement
from g2g.files.lock import locked
from g2g.model import ACTION_REF

_MOST, _MOST_BYTES = 20, 64 << 20
_HEAD = b"g2g undo 1 "
_UNDONE = ".undone"
_NAME = r"(\d{8})(\.undone)?"


class Piece(NamedTuple):
    """One file of a command: hashes before and after ("" for no file), and the bytes that differ, from ``at`` on."""

    name: str
    before: str
    after: str
    at: int
    old: bytes
    new: bytes

    def turned(self) -> Piece:
        """The same the other way round."""
        return Piece(self.name, self.after, self.before, self.at, self.new, self.old)


class Entry(NamedTuple):
    """One command: its sentence, and the files that it changed."""

    sentence: str
    pieces: tuple[Piece, ...]


class Step(NamedTuple):
    """What is taken back or done again: the command's sentence, and each file as it is and as it will be (None: no file).

    ``stale`` where every file is so already: the command never finished, or somebody took it back by other means.
    """

    sentence: str
    files: tuple[tuple[files.Text, bytes | None], ...]

    @property
    def stale(self) -> bool:
        return not self.files

    @property
    def names(self) -> list[str]:
        """The files by their names in the data folder."""
        return [_own_name(text.shown) for text, _ in self.files]


# ---- where it is kept ----------------------------------------------------------------------------


def git_folder(folder: str) -> tuple[str, str] | None:
    """The top of the work tree that a folder is in, and its git folder; None without git, or in somebody else's.

    git itself is not started for it: every write asks this.
    """
    top = os.path.realpath(folder)
    while True:
        mark = os.path.join(top, ".git")
        if os.path.lexists(mark):
            found = mark if os.path.isdir(mark) else _led_to(mark)
            return (top, found) if found and os.path.isfile(os.path.join(found, "HEAD")) and _is_ours(found) else None
        above = os.path.dirname(top)
        if above == top:
            return None
        top = above


def _led_to(mark: str) -> str | None:
    """The git folder that the ``.git`` file of a further work tree or a submodule names."""
    with suppress(OSError, ValueError):
        with open(mark, "rb") as file:
            said = os.fsdecode(file.read(4096)).rstrip("\n")
        if said.startswith("gitdir: ") and "\0" not in said:
            return os.path.join(os.path.dirname(mark), said.removeprefix("gitdir: "))
    return None


def _is_ours(folder: str) -> bool:
    # What was taken back may be exempt from publication: it goes into no folder that belongs to somebody else.
    return not hasattr(os, "geteuid") or os.stat(folder).st_uid == os.geteuid()


def _place(folder: str) -> str | None:
    """The folder that holds the entries of a data folder; None where there can be none."""
    found = git_folder(folder)
    if found is None:
        return None
    top, git = found
    key = _hash(os.fsencode(os.path.relpath(os.path.realpath(folder), top)))[:16]
    places = [os.path.join(git, "g2g"), os.path.join(git, "g2g", "undo"), os.path.join(git, "g2g", "undo", key)]
    return None if any(os.path.islink(place) for place in places) else places[-1]


def _hash(data: bytes | None) -> str:
    return "" if data is None else blake2b(data, digest_size=20).hexdigest()


# ---- writing entries -----------------------------------------------------------------------------


class Journal:
    """The entry of the command that is at work."""

    def __init__(self, folder: str) -> None:
        self._place = _place(folder)
        self._path = ""
        self._written: dict[str, tuple[bytes | None, bytes]] = {}

    def begin(self, sentence: str, bodies: Sequence[tuple[files.Text, bytes]]) -> list[str]:
        """Put down what is about to be written. Returns a sentence for the clerk where that is not possible."""
        if self._place is None or not bodies:
            return []
        pieces = [_piece(text.shown, self._before(text), text.encoded(body)) for text, body in bodies]
        # What an attempt before this one has saved, and this one leaves as it is, belongs to the command all the same.
        now = {text.shown for text, _ in bodies}
        pieces += [_piece(name, *states) for name, states in self._written.items() if name not in now]
        try:
            os.makedirs(self._place, mode=0o700, exist_ok=True)
            if not self._path:
                self._path = os.path.join(self._place, f"{_last_number(self._place) + 1:08}")
            _write(self._path, _packed(Entry(_public(sentence, bodies), tuple(p for p in pieces if p.before != p.after))))
        except OSError as trouble:
            self._path = ""
            return [f"What is done now cannot be taken back with “g2g undo”: {self._place}: {trouble.strerror}."]
        return []

    def _before(self, text: files.Text) -> bytes | None:
        """What a file held before the command: its first attempt may have written it already."""
        before, after = self._written.get(text.shown, (text.raw, text.raw))
        return before if after == text.raw else text.raw

    def wrote(self, text: files.Text, body: bytes) -> None:
        """A file has been written."""
        self._written[text.shown] = self._before(text), text.encoded(body)

    @property
    def names(self) -> list[str]:
        """The files written so far, by their names in the data folder."""
        return [_own_name(shown) for shown in self._written]

    def finish(self) -> None:
        """The command has ended: an entry of which nothing was written goes, and so does what can no longer be done again."""
        with suppress(OSError):
            if self._path and not self._written:
                os.unlink(self._path)
            elif self._path:
                assert self._place is not None
                _prune(self._place)


@contextmanager
def journal(folder: str) -> Iterator[Journal]:
    """The journal of a command that writes; called under the lock."""
    one = Journal(folder)
    try:
        yield one
    finally:
        one.finish()


def _public(sentence: str, bodies: Sequence[tuple[files.Text, bytes]]) -> str:
    """The sentence of a command; of one that names an exempt action no more than that, for “undo” names none."""
    for ref in {match[0].encode() for match in re.finditer(ACTION_REF, sentence)}:
        # It begins with plain bytes, which are looked for ten times as fast as a beginning of a line.
        entry = re.compile(re.escape(ref) + rb"[\"']?:.*(?:\r?\n(?:[ \t#].*)?)*")
        for text, body in bodies:
            if any((found := entry.search(raw)) and b"exempt" in found[0] for raw in (text.raw or b"", body)):
                return "A change of exempt actions."
    return sentence


def _piece(shown: str, before: bytes | None, after: bytes) -> Piece:
    old, new = before or b"", after
    start = _same(old, new)
    tail = min(_same_tail(old, new), len(old) - start, len(new) - start)
    return Piece(_own_name(shown), _hash(before), _hash(after), start, old[start : len(old) - tail], new[start : len(new) - tail])


def _own_name(shown: str) -> str:
    """The name of a file in the data folder: the folder itself may be called otherwise tomorrow."""
    return shown.partition(os.sep)[2]


def _same(one: bytes, other: bytes) -> int:
    """How many bytes two texts have in common at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _same_tail(one: bytes, other: bytes) -> int:
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _packed(entry: Entry) -> bytes:
    rows = [" ".join(entry.sentence.split())]
    rows += [f"{p.before or '-'} {p.after or '-'} {p.at} {len(p.old)} {len(p.new)} {p.name}" for p in entry.pieces]
    head = "\n".join(rows).encode("utf-8", "surrogateescape") + b"\n\n"
    body = head + b"".join(p.old + p.new for p in entry.pieces)
    return _HEAD + _hash(body).encode() + b"\n" + body


def _unpacked(data: bytes) -> Entry | None:
    """An entry from its file; None for a file that a loss of power or a hand has spoilt."""
    first, _, body = data.partition(b"\n")
    if first != _HEAD + _hash(body).encode():
        return None
    head, _, rest = body.partition(b"\n\n")
    sentence, *rows = head.decode("utf-8", "surrogateescape").split("\n")
    pieces, offset = [], 0
    for row in rows:
        before, after, at, old, new, name = row.split(" ", 5)
        middle, end = offset + int(old), offset + int(old) + int(new)
        pieces.append(Piece(name, before.strip("-"), after.strip("-"), int(at), rest[offset:middle], rest[middle:end]))
        offset = end
    return Entry(sentence, tuple(pieces))


def _write(path: str, data: bytes) -> None:
    temporary = os.path.join(os.path.dirname(path), f".{os.urandom(6).hex()}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with open(handle, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


# ---- the entries there are -----------------------------------------------------------------------


def _numbers(place: str) -> tuple[list[int], list[int]]:
    """The entries that are in force, and those taken back that can be done again; both in their order."""
    done: list[int] = []
    undone: list[int] = []
    try:
        names = os.listdir(place)
    except OSError:
        return [], []
    for name in names:
        if match := re.fullmatch(_NAME, name):
            (undone if match[2] else done).append(int(match[1]))
    last = max(done, default=0)
    return sorted(done), sorted(n for n in undone if n > last)


def _last_number(place: str) -> int:
    return max((int(match[1]) for name in os.listdir(place) if (match := re.fullmatch(_NAME, name))), default=0)


def _prune(place: str) -> None:
    """Keep the last commands; what was taken back before them can no longer be done again."""
    done, _ = _numbers(place)
    keep: set[str] = set()
    size = 0
    for number in reversed(done[-_MOST:]):
        size += os.path.getsize(os.path.join(place, f"{number:08}"))
        if keep and size > _MOST_BYTES:
            break
        keep.add(f"{number:08}")
    for name in os.listdir(place):
        if name not in keep:
            os.unlink(os.path.join(place, name))


# ---- taking back, and doing again ----------------------------------------------------------------


def look(folder: str, *, back: bool) -> Step:
    """What undo (``back``) or redo would do. Raises Refusal where there is nothing, or files were changed since."""
    return _looked(folder, back)[0]


def take(folder: str, *, back: bool) -> tuple[Step, list[str]]:
    """Take the last command back, or do the last one taken back again; and what an earlier kill had left."""
    with locked(folder) as rescued:
        step, path = _looked(folder, back)
        for text, body in step.files:
            _put(text, body)
        os.rename(path, path + _UNDONE if back else path.removesuffix(_UNDONE))
        return step, rescued


def _looked(folder: str, back: bool) -> tuple[Step, str]:
    place = _place(folder)
    if place is None:
        raise Refusal(
            f"Only what is in a git repository of your own can be taken back, for its git folder keeps what that needs;"
            f" “git init” above {folder} makes one, and the commands after it can be taken back."
        )
    path = _next_path(place, back)
    try:
        with open(path, "rb") as file:
            entry = _unpacked(file.read())
    except FileNotFoundError:
        entry = None
    if entry is None:
        raise Refusal(f"What was kept of the last command is not whole ({path}); take it back by hand or with git.")
    pieces = entry.pieces if back else [piece.turned() for piece in entry.pieces]
    moves = [_move(folder, piece, entry.sentence, back) for piece in pieces]
    # What was changed last goes back first: a kill in between leaves what a kill of the command could have left.
    moves = moves[::-1] if back else moves
    return Step(entry.sentence, tuple(move for move in moves if move is not None)), path


def _next_path(place: str, back: bool) -> str:
    done, undone = _numbers(place)
    if back and not done:
        raise Refusal("There is no command to take back: g2g has written nothing in this clone that it still remembers.")
    if not back and not undone:
        raise Refusal("There is nothing to do again: nothing was taken back since the last command that wrote.")
    return os.path.join(place, f"{done[-1]:08}" if back else f"{undone[0]:08}{_UNDONE}")


def _move(folder: str, piece: Piece, sentence: str, back: bool) -> tuple[files.Text, bytes | None] | None:
    """A file, and the bytes it goes back to (``after`` → ``before``); None where it has them already."""
    text = files.read(folder, piece.name)
    found = _hash(text.raw)
    if found == piece.before:
        return None
    if found != piece.after:
        what, now = ("was run", "taken back") if back else ("was taken back", "done again")
        raise Refusal(
            f"{text.shown} was changed since “{sentence}” {what}; nothing was {now}, for the later change would be lost."
            f" See it with “git diff {text.shown}”; take it out first, or use the command that does the opposite."
        )
    if not piece.before:
        return text, None
    raw = text.raw or b""
    restored = raw[: piece.at] + piece.old + raw[piece.at + len(piece.new) :]
    if _hash(restored) != piece.before:
        raise Refusal(f"What was kept of “{sentence}” does not give {text.shown} back as it was; nothing was changed.")
    return text, restored


def _put(text: files.Text, body: bytes | None) -> None:
    try:
        if body is None:
            replacement.remove(text)
        else:
            replacement.replace(text._replace(bom=False, crlf=False, ended=True), body)
    except replacement.Changed:
        raise Refusal(f"{text.shown} was changed by someone else just now; run the command again.") from None
