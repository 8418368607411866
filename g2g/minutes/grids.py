"""Where a table begins in a text, and of which kind it is."""

from __future__ import annotations

from collections.abc import Sequence

from g2g.minutes import aligned, pipes, stacked
from g2g.minutes.document import Table
from g2g.minutes.headings import role


def table_at(lines: Sequence[str], start: int) -> tuple[Table, int] | None:
    """The table that begins on a line (an index into ``lines``), and the index after it; None where none does."""
    first = lines[start].strip()
    if not first:
        return None
    if first[0] == "|":
        return pipes.piped(lines, start)
    if first[-1] == "|" and "|" not in first[:-1]:
        return stacked.table(lines, start, piped=True)
    if "|" in first and start + 1 < len(lines) and "|" in lines[start + 1] and pipes.RULE.match(lines[start + 1].strip() or "x"):
        return pipes.piped(lines, start)
    if "|" in first:
        return pipes.loosely_piped(lines, start)
    if " / " in first and first.count("/ ") > 1:
        return (pipes.stroked(lines, start) if len(first) < 90 else None) or pipes.unheaded(lines, start)
    if "\t" in lines[start] or "   " in first or "  " in first:
        return aligned.table(lines, start)
    return stacked.table(lines, start, piped=False) if len(first) < 40 and role(first) else None
