"""``g2g import``: an action log that was kept elsewhere, or an export of g2g's own, taken into the record."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from g2g.cli.app import App
from g2g.cli.commands import command
from g2g.cli.meant import body_meant, meeting_meant
from g2g.cli.options import dry_run, references
from g2g.errors import Misuse, Refusal
from g2g.render.safe import terminal

if TYPE_CHECKING:
    from g2g.actionlog import Headings, Log, NotTaken, Setting
    from g2g.actionlog.differing import Difference
    from g2g.actionlog.matching import Match
    from g2g.actionlog.taking import Import
    from g2g.model import Change
    from g2g.sheets import Sheet
    from g2g.store import Record

pass_app = click.make_pass_decorator(App)
_MOST_JSON = 100_000_000
_SHOWN = {"rag": "kept as a note: the colour is computed", "revised": "revised: the date in force", "progress": "notes"}


@command("import")
@click.argument("file", metavar="FILE")
@click.option("--column", "columns", multiple=True, metavar="FIELD=HEADING", help="What a column is: action=Task, or due=F by its letter; none=RAG leaves one out.")
@click.option("--sheet", metavar="NAME", help="The sheet of the workbook.")
@click.option("--body", metavar="CODE", shell_complete=references("bodies"), help="The body of actions that name none; needed where there are several.")
@click.option("--meeting", metavar="REF", shell_complete=references("meetings"), help="The meeting of actions that do not say when they were raised.")
@click.option("--update", is_flag=True, help="Take over what the file says otherwise, too; else it is only listed.")
@dry_run
@pass_app
def import_command(
    app: App, file: str, columns: tuple[str, ...], sheet: str | None, body: str | None, meeting: str | None, update: bool, dry: bool,
) -> None:  # fmt: skip
    """Import an action log from .csv or .xlsx (or what “g2g export” wrote); safe to run again.

    Columns are found by their headings, and shown. What is not sure is kept as it is written, and said.
    """
    from g2g import sheets

    chosen = dict(map(_chosen, columns))
    is_json = os.path.splitext(file)[1].lower() == ".json"
    data = sheets.read_bytes(file, _MOST_JSON if is_json else sheets.MOST_BYTES)
    if is_json:
        from g2g.actionlog import own

        log = own.read_json(file, data)
        source, said = _Source(own=log), [f"{file}: {_exactly(log)}"]
    else:
        source = _sheet_meant(file, sheets.read(file, data), chosen, sheet)
        said = source.said(file)
    _say(app, said)
    done: list[tuple[Log, Import]] = []

    def make(record: Record) -> Change:
        log = source.read(app, record, file, body, meeting)
        done[:] = [(log, _imported(app, record, log, file, update))]
        return done[0][1].change

    app.record(make, dry)
    _say(app, _told(*done[0], update))


def _chosen(text: str) -> tuple[str, str]:
    """The heading and the field that ``--column`` names."""
    from g2g.actionlog import FIELDS

    field, equals, heading = text.partition("=")
    field = field.strip().lower()
    if not equals:
        raise Misuse(f"“{text}” should be FIELD=HEADING, such as action=Task.")
    if field not in (*FIELDS, "none"):
        raise Misuse(f"There is no field “{field}”; the fields are {', '.join(FIELDS)}, or none for a column that is not to be used.")
    if not heading.strip():
        raise Misuse(f"Say which column is the {field}: --column {field}=HEADING; “--column none=HEADING” leaves one out.")
    return heading.strip(), "" if field == "none" else field


# ---- which sheet ---------------------------------------------------------------------------------


class _Source:
    """What is read: a sheet with its headings, or the actions of an export, which need no reading against the record."""

    def __init__(self, sheet: Sheet | None = None, headings: Headings | None = None, own: Log | None = None) -> None:
        self.sheet, self.headings, self.own = sheet, headings, own

    def said(self, file: str) -> list[str]:
        """The file, and what each of its columns is taken for."""
        name = f"{file}, sheet “{self.sheet.name}”" if self.sheet and self.sheet.name else file
        lines = [f"{name}: {sentence}." for sentence in (self.sheet.said if self.sheet else ())]
        if self.own is not None:
            return [f"{name}: {_exactly(self.own)}", *lines]
        assert self.sheet is not None
        assert self.headings is not None
        below = [row for row in self.sheet.rows if row.number > self.headings.below]
        used = [column for column in self.headings.columns if column.field]
        width = max(len(column.shown) for column in used)
        mapped = [f"  {c.letter:>2}  {c.shown:<{width}}  → {_SHOWN.get(c.field, c.field)}" for c in used]
        unused = []
        for column in self.headings.columns:
            filled = sum(column.place < len(row.cells) and row.cells[column.place] != "" for row in below)
            if not column.field and (filled or column.heading):
                cells = "1 cell" if filled == 1 else f"{filled:,} cells" if filled else "empty"
                unused.append(f"  {column.letter:>2}  {column.shown:<{width}}  not used ({cells}{f'; {column.why}' if column.why else ''})")
        rows = "1 row" if len(below) == 1 else f"{len(below):,} rows"
        return [f"{name}: headings in row {self.headings.below}, {rows} below.", *mapped, *unused, *lines]

    def read(self, app: App, record: Record, file: str, body: str | None, meeting: str | None) -> Log:
        """The actions, typed against a record. Raises Refusal where no row gives one."""
        log = self.own
        if log is None:
            from g2g import actionlog

            assert self.sheet is not None
            assert self.headings is not None
            log = actionlog.read(self.sheet, self.headings, _setting(app, record, body, meeting, os.path.basename(file)))
        if not log.proposals:
            whys: dict[str, list[int]] = {}
            for one in log.not_taken:
                whys.setdefault(one.why, []).append(one.row)
            hint = " --meeting REF says to which meeting they belong, --column raised=HEADING where the day stands." if meeting is None and self.own is None else ""
            because = f": {'; '.join(f'{rows_said(rows, 5)}: {why}' for why, rows in list(whys.items())[:3])}.{hint}" if whys else "; there is no row below the headings."
            raise Refusal(f"{file} gives no action{because} Nothing was written.")
        return log


def _exactly(log: Log) -> str:
    rows = len(log.proposals) + len(log.not_taken)
    return f"an export of g2g's own, with {'1 action' if rows == 1 else f'{rows:,} actions'}; read field by field."


def _sheet_meant(file: str, sheets: Sequence[Sheet], chosen: dict[str, str], name: str | None) -> _Source:
    """The sheet that was named, or the only one with the headings of an action log. Raises Refusal and Misuse."""
    from g2g.actionlog import headings, own

    if name is not None:
        sheets = [sheet for sheet in sheets if sheet.name.casefold() == name.casefold()] or _no_sheet(file, sheets, name)
    else:
        sheets = [sheet for sheet in sheets if not sheet.hidden]
    for sheet in sheets:
        if own.is_export(sheet):
            return _Source(sheet, own=own.read(sheet))
    found = [(sheet, mapping) for sheet in sheets if (mapping := headings.find(sheet, chosen))]
    if not found:
        raise Refusal(
            f"No row of {file} looks like the headings of an action log: a column for the action, and one for its owner, date or status."
            " --column action=HEADING says which is which. Nothing was written."
        )
    if len(found) > 1:
        names = " or ".join(f"“{sheet.name}”" for sheet, _ in found)
        raise Misuse(f"Say which sheet: --sheet {names}.")
    headings.check_chosen(found[0][1], chosen)
    return _Source(*found[0])


def _no_sheet(file: str, sheets: Sequence[Sheet], name: str) -> list[Sheet]:
    there = ", ".join(f"“{sheet.name}”" for sheet in sheets if sheet.name)
    raise Misuse(f"{file} has no sheet “{name}”; {f'it has {there}' if there else 'a .csv file has no sheets'}.")


# ---- what it is read against ----------------------------------------------------------------------


def _setting(app: App, record: Record, body: str | None, meeting: str | None, source: str) -> Setting:
    from g2g.actionlog import Setting
    from g2g.cli.when import context_of
    from g2g.people import Directory

    held = meeting_meant(record, meeting) if meeting is not None else None
    known = sorted({*record.bodies, *record.calendar.bodies})
    code = body_meant(record, body) if body is not None else held.body if held else known[0] if len(known) == 1 else ""
    if held and held.body != code:
        raise Misuse(f"{held.ref} is no meeting of {code}; leave --body out.")
    # People alone, and no owners of other actions: what a name means must not depend on what was imported before.
    return Setting(
        app.today, record.bodies, record.calendar, Directory(record.people), lambda day, of: context_of(record, day, of),
        code, held.ref if held else "", source,
    )  # fmt: skip


def _imported(app: App, record: Record, log: Log, file: str, update: bool) -> Import:
    from g2g.actionlog import taking

    done = taking.imported(log.proposals, list(record.actions.select(None)), app.today, os.path.basename(file), update=update)
    unknown = {ref.partition("-")[0] for ref, _ in done.change.added} - {*record.bodies, *record.calendar.bodies}
    if unknown:
        for code in sorted(unknown):
            app.warn(f"There is no body {code} yet: “g2g init --body {code} --name NAME” adds it.")
    return done


# ---- what there is to say of it --------------------------------------------------------------------


def _told(log: Log, done: Import, update: bool) -> list[str]:
    """What was not taken, what differs, and what is to be looked at."""
    lines = []
    if log.statuses:
        lines += ["Statuses as they were read:", *(f"  “{said}” → {status} ({count:,})" for said, status, count in log.statuses)]
    lines += _not_taken((*log.not_taken, *done.left_out))
    lines += _differing(done.left, update)
    doubts = (*log.doubts, *done.doubts)
    if doubts:
        lines += ["To look at:", *(f"  {rows_said(rows, 20)}: {sentence}." for sentence, rows in doubts)]
    return lines


def _not_taken(found: Iterable[NotTaken]) -> list[str]:
    grouped: dict[str, list[int]] = {}
    for one in found:
        grouped.setdefault(one.why, []).append(one.row)
    return ["Not taken:", *(f"  {rows_said(rows)}: {why}." for why, rows in grouped.items())] if grouped else []


def _differing(left: Sequence[tuple[Match, tuple[Difference, ...]]], update: bool) -> list[str]:
    if not left:
        return []
    lines = ["Different in the file, and left as it is in the record:"]
    for match, found in left:
        assert match.action is not None
        lines.append(f"  {match.action.ref}  {match.action.words}")
        for one in found:
            differs = f"{one.label} is {one.ours}, in the file {one.theirs}" if one.ours else f"the file has the {one.label} {one.theirs}"
            lines.append(f"    row {match.proposal.row}: {differs}{f': {one.why}' if one.why else ''}")
    if not update and any(one.taken for _, found in left for one in found):
        lines.append("  “--update” takes over what can be corrected, extends to later dates, closes what the file has closed, and adds its notes.")
    return lines


def rows_said(rows: Sequence[int], most: int = 0) -> str:
    """``row 4``; ``rows 4, 6 and 9 to 40``; with ``most``, of many no more than so many stretches."""
    runs: list[list[int]] = []
    for row in sorted(set(rows)):
        if runs and row == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], row]
        else:
            runs.append([row])
    said = []
    for run in runs:
        said += [f"{run[0]} to {run[-1]}"] if run[-1] > run[0] + 1 else [str(row) for row in dict.fromkeys(run)]
    if len(rows) == 1:
        return f"row {said[0]}"
    if most and len(said) > most:
        return f"{len(rows):,} rows ({', '.join(said[:most])} …)"
    return f"rows {', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else f"rows {said[0]}"


def _say(app: App, lines: Sequence[str]) -> None:
    if lines:
        app.say("\n".join(line[: len(line) - len(line.lstrip(" "))] + terminal(line.lstrip(" ")) for line in lines))
