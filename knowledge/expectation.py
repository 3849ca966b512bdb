"""What a criterion expects exactly, so that it can be computed: a value, a ranking, a formula, edits, a network."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("value", "ranking", "expression", "edits", "network", "parameters", "cosine", "place")
"""The fields of ``expects``, of which a criterion has one."""
NETWORKS = ("xor",)
NETWORK_PARTS = ("weights", "size", "check")
STEPS = "steps"


@dataclass(frozen=True)
class Expectation:
    """What is expected of an answer, in the bank's ``expects`` field.

    Attributes:
        kind: One of ``KINDS``.
        accepted: Values or formulas of which one must be given, ``;`` between formulas that belong together; the two words for ``edits``; the function for ``network``;
            for ``ranking`` the items on top, best first, one entry a ranking that is accepted; for ``place`` an item and
            its place.
        tolerance: Largest relative error of a value; what is rounded is compared to the digits that are given as well.
        units: Words that may follow the number; a number before any other noun counts something else.
        about: Words one of which occurs in the sentence that gives the value. If empty, none is needed.
        names: Spellings of each variable of a formula, the variable first.
        target: Spellings of what the formula is equal to, such as ``sigma'(x)``. A formula that is said to equal one of
            these and does not have the expected value is an error.
        terms: Terms of the ranking's index, as stems.
        part: Which part of a network's description is judged; for a formula ``steps`` where the way to it is.
        given: What holds between the variables, such as ``s = 1/(1+exp(-x))``; the right side has no other such variable.
        sole: Whether the criterion asks for this and nothing else: an answer without it does not meet it. Otherwise only an
            answer that has it is decided.
    """

    kind: str
    accepted: tuple[str, ...]
    tolerance: float = 0.0
    units: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()
    target: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    part: str = ""
    given: tuple[str, ...] = ()
    sole: bool = False
