"""Who is meant to do something: names, initials and roles as minutes write them, told apart from other words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from g2g.dates import MONTH_NUMBERS
from g2g.minutes.callings import is_everybody, is_nobody, is_office, is_plain_office, is_role
from g2g.minutes.findings import Named
from g2g.minutes.vocabulary import FORENAMES, NO_INITIALS, NOT_NAMES, THINGS, TOPICS, VERBS

TITLES = (
    r"(?:County Councillor|Borough Councillor|District Councillor|Parish Councillor|Councillors?|Cllrs?|Mr|Mrs|Ms|Miss|Mx|Dr|Prof(?:essor)?|Revd?|Sir|Dame"
    r"|Lord|Lady|Sgt|PC|PCSO|Insp(?:ector)?|Fr|Canon|Supt|Ald(?:erman)?|Hon|Capt(?:ain)?|Col|Major|CC|CCllr|DCllr|BCllr)\.?"
)
_INITIALS = r"[A-Z](?:[A-Z]?['’][A-Z]{1,2}$|[A-Z]{1,3}[a-z]?|(?:\. ?[A-Z]){1,3}\.?|[a-z][A-Z]{1,2}|[A-Z]?[a-z][A-Z])$"
_NAME_WORD = r"(?:[A-Z]\.?|(?:Mac|Mc|O['’]|D['’]|[A-Z][a-z]*-)?[A-Z][\w’'é-]+|de|van|von|der|la|le|St\.?|al|bin|ap|ab|O['’])"
_NAME = rf"(?:{TITLES} ?(?:and )?)*{_NAME_WORD}(?: {_NAME_WORD}){{0,4}}(?: (?:MP|MBE|OBE|CBE|JP|Jr|Snr|BEM))?$"
_OF = r"(?:The |the )?(?:[A-Z][\w&’'-]* ){0,4}(?:Head|Director|Chair|Chairman|Lead|Leader|Member|Manager|Chief|Deputy|Clerk|Officer|Secretary|Team)(?: Officer)? (?:of|for|to)(?: the)?(?: (?:[A-Z&][\w&’',-]*|and|of|the)){1,7}$"
_SPLIT = r"\s*(?:,\s*(?:and\s+)?|;\s*|/\s*|\s&\s*|\s+and\s+|\s\+\s*|\n)\s*"


def untitled(name: str) -> str:
    """A name without its titles and what stands in brackets."""
    bare = re.sub(r"\s*[(\[][^()\[\]]*[)\]]?", " ", name)
    while (shorter := re.sub(rf"^(?:{TITLES})\s+", "", bare.strip())) != bare:
        bare = shorter
    return " ".join(bare.split()).strip(" .,;:")


def initials_of(name: str) -> str:
    """``Fred Stott`` is FS; hyphens count as spaces do not."""
    return "".join(word[0] for word in untitled(name).split() if word[:1].isupper())


def among(named: Iterable[str], owners: Iterable[str]) -> bool:
    """Whether one of those named is one of the owners, by the last word of a name or by initials."""
    words = {word for owner in owners for word in (owner, *owner.split(), initials_of(owner))}
    return any(initials_of(name) in words or name in words or name.split()[-1] in words for name in named if name.split())


_DASH = re.compile(r"(?:\s[–—-]\s*|\s*[–—]\s*|\.{2,}\s*|\t+| {3,})(?=[^–—]{2,90}$)")  # before an owner at the end
SENTENCE_END = r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!Mrs)(?<!\bHon)(?<!Cllr)(?<!Prof)(?<!\bRev)(?<!\bSt)(?<!\bNo)(?<!\bSgt)(?<!\bCapt)(?<!Supt)(?<![\s.][A-Z])[.;](?:\s|$)"


def _explained(text: str) -> set[str]:
    """The initials that stand beside the names they are of: ``Gareth Penn (Director) GP``, ``Parveen Akhtar (PA)``."""
    found = set()
    for one in re.finditer(_BESIDE, text):
        own = [word[0] for word in re.split(r"[ -]", one[1]) if word[:1].isupper()]
        made = one[2].upper()
        if any(made[0] == own[i] and made[-1] in own[i + 1:] for i in range(len(own) - 1)):
            found.add(one[2])
    return found


class Parties:
    """Everybody whom a document names as present or absent, and what else can stand where an owner does."""

    def __init__(self, people: Iterable[Named], text: str = "", known: Iterable[str] = (), head: str = "") -> None:
        self.people = tuple(people)
        self._text = text
        names = [untitled(person.name) for person in self.people] + [untitled(name) for name in known]
        self.full = {name.casefold() for name in names if name}
        words = [name.split() for name in names if name]
        self.single = {w[0].casefold() for w in words if len(w[0].strip(".")) > 1} | {w[-1].casefold() for w in words if len(w) > 1 or len(w[-1]) > 1}
        if ", 1" in text or "> " in text or ", 2" in text:  # a meeting held by typing: names as they stand there
            self.single |= {nick.casefold() for pair in re.findall(_NICK, text) for nick in pair if nick}
        self.given = {p.initials for p in self.people if p.initials} | _explained(head[:_HEAD])
        self.initials = self.given | {made for name in names if len(made := initials_of(name)) > 1} | {
            made[0] + made[-1] for name in names if len(made := initials_of(name)) > 2
        }

    @cached_property
    def _named(self) -> frozenset[str]:
        """The words that stand in the midst of a sentence with a capital: names are among them."""
        return frozenset(re.findall(r"(?<=[a-z,;] )[A-Z][a-z’'-]{1,20}\b", self._text))

    @cached_property
    def _speaking(self) -> frozenset[str]:
        """The single names of whom the text says that they said or did something, or gives work again and again."""
        said = re.findall(_SPOKE, self._text)
        given = Counter(re.findall(r"(?:ACTION|Action)s?\W{1,6}([A-Z][a-z’'-]{1,20}) (?:to|will) [a-z]", self._text))
        found = {word.casefold() for word in said} | {word.casefold() for word, count in given.items() if count > 1}
        return frozenset(found - THINGS - VERBS - NOT_NAMES)

    @cached_property
    def _saying(self) -> frozenset[str]:
        """The capitals of which the text says that they said something: the initials of somebody."""
        return frozenset(re.findall(rf"(?<![\w’'])([A-Z]{{2,3}}) {_SAYS}\b", self._text))

    @cached_property
    def _given_work(self) -> Counter[str]:
        """How often the text gives capitals work behind a label: they are somebody's initials, whatever else they stand for."""
        found = re.findall(r"(?:ACTION|Action)s?\s?[:–-]\s([A-Z]{2,3})(?:(?: and | ?[&/,] ?)([A-Z]{2,3}))? (?:to|will) [a-z]", self._text)
        return Counter(one for pair in found for one in pair if one)

    @cached_property
    def _small(self) -> frozenset[str]:
        """The words that stand in the text in small letters: none of them is a name."""
        return frozenset(re.findall(r"(?<![\w’'])[a-z]{3,20}\b", self._text))

    def is_word(self, word: str) -> bool:
        """Whether a word stands in the text in small letters."""
        return word in self._small

    # ---- one party ------------------------------------------------------------------------------

    def strength(self, token: str) -> int:
        """How surely a token is somebody who can own an action: 2 surely, 1 perhaps, 0 not."""
        token = token.strip(" .:;,*\t-–—")
        bare = re.sub(r"\s*[(\[][^()\[\]]{0,60}[)\]]?$", "", token)
        if not bare or len(bare) > 70 or bare[0].isdigit():
            return 0
        low = bare.casefold()
        if re.match(r"@[\w.-]{2,30}$", bare):
            return 2
        if is_nobody(low) or is_role(low) or is_everybody(low):
            return 2
        name = untitled(bare)
        if name.casefold() in self.full or bare in self.initials or bare.replace(".", "").replace(" ", "") in self.initials:
            return 2
        if re.match(_INITIALS, bare):
            return self._as_initials(bare.replace(".", ""))
        if not any(c.isupper() for c in bare):
            return 2 if low in self.single or (is_plain_office(bare) and bare.split()[0] not in VERBS) else 0
        if is_office(bare) or ((" of " in bare or " for " in bare or " to " in bare) and re.match(_OF, bare)):
            first = bare.split()[0].casefold()
            return 0 if (first in THINGS and len(bare.split()) > 2) or (first in VERBS and first not in self.single and first not in ("lead", "chair")) else 2
        return self._as_name(bare, name) if re.match(_NAME, bare) else 0

    def _as_initials(self, token: str) -> int:
        if token in NO_INITIALS:
            return 2 if self._given_work[token] > 1 else 0
        if token in self._given_work or token in self._saying:
            return 2
        if token[2:].islower() and token[:2] in self.initials:
            return 2  # MBr beside MB
        return 2 if not self.given and not self.full else 1

    def _as_name(self, bare: str, name: str) -> int:
        words = name.split()
        first = words[0].casefold() if words else ""
        if not words or (name == bare and (first in THINGS or (first in VERBS and first not in self.single))):
            return 0
        if re.match(_STATE_WORD, name.casefold()):
            return 0
        if name != bare:  # it has a title
            return 2
        known = [word.casefold() in self.single for word in words]
        if len(words) == 1:
            low = words[0].casefold()
            if known[0] or low in self._speaking:
                return 2
            if low in FORENAMES:
                return 1
            return 0 if low in TOPICS or low in MONTH_NUMBERS or (low in self._small and words[0] not in self._named) or low.endswith(("ing", "tion", "ment", "ed")) or (low.endswith("s") and bool(self.full)) else 1
        if any(known):
            return 2
        return 1 if all(w[:1].isupper() or w in ("de", "van", "von", "der", "la", "le") for w in words) and words[-1].casefold() not in THINGS else 0

    # ---- several ----------------------------------------------------------------------------------

    def owners(self, text: str, least: int = 1) -> tuple[str, ...] | None:
        """The owners whom a text names, as written, if it says nothing else; None where it does. Nobody is an empty tuple."""
        text = text.strip(" .:;,*\t\n-–—")
        if not text or len(text) > 200:
            return None
        if re.match(r"(?i)(?:everyone|everybody|all(?: members)?) ?\(?(?:except|but|apart from) [^()]{2,60}\)?$", text):
            return (text,)
        if len(each := self._spaced(text)) > 1 and all(word in self.initials for word in each):
            return self._told(each)
        whole = self.strength(text)
        halves = re.split(r",? with | (?:and|&) |\s*/\s*", text)
        if len(halves) == 2 and (whole >= 2 or " with " in text) and all(self.strength(half) >= 2 for half in halves):
            return self._told(halves)  # Chair and Clerk, but not Director of Finance and Resources
        if whole >= 2 or (whole and not re.search(_SPLIT, text)):
            return self._told((text,)) if whole >= least else None
        parts = [part.strip(" .:") for part in re.split(_SPLIT, self._sheltered(text)) if part.strip(" .:")]
        parts = [part.replace("\x00", ",") for part in parts]
        if len(parts) == 1:
            parts = self._spaced(text)
        if not parts:
            return None
        strengths = [self.strength(part) for part in parts]
        if min(strengths) < least and not (len(parts) > 1 and all(strengths) and max(strengths) >= least):
            return None
        return self._told(parts)

    def _sheltered(self, text: str) -> str:
        """The commas inside brackets kept from parting a name."""
        return re.sub(r"\([^()]*\)", lambda m: m[0].replace(",", "\x00"), text) if "(" in text else text

    def _spaced(self, text: str) -> list[str]:
        """``RC BT``: initials with only a space between them."""
        words = text.split()
        return words if len(words) > 1 and all(re.match(_INITIALS, w) and self.strength(w) for w in words) else []

    @staticmethod
    def _told(parts: Iterable[str]) -> tuple[str, ...]:
        told = [part.strip(" *") for part in parts]
        if told and (plural := re.match(r"(?:Cllrs|Councillors|Messrs|Mesdames)\.? (?=[A-Z])", told[0])):
            told[0] = told[0][plural.end():]
        return tuple(dict.fromkeys(name for name in told if not is_nobody(name.casefold().strip(" ."))))

    # ---- at the beginning and the end of a task --------------------------------------------------------

    def leading(self, text: str, least: int = 1) -> tuple[tuple[str, ...], str] | None:
        """The owners with whom a task begins, and the task: ``FS and BE to visit the site``. None where it begins otherwise."""
        for found in re.finditer(_BOUNDARY, text[:160]):
            head, rest = text[: found.start()], text[found.end():]
            if not head.strip() or (found["colon"] and len(head) > 60):
                continue
            colon = found["colon"] or ""
            short = bool(colon) and ((len(re.split(_SPLIT, head)[0].split()) < 3 and len(head) < 40 and rest[:1].islower()) or (len(head.split()) < 7 and "o " in colon) or re.match(_INITIALS, head.strip()))
            owners = self.owners(head, 2 if found["colon"] and not short else least)
            if owners is None:
                if len(head) > 110:
                    return None
                continue
            if (found["verb"] or found["colon"]) and re.match(_PASSIVE, rest):
                return None
            if found["verb"] and re.match(r"(?:the|a|an|all|our|their|his|her|its|this|that|these|those|any|each|every|both|some|(?!bring|ring|sing|fling|spring)[a-z]+ing)\b", rest):
                continue
            return owners, rest.lstrip()
        return None

    def ordered(self, text: str) -> tuple[tuple[str, ...], str] | None:
        """Somebody known by name or initials, and the order right after them: ``KM book the hall``. None where no such thing stands first."""
        found = re.match(r"([A-Z][\w’'./&-]*(?: [A-Z][\w’'-]+)?),? (?=([a-z]+) \S)", text)
        if not found or found[2] not in VERBS - {"have"} or not all(self._is_known(part) for part in re.split(r"[/&]", found[1])):
            return None
        owners = self.owners(found[1], 2)
        return (owners, text[found.end():]) if owners else None

    def after_topic(self, text: str) -> tuple[str, str] | None:
        """A topic, and the task after it that begins with somebody known: ``Old winch: KM to grease it``. None where it is not so."""
        topic, _, rest = text.partition(": ")
        if not rest or len(topic) > 60 or all(self._is_known(part) for part in re.split(_SPLIT, topic)):
            return None
        found = re.match(r"(.{2,40}?) (?:to|will) [a-z]", rest)
        if not found or not all(self._is_known(part) for part in re.split(_SPLIT, found[1])) or self.leading(rest, 2) is None:
            return None
        return topic, rest

    def is_topic(self, text: str) -> bool:
        """Whether what may be names has a word that the text has in small letters too, or that nobody is called: Gift Shop, PFA Accounts."""
        words = [word for word in re.findall(r"[\w’'-]+", text) if word[0].isupper()]
        weak = self.owners(text, 2) is None
        return weak and any(word.casefold() in self._small or word.casefold() in TOPICS or (len(words) > 1 and word.isupper() and not words[-1].isupper()) for word in words)

    def _is_known(self, token: str) -> bool:
        return token in self.initials or token.casefold() in self.full or token.casefold() in self.single

    def trailing(self, text: str, least: int = 1) -> tuple[str, tuple[str, ...]] | None:
        """A task and the owners after it: ``… – Hilda Marsh.``, ``… (HM)``, ``… [HM/TL]``. None where it ends otherwise."""
        stripped = text.rstrip(" .;,")
        if stripped.endswith((")", "]")):
            at = max(stripped.rfind("("), stripped.rfind("["))
            inner = re.sub(r"(?i)^(?:action(?: by| for)?|owner|lead|by)\s*[:–-]?\s*", "", stripped[at + 1:-1]) if at > 0 else ""
            owners = self.owners(inner, max(least, 1)) if inner and len(inner) < 80 else None
            if owners and (least < 2 or min(map(self.strength, owners)) > 1):
                return stripped[:at].rstrip(" -–—"), owners
        for dash in _DASH.finditer(stripped, max(8, len(stripped) - 140)):
            owners = self.owners(stripped[dash.end():], least)
            if owners:
                return stripped[: dash.start()].rstrip(), owners
        return None

    def glued(self, text: str) -> tuple[str, tuple[str, ...]] | None:
        """A task to whose last word, or after whose last space, a full name that the document knows is stuck."""
        low = text.rstrip(" .").casefold()
        for name in self._by_surname.get(low.rpartition(" ")[2], ()):
            if low.endswith(name) and len(low) > len(name) + 8:
                at = len(low) - len(name)
                return text[:at].rstrip(" -–—,"), (text[at:].rstrip(" ."),)
        # A name known here with nothing between it and the word before.
        stuck = re.search(r"(?<=[a-z])[A-Z][^.:;()]{1,50}$", text.rstrip(" ."))
        if stuck and stuck.start() > 8 and (owners := self.owners(stuck[0], 2)):
            return text[: stuck.start()], owners
        return None

    @cached_property
    def surnames(self) -> dict[str, str]:
        """The surnames of those whose initials stand beside their names, by the initials."""
        return {person.initials: person.name.split()[-1] for person in self.people if person.initials and person.name}

    @cached_property
    def _by_surname(self) -> dict[str, list[str]]:
        """The names of more than one word, by their last one."""
        found: dict[str, list[str]] = {}
        for name in self.full:
            if " " in name:
                found.setdefault(name.rpartition(" ")[2], []).append(name)
        return found


_SAYS = (
    r"(?:also |then )?(?:said|stated|explained|reported|asked|noted|suggested|thought|felt|proposed|mentioned|informed|confirmed|wondered|pointed out|offered|volunteered"
    r"|presented|introduced|gave|told|reminded|showed)"
)
_SPOKE = rf"(?<![\w’'])([A-Z][a-z’'-]{{1,20}}) (?:{_SAYS}|will [a-z]{{3}})\b"
_NICK = r"(?m)^\s*<([\w-]{2,20})> |\((\w{2,20}), \d\d:\d\d(?::\d\d)?\)"
_HEAD = 6000  # characters of the head within which initials are explained
_BESIDE = r"([A-Z][\w’'.-]{1,20}(?: [A-Z][\w’'.-]{0,20}){1,3})(?: ?\([^()\n]{1,40}\))?[ ,:–-]{0,3}\s?\(?\b([A-Z]{2,3}[a-z]?)\b(?=[\s),;]|$)"
_STATE_WORD = (
    r"(?:done|complete[d]?|closed|ongoing|on-going|cancelled|dropped|withdrawn|outstanding|pending|deferred|actioned|agreed|noted|approved|carried|none|nothing|still|new|open|overdue|green|amber|red|yes|no|tbc"
    r"|information|discuss|discussion|decision|urgent)\b"
)
_BOUNDARY = (
    r"(?P<verb>\s+(?:is |are |was |were |has |have |had )?(?:also )?(?:agreed |asked |going |due |undertook |offered |volunteered |needs? |nominated |tasked |requested )?to(?:\s+also)?\s+(?=[a-z(‘“\"])"
    r"|\s+(?:will|shall|should|must|would)\s+(?:also\s+)?(?=[a-z]))|(?P<colon>\s*(?::|\s[–—-])\s*(?:[Tt]o\s+)?(?=\S))|(?P<glue>\s*[–—-]\s*[Tt]o\s+)"
)
_PASSIVE = r"be (?:\w+ly )?(?:\w+(?:ed|en|wn|ught|lt|nt|pt)|put|set|sent|made|read|held|kept|paid|left|found|told|shown|done|cut|hung|hidden|met|let|built|sold|laid|lit|dealt|got|run|given)\b"
