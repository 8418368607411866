"""What hangs is ended, in Python and in C; what fails fails with its own words; what is done is done."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.limits import limited, within

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no such limits on this system")


def endless() -> None:
    while True:
        pass


def nearly_endless() -> None:
    re.match("(?:x+x+)+y", "x" * 60)


@pytest.mark.parametrize("call", [endless, nearly_endless])
def test_what_hangs_is_ended_and_fails(call: object) -> None:
    assert callable(call)
    with pytest.raises(AssertionError, match=r"^this was not done in 1 seconds of the processor's time$"):
        within(1, call)


def test_what_fails_there_fails_here_with_its_own_words() -> None:
    def wrong() -> None:
        two = "two \ud800"
        assert two == "one", "the two differ"

    with pytest.raises(AssertionError, match=r"(?s)^Traceback .*AssertionError: the two differ"):
        within(60, wrong)


def test_a_process_that_dies_fails() -> None:
    with pytest.raises(AssertionError, match=r"^the process ended with 3$"):
        within(60, lambda: os._exit(3))


@limited
def test_a_limited_test_is_given_what_any_test_is(tmp_path: Path) -> None:
    (tmp_path / "done").touch()


def test_a_limited_test_is_done_in_a_process_of_its_own(tmp_path: Path) -> None:
    @limited
    def test() -> None:
        (tmp_path / "process").write_text(str(os.getpid()))

    test()
    assert int((tmp_path / "process").read_text()) != os.getpid()
