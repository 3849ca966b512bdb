"""Labelled answers: reads files in the batch format, and the gold answers that ship with Viva.

Two readers label each gold answer independently, from the answer alone; ``labels`` is what they settled on.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeVar

from evals.labelled.lines import joined
from interviewer.errors import UsageError
from interviewer.grading.grade import CREDIT
from interviewer.json_data import JsonObject, JsonValue, number_of, object_of, text_of
from knowledge.loader import load_bank
from knowledge.schema import Bank, Question

GOLD = Path(__file__).parent / "gold"
VOICES = GOLD / "voices"
"""Answers by five writers, each in a voice of their own, who saw only the question and the reference; one file per writer. The
judge learns from two of them, on questions outside the test split."""
PROSE = GOLD / "prose"
"""Texts about other things, of 61 to 9,819 characters. They answer none of the questions. One file is for fitting (dev, up to
2,988 characters) and one for measuring (test)."""
READ_ONCE = GOLD / "read-once"
"""Training answers that no second reader has labelled."""
SUBJECTS = Path(__file__).parent / "subjects"
"""A bank of questions on other subjects, with answers for training and held-out answers."""
_T = TypeVar("_T")
VERDICTS = ("met", "partly_met", "not_met")
CONTRADICTED = "contradicted"
"""A fourth label: the answer says the opposite of the point, or something false about it. It earns nothing, like silence."""


@dataclass(frozen=True)
class OffTopicText:
    """A text about something else. ``kind`` says what kind of text it is, such as ``legal`` or ``same-words``."""

    id: str
    kind: str
    text: str


@dataclass(frozen=True)
class LabelledAnswer:
    """One answer with its labels.

    Attributes:
        score: 0..1, or None if only criteria are labelled.
        labels: Verdict by criterion id; can be empty.
        first, second: Each reader's verdicts, if both are kept; ``labels`` is then what they settled on.
        reasons: Why they settled on it, by criterion id, where they differed.
        contradicted: Criteria that the answer is wrong about; their label is ``not_met``.
        writer: Name of the writer, if there are several.
    """

    id: str
    question_id: str
    answer: str
    score: float | None
    labels: dict[str, str]
    category: str = ""
    first: dict[str, str] = field(default_factory=dict)
    second: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    contradicted: frozenset[str] = frozenset()
    writer: str = ""


def read_lines(path: Path, parse: Callable[[JsonObject], _T]) -> list[_T]:
    """Parses each line of a JSONL file with ``parse``; empty lines are skipped.

    Raises:
        UsageError: The file cannot be read, or lines are wrong; every wrong line is named.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read as UTF-8 text: {error}") from error
    made: list[_T] = []
    faults: list[str] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            if not isinstance(data, dict):
                raise ValueError("must be a JSON object")
            made.append(parse(data))
        except (ValueError, KeyError, TypeError, IndexError) as error:
            faults.append(f"{path}:{number}: {error}")
    if faults:
        raise UsageError("\n".join(faults))
    return made


def read_answers(path: Path, bank: Bank, earlier: bool = False) -> list[LabelledAnswer]:
    """Read a JSONL file of labelled answers.

    Args:
        earlier: The labels may be from an earlier bank. Labels of points that are gone are skipped, and so are answers that
            have no labels left; the score is computed from the remaining labels.

    Raises:
        UsageError: The file cannot be read, or lines are wrong; every wrong line is named.
    """
    answers = [answer for answer in read_lines(path, lambda data: _parse(data, bank, earlier)) if answer is not None]
    if not answers:
        raise UsageError(
            f'{path} holds no answers; each line is {{"id", "question_id", "answer", "score" or "labels"}}'
        )
    return answers


def _parse(data: JsonObject, bank: Bank, earlier: bool = False) -> LabelledAnswer | None:
    answer_id, question_id = text_of(data, "id"), text_of(data, "question_id")
    answer = _stated(data["statements"]) if "statements" in data else text_of(data, "answer")
    if question_id not in bank:
        raise ValueError(f"no question {question_id!r} in the bank")
    question = bank[question_id]
    labels, first, second = (_texts(data.get(name)) for name in ("labels", "first", "second"))
    if earlier:
        known = {c.id for c in question.criteria if not c.bonus}
        labels, first, second = (
            {name: label for name, label in given.items() if name in known} for given in (labels, first, second)
        )
        data = {name: value for name, value in data.items() if name != "score"}
        if not labels:
            return None
    for given in (labels, first, second):
        unknown = set(given) - {c.id for c in question.criteria}
        if unknown or set(given.values()) - {*VERDICTS, CONTRADICTED}:
            raise ValueError(f"labels must be verdicts of criteria of {question.id}; wrong: {sorted(unknown) or given}")
    wrong = frozenset(name for name, label in labels.items() if label == CONTRADICTED)
    labels |= dict.fromkeys(wrong, "not_met")
    score = data.get("score")
    if score is None and labels:
        score = score_of(question, {name: CREDIT[verdict] for name, verdict in labels.items()})
    if score is None or not 0 <= number_of(score) <= 1:
        raise ValueError("needs a 'score' from 0 to 1, or 'labels'")
    return LabelledAnswer(
        id=answer_id,
        question_id=question_id,
        answer=answer,
        score=float(number_of(score)),
        labels=labels,
        category=str(data.get("category") or ""),
        first=first,
        second=second,
        reasons=_texts(data.get("reasons")),
        contradicted=wrong,
        writer=str(data.get("writer") or ""),
    )


def _stated(statements: JsonValue) -> str:
    """The text of an answer that is given as a list of statements, each with its own labels."""
    pairs = statements if isinstance(statements, list) else []
    texts = [str(pair[0]) for pair in pairs if isinstance(pair, list) and pair]
    if not texts or len(texts) < len(pairs):
        raise ValueError("'statements' must be a list of [text, labels]")
    return joined(texts)


def _texts(value: JsonValue) -> dict[str, str]:
    """A JSON object as texts by name; empty for null."""
    if value and not isinstance(value, Mapping):
        raise ValueError(f'{value!r} must be an object such as {{"id-of-a-criterion": "met"}}')
    return {name: str(text) for name, text in object_of(value).items()}


def score_of(question: Question, credits: Mapping[str, float]) -> float:
    """The weighted mean of ``credits`` over the criteria in it, 0..1."""
    rows = [c for c in question.criteria if c.id in credits]
    return sum(c.weight * credits[c.id] for c in rows) / sum(c.weight for c in rows)


def gold_answers(bank: Bank, split: str = "", read_once: bool = False) -> Iterator[LabelledAnswer]:
    """The gold answers that ship with Viva; only those of one split (train, dev or test) if it is named.

    Args:
        read_once: Include the training answers that no second reader has labelled; none is in the test split.
    """
    stems = frozenset(gold_split()[split]) if split else frozenset()
    paths = [*GOLD.glob("*.jsonl"), *(READ_ONCE.glob("*.jsonl") if read_once else ())]
    for path in sorted(paths, key=lambda path: path.name):
        for answer in read_answers(path, bank):
            if not split or bank[answer.question_id].stem in stems:
                yield answer


def voice_answers(bank: Bank) -> list[LabelledAnswer]:
    """All answers by the five writers in ``VOICES``.

    Raises:
        UsageError: A line is wrong.
    """
    return [answer for path in sorted(VOICES.glob("*.jsonl")) for answer in read_answers(path, bank)]


@cache
def prose(part: str) -> tuple[OffTopicText, ...]:
    """The texts about other things from one part: dev or test.

    Raises:
        UsageError: A line is wrong.
    """
    return tuple(
        read_lines(
            PROSE / f"{part}.jsonl",
            lambda data: OffTopicText(*(text_of(data, name) for name in ("id", "kind", "text"))),
        )
    )


@cache
def subject_answers(part: str) -> tuple[Bank, list[LabelledAnswer]]:
    """The questions on other subjects, and the answers of one part: ``train`` or ``held-out``."""
    bank = load_bank(SUBJECTS)
    return bank, read_answers(SUBJECTS / f"{part}.jsonl", bank)


def spread(answers: Sequence[LabelledAnswer], count: int, seed: int) -> list[LabelledAnswer]:
    """At most ``count`` answers, spread evenly over the questions and the kinds of answer."""
    rng = random.Random(seed)
    by_part: dict[str, list[LabelledAnswer]] = {}
    for answer in answers:
        by_part.setdefault(answer.question_id, []).append(answer)
    for rows in by_part.values():
        rng.shuffle(rows)
    out: list[LabelledAnswer] = []
    while len(out) < min(count, len(answers)):
        for rows in by_part.values():
            if rows and len(out) < count:
                rare = min(rows, key=lambda a: sum(b.category == a.category for b in out))
                rows.remove(rare)
                out.append(rare)
    return out


def gold_split() -> dict[str, list[str]]:
    """Stems by split: 60 parts for training, 20 for development, 20 for testing; parts of one question stay together."""
    data = json.loads((GOLD / "split.json").read_text(encoding="utf-8"))
    return {name: data[name] for name in ("train", "dev", "test")}
