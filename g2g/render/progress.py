"""How far a long piece of work is, drawn by rich on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def followed(things: Iterable[T], count: int, words: str) -> Iterator[T]:
    """The things, one after the other, with a bar on stderr that says how many of ``count`` there were; it is gone at the end."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    console = Console(file=sys.stderr, markup=False, emoji=False, highlight=False)
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(words, total=count)
        for nth, thing in enumerate(things, 1):
            yield thing
            # One step a page would take longer than the page.
            if nth % 50 == 0:
                progress.update(task, completed=nth)
