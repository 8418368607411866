"""For the tests of what is shown: the harbour board with more on its books, golden files, and a real terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

from tests.conftest import ACTIONS, BODIES, ROOT, run_g2g, write

GOLDEN = ROOT / "tests" / "golden"
TODAY = "2019-03-11"
SECRET = "Settle the claim of the crane driver"

MORE_BODIES = """
PPC:
  name: Pilotage Panel
  chair: Tomos Rees
  matters_arising: Minutes and matters arising
"""
MORE_ACTIONS = f"""
HWB-2019-02-13-05:
  status: open
  owner: NR
  due: 2019-02-28
  due_said: by the end of February
  carried:
    - HWB-2019-03-13
  item: 7
  area: 2
  extended:
    - to: 2019-03-20
      at: 2019-02-27
      reason: Waits for the divers
  notes:
    - 2019-02-26 Divers booked for 18 March
  action: Survey the piles under the east pier, and say which of them must be replaced before the winter storms

HWB-2019-02-13-06:
  status: open
  owner: Idris Bowen
  due: 2019-03-01
  exempt:
    - 1
    - 3
  action: {SECRET}

HWB-2019-02-13-07:
  status: open
  owner: Mair Preece
  due_said: at the December Board meeting
  area: 2
  action: Say how the regatta went

HWB-2019-02-13-08:
  status: open
  owner:
    - Idris Bowen
    - Tomos Vaughan
  done_by:
    - Idris Bowen
  due: 2019-02-20
  carried:
    - HWB-2019-03-13
  area: 1
  extended:
    - to: 2019-03-04
      at: HWB-2019-02-13
      reason: The contractor is ill
  action: Mend the fence round the coal wharf

PPC-2019-02-06-01:
  status: open
  owner: Tomos Rees
  due: 2019-03-20
  action: Bring the rota of pilots up to date
"""
PPC_MEETINGS = {"PPC-2019-02-06": "held", "PPC-2019-03-20": "scheduled"}


def grown(folder: Path) -> Path:
    """The conftest's data folder with five more actions, one of them exempt, and a second body."""
    write(folder / "bodies.yaml", BODIES + MORE_BODIES)
    write(folder / "actions.yaml", ACTIONS + MORE_ACTIONS)
    for ref, status in PPC_MEETINGS.items():
        write(folder / "meetings" / f"{ref}.yaml", f"body: PPC\ndate: {ref[-10:]}\nstatus: {status}\n")
    return folder


def is_golden(name: str, text: str) -> None:
    """Compare a whole output with the file kept for it; G2G_WRITE_GOLDEN=1 keeps what there is now."""
    path = GOLDEN / name
    if os.environ.get("G2G_WRITE_GOLDEN"):
        write(path, text)
    assert text == path.read_bytes().decode()


def on_terminal(*words: str, folder: Path, columns: int = 80, **environment: str) -> str:
    """What a real terminal of so many columns is sent, line ends as ``\\n``."""
    mine, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("G2G_", "GIT_")) and k not in ("NO_COLOR", "COLUMNS", "LINES")}
    process = subprocess.Popen(
        [sys.executable, "-m", "g2g", "--data", str(folder), "--today", TODAY, *words],
        stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder,
        env={**clean, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **environment},
    )  # fmt: skip
    os.close(theirs)
    sent = b""
    try:
        while some := os.read(mine, 65536):
            sent += some
    except OSError:
        pass  # Linux says so that the other end has gone.
    os.close(mine)
    assert process.wait() == 0, sent.decode()
    return sent.decode().replace("\r\n", "\n")


def in_pipe(*words: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A process of its own whose output goes into a pipe."""
    return run_g2g("--data", str(folder), "--today", TODAY, *words, cwd=folder, **environment)
