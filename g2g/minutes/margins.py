"""Owners in the margin: initials pushed to the right, on a line of their own in an action column, or in brackets at a sentence's end."""

from __future__ import annotations

import re

from g2g.minutes import flattened, tasks
from g2g.minutes.document import Para
from g2g.minutes.flattened import add
from g2g.minutes.labels import at_start
from g2g.minutes.reading import Reading, Report, is_willing
from g2g.minutes.vocabulary import VERBS

_COLUMN = r"(?i)(?:.{0,60}\s)?(?:action(?:s|ed)?(?: (?:by|for|point|owner|required))?|by whom|lead|who)\s*$"
_FEW = 4  # words that say too little without the sentence before them
_MOST = 60  # owners, or paragraphs, that one part of a column can have


def read(reading: Reading) -> None:
    """Read owners that stand beside the text or at the end of it."""
    first = min((item.line for item in reading.details.items), default=_after_names(reading))
    column = _has_column(reading)
    pushed = [(place, para) for place, para in reading.paras() if para.line > first and _pushed(reading, para, 1 if column else 2)]
    if pushed and (column or len(pushed) > 1):
        for place, para in pushed:
            side = " ".join(para.cells[1:])
            owners = reading.parties.owners(side)
            if owners is None:
                for task in tasks.split(side, reading.parties):
                    add(reading, place, para, task.owners, task.words, "owner in the margin")
                continue
            text = para.cells[0]
            sentence = reading.sentence(text) if len(text.split()) > 2 else reading.context(place)
            words = reading.words_of(sentence)
            if len(words.split()) < _FEW and (before := text[: max(0, text.find(sentence))].strip()):
                words = f"{reading.sentences(before)[-1]} {sentence}".rstrip(" .")  # Drain in Mill Lane. Clerk to report
            add(reading, place, para, owners, words, "owner in the margin")
    if column:
        _alone(reading, first)
    _at_the_end(reading, first, column or len(pushed) > 2 or bool(reading.asides))
    _bracketed(reading, first)
    flattened.after_slash(reading, first)
    _after_name(reading, min(first, _after_names(reading) or first))
    _boxes(reading)
    flattened.stuck(reading, first)


def _after_names(reading: Reading) -> int:
    return max((person.line for person in (*reading.details.present, *reading.details.apologies)), default=0)


def _has_column(reading: Reading) -> bool:
    """Whether a line heads a column for who is to act."""
    for _, para in reading.paras():
        if len(para.text) < 60 and (len(para.cells) > 1 or para.text.isupper() or len(para.text.split()) < 6) and re.match(_COLUMN, para.text):
            words = para.text.casefold().split()
            if len(para.cells) > 1 or (words[0] in ("item", "minute", "no", "no.", "ref", "subject", "discussion", "agenda") and len(words) > 1) or words in (
                ["action", "by"], ["action"], ["by", "whom"],
            ):  # fmt: skip
                return True
    return False


def _pushed(reading: Reading, para: Para, least: int) -> bool:
    if len(para.cells) < 2 or len(para.cells[-1]) > 40 or len(para.cells[0].split()) < 5 or reading.is_item(para) or reading.is_heading(para):
        return False
    side = " ".join(para.cells[1:])
    if tasks.is_nothing(side) or tasks.is_status(side) or re.match(r"(?:[Ss]igned|[Pp]rop(?:osed)?|[Ss]ec(?:onded)?|[Aa]pproved)\b", side):
        return False
    return bool(reading.parties.owners(side, 2)) or (len(para.cells) > 2 and reading.parties.leading(side, least) is not None)


def _alone(reading: Reading, first: int) -> None:
    """Lines that hold only an owner, below the text in whose column they stood: they follow in the order of the tasks."""
    run: list[tuple[int, Para, tuple[str, ...]]] = []
    texts: list[str] = []
    closed = False
    for place, para in [*reading.paras(), (len(reading.blocks), None)]:
        owners = None
        closed = closed or (para is not None and bool(re.search(_CLOSED, para.text)))
        if closed and para is not None and re.match(_SIGNATURE, para.text):
            continue
        if para is not None and para.line > first and not para.mark and len(para.text) < 40 and not reading.is_item(para) and not para.level:
            owners = reading.parties.owners(para.text, 2)
        if para is not None and owners:
            run.append((place, para, owners))
            continue
        if run:
            _give(reading, run, texts)
            run, texts = [], []
        if para is not None and reading.is_heading(para):
            texts = [para.text] if len(para.text.split()) > 12 else []
        elif para is not None:
            texts.append(para.text)


_CLOSED = r"(?i)\bmeeting (?:was |then )?(?:closed|ended|finished|concluded)\b"
_SIGNATURE = r"(?i)(?:the )?(?:chair(?:man|woman|person)?|president|convenor|clerk|secretary)[ .:]*$"


def _give(reading: Reading, run: list[tuple[int, Para, tuple[str, ...]]], texts: list[str]) -> None:
    """Give each of the owners in a column a sentence of the text beside it: the one that names them, else the next."""
    if len(run) > _MOST:
        return  # a list of names, and no column of owners
    sentences = [s for text in texts[-_MOST:] for s in re.split(r"(?<=[.?!])\s+(?=[A-Z(‘“])", text) if len(s.split()) > 2]
    willing = [s for s in sentences if is_willing(s)]
    for left, (place, para, owners) in zip(range(len(run), 0, -1), run, strict=True):
        named = [s for s in willing if any(re.search(rf"\b{re.escape(o)}\b", s) for o in owners)]
        pool = named or willing or sentences
        if not pool:
            return
        sentence = (named or pool[-left:] or pool)[0] if len(run) > 1 or named else pool[-1]
        add(reading, place, para, owners, reading.words_of(sentence), "owner in the margin")
        if sentence in willing:
            willing.remove(sentence)
        if sentence in sentences:
            sentences.remove(sentence)


_LAST = r"(?P<text>.{12,}?)(?:(?<=[.?!;)])\s+|\s+[–—-]\s*|\s{3,})(?P<who>[A-Z][A-Za-z.]{0,4}(?:(?:\s?[/&,+]\s?|\sand\s)[A-Z][A-Za-z.]{0,4}){0,4}|All|ALL)[?.]?$"
_STOP = r"(?<=[a-z\d)’”\"][.?!)])(?<!\b[Pp]rop\.)(?<!\b[Ss]ec\.)(?<!\bCllr\.)(?<!Cllrs\.)(?<!\bRev\.)(?<!Prof\.)(?<!\bSgt\.)\s+(?=[A-Z])"


def _at_the_end(reading: Reading, first: int, column: bool) -> None:
    """``Scrape it before the regatta. ED & SG``, ``… by Friday. Clerk``: an owner after the last sentence, again and again."""
    found = []
    for place, para in list(reading.paras()):
        if para.line <= first or reading.is_item(para) or para.level or at_start(para.text) or reading.is_people(para):
            continue
        if ending := _ending(reading, para.text) or (None if column else _below(reading, place, para)):
            found.append((place, para, *ending))
    if len(found) < 3:
        # A column for owners tells that the initials are theirs; a name may be the beginning of a sentence that was cut.
        found = [ending for ending in found if column and _are_initials(reading, ending[3])]
    sentences = [reading.sentence(text.strip()) for _, _, text, _ in found]
    marked = sum(map(is_willing, sentences)) * 2 > len(found)  # such owners mark what is to be done, and not who spoke
    for (place, para, text, owners), sentence in zip(found, sentences, strict=True):
        initials = _are_initials(reading, owners)
        whole = len([s for s in re.split(r"(?<=[.?!])\s", text) if s.strip()]) == 1
        words = reading.words_of(text.strip() if whole else sentence)
        if is_willing(sentence) or (not tasks.is_statement(words, reading.parties) if initials else marked):
            add(reading, place, para, owners, words, "owner at the end of the line")


def _are_initials(reading: Reading, owners: tuple[str, ...]) -> bool:
    return all(owner in reading.parties.initials or owner.casefold() == "all" for owner in owners)


def _ending(reading: Reading, text: str) -> tuple[str, tuple[str, ...]] | None:
    """A text and the owners after its last sentence: initials, or names and offices that stand there alone."""
    last = re.match(_LAST, text)
    owners = reading.parties.owners(last["who"].rstrip("?"), 2) if last else None
    if last and owners and _are_initials(reading, owners):
        return last["text"], owners
    for stop in re.finditer(_STOP, text[-80:]) if text[-1:] != "." or text[-12:-1].isupper() else ():
        at = len(text) - len(text[-80:]) + stop.end()
        if (owners := reading.parties.owners(text[at:], 2)) and not re.match(r"\w+ed\b", text[at:]):
            return text[:at], owners
    return None


def _below(reading: Reading, place: int, para: Para) -> tuple[str, tuple[str, ...]] | None:
    """A sentence, and the owners who stand alone on the line right below it."""
    above = reading.para(place - 1)
    if above is None or para.gap or para.mark or len(para.text) > 60 or not above.text.endswith(".") or reading.is_people(above) or reading.is_heading(above):
        return None
    owners = reading.parties.owners(para.text, 2)
    return (above.text, owners) if owners and is_willing(reading.sentence(above.text)) else None


_EACH = ("all", "everyone", "everybody")
_WANTED = r"\b(?:wants?|needs?) (?:a|an|some|new|[a-z]+ing)\b"
_THEN = r" [–-] (?P<verb>[a-z]+) (?:it|them|the|this|that|these|those)\b"


def _is_asked(para: Para, sentence: str) -> bool:
    """Whether a sentence that tells how things are asks for something as well: ``The rope is frayed - replace it``, ``The oar needs a new grip``."""
    ordered = re.search(_THEN, sentence)
    return (ordered is not None and ordered["verb"] in VERBS) or (bool(para.is_bullet) and re.search(_WANTED, sentence) is not None)


def _bracketed(reading: Reading, first: int) -> None:
    """``Two keys are missing and will be replaced (HM)``: a sentence that gives work and ends with who does it."""
    ended = []
    every = 0
    for place, para in list(reading.paras()):
        if para.line <= first or not para.text.rstrip(" .").endswith((")", "]")) or reading.is_item(para) or para.level or reading.is_people(para):
            continue
        found = re.search(r"[(\[]([^()\[\]]{2,40})[)\]][ .]*$", para.text)
        owners = reading.parties.owners(found[1], 2) if found else None
        if not found or not owners:
            continue
        every += 1
        sentence = re.split(r"(?<=[.?!])\s+(?=[A-Z‘“])", para.text[: found.start()].strip())[-1]
        if not all(o in reading.parties.initials or o.replace(".", "") in reading.parties.initials or (para.is_bullet and o.casefold() in _EACH) for o in owners) and not (
            para.is_bullet and all(o.casefold() in reading.parties.single | reading.parties.full for o in owners) and re.search(r"\b(?:will|to) be\b", sentence)
        ):
            continue
        listed = para.is_bullet and not tasks.tells(sentence) and len(sentence.split()) > 3
        if _is_asked(para, sentence) or ((is_willing(sentence) or listed) and not tasks.is_statement(sentence, reading.parties)):
            ended.append((place, para, owners, sentence))
    for place, para, owners, sentence in ended if len(ended) * 2 > every else ():  # else they say who spoke
        if len(ended) > 1 or is_willing(sentence):  # one alone may say who remarked upon something
            add(reading, place, para, owners, reading.words_of(sentence), "owner in brackets")


def _after_name(reading: Reading, first: int) -> None:
    """``• Cllr Marsh: To thank the band.``: an entry of a list that begins with a name known to the document."""
    _bracket_first(reading, first)
    entries = []
    for place, para in reading.paras():
        if para.line > first and para.mark and (found := re.match(r"([^:]{2,50}):\s*To\s+(?=[a-z])", para.text)):
            entries.append((place, para, found[1], tasks.trimmed(para.text[found.end():])))
    for place, para, who, words in entries:
        owners = reading.parties.owners(who, 1 if len(entries) > 2 else 2)
        if owners:
            add(reading, place, para, owners, words, "name, then task")


def _boxes(reading: Reading) -> None:
    """``[ ] Moira: order a guard``: boxes to be ticked. What is ticked is done."""
    for place, para in list(reading.paras()):
        found = re.match(r"\[(?P<tick>[ xX✓✔]?)\]\s*(?=\S)", para.text)
        if not found:
            continue
        text = para.text[found.end():]
        if found["tick"].strip():
            task = (reading.tasks(text) or [tasks.Task((), tasks.trimmed(text))])[0]
            reading.reports.append(Report(para.line, "", task.owners, task.words, "done"))
            reading.taken.add(place)
            reading.cover(para.line)
            continue
        for task in reading.tasks(text):
            add(reading, place, para, task.owners, task.words, "box to tick")


def _bracket_first(reading: Reading, first: int) -> None:
    """``* (Hilda) order the bunting``, ``* (HM) Bunting for the fair``: entries of a list that each begin with an owner in brackets."""
    found = []
    for place, para in reading.paras():
        bracket = re.match(r"\(([^()]{2,40})\)\s+(?=[A-Za-z])", para.text) if para.mark and para.line > first else None
        if bracket and (owners := reading.parties.owners(bracket[1], 1 if para.text[bracket.end()].islower() else 2)):
            words = tasks.trimmed(para.text[bracket.end():])
            found.append((place, para, owners, words, words[:1].isupper() and tasks.is_statement(words, reading.parties)))
    told = sum(is_told for *_, is_told in found)  # whoever is named before what was said spoke
    for place, para, owners, words, is_told in found if len(found) > 1 and not told * 3 > len(found) else ():
        if not is_told:
            add(reading, place, para, owners, words, "owner in brackets, then task")
