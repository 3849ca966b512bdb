"""Workers on a Ray cluster, one per machine, each with a judge it loads once. Ray is an optional dependency."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from interviewer.bootstrap import open_services
from interviewer.errors import UnavailableError, UsageError
from interviewer.grading.grade import Grade
from interviewer.grading.grader import Exchange, Grader
from interviewer.loading.graders import grader_of
from interviewer.settings import load_settings
from interviewer.workers.spread import TaskResult
from knowledge.schema import Bank

if TYPE_CHECKING:
    import ray
    from ray.actor import ActorHandle

Opener = Callable[[Bank], tuple[Grader, str]]
"""Opens a judge on the machine where it is called: the grader, and the name of its judge."""
_ANSWERS_WITHIN = 10.0
"""Seconds to wait for a connection to a cluster. A judgement."""
_FIRST_LINE = 200
"""How many characters of an error from Ray are shown."""


def open_grader(bank: Bank) -> tuple[Grader, str]:
    """The grader that this machine's settings ask for, with everything loaded, and the name of its judge.

    Raises:
        UnavailableError: The judge's models cannot be loaded.
    """
    services = open_services(load_settings(), bank)
    services.load()
    return grader_of(services), services.judge().name


class _Worker:
    """What runs in a worker's process."""

    def __init__(self, bank: Bank, opener: Opener) -> None:
        self._grader, self._name = opener(bank)

    def name(self) -> str:
        """The name of this worker's judge."""
        return self._name

    def grade(self, rows: Sequence[Exchange]) -> list[Grade]:
        """The grades of these answers."""
        return list(self._grader.grade_exchanges(rows))


class RayWorkers:
    """Implements ``spread.Workers``; if one dies, another loads its judge on the same machine.

    Args:
        machines: The ids of the machines, as Ray names them.

    Attributes:
        judge: The name of the judge that all of them have.

    Raises:
        UnavailableError: No worker could open its judge.
        UsageError: They have different judges, so that the grades could not be compared.
    """

    def __init__(self, bank: Bank, opener: Opener, machines: Sequence[str]) -> None:
        import ray

        self._bank = ray.put(bank)
        self._opener = opener
        self._workers: list[ActorHandle] = []
        self._machines: list[str] = []
        self._begun: dict[ray.ObjectRef, int] = {}
        names: list[str] = []
        faults: list[str] = []
        begun = [(machine, self._start(machine)) for machine in machines]
        for machine, worker in begun:
            try:
                names.append(ray.get(worker.name.remote()))
            except ray.exceptions.RayError as error:
                faults.append(_line(error))
                continue
            self._workers.append(worker)
            self._machines.append(machine)
        if not self._workers:
            raise UnavailableError(
                f"no Ray worker could open its judge: {'; '.join(faults) or 'there are no machines'}"
            )
        if len(set(names)) > 1:
            raise UsageError(
                f"the machines of the Ray cluster have different judges ({', '.join(sorted(set(names)))}); give each the "
                "same version of Viva and the same VIVA_ settings"
            )
        for fault in faults:
            print(f"a Ray worker is left out, since it could not open its judge: {fault}", file=sys.stderr)
        self.judge = names[0]

    def _start(self, machine: str) -> ActorHandle:
        import ray
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

        # a judge uses all cores of its machine, so each machine has one, regardless of Ray's other work
        there = NodeAffinitySchedulingStrategy(machine, soft=False)
        made = ray.remote(_Worker).options(num_cpus=0, max_restarts=0, scheduling_strategy=there)
        return made.remote(self._bank, self._opener)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._workers)

    def begin(self, worker: int, rows: Sequence[Exchange]) -> None:
        """Have a free worker grade these."""
        self._begun[self._workers[worker].grade.remote(list(rows))] = worker

    def next_done(self) -> TaskResult:
        """Wait for the first task to finish.

        Raises:
            Exception: Grading raised it, as it would have without Ray.
        """
        import ray

        (done,), _ = ray.wait(list(self._begun), num_returns=1)
        worker = self._begun.pop(done)
        try:
            return TaskResult(worker, tuple(ray.get(done)))
        except ray.exceptions.RayTaskError:
            raise  # it has the class of the exception raised there
        except ray.exceptions.RayError as error:
            return TaskResult(worker, died=_line(error), gone=not self._is_back(worker))

    def _is_back(self, worker: int) -> bool:
        """Whether a replacement for a dead worker has loaded its judge."""
        import ray

        self._workers[worker] = self._start(self._machines[worker])
        try:
            return bool(ray.get(self._workers[worker].name.remote()) == self.judge)
        except ray.exceptions.RayError:
            return False


@contextmanager
def ray_workers(bank: Bank, opener: Opener | None = None) -> Iterator[RayWorkers]:
    """Workers on the cluster that ``RAY_ADDRESS`` names or this machine is part of; otherwise only on this machine.

    Args:
        opener: What each worker opens its judge with; by default ``open_grader``.

    Raises:
        UnavailableError: Ray is not installed or not reached, or no worker could open its judge.
        UsageError: The workers have different judges.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # otherwise Ray reports usage data to its makers
    try:
        import ray
    except ImportError as error:
        raise UnavailableError(
            "Ray is not installed; run \"pip install 'viva-interviewer[ray]'\", or leave --ray out"
        ) from error
    try:
        _connect()
    except (ConnectionError, RuntimeError, ValueError, OSError, SystemExit) as error:  # Ray gives up by exiting
        raise UnavailableError(
            f"Ray cannot be reached: {_line(error)}; check RAY_ADDRESS, or leave --ray out"
        ) from error
    try:
        machines = [node["NodeID"] for node in ray.nodes() if node["Alive"] and node["Resources"].get("CPU")]
        yield RayWorkers(bank, opener or open_grader, machines)
    finally:
        with suppress(ray.exceptions.RayError):
            ray.shutdown()


def _connect() -> None:
    """Join an existing cluster, or start one on this machine only.

    Raises:
        OSError: Nothing answers at the address.
        Exception: Ray refused; SystemExit among them.
    """
    import ray

    quiet = {"log_to_driver": False, "logging_level": "ERROR", "ignore_reinit_error": True}
    address = os.environ.get("RAY_ADDRESS", "")
    if address:
        place = urlsplit(f"//{address.rpartition('://')[2]}")
        if place.hostname and place.port:
            # Ray itself would try for minutes
            socket.create_connection((place.hostname, place.port), timeout=_ANSWERS_WITHIN).close()
        ray.init(address=address, **quiet)
        return
    try:
        ray.init(address="auto", **quiet)
    except ConnectionError:
        # anyone who can reach a cluster's ports can run code on it, so this one stays on this machine
        ray.init(address="local", include_dashboard=False, _node_ip_address="127.0.0.1", **quiet)


def _line(error: BaseException) -> str:
    """The last line of an error that is not empty; Ray's errors have many, and end with what the worker raised."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[-1] if lines else type(error).__name__)[:_FIRST_LINE]
