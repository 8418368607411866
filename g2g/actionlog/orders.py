"""Which way round the days of a column are written: the day first, as here, or the month, as in America."""

from __future__ import annotations

from collections.abc import Sequence

from g2g.actionlog import words
from g2g.actionlog.headings import Column
from g2g.errors import Refusal
from g2g.sheets import Row


def is_month_first(column: Column, rows: Sequence[Row], source: str) -> bool:
    """Whether no day of a column that could be American is to be read.

    One such day among others with the day first is a slip, and costs no other row. Raises Refusal where there are more;
    ``source`` names the file in it.
    """
    cells = [(row.number, row.cells[column.place]) for row in rows if column.place < len(row.cells)]
    ordered = [(words.order_of(cell), row, str(cell).strip()) for row, cell in cells]
    month, day = ([(row, cell) for order, row, cell in ordered if order == wanted] for wanted in ("month", "day"))
    if len(month) > 1 and day:
        raise Refusal(
            f"The dates under “{column.shown}” of {source} are written both ways round: with the month first in {_shown(month)}, with the day"
            f" first in {_shown(day)}. Write them one way, such as 2019-03-25, and import it again. Nothing was written."
        )
    return words.says_month_first(column.heading) or (bool(month) and not day)


def _shown(found: Sequence[tuple[int, str]]) -> str:
    """``row 3 (25/03/2019)``; ``rows 2 and 4 (03/25/2019)``, of many the first five."""
    numbers = [str(row) for row, _ in found[:5]]
    if len(found) > 5:
        numbers.append(f"{len(found) - 5:,} more")
    rows = f"row {numbers[0]}" if len(numbers) == 1 else f"rows {', '.join(numbers[:-1])} and {numbers[-1]}"
    return f"{rows} ({words.short(found[0][1])})"
