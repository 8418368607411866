"""A chart as a drawing in a page: inline SVG, with a title and its figures in words for those who do not see it."""

from __future__ import annotations

from html import escape

from g2g.papers import Chart
from g2g.render.safe import terminal

_WIDTH = 640
_ROW, _BAR = 26, 18
_LABELS = 200  # the room for the labels of bars
_FIGURES = 60  # and for the figures behind them
_HEIGHT, _LEFT, _TOP, _BOTTOM = 240, 44, 16, 34
_LONGEST_LABEL = 30
_MOST_DAYS = 8


def figure(chart: Chart, name: str) -> str:
    """A chart as a figure of HTML. ``name`` is unique on the page: the parts of the drawing are called after it."""
    height, lines = _bars(chart) if chart.kind == "bars" else _line(chart)
    title, told = _text(chart.title), _text("; ".join(f"{label}: {value:,}" for label, value in chart.points))
    return "\n".join([
        "<figure>",
        f'<div class="wide" role="region" aria-label="Chart: {title}" tabindex="0">',
        f'<svg role="img" aria-labelledby="{name}-title {name}-figures" viewBox="0 0 {_WIDTH} {height}" class="chart">',
        f'<title id="{name}-title">{title}</title>',
        f'<desc id="{name}-figures">{_text(chart.unit)}. {told}</desc>',
        *lines,
        "</svg>",
        "</div>",
        f"<figcaption>{title} ({_text(chart.unit)})</figcaption>",
        "</figure>",
    ])  # fmt: skip


def _text(words: str) -> str:
    return escape(terminal(words))


def _short(label: str) -> str:
    words = terminal(label)
    return escape(words if len(words) <= _LONGEST_LABEL else words[: _LONGEST_LABEL - 1] + "\N{HORIZONTAL ELLIPSIS}")


def _bars(chart: Chart) -> tuple[int, list[str]]:
    most = max(1, *(value for _, value in chart.points))
    room = _WIDTH - _LABELS - _FIGURES
    lines = []
    for at, (label, value) in enumerate(chart.points):
        top, width = at * _ROW, round(room * value / most, 1)
        middle = top + _ROW / 2 + 4.5
        lines += [
            f'<text x="{_LABELS - 8}" y="{middle:g}" text-anchor="end">{_short(label)}</text>',
            f'<rect x="{_LABELS}" y="{top + (_ROW - _BAR) // 2}" width="{width:g}" height="{_BAR}" class="mark"/>',
            f'<text x="{_LABELS + width + 6:g}" y="{middle:g}">{value:,}</text>',
        ]
    return len(chart.points) * _ROW + 4, lines


def _line(chart: Chart) -> tuple[int, list[str]]:
    most = max(1, *(value for _, value in chart.points))
    across, down = _WIDTH - _LEFT - 40, _HEIGHT - _TOP - _BOTTOM
    step = across / max(1, len(chart.points) - 1)
    spots = [(_LEFT + at * step, _TOP + down * (1 - value / most)) for at, (_, value) in enumerate(chart.points)]
    base = _TOP + down
    lines = [
        f'<path d="M{_LEFT} {_TOP}V{base}H{_WIDTH - 40}" class="axis"/>',
        f'<text x="{_LEFT - 6}" y="{_TOP + 5}" text-anchor="end">{most:,}</text>',
        f'<text x="{_LEFT - 6}" y="{base + 5}" text-anchor="end">0</text>',
        f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in spots)}" class="line"/>',
    ]
    # As many days as have room below the line: the first, the last, and some between.
    every = max(1, -(-len(spots) // _MOST_DAYS))
    named = {*range(0, len(spots), every)} - {len(spots) - 1 - back for back in range(1, every)} | {len(spots) - 1}
    for at, (x, y) in enumerate(spots):
        lines.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" class="mark"/>')
        if at in named:
            lines.append(f'<text x="{x:.1f}" y="{base + 20}" text-anchor="middle">{_short(chart.points[at][0])}</text>')
        if len(spots) <= 2 * _MOST_DAYS:
            lines.append(f'<text x="{x:.1f}" y="{max(y - 9, 11):.1f}" text-anchor="middle">{chart.points[at][1]:,}</text>')
    return _HEIGHT, lines
