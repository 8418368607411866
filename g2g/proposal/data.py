"""What was read from minutes as plain values for other programs; what the minutes do not say is None."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from g2g.minutes.findings import Named
from g2g.minutes.reader import Minutes
from g2g.proposal import Proposed, doubts


def data_of(minutes: Minutes, actions: Sequence[Proposed]) -> dict[str, Any]:
    """All of it, each finding with its line. Words and owners are as the minutes write them, ``people`` the owners by name."""
    about = minutes.details
    found = {
        "kind": about.kind,
        "meeting": {"body": about.body, "date": about.date, "time": about.time, "venue": about.venue, "chair": about.chair, "clerk": about.clerk},
        "present": _people(about.present),
        "apologies": _people(about.apologies),
        "items": [{"number": item.number, "title": item.title, "line": item.line, "exempt": list(minutes.closed.paragraphs(item.line))} for item in about.items],
        "actions": [
            {"text": a.found.words, "owners": list(a.found.owners), "people": list(p.owners), "due_said": p.due_said, "due": p.due,
             "item": a.found.item, "line": a.found.line, "reader": a.found.reader, "ref": a.found.ref, "status": a.found.status,
             "exempt": list(p.exempt)}
            for a, p in zip(minutes.actions, actions, strict=True)
        ],
        "implied": [
            {"text": a.found.words, "owners": list(a.found.owners), "due_said": a.due_said, "line": a.found.line, "exempt": list(minutes.closed.of_action(a.found))}
            for a in minutes.implied
        ],
        "resolutions": [
            {"text": one.words, "item": one.item, "line": one.line, "exempt": list(minutes.closed.paragraphs(one.line))} for one in about.resolutions
        ],
        "reported": [
            {"ref": one.ref, "owners": list(one.owners), "text": one.words, "status": one.status, "line": one.line,
             "exempt": list(minutes.closed.paragraphs(one.line))}
            for one in minutes.reports
        ],
        "next_meeting": min((day for day in about.next_meetings if not about.date or day > about.date), default=None),
        "problems": [{"line": doubt.line, "message": doubt.sentence} for doubt in doubts(minutes, actions)],
    }  # fmt: skip
    known: dict[str, Any] = _known(found)
    return known


def _people(people: Sequence[Named]) -> list[dict[str, Any]]:
    return [
        {"name": one.name, "organisation": one.organisation, "role": one.role, "initials": one.initials, "in_attendance": one.attending} for one in people
    ]


def _known(value: Any) -> Any:
    """What is unknown is null, and not an empty text."""
    if isinstance(value, dict):
        return {key: _known(inner) for key, inner in value.items()}
    return [_known(inner) for inner in value] if isinstance(value, list) else value if value != "" else None
