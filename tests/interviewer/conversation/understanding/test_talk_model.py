"""The classifier of talk: a vector in, an intent out."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from evals.labelled.talk import talk_lines
from interviewer.conversation.understanding.both_read import BothRead
from interviewer.conversation.understanding.grams import PLACES, grams
from interviewer.conversation.understanding.talk_model import (
    MEASURES,
    WEIGHTS,
    WITH_READER,
    TalkModel,
    features,
    may_be_talk,
    packed,
    read_talk_model,
)
from interviewer.errors import UsageError
from interviewer.grading.local.alone import LAYERS
from interviewer.grading.local.reader import WEIGHTS as READER
from interviewer.grading.local.reader import Reader, version_of
from interviewer.json_data import JsonObject, JsonValue
from knowledge.search.embeddings import CachedEmbedder

TALK, ANSWER, SKIP = np.float32([1, 0, 0]), np.float32([0, 1, 0]), np.float32([0, 0, 1])


def weights(**changes: JsonValue) -> JsonObject:
    """Three components: the first says *hint*, the second *answer*, the third *skip*."""
    none = [0.0] * len(MEASURES)
    rows = {"answer": [0, 8, 0], "hint": [8, 0, 0], "skip": [0, 0, 8]}
    given: dict[str, JsonValue] = {
        "embedder": "stand-in",
        "width": 3,
        "threshold": 0.9,
        "intents": list(rows),
        "weights": [[*row, *none] for row in rows.values()],
        "bias": [0, 0, 0],
    }
    return given | changes


def model(tmp_path: Path, **changes: JsonValue) -> TalkModel:
    path = tmp_path / "talk.json"
    path.write_text(json.dumps(weights(**changes)), encoding="utf-8")
    return read_talk_model(path)


def test_a_vector_is_read_as_talk_or_as_an_answer(tmp_path: Path) -> None:
    made = model(tmp_path)
    reading = made.read("throw me something", TALK)
    assert reading is not None and reading.intent == "hint" and reading.probability > 0.99 and reading.share > 0.99
    assert made.heard("throw me something", TALK) == "hint"
    assert made.heard("it halves the variance", ANSWER) is None


def test_the_threshold_is_lower_once_the_question_is_closed(tmp_path: Path) -> None:
    made = model(tmp_path)
    between = np.float32([0.6, 0.4, 0])
    assert made.heard("between the two", between) is None
    assert made.heard("between the two", between, closed=True) == "hint"


def test_a_wish_to_skip_is_acted_on_only_where_it_is_plain(tmp_path: Path) -> None:
    made = model(tmp_path)
    assert made.heard("away with this one", SKIP) == "skip"
    unsure = np.float32([0.70, -0.3, 0.701])
    assert made.heard("away, or some help", unsure) in {"skip", "control"}
    three = model(
        tmp_path,
        intents=["answer", "hint", "skip", "end"],
        weights=[[0, 9, 0, 0, 0, 0], [9, 0, 0, 0, 0, 0], [9.1, 0, 0, 0, 0, 0], [9, 0, 0, 0, 0, 0]],
        bias=[0, 0, 0, 0],
    )
    assert three.heard("away, or some help", TALK) == "control"


def test_between_talk_and_answer_the_candidate_is_asked(tmp_path: Path) -> None:
    between = np.float32([0.6, 0.4, 0])
    assert model(tmp_path).perhaps("between the two", between) is None  # weights that never ask
    made = model(tmp_path, asks_from=0.5)
    assert made.perhaps("between the two", between) == "hint"
    assert made.perhaps("throw me something", TALK) is None and made.perhaps("it halves", ANSWER) is None
    assert made.perhaps("x = 2", between) is None


def test_pieces_are_read_beside_the_embedding(tmp_path: Path) -> None:
    pieces = np.zeros((3, 2 * PLACES))
    pieces[1] = 40 * grams("nudge me")
    made = model(tmp_path, pieces=packed(pieces))
    assert made.pieces is not None and np.abs(made.pieces - pieces).max() < 0.2
    assert made.heard("nudge me", ANSWER) == "hint" and made.heard("it halves", ANSWER) is None


@pytest.mark.parametrize(
    "text",
    ["", "word " * 61, "x = 2", "what is `x` for?", "is it $x$?", "3 * 4", "call relu(x)", "n^2?", "```\ncode\n```"],
)
def test_long_texts_code_and_formulas_are_answers(text: str, tmp_path: Path) -> None:
    assert not may_be_talk(text)
    assert model(tmp_path).read(text, TALK) is None


@pytest.mark.parametrize("text", ["the question(s) again", "can we do 5 more minutes?", "word " * 60])
def test_what_is_short_and_plain_may_be_talk(text: str) -> None:
    assert may_be_talk(text)


def test_length_the_question_mark_and_you_are_read_beside_the_embedding() -> None:
    assert features("Could you?", TALK)[3:].tolist()[1:] == [1.0, 1.0]
    assert features("the youth", TALK)[3:].tolist()[1:] == [0.0, 0.0]
    assert 0 < features("one two", TALK)[3] < features("one two three", TALK)[3] < 1


def test_a_vector_of_another_width_is_refused(tmp_path: Path) -> None:
    made = model(tmp_path)
    with pytest.raises(UsageError, match="3 numbers"):
        made.read("hello you", np.ones(4, dtype=np.float32))
    with pytest.raises(UsageError, match=r"embeddings of 3 numbers, not 384; fit it again"):
        read_talk_model(tmp_path / "talk.json", width=384)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"width": 4}, "do not fit"),
        ({"intents": ["answer", "hint", "dance"]}, "dance"),
        ({"intents": ["end", "hint", "skip"]}, "no row for answers"),
        ({"bias": None}, "bias"),
        ({"threshold": None}, "not a number"),
        ({"asks_from": "low"}, "cannot be read as weights"),
        ({"pieces": {"scales": [1, 1, 1], "table": "AAAA"}}, "pieces do not fit"),
        ({"pieces": {"scales": [1, 1, 1], "table": "?"}}, "cannot be read as weights"),
        ({"pieces": {"table": "AAAA"}}, "scales"),
        ({"pieces": 1}, "cannot be read as weights"),
    ],
)
def test_what_are_no_weights_is_refused(changes: dict[str, JsonValue], fault: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=fault):
        model(tmp_path, **changes)
    with pytest.raises(UsageError, match="cannot be read as weights"):
        read_talk_model(tmp_path / "nothing.json")


def test_the_version_is_of_what_the_file_holds(tmp_path: Path) -> None:
    first, again = model(tmp_path).version, model(tmp_path).version
    assert first == again != model(tmp_path, threshold=0.8).version


def test_the_shipped_weights_are_for_the_shipped_embedder() -> None:
    shipped = read_talk_model(width=4 * 384)  # the embedding and what three inner layers say
    assert shipped.embedder == "all-MiniLM-L6-v2" and 0.2 < shipped.asks_from < shipped.threshold < 1
    assert WEIGHTS.stat().st_size < 300_000


def test_the_weights_with_a_reader_are_for_the_shipped_one() -> None:
    """If not, a new reader was shipped; fit them again with ``python -m evals fit-talk``."""
    shipped = read_talk_model(WITH_READER, width=4 * 384 + len(LAYERS) * 768)
    assert shipped.embedder == f"all-MiniLM-L6-v2 and reader {version_of(READER)}"
    assert 0.2 < shipped.asks_from < shipped.threshold < 1 and WITH_READER.stat().st_size < 600_000


@pytest.mark.embedded
@pytest.mark.parametrize("with_reader", [True, False])
def test_held_out_phrases_are_read_by_the_shipped_weights(
    real_embedder: CachedEmbedder, real_reader: Reader, with_reader: bool
) -> None:
    told = BothRead(real_embedder, real_reader) if with_reader else real_embedder
    shipped = read_talk_model(WITH_READER if with_reader else WEIGHTS)
    lines = talk_lines("held-out")
    talk = [line for line in lines if line.intent != "answer"][::7][:20]
    answers = [line for line in lines if line.intent == "answer"][::7][:20]
    assert len(talk) + len(answers) >= 30
    seen = [shipped.heard(a.text, told.embed_inner([a.text])[0], closed=True) for a in talk]
    taken = [shipped.heard(a.text, told.embed_inner([a.text])[0]) for a in answers]
    assert sum(intent is not None for intent in seen) >= (14 if with_reader else 10)
    assert sum(intent is not None for intent in taken) <= 1
