"""Texts of others in the terminal: seen as they are, and in control of nothing."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from interviewer.cli.rendered import rendered, unstyled


def shown(text: str) -> str:
    console = Console(file=io.StringIO(), width=80)
    console.print(rendered(text))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        "a\x1b[2Jb",
        "a\x1b]0;x\x07b",
        "a\u202eb",
        "a&#x202e;b",
        "a&#8238;b",
        "a&ZeroWidthSpace;b",
        "a&#x2066;b",
        "a\x9b31mb",
    ],
)
def test_nothing_unseen_is_printed(text: str) -> None:
    for form in (text, f"- {text}", f"# {text}", f"| {text} |\n|---|\n| x |", f"> {text}", f"**{text}**"):
        said = shown(form)
        assert "ab" in said or "a31mb" in said
        assert not set(said) & set("\x1b\x07\x9b\u202e\u2066\u200b")


def test_code_is_shown_as_it_was_typed() -> None:
    assert "a&#x202e;b" in shown("`a&#x202e;b`") and "[Figure: a loaf]" in shown("![a loaf](b.png)")


@pytest.mark.parametrize("title", ["[/bold]", "[red]x", "a[0] and b[i]", "[link=http://a.b]c[/link]", "\x1b[2J[/]"])
def test_brackets_in_a_title_style_nothing(title: str) -> None:
    console = Console(file=io.StringIO(), width=80, highlight=False)
    console.print(f"[bold]{unstyled(title)}[/bold]")
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue() == title.removeprefix("\x1b[2J") + "\n"


def test_a_product_keeps_its_stars() -> None:
    assert shown("k*k*Cin*Cout, $a*b*c$, **bold**").strip() == "k*k*Cin*Cout, $a*b*c$, bold"
