"""A time limit on a whole call. A client's own timeout restarts with every byte, so it never stops a reply that drips."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Generator, Iterator
from typing import TypeVar

Value = TypeVar("Value")
_Given = tuple[float, bool, Value | None, BaseException | None]
"""When it came, whether it is a value, and the value or the exception."""
_LOOK_SECONDS = 0.05
"""How often to check whether a value is still wanted, in seconds."""


def within(seconds: float, call: Callable[[], Value]) -> Value:
    """The result of a call, if it returns in time. A call that does not is left to finish in its own thread.

    Raises:
        TimeoutError: It took longer than ``seconds``.
    """
    return next(each_within(seconds, lambda: iter((call(),))))


def each_within(
    seconds: float,
    start: Callable[[], Iterator[Value]],
    first: float | None = None,
    is_wanted: Callable[[], bool] | None = None,
) -> Iterator[Value]:
    """The values of an iterator, as long as all of them come in time.

    Values that came in time are delivered even if the consumer was slow.

    Args:
        start: Makes the iterator; it runs in the same thread as the iterator and counts towards the time.
        first: Seconds until the first value, if that is due earlier than the end.
        is_wanted: Called repeatedly while waiting for a value.

    Raises:
        TimeoutError: The first value was not there in ``first``, the end was not reached in ``seconds``, or it is no
            longer wanted.
    """
    given: queue.SimpleQueue[_Given[Value]] = queue.SimpleQueue()
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
                    values.close()  # so that a connection is closed now
            given.put((time.monotonic(), False, None, None))
        except BaseException as error:  # noqa: BLE001  # raised again in the thread that waits
            given.put((time.monotonic(), False, None, error))

    threading.Thread(target=work, name="viva-model-call", daemon=True).start()
    try:
        while True:
            came, more, value, error = _next_of(given, began + bound, is_wanted)
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


def _next_of(
    given: queue.SimpleQueue[_Given[Value]], due: float, is_wanted: Callable[[], bool] | None
) -> _Given[Value]:
    """The next item.

    Raises:
        queue.Empty: Nothing came in time, or it is no longer wanted.
    """
    while True:
        left = max(0.0, due - time.monotonic())
        try:
            return given.get(timeout=left if is_wanted is None else min(left, _LOOK_SECONDS))
        except queue.Empty:
            if is_wanted is None or not left or not is_wanted():
                raise
