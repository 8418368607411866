"""Moves into the archive and out of it: an entry goes from file to file byte for byte, and is never in none of them.

Of an action that stands in both places (a move was broken off) the live one counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from g2g.actions import Archive
from g2g.entryfile import EntryFile
from g2g.errors import Refusal
from g2g.files import Text
from g2g.whereabouts import ARCHIVE


def moved(live: EntryFile, archive: Archive, years: Mapping[str, int]) -> list[tuple[Text, bytes]]:
    """The files with their new bodies, in the order in which they are written, once actions have moved to their years.

    The archive comes first: a kill in between leaves an action in both places, never in none. What an earlier move
    that was killed has left in both is completed (such an action may be given with the year 0). Raises Refusal where two
    actions have one reference.
    """
    targets = {key: f"{ARCHIVE}/{year}.yaml" for key, year in years.items() if year}
    bodies, done = _completed(live, archive, targets)
    news: dict[str, list[str]] = {}
    for key, name in targets.items():
        if key not in done:
            news.setdefault(name, []).append(key)
    blocks = live.blocks({*targets, *done})
    for name, keys in sorted(news.items()):
        target = bodies.get(name) or archive.file(name)
        bodies[name] = _with(target, [(key, blocks[key]) for key in keys], live.text.crlf)
    todo = [(file.text, file.text.body) for _, file in sorted(bodies.items())]
    if targets or done:
        left = live.without({*targets, *done})
        years_there_will_be = [bodies.get(name) or archive.file(name) for name in {*archive.names, *bodies}]
        _check_meaning(live, [_read(live, left), *years_there_will_be], {*targets, *done})
        todo.append((live.text, left))
    return todo


def _completed(live: EntryFile, archive: Archive, targets: Mapping[str, str]) -> tuple[dict[str, EntryFile], set[str]]:
    """What an earlier command that was killed has left in both places, settled.

    Gives the archive files without what was reopened since, and the keys of the live file that need not be moved any
    more, for the archive has them.
    """
    bodies: dict[str, EntryFile] = {}
    done: set[str] = set()
    keys = set(live.keys())
    for name in archive.names:
        file = archive.file(name)
        both = keys.intersection(file.keys())
        if not both:
            continue
        here, there = live.blocks(both), file.blocks(both)
        same = {key for key in both if here[key] == there[key]}
        grown = {key for key in both - same if _grew(live, file, key)}
        if wrong := sorted(both - same - grown):
            raise Refusal(
                f"{wrong[0]} stands in {live.text.shown} and, with other words, in {file.text.shown}; take out the one that is"
                " wrong. Nothing was written."
            )
        done |= same
        if grown:
            bodies[name] = _read(file, file.without(grown))
    return bodies, done


def _grew(live: EntryFile, file: EntryFile, key: str) -> bool:
    """Whether the live entry is the archived one, reopened or noted on since: nothing of the latter is lost with it."""
    now, then = (one.fields(one.find({key})[key]) for one in (live, file))
    notes, old = (said if isinstance(said, list) else [said] for said in (now.get("notes") or [], then.get("notes") or []))
    same = all(now.get(name) == then.get(name) for name in ("action", "due", "item", "extended"))
    comments = {line for line in file.blocks({key})[key].split(b"\n") if line.lstrip().startswith(b"#")}
    return same and notes[: len(old)] == old and len(notes) > len(old) and comments <= set(live.blocks({key})[key].split(b"\n"))


def brought_back(live: EntryFile, archive: Archive, edited: Mapping[str, EntryFile]) -> list[tuple[Text, bytes]]:
    """The files with their new bodies once archived actions are live again. ``edited``: by key, the file as edited.

    The live file comes first, for the same reason.
    """
    out: dict[str, tuple[EntryFile, set[str]]] = {}
    blocks: list[tuple[str, bytes]] = []
    for key, file in edited.items():
        name = archive.holding(key)
        assert name is not None
        out.setdefault(name, (file, set()))[1].add(key)
        blocks.append((key, file.blocks({key})[key]))
    news = [(name, _read(file, file.without(keys))) for name, (file, keys) in out.items()]
    whole = _with(live, blocks, live.text.crlf)
    for file, keys in out.values():
        _check_meaning(file, [whole, *(new for _, new in news)], keys)
    return [(live.text, whole.text.body), *((archive.file(name).text, new.text.body) for name, new in news)]


def _with(file: EntryFile, blocks: Iterable[tuple[str, bytes]], crlf: bool) -> EntryFile:
    text = file.text if file.text.raw is not None else file.text._replace(crlf=crlf)
    return EntryFile(text._replace(body=file.with_blocks(blocks)), file.order)


def _read(file: EntryFile, body: bytes) -> EntryFile:
    return EntryFile(file.text._replace(body=body), file.order)


def _check_meaning(before: EntryFile, after: Collection[EntryFile], moved_keys: Collection[str]) -> None:
    """Raise Refusal unless every entry that a file had says the same in one of the files there will be."""
    says: dict[str, list[object]] = {}
    for file in after:
        for one in file.found:
            says.setdefault((one[1] or b"").decode(), []).append(file.fields(one))
    for one in before.found:
        key = (one[1] or b"").decode()
        if before.fields(one) not in says.get(key, ()) or (key in moved_keys and len(says[key]) != 1):
            raise Refusal(f"{before.text.shown}:{before.line(one)}: {key} cannot be moved without a change to what it says; nothing was written.")
