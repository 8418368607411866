"""What stands below an action in fields of its own: ``Due: …``, ``Lead: …``."""

from __future__ import annotations

import re

from g2g.minutes.findings import FoundAction
from g2g.minutes.reading import Reading

_FIELD = r"(?i)\(?(?P<name>due(?: date| by)?|deadline|by when|time ?-?(?:scale|frame|line)|target(?: date)?|completion date|complete by|to be completed by|when|owner|lead|by whom|who|action (?:by|owner)|responsible(?: officer| person)?|assigned to|responsibility)\s?(?::|–)\s*(?P<value>[^:]{2,80}?)\)?[ .]*$"


def fields_below(reading: Reading, place: int, action: FoundAction) -> FoundAction:
    """An action with the due phrase and the owner that stand below it in paragraphs of their own: ``Due: …``, ``Lead: …``."""
    for below in range(place + 1, place + 4):
        para = reading.para(below)
        found = re.match(_FIELD, para.text) if para and not reading.is_heading(para) else None
        value_below = reading.para(below + 1)
        if para and not found and value_below and re.match(_FIELD, para.text + " xx") and para.text.rstrip().endswith(":") and len(value_below.text) < 90:
            found = re.match(_FIELD, f"{para.text} {value_below.text}")
            reading.taken.add(below + 1)
        if not para or not found:
            if found is None and para and len(para.text) < 30 and below == place + 1:
                continue
            break
        name, value = found["name"].casefold(), found["value"].strip()
        if name.startswith(("owner", "lead", "by whom", "who", "action", "responsible", "assigned")):
            owners = reading.parties.owners(re.sub(r"\s+(?:with|supported by|assisted by)\s+", " / ", value))
            action = action if action.owners or owners is None else action._replace(owners=owners)
        elif not action.due_said:
            action = action._replace(due_said=value)
        reading.cover(para.line)
        reading.taken.add(below)
    inline = re.search(r"(?i)\b(?:due(?: date| by)?|deadline|by when|timescale|target(?: date)?|completion date)\s?:\s*(?P<value>[^:()\[\]]{2,60}?)[)\]]?[ .]*$", action.words)
    if inline and inline.start() > 8:
        action = action._replace(words=action.words[: inline.start()].rstrip(" .,;([–-"), due_said=action.due_said or inline["value"].strip())
    return action
