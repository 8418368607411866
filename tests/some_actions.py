"""Actions of an invented board, as few or as many as Hypothesis likes, and the meeting that they come before."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from g2g.model import STATUSES, WATCHING_BRIEF, Action, Extension, Meeting

TODAY = date(2019, 3, 11)
MEETING = Meeting("HWB-2019-03-13", "HWB", date(2019, 3, 13))


def action(number: int = 1, **fields: object) -> Action:
    return Action(f"HWB-2019-02-13-{number:02}", **{"status": "open", "words": "x", "owners": ("Mair Preece",), **fields})  # type: ignore[arg-type]


DAYS = st.dates(date(2019, 1, 1), date(2019, 6, 30))
ACTIONS = st.lists(
    st.builds(
        action,
        number=st.integers(1, 99),
        status=st.sampled_from(STATUSES),
        due=st.none() | DAYS,
        closed=st.none() | DAYS,
        kind=st.sampled_from(["", WATCHING_BRIEF]),
        extended=st.lists(st.builds(Extension, st.none() | DAYS, st.just("2019-02-20"), st.just("Ill")), max_size=2).map(tuple),
        owners=st.lists(st.sampled_from(["A", "B", "C"]), unique=True).map(tuple),
        done_by=st.lists(st.sampled_from(["A", "B"]), unique=True).map(tuple),
    ),
    max_size=8,
    unique_by=lambda a: a.ref,
)
