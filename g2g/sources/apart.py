"""Work on a hostile file, done in a process of its own: after a time it is ended, and it gets so much memory and no more.

A PDF file may hold a drawing that draws itself a thousand times over, and the library that reads it is not written in Python:
nothing but the end of its process stops it.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

MOST_SECONDS, MOST_MEMORY = 7.0, 440 << 20


class TooLong(Exception):
    """The work was not done in time."""


class Died(Exception):
    """The process ended without an answer: it crashed, or had no memory left."""


def done(work: Callable[[bytes], Any], raw: bytes, seconds: float = MOST_SECONDS) -> Any:
    """What a function of a module makes of these bytes, in values that JSON knows. Raises TooLong and Died,
    RuntimeError for a bug in the work."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_answer, args=(there, work), daemon=True)
    process.start()
    there.close()
    try:
        here.send_bytes(raw)
        if not here.poll(seconds):
            raise TooLong
        answer = json.loads(here.recv_bytes())
    except (EOFError, OSError):
        raise Died from None
    finally:
        process.kill()
        process.join()
        here.close()
    if "bug" in answer:
        raise RuntimeError(answer["bug"])
    return answer["done"]


def _answer(there: Connection, work: Callable[[bytes], Any]) -> None:
    """The other side: take the bytes, do the work, send what came of it. What a library prints as it dies is nobody's news."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the user's Ctrl-C ends the command, and the command ends this
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    raw = there.recv_bytes()
    _limit_memory()
    try:
        answer = {"done": work(raw)}
    except MemoryError:
        os._exit(1)
    except Exception:
        answer = {"bug": traceback.format_exc()}
    there.send_bytes(json.dumps(answer).encode())


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows sets no such limits
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
