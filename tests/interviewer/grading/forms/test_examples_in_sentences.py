"""A sentence with "e.g." or "i.e." in it is read as a whole."""

from __future__ import annotations

from interviewer.grading.forms.code.block import code_of
from interviewer.grading.forms.code.script import script_of
from interviewer.grading.forms.formulas.derivations import Derivations
from interviewer.grading.forms.numbers.figures import false_rates, false_sizes
from interviewer.grading.forms.trees.sentences import sentences_of
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import findings_of
from tests.interviewer.grading.forms.networks.gates import verdicts

NETWORK = "h1 = relu(x1+x2), h2 = relu(x1+x2-1), y = h1 - 2*h2."


def test_code_after_an_example_of_a_mistake_is_not_run() -> None:
    right, wrong = "```python\ndef f(x):\n    return 1\n```", "```python\ndef f(x):\n    return 2\n```"
    block = code_of(f"{right}\nA common mistake, e.g. this one:\n{wrong}")
    assert block is not None and block.source == "def f(x):\n    return 1\n"


def test_lines_after_an_example_of_a_mistake_are_not_run() -> None:
    script = script_of("```python\na = b @ c\n```\nA common mistake, e.g. this:\n```python\na = c @ b\n```")
    assert script is not None and script.source == "a = b @ c\n"


def test_an_example_in_other_words_is_about_the_same_function(bank: Bank) -> None:
    answer = "Take w = (3, 4). Squared: 9 + 16 = 25, gradient (6, 8), i.e. 2w. Not squared: sqrt(25) = 5."
    assert findings_of(Derivations(), bank, "training-15", answer)["simple-gradient"].verdict == "met"


def test_a_change_in_the_end_may_be_an_example(bank: Bank) -> None:
    assert verdicts(bank, NETWORK)["weights"] == "met"
    assert verdicts(bank, f"{NETWORK} Actually, e.g. the bias should be 0.") == {}


def test_a_size_may_come_after_an_abbreviation() -> None:
    said = "An input of 10 with a filter of 3, no padding and stride 1, e.g. the output is 9."
    assert "the output is 8 wide" in "".join(false_sizes(said))


def test_a_rate_may_come_after_an_abbreviation() -> None:
    assert false_rates("At 2 bits per character and 5 characters per word, i.e. 8 bits per word.")


def test_an_example_of_what_is_supposed_is_supposed() -> None:
    said = "Suppose the leaf were smaller, e.g. the leaf is 3. The root is 5."
    assert list(sentences_of(said)) == ["The root is 5."]
