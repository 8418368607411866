"""Files outside the record: written whole, wherever they are sent."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from g2g.files import output
from tests.one_file import litter, no_file_above

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="owners, modes and links are those of POSIX")
HERE = Path(__file__).parent


def test_a_paper_is_written_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    paper = tmp_path / "agenda.md"
    output.publish(str(paper), b"one\n")
    paper.chmod(0o640)
    output.publish(str(paper), b"two\n")
    assert (paper.read_bytes(), stat.S_IMODE(paper.stat().st_mode)) == (b"two\n", 0o640)
    assert not litter(tmp_path)


def test_a_paper_that_finds_no_room_leaves_the_old_one(tmp_path: Path) -> None:
    paper = tmp_path / "agenda.md"
    paper.write_bytes(b"old\n")
    with no_file_above(4096), pytest.raises(OSError, match="File too large") as told:
        output.publish(str(paper), b"new\n" * 4096)
    assert told.value.filename == str(paper)
    assert paper.read_bytes() == b"old\n"
    assert not litter(tmp_path)


def test_a_paper_in_a_folder_that_is_not_there_is_refused_by_its_own_name(tmp_path: Path) -> None:
    paper = str(tmp_path / "nowhere" / "agenda.md")
    with pytest.raises(FileNotFoundError) as told:
        output.publish(paper, b"x")
    assert (told.value.filename, told.value.strerror) == (paper, "No such file or directory")


def test_a_paper_cannot_take_the_place_of_a_folder(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError) as told:
        output.publish(str(tmp_path), b"x")
    assert told.value.filename == str(tmp_path)


def test_a_paper_goes_where_a_link_leads(tmp_path: Path) -> None:
    (tmp_path / "latest.md").symlink_to("agenda.md")
    for data in (b"one\n", b"two\n"):
        output.publish(str(tmp_path / "latest.md"), data)
        assert (tmp_path / "agenda.md").read_bytes() == data
    assert (tmp_path / "latest.md").is_symlink()


def test_a_paper_may_have_a_long_name(tmp_path: Path) -> None:
    paper = tmp_path / ("é" * 126 + ".md")
    output.publish(str(paper), b"x")
    assert paper.read_bytes() == b"x"


def test_a_paper_goes_into_a_pipe_and_a_device(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    output.publish(str(tmp_path / "pipe"), b"agenda\n")
    assert os.read(reader, 100) == b"agenda\n"
    os.close(reader)
    output.publish(os.devnull, b"agenda\n")


PUBLISH = (
    "import sys; from g2g.files import output; print('before'); output.publish('/dev/stdout', b'agenda\\n'); print('after')"
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
