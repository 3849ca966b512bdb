"""Feedback on what counts, and on what is more than was asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.grading.feedback.praise import BONUS_MEANS
from interviewer.grading.grade import CriterionVerdict, Evidence, MisconceptionFinding, weighted_score
from knowledge.schema import Bank
from tests.interviewer.grading.feedback.written import written


def rows(bank: Bank, counted: str, bonus: str) -> list[CriterionVerdict]:
    criteria = bank["training-01"].criteria
    made = [CriterionVerdict(c.id, c.claim, c.weight, counted, 0.9, (Evidence("so", 0, 2),)) for c in criteria]  # type: ignore[arg-type]
    return [*made, CriterionVerdict("extra", "Adds something", 0, bonus, 0.01, (Evidence("it says more", 0, 4),))]  # type: ignore[arg-type]


def test_a_bonus_that_was_not_made_is_not_missing(bank: Bank) -> None:
    text = written(bank["training-01"], rows(bank, "met", "not_met"), ())
    assert text.endswith("You covered everything the question asks for.")
    text = written(bank["training-01"], rows(bank, "met", "ungraded"), ())
    assert text.endswith("You covered everything the question asks for.")
    text = written(bank["training-01"], rows(bank, "not_met", "not_met"), ())
    assert "Start with this one: " in text and "adds something" not in text


def test_a_bonus_that_was_made_is_praised(bank: Bank) -> None:
    assert "You get a bonus for adding “it says more”." in written(bank["training-01"], rows(bank, "met", "met"), ())
    text = written(bank["training-01"], rows(bank, "not_met", "met"), ())
    assert text.startswith("None of the points I was hoping for came up in your answer.")
    assert "One thing beyond the question did come up: “it says more”. That's a bonus." in text


def test_points_that_could_not_be_graded_are_counted_without_the_bonus(bank: Bank) -> None:
    some = rows(bank, "met", "ungraded")
    some[0] = replace(some[0], verdict="ungraded", reason="gone")
    assert "I couldn't grade one of the four points, so it doesn't count." in written(bank["training-01"], some, ())
    assert "could not be graded: gone" in written(
        bank["training-01"], [replace(c, verdict="ungraded", reason="gone") for c in some[:-1]] + [some[-1]], ()
    )


@pytest.mark.parametrize(("verdict", "said"), [("met", "You get a bonus"), ("not_met", "you lose nothing")])
def test_a_bonus_alone(bank: Bank, verdict: str, said: str) -> None:
    assert said in written(bank["training-01"], rows(bank, "met", verdict)[-1:], ())


def test_words_are_compared_by_their_stems(bank: Bank) -> None:
    reference = (
        "Bottleneck layers come first in this design here.\n\nClipping bounds the gradients of a network well enough."
    )
    question = replace(bank["training-06a"], reference=reference)
    missing = [CriterionVerdict("c", "Says to clip a gradient", 1, "not_met", 0.01)]
    assert "Clipping bounds" in written(question, missing, ())


def test_a_quote_is_shown_without_its_markup(bank: Bank) -> None:
    quote = Evidence("I <b>clip</b> it", 0, 16)
    met = [CriterionVerdict("c", "Names clipping", 1, "met", 0.9, (quote,))]
    assert "You said “I clip it”: " in written(bank["training-06a"], met, ())


def item(bank: Bank, question_id: str, criterion_id: str, verdict: str, quote: str = "said it") -> CriterionVerdict:
    c = bank[question_id].criterion(criterion_id)
    evidence = (Evidence(quote, 0, len(quote)),) if verdict in {"met", "partly_met"} else ()
    return CriterionVerdict(c.id, c.claim, c.weight, verdict, 0.9, evidence)  # type: ignore[arg-type]


def test_feedback_names_what_was_right_what_was_missing_and_why(bank: Bank) -> None:
    question = bank["training-06a"]
    rows = [item(bank, question.id, "clipping", "met", "clip it"), item(bank, question.id, "loss-symptoms", "not_met")]
    text = written(question, rows, ())
    assert text.startswith("You said “clip it”: that's one of the points I was hoping to hear.")
    assert "The main thing missing: a symptom in the loss" in text
    assert "From the reference answer: " in text
    quoted = text.split("From the reference answer: ")[1].rstrip(".")
    assert quoted[:40].lower() in " ".join(question.reference.replace("*", "").split()).lower()


def wrong(bank: Bank, question_id: str, criterion_id: str, quote: str) -> CriterionVerdict:
    made = item(bank, question_id, criterion_id, "not_met")
    return replace(made, evidence=(Evidence(quote, 0, len(quote)),), contradicted=True, probability=0.0)


def test_feedback_begins_with_what_was_wrong_then_right_then_missing(bank: Bank) -> None:
    question = bank["training-06a"]
    rows = [
        item(bank, question.id, "clipping", "met", "clip it"),
        item(bank, question.id, "loss-symptoms", "not_met"),
        wrong(bank, question.id, "gradient-norms", "the norms are useless here."),
    ]
    text = written(question, rows, ())
    assert text.startswith("You said “the norms are useless here”. ")
    assert text.index("You said “clip it”") < text.index("The main thing missing")
    assert "a symptom in the loss" in text, "what was said wrongly is not called missing"


def test_at_most_two_are_put_right_the_heaviest_first(bank: Bank) -> None:
    question = bank["training-06a"]
    weights = {"clipping": 1.0, "loss-symptoms": 3.0, "gradient-norms": 2.0}
    rows = [replace(wrong(bank, question.id, name, f"not {name}"), weight=weight) for name, weight in weights.items()]
    text = written(question, rows, ())
    assert text.startswith("You said “not loss-symptoms”.") and "You said “not gradient-norms”." in text
    assert "not clipping" not in text and "One more point is wrong in your answer; see the list." in text
    assert "What is missing" not in text and "You covered everything" not in text


def test_one_correction_is_given_once(bank: Bank) -> None:
    question = bank["training-06a"]
    rows = [wrong(bank, question.id, "clipping", "never clip")]
    here = MisconceptionFinding("here", rows[0].evidence, "Clipping does help.")
    elsewhere = MisconceptionFinding("elsewhere", (Evidence("x", 50, 51),), "Look at it again.")
    text = written(question, rows, (here, elsewhere))
    assert text.startswith("You said “never clip”. In fact, clipping does help. ")
    assert text.count("lipping does help") == 1 and text.endswith(
        "One thing to correct: you said “x”. Look at it again."
    )


def test_a_bonus_that_was_said_wrongly_is_put_right_too(bank: Bank) -> None:
    question = bank["training-06a"]
    asked = item(bank, question.id, "clipping", "met", "clip it")
    bonus = replace(wrong(bank, question.id, "gradient-norms", "norms stay at one"), weight=0)
    text = written(question, [asked, bonus], ())
    assert text.startswith("You said “norms stay at one”.") and "goes beyond what was asked" not in text


def test_words_that_cost_two_points_are_quoted_once(bank: Bank) -> None:
    question = bank["training-01"]
    both = [wrong(bank, question.id, name, "ten examples prove nothing") for name in ("capacity", "bug-check")]
    text = written(question, both, ())
    assert text.count("ten examples prove nothing") == 1
    assert "reaching a low training error shows" in text and "is a check for bugs" in text


def quoting(claim: str, weight: float, quote: str, unsure: bool | None = None) -> CriterionVerdict:
    return CriterionVerdict(
        claim, f"Names {claim}", weight, "met", 0.9, (Evidence(quote, 0, len(quote)),), unsure=unsure
    )


def test_no_words_are_quoted_twice_in_one_feedback(bank: Bank) -> None:
    """One quote was given for a point and for a bonus in one breath."""
    question = bank["training-06a"]
    text = written(question, [quoting("a", 2, "I clip it"), quoting("b", 0, "I clip it")], ())
    assert text.count("clip it") == 1 and "You also named b, which is a bonus." in text
    part = written(question, [quoting("a", 2, "I clip it at one"), quoting("b", 0, "Clip it")], ())
    assert part.count("lip it") == 1 and "You also named b, which is a bonus." in part
    two = written(
        question, [quoting("a", 2, "it is so"), quoting("b", 0, "it is also"), quoting("c", 0, "it is also")], ()
    )
    assert "“it is so”" in two and two.count("“it is also”") == 1, "a part of a word is not the word"
    against = replace(quoting("w", 3, "I clip it"), verdict="not_met", contradicted=True)
    both = written(question, [against, quoting("a", 2, "I clip it"), quoting("b", 1, "norms grow")], ())
    assert both.count("clip it") == 1 and "“norms grow”" in both, "another point is praised"
    same = written(question, [against, quoting("a", 2, "I clip it")], ())
    assert same.count("clip it") == 1 and "You named a there, though." in same


def test_a_doubtful_point_is_not_praised_as_if_it_were_sure(bank: Bank) -> None:
    """“That's a point I was listening for” was shown next to "not sure" for the same words."""
    question = bank["training-06a"]
    doubtful, sure = quoting("a", 3, "maybe this", unsure=True), quoting("b", 1, "surely it grows")
    assert written(question, [doubtful, sure], ()).startswith("You said “surely it grows”: ")
    alone = written(question, [doubtful], ())
    assert alone.startswith("If I heard you right, “maybe this” makes one of the points")


def test_what_a_bonus_does_is_said_once_where_it_is_earned(bank: Bank) -> None:
    question = bank["training-06a"]
    text = written(question, [quoting("a", 2, "one"), quoting("b", 0, "two"), quoting("c", 0, "it is three")], ())
    assert text.count(BONUS_MEANS) == 1 and text.index("“it is three”") < text.index(BONUS_MEANS)
    assert BONUS_MEANS not in written(question, [quoting("a", 2, "one")], ())


def test_a_bonus_does_what_is_said_of_it() -> None:
    """It neither raises a score nor makes up for what is missing."""
    missing = CriterionVerdict("m", "Names it", 1, "not_met", 0.1)
    asked = (quoting("a", 2, "one"), missing)
    assert weighted_score((*asked, quoting("b", 0, "two"))) == weighted_score(asked)


def test_words_that_break_off_are_quoted_with_an_ellipsis(bank: Bank) -> None:
    met = [quoting("a", 2, "I clip it")]
    assert "“I clip it …”" in written(bank["training-06a"], met, (), answer="I clip it at one.")
    assert "“I clip it”" in written(bank["training-06a"], met, (), answer="I clip it. More.")


def test_praise_never_says_for_the_candidate_what_they_did_not_say(bank: Bank) -> None:
    """Told "related the two, for example that weight decay corresponds to MAP with a Gaussian prior" of a uniform one."""
    claim = "Relates the two, for example that weight decay corresponds to MAP with a Gaussian prior"
    quote = "L2 weight decay is the same as MAP with a uniform prior"
    for weight in (0, 1):
        made = CriterionVerdict("c", claim, weight, "met", 0.75, (Evidence(quote, 0, len(quote)),))
        text = written(bank["training-15"], [made], ())
        assert quote in text and "Gaussian" not in text


def test_what_is_missing_is_told_with_one_sentence_of_the_reference(bank: Bank) -> None:
    for question in bank.values():
        for criterion in question.criteria:
            missing = CriterionVerdict(criterion.id, criterion.claim, 1, "not_met", 0.01)
            _, _, quoted = written(question, [missing], ()).partition("From the reference answer: ")
            assert len(quoted.split()) <= 40, (question.id, criterion.id, quoted)


@pytest.mark.parametrize("scrap", ["return out, (x, h)", "Conv no trouble, dense trouble", "one half everywhere"])
def test_a_scrap_is_not_praised_but_the_point_in_the_rubrics_words(scrap: str, bank: Bank) -> None:
    claim = "Says that the discriminator ends at one half, such as by chance alone"
    item = replace(quoting("a", 2, scrap), claim=claim)
    text = written(bank["training-06a"], [item], ())
    assert scrap not in text and text.startswith("You made this point: the discriminator ends at one half.")
    bonus = written(bank["training-06a"], [replace(item, weight=0)], ())
    assert scrap not in bonus and "bonus: the discriminator ends at one half." in bonus
