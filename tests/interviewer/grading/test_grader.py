from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from interviewer.errors import UnavailableError
from interviewer.grading.grade import Evidence, MisconceptionFinding, weighted_score
from interviewer.grading.grader import Grader, says_nothing
from interviewer.grading.judge import Judgement, Judgements
from interviewer.grading.merging import merge_grades
from knowledge.schema import Bank, Criterion, Question
from tests.interviewer.grading.read_back import read_grade


class Script:
    """A judge that returns what it was told to."""

    name = "script"

    def __init__(
        self,
        items: dict[str, Judgement],
        heard: tuple[MisconceptionFinding, ...] = (),
        fault: Exception | None = None,
        calibrated: bool = False,
    ) -> None:
        self.items, self.heard, self.fault, self.calibrated = items, heard, fault, calibrated
        self.seen: list[str] = []

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        self.seen.append(text)
        if self.fault:
            raise self.fault
        return Judgements(
            tuple(self.items[c.id] for c in criteria if c.id in self.items), self.heard, calibrated=self.calibrated
        )


def said(criterion: str, verdict: str, quote: str, text: str) -> Judgement:
    start = text.find(quote)
    evidence = (Evidence(quote, start, start + len(quote)),) if quote else ()
    return Judgement(criterion, verdict, 0.9, evidence)  # type: ignore[arg-type]


def test_score_is_the_weighted_mean_and_every_quote_is_verified(bank: Bank) -> None:
    question = bank["training-01"]  # weights 2, 2, 1, 2
    text = "Overfit first. It shows the capacity is there."
    script = Script(
        {
            "overfit-first": said("overfit-first", "met", "Overfit first", text),
            "capacity": said("capacity", "partly_met", "capacity is there", text),
            "bug-check": Judgement("bug-check", "met", 0.9, (Evidence("not in the text", 3, 18),)),
            "regularise-after": said("regularise-after", "not_met", "", text),
        }
    )
    grade = Grader(script).grade(question, text)
    # (2*1 + 2*0.5 + 0 + 0) / 7: the met verdict without a true quote is demoted
    assert grade.score == pytest.approx(3 / 7)
    assert grade.criterion("bug-check").verdict == "not_met"
    assert "found nothing in the answer" in grade.criterion("bug-check").reason
    for item in grade.criteria:
        for evidence in item.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote


def test_a_contradiction_needs_the_words_that_say_it(bank: Bank) -> None:
    question, text = bank["training-01"], "Never overfit on purpose. That is cheating."
    script = Script(
        {
            "overfit-first": replace(said("overfit-first", "not_met", "Never overfit", text), contradicted=True),
            "capacity": Judgement("capacity", "not_met", 0.1, (Evidence("not there", 0, 9),), contradicted=True),
        }
    )
    grade = Grader(script).grade(question, text, ["overfit-first", "capacity"])
    first, second = grade.criteria
    assert (first.verdict, first.contradicted, first.evidence[0].quote) == ("not_met", True, "Never overfit")
    assert (second.verdict, second.contradicted, second.evidence) == ("not_met", False, ())
    assert grade.score == 0
    assert read_grade(grade.to_dict()).criteria[0].contradicted


def test_of_a_claim_that_holds_several_points_the_share_that_is_said_counts(bank: Bank) -> None:
    text = "Overfit a few examples first."
    whole = replace(
        bank["training-01"], criteria=(Criterion("all", " ".join(["word"] * 41)), Criterion("one", "Overfits"))
    )
    half = replace(said("all", "partly_met", "Overfit", text), probability=0.3)
    grade = Grader(Script({"all": half, "one": said("one", "partly_met", "first", text)})).grade(whole, text)
    assert grade.score == pytest.approx(((0.3 + 0.5) / 2 + 0.5) / 2), "of a single point half is half"
    assert grade.criterion("all").reason == "The answer covers about 30% of it."
    assert grade.criterion("one").reason.startswith("You came close")
    explained = Grader(Script({"all": replace(half, reason="Two of six.")})).grade(whole, text, only={"all"})
    assert explained.criterion("all").reason == "Two of six."
    assert merge_grades(whole, grade, explained).score == grade.score
    for verdict, score in (("met", 1.0), ("not_met", 0.0)):
        said_so = replace(half, verdict=verdict)  # type: ignore[arg-type]
        assert Grader(Script({"all": said_so})).grade(whole, text, only={"all"}).score == score


def test_a_fault_gives_ungraded_with_the_reason_and_never_a_score(bank: Bank) -> None:
    grade = Grader(Script({}, fault=UnavailableError("endpoint is down"))).grade(bank["training-01"], "an answer")
    assert {item.verdict for item in grade.criteria} == {"ungraded"}
    assert all(item.reason == "endpoint is down" for item in grade.criteria)
    assert grade.score == 0.0
    assert "could not be graded: endpoint is down" in grade.feedback


def test_what_the_judge_left_out_is_ungraded_and_does_not_count(bank: Bank) -> None:
    text = "Overfit first"
    grade = Grader(Script({"overfit-first": said("overfit-first", "met", text, text)})).grade(bank["training-01"], text)
    assert grade.score == 1.0
    assert len(grade.ungraded) == 3
    assert "I couldn't grade three of the four points, so they don't count." in grade.feedback


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "???",
        "I don't know.",
        "no idea",
        "Sorry, I can't remember",
        "pass",
        "idk",
        "🙂🙂",
        "True, I think.",
    ],
)
def test_nothing_said_is_not_met_without_asking_a_judge(bank: Bank, text: str) -> None:
    script = Script({}, fault=AssertionError("must not be asked"))
    grade = Grader(script).grade(bank["training-01"], text)
    assert grade.score == 0.0
    assert {item.verdict for item in grade.criteria} == {"not_met"}


@pytest.mark.parametrize(
    "text",
    ["I don't know the name but you clip it", "No, ReLU is not differentiable at zero", "pass the gradient through"],
)
def test_answers_that_begin_like_giving_up_are_answers(text: str) -> None:
    assert not says_nothing(text)


def test_misconceptions_subtract_and_need_words_of_the_answer(bank: Bank) -> None:
    text = "Underfit first, it is safer. Overfit later."
    quote = Evidence("Underfit first", 0, 14)
    heard = (
        MisconceptionFinding("underfit-is-safer", (quote,), "No.", 0.1),
        MisconceptionFinding("overfit-and-ship", (Evidence("never said this", 0, 15),), "No.", 0.1),
    )
    items = {c.id: said(c.id, "met", "Overfit later", text) for c in bank["training-01"].criteria}
    grade = Grader(Script(items, heard)).grade(bank["training-01"], text)
    assert [m.id for m in grade.misconceptions] == ["underfit-is-safer"]
    assert grade.score == pytest.approx(0.9)
    assert "One thing to correct: you said “Underfit first”. As I read it, your answer says" in grade.feedback


@pytest.mark.parametrize(
    ("calibrated", "alone", "verdict"), [(True, False, "not_met"), (True, True, "met"), (False, False, "met")]
)
def test_a_belief_is_weighed_against_points_of_the_whole_answer_by_a_judge_with_probabilities(
    bank: Bank, calibrated: bool, alone: bool, verdict: str
) -> None:
    text = "Underfit first, it is safer."
    heard = (MisconceptionFinding("underfit-is-safer", (Evidence("Underfit first", 0, 14),), "No.", 0.1),)
    criteria = bank["training-01"].criteria
    items = {c.id: replace(said(c.id, "met", "Underfit first", text), probability=0.6) for c in criteria}
    script = Script(items, heard, calibrated=calibrated)
    grade = Grader(script).grade(bank["training-01"], text, {criteria[0].id} if alone else None)
    assert grade.criterion(criteria[0].id).verdict == verdict


def test_the_json_contract_round_trips(bank: Bank) -> None:
    text = "Overfit first"
    items = {"overfit-first": said("overfit-first", "met", text, text)}
    grade = Grader(Script(items)).grade(bank["training-01"], text)
    data = grade.to_dict()
    assert set(data) == {
        "question_id",
        "score",
        "criteria",
        "misconceptions",
        "feedback",
        "judge",
        "prompt_version",
        "usage",
    }
    keys = {"id", "claim", "weight", "verdict", "probability", "evidence", "reason", "contradicted"}
    assert set(data["criteria"][0]) == keys
    assert set(data["criteria"][0]["evidence"][0]) == {"quote", "start", "end"}
    assert set(data["usage"]) == {"calls", "input_tokens", "cached_tokens", "output_tokens", "seconds"}
    assert read_grade(data).to_dict() == data


def test_merging_never_lowers_and_keeps_what_could_not_be_judged_again(bank: Bank) -> None:
    question = bank["training-01"]
    text = "Overfit first. Then regularise"
    before = Grader(
        Script(
            {
                "overfit-first": said("overfit-first", "met", "Overfit first", text),
                "capacity": said("capacity", "not_met", "", text),
                "bug-check": said("bug-check", "not_met", "", text),
                "regularise-after": said("regularise-after", "partly_met", "Then regularise", text),
            }
        )
    ).grade(question, text)
    after = Grader(
        Script(
            {
                "overfit-first": said("overfit-first", "not_met", "", text),
                "capacity": said("capacity", "met", "Overfit", text),
            }
        )
    ).grade(question, text)
    merged = merge_grades(question, before, after)
    assert [c.verdict for c in merged.criteria] == ["met", "met", "not_met", "partly_met"]
    assert merged.score == pytest.approx((2 + 2 + 1) / 7)
    # a rise must be shown by words that were added: here "Overfit" was there before
    assert merge_grades(question, before, after, new_from=len(text)).score == before.score


def test_ungraded_counts_on_neither_side(bank: Bank) -> None:
    grade = Grader(Script({})).grade(bank["training-01"], "words")
    assert weighted_score(grade.criteria) == 0.0
    one_met = (replace(grade.criteria[0], verdict="met"), *grade.criteria[1:])
    assert weighted_score(one_met) == 1.0


def test_a_very_long_answer_is_read_in_part_and_says_so(bank: Bank) -> None:
    text = "word " * 20_000
    script = Script({c.id: said(c.id, "not_met", "", text) for c in bank["training-01"].criteria})
    grade = Grader(script).grade(bank["training-01"], text)
    assert len(script.seen[0]) == 12_000
    assert grade.feedback.endswith("Only the first 12,000 characters of the answer were read.")


def with_bonus(question: Question) -> Question:
    return replace(question, criteria=(*question.criteria, Criterion("extra", "Adds something", weight=0)))


def test_a_bonus_is_judged_and_shown_and_no_part_of_the_score(bank: Bank) -> None:
    text = "Overfit first"
    question = with_bonus(bank["training-01"])
    met = {c.id: said(c.id, "met", text, text) for c in question.criteria}
    open_bonus = Grader(Script({**met, "extra": said("extra", "not_met", "", text)})).grade(question, text)
    assert open_bonus.score == 1.0
    assert open_bonus.criterion("extra").verdict == "not_met" and open_bonus.criterion("extra").bonus
    assert Grader(Script(met)).grade(question, text).score == 1.0
    missed = {c.id: said(c.id, "not_met", "", text) for c in bank["training-01"].criteria}
    assert Grader(Script({**missed, "extra": met["extra"]})).grade(question, text).score == 0.0


def test_a_bonus_alone_gives_no_score_and_divides_by_nothing(bank: Bank) -> None:
    text = "Overfit first"
    question = with_bonus(bank["training-01"])
    alone = Grader(Script({"extra": said("extra", "met", text, text)})).grade(question, text, only={"extra"})
    assert alone.score == 0.0 and not alone.judged
    rest_ungraded = Grader(Script({"extra": said("extra", "met", text, text)})).grade(question, text)
    assert not rest_ungraded.judged, "a score of 0 would be a guess"
    only_bonus = replace(question, criteria=question.criteria[-1:])
    assert Grader(Script({})).grade(only_bonus, text).score == 0.0


def test_the_judge_says_where_it_is_unsure(bank: Bank) -> None:
    text = "Overfit first"
    ids = [c.id for c in bank["training-01"].criteria]
    items = {
        ids[0]: replace(said(ids[0], "partly_met", text, text), probability=0.5, unsure=False),
        ids[1]: replace(said(ids[1], "met", text, text), probability=0.95, unsure=True),
        ids[2]: replace(said(ids[2], "met", text, text), probability=0.6),
        ids[3]: replace(said(ids[3], "met", text, text), probability=0.9),
    }
    grade = Grader(Script(items)).grade(bank["training-01"], text)
    assert [grade.criterion(i).uncertain for i in ids] == [False, True, True, False]
    assert not replace(grade.criteria[1], verdict="ungraded").uncertain


def test_what_is_computed_is_not_in_doubt(bank: Bank) -> None:
    text = "first four, then three"
    question = replace(bank["training-01"], criteria=(Criterion("value", "Gives 3, then 4", must_say=("3", "4")),))
    unsure = replace(said("value", "met", text, text), probability=0.6, unsure=True)
    item = Grader(Script({"value": unsure})).grade(question, text).criterion("value")
    assert (item.verdict, item.probability, item.uncertain) == ("partly_met", 0.5, False)


def test_the_judge_is_named(bank: Bank) -> None:
    assert Grader(Script({})).grade(bank["training-01"], "words").judge == "script"
