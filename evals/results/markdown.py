"""Numbers and tables as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |\n" for line in lines)


def number(value: object, digits: int = 2) -> str:
    """A number, with its interval if it has one; small numbers get a third digit."""
    if isinstance(value, Mapping):
        if value.get("value") is None:
            return ""
        if value.get("low") is None:
            return number(value["value"], digits)
        return f"{value['value']:.{digits}f} [{value['low']:.{digits}f}, {value['high']:.{digits}f}]"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.3f}" if 0 < abs(value) < 0.1 else f"{value:.{digits}f}"


def percent(value: object) -> str:
    """A share 0..1 as a percentage."""
    return f"{100 * value:.1f} %" if isinstance(value, int | float) else ""


def timed(value: object, unit: str) -> str:
    """A median with its range, or a single number, with its unit."""
    if isinstance(value, Mapping):
        shown = f"{value['p50']:.2f} ({value['min']:.2f} to {value['max']:.2f})"
    else:
        shown = str(value)
    return f"{shown} {unit}".strip()
