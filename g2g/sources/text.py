"""Bytes → text: UTF-8, UTF-16 and Windows-1252; what is no text is refused. Plain text and Markdown → a Document."""

import re

from g2g.errors import BrokenFile, NotText, TooLarge
from g2g.minutes.document import Document
from g2g.minutes.paragraphs import of_text

MOST_LETTERS, MOST_LINES, MOST_LINE = 10_000_000, 200_000, 1_000_000
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\0\0", "utf-32-le"), (b"\0\0\xfe\xff", "utf-32-be"), (b"\xff\xfe", "utf-16-le"),
         (b"\xfe\xff", "utf-16-be"))  # fmt: skip
# Tab, line ends and form feed are text; so are the marks that Word leaves in its plain text (30, 31: hyphens).
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1d\x7f]")
# Windows-1252 that somebody read as Latin-1: every browser takes these for what they were.
_C1 = {code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in (0x81, 0x85, 0x8D, 0x8F, 0x90, 0x9D)}
_HYPHENS = {0x1E: "-", 0x1F: None}
_ANY_C1 = re.compile("[\x80-\x84\x86-\x9f]")


def document(raw: bytes, shown: str) -> Document:
    """The document of a plain text or one in Markdown; its lines are those of the file.

    Raises NotText for what is binary, BrokenFile with the line for a byte that no encoding knows, TooLarge.
    """
    if len(raw) > 4 * MOST_LETTERS:
        raise TooLarge(shown, f"this has more than {MOST_LETTERS:,} letters")
    return of_text(limited(decoded(raw, shown), shown))


def limited(words: str, shown: str) -> str:
    """A text as it came, if it is not longer than any minutes. Raises TooLarge."""
    if len(words) > MOST_LETTERS:
        raise TooLarge(shown, f"this has more than {MOST_LETTERS:,} letters")
    if words.count("\n") + words.count("\r") - words.count("\r\n") > MOST_LINES:
        raise TooLarge(shown, f"this has more than {MOST_LINES:,} lines")
    if len(words) > MOST_LINE and max(map(len, words.splitlines())) > MOST_LINE:
        raise TooLarge(shown, f"this has a line of more than {MOST_LINE:,} letters")
    return words


def decoded(raw: bytes, shown: str) -> str:
    """The text that bytes stand for, line ends and form feeds as they are. Raises NotText and BrokenFile."""
    encoding, raw = _encoding(raw)
    if encoding:
        try:
            words = raw.decode(encoding)
        except UnicodeDecodeError as trouble:
            line = raw[: trouble.start].decode(encoding, "ignore").count("\n") + 1
            name = encoding[:6].rstrip("-").upper()
            raise BrokenFile(shown, line, f"this text begins as {name} and is none here; save the file as UTF-8.") from None
    else:
        words = _undeclared(raw, shown)
    words = words.removesuffix("\x1a")  # the end of the file, to programs of the 1980s
    if control := _CONTROLS.search(words):
        line = words.count("\n", 0, control.start()) + 1
        raise NotText(shown, line, ord(control[0]))
    if "\x1e" in words or "\x1f" in words:
        words = words.translate(_HYPHENS)
    return words.translate(_C1) if _ANY_C1.search(words) else words


def _encoding(raw: bytes) -> tuple[str, bytes]:
    """The encoding that a byte order mark or the pattern of NULs tells, and the bytes after the mark; else none."""
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return encoding, raw[len(mark):]
    sample = raw[:4096]
    half = len(sample) // 2
    if half > 1:
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        if odd > half * 0.6 and even < half * 0.05:
            return "utf-16-le", raw
        if even > half * 0.6 and odd < half * 0.05:
            return "utf-16-be", raw
    return "", raw


def _undeclared(raw: bytes, shown: str) -> str:
    """UTF-8; else each line in UTF-8 or Windows-1252, for texts that were pasted together from both."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        pass
    if control := re.search(rb"[\x00-\x08\x0e-\x1d]", raw):
        raise NotText(shown, raw.count(b"\n", 0, control.start()) + 1, control[0][0])
    return "\n".join(_line(line, number, shown) for number, line in enumerate(raw.split(b"\n"), 1))


def _line(line: bytes, number: int, shown: str) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        pass
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError as trouble:
        byte = line[trouble.start]
        raise BrokenFile(
            shown, number, f"the byte 0x{byte:02X} is no letter in UTF-8 or Windows-1252; save the file as UTF-8."
        ) from None
