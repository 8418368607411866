"""Fields that nothing reads, for their names are spelled in another way than those that something does.

Any other name is the clerk's own, and is allowed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from g2g.model import Value
from g2g.records import ACTION_FIELDS, BODY_FIELDS, MEETING_FIELDS, PERSON_FIELDS

# The fields of each kind of entry, and of the rows that some of them hold.
Known = Mapping[str, "Known"]
_PLAIN: Known = {}
_PERSON: Known = {"name": {}, "organisation": {}, "role": {}}
_RESOLUTION: Known = {"ref": {}, "text": {}, "exempt": {}, "key": {}}
_ITEM: Known = {"number": {}, "title": {}, "lead": {}, "minute": {}, "exempt": {}, "resolutions": _RESOLUTION}
ACTION: Known = dict.fromkeys(ACTION_FIELDS, _PLAIN) | {"extended": {"to": {}, "at": {}, "reason": {}, "said": {}}}
MEETING: Known = dict.fromkeys(MEETING_FIELDS, _PLAIN) | {"present": _PERSON, "apologies": _PERSON, "items": _ITEM}
BODY: Known = dict.fromkeys(BODY_FIELDS, _PLAIN)
PERSON: Known = dict.fromkeys(PERSON_FIELDS, _PLAIN)

# Other words for the same thing, where the field is one of those that are known.
_SAME = {
    "place": "venue", "location": "venue", "where": "venue", "e_mail": "email", "mail": "email", "organization": "organisation", "org": "organisation",
    "aka": "also", "chairman": "chair", "chairperson": "chair", "secretary": "clerk", "words": "action", "task": "action", "who": "owner", "due_date": "due",
    "deadline": "due", "confidential": "exempt", "private": "exempt", "exemption": "exempt", "not_for_publication": "exempt", "exempt_under": "exempt",
    "exempt_paragraph": "exempt", "exempt_paragraphs": "exempt",
}  # fmt: skip
_NEAR = 0.84


class Misspelt(NamedTuple):
    """A field that nothing reads, the one that is probably meant, and the field of the entry in which it stands."""

    name: str
    meant: str
    within: str


def found(fields: Mapping[str, Value], known: Known, within: str = "") -> Iterator[Misspelt]:
    """The fields of an entry, and of the rows in it, whose names are near one that is known and not there."""
    for name, value in fields.items():
        inner = known.get(name)
        if inner is None:
            if (meant := _meant(name, known)) and meant not in fields:
                yield Misspelt(name, meant, within or name)
        elif inner:
            for row in value if isinstance(value, list) else ():
                if isinstance(row, dict):
                    yield from found(row, inner, within or name)


def _meant(name: str, known: Collection[str]) -> str:
    """The known field that a name is near to: in other letters, with two of them swapped, or one too many; empty for none."""
    plain = name.casefold().strip().replace("-", "_").replace(" ", "_")
    if plain in known:
        return plain
    if _SAME.get(plain, "") in known:
        return _SAME[plain]
    swapped = next((one for one in known if sorted(one) == sorted(plain)), "")
    if swapped or len(plain) > 40:
        return swapped
    from difflib import get_close_matches

    return next(iter(get_close_matches(plain, known, 1, _NEAR)), "")
