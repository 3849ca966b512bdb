"""What axe-core finds in each view of the page: rules of accessibility that are broken, on each screen and in each scheme.

axe-core comes with the package that runs it, so nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from evals.suites.speed.page_browser import ANSWER, LAPTOP, PHONE, begin_session
from interviewer.errors import UnavailableError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

Scheme = Literal["light", "dark"]
Look = Callable[[str], None]
SCREENS: Mapping[str, tuple[ViewportSize, Scheme]] = MappingProxyType(
    {
        "desktop, light": (LAPTOP, "light"),
        "desktop, dark": (LAPTOP, "dark"),
        "phone, light": (PHONE, "light"),
        "phone, dark": (PHONE, "dark"),
    }
)
"""What the views are shown on."""
TABS: Mapping[str, str] = MappingProxyType(
    {
        "Progress": "#progress-plots .plot, #today",
        "Questions": "#question-list tbody tr",
        "History": "#history-list tbody tr",
        "Your bank": "#btn-list-file",
    }
)
"""The tabs of the start page that are looked at, each with what is seen once it is drawn."""
_STILL = """() => !document.querySelector('.pending') && document.getAnimations().every(
  (one) => one.playState !== 'running' || one.effect.getComputedTiming().iterations === Infinity)"""
_SETTLED = 800
"""Milliseconds until the page has made scrolling areas reachable by keyboard, which it does three times a second. By hand."""


def broken_rules(browser: Browser, url: str, viewport: ViewportSize, scheme: Scheme) -> dict[str, list[str]]:
    """The rules that each view breaks on one screen, each once for every element that breaks it.

    Args:
        url: A page that nobody has used yet: the quick cards of a day can be used up.

    Raises:
        UnavailableError: axe-core is not installed.
    """
    found: dict[str, list[str]] = {}
    context = browser.new_context(viewport=viewport, color_scheme=scheme)
    page = context.new_page()
    page.set_default_timeout(60_000)
    with axe_on(page) as broken:

        def look(view: str) -> None:
            page.wait_for_function(_STILL)  # what is still fading in does not have its colours yet
            page.wait_for_timeout(_SETTLED)
            found[view] = broken()

        _tour(page, url, look)
    context.close()
    return found


@contextmanager
def axe_on(page: Page) -> Iterator[Callable[[], list[str]]]:
    """Gives what tells the rules that a page breaks as it is shown."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError as error:
        raise UnavailableError("axe-core is missing: pip install 'viva-interviewer[browser]'") from error
    axe = Axe()

    def broken() -> list[str]:
        result = axe.run(page, options={"resultTypes": ["violations"]}).response
        return [str(rule["id"]) for rule in result["violations"] for _ in rule["nodes"]]

    yield broken


def _tour(page: Page, url: str, look: Look) -> None:
    """Show the views one after the other, as a user reaches them."""
    page.goto(f"{url}?start=")
    page.wait_for_selector("#btn-start", state="visible")
    look("start")
    begin_session(page, url, questions=1)
    look("question")
    page.fill("#answer textarea", ANSWER)
    page.wait_for_timeout(600)  # what is pressed before the box has taken the text may be dropped
    page.click("#btn-send")
    page.wait_for_selector("#verdicts .verdict", state="attached")
    page.wait_for_selector("#btn-send:not([disabled])")
    look("follow-up")
    if page.is_visible("#btn-skip"):
        page.click("#btn-skip")
    page.wait_for_selector("#btn-next", state="visible")
    if page.is_visible("#btn-below"):
        page.click("#btn-below")
    look("closed question")
    if page.is_visible("#btn-below"):
        page.click("#btn-below")
    page.click("#btn-next")
    page.wait_for_selector("#view-report .verdict", state="visible")
    look("report")
    page.goto(f"{url}?cards=")
    page.wait_for_selector("#card-front", state="visible")
    look("quick card")
    page.goto(f"{url}?start=")
    for tab, drawn in TABS.items():
        _open(page, tab)
        page.wait_for_selector(drawn, state="visible")
        look(tab.lower())


def _open(page: Page, name: str) -> None:
    """Open a tab of the start page; one that has no room is in a menu."""
    page.wait_for_selector("#view-setup [role=tab]", state="visible")
    page.wait_for_timeout(300)  # the menu is filled after the layout
    tab = page.get_by_role("tab", name=name)
    if tab.count() and tab.first.is_visible():
        tab.first.click()
    else:
        page.locator(".overflow-menu button").first.click()
        page.locator(".overflow-dropdown button", has_text=name).click()
