"""The bank's figures by file name; ``python -m knowledge.figures`` writes them to ``knowledge/bank/figures``.

Each is on its own card, so that it looks the same on a light and on a dark page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from knowledge.figures.layers import local_connectivity, norm_axes, pooling, receptive_field
from knowledge.figures.plots import activations, learning_rates, schedules, xor_points
from knowledge.figures.trees import FIRST_TREE, SECOND_TREE, tree

FOLDER = Path(__file__).parents[1] / "bank" / "figures"

FIGURES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "rl-04.svg": lambda: tree(FIRST_TREE, solved=False),
        "rl-04-solved.svg": lambda: tree(FIRST_TREE, solved=True),
        "rl-07.svg": lambda: tree(SECOND_TREE, solved=False),
        "rl-07-solved.svg": lambda: tree(
            SECOND_TREE,
            solved=True,
            pruned=((1, 1),),
            notes={
                (): "α = 5",
                (0,): "β = 5",
                (0, 0): "α = 5",
                (0, 1): "α = 6 ≥ β",
                (1,): "β = 4 ≤ α",
                (1, 0): "α = 5",
            },
        ),
        "activations.svg": activations,
        "learning-rates.svg": learning_rates,
        "schedules.svg": schedules,
        "norm-axes.svg": norm_axes,
        "xor.svg": xor_points,
        "pooling.svg": pooling,
        "local-connectivity.svg": local_connectivity,
        "receptive-field.svg": receptive_field,
    }
)


def write_all(folder: Path = FOLDER) -> int:
    """Draw every figure into a folder; returns how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in FIGURES.items():
        (folder / name).write_text(draw(), encoding="utf-8")
    return len(FIGURES)
