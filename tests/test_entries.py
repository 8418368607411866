"""The fast reader says what ruamel says, or that it cannot read the text."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_yamltext import Pairs, as_plain, has_twice, ruamel_says

from g2g import entries, yamltext
from g2g.errors import BrokenFile
from g2g.nodes import plain, scalars

# ---- near misses: the written form, with something in it that YAML reads in its own way ----------

LINES = [
    "A-1:", "B-2:", "C 3:", "D–4:", "status:", "'E 5':", '"F":', "A-1: x", "- A", "- A: x", "? A", ": A", "%YAML 1.1", "---", "...",
    "--- x", "... x:", "<<:", "&a A:", "*a", "!!str A:", "# note", "#  owner: nobody", "\t", "   ", "", "  # inner", "      # deep",
    "  status: open", "  status: closed", "  owner: Ann", "  owner: 'O''Brien'", "  owner:", "  owner: ~", "  owner: null", "  owner: \"A B\"",
    "  owner:   Ann", "  owner: Ann  ", "  owner: Ann # first", "  owner : Ann", "  due: 2017-10-10", "  due: no", "  due: 012", "  time: 19:30",
    "  notes:", "    - one", "    - two: three", "      four: five", "      two: six", "    - 'q: r'", "  - zero", "    -", "    - - x", "     - odd",
    "    -  two", "    text: more", "  a: b: c", "  a: b #c", "  a: b#c", "  a: b:", "  a: [x, y]", "  a: [x,", "  a: {x: y}", "  a: {x}", "  ]",
    "  a: >", "  a: |", "  a: |+", "  a: >-", "  a: |2", "    folded text", "B-9:  ", "  a: 'open", "  close'", "  a: \"open", "close\"", "  a: \"x\\ny\"",
    "  a: 'x' y", "  a: 'x'y", "  a: &x y", "  a: *x", "  a: !!int 3", "  a: ! x", "  <<: {b: c}", "  a: @x", "  a: `x", "  a: %x", "  a: -x", "  a: - x",
    "  a: ?x", "  a: ? x", "  a: :x", "  a: =", "  a: <<", "  ? a", "  : b", "  ?", "   odd: indent", " one: indent", "    four: indent", "more words",
    "  more words", "    more words", "  a: x\ty", "  a:\tx", "\ta: x", "  a: x\r", "\r", "  a: \x07", "  a: \x7f", "  a: x\x85y", "\x85", "  a: x\u2028y", "#\u2028  a: b",
    "#\tx", "# \x85  a: b", "\ufeffA:", "  a: \ufeffx", "  a: x\ufeff", "  a: \ufffe", "  a: Évans’ – 10 €", "  é: x", "  a:", "  'a': x", "  \"a\": x", "  a-b: x",
    "  A b: x", "  a: x\xa0", "  a: \xa0x", "Év’s:", "'", '"', "[", "]", "{", "}", "  a: \"\\ud800\"", "  a: \"\\UFFFFFFFF\"", "  a: \"\\x\"", "  a: 😀 x", "~:", "  ~: x",
    "<<<<<<< ours", "=======", ">>>>>>> theirs", "A" * 1100 + ":", "É’" * 600 + ":", "  " + "a" * 41 + ": x", "... A:", "...: x",
]  # fmt: skip
STRICT = "{}-{}:\n  status: open\n  owner: Ann\n  notes:\n    - one\n    - to: x\n      at: y\n  action: Report\n"

near_misses = st.lists(st.sampled_from(LINES), max_size=10).map(lambda lines: "".join(f"{line}\n" for line in lines))


@st.composite
def bent_registers(draw: st.DrawFn) -> str:
    """A few entries in the written form, with a few lines put in, taken out or cut."""
    lines = "\n".join(STRICT.format("X", n) for n in range(draw(st.integers(1, 4)))).split("\n")
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(lines)))
        how = draw(st.sampled_from(["insert", "insert", "replace", "cut", "bite"]))
        if how == "bite" and at < len(lines):
            place = draw(st.integers(0, len(lines[at])))
            lines[at] = lines[at][:place] + draw(st.sampled_from(list("'\"[]{}#:&*!|>%@`~-?, \t\r\x85\ufeff\\"))) + lines[at][place:]
        else:
            lines[at : at + (how != "insert")] = [] if how == "cut" else [draw(st.sampled_from(LINES))]
    return "\n".join(lines) + "\n"


texts = st.one_of(near_misses, near_misses.map(lambda t: "A-1:\n" + t), bent_registers(), bent_registers())
