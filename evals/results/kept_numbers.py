"""Which numbers of each suite's result are recorded: the paths of what the tables show."""

from __future__ import annotations

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
    "a ninth hand",
    "a tenth hand",
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
    "page": ("turns", "runs", "most_shift", "axe", "sizes", "start", "page_to_bare_ratio"),
    "said-back": ("in_an_interview", "by_hand", "by_rule", "corrections"),
    "plain-points": ("split", "credit", "called_wrong", "left_out", "twins", "manners"),
    "beliefs": (
        "split",
        "found",
        "credit",
        "charged",
        "found_in_answers",
        "charged_in_answers",
        "manners",
        "agreement",
    ),
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
        *(f"played.{name}" for name in ("attacks", "said", *_WHO_WON, "changed")),
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
        *(f"code.by_rule.{name}" for name in ("styles", "right_accepted", "mutants", "mutants_caught")),
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
