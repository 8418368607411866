"""What changed since a commit or a meeting, in whole sentences, from real repositories; and what cannot be told."""

from __future__ import annotations

import json
import os
import random
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g import files
from g2g.records import ACTION_FIELDS
from g2g.snapshots import differing_entries, shared
from tests.conftest import ACTIONS, Clerk, write

Git = Callable[..., str]


@pytest.fixture
def git(folder: Path) -> Git:
    """A repository around the data folder, with one commit of 13 February 2019; runs git in it."""

    def run(*words: str, on: str = "2019-03-01") -> str:
        when = f"{on}T12:00:00+00:00"
        who = {"GIT_AUTHOR_NAME": "Idris Bowen", "GIT_AUTHOR_EMAIL": "i@b.example", "GIT_COMMITTER_NAME": "Idris Bowen"}
        clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        done = subprocess.run(
            ["git", *words], cwd=folder.parent, check=True, capture_output=True, text=True,
            env={**clean, **who, "GIT_COMMITTER_EMAIL": "i@b.example", "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when,
                 "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
        )  # fmt: skip
        return done.stdout.strip()

    run("init", "--quiet", "--initial-branch=main")
    run("add", ".")
    run("commit", "--quiet", "--message=Start", on="2019-02-13")
    return run


def told(clerk: Clerk, line: str = "changes") -> list[str]:
    """The sentences of ``changes``."""
    return [row["sentence"].replace("HWB-2019-", "") for row in json.loads(clerk(f"{line} --json"))["data"]]


def edit(clerk: Clerk, old: str, new: str, name: str = "actions.yaml") -> None:
    text = (clerk.folder / name).read_bytes().decode()
    assert old in text
    write(clerk.folder / name, text.replace(old, new, 1))


# ---- the sentences -----------------------------------------------------------------------------------


def test_what_each_verb_does_is_told_in_a_sentence(clerk: Clerk, git: Git) -> None:
    clerk("close 02-13-01 --outcome 'Report sent'")
    clerk("note 02-13-02 'Rings ordered'")
    clerk("note 02-13-02 'Rings came'")
    clerk("extend 02-13-02 --due 2019-05-08 --reason 'Waits for the divers'")
    clerk("transfer 02-13-04 --to Idris --reason 'On leave'")
    clerk("carry-forward")
    clerk("add 'Paint the bollards' --owner Nia --due 2019-05-01")
    assert told(clerk) == [
        "02-13-01 closed, 5 days late (11 March 2019): Report sent; owner Nia Rowlands",
        "02-13-02 due 10 April 2019 → 8 May 2019: Waits for the divers",
        "02-13-02 carried forward to 03-13",
        "02-13-02 two notes added: 11 March 2019, Rings ordered; 11 March 2019, Rings came",
        "02-13-03 carried forward to 03-13",
        "02-13-04 transferred from Mair Preece to Idris Bowen: On leave",
        "02-13-04 carried forward to 03-13",
        "02-13-05 added for Nia Rowlands, due 1 May 2019: Paint the bollards",
    ]


def test_endings_are_told(clerk: Clerk, git: Git) -> None:
    clerk.today = "2019-03-14"
    clerk("meeting hold 03-13")
    clerk("confirm 02-13-03 --meeting 03-13")
    clerk("withdraw 02-13-01 --reason 'No longer wanted'")
    clerk("refer 02-13-04 --to 'the Pilotage Panel'")
    clerk("close 02-13-02 --propose")
    assert told(clerk) == [
        "02-13-01 withdrawn (14 March 2019): No longer wanted",
        "02-13-02 proposed for closure, in time (14 March 2019); owners Tomos Rees and Tomos Vaughan",
        "02-13-03 closure confirmed at 03-13",
        "02-13-04 referred to the Pilotage Panel (14 March 2019)",
        "03-13 held",
    ]


def test_reopening_is_told_once(clerk: Clerk, git: Git) -> None:
    clerk("reopen 01-16-01 --reason 'The lamps failed'")
    assert told(clerk) == ["01-16-01 reopened, was closed: The lamps failed"]


def test_corrections_by_hand_are_told_old_and_new(clerk: Clerk, git: Git) -> None:
    edit(clerk, "Agree where the new mooring rings go", "Agree where the rings go")
    edit(clerk, "due: 2019-04-10", "due: 2019-04-12")
    edit(clerk, "item: 8", "item: 9")
    edit(clerk, "  kind: watching brief\n", "")
    edit(clerk, "- HWB-2019-03-13\n", "- HWB-2019-04-10\n")
    edit(clerk, "  owner: Idris Bowen\n", "  owner: Idris Bowen\n  room: 4\n")
    assert told(clerk) == [
        "02-13-01 carried forward to 04-10",
        "02-13-01 no longer carried forward to 03-13",
        "02-13-02 first date 10 April 2019 → 12 April 2019",
        "02-13-02 words “Agree where the new mooring rings go” → “Agree where the rings go”",
        "02-13-03 room: 4",
        "02-13-04 no longer a watching brief",
        "02-13-04 item 8 → 9",
    ]


def test_an_action_that_was_taken_out_is_told(clerk: Clerk, git: Git) -> None:
    write(clerk.folder / "actions.yaml", ACTIONS[: ACTIONS.index("HWB-2019-02-13-04")])
    assert told(clerk) == ["02-13-04 removed from the record: Watch what the ministry decides on pilotage"]


def test_an_action_of_the_archive_is_moved_not_removed(clerk: Clerk, git: Git) -> None:
    start, end = ACTIONS.index("HWB-2019-01-16-01"), ACTIONS.index("HWB-2019-02-13-01")
    write(clerk.folder / "actions.yaml", ACTIONS[:start] + ACTIONS[end:])
    write(clerk.folder / "archive" / "2019.yaml", ACTIONS[start:end].rstrip("\n") + "\n")
    assert told(clerk) == ["01-16-01 moved to archive/2019.yaml"]


def test_an_action_with_a_new_number_is_told_under_it(clerk: Clerk, git: Git) -> None:
    edit(clerk, "HWB-2019-02-13-04:\n  status: open", "HWB-2019-02-13-09:\n  status: open\n  formerly: HWB-2019-02-13-04, HWB-2019-02-13-40")
    assert told(clerk) == ["02-13-09 renumbered from 02-13-04"]


def test_meetings_are_told(clerk: Clerk, git: Git) -> None:
    clerk("meeting add 2019-05-08 --time 2pm")
    clerk("meeting cancel 04-10 --reason Easter")
    clerk.today = "2019-03-13"
    clerk("meeting hold 03-13 --present Nia --present Mair --apologies 'Tomos Rees'")
    assert told(clerk) == [
        "03-13 held: 2 present, 1 with apologies",
        "04-10 cancelled: Easter",
        "05-08 added: Wednesday 8 May 2019, 2 pm, Quay House, Port Tennant",
    ]


def test_a_meeting_that_moved_is_told_once(clerk: Clerk, git: Git) -> None:
    clerk("meeting move 04-10 --to 2019-04-17 --reason Easter")
    assert told(clerk) == ["04-10 moved to Wednesday 17 April 2019: Easter"]


def test_items_and_resolutions_are_told_exempt_ones_only_where_asked(clerk: Clerk, git: Git) -> None:
    items = (
        "items:\n  - number: 5\n    title: Dredging\n    minute: The Board heard the engineer.\n"
        "    resolutions:\n      - ref: R1\n        text: That the basin be dredged\n"
        "  - number: 6\n    title: The crane driver's claim\n    exempt:\n      - 1\n"
    )
    edit(clerk, "status: scheduled\n", "status: scheduled\n" + items, "meetings/HWB-2019-03-13.yaml")
    public = [
        "03-13 item 5 added: Dredging",
        "03-13 item 5 minuted: The Board heard the engineer.",
        "03-13 item 5, resolved: That the basin be dredged",
    ]
    assert told(clerk)[:1] == public[:1]
    assert not any("crane" in sentence for sentence in told(clerk))
    assert any("crane" in sentence for sentence in told(clerk, "changes --exempt"))


def test_people_and_bodies_are_told_briefly(clerk: Clerk, git: Git) -> None:
    edit(clerk, "role: Clerk", "role: Secretary", "people.yaml")
    edit(clerk, "chair: Mair Preece", "chair: Nia Rowlands", "bodies.yaml")
    write(clerk.folder / "config.yaml", "closed_days:\n  - 2019-12-27\n")
    assert told(clerk) == [
        "Idris Bowen role Clerk → Secretary", "HWB chair Mair Preece → Nia Rowlands", "config.yaml added",
    ]  # fmt: skip


def test_the_whole_view_in_a_pipe(clerk: Clerk, git: Git) -> None:
    clerk("note 02-13-01 'Drafted'")
    name = git("rev-parse", "HEAD")[:7]
    assert clerk("changes") == (
        f"Changes since the last commit ({name} of 13 February 2019, Idris Bowen)\n\n"
        "Actions (1)\n"
        "Reference          What changed\n"
        "-----------------------------------------------------\n"
        "HWB-2019-02-13-01  note added: 11 March 2019, Drafted\n"
    )


def test_nothing_changed_is_said_and_is_no_failure(clerk: Clerk, git: Git) -> None:
    assert "Nothing has changed." in clerk("changes")
    assert json.loads(clerk("changes --json"))["data"] == []


def test_another_way_of_writing_is_no_change(clerk: Clerk, git: Git) -> None:
    edit(clerk, "  owner: Idris Bowen\n", "  owner: 'Idris Bowen'  # our clerk\n")
    shown = clerk("changes")
    assert "1 entry is written in another way (comments, quotes or order), and says the same." in shown
    assert told(clerk) == []


def test_comments_between_entries_are_no_change(clerk: Clerk, git: Git) -> None:
    edit(clerk, "# The actions", "# All the actions")
    assert "Only comments, blank lines or the order of entries differ, in actions.yaml." in clerk("changes")


def test_crlf_on_the_disk_is_no_change(clerk: Clerk, git: Git) -> None:
    for path in clerk.folder.rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert told(clerk) == []


# ---- exempt matter -----------------------------------------------------------------------------------


def test_exempt_actions_are_left_out_unless_asked_for(clerk: Clerk, git: Git) -> None:
    edit(clerk, "  item: 8\n", "  item: 8\n  exempt:\n    - 3\n")
    shown = clerk("changes")
    assert "ministry" not in shown
    assert "xempt" not in shown
    assert told(clerk, "changes --exempt") == ["02-13-04 exempt from now on, under paragraph 3 of Schedule 12A"]
    assert "Not for publication under paragraph 3 of " in clerk("changes --exempt")


# ---- since when --------------------------------------------------------------------------------------


@pytest.fixture
def grown(clerk: Clerk, git: Git) -> Clerk:
    """Commits of 13 February, 1 March and 14 March 2019, a note each, and a note that is not committed."""
    for on, note in (("2019-03-01", "Second"), ("2019-03-14", "Third")):
        clerk(f"note 02-13-01 {note}")
        git("commit", "--quiet", "--all", f"--message={note}", on=on)
    clerk("note 02-13-01 Fourth")
    return clerk


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("changes", "02-13-01 note added: 11 March 2019, Fourth"),
        ("changes HEAD", "02-13-01 note added: 11 March 2019, Fourth"),
        ("changes main~1", "02-13-01 two notes added: 11 March 2019, Third; 11 March 2019, Fourth"),
        ("changes HEAD~2 --to HEAD~1", "02-13-01 note added: 11 March 2019, Second"),
        ("changes HEAD --to HEAD~1", "02-13-01 note removed: 11 March 2019, Third"),
        ("changes --since HWB-2019-03-13", "02-13-01 two notes added: 11 March 2019, Third; 11 March 2019, Fourth"),
        ("changes 03-13", "02-13-01 two notes added: 11 March 2019, Third; 11 March 2019, Fourth"),
        ("changes 2019-02-13 --to HEAD", "02-13-01 two notes added: 11 March 2019, Second; 11 March 2019, Third"),
    ],
)
def test_since_a_revision_or_a_meeting(grown: Clerk, line: str, sentence: str) -> None:
    assert told(grown, line) == [sentence]


def test_a_meeting_before_the_record_began_means_its_first_commit(grown: Clerk) -> None:
    shown = grown("changes --since 2019-01-16")
    assert "three notes added" in shown
    assert "Compared with the first commit there is: the record was first committed later." in shown


def test_a_rebase_does_not_change_what_was_since_a_meeting(clerk: Clerk, git: Git) -> None:
    clerk("note 02-13-01 Late")
    git("commit", "--quiet", "--all", "--message=Late", on="2019-03-20")
    clerk("note 02-13-01 Early")
    git("commit", "--quiet", "--all", "--message=Early", on="2019-03-02")
    assert told(clerk, "changes --since 03-13 --to HEAD") == []


def test_the_record_may_have_stood_elsewhere_in_the_repository(clerk: Clerk, git: Git) -> None:
    old = git("rev-parse", "HEAD")
    git("mv", "data", "record")
    git("commit", "--quiet", "--message=Moved")
    clerk.folder = clerk.folder.parent / "record"
    clerk("note 02-13-01 Fourth")
    assert told(clerk, f"changes {old}") == ["02-13-01 note added: 11 March 2019, Fourth"]
    assert "the record was in data." in clerk(f"changes {old}")


def test_before_there_was_a_record_everything_is_new(clerk: Clerk, git: Git) -> None:
    git("checkout", "--quiet", "--orphan", "before")
    git("rm", "--quiet", "--cached", "-r", ".")
    git("commit", "--quiet", "--allow-empty", "--message=Nothing yet")
    git("checkout", "--quiet", "--force", "main")
    assert len(told(clerk, "changes before")) == 15
    assert "there was no record in data." in clerk("changes before")


def test_a_detached_head_a_subfolder_and_a_record_at_the_top(clerk: Clerk, git: Git, tmp_path: Path) -> None:
    git("checkout", "--quiet", "--detach")
    clerk("note 02-13-01 Drafted")
    assert len(told(clerk)) == 1
    top = tmp_path / "top"
    write(top / "actions.yaml", ACTIONS)
    subprocess.run(["git", "init", "--quiet"], cwd=top, check=True)
    subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@y", "add", "."], cwd=top, check=True)
    subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@y", "commit", "-qm", "x"], cwd=top, check=True)
    clerk.folder = top
    clerk("note 02-13-01 Drafted")
    assert told(clerk) == ["02-13-01 note added: 11 March 2019, Drafted"]


def test_a_repository_of_sha256(clerk: Clerk, folder: Path) -> None:
    for words in (["init", "-q", "--object-format=sha256"], ["add", "."], ["-c", "user.name=x", "-c", "user.email=x@y", "commit", "-qm", "x"]):
        subprocess.run(["git", *words], cwd=folder.parent, check=True)
    assert told(clerk) == []
    clerk("note 02-13-01 Drafted")
    assert len(told(clerk)) == 1


def test_a_shallow_clone_compares_with_the_oldest_it_has(grown: Clerk, git: Git, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{grown.folder.parent}", clone], check=True)
    grown.folder = clone / "data"
    shown = grown("changes --since 2019-02-13")
    assert "Compared with the first commit there is: this clone is shallow, and holds nothing older." in shown


# ---- what cannot be done, in one sentence --------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "status", "sentence"),
    [
        ("changes nope", 1, "There is no revision and no meeting “nope”."),
        ("changes -- --output=x", 1, "There is no revision and no meeting “--output=x”."),
        ("changes --to nope", 1, "There is no revision “nope” in this repository."),
        ("changes --to=--all", 1, "There is no revision “--all” in this repository."),
        ("changes HEAD..HEAD", 1, "There is no revision and no meeting “HEAD..HEAD”."),
        ("changes HEAD --since 02-13", 2, "Give a revision or --since MEETING, not both."),
        ("changes --since nope", 1, "There is no meeting “nope”."),
    ],
)
def test_what_is_no_revision_is_said(clerk: Clerk, git: Git, line: str, status: int, sentence: str) -> None:
    clerk(line, status=status)
    assert clerk.err == f"g2g: {sentence}\n"


def test_without_a_repository_or_a_commit_one_sentence(clerk: Clerk, folder: Path) -> None:
    clerk("changes", status=1)
    assert "is not in a git repository" in clerk.err
    subprocess.run(["git", "init", "-q"], cwd=folder.parent, check=True)
    clerk("changes", status=1)
    assert clerk.err == "g2g: There is no commit yet, so there is nothing to compare with; “git add” and “git commit” make the first.\n"
    clerk("changes --since 02-13", status=1)
    assert clerk.err.count("\n") == 1


def test_without_git_one_sentence(clerk: Clerk, git: Git, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    clerk("changes", status=1)
    assert clerk.err == "g2g: git is not installed on this machine (or not on the PATH); this command needs it.\n"


def test_a_bare_repository_has_no_files_to_compare(clerk: Clerk, git: Git, tmp_path: Path) -> None:
    bare = tmp_path / "bare.git"
    subprocess.run(["git", "clone", "-q", "--bare", clerk.folder.parent, bare], check=True)
    clerk.folder = clerk.folder.rename(bare / "data")
    clerk("changes", status=1)
    assert clerk.err.startswith(f"g2g: {bare}/data is not in a git repository")
    assert "In the record" in clerk("history 02-13-01")


def test_conflict_markers_on_the_disk_are_refused_with_their_lines(clerk: Clerk, git: Git) -> None:
    edit(clerk, "  item: 8\n", "<<<<<<< ours\n  item: 8\n=======\n  item: 9\n>>>>>>> theirs\n")
    clerk("changes", status=1)
    assert "data/actions.yaml:44: lines 44 to 48 hold an unsettled merge conflict" in clerk.err


def test_a_file_that_was_broken_then_is_passed_over(clerk: Clerk, git: Git) -> None:
    good = clerk.actions
    write(clerk.folder / "actions.yaml", good + "\nHWB: [\n")
    git("commit", "--quiet", "--all", "--message=Broken")
    write(clerk.folder / "actions.yaml", good)
    edit(clerk, "role: Clerk", "role: Secretary", "people.yaml")
    shown = clerk("changes")
    name = git("rev-parse", "HEAD")[:7]
    assert f"actions.yaml could not be compared: {name}:data/actions.yaml:" in shown
    assert "role Clerk → Secretary" in shown


def test_one_entry_of_a_wrong_type_is_left_out_and_the_others_are_told(clerk: Clerk, git: Git) -> None:
    edit(clerk, "  owner: Idris Bowen\n", "  owner:\n    - name: Idris\n")
    clerk("note 02-13-01 Drafted")
    assert "HWB-2019-02-13-03 was left out, for it cannot be read: “owner” should be words, or a list of words." in clerk("changes")
    assert told(clerk) == ["02-13-01 note added: 11 March 2019, Drafted"]


def test_a_folder_whose_name_has_a_line_break_is_no_bug(clerk: Clerk, git: Git) -> None:
    clerk.folder = clerk.folder.rename(clerk.folder.parent / "da\nta")
    clerk("changes", status=1)
    assert "there is a line break in the name" in clerk.err


def test_what_could_not_be_compared_is_said_beside_json_too(clerk: Clerk, git: Git) -> None:
    write(clerk.folder / "meetings" / "HWB-2019-04-10.yaml", "body: [\n")
    assert told(clerk) == []
    assert "Nothing else is known to have changed." in clerk("changes")
    clerk("changes --json")
    assert clerk.err.startswith("g2g: HWB-2019-04-10 was left out, for it cannot be read: data/meetings/HWB-2019-04-10.yaml:")


def test_a_hostile_repository_runs_nothing_and_its_texts_do_nothing(clerk: Clerk, git: Git, tmp_path: Path) -> None:
    mark, script = tmp_path / "ran", tmp_path / "evil"
    write(script, f"#!/bin/sh\ntouch {mark}\ncat\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    for key in ("core.fsmonitor", "diff.external", "core.pager", "filter.x.clean", "filter.x.smudge", "diff.x.textconv", "gpg.program"):
        git("config", key, str(script))
    git("config", "log.showSignature", "true")
    git("config", "log.follow", "true")
    write(clerk.folder.parent / ".gitattributes", "* filter=x diff=x\n")
    edit(clerk, "Agree where", "Agree \\e[31mwhere")
    clerk("note 02-13-01 'Drafted'")
    clerk("changes")
    clerk("changes --since 02-13")
    clerk("history 02-13-01")
    assert not mark.exists()


def test_escape_sequences_of_an_author_are_made_harmless(clerk: Clerk, git: Git) -> None:
    git("-c", "user.name=x", "commit", "--quiet", "--allow-empty", "--author=Evil \x1b[31m <e@e>", "--message=x")
    assert "\x1b" not in clerk("changes")


# ---- properties --------------------------------------------------------------------------------------


@given(st.binary(max_size=30), st.binary(max_size=30), st.binary(max_size=30), st.binary(max_size=30))
def test_what_two_texts_share_is_the_same_at_both_ends(head: bytes, one: bytes, other: bytes, tail: bytes) -> None:
    a, b = head + one + tail, head + other + tail
    before, behind = shared(a, b)
    assert a[:before] == b[:before]
    assert a[len(a) - behind :] == b[len(b) - behind :]
    assert before + behind <= min(len(a), len(b))
    assert before >= len(head)


def _keyed(text: str) -> dict[str, object]:
    file_of = [(one[1], file.fields(one)) for file, one in differing_entries(None, files.text_of("", "x", text.encode()), ACTION_FIELDS)[1]]
    return {(key or b"").decode(): fields for key, fields in file_of}


@given(st.integers(0, 10**9))
def test_looking_only_at_what_differs_finds_all_that_differs(seed: int) -> None:
    r = random.Random(seed)
    entries = [f"HWB-2019-02-13-{n:02}:\n  status: open\n  item: {r.randint(1, 2)}\n  action: Do {n}\n" for n in range(1, 9)]
    other = [e.replace("item: 1", "item: 3") if r.random() < 0.2 else e for e in entries if r.random() > 0.1]
    if other and r.random() < 0.5:
        other[0] = other[0].replace("action: Do", "action: \"Do\nHWB-1: and\" #")
    if r.random() < 0.3:
        other.insert(0, "# A comment\n")
    old, new = "\n".join(entries), "\n".join(other)
    before, after = _keyed(old), _keyed(new)
    was, now = differing_entries(files.text_of("", "x", old.encode()), files.text_of("", "x", new.encode()), ACTION_FIELDS)
    left = {(one[1] or b"").decode(): file.fields(one) for file, one in was}
    right = {(one[1] or b"").decode(): file.fields(one) for file, one in now}
    differing = {key for key in {*before, *after} if before.get(key) != after.get(key)}
    assert differing <= {*left, *right}
    assert all(left.get(key) == before.get(key) and right.get(key) == after.get(key) for key in differing)
