"""What a killed command has left in the data folder: new files that are litter, and edits of somebody's that are not."""

import os
from collections.abc import Iterable

from g2g.files import NEW, Mark, mark_at
from g2g.files.replacement import Changed, discard, give_back, marks_in, place, sync_folder


def cleared(found: Iterable[tuple[str, str]]) -> list[str]:
    """Clear new files and swap files, given by folder and name; returns a sentence for whatever had to be rescued.

    Called under the lock.
    """
    told = []
    for folder, name in found:
        if name.endswith(NEW):
            discard(os.path.join(folder, name))
        else:
            told += _clear_swap(folder, name)
    return told


def _clear_swap(folder: str, name: str) -> list[str]:
    read = marks_in(name)
    if read is None:
        return []
    new, old, own = read
    swap, path = os.path.join(folder, name), os.path.join(folder, own)
    found, there = mark_at(swap), mark_at(path)
    # The new file (not yet exchanged) or the old one (exchanged) can go, unless the latter is the last there is.
    if found == new or (found == old and there is not None):
        discard(swap)
        return []
    return [_rescue(swap, path, new)]


def _rescue(swap: str, path: str, new: Mark) -> str:
    own = os.path.basename(path)
    try:
        if mark_at(path) is None:
            place(swap, path)
            discard(swap)
        else:
            give_back(swap, path, new)
            if mark_at(swap) == new:
                discard(swap)
    except Changed:
        pass
    if not os.path.lexists(swap):
        sync_folder(os.path.dirname(path))
        return f"An edit of {own} that a killed command had set aside is back in its place."
    kept = _free_name(path)
    os.rename(swap, kept)
    sync_folder(os.path.dirname(path))
    return f"An edit of {own} that a killed command had set aside is kept in {kept}; compare the two."


def _free_name(path: str) -> str:
    kept, count = f"{path}.rescued", 1
    while os.path.lexists(kept):
        count += 1
        kept = f"{path}.rescued-{count}"
    return kept
