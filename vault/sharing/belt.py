"""Two threads at one piece of work: what one makes, the other takes, a few things at a time."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from vault.engine.errors import Cancelled

T = TypeVar("T")

_ASK_SECONDS = 0.05


def nothing() -> None:
    """For who has nothing to look after while it waits."""


class Belt(Generic[T]):
    """Carries things from one thread to another, in order, at most `most` at a time.

    `idle` is called again and again while one waits for the other; what it raises ends the waiting.
    """

    def __init__(self, most: int) -> None:
        self._queue: queue.Queue[tuple[T] | None] = queue.Queue(most)
        self._stopped = threading.Event()

    def put(self, one: T, idle: Callable[[], None] = nothing) -> None:
        """Hand something over. Raises Cancelled once somebody called `stop`."""
        self._put((one,), idle)

    def close(self, idle: Callable[[], None] = nothing) -> None:
        """That was all."""
        self._put(None, idle)

    def stop(self) -> None:
        """Nobody needs to go on."""
        self._stopped.set()

    def taken(self, idle: Callable[[], None] = nothing) -> Iterator[T]:
        """Everything, as it comes. Raises Cancelled once somebody called `stop`."""
        while not self._stopped.is_set():
            try:
                one = self._queue.get(timeout=_ASK_SECONDS)
            except queue.Empty:
                idle()
                continue
            if one is None:
                return
            yield one[0]
        raise Cancelled("stopped")

    def _put(self, one: tuple[T] | None, idle: Callable[[], None]) -> None:
        while not self._stopped.is_set():
            try:
                self._queue.put(one, timeout=_ASK_SECONDS)
            except queue.Full:
                idle()
                continue
            return
        raise Cancelled("stopped")
