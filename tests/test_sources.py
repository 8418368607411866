"""Files of every form: the same minutes give the same document, bytes become text rightly, and what cannot be read is refused."""

from __future__ import annotations

import io
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from g2g.errors import BrokenFile, Encrypted, NotText, Refusal, TooLarge, UnreadableDocument, WrongForm
from g2g.minutes.document import Document, Para, Table
from g2g.sources import of_bytes, read
from g2g.sources.text import decoded
from tests import documents
from tests.documents import MINUTES, ROW, as_markdown, as_page, as_portable, as_text, as_word
from tests.limits import limited

FORMS = {
    "minutes.txt": as_text().encode(),
    "minutes.md": as_markdown().encode(),
    "minutes.html": as_page().encode(),
    "minutes.docx": as_word(),
    "minutes.pdf": as_portable(),
}


def contents(document: Document) -> list[tuple[str, str] | list[tuple[str, ...]]]:
    """The marks and words of a document's paragraphs, and the cells of its tables."""
    return [
        (block.mark, block.text) if isinstance(block, Para) else [row.cells for row in block.rows] for block in document.blocks
    ]


def expected() -> list[tuple[str, str] | list[tuple[str, ...]]]:
    found: list[tuple[str, str] | list[tuple[str, ...]]] = []
    step = 0
    for kind, words in MINUTES:
        step = step + 1 if kind == documents.STEP else 0
        if isinstance(words, str):
            found.append(({documents.STEP: str(step), documents.POINT: "-"}.get(kind, ""), words))
        elif isinstance(found[-1], list):
            found[-1].append(words)
        else:
            found.append([words])
    return found


@pytest.mark.parametrize("name", FORMS)
def test_the_same_minutes_are_the_same_document_in_every_form(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(FORMS[name])
    assert contents(read(str(tmp_path / name))) == expected()


@pytest.mark.parametrize("name", FORMS)
def test_the_bytes_tell_the_form_and_the_name_need_not(name: str) -> None:
    assert contents(of_bytes(FORMS[name], "minutes")) == expected()


@pytest.mark.parametrize("name", ["minutes.md", "minutes.html", "minutes.docx"])
def test_headings_are_marked_where_the_form_marks_them(name: str) -> None:
    levels = {block.text: block.level for block in of_bytes(FORMS[name], name).paras()}
    assert levels == {
        words: 2 if kind == documents.HEADING else 0 for kind, words in MINUTES if kind != ROW and isinstance(words, str)
    }


def test_the_lines_of_a_text_are_those_of_the_file() -> None:
    lines = as_text().split("\n")
    for block in of_bytes(FORMS["minutes.txt"], "minutes.txt").blocks:
        first = block.text.split()[0] if isinstance(block, Para) else block.rows[0].cells[0]
        assert first in lines[block.line - 1]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(FORMS["minutes.docx"])))
    assert contents(read("-")) == expected()


# ---- bytes as text ----------------------------------------------------------------------------------

WORDS = "Café – “Côte” £5\n1. Quay"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_a_text_is_read_in_its_encoding(encoding: str) -> None:
    assert decoded(WORDS.encode(encoding), "x") == WORDS


def test_a_text_pasted_together_from_two_encodings_is_read_line_by_line() -> None:
    assert decoded("Café\n".encode() + "Côte\n".encode("cp1252"), "x") == "Café\nCôte\n"


def test_windows_letters_read_as_latin_1_are_put_right() -> None:
    assert decoded("the Board\x92s \x96 quay".encode(), "x") == "the Board’s – quay"


def test_a_byte_that_no_encoding_knows_is_said_with_its_line() -> None:
    with pytest.raises(BrokenFile, match=r"^x\.txt:2: the byte 0x81 is no letter in UTF-8 or Windows-1252"):
        decoded(b"one\ntw\x81o caf\xe9", "x.txt")


def test_a_text_that_breaks_the_encoding_it_begins_with_is_said_with_its_line() -> None:
    with pytest.raises(BrokenFile, match=r"^x:2: this text begins as UTF-16"):
        decoded("one\ntwo".encode("utf-16") + b"\0", "x")
    with pytest.raises(BrokenFile, match=r"^x:2: this text begins as UTF-8"):
        decoded(b"\xef\xbb\xbfone\n\xff", "x")


@pytest.mark.parametrize(
    "raw", [b"one\n\0two", b"\x7fELF\x02\x01\x01\0\0\0\0", b"caf\xe9 \x01", b"\x1b[31mred", "a\x07".encode("utf-16")]
)
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(NotText, match=r"is not a text \(line \d holds the control character \d+\)"):
        of_bytes(raw, "x.txt")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_every_line_end_is_one(end: str) -> None:
    assert [para.line for para in of_bytes(end.join(["One.", "", "Two.", "", "Three."]).encode(), "x").paras()] == [1, 3, 5]


def test_form_feeds_are_kept_and_the_end_mark_of_old_programs_is_not() -> None:
    assert decoded(b"one\x0ctwo\x1a", "x") == "one\x0ctwo"
    assert decoded(b"e\x1email re\x1fport\x0bx", "x") == "e-mail report\x0bx"


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_what_is_encoded_is_decoded(words: str) -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        assert decoded(words.encode(encoding), "x") == words


@given(st.binary(max_size=200))
def test_any_bytes_are_a_document_or_a_refusal(raw: bytes) -> None:
    for name in ("x", "x.html", "x.docx"):
        assert not refused(raw, name) or re.fullmatch(rf"{re.escape(name)}:.+\.", refused(raw, name))


# ---- refused ----------------------------------------------------------------------------------------


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    for path, why in ((tmp_path, "Is a directory"), (tmp_path / "none.txt", "No such file or directory")):
        with pytest.raises(UnreadableDocument, match=rf"{re.escape(str(path))}: this cannot be read: {why}\."):
            read(str(path))
    with pytest.raises(UnreadableDocument, match="is not the name of a file"):
        read("a\0b")


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"{\\rtf1 Minutes}", "Rich Text"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, r"before 2007 \(\.doc\)"),
        (documents.zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), "no Word file"),
        (documents.zipped({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}), "spreadsheet"),
        (documents.zipped({"[Content_Types].xml": "<x/>", "ppt/presentation.xml": "<x/>"}), "presentation"),
    ],
)
def test_a_form_that_is_not_read_is_said_with_what_to_do(raw: bytes, what: str) -> None:
    with pytest.raises(WrongForm, match=what):
        of_bytes(raw, "minutes.docx")


def test_an_encrypted_word_file_is_said_to_be_one() -> None:
    raw = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(Encrypted, match="protected with a password"):
        of_bytes(raw, "minutes.docx")


def test_a_file_larger_than_any_minutes_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate((64 << 20) + 1)
    with pytest.raises(TooLarge, match="larger than 64 MB"):
        read(str(tmp_path / "big.txt"))
    with pytest.raises(TooLarge, match="lines"):
        of_bytes(b"\n" * 200_001, "x")
    with pytest.raises(TooLarge, match="letters"):
        of_bytes(b"a" * 10_000_001, "x")
    with pytest.raises(TooLarge, match="line of more than"):
        of_bytes(b"a" * 1_000_001, "x")


# ---- broken at random, and large ---------------------------------------------------------------------


@pytest.mark.parametrize("name", ["minutes.html", "minutes.docx"])
@settings(max_examples=60)
@given(seed=st.integers(0, 2**32))
@limited
def test_a_file_broken_at_random_is_a_document_or_a_refusal(name: str, seed: int) -> None:
    said = refused(broken(FORMS[name], seed), name)
    assert not said or said.startswith(f"{name}:")


def refused(raw: bytes, name: str) -> str:
    """The sentence that refuses a file; empty where it is read, and is a document then."""
    try:
        found = of_bytes(raw, name)
    except Refusal as refusal:
        return str(refusal)
    assert all(isinstance(block, Para | Table) for block in found.blocks)
    return ""


def broken(raw: bytes, seed: int) -> bytes:
    """Bytes of which some are changed, left out, doubled or cut off."""
    chance = random.Random(seed)
    made = bytearray(raw)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(made))
        match chance.randrange(4):
            case 0:
                made[at] = chance.randrange(256)
            case 1:
                del made[at : at + chance.randint(1, 40)]
            case 2:
                made[at:at] = made[max(0, at - chance.randint(1, 40)) : at]
            case _ if chance.random() < 0.2:
                del made[at:]
        if not made:
            return b""
    return bytes(made)


def test_a_table_has_as_many_cells_in_every_row() -> None:
    for name, raw in FORMS.items():
        for table in of_bytes(raw, name).tables():
            assert len({len(row.cells) for row in table.rows}) == 1


@pytest.mark.parametrize(("name", "what"), [("log.csv", "g2g import"), ("log.xlsx", "g2g import"), ("actions.yaml", "the record")])
def test_a_spreadsheet_or_the_record_itself_is_not_read_as_minutes(name: str, what: str) -> None:
    with pytest.raises(WrongForm, match=what):
        of_bytes(b"Action: Nell Tranter to ring the yard.\n", name)
