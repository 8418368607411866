"""Which action of the record each action of the minutes is: of this meeting, an old one that is still outstanding, or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from g2g.dates import british, fold, written_date
from g2g.exemption import UNSTATED, paragraphs
from g2g.minutes.closed import Closed
from g2g.minutes.reading import Report
from g2g.model import MEETING_REF, Action, iso_date
from g2g.proposal import Proposed
from g2g.proposal.likeness import SOMEWHAT, VERY, folded, likeness, telling

# What minutes write of an old action that ends it, or leaves it as it is. Where both stand there, nothing is certain.
_DONE = r"\b(?:done|complete|completed|closed|discharged|actioned|implemented|finished|achieved|cleared)\b"
_DROPPED = r"\b(?:no longer (?:needed|required|relevant|necessary)|not (?:needed|required) any ?more|withdrawn|superseded|cancelled|dropped|abandoned)\b"
_LEFT = (
    r"\b(?:not|yet|still|nearly|almost|partly|part[- ]done|in part|in progress|on ?going|outstanding|carried (?:forward|over)|c/f|pending|underway|under way"
    r"|will|would|to be|hopes?|plans?|due|awaiting|awaited|waiting|once|when|until|unless|if|open|started|begun|in hand|except|but|half|some|never|un\w+|incomplete)\b"
)


_YEARS = 1000  # no body has met so often: what is higher is a year


_OPEN = Closed()  # nothing is exempt


class Match(NamedTuple):
    """An action of the minutes, the action of the record that it is (None where it is new), and by which rule."""

    proposed: Proposed
    action: Action | None
    rule: str = ""


class Difference(NamedTuple):
    """What minutes say otherwise than the record, and how it is taken over: a command, or what to do by hand.

    ``line`` is that of the minutes, 0 where it is about what they do not have.
    """

    ref: str
    what: str
    ours: str
    theirs: str
    command: str
    line: int = 0


class Closure(NamedTuple):
    """What minutes report of an old action: the action of the record if it is certain, and how it stands (done, dropped, left).

    ``exempt`` where they say it in an exempt part, of an action that is public: its words then are for no output. ``doubt`` says why
    there is no action.
    """

    report: Report
    action: Action | None
    stands: str
    exempt: bool = False
    doubt: str = ""

    @property
    def closes(self) -> bool:
        """Whether the minutes surely say that a live action of the record is done."""
        return self.action is not None and self.action.is_live and self.stands == "done"


class Matches(NamedTuple):
    """All of it: actions of this meeting, old ones that are listed again, and those of the record that the minutes do not have."""

    now: tuple[Match, ...]
    old: tuple[Match, ...]
    gone: tuple[Action, ...]


class _Known:
    """An action of the record with what it is told by."""

    __slots__ = ("action", "numbers", "owners", "telling", "undated", "words")

    def __init__(self, action: Action) -> None:
        self.action = action
        self.words = folded(action.words)
        self.undated = _without(action.words, action.due_said)
        self.telling = telling(action.words)
        self.owners = frozenset(map(fold, action.owners))
        self.numbers = frozenset(map(fold, (action.ref, *filter(None, action.formerly.split(", ")))))


class _New:
    """An action of the minutes with what it is told by."""

    __slots__ = ("number", "owners", "proposed", "telling", "undated", "words")

    def __init__(self, proposed: Proposed) -> None:
        self.proposed = proposed
        self.words = folded(proposed.words)
        self.undated = _without(proposed.words, proposed.due_said)
        self.telling = telling(proposed.words)
        self.owners = frozenset(map(fold, proposed.owners))
        self.number = fold(proposed.number)


def _without(words: str, said: str) -> str:
    """Words as they are compared, without the due phrase at their end."""
    whole, phrase = folded(words), folded(said)
    return whole.removesuffix(phrase).strip() if phrase else whole


class _Rule(NamedTuple):
    """How an action is told: by what the two must share (so that few are compared), and how well they then agree (0 for not)."""

    name: str
    of_new: Callable[[_New], Iterable[str]]
    of_known: Callable[[_Known], Iterable[str]]
    score: Callable[[_New, _Known], float]


def _same_words(new: _New, known: _Known) -> float:
    return 2.0 if new.owners == known.owners else 1.0


def _same_but_for_the_date(new: _New, known: _Known) -> float:
    return 1.0 if new.owners == known.owners else 0.0


def _nearly(new: _New, known: _Known) -> float:
    return _alike(new, known, VERY)


def _somewhat(new: _New, known: _Known) -> float:
    item = fold(new.proposed.item)
    return _alike(new, known, SOMEWHAT) if item and item == fold(known.action.item) else 0.0


def _alike(new: _New, known: _Known, least: float) -> float:
    found = likeness(new.telling, known.telling)
    return found if found >= least else 0.0


_WORDS = _Rule("the same words", lambda new: (new.words,), lambda known: (known.words,), _same_words)
# Minutes say “Paint the shed by 2 June” of what a clerk has put down as “Paint the shed”, due on 2 June.
_UNDATED = _Rule("the same words but for the date", lambda new: (new.undated,), lambda known: (known.undated,), _same_but_for_the_date)
_NUMBER = _Rule("the minutes' number", lambda new: (new.number,) if new.number else (), lambda known: known.numbers, lambda new, known: 1.0)
_NEARLY = _Rule("nearly the same words, the same owner", lambda new: new.owners or ("",), lambda known: known.owners or ("",), _nearly)
_SOMEWHAT = _Rule("the same owner and item, words alike", lambda new: new.owners, lambda known: known.owners, _somewhat)
# In the order in which they are tried; each takes its best pairs first, one to one.
_RULES = (_WORDS, _NUMBER, _UNDATED, _NEARLY, _SOMEWHAT)


def matched(
    found: Sequence[Proposed], meeting: str, actions: Iterable[Action], reports: Sequence[Report] = (), *, by_words: bool = False
) -> Matches:
    """Each action of the minutes of a meeting with the action of the record that it is.

    ``actions`` are all of the body's, ended ones too. Those raised at the meeting are looked at first; then the older ones: by
    the number that they had, or by their words and owner where they are live. ``by_words`` takes no action for one of the
    record but in the same words: what a person has looked through is meant as it stands.
    """
    here: list[_Known] = []
    older: list[_Known] = []
    for action in actions:
        (here if action.meeting == meeting else older if action.meeting < meeting else []).append(_Known(action))
    new = [_New(one) for one in found]
    pairs = _paired(new, here, _RULES[:1] if by_words else _RULES)
    rest = [one for nth, one in enumerate(new) if nth not in pairs]
    old_pairs = {} if by_words else _paired(rest, older, (_NUMBER, _live(_WORDS), _live(_NEARLY)))
    past = {} if by_words else _older_numbers(found, reports, iso_date(meeting[-10:]))
    now = [Match(one.proposed, *_told(pairs, nth)) for nth, one in enumerate(new) if nth in pairs]
    old = []
    for nth, one in enumerate(rest):
        if nth in old_pairs:
            old.append(Match(one.proposed, *_told(old_pairs, nth)))
        elif one.proposed in past:
            old.append(Match(one.proposed, None, past[one.proposed]))
        else:
            now.append(Match(one.proposed, None))
    place = {one: nth for nth, one in enumerate(found)}
    taken = {match.action.ref for match in now if match.action}
    # Minutes that are published do not have what is exempt, and it is not told to whoever reads them.
    gone = tuple(one.action for one in here if one.action.ref not in taken and "." not in one.action.ref and not one.action.exempt)
    return Matches(tuple(sorted(now, key=lambda m: place[m.proposed])), tuple(old), gone)


def _live(rule: _Rule) -> _Rule:
    return rule._replace(of_known=lambda known: rule.of_known(known) if known.action.is_live else ())


def _told(pairs: dict[int, tuple[_Known, str]], nth: int) -> tuple[Action, str]:
    known, rule = pairs[nth]
    return known.action, rule


def _paired(new: Sequence[_New], known: Sequence[_Known], rules: Sequence[_Rule]) -> dict[int, tuple[_Known, str]]:
    """Pairs one to one, by each rule in turn, the best first; where two are as good, nothing tells which, and order decides."""
    found: dict[int, tuple[_Known, str]] = {}
    taken: set[int] = set()
    for rule in rules:
        index: dict[str, list[int]] = {}
        for j, other in enumerate(known):
            if j not in taken:
                for key in rule.of_known(other):
                    index.setdefault(key, []).append(j)
        near = ((i, j) for i, one in enumerate(new) if i not in found for j in {j for key in rule.of_new(one) for j in index.get(key, ())})
        scores = [(-score, i, j) for i, j in near if (score := rule.score(new[i], known[j]))]
        for _, i, j in sorted(scores):
            if i not in found and j not in taken:
                found[i] = (known[j], rule.name)
                taken.add(j)
    return found


def _older_numbers(found: Sequence[Proposed], reports: Sequence[Report], day: date | None) -> dict[Proposed, str]:
    """Actions that stand in the minutes as old ones though the record does not have them, and why.

    A log's own day is one sign, the number another: of 46.1 and 47.0 the first is old where the minutes report on
    actions of series 46 or later. A series that is a year (2223/030) goes on from meeting to meeting: only earlier years are old.
    """
    told_of = [number for report in reports if (number := _series(report.ref)) is not None]
    series = max((number - (number >= _YEARS) for number in told_of), default=-1)
    told: dict[Proposed, str] = {}
    for one in found:
        raised = written_date(re.sub(r"\s*[(\[].*", "", one.raised)) if one.raised else None
        when = raised.in_year(raised.year) if raised and raised.year else None
        reference = re.match(MEETING_REF, one.number)
        number = _series(one.number)
        if (when and day and when >= day) or fold(one.status).strip(".") == "new":
            continue
        if when and day and when < day:
            told[one] = f"raised on {british(when)}"
        elif reference and day and reference[2] < day.isoformat():
            told[one] = f"raised at {reference[0]}"
        elif number is not None and number <= series and number != _series(f"{one.item}."):
            told[one] = f"its number, {one.number}, is that of an earlier meeting"
        elif one.status and stands(one.status) in ("done", "dropped"):
            told[one] = f"the minutes say “{one.status}” of it"
    return told


def _series(number: str) -> int | None:
    """The first part of a number in parts: 46 of 46.1."""
    found = re.match(r"(?:[A-Za-z]{0,3})(\d{1,5})[./-](?:\d|$)", number)
    return int(found[1]) if found else None


# ---- what differs ------------------------------------------------------------------------------------


def differences(match: Match) -> Iterator[Difference]:
    """What the minutes say otherwise of an action that the record has; where they say nothing there is no difference."""
    one, action = match.proposed, match.action
    if action is None:
        return
    yield from _made_exempt(one, action)
    if action.exempt and not one.exempt:
        return  # whoever reads published minutes is told nothing of it
    ref = action.ref
    if one.exempt:
        # Of exempt matter no words: the line of the minutes has them.
        if folded(one.words) != folded(action.words):
            yield Difference(ref, "words", "exempt", "other words", f"g2g edit {ref} --words …", one.line)
        return
    if folded(one.words) != folded(action.words):
        yield Difference(ref, "words", action.words, one.words, f"g2g edit {ref} --words {quoted(one.words)}", one.line)
    if one.owners and set(map(fold, one.owners)) != set(map(fold, action.owners)):
        owners = " ".join(f"--owner {quoted(name)}" for name in one.owners)
        yield Difference(ref, "owner", "; ".join(action.owners) or "nobody", "; ".join(one.owners), f"g2g edit {ref} {owners}", one.line)
    if one.due and one.due != action.due:
        ours = british(action.due) if action.due else f"“{action.due_said or action.due_written}”" if action.due_said or action.due_written else "no date"
        yield Difference(ref, "due", ours, british(one.due), f"g2g edit {ref} --due {one.due}", one.line)
    elif one.due_said and not one.due and not (action.due_said or action.due or action.is_watching_brief or action.recurs):
        yield Difference(ref, "due", "no date", f"“{one.due_said}”", f"g2g edit {ref} --due {quoted(one.due_said)}", one.line)
    if one.item and action.item and fold(one.item) != fold(action.item):
        yield Difference(ref, "item", action.item, one.item, f"g2g edit {ref} --item {quoted(one.item)}", one.line)


def _made_exempt(one: Proposed, action: Action) -> Iterator[Difference]:
    """The minutes have in their exempt part what the record would publish, or name other paragraphs."""
    named = one.exempt != (UNSTATED,) or not action.exempt
    if one.exempt and named and set(one.exempt) != set(action.exempt):
        ours = f"exempt, {paragraphs(action.exempt)}" if action.exempt else "for publication"
        command = f"g2g edit {action.ref} --exempt {quoted(','.join(one.exempt))}"
        yield Difference(action.ref, "exempt", ours, f"exempt, {paragraphs(one.exempt)}", command, one.line)


def quoted(text: str) -> str:
    """Words as they are typed after an option in a shell."""
    import shlex

    return shlex.quote(text)


# ---- what is said of old actions -----------------------------------------------------------------------


def stands(said: str) -> str:
    """How an old action stands, by the minutes' words: done or dropped where they surely say so, else left."""
    text = fold(said)
    if re.search(_DROPPED, text) and not re.search(r"\b(?:may|might|if|whether)\b", text):
        return "dropped"
    return "done" if re.search(_DONE, text) and not re.search(_LEFT, text) else "left"


def closures(reports: Sequence[Report], meeting: str, actions: Iterable[Action], closed: Closed = _OPEN) -> tuple[Closure, ...]:
    """What the minutes report of old actions, each with the one action of the record that it is about.

    By its reference or the number that it had; else by very much the same words and the same owner.
    """
    every = [_Known(action) for action in actions if action.meeting < meeting]
    # What minutes say for all to read is about nothing exempt: whoever reads them would be told of it.
    public = [one for one in every if not one.action.exempt]
    found = []
    for one in reports:
        is_exempt = bool(closed.paragraphs(one.line))
        action, doubt = _about(one, every if is_exempt else public)
        found.append(Closure(one, action, stands(one.status or one.words), is_exempt and action is not None and not action.exempt, doubt))
    return tuple(found)


def _about(report: Report, older: Sequence[_Known]) -> tuple[Action | None, str]:
    """The one action that a report is about, or why it cannot be told."""
    number = fold(report.ref)
    if number:
        named = [one.action for one in older if number in one.numbers or _ends(one.action.ref, number)]
        live = [action for action in named if action.is_live]
        if named:
            one = named[0] if len(named) == 1 else live[0] if len(live) == 1 else None
            return one, "" if one else f"“{report.ref}” is the number of several actions"
    words, owners = telling(report.words), frozenset(map(fold, report.owners))
    alike = [
        one.action for one in older
        if one.action.is_live and likeness(words, one.telling) >= VERY and (one.words == folded(report.words) or owners & one.owners)
    ]  # fmt: skip
    if len(alike) == 1:
        return alike[0], ""
    if alike:
        return None, "several actions are like it"
    return None, f"there is no action “{report.ref}” in the record" if number else "no outstanding action in the record is like it"


def _ends(ref: str, number: str) -> bool:
    """Whether a number is the end of one of g2g's references, of two parts at least: 12-04."""
    return "-" in number and len(number) > 4 and ref.casefold().endswith("-" + number)
