"""``python -m g2g`` is the command ``g2g``."""

from g2g.cli import main

main()
