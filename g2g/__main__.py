"""``g2g`` and ``python -m g2g``: where the command begins."""

from __future__ import annotations

import gc
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line."""
    # A command lives for a moment and makes few cycles: to look for them while it starts costs a quarter of a start.
    gc.disable()
    from g2g.cli import main as run

    run()


if __name__ == "__main__":
    main()
