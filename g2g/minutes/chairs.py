"""Who was in the chair, and who took the minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from g2g.minutes.apologies import sentences
from g2g.minutes.document import Document, Para
from g2g.minutes.findings import Named
from g2g.minutes.names import is_initials, person
from g2g.minutes.passages import passages

_CHAIR = frozenset((
    "chair", "chairman", "chairperson", "chairwoman", "independent chair", "acting chair", "acting chairman", "vice-chair", "vice chair", "joint chair", "chaired by", "presiding",
    "in the chair", "meeting chair", "chair of meeting", "chairing", "facilitator", "meeting chaired by", "chair for the meeting", "person presiding",
))  # fmt: skip
_CLERK = frozenset((
    "clerk", "minutes", "minute", "minutes taken by", "minute taken by", "minutes taker", "minute taker", "minute-taker", "minutes secretary", "minute secretary", "note taker", "note-taker",
    "notetaker", "notes", "notes taken by", "notes by", "scribe", "secretary", "minutes by", "in attendance (clerk)", "parish clerk", "town clerk", "clerk to the council", "clerk to the governors",
    "minuted by", "scribes", "taking minutes", "taking notes", "clerk to the board", "minute clerk", "acting clerk", "hon. secretary", "hon secretary", "recorder",
))  # fmt: skip
_TOOK = ("took the chair", "presided", "was in the chair", "in the chair", "presiding", "chaired the meeting", "was elected chair", "took the Chair", "was in the Chair", "in the Chair", "was elected Chair")
_TELLING = ("chair", "presid", "facilitat")


def chair_and_clerk(document: Document, present: Sequence[Named], begins: int) -> tuple[str, str]:
    """Who was in the chair and who took the minutes: by a field or a sentence, else by what stands beside their names."""
    chair = clerk = asked = ""
    for para in passages(document):
        if para.line > begins + 60 or (chair and clerk):
            break
        if asked:
            chair, clerk = (_somebody(para.text), clerk) if asked == "chair" else (chair, _somebody(para.text))
        asked = ""
        bare = para.text.lower().strip(" *•-")
        if bare.endswith(":") or (para.gap and bare in ("chair", "scribe")):
            field = bare.rstrip(" :")
            asked = "chair" if field in _CHAIR and not chair else "clerk" if field in _CLERK and not clerk and field not in ("minutes", "notes", "minute") else ""
        for cell in _fields(para):
            chair = chair or _in_chair(cell)
            clerk = clerk or _value(cell, _CLERK)
    for named in present:
        beside = f"{named.role} {named.organisation}".strip().lower()
        words = beside.replace(",", " ").replace("/", " ").replace("-", " ").replace(".", " ").replace("(", " ").replace(")", " ").split()
        if not chair and ("in the chair" in beside or not {"chair", "chairman", "chairperson", "chairwoman"}.isdisjoint(words)) and {"vice", "deputy", "former", "past"}.isdisjoint(words):
            chair = named.name
    clerk = clerk or _beside(present)
    return _whole(chair, present), _whole(clerk, present)


def _beside(present: Sequence[Named]) -> str:
    """Who took the minutes by what stands beside the names: minutes before clerk, clerk before secretary."""
    for place in range(4):
        for named in present:
            beside = f"{named.role} {named.organisation}".strip().lower().replace("’", "'")
            words = beside.replace(",", " ").replace("/", " ").replace("(", " ").replace(")", " ").replace(".", " ").split()
            if named.role.lower().startswith("deputy") or not words:
                continue
            told = (
                any(word in ("minutes", "minute-taker", "notes", "note-taker", "notetaker", "minuting", "scribe", "scribbling") for word in words) or "minute taker" in beside or "note taker" in beside or "took the" in beside or "minute sec" in beside,
                "clerk" in words and "former" not in words,
                "secretariat" in words or (words[-1] == "secretary" and _OF_SOMETHING.isdisjoint(words)) or words[0] == "secretary",
                "company secretary" in beside or "trust secretary" in beside,
            )
            if told[place]:
                return named.name
    return ""


# Secretaries who take no minutes.
_OF_SOMETHING = frozenset(str.split("membership bookings booking social fixtures fixture match press publicity events welfare lettings competition entries programme outings trips newsletter results"))


def _whole(name: str, present: Sequence[Named]) -> str:
    """A name in full, where the list of those present has it beside the initials or the first name that stand for it."""
    bare = name.lstrip("@")
    if not bare or " " in bare:
        return name
    if is_initials(bare) and (found := next((named.name for named in present if named.initials == bare), "")):
        return found
    whole = [named.name for named in present if named.name.split()[0] == bare and " " in named.name]
    return whole[0] if len(whole) == 1 else name


def _fields(para: Para) -> list[str]:
    cells = para.cells
    if len(cells) < 2:
        return [part for piece in para.text[:400].split("        ") for part in piece.split(" / ")] if ":" in para.text[:400] and " / " in para.text[:400] else [para.text[:400]]
    return [f"{cell} {cells[i + 1]}" if cell.rstrip().endswith(":") and i + 1 < len(cells) else cell for i, cell in enumerate(cells)]


def _value(text: str, names: frozenset[str]) -> str:
    """Whom a field names: ``Clerk: Mr Lund``, ``Notes by Ed Quill.``; empty where a text is no such field."""
    name, colon, value = text.partition(":") if ":" in text[:50] else text.partition(" / ")
    if (colon and len(name) < 50 and (bare := name.lower().strip(" *•-")) in names) or (colon and len(name) < 50 and bare.partition("(")[0].strip() in names):
        return _somebody(value.strip()) if len(value.strip()) > 2 else ""
    if "clerk:" in text.lower() and names is _CLERK:
        return _somebody(text[text.lower().index("clerk:") + 6:].strip())
    lower = text.lower().lstrip(" *")
    for begin in ("notes by ", "minutes by ", "minutes taken by ", "notes taken by ", "minuted by ") if names is _CLERK else ("chaired by ", "presiding "):
        if lower.startswith(begin):
            return _somebody(text.lstrip(" *")[len(begin):])
    return ""


def _in_chair(text: str) -> str:
    """Who chaired, by a field or a sentence."""
    lower = text.lower()
    if not any(word in lower for word in _TELLING):
        return ""
    if found := _value(text, _CHAIR) or _dashed(text):
        return found
    if matched := re.search(r"\b[Tt]he (?:Chair|CHAIR|chair)(?:man|person|woman)?, ([A-Z][^,.;]{3,50}),", text):
        return _somebody(matched[1])
    for said in _TOOK:
        if (at := text.find(said)) > 0 and " for this item" not in text[at:at + 40]:
            before = text[:at].rstrip(" ,").removesuffix(" was").removesuffix(" were").rstrip(" ,")
            before = sentences(before)[-1].rpartition(": ")[2].rpartition("; ")[2]
            tail = re.split(r",\s*", before)[-1]
            if found := _somebody(tail) or _last_name(before):
                return found
    return ""


def _dashed(text: str) -> str:
    """``Chair – Ann Lee``."""
    for dash in (" – ", " - ", " — "):
        name, found, value = text.partition(dash)
        if found and name.lower().strip(" *") in _CHAIR:
            return _somebody(value)
    return ""


def _last_name(text: str) -> str:
    """The name that a clause ends with: ``… that evening Mrs Ann Lee``."""
    words = text.split()
    for taken in range(min(5, len(words)), 0, -1):
        if words[-taken][0].isupper() and (found := person(" ".join(words[-taken:]))) and not found.organisation:
            return found.name
    return ""


def _somebody(text: str) -> str:
    text = text.lstrip("@ ")
    found = person(text.split("\t")[0].split(".  ")[0]) or person(text.split(",")[0]) or person(text.split(".")[0]) or person(text.split(". ")[0])
    return found.name if found else ""
