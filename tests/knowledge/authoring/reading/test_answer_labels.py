"""An answer is what follows its label, in any language: the position of the label shows what it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.authoring.reading.answer_labels import with_known_labels
from knowledge.authoring.reading.any_list import read_any_list

LABELS = {
    "Japanese": "答え",
    "Arabic": "الإجابة",
    "Arabic, two words": "الإجابة الصحيحة",
    "Chinese": "答案",
    "Korean": "정답",
    "Russian": "Ответ",
    "Spanish": "Respuesta correcta",
    "German": "Antwort",
    "French": "Réponse",
    "Portuguese": "Resposta",
    "Turkish": "Cevap",
    "Thai": "คำตอบ",
    "of nobody": "Zorgu blat",
}
ANSWERS = ["A grain of the north.", "It tastes.", "Sixty parts in a hundred.", "Malt feeds it, and the oven."]
QUESTIONS = ["What is rye?", "Why salt?", "How much water?", "What is malt for?"]
FORMS: dict[str, Callable[[str], str]] = {
    "bold": lambda label: f"**{label}:** ",
    "bold, wide colon": lambda label: f"**{label}：** ",
    "bold, colon behind": lambda label: f"**{label}**: ",
    "line": lambda label: f"{label}: ",
    "bullet": lambda label: f"- {label}: ",
    "bold title": lambda label: f"**{label}**\n\n",
    "heading": lambda label: f"#### {label}\n\n",
    "fold": lambda label: f"<details><summary><b>{label}</b></summary>\n<p>\n\n#### {label}: ",
    "fold alone": lambda label: f"<details>\n<summary>{label}</summary>\n\n",
    "fold at the right": lambda label: f"<details><summary>{label}</summary>\n\n<div dir='rtl'>\n",
}


def made(form: str, label: str) -> str:
    closing = {"fold": "\n</p>\n</details>", "fold alone": "\n</details>", "fold at the right": "\n</details>\n</div>"}
    blocks = [
        f"### {n}. {question}\n\n{FORMS[form](label)}{answer}\n{closing.get(form, '')}\n"
        for n, (question, answer) in enumerate(zip(QUESTIONS, ANSWERS, strict=True), start=1)
    ]
    return "# Bread\n\n" + "\n".join(blocks)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LABELS)
def test_the_label_is_no_part_of_the_answer(language: str, form: str) -> None:
    found = read_any_list(made(form, LABELS[language]))
    assert [part.text for part in found.parts] == QUESTIONS
    assert [part.answer for part in found.parts] == ANSWERS
    assert found.unplaced == ()


@pytest.mark.parametrize("label", ["答え", "الإجابة", "Resposta"])
def test_a_list_too_short_to_show_its_label_has_known_words(label: str) -> None:
    found = read_any_list(
        f"### 1. What is rye?\n\n<details><summary>{label}</summary>\n\n#### {label}: A grain.\n</details>\n"
    )
    assert [part.answer for part in found.parts] == ["A grain."]


def test_choices_and_code_between_question_and_fold_belong_to_the_question() -> None:
    blocks = "".join(
        f"###### {n}. 何が出力されますか？\n\n```js\nlog({n})\n```\n\n- A: `{n}`\n- B: `x`\n\n"
        f"<details><summary><b>答え</b></summary>\n<p>\n\n#### 答え: A\n\nそれは数です {n}。\n\n1. 一つ目ですか？\n\n</p>\n</details>\n\n---\n\n"
        for n in range(1, 6)
    )
    found = read_any_list(blocks)
    assert len(found.parts) == 5 and found.unplaced == ()
    assert found.parts[1].text == "何が出力されますか？\n\n```js\nlog(2)\n```\n\n- A: `2`\n- B: `x`"
    assert found.parts[1].answer == "A\n\nそれは数です 2。\n\n1. 一つ目ですか？"


def test_a_tag_right_above_a_question_does_not_hide_it() -> None:
    blocks = "".join(
        f"<div dir='rtl'>\n{n}. ما هو الناتج رقم {n}؟\n\n<details><summary>الإجابة</summary>\n\n"
        f"النص {n} هنا.\n</details>\n</div>\n\n"
        for n in range(1, 5)
    )
    found = read_any_list(blocks)
    assert [part.answer for part in found.parts] == [f"النص {n} هنا." for n in range(1, 5)]


@pytest.mark.parametrize("label", ["Example", "Difficulty", "Topic", "See class"])
def test_what_recurs_and_is_no_label_stays(label: str) -> None:
    rests = {"Difficulty": ["hard", "easy", "hard", "easy"], "Topic": ["flour"] * 4}.get(label, ["a", "b", "c", "d"])
    blocks = [
        f"### {n}. {question}\n\n{'' if label in ('Difficulty', 'Topic') else answer}\n\n**{label}:** {rest}\n\nMore of it.\n"
        for n, (question, answer, rest) in enumerate(zip(QUESTIONS, ANSWERS, rests, strict=True), start=1)
    ]
    found = read_any_list("# Bread\n\n" + "\n".join(blocks))
    assert all("More of it." in part.answer for part in found.parts)
    if label == "Difficulty":
        assert [part.difficulty for part in found.parts] == [4, 2, 4, 2]
    else:
        assert all(label in part.answer for part in found.parts)


def test_folds_within_a_few_answers_keep_their_words() -> None:
    blocks = "".join(f"### {n}. Why {n}?\n\nSo it is said, and meant.\n\n" for n in range(1, 20))
    fold = "<details><summary>See class</summary>\n\nCode.\n</details>\n\n"
    found = read_any_list(blocks.replace("### 4.", fold + "### 4.").replace("### 8.", fold * 2 + "### 8."))
    assert sum("See class" in part.answer for part in found.parts) == 2


def test_the_lines_keep_their_numbers_and_words() -> None:
    text = made("fold", "Zorgu blat") + "\n\n# Zorgu\n\nThanks to Zorgu blat.\n"
    assert with_known_labels(text).count("\n") == text.count("\n")
    found = read_any_list(text)
    assert [said for _, said in (*found.unplaced, *found.passed)] == ["Thanks to Zorgu blat.", "# Zorgu"]


def test_a_fold_that_is_never_closed_hides_no_question() -> None:
    blocks = "".join(f"{n}. Why number {n}?\n\n<details><summary>Answer</summary>\n\nSo {n}.\n\n" for n in range(1, 5))
    assert len(read_any_list(blocks).parts) == 4


def test_code_in_one_line_between_three_backticks_opens_no_fence() -> None:
    found = read_any_list("### 1. Why?\n\n```a = 1```\n\nSo.\n\n### 2. What for?\n\nThat.\n")
    assert [part.answer for part in found.parts] == ["```a = 1```\n\nSo.", "That."]
