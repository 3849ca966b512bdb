"""What every set of the gold holds: how many texts, by writer and kind, and how many of each label."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from evals.labelled.every_label import rows_by_set
from evals.labelled.set_readers import NOT_RECORDED, readers_of
from interviewer.json_data import JsonObject, object_of
from knowledge.schema import Bank

MOST_KINDS = 25
"""A writer who gave nearly every text a kind of its own is counted without kinds."""
_KINDS = ("category", "quality", "kind", "manner", "label")
"""Fields that say what kind of text it is; the first one that a line has counts."""


def set_counts(bank: Bank, sets: Mapping[str, tuple[JsonObject, ...]] | None = None) -> JsonObject:
    """By folder of sets (``gold`` for the files next to the folders): texts by writer and kind, sections, labels and first reader.

    Each file of ``said`` is a set of its own. Where lines name no writer, a file stands for one writer; of the main gold nobody
    wrote down who wrote it. Second readings that are kept apart are left out: they are labels of texts that are counted already.
    """
    folders: dict[str, list[tuple[str, JsonObject]]] = defaultdict(list)
    for name, rows in (rows_by_set() if sets is None else sets).items():
        folder, slash, _ = name.partition("/")
        if folder != "second":
            folders[(name if folder == "said" else folder) if slash else "gold"] += [(name, row) for row in rows]
    return {folder: _counted(bank, rows) for folder, rows in sorted(folders.items())}


def _counted(bank: Bank, rows: Iterable[tuple[str, JsonObject]]) -> JsonObject:
    texts: dict[str, Counter[str]] = defaultdict(Counter)
    sections: Counter[str] = Counter()
    labels: Counter[str] = Counter()
    first: dict[str, None] = {}
    for name, row in rows:
        labels.update(str(label) for label in object_of(row.get("labels")).values())
        part = str(row.get("question_id", ""))
        for kind, count in _kinds(row):
            texts[_writer(name, row)][kind] += count
            sections[bank[part].section if part in bank else "none"] += count
            first |= dict.fromkeys([readers_of(name, kind)[0]])
    about = {"sections": dict(sections) if set(sections) != {"none"} else {}, "labels": dict(labels)}
    return {
        "texts": sum(kinds.total() for kinds in texts.values()),
        **({"labelled_by": " / ".join(first)} if labels or set(first) != {NOT_RECORDED} else {}),
        **{name: counts for name, counts in about.items() if counts},
        "writers": {
            writer: dict(sorted(kinds.items())) if len(kinds) <= MOST_KINDS else {"texts": kinds.total()}
            for writer, kinds in sorted(texts.items())
        },
    }


def _writer(name: str, row: JsonObject) -> str:
    _, slash, file = name.partition("/")
    return str(row.get("writer") or (file if slash else NOT_RECORDED))


def _kinds(row: JsonObject) -> Iterator[tuple[str, int]]:
    """The kinds of the texts in a line, with how many of each: an answer is one text, other lines hold several statements."""
    if "right" in row:  # near twins
        yield from {"right": 1, "same": 1, "half": int("half" in row)}.items()
        yield from Counter(f"wrong: {how}" for how in object_of(row.get("wrong")).values()).items()
    elif "topic" in row:  # contrasts
        for relation in ("says", "half", "contradicts", "silent"):
            said = row.get(relation)
            yield relation, len(said) if isinstance(said, list) else 0
    else:
        yield next((str(row[name]) for name in _KINDS if row.get(name)), "of no kind"), 1
