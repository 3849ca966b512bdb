"""The named tables of README and docs, as Markdown, from the results file."""

from __future__ import annotations

from collections.abc import Callable

from evals.results.forms_table import forms
from evals.results.headlines import at, object_at, rows_at
from evals.results.house_table import house
from evals.results.ledger import RecordedResult, ResultsLedger
from evals.results.markdown import number, percent, table, timed
from evals.results.model_card import changes, scores, shipped
from evals.results.page_table import page
from evals.results.promise_tables import attacks, kills, lists
from evals.results.recorded import not_recorded, plain_result, sources_of
from evals.results.scale_tables import load, scale
from evals.results.statement_tables import (
    beliefs,
    charges,
    contradictions,
    near_twins,
    plain_points,
    quotes,
    said_back,
    short_replies,
    truth,
)
from evals.results.talk_table import talk
from interviewer.json_data import number_of

_FLOORS = {
    "length": "floor: length of the answer",
    "tf_idf_to_reference": "floor: words shared with the reference (TF-IDF)",
    "similarity_to_reference": "floor: similarity to the reference",
    "mean_score": "floor: the mean score for everybody",
}
_AGREEMENT = {
    "QWK of answers": "qwk",
    "pairs in the right order": "pair_order",
    "F1, met or not": "criteria.macro_f1_met_or_not",
    "F1 of three verdicts": "criteria.macro_f1",
    "calibration error": "calibration.ece",
}
_BENCH = {
    "start of the page": ("page_seconds", "s"),
    "start of a bare Gradio page": ("bare_gradio_seconds", "s"),
    "ratio of the two": ("page_to_bare_ratio", ""),
    "first question while the models load": ("start_to_first_question_seconds_while_models_load", "s"),
    "verdicts on 150 words and five criteria": ("verdicts_seconds", "s"),
    "the same, if it was read while it was written": ("verdicts_seconds_if_read_while_written", "s"),
    "where the language model is not asked": ("verdicts_seconds_where_the_model_is_not_asked", "s"),
    "first word of the follow-up after the verdicts": ("first_model_token_after_verdicts_seconds", "s"),
    "follow-up shown after the verdicts": ("probe_shown_after_verdicts_seconds", "s"),
    "answers graded in a batch": ("batch.answers_per_second", "a second"),
    "share of the models' own throughput": ("batch.share_of_models_own_throughput", ""),
    "peak memory of all models, answers one by one": ("peak_memory_one_by_one_mb", "MB"),
    "peak memory of all models, a hundred answers at once": ("peak_memory_mb", "MB"),
}
_WAYS = {"dense": "by meaning", "lexical": "by words", "both": "both together, as shipped"}


def grading(ledger: ResultsLedger) -> str:
    """The embedded judge on the gold's test split, and the floors."""
    shown = ("python -m evals grading --no-model", "python -m evals grading")
    entries = [entry for entry in ledger.of("grading") if entry.command in shown]
    if not entries:
        return not_recorded(shown[0])
    rows = [
        [
            "embedded judge" if "--no-model" in entry.command else "embedded judge with the language model",
            *(number(at(entry.numbers, path)) for path in _AGREEMENT.values()),
        ]
        for entry in entries
    ]
    floors = rows_at(entries[0].numbers, "floors")
    by_qwk = sorted(floors.items(), key=lambda item: -number_of(item[1]["qwk"]))
    rows += [
        [_FLOORS.get(name, name), number(floor["qwk"]), number(floor["pair_order"]), "", "", ""]
        for name, floor in by_qwk
    ]
    return table(["grader", *_AGREEMENT], rows) + sources_of(entries)


def external(ledger: ResultsLedger) -> str:
    """The judge on labelled answers by others, one row per data set."""
    entries = ledger.of("external")
    if not entries:
        return not_recorded("python -m evals external --answers FILE.jsonl")
    rows = [
        [
            entry.name + (" (trained on these)" if entry.numbers.get("trained_on_these_answers") else ""),
            number(entry.numbers.get("answers")),
            *(number(_ordered(entry, path)) for path in _AGREEMENT.values()),
            number(_ordered(entry, "floors.length.qwk")),
            number(_ordered(entry, "floors.tf_idf_to_reference.qwk")),
        ]
        for entry in entries
    ]
    return table(["data set", "answers", *_AGREEMENT, "QWK by length", "QWK by TF-IDF"], rows) + sources_of(entries)


def _ordered(entry: RecordedResult, path: str) -> object:
    """The number under a path; None for QWK and pairs if all labels are equal, because there is no order to agree with."""
    spread = at(entry.numbers, "qwk.high") or at(entry.numbers, "qwk.low") or at(entry.numbers, "qwk.value")
    return at(entry.numbers, path) if spread or not ("qwk" in path or "pair" in path) else None


def students(ledger: ResultsLedger) -> str:
    """Real students' answers: correct or not, and how much contradictory ones earned."""
    entries = ledger.of("students")
    if not entries:
        return not_recorded("python -m evals students --answers FILE.jsonl")
    rows = [
        [
            entry.name,
            number(entry.numbers.get("answers")),
            number(at(entry.numbers, "weighted_f1")),
            number(at(entry.numbers, "contradictory.credit")),
            number(at(entry.numbers, "contradictory.named")),
            number(at(entry.numbers, "floors.length")),
            number(at(entry.numbers, "floors.tf_idf_to_reference")),
            number(at(entry.numbers, "floors.similarity_to_reference")),
        ]
        for entry in entries
    ]
    head = ["data set", "answers", "weighted F1, correct or not", "credit of contradictory ones", "contradiction found"]
    return table([*head, "F1 by length", "F1 by TF-IDF", "F1 by similarity"], rows) + sources_of(entries)


def robustness(ledger: ResultsLedger) -> str:
    """Attacks on answers that earn nothing, and changes that should change nothing."""
    entry = plain_result(ledger, "robustness")
    if entry is None:
        return not_recorded("python -m evals robustness --no-model")
    tried, harmless = rows_at(entry.numbers, "attacks"), rows_at(entry.numbers, "harmless")
    rows = [
        [name, percent(row["flipped_to_met"]), f"{row['inflation_points']:+.1f}"]
        for name, row in sorted(tried.items(), key=lambda item: -number_of(item[1]["flipped_to_met"]))
    ]
    rows.append([f"**mean of {len(tried)}**", percent(entry.numbers.get("flipped_to_met")), ""])
    kept = [
        [name, percent(row["verdicts_kept"]), f"{row['mean_points']:+.1f}", f"{row['mean_absolute_points']:.1f}"]
        for name, row in harmless.items()
    ]
    return (
        table(["attack", "verdicts flipped to met", "points gained of 100"], rows)
        + "\n"
        + table(["harmless change", "verdicts kept", "mean change in points", "mean absolute change"], kept)
        + sources_of([entry])
    )


def bench(ledger: ResultsLedger) -> str:
    """How fast it is on the machine that recorded it."""
    entry = plain_result(ledger, "bench")
    if entry is None:
        return not_recorded("python -m evals bench")
    rows = [[name, timed(value, unit)] for name, (path, unit) in _BENCH.items() if (value := at(entry.numbers, path))]
    return table(["measure", "median (least to most)"], rows) + sources_of([entry])


def retrieval(ledger: ResultsLedger) -> str:
    """How often search finds the right question."""
    entry = plain_result(ledger, "retrieval")
    if entry is None:
        return not_recorded("python -m evals retrieval")
    rows = []
    for way, name in _WAYS.items():
        found = object_at(entry.numbers, way)
        ends = found.get("recall_at_5_interval")
        low, high = ends if isinstance(ends, list | tuple) else (None, None)
        five = {"value": found.get("recall_at_5"), "low": low, "high": high}
        measures = (*(found.get(f"recall_at_{k}") for k in (1, 3)), five, found.get("recall_at_10"), found.get("mrr"))
        rows.append([name, *(number(value, 3) for value in measures)])
    return table(["search", "recall at 1", "at 3", "at 5", "at 10", "mean reciprocal rank"], rows) + sources_of([entry])


def dialogue(ledger: ResultsLedger) -> str:
    """What the interviewer gave away, and whether its probes were about the intended point."""
    entry = plain_result(ledger, "dialogue")
    if entry is None:
        return not_recorded("python -m evals dialogue --no-model")
    numbers = entry.numbers
    total = [
        ["interviews", number(numbers.get("interviews"))],
        ["questions", number(numbers.get("questions"))],
        ["probes and hints", number(numbers.get("probes_and_hints"))],
        ["points given away", number(numbers.get("leaks"))],
        ["probes about the intended point", percent(at(numbers, "aim.value"))],
        ["longest interview", f"{at(numbers, 'minutes_used.most')} of {at(numbers, 'minutes_used.planned'):g} minutes"],
    ]
    kinds = [
        [kind, number(row.get("questions")), percent(row.get("mean_score"))]
        for kind, row in rows_at(numbers, "by_candidate").items()
    ]
    return (
        table(["measure", "value"], total)
        + "\n"
        + table(["candidate", "questions", "mean score"], kinds)
        + sources_of([entry])
    )


def ability(ledger: ResultsLedger) -> str:
    """How well an interview finds the ability of simulated candidates."""
    entry = plain_result(ledger, "ability")
    if entry is None:
        return not_recorded("python -m evals ability")
    rows = [
        [
            name,
            number(at(entry.numbers, f"{key}.rank_correlation")),
            number(at(entry.numbers, f"{key}.mean_absolute_error")),
            number(at(entry.numbers, f"{key}.sections_touched"), 1),
        ]
        for key, name in (("chosen", "chosen as in an interview"), ("uniform", "drawn at random"))
    ]
    head = ["questions", "rank correlation", "mean absolute error", "sections touched"]
    return table(head, rows) + sources_of([entry])


def history(ledger: ResultsLedger) -> str:
    """Every recorded result, with its headline numbers."""
    columns = {
        **_AGREEMENT,
        "F1, questions left out": "macro_f1",
        "flips": "flipped_to_met",
        "recall at 5": "both.recall_at_5",
        "leaks": "leaks",
        "aim": "aim.value",
    }
    entries = [*ledger.history, *ledger.results]
    rows = [
        [
            entry.commit,
            entry.date,
            f"`{entry.command.removeprefix('python -m evals ')}`" + (f" on {entry.name}" if entry.name else ""),
            *(number(at(entry.numbers, path), 3) for path in columns.values()),
        ]
        for entry in sorted(entries, key=lambda entry: entry.date)
    ]
    return table(["commit", "date", "suite", *columns], rows)


TABLES: dict[str, Callable[[ResultsLedger], str]] = {
    "grading": grading,
    "external": external,
    "students": students,
    "robustness": robustness,
    "forms": forms,
    "bench": bench,
    "retrieval": retrieval,
    "dialogue": dialogue,
    "ability": ability,
    "history": history,
    "charges": charges,
    "contradictions": contradictions,
    "truth": truth,
    "near-twins": near_twins,
    "quotes": quotes,
    "said-back": said_back,
    "plain-points": plain_points,
    "short-replies": short_replies,
    "beliefs": beliefs,
    "house": house,
    "shipped": shipped,
    "card": scores,
    "card-changes": changes,
    "scale": scale,
    "load": load,
    "page": page,
    "talk": talk,
    "lists": lists,
    "kills": kills,
    "attacks": attacks,
}
