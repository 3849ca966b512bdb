"""What the tab says about a list: how it was understood, what it contains, and what adding it will do or did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interviewer.web.markdown import safe_markdown
from knowledge.authoring.drafts.draft_file import title_of
from knowledge.authoring.importer import ImportResult
from knowledge.authoring.question_list import QuestionList
from knowledge.text.plurals import counted
from knowledge.text.shortening import shortened

FIRST = 3
"""How many of the questions found are shown."""
NAMED = 5
"""How many items each kind of remark names; the rest are counted. A judgement."""


def seen_markdown(found: QuestionList, result: ImportResult, like: Mapping[str, str] | None) -> str:
    """How a list was understood, before anything is written.

    Args:
        result: What adding it would do.
        like: The bank's question that is very similar to a new one, by the new one's id; None if nothing was compared.
    """
    count, sections = len(found.parts), [section for section in found.sections if section]
    answered = sum(bool(part.answer) for part in found.parts)
    places = f" in {counted(len(sections), 'section')} ({_named(sections)})" if sections else ""
    answers = f"{answered} of them with a draft answer" if answered else "none with a draft answer"
    lines = [
        f"**{counted(count, 'question')}**{places}, {answers}. Read as {safe_markdown(found.shape)}. The first:",
        "",
    ]
    lines += [f"- line {part.line}: {safe_markdown(title_of(part.text))}" for part in found.parts[:FIRST]]
    remarks = [
        *_doubles(result),
        *_like_the_bank(result, like),
        *_as_before(result),
        *_aside(found, result),
    ]
    if not result.written and not result.reworded and not result.answered:
        lines += ["", "There is nothing new to add.", "", *(f"- {remark}" for remark in remarks)]
    elif remarks:
        # a paragraph between the lists, or they would be shown as one
        lines += ["", "Before you add them:", "", *(f"- {remark}" for remark in remarks)]
    return "\n".join(lines)


def added_markdown(result: ImportResult) -> str:
    """What adding a list did."""
    done = [f"**{counted(len(result.written), 'draft')} added.** Fill in what each still needs, then approve it."]
    return "\n".join([done[0], "", *(f"- {remark}" for remark in _as_before(result))])


def _doubles(result: ImportResult) -> list[str]:
    pairs = [*result.repeated, *result.alike]
    if not pairs:
        return []
    said = [f"“{_title(result, again, first)}”" for first, again in pairs[:NAMED]]
    return [f"{_asks(len(pairs))} the same as another in the list: {', '.join(said)}{_more(pairs)}"]


def _like_the_bank(result: ImportResult, like: Mapping[str, str] | None) -> list[str]:
    if like is None:
        return ["Not compared with the questions you have, because the search is not ready."] if result.written else []
    said = [f"“{_title(result, i)}” and “{safe_markdown(title)}”" for i, title in list(like.items())[:NAMED]]
    return [f"Very similar to what Viva already asks: {'; '.join(said)}{_more(list(like))}"] if said else []


def _as_before(result: ImportResult) -> list[str]:
    remarks = []
    if result.kept:
        remarks.append(f"{counted(len(result.kept), 'question')} you already have; they stay as you left them.")
    if updated := sum(written for _, written in result.reworded):
        remarks.append(f"{counted(updated, 'question')} reworded in the list; the drafts get the new wording.")
    if own := sum(not written for _, written in result.reworded):
        remarks.append(f"{counted(own, 'question')} reworded in the list and by you; your wording stays.")
    if updated := sum(written for _, written in result.answered):
        remarks.append(f"{counted(updated, 'answer')} changed in the list; the drafts get the new one.")
    if own := sum(not written for _, written in result.answered):
        remarks.append(f"{counted(own, 'answer')} changed in the list, but edited or approved by you; yours stays.")
    if result.deleted:
        remarks.append(f"{counted(len(result.deleted), 'question')} you deleted; they don’t come back.")
    return remarks


def _aside(found: QuestionList, result: ImportResult) -> list[str]:
    remarks = []
    if found.unplaced:
        said = [f"line {line} (“{safe_markdown(_short(text))}”)" for line, text in found.unplaced[:NAMED]]
        count = counted(len(found.unplaced), "line")
        verb = "doesn’t" if len(found.unplaced) == 1 else "don’t"
        remarks.append(f"{count} {verb} belong to any question: {', '.join(said)}{_more(found.unplaced)}")
    if found.headings:
        said = [f"line {line} (“{safe_markdown(_short(text.lstrip('# ')))}”)" for line, text in found.headings[:NAMED]]
        remarks.append(f"Taken for titles, not for questions: {', '.join(said)}{_more(found.headings)}")
    if found.asides:
        said = [f"line {line} (“{safe_markdown(_short(text))}”)" for line, text in found.asides[:NAMED]]
        remarks.append(f"Part of an answer, though it looks like a question: {', '.join(said)}{_more(found.asides)}")
    if result.missing_images:
        said = [safe_markdown(image) for _, image in result.missing_images[:NAMED]]
        remarks.append(f"Pictures don’t come with a list: {', '.join(said)}{_more(result.missing_images)}")
    return remarks


def _title(result: ImportResult, *ids: str) -> str:
    return safe_markdown(next((result.titles[i] for i in ids if i in result.titles), ids[0]))


def _asks(count: int) -> str:
    return "1 question asks" if count == 1 else f"{count} questions ask"


def _named(texts: Sequence[str]) -> str:
    return ", ".join(safe_markdown(_short(text)) for text in texts[:NAMED]) + _more(texts)


def _more(items: Sequence[object]) -> str:
    return f" and {len(items) - NAMED} more" if len(items) > NAMED else ""


def _short(text: str) -> str:
    return shortened(text, 60)
