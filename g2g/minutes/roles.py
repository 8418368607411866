"""What the columns of a table hold: by their headings, by the title above the table, and by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from g2g.minutes import headings
from g2g.minutes.document import Row, Table
from g2g.minutes.labels import at_start
from g2g.minutes.parties import Parties
from g2g.minutes.reading import Reading

DAY = (
    r"(?:by |before |on |due |end (?:of )?|mid[- ]|early |late |w/c |w/e |within |at |for |(?:mon|tues|wednes|thurs|fri|satur|sun)day |asap|a\.s\.a\.p|immediate|ongoing|on-going|next |n/?a\b|tbc|tonight|today|done|complete|january|february|march|april|may|june|july"
    r"|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b|\d{1,2}(?:st|nd|rd|th)?[ ./-]|\d{4}|spring|summer|autumn|winter|easter|christmas|q[1-4]\b)"
)


def is_day(text: str) -> bool:
    """Whether words of a cell say when something is to be done."""
    return re.match(DAY + "|" + r"(?:.* )?meeting$", text, re.I) is not None


def dated(cell: str, parties: Parties) -> tuple[str, str] | None:
    """The owner and the day that stand in one cell: ``KM – 1 June``, ``KM (by 1 June)``, ``KM by 1 June``; None where no such two do."""
    found = re.match(r"(?P<who>.{2,60}?)\s*(?:[–(,-]\s*|\s(?=by |before |due |on |until ))(?P<when>.{3,40}?)\)?$", cell.replace("\n", " "))
    if not found or not is_day(found["when"]) or not parties.owners(found["who"]):
        return None
    return found["who"], found["when"]


def of_table(reading: Reading, place: int, table: Table) -> tuple[int, tuple[str, ...]] | None:
    """The row that heads a table of actions (-1 where it has no headings) and the roles of its columns; None where it is another table."""
    found = _headed(table)
    if found:
        return found[0], _of_actions(reading, place, found[1])
    roles = _without_headings(reading, place, table)
    return (-1, roles) if roles else None


def _of_actions(reading: Reading, place: int, roles: tuple[str, ...]) -> tuple[str, ...]:
    """The roles of a table's columns: under a title that says actions, the items beside whom they are for are the tasks."""
    above = reading.para(place - 1)
    if "task" in roles or "owner" not in roles or roles.count("minute") != 1 or not above or len(above.text.split()) > 7 or not re.search(r"(?i)\bactions?\b", above.text):
        return roles
    return tuple("task" if name == "minute" else name for name in roles)


def _headed(table: Table) -> tuple[int, tuple[str, ...]] | None:
    """The row that heads a table of actions, and the roles of its columns; None where it is another table."""
    for place, row in enumerate(table.rows[:4]):
        cells = tuple(cell.replace("\n", " ") for cell in row.cells)
        if headings.is_heading_row(cells) or (sum(map(bool, cells)) > 1 and "task" in map(headings.role, cells)):
            found = headings.roles(cells)
            if not {"owner", "due", "status", "raised"} & set(found) and not re.search(r"(?i)\b(?:action|task|to do|what)", " ".join(cells)):
                continue  # Item, Description: an agenda
            if "task" in found or "who or what" in found or ("minute" in found and "owner" in found):
                return place, found
    return None


def _without_headings(reading: Reading, place: int, table: Table) -> tuple[str, ...]:
    """The roles of the columns of a table without headings that stands under a heading for actions; empty if it does not."""
    above = reading.para(place - 1)
    if above is None or not re.search(r"(?i)\bactions?\b", above.text) or len(above.text) > 80 or len(table.rows) < 2:
        return ()
    if (label := at_start(above.text)) and above.text[label.end:].strip(" .:"):
        return ()  # an action of its own, and no title
    roles: list[str] = []
    columns = list(zip(*(row.cells for row in table.rows), strict=True))
    task = max(range(len(columns)), key=lambda i: sum(map(len, columns[i])))
    for number, cells in enumerate(columns):
        filled = [cell.strip() for cell in cells if cell.strip()]
        refs = sum(bool(re.match(r"[A-Z]{0,6}[-/ .]?\d[\w./-]*$", cell)) for cell in filled)
        people = sum(reading.parties.owners(cell.replace("\n", "/")) is not None for cell in filled)
        days = sum(bool(re.match(DAY, cell, re.I)) for cell in filled)
        if number == task:
            roles.append("task")
        elif number == 0 and refs > len(filled) * 0.6:
            roles.append("ref")
        elif people > max(days, len(filled) * 0.5) and "owner" not in roles:
            roles.append("owner")
        elif days > len(filled) * 0.4 and "due" not in roles:
            roles.append("due")
        else:
            roles.append("status" if number > task else "")
    return tuple(roles) if "owner" in roles or "due" in roles else ()


def by_content(roles: list[str], rows: Sequence[Row], parties: Parties) -> tuple[str, ...]:
    """The roles, corrected by what stands in the columns: ‘to be completed by’ may hold days or people."""
    for place, name in enumerate(roles):
        cells = [row.cells[place].strip() for row in rows if row.cells[place].strip() and len(row.cells[place]) < 60]
        if not cells or name not in ("owner", "due", "who or what"):
            continue
        days = sum(1 for cell in cells if re.match(DAY, cell, re.I))
        people = sum(1 for cell in cells if dated(cell, parties) or (parties.owners(cell) and not re.match(DAY, cell, re.I)))
        if name == "due" and people > days and "owner" not in roles:
            roles[place] = "owner"
        elif name == "owner" and days > people and "due" not in roles and days > len(cells) * 0.6:
            roles[place] = "due"
        elif name == "owner" and "task" not in roles and sum(1 for cell in cells if parties.leading(cell.replace("\n", " "))) > max(1, people // 2):
            roles[place] = "task in column"
        elif name == "who or what":
            roles[place] = "owner" if people >= 0.5 * len([r for r in rows if r.cells[place].strip()]) else "task in column"
    if "who or what" in roles:
        roles[roles.index("who or what")] = "task in column"
    return tuple(roles)
