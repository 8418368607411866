"""Owners in the margin: initials pushed to the right, on a line of their own in an action column, or in brackets at a sentence's end."""

from __future__ import annotations

import re

from g2g.minutes import tasks
from g2g.minutes.document import Para
from g2g.minutes.findings import FoundAction
from g2g.minutes.labels import at_start
from g2g.minutes.reading import Reading, Report, is_willing

_COLUMN = r"(?i)(?:.{0,60}\s)?(?:action(?:s|ed)?(?: (?:by|for|point|owner|required))?|by whom|lead|who)\s*$"
_WHEN = r"\d|asap|tbc|n/?a\b|-|next |end |by |before |after |within |on ?going|open|c/?f|carried|done|complete|closed|(?:early |mid |late )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|winter)"
_SLASH = r"\s/\s(?=[A-Z])"
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
                    _add(reading, place, para, task.owners, task.words, "owner in the margin")
                continue
            text = para.cells[0]
            sentence = reading.sentence(text) if len(text.split()) > 2 else reading.context(place)
            _add(reading, place, para, owners, reading.words_of(sentence), "owner in the margin")
    if column:
        _alone(reading, first)
    _at_the_end(reading, first)
    _bracketed(reading, first)
    _after_slash(reading, first)
    _after_name(reading, first)
    _boxes(reading)
    _stuck(reading, first)


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
    if tasks.is_nothing(side) or tasks.is_status(side):
        return False
    return bool(reading.parties.owners(side, 2)) or (len(para.cells) > 2 and reading.parties.leading(side, least) is not None)


def _add(reading: Reading, place: int, para: Para, owners: tuple[str, ...], words: str, reader: str) -> None:
    if len(words.split()) > 1:
        reading.add(FoundAction(words, owners, para.line, reader), place)


def _alone(reading: Reading, first: int) -> None:
    """Lines that hold only an owner, below the text in whose column they stood: they follow in the order of the tasks."""
    run: list[tuple[int, Para, tuple[str, ...]]] = []
    texts: list[str] = []
    for place, para in [*reading.paras(), (len(reading.blocks), None)]:
        owners = None
        if para is not None and para.line > first and not para.mark and len(para.text) < 40 and not reading.is_item(para) and not para.level:
            owners = reading.parties.owners(para.text, 2)
        if para is not None and owners:
            run.append((place, para, owners))
            continue
        if run:
            _give(reading, run, texts)
            run, texts = [], []
        if para is not None and reading.is_heading(para):
            texts = []
        elif para is not None:
            texts.append(para.text)


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
        _add(reading, place, para, owners, reading.words_of(sentence), "owner in the margin")
        if sentence in willing:
            willing.remove(sentence)
        if sentence in sentences:
            sentences.remove(sentence)


_LAST = r"(?P<text>.{12,}?)(?:(?<=[.?!;)])\s+|\s+[–—-]\s*|\s{3,})(?P<who>[A-Z][A-Za-z.]{0,4}(?:(?:\s?[/&,+]\s?|\sand\s)[A-Z][A-Za-z.]{0,4}){0,4}|All|ALL)[?.]?$"


def _at_the_end(reading: Reading, first: int) -> None:
    """``Scrape it before the regatta. ED & SG``: initials after the last sentence, again and again."""
    found = []
    for place, para in list(reading.paras()):
        if para.line <= first or reading.is_item(para) or para.level or at_start(para.text):
            continue
        ending = re.match(_LAST, para.text)
        owners = reading.parties.owners(ending["who"].rstrip("?"), 2) if ending else None
        if ending and owners and all(o in reading.parties.initials or o.casefold() == "all" for o in owners):
            found.append((place, para, ending["text"], owners))
    if len(found) < 3:
        return
    for place, para, text, owners in found:
        sentence = reading.sentence(text.strip())
        whole = len([s for s in re.split(r"(?<=[.?!])\s", text) if s.strip()]) == 1
        words = reading.words_of(text.strip() if whole else sentence)
        if not tasks.is_statement(words, reading.parties) or is_willing(sentence):
            _add(reading, place, para, owners, words, "owner at the end of the line")


def _bracketed(reading: Reading, first: int) -> None:
    """``Two keys are missing and will be replaced (HM)``: a sentence that gives work and ends with who does it."""
    for place, para in list(reading.paras()):
        if para.line <= first or not para.text.rstrip(" .").endswith((")", "]")) or reading.is_item(para) or para.level:
            continue
        found = re.search(r"[(\[]([^()\[\]]{2,40})[)\]][ .]*$", para.text)
        owners = reading.parties.owners(found[1], 2) if found else None
        if not found or not owners:
            continue
        sentence = re.split(r"(?<=[.?!])\s+(?=[A-Z‘“])", para.text[: found.start()].strip())[-1]
        if not all(o in reading.parties.initials or o.replace(".", "") in reading.parties.initials for o in owners) and not (
            para.is_bullet and all(o.casefold() in reading.parties.single | reading.parties.full for o in owners) and re.search(r"\b(?:will|to) be\b", sentence)
        ):
            continue
        listed = para.is_bullet and not tasks.tells(sentence) and len(sentence.split()) > 3
        if (is_willing(sentence) or listed) and not tasks.is_statement(sentence, reading.parties):
            _add(reading, place, para, owners, reading.words_of(sentence), "owner in brackets")


def _after_slash(reading: Reading, first: int) -> None:
    """``… the rules are to go up. / Hilda to print``, ``… / HM / 4 May``: the row of a table that was put out with strokes."""
    rows = [(place, para) for place, para in reading.paras() if para.line > first and re.search(_SLASH, para.text)]
    for place, para in rows:
        cells = [part.strip() for part in re.split(r"\s/(?=\s|$)", para.text)]
        for at, cell in enumerate(cells[1:], 1):
            text = max(cells[:at], key=len)
            lead = reading.parties.leading(cell)
            if lead and len(cell) < 160 and not lead[1].startswith("be "):
                for task in tasks.split(cell, reading.parties):
                    words = task.words if len(task.words.split()) > 2 else f"{task.words}: {reading.words_of(reading.sentence(text))}"
                    _add(reading, place, para, task.owners, words, "after a stroke")
                break
            owners = reading.parties.owners(cell, 2) if len(rows) > 1 and not tasks.is_nothing(cell) else None
            if owners:
                _row(reading, place, para, text, owners, cells[at + 1:], len(rows))
                break


def _row(reading: Reading, place: int, para: Para, text: str, owners: tuple[str, ...], after: list[str], rows: int) -> None:
    """One action of such a row; what stands after its owner is when it is due, then when it was done."""
    due = after[0] if after else ""
    if len(text.split()) < 4 or (due and not re.match(_WHEN, due, re.I)):
        return  # who leads an item, and what was said of it
    if len(after) > 1 and (re.match(r"\d{1,2}[./-]\d", after[1]) or tasks.is_ended(after[1])):
        reading.reports.append(Report(para.line, "", owners, reading.words_of(reading.sentence(text)), f"done {after[1]}"))
        reading.taken.add(place)
        reading.cover(para.line)
        return
    sentence = reading.sentence(text)
    if is_willing(sentence) or due or rows > 3:
        words = reading.words_of(sentence)
        if len(words.split()) > 1 or rows > 3:
            reading.add(FoundAction(words, owners, para.line, "after a stroke", "" if tasks.is_status(due) else due), place)


def _after_name(reading: Reading, first: int) -> None:
    """``• Cllr Marsh: To thank the band.``: an entry of a list that begins with a name known to the document."""
    _bracket_first(reading, first)
    for place, para in list(reading.paras()):
        if para.line <= first or not para.mark or not (found := re.match(r"([^:]{2,50}):\s*To\s+(?=[a-z])", para.text)):
            continue
        owners = reading.parties.owners(found[1], 2)
        if owners:
            _add(reading, place, para, owners, tasks.trimmed(para.text[found.end():]), "name, then task")


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
            _add(reading, place, para, task.owners, task.words, "box to tick")


def _bracket_first(reading: Reading, first: int) -> None:
    """``* (Hilda) order the bunting``: entries of a list that each begin with an owner in brackets."""
    found = []
    for place, para in reading.paras():
        bracket = re.match(r"\(([^()]{2,40})\)\s+(?=[a-z])", para.text) if para.mark and para.line > first else None
        if bracket and (owners := reading.parties.owners(bracket[1])):
            found.append((place, para, owners, tasks.trimmed(para.text[bracket.end():])))
    for place, para, owners, words in found if len(found) > 1 else ():
        _add(reading, place, para, owners, words, "owner in brackets, then task")


def _stuck(reading: Reading, first: int) -> None:
    """``Long answers to be typed upJean and Dot``: the owner's column came without a space."""
    for place, para in list(reading.paras()):
        if para.line > first and (glued := reading.parties.glued(para.text)) and para.text[len(glued[0]) - 1:len(glued[0])].islower():
            sentence = reading.sentence(glued[0])
            if is_willing(sentence) and not re.search(r"\b(?:proposed|seconded|prop|sec)\b", glued[0][-30:], re.I) and not reading.parties.leading(para.text):
                _add(reading, place, para, glued[1], reading.words_of(sentence), "owner stuck to the words")
