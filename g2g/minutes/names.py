"""Somebody as lists of attendance write them: titles, names, initials beside them, organisations and roles after them."""

from __future__ import annotations

import re
from itertools import pairwise

from g2g.minutes.findings import Named
from g2g.minutes.offices import BODIES, EITHER, OFFICES, OR_NAMES, PLACED, TITLES, is_office

_PARTICLES = frozenset(str.split(
    "de la le van von der den du da di dos al el bin ibn ap ab ferch mac st"
))
_HONOURS = frozenset(str.split(
    "cbe obe mbe kbe dbe bem jp mp msp ms qc kc dl frs phd ba ma msc bsc frics acis cstj obe. mbe. jr snr jnr"
))

_CUT = frozenset(str.split(
    "for from representing rep. substituting substitute deputising deputizing attending standing on of as via by until left arrived"
    " joined part to at in with due owing because who whose and- sub observing speaking acting taking online remotely virtually"
))
# What a bracket after a name says of the meeting, and not of where somebody comes from.
_REMARKS = frozenset(str.split(
    "for item items until till from to part via by on at in late apologies apology absent left leaving arrived joined online remote remotely virtual virtually zoom teams video phone telephone"
    " skype hybrid minutes notes observing not no yes and also with as due only deputising substituting substitute formerly née previously now tbc both present sent all first second last start end"
))
_MARKS = frozenset("|-–—/")  # they part a name from what follows; a stroke stands where a bracket was
_PARTED = _MARKS | {"for", "from", "of"}
_LONGEST = 5  # words of a name, without particles and honours
_INITIALS = r"(?:[A-Z]{2,4}[a-z]?|[A-Z][a-z]{0,2}[A-Z][A-Za-z]?|[A-Z][A-Z][a-z]{1,2}|[A-Z](?:\.[A-Z]){1,3}\.?|[A-Z]{1,2}['’][A-Z])"


def is_initials(text: str) -> bool:
    """Whether a word can be somebody's initials: HM, MWe, WFI, J.J."""
    return len(text) < 8 and re.fullmatch(_INITIALS, text) is not None


def person(text: str, line: int = 0) -> Named | None:
    """Somebody named by a text that holds nothing else but their initials, office or organisation; None where it does not.

    ``Dr Ravi Chowdhury (RC) Clinical Chair``, ``Hilda Marsh – Harbour Trust``, ``HM – Hilda Marsh``, ``Cllr Lund (Chair)``.
    """
    text = " ".join(text.replace("—", " — ").split()).strip(" ,;:.•*|-–—")
    if not text or len(text) > 200:
        return None
    if before := re.match(rf"({_INITIALS})(?: ?[–—=:-] ?| {{2,}}|\t)(?=[A-Z])", text):
        found = person(text[before.end():], line)
        if found and not found.initials:
            return found._replace(initials=before[1])
    bare, initials, notes = _bracketed(text)
    tokens = bare.split()
    taken, after = _name(tokens)
    if not taken:
        return None
    name = " ".join(tokens[:taken]).rstrip(",;:-–—").strip()
    name = name if re.search(r"\b[A-Z]\.$", name) else name.rstrip(".")
    after = after.strip(" ,;:–—-")
    body = next(filter(None, map(_body, notes)), "")
    notes = [note[len(body):].strip(" ,") if body and note.startswith(body) else note for note in notes]
    role = next((note for note in notes if note and (is_office(note) or note.split()[-1].strip(".").lower() in TITLES)), "")
    if not initials and (own := re.match(rf"({_INITIALS})(?:[ ,–-]+|$)", after)) and are_of(own[1], name):
        initials, after = own[1], after[own.end():].strip(" ,;:–—-")
    return Named(name, after, initials, line, role, body)


def _body(note: str) -> str:
    """The body that somebody comes from by a bracket after their name: ``Environment Agency, for item 5``; empty where it names an office or remarks on something."""
    head, _, rest = note.partition(",")
    words = [word.strip(".,;:").lower() for word in head.split()]
    if not 0 < len(words) < 8 or not head[0].isupper() or len(head) < 3 or words[0] in _REMARKS or any(map(str.isdigit, head)):
        return ""
    held = any(word in OFFICES and after in ("of", "to", "for", "at") for word, after in pairwise(words[:3]))
    if held or words[-1] in TITLES or (is_office(head) and words[-1] not in BODIES):
        return ""
    return head if rest.split()[:1] and (is_office(rest) or rest.split()[0].lower() in _REMARKS) else note


def _bracketed(text: str) -> tuple[str, str, list[str]]:
    """A text with its brackets out, the initials that stood in one, and what stood in the others."""
    if "(" not in text and "[" not in text:
        return text, "", []
    initials, notes, kept, at = "", [], [], 0
    for found in re.finditer(r"[(\[]([^()\[\]]*)(?:[)\]]|$)", text):
        kept.append(text[at:found.start()])
        inner = found[1].strip(" .:–-")
        first = re.split(r"[,;/ –-]", inner, maxsplit=1)[0]
        if not initials and is_initials(first) and (first.isupper() or first.lower() not in TITLES) and not _of_body(first, inner, text[:found.start()]) and not (first in ("GP", "NHS", "LA", "CCG", "PPG") and inner == first and not are_of(first, text[:found.start()].strip())):
            initials = first
            inner = inner[len(first):].strip(" ,;/–-")
        if inner:
            notes.append(inner)
        # A bracket after a whole name ends it.
        kept.append(" | " if kept and kept[0].strip() else " ")
        at = found.end()
    kept.append(text[at:])
    return " ".join("".join(kept).split()).strip(" |"), initials, notes


def _of_body(first: str, inner: str, before: str) -> bool:
    """Whether capitals in a bracket after a name are a body's: NHS Trust, or letters none of which is that of the name (Ann Lee (RSPB))."""
    if inner != first and inner[len(first):len(first) + 1] == " " and inner.split()[-1].lower() in BODIES and not are_of(first, before):
        return True
    name = [word for word in before.replace(",", " ").split() if word.strip(".").lower() not in TITLES and word[:1].isupper()]
    return len(name) == 2 and len(first) > 3 and first.isupper() and not {word[0] for word in name} & set(first)


def _name(tokens: list[str]) -> tuple[int, str]:
    """How many words a name takes at the beginning, and what follows it; 0 where there is none."""
    begun = _titles(tokens)
    end, core = _words(tokens, begun)
    name, after = tokens[begun:end], tokens[end:]
    if not 0 < core <= _LONGEST or all(len(token.strip(".,;:")) < 2 for token in name):
        return 0, ""
    if after and not begun and _is_of_body(name, core, after):
        return 0, ""
    following = after[1:] if after and after[0] in _MARKS else after
    return end, " ".join(token for token in following if token != "|")


def _words(tokens: list[str], begun: int) -> tuple[int, int]:
    """Where the words of a name end, and how many they are without particles and honours; none where they are no name."""
    core = 0
    for at in range(begun, len(tokens)):
        token = tokens[at]
        if token in _MARKS or (core + (begun == 1 and tokens[0].strip(".").lower() in OR_NAMES) > 1 and len(token) > 1 and is_initials(token) and are_of(token, " ".join(tokens[begun if core > 1 else 0:at]))):
            return at, core
        if (core and _is_honour(token, tokens[begun:at], core)) or (_is_particle(token) and at + 1 < len(tokens)):
            continue
        if not _is_name_word(token):
            # A sentence, unless it only says for whom somebody came, or why they did not.
            word = token.strip(".,;:").lower()
            return at, core if word in _CUT and (word not in ("of", "by") or core > 1 or begun) else 0
        if _is_of_office(tokens, at, core, titled=begun > 0):
            return at, core
        core += 1
        if token[-1] in ",;:" or core > _LONGEST:
            return at + 1, core
    return len(tokens), core


def _is_honour(token: str, before: list[str], core: int) -> bool:
    """Whether a word after a name is an honour, and not the initials of the name that happen to be the same."""
    if token.strip(".,;:").lower() not in _HONOURS or not token[:1].isupper():
        return False
    return not (core > 1 and are_of(token, " ".join(before)))


def _is_particle(token: str) -> bool:
    """Whether a word is a small one of a name that does not count as one of its words: de, van, St."""
    word = token.strip(".,;:").lower()
    return word in _PARTICLES and (token[:1].islower() or word == "st")


def _is_of_office(tokens: list[str], at: int, core: int, *, titled: bool) -> bool:
    """Whether a word is of an office or a body, and no surname that is the same word."""
    word = tokens[at].strip(".,;:").lower()
    if not (word in OFFICES or (word in BODIES and len(word) > 1) or "/" in word):
        return False
    return not (word in EITHER and core < 2 and (titled or core) and not _more_office(tokens, at))


def _is_of_body(name: list[str], core: int, after: list[str]) -> bool:
    """Whether words without a title are the name of a body, and of nobody: Harbour Trust, Marrowdale County Council."""
    first, last = (token.strip(".,").lower() for token in (after[0], after[-1]))
    if core == 1 and first in BODIES and first not in EITHER:
        return True
    if last not in BODIES or "|" in after or after[0] in _PARTED or name[-1][-1] in ",;:":
        return False
    return not are_of(after[0], " ".join(token.strip(".,;:") for token in name))


def _titles(tokens: list[str]) -> int:
    at = 0
    while at < len(tokens):
        word = tokens[at].strip(".,:").lower()
        following = tokens[at + 1].strip(".,:").lower() if at + 1 < len(tokens) else ""
        if (word in TITLES and tokens[at][:1].isalpha()) or (word in PLACED and following in ("cllr", "councillor", "cllrs", "councillors")) or (word == "the" and following in ("revd", "rev", "reverend", "hon", "ven", "rt", "very", "misses")) or (word in ("and", "&") and at and following in TITLES):
            at += 1
        else:
            break
    # Major, Bishop and Lord are surnames too, where nothing follows them.
    return at if at < len(tokens) else max(0, at - 1)


def _is_name_word(token: str) -> bool:
    """Whether a word could be of a name: a capital first, letters, and no more than marks that names have."""
    bare = token.strip(",;:")
    if not bare or not (bare[0].isupper() or bare[:2] in ("d'", "d’", "o'", "o’")):
        return False
    letters = bare.replace("'", "").replace("’", "").replace("-", "").replace(".", "").replace("‐", "").replace("`", "")
    return letters.isalpha() and (not bare.isupper() or len(letters) < 16)


def _more_office(tokens: list[str], at: int) -> bool:
    """Whether another word of an office or a body follows."""
    return any(t.strip(".,;:").lower() in OFFICES or t.strip(".,;:").lower() in BODIES or t.lower() in ("of", "for") for t in tokens[at + 1: at + 3])


def are_of(initials: str, name: str) -> bool:
    """Whether initials are those of a name."""
    words = [word for word in re.split(r"[\s-]+", name) if word]
    titled = [word for word in words if word.strip(".").lower() not in TITLES]
    if len(titled) == 1 and words[0].strip(".").lower() in OR_NAMES:
        titled = words  # Col Brady: a colonel, or somebody whom that is short for
    letters = "".join(word[0] for word in titled).lower()
    if initials.startswith("Dr") and len(initials) > 3:
        initials = initials[2:]
    wanted = re.sub(r"[^A-Z]", "", initials).lower()
    return bool(wanted) and len(wanted) > 1 and (letters == wanted or (wanted[0] == letters[:1] and wanted[-1] == letters[-1:]))


def is_name(text: str) -> bool:
    """Whether a text is the name of one person and nothing else."""
    found = person(text)
    return found is not None and not found.organisation
