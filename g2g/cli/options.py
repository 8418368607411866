"""The options that many commands share: filters and forms for views, a dry run for writes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from g2g.cli.app import App
from g2g.errors import Misuse, Refusal
from g2g.model import LIVE, STATUSES, Action

if TYPE_CHECKING:
    from g2g.people import Directory
    from g2g.store import Record

_EVERYONE = "\0everyone"


class Filters(NamedTuple):
    """Which actions a view shows: repeated values are alternatives, different options all hold."""

    owner: tuple[str, ...] = ()
    org: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    meeting: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    recommendation: tuple[str, ...] = ()
    due_before: str | None = None
    due_after: str | None = None
    search: tuple[str, ...] = ()
    exempt: bool = False

    @property
    def by_owner(self) -> bool:
        """Whether ``--owner`` stood alone: the view has a table an owner."""
        return _EVERYONE in self.owner


def references(completes: str = "actions") -> Callable[[click.Context, click.Parameter, str], list[Any]]:
    """Completion with live references, owners, bodies or meetings, for the shell."""

    def complete(ctx: click.Context, parameter: click.Parameter, typed: str) -> list[Any]:
        from g2g.cli.shell import candidates

        return candidates(ctx, completes, typed)

    return complete


# The options themselves, made once and shared by the views: making them anew for each costs a start a tenth.
FORMS = [
    click.Option(["--json", "form"], flag_value="json", help="As JSON."),
    click.Option(["--csv", "form"], flag_value="csv", help="As CSV."),
    click.Option(["--md", "form"], flag_value="md", help="As Markdown."),
    click.Option(["--plain", "form"], flag_value="plain", help="As plain text."),
]
FILTERS: list[click.Parameter] = [
    click.Option(
        ["--owner"], multiple=True, is_flag=False, flag_value=_EVERYONE, metavar="[NAME]", shell_complete=references("owners"),
        help="Of this owner (any part of the name, other name or initials); alone: a table an owner.",
    ),
    click.Option(["--org"], multiple=True, metavar="NAME", help="Of owners of this organisation (any part of its name)."),
    click.Option(["--body"], multiple=True, metavar="CODE", shell_complete=references("bodies"), help="Of this body."),
    click.Option(
        ["--meeting"], multiple=True, metavar="REF", shell_complete=references("meetings"), help="Raised at this meeting."
    ),
    click.Option(
        ["--status"], multiple=True, type=click.Choice([*STATUSES, "all"]), help="Of this status; else open and proposed."
    ),
    click.Option(["--area"], multiple=True, metavar="N", help="Of this key area of the plan."),
    click.Option(["--recommendation"], multiple=True, metavar="N", help="Of this recommendation of the plan."),
    click.Option(["--due-before"], metavar="DATE", help="Due before this day."),
    click.Option(["--due-after"], metavar="DATE", help="Due after this day."),
    click.Option(["--search"], multiple=True, metavar="WORDS", help="With these words in it."),
    click.Option(["--include-exempt", "--exempt", "exempt"], is_flag=True, help="Exempt actions too; they are not for publication."),
    *FORMS,
]  # fmt: skip


def _set_commit(ctx: click.Context, parameter: click.Parameter, wanted: bool | None) -> None:
    app = ctx.find_object(App)
    if app is not None and wanted is not None:
        app.commit = wanted


dry_alone = click.option("-n", "--dry-run", "dry", is_flag=True, help="Show what would be done, and write nothing.")
commit = click.option(
    "--commit/--no-commit", default=None, expose_value=False, callback=_set_commit,
    help="Commit the files that this changes, and nothing else, to git; “commit: true” in config.yaml does it always.",
)  # fmt: skip


def dry_run(function: Callable[..., Any]) -> Callable[..., Any]:
    """What every write has: ``-n`` (given to the command as ``dry``) and ``--commit`` (which the app keeps)."""
    return dry_alone(commit(function))


exempt_option = click.option(
    "--exempt", metavar="NUMBERS", help="Exempt under these paragraphs of Schedule 12A: 3, or 1,3; “paragraph not stated” where none is named, \"\" for none.",
)  # fmt: skip


def exempt_meant(text: str | None) -> tuple[str, ...] | None:
    """The paragraphs that --exempt names; () takes the mark away, None leaves it. Raises Misuse for what names none."""
    if text is None:
        return None
    from g2g.exemption import UNSTATED, given

    numbers = given(text)
    if numbers is None:
        raise Misuse(f"“{text}” names no paragraphs; write --exempt 3 or --exempt 1,3, --exempt “{UNSTATED}” where none is named, or --exempt \"\" for none.")
    return numbers


reference = click.argument("ref", metavar="REF", shell_complete=references("actions"))
several_references = click.argument("refs", metavar="REF...", nargs=-1, shell_complete=references("actions"))


def selected(
    app: App, record: Record, wanted: Filters, statuses: frozenset[str] = LIVE, brief_before: date | None = None
) -> list[Action]:
    """The actions that the filters let through, in the order of the record.

    Those that ended before ``brief_before`` have no more than what is counted of them (see ``actions.Actions.select``).
    """
    every = None if "all" in wanted.status else set(wanted.status) or statuses
    ended = every is None or not every <= LIVE
    spelled = _spellings(app, record, wanted, ended) if wanted.owner or wanted.org else None
    bodies = {code.upper() for code in wanted.body}
    _known_bodies(record, bodies)
    found = record.actions.select(every, body=bodies.pop() if len(bodies) == 1 else "", owners=spelled, brief_before=brief_before)
    tests = _tests(app, record, wanted)
    if spelled is not None:
        from g2g.actiontable import owing

        # Whoever has done their part owes nothing any more.
        tests.append(lambda a: any(name in spelled for name in owing(a)))
    chosen = [a for a in found if all(test(a) for test in tests)] if tests else list(found)
    _known_parts(record, wanted, chosen)
    return chosen


def _spellings(app: App, record: Record, wanted: Filters, ended: bool) -> set[str] | None:
    """Every way in which the owners asked for are written in the record; None for everybody."""
    directory = app.directory(record, ended=ended)
    names = names_meant(directory, wanted)
    if names is None:
        return None
    return {spelling for spelling in directory.spellings() if directory.canonical(spelling) in names}


def names_meant(directory: Directory, wanted: Filters) -> set[str] | None:
    """The people whom --owner and --org let through; None for everybody."""
    if not wanted.org and set(wanted.owner) <= {_EVERYONE}:
        return None
    names = {directory.find(text) for text in wanted.owner if text != _EVERYONE}
    if wanted.org:
        _known_organisations(directory, wanted.org)
        of_org = {
            n for n in directory.names() if any(o.casefold() in directory.organisation(n).casefold() for o in wanted.org)
        }
        names = names & of_org if names else of_org
    return names


def _known_organisations(directory: Directory, given: Sequence[str]) -> None:
    """Raises Refusal for an organisation that nobody in people.yaml acts for, with those that look like it."""
    known = sorted({person.organisation for person in directory.people.values() if person.organisation})
    for text in given:
        if any(text.casefold() in organisation.casefold() for organisation in known):
            continue
        import difflib

        near = [known[at] for at, name in enumerate(known) if difflib.get_close_matches(text.casefold(), [name.casefold(), *name.casefold().split()], 1, 0.6)]
        hint = f" Did you mean {' or '.join(near[:3])}?" if near else f" It has {'; '.join(known)}." if 0 < len(known) < 10 else ""
        raise Refusal(f"No organisation in people.yaml is called “{text}”.{hint}")


def _known_parts(record: Record, wanted: Filters, found: Sequence[Action]) -> None:
    """Raises Refusal for a key area or a recommendation that neither an action nor the plan has; ``found`` are those let through."""
    for what, given, numbers_of in (
        ("key area", wanted.area, lambda a: (a.area,)), ("recommendation", wanted.recommendation, lambda a: a.recommendations),
    ):  # fmt: skip
        if not (missing := set(given).difference(*map(numbers_of, found))):
            continue
        known = [one.number for one in (record.plan.areas if what == "key area" else record.plan.recommendations)]
        used = {n for a in record.actions.select(None) if wanted.exempt or not a.exempt for n in numbers_of(a) if n} if missing.difference(known) else set()
        known_to_plan(what, missing - used, known)
        for number in sorted(missing.difference(known, used)):
            raise Refusal(f"No action has {what} {number}; there {_are(sorted(used))}.")


def known_to_plan(what: str, wanted: Collection[str], there: Sequence[str]) -> None:
    """Raises Refusal for a number that the plan does not have. A plan that has none yet may be written after its actions."""
    for number in sorted(set(wanted).difference(there)) if there else ():
        raise Refusal(f"The plan has no {what} {number}; its {what}s are {', '.join(there[:12])}{' …' if len(there) > 12 else ''}.")


def _are(numbers: Sequence[str]) -> str:
    return f"{'are' if len(numbers) > 1 else 'is'} {', '.join(numbers[:12])}{' …' if len(numbers) > 12 else ''}" if numbers else "is none"


def _known_bodies(record: Record, codes: set[str]) -> None:
    """Raises Refusal for a body that the record does not know."""
    known = {*record.bodies, *record.calendar.bodies} if codes else set()
    for code in sorted(codes - known):
        if not any(ref.startswith(f"{code}-") for ref in record.actions.refs()):
            raise Refusal(f"There is no body “{code}”; the record has {', '.join(sorted(known)) or 'none'}.")


def _tests(app: App, record: Record, wanted: Filters) -> list[Callable[[Action], bool]]:
    tests: list[Callable[[Action], bool]] = []
    if not wanted.exempt:
        tests.append(lambda a: not a.exempt)
    if len(wanted.body) > 1:
        bodies = {code.upper() for code in wanted.body}
        tests.append(lambda a: a.body in bodies)
    if wanted.meeting:
        from g2g import meetings

        refs = {meetings.find(record.calendar, text).ref for text in wanted.meeting}
        tests.append(lambda a: a.meeting in refs)
    if wanted.area:
        tests.append(lambda a: a.area in wanted.area)
    if wanted.recommendation:
        tests.append(lambda a: any(number in wanted.recommendation for number in a.recommendations))
    tests += _date_tests(app, wanted)
    if wanted.search:
        texts = [one_line(text, "--search") for text in wanted.search]
        tests.append(lambda a: any(mentions(a, words) for words in texts))
    return tests


def _date_tests(app: App, wanted: Filters) -> list[Callable[[Action], bool]]:
    tests: list[Callable[[Action], bool]] = []
    if wanted.due_before:
        before = day(app, wanted.due_before)
        tests.append(lambda a: a.due_now is not None and a.due_now < before)
    if wanted.due_after:
        after = day(app, wanted.due_after)
        tests.append(lambda a: a.due_now is not None and a.due_now > after)
    return tests


def mentions(action: Action, words: str) -> bool:
    """Whether every word is somewhere in the action: its words, notes, outcome, owners or reference."""
    text = "\n".join((action.ref, action.words, action.outcome, action.due_said, *action.owners, *action.notes)).casefold()
    return all(word in text for word in words.casefold().split())


def day(app: App, text: str) -> date:
    """A day given on the command line; without a year the next such day from today on. Raises NotADate."""
    from datetime import timedelta

    from g2g.dates import read_date

    words = {"today": 0, "tomorrow": 1, "yesterday": -1}
    if text.strip().casefold() in words:
        return app.today + timedelta(days=words[text.strip().casefold()])
    return read_date(text, near=app.today)


def one_line(text: str, what: str) -> str:
    """Words from the command line on one line. Raises Misuse where none are left, or control characters stand in them."""
    joined = " ".join(text.split())
    if not joined:
        raise Misuse(f"{what} should have words in it.")
    if not joined.isprintable() and any(not (c.isprintable() or c.isspace()) for c in joined):
        from g2g.nodes import written

        try:
            written(joined)
        except ValueError:
            raise Misuse(f"{what} holds control characters; leave them out.") from None
    return joined


def words_of(parts: Sequence[str], what: str) -> str:
    """The arguments of a command joined to one text."""
    return one_line(" ".join(parts), what)
