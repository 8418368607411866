"""Rows of tables that were put out as one line each: with strokes between their cells, or with nothing between them."""

from __future__ import annotations

import re

from g2g.minutes import tasks
from g2g.minutes.document import Para
from g2g.minutes.findings import FoundAction
from g2g.minutes.headings import role
from g2g.minutes.reading import Reading, Report, is_willing
from g2g.minutes.vocabulary import NOBODY

_WHEN = r"\d|asap|tbc|n/?a\b|-|next |end |by |before |after |within |on ?going|open|c/?f|carried|done|complete|closed|(?:early |mid |late )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|winter)"
_SLASH = r"\s/\s(?=[A-Z])"


def add(reading: Reading, place: int, para: Para, owners: tuple[str, ...], words: str, reader: str) -> None:
    if len(words.split()) > 1:
        reading.add(FoundAction(words, owners, para.line, reader), place)
    else:
        reading.doubt(para.line, "An owner stands here, and no words say what there is to do.")


def after_slash(reading: Reading, first: int) -> None:
    """``… the rules are to go up. / Hilda to print``, ``… / HM / 4 May``: the row of a table that was put out with strokes."""
    rows = [(place, para) for place, para in reading.paras() if para.line > first and re.search(_SLASH, para.text)]
    for place, para in rows:
        cells = _whole_owners(reading, [part.strip() for part in re.split(r"\s/(?=\s|$)", para.text)])
        for at, cell in enumerate(cells[1:], 1):
            text = max(cells[:at], key=len)
            lead = reading.parties.leading(cell)
            if lead and len(cell) < 160 and not lead[1].startswith("be "):
                for task in tasks.split(cell, reading.parties):
                    words = task.words if len(task.words.split()) > 1 else f"{task.words}: {reading.words_of(reading.sentence(text))}"
                    add(reading, place, para, task.owners, words, "after a stroke")
                break
            owners = reading.parties.owners(cell, 2) if len(rows) > 1 and not tasks.is_nothing(cell) else None
            if owners:
                _row(reading, place, para, text, owners, cells[at + 1:], len(rows))
                break


def _whole_owners(reading: Reading, cells: list[str]) -> list[str]:
    """Cells, those as one that a stroke between owners parted: ``Hilda / Moira to print``."""
    if len(cells) > 2 and reading.parties.owners(cells[-2], 2) and reading.parties.leading(cells[-1], 2):
        return [*cells[:-2], f"{cells[-2]} / {cells[-1]}"]
    return cells


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


_GLUE = r"(?<=[a-z.)])(?=[A-Z])"
_GLUED_WHEN = r"(?<=[A-Za-z.)])(?=\d|(?i:asap|tbc|ongoing|before |after |next |end of |by |c/?f\b|done\b|carried ))"


def glued_rows(reading: Reading) -> None:
    """``ActionLead`` over ``Mend the cratch boardMoira Peel``: a table whose cells came without anything between them."""
    last = -2  # the place of its last row, or of its headings
    timed = False
    for place, para in list(reading.paras()):
        roles = [role(part) for part in re.split(_GLUE, para.text)] if len(para.text) < 40 else []
        if roles[:2] == ["task", "owner"] or roles == ["minute", "owner"]:
            last, timed = place, roles[2:] == ["due"]
        elif place == last + 1 and (row := _glued_row(reading, para.text, timed)):
            words, owners, due = row
            stands = tasks.is_status(due)
            if stands and tasks.is_ended(due):
                reading.cover(para.line)
            elif len(words.split()) > 1:
                reading.add(FoundAction(tasks.trimmed(words), owners, para.line, "row of a table", "" if stands else due, status=due if stands else ""), place)
            else:
                reading.doubt(para.line, "An owner stands here, and no words say what there is to do.")
            reading.taken.update((last, place))
            last = place


def _glued_row(reading: Reading, text: str, timed: bool) -> tuple[str, tuple[str, ...], str] | None:
    """The task, the owners that are stuck to it and, stuck to them, when it is due; nobody where it ends so."""
    ends = [*(due.start() for due in re.finditer(_GLUED_WHEN, text) if timed and due.start() > 8), len(text)]
    for end in ends:
        for glue in re.finditer(_GLUE, text[:end]):
            if glue.start() > 8 and (owners := reading.parties.owners(text[glue.start():end], 1 if end == len(text) else 2)):
                return text[: glue.start()], owners, text[end:]
    nobody = next((words for words in NOBODY if len(words) > 2 and text.casefold().endswith(words)), None)
    if nobody:
        return text[: -len(nobody)], (), ""
    state = next((glue.start() for glue in re.finditer(r"(?<=[a-z.) ])-", text) if tasks.is_status(text[glue.end():])), 0) if timed else 0
    return (text[:state], (), text[state + 1:]) if state else None


# What stands before a name at the end of a sentence whose owner it is not: to Hilda Marsh, by Hilda Marsh, proposed Hilda Marsh.
_OBJECT = r"(?i)\b(?:proposed|seconded|prop|sec)\b|\b(?:to|by|with|for|from|of|and|or|that|as|than|on|via|about|tell|ask|thank|invite|see|meet|contact|help|join|remind)$"


def stuck(reading: Reading, first: int) -> None:
    """``Long answers to be typed upJean and Dot``: the owner's column came without a space."""
    for place, para in list(reading.paras()):
        if para.line > first and (glued := reading.parties.glued(para.text)) and para.text[len(glued[0]) - 1:len(glued[0])].islower():
            sentence = reading.sentence(glued[0])
            if is_willing(sentence) and not re.search(_OBJECT, glued[0][-30:]) and not reading.parties.leading(para.text):
                add(reading, place, para, glued[1], reading.words_of(sentence), "owner stuck to the words")
