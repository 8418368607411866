"""Which action of the record each row of a log is: surely, or not at all; where that is not certain the row is asked about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from g2g.actionlog import words
from g2g.actionlog.proposals import NotTaken, Proposal
from g2g.dates import british, fold
from g2g.model import Action, iso_date
from g2g.proposal.likeness import VERY, likeness, telling

# From here on, words of another day may be the same action put otherwise: a common verb alone is no sign of it.
_PERHAPS = 0.5


class Match(NamedTuple):
    """A row of a log, and the action that it is in the record; none where it is new.

    ``stood_for`` is another action of the record with the old number of a row that is new.
    """

    proposal: Proposal
    action: Action | None
    stood_for: Action | None = None


def matched(proposals: Sequence[Proposal], actions: Iterable[Action]) -> tuple[list[Match], list[NotTaken]]:
    """Each row with its action, and the rows that repeat an earlier one or leave a doubt.

    A reference of g2g's is that action. A reference of the log's own is the action that had it formerly, if nothing speaks
    against it: it was raised on the same day, or in words that are alike, and had not ended before the row was raised;
    where the words are no more than somewhat alike, the row is left out and asked about. Without a reference, words
    and meeting together are the action.
    """
    seen = _Seen(actions)
    fresh, left_out = _without_repeats(proposals)
    at_once = Counter((p.at, p.formerly) for p in fresh if p.formerly)
    # What is said in the same words first: what is left over is told apart by less.
    found: dict[int, Action] = {}
    for by in (seen.surely, lambda one: seen.of_that_day(one, at_once), seen.in_like_words):
        for nth, proposal in enumerate(fresh):
            if nth not in found and (action := by(proposal)):
                found[nth] = action
                seen.taken.add(action.ref)
    matches = []
    for nth, proposal in enumerate(fresh):
        if nth not in found and (doubtful := seen.perhaps(proposal)):
            left_out.append(NotTaken(proposal.row, _asked(proposal, doubtful)))
        else:
            matches.append(Match(proposal, found.get(nth), None if nth in found else seen.another(proposal)))
    return matches, left_out


def _without_repeats(proposals: Sequence[Proposal]) -> tuple[list[Proposal], list[NotTaken]]:
    fresh: list[Proposal] = []
    repeated: list[NotTaken] = []
    first: dict[tuple[str, ...], Proposal] = {}
    for proposal in proposals:
        key = (proposal.ref,) if proposal.ref else (proposal.at, proposal.formerly, fold(proposal.words))
        earlier = first.setdefault(key, proposal)
        if earlier is proposal:
            fresh.append(proposal)
            continue
        what = proposal.ref or "the same action"
        other = "" if earlier.fields == proposal.fields else ", with other particulars: compare the two"
        repeated.append(NotTaken(proposal.row, f"it repeats row {earlier.row} ({what}){other}"))
    return fresh, repeated


def _asked(proposal: Proposal, action: Action) -> str:
    return (
        f"number {words.short(proposal.formerly)} stands for another action in the record, or for this one in other words: {described(action)};"
        " put that reference in the row if it is the same, take the number out if it is not"
    )


def described(action: Action) -> str:
    """An action of the record for somebody who asks which one is meant; an exempt one by its reference alone."""
    if action.exempt:
        return f"{action.ref}, which is exempt"
    raised = f", raised on {british(action.raised)}" if action.raised else ""
    return f"{action.ref}, “{words.short(words.one_line(action.words))}”{raised}"


class _Seen:
    """The actions of the record by what a row can know them by; each is taken once."""

    def __init__(self, actions: Iterable[Action]) -> None:
        self.by_ref: dict[str, Action] = {}
        self.by_former: dict[tuple[str, str], list[Action]] = {}
        self.by_words: dict[tuple[str, str], list[Action]] = {}
        self.taken: set[str] = set()
        for action in actions:
            self.by_ref[action.ref] = action
            for former in {action.formerly, *action.formerly.split(", ")} - {""}:
                self.by_former.setdefault((action.body, former), []).append(action)
            self.by_words.setdefault((action.meeting, fold(action.words)), []).append(action)

    def surely(self, proposal: Proposal) -> Action | None:
        """By a reference of g2g's own, or by the same words, with the number or at the same meeting."""
        if proposal.ref:
            there = [self.by_ref[proposal.ref]] if proposal.ref in self.by_ref else self.by_former.get((_body(proposal), proposal.ref), [])
            return _one(self._left(there))
        said = fold(proposal.words)
        same = [action for action in self._former(proposal) if fold(action.words) == said]
        return _one([a for a in same if a.meeting == proposal.at]) or _one(same) or _one(self._unnamed(proposal, said))

    def of_that_day(self, proposal: Proposal, at_once: Counter[tuple[str, str]]) -> Action | None:
        """By the number and the day; where the log gives two of that day the number, words must tell which is meant."""
        there = [action for action in self._former(proposal) if action.meeting == proposal.at]
        return _one(there) if at_once[proposal.at, proposal.formerly] == 1 else None

    def in_like_words(self, proposal: Proposal) -> Action | None:
        """By the number, in words of which only one or two are others."""
        return _one([action for action in self._former(proposal) if _alike(proposal, action) >= VERY])

    def perhaps(self, proposal: Proposal) -> Action | None:
        """The action that a row with its number may be: words or day leave it open."""
        return next((a for a in self._former(proposal) if a.meeting == proposal.at or _alike(proposal, a) > _PERHAPS), None)

    def another(self, proposal: Proposal) -> Action | None:
        """The action of the record with the number of a row that is another one."""
        former = self.by_former.get((_body(proposal), proposal.formerly), []) if proposal.formerly else []
        return former[-1] if former else None

    def _former(self, proposal: Proposal) -> list[Action]:
        """Those that had the number of a row and can be what it says: none that had ended before it was raised."""
        former = self._left(self.by_former.get((_body(proposal), proposal.formerly), [])) if proposal.formerly and not proposal.ref else []
        raised = iso_date(proposal.at[-10:])
        return [a for a in former if a.meeting == proposal.at or not (raised and a.closed and not a.is_live and a.closed < raised)]

    def _unnamed(self, proposal: Proposal, said: str) -> list[Action]:
        """Those of that meeting in these words that have no former reference; where the row has none, else those that do."""
        left = self._left(self.by_words.get((proposal.at, said), []))
        bare = [action for action in left if not action.formerly]
        return bare if proposal.formerly else bare or left

    def _left(self, actions: Iterable[Action]) -> list[Action]:
        return [action for action in actions if action.ref not in self.taken]


def _body(proposal: Proposal) -> str:
    return proposal.at.partition("-")[0]


def _alike(proposal: Proposal, action: Action) -> float:
    return likeness(telling(proposal.words), telling(action.words))


def _one(actions: Sequence[Action]) -> Action | None:
    return actions[0] if len(actions) == 1 else None
