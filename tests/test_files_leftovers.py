"""What a kill has left: litter goes, and an edit that was set aside is put back or kept."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from g2g import files
from g2g.errors import Refusal
from g2g.files import replacement
from tests.one_file import (
    edit_by_rename,
    litter,
    old_folder,  # noqa: F401
    read,
    sweep,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="owners, modes and links are those of POSIX")


def left_by_a_kill(folder: Path, name: str = "actions.yaml", *, exchanged: bool) -> Path:
    """The state just before or just after the exchange of a command that wrote ``new``."""
    path, temporary = folder / name, folder / ".temporary"
    old = files.mark_at(str(path))
    temporary.write_bytes(b"new\n")
    new = files.mark_at(str(temporary))
    assert new
    assert old
    swap = Path(replacement.swap_name(str(path), new, old))
    os.rename(temporary, swap)
    if exchanged:
        assert replacement.exchange(str(swap), str(path))
    return swap


def test_a_folder_of_meetings_that_leads_outside_is_refused_and_not_swept(folder: Path) -> None:
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / ".mine.g2g-new").write_text("somebody's")
    (folder / "meetings").rmdir()
    (folder / "meetings").symlink_to("../outside")
    with pytest.raises(Refusal, match="leads out of the data folder"):
        read(folder, "meetings/CSIB-2017-09-12.yaml")
    assert sweep(folder) == []
    assert litter(outside) == [".mine.g2g-new"]


@pytest.mark.parametrize("exchanged", [True, False])
def test_the_old_or_the_new_file_set_aside_is_swept(folder: Path, exchanged: bool) -> None:
    left_by_a_kill(folder, exchanged=exchanged)
    assert sweep(folder) == []
    assert (folder / "actions.yaml").read_bytes() == (b"new\n" if exchanged else b"old\n")
    assert not litter(folder)


@pytest.mark.parametrize("place", ["", "meetings", "archive", "real/deep"])
def test_every_folder_is_swept(folder: Path, place: str) -> None:
    (folder / place).mkdir(parents=True, exist_ok=True)
    (folder / place / ".a.yaml.12.g2g-new").write_text("half")
    assert sweep(folder) == []
    assert not litter(folder)


def test_what_is_not_g2gs_is_not_swept(folder: Path) -> None:
    (folder / ".git").mkdir()
    names = [".git", ".g2g-new.yaml", ".notes.g2g-swap", ".a.yaml.1-2-3.g2g-swap", "plan.g2g-new"]
    for name in (*names[1:], ".git/.x.g2g-new"):
        (folder / name).write_text("mine")
    (folder / ".d.g2g-new").mkdir()
    assert sweep(folder) == []
    assert sorted(p.name for p in folder.iterdir() if p.name not in ("actions.yaml", "meetings")) == sorted(
        [*names, ".d.g2g-new"]
    )
    assert (folder / ".git" / ".x.g2g-new").exists()


def test_an_edit_set_aside_goes_back_where_the_new_file_still_stands(folder: Path) -> None:
    swap = left_by_a_kill(folder, exchanged=True)
    edit_by_rename(swap)
    assert sweep(folder) == ["An edit of actions.yaml that a killed command had set aside is back in its place."]
    assert (folder / "actions.yaml").read_bytes() == b"edited\n"
    assert not litter(folder)


def test_an_edit_set_aside_is_kept_beside_a_file_that_went_on(folder: Path) -> None:
    (folder / "actions.yaml.rescued").write_bytes(b"an earlier one\n")
    swap = left_by_a_kill(folder, exchanged=True)
    edit_by_rename(swap)
    (folder / "actions.yaml").write_bytes(b"edited since\n")
    (told,) = sweep(folder)
    assert told.endswith("actions.yaml.rescued-2; compare the two.")
    assert (folder / "actions.yaml").read_bytes() == b"edited since\n"
    assert (folder / "actions.yaml.rescued").read_bytes() == b"an earlier one\n"
    assert (folder / "actions.yaml.rescued-2").read_bytes() == b"edited\n"
    assert not litter(folder)


@pytest.mark.parametrize("edited", [True, False])
def test_what_was_set_aside_of_a_file_that_is_gone_goes_back(folder: Path, edited: bool) -> None:
    swap = left_by_a_kill(folder, exchanged=True)
    if edited:
        edit_by_rename(swap)
    (folder / "actions.yaml").unlink()
    (told,) = sweep(folder)
    assert told.endswith("is back in its place.")
    assert (folder / "actions.yaml").read_bytes() == (b"edited\n" if edited else b"old\n")
    assert not litter(folder)


def test_an_inode_used_again_does_not_make_an_edit_look_like_the_old_file(folder: Path) -> None:
    swap = left_by_a_kill(folder, exchanged=True)
    status = swap.stat()
    swap.write_bytes(b"edited\n")  # The same inode, and for a coarse clock the same time.
    os.utime(swap, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert len(sweep(folder)) == 1
    assert (folder / "actions.yaml").read_bytes() == b"edited\n"


def test_hostile_names_of_swap_files_do_no_harm(folder: Path) -> None:
    for own in ("..", "\x1b[31m", "-", "a b"):
        (folder / f".{own}.1-2-3-4-5-6.g2g-swap").write_text("x")
    (folder / ".actions.yaml.²-2-3-4-5-6.g2g-swap").write_text("x")
    os.mkfifo(folder / ".actions.yaml.1-2-3-4-5-6.g2g-swap")
    assert len(sweep(folder)) == 5
    assert (folder / "actions.yaml").read_bytes() == b"old\n"
    assert sorted(os.listdir(folder.parent)) == ["data"]
