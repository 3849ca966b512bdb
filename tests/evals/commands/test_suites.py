"""Every suite runs once as a command, on a few answers and with a stand-in for the sentence embeddings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from evals.__main__ import main
from evals.labelled import gold, talk
from evals.labelled.gold import LabelledAnswer
from evals.labelled.readers import ticket
from evals.suites.attacks import robustness
from evals.suites.bank import retrieval
from interviewer.grading.local.judge import LocalJudge
from interviewer.grading.local.reader import Reader
from interviewer.json_data import JsonObject, number_of, object_of
from interviewer.loading.services import Services
from knowledge.schema import Bank
from knowledge.search.embeddings import BankEmbedder, CachedEmbedder
from tests.stand_ins import RuleReader


@pytest.fixture(autouse=True)
def light(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, words: CachedEmbedder) -> None:
    """The word stand-in for the embedder, and for the reader, too, unless a test runs the real models."""
    monkeypatch.setattr(Services, "_load_embedder", lambda self: setattr(self, "_embedder", words) or "words")
    embedded = request.node.get_closest_marker("embedded")
    reader = request.getfixturevalue("real_reader") if embedded else RuleReader()
    monkeypatch.setattr(Services, "reader", reader)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch, bank: Bank) -> list[LabelledAnswer]:
    """Four gold answers to two questions instead of all."""
    all_answers = list(gold.gold_answers(bank, "test"))
    ids = list(dict.fromkeys(a.question_id for a in all_answers))[:2]
    wanted = [a for a in all_answers if a.question_id in ids and a.category in ("strong", "wrong")]
    for module in (gold, robustness):
        monkeypatch.setattr(module, "gold_answers", lambda bank, split="", read_once=False: iter(wanted))
    return wanted


def result(capsys: pytest.CaptureFixture[str]) -> JsonObject:
    printed: JsonObject = json.loads(capsys.readouterr().out)
    return printed


def graded_file(path: Path, questions: int = 6) -> Path:
    """Public graded answers: three to each question."""
    rows = [
        {
            "id": f"{n}{score}",
            "question_id": f"q{n}",
            "question": f"What is part {n} of a packet?",
            "references": [f"A unit of data with a header, part {n}."],
            "answer": answer,
            "score": score,
        }
        for n in range(questions)
        for answer, score in ((f"Data with a header, part {n}.", 1.0), ("A unit.", 0.5), ("A cake.", 0.0))
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.mark.slow
def test_grading(few: list[LabelledAnswer], capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["grading", "--no-model", "--html", str(tmp_path / "a.html")]) == 0
    found = result(capsys)
    assert found["answers"] == len(few) == 4 and set(object_of(found["floors"])) > {"length"}
    assert "QWK of answers" in (tmp_path / "a.html").read_text()
    assert main(["grading", "--no-model", "--bare", "--split", "dev"]) == 0


@pytest.mark.embedded
def test_external_takes_answers_with_and_without_their_questions(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    results = tmp_path / "results.json"
    results.write_text("{}")
    own = graded_file(tmp_path / "own.jsonl", 2)
    record = ["--record", "--results", str(results), "--name", "packets"]
    assert main(["external", "--answers", str(own), "--no-model", *record]) == 0
    assert result(capsys)["questions"] == 2
    (entry,) = json.loads(results.read_text())["results"]
    assert entry["command"] == "python -m evals external --answers own.jsonl --name packets --no-model"
    assert entry["data"]["name"] == "packets"
    bank = tmp_path / "bank.jsonl"
    rows = [{"id": str(n), "question_id": "training-06a", "answer": "It turns NaN.", "score": n / 2} for n in range(2)]
    bank.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert main(["external", "--answers", str(bank), "--no-model"]) == 0
    assert result(capsys)["answers"] == 2


@pytest.mark.slow
def test_robustness(few: list[LabelledAnswer], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["robustness", "--no-model", "--count", "1", "--whole"]) == 0
    assert result(capsys)["answers"] == {"attacked": 1, "clean": 1}


@pytest.mark.slow
def test_compare(few: list[LabelledAnswer], capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    marks = tmp_path / "marks.jsonl"
    assert main(["compare", "--graders", "viva", "--count", "2", "--no-model", "--out", str(marks)]) == 0
    assert list(object_of(result(capsys)["graders"])) == ["viva"] and len(marks.read_text().splitlines()) == 2


@pytest.mark.slow
def test_retrieval_below_its_bar_is_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    queries = [("exploding gradients loss NaN clip norm", "training-06a"), ("zebra", "nlp-01a")]
    monkeypatch.setattr(retrieval, "read_queries", lambda bank: queries)
    assert main(["retrieval"]) == 1
    found = result(capsys)
    assert found["queries"] == 2 and found["missed"] == ["zebra"]


@pytest.mark.slow
def test_dialogue(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    played = ["--candidates", "silent", "--minutes", "3", "--no-model", "--out", str(tmp_path / "played")]
    assert main(["dialogue", *played]) == 0
    found = result(capsys)
    assert found["interviews"] == 2 and found["faults"] == []
    assert len(list((tmp_path / "played").glob("silent-*.md"))) == 2


def test_ability(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from evals.suites.interviews import ability

    monkeypatch.setattr(ability, "CANDIDATES", 5)
    assert main(["ability", "--repeats", "2"]) == 0
    assert result(capsys)["repeats"] == 2


@pytest.mark.slow
def test_gold_takes_a_second_reading_into_another_folder(
    bank: Bank, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.txt"
    sheet.write_text(f"{ticket('training-02-1')} : mmpn\n")
    assert main(["gold", "--sheet", str(tmp_path / "blind.txt")]) == 0
    assert result(capsys)["answers"] == 1100 and (tmp_path / "blind.txt").exists()
    before = (gold.GOLD / "training.jsonl").read_bytes()
    assert main(["gold", "--second", str(sheet), "--out", str(tmp_path / "gold")]) == 0
    assert "verdicts differ" in capsys.readouterr().err
    assert (gold.GOLD / "training.jsonl").read_bytes() == before != (tmp_path / "gold" / "training.jsonl").read_bytes()


def test_appeals(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["appeals", "--out", str(tmp_path / "cases.jsonl")]) == 0
    assert result(capsys)["appeals"] == 0 and (tmp_path / "cases.jsonl").read_text() == ""


@pytest.mark.slow
def test_fit_and_train_write_where_they_are_told_to(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from evals.training import calibrate, train

    data: JsonObject = {"measures": [], "fitted_on": {"seed": 7}, "shown": {}, "bare": {}, "belief": 0.5}
    fitted: list[str] = []

    def fit(
        bank: Bank, judge: LocalJudge, belief: float, taken_back: float, also: Sequence[LabelledAnswer]
    ) -> JsonObject:
        fitted.append(judge.name.rpartition("-")[2])
        return data

    reader = Reader(lambda: tmp_path)
    monkeypatch.setattr(Services, "reader", reader)
    monkeypatch.setattr(Services, "_load_judge", lambda self: "not loaded")
    monkeypatch.setattr(calibrate, "calibrate", fit)
    assert main(["fit", "--out", str(tmp_path / "fit.json")]) == 0
    assert json.loads((tmp_path / "fit.json").read_text()) == data
    assert result(capsys)["belief"] == 0.5 and fitted == [reader.version]
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "config.json").write_text('{"sha256": "abcdef0123", "scale": 2}')
    assert main(["fit", "--out", str(tmp_path / "fit.json"), "--weights", str(tmp_path / "other")]) == 0
    assert fitted[1:] == ["abcdef01"], "a reader that is not shipped yet"
    assert result(capsys)["written_to"] == "fit.json"

    def learn(base: Path, bank: Bank, embedder: BankEmbedder, public: train.PublicData, out: Path) -> JsonObject:
        return {"out": out.name, "base": base.name, "inference": str(public.inference), "courses": list(public.courses)}

    monkeypatch.setattr(train, "train", learn)
    public = ["--inference", "pairs.tsv", "--students", "s.jsonl", "--course", "a", "--course", "b"]
    assert main(["train", "--out", str(tmp_path / "weights"), *public]) == 0
    found = result(capsys)
    assert found["out"] == "weights" and found["base"] == tmp_path.name
    assert found["inference"] == "pairs.tsv" and found["courses"] == ["a", "b"]


def test_bench(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from evals.suites.speed import bench

    monkeypatch.setattr(bench, "start_up", lambda settings: {"page_to_bare_ratio": 1.2})
    monkeypatch.setattr(bench, "embedded", lambda settings: {"answers": 0})
    assert main(["bench"]) == 0
    assert result(capsys)["page_to_bare_ratio"] == 1.2


@pytest.mark.slow
def test_talk_is_fitted_elsewhere_and_then_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    weights = tmp_path / "talk.json"
    every = talk.gold_lines
    monkeypatch.setattr(talk, "gold_lines", lambda bank, splits, **kind: every(bank, splits, **kind)[::10])
    writers = sorted({line.writer for line in talk.talk_lines("fit")})[:2]  # of all of them it takes minutes
    assert main(["fit-talk", "--out", str(weights), *(word for name in writers for word in ("--writer", name))]) == 0
    assert number_of(result(capsys)["learnt_from"]) > 50
    out = tmp_path / "result.json"
    assert main(["talk", "--weights", str(weights), "--json", str(out)]) in (0, 1)
    told = json.loads(out.read_text(encoding="utf-8"))
    assert {row["name"] for row in told["headlines"]} == {
        "talk to the interviewer understood",
        "talk understood or asked about",
        "answers taken for talk",
    }
    assert told["threshold"] > 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("read_with", "fault"),
    [("--reader", "embeddings of 3840 numbers, not 272"), ("--no-reader", "embeddings of 1536 numbers, not 256")],
)
def test_talk_refuses_weights_for_another_embedder(
    read_with: str, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["talk", read_with]) == 2
    assert fault in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "fault"),
    [([], "fit-talk needs --out"), (["--out", "x.json", "--writer", "nobody"], "no lines by nobody")],
)
def test_fit_talk_says_what_it_needs(given: list[str], fault: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fit-talk", *given]) == 2
    assert fault in capsys.readouterr().err
