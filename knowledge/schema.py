"""Records of the question bank: a question part, its criteria and misconceptions, and the whole bank."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from knowledge.answers.assumption import Assumption
from knowledge.answers.drawn import DrawnAxes, DrawnCurve
from knowledge.answers.expectation import Expectation
from knowledge.errors import UnknownQuestionError
from knowledge.text.paragraphs import paragraphs
from knowledge.text.pictures import only_images

STATUSES = ("approved", "draft")
ANSWER_KINDS = ("text", "number", "code", "sketch", "tree", "ranking")
LABELS = ("satisfied_by", "partly_satisfied_by", "not_satisfied_by", "contradicted_by")
"""The fields of a criterion that contain labelled phrases."""
SECTION_TITLES = MappingProxyType(
    {
        "training": "Training a Neural Network",
        "nlp": "Natural Language Processing",
        "vision": "Computer Vision",
        "rl": "Reinforcement Learning",
        "advanced": "Advanced Topics",
    }
)


@dataclass(frozen=True)
class Criterion:
    """One thing an answer must show, which can be judged on its own.

    Attributes:
        claim: What a satisfying answer does, as a verb phrase ("Names two symptoms of …").
        weight: Share of the score relative to the other criteria, above 0; 0 for a bonus.
        satisfied_by: Labelled paraphrases that meet it, in candidates' words.
        partly_satisfied_by: Phrases that meet half of it: one of two things it asks for, or the right thing said too vaguely.
        not_satisfied_by: Near misses that do not meet it.
        contradicted_by: Wrong statements: the opposite of it, or something false about this very point.
        probe: A question that aims at it without giving it away.
        further_probes: Other questions about it, each easier than the one before, for when a reply still misses it.
        hint: Number, from 1, of the question's hint that leads to it; 0 if none does.
        must_say: Words or numbers that an answer must contain, in order, to meet it; ``|`` between alternatives.
        expects: The exact result that it asks for, if it can be computed; it then replaces ``must_say``.
        distinct: Pairs of its phrases under different labels that read alike and were found to differ in meaning.
        tree: Everything it asks about the question's game tree: "value 1", "alpha root", "pruned"; ``|`` between alternatives.
        drawing: The curve it asks for, if the answer is drawn.
        in_reference: Words of the reference answer that state it, verbatim, or the row of a table; they are quoted to anyone who
            missed it. If there are none, shared words are used to find them.
    """

    id: str
    claim: str
    weight: float = 1.0
    satisfied_by: tuple[str, ...] = ()
    partly_satisfied_by: tuple[str, ...] = ()
    not_satisfied_by: tuple[str, ...] = ()
    contradicted_by: tuple[str, ...] = ()
    probe: str = ""
    further_probes: tuple[str, ...] = ()
    hint: int = 0
    must_say: tuple[str, ...] = ()
    expects: Expectation | None = None
    distinct: tuple[tuple[str, str], ...] = ()
    tree: tuple[str, ...] = ()
    drawing: DrawnCurve | None = None
    in_reference: str = ""

    @property
    def bonus(self) -> bool:
        """Whether it is more than was asked for: it is shown and probed, but is not part of the score."""
        return self.weight == 0


@dataclass(frozen=True)
class Misconception:
    """A wrong belief that candidates really hold.

    Attributes:
        examples: Statements that express it and are false in every reading.
        not_examples: Similar but true statements that must not be mistaken for it.
        penalty: How much the score loses if it is found, 0..1.
    """

    id: str
    claim: str
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()
    correction: str = ""
    penalty: float = 0.1


PlainValue: TypeAlias = "str | float | bool | tuple[PlainValue, ...] | None"
"""A value in a test: a number, a text, true, false, null, or a list of these."""


@dataclass(frozen=True)
class CodeCase:
    """A bank's test for answers in code.

    Attributes:
        criterion: Id of the criterion that it decides, together with the other tests of that criterion.
        function: Name of the function to call, or ``Class.method`` on an instance made without arguments.
        expected: The expected result; numbers may differ by ``tolerance``, relative to the larger of them and 1.
    """

    criterion: str
    function: str
    args: tuple[PlainValue, ...]
    expected: PlainValue
    tolerance: float = 1e-6


@dataclass(frozen=True)
class Question:
    """One part of a question in the list, with everything needed to ask, probe and grade it.

    Attributes:
        stem: The id that all parts of one question share, such as ``training-06``; the id itself for a single part.
        question, reference, deeper: The three parts of the body, Markdown with LaTeX.
        minutes: Minutes a candidate is given, above 0.
        status: ``approved``, or ``draft`` until a person has looked at it; drafts are never asked.
        difficulty: 1 (warm-up) to 5 (specialist).
        tree: The game tree it asks about, as nested lists of leaves such as "[[3, 5], [2, 6]]"; "" if there is none.
        drawing: The axes that its answer is drawn on.
        code_tests: Tests for answers in code, from the file that the field names.
        assumptions: What candidates may ask before answering, and the replies; grades do not depend on them.
        plainly: The question in plainer words, for anyone who does not understand it.
    """

    id: str
    section: str
    question: str
    reference: str
    criteria: tuple[Criterion, ...]
    source: str = ""
    title: str = ""
    topics: tuple[str, ...] = ()
    difficulty: int = 3
    minutes: float = 4.0
    answer_kind: str = "text"
    follows: str | None = None
    misconceptions: tuple[Misconception, ...] = ()
    hints: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    deeper: str = ""
    status: str = "approved"
    tree: str = ""
    drawing: DrawnAxes | None = None
    code_tests: tuple[CodeCase, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    plainly: str = ""
    path: Path = field(default=Path(), compare=False)

    @property
    def stem(self) -> str:
        """Id of the question that this is a part of."""
        return self.follows or self.id

    @property
    def short_title(self) -> str:
        """The title, or the beginning of the question if the bank gives none."""
        return self.title or (self.question[:60].rstrip() + ("…" if len(self.question) > 60 else ""))

    def criterion(self, criterion_id: str) -> Criterion:
        """The criterion with this id.

        Raises:
            KeyError: There is none.
        """
        for criterion in self.criteria:
            if criterion.id == criterion_id:
                return criterion
        raise KeyError(f"{self.id} has no criterion {criterion_id!r}")

    def passages(self) -> tuple[str, ...]:
        """Paragraphs of the reference answer, lists and code kept whole, figures left out."""
        return tuple(block for block in paragraphs(self.reference) if not only_images(block))

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 of everything that is asked, graded or indexed, in hex.

        Hints and assumptions affect neither a grade nor the index, so they are not included.
        """
        parts = [self.id, self.section, self.title, self.question, self.reference, self.deeper, *self.topics]
        for criterion in self.criteria:
            parts += [criterion.id, criterion.claim, str(criterion.weight), criterion.probe]
            parts += [*criterion.satisfied_by, "|", *criterion.not_satisfied_by, *criterion.must_say]
            if criterion.partly_satisfied_by:
                parts += ["|", *criterion.partly_satisfied_by]
            if criterion.contradicted_by:
                parts += ["|!", *criterion.contradicted_by]
            if criterion.tree:
                parts += ["|^", *criterion.tree]
            parts += [repr(item) for item in (criterion.drawing, criterion.expects, criterion.further_probes) if item]
        for misconception in self.misconceptions:
            parts += [misconception.id, misconception.claim, *misconception.examples, misconception.correction]
            if misconception.not_examples:
                parts += ["|", *misconception.not_examples]
        # the kind of answer decides how it is graded; fields that most questions lack must not change their hash
        if self.answer_kind != Question.answer_kind:
            parts.append(self.answer_kind)
        if self.tree:
            parts += ["|^", self.tree]
        if self.drawing:
            parts.append(repr(self.drawing))
        parts += [repr(case) for case in self.code_tests]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


class Bank(Mapping[str, Question]):
    """All questions of one folder by id, in the order of the list, possibly with those of a second folder.

    Attributes:
        root: The folder.
        roots: Every folder that may contain figures.
    """

    def __init__(self, questions: Iterable[Question], root: Path = Path(), *more: Path) -> None:
        self._questions = MappingProxyType({question.id: question for question in questions})
        self.root = root
        self.roots = (root, *more)

    def __getitem__(self, question_id: str) -> Question:
        try:
            return self._questions[question_id]
        except KeyError:
            close = get_close_matches(str(question_id), self._questions, n=3)
            advice = f"did you mean {', '.join(close)}?" if close else "see 'viva bank list'"
            raise UnknownQuestionError(f"no question {str(question_id)[:60]!r} in the bank; {advice}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._questions)

    def __len__(self) -> int:
        return len(self._questions)

    def __contains__(self, question_id: object) -> bool:
        return question_id in self._questions

    @property
    def sections(self) -> tuple[str, ...]:
        """Slugs of the sections: first those of the built-in list in its order, then the others by name."""
        known = list(SECTION_TITLES)
        found = {question.section for question in self.values()}
        return tuple(sorted(found, key=lambda s: (known.index(s) if s in known else len(known), s)))

    def in_section(self, section: str) -> tuple[Question, ...]:
        """The questions in a section.

        Raises:
            UnknownQuestionError: The bank has no such section.
        """
        found = tuple(question for question in self.values() if question.section == section)
        if not found:
            raise UnknownQuestionError(
                f"no section {section[:60]!r} in the bank; it has {', '.join(self.sections) or 'none'}"
            )
        return found

    @property
    def approved(self) -> tuple[Question, ...]:
        """The questions that are not drafts."""
        return tuple(question for question in self.values() if question.status != "draft")

    def parts(self, stem: str) -> tuple[Question, ...]:
        """The parts of one question, in the order of asking."""
        return tuple(question for question in self.values() if question.stem == stem)

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 over the hashes of the questions, in hex."""
        return hashlib.sha256("".join(question.content_hash for question in self.values()).encode()).hexdigest()


def section_title(section: str) -> str:
    """The name of a section as people see it."""
    return SECTION_TITLES.get(section) or section.replace("-", " ").capitalize()


def folded(text: str) -> str:
    """A text in lower case with single spaces: two phrases that fold alike are the same phrase."""
    return " ".join(text.lower().split())


def is_prose(passage: str) -> bool:
    """Whether a passage has sentences, and is not just a formula, a table or code."""
    return not passage.lstrip().startswith(("```", "|", "$$"))
