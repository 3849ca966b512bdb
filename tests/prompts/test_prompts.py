from __future__ import annotations

import pytest

from prompts import PromptError, load_prompt


@pytest.mark.parametrize("name", ["witness", "probe", "clarify", "grade"])
def test_prompts_hold_to_their_variables(name: str) -> None:
    prompt = load_prompt(name)
    values = {variable: f"<{variable}> {{{{claim}}}}" for variable in prompt.variables}
    _, user = prompt.fill(**values)
    for variable in prompt.variables:
        assert f"<{variable}> {{{{claim}}}}" in user  # a value that looks like a variable is not filled again
    with pytest.raises(PromptError, match="missing"):
        prompt.fill()
    with pytest.raises(PromptError, match="unknown"):
        prompt.fill(**values, other="x")


def test_a_prompt_that_does_not_exist() -> None:
    with pytest.raises(PromptError, match="no prompt"):
        load_prompt("nothing")
