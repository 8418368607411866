"""Data flows one way: the table of imports, held; one module each for YAML, git, the clock and rich; and what a start may load."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, run_g2g

PACKAGE = ROOT / "g2g"

# What each module may import of g2g. The command line may import everything and nothing imports it.
TABLE = {
    "__init__": "",
    "__main__": "cli",
    "errors": "",
    "clock": "",
    "whereabouts": "errors",
    "holidays_england": "",
    "model": "",
    "exemption": "",
    "nodes": "model",
    "splice": "model nodes",
    "entries": "nodes",
    "nested": "model nodes splice",
    "yamltext": "errors model nodes",
    "files": "errors files",
    "entryfile": "entries errors files model nodes splice yamltext",
    "pieces": "entries errors model nodes splice yamltext",
    "ending": "",
    "settling": "ending model pieces splice",
    "numbering": "entryfile errors model nodes pieces records splice",
    "marks": "errors pieces splice",
    "merge": "ending entryfile errors files marks model nodes numbering pieces records settling splice",
    "dates": "errors",
    "git": "errors",
    "calendar": "model",
    "people": "errors model",
    "records": "model",
    "due": "calendar dates due holidays_england model",
    "minutes": "calendar dates due exemption minutes model",
    "register": "calendar dates errors model",
    "meetings": "calendar dates errors exemption model register",
    "recurrence": "calendar dates model records register",
    "rereading": "calendar dates due model records",
    "misspellings": "model records",
    "check": "calendar dates misspellings model people plan",
    "reports": "",
    "past": "model",
    "actiontable": "dates model reports",
    "listings": "actiontable exemption model reports",
    "matters": "actiontable model reports",
    "particulars": "actiontable calendar dates exemption model people reports",
    "proceedings": "actiontable dates exemption model reports",
    "overviews": "calendar dates model reports",
    "referrals": "actiontable model reports",
    "agenda": "actiontable dates exemption matters model papers referrals reports",
    "undo": "errors files model",
    "form": "entries entryfile errors model nodes splice yamltext",
    "staged": "errors files git",
    "sync": "errors git",
    "hook": "errors files git",
    "archive": "actions entryfile errors files whereabouts",
    "plan": "dates records",
    "rag": "model plan",
    "coverage": "actiontable exemption model plan rag reports",
    "papers": "reports",
    "reporting": "actiontable calendar coverage dates errors exemption model papers past people plan rag reporting reports",
    "sources": "errors minutes sources",
    "brief": "entries model",
    "straight": "entries model",
    "smallfile": "entries errors files nodes yamltext",
    "actions": "brief entries entryfile errors files model records straight whereabouts",
    "store": "actions calendar entries entryfile errors files model nodes plan records smallfile straight whereabouts",
    "saving": "archive entries entryfile errors files model nested nodes records smallfile splice store undo whereabouts yamltext",
    "problems": "actions calendar check entryfile errors files misspellings model nodes people records store whereabouts",
    "changes": "changes dates exemption model records reports",
    "formulas": "",
    "sheets": "errors sheets",
    "exchange": "dates errors model records",
    "extract": "actiontable dates exchange exemption listings model papers rag reports",
    "actionlog": "actionlog calendar dates due errors exchange formulas model nodes people proposal records register sheets",
    "snapshots": "changes entryfile errors exemption files git model nodes records smallfile whereabouts",
    "lives": "actions calendar changes dates entries entryfile errors files git listings model particulars records register reports snapshots store whereabouts",
    "chasers": "dates holidays_england model people reports",
    "proposal": "calendar dates due entries errors exemption minutes model nested nodes people proposal recurrence register reports rereading records splice yamltext",
    "site": "actiontable coverage dates exemption model papers particulars plan rag reporting reports site",
    "folders": "errors files",
    "render": "agenda chasers dates errors exchange exemption extract files formulas model nodes papers render reports site",
}
# The one module that may know each of these.
ONLY = {"ruamel": {"yamltext"}, "rich": {"render.table", "render.progress"}, "subprocess": {"git"}, "time": {"clock", "files.lock", "files.replacement"},
        "email": {"render.mail"}, "jinja2": {"render.templating"}, "icalendar": {"render.ics"}, "openpyxl": {"render.workbook", "sheets.workbook"},
        "lxml": {"sources.pages"}, "pypdfium2": {"sources.portable"}, "multiprocessing": {"sources.apart"}}  # fmt: skip


def modules() -> dict[str, Path]:
    """Every module of the package, by its name without ``g2g.``."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        found[name.removesuffix(".__init__") if name != "__init__" else name] = path
    return found


def imports(path: Path) -> set[str]:
    """Every module that a file imports anywhere in it, by its full name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("name", sorted(modules()))
def test_a_module_imports_only_what_stands_before_it(name: str) -> None:
    group = name.partition(".")[0]
    if group == "cli":
        return
    used = {full.split(".")[1] for full in imports(modules()[name]) if full.startswith("g2g.")}
    assert used <= set(TABLE[group].split()), f"{name} imports {used}"


def test_every_module_is_in_the_table() -> None:
    assert {name.partition(".")[0] for name in modules()} == {*TABLE, "cli"}


@pytest.mark.parametrize("library", ONLY)
def test_one_module_alone_knows_a_library(library: str) -> None:
    users = {name for name, path in modules().items() if any(i.split(".")[0] == library for i in imports(path))}
    assert users == ONLY[library]


def test_only_the_clock_asks_what_day_it_is() -> None:
    asking = {name for name, path in modules().items() if ".today()" in path.read_text(encoding="utf-8") and name != "clock"}
    assert asking == set()


def loaded(folder: Path, *words: str) -> set[str]:
    """The modules that a command has loaded when it ends, run as a process of its own with its output in a pipe."""
    script = (
        "import sys, atexit\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        "from g2g.cli import main\n"
        f"main({list(words)!r})\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=folder.parent, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "G2G_TODAY": "2019-03-11", "G2G_DATA": str(folder)},
    )  # fmt: skip
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "words",
    [
        ["overdue", "--owner", "Nia"],
        ["overdue", "--owner"],
        ["close", "02-13-01", "--outcome", "Done"],
        ["note", "02-13-01", "Drafted"],
        ["add", "Paint the bollards", "--owner", "Nia", "--due", "2019-05-01"],
        ["carry-forward"],
        ["list", "--csv"],
    ],
    ids=lambda words: " ".join(words),
)
def test_everyday_commands_on_the_written_form_load_no_heavy_library(folder: Path, words: list[str]) -> None:
    heavy = {name for name in loaded(folder, *words) if name.split(".")[0] in ("ruamel", "rich", "dateutil", "jinja2")}
    assert heavy == set()


def test_a_bare_start_loads_neither_the_record_nor_the_views(folder: Path) -> None:
    ours = {name for name in loaded(folder, "--version") if name.startswith("g2g")}
    assert ours <= {"g2g", "g2g.cli", "g2g.cli.app", "g2g.cli.commands", "g2g.errors"}


@pytest.mark.parametrize("words", [["overdue"], ["list", "--csv"], ["show", "02-13-01"], ["meeting", "show", "02-13"]], ids=" ".join)
def test_a_view_loads_nothing_that_writes(folder: Path, words: list[str]) -> None:
    writing = {"g2g.saving", "g2g.undo", "g2g.splice", "g2g.files.lock", "g2g.files.replacement", "g2g.files.leftovers", "g2g.files.output"}
    assert loaded(folder, *words) & writing == set()


def test_python_m_g2g_is_the_command(folder: Path) -> None:
    done = run_g2g("--version", cwd=folder)
    assert (done.stdout, done.stderr, done.returncode) == ("g2g 0.1.0\n", "", 0)
