"""Answers whose writers labelled each statement: how they are read, and the properties of the existing files."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from evals.labelled.gold import CONTRADICTED, VERDICTS, gold_split
from evals.labelled.strangers import (
    LEARNT_FROM,
    LEFT_OUT,
    STRANGERS,
    TOLD,
    StatedAnswer,
    labelled,
    read_stated,
    stated_answers,
)
from interviewer.errors import UsageError
from interviewer.grading.text.evidence import readable
from knowledge.schema import Bank
from tests.interviewer.grading.local.stand_in import question
from tests.repeated import repeated

OWN_WORDS = 8
"""Statements of more words are a writer's own; shorter ones, such as a line of code, two may hit upon."""
LINE = {
    "id": "1",
    "question_id": "own-01",
    "writer": "forum",
    "quality": "middling",
    "statements": [["I clip their norm.", {"clipping": "says"}], ["The loss stays.", {"symptom": "contradicts"}]],
    "labels": {"clipping": "met", "symptom": "contradicted"},
}
OWN = Bank([question()])


@pytest.fixture(scope="module")
def answers(bank: Bank) -> list[StatedAnswer]:
    return stated_answers(bank)


def read(path: Path, **changes: object) -> list[StatedAnswer]:
    path.write_text(json.dumps({**LINE, **changes}) + "\n", encoding="utf-8")
    return read_stated(path, OWN)


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_an_answer_is_read_with_a_label_for_each_of_its_statements(tmp_path: Path) -> None:
    (answer,) = read(tmp_path / "a.jsonl")
    assert (answer.id, answer.question_id, answer.writer, answer.quality) == ("1", "own-01", "forum", "middling")
    assert answer.statements == (
        ("I clip their norm.", {"clipping": "says"}),
        ("The loss stays.", {"symptom": "contradicts"}),
    )
    assert answer.text == "I clip their norm. The loss stays."
    assert list(answer.places()) == [(0, 18, {"clipping": "says"}), (19, 34, {"symptom": "contradicts"})]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (["One.", "Two."], "One. Two."),
        (["# Head", "One.", "Two."], "# Head\nOne. Two."),
        (["As follows:", "One."], "As follows:\nOne."),
        (["One.", "- two", "* three", "Four."], "One.\n- two\n* three\nFour."),
        (["1. one", "2) two"], "1. one\n2) two"),
        (["One\ntwo.", "Three."], "One\ntwo.\nThree."),
        (["| a | b |", "> said"], "| a | b |\n> said"),
        (["A 2 x 2 matrix.", "It has 4 entries:"], "A 2 x 2 matrix.\nIt has 4 entries:"),
        (["3 of them.", "One."], "3 of them. One."),
    ],
)
def test_list_items_and_headings_stand_on_lines_of_their_own(tmp_path: Path, said: list[str], text: str) -> None:
    (answer,) = read(tmp_path / "a.jsonl", statements=[[one, {}] for one in said])
    assert answer.text == text
    assert [answer.text[start:end] for start, end, _ in answer.places()] == said


def test_as_a_gold_answer_what_is_contradicted_earns_nothing_and_is_marked(tmp_path: Path) -> None:
    (answer,) = read(tmp_path / "a.jsonl")
    made = labelled(OWN, answer)
    assert made.labels == {"clipping": "met", "symptom": "not_met"} and made.contradicted == {"symptom"}
    assert (made.answer, made.category, made.writer) == (answer.text, "middling", "forum")
    weights = {c.id: c.weight for c in question().criteria}
    assert made.score == pytest.approx(weights["clipping"] / sum(weights.values()))


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"question_id": "own-99"}, "no question 'own-99' in the bank"),
        ({"question_id": None}, "field 'question_id' is missing or not text"),
        ({"id": 7}, "field 'id' is missing or not text"),
        ({"writer": None}, "field 'writer' is missing or not text"),
        ({"quality": None}, "field 'quality' is missing or not text"),
        ({"labels": {"clipping": "met"}}, "labels must be a verdict for each criterion of own-01"),
        ({"labels": {"clipping": "met", "symptom": "says"}}, "labels must be a verdict for each criterion"),
        ({"labels": {**LINE["labels"], "other": "met"}}, "labels must be a verdict for each criterion"),  # type: ignore[dict-item]
        ({"labels": None}, "labels must be a verdict for each criterion"),
        ({"statements": None}, "'statements' must be a list of at least one statement"),
        ({"statements": []}, "'statements' must be a list of at least one statement"),
        ({"statements": ["I clip."]}, "a statement is its text, not empty, followed by an object of labels"),
        ({"statements": [["I clip."]]}, "a statement is its text"),
        ({"statements": [["I clip.", {}, {}]]}, "a statement is its text"),
        ({"statements": [["I clip.", "says"]]}, "a statement is its text"),
        ({"statements": [[7, {}]]}, "a statement is its text"),
        ({"statements": [[" ", {}]]}, "a statement is its text, not empty"),
        ({"statements": [["I clip.", {"other": "says"}]]}, "must be relations to criteria of own-01"),
        ({"statements": [["I clip.", {"clipping": "met"}]]}, "must be relations to criteria of own-01"),
    ],
)
def test_a_wrong_line_is_named_with_what_is_wrong(tmp_path: Path, changes: dict[str, object], fault: str) -> None:
    path = tmp_path / "a.jsonl"
    with pytest.raises(UsageError) as caught:
        read(path, **changes)
    assert str(caught.value).startswith(f"{path}:1: ") and fault in str(caught.value)


def test_every_wrong_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [LINE, {**LINE, "statements": []}, {**LINE, "id": None}, LINE, {**LINE, "labels": {}}]
    path.write_text("\n".join(map(json.dumps, lines)) + '\nnot json\n\n["1"]\n')
    with pytest.raises(UsageError) as caught:
        read_stated(path, OWN)
    assert [line.split(": ")[0] for line in str(caught.value).splitlines()] == [f"{path}:{n}" for n in (2, 3, 5, 6, 8)]


def test_who_is_learnt_from_and_who_is_left_out_are_the_files_that_are_there(answers: list[StatedAnswer]) -> None:
    assert not set(LEARNT_FROM) & set(LEFT_OUT)
    assert sorted([*LEARNT_FROM, *LEFT_OUT]) == sorted(path.stem for path in STRANGERS.iterdir())
    for path in STRANGERS.iterdir():
        writers = {json.loads(line)["writer"] for line in path.read_text(encoding="utf-8").splitlines()}
        assert writers == {path.stem}, "a file a writer"
    assert len(answers) == 1900 and repeated(answer.id for answer in answers) == []


@pytest.mark.slow
def test_places_lead_to_the_statements_in_the_text_of_every_answer(answers: list[StatedAnswer]) -> None:
    for answer in answers:
        places = list(answer.places())
        found = [(answer.text[start:end], told) for start, end, told in places]
        assert found == list(answer.statements), answer.id
        between = [answer.text[a[1] : b[0]] for a, b in pairwise(places)]
        assert set(between) <= {" ", "\n"} and places[0][0] == 0 and places[-1][1] == len(answer.text), answer.id
        assert len(readable(answer.text)) == len(answer.text), "none is longer than what is graded"


def test_every_label_is_known_and_of_a_criterion_of_its_question(bank: Bank, answers: list[StatedAnswer]) -> None:
    for answer in answers:
        known = {c.id for c in bank[answer.question_id].criteria}
        assert set(answer.labels) == known and set(answer.labels.values()) <= {*VERDICTS, CONTRADICTED}, answer.id
        for _, told in answer.statements:
            assert set(told) <= known and set(told.values()) <= set(TOLD), answer.id


def test_what_is_said_of_the_statements_fits_what_is_said_of_the_whole(answers: list[StatedAnswer]) -> None:
    for answer in answers:
        for name, label in answer.labels.items():
            told = {relations[name] for _, relations in answer.statements if name in relations}
            fits = {
                "met": "says" in told,
                "partly_met": told,
                "contradicted": "contradicts" in told,
                "not_met": not told,
            }
            assert fits[label], (answer.id, name, told)


@pytest.mark.slow
def test_nothing_by_a_writer_who_is_left_out_stands_in_another_ones_file(answers: list[StatedAnswer]) -> None:
    for writer in LEFT_OUT:
        others = " \n ".join(one_line(a.text) for a in answers if a.writer != writer)
        mine = [a for a in answers if a.writer == writer]
        assert mine and not any(one_line(answer.text) in others for answer in mine)
        own = [one_line(said) for a in mine for said, _ in a.statements if len(said.split()) > OWN_WORDS]
        assert len(own) > 300 and [said for said in own if said in others] == []


def test_answers_to_test_questions_are_by_writers_who_are_left_out(bank: Bank, answers: list[StatedAnswer]) -> None:
    split = {stem: name for name, stems in gold_split().items() for stem in stems}
    found = Counter((split[bank[a.question_id].stem], a.writer in LEFT_OUT) for a in answers)
    assert found == {("train", False): 1560, ("dev", False): 180, ("dev", True): 80, ("test", True): 80}
