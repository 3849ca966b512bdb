from __future__ import annotations

import pytest

from interviewer.llm.replies.thoughts import endless_thoughts, pieces_without_thoughts, without_thoughts

TEXTS = [
    ("Say more.", "Say more."),
    ("<think>Hm.</think>\nSay more.", "Say more."),
    ("\n <Thinking>a < b</Thinking> Say more.", "Say more."),
    ("<think>never ends", ""),
    ("[THINK]Hm {x}.[/THINK]Say more.", "Say more."),
    ("[THINK]never ends", ""),
    ("[1] Say more.", "[1] Say more."),
    ("<b>Say</b> more.", "<b>Say</b> more."),
    ("<", "<"),
    ("", ""),
]


@pytest.mark.parametrize("named", ["`</think>`", '"</think>"', "“</thinking>”", "(</reasoning>)"])
def test_a_tag_that_is_only_named_takes_nothing_out(named: str) -> None:
    assert without_thoughts(f"What does {named} do?") == f"What does {named} do?"
    assert without_thoughts(f"<think>{named} is what he means</think>What does {named} do?") == f"What does {named} do?"


@pytest.mark.parametrize(("text", "said"), TEXTS)
def test_thoughts_are_taken_out(text: str, said: str) -> None:
    assert without_thoughts(text) == said


@pytest.mark.parametrize("size", [1, 2, 5, 100])
@pytest.mark.parametrize(("text", "said"), TEXTS)
def test_thoughts_are_taken_out_of_a_stream(text: str, said: str, size: int) -> None:
    pieces = [text[i : i + size] for i in range(0, len(text), size)]
    assert "".join(pieces_without_thoughts(pieces)).strip() == said


@pytest.mark.parametrize(
    ("text", "thoughts"),
    [
        ("<think>Hm, so", "Hm, so"),
        (" [THINK]Hm", "Hm"),
        ("<think>Hm.</think>", ""),
        ("<think>Hm.</think>Say", ""),
        ("Say more.", ""),
        ("<think>he says `</think>`, so", "he says `</think>`, so"),
    ],
)
def test_thoughts_that_never_end_are_found(text: str, thoughts: str) -> None:
    assert endless_thoughts(text) == thoughts
