"""The exact result that a criterion expects, so that it can be computed: a value, a ranking, a formula, edits, a network."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = (
    "value",
    "ranking",
    "expression",
    "edits",
    "network",
    "parameters",
    "cosine",
    "place",
    "idf",
    "counts",
    "cases",
    "conversion",
    "channels",
    "program",
    "growth",
    "more",
    "filters",
)
"""The fields of ``expects``, of which a criterion has exactly one."""
NETWORKS = ("xor",)
NETWORK_PARTS = ("weights", "size", "check")
STEPS = "steps"
CHANNELS = ("words", "picture", "characters")
"""The views of a text whose input channels can be asked for, in the order in which a list gives them."""
FILTERS = ("map", "units")
"""What a dense layer that becomes a convolution can come after: a feature map, or the units of another dense layer."""
PROGRAMS = ("levenshtein",)
"""What a program in an answer can be asked to compute."""


@dataclass(frozen=True)
class Expectation:
    """What an answer must contain, from the bank's ``expects`` field.

    Attributes:
        kind: One of ``KINDS``.
        accepted: Values or formulas of which one must be given, with ``;`` between formulas that belong together; the two words
            for ``edits``; the function for ``network``; for ``ranking`` the top items, best first, one entry per accepted
            ranking; for ``place`` an item and its place; for ``idf`` the term that weighs least, and for ``counts``
            "query", but both are computed from the question's text; for ``cases`` a case and its value in each,
            ``width 3 = 8``. ``names`` may have further spellings of a case. For ``conversion`` a formula in ``n``, the rate, for
            each value that can be converted, ``2*n``, with the name of its owner as the variable in ``names``; for ``channels``
            one of ``CHANNELS``, and for ``program`` one of ``PROGRAMS``. For ``growth`` a formula that grows as the quantity does,
            ``k^2``, in the first of the variables in ``names``. For ``more`` the one of the two things in ``names`` that has more.
            For ``filters`` what the dense layer to be converted comes after, one of ``FILTERS``.
        tolerance: Largest relative error of a value; a rounded value may also match to the digits it gives.
        units: Words that may follow the number; a number before any other noun counts something else.
        about: Words of which one must occur in the sentence that gives the value. If empty, none is needed. For ``growth`` what
            it is that grows, and for ``more`` what is counted.
        names: Spellings of each variable in a formula, the variable first.
        target: Spellings of what the formula equals, such as ``sigma'(x)``. A formula that is set equal to one of these and does
            not have the expected value is an error.
        terms: Terms of the ranking's index, as stems; for ``conversion`` what is right to choose.
        part: Which part of a network's description is judged; for a formula ``steps`` if the derivation is judged; for a
            conversion ``choice`` if what is chosen by it is judged.
        given: Equations between the variables, such as ``s = 1/(1+exp(-x))``; the right side has no variable defined this way. For ``more``
            usual values of letters.
        unless: Words with which another formula may be right, so that it is left to the judge: "unit" where ``v`` is a unit vector.
        also: Words of which one must be in the answer, too, for a right growth to make the whole point: where the claim is of
            two things, as of weights and computation.
        sole: Whether the criterion asks for this and nothing else, so that an answer without it does not meet the criterion.
            Otherwise only answers that contain it are decided.
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
    unless: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    sole: bool = False
