"""A test as a process of its own that gets so many seconds of the processor and no more: what hangs is ended, and fails.

For what cannot be counted in ``steps``: a regular expression, or another function of C, that goes over its text again and
again. The limit is no measure of speed. What is tested takes a second or two, mostly far less, and its input is so long that
to go over the whole of it for each of its characters takes minutes or hours. A busy machine comes nowhere near the limit, for
the seconds are those in which the processor works for this process alone. What copies a long text or list again and again is
too quick to be found so.
"""

from __future__ import annotations

import functools
import os
import signal
import traceback
from collections.abc import Callable
from typing import ParamSpec

SECONDS = 60
P = ParamSpec("P")


def limited(test: Callable[P, object]) -> Callable[P, None]:
    """The same test, done within ``SECONDS`` of the processor's time or failed. What it asserts must be in it: this process
    sees none of what it changes but files."""

    @functools.wraps(test)
    def apart(*args: P.args, **kwargs: P.kwargs) -> None:
        within(SECONDS, lambda: test(*args, **kwargs))

    return apart


def within(seconds: int, call: Callable[[], object]) -> None:
    """Do a call in a child of this process. Raises AssertionError where it fails, or is not done in these seconds."""
    if not hasattr(os, "fork"):  # Windows sets no such limits: what hangs there hangs the test.
        call()
        return
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        _answer(there, seconds, call)
    os.close(there)
    with os.fdopen(here, "rb") as answer:
        said = answer.read().decode()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status != -signal.SIGXCPU, f"this was not done in {seconds} seconds of the processor's time"
    assert status == 0, said or f"the process ended with {status}"


def _answer(there: int, seconds: int, call: Callable[[], object]) -> None:
    """The child: its limit, the call, and what went wrong in it. It never returns: all that follows is its parent's to do."""
    import resource

    status = 1
    try:
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        call()
        status = 0
    except BaseException:
        with os.fdopen(there, "wb") as out:
            out.write(traceback.format_exc().encode(errors="backslashreplace"))
    finally:
        os._exit(status)
