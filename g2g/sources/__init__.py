"""A file in the form it came in → a Document: text and Markdown, HTML pages, Word files and PDF files.

Each form is one module here with one function, ``document(raw, shown)``: the file's bytes and its name as the user gave it
in, a Document out; what cannot be read is refused in one sentence. What a file is, its first bytes say; its name's ending
counts only where they do not.
"""

import os
import re
import sys
from typing import BinaryIO

from g2g.errors import TooLarge, UnreadableDocument, WrongForm
from g2g.minutes.document import Document

MOST_BYTES = 64 << 20  # A Word or PDF file with photographs is this large; no text of minutes is.

_HTML = re.compile(rb"(?:\s|<!--.{0,2000}?-->|<\?xml[^>]{0,200}\?>)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS_WORD = "open it in the program that made it and save it as .docx."
_KNOWN = (
    (b"{\\rtf", f"this is a Rich Text file; {_SAVE_AS_WORD}"),
    (b"\x89PNG\r\n", "this is a picture; g2g reads text, not pictures of it."),
    (b"\xff\xd8\xff", "this is a picture; g2g reads text, not pictures of it."),
    (b"GIF8", "this is a picture; g2g reads text, not pictures of it."),
    (b"II*\0", "this is a picture; g2g reads text, not pictures of it."),
    (b"MM\0*", "this is a picture; g2g reads text, not pictures of it."),
)

_LOG = "this is a spreadsheet; “g2g import” reads an action log, and minutes are text, HTML, .docx or .pdf."
_RECORD = "this is YAML, as the record is kept in; minutes are text, HTML, .docx or .pdf."
_OTHERS = {".csv": _LOG, ".tsv": _LOG, ".xlsx": _LOG, ".ods": _LOG, ".yaml": _RECORD, ".yml": _RECORD}


def read(path: str) -> Document:
    """The document that a file holds; ``-`` reads standard input.

    Raises a Refusal with one sentence: UnreadableDocument and its kinds for what cannot be read (missing, damaged, encrypted,
    binary, too large, in a form that is not read), MissingLibrary where a library is not installed.
    """
    shown = "standard input" if path == "-" else path
    return of_bytes(_raw(path, shown), shown)


def of_bytes(raw: bytes, shown: str) -> Document:
    """The document that these bytes are; ``shown`` is the name for messages, and its ending the second clue to their form."""
    for start, what in _KNOWN:
        if raw.startswith(start):
            raise WrongForm(shown, what)
    if raw.startswith(_OLE):
        from g2g.sources.package import old_or_encrypted

        raise old_or_encrypted(raw, shown)
    ending = os.path.splitext(shown)[1].lower()
    if ending in _OTHERS:
        raise WrongForm(shown, _OTHERS[ending])
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")) or ending in (".docx", ".docm"):
        from g2g.sources.word import document
    elif b"%PDF-" in raw[:1024] or ending == ".pdf":
        from g2g.sources.portable import document
    elif _is_page(raw) or ending in (".html", ".htm", ".xhtml"):
        from g2g.sources.pages import document
    else:
        from g2g.sources.text import document
    return document(raw, shown)


def _is_page(raw: bytes) -> bool:
    """Whether bytes begin as an HTML page does, in any encoding of ASCII letters."""
    return bool(_HTML.match(raw[:8192].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe")))


def _raw(path: str, shown: str) -> bytes:
    try:
        if path == "-":
            return _limited(sys.stdin.buffer, shown)
        with open(path, "rb") as file:
            return _limited(file, shown)
    except OSError as trouble:
        raise UnreadableDocument(shown, f"this cannot be read: {trouble.strerror or trouble}.") from None
    except ValueError:
        raise UnreadableDocument(shown, "this is not the name of a file.") from None


def _limited(file: BinaryIO, shown: str) -> bytes:
    raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise TooLarge(shown, f"this is larger than {MOST_BYTES >> 20} MB")
    return raw
