"""Where the record is: the data folder that a command works on, and its files. It loads nothing else, for some commands need no more."""

import os

from g2g.errors import NoRecord

ACTIONS, BODIES, PEOPLE = "actions.yaml", "bodies.yaml", "people.yaml"
PLAN, CONFIG = "plan.yaml", "config.yaml"
# The folders below it: a file a meeting, and a file a year.
MEETINGS, ARCHIVE = "meetings", "archive"


def find_folder(start: str) -> str:
    """The nearest ``data`` folder with an actions.yaml, in a folder or above it. Raises NoRecord."""
    here = os.path.abspath(start)
    while True:
        folder = os.path.join(here, "data")
        if os.path.lexists(os.path.join(folder, ACTIONS)):
            return folder
        above = os.path.dirname(here)
        if above == here:
            raise NoRecord(start)
        here = above
