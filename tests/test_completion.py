"""Completion in the shell: the scripts, and what they offer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Clerk, write
from tests.harbour import SECRET, grown


@pytest.fixture
def board(clerk: Clerk) -> Clerk:
    grown(clerk.folder)
    return clerk


def offered(folder: Path, *words: str, shell: str = "bash") -> list[str]:
    """What is offered for the last of the words of a command line."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "_G2G_COMPLETE": f"{shell}_complete", "G2G_DATA": str(folder)}
    environment |= {"COMP_WORDS": "\n".join(["g2g", *words]), "COMP_CWORD": str(len(words))}
    run = "from g2g.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", run], env=environment, cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line] if shell == "bash" else done.stdout.splitlines()


def test_commands(board: Clerk) -> None:
    assert offered(board.folder, "ca") == ["carry-forward"]
    assert {"list", "overdue", "agenda"} <= set(offered(board.folder, ""))


def test_live_references_by_any_part(board: Clerk) -> None:
    assert offered(board.folder, "show", "13-02") == ["HWB-2019-02-13-02"]
    assert offered(board.folder, "close", "ppc") == ["PPC-2019-02-06-01"]
    assert "HWB-2019-01-16-01" not in offered(board.folder, "show", "")


def test_owners_bodies_meetings_and_choices(board: Clerk) -> None:
    assert offered(board.folder, "list", "--owner", "ni") == ["Nia Rowlands"]
    assert offered(board.folder, "list", "--body", "") == ["HWB", "PPC"]
    assert offered(board.folder, "agenda", "04") == ["HWB-2019-04-10"]
    assert offered(board.folder, "list", "--status", "pro") == ["proposed"]


def test_the_folder_named_on_the_line_is_the_one_looked_in(board: Clerk, tmp_path: Path) -> None:
    assert offered(tmp_path, "--data", str(board.folder), "agenda", "04-10") == ["HWB-2019-04-10"]


def test_words_come_along_where_the_shell_shows_them_and_no_exempt_action_is_offered(board: Clerk) -> None:
    shown = offered(board.folder, "show", "", shell="zsh")
    assert "Say how the regatta went" in shown
    assert SECRET not in "\n".join(shown)
    assert "HWB-2019-02-13-06" not in shown


def test_hostile_words_cannot_forge_an_offer(clerk: Clerk) -> None:
    write(
        clerk.folder / "actions.yaml",
        'HWB-2019-02-13-01:\n  status: open\n  owner: "Nia\\e[31m"\n  action: "one\\nplain\\nHWB-9999-01-01-01\\n\\e[2Jx"\n\n"HWB\\e[31m":\n  action: x\n',
    )
    for shell in ("zsh", "fish", "bash"):
        shown = "\n".join(offered(clerk.folder, "show", "", shell=shell))
        assert "\x1b" not in shown
        assert "\nHWB-9999-01-01-01" not in shown
        assert "\x1b" not in "\n".join(offered(clerk.folder, "list", "--owner", "", shell=shell))


def test_where_there_is_no_record_or_a_broken_one_nothing_is_offered(clerk: Clerk, tmp_path: Path) -> None:
    assert offered(tmp_path / "data" / "meetings", "show", "") == []
    write(clerk.folder / "actions.yaml", "- x\n")
    assert offered(clerk.folder, "show", "") == []
    assert offered(clerk.folder, "list", "--owner", "") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_says_how_to_use_it(clerk: Clerk, shell: str) -> None:
    script = clerk(f"completion {shell}")
    assert script.startswith("# ")
    assert f"g2g completion {shell}" in script.splitlines()[0]
    assert f"_G2G_COMPLETE={shell}_complete" in script


def test_an_unknown_shell_is_misuse(clerk: Clerk) -> None:
    clerk("completion tcsh", status=2)
    assert "'bash', 'zsh', 'fish'" in clerk.err


@pytest.mark.skipif(shutil.which("bash") is None or sys.platform == "win32", reason="needs bash")
def test_bash_gets_names_of_several_words_quoted(board: Clerk, tmp_path: Path) -> None:
    program = tmp_path / "bin" / "g2g"
    write(program, f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m g2g "$@"\n')
    program.chmod(0o755)
    typed = 'COMP_WORDS=(g2g list --owner ni) COMP_CWORD=3; _g2g_completion g2g; printf "%s\\n" "${COMPREPLY[@]}"'
    done = subprocess.run(
        ["bash", "-c", f'eval "$(g2g completion bash)"; {typed}'], capture_output=True, text=True, check=True,
        env={"PATH": f"{program.parent}:/usr/bin:/bin", "G2G_DATA": str(board.folder)},
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("Nia\\ Rowlands\n", "")
