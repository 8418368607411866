"""Phrases that are understood and hold no date: what waits, goes on, is vague, or is no due date at all."""

from __future__ import annotations

from g2g.phrases import COUNT, UNIT, WEEKDAY, Example, Family, Kept, Resolver


def _keeps(because: str) -> Resolver:
    return lambda found, context: Kept(because)


def _kept_family(name: str, pattern: str, because: str, *phrases: str) -> Family:
    return Family(name, pattern, _keeps(because), tuple(Example(p, "kept") for p in phrases), whole=True)


FAMILIES = (
    _kept_family(
        "no date", r"(?:-{0,3}|tb[acd]|t\.b\.[acd]\.?|n/?a|none|nil|not applicable|no date|date tb[ac]"
            r"|to be (?:confirmed|agreed|arranged"
        r"|advised|announced|decided|determined|set)|\?+|not known|unknown|open-ended|no deadline|not set"
        r"|as required|as needed"
        r"|as (?:and )?when(?: required| needed| necessary)?)",
        "no due date is given", "TBC", "n/a", "–", ""),
    _kept_family(
        "a status", r"(?:complete[d]?|note[d]?|done|closed|open|in progress|for (?:noting|information|note|info)"
            r"|in hand|underway|actioned"
        r"|outstanding|carried forward|c/f|overdue|on track|green|amber|red|no action(?: required)?|not started"
        r"|cancelled|agreed|discharged"
        r"|superseded|withdrawn|deferred|resolved|pending|(?:completed?|done|closed|actioned) (?:on )?[0-9].{0,30})",
        "that is a status, not a due date", "Complete", "Note"),
    _kept_family(
        "as soon as possible", r"(?:asap|a\.s\.a\.p\.?|(?:as )?soon as (?:is )?(?:possible|practicable"
            r"|practical)(?: after.{0,60})?|now ?now|now"
        r"|immediate(?:ly)?|with immediate effect|forthwith|straight ?away|at once|urgent(?:ly)?|as a matter of urgency"
        r"|without delay|right away|by return)",
        "it is to be done at once, and no date is given", "ASAP", "as soon as possible", "immediately"),
    _kept_family(
        "ongoing", r"(?:on ?-?going(?: action)?|continuous(?:ly)?|continuing|rolling|always|permanent(?:ly)?"
            r"|(?:a )?watching brief|under review"
        r"|keep under review|indefinite(?:ly)?|until further notice|as part of .{1,60})",
        "it goes on, and has no end", "ongoing", "watching brief"),
    _kept_family(
        "some time", r"(?:in due course|in time|shortly|soon(?:est)?|very soon|in (?:the )?near future"
            r"|(?:in the )?(?:near|short|medium|long(?:er)?)[ -]term"
        r"|at (?:the|his|her|their|your|our) (?:earliest|first) (?:opportunity|convenience)|at the earliest"
        r"|when (?:possible|time (?:allows|permits)"
        r"|convenient|able)|later|in (?:the )?future|at (?:some|an?) (?:later|future)? ?(?:point|date|stage"
        r"|time)(?: in the future)?|eventually"
        r"|(?:with)?in (?:the )?(?:next |coming )?(?:a )?(?:few|couple of|several|coming|next) (?:days|weeks|months"
        r"|years)"
        r"|a few (?:hours|days|weeks|months) .{1,80}|over (?:the )?(?:next |coming )(?:few |couple of )?(?:days"
        r"|weeks|months)|regularly|periodically)",
        "no date can be read from that", "in due course", "shortly"),
    _kept_family(
        "waits on something", r"(?:once|when|whenever|upon|on (?:receipt|completion|approval|adoption|publication"
            r"|confirmation)|after (?:receipt|completion"
        r"|approval|consultation)|on receipt|pending|awaiting|following (?:receipt|completion|approval|consultation"
        r"|publication)"
        r"|subject to|if|unless|depend(?:s|ing|ent) (?:on|upon)|provided|conditional on|waiting for"
        r"|until (?:such time|the [a-z]+ (?:is|are))"
        r"|within .{1,40} of (?:receipt|notice|the (?:decision|notice|request|date of (?:receipt|the (?:decision"
        r"|notice)))))\b(?! 2 | the clocks).{0,160}",
        "it waits on something that has no date yet", "once received", "subject to approval", "if adopted"),
    _kept_family(
        "a season", r"(?:(?:by|in|during|over|before|after|for|until|through|from|this|next|the|early|late|mid|end"
            r"|of|start|beginning|throughout|coming)[ -]){0,4}"
        r"(?:spring|summer|autumn|winter|fall)(?: (?:months|period|season|recess|20[0-9]{2}))?(?: 20[0-9]{2})?",
        "a season has no one first or last day", "by the summer", "in the autumn"),
    _kept_family(
        "a length of time", rf"(?:for|lasting)(?: (?:the|at least|up to|a period of|a further|another"
            rf"|next))*(?: {COUNT})? {UNIT}(?: only)?",
        "that is how long it lasts, not when it is due", "for six weeks"),
    _kept_family(
        "the body's own week numbers", rf"(?:(?:by|in|on|during"
            rf"|the) )*(?:end of )?(?:{WEEKDAY} )?(?:of )?week [0-9]{{1,2}}(?: ?[/-] ?[0-9]{{1,2}})?(?: ?,? ?(?:of )?"
        r"(?:term|half[ -]term)(?: [0-9])?)?|term [1-6](?:,? week [0-9/-]{1,5})?",
        "the weeks and terms are numbered by a calendar that g2g does not have", "week 9", "Week 4/5 of Term 2"),
)
