"""The labels that lists of people stand under: present, in attendance, apologies, absent, and the groups within them."""

from __future__ import annotations

import re

PRESENT, APOLOGIES, NOBODY = "present", "apologies", "nobody"

_LABEL = (
    r"(?P<apologies>(?:sent |received |with )?(?:(?:to )?(?:receive|note|accept|consider) )?(?:any )?(?:apolog(?:y|ies)|regrets)(?: ?(?:for|of|and|&|/|from|received|given|sent|absen(?:ce|ces|t|tees?)|non-? ?attendance|substitut(?:es?|ions?)|lateness|members?|in|advance|were|to|tendered))*"
    r"|absent (?:with|and) apolog(?:y|ies)(?: given| received)?|apolog(?:y|ies) and absen(?:ce|ces|t))"
    r"|(?P<nobody>(?:members? )?absent(?: without (?:apolog(?:y|ies)|notice))?|no(?:t| longer) (?:present|in attendance)|distribution(?: list)?|circulation(?: list)?|copies(?: to)?|cc|(?:members of )?(?:the )?public(?: present| in attendance| members)?(?: and press)?|press(?: and public)?"
    r"|date|time|venue|location|place|quorum|non-?attend(?:ees|ance))"
    r"|(?P<present>(?:there were )?(?:(?:the|those|members?|persons|people|councill?ors?|governors?|trustees?|directors?|officers?|staff|committee|board|forum|group|voting|non-voting|core|other|others|also|additionally|in|person|full|list|of|elected|executive|non-executive|pt members)(?: and)? )*"
    r"(?:present|attend(?:ees?|ance|ing|ed|ant)s?|in[- ]attendance|participants|attendance list)(?: ?(?:by|via|on|at|in|from|remotely|online|virtually|phone|telephone|zoom|teams|video(?:link|conference)?|person|part|for|of|the|meeting|members?|also|and|were|was|as|observers?|council|officers?|governors?|committee|board|list)\b)*(?: (?:in accordance with|under|pursuant to) [^:]{3,60})?"
    r"|on the (?:phone|telephone|call|line)|by (?:phone|telephone|video(?: ?link| ?conference)?)|via (?:zoom|teams|phone|video ?link)|remotely|online|dialled in|joined (?:by|via) (?:phone|zoom|teams))"
)
_GROUP = (
    r"(?:(?:the|visiting|invited|county|borough|district|city|town|parish|community|unitary|co-?opted|elected|executive|non-?executive|voting|non-?voting|school|schools|academy|academies|maintained|primary|secondary|special|nursery|early|years|union|diocesan|church|staff"
    r"|panel|tenant|parent|foundation|associate|independent|lay|public|appointed|other|external|invited|clinical|partner|committee|council|board|local|authority|substitute|portfolio|lead|senior|non-schools|trust|cabinet|governing|body|members?|and|&|of|in|for) )*"
    r"(?:councill?ors?|cllrs?|members?|officers?|co-?optees?|governors?|trustees?|directors?|staff|observers?|guests?|visitors?|advis[eo]rs?|representatives?|reps|speakers?|presenters?|heads|headteachers?|academies|schools|schools members|providers|others?|officials|invitees|panel|landlord|residents|tenants|adults|young people|substitutes?|partners|organisations|clerk|chair(?:man|person)?|vice[- ]chair(?:man)?|secretary|treasurer|minutes|minute[- ]taker|note[- ]taker|taking minutes|nhs|council|parents?|practice)"
)


# After a label stands a mark, nothing, or a name.
_THEN = r"(?=\s*(?:[:–—;.-]|$|\(| / )|\s+(?:(?-i:[A-Z])|from|was|were|had|have|by|:))"


def label(text: str) -> tuple[str, str, bool] | None:
    """What a text is labelled as (present, apologies, nobody), what follows the label, and whether a colon or dash stands after it."""
    text = text.strip(" •*")
    if not text[:1].isalpha() and not text[:1].isdigit():
        return None
    found = re.match(rf"(?:{_LABEL}){_THEN}", text, re.I)
    if not found:
        return None
    kind = next((name for name in (APOLOGIES, NOBODY, PRESENT) if found[name]), "")
    rest = text[found.end():]
    rest = re.sub(r"^\s*\((?:\d+|[a-z ]{3,30})\)", "", rest, flags=re.I)
    colon = re.match(r"\s*[:–—;.-]+| / ", rest)
    body = rest[colon.end():] if colon else rest
    return kind, body.strip(), colon is not None


INSIDE = r"(?<=[\s.;,)])(?=(?:Apologies|APOLOGIES|In [Aa]ttendance|IN ATTENDANCE|Also [Pp]resent|ALSO PRESENT|Also in [Aa]ttendance|Absent|ABSENT|Present|PRESENT|Officers|Observers|Minutes|Clerk|Chair|Not present|Attending|Directors|Trustees|Governors|Members|Councillors|Secretariat|Ex [Oo]fficio|Guests|(?:Visiting|Co-opted|Voting|Other|Council|Committee|Board) [Mm]embers|Invited [Gg]uests|(?:Borough|District|County|Town|Parish) [Cc]ouncillors|[A-Z][a-z]+ [Rr]epresentatives|In [Aa]ttendance)(?: for absence| received(?: from)?| from| present| \([^()]{0,40}\))?\s?[:–]\s)"


def group(text: str) -> tuple[str, str] | None:
    """The group that a line or the beginning of one names (Officers, Co-opted members), and what follows it."""
    found = re.match(rf"({_GROUP})(?:\s*\([^)]*\))?\s*(?::|$)", text.strip(" •"), re.I)
    if found and (":" in found[0] or not re.match(r"(?:vice[- ])?(?:chair(?:man|person)?|clerk|secretary|treasurer|minutes|council|officer|panel|landlord|practice)$", found[1], re.I)):
        return found[1], text.strip(" •")[found.end():].strip()
    return None


def is_none(text: str) -> bool:
    return re.match(r"(?:none|nil|no(?: further)? apologies|there were no|n/?a|not applicable|as above|all present|no one|nobody)\b", text.strip(" ."), re.I) is not None


def is_sentence(text: str) -> bool:
    """Whether a text says something instead of naming people: a verb stands in it outside brackets."""
    bare = re.sub(r"\([^()]{0,200}\)?", "", text)
    return (len(bare) > 400 and "," not in bare) or re.search(
        r"\b(?:was|were|is|are|had|has|have|welcomed|opened|reported|will|would|said|noted|agreed|asked|declared|took|thanked|informed|received|accepted|be|been|being|gave|the meeting|see|to (?:receive|note|confirm|consider|be))\b", bare
    ) is not None
