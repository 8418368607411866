"""Tables of people: a row or a cell each, with organisations, initials, and whether they were there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from g2g.minutes.document import Table
from g2g.minutes.findings import Named
from g2g.minutes.names import is_initials, person
from g2g.minutes.offices import is_office_or_body
from g2g.minutes.people import people
from g2g.minutes.rolls import APOLOGIES, NOBODY, PRESENT, is_attending, is_none, is_sentence, label

Found = dict[str, list[Named]]


def read(table: Table, state: str, *, begun: bool) -> Found:
    """The people of a table that lists them; empty lists where it lists none.

    ``state`` is the label that stands above the table, if one does; ``begun`` says that the business has begun.
    """
    found: Found = {PRESENT: [], APOLOGIES: [], NOBODY: []}
    if not table.rows:
        return found
    heads = [cell.strip(" :*").lower() for cell in table.rows[0].cells]
    kinds = [marked[0] if (marked := label(cell)) and not marked[1] else "" for cell in table.rows[0].cells]
    kinds = ["" if kind and _is_status(table, place) else kind for place, kind in enumerate(kinds)]
    name = next((i for i, head in enumerate(heads) if re.match(r"(?:full |member['’]?s? )?names?\b|members?$|attendees?$|councillors?$|governors?$|representatives?$", head)), None)
    if (name is not None and not any(kinds[:name] + kinds[name + 1:])) or (name is not None and any("initial" in head or "organi" in head or "role" in head for head in heads)):
        _by_columns(found, table, heads, name, state)
    elif kinds[0] and not any(kinds[1:]) and any(people(cell) for cell in table.rows[0].cells[1:]):
        _by_rows(found, table, state)
    elif sum(map(bool, kinds)) and sum(1 for kind, head in zip(kinds, heads, strict=True) if kind or not head) >= 1 and sum(map(bool, kinds)) >= max(1, len([h for h in heads if h]) - 1) and len([h for h in heads if h]) > 1:
        for row in table.rows[1:]:
            for head, kind, cell in zip(heads, kinds, row.cells, strict=True):
                found.get(kind or NOBODY, []).extend(_under(head, _in_cell(cell, row.line)))
    elif not begun and not _is_of_actions(heads) and len(table.rows) < 40 and _mostly_people(table):
        for row in table.rows[1:]:
            for head, cell in zip(heads, row.cells, strict=True):
                kind = APOLOGIES if re.search(r"apolog|not here|sorry|unable", head) else NOBODY if "absent" in head else PRESENT
                found[kind].extend(_in_cell(cell, row.line))
    else:
        _by_rows(found, table, state)
    return found


_STATUSES = ("yes", "no", "apol", "absent", "present", "✓", "✔", "✗", "✘")


def _is_status(table: Table, place: int) -> bool:
    """Whether a column says of each person whether they were there, and names nobody."""
    cells = [cell for row in table.rows[1:] if (cell := row.cells[place].strip().lower())]
    return bool(cells) and all(cell.startswith(_STATUSES) or cell in ("y", "n", "x", "p", "a", "-") for cell in cells)


def _is_of_actions(heads: Sequence[str]) -> bool:
    return any(re.search(r"action|due|lead|owner|status|deadline|when", head) for head in heads)


def _mostly_people(table: Table) -> bool:
    """Whether nearly all cells below the headings hold names and nothing else."""
    cells = [cell for row in table.rows[1:] for cell in row.cells if cell.strip()]
    named = sum(1 for cell in cells if len(cell) < 400 and people(cell.replace("\n", ", ")) and not is_sentence(cell))
    return len(cells) > 1 and named >= 0.8 * len(cells)


def _under(label: str, found: list[Named]) -> list[Named]:
    """Those under a label, marked where it says that they were in attendance."""
    return [named._replace(attending=True) for named in found] if is_attending(label.split("\n")[0]) else found


def _in_cell(cell: str, line: int) -> list[Named]:
    found: list[Named] = []
    for text in cell.split("\n"):
        text = text.strip(" -•*")
        if text and not is_none(text) and not is_sentence(text):
            found += people(text, line)
    return found


def _by_columns(found: Found, table: Table, heads: Sequence[str], name: int, state: str) -> None:
    """A row each: name, organisation, initials, and perhaps whether they were there."""
    organisation = next((i for i, head in enumerate(heads) if i != name and re.match(r"organi[sz]ation|representing|role|title|job|position|designation|agency|school|sector|ward|representation|company|department|constituency", head)), None)
    initials = next((i for i, head in enumerate(heads) if "initial" in head or head in ("abbreviation", "abbr", "ref")), None)
    state = state if state in (PRESENT, APOLOGIES) else PRESENT
    if (marked := label(heads[name])) and marked[0] in (PRESENT, APOLOGIES):
        state = marked[0]
    for row in table.rows[1:]:
        cells = row.cells
        whole = " ".join(cell for cell in cells if cell.strip())
        if (marked := label(whole)) and not marked[1] and marked[0]:
            state = marked[0]
            continue
        one = person(cells[name].split("\n")[0], row.line)
        if one is None:
            continue
        if organisation is not None:
            one = one._replace(organisation=cells[organisation].strip() or one.organisation)
        if initials is not None and is_initials(cells[initials].strip()):
            one = one._replace(initials=cells[initials].strip())
        marks = " ".join(cell for i, cell in enumerate(cells) if i not in (name, organisation, initials)).strip().lower()
        kind = state
        if re.search(r"\bapol|^a$|\bapologies\b", marks):
            kind = APOLOGIES
        elif re.search(r"\babsent\b|^(?:x|no|✗|✘|-|ab)$", marks):
            kind = NOBODY
        found[kind].append(one)


def _by_rows(found: Found, table: Table, state: str) -> None:
    """A label in the first cell of a row and names in the next, or rows of people under a label."""
    state, head = state if state in (PRESENT, APOLOGIES) else "", ""
    for row in table.rows:
        filled = [cell for cell in row.cells if cell.strip()]
        if not filled:
            continue
        marked = label(filled[0].split("\n")[0])
        if marked and (not marked[1] or marked[2]):
            state, head = marked[0], filled[0]
            rest = [marked[1], *filled[0].split("\n")[1:], *filled[1:]]
            for cell in rest:
                if state in (PRESENT, APOLOGIES) and cell:
                    found[state].extend(_under(head, _in_cell(cell, row.line)))
        elif state == APOLOGIES and re.match(r"[A-Z][a-z ]{2,25}:(?:\s|$)", filled[0]):
            # Another field of the minutes stands below the apologies.
            state = ""
        elif state in (PRESENT, APOLOGIES) and (row.cells[0].strip() == "" or person(filled[0]) is not None):
            one = _in_cell(filled[0], row.line)
            if len(one) == 1 and len(filled) > 1 and "\n" not in filled[0]:
                rest = list(filled[1:])
                marks = next((cell for cell in rest if is_initials(cell)), "")
                others = [cell for cell in rest if cell != marks]
                if others and person(others[0]) is not None and not is_office_or_body(others[0]):
                    for cell in filled[1:]:
                        one += _in_cell(cell, row.line)
                else:
                    one = [one[0]._replace(initials=one[0].initials or marks, organisation=one[0].organisation or ", ".join(others))]
            found[state].extend(_under(head, one))
        elif marked is None and re.match(r"[\w ]{2,25}:$", filled[0]):
            state = ""
