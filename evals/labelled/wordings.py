"""Which wording of a claim each label belongs to, and which claims were reworded since.

A label belongs to the claim with which it was read last. In ``claims.json`` the field ``read`` names that wording for every
criterion by the first eight hexadecimal digits of its SHA-256, and ``reworded`` says of every earlier wording what became of the
labels that belonged to it.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from evals.labelled.every_label import PlacedLabel
from evals.labelled.gold import GOLD
from interviewer.errors import UsageError
from interviewer.json_data import JsonObject, text_of
from knowledge.schema import Bank

CLAIMS = GOLD / "claims.json"
NOT_READ_AGAIN = "not read again"
READ_AGAIN = "read again"
SAME_MEANING = "same meaning, decided by one reader"
DECISIONS = (NOT_READ_AGAIN, READ_AGAIN, SAME_MEANING)


@dataclass(frozen=True)
class Rewording:
    """What became of the labels of an earlier wording.

    Attributes:
        old, new: Hashes of the wording that labels belong or belonged to, and of the one they were compared with.
        decision: One of ``DECISIONS``.
        was: The earlier wording.
    """

    part: str
    criterion: str
    old: str
    new: str
    decision: str
    was: str


@dataclass(frozen=True)
class EarlierWording:
    """Labels whose claim has been reworded since they were set, and that nobody has read again.

    Attributes:
        was, now: The two wordings; ``was`` is "" if it is not written down yet.
        decision: ``NOT_READ_AGAIN`` or ``SAME_MEANING``; "" if the change has not been entered.
    """

    part: str
    criterion: str
    old: str
    was: str
    now: str
    decision: str
    labels: tuple[PlacedLabel, ...]


_Key = tuple[str, str, str]
"""Part, criterion and hash of a wording."""
SetsByWording = Mapping[str, frozenset[str]]
"""Names of sets by the hash of the claim that their labels belong to; "" among them stands for all sets."""


@dataclass(frozen=True)
class LabelWordings:
    """Which wordings labels belong to.

    Attributes:
        read: Sets by wording, for each part and criterion. In the file that is one hash if all sets have the same, otherwise
            the names of the sets by hash.
        reworded: What became of earlier wordings.
    """

    read: Mapping[tuple[str, str], SetsByWording]
    reworded: tuple[Rewording, ...]

    @property
    def by_old(self) -> dict[_Key, Rewording]:
        """What became of each earlier wording."""
        return {(row.part, row.criterion, row.old): row for row in self.reworded}

    def of(self, label: PlacedLabel) -> str:
        """The hash of the wording that a label belongs to; "" if it is not written down."""
        for wording, sets in self.read.get((label.part, label.criterion), {}).items():
            if sets & {"", label.set}:
                return wording
        return ""


def wording_hash(claim: str) -> str:
    """The first eight hexadecimal digits of the SHA-256 of a claim."""
    return hashlib.sha256(claim.encode()).hexdigest()[:8]


def read_wordings(path: Path = CLAIMS) -> LabelWordings:
    """What a file says of the wordings that labels belong to.

    Raises:
        UsageError: It cannot be read, or is not of the form that ``LabelWordings`` describes.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        read = {
            (part, criterion): {wording: frozenset(sets.split()) for wording, sets in found.items()}
            if isinstance(found, dict)
            else {str(found): frozenset({""})}
            for part, criteria in data["read"].items()
            for criterion, found in criteria.items()
        }
        return LabelWordings(read, tuple(map(_rewording, data["reworded"])))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} cannot be read as the wordings that labels belong to: {error}") from error


def _rewording(data: JsonObject) -> Rewording:
    row = Rewording(**{name: text_of(data, name) for name in Rewording.__dataclass_fields__})
    if row.decision not in DECISIONS:
        raise ValueError(f"'decision' is one of {', '.join(DECISIONS)}, not {row.decision!r}")
    if wording_hash(row.was) != row.old:
        raise ValueError(f"'was' of {row.part} {row.criterion} has the hash {wording_hash(row.was)}, not {row.old!r}")
    return row


def keep_wordings(wordings: LabelWordings, path: Path = CLAIMS) -> None:
    """Write which wordings labels belong to, in order of part and criterion.

    Raises:
        OSError: The file cannot be written.
    """
    read: dict[str, dict[str, str | dict[str, str]]] = {}
    for (part, criterion), found in sorted(wordings.read.items()):
        everywhere = [wording for wording, sets in found.items() if "" in sets]
        by_set = {wording: " ".join(sorted(sets)) for wording, sets in found.items()}
        read.setdefault(part, {})[criterion] = everywhere[0] if everywhere else by_set
    rows = sorted(wordings.reworded, key=lambda row: (row.part, row.criterion, row.old))
    data = {"read": read, "reworded": [asdict(row) for row in rows]}
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def without_wording(wordings: LabelWordings, labels: Iterable[PlacedLabel]) -> list[PlacedLabel]:
    """Labels of which nobody wrote down the wording that they belong to."""
    return [label for label in labels if not wordings.of(label)]


def earlier_wordings(bank: Bank, wordings: LabelWordings, labels: Iterable[PlacedLabel]) -> list[EarlierWording]:
    """Wordings that are no longer those of the bank, with the labels that belong to them, in order of part and criterion.

    Those that were read again are left out. Labels of criteria that are gone from the bank are left out, too.
    """
    claims = {(part, criterion.id): criterion.claim for part in bank for criterion in bank[part].criteria}
    by_old = wordings.by_old
    belonging: dict[_Key, list[PlacedLabel]] = defaultdict(list)
    for label in labels:
        old = wordings.of(label)
        if old and (label.part, label.criterion) in claims:
            belonging[label.part, label.criterion, old].append(label)
    found = []
    for key, mine in sorted(belonging.items()):
        part, criterion, old = key
        now = claims[part, criterion]
        decision = _decision(key, wording_hash(now), by_old)
        if decision != READ_AGAIN:
            was = by_old[key].was if key in by_old else ""
            found.append(
                EarlierWording(
                    part, criterion=criterion, old=old, was=was, now=now, decision=decision, labels=tuple(mine)
                )
            )
    return found


def decided_steps(key: _Key, now: str, by_old: Mapping[_Key, Rewording]) -> list[Rewording]:
    """The rewordings from the wording that labels belong to towards today's, the last of which may be undecided.

    Args:
        key: Part, criterion and hash of the wording that the labels belong to.
        now: Hash of today's claim.
    """
    part, criterion, old = key
    steps: list[Rewording] = []
    seen = {old}
    while old != now and (row := by_old.get((part, criterion, old))):
        steps.append(row)
        old = row.new
        if row.decision == NOT_READ_AGAIN or old in seen:
            break
        seen.add(old)
    return steps


def _decision(key: _Key, now: str, by_old: Mapping[_Key, Rewording]) -> str:
    """What became of labels: ``READ_AGAIN`` if their wording is today's or they were read with it, or as ``EarlierWording`` says.

    A claim that is reworded twice needs two decisions; of these the weaker one counts.
    """
    steps = decided_steps(key, now, by_old)
    decisions = {row.decision for row in steps}
    if NOT_READ_AGAIN in decisions:
        return NOT_READ_AGAIN
    if (steps[-1].new if steps else key[2]) != now:
        return ""
    return SAME_MEANING if SAME_MEANING in decisions else READ_AGAIN


def stale_by_set(earlier: Iterable[EarlierWording], labels: Iterable[PlacedLabel]) -> JsonObject:
    """By folder of sets (``gold`` for the files next to the folders): labels, and those whose claim was reworded since.

    ``same_meaning`` are those of which one reader found that the rewording changes nothing, ``not_read_again`` the others.
    """
    counts: dict[str, dict[str, int]] = {}
    for label in labels:
        row = counts.setdefault(_folder(label), {"labels": 0, "same_meaning": 0, "not_read_again": 0})
        row["labels"] += 1
    for wording in earlier:
        kind = "same_meaning" if wording.decision == SAME_MEANING else "not_read_again"
        for label in wording.labels:
            counts[_folder(label)][kind] += 1
    return dict(sorted(counts.items()))


def _folder(label: PlacedLabel) -> str:
    folder, slash, _ = label.set.partition("/")
    return folder if slash else "gold"
