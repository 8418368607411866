"""One run of g2g: the data folder, the day, and how things are shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from g2g.model import Change
    from g2g.people import Directory
    from g2g.reports import Report
    from g2g.store import Record

SCREENS = 200


class ReaderGone(Exception):
    """Whoever reads the output (head, a pager) has seen enough. Click would make a failure of a BrokenPipeError."""


class App:
    """What every command is given. Folder, day and record are looked up when they are asked for."""

    def __init__(self, data: str | None, today: str | None, colour: str, quiet: bool) -> None:
        self._data, self._today = data, today
        self._colour = colour
        self.quiet = quiet
        # Whether to commit what is written; None where the command line does not say.
        self.commit: bool | None = None

    @cached_property
    def folder(self) -> str:
        """The data folder. Raises NoRecord where there is none."""
        from g2g.whereabouts import ACTIONS, find_folder

        if self._data is None:
            return find_folder(os.getcwd())
        if not os.path.lexists(os.path.join(self._data, ACTIONS)):
            from g2g.errors import NoRecord

            raise NoRecord(self._data, given=True)
        return os.path.abspath(self._data)

    @property
    def new_folder(self) -> str:
        """Where ``init`` makes the data folder."""
        return os.path.abspath(self._data or "data")

    @cached_property
    def today(self) -> date:
        """The day as at which everything counts."""
        if self._today is None:
            from g2g.clock import today

            return today()
        from g2g.dates import read_date

        return read_date(self._today)

    @cached_property
    def record_read(self) -> Record:
        """The record as it is now."""
        from g2g.store import Record

        return Record(self.folder)

    def directory(self, record: Record, *, ended: bool = False) -> Directory:
        """Everyone that a name on the command line could mean: people, and owners of live (or all) actions."""
        from g2g.people import Directory

        return Directory(record.people, record.actions.owners(ended=ended), lambda: self.withheld_owners(record))

    def withheld_owners(self, record: Record) -> set[str]:
        """Those who are known by nothing but exempt actions: nobody is told of them who does not know the name."""
        exempt: set[str] = set()
        public = set(record.people)
        for action in record.actions.select(None):
            (exempt if action.exempt else public).update(action.owners)
        return exempt - public

    # -- saying -------------------------------------------------------------------------------

    @cached_property
    def on_terminal(self) -> bool:
        return sys.stdout.isatty()

    @property
    def colour(self) -> bool:
        if self._colour != "auto":
            return self._colour == "always"
        return self.on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    @property
    def draws(self) -> bool:
        """Whether tables are drawn: on a terminal, and where colour is asked for in any case."""
        return self.on_terminal or self._colour == "always"

    @property
    def width(self) -> int:
        """The columns of the terminal."""
        import shutil

        return shutil.get_terminal_size((80, 24)).columns

    def say(self, text: str) -> None:
        """Print what the command was asked for, unless it was asked to be quiet."""
        if not self.quiet:
            try:
                sys.stdout.write(text if text.endswith("\n") else text + "\n")
                sys.stdout.flush()
            except BrokenPipeError:
                raise ReaderGone from None

    def warn(self, sentence: str) -> None:
        """A doubt or a reminder, on stderr."""
        from g2g.render.safe import terminal

        print(f"g2g: {terminal(sentence)}", file=sys.stderr)

    def show(self, report: Report, form: str = "") -> None:
        """Print a report: json, csv, md or plain; else a drawn table on a terminal and plain text in a pipe."""
        self.say(self._rendered(report, form))

    def _rendered(self, report: Report, form: str) -> str:
        if form in ("json", "csv"):
            from g2g.render import data

            return data.as_json(report) if form == "json" else data.as_csv(report)
        if form == "md":
            from g2g.render import markdown

            return markdown.rendered(report)
        rows = sum(len(table.rows) for table in report.tables)
        if form == "plain" or not self.draws or rows > SCREENS:
            from g2g.render import plain

            return plain.rendered(report, self.width if self.on_terminal else None)
        from g2g.render import table

        return table.rendered(report, self.width, self.colour)

    # -- changing the record -------------------------------------------------------------------

    def record(self, make: Callable[[Record], Change], dry: bool, *, told: bool = True) -> Change:
        """Save the change that ``make`` gives, or only try it out; then say what was, or would be, done.

        ``told`` False says only the sentence, and leaves the rest to the command.
        """
        if dry:
            from g2g.saving import preview

            change = preview(self.record_read, make)
            self._tell(change, "Not written, for this is a dry run: " if not change.is_empty else "", told)
            return change
        from g2g.saving import save

        change, names, rescued = save(self.folder, make)
        for sentence in rescued:
            self.warn(sentence)
        self._tell(change, "", told)
        self.commit_saved(names, change.summary)
        return change

    def commit_saved(self, names: Sequence[str], sentence: str) -> None:
        """Commit files of the data folder that were just saved, where that is wanted.

        Raises Refusal, which says that they are saved, where they cannot be committed.
        """
        if not names or self.commit is False:
            return
        from g2g.errors import NoRepository, Refusal
        from g2g.store import Record

        try:
            if self.commit is None and not Record(self.folder).commits:
                return
            from g2g.git import Repository

            repository = Repository.around(self.folder)
            if repository is None:
                raise NoRepository(self.folder)
            paths = [repository.name_of(os.path.join(self.folder, name)) for name in names]
            repository.commit_files(paths, " ".join(sentence.split()))
        except Refusal as refusal:
            raise Refusal(f"The record was saved, but not committed: {refusal}") from None

    def _tell(self, change: Change, prefix: str, told: bool) -> None:
        from g2g.render.safe import terminal

        if not told:
            self.say(terminal(prefix + change.summary))
            return
        lines = [prefix + change.summary]
        lines += [f"  {t.ref}  {t.words}\n    {t.what}" if t.words else f"  {t.ref}  {t.what}" for t in change.told[:SCREENS]]
        if len(change.told) > SCREENS:
            lines.append(f"  … and {len(change.told) - SCREENS} more.")
        self.say("\n".join("\n".join(terminal(part) for part in line.split("\n")) for line in lines))
