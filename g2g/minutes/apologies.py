"""Apologies in a sentence: who sent them, without the reasons given, and without those who were only late."""

from __future__ import annotations

import re

from g2g.minutes.findings import Named
from g2g.minutes.names import is_office_or_body, people, person
from g2g.minutes.rolls import is_sentence

_FROM = (
    r"apologies(?: for (?:absence|non-attendance|his absence|her absence|their absence|not attending))?(?: and (?:reasons|absences?))?"
    r"[^.;:]{0,60}?\b(?:from|by|on behalf of|for)\b(?! (?:absence|lateness|late|non|being))\s*:?\s*(?P<after>[A-Z].*)"
)
_GAVE = (
    r"(?P<before>[A-Z].{2,200}?)\s+(?:had |have |has |all |both |also )*(?:sent|gave|given|sends?|gives?|tendered|submitted|offered|conveyed) "
    r"(?:(?:their|his|her|in|formal) )?(?:apologies|apology)\b(?! for (?:late|being late|lateness|his late|her late|leaving))(?:[^;]{0,60}?,? as (?:had|did|have) (?P<also>[A-Z][^;]{2,80}))?"
)
_SORRY = r"(?P<sorry>[A-Z].{2,120}?)\s+(?:had |have |has )?apologi[sz]ed(?: for (?:(?:his|her|their) )?(?:absence|not (?:being|attending)|non-attendance)| that| and|\.|,|$)"
_NOTED = r"(?P<noted>[A-Z].{2,120}?)['’]s?'? apologies (?:were|was|had|have)"
_REASON = (
    r"\s+(?:due to|owing to|because|who|whose|which|as (?:he|she|they|his|her|it)|and (?:these |they |it |the reasons? )?(?:was|were|accepted|noted|approved|received|it was)|were|was|had|have|has|is|are|with|for (?:the |a |his |her |their |personal|family|work|health|medical|this)|on account|"
    r"through|in view|having|being|by reason|at (?:the|a|another)|on (?:holiday|leave|business|other)|sent|gave|unable|ill\b|could|cannot|for their|for absence|for not|for non|that|in (?:his|her|their|advance)|whilst|while|after)\b.*"
)


def sentences(text: str) -> list[str]:
    """A paragraph's sentences. A full stop after a title, an initial or an abbreviation ends none."""
    parts, begun = [], 0
    for found in re.finditer(r"[.!?]\s+(?=[A-Z“‘\"'(])", text):
        last = re.split(r"[\s(]", text[begun: found.start()])[-1]
        if len(last) < 2 or last.lower() in ("mr", "mrs", "ms", "dr", "cllr", "cllrs", "rev", "revd", "sgt", "prof", "st", "p.c", "hon", "fr", "supt", "insp", "capt", "col", "no", "miss", "messrs") or re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", last):
            continue
        parts.append(text[begun: found.start() + 1])
        begun = found.end()
    return [*parts, text[begun:]]


def said(text: str, line: int) -> list[Named]:
    """Who sent apologies by a sentence that says so."""
    found: list[Named] = []
    if "polog" not in text:
        return found
    for sentence in sentences(text):
        if "polog" not in sentence or re.search(r"\bno (?:further |other )?apologies|apolog\w+ for (?:(?:his|her|their|being) )?(?:late|leaving)", sentence, re.I):
            continue
        match = re.search(_FROM, sentence[:1500], re.I) or re.search(_GAVE, sentence[:600]) or re.search(_NOTED, sentence[:400]) or re.search(_SORRY, sentence[:400])
        if not match:
            continue
        groups = match.groupdict()
        if (after := groups.get("after")) and after.startswith("Apologies") and (inner := re.search(_FROM, after[:1500], re.I)):
            groups = inner.groupdict()
        names = groups.get("after") or groups.get("before") or groups.get("noted") or groups.get("sorry") or ""
        if groups.get("after") is None and re.match(r"(?:The |It |There |Those |Apologies|No )", names):
            continue
        found += listed(names.rstrip("."), line)
        if also := groups.get("also"):
            found += listed(also.rstrip("."), line)
    return found


def listed(names: str, line: int) -> list[Named]:
    """Those whom the rest of a sentence names as having sent apologies, without the reasons that it gives."""
    found: list[Named] = []
    told = [part for sentence in sentences(names) for part in re.split(r"\s*;\s*", re.sub(r"\band (?:also )?from\b", "and", sentence))]
    for part in told:
        if is_late(re.sub(r"\([^()]*\)", "", part)) and "," not in part:
            continue
        part = re.sub(_REASON, "", _without_verdict(part.strip(" .")))
        if is_sentence(part):
            continue
        office = re.search(r"(?:^|,\s*|\band\s+)(the (?:[A-Z][\w’'-]+ ?|of |for |and ){1,6})$", part)
        if office and is_office_or_body(office[1]) and person(office[1]) is None:
            part = part[: office.start()]
        else:
            office = None
        found += people(part, line)
        found += [Named(office[1].strip(), line=line)] if office else []
    return [named for named in found if not is_late(named.organisation)]


_VERDICTS = frozenset(("accepted", "received", "noted", "approved", "sent", "given", "holiday", "ill", "work", "unwell"))


def _without_verdict(part: str) -> str:
    """Names without what was done with their apologies: ``Mr W Garside - accepted``."""
    for dash in (" - ", " – ", " — "):
        before, found, after = part.rpartition(dash)
        if found and after.strip(" .").lower() in _VERDICTS:
            return before
    return part


_LATE = frozenset(("late", "lateness", "later", "leaving", "left", "arrived"))


def is_late(text: str) -> bool:
    """Whether a text says that somebody came late or went early, and was there."""
    words = text.lower().split()
    return any(word.strip(".,;:()") in _LATE for word in words) or ("early departure" in text.lower() if len(words) > 1 else False)
