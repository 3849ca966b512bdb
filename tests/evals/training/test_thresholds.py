"""Thresholds are set where the labels say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evals.labelled.gold import gold_answers
from evals.training.thresholds import HALF, MET, fit_thresholds
from interviewer.grading.local.calibration import Half, Stack, load_calibration
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder


@pytest.mark.embedded
def test_thresholds_are_set_where_labels_say(bank: Bank, words: CachedEmbedder) -> None:
    answers = [a for a in gold_answers(bank, "dev") if a.category in ("strong", "wrong")][:24]
    read = replace(load_calibration(), with_reader=Stack(3.0, 0.0, 1.0), half=Half(-9.0, 0.0, 0.0))
    met, half = fit_thresholds([bank], words, read, answers)
    assert met in MET and half in HALF
    low = replace(read, with_reader=Stack(-2.0, 0.0, 1.0))
    assert fit_thresholds([bank], words, low, answers)[0] < met, "a judge that doubts more needs less"
    sure = replace(read, with_reader=Stack(0.0, 0.0, 100.0))
    strictest = fit_thresholds([bank], words, sure, answers)
    assert strictest[0] == min(MET), "where every place is as good, none is stricter than the labels"
    blurred = replace(read, half=Half(-1.0, 0.0, 0.0))  # every point is half made with a probability of .27
    assert fit_thresholds([bank], words, blurred, answers)[1] > 0.27, "none of these answers makes a point by half"
