"""``python -m evals reworded``: lists claims that were reworded since their labels were set, and enters what became of the labels."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path

import yaml

from evals.labelled.every_label import every_label
from evals.labelled.wordings import (
    CLAIMS,
    NOT_READ_AGAIN,
    READ_AGAIN,
    EarlierWording,
    LabelWordings,
    Rewording,
    SetsByWording,
    decided_steps,
    earlier_wordings,
    keep_wordings,
    read_wordings,
    without_wording,
    wording_hash,
)
from interviewer.errors import UsageError
from knowledge.schema import Bank

_SECONDS = 60
"""How long git may take for one file's history."""
FindClaim = Callable[[Path, str, str], str]
"""Finds an earlier claim by the bank's file, the criterion and the claim's hash."""


def listed(bank: Bank, path: Path = CLAIMS) -> list[EarlierWording]:
    """Every earlier wording with labels that nobody has read again.

    Raises:
        UsageError: The file is wrong.
    """
    return earlier_wordings(bank, read_wordings(path), every_label())


def enter(bank: Bank, path: Path = CLAIMS, find: FindClaim | None = None) -> int:
    """Enter every claim that has been reworded, with its labels as not read again, and every new set with today's claims.

    Args:
        find: Finds the earlier wording; in the history of the clone, if it is left out.

    Returns:
        How many earlier wordings are new.

    Raises:
        UsageError: The file is wrong, or no earlier wording has the hash that labels belong to.
    """
    find = find or claim_in_history
    labels, wordings = every_label(), read_wordings(path)
    new = [one for one in earlier_wordings(bank, wordings, labels) if not one.decision]
    rows, read = wordings.by_old, dict(wordings.read)
    for one in new:
        now = wording_hash(one.now)
        steps = decided_steps((one.part, one.criterion, one.old), now, rows)
        old = steps[-1].new if steps else one.old  # what was decided about earlier changes stays
        known = rows.get((one.part, one.criterion, old))
        rows[one.part, one.criterion, old] = Rewording(
            one.part,
            criterion=one.criterion,
            old=old,
            new=now,
            decision=NOT_READ_AGAIN,
            was=known.was if known else find(bank[one.part].path, one.criterion, old),
        )
        sets = read[one.part, one.criterion]
        if "" in sets[one.old]:  # sets that come later belong to another wording
            read[one.part, one.criterion] = {one.old: frozenset(label.set for label in one.labels)}
    claims = {(part, c.id): c.claim for part in bank for c in bank[part].criteria}
    for label in without_wording(LabelWordings(read, ()), labels):
        key = (label.part, label.criterion)
        if key in claims:
            now = wording_hash(claims[key])
            sets = read.get(key, {})
            read[key] = {**sets, now: sets.get(now, frozenset()) | {label.set}} if sets else {now: frozenset({""})}
    keep_wordings(LabelWordings(read, tuple(rows.values())), path)
    return len(new)


def decide(bank: Bank, points: Collection[str], decision: str, path: Path = CLAIMS) -> int:
    """Enter what became of the labels of reworded claims. Labels that were read again belong to today's claim from then on.

    Args:
        points: Each a part and a criterion, such as ``training-09/restore-best``; with ``@`` and a hash, one earlier wording of it.
        decision: One of ``DECISIONS``.

    Returns:
        How many labels it is about.

    Raises:
        UsageError: The file is wrong, or a point has no labels of an earlier wording that has been entered.
    """
    wordings = read_wordings(path)
    entered = [one for one in earlier_wordings(bank, wordings, every_label()) if one.decision]
    named = [(one, name) for one in entered for name in _names(one)]
    about = {(one.part, one.criterion, one.old): one for one, name in named if name in points}
    unknown = set(points) - {name for _, name in named}
    if unknown:
        raise UsageError(
            f"no labels of an earlier wording of {', '.join(sorted(unknown))}: see python -m evals reworded"
        )
    rows, read = wordings.by_old, dict(wordings.read)
    for key, one in about.items():
        point, now = (one.part, one.criterion), wording_hash(one.now)
        last = decided_steps(key, now, rows)[-1]
        if decision == READ_AGAIN:
            read[point] = _moved(read[point], one)
            if any(last in decided_steps((*point, old), now, rows) for old in read[point]):
                continue  # it is still open for labels of another wording
        rows[*point, last.old] = replace(last, new=now, decision=decision)
    keep_wordings(LabelWordings(read, tuple(rows.values())), path)
    return sum(len(one.labels) for one in about.values())


def _moved(read: SetsByWording, one: EarlierWording) -> SetsByWording:
    """The sets of a criterion by wording, once the labels of an earlier one were read again with today's."""
    now = wording_hash(one.now)
    sets = read[one.old] - {""} | {label.set for label in one.labels}
    others = {wording: some for wording, some in read.items() if wording != one.old}
    return {**others, now: others.get(now, frozenset()) | sets}


def _names(one: EarlierWording) -> tuple[str, str]:
    return f"{one.part}/{one.criterion}", f"{one.part}/{one.criterion}@{one.old}"


def as_text(earlier: Iterable[EarlierWording]) -> str:
    """Each wording, old and new, with the answers whose label belongs to it, for whoever reads these again."""
    lines = []
    for one in earlier:
        lines += [f"## {_names(one)[1]}: {one.decision or 'not entered'}", f"old: {one.was}", f"new: {one.now}"]
        for name, labels in groupby(one.labels, key=lambda label: label.set):
            lines.append(f"  {name}: {', '.join(label.answer for label in labels)}")
        lines.append("")
    return "\n".join(lines)


def claim_in_history(path: Path, criterion: str, wording: str) -> str:
    """The claim of a criterion that has this hash, from the commits of the bank's file, newest first.

    Raises:
        UsageError: There is none, or this is no clone.
    """
    git = partial(subprocess.run, cwd=path.parent, check=True, capture_output=True, text=True, timeout=_SECONDS)
    try:
        for commit in git(["git", "log", "--format=%H", "--", path.name]).stdout.split():
            claim = claims_in(git(["git", "show", f"{commit}:./{path.name}"]).stdout).get(criterion, "")
            if wording_hash(claim) == wording:
                return claim
    except (OSError, subprocess.SubprocessError) as error:
        raise UsageError(f"the earlier claims of {path} cannot be read from its history: {error}") from error
    raise UsageError(f"no commit of {path} has a claim of {criterion!r} with the hash {wording}")


def claims_in(text: str) -> dict[str, str]:
    """The claims in the text of a bank file, by criterion; none if it has no front matter."""
    found = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    # texts only: no date, number or "yes" is turned into another type
    data = yaml.load(found[1], yaml.BaseLoader) if found else {}
    return {item["id"]: " ".join(item["claim"].split()) for item in data.get("criteria", ())}
