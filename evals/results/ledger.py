"""``--record``: the results file, ``docs/results.json``, from which the tables in README and docs are rendered.

It has the newest result of each command under ``results``, and those that were replaced under ``history``.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from evals.results.headlines import at, headlines_of
from interviewer.errors import UsageError
from interviewer.json_data import JsonObject, JsonValue

_FORM = ("answers", "points", "decided", "right", "left_to_judge")
_AGREEMENT = (
    "answers",
    "questions",
    "qwk",
    "pair_order",
    "expected_score.qwk",
    "criteria.macro_f1_met_or_not",
    "criteria.macro_f1",
    "criteria.f1",
    "criteria.kappa",
    "criteria.met_rate_bias",
    "calibration.ece",
    "charges",
    "floors",
    "mean_score_by_category",
    "seconds_per_answer",
)
_WHO_WON = ("given_away", "given_away_by", "credited_count", "credited_names")
HANDS = (
    "by another hand",
    "later words",
    "a third hand, even",
    "a third hand, odd",
    "a fourth hand",
    "a fourth hand, even",
    "a fourth hand, odd",
    "a fifth hand",
    "a sixth hand, a",
    "a sixth hand, b",
    "a seventh hand, even",
    "a seventh hand, odd",
    "an eighth hand",
    "attacks",
)
"""Sets of computed answers that were written without looking at the forms, by their names in a result. Earlier results have the
fourth one undivided."""
NUMBERS: dict[str, tuple[str, ...]] = {
    "grading": _AGREEMENT,
    "external": (*_AGREEMENT, "trained_on_these_answers"),
    "robustness": ("answers", "attacks", "flipped_to_met", "worst_attack", "harmless"),
    "contradictions": ("criteria", "satisfied_by", "contradicted_by", "not_satisfied_by"),
    "truth": ("wordings", "cases", "kinds"),
    "lists": (
        "lists",
        "refused",
        "questions",
        "answers",
        "expected",
        "placed_share",
        "attached_share",
        "words",
        "words_in_no_question",
        "words_lost",
    ),
    "talk": (
        "version",
        "talk",
        "answers",
        "understood",
        "understood_or_asked",
        "right_intent",
        "taken_for_talk",
        "by_intent",
        "by_writer",
        "taken_by_writer",
    ),
    "scale": ("embedder", "queries", "banks", "worst"),
    "load": ("seconds", "pause", "runs", "worst"),
    "page": ("turns", "runs", "most_shift", "sizes", "start", "page_to_bare_ratio"),
    "said-back": ("by_hand", "by_rule", "corrections"),
    "plain-points": ("split", "credit", "called_wrong", "left_out", "twins", "manners"),
    "short-replies": ("split", "credit", "called_wrong", "agreement"),
    "quotes": ("split", "answers", "credited", "called_wrong", "by_writer"),
    "attacks": (
        "model",
        "attacks",
        "said",
        *_WHO_WON,
        "replies_of_the_model",
        "said_in_its_words",
        *(
            f"a second hand, {half}.{name}"
            for half in ("looked at", "held out")
            for name in ("attacks", *_WHO_WON, "refused_share")
        ),
    ),
    "kills": ("kills", "of", "while", "answers_taken", "resumed", "faults", "minutes"),
    "near-twins": ("points", "writers", "right", "same", "half", "wrong", "named", "in_order", "kinds"),
    "retrieval": ("queries", "dense", "lexical", "both"),
    "dialogue": (
        "interviews",
        "questions",
        "probes_and_hints",
        "leaks",
        "aim",
        "minutes_used",
        "by_candidate",
    ),
    "ability": (
        "candidates",
        "minutes",
        "repeats",
        "chosen",
        "uniform",
        "error_less_than_uniform_by",
        "truth_inside_95_percent",
    ),
    "students": ("answers", "questions", "classes", "weighted_f1", "contradictory", "floors"),
    "folds": ("answers", "questions", "passes", "macro_f1", "qwk", "pair_order", "f1", "floors", "join_as_shipped"),
    "forms": (
        *(
            f"code.{name}"
            for name in ("answers", "mutants", "mutants_caught", "right", "right_accepted", "criteria_right")
        ),
        *(f"code.{name}" for name in ("seconds_p50", "seconds_max", "escapes.attempts", "escapes.contained")),
        *(f"{form}.{name}" for form in ("numbers", "derivations", "xor", "trees", "sketches") for name in _FORM),
        *(
            f"{form}.{name}"
            for form in ("hand-sketches", "generated drawings", "drawings at the edge")
            for name in _FORM
        ),
        *(f"{hand}.{name}" for hand in HANDS for name in ("answers", "points", "decided", "right")),
    ),
    "bench": (
        "page_seconds",
        "bare_gradio_seconds",
        "page_to_bare_ratio",
        "start_to_first_question_seconds_while_models_load",
        "answers",
        "asked_the_language_model",
        "verdicts_seconds",
        "verdicts_seconds_if_read_while_written",
        "verdicts_seconds_where_the_model_is_not_asked",
        "first_model_token_after_verdicts_seconds",
        "probe_shown_after_verdicts_seconds",
        "tokens_per_graded_answer",
        "batch",
        "peak_memory_one_by_one_mb",
        "peak_memory_mb",
    ),
    "house": ("wheel", "code", "check", "tests", "page"),
}
"""The parts of each suite's result that are recorded: those that the tables show."""


@dataclass(frozen=True)
class RecordedResult:
    """One recorded result.

    Attributes:
        command: The command to reproduce it.
        data: Name and hash of the data.
        commit: Commit of the code, with a ``+`` if files differed from it; "?" outside a clone.
        date: In the form 2026-11-25.
        judge: Name of the judge, if one was used.
        numbers: The part of the result that ``NUMBERS`` names, in the same shape.
    """

    suite: str
    command: str
    data: Mapping[str, str]
    seed: int | None
    commit: str
    date: str
    machine: str
    judge: str
    numbers: JsonObject

    @classmethod
    def of(cls, result: JsonObject, command: str, data: Mapping[str, str], seed: int | None) -> RecordedResult:
        """The entry of a result.

        Raises:
            UsageError: The result has no headline number.
        """
        suite = str(result.get("suite"))
        if suite not in NUMBERS or not headlines_of(result):
            raise UsageError(f"{suite} has no headline numbers to record")
        return cls(
            suite=suite,
            command=command,
            data=dict(data),
            seed=seed,
            commit=commit(),
            date=f"{date.today():%Y-%m-%d}",
            machine=str(result.get("machine", "")),
            judge=str(result.get("judge", "")),
            numbers=_part(result, NUMBERS[suite]),
        )

    @property
    def name(self) -> str:
        """Name of the data."""
        return self.data.get("name", "")


@dataclass(frozen=True)
class ResultsLedger:
    """The contents of the results file."""

    results: tuple[RecordedResult, ...] = ()
    history: tuple[RecordedResult, ...] = ()

    def of(self, suite: str) -> list[RecordedResult]:
        """The newest entries of a suite, in the order in which their commands were first recorded."""
        return [entry for entry in self.results if entry.suite == suite]

    def with_entry(self, entry: RecordedResult) -> ResultsLedger:
        """The ledger with one more result; the earlier result of the same command becomes history."""
        old = [e for e in self.results if e.command == entry.command]
        kept = tuple(entry if e.command == entry.command else e for e in self.results)
        return ResultsLedger(kept if old else (*kept, entry), (*self.history, *old))


def read_ledger(path: Path) -> ResultsLedger:
    """Read the results file; an empty JSON object is a valid, empty one.

    Raises:
        UsageError: It does not exist, or is not a results file.
    """
    if not path.is_file():
        raise UsageError(
            f"there is no results file at {path}; run this in a clone of Viva, or name a file of your own with --results"
        )
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return ResultsLedger(
            *(tuple(RecordedResult(**row) for row in data.get(part, ())) for part in ("results", "history"))
        )
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} is not a results file: {error}") from error


def keep(path: Path, entry: RecordedResult) -> None:
    """Add an entry to the results file.

    Raises:
        UsageError: The file does not exist, is not a results file, or cannot be written.
    """
    ledger = read_ledger(path).with_entry(entry)
    data = {name: [asdict(row) for row in rows] for name, rows in vars(ledger).items()}
    try:
        path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error


def commit() -> str:
    """The commit of the code, with a ``+`` if files differ from it; ``?`` outside a clone."""
    try:
        _git("ls-files", "--error-unmatch", Path(__file__).name)  # an installed package may be inside another clone
        head = _git("rev-parse", "--short", "HEAD")
        return head + ("+" if _git("status", "--porcelain", "--untracked-files=no", "--", ":!/docs") else "")
    except (OSError, subprocess.SubprocessError):
        return "?"


def _git(*words: str) -> str:
    return subprocess.run(
        ["git", *words], cwd=Path(__file__).parent, check=True, capture_output=True, text=True, timeout=20
    ).stdout.strip()


def _part(result: JsonObject, paths: tuple[str, ...]) -> JsonObject:
    out: dict[str, JsonValue] = {}
    for path in paths:
        value = at(result, path)
        if value is None:
            continue
        *folders, last = path.split(".")
        place = out
        for name in folders:
            inner = place.get(name)
            if not isinstance(inner, dict):
                inner = place[name] = {}
            place = inner
        place[last] = value
    return out
