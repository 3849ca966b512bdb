"""One word, one meaning: the README says what each of these words names, and modules and types have it only in that sense."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from tests.test_names import ROOT, TREES, types_of

FORMS = {
    "progress": r"progress",
    "review": r"review(?:s|ed|er|ing)?",
    "run": r"runs?|runner|running",
    "card": r"cards?",
    "grade": r"grad(?:e|es|ed|er|ing)",
}
"""The words, with the forms in which they occur in a name."""
PLACES = {
    "progress": ("interviewer/study/progress.py", "interviewer/web/progress/"),
    "review": (
        "interviewer/conversation/state/stored.py",
        "interviewer/storage/",
        "interviewer/study/",
    ),
    "run": (
        "evals/suites/forms/forms_code.py",
        "interviewer/grading/forms/networks/network_code.py",
        "interviewer/grading/forms/sandbox/",
    ),
    "card": (
        "evals/results/model_card.py",  # a model card is something else, and has no other name
        "interviewer/cli/cards.py",
        "interviewer/study/",
        "interviewer/web/cards/",
    ),
    "grade": (
        "evals/suites/",
        "interviewer/cli/",
        "interviewer/conversation/debrief/",
        "interviewer/conversation/state/",
        "interviewer/grading/",
        "interviewer/loading/tally.py",
        "interviewer/web/appeals.py",
    ),
}
"""Where each word has its one meaning: files, and folders, which end with a slash."""


def words_of(name: str) -> set[str]:
    """Which of the words are in a name, in snake_case or in CamelCase."""
    parts = [part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)]
    return {word for word, form in FORMS.items() if any(re.fullmatch(form, part) for part in parts)}


@cache
def all_named() -> tuple[tuple[str, str], ...]:
    return tuple(named())


def named() -> Iterator[tuple[str, str]]:
    """Every module and every public type, as the path of its module and its name; a folder is named by its own file."""
    for path in (path for tree in TREES for path in sorted((ROOT / tree).rglob("*.py"))):
        where = path.relative_to(ROOT).as_posix()
        yield where, path.parent.name if path.name == "__init__.py" else path.stem
        for name in types_of(path.read_text(encoding="utf-8")):
            yield where, name


@pytest.mark.parametrize("word", FORMS)
def test_a_word_stands_only_where_it_has_its_one_meaning(word: str) -> None:
    found = [(where, name) for where, name in all_named() if word in words_of(name)]
    assert [item for item in found if not item[0].startswith(PLACES[word])] == [], "see the words in the README"
    unused = [place for place in PLACES[word] if not any(where.startswith(place) for where, _ in found)]
    assert unused == [], "the word is no longer there"


@pytest.mark.parametrize("word", FORMS)
def test_the_readme_says_what_the_word_means(word: str) -> None:
    rows = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert [row for row in rows if row.startswith(f"| *{word}* |")] != []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("EventRunner", {"run"}),
        ("model_card", {"card"}),
        ("GradedFile", {"grade"}),
        ("0003_reviews", {"review"}),
        ("CardProgress", {"card", "progress"}),
        ("Preview", set()),
        ("discarded", set()),
    ],
)
def test_a_word_is_found_in_its_forms_and_not_within_another(name: str, words: set[str]) -> None:
    assert words_of(name) == words
