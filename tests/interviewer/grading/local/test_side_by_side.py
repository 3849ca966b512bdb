"""Work is shared between threads that use one core each."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from interviewer.grading.local.side_by_side import side_by_side


@pytest.fixture
def two_cores() -> Iterator[None]:
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(2)
    yield
    torch.set_num_threads(before)


def test_two_threads_use_one_core_each_and_results_keep_their_order(two_cores: None) -> None:
    import torch

    both = threading.Barrier(2, timeout=30)

    def work(item: int) -> tuple[int, str, int]:
        both.wait()  # goes on only if another thread works at the same time
        return item, threading.current_thread().name, torch.get_num_threads()

    found = list(side_by_side(work, range(6)))
    assert [item for item, _, _ in found] == [0, 1, 2, 3, 4, 5]
    assert len({name for _, name, _ in found}) == 2 and {cores for _, _, cores in found} == {1}


def test_all_else_uses_as_many_cores_as_before(two_cores: None) -> None:
    import torch

    list(side_by_side(str, [1, 2]))
    assert torch.get_num_threads() == 2
    seen: list[int] = []
    other = threading.Thread(target=lambda: seen.append(torch.get_num_threads()))
    other.start()
    other.join()
    assert seen == [2]


def test_with_one_core_there_are_no_further_threads() -> None:
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        here = threading.current_thread().name
        assert set(side_by_side(lambda _: threading.current_thread().name, [1, 2, 3])) == {here}
    finally:
        torch.set_num_threads(before)


def test_what_fails_in_a_thread_fails_here(two_cores: None) -> None:
    with pytest.raises(ZeroDivisionError):
        list(side_by_side(lambda item: 1 // item, [1, 0]))
