"""The embedded judge is named by its fit, and its embeddings are the published ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.grading.local.calibration import load_calibration
from interviewer.grading.local.judge import LocalJudge
from interviewer.grading.local.reader import Reader
from knowledge.search.embeddings import CachedEmbedder, verify_default_model

pytestmark = pytest.mark.embedded


def test_the_weights_are_the_published_ones() -> None:
    assert verify_default_model().is_file()


def test_the_judge_is_named_by_its_fit(real_embedder: CachedEmbedder, real_reader: Reader) -> None:
    kept = load_calibration()
    assert LocalJudge(real_embedder, real_reader).name == f"local-{kept.sha256[:8]}-{real_reader.version}"
    other = replace(kept, sha256="0" * 64)
    assert LocalJudge(real_embedder, real_reader, other).name == f"local-00000000-{real_reader.version}"
