"""The merge, rule by rule, and what holds for any three texts."""

from __future__ import annotations

import random
from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from g2g import merge
from g2g.entryfile import EntryFile
from g2g.errors import BrokenFile, LeftToGit
from g2g.files import text_of
from g2g.marks import marked, sentence
from g2g.merge import Merged, merged
from g2g.pieces import Conflict, comments_of, divided, woven, woven_lines
from g2g.records import ACTION_FIELDS
from tests.conftest import ACTIONS

A, MEETING = "data/actions.yaml", "data/meetings/HWB-2019-03-13.yaml"
ONE = """\
HWB-2019-02-13-01:
  status: open
  owner: Nia Rowlands
  due: 2019-03-06
  carried:
    - HWB-2019-03-13
  item: 5
  notes:
    - 2019-02-20 Asked
  action: Report on the dredging
"""
TWO = "\nHWB-2019-02-13-02:\n  status: open\n  owner: Tomos Rees\n  action: Agree where the rings go\n"
BASE = f"# The actions.\n\n{ONE}{TWO}"


def ours_and_theirs(base: str, ours: str, theirs: str, path: str = A) -> Merged:
    """The merge, done both ways round and found to be the same."""
    one = merged(base.encode(), ours.encode(), theirs.encode(), path)
    other = merged(base.encode(), theirs.encode(), ours.encode(), path)
    assert other.conflicts == [conflict.swapped() for conflict in one.conflicts]
    assert other.raw(marked()) == one._replace(parts=tuple(p if isinstance(p, bytes) else p.swapped() for p in one.parts)).raw(marked())
    assert other.told == one.told
    return one


def clean(base: str, ours: str, theirs: str, path: str = A) -> str:
    result = ours_and_theirs(base, ours, theirs, path)
    assert result.conflicts == []
    return result.raw(marked()).decode()


def edited(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


# ---- the rules, one by one -----------------------------------------------------------------------


def test_what_one_side_changed_is_that_sides_text_byte_for_byte() -> None:
    odd = edited(BASE, ("owner: Nia Rowlands", "owner:   'Nia Rowlands'  # the engineer"), ("item: 5", "item:  5"))
    assert clean(BASE, odd, edited(BASE, ("Tomos Rees", "Tomos Rhys"))) == edited(odd, ("Tomos Rees", "Tomos Rhys"))


def test_two_fields_of_one_entry_changed_by_two_clerks_are_both_kept() -> None:
    close = [("status: open\n", "status: closed\n  closed: 2019-03-01\n  outcome: Done\n")]
    move = [("    - HWB-2019-03-13\n", "    - HWB-2019-03-13\n    - HWB-2019-04-10\n")]
    assert clean(BASE, edited(BASE, *close), edited(BASE, *move)) == edited(BASE, *close, *move)


def test_quotes_order_and_comments_are_no_difference() -> None:
    quoted = edited(BASE, ("owner: Nia Rowlands", "owner: 'Nia Rowlands'"))
    moved = edited(BASE, ("owner: Nia Rowlands", "owner: Nia Parry"))
    assert clean(BASE, quoted, moved) == moved
    reordered = edited(BASE, ("  item: 5\n", ""), ("  due: 2019-03-06\n", "  item: 5\n  due: 2019-03-06\n"))
    assert clean(BASE, reordered, moved) == edited(reordered, ("owner: Nia Rowlands", "owner: Nia Parry"))


def test_notes_of_both_are_united_in_the_order_of_their_days() -> None:
    asked = "    - 2019-02-20 Asked\n"
    ours = edited(BASE, (asked, asked + "    - 2019-02-25 Ours\n    - 2019-02-27 Both\n"))
    theirs = edited(BASE, (asked, asked + "    - 2019-02-24 Theirs\n    - 2019-02-27 Both\n"))
    said = "    - 2019-02-24 Theirs\n    - 2019-02-25 Ours\n    - 2019-02-27 Both\n"
    assert clean(BASE, ours, theirs) == edited(BASE, (asked, asked + said))


def test_a_note_that_one_side_took_away_stays_away() -> None:
    asked = "    - 2019-02-20 Asked\n"
    assert clean(BASE, edited(BASE, (asked, "    - 2019-02-25 Ours\n")), edited(BASE, (asked, asked + "    - 2019-02-24 Theirs\n"))) == edited(
        BASE, (asked, "    - 2019-02-24 Theirs\n    - 2019-02-25 Ours\n")
    )


def test_lists_in_other_forms_are_united_too() -> None:
    ours = edited(BASE, ("  carried:\n    - HWB-2019-03-13\n", "  carried: [HWB-2019-03-13, HWB-2019-04-10]  # both\n"))
    theirs = edited(BASE, ("  carried:\n    - HWB-2019-03-13\n", "  carried:\n  - HWB-2019-03-13\n  - HWB-2019-05-08\n"))
    said = clean(BASE, ours, theirs)
    assert "  # both\n  carried:\n" in said
    assert EntryFile(text_of(A, A, said.encode()), ACTION_FIELDS)
    assert fields(said)["HWB-2019-02-13-01"]["carried"] == ["HWB-2019-03-13", "HWB-2019-04-10", "HWB-2019-05-08"]


def ending(status: str, day: str, outcome: str = "", **more: str) -> str:
    rows = {"status": status, "closed": day, "confirmed": more.get("confirmed", ""), "outcome": outcome, "referred_to": more.get("to", "")}
    return edited(BASE, ("  status: open\n", "".join(f"  {name}: {value}\n" for name, value in rows.items() if value)))


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        (ending("closed", "2019-03-04", "Late"), ending("closed", "2019-03-01", "Early"), ending("closed", "2019-03-01", "Early; Late")),
        (ending("closed", "2019-03-04", "Done"), ending("closed", "2019-03-01", "Done"), ending("closed", "2019-03-01", "Done")),
        (ending("closed", "2019-03-04", "Done"), ending("closed", "2019-03-01"), ending("closed", "2019-03-01", "Done")),
        (ending("proposed", "2019-03-01", "Sent."), ending("closed", "2019-03-04", "Seen"), ending("closed", "2019-03-04", "Sent. Seen")),
        (ending("proposed", "2019-03-01"), ending("withdrawn", "2019-03-04", "Why"), ending("withdrawn", "2019-03-04", "Why")),
        (ending("proposed", "2019-03-01"), BASE, ending("proposed", "2019-03-01")),
        (
            ending("closed", "2019-03-04", confirmed="HWB-2019-04-10"), ending("closed", "2019-03-04", confirmed="HWB-2019-03-13"),
            ending("closed", "2019-03-04", confirmed="HWB-2019-03-13"),
        ),
    ],
)  # fmt: skip
def test_how_an_action_ended(ours: str, theirs: str, said: str) -> None:
    assert clean(BASE, ours, theirs) == said


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (ending("closed", "2019-03-04", "Done"), ending("withdrawn", "2019-03-01", "Not wanted")),
        (ending("referred", "2019-03-04", to="CSC"), ending("referred", "2019-03-01", to="PTC")),
    ],
)
def test_ended_in_two_ways_is_for_people_and_stays_whole(ours: str, theirs: str) -> None:
    (conflict,) = ours_and_theirs(BASE, ours, theirs).conflicts
    assert (conflict.ref, conflict.field) == ("HWB-2019-02-13-01", "status")
    assert conflict.ours in ours
    assert conflict.theirs in theirs
    assert conflict.ours.count("\n") >= 3


def test_closed_and_reopened_against_closed_again_is_for_people() -> None:
    base = ending("closed", "2019-03-04", "Done")
    (conflict,) = ours_and_theirs(base, BASE, ending("withdrawn", "2019-03-05", "Not wanted")).conflicts
    assert conflict.field == "status"


def test_a_number_given_to_two_actions_keeps_both() -> None:
    new = "\nHWB-2019-02-13-03:\n  status: open\n  action: {}\n"
    result = ours_and_theirs(BASE, BASE + new.format("Zebra"), BASE + "# why\n" + new.format("Ask"))
    assert result.conflicts == []
    assert result.told == ("HWB-2019-02-13-03 was given to two actions; “Zebra” is now HWB-2019-02-13-04.",)
    said = result.raw(marked()).decode()
    assert said.endswith(new.format("Ask") + "\nHWB-2019-02-13-04:\n  status: open\n  formerly: HWB-2019-02-13-03\n  action: Zebra\n")


def test_numbers_swapped_by_two_clerks_end_as_one_action_each() -> None:
    new = "\nHWB-2019-02-13-03:\n  status: open\n  action: {}\n\nHWB-2019-02-13-04:\n  status: open\n  action: {}\n"
    result = ours_and_theirs(BASE, BASE + new.format("Ask", "Zebra"), BASE + new.format("Zebra", "Ask"))
    said = fields(result.raw(marked()).decode())
    assert {ref: f["action"] for ref, f in said.items() if ref > "HWB-2019-02-13-02"} == {"HWB-2019-02-13-03": "Ask", "HWB-2019-02-13-04": "Zebra"}
    assert said["HWB-2019-02-13-04"]["formerly"] == "HWB-2019-02-13-03"
    assert result.told[0] == "“Ask” was HWB-2019-02-13-03 and HWB-2019-02-13-04; it is HWB-2019-02-13-03 now."


def test_the_same_action_added_twice_is_one() -> None:
    new = "\nHWB-2019-02-13-03:\n  status: open\n{}  action: Ask\n"
    said = clean(BASE, BASE + new.format("  item: 3\n"), BASE + new.format("  notes:\n    - 2019-02-14 Begun\n"))
    assert said == BASE + new.format("  item: 3\n  notes:\n    - 2019-02-14 Begun\n")


def test_a_change_is_never_dropped_because_the_other_side_took_the_entry_away() -> None:
    base = BASE + TWO.replace("-02:", "-03:")
    result = ours_and_theirs(base, edited(base, (TWO, "")), edited(base, ("Tomos Rees", "Tomos Rhys")))
    (conflict,) = result.conflicts
    assert conflict == Conflict("HWB-2019-02-13-02", "", "", TWO[1:].replace("Rees", "Rhys"), TWO[1:])
    assert sentence(conflict).startswith("HWB-2019-02-13-02: ours took it away (or archived it), theirs changed it.")
    untouched = clean(base, edited(base, (TWO, "")), edited(base, (TWO, "\n# Look." + TWO.replace("open", "'open'"))))
    assert untouched == edited(base, (TWO, "# Look.\n"))


def test_a_true_conflict_is_marked_around_that_field_alone() -> None:
    result = ours_and_theirs(
        BASE, edited(BASE, ("2019-03-06", "2019-03-07  # ours"), ("item: 5", "item: 6")), edited(BASE, ("  due: 2019-03-06", "  # theirs\n  due: 2019-03-08"))
    )
    marks = (
        "  # theirs\n<<<<<<< ours: HWB-2019-02-13-01 / due\n  due: 2019-03-07  # ours\n=======\n  due: 2019-03-08\n"
        ">>>>>>> theirs: HWB-2019-02-13-01 / due\n"
    )
    assert result.raw(marked()).decode() == edited(BASE, ("  due: 2019-03-06\n", marks), ("item: 5", "item: 6"))
    assert [sentence(c) for c in result.conflicts] == [
        "HWB-2019-02-13-01, due: ours “2019-03-07  # ours”, theirs “2019-03-08”."
        " Settle it: “g2g resolve HWB-2019-02-13-01 --ours”, --theirs or --value TEXT."
    ]


@pytest.mark.parametrize(
    ("side", "why"),
    [
        ("<<<<<<< HEAD\n=======\n>>>>>>> x\n" + BASE, "hold an unsettled merge conflict"),
        (BASE + "  [broken\n", "cannot be read"),
        (BASE + "x: \xff", "cannot be read"),
        ("# The actions.\n", "theirs lost 2 of 2 entries"),
    ],
)
def test_what_cannot_be_read_or_lost_too_much_is_left_to_git(side: str, why: str) -> None:
    with pytest.raises(LeftToGit, match="left to git's ordinary merge") as left:
        merged(BASE.encode(), edited(BASE, ("item: 5", "item: 6")).encode(), side.encode("latin-1"), A)
    assert why in str(left.value)


def test_comments_of_both_sides_are_kept_wherever_they_stand() -> None:
    ours = "# Top, ours.\n" + edited(BASE, ("  item: 5\n", "  # ours\n  item: 5\n"), ("due: 2019-03-06", "due: 2019-03-07 # said")) + "# Tail, ours.\n"
    theirs = edited(BASE, ("  item: 5\n", "  # theirs\n  item: 5  # five\n"), ("due: 2019-03-06", "due: '2019-03-06' # asked"), ("\nHWB-2019-02-13-02", "\n# Two.\nHWB-2019-02-13-02"))
    said = clean(BASE, ours, theirs + "\n# Tail, theirs.\n")
    for comment in ("# Top, ours.", "  # ours\n", "# said", "# theirs", "# five", "# asked", "# Two.\n", "# Tail, ours.", "# Tail, theirs."):
        assert comment in said
    assert "due: 2019-03-07 # said" in said


def test_line_endings_and_the_byte_order_mark_are_those_that_somebody_gave() -> None:
    ours, theirs = edited(BASE, ("item: 5", "item: 6")), edited(BASE, ("Tomos Rees", "Tomos Rhys"))
    both = edited(ours, ("Tomos Rees", "Tomos Rhys"))
    windows = "\ufeff" + ours.replace("\n", "\r\n")
    assert merged(BASE.encode(), windows.encode(), theirs.encode(), A).raw(marked()) == ("\ufeff" + both.replace("\n", "\r\n")).encode()
    assert merged(BASE.encode(), theirs.encode(), windows.encode(), A).raw(marked()) == ("\ufeff" + both.replace("\n", "\r\n")).encode()


def test_an_entry_in_braces_is_merged_too() -> None:
    base = BASE + "\nHWB-2019-02-13-03: {status: open, owner: Mair, action: Watch}\n"
    said = clean(base, base.replace("owner: Mair", "owner: Idris"), base.replace("status: open", "status: proposed"))
    assert fields(said)["HWB-2019-02-13-03"] == {"status": "proposed", "owner": "Idris", "action": "Watch"}


def test_three_clerks_merged_in_any_order_give_the_same_bytes() -> None:
    asked = "    - 2019-02-20 Asked\n"
    sides = [
        edited(BASE, (asked, asked + "    - 2019-02-25 One\n"), ("  item: 5\n", "  # one\n  item: 5\n"), ("status: open\n", "status: closed\n  closed: 2019-03-04\n  outcome: Seen\n")),
        edited(BASE, (asked, asked + "    - 2019-02-24 Two\n"), ("owner: Tomos Rees", "owner: 'Tomos Rees'"), ("status: open\n", "status: closed\n  closed: 2019-03-01\n  outcome: Sent\n")),
        edited(BASE, (asked, asked + "    - 2019-02-26 Three\n"), (TWO, "\nHWB-2019-02-13-09:\n  action: New\n" + TWO), ("item: 5", "item: 6")),
    ]  # fmt: skip
    said = {clean(BASE, clean(BASE, one, two), three) for one, two, three in permutations(sides)}
    assert len(said) == 1
    assert "    - 2019-02-24 Two\n    - 2019-02-25 One\n    - 2019-02-26 Three\n" in said.pop()


# ---- other files ---------------------------------------------------------------------------------

HELD = """\
# A meeting.
body: HWB
date: 2019-03-13
time: 10.30 am
status: held
present:
  - name: Mair Preece
    organisation: Harbour Trust
  - name: Nia Rowlands
items:
  - number: 1
    title: Welcome
  - number: 2
    title: Dredging
    resolutions:
      - ref: HWB-R1
        text: That it be done
"""


def test_a_meeting_is_merged_by_attendance_items_and_resolutions() -> None:
    nia = "  - name: Nia Rowlands\n"
    ours = edited(HELD, (nia, nia + "  - name: Tomos Rees\n"), ("title: Welcome\n", "title: Welcome\n    minute: Ours\n"), ("be done", "be done soon"))
    theirs = edited(HELD, (nia, nia + "    role: Engineer\n  - name: Idris Bowen\n"), ("  - number: 2\n", "  # two\n  - number: 2\n    lead: Nia\n"))
    said = clean(HELD, ours, theirs, MEETING)
    assert said == edited(
        HELD, (nia, nia + "    role: Engineer\n  - name: Idris Bowen\n  - name: Tomos Rees\n"),
        ("title: Welcome\n", "title: Welcome\n    minute: Ours\n"), ("  - number: 2\n", "  # two\n  - number: 2\n    lead: Nia\n"), ("be done", "be done soon"),
    )  # fmt: skip


def test_a_conflict_deep_in_a_meeting_is_that_fields_alone() -> None:
    result = ours_and_theirs(HELD, edited(HELD, ("be done", "be done soon")), edited(HELD, ("be done", "wait")), MEETING)
    (conflict,) = result.conflicts
    assert conflict == Conflict(
        "HWB-2019-03-13", "items 2 resolutions HWB-R1 text", "        text: That it be done soon\n", "        text: That it wait\n",
        "        text: That it be done\n",
    )  # fmt: skip


def test_an_item_that_one_side_dropped_and_the_other_changed_is_for_people() -> None:
    ours = edited(HELD, ("  - number: 1\n    title: Welcome\n", ""))
    (conflict,) = ours_and_theirs(HELD, ours, edited(HELD, ("Welcome", "Apologies")), MEETING).conflicts
    assert (conflict.field, conflict.ours) == ("items 1", "")


def test_people_and_bodies_are_merged_by_name() -> None:
    base = "Mair Preece:\n  role: Chair\n  also:\n    - MP\n"
    ours = base.replace("    - MP\n", "    - MP\n    - M Preece\n") + "\nNia Rowlands:\n  role: Engineer\n"
    theirs = base.replace("    - MP\n", "    - MP\n    - Mair\n") + "\nIdris Bowen:\n  role: Clerk\n"
    assert clean(base, ours, theirs, "data/people.yaml") == (
        "Mair Preece:\n  role: Chair\n  also:\n    - MP\n    - M Preece\n    - Mair\n\nIdris Bowen:\n  role: Clerk\n\nNia Rowlands:\n  role: Engineer\n"
    )


def test_the_plan_is_merged_by_the_numbers_of_its_areas() -> None:
    base = "name: Plan\nareas:\n  - number: 1\n    title: One\n    progress: Slow\n  - number: 2\n    title: Two\n"
    ours, theirs = base.replace("Slow", "Good"), base.replace("title: One", "title: First") + "    progress: Begun\n"
    assert clean(base, ours, theirs, "data/plan.yaml") == ours.replace("title: One", "title: First") + "    progress: Begun\n"


# ---- what holds for any three texts --------------------------------------------------------------


def fields(text: str) -> dict[str, dict[str, object]]:
    file = EntryFile(text_of(A, A, text.encode()), ACTION_FIELDS)
    return {key: file.fields(one) for key, one in zip(file.keys(), file.found, strict=True)}  # type: ignore[misc]


def odd_text(r: random.Random, text: str, times: int, name: str) -> str:
    """A text after so many edits by hand: lines changed, moved, taken away, commented, quoted, whole entries among them."""
    for _ in range(times):
        entries = text.split("\n\n")
        lines = text.split("\n")
        at = r.randrange(len(lines))
        indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
        match r.randrange(12):
            case 0:
                lines.insert(at, f"{indent}# {name} {r.randrange(1000)}")
            case 1 if lines[at] and not lines[at].endswith(":"):
                lines[at] += f" # {name} {r.randrange(1000)}"
            case 2 if ": " in lines[at] and "#" not in lines[at]:
                key, _, value = lines[at].partition(": ")
                lines[at] = f"{key}: '{value.strip(chr(39))}'"
            case 3 if ": " in lines[at]:
                lines[at] = lines[at].partition(": ")[0] + f": {name if r.random() < 0.7 else 'same'} {r.randrange(3)}"
            case 4 if indent:
                lines.pop(at)
            case 5:
                lines.insert(at, "")
            case 6 if len(entries) > 2:
                one = entries.pop(r.randrange(len(entries)))
                if r.random() < 0.3:
                    entries.insert(r.randrange(len(entries)), one)
                lines = "\n\n".join(entries).split("\n")
            case 7:
                entries.insert(r.randrange(len(entries) + 1), TWO.strip("\n").replace("-02:", f"-{r.randrange(3, 8):02}:").replace("Agree", f"{name} agree"))
                lines = "\n\n".join(entries).split("\n")
            case 8 | 9 if lines[at].startswith("    - "):
                lines.insert(at + 1, f"    - 2019-02-{r.randrange(10, 29)} {name}")
            case 10 if indent and at + 1 < len(lines) and lines[at + 1].startswith(indent):
                lines[at], lines[at + 1] = lines[at + 1], lines[at]
            case 11 if lines[at] == "  status: open":
                lines[at : at + 1] = [f"  status: {r.choice(['closed', 'proposed', 'withdrawn'])}", f"  closed: 2019-03-0{r.randrange(1, 9)}", f"  outcome: {name}"]
        text = "\n".join(lines)
    return text


@st.composite
def threes(draw: st.DrawFn) -> tuple[str, str, str]:
    r = draw(st.randoms(use_true_random=False))
    start = r.choice([ACTIONS, BASE, HELD, BASE.replace("  notes:\n    - 2019-02-20 Asked\n", "  notes: [2019-02-20 Asked]\n").replace("owner: Tomos Rees", "owner: >-\n    Tomos\n    Rees")])
    base = odd_text(r, start, r.randrange(4), "base")
    return base, odd_text(r, base, r.randrange(6), "ours"), odd_text(r, base, r.randrange(6), "theirs")


def path_of(base: str) -> str:
    return MEETING if "body: HWB" in base else A


def readable(text: str, path: str) -> bool:
    if path == MEETING:
        return divided(text) is not None
    try:
        file = EntryFile(text_of(A, A, text.encode()), ACTION_FIELDS)
        return all(file.fields(one) is not None for one in file.found)
    except BrokenFile:
        return False


def merged_if_possible(base: str, ours: str, theirs: str) -> Merged | None:
    try:
        return merged(base.encode(), ours.encode(), theirs.encode(), path_of(base))
    except LeftToGit as left:
        if all(readable(text, path_of(base)) for text in (base, ours, theirs)) and "lost" not in str(left):
            raise
        return None


@settings(max_examples=300)
@given(threes())
def test_what_one_side_did_alone_is_taken_byte_for_byte(texts: tuple[str, str, str]) -> None:
    base, side, _ = (text.encode() for text in texts)
    for three in ((base, side, base), (base, base, side), (base, side, side)):
        assert merged(*three, A).raw(marked()) == side


@settings(max_examples=300)
@given(threes())
def test_sides_swapped_give_the_same_bytes_and_conflicts(texts: tuple[str, str, str]) -> None:
    base, ours, theirs = texts
    one, other = merged_if_possible(base, ours, theirs), merged_if_possible(base, theirs, ours)
    assert (one is None) == (other is None)
    if one and other:
        assert one.parts == tuple(part if isinstance(part, bytes) else part.swapped() for part in other.parts)
        assert one.told == other.told


@settings(max_examples=300)
@given(threes())
def test_the_result_is_readable_and_no_comment_of_either_side_is_lost(texts: tuple[str, str, str]) -> None:
    base, ours, theirs = texts
    result = merged_if_possible(base, ours, theirs)
    if result is None or not all(readable(text, path_of(base)) for text in texts):
        return
    for side in ("ours", "theirs"):
        assert readable(result.raw(lambda conflict, side=side: getattr(conflict, side)).decode(), path_of(base))  # type: ignore[misc]
    said = comments(result.raw(marked()).decode())
    old, our, their = (comments(text) for text in texts)
    assert set((our - old) + (their - old)) | (set(our) & set(their)) <= set(said)


def comments(text: str) -> Counter[str]:
    return Counter(line[line.index("# ") :].strip() for line in text.split("\n") if "# " in line)


@settings(max_examples=200)
@given(threes())
def test_a_merge_that_is_merged_again_changes_nothing(texts: tuple[str, str, str]) -> None:
    base, ours, theirs = texts
    result = merged_if_possible(base, ours, theirs)
    if result and not result.conflicts and not result.told and readable(base, path_of(base)):
        said = result.raw(marked())
        assert merged(ours.encode(), said, ours.encode(), A).raw(marked()) == said


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.lists(st.sampled_from("abcdef"), unique=True), st.lists(st.sampled_from("abcdef"), unique=True))
def test_two_orders_are_woven_into_one_whichever_is_which(base: list[str], ours: list[str], theirs: list[str]) -> None:
    kept = {*ours, *theirs}
    for rank in (None, lambda key: key):
        order = woven(base, ours, theirs, kept, rank)
        assert sorted(order) == sorted(kept)
        assert order == woven(base, theirs, ours, kept, rank)


def test_paragraphs_put_at_one_place_stay_whole() -> None:
    assert woven_lines("# a\n", "# a\n# x\n# y\n", "# a\n# w\n# z\n") == "# a\n# w\n# z\n# x\n# y\n"


def test_comments_are_found_in_a_piece() -> None:
    assert comments_of("  due: 'a # b' # c\n") == Counter(["# c"])


def test_a_file_is_known_by_its_name() -> None:
    assert [merge.kind_of(f"data/{name}.yaml").of_actions for name in ("actions", "archive/2017", "people", "meetings/X-2019-01-01")] == [True, True, False, False]
