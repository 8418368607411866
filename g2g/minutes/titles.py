"""Titles of items, told apart from the sentences that follow them and from sentences that only look like them."""

from __future__ import annotations

import re
from itertools import pairwise

from g2g.minutes.days import days_in
from g2g.minutes.document import Para
from g2g.minutes.names import is_initials, is_name, person

# How the titles begin that minutes everywhere have. Word lists load sooner than a pattern of their length is compiled.
_USUAL = (
    "apology", "apologies", "welcome", "introduction", "declaration", "disclosure", "interest", "minutes", "notes of", "matters arising", "matter arising",
    "actions from", "action from", "actions log", "action log", "actions arising", "any other", "aob", "aocb", "a.o.b", "other business", "other urgent business",
    "a.o.c.b", "agm", "a.g.m", "urgent", "next meeting", "next one", "next panel", "future meetings", "correspondence", "finance", "financ", "planning", "treasurer", "secretary", "chair's",
    "chairman's", "chairperson's", "headteacher", "head teacher", "chief executive", "clerk's", "report", "public participation", "public question", "public session",
    "public forum", "question", "risk", "budget", "update", "close", "closing", "previous minutes", "previous meeting", "last meeting", "last minutes", "last time",
    "membership", "policies", "safeguarding", "exclusion of", "highways", "election of", "appointment of", "quorum", "constitution", "terms of reference",
    "work plan", "workplan", "work programme", "forward plan", "performance", "attendance", "roll call", "opening prayer", "open floor", "opening remarks", "signing of",
)  # fmt: skip


_ABBREVIATIONS = frozenset(str.split(
    "st mr mrs ms dr no nos cllr cllrs rev revd co ltd inc st. vs e.g i.e etc approx dept hon prof sgt jan feb mar apr jun jul aug sep"
    " sept oct nov dec para vol fig ref"
))


def is_usual(title: str) -> bool:
    """Whether a title is one that minutes everywhere have."""
    words = title.strip().lower().replace("’", "'")
    for taken in ("to ", "receive ", "note ", "approve ", "confirm ", "consider ", "accept ", "any ") if words.startswith(("to ", "receive ", "approve ", "any apol")) else ():
        words = words.removeprefix(taken)
    return words.startswith(_USUAL) or (words.startswith("date") and any(later in words[4:32] for later in ("next", "future", "meeting")))


def is_title(text: str, *, numbered: bool = False) -> bool:
    """Whether a whole line can be a title: short, a capital or figure first, no sentence.

    After a number ``Questions received from the public`` is one too.
    """
    text = text.strip()
    words = text.split()
    if not words or len(words) > 14 or len(text) > 110 or not (text[0].isupper() or text[0] in "‘'\"“(" or text[0].isdigit()):
        return False
    if text[-1] in ".;,!" and not text.endswith(" etc.") and not (text[-1] == "." and len(words) < 7 and ". " not in text and is_usual(text)):
        return False
    if text[-1] == "?" and len(words) > 8:
        return False
    if text[-1] == ":" and len(words) > 6:
        return False
    if not any(letter.isalpha() for letter in text):
        return False
    first = words[0].lower()
    return not (first in ("to", "that", "it", "he", "she", "they", "there", "this", "these", "all", "we", "nobody", "none", "nil", "n/a") or _has_verb(words, _FINITE if numbered else _VERBS) or (not is_usual(text) and is_initials(text) and not (numbered and len(text) > 2 and text.isupper())))


def is_of_actions(title: str) -> bool:
    """Whether a heading stands above the list of actions at the end, and is no item of business."""
    words = title.lower().strip(" .:*-–#")
    return words in _OF_ACTIONS or words.startswith((
        "summary of action", "list of action", "list of all action", "action summary", "table of action", "outstanding action", "actions by ", "actions split by", "actions to ", "actions for ",
        "actions per ", "action items, by",
    ))


_OF_ACTIONS = frozenset((
    "actions", "action", "action points", "action list", "action items", "action log", "who is doing what", "who does what", "to do", "to do list", "meeting summary",
    "action table", "actions summary", "action sheet", "summary of actions", "items and actions", "people present", "people present (lines said)", "topics", "contents",
))  # fmt: skip


_VERBS = frozenset(str.split(
    "was were is are had has have will would reported said agreed asked noted advised explained thanked informed felt thought confirmed"
    " stated proposed seconded presented raised suggested attended welcomed opened closed apologised mentioned introduced commented"
    " received resolved can could should did does been joined left"
))


_FINITE = _VERBS - frozenset(str.split(
    "received raised proposed presented suggested noted agreed confirmed reported resolved introduced mentioned attended advised"
))


def _has_verb(words: list[str], verbs: frozenset[str] = _VERBS) -> bool:
    """Whether one of the words (not the first) is a verb that makes a sentence."""
    return any(word.strip(".,;:") in verbs and before not in ("who", "which") for before, word in pairwise(words))


_RESOLVES = frozenset(str.split(
    "receive consider approve note agree confirm discuss review appoint elect adopt sign record accept resolve authorise hear decide set determine ratify report declare grant update"
    " re-elect exclude nominate co-opt answer"
))


def numbered_title(para: Para) -> str:
    """The title that a numbered paragraph begins with; empty where it begins with a sentence."""
    if para.text[:3] in ("To ", "TO ") and len(para.text) < 160 and para.text[3:].split(" ", 1)[0].lower() in _RESOLVES and ". " not in para.text and "; " not in para.text and ": " not in para.text:
        return title_of(para.text)
    if len(para.cells) > 1:
        first = para.cells[0]
        # The number itself may be a part: its title is the next one.
        if first.strip(".() ") == para.mark or not any(letter.isalpha() for letter in first):
            first = para.cells[1]
        first = re.sub(rf"^\(?{re.escape(para.mark)}[.):]*\s+", "", first)
        if is_title(first, numbered=True) and any(letter.islower() or len(first) > 4 for letter in first) and not is_initials(first):
            return title_of(first)
    if para.bold or para.level:
        return title_of(para.text) if len(para.text) < 200 else ""
    if para.mark.isdigit() and (_is_stopped(para.text) or _is_long(para.text)):
        return title_of(para.text)
    return titled(para.text)


def _is_stopped(text: str) -> bool:
    """Whether a whole line is a title that somebody ended with a full stop: ``Village hall bookings.``."""
    words = text.split()
    return (
        text[-1:] == "." and 1 < len(words) < 7 and not _capitals(text) and " - " not in text and "," not in text and not any(map(str.isdecimal, text))
        and not words[0].lower().endswith("ed") and words[0].lower() != "no" and not _has_verb(words) and is_title(text[:-1], numbered=True)
    )  # fmt: skip


def _is_long(text: str) -> bool:
    """Whether a whole line is a title of more words than most: it has no verb, gives nobody anything to do, and has no stop in it."""
    words = text.split()
    return (
        14 < len(words) < 21 and text[-1].isalnum() and not any(mark in text for mark in (". ", ": ", ", ", " to ")) and not _has_verb(words, _FINITE)
        and not _capitals(text) and not _run_in(text) and is_title(" ".join(words[:10]), numbered=True)
    )  # fmt: skip


def titled(text: str) -> str:
    """The title at the beginning of a text, whatever follows it; empty where it begins with a sentence."""
    text = text.strip()
    if not text:
        return ""
    people = text[:40].partition(":")[0].strip()
    if people.lower() in _PEOPLE and len(text) > len(people) + 2 and text[len(people):].lstrip().startswith(":"):
        return people
    if caps := _capitals(text):
        return title_of(caps)
    if text.startswith("Minutes of") and (dated := _run_in(text)) and text[len(dated):].split()[:1] and text[len(dated):].split()[0].strip(".,") in _DONE:
        return dated
    if text[:9].lower() == "apologies" and (known := _run_in(text)) and is_name(text[len(known):].split(",")[0].split(" and ")[0]):
        return known
    if is_title(text, numbered=True):
        return title_of(text)
    head = _head(text)
    return title_of(head) if head and is_title(head) else _run_in(text)


_PEOPLE = frozenset(("present", "in attendance", "apologies", "apologies for absence", "apologies received", "attendance", "attendees", "also present", "members present"))
# Titles so usual that they are known even where the sentence after them begins without any mark.
_KNOWN = frozenset((
    "welcome", "welcome and introductions", "welcome and apologies", "introductions", "apologies", "apologies for absence", "declarations of interest", "declaration of interest",
    "declarations of interests", "minutes of the last meeting", "minutes of last meeting", "minutes of the previous meeting", "minutes of previous meeting", "minutes",
    "previous minutes", "matters arising", "matters arising from the minutes", "any other business", "aob", "aocb", "a.o.b.", "date of next meeting", "date of the next meeting",
    "next meeting", "correspondence", "finance", "planning", "planning applications", "highways", "highways matters", "public forum", "public participation", "public session",
    "local authority reports", "clerk's report", "chairman's report", "chair's report", "treasurer's report", "police report", "county councillor's report", "parish matters",
))  # fmt: skip


# What was done with the minutes, where no mark stands before it.
_DONE = frozenset(("Agreed", "Approved", "Accepted", "Taken", "Signed", "Confirmed", "The", "These", "Passed", "Read", "Noted", "No"))


def _run_in(text: str) -> str:
    """A usual title that runs into its text: ``Correspondence Letters came from …``, ``Minutes of 11 June Agreed.``."""
    words = text.split()[:9]
    begun = int(bool(words) and words[0] in ("Accepted", "Received", "Approved"))
    for taken in range(min(6, len(words) - 1), begun, -1):
        following = words[taken]
        if " ".join(words[begun:taken]).lower().replace("’", "'") in _KNOWN and (following[0].isupper() or following.startswith("(LGA") or (following in ("were", "was", "received", "from") and words[0].lower() == "apologies") or following.rstrip(".") in ("i", "a") or (following[0].isdigit() and taken > 1)):
            return " ".join(words[:taken])
    if len(words) > 3 and words[0].lower() == "minutes" and words[1] == "of" and (day := next(days_in(" ".join(words)), None)) and day.start < 16:
        rest = text[day.end:].lstrip()
        return text[: day.end].strip() if rest[:1].isupper() else ""
    return ""


def _capitals(text: str) -> str:
    """The words in capitals that a text begins with, where they are a title and what follows is not."""
    words = text.split()
    taken = 0
    for word in words:
        letters = [letter for letter in word if letter.isalpha()]
        figures = word.strip("(),.:").replace("/", "").replace("-", "").replace("–", "")
        if (letters and not word.isupper() and not re.fullmatch(r"\d+(?:st|nd|rd|th)", figures)) or (not letters and word not in ("&", "–", "-", "/", "+") and not figures.isdigit()):
            break
        taken += 1
        if (word[-1] in ":." and len(letters) > 3) or (word[-1] == ":" and len(letters) > 1):
            break
    if taken == len(words):
        return ""
    if 0 < len(words) - taken < 6 and words[taken][0].islower() and words[-1][-1] not in ".:" and not _has_verb(words[taken - 1:]):
        # Matters arising for information only: the rest of the line belongs to it.
        return ""
    if taken and words[taken - 1][-1] == "," and words[taken - 1][:-1].isalpha():
        # Capitals within a title that goes on: GPS, charts and flares.
        return ""
    if len(words) - taken < 4 and all(len(word) < 5 for word in words[:taken]) and not is_usual(text) and is_title(text, numbered=True):
        # Letters that stand for something, within a title: GPS Chart Faults.
        return ""
    while taken and words[taken - 1][-1] != ":" and not any(letter.isalpha() for letter in words[taken - 1]):
        taken -= 1
    # A capital that begins the sentence after the title; an initial after a dash.
    if 2 < taken < len(words) and len(words[taken - 1].rstrip(".")) == 1 and words[taken - 2] in ("-", "–", "—"):
        taken -= 2
    if taken > 1 and taken < len(words) and len(words[taken - 1]) == 1 and words[taken - 1] in "AI":
        taken -= 1
    if 1 < taken < len(words) and words[taken - 1] in ("PC", "PCSO", "PS", "DCI", "CC", "MP") and words[taken][0].isupper():
        taken -= 1
    if not taken:
        return ""
    caps = " ".join(words[:taken])
    rest = words[taken:]
    if sum(map(str.isalpha, caps)) < 5 and caps.strip(".:") not in ("AOB", "AOCB", "A.O.B", "AGM") and not (len(caps) == 4 and len(rest) > 3 and rest[0][0].isupper() and rest[0][-1:].islower()):
        return ""
    if taken == 1 and len(rest) < 4 and caps[-1] not in ".:" and rest[-1][-1] != ".":
        return ""
    return caps if taken > 1 or len(caps) > 3 or caps[-1] in ".:" or caps == "AOB" else ""


def _head(text: str) -> str:
    """What stands before a colon, a dash or the first full stop, where that is short enough to be a title."""
    if " … " in text[:100] and len(text[: text.index(" … ")].split()) < 11:
        return text[: text.index(" … ")]
    if (colon := re.search(r":(?:\s|$)|[:.]\s*[–-]\s", text[:100])) and len(text[: colon.start()].split()) < 11:
        return text[: colon.start()]
    for found in re.finditer(r"\.\s+(?=[A-Z‘“\"'(£\d])|\s[–—-]\s", text[:110]):
        before = text[: found.start()]
        last = before.split()[-1] if before.split() else ""
        if found[0][0] == "." and (last.lower().strip("(") in _ABBREVIATIONS or len(last) < 2):
            continue
        return before if 0 < len(before.split()) < 10 else ""
    return ""


def title_of(text: str) -> str:
    """A title without its papers, its colon, the name of who leads it, and the sentence or date that follows it."""
    text = " ".join(text.split())
    for mark in ("-", "–", "—", ":"):
        if text.startswith((f"Item {mark} ", f"Item{mark} ")):
            text = text.partition(f"{mark} ")[2]
    if "PDF" in text:
        text = re.sub(r"\s*(?:pdf icon )?\(?\bPDF,? \d+(?:\.\d+)? ?[KM]B\)?.*$", "", text)
    while ("(" in text or "[" in text) and (found := re.search(r"\s*[(\[]([^()\[\]]{1,60})[)\]]?[.:]?$", text)) and found.start() > 0 and _is_lead(found[1], text[: found.start()]):
        text = text[: found.start()]
    if text[:16].lower().startswith(("next meeting", "date of", "date and time")) and "next" in text[:30].lower() and (day := next(days_in(text), None)) and day.start > 10:
        text = text[: day.start]
    elif end := _at_end(text):
        text = text[:end]
    for found in re.finditer(r"\s+[–—-]\s+|:\s+", text) if ":" in text or " -" in text or "–" in text or "—" in text else ():
        before, rest = text[: found.start()], text[found.end():]
        if before and is_trailing(rest) and not (before[-1].isdigit() and rest[:1].isdigit()):
            text = before
            break
    return text.strip().rstrip(":.;–—-").strip() if not text.endswith("etc.") else text.strip()


def _at_end(text: str) -> int:
    """Where the number of a planning application begins that ends a title (Planning 15/00214/FUL); 0 where none does."""
    head, _, last = text.rstrip(" ,;").rpartition(" ")
    return len(head) if head and last.count("/") == 2 and last[:2].isdigit() and last.rsplit("/", 1)[1].isalpha() else 0


def is_trailing(rest: str) -> bool:
    """Whether what follows a dash or colon after a title is no part of it: none, a date, somebody's name, a sentence."""
    words = rest.split()
    if not words:
        return True
    if rest.strip(" .").lower() in ("none", "nil", "n/a", "noted", "as above", "agreed", "none received", "none declared", "no items", "tbc", "drawings", "verbal", "verbal update", "verbal report", "paper", "attached", "see above"):
        return True
    if (day := next(days_in(rest), None)) and day.start < 4:
        return True
    if rest[-1] == "." and len(words) > 3 and _has_verb(["", *words]):
        return True
    if len(rest) in (2, 3) and rest.isupper() and is_initials(rest):
        return True
    return len(words) < 5 and (found := person(rest)) is not None and not found.organisation and (len(words) > 1 and (len(words[0].strip(".")) == 1 or bool(found.initials) or words[0].strip(".").lower() in ("cllr", "mr", "mrs", "ms", "dr")))


def _is_lead(inner: str, before: str) -> bool:
    """Whether a bracket after a title names people, and is not a part of the title such as an abbreviation of it."""
    if inner.strip(".").lower() in ("any", "all", "chair", "clerk", "everyone", "verbal", "attached", "enclosed", "information", "for information", "to follow", "cont", "cont."):
        return True
    if inner.split(" ", 1)[0].lower() in ("paper", "papers", "enc", "enclosure", "appendix", "annex", "agenda") and any(letter.isdigit() for letter in inner):
        return True
    parts = re.split(r"\s*(?:,|/|&| and )\s*", inner.strip(" ?"))
    if all(is_initials(part) for part in parts):
        letters = "".join(word[0] for word in re.findall(r"[A-Za-z]+", before)).upper()
        return not any(part.upper() in letters or len(part) > 3 for part in parts) and not (len(parts) == 1 and parts[0] in ("AOB", "PPG", "CCG", "NHS", "GP", "UK", "EU", "IT", "HR", "AGM"))
    return all((found := person(part)) is not None and not found.organisation and len(part.split()) < 4 for part in parts) and not any(
        part.lower() in ("public", "private", "closed", "draft", "part", "update", "continued", "urgent", "confidential", "exempt", "revised") or part.isupper() for part in parts
    ) and not days_in_any(inner)


def days_in_any(text: str) -> bool:
    """Whether a text names a day, a month or a year."""
    return bool(re.search(r"\d|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b", text, re.I))
