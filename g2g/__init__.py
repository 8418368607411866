"""g2g: an action tracker for the clerks of boards and committees."""

__version__ = "0.1.0"
