"""A file of entries is read whole or refused, and edited in the lines of the entry that is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from g2g import files
from g2g.entryfile import EntryFile, order_of
from g2g.errors import BrokenFile, ConflictMarkers, NoSafeEdit, Refusal
from g2g.files import Text
from g2g.model import Edit
from g2g.records import ACTION_FIELDS
from tests.limits import limited
from tests.steps import assert_grows_with_length
from tests.test_entries import texts
from tests.test_yamltext import Pairs, as_plain, has_twice, ruamel_says

# ---- hand-written entries, in the ways that people have ------------------------------------------

SCALARS = ["Ann", "'Ann'", '"Ann Lee"', "Ann # who leads", "  Ann", "'It''s Ann'", '"A\\tB"', "~", "", "2017-10-10", "no", ">\n      folded\n      text",
           ">- # wrapped\n      folded", "|\n      one\n\n      two", "'two\n      lines'", "two\n      lines", "a: b".replace(": ", ":")]  # fmt: skip
LISTS = ["\n    - one\n    - two", "\n  - one", "\n      - one\n      # between\n      - 'two' # behind", "[one, two]", "[one,\n     two]", "[]", "[one, ]",
         "['a, b', \"c\"] # flow", "\n    - to: x\n      at: y", "\n    -   wide\n    -   apart", "\n    # first\n    - one", "[one, # inside\n    two]",
         "\n    - >\n      folded\n    - x", "\n    -", "{a: b, c: [d]}", "\n    - {to: x, at: y}", "\n    a: b\n    c: d"]  # fmt: skip
NAMES = ["status", "owner", "due", "carried", "notes", "action", "item", "extended", "Colour", "my field"]
COMMENTS = ["", "", "", "", "  # between\n", "# at the margin\n", "      # deep\n", "\n", "  \n", "  # status: none\n"]


@st.composite
def hand_entries(draw: st.DrawFn, key: str) -> str:
    out = key + ":" + draw(st.sampled_from(["", "", "", " # the key", "  "])) + "\n"
    for name in draw(st.permutations(NAMES))[: draw(st.integers(1, 6))]:
        out += draw(st.sampled_from(COMMENTS))
        value = draw(st.sampled_from(SCALARS + LISTS))
        out += f"  {name}:{value if value.startswith(chr(10)) or not value else ' ' + value}\n"
    out += draw(st.sampled_from(["", "", "  # last\n", "# right below\n"]))
    return out.replace("\n  ", "\n    ") if draw(st.booleans()) and draw(st.booleans()) else out


GAPS = ["\n", "\n", "", "\n# about the next\n", "# about the next\n", "\n# alone\n\n", "\n\n"]


@st.composite
def hand_files(draw: st.DrawFn) -> str:
    keys = draw(st.sampled_from([["A-2017-09-12-01"], ["A-2017-09-12-01", "A-2017-09-12-03", "B-2017-09-12-01"], ["Ann Lee", "Évan"]]))
    parts = [draw(st.sampled_from(["", "# top\n\n", "# top\n"]))]
    for key in keys:
        parts += [draw(hand_entries(key)), draw(st.sampled_from(GAPS))]
    return "".join(parts)


VALUES = ["new", "it's: new", "no", "2018-01-16", "a, b", "#1", "[x", "What next?", "£5 – naïve"]
edits = st.one_of(
    st.builds(Edit, st.sampled_from(NAMES), st.just("set"), st.sampled_from(VALUES)),
    st.builds(Edit, st.sampled_from(NAMES), st.just("set"), st.lists(st.sampled_from(VALUES), min_size=1, max_size=2)),
    st.builds(Edit, st.sampled_from(NAMES), st.just("append"), st.sampled_from(VALUES)),
    st.builds(Edit, st.sampled_from(NAMES), st.just("append"), st.just({"to": "2018-01-16", "reason": "it's: late"})),
    st.builds(Edit, st.sampled_from(NAMES), st.just("drop"), st.just("")),
)


def body_file(body: str | bytes) -> EntryFile:
    raw = body.encode() if isinstance(body, str) else body
    return EntryFile(Text("actions.yaml", "data/actions.yaml", raw, raw), ACTION_FIELDS)


def after(fields: dict[str, Any], edit: Edit) -> dict[str, Any]:
    """What an edit should make of the fields, said in another way than the code does."""
    if edit.how == "drop":
        return {name: value for name, value in fields.items() if name != edit.field}
    if edit.how == "set":
        return {**fields, edit.field: edit.value}
    old = fields.get(edit.field, [])
    old = old if isinstance(old, list) else ([old] if old else [])
    return {**fields, edit.field: [*old, edit.value]}


def lone_comments(text: str) -> Counter[str]:
    """The comments that no one could take for anything else: every one the generator writes."""
    marks = ["# between", "# at the margin", "# deep", "# status: none", "# last", "# right below", "# about the next", "# alone", "# top", "# the key",
             "# who leads", "# wrapped", "# behind", "# flow", "# first", "# inside"]  # fmt: skip
    said = ruamel_says(text)
    words = " ".join(said.spans.values()) if said else ""
    return Counter({mark: text.count(mark) for mark in marks if mark in text and mark not in words})


# ---- reading ------------------------------------------------------------------------------------


@settings(max_examples=400, deadline=None)
@given(texts)
@example("... x:\n")
@example("A:\n  b: c\n~\n")
@example("  A:\n    b: c\nB:\n  d: e\n")
@example("A-1: 'x\n\nB-2:\n  status: open\n\n  '\nC-3:\n  a: b\n")
@example("A:\n  b: c\n#\tx\n  d: e\nB:\n  a: 'x'\n")
@example("X:\n  a: b\n\r\n  c: d\n")
@example("# \x85  a: b\nB:\n  c: d\n")
@example("\x85\n")
@example("# note\n#\u2028\n")
@example("A:\n  b: c\n\ufeffB:\n  d: e\n")
@example("A: \"x\n" + "B:\n  a: b\n" * 40 + "\"\nC:\n  d: e\n")
def test_a_file_has_the_entries_that_ruamel_finds_in_the_whole_of_it_or_is_refused(text: str) -> None:
    said = ruamel_says(text)
    try:
        file = body_file(text)
    except BrokenFile:
        return
    assert said is not None, "broken YAML was read"
    assert not said.odd
    pairs = said.root if isinstance(said.root, Pairs) else []
    assert said.root in ("", None) or isinstance(said.root, Pairs)
    assert file.keys() == [key for key, _, _ in pairs]
    assert [one.start() for one in file.found] == [len(text[:at].encode()) for _, _, at in pairs]
    for one, (_, value, _) in zip(file.found, pairs, strict=True):
        try:
            fields = file.fields(one)
        except BrokenFile:
            assert has_twice(value) or not isinstance(value, Pairs)
            continue
        assert not has_twice(value)
        assert fields == (as_plain(value) or {})
        assert one[2] is None or one[2].decode() == fields["status"]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("A:\n  b: c\n\nB:\n  a: 'open\n\nC:\n  d: e\n", 5, "not YAML"),
        ("A:\n  b: c\n\nB:\n  a: [open\n\nC:\n  d: e\n", 5, "not YAML"),
        ("A:\n  b: c\n\nB:\n  b: c\n  a open\n\nC:\n  d: e\n", 6, "not YAML"),
        ("A:\n  b: c\n\tx: y\n", 3, "not YAML"),
        ("A:\n  b: c\n\njunk\n\nB:\n  d: e\n", 4, "fields should be"),
        ("A:\n  b: c\n---\nB:\n  d: e\n", 3, "document marker"),
        ("A:\n  b: c\n%X\nB:\n  d: e\n", 3, "not YAML"),
        ("A:\n  b: x\x07\n", 2, "special characters"),
        ("A:\n  b: x\0\n", 2, "special characters"),
        ("A:\n  b: \x1b[31m\n", 2, "special characters"),
        ("A:\n  b: c\n\nB:\n  d: \"\\UFFFFFFFF\"\n", 5, "not YAML"),
        ("A:\n  b: c\n\nB:\n  d: \"\\ud800\"\n", 5, "half of a character"),
        ("A:\n  b: c\n\nB:\n  d: !!python/object:os.system x\n", 5, "a tag"),
        ("A:\n  b: c\n\nB:\n  d: &x y\n", 5, "an anchor or alias"),
        ("A:\n  b: c\n\nB:\n  'd': e\n  d: f\n", 6, "a second time"),
        ("A:\n  b: c\n\ufeffB:\n  d: e\n", 3, "byte order mark"),
        ("# \x85\n# \x85\nA:\n  b: \x07\n", 4, "special characters"),
        ("A:\n  b: c\n  # why\n d: e\n", 4, "not YAML"),
        ("{A: {b: c}}\n", 1, "lines of its own"),
        ("  A:\n    b: c\n", 1, "margin"),
    ],
)
def test_a_broken_file_is_refused_with_the_line_to_mend(text: str, line: int, said: str) -> None:
    with pytest.raises(BrokenFile, match=said) as refused:
        body_file(text)
    assert (refused.value.path, refused.value.line) == ("data/actions.yaml", line)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("A:\n  b: c\nB: words\n", 3),
        ("A:\n  b: c\nB:\n  - one\n", 3),
        ("A:\n  b: c\nB:\n  d: e\n  d: f\n", 5),
        ("B:\n  d:\n    - to: x\n      to: y\n", 4),
    ],
)
def test_an_entry_without_fields_or_with_one_twice_is_refused_when_it_is_asked_for(text: str, line: int) -> None:
    file = body_file(text)
    with pytest.raises(BrokenFile) as refused:
        file.fields(file.found[-1])
    assert refused.value.line == line


CONFLICT = "<<<<<<< ours\n  due: x\n=======\n  due: y\n>>>>>>> theirs\n"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (f"A:\n  b: c\n{CONFLICT}  e: f\n\nB:\n  g: h\n", 3, 7),
        (f"A:\n  b: c\n\n{CONFLICT}\nB:\n  g: h\n", 4, 8),
        ("A:\n  b: c\n\n<<<<<<< HEAD\nB:\n  g: h\n||||||| base\n=======\nC:\n  g: h\n>>>>>>> x\n\nD:\n  i: j\n", 4, 11),
        (f"A:\n  b: 'c'\n{CONFLICT}\nB:\n  g: h\n{CONFLICT}", 3, 15),
        (f"A:\n  b:\n    - x\n{CONFLICT}", 4, 8),
        (f"A:\n  b: >\n    folded\n{CONFLICT}  c: 'd'\n", 4, 8),
        (CONFLICT, 1, 5),
        (CONFLICT.replace("\n", "\r\n") + "A:\n  b: c\n", 1, 5),
    ],
)
def test_git_s_marks_are_told_with_the_first_and_the_last_of_their_lines(text: str, first: int, last: int) -> None:
    with pytest.raises(ConflictMarkers, match=f"lines {first} to {last} hold") as refused:
        body_file(text)
    assert refused.value.line == first


def test_words_that_look_like_git_s_marks_are_words_inside_an_entry() -> None:
    assert body_file("A:\n  b: >\n    <<<<<<< x\n    =======\n  c: =======\n").keys() == ["A"]


def test_the_status_is_known_for_an_entry_in_any_form_and_none_where_there_is_none() -> None:
    file = body_file("A:\n  status: open\nB:\n  owner: 'x'\n  'status': closed\nC:\n  owner: 'x'\nD:\n  a: b\nE:\n  status: ~\n  a: 'b'\n")
    assert [one[2] for one in file.found] == [b"open", b"closed", None, None, None]


def test_lines_of_fields_are_known_in_any_form() -> None:
    file = body_file("# top\n\nA:\n  status: open\n  due: x\n\nB:\n\n  # inner\n  'status': open\n  due: >\n    x\n  Tail: z\n")
    one, two = file.found
    assert [file.line(one), file.line_of(one, "due"), file.line_of(one, "none")] == [3, 5, 3]
    assert [file.line(two), file.line_of(two, "status"), file.line_of(two, "Tail")] == [7, 10, 13]


# ---- hostile files ------------------------------------------------------------------------------

HEAD = "A-2020-01-01-01:\n  status: open\n"
M = 1_000_000
HOSTILE = {
    "brackets": HEAD + "  a: " + "[" * 10_000,
    "closed brackets": HEAD + "  a: " + "[" * 10_000 + "]" * 10_000,
    "brackets in lines": HEAD + "  a: " + "[\n    " * 10_000,
    "braces": HEAD + "  a: " + "{a: " * 10_000,
    "dashes": HEAD + "  a:\n    " + "- " * 10_000 + "x",
    "questions": HEAD + "  a:\n    " + "? " * 10_000 + "x",
    "deep indents": "".join(" " * i + "a:\n" for i in range(900)),
    "alias bomb": "a: &a [x,x]\n" + "".join(f"{b}: &{b} [*{a},*{a}]\n" for a, b in zip("abcdefghij", "bcdefghijk", strict=True)),
    "self-alias": "a: &a [*a]\n",
    "python tag": HEAD + "  a: !!python/object/apply:os.system ['true']\n",
    "colons": HEAD + "  a: " + ":" * M,
    "colons and spaces": HEAD + "  a: " + ": " * (M // 2),
    "hashes": HEAD + "  a: " + "#" * M,
    "an odd number of quotes": HEAD + "  a: " + "'" * (M + 1),
    "double quotes": HEAD + "  a: " + '"' * M,
    "spaces": " " * M,
    "spaces before a field": HEAD + " " * M + "a: b",
    "tabs": "\t" * M,
    "one long key": "a" * M + ":",
    "one long key of signs": "A’" * (M // 4) + ":",
    "keys in a line": "a:" * (M // 2),
    "lines of one letter": "a\n" * (M // 4),
    "open quote": HEAD + "  a: '" + "x " * (M // 2),
    "open double quote": HEAD + '  a: "' + "x " * 240_000,
    "open quotes everywhere": "".join(f'A-{i}:\n  a: "x\n' for i in range(20_001)),
    "a huge entry": HEAD + "  a: 'x' # \n" + "  b: words\n" * 50_000,
    "marks": "<<<<<<< a\n" * 50_000,
    "surrogates": HEAD.encode() + b"  a: \xed\xa0\x80\n",
    "no text at all": bytes(range(256)),
}


@pytest.mark.parametrize("name", HOSTILE)
@limited
def test_a_hostile_file_is_refused_in_one_sentence_and_does_not_hang(name: str, tmp_path: Path) -> None:
    raw = HOSTILE[name]
    (tmp_path / "actions.yaml").write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    with pytest.raises(BrokenFile, match=r"actions\.yaml:\d+: .{10,400}\.?$"):
        EntryFile(files.read(str(tmp_path), "actions.yaml"), ACTION_FIELDS)


READABLE = {
    "hashes behind words": (HEAD + "  a: x" + " #" * (M // 2), 1),
    "spaces in a value": (HEAD + "  a: x" + " " * M + "y", 1),
    "quotes in pairs": (HEAD + "  a: " + "'" * M, 1),
    "blank lines": (HEAD + "\n" * M + "  a: b", 1),
    "odd comments": ("#\t\n" * (M // 10), 0),
    "blank lines in a list": (HEAD + "  a:\n    - x\n" + "\n" * 300_000 + '    - "y"', 1),
    "ten thousand with a comment": ("".join(f"A-{i}:\n  status: open # x\n  owner: Ann\n" for i in range(10_000)), 10_000),
    "ten thousand indented by four": ("".join(f"A-{i}:\n    status: open\n    a:\n    - b\n" for i in range(10_000)), 10_000),
}


@pytest.mark.parametrize("name", READABLE)
@limited
def test_odd_but_good_text_of_a_megabyte_is_read_and_does_not_hang(name: str) -> None:
    text, count = READABLE[name]
    file = body_file(text + "\n")
    assert len([file.fields(one) for one in file.found]) == count


@pytest.mark.parametrize("entry", ["A-{}:\n  status: open # x\n  owner: Ann\n", "A-{}:\n    status: open\n    a:\n    - b\n", "A-{}:\n  status: open\n"])
def test_the_work_on_odd_but_good_entries_grows_with_their_number(entry: str) -> None:
    def work(count: int) -> Callable[[], object]:
        file = "".join(entry.format(i) for i in range(count))
        return lambda: [read.fields(one) for read in [body_file(file)] for one in read.found]

    assert_grows_with_length(work, 60)


BROKEN = ["  a: 'open", '  a: "open', "  a: [x", "  a: {x", "  a: x: y", "  a: *x", "  a: \x07", "  - a", "\ta: b"]


def with_one_broken(broken: str, count: int) -> tuple[str, int]:
    """A file of entries with one line in the middle that breaks it, and the number of that line."""
    entry = "A-{}:\n  status: open\n  owner: Ann O'Brien\n  action: Report on the “plan”\n\n"
    lines = "".join(entry.format(i) for i in range(count)).split("\n")
    at = count // 2 * 5 - 1
    lines[at - 1] = broken
    return "\n".join(lines), at


@pytest.mark.parametrize("broken", BROKEN)
@limited
def test_one_broken_entry_of_ten_thousand_is_found_with_its_line(broken: str) -> None:
    text, line = with_one_broken(broken, 10_000)
    with pytest.raises(BrokenFile) as refused:
        body_file(text)
    assert refused.value.line == line


@pytest.mark.parametrize("broken", BROKEN)
def test_the_work_to_find_one_broken_entry_grows_with_their_number(broken: str) -> None:
    def work(count: int) -> Callable[[], object]:
        text, line = with_one_broken(broken, count)

        def find() -> None:
            with pytest.raises(BrokenFile) as refused:
                body_file(text)
            assert refused.value.line == line

        return find

    assert_grows_with_length(work, 150)


# ---- editing ------------------------------------------------------------------------------------


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(hand_files(), st.data())
def test_an_edit_of_a_hand_written_entry_changes_it_as_asked_and_no_byte_outside_it(text: str, data: st.DataObject) -> None:
    said = ruamel_says(text)
    assume(said is not None and not has_twice(said.root))
    assert said is not None
    file = body_file(text)
    key = data.draw(st.sampled_from(file.keys()))
    changes = data.draw(st.lists(edits, min_size=1, max_size=2))
    wanted = as_plain(said.root)
    for edit in changes:
        wanted[key] = after(wanted[key] or {}, edit)
    try:
        new = file.edited([(key, tuple(changes))]).decode()
    except NoSafeEdit:
        return
    now = ruamel_says(new)
    assert now is not None
    assert not has_twice(now.root)
    assert as_plain(now.root) == wanted
    assert lone_comments(text) <= lone_comments(new)
    place = file.keys().index(key)
    before, behind = text[: said.root[place][2]], text[said.root[place + 1][2] :] if place + 1 < len(said.root) else ""
    assert new.startswith(before)
    assert new.endswith(behind)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(hand_files(), st.sampled_from(["A-2017-09-12-02", "A-2017-09-12-09", "A-2016-01-01-01", "B-2020-01-01-01", "C-2017-01-01-01", "Zoë Shah"]))
def test_a_new_entry_leaves_every_other_byte_as_it_is(text: str, key: str) -> None:
    said = ruamel_says(text)
    assume(said is not None and not has_twice(said.root))
    assert said is not None
    new = body_file(text).edited([], [(key, {"status": "open", "owner": ["Ann", "no"], "action": "Report: all"})]).decode()
    now = ruamel_says(new)
    assert now is not None
    assert as_plain(now.root) == {**as_plain(said.root), key: {"status": "open", "owner": ["Ann", "no"], "action": "Report: all"}}
    entry = f"{key}:\n  status: open\n  owner:\n    - Ann\n    - 'no'\n  action: 'Report: all'\n"
    start = new.index(entry)
    end = start + len(entry)
    assert text in {new[:a] + new[b:] for a in (start, start - 1) for b in (end, end + 1)}
    assert start == 0 or new[: start - 1].split("\n")[-1].strip() == ""
    assert end == len(new) or new[end:].split("\n")[0].strip() == ""


WRITTEN = """\
# The register.

A-2017-09-12-01:
  status: open
  owner: Ann
  carried:
    - A-2017-10-10
  item: 6
  action: Report

# About the second.
A-2017-09-12-03:
  status: open
  owner: Bob
  action: Ask
"""


def edited(text: str, key: str, *changes: Edit) -> str:
    return body_file(text).edited([(key, changes)]).decode()


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (Edit("carried", "append", "A-2017-12-05"), "    - A-2017-10-10\n", "    - A-2017-10-10\n    - A-2017-12-05\n"),
        (Edit("notes", "append", "2017-10-02 Late: no #1"), "  action: Report\n", "  notes:\n    - '2017-10-02 Late: no #1'\n  action: Report\n"),
        (Edit("due", "set", "2018-01-16"), "  owner: Ann\n", "  owner: Ann\n  due: 2018-01-16\n"),
        (Edit("status", "set", "closed"), "status: open", "status: closed"),
        (Edit("owner", "append", "Cy"), "  owner: Ann\n", "  owner:\n    - Ann\n    - Cy\n"),
        (Edit("carried", "drop"), "  carried:\n    - A-2017-10-10\n", ""),
        (Edit("extended", "append", {"to": "2018-01-16", "reason": "Late"}), "  action: Report", "  extended:\n    - to: 2018-01-16\n      reason: Late\n  action: Report"),
        (Edit("item", "drop"), "  item: 6\n", ""),
        (Edit("exempt", "append", "3"), "  action: Report", "  exempt:\n    - 3\n  action: Report"),
    ],
)  # fmt: skip
def test_an_entry_in_the_written_form_changes_in_the_lines_of_the_field(change: Edit, old: str, new: str) -> None:
    assert edited(WRITTEN, "A-2017-09-12-01", change) == WRITTEN.replace(old, new, 1)


@pytest.mark.parametrize("raw_form", ["lf", "crlf", "bom", "open end", "all", "empty lines at the end"])
def test_the_form_of_a_file_is_kept(raw_form: str, tmp_path: Path) -> None:
    def formed(text: str) -> bytes:
        raw = text.encode()
        raw = raw.rstrip(b"\n") if raw_form in ("open end", "all") else raw
        raw = raw + b"\n\n" if raw_form == "empty lines at the end" else raw
        raw = raw.replace(b"\n", b"\r\n") if raw_form in ("crlf", "all") else raw
        return b"\xef\xbb\xbf" + raw if raw_form in ("bom", "all") else raw

    (tmp_path / "actions.yaml").write_bytes(formed(WRITTEN))
    text = files.read(str(tmp_path), "actions.yaml")
    new = EntryFile(text, ACTION_FIELDS).edited([("A-2017-09-12-03", (Edit("action", "set", "Tell"),))])
    assert text.encoded(new) == formed(WRITTEN.replace("Ask", "Tell"))


def test_a_file_with_both_kinds_of_line_ends_keeps_them() -> None:
    mixed = WRITTEN.replace("  item: 6\n", "  item: 6\r\n").replace("\n\n# About", "\n\r\n# About")
    assert edited(mixed, "A-2017-09-12-01", Edit("carried", "append", "X")) == mixed.replace("-10-10\n", "-10-10\n    - X\n")
    assert edited(mixed, "A-2017-09-12-01", Edit("item", "set", "7")) == mixed.replace("item: 6", "item: 7")
    assert edited(mixed, "A-2017-09-12-03", Edit("owner", "set", "Cy")) == mixed.replace("Bob", "Cy")


def test_a_string_joins_a_list_of_longer_items_behind_the_last() -> None:
    text = "A:\n  notes:\n    - to: x\n      at: y\n  action: z\n"
    assert edited(text, "A", Edit("notes", "append", "new")) == text.replace("at: y\n", "at: y\n    - new\n")


def test_a_comment_that_looks_like_a_field_is_none() -> None:
    text = "A:\n  status: open\n\n#  owner: nobody\n#  notes:\nB:\n  status: open\n"
    assert body_file(text).fields(body_file(text).found[0]) == {"status": "open"}
    assert edited(text, "A", Edit("notes", "append", "x")) == text.replace("open\n\n", "open\n  notes:\n    - x\n\n")


def test_what_stands_below_an_entry_is_not_its_own_and_stays_where_it_is_when_one_is_edited_and_one_added() -> None:
    new = body_file(WRITTEN).edited(
        [("A-2017-09-12-01", (Edit("status", "set", "closed"), Edit("closed", "set", "2017-10-01")))],
        [("A-2017-09-12-02", {"status": "open", "action": "New"})],
    )
    expected = WRITTEN.replace("status: open", "status: closed\n  closed: 2017-10-01", 1)
    expected = expected.replace("action: Report\n", "action: Report\n\nA-2017-09-12-02:\n  status: open\n  action: New\n")
    assert new.decode() == expected


def test_edits_of_one_entry_given_apart_are_all_made_once() -> None:
    changes = [("A-2017-09-12-01", (Edit("notes", "append", n),)) for n in ("one", "two")]
    changes += [("A-2017-09-12-03", (Edit("status", "set", "closed"),)), ("A-2017-09-12-03", (Edit("status", "set", "open"), Edit("item", "set", "1")))]
    new = body_file(WRITTEN).edited(changes).decode()
    expected = WRITTEN.replace("  action: Report", "  notes:\n    - one\n    - two\n  action: Report").replace("  owner: Bob\n", "  owner: Bob\n  item: 1\n")
    assert new == expected


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("A:\n  carried:\n    - a # why\n    - b\n", Edit("carried", "set", "x")),
        ("A:\n  carried:\n    # why\n    - 'a'\n    # why\n    - b\n", Edit("carried", "set", "x")),
        ("A: words\n", Edit("due", "set", "x")),
    ],
)
def test_where_nothing_safe_can_be_done_nothing_is(text: str, change: Edit) -> None:
    with pytest.raises((NoSafeEdit, BrokenFile), match=r"data/actions\.yaml:1: .*A"):
        body_file(text).edited([("A", (change,))])


def test_folded_text_is_replaced_and_the_comment_behind_its_sign_stays() -> None:
    text = "A:\n  action: > # wrapped by hand\n    text\n    and more\n  item: 1\n"
    new = edited(text, "A", Edit("action", "set", "x"))
    assert "# wrapped by hand\n" in new
    assert body_file(new).fields(body_file(new).found[0]) == {"action": "x", "item": "1"}


@pytest.mark.parametrize("value", ["two\nlines", "a\x07b", "a\ufeffb", "a\tb"])
@pytest.mark.parametrize("how", ["set", "append"])
@pytest.mark.parametrize("key", ["A-2017-09-12-01", "B"])
def test_a_value_that_no_entry_can_hold_is_refused(value: str, how: str, key: str) -> None:
    with pytest.raises(Refusal, match=r"^Nothing was written: a value may hold no line breaks and no control characters\.$"):
        edited(WRITTEN + "\nB:\n  action: >\n    x # y\n", key, Edit("action", how, value))


def test_an_entry_that_is_not_there_or_stands_twice_is_refused() -> None:
    with pytest.raises(Refusal, match=r"^data/actions\.yaml has no entry B; nothing was written\.$"):
        edited(WRITTEN, "B", Edit("due", "set", "x"))
    with pytest.raises(Refusal, match=r"^data/actions\.yaml:16: A-2017-09-12-01 stands here and in line 3; "):
        edited(WRITTEN + "A-2017-09-12-01:\n  status: open\n", "A-2017-09-12-01", Edit("due", "set", "x"))


# ---- new entries --------------------------------------------------------------------------------

NEW = {"status": "open", "action": "New"}
LINES = "  status: open\n  action: New\n"


def inserted(text: str, *keys: str) -> str:
    return body_file(text).edited([], [(key, dict(NEW)) for key in keys]).decode()


def test_new_entries_go_in_order_into_their_meeting_s_place() -> None:
    new = inserted(WRITTEN, "A-2017-09-12-10", "A-2017-09-12-02", "A-2017-01-01-01", "B-2016-01-01-01", "A-2017-09-12-04")
    keys = body_file(new).keys()
    assert keys == ["A-2017-01-01-01", *(f"A-2017-09-12-{n}" for n in ("01", "02", "03", "04", "10")), "B-2016-01-01-01"]
    assert "# About the second.\nA-2017-09-12-03:" in new
    assert "\n\n\n" not in new
    assert new.count("\n\n") == len(keys)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "A-2:\n" + LINES),
        ("# Only this.\n", "# Only this.\n\nA-2:\n" + LINES),
        ("# Only this.\n\n", "# Only this.\n\nA-2:\n" + LINES),
        ("A-1:\n  a: b\nA-3:\n  a: b\n", "A-1:\n  a: b\n\nA-2:\n" + LINES + "\nA-3:\n  a: b\n"),
        ("A-1:\n  a: b\n# of 3\nA-3:\n  a: b\n", "A-1:\n  a: b\n\nA-2:\n" + LINES + "\n# of 3\nA-3:\n  a: b\n"),
        ("A-1:\n  a: b\n# of 1\n\nA-3:\n  a: b\n", "A-1:\n  a: b\n# of 1\n\nA-2:\n" + LINES + "\nA-3:\n  a: b\n"),
        ("A-1:\n  a: b\n  # of 1\n\n# of 3\nA-3:\n  a: b\n", "A-1:\n  a: b\n  # of 1\n\nA-2:\n" + LINES + "\n# of 3\nA-3:\n  a: b\n"),
        ("# top\n\n# of 3\nA-3:\n  a: b\n", "# top\n\nA-2:\n" + LINES + "\n# of 3\nA-3:\n  a: b\n"),
        ("A-1:\n  a: b\n# of 1, at the end\n", "A-1:\n  a: b\n# of 1, at the end\n\nA-2:\n" + LINES),
        ("A-1:\n  a: |+\n    b\n\n\nB-3:\n  a: b\n", "A-1:\n  a: |+\n    b\n\n\nA-2:\n" + LINES + "\nB-3:\n  a: b\n"),
    ],
)
def test_comments_stay_with_the_entry_they_stand_at_and_a_blank_line_parts_entries(text: str, expected: str) -> None:
    assert inserted(text, "A-2") == expected


@pytest.mark.parametrize("key", ["Évan", "no", "12", "O'Brien: Ann", "#1", "Ann, Lee", "- x"])
def test_a_new_entry_may_have_any_name(key: str) -> None:
    text = inserted("Zoë:\n  a: b\n", key)
    said = ruamel_says(text)
    assert said is not None
    assert as_plain(said.root) == {"Zoë": {"a": "b"}, key: NEW}


def test_a_new_entry_with_nothing_in_it_and_empty_lists_reads_back() -> None:
    text = body_file("").edited([], [("A", {}), ("B", {"also": [], "x": "", "extra": {}})]).decode()
    assert [body_file(text).fields(one) for one in body_file(text).found] == [{}, {"also": [], "x": "", "extra": {}}]


def test_references_are_sorted_by_their_meaning_and_other_keys_by_their_letters() -> None:
    keys = ["A-2017-09-12-02", "A-2017-09-12-10", "A-2017-09-12-100", "A-2017-10-01-01", "AB-2017-01-01-01", "Ann Lee"]
    assert sorted(set(keys), key=order_of) == keys
    assert order_of("A-2017-09-12-²") > order_of("A-2017-09-11-01")


# ---- an entry that a person wrote anew ----------------------------------------------------------


def test_an_entry_written_anew_takes_the_place_of_the_old_one() -> None:
    file = body_file(WRITTEN)
    before = file.entry_text("A-2017-09-12-01")
    assert f"# The register.\n\n{before}\n# About the second.\n" + file.entry_text("A-2017-09-12-03") == WRITTEN
    after = before.replace("Ann", "'Bob' # now")
    for typed in (after, after + "\n\n", after.replace("\n", "\r\n")):
        assert file.rewritten("A-2017-09-12-01", before, typed).decode() == WRITTEN.replace("owner: Ann", "owner: 'Bob' # now")


@pytest.mark.parametrize("typed", ["", "words", "B:\n  a: b\n", "A: x\n", "A:\n  a: b\nB:\n  a: b\n", "A:\n  a: 'b\n", "A:\n  a: b\n  a: c\n", "A: &x\n  a: b\n"])
def test_what_is_not_the_one_entry_any_more_is_refused(typed: str) -> None:
    file = body_file("A:\n  a: b\n")
    with pytest.raises(Refusal):
        file.rewritten("A", "A:\n  a: b\n", typed)


def test_an_entry_that_changed_meanwhile_is_not_written_over() -> None:
    with pytest.raises(Refusal, match="changed by someone else"):
        body_file("A:\n  a: c\n").rewritten("A", "A:\n  a: b\n", "A:\n  a: d\n")
