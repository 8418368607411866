"""What differs between two states of the record, and one action's life through the commits."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

import click

from g2g import clock
from g2g.cli.app import App
from g2g.cli.commands import command
from g2g.cli.options import FORMS, reference, references
from g2g.dates import british
from g2g.errors import Misuse, NoRepository, Refusal, UnknownReference
from g2g.git import Commit, Repository
from g2g.model import MEETING_REF, iso_date

if TYPE_CHECKING:
    from g2g.lives import Event
    from g2g.reports import Report
    from g2g.snapshots import Snapshot

pass_app = click.make_pass_decorator(App)
_exempt = click.option("--include-exempt", "--exempt", "exempt", is_flag=True, help="Exempt actions and items too; they are not for publication.")


class _Since(NamedTuple):
    """The commit to compare with: its name, how it is called in the title, and what must be said of it."""

    commit: str
    called: str
    sentences: tuple[str, ...] = ()


@command("changes", params=[*FORMS])
@click.argument("since", required=False, metavar="[REV|MEETING]", shell_complete=references("meetings"))
@click.option("--to", metavar="REV", help="Up to this revision; else up to the files as they are now.")
@click.option("--since", "meeting", metavar="MEETING", shell_complete=references("meetings"), help="Since the day of this meeting.")
@_exempt
@pass_app
def changes_command(
    app: App, since: str | None, to: str | None, meeting: str | None, exempt: bool, form: str
) -> None:
    """Say in sentences what differs since the last commit, another revision, or a meeting.

    g2g changes --since HWB-2019-02-13 tells what happened since that meeting.
    """
    if since is not None and meeting is not None:
        raise Misuse("Give a revision or --since MEETING, not both.")
    from g2g.changes import report
    from g2g.snapshots import compare, on_disk

    repository, folder = _repository(app)
    last = _commit(repository, to) if to is not None else "HEAD"
    start = _start(app, repository, folder, since, meeting, last)
    old, said = _snapshot(repository, start.commit, folder, start.called)
    if to is None:
        new, until = on_disk(app.folder, old), ""
    else:
        new, more = _snapshot(repository, last, folder, to)
        said += more
        until = f" up to {to} ({_about(repository.described(last))})"
    compared = compare(old, new, exempt=exempt)
    title = f"Changes since {start.called}{until}"
    sentences = (*start.sentences, *said, *compared.sentences)
    view = report(compared.actions, compared.meetings, compared.others, app.today, title, sentences)
    _show(app, view if compared.is_whole else view._replace(empty="Nothing else is known to have changed."), form)


def _show(app: App, view: Report, form: str | None) -> None:
    """Print a view; in the forms for other programs, which have no place for sentences, these go to stderr."""
    app.show(view, form or "")
    for sentence in view.sentences if form in ("json", "csv") else ():
        app.warn(sentence)


def _repository(app: App) -> tuple[Repository, str]:
    """The repository that the record is in, and the data folder as git names it. Raises NoGit and NoRepository."""
    repository = Repository.around(app.folder)
    if repository is None:
        raise NoRepository(app.folder)
    return repository, repository.name_of(app.folder)


def _commit(repository: Repository, revision: str) -> str:
    found = repository.commit(revision)
    if found is None:
        raise Refusal(f"There is no revision “{revision}” in this repository.")
    return found


def _snapshot(repository: Repository, commit: str, folder: str, called: str) -> tuple[Snapshot, tuple[str, ...]]:
    """The record at a commit, wherever it was then, and a sentence where that was elsewhere or nowhere."""
    from g2g.snapshots import at_commit, folder_at

    here = at_commit(repository, commit, folder)
    if here.has_record:
        return here, ()
    there = folder_at(repository, commit, folder)
    if not there:
        return here, (f"At {called} there was no record in {folder}.",)
    return at_commit(repository, commit, there), (f"At {called} the record was in {there}.",)


def _start(
    app: App, repository: Repository, folder: str, since: str | None, meeting: str | None, last: str
) -> _Since:
    """The commit that the command line means: a meeting's, a revision's, else the last one."""
    if meeting is not None:
        return _since_meeting(repository, folder, _meeting_meant(app, meeting), last)
    if since is None:
        return _last_commit(repository)
    if re.fullmatch(MEETING_REF, since.upper()):
        return _since_meeting(repository, folder, _meeting_meant(app, since), last)
    if found := repository.commit(since):
        return _Since(found, f"{since} ({_about(repository.described(found))})")
    try:
        return _since_meeting(repository, folder, _meeting_meant(app, since), last)
    except UnknownReference:
        raise Refusal(f"There is no revision and no meeting “{since}”.") from None


def _last_commit(repository: Repository) -> _Since:
    try:
        commit = repository.described("HEAD")
    except Refusal:
        if repository.commit("HEAD") is None:
            raise Refusal("There is no commit yet, so there is nothing to compare with; “git add” and “git commit” make the first.") from None
        raise
    return _Since(commit.name, f"the last commit ({_about(commit)})")


def _about(commit: Commit) -> str:
    """``4f2a1bc of 11 March 2019, Idris Bowen``."""
    day = iso_date(commit.when[:10])
    return f"{commit.name[:7]}{f' of {british(day)}' if day else ''}, {commit.author}"


# ---- since a meeting ---------------------------------------------------------------------------------


def _meeting_meant(app: App, text: str) -> str:
    """The reference of the meeting that is meant; a whole reference may be of a day that is not on the calendar."""
    from g2g import meetings

    try:
        return meetings.find(app.record_read.calendar, text).ref
    except UnknownReference:
        if re.fullmatch(MEETING_REF, text.upper()) and iso_date(text[-10:]):
            return text.upper()
        raise


def _since_meeting(repository: Repository, folder: str, ref: str, last: str) -> _Since:
    """The last commit made on or before the day of a meeting; where the record began later, its first."""
    day = iso_date(ref[-10:]) or date.min
    if last == "HEAD" and repository.commit("HEAD") is None:
        return _last_commit(repository)
    commits = [commit for commit, _ in repository.lineage([], last)]
    early = [commit for commit in commits if (made := iso_date(commit.when[:10])) and made <= day]
    called = f"the meeting of {british(day)}"
    if early:
        # By the day it was made: a rebase keeps that, and puts commits into another order.
        latest = max(early, key=_moment)
        if _has_record(repository, latest.name, folder):
            return _Since(latest.name, f"{called} (commit {_about(latest)})")
    first = next((c for c in reversed(commits) if _has_record(repository, c.name, folder)), commits[-1])
    why = "this clone is shallow, and holds nothing older" if repository.is_shallow() else "the record was first committed later"
    return _Since(first.name, f"{called} (commit {_about(first)})", (f"Compared with the first commit there is: {why}.",))


def _moment(commit: Commit) -> float:
    try:
        return datetime.fromisoformat(commit.when).timestamp()
    except (ValueError, OverflowError):
        return 0.0


def _has_record(repository: Repository, commit: str, folder: str) -> bool:
    from g2g.snapshots import folder_at

    return bool(folder_at(repository, commit, folder))


# ---- history -----------------------------------------------------------------------------------------


@command("history", params=[*FORMS])
@reference
@pass_app
def history_command(app: App, ref: str, form: str) -> None:
    """Tell one action's life: what the record says of it, and who changed it when, by the commits."""
    from g2g import lives

    key, action = lives.find(app.record_read, ref)
    commits, sentences = _commits(app, key, action is not None)
    if action is None and not commits:
        raise UnknownReference("action", ref)
    _show(app, lives.report(key, action, commits, app.record_read.calendar, app.today, sentences), form)


def _commits(app: App, key: str, known: bool) -> tuple[list[Event], list[str]]:
    """What the commits tell of an action; where there are none to ask, one sentence that says why."""
    from g2g import lives

    try:
        repository, folder = _repository(app)
        if repository.commit("HEAD") is None:
            return [], ["There is no commit yet."]
        with _progress() as step:
            return lives.told(repository, app.folder, folder, key, step)
    except Refusal as trouble:
        if not known:
            raise
        return [], [str(trouble)]


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr: only on a terminal, and only for what takes more than a second."""
    begun, drawn = clock.seconds(), False

    def step(done: int, of: int) -> None:
        nonlocal drawn
        if clock.seconds() - begun > 1:
            drawn = True
            filled = 30 * done // max(of, 1)
            sys.stderr.write(f"\r[{'#' * filled}{'.' * (30 - filled)}] {done:,} of {of:,} versions")
            sys.stderr.flush()

    try:
        yield step if sys.stderr.isatty() else lambda done, of: None
    finally:
        if drawn:
            sys.stderr.write("\r" + " " * 70 + "\r")
            sys.stderr.flush()
