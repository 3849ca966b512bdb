"""``python -m evals gold``: what the gold contains, and how far its readers agree.

``--sheet OUT`` writes the answers that only one reader has labelled, with their criteria and without labels, in shuffled order,
for a blind reader. ``--second IN --out DIR`` reads the sheet back once it has a letter for each criterion. On the sheet each
answer goes by a ticket, because the number in an answer's id gives away its kind.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from evals.labelled.contradictions import contradictions_told, read_statements
from evals.labelled.every_label import every_label
from evals.labelled.gold import GOLD, LabelledAnswer, gold_answers, gold_split, prose, voice_answers
from evals.labelled.label_pairs import pairs_told, read_pairs
from evals.labelled.rewordings import listed
from evals.labelled.second import agreement_tables, twice_read
from evals.labelled.set_counts import set_counts
from evals.labelled.shapes import prose_shapes, voice_shapes
from evals.labelled.wordings import stale_by_set
from evals.metrics.kappa import kappa
from interviewer.errors import UsageError
from interviewer.json_data import JsonObject
from knowledge.schema import Bank

_LETTERS = {"m": "met", "p": "partly_met", "n": "not_met"}
_SEED = 11


def describe(bank: Bank) -> JsonObject:
    """The main gold by section, category and split; every set by writer and kind; how far readers agree; labels of earlier claims."""
    answers = list(gold_answers(bank))
    split = {stem: name for name, stems in gold_split().items() for stem in stems}
    by_section: dict[str, JsonObject] = {}
    for section in bank.sections:
        rows = [a for a in answers if bank[a.question_id].section == section]
        by_section[section] = {
            "parts": len({a.question_id for a in rows}),
            "answers": len(rows),
            "labels": sum(len(a.labels) for a in rows),
            **_agreement(rows),
        }
    return {
        "answers": len(answers),
        "parts": len({a.question_id for a in answers}),
        "fewest_answers_of_a_part": min(Counter(a.question_id for a in answers).values()),
        "categories": dict(sorted(Counter(a.category for a in answers).items())),
        "split": {
            name: {
                "parts": len({a.question_id for a in answers if split[bank[a.question_id].stem] == name}),
                "answers": sum(split[bank[a.question_id].stem] == name for a in answers),
            }
            for name in ("train", "dev", "test")
        },
        "sections": by_section,
        "sets": set_counts(bank),
        "shapes": {
            "voices": voice_shapes(bank, voice_answers(bank)),
            "prose": prose_shapes({part: prose(part) for part in ("dev", "test")}),
        },
        "twice_read": agreement_tables([*twice_read()]),
        "contradicted_by": contradictions_told(bank, read_statements()),
        "pairs_under_two_labels": pairs_told(read_pairs()),
        "reworded": _reworded(bank),
    }


def _reworded(bank: Bank) -> JsonObject:
    """By set: labels whose claim has been reworded since they were set."""
    earlier = listed(bank)
    return {
        "claims": len({(one.part, one.criterion) for one in earlier}),
        "labels": sum(len(one.labels) for one in earlier),
        "sets": stale_by_set(earlier, every_label()),
    }


def _agreement(answers: Iterable[LabelledAnswer]) -> JsonObject:
    pairs = [(a.first[name], a.second[name]) for a in answers for name in a.second if name in a.first]
    if not pairs:
        return {"read_twice": 0, "kappa": None}
    first, second = [p[0] for p in pairs], [p[1] for p in pairs]
    return {
        "read_twice": len(pairs),
        "kappa": round(kappa(first, second), 3),
        "same": round(sum(x == y for x, y in pairs) / len(pairs), 3),
    }


def ticket(answer_id: str) -> str:
    """Name of an answer on the sheet: its part and four hexadecimal digits that do not reveal its number."""
    digits = hashlib.sha256(f"{_SEED}:{answer_id}".encode()).hexdigest()[:4]
    return f"{answer_id.rpartition('-')[0]}-{digits}"


def blind_sheet(bank: Bank, answers: Sequence[LabelledAnswer]) -> str:
    """Answers without a second reading, in shuffled order, with the claims to decide on and no labels."""
    answers = [a for a in answers if not a.second]
    order = sorted({a.question_id for a in answers})
    random.Random(_SEED).shuffle(order)
    lines = [
        "After each answer's ticket, write one letter per criterion, in order: m met, p partly met, n not met.",
        "",
    ]
    for question_id in order:
        question = bank[question_id]
        lines += [f"## {question_id}: {' '.join(question.question.split())}"]
        lines += [f"   {number}. {c.claim}" for number, c in enumerate(question.criteria, start=1)]
        for answer in sorted((a for a in answers if a.question_id == question_id), key=lambda a: ticket(a.id)):
            text = " ".join(answer.answer.split())
            lines += [f"{ticket(answer.id)} :", f"   {text}"]
        lines.append("")
    return "\n".join(lines)


def read_sheet(bank: Bank, text: str, known: Iterable[str]) -> dict[str, dict[str, str]]:
    """Verdicts by answer id, read from a filled-in sheet.

    Raises:
        UsageError: A line is wrong; every one is named.
    """
    ids = {ticket(answer_id): answer_id for answer_id in known}
    out: dict[str, dict[str, str]] = {}
    faults = []
    for number, line in enumerate(text.splitlines(), start=1):
        match = re.match(r"^([a-z]+-\d{2}[a-z]?)-([0-9a-f]{4}) ?: ?([mpn]*)\s*$", line)
        if not match or not match[3]:
            continue
        question = bank[match[1]]
        name = f"{match[1]}-{match[2]}"
        if name not in ids or len(match[3]) != len(question.criteria):
            faults.append(
                f"line {number}: {name} is not on the sheet, or needs {len(question.criteria)} letters of m, p, n"
            )
            continue
        out[ids[name]] = {c.id: _LETTERS[x] for c, x in zip(question.criteria, match[3], strict=True)}
    if faults:
        raise UsageError("\n".join(faults))
    return out


def keep_second(sheet: dict[str, dict[str, str]], out: Path, folder: Path = GOLD) -> int:
    """Write the gold with a second reader's verdicts added; returns the number of criteria on which the two differ.

    If a row has no ``first``, its ``labels`` are copied there. ``labels`` itself is left for a person to settle.

    Args:
        out: The folder to write to; created if necessary.
        folder: The gold to read.
    """
    out.mkdir(parents=True, exist_ok=True)
    differing = 0
    for path in sorted(folder.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        for row in rows:
            if row["id"] in sheet:
                row.setdefault("first", row["labels"])
                row["second"] = sheet[row["id"]]
                differing += sum(row["first"][name] != verdict for name, verdict in row["second"].items())
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (out / path.name).write_text(lines, encoding="utf-8")
    return differing
