"""Checks on a bank beyond its form: what the built-in bank promises, and what links must hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latex2mathml.converter import convert

from knowledge.errors import Problem
from knowledge.pictures import is_remote, targets
from knowledge.schema import Bank, Question
from knowledge.search.embeddings import CachedEmbedder

MIN_SATISFIED, MIN_NOT_SATISFIED = 6, 4
MIN_CRITERIA, MAX_CRITERIA = 3, 9
LEAK_SIMILARITY = 0.85
"""Cosine of a probe or hint to a satisfying paraphrase or a sentence of the reference from which it gives the answer
away. Questions lie near their answers: half of the built-in ones are above 0.47, one in a hundred above 0.78."""
_TWO_CLAIMS = re.compile(r";| and (?:that|says|names|gives|explains|states|mentions)\b", re.I)
_FORMULA = re.compile(r"```.*?```|`[^`\n]*`|\$\$(.+?)\$\$|\$([^$\n]+)\$", re.DOTALL)
_PART_ID = re.compile(r"^(?P<stem>[a-z]+-\d{2})(?P<part>[a-z])?$")


def validate_bank(bank: Bank, strict: bool) -> list[Problem]:
    """Faults of a loaded bank, in order of file and line.

    Args:
        strict: Hold the bank to what the built-in one promises (every field, six satisfying and four
            near-miss paraphrases a criterion, ids that follow the list); links are checked in any bank.
    """
    problems: list[Problem] = []
    for question in bank.values():
        finder = _Finder(question)
        problems += _links(question, bank, finder)
        problems += _labels(question, finder)
        problems += _claims(question, finder)
        problems += _formulas(question, finder)
        problems += _figures(question, bank, finder)
        if strict:
            problems += _completeness(question, finder)
    return sorted(problems)


def find_leaks(bank: Bank, embedder: CachedEmbedder) -> list[Problem]:
    """Probes and hints that contain the answer, by similarity to what satisfies a criterion and to the reference."""
    problems: list[Problem] = []
    for question in bank.values():
        told = [(f"probe of {c.id!r}", c.probe, (*c.satisfied_by, c.claim)) for c in question.criteria if c.probe]
        every = tuple(text for c in question.criteria for text in c.satisfied_by)
        told += [("hint", hint, every) for hint in question.hints]
        reference = _sentences(question.reference)
        finder = _Finder(question)
        for name, text, answers in told:
            near = [*answers, *reference]
            similarities = embedder.embed_known(near) @ embedder.embed_known([text])[0]
            if similarities.max() > LEAK_SIMILARITY:
                nearest = near[int(similarities.argmax())]
                problems.append(
                    finder.problem(text, f"{name} gives the answer away: {nearest[:60]!r} is as near as a repetition")
                )
    return sorted(problems)


def _sentences(text: str) -> list[str]:
    prose = re.sub(r"```.*?```|\$\$.*?\$\$", "", text, flags=re.DOTALL)
    pieces = (piece.strip(" -*|#") for piece in re.split(r"(?<=[.!?:])\s+|\n", prose))
    return [piece for piece in pieces if len(piece.split()) > 3]


class _Finder:
    """Finds the line of a text in a file, so that a message can point at it."""

    def __init__(self, question: Question) -> None:
        self.path = question.path
        try:
            self.lines = question.path.read_text(encoding="utf-8-sig").split("\n")
        except OSError:
            self.lines = []

    def problem(self, text: str, message: str) -> Problem:
        needle = text[:40]
        line = next((n for n, content in enumerate(self.lines, start=1) if needle and needle in content), 0)
        return Problem(self.path, line, message)


def _links(question: Question, bank: Bank, at: _Finder) -> Iterator[Problem]:
    for related in question.related:
        if related not in bank:
            yield at.problem(related, f"related {related!r} is not in the bank")
        elif related == question.id:
            yield at.problem("related", "is related to itself")
    if question.follows and not question.id.startswith(question.follows):
        yield at.problem("follows", f"follows {question.follows!r}, but its id does not begin with it")
    sections = {part.section for part in bank.parts(question.stem)}
    if len(sections) > 1:
        yield at.problem(
            "section", f"parts of {question.stem} stand in several sections: {', '.join(sorted(sections))}"
        )


def _claims(question: Question, at: _Finder) -> Iterator[Problem]:
    for criterion in question.criteria:
        found = _TWO_CLAIMS.search(criterion.claim)
        if found:
            yield at.problem(
                criterion.claim,
                f"criterion {criterion.id!r}: the claim is two, joined by {found[0].strip()!r}; split it or drop one",
            )


def _formulas(question: Question, at: _Finder) -> Iterator[Problem]:
    for text in (question.question, question.reference, question.deeper):
        for match in _FORMULA.finditer(text):
            formula = match[1] or match[2]
            fault = latex_fault(formula) if formula else ""
            if fault:
                yield at.problem(formula.strip().splitlines()[0], f"formula {formula.strip()[:40]!r}: {fault}")


def latex_fault(formula: str) -> str:
    """Why a formula cannot be set, or an empty text."""
    depth = 0
    for brace in re.findall(r"(?<!\\)[{}]", formula):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            break
    if depth:
        return "braces do not match"
    try:
        convert(formula)
    except Exception as error:  # noqa: BLE001 - the library raises a dozen kinds, all of them mean that it does not parse
        return f"does not parse ({type(error).__name__})"
    return ""


def _figures(question: Question, bank: Bank, at: _Finder) -> Iterator[Problem]:
    for text in (question.question, question.reference, question.deeper):
        for target in targets(text):
            name = target.rpartition("/")[2]
            if is_remote(target):
                yield at.problem(
                    name, f"figure {target!r} is not in the bank; nothing is fetched, put the file beside it"
                )
            elif not (bank.root / target).is_file():
                yield at.problem(name, f"figure {target!r} is not there")


def _labels(question: Question, at: _Finder) -> Iterator[Problem]:
    for criterion in question.criteria:
        labelled = {
            label: getattr(criterion, label)
            for label in ("satisfied_by", "partly_satisfied_by", "not_satisfied_by", "contradicted_by")
        }
        known: set[str] = set()
        for texts in labelled.values():
            for text in texts:
                if _fold(text) in known:
                    yield at.problem(text, f"criterion {criterion.id!r}: {text[:50]!r} stands under two labels")
            known |= {_fold(text) for text in texts}
        for label, texts in labelled.items():
            if len({_fold(text) for text in texts}) < len(texts):
                yield at.problem(criterion.claim, f"criterion {criterion.id!r}: a text stands twice in {label}")
        reference = _fold(question.reference)
        for text in criterion.satisfied_by:
            if len(text) > 30 and _fold(text) in reference:
                yield at.problem(text, f"criterion {criterion.id!r}: {text[:50]!r} is copied from the reference answer")


def _completeness(question: Question, at: _Finder) -> Iterator[Problem]:
    match = _PART_ID.match(question.id)
    if not match:
        yield at.problem("id:", f"id {question.id!r} must be section, two digits, and a letter for a part")
    elif match["part"] and question.follows != match["stem"]:
        yield at.problem("id:", f"a part must say 'follows: {match['stem']}'")
    if not question.id.startswith(f"{question.section}-"):
        yield at.problem("section:", f"section {question.section!r} does not begin the id {question.id!r}")
    for name in ("source", "title", "topics", "hints", "related", "sources", "deeper", "misconceptions"):
        if not getattr(question, name):
            yield at.problem("id:", f"field {name!r} is missing or empty")
    if len(question.hints) != 3:
        yield at.problem("hints", f"needs three graded hints, has {len(question.hints)}")
    if not MIN_CRITERIA <= len(question.criteria) <= MAX_CRITERIA:
        yield at.problem("criteria", f"needs {MIN_CRITERIA} to {MAX_CRITERIA} criteria, has {len(question.criteria)}")
    for criterion in question.criteria:
        name = f"criterion {criterion.id!r}"
        if len(criterion.satisfied_by) < MIN_SATISFIED:
            yield at.problem(
                criterion.claim, f"{name}: satisfied_by needs {MIN_SATISFIED}, has {len(criterion.satisfied_by)}"
            )
        if len(criterion.not_satisfied_by) < MIN_NOT_SATISFIED:
            yield at.problem(
                criterion.claim,
                f"{name}: not_satisfied_by needs {MIN_NOT_SATISFIED}, has {len(criterion.not_satisfied_by)}",
            )
        if not criterion.probe:
            yield at.problem(criterion.claim, f"{name}: probe is missing")
        if not 1 <= criterion.hint <= len(question.hints):
            yield at.problem(criterion.claim, f"{name}: 'hint' must be the number of the hint that leads to it")
    for misconception in question.misconceptions:
        if not misconception.examples or not misconception.correction:
            yield at.problem(
                misconception.claim, f"misconception {misconception.id!r}: needs examples and a correction"
            )
    if not re.search(r"^difficulty:", "\n".join(at.lines), re.M):
        yield at.problem("id:", "field 'difficulty' is missing")
    if not re.search(r"^minutes:", "\n".join(at.lines), re.M):
        yield at.problem("id:", "field 'minutes' is missing")


def _fold(text: str) -> str:
    return " ".join(text.lower().split())
