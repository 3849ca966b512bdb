"""Shapes and axes for the bank's figures, as SVG on a card that is readable on light and dark pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import numpy as np

INK, QUIET, CARD, LINE = "#1f2933", "#52606d", "#fbfcfd", "#cbd2d9"
TEAL, AMBER, ROSE, VIOLET = "#0f766e", "#b45309", "#be123c", "#6d28d9"


class Canvas:
    """Shapes on a card. Coordinates are pixels from the card's top left corner."""

    def __init__(self, width: int, height: int, title: str) -> None:
        self._size = (width, height)
        self._title = title
        self._shapes: list[str] = []

    def line(
        self, x1: float, y1: float, x2: float, y2: float, colour: str = QUIET, width: float = 1.5, dash: str = ""
    ) -> None:
        """A straight line."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._shapes.append(
            f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="{width}"{dashed}/>'
        )

    def curve(self, points: Sequence[tuple[float, float]], colour: str, width: float = 2.5, dash: str = "") -> None:
        """A line through points."""
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._shapes.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="round"{dashed}/>'
        )

    def circle(self, x: float, y: float, r: float, fill: str = "#ffffff", stroke: str = INK, dash: str = "") -> None:
        """A circle."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._shapes.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{fill}" stroke="{stroke}" stroke-width="1.8"{dashed}/>'
        )

    def box(self, x: float, y: float, w: float, h: float, fill: str = "#ffffff", stroke: str = LINE) -> None:
        """A rectangle."""
        self._shapes.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" rx="3" fill="{fill}" stroke="{stroke}" stroke-width="1.2"/>'
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 15,
        colour: str = INK,
        anchor: str = "middle",
        bold: bool = False,
    ) -> None:
        """Text whose baseline is at y."""
        weight = ' font-weight="600"' if bold else ""
        self._shapes.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{colour}" text-anchor="{anchor}"{weight}>{escape(words)}</text>'
        )

    def svg(self) -> str:
        """The figure as an SVG document."""
        width, height = self._size
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            f'role="img" font-family="ui-sans-serif, system-ui, Segoe UI, Roboto, Arial, sans-serif">\n'
            f"<title>{escape(self._title)}</title>\n"
            f'<rect width="{width}" height="{height}" rx="10" fill="{CARD}" stroke="{LINE}"/>\n'
            + "\n".join(self._shapes)
            + "\n</svg>\n"
        )


class Plot:
    """Axes inside a rectangle of a canvas, in data coordinates."""

    def __init__(
        self, canvas: Canvas, box: tuple[float, float, float, float], x: tuple[float, float], y: tuple[float, float]
    ) -> None:
        self.canvas, self._box, self._x, self._y = canvas, box, x, y

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The pixel of a data point, clipped just outside the rectangle's top and bottom."""
        left, top, width, height = self._box
        share = (y - self._y[0]) / (self._y[1] - self._y[0])
        return left + (x - self._x[0]) / (self._x[1] - self._x[0]) * width, top + (
            1 - min(1.04, max(-0.04, share))
        ) * height

    def axes(self, at_x: float = 0.0, at_y: float = 0.0) -> None:
        """Both axes, through a data point."""
        self.canvas.line(*self.at(self._x[0], at_y), *self.at(self._x[1], at_y), QUIET, 1.2)
        self.canvas.line(*self.at(at_x, self._y[0]), *self.at(at_x, self._y[1]), QUIET, 1.2)

    def draw(self, f: Callable[[float], float], colour: str, dash: str = "") -> None:
        """The graph of a function."""
        xs = np.linspace(self._x[0], self._x[1], 161)
        self.canvas.curve([self.at(float(x), f(float(x))) for x in xs], colour, dash=dash)

    def level(self, y: float, label: str) -> None:
        """A dashed line at a height, with its label."""
        self.canvas.line(*self.at(self._x[0], y), *self.at(self._x[1], y), LINE, 1.2, "4 4")
        px, py = self.at(self._x[0], y)
        self.canvas.text(px - 6, py + 5, label, 13, QUIET, "end")
