"""A message that objects is told from an answer, and what it says of the subject is kept."""

from __future__ import annotations

import pytest

from interviewer.conversation.understanding.objection import Objection, read_objection


@pytest.mark.parametrize(
    "text",
    [
        "Why is the first point still open?",
        "what's still missing on the second point?",
        "What am I missing?",
        "Before that: why did I lose that point about the small batch?",
        "how come the last one is red",
        "What words did you hear for that point?",
        "Why do you think I said the opposite?",
        "how did I say the opposite there?",
        "Why is that still open?",
        "So why isn't that enough?",
        "Why does this not count, I gave it in my first answer?",
        "How come it's still not met?",
        "I don't understand why that point is still open.",
        "Can you tell me what is missing on this point?",
        "Is that one still open?",
        "What do you still want to hear?",
        "Which part is still missing?",
        "Why did I not get it?",
        "Why do you keep that open?",
    ],
)
def test_a_why_asks_and_says_nothing(text: str) -> None:
    assert read_objection(text) == Objection("why")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Why is the first point still open? Segmentation needs it for every pixel.",
            "Segmentation needs it for every pixel.",
        ),
        ("I told you three times that only the distance matters.", "only the distance matters."),
        ("I've been saying all along that the mean is noisy.", "the mean is noisy."),
        ("I keep telling you that the rows sum to one.", "the rows sum to one."),
        ("I already said that: batch norm down each column.", "batch norm down each column."),
        ("No, I said the gradient vanishes", "the gradient vanishes"),
        ("I disagree about the second point: bilinear has no weights.", "bilinear has no weights."),
        ("I took that back in the very next sentence. I disagree about the second point.", ""),
        ("That's not what I said.", ""),
        ("That is not what I meant", ""),
        ("But I did say that!", ""),
        ("I never said it learns weights.", ""),
        ("You misread me. The gradient is 2w.", "The gradient is 2w."),
        ("I disagree.", ""),
        ("point 1: I said for big kernels you win", "for big kernels you win"),
        ("As for the fourth point, I did say that: the numerics get worse.", "the numerics get worse."),
        ("I already gave you the condition, Q of its action is largest.", "the condition, Q of its action is largest."),
        ("I just gave two examples: bottlenecks and heads", "two examples: bottlenecks and heads"),
        ("This is exactly what I said.", ""),
        ("I named nearest neighbour already.", "nearest neighbour already."),
    ],
)
def test_an_objection_keeps_what_it_says_of_the_subject(text: str, words: str) -> None:
    assert read_objection(text) == Objection("look", words)


@pytest.mark.parametrize(
    "text",
    [
        "Why is batch norm bad at small batches? Because the statistics are noisy.",
        "Why do we lose points in the cloud? Because of sampling.",
        "The question is why the gradient is lost: it is multiplied by small numbers.",
        "I said earlier that it grows, but it shrinks.",
        "As I said, the mean is taken over the batch.",
        "I would say that it converges.",
        "This is what I meant by momentum: a running mean.",
        "Hmm, then I was wrong about small batches: they break.",
        "It grows. No wait, I take that back: it shrinks.",
        "What is wrong with the gradient here is that it explodes.",
        "It didn't converge, so I lowered the rate.",
        "Why does the gradient have the opposite sign? Because we go down.",
        "Why would anyone say the opposite? Because momentum overshoots.",
        "Why it is still open is a matter of debate, but it seems to smooth the loss.",
        "Why is this question still open? Because nobody has a proof.",
        "Why isn't that enough? Because the gradient vanishes there.",
        "How is that enough? The filters are shared.",
        "Why is it not met in practice? The data are not independent.",
        "Is that point a minimum? No, a saddle.",
        "I told the optimiser to stop at the first minimum.",
        "How it is met: by clipping.",
        "What the model still needs is a mask.",
        "",
    ],
)
def test_an_answer_is_no_objection(text: str) -> None:
    assert read_objection(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "I just told you why, no?",
        "But I did say so earlier, didn't I?",
        "I already explained that, right?",
        "I did say why, twice even.",
        "I literally told you how already, come on",
        "I just said it, isn't that enough?",
        "I already gave the reasons in my first message!",
    ],
)
def test_what_only_insists_says_nothing_of_the_subject(text: str) -> None:
    assert read_objection(text) == Objection("look")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I said it goes down, no?", "it goes down, no?"),
        ("I already said that: it is 2.", "it is 2."),
        ("I just told you why it shrinks", "why it shrinks"),
    ],
)
def test_few_words_of_the_subject_are_kept(text: str, words: str) -> None:
    assert read_objection(text) == Objection("look", words)


@pytest.mark.parametrize(
    "text",
    [
        "Why is that point still open? I told you three times that only the distance matters.",
        "I explained it twice: only the distance matters. Why isn't that enough?",
        "Why is the first point still open? I said you need it for segmentation.",
        "What is still missing? I keep saying that the mean is noisy.",
        "How many times do I have to tell you that only the distance matters?",
        "This is the third time I'm saying it. Why is that one open?",
    ],
)
def test_what_was_said_before_is_no_new_claim_beside_a_question_about_a_point(text: str) -> None:
    assert read_objection(text) == Objection("look")
