"""Checks on a bank beyond its syntax: rules for any bank, and stricter ones for the built-in bank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from knowledge.errors import FieldName, Problem
from knowledge.format.lines import FileLines
from knowledge.probes import built_in_problems, probe_problems
from knowledge.same_words import same_words_problems
from knowledge.schema import LABELS, Bank, Criterion, Misconception, Question, folded
from knowledge.text.mathml import UnknownFormulaError, parsed_latex
from knowledge.text.pictures import is_remote, targets

MIN_CRITERIA, MAX_CRITERIA = 3, 9
"""Fewest and most criteria of a question in the built-in bank. By hand."""
MIN_SATISFIED, MIN_NOT_SATISFIED, MIN_CONTRADICTED = 6, 4, 6
"""Fewest texts of each kind for a criterion in the built-in bank. By hand."""
MIN_EXAMPLES, MIN_NOT_EXAMPLES = 6, 3
"""The same for a misconception. By hand."""
_TWO_CLAIMS = re.compile(r";| and (?:that|says|names|gives|explains|states|mentions)\b", re.I)
_FORMULA = re.compile(r"```.*?```|`[^`\n]*`|\$\$(.+?)\$\$|\$([^$\n]+)\$", re.DOTALL)
_PART_ID = re.compile(r"^(?P<stem>[a-z]+-\d{2})(?P<part>[a-z])?$")


def validate_bank(bank: Bank, strict: bool, unsaved: Mapping[Path, str] = MappingProxyType({})) -> list[Problem]:
    """Problems in a loaded bank, in order of file and line.

    Args:
        strict: Also apply the rules for the built-in bank (every field, a minimum of paraphrases of each kind, ids that follow
            the list, and a decision on phrases that share most of their words under different labels). Links, labels, formulas
            and figures are checked in any bank.
        unsaved: The texts of files that are not saved yet, for the lines of their problems.
    """
    problems: list[Problem] = []
    for question in bank.values():
        at = FileLines(question.path, unsaved.get(question.path))
        problems += _links(question, bank, at)
        problems += _labels(question, at)
        problems += _claims(question, at)
        problems += probe_problems(question, at)
        problems += _formulas(question, at)
        problems += _figures(question, bank, at)
        if strict:
            problems += _numbering(question, at)
            problems += _completeness(question, at)
            problems += same_words_problems(question, at)
            for criterion in question.criteria:
                problems += _completeness_of_criterion(question, criterion, at)
            for misconception in question.misconceptions:
                problems += _completeness_of_misconception(misconception, at)
    return sorted(problems)


def _links(question: Question, bank: Bank, at: FileLines) -> Iterator[Problem]:
    for related in question.related:
        if related not in bank:
            yield at.problem(related, f"related {related!r} is not in the bank")
        elif related == question.id:
            yield at.problem("related", "is related to itself")
    if question.follows and not question.id.startswith(question.follows):
        yield at.problem("follows", f"follows {question.follows!r}, but its id does not begin with it")
    sections = {part.section for part in bank.parts(question.stem)}
    if len(sections) > 1:
        told = f"parts of {question.stem} are in several sections: {', '.join(sorted(sections))}"
        yield at.problem("section", told, "section", kind="several sections")


def _claims(question: Question, at: FileLines) -> Iterator[Problem]:
    for criterion in question.criteria:
        found = _TWO_CLAIMS.search(criterion.claim)
        if found:
            words = f"the claim makes two points, joined by {found[0].strip()!r}; split it or drop one"
            yield at.problem(criterion.claim, words, "criteria", criterion.id, "two claims")


def _formulas(question: Question, at: FileLines) -> Iterator[Problem]:
    for text in (question.question, question.reference, question.deeper):
        for match in _FORMULA.finditer(text):
            formula = match[1] or match[2]
            fault = latex_fault(formula) if formula else ""
            if fault:
                yield at.problem(formula.strip().splitlines()[0], f"formula {formula.strip()[:40]!r}: {fault}", "text")


def latex_fault(formula: str) -> str:
    """Why a formula cannot be rendered; "" if it can."""
    depth = 0
    for brace in re.findall(r"(?<!\\)[{}]", formula):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            break
    if depth:
        return "braces do not match"
    try:
        parsed_latex(formula)
    except UnknownFormulaError as error:
        return str(error)
    return ""


def _figures(question: Question, bank: Bank, at: FileLines) -> Iterator[Problem]:
    for text in (question.question, question.reference, question.deeper):
        for target in targets(text):
            name = target.rpartition("/")[2]
            if is_remote(target):
                yield at.problem(
                    name,
                    f"figure {target!r} is not in the bank; nothing is fetched, put the file into the bank's folder",
                    "text",
                )
            elif not (bank.root / target).is_file():
                yield at.problem(name, f"figure {target!r} is missing", "text")


def _labels(question: Question, at: FileLines) -> Iterator[Problem]:
    for criterion in question.criteria:
        its = ("criteria", criterion.id)
        labelled = {label: getattr(criterion, label) for label in LABELS}
        yield from _repetitions(criterion.claim, labelled, at, criterion=criterion.id)
        reference = folded(question.reference)
        for text in criterion.satisfied_by:
            if len(text) > 30 and folded(text) in reference:
                yield at.problem(text, f"{text[:50]!r} is copied from the reference answer", *its)
        if criterion.in_reference and criterion.in_reference not in question.reference:
            yield at.problem(
                criterion.in_reference,
                f"{criterion.in_reference[:50]!r} under 'in_reference' is not in the reference answer; copy it from there",
                *its,
            )
        known = {folded(text) for texts in labelled.values() for text in texts}
        for text in (text for pair in criterion.distinct for text in pair if folded(text) not in known):
            told = f"{text[:50]!r} under 'distinct' is not one of its phrases; correct or drop it"
            yield at.problem(text, told, *its)
    for misconception in question.misconceptions:
        labelled = {"examples": misconception.examples, "not_examples": misconception.not_examples}
        yield from _repetitions(misconception.claim, labelled, at, lead=f"misconception {misconception.id!r}: ")


def _repetitions(
    claim: str, labelled: Mapping[str, tuple[str, ...]], at: FileLines, criterion: str = "", lead: str = ""
) -> Iterator[Problem]:
    its = ("criteria" if criterion else "misconceptions", criterion)
    known: set[str] = set()
    for label, texts in labelled.items():
        phrases = {folded(text) for text in texts}
        for text in texts:
            if folded(text) in known:
                yield at.problem(text, f"{lead}{text[:50]!r} is under two labels", *its)
        if len(phrases) < len(texts):
            yield at.problem(claim, (f"{lead}a text is given twice in ", FieldName(label)), *its)
        known |= phrases


def _numbering(question: Question, at: FileLines) -> Iterator[Problem]:
    match = _PART_ID.match(question.id)
    if not match:
        yield at.problem("id:", f"id {question.id!r} must be section, two digits, and a letter for a part")
    elif match["part"] and question.follows != match["stem"]:
        yield at.problem("id:", f"a part must say 'follows: {match['stem']}'")
    if not question.id.startswith(f"{question.section}-"):
        yield at.problem("section:", f"the id {question.id!r} does not begin with the section {question.section!r}")


def _completeness(question: Question, at: FileLines) -> Iterator[Problem]:
    for name in ("source", "title", "topics", "hints", "related", "sources", "deeper", "misconceptions"):
        if not getattr(question, name):
            yield at.problem("id:", f"field {name!r} is missing or empty")
    for name in ("difficulty", "minutes"):
        if not at.has_field(name):
            yield at.problem("id:", f"field {name!r} is missing")
    if len(question.hints) != 3:
        yield at.problem("hints", f"needs three graded hints, has {len(question.hints)}")
    if not MIN_CRITERIA <= len(question.criteria) <= MAX_CRITERIA:
        yield at.problem("criteria", f"needs {MIN_CRITERIA} to {MAX_CRITERIA} criteria, has {len(question.criteria)}")


def _completeness_of_criterion(question: Question, criterion: Criterion, at: FileLines) -> Iterator[Problem]:
    its = criterion.id
    for label, least in (
        ("satisfied_by", MIN_SATISFIED),
        ("not_satisfied_by", MIN_NOT_SATISFIED),
        ("contradicted_by", MIN_CONTRADICTED),
    ):
        count = len(getattr(criterion, label))
        if count < least:
            yield at.problem(criterion.claim, (FieldName(label), f" needs {least}, has {count}"), criterion=its)
    if not criterion.probe:
        yield at.problem(criterion.claim, (FieldName("probe"), " is missing"), criterion=its)
    yield from built_in_problems(criterion, at)
    if not 1 <= criterion.hint <= len(question.hints):
        yield at.problem(criterion.claim, "'hint' must be the number of the hint that leads to it", criterion=its)


def _completeness_of_misconception(misconception: Misconception, at: FileLines) -> Iterator[Problem]:
    name = f"misconception {misconception.id!r}"
    if not misconception.examples or not misconception.correction:
        yield at.problem(misconception.claim, f"{name}: needs examples and a correction")
    for label, least in (("examples", MIN_EXAMPLES), ("not_examples", MIN_NOT_EXAMPLES)):
        count = len(getattr(misconception, label))
        if count < least:
            yield at.problem(misconception.claim, f"{name}: {label} needs {least}, has {count}")
