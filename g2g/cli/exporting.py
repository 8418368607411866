"""``g2g export``: the actions in a form that others read, to a file or the terminal."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from g2g.cli.app import App
from g2g.cli.commands import command
from g2g.cli.options import FILTERS, FORMS, Filters, selected
from g2g.errors import Misuse
from g2g.model import STATUSES, Meeting

if TYPE_CHECKING:
    from g2g.extract import Extract
    from g2g.store import Record

pass_app = click.make_pass_decorator(App)
_FORMS = ("json", "csv", "xlsx", "md", "html", "ics")
_ENDINGS = {f".{form}": form for form in _FORMS} | {".htm": "html", ".markdown": "md", ".ical": "ics"}
_STATUS = click.Option(["--status"], multiple=True, type=click.Choice([*STATUSES, "all"]), help="Of this status; else of all.")
# The filters of every listing; the forms are an argument here, and ended actions are wanted too.
_FILTERS = [_STATUS if option.name == "status" else option for option in FILTERS if option not in FORMS]


@command("export", params=[*_FILTERS])
@click.argument("form", required=False, type=click.Choice(_FORMS), metavar="[FORM]")
@click.option("-o", "--output", metavar="FILE", help="Write it to a file; its ending says the form where FORM does not.")
@click.option("--force", is_flag=True, help="Overwrite the file.")
@pass_app
def export_command(app: App, /, form: str | None, output: str | None, force: bool, **options: Any) -> None:
    """Export actions as json, csv, xlsx, md, html or ics: all of them, unless a filter says otherwise.

    “g2g import” reads json, csv and xlsx back, every field of every action.
    """
    chosen = _form_meant(form, output)
    if chosen == "xlsx" and output is None:
        raise Misuse("A workbook goes to a file: g2g export -o FILE.xlsx.")
    if output is not None:
        from g2g.cli.papers import refuse_to_overwrite

        refuse_to_overwrite(output, force=force)
    record, wanted = app.record_read, Filters(**options)
    extract = _extract(app, record, wanted)
    written = _rendered(app, record, extract, chosen, wanted)
    held, is_whole = _held(extract, chosen)
    if output is None:
        app.say(written.decode() if isinstance(written, bytes) else written)
        if not is_whole:
            app.warn(f"{held}.")
        return
    from g2g.files.output import publish

    publish(output, written if isinstance(written, bytes) else written.encode())
    app.say(f"Wrote {output}: {held}.{' It is not for publication.' if extract.reason else ''}")


def _form_meant(form: str | None, output: str | None) -> str:
    """The form that is asked for, by its name or by the file's ending. Raises Misuse where the two contradict each other."""
    if form is None:
        return _form_of(output)
    ending = _ENDINGS.get(os.path.splitext(output)[1].lower(), form) if output is not None else form
    if ending != form:
        raise Misuse(f"The ending of {output} says {ending}, and not {form}; leave one of the two out.")
    return form


def _held(extract: Extract, form: str) -> tuple[str, bool]:
    """What an export holds, in words, and whether that is all that was asked for: a calendar has no place for what has no date."""
    asked = len(extract.entries)
    count = "1 action" if asked == 1 else f"{asked:,} actions"
    undated = sum(entry.action.due_now is None for entry in extract.entries) if form == "ics" else 0
    if not undated:
        return count, True
    return f"{asked - undated:,} of {count}; {undated:,} {'has' if undated == 1 else 'have'} no date", False


def _meetings(record: Record, wanted: Filters) -> list[Meeting]:
    """The meetings that go into a calendar: those of the bodies that were asked for, else all."""
    bodies = {code.upper() for code in wanted.body}
    return [meeting for meeting in record.calendar.meetings if not bodies or meeting.body in bodies]


def _form_of(output: str | None) -> str:
    """The form that a file's ending says. Raises Misuse where there is none."""
    if output is None:
        raise Misuse(f"Say in which form: {', '.join(_FORMS[:-1])} or {_FORMS[-1]}; or -o FILE, whose ending says it.")
    ending = os.path.splitext(output)[1].lower()
    if ending not in _ENDINGS:
        raise Misuse(f"The ending of {output} says no form; it is one of {', '.join(f'.{form}' for form in _FORMS)}, or give the form before -o.")
    return _ENDINGS[ending]


def _extract(app: App, record: Record, wanted: Filters) -> Extract:
    from g2g.extract import Entry, Extract

    actions = selected(app, record, wanted._replace(status=wanted.status or ("all",)))
    fields = _Entries(record)
    codes = list(dict.fromkeys(action.body for action in actions))
    names = [record.bodies[code].name if code in record.bodies else code for code in codes]
    return Extract(tuple(Entry(a, fields.of(a.ref)) for a in actions), app.today, " and ".join(names), record.settings)


class _Entries:
    """The fields of entries by their references, live and archived; each file is looked through once."""

    def __init__(self, record: Record) -> None:
        live = record.actions.file
        # The live one counts where a move to the archive was broken off.
        self._places = {one[1]: (file, one) for file in (*record.archive.files(), live) for one in file.found}

    def of(self, ref: str) -> dict[str, Any]:
        file, one = self._places[ref.encode()]
        return file.fields(one)


def _rendered(app: App, record: Record, extract: Extract, form: str, wanted: Filters) -> str | bytes:
    if form in ("json", "csv"):
        from g2g.render import exported

        return exported.as_json(extract) if form == "json" else exported.as_csv(extract)
    if form == "xlsx":
        from g2g.render import workbook

        return workbook.rendered(extract)
    if form == "ics":
        from g2g.render import ics

        return ics.rendered([entry.action for entry in extract.entries], _meetings(record, wanted), record.bodies, app.today)
    from g2g.cli.papers import templates_of
    from g2g.render import paper_html, paper_markdown

    paper, templates = extract.paper(), templates_of(app)
    return paper_html.rendered(paper, templates) if form == "html" else paper_markdown.rendered(paper, templates)
