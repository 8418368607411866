"""Files on disk: read as text that gives their bytes back, and refused where they are no text."""

from __future__ import annotations

import os
import socket
import stat
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g import files
from g2g.errors import BrokenFile, Refusal
from g2g.files import Text
from tests.one_file import (
    is_root,
    old_folder,  # noqa: F401
    read,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="owners, modes and links are those of POSIX")

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


@pytest.mark.skipif(is_root, reason="root may read everything")
def test_an_unreadable_file_is_told(folder: Path) -> None:
    (folder / "actions.yaml").chmod(0)
    with pytest.raises(Refusal, match=r"^data/actions.yaml cannot be read: Permission denied\.$"):
        read(folder)


# -- links -------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["../secret.yaml", "../data-2/secret.yaml"])
def test_a_link_that_leads_outside_is_refused(folder: Path, target: str) -> None:
    (folder / "people.yaml").symlink_to(target)
    with pytest.raises(Refusal, match=r"people.yaml is a link that leads out of the data folder"):
        read(folder, "people.yaml")
