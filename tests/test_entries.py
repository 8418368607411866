"""The fast reader says what ruamel says, or that it cannot read the text."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from g2g import entries, yamltext
from g2g.nodes import plain, scalars
from tests.limits import limited
from tests.steps import assert_grows_with_length, steps
from tests.test_yamltext import Pairs, as_plain, has_twice, ruamel_says

# ---- near misses: the written form, with something in it that YAML reads in its own way ----------

LINES = [
    "A-1:", "B-2:", "C 3:", "D–4:", "status:", "'E 5':", '"F":', "A-1: x", "- A", "- A: x", "? A", ": A", "%YAML 1.1", "---", "...",
    "--- x", "... x:", "<<:", "&a A:", "*a", "!!str A:", "# note", "#  owner: nobody", "\t", "   ", "", "  # inner", "      # deep",
    "  status: open", "  status: closed", "  owner: Ann", "  owner: 'O''Brien'", "  owner:", "  owner: ~", "  owner: null", "  owner: \"A B\"",
    "  owner:   Ann", "  owner: Ann  ", "  owner: Ann # first", "  owner : Ann", "  due: 2017-10-10", "  due: no", "  due: 012", "  time: 19:30",
    "  notes:", "    - one", "    - two: three", "      four: five", "      two: six", "    - 'q: r'", "  - zero", "    -", "    - - x", "     - odd",
    "    -  two", "    text: more", "  a: b: c", "  a: b #c", "  a: b#c", "  a: b:", "  a: [x, y]", "  a: [x,", "  a: {x: y}", "  a: {x}", "  ]",
    "  a: >", "  a: |", "  a: |+", "  a: >-", "  a: |2", "    folded text", "B-9:  ", "  a: 'open", "  close'", "  a: \"open", "close\"", "  a: \"x\\ny\"",
    "  a: 'x' y", "  a: 'x'y", "  a: &x y", "  a: *x", "  a: !!int 3", "  a: ! x", "  <<: {b: c}", "  a: @x", "  a: `x", "  a: %x", "  a: -x", "  a: - x",
    "  a: ?x", "  a: ? x", "  a: :x", "  a: =", "  a: <<", "  ? a", "  : b", "  ?", "   odd: indent", " one: indent", "    four: indent", "more words",
    "  more words", "    more words", "  a: x\ty", "  a:\tx", "\ta: x", "  a: x\r", "\r", "  a: \x07", "  a: \x7f", "  a: x\x85y", "\x85", "  a: x\u2028y", "#\u2028  a: b",
    "#\tx", "# \x85  a: b", "\ufeffA:", "  a: \ufeffx", "  a: x\ufeff", "  a: \ufffe", "  a: Évans’ – 10 €", "  é: x", "  a:", "  'a': x", "  \"a\": x", "  a-b: x",
    "  A b: x", "  a: x\xa0", "  a: \xa0x", "Év’s:", "'", '"', "[", "]", "{", "}", "  a: \"\\ud800\"", "  a: \"\\UFFFFFFFF\"", "  a: \"\\x\"", "  a: 😀 x", "~:", "  ~: x",
    "<<<<<<< ours", "=======", ">>>>>>> theirs", "A" * 1100 + ":", "É’" * 600 + ":", "  " + "a" * 41 + ": x", "... A:", "...: x",
]  # fmt: skip
STRICT = "{}-{}:\n  status: open\n  owner: Ann\n  notes:\n    - one\n    - two\n  extended:\n    - to: x\n      at: y\n    - to: z\n  action: Report\n"

near_misses = st.lists(st.sampled_from(LINES), max_size=10).map(lambda lines: "".join(f"{line}\n" for line in lines))


@st.composite
def bent_registers(draw: st.DrawFn) -> str:
    """A few entries in the written form, with a few lines put in, taken out or cut."""
    lines = "\n".join(STRICT.format("X", n) for n in range(draw(st.integers(1, 4)))).split("\n")
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(lines)))
        how = draw(st.sampled_from(["insert", "insert", "replace", "cut", "bite"]))
        if how == "bite" and at < len(lines):
            place = draw(st.integers(0, len(lines[at])))
            lines[at] = lines[at][:place] + draw(st.sampled_from(list("'\"[]{}#:&*!|>%@`~-?, \t\r\x85\ufeff\\"))) + lines[at][place:]
        else:
            lines[at : at + (how != "insert")] = [] if how == "cut" else [draw(st.sampled_from(LINES))]
    return "\n".join(lines) + "\n"


texts = st.one_of(near_misses, near_misses.map(lambda t: "A-1:\n" + t), bent_registers(), bent_registers())


# ---- the whole file, in one pass ----------------------------------------------------------------


@settings(max_examples=600, deadline=None)
@given(texts)
@example("... A:\n  b: c\n")
@example("A" + "’" * 1100 + ":\n  b: c\n")
@example("A:\n  b: c\n\n#  owner: nobody\n")
@example("A:\n  b:\n    - c: d\n      c: e\n")
@example("A:\n  b: c\n<<:\n  d: e\n")
def test_a_file_that_the_strict_pass_reads_says_what_ruamel_says(text: str) -> None:
    body = text.encode()
    found = entries.scan(body)
    if any(isinstance(one, entries.Stretch) for one in found):
        return
    said = ruamel_says(text)
    assert said is not None
    assert not said.odd
    pairs = said.root if isinstance(said.root, Pairs) else []
    assert isinstance(said.root, Pairs) or said.root in ("", None)
    assert [(one[1].decode(), one.start()) for one in found] == [(key, len(text[:at].encode())) for key, _, at in pairs]
    for one, (_, value, _) in zip(found, pairs, strict=True):
        fields = entries.fields_of(body[one.start() : one.end()].decode())
        assert (fields is None) == has_twice(value)
        assert fields is None or fields == (as_plain(value) or {})
        assert one[2] is None or value[0][:2] == ("status", one[2].decode())


@settings(max_examples=200, deadline=None)
@given(texts)
def test_the_entries_and_stretches_make_up_the_whole_file(text: str) -> None:
    body = text.encode()
    bounds = [(one.start, one.end) if isinstance(one, entries.Stretch) else one.span() for one in entries.scan(body)]
    gap = re.match(rb"(?:\n|#[^\n]*\n)*", body)
    assert gap
    assert (bounds[0][0] if bounds else len(body)) <= gap.end()
    assert [end for _, end in bounds][:-1] == [start for start, _ in bounds][1:]
    assert not bounds or bounds[-1][1] == len(body)


HAZARDS = [
    "A: 'x\n\nB:\n  status: open\n'\n", "A: \"x\nB:\n  c: d\n\"\n", "A: [x,\nB: c]\n", "A: {x: y,\nB: c}\n", "\ufeffA:\n  b: c\n", "--- \nA:\n  b: c\n",
    "A:\n  b: c\n...\n", "%YAML 1.1\n---\nA:\n  b: c\n", "A: &x\n  b: c\n", "A:\n  b: &x c\n", "A:\n  b: *x\n", "A:\n  <<: {b: c}\n", "A:\n  b: !!str c\n", "A:\n  b: \"\\x41\"\n",
    "A:\n  b: x\ty\n", "A:\n\tb: c\n", "A:\r\n  b: c\r\n", "A:\n  b: x\x07\n", "A:\n  b: x\x85y\n", "A:\n  b: x\u2028y\n", "A:\n  b: \ufffe\n", "A:\n  b: x: y\n",
    "A:\n  b: x #y\n", "A:\n  b: x \n", "A:\n  b: 'x' y\n", "A:\n   b: c\n", "A:\n  b:\n  - c\n", "A:\n  b:\n", "A:\n  b: ~\n", "A:\n  b: c\n    d\n", "A:\n  b: >\n    c\n",
    "A:\n  b: c\n  # inner\n  d: e\n", "A:\n  b: -\n", "A:\n  b: ?\n", "A:\n  b: @c\n", "A:\n  b: `c\n", "A:\n  b: %c\n", "... A:\n  b: c\n", "A" + "’" * 1100 + ":\n  b: c\n",
]  # fmt: skip


@pytest.mark.parametrize("text", HAZARDS)
def test_what_yaml_reads_in_its_own_way_is_not_taken_for_the_written_form(text: str) -> None:
    assert any(isinstance(one, entries.Stretch) for one in entries.scan(text.encode()))


@pytest.mark.parametrize("text", ["A:\n  b: c\n\r\n  d: e\n", "A:\n  b: c\n#\tx\n  d: e\n", "A:\n  b: c\n\x85  d: e\n", "A:\n  b: c\n \n  d: e\n", "A:\n  b: c\n  # x\n"])
def test_a_line_that_goes_on_with_an_entry_takes_the_whole_entry_out_of_the_strict_pass(text: str) -> None:
    body = f"X:\n  y: z\n\n{text}\nB:\n  c: d\n".encode()
    one, stretch, other = entries.scan(body)
    assert not isinstance(one, entries.Stretch)
    assert not isinstance(other, entries.Stretch)
    assert (one[1], other[1]) == (b"X", b"B")
    assert stretch == entries.Stretch(one.end(), other.start())


def test_the_written_form_is_read_with_its_keys_statuses_and_fields() -> None:
    body = "A-1:\n  status: open\n  owner: Ann’s#1:2\n\n# Next.\nB 2:\n  due: 'no: ''1'''\n  l:\n    - a\n  m:\n    - b: c\n      d: 'e'\n".encode()
    found = [one for one in entries.scan(body) if not isinstance(one, entries.Stretch)]
    assert [(one[1], one[2]) for one in found] == [(b"A-1", b"open"), (b"B 2", None)]
    fields = [entries.fields_of(body[one.start() : one.end()].decode()) for one in found]
    assert fields == [{"status": "open", "owner": "Ann’s#1:2"}, {"due": "no: '1'", "l": ["a"], "m": [{"b": "c", "d": "e"}]}]


WRITTEN_FIELDS = [
    "  status: open\n", "  owner: Ann’s\n", "  due: 2019-01-01\n", "  l:\n    - a\n    - 'b: c'\n",
    "  m:\n    - to: x\n      at: 'y''z'\n    - to: z\n", "\n", "# c\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(WRITTEN_FIELDS), max_size=8))
def test_the_places_in_a_written_entry_are_those_that_nodes_gives(lines: list[str]) -> None:
    text = "A-1:\n" + "".join(lines)
    root = entries.root_of(text)
    assert root is None or root == entries.nodes(text)
    if len(set(lines)) == len(lines) and not {"# c\n", "\n"} & set(lines):
        assert root is not None


# ---- the top of a small file --------------------------------------------------------------------

head_lines = ["body: A", "date: 2017-09-12", "venue: Town Hall", "venue: 'a: b'", "status: held", "  goes on", "", "# note", "present:", "  - Ann", "x: >",
              "  y", "status: 'open", "  still'", "#\tx", "\r", "\x85", "  ", "a: b: c", "é: x", "A b: c", "time: \"2 pm\"", "x: [a,", "b: c]", "...", "---"]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(head_lines), max_size=7).map(lambda lines: "".join(f"{line}\n" for line in lines)))
@example("status: held\n  but not yet\nx: y\n")
@example("status: held\n\n  but not yet\n")
@example("status: held\nstatus: open\n")
def test_the_top_of_a_file_says_what_ruamel_says(text: str) -> None:
    head = entries.head_fields(text.encode())
    said = ruamel_says(text)
    if said is None or said.odd or has_twice(said.root):
        return
    whole = as_plain(said.root)
    assert not head or isinstance(whole, dict)
    assert all(whole[name] == value for name, value in head.items())


def test_the_top_of_a_file_ends_at_the_first_line_of_another_kind() -> None:
    assert entries.head_fields(b"# x\nbody: A\n\ntime: '2: 30'\npresent:\n  - Ann\nstatus: held\n") == {"body": "A", "time": "2: 30"}
    assert entries.head_fields(b"status: held\nstatus: open\n") == {}
    assert entries.head_fields(b"body: A\nvenue: Town Hall,\n  Main Street\n") == {"body": "A"}


# ---- a small text, with places ------------------------------------------------------------------


@settings(max_examples=700, deadline=None)
@given(texts)
@example("A:\n- b\n- c: d\n  e:\n  - f\ng: h\n")
@example("A:\n    b:\n          - c\n    d: 'e' # f\n")
@example("A:\n    b: c\n  d: e\n")
@example("A:\r\n  b: c\r\n\r\n  d:\r\n  - e\r\n")
@example("A:\n  b:\n    - c:\n    - d:\n        e: f\n")
def test_a_small_text_says_what_ruamel_says_at_the_same_places(text: str) -> None:
    read = entries.nodes(text)
    if read is None:
        return
    said = ruamel_says(text)
    assert said is not None
    assert not said.odd
    assert not has_twice(said.root)
    assert plain(read) == as_plain(said.root)
    assert {(one.start, one.end): one.text for one in scalars(read) if one.end > one.start} == said.spans
    assert read == yamltext.read(text, "x")


@pytest.mark.parametrize(
    "text",
    [
        "A:\n  b: c\n", "A:\n    b: c\n    d:\n        - e\n", "A:\n- b\n- c\nD: e\n", "A:   b\nLong name:  'c'  # why\n", "A:\n  # c\n\n  b: \"c d\"\n# e\n",
        "A:\r\n  b: c\r\n", "A:\n  b:\n    - c: d\n      e:\n        - f\n    - g\n",
    ],
)  # fmt: skip
def test_the_plain_ways_in_which_people_write_need_no_ruamel(text: str) -> None:
    assert entries.nodes(text) is not None


# ---- where a further item goes ------------------------------------------------------------------

FIELDS = ("status", "owner", "carried", "item", "notes")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A:\n  status: open\n  item: 1\n", ("  status: open\n", False)),
        ("A:\n  status: open\n  owner:\n    - a\n    - b\n  item: 1\n", ("    - b\n", False)),
        ("A:\n  carried:\n    - a\n    - b\n  item: 1\n", ("    - b\n", True)),
        ("A:\n", ("A:\n", False)),
        ("A:\n  carried: a\n", None),
        ("A:\n  item: 1\n  carried:\n    - a\n", None),
        ("A:\n  carried:\n    - a: b\n      c: d\n", None),
        ("A:\n  carried:\n    - a\n    - a: b\n      c: d\n", None),
    ],
)
def test_a_further_item_goes_behind_the_last_or_asks_for_a_closer_look(text: str, expected: tuple[str, bool] | None) -> None:
    body = f"{text}\nB:\n  carried:\n    - x\n".encode()
    place = entries.place_of_item(body, 0, len(text) + 1, "carried", FIELDS[:2])
    assert place == (expected and (text.index(expected[0]) + len(expected[0]), expected[1]))


# ---- length -------------------------------------------------------------------------------------

LONG_LINES: dict[str, str] = {
    "spaces": " ", "colons": ":", "colons and spaces": ": ", "hashes": "#", "spaces and hashes": " #", "quotes": "'", "double quotes": '"', "letters": "a",
    "letters and colons": "a:", "rare letters": "’", "dashes": "- ", "lines": "\n", "lines with colons": "a:b\n", "keys": "A:\n", "comments": "#\n", "odd comments": "#\t\n",
    "odd entries": "A:\n  b: \"c\"\n", "returns": "\r", "returns and lines": "\r\n", "indented lines": "  a: b\n", "items": "    - a\n", "tabs": "\t",
}  # fmt: skip


BEFORE = ["", "A:\n  b: ", "A:\n  b: '", "A’", "A:\n  b: x ", "A:\n  b:\n    - ", "# "]


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("name", LONG_LINES)
def test_the_work_of_the_fast_readers_grows_with_the_length_alone(name: str, before: str) -> None:
    def work(length: int) -> Callable[[], object]:
        text = before + LONG_LINES[name] * (length // len(LONG_LINES[name])) + "\n"
        body = text.encode()
        return lambda: (entries.scan(body), entries.head_fields(body), entries.next_start(body, 1), entries.nodes(text))

    assert_grows_with_length(work, 200)


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("name", LONG_LINES)
@limited
def test_no_text_of_half_a_megabyte_hangs_the_expressions_of_the_fast_readers(name: str, before: str) -> None:
    part = LONG_LINES[name]
    text = before + part * (500_000 // len(part)) + "\n"
    body = text.encode()
    entries.scan(body)
    entries.head_fields(body)
    entries.next_start(body, 1)
    # Its expressions see one line at a time.
    entries.nodes(text[:20_000] if "\n" in part else text)


def test_ten_thousand_entries_are_told_apart_in_one_step_each() -> None:
    entry = "A-2017-09-12-{:05}:\n  status: open\n  owner: Ann O'Brien\n  due: 2017-10-10\n  carried:\n    - A-2017-10-10\n  action: {}\n\n"
    body = "".join(entry.format(i, "Report on the plan " * 10 + "– now") for i in range(10_000)).encode()
    found = entries.scan(body)
    assert entries.Stretch not in map(type, found)
    assert len(found) == 10_000
    assert steps(lambda: entries.scan(body)) < 10_000
