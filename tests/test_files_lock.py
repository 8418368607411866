"""The lock on the data folder: one command at a time, on every kind of file system."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import sys
from pathlib import Path

import pytest

from g2g.errors import Refusal
from g2g.files import lock, replacement
from tests.one_file import (
    litter,
    old_folder,  # noqa: F401
    read,
    sweep,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="owners, modes and links are those of POSIX")


def test_a_linked_data_folder_is_followed(folder: Path) -> None:
    link = folder.parent / "link"
    link.symlink_to("data")
    with lock.locked(str(link)):
        replacement.replace(read(link), b"new\n")
    assert (folder / "actions.yaml").read_bytes() == b"new\n"


def test_a_second_command_waits_and_then_refuses(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_PATIENCE", 0.1)
    with lock.locked(str(folder)):
        with pytest.raises(Refusal, match=r"^Another g2g command is at work in .*: run this one again\.$"):
            sweep(folder)
        assert not litter(folder)
    assert sweep(folder) == []


def test_the_lock_is_given_up_when_the_command_fails(folder: Path) -> None:
    with pytest.raises(ZeroDivisionError), lock.locked(str(folder)):
        _ = 1 / 0
    assert sweep(folder) == []


def test_a_lock_on_a_folder_that_was_moved_away_is_none(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    folder.rename(folder.parent / "moved")
    folder.mkdir()
    with lock.locked(str(folder)):
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(handle)


def test_a_folder_made_anew_while_a_command_waits_is_locked_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grips = []

    def grip(handle: int) -> bool:
        if not grips:
            folder.rename(folder.parent / "moved")
            folder.mkdir()
        grips.append(os.fstat(handle).st_ino)
        return True

    monkeypatch.setattr(lock, "_grip", grip)
    with lock.locked(str(folder)):
        assert grips[-1] == os.stat(folder).st_ino != grips[0]


@pytest.mark.parametrize("trouble", [errno.EBADF, errno.EOPNOTSUPP, errno.ENOLCK])
def test_a_file_system_that_locks_no_folders_has_a_lock_file_that_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch, trouble: int
) -> None:
    real = fcntl.flock

    def flock(handle: int, how: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(trouble, os.strerror(trouble))
        real(handle, how)

    monkeypatch.setattr(fcntl, "flock", flock)
    monkeypatch.setattr(lock, "_PATIENCE", 0.05)
    with lock.locked(str(folder)), pytest.raises(Refusal, match="Another g2g command"):
        sweep(folder)
    assert litter(folder) == [".g2g-lock"]
    assert sweep(folder) == []


def test_without_any_lock_nothing_is_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def flock(handle: int, how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", flock)
    with pytest.raises(Refusal, match="has no locks"):
        sweep(folder)


def test_a_lock_file_cleaned_away_meanwhile_is_made_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    grips = []

    def grip(handle: int) -> bool:
        grips.append(handle)
        if len(grips) == 1:
            (folder / ".g2g-lock").unlink()
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True

    monkeypatch.setattr(lock, "_grip", grip)
    with lock.locked(str(folder)):
        assert (folder / ".g2g-lock").exists()
    assert len(grips) == 2


def test_a_folder_that_is_not_there_cannot_be_locked(folder: Path) -> None:
    with pytest.raises(FileNotFoundError) as told:
        sweep(folder / "nowhere")
    assert told.value.filename == str(folder / "nowhere")
