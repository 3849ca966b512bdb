"""The form of a sketch: each curve that a criterion asks for is judged by the features of its shape."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from interviewer.grading.forms.fences import KINDS, blocks, words_beside
from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.sketches.colour_names import named_by_colour
from interviewer.grading.forms.sketches.curve import MANY_APART, Curve, Graph, graph_of
from interviewer.grading.forms.sketches.drawing import read_drawing
from interviewer.grading.forms.sketches.said_curves import said_findings
from interviewer.grading.forms.sketches.shape import FeatureCheck, check_feature, features_of
from interviewer.grading.forms.sketches.value_table import read_tables
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS
from knowledge.answers.drawn import DrawnAxes, DrawnCurve
from knowledge.schema import Criterion, Question

PALETTE = ("teal", "amber", "violet", "rose", "blue", "green")
"""The colours of the page's curves, in the order of the criteria; a picture in these colours needs no names."""
SHORTEST = 0.08
"""A stroke narrower than this share of the width is a dot or a slip of the pen."""
NARROWEST = 1e-3
"""If the whole drawing is narrower than this share of the axes, it is a single spot that shows no shape."""
TOO_LONG = (
    f"Your drawing takes up more than the {MAX_GRADED_CHARACTERS:,} characters of an answer that are read. "
    "Draw each curve as one line, with fewer points."
)
NO_AXES = "I found no axes in your picture, so I took its edges for their ends."
_ASCII_LINE = re.compile(r"^(?=.*\S)[\s|/\\_*.+=oxX^'`~<>-]+$")
ASCII_LINES, ASCII_ROWS = 4, 3
"""This many lines of signs anywhere, or this many below each other, make a text a character drawing. Tables have words or numbers in
their lines."""


@dataclass(frozen=True)
class Sketch:
    """What was drawn for a question: the last curve of each name, and where it is in the answer.

    Attributes:
        curves: By name as the question has it.
        quotes: The piece of the answer that contains each, by the same name.
        fault: Why nothing can be judged, "" if it can.
        unnamed: Curves whose name is not known.
        sampled: Names of curves that are given only by single values in the text.
        edges: Whether a picture without axes is in it.
    """

    curves: Mapping[str, Curve]
    quotes: Mapping[str, str]
    fault: str = ""
    unnamed: tuple[str, ...] = ()
    sampled: frozenset[str] = frozenset()
    edges: bool = False


class SketchForm:
    """Checks drawings, tables of values and descriptions for the criteria that have a curve."""

    def findings(self, question: Question, answer: str) -> tuple[Finding, ...]:
        """A finding for each criterion whose curve was drawn, or described in words that are understood in full.

        Raises:
            UsageError: The bank's features cannot be read.
        """
        asked = {c.drawing.names[0]: c for c in question.criteria if c.drawing}
        if question.drawing is None or not asked:
            return ()
        sketch = read_sketch(question, answer)
        prose = words_beside(answer, KINDS).strip()
        if sketch.fault and not prose:
            return tuple(Finding(c.id, "ungraded", sketch.fault) for c in asked.values())
        said = said_findings(question, prose) if prose else {}
        if sketch.fault or not sketch.curves:
            return tuple(said.values())
        height = question.drawing.y[1] - question.drawing.y[0]
        graphs = _graphs(sketch.curves, question.drawing)
        found = []
        for name, criterion in asked.items():
            if name in graphs:
                finding = _judge(criterion, graphs, asked, sketch.quotes[name], height)
                # a few values are examples of what the words say, so what they leave open is in the words
                found += [finding] if name not in sketch.sampled or finding.verdict != "partly_met" else []
            elif name in said:
                found.append(said[name])
            elif not prose:
                found.append(Finding(criterion.id, "not_met", f"No curve in your drawing is labelled {name}."))
        return tuple(found)

    def note(self, question: Question, answer: str) -> str:
        """What is wrong with the drawing, or how to draw instead of using characters; "" if there is nothing to say."""
        if question.drawing is None:
            return ""
        sketch = read_sketch(question, answer)
        if sketch.fault:
            return sketch.fault
        if sketch.unnamed:
            names = " and ".join(sketch.unnamed)
            return f"Of your drawing, {names} has no name that I know; say which function it is, such as “{sketch.unnamed[0]}: {_names(question)[0]}”."
        if sketch.edges and sketch.curves:
            return NO_AXES
        if not sketch.curves and is_ascii_drawing(answer):
            return "I cannot read a drawing made of characters. Draw it on the canvas, or say in words what each curve does."
        return ""


def read_sketch(question: Question, answer: str) -> Sketch:
    """The curves of an answer by the names that the question gives them, the last one of each name."""
    axes = question.drawing
    names = _names(question)
    if axes is None or not names:
        return Sketch({}, {})
    curves: dict[str, Curve] = {}
    quotes: dict[str, str] = {}
    unnamed: list[str] = []
    fault, edges = "", False
    prose = words_beside(answer, KINDS)
    for block in blocks(answer, "sketch"):
        drawing = read_drawing(block.body, axes)
        fault, edges = drawing.fault, edges or drawing.edges
        if fault and not block.closed and len(answer) >= MAX_GRADED_CHARACTERS:
            fault = TOO_LONG
        colours = {curve.colour for curve in drawing.curves if curve.colour}
        for number, curve in enumerate(drawing.curves):
            name = _name_of(curve, question, prose, colours)
            if name is None:
                unnamed.append(
                    f"the curve “{curve.label}”" if curve.label else f"the {curve.colour or f'{number + 1}.'} curve"
                )
            elif name in curves and curves[name] in drawing.curves:
                both = Curve(curves[name].label, curves[name].strokes + curve.strokes, curve.colour)
                curves[name] = both
            else:
                curves[name], quotes[name] = curve, _quote(block.body, curve)
    spelled = [n for c in question.criteria if c.drawing for n in c.drawing.names]
    sampled: set[str] = set()
    for table in read_tables(prose, names[0] if len(names) == 1 else "", spelled):
        name = _name_of(table.curve, question, prose)
        if name is not None and not (table.sampled and name in curves):
            curves[name], quotes[name] = table.curve, table.quote
            sampled = sampled | {name} if table.sampled else sampled - {name}
    return Sketch(
        curves=curves,
        quotes=quotes,
        fault="" if curves else fault,
        unnamed=tuple(dict.fromkeys(unnamed)),
        sampled=frozenset(sampled),
        edges=edges,
    )


def domain_of(curves: Iterable[Curve], axes: DrawnAxes) -> tuple[float, float]:
    """The range in which curves are judged: what was drawn, mirrored at zero if the axes have both sides.

    So a table from -2 to 2 has its ends there, and a curve drawn only on the right lacks its left half.
    """
    spans = [curve.span for curve in curves]
    low, high = min(s[0] for s in spans), max(s[1] for s in spans)
    if high - low < NARROWEST * (axes.x[1] - axes.x[0]):
        return axes.x
    if axes.x[0] < 0 < axes.x[1]:
        reach = max(-low, high) or axes.x[1]
        return -reach, reach
    return min(low, axes.x[0]), high if high > low else axes.x[1]


def is_ascii_drawing(text: str) -> bool:
    """Whether a text is a drawing made of characters."""
    signs = [bool(_ASCII_LINE.match(line)) for line in text.splitlines()]
    rows = [len(list(run)) for of_signs, run in groupby(signs) if of_signs]
    return sum(rows) >= ASCII_LINES or max(rows, default=0) >= ASCII_ROWS


def wrong_stretches(question: Question, curves: Mapping[str, Curve]) -> dict[str, tuple[tuple[float, float], ...]]:
    """Where on the horizontal axis each curve lacks a feature that is asked of it, if that is a part of it."""
    if question.drawing is None or not curves:
        return {}
    height = question.drawing.y[1] - question.drawing.y[0]
    graphs = _graphs(curves, question.drawing)
    found = {}
    for drawn in (c.drawing for c in question.criteria if c.drawing):
        graph = graphs.get(drawn.names[0])
        if graph is not None and graph.doubled <= MANY_APART:
            shown = [check_feature(feature, graph, height) for feature in features_of(drawn)]
            found[drawn.names[0]] = tuple(s.stretch for s in shown if s.stretch and s.outcome in {"no", "nearly"})
    return found


def _graphs(curves: Mapping[str, Curve], axes: DrawnAxes) -> dict[str, Graph]:
    """Every curve by column, each with the lowest end of the others."""
    domain = domain_of(curves.values(), axes)
    height = axes.y[1] - axes.y[0]
    graphs = {name: graph_of(curve, domain, height, axes.y) for name, curve in curves.items()}
    ends = {name: graph.end_share for name, graph in graphs.items()}
    floors = {name: [e for other, e in ends.items() if other != name and e is not None] for name in graphs}
    return {name: replace(graph, floor=min(floors[name], default=None)) for name, graph in graphs.items()}


def _judge(
    criterion: Criterion, graphs: Mapping[str, Graph], asked: Mapping[str, Criterion], quote: str, height: float
) -> Finding:
    drawn = criterion.drawing
    assert drawn is not None
    name = drawn.names[0]
    graph = graphs[name]
    width = float(graph.drawn.mean())
    if width < SHORTEST and not graph.exact:
        return Finding(criterion.id, "not_met", f"The curve labelled {name} is only a dot or a short line.", quote)
    if graph.doubled > MANY_APART:
        return Finding(
            criterion.id,
            "ungraded",
            f"The curve labelled {name} has several lines above each other; clear it and draw one line.",
        )
    shown = [s for feature in features_of(drawn) if (s := check_feature(feature, graph, height)).outcome != "unseen"]
    outcomes = [s.outcome for s in shown]
    if "no" in outcomes:
        why = "; ".join(s.says for s in shown if s.outcome == "no")
        swapped = _swapped(drawn, graphs, asked, height)
        return Finding(
            criterion.id, "not_met", f"In the curve labelled {name}, {why}.{swapped}", quote, contradicted=True
        )
    if outcomes and all(outcome == "yes" for outcome in outcomes):
        return Finding(criterion.id, "met", f"Right: in the curve labelled {name}, {_joined(shown)}.", quote)
    open_ = "; ".join(s.says for s in shown if s.outcome != "yes")
    if "yes" in outcomes or "nearly" in outcomes:
        return Finding(criterion.id, "partly_met", f"In the curve labelled {name}, {open_}.", quote)
    return Finding(criterion.id, "not_met", f"In the curve labelled {name}, {open_}.", quote)


def _swapped(drawn: DrawnCurve, graphs: Mapping[str, Graph], asked: Mapping[str, Criterion], height: float) -> str:
    """Which other curve is drawn under this name, and whether the two labels are swapped; "" if none is."""
    name = drawn.names[0]
    for other, criterion in asked.items():
        if other == name or criterion.drawing is None or not _fits(criterion.drawing, graphs[name], height):
            continue
        if other in graphs and _fits(drawn, graphs[other], height):
            return f" The labels {name} and {other} are swapped."
        return f" It looks like {other}."
    return ""


def _fits(drawn: DrawnCurve, graph: Graph, height: float) -> bool:
    return all(check_feature(feature, graph, height).outcome in {"yes", "unseen"} for feature in features_of(drawn))


def _joined(shown: Sequence[FeatureCheck]) -> str:
    return "; ".join(dict.fromkeys(s.says for s in shown))


def _names(question: Question) -> tuple[str, ...]:
    return tuple(c.drawing.names[0] for c in question.criteria if c.drawing)


def _name_of(curve: Curve, question: Question, prose: str, colours: Collection[str] = ()) -> str | None:
    """The question's name for a curve: by its label, by what the text says about its colour, or by the page's colours.

    Args:
        colours: Those of all curves of the drawing.
    """
    drawn = [c.drawing for c in question.criteria if c.drawing]
    if curve.label:
        folded = _folded(curve.label)
        for entry in drawn:
            if folded in {_folded(name) for name in entry.names}:
                return entry.names[0]
        return None
    if not curve.colour:
        return drawn[0].names[0] if len(drawn) == 1 else None
    told = named_by_colour(prose, {*colours, curve.colour}, drawn)
    if curve.colour in told:
        return told[curve.colour]
    if curve.colour in PALETTE[: len(drawn)]:
        name = drawn[PALETTE.index(curve.colour)].names[0]
        return None if name in told.values() else name
    return None


def _folded(name: str) -> str:
    plain = re.sub(r"\b(?:the|a|learning|rate|curve|function|lr)\b", " ", name.lower())
    return re.sub(r"[\W_]+", "", plain) or re.sub(r"[\W_]+", "", name.lower())


def _quote(body: str, curve: Curve) -> str:
    """The piece of the JSON that names a curve."""
    match = re.search(rf'\{{\s*"label"\s*:\s*"{re.escape(curve.label)}"', body)
    return match[0] if match else body.strip()[:60]
