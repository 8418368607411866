"""The labels that lists of people stand under: present, in attendance, apologies, absent, and the groups within them."""

from __future__ import annotations

import itertools
import re

PRESENT, APOLOGIES, NOBODY = "present", "apologies", "nobody"

# A label is told by its words, one after the other: word lists are read far sooner than a pattern of their length is compiled.
_CORES = {
    APOLOGIES: frozenset(("apologies", "apology", "regrets", "apologise", "apols")),
    PRESENT: frozenset(str.split("present attendance attendee attendees attendant attendants attending attended participants participating attendances sederunt")),
    NOBODY: frozenset(str.split("absent absentees public press distribution circulation copies cc date time venue location place quorum non-attendees non-attendance scribe contents topics")),
}
_BEFORE = {
    APOLOGIES: frozenset(str.split("sent received with to receive note accept consider any absent and absence the members' trustees' governors' councillors' directors' members formal")),
    PRESENT: frozenset(str.split(
        "the those members member persons people councillor councillors councilors governor governors trustees trustee directors director officers officer staff committee board"
        " forum group voting non-voting core other others also additionally in person full list of elected executive non-executive and there were pt all names"
        " panel council panellists partners representatives residents record roll"
    )),
    NOBODY: frozenset(str.split("members member of the not")),
}
_AFTER = {
    APOLOGIES: frozenset(str.split(
        "for of and & / from received given sent absence absences absent absentees absentee non-attendance nonattendance substitute substitutes substitution substitutions"
        " lateness member members in advance were to tendered accepted absences: had come offered made by"
    )),
    PRESENT: frozenset(str.split(
        "by via on at in from remotely online virtually phone telephone zoom teams video videolink videoconference conference person part for of the meeting member members also and"
        " were was as observer observers council officer officers governor governors committee board list / & apologies apology"
    )),
    NOBODY: frozenset(str.split("without apology apologies notice list to present in attendance members and press public")),
}
_PHRASES = {
    "in attendance": PRESENT, "in the chair": PRESENT, "in-attendance": PRESENT, "attendance list": PRESENT, "on the phone": PRESENT, "on the telephone": PRESENT, "on the call": PRESENT,
    "on the line": PRESENT, "by phone": PRESENT, "by telephone": PRESENT, "by video": PRESENT, "by video link": PRESENT, "by videolink": PRESENT,
    "by video conference": PRESENT, "by videoconference": PRESENT, "via zoom": PRESENT, "via teams": PRESENT, "via phone": PRESENT, "via video link": PRESENT,
    "remotely": PRESENT, "online": PRESENT, "dialled in": PRESENT, "joined by phone": PRESENT, "joined by zoom": PRESENT, "joined via teams": PRESENT,
    "joined via zoom": PRESENT, "joined by teams": PRESENT, "not present": NOBODY, "non attending": NOBODY, "non-attending": NOBODY, "not attending": NOBODY, "not in attendance": NOBODY, "no longer present": NOBODY, "also": PRESENT,
    "absent with apologies": APOLOGIES, "absent with apology": APOLOGIES, "apologies and absences": APOLOGIES,
    "absence": NOBODY,
}  # fmt: skip
# What a club writes instead: labels only before a colon, and only above the business.
_CASUAL = {
    "here": PRESENT, "there": PRESENT, "in": PRESENT, "who came": PRESENT, "who was there": PRESENT, "who was here": PRESENT, "taking part": PRESENT,
    "took part": PRESENT, "those taking part": PRESENT, "round the table": PRESENT, "in the room": PRESENT, "on zoom": PRESENT, "on teams": PRESENT, "people": PRESENT,
    "we were": PRESENT, "attended by": PRESENT, "with": PRESENT, "signed in": PRESENT, "turned up": PRESENT, "folks": PRESENT, "names": PRESENT,
    "sorry they could not come": APOLOGIES, "could not be there": APOLOGIES, "could not be with us": APOLOGIES, "could not attend": APOLOGIES,
    "out": APOLOGIES, "sorry": APOLOGIES, "sorry to miss it": APOLOGIES, "not there": APOLOGIES, "not here": APOLOGIES, "not in": APOLOGIES, "unable to attend": APOLOGIES,
    "unable to come": APOLOGIES, "could not come": APOLOGIES, "couldn't make it": APOLOGIES, "could not make it": APOLOGIES, "couldn't come": APOLOGIES,
    "who couldn't": APOLOGIES, "who could not": APOLOGIES, "who wasn't": APOLOGIES, "who wasn't there": APOLOGIES, "who was not there": APOLOGIES, "who didn't come": APOLOGIES, "also there": PRESENT, "also here": PRESENT, "sent regrets": APOLOGIES, "missing": APOLOGIES, "sent their apologies": APOLOGIES, "away": APOLOGIES, "can't make it": APOLOGIES,
}  # fmt: skip
# How else a club says who was away, before a colon: Sorry to have missed it, Those who were not able to come.
_AWAY = frozenset(("sorry", "couldn't", "can't", "unable"))
_AWAY_PAIRS = frozenset(("could not", "can not", "not able", "not there", "not here"))


def _is_absence(words: list[str]) -> bool:
    """Whether the words before a colon say that those named after it were away."""
    return words[0] in ("sorry", "those", "who", "could", "couldn't", "can't", "not", "unable") and len(words) < 9 and (
        not _AWAY.isdisjoint(words) or any(f"{one} {two}" in _AWAY_PAIRS for one, two in itertools.pairwise(words))
    )


_FIRST = frozenset(("those", "who", "could", "couldn't", "can't", "unable")).union(*_CORES.values(), *_BEFORE.values(), (phrase.split()[0] for phrase in (*_PHRASES, *_CASUAL)))
_GOES_ON = frozenset(("from", "was", "were", "had", "have", "by"))


def label(text: str) -> tuple[str, str, bool] | None:
    """What a text is labelled as (present, apologies, nobody), what follows the label, and whether a colon or dash stands after it."""
    text = text.strip(" •*")
    if not text[:1].isalpha():
        return None
    words = _words(text)
    if not words or words[0][0] not in _FIRST:
        return None
    for kind, end in _ends(words, text):
        if not _may_end(text, end):
            continue
        rest = text[end:]
        if rest.lstrip()[:1] == "(" and (closed := rest.find(")")) > 0 and _is_remark(rest[rest.index("(") + 1:closed]):
            rest = rest[closed + 1:]
        bare = rest.lstrip()
        body = bare.lstrip(":–—;.-…") if bare[:1] and bare[0] in ":–—;.-…" else bare[2:] if bare[:2] == "/ " else bare
        if kind == PRESENT and body.startswith("were ") and body[5:6].isupper():
            body = body[5:]  # In attendance were …
        return kind, body.strip(" ,"), body != bare
    return None


def _words(text: str) -> list[tuple[str, int]]:
    """The first words of a text in small letters, each with its end; a colon or a bracket ends them."""
    found: list[tuple[str, int]] = []
    at = 0
    for piece in text[:120].split(" "):
        end = at + len(piece)
        word = piece
        for mark in (":", "(", ";", "–", "—", "…"):
            word = word.partition(mark)[0]
        stopped = len(word) < len(piece)
        bare = word.rstrip(".,").lower().replace("’", "'")
        if "/" in bare and len(bare) > 1:
            head, _, tail = bare.partition("/")
            found += [(head, at + len(head)), (tail, at + len(bare))]
        elif bare:
            found.append((bare, at + len(bare)))
        if stopped or len(found) > 12 or (bare and len(word.rstrip(".,")) < len(word)):
            break
        at = end + 1
    return found


def _ends(words: list[tuple[str, int]], text: str) -> list[tuple[str, int]]:
    """Where a label may end, the longest first, with what it says."""
    found: list[tuple[str, int]] = []
    phrase = ""
    for word, end in words[:5]:
        phrase = f"{phrase} {word}".strip()
        if (kind := _PHRASES.get(phrase)) or ((kind := _CASUAL.get(phrase)) and (text[end:].lstrip()[:1] == ":" or (" " in phrase and not text[end:].strip(" ").rstrip()[:1].islower()))):
            found.append((kind, end))
    if words[-1][1] < len(text) and text[words[-1][1]] == ":" and _is_absence([word for word, _ in words]):
        found.insert(0, (APOLOGIES, words[-1][1]))
    for kind in (APOLOGIES, NOBODY, PRESENT):
        before, after = _BEFORE[kind], _AFTER[kind]
        for place, (word, _) in enumerate(words):
            if word in _CORES[kind]:
                last = place
                while last + 1 < len(words) and words[last + 1][0] in after:
                    last += 1
                found = [(kind, words[at][1]) for at in range(last, place - 1, -1)] + found
                # In accordance with a section of an Act: it belongs to the label.
                if kind == PRESENT and (act := text.find(":", words[last][1], words[last][1] + 80)) > 0 and text[words[last][1]:].startswith((" in accordance with", " under ", " pursuant to")):
                    found.insert(0, (kind, act))
                return found
            if word not in before or place > 7:
                break
    return found


def _may_end(text: str, end: int) -> bool:
    """Whether a label can end here: a mark, nothing, a bracket or a name stands after it."""
    rest = text[end:].lstrip()
    if not rest or rest[0] in ":–—;.-(…":
        return True
    if end < len(text) and text[end] == " ":
        return rest[0].isupper() or rest[:2] == "/ " or rest.split(None, 1)[0].rstrip(":") in _GOES_ON
    return False


def _is_remark(inner: str) -> bool:
    """Whether a bracket after a label counts or explains: (9), (by video), (five Councillors)."""
    return inner.isdigit() or (2 < len(inner) < 40 and all(letter.isalpha() or letter == " " for letter in inner))


_MEMBERS = frozenset(str.split("member members councillor councillors cllrs governor governors trustee trustees director directors committee board council"))
_BESIDES = frozenset(str.split("also attending others officers officials visitors visitor guests guest observers observer staff speakers speaker secretariat taker minutes clerk"))


def is_attending(label: str) -> bool:
    """Whether a label says that those under it were there without being of the body: In attendance, Also present, Visitors."""
    words = [word for word, _ in _words(label.strip(" •*"))][:6]
    return _MEMBERS.isdisjoint(words) and ("in attendance" in " ".join(words).replace("in-attendance", "in attendance") or is_besides(label))


def is_besides(label: str) -> bool:
    """Whether a label names those who came besides: Guests, Also present."""
    words = [word for word, _ in _words(label.strip(" •*"))][:6]
    return words[:1] != [] and words[0] in _BESIDES and _MEMBERS.isdisjoint(words)


def is_casual(text: str) -> bool:
    """Whether the label of a text is one that a club uses: In, Here, Sorry. It counts only above the business."""
    words = " ".join(word for word, _ in _words(text.strip(" •*")))
    return words in _CASUAL


# Labels that stand within a paragraph too: at the end of what comes before a colon or a dash.
_ALONE = (
    "Apologies", "APOLOGIES", "Apology", "In attendance", "In Attendance", "IN ATTENDANCE", "Also", "ALSO", "Also present", "Also Present", "ALSO PRESENT", "Also in attendance",
    "Also in Attendance", "Absent", "ABSENT", "Present", "PRESENT", "Officers", "Observers", "Minutes", "Parish Clerk", "CLERK", "Clerk", "Chair", "Not present", "Attending",
    "Directors", "Trustees", "Governors", "Members", "Councillors", "Secretariat", "Ex officio", "Ex Officio", "Guests", "Staff", "Sorry", "Regrets",
)  # fmt: skip
_FOLLOWED = (" for absence", " received", " received from", " from", " present", " Present", " in attendance", " in Attendance")
_GROUPED = ("Visiting", "Co-opted", "Voting", "Other", "Council", "Committee", "Board", "Invited", "Borough", "District", "County", "Town", "Parish")
_GROUPS = (" members", " Members", " guests", " Guests", " councillors", " Councillors", " officers", " Officers")
_CLUB = ("in", "out", "here", "sorry", "away", "Here", "Sorry", "In", "Out", "Away")


def parts(text: str, *, casual: bool = False) -> list[str]:
    """A paragraph cut before each label within it: ``… Quill. In attendance: …``; with ``casual`` before a club's labels too (``… 7pm in: Jago``)."""
    cut: list[str] = []
    begun = 0
    for at, letter in enumerate(text):
        if letter not in ":–" or text[at + 1:at + 2] not in (" ", ",", "\t"):
            continue
        end = at
        if text[at - 1:at] == " ":
            end -= 1
        if text[end - 1:end] == ")" and (bracket := text.rfind("(", max(begun, end - 42), end)) > begun:
            end = bracket - (text[bracket - 1] == " ")
        start = _label_before(text[max(begun, end - 60):end], club=casual and letter == ":" and at < 800)
        if start and (place := end - start) > begun:
            cut.append(text[begun:place])
            begun = place
    return [*cut, text[begun:]]


def _label_before(head: str, *, club: bool) -> int:
    """How many letters at the end of a text are a label that can stand within a paragraph; 0 where they are none."""
    word = head[head.rfind(" ") + 1:]
    if club and word in _CLUB:
        return len(word) + 4 * head.lower().endswith(f"not {word.lower()}")
    if not word[:1].isalpha():
        return 0
    best = 0
    bare = next((head[: -len(more)] for more in _FOLLOWED if head.endswith(more)), head)
    for whole in (head, bare):
        if whole.endswith(_ALONE):
            best = max(best, len(head) - len(whole) + max(len(label) for label in _ALONE if whole.endswith(label)))
        elif whole.endswith(_GROUPS):
            before = whole[: whole.rfind(" ")]
            if before.endswith(_GROUPED):
                best = max(best, len(head) - len(whole) + len(whole) - len(before) + max(len(label) for label in _GROUPED if before.endswith(label)))
        elif whole.endswith((" Representatives", " representatives")):
            kind = whole[: whole.rfind(" ")].rsplit(" ", 1)[-1]
            best = max(best, len(head) - whole.rfind(" ") + len(kind)) if kind[:1].isupper() else best
    return best if best and (best == len(head) or head[-best - 1] in " .;,)\t") else 0


# ---- groups -------------------------------------------------------------------------------------------

_KINDS = frozenset(str.split(
    "the visiting invited county borough district city town parish community unitary co-opted coopted elected executive non-executive nonexecutive voting non-voting school"
    " schools academy academies maintained primary secondary special nursery early years union diocesan church staff panel tenant parent foundation associate independent lay public"
    " appointed other external clinical partner committee council board local authority substitute portfolio lead senior non-schools trust cabinet governing body member"
    " members and & of in for office"
))
_NOUNS = frozenset(str.split(
    "councillor councillors cllr cllrs member members officer officers co-optees co-optee governor governors trustee trustees director directors staff observer observers guest guests visitor"
    " visitors adviser advisers advisor advisors representative representatives rep reps speaker speakers presenter presenters heads headteacher headteachers academies schools providers other others officials"
    " official invitees panel landlord residents tenants adults substitute substitutes partners organisations clerk chair chairman chairperson vice-chair vice-chairman secretary treasurer minutes"
    " minute-taker note-taker nhs council parent parents practice secretariat bearers years committee support contractors trust"
))
_TWO = frozenset(("vice chair", "vice chairman", "minute taker", "note taker", "taking minutes", "young people", "early years"))
_NO_HEADING = frozenset(str.split(
    "vice-chair vice-chairman chair chairman chairperson clerk secretary treasurer minutes council officer panel landlord practice years committee support trust"
))
# Groups that by themselves head the list of those present.
_LISTS = frozenset(str.split("members trustees governors councillors directors participants representatives officers secretariat bearers"))


def group(text: str) -> tuple[str, str] | None:
    """The group that a line or the beginning of one names (Officers, Co-opted members), and what follows it."""
    text = text.strip(" •")
    head, colon, rest = text.partition(":")
    if len(head) > 80:
        return None
    if (bracket := head.find("(")) > 0:
        if not head.rstrip().endswith(")"):
            return None
        head = head[:bracket]
    head = head.strip()
    words = head.lower().replace("vice- ", "vice-").split()
    if not words or len(words) > 7:
        return None
    last = words[-1].rstrip(".")
    if last not in _NOUNS and " ".join(words[-2:]) not in _TWO:
        return None
    before = words[:-2] if " ".join(words[-2:]) in _TWO else words[:-1]
    if not all(word.rstrip(",") in _KINDS or word in _NOUNS for word in before):
        return None
    if not colon and (len(words) == 1 or " ".join(words) in _TWO) and (last in _NO_HEADING or " ".join(words) in _TWO):
        return None
    return head, rest.strip()


def is_list(text: str) -> bool:
    """Whether a line heads the list of those present by naming a group: Members, Trustees, Members and office bearers."""
    found = group(text)
    return found is not None and not found[1] and found[0].split()[-1].lower() in _LISTS


# ---- other lines in a list ----------------------------------------------------------------------------

_NONE = frozenset(str.split("none nil nobody n/a na"))
_NONE_BEGINS = ("none", "nil", "no apologies", "no further apologies", "there were no", "not applicable", "as above", "all present", "no one", "nobody", "n/a", "no other apologies", "as listed", "see above")


def is_none(text: str) -> bool:
    bare = text.strip(" .").lower()
    return bare in _NONE or any(bare.startswith(begin) and not bare[len(begin):][:1].isalpha() for begin in _NONE_BEGINS)


_SAYS = frozenset(str.split(
    "was were is are had has have welcomed opened reported will would said noted agreed asked declared took thanked informed received accepted be been being gave see missed sent signed joined opened"
))
_INTENDS = frozenset(("receive", "note", "confirm", "consider", "be"))


def is_sentence(text: str) -> bool:
    """Whether a text says something instead of naming people: a verb stands in it outside brackets."""
    bare = re.sub(r"\([^()]{0,200}\)?", "", text) if "(" in text else text
    if len(bare) > 400 and "," not in bare:
        return True
    words = [word.strip(".,;:!?") for word in bare.split()]
    if any(word in _SAYS for word in words):
        return True
    if len(words) > 8 and words[0] in ("The", "This", "These", "We", "It", "There") and sum(word[:1].islower() for word in words[1:7]) > 3 and words[1] not in _NOUNS:
        return True
    return any((word == "to" and after in _INTENDS) or (word == "the" and after == "meeting") for word, after in itertools.pairwise(words))
