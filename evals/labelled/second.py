"""Second, blind readings of answers that only one reader had labelled. The second reader saw only the claim and the answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from evals.labelled.gold import CONTRADICTED, GOLD, VERDICTS, LabelledAnswer, read_lines
from evals.metrics.kappa import kappa
from interviewer.json_data import JsonObject, object_of, text_of

SECOND = GOLD / "second"


def second_readings(folder: Path = SECOND) -> dict[str, Mapping[str, str]]:
    """The second reader's labels by answer id: a verdict or ``contradicted`` for each criterion.

    Raises:
        UsageError: A line is wrong; every wrong line is named.
    """
    return {name: told for path in sorted(folder.glob("*.jsonl")) for name, told in read_lines(path, _parse)}


def agreement(answers: Iterable[LabelledAnswer], second: Mapping[str, Mapping[str, str]]) -> JsonObject:
    """How well the second reader agrees with the first on the answers both have read.

    Returns:
        ``labels`` (how many), ``same`` (a share) and ``kappa`` over four labels (met, partly met, not met, contradicted), and
        ``kappa_met_or_not`` for whether a point is met in full.
    """
    pairs = [
        (CONTRADICTED if name in answer.contradicted else label, second[answer.id][name])
        for answer in answers
        if answer.id in second
        for name, label in answer.labels.items()
        if name in second[answer.id]
    ]
    if not pairs:
        return {"labels": 0}
    first, other = zip(*pairs, strict=True)
    met = [(str(a == "met"), str(b == "met")) for a, b in pairs]
    return {
        "labels": len(pairs),
        "same": round(sum(a == b for a, b in pairs) / len(pairs), 3),
        "kappa": round(kappa(first, other), 3),
        "kappa_met_or_not": round(kappa(*zip(*met, strict=True)), 3),
    }


def _parse(data: JsonObject) -> tuple[str, Mapping[str, str]]:
    labels = {name: str(label) for name, label in object_of(data.get("labels")).items()}
    if not labels or set(labels.values()) - {*VERDICTS, CONTRADICTED}:
        raise ValueError(f"labels must be verdicts or {CONTRADICTED!r} by criterion")
    return text_of(data, "id"), labels
