"""The register of decisions: every resolution of the meetings, and those that imply work and have no action."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from g2g import exemption
from g2g.dates import british, british_full
from g2g.model import Action, Item, Meeting, Resolution
from g2g.papers import Paper, Part
from g2g.reporting.parts import count
from g2g.reporting.source import Source
from g2g.reports import Column, Table

# Words that say that somebody has to do something. “Be noted”, “be approved”, “be confirmed” and the like do not.
WORK = (
    r"\bbe (?:arranged|presented|explored|reported|invited|asked|requested|provided|prepared|circulated|drafted|reviewed|given|made|sent"
    r"|written|contacted|convened|established|developed|produced|published|investigated|submitted|brought|updated|undertaken|implemented"
    r"|looked (?:at|into)|set up|drawn up|carried out|followed up|worked up|taken forward|shared|scheduled|organised|commissioned)\b"
    r"|\breports? back\b|\bwould\b|\bto (?:provide|arrange|prepare|report|present|explore|write|draft|circulate|review|investigate|invite|send)\b"
    r"|\b(?:come|comes|go|goes|return|returns) (?:back )?to (?:the|a|its|their)\b|\bhave an? [\w ]{0,80}\b(?:briefing|workshop|session|report|visit)\b"
    r"|\bbriefing note\b.{0,200}\bbe received\b"
)


class Decision(NamedTuple):
    """A resolution where it was made, and the references of the actions that carry it out."""

    meeting: Meeting
    item: Item
    resolution: Resolution
    actions: tuple[str, ...]

    @property
    def exempt(self) -> tuple[str, ...]:
        return exemption.united((self.item.exempt, self.resolution.exempt))

    @property
    def is_exempt(self) -> bool:
        return bool(self.item.exempt or self.resolution.exempt)

    @property
    def implies_work(self) -> bool:
        # In small letters: to look for both sizes takes three times as long.
        return re.search(WORK, self.resolution.words.lower()) is not None

    @property
    def key(self) -> str:
        """Whether it is recorded as a key decision: yes, no, or not recorded."""
        return {"yes": "yes", "true": "yes", "no": "no", "false": "no"}.get(self.resolution.key.strip().casefold(), "not recorded")


def paper(source: Source) -> Paper:
    """The register, of the meetings since a day or of all, in order of date."""
    found = list(_decisions(source))
    public = [one for one in found if not one.is_exempt]
    working = [one for one in public if one.implies_work]
    idle = [one for one in working if not one.actions]
    exempt = [one for one in found if one.is_exempt] if source.is_whole else []
    since = f" since {british(source.since)}" if source.since else ""
    parts = [
        Part("Register", sentences=(f"{count(len(public), 'decision').capitalize()}{since}.",), tables=(_table(public, source),)),
        Part("Decisions that imply work and have no action", sentences=_idle_said(len(working), idle), tables=(_table(idle, source),)),
    ]
    if exempt:
        parts.append(Part("Exempt decisions", tables=(_table(exempt, source),), exempt=exemption.united(one.exempt for one in exempt)))
    return Paper(
        "decisions", source.body, "Register of decisions", (("As at", british_full(source.today)),), source.today, tuple(parts),
        lambda: [_data(one, source) for one in (*public, *exempt)],
    )  # fmt: skip


def _idle_said(working: int, idle: Sequence[Decision]) -> tuple[str, ...]:
    if not working:
        return ("No decision has words that imply work.",)
    if not idle:
        return ("Each decision whose words imply work has an action.",)
    return (f"Of {count(working, 'decision')} whose words imply work, {len(idle):,} {'has' if len(idle) == 1 else 'have'} no action: none raised under that item, and none that names the decision.",)


def _decisions(source: Source) -> Iterator[Decision]:
    """Every resolution with what carries it out. Raises BrokenFile for a meeting that cannot be read."""
    under, naming = _links([*source.actions, *source.withheld])
    for ref in sorted(source.calendar.refs, key=lambda ref: (ref[-10:], ref)):
        if ref.partition("-")[0] not in source.codes or (source.since and ref[-10:] < source.since.isoformat()):
            continue
        if ref[-10:] > source.today.isoformat():
            continue  # What is on the calendar may say what is to be resolved; it is no decision yet.
        if source.meeting and ref != source.meeting.ref:
            continue
        held = source.proceedings(ref)
        for item in held.items:
            for one in item.resolutions:
                linked = (*under.get((ref, item.number), ()), *naming.get(one.ref, ())) if item.number else naming.get(one.ref, ())
                yield Decision(held.meeting, item, one, tuple(dict.fromkeys(linked)))


def _links(actions: Sequence[Action]) -> tuple[dict[tuple[str, str], list[str]], dict[str, list[str]]]:
    """The actions raised under each item of a meeting, and those that name a resolution in their words or notes."""
    under: dict[tuple[str, str], list[str]] = {}
    naming: dict[str, list[str]] = {}
    form = re.compile(r"[A-Z][A-Z0-9]{0,15}-\d{4}-\d{2}-\d{2}-R\d{1,3}")
    for action in actions:
        if item := action.item:
            under.setdefault((action.meeting, item), []).append(action.ref)
        if not action.words and not action.notes:  # long ended, and names none
            continue
        for text in (action.words, *action.notes):
            for ref in form.findall(text) if "-R" in text else ():
                naming.setdefault(ref, []).append(action.ref)
    return under, naming


def _table(found: Sequence[Decision], source: Source) -> Table:
    columns = (
        Column("ref", "Reference", "ref"), Column("date", "Date", "date"), Column("maker", "Decided by"),
        Column("key", "Key decision"), Column("item", "Item"), Column("decision", "Decision", "words"),
    )  # fmt: skip
    # One body alone is named over the whole paper.
    rows = tuple(
        (one.resolution.ref or "no reference", one.meeting.date, source.name(one.meeting.body), one.key, one.item.title or None, one.resolution.resolved)
        for one in found
    )
    if len(source.codes) == 1:
        return Table("", columns[:2] + columns[3:], tuple(row[:2] + row[3:] for row in rows))
    return Table("", columns, rows)


def _data(one: Decision, source: Source) -> dict[str, Any]:
    return {
        "ref": one.resolution.ref or None,
        "date": one.meeting.date,
        "meeting": one.meeting.ref,
        "body": one.meeting.body,
        "maker": source.name(one.meeting.body),
        "key_decision": {"yes": True, "no": False}.get(one.key),
        "item": one.item.number or None,
        "title": one.item.title or None,
        "decision": one.resolution.words,
        "implies_work": one.implies_work,
        "actions": list(one.actions),
        "exempt": list(one.exempt),
    }
