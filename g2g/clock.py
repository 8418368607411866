"""What day it is: the only module that asks the machine, and only the command line asks it."""

from __future__ import annotations

from datetime import date


def today() -> date:
    """Today, by the machine's own calendar."""
    return date.today()


def seconds() -> float:
    """Seconds since some moment in the past, to measure how long something takes."""
    from time import monotonic

    return monotonic()
