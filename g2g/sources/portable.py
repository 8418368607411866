"""A PDF file with a text layer → a Document: its words laid out on lines as they stand on the page, then read as a text.

``line`` is the line of the text laid out so, from 1 for the first line of the first page; a PDF file has no lines of its own.
Columns keep wide spaces between them. Heads and feet of pages go the way they do in a text.

PDFium (pypdfium2) reads the file: the engine of a browser, hardened against hostile files, under a free licence (BSD and
Apache). It is faster than pypdf and pdfminer.six, several times in what was tried, and tells where each word stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from g2g.errors import Encrypted, MissingLibrary, NoTextLayer, TooLarge, UnreadableDocument
from g2g.minutes.document import Document
from g2g.minutes.paragraphs import of_text
from g2g.sources import apart

_MOST_PAGES, _MOST_WORDS = 3_000, 800_000
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_WORD = re.compile(r"\S+")
_BOLD = re.compile(rb"bold|black|heavy|demi", re.I)
_PARTED = re.compile(r" {3,}|\bpage\b|^\d+$", re.I)
_Placed = tuple[float, float, float, float, str, bool]  # a Word on its way between the processes


class Word(NamedTuple):
    """A word on a page: where it begins and ends from the left, how far its foot is from the top, and its height."""

    left: float
    right: float
    foot: float
    height: float
    text: str
    bold: bool = False


def document(raw: bytes, shown: str) -> Document:
    """The document of a PDF file. Raises NoTextLayer for pictures of pages, Encrypted, TooLarge, UnreadableDocument."""
    try:
        answer = apart.done(_words, raw)
    except apart.TooLong:
        raise TooLarge(shown, f"this PDF takes longer than {apart.MOST_SECONDS:.0f} seconds to read") from None
    except apart.Died:
        raise UnreadableDocument(shown, "this PDF is damaged, or needs more memory than any minutes do.") from None
    if isinstance(answer, str):
        raise _refusal(answer, shown)
    pages = [[Word(*word) for word in page] for page in answer]
    if not any(pages):
        raise NoTextLayer(shown)
    return of_text(laid_out(pages))


def _refusal(answer: str, shown: str) -> Exception:
    if answer == "missing":
        return MissingLibrary("Reading PDF files", "pypdfium2", "minutes")
    if answer == "password":
        return Encrypted(shown)
    if answer == "pages":
        return TooLarge(shown, f"this PDF has more than {_MOST_PAGES:,} pages")
    if answer == "words":
        return TooLarge(shown, f"this PDF has more than {_MOST_WORDS:,} words")
    return UnreadableDocument(shown, "this PDF is damaged; open it in a PDF reader and save it again.")


# -- in a process of its own ---------------------------------------------------------------------


def _words(raw: bytes) -> list[list[_Placed]] | str:
    """The words of each page; a word that says what is wrong where they cannot be had."""
    try:
        import pypdfium2
    except ImportError:
        return "missing"
    try:
        pdf = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as trouble:
        return "password" if getattr(trouble, "err_code", None) == _PASSWORD else "damaged"
    if len(pdf) > _MOST_PAGES:
        return "pages"
    found: list[list[_Placed]] = []
    total = 0
    for number in range(len(pdf)):
        try:
            page = pdf[number]
            found.append(_of_page(page))
        except pypdfium2.PdfiumError:
            return "damaged"
        page.close()
        total += len(found[-1])
        if total > _MOST_WORDS:
            return "words"
    return found


def _of_page(page: Any) -> list[_Placed]:
    """The words of one page, turned as the page is shown."""
    import ctypes

    import pypdfium2.raw as pdfium

    turned = page.get_rotation()
    layer = page.get_textpage()
    text = _text(layer, pdfium)
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    to_box, to_x, to_y = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    handle = layer.raw
    origin_of, box_of = pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetLooseCharBox
    name, font_of = ctypes.create_string_buffer(256), pdfium.FPDFText_GetFontInfo
    flags = ctypes.byref(ctypes.c_int())
    found = []
    for word in _WORD.finditer(text):
        first, last = word.start(), word.end() - 1
        origin_of(handle, first, to_x, to_y)
        box_of(handle, first, to_box)
        start = (box.left, box.bottom, box.right, box.top)
        if last > first:
            box_of(handle, last, to_box)
        if not turned:
            left, right, foot, height = x.value, box.right, -y.value, start[3] - start[1]
        elif turned == 90:
            left, right, foot, height = start[1], box.top, x.value, start[2] - start[0]
        elif turned == 180:
            left, right, foot, height = -start[2], -box.left, y.value, start[3] - start[1]
        else:
            left, right, foot, height = -start[3], -box.bottom, -x.value, start[2] - start[0]
        words = word[0].replace("\ufffe", "-").replace("\x02", "-")  # PDFium's signs for a hyphen at a line's end
        # A longer name is not written there, and that of the word before still stands.
        is_bold = 0 < font_of(handle, first, name, len(name), flags) <= len(name) and bool(_BOLD.search(name.value))
        found.append((left, right, foot, height, words, is_bold))
    layer.close()
    return found


def _text(layer: Any, pdfium: Any) -> str:
    """The letters of a page, one for each that has a place on it."""
    count = layer.count_chars()
    text: str = layer.get_text_range() if count > 0 else ""
    if len(text) == count:
        return text
    codes = (pdfium.FPDFText_GetUnicode(layer, place) for place in range(count))
    return "".join(" " if code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code) for code in codes)


# -- lines ---------------------------------------------------------------------------------------


def laid_out(pages: Sequence[Sequence[Word]]) -> str:
    """Pages as a text: a line for each line, blank lines where there is more room between two, a form feed at a page's end."""
    rows = [_rows(page) for page in pages]
    usual = _letter(pages)
    letter = _fitting(rows, usual)
    left = min((word.left for page in pages for word in page), default=0.0)
    return "\f\n".join("\n".join(_page(page, letter, left, usual)) for page in rows) + "\n"


def _letter(pages: Sequence[Sequence[Word]]) -> float:
    """The width that a letter has, so that columns which stand one below another do so in the text too."""
    widths = [(word.right - word.left) / len(word.text) for page in pages[:50] for word in page if len(word.text) > 2]
    return max(1.0, 0.9 * median(widths)) if widths else 5.0


def _fitting(pages: Sequence[Sequence[Sequence[Word]]], letter: float) -> float:
    """The width of a letter, made so narrow that what stands beside a line has its place even where that line is full of thin letters."""
    narrow: list[float] = []
    for row in (row for page in pages[:50] for row in page):
        begun, count, right = row[0].left, 0, row[0].left
        for word in row:
            if count and word.left - right > _gap(word, letter):
                narrow.append((word.left - begun) / (count + 2))
                begun, count = word.left, 0
            count += len(word.text) + 1
            right = max(right, word.right)
    narrow.sort()
    return max(0.6 * letter, min(letter, narrow[len(narrow) // 50])) if narrow else letter


def _gap(word: Word, letter: float) -> float:
    """The room before a word that tells a column from a space."""
    return max(2.2 * letter, 0.8 * word.height)


def _page(rows: Sequence[Sequence[Word]], letter: float, left: float, broad: float) -> list[str]:
    feet = [row[0].foot for row in rows]
    steps = sorted(below - above for above, below in pairwise(feet))
    usual = steps[len(steps) // 3] if steps else 0.0
    lines: list[str] = []
    for place, row in enumerate(rows):
        if place and feet[place] - feet[place - 1] > usual * 1.35 + 1:
            lines.append("")
        line = _line(row, letter, left, broad)
        # Bold as Markdown has it; the headings of columns stay in their places, and the foot of a page is known by its words.
        is_bold = all(word.bold for word in row) and not _PARTED.search(line.strip()) and "*" not in line
        lines.append(f"{line[: -len(line.lstrip())]}**{line.lstrip()}**" if is_bold else line)
    return lines


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """The words that stand on one line, from the top, each line from the left."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.foot):
        if rows and word.foot - rows[-1][0].foot < max(2.0, 0.3 * word.height):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.left) for row in rows]


def _line(row: Sequence[Word], letter: float, left: float, broad: float) -> str:
    """One line: a space between words, as many as there is room for between columns."""
    line = " " * min(150, round((row[0].left - left) / letter))
    right = row[0].left
    for place, word in enumerate(row):
        if place:
            if word.left - right > _gap(word, broad):
                line += " " * max(3, min(300, round((word.left - left) / letter)) - len(line))
            else:
                line += " "
        line += word.text
        right = max(right, word.right)
    return line
