"""The headline numbers of every suite: their names, where they are in a result, and which way is better.

This is the only place for this: the report, ``--against``, the results file and the page take their numbers from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NotRequired, TypedDict

from interviewer.json_data import JsonObject, JsonValue, object_of


@dataclass(frozen=True)
class Headline:
    """A number worth showing first.

    Attributes:
        path: Where it is in a result, as names joined by dots.
        better: Which way is better, for ``--against``; "" if neither is.
    """

    path: str
    name: str
    better: Literal["higher", "lower", ""] = ""


class ShownHeadline(TypedDict):
    """A headline number of one result, with the ends of its interval if it has one."""

    name: str
    value: float
    low: NotRequired[float]
    high: NotRequired[float]


HEADLINES = (
    Headline("qwk", "QWK of answers", "higher"),
    Headline("pair_order", "pairs in the right order", "higher"),
    Headline("expected_score.qwk", "QWK before rounding"),
    Headline("criteria.macro_f1_met_or_not", "F1 of met or not", "higher"),
    Headline("criteria.macro_f1", "F1 of three verdicts"),
    Headline("criteria.kappa", "kappa with the labels", "higher"),
    Headline("macro_f1", "F1 of three verdicts, questions left out"),
    Headline("calibration.ece", "calibration error", "lower"),
    Headline("contradicted_by.credit", "credit for wrong statements", "lower"),
    Headline("satisfied_by.credit", "credit for right statements", "higher"),
    Headline("kinds.denied", "credit left for denied statements", "lower"),
    Headline("kinds.taken back", "credit left for statements taken back", "lower"),
    Headline("kinds.contradicted in the bank", "credit for contradictions", "lower"),
    Headline("kinds.misconception stated", "misconceptions found", "higher"),
    Headline("kinds.said again", "scores kept when said again", "higher"),
    Headline("kinds.another manner", "scores kept in another manner", "higher"),
    Headline("same", "credit for right statements in other words", "higher"),
    Headline("in_an_interview", "hints said back in an interview that earn a point", "lower"),
    Headline("by_hand", "hints said back that earn a point", "lower"),
    Headline("corrections", "corrections taken for the misconception", "lower"),
    Headline("wrong", "credit for near twins that are wrong", "lower"),
    Headline("named", "wrong near twins found to contradict the point", "higher"),
    Headline("credit.met", "credit for right short replies", "higher"),
    Headline("credit.contradicted", "credit for wrong short replies", "lower"),
    Headline("found", "wrong beliefs found in other words", "higher"),
    Headline("charged", "true statements taken for a wrong belief", "lower"),
    Headline("credited", "points credited for the right words", "higher"),
    Headline("called_wrong", "contradictions found in the right words", "higher"),
    Headline("weighted_f1", "weighted F1, correct or not", "higher"),
    Headline("contradictory.credit", "credit for contradictory answers", "lower"),
    Headline("flipped_to_met", "verdicts flipped by attacks", "lower"),
    Headline("both.recall_at_5", "recall at 5", "higher"),
    Headline("understood", "talk to the interviewer understood", "higher"),
    Headline("understood_or_asked", "talk understood or asked about", "higher"),
    Headline("taken_for_talk", "answers taken for talk", "lower"),
    Headline("placed_share", "questions of a list placed", "higher"),
    Headline("attached_share", "answers of a list attached", "higher"),
    Headline("worst.index_ratio", "index time over the embedder's", "lower"),
    Headline("worst.change_seconds", "seconds until a change is indexed", "lower"),
    Headline("worst.query_own_ms_p95", "ms of a search without embedding", "lower"),
    Headline("worst.recall_at_10", "recall at 10 of exact search", "higher"),
    Headline("worst.own_seconds_p95", "own seconds of a turn under load, p95", "lower"),
    Headline("given_away", "attacks that got something given away", "lower"),
    Headline("credited_count", "attacks that earned credit", "lower"),
    Headline(
        "a second hand, looked at.credited_count", "attacks of several turns that earned credit, looked at", "lower"
    ),
    Headline(
        "a second hand, held out.credited_count", "attacks of several turns that earned credit, held out", "lower"
    ),
    Headline("a second hand, looked at.given_away", "texts given away over several turns, looked at", "lower"),
    Headline("a second hand, held out.given_away", "texts given away over several turns, held out", "lower"),
    Headline("played.given_away", "texts given away in whole interviews", "lower"),
    Headline("played.credited_count", "attacks that earned credit in whole interviews", "lower"),
    Headline("faults", "faults after kill -9", "lower"),
    Headline("leaks", "points given away"),
    Headline("probes_and_hints", "probes and hints"),
    Headline("aim.value", "probes about the intended point"),
    Headline("chosen.rank_correlation", "rank correlation with true ability"),
    Headline("most_shift", "layout shift while a reply streams", "lower"),
    Headline("page_to_bare_ratio", "start-up against a bare page"),
    Headline("page.page_to_bare_ratio", "start of the page against a bare one", "lower"),
    Headline("wheel.megabytes", "megabytes of the wheel", "lower"),
    Headline("code.files_over_300_lines", "files over 300 lines", "lower"),
    Headline("code.functions_over_60_lines", "functions over 60 lines", "lower"),
    Headline("code.any_in_signatures", "Any in signatures outside storage", "lower"),
    Headline("check.first.seconds", "seconds of make check, empty caches", "lower"),
    Headline("code.mutants_caught", "mistakes in code caught", "higher"),
    Headline("code.right_accepted", "right code accepted", "higher"),
    Headline("code.seconds_p50", "seconds for a verdict on code", "lower"),
    Headline("code.escapes.contained", "attempts to break out contained", "higher"),
    Headline("numbers.right", "verdicts on numbers right", "higher"),
    Headline("derivations.right", "verdicts on formulas right", "higher"),
    Headline("xor.right", "verdicts on networks right", "higher"),
    Headline("trees.right", "verdicts on trees right", "higher"),
    Headline("sketches.right", "verdicts on drawings right", "higher"),
    Headline("twice_read.together.all sets.kappa", "kappa of the two readers"),
)


def at(data: JsonValue, path: str) -> JsonValue:
    """The value in a result under names joined by dots; None if there is none."""
    for name in path.split("."):
        data = data.get(name) if isinstance(data, Mapping) else None
    return data


def object_at(data: JsonValue, path: str) -> JsonObject:
    """The object in a result under a path; empty if there is none."""
    return object_of(at(data, path))


def rows_at(data: JsonValue, path: str) -> dict[str, JsonObject]:
    """The objects in a result under a path, by name; empty if there are none."""
    return {name: object_of(row) for name, row in object_at(data, path).items()}


def value_at(data: JsonValue, path: str) -> float | None:
    """The number under a path, without its interval; None if there is none. Integers stay integers."""
    found = at(data, path)
    if isinstance(found, Mapping):
        found = found.get("value")
    return found if isinstance(found, int | float) and not isinstance(found, bool) else None


def headlines_of(result: JsonObject) -> list[ShownHeadline]:
    """The headline numbers of a result, in order."""
    rows: list[ShownHeadline] = []
    for headline in HEADLINES:
        value = value_at(result, headline.path)
        if value is None:
            continue
        row: ShownHeadline = {"name": headline.name, "value": value}
        low, high = (value_at(result, f"{headline.path}.{end}") for end in ("low", "high"))
        if low is not None and high is not None:
            row |= {"low": low, "high": high}
        rows.append(row)
    return rows
