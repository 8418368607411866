"""People as lists of attendance write them: titles, names, initials beside them, organisations and roles after them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from g2g.minutes.findings import Named

TITLES = frozenset(str.split(
    "cllr cllrs councillor councillors mr mrs ms miss mx dr prof professor rev revd reverend fr father canon sir dame lord lady"
    " baroness baron hon sgt sergeant pc p.c pcso supt superintendent insp inspector sister brother capt captain major maj col colonel"
    " lt cdr commander alderman ald cc archdeacon ven bishop rt pcc wpc const constable messrs ccllr dcllr bcllr cty"
))
_PLURAL = frozenset(["cllrs", "councillors", "messrs"])
_PLACED = frozenset(["county", "borough", "district", "city", "town", "parish", "community", "unitary", "ward"])  # before a councillor
_PARTICLES = frozenset(str.split(
    "de la le van von der den du da di dos al el bin ibn ap ab ferch mac st"
))
_HONOURS = frozenset(str.split(
    "cbe obe mbe kbe dbe bem jp mp msp ms qc kc dl frs phd ba ma msc bsc frics acis cstj obe. mbe. jr snr jnr"
))

# Words that no name has: what follows is the office that somebody holds, or the body that they come from.
_OFFICES = frozenset(str.split(
    "chair chairman chairperson chairwoman chairs vice vice-chair vice-chairman vice-chairperson deputy clerk secretary treasurer mayor"
    " director directors officer officers manager managers head headteacher governor governors member members trustee trustees president"
    " adviser advisor advisers advisors consultant executive chief lead leader co-ordinator coordinator administrator representative"
    " representatives rep reps observer observers minutes minute minute-taker assistant nurse gp gps lay non-executive independent"
    " primary secondary special interim acting senior principal cabinet portfolio ex-officio ex youth worker workers warden editor"
    " convenor convener facilitator notes note-taker co-opted co-optee elected associate staff teacher teachers parent parents"
    " practitioner practitioners analyst accountant auditor solicitor surveyor engineer planner librarian archivist registrar bursar"
    " commissioner commissioning finance governance operations strategy resources corporate children adults education health housing"
    " planning highways environment public patient patients carer carers tenant tenants resident residents resident's press reporter"
    " guest guests visitor visitors speaker presenter minuting taking recording secretariat support delegate chaplain caretaker"
    " contractor organiser programme project technical business communications membership social section team locality regional area"
    " national local democratic legal monitoring statutory joint clinical medical information data digital quality safeguarding"
    " vp vps provider providers commodore curator"
))
_BODIES = frozenset(str.split(
    "council councils trust board committee sub-committee subcommittee partnership school schools academy academies college university"
    " forum service services association society group team department constabulary police nhs ccg icb diocese diocesan homes ltd"
    " limited plc llp foundation charity agency authority network federation union hospital hospitals surgery practice centre sector"
    " office borough district parish county town community voluntary constabularies church institute panel commission company charities"
    " alliance consortium organisation organisations infants junior juniors nursery sixth unison nasuwt neu gmb unite district's"
    " county's council's bank museum library theatre healthwatch mind fire rescue ambulance division directorate ward constituency"
    " apologies present absent attendance none nil meeting agenda item items date time venue the a an all this that there no not"
    " following also declaration declarations disclosure matters welcome introductions introduction correspondence action actions report"
    " reports resolved proposed seconded signed urgent any next previous last opening closing update updates note received noted agreed"
    " question questions it he she they we his her please absence absences for sorry topics contents passed early years approved apology page draft title contact name names organisation initials role status january february march july september"
    " october november december monday tuesday wednesday thursday friday saturday sunday"
))
# Of these a surname may be made: they count as such words only after a whole name.
_EITHER = frozenset(str.split(
    "church head young parish town lord bishop major county bank mind hall page lay special lead deputy chaplain warden lady notes fire"
    " ward principal leader january february march july september october november december monday friday"
))
_CUT = frozenset(str.split(
    "for from representing rep. substituting substitute deputising deputizing attending standing on of as via by until left arrived"
    " joined part to at in with due owing because who whose and- sub observing speaking acting taking online remotely virtually"
))
_INITIALS = r"(?:[A-Z]{2,4}[a-z]?|[A-Z][a-z]{0,2}[A-Z][A-Za-z]?|[A-Z][A-Z][a-z]{1,2}|[A-Z](?:\.[A-Z]){1,3}\.?|[A-Z]{1,2}['’][A-Z])"


def is_initials(text: str) -> bool:
    """Whether a word can be somebody's initials: HM, MWe, WFI, J.J."""
    return len(text) < 8 and re.fullmatch(_INITIALS, text) is not None


def person(text: str, line: int = 0) -> Named | None:
    """Somebody named by a text that holds nothing else but their initials, office or organisation; None where it does not.

    ``Dr Ravi Chowdhury (RC) Clinical Chair``, ``Hilda Marsh – Harbour Trust``, ``HM – Hilda Marsh``, ``Cllr Lund (Chair)``.
    """
    text = " ".join(text.split()).strip(" ,;:.•*|-–—")
    if not text or len(text) > 200:
        return None
    if before := re.match(rf"({_INITIALS})(?: ?[–—=:-] ?| {{2,}}|\t)(?=[A-Z])", text):
        found = person(text[before.end():], line)
        if found and not found.initials:
            return found._replace(initials=before[1])
    bare, initials, notes = _bracketed(text)
    tokens = bare.split()
    taken, rest = _name(tokens)
    if not taken:
        return None
    after = " ".join(tokens[taken:]) if rest is None else rest
    name = " ".join(tokens[:taken]).rstrip(",;:-–—").strip()
    name = name if re.search(r"\b[A-Z]\.$", name) else name.rstrip(".")
    after = after.strip(" ,;:–—-")
    role = next((note for note in notes if _is_office(note)), "")
    if not initials and (own := re.match(rf"({_INITIALS})(?:[ ,–-]+|$)", after)) and are_of(own[1], name):
        initials, after = own[1], after[own.end():].strip(" ,;:–—-")
    return Named(name, after, initials, line, role)


def _bracketed(text: str) -> tuple[str, str, list[str]]:
    """A text with its brackets out, the initials that stood in one, and what stood in the others."""
    if "(" not in text and "[" not in text:
        return text, "", []
    initials, notes, kept, at = "", [], [], 0
    for found in re.finditer(r"[(\[]([^()\[\]]*)(?:[)\]]|$)", text):
        kept.append(text[at:found.start()])
        inner = found[1].strip(" .:–-")
        first = re.split(r"[,;/ –-]", inner, maxsplit=1)[0]
        if not initials and is_initials(first) and (first.isupper() or first.lower() not in TITLES) and not (first in ("GP", "NHS", "LA", "CCG", "PPG") and inner == first):
            initials = first
            inner = inner[len(first):].strip(" ,;/–-")
        if inner:
            notes.append(inner)
        # A bracket after a whole name ends it.
        kept.append(" | " if kept and kept[0].strip() else " ")
        at = found.end()
    kept.append(text[at:])
    return " ".join("".join(kept).split()).strip(" |"), initials, notes


def _name(tokens: list[str]) -> tuple[int, str | None]:
    """How many words a name takes at the beginning, and what follows where that needs no more cutting; 0 where there is none."""
    at = _titles(tokens)
    titled = at > 0
    begun, core = at, 0
    while at < len(tokens):
        token = tokens[at]
        word = token.strip(".,;:").lower()
        if token in ("|", "-", "–", "—", "/"):
            break
        if core and word in _HONOURS and token[:1].isupper() and not (core > 1 and are_of(token, " ".join(tokens[begun:at]))):
            at += 1
            continue
        if core and is_initials(token) and are_of(token, " ".join(tokens[begun:at])) and len(token) > 1 and core > 1:
            break
        if word in _PARTICLES and (token[:1].islower() or word == "st") and at + 1 < len(tokens):
            at += 1
            continue
        if not _is_name_word(token):
            # A sentence, unless it only says for whom somebody came, or why they did not.
            if core and word in _CUT and (word not in ("of", "by") or core > 1 or titled):
                break
            return 0, None
        if (word in _OFFICES or (word in _BODIES and len(word) > 1) or "/" in word) and not (word in _EITHER and core < 2 and (titled or core) and not _more_office(tokens, at)):
            if core or (titled and core):
                break
            return 0, None
        core += 1
        at += 1
        if token[-1] in ",;:" or core > 5:
            break
    if not core or core > 5:
        return 0, None
    words = [t.strip(".,;:") for t in tokens[begun:at]]
    if not any(len(word) > 1 for word in words):
        return 0, None
    after = tokens[at:]
    if after and core == 1 and not titled and after[0].strip(".,").lower() in _BODIES and after[0].strip(".,").lower() not in _EITHER:
        return 0, None
    if after and not titled and not are_of(after[0], " ".join(words)) and "|" not in after and tokens[at - 1][-1] not in ",;:" and after[-1].strip(".,").lower() in _BODIES and after[0] not in ("-", "–", "—", "/", "for", "from", "of"):
        # Harbour Trust, Marrowdale County Council: the name of a body, and of nobody.
        return 0, None
    if after and after[0] in ("|", "-", "–", "—", "/"):
        return at, " ".join(t for t in after[1:] if t != "|")
    return at, " ".join(t for t in after if t != "|")


def _titles(tokens: list[str]) -> int:
    at = 0
    while at < len(tokens):
        word = tokens[at].strip(".,:").lower()
        following = tokens[at + 1].strip(".,:").lower() if at + 1 < len(tokens) else ""
        if (word in TITLES and tokens[at][:1].isalpha()) or (word in _PLACED and following in ("cllr", "councillor", "cllrs", "councillors")) or (word == "the" and following in ("revd", "rev", "reverend", "hon", "ven", "rt", "very")) or (word in ("and", "&") and at and following in TITLES):
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
    return any(t.strip(".,;:").lower() in _OFFICES or t.strip(".,;:").lower() in _BODIES or t.lower() in ("of", "for") for t in tokens[at + 1: at + 3])


def are_of(initials: str, name: str) -> bool:
    """Whether initials are those of a name."""
    letters = "".join(word[0] for word in re.split(r"[\s-]+", name) if word and word.strip(".").lower() not in TITLES).lower()
    if initials.startswith("Dr") and len(initials) > 3:
        initials = initials[2:]
    wanted = re.sub(r"[^A-Z]", "", initials).lower()
    return bool(wanted) and len(wanted) > 1 and (letters == wanted or (wanted[0] == letters[:1] and wanted[-1] == letters[-1:]))


def _is_office(text: str) -> bool:
    return any(word.strip(".,").lower() in _OFFICES for word in re.split(r"[\s/]+", text))


def is_office_or_body(text: str) -> bool:
    """Whether a text is an office, an organisation or a part of one, and no person."""
    words = [word.strip(".,;:()").lower() for word in re.split(r"[\s/]+", text.strip()) if word]
    words = [word for word in words if word]
    return bool(words) and len(words) < 16 and any(word in _OFFICES or word in _BODIES for word in words)


def is_name(text: str) -> bool:
    """Whether a text is the name of one person and nothing else."""
    found = person(text)
    return found is not None and not found.organisation


# ---- several in one text ------------------------------------------------------------------------------


def pieces(text: str) -> list[str]:
    """The parts of a list between commas, semicolons and the word and; brackets are left whole."""
    if ";" in _unbracketed(text):
        parts = _split(text, r";(?:\s*and\b)?\s*|,? and (?=(?:[A-Z][\w.’'-]* ){1,4}[^;]*$)") if _and_last(text) else _split(text, r";(?:\s*and\b)?\s*")
        return [part for part in parts if part]
    return [part for part in _split(text, r"\s*,\s*(?:and\s+|&\s*)?|\s+and\s+|\s+&\s+|\s*\n\s*|\s\+\s|\s*•\s*") if part]


def _and_last(text: str) -> bool:
    """Whether the last two of a list with semicolons are joined by and alone."""
    last = _unbracketed(text).rsplit(";", 1)[-1]
    halves = re.split(r",? and ", last)
    return len(halves) == 2 and all(person(half) is not None for half in halves) and not last.strip().startswith("and ")


def _unbracketed(text: str) -> str:
    return re.sub(r"\([^()]*(?:\)|$)", "", text) if "(" in text else text


def _split(text: str, pattern: str) -> list[str]:
    """A text split where a pattern stands outside brackets."""
    if "(" not in text and "[" not in text:
        return [part.strip() for part in re.split(pattern, text)]
    held: list[str] = []

    def keep(found: re.Match[str]) -> str:
        held.append(found[0])
        return f"\x00{len(held) - 1}\x01"

    hidden = re.sub(r"\([^()]{0,300}\)|\[[^\[\]]{0,300}\]|\([^()]{0,80}$", keep, text)
    return [re.sub("\x00(\\d+)\x01", lambda m: held[int(m[1])], part).strip() for part in re.split(pattern, hidden)]


def people(text: str, line: int = 0) -> list[Named]:
    """Everybody that a list on one line names, in order; a part that names nobody is the office or body of the one before it."""
    found: list[Named] = []
    cut = pieces(_headless(_spaced(text)))
    # After a title in the plural come several people, with nothing but commas between them.
    several = frozenset(_headless(part) for part in cut if part.split(None, 1)[0].strip(".:").lower() in _PLURAL)
    parts = list(_married(cut))
    if len(parts) == 2 and " " in parts[0] and _is_short_body(parts[1]) and ";" not in text and " and " not in text and (one := person(parts[0], line)) is not None:
        return [_with(one, parts[1])]
    separate = ";" in _unbracketed(text)
    if len(parts) == 2 and not separate and " " not in parts[1] and " - " in parts[0].replace("–", "-") and " and " not in text and (one := person(parts[0], line)) is not None and one.organisation and not _is_office(one.organisation):
        return [_with(one, parts[1])]
    if len(parts) == 2 and not separate and " " not in parts[1] and " and " in text and (one := person(parts[0], line)) is not None and (one.initials or one.role) and is_office_or_body(one.organisation):
        # An office of two words: Harbours and Fisheries.
        return [one._replace(organisation=f"{one.organisation} and {parts[1]}")]
    post = len(parts) == 2 and not separate and _is_post(parts[1])
    if post and (one := person(parts[0], line)) is not None and not one.organisation:
        return [_with(one, parts[1])]
    whole = len(parts) > 1 and not separate and person(parts[0], line) is not None and is_office_or_body(parts[1]) and person(parts[1]) is None and not _any_person(parts[2:]) and not any(is_office_or_body(part) and person(part) is None for part in parts[3:])
    if whole or (separate is False and len(parts) == 2 and is_office_or_body(parts[1]) and person(parts[1]) is None):
        one = person(parts[0], line)
        return [_with(one, ", ".join(parts[1:]))] if one else []
    for part in parts:
        if separate and "," in _unbracketed(part):
            head, _, tail = part.partition(",")
            one = person(head, line)
            if one and (not is_name(tail) or (_is_unknown_body(tail) and part not in several)):
                found.append(_with(one, tail.strip()))
                continue
            found += people(part, line) if one else []
            continue
        head, colon, tail = part.partition(":")
        if colon and all(word.strip(".").lower() in TITLES or word.lower() in _PLACED or word.lower() in _OFFICES for word in head.split()):
            part = tail.strip()
        one = person(part, line)
        if one and ":" in part and (two := person(part.partition(":")[2], line)) and is_name(part.partition(":")[0]):
            found += [one._replace(organisation=""), two]
        elif one:
            found.append(one)
        elif found and is_office_or_body(part) and not part[:1].isdigit():
            found[-1] = _with(found[-1], part)
    return found


def _is_unknown_body(tail: str) -> bool:
    """Whether what stands after the comma, in a list that has semicolons between people, is a body: it has no title, initials or bracket."""
    words = tail.split()
    return "," not in tail and "(" not in tail and " and " not in tail and words[0].strip(".").lower() not in TITLES and all(len(word.strip(".")) > 1 for word in words)


def _is_post(part: str) -> bool:
    """Whether the second part of two is an office whatever its first word: Campaigns Officer, Buildings Manager."""
    words = part.split()
    return 1 < len(words) < 5 and words[-1].strip(".").lower() in _OFFICES and words[-1].strip(".").lower() not in _EITHER and words[0].strip(".").lower() not in TITLES and "(" not in part and len(words[0].strip(".")) > 1


def _spaced(text: str) -> str:
    """A list with a comma before each title that lost the space before it: ``Mr Les PaleMrs Dot Minn``."""
    for title in ("Mrs ", "Mr ", "Ms ", "Miss ", "Dr ", "Cllr "):
        at = text.find(title, 1)
        while at > 0:
            if text[at - 1].islower():
                text = f"{text[:at]}, {text[at:]}"
                at += 2
            at = text.find(title, at + 1)
    return text


def _is_short_body(part: str) -> bool:
    """Whether the second part of two is the abbreviation or the single name of a body: NACRO, DfT."""
    return " " not in part and len(part) > 2 and (part.isupper() or sum(map(str.isupper, part)) > 1) and "." not in part and "'" not in part and "’" not in part and not part.startswith(("Mc", "Mac")) and "-" not in part


def _any_person(parts: list[str]) -> bool:
    """Whether somebody is surely named among parts: with a title, or by two words or more, or with brackets."""
    return any("(" in part or (person(part) is not None and len(part.split()) > 2) or part.split()[0].strip(".").lower() in TITLES for part in parts if part.split())


def _with(named: Named, more: str) -> Named:
    more = more.strip(" ,;:–—-")
    if not named.initials and is_initials(more):
        return named._replace(initials=more)
    return named._replace(organisation=f"{named.organisation}, {more}" if named.organisation else more)


def _headless(text: str) -> str:
    """A list without the title in the plural that stands before it: Cllrs Lund, Marsh and Quill."""
    text = text.strip()
    while True:
        words = text.split(None, 1)
        if len(words) == 2 and words[0].strip(".:").lower() in _PLURAL:
            text = words[1].lstrip(" :–-")
        elif len(words) == 2 and words[0].lower() in _PLACED and words[1].split()[0].strip(".:").lower() in _PLURAL:
            text = words[1]
        else:
            return text


def _married(parts: list[str]) -> Iterator[str]:
    """Parts, with ``Mr`` and ``Mrs Lund`` together again, and each part without its own title in the plural."""
    held = ""
    for part in parts:
        part = _headless(f"{held} and {part}" if held else part)
        held = ""
        if part.strip(".").lower() in TITLES and not (part.isupper() and len(part) < 4):
            held = part
            continue
        yield part
