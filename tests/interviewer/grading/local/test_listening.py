"""Which statements of an answer are read against which claim."""

from __future__ import annotations

import numpy as np
import pytest

from interviewer.grading.local.heard import Heard
from interviewer.grading.local.listening import LAST, READ_OF_A_BELIEF, READ_OF_A_CLAIM, Listener
from interviewer.grading.local.passage import TOGETHER
from interviewer.grading.local.reading import CONTRADICTS, SAYS, SILENCE
from interviewer.grading.local.relation import TAKEN_BACK, Relation
from interviewer.grading.text.evidence import Segment
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.grading.local.stand_in import question
from tests.stand_ins import RuleReader

IDLE = "My favourite dish is soup with noodles."
CLIPS = "Whenever they get large I clip their norm to one."


@pytest.fixture
def reader() -> RuleReader:
    return RuleReader(("clipped", "clip", "says"))


@pytest.fixture
def listener(words: CachedEmbedder, reader: RuleReader) -> Listener:
    return Listener(words, reader)


def said(heard: Heard) -> list[str]:
    return [heard.in_written(item.place).of(heard.plain.written) for item in heard.statements]


def test_an_answer_is_heard_statement_by_statement(listener: Listener) -> None:
    heard = listener.hear(question(), f"{IDLE} {CLIPS}")
    assert said(heard) == [IDLE, CLIPS]
    assert heard.vectors.shape == (2, 256)


def test_echoes_of_the_question_are_dropped(listener: Listener) -> None:
    asked = question().question
    assert said(listener.hear(question(), f"{asked} {CLIPS}")) == [CLIPS]
    two = question(question="Think of a deep network. What helps against exploding gradients?")
    assert said(listener.hear(two, f"What helps against exploding gradients? {CLIPS}")) == [CLIPS], "a part of it, too"


def test_copies_of_the_rubric_and_of_the_reference_are_dropped(listener: Listener) -> None:
    copied = f"- {question().criteria[0].claim}\n- {question().criteria[1].claim}\n{question().reference}"
    assert said(listener.hear(question(), copied)) == []
    assert said(listener.hear(question(), f"{CLIPS}\n{copied}")) == [CLIPS]


def test_repetitions_are_heard_once(listener: Listener) -> None:
    assert said(listener.hear(question(), f"{CLIPS} {IDLE} {CLIPS}")) == [IDLE, CLIPS]


@pytest.mark.parametrize("text", ["", "?!", "…", "- \n- "])
def test_nothing_is_heard_where_nothing_is_said(listener: Listener, text: str, reader: RuleReader) -> None:
    heard = listener.hear(question(), text)
    assert heard.statements == () and heard.since(0) == 0
    (found,) = listener.read(heard, heard.claims.points["clipping"])
    assert found.statements == () and found.log_probabilities.shape == (0, 4) and reader.calls == 0
    assert listener.read_last(question(), heard).statements == ()


def test_at_most_so_many_statements_are_read_and_they_are_the_nearest_in_order(
    listener: Listener, reader: RuleReader
) -> None:
    idle = [f"Number {n} of what I cooked was soup with noodles {n}." for n in range(3 * READ_OF_A_CLAIM)]
    heard = listener.hear(question(), " ".join([*idle[:20], CLIPS, *idle[20:]]))
    assert len(heard.statements) == 3 * READ_OF_A_CLAIM + 1
    (found,) = listener.read(heard, heard.claims.points["clipping"])
    *one_by_one, (_, followed), (_, passage) = reader.pairs
    assert len(one_by_one) == len(found.statements) == READ_OF_A_CLAIM
    assert followed.startswith(CLIPS) and idle[20] in followed, "what says it is read with what comes next"
    assert CLIPS in passage, "what speaks of the claim is read once more, together"
    places = [item.place.start for item in found.statements]
    assert places == sorted(places) and found.said == len(heard.statements)
    assert heard.in_written(found.place(found.best)).of(heard.plain.written) == CLIPS
    assert found.probabilities(SAYS).max() == pytest.approx(0.97)


def test_a_passage_holds_what_speaks_of_the_claim_in_the_order_in_which_it_was_said(
    words: CachedEmbedder,
) -> None:
    reader = RuleReader(("clipped", "mark", "says"))
    listener = Listener(words, reader)
    speaks = [f"Gradients get mark {n} when I limit their norm." for n in range(TOGETHER - 2)]
    heard = listener.hear(question(), " ".join([speaks[0], IDLE, *speaks[1:], CLIPS]))
    (found,) = listener.read(heard, heard.claims.points["clipping"])
    *_, (_, together) = reader.pairs
    others = [item.own for item in heard.statements if item.own not in speaks]
    assert found.together[SAYS] == pytest.approx(np.log(0.97))
    places = [together.index(text) for text in speaks]
    assert places == sorted(places)
    # what is as silent as the rest fills it up, in its place
    assert together == " ".join(item.own for item in heard.statements) and len(others) == 2


def test_a_passage_holds_the_least_silent_and_no_more_than_so_many(words: CachedEmbedder) -> None:
    reader = RuleReader(("clipped", "mark", "says"))
    listener = Listener(words, reader)
    marks = [f"Gradients get mark {n} when I limit their norm." for n in range(TOGETHER)]
    plain = [f"I clip the gradient norm in layer {n} of them." for n in range(READ_OF_A_CLAIM - TOGETHER)]
    heard = listener.hear(question(), " ".join([*plain[:2], *marks, *plain[2:]]))
    (found,) = listener.read(heard, heard.claims.points["clipping"])
    *_, (_, together) = reader.pairs
    assert len(found.statements) == READ_OF_A_CLAIM and together == " ".join(marks)


def test_what_a_statement_leans_on_is_not_doubled_in_a_passage(listener: Listener, reader: RuleReader) -> None:
    heard = listener.hear(question(), f"{CLIPS} It keeps the gradient norm small.")
    assert heard.statements[1].text == f"{CLIPS} It keeps the gradient norm small.", "read alone it has its context"
    listener.read(heard, heard.claims.points["clipping"])
    assert reader.pairs[-1][1] == f"{CLIPS} It keeps the gradient norm small."


def test_what_the_next_sentence_undoes_is_not_said(words: CachedEmbedder) -> None:
    reader = RuleReader(("clipped", "rubbish", "silent"), ("clipped", "clip", "says"))
    listener = Listener(words, reader)
    answer = f"{CLIPS} I have been told for years that this would be rubbish. Soup with noodles is my dish."
    for prepared in (False, True):
        if prepared:
            listener.prepare([(question(), answer)])
        heard = listener.hear(question(), answer)
        (found,) = listener.read(heard, heard.claims.points["clipping"])
        assert found.probabilities(SAYS).max() < 0.1
    alone = listener.hear(question(), f"I've been told that this would be rubbish. {CLIPS}")
    (found,) = listener.read(alone, alone.claims.points["clipping"])
    assert found.probabilities(SAYS).max() > 0.9, "what comes before it does not undo it"


def test_a_statement_is_nearer_to_its_own_point_than_to_the_others(listener: Listener) -> None:
    heard = listener.hear(question(), "I clip the gradient norm. The loss turns NaN.")
    clipping, symptom = listener.read(heard, [heard.claims.points[name][0] for name in ("clipping", "symptom")])
    assert clipping.closeness is not None and symptom.closeness is not None
    assert clipping.closeness.shape == (2,)
    assert clipping.closeness[0] > clipping.closeness[1] and symptom.closeness[1] > symptom.closeness[0]


def test_a_belief_is_not_read_as_a_passage(listener: Listener, reader: RuleReader) -> None:
    heard = listener.hear(question(), " ".join(f"With ReLU gradients cannot explode in layer {n}." for n in range(2)))
    (found,) = listener.read(heard, heard.claims.beliefs)
    assert len(found.statements) == 2
    assert [text for _, text in reader.pairs] == [item.text for item in heard.statements]
    assert np.array_equal(found.together, found.log_probabilities[0])


def test_a_single_statement_is_not_read_twice(listener: Listener, reader: RuleReader) -> None:
    heard = listener.hear(question(), CLIPS)
    (found,) = listener.read(heard, heard.claims.points["clipping"])
    assert [text for _, text in reader.pairs] == [CLIPS] and reader.calls == 1
    assert np.array_equal(found.together, found.log_probabilities[0])


def test_together_nothing_is_silent(listener: Listener) -> None:
    heard = listener.hear(question(), "")
    (found,) = listener.read(heard, heard.claims.points["clipping"])
    assert np.array_equal(found.together, SILENCE)


def test_each_claim_has_the_passage_of_its_own(words: CachedEmbedder) -> None:
    reader = RuleReader(("clipped", "clip", "says"), ("symptom", "nan", "contradicts"))
    listener = Listener(words, reader)
    heard = listener.hear(question(), f"{CLIPS} The loss never turns NaN because of that.")
    claims = [*heard.claims.beliefs, *heard.claims.points["symptom"], *heard.claims.points["clipping"]]
    belief, symptom, clipping = listener.read(heard, claims)
    assert belief.statements == () and np.array_equal(belief.together, SILENCE)
    assert int(symptom.together.argmax()) == CONTRADICTS and int(clipping.together.argmax()) == SAYS


def test_of_a_belief_fewer_are_read_and_only_what_speaks_of_it(listener: Listener, reader: RuleReader) -> None:
    about = [f"With ReLU gradients cannot explode in layer {n}." for n in range(5)]
    heard = listener.hear(question(), " ".join([IDLE, *about]))
    (found,) = listener.read(heard, heard.claims.beliefs)
    assert len(found.statements) == len(reader.pairs) == READ_OF_A_BELIEF
    assert IDLE not in {item.text for item in found.statements}
    far = listener.hear(question(), IDLE)
    assert listener.read(far, far.claims.beliefs)[0].statements == ()


def test_the_last_statements_are_read_for_whether_they_take_it_back(listener: Listener, reader: RuleReader) -> None:
    heard = listener.hear(question(), f"{IDLE} {CLIPS} Forget all of that please.")
    last = listener.read_last(question(), heard)
    assert len(last.statements) == LAST and last.said == 3
    assert all(claim == f"Exploding gradients: {TAKEN_BACK}." for claim, _ in reader.pairs)


def test_what_was_prepared_is_read_as_one_by_one(words: CachedEmbedder) -> None:
    rows = [
        (question(), f"{IDLE} {CLIPS} It also says with ReLU gradients cannot explode."),
        (question(), ""),
        (question(id="own-02", title="Another"), f"{CLIPS} {IDLE}"),
        (question(), question().question),
    ]
    ahead = RuleReader(("clipped", "clip", "says"))
    singly, together = Listener(words, RuleReader(*ahead.rules)), Listener(words, ahead)
    together.prepare(rows)
    assert ahead.calls == 2, "one call for all statements, and one for all passages"
    for asked, answer in rows:
        one, other = singly.hear(asked, answer), together.hear(asked, answer)
        assert one.statements == other.statements and np.array_equal(one.vectors, other.vectors)
        claims = [*one.claims.points["clipping"], *one.claims.points["symptom"], *one.claims.beliefs]
        same = [*other.claims.points["clipping"], *other.claims.points["symptom"], *other.claims.beliefs]
        for a, b in zip(singly.read(one, claims), together.read(other, same), strict=True):
            assert a.statements == b.statements and np.allclose(a.log_probabilities, b.log_probabilities)
            assert np.allclose(a.together, b.together)
        last = [each.read_last(asked, heard) for each, heard in ((singly, one), (together, other))]
        assert np.allclose(last[0].log_probabilities, last[1].log_probabilities)
    assert ahead.calls == 2, "nothing is read again"


def test_what_was_prepared_for_another_question_is_not_used(words: CachedEmbedder, reader: RuleReader) -> None:
    listener = Listener(words, reader)
    listener.prepare([(question(), CLIPS)])
    changed = question(criteria=question().criteria[:1])
    assert list(listener.hear(changed, CLIPS).claims.points) == ["clipping"]
    listener.prepare([])
    assert listener.hear(question(), CLIPS).statements


def test_learning_embeds_what_answers_are_compared_with(words: CachedEmbedder, listener: Listener) -> None:
    listener.learn([question()])
    before = words._inner.calls  # type: ignore[attr-defined]
    heard = listener.hear(question(), CLIPS)
    assert words._inner.calls - before == len(heard.statements) == 1  # type: ignore[attr-defined]


def test_places_lead_through_markup_to_what_was_written(listener: Listener) -> None:
    written = f"## Notes\n\n- **Whenever** they get large I *clip* their norm.\n- <b>{IDLE}</b>"
    heard = listener.hear(question(), written)
    spans = [heard.in_written(item.place) for item in heard.statements]
    found = [place.of(written) for place in spans]
    assert any("*clip* their norm." in text for text in found) and any(IDLE in text for text in found)
    assert all(isinstance(place, Segment) and 0 <= place.start < place.end <= len(written) for place in spans)


def test_since_is_the_first_statement_of_the_reply_through_markup(listener: Listener) -> None:
    first = f"**{IDLE}**"
    heard = listener.hear(question(), f"{first}\n\n- {CLIPS}")
    assert heard.since(len(first)) == 1 and heard.since(0) == 0
    assert heard.since(len(heard.plain.written)) == len(heard.statements)


def test_slips_of_the_keyboard_are_read_corrected_and_quoted_as_they_are(listener: Listener) -> None:
    written = "The gardients are cut to some length."
    heard = listener.hear(question(), written)
    assert said(heard) == [written]
    assert "gradients" in heard.statements[0].text


def test_an_answer_that_is_being_written_is_read_up_to_its_last_statement(
    listener: Listener, reader: RuleReader
) -> None:
    assert listener.read_ahead(question(), f"{IDLE} {CLIPS} The los", most=100) is False
    read = {statement for _, statement in reader.pairs}
    assert any(CLIPS in text for text in read) and not any("The los" in text for text in read)
    before = len(reader.pairs)
    heard = listener.hear(question(), f"{IDLE} {CLIPS} The loss turns NaN.")
    listener.read(heard, [part for parts in heard.claims.points.values() for part in parts])
    again = [pair for pair in reader.pairs[before:] if pair in reader.pairs[:before]]
    assert not again, "nothing is read twice"


def test_it_is_read_a_part_at_a_time(listener: Listener, reader: RuleReader) -> None:
    rounds = 1
    while listener.read_ahead(question(), f"{IDLE} {CLIPS} The loss turns NaN. And", most=2):
        rounds += 1
        assert len(reader.pairs) <= 2 * rounds
    whole = len(reader.pairs)
    assert rounds == (whole + 1) // 2 > 1
    assert not listener.read_ahead(question(), f"{IDLE} {CLIPS} The loss turns NaN. And", most=2)
    assert len(reader.pairs) == whole, "all of it was read"


@pytest.mark.parametrize("text", ["", " ", "?!", CLIPS, "\x00\x00", "- \n- "])
def test_nothing_is_read_of_less_than_two_statements(listener: Listener, reader: RuleReader, text: str) -> None:
    assert listener.read_ahead(question(), text, most=5) is False
    assert reader.pairs == []


def test_what_seems_to_make_a_point_is_held_against_the_bank_ahead(words: CachedEmbedder) -> None:
    def read(*rules: tuple[str, str, Relation]) -> set[str]:
        reader = RuleReader(*rules)
        ahead = Listener(words, reader)  # type: ignore[arg-type]
        while ahead.read_ahead(question(), f"{IDLE} {CLIPS} The loss turns NaN.", most=3):
            pass
        return {claim for claim, _ in reader.pairs if "Right:" not in claim and "Wrong:" not in claim}

    shown = "Exploding gradients: clipping makes gradients larger."
    assert shown in read(("gradients are clipped", "clip", "says"))
    assert shown not in read(), "only what may earn something"
