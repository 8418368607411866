"""The README is true: every command in it is run, in its order, and prints what stands there.

``README_UPDATE=1 pytest tests/test_readme.py`` writes what the commands print now into the README.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from g2g.due import PHRASES
from tests.conftest import ROOT

README = ROOT / "README.md"
UPDATE = bool(os.environ.get("README_UPDATE"))
COMMITTED = {"GIT_AUTHOR_DATE": "2017-09-20T10:00:00Z", "GIT_COMMITTER_DATE": "2017-09-20T10:00:00Z"}
BLOCK = re.compile(r"```console\n(.*?)```\n", re.DOTALL)


def commands_of(block: str) -> list[str]:
    return [line[2:] for line in block.split("\n") if line.startswith("$ ")]


@pytest.fixture
def desk(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A clone of the record under git, and an environment in which ``g2g`` is a command, on 2 October 2017."""
    programs = tmp_path / "bin"
    programs.mkdir()
    shim = programs / "g2g"
    shim.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m g2g "$@"\n')
    shim.chmod(0o755)
    clone = tmp_path / "clone"
    shutil.copytree(ROOT / "data", clone / "data")
    (clone / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "november.txt", clone / "tests")
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("G2G_", "GIT_"))}
    environment = {
        **clean, "PATH": f"{programs}:{os.environ['PATH']}", "G2G_TODAY": "2017-10-02", "HOME": str(tmp_path),
        "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8", "COLUMNS": "80",
    }  # fmt: skip
    git = ["git", "-c", "user.name=Clerk", "-c", "user.email=clerk@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "The record"]):
        subprocess.run([*git, *words], cwd=clone, env=environment | COMMITTED, check=True, capture_output=True)
    return clone, environment


def printed(command: str, desk: tuple[Path, dict[str, str]]) -> str:
    """What a person sees on the screen: what a command prints, its messages after it."""
    clone, environment = desk
    done = subprocess.run(
        ["bash", "-c", command], cwd=clone, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert "Traceback" not in done.stderr
    return (done.stdout + done.stderr).replace(environment["HOME"], "~")


def test_every_command_of_the_readme_prints_what_stands_there(desk: tuple[Path, dict[str, str]]) -> None:
    text = README.read_text(encoding="utf-8")
    seen: list[str] = []

    def run(block: re.Match[str]) -> str:
        shown = [f"$ {command}\n{printed(command, desk)}" for command in commands_of(block[1])]
        seen.append("".join(shown))
        return "```console\n" + "\n".join(shown) + "```\n"

    now = BLOCK.sub(run, text)
    if UPDATE:
        README.write_text(now, encoding="utf-8")
        return
    assert seen
    assert now == text


def test_the_other_commands_of_the_readme_are_commands(desk: tuple[Path, dict[str, str]]) -> None:
    clone, environment = desk
    block = re.findall(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)[2]
    for line in block.strip().split("\n"):
        done = subprocess.run(["bash", "-c", line], cwd=clone, env=environment, capture_output=True, text=True, check=False)
        # Without a conflict or another clone some of them have nothing to do, and say so in one sentence.
        assert done.returncode in (0, 1), done.stderr
        assert "Traceback" not in done.stderr
        assert done.stdout or done.stderr.count("\n") == 1


def phrase_list() -> str:
    """The README's list of phrases, from the table of families: each with its first examples and how they are read."""
    lines = ["| such as | is read as |", "| --- | --- |"]
    kinds = {"date": "a date", "soft": "a span of days", "start": "a first day", "recurring": "a rhythm", "kept": "kept as written"}
    grouped: dict[str, list[str]] = {}
    for family in PHRASES:
        for example in family.examples[:1]:
            if example.phrase:
                grouped.setdefault(kinds[example.kind], []).append(example.phrase)
    lines += [f"| {'; '.join(phrases)} | {kind} |" for kind, phrases in grouped.items()]
    return "\n".join(lines)


def test_the_readme_lists_the_families_of_due_phrases() -> None:
    text = README.read_text(encoding="utf-8")
    begin, end = "<!-- phrases -->\n", "<!-- /phrases -->"
    listed = text[text.index(begin) + len(begin) : text.index(end)]
    if UPDATE:
        README.write_text(text.replace(begin + listed + end, f"{begin}\n{phrase_list()}\n\n{end}"), encoding="utf-8")
        return
    assert listed.strip() == phrase_list()


def test_the_second_command_is_what_ci_runs() -> None:
    second = re.findall(r"```sh\n(.*?)\n```", README.read_text(encoding="utf-8"))[1]
    assert second in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_first_command_sets_up_a_fresh_clone_and_carries_nine_actions_forward(tmp_path: Path) -> None:
    first = re.findall(r"```sh\n(.*?)\n```", README.read_text(encoding="utf-8"))[0]
    clone = tmp_path / "clone"
    ignored = shutil.ignore_patterns(".git", ".venv", "build", "*.egg-info", "__pycache__", ".*_cache", ".hypothesis")
    shutil.copytree(ROOT, clone, ignore=ignored)
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("G2G_", "GIT_", "VIRTUAL_ENV", "PYTHONPATH"))}
    done = subprocess.run(["bash", "-c", first], cwd=clone, env=clean, capture_output=True, text=True, check=False)
    if "Could not find a version" in done.stderr or "No matching distribution" in done.stderr:
        pytest.skip("no package index can be reached from here")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Carried 9 actions forward to CSIB-2017-10-10.\n")
