"""Every refusal: a class with its sentence and its exit status."""

from __future__ import annotations

from collections.abc import Collection, Sequence


class Refusal(Exception):
    """Something g2g will not do; its text is the one sentence that the user sees."""

    exit_status = 1


class Misuse(Refusal):
    """The command line itself is wrong."""

    exit_status = 2


class NotADate(Misuse):
    """Words that should be a date and are none, with what would be accepted."""

    def __init__(self, text: str, why: str = "") -> None:
        because = f": {why}" if why else ""
        super().__init__(
            f"“{text}” is not a date{because}; write it like 10 October 2017, 10/10/2017 or 2017-10-10."
        )


class NotATime(Misuse):
    """Words that should be a time of day and are none."""

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text}” is not a time; write it like 2.30 pm or 14:30.")


class BrokenFile(Refusal):
    """A file that cannot be read as what it should be; names the file and the line."""

    def __init__(self, path: str, line: int, what: str) -> None:
        super().__init__(f"{path}:{line}: {what}")
        self.path = path
        self.line = line
        self.what = what


class ConflictMarkers(BrokenFile):
    """A file that still holds the marks of an unsettled merge."""

    def __init__(self, path: str, line: int, last: int) -> None:
        super().__init__(
            path, line,
            f"lines {line} to {last} hold an unsettled merge conflict;"
            " settle it with “g2g resolve REF --ours” (or --theirs, or --value TEXT), or by hand (git's marks <<<<<<<,"
            " ======= and >>>>>>> must go), then run the command again.",
        )


class LeftToGit(Refusal):
    """A merge that is left to git's own: one of its texts cannot be read as entries, or lost too much to be sure."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}; left to git's ordinary merge. Look at the whole file before you commit it.")


class NoRecord(Refusal):
    """No data folder was found; ``given`` where the folder itself was named."""

    def __init__(self, where: str, *, given: bool = False) -> None:
        if given:
            super().__init__(f"There is no actions.yaml in {where}; “g2g --data {where} init” sets up a record there.")
            return
        super().__init__(
            f"There is no data/actions.yaml in {where} or above it; run “g2g init” there, or give --data FOLDER."
        )


class UnknownReference(Refusal):
    """No action, or no meeting, has this reference."""

    def __init__(self, what: str, text: str, near: Sequence[str] = ()) -> None:
        hint = f" Did you mean {_either(near)}?" if near else ""
        super().__init__(f"There is no {what} “{text}”.{hint}")


class AmbiguousReference(Refusal):
    """Several actions, meetings or people answer to what was typed; those ``withheld`` are not named."""

    def __init__(self, what: str, text: str, candidates: Sequence[str], withheld: Collection[str] = ()) -> None:
        shown = [one for one in candidates if one not in withheld]
        could = f"{len(shown)} {what}: {_either(shown)}" if len(shown) > 1 else f"{shown[0]} or another" if shown else f"several {what}"
        super().__init__(f"“{text}” could be {could}. Type more of it.")
        self.candidates = tuple(candidates)


class UnknownPerson(Refusal):
    """Nobody in the record answers to this name; ``another_title``: the one who is near has it with another title."""

    def __init__(self, text: str, near: Sequence[str] = (), *, another_title: bool = False) -> None:
        hint = f" Did you mean {_either(near)}?" if near else ""
        super().__init__(f"Nobody in people.yaml, and no owner of an action, is called “{text}”.{hint}")
        self.near = tuple(near)
        self.another_title = another_title


class ChangedMeanwhile(Refusal):
    """Someone else kept changing a file while a command wanted to save."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} was changed by someone else while this command ran; nothing was written: run it again.")


class HalfWritten(Refusal):
    """One file of several could not be written, after others of them had been."""

    def __init__(self, path: str, why: str, written: Sequence[str]) -> None:
        super().__init__(
            f"{path} could not be written ({why}), after {' and '.join(written)} had been;"
            " give the command again, which completes it."
        )


class NoSafeEdit(Refusal):
    """An entry whose form leaves no way to change it without touching what a person wrote."""

    def __init__(self, path: str, line: int, ref: str) -> None:
        super().__init__(
            f"{path}:{line}: {ref} is written in a way that g2g cannot change safely;"
            " edit it by hand, or write it in the plain form of the other entries. Nothing was written."
        )


class NoGit(Refusal):
    """git is not installed."""

    def __init__(self) -> None:
        super().__init__("git is not installed on this machine (or not on the PATH); this command needs it.")


class NoRepository(Refusal):
    """The record is not under git."""

    def __init__(self, folder: str) -> None:
        super().__init__(f"{folder} is not in a git repository; “git init” in the folder above it makes one.")


class MissingLibrary(Refusal):
    """A form needs a library that is not installed; names the extra of g2g that brings it."""

    def __init__(self, what: str, library: str, extra: str) -> None:
        super().__init__(f"{what} needs {library}, which is not installed; “pip install 'g2g[{extra}]'” installs it.")


class UnreadableDocument(Refusal):
    """A document that cannot be read: missing, damaged, or not what its name says."""

    def __init__(self, path: str, what: str) -> None:
        super().__init__(f"{path}: {what}")
        self.path = path


class WrongForm(UnreadableDocument):
    """A document in a form that is not read."""


class NotText(UnreadableDocument):
    """A file that should be a text and holds what no text does."""

    def __init__(self, path: str, line: int, byte: int) -> None:
        super().__init__(path, f"this is not a text (line {line} holds the control character {byte});"
                               " g2g reads text, Markdown, HTML, .docx and .pdf.")  # fmt: skip


class Encrypted(UnreadableDocument):
    """A document that opens with a password only."""

    def __init__(self, path: str) -> None:
        super().__init__(path, "this is protected with a password; save it without one.")


class TooLarge(UnreadableDocument):
    """A document larger, longer or deeper than any minutes are."""

    def __init__(self, path: str, what: str) -> None:
        super().__init__(path, f"{what}; no minutes are, so it was not read.")


class NoTextLayer(UnreadableDocument):
    """A PDF file of pictures."""

    def __init__(self, path: str) -> None:
        super().__init__(
            path, "this PDF has no text layer; the pages are pictures: put it through text recognition (OCR) first."
        )


def _either(words: Sequence[str], most: int = 8) -> str:
    shown = list(words[:most])
    if len(words) > most:
        shown.append(f"{len(words) - most} more")
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " or " + shown[-1]
