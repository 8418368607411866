"""Where the templates of papers are found: a body's own in its data/templates, and those of the package."""

from __future__ import annotations

import os
import re
from typing import NamedTuple

from g2g import files

PACKAGE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "templates")
# Before a name it means the package's own, so that a body's template can extend the one that it stands in for.
FROM_PACKAGE = "g2g:"
_NAME = r"[A-Za-z][A-Za-z0-9_-]*(?:\.[a-z]+)?\.j2"


class Source(NamedTuple):
    """A template as it was found: how its file is named to people, its text, and whether it is a body's own."""

    shown: str
    text: str
    is_own: bool = False


def source(name: str, templates: str | None) -> Source | None:
    """A template by its name, None where there is none. Raises Refusal for a file that cannot be read as text."""
    own = not name.startswith(FROM_PACKAGE)
    name = name.removeprefix(FROM_PACKAGE)
    if not re.fullmatch(_NAME, name):
        return None
    if own and templates is not None:
        # Asked for below the data folder, so that a link that leads out of it is refused.
        folder, inner = os.path.split(templates)
        text = files.read(folder, f"{inner}/{name}")
        if text.raw is not None:
            return Source(text.shown, text.body.decode(), is_own=True)
    path = os.path.join(PACKAGE, name)
    if not os.path.isfile(path):
        return None
    with open(path, encoding="utf-8") as file:
        return Source(f"g2g/templates/{name}", file.read())


def name_for(kind: str, form: str, templates: str | None) -> str:
    """The name of the template of a kind of page (agenda, plan …) in a form (md, html): its own, else that of any paper."""
    wanted = f"{kind}.{form}.j2"
    return wanted if source(wanted, templates) else f"paper.{form}.j2"


def names() -> list[str]:
    """The names of the package's templates."""
    return sorted(name for name in os.listdir(PACKAGE) if re.fullmatch(_NAME, name))


def own_names(templates: str | None) -> list[str]:
    """The names of a body's own templates; none where it has no folder of them."""
    try:
        return sorted(name for name in os.listdir(templates or "") if re.fullmatch(_NAME, name))
    except OSError:
        return []
