"""Merging: git's driver, and what a clone needs for it."""

from __future__ import annotations

import os
import re
import shlex
import sys
from typing import TYPE_CHECKING

import click

from g2g.cli.app import App
from g2g.cli.commands import command
from g2g.errors import LeftToGit, Refusal

if TYPE_CHECKING:
    from g2g.git import Repository

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
    from g2g import marks, merge

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
    says = (lambda conflict: conflict.base) if ancestor else marks.marked(width)
    with open(ours, "wb") as file:
        file.write(result.raw(says))
    for sentence in (*result.told, *map(marks.sentence, () if ancestor else result.conflicts)):
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


def set_up_merging(folder: str, *, dry: bool = False) -> list[str]:
    """Make git merge the record by g2g, where the folder is in a repository; says what was done, or ``dry`` would be."""
    from g2g.git import Repository
    from g2g.undo import git_folder

    # A look is enough where there is no repository: git is not started for nothing.
    if git_folder(folder) is None:
        return []
    try:
        # In a dry run the folder itself may not be there yet.
        there = folder
        while not os.path.isdir(there):
            there = os.path.dirname(there)
        repository = Repository.around(there)
        if repository is None:
            return []
        return [*_name_driver(repository, folder, dry=dry), *register_driver(repository, dry=dry)]
    except Refusal as trouble:
        return [f"Merging was not set up: {trouble}"]


def _name_driver(repository: Repository, folder: str, *, dry: bool) -> list[str]:
    """The lines of .gitattributes that name the driver; what stands there already is left as it is."""
    from g2g import files
    from g2g.files.lock import locked
    from g2g.files.replacement import replace

    text = files.read(repository.top, ".gitattributes")
    known = {line.split()[0] for line in text.body.decode().split("\n") if "merge=g2g" in line.split()}
    below = repository.name_of(folder)
    patterns = [_pattern("/" + name if below == "." else f"{below}/{name}") for name in _FILES]
    new = [f"{pattern} merge=g2g diff=g2g\n" for pattern in patterns if pattern not in known]
    if not new:
        return []
    if not dry:
        with locked(folder):
            replace(text, text.body + "".join(new).encode())
    return [f"Wrote {len(new)} lines to {text.path}: git merges the record entry by entry. Commit that file too."]


def _pattern(path: str) -> str:
    """A path as .gitattributes writes it."""
    folder, _, name = path.rpartition("*")
    folder = re.sub(r"([\\*?\[\]])", r"\\\1", folder)
    whole = f"{folder}*{name}"
    return whole if re.fullmatch(r"[^\s\"!#][^\s\"]*", whole) else '"' + whole.replace("\\", "\\\\").replace('"', '\\"') + '"'


def register_driver(repository: Repository, *, dry: bool = False) -> list[str]:
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
    for key, value in new.items() if not dry else ():
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
