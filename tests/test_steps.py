"""Steps are the same in every count, and tell what grows with the length from what grows with its square."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable

import pytest

from tests.steps import assert_grows_with_length, steps


def each(length: int) -> Callable[[], object]:
    return lambda: [str(n) for n in range(length)]


def each_sorted(length: int) -> Callable[[], object]:
    return lambda: sorted(range(length), key=lambda n: -n)


def each_with_each_in_python(length: int) -> Callable[[], object]:
    return lambda: sum(a == b for a in range(length) for b in range(length))


def each_with_each_in_c(length: int) -> Callable[[], object]:
    def work() -> None:
        for first in range(length):
            for second in range(length):
                abs(first - second)

    return work


def each_with_a_few_others(length: int) -> Callable[[], object]:
    """Mostly in proportion: to look at one in ten of those before is what makes it grow with the square."""

    def work() -> int:
        found = 0
        for n in range(length):
            found += n
            found -= n
            found += sum(1 for _ in range(0, n, 10))
        return found

    return work


def nothing(_length: int) -> Callable[[], object]:
    return lambda: None


def given_up(length: int) -> Callable[[], object]:
    return lambda: [str(n) for n in range(min(length, 150))]


def dear_at_any_length(length: int) -> Callable[[], object]:
    def work() -> None:
        for _ in range(50_000):
            pass
        each_with_each_in_python(length)()

    return work


@pytest.mark.parametrize("work", [each, each_sorted, nothing, given_up])
def test_what_grows_with_the_length_or_less_passes(work: Callable[[int], Callable[[], object]]) -> None:
    assert_grows_with_length(work, 100)


@pytest.mark.parametrize("work", [each_with_each_in_python, each_with_each_in_c, each_with_a_few_others, dear_at_any_length])
def test_what_grows_with_the_square_of_the_length_fails(work: Callable[[int], Callable[[], object]]) -> None:
    with pytest.raises(AssertionError, match=r"^50 more take [0-9,]+ steps, 8 times as much more [0-9,]+: at most [0-9,]+ were to be$"):
        assert_grows_with_length(work, 50)


def test_a_count_is_the_same_every_time_and_sees_lines_calls_and_functions_of_c() -> None:
    counts = {steps(each_with_each_in_c(20)) for _ in range(5)}
    assert len(counts) == 1
    assert min(counts) > 400
    assert steps(lambda: [abs(n) for n in range(1000)]) - steps(lambda: list(range(1000))) > 1000


def test_what_a_call_raises_is_raised_and_everything_is_as_it_was() -> None:
    before = sys.gettrace(), sys.getprofile(), gc.isenabled()
    with pytest.raises(ZeroDivisionError):
        steps(lambda: 1 // 0)
    assert (sys.gettrace(), sys.getprofile(), gc.isenabled()) == before
