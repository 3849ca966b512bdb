"""Takes docs/screens: every state of the page, light and dark, on a laptop and on a phone.

Run ``python -m tests.interviewer.web.screenshots [STATE ...]`` from the root of the tree; with states, only these are written.
No model is loaded: a stand-in finds a point wherever a statement shares enough words with it, so the verdicts look real but mean
nothing.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.interviewer.web.driving import CHROMIUM, FLAGS, PATIENCE
from tests.interviewer.web.scenes import BANK, tour
from tests.stand_ins import RuleReader, WordEmbedder

SCREENS = Path(__file__).parents[3] / "docs" / "screens"
SIZES = {"desktop": (1366, 650), "phone": (390, 844)}
COLOURS = 256
"""Colours in a picture; with fewer, the curves lose their colours."""
WORD = re.compile(r"[a-z]{4,}")
ENOUGH = 0.22
"""Share of a claim's words that a statement must have; chosen by eye."""


class OverlapReader(RuleReader):
    """Finds a claim in every statement that shares enough of its words."""

    def _relation(self, claim: str, statement: str) -> str:  # type: ignore[override]
        asked = set(WORD.findall(re.split(r" (?:Right|Wrong): ", claim)[0].lower()))
        said = set(WORD.findall(statement.lower()))
        return "says" if asked and len(asked & said) / len(asked) >= ENOUGH else "silent"


@contextmanager
def served(home: Path) -> Iterator[str]:
    """Runs a page in this process for a new user; yields its address."""
    from interviewer.bootstrap import App, conductor_of
    from interviewer.loading.services import Services
    from interviewer.settings import load_settings
    from interviewer.storage.store import Store
    from interviewer.web.desk import Desk
    from interviewer.web.page import build_page
    from interviewer.web.theme import head, style, theme
    from knowledge.search.embeddings import CachedEmbedder

    settings = load_settings(home=home, llm="off")
    settings.prepare_home()
    services = Services(settings, BANK)
    services.__dict__["reader"] = OverlapReader(surely=0.9)
    words = CachedEmbedder(WordEmbedder(), home / "vectors.db")
    services._load_embedder = lambda: setattr(services, "_embedder", words) or "words"  # type: ignore[method-assign]
    services.load()
    store = Store(settings.database)
    blocks = build_page(Desk(App(settings, services, store, conductor_of(services, store))))
    blocks.queue()
    quiet = {"prevent_thread_lock": True, "quiet": True, "share": False, "ssr_mode": False}
    _, url, _ = blocks.launch(server_name="127.0.0.1", theme=theme(), css=style(), head=head(), **quiet)
    yield url
    blocks.close(verbose=False)
    store.close()


def save(shot: Path, target: Path) -> None:
    """Save a picture with few colours, which makes it a quarter of the size."""
    with Image.open(shot) as whole:
        few = whole.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(target, optimize=True)


def main(wanted: list[str]) -> None:
    """Take every screenshot in both sizes and colour schemes."""
    os.environ.pop("VIVA_LLM_BASE_URL", None)
    with sync_playwright() as play, tempfile.TemporaryDirectory() as scratch:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for size, (width, height) in SIZES.items():
            for scheme in ("light", "dark"):
                with tempfile.TemporaryDirectory() as home, served(Path(home) / "home") as url:
                    view = {"width": width, "height": height}
                    phone = size == "phone"
                    context = browser.new_context(
                        viewport=view, color_scheme=scheme, has_touch=phone, reduced_motion="reduce"
                    )
                    page = context.new_page()
                    page.set_default_timeout(PATIENCE)

                    def shot(name: str, page=page, kind=f"{size}-{scheme}") -> None:  # type: ignore[no-untyped-def]
                        if wanted and name not in wanted:
                            return
                        page.wait_for_timeout(900)
                        if name not in {"question", "interview", "closed", "contest", "code", "tree", "canvas"}:
                            page.evaluate("() => window.scrollTo(0, 0)")
                        raw = Path(scratch) / "shot.png"
                        page.screenshot(path=raw)
                        save(raw, SCREENS / f"{name}-{kind}.png")

                    tour(page, url, shot, wanted)
                    context.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
