"""For the tests of the site: a record with something on every kind of page, a hostile one, and the reading of what was published."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from g2g.people import Directory
from g2g.reporting import Source
from g2g.site import Site
from g2g.store import Record
from tests.conftest import write
from tests.harbour import SECRET, grown

AS_AT = date(2019, 3, 11)
# What must be on no page unless it is asked for: of an exempt action, item and resolution; then notes and addresses.
EXEMPT = (SECRET, "HWB-2019-02-13-06", "The crane driver", "a sum was named", "That the sum be offered", "HWB-2019-02-13-R2", "That counsel be asked")
NOTE, EMAIL = "Divers booked for 18 March", "tomos@harbour.example"

PLAN = """\
name: Deep Water Plan
date: 2019-01-16
reviewed_by: Pilotage Panel
areas:
  - number: 1
    title: Fences and walls
    lead: Idris Bowen
    progress: The wall at the coal wharf was pointed in January.
  - number: 2
    title: Piers
recommendations:
  - number: 1
    title: Look at every pile once in five years
    area: 2
"""
MEETING = """\
body: HWB
date: 2019-02-13
time: 10.30 am
venue: Quay House, Port Tennant
status: held
chair: Mair Preece
minutes: approved at HWB-2019-03-13
present:
  - name: Mair Preece
    organisation: Harbour Trust
    role: Chair
  - name: Nia Rowlands
    organisation: County Engineers
apologies:
  - name: Tomos Vaughan
items:
  - number: 5
    title: Dredging
    lead: Nia Rowlands
    minute: The basin has silted up again since HWB-2019-01-16.
    resolutions:
      - ref: HWB-2019-02-13-R1
        text: That the cost be reported
      - ref: HWB-2019-02-13-R2
        text: That counsel be asked
        exempt:
          - 5
  - number: 7
    title: The crane driver
    minute: After debate a sum was named.
    exempt:
      - 1
      - 3
    resolutions:
      - ref: HWB-2019-02-13-R3
        text: That the sum be offered
"""
LONG = "Llan" + "fairpwll" * 30
ALIVE = (
    '<script>document.title = "alive"</script>', '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "{{ 7*7 }}{% raw %}",
    "turned \N{RIGHT-TO-LEFT OVERRIDE}round", "</style></title><b>", "' onfocus='alert(1)' autofocus='", LONG, "&amp;#60; &lt;i&gt;",
)  # fmt: skip


def record(folder: Path) -> Path:
    """The grown record, with a plan, minutes, an exempt item and resolution, and an address."""
    grown(folder)
    write(folder / "plan.yaml", PLAN)
    write(folder / "meetings" / "HWB-2019-02-13.yaml", MEETING)
    people = (folder / "people.yaml").read_text(encoding="utf-8")
    write(folder / "people.yaml", people.replace("organisation: Pilots' Association", f"organisation: Pilots' Association\n  email: {EMAIL}"))
    return folder


def hostile(folder: Path) -> Path:
    """A record in which whatever a person wrote would be alive in a page."""
    def said(text: str) -> str:
        escaped = "".join(f"\\u{ord(c):04X}" if ord(c) > 126 else f"\\{c}" if c in '"\\' else c for c in text)
        return f'"{escaped}"'

    entries = [
        f"HWB-2019-02-13-{n:02}:\n  status: open\n  owner: {said(text)}\n  due: 2019-03-06\n  area: {said(text)}\n  item: {said(text)}\n"
        f"  outcome: {said(text)}\n  due_said: {said(text)}\n  action: {said(text)}\n"
        for n, text in enumerate(ALIVE, 1)
    ]  # fmt: skip
    ended = [entry.replace("02-13", "01-16").replace("status: open", "status: closed\n  closed: 2019-02-01") for entry in entries]
    # A reference that is none must not become the name of a file.
    strange = '"../../outside":\n  status: open\n  action: Stay inside\n'
    write(folder / "actions.yaml", "\n".join([*ended, *entries, strange]))
    write(folder / "people.yaml", "\n".join(f"{said(text)}:\n  organisation: {said(text)}\n" for text in ALIVE))
    write(folder / "bodies.yaml", f"HWB:\n  name: {said(ALIVE[1])}\n  venue: {said(ALIVE[0])}\n")
    areas = "".join(f"  - number: {said(text)}\n    title: {said(text)}\n    lead: {said(text)}\n    progress: {said(text)}\n" for text in ALIVE)
    write(folder / "plan.yaml", f"name: {said(ALIVE[0])}\nreviewed_by: {said(ALIVE[1])}\nareas:\n{areas}")
    items = "".join(f"  - number: {said(t)}\n    title: {said(t)}\n    minute: {said(t)}\n    resolutions:\n      - ref: {said(t)}\n        text: {said(t)}\n" for t in ALIVE)
    there = "".join(f"  - name: {said(text)}\n    organisation: {said(text)}\n    role: {said(text)}\n" for text in ALIVE)
    write(
        folder / "meetings" / "HWB-2019-02-13.yaml",
        f"body: HWB\ndate: 2019-02-13\ntime: {said(ALIVE[0])}\nvenue: {said(ALIVE[1])}\nstatus: held\nchair: {said(ALIVE[2])}\n"
        f"minutes: {said(ALIVE[3])}\npresent:\n{there}apologies:\n{there}items:\n{items}",
    )
    return folder


def site(folder: Path, *, whole: bool = False, notes: bool = False, codes: tuple[str, ...] = (), today: date = AS_AT) -> Site:
    """The site of a data folder, as data."""
    found = Record(str(folder))
    actions = [a for a in found.actions.select(None) if not codes or a.body in codes]
    source = Source(
        actions=[a for a in actions if not a.exempt], withheld=[a for a in actions if a.exempt] if whole else [], is_whole=whole,
        codes=codes or tuple(found.bodies), bodies=found.bodies, calendar=found.calendar,
        directory=Directory(found.people, found.actions.owners(ended=True)), plan=found.plan, rule=found.settings.rag, today=today,
        proceedings=found.proceedings,
    )  # fmt: skip
    return Site(source, notes=notes)


class Read(HTMLParser):
    """A page as it is read: its elements with their attributes, its text; fails where an element is not closed."""

    VOID = frozenset({"meta", "link", "br", "input"})

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def ids(self) -> list[str]:
        return [found for _, attributes in self.elements if (found := attributes.get("id"))]


class Reference(NamedTuple):
    """Where an element of a page leads: the file, and the fragment."""

    path: Path
    fragment: str


def pages(folder: Path) -> dict[str, Read]:
    """Every page of a site by its path."""
    return {str(path.relative_to(folder)): Read(path) for path in sorted(folder.rglob("*.html"))}


def references(page: Path, read: Read) -> list[Reference]:
    """Every reference of a page to another file, or to a place on this one."""
    found = []
    for _, attributes in read.elements:
        for name in ("href", "src"):
            to = attributes.get(name)
            if to is None or to == "data:,":
                continue
            path, _, fragment = to.partition("#")
            assert ":" not in path, to
            assert not path.startswith("/"), to
            found.append(Reference((page.parent / unquote(path)).resolve() if path else page, fragment))
    return found
