"""Lists in plain text, in every shape that is not Markdown: cards, exports, problems, LaTeX. The right reader takes each."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from evals.suites.bank.lists import words_lost
from knowledge.authoring.manifest import ImportFailure
from knowledge.authoring.reading.list_file import read_list_file, read_list_text

LISTS = sorted((Path(__file__).parent / "lists").glob("*.txt"))
SHAPES = 8
"""At least so many different shapes are among them."""


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def test_there_are_lists_of_many_shapes() -> None:
    expected = [json.loads(path.with_suffix(".json").read_text(encoding="utf-8")) for path in LISTS]
    assert len({row["shape"] for row in expected}) >= SHAPES and all(len(row["questions"]) >= 8 for row in expected)


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_question_has_its_answer_and_its_level_and_nothing_is_lost(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    found = read_list_file(path)
    assert found.shape == expected["shape"]
    assert [(words(p.text), words(p.answer), p.difficulty) for p in found.parts] == [
        (words(row["question"]), words(row["answer"]), row["difficulty"]) for row in expected["questions"]
    ]
    assert words_lost(path.read_text(encoding="utf-8").split("\n"), found) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "code.txt",
            "std::vector<int> v;\nfor (auto x : v) std::cout << x << std::endl;\nstd::sort(v.begin(), v.end());\n",
        ),
        ("code.txt", 'use std::fmt;\nlet v = Vec::<u8>::new();\nlet s = String::from("a");\n'),
        ("types.txt", "map :: (a -> b) -> [a] -> [b]\nfoldr :: (a -> b -> b) -> b -> [a] -> b\nid :: a -> a\n"),
        ("notes.md", "author:: Ann\ndue:: 2026-03-02\nstatus:: draft\n"),
        ("terms.md", "Overfitting :: Fitting noise.\nRecall :: Found of all there are.\n"),
        ("code.rst", "What does it print?::\n\n    print(1)\n\nWhy is that so?::\n\n    print(2)\n"),
        ("table.txt", "1\t2\t3\n4\t5\t6\n7\t8\t9\n"),
        ("table.tsv", "epoch\tloss\tseen\n1\t0.3\t0.8\n2\t0.2\t0.9\n"),
        ("flashcards.txt", "1\t2\n3\t4\n"),
        ("log.txt", "2026-01-01\tWhat happened?\n2026-01-02\tnothing\n"),
        ("table.txt", "a;b\nc;d\n"),
        ("steps.txt", "Explain dough; be brief.\nDescribe rye; use one word.\nDescribe salt; no list.\n"),
        ("export.txt", "#separator:tab\n#html:true\n"),
        ("export.txt", "#separator:tab\n1\t2\n3\t4\n"),
        (
            "note.md",
            "# A design note\n\n## Problem\n\nA queue is slow.\n\n## Solution\n\nA faster one.\n\n## Consequences\n\nCode.\n",
        ),
        ("note.md", "Problem-solving is hard.\nSolution: try.\nProblem 2 remains.\n"),
        ("paper.tex", "\\documentclass{article}\n\\begin{document}\n\\section{Method}\nWe bake.\n\\end{document}\n"),
    ],
)
def test_what_is_no_list_is_refused_with_its_line(name: str, text: str) -> None:
    with pytest.raises(ImportFailure) as refused:
        read_list_text(text, name)
    said = str(refused.value)
    assert said.startswith(name) and re.search(r"line \d", said) and "\n" not in said


@pytest.mark.parametrize(
    ("text", "shape", "questions"),
    [
        ("1. What does std::move do?\n2. What is std::array?\n3. Why is std::endl slow?\n", "numbered items", 3),
        ("What does std::move do?\nWhat is Vec::new?\nWhy is std::endl slow?\n", "a question on each line", 3),
        ("- What is `std::move`?\n- What does std::forward<T> do?\n- When is ::operator new used?\n", "bullets", 3),
        (
            "1. What is its type? map :: a -> b\n2. What is its type? id :: a -> a\n3. Why is it lazy?\n",
            "numbered items",
            3,
        ),
        ("author:: Ann\ndue:: soon\n\n1. What is rye?\n2. Why salt?\n", "numbered items", 2),
        ("1. What is a?\n2. What is b?\n3. What is c?\n\nWhat is e?::f\nWhat is g?::h\n", "numbered items", 3),
        ("1.\tWhat is rye?\n2.\tWhy salt?\n3.\tWhat is malt?\n", "numbered items", 3),
        ("#title: bread\n1. What is rye?\n2. Why salt?\n", "numbered items", 2),
        (
            "# Questions\n1. What is a problem?\n2. Problem: what is it? Solution: find it.\n3. Why salt?\n",
            "numbered items",
            3,
        ),
    ],
)
def test_other_lists_are_read_as_they_were(text: str, shape: str, questions: int) -> None:
    found = read_list_text(text, "list.md")
    assert (found.shape, len(found.parts)) == (shape, questions)


def test_an_export_may_be_called_a_table() -> None:
    found = read_list_text('#separator:Comma\n#html:true\n"What is <i>rye</i>?","A grain, dark"\n', "list.csv")
    assert [(part.text, part.answer) for part in found.parts] == [("What is *rye*?", "A grain, dark")]
