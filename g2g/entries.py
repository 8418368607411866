"""A file of entries: where each begins and ends, and the fast, strict reader of the written form.

The reader takes only text whose meaning is beyond doubt (the form in which g2g writes, and the plainest
ways in which people do); of everything else it says that it cannot read it, and ``yamltext`` takes over.
"""

import re
from functools import cache
from typing import NamedTuple

from g2g.nodes import PLAIN, Mapping, Node, Pair, Scalar, Sequence

# ---- one pass over the bytes -------------------------------------------------------------------

# What, at the beginning of a line, may go on with the entry above: space, and odd comments and line breaks.
_GOES_ON = b" \t\r#\xc2\xe2"


class _Grammar:
    """The pieces of the strict form.

    A value may hold printable ASCII and UTF-8 without C1 controls, line and paragraph separators, byte order marks
    and the two non-characters, at which YAML readers stop or break lines. To tell those apart costs a look at what
    follows three lead bytes; a value or a name that begins with one (“£5”, “‘Ann’”) is left to ``nodes``.
    """

    KEY = rb"[a-z_]{1,40}+:"

    def __init__(self) -> None:
        # The sets name what they take, not what they leave out: the engine tests those a quarter faster.
        high = rb"\x80-\xc1\xc3-\xe1\xe3-\xee\xf0-\xf4"
        rare = rb"|\xc2[\xa0-\xbf]|\xe2(?!\x80[\xa8\xa9])|\xef(?!\xbb\xbf|\xbf[\xbe\xbf])"
        body = rb"[\x20-\x22\x24-\x39\x3b-\x7e" + high + rb"]"  # neither “:” nor “#”
        first = rb"[A-Za-z0-9$()+./;<=^_\\" + high + rb"]"
        odd = rb"(?:(?::(?![\x20\n])|(?<!\x20)#" + rare + rb")" + body + rb"*+)"
        # The commonest case comes first: a run to the end of the line with nothing that needs a closer look.
        plain = first + body + rb"*+(?:(?<!\x20)\n|" + odd + rb"++(?<!\x20)\n)"
        self.value = rb"(?:" + plain + rb"|'(?:[\x20-\x26\x28-\x7e" + high + rb"]++|''" + rare + rb")*+'\n)"
        self.comment = rb"\#(?:[\x20-\x7e" + high + rb"]++" + rare + rb")*+\n"
        self.gap = rb"(?:\n|" + self.comment + rb")*+"
        # A key begins with no full stop (“... x” ends a document) and no “<” or “=” (merge keys, git's marks), and is
        # shorter than the 1,024 characters at which YAML no longer takes it for a key.
        begin = rb"[A-Za-z0-9$()+/;^_\\" + high + rb"]"
        self.name = begin + body + rb"{0,150}+(?<!\x20)"


def line_forms() -> tuple[bytes, bytes]:
    """The forms of a value and of a comment, each with the end of its line, for readers of other files."""
    grammar = _Grammar()
    return grammar.value, grammar.comment


@cache
def _entry_form() -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """The form of an entry (its groups are the key and the status, which g2g writes first) and of what stands between.

    Compiled when a file is read: no command that reads none has to wait for it.
    """
    grammar = _Grammar()
    # The items of a list are all words, or all have fields of their own.
    words = rb"(?:    -\x20" + grammar.value + rb")++"
    rows = rb"(?=    -)(?:    (?:-\x20|\x20\x20)" + grammar.KEY + rb"\x20" + grammar.value + rb")++"
    field = rb"  " + grammar.KEY + rb"(?:\x20" + grammar.value + rb"|\n(?:" + words + rb"|" + rows + rb"))"
    form = rb"(" + grammar.name + rb"):\n(?:  status: ([a-z]{1,20}+)\n)?(?:" + field + rb")*+" + grammar.gap
    return re.compile(form), re.compile(grammar.gap)


class Stretch(NamedTuple):
    """Bytes that the strict pass does not read, from one entry's first line to the next it could read."""

    start: int
    end: int


def scan(body: bytes) -> list[re.Match[bytes] | Stretch]:
    """The entries of a file, in order: a match (key, status, bounds) or a stretch to be read another way.

    ``body`` has LF line endings, no byte order mark and a newline at its end.
    """
    form, between = _entry_form()
    gap = between.match(body)
    position = gap.end() if gap else 0
    found: list[re.Match[bytes] | Stretch] = []
    while position < len(body):
        run = list(iter(form.scanner(body, position).match, None))  # type: ignore[attr-defined]
        if run and run[-1].end() == len(body):
            return found + run if found else run
        end = run[-1].end() if run else position
        # Such a line goes on with the entry above it, in a way that the strict form does not know.
        start = run.pop().start() if run and body[end] in _GOES_ON else end
        found += run
        position = _next_start(form, body, end + 1)
        found.append(Stretch(start, position))
    return found


def next_start(body: bytes, position: int) -> int:
    """Where the first entry in the written form at or after a position begins, or the end of the file."""
    return _next_start(_entry_form()[0], body, position)


def _next_start(form: re.Pattern[bytes], body: bytes, position: int) -> int:
    for line in re.compile(rb"^[^\s#][^\n]*:[^\n]*$", re.MULTILINE).finditer(body, position):
        if form.match(body, line.start()):
            return line.start()
    return len(body)


@cache
def _head_form() -> re.Pattern[bytes]:
    grammar = _Grammar()
    return re.compile(rb"([a-z_]{1,40}+):\x20(" + grammar.value + rb")|" + grammar.comment + rb"|\n")


def head_fields(body: bytes) -> dict[str, str]:
    """The one-line fields at the top of a small file, up to the first line of another kind.

    A field whose value may go on in the next line is left out; none is given where one stands twice.
    """
    run = list(iter(_head_form().scanner(body).match, None))  # type: ignore[attr-defined]
    rows = [match for match in run if match[1]]
    fields = {match[1].decode(): _unquoted(match[2].decode().removesuffix("\n")) for match in rows}
    if len(fields) != len(rows):
        return {}
    end = run[-1].end() if run else 0
    if rows and end < len(body) and body[end] in _GOES_ON:
        fields.popitem()
    return fields


def value_of(raw: str) -> str:
    """The words of a value in the written form, quotes taken off."""
    return _unquoted(raw)


def _unquoted(value: str) -> str:
    return value[1:-1].replace("''", "'") if value.startswith("'") else value


# ---- one entry, already known to be in the written form -----------------------------------------


@cache
def _field_form() -> re.Pattern[str]:
    return re.compile(r"^  ([a-z_]+):(?: (.*)\n|\n((?:    .*\n)+))", re.MULTILINE)


def fields_of(text: str) -> dict[str, object] | None:
    """The fields of an entry that the strict pass has read: strings, lists of strings or of dictionaries.

    ``text`` begins with the key's line. None where a field stands twice, which YAML does not allow.
    """
    rows = _field_form().findall(text, text.index("\n") + 1)
    fields: dict[str, object] = {}
    for name, value, lines in rows:
        said = _items(lines) if lines else (value if value[0] != "'" else _unquoted(value))
        if said is None:
            return None
        fields[name] = said
    return fields if len(fields) == len(rows) else None


def _items(lines: str) -> list[object] | None:
    """The items of a list; None where a field of one stands twice."""
    items: list[object] = []
    for line in lines.split("\n")[:-1]:
        if line[4] == "-":
            value = line[6:]
            key, colon, rest = value.partition(": ")
            items.append(_unquoted(value) if not colon or value[0] == "'" else {key: _unquoted(rest)})
        else:
            key, _, rest = line[6:].partition(": ")
            item = items[-1]
            assert isinstance(item, dict)
            if key in item:
                return None
            item[key] = _unquoted(rest)
    return items


def root_of(text: str) -> Mapping | None:
    """An entry in the written form, with the places of its parts; None for any other text.

    What ``nodes`` says of such an entry, at a fraction of its cost to begin with.
    """
    one = _entry_form()[0].fullmatch(text.encode())
    if one is None or fields_of(text) is None:
        return None
    key = Scalar(text[: text.index(":\n")], 0, text.index(":\n"))
    pairs = tuple(_pair_of(field) for field in _field_form().finditer(text, key.end + 2))
    if not pairs:
        return Mapping((Pair(key, Scalar("", key.end + 1, key.end + 1, "null")),), 0, key.end + 1)
    fields = Mapping(pairs, pairs[0].key.start, pairs[-1].node.end)
    return Mapping((Pair(key, fields),), 0, fields.end)


def _pair_of(field: re.Match[str]) -> Pair:
    key = Scalar(field[1], field.start(1), field.end(1))
    if field[2] is not None:
        return Pair(key, _scalar(field[2], field.start(2)))
    items: list[Node] = []
    start = field.start(3)
    for line in field[3].split("\n")[:-1]:
        name, colon, rest = line[6:].partition(": ")
        if colon and line[6] != "'":
            inner = Pair(Scalar(name, start + 6, start + 6 + len(name)), _scalar(rest, start + 8 + len(name)))
            before = () if line[4] == "-" else items.pop().pairs  # type: ignore[union-attr]
            items.append(Mapping((*before, inner), before[0].key.start if before else start + 6, inner.node.end))
        else:
            items.append(_scalar(line[6:], start + 6))
        start += len(line) + 1
    return Pair(key, Sequence(tuple(items), field.start(3) + 4, items[-1].end))


@cache
def _run_before(field: str, earlier: tuple[str, ...]) -> re.Pattern[bytes]:
    names = "|".join(earlier).encode()
    value = rb":(?:\x20[^\n]*+\n|\n(?:    [^\n]*+\n)++)"
    # An item with further lines of its own asks for a closer look.
    own = rb"(  " + field.encode() + rb":\n(?:    -\x20[^\n]*+\n)++(?!    ))?"
    return re.compile(rb"[^\n]++\n(?:  (?:" + names + rb")" + value + rb")*+" + own)


def place_of_item(body: bytes, start: int, end: int, field: str, earlier: tuple[str, ...]) -> tuple[int, bool] | None:
    """Where a further item of a list goes in an entry that the strict pass has read, and whether the list is there.

    ``earlier`` are the fields written before it. None where the entry's own order asks for a closer look.
    """
    run = _run_before(field, earlier).match(body, start, end)
    if run is None:
        return None
    if run[1] is None and body.find(b"\n  " + field.encode() + b":", run.end() - 1, end) >= 0:
        return None
    return run.end(), run[1] is not None


# ---- a small text, nested: the strict reader that knows where each part stands -------------------

_UNSEEN = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
_DEEPEST = 20


@cache
def _line_form() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<indent>\ *+)(?P<dash>-\ (?!\ ))?"
        rf"(?:(?P<key>[A-Za-z][^\n:\#'\"\[\]{{}},&*!|>%@`{_UNSEEN}]{{0,150}}?)(?<!\ ):(?=\ |\Z)\ *+)?"
        rf"(?P<value>{PLAIN}|'(?:[^'{_UNSEEN}]|'')*+'|\"[^\"\\{_UNSEEN}]*+\")?"
        rf"(?:\ ++\#[^{_UNSEEN}]*+)?\Z",
        re.VERBOSE,
    )


@cache
def _comment_form() -> re.Pattern[str]:
    return re.compile(rf" *+#(?:\t|[^{_UNSEEN}])*+\Z")


class _Declined(Exception):
    """The text is not in the strict form."""


class _Line(NamedTuple):
    start: int
    indent: int
    dash: bool
    key: Scalar | None
    value: Scalar | None


def nodes(text: str) -> Mapping | None:
    """What a small text says, with the places of its parts; None where it is not in the strict form.

    The form: mappings and lists in lines of their own, each level indented by as much as its first line, values
    on one line, plain or in quotes without escapes; comments and blank lines anywhere.
    """
    try:
        lines = _lines(text)
        if not lines or lines[0].indent:
            return None
        node, after = _mapping(lines, 0, 0)
        return node if after == len(lines) else None
    except _Declined:
        return None


def _lines(text: str) -> list[_Line]:
    lines, start = [], 0
    for whole in text.split("\n"):
        raw = whole.removesuffix("\r")
        if raw and not _comment_form().match(raw):
            lines.append(_line(raw, start))
        start += len(whole) + 1
    return lines


def _line(raw: str, start: int) -> _Line:
    match = _line_form().match(raw)
    if not match or len(match["indent"]) > _DEEPEST or not (match["key"] or match["value"]):
        raise _Declined
    key = Scalar(match["key"], start + match.start("key"), start + match.end("key")) if match["key"] else None
    value = _scalar(match["value"], start + match.start("value")) if match["value"] else None
    return _Line(start, len(match["indent"]), bool(match["dash"]), key, value)


def _scalar(raw: str, start: int) -> Scalar:
    end = start + len(raw)
    if raw[0] == "'":
        return Scalar(_unquoted(raw), start, end, "single")
    if raw[0] == '"':
        return Scalar(raw[1:-1], start, end, "double")
    return Scalar(raw, start, end)


def _mapping(lines: list[_Line], at: int, indent: int) -> tuple[Mapping, int]:
    """The mapping whose keys stand at ``indent``, and the index of the line after it."""
    start = lines[at].start + indent
    pairs: list[Pair] = []
    seen: set[str] = set()
    first = at
    while at < len(lines):
        line = lines[at]
        # The first line of a mapping inside a list stands behind the dash.
        column = line.indent + 2 if line.dash and at == first else line.indent
        if column < indent or (line.dash and at != first):
            break
        if column != indent or line.key is None or line.key.text in seen:
            raise _Declined
        seen.add(line.key.text)
        node, at = _value(lines, at, indent)
        pairs.append(Pair(line.key, node))
    return Mapping(tuple(pairs), start, pairs[-1].node.end), at


def _value(lines: list[_Line], at: int, indent: int) -> tuple[Node, int]:
    line = lines[at]
    assert line.key is not None
    if line.value is not None:
        return line.value, at + 1
    following = lines[at + 1] if at + 1 < len(lines) else None
    if following is None or following.indent < indent or (following.indent == indent and not following.dash):
        return Scalar("", line.key.end + 1, line.key.end + 1, "null"), at + 1
    if following.dash:
        return _sequence(lines, at + 1, following.indent, level=following.indent == indent)
    return _mapping(lines, at + 1, following.indent)


def _sequence(lines: list[_Line], at: int, indent: int, *, level: bool) -> tuple[Sequence, int]:
    """The list whose dashes stand at ``indent``; ``level`` where the key above it stands there too."""
    start = lines[at].start + indent
    items: list[Node] = []
    while at < len(lines) and lines[at].indent >= indent:
        line = lines[at]
        if level and line.indent == indent and not line.dash:
            break
        if line.indent != indent or not line.dash:
            raise _Declined
        node: Node
        if line.key is not None:
            node, at = _mapping(lines, at, indent + 2)
        else:
            assert line.value is not None
            node, at = line.value, at + 1
        items.append(node)
    return Sequence(tuple(items), start, items[-1].end), at
