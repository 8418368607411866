"""Put on the path of a g2g process by the tests: kills it, or edits a file under it, before its N-th file operation.

Operations are counted from the one that takes the lock, and told by the interpreter itself (an audit hook and
``sys.setprofile``), so the code under test knows nothing of it. Python's own reading of modules does not count.

G2G_KILL       the number of the operation before which the process is killed
G2G_EDIT_AT    the number of the operation before which the shell command G2G_EDIT is run
G2G_COUNTED    a file that gets a line for each operation
G2G_WITHOUT    names of functions, of ``os`` or of the C library, that this system is not to have

``run_each`` does the same for many commands, each in a process forked from one that has read its modules already.
"""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import Any

_MODULES = {"posix", "fcntl", "_io", "io", "_ctypes"}
_NO_OPERATIONS = {"fspath", "get_errno", "fileno", "isatty", "reconfigure", "getpid", "is_dir", "urandom"}


class Operations:
    """Counts the operations of this process, and does what the environment says before one of them."""

    def __init__(self) -> None:
        self.kill, self.edit_at = (int(os.environ.get(name, "0")) for name in ("G2G_KILL", "G2G_EDIT_AT"))
        self.log = os.environ.get("G2G_COUNTED", "")
        self.count = 0

    def audit(self, event: str, _: tuple[Any, ...]) -> None:
        # Only from the lock on: to watch every call from the start would take longer than the command.
        if event == "fcntl.flock" and not self.count:
            self._next("flock")
            sys.setprofile(self.profile)

    def profile(self, frame: FrameType, event: str, arg: Any) -> None:
        if event == "c_call" and _is_operation(frame, arg):
            self._next(arg.__name__)

    def _next(self, name: str) -> None:
        self.count += 1
        if self.log:
            _line(self.log, name)
        if self.count == self.edit_at:
            os.system(os.environ["G2G_EDIT"])
        if self.count == self.kill:
            os.kill(os.getpid(), signal.SIGKILL)


def _is_operation(frame: FrameType, function: Any) -> bool:
    if frame.f_code.co_filename.startswith("<frozen importlib") or function.__name__ in _NO_OPERATIONS:
        return False
    module = getattr(function, "__module__", None) or type(getattr(function, "__self__", None)).__module__
    return module in _MODULES


def _line(path: str, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(handle, text.encode() + b"\n")
    os.close(handle)


def _take_away(name: str) -> None:
    if name != "renameat2":
        delattr(os, name)
        return
    import ctypes

    class Library(ctypes.CDLL):
        def __getattr__(self, wanted: str) -> Any:
            if wanted == name:
                raise AttributeError(wanted)
            return super().__getattr__(wanted)

    ctypes.CDLL = Library  # type: ignore[misc]


def _begin() -> None:
    for missing in os.environ.get("G2G_WITHOUT", "").split():
        _take_away(missing)
    if {"G2G_KILL", "G2G_EDIT_AT", "G2G_COUNTED"} & set(os.environ):
        sys.addaudithook(Operations().audit)


def run_each(jobs: str, rehearsal: str) -> None:
    """Run each command of a list in JSON: its arguments, its environment, and the file for what it says.

    The first one is run on the folder ``rehearsal`` before, unharmed, so that the others find its modules read.
    """
    import contextlib
    import io
    import json

    from g2g.cli import main

    asked = json.loads(jobs)
    with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())), contextlib.suppress(SystemExit):
        main(["--data", rehearsal, *asked[0][0][2:]])
    print(json.dumps([_run_forked(*job) for job in asked]))


def _run_forked(args: list[str], environ: dict[str, str], said: str) -> int:
    child = os.fork()
    if child == 0:
        handle = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(handle, 1)
        os.dup2(handle, 2)
        os.environ.update(environ)
        _begin()
        from g2g.cli import main

        main(args)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


_begin()
