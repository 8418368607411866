"""Charts as text: bars in proportion, nothing cut, nothing that a terminal would act on, and as wide as there is room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from g2g.papers import Chart
from g2g.render.chart import lines, text, title
from g2g.render.layout import text_width


def bars(*points: tuple[str, int], width: int = 80) -> list[str]:
    return [text(line) for line in lines(Chart("bars", "By owner", "actions", points), width)]


def line(*values: int, width: int = 80) -> list[str]:
    points = tuple((f"{n} May", value) for n, value in enumerate(values, 1))
    return [text(one) for one in lines(Chart("line", "Outstanding", "actions", points), width)]


def test_bars_are_in_proportion_with_the_number_beside() -> None:
    assert bars(("Ann", 4), ("Bob", 2), ("Cy", 0), width=30) == [
        "Ann  ██████████████████████  4",
        "Bob  ███████████  2",
        "Cy   0",
    ]


def test_what_is_more_than_nothing_is_seen() -> None:
    assert bars(("Ann", 10_000), ("Bob", 1))[1] == "Bob  ▏  1"


def test_a_line_says_where_it_begins_and_ends() -> None:
    assert line(2, 4, 8, 1) == ["▂▄█▁  1 May: 2; 4 May: 1; most: 8"]
    assert line(3) == ["█  1 May: 3"]
    assert line(0, 0) == ["▁▁  1 May: 0; 2 May: 0; most: 0"]
    assert line(2, 4, width=20) == ["▄█", "1 May: 2; 2 May: 4;", "most: 4"]


@pytest.mark.parametrize("kind", ["bars", "line"])
def test_nothing_is_drawn_of_nothing(kind: str) -> None:
    assert lines(Chart(kind, "x", "actions", ()), 80) == []


def test_the_unit_stands_in_the_title_once() -> None:
    assert title(Chart("bars", "Outstanding by owner", "actions", ())) == "Outstanding by owner (actions)"
    assert title(Chart("bars", "Open actions by owner", "actions", ())) == "Open actions by owner"


def test_text_from_files_does_nothing() -> None:
    shown = bars(("\x1b[31mAnn\u202e", 1))[0]
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert shown.startswith("␛[31mAnn")


points = st.lists(st.tuples(st.text(min_size=1, max_size=60), st.integers(0, 10**7)), min_size=1, max_size=8).map(tuple)


@given(points, st.integers(24, 200))
def test_bars_fit_and_no_label_is_cut(given_points: tuple[tuple[str, int], ...], width: int) -> None:
    from g2g.render.safe import terminal

    shown = lines(Chart("bars", "x", "actions", given_points), width)
    assert all(text_width(text(one)) <= width for one in shown)
    letters = "".join("".join(one.label.split()) for one in shown)
    assert letters == "".join("".join(terminal(label).split()) for label, _ in given_points)
    assert [one.number for one in shown if one.number] == [f"{value:,}" for _, value in given_points]


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=120), st.integers(24, 120))
def test_a_line_is_as_high_as_its_values(values: list[int], width: int) -> None:
    points = tuple((str(n), value) for n, value in enumerate(values))
    shown = lines(Chart("line", "x", "actions", points), width)
    assert all(text_width(text(one)) <= width for one in shown)
    drawn, kept = shown[0].drawn, values[-width:]
    assert len(drawn) == len(kept)
    for (one, a), (other, b) in zip(zip(drawn, kept, strict=True), list(zip(drawn, kept, strict=True))[1:], strict=False):
        assert (one <= other) if a <= b else (one >= other)
