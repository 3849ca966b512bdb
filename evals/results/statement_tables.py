"""Tables about single statements: the bank's, edited ones, near twins, and hints said back."""

from __future__ import annotations

from collections.abc import Callable

from evals.results.headlines import at, object_at, rows_at
from evals.results.ledger import ResultsLedger
from evals.results.markdown import number, percent, table
from evals.results.recorded import not_recorded, plain_result, sources_of
from interviewer.json_data import JsonObject, number_of

_STATEMENTS = {
    "satisfied_by": "right: makes the point",
    "contradicted_by": "wrong: says something false about the point",
    "not_satisfied_by": "near miss: sounds like the point",
}
_TWINS = {
    "right": "right, in somebody's own words",
    "same": "right, in a few other words",
    "wrong": "wrong by a few words",
    "named": "wrong: share in which the contradiction is found",
    "in_order": "pairs in order",
}
_QUOTED = {"credited": "point credited, rightly", "called_wrong": "contradiction found, rightly"}
_PLAIN = {
    "credit": "points made in one plain sentence: mean credit (right: 1)",
    "called_wrong": "the same: share taken to contradict the point (right: 0)",
    "left_out": "credit for the writer who was not used for training",
    "twins.credit": "their wrong twins: mean credit (right: 0)",
    "twins.called_wrong": "the same: share taken to contradict the point (right: 1)",
    "twins.told_apart": "pairs in which the right one earns more (right: 1)",
}
_MANNERS = {
    "direct": "credit of a direct sentence",
    "clause": "of a clause of a longer one",
    "notes": "of notes",
    "formula": "of a formula or number, where there is one",
    "turned": "of an argument put the other way round, or an example",
    "loose": "of colloquial speech",
}
_SHORT = {
    "credit.met": "right replies: mean credit (right: 1)",
    "called_wrong.met": "the same: share taken to contradict the point (right: 0)",
    "credit.partly_met": "replies that make half: mean credit (right: 0.5)",
    "credit.contradicted": "wrong replies: mean credit (right: 0)",
    "called_wrong.contradicted": "the same: share taken to contradict the point (right: 1)",
    "credit.not_met": "replies that say nothing: mean credit (right: 0)",
    "agreement": "share to which a second, blind reader gave the same label",
}
_BELIEFS = {
    "found": "wrong belief in other words: share found (right: 1)",
    "credit": "the same: mean score that it earns (right: 0)",
    "found_in_answers": "one sentence of a mostly right answer: share found (right: 1)",
    "charged_in_answers": "the same answers: share with a belief found elsewhere (right: 0)",
    "charged": "true statement close to a belief: share in which one is found (right: 0)",
    "agreement": "share to which a second, blind reader gave the same label",
}
_VOICES = {
    "textbook": "found as in a textbook",
    "terse": "found in a note",
    "casual": "found as people talk",
    "applied": "found where only its consequence is stated",
}
_SAID_BACK = {
    "in_an_interview": "hints and probes said back in an interview: share that earns a point",
    "by_hand": "hints and probes said back, if the grader does not know what was said: share that earns a point",
    "corrections": "corrections in other words: share taken for the misconception",
}


def contradictions(ledger: ResultsLedger) -> str:
    """Single statements from the bank, each graded alone: right ones, wrong ones, near misses."""
    entry = plain_result(ledger, "contradictions")
    if entry is None:
        return not_recorded("python -m evals contradictions --no-model")
    rows = [
        [
            said,
            number(at(entry.numbers, f"{kind}.statements")),
            number(at(entry.numbers, f"{kind}.credit")),
            percent(at(entry.numbers, f"{kind}.met")),
        ]
        for kind, said in _STATEMENTS.items()
    ]
    return table(["statement", "how many", "mean credit, 0 to 1", "called met"], rows) + sources_of([entry])


def truth(ledger: ResultsLedger) -> str:
    """Edits whose effect is known, and how the judge graded them."""
    entry = plain_result(ledger, "truth")
    if entry is None:
        return not_recorded("python -m evals truth --no-model")
    rows = [
        [kind, number(row.get("n")), str(row["says"]), f"{number_of(row['right']):.0f}", number(row)]
        for kind, row in rows_at(entry.numbers, "kinds").items()
        if row.get("n")
    ]
    return table(["change", "cases", "measure", "right", "judge"], rows) + sources_of([entry])


def near_twins(ledger: ResultsLedger) -> str:
    """Statements that a few words make wrong, and how the judge graded them."""

    def told(numbers: JsonObject) -> dict[str, JsonObject]:
        kinds = {f"wrong: {kind}": row for kind, row in rows_at(numbers, "kinds").items()}
        return _named(numbers, _TWINS) | kinds

    return _of_statements(ledger, "near-twins", told, ["statement", "how many", "mean credit, or share"])


def charges(ledger: ResultsLedger) -> str:
    """How often words are taken to contradict a point that they make, and one that they do contradict, per data set."""
    entries = [
        entry for suite in ("grading", "external") for entry in ledger.of(suite) if object_at(entry.numbers, "charges")
    ]
    if not entries:
        return not_recorded("python -m evals external --answers FILE.jsonl")
    rows = []
    for entry in entries:
        row = [entry.name]
        for kind in ("made", "wrong"):
            heard, told = (object_at(entry.numbers, f"charges.{path}{kind}") for path in ("", "told."))
            row += [number(heard.get("n")), _shown(heard), _shown(told)]
        rows.append(row)
    shares = ["contradiction found", "called wrong"]
    head = ["data set", "points made", *(f"{share} (right: 0)" for share in shares)]
    head += ["points stated wrongly", *(f"{share} (right: 1)" for share in shares)]
    return table(head, rows) + sources_of(entries)


def _shown(row: JsonObject) -> str:
    return number(row) if row.get("n") else ""


def quotes(ledger: ResultsLedger) -> str:
    """How often a correct verdict quotes the words that support it."""

    def told(numbers: JsonObject) -> dict[str, JsonObject]:
        writers = {f"both, {name}": row for name, row in rows_at(numbers, "by_writer").items()}
        return _named(numbers, _QUOTED) | writers

    return _of_statements(ledger, "quotes", told, ["verdict", "how many", "share with the right quote"])


def plain_points(ledger: ResultsLedger) -> str:
    """How much of its credit a point earns if it is made in one plain sentence."""

    def told(numbers: JsonObject) -> dict[str, JsonObject]:
        return _named(numbers, _PLAIN) | {_MANNERS[name]: row for name, row in rows_at(numbers, "manners").items()}

    return _of_statements(ledger, "plain-points", told, ["wording", "how many", "mean credit, or share"])


def short_replies(ledger: ResultsLedger) -> str:
    """What a few words in reply to a follow-up earn."""
    head = ["reply", "how many", "mean credit, or share"]
    return _of_statements(ledger, "short-replies", lambda numbers: _named(numbers, _SHORT), head)


def beliefs(ledger: ResultsLedger) -> str:
    """How often a wrong belief is found in other words, and how often a true statement is taken for one."""

    def told(numbers: JsonObject) -> dict[str, JsonObject]:
        return _named(numbers, _BELIEFS) | {_VOICES[name]: row for name, row in rows_at(numbers, "manners").items()}

    return _of_statements(ledger, "beliefs", told, ["text", "how many", "share, or mean score"])


def said_back(ledger: ResultsLedger) -> str:
    """How much a candidate earns by repeating the interviewer's own words.

    Statements made by rule have no row: they are measured only with an option, and the table shows the plain result.
    """
    head = ["statement", "how many", "share (right: 0)"]
    return _of_statements(ledger, "said-back", lambda numbers: _named(numbers, _SAID_BACK), head)


def _of_statements(
    ledger: ResultsLedger, suite: str, told: Callable[[JsonObject], dict[str, JsonObject]], head: list[str]
) -> str:
    """The plain result of a suite as a table: what was graded, how many there were, and a mean with its interval."""
    entry = plain_result(ledger, suite)
    if entry is None:
        return not_recorded(f"python -m evals {suite} --no-model")
    rows = [[said, number(row.get("n")), number(row)] for said, row in told(entry.numbers).items() if row.get("n")]
    return table(head, rows) + sources_of([entry])


def _named(numbers: JsonObject, names: dict[str, str]) -> dict[str, JsonObject]:
    """The rows of a result, by their labels in the table."""
    return {said: object_at(numbers, name) for name, said in names.items()}
