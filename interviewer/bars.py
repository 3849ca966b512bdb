"""Bars and waiting, for commands that take a while."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

console = Console(stderr=True)
BAR_FILE = "VIVA_PROGRESS_FILE"
"""Environment variable that names a file in which an item bar records its label, the items done and their total."""


@contextmanager
def byte_bar() -> Iterator[Callable[[str, int, int], None]]:
    """A bar for bytes with rate and time left; the value is called with (label, done, total)."""
    columns = (
        TextColumn("{task.description:<10}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as bar:
        tasks: dict[str, object] = {}

        def update(label: str, done: int, total: int) -> None:
            if label not in tasks:
                # bytes from before an interrupted fetch resumed do not count towards the rate
                tasks[label] = bar.add_task(label, total=total, completed=done)
            bar.update(tasks[label], completed=done, total=total)  # type: ignore[arg-type]

        yield update


@contextmanager
def item_bar(label: str, total: int, done: int = 0) -> Iterator[Callable[[], None]]:
    """A bar for items; the value is called once per item."""
    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(label, total=total, completed=done)
        count = done

        def advance() -> None:
            nonlocal count
            count += 1
            bar.update(task, completed=count)
            _keep(label, count, total)

        _keep(label, count, total)
        yield advance


def _keep(label: str, done: int, total: int) -> None:
    name = os.environ.get(BAR_FILE)
    if name:
        Path(name).write_text(f"{label} {done} {total}", encoding="utf-8")


@contextmanager
def step_bar(label: str) -> Iterator[Callable[[int, int, float], None]]:
    """A progress bar for training; the yielded function is called with the step, the number of steps, and the loss.

    A second training that begins from step 1 restarts the bar.
    """
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(label, total=None)

        def update(step: int, steps: int, loss: float) -> None:
            if step == 1:
                bar.reset(task, total=steps)
            bar.update(task, completed=step, description=f"{label}, loss {loss:.3f}")

        yield update
