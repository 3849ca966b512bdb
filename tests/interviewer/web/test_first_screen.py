"""What a candidate reads before anything else has no engineer's words in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import gradio as gr
import pytest

from interviewer.bootstrap import App, conductor_of
from interviewer.loading.parts import CHAT, EMBEDDINGS, INDEX, JUDGE, Part
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from interviewer.web.desk import Desk
from interviewer.web.layout import Layout
from interviewer.web.loading import loading_strip

_ENGINEERS = re.compile(
    r"backtick|dollar sign|\bviva (?:[a-z]+ )?(?:fetch|doctor)|`|\$|\bembedding|\bindex|endpoint|token|latex|markdown|yaml|\bgpu\b"
    r"|\w+Error\b|/home|\.gguf|\.py\b|\bterminal\b|shell|sqlite",
    re.IGNORECASE,
)
_TEXTS = ("value", "label", "info", "placeholder", "choices")


def _read_at_once(text: str) -> str:
    """A text with its tooltips and without its markup and what is folded away."""
    open_ = re.sub(r"(?s)<details.*?</details>", " ", text)
    return " ".join([re.sub(r"<[^>]*>", " ", open_), *re.findall(r'title="([^"]*)"', open_)])


def _texts(node: object) -> Iterator[str]:
    """Every text of a part of the page, of its visible parts, and of the first of its tabs."""
    if isinstance(node, gr.blocks.Block) and node.visible:
        props = node.get_config()
        for name in _TEXTS:
            found = props.get(name)
            yield from (
                _read_at_once(str(each)) for each in (found if isinstance(found, list | tuple) else [found or ""])
            )
        inside = getattr(node, "children", [])
        if isinstance(node, gr.Tabs):
            yield from (str(tab.label) for tab in inside)
            inside = inside[:1]
        for child in inside:
            yield from _texts(child)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_the_start_has_everyday_words_alone(light_services: Services, store: Store) -> None:
    desk = Desk(App(light_services.settings, light_services, store, conductor_of(light_services, store)))
    with gr.Blocks() as page:
        Layout(desk)
    desk.close()
    start = [part for part in page.children if part.elem_id in {"brand", "loading", "view-setup"}]
    read = [text for part in start for text in _texts(part)]
    assert any("Start the interview" in text for text in read) and any("out loud" in text for text in read)
    assert any("Mock interview" in text for text in read)
    for text in read:
        assert not _ENGINEERS.search(text), text


_DETAIL = "OSError: /home/me/x.gguf; run 'viva doctor'"


@pytest.mark.parametrize("state", ["waiting", "loading", "ready", "off", "failed"])
@pytest.mark.parametrize("name", [EMBEDDINGS, JUDGE, INDEX, CHAT])
@pytest.mark.parametrize("missing", [False, True])
def test_the_strip_above_it_has_too_whatever_is_loaded(name: str, state: str, missing: bool) -> None:
    names = (EMBEDDINGS, JUDGE, INDEX, CHAT)
    for others in ("ready", "loading", "failed"):
        parts = [Part(each, state if each == name else others, _DETAIL, missing=missing) for each in names]
        assert not _ENGINEERS.search(_read_at_once(loading_strip(parts))), parts
