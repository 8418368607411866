"""A closing list that says in other words what the body says: what it repeats counts once, and what only looks alike stays."""

from __future__ import annotations

from g2g.minutes.actions import folded
from g2g.minutes.findings import FoundAction
from tests.skerry import told


def body(words: str, *owners: str, line: int) -> FoundAction:
    return FoundAction(words, owners, line, "label, then task")


def entry(words: str, *owners: str, line: int) -> FoundAction:
    return FoundAction(words, owners, line, "list under a heading")


BODY = [
    body("grease the winch on the west quay", "KA", line=10),
    body("ask the trust for two lamps", "WP", line=12),
    body("thank the divers", "NT", line=14),
]
LIST = [
    entry("Grease the winch on the west quay", "KA", line=80),
    entry("Ask the trust for two lamps", "WP", line=81),
    entry("Thank the divers", "NT", line=82),
]


def test_the_same_owner_and_key_words_are_one_action_in_the_fuller_words() -> None:
    found = folded([*BODY, body("find out whether the loft's roof can be tarred before the regatta", "SG", line=16), *LIST, entry("Tarring of loft roof", "SG", line=83)])
    assert [told(action) for action in found][3:] == [("find out whether the loft's roof can be tarred before the regatta", ("SG",))]


def test_words_that_point_to_what_stands_before_them_give_way_to_those_that_say_it() -> None:
    found = folded([*BODY, body("redraw the harbour map after this", "SG", line=16), *LIST, entry("Redraw the harbour map", "SG", line=83)])
    assert [told(action) for action in found][3:] == [("Redraw the harbour map", ("SG",))]


def test_a_verb_in_common_does_not_make_two_tasks_one() -> None:
    found = folded([*BODY, body("order the rope", "SG", line=16), *LIST, entry("Order the chairs", "SG", line=83)])
    assert [action.line for action in found] == [10, 12, 14, 16, 83]


def test_another_owner_makes_another_action() -> None:
    found = folded([*BODY, body("tar the roof of the loft and the shed", "SG", line=16), *LIST, entry("Tar the roof of the boat house", "DQ", line=83)])
    assert [action.line for action in found] == [10, 12, 14, 16, 83]


def test_a_list_that_repeats_little_of_the_body_is_no_summary() -> None:
    others = [entry("Sell the dinghy", "KA", line=80), entry("Paint the red hut", "WP", line=81), entry("Tarring of loft roof", "SG", line=82)]
    found = folded([*BODY, body("find out whether the loft's roof can be tarred", "SG", line=16), *others])
    assert [action.line for action in found] == [10, 12, 14, 16, 80, 81, 82]


def test_an_owner_with_one_task_left_in_each_has_one_only_where_the_list_surely_sums_up() -> None:
    left = [body("bring annexes about", "SG", line=16), entry("Write the rules for moorings", "SG", line=83)]
    assert len(folded([*BODY, left[0], *LIST, left[1]])) == 5
    more = [("count the pots on the quay", "DQ"), ("bring the old chart to the loft", "OF")]
    again = [entry(words, owner, line=90 + nth) for nth, (words, owner) in enumerate(more)]
    found = folded([*BODY, left[0], *(body(words, owner, line=20 + nth) for nth, (words, owner) in enumerate(more)), *LIST, left[1], *again])
    assert [told(action) for action in found][3] == ("Write the rules for moorings", ("SG",))
    assert len(found) == 6


def test_a_list_before_the_business_sums_up_as_one_at_the_end_does() -> None:
    early = [action._replace(line=action.line - 76) for action in LIST]
    found = folded([*early, entry("Tarring of loft roof", "SG", line=7), *BODY, body("find out whether the loft's roof can be tarred before the regatta", "SG", line=16)])
    assert [action.line for action in found] == [4, 5, 6, 7]
    assert found[3].words == "find out whether the loft's roof can be tarred before the regatta"


def test_two_lists_that_say_the_same_in_other_orders_count_once_and_one_without_an_owner_only_where_all_is_the_same() -> None:
    one = [entry(words, *owners, line=line)._replace(source=70) for words, owners, line in (("Grease the winch - #3", ("KA",), 71), ("NT: Ask the trust for two new lamps - #4", (), 72))]
    other = [entry(words, owner, line=line)._replace(source=90) for words, owner, line in (("Grease the winch", "KA", 91), ("Ask the divers for two new lamps", "WP", 92))]
    assert [action.line for action in folded([*one, *other])] == [71, 72, 92]


def test_what_has_the_same_number_and_much_the_same_words_is_one_whoever_is_named() -> None:
    labelled = FoundAction("ask for a price once the slip is dry", ("The yard",), 20, "label, then task", ref="5.2")
    tabled = FoundAction("Yard to ask for a price once the slip is dry", ("SP",), 90, "table of actions", ref="5.2")
    assert len(folded([labelled, tabled])) == 1
    assert len(folded([labelled, tabled._replace(ref="5.3")])) == 2
