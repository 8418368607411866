"""git, asked through its plumbing and nothing else: the only module that starts another program.

A repository is untrusted: what its configuration could make git run (hooks, file monitors, filters, pagers) is
switched off, variables that would lead git elsewhere are taken out of the environment, and names are never options.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from g2g.errors import NoGit, Refusal

_QUIET = (
    "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.pager=cat", "core.quotePath=false", "core.untrackedCache=false",
    "diff.external=", "diff.trustExitCode=false", "gc.auto=0", "maintenance.auto=false", "log.showSignature=false",
    "core.commitGraph=true", "protocol.ext.allow=never",
)  # fmt: skip
_PATIENCE = 120


class Commit(NamedTuple):
    """A commit: its name, who made it, when (ISO, with the zone), and its subject."""

    name: str
    author: str
    when: str
    subject: str


class Repository:
    """A git repository with a work tree, and what g2g asks of it."""

    def __init__(self, top: str, git_folder: str) -> None:
        self.top = top
        self.git_folder = git_folder

    @classmethod
    def around(cls, folder: str) -> Repository | None:
        """The repository whose work tree a folder is in; None where there is none, or it has no work tree."""
        done = _run(["rev-parse", "--show-toplevel", "--absolute-git-dir"], folder)
        if done.returncode != 0:
            return None
        top, git_folder = os.fsdecode(done.stdout).rstrip("\n").split("\n")
        return cls(top, git_folder)

    # -- asking -------------------------------------------------------------------------------

    def ask(self, *words: str, given: bytes | None = None, index: str | None = None) -> bytes:
        """What git prints. ``index`` is another index file. Raises Refusal with git's own sentence where it fails."""
        done = _run(words, self.top, given, index)
        if done.returncode != 0:
            raise Refusal(f"git {words[0]} failed: {_first_line(done.stderr) or f'status {done.returncode}'}.")
        return done.stdout

    def answers(self, *words: str) -> str | None:
        """What git prints, without its last line end; None where it says no."""
        done = _run(words, self.top)
        return os.fsdecode(done.stdout).removesuffix("\n") if done.returncode == 0 else None

    def name_of(self, path: str) -> str:
        """A path below the top, as git writes it. Raises Refusal for one that is not in the work tree."""
        real = os.path.realpath(path)
        relative = os.path.relpath(real, os.path.realpath(self.top))
        if relative.startswith(os.pardir):
            raise Refusal(f"{path} is not in the repository {self.top}.")
        return relative.replace(os.sep, "/")

    def commit(self, revision: str) -> str | None:
        """The full name of the commit that a revision names; None where it names none."""
        if revision.startswith("-") or "\0" in revision:
            return None
        return self.answers("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")

    def blob(self, revision: str, name: str) -> bytes | None:
        """A file as a commit (or ``""``: the index) has it; None where it does not."""
        done = _run(["cat-file", "blob", f"{revision}:{name}"], self.top)
        return done.stdout if done.returncode == 0 else None

    def blobs(self, objects: Sequence[str]) -> Iterator[bytes | None]:
        """The contents of many objects (``COMMIT:path`` or names), in one run of git; None for each that is not there."""
        if not objects:
            return
        given = "".join(f"{name}\n" for name in objects).encode()
        out = self.ask("cat-file", "--batch", given=given)
        at = 0
        for _ in objects:
            line_end = out.index(b"\n", at)
            words = out[at:line_end].split()
            at = line_end + 1
            if len(words) == 3 and words[1] in (b"blob", b"commit", b"tree", b"tag"):
                size = int(words[2])
                yield out[at : at + size]
                at += size + 1
            else:
                yield None

    def names(self, revision: str, folder: str) -> list[str]:
        """The files below a folder as a commit has them."""
        out = self.ask("ls-tree", "-r", "-z", "--name-only", "--full-tree", revision, "--", folder)
        return [os.fsdecode(name) for name in out.split(b"\0") if name]

    def touching(self, names: Sequence[str], revision: str = "HEAD") -> list[Commit]:
        """The commits, newest first, that touched files, as seen from a revision."""
        out = self.ask(
            "log", "--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-decorate", "-z",
            "--format=%H%x1f%an%x1f%aI%x1f%s", "--end-of-options", revision, "--", *names,
        )  # fmt: skip
        rows = [os.fsdecode(row).split("\x1f") for row in out.split(b"\0") if row]
        return [Commit(row[0], row[1], row[2], "\x1f".join(row[3:])) for row in rows]

    def stages(self, name: str) -> dict[int, bytes]:
        """The sides of an unsettled merge of a file: 1 the base, 2 ours, 3 theirs; empty where there is none."""
        out = self.ask("ls-files", "--unmerged", "-z", "--", name)
        found: dict[int, bytes] = {}
        for row in out.split(b"\0"):
            if row:
                mode_object_stage, _, _ = row.partition(b"\t")
                _, blob, stage = mode_object_stage.split()
                found[int(stage)] = self.ask("cat-file", "blob", blob.decode())
        return found

    def under_way(self) -> str:
        """The operation that is not finished (merge, rebase, cherry-pick …); empty where there is none."""
        marks = {
            "MERGE_HEAD": "merge", "rebase-merge": "rebase", "rebase-apply": "rebase", "CHERRY_PICK_HEAD": "cherry-pick",
            "REVERT_HEAD": "revert", "BISECT_LOG": "bisect",
        }  # fmt: skip
        return next((what for mark, what in marks.items() if os.path.exists(os.path.join(self.git_folder, mark))), "")

    def setting(self, key: str) -> str | None:
        """A setting of the clone, or of the user; None where it is not set."""
        return self.answers("config", "--get", key)

    def set(self, key: str, value: str) -> None:
        """Put a setting into the clone's own configuration."""
        self.ask("config", "--local", key, value)

    # -- committing ---------------------------------------------------------------------------

    def commit_files(self, names: Sequence[str], subject: str) -> str:
        """Commit exactly these files as they are on the disk, whatever else is in the index or changed.

        Returns the commit's name. The user's own index keeps what was staged in it, with these files brought up to
        date. Raises Refusal where git refuses (no identity, a merge under way).
        """
        if what := self.under_way():
            raise Refusal(f"A {what} is under way; finish it first (“git {what} --continue” or “--abort”). Nothing was committed.")
        own = os.path.join(self.git_folder, f"g2g-index-{os.getpid()}")
        head = self.commit("HEAD")
        try:
            self.ask("read-tree", *([head] if head else ["--empty"]), index=own)
            self._stage(names, own)
            tree = self.ask("write-tree", index=own).decode().strip()
            parents = ["-p", head] if head else []
            new = self.ask("commit-tree", tree, *parents, given=subject.encode() + b"\n").decode().strip()
            self.ask("update-ref", "-m", f"commit: {subject}"[:200], "HEAD", new, head or "0" * len(new))
        finally:
            if os.path.exists(own):
                os.unlink(own)
        self._stage(names, None)
        return new

    def _stage(self, names: Sequence[str], index: str | None) -> None:
        given = b"\0".join(os.fsencode(name) for name in names) + b"\0"
        self.ask("update-index", "--add", "--remove", "-z", "--stdin", given=given, index=index)


def _environment(index: str | None) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or k.startswith(("GIT_AUTHOR_", "GIT_COMMITTER_"))}
    kept |= {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_PAGER": "cat", "LC_ALL": "C"}
    return kept | ({"GIT_INDEX_FILE": index} if index else {})


def _run(
    words: Sequence[str], folder: str, given: bytes | None = None, index: str | None = None
) -> subprocess.CompletedProcess[bytes]:
    settings = [word for setting in _QUIET for word in ("-c", setting)]
    try:
        return subprocess.run(
            ["git", *settings, "--no-pager", "--literal-pathspecs", *words], cwd=folder, env=_environment(index),
            input=given if given is not None else b"", capture_output=True, check=False, timeout=_PATIENCE,
        )  # fmt: skip
    except FileNotFoundError:
        raise NoGit() from None
    except subprocess.TimeoutExpired:
        raise Refusal(f"git {words[0]} did not answer in {_PATIENCE} seconds.") from None


def _first_line(said: bytes) -> str:
    lines = [line for line in said.decode(errors="replace").split("\n") if line.strip()]
    return lines[0].removeprefix("fatal: ").removeprefix("error: ").rstrip(".") if lines else ""
