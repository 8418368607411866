"""What the heading of a column says is in it: an action's reference, words, owner, date or state."""

import re

# The roles a column can have, by the headings that real papers give it; the first that fits counts.
_ROLES: tuple[tuple[str, str], ...] = (
    ("raised", r"(?:date|meeting)(?: (?:raised|agreed|of meeting|set|opened|added|identified|of action|assigned))|raised(?: on| at)?"
               r"|meeting(?: date| ref)?|date of (?:the )?meeting|originated|origin|when agreed|opened"),
    ("closed", r"date (?:closed|completed?|of completion)|completed? (?:on|date)|closed(?: on| date)?|date done"),
    ("due", r"(?:target |due |completion |end |review |action |deadline |expected |planned )?(?:completion )?date(?: due)?s?|due(?: by| date| on)?"
            r"|(?:by )?when(?: by)?|deadline|time ?-?(?:scale|frame|line)s?|to be completed(?: by)?|complete by|target|completion|timing"
            r"|date (?:for completion|required|to be completed|by|for action)|for (?:meeting|completion)|by \(date\)"),
    ("owner", r"(?:action )?(?:lead|owner|assigned|assignee|responsible|responsibility|whom|who|initials)s?(?: ?(?:to|officer|person|member|by"
              r"|for action|responsible|name|\(s\)))?|(?:to be )?actioned? (?:by|for|on)(?: \(?whom\)?)?|by(?: who(?:m)?)?|officer|person(?:\(s\)|s)?(?: responsible)?"
              r"|(?:responsible|lead|named) (?:person|officer|member|councillor|party|body|agency|trustee)s?|for action(?: by)?|action (?:by|for|owner|lead|on|officer)"
              r"|allocated(?: to)?|named? (?:lead|person)|name|resp\.?|accountable|trustee|councillor|cllr|member|delegated to|lead agency|taken by"),
    ("status", r"(?:current |action )?(?:status|state|rag|rag rating|rag status|brag|outcome|progress|update|comments?|notes?|position|result|latest"
               r"|remarks|response|feedback|done\??|complete\??|open ?/ ?closed|follow[- ]up|c/?f|carried forward)(?: ?(?:/|and|&|or) ?(?:status|update|comments?|notes?|progress|outcome|rag|date))*"
               r"(?: (?:update|report|to date|notes?|since|made|at .{1,40}|as at .{1,40}))?"),
    ("page", r"page(?: no\.?| number)?|pg\.?"),
    ("task", r"job$|(?:agreed |outstanding |required |proposed |key |new )?(?:actions?|tasks?)(?: (?:point|required|agreed|needed|to be taken|points|items?|to take|description|detail|details|arising|to be completed))?s?"
             r"|(?:action )?description(?: of action)?|details?(?: of action)?|what|to do|action / decision|decisions? (?:and|&|/) action points?|activity|what needs to be done|actions? ?/ ?decisions?"),
    ("minute", r"(?:agenda )?(?:item|minute|discussion|subject|topic|matter|issue|minutes|notes of (?:meeting|discussion)|business|heading|theme|area|detail of discussion|summary|recommendation"
               r"|items? discussed|discussion points?|key points?|points? discussed|what was (?:said|discussed)|agenda items?|items? ?/ ?discussion|decisions? (?:and|&) actions?|discussion ?(?:and|&|/) ?(?:decisions?|actions?|outcomes?))(?: \(?title\)?)?"),
    ("ref", r"(?:action |item |minute |agenda )?(?:ref(?:erence)?|no|nr|num(?:ber)?|id|#|№)\.?(?: ?(?:no|number)\.?)?s?|action#"),
)  # fmt: skip
# The words that headings are made of; one with any other word is looked at no more closely.
_WORDS = frozenset(
    (
        "a accountable action actioned actions activity added agency agenda agreed allocated and area arising as assigned"
        " assignee at be body brag business by carried cllr closed comments complete completed completion councillor"
        " councillors current date dates deadline deadlines decision decisions delegated description detail details"
        " discussed discussion do done due end expected feedback follow followup for forward frame frames heading"
        " id identified ids in initials is issue item items job key latest lead leads line lines made matter meeting member"
        " members minute minutes name named needed needs new no notes nr num number numbers of officer officers on open"
        " opened or origin originated outcome outcomes outstanding owner owners page party person persons pg planned point"
        " points position progress proposed rag raised rating recommendation ref reference references remarks report required resp"
        " response responsibility responsible result results review s said scale scales set since state status subject summary"
        " take taken target task tasks the theme time timeframe timeline timelines timescale timescales timing title to"
        " topic trustee trustees up update updates was what when who whom x"
    ).split()
)
_COMMON = {
    "action": "task", "actions": "task", "item": "minute", "items": "minute", "date": "due", "owner": "owner", "lead": "owner", "status": "status",
    "no": "ref", "ref": "ref", "minutes": "minute", "notes": "status", "action by": "owner", "by whom": "owner", "by when": "due", "decision": "",
    "apologies": "", "agenda": "", "present": "", "discussion": "minute", "decisions": "",
}  # fmt: skip


def role(heading: str) -> str:
    """The role of a column with this heading: ref, raised, task, minute, owner, due, status, closed or page; else empty."""
    words = " ".join(heading.lower().replace("*", " ").split()).strip(" .:|#_-")
    if not words and heading.strip() == "#":
        return "ref"
    if not words or len(words) > 48:
        return ""
    if words in _COMMON:
        return _COMMON[words]
    if not _WORDS.issuperset(re.findall(r"[a-z]+", words.partition(" at ")[0])):
        return ""
    return next((name for name, pattern in _ROLES if re.match(rf"(?:{pattern})$", words)), "")


def roles(headings: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """The roles of a row of headings, each role once: a second ‘action’ column beside a minute column holds owners."""
    found = [role(heading) for heading in headings]
    if found.count("minute") > 1 and found[-1] == "minute" and _is_bare_action(headings[-1]):
        found[-1] = "task"
    if "minute" in found and "owner" not in found and found.count("task") == 1 and _is_bare_action(headings[found.index("task")]):
        # Item | Discussion | Action: the last column of such a table holds initials, or tasks with their owners.
        found[found.index("task")] = "who or what"
    if found.count("minute") > 1 and "task" not in found:
        return tuple(found)
    seen: set[str] = set()
    for place, name in enumerate(found):
        if name in seen and name not in ("minute", "status"):
            found[place] = "status" if name in ("task", "due") else "due" if headings[place].lower().strip(" :*") == "by" and "due" not in found else ""
        seen.add(name)
    return tuple(found)


# The headings of a column that holds what is to be done, or who is to do it, and often what was decided.
_BARE = frozenset(
    (
        "action|actions|action point|action points|action owner|action required|actions required|decision action|decisions actions|decisions action points"
        "|decisions action|decision actions|action decision|actions decisions|outcome action|outcomes actions|outcome actions|resolution action|action lead|action who"
    ).split("|")
)


def _is_bare_action(heading: str) -> bool:
    return " ".join(re.split(r" ?[/&] ?| and | or | ", heading.strip(" *:|").lower())) in _BARE


def is_heading_row(cells: tuple[str, ...] | list[str]) -> bool:
    """Whether a row of cells heads a table of actions, or of minutes with a column for them."""
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) < 2:
        return False
    found = [role(cell) for cell in filled]
    known = [name for name in found if name]
    if len(known) < len(filled) * 0.6 or len(set(known)) < 2:
        return False
    return "task" in known or "owner" in known
