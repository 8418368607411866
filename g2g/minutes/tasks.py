"""The words after an action's label: who is to do what, taken apart where several owners stand in one paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice
from typing import NamedTuple

from g2g.minutes.parties import Parties
from g2g.minutes.vocabulary import VERBS

NOTHING = (
    r"(?:there (?:were|are) )?(?:no(?:ne|thing|t applicable)?|n/?a|nil|-+|–|_+|\.+)(?: (?:further|new|outstanding|specific|other|formal|additional))?(?: actions?)?(?: (?:points?|items?))?"
    r"(?: (?:was|were|is|are|have been|has been))?(?: (?:required|needed|necessary|recorded|arising|agreed|identified|noted|to report|at (?:this|the) (?:time|meeting|stage)|taken|raised|outstanding|left|more|for this item"
    r"|from this item|against this item|this (?:time|month|meeting)|to be taken|further))*(?: (?:by|at|from|for|in|on|until|till|unless|before) .{1,60})?$"
)
STATUS = (
    r"(?:(?:to be )?carried|given up|(?:partially|partly|part|nearly|almost|mostly)[ -](?:complete[d]?|done)|done|on hold|still|(?:not )?(?:to be )?taken forward|not (?:yet )?(?:complete[d]?|started|finished)|dropped|nothing (?:back|heard|yet)|action assigned|awaiting|awaited|not needed|complete[d]?|closed|ongoing|on-?going|in (?:progress|hand)|carried (?:forward|over)|c/f(?:wd)?|cfwd|cf(?=[\s.]*$)|cancelled|dropped|withdrawn|outstanding|not (?:yet )?done|not started|pending|deferred|transferred"
    r"|resolved|actioned|discharged|superseded|no longer (?:needed|required)|achieved|overdue|open(?=\s*(?:[.,;:–()-]|$))|started|doing|bring forward|brought forward|to be carried forward|remains?(?: open| outstanding)?)"
)
_NOBODY = (
    r"(?i)(?:(?:all )?(?:to )?note[ds]?|(?:for )?info(?:rmation)?|complete[d]?|closed|done|agreed|approved|resolved|decision|paid|minutes (?:approved|agreed|accepted)|accepted|n/?a|none(?: needed| required)?"
    r"|nil|ongoing|-+|–|tbc|no action|as (?:above|minuted))\.?$"
)
# One of these stands in every state: they are looked for sooner than the long patterns are compiled.
_STATE_WORDS = (
    "carried", "given up", "complete", "done", "hold", "still", "taken forward", "started", "finished", "dropped", "nothing", "assigned", "await", "needed", "closed", "ongoing",
    "on-going", "progress", "in hand", "c/f", "cf", "cancelled", "withdrawn", "outstanding", "pending", "deferred", "transferred", "resolved", "actioned", "discharged", "superseded",
    "no longer", "achieved", "overdue", "open", "doing", "bring forward", "brought forward", "remain",
)  # fmt: skip
STATUSES = rf"(?:-\s*)?{STATUS}\b(?:[^.;]|(?<=\bno)\.|(?<=\bnos)\.){{0,80}}"
_FINITE = r"(?:is|are|was|were|has|have|had|did|does|do|noted|said|reported|agreed|asked|confirmed|advised|informed|explained|gave|went|took|met|received|wrote|spoke|sent|made|completed|remains?|continues?|explained|thanked|stated|raised|presented|updated|found|got|plans?|hopes?|expects?|still|now|already|felt|thought|wondered|suggested|attended|discussed)"
_MODAL = r"\b(?:to|will|shall|should|must|would|needs?|can|could|may)\b"
_TELLING = (
    r"(?:[^.;]{0,120}\b)?(?:[A-Z][\w’'-]+|[Hh]e|[Ss]he|[Tt]hey|members?|[Bb]oard|[Cc]ommittee|[Pp]anel) (?:also |then |had )?(?:accepted|said|reported|noted|asked|explained|felt|thought|stated|suggested|commented|confirmed|advised|welcomed|pointed out"
    r"|mentioned|raised|replied|wondered|thanked|informed|described|introduced|presented|gave|told|queried|highlighted|expressed)\b"
)
_RUN_ON = r"(?:Item \d[\d/.]*\s*:|(?<=[\w.;:)])\s+\d{1,3}/\d{1,4}(?=[.:\s]\s?[A-Z]{3,})|(?i:post[- ]meeting note)\s*:|\(Adjourn)|(?:(?<=[.;:])|\s)\s*\d{1,3}(?:\.\d{1,2})?[.)]?\s+(?:[A-Z][A-Z&'’/,-]+)(?: (?:[A-Z&'’/,-]+))*(?=[\s:.]|$)"
_BREAK = r"(?:(?<=[.;?!])\s+|\n+\s*|;\s*|,\s+(?:and\s+)?|\s+and\s+|\s+[–-]\s+)(?=\S)"
_UNOWNED = r"(?:(?<=[.;?!])\s+|\s+and\s+|;\s*)(?=(?:(?:the|a|an|any|all|both|these|this|that|some|further|more|no)\s+)?[A-Za-z][a-z’'-]*\s+(?:(?!can\b|could\b|may\b|will\b|begins?\b|ha[sd]\b|have\b|due\b|ready\b|likely\b)[a-z’'-]+\s+){0,3}to be (?:\w+ly )?\w+(?:ed|en|wn|ught|lt|nt|pt|put|set|sent|made|held)\b)"
_OUTCOME = r"[^.:]{3,80}: (?:no (?:comments?|objections?|observations?)|noted|approved|refused|granted|withdrawn)\b"  # what was said of an application
_SEES_TO_IT = r"(?i)(?:do|organise|arrange|action|handle|deal with|see to|lead on|look after|follow up|progress|take forward|take) (?:on )?(?:this|that|it|these|them)$"
_STATE_SAID = r"(?<=[a-z)][.?!])\s+(?P<state>Ongoing|On-going|Closed|Completed?|Done|In progress|Carried forward|Open)\b(?:[.:,;]\s+|\s+(?=[A-Z(]))"
_DONE_BY = r"\b(?:to|will|should|must) be (?:\w+ly )?[a-z]+(?: (?:for|up|out|off|in|to|down))? by (?:the )?(?P<who>[^.,;]{2,60}?)(?= (?:before|by|at|in|on|for|from|within|during|after|until)\b|[,.;]|$)"
_MOST = 2000  # places in one paragraph where another task may begin
_BETWEEN = " \t\n,;"  # what stands between two tasks
_AND = re.compile(r"(?:and|then) ")
# What looks like an owner with a task, and is a clause of the task before: ‘who will’, ‘which is to’.
_RELATIVE = re.compile(r"(?i)(?:who|which|that|whom|whose|it|he|she|they|this|these)\b")


class Task(NamedTuple):
    """One thing to do: the owners as written, the words, and what is said of its state, if that is all that is said."""

    owners: tuple[str, ...]
    words: str
    status: str = ""


def is_nothing(text: str) -> bool:
    """Whether the words after a label say that there is no action."""
    words = " ".join(text.split()).strip(" .:!–-_()[]").casefold() or "none"
    return bool(re.match(NOTHING, words) or re.match(r"(?:none|nothing(?: left| more| outstanding)?|no actions?)\b\s*[–(;,-]|see (?:also )?(?:item|minute|above|below|page|paragraph)\b", words))


def may_tell_a_state(text: str) -> bool:
    """Whether a text has a word without which it tells no state."""
    low = text.lower()
    return any(word in low for word in _STATE_WORDS)


def statuses(text: str, parties: Parties) -> list[Task]:
    """``KA Done; LR Carried forward``: owners each with a state and no words; empty where the text says anything else."""
    if not may_tell_a_state(text):
        return []
    found: list[Task] = []
    held: tuple[str, ...] = ()  # owners who share the state that comes after the next one
    for piece in re.split(rf"[;\n]|(?<=[a-z])(?<!\bno)(?<!\bnos)\.\s+|,\s+(?=[A-Z]\S*(?: [A-Z]\S*)? (?i:{STATUS})\b)", text.strip(" .")):
        matched = re.match(rf"(?P<who>[^:–]{{1,60}}?)\s*[:–-]?\s*(?P<state>(?i:{STATUSES}))$", piece.strip())
        owners = parties.owners(matched["who"]) if matched else None
        if not matched or owners is None:
            if not (alone := parties.owners(piece, 2)):
                return []
            held += alone
            continue
        state = matched["state"].strip(" -")
        # “Carried forward OF, KA”: those after it share it.
        more = re.match(rf"(?i:{STATUS})\s+(?P<more>[A-Z].*)$", state)
        joined = parties.owners(more["more"], 2) if more else None
        if more and joined:
            owners, state = (*owners, *joined), state[: more.start("more")].strip()
        found.append(Task((*held, *owners), "", state))
        held = ()
    return [] if held else found


def is_status(text: str) -> bool:
    """Whether words say only how an old action stands: done, carried forward."""
    if not may_tell_a_state(text) and not any(word in text.lower() for word in ("held", "left")):
        return False
    return bool(re.match(rf"(?i)(?:this (?:action |item )?(?:is|was|has been) |now |all |action |item )*(?:{STATUSES}|(?:held|left) (?:over|for|until|till|to) [^.;]{{0,80}})\.?$", text.strip(" .")))


def is_for_nobody(cell: str) -> bool:
    """Whether what stands in the column for who is to act says that nobody is: noted, for information, approved, none."""
    return bool(re.match(_NOBODY, cell.strip()))


def is_ended(status: str) -> bool:
    """Whether a state means that there is nothing left to do."""
    low = status.casefold()
    if re.match(r"(?:open|on-?going|in progress|outstanding|pending|overdue|started)\b(?! ?[/&]| and| or)", low):
        return False
    if re.search(r"\b(?:not (?:yet )?(?:done|complete|closed|started)|in ?complete|partial|to be closed|re-?opened?|part[- ]complete|nearly|almost)", low):
        return False
    return bool(
        re.search(r"\b(?:complete[d]?|closed?|done|cancelled|withdrawn|actioned|discharged|superseded|no longer (?:needed|required|relevant)|achieved|dropped|resolved|finished|delivered|given up|not (?:to be )?taken forward)\b", low)
        or low.strip(" .") in ("blue", "y", "yes", "c", "✓", "✔", "x", "complete ✓")
    )


def is_statement(text: str, parties: Parties) -> bool:
    """Whether a sentence tells what is or was, and gives nobody anything to do."""
    first = text.split(None, 1)[0].strip(",.:;") if text.split() else ""
    if parties.ordered(text):
        return False
    words = re.split(r"(?<=[.;])\s", text, maxsplit=1)[0]
    words = re.sub(r"\b(?:yet|able|unable|due|used|likely|willing|ready|going|had|continues?|happy|pleased|wanted|wished|hoped?s?|expects?|plans?|trying) to [a-z]+", "", words)
    if re.match(r"[Tt]here (?:is|are|was|were|has|have)\b", words) and not re.search(r"\b(?:should|must|need(?:s|ed)? to)\b", words):
        return True
    if re.match(r"(?:This|That|It|These|There|He|She|They|We|Nothing|Noted|Agreed|Discussed|Deferred|Approved)\b", first) and not re.search(
        r"\b(?:to be|will|should|must|need(?:s|ed)? to|is to|are to|agreed to)\b", words
    ):
        return True
    past = re.match(r"((?:\S+ ){1,5}?)(?:had |has |have |also )?\w+(?:ed|ew|oke|ought)\b(?! to\b)", words)
    if past and parties.owners(past[1], 2) and not re.search(_MODAL, past[1]):
        return True
    found = re.search(rf"\b{_FINITE}\b", words)
    if not found or first.casefold() in VERBS:
        return False
    before = words[: found.start()].strip()
    if re.match(r"(?:is|are) to be\b", words[found.start():]) and parties.owners(before, 2):
        return False  # Ann, Ned and Ivy are to be asked
    if found[0] in ("is", "are", "was", "were", "has", "have", "had", "remains", "remain") and before and not re.search(_MODAL, _first_clause(words) if parties.owners(before, 2) else words):
        return True
    if re.search(_MODAL, before) or re.search(r"\b(?:is|are|was|were|has|have) to\b", words[: found.end() + 4]):
        return False
    if re.match(rf"(?:{_FINITE})\s+to\b", words[found.start():]) and found[0] in ("agreed", "needs", "has", "have", "is", "are", "asked"):
        return False
    subject = re.sub(r"\s+(?:also|then|now|still|already|have|has)$", "", before)
    if parties.owners(subject) or re.match(r"(?i)(?:The|A|An|All|Both|Some|Most|Many|No|Our|Their|His|Her|One|Two|Three|Members?|Officers?|Details)\b", subject):
        return not re.search(r"\b(?:will|to be|should|must)\b", words[found.end():])
    return False


def _first_clause(words: str) -> str:
    return words.split(", ", 1)[0]


def tells(text: str) -> bool:
    """Whether a text has a verb that tells what is or was."""
    return bool(re.search(rf"\b{_FINITE}\b", text))


def with_state(text: str, parties: Parties) -> tuple[Task, str] | None:
    """``OF to count the seats. Done``: a task and, in a sentence of its own, how it stands; None where it is not so."""
    if not may_tell_a_state(text):
        return None
    found = re.match(rf"(?P<task>.{{8,400}}?[.?!])\s+(?P<state>(?i:{STATUS})\b[^.;()]{{0,40}})(?P<note>\s*\([^()]{{1,120}}\))?[.\s]*$", text)
    lead = parties.leading(found["task"], 2) if found else None
    if not found or not lead:
        return None
    owners = lead[0]
    passed = re.search(r"(?i)\btransferred to (.{2,40}?)[).]*$", found["note"] or found["state"])
    if passed and (taker := parties.owners(passed[1])):
        owners = taker
    return Task(owners, trimmed(lead[1]), found["state"].strip()), (found["note"] or "").strip(" ()")


def without_state(text: str) -> tuple[str, str]:
    """The words of a task, and the state that stands after them: ``… – Done``, ``… (carried forward)``."""
    if not may_tell_a_state(text):
        return text, ""
    found = re.search(rf"(?i)(?:\s*[–—(\[-]\s*|(?<=[.?!])\s+)(?P<state>{STATUS}\b[^()\[\]–—.]{{0,40}})[)\].\s]*$", text)
    if found and found.start() > 8:
        return text[: found.start()], found["state"].strip()
    return text, ""


def until_state(text: str) -> tuple[str, str]:
    """The words of a task, and the state that stands in the midst of a note on it: ``… the yard. Ongoing. The yard has moved``."""
    found = re.search(_STATE_SAID, text)
    return (text[: found.start()], found["state"]) if found else (text, "")


def trimmed(text: str) -> str:
    """Words of a task without what stands around them: ‘To’ before, marks, brackets and stops at the ends."""
    text = re.sub(r"^(?:[\s:–—.,;*•·-]+|\(\s*\)|(?:and|that)\s+)+", "", text)
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\s*\[(?:recorded in|on) [^\[\]]{0,200}\]?$", "", text)
    if "://" in text:
        text = re.sub(r"[\s,;(–-]*(?:(?:e\.g\.|see|at|via|here)[\s:,]*)?https?://[^\s]{1,400}$", "", text)
    text = re.sub(r"\s*\(\w{2,20}, \d\d:\d\d(?::\d\d)?\)$", "", text)
    text = re.sub(r"\s*\(\d{1,4}\)\.?$", "", text)  # the number of a list of actions
    text = re.sub(r"^[Tt]o\s+(?=[a-z])", "", text)
    if text.endswith("]") and "[" not in text:
        text = text[:-1]
    return text.rstrip(" .;,:–—-*|")


def split(text: str, parties: Parties, *, least: int = 1) -> list[Task]:
    """The tasks in the words after a label, in order. A sentence that names no owner goes on with the task before it."""
    text = re.sub(r"(?<=[a-z]{2})\.(?=[A-Z](?:[a-z]+|[A-Z]{1,3})[ ,])", ". ", without_next_item(text))
    starts = _starts(text, parties, least)
    tasks: list[Task] = []
    for place, (_at, owners, rest) in enumerate(starts):
        end = starts[place + 1][0] if place + 1 < len(starts) else len(text)
        words = text[rest:end].rstrip(_BETWEEN)
        words = re.sub(r"(?<=[\s,;])(?:and|then)$", "", words).rstrip(_BETWEEN)
        if owners is None:
            trailing = parties.trailing(words) if place == 0 else None
            if trailing:
                words, owners = trailing[0], trailing[1]
        words = _until_told(words, parties)
        if tasks and owners and not tasks[-1].owners and re.match(_SEES_TO_IT, trimmed(words)):
            tasks[-1] = tasks[-1]._replace(owners=owners)
        elif trimmed(words):
            tasks.append(Task(owners or _doers(words, parties), trimmed(words)))
    return tasks


def _doers(words: str, parties: Parties) -> tuple[str, ...]:
    """Those by whom something is to be done: ``The hall to be swept by KM before the fair``."""
    found = re.search(_DONE_BY, words)
    return (parties.owners(found["who"], 2) or ()) if found else ()


def _until_told(words: str, parties: Parties) -> str:
    """The words of a task up to a sentence that tells of something else: the minutes went on in the same paragraph."""
    sentences = re.split(r"(?<=[a-z0-9)’'”][.?!])(?<!Prof\.)(?<!Cllr\.)(?<!\bDr\.)(?<!\bMr\.)(?<!Mrs\.)(?<!\bMs\.)(?<!\bSt\.)(?<!\bNo\.)(?<!\bRev\.)\s+(?=[A-Z“‘(])", words)
    for place, sentence in enumerate(sentences[1:], 1):
        if is_statement(sentence, parties) or re.match(_TELLING, sentence) or re.match(_OUTCOME, sentence) or re.match(r"No (?:further )?actions?\b", sentence):
            # A short heading before it belongs to what is told.
            if place > 1 and len(sentences[place - 1].split()) < 4:
                place -= 1
            return " ".join(sentences[:place])
    return words


def without_next_item(text: str) -> str:
    """The words up to the number and heading of a next item that runs on in the same paragraph."""
    found = re.search(_RUN_ON, text)
    if found and len(found[0].strip()) > 3 and found.start() > 1 and not re.search(r"\b(?:item|no|number|section|page|room|paragraph|rule|risk|clause|band)\.?$", text[: found.start()], re.I):
        return text[: found.start()]
    return text


def _starts(text: str, parties: Parties, least: int) -> list[tuple[int, tuple[str, ...] | None, int]]:
    """Where tasks begin: place, owners (None where none are named), and where the words begin."""
    lead = parties.leading(text, least)
    starts: list[tuple[int, tuple[str, ...] | None, int]] = []
    if lead:
        starts.append((0, lead[0], len(text) - len(lead[1])))
    else:
        starts.append((0, None, 0))
    inside = starts[0][2]
    for found in islice(re.finditer(_BREAK, text), _MOST):
        at = found.end()
        if at <= inside:
            continue
        stop = found[0][0] in ";\n" or (found[0][0] != "," and text[found.start() - 1:found.start()] in (".", ";", "?", "!"))
        begun = _AND.match(text, at)
        here = begun.end() if begun else at
        whole = text[here:here + 240]
        lead = parties.leading(whole, least if stop else 2)
        if lead and (stop or starts[-1][1] is not None) and not _RELATIVE.match(whole):
            rest = here + len(whole) - len(lead[1])
            starts.append((at, lead[0], rest))
            inside = rest
    if starts[0][1] is None:
        return starts
    begins = [begin for begin, _, _ in starts]
    unowned: list[tuple[int, tuple[str, ...] | None, int]] = []
    for found in re.finditer(_UNOWNED, text):
        at = found.end()
        inside = starts[bisect_right(begins, at) - 1][2]
        if inside < at and text[max(0, at - 40): at].rstrip().endswith(("and", ".", ";")):
            unowned.append((at, (), at))
    return sorted([*starts, *unowned], key=lambda start: start[0])
