"""A Word file's zip archive: its parts, read within limits, so that a small file cannot unpack to a large one."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib

from g2g.errors import Encrypted, TooLarge, UnreadableDocument, WrongForm

_PIECE = 1 << 16
_MOST_DIRECTORY, _MOST_PARTS = 2 << 20, 10_000
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError)
_DAMAGED = "this is a damaged Word file (%s); open it in Word, which may repair it, and save it again."
_END, _LOCATOR = b"PK\x05\x06", b"PK\x06\x07"
_OTHER = {
    "xl/": "this is a spreadsheet, no Word file; “g2g import” reads an action log from one.",
    "ppt/": "this is a presentation, no Word file; save its text as .docx.",
}


def old_or_encrypted(raw: bytes, shown: str) -> UnreadableDocument:
    """The refusal for an OLE file: an encrypted .docx is one, and so is a .doc of before 2007."""
    if "EncryptedPackage".encode("utf-16-le") in raw or "EncryptionInfo".encode("utf-16-le") in raw:
        return Encrypted(shown)
    return WrongForm(shown, "this is a Word file of the form before 2007 (.doc), or another old Office file; save it as .docx.")


def damaged(shown: str, what: str) -> UnreadableDocument:
    """The refusal for a Word file that is not whole, with what is wrong."""
    return UnreadableDocument(shown, _DAMAGED % what)


class Package:
    """The parts of a Word file. Raises UnreadableDocument and its kinds for what is no zip archive, or one without limits."""

    def __init__(self, raw: bytes, shown: str) -> None:
        self.shown = shown
        self._check_directory(raw)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except _BROKEN:
            raise damaged(shown, "its zip archive is broken") from None
        entries = self._zip.infolist()
        if len(entries) > _MOST_PARTS:
            raise TooLarge(shown, f"its zip archive holds more than {_MOST_PARTS:,} parts")
        # Names of parts are the same in capitals (ECMA-376, part 2, 6.2.2.3).
        self._parts = {entry.filename.lower().replace("\\", "/").lstrip("/"): entry for entry in entries}

    def _check_directory(self, raw: bytes) -> None:
        """The archive's table of contents is read whole by zipfile: look how large it says it is, before."""
        end = raw.rfind(_END, max(0, len(raw) - 66_000))
        if end < 0 or len(raw) < end + 22:
            raise damaged(self.shown, "its zip archive is cut off or broken")
        if raw[end - 20:end].startswith(_LOCATOR) or int.from_bytes(raw[end + 12:end + 16], "little") > _MOST_DIRECTORY:
            raise TooLarge(self.shown, "its zip archive has a longer table of contents than Word writes")

    def has(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return name.lower() in self._parts

    def part(self, name: str, most: int) -> bytes:
        """The bytes of a part. Raises TooLarge above ``most``, declared or real; Encrypted; UnreadableDocument."""
        entry = self._parts.get(name.lower())
        if entry is None:
            raise damaged(self.shown, f"it has no {name}")
        if entry.flag_bits & 1:
            raise Encrypted(self.shown)
        if entry.file_size > most:
            raise TooLarge(self.shown, f"{name} unpacks to more than {most >> 20} MB")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged(self.shown, f"{name} is packed in a way that no Word file is")
        pieces, total = [], 0
        try:
            with self._zip.open(entry) as file:
                while piece := file.read(_PIECE):
                    pieces.append(piece)
                    total += len(piece)
                    if total > most:
                        raise TooLarge(self.shown, f"{name} unpacks to more than {most >> 20} MB")
        except _BROKEN:
            raise damaged(self.shown, f"{name} cannot be unpacked") from None
        return b"".join(pieces)

    def check_is_word(self, types: str) -> None:
        """Raises WrongForm for an archive that holds something else, by the words of its table of types."""
        if "macroEnabled" in types and "word" in types:
            raise WrongForm(self.shown, "this is a Word file with macros (.docm); save it as .docx.")
        for start, what in _OTHER.items():
            if any(name.startswith(start) for name in self._parts):
                raise WrongForm(self.shown, what)
        if "wordprocessingml" not in types or "mimetype" in self._parts:
            raise WrongForm(self.shown, "this is a zip archive, but no Word file (.docx).")


def resolved(target: str, folder: str = "") -> str:
    """The name of the part that a relationship points to, from the part's folder."""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
