"""What a document says, whatever it came in: paragraphs with their lines and marks, and tables with their cells."""

from collections.abc import Iterator
from typing import NamedTuple


class Para(NamedTuple):
    """One paragraph, list item or heading: its words with marks and emphasis taken off, on one line.

    ``line`` and ``last`` are the lines of the source on which it begins and ends, from 1. ``mark`` is its number or
    letter as written, without full stop or bracket (1, 2.1, ii, a, GBM/2223/027), or - for any bullet. ``level`` is that of
    a heading that the source marks as one (1 to 6; 0 for none). ``bold`` says that all of it is. ``gap`` counts the blank
    lines before it. ``cells`` are its parts where tabs or wide spaces stand between them (one part where none do).
    """

    line: int
    text: str
    mark: str = ""
    indent: int = 0
    level: int = 0
    bold: bool = False
    gap: int = 0
    last: int = 0
    cells: tuple[str, ...] = ()

    @property
    def is_bullet(self) -> bool:
        return self.mark == "-"


class Row(NamedTuple):
    """One row of a table: the line it begins on, and its cells. A cell of several paragraphs has line ends between them."""

    line: int
    cells: tuple[str, ...]


class Table(NamedTuple):
    """A table: its rows from the top, the heading row among them, all with the same number of cells."""

    line: int
    rows: tuple[Row, ...]


Block = Para | Table


class Aside(NamedTuple):
    """One line of the columns at the side of a page: what is to be done or who is to act, and who and by when if these have columns too."""

    line: int
    text: str
    due: str = ""
    who: str = ""


class Document(NamedTuple):
    """A whole document: its blocks in order, what stands above it as name and value (title, date), and at the side of its pages."""

    blocks: tuple[Block, ...]
    front: tuple[tuple[str, str], ...] = ()
    asides: tuple[Aside, ...] = ()

    def paras(self) -> Iterator[Para]:
        """The paragraphs that stand outside tables."""
        return (block for block in self.blocks if isinstance(block, Para))

    def tables(self) -> Iterator[Table]:
        return (block for block in self.blocks if isinstance(block, Table))

    def stated(self, name: str) -> str:
        """What the document states of itself under a name; empty where it does not."""
        return next((value for key, value in self.front if key == name), "")
