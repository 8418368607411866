"""A file of entries: found, read when asked for, edited at their place, and new ones put in their order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import pairwise
from types import ModuleType
from typing import Protocol

from g2g import entries
from g2g.errors import BrokenFile, ConflictMarkers, NoSafeEdit, Refusal
from g2g.files import Text
from g2g.model import Edit, Value
from g2g.nodes import Mapping, Pair, comments, plain, shifted, written

_MARKERS = rb"(?m)^(?:<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)(?: |\r?$)"
# Where a line begins that may be the next entry's key; lines of other kinds stay with what is above them.
_KEY_LINE = rb"(?m)^[A-Za-z0-9_$(/\"'\xc3-\xdf]"
# How far a text that does not end is looked for: further, and it is broken for whoever reads the file, too.
_MOST_JOINED = 1 << 16
_MANY = 50


def _yaml() -> ModuleType:
    # Not at the top: what is in the written form is read and written without it.
    from g2g import yamltext

    return yamltext


def _splice() -> ModuleType:
    # Not at the top: a view changes nothing.
    from g2g import splice

    return splice


class Found(Protocol):
    """An entry where it stands in a file: 1 is its key, 2 its status (None where that is not at the top)."""

    def __getitem__(self, group: int) -> bytes | None: ...
    def start(self) -> int: ...
    def end(self) -> int: ...


class Loose:
    """An entry in a form of its own, already read; offsets of ``pair`` are in the entry's own text."""

    def __init__(self, pair: Pair, start: int, end: int) -> None:
        self.pair = pair
        self._start, self._end = start, end
        status = pair.node.find("status") if isinstance(pair.node, Mapping) else None
        said = plain(status.node) if status else ""
        self._groups = (b"", pair.key.text.encode(), said.encode() if isinstance(said, str) and said else None)

    def __getitem__(self, group: int) -> bytes | None:
        return self._groups[group]

    def start(self) -> int:
        return self._start

    def end(self) -> int:
        return self._end


class EntryFile:
    """The entries of one file, in the order in which they stand. Reading raises BrokenFile, with the line."""

    def __init__(self, text: Text, order: Sequence[str]) -> None:
        self.text = text
        self.order = tuple(order)
        self.found: list[Found] = self._read_all()

    # -- reading ------------------------------------------------------------------------------

    def _read_all(self) -> list[Found]:
        strict = entries.scan(self.text.body)
        if entries.Stretch not in set(map(type, strict)):
            return strict  # type: ignore[return-value]
        found: list[Found] = []
        reach = 0
        for one in strict:
            if isinstance(one, entries.Stretch):
                while (at := max(one.start, reach)) < one.end:
                    read, reach = self._read_next(at, one.end)
                    found += read
            elif one.start() >= reach:
                found.append(one)
        return found

    def _read_next(self, start: int, limit: int) -> tuple[list[Loose], int]:
        """The next entry (or a few) of a stretch that ends at ``limit``, and the offset up to which was read."""
        end = min(self._next_key_line(start + 1), limit)
        self._refuse_markers(start, end)
        trouble = None
        while True:
            try:
                return self._read_loose(start, end), end
            except BrokenFile as why:
                # A quoted text may hold lines that look like entries: try it with what follows.
                trouble = trouble or why
                further = 2 * end - start
                if end >= len(self.text.body) or further - start > _MOST_JOINED:
                    break
                end = self._next_key_line(further)
        self._refuse_markers(start, end)
        raise BrokenFile(trouble.path, trouble.line + self.text.line(start) - 1, trouble.what)

    def _next_key_line(self, at: int) -> int:
        match = re.compile(_KEY_LINE).search(self.text.body, at)
        return match.start() if match else len(self.text.body)

    def _refuse_markers(self, start: int, end: int) -> None:
        if re.search(_MARKERS, self.text.body[start:end]):
            marks = [m.start() for m in re.finditer(_MARKERS, self.text.body)]
            raise ConflictMarkers(self.text.shown, self.text.line(marks[0]), self.text.line(marks[-1]))

    def _read_loose(self, start: int, end: int) -> list[Loose]:
        """The entries between two offsets. Raises BrokenFile with a line counted from the first of them."""
        text = self.text.part(start, end)
        whole = entries.nodes(text) or _yaml().read(text, self.text.shown)
        if whole.flow:
            raise BrokenFile(self.text.shown, 1, "here entries should stand, each on lines of its own.")
        found: list[Loose] = []
        at = 0
        for pair, last in zip(whole.pairs, [*(p.key.start for p in whole.pairs[1:]), len(text)], strict=False):
            first = pair.key.start
            if first and text[first - 1] != "\n":
                line = text.count("\n", 0, first) + 1
                raise BrokenFile(self.text.shown, line, f"“{pair.key.text}” should begin at the margin, as every entry does.")
            start += len(text[at:first].encode())
            size = len(text[first:last].encode())
            key = pair.key._replace(start=0, end=pair.key.end - first)
            found.append(Loose(Pair(key, shifted(pair.node, first)), start, start + size))
            start, at = start + size, last
        return found

    def keys(self) -> list[str]:
        """The key of every entry, in the order of the file."""
        keys = [one[1] or b"" for one in self.found]
        try:
            return b"\n".join(keys).decode().split("\n") if keys else []
        except UnicodeDecodeError:
            return [self.text.part(one.start(), one.start() + len(one[1] or b"")) for one in self.found]

    def fields(self, one: Found) -> dict[str, Value]:
        """What an entry says. Raises BrokenFile where it has no fields, or one twice."""
        if isinstance(one, Loose):
            value = plain(one.pair.node)
            if isinstance(value, dict):
                return value
            if value == "":
                return {}
            raise BrokenFile(self.text.shown, self.line(one), f"“{one.pair.key.text}” should have fields below it.")
        fields = entries.fields_of(self.text.part(one.start(), one.end()))
        if fields is None:
            text = self.text.part(one.start(), one.end())
            _yaml().read(text, self.text.shown, self.line(one))
            raise BrokenFile(self.text.shown, self.line(one), "a field stands twice in this entry; keep one of the two.")
        return fields  # type: ignore[return-value]

    def line(self, one: Found) -> int:
        """The line of an entry's key."""
        return self.text.line(one.start())

    def line_of(self, one: Found, field: str) -> int:
        """The line of a field of an entry, or of its key where it has no such field."""
        pair = self._root(one).pairs[0]
        inner = pair.node.find(field) if isinstance(pair.node, Mapping) else None
        text = self.text.part(one.start(), one.end())
        return self.line(one) + text.count("\n", 0, inner.key.start if inner else 0)

    def _root(self, one: Found) -> Mapping:
        if isinstance(one, Loose):
            return Mapping((one.pair,), 0, one.pair.node.end)
        text = self.text.part(one.start(), one.end())
        return entries.root_of(text) or entries.nodes(text) or _yaml().read(text, self.text.shown, self.line(one))

    def find(self, keys: set[str]) -> dict[str, Found]:
        """The entries of these keys. Raises Refusal where one stands twice."""
        wanted = {key.encode(): key for key in keys}
        hits: dict[str, Found] = {}
        for one in self.found:
            if (key := wanted.get(one[1] or b"")) is not None:
                if key in hits:
                    raise Refusal(
                        f"{self.text.shown}:{self.line(one)}: {key} stands here and in line {self.line(hits[key])};"
                        " give one of the two the next free number. Nothing was written."
                    )
                hits[key] = one
        return hits

    # -- writing ------------------------------------------------------------------------------

    def edited(self, edits: Sequence[tuple[str, tuple[Edit, ...]]], added: Sequence[tuple[str, dict[str, Value]]] = ()) -> bytes:
        """The body with entries edited at their place and new ones put in their order.

        Raises NoSafeEdit where an entry leaves no safe place, Refusal for a key that is not there or stands twice.
        """
        changes: dict[str, tuple[Edit, ...]] = {}
        for key, some in edits:
            changes[key] = (*changes.get(key, ()), *some)
        hits = self.find(set(changes)) if changes else {}
        try:
            pieces = [self._piece(self._hit(hits, key), key, some) for key, some in changes.items()]
            pieces += self._new_pieces(added)
        except ValueError as trouble:
            raise Refusal(f"Nothing was written: {trouble}.") from None
        pieces.sort(key=lambda piece: piece[:2])
        # Views, not copies: between two edits there may be megabytes.
        whole = memoryview(self.text.body)
        out: list[bytes | memoryview] = []
        at = 0
        for start, end, new in pieces:
            out += [whole[at:start], new]
            at = end
        return b"".join([*out, whole[at:]])

    def entry_text(self, key: str) -> str:
        """An entry as it stands, comments above the next one left out."""
        one = self.find({key})[key]
        return self.text.part(one.start(), self._content_end(one))

    def rewritten(self, key: str, before: str, after: str) -> bytes:
        """The body with an entry as a person wrote it anew.

        Raises Refusal where the entry is no longer what it was, or is not that entry any more.
        """
        one = self.find({key})[key]
        end = self._content_end(one)
        if self.text.part(one.start(), end) != before:
            raise Refusal(f"{key} was changed by someone else while you edited it; nothing was written.")
        after = after.replace("\r\n", "\n").rstrip(" \t\r\n") + "\n"
        read = entries.nodes(after) or _yaml().read(after, "the edited text")
        if [p.key.text for p in read.pairs] != [key] or not isinstance(read.pairs[0].node, Mapping):
            raise Refusal(f"The edited text should be the one entry {key} with its fields below it; nothing was written.")
        return self.text.body[: one.start()] + after.encode() + self.text.body[end:]

    def _hit(self, hits: dict[str, Found], key: str) -> Found:
        if key not in hits:
            raise Refusal(f"{self.text.shown} has no entry {key}; nothing was written.")
        return hits[key]

    def _piece(self, one: Found, key: str, edits: tuple[Edit, ...]) -> tuple[int, int, bytes]:
        if len(edits) == 1 and edits[0].how == "append" and isinstance(edits[0].value, str) and not isinstance(one, Loose):
            quick = self._quick_append(one, edits[0].field, edits[0].value)
            if quick:
                return quick
        # What stands below the entry's own lines is not touched: it belongs to what follows.
        return one.start(), self._content_end(one), self._new_text(one, key, edits).encode()

    def _quick_append(self, one: Found, field: str, value: str) -> tuple[int, int, bytes] | None:
        earlier = self.order[: self.order.index(field)] if field in self.order else ()
        place = entries.place_of_item(self.text.body, one.start(), one.end(), field, earlier) if earlier else None
        if place is None:
            return None
        at, there = place
        return at, at, _item_line(field, value, there)

    def _new_text(self, one: Found, key: str, edits: tuple[Edit, ...]) -> str:
        old = self.text.part(one.start(), self._content_end(one))
        below = self.text.part(self._content_end(one), one.end())
        root = self._root(one)
        pair = root.pairs[0]
        if not isinstance(pair.node, Mapping):
            raise NoSafeEdit(self.text.shown, self.line(one), key)
        for edit in edits:
            _check_printable(edit.value)
        wanted = _splice().applied(self.fields(one), edits)
        kept = Counter(comments(old + below, root))
        for proposal in self._proposals(old, pair, edits, wanted):
            if proposal.endswith("\n") and self._reads_back(proposal + below, key, wanted, kept):
                return proposal
        raise NoSafeEdit(self.text.shown, self.line(one), key)

    def _proposals(self, old: str, pair: Pair, edits: tuple[Edit, ...], wanted: dict[str, Value]) -> Iterator[str]:
        assert isinstance(pair.node, Mapping)
        head = old.find("\n", pair.key.end) + 1
        # Where there is no place for it the entry is written anew instead.
        with suppress(_splice().Unsafe):
            yield _splice().spliced(old, pair.node, edits, self.order, head=head)
        anew = _yaml().rewritten(old, wanted)
        if anew is not None:
            yield anew

    def _reads_back(self, new: str, key: str, wanted: dict[str, Value], kept: Counter[str]) -> bool:
        try:
            after = entries.root_of(new) or entries.nodes(new) or _yaml().read(new, self.text.shown)
        except BrokenFile:
            return False
        return plain(after) == {key: wanted} and kept <= Counter(comments(new, after))

    def _new_pieces(self, added: Sequence[tuple[str, dict[str, Value]]]) -> list[tuple[int, int, bytes]]:
        news: dict[int, list[bytes]] = {}
        # Many at once (a log that is taken in) are not looked for one by one among all that is there.
        orders = [order_of(key) for key in self.keys()] if len(added) > _MANY else []
        is_sorted = bool(orders) and all(one <= other for one, other in pairwise(orders))
        for key, fields in sorted(added, key=lambda pair: order_of(pair[0])):
            new = "".join(_splice().entry_lines(key, fields))
            read = entries.root_of(new) or entries.nodes(new) or _yaml().read(new, self.text.shown)
            if plain(read) != {key: fields or ""}:
                raise NoSafeEdit(self.text.shown, 1, key)
            news.setdefault(self._place_among(orders, key) if is_sorted else self._place(key), []).append(new.encode())
        return [(at, at, self._apart(at, some)) for at, some in news.items()]

    def _apart(self, at: int, news: list[bytes]) -> bytes:
        """New entries with a blank line between them and what stands before and behind."""
        body = self.text.body
        before = b"\n" if at and self._line_before(at).strip() else b""
        behind = b"\n" if at < len(body) and body[at : body.find(b"\n", at)].strip() else b""
        return before + b"\n".join(news) + behind

    def _place(self, key: str) -> int:
        """Where a new entry goes: behind the last of its body that comes before it, else before the first."""
        mine = order_of(key)
        body = key.partition("-")[0].encode() + b"-"
        kin = [one for one in self.found if (one[1] or b"").startswith(body)]
        earlier = _last(kin, lambda one: order_of((one[1] or b"").decode()) < mine)
        if earlier is None and not kin:
            earlier = _last(self.found, lambda one: order_of((one[1] or b"").decode()) < mine)
        if earlier is not None:
            return self.own_end(earlier)
        following = kin[0] if kin else (self.found[0] if self.found else None)
        if following is not None:
            return self.comments_start(following)
        return len(self.text.body)

    # -- whole entries, moved as they stand ----------------------------------------------------

    def blocks(self, keys: set[str]) -> dict[str, bytes]:
        """Entries as they stand: their lines, the comments right above them, and those below that are their own."""
        return {key: self.text.body[self.comments_start(one) : self.own_end(one)] for key, one in self.find(keys).items()}

    def without(self, keys: set[str]) -> bytes:
        """The body without the blocks of some entries, each with one of the blank lines around it."""
        body, out, at = self.text.body, [], 0
        for one in sorted(self.find(keys).values(), key=lambda one: one.start()):
            start, end = self.comments_start(one), self.own_end(one)
            end += body[end : end + 1] == b"\n"
            out.append(body[at:start])
            at = end
        left = b"".join([*out, body[at:]])
        # Where the last entries go, the blank line above the first of them goes too.
        return left[:-1] if at == len(body) and left.endswith(b"\n\n") else left

    def with_blocks(self, blocks: Iterable[tuple[str, bytes]]) -> bytes:
        """The body with whole entries put in their order, as they stood elsewhere."""
        orders = [order_of(key) for key in self.keys()]
        is_sorted = all(one <= other for one, other in pairwise(orders))
        news: dict[int, list[bytes]] = {}
        for key, block in sorted(blocks, key=lambda pair: order_of(pair[0])):
            at = self._place_among(orders, key) if is_sorted else self._place(key)
            news.setdefault(at, []).append(block)
        out, last = [], 0
        for at in sorted(news):
            out += [self.text.body[last:at], self._apart(at, news[at])]
            last = at
        return b"".join([*out, self.text.body[last:]])

    def _place_among(self, orders: list[tuple[str, str, int, int, str]], key: str) -> int:
        """The place of a new entry in a file that is in order, without a look at every entry."""
        before = bisect_left(orders, order_of(key))
        if before:
            return self.own_end(self.found[before - 1])
        return self.comments_start(self.found[0]) if self.found else len(self.text.body)

    def own_end(self, one: Found) -> int:
        """The end of what stands with an entry: its lines, and comments indented or right below that head no other."""
        at = self._content_end(one)
        lines = self.text.body[at : one.end()].splitlines(keepends=True)
        indented = [i for i, line in enumerate(lines, 1) if line[:1] in (b" ", b"\t") and line.strip()]
        own = last = indented[-1] if indented else 0
        while last < len(lines) and lines[last].startswith(b"#"):
            last += 1
        heads_none = one.end() == len(self.text.body) if last == len(lines) else not lines[last].strip()
        if heads_none:
            own = last
        return at + len(b"".join(lines[:own]))

    def _content_end(self, one: Found) -> int:
        """The end of an entry's last line that is its own: comments below it belong to what follows."""
        if isinstance(one, Loose):
            text = self.text.part(one.start(), one.end())
            end = text.find("\n", one.pair.node.end) + 1
            return one.start() + len(text[: end or len(text)].encode())
        at = one.end()
        while (line := self._line_before(at)).strip() == b"" or line.startswith(b"#"):
            at -= len(line)
        return at

    def comments_start(self, one: Found) -> int:
        """Where the comments that stand right above an entry begin."""
        at = one.start()
        while at and (line := self._line_before(at)).startswith(b"#"):
            at -= len(line)
        return at

    def _line_before(self, at: int) -> bytes:
        return self.text.body[self.text.body.rfind(b"\n", 0, at - 1) + 1 : at]


@lru_cache(maxsize=16)
def _item_line(field: str, value: str, there: bool) -> bytes:
    """A further item of a list, as written; where the list is not there yet, with its first line."""
    lines = _splice().item_lines(value, "    ", field) if there else _splice().field_lines(field, [value], "  ")
    return "".join(lines).encode()


def _check_printable(value: Value) -> None:
    """Raise ValueError for what no entry may hold: an entry rewritten as a last resort would take it in."""
    if isinstance(value, str):
        written(value)
        return
    for inner in value.values() if isinstance(value, dict) else value:
        _check_printable(inner)


def _last(found: Sequence[Found], test: Callable[[Found], bool]) -> Found | None:
    return next((one for one in reversed(found) if test(one)), None)


def order_of(key: str) -> tuple[str, str, int, int, str]:
    """By what references are sorted: body, day, number, occurrence; a key of another form stands by its letters."""
    body, _, rest = key.partition("-")
    number, _, occurrence = rest[11:].partition(".")
    if number.isdecimal() and (not occurrence or occurrence.isdecimal()):
        return body, rest[:10], int(number), int(occurrence or 1), ""
    return body, rest[:10], 0, 0, rest[11:]
