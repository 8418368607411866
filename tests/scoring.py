"""How far what was read agrees with the labels that somebody gave the same minutes by hand.

A document is a NAME.txt with a NAME.gold.json beside it. Labelled and found actions are paired one to one by their telling
words; owners, due phrase and due date are looked at in the pairs alone.
"""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from g2g.minutes import reader
from g2g.minutes.paragraphs import of_text
from g2g.minutes.reader import Minutes, TimedAction

_SMALL = frozenset("a an and at be by for from in is it of on or that the their this to was were will with".split())
_BEFORE_NAMES = frozenset(
    "alderman canon capt cc cllr cllrs councillor councillors county dame dr fr lady lord miss mr mrs ms prof professor rev revd sir the".split()
)
_ENOUGH = 0.6  # how alike a labelled and a found action must be to count as the same one

Label = dict[str, Any]


class Score(NamedTuple):
    """Of one document, or of several: what was labelled, what was found, and how much of it was right."""

    labelled: int = 0
    found: int = 0
    pairs: int = 0
    owners: int = 0
    phrases: tuple[int, int] = (0, 0)  # right, and labelled; so for all that follow
    dates: tuple[int, int] = (0, 0)
    meetings: tuple[int, int] = (0, 0)
    apologies: tuple[int, int] = (0, 0)
    items: tuple[int, int] = (0, 0)
    following: tuple[int, int] = (0, 0)
    resolutions: tuple[int, int] = (0, 0)  # how many too many or too few, and labelled
    wrong: tuple[str, ...] = ()  # a sentence for everything that is not as labelled

    @property
    def precision(self) -> float:
        return self.pairs / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.pairs / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        total = self.labelled + self.found
        return 2 * self.pairs / total if total else 1.0

    @property
    def owned(self) -> float:
        """The share of the paired actions whose owners are right."""
        return self.owners / self.pairs if self.pairs else 1.0


def total(scores: Iterable[Score]) -> Score:
    """Several documents as one."""
    every = list(scores)
    pairs = {
        name: tuple(map(sum, zip(*(getattr(score, name) for score in every), strict=True)))
        for name in ("phrases", "dates", "meetings", "apologies", "items", "following", "resolutions")
    }
    counts = {name: sum(getattr(score, name) for score in every) for name in ("labelled", "found", "pairs", "owners")}
    return Score(**counts, **pairs, wrong=tuple(itertools.chain.from_iterable(score.wrong for score in every)))  # type: ignore[arg-type]


def documents(folder: Path) -> list[Path]:
    """The labelled documents of a folder, by their texts."""
    return [path for path in sorted(folder.glob("*.txt")) if path.with_suffix(".gold.json").exists()]


def score(path: Path) -> Score:
    """Read one document, and compare it with its labels."""
    label: Label = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
    read = reader.read(of_text(path.read_text(encoding="utf-8")))
    wrong: list[str] = []
    made = _actions(label.get("actions", []), read.actions, wrong)._replace(
        meetings=_meeting(label, read, wrong), apologies=_apologies(label, read, wrong), items=_items(label, read, wrong),
        following=_following(label, read, wrong), resolutions=_resolutions(label, read, wrong),
    )  # fmt: skip
    return made._replace(wrong=tuple(f"{path.stem}: {sentence}" for sentence in wrong))


# ---- actions ------------------------------------------------------------------------------------------


def _actions(labels: Sequence[Label], found: Sequence[TimedAction], wrong: list[str]) -> Score:
    pairs = paired(labels, [action.found.words for action in found])
    owners, phrases, dates = 0, [0, 0], [0, 0]
    for one, other in pairs:
        label, action = labels[one], found[other]
        if same_owners(label, action.found.owners):
            owners += 1
        else:
            wrong.append(f"line {action.found.line}: {label['owners']} are read as {list(action.found.owners)}")
        if label.get("due"):
            _count(phrases, bool(telling(label["due"]) & telling(action.due_said)), wrong, f"the phrase “{label['due']}” is read as “{action.due_said}”")
        if label.get("due_date"):
            _count(dates, str(action.date) == label["due_date"], wrong, f"“{label['due']}” is {label['due_date']} and is read as {action.date}")
    seen, taken = {one for one, _ in pairs}, {other for _, other in pairs}
    wrong += [f"missed: {label['text']}" for place, label in enumerate(labels) if place not in seen]
    wrong += [f"line {action.found.line}: no action: {action.found.words}" for place, action in enumerate(found) if place not in taken]
    return Score(len(labels), len(found), len(pairs), owners, (phrases[0], phrases[1]), (dates[0], dates[1]))


def _count(counts: list[int], right: bool, wrong: list[str], sentence: str) -> None:
    counts[0] += right
    counts[1] += 1
    if not right:
        wrong.append(sentence)


def paired(labels: Sequence[Label], found: Sequence[str]) -> list[tuple[int, int]]:
    """The places of labelled and found actions that are the same, the most alike first, each at most once."""
    likely = ((alike(label, words), one, other) for one, label in enumerate(labels) for other, words in enumerate(found))
    pairs: dict[int, int] = {}
    for worth, one, other in sorted(likely, reverse=True):
        if worth >= _ENOUGH and one not in pairs and other not in pairs.values():
            pairs[one] = other
    return list(pairs.items())


def alike(label: Label, words: str) -> float:
    """How alike a labelled action and found words are, 0 to 1: the share of their telling words that they have in common.

    Where the label says that the task is the sentence before an owner alone, more or less of that sentence is as good.
    """
    wanted, found = telling(label["text"]), telling(words)
    common = len(wanted & found)
    if not common:
        return 0.0
    if label.get("text_from_context") and common > 2 and len(found) <= 3 * len(wanted) + 10:
        return common / min(len(wanted), len(found))
    return 2 * common / (len(wanted) + len(found))


def telling(text: str) -> frozenset[str]:
    """The words of a text by which it is known from others."""
    return frozenset(re.findall(r"[^\W_]+(?:'[a-z]+)?", text.casefold().replace("’", "'"))) - _SMALL


def same_owners(label: Label, owners: Sequence[str]) -> bool:
    """Whether these are the labelled owners: as the text writes them, or by the full names that it gives for them."""
    found = Counter(map(plain_name, owners))
    forms = [Counter(map(plain_name, label[key])) for key in ("owners", "owners_full") if key in label]
    if found in forms:
        return True
    short, full = label["owners"], label.get("owners_full", [])
    return len(short) == len(full) == found.total() and all(
        plain_name(one) in found or plain_name(other) in found for one, other in zip(short, full, strict=True)
    )


def plain_name(name: str) -> str:
    """A name without titles, brackets and marks."""
    words = re.findall(r"[\w&'-]+", re.sub(r"\([^()]*\)", "", name).casefold().replace("’", "'"))
    while len(words) > 1 and words[0] in _BEFORE_NAMES:
        words.pop(0)
    return " ".join(words)


# ---- the rest of the meeting --------------------------------------------------------------------------


def _meeting(label: Label, read: Minutes, wrong: list[str]) -> tuple[int, int]:
    wanted = label.get("meeting", {}).get("date")
    if not wanted:
        return 0, 0
    if str(read.details.date) != wanted:
        wrong.append(f"the meeting of {wanted} is read as of {read.details.date}")
    return int(str(read.details.date) == wanted), 1


def _apologies(label: Label, read: Minutes, wrong: list[str]) -> tuple[int, int]:
    wanted = {plain_name(one["name"] if isinstance(one, dict) else one) for one in label.get("apologies", [])}
    found = {plain_name(named.name) for named in read.details.apologies}
    wrong += [f"apologies of {name} are {'missed' if name in wanted else 'invented'}" for name in sorted(wanted ^ found)]
    return len(wanted & found), len(wanted)


def _items(label: Label, read: Minutes, wrong: list[str]) -> tuple[int, int]:
    wanted = Counter(_title(item["title"]) for item in label.get("items", []) if item.get("title"))
    found = Counter(_title(item.title) for item in read.details.items)
    wrong += [f"the item “{title}” is missed" for title in (wanted - found)]
    return (wanted & found).total(), wanted.total()


def _title(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _following(label: Label, read: Minutes, wrong: list[str]) -> tuple[int, int]:
    wanted = label.get("next_meeting")
    if not wanted:
        return 0, 0
    found = str(read.details.next_meetings[0]) if read.details.next_meetings else None
    if found != wanted:
        wrong.append(f"the next meeting, {wanted}, is read as {found}")
    return int(found == wanted), 1


def _resolutions(label: Label, read: Minutes, wrong: list[str]) -> tuple[int, int]:
    """How far the number of resolutions is from the labelled one; with their parts or without."""
    whole = label.get("resolutions", 0)
    parts = label.get("resolution_parts", whole)
    found = len(read.details.resolutions)
    off = min(abs(found - whole), abs(found - parts))
    if off:
        wrong.append(f"{parts} resolutions are read as {found}")
    return off, parts
