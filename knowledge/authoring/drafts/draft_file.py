"""The bank file of an imported question: front matter, the question, and the list's answer as a draft."""

from __future__ import annotations

import re

import yaml

from knowledge.authoring.question_list import ListedPart


def draft_file(part: ListedPart, question_id: str, section: str, question: str, answer: str) -> str:
    """The text of a file that the bank's loader reads as a draft.

    Args:
        question, answer: Markdown with the images already placed; if the answer is empty, its part is left out.
    """
    front: dict[str, object] = {"id": question_id, "section": section, **listed_fields(part), "status": "draft"}
    if part.part and re.fullmatch(r".*-\d+[a-z]+", question_id):
        front["follows"] = question_id.rstrip("abcdefghijklmnopqrstuvwxyz")
    head = yaml.safe_dump(front, sort_keys=False, allow_unicode=True, width=1000)
    reference = f"\n## Reference answer\n\n{body_text(answer, closed=True)}\n" if answer.strip() else ""
    return f"---\n{head}---\n\n## Question\n\n{body_text(question, closed=bool(reference))}\n{reference}"


def listed_fields(part: ListedPart) -> dict[str, object]:
    """The fields of the front matter that a list gives; those that it leaves open are missing."""
    fields: dict[str, object] = {
        "source": f"{part.section} {part.number}" + (f".{part.part}" if part.part else ""),
        "title": title_of(part.text),
    }
    if part.topics:
        fields["topics"] = list(part.topics)
    if part.sources:
        fields["sources"] = list(part.sources)
    if part.difficulty:
        fields["difficulty"] = part.difficulty
    return fields


def body_text(text: str, closed: bool = False) -> str:
    """The text with its headings lowered, so that the bank's loader reads it as one section.

    Args:
        closed: Close a code fence that the text leaves open, because another part follows.
    """
    lines, fenced = [], False
    for line in text.split("\n"):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        lines.append(line if fenced else re.sub(r"^##?(?=\s)", "###", line) if closed else _lowered(line))
    return "\n".join([*lines, "```"] if closed and fenced else lines)


def title_of(text: str) -> str:
    """The first words of a question."""
    words = re.sub(r"```.*?(?:```|\Z)|[*_`#>]|!\[[^\]]*\]\([^)]*\)", " ", text, flags=re.DOTALL).split()
    title = " ".join(words[:9])
    return (title[:70].rstrip(" ,.;:?") + ("…" if len(words) > 9 else "")) or "Untitled"


def _lowered(line: str) -> str:
    return re.sub(r"^##(?=\s)", "###", line)
