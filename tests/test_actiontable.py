"""What stands in the cells of a table of actions."""

from __future__ import annotations

from datetime import date

import pytest

from g2g import actiontable
from g2g.model import WATCHING_BRIEF, Extension
from g2g.reports import Cell
from tests.some_actions import action


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"due": date(2019, 3, 5)}, date(2019, 3, 5)),
        ({"due": date(2019, 3, 5), "extended": (Extension(date(2019, 4, 1), "", ""),)}, date(2019, 4, 1)),
        ({"due_said": "in the spring"}, "in the spring"),
        ({"due_written": "30/2/2019", "due_said": "by the end of February"}, "30/2/2019"),
        ({"kind": WATCHING_BRIEF}, "watching brief"),
        ({}, None),
    ],
)
def test_the_date_that_is_shown(fields: dict[str, object], shown: Cell) -> None:
    assert actiontable.due_shown(action(**fields)) == shown


def test_owners_are_shown_with_whose_part_is_done() -> None:
    assert actiontable.owners_shown(action(owners=("A", "B"), done_by=("A",))) == "A (done); B"
    assert actiontable.owners_shown(action(owners=())) == "no owner named"
