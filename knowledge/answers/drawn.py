"""What a question says about a drawn answer: the axes, and what the shape of each curve must show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DrawnAxes:
    """The axes that an answer is drawn on.

    Attributes:
        x, y: Where each axis starts and ends, in the units of the drawing.
        names: Labels of the horizontal and the vertical axis.
    """

    x: tuple[float, float]
    y: tuple[float, float]
    names: tuple[str, str] = ("x", "y")


@dataclass(frozen=True)
class DrawnCurve:
    """A curve that a criterion asks for.

    Attributes:
        names: Its names; the first is shown, the others are accepted too.
        features: What its shape must show, each in the words that ``interviewer.grading.forms.sketches.shape`` reads.
        reference: A correct curve as a table of values, "x: 0 1 2 / y: 0 1 4", which is laid over the drawing at the end.
    """

    names: tuple[str, ...]
    features: tuple[str, ...]
    reference: str = ""
