"""The reference answer when a question closes, with the missing and the mistaken points marked in it."""

from __future__ import annotations

from interviewer.conversation.state.state import QuestionAttempt
from interviewer.grading.feedback.correction import correct_point
from interviewer.grading.grade import MARKS, CriterionVerdict, loss
from interviewer.grading.rubric.reference import nearest_passage
from interviewer.report.priorities import lacking
from interviewer.web.markdown import safe_line, safe_markdown
from knowledge.schema import Question


def marked_reference(question: Question, attempt: QuestionAttempt) -> str:
    """The reference answer as Markdown. Each passage is preceded by those of its points that the answer lacks or gets wrong.

    Points without a passage of their own come first, the heaviest before the others.
    """
    marks: dict[str, list[str]] = {}
    grade = attempt.grade
    for item in sorted(grade.criteria if grade else (), key=lambda item: -loss(item)):
        if item.kind in {"not_met", "partly_met", "contradicted"} and not (item.bonus and not item.called_wrong):
            marks.setdefault(nearest_passage(question, item.claim), []).append(_mark(question, attempt, item))
    # each is a separate block quote, since each has its own colour
    blocks = {passage: "\n\n<!-- -->\n\n".join(lines) for passage, lines in marks.items()}
    text = question.reference
    # a passage is found by its text; of two identical passages the first is marked
    starts = {passage: max(text.find(passage), 0) for passage in blocks}
    out, at = [], 0
    for passage, start in sorted(starts.items(), key=lambda item: item[1]):
        out += [safe_markdown(text[at:start]), blocks[passage], "\n\n"]
        at = start
    shown = "".join((*out, safe_markdown(text[at:])))
    return f"{shown}\n\n### Going deeper\n\n{safe_markdown(question.deeper)}" if question.deeper else shown


def _mark(question: Question, attempt: QuestionAttempt, item: CriterionVerdict) -> str:
    heard = attempt.grade.misconceptions if attempt.grade else ()
    if item.called_wrong:
        told = correct_point(question, item, heard).text
    else:
        told = lacking(item.claim, half=item.verdict == "partly_met", unsure=item.uncertain)
    line = safe_line(told)
    mark = MARKS[item.kind]
    # the style sheet distinguishes half-met from missing points by how the mark is set
    return f"> *{mark}* {line}" if item.verdict == "partly_met" else f"> **{mark}** {line}"
