"""How the embedded judge comes to its verdicts, with a reader that goes by words and sentence embeddings that do, too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from interviewer.grading.grade import RANK
from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judgement, Judgements
from interviewer.grading.local.judge import LocalJudge
from interviewer.grading.local.relation import Relation
from knowledge.schema import Criterion
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.grading.local.stand_in import FITTED, question
from tests.stand_ins import RuleReader

CLIPS = "Whenever they get large I clip their norm to one."
SOME = "You might somehow limit them before you take the step."
WRONG = "Taking larger steps cures it, the more the better."
SYMPTOM = "At some point the value I plot suddenly becomes NaN."
RELU = "With ReLU gradients cannot explode at all."
IDLE = "My favourite dish is soup with noodles and basil."
BACK = "Forget all of what I have just told you."
SYMPTOMS = question().criteria[1]
RULES: tuple[tuple[str, str, Relation], ...] = (
    ("takes back", "forget all", "says"),
    ("clipped", "clip their", "says"),
    ("clip the gradient norm", "clip their", "says"),
    ("cap their length", "clip their", "says"),
    ("clipped", "limit", "half"),
    ("clipped", "larger steps", "contradicts"),
    ("symptom", "nan", "says"),
    ("relu", "with relu", "says"),
)


@pytest.fixture
def judge(words: CachedEmbedder) -> LocalJudge:
    return LocalJudge(words, RuleReader(*RULES), FITTED)  # type: ignore[arg-type]


def judged(judge: LocalJudge, text: str, since: int = 0) -> Judgements:
    return judge.judge(question(), text, question().criteria, since)


def point(judge: LocalJudge, text: str, since: int = 0) -> Judgement:
    return judged(judge, text, since).items[0]


def quotes(item: Judgement) -> Sequence[str]:
    return [evidence.quote for evidence in item.evidence]


def test_a_point_is_met_by_the_statement_that_says_it(judge: LocalJudge) -> None:
    item = point(judge, f"{IDLE} {CLIPS} {SYMPTOM}")
    assert (item.verdict, item.contradicted, quotes(item)) == ("met", False, [CLIPS])
    assert item.probability > 0.75 and item.unsure is False


def test_half_of_a_point_meets_it_partly(judge: LocalJudge) -> None:
    item = point(judge, f"{IDLE} {SOME}")
    assert (item.verdict, quotes(item)) == ("partly_met", [SOME])
    assert point(judge, f"{SOME} {CLIPS}").verdict == "met", "and all of it makes it whole"


def test_the_contrary_of_a_point_is_quoted_and_earns_nothing(judge: LocalJudge) -> None:
    item = point(judge, f"{IDLE} {WRONG} {SYMPTOM}")
    assert (item.verdict, item.contradicted, quotes(item)) == ("not_met", True, [WRONG])
    assert item.probability < 0.1


def test_a_point_that_nothing_is_said_about_is_not_met(judge: LocalJudge) -> None:
    item = point(judge, f"{IDLE} {SYMPTOM}")
    assert (item.verdict, item.contradicted) == ("not_met", False) and item.probability < 0.25


def test_the_last_word_counts(judge: LocalJudge) -> None:
    assert point(judge, f"{CLIPS} {WRONG}").contradicted
    assert point(judge, f"{WRONG} {CLIPS}").verdict == "met"


@pytest.mark.parametrize("text", ["", "?!", "How do you notice exploding gradients, and what helps?"])
def test_nothing_said_is_not_met_without_a_quote(judge: LocalJudge, text: str) -> None:
    for item in judged(judge, text).items:
        assert (item.verdict, item.probability, item.evidence, item.unsure) == ("not_met", 0.0, (), False)
    assert judged(judge, text).misconceptions == ()


@pytest.mark.parametrize(
    "text",
    [
        "梯度爆炸时损失会变成NaN，我们可以对梯度进行裁剪，并且使用更小的学习率来训练网络。",
        "Man erkennt es daran, dass der Verlust plötzlich sehr groß wird, und dann begrenzt man den Gradienten auf einen festen "
        "Höchstwert oder wählt eine kleinere Lernrate und initialisiert die Gewichte sorgfältiger als vorher.",
    ],
)
def test_another_language_is_ungraded_and_never_read(words: CachedEmbedder, text: str) -> None:
    reader = RuleReader(*RULES)
    judge = LocalJudge(words, reader, FITTED)  # type: ignore[arg-type]
    judge.prepare([(question(), text)])
    items = judged(judge, text).items
    assert {item.verdict for item in items} == {"ungraded"} and "English" in items[0].reason
    assert judge.measure(question(), text) == {} and reader.calls == 0


def test_a_misconception_is_found_with_its_quote_and_correction(judge: LocalJudge) -> None:
    (found,) = judged(judge, f"{IDLE} {RELU} {CLIPS}").misconceptions
    assert found.id == "relu" and [e.quote for e in found.evidence] == [RELU]
    assert found.correction.startswith("ReLU helps") and found.penalty == 0.2


@pytest.mark.parametrize(("surely", "count"), [(0.89, 0), (0.91, 1)])
def test_without_true_statements_nearby_a_misconception_is_found_from_its_threshold_on(
    words: CachedEmbedder, surely: float, count: int
) -> None:
    judge = LocalJudge(words, RuleReader(*RULES, surely=surely), FITTED)  # type: ignore[arg-type]
    bare = replace(question().misconceptions[0], not_examples=(), correction="")
    asked = question(misconceptions=(bare,))
    assert len(judge.judge(asked, RELU, asked.criteria).misconceptions) == count


def test_what_is_taken_back_at_the_end_was_not_said(judge: LocalJudge) -> None:
    said = f"{CLIPS} {RELU} {SYMPTOM}"
    assert [item.verdict for item in judged(judge, said).items] == ["met", "met"]
    back = judged(judge, f"{said} {BACK}")
    assert [item.verdict for item in back.items] == ["not_met", "not_met"] and back.misconceptions == ()
    again = judged(judge, f"{said} {BACK} {CLIPS}")
    assert [item.verdict for item in again.items] == ["met", "not_met"], "what is said after it counts"
    assert again.misconceptions == ()


def test_taking_back_needs_its_threshold_and_comes_at_the_end(words: CachedEmbedder) -> None:
    doubtful = LocalJudge(words, RuleReader(*RULES, surely=0.6), FITTED)  # type: ignore[arg-type]
    assert point(doubtful, f"{CLIPS} {BACK}").evidence[0].quote == CLIPS
    sure = LocalJudge(words, RuleReader(*RULES), FITTED)  # type: ignore[arg-type]
    assert point(sure, f"{CLIPS} {BACK}").probability < 0.1
    assert point(sure, f"{CLIPS} {BACK} {IDLE} {SYMPTOM}").verdict == "met", "not one of the last statements"


def test_a_reply_is_quoted_where_it_earns_as_much_alone(judge: LocalJudge) -> None:
    first, again = (
        CLIPS,
        "As I said, whenever I see such a thing, I clip their length, and that at each and every step.",
    )
    text = f"{first}\n\n{again}"
    assert quotes(point(judge, text)) == [first]
    item = point(judge, text, since=len(first))
    assert (item.verdict, quotes(item)) == ("met", [again]) and item.evidence[0].start > len(first)


def test_a_reply_that_earns_less_alone_takes_nothing_away(judge: LocalJudge) -> None:
    for reply in (IDLE, SYMPTOM, SOME):
        item = point(judge, f"{CLIPS}\n\n{reply}", since=len(CLIPS))
        assert (item.verdict, quotes(item)) == ("met", [CLIPS])


def test_a_reply_puts_a_wrong_start_right(judge: LocalJudge) -> None:
    item = point(judge, f"{WRONG}\n\n{CLIPS}", since=len(WRONG))
    assert (item.verdict, item.contradicted, quotes(item)) == ("met", False, [CLIPS])


def test_an_empty_reply_changes_nothing(judge: LocalJudge) -> None:
    assert judged(judge, f"{CLIPS}\n", since=len(CLIPS)) == judged(judge, f"{CLIPS}\n")


def test_the_same_text_twice_gets_the_same_verdicts(judge: LocalJudge) -> None:
    for text in (f"{CLIPS} {SYMPTOM}", f"{WRONG} {RELU}", f"{SOME}", IDLE):
        once, twice = judged(judge, text), judged(judge, f"{text} {text}")
        assert [(i.verdict, i.contradicted) for i in once.items] == [(i.verdict, i.contradicted) for i in twice.items]
        assert [m.id for m in once.misconceptions] == [m.id for m in twice.misconceptions]
        assert judged(judge, text) == once


@pytest.mark.parametrize("said", [f"{CLIPS} {SYMPTOM}", SOME, IDLE, WRONG, f"{WRONG} {SYMPTOM}"])
def test_what_says_nothing_about_it_never_raises_a_score(judge: LocalJudge, said: str) -> None:
    idle = [f"Number {n} of what I cooked was soup with noodles {n}." for n in range(40)]
    grader = Grader(judge)
    before = grader.grade(question(), said)
    for count in (1, 5, 40):
        for text in (f"{said} {' '.join(idle[:count])}", f"{' '.join(idle[:count])} {said}"):
            after = grader.grade(question(), text)
            assert after.score <= before.score
            for a, b in zip(before.criteria, after.criteria, strict=True):
                assert RANK[b.verdict] <= RANK[a.verdict] and b.probability <= a.probability + 0.02


def test_quotes_are_the_candidates_own_letters_through_markup_and_slips(judge: LocalJudge) -> None:
    text = f"# Answer\n\n- Whenever the **gardients** get large I *clip* their norm.\n- {IDLE}"
    item = point(judge, text)
    assert item.verdict == "met"
    for evidence in item.evidence:
        assert text[evidence.start : evidence.end] == evidence.quote and "gardients" in evidence.quote


def test_a_claim_of_several_points_earns_by_the_share_of_them(words: CachedEmbedder) -> None:
    names = ("one", "two", "six", "ten")
    sentences = [f"Fact {name} about training is stated in this very sentence here." for name in names]
    whole = question(criteria=(Criterion("all", " ".join(sentences)),), misconceptions=())
    rules: list[tuple[str, str, Relation]] = [(f"fact {name} ", f"fact {name} ", "says") for name in names]
    judge = LocalJudge(words, RuleReader(*rules), FITTED)  # type: ignore[arg-type]
    told = [f"I know that fact {name} holds for all of them." for name in names]
    verdicts = [judge.judge(whole, " ".join(told[:n]) or IDLE, whole.criteria).items[0] for n in range(5)]
    assert [item.verdict for item in verdicts] == ["not_met", "partly_met", "partly_met", "partly_met", "met"]
    assert [item.probability for item in verdicts] == sorted(item.probability for item in verdicts)


def test_only_the_criteria_that_are_asked_for_are_judged(judge: LocalJudge) -> None:
    assert judge.judge(question(), CLIPS, ()) == Judgements(())
    items = judge.judge(question(), f"{CLIPS} {SYMPTOM}", question().criteria[1:]).items
    assert [(item.criterion_id, item.verdict) for item in items] == [("symptom", "met")]


def test_what_was_prepared_is_judged_as_one_by_one(words: CachedEmbedder, judge: LocalJudge) -> None:
    answers = [f"{IDLE} {CLIPS}", f"{WRONG} {RELU}", "", f"{SOME} {BACK}", IDLE]
    singly = [judged(judge, text) for text in answers]
    ahead = LocalJudge(words, reader := RuleReader(*RULES), FITTED)  # type: ignore[arg-type]
    ahead.prepare([(question(), text) for text in answers])
    assert reader.calls == 2
    for text, alone in zip(answers, singly, strict=True):
        for a, b in zip(judged(ahead, text).items, alone.items, strict=True):
            assert (a.verdict, a.evidence, a.contradicted) == (b.verdict, b.evidence, b.contradicted)
            assert a.probability == pytest.approx(b.probability)


def test_the_judge_is_named_by_its_fit_and_its_reader(judge: LocalJudge) -> None:
    assert judge.name == "local-c0ffee00-rules" and judge.calibration is FITTED


def test_measuring_says_how_likely_each_outcome_is(judge: LocalJudge) -> None:
    known = judge.measure(question(), f"{IDLE} {CLIPS}")
    assert list(known) == ["clipping", "symptom"]
    assert known["clipping"].outcomes.argmax() == 1 and known["symptom"].outcomes.argmax() == 0
    assert known["clipping"].outcomes.sum() == pytest.approx(1.0)
    assert [item.text for item in known["clipping"].reading.statements] == [IDLE, CLIPS]


@pytest.mark.parametrize(("surely", "verdict"), [(0.97, "met"), (0.52, "not_met")])
def test_a_bonus_needs_more_than_a_point_that_counts(words: CachedEmbedder, surely: float, verdict: str) -> None:
    strict = LocalJudge(words, RuleReader(*RULES, surely=surely), FITTED)
    counts, bonus = (replace(question().criteria[0], weight=weight) for weight in (1, 0))
    assert bonus.bonus and not counts.bonus
    point, extra = (
        strict.judge(question(criteria=(c, SYMPTOMS)), f"{IDLE} {CLIPS}", (c,)).items[0] for c in (counts, bonus)
    )
    assert point.verdict == "met" and point.probability == extra.probability
    assert extra.verdict == verdict and not extra.contradicted


def test_half_a_bonus_is_none(judge: LocalJudge) -> None:
    bonus = replace(question().criteria[0], weight=0)
    item = judge.judge(question(criteria=(bonus, SYMPTOMS)), f"{IDLE} {SOME}", (bonus,)).items[0]
    assert (item.verdict, item.contradicted) == ("not_met", False)
