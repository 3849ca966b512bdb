"""What a browser sees: what a page makes it fetch, and how long after Send the words and the verdict come."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evals.suites.speed.page_stub import QUOTE
from interviewer.errors import UnavailableError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

LAPTOP: ViewportSize = {"width": 1366, "height": 650}
PHONE: ViewportSize = {"width": 390, "height": 844}
ANSWER = f"I would say that {QUOTE}, and that the gradient says how far to go."
QUESTIONS = 20
"""Questions per interview; the most that the page offers."""
_WATCH = """() => {
  window.shifts = [];
  new PerformanceObserver((list) => list.getEntries().forEach((one) => window.shifts.push(
    { at: one.startTime, value: one.value, input: one.hadRecentInput,
      what: one.sources.map((s) => s.node?.id || s.node?.parentElement?.closest?.('[id]')?.id || s.node?.nodeName || '') })
  )).observe({ type: 'layout-shift', buffered: true });
}"""
_WATCH_SEND = """() => { window.turn = new Promise((done) => {
  const bots = () => document.querySelectorAll('#chat .message.bot');
  const grade = () => document.querySelector('#verdicts')?.innerHTML ?? '';
  const before = bots().length, old = grade();
  const found = { words: null, verdict: null };
  let start = 0;
  document.querySelector('#btn-send').addEventListener('click', (event) => { start ||= event.timeStamp; }, { capture: true, once: true });
  const look = () => {
    if (!start) return;
    const now = performance.now() - start;
    const last = [...bots()].at(-1);
    if (found.words === null && bots().length > before && last.innerText.trim()) found.words = now / 1000;
    if (found.verdict === null && grade() !== old && document.querySelector('#verdicts .verdict')) found.verdict = now / 1000;
    const turn = !document.querySelector('#btn-send').disabled;
    if ((found.words !== null && found.verdict !== null && turn) || now > 60000) {
      watch.disconnect();
      setTimeout(() => done({ ...found, start }), 700);  // what is drawn last may still move something
    }
  };
  const watch = new MutationObserver(look);
  watch.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
}); }"""
_SHIFTED = "(start) => window.shifts.filter((one) => one.at >= start)"


@dataclass(frozen=True)
class Weight:
    """What a browser has to fetch and hold before a page can be used.

    Attributes:
        bytes: Bytes over the wire.
        nodes: Elements in the document.
    """

    bytes: int
    requests: int
    nodes: int


@dataclass(frozen=True)
class SentTurn:
    """One answer that was sent.

    Attributes:
        words: Seconds to the first words of the reply.
        verdict: Seconds to the first verdict.
        shift: Layout shift without recent input, as browsers measure it.
        shift_in_all: The same, including what moved within half a second of a press.
        moved: Ids of the elements that moved most.
    """

    words: float
    verdict: float
    shift: float
    shift_in_all: float
    moved: str


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium: the system's, if there is one.

    Raises:
        UnavailableError: Playwright or a browser is missing.
    """
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        raise UnavailableError(
            "this suite drives a browser: pip install 'viva-interviewer[browser]', and install Chromium"
        ) from error
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )
    with sync_playwright() as play:
        try:
            browser = play.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        except Error as error:
            raise UnavailableError("Chromium cannot be started; install it, on Debian: apt install chromium") from error
        yield browser
        browser.close()


def weigh(browser: Browser, url: str, ready: str) -> Weight:
    """What a first visit fetches until the page can be used.

    Args:
        ready: CSS selector of an element that is visible once the page can be used.
    """
    context = browser.new_context(viewport=LAPTOP)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(float(event["encodedDataLength"])))
    page.goto(url)
    page.wait_for_selector(ready, state="visible", timeout=60_000)
    page.wait_for_timeout(1000)
    nodes = int(page.evaluate("() => document.querySelectorAll('*').length"))
    context.close()
    return Weight(bytes=round(sum(received)), requests=len(received), nodes=nodes)


def send_answers(browser: Browser, url: str, turns: int, viewport: ViewportSize) -> list[SentTurn]:
    """Begin coach sessions and send an answer to ``turns`` questions, one after the other."""
    context = browser.new_context(viewport=viewport)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.add_init_script(f"({_WATCH})()")
    sent: list[SentTurn] = []
    while len(sent) < turns:
        begin_session(page, url)
        for _ in range(min(QUESTIONS, turns - len(sent))):
            sent.append(_send(page))
            _go_on(page)
    context.close()
    return sent


def begin_session(page: Page, url: str, questions: int = QUESTIONS) -> None:
    """Begin a coach session, and wait for its first question."""
    page.goto(f"{url}?start=")
    page.wait_for_selector("#btn-start", state="visible")
    box = page.locator("#view-setup input[type=number]").nth(1)
    box.fill(str(questions))
    box.press("Tab")
    page.locator("#mode input[value=coach]").check(force=True)
    page.click("#btn-start")
    page.wait_for_selector("#chat .message.bot", state="visible")
    page.wait_for_selector("#btn-send:not([disabled])")
    page.wait_for_timeout(700)


def _send(page: Page) -> SentTurn:
    page.fill("#answer textarea", ANSWER)
    page.wait_for_timeout(600)  # after this, the browser no longer counts a shift as caused by typing
    page.evaluate(_WATCH_SEND)
    page.click("#btn-send")
    found = page.evaluate("() => window.turn")
    shifts = page.evaluate(_SHIFTED, found["start"])
    by_itself = [one for one in shifts if not one["input"]]
    most = max(by_itself, key=lambda one: float(one["value"]), default=None)
    return SentTurn(
        words=float(found["words"] or 60),
        verdict=float(found["verdict"] or 60),
        shift=sum(float(one["value"]) for one in by_itself),
        shift_in_all=sum(float(one["value"]) for one in shifts),
        moved=", ".join(most["what"]) if most else "",
    )


def _go_on(page: Page) -> None:
    """Close the question and ask the next."""
    title = page.inner_text("#question-head h2")
    page.wait_for_selector("#btn-skip:not([disabled])")
    page.click("#btn-skip")
    page.wait_for_selector("#btn-next", state="visible")
    if "report" in page.inner_text("#btn-next"):
        return
    page.wait_for_timeout(1600)  # a second press in the same place right after the first counts as a double click
    page.click("#btn-next")
    page.wait_for_function("t => document.querySelector('#question-head h2')?.innerText !== t", arg=title)
    page.wait_for_selector("#btn-send:not([disabled])")
    page.wait_for_timeout(700)
