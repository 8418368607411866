"""What one body has referred to another: the other hears of it, until it has met."""

from __future__ import annotations

import pytest

from tests.conftest import BODIES, Clerk, write

ROW = "| HWB-2019-02-13-01 | Harbour and Wharves Board | Nia Rowlands | 11 Mar 2019 | Report on the cost of dredging the inner basin |"


@pytest.fixture
def two(clerk: Clerk) -> Clerk:
    """Two bodies, of which the one has referred an action to the other."""
    write(clerk.folder / "bodies.yaml", BODIES + "FIN:\n  name: Finance Committee\n  also:\n    - the Treasurers\n")
    write(clerk.folder / "meetings" / "FIN-2019-03-01.yaml", "status: held\n")
    for day in ("2019-03-20", "2019-05-01"):
        write(clerk.folder / "meetings" / f"FIN-{day}.yaml", "status: scheduled\n")
    clerk("refer 02-13-01 --to fin")
    return clerk


def test_the_next_agenda_of_the_body_tells_of_it(two: Clerk) -> None:
    page = two("agenda --body FIN")
    part = page[page.index("### 4. Referred to this body") : page.index("### 5. ")]
    assert part.rstrip().endswith(f"| --- | --- | --- | ---: | --- |\n{ROW}") or ROW in part
    assert "| Reference | From | Owner | Referred | Action |" in part
    assert ROW in two("agenda --body FIN --outstanding")
    assert "Referred to this body" not in two("agenda --body HWB")


def test_it_says_why_where_a_reason_was_given(two: Clerk) -> None:
    two("refer 02-13-02 --to 'the treasurers' --reason 'It is money'")
    page = two("agenda --body FIN")
    assert "| Reference | From | Owner | Referred | Action | Why |" in page
    assert "| Agree where the new mooring rings go | It is money |" in page


def test_once_the_body_has_met_it_is_on_no_further_agenda(two: Clerk) -> None:
    two.today = "2019-03-20"
    assert ROW in two("agenda --body FIN")
    two("meeting hold FIN-2019-03-20")
    two.today = "2019-04-01"
    assert "Referred to" not in two("agenda --body FIN")
    # The papers of the meeting that heard of it still say so; those of the meeting before never did.
    assert ROW in two("agenda FIN-2019-03-20")
    assert "Referred to" not in two("agenda FIN-2019-03-01")


def test_what_was_referred_on_the_day_of_a_meeting_is_before_the_next(two: Clerk) -> None:
    two("refer 02-13-02 --to FIN --on 2019-03-01")
    assert "HWB-2019-02-13-02" in two("agenda --body FIN")


def test_what_was_reopened_is_with_its_own_body_again(two: Clerk) -> None:
    two("reopen 02-13-01 --reason 'Sent back'")
    assert "Referred to" not in two("agenda --body FIN")


def test_list_and_status_tell_of_it(two: Clerk) -> None:
    said = "Referred to FIN, and not yet before a meeting of it: HWB-2019-02-13-01; “g2g agenda --body FIN” lists it.\n"
    assert said in two("list --body FIN")
    assert said in two("status")
    assert "Referred" not in two("list --body HWB")
    assert "Referred" not in two("list --body FIN --status all")
    two("refer 02-13-02 --to FIN")
    assert "HWB-2019-02-13-01, HWB-2019-02-13-02; “g2g agenda --body FIN” lists them." in two("list --body FIN")


def test_an_exempt_one_is_in_the_exempt_part_alone(two: Clerk) -> None:
    write(two.folder / "actions.yaml", two.actions.replace("  item: 5\n", "  item: 5\n  exempt: 3\n"))
    for line in ("agenda --body FIN", "agenda --body FIN --outstanding", "list --body FIN", "status", "agenda --body FIN --outstanding --json"):
        shown = two(line)
        assert "HWB-2019-02-13-01" not in shown, line
        assert "Referred" not in shown, line
    for line in ("agenda --body FIN --include-exempt", "agenda --body FIN --outstanding --include-exempt"):
        assert ROW in two(line).partition("Part II")[2]


def test_the_rows_are_there_for_other_programs(two: Clerk) -> None:
    assert '"actions": [\n        "HWB-2019-02-13-01"\n      ]' in two("agenda --body FIN --json")
    assert "HWB-2019-02-13-01" in two("agenda --body FIN --outstanding --csv")
