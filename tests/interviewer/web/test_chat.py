"""The conversation as messages: who says what, what is hidden, and that a turn is rendered once."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.conversation.state.state import Turn
from interviewer.web import chat
from interviewer.web.chat import Message, chat_messages
from knowledge.schema import Bank

ASK = Turn("interviewer", "ask", "Look at ![a curve](figures/curve.svg). <i>Why</i>?", 1.0)
SAID = Turn("candidate", "answer", "Because <b>it</b> is ![mine](figures/curve.svg)", 2.0)
REVEAL = Turn("interviewer", "reveal", "The reference answer.", 3.0)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "curve.svg").write_text("<svg/>")
    return tmp_path


def test_tags_are_shown_and_only_the_bank_puts_in_figures(root: Path) -> None:
    asked, said = chat_messages([ASK, SAID], root)
    assert asked == Message("assistant", "Look at ![a curve](data:image/svg+xml;base64,PHN2Zy8+). &lt;i>Why&lt;/i>?")
    assert said == Message("user", "Because &lt;b>it&lt;/b> is [Figure: mine]")
    assert said.to_dict() == {"role": "user", "content": said.content}


def test_a_tree_that_is_filled_in_below_is_not_shown_in_the_chat_as_well(bank: Bank) -> None:
    asked = Turn("interviewer", "ask", bank["rl-07"].question, 1.0, question_id="rl-07")
    tree = chat_messages([asked], bank.root, bank=bank)[0].content
    assert "![" not in tree and tree.endswith("plus infinity.") and "3, 5, 2, 6, 1, 4, 5, 9" in tree


def test_the_reference_answer_is_not_in_the_chat(root: Path) -> None:
    assert [m.role for m in chat_messages([ASK, REVEAL, SAID], root)] == ["assistant", "user"]


def test_words_that_are_still_coming_are_the_last_message(root: Path) -> None:
    messages = chat_messages([SAID], root, partial="What does <i>that")
    assert messages[1:] == (Message("assistant", "What does &lt;i>that …"),)
    assert len(chat_messages([SAID], root, partial="")) == 2  # a reply that has begun without a word yet


def test_a_turn_is_rendered_once_however_often_it_is_shown(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: list[str] = []
    real = chat.embedded

    def counted(text: str, at: Path) -> str:
        rendered.append(text)
        return real(text, at)

    monkeypatch.setattr(chat, "embedded", counted)
    turns = [ASK]
    for number in range(5):
        turns.append(Turn("interviewer", "probe", f"And then {number}?", float(number)))
        for _ in range(3):
            chat_messages(turns, root)
    assert len(rendered) == len(turns) == 6


def test_of_a_megabyte_the_beginning_is_shown_and_the_rest_is_counted(root: Path) -> None:
    long = Turn("candidate", "answer", "the loss " * 120_000, 1.0)
    content = chat_messages([ASK, long], root)[-1].content
    assert content.startswith("the loss the loss") and len(content) < 13_000
    assert content.endswith(f"… and {len(long.text) - 12_000:,} more characters, kept but not graded.")
    short = Turn("candidate", "answer", "the loss " * 1_000, 2.0)
    assert "more characters" not in chat_messages([short], root)[-1].content
