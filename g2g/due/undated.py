"""Phrases that are understood and hold no date: what waits, goes on, is vague, or is no due date at all."""

from __future__ import annotations

from g2g.due.phrases import COUNT, UNIT, WEEKDAY, Example, Family, Kept

Words = tuple[str, ...]


def _kept(name: str, because: str, words: Words, phrases: Words, cues: Words = ()) -> Family:
    """A family whose every phrase is kept, for one reason; ``words`` are the alternatives of its pattern."""
    examples = tuple(Example(phrase, "kept") for phrase in phrases)
    return Family(name, "|".join(words), lambda found, context: Kept(because), examples, whole=True, cues=cues)


_STATUS = (
    "completed?", "noted?", "done", "closed", "open", "in progress", "in hand", "underway", "actioned", "outstanding",
    "carried forward", "c/f", "overdue", "on track", "green", "amber", "red", "not started", "cancelled", "agreed",
    "discharged", "superseded", "withdrawn", "deferred", "resolved", "pending",
)
_WAITING = (
    "once", "when", "whenever", "upon", "pending", "awaiting", "subject to", "if", "unless", "provided",
    "depend(?:s|ing|ent) (?:on|upon)", "conditional on", "waiting for", "until (?:such time|the [a-z]+ (?:is|are))",
    "(?:on|after|following) (?:receipt|completion|approval|adoption|publication|confirmation|consultation)",
    "within .{1,40} of (?:receipt|notice|the (?:decision|notice|request|date of (?:receipt|the (?:decision|notice))))",
)

FAMILIES = (
    _kept(
        "no date", "no due date is given",
        (
            "-{0,3}", r"\?+", "tb[acd]", r"t\.b\.[acd]\.?", "n/?a", "none", "nil", "not applicable", "no date",
            "date tb[ac]", "to be (?:confirmed|agreed|arranged|advised|announced|decided|determined|set)",
            "not known", "unknown", "open-ended", "no deadline", "not set", "as and when",
            "as (?:and )?(?:when )?(?:required|needed|necessary)",
        ),
        ("TBC", "n/a", "–", ""),
    ),
    _kept(
        "a status", "that is a status, not a due date",
        (
            *_STATUS, "for (?:noting|information|note|info)", "no action(?: required)?",
            "(?:completed?|done|closed|actioned) (?:on )?[0-9].{0,30}",
        ),
        ("Complete", "Note"),
        (*_STATUS, "complete", "note", "for info", "no action"),
    ),
    _kept(
        "as soon as possible", "it is to be done at once, and no date is given",
        (
            "asap", r"a\.s\.a\.p\.?", "(?:as )?soon as (?:is )?(?:possible|practicable|practical)(?: after.{0,60})?",
            "now ?now", "now", "immediate(?:ly)?", "with immediate effect", "forthwith", "straight ?away", "at once",
            "urgent(?:ly)?", "as a matter of urgency", "without delay", "right away", "by return",
        ),
        ("ASAP", "as soon as possible", "immediately"),
        ("asap", "a.s.a.p", "soon as", "now", "immediate", "forthwith", "away", "at once", "urgen", "delay", "return"),
    ),
    _kept(
        "ongoing", "it goes on, and has no end",
        (
            "on ?-?going(?: action)?", "continuous(?:ly)?", "continuing", "rolling", "always", "permanent(?:ly)?",
            "(?:a )?watching brief", "(?:keep )?under review", "indefinite(?:ly)?", "until further notice",
            "as part of .{1,60}",
        ),
        ("ongoing", "watching brief"),
        ("going", "contin", "rolling", "always", "permanent", "brief", "review", "indefinite", "further", "part of"),
    ),
    _kept(
        "some time", "no date can be read from that",
        (
            "in due course", "in time", "shortly", "(?:very )?soon(?:est)?", "in (?:the )?near future", "later",
            "(?:in the )?(?:near|short|medium|long(?:er)?)[ -]term", "(?:in (?:the )?)?future", "eventually",
            "at (?:the|his|her|their|your|our) (?:earliest|first) (?:opportunity|convenience)", "at the earliest",
            "when (?:possible|time (?:allows|permits)|convenient|able)", "regularly", "periodically",
            "at (?:some|an?) (?:later |future )?(?:point|date|stage|time)(?: in the future)?",
            "(?:with)?in (?:the )?(?:next |coming )?(?:a )?(?:few|couple of|several|coming|next)"
            " (?:days|weeks|months|years)",
            "over (?:the )?(?:next |coming )(?:few |couple of )?(?:days|weeks|months)",
            "a few (?:hours|days|weeks|months) .{1,80}",
        ),
        ("in due course", "shortly", "in the next few weeks"),
        (
            "course", "in time", "short", "soon", "future", "later", "term", "eventually", "earliest", "first", "when",
            "regularly", "periodically", "at some", "at a", "few", "couple", "several", "coming", "next",
        ),
    ),
    _kept(
        "waits on something", "it waits on something that has no date yet",
        (rf"(?:{'|'.join(_WAITING)})\b(?! the clocks| 2 ).{{0,160}}",),
        ("once received", "subject to approval", "if adopted"),
        (
            "once", "when", "upon", "pending", "subject", "if ", "unless", "depend", "provided", "conditional",
            "waiting", "on ", "after ", "following ", "until ", "within ",
        ),
    ),
    _kept(
        "a season", "a season has no one first or last day",
        (
            "(?:(?:by|in|during|over|before|after|for|until|through|from|this|next|the|early|late|mid|end|of|start"
            "|beginning|throughout|coming)[ -]){0,4}(?:spring|summer|autumn|winter|fall)"
            "(?: (?:months|period|season|recess))?(?: 20[0-9]{2})?",
        ),
        ("by the summer", "in the autumn"),
        ("spring", "summer", "autumn", "winter", "fall"),
    ),
    _kept(
        "a length of time", "that is how long it lasts, not when it is due",
        (
            rf"(?:for|lasting)(?: (?:the|at least|up to|a period of|a further|another|next)){{0,3}}(?: {COUNT})? {UNIT}"
            "(?: only)?",
        ),
        ("for six weeks",),
        ("for ", "lasting"),
    ),
    _kept(
        "the body's own week numbers", "the weeks and terms are numbered by a calendar that g2g does not have",
        (
            rf"(?:(?:by|in|on|during|the|end of) )*(?:{WEEKDAY} )?(?:of )?week [0-9]{{1,2}}(?: ?[/-] ?[0-9]{{1,2}})?"
            r"(?: ?,? ?(?:of )?(?:term|half[ -]term)(?: [0-9])?)?",
            r"term [1-6](?:,? week [0-9/-]{1,5})?",
        ),
        ("week 9", "Week 4/5 of Term 2"),
        ("week ", "term "),
    ),
)
