"""The site in a real browser, opened as files: its filters by mouse and by keyboard, at four times the size, dark, and on paper."""

from __future__ import annotations

import base64
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from g2g import folders
from g2g.render import site as rendering
from tests import published
from tests.browsing import browser, needs_browser, show, violations
from tests.conftest import BODIES, MEETINGS, PEOPLE, write

pytestmark = needs_browser

KINDS = {
    "index": "index.html", "actions": "actions.html", "ended": "ended-2019.html", "owners": "owners.html", "meetings": "meetings.html",
    "plan": "plan.html", "action": "actions/HWB-2019-02-13-05.html", "meeting": "meetings/HWB-2019-02-13.html",
}  # fmt: skip


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    with browser() as found:
        yield found


def made(folder: Path, fill: Callable[[Path], Path], **how: Any) -> Path:
    """The site of a record, in a folder whose name a browser has to encode."""
    data = folder / "data"
    write(data / "bodies.yaml", BODIES)
    write(data / "people.yaml", PEOPLE)
    for ref, status in MEETINGS.items():
        write(data / "meetings" / f"{ref}.yaml", f"body: HWB\ndate: {ref[-10:]}\ntime: 10.30 am\nvenue: Quay House\nstatus: {status}\n")
    fill(data)
    site = folder / "a site #1"
    folders.replaced(str(site), rendering.files(published.site(data, **how), None), str(data), force=False)
    return site


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("harbour"), published.record)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("whole"), published.record, whole=True, notes=True)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("hostile"), published.hostile)


def shown(driver: Any) -> list[str]:
    """The references of the rows that can be seen."""
    return [e.text for e in driver.find_elements("css selector", "tr[data-in] th") if e.is_displayed()]


def said(driver: Any) -> str:
    text: str = driver.find_element("id", "shown").text
    return text


def fragment(driver: Any) -> str:
    found: str = driver.execute_script("return location.hash")
    return found


def choose(driver: Any, name: str, words: str) -> None:
    from selenium.webdriver.support.ui import Select

    Select(driver.find_element("id", f"by-{name}")).select_by_visible_text(words)


def complaints(driver: Any) -> list[str]:
    return [f"{entry['level']}: {entry['message']}" for entry in driver.get_log("browser")]


def test_a_list_fits_a_window_of_a_thousand_pixels(driver: Any, harbour: Path) -> None:
    show(driver, harbour / "actions.html", width=1000)
    assert driver.find_elements("css selector", ".list thead th")[7].text == "RAG"
    assert all(driver.execute_script("return [...document.querySelectorAll('.wide')].map(e => e.scrollWidth <= e.clientWidth)"))


# ---- accessibility --------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_violation(driver: Any, harbour: Path, kind: str, scheme: str) -> None:
    show(driver, harbour / KINDS[kind], scheme=scheme)
    assert violations(driver) == []


@pytest.mark.parametrize("kind", ["actions", "owners", "meeting", "action"])
def test_axe_finds_none_where_exempt_matter_is_shown(driver: Any, whole: Path, kind: str) -> None:
    path = whole / KINDS[kind].replace("13-05", "13-06")
    for how in ({}, {"scheme": "dark"}):
        show(driver, path, **how)
        assert "Not for publication under" in driver.find_element("tag name", "main").text
        assert violations(driver) == []


@pytest.mark.parametrize("kind", ["index", "actions", "owners", "plan", "meeting", "action"])
def test_axe_finds_none_in_hostile_text(driver: Any, hostile: Path, kind: str) -> None:
    show(driver, hostile / KINDS[kind])
    assert violations(driver) == []


def test_axe_finds_none_in_a_list_that_is_filtered_or_at_four_times_the_size(driver: Any, harbour: Path) -> None:
    show(driver, harbour / "actions.html", width=320, height=256)
    assert violations(driver) == []
    choose(driver, "owner", "Nia Rowlands")
    assert violations(driver) == []
    driver.find_element("id", "by-words").send_keys("zeppelin")
    wait(driver, "None of 9")
    assert violations(driver) == []


@pytest.mark.parametrize("make", ["harbour", "whole", "hostile"])
def test_at_four_times_the_size_no_page_scrolls_sideways(driver: Any, make: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(make)
    for path in sorted(site.rglob("*.html")):
        show(driver, path, width=320, height=256)
        assert driver.execute_script("return document.documentElement.scrollWidth <= innerWidth"), path.name
        wide = driver.execute_script("return [...document.querySelectorAll('.wide')].every(e => e.tabIndex === 0 && e.getAttribute('aria-label'))")
        assert wide


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_has_the_focus_is_seen_to_have_it(driver: Any, harbour: Path, scheme: str) -> None:
    show(driver, harbour / "actions.html", scheme=scheme)
    for _ in range(14):
        tab(driver)
        style = driver.execute_script("const s = getComputedStyle(document.activeElement); return [s.outlineStyle, parseFloat(s.outlineWidth)]")
        assert style[0] == "solid"
        assert style[1] >= 2


def test_what_is_pressed_is_large_enough(driver: Any, harbour: Path) -> None:
    for kind in ("index", "actions"):
        show(driver, harbour / KINDS[kind], width=320, height=256)
        sizes = driver.execute_script(
            "return [...document.querySelectorAll('nav a, .figures a, select, input, button, th a')].map(e => e.getBoundingClientRect())"
            ".map(r => Math.min(r.width, r.height))"
        )
        assert len(sizes) > 8
        assert min(sizes) >= 23.9


# ---- filters --------------------------------------------------------------------------------------


def wait(driver: Any, words: str) -> None:
    """Until the live region says something; it waits for a pause in the typing."""
    end = time.monotonic() + 5
    while words not in said(driver):
        assert time.monotonic() < end, said(driver)
        time.sleep(0.02)


def tab(driver: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    driver.switch_to.active_element.send_keys(Keys.TAB)


def test_filters_by_mouse_say_how_many_are_shown_and_keep_themselves_in_the_address(driver: Any, harbour: Path) -> None:
    show(driver, harbour / "actions.html")
    assert said(driver) == "All 9 actions are shown."
    assert len(shown(driver)) == 9
    choose(driver, "owner", "Nia Rowlands")
    assert shown(driver) == ["HWB-2019-02-13-01", "HWB-2019-02-13-05"]
    assert said(driver) == "2 of 9 actions are shown: owner Nia Rowlands."
    choose(driver, "status", "Overdue")
    assert shown(driver) == ["HWB-2019-02-13-01"]
    assert said(driver) == "1 of 9 actions is shown: status Overdue; owner Nia Rowlands."
    assert fragment(driver) == "#status=overdue&owner=Nia+Rowlands"
    assert [e.text for e in driver.find_elements("css selector", ".of") if e.is_displayed()] == ["1 of 8 here.", "None of 1 here."]
    driver.find_element("css selector", "button").click()
    wait(driver, "All 9")
    assert len(shown(driver)) == 9
    assert fragment(driver) == ""
    choose(driver, "org", "Pilots' Association")
    assert shown(driver) == ["PPC-2019-02-06-01", "HWB-2019-02-13-02", "HWB-2019-01-16-01"]
    choose(driver, "body", "Pilotage Panel")
    assert shown(driver) == ["PPC-2019-02-06-01"]
    driver.find_element("css selector", "button").click()
    choose(driver, "area", "2 Piers")
    assert shown(driver) == ["HWB-2019-02-13-05", "HWB-2019-02-13-07"]


def test_words_are_found_whatever_their_accents_and_case(driver: Any, harbour: Path) -> None:
    show(driver, harbour / "actions.html")
    driver.find_element("id", "by-words").send_keys("  DRÉDGING  nia ")
    wait(driver, "1 of 9")
    assert shown(driver) == ["HWB-2019-02-13-01"]
    assert said(driver) == "1 of 9 actions is shown: words “DRÉDGING nia”."


def test_a_link_with_a_filter_opens_the_list_so_and_going_back_takes_it_off(driver: Any, harbour: Path) -> None:
    show(driver, harbour / "index.html")
    driver.find_element("partial link text", "overdue").click()
    assert driver.current_url.endswith("/actions.html#status=overdue")
    assert shown(driver) == ["HWB-2019-02-13-08", "HWB-2019-02-13-01"]
    address = driver.current_url.partition("#")[0]
    driver.get(f"{address}#owner=Tomos+Rees&words=rota")
    assert shown(driver) == ["PPC-2019-02-06-01"]
    driver.back()
    assert shown(driver) == ["HWB-2019-02-13-08", "HWB-2019-02-13-01"]


def test_the_link_of_somebody_who_has_nothing_any_more_shows_nothing(driver: Any, harbour: Path) -> None:
    show(driver, harbour / "index.html")
    driver.get((harbour / "actions.html").as_uri() + "#owner=%3Cb%3ECaptain+Flint%3C%2Fb%3E&nonsense=1")
    assert shown(driver) == []
    assert said(driver) == "None of 9 actions are shown: owner <b>Captain Flint</b>."


def test_the_skip_link_is_no_filter(driver: Any, harbour: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    show(driver, harbour / "actions.html")
    choose(driver, "owner", "Nia Rowlands")
    skip = driver.find_element("class name", "skip")
    driver.execute_script("arguments[0].focus()", skip)
    skip.send_keys(Keys.ENTER)
    assert fragment(driver) == "#main"
    assert len(shown(driver)) == 2
    assert driver.execute_script("return document.activeElement.id") == "main"


def test_the_keyboard_alone_is_enough(driver: Any, harbour: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    show(driver, harbour / "actions.html")
    visited: list[str] = []
    while not visited or visited[-1] != "by-owner":
        tab(driver)
        visited.append(driver.execute_script("return document.activeElement.id || document.activeElement.textContent"))
        assert len(visited) < 15, visited
    assert visited[:2] == ["Skip to the main part", "Harbour and Wharves Board"] or visited[0] == "Skip to the main part"
    driver.switch_to.active_element.send_keys("Ni")
    wait(driver, "owner Nia Rowlands")
    tab(driver)
    while driver.execute_script("return document.activeElement.id") != "by-words":
        tab(driver)
    driver.switch_to.active_element.send_keys("dredging", Keys.ENTER)
    wait(driver, "1 of 9")
    tab(driver)
    assert driver.switch_to.active_element.tag_name == "button"
    tab(driver)  # The region of the table, which the arrow keys scroll.
    assert driver.execute_script("return document.activeElement.getAttribute('role')") == "region"
    tab(driver)
    driver.switch_to.active_element.send_keys(Keys.ENTER)
    assert driver.current_url.endswith("/actions/HWB-2019-02-13-01.html")


def test_without_script_the_whole_list_is_there_and_the_form_is_not(driver: Any, harbour: Path) -> None:
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        show(driver, harbour / "actions.html")
        assert len(shown(driver)) == 9
        assert not driver.find_element("id", "filters").is_displayed()
        assert not driver.find_element("id", "shown").is_displayed()
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_a_list_of_very_many_answers_at_once_and_then_shows_the_rest(driver: Any, tmp_path: Path) -> None:
    def many(data: Path) -> Path:
        entries = (f"HWB-2019-01-16-{n:04}:\n  status: open\n  owner: {('Nia Rowlands', 'Tomos Rees')[n % 2]}\n  action: Count bollard {n}\n" for n in range(1, 3001))
        write(data / "actions.yaml", "\n".join(entries))
        return data

    site = made(tmp_path, many)
    show(driver, site / "actions.html")
    assert said(driver) == "All 3,000 actions are shown."
    choose(driver, "owner", "Nia Rowlands")
    assert said(driver) == "1,500 of 3,000 actions are shown: owner Nia Rowlands."
    driver.find_element("css selector", "button").click()
    end = time.monotonic() + 20
    while driver.execute_script("return document.querySelectorAll('tr[data-in][hidden]').length"):
        assert time.monotonic() < end
        time.sleep(0.05)
    assert said(driver) == "All 3,000 actions are shown."


# ---- what it asks for, and hostile text -----------------------------------------------------------


@pytest.mark.parametrize("make", ["harbour", "whole", "hostile"])
def test_no_page_asks_anything_of_anywhere_or_complains(driver: Any, make: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(make)
    driver.execute_cdp_cmd("Network.enable", {})
    complaints(driver)
    for path in sorted(site.rglob("*.html")):
        show(driver, path)
        assert complaints(driver) == [], path.name
        asked = driver.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
        assert all(name.startswith("file:") for name in asked)
        assert {name.rpartition("/")[2] for name in asked} <= {"style.css", "site.js"}
        # The style sheet is there, and is let in by the page's own policy.
        assert driver.execute_script("return getComputedStyle(document.querySelector('nav ul')).listStyleType") == "none"


def test_hostile_text_does_nothing(driver: Any, hostile: Path) -> None:
    from selenium.common.exceptions import NoAlertPresentException

    for path in sorted(hostile.rglob("*.html")):
        show(driver, path)
        with pytest.raises(NoAlertPresentException):
            _ = driver.switch_to.alert
        assert driver.title != "alive"
        addresses = driver.execute_script("return [...document.querySelectorAll('[href], [src]')].map(e => e.href || e.src)")
        assert all(address.startswith(("file:", "data:,")) for address in addresses)
        assert driver.execute_script("return document.querySelectorAll('main script, main img, main b').length") == 0


def test_a_hostile_owner_can_be_filtered_by_and_sent(driver: Any, hostile: Path) -> None:
    show(driver, hostile / "actions.html")
    choose(driver, "owner", published.ALIVE[1])
    assert shown(driver) == ["HWB-2019-02-13-02", "HWB-2019-01-16-02"]
    address = driver.current_url
    show(driver, hostile / "index.html")
    driver.get(address)
    assert shown(driver) == ["HWB-2019-02-13-02", "HWB-2019-01-16-02"]


# ---- on paper -------------------------------------------------------------------------------------


def printed(driver: Any, path: Path, *, fragment: str = "") -> list[str]:
    """The text of each page of paper."""
    if not shutil.which("pdftotext"):
        pytest.skip("left out, for the machine has no pdftotext (poppler-utils)")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    driver.get("about:blank")
    driver.get(path.as_uri() + fragment)
    data = driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})["data"]
    target = path.parent.parent / "printed.pdf"
    target.write_bytes(base64.b64decode(data))
    done = subprocess.run(["pdftotext", "-layout", str(target), "-"], capture_output=True, check=True, text=True)
    return done.stdout.split("\f")[:-1]


def test_on_paper_the_filter_in_force_is_said_and_the_form_is_not_there(driver: Any, harbour: Path) -> None:
    text = "\n".join(printed(driver, harbour / "actions.html", fragment="#owner=Nia+Rowlands"))
    assert "2 of 9 actions are shown: owner Nia Rowlands." in text
    assert "HWB-2019-02-13-05" in text
    assert "PPC-2019-02-06-01" not in text
    assert "All organisations" not in text
    assert "Where things stand" not in text


def test_on_paper_what_is_exempt_says_so_at_the_head_of_its_pages(driver: Any, whole: Path) -> None:
    sheets = printed(driver, whole / "actions" / "HWB-2019-02-13-06.html")
    assert all("NOT FOR PUBLICATION" in sheet for sheet in sheets)
    sheets = printed(driver, whole / "actions.html")
    assert [published.EXEMPT[0].split()[0] in sheet for sheet in sheets] == ["NOT FOR PUBLICATION" in sheet for sheet in sheets]


def test_printed_emulation_hides_the_navigation(driver: Any, harbour: Path) -> None:
    show(driver, harbour / "actions.html", media="print")
    assert not driver.find_element("tag name", "nav").is_displayed()
    assert not driver.find_element("id", "filters").is_displayed()
    assert driver.find_element("id", "shown").is_displayed()
