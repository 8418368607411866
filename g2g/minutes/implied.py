"""Tasks that minutes give in prose, with no label: told apart from the actions, for a person to take up or leave."""

from __future__ import annotations

import re

from g2g.minutes import tasks
from g2g.minutes.findings import FoundAction
from g2g.minutes.reading import Reading

_AGREED = r"(?i)^(?:(?:unanimously )?(?:resolved|agreed) (?:that |to (?=\w))|it was (?:agreed|suggested|resolved|decided|proposed) (?:that |to (?=\w))?|(?:the )?(?:board|committee|council|meeting|group|forum|members?) (?:agreed|asked) (?:that |for )?)"
_DONE_BY = r"\b(?:will|should|must|to) be \w+(?:ed|en|wn|ght|nt)\b"


def read(reading: Reading) -> list[FoundAction]:
    """The tasks in the prose that no other reader has read, in order."""
    found: list[FoundAction] = []
    first = min((item.line for item in reading.details.items), default=0)
    for place, para in reading.paras():
        if para.line < first or reading.is_heading(para) or len(para.text) < 12:
            continue
        before = ""
        for sentence in re.split(r"(?<=[.;?!])\s+(?=[A-Z(‘“])", para.text):
            task = _to_action(reading, place, sentence, before) or _task(reading, sentence)
            if task:
                found.append(FoundAction(task.words, task.owners, para.line, "prose", item=reading.item(para.line), sure=False))
            before = sentence
    return found


def _to_action(reading: Reading, place: int, sentence: str, before: str) -> tasks.Task | None:
    """``Clerk to action.``: the owner of what the sentence before it says, if that gives work."""
    lead = reading.parties.leading(sentence, 2) if re.search(r"\bto action(?: (?:this|that|it|these|them))?\.?$", sentence) else None
    if lead is None or not lead[0]:
        return None
    told = before or reading.context(place)
    agreed = re.match(_AGREED, told)
    words = reading.words_of(told[agreed.end():] if agreed else told)
    return tasks.Task(lead[0], words) if len(words.split()) > 1 else None


def _task(reading: Reading, sentence: str) -> tasks.Task | None:
    """The task that one sentence gives, if it surely gives one."""
    if len(sentence) > 400 or sentence.endswith("?"):
        return None
    agreed = re.match(_AGREED, sentence)
    text = sentence[agreed.end():] if agreed else sentence
    lead = reading.parties.leading(text, 2)
    if lead and len(lead[1].split()) > 1 and not re.match(r"be |have |like |not |remain|continue to be|see |know |can ", lead[1]) and not tasks.is_statement(
        lead[1], reading.parties
    ):
        words = tasks.trimmed(lead[1])
        return tasks.Task(lead[0], words) if words else None
    if agreed and re.search(_DONE_BY, text):
        return tasks.Task((), tasks.trimmed(text))
    return None
