"""Whatever a file holds: it is shown as text or refused in one sentence; nothing is run, forged, crashed or written."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.conftest import ACTIONS, Clerk, write
from tests.harbour import in_pipe, on_terminal
from tests.limits import limited

PAGE = MarkdownIt("commonmark").enable(["table", "strikethrough"])
FORGED = "HWB-2019-02-13-99  Mair Preece  open"

HOSTILE = {
    "escape": "\x1b[2J\x1b]0;owned\x07\x1b[31mred",
    "c1": "\x9b31mred\x9d0;owned\x9c \x85 next",
    "bidi": "\u202etxet \u2066isolated\u2069 \u200f\u061c zero\u200bwidth\ufeff",
    "lines": f"one\n{FORGED}\r\ntwo\u2028three\x0bfour",
    "markup": "[i] [/] [sic] [red]x[/red] [link=https://example.org]y[/link] :smile: :warning:",
    "markdown": "# *a* **b** `c` ![x](javascript:alert(1)) [y](https://example.org) ~~d~~ | e | --- <!-- f -->",
    "html": "<script>alert(1)</script> <img src=x onerror=alert(1)> &lt;b&gt; <b>bold</b>",
    "formula": "=cmd|' /C calc'!A0",
    "plus": "+1+1",
    "at": "@SUM(1)",
    "format": "%s %(x)s {0} {x!r} ${HOME} $(touch owned) `id`",
    "long": "word " * 400 + "x" * 3000,
    "null": "\x00\x01\x7f",
}
VIEWS = [
    "status", "list --status all", "list --owner", "overdue", "due", "search e", "show 02-13-01", "show 02-13-02", "people", "bodies",
    "meeting list", "meeting show 02-13", "meeting show 03-13",
]  # fmt: skip
OTHERS = ["check", "agenda HWB-2019-03-13", "carry-forward -n", "note -n 02-13-01 seen", "close -n 02-13-01 02-13-02", "extend -n 02-13-01 --due 1/5/2019 --reason late"]


def q(text: str) -> str:
    """The text as YAML and JSON quote it, everything odd as an escape."""
    return json.dumps(text)


def poisoned(folder: Path, text: str) -> None:
    """The harbour board's record with a text in every field that holds words."""
    t = q(text)
    write(
        folder / "actions.yaml",
        f"HWB-2019-02-13-01:\n  status: open\n  owner: {t}\n  due: 2019-03-06\n  due_said: {t}\n  carried:\n    - HWB-2019-03-13\n    - {t}\n"
        f"  item: {t}\n  area: {t}\n  kind: {t}\n  extended:\n    - to: 2019-03-08\n      at: {t}\n      reason: {t}\n      said: {t}\n"
        f"  notes:\n    - {t}\n  minuted_by: {t}\n  action: {t}\n\n"
        f"HWB-2019-02-13-02:\n  status: closed\n  closed: 2019-03-01\n  confirmed: {t}\n  outcome: {t}\n  referred_to: {t}\n"
        f"  owner:\n    - Nia Rowlands\n    - {t}\n  done_by:\n    - {t}\n  due: {t}\n  formerly: {t}\n  action: {t}\n\n"
        f"HWB-2019-02-13-03:\n  status: open\n  owner: Nia Rowlands\n  due: {t}\n  action: {t}\n\n"
        f"HWB-2019-02-13-04:\n  status: {t}\n  owner: Nia Rowlands\n  due: 2019-03-06\n  action: {t}\n",
    )
    write(folder / "people.yaml", f"Nia Rowlands:\n  organisation: {t}\n  role: {t}\n  email: {t}\n  also:\n    - {t}\n  left: {t}\n")
    write(
        folder / "bodies.yaml",
        f"HWB:\n  name: {t}\n  chair: {t}\n  clerk: {t}\n  venue: {t}\n  time: {t}\n  matters_arising: {t}\n  standing_items:\n    - {t}\n  also:\n    - {t}\n",
    )
    whole = (
        f"time: {t}\nvenue: {t}\nreason: {t}\nmoved_from: {t}\nchair: {t}\nminutes: {t}\n"
        f"present:\n  - name: {t}\n    organisation: {t}\n  - {t}\napologies:\n  - name: {t}\n    role: {t}\n"
        f"items:\n  - number: {t}\n    title: {t}\n    lead: {t}\n    minute: {t}\n    resolutions:\n      - ref: {t}\n        text: {t}\n"
    )
    for ref, status in (("HWB-2019-02-13", "held"), ("HWB-2019-03-13", "scheduled")):
        write(folder / "meetings" / f"{ref}.yaml", f"body: HWB\ndate: {ref[4:]}\nstatus: {status}\n{whole}")
    write(folder / "meetings" / "HWB-2019-04-10.yaml", f"body: {t}\ndate: {t}\nstatus: {t}\nmoved_to: {t}\n")


def assert_nothing_live(shown: str) -> None:
    assert {c for c in shown if not (c.isprintable() or c == "\n")} == set()
    assert not [line for line in shown.splitlines() if line.startswith(FORGED)]


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("form", ["", "--plain"])
def test_words_of_any_kind_are_shown_as_text(clerk: Clerk, kind: str, form: str) -> None:
    poisoned(clerk.folder, HOSTILE[kind])
    for line in VIEWS:
        shown = clerk(f"{line} {form}")
        assert_nothing_live(shown + clerk.err)
    assert "[i] [/] [sic] [red]x[/red]" in shown or kind != "markup"


@pytest.mark.parametrize("kind", HOSTILE)
def test_words_of_any_kind_are_drawn_as_text(clerk: Clerk, kind: str) -> None:
    poisoned(clerk.folder, HOSTILE[kind])
    for line in VIEWS:
        shown = clerk(f"--colour always {line}")
        assert_nothing_live(re.sub(r"\x1b\[(?:0|1|90|1;31)m", "", shown))
        if kind == "markup" and line.startswith("show"):
            assert "[i] [/] [sic] [red]x[/red]" in shown
            assert ":smile: :warning:" in shown


@pytest.mark.parametrize("kind", ["escape", "bidi", "markup", "lines", "long"])
def test_words_of_any_kind_are_text_on_a_real_terminal(clerk: Clerk, kind: str) -> None:
    poisoned(clerk.folder, HOSTILE[kind])
    assert_nothing_live(on_terminal("--colour", "never", "list", "--status", "all", folder=clerk.folder))


@pytest.mark.parametrize("kind", HOSTILE)
def test_words_of_any_kind_are_nothing_but_text_on_a_markdown_page(clerk: Clerk, kind: str) -> None:
    poisoned(clerk.folder, HOSTILE[kind])
    for line in [*(f"{view} --md" for view in VIEWS), "agenda HWB-2019-03-13"]:
        page = clerk(line)
        assert_nothing_live(page)
        tokens = PAGE.parse(page)
        blocks = {token.type.rpartition("_")[0] or token.type for token in tokens}
        assert blocks <= {"heading", "inline", "paragraph", "table", "thead", "tbody", "tr", "th", "td"}
        inner = {child.type for token in tokens for child in token.children or []}
        assert inner <= {"text", "text_special", "softbreak"} | ({"strong_open", "strong_close", "hardbreak"} if "agenda" in line else set())


@pytest.mark.parametrize("kind", HOSTILE)
def test_json_gives_back_what_the_file_says(clerk: Clerk, kind: str) -> None:
    poisoned(clerk.folder, HOSTILE[kind])
    for line in [*VIEWS, "check"]:
        shown = clerk(f"{line} --json", status=1 if line == "check" else 0)
        assert_nothing_live(shown)
        data = json.loads(shown)["data"]
        if line == "show 02-13-01":
            (row,) = data
            said = {row["action"], row["item"], row["owners"][0], row["notes"][0], row["extended"][0]["reason"]}
            assert said <= {HOSTILE[kind], " ".join(HOSTILE[kind].split())}  # some fields are one line by nature


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_cell_of_a_spreadsheet_is_a_formula(clerk: Clerk, kind: str) -> None:
    poisoned(clerk.folder, HOSTILE[kind])
    for line in VIEWS:
        shown = clerk(f"{line} --csv")
        assert_nothing_live(shown.replace("\r\n", "\n"))
        cells = [cell for row in csv.reader(io.StringIO(shown)) for cell in row]
        assert not [cell for cell in cells if cell.lstrip()[:1] in ("=", "+", "-", "@") and cell]


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("kind", HOSTILE)
def test_commands_that_tell_what_they_would_do_show_text_and_write_nothing(clerk: Clerk, kind: str) -> None:
    poisoned(clerk.folder, HOSTILE[kind])
    before = everything(clerk.folder)
    for line in ("agenda HWB-2019-03-13", "carry-forward -n", "note -n 02-13-01 seen", "close -n 02-13-01", "extend -n 02-13-01 --due 1/5/2019 --reason late"):
        assert_nothing_live(clerk(line) + clerk.err)
    assert_nothing_live(clerk("check", status=1))
    assert everything(clerk.folder) == before


@pytest.mark.parametrize("kind", HOSTILE)
def test_an_edit_beside_hostile_words_leaves_them_as_they_are(clerk: Clerk, kind: str) -> None:
    poisoned(clerk.folder, HOSTILE[kind])
    before = clerk.actions.splitlines()
    assert_nothing_live(clerk("close 02-13-03 --outcome Done"))
    gone = [line for line in before if line not in clerk.actions.splitlines()]
    assert gone in ([], ["  status: open"])
    said = json.loads(clerk("show 02-13-03 --json"))["data"][0]["action"]
    assert said.split() == HOSTILE[kind].split()


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_references_names_and_codes(clerk: Clerk, kind: str) -> None:
    text = HOSTILE[kind].replace("\n", " ")[:140]
    write(clerk.folder / "actions.yaml", ACTIONS + f"\n{q(text)}:\n  status: open\n  owner: {q(text)}\n  due: 2019-03-06\n  action: x\n")
    write(clerk.folder / "people.yaml", f"{q(text)}:\n  organisation: Trust\n")
    write(clerk.folder / "bodies.yaml", f"{q(text)}:\n  name: Board\n\nHWB:\n  name: Harbour Board\n")
    for line in [*VIEWS, "check", "carry-forward -n --body HWB", "list --owner zzz", "show zzz", "list --body zzz", "agenda --body HWB"]:
        for form in ("", " --md", " --json", " --csv", " --plain") if line in VIEWS else ("",):
            status = 1 if line in ("check", "list --owner zzz", "show zzz", "list --body zzz") else 0
            shown = clerk(line + form, status=status)
            assert_nothing_live(shown.replace("\r\n", "\n") + clerk.err)


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be made there")
@pytest.mark.parametrize("name", ["\x1b[31mred.yaml", "[i]x[b].yaml", "HWB-2019-02-13\nforged: line.yaml", "\u202eevil.yaml", "=cmd.yaml", "<b>.yaml", "HWB-2019-02-30.yaml", "hwb-2019-02-13.yaml"])
def test_a_meeting_file_of_any_name_is_a_problem_shown_as_text(clerk: Clerk, name: str) -> None:
    write(clerk.folder / "meetings" / name, "body: HWB\n")
    shown = clerk("check", status=1)
    assert_nothing_live(shown)
    assert shown.count("is no name for a meeting's file; write BODY-YYYY-MM-DD.yaml. [wrong-name]") == 1
    assert shown.count("\n") == 3
    json.loads(clerk("check --json", status=1))
    for line in VIEWS:
        assert_nothing_live(clerk(line))


def test_a_file_name_that_is_no_utf8_is_a_problem(clerk: Clerk) -> None:
    try:
        (clerk.folder / "meetings" / os.fsdecode(b"\xff\xfe.yaml")).write_bytes(b"")
    except OSError:
        pytest.skip("such names cannot be made here")
    assert "wrong-name" in clerk("check", status=1)
    json.loads(clerk("check --json", status=1))


# ---- files that cannot be read ---------------------------------------------------------------------

def refused(clerk: Clerk, line: str) -> bool:
    """Whether a command, which may do either, refuses."""
    try:
        clerk(line)
    except AssertionError as trouble:
        if not str(trouble).startswith("exit 1: "):
            raise
        return True
    return False


COMMANDS = ["list", "show 02-13-01", "overdue", "due", "agenda", "carry-forward", "add Something", "close 02-13-01", "status", "search x", "people"]
ENTRY = "HWB-2019-02-13-01:\n  status: open\n  owner: A\n"
BROKEN = {
    "python tag": (ENTRY + "  action: !!python/object/apply:os.system ['touch owned']\n", 4, "here stands a tag (!); values are plain text, put it in quotes."),
    "own tag": (ENTRY + "  action: !x y\n", 4, "here stands a tag (!); values are plain text, put it in quotes."),
    "anchor": (ENTRY + "  action: &a y\n", 4, "here stands an anchor or alias (& or *); write the value out."),
    "alias bomb": (
        "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{n}: &{n} [{','.join(['*' + o] * 9)}]\n" for o, n in zip("abcdefgh", "bcdefghi", strict=True)),
        1, "here stands an anchor or alias (& or *); write the value out.",
    ),
    "alias to itself": ("a: &a [*a]\n", 1, "here stands an anchor or alias (& or *); write the value out."),
    "merge key": (ENTRY + "  <<: *a\n", 4, "here stands an anchor or alias (& or *); write the value out."),
    "deep brackets": (ENTRY + "  action: " + "[" * 400 + "\n", 4, "more than 30"),
    "deep lists": (ENTRY + "  action:\n" + "".join("  " * n + "- \n" for n in range(2, 50)) + "", 34, "more than 30"),
    "a list": ("- one\n- two\n", 1, "here stands text where fields should be; write “field: value” lines."),
    "a sentence": ("Just a sentence.\n", 1, "here stands text where fields should be; write “field: value” lines."),
    "flow": ("{a: {status: open}}\n", 1, "here entries should stand, each on lines of its own."),
    "documents": (ENTRY + "---\n" + ENTRY, 4, "here stands a document marker (---"),
    "directive": ("%YAML 1.2\n---\n" + ENTRY, 2, "here stands a document marker (---"),
    "tab": (ENTRY + "\taction: x\n", 4, "this is not YAML that g2g can read (found character '\\t' that cannot start any token)."),
    "open quote": (ENTRY + "  action: 'x\n", 4, "this is not YAML that g2g can read (found unexpected end of stream)."),
    "two colons": (ENTRY + "  action: x: y\n", 4, "this is not YAML that g2g can read (mapping values are not allowed here)."),
    "field twice": (ENTRY + "  owner: B\n  action: x\n", 4, "here stands “owner” a second time in one place; keep one of the two."),
    "words for fields": ("HWB-2019-02-13-01: words\n", 1, "“HWB-2019-02-13-01” should have fields below it."),
    "conflict": (
        "HWB-2019-02-13-01:\n<<<<<<< HEAD\n  status: open\n=======\n  status: closed\n>>>>>>> theirs\n  owner: A\n  action: x\n", 2,
        "lines 2 to 6 hold an unsettled merge conflict; settle it with “g2g resolve REF --ours” (or --theirs, or --value TEXT), or by hand (git's marks <<<<<<<, ======= and >>>>>>> must go), then run the command again.",
    ),
    "control character": (ENTRY + "  action: a\x1bb\n", 4, "this is not YAML that g2g can read (special characters are not allowed)."),
    "words is a list": (ENTRY + "  action: [a, b]\n", 4, "in HWB-2019-02-13-01, “action” should be words on one line, not a list."),
    "owner is a mapping": (ENTRY.replace(" A", "\n    name: A") + "  action: x\n", 3, "in HWB-2019-02-13-01, “owner” should be words, or a list of words."),
    "extension is words": (ENTRY + "  extended:\n    - later\n  action: x\n", 4, "in HWB-2019-02-13-01, “extended” should be a list of entries with fields of their own."),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_register_is_refused_in_one_sentence_and_nothing_is_written(clerk: Clerk, kind: str) -> None:
    text, line, sentence = BROKEN[kind]
    write(clerk.folder / "actions.yaml", text)
    before = everything(clerk.folder)
    for command in COMMANDS:
        if command == "add Something" and kind in ("field twice", "extension is words"):
            continue  # Nothing but the entry itself is wrong, and a new one stands beside it.
        assert clerk(command, status=1) == ""
        assert clerk.err.startswith(f"g2g: data/actions.yaml:{line}: ")
        assert sentence in clerk.err
        assert clerk.err.count("\n") == 1
    assert everything(clerk.folder) == before
    (told,) = [row for row in clerk("check", status=1).splitlines() if row.startswith(f"data/actions.yaml:{line}: ") and "broken-file" in row]
    assert sentence in told


def test_bytes_that_are_no_utf8_are_refused_with_their_line(clerk: Clerk) -> None:
    (clerk.folder / "actions.yaml").write_bytes(ENTRY.encode() + b"  action: caf\xe9\n")
    for command in COMMANDS:
        assert clerk(command, status=1) == ""
        assert clerk.err == "g2g: data/actions.yaml:4: this is not UTF-8 text; save the file as UTF-8.\n"
    (clerk.folder / "actions.yaml").write_bytes(b"\xff\xfea\x00:\x00")
    clerk("list", status=1)
    assert clerk.err == "g2g: data/actions.yaml:1: this is not UTF-8 text; save the file as UTF-8.\n"


def test_a_folder_in_place_of_the_register_is_refused(clerk: Clerk) -> None:
    (clerk.folder / "actions.yaml").unlink()
    (clerk.folder / "actions.yaml").mkdir()
    for command in COMMANDS:
        assert clerk(command, status=1) == ""
        assert clerk.err == "g2g: data/actions.yaml is not an ordinary file.\n"
    assert "data/actions.yaml:1: data/actions.yaml is not an ordinary file. [unreadable-file]" in clerk("check", status=1)


@pytest.mark.skipif(os.name == "nt", reason="no such things there")
@pytest.mark.parametrize("make", [lambda p: os.mkfifo(p), lambda p: p.symlink_to("/etc/passwd"), lambda p: p.symlink_to("/dev/zero")])
def test_a_pipe_or_a_link_that_leads_out_is_refused(clerk: Clerk, make: Callable[[Path], None]) -> None:
    (clerk.folder / "actions.yaml").unlink()
    make(clerk.folder / "actions.yaml")
    for command in COMMANDS:
        assert clerk(command, status=1) == ""
        assert clerk.err.startswith("g2g: ")
        assert clerk.err.count("\n") == 1
    assert "unreadable-file" in clerk("check", status=1)


@pytest.mark.parametrize("name", ["people.yaml", "bodies.yaml", "meetings/HWB-2019-03-13.yaml", "meetings/HWB-2019-02-13.yaml"])
@pytest.mark.parametrize("text", [
    "- a\n", "a: !x y\n", "a: &a [*a]\n", "<<<<<<< HEAD\na:\n=======\nb:\n>>>>>>> x\n", "a: 'open\n", "\ta: b\n", "", "\xff", "[" * 300, "a: " + "{a: " * 100,
])  # fmt: skip
def test_any_other_broken_file_is_refused_in_one_sentence_by_what_needs_it(clerk: Clerk, name: str, text: str) -> None:
    (clerk.folder / name).write_bytes(text.encode("latin-1"))
    for command in [*COMMANDS, "bodies", "meeting list", "meeting show 03-13", "meeting show 02-13", "list --owner nia", "list --org trust", "show 02-13-01"]:
        before = everything(clerk.folder)
        if refused(clerk, command):
            assert re.fullmatch(r"g2g: .*\.\n", clerk.err)
            # An empty file of people is no broken one, but nobody acts for an organisation any more.
            assert f"data/{name}:" in clerk.err or name == "bodies.yaml" or (command == "list --org trust" and not text)
            assert everything(clerk.folder) == before
        write(clerk.folder / "actions.yaml", ACTIONS)
    if text:
        assert f"data/{name}:" in clerk("check", status=1)


@pytest.mark.parametrize(
    ("name", "text", "line", "sentence"),
    [
        ("people.yaml", "Mair Preece:\n  role: Chair\n  organisation: [x]\n", 3, "at Mair Preece, “organisation” should be words on one line, not a list."),
        ("people.yaml", "Mair Preece: x\n", 1, "“Mair Preece” should have fields below it."),
        ("bodies.yaml", "HWB:\n  name: Board\n  standing_items:\n    a: b\n", 3, "at HWB, “standing_items” should be words, or a list of words."),
        ("meetings/HWB-2019-03-13.yaml", "status: scheduled\ntime: [x]\n", 2, "in HWB-2019-03-13, “time” should be words on one line, not a list."),
        ("meetings/HWB-2019-03-13.yaml", "status: scheduled\nitems: words\n", 2, "in HWB-2019-03-13, “items” should be a list."),
        (
            "meetings/HWB-2019-03-13.yaml", "status: scheduled\nitems:\n  - title: One\n  - title: [Two]\n", 4,
            "in HWB-2019-03-13, “title” should be words on one line, not a list.",
        ),
        ("meetings/HWB-2019-03-13.yaml", "status: scheduled\npresent:\n  name: x\n", 2, "in HWB-2019-03-13, “present” should be a list."),
    ],
)  # fmt: skip
def test_a_wrong_type_in_any_other_file_is_named_with_its_line(clerk: Clerk, name: str, text: str, line: int, sentence: str) -> None:
    write(clerk.folder / name, text)
    assert f"data/{name}:{line}: {sentence} [broken-file]\n" in clerk("check", status=1)
    command = {"people.yaml": "people", "bodies.yaml": "bodies"}.get(name, "agenda HWB-2019-03-13")
    assert clerk(command, status=1) == ""
    assert clerk.err == f"g2g: data/{name}:{line}: {sentence}\n"


def test_a_broken_meeting_does_not_stop_what_does_not_need_it(clerk: Clerk) -> None:
    write(clerk.folder / "meetings" / "HWB-2019-01-16.yaml", "- broken\n")
    for line in ("list", "overdue", "carry-forward"):
        clerk(line)


def test_a_meeting_with_conflict_markers_is_refused_wherever_they_stand(clerk: Clerk) -> None:
    path = clerk.folder / "meetings" / "HWB-2019-03-13.yaml"
    write(path, "body: HWB\ndate: 2019-03-13\nstatus: scheduled\n<<<<<<< HEAD\nchair: A\n=======\nchair: B\n>>>>>>> theirs\n")
    before = clerk.actions
    for line in ("carry-forward", "agenda", "meeting show 03-13", "meeting list"):
        assert clerk(line, status=1) == ""
        assert clerk.err.startswith("g2g: data/meetings/HWB-2019-03-13.yaml:4: lines 4 to 8 hold an unsettled merge conflict; ")
    assert clerk.actions == before


def test_a_meeting_whose_fields_stand_in_another_order_is_read_whole(clerk: Clerk) -> None:
    write(clerk.folder / "meetings" / "HWB-2019-03-13.yaml", "status: scheduled\npresent:\n  - Nia Rowlands\nvenue: The pump house\ntime: 7 pm\n")
    assert "The pump house" in clerk("meeting list")
    assert "**Place:** The pump house" in clerk("agenda HWB-2019-03-13")


# ---- types ------------------------------------------------------------------------------------------

WORDS_FIELDS = ["status", "due", "due_said", "item", "area", "kind", "closed", "confirmed", "outcome", "referred_to", "formerly", "action"]
LIST_FIELDS = ["owner", "done_by", "carried", "notes", "exempt"]
REST = {"status": "open", "owner": "Mair Preece", "due": "2019-03-20", "action": "Sweep"}


def with_field(name: str, value: str) -> str:
    fields = {**REST, name: value}
    return "HWB-2019-02-13-01:\n" + "".join(f"  {key}:{' ' if not v.startswith(chr(10)) else ''}{v}\n" for key, v in fields.items())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, value) for name in WORDS_FIELDS for value in ("[a]", "{a: b}", "\n    - a", "\n    a: b")),
        *((name, value) for name in LIST_FIELDS for value in ("{a: b}", "[[a]]", "[{a: b}]", "\n    a: b", "\n    - a: b")),
        *(("extended", value) for value in ("later", "[later]", "{a: b}", "\n    a: b", "[[a]]", "[{to: [x]}]")),
    ],
)
def test_a_field_of_the_wrong_type_is_refused_with_its_line(clerk: Clerk, name: str, value: str) -> None:
    text = with_field(name, value)
    write(clerk.folder / "actions.yaml", text)
    line = next(n for n, row in enumerate(text.splitlines(), 1) if row.startswith(f"  {name}:"))
    for command in ("list --status all", "show 01", "overdue --status all" if name == "status" else "overdue"):
        assert clerk(command, status=1) == ""
        wrong = name if value != "[{to: [x]}]" else "to"
        assert re.fullmatch(rf"g2g: data/actions\.yaml:{line if wrong == name else 1}: in HWB-2019-02-13-01, “{wrong}” should be .+\.\n", clerk.err)


@pytest.mark.parametrize("name", [*WORDS_FIELDS, *LIST_FIELDS, "extended", "recurs", "unheard_of"])
@pytest.mark.parametrize("value", ["", "~", "''", "[]", "no", "12", "012", "1e3", "true", "2019-02-30", "0000-00-00", "99999999-01-01", "|\n    two\n    lines", ">-\n    folded\n    text"])
def test_any_scalar_is_text_and_no_view_crashes(clerk: Clerk, name: str, value: str) -> None:
    write(clerk.folder / "actions.yaml", with_field(name, value))
    for command in ("list --status all", "list --owner --status all", "show 01", "overdue", "due", "agenda HWB-2019-03-13", "carry-forward -n"):
        if refused(clerk, command):
            assert value == "[]" or name == "extended"
        assert_nothing_live(clerk.err)
    refused(clerk, "check")


@pytest.mark.parametrize("key", ["1", "2019-02-13", "~", "true", "'a: b'", '"x\\ty"', "HWB-2019-02-13", "HWB", "-", "hwb-2019-02-13-01", "x" * 200, "é" * 60, "HWB-2019-02-13-" + "9" * 100])
def test_any_key_is_a_reference_that_check_complains_of(clerk: Clerk, key: str) -> None:
    write(clerk.folder / "actions.yaml", ACTIONS + f"\n{key}:\n  status: open\n  owner: Mair Preece\n  due: 2019-03-01\n  action: odd\n")
    for command in ("list", "status", "overdue --owner", "due", "agenda HWB-2019-03-13", "carry-forward -n", "list --json", "add -n Something"):
        if refused(clerk, command):
            assert key == "-"
    shown = clerk("check", status=1)
    assert "malformed-reference" in shown or key == "-"


# ---- size ------------------------------------------------------------------------------------------


@limited
def test_a_huge_scalar_is_read_or_refused_and_does_not_hang(clerk: Clerk) -> None:
    write(clerk.folder / "actions.yaml", with_field("action", "x" * 300_000))
    assert "x" * 1000 in clerk("list")
    write(clerk.folder / "actions.yaml", with_field("action", '"' + "x" * 3_000_000 + '\\n"'))
    clerk("list", status=1)
    assert re.fullmatch(r"g2g: data/actions.yaml:1: this part is longer than [0-9,]+ characters; .+\n", clerk.err)


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 50_000, "a: " * 50_000, "? " * 50_000, "{" * 100_000, "a:\n" + "".join(" " * n + "a:\n" for n in range(1, 600)), "'" * 99_999, "!" * 99_999, "&a " * 30_000, "#\n" * 200_000 + "- a", "\n".join(f"k{n}: [" for n in range(5000))])  # fmt: skip
@limited
def test_hostile_depth_is_refused_and_does_not_hang(clerk: Clerk, text: str) -> None:
    write(clerk.folder / "actions.yaml", text + "\n")
    assert clerk("list", status=1) == ""
    assert clerk.err.count("\n") == 1


@given(text=st.text(st.characters(codec="utf-8"), max_size=60) | st.text(st.sampled_from("ab:-#'\"[]{}&*!|>%@` \n\t\r\x85\ufeff~,?"), max_size=40))
@settings(max_examples=150)
def test_whatever_is_appended_nothing_crashes(clerk: Clerk, text: str) -> None:
    (clerk.folder / "actions.yaml").write_bytes((ACTIONS + "\n" + text).encode())
    for command in ("list", "check", "carry-forward -n"):
        refused(clerk, command)
        assert_nothing_live(clerk.err)


def test_nothing_in_a_file_is_ever_run(clerk: Clerk, tmp_path: Path) -> None:
    mark = tmp_path / "owned"
    for text in (f"!!python/object/apply:os.system ['touch {mark}']", f"!!python/name:os.system [touch {mark}]", f"$(touch {mark})", f"`touch {mark}`"):
        write(clerk.folder / "actions.yaml", with_field("action", text))
        done = in_pipe("list", folder=clerk.folder)
        assert "Traceback" not in done.stderr
    assert not mark.exists()
