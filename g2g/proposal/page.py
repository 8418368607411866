"""A proposal as a page of YAML for a person to look through, and that page read back, each error with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from g2g import exemption
from g2g.dates import british_full
from g2g.due import Context, read_due
from g2g.errors import BrokenFile
from g2g.model import Attendance, Item, Resolution, Value, iso_date
from g2g.nodes import Mapping, Node, Scalar, plain
from g2g.nodes import Sequence as Items
from g2g.proposal import Proposal, Proposed
from g2g.proposal.matching import Match
from g2g.proposal.taking import Taking, endings
from g2g.records import one_or_several
from g2g.splice import field_lines, item_lines

_MEETING = ("body", "date", "time", "venue", "chair")
_PERSON = ("name", "organisation", "role")
_ITEM = ("number", "title", "exempt", "resolutions")
_RESOLUTION = ("text", "exempt")
_ACTION = ("action", "owner", "due", "due_said", "recurs", "item", "number", "exempt")
_CLOSE = ("ref", "outcome")
_TOP = ("meeting", "present", "apologies", "items", "actions", "close")
_HEAD = """\
# What was read from {name}, to look through before it is taken into the record.
# Change what is wrong, delete what is not wanted, take away the “# ” before what is.
# Save and close to take it in; close without saving, and nothing is written.
"""


class WrongPage(BrokenFile):
    """A page that cannot be read; ``errors`` are all that is wrong in it, each with its line."""

    def __init__(self, shown: str, errors: Sequence[tuple[int, str]]) -> None:
        super().__init__(shown, *errors[0])
        self.errors = [f"{shown}:{line}: {sentence}" for line, sentence in errors]


def written(taking: Taking, name: str, safe: Callable[[str], str], *, close: bool = False) -> str:
    """The page. ``name`` is that of the minutes, ``safe`` makes text fit for a comment: on one line, and seen whole.

    With ``close`` it has the old actions that are to be closed as well.
    """
    proposal = taking.proposal
    facts: dict[str, Value] = {"body": proposal.body, "date": proposal.day.isoformat()}
    facts |= {key: value for key, value in (("time", proposal.time), ("venue", proposal.venue), ("chair", proposal.chair)) if value}
    lines = [_HEAD.format(name=safe(name)), "\n", *field_lines("meeting", facts, "")]
    for key, people in (("present", proposal.present), ("apologies", proposal.apologies)):
        rows: list[Value] = [{k: v for k, v in zip(_PERSON, one, strict=True) if v} for one in people]
        lines += ["\n", *field_lines(key, rows, "")]
    lines += ["\n", *field_lines("items", [_item(item) for item in proposal.items], "")]
    lines += ["\n", "actions:\n"]
    for match in taking.matches.now:
        lines += _entry(match, safe)
    for title, found in (
        ("Old actions by what the minutes say, and not in the record; take away the “# ” to add one to this meeting:", [m for m in taking.matches.old if m.action is None]),
        ("Tasks in prose that are not labelled as actions; take away the “# ” to add one:", [Match(one, None) for one in proposal.implied]),
    ):
        if found:
            lines += ["\n", f"  # {title}\n"]
        for match in found:
            lines += [f"  # {line}" for one in _entry(match, safe) for line in one.removeprefix("  ").splitlines(keepends=True)]
    if close and (ended := endings(taking)):
        lines += ["\n", "# Old actions that the minutes say are done; what is deleted here stays open.\n", "close:\n"]
        for action, words in ended:
            lines += [f"  # {safe(action.words) if not action.exempt else 'it is exempt'}\n", *item_lines({"ref": action.ref, **({"outcome": words} if words else {})}, "  ")]
    return "".join(lines)


def _item(item: Item) -> Value:
    row: dict[str, Value] = {"number": item.number} if item.number else {}
    row["title"] = item.title
    if item.exempt:
        row["exempt"] = one_or_several(item.exempt)
    if item.resolutions:
        row["resolutions"] = [
            {"text": one.words, "exempt": one_or_several(one.exempt)} if one.exempt and not item.exempt else one.words for one in item.resolutions
        ]
    return row


def _entry(match: Match, safe: Callable[[str], str]) -> list[str]:
    """An action as an entry of the list, what there is to say of it above; one that the record has is only told."""
    one = match.proposed
    if match.action:
        words = "it is exempt" if match.action.exempt else safe(match.action.words)
        return [f"  # line {one.line}: {match.action.ref} has this ({match.rule}): {words}\n"]
    row: dict[str, Value] = {"action": one.words}
    if one.owners:
        row["owner"] = one.owners[0] if len(one.owners) == 1 else list(one.owners)
    known = (("due", one.due.isoformat() if one.due else ""), ("due_said", one.due_said), ("recurs", one.recurs), ("item", one.item), ("number", one.number))
    row |= {key: value for key, value in known if value}
    if one.exempt:
        row["exempt"] = one_or_several(one.exempt)
    comments = [f"line {one.line}, {one.reader}" if one.reader else f"line {one.line}", *([match.rule] if match.rule else []), *one.doubts]
    if one.written and one.written != one.owners:
        comments.insert(1, f"owner as written: {'; '.join(one.written)}")
    if one.due:
        comments.insert(1, f"due {british_full(one.due)}")
    return [*(f"  # {safe(comment)}\n" for comment in comments), *item_lines(row, "  ")]


# ---- read back --------------------------------------------------------------------------------------------


class _Page:
    """A page that is read, with what is wrong in it."""

    def __init__(self, text: str, shown: str) -> None:
        self.text, self.shown = text, shown
        self.errors: list[tuple[int, str]] = []

    def wrong(self, at: int, sentence: str) -> None:
        self.errors.append((self.text.count("\n", 0, at) + 1, sentence))

    def fields(self, node: Node, known: Sequence[str], what: str) -> dict[str, Node]:
        """The fields of a mapping, those of another name told."""
        if not isinstance(node, Mapping):
            self.wrong(node.start, f"{what} should have fields: {', '.join(known)}")
            return {}
        found: dict[str, Node] = {}
        for pair in node.pairs:
            if pair.key.text not in known:
                self.wrong(pair.key.start, f"there is no field “{pair.key.text}” in {what}; the fields are {', '.join(known)}")
            elif pair.key.text in found:
                self.wrong(pair.key.start, f"“{pair.key.text}” stands in {what} twice")
            else:
                found[pair.key.text] = pair.node
        return found

    def rows(self, node: Node | None) -> Iterator[Node]:
        if isinstance(node, Items):
            yield from node.items
        elif node is not None and not (isinstance(node, Scalar) and not node.text):
            self.wrong(node.start, "this should be a list, each row with a dash before it")

    def words(self, fields: dict[str, Node], name: str) -> str:
        node = fields.get(name)
        if node is None:
            return ""
        if not isinstance(node, Scalar):
            self.wrong(node.start, f"“{name}” should be words on one line, not a list")
            return ""
        return " ".join(node.text.split())

    def exempt(self, fields: dict[str, Node]) -> tuple[str, ...]:
        """The paragraphs under which something is exempt."""
        node = fields.get("exempt")
        if node is None:
            return ()
        said = plain(node)
        words = said if isinstance(said, str) else ",".join(one if isinstance(one, str) else "?" for one in said)
        numbers = exemption.given(words)
        if not numbers:
            self.wrong(node.start, f"“{words}” names no paragraph; write it like 3, or 1, 3, or {exemption.UNSTATED}, or take the line away")
        return numbers or ()

    def day(self, fields: dict[str, Node], name: str) -> date | None:
        said = self.words(fields, name)
        if said and iso_date(said) is None:
            self.wrong(fields[name].start, f"“{said}” is no date; write it like 2017-10-10")
        return iso_date(said)


def read(text: str, shown: str, root: Mapping, taking: Taking, bodies: Sequence[str]) -> Proposal:
    """The proposal that an edited page is; what stands only in the minutes is kept from the one of ``taking``.

    ``root`` are the nodes of the page, ``bodies`` the codes that there are. Raises WrongPage with every error, each with its line.
    """
    proposal, offered = taking.proposal, [action.ref for action, _ in endings(taking)]
    page = _Page(text, shown)
    top = page.fields(root, _TOP, "this page")
    facts = page.fields(top.get("meeting") or Mapping((), 0, 0), _MEETING, "the meeting")
    body, day = page.words(facts, "body").upper(), page.day(facts, "date")
    if body not in bodies:
        page.wrong(facts["body"].start if "body" in facts else root.start, f"“{body}” is no body; the record has {', '.join(bodies)}")
    if day is None and not page.words(facts, "date"):
        page.wrong(root.start, "the meeting has no date; write “date: 2017-10-10” under “meeting:”")
    present, apologies = (tuple(_people(page, top.get(name))) for name in ("present", "apologies"))
    items, actions = tuple(_items(page, top.get("items"))), tuple(_actions(page, top.get("actions"), proposal))
    closing = tuple(_closing(page, top.get("close"), offered))
    if page.errors:
        raise WrongPage(shown, sorted(page.errors)[:20])
    assert day is not None
    return proposal._replace(
        body=body, day=day, time=page.words(facts, "time"), venue=page.words(facts, "venue"), chair=page.words(facts, "chair"),
        present=present, apologies=apologies, items=items, actions=actions, closing=closing,
    )  # fmt: skip


def _people(page: _Page, node: Node | None) -> Iterator[Attendance]:
    for row in page.rows(node):
        if isinstance(row, Scalar):
            yield Attendance(" ".join(row.text.split()))
            continue
        fields = page.fields(row, _PERSON, "somebody's entry")
        name = page.words(fields, "name")
        if not name:
            page.wrong(row.start, "somebody stands here without a name")
        yield Attendance(name, page.words(fields, "organisation"), page.words(fields, "role"))


def _items(page: _Page, node: Node | None) -> Iterator[Item]:
    for row in page.rows(node):
        fields = page.fields(row, _ITEM, "an item")
        if fields and not page.words(fields, "title"):
            page.wrong(row.start, "this item has no title")
        resolutions = []
        for one in page.rows(fields.get("resolutions")):
            if isinstance(one, Scalar) and one.text.strip():
                resolutions.append(Resolution("", " ".join(one.text.split())))
            elif isinstance(one, Mapping):
                parts = page.fields(one, _RESOLUTION, "a resolution")
                resolutions.append(Resolution("", page.words(parts, "text"), page.exempt(parts)))
                if parts and not page.words(parts, "text"):
                    page.wrong(one.start, "this resolution has no words; write them after “text:”")
            else:
                page.wrong(one.start, "a resolution should be words on one line")
        exempt = page.exempt(fields)
        # Of an exempt item all is exempt.
        within = tuple(one._replace(exempt=one.exempt or exempt) for one in resolutions)
        yield Item(page.words(fields, "number"), page.words(fields, "title"), resolutions=within, exempt=exempt)


def _actions(page: _Page, node: Node | None, proposal: Proposal) -> Iterator[Proposed]:
    known = {(one.number, one.words): one for one in (*proposal.actions, *proposal.implied)}
    for row in page.rows(node):
        fields = page.fields(row, _ACTION, "an action")
        words = page.words(fields, "action")
        if fields and not words:
            page.wrong(row.start, "this action has no words; write them after “action:”")
        owner = fields.pop("owner", None)
        owners = _owners(page, owner) if owner is not None else ()
        due = page.day(fields, "due")
        if due and due < proposal.day:
            page.wrong(fields["due"].start, f"{british_full(due)} is before the meeting")
        recurs = page.words(fields, "recurs")
        if recurs and read_due(recurs, Context(proposal.day)).recurs != recurs:
            page.wrong(fields["recurs"].start, f"“{recurs}” is no rhythm; write quarterly, monthly, every 6 weeks or every meeting")
        number = page.words(fields, "number")
        before = known.get((number, words))
        yield Proposed(
            before.line if before else 0, words, owners, owners, due, page.words(fields, "due_said"), recurs,
            page.words(fields, "item"), number, reader=before.reader if before else "by hand", exempt=page.exempt(fields),
        )  # fmt: skip


def _closing(page: _Page, node: Node | None, offered: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The old actions that are left to be closed, and what came of each."""
    for row in page.rows(node):
        fields = page.fields(row, _CLOSE, "what is closed")
        ref = page.words(fields, "ref")
        if fields and ref not in offered:
            page.wrong(row.start, f"“{ref}” is none of the actions that the minutes say are done; close it with “g2g close”")
        yield ref, page.words(fields, "outcome")


def _owners(page: _Page, node: Node) -> tuple[str, ...]:
    said = plain(node)
    names = said if isinstance(said, list) else [said]
    if not all(isinstance(name, str) for name in names):
        page.wrong(node.start, "“owner” should be a name, or a list of names")
    return tuple(dict.fromkeys(" ".join(name.split()) for name in names if isinstance(name, str) and name.strip()))


def is_empty(text: str) -> bool:
    """Whether nothing but comments is left of a page."""
    return not re.sub(r"(?m)^[ \t]*#.*$", "", text).strip()
