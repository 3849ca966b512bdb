"""The follow-ups for a criterion: in which order they are asked, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.loader import load_bank, parse_question
from knowledge.probes import MAX_WORDS, MIN_FURTHER, leans_on_an_answer, probe_at, probes_of
from knowledge.schema import Bank, Criterion
from knowledge.validator import validate_bank
from tests.knowledge.files import GOOD, write
from tests.repeated import repeated

CLAIM = "    claim: Says that it is four\n"
THREE = Criterion("a", "Says a", probe="One?", further_probes=("Two?", "Three?"))


def with_probes(*further: str, probe: str = "How many?") -> str:
    lines = [
        f"    probe: {probe}\n" if probe else "",
        "    further_probes:\n",
        *(f"      - {text}\n" for text in further),
    ]
    return GOOD.replace(CLAIM, CLAIM + "".join(lines))


def messages(folder: Path, text: str, strict: bool = False) -> list[str]:
    write(folder, text)
    return [p.message for p in validate_bank(load_bank(folder), strict)]


def faults(text: str) -> list[str]:
    return [problem.message for problem in parse_question(text, Path("q.md"))[1]]


def test_each_go_has_a_question_of_its_own_and_the_last_one_stands_for_those_after_it() -> None:
    assert probes_of(THREE) == ("One?", "Two?", "Three?")
    assert [probe_at(THREE, go) for go in (0, 1, 2, 3, 4, 99)] == ["One?", "One?", "Two?", "Three?", "Three?", "Three?"]


def test_a_criterion_with_one_probe_or_none() -> None:
    assert [probe_at(Criterion("a", "Says a", probe="One?"), go) for go in (1, 2)] == ["One?", "One?"]
    assert probes_of(Criterion("a", "Says a")) == () and probe_at(Criterion("a", "Says a"), 1) == ""


def test_they_are_read_in_their_order(tmp_path: Path) -> None:
    write(tmp_path, with_probes("What do you count on?", "And on your fingers?"))
    criterion = load_bank(tmp_path)["maths-01"].criteria[0]
    assert criterion.further_probes == ("What do you count on?", "And on your fingers?")
    write(tmp_path, GOOD)
    assert load_bank(tmp_path)["maths-01"].criteria[0].further_probes == ()


def test_a_field_that_is_wrong_is_named() -> None:
    assert faults(with_probes("a?", "b?", "c?", "d?")) == ["further_probes has 4 entries, but at most 3 are asked"]
    assert faults(with_probes("a?", probe="")) == ["further_probes come after a 'probe'; there is none"]
    assert faults(with_probes("''")) == ["an entry of further_probes is empty"]
    assert faults(with_probes("[a, b]")) == ["an entry of further_probes must be text"]
    text = with_probes().replace("    further_probes:\n", "    further_probes: And on your fingers?\n")
    assert faults(text) == ["further_probes must be a list"]


def test_the_same_question_again_is_found_however_it_is_written(tmp_path: Path) -> None:
    (found,) = messages(tmp_path, with_probes("HOW  many?"))
    assert found.startswith("criterion 'sum': the further probe 'HOW  many?' is among the question's probes twice")
    assert len(messages(tmp_path, with_probes("Why?", "why?"))) == 2
    other = "  - id: why\n    claim: Explains it\n    probe: Why?\n---\n\n## Question"
    assert len(messages(tmp_path, with_probes("Why?").replace("---\n\n## Question", other))) == 1
    assert messages(tmp_path, with_probes("Why?", "What then?")) == []


def test_what_is_too_long_to_be_followed_is_found_with_its_line(tmp_path: Path) -> None:
    write(tmp_path, with_probes("Why?", " ".join(["so"] * MAX_WORDS) + " why?"))
    (problem,) = validate_bank(load_bank(tmp_path), strict=False)
    assert f"has {MAX_WORDS + 1} words" in problem.message and problem.line > 0


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("What would you see?", True),
        ("Two and two. Write the sum.", True),
        ('"Take two apples: name the sum."', True),
        ("What is it? Think of apples.", True),
        ("It is four.", False),
        ("Namely four.", False),
        ("Some write it down.", False),
    ],
)
def test_a_further_probe_of_the_built_in_bank_asks(tmp_path: Path, text: str, asks: bool) -> None:
    found = [m for m in messages(tmp_path, with_probes(text, "Why?"), strict=True) if "asks nothing" in m]
    assert bool(found) != asks
    assert messages(tmp_path, with_probes(text, "Why?")) == [], "a bank of your own may be in any language"


def test_the_built_in_bank_has_several_for_every_point(bank: Bank, tmp_path: Path) -> None:
    assert all(len(c.further_probes) >= MIN_FURTHER for q in bank.values() for c in q.criteria)
    needs = f"criterion 'sum': further_probes needs {MIN_FURTHER}, has 0"
    assert needs in messages(tmp_path, GOOD, strict=True) and needs not in messages(tmp_path, GOOD)


def test_no_question_of_the_built_in_bank_is_asked_for_two_points(bank: Bank) -> None:
    every = [probe for q in bank.values() for c in q.criteria for probe in probes_of(c)]
    assert len(every) > 1400 and repeated(every) == []


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("With the sign that you wrote, why should you expect the loss to fall?", True),
        ("What would go wrong with the kind that you did not choose?", True),
        ("Which symbol in your formula do you have to choose yourself?", True),
        ("Name a task for which your first choice would not do. Why would it not?", True),
        ("What does that mean for your choice of the filter?", False),
        ("You have just written the training loop. What do you try?", False),
    ],
)
def test_what_leans_on_an_answer_is_known(text: str, leans: bool) -> None:
    assert leans_on_an_answer(text) is leans


def test_no_follow_up_and_no_hint_refers_to_what_was_perhaps_never_said(bank: Bank, tmp_path: Path) -> None:
    every = [text for q in bank.values() for text in (*q.hints, *(p for c in q.criteria for p in probes_of(c)))]
    assert not list(filter(leans_on_an_answer, every))
    (found,) = [m for m in messages(tmp_path, with_probes("Why your rule?", "Why?"), strict=True) if "may not" in m]
    assert "'Why your rule?'" in found
