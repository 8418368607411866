"""A proposal taken into the record: one change that adds what is new, and what was left for a person to decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from g2g import register
from g2g.calendar import Calendar
from g2g.dates import british, british_full, fold
from g2g.exemption import paragraphs
from g2g.model import WATCHING_BRIEF, Action, Change, Edit, Proceedings, Told, Value
from g2g.proposal import Proposal, Proposed
from g2g.proposal.likeness import SOMEWHAT, likeness, telling
from g2g.proposal.matching import Closure, Difference, Matches, closures, differences, matched
from g2g.proposal.meeting import Merged, Same, merged, new_fields
from g2g.records import new_action_fields


class Known(NamedTuple):
    """What the record has of the body: the meeting (None where there is no file), all its actions, and the references given there."""

    held: Proceedings | None
    actions: tuple[Action, ...]
    refs: tuple[str, ...]


class Taking(NamedTuple):
    """What taking in a proposal does, and what it leaves: differences, closures that are offered, doubts about what is new."""

    proposal: Proposal
    change: Change
    matches: Matches
    meeting: Merged
    closures: tuple[Closure, ...]
    differences: tuple[Difference, ...]

    @property
    def new(self) -> tuple[Proposed, ...]:
        """The actions that are added."""
        return tuple(match.proposed for match in self.matches.now if match.action is None)


def taken(proposal: Proposal, known: Known, same: Same, *, by_words: bool = False) -> Taking:
    """What a proposal adds to the record as it is known. ``same`` gives the one name of somebody by any of theirs.

    Raises Refusal for a meeting that cannot have been held.
    """
    found = matched(proposal.actions, proposal.meeting, known.actions, proposal.reports, by_words=by_words)
    file = merged(proposal, known.held, same) if known.held else Merged()
    new = [match.proposed for match in found.now if match.action is None]
    added, told = _added(new, proposal.meeting, known.refs)
    meetings: tuple[tuple[str, tuple[Edit, ...]], ...] = ((proposal.meeting, file.edits),) if file.edits else ()
    new_meetings = () if known.held else ((proposal.meeting, new_fields(proposal)),)
    told = [*_meeting_told(proposal, known, file), *told]
    change = Change(_summary(proposal, known, file, len(added)), tuple(told), added=tuple(added), meetings=meetings, new_meetings=new_meetings)
    said = closures(proposal.reports, proposal.meeting, known.actions, proposal.closed)
    differing = (*file.differs, *(one for match in found.now for one in differences(match)))
    return Taking(proposal, change, found, file, said, differing)


def _added(new: Sequence[Proposed], meeting: str, refs: Iterable[str]) -> tuple[list[tuple[str, dict[str, Value]]], list[Told]]:
    """New actions in the order of the minutes, numbered on from the highest number ever given there."""
    number = register.next_number(refs, meeting)
    added, told = [], []
    for nth, one in enumerate(new, number):
        ref = f"{meeting}-{nth:02}"
        added.append((ref, fields_of(one)))
        told.append(Told(ref, one.words, said_of(one)) if not one.exempt else Told(ref, "", f"exempt under {paragraphs(one.exempt)} (line {one.line})"))
    return added, told


def fields_of(one: Proposed) -> dict[str, Value]:
    """The fields of a proposed action, the minutes' own number among them as the one that it had formerly."""
    fields = new_action_fields(
        words=one.words, owners=one.owners, due=one.due, due_said=one.due_said, item=one.item,
        watching=WATCHING_BRIEF in fold(one.words), recurs=one.recurs, exempt=one.exempt,
    )  # fmt: skip
    if one.number:
        words = fields.pop("action")
        fields |= {"formerly": one.number, "action": words}
    return fields


def said_of(one: Proposed) -> str:
    """An action's owners and date in one line, and what is doubtful about them."""
    due = f"due {british_full(one.due)}" if one.due else f"“{one.due_said}”, kept as written" if one.due_said else "no due date"
    doubts = f" ({'; '.join(one.doubts)})" if one.doubts else ""
    return f"{', '.join(one.owners) or 'no owner'}; {due}{doubts}"


def _meeting_told(proposal: Proposal, known: Known, file: Merged) -> list[Told]:
    if known.held is None:
        counts = [
            "held", f"{len(proposal.present)} present", f"{len(proposal.apologies)} with apologies", _count(len(proposal.items), "item"),
            _count(sum(len(item.resolutions) for item in proposal.items), "resolution"),
        ]  # fmt: skip
        return [Told(proposal.meeting, british_full(proposal.day), "; ".join(counts))]
    return [Told(proposal.meeting, british_full(proposal.day), "; ".join(file.added))] if file.edits else []


def _summary(proposal: Proposal, known: Known, file: Merged, count: int) -> str:
    if known.held and not file.edits and not count:
        return f"Nothing to add: the record has what these minutes say of {proposal.meeting}."
    parts = [] if known.held and not file.edits else [f"{'completed' if known.held else 'added'} the meeting of {british(proposal.day)}"]
    parts += [f"added {_count(count, 'action')}"] if count else []
    return f"Took in the minutes of {proposal.meeting}: {' and '.join(parts)}."


def _count(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number:,} {what}s"


# ---- closures --------------------------------------------------------------------------------------------


def with_closures(taking: Taking, actions: register.Register, calendar: Calendar) -> Change:
    """The change, and with it the closing of what the minutes surely say is done, on the day of the meeting."""
    from g2g.recurrence import continued

    change = taking.change
    ended: dict[str, Action] = {}
    for action, words in endings(taking):
        closing = register.close([action], taking.proposal.day, words)
        ended[action.ref] = action
        change = change._replace(edits=change.edits + closing.edits, told=change.told + (() if action.exempt else closing.told))
    if not ended:
        return change
    said = f"closed {_count(len(ended), 'action')}"
    summary = change.summary.removesuffix(".") + f"; {said}." if not taking.change.is_empty else f"Took in the minutes of {taking.proposal.meeting}: {said}."
    change = change._replace(summary=summary)
    return continued(change, list(ended.values()), actions, calendar)


def endings(taking: Taking) -> list[tuple[Action, str]]:
    """The actions that --close closes, each once, with what came of them: those that a person left on the page, where one was shown."""
    found = {one.action.ref: (one.action, outcome(one)) for one in reversed(taking.closures) if one.closes and one.action}
    if taking.proposal.closing is None:
        return list(reversed(found.values()))
    return [(found[ref][0], words) for ref, words in dict(taking.proposal.closing).items() if ref in found]


def outcome(closure: Closure) -> str:
    """What came of an old action, in the minutes' words; empty where those are exempt, and the action is not."""
    from g2g.proposal import one_line

    report, action = closure.report, closure.action
    if closure.exempt:
        return ""
    if action and (len(report.status.split()) > 1 or likeness(telling(report.words), telling(action.words)) >= SOMEWHAT):
        # The words are those of the task: what came of it is what stands beside them. One word is no news where there is an outcome.
        said = one_line(report.status)
        return "" if action.outcome and " " not in said else said[:1].upper() + said[1:]

    return one_line(report.words or report.status)


# ---- what is exempt --------------------------------------------------------------------------------------


def exempt_said(proposal: Proposal) -> str:
    """How much of a proposal is exempt, in one sentence; empty where nothing is."""
    resolutions = sum(bool(one.exempt) for item in proposal.items for one in item.resolutions)
    counts = [
        (sum(bool(one.exempt) for one in proposal.actions), "action"), (sum(bool(item.exempt) for item in proposal.items), "item"), (resolutions, "resolution"),
    ]  # fmt: skip
    parts = [_count(number, what) for number, what in counts if number]
    if not parts:
        return ""
    number = sum(number for number, _ in counts)
    where = f" (line {proposal.closed.first} on)" if proposal.closed.first else ""
    verbs = ("stands", "is") if number == 1 else ("stand", "are")
    return f"{', '.join(parts[:-1])}{' and ' if parts[1:] else ''}{parts[-1]} {verbs[0]} in the exempt part{where}, and {verbs[1]} taken in as exempt."
