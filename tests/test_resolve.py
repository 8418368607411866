"""Settling what two clerks said differently, in real clones with the driver and without it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from g2g.cli import merging
from g2g.files import text_of
from g2g.marks import hunks
from tests.conftest import ROOT, Clerk

REF = "HWB-2019-02-13-01"
HWB = "HWB-2019-03-13"


class Work:
    """A repository at the data folder, with two branches that both change the record."""

    def __init__(self, clerk: Clerk) -> None:
        self.clerk, self.folder = clerk, clerk.folder
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "A")
        self.git("config", "user.email", "a@x")

    def git(self, *words: str, status: int | None = 0) -> str:
        env = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        env |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(["git", *words], cwd=self.folder.parent, env=env, capture_output=True, text=True, check=False)
        print("$ git", *words, "\n", done.stdout, done.stderr)
        assert status is None or done.returncode == status
        return done.stdout + done.stderr

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x")

    def branches(self, ours: list[tuple[str, str]], theirs: list[tuple[str, str]], name: str = "actions.yaml") -> str:
        """Both sides' replacements committed and merged; what git says."""
        self.commit()
        path = self.folder / name
        before = path.read_bytes()
        for branch, changes in (("theirs", theirs), ("main", ours)):
            self.git("checkout", "-q", *(["-b"] if branch == "theirs" else []), branch)
            text = before.decode()
            for old, new in changes:
                assert old in text
                text = text.replace(old, new, 1)
            path.write_bytes(text.encode())
            self.commit()
        return self.git("merge", "theirs", status=None)


@pytest.fixture
def plain(clerk: Clerk) -> Work:
    """A clone without the driver."""
    return Work(clerk)


@pytest.fixture
def work(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> Work:
    """A clone that was set up by ``g2g init``."""
    made = Work(clerk)
    clerk("init")
    return made


OURS, THEIRS = [("due: 2019-03-06", "due: 2019-03-07")], [("due: 2019-03-06", "due: 2019-03-08")]


def test_a_true_conflict_is_marked_around_its_field_and_told_in_words(work: Work) -> None:
    said = work.branches([*OURS, ("the piers\n", "the piers\n# ours\n")], [*THEIRS, ("owner: Mair Preece", "owner: Idris Bowen")])
    marked = (
        f"<<<<<<< ours: {REF} / due\n  due: 2019-03-07\n=======\n  due: 2019-03-08\n>>>>>>> theirs: {REF} / due\n"
    )
    assert f"  owner: Nia Rowlands\n{marked}  due_said: by 6 March\n" in work.clerk.actions
    assert "# ours\n" in work.clerk.actions
    assert "owner: Idris Bowen\n  kind" in work.clerk.actions
    assert (
        f"g2g: {REF}, due: ours “2019-03-07”, theirs “2019-03-08”."
        f" Settle it: “g2g resolve {REF} --ours”, --theirs or --value TEXT.\n"
    ) in said
    work.clerk("list", status=1)
    assert "g2g resolve REF --ours" in work.clerk.err


@pytest.mark.parametrize(
    ("option", "due", "told"),
    [
        ("--ours", "2019-03-07", "kept ours, “due: 2019-03-07”"),
        ("--theirs", "2019-03-08", "kept theirs, “due: 2019-03-08”"),
        ("--value 2019-03-20", "2019-03-20", "now “2019-03-20”"),
    ],
)
def test_a_conflict_is_settled_by_a_side_or_a_value_and_git_finishes(work: Work, option: str, due: str, told: str) -> None:
    work.branches(OURS, THEIRS)
    out = work.clerk(f"resolve 02-13-01 {option}")
    assert out.startswith(f"{REF}, due: {told}.\nNo marks are left. To finish: “git add ")
    assert out.endswith("”, then “git commit”.\n")
    assert f"  owner: Nia Rowlands\n  due: {due}\n  due_said" in work.clerk.actions
    work.git("add", "data/actions.yaml")
    work.git("commit", "-q", "-m", "merged")
    work.clerk("check", status=0)


def test_several_fields_are_settled_one_by_one_or_all_to_one_side(work: Work) -> None:
    work.branches([*OURS, ("item: 5", "item: 6")], [*THEIRS, ("item: 5", "item: 7")])
    work.clerk(f"resolve {REF} --value 9", status=2)
    assert f"{REF} is to be settled in due and item; say which with --field NAME." in work.clerk.err
    out = work.clerk(f"resolve {REF} --field item --value 9")
    assert out == f"{REF}, item: now “9”.\nStill to settle in data/actions.yaml: {REF}, due.\n"
    work.clerk(f"resolve {REF} --theirs")
    assert "  due: 2019-03-08\n" in work.clerk.actions
    assert "  item: 9\n" in work.clerk.actions


def test_without_a_choice_both_wordings_are_shown_and_nothing_is_written(work: Work) -> None:
    work.branches(OURS, THEIRS)
    before = work.clerk.actions
    work.clerk(f"resolve {REF}", status=2)
    assert "ours “2019-03-07”, theirs “2019-03-08”" in work.clerk.err
    work.clerk(f"resolve {REF} --ours -n")
    work.clerk(f"resolve {REF} --field item --ours", status=2)
    work.clerk("resolve HWB-2019-02-13-02 --ours", status=1)
    assert "There is nothing to settle in HWB-2019-02-13-02" in work.clerk.err
    assert work.clerk.actions == before


def test_git_marks_are_settled_from_the_index_in_a_clone_without_the_driver(plain: Work) -> None:
    close = [("  status: open\n  owner: Nia", "  status: closed\n  closed: 2019-03-02\n  owner: Nia")]
    note = [("  status: open\n  owner: Nia", "  status: open\n  confirmed: x\n  owner: Nia"), ("due: 2019-03-06", "due: 2019-03-09")]
    plain.branches([*close, *OURS], note)
    assert "<<<<<<< HEAD" in plain.clerk.actions
    out = plain.clerk(f"resolve {REF} --ours")
    assert out.startswith(f"Merged the rest of the file entry by entry.\n{REF}, due: kept ours, “due: 2019-03-07”.\nNo marks are left.")
    assert "  status: closed\n  closed: 2019-03-02\n  confirmed: x\n  owner: Nia Rowlands\n  due: 2019-03-07\n" in plain.clerk.actions


def test_what_git_marked_falsely_is_settled_without_a_choice(plain: Work) -> None:
    plain.branches([("item: 5\n", "item: 5\n  notes:\n    - 2019-03-02 One\n")], [("item: 5\n", "item: 5\n  notes:\n    - 2019-03-03 Two\n")])
    out = plain.clerk(f"resolve {REF}")
    assert f"{REF} holds no true conflict: both sides' changes were kept." in out
    assert "    - 2019-03-02 One\n    - 2019-03-03 Two\n" in plain.clerk.actions


def test_a_file_that_was_edited_since_git_marked_it_is_left_alone(plain: Work) -> None:
    plain.branches(OURS, THEIRS)
    path = plain.folder / "actions.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Tomos Vaughan", "Tomos Rhys"), encoding="utf-8")
    before = plain.clerk.actions
    plain.clerk(f"resolve {REF} --ours", status=1)
    assert "was edited since git marked it" in plain.clerk.err
    assert plain.clerk.actions == before


NEW = "\nHWB-2019-02-13-05:\n  status: open\n  owner: Mair Preece\n  due: 2019-05-01\n  action: {}\n"
LAST = "  action: Watch what the ministry decides on pilotage\n"


def test_one_number_given_twice_keeps_both_and_says_so(work: Work) -> None:
    said = work.branches([(LAST, LAST + NEW.format("Write to Zennor"))], [(LAST, LAST + NEW.format("Ask the pilots"))])
    assert "g2g: HWB-2019-02-13-05 was given to two actions; “Write to Zennor” is now HWB-2019-02-13-06.\n" in said
    assert work.clerk.actions.endswith(
        NEW.format("Ask the pilots")
        + "\nHWB-2019-02-13-06:\n  status: open\n  owner: Mair Preece\n  due: 2019-05-01\n  formerly: HWB-2019-02-13-05\n  action: Write to Zennor\n"
    )
    work.clerk("check")


def test_a_number_that_stands_twice_without_marks_is_told_apart(plain: Work) -> None:
    path = plain.folder / "actions.yaml"
    path.write_text(path.read_text(encoding="utf-8") + NEW.format("Write to Zennor") + NEW.format("Ask the pilots"), encoding="utf-8")
    out = plain.clerk("resolve 02-13-05")
    assert out.startswith("HWB-2019-02-13-05 was given to two actions; “Write to Zennor” is now HWB-2019-02-13-06.\n")
    assert "formerly: HWB-2019-02-13-05\n  action: Write to Zennor\n" in plain.clerk.actions
    plain.clerk("check")


@pytest.mark.parametrize(
    ("ref", "sentence"),
    [
        ("x", "There is no action or meeting “x” in the record, and so nothing to settle."),
        ("HWB-2019-02-13-99", "There is no action or meeting “HWB-2019-02-13-99” in the record, and so nothing to settle."),
        ("13-1", "There is nothing to settle in 13-1: it has no conflict marks, and does not stand twice."),
        ("HWB-2019-02-13", "There is nothing to settle in HWB-2019-02-13: it has no conflict marks, and does not stand twice."),
        ("hwb-2019-02-13-01", "There is nothing to settle in hwb-2019-02-13-01: it has no conflict marks, and does not stand twice."),
    ],
)
@pytest.mark.parametrize("option", ["", "--ours", "--value x"])
def test_what_is_not_there_is_told_from_what_needs_no_settling(clerk: Clerk, untouched: Callable[[], object], ref: str, sentence: str, option: str) -> None:
    clerk(f"resolve {ref} {option}", status=1)
    assert clerk.err == f"g2g: {sentence}\n"


def test_a_meeting_is_settled_by_its_reference(work: Work) -> None:
    name = f"meetings/{HWB}.yaml"
    work.branches([("time: 10.30 am", "time: 11 am")], [("time: 10.30 am", "time: 2 pm")], name)
    work.clerk(f"resolve {HWB} --value '2.30 pm'")
    assert "\ntime: 2.30 pm\nvenue" in (work.folder / name).read_text(encoding="utf-8")


def test_one_side_withdraws_an_entry_that_the_other_changed(work: Work) -> None:
    entry = "HWB-2019-02-13-03:\n  status: proposed\n  closed: 2019-03-01\n  outcome: Notice is up\n  owner: Idris Bowen\n  due: 2019-03-13\n  item: 6\n  action: Put up a notice about the tide gauge\n\n"
    said = work.branches([(entry, "")], [("due: 2019-03-13", "due: 2019-03-14")])
    assert "HWB-2019-02-13-03: ours took it away (or archived it), theirs changed it." in said
    assert "due: 2019-03-14" in work.clerk.actions
    work.clerk("resolve HWB-2019-02-13-03 --ours")
    assert "tide gauge" not in work.clerk.actions
    work.clerk("check")


def test_what_was_changed_in_an_entry_that_the_other_side_archived_follows_it(work: Work) -> None:
    entry = work.clerk.actions.split("\n\n")[1]
    work.commit()
    work.git("checkout", "-q", "-b", "theirs")
    work.clerk("note HWB-2019-01-16-01 The lamps shine")
    work.commit()
    work.git("checkout", "-q", "main")
    path = work.folder / "actions.yaml"
    path.write_text(work.clerk.actions.replace(entry + "\n\n", ""), encoding="utf-8")
    (work.folder / "archive").mkdir()
    (work.folder / "archive" / "2019.yaml").write_text(entry + "\n", encoding="utf-8")
    work.commit()
    work.git("merge", "theirs", status=1)
    out = work.clerk("resolve HWB-2019-01-16-01")
    assert out.startswith("HWB-2019-01-16-01 is in data/archive/2019.yaml now, and has what was changed.\nNo marks are left.")
    assert "HWB-2019-01-16-01" not in work.clerk.actions
    lines = (work.folder / "archive" / "2019.yaml").read_text(encoding="utf-8")
    assert lines == entry.replace("  action:", "  notes:\n    - 2019-03-11 The lamps shine\n  action:") + "\n"
    work.clerk("undo")
    assert "<<<<<<<" in work.clerk.actions


def test_a_python_that_does_not_start_leaves_gits_ordinary_merge(work: Work) -> None:
    work.git("config", "merge.g2g.driver", _driver("/nonexistent/python"))
    work.branches(OURS, THEIRS)
    assert [(h.ours, h.theirs) for h in hunks(work.clerk.actions)] == [("  due: 2019-03-07\n", "  due: 2019-03-08\n")]


def test_a_driver_without_g2g_still_merges_as_git_does(work: Work) -> None:
    work.git("config", "merge.g2g.driver", _driver(sys.executable).replace("-m g2g", "-m no_such_g2g"))
    work.branches(OURS, [("owner: Mair Preece", "owner: Idris Bowen")])
    assert "<<<<<<<" not in work.clerk.actions
    assert "2019-03-07" in work.clerk.actions
    assert "owner: Idris Bowen\n  kind" in work.clerk.actions


def _driver(python: str) -> str:
    return merging.driver("").replace(sys.executable, python)


# ---- what init writes, and what check says --------------------------------------------------------


def test_init_names_and_registers_the_driver_once(clerk: Clerk) -> None:
    work = Work(clerk)
    (clerk.folder.parent / ".gitattributes").write_bytes(b"*.pdf binary\r\n")
    out = clerk("init")
    assert out.splitlines()[1:] == [
        f"Wrote 3 lines to {clerk.folder.parent / '.gitattributes'}: git merges the record entry by entry. Commit that file too.",
        "Registered g2g as this clone's merge driver.",
    ]
    wrote = (clerk.folder.parent / ".gitattributes").read_bytes()
    assert wrote == (
        b"*.pdf binary\r\ndata/*.yaml merge=g2g diff=g2g\r\ndata/meetings/*.yaml merge=g2g diff=g2g\r\n"
        b"data/archive/*.yaml merge=g2g diff=g2g\r\n"
    )
    assert clerk("init").count("\n") == 1
    assert (clerk.folder.parent / ".gitattributes").read_bytes() == wrote
    assert "-m g2g merge-driver" in work.git("config", "merge.g2g.driver")


def test_gits_diff_heads_a_hunk_with_the_reference(work: Work) -> None:
    work.commit()
    clerk = work.clerk
    clerk("note 02-13-01 Drafted")
    assert f"@@ {REF}\n" in work.git("diff")


def test_check_says_when_a_clone_lacks_the_driver(work: Work) -> None:
    work.clerk("check")
    assert "run “g2g init”" not in work.clerk.err
    work.git("config", "--unset", "merge.g2g.driver")
    work.clerk("check")
    assert work.clerk.err == "g2g: This clone does not know how to merge the record yet; run “g2g init” in it once.\n"


def test_a_folder_outside_git_is_set_up_without_a_word_of_merging(clerk: Clerk) -> None:
    assert clerk("init").count("\n") == 1
    assert not (clerk.folder.parent / ".gitattributes").exists()


def test_marks_with_the_common_text_between_them_are_read() -> None:
    text = "<<<<<<< HEAD\na: 1\n||||||| 12ab\na: 0\n=======\na: 2\n>>>>>>> topic\n"
    assert [(h.ours, h.theirs, h.ref) for h in hunks(text)] == [("a: 1\n", "a: 2\n", "")]
    assert text_of("x", "x", text.encode()).body == text.encode()


def test_a_conflict_in_what_two_lines_of_history_share_asks_nobody(work: Work) -> None:
    """A criss-cross: both branches took the other in, and settled it, before they meet again."""
    work.branches(OURS, THEIRS)
    work.clerk(f"resolve {REF} --ours")
    work.commit()
    first = work.git("rev-parse", "HEAD").strip()
    work.git("checkout", "-q", "theirs")
    work.git("merge", "-q", f"{first}^1", status=None)
    work.clerk(f"resolve {REF} --ours")
    work.clerk("note 02-13-02 Heard from Tomos")
    work.commit()
    said = work.git("merge", first, status=None)
    assert [(h.ref, h.field) for h in hunks(work.clerk.actions)] == [(REF, "due")], said
    assert "Heard from Tomos" in work.clerk.actions
