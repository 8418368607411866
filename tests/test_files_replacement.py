"""A file of the record replaced whole or not at all, and nobody's edit lost."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from g2g import files
from g2g.files import lock, replacement
from g2g.files.replacement import Changed
from tests.one_file import (
    edit_by_rename,
    is_root,
    litter,
    no_file_above,
    old_folder,  # noqa: F401
    read,
    sweep,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="owners, modes and links are those of POSIX")


# -- links and what is no ordinary file ----------------------------------------------------------


def test_a_pipe_that_comes_between_reading_and_writing_is_noticed(folder: Path) -> None:
    text = read(folder)
    (folder / "actions.yaml").unlink()
    os.mkfifo(folder / "actions.yaml")
    with pytest.raises(Changed):
        replacement.replace(text, b"new\n")
    assert stat.S_ISFIFO(os.lstat(folder / "actions.yaml").st_mode)
    assert not litter(folder)


def test_a_link_inside_the_folder_is_followed_and_stays_a_link(folder: Path) -> None:
    (folder / "real").mkdir()
    (folder / "actions.yaml").rename(folder / "real" / "register.yaml")
    (folder / "actions.yaml").symlink_to("real/register.yaml")
    replacement.replace(read(folder), b"new\n")
    assert os.readlink(folder / "actions.yaml") == "real/register.yaml"
    assert (folder / "real" / "register.yaml").read_bytes() == b"new\n"


def test_a_link_to_a_file_that_is_not_there_yet_makes_that_file(folder: Path) -> None:
    (folder / "people.yaml").symlink_to("everyone.yaml")
    replacement.replace(read(folder, "people.yaml"), b"new\n")
    assert (folder / "people.yaml").is_symlink()
    assert (folder / "everyone.yaml").read_bytes() == b"new\n"


def test_a_link_put_in_the_place_of_the_file_meanwhile_is_noticed(folder: Path) -> None:
    text = read(folder)
    (folder / "actions.yaml").rename(folder.parent / "moved.yaml")
    (folder / "actions.yaml").symlink_to("../moved.yaml")
    with pytest.raises(Changed):
        replacement.replace(text, b"new\n")
    assert (folder / "actions.yaml").is_symlink()
    assert (folder.parent / "moved.yaml").read_bytes() == b"old\n"


# -- owner, mode and room ----------------------------------------------------------------------


@pytest.mark.parametrize("mode", [0o640, 0o600, 0o644, 0o664, 0o440])
def test_the_mode_is_kept(folder: Path, mode: int) -> None:
    (folder / "actions.yaml").chmod(mode)
    replacement.replace(read(folder), b"new\n")
    assert stat.S_IMODE((folder / "actions.yaml").stat().st_mode) == mode


def test_a_new_file_has_the_mode_that_the_umask_leaves(folder: Path) -> None:
    before = os.umask(0o027)
    try:
        replacement.replace(read(folder, "people.yaml"), b"new\n")
    finally:
        os.umask(before)
    assert stat.S_IMODE((folder / "people.yaml").stat().st_mode) == 0o640


@pytest.mark.skipif(not is_root, reason="only root gives files away")
def test_the_owner_is_kept(folder: Path) -> None:
    os.chown(folder / "actions.yaml", 1234, 2345)
    (folder / "actions.yaml").chmod(0o640)
    replacement.replace(read(folder), b"new\n")
    status = (folder / "actions.yaml").stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (1234, 2345, 0o640)


@pytest.mark.skipif(not is_root, reason="only root takes another's place")
def test_the_rights_of_a_group_that_cannot_be_kept_are_not_given_to_another() -> None:
    with shared_folder() as folder:
        os.chown(folder / "actions.yaml", 1234, 2345)
        (folder / "actions.yaml").chmod(0o664)
        with somebody_else():
            replacement.replace(read(folder), b"new\n")
        status = (folder / "actions.yaml").stat()
    assert (status.st_gid, stat.S_IMODE(status.st_mode)) == (65534, 0o644)


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="this system has no extended attributes")
def test_extended_attributes_are_kept(folder: Path) -> None:
    try:
        os.setxattr(folder / "actions.yaml", "user.clerk", b"yes")
    except OSError:
        pytest.skip("this file system has no extended attributes")
    replacement.replace(read(folder), b"new\n")
    assert os.getxattr(folder / "actions.yaml", "user.clerk") == b"yes"


@contextlib.contextmanager
def shared_folder() -> Iterator[Path]:
    """A data folder that everybody can get at, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "data")
        folder.mkdir()
        (folder / "actions.yaml").write_bytes(b"old\n")
        for path in (Path(place), folder):
            path.chmod(0o777)
        yield folder


@contextlib.contextmanager
def somebody_else() -> Iterator[None]:
    groups = os.getgroups()
    os.setgroups([])
    os.setegid(65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)


def test_a_read_only_folder_is_told_by_the_file_that_the_clerk_knows() -> None:
    with shared_folder() as folder:
        folder.chmod(0o555)
        with somebody_else() if is_root else contextlib.nullcontext(), lock.locked(str(folder)):
            text = read(folder)
            with pytest.raises(PermissionError) as told:
                replacement.replace(text, b"new\n")
        assert (told.value.filename, told.value.filename2) == ("data/actions.yaml", None)
        assert (folder / "actions.yaml").read_bytes() == b"old\n"
        assert not litter(folder)
        folder.chmod(0o755)


@pytest.mark.parametrize("name", ["actions.yaml", "people.yaml"])
def test_a_file_that_finds_no_room_leaves_the_old_one(folder: Path, name: str) -> None:
    before = {p.name: p.read_bytes() for p in folder.glob("*.yaml")}
    text = read(folder, name)
    with no_file_above(4096), pytest.raises(OSError, match="File too large") as told:
        replacement.replace(text, b"new\n" * 4096)
    assert told.value.filename == f"data/{name}"
    assert {p.name: p.read_bytes() for p in folder.glob("*.yaml")} == before
    assert not litter(folder)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", place], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("this user mounts no disks")
    yield place
    subprocess.run(["umount", place], check=True)


@pytest.mark.skipif(not is_root, reason="only root mounts disks")
def test_a_full_disk_leaves_the_old_file(small_disk: Path) -> None:
    (small_disk / "actions.yaml").write_bytes(b"old\n")
    (small_disk / "ballast").write_bytes(b"x" * 40_000)
    text = read(small_disk)
    with pytest.raises(OSError, match="No space left") as told:
        replacement.replace(text, b"new\n" * 10_000)
    assert told.value.filename == "disk/actions.yaml"
    assert (small_disk / "actions.yaml").read_bytes() == b"old\n"
    assert not litter(small_disk)


# -- somebody else's edit ----------------------------------------------------------------------


def edit_in_place(path: Path) -> None:
    path.write_bytes(b"edited\n")


def edit_to_the_same_size_and_time(path: Path) -> None:
    """What a clock too coarse to tell two edits apart would show."""
    status = path.stat()
    path.write_bytes(b"OLD\n")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


EDITS = [edit_in_place, edit_by_rename, edit_to_the_same_size_and_time]


@pytest.mark.parametrize("exchange", [True, False])
@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_since_the_reading_is_noticed(
    folder: Path, edit: Any, exchange: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not exchange:
        monkeypatch.setattr(replacement, "exchange", lambda one, other: False)
    text = read(folder)
    edit(folder / "actions.yaml")
    edited = (folder / "actions.yaml").read_bytes()
    with pytest.raises(Changed):
        replacement.replace(text, b"new\n")
    assert (folder / "actions.yaml").read_bytes() == edited
    assert not litter(folder)


def test_a_file_that_came_or_went_since_the_reading_is_noticed(folder: Path) -> None:
    text, absent = read(folder), read(folder, "people.yaml")
    (folder / "actions.yaml").rename(folder / "people.yaml")
    for stale in (text, absent):
        with pytest.raises(Changed):
            replacement.replace(stale, b"new\n")
    assert not (folder / "actions.yaml").exists()
    assert (folder / "people.yaml").read_bytes() == b"old\n"
    assert not litter(folder)


def test_a_file_that_somebody_has_open_for_writing_is_left_to_them(folder: Path) -> None:
    text = read(folder)
    with open(folder / "actions.yaml", "ab") as editor:
        with pytest.raises(Changed):
            replacement.replace(text, b"new\n")
        editor.write(b"edited\n")
    assert (folder / "actions.yaml").read_bytes() == b"old\nedited\n"
    assert not litter(folder)


def test_a_file_that_somebody_only_reads_is_replaced(folder: Path) -> None:
    text = read(folder)
    with open(folder / "actions.yaml", "rb") as reader:
        replacement.replace(text, b"new\n")
        assert reader.read() == b"old\n"
    assert (folder / "actions.yaml").read_bytes() == b"new\n"


def with_edits_around(monkeypatch: pytest.MonkeyPatch, *edits: Any) -> None:
    """Each exchange is followed by the next of these edits."""
    left, real = list(edits), replacement.exchange

    def exchange(one: str, other: str) -> bool:
        done = real(one, other)
        if left:
            left.pop(0)()
        return done

    monkeypatch.setattr(replacement, "exchange", exchange)


def test_of_two_edits_around_the_exchange_the_later_stands_and_the_earlier_is_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, text = folder / "actions.yaml", read(folder)
    editor = open(path, "ab", buffering=0)  # noqa: SIM115 (it stays open across the exchange)

    def later() -> None:
        editor.write(b"first edit\n")
        edit_by_rename(path)

    with_edits_around(monkeypatch, later)
    with pytest.raises(Changed):
        replacement.replace(text, b"new\n")
    editor.close()
    assert path.read_bytes() == b"edited\n"
    assert sweep(folder) == [
        f"An edit of actions.yaml that a killed command had set aside is kept in {path}.rescued; compare the two."
    ]
    assert (folder / "actions.yaml.rescued").read_bytes() == b"old\nfirst edit\n"
    assert not litter(folder)


def test_an_edit_between_the_look_and_the_giving_back_stands(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "actions.yaml"
    swap, ours = folder / ".swap", folder / ".ours"
    swap.write_bytes(b"first edit\n")
    ours.write_bytes(b"new\n")
    mark = files.mark_at(str(ours))
    assert mark
    os.replace(ours, path)
    real = replacement.exchange
    monkeypatch.setattr(replacement, "exchange", lambda one, other: (edit_once(path), real(one, other))[1])

    def edit_once(path: Path) -> None:
        if path.read_bytes() == b"new\n":
            edit_by_rename(path)

    replacement.give_back(str(swap), str(path), mark)
    assert (path.read_bytes(), swap.read_bytes()) == (b"edited\n", b"first edit\n")


# -- other systems -----------------------------------------------------------------------------


def test_without_hard_links_a_file_that_came_meanwhile_is_noticed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(one: str, other: str) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    text, twice = read(folder, "people.yaml"), read(folder, "people.yaml")
    replacement.replace(text, b"new\n")
    with pytest.raises(Changed):
        replacement.replace(twice, b"newer\n")
    assert (folder / "people.yaml").read_bytes() == b"new\n"
    assert not litter(folder)


def test_a_folder_that_cannot_be_synced_is_no_reason_to_refuse(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    replacement.replace(read(folder), b"new\n")
    assert (folder / "actions.yaml").read_bytes() == b"new\n"


def test_the_file_is_synced_before_its_name_and_the_folder_after(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    real_sync, real_exchange = os.fsync, replacement.exchange

    def fsync(handle: int) -> None:
        seen.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        real_sync(handle)

    def exchange(one: str, other: str) -> bool:
        seen.append("exchange")
        return real_exchange(one, other)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(replacement, "exchange", exchange)
    replacement.replace(read(folder), b"new\n")
    assert seen == ["file", "exchange", "folder"]
