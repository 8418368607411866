"""Keeping the record: commands taken back and done again, the clones brought together, the files kept in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from g2g.cli.app import App
from g2g.cli.commands import Group, command
from g2g.cli.options import day, dry_alone, dry_run, references

if TYPE_CHECKING:
    from g2g.git import Repository
    from g2g.hook import Hook
    from g2g.model import Change
    from g2g.store import Record
    from g2g.sync import Exchange
    from g2g.undo import Step

pass_app = click.make_pass_decorator(App)


# ---- undo, redo ----------------------------------------------------------------------------------


@command("undo")
@dry_run
@pass_app
def undo_command(app: App, dry: bool) -> None:
    """Take back the last g2g command that wrote, in all the files that it changed."""
    _step(app, dry, back=True)


@command("redo")
@dry_run
@pass_app
def redo_command(app: App, dry: bool) -> None:
    """Do again what “undo” took back."""
    _step(app, dry, back=False)


def _step(app: App, dry: bool, *, back: bool) -> None:
    from g2g import undo
    from g2g.render.safe import terminal

    step = undo.look(app.folder, back=back)
    what = "Taking back" if back else "Doing again"
    if not step.stale:
        prefix = f"Not written, for this is a dry run: {what.lower()}" if dry else what
        # Shown before it is done: whoever stops it here has seen what it would have been.
        app.say("\n".join(terminal(line) for line in [f"{prefix} “{step.sentence}”", *_shown(step)]))
    if not dry:
        step, rescued = undo.take(app.folder, back=back)
        for sentence in rescued:
            app.warn(sentence)
    if step.stale:
        app.say(terminal(_stale(step, back)))
    elif not dry:
        app.say("Done; “g2g redo” does it again." if back else "Done; “g2g undo” takes it back.")
        app.commit_saved(step.names, f"{'Took back' if back else 'Did again'}: {step.sentence}")


def _stale(step: Step, back: bool) -> str:
    if back:
        return f"“{step.sentence}” is in the files no more, or never was; nothing was changed. “g2g undo” takes back the one before it."
    return f"“{step.sentence}” is in the files already; nothing was changed."


_MOST_LINES, _MOST_COMPARED = 40, 3000


def _shown(step: Step) -> list[str]:
    """What each file loses and gets, with the entry in which that is; of exempt entries nothing."""
    from g2g.exemption import public_in_both

    rows = []
    for text, body in step.files:
        if body is None or text.raw is None:
            rows.append(f"  {text.shown} {'goes' if body is None else 'comes back'}")
            continue
        lines = _changed_lines(*public_in_both(text.raw.decode(errors="replace"), body.decode(errors="replace")))
        rows += [f"  {text.shown}", *(f"    {line}" for line in lines[:_MOST_LINES])]
        if len(lines) > _MOST_LINES:
            rows.append(f"    … and {len(lines) - _MOST_LINES:,} more lines")
    return rows


def _changed_lines(old: list[str], new: list[str]) -> list[str]:
    """What differs, each entry (of a meeting, each field) under its own name."""
    first = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    tail = next((i for i, (a, b) in enumerate(zip(reversed(old[first:]), reversed(new[first:]), strict=False)) if a != b), None)
    tail = min(len(old), len(new)) - first if tail is None else tail
    # From the name of the entry on: up to there the two are the same.
    first = next((i for i in range(first - 1, -1, -1) if _is_name(old[i])), 0)
    gone, come = old[first : len(old) - tail], new[first : len(new) - tail]
    if len(gone) + len(come) > _MOST_COMPARED:
        return [f"{len(gone):,} lines change"]
    before, after = _entries(gone), _entries(come)
    return [row for key in dict.fromkeys([*before, *after]) for row in _entry_changed(before.get(key, []), after.get(key, []))]


def _is_name(line: str) -> bool:
    return line[:1].strip() not in ("", "#", "-")


def _entries(lines: list[str]) -> dict[tuple[str, int], list[str]]:
    """The lines of each entry by its name; the number tells apart what has the same name."""
    found: dict[tuple[str, int], list[str]] = {}
    key = ("", 0)
    for line in lines:
        if _is_name(line):
            name = line.partition(":")[0]
            key = name, sum(1 for one, _ in found if one == name)
        found.setdefault(key, []).append(line)
    return found


def _entry_changed(old: list[str], new: list[str]) -> list[str]:
    import difflib

    rows: list[str] = []
    for how, i, j, k, n in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how != "equal":
            rows += [f"- {line}" for line in old[i:j] if line.strip()] + [f"+ {line}" for line in new[k:n] if line.strip()]
    named = (old or new)[0]
    return [named, *rows] if rows and _is_name(named) and old and new and old[0] == new[0] else rows


# ---- fmt -----------------------------------------------------------------------------------------


@command("fmt")
@dry_run
@pass_app
def fmt_command(app: App, dry: bool) -> None:
    """Write all entries of actions.yaml as g2g writes them: fields and entries in order, one blank line between.

    No other command does this to what people wrote. Comments and fields that g2g does not know are kept; an entry that
    cannot be written anew without a loss is left as it is, and named.
    """
    app.record(_form, dry)


def _form(record: Record) -> Change:
    from g2g.form import formatted
    from g2g.model import Change, Told

    file = record.actions.file
    done = formatted(file)
    left = tuple(Told(key, "", f"left as it is: {why}") for key, why in done.left)
    if done.body == file.text.body:
        return Change(f"{file.text.shown} is in the written form already.", left)
    anew = tuple(Told(key, "", "written anew") for key in done.rewritten)
    moved = tuple(Told(key, "", "moved to its place") for key in done.moved)
    count = "1 entry" if len(anew) == 1 else f"{len(anew):,} entries"
    return Change(f"Put {file.text.shown} into the written form: {count} written anew.", anew + moved + left, form=done.body)


# ---- archive -------------------------------------------------------------------------------------


@command("archive")
@click.option("--before", required=True, metavar="DATE", help="What was closed before this day.")
@click.option("--body", metavar="CODE", shell_complete=references("bodies"), help="Only of this body.")
@dry_run
@pass_app
def archive_command(app: App, before: str, body: str | None, dry: bool) -> None:
    """Move ended actions, closed before a day, to archive/YEAR.yaml; every command still finds them there.

    They are moved byte for byte, with their comments. “reopen” brings one back.
    """
    from g2g import register
    from g2g.cli.meant import body_meant

    limit = day(app, before)

    def make(record: Record) -> Change:
        code = body_meant(record, body) if body is not None else ""
        return register.archive(record.actions.unarchived(code), limit, record.actions.twice())

    app.record(make, dry)


# ---- sync ----------------------------------------------------------------------------------------


@command("sync")
@dry_alone
@pass_app
def sync_command(app: App, dry: bool) -> None:
    """Bring this clone and the one it follows together: commit the record, fetch and merge, check, push.

    It stops at the first trouble, with the record whole. Nothing is ever rebased or forced.
    """
    from g2g.render.safe import terminal
    from g2g.sync import Exchange

    exchange = Exchange(app.folder)
    names = exchange.changed()
    if dry:
        what = f"commit {', '.join(names)}, then " if names else ""
        app.say(terminal(f"Not done, for this is a dry run: would {what}fetch {exchange.upstream}, merge it, check, and push."))
        return
    before = _rules_broken(app)
    app.say(terminal(exchange.commit(names) if names else "Nothing to commit: the record is as in the last commit."))
    theirs = exchange.fetch()
    if exchange.is_new(theirs):
        _merge(app, exchange, theirs)
        _check_merged(app, before)
    else:
        app.say(terminal(f"Nothing new in {exchange.upstream}."))
    pushed = exchange.push(theirs)
    app.say(terminal(f"Pushed to {exchange.upstream}." if pushed else f"Nothing to push: {exchange.upstream} has it all."))


def _merge(app: App, exchange: Exchange, theirs: str) -> None:
    from g2g.files.lock import locked
    from g2g.render.safe import terminal

    # No other g2g command writes while git puts the merged files in their places.
    with locked(app.folder) as rescued:
        for sentence in rescued:
            app.warn(sentence)
        exchange.merge(theirs)
    app.say(terminal(f"Merged {exchange.upstream}."))


def _rules_broken(app: App) -> set[tuple[str, str, str]]:
    """What is wrong in the record, but for the lines, which move."""
    from g2g.problems import problems
    from g2g.store import Record

    return {(problem.code, problem.path, problem.sentence) for problem in problems(Record(app.folder))}


def _check_merged(app: App, before: set[tuple[str, str, str]]) -> None:
    from g2g.check import withheld
    from g2g.errors import Refusal
    from g2g.problems import problems
    from g2g.render.safe import terminal
    from g2g.store import Record

    found = problems(Record(app.folder))
    new = [problem for problem in found if (problem.code, problem.path, problem.sentence) not in before]
    for problem in new:
        app.say(terminal(str(withheld(problem))))
    if new:
        count = "1 problem" if len(new) == 1 else f"{len(new)} problems"
        raise Refusal(f"The merge has brought {count} into the record; nothing was pushed. Mend it, then run “g2g sync” again.")
    public = sum(1 for problem in found if not problem.exempt)
    count = "1 problem" if public == 1 else f"{public} problems"
    app.say(f"Checked: {count}, as before." if public else "Checked: nothing is wrong.")


# ---- the hook ------------------------------------------------------------------------------------


@click.group("hook", cls=Group)
def hook_command() -> None:
    """The hook that checks what is staged of the record before every commit: install it, or take it away."""


@hook_command.command("install")
@dry_alone
@pass_app
def install_command(app: App, dry: bool) -> None:
    """Put the hook into this clone; one that is there already is kept, and run first."""
    _say_of_hook(app, dry, _hook(app).install(dry=dry))


@hook_command.command("uninstall")
@dry_alone
@pass_app
def uninstall_command(app: App, dry: bool) -> None:
    """Take the hook away, and put back the one that was there before."""
    _say_of_hook(app, dry, _hook(app).uninstall(dry=dry))


def _hook(app: App) -> Hook:
    from g2g.hook import Hook

    return Hook(_repository(app), app.folder)


def _repository(app: App) -> Repository:
    from g2g.errors import NoRepository
    from g2g.git import Repository

    repository = Repository.around(app.folder)
    if repository is None:
        raise NoRepository(app.folder)
    return repository


def _say_of_hook(app: App, dry: bool, sentence: str) -> None:
    from g2g.render.safe import terminal

    app.say(terminal(f"Not written, for this is a dry run: {sentence}" if dry else sentence))
