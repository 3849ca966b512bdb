"""Figures and lists in the prose of the documents agree with what was measured, or with the code that they describe."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from typer.main import get_group

from evals.__main__ import app
from evals.results.headlines import at
from evals.results.ledger import read_ledger
from evals.results.recorded import plain_result
from interviewer.cli.doctor import MEMORY
from interviewer.json_data import JsonObject
from interviewer.llm.embedded.model_file import QWEN
from interviewer.llm.embedded.reader_spec import MPNET
from interviewer.web.evals.processes import SUITES
from knowledge.schema import Bank

ROOT = Path(__file__).parents[1]
LEDGER = read_ledger(ROOT / "docs" / "results.json")
MEBI = 1024 * 1024 / 1e9
"""Gigabytes in what the bench calls a megabyte."""
BEFORE_ONE_BY_ONE = "5df778f7"
"""The commit of the last run of the bench that did not measure answers one by one. Any later run has to."""
RENDERED = re.compile(
    r"<!-- results: .*?<!-- end of results -->|^```.*?^```|`[^`]*`|\]\([^)]*\)", re.DOTALL | re.MULTILINE
)
MEASURED = re.compile(
    r"""\d(?:[\d.]*\d)?\ ?%                                # a percentage
    | (?<![\w.-])[01]?\.\d+(?!\.?\w|\ ?[GM]B)            # a share, an agreement or an error, such as 0.80 or .8
    | \b(?:QWK|F1|kappa|recall)\ (?:of|is|was)\ \d
    | \b(?:one|two|three|four|\d+)\ (?:in|of|out\ of)\ (?:three|four|five|six|seven|eight|nine|ten|every|a\ hundred|\d+)\b
    | \b(?:a|an|one|two|three|four)\ (?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?\b
      (?!\ (?:file|hand|reader|stage|writer|set)\b)          # the third of several is no share
    | \b(?:more|fewer|less)\ than\ (?:half|one|two|three|four|five|six|seven|eight|nine|ten)\b
    | \b\d[\d.,]*\ (?:milliseconds|seconds|tokens)\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""Words for a result. Sizes of files, settings and numbers of parts are none."""
LOGS = ("docs/experiments.md", "docs/players.md", "knowledge/REVIEW.md")
"""Logs, which keep what was found on a day; CONTRIBUTING.md names them."""
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (
        *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")),
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / "evals" / "labelled").rglob("README.md"),
    )
    if path.relative_to(ROOT).as_posix() not in LOGS
)
CONSTANTS = {
    "README.md": ["0.1"],  # the penalty for a misconception
    "SECURITY.md": ["more than seven"],  # days that somebody stays signed in
    "docs/model-card.md": ["95 %"],  # how wide intervals are
    "docs/page.md": ["90 %", ".02", "1.3"],  # what the schedule aims at; two limits that the suite holds the page to
    "docs/results.md": ["95 %"],  # how wide intervals are
}


def text_of(document: str) -> str:
    """A document on one line."""
    return " ".join((ROOT / document).read_text(encoding="utf-8").split())


def too_little(interview: int, batch: int, measured: JsonObject) -> list[str]:
    """What a run of the bench says against the gigabytes that README asks for."""
    found = []
    peak, one_by_one = at(measured, "peak_memory_mb"), at(measured, "peak_memory_one_by_one_mb")
    if not isinstance(peak, int | float) or batch != math.ceil(peak * MEBI):
        found.append(f"a batch takes {peak} MB")
    if not isinstance(one_by_one, int | float) or interview < one_by_one * MEBI:
        found.append(f"an interview takes {one_by_one} MB")
    return found


def test_readme_asks_for_the_memory_that_was_measured() -> None:
    asked = re.search(r"(\d+) GB of free memory \((\d+) GB to grade a hundred answers at once", text_of("README.md"))
    assert asked
    interview, batch = int(asked[1]), int(asked[2])
    assert interview == math.ceil(sum(MEMORY.values())), "what viva doctor asks for"
    bench = plain_result(LEDGER, "bench")
    assert bench
    found = too_little(interview, batch, bench.numbers)
    if bench.commit == BEFORE_ONE_BY_ONE:
        assert found == ["an interview takes None MB"]
    else:
        assert found == []


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ({"peak_memory_mb": 5493, "peak_memory_one_by_one_mb": 3700}, []),
        ({"peak_memory_mb": 5493, "peak_memory_one_by_one_mb": 3900}, ["an interview takes 3900 MB"]),
        ({"peak_memory_mb": 5493}, ["an interview takes None MB"]),
        ({"peak_memory_mb": 6000, "peak_memory_one_by_one_mb": 3700}, ["a batch takes 6000 MB"]),
        ({"peak_memory_one_by_one_mb": 3700}, ["a batch takes None MB"]),
    ],
)
def test_too_little_memory_is_found(numbers: JsonObject, found: list[str]) -> None:
    assert too_little(4, 6, numbers) == found


@pytest.mark.parametrize("document", DOCUMENTS)
def test_prose_has_no_results(document: str) -> None:
    text = " ".join(RENDERED.sub(" ", (ROOT / document).read_text(encoding="utf-8")).split())
    assert [found[0] for found in MEASURED.finditer(text)] == CONSTANTS.get(document, [])


def test_the_documents_that_may_have_no_results_are_found() -> None:
    assert {"README.md", "docs/page.md", "evals/labelled/gold/forms/README.md"} < set(DOCUMENTS)
    assert set(CONSTANTS) < set(DOCUMENTS)


@pytest.mark.parametrize("document", LOGS)
def test_contributing_names_each_log(document: str) -> None:
    prose = re.search(
        r"\*\*Changing a number in the docs\.\*\*(.*?)\n\n", (ROOT / "CONTRIBUTING.md").read_text(), re.DOTALL
    )
    assert prose and document in prose[1]


@pytest.mark.parametrize(
    "line",
    [
        "Fluent writers keep about a third of the credit, terse ones about an eighth.",
        "It keeps more than half of it on two questions.",
        "One in ten points that a terse writer made was called wrong.",
        "On new answers it has a QWK of 0.71.",
        "It gets 85 % right.",
        "Of ten nearest entries a search finds fewer than seven.",
        "The model reads 50 tokens a second.",
        "At the first reading 262 of 298 decided points agreed.",
    ],
)
def test_a_result_in_prose_is_found(line: str) -> None:
    assert MEASURED.search(line)


@pytest.mark.parametrize(
    "line",
    [
        "all-MiniLM-L6-v2",
        "Python 3.11+",
        "1.5 GB",
        "Apache-2.0",
        "makes half of it",
        "127.0.0.1",
        "by a fifth writer",
        "two of the four writers",
    ],
)
def test_what_is_no_result_is_left_alone(line: str) -> None:
    assert not MEASURED.search(line)


def test_readme_counts_the_bank_as_it_is(bank: Bank) -> None:
    text = text_of("README.md")
    parts = list(bank.values())
    assert f"{len({part.stem for part in parts})} questions in {len(parts)} parts" in text
    told = re.search(r"questions in \d+ parts: (.*?)\. ", text)
    assert told
    counts = [int(count) for count in re.findall(r"\((\d+)", told[1])]
    assert counts == [len(bank.in_section(name)) for name in bank.sections]


def test_the_documents_say_what_the_models_weigh() -> None:
    language = QWEN.size / 1e9
    reader = MPNET.archive.size / 1e9
    assert f"{language:.1f} GB for the language model and {reader:.1f} GB for the model that reads" in text_of(
        "README.md"
    )
    for document in ("README.md", "docs/architecture.md"):
        assert f"({language + reader:.1f} GB)" in text_of(document)


def test_scaling_names_the_suites_that_run_on_ray_and_those_that_are_compared() -> None:
    listed = re.search(
        r"sets of answers \(([^)]*)\) take `--ray`\. For some of them \(([^)]*)\)", text_of("docs/scaling.md")
    )
    assert listed
    suites = get_group(app).commands.items()
    assert listed[1].split(", ") == [
        name for name, one in suites if any(option.name == "on_ray" for option in one.params)
    ]
    compared = (ROOT / "tests/evals/commands/test_on_ray.py").read_text(encoding="utf-8")
    assert listed[2].split(", ") == re.findall(r'^        \["([a-z-]+)", "--no-model"', compared, re.MULTILINE)


def test_readme_counts_the_suites_that_the_page_runs() -> None:
    words = dict(zip(("three", "four", "five", "six", "seven", "eight"), range(3, 9), strict=True))
    told = re.search(r"The \*Accuracy\* tab of the page runs (\w+) of the suites", text_of("README.md"))
    assert told and words[told[1]] == len(SUITES)
