"""What the page says of a list before it is added."""

from __future__ import annotations

from interviewer.web.bank.seen import seen_markdown
from knowledge.authoring.importer import ImportResult
from knowledge.authoring.question_list import ListedPart, QuestionList


def test_titles_and_asides_that_could_be_questions_are_named() -> None:
    found = QuestionList(
        (ListedPart("", 1, 0, "", "Why salt?", 1, "Taste."),),
        (),
        headings=((5, "## Malt houses"),),
        asides=tuple((n, f"Why is it so {n}?") for n in range(7, 14)),
    )
    said = seen_markdown(found, ImportResult(written=["s-01"]), {})
    assert "Taken for titles, not for questions: line 5 (“Malt houses”)\n" in said
    assert "Part of an answer, though it looks like a question: line 7 (“Why is it so 7?”)" in said
    assert said.endswith("(“Why is it so 11?”) and 2 more")
