"""What each of the candidate's parameters is for: by its name or, if the name does not say, by trying."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from interviewer.grading.forms.sandbox.messages import Parameter

ParameterRole = str
Table = Mapping[ParameterRole, str]
"""Regular expressions for the names of each role, in lower case without underscores; the first match counts."""
MOST_TRIES = 150
"""Most ways of calling one function that are tried: five arguments have 120 orders."""


def plain_name(name: str) -> str:
    """A name in lower case without underscores."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def role_of(name: str, table: Table) -> ParameterRole:
    """The role that a name indicates, "" if none."""
    plain = plain_name(name)
    for role, pattern in table.items():
        if re.fullmatch(pattern, plain):
            return role
    return ""


def assignments(
    parameters: Sequence[Parameter],
    table: Table,
    available: Sequence[ParameterRole],
    need: Sequence[ParameterRole] = (),
) -> Iterator[dict[str, ParameterRole]]:
    """Ways to give the available roles to parameters, the likeliest first.

    Parameters whose names do not help get what is left, in every order; optional ones only if a required role is left.

    Args:
        need: Roles that some parameter must get, even an optional one.
    """
    usable = [p for p in parameters if not p.kind.startswith("VAR_") and p.name not in {"self", "cls"}]
    named = {p.name: role for p in usable if (role := role_of(p.name, table)) in available}
    once: dict[str, ParameterRole] = {}
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
        # names can mislead, as in f(a, b, w, c): try every order of everything
        names = [p.name for p in usable if not p.optional or p.name in once]
        for order in itertools.islice(itertools.permutations(available, min(len(names), len(available))), MOST_TRIES):
            yield dict(zip(names, order, strict=False))
