"""What is scrolled into sight, in a browser with neither server nor model."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

import pytest

from tests.interviewer.web.driving import BROWSER

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [BROWSER[0], BROWSER[2]]
SCRIPT = (resources.files("interviewer.web") / "scroll.js").read_text(encoding="utf-8")
CHAT = """<div id="chat"><div role="log" style="height:200px;overflow-y:auto"></div></div>
<div id="controls"><button id="btn-next">Next</button></div>
<div id="more"><button data-command="hint">Hint</button></div>"""
SAY = """([who, height]) => {
    const made = document.createElement('div');
    made.className = 'message ' + who;
    made.style.height = height + 'px';
    document.querySelector('[role=log]').append(made);
}"""
CARD = """<div id="view"><div style="height:{above}px"></div><div id="card-head">1 to go</div><div style="height:700px"></div>
<div id="card-verdict"><section>met</section></div><div id="card-back">the point</div>
<div id="card-ratings" style="display:none;height:40px">Good</div></div>"""
PANEL = """<div id="view"><div>
<div id="asked" style="height:80px;overflow-y:auto"><div id="question-head"><h2>First</h2></div><div style="height:500px"></div></div>
<div id="below" style="height:90px;overflow-y:auto"><div id="verdicts"></div><div style="height:600px"></div></div></div>
<button id="btn-next" style="display:none">Next</button></div>"""
GRADED = "(to) => { document.getElementById('verdicts').innerHTML = `<section data-graded='${to}'>met</section>`; }"
TOPS = "() => ['asked', 'below'].map((id) => document.getElementById(id).scrollTop)"
DOWN = "() => ['asked', 'below'].forEach((id) => { document.getElementById(id).scrollTop = 60; })"
SETTLED = 900
"""Milliseconds in which the timer has come round twice, and a browser has drawn."""


def opened(browser: Browser, html: str) -> Page:
    page = browser.new_page(viewport={"width": 1366, "height": 650})
    page.set_content(html)
    page.evaluate(SCRIPT)
    return page


def say(page: Page, who: str = "bot", height: int = 90) -> None:
    page.evaluate(SAY, [who, height])
    page.wait_for_timeout(SETTLED)


def at_end(page: Page) -> bool:
    return bool(
        page.evaluate("() => { const l = document.querySelector('[role=log]'); "
                      "return l.scrollHeight - l.clientHeight - l.scrollTop < 3; }")
    )  # fmt: skip


def looked_elsewhere(page: Page) -> None:
    """Another tab is opened, and then this one again."""
    for display in ("none", ""):
        page.evaluate("(display) => { document.getElementById('view').style.display = display; }", display)
        page.wait_for_timeout(SETTLED)


def scrolled_up(page: Page) -> None:
    """As a reader does it, with the wheel over the chat."""
    page.hover("#chat")
    page.mouse.wheel(0, -2000)
    page.wait_for_timeout(SETTLED)
    assert not at_end(page)


@pytest.fixture
def talk(browser: Browser) -> Page:
    page = opened(browser, CHAT)
    for who in ("bot", "user", "bot", "bot"):
        say(page, who)
    assert at_end(page)
    return page


def test_what_was_sent_is_seen_wherever_the_reader_was(talk: Page) -> None:
    scrolled_up(talk)
    say(talk, "user")
    assert at_end(talk)
    say(talk, "bot")  # and so is the reply
    assert at_end(talk)


@pytest.mark.parametrize("button", ["#btn-next", "#more [data-command]"])
def test_the_reply_to_a_button_or_a_command_is_seen(talk: Page, button: str) -> None:
    scrolled_up(talk)
    talk.click(button)
    say(talk, "bot")
    assert at_end(talk)


def test_who_reads_further_up_is_left_there_by_what_comes_by_itself(talk: Page) -> None:
    scrolled_up(talk)
    say(talk, "bot")
    assert not at_end(talk)


def test_a_message_longer_than_the_chat_is_shown_from_its_beginning(talk: Page) -> None:
    talk.click("#btn-next")
    say(talk, "bot", 900)
    place = "() => document.querySelector('[role=log]').lastChild.offsetTop - document.querySelector('[role=log]').scrollTop"
    assert 0 <= talk.evaluate(place) - talk.evaluate("() => document.querySelector('[role=log]').offsetTop") < 10


def test_the_verdict_on_a_card_comes_into_view_with_its_buttons_and_so_does_the_next_card(browser: Browser) -> None:
    page = opened(browser, CARD.format(above=40))
    page.wait_for_timeout(SETTLED)
    assert page.evaluate("() => scrollY") == 0
    page.evaluate("() => { document.getElementById('card-ratings').style.display = 'block'; }")
    page.wait_for_timeout(SETTLED)
    seen = "(id) => { const r = document.querySelector(id).getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; }"
    assert page.evaluate(seen, "#card-verdict section") and page.evaluate(seen, "#card-ratings")
    page.evaluate("() => { document.getElementById('card-ratings').style.display = 'none'; }")
    page.wait_for_timeout(SETTLED)
    assert page.evaluate(seen, "#card-head")


def test_a_card_stays_where_it_was_read_after_a_look_at_another_tab(browser: Browser) -> None:
    page = opened(browser, CARD.format(above=40))
    page.evaluate("() => { document.getElementById('card-ratings').style.display = 'block'; }")
    page.wait_for_timeout(SETTLED)
    page.evaluate("() => scrollTo(0, 0)")
    looked_elsewhere(page)
    assert page.evaluate("() => scrollY") == 0


@pytest.fixture
def panel(browser: Browser) -> Page:
    """The column of an open question, which has been scrolled down."""
    page = opened(browser, PANEL)
    page.wait_for_timeout(SETTLED)
    page.evaluate(DOWN)
    return page


def test_the_panel_is_shown_from_its_top_at_a_new_question_and_at_each_grade(panel: Page) -> None:
    graded = f"() => ({GRADED})"
    for change in (
        f"{graded}(20)",  # a coach shows the grade of the first answer before the follow-up
        f"{graded}(45)",  # and that of both answers
        "() => { document.getElementById('btn-next').style.display = 'block'; }",  # closed: its other points are named
        "() => { document.querySelector('#question-head h2').textContent = 'Second'; }",
    ):
        panel.evaluate(change)
        panel.wait_for_timeout(SETTLED)
        assert panel.evaluate(TOPS) == [0, 0], change
        panel.evaluate(DOWN)


CLOSED = """(above) => {
    document.getElementById('below').innerHTML = `<div style="height:${above}px"></div><div id="reference"><div class="prose">
        <blockquote style="height:20px;margin:0">missing</blockquote><p style="margin:0"><mark>the words</mark></p></div></div>
        <textarea></textarea><div style="height:600px"></div>`;
    document.getElementById('btn-next').style.display = 'block';
}"""
IN_SIGHT = """() => { const frame = document.getElementById('below').getBoundingClientRect();
    return ['blockquote', 'mark'].every((name) => { const it = document.querySelector(name).getBoundingClientRect();
        return it.top >= frame.top && it.bottom <= frame.bottom; }); }"""


def test_the_first_mark_of_a_closed_question_comes_into_view(panel: Page) -> None:
    panel.evaluate("() => { document.body.style.height = '3000px'; }")
    panel.evaluate(CLOSED, 300)
    panel.wait_for_timeout(2 * SETTLED)
    assert panel.evaluate(IN_SIGHT)
    assert panel.evaluate("() => scrollY") == 0, "who is typing below the conversation keeps the page as it is"
    assert panel.evaluate(TOPS)[0] == 0


def test_a_mark_that_is_in_sight_moves_nothing_and_neither_does_any_while_somebody_types_there(panel: Page) -> None:
    panel.evaluate(CLOSED, 10)
    panel.wait_for_timeout(2 * SETTLED)
    assert panel.evaluate(TOPS) == [0, 0]
    panel.evaluate("() => { document.querySelector('#question-head h2').textContent = 'Second'; }")
    panel.evaluate(CLOSED, 300)
    panel.evaluate("() => document.querySelector('#below textarea').focus({ preventScroll: true })")
    panel.wait_for_timeout(2 * SETTLED)
    assert panel.evaluate(TOPS) == [0, 0]


def test_whoever_reads_in_the_panel_is_left_there_by_what_is_no_new_grade(panel: Page) -> None:
    panel.evaluate(GRADED, 20)
    panel.wait_for_timeout(SETTLED)
    panel.evaluate(DOWN)
    panel.evaluate(GRADED, 20)  # drawn again, as a contest does
    panel.evaluate("() => document.getElementById('below').append('more of the same grade')")
    panel.wait_for_timeout(SETTLED)
    assert panel.evaluate(TOPS) == [60, 60]


def test_the_panel_stays_where_it_was_read_after_a_look_at_another_tab(panel: Page) -> None:
    panel.evaluate("() => { document.getElementById('btn-next').style.display = 'block'; }")
    panel.wait_for_timeout(SETTLED)
    panel.evaluate(DOWN)
    looked_elsewhere(panel)
    assert panel.evaluate(TOPS) == [60, 60]
