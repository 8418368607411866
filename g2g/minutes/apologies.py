"""Apologies in a sentence: who sent them, without the reasons given, and without those who were only late."""

from __future__ import annotations

import re

from g2g.minutes.findings import Named
from g2g.minutes.names import person
from g2g.minutes.offices import is_office_or_body
from g2g.minutes.people import people
from g2g.minutes.rolls import is_sentence

_GAVE = (
    r"(?P<before>[A-Z].{2,200}?)\s+(?:had |have |has |all |both |also )*(?:sent|gave|given|sends?|gives?|tendered|submitted|offered|conveyed) "
    r"(?:(?:their|his|her|in|formal) )?(?:apologies|apology)\b(?! for (?:late|being late|lateness|his late|her late|leaving)| to (?!the (?:meeting|clerk|chair|secretary|board|committee)))(?:[^;]{0,60}?,? as (?:had|did|have) (?P<also>[A-Z][^;]{2,80}))?"
)
_SORRY = r"(?P<sorry>[A-Z].{2,120}?)\s+(?:had |have |has )?apologi[sz]ed(?: for (?:(?:his|her|their) )?(?:absence|not (?:being|attending)|non-attendance)| that (?:he|she|they) (?:could|was|were|would)|\.|$)"
_NOTED = r"(?P<noted>[A-Z].{2,120}?)['’]s?'? apologies (?:were|was|had|have)"
# With these words the reason begins, or what was done about it: what stands before is a name.
_REASONS = frozenset(str.split(
    "because who whose which were was had have has is are with through having being sent gave unable ill could cannot that whilst while after due owing whom"
))
_REASON_PAIRS = frozenset((
    "as he", "as she", "as they", "as his", "as her", "as it", "for the", "for a", "for his", "for her", "for their", "for personal", "for family", "for work", "for health",
    "for medical", "for this", "for whom", "for absence", "for not", "for non", "on account", "in view", "by reason", "at the", "at a", "at another", "on holiday", "on leave",
    "on business", "on other", "in his", "in her", "in their", "in advance", "and these", "and they", "and it", "and this",
))  # fmt: skip


def sentences(text: str) -> list[str]:
    """A paragraph's sentences. A full stop after a title, an initial or an abbreviation ends none."""
    parts, begun = [], 0
    for found in re.finditer(r"[.!?]\s+(?=[A-Z“‘\"'(])", text):
        last = re.split(r"[\s(]", text[begun: found.start()])[-1]
        if len(last) < 2 or last.lower() in ("mr", "mrs", "ms", "dr", "cllr", "cllrs", "rev", "revd", "sgt", "prof", "st", "p.c", "hon", "fr", "supt", "insp", "capt", "col", "no", "miss", "messrs", "exec", "asst", "snr", "jnr", "det") or re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", last):
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
        match = None if (after := _sent_from(sentence[:1500])) else re.search(_GAVE, sentence[:600]) or re.search(_NOTED, sentence[:400]) or re.search(_SORRY, sentence[:400])
        if not match and not after:
            continue
        groups = match.groupdict() if match else {}
        if after.startswith("Apolog"):
            after = _sent_from(after) or after
        names = after or groups.get("before") or groups.get("noted") or groups.get("sorry") or ""
        if not after and names.startswith(("The ", "It ", "There ", "Those ", "Apologies", "No ")):
            continue
        found += listed(names.rstrip("."), line)
        if also := groups.get("also"):
            found += listed(also.rstrip("."), line)
    return found


def listed(names: str, line: int) -> list[Named]:
    """Those whom the rest of a sentence names as having sent apologies, without the reasons that it gives."""
    found: list[Named] = []
    names = _without_unexcused(names)
    told = [part for sentence in sentences(names) for part in re.split(r"\s*;\s*|,?\s+and (?:also )?from\s+(?:the\s+)?(?=[A-Z])", sentence)]
    told = [part for part in told if "," in part or not is_late(re.sub(r"\([^()]*\)", "", part))]
    for part in told:
        part = _without_reason(_without_verdict(part.strip(" .")))
        if is_sentence(part):
            continue
        office = re.search(r"(?:^|,\s*|\band\s+)(the (?:[A-Z][\w’'-]+ ?|of |for |and ){1,6})$", part)
        if office and is_office_or_body(office[1]) and person(office[1]) is None:
            part = part[: office.start()]
        else:
            office = None
        # Between semicolons a comma parts somebody from their body.
        found += people(f"{part};" if len(told) > 1 and ";" in names and "," in part else part, line)
        found += [Named(office[1].strip(), line=line)] if office else []
    return [named for named in found if not (is_late(named.organisation) or is_unexcused(named.organisation))]


def _without_unexcused(names: str) -> str:
    """Names without those after whom a bracket says that they sent no apologies: ``Ned Crewe (no word)``."""
    begun = names.find("(")
    while begun >= 0:
        end = names.find(")", begun)
        if end < 0:
            break
        if is_unexcused(names[begun + 1:end]):
            start = max(names.rfind(mark, 0, begun) + kept for mark, kept in ((",", 0), (";", 0), (")", 1), (" and ", 0), (" & ", 0)))
            names, end = names[:max(start, 0)] + names[end + 1:], max(start, 0)
        begun = names.find("(", end)
    return names.lstrip(" ,;&").removeprefix("and ")


_NO_NAME = ("absence", "absences", "lateness", "late", "non", "being", "non-attendance", "not", "his", "her", "their", "leaving")


def _sent_from(sentence: str) -> str:
    """What stands after ``apologies … from`` in a sentence, where it begins as a name does; empty where it does not."""
    lower = sentence.lower()
    begun = lower.find("apolog")
    while begun >= 0:
        end = begun + 6
        while end < len(lower) and lower[end].isalpha():
            end += 1
        if lower[begun:end] in ("apologies", "apology"):
            reach = lower[end:end + 120]
            for mark in (".", ";", ":"):
                reach = reach.partition(mark)[0]
            spots = [(found, word) for word in (" from", " by", " on behalf of", " for") if (found := _word(f"{reach} ", f"{word} ")) >= 0]
            for found, word in sorted(spots):
                rest = sentence[end + found + len(word):].lstrip(" :")
                if rest[:1].isupper() and rest.split(None, 1)[0].lower() not in _NO_NAME:
                    return rest
        begun = lower.find("apolog", end)
    return ""


def _word(text: str, word: str) -> int:
    """Where a word stands last but for those that no name follows: ``for absence from``, ``for … from``."""
    at = text.find(word)
    while at >= 0 and text[at + len(word):].split(" ", 1)[0] in _NO_NAME:
        at = text.find(word, at + 1)
    return at


def _without_reason(part: str) -> str:
    """Names without the reason that follows them."""
    words = part.split()
    for place in range(1, len(words)):
        bare = words[place].lower().strip(",.")
        if bare in _REASONS or (place + 1 < len(words) and f"{bare} {words[place + 1].lower().strip(',.')}" in _REASON_PAIRS and words[place][0].islower()):
            if words[place][0].isupper():
                continue
            kept = " ".join(words[:place])
            # A bracket that is open belongs to the name before it.
            return part if kept.count("(") > kept.count(")") else kept.rstrip(" ,").removesuffix(" and").rstrip(" ,")
    return part


_VERDICTS = frozenset(("accepted", "received", "noted", "approved", "sent", "given", "holiday", "ill", "work", "unwell"))


def _without_verdict(part: str) -> str:
    """Names without what was done with their apologies: ``Mr W Garside - accepted``."""
    for dash in (" - ", " – ", " — "):
        before, found, after = part.rpartition(dash)
        if found and after.strip(" .").lower() in _VERDICTS:
            return before
    words = part.split()
    while len(words) > 1 and words[-1].strip(",.").lower() in ("and", "accepted", "received", "noted", "approved", "were") and words[-1][0].islower():
        words.pop()
    return " ".join(words).rstrip(" ,")


_UNEXCUSED = ("no word", "no apolog", "without apolog", "none received", "not received", "absent", "no reply", "no response")


def is_unexcused(text: str) -> bool:
    """Whether a text beside a name in a list of those who were away says that they sent no apologies."""
    return text.lower().strip(" -–—.").startswith(_UNEXCUSED)


_LATE = frozenset(("late", "lateness", "later", "leaving", "left", "arrived"))


def is_late(text: str) -> bool:
    """Whether a text says that somebody came late or went early, and was there."""
    words = text.lower().split()
    return any(word.strip(".,;:()") in _LATE for word in words) or ("early departure" in text.lower() if len(words) > 1 else False)
