"""Invented minutes of the conftest's board, in several layouts, for the tests of what is made of minutes."""

from __future__ import annotations

HARBOUR = """\
Harbour and Wharves Board

Minutes of the meeting held on Wednesday 13 March 2019 at 10.30 am in Quay House, Port Tennant

Present
Mair Preece (Chair), Harbour Trust
Nia Rowlands (NR), County Engineers
Tomos Rees, Pilots' Association
Tomos Vaughan (TV), County Engineers
Idris Bowen (Clerk), Harbour Trust

Apologies
Gwen Pugh – Port Health

1. Welcome
The Chair opened the meeting at half past ten.

2. Minutes of the last meeting
Resolved: That the minutes of 13 February 2019 be approved as a correct record.

3. Dredging
Nia Rowlands spoke to her report on the inner basin. The action plan of the ministry was noted.
Action: NR to ask three firms for a price for dredging the inner basin by 29 March 2019.
Action: Clerk to write to the ministry about the dumping licence.

4. Moorings
The rings on the north quay have rusted through. Tomos Vaughan will look at the rings on the south quay too.
Action: Tomos Rees and TV to agree a plan of the new rings, for the next meeting.

5. Date of next meeting
Wednesday 10 April 2019 at 10.30 am
"""

TABLED = """\
Harbour and Wharves Board

Minutes of the meeting held on Wednesday 13 March 2019 at 10.30 am in Quay House, Port Tennant

Present: Mair Preece (Chair), Nia Rowlands, Tomos Rees, Idris Bowen (Clerk)
Apologies: Gwen Pugh

1. Moorings
The rings on the north quay have rusted through.

Actions

| No. | Action | Owner | Due |
| --- | --- | --- | --- |
| 3.1 | Ask three firms for a price for the dredger | Nia Rowlands | 29 March 2019 |
| 3.2 | Paint the bollards on the coal wharf | Harbour Master | next meeting |
| 2.4 | Report on the cost of dredging the inner basin | Nia Rowlands | 6 March 2019 |
"""
