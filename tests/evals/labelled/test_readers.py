"""The two readers of the gold."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evals.labelled.gold import GOLD, gold_answers
from evals.labelled.readers import blind_sheet, describe, keep_second, read_sheet, ticket
from evals.results.headlines import headlines_of
from interviewer.errors import UsageError
from knowledge.schema import Bank

ROOT = Path(__file__).parents[3]
LABELLING = "labelled|labels|read|graded|judged|reworded|written|said|checked|rated|refuted|settled"
BY_WHOM = re.compile(rf"(?:{LABELLING})[^.;|]{{0,60}}? by (?:\w+ )?(?:people|experts?|persons?|humans?|examiners?)\b")


@pytest.mark.parametrize(
    "document",
    [
        "README.md",
        *(f"docs/{name}.md" for name in ("model-card", "results", "page", "scaling", "experiments")),
        "knowledge/REVIEW.md",
        "evals/labelled/gold/README.md",
        "evals/labelled/gold/forms/README.md",
    ],
)
def test_a_document_that_says_who_labelled_says_readers(document: str) -> None:
    text = " ".join((ROOT / document).read_text(encoding="utf-8").split())
    assert BY_WHOM.findall(text) == [], "say how many readers, and which were blind"


def test_a_label_by_people_is_found() -> None:
    assert BY_WHOM.search("reworded as statements by people who did not see the claims")
    assert BY_WHOM.search("Every part is read by people who did not write it")
    assert not BY_WHOM.search("labels by another reader") and not BY_WHOM.search(
        "a page that people read by themselves"
    )


def test_a_second_reader_works_blind_and_is_kept_beside_the_first(bank: Bank, tmp_path: Path) -> None:
    answers = [replace(a, second={}) for a in gold_answers(bank) if a.question_id == "training-02"]
    sheet = blind_sheet(bank, answers)
    assert "not_met" not in sheet and "strong" not in sheet and all(a.answer.split(".")[0] in sheet for a in answers)
    assert not any(f"{a.id} :" in sheet for a in answers), "the number of an answer tells its kind"
    assert blind_sheet(bank, [replace(a, second=a.labels) for a in answers]).count("\n") == 1
    filled = sheet.replace(f"{ticket('training-02-1')} :", f"{ticket('training-02-1')} : mmpn")
    verdicts = read_sheet(bank, filled, [a.id for a in answers])
    assert list(verdicts["training-02-1"].values()) == ["met", "met", "partly_met", "not_met"]
    with pytest.raises(UsageError, match="needs 4 letters"):
        read_sheet(bank, f"{ticket('training-02-1')} : mm", ["training-02-1"])
    path = tmp_path / "training.jsonl"
    path.write_text((GOLD / "training.jsonl").read_text(encoding="utf-8"), encoding="utf-8")
    assert keep_second(verdicts, tmp_path / "out", tmp_path) == 2
    assert path.read_text(encoding="utf-8") == (GOLD / "training.jsonl").read_text(encoding="utf-8"), (
        "what is read stays"
    )
    written = (tmp_path / "out" / "training.jsonl").read_text(encoding="utf-8")
    row = next(json.loads(line) for line in written.splitlines() if '"training-02-1"' in line)
    assert row["labels"] == row["first"] != row["second"]


@pytest.mark.slow
def test_the_page_shows_how_far_the_readers_agree(bank: Bank) -> None:
    (row,) = headlines_of(describe(bank))
    assert row["name"] == "kappa of the two readers" and 0.5 < row["value"] < 1


@pytest.mark.slow
def test_the_gold_is_described_set_by_set(bank: Bank) -> None:
    told: dict[str, Any] = dict(describe(bank))
    assert told["answers"] == told["sets"]["gold"]["texts"] == 1100
    assert told["categories"] == told["sets"]["gold"]["writers"]["not recorded"]
    assert told["sections"]["rl"]["read_twice"] == 429 and told["twice_read"]["by_set"]["gold"]["labels"] == 5192
    assert told["reworded"]["labels"] == sum(
        row["same_meaning"] + row["not_read_again"] for row in told["reworded"]["sets"].values()
    )
