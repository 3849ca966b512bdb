"""The report as a Markdown document."""

from __future__ import annotations

import re
from datetime import datetime

from interviewer.conversation.state.state import VerdictChange
from interviewer.grading.feedback.certainty import doubt
from interviewer.grading.grade import CriterionVerdict, verdict_words
from interviewer.grading.rubric.spoken import achieved, point
from interviewer.report.earlier import compared
from interviewer.report.entered import in_words
from interviewer.report.excerpt import once, without_excerpt
from interviewer.report.passing import would_pass
from interviewer.report.priorities import advice
from interviewer.report.quotes import shown_quote
from interviewer.report.records import QuestionReport, Report
from interviewer.report.sureness import sureness
from interviewer.report.told import answers_counted, line, spent, told
from interviewer.report.verdicts import corrections_left, open_bonus, sign, words
from knowledge.schema import section_title
from knowledge.text.emphasis import with_signs_kept
from knowledge.text.pictures import described


def to_markdown(report: Report) -> str:
    """The report as one Markdown document."""
    out = [f"# Interview report: {report.title}", ""]
    out += [line(report), ""]
    out += _scores(report)
    out += [spent(report), ""] if spent(report) else []
    if report.first:
        out += ["## Work on these first", ""]
        out += [f"{n}. **{p.title}**: {with_signs_kept(advice(p))}" for n, p in enumerate(report.first, start=1)] + [""]
    if report.strongest:
        out += ["## What went well", ""]
        for title, claim, quote in report.strongest:
            out += [f"- **{title}**: {achieved(claim)}"] + ([f"  > {_one_line(quote)}"] if quote else [])
        out.append("")
    if report.study:
        out += ["## What to study", ""] + [f"{n}. {item}" for n, item in enumerate(report.study, start=1)] + [""]
    out += ["## Question by question", ""]
    for number, question in enumerate(report.questions, start=1):
        out += _question(number, question, report)
    out += ["## Appendix: the conversation", ""]
    for turn in report.transcript:
        if turn.kind != "reveal":
            who = "You" if turn.role == "candidate" else "Interviewer"
            out += [f"**{who}:**", "", *_quoted(in_words(turn.text, report.pictures)), ""]
    return "\n".join(out).rstrip() + "\n"


def file_name(report: Report, suffix: str) -> str:
    """A name for the downloaded report, with the time on the candidate's clock."""
    safe = re.sub(r"[^a-z0-9]+", "-", report.title.lower()).strip("-")[:40] or "interview"
    return f"viva-{safe}-{datetime.now().astimezone():%Y%m%d-%H%M}.{suffix}"


def _scores(report: Report) -> list[str]:
    if report.score is None:
        return ["**No answer was graded.**", ""]
    out = [
        f"**Overall {report.score:.0%}** over {answers_counted(report)}. {compared(report.score, report.last_time)}".rstrip(),
        "",
    ]
    if pass_line := would_pass(report):
        out += [pass_line, ""]
    if told_sure := sureness(report):
        out += [told_sure, ""]
    out += ["| section | score |", "|---|---|"]
    return out + [f"| {section_title(name)} | {value:.0%} |" for name, value in report.sections.items()] + [""]


def _question(number: int, question: QuestionReport, report: Report) -> list[str]:
    out = [f"### {number}. {question.title} ({question.outcome})", "", described(question.question), ""]
    if facts := told(question, report.metered):
        out += [facts, ""]
    if question.answer:
        out += ["**Your answer:**", "", *_quoted(in_words(question.answer, report.pictures)), ""]
    if question.grade:
        out += [with_signs_kept(question.remarks), ""] if question.remarks else []
        for item in question.grade.listed:
            out += _criterion(item, question.answer)
        out.append("")
        out += [f"**To correct:** {correction}\n" for correction in corrections_left(question)]
    out += [_change(change, question) for change in question.changes]
    if question.changes:
        out.append("")
    passages = iter(once([*(p.passage for p in question.wrong), *(p.passage for p in question.missed)]))
    for wrong in question.wrong:
        right = without_excerpt(wrong.right, wrong.passage)
        out += [f"**Wrong:** {with_signs_kept(wrong.said)} {right}", "", *_quoted(next(passages)), ""]
    for missed in question.missed:
        out += [f"**Missed:** {point(missed.claim)}.", "", *_quoted(next(passages)), ""]
    out += ["<details><summary>Reference answer</summary>", "", described(question.reference), "", "</details>", ""]
    if question.sources:
        out += ["Sources: " + "; ".join(question.sources), ""]
    return out


def _criterion(item: CriterionVerdict, answer: str) -> list[str]:
    out = [f"- {sign(item)} {words(item)}: {point(item.claim)}"]
    out += [f"  > {_one_line(quote)}"] if (quote := shown_quote(item, answer)) and not open_bonus(item) else []
    out += [f"  {with_signs_kept(item.worked_out)}"] if item.worked_out else []
    if item.verdict == "ungraded":
        out.append(f"  ({item.reason})")
    if (unsure := doubt(item)) and not open_bonus(item):
        out.append(f"  ({unsure})")
    return out


def _change(change: VerdictChange, question: QuestionReport) -> str:
    claims = {item.id: point(item.claim) for item in (question.grade.criteria if question.grade else ())}
    told = claims.get(change.criterion_id, change.criterion_id)
    scores = f"{change.score_before:.0%}", f"{change.score_after:.0%}"
    score = f" ({scores[0]} to {scores[1]})" if scores[0] != scores[1] else ""
    took_back = change.before == "contradicted" and change.corrected
    when = "When you took back what you had said" if took_back else "After a follow-up or another look"
    return f"{when}, “{told}” went from {verdict_words(change.before)} to {verdict_words(change.after)}{score}."


def _quoted(text: str) -> list[str]:
    return [f"> {line}" if line else ">" for line in with_signs_kept(text).splitlines()]


def _one_line(text: str) -> str:
    return with_signs_kept(" ".join(text.split()))
