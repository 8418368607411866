"""The name of the body that met, as the heading of its minutes gives it."""

from __future__ import annotations

from collections.abc import Sequence

from g2g.minutes.days import days_in, times_in
from g2g.minutes.document import Document

_BODIES = frozenset(str.split(
    "council committee sub-committee subcommittee board forum partnership group sub-group cabinet panel trust society association club federation union co-operative cooperative governors"
    " trustees network assembly company limited ltd commission authority governing directors consortium executive team alliance foundation charity school academy institute friends branch"
    " league chapter college congress conference fellowship guild parochial pcc ppg ccg pta collective community library sinfonia orchestra choir hackspace makerspace district"
))
_CORES = frozenset(("minutes", "minute", "notes", "note", "record", "proceedings", "meeting", "meetings", "mtg", "agenda"))
_PAPERS = frozenset(("minutes", "minute", "notes", "note", "record", "proceedings"))
# What stands before and after those words, and is no part of a name.
_KINDS = frozenset(str.split(
    "draft unconfirmed confirmed approved final public open agreed unapproved un-approved the formal summary action ordinary monthly annual quarterly full extraordinary regular special"
    " remote virtual january february march april may june july august september october november december main last latest first second third fourth fifth sixth seventh eighth ninth tenth"
    " statutory scheduled termly weekly biweekly bi-monthly bimonthly a an of for from our general held by these are extra inaugural opening and"
))
_NO_BODY = frozenset(str.split("author original scanned agenda approved held draft present registered charity item you dear notice from to cc subject date venue time apologies attendance published posted page publication hello home tel telephone email"))
_PASSED = frozenset(str.split("agenda present attend attendance attendees apologies date venue time held draft unconfirmed confidential approved page from chair in clerk posted published"))
_NAME_FIELDS = frozenset(("decision maker", "committee", "name of committee", "name of meeting", "title of meeting", "title of committee", "meeting", "meeting title", "meeting name", "meeting of", "board", "body", "group"))
_GENERAL = frozenset(str.split(
    "the full main executive management general annual ordinary board committee trustees trustees' council group forum governing body parish town directors directors' members members' of extraordinary"
    " special steering"
))
_WHOLE = ("board of", "executive group", "executive board", "full governing", "parish council", "governing body", "steering group", "steering committee")


def _bare(word: str) -> str:
    return word.strip(" ,.:;–—-*|()").lower().replace("’", "'")


def is_body(text: str) -> bool:
    """Whether a text has a word in it that bodies are called by."""
    return any(_bare(word) in _BODIES for word in text.split()) or "friends of" in text.lower()


def is_about_minutes(text: str) -> bool:
    """Whether a text speaks of minutes, notes or a record."""
    return any(_bare(word) in _PAPERS for word in text.split())


def body(document: Document, head: Sequence[str]) -> str:
    """The name of the body that met; empty where the heading does not say."""
    for para in document.paras():
        name, colon, value = para.text.partition(":")
        if colon and name.strip(" *").lower() in _NAME_FIELDS and 2 < len(value.strip()) < 121:
            return value.strip(" .")
        if para.line > 60:
            break
    for at, text in enumerate(head[:-1]):
        if text.strip(" :").lower() in ("title", "committee", "meeting", "board"):
            return head[at + 1].strip(" .")
    found = _in_heading(head)
    if found:
        return found
    title = document.stated("title")
    if not title:
        return ""
    if title[:4].isdigit() and title[4:5] == "-":
        title = title[10:].strip()
    named = _named(title, "")
    return named if is_body(named) else ""


def _in_heading(head: Sequence[str]) -> str:
    """The name that the first lines give: that in the sentence on the minutes, else the line above it."""
    above = ""
    for place, text in enumerate(head[:15]):
        words = text.strip() if not place or head[place - 1].strip(" :").lower() != "author" else ""
        first = _bare(words.split(None, 1)[0]) if words else ""
        if not words or words.count(" | ") > 1 or words.startswith("{{") or "@" in words or (above and ":" in words[:40] and first not in _PAPERS):
            continue
        if _begins_minutes(words):
            named = _named(words, above) if ". " not in words[:-1] or is_body(_named(words, above)) else ""
            if words.isupper() and not is_body(named) and head[place + 1:place + 2] and head[place + 1].isupper():
                named = _named(f"{words} {head[place + 1].strip()}", above)  # the name goes on below
            if named or above:
                return named or above
            continue
        if first in _PASSED and not is_body(words):
            continue
        if above and (_says_meeting(words) or next(days_in(words), None)):
            own = _named(words, above) if first not in ("you", "members", "councillors", "notice") and not words.lower().startswith("a meeting") else ""
            return own if is_body(own) else above
        own = _named(words, above)
        if own and _bare(own.split(None, 1)[0]) not in _NO_BODY and not own.lower().startswith(("members are", "to all", "no.")) and (is_body(own) or not above):
            above = own
            if "meeting" in words.lower() and is_body(own):
                return own
    return above if is_body(above) else ""


def _begins_minutes(words: str) -> bool:
    """Whether a line begins by saying that these are minutes: Minutes of …, Draft minutes, Notes from …."""
    for word in words.split()[:8]:
        bare = _bare(word)
        if bare in _PAPERS:
            return True
        if bare and bare not in _KINDS:
            return False
    return False


def _says_meeting(words: str) -> bool:
    first = [_bare(word) for word in words.split()[:3]]
    return "meeting" in first[:2] or first[:1] == ["held"] or first[:2] == ["summary", "of"] or words.lower().startswith("to be held")


def _named(words: str, above: str) -> str:
    """The body's name in a line of the heading; empty where the line names none, or only ``Parish Council`` below its full name."""
    words = words.strip()
    if words.endswith(")") and (bracket := words.rfind("(")) > 0 and len(words) - bracket < 43:
        words = words[:bracket].rstrip()
    cut = min([len(words), *(named.start for named in days_in(words)), *(time.start() for time in times_in(words))])
    tokens = words[:cut].split()
    # A line that says more than a name ends where the place or the time begins.
    tokens = tokens[: _place_of(tokens, more=cut < len(words) or any(_bare(token) in _CORES or _bare(token) == "held" for token in tokens))]
    tokens, led = _unled(tokens)
    tokens = _untailed(tokens, cut=cut < len(words))
    name = " ".join(tokens).strip(" ,.:;–—-*|")
    if led and name.lower().startswith("the "):
        name = name[4:]
    if len(name) < 3 or len(name) > 110 or name[0].islower() or not any(letter.isalpha() for letter in name):
        return ""
    bare = [_bare(word) for word in name.split()]
    if all(word in _GENERAL for word in bare) and not name.lower().startswith(_WHOLE):
        return above or name
    if above and all(word in above.lower() or word in ("full", "the", "ordinary", "monthly", "annual") for word in bare):
        return above
    return above if above and not is_body(name) else name


def _place_of(tokens: Sequence[str], *, more: bool) -> int:
    """The place of the word with which a line goes on to where or when: held at, commencing, on 3 May, in the Hall."""
    for place, token in enumerate(tokens):
        bare, after = _bare(token), tokens[place + 1] if place + 1 < len(tokens) else ""
        if (place and bare in ("held", "commencing", "starting", "via")) or (bare == "taking" and _bare(after) == "place") or (bare in ("which", "that") and after == "was"):
            return place - 1 if place and _bare(tokens[place - 1]) in ("which", "that", "was") else place
        if place and bare in ("at", "in", "on", "from") and more and after and not _is_at_meeting(tokens, place) and (after[0].isupper() or after[0].isdigit() or after == "the"):
            return place
        if place and bare in ("at", "in", "on") and not after:
            return place
    return len(tokens)


def _is_at_meeting(tokens: Sequence[str], place: int) -> bool:
    """Whether a word is that of the ``proceedings at the adjourned meeting of`` a body, and says no place."""
    return 0 < place < 5 and _bare(tokens[place]) == "at" and any(_bare(later) == "meeting" for later in tokens[place + 1:place + 5])


def _unled(tokens: list[str]) -> tuple[list[str], bool]:
    """A line's words without ``Minutes of the ordinary meeting of``, and whether they were led so."""
    last = 0
    for place, token in enumerate(tokens):
        bare = _bare(token)
        if bare in _CORES:
            last = place + 1
        elif last and _is_at_meeting(tokens, place):
            continue
        elif bare and bare not in _KINDS and not bare.strip("stndrh").isdigit() and not (place < 6 and last == 0 and any(_bare(later) in ("meeting", "meetings") and _bare(after) == "of" for later, after in zip(tokens[place:place + 8], tokens[place + 1:place + 9], strict=False))):
            break
    while last < len(tokens) and last and (_bare(tokens[last]) in ("of", "for", "from", "held", "by", "the", "no", "") or _bare(tokens[last]).isdigit()):
        last += 1
    return tokens[last:], last > 0


_MONTHS = frozenset(str.split("january february march april may june july august september october november december"))


def _untailed(tokens: list[str], *, cut: bool) -> list[str]:
    """A name without what a title line says after it: ``– Minutes of the 4th meeting``, ``committee meeting``."""
    tokens = list(tokens)
    marks = [place for place, token in enumerate(tokens) if token in ("-", "–", "—") or token[-1:] == ":"]
    for place in marks:
        after = [_bare(token) for token in tokens[place + 1:]]
        if tokens[place][-1:] == ":" and place < 1:
            continue
        if all(word in _KINDS or word in _CORES or word in ("committee", "collective", "in", "public", "private", "no", "number", "trustees", "") or word.rstrip("stndrh").isdigit() for word in after) and place > 0:
            tokens = tokens[: place + 1]
            break
    cored = any(_bare(token) in _CORES for token in tokens[-4:])
    while tokens:
        bare = _bare(tokens[-1])
        if bare[:2] in ("19", "20") and len(bare) == 4 and bare.isdigit() and len(tokens) > 1 and _bare(tokens[-2]) in _MONTHS:
            tokens = tokens[:-2]
        elif bare in _MONTHS and len(tokens) > 2 and cut:
            tokens.pop()
        elif bare.startswith("no.") and bare[3:].isdigit():
            cored = True
            tokens.pop()
        elif bare in _CORES or not bare or (cored and (bare in _KINDS or bare in ("virtual", "remote", "in", "public", "private"))) or bare.rstrip("stndrh").isdigit():
            tokens.pop()
        elif tokens[-1][-1:] == ":" and len(tokens) > 1:
            tokens[-1] = tokens[-1][:-1]
            break
        else:
            break
    return tokens
