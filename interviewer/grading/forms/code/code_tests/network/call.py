"""How the backward pass of an answer's network is called, and where its gradients are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from interviewer.grading.forms.code.code_tests.network.way import FORWARD_ROLES, Forwarded, Way
from interviewer.grading.forms.code.code_tests.roles import ParameterRole, plain_name
from interviewer.grading.forms.sandbox.inside.values import ValuePath
from knowledge.text.alternatives import any_of, in_context

Source = ParameterRole | ValuePath
"""What a parameter is given: a role of the case, or a path into forward's result."""
Lent = ValuePath
"""Where to put something that backward lacks: "module", "holder" or "result", and the path from there."""
BACK_ROLES = {
    "dout": in_context(
        (
            (any_of("dout(?:put)?, grad(?:ient)?s?, g"), "grads"),
            ("grad(?:out|output|y|ypred|yhat|scores|logits|a2|z2|in|o)", "gradout"),
            ("d(?:y|yhat|ypred|ldy|ldout)", "dypred"),
            ("up(?:stream)?(?:grad)?", "upstreamgrad"),
            ("delta[23]?", "delta2"),
            ("d(?:scores|logits|[a-z]2|o|lout|loss|l)", "dscores"),
            (any_of("gy, gout, outgrad, outputgrad, error, err, dldoutput, gradient(?:out|output)"), "outgrad"),
        ),
    ),
    "cache": r"cache[sd]?|ctx|context|saved|mem(?:ory)?|intermediates?|store|tape|acts|activations|tmp|stash|state|fwd|kept|vals|values",
    "y": r"y|t|targets?|tgt|labels?|ytrue|ytarget|ybatch|yb|truth|groundtruth|gt|onehot|expected|desired",
    **FORWARD_ROLES,
}
_OF_LOSS = re.compile(r"e|err(?:or)?s?|(?:y|out)?diff(?:erence)?s?|resid(?:ual)?s?|res|r|loss(?:es)?|mismatch")
"""Names of the difference from a target, whose loss the backward pass must still differentiate."""
LOSSES = ("", "squares", "one-hot", "labels")
"""The loss that a target implies, if the answer takes a target instead of the gradient at the output."""
OWN = "own"
"""A loss that is not known here: the answer's own array of the output's shape is then its gradient at the output."""


@dataclass(frozen=True)
class Call:
    """A way to call the backward pass.

    Attributes:
        name: The name of the function, or of the method of the network's holder.
        closure: The path to it in forward's result, if it is created there.
        given: What each parameter gets.
        loss: One of ``LOSSES``.
        found: Where each gradient is: "result" or "holder", and the path from there.
        labels: The answer's name for each gradient.
        lent: What backward uses without having been given it.
    """

    name: str = ""
    method: bool = False
    closure: ValuePath | None = None
    given: Mapping[str, Source] = field(default_factory=dict)
    loss: str = ""
    found: Mapping[str, ValuePath] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    lent: tuple[Lent, ...] = ()

    @property
    def of_loss(self) -> bool:
        """Whether it takes a target or the difference from one, so that its gradients are those of a loss of its own."""
        given = self.given.items()
        return any(s == "y" or (s == "dout" and bool(_OF_LOSS.fullmatch(plain_name(n)))) for n, s in given)

    @property
    def bends(self) -> bool:
        """Whether the gradient at the output changes with the output, and not only by what is added to it."""
        return self.loss in {"one-hot", "labels", OWN}

    @property
    def keeps(self) -> bool:
        """Whether it uses something that forward kept: an argument or, if it is not given the input, something stored
        elsewhere."""
        if self.lent:
            return False
        given = any(isinstance(source, tuple) for source in self.given.values())
        return self.closure is not None or self.method or given or "x" not in self.given.values()


def caches_in(done: Forwarded, way: Way | None) -> list[Source]:
    """What can be the cache in forward's result: the other of two entries, the rest of several, or all of it."""
    value, out = done.result.value, way.out if way else ()
    found: list[Source] = []
    if isinstance(value, tuple):
        rest = [n for n in range(len(value)) if (n,) != out[:1]]
        if len(rest) == 1:
            found.append((rest[0],))
        elif rest:
            found.append(("rest", *rest))
    return [*found, ()]
