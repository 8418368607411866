"""What the readers of actions share: the blocks, who is known, which blocks are read already, and what was found."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from g2g.minutes.callings import is_role
from g2g.minutes.document import Block, Document, Para, Table
from g2g.minutes.findings import Details, Doubt, FoundAction, FoundItem
from g2g.minutes.labels import at_start
from g2g.minutes.parties import Parties, among
from g2g.minutes.tasks import Task, split, trimmed
from g2g.minutes.vocabulary import VERBS

_CLOSES = (
    r"(?i)(?:resolved\b|\[?end of (?:the )?minutes|next (?:meeting|time)\s*(?::|(?:is |on )*(?:mon|tues|wednes|thurs|fri|satur|sun)(?:day|s?\b)|\d)|resolutions?:|decisions?\s*:?$|decision\s*:|present\s*:|apologies\b|in attendance|(?:date (?:and time |and venue )?of (?:the )?)?next meeting\b|date of (?:the )?next|(?:the )?meeting (?:closed|ended|finished)"
    r"|(?:there being )?no further business|signed\b|chair(?:man)?(?:'s signature)?\s*:|supporting documents|minutes? (?:agreed|approved)|close\b|distribution\b|appendix|recommendations?\s*:?$|background\s*:?$|agreed\s*:|noted\s*:|notes?\s*:)"
)
_WILLING = (
    r"\b(?:will|would|shall|should)(?! not\b)\b|\b(?:to be|agreed (?:to|that)(?![^.]{0,60} not\b)|needs? to|must|asked (?:to|for|that)|requested|suggest(?:ed|ion)|offered to|undertook|proposed (?:to|that)"
    r"|volunteered|is to|are to|require[sd]?|(?:is|are) (?:needed|wanted)"
    r"|(?<!wanted )(?<!wished )(?<!like )(?<!able )(?<!had )(?<!has )(?<!have )(?<!used )(?<!tried )(?<!due )(?<!hard )(?<!easy )(?<!going )(?<!seemed )(?<!began )(?<!hoped )(?<!pleased )(?<!happy )(?<!how )(?<!yet )(?<!up )(?<!back )(?<!come )(?<!came )"
    r"to (?!the\b|a\b|an\b|this\b|that\b|our\b|their\b|all\b|date\b|(?!b?ring\b|sing\b|swing\b)\w+ing\b)[a-z]+)\b|^(?:That |that )?(?:the |a )?(?:\w+ ){1,6}(?<!can )(?<!could )(?<!may )(?<!might )be \w+(?:ed|en|wn|ght)\b"
)
SENTENCE = r"(?<=[.?!])[\s”’\"')]+(?=[A-Z“‘\"'(])(?<!\bMr\. )(?<!\bDr\. )(?<!\bNo\. )(?<!\bSt\. )(?<!\bMrs\. )(?<!\bCllr\. )(?<![\s.][A-Z]\. )"


# Verbs that begin a sentence as an order, and no noun that does.
_BEGINNINGS = VERBS - {"report", "chair", "lead", "act", "plan", "order", "copy", "test", "try", "open", "note", "research", "work"}
# Words after which a verb at the beginning is a noun: Order of service, Report from the chair.
_NO_OBJECT = frozenset("of from by is was are were has had have will would should may came went and or".split())
_SAID = r"[A-Z]{2,4}[a-z]? ?(?:[-–]|: ) ?[A-Z“][a-z’]*[ ,.?!]"
# A sentence that says nothing without the one before it: It was to be reprinted. KM to ask them.
_POINTS_BACK = r"(?:It|They|These|Those|Both|Either|Neither)\b|(?:[\w’'./&-]+ ){1,3}(?:to|will) [a-z]+ (?:them|it|both|him|her|these|those)[. ]*$"
_BACK = 24  # blocks within which the text stands that an owner alone belongs to


class Report:
    """What minutes say of an old action: its number, the owners, words, how it stands, and the line."""

    __slots__ = ("line", "owners", "ref", "status", "words")

    def __init__(self, line: int, ref: str, owners: tuple[str, ...], words: str, status: str) -> None:
        self.line, self.ref, self.owners, self.words, self.status = line, ref, owners, words, status


class Reading:
    """One document being read. ``taken`` holds the places of the blocks that a reader has read."""

    def __init__(self, document: Document, details: Details, parties: Parties) -> None:
        self.blocks: Sequence[Block] = document.blocks
        self.asides = document.asides
        self.details = details
        self.parties = parties
        self.taken: set[int] = set()
        self.found: list[FoundAction] = []
        self.listed: dict[int, int] = {}  # labelled entries of a list, and the line of the heading that they stand under
        self.reports: list[Report] = []
        self.doubts: list[Doubt] = []
        self.lines: set[int] = set()  # lines that gave an action, or said that there is none
        self._item_starts = [item.line for item in details.items]
        self._item_lines = set(self._item_starts)
        self._people_lines = {person.line for person in (*details.present, *details.apologies)}
        self.end = self._end()

    def _end(self) -> int:
        """The place at which the agenda of the next meeting begins, that some minutes end with."""
        at_least = max((i for i, b in enumerate(self.blocks) if b.line in self._item_lines), default=len(self.blocks) // 3)
        labelled = -1  # the last place with a label; looked for where it is first asked for
        for place, block in enumerate(self.blocks):
            if place > at_least * 0.6 and place > 8 and isinstance(block, Para) and len(block.text) < 60 and not block.mark and re.match(
                r"(?:DRAFT |Draft )?(?:AGENDA|Agenda)(?: (?:for|of|FOR|OF) .*| ?[:–-] .*)?:?$", block.text
            ):
                if labelled < 0:
                    labelled = next((i for i in reversed(range(len(self.blocks))) if self._is_labelled(i)), 0)
                if labelled < place:
                    return place
        return len(self.blocks)

    def _is_labelled(self, place: int) -> bool:
        block = self.blocks[place]
        return isinstance(block, Para) and (label := at_start(block.text)) is not None and label.firm

    def paras(self) -> Iterator[tuple[int, Para]]:
        """The paragraphs not read yet, with their places."""
        for place, block in enumerate(self.blocks[: self.end]):
            if isinstance(block, Para) and place not in self.taken:
                yield place, block

    def para(self, place: int) -> Para | None:
        """The paragraph at a place; None where there is none, or a table."""
        block = self.blocks[place] if 0 <= place < self.end else None
        return block if isinstance(block, Para) else None

    def item(self, line: int) -> str:
        """The item under which a line stands, by its number or title."""
        item = self._item(line)
        return item.number or item.title if item else ""

    def title(self, line: int) -> str:
        """The title of the item under which a line stands."""
        item = self._item(line)
        return item.title if item else ""

    def _item(self, line: int) -> FoundItem | None:
        place = bisect_right(self._item_starts, line)
        return self.details.items[place - 1] if place else None

    @cached_property
    def suffixed(self) -> bool:
        """Whether the document names owners after a dash at the end of their tasks, again and again."""
        count = 0
        for _, para in self.paras():
            text = para.text.rstrip(" .;,")
            if (" – " in text or " - " in text) and text[-1:] not in ")]" and len(text) > 30 and self.parties.trailing(text, 2):
                count += 1
        return count > 2

    @cached_property
    def bracketed(self) -> bool:
        """Whether the document names owners in brackets at the end of its labelled tasks, again and again."""
        labelled = [para.text for _, para in self.paras() if (label := at_start(para.text)) and (label.firm or label.number) and len(para.text) > label.end + 20]
        count = sum(1 for text in labelled if text.rstrip(" .").endswith(")") and self.parties.trailing(text, 2))
        return count > 2 and count * 2 > len(labelled)

    @cached_property
    def person_levels(self) -> frozenset[int]:
        """The levels of headings at which most are a name each."""
        every: Counter[int] = Counter()
        named: Counter[int] = Counter()
        for _, para in self.paras():
            if para.level:
                every[para.level] += 1
                named[para.level] += " " not in para.text and para.text[0].isupper() and self.parties.strength(para.text) > 0 and not is_role(para.text.casefold())
        return frozenset(level for level, count in named.items() if count > 2 and count * 2 > every[level])

    @cached_property
    def is_spoken(self) -> bool:
        """Whether the minutes put down who said what, line by line: ``KM - Shall we?``."""
        paras = [para for _, para in self.paras()]
        said = sum(1 for para in paras if re.match(_SAID, para.text))
        return said > 12 and said * 4 > len(paras)

    def is_item(self, para: Para) -> bool:
        return para.line in self._item_lines and para.text == self._heads.get(para.line, para.text)

    @cached_property
    def _heads(self) -> dict[int, str]:
        """The words of the paragraphs that head items, by their lines: where the source broke one into lines, the first with the title."""
        heads: dict[int, str] = {}
        for block in self.blocks:
            if block.line in self._item_lines and isinstance(block, Para) and self.title(block.line)[:20].casefold() in block.text.casefold():
                heads.setdefault(block.line, block.text)
        return heads

    def is_people(self, para: Para) -> bool:
        """Whether a paragraph names those present, or those who sent apologies."""
        return not self._people_lines.isdisjoint(range(para.line, max(para.last, para.line) + 1))

    def is_heading(self, para: Para) -> bool:
        """Whether a paragraph heads what stands below it."""
        if para.level or self.is_item(para):
            return True
        text = para.text
        if len(text) > 80 or text.endswith((".", ";", ",")) or not text:
            return False
        return para.bold or (text.isupper() and len(text) > 3)

    def closes(self, para: Para) -> bool:
        """Whether a list of actions ends before this paragraph."""
        return self.is_heading(para) or bool(re.match(_CLOSES, para.text))

    def add(self, action: FoundAction, *places: int) -> None:
        """Keep an action, and mark its blocks as read. An owner for whom no words say what to do is a doubt."""
        if not any(c.isalnum() for c in action.words):
            self.doubt(action.line, "An owner stands here, and no words say what there is to do.")
            return
        self.found.append(action if action.item else action._replace(item=self.item(action.line)))
        self.taken.update(places)
        self.cover(action.line)
        for place in places:
            self.cover(self.blocks[place].line)

    def cover(self, line: int) -> None:
        self.lines.add(line)

    def doubt(self, line: int, sentence: str) -> None:
        self.doubts.append(Doubt(line, sentence))

    def context(self, place: int, before: str = "") -> str:
        """The sentence to which an owner alone belongs: the last one before that gives work, else the last one."""
        text = before.strip(" –—-([,:;")
        if len(text.split()) < 3:
            above = place - 1
            while above >= max(0, place - _BACK):
                block = self.blocks[above]
                if isinstance(block, Table):
                    break
                label = at_start(block.text)
                if len(block.text.split()) > 1 and not (label and (label.firm or above in self.taken)):
                    text = block.text
                    break
                above -= 1
        chosen = self.sentence(text)
        at = text.find(chosen)
        if at > 0 and re.match(_POINTS_BACK, chosen):
            return f"{self.sentences(text[:at].strip())[-1]} {chosen}"
        return chosen

    @staticmethod
    def sentences(text: str) -> list[str]:
        return [s for s in re.split(SENTENCE, text) if len(s.split()) > 1] or [text]

    def sentence(self, text: str) -> str:
        """The sentence of a text that gives work, looking back from its end; its last one where none does."""
        sentences = self.sentences(text)
        for sentence in reversed(sentences[-3:]):
            if re.search(_WILLING, sentence):
                return sentence
        return next((s for s in (*sentences[-3:], sentences[0]) if is_order(s)), sentences[-1])

    def tasks(self, text: str) -> list[Task]:
        """The tasks in a text: a name after a dash at the end is the owner of all of it, else whoever is named before each."""
        parties = self.parties
        bracket = re.match(r"((?:[(\[][^()\[\]]{1,50}[)\]]\s*)+)[:–-]?\s*(?=[A-Za-z])", text)
        if bracket and (named := parties.owners(re.sub(r"[()\[\]]+", " / ", bracket[1]).strip(" /"))):
            words = trimmed(text[bracket.end():])
            return [Task(named, words)] if words else []
        if bracket and (about := re.match(r"\(([^()]{2,50})\)\s*:\s*", text)):
            return [task._replace(words=f"{about[1][:1].upper()}{about[1][1:]}: {task.words}") for task in self.tasks(text[about.end():])]
        if topic := parties.after_topic(text):
            return [task._replace(words=f"{topic[0]}: {task.words}") for task in self.tasks(topic[1])]
        lead = parties.leading(text)
        trailing = parties.trailing(text)
        if trailing:
            words, owners = trailing
            bracketed = text.rstrip(" .;,")[-1:] in (")", "]")
            if self.bracketed if bracketed else self.suffixed:
                lead = None
            sure = all(" " in owner or parties.strength(owner) > 1 for owner in owners)
            by_name = sure and not bracketed and any(" " in owner for owner in owners)
            if not lead or by_name or (sure and bracketed and set(owners) - set(lead[0]) and re.search(r"(?i)\(action", text)):
                return [Task(owners, trimmed(words))] if trimmed(words) else []
        if not lead and (ordered := parties.ordered(text)):
            return [Task(ordered[0], trimmed(ordered[1]))]
        glued = None if lead else parties.glued(text)
        if glued:
            return [Task(glued[1], trimmed(glued[0]))]
        return split(text, parties)

    def words_of(self, sentence: str, owners: tuple[str, ...] = ()) -> str:
        """A sentence as the words of a task: without the owner whom it begins with, if that is one of the owners where these are given."""
        sentence = re.sub(r"^(?:(?:It was|The [a-z]+ (?:was|were)) (?:also )?(?:agreed|suggested|felt|decided|resolved|recommended|proposed|requested)|Agreed) that ", "", sentence)
        lead = self.parties.leading(sentence)
        theirs = lead and (not owners or not lead[0] or among(lead[0], owners))
        return trimmed(lead[1] if lead and theirs else sentence)


def is_order(sentence: str) -> bool:
    """Whether a sentence begins as an order: with a verb, and what is to be done to what."""
    words = sentence.split(None, 2)
    return len(words) > 2 and words[0][:1].isupper() and words[0].casefold() in VERBS and words[1].isalpha() and words[1].islower() and words[1] not in _NO_OBJECT


def is_willing(text: str) -> bool:
    """Whether a sentence gives somebody something to do."""
    first = text.split(None, 1)[0] if text.strip() else ""
    return (first[:1].isupper() and first.casefold() in _BEGINNINGS) or bool(re.search(_WILLING, text))
