"""Saving a change: what it makes of each file that it touches, written so that it is there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import NamedTuple

from g2g import entries, files, splice
from g2g.entryfile import EntryFile
from g2g.errors import BrokenFile, ChangedMeanwhile, HalfWritten, NoSafeEdit, Refusal
from g2g.files import Text, replacement
from g2g.files.lock import locked
from g2g.model import LIVE, Body, Change, Edit, Value
from g2g.nodes import comments, plain
from g2g.records import BODY_FIELDS, MEETING_FIELDS
from g2g.store import Record
from g2g.whereabouts import ACTIONS, BODIES, MEETINGS

_TRIES = 3


class Saved(NamedTuple):
    """A change that is on the disk: the files that it wrote, by their names in the data folder, and what an earlier kill had left."""

    change: Change
    names: list[str]
    rescued: list[str]


def preview(record: Record, make: Callable[[Record], Change]) -> Change:
    """The change that a verb would make, tried out in full; nothing is written."""
    change = make(record)
    _new_bodies(record, change)
    return change


def save(folder: str, make: Callable[[Record], Change]) -> Saved:
    """Make a change and save it; returns once it is on the disk.

    ``make`` is called with the record as it is under the lock, and again where somebody else changed a
    file meanwhile. Raises ChangedMeanwhile when that does not end.
    """
    from g2g import undo

    with locked(folder) as rescued, undo.journal(folder) as journal:
        for _ in range(_TRIES):
            fresh = Record(folder)
            change = make(fresh)
            bodies = _new_bodies(fresh, change)
            # Before the record changes: whatever is killed from here on can be taken back.
            rescued += journal.begin(change.summary, bodies)
            written: list[str] = []
            try:
                for text, body in bodies:
                    replacement.replace(text, body)
                    journal.wrote(text, body)
                    written.append(text.shown)
            except (replacement.Changed, OSError) as trouble:
                if written:
                    why = (trouble.strerror if isinstance(trouble, OSError) else "") or "somebody else changed it meanwhile"
                    raise HalfWritten(text.shown, why, written) from None
                if isinstance(trouble, OSError):
                    raise
                continue
            return Saved(change, journal.names, rescued)
    raise ChangedMeanwhile(os.path.join(folder, ACTIONS))


# ---- the new text of each file -------------------------------------------------------------------


def _new_bodies(record: Record, change: Change) -> list[tuple[Text, bytes]]:
    """Each file that a change touches, with its new body, in the order in which they are written.

    New meetings come first, then the actions, then what is said of old meetings: a kill in between leaves
    meetings to which nothing refers yet, never a reference to a meeting that is not there; and the command
    that was killed can be given again, for the old meetings still stand as it found them.
    """
    todo = [_new_meeting(record.folder, ref, fields) for ref, fields in change.new_meetings]
    edits, below = change.edits, change.edits[:0]
    if edits and record.archive.names:
        live = set(record.actions.refs())
        edits, below = tuple(r for r in edits if r[0] in live), tuple(r for r in edits if r[0] not in live)
    if edits or change.added:
        todo.append((record.actions.file.text, record.actions.file.edited(edits, change.added)))
    for ref, before, after in change.texts:
        file = record.actions.file_of(ref)
        todo.append((file.text, file.rewritten(ref, before, after)))
    if below:
        todo += _edited_archive(record, below)
    if change.form:
        todo.append((record.actions.file.text, change.form))
    if change.archived:
        from g2g import archive

        todo += archive.moved(record.actions.file, record.archive, dict(change.archived))
    todo += [_edited_meeting(record.folder, ref, edits) for ref, edits in change.meetings]
    for text, _ in todo:
        # The register is read without a look at every byte: before it is written, there is one.
        files.check_utf8(text.body, text.shown)
    return todo


def _edited_archive(record: Record, edits: tuple[tuple[str, tuple[Edit, ...]], ...]) -> list[tuple[Text, bytes]]:
    """Archived actions edited where they stand; one that is opened again comes back among the live ones."""
    from g2g import archive

    named: dict[str, list[tuple[str, tuple[Edit, ...]]]] = {}
    for row in edits:
        # Where nobody has such an action, the live file says so.
        named.setdefault(record.archive.holding(row[0]) or "", []).append(row)
    todo: list[tuple[Text, bytes]] = []
    for name, rows in named.items():
        file = record.archive.file(name) if name else record.actions.file
        after = EntryFile(file.text._replace(body=file.edited(rows)), file.order)
        back = {key: after for key, some in rows if any(e.field == "status" and e.value in LIVE for e in some)}
        todo += archive.brought_back(record.actions.file, record.archive, back) if back else [(file.text, after.text.body)]
    return todo


def _new_meeting(folder: str, ref: str, fields: dict[str, Value]) -> tuple[Text, bytes]:
    os.makedirs(os.path.join(folder, MEETINGS), exist_ok=True)
    text = files.read(folder, f"{MEETINGS}/{ref}.yaml")
    if text.raw is not None:
        raise Refusal(f"{text.shown} is there already; nothing was written.")
    rank = {name: i for i, name in enumerate(MEETING_FIELDS)}
    ordered = sorted(fields.items(), key=lambda pair: rank.get(pair[0], len(rank)))
    body = "".join(line for name, value in ordered for line in splice.field_lines(name, value, ""))
    return text, body.encode()


def _edited_meeting(folder: str, ref: str, edits: tuple[Edit, ...]) -> tuple[Text, bytes]:
    from g2g import nested, yamltext
    from g2g.smallfile import small_file

    text = files.read(folder, f"{MEETINGS}/{ref}.yaml")
    root = small_file(text)
    old = text.body.decode()
    fields = plain(root)
    assert isinstance(fields, dict)
    try:
        new = nested.spliced_all(old, root, edits, MEETING_FIELDS, lambda body: entries.nodes(body) or yamltext.read(body, text.shown))
        after, wanted = entries.nodes(new) or yamltext.read(new, text.shown), nested.applied_all(fields, edits)
    except (splice.Unsafe, BrokenFile):
        raise NoSafeEdit(text.shown, 1, ref) from None
    if plain(after) != wanted or not set(comments(old, root)) <= set(comments(new, after)):
        raise NoSafeEdit(text.shown, 1, ref)
    return text, new.encode()


# ---- a new record --------------------------------------------------------------------------------


def lacking(folder: str, body: Body | None) -> list[str]:
    """The files that ``start_record`` would make or change; nothing is written."""
    made = [ACTIONS] if files.read(folder, ACTIONS).raw is None else []
    return made + ([BODIES] if body and body.code not in Record(folder).bodies else [])


def start_record(folder: str, body: Body | None) -> list[str]:
    """Make a data folder, or what is missing in one; returns the files made or changed.

    With ``body`` it is put into bodies.yaml where it is not there yet.
    """
    os.makedirs(os.path.join(folder, MEETINGS), exist_ok=True)
    made = []
    with locked(folder):
        actions = files.read(folder, ACTIONS)
        if actions.raw is None:
            replacement.replace(actions, b"# The actions of every body, by reference: BODY-DATE-NUMBER. Kept by g2g and by hand.\n")
            made.append(ACTIONS)
        if body and body.code not in Record(folder).bodies:
            bodies = EntryFile(files.read(folder, BODIES), BODY_FIELDS)
            fields: dict[str, Value] = {"name": body.name}
            _put(folder, f"Set up {body.code}.", bodies.text, bodies.edited((), ((body.code, fields),)), undoable=not made)
            made.append(BODIES)
    return made


def _put(folder: str, sentence: str, text: Text, body: bytes, *, undoable: bool) -> None:
    """Save one file; in a record that is new there is nothing to go back to."""
    from g2g import undo

    with undo.journal(folder) as journal:
        if undoable:
            journal.begin(sentence, [(text, body)])
        replacement.replace(text, body)
        journal.wrote(text, body)
