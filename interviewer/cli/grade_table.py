"""A grade in the terminal, point by point."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from interviewer.grading.feedback.certainty import doubt
from interviewer.grading.grade import Grade, marked_words
from interviewer.grading.rubric.beliefs import told as belief_told
from interviewer.grading.rubric.spoken import point
from interviewer.llm.usage import Usage, spent_words
from interviewer.report.quotes import shown_quote


def print_grade(grade: Grade, title: str = "Grade", before: str = "") -> None:
    """Print the score, and each point with its number, verdict and quote, and whether the judge is unsure.

    Args:
        before: Printed in front of each number.
    """
    points = Table.grid(padding=(0, 1))
    for number, item in enumerate(grade.criteria, start=1):
        bonus = " (bonus)" if item.weight == 0 else ""
        points.add_row(f"{before}{number}", Text(f"{marked_words(item)}: {point(item.claim)}{bonus}"))
        quote = shown_quote(item)
        below = [f"“{' '.join(quote.split())}”"] if quote else []
        if told := item.reason if item.verdict == "ungraded" else item.worked_out:
            below.append(told)
        if unsure := doubt(item):
            below.append(unsure)
        for line in below:
            points.add_row("", Text(line, style="dim"))
    for number, misconception in enumerate(grade.misconceptions, start=len(grade.criteria) + 1):
        points.add_row(f"{before}{number}", Text(f"To correct: {belief_told(misconception)}"))
    out = Console(highlight=False)
    out.print(f"\n[bold]{title}: {f'{grade.score:.0%}' if grade.judged else 'none'}[/bold]")
    out.print(points)


def usage_line(usage: Usage) -> str:
    """The language model use of a grade, as one line; empty if no model was called."""
    return spent_words(usage, timed=True)
