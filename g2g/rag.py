"""Red, amber, green or blue: computed from the dates by one rule, and stored nowhere."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from g2g.model import Action, RagRule
from g2g.plan import COLOURS, KeyArea, Recommendation


class Rag(NamedTuple):
    """A colour, or none (``""``). ``reason`` is that of an override, and ``computed`` what the rule itself gives."""

    colour: str
    computed: str = ""
    reason: str = ""
    is_override: bool = False

    @property
    def word(self) -> str:
        """The word that stands beside the colour; empty where there is none."""
        return f"{self.colour.capitalize()} (override)" if self.is_override else self.colour.capitalize()


_DONE = Rag("blue", "blue")


def of_action(action: Action, rule: RagRule, today: date) -> Rag:
    """The colour of an action on a day.

    Blue: closed. Red: past the date first agreed, extended or not (with ``extended: amber`` in the rule, amber while
    the date in force is still to come). Amber: extended, or due within the reminder days. Green: any other, one without
    a date among them. None: a watching brief, and what was withdrawn or referred, for nothing of it is due here.

    One that is proposed for closure counts as at the day on which it is said to have been done. An override counts as
    long as the action is live.
    """
    if action.status == "closed":
        return _DONE
    computed = _computed(action, rule, today)
    if action.is_live and action.rag in COLOURS:
        return Rag(action.rag, computed, action.rag_reason, is_override=True)
    return Rag(computed, computed)


def _computed(action: Action, rule: RagRule, today: date) -> str:
    if not action.is_live or action.is_watching_brief:
        return ""
    late = action.days_late(today)
    if late or action.days_late_first(today):
        return "red" if late or not action.extended else rule.extended
    if action.extended:
        return "amber"
    due = action.due_now
    is_near = action.status == "open" and due is not None and (due - today).days <= rule.reminder_days
    return "amber" if is_near else "green"


def worst(rags: Iterable[Rag]) -> str:
    """The worst of some colours; none where there is none."""
    found = {rag.colour for rag in rags}
    return next((colour for colour in COLOURS if colour in found), "")


def of_row(row: KeyArea | Recommendation, rags: Iterable[Rag]) -> Rag:
    """The colour of a key area or a recommendation: the worst of its actions, or its own override."""
    computed = worst(rags)
    return Rag(row.rag, computed, row.rag_reason, is_override=True) if row.rag in COLOURS else Rag(computed, computed)


def rule_said(rule: RagRule) -> str:
    """The rule in one sentence, for the foot of a table."""
    extended = "" if rule.extended == "red" else " (amber where it was extended to a date still to come)"
    near = "today" if not rule.reminder_days else "within 1 day" if rule.reminder_days == 1 else f"within {rule.reminder_days} days"
    return (
        f"Blue is closed; red is past the date first agreed{extended}; amber was extended, or is due {near}; green is any other."
        " A key area or recommendation has the worst colour of its actions."
    )
