"""Labels that two readers have set, and how far they agree. A second reader saw only the claim and the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.labelled.every_label import rows_by_set
from evals.labelled.gold import CONTRADICTED, GOLD, VERDICTS, read_lines
from evals.labelled.set_readers import readers_of
from evals.metrics.kappa import kappa
from interviewer.errors import UsageError
from interviewer.json_data import JsonObject, JsonValue, object_of, text_of

SECOND = GOLD / "second"
"""Second readings of sets that hold one reader's labels."""
CONTRADICTIONS = SECOND / "contradicted.jsonl"
"""Second readings of phrases of the bank, which are no answers (``evals/labelled/contradictions.py``)."""
LABELS = (*VERDICTS, CONTRADICTED)
THREE = ("met", "not_met", CONTRADICTED)
"""The labels without *partly met*, about which readers differ most."""
_MIXED = "said/plainly, twins"
_MIXED_FILES = ("said/plainly", "said/twins")
_JUDGED = {"says": "met", "half": "partly_met", "wrong": CONTRADICTED, "no": "not_met"}
_SAME = {label: label for label in LABELS}
_BELIEFS = {"states": CONTRADICTED, "near": "not_met", "other": "partly_met"}


@dataclass(frozen=True)
class TwiceRead:
    """One label by two readers.

    Attributes:
        set: A folder, ``gold`` for the main gold, or a file of ``said``; plain wordings and their twins, which the second reader
            got mixed, are one.
        kind: The kind of answer.
        readers: The roles of the first and the second reader.
        first, second: Their labels, of ``LABELS``.
    """

    set: str
    writer: str
    kind: str
    readers: tuple[str, str]
    first: str
    second: str


def second_readings(folder: Path = SECOND) -> dict[str, Mapping[str, str]]:
    """The second reader's labels by answer id: a verdict or ``contradicted`` for each criterion.

    Raises:
        UsageError: A line is wrong; every wrong line is named.
    """
    paths = [path for path in sorted(folder.glob("*.jsonl")) if path.name != CONTRADICTIONS.name]
    return {name: told for path in paths for name, told in read_lines(path, _parse)}


def twice_read() -> Iterator[TwiceRead]:
    """Every label of the gold that two readers have set.

    Of plain wordings and their twins the first reading is what the writer meant to say.

    Raises:
        UsageError: A line is wrong; every wrong line is named.
    """
    apart = second_readings()
    found: list[TwiceRead] = []
    faults: list[str] = []
    for name, rows in rows_by_set().items():
        folder, _, file = name.partition("/")
        for number, row in enumerate(rows if folder != "second" else (), start=1):
            kind = str(row.get("category") or row.get("quality") or "")
            writer = str(row.get("writer") or file or "not recorded")
            try:
                pairs = [*_pairs(name, row, apart)]
            except ValueError as error:
                faults.append(f"{name}.jsonl:{number}: {error}")
                continue
            readers = readers_of(name, kind)
            found += (
                TwiceRead(_place(name), writer=writer, kind=kind, readers=readers, first=first, second=second)
                for first, second in pairs
            )
    if faults:
        raise UsageError("\n".join(faults))
    yield from found


def _place(name: str) -> str:
    """The set as which the labels of a file are counted."""
    folder, slash, _ = name.partition("/")
    if name in _MIXED_FILES:
        return _MIXED
    if folder == "said":
        return name
    return folder if slash else "gold"


def agreement(labels: Iterable[TwiceRead]) -> JsonObject:
    """How far two readers agree.

    Returns:
        ``labels`` (how many) and ``same`` (a share); ``kappa`` over all four labels, ``kappa_of`` each label against the rest,
        and ``kappa_of_three`` where neither reader says *partly met*. A kappa is None where one of the two uses a
        single label throughout: chance alone would agree as far.
    """
    pairs = [(label.first, label.second) for label in labels]
    three = [pair for pair in pairs if set(pair) <= set(THREE)]
    return {
        "labels": len(pairs),
        "same": round(sum(first == second for first, second in pairs) / len(pairs), 3) if pairs else None,
        "kappa": label_kappa(pairs),
        "kappa_of": {
            label: label_kappa([(str(first == label), str(second == label)) for first, second in pairs])
            for label in LABELS
        },
        "kappa_of_three": label_kappa(three),
    }


def agreement_by(labels: Iterable[TwiceRead], key: Callable[[TwiceRead], str]) -> JsonObject:
    """Agreement for each value of ``key``, in their order."""
    groups: dict[str, list[TwiceRead]] = {}
    for label in labels:
        groups.setdefault(key(label), []).append(label)
    return {name: agreement(mine) for name, mine in sorted(groups.items())}


def agreement_tables(labels: Sequence[TwiceRead]) -> JsonObject:
    """Agreement over all labels, by pair of readers, by set, and by set and writer."""
    sets = sorted({label.set for label in labels})
    return {
        "together": agreement_by(labels, lambda _: "all sets"),
        "by_readers": agreement_by(labels, lambda label: " / ".join(label.readers)),
        "by_set": agreement_by(labels, lambda label: label.set),
        "by_writer": {
            name: agreement_by([label for label in labels if label.set == name], lambda label: label.writer)
            for name in sets
        },
    }


def as_lines(tables: JsonObject) -> str:
    """These tables as lines of text: labels, the share that is the same, and the kappas."""
    heads = ("labels", "same", "kappa", "met", "half", "not", "contra", "three")
    lines = [f"{'':<48}" + "".join(f"{head:>8}" for head in heads)]
    for groups in tables.values():
        for name, row in object_of(groups).items():
            inner = object_of(row)
            rows = {name: inner} if "labels" in inner else {f"{name}: {writer}": one for writer, one in inner.items()}
            for shown, one in rows.items():
                found = object_of(one)
                of = object_of(found.get("kappa_of"))
                values = [found.get("labels"), found.get("same"), found.get("kappa"), *map(of.get, LABELS)]
                values.append(found.get("kappa_of_three"))
                lines.append(f"{shown:<48}" + "".join(f"{_shown(value):>8}" for value in values))
        lines.append("")
    return "\n".join(lines)


def _shown(value: JsonValue) -> str:
    return "–" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


def label_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Kappa of pairs of labels, to three places; None where one side uses a single label throughout."""
    first, second = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return round(kappa(first, second), 3) if min(len(set(first)), len(set(second))) > 1 else None


def _pairs(name: str, row: JsonObject, apart: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """The labels of one line that two readers have set.

    Raises:
        ValueError: A label is missing, or none that this set has.
    """
    if name in _MIXED_FILES:
        yield "met" if name == "said/plainly" else CONTRADICTED, _read(row, "judged", _JUDGED)
    elif name == "said/beliefs":
        if row.get("second"):
            yield _read(row, "kind", _BELIEFS), _read(row, "second", _BELIEFS)
    elif name == "said/short":
        if row.get("second"):
            yield _read(row, "label", _SAME), _read(row, "second", _SAME)
    else:
        second = object_of(row.get("second")) or apart.get(str(row.get("id")), {})
        first = object_of(row.get("first") or row.get("labels"))
        for point in first:
            if point in second:
                yield _read(first, point, _SAME), _read(second, point, _SAME)


def _read(labels: JsonObject, name: str, meant: Mapping[str, str]) -> str:
    """The label, of ``LABELS``, that a field means."""
    label = text_of(labels, name)
    if label not in meant:
        raise ValueError(f"{name!r} is one of {', '.join(meant)}, not {label!r}")
    return meant[label]


def _parse(data: JsonObject) -> tuple[str, Mapping[str, str]]:
    labels = {name: str(label) for name, label in object_of(data.get("labels")).items()}
    if not labels or set(labels.values()) - set(LABELS):
        raise ValueError(f"labels must be verdicts or {CONTRADICTED!r} by criterion")
    return text_of(data, "id"), labels
