"""The shortest way from the written form to what it says, for reports that read thousands of entries or meetings."""

import re
from functools import cache

from g2g import entries
from g2g.model import Action, Value, iso_date

# ---- an action -------------------------------------------------------------------------------


def _word(name: str) -> str:
    return rf"(?:  {name}: ([^\n]++)\n)?+"


def _list(name: str) -> str:
    """A field with one value, or with a list of them below it: two groups."""
    return rf"(?:  {name}:(?: ([^\n]++)\n|\n((?:    - [^\n]++\n)++)))?+"


@cache
def _form() -> re.Pattern[str]:
    words, lists = map(_word, ("rag", "rag_reason", "due", "due_said")), map(_list, ("owner", "done_by", "chased"))
    return re.compile(
        r"[^\n]++\n" + "".join(map(_word, ("status", "closed", "confirmed", "outcome", "referred_to"))) + "".join([*lists, *words])
        + _list("carried") + _word("item") + _word("area") + _list("recommendation")
        + "".join(map(_word, ("kind", "recurs", "formerly"))) + _list("notes") + _word("action") + r"(?:\n|#[^\n]*+\n)*+"
    )  # fmt: skip


def action_of(ref: str, text: str) -> Action | None:
    """What ``records.action_of`` makes of an entry's fields, at half its cost; a report asks for thousands.

    ``text`` is the entry, in the written form. None for one that has to be looked at field by field: with other fields or
    another order, quotes, an exemption or an extension.
    """
    match = _form().fullmatch(text)
    if match is None or ": '" in text or "- '" in text:
        return None
    (
        status, closed, confirmed, outcome, referred_to, owner, owners, done, done_by, chase, chased, rag, rag_reason, due, due_said,
        carry, carried, item, area, number, numbers, kind, recurs, formerly, note, notes, words,
    ) = match.groups("")  # fmt: skip
    # An item with a field of its own is no word.
    if ": " in owners or ": " in done_by or ": " in chased or ": " in carried or ": " in numbers or ": " in notes:
        return None
    day = iso_date(due)
    # There are thousands of these: to name each field takes three times as long.
    return _made(Action, (
        ref, status or "open", words, _all(owner, owners), _all(done, done_by), day, due_said, "" if day else due, _all(chase, chased),
        _all(carry, carried), (), _all(note, notes), item, area, _all(number, numbers), rag, rag_reason, kind, recurs,
        iso_date(closed), confirmed, outcome, referred_to, formerly, (), (),
    ))  # fmt: skip


_made = tuple.__new__


def _all(one: str, several: str) -> tuple[str, ...]:
    return (one,) if one else tuple(several[6:-1].split("\n    - ")) if several else ()


# ---- a meeting's file ------------------------------------------------------------------------


@cache
def _line_form() -> re.Pattern[bytes]:
    """A line: how far it is indented, the dash of a list, a name, and a value; none of these of a comment or a blank line."""
    value, comment = entries.line_forms()
    return re.compile(
        rb"(\x20*+)(?!\#)(-\x20)?+(?:([a-z_]{1,40}+):(?=[\x20\n])\x20?+(?:(" + value + rb")|\n)|(?<=-\x20)(" + value + rb"))|\x20*+" + comment + rb"|\n"
    )


def fields_of(body: bytes) -> dict[str, Value] | None:
    """What a meeting's file says, where it is in the form in which g2g writes it; None for any other.

    What ``nodes.plain`` makes of ``entries.nodes``, at a fifth of its cost: the register of decisions reads every meeting
    there ever was. Lists stand in the file and in the rows of its lists; each level is indented by two.
    """
    lines = list(iter(_line_form().scanner(body).match, None))  # type: ignore[attr-defined]
    if not lines or lines[-1].end() != len(body):
        return None
    # The row that a name at each indentation belongs to, and the list that a dash there adds to.
    fields: dict[str, Value] = {}
    rows: dict[int, dict[str, Value]] = {0: fields}
    lists: dict[int, list[Value]] = {}
    opened: list[list[Value]] = []
    before = 0
    for line in lines:
        indent, dash, name, raw, item = line.groups()
        if indent is None:
            continue
        at = len(indent)
        # What stands deeper is closed.
        if at == before:
            lists.pop(at + 2, None)
        elif at < before:
            rows = {depth: row for depth, row in rows.items() if depth <= at}
            lists = {depth: some for depth, some in lists.items() if depth <= at}
        before = at
        if dash:
            if at not in lists:
                return None
            if name is None:
                lists[at].append(entries.value_of(item[:-1].decode()))
                continue
            row: dict[str, Value] = {}
            lists[at].append(row)
            before = at = at + 2
            rows[at] = row
        if at not in rows or (key := name.decode()) in rows[at]:
            return None
        if raw:
            said = raw[:-1].decode()
            rows[at][key] = said if said[0] != "'" else entries.value_of(said)
        else:
            items: list[Value] = []
            rows[at][key] = lists[at + 2] = items
            opened.append(items)
    return fields if all(opened) else None
