"""What a parameter of the candidate's is for, by its name; where names say nothing, by trying."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from interviewer.grading.forms.messages import Parameter

Role = str
Table = Mapping[Role, str]
"""Regular expressions of the names of each role, for names in lower case without underscores; the first that fits counts."""
MOST_TRIES = 150
"""Ways to call one function that are tried: 120 are the orders of five arguments."""


def role_of(name: str, table: Table) -> Role:
    """The role that a name stands for, "" if it says none."""
    plain = re.sub(r"[^a-z0-9]", "", name.lower())
    for role, pattern in table.items():
        if re.fullmatch(pattern, plain):
            return role
    return ""


def assignments(
    parameters: Sequence[Parameter], table: Table, available: Sequence[Role], need: Sequence[Role] = ()
) -> Iterator[dict[str, Role]]:
    """Ways to give the available roles to parameters, the likeliest first.

    Parameters whose names say nothing get what is left, in every order; optional ones only where something needed is left.

    Args:
        need: Roles that have to be given to some parameter, however optional.
    """
    usable = [p for p in parameters if not p.kind.startswith("VAR_") and p.name not in {"self", "cls"}]
    named = {p.name: role for p in usable if (role := role_of(p.name, table)) in available}
    once: dict[str, Role] = {}
    for name, role in named.items():
        if role not in once.values():
            once[name] = role
    open_ = [p.name for p in usable if p.name not in once and not p.optional]
    left = [role for role in available if role not in once.values()]
    if any(role in left for role in need):
        open_ += [p.name for p in usable if p.name not in once and p.optional]
    for order in itertools.islice(itertools.permutations(left, min(len(open_), len(left))), MOST_TRIES):
        yield once | dict(zip(open_, order, strict=False))
    if open_ and once:
        # the names may lie, as in f(a, b, w, c): every order of everything
        names = [p.name for p in usable if not p.optional or p.name in once]
        for order in itertools.islice(itertools.permutations(available, min(len(names), len(available))), MOST_TRIES):
            yield dict(zip(names, order, strict=False))
