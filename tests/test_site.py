"""The record as a site, as data: which pages there are, what stands on each, and what stands on none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g.model import Action
from g2g.reporting import Source
from g2g.site import Page, Site, listing
from g2g.site.known import Known, filtered, year_before
from g2g.site.parts import Link
from tests import published
from tests.conftest import write
from tests.published import AS_AT, EMAIL, EXEMPT, NOTE


@pytest.fixture
def harbour(folder: Path) -> Path:
    return published.record(folder)


def by_path(site: Site) -> dict[str, Page]:
    return {page.path: page for page in site}


def rows(page: Page, part: int = 0) -> list[str]:
    """The references that stand first in the rows of a part's table."""
    return [row[0].text if isinstance(row[0], Link) else str(row[0]) for row in page.parts[part].grids[0].rows]


def facts(page: Page) -> dict[str, str]:
    return {f.label: "".join(w.text if isinstance(w, Link) else w for w in f.words) for f in page.facts}


def test_there_is_a_page_for_each_action_and_meeting_and_no_other(harbour: Path) -> None:
    site = published.site(harbour)
    assert [page.path for page in site] == [
        "index.html", "actions.html", "ended-2019.html", "owners.html", "meetings.html",
        *(f"meetings/{ref}.html" for ref in (
            "HWB-2019-01-16", "PPC-2019-02-06", "HWB-2019-02-13", "HWB-2019-03-13", "PPC-2019-03-20", "HWB-2019-04-10")),
        "plan.html", "actions/HWB-2019-01-16-01.html",
        *(f"actions/HWB-2019-02-13-0{n}.html" for n in (1, 2, 3, 4, 5, 7, 8)), "actions/PPC-2019-02-06-01.html",
    ]  # fmt: skip
    assert len(site) == len(list(site)) == 21


def test_every_title_is_its_own(harbour: Path) -> None:
    titles = [page.title for page in published.site(harbour, whole=True)]
    assert len(set(titles)) == len(titles)


def test_the_first_page_counts_what_the_lists_show(harbour: Path) -> None:
    pages = by_path(published.site(harbour))
    figures = {figure.label: (figure.number, figure.to) for figure in pages["index.html"].figures}
    assert figures == {
        "outstanding": (8, "actions.html#status=outstanding"), "overdue": (2, "actions.html#status=overdue"),
        "proposed for closure": (1, "actions.html#status=proposed"), "closed in the last 12 months": (1, "actions.html#status=closed"),
    }  # fmt: skip
    assert rows(pages["index.html"], 1) == ["HWB-2019-02-13-08", "HWB-2019-02-13-01"]
    bodies = pages["index.html"].parts[0].grids[0]
    assert bodies.rows[0][3:] == ("Quay House, Port Tennant", 7, 2)
    assert bodies.rows[0][2] == Link("13 March 2019 at 10.30 am", "meetings/HWB-2019-03-13.html")


def test_a_meeting_that_is_past_is_nobodys_next_meeting(harbour: Path) -> None:
    pages = by_path(published.site(harbour, today=date(2019, 3, 14)))
    assert pages["index.html"].parts[0].grids[0].rows[0][2] == Link("10 April 2019 at 10.30 am", "meetings/HWB-2019-04-10.html")


def test_outstanding_actions_stand_by_date_and_ended_ones_of_the_last_year_below(harbour: Path) -> None:
    page = by_path(published.site(harbour))["actions.html"]
    assert [part.heading for part in page.parts] == ["Outstanding (8)", "Ended in the last 12 months (1)", "Ended, year by year"]
    due = [(row[3] if isinstance(row[3], date) else date.max) for row in page.parts[0].grids[0].rows]
    assert due == sorted(due)
    assert rows(page, 1) == ["HWB-2019-01-16-01"]
    later = by_path(published.site(harbour, today=date(2020, 2, 12)))["actions.html"]
    assert [part.heading for part in later.parts] == ["Outstanding (8)", "Ended, year by year"]
    assert later.parts[1].sentences == (("All that ended: ", Link("2019", "ended-2019.html"), "."),)


def test_a_year_before_the_twenty_ninth_of_february() -> None:
    assert year_before(date(2024, 2, 29)) == date(2023, 2, 28)
    assert year_before(date(2024, 3, 1)) == date(2023, 3, 1)


def test_an_action_has_its_dates_its_owners_and_its_history(harbour: Path) -> None:
    page = by_path(published.site(harbour))["actions/HWB-2019-02-13-05.html"]
    told = facts(page)
    assert told["Owner"] == "Nia Rowlands"
    assert told["Organisation"] == "County Engineers"
    assert (told["Due"], told["First agreed"], told["As minuted"]) == ("20 March 2019", "28 February 2019", "by the end of February")
    assert told["Late"] == "11 days past the date first agreed"
    assert told["Raised at"] == "Harbour and Wharves Board, 13 February 2019"
    assert told["Key area"] == "2 Piers"
    assert told["RAG"] == "Red"
    assert [row[1] for row in page.parts[0].grids[0].rows] == [
        ("Raised",), ("Extended to 20 March 2019: Waits for the divers",),
        ("Is carried forward to ", Link("HWB-2019-03-13", "meetings/HWB-2019-03-13.html")),
    ]  # fmt: skip


def test_a_part_that_is_done_is_said_and_is_not_listed_under_its_owner(harbour: Path) -> None:
    pages = by_path(published.site(harbour))
    assert facts(pages["actions/HWB-2019-02-13-08.html"])["Owner"] == "Idris Bowen (done); Tomos Vaughan"
    held = {part.heading: [row[0].text for row in part.grids[0].rows if isinstance(row[0], Link)] for part in pages["owners.html"].parts[1:]}
    assert "HWB-2019-02-13-08" in held["Tomos Vaughan (2)"]
    assert "HWB-2019-02-13-08" not in held["Idris Bowen (1)"]


def test_a_meeting_has_who_was_there_its_items_and_its_actions(harbour: Path) -> None:
    page = by_path(published.site(harbour))["meetings/HWB-2019-02-13.html"]
    assert [part.heading for part in page.parts] == [
        "Present (2)", "Apologies (1)", "Items", "Dredging", "Actions raised here (7)",
    ]  # fmt: skip
    item = page.parts[3]
    assert item.sentences[1] == ("The basin has silted up again since ", Link("HWB-2019-01-16", "meetings/HWB-2019-01-16.html"), ".")
    assert item.points == (
        ("Resolved (HWB-2019-02-13-R1): ", "That the cost be reported"),
        ("Action: ", Link("HWB-2019-02-13-01", "actions/HWB-2019-02-13-01.html")),
    )
    assert facts(page)["Minutes"] == "Approved at HWB-2019-03-13"
    coming = by_path(published.site(harbour))["meetings/HWB-2019-03-13.html"]
    assert facts(coming)["Chair"] == "Mair Preece"
    assert [part.heading for part in coming.parts] == ["Actions carried forward to this meeting (3)"]


def test_the_plan_has_its_chart_and_the_same_figures_in_a_table(harbour: Path) -> None:
    page = by_path(published.site(harbour))["plan.html"]
    areas = page.parts[0]
    assert areas.charts[0].points == (("1 Fences and walls", 1), ("2 Piers", 2))
    opened = [column.name for column in areas.grids[0].columns].index("outstanding")
    assert [row[opened] for row in areas.grids[0].rows] == [1, 2]


def test_without_a_plan_there_is_no_page_of_it_and_no_link(folder: Path) -> None:
    site = published.site(folder)
    assert "plan.html" not in by_path(site)
    assert "plan.html" not in dict(map(reversed, site.navigation))  # type: ignore[arg-type]


def test_nothing_exempt_is_on_any_page(harbour: Path) -> None:
    text = repr(list(published.site(harbour)))
    assert [words for words in EXEMPT if words in text] == []
    assert not any(page.all_exempt for page in published.site(harbour))


def test_what_is_exempt_leaves_no_trace_in_counts_and_charts(harbour: Path) -> None:
    before = list(published.site(harbour))
    text = (harbour / "actions.yaml").read_text(encoding="utf-8")
    start = text.index("HWB-2019-02-13-06:")
    write(harbour / "actions.yaml", text[:start] + text[text.index("HWB-2019-02-13-07:") :])
    held = (harbour / "meetings" / "HWB-2019-02-13.yaml").read_text(encoding="utf-8")
    held = held[: held.index("      - ref: HWB-2019-02-13-R2")]
    write(harbour / "meetings" / "HWB-2019-02-13.yaml", held)
    assert list(published.site(harbour)) == before


def test_asked_for_it_stands_apart_and_marks_its_page(harbour: Path) -> None:
    public, pages = by_path(published.site(harbour)), by_path(published.site(harbour, whole=True))
    text = repr(list(pages.values()))
    assert [words for words in EXEMPT if words not in text] == []
    marked = {path for path, page in pages.items() if page.all_exempt}
    assert marked == {"actions.html", "owners.html", "meetings/HWB-2019-02-13.html", "actions/HWB-2019-02-13-06.html"}
    for path, page in pages.items():
        if path not in marked:
            assert page == public[path], path
        hidden = page._replace(parts=tuple(part for part in page.parts if not part.exempt), filters=())
        assert page.exempt or not any(words in repr(hidden) for words in EXEMPT), path


def test_notes_and_addresses_are_not_published_and_notes_are_where_asked_for(harbour: Path) -> None:
    assert NOTE not in repr(list(published.site(harbour)))
    assert NOTE in repr(list(published.site(harbour, notes=True)))
    assert EMAIL not in repr(list(published.site(harbour, whole=True, notes=True)))


def test_one_body_alone(harbour: Path) -> None:
    site = published.site(harbour, codes=("PPC",))
    assert site.name == "Pilotage Panel"
    assert "HWB" not in repr(list(site))
    assert [page.path for page in site if page.kind == "action"] == ["actions/PPC-2019-02-06-01.html"]


def test_only_references_with_a_page_become_links(harbour: Path) -> None:
    known = published.site(harbour).known
    assert known.words("See HWB-2019-02-13-01, not HWB-2019-02-13-06 or XHWB-2019-02-13 or HWB-2019-02-13-011.") == (
        "See ", Link("HWB-2019-02-13-01", "actions/HWB-2019-02-13-01.html"),
        ", not HWB-2019-02-13-06 or XHWB-2019-02-13 or HWB-2019-02-13-011.",
    )  # fmt: skip
    assert known.words("") == ()


def test_a_reference_that_is_none_is_listed_and_names_no_file(folder: Path) -> None:
    site = published.site(published.hostile(folder))
    assert not [page.path for page in site if ".." in page.path]
    listed = next(page for page in site if page.path == "actions.html")
    assert any(row[0] == "../../outside" for part in listed.parts for grid in part.grids for row in grid.rows)


def test_a_record_with_nothing_in_it_has_pages_that_say_so(tmp_path: Path) -> None:
    data = tmp_path / "data"
    write(data / "actions.yaml", "# Nothing yet.\n")
    pages = by_path(published.site(data))
    assert list(pages) == ["index.html", "actions.html", "owners.html", "meetings.html"]
    assert pages["index.html"].parts[0].sentences == (("There is no body on record yet.",),)
    assert pages["actions.html"].filters == ()


def test_the_same_record_gives_the_same_pages(harbour: Path) -> None:
    assert list(published.site(harbour)) == list(published.site(harbour))


names = st.sampled_from(["Nia Rowlands", "NR", "Tomos Rees", "Zoë", "nobody", ""])
actions = st.lists(
    st.builds(
        Action,
        ref=st.integers(1, 99).map(lambda n: f"HWB-2019-02-13-{n:02}"),
        status=st.sampled_from(["open", "proposed", "closed", "withdrawn", "referred"]),
        words=st.just("Do it"),
        owners=st.lists(names.filter(bool), max_size=3).map(tuple),
        due=st.none() | st.dates(date(2019, 1, 1), date(2019, 6, 1)),
        closed=st.none() | st.dates(date(2017, 1, 1), date(2019, 3, 1)),
        area=st.sampled_from(["", "1", "2", "9"]),
    ),
    max_size=12,
    unique_by=lambda a: a.ref,
)


@given(actions)
def test_a_row_answers_to_its_own_owners_and_status_and_to_no_other(found: list[Action]) -> None:
    source: Source = nothing()._replace(actions=found)
    known = Known(source, notes=False)
    by_ref = {action.ref: action for action in found}
    for page in listing.pages(known):
        for grid in (grid for part in page.parts for grid in part.grids):
            for row, key in zip(grid.rows, grid.keys, strict=True):
                assert isinstance(row[0], Link)
                action = by_ref[row[0].text]
                places = key.split(",")
                chosen = {f.name: {f.options[int(at)][0] for at in p.split()} for f, p in zip(page.filters, places, strict=True)}
                assert chosen["owner"] == set(known.owners(action) or ("No owner named",))
                late = action.status == "open" and action.days_late(AS_AT)
                assert chosen["status"] == {action.status, *(["outstanding"] if action.is_live else []), *(["overdue"] if late else [])}
                assert chosen.get("area", set()) <= {action.area}


def nothing() -> Source:
    from g2g.calendar import Calendar
    from g2g.model import Person, RagRule
    from g2g.people import Directory
    from g2g.plan import Plan

    people = {"Nia Rowlands": Person("Nia Rowlands", "County Engineers", also=("NR",))}

    def none(ref: str) -> None:
        raise AssertionError(ref)

    return Source((), (), False, ("HWB",), {}, Calendar(()), Directory(people), Plan(), RagRule(), AS_AT, none)  # type: ignore[arg-type]


def test_an_address_with_a_filter_is_written_as_browsers_read_it() -> None:
    assert filtered(owner="Siân & Co #1") == "actions.html#owner=Si%C3%A2n+%26+Co+%231"
