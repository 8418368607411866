"""PDF files: columns keep their distance, pages can be turned, pictures and passwords are said, hostile files end soon."""

from __future__ import annotations

import io
import re
import sys
import time
import zlib
from pathlib import Path

import pytest
from reportlab.lib import pdfencrypt
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from g2g.errors import Encrypted, MissingLibrary, NoTextLayer, TooLarge, UnreadableDocument
from g2g.sources import apart, of_bytes, portable
from g2g.sources.portable import Word, laid_out
from tests.documents import HEADING, MINUTES, as_portable
from tests.test_sources import broken, contents, expected, refused


def printed(*pages: list[tuple[float, float, str]], **options: object) -> bytes:
    """A PDF file of pages on which words stand: from the left, from the top, in points."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, **options)
    for page in pages:
        canvas.setFont("Helvetica", 11)
        for left, top, words in page:
            canvas.drawString(left, A4[1] - top, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def drawn(*objects: bytes) -> bytes:
    """A PDF file of objects as they stand: a catalogue, a page and a font go before them."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>/XObject<</X 6 0 R>>>>>>"
    made = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page,
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", *objects]  # fmt: skip
    out, places = b"%PDF-1.5\n", []
    for number, content in enumerate(made, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(made) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(made) + 1) + table + end


def packed(content: bytes, more: bytes = b"") -> bytes:
    small = zlib.compress(content, 9)
    return b"<<%s/Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (more, len(small), small)


def test_names_organisations_and_actions_in_columns_are_cells() -> None:
    raw = printed([
        (60, 60, "Present"),
        (60, 90, "Hilda Marsh"), (300, 90, "Harbour Trust"),
        (60, 105, "Theo Lund"), (300, 105, "Pilots' Club"),
        (60, 150, "The panel agreed to order a new lens."), (500, 150, "TL"),
    ])  # fmt: skip
    found = {para.text: para.cells for para in of_bytes(raw, "x.pdf").paras()}
    assert ("Hilda Marsh", "Harbour Trust") in found.values()
    assert ("Theo Lund", "Pilots' Club") in found.values()
    assert ("The panel agreed to order a new lens.", "TL") in found.values()


def test_columns_that_stand_below_one_another_do_so_in_the_text() -> None:
    page = [Word(60, 90, 100 + 12 * row, 11, name) for row, name in enumerate(["Hilda", "Theodora", "Al"])]
    page += [Word(300, 330, 100 + 12 * row, 11, "Quay") for row in range(3)]
    assert len({line.index("Quay") for line in laid_out([page]).splitlines()}) == 1


def test_a_line_full_of_thin_letters_moves_no_column_beside_it() -> None:
    thin, wide = "Will it fill till it is full; all lilies still tilt in it.", "MORE LAMPS COME NOW"
    lines = [("Item", "Discussion", "Action"), ("1", thin, "HM to order a lens"), ("", wide, "from the maker"), ("2", thin, "TL to ring"), ("", "", "the pilots")]
    page = [(left, 60 + 14 * row, text) for row, line in enumerate(lines) for left, text in zip((60, 110, 340), line, strict=True) if text]
    assert [aside.text for aside in of_bytes(printed(page), "x.pdf").asides] == ["HM to order a lens", "from the maker", "TL to ring", "the pilots"]


def test_a_sentence_over_several_lines_is_one_paragraph() -> None:
    lines = ["The panel heard that the lamp at Gull Point went out twice in March and that",
             "the maker of the lamp will look at the lens before", "the pilots meet in May."]  # fmt: skip
    raw = printed([(60, 60 + 14 * at, words) for at, words in enumerate(lines)])
    assert [para.text for para in of_bytes(raw, "x.pdf").paras()] == [" ".join(lines)]


def test_a_bold_line_is_bold_and_no_part_of_what_stands_above_it() -> None:
    found = of_bytes(as_portable(), "x.pdf")
    headings = {words for kind, words in MINUTES if kind == HEADING}
    assert {para.text for para in found.paras() if para.bold} == headings


def test_heads_and_feet_of_pages_are_left_out() -> None:
    said = [f"The panel heard report number {n}, and noted it." for n in range(1, 5)]
    raw = printed(*[[(60, 60, words), (280, 800, f"Page {n} of 4")] for n, words in enumerate(said, 1)])
    assert [para.text for para in of_bytes(raw, "x.pdf").paras()] == said


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(turned: int) -> None:
    assert contents(of_bytes(as_portable(turned), "x.pdf")) == expected()


def test_pages_that_are_pictures_are_said_to_be() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.rect(50, 50, 400, 600, fill=1)
    canvas.save()
    with pytest.raises(NoTextLayer, match="has no text layer; the pages are pictures"):
        of_bytes(out.getvalue(), "scan.pdf")


def test_a_password_is_said() -> None:
    raw = printed([(60, 60, "Secret")], encrypt=pdfencrypt.StandardEncryption("open", "own", strength=128))
    with pytest.raises(Encrypted, match=r"^x\.pdf: this is protected with a password; save it without one\.$"):
        of_bytes(raw, "x.pdf")
    readable = printed([(60, 60, "Open to all")], encrypt=pdfencrypt.StandardEncryption("", "own", canModify=0, strength=128))
    assert [para.text for para in of_bytes(readable, "x.pdf").paras()] == ["Open to all"]


@pytest.mark.parametrize("raw", [b"%PDF-1.7\nnothing", b"words", as_portable()[:400]])
def test_a_broken_file_is_one_sentence(raw: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"^x\.pdf: this PDF is damaged"):
        of_bytes(raw, "x.pdf")


def test_a_drawing_that_draws_itself_without_end_is_ended() -> None:
    again = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 4 0 R>>/XObject<</X %d 0 R>>>>"
    forms = [packed(b"/X Do " * 10, again % number) for number in range(7, 19)]
    last = packed(b"BT /F 9 Tf 10 10 Td (x) Tj ET", again % 1)
    with pytest.raises(UnreadableDocument, match=r"needs more memory than any minutes do|takes longer than 7 seconds to read"):
        of_bytes(drawn(packed(b"/X Do " * 10), *forms, last), "x.pdf")


def test_a_small_file_that_unpacks_to_a_large_one_is_ended() -> None:
    with pytest.raises(UnreadableDocument, match="damaged, or needs more memory"):
        of_bytes(drawn(packed(b"BT /F 9 Tf 10 10 Td " + b"(x) Tj " * 20_000_000 + b"ET")), "x.pdf")


def test_what_takes_too_long_is_ended_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_long(*_: object) -> None:
        raise apart.TooLong

    monkeypatch.setattr(apart, "done", too_long)
    with pytest.raises(TooLarge, match="takes longer than 7 seconds"):
        of_bytes(as_portable(), "x.pdf")


def _sleep(awake: bytes) -> None:
    time.sleep(600)
    Path(awake.decode()).touch()


def _die(_: bytes) -> None:
    sys.exit(3)


def _err(_: bytes) -> float:
    return 1 / 0


def _fill(_: bytes) -> int:
    return len(bytearray(900 << 20))


def test_a_process_apart_is_given_its_time_and_its_memory(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    awake = tmp_path / "awake"
    with pytest.raises(apart.TooLong):
        apart.done(_sleep, str(awake).encode(), seconds=1.0)
    assert not awake.exists()  # It was ended, not waited for.
    with pytest.raises(apart.Died):
        apart.done(_die, b"")
    with pytest.raises(apart.Died):
        apart.done(_fill, b"")
    with pytest.raises(RuntimeError, match="division by zero"):
        apart.done(_err, b"")
    assert capfd.readouterr() == ("", "")


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portable, "_MOST_PAGES", 2)
    assert portable._words(printed(*[[(60, 60, "x")]] * 3)) == "pages"
    monkeypatch.setattr(portable, "_MOST_WORDS", 3)
    assert portable._words(printed([(60, 60, "one two three four")])) == "words"
    assert re.search("more than", str(portable._refusal("pages", "x")))


@pytest.mark.parametrize("seed", range(12))
def test_a_file_broken_at_random_is_a_document_or_a_refusal(seed: int) -> None:
    said = refused(broken(as_portable(), seed), "x.pdf")
    assert not said or said.startswith("x.pdf: ")


def test_without_the_library_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    answer = portable._words(as_portable())
    assert isinstance(answer, str)
    refusal = portable._refusal(answer, "x.pdf")
    assert isinstance(refusal, MissingLibrary)
    assert "pip install 'g2g[minutes]'" in str(refusal)
