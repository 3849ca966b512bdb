"""The look: system fonts, one accent colour, and the page's own style sheet and script."""

from __future__ import annotations

from importlib import resources

import gradio as gr

FONT = ("ui-sans-serif", "system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "Liberation Mono", "monospace")


def theme() -> gr.themes.Base:
    """A quiet theme that names no web font."""
    return gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.slate,
        radius_size=gr.themes.sizes.radius_md,
        font=list(FONT),
        font_mono=list(MONO),
    ).set(
        button_primary_background_fill="#0f766e",
        button_primary_background_fill_hover="#115e59",
        button_primary_background_fill_dark="#0f766e",
        button_primary_background_fill_hover_dark="#115e59",
        button_primary_text_color="white",
        button_primary_text_color_dark="white",
        body_background_fill="#f6f7f9",
        body_background_fill_dark="#0d1117",
        block_background_fill_dark="#151b23",
        body_text_color_subdued="#56616f",
        body_text_color_subdued_dark="#a3afbd",
        input_placeholder_color="#56616f",
        input_placeholder_color_dark="#b6c2d1",
        block_border_color="#d9dee5",
        block_border_color_dark="#2b3440",
    )


def style() -> str:
    """The style sheets, one after the other."""
    return "\n".join(_texts("style.css", "forms.css", "lists.css", "interview.css", "phone.css", "wide.css"))


# Gradio nests the style sheet inside .gradio-container, so what lies around or above that is set in the document's head.
# Gradio's own names, and why each is overruled with !important:
#   .gradio-container, .main, main.contain   on a phone: their minimum width and padding are set on the elements
#   .toast-wrap   its place at the top is set on the element; at the bottom a message does not cover the question
FRAME = (
    "@media (max-width: 700px) { .gradio-container, .gradio-container > .main, .gradio-container main.contain "
    "{ min-width: 0 !important; max-width: 100vw !important; box-sizing: border-box; } "
    # while it loads, the page is empty and would be as narrow as its padding, and cut the word that says so
    ".gradio-container > .main { padding: 1rem !important; overflow-x: clip; width: 100% !important; } } "
    '@media (min-width: 701px) { .gradio-container:has(#address [data-address^="?interview="]) > .main '
    "{ padding-top: .4rem !important; padding-bottom: .4rem !important; } } "
    '@media (max-width: 700px) { .gradio-container:has(#address [data-address^="?interview="]) > .main '
    "{ padding: 0 .6rem .4rem !important; overflow: visible !important; } } "
    # an interview needs the height; whoever waits for a grade is told so beside the conversation
    '.gradio-container:has(#address [data-address^="?interview="]) :is(#brand, #loading) '
    "{ display: none !important; } "
    "@media (min-width: 701px) { .toast-wrap { top: auto !important; bottom: 1rem !important; } }"
)
"""Rules for what lies around the page."""


def head() -> str:
    """The frame's style and the page's scripts, as the document's head takes them."""
    scripts = "".join(f"<script>{code}</script>" for code in own_scripts())
    return f"<style>{FRAME}</style>{scripts}"


def own_scripts() -> list[str]:
    """The page's own scripts, each as it stands in the head."""
    return _texts("page.js", "box.js", "scroll.js", "forms.js", "retry.js", "verdicts.js", "more.js", "folds.js")


def _texts(*names: str) -> list[str]:
    return [(resources.files(__package__) / name).read_text(encoding="utf-8") for name in names]
