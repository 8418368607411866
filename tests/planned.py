"""For the tests of the plan and the reports: the harbour board with a plan, more closed actions, and resolutions."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import ACTIONS, BODIES, PEOPLE, write
from tests.harbour import MORE_ACTIONS, MORE_BODIES, SECRET, grown

SECRETS = (SECRET, "crane driver", "Buy the chandlery", "chandlery", "Pay the widow", "widow", "Sell the lower slip", "lower slip")
PLAN = """\
name: Safe Harbour Plan
date: 2019-01-09
body: HWB
reviewed_by: Safety Panel
reviewed: each quarter
areas:
  - number: 1
    title: Quays and fences
    lead: Tomos Vaughan
    timescale: 2019-06-30
    measure: No open fault is older than a month
    progress: Two of the three fences are mended.
  - number: 2
    title: Deep water
    timescale: by the winter storms
    rag: amber
    rag_reason: The divers come only when the weather lets them
    progress: The basin was sounded in January.
  - number: 3
    title: People ashore
recommendations:
  - number: 1
    title: Survey every pile each year
    area: 2
    lead: Nia Rowlands
    timescale: 31 March 2019
  - number: 2
    title: Train two more pilots
    area: 3
  - number: 3
    text: Say who answers for the gauge
    area: 1
"""
LINKED = """
HWB-2019-01-16-02:
  status: closed
  closed: 2019-02-20
  outcome: Paid, and the receipt filed
  owner: Nia Rowlands
  due: 2019-02-13
  carried:
    - HWB-2019-02-13
  item: 5
  area: 1
  recommendation:
    - 1
    - 3
  action: Pay the diver's last invoice

HWB-2019-01-16-03:
  status: withdrawn
  closed: 2019-02-22
  outcome: No longer wanted
  owner: Nia Rowlands
  due: 2019-02-01
  recommendation: 2
  action: Look for a second gauge

HWB-2019-01-16-04:
  status: closed
  closed: 2019-02-25
  owner: Idris Bowen
  due: 2019-02-13
  area: 1
  recommendation: 2
  exempt: 5
  action: Pay the widow of the lamplighter

HWB-2019-02-13-09:
  status: open
  owner: Tomos Vaughan
  rag: green
  rag_reason: The stones are on the quay already
  due: 2019-03-01
  item: 6
  area: 1
  recommendation: 3
  action: Relay the setts at the coal wharf
"""
HELD = """\
body: HWB
date: 2019-02-13
time: 10.30 am
venue: Quay House, Port Tennant
status: held
items:
  - number: 5
    title: The inner basin
    resolutions:
      - ref: HWB-2019-02-13-R1
        text: That a report on dredging be presented to the next meeting
      - ref: HWB-2019-02-13-R2
        text: That the soundings be noted
        key: no
      - ref: HWB-2019-02-13-R3
        text: That the chandlery be written to with an offer
        exempt: 3
  - number: 9
    title: The regatta
    resolutions:
      - ref: HWB-2019-02-13-R4
        text: That the rowing club be invited to report back in the autumn
        key: yes
  - number: 10
    title: Sell the lower slip
    exempt:
      - 3
    resolutions:
      - ref: HWB-2019-02-13-R5
        text: That the sale of the lower slip be arranged
"""
EARLIER = """\
body: HWB
date: 2019-01-16
status: held
items:
  - number: 4
    title: Lamps
    resolutions:
      - ref: HWB-2019-01-16-R1
        text: That the lamps be approved
"""


def planned(folder: Path) -> Path:
    """The grown data folder with a plan of three key areas and three recommendations, four more actions, resolutions."""
    grown(folder)
    write(folder / "bodies.yaml", BODIES + MORE_BODIES)
    write(folder / "people.yaml", PEOPLE.replace("  role: Clerk\n", "  role: Clerk\n  email: clerk@harbour.example\n"))
    write(folder / "actions.yaml", ACTIONS + MORE_ACTIONS + LINKED)
    write(folder / "plan.yaml", PLAN)
    write(folder / "meetings" / "HWB-2019-02-13.yaml", HELD)
    write(folder / "meetings" / "HWB-2019-01-16.yaml", EARLIER)
    return folder
