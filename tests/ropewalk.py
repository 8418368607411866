"""A record in which every kind of entry is there twice over: for publication, and exempt; and the same without what is exempt.

Everything exempt has a word with “zq” in it in each of its fields, and a number from 71 on: no other text has either. A line
that begins with “~” is exempt; the record without it has an empty comment in its place, so that lines keep their numbers.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from tests.conftest import write

TODAY = "2021-06-14"
# What must be nowhere: words of what is exempt, and references of exempt actions and resolutions.
SECRET = re.compile(r"(?i)zq\w*|\b[A-Z]+-\d{4}-\d\d-\d\d-R?7[1-9]\b")

BODIES = """\
RWB:
  name: Ropewalk Board
  chair: Ines Calloway
  clerk: Otto Lund
  venue: The Sail Loft, Skerry Quay
  time: 2 pm
  matters_arising: Matters arising
  papers_days: 3
  standing_items:
    - Safety

TAR:
  name: Tar House Panel
  clerk: Otto Lund
"""
PEOPLE = """\
Ines Calloway:
  organisation: Ropewalk Trust
  role: Chair
  email: ines@ropewalk.example

Otto Lund:
  organisation: Ropewalk Trust
  role: Clerk
  email: otto@ropewalk.example

Petra Vance:
  organisation: Harbour Engineers
  email: petra@harbour.example
  also:
    - PV

Rufus Oakes:
  organisation: Lonely Wharf Company
  email: rufus@lonely.example
"""
PLAN = """\
name: The Ropewalk Plan
date: 2021-01-13
areas:
  - number: 1
    title: The long shed
    lead: Petra Vance
  - number: 2
    title: The quay wall
recommendations:
  - number: 1
    title: Look at the roof every year
    area: 1
    lead: Petra Vance
  - number: 2
    title: Say who may moor
    area: 2
"""
ACTIONS = """\
# What the Ropewalk Board has in hand.

RWB-2021-04-14-01:
  status: open
  owner: Petra Vance
  due: 2021-05-12
  carried:
    - RWB-2021-05-12
  item: 4
  area: 1
  recommendation: 1
  extended:
    - to: 2021-06-30
      at: RWB-2021-05-12
      reason: Waits for the scaffolders
  notes:
    - 2021-05-20 The scaffold comes in June
  action: Mend the roof of the long shed

RWB-2021-04-14-02:
  status: proposed
  closed: 2021-06-01
  outcome: The notice is up
  owner:
    - Ines Calloway
    - Otto Lund
  due: 2021-06-01
  action: Put up a notice about the quay wall

~RWB-2021-04-14-71:
~  status: open
~  owner: Zqora Bell
~  chased:
~    - 2021-05-03
~  due: 2021-05-04
~  due_said: as soon as zqcounsel answers
~  carried:
~    - RWB-2021-05-12
~    - RWB-2021-05-26
~    - RWB-2021-06-02
~  item: 71zq
~  area: 71zq
~  recommendation: 71zq
~  exempt:
~    - 1
~    - 3
~  formerly: ZQ.46
~  zqcolour: zqviolet
~  extended:
~    - to: 2021-05-25
~      at: RWB-2021-05-12
~      reason: Zqjudge was away
~  notes:
~    - 2021-05-05 Zqletter received
~  action: Settle the zqclaim of the rigger

~RWB-2021-04-14-72:
~  status: proposed
~  closed: 2021-06-02
~  outcome: Zqoutcome agreed
~  owner:
~    - Zqbert Nye
~    - Ines Calloway
~    - Rufus Oakes
~  done_by:
~    - Zqbert Nye
~  rag: red
~  rag_reason: Zqreason it may fail
~  due: 2021-06-16
~  area: 1
~  exempt: 3
~  action: Offer the zqlease to the brewery

RWB-2021-05-12-01:
  status: open
  owner: Otto Lund
  due: 2021-06-16
  due_said: at the next meeting
  area: 2
  recommendation: 2
  action: Say who may moor at the quay

RWB-2021-05-12-02:
  status: closed
  closed: 2021-05-30
  outcome: All eleven were painted
  owner: Petra Vance
  due: 2021-06-02
  area: 1
  action: Paint the bollards

~RWB-2021-05-12-73:
~  status: closed
~  closed: 2021-05-31
~  confirmed: RWB-2021-06-02
~  outcome: Zqpaid in full
~  owner: Zqora Bell
~  due: 2021-05-20
~  area: 1
~  recommendation: 1
~  exempt:
~    - 5
~  action: Pay the zqfine

~RWB-2021-05-12-74:
~  status: referred
~  closed: 2021-05-28
~  referred_to: Zqtribunal
~  owner: Zqesra Holt
~  exempt: 7
~  action: Report the zqtheft

~RWB-2021-05-12-75:
~  status: open
~  owner: Rufus Oakes
~  due_said: at the July zqmeeting
~  kind: watching brief
~  exempt: 3
~  action: Watch the zqprice of hemp

~RWB-2021-05-12-76:
~  status: open
~  owner: Petra Vance
~  due_said: at the August meeting
~  recurs: every meeting
~  exempt: 3
~  action: Report on the zqrents

RWB-2021-05-12-80:
  status: open
  owner: Otto Lund
  chased:
    - 2021-06-01
  due_said: when the tide allows
  action: Weigh the old anchor

TAR-2021-05-05-01:
  status: open
  owner: Petra Vance
  due: 2021-06-10
  action: Measure the tar in the vats

~TAR-2021-05-05-71:
~  status: withdrawn
~  closed: 2021-06-03
~  outcome: Zqwithdrawn on advice
~  owner: Otto Lund
~  exempt: 3
~  action: Sell the zqvats

TAR-2021-05-05-80:
  status: open
  owner: Ines Calloway
  due: 2021-07-07
  action: Ask the panel what tar costs

~ZQX-2021-05-05-71:
~  status: open
~  owner: Zqolga Marsh
~  due: 2021-05-06
~  exempt: 2
~  action: Tell the zqregulator
"""
ARCHIVE = """\
RWB-2020-03-11-01:
  status: closed
  closed: 2020-04-01
  outcome: Swept
  owner: Otto Lund
  due: 2020-03-31
  area: 2
  action: Sweep the slip

~RWB-2020-03-11-71:
~  status: closed
~  closed: 2020-04-08
~  outcome: Zqsettled out of court
~  owner: Zqarchie Penn
~  due: 2020-03-20
~  area: 2
~  exempt: 5
~  action: Answer the zqwrit
"""
OLDEN = """\
RWB-2019-02-13-01:
  status: closed
  closed: 2019-03-01
  owner: Otto Lund
  action: Count the barrels

~RWB-2019-02-13-71:
~  status: closed
~  closed: 2019-03-04
~  owner: Zqivor Tate
~  exempt: 1
~  action: Warn the zqcooper
"""
HELD = """\
body: RWB
date: {day}
time: 2 pm
venue: The Sail Loft, Skerry Quay
status: held
chair: Ines Calloway
minutes: draft
present:
  - name: Ines Calloway
    organisation: Ropewalk Trust
  - name: Otto Lund
apologies:
  - name: Petra Vance
    organisation: Harbour Engineers
items:
  - number: 4
    title: The long shed
    lead: Petra Vance
    minute: The roof lets in the rain.
    resolutions:
      - ref: RWB-{day}-R1
        text: That the roof be mended before the autumn
        key: yes
~      - ref: RWB-{day}-R72
~        text: That the zqroofer be sued
~        exempt: 5
  - number: 5
    title: The quay wall
    resolutions:
~      - ref: RWB-{day}-R73
~        text: That zqdamages be paid
~        exempt:
~          - 3
~          - 5
      - text: That a notice be put up
~  - number: 7
~    title: The zqrigger
~    lead: Zqlena Fisk
~    minute: A zqsum was named.
~    zqkey: zqvalue
~    exempt:
~      - 1
~    resolutions:
~      - ref: RWB-{day}-R71
~        text: That the zqsum be offered
~        key: yes
  - number: 6
    title: Any other business
"""
AHEAD = """\
body: {body}
date: {day}
time: 2 pm
venue: The Sail Loft, Skerry Quay
status: {status}
{more}items:
  - number: 1
    title: The long shed
  - number: 2
    title: The quay wall
    lead: Otto Lund
~  - number: 71zq
~    title: The zqtender for hemp
~    lead: Zqlena Fisk
~    exempt: 3
"""
MINUTES = """\
Ropewalk Board
Minutes of the meeting held on Wednesday 12 May 2021 at 2 pm in the Sail Loft

Present: Ines Calloway (Chair), Otto Lund (Clerk)
Apologies: Petra Vance

4. The long shed
The board heard how the roof stands.
Action: Otto Lund to ask the slater for a price by 30 June 2021.

5. The quay wall
Action: Petra Vance to paint the bollards by 2 June 2021.

6. Any other business
There was none.
"""
MORE_MINUTES = MINUTES + """
7. Exclusion of the press and public
Resolved: That the sum be offered.
"""
EXEMPT_MINUTES = MINUTES + """
7. Exclusion of the press and public
Resolved: That the public be excluded under paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972.

PART II – NOT FOR PUBLICATION

8. The zqbrewery
A zqoffer was made.
Resolved: That the zqoffer be taken.
Action: Otto Lund to write to the zqbrewery by 9 July 2021.

9. The zqlawyer (paragraph 5)
Action: Ines Calloway to ask the zqlawyer by 16 July 2021.
"""
LOG = "Ref,Action,Lead,Due,Status\n1,Ask the slater for a price,Otto Lund,30/06/2021,Open\n2,Buy two lamps,Petra Vance,07/07/2021,Open\n"
MEETINGS = {
    "meetings/RWB-2021-04-14.yaml": HELD.format(day="2021-04-14"),
    "meetings/RWB-2021-05-12.yaml": HELD.format(day="2021-05-12"),
    "meetings/RWB-2021-05-26.yaml": AHEAD.format(body="RWB", day="2021-05-26", status="cancelled", more="reason: The loft was flooded\n"),
    "meetings/RWB-2021-06-02.yaml": AHEAD.format(body="RWB", day="2021-06-02", status="moved", more="moved_to: RWB-2021-06-16\n"),
    "meetings/RWB-2021-06-16.yaml": AHEAD.format(body="RWB", day="2021-06-16", status="scheduled", more="moved_from: RWB-2021-06-02\n"),
    "meetings/TAR-2021-05-05.yaml": "body: TAR\ndate: 2021-05-05\nstatus: held\n",
    "meetings/TAR-2021-06-23.yaml": AHEAD.format(body="TAR", day="2021-06-23", status="scheduled", more=""),
}
FILES = {
    "bodies.yaml": BODIES, "people.yaml": PEOPLE, "plan.yaml": PLAN, "actions.yaml": ACTIONS,
    "archive/2020.yaml": ARCHIVE, "archive/2019.yaml": OLDEN, **MEETINGS,
}  # fmt: skip
# What was there at the first commit, and at the second, in place of what is there now.
FIRST = (("  notes:\n    - 2021-05-20 The scaffold comes in June\n", ""), ("~    - RWB-2021-05-26\n", ""), ("Zqletter received", "Zqletter sent"))
SECOND = (
    ("Report on the zqrents", "Report on the zqold rents"), ("A zqsum was named", "A zqold sum was named"),
    ("Ask the panel what tar costs", "Ask what tar costs"), ("The roof lets in the rain.", "The roof leaks."),
)  # fmt: skip


def written(folder: Path, *, whole: bool) -> Path:
    """The record with its commits below a folder, with what is exempt or without it; returns the data folder."""
    data = folder / "data"
    for number, (older, day) in enumerate((((*FIRST, *SECOND), "2021-05-13"), (SECOND, "2021-06-03"), ((), "")), 1):
        for name, text in FILES.items():
            for now, then in older:
                text = text.replace(now, then)
            write(data / name, _lines(text, whole=whole))
        if number == 1:
            git(folder, "init", "-q", "-b", "main")
        if day:
            git(folder, "add", "-A")
            git(folder, "commit", "-q", "-m", f"Record {number}", day=day)
    return data


def _lines(text: str, *, whole: bool) -> str:
    return "".join(line[1:] if line[0] == "~" and whole else "#\n" if line[0] == "~" else line for line in text.splitlines(keepends=True))


def git(folder: Path, *words: str, day: str = "2021-06-04") -> str:
    """Run git as a clerk with no settings of their own."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    environment |= {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in
                    (("NAME", "Otto Lund"), ("EMAIL", "otto@ropewalk.example"), ("DATE", f"{day}T12:00:00+0000"))}  # fmt: skip
    done = subprocess.run(["git", *words], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout
