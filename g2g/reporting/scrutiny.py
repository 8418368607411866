"""The report on the plan to a scrutiny committee: what it is asked, progress by key area, and what the officer fills in."""

from __future__ import annotations

from collections.abc import Sequence

from g2g import coverage
from g2g.coverage import Coverage
from g2g.dates import british, british_full
from g2g.papers import Paper, Part
from g2g.rag import rule_said
from g2g.reporting.parts import TO_DO, number_word, withheld_parts
from g2g.reporting.plan import area_part, bars, needed
from g2g.reporting.source import Source

# What no record holds and no program may make up: each heading, and what the officer has to say under it.
TO_FILL_IN = (
    ("Consultations", 2, "who was consulted, and what they said; or that nobody was]"),
    ("Implications", 2, "what the report implies, as indicated below]"),
    ("Risk management", 3, "the risks if nothing is done, and how they are met]"),
    ("Financial", 3, "what it costs, and from which budget; or that it costs nothing]"),
    ("Legal", 3, "the legal implications; or that there are none]"),
)


def paper(source: Source) -> Paper:
    """The report. Raises Refusal where there is no plan."""
    needed(source)
    found = coverage.coverage(source.plan, source.actions, source.rule, source.today)
    code = source.codes[0] if len(source.codes) == 1 else source.plan.body
    parts = [
        Part("Recommendation", sentences=(f"{_the(source.name(code)) if code else 'The committee'} is asked to:",), points=_asked(found, source)),
        Part("Background", sentences=_background(source)),
        *(area_part(row, source, 3) for row in found.areas),
        Part("Actions and progress", sentences=(*coverage.said(found), rule_said(source.rule)), tables=(coverage.area_table(found.areas),), charts=(bars(found),)),
    ]
    if shown := coverage.shown_recommendations(found):
        parts.append(Part("Progress by recommendation", 3, tables=(coverage.recommendation_table(shown),)))
    parts += [Part(heading, level, sentences=(TO_DO + what,)) for heading, level, what in TO_FILL_IN]
    parts.append(Part("Contact for further information", sentences=(_contact(source, code),)))
    withheld = [action for action in source.withheld if coverage.serves(source.plan, action)]
    return Paper(
        "scrutiny", source.name(code) if code else "", source.plan.name or "The plan", _facts(source, code), source.today,
        (*parts, *withheld_parts(withheld, source)), lambda: coverage.data(found) + coverage.exempt_data(withheld, {}),
    )  # fmt: skip


def _the(name: str) -> str:
    return name if name.casefold().startswith("the ") else f"The {name}"


def _facts(source: Source, code: str) -> tuple[tuple[str, str], ...]:
    meeting = source.meeting or (source.calendar.next_scheduled(code) if code else None)
    facts = [("Meeting", british_full(meeting.date) + (f" at {meeting.time}" if meeting.time else ""))] if meeting and meeting.date >= source.today else []
    facts += [("Meeting", british_full(meeting.date))] if meeting and not facts and source.meeting else []
    contact = _contact(source, code)
    return (*facts, ("As at", british_full(source.today)), *(() if contact.startswith(TO_DO) else (("Contact", contact),)))


def _asked(found: Coverage, source: Source) -> tuple[str, ...]:
    areas = len(source.plan.areas)
    asked = [f"note this report on {source.plan.name or 'the plan'};"]
    if areas:
        asked.append(f"consider the progress made on its {number_word(areas) + ' key areas' if areas > 1 else 'one key area'};")
    # An action under several key areas is one action.
    slipped = {a.ref for row in (*found.areas, *found.recommendations) for a in row.actions if a.is_live and a.slipped(source.today)}
    if slipped:
        asked.append(f"consider {_these(len(slipped))} past the date first agreed;")
    return (*asked[:-1], asked[-1].removesuffix(";") + ".")


def _these(number: int) -> str:
    return "the one action that is" if number == 1 else f"the {number_word(number)} actions that are"


def _background(source: Source) -> tuple[str, ...]:
    plan = source.plan
    has = [f"has {_numbered(len(plan.areas), 'key area')}"] if plan.areas else []
    has += [f"answers {_numbered(len(plan.recommendations), 'recommendation')}"] if plan.recommendations else []
    dated = f"; it is dated {british(plan.dated)}" if plan.dated else ""
    said = f"{plan.name or 'The plan'} {' and '.join(has)}{dated}."
    if plan.reviewed_by:
        said += f" It is reviewed by {_lower_the(plan.reviewed_by)}{f', {plan.reviewed}' if plan.reviewed else ''}."
    return (said, "Progress in each key area, as the plan records it, and the actions that serve it:") if plan.areas else (said,)


def _numbered(number: int, noun: str) -> str:
    return f"{number_word(number)} {noun}{'s' * (number > 1)}"


def _lower_the(name: str) -> str:
    return f"the {name[4:]}" if name.casefold().startswith("the ") else f"the {name}"


def _contact(source: Source, code: str) -> str:
    """The clerk of the body with post and e-mail address, as far as bodies.yaml and people.yaml say."""
    clerk = source.bodies[code].clerk if code in source.bodies else ""
    if not clerk:
        return TO_DO + "whom to ask, and how]"
    person = source.directory.people.get(source.directory.canonical(clerk))
    known: Sequence[str] = [clerk, *([person.role, person.organisation, person.email] if person else [])]
    return ", ".join(word for word in known if word)
