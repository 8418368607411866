"""A real browser for the tests of pages: Chromium without a window, and the rules of accessibility that axe-core knows."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

AXE = ROOT / "tests" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip


def why_no_browser() -> str:
    """Why pages cannot be opened here; empty where they can."""
    missing = [name for name in ("chromium", "chromedriver") if not shutil.which(name)]
    missing += [] if AXE.is_file() else ["axe-core (npm install --prefix tests/browser --no-package-lock)"]
    return f"left out, for the machine has no {' and no '.join(missing)}" if missing else ""


needs_browser = pytest.mark.skipif(bool(why_no_browser()), reason=why_no_browser() or "there is a browser")


@contextmanager
def browser() -> Iterator[Any]:
    """A browser with an empty profile of its own."""
    from selenium import webdriver

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or ""
        for option in (*_OPTIONS, f"--user-data-dir={profile}"):
            options.add_argument(option)
        driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
        try:
            yield driver
        finally:
            driver.quit()


def show(driver: Any, page: Path, *, media: str = "screen", scheme: str = "light", width: int = 1280, height: int = 900) -> None:
    """Open a file in a window of a size, as a medium (screen, print) with a colour scheme."""
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})
    driver.get(page.as_uri())


def violations(driver: Any) -> list[str]:
    """What axe finds wrong with the page as it is shown: rule, what it wants, and the elements."""
    driver.execute_script(AXE.read_text(encoding="utf-8"))
    found = driver.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        f"axe.run(document, {{runOnly: {json.dumps(_RULES)}}}).then(r => done(r), e => done({{violations: [{{id: String(e), help: '', nodes: []}}]}}));"
    )
    assert found["violations"] or len(found["passes"]) > 10, "axe looked at nothing"
    return [f"{v['id']}: {v['help']}: {[n['html'][:120] for n in v['nodes'][:3]]}" for v in found["violations"]]
