"""How far long work has come, and whether it should stop."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar

from vault.engine.errors import Cancelled

if TYPE_CHECKING:
    # It takes 7 ms to load, and most commands need no threads.
    from concurrent.futures import Future

T = TypeVar("T")

_ASK_SECONDS = 0.05


class Progress:
    """Counts bytes and items; any thread may cancel it. Front ends override `changed` to show it."""

    def __init__(self, total_bytes: int = 0, total_items: int = 0) -> None:
        self.total_bytes = total_bytes
        self.total_items = total_items
        self.bytes = 0
        self.items = 0
        self._cancelled = threading.Event()
        self._counting = threading.Lock()

    def expect(self, total_bytes: int, total_items: int) -> None:
        """Set how much there is to do, once that is known."""
        self.total_bytes, self.total_items = total_bytes, total_items
        self.changed()

    def advance(self, count: int = 0, items: int = 0) -> None:
        """Add `count` bytes and `items` done. Raises Cancelled if the work should stop."""
        self.count(count, items)
        self.stop_if_cancelled()

    def count(self, count: int = 0, items: int = 0) -> None:
        """Add `count` bytes and `items` done, at a moment when the work cannot stop."""
        with self._counting:
            self.bytes += count
            self.items += items
        self.changed()

    def cancel(self) -> None:
        """Ask the work to stop at the next whole item."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    def stop_if_cancelled(self) -> None:
        """Raises Cancelled once somebody called `cancel`."""
        if self._cancelled.is_set():
            raise Cancelled("cancelled")

    def result_of(self, work: Future[T]) -> T:
        """What another thread works out. Raises Cancelled if all should stop; that thread is the caller's to end."""
        from concurrent.futures import wait  # loaded by whoever made the work

        while not work.done():
            wait([work], _ASK_SECONDS)
            self.stop_if_cancelled()
        return work.result()

    def changed(self) -> None:
        """Called after every step, from any thread; the default shows nothing."""


class Onward(Progress):
    """Counts on in another progress, whose totals are known already."""

    def __init__(self, onto: Progress) -> None:
        super().__init__()
        self._onto = onto

    def expect(self, total_bytes: int, total_items: int) -> None:
        pass

    def advance(self, count: int = 0, items: int = 0) -> None:
        self._onto.advance(count, items)

    @property
    def cancelled(self) -> bool:
        return self._onto.cancelled

    def count(self, count: int = 0, items: int = 0) -> None:
        self._onto.count(count, items)

    def stop_if_cancelled(self) -> None:
        self._onto.stop_if_cancelled()
