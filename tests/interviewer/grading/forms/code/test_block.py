"""What is code in an answer, and what is prose."""

from __future__ import annotations

import pytest

from interviewer.grading.forms.code.block import code_of

CODE = "import numpy as np\n\ndef f(x):\n    return x"


@pytest.mark.parametrize(
    "answer",
    [
        CODE,
        f"```python\n{CODE}\n```",
        f"```\n{CODE}\n```",
        f"~~~py\n{CODE}\n~~~",
        f"```Python3\n{CODE}",  # never closed
        f"I would write:\n```python\n{CODE}\n```\nand that is all.",
        f"I would write:\n\n{CODE}\n",
        f"{CODE}\n\nThis gives x back, as it should.",
        "  ```python\n  def f(x):\n      return x\n  ```",
        "```python\n\tdef f(x):\n\t\treturn x\n```",
        "class Net:\n    pass",
    ],
)
def test_code_is_found(answer: str) -> None:
    block = code_of(answer)
    assert block is not None
    compile(block.source, "answer", "exec")


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "First a matrix product, then a ReLU.",
        "h = np.maximum(0, x @ W1 + b1); out = h @ W2 + b2",
        "```python\nh = np.maximum(0, x @ W1 + b1)\n```",
        '```json\n{"def f(x)": 1}\n```',
        "class imbalance is a problem: the rare class is hardly seen",
        "def f(x): a = x@W1+b1; h = np.maximum(a,0); return h@W2+b2. For backward, with dy given: dW2 = h.T@dy.",
        "def forward(x): return np.maximum(0, x @ W1 + b1) @ W2 + b2. I don't remember the backward pass.",
        "I'd say:\ndef f(x)\n  multiply x by the weights\n  and clip it",
        "def " * 4000,
        "(" * 9000,
    ],
)
def test_prose_is_no_code(answer: str) -> None:
    assert code_of(answer) is None


def test_blocks_are_joined_in_order_and_those_that_do_not_parse_are_left_out() -> None:
    one, two, bad = (
        "```python\ndef f(x):\n    return 1\n```",
        "```python\ndef f(x):\n    return 2\n```",
        "```python\ndef f(x:\n```",
    )
    joined = code_of(f"{one}\nno, wait\n{two}\n{bad}")
    assert joined is not None and joined.left_out == 1
    scope: dict[str, object] = {}
    exec(joined.source, scope)
    assert scope["f"](0) == 2  # type: ignore[operator]
    alone = code_of(bad)
    assert alone is not None and alone.left_out == 0 and "def f(x:" in alone.source


def test_an_explanation_is_a_few_words_around_the_code() -> None:
    plain, told = (
        code_of(f"Here:\n```\n{CODE}\n```"),
        code_of(f"The bias is shared, so its gradient is a sum.\n```\n{CODE}\n```"),
    )
    assert plain is not None and not plain.explained
    assert told is not None and told.explained


def test_a_block_that_is_called_a_mistake_is_not_run() -> None:
    one = "```python\ndef f(x):\n    return 1\n```"
    two = "```python\ndef f(x):\n    return 2\n```"
    for answer in (
        f"{one}\nA common mistake would be this:\n{two}",
        f"{two}\nThat is wrong.\n{one}",
        f"First try:\n{two}\n{one}",
    ):
        block = code_of(answer)
        assert block is not None and "return 1" in block.source and "return 2" not in block.source
    only = code_of(f"A common mistake:\n{two}")
    assert only is not None and "return 2" in only.source


@pytest.mark.parametrize(
    "between",
    [
        "This keeps z, because without it the backward pass would not work.",
        "It fails if the shapes do not match. Now backward:",
        "That is wrong where z is not kept, so here is backward:",
    ],
)
def test_a_block_that_alone_defines_a_function_is_run(between: str) -> None:
    forward, backward = (f"```python\ndef {name}(x):\n    return x\n```" for name in ("forward", "backward"))
    block = code_of(f"{forward}\n{between}\n{backward}")
    assert block is not None and block.dropped == 0
    assert "def forward" in block.source and "def backward" in block.source


def test_praise_of_the_last_version_does_not_bring_back_the_first() -> None:
    one, two = (f"```python\ndef f(x):\n    return {n}\n```" for n in (1, 2))
    block = code_of(f"{one}\nBetter:\n{two}\nThis keeps z, because without it the rest would not work.")
    assert block is not None and "return 2" in block.source and block.dropped == 0
    wrong = code_of(f"{two}\nThat is wrong.\n{one}")
    assert wrong is not None and wrong.dropped == 1 and wrong.left_out == 0


def test_what_only_a_notebook_or_a_shell_understands_is_left_out() -> None:
    notebook = code_of(f"```python\n%matplotlib inline\n!pip install x\n{CODE}\n```")
    assert notebook is not None and "# %matplotlib inline" in notebook.source and notebook.left_out == 0
    shell = code_of("```\n>>> def f(x):\n...     return x\n...\n>>> f(3)\n3\n```")
    assert shell is not None and shell.source.startswith("def f(x):\n    return x") and "\n3\n" not in shell.source
