"""The pre-commit hook that checks what is staged; a hook that is there already is kept, and run before it."""

from __future__ import annotations

import os
import sys

from g2g.errors import Refusal
from g2g.files.output import publish
from g2g.git import Repository

_MARK = b"# Put here by \xe2\x80\x9cg2g hook install\xe2\x80\x9d"
_SCRIPT = """\
#!/bin/sh
# Put here by “g2g hook install”: checks what is staged of the record. “g2g hook uninstall” takes it away.
earlier=$(dirname "$0")/pre-commit.before-g2g
if test -x "$earlier"; then "$earlier" "$@" || exit; fi
data={data}
git --literal-pathspecs diff --cached --quiet --no-ext-diff -- "$data" && exit 0
python={python}
if test -x "$python"; then exec "$python" -P -m g2g --data "$data" check --staged; fi
if command -v g2g >/dev/null 2>&1; then exec g2g --data "$data" check --staged; fi
echo "g2g is no longer on this machine; the record was not checked." >&2
"""


class Hook:
    """The pre-commit hook of a clone, and the one that was there before it."""

    def __init__(self, repository: Repository, folder: str) -> None:
        self.folder = repository.hooks_folder()
        self.path = os.path.join(self.folder, "pre-commit")
        self.earlier = os.path.join(self.folder, "pre-commit.before-g2g")
        below = os.path.join(".", repository.name_of(folder))
        self._script = _SCRIPT.format(data=_quoted(below), python=_quoted(sys.executable)).encode()

    def install(self, *, dry: bool = False) -> str:
        """Put the hook in its place, beside what is there; returns a sentence. Run twice, it does nothing the second time."""
        found = self._found()
        if found == self._script:
            return f"{self.path} checks the record already; nothing was changed."
        keeps = found is not None and not self._is_ours(found)
        if keeps and os.path.lexists(self.earlier):
            raise Refusal(f"{self.earlier} is there from an earlier time, and {self.path} is no hook of g2g; take one of them away.")
        if not dry:
            self._put(keeps)
        kept = f" The hook that was there is kept as {os.path.basename(self.earlier)}, and run first." if keeps else ""
        return f"{self.path} checks the record before every commit that changes it.{kept}"

    def _put(self, keeps: bool) -> None:
        os.makedirs(self.folder, exist_ok=True)
        if keeps:
            os.rename(self.path, self.earlier)
        publish(self.path, self._script)
        os.chmod(self.path, os.stat(self.path).st_mode | 0o111)

    def uninstall(self, *, dry: bool = False) -> str:
        """Take the hook away, and put back what was there before; returns a sentence."""
        found = self._found()
        if found is None or not self._is_ours(found):
            return f"{self.path} is no hook of g2g; nothing was changed."
        had = os.path.lexists(self.earlier)
        if not dry:
            if had:
                os.replace(self.earlier, self.path)
            else:
                os.unlink(self.path)
        return f"{self.path} is " + ("again the hook that was there before." if had else "gone.")

    def _found(self) -> bytes | None:
        """The hook that is there; b"" for one that is no script of ours beyond doubt."""
        if not os.path.lexists(self.path):
            return None
        if os.path.islink(self.path) or not os.path.isfile(self.path):
            return b""
        with open(self.path, "rb") as file:
            return file.read(1 << 16)

    def _is_ours(self, found: bytes) -> bool:
        return found.startswith(b"#!/bin/sh\n" + _MARK)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
