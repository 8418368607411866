"""The plan, and the reports that are made from the record."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from g2g import reporting
from g2g.cli.app import App
from g2g.cli.commands import Group, command
from g2g.cli.options import FILTERS, Filters, day, known_to_plan, names_meant, references, selected
from g2g.cli.papers import PAPER_FORMS, show_paper
from g2g.errors import Misuse
from g2g.model import Action, Meeting
from g2g.people import Directory
from g2g.plan import Plan
from g2g.reporting import Source

if TYPE_CHECKING:
    from g2g.store import Record

pass_app = click.make_pass_decorator(App)

_BY_NAME = {option.name: option for option in FILTERS}
_OWNER = click.Option(["--owner"], multiple=True, metavar="NAME", shell_complete=references("owners"), help="Of this owner (any part of the name).")
_SINCE = click.Option(["--since"], metavar="DATE", help="Since this day.")
_MEETING = click.Option(["--meeting"], metavar="REF", shell_complete=references("meetings"), help="For this meeting.")
_SHARED: list[click.Parameter] = [_OWNER, *(_BY_NAME[name] for name in ("org", "body", "area", "recommendation", "exempt"))]


def _filters(options: dict[str, Any]) -> Filters:
    """The filters that a report has; it is about actions of every status."""
    return Filters(**{name: value for name, value in options.items() if name in Filters._fields and name != "meeting"}, status=("all",))


def _chosen(app: App, record: Record, wanted: Filters, brief_before: date) -> tuple[list[Action], list[Action]]:
    """The actions that may be published, and the exempt ones, where they were asked for."""
    found = selected(app, record, wanted._replace(exempt=True), brief_before=brief_before)
    return [a for a in found if not a.exempt], [a for a in found if a.exempt] if wanted.exempt else []


@command("plan", params=[*_SHARED, *PAPER_FORMS])
@pass_app
def plan_command(app: App, /, form: str, output: str | None, force: bool, **options: Any) -> None:
    """Show the plan: what each key area and recommendation has outstanding, closed, overdue and slipped, and its colour.

    As a file it is the paper of “g2g report plan”.
    """
    from g2g import coverage

    if output is not None:
        show_paper(app, reporting.paper("plan", _source(app, "plan", options, form)), form, output=output, force=force)
        return
    record = app.record_read
    wanted = _filters(options)
    public, withheld = _chosen(app, record, wanted, date.max)
    found = coverage.coverage(_plan_of(record.plan, wanted), public, record.settings.rag, app.today)
    app.show(coverage.report(found, withheld, record.settings.rag, app.today), form)


def _plan_of(plan: Plan, wanted: Filters) -> Plan:
    """The plan with the key areas and recommendations that were asked for; all where none was."""
    areas, numbers = set(wanted.area), set(wanted.recommendation)
    if not areas and not numbers:
        return plan
    known_to_plan("key area", areas, [area.number for area in plan.areas])
    known_to_plan("recommendation", numbers, [one.number for one in plan.recommendations])
    recommendations = tuple(one for one in plan.recommendations if one.number in numbers or one.area in areas)
    named = areas | {one.area for one in recommendations if one.number in numbers}
    return plan._replace(areas=tuple(area for area in plan.areas if area.number in named), recommendations=recommendations, is_part=True)


class Reports(Group):
    """The reports, in the order of ``KINDS``, with their whole sentences."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Reports"):
            formatter.write_dl([(name, self.commands[name].get_short_help_str(300)) for name in self.list_commands(ctx)])


@click.group("report", cls=Reports, subcommand_metavar="KIND [OPTIONS]", options_metavar="")
def report_command() -> None:
    """Reports for meetings, owners and committees, made from the record: “g2g report KIND --help” tells of each."""


def _source(app: App, kind: str, options: dict[str, Any], form: str) -> Source:
    """What a report is made from, as the options choose it."""
    record = app.record_read
    wanted = _filters(options)
    meeting, codes = _meant(record, options.get("meeting"), wanted.body)
    # A committee that scrutinises is told of every body's actions, and any body's action can carry out a decision.
    since = day(app, options["since"]) if options.get("since") else None
    if since and since > app.today:
        raise Misuse("--since takes a day that is past, or today.")
    # What ended long ago is counted by most reports, and shown by none.
    whole_from = date.max
    if kind == "meeting":
        from g2g.reporting.meeting import first_day

        whole_from = first_day(record.calendar, codes or tuple(record.calendar.bodies), meeting, since, app.today)
    # Of a day that is past, what has ended since is rebuilt from all that the record says.
    is_past = kind == "meeting" and meeting is not None and meeting.date <= app.today
    if is_past or (kind == "slippage" and form in ("json", "csv")):
        whole_from = date.min
    public, withheld = _chosen(app, record, wanted._replace(body=() if kind in _OF_ALL_BODIES else codes), whole_from)
    # Who owns only what is ended is looked for where somebody is named, and only there: it is dear.
    directory = app.directory(record, ended=True) if wanted.owner or wanted.org else Directory(record.people)
    names = names_meant(directory, wanted)
    every = {*record.bodies, *record.calendar.bodies, *(a.body for a in public)} if not codes else ()
    return Source(
        actions=public, withheld=withheld, is_whole=wanted.exempt, codes=codes or tuple(sorted(every)),
        bodies=record.bodies, calendar=record.calendar, directory=directory, plan=_plan_of(record.plan, wanted),
        rule=record.settings.rag, today=app.today, proceedings=record.proceedings_of_many, since=since, meeting=meeting,
        names=frozenset(names) if names is not None else None,
    )  # fmt: skip


def _meant(record: Record, ref: str | None, named: tuple[str, ...]) -> tuple[Meeting | None, tuple[str, ...]]:
    """The meeting and the bodies that the options name. Raises Misuse where the meeting is another body's."""
    if not ref and not named:
        return None, ()
    from g2g.cli.meant import body_meant, meeting_meant

    meeting = meeting_meant(record, ref) if ref else None
    codes = tuple(dict.fromkeys(body_meant(record, code) for code in named))
    if meeting and codes and codes != (meeting.body,):
        raise Misuse(f"{meeting.ref} is a meeting of {meeting.body}; leave --body out.")
    return meeting, (meeting.body,) if meeting else codes


_OF_ALL_BODIES = ("scrutiny", "decisions")
_OWN: dict[str, list[click.Parameter]] = {
    "meeting": [_MEETING, _SINCE, *_SHARED],
    "owner": [_SINCE, *_SHARED],
    "organisation": [_SINCE, *_SHARED],
    "plan": [*_SHARED],
    "slippage": [_SINCE, *_SHARED],
    "scrutiny": [_MEETING, *_SHARED],
    "decisions": [_MEETING, _SINCE, _BY_NAME["body"], _BY_NAME["exempt"]],
}


def _add(kind: str, sentence: str) -> None:
    """Put a kind of report under ``report``, as a command of its own."""

    def run(app: App, /, form: str, output: str | None, force: bool, **options: Any) -> None:
        show_paper(app, reporting.paper(kind, _source(app, kind, options, form)), form, f"report-{kind}", output=output, force=force)

    run.__doc__ = sentence
    report_command.add_command(command(kind, params=[*_OWN[kind], *PAPER_FORMS])(pass_app(run)))


for _kind, _sentence in reporting.KINDS.items():
    _add(_kind, _sentence)
