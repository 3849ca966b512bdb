"""``python -m evals compare``: our judge and other graders, on the same endpoint and the same answers.

Each mark is appended to ``--out`` as it comes, so that a stopped run can resume.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from evals.labelled.gold import LabelledAnswer, gold_answers, spread
from evals.metrics.macro_f1 import macro_f1
from evals.metrics.pair_order import pair_order
from evals.metrics.qwk import qwk
from evals.metrics.resampling import interval
from evals.suites.agreement.rivals import Rival, RivalGrade, autorubric, call_per_criterion, one_scale, viva
from interviewer.bars import item_bar
from interviewer.errors import UnavailableError, UsageError
from interviewer.grading.grader import Grader
from interviewer.json_data import JsonObject, JsonValue
from interviewer.llm.endpoint.chat import OpenAIChat
from interviewer.loading.services import Services
from knowledge.schema import Bank

SEED = 3
OURS = "viva"
GRADERS = (OURS, "call_per_criterion", "one_scale", "autorubric_per_criterion", "autorubric_per_item")


def compare_graders(services: Services, names: Sequence[str], split: str, count: int, kept: Path | None) -> JsonObject:
    """Agreement with the labels, the lead of our judge, and the cost of each grader, on ``count`` answers of a split.

    Raises:
        UsageError: A grader is unknown or not installed.
        UnavailableError: There is no language model.
    """
    bank = services.bank
    unknown = sorted(set(names) - set(GRADERS))
    if unknown:
        raise UsageError(f"no grader {unknown[0]!r}; there are {', '.join(GRADERS)}")
    answers = spread(list(gold_answers(bank, split)), count, SEED)
    marks = _read(kept)
    for name in dict.fromkeys((OURS, *names)):
        todo = [a for a in answers if (name, a.id) not in marks]
        rival = _build(services, name) if todo else None
        with item_bar(name, len(answers), len(answers) - len(todo)) as step:
            for answer in todo:
                assert rival is not None
                marks[name, answer.id] = rival(bank[answer.question_id], answer.answer)
                _keep(kept, name, answer.id, marks[name, answer.id])
                step()
    by_name = {name: [marks[name, a.id] for a in answers] for name in dict.fromkeys((OURS, *names))}
    return {"answers": len(answers), "split": split, **summary(bank, answers, by_name)}


def summary(bank: Bank, answers: Sequence[LabelledAnswer], marks: Mapping[str, Sequence[RivalGrade]]) -> JsonObject:
    """Agreement of each grader with the labels, how far ours is ahead (95 % interval, paired), and the cost of each."""
    truth = [a.score or 0.0 for a in answers]
    groups = [bank[a.question_id].stem for a in answers]
    parts = [a.question_id for a in answers]
    ours = [mark.score for mark in marks[OURS]]
    out: dict[str, dict[str, JsonValue]] = {}
    for name, rows in marks.items():
        given = [mark.score for mark in rows]

        def ahead(picked: Sequence[int], given: list[float] = given) -> float:
            at = [truth[n] for n in picked]
            return qwk(at, [ours[n] for n in picked]) - qwk(at, [given[n] for n in picked])

        labels = [(a.labels[c] == "met", said) for a, m in zip(answers, rows, strict=True) for c, said in m.met.items()]
        out[name] = {
            "qwk": round(qwk(truth, given), 3),
            "pair_order": round(pair_order(truth, given, parts), 3),
            "macro_f1_met_or_not": round(
                macro_f1([str(t) for t, _ in labels], [str(g) for _, g in labels], ("True", "False")), 3
            )
            if labels
            else None,
            "calls_per_answer": round(_mean(rows, lambda m: m.calls), 2),
            "input_tokens_per_answer": round(_mean(rows, lambda m: m.input_tokens)),
            "output_tokens_per_answer": round(_mean(rows, lambda m: m.output_tokens)),
            "seconds_per_answer": round(_mean(rows, lambda m: m.seconds), 2),
        }
        if name != OURS:
            out[name]["ours_ahead_by_qwk"] = interval(groups, ahead)
    return {"graders": out}


def _build(services: Services, name: str) -> Rival:
    if name == OURS:
        return viva(Grader(services.judge()))
    chat = services.require_chat()
    if name == "call_per_criterion":
        return call_per_criterion(chat)
    if name == "one_scale":
        return one_scale(chat)
    if not isinstance(chat, OpenAIChat):
        raise UnavailableError(f"{name} needs an OpenAI-compatible endpoint")
    base_url, model, key = chat.endpoint()
    return autorubric(base_url, model, key, name.removeprefix("autorubric_"))


def _mean(rows: Sequence[RivalGrade], value: Callable[[RivalGrade], float]) -> float:
    return sum(value(row) for row in rows) / max(1, len(rows))


def _read(kept: Path | None) -> dict[tuple[str, str], RivalGrade]:
    if kept is None or not kept.exists():
        return {}
    rows = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {(row["grader"], row["id"]): RivalGrade(**row["mark"]) for row in rows}


def _keep(kept: Path | None, name: str, answer_id: str, mark: RivalGrade) -> None:
    if kept is not None:
        with kept.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"grader": name, "id": answer_id, "mark": mark.to_dict()}) + "\n")
