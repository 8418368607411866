"""Text that a spreadsheet would take for a formula: marked in a file of text, and the mark taken off again."""

STARTS = frozenset(
    "=+-@\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}"
    "\N{SMALL PLUS SIGN}\N{SMALL HYPHEN-MINUS}\N{SMALL EQUALS SIGN}\N{SMALL COMMERCIAL AT}"
)


def _is_live(text: str) -> bool:
    return text.lstrip("'").lstrip()[:1] in STARTS and text.lstrip("'").lstrip() != ""


def marked(text: str) -> str:
    """The text with an apostrophe before it, where a spreadsheet would take it for a formula, or for marked already."""
    return f"'{text}" if _is_live(text) else text


def unmarked(text: str) -> str:
    """What was marked, as it was."""
    return text[1:] if text[:1] == "'" and _is_live(text) else text
