"""What people say to an interviewer, in two halves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.labelled.talk import HELD_OUT_WRITERS, LEARNT_WHOLE, TALK, gold_lines, part_of, talk_lines
from interviewer.conversation.understanding.talk_model import may_be_talk
from interviewer.errors import UsageError
from knowledge.schema import Bank


def test_the_halves_share_no_phrase_whoever_wrote_it() -> None:
    fit, held_out = talk_lines("fit"), talk_lines("held-out")
    assert not {line.text for line in fit} & {line.text for line in held_out}
    assert len(held_out) / (len(fit) + len(held_out)) > 0.3
    writers = {path.stem for path in TALK.glob("*.jsonl")}
    assert {line.writer for line in held_out} == writers - set(LEARNT_WHOLE)
    assert {line.writer for line in fit} == writers - set(HELD_OUT_WRITERS)
    assert len({line.intent for line in held_out}) == 13


@pytest.mark.parametrize("writer", HELD_OUT_WRITERS)
def test_a_writer_is_held_out_whole_and_nothing_they_say_is_learnt(writer: str) -> None:
    theirs = [line for line in talk_lines("held-out") if line.writer == writer]
    rows = map(json.loads, (TALK / f"{writer}.jsonl").read_text(encoding="utf-8").splitlines())
    assert sorted(line.text for line in theirs) == sorted(row["text"] for row in rows)
    learnt = {line.text.casefold() for line in talk_lines("fit")}
    assert not learnt & {line.text.casefold() for line in theirs}


@pytest.mark.parametrize("same", ["Pardon me?", "pardon me", " Pardon,  me! "])
def test_case_signs_and_spaces_do_not_matter_to_the_half(same: str) -> None:
    assert part_of(same) == part_of("pardon me")


@pytest.mark.parametrize("line", [{"text": "hi", "intent": "dance"}, {"text": " ", "intent": "hint"}])
def test_a_wrong_line_is_named(line: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(line), encoding="utf-8")
    with pytest.raises(UsageError, match=r"a.jsonl:1: needs a text, and one of the intents"):
        talk_lines("fit", tmp_path)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="has no talk"):
        talk_lines("fit", tmp_path)


def test_gold_answers_are_kept_apart_by_question(bank: Bank) -> None:
    learnt, told = gold_lines(bank, ["train", "dev"]), gold_lines(bank, ["test"])
    assert learnt and told and not {line.group for line in learnt} & {line.group for line in told}
    assert all(line.intent == "answer" and line.writer == "gold" and may_be_talk(line.text) for line in told)


@pytest.mark.slow
def test_what_plays_with_the_grader_is_no_example_of_an_answer(bank: Bank) -> None:
    playing = "Sorry, what was the question again?"
    assert playing not in {line.text for line in gold_lines(bank, ["train", "dev", "test"])}
    assert playing in {line.text for line in gold_lines(bank, ["train", "dev", "test"], adversarial=True)}
