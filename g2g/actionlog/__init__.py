"""An action log, kept elsewhere, as proposals for the record: typed row by row, and what is not sure kept as written and said.

The day on which an action was raised, or its meeting, gives it its reference; what was its reference in the log is kept.
"""

from g2g.actionlog.headings import FIELDS, Column, find
from g2g.actionlog.headings import Mapping as Headings
from g2g.actionlog.proposals import Log, NotTaken, Proposal, Setting
from g2g.actionlog.reader import read

__all__ = ["FIELDS", "Column", "Headings", "Log", "NotTaken", "Proposal", "Setting", "find", "read"]
