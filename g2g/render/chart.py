"""Charts as text: bars and a line of block characters, with the numbers beside them."""

from typing import NamedTuple

from g2g.papers import Chart
from g2g.render.layout import text_width, wrapped
from g2g.render.safe import terminal

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_HEIGHTS = "▁▂▃▄▅▆▇█"
MOST_LABEL = 28
MOST_BAR = 40
LEAST_BAR = 8


class Line(NamedTuple):
    """A line of a chart: what it is of, what is drawn, and the number."""

    label: str
    drawn: str
    number: str


def title(chart: Chart) -> str:
    """The title of a chart, with its unit where that is not in it."""
    is_said = chart.unit.casefold() in chart.title.casefold()
    return terminal(chart.title if is_said else f"{chart.title} ({chart.unit})")


def lines(chart: Chart, width: int | None) -> list[Line]:
    """A chart in at most ``width`` columns (80 without one); none where it has no point."""
    if not chart.points:
        return []
    return _bars(chart, width or 80) if chart.kind == "bars" else _line(chart, width or 80)


def text(line: Line) -> str:
    """A line of a chart as it stands in plain text."""
    return "  ".join(part for part in line if part).rstrip()


def _bars(chart: Chart, width: int) -> list[Line]:
    most = max(max(value for _, value in chart.points), 1)
    numbers = [f"{value:,}" for _, value in chart.points]
    room = max(map(len, numbers))
    labels = [terminal(label) for label, _ in chart.points]
    label_room = min(max(map(text_width, labels)), MOST_LABEL, max(width - LEAST_BAR - room - 4, 1))
    bar_room = max(min(MOST_BAR, width - label_room - room - 4), 1)
    shown = []
    for label, (_, value), number in zip(labels, chart.points, numbers, strict=True):
        *above, last = _pieces(label, label_room)
        shown += [Line(line, "", "") for line in above]
        padded = last + " " * (label_room - text_width(last))
        shown.append(Line(padded, _bar(value, most, bar_room), number))
    return shown


def _pieces(label: str, room: int) -> list[str]:
    """A label in lines of so much room; nothing of it is cut."""
    found: list[str] = []
    for line in wrapped(label, room):
        while text_width(line) > room:
            at = next(i for i in range(len(line), 0, -1) if text_width(line[:i]) <= room or i == 1)
            found.append(line[:at])
            line = line[at:]
        found.append(line)
    return found


def _bar(value: int, most: int, room: int) -> str:
    """A bar in proportion, to an eighth of a column; what is more than nothing is seen."""
    eighths = max(value * room * 8 // most, 1 if value > 0 else 0)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _line(chart: Chart, width: int) -> list[Line]:
    """The values as heights, and in words where they begin and end, and the most there was."""
    points = chart.points[-width:]
    values = [value for _, value in points]
    most = max(max(values), 1)
    drawn = "".join(_HEIGHTS[value * (len(_HEIGHTS) - 1) // most] for value in values)
    (first, begin), (last, end) = points[0], points[-1]
    words = f"{terminal(first)}: {begin:,}; {terminal(last)}: {end:,}; most: {max(values):,}" if len(points) > 1 else f"{terminal(last)}: {end:,}"
    if len(drawn) + 2 + text_width(words) <= width:
        return [Line("", drawn, words)]
    return [Line("", drawn, ""), *(Line("", "", piece) for piece in wrapped(words, width))]
