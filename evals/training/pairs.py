"""Labelled pairs for the cross-encoder: gold answers and their variations, composed answers, and plain non-answers."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from evals.labelled.gold import LabelledAnswer, gold_answers, score_of
from evals.labelled.graded import REFERENCE
from evals.labelled.views import bare_question, whole_question
from evals.training.wordings import FOREIGN, WRAPPINGS
from interviewer.conversation import phrases
from interviewer.grading.evidence import readable, sentences
from interviewer.grading.grade import CREDIT
from interviewer.grading.local.vectors import QuestionVectors, question_vectors, spoken
from interviewer.grading.training.compose import FILLERS, compose
from interviewer.grading.training.fine_tune import Row, rows_of
from knowledge.pictures import described
from knowledge.schema import Bank, Criterion, Question
from knowledge.search.embeddings import BankEmbedder

COMPOSED, STRANGERS, STUFFED = 6, 4, 4
"""Answers a question of each made kind."""
JOINED = ("partial", "adequate", "terse", "strong")
"""What another answer that earns something may be joined with."""
HARD = ("unusual", "unusual wrong", "half made")
HARD_WEIGHT = 2.0
"""How much answers in images and half-made ones count: the hardest to tell, and one in eleven each."""
UNREAD = ("plain", "plain wrong")
"""What the reader does not learn from: trained with them it read what is held out worse (docs/judge.md); signals do."""
ENOUGH = 0.4
"""Share of the rows against some claims together that ask for fewer points than the reference lists."""
ASKED_FIRST = 0.2
"""Share of padded answers that begin with something the interviewer said."""
BLIND = 0.4
"""Share of rows that are shown no paraphrases, so that a bank without them is graded too."""
CLAIM_ALONE = 0.4
"""Share of those that are not shown a sentence of the reference answer, either."""
GRADED_WEIGHT = 0.6
"""How much a row of public graded answers counts, where an answer whose criteria were labelled one by one counts 1."""
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")


def graded_rows(bank: Bank, answers: Sequence[LabelledAnswer], embedder: BankEmbedder) -> Iterator[Row]:
    """Training rows of answers whose score is all that is known."""
    for answer in answers:
        question, text = bank[answer.question_id], readable(answer.answer)
        yield from rows_of(question, text, {REFERENCE: answer.score or 0.0}, GRADED_WEIGHT, None, embedder)


class PairMaker:
    """Makes rows of some questions of a bank.

    Args:
        stems: The questions that rows are made of; nothing of any other is read.
        answers: Labelled answers to the bank's questions, the gold unless given.
    """

    def __init__(
        self,
        bank: Bank,
        embedder: BankEmbedder,
        stems: Collection[str],
        seed: int,
        answers: Iterable[LabelledAnswer] | None = None,
    ) -> None:
        self._bank = bank
        self._embedder = embedder
        self._questions = [q for q in bank.values() if q.stem in stems]
        given = gold_answers(bank, read_once=True) if answers is None else answers
        self._gold = [a for a in given if bank[a.question_id].stem in stems and a.category not in UNREAD]
        self._rng = random.Random(seed)
        self._vectors: dict[str, QuestionVectors] = {}
        self._idle = [
            piece.of(text)
            for a in self._gold
            if a.category in ("empty", "adversarial")
            for text in [readable(a.answer)]
            for piece in sentences(text)
        ]

    def gold_rows(self, kinds: Collection[str] = ()) -> Iterator[Row]:
        """Each gold answer as it is, or those of some kinds."""
        for item in self._gold:
            if kinds and item.category not in kinds:
                continue
            weight = HARD_WEIGHT if item.category in HARD else 1.0
            yield from self._rows(self._bank[item.question_id], readable(item.answer), _targets(item), weight)

    def varied_rows(self) -> Iterator[Row]:
        """Each gold answer changed in a way that changes no label, or joined with another of its question.

        Answers that earn nothing are changed twice: whatever is put around them, they earn nothing still.
        """
        for item in self._gold:
            earns = any(verdict != "not_met" for verdict in item.labels.values())
            for _ in range(1 if earns else 2):
                answer, targets = self._varied(item)
                yield from self._rows(self._bank[item.question_id], answer, targets, 0.8)

    def whole_rows(self) -> Iterator[Row]:
        """Each gold answer, and one changed, against the whole reference answer, with its score as the target.

        So the reader learns to read against a reference where a bank has no more than that. One more row holds the
        answer against some of the question's claims together, as a reference that asks for less or for other things,
        or that lists more points than are asked for.
        """
        for item in self._gold:
            question = whole_question(self._bank[item.question_id])
            changed, targets = self._varied(item)
            scores = (item.score or 0.0, score_of(self._bank[item.question_id], targets))
            for answer, score in zip((readable(item.answer), changed), scores, strict=True):
                asked = replace(question, title=question.question) if self._rng.random() < 0.5 else question
                yield from rows_of(asked, answer, {REFERENCE: score}, 0.6, None, self._embedder)
            yield from self._some_claims(item)

    def _some_claims(self, item: LabelledAnswer) -> Iterator[Row]:
        question, rng = self._bank[item.question_id], self._rng
        if len(question.criteria) < 2:
            return
        some = rng.sample(question.criteria, rng.randint(2, len(question.criteria)))
        targets, claims = _targets(item), [c.claim for c in some]
        if rng.random() < ENOUGH:
            enough = rng.randint(1, len(some) - 1)
            title, claim = _fewer(question.title or question.question, claims, enough, rng)
            score = min(1.0, sum(targets[c.id] for c in some) / enough)
        else:
            title, claim = question.title, ". ".join(claims)
            score = score_of(replace(question, criteria=tuple(some)), targets)
        asked = replace(question, title=title, criteria=(Criterion(REFERENCE, claim),))
        yield from rows_of(asked, readable(item.answer), {REFERENCE: score}, 0.6, None, self._embedder)

    def asked_rows(self, whole: bool = False) -> Iterator[Row]:
        """What the interviewer says on each question, which answers nothing: the question, its probes and its hints.

        Args:
            whole: Against the whole reference answer and not the claims.
        """
        for question in self._questions:
            held = whole_question(question) if whole else question
            for text in spoken(question):
                said = self._rng.choice((text, text, *(angle.format(probe=text) for angle in phrases.ANGLES)))
                yield from self._rows(held, described(said), {c.id: 0.0 for c in held.criteria}, 0.5, blind=whole)

    def made_rows(self) -> Iterator[Row]:
        """Composed answers and single paraphrases, of questions that have paraphrases.

        Of paraphrases that meet a point partly, all are taken unless there is only one (see ``compose``).
        """
        for question in self._questions:
            for made in compose(self._bank, question, COMPOSED, self._rng.randrange(10**6)):
                yield from self._rows(question, made.answer, made.targets(question), 0.5, made.used)
            for criterion in question.criteria:
                for texts, target in ((criterion.satisfied_by, 1.0), (criterion.not_satisfied_by, 0.0)):
                    for text in self._rng.sample(texts, len(texts) // 3):
                        yield from self._rows(question, text, {criterion.id: target}, 0.4, frozenset([text]))
                for text in criterion.partly_satisfied_by if len(criterion.partly_satisfied_by) > 1 else ():
                    yield from self._rows(question, text, {criterion.id: 0.5}, 0.4, frozenset([text]))

    def non_answers(self, strangers: int = STRANGERS, stuffed: int = STUFFED) -> Iterator[Row]:
        """Other questions' answers, and words without sentences, with the number of each for one question."""
        for question in self._questions:
            far = [a for a in self._gold if self._bank[a.question_id].stem != question.stem and (a.score or 0) > 0.4]
            for item in self._rng.sample(far, min(strangers, len(far))):
                yield from self._rows(question, readable(item.answer), {c.id: 0.0 for c in question.criteria}, 0.5)
            for _ in range(stuffed):
                yield from self._rows(question, self._non_answer(question), {c.id: 0.0 for c in question.criteria}, 0.5)

    def _varied(self, item: LabelledAnswer) -> tuple[str, dict[str, float]]:
        rng, answer, targets = self._rng, readable(item.answer), _targets(item)
        peers = [a for a in self._gold if a.question_id == item.question_id and a.id != item.id]
        earns = any(targets.values())
        kind = rng.choice(("frame", "padding", "padding", "join", "noise"))
        if kind == "frame":
            return self._framed(answer), targets
        others = [a for a in peers if (a.category in JOINED if earns else not any(_targets(a).values()))]
        if kind == "join" and others:
            second = rng.choice(others)
            both = {name: max(target, CREDIT[second.labels[name]]) for name, target in targets.items()}
            pair = [answer, readable(second.answer)]
            rng.shuffle(pair)
            return " ".join(pair), both
        if kind == "padding":
            pieces = [p.of(answer) for p in sentences(answer)] or [answer]
            if rng.random() < 0.5:
                pieces = [answer]
            for _ in range(rng.choice((1, 2, 3, 5, 8))):
                pieces.insert(rng.randint(0, len(pieces)), self._idle_sentence())
            if rng.random() < ASKED_FIRST:
                pieces.insert(0, described(rng.choice(spoken(self._bank[item.question_id]))))
            return " ".join(pieces), targets
        return _noisy(answer, rng), targets

    def _framed(self, answer: str) -> str:
        rng = self._rng
        before, after = (rng.choice((*WRAPPINGS, *FOREIGN)) for _ in range(2))
        if rng.random() < 0.15:
            after = " ".join(after)
        where = rng.random()
        gap = rng.choice((" ", "\n", "\n\n"))
        if where < 0.35:
            return f"{before}{gap}{answer}"
        return f"{answer}{gap}{after}" if where < 0.7 else f"{before}{gap}{answer}{gap}{after}"

    def _idle_sentence(self) -> str:
        """A sentence that says nothing on the question: of an empty answer to any, a filler, another language."""
        rng = self._rng
        draw = rng.random()
        if draw < 0.6:
            return rng.choice(self._idle)
        if draw < 0.8:
            return rng.choice(FILLERS).capitalize() + "."
        return rng.choice(FOREIGN if draw < 0.88 else WRAPPINGS)

    def _non_answer(self, question: Question) -> str:
        """Right words in no sentence, the question given back, or praise of oneself."""
        rng = self._rng
        kind = rng.random()
        if kind < 0.6:
            said = [t for c in question.criteria for t in (c.satisfied_by or (c.claim, question.reference))]
            words = [w for t in rng.sample(said, min(6, len(said))) for w in re.findall(r"\w{4,}", t)]
            rng.shuffle(words)
            return rng.choice((" ", ", ", "\n")).join(words[: rng.randint(6, 30)])
        if kind < 0.8:
            return f"{question.question} {rng.choice(FILLERS)}"
        return " ".join(rng.sample(WRAPPINGS, rng.randint(1, 3)))

    def _rows(
        self,
        question: Question,
        answer: str,
        targets: dict[str, float],
        weight: float,
        used: frozenset[str] = frozenset(),
        blind: bool = False,
    ) -> Iterator[Row]:
        vectors = None
        if not blind and self._rng.random() >= BLIND:
            vectors = self._known(question.id, question)
        elif not blind and self._rng.random() >= CLAIM_ALONE:
            vectors = self._known(f"{question.id} bare", bare_question(question))
        yield from rows_of(question, answer, targets, weight, vectors, self._embedder, used)

    def _known(self, name: str, question: Question) -> QuestionVectors:
        if name not in self._vectors:
            self._vectors[name] = question_vectors(question, self._embedder)
        return self._vectors[name]


def _fewer(title: str, claims: Sequence[str], enough: int, rng: random.Random) -> tuple[str, str]:
    """A title that asks for ``enough`` points, or a reference that says so many do, with the claims in a list."""
    number = rng.choice((str(enough), NUMBERS[enough]))
    listed = rng.choice((". ".join(claims), "; ".join(claims), " ".join(f"{n}. {c}." for n, c in enumerate(claims, 1))))
    lead = rng.choice(("Possible answers", "For example", "Among others", f"Any {number} of these"))
    if rng.random() < 0.3:
        return title, f"{number.capitalize()} of the following is enough: {listed}"
    asked = rng.choice(("Name {n}: {q}", "{q} Name {n}", "Give at least {n}: {q}", "{q} Name and explain {n}"))
    return asked.format(n=number, q=title.rstrip(".")), f"{lead}: {listed}" if rng.random() < 0.6 else listed


def _targets(item: LabelledAnswer) -> dict[str, float]:
    return {name: CREDIT[verdict] for name, verdict in item.labels.items()}


def _noisy(answer: str, rng: random.Random) -> str:
    pieces = [p.of(answer) for p in sentences(answer)] or [answer]
    if rng.random() < 0.5:
        rng.shuffle(pieces)
    text = " ".join(pieces)
    if rng.random() < 0.5:
        text = text.lower()
    out = list(text)
    for i in range(len(out) - 1):
        if out[i].isalpha() and out[i + 1].isalpha() and rng.random() < 0.01:
            out[i], out[i + 1] = out[i + 1], out[i]
    return "".join(out)
