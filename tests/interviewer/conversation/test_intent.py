"""What candidates say to the interviewer is no answer, and what they say about the subject is none of that."""

from __future__ import annotations

import pytest

from evals.labelled.gold import gold_answers
from interviewer.conversation.intent import Intent, read_intent
from interviewer.grading.silence import says_nothing
from knowledge.schema import Bank

SAID: dict[Intent, tuple[str, ...]] = {
    "repeat": (
        "can you remind me of the question?",
        "could you repeat the question please",
        "sorry, what was the question again?",
        "can you say that again",
        "please repeat",
        "what did you ask?",
        "can you read the question again",
        "could you state the question once more?",
        "I forgot the question",
        "I lost the question, could you repeat it?",
        "the question again please",
        "would you mind repeating the question?",
        "remind me what the question was",
        "tell me the question again",
        "I missed that, say it again?",
        "sorry, could you repeat that one more time?",
        "come again?",
        "What's the question?",
    ),
    "hint": (
        "could you give me a clue?",
        "can I have a hint?",
        "I don't know about that. could you give me a clue?",
        "a small hint please",
        "hint please!",
        "I need some help here",
        "I'm stuck",
        "i'm stuck, can you help me?",
        "can you point me in the right direction?",
        "give me a nudge",
        "any tips?",
        "I have no idea, give me a hint",
        "could I get another hint",
        "is there a hint?",
        "do you have a hint for me?",
        "I would like a hint",
        "show me the next hint",
        "can you help me out here",
        "Maybe a hint?",
        "a hint would be nice",
    ),
    "skip": (
        "skip",
        "pass",
        "I pass",
        "I'll pass on this one",
        "let's skip this",
        "can we skip this question?",
        "I want to skip this one",
        "let's move on",
        "next question please",
        "move on to the next question",
        "I give up",
        "I'd rather skip it",
        "can we go to the next question?",
        "I don't know, let's move on",
        "no idea, skip",
        "I can't answer this one, next question",
        "please skip this question",
        "I don't want to answer this",
    ),
    "end": (
        "let's stop here",
        "I want to stop the interview",
        "end the interview",
        "can we end the interview here?",
        "I have to go",
        "I need to stop now",
        "that's enough for today",
        "let's wrap up",
        "let's end it here",
        "please end the session",
        "I'd like to finish here",
        "stop the interview please",
        "let's call it a day",
    ),
    "reveal": (
        "just tell me the answer",
        "what is the correct answer?",
        "tell me the solution",
        "I give up, what is the answer?",
        "can you show me the answer?",
        "could you just tell me the answer please",
        "please give me the right answer",
        "what would be the correct answer?",
        "what should I have said?",
        "I want to see the reference answer",
    ),
    "clarify": (
        "what do you mean by that?",
        'what do you mean by "stable"?',
        "can you rephrase the question?",
        "could you explain the question?",
        "I don't understand the question",
        "I don't understand, can you rephrase?",
        "do you mean at training time or at inference?",
        "can I assume that the data is labelled?",
        "are we talking about images here?",
        "is this about classification?",
        "could you be more specific?",
        "can you explain what you mean by tying?",
        "what exactly are you asking?",
        "not sure I understand the question",
        "should I write the formula or just explain it?",
        "how detailed should I be?",
        "can you give me an example of what you mean?",
    ),
    "later": (
        "can we come back to this later?",
        "I'd like to come back to this one",
        "let's do this one later",
        "let me come back to that at the end",
        "can I answer this later?",
        "let's return to it later",
        "set this one aside please",
    ),
    "change": (
        "can I change my answer?",
        "I want to change my answer",
        "let me start over",
        "scratch that",
        "can I revise my answer",
        "let me correct myself",
        "I take that back",
        "let me rephrase my answer",
    ),
    "wait": (
        "give me a second",
        "one moment please",
        "let me think",
        "hmm, let me think about it for a moment",
        "hold on",
        "wait a second",
        "I need a moment to think",
        "give me a minute please",
        "just a sec",
    ),
    "done": (
        "done",
        "I'm done",
        "that's all",
        "that's my final answer",
        "that's it",
        "that is all I know",
        "nothing else to add",
        "nothing more to add",
        "I have nothing to add",
        "that's everything",
    ),
    "small_talk": (
        "hello",
        "thanks!",
        "are you a real person?",
        "how are you?",
        "who are you?",
        "sounds good",
        "good question",
        "cool, thanks",
        "can you hear me?",
        "okay",
        "what's your name?",
        "that's a hard question",
    ),
    "time": (
        "how much time is left?",
        "how much time do we have left?",
        "how many minutes left",
        "sorry, how long do I have?",
        "how many more questions?",
        "what time is it?",
    ),
    "verdict": (
        "was that correct?",
        "is that right?",
        "am I on the right track?",
        "how did I do?",
        "was my answer ok?",
        "what's my score?",
    ),
    "answer": (
        "how long the sequence is matters for the gradient",
        "the right track of the residual stream",
        "I don't know",
        "no idea",
        "not sure",
        "I think so, because the gradient vanishes",
        "You skip the connection so that the gradient flows",
        "next you normalise the activations",
        "The answer is that dropout averages many networks",
        "repeat the forward pass with dropout on and average",
        "stop training when the validation loss rises",
        "can you just use a smaller learning rate?",
        "It means that the loss is flat",
        "hold out a validation set",
        "pass it through a softmax",
        "the forward pass",
        "wait until the loss stops falling, then lower the learning rate",
        "help the gradient flow",
        "what matters is the scale of the inputs",
        "end-to-end training",
        "you can change the batch size",
        "let me think... you could use a larger batch, since the noise falls with its size",
        "Is it because the variance grows?",
        "maybe overfitting?",
        "clip the gradient",
        "early stopping",
        "no",
        "skip connections",
        "a hint of noise helps generalisation",
        "finish with a linear layer",
        "that's it: the bias of the estimator is zero",
        "continue training from the checkpoint with a lower rate",
        "move on to the next token with probability p",
        "the question is whether the classes are balanced",
        "I give the model more capacity",
        "tell the model which tokens to ignore with a mask",
    ),
}
NEXT = {"next question please"}
"""In the middle of a question this is neither: the candidate is told that skipping is possible."""


@pytest.mark.parametrize(("intent", "text"), [(intent, text) for intent, texts in SAID.items() for text in texts])
def test_a_message_is_read_as_what_it_is(intent: Intent, text: str) -> None:
    wanted = {"next"} if text in NEXT else {intent}
    for written in (text, text.upper(), f"  {text} "):
        assert read_intent(written) in wanted


def test_no_answer_and_no_paraphrase_of_a_point_is_taken_for_a_command(bank: Bank) -> None:
    answers = [a.answer for a in gold_answers(bank) if any(char.isalnum() for char in a.answer)]
    points = [text for q in bank.values() for c in q.criteria for text in (c.claim, *c.satisfied_by)]
    assert len(answers) > 900 and len(points) > 2000
    taken = [text for text in (*answers, *points) if read_intent(text) != "answer"]
    assert not [text for text in taken if text not in {"yep", "yes"}]
    assert not [text for text in points if says_nothing(text)]


@pytest.mark.parametrize(
    "text",
    ["I don't know about that", "no clue at all", "never heard of it", "i have no idea, sorry", "not sure", "..."],
)
def test_what_says_nothing_is_heard_as_that(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["I don't know how it converges", "nothing changes", "no idea but dropout helps"])
def test_what_says_something_is_not(text: str) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize(
    "text", ["can you " * 15, "i don't know, " * 15, "please " * 29 + "x", "a " * 30, "i want " * 15]
)
def test_a_long_run_of_polite_words_is_read_at_once(text: str) -> None:
    assert read_intent(text) in {"answer", "small_talk", "wait"}


def test_words_about_the_subject_are_no_words_to_the_interviewer() -> None:
    for text in (
        "Later layers learn more abstract features",
        "Note that the loss is convex here",
        "I would change my answer distribution by label smoothing",
        "Done right, batch norm speeds up training",
        "Thinking about loudness, the spectrogram helps",
        "Scratch training needs more data than fine-tuning",
    ):
        assert read_intent(text) == "answer", text
    assert [read_intent(t) for t in ("that's my answer.", "/later", "thinking aloud...", "note to self: x")] == [
        "done",
        "later",
        "aloud",
        "note",
    ]
