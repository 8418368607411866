"""Rows of tables: whose numbers stand beside the tasks, owners with their days in one cell, and nothing lost without a doubt."""

from __future__ import annotations

from g2g.minutes.parties import Parties
from g2g.minutes.roles import dated
from tests.skerry import minutes, tasks


def rows(heading: str, *lines: str) -> str:
    return "\n".join((heading, "|".join("---" for _ in range(heading.count("|") - 1)).join("||"), *lines, ""))


def test_numbers_under_item_that_are_those_of_items_are_no_numbers_of_actions() -> None:
    found = minutes("Actions\n\n" + rows("| Item | Action | Lead | By when |", "| 1 | Grease the winch | KA | 1 May |", "| 2 | Tar the punt | WP | 2 May |", "| 2 | Ask the school | NT | 3 May |"))
    assert [(action.found.item, action.found.ref) for action in found.actions] == [("1", ""), ("2", ""), ("2", "")]
    assert found.doubts == ()


def test_numbers_that_run_on_are_those_of_actions() -> None:
    for heading in ("| Action no. | Action | Lead |", "| Item | Action | Lead |"):
        found = minutes("Actions\n\n" + rows(heading, "| 41 | Grease the winch | KA |", "| 42 | Tar the punt | WP |"))
        assert [action.found.ref for action in found.actions] == ["41", "42"]


def test_two_owners_beside_a_sentence_for_each_have_one_each() -> None:
    heading = "| Item | Discussion | Action |"
    each = rows(heading, "| Quay | The quay is bare. KA to paint it. WP to check the crane. | KA / WP |", "| Rope | It is worn and is to be sold. | NT |")
    assert tasks(each)[:2] == [("paint it", ("KA",)), ("check the crane", ("WP",))]
    both = rows(heading, "| Quay | The quay is bare and is to be painted. | KA / WP |", "| Rope | It is worn and is to be sold. | NT |")
    assert tasks(both)[0] == ("The quay is bare and is to be painted", ("KA", "WP"))


def test_an_owner_and_a_day_in_one_cell_are_both_read() -> None:
    text = rows(
        "| Item | Discussion | Action |", "| Quay | The quay is to be painted. | WP by 1 May |", "| Rope | The rope is to be sold. | NT<br>by 5 May |", "| Lamps | The lamps are to be lit. | KA |"
    )
    found = minutes(text).actions
    assert [(action.found.owners, action.due_said, str(action.date)) for action in found] == [
        (("WP",), "by 1 May", "2019-05-01"), (("NT",), "by 5 May", "2019-05-05"), (("KA",), "", "None"),
    ]  # fmt: skip
    assert dated("Kester Amory (before 3 May)", Parties((), "", ["Kester Amory"])) == ("Kester Amory", "before 3 May")
    assert dated("paint it by Friday", Parties(())) is None


def test_what_stands_in_the_column_for_who_is_to_act_and_gives_nothing_is_a_doubt() -> None:
    text = rows("| Item | Discussion | Action |", "| Quay | The quay is to be painted. | WP |", "| Rope | The rope is old. | KA |", "| Nets | Nobody could say. | perhaps those upstairs |")
    found = minutes(text)
    assert len(found.actions) == 2
    assert any("perhaps those upstairs" in doubt.sentence for doubt in found.doubts)


def test_a_table_below_a_labelled_action_is_not_headed_by_it() -> None:
    text = "Action 5.3: WP to write down who keeps what (KA)\n\n" + rows("| Part | Remark | Keeper |", "| Winch | It squeaks by day and by night. | Trust |", "| Lamp | It is lit by the quay office. | Trust |")
    assert [action.found.line for action in minutes(text).actions] == [minutes(text).actions[0].found.line]


def test_points_below_one_number_are_rows_where_each_has_somebody_beside_it() -> None:
    text = """\
No    Item                                                   Action by    Date

3     Matters arising

      - Winch. It squeaks, and Kester will grease it         KA           1 May
        when it is dry.
      - Fire door. WP to ring the joiner again and tell
        him that it sticks.                                  WP           2 May
      - Lamps. The lamps are to be lit from September        NT
        on, and put out in May.                              SG
"""
    found = minutes(text).actions
    assert [(action.found.owners, action.found.due_said) for action in found] == [(("KA",), "1 May"), (("WP",), "2 May"), (("NT", "SG"), "")]
