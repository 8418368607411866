"""What differs between two states of the record, and one action's life through the commits."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

import click

from g2g import reports
from g2g.cli.app import App
from g2g.cli.commands import command
from g2g.cli.options import FORMS, reference, references
from g2g.dates import british
from g2g.errors import AmbiguousReference, Misuse, NoRepository, Refusal, UnknownReference
from g2g.git import Commit, Repository
from g2g.model import MEETING_REF, iso_date

if TYPE_CHECKING:
    from g2g.lives import Life
    from g2g.snapshots import Snapshot

pass_app = click.make_pass_decorator(App)
_exempt = click.option("--exempt", is_flag=True, help="Exempt actions and items too; they are not for publication.")


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
    from g2g.snapshots import compare, on_disk

    repository, folder = _repository(app)
    last = _commit(repository, to) if to is not None else "HEAD"
    start = _start(app, repository, folder, since, meeting, last)
    old, said = _snapshot(repository, start.commit, folder, start.called)
    if to is None:
        new, more, until = on_disk(app.folder, old), (), ""
    else:
        new, more = _snapshot(repository, last, folder, to)
        until = f" up to {to} ({_about(repository.described(last))})"
    compared = compare(old, new, exempt=exempt)
    title = f"Changes since {start.called}{until}"
    report = reports.changes(compared.actions, compared.meetings, compared.others, app.today, title)
    app.show(report._replace(sentences=(*start.sentences, *said, *more, *compared.sentences)), form)


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

    here = at_commit(repository, commit, folder, called)
    if here.has_record:
        return here, ()
    there = folder_at(repository, commit, folder)
    if not there:
        return here, (f"At {called} there was no record in {folder}.",)
    return at_commit(repository, commit, there, called), (f"At {called} the record was in {there}.",)


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
    if repository.setting_out():
        raise Refusal("There is no commit yet, so there is nothing to compare with; “git add” and “git commit” make the first.")
    commit = repository.described("HEAD")
    return _Since(commit.name, f"the last commit ({_about(commit)})")
