"""No sentence of a feedback contradicts another, whatever an answer made and in whichever wording it is told."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from interviewer.grading.feedback.feedback import write_feedback
from interviewer.grading.feedback.praise import WAYS, retold
from interviewer.grading.grade import CriterionVerdict, Evidence
from interviewer.grading.remark import Kind, Remark
from knowledge.schema import Bank

MADE = ((), ("sure",), ("unsure",), ("unsure", "sure"), ("sure", "sure"), ("scrap",), ("same",))
LEFT = ((), ("missing",), ("doubted",), ("half",), ("half", "missing"), ("doubted", "missing"), ("missing", "missing"))
WRONG, UNGRADED = (0, 1, 4), (0, 1)
BONUS = ((), ("sure",), ("scrap",), ("same",), ("sure", "sure"))
SAME = "it clips every step"
NOTHING = re.compile(
    r"None of |didn't hear any|didn't quite get to any|waiting for a few points|couldn't make out any|makes none of|"
    r"no point is complete|none of the points|none is fully"
)
ONLY_CLEARLY = re.compile(r"clearly|for certain|fully|complete|in full")
ONLY_GRADED = re.compile(r"could grade")
GOES_ON = re.compile(
    r"\b(?:[Oo]ne more point would|too:|add one thing|adding|beyond the question with|further than|biggest gap)"
)
"""What can only be said after praise for a point."""
DOUBT = re.compile(
    r"couldn't tell|wasn't (?:sure|certain)|couldn't be sure|If I heard you right|As I understood|I took "
)
ALL = re.compile(r"everything|Every point|leave out anything|nothing is missing")
LACKING = re.compile(
    r"missing: |didn't hear: |would have helped|biggest gap|I'd have liked|make it this|came close|part of the way|some of this"
)


def rows(
    made: Sequence[str], left: Sequence[str], wrong: int, ungraded: int, bonus: Sequence[str]
) -> list[CriterionVerdict]:
    """One verdict of each kind, each with words of its own, but for "same"."""
    number = itertools.count()

    def row(kind: str, weight: float) -> CriterionVerdict:
        n = next(number)
        quote = {"same": SAME, "scrap": f"noise {n}"}.get(kind, f"it reduces the variance {n} times")
        plain = CriterionVerdict(
            f"c{n}", f"Names a remedy for case {n}, such as clipping", weight, "not_met", 0.1, unsure=False
        )
        if kind in {"missing", "doubted"}:
            return replace(plain, unsure=kind == "doubted")
        words = (Evidence(quote, 100 * n, 100 * n + len(quote)),)
        if kind == "half":
            return replace(plain, verdict="partly_met", evidence=words, probability=0.5)
        return replace(plain, verdict="met", evidence=words, probability=0.9, unsure=kind == "unsure")

    false = [
        replace(row("same", 1), verdict="not_met", contradicted=True, probability=0.0, unsure=False)
        for _ in range(wrong)
    ]
    lost = [replace(row("missing", 1), verdict="ungraded", reason="gone") for _ in range(ungraded)]
    counted = [row(kind, 1) for kind in (*made, *left)]
    return [*counted, *false, *lost, *(row(kind, 0) for kind in bonus)]


def feedbacks(bank: Bank) -> Iterator[tuple[tuple[object, ...], str]]:
    """Each combination of outcomes, told in each of its wordings."""
    question = replace(bank["training-06a"], misconceptions=())
    for combination in itertools.product(MADE, LEFT, WRONG, UNGRADED, BONUS):
        made, left, wrong, ungraded, bonus = combination
        if not (made or left or wrong or bonus):
            continue
        remarks = write_feedback(question, rows(made, left, wrong, ungraded, bonus), (), lambda *_: "")
        most = max(len(WAYS.get(remark.kind, ())) for remark in remarks)
        for turn in range(max(1, most)):
            yield combination, retold([*([told_before(remarks)] * turn), remarks])[-1]


def told_before(remarks: Sequence[Remark]) -> list[Remark]:
    """One remark of each kind, by which the wordings of the next feedback move on."""
    kinds: dict[Kind, Remark] = {remark.kind: remark for remark in remarks if remark.kind != "bonus_means"}
    return list(kinds.values())


@pytest.fixture(scope="module")
def told(bank: Bank) -> list[tuple[tuple[object, ...], str]]:
    return list(feedbacks(bank))


@pytest.mark.slow
def test_every_wording_is_read(told: list[tuple[tuple[object, ...], str]]) -> None:
    texts = " ".join(text for _, text in told)
    for kind, ways in WAYS.items():
        for way in ways if kind not in {"wanted", "reference", "said", "point_named", "bonus_named"} else ():
            longest = max(re.split(r"\{\w+\}", way), key=len)
            assert longest in texts, (kind, way)


@pytest.mark.slow
def test_nobody_who_made_no_point_is_told_of_one_more(told: list[tuple[tuple[object, ...], str]]) -> None:
    """ "I didn't hear any of the points I was listening for. One more point would have helped a lot"."""
    for outcome, text in told:
        assert not (NOTHING.search(text) and GOES_ON.search(text)), (outcome, text)


def test_nobody_is_told_that_no_point_was_made_if_one_may_have_been(told: list[tuple[tuple[object, ...], str]]) -> None:
    for outcome, text in told:
        if NOTHING.search(text) and DOUBT.search(text):
            assert ONLY_CLEARLY.search(text), (outcome, text)
        if NOTHING.search(text) and "I couldn't grade" in text:
            assert ONLY_CLEARLY.search(text) or ONLY_GRADED.search(text), (outcome, text)


def test_nobody_covered_everything_who_lacks_something(told: list[tuple[tuple[object, ...], str]]) -> None:
    for outcome, text in told:
        if ALL.search(text):
            assert not (LACKING.search(text) or NOTHING.search(text) or "isn't right" in text), (outcome, text)
            assert "I couldn't grade" not in text, (outcome, text)
            assert not DOUBT.search(text) or re.search(r"If so, |In that case, ", text), (outcome, text)


def test_words_are_called_the_same_only_after_they_were_quoted(told: list[tuple[tuple[object, ...], str]]) -> None:
    for outcome, text in told:
        for again in re.finditer(r"Those words| there, though", text):
            assert SAME in text[: again.start()], (outcome, text)


def test_no_feedback_says_a_sentence_twice(told: list[tuple[tuple[object, ...], str]]) -> None:
    for outcome, text in told:
        sentences = [s for s in re.split(r"(?<=[.!?]) (?=[A-Z“])", text) if s != "That's a bonus."]
        assert len(sentences) == len(set(sentences)), (outcome, text)
