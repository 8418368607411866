"""What a call does, counted in steps: the lines of Python that it runs, its own calls and those of functions of C.

The count is the same on any machine, however busy, so a test may ask for it where it may not look at a clock. What is done
in C is one step, however long it takes, and to copy a list or a text is none: for regular expressions and the like see
``limits``.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(call: Callable[[], object]) -> int:
    """The steps of a call; what it raises is raised. Whoever else traces this thread does so again afterwards."""
    count = 0

    def in_python(_frame: FrameType, _event: str, _argument: object) -> Any:
        nonlocal count
        count += 1
        return in_python

    def in_c(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "c_call"

    tracing, profiling, collecting = sys.gettrace(), sys.getprofile(), gc.isenabled()
    gc.disable()  # It runs when it likes, and others may have asked to be called then.
    sys.setprofile(in_c)
    sys.settrace(in_python)
    try:
        call()
    finally:
        sys.settrace(tracing)
        sys.setprofile(profiling)
        if collecting:
            gc.enable()
    return count


def assert_grows_with_length(work: Callable[[int], Callable[[], object]], length: int, *, times: int = 8, slack: float = 1.1) -> None:
    """Fails unless ``times`` as much more of the input takes ``times`` as many more steps at the most, but for ``slack``.

    ``work`` makes an input of a length and returns the call to be counted. What the work costs at any length is
    taken off before the two are compared, and a step for each unit of length is always allowed. Steps that grow with the
    square come to more than three times what is allowed. A square among others is found where it is a fiftieth of them
    at ``length``, so ``length`` is to be a few hundred where it costs little.
    """
    work(length // 2)()  # What is done once only, such as to load a module, is done here.
    once, twice, many = (steps(work(size)) for size in (length, 2 * length, (times + 1) * length))
    more, most = many - once, slack * times * max(twice - once, length)
    assert more <= most, f"{length} more take {twice - once:,} steps, {times} times as much more {more:,}: at most {most:,.0f} were to be"
