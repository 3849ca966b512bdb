"""The candidate's words quoted back: short and long ones, code, formulas, quotes within quotes."""

from __future__ import annotations

import pytest

from interviewer.grading.grade import CriterionVerdict, Evidence
from interviewer.grading.text.quotation import MAX_QUOTE_WORDS, first_quote, is_code, quoted, you_said


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("It keeps nothing.", "You said “It keeps nothing”."),
        ("  no \n gradient ;", "You said “no gradient”."),
        ("I **clip** <b>it</b>", "You said “I clip it”."),
        ("a “dead” unit", "You said “a ‘dead’ unit”."),
        ('a "dead" unit is fine', "You said “a ‘dead’ unit is fine”."),
        ('"it is dead"', "You said “it is dead”."),
        ("$a=b$ holds", "You said “$a=b$ holds”."),
        ("w = w + lr * g", "You wrote `w = w + lr * g`."),
        ("for x in xs:\n    total += f(x)", "You wrote `for x in xs: total += f(x)`."),
        ("`x = np.max(x)`", "You wrote `x = np.max(x)`."),
        ("Squared gives [6, 8].", "You said “Squared gives [6, 8]”."),
        ("X = f(a)[0].", "You wrote `X = f(a)[0].`."),
        ("4", "You said “4”."),
        ("Why would it?", "You said “Why would it?”."),
    ],
)
def test_words_are_taken_up_as_they_were_said(quote: str, shown: str) -> None:
    assert you_said(quote) == shown


def test_a_long_quote_is_cut_and_says_so() -> None:
    long = " ".join(f"word{n}" for n in range(40))
    assert quoted(long) == f"“{' '.join(f'word{n}' for n in range(MAX_QUOTE_WORDS))} …”"
    assert quoted(long, words=40) == f"“{long}”"


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        (
            f"the loss of the net grows with every layer, and {'then ' * 12}",
            "“the loss of the net grows with every layer …”",
        ),
        (f"early, the loss grows with depth {'because ' + 'it ' * 20}", "“early, the loss grows with depth …”"),
        (f"one two three. {'four ' * 30}", f"“one two three. {'four ' * 15}…”"),
        (
            "one two three four five six seven eight nine ten eleven twelve. And, if the others do, then it is not the same, no",
            "“one two three four five six seven eight nine ten eleven twelve. …”",
        ),
        (
            f"the gradient of the loss gets smaller with each layer and if the others {'do ' * 20}",
            "“the gradient of the loss gets smaller with each layer …”",
        ),
    ],
)
def test_a_cut_falls_where_a_clause_ends_if_one_does(quote: str, shown: str) -> None:
    cut = quoted(quote, words=12 if "early" in quote else MAX_QUOTE_WORDS)
    assert cut == shown


def test_words_that_break_off_in_a_sentence_end_in_an_ellipsis() -> None:
    def of(answer: str, quote: str) -> str:
        start = answer.index(quote)
        return first_quote(
            CriterionVerdict("c", "c", 1, "met", 0.9, (Evidence(quote, start, start + len(quote)),)), answer
        )

    assert of("First overfit a batch, then go on.", "First overfit a batch") == "First overfit a batch …"
    assert of("First overfit, then go on.", "First overfit,") == "First overfit …"
    assert of("First overfit. Then go on.", "First overfit") == "First overfit"
    assert of("First overfit. Then go on.", "First overfit.") == "First overfit."
    assert of('He said "overfit". Then go on.', 'He said "overfit".') == 'He said "overfit".'
    assert of("- overfit\n- go on", "overfit") == "overfit" and of("I **overfit**.", "overfit") == "overfit"
    assert of("overfit", "overfit") == "overfit" and quoted("overfit …") == "“overfit …”"


def test_no_formula_and_no_code_is_cut_in_two() -> None:
    assert quoted("it is $a + b + c$ then", words=4) == "“it is …”"
    assert quoted("it is `a b c` then", words=3) == "“it is a …”", "its marks are gone before"
    assert quoted("$a + b + c + d$", words=3) == "“$a + b + c + d$”"


@pytest.mark.parametrize("prose", ["I set lr = 0.1 and train", "the loss (and the gradient) explodes", "$x = 3$", "no"])
def test_prose_with_signs_is_no_code(prose: str) -> None:
    assert not is_code(prose)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Hmm, okay so, the gradient shrinks.", "the gradient shrinks"),
        ("um so the mask hides the future", "the mask hides the future"),
        ("Right, um, well, it halves the width", "it halves the width"),
        ("Sorry, other way round: the decoder is masked", "the decoder is masked"),
        ("Good question, it is the bias", "it is the bias"),
        ("So the bias goes up", "So the bias goes up"),
        ("Erm... no, it stays", "no, it stays"),
        ("Right singular vectors span it", "Right singular vectors span it"),
        ("Now the error grows", "Now the error grows"),
        ("okay so, 64", "okay so, 64"),
    ],
)
def test_what_the_interviewer_quotes_begins_with_the_subject(said: str, shown: str) -> None:
    assert quoted(said) == f"“{shown}”" and you_said(said) == f"You said “{shown}”."
