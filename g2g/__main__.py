"""``g2g`` and ``python -m g2g``: where the command begins, and how it ends."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line."""
    # A command lives for a moment and makes few cycles: to look for them while it starts costs a quarter of a start.
    gc.disable()
    ended: list[object] = []
    # What is registered first is called last: by then everybody else has tidied up.
    atexit.register(_leave_at_once, ended)
    from g2g.cli import main as run

    try:
        run()
    except SystemExit as leaving:
        ended.append(leaving.code)
        raise


def _leave_at_once(ended: list[object]) -> None:
    """Give the process back as it is: to take a register's thousands of objects apart one by one costs up to two starts.

    ``ended`` holds the exit status; where it does not, something went wrong of which Python itself has to tell.
    """
    if not ended or not isinstance(ended[0], int):
        return
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return  # Python tries again when it closes the streams, and says so.
    os._exit(ended[0])


if __name__ == "__main__":
    main()
