"""How an action ended, where two clerks each ended it: what both agree on, or that they do not."""

from __future__ import annotations

ENDING = ("status", "closed", "confirmed", "outcome", "referred_to")
_LIVE = ("open", "proposed")
# The fields of ``ENDING``, each with its words; empty where it is not there.
Standing = dict[str, str]


def is_twofold(old: Standing, ours: Standing, theirs: Standing) -> bool:
    """Whether both changed the status, so that it cannot be settled field by field."""
    same = ours == theirs and ours["status"] in _LIVE
    return old["status"] not in (ours["status"], theirs["status"]) and not same


def agreed(old: Standing, ours: Standing, theirs: Standing) -> Standing | None:
    """How the action stands after both; None where that is for people to say.

    An end beats a proposal made from where it was open. Ended the same way twice: the earlier day stands, with both
    outcomes. Ended in two ways, or ended and reopened, is for people to settle.
    """
    if ours["status"] == theirs["status"]:
        return _ended_twice(old, ours, theirs)
    if old["status"] == "open" and "proposed" in (ours["status"], theirs["status"]):
        end, proposal = (ours, theirs) if theirs["status"] == "proposed" else (theirs, ours)
        first, second = sorted((proposal, end), key=_when)
        return {**end, "outcome": _outcome(old["outcome"], first["outcome"], second["outcome"])}
    return None


def _when(side: Standing) -> tuple[str, str]:
    return side["closed"] or "9999", side["outcome"]


def _ended_twice(old: Standing, ours: Standing, theirs: Standing) -> Standing | None:
    first, second = sorted((ours, theirs), key=_when)
    if ours["referred_to"] != theirs["referred_to"] and ours["referred_to"] and theirs["referred_to"]:
        return None
    meetings = sorted((side["confirmed"] for side in (ours, theirs) if side["confirmed"]), key=lambda ref: (ref[-10:], ref))
    return {
        "status": ours["status"],
        "closed": first["closed"],
        "confirmed": meetings[0] if meetings else "",
        "outcome": _outcome(old["outcome"], first["outcome"], second["outcome"]),
        "referred_to": ours["referred_to"] or theirs["referred_to"],
    }


def _outcome(old: str, first: str, second: str) -> str:
    """What came of it, of two closings in the order of their days: both, where both said something of their own."""
    if first == old or second == old:
        return second if first == old else first
    if first in second or second in first:
        return max(first, second, key=len)
    return f"{first} {second}" if first.endswith((".", "!", "?")) else f"{first}; {second}"
