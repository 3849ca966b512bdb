"""What the tab for evals shows."""

from __future__ import annotations

from interviewer.web.evals.processes import EvalState
from interviewer.web.evals.view import bar_html, differences_html, numbers_html


def test_what_is_shown_is_text_and_never_markup() -> None:
    row = {
        "id": "x-1",
        "question": "<b>q</b>",
        "category": "wrong",
        "claim": "Says <i>",
        "label": "not_met",
        "verdict": "met",
        "probability": 0.9,
        "quote": "<script>alert(1)</script>",
        "answer": "<img src=x onerror=alert(1)>",
        "gold_reason": "",
    }
    shown = differences_html({"disagreements": [row] * 50})
    assert "<script" not in shown and "<img" not in shown and "40 of 50" in shown
    assert differences_html({}) == ""
    headlines = [
        {"name": "QWK", "value": 0.9, "low": 0.8, "high": 0.95},
        {"name": "<ECE>", "value": 0.04},
        {"name": "leaks", "value": 0},
    ]
    numbers = numbers_html({"headlines": headlines, "judge": "<x>"})
    assert "<b>0</b>" in numbers and "<ECE>" not in numbers and "earlier version" not in numbers
    assert "run the suite again" in numbers_html({"qwk": 0.9}), "a result that was kept before headlines were"
    assert "0.900" in numbers and "0.80 to 0.95" in numbers and "0.040" in numbers and "<x>" not in numbers
    running = bar_html(EvalState("running", "grading", "grading", 5, 10, 3.0))
    assert 'value="5" max="10"' in running and 'role="status"' in running
    assert "value=" not in bar_html(EvalState("running", "grading"))
    assert bar_html(EvalState()) == ""
