"""Work shared between threads, each of which computes with one core.

torch can also share each product between cores. But then all of them wait for the slowest hundreds of times in every layer, and where
anything else runs on the machine, such as the browser that shows the page, most of the time is spent waiting. Threads that each
read their own pairs meet only at the end.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def side_by_side(work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """The results of some work on each item, in order, computed by as many threads as torch may use cores."""
    import torch

    threads = torch.get_num_threads()
    yield from map(work, items) if threads == 1 else _pool(threads).map(work, items)


@lru_cache(maxsize=1)
def _pool(threads: int) -> ThreadPoolExecutor:
    """Threads that use one core each; they are kept, since starting them takes as long as reading a statement."""
    import torch

    made = ThreadPoolExecutor(threads, "reader")
    ready = threading.Barrier(threads)

    def use_one_core() -> None:
        torch.get_num_threads()  # a thread's first call takes over the number for all, and would do so later
        torch.set_num_threads(1)
        ready.wait()  # so that each thread runs this once

    for started in [made.submit(use_one_core) for _ in range(threads)]:
        started.result()
    torch.set_num_threads(threads)  # what a thread sets is also what threads that are new to torch begin with
    return made
