"""Code that modifies its arguments: this is reported, and costs a point if it makes a result wrong."""

from __future__ import annotations

import pytest

from knowledge.schema import Bank
from tests.interviewer.grading.forms.code.programs import code_verdicts, report_of
from tests.interviewer.grading.forms.code.test_hidden_tests import DROPOUT, NETWORK
from tests.interviewer.grading.forms.walls import needs_walls

pytestmark = needs_walls
IN_PLACE = {
    "dropout": ("training-03b", DROPOUT, ("return x * mask, mask", "x *= mask\n    return x, mask"), ("return dout * mask", "dout *= mask\n    return dout")),
    "prediction": ("training-03b", DROPOUT.replace(" / (1 - p)", ""), ("return x, None", "x *= 1 - p\n        return x, None")),
    "by an index": (
        "training-03b", DROPOUT.replace(" / (1 - p)", "").replace("return x, None", "return x * (1 - p), None"),
        ("return x * mask, mask", "x[mask == 0] = 0\n    return x, mask"),
    ),
    "what arrives": ("training-03a", NETWORK, ("    return x.T @ dz1", "    dout *= 0\n    return x.T @ dz1")),
    "a step in backward": (
        "training-03a", NETWORK.replace("(dout, cache)", "(dout, cache, W1)"),
        ("    return x.T @ dz1", "    W1 -= 0.1 * x.T @ dz1\n    return x.T @ dz1"),
    ),
    "its own arrays": ("training-03a", NETWORK, ("    dz1 = dh * (z1 > 0)", "    dh[z1 <= 0] = 0\n    dz1 = dh")),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", IN_PLACE)
def test_working_in_place_costs_nothing_where_no_result_is_wrong_through_it(bank: Bank, name: str) -> None:
    question, code, *changes = IN_PLACE[name]
    for old, new in changes:
        assert code.count(old) == 1
        code = code.replace(old, new)
    report = report_of(bank, question, code)
    assert {d.verdict for d in report.decided} == {"met"}
    assert not [r.text for r in report.results if r.passed is False]
    told = [r for r in report.results if "costs nothing by itself" in r.text]
    assert len(told) == {"its own arrays": 0, "dropout": 2}.get(name, 1) and all(r.line for r in told)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("    return out, (", "    W1 *= 0.9\n    return out, (", {"forward": "partly_met"}),
        ("    return out, (", "    x -= x.mean()\n    return out, (", {"forward": "partly_met", "first-layer-gradients": "partly_met"}),
        ("    dz1 = dh", "    h[h > 0] = 1\n    dz1 = dh", {"output-layer-gradients": "partly_met"}),
    ],
)  # fmt: skip
def test_working_in_place_costs_its_point_where_a_result_is_wrong_through_it(
    bank: Bank, old: str, new: str, wrong: dict[str, str]
) -> None:
    found = code_verdicts(bank, "training-03a", NETWORK.replace(old, new))
    assert {c: v for c, v in found.items() if v != "met"} == wrong


@pytest.mark.slow
def test_a_cache_that_backward_uses_up_is_no_mistake(bank: Bank) -> None:
    code = NETWORK.replace("return out, (x, z1, h, W2)", "return out, [x, z1, h, W2]")
    code = code.replace("x, z1, h, W2 = cache", "W2, h, z1, x = cache.pop(), cache.pop(), cache.pop(), cache.pop()")
    assert len(code_verdicts(bank, "training-03a", code)) == 6
    assert set(code_verdicts(bank, "training-03a", code).values()) == {"met"}


@pytest.mark.slow
def test_backward_gets_the_input_that_forward_has_left(bank: Bank) -> None:
    """Where it takes the input again, the caller has but the array that forward has written over."""
    code = NETWORK.replace("(dout, cache)", "(dout, x, cache)").replace("x, z1, h, W2 = cache", "_, z1, h, W2 = cache")
    spoilt = code.replace("    return out, (x,", "    x -= x.mean()\n    return out, (0,")
    assert code_verdicts(bank, "training-03a", code)["first-layer-gradients"] == "met"
    assert code_verdicts(bank, "training-03a", spoilt)["first-layer-gradients"] == "partly_met"
