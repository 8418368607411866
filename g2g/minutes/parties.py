"""Who is meant to do something: names, initials and roles as minutes write them, told apart from other words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from g2g.minutes.findings import Named

TITLES = (
    r"(?:County Councillor|Borough Councillor|District Councillor|Parish Councillor|Councillors?|Cllrs?|Mr|Mrs|Ms|Miss|Mx|Dr|Prof(?:essor)?|Revd?|Sir|Dame"
    r"|Lord|Lady|Sgt|PC|PCSO|Insp(?:ector)?|Fr|Canon|Supt|Ald(?:erman)?|Hon|Capt(?:ain)?|Col|Major|CC|CCllr|DCllr|BCllr)\.?"
)
_INITIALS = r"[A-Z](?:[A-Z]{1,3}[a-z]?|(?:\. ?[A-Z]){1,3}\.?|[a-z][A-Z]{1,2}|[A-Z]?[a-z][A-Z])$"
_NAME_WORD = r"(?:[A-Z]\.?|(?:Mac|Mc|O['’]|D['’]|[A-Z][a-z]*-)?[A-Z][\w’'é-]+|de|van|von|der|la|le|St\.?|al|bin|ap|ab|O['’])"
_NAME = rf"(?:{TITLES} ?(?:and )?)*{_NAME_WORD}(?: {_NAME_WORD}){{0,4}}(?: (?:MP|MBE|OBE|CBE|JP|Jr|Snr|BEM))?$"
_OFFICE = (
    r"(?:Officers?|Managers?|Leads?|Teams?|Directors?|Groups?|Committees?|Co-?ordinators?|Secretar(?:y|iat)|Clerks?|Treasurers?|Chairs?|Chair(?:man|woman|person)"
    r"|Councils?|Partnerships?|Panels?|Departments?|Services?|Heads?|Workers?|Nurses?|Advis[eo]rs?|Consultants?|Editors?|Captains?|Wardens?"
    r"|Assistants?|Engineers?|Surveyors?|Governors?|Trustees?|Boards?|Forums?|Trusts?|Part(?:y|ies)|Sub-?groups?|Rep(?:resentative)?s?"
    r"|Champions?|Administrators?|Leaders?|Executives?|Librarians?|Archivists?|Registrars?|Bursars?|Deans?|Rectors?|Vicars?|Commissioners?|Providers?|Agenc(?:y|ies)"
    r"|Members?|Staff|Office|Contractors?|Auditors?|Solicitors?|Accountants?|Architects?|Planners?|Keepers?|Masters?|Presidents?|Partners?|Practices?|Schools?|Steward|Webmaster|Convenor|Convener)"
)
_ROLE = (
    r"(?:(?:the|all|both|our|new|deputy|vice|vice-|assistant|acting|interim|relevant|other|remaining)[ -])*"
    r"(?:chair(?:man|woman|person|s)?|vice-? ?chair(?:man|woman|person)?|clerk|deputy|secretary|treasurer|president|head(?: ?teacher)?|principal|officers?|members?|councillors?|cllrs|governors|trustees"
    r"|everyone|everybody|all|board|council|committee|secretariat|staff|team|admin(?:istrator)?|office|caretaker|warden|webmaster|minute[- ]taker|note[- ]taker|editor|chief executive|leader|partners|agencies"
    r"|group|forum|partnership|working (?:group|party)|sub-?(?:group|committee)|steering group|facilitator|co-?ordinator|executive|librarian|registrar|dean|vicar|rector|churchwardens?|youth worker|schools|practices|parishes"
    r"|any(?:one|body)|those present|all present|everyone present|task (?:and finish )?group|exec|hr|it)(?: (?:members|present|councillors|officers|governors|trustees|staff|partners|agencies|schools|to action))?$"
)
_OF = r"(?:The |the )?(?:[A-Z][\w&’'-]* ){0,4}(?:Head|Director|Chair|Chairman|Lead|Leader|Member|Manager|Chief|Deputy|Clerk|Officer|Secretary|Team)(?: Officer)? (?:of|for|to)(?: the)?(?: (?:[A-Z&][\w&’',-]*|and|of|the)){1,7}$"
_COMPOSED = rf"(?:The |the |All |all )?(?:(?:[A-Z][\w&’'/-]*|and|of|for|&) ){{0,6}}(?:{_OFFICE}|(?:[a-z’'-]+ ){{0,2}}{_OFFICE.lower()})$"
_NOBODY = frozenset(("someone", "somebody", "tbc", "tba", "n/a", "none", "nobody", "no one", "not assigned", "unassigned", "-", "–", "to be confirmed", "to be agreed", "?", "tbd", "to be decided", "to be determined", "vacant"))
_NO_INITIALS = frozenset(
    ["NHS", "CCG", "PDF", "AOB", "AGM", "EGM", "TBC", "TBA", "NA", "OK", "IT", "HR", "UK", "EU", "LA", "MP", "TV", "CD", "DVD", "PPG", "GP", "GPS", "SEND", "CSE", "LAC", "CQC", "KPI", "RAG", "ASAP", "FOI", "GDPR", "VAT", "DFE", "DOH", "SLA", "DBS", "ICB", "ICS", "NEW", "DONE", "END", "ALL", "ANY", "NO", "YES", "NOT", "AND", "THE", "FOR", "ITEM", "ACT", "SEN", "EHCP", "PIM", "OIG", "DSG", "NJC", "MOU", "TOR", "QR", "CCTV", "PA", "PM", "AM"]
)
# Words that begin a task of which they are the object, not the doer.
_THINGS = frozenset(
    ["poster", "posters", "letter", "letters", "details", "detail", "comment", "comments", "report", "reports", "leaflet", "leaflets", "notice", "notices", "item", "items", "paper", "papers", "minute", "minutes", "copy", "copies", "draft", "drafts", "thanks", "quote", "quotes", "quotation", "quotations", "payment", "payments", "invoice", "invoices", "budget", "date", "dates", "agenda", "form", "forms", "list", "lists", "sign", "signs", "map", "maps", "work", "works", "email", "emails", "information", "update", "updates", "feedback", "meeting", "meetings", "plan", "plans", "policy", "policies", "survey", "surveys", "article", "articles", "photo", "photos", "photographs", "advert", "adverts", "news", "newsletter", "website", "page", "pages", "key", "keys", "money", "funds", "funding", "grant", "grants", "insurance", "training", "discussion", "discussions", "decision", "decisions", "action", "actions", "note", "notes", "response", "responses", "proposal", "proposals", "options", "costs", "cost", "prices", "figures", "data", "evidence", "repairs", "repair", "trees", "grass", "hedge", "hedges", "bench", "benches", "bins", "gate", "light", "lights", "this", "that", "these", "those", "it", "there", "nothing", "everything", "names", "contact", "contacts", "link", "links", "document", "documents", "guidance", "consultation", "application", "applications", "arrangements", "presentation", "presentations", "risk", "risks", "register", "terms", "reminder", "reminders", "calendar", "diary", "next", "further", "final", "revised", "new", "additional", "both", "each", "any", "some", "no", "what", "how", "when", "where", "site", "visit", "visits", "progress", "review", "reviews", "volunteers", "residents", "pupils", "parents", "children", "patients", "tenants", "issue", "issues", "matter", "matters", "request", "requests", "research", "templates", "template", "consideration", "confirmation", "clarification", "following", "subject", "according", "due", "prior", "back", "also", "please", "once", "if", "in", "on", "at", "by", "as", "with", "from", "before", "after", "until", "during", "please", "tasks", "task"]
)
# Words with which a task begins that names nobody.
VERBS = frozenset(
    ["write", "send", "ask", "check", "put", "take", "bring", "make", "find", "get", "give", "ring", "call", "phone", "email", "contact", "chase", "circulate", "arrange", "book", "order", "pay", "buy", "obtain", "draft", "prepare", "produce", "publish", "print", "report", "update", "review", "amend", "revise", "finalise", "finalize", "complete", "confirm", "clarify", "investigate", "explore", "consider", "look", "follow", "share", "forward", "distribute", "invite", "add", "include", "remove", "submit", "provide", "present", "discuss", "agree", "set", "start", "begin", "continue", "maintain", "monitor", "speak", "talk", "meet", "liaise", "work", "develop", "create", "design", "organise", "organize", "plan", "research", "identify", "collect", "collate", "compile", "complete", "copy", "clear", "clean", "repair", "replace", "install", "move", "keep", "let", "tell", "inform", "notify", "advise", "thank", "remind", "request", "seek", "source", "purchase", "post", "upload", "display", "advertise", "promote", "recruit", "appoint", "nominate", "elect", "approve", "sign", "return", "issue", "raise", "respond", "reply", "answer", "feed", "pass", "hand", "claim", "apply", "register", "record", "note", "minute", "measure", "count", "test", "try", "visit", "attend", "join", "help", "support", "ensure", "decide", "determine", "establish", "examine", "assess", "evaluate", "audit", "inspect", "type", "scan", "file", "store", "collect", "open", "close", "lock", "fit", "fix", "paint", "plant", "cut", "mow", "sweep", "order", "read", "re-send", "resend", "resubmit", "reword", "rewrite", "redraft", "schedule", "reschedule", "convene", "host", "hold", "lead", "chair", "act", "go", "see", "show", "do", "have", "use", "hire", "borrow", "lend", "sell", "hang", "tidy", "empty", "fill", "dig", "drain", "lay", "mend"]
)
_EVERYBODY = r"(?:everyone|everybody|all|all members|members|anyone|those|all those) (?:on|in|at|of|with|from|who|not|present|attending)\b(?! to\b)[\w’' -]{0,50}$|exec who [\w’' -]{3,50}$"
_LOWER = (
    r"(?:the |all |both )?(?:[a-z&'’/-]+ ){0,4}(?:team|service|staff|office|officers?|members?|managers?|group|committee|department|council|trust|partners|schools?|leads?|sub-?group|provider|contractor|volunteers)s?$"
)
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


SENTENCE_END = r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!Mrs)(?<!Cllr)(?<!Prof)(?<!\bRev)(?<!\bSt)(?<!\bNo)(?<!\bSgt)(?<!\bCapt)(?<!Supt)(?<![\s.][A-Z])[.;](?:\s|$)"


class Parties:
    """Everybody whom a document names as present or absent, and what else can stand where an owner does."""

    def __init__(self, people: Iterable[Named], text: str = "", known: Iterable[str] = ()) -> None:
        self.people = tuple(people)
        self._text = text
        names = [untitled(person.name) for person in self.people] + [untitled(name) for name in known]
        self.full = {name.casefold() for name in names if name}
        words = [name.split() for name in names if name]
        self.single = {w[0].casefold() for w in words if len(w[0].strip(".")) > 1} | {w[-1].casefold() for w in words if len(w) > 1 or len(w[-1]) > 1}
        self.given = {p.initials for p in self.people if p.initials}
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
        return frozenset(found - _THINGS - VERBS - _NOT_NAMES)

    @cached_property
    def _small(self) -> frozenset[str]:
        """The words that stand in the text in small letters: none of them is a name."""
        return frozenset(re.findall(r"(?<![\w’'])[a-z]{3,20}\b", self._text))

    # ---- one party ------------------------------------------------------------------------------

    def strength(self, token: str) -> int:
        """How surely a token is somebody who can own an action: 2 surely, 1 perhaps, 0 not."""
        token = token.strip(" .:;,*\t-–—")
        bare = re.sub(r"\s*[(\[][^()\[\]]{0,60}[)\]]?$", "", token)
        if not bare or len(bare) > 70 or bare[0].isdigit():
            return 0
        low = bare.casefold()
        if low in _NOBODY or re.match(_ROLE, low) or re.match(_EVERYBODY, low):
            return 2
        name = untitled(bare)
        if name.casefold() in self.full or bare in self.initials or bare.replace(".", "").replace(" ", "") in self.initials:
            return 2
        if re.match(_INITIALS, bare):
            return self._as_initials(bare.replace(".", ""))
        if not any(c.isupper() for c in bare):
            return 2 if low in self.single or (re.match(_LOWER, bare) and bare.split()[0] not in VERBS) else 0
        if re.match(_OF, bare) or re.match(_COMPOSED, bare):
            first = bare.split()[0].casefold()
            return 0 if first in _THINGS or (first in VERBS and first not in self.single and first not in ("lead", "chair")) else 2
        return self._as_name(bare, name) if re.match(_NAME, bare) else 0

    def _as_initials(self, token: str) -> int:
        if token in _NO_INITIALS:
            return 0
        return 2 if not self.given and not self.full else 1

    def _as_name(self, bare: str, name: str) -> int:
        words = name.split()
        first = words[0].casefold() if words else ""
        if not words or (name == bare and (first in _THINGS or (first in VERBS and first not in self.single))):
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
            return 0 if (low in self._small and words[0] not in self._named) or low.endswith(("ing", "tion", "ment", "ed")) or (low.endswith("s") and bool(self.full)) else 1
        if any(known):
            return 2
        return 1 if all(w[:1].isupper() or w in ("de", "van", "von", "der", "la", "le") for w in words) and words[-1].casefold() not in _THINGS else 0

    # ---- several ----------------------------------------------------------------------------------

    def owners(self, text: str, least: int = 1) -> tuple[str, ...] | None:
        """The owners whom a text names, as written, if it says nothing else; None where it does. Nobody is an empty tuple."""
        text = text.strip(" .:;,*\t\n-–—")
        if not text or len(text) > 200:
            return None
        if re.match(r"(?i)(?:everyone|everybody|all(?: members)?) ?\(?(?:except|but|apart from) [^()]{2,60}\)?$", text):
            return (text,)
        whole = self.strength(text)
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
        return tuple(dict.fromkeys(part.strip(" *") for part in parts if part.casefold().strip(" .") not in _NOBODY))

    # ---- at the beginning and the end of a task --------------------------------------------------------

    def leading(self, text: str, least: int = 1) -> tuple[tuple[str, ...], str] | None:
        """The owners with whom a task begins, and the task: ``FS and BE to visit the site``. None where it begins otherwise."""
        for found in re.finditer(_BOUNDARY, text[:160]):
            head, rest = text[: found.start()], text[found.end():]
            if not head.strip() or (found["colon"] and len(head) > 60):
                continue
            colon = found["colon"] or ""
            short = bool(colon) and ((len(head.split()) < 3 and rest[:1].islower()) or (len(head.split()) < 7 and "o " in colon))
            owners = self.owners(head, 2 if found["colon"] and not short else least)
            if owners is None:
                if len(head) > 110:
                    return None
                continue
            if found["verb"] and re.match(_PASSIVE, rest):
                return None
            if found["verb"] and re.match(r"(?:the|a|an|all|our|their|his|her|its|this|that|these|those|any|each|every|both|some|(?!bring|ring|sing|fling|spring)[a-z]+ing)\b", rest):
                continue
            return owners, rest.lstrip()
        return None

    def trailing(self, text: str, least: int = 1) -> tuple[str, tuple[str, ...]] | None:
        """A task and the owners after it: ``… – Hilda Marsh.``, ``… (HM)``, ``… [HM/TL]``. None where it ends otherwise."""
        stripped = text.rstrip(" .;,")
        if stripped.endswith((")", "]")):
            at = max(stripped.rfind("("), stripped.rfind("["))
            inner = re.sub(r"(?i)^(?:action(?: by| for)?|owner|lead|by)\s*[:–-]?\s*", "", stripped[at + 1:-1]) if at > 0 else ""
            owners = self.owners(inner, max(least, 1)) if inner and len(inner) < 80 else None
            if owners and (least < 2 or min(map(self.strength, owners)) > 1):
                return stripped[:at].rstrip(" -–—"), owners
        for dash in re.finditer(r"(?:\s[–—-]\s*|\s*[–—]\s*|\.{2,}\s*|\t+| {3,})(?=[^–—]{2,90}$)", stripped):
            if dash.start() < 8:
                continue
            owners = self.owners(stripped[dash.end():], least)
            if owners:
                return stripped[: dash.start()].rstrip(), owners
        return None

    def glued(self, text: str) -> tuple[str, tuple[str, ...]] | None:
        """A task to whose last word, or after whose last space, a full name that the document knows is stuck."""
        low = text.rstrip(" .").casefold()
        for name in self.full:
            if " " in name and low.endswith(name) and len(low) > len(name) + 8:
                at = len(low) - len(name)
                return text[:at].rstrip(" -–—,"), (text[at:].rstrip(" ."),)
        return None


_SPOKE = (
    r"(?<![\w’'])([A-Z][a-z’'-]{1,20}) (?:also |then )?(?:said|stated|explained|reported|asked|noted|suggested|thought|felt|proposed|mentioned|informed|confirmed|wondered|pointed out|offered|volunteered"
    r"|presented|introduced|gave|told|reminded|showed|will [a-z]{3})\b"
)
_NOT_NAMES = frozenset(
    ["he", "she", "they", "it", "we", "there", "who", "which", "that", "this", "these", "those", "one", "some", "many", "most", "all", "members", "others", "nobody", "everybody", "everyone", "somebody", "someone", "people", "residents", "officers", "councillors", "chair", "clerk", "council", "committee", "board", "meeting", "report", "group", "police", "item", "it’s", "and", "but", "also", "none", "two", "three", "several"]
)
_STATE_WORD = (
    r"(?:done|complete[d]?|closed|ongoing|on-going|cancelled|dropped|withdrawn|outstanding|pending|deferred|actioned|agreed|noted|approved|carried|none|nothing|still|new|open|overdue|green|amber|red|yes|no|tbc"
    r"|information|discuss|discussion|decision|urgent)\b"
)
_BOUNDARY = (
    r"(?P<verb>\s+(?:is |are |was |were |has |have |had )?(?:also )?(?:agreed |asked |going |due |undertook |offered |volunteered |needs? |nominated |tasked |requested )?to(?:\s+also)?\s+(?=[a-z(‘“\"])"
    r"|\s+(?:will|shall|should|must|would)\s+(?:also\s+)?(?=[a-z]))|(?P<colon>\s*(?::|\s[–—-])\s*(?:[Tt]o\s+)?(?=\S))|(?P<glue>\s*[–—-]\s*[Tt]o\s+)"
)
_PASSIVE = r"be (?:\w+ly )?(?:\w+(?:ed|en|wn|ught|lt|nt|pt)|put|set|sent|made|read|held|kept|paid|left|found|told|shown|done|cut|hung|hidden|met|let|built|sold|laid|lit|dealt|got|run|given)\b"
