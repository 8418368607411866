"""How each record is written: its fields in their order, and from the fields back to the record."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from g2g.model import (
    ACTION_COLUMNS,
    WATCHING_BRIEF,
    Action,
    Attendance,
    Body,
    Extension,
    Item,
    Meeting,
    Person,
    Proceedings,
    RagRule,
    Resolution,
    Settings,
    Value,
    iso_date,
)

# The order is for git: what changes stands apart where it can, and the words of the action come last, so that
# the last line of every entry is its own and no edit can be merged into a neighbour.
ACTION_FIELDS = (
    "status", "closed", "confirmed", "outcome", "referred_to",
    "owner", "done_by", "chased", "rag", "rag_reason", "due", "due_said", "carried",
    "item", "area", "recommendation", "kind", "recurs", "exempt", "formerly",
    "extended", "notes", "action",
)  # fmt: skip
MEETING_FIELDS = (
    "body", "date", "time", "venue", "status", "reason", "moved_from", "moved_to", "chair", "minutes",
    "present", "apologies", "items",
)  # fmt: skip
BODY_FIELDS = (
    "name", "also", "chair", "clerk", "venue", "time", "matters_arising", "standing_items", "annual_meeting", "papers_days",
)  # fmt: skip
PERSON_FIELDS = ("organisation", "role", "email", "also", "left")

Fields = Mapping[str, Value]


class WrongType(Exception):
    """A field that holds a list or a mapping where words should be, or the other way round."""

    def __init__(self, field: str, wanted: str) -> None:
        super().__init__(f"“{field}” should be {wanted}")
        self.field = field


def action_of(ref: str, fields: Fields) -> Action:
    """An action from its reference and the fields of its entry. Raises WrongType."""
    # A register has thousands of these: fields of the usual types, in the usual order, take one look each.
    known: dict[str, Any] = {"ref": ref, "words": ""}
    extra = []
    for name, value in fields.items():
        attribute = _WORDS_OF.get(name)
        if attribute is not None and type(value) is str:
            known[attribute] = value
        elif (listed := _LISTED.get(name)) is not None and type(value) is str and value and "\n" not in value:
            known[listed] = (value,)
        elif name in _TAKEN:
            known[_NAMED.get(name, name)] = _TAKEN[name](fields, name)
        else:
            extra.append((name, shown(value)))
    if due := known.get("due"):
        known["due"] = iso_date(due)
        if known["due"] is None:
            known["due_written"] = due
    else:
        known["due"] = None
    known["closed"] = iso_date(known["closed"]) if "closed" in known else None
    known["status"] = known.get("status") or "open"
    if extra:
        known["extra"] = tuple(extra)
    return Action(**known)


def _extension(row: Fields) -> Extension:
    return Extension(iso_date(text(row, "to")), text(row, "at"), text(row, "reason"), text(row, "said"))


def _extensions(fields: Fields, name: str) -> tuple[Extension, ...]:
    return tuple(_extension(row) for row in rows(fields, name))


def new_action_fields(
    *, words: str, owners: tuple[str, ...], due: date | None = None, due_said: str = "", item: str = "",
    area: str = "", recommendations: tuple[str, ...] = (), watching: bool = False, recurs: str = "", exempt: tuple[str, ...] = (),
) -> dict[str, Value]:  # fmt: skip
    """The fields of an action that is raised now, in their order; empty ones are left out."""
    fields: dict[str, Value] = {"status": "open"}
    if owners:
        fields["owner"] = owners[0] if len(owners) == 1 else list(owners)
    if due:
        fields["due"] = due.isoformat()
    optional: tuple[tuple[str, Value], ...] = (
        ("due_said", due_said), ("item", item), ("area", area), ("recommendation", one_or_several(recommendations)),
        ("kind", WATCHING_BRIEF if watching else ""), ("recurs", recurs), ("exempt", one_or_several(exempt)),
    )  # fmt: skip
    fields |= {name: value for name, value in optional if value}
    fields["action"] = words
    return fields


def one_or_several(values: tuple[str, ...]) -> Value:
    """One value as words, several as a list, none as no words."""
    return list(values) if len(values) > 1 else "".join(values)


def meeting_of(ref: str, fields: Fields) -> Meeting:
    """A meeting from its reference (the file's name) and the fields of its file. Raises WrongType."""
    body, _, day = ref.partition("-")
    return Meeting(
        ref=ref,
        body=body,
        date=iso_date(day) or date.min,
        time=text(fields, "time"),
        venue=text(fields, "venue"),
        status=text(fields, "status") or "scheduled",
        chair=text(fields, "chair"),
        minutes=text(fields, "minutes"),
        moved_to=text(fields, "moved_to"),
        moved_from=text(fields, "moved_from"),
        reason=text(fields, "reason"),
    )


def proceedings_of(meeting: Meeting, fields: Fields) -> Proceedings:
    """Who was at a meeting, and its items, from the fields of its file. Raises WrongType."""
    return Proceedings(
        meeting,
        present=tuple(_attendance(row) for row in rows(fields, "present", "name")),
        apologies=tuple(_attendance(row) for row in rows(fields, "apologies", "name")),
        items=tuple(_item(row) for row in rows(fields, "items", "title")),
    )


def _attendance(row: Fields) -> Attendance:
    return Attendance(text(row, "name"), text(row, "organisation"), text(row, "role"))


def _item(row: Fields) -> Item:
    # The register of decisions reads thousands of items: what most of them lack is not looked for field by field.
    resolutions = tuple(map(_resolution, rows(row, "resolutions", "text"))) if "resolutions" in row else ()
    exempt = texts(row, "exempt") if "exempt" in row else ()
    return Item(text(row, "number"), text(row, "title"), text(row, "lead"), text(row, "minute"), resolutions, exempt)


def _resolution(row: Fields) -> Resolution:
    exempt = texts(row, "exempt") if "exempt" in row else ()
    return Resolution(text(row, "ref"), text(row, "text"), exempt, text(row, "key"))


def body_of(code: str, fields: Fields) -> Body:
    """A body from its code and the fields of its entry. Raises WrongType."""
    return Body(
        code=code,
        name=text(fields, "name") or code,
        chair=text(fields, "chair"),
        clerk=text(fields, "clerk"),
        venue=text(fields, "venue"),
        time=text(fields, "time"),
        matters_arising=text(fields, "matters_arising") or "Matters arising",
        standing_items=texts(fields, "standing_items"),
        also=texts(fields, "also"),
        annual_meeting=iso_date(text(fields, "annual_meeting")),
        papers_days=int(days) if (days := text(fields, "papers_days")).isdecimal() else None,
    )


def settings_of(fields: Fields) -> Settings:
    """The settings from the fields of config.yaml. Raises WrongType, for a day that is no date among others."""
    days = ("start", "end", "half_term_start", "half_term_end")
    terms = tuple((text(row, "name"), *(_day(row, name) for name in days)) for row in rows(fields, "terms"))
    closed = frozenset(_read_day(day, "closed_days") for day in texts(fields, "closed_days"))
    return Settings(terms, closed, _is_wanted(fields, "commit"), _rag_rule(fields), _columns(fields))  # type: ignore[arg-type]


def _columns(fields: Fields) -> tuple[str, ...]:
    names = texts(fields, "columns")
    for name in names:
        if name not in ACTION_COLUMNS:
            raise WrongType("columns", f"some of {', '.join(ACTION_COLUMNS)}; there is no “{name}”")
    if len(set(names)) < len(names):
        raise WrongType("columns", "different columns; one stands there twice")
    return names


def _rag_rule(fields: Fields) -> RagRule:
    given = fields.get("rag") or {}
    if not isinstance(given, dict):
        raise WrongType("rag", "reminder_days and extended, each on a line below it")
    days, extended = text(given, "reminder_days") or "14", text(given, "extended") or "red"
    if not re.fullmatch("[0-9]{1,3}", days):
        raise WrongType("reminder_days", f"a number of days like 14, not “{days}”")
    if extended not in ("red", "amber"):
        raise WrongType("extended", f"red or amber, not “{extended}”")
    return RagRule(int(days), extended)


def _is_wanted(fields: Fields, name: str) -> bool:
    said = text(fields, name)
    if said.lower() not in ("", "true", "yes", "false", "no"):
        raise WrongType(name, f"true or false, not “{said}”")
    return said.lower() in ("true", "yes")


def _day(row: Fields, name: str) -> date | None:
    written = text(row, name)
    return _read_day(written, name) if written else None


def _read_day(written: str, name: str) -> date:
    day = iso_date(written)
    if day is None:
        raise WrongType(name, f"a date like 2019-04-05, not “{written}”")
    return day


def person_of(name: str, fields: Fields) -> Person:
    """A person from the name and the fields of the entry. Raises WrongType."""
    return Person(
        name=name,
        organisation=text(fields, "organisation"),
        role=text(fields, "role"),
        email=text(fields, "email"),
        also=texts(fields, "also"),
        left=text(fields, "left"),
    )


def text(fields: Fields, name: str) -> str:
    """A field's words; empty where there is none."""
    value = fields.get(name, "")
    if isinstance(value, str):
        return value.strip() if "\n" in value else value
    raise WrongType(name, "words on one line, not a list")


def texts(fields: Fields, name: str) -> tuple[str, ...]:
    """A field's list of words; one value alone counts as a list of one."""
    value = fields.get(name, "")
    if isinstance(value, str):
        return (_unfolded(value),) if value else ()
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        # Nearly always each is on one line, and none is empty: one look tells.
        if all(value) and "\n" not in "".join(value):  # type: ignore[arg-type]
            return tuple(value)  # type: ignore[arg-type]
        return tuple(_unfolded(item) for item in value if isinstance(item, str) and item)
    raise WrongType(name, "words, or a list of words")


def _unfolded(text: str) -> str:
    """An item of a list on one line: a name or a note that somebody wrote on several is the same name."""
    return " ".join(text.split()) if "\n" in text else text


def rows(fields: Fields, name: str, main: str = "") -> list[Fields]:
    """A field's list of entries; a bare word stands for an entry with ``main`` alone, where one is given."""
    value = fields.get(name, "")
    if value == "":
        return []
    if not isinstance(value, list):
        raise WrongType(name, "a list")
    found: list[Fields] = []
    for item in value:
        if isinstance(item, dict):
            found.append(item)
        elif isinstance(item, str) and main:
            found.append({main: item})
        else:
            raise WrongType(name, "a list of entries with fields of their own")
    return found


def shown(value: Value) -> str:
    """Any value as words."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(shown(item) for item in value)
    return ", ".join(f"{key}: {shown(item)}" for key, item in value.items())


# How each field of an action is taken, and under which name, where that is another.
_LISTS = ("owner", "done_by", "chased", "carried", "notes", "exempt", "recommendation")
_TAKEN: dict[str, Callable[[Fields, str], object]] = (
    dict.fromkeys(ACTION_FIELDS, text) | dict.fromkeys(_LISTS, texts) | {"extended": _extensions}
)
_NAMED = {"action": "words", "owner": "owners", "recommendation": "recommendations"}
_LISTED = {name: _NAMED.get(name, name) for name in _LISTS}
_WORDS_OF = {name: _NAMED.get(name, name) for name, take in _TAKEN.items() if take is text}
