"""Files on disk: given back byte for byte, replaced whole or not at all, and nobody's edit lost."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import resource
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g import files
from g2g.errors import BrokenFile, Refusal
from g2g.files import Changed, Text

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="owners, modes and links are those of POSIX")
is_root = sys.platform != "win32" and os.geteuid() == 0
HERE = Path(__file__).parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    (data / "meetings").mkdir(parents=True)
    (data / "actions.yaml").write_bytes(b"old\n")
    return data


def read(folder: Path, name: str = "actions.yaml") -> Text:
    return files.read(str(folder), name)


def litter(folder: Path) -> list[str]:
    return [p.name for p in folder.rglob(".*")]


def sweep(folder: Path) -> list[str]:
    with files.locked(str(folder)) as told:
        return told


# -- the form of a text ------------------------------------------------------------------------

PIECES = ["\ufeff", "\r\n", "\n", "\r", "", "a", "é\n", "x: y\r\n", "CSIB:\n", " "]


def text_of(raw: bytes) -> Text:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a.yaml").write_bytes(raw)
        return files.read(folder, "a.yaml")


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)).map(str.encode))
def test_a_text_gives_its_bytes_back(raw: bytes) -> None:
    text = text_of(raw)
    assert text.raw == raw
    assert text.encoded(text.body) == raw
    assert text.body == b"" or text.body.endswith(b"\n")


@given(st.lists(st.sampled_from(PIECES), min_size=1).map("".join).map(str.encode))
def test_a_line_put_before_the_others_changes_no_byte_of_theirs(raw: bytes) -> None:
    text = text_of(raw)
    end = b"\r\n" if text.crlf else b"\n"
    bom = b"\xef\xbb\xbf" if text.bom else b""
    new = text.encoded(b"new:\n" + text.body)
    if text.body:
        assert new == bom + b"new:" + end + raw[len(bom) :]
    else:
        assert new == bom + b"new:" + end


@pytest.mark.parametrize(
    ("raw", "body", "edited"),
    [
        (b"", b"", b"a\nb\n"),
        (b"\xef\xbb\xbf", b"", b"\xef\xbb\xbfa\nb\n"),
        (b"a", b"a\n", b"a\nb"),
        (b"a\n", b"a\n", b"a\nb\n"),
        (b"x\r\na", b"x\na\n", b"a\r\nb"),
        (b"x\r\na\r\n", b"x\na\n", b"a\r\nb\r\n"),
        (b"\xef\xbb\xbfx\r\na", b"x\na\n", b"\xef\xbb\xbfa\r\nb"),
        (b"x\r\na\n", b"x\r\na\n", b"a\nb\n"),
        (b"\n", b"\n", b"a\nb\n"),
        (b"\r", b"\r\n", b"a\nb"),
    ],
)
def test_an_edit_keeps_the_form_of_the_file(raw: bytes, body: bytes, edited: bytes) -> None:
    text = text_of(raw)
    assert text.body == body
    assert text.encoded(b"a\nb\n") == edited


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b"\xff", 1),
        (b"a\nb\xe9\nc\n", 2),
        (b"a\r\nb\r\nc\xe9\r\n", 3),
        (b"\xef\xbb\xbfa\n\xc3\xa9\n\xc3\n", 3),
        ("Sitzung\n".encode("utf-16"), 1),
        (b"a\n\xed\xa0\x80\n", 2),
    ],
)
def test_what_is_no_utf8_is_told_with_its_line(raw: bytes, line: int) -> None:
    with pytest.raises(BrokenFile) as told:
        text_of(raw)
    assert (told.value.line, told.value.what) == (line, "this is not UTF-8 text; save the file as UTF-8.")


def test_the_line_of_an_offset(folder: Path) -> None:
    (folder / "actions.yaml").write_bytes(b"a\r\nb\r\nc\r\n")
    text = read(folder)
    assert [text.line(text.body.index(c)) for c in (b"a", b"b", b"c")] == [1, 2, 3]


def test_an_absent_file_reads_as_an_empty_text(folder: Path) -> None:
    assert read(folder, "people.yaml")[:4] == (str(folder / "people.yaml"), "data/people.yaml", None, b"")
    assert read(folder, "archive/2017.yaml").raw is None


# -- what is no ordinary file ------------------------------------------------------------------


def put_directory(path: Path) -> None:
    path.mkdir()


def put_pipe(path: Path) -> None:
    os.mkfifo(path)


def put_socket(path: Path) -> None:
    here = os.getcwd()
    os.chdir(path.parent)  # A socket's name may have no more than 107 letters.
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(here)


def put_loop(path: Path) -> None:
    path.symlink_to(path.name)


@pytest.mark.filterwarnings("ignore:unclosed")
@pytest.mark.parametrize("put", [put_directory, put_pipe, put_socket, put_loop])
def test_what_is_no_ordinary_file_is_refused_at_once(folder: Path, put: Any) -> None:
    (folder / "actions.yaml").unlink()
    put(folder / "actions.yaml")
    with pytest.raises(Refusal, match=r"^data/actions.yaml (is not an ordinary file|cannot be read: [A-Z].*)\.$"):
        read(folder)


@pytest.mark.skipif(not is_root, reason="only root makes devices")
def test_a_device_is_refused(folder: Path) -> None:
    os.mknod(folder / "people.yaml", stat.S_IFCHR | 0o666, os.makedev(1, 5))
    with pytest.raises(Refusal, match=r"not an ordinary file|cannot be read"):
        read(folder, "people.yaml")


def test_a_file_in_the_place_of_a_folder_is_refused(folder: Path) -> None:
    (folder / "meetings").rmdir()
    (folder / "meetings").write_text("")
    with pytest.raises(Refusal, match="cannot be read: Not a directory"):
        read(folder, "meetings/CSIB-2017-09-12.yaml")


def test_a_pipe_that_comes_between_reading_and_writing_is_noticed(folder: Path) -> None:
    text = read(folder)
    (folder / "actions.yaml").unlink()
    os.mkfifo(folder / "actions.yaml")
    with pytest.raises(Changed):
        files.replace(text, b"new\n")
    assert stat.S_ISFIFO(os.lstat(folder / "actions.yaml").st_mode)
    assert not litter(folder)


# -- links -------------------------------------------------------------------------------------


def test_a_link_inside_the_folder_is_followed_and_stays_a_link(folder: Path) -> None:
    (folder / "real").mkdir()
    (folder / "actions.yaml").rename(folder / "real" / "register.yaml")
    (folder / "actions.yaml").symlink_to("real/register.yaml")
    files.replace(read(folder), b"new\n")
    assert os.readlink(folder / "actions.yaml") == "real/register.yaml"
    assert (folder / "real" / "register.yaml").read_bytes() == b"new\n"


def test_a_link_to_a_file_that_is_not_there_yet_makes_that_file(folder: Path) -> None:
    (folder / "people.yaml").symlink_to("everyone.yaml")
    files.replace(read(folder, "people.yaml"), b"new\n")
    assert (folder / "people.yaml").is_symlink()
    assert (folder / "everyone.yaml").read_bytes() == b"new\n"


def test_a_linked_data_folder_is_followed(folder: Path) -> None:
    link = folder.parent / "link"
    link.symlink_to("data")
    with files.locked(str(link)):
        files.replace(read(link), b"new\n")
    assert (folder / "actions.yaml").read_bytes() == b"new\n"


@pytest.mark.parametrize("target", ["../secret.yaml", "../data-2/secret.yaml"])
def test_a_link_that_leads_outside_is_refused(folder: Path, target: str) -> None:
    (folder / "people.yaml").symlink_to(target)
    with pytest.raises(Refusal, match=r"people.yaml is a link that leads out of the data folder"):
        read(folder, "people.yaml")


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


def test_a_link_put_in_the_place_of_the_file_meanwhile_is_noticed(folder: Path) -> None:
    text = read(folder)
    (folder / "actions.yaml").rename(folder.parent / "moved.yaml")
    (folder / "actions.yaml").symlink_to("../moved.yaml")
    with pytest.raises(Changed):
        files.replace(text, b"new\n")
    assert (folder / "actions.yaml").is_symlink()
    assert (folder.parent / "moved.yaml").read_bytes() == b"old\n"


# -- owner, mode and room ----------------------------------------------------------------------


@pytest.mark.parametrize("mode", [0o640, 0o600, 0o644, 0o664, 0o440])
def test_the_mode_is_kept(folder: Path, mode: int) -> None:
    (folder / "actions.yaml").chmod(mode)
    files.replace(read(folder), b"new\n")
    assert stat.S_IMODE((folder / "actions.yaml").stat().st_mode) == mode


def test_a_new_file_has_the_mode_that_the_umask_leaves(folder: Path) -> None:
    before = os.umask(0o027)
    try:
        files.replace(read(folder, "people.yaml"), b"new\n")
    finally:
        os.umask(before)
    assert stat.S_IMODE((folder / "people.yaml").stat().st_mode) == 0o640


@pytest.mark.skipif(not is_root, reason="only root gives files away")
def test_the_owner_is_kept(folder: Path) -> None:
    os.chown(folder / "actions.yaml", 1234, 2345)
    (folder / "actions.yaml").chmod(0o640)
    files.replace(read(folder), b"new\n")
    status = (folder / "actions.yaml").stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (1234, 2345, 0o640)


@pytest.mark.skipif(not is_root, reason="only root takes another's place")
def test_the_rights_of_a_group_that_cannot_be_kept_are_not_given_to_another() -> None:
    with shared_folder() as folder:
        os.chown(folder / "actions.yaml", 1234, 2345)
        (folder / "actions.yaml").chmod(0o664)
        with somebody_else():
            files.replace(read(folder), b"new\n")
        status = (folder / "actions.yaml").stat()
    assert (status.st_gid, stat.S_IMODE(status.st_mode)) == (65534, 0o644)


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="this system has no extended attributes")
def test_extended_attributes_are_kept(folder: Path) -> None:
    try:
        os.setxattr(folder / "actions.yaml", "user.clerk", b"yes")
    except OSError:
        pytest.skip("this file system has no extended attributes")
    files.replace(read(folder), b"new\n")
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
        with somebody_else() if is_root else contextlib.nullcontext(), files.locked(str(folder)):
            text = read(folder)
            with pytest.raises(PermissionError) as told:
                files.replace(text, b"new\n")
        assert (told.value.filename, told.value.filename2) == ("data/actions.yaml", None)
        assert (folder / "actions.yaml").read_bytes() == b"old\n"
        assert not litter(folder)
        folder.chmod(0o755)


@pytest.mark.skipif(is_root, reason="root may read everything")
def test_an_unreadable_file_is_told(folder: Path) -> None:
    (folder / "actions.yaml").chmod(0)
    with pytest.raises(Refusal, match=r"^data/actions.yaml cannot be read: Permission denied\.$"):
        read(folder)


@contextlib.contextmanager
def no_file_above(size: int) -> Iterator[None]:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@pytest.mark.parametrize("name", ["actions.yaml", "people.yaml"])
def test_a_file_that_finds_no_room_leaves_the_old_one(folder: Path, name: str) -> None:
    before = {p.name: p.read_bytes() for p in folder.glob("*.yaml")}
    text = read(folder, name)
    with no_file_above(4096), pytest.raises(OSError, match="File too large") as told:
        files.replace(text, b"new\n" * 4096)
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
        files.replace(text, b"new\n" * 10_000)
    assert told.value.filename == "disk/actions.yaml"
    assert (small_disk / "actions.yaml").read_bytes() == b"old\n"
    assert not litter(small_disk)


# -- somebody else's edit ----------------------------------------------------------------------


def edit_in_place(path: Path) -> None:
    path.write_bytes(b"edited\n")


def edit_by_rename(path: Path) -> None:
    path.with_name("other.tmp").write_bytes(b"edited\n")
    path.with_name("other.tmp").rename(path)


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
        monkeypatch.setattr(files, "_exchange", lambda one, other: False)
    text = read(folder)
    edit(folder / "actions.yaml")
    edited = (folder / "actions.yaml").read_bytes()
    with pytest.raises(Changed):
        files.replace(text, b"new\n")
    assert (folder / "actions.yaml").read_bytes() == edited
    assert not litter(folder)


def test_a_file_that_came_or_went_since_the_reading_is_noticed(folder: Path) -> None:
    text, absent = read(folder), read(folder, "people.yaml")
    (folder / "actions.yaml").rename(folder / "people.yaml")
    for stale in (text, absent):
        with pytest.raises(Changed):
            files.replace(stale, b"new\n")
    assert not (folder / "actions.yaml").exists()
    assert (folder / "people.yaml").read_bytes() == b"old\n"
    assert not litter(folder)


def test_a_file_that_somebody_has_open_for_writing_is_left_to_them(folder: Path) -> None:
    text = read(folder)
    with open(folder / "actions.yaml", "ab") as editor:
        with pytest.raises(Changed):
            files.replace(text, b"new\n")
        editor.write(b"edited\n")
    assert (folder / "actions.yaml").read_bytes() == b"old\nedited\n"
    assert not litter(folder)


def test_a_file_that_somebody_only_reads_is_replaced(folder: Path) -> None:
    text = read(folder)
    with open(folder / "actions.yaml", "rb") as reader:
        files.replace(text, b"new\n")
        assert reader.read() == b"old\n"
    assert (folder / "actions.yaml").read_bytes() == b"new\n"


def with_edits_around(monkeypatch: pytest.MonkeyPatch, *edits: Any) -> None:
    """Each exchange is followed by the next of these edits."""
    left, real = list(edits), files._exchange

    def exchange(one: str, other: str) -> bool:
        done = real(one, other)
        if left:
            left.pop(0)()
        return done

    monkeypatch.setattr(files, "_exchange", exchange)


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
        files.replace(text, b"new\n")
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
    mark = files._mark_at(str(ours))
    assert mark
    os.replace(ours, path)
    real = files._exchange
    monkeypatch.setattr(files, "_exchange", lambda one, other: (edit_once(path), real(one, other))[1])

    def edit_once(path: Path) -> None:
        if path.read_bytes() == b"new\n":
            edit_by_rename(path)

    files._give_back(str(swap), str(path), mark)
    assert (path.read_bytes(), swap.read_bytes()) == (b"edited\n", b"first edit\n")


# -- the lock ----------------------------------------------------------------------------------


def test_a_second_command_waits_and_then_refuses(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_PATIENCE", 0.1)
    with files.locked(str(folder)):
        with pytest.raises(Refusal, match=r"^Another g2g command is at work in .*: run this one again\.$"):
            sweep(folder)
        assert not litter(folder)
    assert sweep(folder) == []


def test_the_lock_is_given_up_when_the_command_fails(folder: Path) -> None:
    with pytest.raises(ZeroDivisionError), files.locked(str(folder)):
        _ = 1 / 0
    assert sweep(folder) == []


def test_a_lock_on_a_folder_that_was_moved_away_is_none(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    folder.rename(folder.parent / "moved")
    folder.mkdir()
    with files.locked(str(folder)):
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

    monkeypatch.setattr(files, "_grip", grip)
    with files.locked(str(folder)):
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
    monkeypatch.setattr(files, "_PATIENCE", 0.05)
    with files.locked(str(folder)), pytest.raises(Refusal, match="Another g2g command"):
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

    monkeypatch.setattr(files, "_grip", grip)
    with files.locked(str(folder)):
        assert (folder / ".g2g-lock").exists()
    assert len(grips) == 2


def test_a_folder_that_is_not_there_cannot_be_locked(folder: Path) -> None:
    with pytest.raises(FileNotFoundError) as told:
        sweep(folder / "nowhere")
    assert told.value.filename == str(folder / "nowhere")


# -- what a kill left --------------------------------------------------------------------------


def left_by_a_kill(folder: Path, name: str = "actions.yaml", *, exchanged: bool) -> Path:
    """The state just before or just after the exchange of a command that wrote ``new``."""
    path, temporary = folder / name, folder / ".temporary"
    old = files._mark_at(str(path))
    temporary.write_bytes(b"new\n")
    new = files._mark_at(str(temporary))
    assert new
    assert old
    swap = Path(files._swap_name(str(path), new, old))
    os.rename(temporary, swap)
    if exchanged:
        assert files._exchange(str(swap), str(path))
    return swap


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


# -- other systems -----------------------------------------------------------------------------


def test_without_hard_links_a_file_that_came_meanwhile_is_noticed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(one: str, other: str) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    text, twice = read(folder, "people.yaml"), read(folder, "people.yaml")
    files.replace(text, b"new\n")
    with pytest.raises(Changed):
        files.replace(twice, b"newer\n")
    assert (folder / "people.yaml").read_bytes() == b"new\n"
    assert not litter(folder)


def test_a_folder_that_cannot_be_synced_is_no_reason_to_refuse(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    files.replace(read(folder), b"new\n")
    assert (folder / "actions.yaml").read_bytes() == b"new\n"


def test_the_file_is_synced_before_its_name_and_the_folder_after(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    real_sync, real_exchange = os.fsync, files._exchange

    def fsync(handle: int) -> None:
        seen.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        real_sync(handle)

    def exchange(one: str, other: str) -> bool:
        seen.append("exchange")
        return real_exchange(one, other)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(files, "_exchange", exchange)
    files.replace(read(folder), b"new\n")
    assert seen == ["file", "exchange", "folder"]


# -- papers outside the record -----------------------------------------------------------------


def test_a_paper_is_written_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    paper = tmp_path / "agenda.md"
    files.publish(str(paper), b"one\n")
    paper.chmod(0o640)
    files.publish(str(paper), b"two\n")
    assert (paper.read_bytes(), stat.S_IMODE(paper.stat().st_mode)) == (b"two\n", 0o640)
    assert not litter(tmp_path)


def test_a_paper_that_finds_no_room_leaves_the_old_one(tmp_path: Path) -> None:
    paper = tmp_path / "agenda.md"
    paper.write_bytes(b"old\n")
    with no_file_above(4096), pytest.raises(OSError, match="File too large") as told:
        files.publish(str(paper), b"new\n" * 4096)
    assert told.value.filename == str(paper)
    assert paper.read_bytes() == b"old\n"
    assert not litter(tmp_path)


def test_a_paper_in_a_folder_that_is_not_there_is_refused_by_its_own_name(tmp_path: Path) -> None:
    paper = str(tmp_path / "nowhere" / "agenda.md")
    with pytest.raises(FileNotFoundError) as told:
        files.publish(paper, b"x")
    assert (told.value.filename, told.value.strerror) == (paper, "No such file or directory")


def test_a_paper_cannot_take_the_place_of_a_folder(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError) as told:
        files.publish(str(tmp_path), b"x")
    assert told.value.filename == str(tmp_path)


def test_a_paper_goes_where_a_link_leads(tmp_path: Path) -> None:
    (tmp_path / "latest.md").symlink_to("agenda.md")
    for data in (b"one\n", b"two\n"):
        files.publish(str(tmp_path / "latest.md"), data)
        assert (tmp_path / "agenda.md").read_bytes() == data
    assert (tmp_path / "latest.md").is_symlink()


def test_a_paper_may_have_a_long_name(tmp_path: Path) -> None:
    paper = tmp_path / ("é" * 126 + ".md")
    files.publish(str(paper), b"x")
    assert paper.read_bytes() == b"x"


def test_a_paper_goes_into_a_pipe_and_a_device(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    files.publish(str(tmp_path / "pipe"), b"agenda\n")
    assert os.read(reader, 100) == b"agenda\n"
    os.close(reader)
    files.publish(os.devnull, b"agenda\n")


PUBLISH = (
    "import sys; from g2g import files; print('before'); files.publish('/dev/stdout', b'agenda\\n'); print('after')"
)


def published(**to: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-c", PUBLISH], cwd=HERE.parent, check=True, timeout=30, **to)


def test_a_paper_on_stdout_stands_between_what_is_said(tmp_path: Path) -> None:
    assert published(capture_output=True).stdout == b"before\nagenda\nafter\n"
    out = tmp_path / "out.txt"
    out.write_bytes(b"there already\n")
    with open(out, "ab") as file:
        published(stdout=file)
    assert out.read_bytes() == b"there already\nbefore\nagenda\nafter\n"
    assert os.listdir(tmp_path) == ["out.txt"]


def test_a_paper_on_stdout_goes_into_a_socket_too() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        published(stdout=theirs)
        theirs.close()
        assert ours.recv(100) == b"before\nagenda\nafter\n"
