"""The manifest of an imported folder: which text of the list became which file."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from knowledge.authoring.question_list import ListedPart
from knowledge.errors import KnowledgeError

MANIFEST = ".import.json"


class ImportFailure(KnowledgeError):
    """A list cannot be imported."""


@dataclass(frozen=True)
class ImportedQuestion:
    """One imported question.

    Attributes:
        text: The question as it was written to the file; "" if an older import did not record it.
        section: Title of its section in the list.
        answer: Mark of its answer in the list; "" if an older import did not record it.
        reference: Mark of that answer as it was written to the file; "" as well.
        fields: The fields of the front matter that the list gave; empty as well.
    """

    id: str
    text: str = ""
    section: str = ""
    answer: str = ""
    reference: str = ""
    fields: dict[str, object] = field(default_factory=dict)


def read_manifest(out: Path) -> dict[str, ImportedQuestion]:
    """The entries of a folder by their mark; empty if nothing was ever imported into it.

    Raises:
        ImportFailure: The file is damaged.
    """
    path = out / MANIFEST
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (ValueError, UnicodeDecodeError) as error:
        raise ImportFailure(f"{path} is damaged; repair it, or delete it to import every question as new") from error
    if not isinstance(data, dict):
        raise ImportFailure(f"{path} is damaged; delete it to import every question as new")
    return {str(mark): _entry(value) for mark, value in data.items()}


def write_manifest(out: Path, known: dict[str, ImportedQuestion]) -> None:
    """Write the entries of a folder."""
    data = {mark: asdict(entry) for mark, entry in known.items()}
    (out / MANIFEST).write_text(json.dumps(data, indent=0, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def mark_of(part: ListedPart) -> str:
    """A hash that identifies a question in a list, made from section, stem and text, ignoring white space."""
    text = " ".join(f"{part.section}\x1f{part.stem}\x1f{part.original or part.text}".split())
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _entry(value: object) -> ImportedQuestion:
    if not isinstance(value, dict):
        return ImportedQuestion(str(value))
    id_, text, section, answer, reference = (
        str(value.get(name, "")) for name in ("id", "text", "section", "answer", "reference")
    )
    fields = value.get("fields")
    return ImportedQuestion(
        id_,
        text=text,
        section=section,
        answer=answer,
        reference=reference,
        fields=fields if isinstance(fields, dict) else {},
    )
