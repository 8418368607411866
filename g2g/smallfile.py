"""A file that is no list of entries: a meeting, the plan, the settings."""

from __future__ import annotations

from collections.abc import Iterator

from g2g import entries
from g2g.errors import ConflictMarkers
from g2g.files import Text
from g2g.nodes import Mapping, Node, Pair, Scalar, Sequence


def small_file(text: Text) -> Mapping:
    """What a file that is no list of entries says: a meeting, the plan, the settings. Raises BrokenFile."""
    body = text.body.decode()
    found = entries.nodes(body)
    if found is None:
        text_lines = body.split("\n")
        marks = [i for i, line in enumerate(text_lines, 1) if line.startswith(("<<<<<<<", "=======", ">>>>>>>"))]
        if marks:
            raise ConflictMarkers(text.shown, marks[0], marks[-1])
        # Not at the top: what is in the written form is read without it.
        from g2g import yamltext

        found = yamltext.read(body, text.shown)
    return found


def line_of_field(node: Node, text: str, field: str) -> int:
    """The line of the first field of that name which does not hold words; 1 where there is none."""
    named = [pair for pair in _pairs_below(node) if pair.key.text == field]
    wrong = [pair for pair in named if not isinstance(pair.node, Scalar)] or named
    return text.count("\n", 0, wrong[0].key.start) + 1 if wrong else 1


def _pairs_below(node: Node) -> Iterator[Pair]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _pairs_below(item)
    elif isinstance(node, Mapping):
        for pair in node.pairs:
            yield pair
            yield from _pairs_below(pair.node)
