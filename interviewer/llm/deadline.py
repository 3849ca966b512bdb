"""A bound on the whole of a call. A client's own timeout starts anew with every byte, so a reply that drips has none."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Generator, Iterator
from typing import TypeVar

Value = TypeVar("Value")


def within(seconds: float, call: Callable[[], Value]) -> Value:
    """What a call returns, if it returns in time. One that does not is left to end by itself, in a thread.

    Raises:
        TimeoutError: It took longer than ``seconds``.
    """
    return next(each_within(seconds, lambda: iter((call(),))))


def each_within(seconds: float, start: Callable[[], Iterator[Value]], first: float | None = None) -> Iterator[Value]:
    """What an iterator gives, as long as all of it comes in time.

    What came in time is given even where whoever asked for it was slow to take it.

    Args:
        start: Makes the iterator; it runs in the same thread as the iterator and counts towards the time.
        first: Seconds until the first value, where it is due earlier than the end.

    Raises:
        TimeoutError: The first value was not there in ``first``, or the end was not reached in ``seconds``.
    """
    given: queue.SimpleQueue[tuple[float, bool, Value | None, BaseException | None]] = queue.SimpleQueue()
    unwanted = threading.Event()
    began = time.monotonic()
    bound = seconds if first is None else min(first, seconds)

    def work() -> None:
        try:
            values = start()
            try:
                for value in values:
                    if unwanted.is_set():
                        return
                    given.put((time.monotonic(), True, value, None))
            finally:
                if isinstance(values, Generator):
                    values.close()  # so that a connection is given up now
            given.put((time.monotonic(), False, None, None))
        except BaseException as error:  # noqa: BLE001  # it belongs to whoever waits, and is raised there
            given.put((time.monotonic(), False, None, error))

    threading.Thread(target=work, name="viva-model-call", daemon=True).start()
    try:
        while True:
            came, more, value, error = given.get(timeout=max(0.0, began + bound - time.monotonic()))
            if came - began > bound:
                raise queue.Empty
            if error is not None:
                raise error
            if not more:
                return
            yield value  # type: ignore[misc]  # where more is true it is a Value
            bound = seconds
    except queue.Empty:
        raise TimeoutError(f"nothing more came in {bound:g} s") from None
    finally:
        unwanted.set()
