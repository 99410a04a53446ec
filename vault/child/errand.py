"""The progress of long work: reported at most twenty times a second, and the place where other changes get their turn.

The engine counts from several threads. Only in the writer's own thread nothing of the vault is half done when it does,
so only there changes are let through.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from vault.child.wire import Counts
from vault.engine.progress import Progress

REPORT_SECONDS = 0.05


class Errand(Progress):
    """Long work under way. Made and run in the writer's thread."""

    def __init__(self, report: Callable[[Counts], None], give_way: Callable[[], None]) -> None:
        super().__init__()
        self._report, self._give_way = report, give_way
        self._thread = threading.get_ident()
        self._reporting = threading.Lock()
        self._reported = 0.0

    def changed(self) -> None:
        now = time.monotonic()
        if now - self._reported < REPORT_SECONDS or not self._reporting.acquire(blocking=False):
            return
        try:
            self._reported = now
            self._report(Counts(self.bytes, self.items, self.total_bytes, self.total_items))
        finally:
            self._reporting.release()

    def stop_if_cancelled(self) -> None:
        if threading.get_ident() == self._thread:
            self._give_way()
        super().stop_if_cancelled()
