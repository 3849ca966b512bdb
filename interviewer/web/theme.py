"""The look: system fonts, one accent colour, and the page's own style sheet and script."""

from __future__ import annotations

from importlib import resources

import gradio as gr

FONT = ("ui-sans-serif", "system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "Liberation Mono", "monospace")


def theme() -> gr.themes.Base:
    """A plain theme without web fonts."""
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
        # a secondary button is paper-coloured with a border, and one that stops something is marked by its text colour
        button_border_width="1px",
        button_secondary_background_fill="#ffffff",
        button_secondary_background_fill_hover="#e6f6f4",
        button_secondary_background_fill_dark="#1c2430",
        button_secondary_background_fill_hover_dark="#123c39",
        button_secondary_border_color="#c3ccd6",
        button_secondary_border_color_dark="#3a4656",
        button_secondary_text_color="#1b2430",
        button_secondary_text_color_dark="#e7ecf2",
        button_cancel_background_fill="#ffffff",
        button_cancel_background_fill_hover="#fbe0e0",
        button_cancel_background_fill_dark="#1c2430",
        button_cancel_background_fill_hover_dark="#43191b",
        button_cancel_border_color="#c3ccd6",
        button_cancel_border_color_dark="#3a4656",
        button_cancel_text_color="#a62525",
        button_cancel_text_color_dark="#ff9d9d",
        slider_color="#0f766e",
        slider_color_dark="#5eead4",
        input_border_width="1px",
        input_border_color="#c3ccd6",
        input_border_color_dark="#3a4656",
        input_background_fill="#ffffff",
        input_background_fill_dark="#0d1117",
        block_label_background_fill="#ffffff",
        block_label_background_fill_dark="#151b23",
        block_title_text_color="#1b2430",
        block_title_text_color_dark="#e7ecf2",
        block_title_text_weight="600",
        block_shadow="none",
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
    """The style sheets, concatenated."""
    return "\n".join(
        _texts(
            "scale.css",
            "icons.css",
            "style.css",
            "code.css",
            "forms.css",
            "lists.css",
            "interview.css",
            "phone.css",
            "wide.css",
        )
    )


# Gradio nests the style sheet inside .gradio-container, so styles for anything outside it go in the document's head.
# Gradio's own names, and why each is overridden with !important:
#   .gradio-container, .main, main.contain   on a phone: their minimum width and padding are set on the elements
#   body, .toast-wrap, .toast-body   their padding, place and size are set on the elements
FRAME = (
    # it must not become the box that Start sticks to; .gradio-container hides any overflow
    ".gradio-container { overflow: clip !important; } "
    "@media (max-width: 700px) { .gradio-container, .gradio-container > .main, .gradio-container main.contain "
    "{ min-width: 0 !important; max-width: 100vw !important; box-sizing: border-box; } "
    # while it loads, the page is empty and would be only as wide as its padding, cutting off the loading message
    ".gradio-container > .main { padding: 1rem !important; overflow-x: clip; width: 100% !important; } } "
    '@media (min-width: 701px) { .gradio-container:has(#address [data-address^="?interview="]) > .main '
    "{ padding-top: .4rem !important; padding-bottom: .4rem !important; } } "
    '@media (max-width: 700px) { .gradio-container:has(#address [data-address^="?interview="]) > .main '
    "{ padding: 0 .6rem .4rem !important; overflow: visible !important; } } "
    # an interview needs the height; the wait for a grade is shown next to the conversation
    '.gradio-container:has(#address [data-address^="?interview="]) :is(#brand, #loading) '
    "{ display: none !important; } "
    # a message has its own strip at the top, and the page makes room for it (toasts.js)
    "body { padding-top: var(--toast, 0px) !important; } html { scroll-padding-top: var(--toast, 0px); } "
    ".toast-wrap { top: 0 !important; left: 50% !important; right: auto !important; bottom: auto !important; "
    "transform: translateX(-50%); width: min(44rem, 100vw) !important; max-width: none !important; margin: 0 !important; "
    "padding: .35rem .6rem !important; box-sizing: border-box; max-height: 32vh; overflow-y: auto; pointer-events: none; } "
    ".toast-wrap .toast-body { margin: 0 !important; padding: .2rem .7rem !important; max-width: none !important; } "
    ".toast-wrap .toast-messages { padding-top: 0 !important; } .toast-wrap .toast-close { pointer-events: auto; } "
)
"""CSS rules for everything around the page."""


def head() -> str:
    """The frame's style and the page's scripts, for the document's head."""
    scripts = "".join(f"<script>{code}</script>" for code in own_scripts())
    return f"<style>{FRAME}</style>{scripts}"


def own_scripts() -> list[str]:
    """The page's own scripts, each exactly as it appears in the head."""
    return _texts(
        "page.js",
        "toasts.js",
        "presses.js",
        "box.js",
        "fits.js",
        "scroll.js",
        "forms.js",
        "code.js",
        "retry.js",
        "verdicts.js",
        "more.js",
        "folds.js",
    )


def _texts(*names: str) -> list[str]:
    return [(resources.files(__package__) / name).read_text(encoding="utf-8") for name in names]
