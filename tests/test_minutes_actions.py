"""Properties of the reading as a whole, on any text: bounded, of the text alone, and linear in what it looks at; and its due phrases."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from g2g.calendar import Calendar
from g2g.due import Context
from g2g.minutes import paragraphs, reader
from g2g.minutes.actions import folded
from g2g.minutes.findings import FoundAction
from g2g.minutes.reader import Minutes, problems
from g2g.model import Meeting
from tests.conftest import ROOT
from tests.skerry import HEADING, minutes

sys.path.insert(0, str(ROOT / "bench"))
from hostile import HOSTILE

_LINES = st.sampled_from(
    [
        "Action: KA to oil the winch by 1 May.", "ACTION – WP", "Actions:", "Action:", "- To paint the gate – Nell Tranter", "• KA to row", "KA", "WP/NT", "## Actions", "# Action 4:",
        "Wilf Pascoe to ring the yard.", "The gate is loose.", "It should be mended. (Action: KA)", "[Action: NT to ask the vicar; WP to look]", "| No | Action | Owner |", "|---|---|---|",
        "| 1 | Oil it | KA |", "| 2 | Paint the gate.", "Ref\tAction\tOwner\tDue", "7\tOil it\tKA\t1 May", "Action          Owner", "Oil it          KA", "The action plan was noted.",
        "“Action: KA” should read “Action: WP”.", "RESOLVED that it be.", "ACTION: KA Done; WP Carried forward", "3. Moorings", "a) the lease", "", "", "None", "Action: None", "Done", "page 2 of 3",
        "Next meeting: 2 April 2019", "4 / Gate / It is open; a sign will be put up. / Wilf Pascoe", "Ref", "Action", "Owner", "12", "Mend the gate", "Kester Amory", "AGENDA", "Apologies: Una Thorne",
        "Everyone (except KA) to read it", "Actions: KA, WP as above.", "Due: 1 May", "Lead: NT", "\t\t\t\tAction 5.1: KA", "(3) Wilf", "* (KA) Order it.",
    ]
)  # fmt: skip
_TEXTS = st.lists(_LINES, max_size=30).map("\n".join)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def holds(text: str, part: str) -> bool:
    """Whether every word of a part is a word of the text."""
    return set(words(part)) <= set(words(text))


@given(_TEXTS)
def test_every_finding_stands_on_a_line_of_the_text_and_says_only_what_the_text_says(text: str) -> None:
    whole = HEADING + text
    count = whole.count("\n") + 1
    read = minutes(text)
    for timed in (*read.actions, *read.implied):
        found = timed.found
        assert 1 <= found.line <= count
        assert found.words.strip()
        assert holds(whole, found.words)
        assert all(owner.strip() and holds(whole, owner) for owner in found.owners)
        assert holds(whole, timed.due_said)
        assert holds(whole, found.ref)
    for finding in (*read.reports, *read.doubts, *problems(read)):
        assert 1 <= finding.line <= count
    assert len(read.actions) + len(read.implied) <= 2 * count


@given(_TEXTS)
def test_how_lines_end_changes_nothing(text: str) -> None:
    unix, windows = (reader.read(paragraphs.of_text(HEADING.replace("\n", end) + text.replace("\n", end))) for end in ("\n", "\r\n"))
    assert unix.actions == windows.actions
    assert unix.implied == windows.implied
    assert unix.doubts == windows.doubts


@given(_TEXTS)
def test_a_document_is_read_the_same_every_time(text: str) -> None:
    one, other = minutes(text), minutes(text)
    assert (one.actions, one.implied, one.doubts) == (other.actions, other.implied, other.doubts)


@given(st.lists(st.sampled_from(["The action plan was noted.", "Immediate action was taken.", "The bank has yet to action this.", "The refund has been actioned.", "Court action is off."]), max_size=8))
def test_every_line_with_the_word_that_gives_no_action_is_told(sentences: list[str]) -> None:
    read = minutes("\n\n".join(sentences))
    first = HEADING.count("\n")
    assert read.actions == ()
    assert [doubt.line - first for doubt in read.doubts] == [1 + 2 * place for place in range(len(sentences))]


@settings(max_examples=60)
@given(st.text(max_size=400))
def test_any_text_at_all_is_read(text: str) -> None:
    read = reader.read(paragraphs.of_text(text))
    assert all(holds(text, action.found.words) for action in read.actions)


_ACTION = st.builds(
    FoundAction, st.sampled_from(["oil the winch", "oil the big winch on the pier", "paint the gate", "paint"]), st.sampled_from([("KA",), ("Kester Amory",), (), ("WP", "KA")]),
    st.integers(1, 9), st.sampled_from(["label, then task", "table of actions", "owner alone"]), st.sampled_from(["", "1 May"]), ref=st.sampled_from(["", "1", "2"]),
)  # fmt: skip


@given(st.lists(_ACTION, max_size=8))
def test_folding_loses_no_due_phrase_keeps_the_order_and_never_adds(found: list[FoundAction]) -> None:
    kept = folded(found)
    assert len(kept) <= len(found)
    assert [action.line for action in kept] == sorted(action.line for action in kept)
    assert {action.line for action in kept} <= {action.line for action in found}
    assert {action.due_said for action in kept} - {""} == {action.due_said for action in found} - {""}
    assert folded(kept) == kept or len(folded(kept)) < len(kept)


# ---- due phrases --------------------------------------------------------------------------------------


def dues(read: Minutes) -> list[tuple[str, date | None]]:
    return [(action.due_said, action.date) for action in read.actions]


def test_due_phrases_are_read_from_the_day_of_the_meeting() -> None:
    read = minutes("Action: KA to write by Friday 29 March.\n\nAction: WP to row by Easter.\n\nAction: NT to draw a plan.\n\nAction: SG to look after the key.\n")
    assert dues(read) == [("by Friday 29 March", date(2019, 3, 29)), ("by Easter", date(2019, 4, 21)), ("", None), ("", None)]


def test_what_waits_for_something_else_is_kept_as_written_and_without_a_date() -> None:
    read = minutes("Action: KA to paint as soon as possible.\n\nAction: WP to draw a plan once the trust has replied.\n")
    assert dues(read) == [("as soon as possible", None), ("once the trust has replied", None)]


def test_a_due_phrase_in_a_field_of_its_own_is_that_of_the_action_above() -> None:
    assert dues(minutes("Action: Clerk to keep the key.\nDue: 1 May 2019\n")) == [("1 May 2019", date(2019, 5, 1))]


def test_the_next_meeting_is_that_which_the_minutes_name() -> None:
    read = minutes("Action: KA to write by the next meeting.\n\n9. Date of next meeting\n\nTuesday 2 April 2019\n")
    ((said, day),) = dues(read)
    assert said == "by the next meeting"
    assert day == date(2019, 4, 1) or day == date(2019, 4, 2)


def test_with_the_calendar_of_a_body_the_next_meeting_is_that_of_the_calendar() -> None:
    calendar = Calendar([Meeting("SHF-2019-05-07", "SHF", date(2019, 5, 7))])
    document = paragraphs.of_text(HEADING + "Action: KA to report to the next meeting.\n")
    (action,) = reader.read(document, Context(date(2019, 3, 5), "SHF", calendar)).actions
    assert action.date == date(2019, 5, 7)


UNDATED = "Skerry Harbour Users' Forum\n\nPresent: Odile Farrant, Kester Amory\n\n1. Slipway\n\n"


@pytest.mark.parametrize("phrase", ["by 29 March", "by Friday", "within two weeks", "by the end of the month", "by next Tuesday", "in June", "tomorrow"])
def test_without_the_day_of_the_meeting_no_date_is_invented(phrase: str) -> None:
    (action,) = minutes(f"Action: Kester Amory to write to the trust {phrase}.\n", heading=UNDATED).actions
    assert action.date is None
    assert not action.due_said or action.due_said in phrase


def test_a_date_with_its_year_is_one_even_where_the_day_of_the_meeting_is_not_known() -> None:
    (action,) = minutes("Action: Kester Amory to write to the trust by 1 May 2020.\n", heading=UNDATED).actions
    assert action.date == date(2020, 5, 1)


def test_a_phrase_that_holds_a_doubt_is_among_the_problems_with_its_line() -> None:
    read = minutes("Action: KA to write by Friday 28 March.\n")
    said = [problem for problem in problems(read) if "Friday 28 March" in problem.sentence]
    assert [problem.line for problem in said] == [HEADING.count("\n") + 1]


# ---- hostile texts: an end in bounded time, whatever is repeated ---------------------------------------


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_read_to_its_end(name: str) -> None:
    read = reader.read(paragraphs.of_text(HOSTILE[name](0.02)))
    assert read.details.kind


def test_all_hostile_texts_together_take_little_time_and_memory() -> None:
    script = (
        "import resource\n"
        f"resource.setrlimit(resource.RLIMIT_AS, ({500 << 20}, {500 << 20}))\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (60, 60))\n"
        "import json\n"
        "from g2g.minutes import paragraphs, reader\n"
        f"import sys; sys.path.insert(0, {str(ROOT / 'bench')!r})\n"
        "from hostile import HOSTILE\n"
        "for name, made in HOSTILE.items():\n"
        "    reader.read(paragraphs.of_text(made(0.03)))\n"
        "print(json.dumps(len(HOSTILE)))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert json.loads(done.stdout) == len(HOSTILE)
