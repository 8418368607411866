"""The word that labels an action, told from the same word in prose: ``Action:``, ``ACTION POINT 3 –``, ``[Actions: …]``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_ARROW = r"(?:=+>|-+>|→|⇒|➔|➜|►|▶|>>)\s*"
_LABEL = (
    r"(?P<bracket>[\[(]\s*)?(?P<word>ACTIONS?|Actions?|actions?|AP|TO DO|(?:Task|TASK)(?= \d))(?:\s(?P<kind>(?:for|from|at) (?:the |this )?(?:next )?(?:meeting|month|week)(?=\s*[:–-])|(?:POINTS?|Points?|points?|ITEMS?|Items?|items?|REQUIRED|[Rr]equired|AGREED|agreed|Agreed|ARISING|arising|BY|by|FOR|for|TO|NOTE|Arising)))?"
    r"(?P<no>(?:(?:\s|-(?=[A-Z]))?(?:(?:No|no|NO|nr|Ref)\.?\s?|#)?\(?(?:[A-Z]{1,8}[ /-]?)?\d{1,4}(?:[./-]\d{1,4}){0,3}[a-z]?\)?(?=[\s:.)\]–—-]|$)|(?!\s?\(s\))\s?\(?[a-z]\)(?=[\s:.–—-])|\s\([ivx]{1,4}\)))?"
    r"(?:\s*\(s\))?\s*(?P<sep>:\s*[–—-]?|[–—]|-(?=[\s*])|(?=[\])])|$)?"
)
_AHEAD = r"(?:\[(?:NEW|PENDING|OPEN|ONGOING)\]\s*(?=ACTION)|(?:New|Further|Agreed|Follow[- ]up|Outstanding) (?=[Aa]ction\b))"  # what can stand before the word
_NOT_AFTER = (
    r"(?:\bno|\bany|\bthe|\ban|\bthis|\bthat|\bwhat|\bfurther|\bwhich|\bof|\bfor|\bin|\binto|\btake|\btaken|\btook|\btaking|\bcourt|\blegal|\bdisciplinary|\bindustrial|\benforcement|\bdirect|\bthese|\bthose|\ball|\bhis|\bher|\btheir|\bour|\bits|\bto"
    r"|\boutstanding|\bprevious|\bsome|\bimmediate|\bremedial|\bagreed|\bon|\bfrom|\bwith|\bnew|\bmore|\bother|\bcorrective|\baffirmative|\bnecessary|\bappropriate|\bunder|\band|\bor|\bsee|\bsee also|\bcf\.?)\s+$"
)
_FOR = r"\([^()]{2,50}\)\s*:\s*\S"  # who is to act, or what about, before the colon
_NEAR = 60  # how much of the text before and after it tells a label from the same word in prose


class Label(NamedTuple):
    """A label: where it begins and ends in its paragraph, the number it gives, and whether it is one of many or in brackets.

    ``firm`` says that a colon or a dash, or nothing more, stands after it; ``due`` is a due phrase in it: Action for next meeting.
    """

    start: int
    end: int
    number: str
    plural: bool
    bracketed: bool
    firm: bool
    due: str = ""


@lru_cache(maxsize=256)  # the readers ask for the same paragraph several times
def at_start(text: str) -> Label | None:
    """The label with which a paragraph begins: the word, or an arrow in its place."""
    if text[:1] in "=-→⇒➔➜►▶>" and (arrow := re.match(_ARROW + r"(?=\S)", text)):
        return Label(0, arrow.end(), "", False, False, True)
    if text[:1] not in "AaTt[(NF":
        return None
    ahead = re.match(_AHEAD, text)
    at = ahead.end() if ahead else 0
    found = re.match(_LABEL, text[at:]) if at else re.match(_LABEL, text)
    label = _label(text[at:], found, start=True) if found else None
    return label._replace(start=0, end=label.end + at) if label and at else label


def inside(text: str, start: int = 1) -> list[Label]:
    """The labels in the midst of a paragraph, in order."""
    if "ction" not in text and "CTION" not in text and "AP" not in text:
        return []
    found = []
    at = opened = marks = 0  # quotation marks are counted on from label to label, however long the paragraph is
    last_mark = text.rfind('"')
    for one in _found(text):
        opened += text.count("“", at, one.start()) - text.count("”", at, one.start())
        marks += text.count('"', at, one.start())
        at = one.start()
        quoted = opened > 0 or (marks % 2 == 1 and last_mark >= one.end())
        if at >= start and not quoted and (label := _label(text, one, start=False)):
            found.append(label)
    return found


def _found(text: str) -> Iterator[re.Match[str]]:
    """What has the form of a label in a text, in order, with the bracket before it."""
    label = re.compile(_LABEL)
    after = 0
    for word in re.finditer(r"ACTION|[Aa]ction|AP(?= ?\d)|TO DO|T(?:ask|ASK)(?= \d)", text):
        at = word.start()
        opened = re.search(r"[\[(]\s{0,3}$", text[max(0, at - 4):at])
        begin = at - len(opened[0]) if opened else at
        before = text[begin - 1:begin]
        glued = before.isalpha() or before in ".)"
        if begin < after or (before and (before.isalnum() or before in "_/’'“\"‘-") and not (glued and re.match(r"(?:ACTION|Action)s? \d[\d./]{0,12}\s*:", text[at:at + 40]))):
            continue
        if one := label.match(text, begin):
            after = one.end()
            yield one


def _label(text: str, found: re.Match[str], *, start: bool) -> Label | None:
    word, sep = found["word"], found["sep"]
    number = (found["no"] or "").strip(" .():#")
    number = re.sub(r"^(?:[Nn][or]\.?|Ref\.?)\s*", "", number)
    kind = (found["kind"] or "").casefold()
    before, after = text[max(0, found.start() - _NEAR): found.start()], text[found.end(): found.end() + _NEAR]
    if not sep and word[:1] == "A" and re.match(_FOR, after):
        sep = ":"  # ‘Action (Theo): …’: what stands in the brackets is for the readers of tasks
    firm = bool(sep) or (sep == "" and not after.strip(" ]).")) or (bool(found["bracket"]) and sep is not None)
    if word == "AP" and not (number or sep):
        return None
    if word == "TO DO" and not sep:
        return None
    if kind in ("by", "for", "to") and not sep and not found["bracket"] and (kind == "to" or not start):
        return None
    if word[:1] == "a" and not (found["bracket"] or re.search(r"[–—-]\s*$", before) or (start and sep and sep.strip())):
        return None
    if before and not found["bracket"] and not (word.isupper() or sep or number) and not re.search(r"(?:^|[.;:)!?\]”\"–—-]|\s{2,})\s*$", before):
        return None
    if before and not found["bracket"] and re.search(_NOT_AFTER, before, re.I) and not (word.isupper() and sep):
        return None
    if re.match(r"(?i)(?:rating|score|likelihood|impact|rag|risk|mitigation)\b.{0,40}:", before):
        return None
    if re.search(r"[“\"‘']$|[“‘]\s+$", before):
        return None  # a correction of earlier minutes
    if re.match(r"(?i)\s?(?:plans?|fraud|groups?|logs?|notes?|lists?|sheets?|trackers?|days?|learning|research|taken|tracker|summary|points? from|for children)\b", after) and not sep:
        return None
    return Label(
        found.start(), found.end(), number, word.casefold().endswith("s") or kind[-1:] == "s", bool(found["bracket"]), firm,
        (found["kind"] or "") if kind.startswith(("for ", "at ")) else "",
    )

