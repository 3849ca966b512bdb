"""Cases made from whole strong answers: denied, repeated, said in another style, or replaced by something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from evals.changes.change import ChangeMethod
from evals.changes.denied import every_sentence_denied
from evals.changes.language import idioms
from evals.changes.layout import layouts
from evals.changes.prose import LENGTHS, prose
from evals.changes.remarks import IDLE, TALK, repeated
from evals.changes.speech import manners
from evals.changes.withdrawn import all_taken_back
from evals.labelled.gold import LabelledAnswer
from evals.suites.cases.cases import Case, CaseMaker, ChangeKind, Material, rng_of
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS, sentences
from interviewer.grading.text.markup import without_markup
from knowledge.schema import Question, is_prose

_CODE = re.compile(r"\n\s{2,}\S|\bdef \w+\(|\w\[['\"]|```|\bnp\.|\breturn\b")
REPEAT_TOLERANCE, MANNER_TOLERANCE = 0.02, 0.03
"""Apart from rounding, a repetition changes nothing; another style can tip one verdict on a point of little weight."""


def _changed(ways: Callable[[str], Sequence[ChangeMethod]]) -> CaseMaker:
    """Makes every change to every strong answer in prose."""

    def make(kind: str, material: Material) -> Iterator[Case]:
        for answer in material.answers:
            if _CODE.search(answer.answer):
                continue
            for way in ways(material.wordings):
                made = way.change(answer.answer, rng_of(kind, way.name, answer.id))
                if made is not None and len(made) <= MAX_GRADED_CHARACTERS:
                    yield Case(kind, way.name, material.bank[answer.question_id], made, answer.answer)

    return make


def _again(kind: str, material: Material) -> Iterator[Case]:
    for answer in material.answers:
        question = material.bank[answer.question_id]
        for times, way in ((2, "twice"), (3, "three times")):
            yield Case(kind, way, question, "\n\n".join([answer.answer] * times), answer.answer)


def _after_another(kind: str, material: Material) -> Iterator[Case]:
    for answer in material.answers:
        question = material.bank[answer.question_id]
        for other in _elsewhere(question, material)[:2]:
            text = f"{other.answer}\n\n{answer.answer}"
            yield Case(kind, "after another answer", question, text, answer.answer)


def _prose_alone(kind: str, material: Material) -> Iterator[Case]:
    for question in material.questions:
        for length in LENGTHS:
            way = f"{length} characters"
            yield Case(kind, way, question, _foreign(kind, material, question.id, length))


def _prose_around(kind: str, material: Material) -> Iterator[Case]:
    for answer in material.answers:
        question = material.bank[answer.question_id]
        for length in LENGTHS:
            text = _foreign(kind, material, answer.id, length)
            room = len(text) + len(answer.answer) + 2 <= MAX_GRADED_CHARACTERS
            if room:
                yield Case(kind, f"{length} characters before", question, f"{text}\n\n{answer.answer}", answer.answer)
                yield Case(kind, f"{length} characters after", question, f"{answer.answer}\n\n{text}", answer.answer)


def _foreign(kind: str, material: Material, key: str, length: int) -> str:
    return prose(material.wordings, length, rng_of(kind, str(length), key), material.prose)


def _idle(kind: str, material: Material) -> Iterator[Case]:
    for question in material.questions:
        for sentence in IDLE[material.wordings]:
            yield Case(kind, sentence, question, repeated(sentence))


def _talk(kind: str, material: Material) -> Iterator[Case]:
    for question in material.questions:
        for remark in TALK[material.wordings]:
            yield Case(kind, remark, question, remark)


def _other_question(kind: str, material: Material) -> Iterator[Case]:
    for question in material.questions:
        for other in _elsewhere(question, material)[:3]:
            yield Case(kind, "its strong answer", question, other.answer)
            items = bullets(material.bank[other.question_id].reference)
            if items:
                yield Case(kind, "its reference as a list", question, items)


def bullets(reference: str) -> str:
    """The prose of a reference answer as a list, one sentence per item."""
    lines = [line for passage in reference.split("\n\n") if is_prose(passage) for line in passage.splitlines()]
    said = [piece.of(text) for line in lines if (text := without_markup(line)) for piece in sentences(text)]
    return "\n".join(f"- {sentence.strip().removeprefix('- ')}" for sentence in said)


def _elsewhere(question: Question, material: Material) -> list[LabelledAnswer]:
    """Strong answers to questions in other sections that share no topic with this one, in an order that depends on the question."""
    far = [
        answer
        for answer in material.answers
        if (other := material.bank[answer.question_id]).section != question.section
        and not set(other.topics) & set(question.topics)
        and other.stem not in question.related
        and question.stem not in other.related
    ]
    rng_of("elsewhere", "", question.id).shuffle(far)
    return far


def _same(_wordings: str) -> list[ChangeMethod]:
    return [*layouts(), *idioms()]


ANSWER_KINDS = (
    ChangeKind("answer denied", "nothing left", _changed(every_sentence_denied)),
    ChangeKind("answer taken back", "nothing left", _changed(all_taken_back)),
    ChangeKind("said again", "unchanged", _again, REPEAT_TOLERANCE),
    ChangeKind("after another answer", "unchanged", _after_another, REPEAT_TOLERANCE),
    ChangeKind("foreign prose around", "unchanged", _prose_around, REPEAT_TOLERANCE),
    ChangeKind("another manner", "unchanged", _changed(manners), MANNER_TOLERANCE),
    ChangeKind("another layout or language", "unchanged", _changed(_same), MANNER_TOLERANCE),
    ChangeKind("foreign prose", "earns nothing", _prose_alone),
    ChangeKind("idle sentence", "earns nothing", _idle),
    ChangeKind("another question", "earns nothing", _other_question),
    ChangeKind("talk to the interviewer", "earns nothing", _talk),
)
