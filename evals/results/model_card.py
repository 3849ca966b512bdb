"""The three tables of the model card: what is shipped, how good it is, and how it grades edits with a known effect."""

from __future__ import annotations

from collections.abc import Iterator

from evals.results.headlines import at, object_at, rows_at, value_at
from evals.results.ledger import RecordedResult, ResultsLedger
from evals.results.markdown import number, percent, table
from evals.results.recorded import not_recorded, plain_result
from interviewer.grading.feedback.certainty import CREDITED
from interviewer.grading.grade import UNSURE
from interviewer.grading.local.calibration import load_calibration
from interviewer.grading.local.reader import WEIGHTS, read_config
from interviewer.grading.local.verdict import LEAD, MEASURED
from interviewer.json_data import JsonObject, number_of

SHOWN = 3
"""How many kinds of edits get a row here: those with the worst results. All are in the full table."""
_FLOORS = ("length", "tf_idf_to_reference", "similarity_to_reference", "mean_score")


def shipped(_: ResultsLedger) -> str:
    """What the package contains, according to its own files."""
    fitted, config = load_calibration(), read_config(WEIGHTS)
    origin = object_at(config, "origin")
    rows = [
        ["version", f"`local-{fitted.version}-{str(config['sha256'])[:8]}`"],
        ["base model", f"{origin.get('base')}, fetched once and checked by its hash"],
        ["adapter, in the package", f"{number_of(config['bytes']) / 1e6:.1f} MB"],
        ["rows it was trained on after the public data", f"{_sum(origin, 'rows'):,}"],
        ["rows of the last stage", f"{_sum(origin, 'last rows'):,}"],
        ["features of an answer that the verdict is based on", str(len(MEASURED))],
        ["met or partly met, and not contradicted", f"if at least {LEAD:g} times as likely"],
        [
            "shown as uncertain",
            f"expected credit between {UNSURE[0]:g} and {UNSURE[1]:g}; a met point only below {CREDITED:g}",
        ],
    ]
    return table(["what", "value"], rows)


def scores(ledger: ResultsLedger) -> str:
    """Agreement with the labels, next to the best grader that ignores meaning: of sets of one kind, the worst."""
    graded = plain_result(ledger, "grading")
    kinds: dict[str, list[RecordedResult]] = {}
    for entry in [*([graded] if graded else []), *ledger.of("external")]:
        kinds.setdefault(_kind(entry), []).append(entry)
    if not kinds:
        return not_recorded("python -m evals grading --no-model")
    rows = []
    for entries in kinds.values():
        entry = min(entries, key=_agreement)
        rows.append(
            [
                f"{entry.name}: the worst of {len(entries)}" if len(entries) > 1 else entry.name,
                number(entry.numbers.get("answers")),
                number(_if_ordered(entry, "qwk")),
                number(_if_ordered(entry, "pair_order")),
                number(at(entry.numbers, "criteria.macro_f1_met_or_not")),
                _best_floor(entry),
            ]
        )
    head = ["answers", "how many", "QWK", "pairs in the right order", "F1, met or not", "QWK of the best floor"]
    return table(head, rows)


def _kind(entry: RecordedResult) -> str:
    """The name of a set without its writer, so that sets of one kind have one name."""
    return entry.name.partition(" (")[0].partition(", by ")[0]


def _agreement(entry: RecordedResult) -> float:
    value = value_at(entry.numbers, "qwk.value")
    return 1.0 if value is None else value


def _if_ordered(entry: RecordedResult, path: str) -> object:
    """The number under a path; None if all labels are equal, because there is no order to agree with."""
    ends = (value_at(entry.numbers, f"qwk.{end}") for end in ("value", "low", "high"))
    return at(entry.numbers, path) if any(ends) else None


def _best_floor(entry: RecordedResult) -> str:
    floors = [value_at(entry.numbers, f"floors.{name}.qwk") for name in _FLOORS]
    known = [value for value in floors if value is not None]
    return f"{max(known):.2f}" if known and _if_ordered(entry, "qwk") is not None else ""


def changes(ledger: ResultsLedger) -> str:
    """What a perfect judge would say about statements and edits with a known effect, and what this one says."""
    rows = [
        *_twins(ledger),
        *_said_back(ledger),
        *_beliefs(ledger),
        *_students(ledger),
        *_attacks(ledger),
        *_truth(ledger),
    ]
    if not rows:
        return not_recorded("python -m evals truth --no-model")
    return table(["what", "how many", "right", "judge"], rows)


def _twins(ledger: ResultsLedger) -> Iterator[list[str]]:
    entry = plain_result(ledger, "near-twins")
    for name, said, right in (
        ("right", "right statement in somebody's own words: credit", "1"),
        ("wrong", "the same, made wrong by a few words: credit", "0"),
        ("named", "the same: share in which the contradiction is found", "1"),
    ):
        if entry and (row := object_at(entry.numbers, name)):
            yield [said, number(row.get("n")), right, number(row)]


def _said_back(ledger: ResultsLedger) -> Iterator[list[str]]:
    entry = plain_result(ledger, "said-back")
    name = "in_an_interview" if entry and "in_an_interview" in entry.numbers else "by_hand"
    if entry and (row := object_at(entry.numbers, name)):
        yield ["hint or follow-up said back: share that earns a point", number(row.get("n")), "0", number(row)]


def _beliefs(ledger: ResultsLedger) -> Iterator[list[str]]:
    entry = plain_result(ledger, "beliefs")
    for name, said, right in (
        ("found", "wrong belief in other words: share found", "1"),
        ("charged", "true statement close to it: share taken for a wrong belief", "0"),
    ):
        if entry and (row := object_at(entry.numbers, name)):
            yield [said, number(row.get("n")), right, number(row)]


def _students(ledger: ResultsLedger) -> Iterator[list[str]]:
    entry = plain_result(ledger, "students")
    if entry and (row := object_at(entry.numbers, "contradictory")):
        count = number(row.get("answers"))
        yield ["student's answer that contradicts the reference: credit", count, "0", number(row.get("credit"))]
        yield ["the same: share in which the contradiction is found", count, "1", number(row.get("named"))]


def _attacks(ledger: ResultsLedger) -> Iterator[list[str]]:
    entry = plain_result(ledger, "robustness")
    if entry and (attacks := rows_at(entry.numbers, "attacks")):
        worst = max(attacks.values(), key=lambda row: number_of(row["flipped_to_met"]))
        count = number(at(entry.numbers, "answers.attacked"))
        yield [
            f"attack on the grader, the worst of {len(attacks)}: verdicts turned to met",
            count,
            "0",
            percent(worst["flipped_to_met"]),
        ]


def _truth(ledger: ResultsLedger) -> Iterator[list[str]]:
    entry = plain_result(ledger, "truth")
    kinds = {name: row for name, row in rows_at(entry.numbers if entry else {}, "kinds").items() if row.get("n")}
    off = {name: abs(number_of(row["value"]) - number_of(row["right"])) for name, row in kinds.items()}
    worst = sorted(kinds, key=lambda name: -off[name])
    for name in worst[:SHOWN]:
        row = kinds[name]
        yield [f"{name}: {row['says']}", number(row.get("n")), f"{number_of(row['right']):.0f}", number(row)]
    if rest := worst[SHOWN:]:
        yield [f"{len(rest)} other edits", "", "", f"at most {off[rest[0]]:.2f} from right"]


def _sum(origin: JsonObject, name: str) -> int:
    return sum(int(number_of(count)) for count in object_at(origin, name).values())
