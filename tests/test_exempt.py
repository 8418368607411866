"""What is exempt is in no output: every command, in every form it has, prints and writes what it would without it.

The commands are those of ``COMMANDS`` and their forms those that they declare: one that is new, and is not walked here, fails.
"""

from __future__ import annotations

import email
import email.policy
import io
import re
import shutil
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from g2g.cli import COMMANDS, cli, exporting, main, papers
from tests.ropewalk import EXEMPT_MINUTES, LOG, MINUTES, MORE_MINUTES, SECRET, TODAY, git, written
from tests.test_completion import offered

# ---- the commands, and how each is walked ------------------------------------------------------------


class Walk(NamedTuple):
    """Command lines without their forms. ``prepared`` are commands before them; ``reason`` says why one is walked so."""

    lines: tuple[str, ...]
    prepared: tuple[str, ...] = ()
    reason: str = ""


NAMED = "It prints the one action that was named, and is walked with one for publication; whoever names an exempt one knows it."
VIEWS = {
    "status": Walk(("",)),
    "list": Walk(("", "--owner", "--owner oakes", "--org lonely", "--status all", "--status all --owner", "--area 1", "--body RWB", "--due-before 2030-01-01", "--search the", "--meeting 05-12")),
    "show": Walk(("RWB-2021-04-14-01", "RWB-2021-05-12-02"), reason=NAMED),
    "search": Walk(("the", "the --owner", "--status all --body RWB the")),
    "overdue": Walk(("", "--owner", "--body RWB")),
    "due": Walk(("", "--owner", "--due-after 2021-01-01")),
    "when": Walk(("at the next meeting --body RWB", "by the end of Q2")),
    "people": Walk(("",)),
    "bodies": Walk(("",)),
    "meeting list": Walk(("", "--body RWB", "--status held")),
    "meeting show": Walk(("RWB-2021-04-14", "RWB-2021-05-12", "RWB-2021-05-26", "RWB-2021-06-02", "RWB-2021-06-16", "TAR-2021-06-23")),
    "agenda": Walk(("RWB-2021-06-16", "TAR-2021-06-23", "RWB-2021-05-26", "--outstanding RWB-2021-06-16", "--outstanding --body TAR", "RWB-2021-05-12")),
    "plan": Walk(("", "--area 1", "--recommendation 1", "--body TAR", "--owner vance", "--org lonely")),
    "report meeting": Walk(("", "--body RWB", "--since 2021-01-01", "--meeting RWB-2021-05-12")),
    "report owner": Walk(("", "--since 2021-01-01", "--owner oakes")),
    "report organisation": Walk(("", "--org lonely", "--since 2021-01-01")),
    "report plan": Walk(("", "--area 1")),
    "report slippage": Walk(("", "--since 2021-01-01", "--body RWB")),
    "report scrutiny": Walk(("", "--meeting TAR-2021-06-23", "--area 1")),
    "report decisions": Walk(("", "--since 2021-01-01", "--meeting RWB-2021-05-12", "--body TAR")),
    "chase": Walk(("", "--owner oakes", "--owner vance --for RWB-2021-06-16", "--org lonely", "--body RWB", "-n --record")),
    "export": Walk(("", "--status open", "--owner oakes", "--org lonely", "--body RWB", "--search the")),
    "publish": Walk(("site", "--notes site", "--body RWB site")),
    "minutes": Walk(("../minutes.txt", "../minutes.txt --verbose")),
    "changes": Walk(("", "HEAD~1", "HEAD~1 --to HEAD", "--since RWB-2021-05-12", "RWB-2021-05-26")),
    "history": Walk(("RWB-2021-04-14-01",), reason=NAMED),
    "templates list": Walk(("",)),
    "templates export": Walk(("--to copies", "--to copies agenda.md.j2 house.docx")),
    "completion": Walk(("bash", "zsh", "fish")),
}
# These change the record, and each line has a record of its own.
WRITES = {
    "init": Walk(("", "--body NEW --name Newcomers")),
    "add": Walk(("Buy rope --body RWB --owner vance --due 'next meeting'", "Buy rope --body TAR -n", "Buy rope --body TAR --exempt 3 -n")),
    "edit": Walk(("RWB-2021-04-14-01 --area 2", "RWB-2021-04-14-01 --exempt 1,3"), reason=NAMED),
    "note": Walk(("RWB-2021-04-14-01 The slates are here",), reason=NAMED),
    "close": Walk(("RWB-2021-04-14-01", "RWB-2021-04-14-01 --propose -n"), reason=NAMED),
    "confirm": Walk(("--body RWB --meeting RWB-2021-05-12", "-n --meeting RWB-2021-05-12", "RWB-2021-04-14-02 --meeting RWB-2021-05-12")),
    "reopen": Walk(("RWB-2021-05-12-02 --reason Rust",), reason=NAMED),
    "withdraw": Walk(("RWB-2021-04-14-01 --reason Sold",), reason=NAMED),
    "transfer": Walk(("RWB-2021-04-14-01 --to oakes",), reason=NAMED),
    "refer": Walk(("RWB-2021-04-14-01 --to TAR",), reason=NAMED),
    "extend": Walk(("RWB-2021-04-14-01 --due 2021-07-30 --reason Rain",), reason=NAMED),
    "carry-forward": Walk(("", "-n", "--body TAR", "--only RWB-2021-05-12-01")),
    "chase": Walk(("--record", "--body RWB --record --out drafts")),
    "import": Walk(("../log.csv --body TAR --meeting TAR-2021-05-05", "-n ../log.csv --body RWB --meeting RWB-2021-05-12")),
    "minutes": Walk(("../minutes.txt --apply", "../minutes.txt --apply --close -n", "../exempt.txt --apply", "../exempt.txt --apply --close -n")),
    "meeting add": Walk(("RWB 2021-08-11", "TAR 2021-07-28 -n")),
    "meeting hold": Walk(("RWB-2021-06-16 --present vance -n", "RWB-2021-06-16 --present vance"), ("--today 2021-06-17 status",)),
    "meeting edit": Walk(("RWB-2021-05-12 --venue Elsewhere", "RWB-2021-05-12 --minutes approved -n", "RWB-2021-05-12 --item 6 --exempt 3", "RWB-2021-05-12 --item 9 --exempt 3")),
    "meeting cancel": Walk(("RWB-2021-06-16 --reason Storm", "RWB-2021-06-16 --reason Storm -n")),
    "meeting move": Walk(("RWB-2021-06-16 --to 2021-06-30 --reason Storm",)),
    "archive": Walk(("-n --before 2021-06-10", "--before 2021-06-10", "--before 2021-06-10 --body RWB")),
    "undo": Walk(("-n", ""), ("carry-forward",)),
    "redo": Walk(("-n", ""), ("carry-forward", "undo")),
    "fmt": Walk(("-n", "")),
    "hook install": Walk(("",)),
    "hook uninstall": Walk(("",), ("hook install",)),
    "sync": Walk(("-n", "")),
    "resolve": Walk(("RWB-2021-04-14-01 --ours",), reason=NAMED),
    "merge-driver": Walk((), reason="git calls it with three files, and it writes nothing but the record; see tests/test_merge.py."),
}
# Beside the view's own form: what goes to a file or a folder, by the name of the option.
ENDINGS: Mapping[str, tuple[str, ...]] = {"export": tuple(exporting._ENDINGS), "": tuple(papers._FILES)}
ASIDE = {"output", "out", "to", "folder", "file", "names", "data"}


def leaves(group: click.Group = cli, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command of the command line, those of groups too, by its whole name."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from leaves(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


COMMAND = dict(leaves())
# Walked by tests of their own, below.
APART = {"check": "It says where an exempt action breaks a rule, for that has to be mended, and nothing of the action."}


def forms(name: str) -> list[list[str]]:
    """The options that give a command's forms; none for the form that it has by itself."""
    found: list[list[str]] = [[]]
    for parameter in COMMAND[name].params:
        if parameter.name == "form" and isinstance(parameter, click.Option):
            found.append([parameter.opts[0]])
        elif parameter.name == "form" and isinstance(parameter.type, click.Choice):
            found = [[form] for form in parameter.type.choices if form != "xlsx"]
        elif parameter.name == "output":
            found += [["-o", f"paper{ending}"] for ending in ENDINGS.get(name, ENDINGS[""])]
        elif parameter.name == "out":
            found.append(["--out", "drafts"])
    return found


def test_every_command_is_walked() -> None:
    assert {*VIEWS, *WRITES, *APART} == {*COMMAND}
    assert {name.partition(" ")[0] for name in COMMAND} == {*COMMANDS}


def test_every_way_out_is_walked() -> None:
    for name, command in COMMAND.items():
        for parameter in command.params:
            if parameter.metavar in ("FILE", "FOLDER", "DIR", "PATH"):
                assert parameter.name in ASIDE, f"g2g {name} has {parameter.opts}: say here how it is walked"


# ---- the two records, and what a command line gives on each -----------------------------------------


class Screen(io.TextIOWrapper):
    """What a terminal shows."""

    def isatty(self) -> bool:
        return True


class Given(NamedTuple):
    """What a command printed, and the files that it wrote, by name."""

    status: int
    out: str
    err: str
    files: dict[str, bytes]


class Pair(NamedTuple):
    """The record with what is exempt, and the same without, each in a folder with its commits."""

    whole: Path
    public: Path


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    top = tmp_path_factory.mktemp("ropewalk")
    written(top / "whole", whole=True)
    written(top / "public", whole=False)
    for folder in (top / "whole", top / "public"):
        (folder / "minutes.txt").write_text(MINUTES)
        (folder / "exempt.txt").write_text(EXEMPT_MINUTES)
        (folder / "log.csv").write_text(LOG)
        git(folder, "init", "-q", "--bare", "../upstream-of-" + folder.name)
        git(folder, "remote", "add", "origin", f"../upstream-of-{folder.name}")
        git(folder, "push", "-q", "-u", "origin", "main")
    return Pair(top / "whole", top / "public")


def given(folder: Path, words: list[str], monkeypatch: pytest.MonkeyPatch, *, terminal: bool = False) -> Given:
    """What a command line gives at a record, in a folder beside it where it may write."""
    beside = folder / "beside"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    monkeypatch.chdir(beside)
    for name, value in (("G2G_DATA", str(folder / "data")), ("G2G_TODAY", TODAY), ("COLUMNS", "80"), ("TERM", "xterm-256color")):
        monkeypatch.setenv(name, value)
    kind = Screen if terminal else io.TextIOWrapper
    out, err = kind(io.BytesIO(), encoding="utf-8"), kind(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    try:
        with pytest.raises(SystemExit) as left:
            main(words)
    finally:
        monkeypatch.undo()
    said = []
    for stream in (out, err):
        stream.flush()
        assert isinstance(stream.buffer, io.BytesIO)
        said.append(stream.buffer.getvalue().decode().replace(str(folder), "HERE"))
    code = left.value.code
    files = {str(path.relative_to(beside)): path.read_bytes() for path in sorted(beside.rglob("*")) if path.is_file()}
    assert isinstance(code, int)
    return Given(code, *said, files)


def texts(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """All that a file holds, as text: the parts of a workbook or Word file, of a mail, and whatever is inside them."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in package.namelist():
                yield f"{name}!{part}", part
                yield from texts(f"{name}!{part}", package.read(part))
    elif name.endswith(".eml"):
        mail = email.message_from_bytes(data, policy=email.policy.default)
        for part in mail.walk():
            yield f"{name}!header", "\n".join(f"{key}: {value}" for key, value in part.items())
            if not part.is_multipart():
                yield from texts(f"{name}!{part.get_filename() or part.get_content_type()}", part.get_payload(decode=True))
    elif name.endswith(".ics"):
        # A long line is folded, in the midst of a word.
        yield name, data.decode().replace("\r\n ", "")
    else:
        yield name, data.decode(errors="replace")


def everything(one: Given) -> Iterator[tuple[str, str]]:
    yield "stdout", one.out
    yield "stderr", one.err
    for name, data in one.files.items():
        yield "name", name
        yield from texts(name, data)


def shown(one: Given) -> list[str]:
    """The secrets that are anywhere in what a command gave, and where."""
    return [f"{where}: …{text[max(0, at.start() - 60) : at.end() + 20]!r}" for where, text in everything(one) for at in SECRET.finditer(text)]


def settled(one: Given) -> Given:
    """What a command gave, but for what no two runs have alike: the names of commits, and how often a bar of progress was drawn."""
    drawn = re.sub(r"(?s)\x1b\[\?25l.*\x1b\[2K", "", one.err)
    return one._replace(out=re.sub(r"\b[0-9a-f]{7,40}\b", "COMMIT", one.out), err=re.sub(r"\b[0-9a-f]{7,40}\b", "COMMIT", drawn))


def compared(whole: Given, public: Given) -> None:
    """Nothing exempt is in what was given, and that is what the record without it gives, byte for byte."""
    assert not shown(whole)
    assert whole.status in (0, 1), whole.err
    one, other = settled(whole), settled(public)
    assert (one.out, one.err, one.status) == (other.out, other.err, other.status)
    assert [*one.files] == [*other.files]
    for name in one.files:
        assert [*texts(name, one.files[name])] == [*texts(name, other.files[name])], name


# ---- the walk ------------------------------------------------------------------------------------------


def words_of(name: str, line: str, form: list[str]) -> list[str]:
    import shlex

    return [*name.split(), *form, *shlex.split(line)] if name != "export" else [name, *form, *shlex.split(line)]


@pytest.mark.parametrize(("name", "line"), [(name, line) for name, walk in VIEWS.items() for line in walk.lines])
def test_a_view_is_what_it_would_be_without_what_is_exempt(pair: Pair, monkeypatch: pytest.MonkeyPatch, name: str, line: str) -> None:
    for form in forms(name):
        if form and ("--apply" in line or "--record" in line):
            continue
        words = words_of(name, line, form)
        for terminal in (False,) if form[:1] in (["-o"], ["--out"]) else (False, True):
            whole, public = (given(folder, words, monkeypatch, terminal=terminal) for folder in pair)
            print(f"$ g2g {words}\n{whole.out}{whole.err}")
            compared(whole, public)
            assert whole.out or whole.files


@pytest.mark.parametrize(("name", "line"), [(name, line) for name, walk in WRITES.items() for line in walk.lines])
def test_a_write_says_what_it_would_without_what_is_exempt(
    pair: Pair, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, line: str
) -> None:
    """What it does to exempt entries is not said: it stands in the files."""
    copies = []
    for folder in pair:
        copy = tmp_path / folder.name
        shutil.copytree(folder, copy)
        shutil.copytree(folder.parent / f"upstream-of-{folder.name}", tmp_path / f"upstream-of-{folder.name}")
        copies.append(copy)
    for before in WRITES[name].prepared:
        compared(*(given(copy, before.split(), monkeypatch) for copy in copies))
    whole, public = (given(copy, words_of(name, line, []), monkeypatch) for copy in copies)
    print(f"$ g2g {name} {line}\n{whole.out}{whole.err}")
    compared(whole, public)


# ---- what is apart ----------------------------------------------------------------------------------------


def test_check_says_where_an_exempt_action_breaks_a_rule_and_nothing_of_it(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    for form in ([], ["--json"], ["--csv"], ["--staged"]):
        found = given(pair.whole, ["check", *form], monkeypatch)
        assert found.status == 1
        assert not shown(found)
        assert "an exempt action breaks this rule; “g2g check --include-exempt” says how." in found.out
    assert "Zqora Bell is not in people.yaml" in given(pair.whole, ["check", "--include-exempt"], monkeypatch).out


def test_minutes_that_are_published_bring_out_nothing_of_the_exempt_item_in_their_place(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    (pair.whole / "more.txt").write_text(MORE_MINUTES)
    for line in ("minutes ../more.txt", "minutes ../more.txt --apply -n"):
        found = given(pair.whole, line.split(), monkeypatch)
        assert found.status == 0
        assert not shown(found)


def test_a_change_of_nothing_but_what_is_exempt_is_no_change(pair: Pair, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "whole"
    shutil.copytree(pair.whole, folder)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "All of it")
    for name, old, new in (("actions.yaml", "zqfine", "zqfee"), ("meetings/RWB-2021-05-12.yaml", "zqdamages", "zqcosts")):
        file = folder / "data" / name
        file.write_text(file.read_text().replace(old, new))
        for form in forms("changes"):
            assert not shown(given(folder, ["changes", *form], monkeypatch))
        found = given(folder, ["changes"], monkeypatch)
        assert found.out.endswith("Nothing has changed.\n")
        assert new in given(folder, ["changes", "--include-exempt"], monkeypatch).out


def test_what_becomes_exempt_is_told_by_no_command_that_says_what_changed(pair: Pair, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "whole"
    shutil.copytree(pair.whole, folder)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "All of it")
    meetings = folder / "data" / "meetings" / "RWB-2021-04-14.yaml"
    # By hand, and with a title and a reference that are others.
    meetings.write_text(meetings.read_text().replace("title: The quay wall\n", "title: A matter of staff\n    exempt: 1\n").replace("text: That the roof", "exempt: 3\n        text: That the roof"))
    for line in (
        "edit RWB-2021-04-14-01 --exempt 3", "edit TAR-2021-05-05-01 --exempt 1,3", "meeting edit RWB-2021-05-12 --item 4 --exempt 1", "meeting edit RWB-2021-06-16 --item 2 --exempt 5",
    ):  # fmt: skip
        given(folder, line.split(), monkeypatch)
    words = re.compile(r"(?i)roof of the|tar in the vats|long shed|quay wall|roof be mended|matter of staff|notice be put")
    for form in forms("changes"):
        found = given(folder, ["changes", *form], monkeypatch)
        assert found.status == 0
        assert not shown(found)
        assert not words.search(found.out), found.out
    assert given(folder, ["changes"], monkeypatch).out.endswith("Nothing has changed.\n")
    for step in ("undo -n", "undo", "redo", "undo", "redo"):
        found = given(folder, step.split(), monkeypatch)
        assert not shown(found)
        assert not words.search(found.out), found.out
    asked = given(folder, ["changes", "--include-exempt"], monkeypatch).out
    for sentence in (
        "RWB-2021-04-14-01  exempt from now on, under paragraph 3 of Schedule 12A", "TAR-2021-05-05-01  exempt from now on, under paragraphs 1 and 3 of Schedule 12A",
        "item 4 is exempt from now on, under paragraph 1 of Schedule 12A", "item 5 is exempt from now on, under paragraph 1", "item 2 is exempt from now on, under paragraph 5",
        "item 4, resolution RWB-2021-04-14-R1 is exempt from now on, under paragraph 3",
    ):  # fmt: skip
        assert sentence in " ".join(asked.split()) or sentence in asked, sentence


def test_exempt_minutes_are_taken_in_as_exempt(pair: Pair, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    shutil.copytree(pair.public, folder)
    before = (folder / "data" / "actions.yaml").read_bytes()
    done = given(folder, ["minutes", "../exempt.txt", "--apply"], monkeypatch)
    assert not shown(done)
    assert "2 actions, 2 items and 1 resolution stand in the exempt part (line 20 on), and are taken in as exempt." in done.out
    again = given(folder, ["minutes", "../exempt.txt", "--apply"], monkeypatch)
    assert not shown(again)
    for line in ("list --status all", "meeting show RWB-2021-05-12", "changes", "search the", "agenda RWB-2021-06-16", "report decisions --since 2021-01-01", "export"):
        assert not shown(given(folder, line.split(), monkeypatch)), line
    assert "zqlawyer" in given(folder, ["list", "--include-exempt"], monkeypatch).out
    assert "zqoffer" in given(folder, ["meeting", "show", "RWB-2021-05-12", "--include-exempt"], monkeypatch).out
    undone = given(folder, ["undo"], monkeypatch)
    assert undone.status == 0
    assert not shown(undone)
    assert (folder / "data" / "actions.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "line",
    [
        "list --owner e", "list --owner zqorabel", "add Buy rope --body RWB --owner e -n", "show 7", "close 05-05 -n", "note 12-7 word -n", "show RWB-2021-05-12-79",
        "chase --owner e", "report owner --owner e", "transfer RWB-2021-04-14-01 --to e -n",
    ],
)  # fmt: skip
def test_no_refusal_suggests_what_is_exempt(pair: Pair, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    found = given(pair.whole, line.split(), monkeypatch)
    typed = set(line.split())
    assert found.status in (0, 1)
    assert not [one for one in SECRET.findall(found.out + found.err) if one not in typed]


@pytest.mark.parametrize("words", [["show"], ["close"], ["list", "--owner"], ["transfer", "RWB-2021-04-14-01", "--to"], ["meeting", "show"], ["list", "--body"]])
def test_no_completion_offers_what_is_exempt(pair: Pair, words: list[str]) -> None:
    for shell in ("bash", "zsh"):
        offers = offered(pair.whole / "data", *words, "", shell=shell)
        assert offers
        assert not SECRET.search("\n".join(offers))


# ---- the reverse ------------------------------------------------------------------------------------------

# Command lines of the views that can show what is exempt, where one alone would not.
WHOLE = {
    "search": "the --status all", "agenda": "RWB-2021-06-16", "meeting show": "RWB-2021-05-12", "changes": "HEAD~1", "publish": "site",
    "list": "--status all", "chase": "--body RWB",
}  # fmt: skip


def asked_whole(name: str) -> str:
    """The option by which a command shows what is exempt too; empty where it has none."""
    return next((p.opts[0] for p in COMMAND[name].params if "--include-exempt" in p.opts), "")


def test_the_same_words_ask_for_it_everywhere() -> None:
    asking = {name: [p for p in command.params if "--include-exempt" in p.opts] for name, command in COMMAND.items()}
    assert {tuple(option.opts) for options in asking.values() for option in options} == {("--include-exempt", "--exempt")}
    assert {"list", "agenda", "report decisions", "meeting show", "changes", "chase", "publish", "export", "plan", "check"} <= {name for name, found in asking.items() if found}
    # Elsewhere --exempt names the paragraphs under which something is marked.
    marking = {name for name, command in COMMAND.items() if any(p.opts == ["--exempt"] for p in command.params)}
    assert marking == {"add", "edit", "meeting edit"}


@pytest.mark.parametrize("name", [name for name in VIEWS if asked_whole(name)])
def test_what_is_exempt_is_shown_where_it_is_asked_for_and_said_not_to_be_for_publication(
    pair: Pair, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for form in forms(name):
        found = given(pair.whole, [*words_of(name, WHOLE.get(name, ""), form), "--include-exempt"], monkeypatch)
        text = "\n".join(text for _, text in everything(found))
        print(form, text)
        assert found.status == 0
        assert SECRET.search(text)
        if {"--json", "--csv", "json", "csv", "-o"}.isdisjoint(form) or form[-1].endswith((".md", ".html", ".docx")):
            assert "not for publication" in text.casefold()
            assert re.search(r"paragraphs? \d", text)
        else:
            assert re.search(r"(?i)exempt|not for publication", text)
@pytest.mark.parametrize("name", ["show", "history"])
def test_an_exempt_action_that_is_named_is_shown_and_said_not_to_be_for_publication(pair: Pair, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """“… out of every output unless asked for by name”: whoever has the reference has asked for it."""
    for form in forms(name):
        found = given(pair.whole, [name, *form, "RWB-2021-04-14-71"], monkeypatch)
        assert "zqclaim" in found.out or name == "history"
        assert SECRET.search(found.out)
        if not form or form == ["--md"] or form == ["--plain"]:
            assert "not for publication" in found.out.casefold()
            assert "paragraphs 1 and 3 of Schedule 12A" in found.out


def test_what_was_done_to_a_named_exempt_action_is_taken_back_without_a_word_of_it(pair: Pair, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "whole"
    shutil.copytree(pair.whole, folder)
    for line in ("close RWB-2021-04-14-71 --outcome Zqagreed", "transfer RWB-2021-05-12-75 --to Zqbert", "note RWB-2021-05-12-76 Zqword"):
        before = (folder / "data" / "actions.yaml").read_bytes()
        assert shown(given(folder, line.split(), monkeypatch))
        for step in ("undo -n", "undo", "redo", "undo"):
            done = given(folder, step.split(), monkeypatch)
            assert done.status == 0
            assert not shown(done)
            assert "“A change of exempt actions.”" in done.out
        assert (folder / "data" / "actions.yaml").read_bytes() == before
