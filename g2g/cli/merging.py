"""Merging: git's driver, what a clone needs for it, and the settling of what two clerks said differently."""

from __future__ import annotations

import os
import re
import shlex
import sys
from typing import TYPE_CHECKING, NamedTuple

import click

from g2g.cli.app import App
from g2g.cli.commands import command
from g2g.errors import LeftToGit, Misuse, Refusal
from g2g.render.safe import terminal

if TYPE_CHECKING:
    from g2g.files import Text
    from g2g.git import Repository
    from g2g.marks import Hunk

pass_app = click.make_pass_decorator(App)
_FILES = ("*.yaml", "meetings/*.yaml", "archive/*.yaml")
# The status by which the driver tells its own conflicts from a Python that did not start.
_LEFT = 9


# ---- the driver ----------------------------------------------------------------------------------


@command("merge-driver", hidden=True)
@click.option("--exit", "status", type=int, default=1, hidden=True)
@click.option("--ancestor", is_flag=True, hidden=True)
@click.argument("base")
@click.argument("ours")
@click.argument("theirs")
@click.argument("size", required=False, default="7")
@click.argument("path", required=False, default="")
@click.pass_obj
def merge_driver_command(
    app: App, base: str, ours: str, theirs: str, size: str, path: str, status: int, ancestor: bool
) -> int:
    """Merge three files as git's driver: “merge-driver %O %A %B %L %P”; the result replaces the second."""
    from g2g import merge

    sides = _bytes(base), _bytes(ours), _bytes(theirs)
    width = int(size) if size.isdecimal() and 1 <= int(size) <= 200 else 7
    try:
        result = merge.merged(*sides, path or "data/actions.yaml")
    except Exception as trouble:
        # Whatever went wrong, both sides' lines must be in the file.
        if not isinstance(trouble, LeftToGit):
            trouble = LeftToGit(path, f"g2g could not merge it ({type(trouble).__name__}: {trouble})")
        app.warn(str(trouble))
        return _left_to_git(ours, base, theirs, width, status)
    says = (lambda conflict: conflict.base) if ancestor else merge.marked(width)
    with open(ours, "wb") as file:
        file.write(result.raw(says))
    for sentence in (*result.told, *map(merge.sentence, () if ancestor else result.conflicts)):
        app.warn(sentence)
    return status if result.conflicts and not ancestor else 0


def _left_to_git(ours: str, base: str, theirs: str, width: int, status: int) -> int:
    from g2g.git import merge_ordinarily

    merge_ordinarily(ours, base, theirs, width)
    return status


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


# ---- what a clone needs --------------------------------------------------------------------------


def set_up_merging(folder: str) -> list[str]:
    """Make git merge the record by g2g, where the folder is in a repository; says what was done."""
    from g2g.git import Repository

    try:
        repository = Repository.around(folder)
        if repository is None:
            return []
        return [*_name_driver(repository, folder), *register_driver(repository)]
    except Refusal as trouble:
        return [f"Merging was not set up: {trouble}"]


def _name_driver(repository: Repository, folder: str) -> list[str]:
    """The lines of .gitattributes that name the driver; what stands there already is left as it is."""
    from g2g import files

    text = files.read(repository.top, ".gitattributes")
    known = {line.split()[0] for line in text.body.decode().split("\n") if "merge=g2g" in line.split()}
    below = repository.name_of(folder)
    patterns = [_pattern("/" + name if below == "." else f"{below}/{name}") for name in _FILES]
    new = [f"{pattern} merge=g2g diff=g2g\n" for pattern in patterns if pattern not in known]
    if not new:
        return []
    with files.locked(folder):
        files.replace(text, text.body + "".join(new).encode())
    return [f"Wrote {len(new)} lines to {text.path}: git merges the record entry by entry. Commit that file too."]


def _pattern(path: str) -> str:
    """A path as .gitattributes writes it."""
    folder, _, name = path.rpartition("*")
    folder = re.sub(r"([\\*?\[\]])", r"\\\1", folder)
    whole = f"{folder}*{name}"
    return whole if re.fullmatch(r"[^\s\"!#][^\s\"]*", whole) else '"' + whole.replace("\\", "\\\\").replace('"', '\\"') + '"'


def register_driver(repository: Repository) -> list[str]:
    """Put the driver into the clone's configuration; says what was done."""
    wanted = {
        "merge.g2g.name": "g2g: actions and meetings, entry by entry",
        "merge.g2g.driver": driver(""),
        # What two lines of history have in common is worked out without marks: no side is to be asked about it.
        "merge.g2g.recursive": "g2g-ancestor",
        "merge.g2g-ancestor.name": "g2g: what two sides have in common",
        "merge.g2g-ancestor.driver": driver("--ancestor "),
        "diff.g2g.xfuncname": r"^([^[:space:]#][^:]*):",
    }
    new = {key: value for key, value in wanted.items() if repository.setting(key) != value}
    for key, value in new.items():
        repository.set(key, value)
    return ["Registered g2g as this clone's merge driver."] if new else []


def driver(option: str) -> str:
    """The driver's command line; git's ordinary merge follows where Python or g2g does not start.

    ``-P`` keeps Python from loading modules out of the work tree, which is not to be trusted.
    """
    python = shlex.quote(sys.executable.replace("\\", "/")).replace("%", "%%")
    return (
        f"{python} -P -m g2g merge-driver --exit {_LEFT} {option}-- %O %A %B %L %P; s=$?;"
        f" test $s -eq 0 && exit 0; test $s -eq {_LEFT} && exit 1;"
        " git merge-file -q --marker-size=%L -L ours -L base -L theirs %A %O %B"
    )


def lacks_driver(folder: str) -> bool:
    """Whether the repository's attributes name the driver and the clone's configuration does not have it."""
    top = _named_above(folder)
    if top is None:
        return False
    from g2g.git import Repository

    try:
        repository = Repository.around(top)
        return repository is not None and not repository.setting("merge.g2g.driver")
    except Refusal:
        return False


def _named_above(folder: str) -> str | None:
    """The folder, here or above, whose .gitattributes names the driver: looked up without git, for it costs nothing."""
    here = os.path.abspath(folder)
    while True:
        try:
            if b"merge=g2g" in _bytes(os.path.join(here, ".gitattributes")):
                return here
        except OSError:
            pass
        above = os.path.dirname(here)
        if above == here or os.path.exists(os.path.join(here, ".git")):
            return None
        here = above


# ---- settling ------------------------------------------------------------------------------------


class Settled(NamedTuple):
    """A file with what was asked for settled in it: its new body, what was done, and what is still marked."""

    text: Text
    body: bytes
    told: tuple[str, ...]
    left: tuple[str, ...]


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
    from g2g import files

    if side and value is not None:
        raise Misuse("Give one of --ours, --theirs and --value.")
    with files.locked(app.folder):
        done = _settled(app, ref, _Choice(side or "", value, field or ""))
        if not dry:
            files.replace(done.text, done.body)
    prefix = "Not written, for this is a dry run: " if dry else ""
    for sentence in done.told:
        app.say(terminal(prefix + sentence))
    if not dry:
        for sentence in _what_is_left(app, done):
            app.say(terminal(sentence))


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
    for name in _names(app.folder):
        from g2g import files

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
        from g2g.errors import AmbiguousReference

        raise AmbiguousReference("marked entries", ref, refs)
    wanted = [hunk for hunk in about if choice.covers(hunk)]
    if about:
        _refuse_unclear(text, about, wanted, choice)
        told += [f"{h.ref}, {h.field}: {_said(choice, h)}." for h in wanted]
    else:
        told.append(f"{ref} holds no true conflict: both sides' changes were kept.")
    new = replaced(body, lambda hunk: choice.text(hunk) if hunk in wanted else None)
    left = tuple(f"{hunk.ref}, {hunk.field}" for hunk in hunks(new))
    if not left:
        _refuse_unreadable(text, new)
    return Settled(text, new.encode(), tuple(told), left)


def _said(choice: _Choice, hunk: Hunk) -> str:
    if choice.value is not None:
        return f"now “{choice.value}”"
    lines = (hunk.ours if choice.side == "ours" else hunk.theirs).strip()
    return f"kept {choice.side}, “{lines}”" if lines and "\n" not in lines else f"kept {choice.side}" + ("" if lines else ", which has it no more")


def _refuse_unclear(text: Text, about: list[Hunk], wanted: list[Hunk], choice: _Choice) -> None:
    """Raise Misuse where the choice does not say what is to become of which field."""
    fields = " and ".join(hunk.field for hunk in about)
    if not wanted:
        raise Misuse(f"{about[0].ref} has nothing to settle in “{choice.field}”; it has in {fields}.")
    if not choice.is_made():
        from g2g.merge import sentence
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
    from g2g import merge
    from g2g.git import Repository

    repository = Repository.around(os.path.dirname(text.path))
    stages = repository.stages(repository.name_of(text.path)) if repository else {}
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
    return result.body(merge.marked()).decode(), told


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
        plain = text_of(text.path, text.shown, _bytes(paths[0])).body.decode()
    found = text.body.decode()
    return all(
        replaced(found, lambda hunk, side=side: getattr(hunk, side)) == replaced(plain, lambda hunk, side=side: getattr(hunk, side))  # type: ignore[misc]
        for side in ("ours", "theirs")
    )


def _stands_twice(app: App, typed: str, choice: _Choice) -> Settled:
    """A reference that two clerks gave, and a merge without the driver kept twice."""
    from g2g import files, merge
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
        body = result.body(merge.marked()).decode()
        about = hunks(body)
        if about:
            _refuse_unclear(text, about, [hunk for hunk in about if choice.covers(hunk)], choice)
            body = replaced(body, lambda hunk: choice.text(hunk) if choice.covers(hunk) else None)
        told = result.told or (f"{ref} stood twice with the same words; it is one action now.",)
        return Settled(text, body.encode(), told, tuple(f"{hunk.ref}, {hunk.field}" for hunk in hunks(body)))
    raise Refusal(f"There is nothing to settle in {typed}: it has no conflict marks, and does not stand twice.")


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
    return [f"No marks are left. To finish: “git add {shlex.quote(os.path.relpath(done.text.path))}”, then “{finish}”."]
