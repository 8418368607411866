"""A save of several files that breaks off after the first says which were written, and never that nothing was."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from g2g.files import Text, replacement
from tests.conftest import Clerk

MOVE = ["meeting", "move", "04-10", "--to", "17 April 2019"]


@pytest.fixture
def following(clerk: Clerk) -> Clerk:
    """A clerk whose moving of the April meeting changes actions.yaml too."""
    clerk(["add", "Report on pilot fees", "--owner", "Nia", "--due", "at the April meeting"])
    return clerk


def test_no_room_for_a_later_file_is_said_with_what_was_written_and_giving_it_again_completes_it(
    following: Clerk, folder: Path
) -> None:
    before = following.actions
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) // 2, limits[1]))
    try:
        following(MOVE, status=1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert following.err == (
        "g2g: data/actions.yaml could not be written (File too large), after data/meetings/HWB-2019-04-17.yaml had been;"
        " give the command again, which completes it.\n"
    )
    assert following.actions == before
    following(MOVE)
    assert "  due: 2019-04-17\n" in following.actions
    assert "status: moved\n" in (folder / "meetings" / "HWB-2019-04-10.yaml").read_text(encoding="utf-8")


def test_somebody_elses_edit_of_a_later_file_is_said_with_what_was_written(
    following: Clerk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = replacement.replace

    def edited_in_between(text: Text, body: bytes) -> None:
        real(text, body)
        if "meetings" in text.shown:
            with (folder / "actions.yaml").open("a", encoding="utf-8") as editor:
                editor.write("# by hand\n")

    monkeypatch.setattr(replacement, "replace", edited_in_between)
    following(MOVE, status=1)
    assert following.err == (
        "g2g: data/actions.yaml could not be written (somebody else changed it meanwhile), after"
        " data/meetings/HWB-2019-04-17.yaml had been; give the command again, which completes it.\n"
    )
    assert following.actions.endswith("# by hand\n")
