"""Settling what two clerks said differently: conflict marks in the record's files, and a number given twice."""

from __future__ import annotations

import os
import re
import shlex
from typing import TYPE_CHECKING, NamedTuple

import click

from g2g.cli.app import App
from g2g.cli.commands import command
from g2g.errors import AmbiguousReference, ChangedMeanwhile, LeftToGit, Misuse, Refusal
from g2g.render.safe import terminal

if TYPE_CHECKING:
    from g2g.files import Text
    from g2g.marks import Hunk

pass_app = click.make_pass_decorator(App)

class Settled(NamedTuple):
    """A file with what was asked for settled in it: its new body, what was done, what is still marked, other files."""

    text: Text
    body: bytes
    told: tuple[str, ...]
    left: tuple[str, ...]
    also: tuple[tuple[Text, bytes], ...] = ()


@command("resolve")
@click.argument("ref", metavar="REF")
@click.option("--ours", "side", flag_value="ours", help="Keep what this clone had.")
@click.option("--theirs", "side", flag_value="theirs", help="Take what the other side has.")
@click.option("--value", metavar="TEXT", help="Write this instead of either.")
@click.option("--field", metavar="NAME", help="Which field, where several of one entry are to be settled.")
@click.option("-n", "--dry-run", "dry", is_flag=True, help="Say what would be done, and do nothing.")
@pass_app
def resolve_command(app: App, ref: str, side: str | None, value: str | None, field: str | None, dry: bool) -> None:
    """Settle what two clerks said differently: conflict marks of an action or a meeting, or a number given twice."""
    if side and value is not None:
        raise Misuse("Give one of --ours, --theirs and --value.")
    done = _settled_and_saved(app, ref, _Choice(side or "", value, field or ""), dry)
    prefix = "Not written, for this is a dry run: " if dry else ""
    for sentence in done.told:
        app.say(terminal(prefix + sentence))
    if not dry:
        for sentence in _what_is_left(app, done):
            app.say(terminal(sentence))


def _settled_and_saved(app: App, ref: str, choice: _Choice, dry: bool) -> Settled:
    from g2g import undo
    from g2g.files.lock import locked
    from g2g.files.replacement import Changed, replace

    with locked(app.folder), undo.journal(app.folder) as journal:
        done = _settled(app, ref, choice)
        todo = [] if dry else [*done.also, (done.text, done.body)]
        for sentence in journal.begin(f"Settled {ref}.", todo):
            app.warn(sentence)
        try:
            for text, body in todo:
                replace(text, body)
                journal.wrote(text, body)
        except Changed:
            raise ChangedMeanwhile(done.text.shown) from None
    return done


class _Choice(NamedTuple):
    side: str
    value: str | None
    field: str

    def is_made(self) -> bool:
        return bool(self.side) or self.value is not None

    def covers(self, hunk: Hunk) -> bool:
        return not self.field or self.field in (hunk.field, hunk.field.split()[-1])

    def text(self, hunk: Hunk) -> str:
        from g2g.marks import saying

        if self.value is not None:
            return saying(hunk, self.value)
        return hunk.ours if self.side == "ours" else hunk.theirs


def _settled(app: App, ref: str, choice: _Choice) -> Settled:
    """The file in which a reference is to be settled, settled. Raises Refusal where there is nothing of the kind."""
    from g2g import files

    for name in _names(app.folder):
        text = files.read(app.folder, name)
        done = _in_marks(app, text, ref, choice) if b"<<<<<<<" in text.body else None
        if done:
            return done
    return _stands_twice(app, ref, choice)


def _names(folder: str) -> list[str]:
    """The files of a record, by their names below its folder."""
    names = [name for name in sorted(os.listdir(folder)) if name.endswith(".yaml")]
    for below in ("meetings", "archive"):
        path = os.path.join(folder, below)
        names += [f"{below}/{name}" for name in sorted(os.listdir(path)) if name.endswith(".yaml")] if os.path.isdir(path) else []
    return names


def _in_marks(app: App, text: Text, ref: str, choice: _Choice) -> Settled | None:
    """A file with marks in it; None where they are not about this reference."""
    from g2g.marks import hunks, replaced

    body, told = text.body.decode(), list[str]()
    marked = hunks(body)
    if not marked:
        raise LeftToGit(text.shown, "its conflict marks are incomplete; mend them by hand, or take “git checkout -m --” for it")
    by_git = not all(hunk.ref for hunk in marked)
    if by_git:
        body, told = _merged_anew(text)
        if not _is_about(body, ref) and not any(_means(hunk.ref, ref) for hunk in hunks(body)):
            return None
    about = [hunk for hunk in hunks(body) if _means(hunk.ref, ref)]
    if not about and not by_git:
        return None
    refs = sorted({hunk.ref for hunk in about})
    if len(refs) > 1:
        raise AmbiguousReference("marked entries", ref, refs)
    wanted = [hunk for hunk in about if choice.covers(hunk)]
    followed = [done for hunk in wanted if (done := _into_archive(app, text, hunk, choice))]
    if followed:
        told += [sentence for _, _, sentence in followed]
    elif about:
        _refuse_unclear(about, wanted, choice)
        told += [f"{h.ref}, {h.field}: {_said(choice, h)}." for h in wanted]
    else:
        told.append(f"{ref} holds no true conflict: both sides' changes were kept.")
    new = replaced(body, lambda hunk: None if hunk not in wanted else "" if followed else choice.text(hunk))
    left = tuple(f"{hunk.ref}, {hunk.field}" for hunk in hunks(new))
    if not left:
        _refuse_unreadable(text, new)
    return Settled(text, new.encode(), tuple(told), left, tuple((other, body) for other, body, _ in followed))


def _into_archive(app: App, text: Text, hunk: Hunk, choice: _Choice) -> tuple[Text, bytes, str] | None:
    """What one side changed in an entry that the other archived, put where the entry is now; else None."""
    from g2g import marks, merge
    from g2g.actions import Archive

    changed = hunk.ours or hunk.theirs
    kept = not choice.is_made() or (choice.value is None and choice.text(hunk))
    if hunk.field != "entry" or (hunk.ours and hunk.theirs) or not kept:
        return None
    archive = Archive(app.folder)
    name = archive.holding(hunk.ref)
    old = _entry(_stages(text).get(1, b""), text, hunk.ref)
    if name is None or not old:
        return None
    file = archive.file(name)
    one = file.find({hunk.ref})[hunk.ref]
    base, theirs = (file.text.body[: one.start()] + entry + file.text.body[file.own_end(one) :] for entry in (old, changed.encode()))
    result = merge.merged(base, file.text.body, theirs, file.text.path)
    told = [f"{hunk.ref} is in {file.text.shown} now, and has what was changed.", *map(marks.sentence, result.conflicts)]
    return file.text, result.body(marks.marked()), " ".join(told)


def _entry(raw: bytes, text: Text, ref: str) -> bytes:
    """An entry's own text in a file; empty where it has none."""
    from g2g.entryfile import EntryFile
    from g2g.files import text_of
    from g2g.records import ACTION_FIELDS

    file = EntryFile(text_of(text.path, text.shown, raw), ACTION_FIELDS)
    one = file.find({ref}).get(ref)
    return file.text.body[one.start() : file.own_end(one)] if one else b""


def _stages(text: Text) -> dict[int, bytes]:
    from g2g.git import Repository

    repository = Repository.around(os.path.dirname(text.path))
    return repository.stages(repository.name_of(text.path)) if repository else {}


def _said(choice: _Choice, hunk: Hunk) -> str:
    if choice.value is not None:
        return f"now “{choice.value}”"
    lines = (hunk.ours if choice.side == "ours" else hunk.theirs).strip()
    return f"kept {choice.side}, “{lines}”" if lines and "\n" not in lines else f"kept {choice.side}" + ("" if lines else ", which has it no more")


def _refuse_unclear(about: list[Hunk], wanted: list[Hunk], choice: _Choice) -> None:
    """Raise Misuse where the choice does not say what is to become of which field."""
    fields = " and ".join(hunk.field for hunk in about)
    if not wanted:
        raise Misuse(f"{about[0].ref} has nothing to settle in “{choice.field}”; it has in {fields}.")
    if not choice.is_made():
        from g2g.marks import sentence
        from g2g.pieces import Conflict

        told = [sentence(Conflict(h.ref, "" if h.field == "entry" else h.field, h.ours, h.theirs, "")) for h in wanted]
        raise Misuse(" ".join(told))
    if choice.value is not None and len(wanted) > 1:
        raise Misuse(f"{about[0].ref} is to be settled in {fields}; say which with --field NAME.")


def _refuse_unreadable(text: Text, new: str) -> None:
    """Raise Refusal where what would be written cannot be read."""
    from g2g.entryfile import EntryFile
    from g2g.merge import kind_of
    from g2g.pieces import divided

    kind = kind_of(text.path)
    if kind.of_entries:
        EntryFile(text._replace(body=new.encode()), kind.order)
    elif divided(new) is None:
        raise Refusal(f"{text.shown} would not be readable so; nothing was written.")


def _means(ref: str, typed: str) -> bool:
    from g2g.register import ends_in

    return bool(ref) and (ref == typed or ends_in(ref, typed))


def _is_about(body: str, typed: str) -> bool:
    return any(_means(key, typed) for key in re.findall(r"(?m)^([^\s#][^:\n]*):", body))


def _merged_anew(text: Text) -> tuple[str, list[str]]:
    """A file that git marked, merged by g2g from the two sides that git's index still has.

    Raises Refusal where it has them no more, or where somebody edited the file since.
    """
    from g2g import marks, merge

    stages = _stages(text)
    if not {2, 3} <= stages.keys():
        raise Refusal(f"{text.shown} has conflict marks, but git does not know the two sides any more; settle them by hand.")
    base, ours, theirs = stages.get(1, b""), stages[2], stages[3]
    if not _is_as_git_left_it(text, base, ours, theirs):
        raise Refusal(
            f"{text.shown} was edited since git marked it; settle the rest by hand, or put git's marks back"
            f" (“git checkout -m -- {os.path.relpath(text.path)}”, which drops those edits)."
        )
    result = merge.merged(base, ours, theirs, text.path)
    told = ["Merged the rest of the file entry by entry.", *result.told]
    return result.body(marks.marked()).decode(), told


def _is_as_git_left_it(text: Text, base: bytes, ours: bytes, theirs: bytes) -> bool:
    from tempfile import TemporaryDirectory

    from g2g.files import text_of
    from g2g.git import merge_ordinarily
    from g2g.marks import replaced

    with TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("ours", "base", "theirs")]
        for path, raw in zip(paths, (ours, base, theirs), strict=True):
            with open(path, "wb") as file:
                file.write(raw)
        merge_ordinarily(paths[0], paths[1], paths[2], 7)
        with open(paths[0], "rb") as file:
            plain = text_of(text.path, text.shown, file.read()).body.decode()
    found = text.body.decode()
    return all(
        replaced(found, lambda hunk, side=side: getattr(hunk, side)) == replaced(plain, lambda hunk, side=side: getattr(hunk, side))  # type: ignore[misc]
        for side in ("ours", "theirs")
    )


def _stands_twice(app: App, typed: str, choice: _Choice) -> Settled:
    """A reference that two clerks gave, and a merge without the driver kept twice."""
    from g2g import files, marks, merge
    from g2g.marks import hunks, replaced

    for name in _names(app.folder):
        if name != "actions.yaml" and not name.startswith("archive/"):
            continue
        text = files.read(app.folder, name)
        if b"<<<<<<<" in text.body:
            continue  # Looked at already.
        ref = next((ref for ref in merge.twice(text.body, text.shown) if _means(ref, typed)), None)
        if ref is None:
            continue
        result = merge.told_apart(text.body, text.path, ref)
        body = result.body(marks.marked()).decode()
        about = hunks(body)
        if about:
            _refuse_unclear(about, [hunk for hunk in about if choice.covers(hunk)], choice)
            body = replaced(body, lambda hunk: choice.text(hunk) if choice.covers(hunk) else None)
        told = result.told or (f"{ref} stood twice with the same words; it is one action now.",)
        return Settled(text, body.encode(), told, tuple(f"{hunk.ref}, {hunk.field}" for hunk in hunks(body)))
    if not _is_there(app, typed):
        raise Refusal(f"There is no action or meeting “{typed}” in the record, and so nothing to settle.")
    raise Refusal(f"There is nothing to settle in {typed}: it has no conflict marks, and does not stand twice.")


def _is_there(app: App, typed: str) -> bool:
    """Whether an entry or a meeting of the record answers to a reference, by the texts of the files: none need be readable."""
    from g2g import files

    names = _names(app.folder)
    meetings = (os.path.splitext(os.path.basename(name))[0] for name in names if name.startswith("meetings/"))
    return any(_means(ref, typed) for ref in meetings) or any(
        _is_about(files.read(app.folder, name).body.decode(errors="replace"), typed) for name in names if not name.startswith("meetings/")
    )


def _what_is_left(app: App, done: Settled) -> list[str]:
    """What is still to be settled; or how to finish."""
    from g2g import files
    from g2g.git import Repository

    if done.left:
        return [f"Still to settle in {done.text.shown}: {'; '.join(done.left)}."]
    marked = [name for name in _names(app.folder) if b"<<<<<<<" in files.read(app.folder, name).body]
    if marked:
        return [f"No marks are left in {done.text.shown}; still to settle: {', '.join(marked)}."]
    try:
        repository = Repository.around(app.folder)
    except Refusal:
        repository = None
    if repository is None:
        return []
    under_way = repository.under_way()
    finish = "git commit" if under_way in ("", "merge") else f"git {under_way} --continue"
    paths = [shlex.quote(os.path.relpath(text.path)) for text in (done.text, *(text for text, _ in done.also))]
    return [f"No marks are left. To finish: “git add {' '.join(paths)}”, then “{finish}”."]
