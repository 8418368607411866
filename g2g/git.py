"""git, asked through its plumbing and nothing else: the only module that starts another program.

A repository is untrusted: what its configuration could make git run (hooks, file monitors, filters, pagers, a fetch of
objects that a partial clone lacks) is switched off, variables that would lead git elsewhere are taken out of the
environment, and names are never options. Only ``fetch``, ``merge`` and ``push``, which the clerk asks for, run what git
runs for them: the transport, and the merge drivers and filters that the clone has set up.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from g2g.errors import NoGit, Refusal

_QUIET = (
    "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.pager=cat", "core.quotePath=false", "core.untrackedCache=false",
    "diff.external=", "diff.trustExitCode=false", "gc.auto=0", "maintenance.auto=false", "log.showSignature=false",
    "core.commitGraph=true", "protocol.ext.allow=never", "i18n.commitEncoding=UTF-8", "commit.gpgSign=false",
)  # fmt: skip
_PATIENCE, _PATIENCE_AFAR = 120, 900
# What a clerk's own environment says of how to reach other machines; it counts where git is to reach them.
_WAYS = ("GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_ASKPASS", "GIT_PROXY_COMMAND", "GIT_SSL_CAINFO")
_LOG = (
    "--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-decorate", "--no-mailmap",
    "--no-follow", "--encoding=UTF-8", "--format=%H%x1f%P%x1f%an%x1f%aI%x1f%s",
)  # fmt: skip


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
            if b"dubious ownership" in done.stderr:
                raise Refusal(f"git does not trust the repository around {folder}, for it belongs to somebody else.")
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
        if relative == os.pardir or relative.startswith(os.pardir + os.sep) or os.path.isabs(relative):
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

    def described(self, commit: str) -> Commit:
        """Who made a commit, and when. ``commit`` is a full name, or HEAD. Raises Refusal where there is none."""
        return self._rows(self.ask("log", "-1", "-z", *_LOG, "--end-of-options", commit, "--"))[0][0]

    def lineage(self, names: Sequence[str], revision: str = "HEAD") -> list[tuple[Commit, tuple[str, ...]]]:
        """The commits that touched files (all, where none is named), newest first, children before parents.

        Each has the names of those of the others that came right before it; a merge has several.
        """
        out = self.ask("log", "--date-order", "--parents", "-z", *_LOG, "--end-of-options", revision, "--", *names)
        return self._rows(out)

    def _rows(self, out: bytes) -> list[tuple[Commit, tuple[str, ...]]]:
        rows = [row.decode(errors="replace").split("\x1f") for row in out.split(b"\0") if row]
        return [(Commit(row[0], row[2], row[3], "\x1f".join(row[4:])), tuple(row[1].split())) for row in rows]

    def tree(self, revision: str, folder: str) -> dict[str, str]:
        """The ordinary files below a folder (``.``: all) as a commit has them: path and the name of the object."""
        below = ["--", folder] if folder != "." else []
        rows = self.ask("ls-tree", "-r", "-z", "--full-tree", revision, *below).split(b"\0")
        split = [(head.split(), path) for head, _, path in (row.partition(b"\t") for row in rows if row)]
        return {os.fsdecode(path): words[2].decode() for words, path in split if words[0].startswith(b"100")}

    def objects(self, wanted: Sequence[str]) -> list[str]:
        """The names of the objects at ``COMMIT:path``; empty for each that is not there."""
        if not wanted:
            return []
        if odd := next((one for one in wanted if "\n" in one), ""):
            raise Refusal(f"g2g cannot ask git for {odd!r}: there is a line break in the name.")
        given = b"".join(os.fsencode(one) + b"\n" for one in wanted)
        out = self.ask("cat-file", "--batch-check=%(objectname)", given=given)
        return [line if " " not in line else "" for line in out.decode(errors="replace").split("\n")[: len(wanted)]]

    def each(self, objects: Iterable[str]) -> Iterator[bytes | None]:
        """The contents of many objects by their names, one after the other, in one run of git; None for a missing one.

        Only one is held at a time: the whole history of a register would not fit into memory.
        """
        with _talk(["cat-file", "--batch"], self.top) as process:
            assert process.stdin
            assert process.stdout
            for name in objects:
                try:
                    process.stdin.write(f"{name}\n".encode())
                    process.stdin.flush()
                except BrokenPipeError:
                    raise Refusal("git cat-file stopped before it had given everything.") from None
                words = process.stdout.readline().split()
                if len(words) != 3:
                    yield None
                    continue
                yield process.stdout.read(int(words[2]))
                process.stdout.read(1)

    def is_shallow(self) -> bool:
        """Whether the clone holds only the newest part of the history."""
        return self.answers("rev-parse", "--is-shallow-repository") == "true"

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

    def hooks_folder(self) -> str:
        """Where git looks for this clone's hooks: what core.hooksPath says, else beside the objects."""
        said = (self.answers("config", "--type=path", "-z", "--get-all", "core.hooksPath") or "").split("\0")
        # The last one is our own, which keeps hooks from being run.
        if len(said) > 2:
            return os.path.join(self.top, said[-3])
        common = self.answers("rev-parse", "--git-common-dir") or self.git_folder
        return os.path.join(os.path.join(self.top, common), "hooks")

    @property
    def branch(self) -> str:
        """The branch that the clone is on; empty for a detached head."""
        return (self.answers("symbolic-ref", "--quiet", "HEAD") or "").removeprefix("refs/heads/")

    def listed(self, *names: str, index: str | None = None) -> list[tuple[str, str, str]]:
        """The ordinary files of these names, or below these folders, in an index: name, object and mode.

        What a merge left unsettled is left out.
        """
        out = self.ask("ls-files", "--stage", "-z", "--", *names, index=index)
        found = []
        for row in out.split(b"\0"):
            if row:
                said, _, name = row.partition(b"\t")
                mode, blob, stage = said.decode().split()
                if stage == "0" and mode.startswith("100"):
                    found.append((os.fsdecode(name), blob, mode))
        return found

    def untracked(self, folder: str) -> list[str]:
        """The files below a folder that git neither tracks nor ignores."""
        out = self.ask("ls-files", "--others", "--exclude-standard", "-z", "--", folder)
        return [os.fsdecode(name) for name in out.split(b"\0") if name]

    # -- committing ---------------------------------------------------------------------------

    def commit_files(self, names: Sequence[str], subject: str) -> str:
        """Commit exactly these files as they are on the disk, whatever else is in the index or changed.

        Returns the commit's name; where the last commit has them like that already, that one's. The user's own index
        keeps what was staged in it, with these files brought up to date. Raises Refusal where git refuses (no
        identity, a merge under way).
        """
        if what := self.under_way():
            way = "git bisect reset" if what == "bisect" else f"git {what} --continue” or “git {what} --abort"
            raise Refusal(f"A {what} is under way; finish it first (“{way}”). Nothing was committed.")
        rows = self._index_rows(names)
        own = os.path.join(self.git_folder, f"g2g-index-{os.getpid()}")
        head = self.commit("HEAD")
        try:
            self.ask("read-tree", *([head] if head else ["--empty"]), index=own)
            self.ask("update-index", "-z", "--index-info", given=rows, index=own)
            tree = self.ask("write-tree", "--missing-ok", index=own).decode().strip()
            if head and tree == self.answers("rev-parse", "--verify", f"{head}^{{tree}}"):
                return head
            parents = ["-p", head] if head else []
            new = self._committed(tree, parents, subject)
            self.ask("update-ref", "-m", f"commit: {subject}"[:200], "HEAD", new, head or "0" * len(new))
        finally:
            for litter in (own, f"{own}.lock"):
                if os.path.exists(litter):
                    os.unlink(litter)
        self.ask("update-index", "-z", "--index-info", given=rows)
        return new

    def _committed(self, tree: str, parents: Sequence[str], subject: str) -> str:
        done = _run(["commit-tree", tree, *parents], self.top, subject.encode("utf-8", "replace") + b"\n")
        if done.returncode == 0:
            return done.stdout.decode().strip()
        if b"identity" in done.stderr or b"ident name" in done.stderr or b"auto-detect email" in done.stderr:
            raise Refusal(
                "git does not know who you are; “git config --global user.name NAME” and"
                " “git config --global user.email ADDRESS” tell it."
            )
        raise Refusal(f"git commit-tree failed: {_first_line(done.stderr)}.")

    def _index_rows(self, names: Sequence[str]) -> bytes:
        """The files as lines for the index. git's own adding would run the filters that a repository configures."""
        attributes = self._attributes(names)
        executable = {name for name, _, mode in self.listed(*names) if mode == "100755"}
        rows = []
        for name in names:
            path = os.path.join(self.top, name)
            if not os.path.lexists(path):
                nothing = "0" * (64 if self.answers("rev-parse", "--show-object-format") == "sha256" else 40)
                rows.append(f"0 {nothing}\t".encode() + os.fsencode(name))
                continue
            blob = self._stored(path, name, attributes.get(name, {}))
            rows.append(f"{'100755' if name in executable else '100644'} {blob}\t".encode() + os.fsencode(name))
        return b"".join(row + b"\0" for row in rows)

    def _stored(self, path: str, name: str, attributes: dict[str, str]) -> str:
        for attribute in ("filter", "working-tree-encoding"):
            if attributes.get(attribute, "unspecified") not in ("unspecified", "unset"):
                raise Refusal(
                    f"{name} goes through “{attribute}={attributes[attribute]}” of .gitattributes, which g2g does not run;"
                    " commit it with “git commit”."
                )
        if os.path.islink(path) or not os.path.isfile(path):
            raise Refusal(f"{name} is not an ordinary file; commit it with “git commit”.")
        with open(path, "rb") as file:
            data = file.read()
        if b"\r\n" in data and self._is_stored_with_lf(name, attributes):
            data = data.replace(b"\r\n", b"\n")
        return self.ask("hash-object", "--no-filters", "-w", "--stdin", given=data).decode().strip()

    def _is_stored_with_lf(self, name: str, attributes: dict[str, str]) -> bool:
        """Whether git stores a file's line ends as LF: what .gitattributes and core.autocrlf say."""
        text = attributes.get("text", "unspecified")
        if text == "set" or (text == "unspecified" and attributes.get("eol") in ("lf", "crlf")):
            return True
        if text != "auto" and (text != "unspecified" or self.setting("core.autocrlf") not in ("true", "input")):
            return False
        return b"\r\n" not in (self.blob("", name) or b"")

    def _attributes(self, names: Sequence[str]) -> dict[str, dict[str, str]]:
        given = b"".join(os.fsencode(name) + b"\0" for name in names)
        out = self.ask("check-attr", "-z", "--stdin", "filter", "text", "eol", "working-tree-encoding", given=given)
        words = [os.fsdecode(word) for word in out.split(b"\0")]
        found: dict[str, dict[str, str]] = {}
        for name, attribute, value in zip(words[::3], words[1::3], words[2::3], strict=False):
            found.setdefault(name, {})[attribute] = value
        return found

    # -- other clones -------------------------------------------------------------------------

    def upstream(self) -> tuple[str, str] | None:
        """The remote and the branch there that this branch follows; None where it follows none."""
        remote, there = (self.setting(f"branch.{self.branch}.{key}") for key in ("remote", "merge"))
        return (remote, there) if remote and there else None

    def fetch(self, remote: str, there: str) -> str:
        """Fetch a branch; returns the commit it is at. Raises Refusal with git's own sentence."""
        if remote != ".":
            self._afar("fetch", "--quiet", "--no-recurse-submodules", "--no-auto-maintenance", "--", remote, there)
        new = self.commit("FETCH_HEAD" if remote != "." else there)
        if new is None:
            raise Refusal(f"{remote} has no branch {there.removeprefix('refs/heads/')}.")
        return new

    def has(self, commit: str) -> bool:
        """Whether a commit is part of what the clone is at."""
        return _run(["merge-base", "--is-ancestor", commit, "HEAD"], self.top).returncode == 0

    def merge(self, commit: str, subject: str) -> list[str]:
        """Merge a commit; returns the names of the files that are in conflict. Raises Refusal where git cannot merge."""
        done = _run(
            ["merge", "--quiet", "--ff", "--no-edit", "--no-stat", "--no-autostash", "--no-verify-signatures", "-m", subject,
             commit], self.top, afar=True,
        )  # fmt: skip
        if done.returncode == 0:
            return []
        unsettled = self.ask("diff", "--name-only", "--diff-filter=U", "--no-ext-diff", "--no-textconv", "-z")
        if unsettled:
            return [os.fsdecode(name) for name in unsettled.split(b"\0") if name]
        raise Refusal(f"git merge failed: {_first_line(done.stderr or done.stdout) or f'status {done.returncode}'}.")

    def push(self, remote: str, there: str) -> None:
        """Push what the clone is at to a branch. Raises Refusal where the other side does not take it."""
        self._afar("push", "--quiet", "--no-follow-tags", "--recurse-submodules=no", "--", remote, f"HEAD:{there}")

    def _afar(self, *words: str) -> None:
        done = _run(words, self.top, afar=True)
        if done.returncode != 0:
            if b"[rejected]" in done.stderr or b"non-fast-forward" in done.stderr:
                raise Refusal("Somebody else has pushed meanwhile; run “g2g sync” again.")
            raise Refusal(f"git {words[0]} failed: {_first_line(done.stderr) or f'status {done.returncode}'}.")


def merge_ordinarily(ours: str, base: str, theirs: str, size: int) -> int:
    """Git's ordinary merge of three files, line by line, into the first; returns how many conflicts it left there."""
    labels = [word for label in ("ours", "base", "theirs") for word in ("-L", label)]
    files = [os.path.abspath(path) for path in (ours, base, theirs)]
    done = _run(["merge-file", "-q", f"--marker-size={size}", *labels, *files], os.path.dirname(files[0]))
    if done.returncode > 127:
        raise Refusal(f"git merge-file failed: {_first_line(done.stderr) or f'status {done.returncode}'}.")
    return done.returncode


def _environment(index: str | None, afar: bool) -> dict[str, str]:
    kept = {
        key: value for key, value in os.environ.items()
        if not key.startswith("GIT_") or key.startswith(("GIT_AUTHOR_", "GIT_COMMITTER_")) or (afar and key in _WAYS)
    }  # fmt: skip
    kept |= {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_PAGER": "cat", "LC_ALL": "C"}
    # In a partial clone the question for an object that is not there would start the transport that its own
    # configuration names; git before 2.44 knows only the list of transports.
    ways = {"GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh"} if afar else {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1"}
    return kept | ways | ({"GIT_INDEX_FILE": index} if index else {})


def _command(words: Sequence[str]) -> list[str]:
    settings = [word for setting in _QUIET for word in ("-c", setting)]
    return ["git", *settings, "--no-pager", "--literal-pathspecs", *words]


def _run(
    words: Sequence[str], folder: str, given: bytes | None = None, index: str | None = None, *, afar: bool = False
) -> subprocess.CompletedProcess[bytes]:
    patience = _PATIENCE_AFAR if afar else _PATIENCE
    try:
        return subprocess.run(
            _command(words), cwd=folder, env=_environment(index, afar),
            input=given if given is not None else b"", capture_output=True, check=False, timeout=patience,
        )  # fmt: skip
    except FileNotFoundError:
        raise NoGit() from None
    except subprocess.TimeoutExpired:
        raise Refusal(f"git {words[0]} did not answer in {patience} seconds.") from None


@contextmanager
def _talk(words: Sequence[str], folder: str) -> Iterator[subprocess.Popen[bytes]]:
    """A git that is asked one thing after the other, and ended with the block."""
    try:
        process = subprocess.Popen(
            _command(words), cwd=folder, env=_environment(None, False),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except FileNotFoundError:
        raise NoGit() from None
    try:
        yield process
    finally:
        for stream in (process.stdin, process.stdout):
            try:
                if stream:
                    stream.close()
            except BrokenPipeError:
                pass  # git has gone already.
        process.kill()
        process.wait()


def _first_line(said: bytes) -> str:
    lines = [line for line in said.decode(errors="replace").split("\n") if line.strip()]
    return lines[0].removeprefix("fatal: ").removeprefix("error: ").rstrip(".") if lines else ""
